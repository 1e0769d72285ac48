//! Where the text of a script comes from, line by line: a string, a file, the standard input shared with the commands,
//! a terminal.

use crate::symbols::Symbols;
use kit::search::find;
use kit::sys;
use std::io;
use std::os::fd::{AsRawFd, RawFd};
use std::rc::Rc;

/// What the parser asks of the shell.
pub trait Host {
    /// Names of variables.
    fn symbols(&mut self) -> &mut Symbols;
    /// The text of an alias.
    fn alias(&self, name: &[u8]) -> Option<Rc<[u8]>>;
    /// May there be any aliases?
    fn has_aliases(&self) -> bool {
        true
    }
    /// Called with every line (and its newline) before it is parsed, for `set -v`.
    fn echo(&mut self, line: &[u8]);
    /// The next line for [`Input::interactive`]: with the prompt `PS1` if it is the `first` of a command, else with `PS2`.
    /// `None` at the end.
    fn read_line(&mut self, first: bool) -> io::Result<Option<Vec<u8>>>;
    /// Are `@(a|b)` and the like patterns?
    fn has_extended_patterns(&self) -> bool {
        false
    }
    /// Is there too little of the stack left to go deeper? `eval` may be called far down in a recursion.
    fn stack_is_low(&self) -> bool {
        false
    }
}

/// A script, and how far it was read. Keeps what the parser did not take yet.
pub struct Input {
    /// The text being parsed: what was read and not yet executed, aliases replaced.
    pub(crate) text: Vec<u8>,
    /// The place in it.
    pub(crate) at: usize,
    /// The number of the line there, from 1.
    pub(crate) line: u32,
    source: Source,
}

enum Source {
    /// Text from `at` on.
    Text { text: Rc<[u8]>, at: usize },
    /// A descriptor of the shell's own, and what was read from it ahead.
    File { file: Rc<dyn AsRawFd>, ahead: Vec<u8>, at: usize },
    /// A descriptor that commands read too: nothing is read ahead.
    Shared { fd: RawFd, seekable: bool },
    /// The host's lines.
    Interactive,
    /// Nothing more.
    Ended,
}

/// Does a file that begins so hold no text, and so no script? Behind its first line a script may carry anything.
pub fn is_binary(start: &[u8]) -> bool {
    start.iter().take(128).take_while(|c| **c != b'\n').any(|c| *c == 0)
}

impl Input {
    fn new(source: Source) -> Input {
        Input { text: Vec::new(), at: 0, line: 1, source }
    }

    /// A string: of `-c`, `eval`, a trap.
    pub fn text(text: impl Into<Rc<[u8]>>) -> Input {
        Input::new(Source::Text { text: text.into(), at: 0 })
    }

    /// All of a text that is to be parsed as a part of another.
    pub(crate) fn part(text: Vec<u8>, line: u32) -> Input {
        Input { text, at: 0, line, source: Source::Ended }
    }

    /// A file that only the shell reads. Its number may change while it is read.
    pub fn file(file: Rc<dyn AsRawFd>) -> Input {
        Input::new(Source::File { file, ahead: Vec::new(), at: 0 })
    }

    /// Standard input: commands find it directly after the line that called them, as POSIX demands.
    pub fn shared(fd: RawFd) -> Input {
        let seekable = sys::seek(fd, 0, libc::SEEK_CUR).is_ok();
        Input::new(Source::Shared { fd, seekable })
    }

    /// Lines that [`Host::read_line`] gives.
    pub fn interactive() -> Input {
        Input::new(Source::Interactive)
    }

    /// The number of the line that is read next, from 1.
    pub fn line(&self) -> u32 {
        self.line
    }

    /// Numbers lines from `line` on.
    pub fn set_line(&mut self, line: u32) {
        self.line = line;
    }

