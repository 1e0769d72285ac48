//! `head`: print the first part of files
//!
//! POSIX.1-2024 XCU head; `-c`, `-N`, negative counts, `-q`, `-v` as in BusyBox; `-z` and the long names as in GNU.

use crate::copy;
use crate::regular::RegularFile;
use kit::context::or_stdin;
use kit::lines::Blocks;
use kit::number::{self, BLOCKS};
use kit::prelude::*;
use std::collections::VecDeque;

const USAGE: &str = "\
[OPTIONS] [FILE]...

Print first 10 lines of FILEs (or stdin).
With more than one FILE, precede each with a filename header.

	-n, --lines=N[bkm]	Print first N lines; all except the last N with -N
	-c, --bytes=N[bkm]	Print first N bytes; all except the last N with -N
			(b:*512 k:*1024 m:*1024^2)
	-q, --quiet, --silent	Never print headers
	-v, --verbose	Always print headers
	-z, --zero-terminated	Lines end with NUL
";

pub const APPLET: Applet =
    Applet { dir: Dir::UsrBin, kind: Kind::Pure, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const LINES: Key = Key::short(APPLET.options, 'n');
const BYTES: Key = Key::short(APPLET.options, 'c');
const QUIET: Key = Key::short(APPLET.options, 'q');
const VERBOSE: Key = Key::short(APPLET.options, 'v');
const ZERO: Key = Key::short(APPLET.options, 'z');

/// How much of a file.
#[derive(Clone, Copy)]
enum Amount {
    Lines(u64),
    Bytes(u64),
    AllButLines(u64),
    AllButBytes(u64),
}

fn run(cx: &mut Context) -> Result<Status> {
    let given = match cx.args {
        // `head -5`, the form of old.
        [[b'-', count @ ..], rest @ ..] if count.first().is_some_and(u8::is_ascii_digit) => {
            // As in GNU a c behind it says bytes.
            let (option, count): (&[u8], _) = match count {
                [digits @ .., b'c'] => (b"-c", digits),
                _ => (b"-n", count),
            };
            let mut args: Vec<&[u8]> = vec![option, count];
            args.extend(rest);
            cx.options_of(&args)?
        }
        _ => cx.options()?,
    };
    let mut amount = Amount::Lines(10);
    for (key, value) in given.in_order() {
        if let (true, Some(value)) = (key == LINES || key == BYTES, value) {
            amount = read_amount(value, key == LINES)?;
        }
    }
    let delimiter = if given.has(ZERO) { 0 } else { b'\n' };
    let files = or_stdin(&given.operands);
    let headers = match given.last(&[QUIET, VERBOSE]) {
        Some(key) => key == VERBOSE,
        None => files.len() > 1,
    };
    for (i, path) in files.iter().enumerate() {
        let Some(input) = cx.open_or_complain_plainly(path) else { continue };
        if headers {
            let name: &[u8] = if *path == b"-" { b"standard input" } else { path };
            let gap: &[u8] = if i == 0 { b"" } else { b"\n" };
            cx.out.write_all(&text![gap, "==> ", name, " <==\n"])?;
        }
        let bytes = input.fd().and_then(RegularFile::of).and_then(|file| length_of(&file, amount, delimiter));
        let result = match amount {
            Amount::AllButLines(_) | Amount::AllButBytes(_) if bytes.is_some() => {
                copy::copy_part(&mut cx.out, input, bytes.unwrap_or(0))
            }
            Amount::Lines(n) => first_lines(&mut cx.out, input, n, delimiter),
            Amount::Bytes(n) => copy::copy_part(&mut cx.out, input, n),
            Amount::AllButLines(0) | Amount::AllButBytes(0) => copy::copy(&mut cx.out, input),
            Amount::AllButLines(n) => all_but_lines(&mut cx.out, input, n, delimiter),
            Amount::AllButBytes(n) => all_but_bytes(&mut cx.out, input, n),
        };
        match result {
            Err(Error::Failed(_, message)) => cx.complain(message),
            other => other?,
        }
    }
    Ok(cx.status())
}

fn read_amount(value: &[u8], lines: bool) -> Result<Amount> {
    let (digits, all_but) = match value {
        [b'-', digits @ ..] => (digits, true),
        _ => (value, false),
    };
    let n = if digits.first().is_some_and(|c| *c == b'-') {
        return Err(number::invalid(digits));
    } else {
        number::with_suffix(digits, BLOCKS)?
    };
    Ok(match (lines, all_but) {
        (true, false) => Amount::Lines(n),
        (true, true) => Amount::AllButLines(n),
        (false, false) => Amount::Bytes(n),
        (false, true) => Amount::AllButBytes(n),
    })
}

fn first_lines(out: &mut Output, mut input: Input, mut lines: u64, delimiter: u8) -> Result<()> {
    while lines > 0 {
        let have = input.fill().map_err(ReadError::named)?;
        if have.is_empty() {
            break;
        }
        let mut take = have.len();
        for at in memchr::memchr_iter(delimiter, have) {
            lines -= 1;
            if lines == 0 {
                take = at + 1;
                break;
            }
        }
        out.write_all(&have[..take])?;
        input.consume(take);
    }
    input.give_back();
    Ok(())
}

/// How many bytes of a regular file are all but its end; reading begins where it would have.
fn length_of(file: &RegularFile, amount: Amount, delimiter: u8) -> Option<u64> {
    let end = match amount {
        Amount::AllButLines(0) => Ok(file.end),
        Amount::AllButLines(n) => file.start_of_last_lines(n, delimiter),
        Amount::AllButBytes(n) => Ok(file.end.saturating_sub(n)),
        Amount::Lines(_) | Amount::Bytes(_) => return None,
    };
    kit::sys::seek(file.fd, file.begin as i64, libc::SEEK_SET).ok()?;
    Some(end.ok()?.saturating_sub(file.begin))
}

/// Holds back whole blocks as long as they may hold one of the last `lines` lines.
fn all_but_lines(out: &mut Output, input: Input, lines: u64, delimiter: u8) -> Result<()> {
    let mut blocks = Blocks::new(input);
    let mut held: VecDeque<(Vec<u8>, u64)> = VecDeque::new();
    // A block that is done with takes the next one: fresh memory is dear.
    let mut spare: Vec<u8> = Vec::new();
    let mut count = 0;
    let mut ended = true;
    while let Some(block) = blocks.next_block().map_err(ReadError::named)? {
        let here = memchr::memchr_iter(delimiter, block).count() as u64;
        ended = block.last() == Some(&delimiter);
        count += here;
        let mut copy = std::mem::take(&mut spare);
        copy.extend_from_slice(block);
        held.push_back((copy, here));
        while held.front().is_some_and(|(_, front)| count - front > lines) {
            if let Some((block, front)) = held.pop_front() {
                count -= front;
                out.write_all(&block)?;
                spare = block;
                spare.clear();
            }
        }
    }
    // The last line counts also without its newline.
    let mut print = (count + u64::from(!ended)).saturating_sub(lines);
    for (block, here) in held {
        if print == 0 {
            break;
        }
        if here <= print {
            let cut =
                if here == print { memchr::memrchr(delimiter, &block).map_or(0, |at| at + 1) } else { block.len() };
            out.write_all(&block[..cut])?;
            print -= here;
        } else {
            let cut = memchr::memchr_iter(delimiter, &block).nth(print as usize - 1).map_or(0, |at| at + 1);
            out.write_all(&block[..cut])?;
            break;
        }
    }
    Ok(())
}

fn all_but_bytes(out: &mut Output, input: Input, bytes: u64) -> Result<()> {
    let mut blocks = Blocks::new(input);
    let mut held: VecDeque<Vec<u8>> = VecDeque::new();
    let mut length = 0;
    while let Some(block) = blocks.next_block().map_err(ReadError::named)? {
        length += block.len() as u64;
        held.push_back(block.to_vec());
        while held.front().is_some_and(|front| length - front.len() as u64 >= bytes) {
            if let Some(front) = held.pop_front() {
                length -= front.len() as u64;
                out.write_all(&front)?;
            }
        }
    }
    let mut print = length.saturating_sub(bytes) as usize;
    for block in held {
        let take = print.min(block.len());
        out.write_all(&block[..take])?;
        print -= take;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use kit::output::{Capture, Sink};

    fn all_but(input: &[u8], lines: u64) -> Vec<u8> {
        let capture = Capture::default();
        let mut out = Output::new(Sink::Memory(&capture));
        all_but_lines(&mut out, Input::memory(input, b"-"), lines, b'\n').unwrap();
        capture.take()
    }

    #[test]
    fn the_last_line_counts_without_its_newline() {
        assert_eq!(all_but(b"a\nb\nc", 1), b"a\nb\n");
        assert_eq!(all_but(b"a\nb\nc\n", 1), b"a\nb\n");
        assert_eq!(all_but(b"a\nb\nc", 2), b"a\n");
        assert_eq!(all_but(b"a\nb\nc", 3), b"");
    }
}
