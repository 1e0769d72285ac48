//! `tac`: print lines in reverse order
//!
//! Not in POSIX; `-b`, `-r`, `-s` as in GNU. A file that can seek is read from its end, in memory for one line; anything else, and
//! what a regular expression divides, is held whole.

use crate::emacs;
use crate::regular::RegularFile;
use kit::context::or_stdin;
use kit::lines::BLOCK;
use kit::prelude::*;
use kit::regex::{Flags, Regex};
use kit::sys;

const USAGE: &str = "\
[-br] [-s SEP] [FILE]...

Concatenate FILEs and print them in reverse

	-b, --before	The separator comes before a line
	-r, --regex	The separator is a regular expression
	-s, --separator=SEP	Separator instead of newline
";

pub const APPLET: Applet =
    Applet { dir: Dir::UsrBin, kind: Kind::Pure, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const BEFORE: Key = Key::short(APPLET.options, 'b');
const REGEX: Key = Key::short(APPLET.options, 'r');
const SEPARATOR: Key = Key::short(APPLET.options, 's');

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    let separator = match given.value(SEPARATOR) {
        None => b"\n",
        // As in GNU an empty separator is NUL.
        Some(b"") => &b"\0"[..],
        Some(separator) => separator,
    };
    let regex = if given.has(REGEX) { Some(compile(separator)?) } else { None };
    let before = given.has(BEFORE);
    for path in or_stdin(&given.operands) {
        let Some(mut input) = cx.open_or_complain_plainly(path) else { continue };
        if regex.is_none()
            && let Some(file) = input.fd().and_then(RegularFile::of)
        {
            if let Err(error) = reverse_file(&file, separator, before, &mut cx.out)? {
                cx.complain(text![*path, ": ", error]);
            }
            continue;
        }
        let mut text = Vec::new();
        let result = match input.take_memory() {
            Some(memory) => {
                text.extend_from_slice(memory);
                Ok(())
            }
            None => input.read_to_end(&mut text),
        };
        match (result, &regex) {
            (Err(error), _) => cx.complain(text![*path, ": ", error.source]),
            (Ok(()), Some(regex)) => reverse_by(&text, regex, before, &mut cx.out)?,
            (Ok(()), None) => {
                let rest = reverse(&text, separator, before, text.len(), &mut cx.out)?;
                cx.out.write_all(&text[..rest])?;
            }
        }
    }
    Ok(cx.status())
}

fn compile(pattern: &[u8]) -> Result<Regex> {
    Regex::new(&emacs::basic(pattern), Flags { newline: true, ..Flags::BASIC }).map_err(|e| fail!(e.message(pattern)))
}

/// Reads block by block from the end; what has no separator yet grows to the front.
fn reverse_file(file: &RegularFile, separator: &[u8], before: bool, out: &mut Output) -> Result<std::io::Result<()>> {
    let (mut start, mut held, mut block) = (file.end, Vec::new(), Vec::new());
    let mut size = BLOCK;
    while start > file.begin {
        let length = (start - file.begin).min(size as u64);
        start -= length;
        block.resize(length as usize, 0);
        match file.read_at(start, &mut block) {
            Ok(n) => block.truncate(n),
            Err(error) => return Ok(Err(error)),
        }
        // A separator may begin in this block and end in what is held.
        let seen = (block.len() + separator.len() - 1).min(block.len() + held.len());
        block.extend_from_slice(&held);
        std::mem::swap(&mut held, &mut block);
        let rest = reverse(&held, separator, before, seen, out)?;
        held.truncate(rest);
        // A long line is not copied again and again.
        size = BLOCK.max(held.len());
    }
    out.write_all(&held)?;
    Ok(sys::seek(file.fd, 0, libc::SEEK_END).map(|_| ()))
}

