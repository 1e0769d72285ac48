//! Variables of bash whose value is worked out when they are asked for. They exist from when the parser meets their name,
//! so that a script that does not use them pays nothing.
//!
//! SECONDS is a name that XBD 8.1 tells applications to avoid; nobody else has variables called like the others. What is
//! likely to be a script's own (UID, OSTYPE, …) is set only when the shell is called `bash`.

use kit::text::push_decimal;
use kit::{sys, time};
use std::time::Duration;

/// What SECONDS, BASH_SUBSHELL and the others are made of.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    /// When `offset` was the value of SECONDS, by the monotonic clock.
    since: Duration,
    offset: i64,
    /// Subshells around, with a process or without.
    pub subshells: u32,
}

impl Clock {
    /// The shell starts.
    pub fn start() -> Clock {
        Clock { since: sys::monotonic(), offset: 0, subshells: 0 }
    }

    /// SECONDS was assigned.
    pub fn set_seconds(&mut self, value: &[u8]) {
        let number = std::str::from_utf8(value).ok().and_then(|value| value.trim().parse().ok());
        *self = Clock { since: sys::monotonic(), offset: number.unwrap_or(0), ..*self };
    }

    /// The value of a variable of this name.
    pub fn value(&self, name: &[u8]) -> Option<Vec<u8>> {
        let mut value = Vec::new();
        match name {
            b"SECONDS" => {
                let passed = i64::try_from(sys::monotonic().saturating_sub(self.since).as_secs()).unwrap_or(i64::MAX);
                kit::text::push_signed(&mut value, self.offset.saturating_add(passed));
            }
            b"EPOCHSECONDS" => kit::text::push_signed(&mut value, time::now().seconds),
            b"EPOCHREALTIME" => {
                let now = time::now();
                kit::text::push_signed(&mut value, now.seconds);
                value.extend_from_slice(format!(".{:06}", now.nanoseconds / 1000).as_bytes());
            }
            b"BASHPID" => push_decimal(&mut value, std::process::id().into()),
            b"BASH_SUBSHELL" => push_decimal(&mut value, self.subshells.into()),
            b"SRANDOM" => {
                let mut bytes = [0; 4];
                kit::sys::files::random(&mut bytes).ok()?;
                push_decimal(&mut value, u32::from_ne_bytes(bytes).into());
            }
            _ => return None,
        }
        Some(value)
    }
}

/// Is it one of these?
pub fn is_dynamic(name: &[u8]) -> bool {
    matches!(name, b"SECONDS" | b"EPOCHSECONDS" | b"EPOCHREALTIME" | b"BASHPID" | b"BASH_SUBSHELL" | b"SRANDOM")
}
