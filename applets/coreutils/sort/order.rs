//! Lines in memory put in order: entries of 16 bytes are sorted, lines themselves stay where they are.

use super::compare::{Comparison, Prefix};
use super::key::SortKey;
use std::cmp::Ordering;

/// Texts are cut into parts of about this size: places of lines have 32 bits.
const LARGEST_PART: usize = 2 << 30;
/// Less than this is not worth a thread.
const LEAST_PART: usize = 1 << 20;
/// Up to so many lines that have the same prefix are compared one with another; more get new prefixes.
const FEW: usize = 16;

/// A line in the order: the beginning of its first key as a number, and where the line begins. Entries compare as
/// numbers; where only the place differs, the text decides.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry(u128);

/// What an entry takes in memory, in bytes.
pub const ENTRY: usize = size_of::<Entry>();

impl Entry {
    fn new(prefix: Prefix, at: u32) -> Entry {
        Entry(prefix.0 << 32 | u128::from(at))
    }

    pub fn at(self) -> usize {
        self.0 as u32 as usize
    }

    pub fn prefix(self) -> Prefix {
        Prefix(self.0 >> 32)
    }
}

/// The order that the options ask for.
pub struct Order {
    /// At least one; the last may be the last resort.
    steps: Vec<SortKey>,
    /// How many of them were asked for.
    keys: usize,
    pub separator: Option<u8>,
    pub delimiter: u8,
}

/// From where on lines are to be compared: the key, and bytes of it that are known to be equal.
#[derive(Clone, Copy)]
struct Level {
    step: usize,
    depth: usize,
}

impl Order {
    /// `stable`: lines whose keys are equal keep their order; otherwise their bytes decide, reversed if `reverse`.
    pub fn new(keys: Vec<SortKey>, separator: Option<u8>, delimiter: u8, stable: bool, reverse: bool) -> Order {
        let count = keys.len();
        let mut steps = keys;
        // Behind a key that is the whole line no tie is left.
        if !(stable || count == 1 && steps[0].is_plain_line()) {
            steps.push(SortKey::last_resort(reverse));
        }
        Order { steps, keys: count, separator, delimiter }
    }

    /// The keys that were asked for, without the last resort.
    pub fn keys(&self) -> &[SortKey] {
        &self.steps[..self.keys]
    }

    /// Is there a last resort?
    pub fn has_last_resort(&self) -> bool {
        self.keys < self.steps.len()
    }

    #[inline]
    fn prefix_at(&self, line: &[u8], level: Level) -> Prefix {
        let step = &self.steps[level.step];
        let prefix = step.order.prefix(step.of(line, self.separator), level.depth);
        if step.order.reverse { prefix.reversed() } else { prefix }
    }

    /// The prefix of a line's first key, in the key's order.
    #[inline]
    pub fn prefix(&self, line: &[u8]) -> Prefix {
        self.prefix_at(line, Level { step: 0, depth: 0 })
    }

    /// Compares two lines by everything.
    pub fn compare(&self, a: &[u8], b: &[u8]) -> Ordering {
        self.compare_by(&self.steps, a, b)
    }

    /// Compares two lines by the keys alone.
    pub fn compare_keys(&self, a: &[u8], b: &[u8]) -> Ordering {
        self.compare_by(self.keys(), a, b)
    }

    fn compare_by(&self, steps: &[SortKey], a: &[u8], b: &[u8]) -> Ordering {
        for key in steps {
            let ordering = key.order.compare(key.of(a, self.separator), key.of(b, self.separator));
            if ordering != Ordering::Equal {
                return if key.order.reverse { ordering.reverse() } else { ordering };
            }
        }
        Ordering::Equal
    }

