//! Columns that text takes on a terminal, for `fold`, `expand`, `unexpand` and `fmt`.

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

/// Tab stops: POSIX's tablist.
#[derive(Debug, PartialEq, Eq)]
pub enum TabStops {
    /// One every so many columns.
    Every(usize),
    /// At these columns, rising; then none.
    At(Vec<usize>),
}

impl TabStops {
    /// Reads `N` or `N,N,…` (blanks may stand for commas).
    ///
    /// # Errors
    /// What is no number, 0, or does not rise.
    pub fn parse(word: &[u8]) -> Result<TabStops> {
        let stops = word
            .split(|c| matches!(c, b',' | b' ' | b'\t'))
            .map(|word| match number::decimal::<i64>(word)? {
                n @ 1..=0xffff_ffff => Ok(n as usize),
                n => Err(fail!("number ", n, " is not in 1..4294967295 range")),
            })
            .collect::<Result<Vec<usize>>>()?;
        match stops[..] {
            [every] => Ok(TabStops::Every(every)),
            _ if stops.is_sorted_by(|a, b| a < b) => Ok(TabStops::At(stops)),
            _ => Err(fail!("tab sizes must be ascending")),
        }
    }

    /// The first stop behind `column`.
    pub fn next(&self, column: usize) -> Option<usize> {
        match self {
            TabStops::Every(every) => Some((column / every + 1) * every),
            TabStops::At(stops) => stops.iter().copied().find(|stop| *stop > column),
        }
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

    #[test]
    fn tab_stops_rise() {
        assert_eq!(TabStops::parse(b"4").ok(), Some(TabStops::Every(4)));
        let stops = TabStops::parse(b"2,4 10").ok().unwrap();
        assert_eq!([0, 2, 9, 10].map(|c| stops.next(c)), [Some(2), Some(4), Some(10), None]);
        assert_eq!(TabStops::Every(8).next(8), Some(16));
        for bad in [&b""[..], b"0", b"4,", b"4,4", b"5,4", b"x", b"4294967296", b"-1"] {
            assert!(TabStops::parse(bad).is_err());
        }
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
