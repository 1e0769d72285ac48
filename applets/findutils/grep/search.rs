//! Searching one file: whole buffers, in which the matcher finds lines; what lies between is only looked at when it has
//! to be printed or counted.

use kit::prelude::*;
use kit::regex::{Regex, RegexError};

/// How much is read at once.
const CHUNK: usize = 96 * 1024;

/// What is asked for.
pub struct Plan {
    pub invert: bool,
    pub max: Option<u64>,
    pub after: usize,
    pub before: usize,
    pub count: bool,
    pub list: bool,
    pub list_others: bool,
    pub quiet: bool,
    pub only: bool,
    pub number: bool,
    pub offset: bool,
    pub with_name: bool,
    pub null_names: bool,
    /// The byte that ends a line.
    pub end: u8,
    pub color: bool,
    pub without_binary: bool,
    /// Name of standard input.
    pub label: Vec<u8>,
}

/// Why a file could not be searched to its end.
pub enum Failure {
    Read(ReadError),
    Other(Error),
}

impl From<ReadError> for Failure {
    fn from(error: ReadError) -> Failure {
        Failure::Read(error)
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Failure {
        Failure::Other(Error::Write(error))
    }
}

impl From<RegexError> for Failure {
    fn from(error: RegexError) -> Failure {
        Failure::Other(error.into())
    }
}

/// All patterns.
pub struct Matcher {
    regexes: Vec<Regex>,
    end: u8,
}

impl Matcher {
    pub fn new(regexes: Vec<Regex>, end: u8) -> Matcher {
        Matcher { regexes, end }
    }

    /// The first line from `at` on that matches.
    fn find_line(&self, text: &[u8], at: usize) -> std::result::Result<Option<(usize, usize)>, RegexError> {
        if self.end != b'\n' {
            return self.find_record(text, at);
        }
        let mut first: Option<(usize, usize)> = None;
        for regex in &self.regexes {
            let until = first.map_or(text.len(), |f| f.1);
            if let Some(found) = regex.find_line(&text[..until], at)?
                && first.is_none_or(|f| found.0 < f.0)
            {
                first = Some(found);
            }
        }
        Ok(first)
    }

    fn find_record(&self, text: &[u8], mut at: usize) -> std::result::Result<Option<(usize, usize)>, RegexError> {
        while at < text.len() {
            let end = memchr::memchr(self.end, &text[at..]).map_or(text.len(), |i| at + i);
            for regex in &self.regexes {
                if regex.is_match(&text[at..end])? {
                    return Ok(Some((at, end)));
                }
            }
            at = end + 1;
        }
        Ok(None)
    }

    /// The leftmost-longest match of a line from `at` on.
    fn find(&self, line: &[u8], at: usize) -> std::result::Result<Option<(usize, usize)>, RegexError> {
        let mut best: Option<(usize, usize)> = None;
        for regex in &self.regexes {
            if let Some(found) = regex.find_at(line, at)?
                && best.is_none_or(|b| (found.0, std::cmp::Reverse(found.1)) < (b.0, std::cmp::Reverse(b.1)))
            {
                best = Some(found);
            }
        }
        Ok(best)
    }
}

/// The work on one file after another.
pub struct Search {
    pub plan: Plan,
    matcher: Matcher,
    /// What was read; lines before `at` are done.
    buffer: Vec<u8>,
    at: usize,
    /// Offset in the file of the buffer's start.
    base: u64,
    /// Lines up to there have been counted.
    counted_to: usize,
    lines: u64,
    selected: u64,
    /// How many lines of context are still to come.
    owed: usize,
    /// Where the last printed line ended, while that is in the buffer.
    printed_to: Option<usize>,
    has_printed: bool,
    /// As many lines as wanted have been taken: only context is still to come.
    is_full: bool,
    is_over: bool,
}

type Outcome<T> = std::result::Result<T, Failure>;

impl Search {
    pub fn new(plan: Plan, matcher: Matcher) -> Search {
        Search {
            plan,
            matcher,
            buffer: Vec::new(),
            at: 0,
            base: 0,
            counted_to: 0,
            lines: 0,
            selected: 0,
            owed: 0,
            printed_to: None,
            has_printed: false,
            is_full: false,
            is_over: false,
        }
    }

