//! `split`: cut a file into pieces
//!
//! POSIX.1-2024 XCU split; `-C`, `-d`, `-n`, `-x`, `--additional-suffix` and the long names as in GNU. Files that
//! have the name of a piece are overwritten, as POSIX says.

use kit::lines::{BLOCK, Blocks, Lines};
use kit::number::{self, BLOCKS};
use kit::prelude::*;
use kit::sys;
use std::ffi::OsStr;
use std::fs::File;
use std::os::fd::AsRawFd;
use std::os::unix::ffi::OsStrExt;

const USAGE: &str = "\
[OPTIONS] [INPUT [PREFIX]]

	-b, --bytes=N[k|m]	Split by N (kilo|mega)bytes
	-l, --lines=N	Split by N lines
	-C, --line-bytes=N	At most N bytes of whole lines each
	-n, --number=N	Into N pieces; l/N: of whole lines
	-a, --suffix-length=N	Use N letters as suffix
	-d	Suffixes are decimal numbers
	-x	Suffixes are hexadecimal numbers
	--additional-suffix=SFX	Put SFX behind the suffix
";

pub const APPLET: Applet =
    Applet { dir: Dir::UsrBin, kind: Kind::Pure, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const BYTES: Key = Key::short(APPLET.options, 'b');
const LINES: Key = Key::short(APPLET.options, 'l');
const LINE_BYTES: Key = Key::short(APPLET.options, 'C');
const PIECES: Key = Key::short(APPLET.options, 'n');
const LENGTH: Key = Key::short(APPLET.options, 'a');
const DECIMAL: Key = Key::short(APPLET.options, 'd');
const HEXADECIMAL: Key = Key::short(APPLET.options, 'x');
const ADDITIONAL: Key = Key::long(USAGE, APPLET.options, "additional-suffix");

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    let (path, prefix) = match given.operands[..] {
        [] => (&b"-"[..], &b"x"[..]),
        [path] => (path, &b"x"[..]),
        [path, prefix] => (path, prefix),
        _ => return Err(Error::Usage(None)),
    };
    let mut pieces = Pieces {
        prefix,
        digits: match given.last(&[DECIMAL, HEXADECIMAL]) {
            Some(DECIMAL) => b"0123456789",
            Some(_) => b"0123456789abcdef",
            None => b"abcdefghijklmnopqrstuvwxyz",
        },
        length: given.number::<u8>(LENGTH)?.unwrap_or(2) as usize,
        additional: given.value(ADDITIONAL).unwrap_or_default(),
        next: 0,
        current: None,
    };
    let mode = given.in_order().rfind(|(key, _)| [BYTES, LINES, LINE_BYTES, PIECES].contains(key));
    let (mode, value) = match mode {
        Some((mode, Some(value))) => (mode, value),
        _ => (LINES, &b"1000"[..]),
    };
    let (whole_lines, value) = match value.strip_prefix(b"l/") {
        Some(value) if mode == PIECES => (true, value),
        _ => (false, value),
    };
    // BusyBox: 0 lines is all of them.
    let n = match number::with_suffix::<u64>(value, BLOCKS)? {
        0 if mode == LINES => u64::MAX,
        0 => return Err(number::invalid(value)),
        n => n,
    };
    let input = cx.open(path).map_err(|e| fail!(kit::input::cannot_open(path, &e)))?;
    match mode {
        BYTES => by_bytes(input, n, &mut pieces)?,
        LINES => by_lines(input, n, &mut pieces)?,
        LINE_BYTES => by_line_bytes(input, n, &mut pieces)?,
        _ => into_pieces(input, n, whole_lines, &mut pieces)?,
    }
    Ok(cx.status())
}

/// The files that are written, one after another.
struct Pieces<'a> {
    prefix: &'a [u8],
    digits: &'static [u8],
    length: usize,
    additional: &'a [u8],
    next: u64,
    current: Option<(File, Vec<u8>)>,
}

