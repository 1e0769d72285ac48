//! `$0` and its fields: split when first asked for, joined when first needed after a change.

use super::value::{Bytes, Value};
use kit::regex::Regex;
use std::rc::Rc;

/// How a record is split into fields.
#[derive(Clone)]
pub enum Splitter {
    /// FS is one blank: runs of blanks, tabs and newlines, those at the ends ignored.
    Blanks,
    /// FS is another single character.
    Byte(u8),
    /// FS is empty: every byte is a field.
    Each,
    /// FS is longer: a regular expression.
    Regex(Rc<Regex>),
}

/// The most fields a record may have: `$1000000000 = 1` is a mistake, not a wish for memory.
pub const MOST_FIELDS: usize = 50_000_000;

#[derive(Clone)]
enum Field {
    /// Bytes of the record.
    Range(usize, usize),
    /// Assigned.
    Set(Value),
}

pub struct Record {
    text: Vec<u8>,
    fields: Vec<Field>,
    /// Are `fields` those of `text`?
    split: bool,
    /// Is `text` the fields joined?
    joined: bool,
    splitter: Splitter,
    /// In paragraph mode (RS is "") a newline separates fields too.
    paragraphs: bool,
    empty: Bytes,
}

impl Record {
    pub fn new() -> Record {
        Record {
            text: Vec::new(),
            fields: Vec::new(),
            split: true,
            joined: true,
            splitter: Splitter::Blanks,
            paragraphs: false,
            empty: Rc::from(&b""[..]),
        }
    }

    /// The buffer of the next record, emptied; whole once filled.
    pub fn start(&mut self) -> &mut Vec<u8> {
        self.text.clear();
        self.split = false;
        self.joined = true;
        &mut self.text
    }

    /// Takes the bytes of a new record, and gives the buffer of the old one.
    pub fn swap(&mut self, text: &mut Vec<u8>) {
        std::mem::swap(&mut self.text, text);
        self.split = false;
        self.joined = true;
    }

    pub fn set(&mut self, text: &[u8]) {
        self.start().extend_from_slice(text);
    }

    /// A new FS holds for the next record: the one at hand is split by the old one first.
    pub fn set_splitter(&mut self, splitter: Splitter) {
        self.ensure_split();
        self.splitter = splitter;
    }

    pub fn set_paragraphs(&mut self, paragraphs: bool) {
        if self.paragraphs != paragraphs {
            self.ensure_split();
            self.paragraphs = paragraphs;
        }
    }

    /// `$0`, as it is now; call [`Record::join`] first.
    pub fn text(&self) -> &[u8] {
        &self.text
    }

    pub fn needs_join(&self) -> bool {
        !self.joined
    }

    pub fn count(&mut self) -> usize {
        self.ensure_split();
        self.fields.len()
    }

    /// `$n` for n ≥ 1.
    pub fn field(&mut self, n: usize) -> Value {
        self.ensure_split();
        match self.fields.get(n - 1) {
            // Not the uninitialised value: `$2 != 0` holds where there is no second field, as everywhere.
            None => Value::Input(self.empty.clone()),
            Some(Field::Range(start, end)) => Value::input(&self.text[*start..*end]),
            Some(Field::Set(value)) => value.clone(),
        }
    }

    /// The bytes of `$n` for n ≥ 1 without making a value of them; none for one that was assigned.
    pub fn field_bytes(&mut self, n: usize) -> Option<&[u8]> {
        self.ensure_split();
        match self.fields.get(n - 1) {
            None => Some(b""),
            Some(Field::Range(start, end)) => Some(&self.text[*start..*end]),
            Some(Field::Set(_)) => None,
        }
    }

    pub fn set_field(&mut self, n: usize, value: Value) {
        self.ensure_split();
        if n > self.fields.len() {
            self.fields.resize(n, Field::Set(Value::Uninit));
        }
        self.fields[n - 1] = Field::Set(value);
        self.joined = false;
    }

