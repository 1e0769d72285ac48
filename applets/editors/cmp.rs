//! `cmp`: compare two files byte by byte
//!
//! POSIX.1-2024 XCU cmp; `-n` as in BusyBox; `-b`, `-i` and the long names as in GNU.

use kit::lines::BLOCK;
use kit::number::{self, BLOCKS};
use kit::prelude::*;
use kit::sys;

const USAGE: &str = "\
[-lsb] [-i SKIP] [-n NUM] FILE1 [FILE2 [SKIP1 [SKIP2]]]

Compare FILE1 with FILE2 (or stdin)

	-l, --verbose	Write the byte numbers (decimal) and values (octal)
		for all differing bytes
	-s, --quiet, --silent	Quiet
	-n, --bytes=NUM	Compare at most NUM bytes
	-b, --print-bytes	Show differing bytes as characters, too
	-i, --ignore-initial=SKIP[:SKIP2]	Skip the first bytes of both files
";

pub const APPLET: Applet =
    Applet { dir: Dir::UsrBin, kind: Kind::Pure, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const VERBOSE: Key = Key::short(APPLET.options, 'l');
const QUIET: Key = Key::short(APPLET.options, 's');
const BYTES: Key = Key::short(APPLET.options, 'n');
const PRINT: Key = Key::short(APPLET.options, 'b');
const SKIP: Key = Key::short(APPLET.options, 'i');

/// Trouble has status 2: 1 says that the files differ.
const TROUBLE: Status = Status(2);

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    let quiet = given.has(QUIET);
    if quiet && given.has(VERBOSE) || given.operands.is_empty() || given.operands.len() > 4 {
        return Err(Error::Usage(None));
    }
    let operand = |i: usize| given.operands.get(i).copied();
    let names = [operand(0).unwrap_or(b"-"), operand(1).unwrap_or(b"-")];
    let limit = given.value(BYTES).map_or(Ok(u64::MAX), |n| number::with_suffix(n, BLOCKS))?;
    let mut skips = [0, 0];
    if let Some(value) = given.value(SKIP) {
        let mut parts = value.splitn(2, |c| *c == b':');
        let first = parts.next().unwrap_or_default();
        skips = [number::with_suffix(first, BLOCKS)?; 2];
        if let Some(second) = parts.next() {
            skips[1] = number::with_suffix(second, BLOCKS)?;
        }
    }
    for (i, skip) in skips.iter_mut().enumerate() {
        if let Some(word) = operand(i + 2) {
            *skip = number::with_suffix(word, BLOCKS)?;
        }
    }
    if names == [b"-", b"-"] {
        return Ok(Status::OK);
    }
    let mut sides = Vec::new();
    for (name, skip) in names.iter().zip(skips) {
        match cx.open(name) {
            Ok(input) => sides.push(Side::new(name, input, skip)?),
            Err(_) if quiet => return Err(Error::Silent(TROUBLE)),
            Err(error) => return Err(Error::Failed(TROUBLE, text![*name, ": ", error])),
        }
    }
    let style = Style { quiet, all: given.has(VERBOSE), bytes: given.has(PRINT) };
    let [first, second] = &mut sides[..] else { return Err(Error::Usage(None)) };
    compare(cx, first, second, limit, style).map_err(|error| match error {
        Error::Write(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Error::Failed(TROUBLE, text!["write error: ", error])
        }
        other => other,
    })
}

#[derive(Clone, Copy)]
struct Style {
    quiet: bool,
    all: bool,
    bytes: bool,
}

/// One of the files: the bytes read and not yet compared.
struct Side<'a> {
    name: &'a [u8],
    input: Input<'a>,
    buffer: Vec<u8>,
    at: usize,
    end: usize,
}

