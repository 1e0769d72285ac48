//! `expand`: turn tabs into blanks
//!
//! POSIX.1-2024 XCU expand, lists of stops included (BusyBox takes one number); `-i`, `-N`, `/N` and `+N` as in GNU.

use crate::columns::{self, TabStops};
use kit::prelude::*;

const USAGE: &str = "\
[-i] [-t N[,N]...[,/N | ,+N]] [FILE]...

Convert tabs to spaces, writing to stdout

	-i, --initial	Don't convert tabs after non blanks
	-t, --tabs=N	Tabstops every N chars, or at these columns
";

pub const APPLET: Applet =
    Applet { dir: Dir::UsrBin, kind: Kind::Pure, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const INITIAL: Key = Key::short(APPLET.options, 'i');
const TABS: Key = Key::short(APPLET.options, 't');

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options_of(&columns::modern_arguments(cx.args))?;
    let mut expander =
        Expander { stops: TabStops::parse(given.values(TABS))?, initial: given.has(INITIAL), column: 0, leading: true };
    columns::each_piece(cx, &given.operands, |piece, text| {
        if piece.is_empty() {
            expander.start_line();
        }
        expander.feed(piece, text);
        text.len()
    })?;
    Ok(cx.status())
}

struct Expander {
    stops: TabStops,
    /// Only tabs before the first character that is no blank.
    initial: bool,
    column: usize,
    leading: bool,
}

impl Expander {
    fn start_line(&mut self) {
        self.column = 0;
        self.leading = true;
    }

    fn feed(&mut self, mut text: &[u8], to: &mut Vec<u8>) {
        while let Some(&c) = text.first() {
            if self.initial {
                if self.leading && !matches!(c, b' ' | b'\t') {
                    self.leading = false;
                }
                if !self.leading {
                    let len = memchr::memchr(b'\n', text).map_or(text.len(), |at| at + 1);
                    if text[len - 1] == b'\n' {
                        self.start_line();
                    }
                    to.extend_from_slice(&text[..len]);
                    text = &text[len..];
                    continue;
                }
            }
            let len = match c {
                b'\n' => {
                    self.start_line();
                    let len = 1 + whole_lines_without_tab(&text[1..]);
                    to.extend_from_slice(&text[..len]);
                    len
                }
                b'\t' => {
                    // Behind the last stop a tab is one blank.
                    let stop = self.stops.next(self.column).unwrap_or(self.column + 1);
                    to.resize(to.len() + stop - self.column, b' ');
                    self.column = stop;
                    1
                }
                b' ' if self.initial => {
                    to.push(b' ');
                    self.column += 1;
                    1
                }
                b' '..=b'~' => {
                    let run = columns::plain_run(text);
                    to.extend_from_slice(&text[..run]);
                    self.column += run;
                    run
                }
                _ => {
                    let (len, next) = columns::step(text, self.column);
                    to.extend_from_slice(&text[..len]);
                    self.column = next;
                    len
                }
            };
            text = &text[len..];
        }
    }
}

/// How many bytes the lines take up to the one that has the first tab, or is not whole: they stay as they are.
fn whole_lines_without_tab(text: &[u8]) -> usize {
    let tab = memchr::memchr(b'\t', text).unwrap_or(text.len());
    memchr::memrchr(b'\n', &text[..tab]).map_or(0, |at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expanded(line: &str, stops: &[u8], initial: bool) -> String {
        let stops = || TabStops::parse([stops].into_iter()).unwrap();
        let whole = |text: &[u8], piece: usize| {
            let mut expander = Expander { stops: stops(), initial, column: 0, leading: true };
            let mut to = Vec::new();
            text.chunks(piece).for_each(|piece| expander.feed(piece, &mut to));
            to
        };
        let all = whole(line.as_bytes(), 1000);
        assert!(!line.is_ascii() || whole(line.as_bytes(), 1) == all);
        String::from_utf8(all).unwrap()
    }

    #[test]
    fn tabs_reach_their_stops() {
        let eight = b"8";
        assert_eq!(expanded("a\tb\t\tc", eight, false), "a       b               c");
        assert_eq!(expanded("\ta\tb", eight, true), "        a\tb");
        assert_eq!(expanded("日本\tx", eight, false), "日本    x");
        assert_eq!(expanded("ab\u{8}\tx", eight, false), "ab\u{8}       x");
        assert_eq!(expanded("\ta\tb\tc", b"2,4", false), "  a b c");
        assert_eq!(expanded("ab\ncd\n\ne\tf\ng\n\th", eight, false), "ab\ncd\n\ne       f\ng\n        h");
        assert_eq!(expanded(" a\tb\n\tc\td\n\n", b"4", true), " a\tb\n    c\td\n\n");
    }
}
