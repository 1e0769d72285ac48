//! `uniq`: leave out repeated lines
//!
//! POSIX.1-2024 XCU uniq; `-i`, `-w`, `-z` as in BusyBox; `-D`, `--group` and the long names as in GNU.

use kit::lines::Lines;
use kit::prelude::*;
use kit::sys;
use std::ffi::OsStr;
use std::fs::File;
use std::os::fd::AsRawFd;
use std::os::unix::ffi::OsStrExt;

const USAGE: &str = "\
[-cduiDz] [-f,s,w N] [FILE [OUTFILE]]

Discard duplicate lines

	-c, --count	Prefix lines by the number of occurrences
	-d, --repeated	Only print duplicate lines
	-D	Print all duplicate lines
	--all-repeated[=METHOD]	Same; METHOD: none, or an empty line to
			'prepend' or 'separate' groups
	--group[=METHOD]	Print all lines; METHOD: where groups have an empty line:
			'separate' (default), 'prepend', 'append', 'both'
	-u, --unique	Only print unique lines
	-i, --ignore-case	Ignore case
	-z, --zero-terminated	Lines end with NUL
	-f, --skip-fields=N	Skip first N fields
	-s, --skip-chars=N	Skip first N chars (after any skipped fields)
	-w, --check-chars=N	Compare N characters in line
";

pub const APPLET: Applet =
    Applet { dir: Dir::UsrBin, kind: Kind::Pure, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const COUNT: Key = Key::short(APPLET.options, 'c');
const REPEATED: Key = Key::short(APPLET.options, 'd');
const ALL_REPEATED: Key = Key::short(APPLET.options, 'D');
const ALL_REPEATED_HOW: Key = Key::long(USAGE, APPLET.options, "all-repeated");
const GROUP: Key = Key::long(USAGE, APPLET.options, "group");
const UNIQUE: Key = Key::short(APPLET.options, 'u');
const IGNORE_CASE: Key = Key::short(APPLET.options, 'i');
const ZERO: Key = Key::short(APPLET.options, 'z');
const FIELDS: Key = Key::short(APPLET.options, 'f');
const CHARS: Key = Key::short(APPLET.options, 's');
const WIDTH: Key = Key::short(APPLET.options, 'w');

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    let (from, to) = match given.operands[..] {
        [] => (&b"-"[..], &b"-"[..]),
        [from] => (from, &b"-"[..]),
        [from, to] => (from, to),
        _ => return Err(Error::Usage(None)),
    };
    let separator = match given.value(ALL_REPEATED_HOW) {
        None | Some(b"none") => Separator::None,
        Some(b"prepend") => Separator::Prepend,
        Some(b"separate") => Separator::Between,
        Some(other) => return Err(fail!("invalid argument '", other, "' to -D")),
    };
    let group = match given.value(GROUP) {
        Some(b"separate") | None => [false, true, false],
        Some(b"prepend") => [true, true, false],
        Some(b"append") => [false, true, true],
        Some(b"both") => [true, true, true],
        Some(other) => return Err(fail!("invalid argument '", other, "' to --group")),
    };
    if given.has(GROUP) && [COUNT, REPEATED, ALL_REPEATED, ALL_REPEATED_HOW, UNIQUE].iter().any(|key| given.has(*key)) {
        return Err(Error::Usage(Some(b"--group is mutually exclusive with -c/-d/-D/-u".to_vec())));
    }
    let compare = Compare {
        fields: given.number(FIELDS)?.unwrap_or(0),
        chars: given.number(CHARS)?.unwrap_or(0),
        width: given.number(WIDTH)?.unwrap_or(usize::MAX),
        ignore_case: given.has(IGNORE_CASE),
    };
    let delimiter = if given.has(ZERO) { 0 } else { b'\n' };

    let Some(input) = cx.open_or_complain(from) else { return Ok(cx.status()) };
    let mut sink = Target { out: &mut cx.out, file: None };
    if to != b"-" {
        let file = File::create(OsStr::from_bytes(to)).map_err(|e| fail!("can't open '", to, "': ", e))?;
        sink.file = Some((file, to));
    }
    let lines = Lines::new(input, delimiter);
    if given.has(GROUP) {
        print_grouped(lines, &compare, group, delimiter, &mut sink)?;
    } else if given.has(ALL_REPEATED) || given.has(ALL_REPEATED_HOW) {
        print_all_repeated(lines, &compare, separator, delimiter, &mut sink)?;
    } else if given.has(COUNT) || given.has(REPEATED) || given.has(UNIQUE) {
        let print = Print { count: given.has(COUNT), one: !given.has(REPEATED), more: !given.has(UNIQUE) };
        print_groups(lines, &compare, print, delimiter, &mut sink)?;
    } else {
        print_firsts(lines, &compare, delimiter, &mut sink)?;
    }
    Ok(cx.status())
}

/// Standard output or OUTFILE.
struct Target<'a, 'b> {
    out: &'a mut Output<'b>,
    file: Option<(File, &'a [u8])>,
}

impl Target<'_, '_> {
    fn write(&mut self, text: &[u8]) -> Result<()> {
        match &self.file {
            None => Ok(self.out.write_all(text)?),
            Some((file, name)) => sys::write_all(file.as_raw_fd(), text).map_err(|e| fail!(*name, ": ", e)),
        }
    }