impl<'a> Side<'a> {
    fn new(name: &'a [u8], input: Input<'a>, skip: u64) -> Result<Side<'a>> {
        // A file that can seek need not be read.
        let skipped = skip == 0
            || input
                .fd()
                .is_some_and(|fd| i64::try_from(skip).is_ok_and(|skip| sys::seek(fd, skip, libc::SEEK_CUR).is_ok()));
        let mut side = Side { name, input, buffer: Vec::new(), at: 0, end: 0 };
        let mut left = if skipped { 0 } else { skip };
        while left > 0 && side.fill()? {
            let n = left.min(side.rest().len() as u64);
            side.at += n as usize;
            left -= n;
        }
        Ok(side)
    }

    fn rest(&self) -> &[u8] {
        &self.buffer[self.at..self.end]
    }

    /// Makes sure that there are bytes; false at the end.
    fn fill(&mut self) -> Result<bool> {
        if self.at < self.end {
            return Ok(true);
        }
        // Differences are mostly near the beginning.
        let size = if self.buffer.is_empty() { BLOCK / 16 } else { BLOCK };
        self.buffer.resize(size, 0);
        self.at = 0;
        self.end = self
            .input
            .read_unbuffered(&mut self.buffer)
            .map_err(|e| Error::Failed(TROUBLE, text![self.name, ": ", e.source]))?;
        Ok(self.end > 0)
    }
}

fn compare(cx: &mut Context, a: &mut Side, b: &mut Side, mut left: u64, style: Style) -> Result<Status> {
    let (mut byte, mut line) = (1_u64, 1_u64);
    let mut differ = false;
    while left > 0 {
        let ended = match (a.fill()?, b.fill()?) {
            (true, true) => None,
            (false, false) => break,
            (false, true) => Some(a.name),
            (true, false) => Some(b.name),
        };
        if let Some(name) = ended {
            if !style.quiet {
                cx.warn(text!["EOF on ", name]);
            }
            return Ok(Status::FAILED);
        }
        let n = a.rest().len().min(b.rest().len()).min(usize::try_from(left).unwrap_or(usize::MAX));
        let (x, y) = (&a.rest()[..n], &b.rest()[..n]);
        if x != y {
            if style.quiet {
                return Ok(Status::FAILED);
            }
            differ = true;
            for (i, (x1, y1)) in x.iter().zip(y).enumerate().filter(|(_, (x, y))| x != y) {
                let number = byte + i as u64;
                if style.all {
                    print_difference(cx, number, *x1, *y1, style.bytes)?;
                    continue;
                }
                line += memchr::memchr_iter(b'\n', &x[..i]).count() as u64;
                let mut message = text![a.name, " ", b.name, " differ: char ", number, ", line ", line];
                if style.bytes {
                    message.extend(text![" is ", octal(*x1), " ", shown(*x1), " ", octal(*y1), " ", shown(*y1)]);
                }
                cx.out.line(&message)?;
                return Ok(Status::FAILED);
            }
        }
        if !style.all && !style.quiet {
            line += memchr::memchr_iter(b'\n', x).count() as u64;
        }
        byte += n as u64;
        left -= n as u64;
        a.at += n;
        b.at += n;
    }
    cx.out.flush()?;
    Ok(if differ { Status::FAILED } else { Status::OK })
}

fn print_difference(cx: &mut Context, number: u64, x: u8, y: u8, bytes: bool) -> Result<()> {
    let line = if bytes {
        let mut first = shown(x);
        first.resize(first.len().max(4), b' ');
        text![number, " ", octal(x), " ", first, " ", octal(y), " ", shown(y)]
    } else {
        text![number, " ", octal(x), " ", octal(y)]
    };
    Ok(cx.out.line(&line)?)
}

/// Octal digits, right-justified in three columns.
fn octal(c: u8) -> [u8; 3] {
    let mut digits = [b'0' + (c >> 6), b'0' + (c >> 3 & 7), b'0' + (c & 7)];
    if digits[0] == b'0' {
        digits[0] = b' ';
        if digits[1] == b'0' {
            digits[1] = b' ';
        }
    }
    digits
}

/// The byte in `^x` and `M-x` notation.
fn shown(c: u8) -> Vec<u8> {
    let mut text = Vec::new();
    if c >= 0x80 {
        text.extend_from_slice(b"M-");
    }
    match c & 0x7f {
        0x7f => text.extend_from_slice(b"^?"),
        c if c < b' ' => text.extend_from_slice(&[b'^', c + b'@']),
        c => text.push(c),
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_shown_in_octal_and_as_characters() {
        assert_eq!(octal(b'a'), *b"141");
        assert_eq!(octal(7), *b"  7");
        assert_eq!(octal(0o70), *b" 70");
        assert_eq!(shown(0xff), b"M-^?");
        assert_eq!(shown(b'\n'), b"^J");
    }
}
