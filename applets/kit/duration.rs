//! Lengths of time on command lines (`sleep 1.5m`, `timeout 10s`), and waiting that a signal may end.

use crate::applet::{Error, Result, Status};
use crate::{number, sys};
use nix::sys::time::TimeSpec;
use nix::time::{ClockId, ClockNanosleepFlags, clock_gettime, clock_nanosleep};
use std::time::Duration;

/// Longer than any wait (68 years); what does not fit ends here.
pub const FOREVER: Duration = Duration::from_secs(i32::MAX as u64);

/// Reads `N[.N][smhd]`, or `infinity` as in GNU.
///
/// # Errors
/// `invalid number 'x'`.
pub fn parse(word: &[u8]) -> Result<Duration> {
    read(word).ok_or_else(|| number::invalid(word))
}

fn read(word: &[u8]) -> Option<Duration> {
    if matches!(word, b"inf" | b"infinity") {
        return Some(FOREVER);
    }
    let (digits, unit) = match word {
        [digits @ .., b's'] => (digits, 1),
        [digits @ .., b'm'] => (digits, 60),
        [digits @ .., b'h'] => (digits, 3600),
        [digits @ .., b'd'] => (digits, 86400),
        digits => (digits, 1),
    };
    let (whole, fraction) = match memchr::memchr(b'.', digits) {
        Some(at) => (&digits[..at], &digits[at + 1..]),
        None => (digits, &b""[..]),
    };
    if whole.is_empty() && fraction.is_empty() || ![whole, fraction].concat().iter().all(u8::is_ascii_digit) {
        return None;
    }
    let digit = |d: &u8| (d - b'0') as u64;
    let seconds = whole.iter().fold(0_u64, |n, d| n.saturating_mul(10).saturating_add(digit(d)));
    let nanoseconds = (0..9).fold(0, |n, i| n * 10 + fraction.get(i).map_or(0, digit));
    let whole = Duration::from_secs(seconds.saturating_mul(unit).min(FOREVER.as_secs()));
    Some(whole.saturating_add(Duration::from_nanos(nanoseconds * unit)).min(FOREVER))
}

/// Waits. Signals that do not end the command do not shorten it.
///
/// # Errors
/// Status 130 without a word if the command is interrupted.
pub fn sleep(length: Duration) -> Result<()> {
    let Ok(now) = clock_gettime(ClockId::CLOCK_MONOTONIC) else { return Ok(()) };
    let end = now + TimeSpec::from_duration(length.min(FOREVER));
    loop {
        if sys::interrupted() {
            return Err(Error::Silent(Status(128 + 2)));
        }
        match clock_nanosleep(ClockId::CLOCK_MONOTONIC, ClockNanosleepFlags::TIMER_ABSTIME, &end) {
            Err(nix::errno::Errno::EINTR) => {}
            _ => return Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_have_fractions_and_units() {
        for (word, milliseconds) in
            [("1", 1000), (".5", 500), ("1.", 1000), ("0.5m", 30_000), ("2h", 7_200_000), ("1d", 86_400_000)]
        {
            assert_eq!(read(word.as_bytes()), Some(Duration::from_millis(milliseconds)), "{word}");
        }
        for bad in ["", ".", "s", "-1", "1x", "1e3", "1.1.1", "+1", "1ms"] {
            assert_eq!(read(bad.as_bytes()), None, "{bad}");
        }
        assert_eq!(read(b"99999999999999999999999d"), Some(FOREVER));
    }

    #[test]
    fn the_longest_wait_can_be_computed() {
        sys::set_interrupted(true);
        let result = sleep(Duration::MAX);
        sys::set_interrupted(false);
        assert!(matches!(result, Err(Error::Silent(Status(130)))));
    }
}