    pub fn set_count(&mut self, count: usize) {
        self.ensure_split();
        self.fields.resize(count, Field::Set(Value::Uninit));
        self.joined = false;
    }

    /// Makes `$0` of the fields; `show` writes an assigned value as a string.
    pub fn join(&mut self, separator: &[u8], mut show: impl FnMut(&Value, &mut Vec<u8>)) {
        if self.joined {
            return;
        }
        let mut text = Vec::with_capacity(self.text.len() + 16);
        for (i, field) in self.fields.iter_mut().enumerate() {
            if i > 0 {
                text.extend_from_slice(separator);
            }
            let start = text.len();
            match field {
                Field::Range(from, to) => {
                    text.extend_from_slice(&self.text[*from..*to]);
                    *field = Field::Range(start, text.len());
                }
                // A number that was assigned stays one.
                Field::Set(value) => show(value, &mut text),
            }
        }
        self.text = text;
        self.joined = true;
    }

    fn ensure_split(&mut self) {
        if !self.split {
            self.split = true;
            let Record { text, fields, splitter, paragraphs, .. } = self;
            fields.clear();
            split(text, splitter, *paragraphs, |start, end| fields.push(Field::Range(start, end)));
        }
    }
}

/// The next match that is not empty: only such separate fields or records. A search that gives up (possible with
/// back-references alone) found none.
pub fn find_non_empty(regex: &Regex, text: &[u8], mut from: usize) -> Option<(usize, usize)> {
    loop {
        let (start, end) = regex.find_at(text, from).ok().flatten()?;
        if start < end {
            return Some((start, end));
        }
        from = end + 1;
        if from > text.len() {
            return None;
        }
    }
}

/// Calls `each` with the start and end of every field of `text`.
pub fn split(text: &[u8], splitter: &Splitter, paragraphs: bool, mut each: impl FnMut(usize, usize)) {
    if text.is_empty() {
        return;
    }
    match splitter {
        Splitter::Blanks => {
            let mut at = 0;
            while at < text.len() {
                if matches!(text[at], b' ' | b'\t' | b'\n') {
                    at += 1;
                    continue;
                }
                let start = at;
                while at < text.len() && !matches!(text[at], b' ' | b'\t' | b'\n') {
                    at += 1;
                }
                each(start, at);
            }
        }
        Splitter::Each => (0..text.len()).for_each(|i| each(i, i + 1)),
        Splitter::Byte(byte) => {
            let mut start = 0;
            let mut part = |end: usize| {
                each(start, end);
                start = end + 1;
            };
            if paragraphs {
                memchr::memchr2_iter(*byte, b'\n', text).for_each(&mut part);
            } else {
                memchr::memchr_iter(*byte, text).for_each(&mut part);
            }
            part(text.len());
        }
        Splitter::Regex(regex) => {
            let (mut start, mut from) = (0, 0);
            while from <= text.len() {
                let found = find_non_empty(regex, text, from);
                let newline = if paragraphs { memchr::memchr(b'\n', &text[from..]).map(|at| from + at) } else { None };
                let (s, e) = match (found, newline) {
                    (Some(m), Some(at)) if m.0 <= at => m,
                    (_, Some(at)) => (at, at + 1),
                    (Some(m), None) => m,
                    (None, None) => break,
                };
                each(start, s);
                start = e;
                from = e;
            }
            each(start, text.len());
        }
    }
}

/// The value of FS (or of split's third argument) as a splitter. A single character is itself but for the blank; in a
/// longer one it is a regular expression.
pub fn splitter_of(
    separator: &Bytes,
    compile: impl FnOnce(&Bytes) -> kit::applet::Result<Rc<Regex>>,
) -> kit::applet::Result<Splitter> {
    Ok(match &separator[..] {
        b" " => Splitter::Blanks,
        b"" => Splitter::Each,
        [b'\\'] => Splitter::Byte(b'\\'),
        [byte] => Splitter::Byte(*byte),
        _ => Splitter::Regex(compile(separator)?),
    })
}
