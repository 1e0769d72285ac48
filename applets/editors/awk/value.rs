//! Values: numbers, strings, and input that may look like a number.

use std::cell::RefCell;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::rc::Rc;

/// A string; copied by counting.
pub type Bytes = Rc<[u8]>;

/// POSIX: an uninitialised value is both "" and 0; input (fields, getline, ARGV, -v…) that looks like a number compares
/// as one ("strnum").
#[derive(Clone, Debug)]
pub enum Value {
    Uninit,
    Number(f64),
    String(Bytes),
    Input(Bytes),
}

impl Value {
    pub fn string(bytes: &[u8]) -> Value {
        Value::String(Rc::from(bytes))
    }

    pub fn input(bytes: &[u8]) -> Value {
        Value::Input(Rc::from(bytes))
    }

    pub fn number(&self) -> f64 {
        match self {
            Value::Uninit => 0.0,
            Value::Number(n) => *n,
            Value::String(s) | Value::Input(s) => leading_number(s).0,
        }
    }

    /// The number that it compares as; none for a string.
    pub fn comparable(&self) -> Option<f64> {
        match self {
            Value::Uninit => Some(0.0),
            Value::Number(n) => Some(*n),
            Value::String(_) => None,
            Value::Input(s) => looks_numeric(s),
        }
    }

    pub fn truth(&self) -> bool {
        match self {
            Value::Uninit => false,
            Value::Number(n) => *n != 0.0,
            Value::String(s) => !s.is_empty(),
            Value::Input(s) => looks_numeric(s).map_or(!s.is_empty(), |n| n != 0.0),
        }
    }
}

/// The number at the start of `text` (after blanks) and how many bytes were read; 0 and 0 if there is none. Decimal only,
/// as POSIX's strtod use is understood by gawk and mawk; "inf" and "nan" need a sign, as there.
pub fn leading_number(text: &[u8]) -> (f64, usize) {
    let mut at = text.iter().take_while(|c| matches!(c, b' ' | b'\t' | b'\n' | b'\r' | 11 | 12)).count();
    let start = at;
    let negative = text.get(at) == Some(&b'-');
    let signed = negative || text.get(at) == Some(&b'+');
    at += usize::from(signed);
    let digits = at;
    let mut small: u64 = 0;
    while let Some(c) = text.get(at).filter(|c| c.is_ascii_digit()) {
        small = small.wrapping_mul(10).wrapping_add(u64::from(c - b'0'));
        at += 1;
    }
    let whole = at - digits;
    let mut fraction = 0;
    if text.get(at) == Some(&b'.') {
        fraction = text[at + 1..].iter().take_while(|c| c.is_ascii_digit()).count();
        if whole + fraction > 0 {
            at += 1 + fraction;
        }
    }
    if whole + fraction == 0 {
        if signed && text.len() >= at + 3 {
            let word = text[at..at + 3].to_ascii_lowercase();
            let value = match &word[..] {
                b"inf" => f64::INFINITY,
                b"nan" => f64::NAN,
                _ => return (0.0, 0),
            };
            return (if negative { -value } else { value }, at + 3);
        }
        return (0.0, 0);
    }
    let mut exponent = false;
    if matches!(text.get(at), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(text.get(at + 1), Some(b'+' | b'-')));
        let count = text[at + 1 + sign..].iter().take_while(|c| c.is_ascii_digit()).count();
        if count > 0 {
            at += 1 + sign + count;
            exponent = true;
        }
    }
    if !exponent && fraction == 0 && whole <= 15 {
        return (if negative { -(small as f64) } else { small as f64 }, at);
    }
    let number = std::str::from_utf8(&text[start..at]).ok().and_then(|s| s.trim_start_matches('+').parse().ok());
    (number.unwrap_or(0.0), at)
}

/// The number, if the whole of `text` (but for blanks) is one.
pub fn looks_numeric(text: &[u8]) -> Option<f64> {
    // Most fields are words: the first byte tells.
    if !matches!(text.first()?, b'0'..=b'9' | b'+' | b'-' | b'.' | b' ' | b'\t' | b'\n') {
        return None;
    }
    let (number, len) = leading_number(text);
    (len > 0 && text[len..].iter().all(|c| matches!(c, b' ' | b'\t' | b'\n' | b'\r'))).then_some(number)
}

/// The index of an array element. A string that is how an integer is written *is* that integer: `a[1]` and `a["1"]` are
/// one element, and numbers need not be written out to be looked up.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Key {
    Integer(i64),
    String(Bytes),
}

impl Key {
    pub fn of_bytes(text: &[u8]) -> Key {
        canonical_integer(text).map_or_else(|| Key::String(Rc::from(text)), Key::Integer)
    }

    pub fn value(&self) -> Value {
        match self {
            Key::Integer(n) => Value::input(n.to_string().as_bytes()),
            Key::String(s) => Value::Input(s.clone()),
        }
    }
}

