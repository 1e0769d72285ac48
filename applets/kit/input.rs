//! Input of an applet: a file, standard input, or the caller's memory.

use crate::applet::Error;
use crate::{sys, text};
use std::cell::Cell;
use std::fs::File;
use std::io;
use std::os::fd::{AsRawFd, RawFd};
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

const BUFFER: usize = 32 * 1024;

/// What standard input of a command is.
#[derive(Clone, Copy, Debug)]
pub enum Stdin<'a> {
    /// An open descriptor, not owned.
    Fd(RawFd),
    /// The caller's memory.
    Memory(&'a [u8]),
    /// Memory that several commands read one after another.
    Shared(&'a Memory),
}

/// Input in memory, and how far it has been read: what one command leaves, the next finds.
#[derive(Debug, Default)]
pub struct Memory {
    bytes: Vec<u8>,
    at: Cell<usize>,
}

impl Memory {
    /// All of `bytes` is to be read.
    pub fn new(bytes: Vec<u8>) -> Memory {
        Memory { bytes, at: Cell::new(0) }
    }

    /// What has not been read.
    pub fn rest(&self) -> &[u8] {
        &self.bytes[self.at.get()..]
    }

    /// Counts `n` more bytes as read.
    pub fn consume(&self, n: usize) {
        self.at.set(self.at.get().saturating_add(n).min(self.bytes.len()));
    }
}

/// A failed read, with the name of what was read.
#[derive(Debug)]
pub struct ReadError {
    /// The operand, `-` for standard input.
    pub name: Vec<u8>,
    /// What went wrong.
    pub source: io::Error,
}

impl From<ReadError> for Error {
    /// In BusyBox's words: `read error: Is a directory`.
    fn from(error: ReadError) -> Error {
        crate::fail!("read error: ", error.source)
    }
}

impl ReadError {
    /// In the words of the applets that name the file: `NAME: Is a directory`.
    pub fn named(self) -> Error {
        crate::fail!(self.name, ": ", self.source)
    }
}

#[derive(Debug)]
enum Source<'a> {
    Owned(File),
    Borrowed(RawFd),
    Memory(&'a [u8]),
    Shared(&'a Memory),
}

/// A buffered reader that never retries silently after a signal the shell wants to see, and whose errors carry the name.
#[derive(Debug)]
pub struct Input<'a> {
    name: Vec<u8>,
    source: Source<'a>,
    buffer: Vec<u8>,
    start: usize,
    end: usize,
}

impl<'a> Input<'a> {
    /// Standard input.
    pub fn stdin(stdin: Stdin<'a>) -> Input<'a> {
        let source = match stdin {
            Stdin::Fd(fd) => Source::Borrowed(fd),
            Stdin::Memory(bytes) => Source::Memory(bytes),
            Stdin::Shared(memory) => Source::Shared(memory),
        };
        Input { name: b"-".to_vec(), source, buffer: Vec::new(), start: 0, end: 0 }
    }

    /// Opens `path` for reading, close-on-exec.
    pub fn open(path: &[u8]) -> io::Result<Input<'static>> {
        let file = File::open(Path::new(std::ffi::OsStr::from_bytes(path)))?;
        Ok(Input::from_file(file, path))
    }

    /// Reads an open file that is called `name` in messages.
    pub fn from_file(file: File, name: &[u8]) -> Input<'static> {
        Input { name: name.to_vec(), source: Source::Owned(file), buffer: Vec::new(), start: 0, end: 0 }
    }

    /// Reads from memory.
    pub fn memory(bytes: &'a [u8], name: &[u8]) -> Input<'a> {
        Input { name: name.to_vec(), source: Source::Memory(bytes), buffer: Vec::new(), start: 0, end: 0 }
    }

    /// The operand it was opened by; `-` for standard input.
    pub fn name(&self) -> &[u8] {
        &self.name
    }

    /// The descriptor, if it is one. Bytes already buffered are not seen by who reads it directly.
    pub fn fd(&self) -> Option<RawFd> {
        match &self.source {
            Source::Owned(file) => Some(file.as_raw_fd()),
            Source::Borrowed(fd) => Some(*fd),
            Source::Memory(_) | Source::Shared(_) => None,
        }
    }

    /// Some bytes, at most `into.len()`; 0 at the end. Large reads bypass the buffer.
    pub fn read(&mut self, into: &mut [u8]) -> Result<usize, ReadError> {
        if self.start == self.end && into.len() >= BUFFER {
            return self.read_source(into);
        }
        let have = self.fill()?;
        let n = have.len().min(into.len());
        into[..n].copy_from_slice(&have[..n]);
        self.consume(n);
        Ok(n)
    }

    /// The bytes at hand, read from the source if there are none; empty at the end.
    pub fn fill(&mut self) -> Result<&[u8], ReadError> {
        match self.source {
            Source::Memory(bytes) => return Ok(bytes),
            Source::Shared(memory) => return Ok(memory.rest()),
            _ => {}
        }
        if self.start == self.end {
            let mut buffer = std::mem::take(&mut self.buffer);
            buffer.resize(BUFFER, 0);
            let result = self.read_source(&mut buffer);
            self.buffer = buffer;
            self.start = 0;
            self.end = 0;
            self.end = result?;
        }
        Ok(&self.buffer[self.start..self.end])
    }

    /// Takes `n` of the bytes that [`Input::fill`] showed.
    pub fn consume(&mut self, n: usize) {
        match &mut self.source {
            Source::Memory(bytes) => *bytes = &bytes[n.min(bytes.len())..],
            Source::Shared(memory) => memory.consume(n),
            _ => self.start = (self.start + n).min(self.end),
        }
    }

    /// Appends bytes up to and with the next `delimiter` to `to`; false at the end of the input, when nothing was left.
    pub fn read_until(&mut self, delimiter: u8, to: &mut Vec<u8>) -> Result<bool, ReadError> {
        let before = to.len();
        loop {
            let have = self.fill()?;
            if have.is_empty() {
                return Ok(to.len() > before);
            }
            match memchr::memchr(delimiter, have) {
                Some(at) => {
                    to.extend_from_slice(&have[..=at]);
                    self.consume(at + 1);
                    return Ok(true);
                }
                None => {
                    let n = have.len();
                    to.extend_from_slice(have);
                    self.consume(n);
                }
            }
        }
    }

    /// Appends all the rest to `to`.
    pub fn read_to_end(&mut self, to: &mut Vec<u8>) -> Result<(), ReadError> {
        loop {
            let have = self.fill()?;
            if have.is_empty() {
                return Ok(());
            }
            let n = have.len();
            to.extend_from_slice(have);
            self.consume(n);
        }
    }

    /// What is left, if the source is memory: taken out, without a copy.
    pub fn take_memory(&mut self) -> Option<&'a [u8]> {
        match &mut self.source {
            Source::Memory(bytes) => Some(std::mem::take(bytes)),
            Source::Shared(memory) => {
                let rest = memory.rest();
                memory.consume(rest.len());
                Some(rest)
            }
            _ => None,
        }
    }

    /// As [`Input::read`], but never through the buffer: for callers that have one of their own.
    pub fn read_unbuffered(&mut self, into: &mut [u8]) -> Result<usize, ReadError> {
        if self.start == self.end { self.read_source(into) } else { self.read(into) }
    }

    /// Moves a seekable source back to the first byte not consumed, so that the next command reads on from there
    /// (POSIX.1-2024 XCU 1.4, INPUT FILES): `(head -n 1; cat) < file`.
    pub fn give_back(&mut self) {
        if let (Some(fd), true) = (self.fd(), self.start < self.end) {
            // A pipe cannot seek: nothing to give back then.
            let _ = sys::seek(fd, -((self.end - self.start) as i64), libc::SEEK_CUR);
            self.start = self.end;
        }
    }

    fn read_source(&mut self, into: &mut [u8]) -> Result<usize, ReadError> {
        let result = match &mut self.source {
            Source::Owned(file) => sys::read(file.as_raw_fd(), into),
            Source::Borrowed(fd) => sys::read(*fd, into),
            Source::Memory(bytes) => {
                let n = bytes.len().min(into.len());
                into[..n].copy_from_slice(&bytes[..n]);
                *bytes = &bytes[n..];
                Ok(n)
            }
            Source::Shared(memory) => {
                let n = memory.rest().len().min(into.len());
                into[..n].copy_from_slice(&memory.rest()[..n]);
                memory.consume(n);
                Ok(n)
            }
        };
        result.map_err(|source| ReadError { name: self.name.clone(), source })
    }
}