    /// Is there nothing but blanks left? Only of a script that the shell alone reads this is known.
    pub fn is_at_end(&mut self) -> bool {
        let blank = |text: &[u8]| text.iter().all(u8::is_ascii_whitespace);
        if !blank(&self.text[self.at..]) {
            return false;
        }
        match &mut self.source {
            Source::Text { text, at } => blank(&text[*at..]),
            Source::File { file, ahead, at } => {
                if *at == ahead.len() {
                    ahead.resize(8192, 0);
                    *at = 0;
                    // An error shows again when the next line is read.
                    let n = sys::read(file.as_raw_fd(), ahead).unwrap_or(0);
                    ahead.truncate(n);
                }
                // A full block of blanks may be followed by more.
                blank(&ahead[*at..]) && ahead.len() < 8192
            }
            Source::Ended => true,
            Source::Shared { .. } | Source::Interactive => false,
        }
    }

    /// Is it a file that is no script, by its first line?
    pub fn begins_binary(&mut self) -> bool {
        self.is_at_end();
        matches!(&self.source, Source::File { ahead, .. } if is_binary(ahead))
    }

    /// Forgets the rest of the line: after a syntax error on a terminal.
    pub fn discard_line(&mut self) {
        self.text.clear();
        self.at = 0;
    }

    /// Forgets what was executed.
    pub(crate) fn forget(&mut self) {
        if self.at == self.text.len() {
            self.text.clear();
        } else {
            self.text.drain(..self.at);
        }
        self.at = 0;
    }

    /// Appends the next line to the text; false at the end.
    pub(crate) fn refill(&mut self, first: bool, host: &mut dyn Host) -> io::Result<bool> {
        let start = self.text.len();
        match &mut self.source {
            Source::Text { text, at } => {
                let rest = &text[*at..];
                let end = find(b'\n', rest).map_or(rest.len(), |i| i + 1);
                self.text.extend_from_slice(&rest[..end]);
                *at += end;
            }
            Source::File { file, ahead, at } => loop {
                let rest = &ahead[*at..];
                let newline = find(b'\n', rest);
                let end = newline.map_or(rest.len(), |i| i + 1);
                self.text.extend_from_slice(&rest[..end]);
                *at += end;
                if newline.is_some() {
                    break;
                }
                ahead.resize(8192, 0);
                let n = sys::read(file.as_raw_fd(), ahead)?;
                ahead.truncate(n);
                *at = 0;
                if n == 0 {
                    break;
                }
            },
            Source::Shared { fd, seekable } => read_shared_line(*fd, *seekable, &mut self.text)?,
            Source::Interactive => match host.read_line(first)? {
                Some(line) => self.text.extend_from_slice(&line),
                None => return Ok(false),
            },
            Source::Ended => return Ok(false),
        }
        if self.text.len() == start {
            self.source = Source::Ended;
            return Ok(false);
        }
        host.echo(&self.text[start..]);
        // A NUL can be part of no word; other shells drop it too.
        if find(0, &self.text[start..]).is_some() {
            let line: Vec<u8> = self.text.drain(start..).filter(|c| *c != 0).collect();
            self.text.extend_from_slice(&line);
            if line.is_empty() {
                return self.refill_after_nothing(first, host);
            }
        }
        Ok(true)
    }

    /// A line of NULs alone (the last one) gave nothing.
    fn refill_after_nothing(&mut self, first: bool, host: &mut dyn Host) -> io::Result<bool> {
        match self.source {
            Source::Interactive => Ok(false),
            // It had no newline, so the next read finds the end.
            _ => self.refill(first, host),
        }
    }
}

/// Reads one line and not a byte more: in blocks where one can seek back, else byte by byte.
fn read_shared_line(fd: RawFd, seekable: bool, into: &mut Vec<u8>) -> io::Result<()> {
    let mut block = [0; 1024];
    let size = if seekable { block.len() } else { 1 };
    loop {
        let n = sys::read(fd, &mut block[..size])?;
        let read = &block[..n];
        let newline = find(b'\n', read);
        let taken = newline.map_or(n, |i| i + 1);
        into.extend_from_slice(&read[..taken]);
        if taken < n {
            sys::seek(fd, -((n - taken) as i64), libc::SEEK_CUR)?;
        }
        if newline.is_some() || n == 0 {
            return Ok(());
        }
    }
}