    /// Searches `input`, which is called `name`; whether the file counts as one that matches.
    pub fn file(&mut self, out: &mut Output, input: &mut Input, name: &[u8]) -> Outcome<bool> {
        self.at = 0;
        self.base = 0;
        self.counted_to = 0;
        self.lines = 0;
        self.selected = 0;
        self.owed = 0;
        self.printed_to = None;
        self.is_full = false;
        self.is_over = false;
        let result = self.lines_of(out, input, name);
        // What was counted before an error is told all the same.
        match &result {
            Err(Failure::Read(error)) if error.source.raw_os_error() == Some(libc::EISDIR) => return result,
            Err(Failure::Other(_)) => return result,
            _ => {}
        }
        self.conclude(out, name)?;
        result.map(|_| if self.plan.list_others && !self.plan.list { self.selected == 0 } else { self.selected > 0 })
    }

    fn conclude(&mut self, out: &mut Output, name: &[u8]) -> Outcome<()> {
        let plan = &self.plan;
        if plan.quiet {
            return Ok(());
        }
        if plan.list || plan.list_others {
            if if self.selected > 0 { plan.list } else { plan.list_others } {
                colored(out, plan.color, b"35", name)?;
                out.write_all(if plan.null_names { b"\0" } else { b"\n" })?;
            }
        } else if plan.count {
            if plan.with_name {
                colored(out, plan.color, b"35", name)?;
                if plan.null_names {
                    out.write_all(b"\0")?;
                } else {
                    colored(out, plan.color, b"36", b":")?;
                }
            }
            let mut line = text![self.selected.min(plan.max.unwrap_or(u64::MAX))];
            line.push(b'\n');
            out.write_all(&line)?;
        }
        Ok(())
    }

    fn lines_of(&mut self, out: &mut Output, input: &mut Input, name: &[u8]) -> Outcome<bool> {
        let mut filled = 0;
        let mut is_first = true;
        loop {
            if self.buffer.len() < filled + CHUNK {
                self.buffer.resize(filled + CHUNK, 0);
            }
            let n = input.read(&mut self.buffer[filled..])?;
            let new = filled;
            filled += n;
            if self.plan.without_binary && is_first && memchr::memchr(0, &self.buffer[..filled]).is_some() {
                return Ok(false);
            }
            is_first = false;
            let end = if n == 0 {
                filled
            } else {
                match memchr::memrchr(self.plan.end, &self.buffer[new..filled]) {
                    Some(i) => new + i + 1,
                    None => continue,
                }
            };
            self.process(out, name, end)?;
            if self.is_over {
                // Who reads on from a file goes on after the last line taken.
                if self.plan.max.is_some()
                    && name == self.plan.label
                    && let Some(fd) = input.fd()
                {
                    let _ = kit::sys::seek(fd, self.at as i64 - filled as i64, libc::SEEK_CUR);
                }
                return Ok(true);
            }
            if n == 0 {
                return Ok(true);
            }
            self.compact(&mut filled);
        }
    }

    /// Makes room: keeps the lines that may still be wanted as context.
    fn compact(&mut self, filled: &mut usize) {
        let keep = self.context_start(self.at);
        if self.plan.number {
            self.count_to(keep);
        }
        self.buffer.copy_within(keep..*filled, 0);
        *filled -= keep;
        self.at -= keep;
        self.base += keep as u64;
        self.counted_to = self.counted_to.saturating_sub(keep);
        self.printed_to = self.printed_to.and_then(|p| p.checked_sub(keep));
    }

    /// Where the context before the line at `start` begins: at most `before` lines, none of them printed.
    fn context_start(&self, start: usize) -> usize {
        let least = self.printed_to.unwrap_or(0).min(start);
        let mut at = start;
        for _ in 0..self.plan.before {
            if at <= least {
                break;
            }
            at = memchr::memrchr(self.plan.end, &self.buffer[least..at - 1]).map_or(least, |i| least + i + 1);
        }
        at
    }

