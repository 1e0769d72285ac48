//! What awk reads and writes besides its main input and standard output: files and commands, kept open by name.

use kit::applet::{Error, Result};
use kit::context::Context;
use kit::input::{Input, ReadError};
use kit::output::{Output, Sink};
use kit::process::{self, Ended, Spawn};
use kit::regex::Regex;
use kit::{fail, text};
use nix::fcntl::OFlag;
use std::collections::HashMap;
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::os::fd::{AsRawFd, OwnedFd};
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::rc::Rc;

/// How input is cut into records: the value of RS.
#[derive(Clone)]
pub enum Separator {
    Byte(u8),
    /// RS is "": blocks of lines, between empty ones.
    Paragraph,
    Regex(Rc<Regex>),
}

/// Cuts an input into records.
pub struct Reader<'a> {
    input: Input<'a>,
    /// Bytes read ahead while looking for a separator longer than one byte.
    pending: Vec<u8>,
    start: usize,
    at_end: bool,
}

impl<'a> Reader<'a> {
    pub fn new(input: Input<'a>) -> Reader<'a> {
        Reader { input, pending: Vec::new(), start: 0, at_end: false }
    }

    /// Reads the next record into `record` (emptied by the caller) and what separated it into `separated_by`; false at
    /// the end.
    pub fn read(
        &mut self,
        separator: &Separator,
        record: &mut Vec<u8>,
        separated_by: &mut Vec<u8>,
    ) -> std::result::Result<bool, ReadError> {
        separated_by.clear();
        if let (Separator::Byte(byte), true) = (separator, self.start == self.pending.len()) {
            if !self.input.read_until(*byte, record)? {
                return Ok(false);
            }
            if record.last() == Some(byte) {
                record.pop();
                separated_by.push(*byte);
            }
            return Ok(true);
        }
        if let Separator::Paragraph = separator {
            while self.have(1)? && self.pending[self.start] == b'\n' {
                self.start += 1;
            }
        }
        let mut from = self.start;
        loop {
            let found = match separator {
                Separator::Byte(byte) => {
                    memchr::memchr(*byte, &self.pending[from..]).map(|at| (from + at, from + at + 1))
                }
                Separator::Paragraph => memchr::memmem::find(&self.pending[from..], b"\n\n").map(|at| {
                    let end = self.pending[from + at..].iter().take_while(|c| **c == b'\n').count();
                    (from + at, from + at + end)
                }),
                Separator::Regex(regex) => super::record::find_non_empty(regex, &self.pending[self.start..], 0)
                    .map(|m| (self.start + m.0, self.start + m.1)),
            };
            // A match that ends where the bytes at hand end might be longer with more of them.
            if let Some((start, end)) = found
                && (end < self.pending.len() || self.at_end || matches!(separator, Separator::Byte(_)))
            {
                record.extend_from_slice(&self.pending[self.start..start]);
                separated_by.extend_from_slice(&self.pending[start..end]);
                self.start = end;
                return Ok(true);
            }
            from = match separator {
                Separator::Paragraph => self.pending.len().saturating_sub(1).max(self.start),
                _ => self.pending.len(),
            };
            if found.is_some() {
                from = self.start;
            }
            let moved = self.start;
            if !self.more()? {
                if self.start == self.pending.len() {
                    return Ok(false);
                }
                if found.is_some() {
                    continue;
                }
                record.extend_from_slice(&self.pending[self.start..]);
                if let (Separator::Paragraph | Separator::Regex(_), Some(b'\n')) = (separator, record.last()) {
                    // The newline that ends the file is not part of the last record.
                    record.pop();
                    separated_by.push(b'\n');
                }
                self.start = self.pending.len();
                return Ok(true);
            }
            from -= moved - self.start;
        }
    }

    fn have(&mut self, n: usize) -> std::result::Result<bool, ReadError> {
        while self.pending.len() - self.start < n {
            if !self.more()? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Reads more, after moving what is left to the front.
    fn more(&mut self) -> std::result::Result<bool, ReadError> {
        if self.at_end {
            return Ok(false);
        }
        self.pending.drain(..self.start);
        self.start = 0;
        let have = self.input.fill()?;
        if have.is_empty() {
            self.at_end = true;
            return Ok(false);
        }
        let n = have.len();
        self.pending.extend_from_slice(have);
        self.input.consume(n);
        Ok(true)
    }
}

struct Writer {
    /// Dropped after `output`, which borrows nothing of it but its number.
    file: Option<OwnedFd>,
    output: Output<'static>,
    child: Option<i32>,
}

impl Writer {
    fn new(file: OwnedFd, child: Option<i32>) -> Writer {
        let output = Output::new(Sink::Fd(file.as_raw_fd()));
        Writer { file: Some(file), output, child }
    }
}

/// Open files and commands by name.
#[derive(Default)]
pub struct Streams<'a> {
    writers: HashMap<Vec<u8>, Writer>,
    readers: HashMap<Vec<u8>, (Reader<'a>, Option<i32>)>,
}

/// How a name of an output is meant.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    Truncate,
    Append,
    Pipe,
}

impl<'a> Streams<'a> {
    /// The output of that name, opened when first used; none is standard output itself (`/dev/stdout`, `-`).
    pub fn output(&mut self, cx: &mut Context<'a>, name: &[u8], mode: Mode) -> Result<Option<&mut Output<'static>>> {
        if mode != Mode::Pipe && matches!(name, b"/dev/stdout" | b"-") {
            return Ok(None);
        }
        if !self.writers.contains_key(name) {
            let writer = match mode {
                Mode::Pipe => open_command(cx, name)?,
                _ => open_file(cx, name, mode)?,
            };
            self.writers.insert(name.to_vec(), writer);
        }
        Ok(self.writers.get_mut(name).map(|w| &mut w.output))
    }

    /// The input file of that name, opened when first used.
    pub fn file(&mut self, cx: &mut Context<'a>, name: &[u8]) -> io::Result<Option<&mut Reader<'a>>> {
        if !self.readers.contains_key(name) {
            let input = if matches!(name, b"-" | b"/dev/stdin") { cx.stdin() } else { Input::open(name)? };
            self.readers.insert(name.to_vec(), (Reader::new(input), None));
        }
        Ok(self.readers.get_mut(name).map(|r| &mut r.0))
    }

    /// The output of the command as input.
    pub fn command(&mut self, cx: &mut Context<'a>, command: &[u8]) -> Result<Option<&mut Reader<'a>>> {
        if !self.readers.contains_key(command) {
            self.flush(cx)?;
            let (read, write) = pipe()?;
            let mut spawn = Spawn::new(cx);
            spawn.fds.push((write.as_raw_fd(), 1));
            let child = process::spawn_failed(b"sh", spawn.spawn(&[b"/bin/sh", b"-c", command]))?;
            drop(write);
            let input = Input::from_file(File::from(read), command);
            self.readers.insert(command.to_vec(), (Reader::new(input), Some(child)));
        }
        Ok(self.readers.get_mut(command).map(|r| &mut r.0))
    }

    /// Sends out everything buffered: before another program may write, and for `fflush()`.
    pub fn flush(&mut self, cx: &mut Context<'a>) -> Result<()> {
        cx.out.flush()?;
        for writer in self.writers.values_mut() {
            writer.output.flush()?;
        }
        Ok(())
    }

    pub fn flush_one(&mut self, name: &[u8]) -> Result<bool> {
        match self.writers.get_mut(name) {
            Some(writer) => writer.output.flush().map(|()| true).map_err(Error::from),
            None => Ok(false),
        }
    }

    /// Closes what has that name; the exit status of a command, -1 if nothing is open under it.
    pub fn close(&mut self, name: &[u8]) -> Result<f64> {
        let mut result = -1.0;
        if let Some(writer) = self.writers.remove(name) {
            result = finish(writer)?;
        }
        if let Some((reader, child)) = self.readers.remove(name) {
            drop(reader);
            result = child.map_or(0.0, wait);
        }
        Ok(result)
    }

    /// Closes everything at the end: commands that were written to are waited for.
    pub fn close_all(&mut self) -> Result<()> {
        let mut result = Ok(());
        for (_, writer) in self.writers.drain() {
            if let Err(error) = finish(writer) {
                result = Err(error);
            }
        }
        for (_, (reader, child)) in self.readers.drain() {
            drop(reader);
            child.map(wait);
        }
        result
    }
}

fn finish(mut writer: Writer) -> Result<f64> {
    let flushed = writer.output.flush();
    drop(writer.file.take());
    let status = writer.child.map_or(0.0, wait);
    flushed?;
    Ok(status)
}

fn wait(child: i32) -> f64 {
    match process::wait(child) {
        Ok(Ended::Exited(status)) => f64::from(status),
        Ok(Ended::Signalled(signal)) => 256.0 + f64::from(signal),
        Err(_) => -1.0,
    }
}

fn pipe() -> Result<(OwnedFd, OwnedFd)> {
    nix::unistd::pipe2(OFlag::O_CLOEXEC).map_err(|e| fail!("can't create pipe: ", e))
}

fn open_command(cx: &mut Context, command: &[u8]) -> Result<Writer> {
    cx.out.flush()?;
    let (read, write) = pipe()?;
    let mut spawn = Spawn::new(cx);
    spawn.fds.push((read.as_raw_fd(), 0));
    let child = process::spawn_failed(b"sh", spawn.spawn(&[b"/bin/sh", b"-c", command]))?;
    Ok(Writer::new(write, Some(child)))
}

fn open_file(cx: &mut Context, name: &[u8], mode: Mode) -> Result<Writer> {
    if let (b"/dev/stderr", Sink::Fd(fd)) = (name, cx.err) {
        let mut output = Output::new(Sink::Fd(fd));
        output.set_line_buffered();
        return Ok(Writer { file: None, output, child: None });
    }
    let mut options = OpenOptions::new();
    options.create(true);
    if mode == Mode::Append {
        options.append(true)
    } else {
        options.write(true).truncate(true)
    };
    let file = options
        .open(Path::new(std::ffi::OsStr::from_bytes(name)))
        .map_err(|e| Error::Failed(kit::applet::Status(1), text!["can't open '", name, "': ", e]))?;
    Ok(Writer::new(OwnedFd::from(file), None))
}
