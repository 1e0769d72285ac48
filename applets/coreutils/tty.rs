//! `tty`: print the name of the terminal on standard input
//!
//! POSIX.1-2024 XCU tty; `-s` as in GNU.

use kit::input::Stdin;
use kit::prelude::*;
use std::os::unix::ffi::OsStrExt;

const USAGE: &str = "\
[-s]

Print file name of stdin's terminal

	-s, --silent, --quiet	Print nothing: the status alone
";

pub const APPLET: Applet =
    Applet { kind: Kind::Pure, usage: USAGE, options: options!(USAGE), usage_status: 2, run, ..Applet::DEFAULT };

const SILENT: Key = Key::short(APPLET.options, 's');

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    if !given.operands.is_empty() {
        cx.warn("ignoring all arguments");
    }
    let terminal = match cx.input {
        Stdin::Fd(fd) if kit::sys::is_terminal(fd) => Some(fd),
        _ => None,
    };
    if !given.has(SILENT) {
        let name = terminal.and_then(|fd| std::fs::read_link(format!("/proc/self/fd/{fd}")).ok());
        cx.out.line(name.as_ref().map_or(b"not a tty", |name| name.as_os_str().as_bytes()))?;
    }
    Ok(if terminal.is_some() { Status::OK } else { Status::FAILED })
}