/// Writes what separators within `text[..seen]` divide, from the last to the first; gives the length of what is left in front.
fn reverse(text: &[u8], separator: &[u8], before: bool, seen: usize, out: &mut Output) -> Result<usize> {
    let mut end = text.len();
    let mut write = |at: usize| -> Result<()> {
        let start = if before { at } else { at + separator.len() };
        if start < end {
            out.write_all(&text[start..end])?;
            end = start;
        }
        Ok(())
    };
    if let [byte] = separator {
        for at in memchr::memrchr_iter(*byte, &text[..seen]) {
            write(at)?;
        }
        return Ok(end);
    }
    let finder = memchr::memmem::FinderRev::new(separator);
    let mut from = seen;
    while let Some(at) = finder.rfind(&text[..from]) {
        write(at)?;
        from = at;
    }
    Ok(end)
}

/// As [`reverse`], of a whole text. Matches are looked for from the end, as GNU does: each begins as late as it can.
fn reverse_by(text: &[u8], regex: &Regex, before: bool, out: &mut Output) -> Result<()> {
    let (mut end, mut limit, mut at) = (text.len(), text.len(), text.len());
    while at > 0 {
        at -= 1;
        if sys::interrupted() {
            return Err(Error::Silent(Status(128 + 2)));
        }
        match regex.find_at(&text[..limit], at).map_err(|e| fail!(e.text()))? {
            Some((start, stop)) if start == at => {
                let start = if before { start } else { stop };
                if start < end {
                    out.write_all(&text[start..end])?;
                    end = start;
                }
                limit = at;
            }
            _ => {}
        }
    }
    Ok(out.write_all(&text[..end])?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use kit::output::{Capture, Sink};

    fn tac(text: &str, separator: &str, before: bool) -> String {
        let capture = Capture::default();
        let mut out = Output::new(Sink::Memory(&capture));
        let rest = reverse(text.as_bytes(), separator.as_bytes(), before, text.len(), &mut out).unwrap();
        out.write_all(&text.as_bytes()[..rest]).unwrap();
        String::from_utf8(capture.take()).unwrap()
    }

    #[test]
    fn a_separator_goes_with_its_line() {
        assert_eq!(tac("a\nb\n", "\n", false), "b\na\n");
        assert_eq!(tac("a\nb", "\n", false), "ba\n");
        assert_eq!(tac("\n\na\n", "\n", false), "a\n\n\n");
        assert_eq!(tac("a--b--c", "--", true), "--c--ba");
        assert_eq!(tac("", "\n", false), "");
    }

    #[test]
    fn a_file_is_reversed_across_blocks() {
        use std::os::fd::AsRawFd;
        let path = std::env::temp_dir().join(format!("cairn-tac-{}", std::process::id()));
        let mut file = std::fs::File::options().read(true).write(true).create_new(true).open(&path).unwrap();
        std::fs::remove_file(&path).unwrap();
        // Separators straddle the blocks, and one line is longer than several.
        let mut text: Vec<u8> = (0..40_000).flat_map(|i| text![i as u64, "ab"]).collect();
        text.resize(text.len() + 3 * BLOCK, b'x');
        text.extend((0..30_000).flat_map(|i| text!["ab", i as u64]));
        file.write_all(&text).unwrap();
        sys::seek(file.as_raw_fd(), 0, libc::SEEK_SET).unwrap();
        let capture = Capture::default();
        let regular = RegularFile::of(file.as_raw_fd()).unwrap();
        reverse_file(&regular, b"ab", false, &mut Output::new(Sink::Memory(&capture))).unwrap().unwrap();
        assert!(capture.take() == tac(&String::from_utf8(text).unwrap(), "ab", false).into_bytes());
    }

    #[test]
    fn matches_are_looked_for_from_the_end() {
        let capture = Capture::default();
        let tac = |text: &[u8], pattern: &[u8]| {
            reverse_by(text, &compile(pattern).unwrap(), false, &mut Output::new(Sink::Memory(&capture))).unwrap();
            String::from_utf8(capture.take()).unwrap()
        };
        assert_eq!(tac(b"a12b3c", b"[0-9]+"), "cb32a1");
        assert_eq!(tac(b"a\nb\nc\n", b"^"), "c\nb\na\n");
        assert_eq!(tac(b"a\nb\nc\n", b"$"), "\n\nc\nba");
    }
}
