//! Signals: their names, and dispositions that only set flags.

use crate::sys;
use std::sync::atomic::{AtomicU64, Ordering};

/// Names by number, without `SIG`; 0 is the shell's EXIT.
const NAMES: [&str; 32] = [
    "EXIT", "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2", "PIPE", "ALRM",
    "TERM", "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG", "XCPU", "XFSZ", "VTALRM", "PROF", "WINCH",
    "POLL", "PWR", "SYS",
];

/// Other names of the same signals.
const OTHER_NAMES: [(&str, i32); 4] = [("IOT", 6), ("CLD", 17), ("IO", 29), ("UNUSED", 31)];

/// The first real-time signal that a program may use (musl keeps three for itself).
pub const RTMIN: i32 = 35;
/// The last signal.
pub const LAST: i32 = 64;

/// The name of a signal without `SIG`, or none for a number that has no name.
pub fn name(signal: i32) -> Option<&'static str> {
    match signal {
        RTMIN => Some("RTMIN"),
        LAST => Some("RTMAX"),
        _ => NAMES.get(usize::try_from(signal).ok()?).copied(),
    }
}

/// The number of a signal given as a name (in any case, with or without `SIG`) or as a number; `EXIT` is 0.
pub fn number(word: &[u8]) -> Option<i32> {
    if !word.is_empty() && word.iter().all(u8::is_ascii_digit) {
        return std::str::from_utf8(word).ok()?.parse().ok().filter(|n| (0..=LAST).contains(n));
    }
    let upper = word.to_ascii_uppercase();
    let bare = upper.strip_prefix(b"SIG").unwrap_or(&upper);
    if let Some(n) = NAMES.iter().position(|n| n.as_bytes() == bare) {
        return Some(n as i32).filter(|n| *n != 0 || upper == b"EXIT");
    }
    if let Some((_, n)) = OTHER_NAMES.iter().find(|(n, _)| n.as_bytes() == bare) {
        return Some(*n);
    }
    let offset = |digits: &[u8]| std::str::from_utf8(digits).ok()?.parse::<i32>().ok();
    let n = match bare {
        b"RTMIN" => RTMIN,
        b"RTMAX" => LAST,
        _ => {
            if let Some(up) = bare.strip_prefix(b"RTMIN+") {
                RTMIN + offset(up)?
            } else {
                LAST - offset(bare.strip_prefix(b"RTMAX-")?)?
            }
        }
    };
    Some(n).filter(|n| (RTMIN..=LAST).contains(n))
}

/// What a process does on a signal.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Disposition {
    /// The kernel's default.
    Default,
    /// Ignored, also by the programs that are executed.
    Ignored,
    /// Noted in [`take_pending`]; blocking calls are interrupted. Programs that are executed get the default.
    Noted,
    /// Nothing happens if this process caused it itself; programs that are executed get the default.
    Harmless,
}

static PENDING: AtomicU64 = AtomicU64::new(0);
/// Those of them whose last one came from the kernel.
static FROM_KERNEL: AtomicU64 = AtomicU64::new(0);

/// Notes that `signal` has come; async-signal-safe. SIGINT also ends the applet at work in this process.
pub(crate) fn note(signal: i32, from_kernel: bool) {
    let bit = 1 << (signal - 1);
    if from_kernel {
        FROM_KERNEL.fetch_or(bit, Ordering::Relaxed);
    } else {
        FROM_KERNEL.fetch_and(!bit, Ordering::Relaxed);
    }
    PENDING.fetch_or(bit, Ordering::Relaxed);
    if signal == libc::SIGINT {
        sys::set_interrupted(true);
    }
}

/// Has any noted signal come?
#[inline]
pub fn is_pending() -> bool {
    PENDING.load(Ordering::Relaxed) != 0
}

/// The lowest noted signal that has come; it stays noted.
pub fn first_pending() -> Option<i32> {
    let all = PENDING.load(Ordering::Relaxed);
    (all != 0).then(|| all.trailing_zeros() as i32 + 1)
}

/// All noted signals that have come, as bits from 0 for signal 1; they stay noted.
pub fn pending() -> u64 {
    PENDING.load(Ordering::Relaxed)
}

/// Has this pending signal been sent by the kernel (a key on the terminal, a terminal that is gone), not by a process?
pub fn is_from_kernel(signal: i32) -> bool {
    FROM_KERNEL.load(Ordering::Relaxed) & 1 << (signal - 1) != 0
}

/// Takes one signal off the list.
pub fn forget(signal: i32) {
    PENDING.fetch_and(!(1 << (signal - 1)), Ordering::Relaxed);
}

/// The lowest noted signal that has come, taken off the list.
pub fn take_pending() -> Option<i32> {
    let all = PENDING.load(Ordering::Relaxed);
    if all == 0 {
        return None;
    }
    let signal = all.trailing_zeros() as i32 + 1;
    PENDING.fetch_and(!(1 << (signal - 1)), Ordering::Relaxed);
    Some(signal)
}

/// Forgets what has come: for a forked child.
pub fn forget_pending() {
    PENDING.store(0, Ordering::Relaxed);
    sys::set_interrupted(false);
}

/// Sets the disposition of `signal`.
///
/// # Errors
/// `EINVAL` for KILL, STOP and numbers that are no signals.
pub fn set(signal: i32, disposition: Disposition) -> std::io::Result<()> {
    sys::set_signal(signal, disposition)
}

/// Is `signal` ignored now?
pub fn is_ignored(signal: i32) -> bool {
    sys::signal_is_ignored(signal)
}

/// What the shell says of a process that `signal` ended.
pub fn description(signal: i32) -> &'static str {
    sys::strsignal(signal)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signals_have_names_and_numbers() {
        assert_eq!(number(b"INT"), Some(2));
        assert_eq!(number(b"sigterm"), Some(15));
        assert_eq!(number(b"EXIT"), Some(0));
        assert_eq!(number(b"RTMIN+1"), Some(36));
        assert_eq!(number(b"64"), Some(64));
        for bad in [&b"65"[..], b"", b"FOO", b"-1", b"SIG", b"SIGEXIT", b"RTMIN+99"] {
            assert_eq!(number(bad), None);
        }
        assert_eq!((name(9), name(64), name(40)), (Some("KILL"), Some("RTMAX"), None));
    }

    #[test]
    fn noted_signals_come_once_each_in_order() {
        note(15, false);
        note(1, true);
        note(15, false);
        assert!(is_pending());
        assert!(is_from_kernel(1) && !is_from_kernel(15));
        assert_eq!((take_pending(), take_pending(), take_pending()), (Some(1), Some(15), None));
    }
}
