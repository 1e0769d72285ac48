//! `fold`: wrap lines to a width
//!
//! POSIX.1-2024 XCU fold; `-c` and `-N` as in GNU. Columns are those of a terminal: UTF-8 characters may take none, one or two.

use crate::columns;
use kit::number;
use kit::prelude::*;

const USAGE: &str = "\
[-bcs] [-w WIDTH] [FILE]...

Wrap input lines in FILEs (or stdin), writing to stdout

	-b, --bytes	Count bytes rather than columns
	-c, --characters	Count characters rather than columns
	-s, --spaces	Break at spaces
	-w, --width=WIDTH	Use WIDTH columns instead of 80
";

pub const APPLET: Applet =
    Applet { dir: Dir::UsrBin, kind: Kind::Pure, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const BYTES: Key = Key::short(APPLET.options, 'b');
const CHARACTERS: Key = Key::short(APPLET.options, 'c');
const SPACES: Key = Key::short(APPLET.options, 's');
const WIDTH: Key = Key::short(APPLET.options, 'w');

fn run(cx: &mut Context) -> Result<Status> {
    let given = match cx.args {
        // `fold -72`, the form of old.
        [[b'-', width @ ..], rest @ ..] if width.first().is_some_and(u8::is_ascii_digit) => {
            let mut args: Vec<&[u8]> = vec![b"-w", width];
            args.extend(rest);
            cx.options_of(&args)?
        }
        _ => cx.options()?,
    };
    let width = match given.value(WIDTH) {
        None => 80,
        Some(word) => match number::decimal::<i64>(word)? {
            n @ 1..=10_000 => n as usize,
            n => return Err(fail!("number ", n, " is not in 1..10000 range")),
        },
    };
    let unit = match given.last(&[BYTES, CHARACTERS]) {
        Some(CHARACTERS) => Unit::Characters,
        Some(_) => Unit::Bytes,
        None => Unit::Columns,
    };
    let mut fold = Fold { width, unit, spaces: given.has(SPACES), column: 0, start: 0, is_fresh: true };
    columns::each_piece(cx, &given.operands, |piece, text| {
        if piece.is_empty() {
            fold.start_line(text);
        }
        fold.feed(piece, text)
    })?;
    Ok(cx.status())
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Unit {
    Columns,
    Characters,
    Bytes,
}

struct Fold {
    width: usize,
    unit: Unit,
    spaces: bool,
    column: usize,
    /// Where the line begins in what has been made and not been written.
    start: usize,
    /// Nothing is on the line.
    is_fresh: bool,
}

impl Fold {
    fn start_line(&mut self, to: &[u8]) {
        self.column = 0;
        self.is_fresh = true;
        self.start = to.len();
    }

    /// Appends the folded text; gives how much of it is done.
    fn feed(&mut self, mut text: &[u8], to: &mut Vec<u8>) -> usize {
        while let Some(&c) = text.first() {
            if c == b'\n' {
                to.push(b'\n');
                self.start_line(to);
                text = &text[1..];
                continue;
            }
            let mut run = match self.unit {
                Unit::Bytes => memchr::memchr(b'\n', text).unwrap_or(text.len()),
                _ => columns::plain_run(text),
            };
            if run == 0 {
                text = &text[self.one(text, to)..];
                continue;
            }
            // As many columns as bytes.
            while run > 0 {
                let room = self.width.saturating_sub(self.column).min(run);
                if room == 0 {
                    self.break_line(to);
                    continue;
                }
                to.extend_from_slice(&text[..room]);
                self.is_fresh = false;
                self.column += room;
                text = &text[room..];
                run -= room;
            }
        }
        // A line that may yet break at a blank waits.
        if self.spaces { std::mem::take(&mut self.start) } else { to.len() }
    }

    /// Appends the first character; gives its length.
    fn one(&mut self, text: &[u8], to: &mut Vec<u8>) -> usize {
        let (len, mut next) = self.step(text);
        // A tab may not fit behind what goes to the new line, either.
        while next > self.width && !self.is_fresh {
            self.break_line(to);
            (_, next) = self.step(text);
        }
        to.extend_from_slice(&text[..len]);
        self.column = next;
        self.is_fresh = false;
        len
    }

    /// The length of the first character, and the column behind it.
    fn step(&self, text: &[u8]) -> (usize, usize) {
        match (self.unit, text[0]) {
            (Unit::Characters, _) => (columns::step(text, 0).0, self.column + 1),
            (_, b'\t') => (1, (self.column & !7) + 8),
            _ => columns::step(text, self.column),
        }
    }

    /// Ends the line, behind its last blank if that is wanted; what is behind that goes to the new line.
    fn break_line(&mut self, to: &mut Vec<u8>) {
        let line = &to[self.start.min(to.len())..];
        let blank = if self.spaces { memchr::memrchr2(b' ', b'\t', line) } else { None };
        match blank.filter(|at| at + 1 < line.len()) {
            None => {
                to.push(b'\n');
                self.start_line(to);
            }
            Some(at) => {
                let at = self.start + at + 1;
                to.insert(at, b'\n');
                self.start = at + 1;
                let rest = &to[self.start..];
                self.column = match self.unit {
                    Unit::Bytes => rest.len(),
                    Unit::Characters => characters(rest),
                    Unit::Columns => columns::width(rest),
                };
            }
        }
    }
}

fn characters(mut text: &[u8]) -> usize {
    let mut count = 0;
    while !text.is_empty() {
        text = &text[columns::step(text, 0).0..];
        count += 1;
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fold(text: &str, width: usize, spaces: bool) -> String {
        fold_by(Unit::Columns, text, width, spaces)
    }

    fn fold_by(unit: Unit, text: &str, width: usize, spaces: bool) -> String {
        let whole = |piece: usize| {
            let mut fold = Fold { width, unit, spaces, column: 0, start: 0, is_fresh: true };
            let (mut all, mut to) = (Vec::new(), Vec::new());
            for piece in text.as_bytes().chunks(piece) {
                let done = fold.feed(piece, &mut to);
                all.extend(to.drain(..done));
            }
            all.extend(to);
            all
        };
        let at_once = whole(1000);
        assert!(!text.is_ascii() || whole(1) == at_once);
        String::from_utf8(at_once).unwrap()
    }

    #[test]
    fn widths_may_be_of_bytes_or_characters() {
        assert_eq!(fold_by(Unit::Characters, "日本語\ta\u{301}b", 2, false), "日本\n語\t\na\u{301}\nb");
        assert_eq!(fold_by(Unit::Bytes, "ab\tcd", 2, false), "ab\n\tc\nd");
        assert_eq!(fold_by(Unit::Bytes, "ab cd", 4, true), "ab \ncd");
    }

    #[test]
    fn lines_break_at_columns_or_blanks() {
        assert_eq!(fold("abcdefghij", 4, false), "abcd\nefgh\nij");
        assert_eq!(fold("a b c d", 4, true), "a b \nc d");
        assert_eq!(fold("abcdefg hij", 4, true), "abcd\nefg \nhij");
        assert_eq!(fold("\t\tx", 4, false), "\t\n\t\nx");
        assert_eq!(fold("ab\u{8}cdef", 3, false), "ab\u{8}cd\nef");
        assert_eq!(fold("日本語", 4, false), "日本\n語");
        assert_eq!(fold("", 4, false), "");
    }
}
