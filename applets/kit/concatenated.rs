//! Several inputs read as one, for `od`, `hexdump` and `xxd`.

use crate::context::{Context, or_stdin};
use crate::input::Input;
use crate::{sys, text};
use std::collections::VecDeque;

/// The operands one after another. What cannot be opened or read is complained of and left out.
pub struct Concatenated<'a> {
    files: VecDeque<&'a [u8]>,
    current: Option<Input<'a>>,
    left: u64,
    any: bool,
}

impl<'a> Concatenated<'a> {
    /// Reads `operands` (standard input if there are none), at most `limit` bytes after what is skipped.
    pub fn new(operands: &[&'a [u8]], limit: Option<u64>) -> Concatenated<'a> {
        let files = or_stdin(operands).iter().copied().collect();
        Concatenated { files, current: None, left: limit.unwrap_or(u64::MAX), any: false }
    }

    /// Has any of them been opened?
    pub fn was_opened(&self) -> bool {
        self.any
    }

    /// Appends up to `length` bytes to `to`; less only at the end.
    pub fn read(&mut self, cx: &mut Context<'a>, length: usize, to: &mut Vec<u8>) {
        let begin = to.len();
        let end = begin + length.min(usize::try_from(self.left).unwrap_or(usize::MAX));
        while to.len() < end && self.ready(cx) {
            let Some(input) = &mut self.current else { break };
            match input.fill() {
                Ok([]) => self.current = None,
                Ok(have) => {
                    let n = have.len().min(end - to.len());
                    to.extend_from_slice(&have[..n]);
                    input.consume(n);
                }
                Err(error) => {
                    self.current = None;
                    cx.complain(text![error.name, ": read error: ", error.source]);
                }
            }
        }
        self.left -= (to.len() - begin) as u64;
        if self.left == 0
            && let Some(input) = &mut self.current
        {
            input.give_back();
        }
    }

    /// Passes over `bytes`, which do not count for the limit; gives how many there were. Regular files are not read for it.
    pub fn skip(&mut self, cx: &mut Context<'a>, bytes: u64) -> u64 {
        let limit = std::mem::replace(&mut self.left, u64::MAX);
        let mut left = bytes;
        let mut passed = Vec::new();
        while left > 0 && self.ready(cx) {
            if let Some(sought) = self.seek(left) {
                left -= sought;
                continue;
            }
            passed.clear();
            self.read(cx, left.min(32 * 1024) as usize, &mut passed);
            if passed.is_empty() {
                break;
            }
            left -= passed.len() as u64;
        }
        self.left = limit;
        bytes - left
    }

    /// Opens the next operand if none is open; false at the end.
    fn ready(&mut self, cx: &mut Context<'a>) -> bool {
        while self.current.is_none() {
            let Some(path) = self.files.pop_front() else { return false };
            self.current = cx.open_or_complain_plainly(path);
            self.any |= self.current.is_some();
        }
        true
    }

    /// Moves a regular file on by at most `bytes`, and gives by how many; none if it is not one, or is at its end.
    fn seek(&mut self, bytes: u64) -> Option<u64> {
        let input = self.current.as_mut()?;
        input.give_back();
        let fd = input.fd()?;
        let stat = sys::fstat(fd).ok().filter(|stat| stat.st_mode & libc::S_IFMT == libc::S_IFREG)?;
        let at = sys::seek(fd, 0, libc::SEEK_CUR).ok()?;
        let step = bytes.min((stat.st_size as u64).saturating_sub(at));
        sys::seek(fd, step as i64, libc::SEEK_CUR).ok().filter(|_| step > 0).map(|_| step)
    }
}
