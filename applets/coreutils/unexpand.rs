//! `unexpand`: turn blanks into tabs
//!
//! POSIX.1-2024 XCU unexpand, lists of stops included (BusyBox takes one number); `-f` and `-N` as in GNU. A run of one
//! blank behind the first word stays, as POSIX has it.

use crate::columns::{self, TabStops};
use kit::prelude::*;

const USAGE: &str = "\
[-fa] [-t N[,N]...[,/N | ,+N]] [FILE]...

Convert spaces to tabs, writing to stdout

	-a, --all	Convert all blanks
	-f, --first-only	Convert only leading blanks
	-t, --tabs=N	Tabstops every N chars, or at these columns; implies -a
";

pub const APPLET: Applet =
    Applet { dir: Dir::UsrBin, kind: Kind::Pure, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const ALL: Key = Key::short(APPLET.options, 'a');
const FIRST_ONLY: Key = Key::short(APPLET.options, 'f');
const TABS: Key = Key::short(APPLET.options, 't');

fn run(cx: &mut Context) -> Result<Status> {
    let modern = columns::modern_arguments(cx.args);
    let given = cx.options_of(&modern)?;
    // The form of old, -8, does not imply -a.
    let has_list = given.has(TABS) && modern == cx.args;
    let mut unexpander =
        Unexpander::new(TabStops::parse(given.values(TABS))?, (given.has(ALL) || has_list) && !given.has(FIRST_ONLY));
    columns::each_piece(cx, &given.operands, |piece, text| {
        if piece.is_empty() {
            unexpander.end_run(text);
            unexpander.start_line();
        }
        unexpander.feed(piece, text);
        text.len()
    })?;
    Ok(cx.status())
}

struct Unexpander {
    stops: TabStops,
    /// Not only the blanks that begin a line.
    all: bool,
    column: usize,
    /// At the start of a line.
    leading: bool,
    /// Behind the last stop: blanks stay as they are.
    is_past: bool,
    /// Blanks that have not been written: how many, the column of the first, and whether that is a space.
    run: usize,
    begin: usize,
    is_space: bool,
}

impl Unexpander {
    fn new(stops: TabStops, all: bool) -> Unexpander {
        Unexpander { stops, all, column: 0, leading: true, is_past: false, run: 0, begin: 0, is_space: false }
    }

    fn start_line(&mut self) {
        self.column = 0;
        self.leading = true;
        self.is_past = false;
    }

    fn end_run(&mut self, to: &mut Vec<u8>) {
        match self.run {
            0 => return,
            // One space within a line stays.
            1 if self.is_space && !self.leading => to.push(b' '),
            _ => blanks(self.begin, self.column, &self.stops, to),
        }
        self.run = 0;
    }

    fn feed(&mut self, mut text: &[u8], to: &mut Vec<u8>) {
        while let Some(&c) = text.first() {
            let is_blank = matches!(c, b' ' | b'\t') && (self.all || self.leading) && !self.is_past;
            if is_blank && let Some(stop) = self.stops.next(self.column) {
                if self.run == 0 {
                    self.begin = self.column;
                    self.is_space = c == b' ';
                }
                self.run += 1;
                self.column = match c {
                    b' ' => self.column + 1,
                    _ => stop,
                };
                text = &text[1..];
                continue;
            }
            self.is_past |= is_blank;
            self.end_run(to);
            let len = if c == b'\n' {
                to.push(b'\n');
                self.start_line();
                1
            } else if !self.all || self.is_past {
                // The rest of the line stays as it is.
                let len = memchr::memchr(b'\n', text).unwrap_or(text.len());
                to.extend_from_slice(&text[..len]);
                self.leading = false;
                len
            } else if matches!(c, b'!'..=b'~') {
                let run = text.iter().take_while(|c| matches!(c, b'!'..=b'~')).count();
                to.extend_from_slice(&text[..run]);
                self.column += run;
                self.leading = false;
                run
            } else {
                let (len, next) = columns::step(text, self.column);
                to.extend_from_slice(&text[..len]);
                self.column = next;
                self.leading = false;
                len
            };
            text = &text[len..];
        }
    }
}

/// The fewest tabs and blanks that lead from one column to another.
fn blanks(mut from: usize, until: usize, stops: &TabStops, to: &mut Vec<u8>) {
    while let Some(stop) = stops.next(from).filter(|stop| *stop <= until) {
        to.push(b'\t');
        from = stop;
    }
    to.resize(to.len() + until - from, b' ');
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unexpanded(line: &str, stops: &[u8], all: bool) -> String {
        let whole = |text: &[u8], piece: usize| {
            let mut unexpander = Unexpander::new(TabStops::parse([stops].into_iter()).unwrap(), all);
            let mut to = Vec::new();
            text.chunks(piece).for_each(|piece| unexpander.feed(piece, &mut to));
            unexpander.end_run(&mut to);
            to
        };
        let at_once = whole(line.as_bytes(), 1000);
        assert!(!line.is_ascii() || whole(line.as_bytes(), 1) == at_once);
        String::from_utf8(at_once).unwrap()
    }

    #[test]
    fn blanks_before_a_stop_become_a_tab() {
        let eight = b"8";
        assert_eq!(unexpanded("        a       b", eight, false), "\ta       b");
        assert_eq!(unexpanded("        a       b", eight, true), "\ta\tb");
        assert_eq!(unexpanded("   \t   c", eight, false), "\t   c");
        assert_eq!(unexpanded("abcdefg h", eight, true), "abcdefg h");
        assert_eq!(unexpanded("abcdef  h", eight, true), "abcdef\th");
        assert_eq!(unexpanded("日本    h", eight, true), "日本\th");
        assert_eq!(unexpanded("    a       b", b"2,6", true), "\t  a       b");
    }
}