    fn count_to(&mut self, place: usize) {
        if place > self.counted_to {
            self.lines += memchr::memchr_iter(self.plan.end, &self.buffer[self.counted_to..place]).count() as u64;
            self.counted_to = place;
        }
    }

    /// Works through the whole lines up to `end`.
    fn process(&mut self, out: &mut Output, name: &[u8], end: usize) -> Outcome<()> {
        while self.at < end && !self.is_over {
            let found = self.matcher.find_line(&self.buffer[..end], self.at)?;
            let (start, stop) = found.unwrap_or((end, end));
            let next = (stop + 1).min(end);
            if self.plan.invert {
                self.take_all(out, name, start)?;
                if self.is_over || found.is_none() {
                    continue;
                }
                self.pass(out, name, next)?;
            } else {
                self.pass(out, name, start)?;
                if self.is_over || found.is_none() {
                    continue;
                }
                self.take(out, name, start, stop, next)?;
            }
        }
        Ok(())
    }

    /// Lines up to `end` that are not selected: context, if some is owed.
    fn pass(&mut self, out: &mut Output, name: &[u8], end: usize) -> Outcome<()> {
        while self.owed > 0 && self.at < end {
            let (stop, next) = self.line_at(self.at, end);
            self.print(out, name, self.at, stop, false)?;
            self.owed -= 1;
            self.at = next;
            if self.owed == 0 && self.is_full {
                self.is_over = true;
                return Ok(());
            }
        }
        self.at = end;
        Ok(())
    }

    fn line_at(&self, at: usize, end: usize) -> (usize, usize) {
        let stop = memchr::memchr(self.plan.end, &self.buffer[at..end]).map_or(end, |i| at + i);
        (stop, (stop + 1).min(end))
    }

    /// Selects all lines up to `end`.
    fn take_all(&mut self, out: &mut Output, name: &[u8], end: usize) -> Outcome<()> {
        let plan = &self.plan;
        let is_plain = plan.max.is_none() && !plan.list && !plan.list_others && !plan.quiet;
        if is_plain && plan.count {
            let text = &self.buffer[self.at..end];
            self.selected += memchr::memchr_iter(plan.end, text).count() as u64;
            self.selected += u64::from(text.last().is_some_and(|last| *last != plan.end));
            self.at = end;
            return Ok(());
        }
        let has_context = plan.after > 0 || plan.before > 0;
        if is_plain && !has_context && !plan.number && !plan.offset && !plan.with_name && !plan.only {
            let text = &self.buffer[self.at..end];
            if let Some(last) = text.last() {
                self.selected += 1;
                out.write_all(text)?;
                if *last != plan.end {
                    out.write_all(&[plan.end])?;
                }
            }
            self.at = end;
            return Ok(());
        }
        while self.at < end && !self.is_over {
            let (stop, next) = self.line_at(self.at, end);
            self.take(out, name, self.at, stop, next)?;
        }
        Ok(())
    }

    /// Selects a line.
    fn take(&mut self, out: &mut Output, name: &[u8], start: usize, stop: usize, next: usize) -> Outcome<()> {
        if self.is_full {
            self.is_over = true;
            return Ok(());
        }
        self.selected += 1;
        self.at = next;
        let plan = &self.plan;
        if plan.quiet || plan.list || plan.list_others || plan.max == Some(0) {
            self.is_over = true;
            return Ok(());
        }
        let is_last = plan.max.is_some_and(|max| self.selected >= max);
        if plan.count {
            self.is_over = is_last;
            return Ok(());
        }
        let has_context = plan.after > 0 || plan.before > 0;
        if has_context {
            self.leading_context(out, name, start)?;
        }
        self.print(out, name, start, stop, true)?;
        self.owed = self.plan.after;
        self.is_full = is_last;
        self.is_over = is_last && self.owed == 0;
        Ok(())
    }

