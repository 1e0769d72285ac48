//! Sorted sources merged into one: parts in memory, runs on disk, files that were sorted before.

use super::compare::Prefix;
use super::order::{Order, Part};
use kit::input::Input;
use kit::prelude::*;
use std::cmp::Ordering;

/// Bytes written at a time.
const BLOCK: usize = 64 * 1024;
/// Bytes read at a time from each run.
pub const READ: usize = 64 * 1024;

/// Where the lines in order go; of lines with equal keys only the first if `unique`.
pub struct Emitter<'e> {
    order: &'e Order,
    unique: bool,
    last: Option<(Prefix, Vec<u8>)>,
    block: Vec<u8>,
    /// How much is held back.
    limit: usize,
    write: &'e mut dyn FnMut(&[u8]) -> Result<()>,
}

impl<'e> Emitter<'e> {
    pub fn new(order: &'e Order, unique: bool, write: &'e mut dyn FnMut(&[u8]) -> Result<()>) -> Emitter<'e> {
        Emitter { order, unique, last: None, block: Vec::new(), limit: BLOCK, write }
    }

    /// Every line by itself.
    pub fn by_line(order: &'e Order, unique: bool, write: &'e mut dyn FnMut(&[u8]) -> Result<()>) -> Emitter<'e> {
        Emitter { limit: 0, ..Emitter::new(order, unique, write) }
    }

    #[inline]
    fn line(&mut self, line: &[u8], prefix: Prefix) -> Result<()> {
        if self.unique {
            if let Some((before, last)) = &mut self.last {
                if *before == prefix && self.order.compare_keys(last, line) == Ordering::Equal {
                    return Ok(());
                }
                *before = prefix;
                last.clear();
                last.extend_from_slice(line);
            } else {
                self.last = Some((prefix, line.to_vec()));
            }
        }
        if self.block.len() + line.len() >= self.limit {
            self.flush()?;
        }
        self.block.extend_from_slice(line);
        self.block.push(self.order.delimiter);
        Ok(())
    }

    fn flush(&mut self) -> Result<()> {
        if self.block.is_empty() {
            return Ok(());
        }
        let result = (self.write)(&self.block);
        self.block.clear();
        result
    }

    /// Writes what is held back.
    pub fn finish(mut self) -> Result<()> {
        self.flush()
    }
}

/// Lines in order from an input, read as they are wanted.
pub struct Reader<'a> {
    input: Input<'a>,
    buffer: Vec<u8>,
    /// The current line, without its delimiter.
    line: (usize, usize),
    /// Where the next line begins, and where what was read ends.
    next: usize,
    end: usize,
    at_end: bool,
    prefix: Prefix,
}

impl<'a> Reader<'a> {
    /// At its first line; none if it is empty.
    pub fn new(input: Input<'a>, order: &Order) -> Result<Option<Reader<'a>>> {
        let mut reader =
            Reader { input, buffer: Vec::new(), line: (0, 0), next: 0, end: 0, at_end: false, prefix: Prefix(0) };
        Ok(reader.advance(order)?.then_some(reader))
    }

    pub fn current(&self) -> &[u8] {
        &self.buffer[self.line.0..self.line.1]
    }

    /// Goes to the next line; false at the end.
    pub fn advance(&mut self, order: &Order) -> Result<bool> {
        let mut looked = self.next;
        loop {
            if let Some(at) = memchr::memchr(order.delimiter, &self.buffer[looked..self.end]) {
                self.line = (self.next, looked + at);
                self.next = looked + at + 1;
                break;
            }
            looked = self.end;
            if self.at_end {
                if self.next == self.end {
                    return Ok(false);
                }
                self.line = (self.next, self.end);
                self.next = self.end;
                break;
            }
            if self.next > 0 {
                self.buffer.copy_within(self.next..self.end, 0);
                looked -= self.next;
                self.end -= self.next;
                self.next = 0;
            }
            if self.end == self.buffer.len() {
                self.buffer.resize((self.end * 2).max(READ), 0);
            }
            let n = self.input.read_unbuffered(&mut self.buffer[self.end..]).map_err(ReadError::named)?;
            self.at_end = n == 0;
            self.end += n;
        }
        self.prefix = order.prefix(self.current());
        Ok(true)
    }
}

/// A source at its current line.
pub enum Source<'a, 't> {
    Part(&'t Part<'t>, usize),
    Reader(Reader<'a>),
}

impl<'a, 't> Source<'a, 't> {
    /// The parts that have lines.
    pub fn parts(parts: &'t [Part<'t>]) -> impl Iterator<Item = Source<'a, 't>> {
        parts.iter().filter(|part| !part.order.is_empty()).map(|part| Source::Part(part, 0))
    }

    #[inline]
    fn prefix(&self) -> Prefix {
        match self {
            Source::Part(part, i) => part.order[*i].prefix(),
            Source::Reader(reader) => reader.prefix,
        }
    }

    #[inline]
    fn line(&self, order: &Order) -> &[u8] {
        match self {
            Source::Part(part, i) => part.line(part.order[*i].at(), order.delimiter),
            Source::Reader(reader) => reader.current(),
        }
    }

    #[inline]
    fn advance(&mut self, order: &Order) -> Result<bool> {
        match self {
            Source::Part(part, i) => {
                *i += 1;
                Ok(*i < part.order.len())
            }
            Source::Reader(reader) => reader.advance(order),
        }
    }
}

/// Merges sources; of lines that compare equal those of an earlier source come first.
pub fn merge(order: &Order, mut sources: Vec<Source>, to: &mut Emitter) -> Result<()> {
    // Which source has the n-th line of those at hand.
    let mut ranks: Vec<usize> = Vec::with_capacity(sources.len());
    for i in 0..sources.len() {
        let place = place(order, &sources, &ranks, i);
        ranks.insert(place, i);
    }
    while let Some(&first) = ranks.first() {
        if let ([_], Source::Part(part, at)) = (&ranks[..], &sources[first]) {
            return emit_part(order, part, *at, to);
        }
        let source = &mut sources[first];
        to.line(source.line(order), source.prefix())?;
        if !source.advance(order)? {
            ranks.remove(0);
            continue;
        }
        let place = place(order, &sources, &ranks[1..], first);
        ranks.copy_within(1..=place, 0);
        ranks[place] = first;
    }
    Ok(())
}

/// Where source `i` belongs among those in `ranks`.
#[inline]
fn place(order: &Order, sources: &[Source], ranks: &[usize], i: usize) -> usize {
    let source = &sources[i];
    let prefix = source.prefix();
    let is_before = |other: &usize| {
        let with = &sources[*other];
        let ordering = with.prefix().0.cmp(&prefix.0);
        ordering.then_with(|| order.compare(with.line(order), source.line(order))).then_with(|| other.cmp(&i)).is_lt()
    };
    match ranks {
        [] => 0,
        // Often it stays the first.
        [next, rest @ ..] if is_before(next) => 1 + rest.partition_point(is_before),
        _ => 0,
    }
}

/// The rest of a part. Lines lie all over the memory: some are touched ahead, so that the waits for them overlap.
fn emit_part(order: &Order, part: &Part, from: usize, to: &mut Emitter) -> Result<()> {
    const AHEAD: usize = 16;
    for entries in part.order[from..].chunks(AHEAD) {
        let touched = entries.iter().fold(0, |sum, entry| sum ^ part.text[entry.at()]);
        std::hint::black_box(touched);
        for entry in entries {
            to.line(part.line(entry.at(), order.delimiter), entry.prefix())?;
        }
    }
    Ok(())
}