impl Pieces<'_> {
    fn write(&mut self, bytes: &[u8]) -> Result<()> {
        if self.current.is_none() {
            let name = self.name()?;
            let file = File::create(OsStr::from_bytes(&name)).map_err(|e| fail!("can't open '", name, "': ", e))?;
            self.current = Some((file, name));
        }
        if let Some((file, name)) = &self.current {
            sys::write_all(file.as_raw_fd(), bytes).map_err(|e| fail!(*name, ": ", e))?;
        }
        Ok(())
    }

    fn end(&mut self) {
        self.current = None;
    }

    fn name(&mut self) -> Result<Vec<u8>> {
        let mut suffix = vec![0; self.length];
        let radix = self.digits.len() as u64;
        let mut n = self.next;
        for digit in suffix.iter_mut().rev() {
            *digit = self.digits[(n % radix) as usize];
            n /= radix;
        }
        if n > 0 {
            return Err(fail!("suffixes exhausted"));
        }
        self.next += 1;
        Ok(text![self.prefix, suffix, self.additional])
    }
}

fn by_bytes(input: Input, size: u64, pieces: &mut Pieces) -> Result<()> {
    let mut blocks = Blocks::new(input);
    let mut left = size;
    while let Some(mut block) = blocks.next_block().map_err(ReadError::named)? {
        while !block.is_empty() {
            let n = left.min(block.len() as u64);
            pieces.write(&block[..n as usize])?;
            block = &block[n as usize..];
            left -= n;
            if left == 0 {
                pieces.end();
                left = size;
            }
        }
    }
    Ok(())
}

fn by_lines(input: Input, count: u64, pieces: &mut Pieces) -> Result<()> {
    let mut blocks = Blocks::new(input);
    let mut left = count;
    while let Some(block) = blocks.next_block().map_err(ReadError::named)? {
        let mut start = 0;
        for at in memchr::memchr_iter(b'\n', block) {
            left -= 1;
            if left == 0 {
                pieces.write(&block[start..=at])?;
                pieces.end();
                start = at + 1;
                left = count;
            }
        }
        if start < block.len() {
            pieces.write(&block[start..])?;
        }
    }
    Ok(())
}

fn by_line_bytes(input: Input, size: u64, pieces: &mut Pieces) -> Result<()> {
    let mut lines = Lines::new(input, b'\n');
    let mut left = size;
    let mut whole = Vec::new();
    while let Some(line) = lines.next_line().map_err(ReadError::named)? {
        whole.clear();
        whole.extend_from_slice(line);
        if lines.had_delimiter() {
            whole.push(b'\n');
        }
        if whole.len() as u64 > left && left < size {
            pieces.end();
            left = size;
        }
        // A line that is longer than a piece is cut.
        for part in whole.chunks(usize::try_from(size).unwrap_or(usize::MAX)) {
            if part.len() as u64 > left {
                pieces.end();
                left = size;
            }
            pieces.write(part)?;
            left -= part.len() as u64;
        }
    }
    Ok(())
}

/// Pieces of about the same size, also empty ones.
fn into_pieces(mut input: Input, count: u64, whole_lines: bool, pieces: &mut Pieces) -> Result<()> {
    let mut text = Vec::with_capacity(BLOCK);
    input.read_to_end(&mut text).map_err(ReadError::named)?;
    let mut start = 0;
    for i in 1..=count {
        let mut end = (text.len() as u128 * i as u128 / count as u128) as usize;
        if whole_lines && end < text.len() {
            // The line that the border falls into belongs to the piece where it begins.
            end = match end.checked_sub(1) {
                Some(last) => memchr::memchr(b'\n', &text[last..]).map_or(text.len(), |at| last + at + 1),
                None => 0,
            };
        }
        pieces.write(&text[start..end.max(start)])?;
        pieces.end();
        start = end.max(start);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suffixes_count_up_and_run_out() {
        let mut pieces = Pieces { prefix: b"x", digits: b"01", length: 2, additional: b".t", next: 1, current: None };
        assert_eq!(pieces.name().ok(), Some(b"x01.t".to_vec()));
        assert_eq!(pieces.name().ok(), Some(b"x10.t".to_vec()));
        assert_eq!(pieces.name().ok(), Some(b"x11.t".to_vec()));
        assert!(pieces.name().is_err());
    }
}