    fn leading_context(&mut self, out: &mut Output, name: &[u8], start: usize) -> Outcome<()> {
        let mut at = self.context_start(start);
        if self.has_printed && self.printed_to != Some(at) {
            colored(out, self.plan.color, b"36", b"--")?;
            out.write_all(b"\n")?;
        }
        while at < start {
            let (stop, next) = self.line_at(at, start);
            self.print(out, name, at, stop, false)?;
            at = next;
        }
        Ok(())
    }

    /// Prints a line, or its matching parts.
    fn print(&mut self, out: &mut Output, name: &[u8], start: usize, stop: usize, is_selected: bool) -> Outcome<()> {
        self.has_printed = true;
        self.printed_to = Some(stop + 1);
        if self.plan.number {
            self.count_to(start);
        }
        let plan = &self.plan;
        if plan.only {
            return if is_selected && !plan.invert { self.print_matches(out, name, start, stop) } else { Ok(()) };
        }
        self.prefix(out, name, start, is_selected)?;
        let line = &self.buffer[start..stop];
        if plan.color && is_selected && !plan.invert {
            let mut at = 0;
            let mut from = 0;
            while let Some((start, end)) = self.matcher.find(line, from)? {
                if end > start {
                    out.write_all(&line[at..start])?;
                    colored(out, true, b"01;31", &line[start..end])?;
                    at = end;
                }
                from = after(line, start, end);
                if from > line.len() {
                    break;
                }
            }
            out.write_all(&line[at..])?;
            out.write_all(&[plan.end])?;
            return Ok(());
        }
        if self.buffer.get(stop) == Some(&plan.end) && stop < self.buffer.len() {
            out.write_all(&self.buffer[start..=stop])?;
        } else {
            out.write_all(line)?;
            out.write_all(&[plan.end])?;
        }
        Ok(())
    }

    fn print_matches(&self, out: &mut Output, name: &[u8], start: usize, stop: usize) -> Outcome<()> {
        let line = &self.buffer[start..stop];
        let mut from = 0;
        while let Some((first, end)) = self.matcher.find(line, from)? {
            if end > first {
                self.prefix(out, name, start + first, true)?;
                colored(out, self.plan.color, b"01;31", &line[first..end])?;
                out.write_all(&[self.plan.end])?;
            }
            from = after(line, first, end);
            if from > line.len() {
                break;
            }
        }
        Ok(())
    }

    /// Name, number, offset, each with `:` or, before context, `-`.
    fn prefix(&self, out: &mut Output, name: &[u8], start: usize, is_selected: bool) -> Outcome<()> {
        let plan = &self.plan;
        let mark: &[u8] = if is_selected { b":" } else { b"-" };
        if plan.with_name {
            colored(out, plan.color, b"35", name)?;
            if plan.null_names {
                out.write_all(b"\0")?;
            } else {
                colored(out, plan.color, b"36", mark)?;
            }
        }
        if plan.number {
            colored(out, plan.color, b"32", &text![self.lines + 1])?;
            colored(out, plan.color, b"36", mark)?;
        }
        if plan.offset {
            colored(out, plan.color, b"32", &text![self.base + start as u64])?;
            colored(out, plan.color, b"36", mark)?;
        }
        Ok(())
    }
}

/// Where to look on after a match: an empty one is stepped over by a character.
fn after(line: &[u8], start: usize, end: usize) -> usize {
    if end > start {
        return end;
    }
    let mut next = end + 1;
    while line.get(next).is_some_and(|b| b & 0xC0 == 0x80) {
        next += 1;
    }
    next
}

/// Writes `text`, with a colour as GNU's grep does it.
fn colored(out: &mut Output, is_colored: bool, color: &[u8], text: &[u8]) -> std::io::Result<()> {
    if !is_colored {
        return out.write_all(text);
    }
    out.write_all(&text![b"\x1b["[..], color, "m\x1b[K", text, "\x1b[m\x1b[K"])
}