/// So that decoders of other crates can read from it; the name is lost in the error.
impl io::Read for Input<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        Input::read(self, into).map_err(|e| e.source)
    }
}

/// `can't open 'x': No such file or directory`.
pub fn cannot_open(path: &[u8], error: &io::Error) -> Vec<u8> {
    text!["can't open '", path, "': ", *error]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_come_whole_and_the_last_may_lack_its_newline() {
        let mut input = Input::memory(b"a\n\nb", b"-");
        let mut lines = Vec::new();
        loop {
            let mut line = Vec::new();
            if !input.read_until(b'\n', &mut line).unwrap() {
                break;
            }
            lines.push(line);
        }
        assert_eq!(lines, [&b"a\n"[..], b"\n", b"b"]);
    }

    #[test]
    fn what_one_command_leaves_in_shared_memory_the_next_finds() {
        let memory = Memory::new(b"a\nb\nc".to_vec());
        let mut line = Vec::new();
        Input::stdin(Stdin::Shared(&memory)).read_until(b'\n', &mut line).unwrap();
        let mut rest = Vec::new();
        Input::stdin(Stdin::Shared(&memory)).read_to_end(&mut rest).unwrap();
        assert_eq!((line.as_slice(), rest.as_slice(), memory.rest()), (&b"a\n"[..], &b"b\nc"[..], &b""[..]));
    }
}
