//! `nohup`: run a program that survives the end of its terminal
//!
//! POSIX.1-2024 XCU nohup.

use kit::prelude::*;
use kit::{process, signals, sys};
use nix::fcntl::{OFlag, open};
use nix::sys::stat::Mode;
use std::os::fd::IntoRawFd;

pub const APPLET: Applet = Applet {
    usage: "PROG ARGS\n\nRun PROG immune to hangups, with output to a non-tty\n",
    stop_at_operand: true,
    usage_status: 127,
    run,
    ..Applet::DEFAULT
};

/// Status of a failure of nohup itself.
const FAILED: u8 = 127;

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    if given.operands.is_empty() {
        return Err(Error::Usage(None));
    }
    let cannot = |what: &str, error: std::io::Error| fail!(status FAILED; what, ": ", error);
    if sys::is_terminal(0) {
        let null = open("/dev/null", OFlag::O_RDONLY, Mode::empty())
            .map_err(|e| fail!(status FAILED; "can't open '/dev/null': ", e))?;
        sys::duplicate_to(null.into_raw_fd(), 0).map_err(|e| cannot("/dev/null", e))?;
    }
    let had_terminal = sys::is_terminal(2);
    if sys::is_terminal(1) {
        let (file, name) = open_output(cx)?;
        cx.warn(text!["appending output to ", name]);
        sys::duplicate_to(file, 1).map_err(|e| cannot("nohup.out", e))?;
        sys::close(file);
    }
    if had_terminal {
        sys::duplicate_to(1, 2).map_err(|e| cannot("standard error", e))?;
    }
    signals::set(libc::SIGHUP, signals::Disposition::Ignored).map_err(|e| cannot("SIGHUP", e))?;
    Err(process::exec(cx, &given.operands))
}

/// `nohup.out` here, else in the home directory; for the user alone.
fn open_output(cx: &Context) -> Result<(i32, Vec<u8>)> {
    let flags = OFlag::O_CREAT | OFlag::O_WRONLY | OFlag::O_APPEND | OFlag::O_CLOEXEC;
    let mode = Mode::S_IRUSR | Mode::S_IWUSR;
    let here = b"nohup.out".to_vec();
    let error = match open(&here[..], flags, mode) {
        Ok(file) => return Ok((file.into_raw_fd(), here)),
        Err(error) => error,
    };
    let Some(home) = cx.env.get(b"HOME") else {
        return Err(fail!(status FAILED; "can't open 'nohup.out': ", error));
    };
    let there = text![home, "/nohup.out"];
    match open(&there[..], flags, mode) {
        Ok(file) => Ok((file.into_raw_fd(), there)),
        Err(error) => Err(fail!(status FAILED; "can't open '", there, "': ", error)),
    }
}
