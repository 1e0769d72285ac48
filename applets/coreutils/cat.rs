//! `cat`: concatenate files to standard output
//!
//! POSIX.1-2024 XCU cat; `-nbvteA` as in BusyBox; `-s`, `-E`, `-T` and the long names as in GNU.

use crate::{columns, copy};
use kit::context::or_stdin;
use kit::lines::Blocks;
use kit::prelude::*;

const USAGE: &str = "\
[-nbvteAsET] [FILE]...

Print FILEs to stdout

	-n, --number	Number output lines
	-b, --number-nonblank	Number nonempty lines
	-v, --show-nonprinting	Show nonprinting characters as ^x or M-x
	-t	...and tabs as ^I
	-e	...and end lines with $
	-A, --show-all	Same as -vte
	-s, --squeeze-blank	Squeeze several empty lines into one
	-E, --show-ends	End lines with $
	-T, --show-tabs	Show tabs as ^I
~	-u		Unbuffered: every block goes out as it comes anyway
";

pub const APPLET: Applet =
    Applet { dir: Dir::Bin, kind: Kind::Pure, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const NUMBER: Key = Key::short(APPLET.options, 'n');
const NUMBER_NONBLANK: Key = Key::short(APPLET.options, 'b');
const VISIBLE: Key = Key::short(APPLET.options, 'v');
const VISIBLE_TABS: Key = Key::short(APPLET.options, 't');
const VISIBLE_ENDS: Key = Key::short(APPLET.options, 'e');
const ALL: Key = Key::short(APPLET.options, 'A');
const SQUEEZE: Key = Key::short(APPLET.options, 's');
const ENDS: Key = Key::short(APPLET.options, 'E');
const TABS: Key = Key::short(APPLET.options, 'T');

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    let visible = [VISIBLE, VISIBLE_TABS, VISIBLE_ENDS, ALL].iter().any(|key| given.has(*key));
    let style = Style {
        number: given.has(NUMBER) || given.has(NUMBER_NONBLANK),
        number_blank: !given.has(NUMBER_NONBLANK),
        visible,
        tabs: given.has(TABS) || given.has(VISIBLE_TABS) || given.has(ALL),
        ends: given.has(ENDS) || given.has(VISIBLE_ENDS) || given.has(ALL),
        squeeze: given.has(SQUEEZE),
    };
    let mut writer = Writer::new(style);
    for path in or_stdin(&given.operands) {
        let input =
            if style.number && !visible { cx.open_or_complain_plainly(path) } else { cx.open_or_complain(path) };
        let Some(input) = input else { continue };
        if copy::feeds_itself(&input, &cx.out) {
            cx.complain(text![path, ": input file is output file"]);
            continue;
        }
        let result = if style.is_plain() { copy::copy(&mut cx.out, input) } else { writer.copy(&mut cx.out, input) };
        match result {
            Err(Error::Failed(_, message)) => cx.complain(message),
            other => other?,
        }
    }
    Ok(cx.status())
}

#[derive(Clone, Copy)]
struct Style {
    number: bool,
    number_blank: bool,
    visible: bool,
    tabs: bool,
    ends: bool,
    squeeze: bool,
}

impl Style {
    fn is_plain(self) -> bool {
        !(self.number || self.visible || self.tabs || self.ends || self.squeeze)
    }
}

/// What is remembered from block to block and from file to file.
struct Writer {
    style: Style,
    count: Counter,
    at_line_start: bool,
    /// The line before was empty.
    after_blank: bool,
}

impl Writer {
    fn new(style: Style) -> Writer {
        Writer { style, count: Counter::new(), at_line_start: true, after_blank: false }
    }

    fn copy(&mut self, out: &mut Output, input: Input) -> Result<()> {
        let mut blocks = Blocks::new(input);
        let mut text = Vec::new();
        while let Some(block) = blocks.next_block()? {
            self.convert(block, &mut text);
            out.write_all(&text)?;
            out.flush()?;
            text.clear();
        }
        // BusyBox numbers whole lines only: it ends the last line of a file that lacks its newline.
        if self.style.number && !self.style.visible && !self.at_line_start {
            self.at_line_start = true;
            out.write_all(b"\n")?;
        }
        Ok(())
    }

    fn convert(&mut self, mut block: &[u8], to: &mut Vec<u8>) {
        while !block.is_empty() {
            let (line, ended) = match memchr::memchr(b'\n', block) {
                Some(at) => (&block[..at], true),
                None => (block, false),
            };
            block = &block[line.len() + usize::from(ended)..];
            if self.at_line_start {
                let blank = line.is_empty();
                if blank && self.after_blank && self.style.squeeze {
                    continue;
                }
                self.after_blank = blank;
                if self.style.number && (self.style.number_blank || !blank) {
                    to.extend_from_slice(self.count.next());
                    to.extend_from_slice(if self.style.visible { b"  " } else { b"\t" });
                }
            }
            if self.style.visible {
                show(line, self.style.tabs, to);
            } else if self.style.tabs {
                for (i, part) in line.split(|c| *c == b'\t').enumerate() {
                    if i > 0 {
                        to.extend_from_slice(b"^I");
                    }
                    to.extend_from_slice(part);
                }
            } else {
                to.extend_from_slice(line);
            }
            if ended {
                to.extend_from_slice(if self.style.ends { b"$\n" } else { b"\n" });
            }
            self.at_line_start = ended;
        }
    }
}

/// Appends `line` in `^x` and `M-x` notation.
fn show(line: &[u8], tabs: bool, to: &mut Vec<u8>) {
    let mut rest = line;
    loop {
        let run = columns::plain_run(rest);
        to.extend_from_slice(&rest[..run]);
        let [byte, after @ ..] = &rest[run..] else { return };
        rest = after;
        let byte = *byte;
        let mut c = byte;
        if c >= 0x80 {
            to.extend_from_slice(b"M-");
            c -= 0x80;
        }
        match c {
            b'\t' if byte == b'\t' && !tabs => to.push(b'\t'),
            0x7f => to.extend_from_slice(b"^?"),
            0..0x20 => to.extend_from_slice(&[b'^', c + b'@']),
            _ => to.push(c),
        }
    }
}

/// The line number as text, right-justified in six columns; counting up is faster than formatting.
struct Counter {
    digits: [u8; 24],
    first: usize,
}

impl Counter {
    fn new() -> Counter {
        let mut digits = [b' '; 24];
        digits[23] = b'0';
        Counter { digits, first: 23 }
    }

    fn next(&mut self) -> &[u8] {
        let mut at = self.digits.len() - 1;
        while self.digits[at] == b'9' {
            self.digits[at] = b'0';
            at -= 1;
        }
        self.digits[at] = if self.digits[at] == b' ' { b'1' } else { self.digits[at] + 1 };
        self.first = self.first.min(at);
        &self.digits[self.first.min(18)..]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_grow_to_the_left() {
        let mut counter = Counter::new();
        assert_eq!(counter.next(), b"     1");
        for _ in 1..999_999 {
            counter.next();
        }
        assert_eq!(counter.next(), b"1000000");
    }

    #[test]
    fn every_byte_has_its_notation() {
        let mut text = Vec::new();
        show(b"a\t\x00\x7f\x80\x89\xff\xe1", false, &mut text);
        assert_eq!(text, b"a\t^@^?M-^@M-^IM-^?M-a");
    }
}
