//! `unexpand`: turn blanks into tabs
//!
//! POSIX.1-2024 XCU unexpand, lists of stops included (BusyBox takes one number); `-f` and `-N` as in GNU. A run of one
//! blank behind the first word stays, as POSIX has it.

use crate::columns::{self, TabStops};
use kit::prelude::*;

const USAGE: &str = "\
[-fa] [-t N[,N]...] [FILE]...

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
    let given = cx.options_of(&columns::modern_arguments(cx.args))?;
    let stops = given.value(TABS).map_or(Ok(TabStops::Every(8)), TabStops::parse)?;
    let all = (given.has(ALL) || given.has(TABS)) && !given.has(FIRST_ONLY);
    cx.each_line(&given.operands, false, |line, text| {
        unexpand(line, &stops, all, text);
        Ok(())
    })?;
    Ok(cx.status())
}

fn unexpand(line: &[u8], stops: &TabStops, all: bool, to: &mut Vec<u8>) {
    let (mut at, mut column) = (0, 0);
    while at < line.len() {
        let run = line[at..].iter().take_while(|c| matches!(c, b' ' | b'\t')).count();
        let begin = column;
        for c in &line[at..at + run] {
            column = match c {
                b'\t' => stops.next(column).unwrap_or(column + 1),
                _ => column + 1,
            };
        }
        if run == 1 && line[at] == b' ' && at > 0 {
            to.push(b' ');
        } else {
            blanks(begin, column, stops, to);
        }
        at += run;
        if !all {
            to.extend_from_slice(&line[at..]);
            return;
        }
        while at < line.len() && !matches!(line[at], b' ' | b'\t') {
            let (len, next) = columns::step(&line[at..], column);
            to.extend_from_slice(&line[at..at + len]);
            column = next;
            at += len;
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

    fn unexpanded(line: &str, stops: &TabStops, all: bool) -> String {
        let mut to = Vec::new();
        unexpand(line.as_bytes(), stops, all, &mut to);
        String::from_utf8(to).unwrap()
    }

    #[test]
    fn blanks_before_a_stop_become_a_tab() {
        let eight = TabStops::Every(8);
        assert_eq!(unexpanded("        a       b", &eight, false), "\ta       b");
        assert_eq!(unexpanded("        a       b", &eight, true), "\ta\tb");
        assert_eq!(unexpanded("   \t   c", &eight, false), "\t   c");
        assert_eq!(unexpanded("abcdefg h", &eight, true), "abcdefg h");
        assert_eq!(unexpanded("abcdef  h", &eight, true), "abcdef\th");
        assert_eq!(unexpanded("日本    h", &eight, true), "日本\th");
        assert_eq!(unexpanded("    a       b", &TabStops::At(vec![2, 6]), true), "\t  a\t      b");
    }
}
