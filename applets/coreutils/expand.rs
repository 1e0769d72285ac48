//! `expand`: turn tabs into blanks
//!
//! POSIX.1-2024 XCU expand, lists of stops included (BusyBox takes one number); `-i` and `-N` as in GNU.

use crate::columns::{self, TabStops};
use kit::prelude::*;

const USAGE: &str = "\
[-i] [-t N[,N]...] [FILE]...

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
    let stops = given.value(TABS).map_or(Ok(TabStops::Every(8)), TabStops::parse)?;
    let initial = given.has(INITIAL);
    cx.each_line(&given.operands, false, |line, text| {
        expand(line, &stops, initial, text);
        Ok(())
    })?;
    Ok(cx.status())
}

fn expand(line: &[u8], stops: &TabStops, initial: bool, to: &mut Vec<u8>) {
    let (mut at, mut column) = (0, 0);
    while at < line.len() {
        match line[at] {
            b'\t' => {
                // Behind the last stop a tab is one blank.
                let stop = stops.next(column).unwrap_or(column + 1);
                to.resize(to.len() + stop - column, b' ');
                column = stop;
                at += 1;
            }
            c if initial && c != b' ' => {
                to.extend_from_slice(&line[at..]);
                return;
            }
            _ => {
                let (len, next) = columns::step(&line[at..], column);
                to.extend_from_slice(&line[at..at + len]);
                column = next;
                at += len;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expanded(line: &str, stops: &TabStops, initial: bool) -> String {
        let mut to = Vec::new();
        expand(line.as_bytes(), stops, initial, &mut to);
        String::from_utf8(to).unwrap()
    }

    #[test]
    fn tabs_reach_their_stops() {
        let eight = TabStops::Every(8);
        assert_eq!(expanded("a\tb\t\tc", &eight, false), "a       b               c");
        assert_eq!(expanded("\ta\tb", &eight, true), "        a\tb");
        assert_eq!(expanded("日本\tx", &eight, false), "日本    x");
        assert_eq!(expanded("ab\u{8}\tx", &eight, false), "ab\u{8}       x");
        assert_eq!(expanded("\ta\tb\tc", &TabStops::At(vec![2, 4]), false), "  a b c");
    }
}
