//! Columns that text takes on a terminal, for `fold`, `expand`, `unexpand` and `fmt`.

use kit::context::or_stdin;
use kit::lines::Blocks;
use kit::number;
use kit::prelude::*;
use unicode_width::UnicodeWidthChar;

/// The first character of `text` (which is not empty): how many bytes it has, and the column after it if it begins at
/// `column`. UTF-8 characters take none, one or two columns, a byte that is no character takes one; a backspace goes back,
/// a carriage return to the start. A tab is the caller's.
pub fn step(text: &[u8], column: usize) -> (usize, usize) {
    match text[0] {
        8 => (1, column.saturating_sub(1)),
        b'\r' => (1, 0),
        0x80.. => match first_char(text) {
            Some(c) => (c.len_utf8(), column + c.width().unwrap_or(0)),
            None => (1, column + 1),
        },
        _ => (1, column + 1),
    }
}

fn first_char(text: &[u8]) -> Option<char> {
    let text = &text[..text.len().min(4)];
    let valid = match std::str::from_utf8(text) {
        Ok(valid) => valid,
        Err(error) => std::str::from_utf8(&text[..error.valid_up_to()]).unwrap_or_default(),
    };
    valid.chars().next()
}

/// How many columns `text`, which has no control characters, takes.
pub fn width(text: &[u8]) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    let (mut at, mut column) = (0, 0);
    while at < text.len() {
        let (len, next) = step(&text[at..], column);
        at += len;
        column = next;
    }
    column
}

/// How many bytes at the start of `text` are printable ASCII: as many columns.
pub fn plain_run(text: &[u8]) -> usize {
    const STRIP: usize = 32;
    let is_plain = |c: u8| c.wrapping_sub(b' ') < 0x5f;
    let mut run = 0;
    // Without an early exit the compiler makes vector code of it.
    for strip in text.chunks_exact(STRIP) {
        if !strip.iter().fold(true, |plain, c| plain & is_plain(*c)) {
            break;
        }
        run += STRIP;
    }
    run + text[run..].iter().take_while(|c| is_plain(**c)).count()
}

/// Reads operands one after another and writes what `each` makes of them, piece by piece, in bounded memory: a piece ends
/// anywhere but within a UTF-8 character, and the last of a file is empty. What `each` leaves behind the position that it
/// gives is kept for the next piece.
///
/// # Errors
/// A failed write.
pub fn each_piece(
    cx: &mut Context,
    operands: &[&[u8]],
    mut each: impl FnMut(&[u8], &mut Vec<u8>) -> usize,
) -> Result<()> {
    let (mut text, mut joined) = (Vec::new(), Vec::new());
    for path in or_stdin(operands) {
        let Some(input) = cx.open_or_complain_plainly(path) else { continue };
        let mut blocks = Blocks::new(input);
        joined.clear();
        loop {
            let (piece, at_end) = match blocks.next_block() {
                Ok(Some(block)) => (block, false),
                Ok(None) => (&b""[..], true),
                Err(error) => {
                    cx.complain(text![*path, ": ", error.source]);
                    (&b""[..], true)
                }
            };
            let cut = if at_end { 0 } else { cut_character(piece) };
            let (piece, rest) = piece.split_at(piece.len() - cut);
            let mut done = 0;
            if joined.is_empty() {
                if !piece.is_empty() {
                    done = each(piece, &mut text);
                }
            } else {
                joined.extend_from_slice(piece);
                done = each(&joined, &mut text);
                joined.clear();
            }
            joined.extend_from_slice(rest);
            if at_end {
                done = each(b"", &mut text);
            }
            cx.out.write_all(&text[..done])?;
            text.drain(..done);
            if at_end {
                break;
            }
        }
    }
    Ok(())
}

/// How many bytes at the end of `text` begin a UTF-8 character that goes on.
pub fn cut_character(text: &[u8]) -> usize {
    for back in 1..=3.min(text.len()) {
        let len = match text[text.len() - back] {
            0x80..=0xbf => continue,
            0xc2..=0xdf => 2,
            0xe0..=0xef => 3,
            0xf0..=0xf4 => 4,
            _ => 1,
        };
        return if len > back { back } else { 0 };
    }
    0
}

/// Tab stops: POSIX's tablist, whose last element may be one of GNU's that go on for ever.
#[derive(Debug, PartialEq, Eq)]
pub struct TabStops {
    /// Rising.
    at: Vec<usize>,
    /// Behind these: every so many columns, counted from a column.
    then: Option<(usize, usize)>,
}

impl TabStops {
    /// One every so many columns.
    pub fn every(columns: usize) -> TabStops {
        TabStops { at: Vec::new(), then: Some((columns, 0)) }
    }