    /// Writes what has gathered once it is much.
    fn write_if_much(&mut self, text: &mut Vec<u8>) -> Result<()> {
        if text.len() >= kit::lines::BLOCK / 2 {
            self.write(text)?;
            text.clear();
        }
        Ok(())
    }
}

/// What of two lines must be the same.
struct Compare {
    fields: usize,
    chars: usize,
    width: usize,
    ignore_case: bool,
}

impl Compare {
    fn key<'l>(&self, line: &'l [u8]) -> &'l [u8] {
        let mut key = line;
        for _ in 0..self.fields {
            let skip = |key: &'l [u8], blank: bool| {
                let end = key.iter().position(|c| matches!(c, b' ' | b'\t') != blank).unwrap_or(key.len());
                &key[end..]
            };
            key = skip(skip(key, true), false);
            if key.is_empty() {
                break;
            }
        }
        key = &key[self.chars.min(key.len())..];
        &key[..self.width.min(key.len())]
    }

    fn same(&self, a: &[u8], b: &[u8]) -> bool {
        let (a, b) = (self.key(a), self.key(b));
        if self.ignore_case { a.eq_ignore_ascii_case(b) } else { a == b }
    }
}

/// The plain case: what is kept is written in long runs, straight from the input's buffer.
fn print_firsts(mut lines: Lines, compare: &Compare, delimiter: u8, to: &mut Target) -> Result<()> {
    let mut before: Option<Vec<u8>> = None;
    while let Some(block) = lines.next_block().map_err(ReadError::named)? {
        let carried = before.take();
        let mut last = carried.as_deref();
        let (mut run, mut at) = (0, 0);
        for end in memchr::memchr_iter(delimiter, block).chain((!block.ends_with(&[delimiter])).then_some(block.len()))
        {
            let line = &block[at..end];
            let next = (end + 1).min(block.len());
            if last.is_some_and(|last| compare.same(last, line)) {
                if run < at {
                    to.write(&block[run..at])?;
                }
                run = next;
            } else {
                last = Some(line);
            }
            at = next;
        }
        if run < block.len() {
            to.write(&block[run..])?;
            if !block.ends_with(&[delimiter]) {
                to.write(&[delimiter])?;
            }
        }
        before = last.map(<[u8]>::to_vec);
    }
    Ok(())
}

#[derive(Clone, Copy)]
struct Print {
    count: bool,
    one: bool,
    more: bool,
}

fn print_groups(mut lines: Lines, compare: &Compare, print: Print, delimiter: u8, to: &mut Target) -> Result<()> {
    let mut first: Vec<u8> = Vec::new();
    let mut count: u64 = 0;
    let mut text = Vec::new();
    let finish = |first: &[u8], count: u64, text: &mut Vec<u8>| {
        if count == 0 || !(if count == 1 { print.one } else { print.more }) {
            return;
        }
        if print.count {
            let start = text.len();
            text.extend_from_slice(b"       ");
            kit::text::push_decimal(text, count);
            let digits = text.len() - start - 7;
            text.drain(start..start + digits.min(7));
            text.push(b' ');
        }
        text.extend_from_slice(first);
        text.push(delimiter);
    };
    while let Some(line) = lines.next_line().map_err(ReadError::named)? {
        if count > 0 && compare.same(&first, line) {
            count += 1;
            continue;
        }
        finish(&first, count, &mut text);
        to.write_if_much(&mut text)?;
        first.clear();
        first.extend_from_slice(line);
        count = 1;
    }
    finish(&first, count, &mut text);
    to.write(&text)
}

/// All lines, with empty ones before the first group, between two, and after the last, as `separators` says.
fn print_grouped(
    mut lines: Lines,
    compare: &Compare,
    separators: [bool; 3],
    delimiter: u8,
    to: &mut Target,
) -> Result<()> {
    let [before, between, after] = separators;
    let mut first: Option<Vec<u8>> = None;
    let mut text = Vec::new();
    while let Some(line) = lines.next_line().map_err(ReadError::named)? {
        let begins = !first.as_deref().is_some_and(|first| compare.same(first, line));
        if begins {
            if if first.is_some() { between } else { before } {
                text.push(delimiter);
            }
            let first = first.get_or_insert_default();
            first.clear();
            first.extend_from_slice(line);
        }
        text.extend_from_slice(line);
        text.push(delimiter);
        to.write_if_much(&mut text)?;
    }
    if after && first.is_some() {
        text.push(delimiter);
    }
    to.write(&text)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Separator {
    None,
    Prepend,
    Between,
}

fn print_all_repeated(
    mut lines: Lines,
    compare: &Compare,
    separator: Separator,
    delimiter: u8,
    to: &mut Target,
) -> Result<()> {
    let mut before: Option<Vec<u8>> = None;
    let (mut in_group, mut any) = (false, false);
    let mut text = Vec::new();
    while let Some(line) = lines.next_line().map_err(ReadError::named)? {
        let same = before.as_deref().is_some_and(|before| compare.same(before, line));
        if same && !in_group {
            if separator == Separator::Prepend || (separator == Separator::Between && any) {
                text.push(delimiter);
            }
            text.extend_from_slice(before.as_deref().unwrap_or_default());
            text.push(delimiter);
            any = true;
        }
        in_group = same;
        if same {
            text.extend_from_slice(line);
            text.push(delimiter);
        } else {
            let first = before.get_or_insert_default();
            first.clear();
            first.extend_from_slice(line);
        }
        to.write_if_much(&mut text)?;
    }
    to.write(&text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_begin_after_fields_and_characters() {
        let compare = Compare { fields: 1, chars: 1, width: 2, ignore_case: false };
        assert_eq!(compare.key(b"  ab cde"), b"cd");
        assert_eq!(compare.key(b"ab"), b"");
        assert_eq!(compare.key(b""), b"");
    }
}