fn canonical_integer(text: &[u8]) -> Option<i64> {
    let digits = text.strip_prefix(b"-").unwrap_or(text);
    let canonical = match digits {
        [b'0'] => digits.len() == text.len(),
        [b'1'..=b'9', ..] => digits.len() <= 15 && digits.iter().all(u8::is_ascii_digit),
        _ => false,
    };
    if !canonical {
        return None;
    }
    let n = digits.iter().fold(0, |n, c| n * 10 + i64::from(c - b'0'));
    Some(if digits.len() < text.len() { -n } else { n })
}

/// Multiply-rotate over words: keys come from data whose owner can slow the program down by its mere size anyway.
#[derive(Default)]
pub struct FastHasher(u64);

impl FastHasher {
    fn add(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
}

impl Hasher for FastHasher {
    fn finish(&self) -> u64 {
        self.0 ^ self.0 >> 29
    }

    fn write(&mut self, bytes: &[u8]) {
        let mut chunks = bytes.chunks_exact(8);
        for chunk in &mut chunks {
            self.add(chunk.iter().fold(0, |word, byte| word << 8 | u64::from(*byte)));
        }
        self.add(chunks.remainder().iter().fold(1, |word, byte| word << 8 | u64::from(*byte)));
    }

    fn write_i64(&mut self, n: i64) {
        self.add(n as u64);
    }

    fn write_isize(&mut self, n: isize) {
        self.add(n as u64);
    }

    fn write_usize(&mut self, n: usize) {
        self.add(n as u64);
    }
}

/// An array, in the order of insertion (any order is right; this one is reproducible).
#[derive(Default, Debug)]
pub struct Array {
    places: HashMap<Key, usize, BuildHasherDefault<FastHasher>>,
    entries: Vec<Option<(Key, Value)>>,
}

/// Arrays are passed to functions by reference.
pub type SharedArray = Rc<RefCell<Array>>;

impl Array {
    pub fn get(&self, key: &Key) -> Option<&Value> {
        self.places.get(key).and_then(|at| self.entries[*at].as_ref()).map(|entry| &entry.1)
    }

    pub fn contains(&self, key: &Key) -> bool {
        self.places.contains_key(key)
    }

    /// The element, made if it is not there.
    pub fn entry(&mut self, key: Key) -> &mut Value {
        let next = self.entries.len();
        let at = match self.places.entry(key) {
            std::collections::hash_map::Entry::Occupied(found) => *found.get(),
            std::collections::hash_map::Entry::Vacant(free) => {
                self.entries.push(Some((free.key().clone(), Value::Uninit)));
                *free.insert(next)
            }
        };
        let entry = &mut self.entries[at];
        &mut entry.get_or_insert_with(|| (Key::Integer(0), Value::Uninit)).1
    }

    pub fn remove(&mut self, key: &Key) {
        if let Some(at) = self.places.remove(key) {
            self.entries[at] = None;
            if self.entries.len() > 32 && self.places.len() < self.entries.len() / 2 {
                self.compact();
            }
        }
    }

    fn compact(&mut self) {
        self.entries.retain(Option::is_some);
        for (at, entry) in self.entries.iter().enumerate() {
            if let Some(place) = entry.as_ref().and_then(|e| self.places.get_mut(&e.0)) {
                *place = at;
            }
        }
    }

    pub fn clear(&mut self) {
        self.places.clear();
        self.entries.clear();
    }

    pub fn len(&self) -> usize {
        self.places.len()
    }

    pub fn keys(&self) -> Vec<Key> {
        self.entries.iter().flatten().map(|entry| entry.0.clone()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_from_the_front() {
        assert_eq!(leading_number(b" -1.5e3x"), (-1500.0, 7));
        assert_eq!(leading_number(b"0x1A"), (0.0, 1));
        assert_eq!(leading_number(b"1e+"), (1.0, 1));
        assert_eq!(leading_number(b"."), (0.0, 0));
        assert_eq!(leading_number(b"+inf").0, f64::INFINITY);
        assert_eq!(leading_number(b"infinite").1, 0);
        assert_eq!(looks_numeric(b" 3 "), Some(3.0));
        assert_eq!(looks_numeric(b"3x"), None);
    }

    #[test]
    fn integers_and_how_they_are_written_are_one_key() {
        assert_eq!(Key::of_bytes(b"12"), Key::Integer(12));
        assert_eq!(Key::of_bytes(b"-7"), Key::Integer(-7));
        for text in [&b"012"[..], b"-0", b"1.0", b"", b"+1", b"9999999999999999"] {
            assert!(matches!(Key::of_bytes(text), Key::String(_)));
        }
    }

    #[test]
    fn an_array_keeps_its_order_through_deletions() {
        let mut array = Array::default();
        for i in 0..100 {
            *array.entry(Key::Integer(i)) = Value::Number(i as f64);
        }
        for i in 0..99 {
            array.remove(&Key::Integer(i));
        }
        assert_eq!(array.keys(), [Key::Integer(99)]);
        assert_eq!(array.get(&Key::Integer(99)).map(Value::number), Some(99.0));
    }
}