    /// Reads lists `N` or `N,N,…` (blanks may stand for commas), one after another; the last number may be `/N` for the
    /// multiples of N, or `+N` for every N columns behind the stop before. Every 8 columns if there is none.
    ///
    /// # Errors
    /// What is no number, 0, or does not rise.
    pub fn parse<'a>(lists: impl Iterator<Item = &'a [u8]>) -> Result<TabStops> {
        let mut stops = TabStops { at: Vec::new(), then: None };
        let mut any = false;
        let words = lists.flat_map(|list| {
            let is_separator = |c: &u8| matches!(c, b',' | b' ' | b'\t');
            list.split(is_separator).map(move |word| (word, word.len() == list.len()))
        });
        for (word, is_whole) in words {
            let marks = word.iter().take_while(|c| matches!(c, b'/' | b'+')).count();
            let (kind, digits) = (word[..marks].last().copied().unwrap_or(0), &word[marks..]);
            // As in GNU an element without a number is none; but not a whole list, as in BusyBox.
            if digits.is_empty() && (marks > 0 || !is_whole) {
                continue;
            }
            if let Some((_, from)) = stops.then {
                let mark = if from == 0 { '/' } else { '+' };
                return Err(fail!("'", mark, "' specifier only allowed with the last value"));
            }
            any = true;
            let n = match number::decimal::<i64>(digits)? {
                n @ 1..=0xffff_ffff => n as usize,
                n => return Err(fail!("number ", n, " is not in 1..4294967295 range")),
            };
            match kind {
                b'/' => stops.then = Some((n, 0)),
                b'+' => stops.then = Some((n, stops.at.last().copied().unwrap_or(0))),
                _ if stops.at.last().is_some_and(|last| *last >= n) => {
                    return Err(fail!("tab sizes must be ascending"));
                }
                _ => stops.at.push(n),
            }
        }
        match stops.at[..] {
            _ if !any => Ok(TabStops::every(8)),
            [every] if stops.then.is_none() => Ok(TabStops::every(every)),
            _ => Ok(stops),
        }
    }

    /// The first stop behind `column`.
    #[inline]
    pub fn next(&self, column: usize) -> Option<usize> {
        if let Some(stop) = self.at.iter().copied().find(|stop| *stop > column) {
            return Some(stop);
        }
        let (every, from) = self.then?;
        Some(((column - from) / every + 1) * every + from)
    }
}

/// The arguments with `-4` or `-4,8`, the form of old, as `-t 4`.
pub fn modern_arguments<'a>(args: &[&'a [u8]]) -> Vec<&'a [u8]> {
    let mut modern: Vec<&[u8]> = Vec::with_capacity(args.len());
    let mut rest = args.iter();
    while let Some(arg) = rest.next() {
        match arg {
            [b'-', digits @ ..] if digits.first().is_some_and(u8::is_ascii_digit) => modern.extend([b"-t", digits]),
            _ => modern.push(arg),
        }
        // Behind `--`, and as the value of -t, it is what it says.
        match *arg {
            b"--" => modern.extend(rest.by_ref()),
            b"-t" | b"--tabs" => modern.extend(rest.next()),
            _ => {}
        }
    }
    modern
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(list: &[u8]) -> Option<TabStops> {
        TabStops::parse([list].into_iter()).ok()
    }

    #[test]
    fn tab_stops_rise() {
        assert_eq!(parse(b"4"), Some(TabStops::every(4)));
        let stops = parse(b"2,4 10").unwrap();
        assert_eq!([0, 2, 9, 10].map(|c| stops.next(c)), [Some(2), Some(4), Some(10), None]);
        assert_eq!(TabStops::every(8).next(8), Some(16));
        let stops = parse(b"3,/5").unwrap();
        assert_eq!([0, 3, 5].map(|c| stops.next(c)), [Some(3), Some(5), Some(10)]);
        let stops = parse(b"3,+5").unwrap();
        assert_eq!([0, 3, 8].map(|c| stops.next(c)), [Some(3), Some(8), Some(13)]);
        assert_eq!(parse(b", 3,,6 "), parse(b"3,6"));
        assert_eq!(parse(b"+,//5"), Some(TabStops::every(5)));
        for bad in [&b""[..], b"0", b"4,4", b"5,4", b"x", b"4294967296", b"-1", b"/3,4", b"+0"] {
            assert!(parse(bad).is_none());
        }
    }

    #[test]
    fn a_plain_run_ends_at_the_first_other_byte() {
        for len in [0, 1, 31, 32, 33, 100] {
            for other in [b'\t', b'\n', 0x7f, 0x80, 0x1f] {
                let text = [&vec![b'~'; len][..], &[other], b" "].concat();
                assert_eq!(plain_run(&text), len);
            }
            assert_eq!(plain_run(&vec![b' '; len]), len);
        }
    }

    #[test]
    fn a_cut_character_is_seen() {
        let cut = |text: &[u8]| cut_character(text);
        assert_eq!(
            [cut("aé".as_bytes()), cut(b"a\xc3"), cut(b"\xe6\x97"), cut(b"\xff"), cut(b"\x80\x80"), cut(b"")],
            [0, 1, 2, 0, 0, 0]
        );
    }

    #[test]
    fn characters_take_their_columns() {
        assert_eq!(step("日x".as_bytes(), 3), (3, 5));
        assert_eq!(step(b"\x08", 0), (1, 0));
        assert_eq!(step(b"\xff", 7), (1, 8));
        assert_eq!(step("\u{301}".as_bytes(), 7), (2, 7));
    }

    #[test]
    fn old_options_are_rewritten_where_they_are_options() {
        let words = |args: &[&'static [u8]]| modern_arguments(args).concat();
        assert_eq!(words(&[b"-4", b"-t", b"-8", b"--", b"-2"]), b"-t4-t-8---2");
    }
}