    /// Puts the lines of `text`, each with its delimiter, in order, on up to `threads` threads. The parts are in the order of
    /// the text: of lines that compare equal those of an earlier part come first.
    pub fn sort<'t>(&self, text: &'t [u8], threads: usize) -> Vec<Part<'t>> {
        let pieces = threads.min(text.len() / LEAST_PART).max(text.len().div_ceil(LARGEST_PART)).max(1);
        let mut texts = Vec::with_capacity(pieces);
        let mut rest = text;
        for i in 0..pieces {
            let want = rest.len() / (pieces - i);
            let end = match memchr::memchr(self.delimiter, &rest[want.saturating_sub(1).min(rest.len())..]) {
                Some(at) if i + 1 < pieces => want.saturating_sub(1) + at + 1,
                _ => rest.len(),
            };
            let (piece, after) = rest.split_at(end);
            texts.push(piece);
            rest = after;
        }
        let mut parts = Vec::with_capacity(pieces);
        for wave in texts.chunks(threads.max(1)) {
            parts.extend(std::thread::scope(|scope| {
                let (first, others) = wave.split_first().unwrap_or((&texts[0], &[]));
                let others: Vec<_> = others
                    .iter()
                    .map(|text| (*text, std::thread::Builder::new().spawn_scoped(scope, || self.sort_part(text))))
                    .collect();
                let mut done = vec![self.sort_part(first)];
                for (text, thread) in others {
                    // Without a thread, or after its panic, which comes again here, it is done by this one.
                    done.push(thread.ok().and_then(|t| t.join().ok()).unwrap_or_else(|| self.sort_part(text)));
                }
                done
            }));
        }
        parts
    }

    fn sort_part<'t>(&self, text: &'t [u8]) -> Part<'t> {
        let mut order = Vec::with_capacity(memchr::memchr_iter(self.delimiter, text).count());
        let mut at = 0;
        for end in memchr::memchr_iter(self.delimiter, text) {
            order.push(Entry::new(self.prefix(&text[at..end]), at as u32));
            at = end + 1;
        }
        let sorting = Sorting { order: self, text, no_nul: memchr::memchr(0, text).is_none() };
        sorting.sort(&mut order, Level { step: 0, depth: 0 });
        Part { text, order }
    }
}

/// Lines in memory, in order.
pub struct Part<'t> {
    pub text: &'t [u8],
    pub order: Vec<Entry>,
}

impl<'t> Part<'t> {
    /// The line at `at`, without its delimiter.
    #[inline]
    pub fn line(&self, at: usize, delimiter: u8) -> &'t [u8] {
        line(self.text, at, delimiter)
    }
}

#[inline]
fn line(text: &[u8], at: usize, delimiter: u8) -> &[u8] {
    let rest = &text[at..];
    // Most lines are short: a call costs more than a look at a few bytes.
    &rest[..memchr::memchr(delimiter, rest).unwrap_or(rest.len())]
}

/// One part while it is sorted.
struct Sorting<'s> {
    order: &'s Order,
    text: &'s [u8],
    no_nul: bool,
}

impl Sorting<'_> {
    fn line(&self, entry: Entry) -> &[u8] {
        line(self.text, entry.at(), self.order.delimiter)
    }

    fn step(&self, level: Level) -> &Comparison {
        &self.order.steps[level.step].order
    }

    /// First as numbers, without a look at the text; then what the prefix does not decide. Lines that are equal stand in
    /// their order then, by their place.
    fn sort(&self, entries: &mut [Entry], level: Level) {
        entries.sort_unstable();
        let mut start = 0;
        while start < entries.len() {
            let prefix = entries[start].prefix();
            let end = start + 1 + entries[start + 1..].iter().take_while(|e| e.prefix() == prefix).count();
            if end - start > 1 {
                self.sort_tied(&mut entries[start..end], level, prefix);
            }
            start = end;
        }
    }

    /// Sorts lines that have the same prefix at `level`.
    fn sort_tied(&self, tied: &mut [Entry], level: Level, prefix: Prefix) {
        let order = self.step(level);
        let plain = if order.reverse { prefix.reversed() } else { prefix };
        let decided = order.is_whole(plain, self.no_nul);
        let step = if decided { level.step + 1 } else { level.step };
        let steps = &self.order.steps[step..];
        if steps.is_empty() {
            return;
        }
        let next = if decided {
            Some(Level { step, depth: 0 })
        } else {
            order.deeper(level.depth).map(|depth| Level { step, depth })
        };
        match next {
            Some(next) if tied.len() > FEW => {
                for entry in &mut *tied {
                    *entry = Entry::new(self.order.prefix_at(self.line(*entry), next), entry.at() as u32);
                }
                self.sort(tied, next);
                for entry in tied {
                    *entry = Entry::new(prefix, entry.at() as u32);
                }
            }
            _ => tied.sort_unstable_by(|a, b| {
                self.order.compare_by(steps, self.line(*a), self.line(*b)).then_with(|| a.at().cmp(&b.at()))
            }),
        }
    }
}
