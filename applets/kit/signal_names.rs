//! Names and numbers of signals: `kill`, `trap`, `timeout`, `killall`.
//!
//! The numbers are Linux's; RTMIN is 35, the first that musl leaves to programs.

/// First real-time signal for programs.
pub const RTMIN: i32 = 35;
/// Last signal.
pub const RTMAX: i32 = 64;

/// Names by number, without `SIG`; the empty ones belong to no signal.
const NAMES: [&str; 32] = [
    "EXIT", "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2", "PIPE", "ALRM",
    "TERM", "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG", "XCPU", "XFSZ", "VTALRM", "PROF", "WINCH",
    "POLL", "PWR", "SYS",
];

/// Other names of the same numbers.
const ALIASES: [(&str, i32); 4] = [("IOT", 6), ("CLD", 17), ("IO", 29), ("UNUSED", 31)];

/// The name of signal `number` without `SIG`: `TERM`; 0 is `EXIT`. None for a number that has no name of its own
/// (32 to 64 but [`RTMIN`] and [`RTMAX`], or no signal at all).
pub fn name(number: i32) -> Option<&'static str> {
    match number {
        RTMIN => Some("RTMIN"),
        RTMAX => Some("RTMAX"),
        _ => NAMES.get(usize::try_from(number).ok()?).copied(),
    }
}

/// The signal that `word` names: `TERM`, `SIGTERM`, `sigterm`, `RTMIN+3`, `RTMAX-1`, `EXIT` (0). Numbers are not names:
/// see [`parse`].
pub fn number(word: &[u8]) -> Option<i32> {
    let word = match word {
        [s, i, g, rest @ ..] if [*s, *i, *g].eq_ignore_ascii_case(b"SIG") => rest,
        _ => word,
    };
    let same = |name: &str| name.as_bytes().eq_ignore_ascii_case(word);
    if let Some(at) = NAMES.iter().position(|name| same(name)) {
        return Some(at as i32);
    }
    if let Some((_, number)) = ALIASES.iter().find(|(name, _)| same(name)) {
        return Some(*number);
    }
    let (base, offset) = word.split_at_checked(5)?;
    let number = if base.eq_ignore_ascii_case(b"RTMIN") {
        match offset {
            [] => RTMIN,
            [b'+', digits @ ..] => RTMIN + digits_of(digits)?,
            _ => return None,
        }
    } else if base.eq_ignore_ascii_case(b"RTMAX") {
        match offset {
            [] => RTMAX,
            [b'-', digits @ ..] => RTMAX - digits_of(digits)?,
            _ => return None,
        }
    } else {
        return None;
    };
    (RTMIN..=RTMAX).contains(&number).then_some(number)
}

/// The signal given by name or by a number from 0 to [`RTMAX`].
pub fn parse(word: &[u8]) -> Option<i32> {
    match word {
        [b'0'..=b'9', ..] => digits_of(word).filter(|n| *n <= RTMAX),
        _ => number(word),
    }
}

fn digits_of(digits: &[u8]) -> Option<i32> {
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    std::str::from_utf8(digits).ok()?.parse().ok()
}

/// Numbers and names of the signals with a name, in order: what `kill -l` lists.
pub fn all() -> impl Iterator<Item = (i32, &'static str)> {
    (1..=RTMAX).filter_map(|number| Some((number, name(number)?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known_with_and_without_sig_in_any_case() {
        for word in [&b"TERM"[..], b"SIGTERM", b"sigterm", b"Term", b"15"] {
            assert_eq!(parse(word), Some(15));
        }
        assert_eq!(parse(b"EXIT"), Some(0));
        assert_eq!(number(b"15"), None);
        for word in [&b""[..], b"SIG", b"-1", b"65", b"1x", b"TERMX", b"99999999999"] {
            assert_eq!(parse(word), None);
        }
    }

    #[test]
    fn real_time_signals_are_counted_from_both_ends() {
        assert_eq!((parse(b"RTMIN"), parse(b"RTMIN+1"), parse(b"rtmax-29")), (Some(35), Some(36), Some(35)));
        assert_eq!((parse(b"RTMIN+30"), parse(b"RTMAX+1"), parse(b"RTMIN+")), (None, None, None));
        assert_eq!((name(64), name(36), name(-1)), (Some("RTMAX"), None, None));
    }
}
