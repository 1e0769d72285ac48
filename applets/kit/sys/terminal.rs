//! Terminals: their settings, size, and the process group in the foreground.

use super::check_call as check;
use std::io;
use std::mem::MaybeUninit;
use std::os::fd::RawFd;

/// No flag set, every special character undefined.
pub fn no_settings() -> libc::termios {
    // SAFETY: a structure of integers.
    unsafe { std::mem::zeroed() }
}

/// tcgetattr(3).
///
/// # Errors
/// `ENOTTY` if `fd` is no terminal.
pub fn settings(fd: RawFd) -> io::Result<libc::termios> {
    let mut settings = no_settings();
    // SAFETY: a valid place for the settings.
    check(unsafe { libc::tcgetattr(fd, &raw mut settings) })?;
    Ok(settings)
}

/// tcsetattr(3) once what was written has gone out.
pub fn set_settings(fd: RawFd, settings: &libc::termios) -> io::Result<()> {
    // SAFETY: settings are integers only.
    check(unsafe { libc::tcsetattr(fd, libc::TCSADRAIN, settings) }).map(drop)
}

/// Rows and columns; 0 for what the terminal does not know.
///
/// # Errors
/// `ENOTTY` if `fd` is no terminal.
pub fn size(fd: RawFd) -> io::Result<(u16, u16)> {
    let mut size = MaybeUninit::<libc::winsize>::zeroed();
    // SAFETY: memory of the right size, valid also as zeros.
    let size = unsafe {
        check(libc::ioctl(fd, libc::TIOCGWINSZ as _, size.as_mut_ptr()))?;
        size.assume_init()
    };
    Ok((size.ws_row, size.ws_col))
}

/// Tells a terminal its rows and columns.
pub fn set_size(fd: RawFd, (rows, columns): (u16, u16)) -> io::Result<()> {
    let size = libc::winsize { ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0 };
    // SAFETY: a valid structure of the size that this request reads.
    check(unsafe { libc::ioctl(fd, libc::TIOCSWINSZ as _, &raw const size) }).map(drop)
}

/// Columns of a terminal, if it is one that knows.
pub fn columns(fd: RawFd) -> Option<usize> {
    size(fd).ok().map(|size| usize::from(size.1)).filter(|columns| *columns > 0)
}

/// The process group in the foreground of the terminal `fd`.
pub fn group(fd: RawFd) -> io::Result<i32> {
    // SAFETY: an integer only.
    check(unsafe { libc::tcgetpgrp(fd) })
}

/// Brings a process group into the foreground of the terminal `fd`.
pub fn set_group(fd: RawFd, group: i32) -> io::Result<()> {
    // SAFETY: zeroed sets that the calls fill before they are read.
    unsafe {
        // One in the background that blocks the signal is not stopped, and gets none if it has a handler.
        let mut stop: libc::sigset_t = std::mem::zeroed();
        let mut before: libc::sigset_t = std::mem::zeroed();
        libc::sigemptyset(&raw mut stop);
        libc::sigaddset(&raw mut stop, libc::SIGTTOU);
        libc::sigprocmask(libc::SIG_BLOCK, &raw const stop, &raw mut before);
        let result = check(libc::tcsetpgrp(fd, group)).map(drop);
        libc::sigprocmask(libc::SIG_SETMASK, &raw const before, std::ptr::null_mut());
        result
    }
}

/// How a terminal was set at some moment.
#[derive(Clone, Copy)]
pub struct TerminalSettings(libc::termios);

impl TerminalSettings {
    /// As it is now; none if `fd` is no terminal.
    pub fn of(fd: RawFd) -> Option<TerminalSettings> {
        settings(fd).ok().map(TerminalSettings)
    }

    /// Sets it so again, once what was written has gone out.
    pub fn apply(&self, fd: RawFd) {
        // The terminal may be gone by now.
        let _ = set_settings(fd, &self.0);
    }
}

/// A terminal's settings changed for a while; dropping it puts them back.
pub struct TerminalMode {
    fd: RawFd,
    before: libc::termios,
}

impl TerminalMode {
    /// Without echo, if `silent`; without waiting for a whole line, if `at_once`.
    pub fn without_echo(fd: RawFd, silent: bool, at_once: bool) -> Option<TerminalMode> {
        TerminalMode::change(fd, |now| {
            if silent {
                now.c_lflag &= !libc::ECHO;
            }
            if at_once {
                now.c_lflag &= !libc::ICANON;
                now.c_cc[libc::VMIN] = 1;
                now.c_cc[libc::VTIME] = 0;
            }
        })
    }

    /// For a line editor: keys come one by one, unseen, and none is a signal or stops the output. A carriage return stays
    /// a newline, since what is typed ahead may be read by a command.
    pub fn editing(fd: RawFd) -> Option<TerminalMode> {
        TerminalMode::change(fd, |now| {
            now.c_lflag &= !(libc::ICANON | libc::ECHO | libc::ISIG | libc::IEXTEN);
            now.c_iflag &= !(libc::IXON | libc::INLCR | libc::IGNCR);
            now.c_cc[libc::VMIN] = 1;
            now.c_cc[libc::VTIME] = 0;
        })
    }

    fn change(fd: RawFd, change: impl FnOnce(&mut libc::termios)) -> Option<TerminalMode> {
        let before = settings(fd).ok()?;
        let mut now = before;
        change(&mut now);
        set_now(fd, &now);
        Some(TerminalMode { fd, before })
    }
}

fn set_now(fd: RawFd, settings: &libc::termios) {
    // SAFETY: settings are integers only.
    unsafe { libc::tcsetattr(fd, libc::TCSANOW, settings) };
}

impl Drop for TerminalMode {
    fn drop(&mut self) {
        set_now(self.fd, &self.before);
    }
}
