//! Standard output of an applet: a descriptor or the caller's memory.

use crate::sys;
use std::cell::RefCell;
use std::io::{self, Write};
use std::os::fd::RawFd;

/// Bytes written before they go out: large enough that a write costs little, small enough to be cheap to allocate.
const BUFFER: usize = 32 * 1024;

/// Memory that standard output and standard error of a command may both be sent to (`x=$(cmd 2>&1)`).
#[derive(Default, Debug)]
pub struct Capture(RefCell<Vec<u8>>);

impl Capture {
    /// What was written, taken out.
    pub fn take(&self) -> Vec<u8> {
        self.0.take()
    }

    /// Appends `bytes`.
    pub fn push(&self, bytes: &[u8]) {
        self.0.borrow_mut().extend_from_slice(bytes);
    }
}

/// Where a stream of a command goes.
#[derive(Clone, Copy, Debug)]
pub enum Sink<'a> {
    /// An open descriptor, not owned.
    Fd(RawFd),
    /// The caller's memory.
    Memory(&'a Capture),
}

impl Sink<'_> {
    /// Writes everything, or fails; unbuffered.
    pub fn write_all(&self, bytes: &[u8]) -> io::Result<()> {
        match self {
            Sink::Fd(fd) => sys::write_all(*fd, bytes),
            Sink::Memory(capture) => {
                capture.push(bytes);
                Ok(())
            }
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    Unknown,
    Full,
    Line,
}

/// A buffered stream: flushed per line only on a terminal. A failed write is reported by the call that meets it, and
/// the last by [`crate::context::run`], which flushes.
pub struct Output<'a> {
    sink: Sink<'a>,
    buffer: Vec<u8>,
    mode: Mode,
}

impl<'a> Output<'a> {
    /// A stream to `sink`; costs nothing until something is written.
    pub const fn new(sink: Sink<'a>) -> Output<'a> {
        Output { sink, buffer: Vec::new(), mode: Mode::Unknown }
    }

    /// Where it goes.
    pub fn sink(&self) -> Sink<'a> {
        self.sink
    }

    /// The descriptor, flushed first so that it may be used directly (`sendfile`, a child's output);
    /// none if the output goes to memory.
    pub fn fd(&mut self) -> io::Result<Option<RawFd>> {
        self.flush()?;
        Ok(match self.sink {
            Sink::Fd(fd) => Some(fd),
            Sink::Memory(_) => None,
        })
    }

    /// Is it a terminal?
    pub fn is_terminal(&self) -> bool {
        match self.sink {
            Sink::Fd(fd) => sys::is_terminal(fd),
            Sink::Memory(_) => false,
        }
    }

    /// Sends every line at once from now on (`grep --line-buffered`, `tail -f`).
    pub fn set_line_buffered(&mut self) {
        self.mode = Mode::Line;
    }

    /// A line: `bytes` and a newline.
    pub fn line(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.put(bytes)?;
        self.put(b"\n")
    }

    #[inline]
    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        if self.mode == Mode::Full && self.buffer.len() + bytes.len() <= BUFFER {
            self.buffer.extend_from_slice(bytes);
            return Ok(());
        }
        self.put_slowly(bytes)
    }

    #[cold]
    fn put_slowly(&mut self, bytes: &[u8]) -> io::Result<()> {
        if let Sink::Memory(capture) = self.sink {
            capture.push(bytes);
            return Ok(());
        }
        if self.mode == Mode::Unknown {
            self.mode = if self.is_terminal() { Mode::Line } else { Mode::Full };
        }
        if self.buffer.len() + bytes.len() > BUFFER {
            self.flush()?;
        }
        if bytes.len() >= BUFFER {
            return self.sink.write_all(bytes);
        }
        self.buffer.extend_from_slice(bytes);
        if self.mode == Mode::Line && memchr::memchr(b'\n', bytes).is_some() {
            self.flush()?;
        }
        Ok(())
    }
}

impl Write for Output<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.put(bytes)?;
        Ok(bytes.len())
    }

    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.put(bytes)
    }

    /// What could not be written is dropped: a full disk is reported once, not again at the end.
    fn flush(&mut self) -> io::Result<()> {
        if self.buffer.is_empty() {
            return Ok(());
        }
        let result = self.sink.write_all(&self.buffer);
        self.buffer.clear();
        result
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_gets_the_bytes_in_order_from_two_streams() {
        let capture = Capture::default();
        let mut out = Output::new(Sink::Memory(&capture));
        out.write_all(b"a").unwrap();
        Sink::Memory(&capture).write_all(b"b").unwrap();
        out.line(b"c").unwrap();
        assert_eq!(capture.take(), b"abc\n");
    }

    #[test]
    fn a_full_disk_is_an_error_of_the_flush() {
        let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
        let mut out = Output::new(Sink::Fd(std::os::fd::AsRawFd::as_raw_fd(&full)));
        out.write_all(b"x").unwrap();
        assert_eq!(out.flush().unwrap_err().raw_os_error(), Some(libc::ENOSPC));
        assert!(out.flush().is_ok());
    }
}
