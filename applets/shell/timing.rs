//! `time pipeline`: what a pipeline took, in the words of TIMEFORMAT.

use crate::ast::{Pipeline, Timed};
use crate::run::{Flow, Mode};
use crate::shell::Shell;
use kit::sys;
use kit::text::push_decimal;
use std::time::{Duration, Instant};

/// As BusyBox's `time`, which `sh` has in its place.
const PLAIN: &[u8] = b"real\t%lmR\nuser\t%lmU\nsys\t%lmS";
const BASH: &[u8] = b"\nreal\t%3lR\nuser\t%3lU\nsys\t%3lS";
const POSIX: &[u8] = b"real %2R\nuser %2U\nsys %2S";

/// Times of a pipeline.
struct Times {
    real: Duration,
    user: Duration,
    system: Duration,
}

impl Shell {
    /// Runs a pipeline that is timed and says how long it took.
    #[cold]
    pub(crate) fn run_timed(&mut self, pipeline: &Pipeline, timed: Timed, mode: Mode) -> Flow {
        let before = (Instant::now(), sys::times());
        let result = self.run_untimed(pipeline, mode.not_last());
        let (after, per_second) = sys::times();
        let ticks = |kind: usize| {
            let passed = after[kind] + after[kind + 2] - before.1.0[kind] - before.1.0[kind + 2];
            Duration::from_nanos((passed.max(0) as u64).saturating_mul(1_000_000_000 / per_second.max(1) as u64))
        };
        let times = Times { real: before.0.elapsed(), user: ticks(0), system: ticks(1) };
        let id = self.vars.id(b"TIMEFORMAT");
        let format = match (timed, self.vars.get(id)) {
            (Timed::Posix, _) => POSIX.to_vec(),
            (Timed::Plain, Some(format)) => format.to_vec(),
            (Timed::Plain, None) if self.bash => BASH.to_vec(),
            (Timed::Plain, None) => PLAIN.to_vec(),
        };
        if !format.is_empty() {
            let mut out = times.show(&format);
            out.push(b'\n');
            // There is nobody to tell that standard error is closed.
            let _ = self.streams.sink(2).write_all(&out);
        }
        result
    }
}

impl Times {
    /// `%[digits][l]R`, `U`, `S`; `%P`: percent of a processor; `%%`. `%lmR` is BusyBox's form, which has no place in
    /// TIMEFORMAT.
    fn show(&self, format: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        let mut rest = format;
        while let Some(at) = memchr::memchr(b'%', rest) {
            out.extend_from_slice(&rest[..at]);
            let spec = &rest[at + 1..];
            let (digits, after) = match spec.first() {
                Some(c @ b'0'..=b'9') => (usize::from(c - b'0').min(6), &spec[1..]),
                _ => (3, spec),
            };
            let (long, after) = match after.first() {
                Some(b'l') => (true, &after[1..]),
                _ => (false, after),
            };
            let (plain, after) = match after.first() {
                Some(b'm') if long => (true, &after[1..]),
                _ => (false, after),
            };
            let time = match after.first() {
                Some(b'R') => self.real,
                Some(b'U') => self.user,
                Some(b'S') => self.system,
                Some(b'P') => {
                    let real = self.real.as_secs_f64().max(1e-6);
                    let percent = 100.0 * (self.user + self.system).as_secs_f64() / real;
                    out.extend_from_slice(format!("{percent:.2}").as_bytes());
                    rest = &after[1..];
                    continue;
                }
                Some(b'%') if after.len() == spec.len() => {
                    out.push(b'%');
                    rest = &after[1..];
                    continue;
                }
                _ => {
                    // Not one of ours: as it is.
                    out.push(b'%');
                    rest = spec;
                    continue;
                }
            };
            if plain {
                let seconds = format!("{:.2}", time.as_secs_f64() % 60.0);
                push_decimal(&mut out, time.as_secs() / 60);
                out.extend_from_slice(b"m ");
                out.extend_from_slice(seconds.as_bytes());
                out.push(b's');
            } else {
                show(&mut out, time, digits, long);
            }
            rest = &after[1..];
        }
        out.extend_from_slice(rest);
        out
    }
}

/// Seconds with so many digits after the point, cut off; `long`: minutes before them.
fn show(out: &mut Vec<u8>, time: Duration, digits: usize, long: bool) {
    let mut seconds = time.as_secs();
    if long {
        push_decimal(out, seconds / 60);
        out.push(b'm');
        seconds %= 60;
    }
    push_decimal(out, seconds);
    if digits > 0 {
        out.push(b'.');
        let micros = format!("{:06}", time.subsec_micros());
        out.extend_from_slice(&micros.as_bytes()[..digits]);
    }
    if long {
        out.push(b's');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_shown_as_the_format_says() {
        let times = Times {
            real: Duration::from_micros(61_234_567),
            user: Duration::from_millis(10),
            system: Duration::from_millis(1990),
        };
        let show = |format: &[u8]| String::from_utf8(times.show(format)).unwrap();
        assert_eq!(show(BASH), "\nreal\t1m1.234s\nuser\t0m0.010s\nsys\t0m1.990s");
        assert_eq!(show(POSIX), "real 61.23\nuser 0.01\nsys 1.99");
        assert_eq!(show(PLAIN), "real\t1m 1.23s\nuser\t0m 0.01s\nsys\t0m 1.99s");
        assert_eq!(show(b"%R %0lU %1S %6R%% %P %x %"), "61.234 0m0s 1.9 61.234567% 3.27 %x %");
    }
}
