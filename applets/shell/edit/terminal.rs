//! The terminal while a line is edited: characters come one by one, unseen; when the editing ends, or a signal ends the
//! shell, everything is as it was.

use super::keys::Bytes;
use kit::signals::{self, Disposition};
use kit::sys;
use kit::sys::terminal::{self, TerminalMode};
use std::io;
use std::os::fd::RawFd;

/// Signals that end the shell by default: then the terminal is put right first. Others are noted because the editor acts
/// on them.
const NOTED: [i32; 9] = [
    libc::SIGWINCH,
    libc::SIGCONT,
    libc::SIGHUP,
    libc::SIGALRM,
    libc::SIGUSR1,
    libc::SIGUSR2,
    libc::SIGVTALRM,
    libc::SIGPROF,
    libc::SIGXCPU,
];

/// A terminal set for editing; dropping it puts it back.
pub struct Terminal {
    input: RawFd,
    output: RawFd,
    /// Its settings are those for editing.
    mode: Option<TerminalMode>,
    /// Signals whose disposition was changed.
    noted: Vec<i32>,
}

impl Terminal {
    /// The terminal behind `input`, shown on `output`. `trapped` says which signals the shell has its own use for.
    pub fn new(input: RawFd, output: RawFd, trapped: impl Fn(i32) -> bool) -> Terminal {
        let noted = NOTED.into_iter().filter(|signal| !trapped(*signal) && !signals::is_ignored(*signal)).collect();
        let mut terminal = Terminal { input, output, mode: None, noted };
        terminal.edit();
        terminal
    }

    /// Sets it for editing.
    pub fn edit(&mut self) {
        self.mode = None;
        for signal in &self.noted {
            let _ = signals::set(*signal, Disposition::Noted);
        }
        self.mode = TerminalMode::editing(self.input);
        self.write(b"\x1b[?2004h");
    }

    /// Puts it back as it was.
    pub fn restore(&mut self) {
        if self.mode.take().is_some() {
            self.write(b"\x1b[?2004l");
        }
        for signal in &self.noted {
            let _ = signals::set(*signal, Disposition::Default);
        }
    }

    /// Shows something. A terminal that is gone says so when it is read.
    pub fn write(&self, bytes: &[u8]) {
        let _ = sys::write_all(self.output, bytes);
    }

    /// Its columns and rows; rows 0 if they are not known.
    pub fn size(&self) -> (usize, usize) {
        let size =
            [self.output, self.input].into_iter().find_map(|fd| terminal::size(fd).ok().filter(|size| size.1 > 0));
        size.map_or((80, 24), |(rows, columns)| (usize::from(columns), usize::from(rows)))
    }

    /// Is there more to read at once?
    pub fn has_more(&self) -> bool {
        sys::wait_readable(self.input, 0).unwrap_or(false)
    }

    /// A signal has come that nobody has a use for: ends the shell by it, if it ends one.
    pub fn die_by(&mut self, signal: i32) {
        if signal == libc::SIGWINCH || signal == libc::SIGCONT || !self.noted.contains(&signal) {
            return;
        }
        self.restore();
        let _ = sys::kill(std::process::id() as i32, signal);
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        self.restore();
    }
}

impl Bytes for Terminal {
    fn next(&mut self, timeout: i32) -> io::Result<Option<u8>> {
        if signals::is_pending() {
            return Err(io::ErrorKind::Interrupted.into());
        }
        if timeout >= 0 && !sys::wait_readable(self.input, timeout)? {
            return Ok(None);
        }
        // One at a time: what follows the line belongs to the command.
        let mut byte = [0];
        match sys::read_once(self.input, &mut byte)? {
            0 => Err(io::ErrorKind::UnexpectedEof.into()),
            _ => Ok(Some(byte[0])),
        }
    }
}
