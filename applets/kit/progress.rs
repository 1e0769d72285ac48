//! A line on the terminal that shows how far long work has come: `big.iso  42% [========>          ] 1.2G/2.9G 310.5M/s 0:05`.
//!
//! Only for who asks for it, and only on a terminal: standard error of a pipeline or a script never gets one.

use crate::output::Sink;
use crate::sys::terminal;
use crate::text::push_decimal;
use crate::{human, sys, text};
use std::time::{Duration, Instant};

/// Work that ends sooner shows nothing.
const PATIENCE: Duration = Duration::from_millis(500);
/// Between two lines.
const INTERVAL: Duration = Duration::from_millis(200);
/// Time is asked for after so many bytes, not after each small piece.
const STRIDE: u64 = 256 * 1024;

/// How far the work has come, and when it was last shown.
pub struct Progress<'a> {
    /// None: nothing is shown.
    terminal: Option<Sink<'a>>,
    name: Vec<u8>,
    total: Option<u64>,
    done: u64,
    began: Instant,
    next: Instant,
    /// `done` at which time is asked for again.
    look_at: u64,
    is_shown: bool,
}

impl<'a> Progress<'a> {
    /// To be shown on `err` if it was `asked` for and `err` is a terminal; otherwise every call does nothing.
    pub fn new(err: Sink<'a>, asked: bool) -> Progress<'a> {
        let is_terminal = asked && matches!(err, Sink::Fd(fd) if sys::is_terminal(fd));
        let now = Instant::now();
        Progress {
            terminal: is_terminal.then_some(err),
            name: Vec::new(),
            total: None,
            done: 0,
            began: now,
            next: now,
            look_at: u64::MAX,
            is_shown: false,
        }
    }

    /// Is anything shown at all? Who copies by means that leave no time to look in between may choose another.
    pub fn is_on(&self) -> bool {
        self.terminal.is_some()
    }

    /// The work on `name` begins; `total` bytes, if that is known.
    pub fn begin(&mut self, name: &[u8], total: Option<u64>) {
        if self.terminal.is_none() {
            return;
        }
        self.clear();
        self.name = name.iter().map(|c| if c.is_ascii_control() { b'?' } else { *c }).collect();
        self.total = total.filter(|total| *total > 0);
        self.done = 0;
        self.look_at = STRIDE;
        self.began = Instant::now();
        self.next = self.began + PATIENCE;
    }

    /// `bytes` more are done.
    #[inline]
    pub fn advance(&mut self, bytes: u64) {
        self.done += bytes;
        if self.done >= self.look_at {
            self.look();
        }
    }

    #[cold]
    fn look(&mut self) {
        let Some(Sink::Fd(fd)) = self.terminal else { return };
        self.look_at = self.done + STRIDE;
        let now = Instant::now();
        if now < self.next {
            return;
        }
        self.next = now + INTERVAL;
        let columns = terminal::columns(fd).unwrap_or(80);
        let line = line(&self.name, self.done, self.total, now - self.began, columns.saturating_sub(1));
        self.is_shown = true;
        // There is nobody to tell that the terminal is gone.
        let _ = sys::write_all(fd, &text!["\r", line, "\x1b[K"]);
    }

    /// Takes the line away: before a message, and at the end.
    pub fn clear(&mut self) {
        if std::mem::take(&mut self.is_shown)
            && let Some(terminal) = self.terminal
        {
            let _ = terminal.write_all(b"\r\x1b[K");
        }
    }
}

impl Drop for Progress<'_> {
    fn drop(&mut self) {
        self.clear();
    }
}

/// At most `columns` characters; the bar and then the name's end give way where there is no room.
fn line(name: &[u8], done: u64, total: Option<u64>, elapsed: Duration, columns: usize) -> Vec<u8> {
    let micros = elapsed.as_micros().max(1);
    let rate = u64::try_from(u128::from(done) * 1_000_000 / micros).unwrap_or(u64::MAX);
    let mut figures = human::size(done);
    let mut share = None;
    match total {
        Some(total) => {
            let percent = (u128::from(done) * 100 / u128::from(total)).min(100) as usize;
            share = Some(percent);
            figures.push(b'/');
            figures.extend(human::size(total));
            figures.extend(text![" ", human::size(rate), "/s "]);
            let left = u128::from(total.saturating_sub(done)) * micros / u128::from(done.max(1)) / 1_000_000;
            push_clock(&mut figures, u64::try_from(left).unwrap_or(u64::MAX));
        }
        None => {
            figures.extend(text![" ", human::size(rate), "/s "]);
            push_clock(&mut figures, elapsed.as_secs());
        }
    }
    let mut line = Vec::new();
    let percent = share.map_or(Vec::new(), |n| format!("{n:3}% ").into_bytes());
    let fixed = 1 + percent.len() + figures.len();
    let name = String::from_utf8_lossy(name);
    let room = columns.saturating_sub(fixed);
    line.extend(name.chars().take(room).collect::<String>().into_bytes());
    line.push(b' ');
    line.extend_from_slice(&percent);
    // The brackets, a blank, and a bar of at least eight.
    let bar = room.saturating_sub(name.chars().count() + 3).min(40);
    if let Some(percent) = share
        && bar >= 8
    {
        let filled = bar * percent / 100;
        line.push(b'[');
        line.resize(line.len() + filled, b'=');
        if filled < bar {
            line.push(b'>');
            line.resize(line.len() + bar - filled - 1, b' ');
        }
        line.extend_from_slice(b"] ");
    }
    line.extend(figures);
    line
}

/// `0:05`, `2:00:17`.
fn push_clock(to: &mut Vec<u8>, seconds: u64) {
    if seconds >= 3600 {
        push_decimal(to, seconds / 3600);
        to.extend(format!(":{:02}:{:02}", seconds / 60 % 60, seconds % 60).into_bytes());
    } else {
        to.extend(format!("{}:{:02}", seconds / 60, seconds % 60).into_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::Capture;

    fn show(name: &str, done: u64, total: Option<u64>, seconds: u64, columns: usize) -> String {
        String::from_utf8(line(name.as_bytes(), done, total, Duration::from_secs(seconds), columns)).unwrap()
    }

    #[test]
    fn lines_fit_into_the_terminal() {
        assert_eq!(
            show("a.iso", 1 << 29, Some(1 << 30), 4, 60),
            "a.iso  50% [==========>          ] 512.0M/1.0G 128.0M/s 0:04"
        );
        assert_eq!(show("a.iso", 1 << 29, Some(1 << 30), 4, 40), "a.iso  50% 512.0M/1.0G 128.0M/s 0:04");
        assert_eq!(show("a-long-name.iso", 1 << 20, None, 3700, 30), "a-long-name 1.0M 283/s 1:01:40");
        assert!(show("a", 10, Some(5), 1, 79).starts_with("a 100% [========================================] 10/5 "));
        assert_eq!(show("", 0, Some(5), 0, 0), "   0% 0/5 0/s 0:00");
    }

    #[test]
    fn nothing_is_shown_but_on_a_terminal() {
        let capture = Capture::default();
        let mut progress = Progress::new(Sink::Memory(&capture), true);
        assert!(!progress.is_on());
        progress.begin(b"x", Some(10));
        progress.advance(1 << 40);
        progress.clear();
        assert_eq!(capture.take(), b"");
    }
}
