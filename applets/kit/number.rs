//! Numbers on command lines.

use crate::applet::{Error, Result};
use crate::fail;

/// An integer type that a number is read into.
pub trait Number: TryFrom<i128> {}
impl<T: TryFrom<i128>> Number for T {}

/// A multiplier behind a number, and what it multiplies by.
pub type Suffix = (&'static str, u64);

/// BusyBox's `kmg` suffixes: powers of 1024.
pub const KMG: &[Suffix] = &[
    ("k", 1 << 10),
    ("K", 1 << 10),
    ("m", 1 << 20),
    ("M", 1 << 20),
    ("g", 1 << 30),
    ("G", 1 << 30),
    ("t", 1 << 40),
    ("T", 1 << 40),
];

/// Suffixes of `head`, `tail`, `od`, `dd`, `split`…: `b` 512, `kB` 1000, `k`/`K` 1024 and so on, also `KiB`.
pub const BLOCKS: &[Suffix] = &[
    ("c", 1),
    ("w", 2),
    ("b", 512),
    ("kB", 1000),
    ("KB", 1000),
    ("kD", 1000),
    ("k", 1 << 10),
    ("K", 1 << 10),
    ("KiB", 1 << 10),
    ("MB", 1_000_000),
    ("MD", 1_000_000),
    ("m", 1 << 20),
    ("M", 1 << 20),
    ("MiB", 1 << 20),
    ("GB", 1_000_000_000),
    ("GD", 1_000_000_000),
    ("g", 1 << 30),
    ("G", 1 << 30),
    ("GiB", 1 << 30),
    ("TB", 1_000_000_000_000),
    ("T", 1 << 40),
    ("TiB", 1 << 40),
    ("PB", 1_000_000_000_000_000),
    ("P", 1 << 50),
    ("PiB", 1 << 50),
    ("EB", 1_000_000_000_000_000_000),
    ("E", 1 << 60),
    ("EiB", 1 << 60),
];

/// The message for what is not a number, or does not fit.
pub fn invalid(word: &[u8]) -> Error {
    fail!("invalid number '", word, "'")
}

/// A decimal number with an optional sign, and nothing else.
///
/// # Errors
/// `invalid number 'x'`, also for one that does not fit into `N`.
pub fn decimal<N: Number>(word: &[u8]) -> Result<N> {
    with_suffix(word, &[])
}

/// A decimal number, perhaps with one of `suffixes`.
///
/// # Errors
/// `invalid number 'x'`, also for one that does not fit into `N`.
pub fn with_suffix<N: Number>(word: &[u8], suffixes: &[Suffix]) -> Result<N> {
    read(word, suffixes).and_then(|n| N::try_from(n).ok()).ok_or_else(|| invalid(word))
}

/// A count as C writes it: decimal, octal after `0`, hexadecimal after `0x`; a decimal one perhaps with one of `suffixes`.
///
/// # Errors
/// `invalid number 'x'`, also for one that does not fit.
pub fn with_base(word: &[u8], suffixes: &[Suffix]) -> Result<u64> {
    let text = std::str::from_utf8(word).unwrap_or_default();
    let (digits, radix) = match text.strip_prefix("0x").or_else(|| text.strip_prefix("0X")) {
        Some(hex) => (hex, 16),
        None if text.len() > 1 && text.starts_with('0') && text.bytes().all(|c| matches!(c, b'0'..=b'7')) => (text, 8),
        None => return with_suffix(word, suffixes),
    };
    u64::from_str_radix(digits, radix).ok().filter(|_| !digits.starts_with('+')).ok_or_else(|| invalid(word))
}

fn read(word: &[u8], suffixes: &[Suffix]) -> Option<i128> {
    let (negative, digits) = match word {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, word),
    };
    let end = digits.iter().position(|c| !c.is_ascii_digit()).unwrap_or(digits.len());
    if end == 0 {
        return None;
    }
    let mut n: i128 = 0;
    for digit in &digits[..end] {
        n = n.checked_mul(10)?.checked_add((digit - b'0') as i128)?;
    }
    let suffix = &digits[end..];
    if !suffix.is_empty() {
        let (_, by) = suffixes.iter().find(|s| s.0.as_bytes() == suffix)?;
        n = n.checked_mul(*by as i128)?;
    }
    Some(if negative { -n } else { n })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_is_told_by_what_comes_first() {
        let read = |word: &[u8]| with_base(word, BLOCKS).ok();
        assert_eq!([&b"0x1F"[..], b"010", b"08", b"10", b"2b", b"0"].map(read), [31, 8, 8, 10, 1024, 0].map(Some));
        assert_eq!([&b"0x"[..], b"0x+1", b"-1", b"0xfffffffffffffffff", b""].map(read), [None; 5]);
    }

    #[test]
    fn numbers_must_fit_and_be_nothing_but_numbers() {
        assert_eq!(decimal::<i64>(b"-5").ok(), Some(-5));
        assert_eq!(decimal::<u64>(b"18446744073709551615").ok(), Some(u64::MAX));
        for bad in
            [&b""[..], b"-", b"5x", b" 5", b"18446744073709551616", b"99999999999999999999999999999999999999999999"]
        {
            assert!(decimal::<u64>(bad).is_err());
        }
        assert!(decimal::<u8>(b"-1").is_err());
    }

    #[test]
    fn suffixes_multiply() {
        assert_eq!(with_suffix::<u64>(b"2k", BLOCKS).ok(), Some(2048));
        assert_eq!(with_suffix::<u64>(b"2kB", BLOCKS).ok(), Some(2000));
        assert!(with_suffix::<u64>(b"17E", BLOCKS).is_err());
    }
}
