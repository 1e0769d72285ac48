//! `fold`: wrap lines to a width
//!
//! POSIX.1-2024 XCU fold; `-N` as in GNU. Columns are those of a terminal: UTF-8 characters may take none, one or two.

use crate::columns;
use kit::number;
use kit::prelude::*;

const USAGE: &str = "\
[-bs] [-w WIDTH] [FILE]...

Wrap input lines in FILEs (or stdin), writing to stdout

	-b, --bytes	Count bytes rather than columns
	-s, --spaces	Break at spaces
	-w, --width=WIDTH	Use WIDTH columns instead of 80
";

pub const APPLET: Applet =
    Applet { dir: Dir::UsrBin, kind: Kind::Pure, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const BYTES: Key = Key::short(APPLET.options, 'b');
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
    let fold = Fold { width, bytes: given.has(BYTES), spaces: given.has(SPACES) };
    cx.each_line(&given.operands, false, |line, text| {
        fold.line(line, text);
        Ok(())
    })?;
    Ok(cx.status())
}

struct Fold {
    width: usize,
    bytes: bool,
    spaces: bool,
}

impl Fold {
    fn line(&self, line: &[u8], to: &mut Vec<u8>) {
        let mut start = 0;
        loop {
            let rest = &line[start..];
            let Some(mut cut) = self.overflow(rest) else {
                to.extend_from_slice(rest);
                return;
            };
            if self.spaces
                && let Some(at) = rest[..cut].iter().rposition(|c| matches!(c, b' ' | b'\t'))
            {
                cut = at + 1;
            }
            to.extend_from_slice(&rest[..cut]);
            to.push(b'\n');
            start += cut;
        }
    }

    /// Where the text becomes too wide; at least one character fits.
    fn overflow(&self, text: &[u8]) -> Option<usize> {
        if self.bytes {
            return (text.len() > self.width).then_some(self.width);
        }
        // Nearly always each byte is a column; `&` instead of `&&`, so that many are looked at together.
        let first = &text[..text.len().min(self.width + 1)];
        if first.iter().fold(true, |plain, c| plain & matches!(c, b' '..=b'~')) {
            return (text.len() > self.width).then_some(self.width);
        }
        let (mut at, mut column) = (0, 0_usize);
        while at < text.len() {
            let (length, next) = match text[at] {
                b'\t' => (1, (column & !7) + 8),
                _ => columns::step(&text[at..], column),
            };
            if next > self.width && at > 0 {
                return Some(at);
            }
            column = next;
            at += length;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fold(text: &str, width: usize, spaces: bool) -> String {
        let mut to = Vec::new();
        Fold { width, bytes: false, spaces }.line(text.as_bytes(), &mut to);
        String::from_utf8(to).unwrap()
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
        assert_eq!(fold("abcd", 4, false), "abcd");
        assert_eq!(fold("abcd\u{8}ef", 4, false), "abcd\u{8}e\nf");
        assert_eq!(fold("abcde\u{8}f", 4, false), "abcd\ne\u{8}f");
    }
}
