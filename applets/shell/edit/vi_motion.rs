//! Motions of vi's command mode: from the cursor to a place. Those that include the character they end on (`e`, `$`, `f`,
//! `%`) give the place behind it.

use super::buffer::{Buffer, char_at};

/// A part of the line.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    pub from: usize,
    pub to: usize,
}

impl Target {
    /// From one place to the other, in whatever order they are.
    pub fn between(a: usize, b: usize) -> Target {
        Target { from: a.min(b), to: a.max(b) }
    }
}

/// Blank, part of a word, or something else; in big words everything that is not blank is the same.
fn class(c: u8, big: bool) -> u8 {
    match c {
        b' ' | b'\t' | b'\n' => 0,
        _ if big || c.is_ascii_alphanumeric() || c == b'_' || c >= 0x80 => 1,
        _ => 2,
    }
}

/// Where a motion leads; none if `c` is none, or leads nowhere. `given`: a count was typed.
pub fn target(line: &Buffer, c: u8, count: i32, given: bool) -> Option<usize> {
    let at = line.at;
    let (start, end) = (line.line_start(at), line.line_end(at));
    let repeat = |step: &dyn Fn(usize) -> usize| (0..count).fold(at, |at, _| step(at));
    Some(match c {
        b'h' => repeat(&|at| if at > start { line.previous(at) } else { at }),
        b'l' | b' ' => repeat(&|at| if at < end { line.next(at) } else { at }),
        b'0' if !given => start,
        b'^' => line.over(start, |c| c == b' ' || c == b'\t'),
        b'$' => end,
        b'|' => (1..count).fold(start, |at, _| if at < end { line.next(at) } else { at }),
        b'w' | b'W' => repeat(&|at| word(line, at, c == b'W')),
        b'b' | b'B' => repeat(&|at| word_back(line, at, c == b'B')),
        b'e' | b'E' => return word_end(line, c == b'E', count, false),
        b'%' => return bracket(line),
        _ => return None,
    })
}

/// The beginning of the next word.
fn word(line: &Buffer, at: usize, big: bool) -> usize {
    let Some(&here) = line.text.get(at) else { return at };
    let kind = class(here, big);
    line.over(line.over(at, |c| kind != 0 && class(c, big) == kind), |c| class(c, big) == 0)
}

/// The beginning of this word or the one before.
fn word_back(line: &Buffer, at: usize, big: bool) -> usize {
    let at = line.back_over(at, |c| class(c, big) == 0);
    match at.checked_sub(1) {
        Some(last) => {
            let kind = class(line.text[last], big);
            line.back_over(at, |c| class(c, big) == kind)
        }
        None => at,
    }
}

/// Behind the end of a word: of the one that the cursor is in, if it may `stay`, else of one that ends behind it.
pub fn word_end(line: &Buffer, big: bool, count: i32, stay: bool) -> Option<usize> {
    let mut at = line.at;
    for turn in 0..count {
        let from = if stay && turn == 0 {
            at
        } else if turn == 0 {
            line.next(at)
        } else {
            at
        };
        let from = line.over(from, |c| class(c, big) == 0);
        at = match line.text.get(from) {
            Some(&first) => line.over(from, |c| class(c, big) == class(first, big)),
            None => line.len(),
        };
    }
    Some(at)
}

/// `f F t T`: to the character `c`, or beside it, in the line. Forward the place behind where the cursor would stand.
pub fn find(line: &Buffer, kind: u8, c: char, count: i32) -> Option<usize> {
    let (start, end) = (line.line_start(line.at), line.line_end(line.at));
    let is = |at: usize| char_at(&line.text, at).0 == Some(c);
    let mut at = line.at;
    let mut left = count;
    if kind.is_ascii_lowercase() {
        while left > 0 {
            at = line.next(at);
            if at >= end {
                return None;
            }
            left -= i32::from(is(at));
        }
        Some(if kind == b'f' { line.next(at) } else { at })
    } else {
        while left > 0 {
            if at == start {
                return None;
            }
            at = line.previous(at);
            left -= i32::from(is(at));
        }
        Some(if kind == b'F' { at } else { line.next(at) })
    }
}

/// `%`: the bracket that belongs to the one at or after the cursor; behind it, if it comes later.
fn bracket(line: &Buffer) -> Option<usize> {
    const PAIRS: [u8; 6] = *b"()[]{}";
    let from = line.at + line.text[line.at..].iter().position(|c| PAIRS.contains(c))?;
    let open = PAIRS.iter().position(|c| *c == line.text[from])?;
    let (this, other) = (PAIRS[open], PAIRS[open ^ 1]);
    let mut depth = 0;
    let mut step = |at: usize| {
        let c = line.text[at];
        depth += i32::from(c == this) - i32::from(c == other);
        depth == 0
    };
    if open % 2 == 0 {
        (from..line.len()).find(|at| step(*at)).map(|at| at + 1)
    } else {
        (0..=from).rev().find(|at| step(*at))
    }
}
