//! Orders of keys, and prefixes: a few bytes that decide most comparisons without a look at the text.

use kit::format::parse_float;
use std::cmp::Ordering;
use std::hash::{BuildHasher, RandomState};

/// The beginning of a key as a number of 96 bits. If two differ the keys differ the same way; if not, the keys must be
/// compared, unless the prefix [is the whole key](Comparison::is_whole).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Prefix(pub u128);

impl Prefix {
    fn new(first: u64, more: u32) -> Prefix {
        Prefix(u128::from(first) << 32 | u128::from(more))
    }

    /// In the opposite order.
    pub fn reversed(self) -> Prefix {
        Prefix(!self.0 & ((1 << 96) - 1))
    }
}

/// Bytes of a text in a prefix.
const PREFIX: usize = 12;

/// In the lower half of the prefix of a number: the upper half says all, or the number is a bit less or more.
const LESS: u32 = 0;
const EXACT: u32 = 1;
const MORE: u32 = 2;

/// A kind of order.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    Text,
    Numeric,
    General,
    Human,
    Month,
    Version,
    /// The seed.
    Random(u64),
}

impl Kind {
    /// With a seed of the kernel's.
    pub fn random() -> Kind {
        Kind::Random(RandomState::new().hash_one(0))
    }
}

impl Kind {
    /// The option that asks for it.
    pub fn letter(self) -> Option<u8> {
        Some(match self {
            Kind::Text => return None,
            Kind::Numeric => b'n',
            Kind::General => b'g',
            Kind::Human => b'h',
            Kind::Month => b'M',
            Kind::Version => b'V',
            Kind::Random(_) => b'R',
        })
    }
}

/// How to compare two keys.
#[derive(Clone, Copy, Debug)]
pub struct Comparison {
    pub kind: Kind,
    pub fold: bool,
    pub dictionary: bool,
    pub printable: bool,
    /// To be applied by the caller.
    pub reverse: bool,
}

/// memcmp, and the shorter first.
#[inline]
pub fn bytes(a: &[u8], b: &[u8]) -> Ordering {
    a.cmp(b)
}

impl Comparison {
    /// Does it compare the bytes as they are?
    pub fn is_plain(&self) -> bool {
        matches!(self.kind, Kind::Text) && !self.is_filtered()
    }

    fn is_filtered(&self) -> bool {
        self.fold || self.dictionary || self.printable
    }

    /// The bytes that count, as they count.
    fn filtered<'k>(&self, key: &'k [u8]) -> impl Iterator<Item = u8> + 'k {
        let Comparison { fold, dictionary, printable, .. } = *self;
        key.iter()
            .copied()
            .filter(move |c| !dictionary || c.is_ascii_alphanumeric() || matches!(c, b' ' | b'\t'))
            .filter(move |c| !printable || matches!(c, b' '..=b'~'))
            .map(move |c| if fold { c.to_ascii_uppercase() } else { c })
    }

    /// The prefix of a key; of text that of what follows its first `depth` bytes that count.
    #[inline]
    pub fn prefix(&self, key: &[u8], depth: usize) -> Prefix {
        match self.kind {
            Kind::Text if !self.is_filtered() => text_prefix(&key[depth.min(key.len())..]),
            Kind::Text => {
                let mut start = [0; PREFIX];
                self.filtered(key).skip(depth).zip(&mut start).for_each(|(c, to)| *to = c);
                text_prefix(&start)
            }
            Kind::Numeric => numeric_prefix(key),
            Kind::Human => Prefix::new(human_prefix(key), MORE),
            Kind::General => Prefix::new(general_prefix(general(key)), EXACT),
            Kind::Month => Prefix::new(month(key), EXACT),
            Kind::Version => Prefix::new(0, MORE),
            Kind::Random(seed) => Prefix::new(hash(key, seed), MORE),
        }
    }

    /// How many bytes of the key do not count, and how many after them do: of a number only its digits, of a month its letters.
    pub fn extent(&self, key: &[u8]) -> (usize, usize) {
        let text = skip_blanks(key);
        let length = match self.kind {
            Kind::Text | Kind::Version | Kind::Random(_) => return (0, key.len()),
            Kind::Month => 3 * usize::from(month(key) > 0),
            Kind::General => general_length(text),
            Kind::Numeric | Kind::Human => {
                let number = Number::read(text);
                let length = text.len() - number.rest.len();
                let suffix = matches!(self.kind, Kind::Human) && scale(&number) > 0;
                if text[..length].iter().any(u8::is_ascii_digit) { length + usize::from(suffix) } else { 0 }
            }
        };
        (key.len() - text.len(), length)
    }

    /// Where texts that have the same prefix at `depth` can be told apart by their next one; none if only [`Comparison::compare`]
    /// tells.
    pub fn deeper(&self, depth: usize) -> Option<usize> {
        // Beyond, what one prefix more says is not worth a level of recursion.
        const DEEPEST: usize = 20 * PREFIX;
        (matches!(self.kind, Kind::Text) && depth < DEEPEST).then_some(depth + PREFIX)
    }

    /// Are keys with this prefix equal for sure? `no_nul`: there is no NUL in the text, so that the NULs that fill up a
    /// prefix say that the key ends.
    pub fn is_whole(&self, prefix: Prefix, no_nul: bool) -> bool {
        match self.kind {
            Kind::Text => no_nul && prefix.0 as u8 == 0,
            _ => prefix.0 as u32 == EXACT,
        }
    }

    pub fn compare(&self, a: &[u8], b: &[u8]) -> Ordering {
        match self.kind {
            Kind::Text if !self.is_filtered() => bytes(a, b),
            Kind::Text => self.filtered(a).cmp(self.filtered(b)),
            Kind::Numeric => numeric(a, b),
            Kind::Human => human(a, b),
            Kind::General => general_prefix(general(a)).cmp(&general_prefix(general(b))),
            Kind::Month => month(a).cmp(&month(b)),
            Kind::Version => version(a, b),
            Kind::Random(seed) => hash(a, seed).cmp(&hash(b, seed)).then_with(|| bytes(a, b)),
        }
    }
}

/// The first twelve bytes, filled with NULs: of two that differ there the greater number is the greater text.
#[inline]
fn text_prefix(key: &[u8]) -> Prefix {
    if let Some((first, rest)) = key.split_first_chunk::<8>()
        && let Some(more) = rest.first_chunk::<4>()
    {
        return Prefix::new(u64::from_be_bytes(*first), u32::from_be_bytes(*more));
    }
    let mut start = [0; PREFIX];
    start[..key.len()].copy_from_slice(key);
    text_prefix(&start)
}

fn skip_blanks(key: &[u8]) -> &[u8] {
    let start = key.iter().position(|c| !matches!(c, b' ' | b'\t' | b'\n'..=b'\r')).unwrap_or(key.len());
    &key[start..]
}

/// A number as it stands in the text.
struct Number<'k> {
    negative: bool,
    /// Without leading zeros.
    whole: &'k [u8],
    /// Without trailing zeros.
    fraction: &'k [u8],
    rest: &'k [u8],
}

impl Number<'_> {
    fn read(key: &[u8]) -> Number<'_> {
        let key = skip_blanks(key);
        let (negative, digits) = match key {
            [b'-', digits @ ..] => (true, digits),
            [b'+', digits @ ..] => (false, digits),
            _ => (false, key),
        };
        let run = |text: &[u8]| text.iter().position(|c| !c.is_ascii_digit()).unwrap_or(text.len());
        let (whole, mut rest) = digits.split_at(run(digits));
        let mut fraction = &rest[..0];
        if let Some(after) = rest.strip_prefix(b".") {
            (fraction, rest) = after.split_at(run(after));
        }
        let zeros = whole.iter().take_while(|c| **c == b'0').count();
        let significant = fraction.iter().rposition(|c| *c != b'0').map_or(0, |at| at + 1);
        let (whole, fraction) = (&whole[zeros..], &fraction[..significant]);
        Number { negative: negative && !(whole.is_empty() && fraction.is_empty()), whole, fraction, rest }
    }

    fn is_zero(&self) -> bool {
        self.whole.is_empty() && self.fraction.is_empty()
    }

    /// In millionths, cut off; the largest number stands for all that are larger.
    fn millionths(&self) -> u64 {
        if self.whole.len() > 12 {
            return i64::MAX as u64;
        }
        let add = |n: u64, c: &u8| n * 10 + u64::from(c - b'0');
        let whole = self.whole.iter().fold(0, add);
        let fraction = self.fraction.iter().take(6).fold(0, add);
        let places = self.fraction.len().min(6) as u32;
        whole * 1_000_000 + fraction * 10_u64.pow(6 - places)
    }

    /// Does [`Number::millionths`] say all of it?
    fn is_in_millionths(&self) -> bool {
        self.whole.len() <= 12 && self.fraction.len() <= 6
    }

    fn compare_magnitude(&self, other: &Number) -> Ordering {
        self.whole
            .len()
            .cmp(&other.whole.len())
            .then_with(|| self.whole.cmp(other.whole))
            .then_with(|| self.fraction.cmp(other.fraction))
    }
}

/// What BusyBox reads with strtod even for `-n`: an exponent, hexadecimal, infinity, not-a-number.
fn unusual(key: &[u8]) -> Option<f64> {
    let key = skip_blanks(key);
    let digits = key.strip_prefix(b"-").or_else(|| key.strip_prefix(b"+")).unwrap_or(key);
    let start = digits.iter().position(|c| !c.is_ascii_digit() && *c != b'.').unwrap_or(digits.len());
    match digits.get(start)? {
        b'e' | b'E' | b'x' | b'X' if start > 0 => Some(general(key)?),
        b'i' | b'I' | b'n' | b'N' if start == 0 => general(key),
        _ => None,
    }
}

/// Maps an `i64` in its order.
fn ordered(value: i64) -> u64 {
    value as u64 ^ 1 << 63
}

/// Most keys: a whole number of up to twelve digits and nothing of [`unusual`].
#[inline]
fn small_whole(key: &[u8]) -> Option<i64> {
    let key = skip_blanks(key);
    let (negative, digits) = match key {
        [b'-', digits @ ..] => (true, digits),
        _ => (false, key),
    };
    let mut value = 0_i64;
    for (i, c) in digits.iter().enumerate() {
        match c {
            b'0'..=b'9' if i < 12 => value = value * 10 + i64::from(c - b'0'),
            b' ' | b'\t' | b',' | b':' | b'/' | b';' | b'a' | b'b' | b's' if i > 0 => break,
            _ => return None,
        }
    }
    (!digits.is_empty()).then_some(if negative { -value } else { value })
}

fn numeric_prefix(key: &[u8]) -> Prefix {
    if let Some(value) = small_whole(key) {
        return Prefix::new(ordered(value * 1_000_000), EXACT);
    }
    let (millionths, exact) = match unusual(key) {
        Some(value) if value.is_nan() => return Prefix::new(u64::MAX, MORE),
        Some(value) => {
            let scaled = value * 1e6;
            // From 2^53 on neighbours are more than 1 apart.
            ((scaled as i64).max(-i64::MAX), scaled.fract() == 0.0 && scaled.abs() < 9e15)
        }
        None => {
            let number = Number::read(key);
            let millionths = number.millionths() as i64;
            (if number.negative { -millionths } else { millionths }, number.is_in_millionths())
        }
    };
    let rest = match exact {
        true => EXACT,
        false if millionths < 0 || key_is_negative(key) => LESS,
        false => MORE,
    };
    Prefix::new(ordered(millionths), rest)
}

fn key_is_negative(key: &[u8]) -> bool {
    skip_blanks(key).starts_with(b"-")
}

fn numeric(a: &[u8], b: &[u8]) -> Ordering {
    match (unusual(a), unusual(b)) {
        (None, None) => decimal(&Number::read(a), &Number::read(b)),
        (x, y) => {
            let value = |unusual: Option<f64>, key| unusual.or_else(|| general(key)).unwrap_or(0.0);
            let (x, y) = (value(x, a), value(y, b));
            // Not-a-number is the greatest here.
            x.partial_cmp(&y).unwrap_or_else(|| x.is_nan().cmp(&y.is_nan()))
        }
    }
}

fn decimal(a: &Number, b: &Number) -> Ordering {
    match (a.negative, b.negative) {
        (false, false) => a.compare_magnitude(b),
        (true, true) => b.compare_magnitude(a),
        (negative, _) => {
            if negative {
                Ordering::Less
            } else {
                Ordering::Greater
            }
        }
    }
}

/// The power of 1024 that a suffix stands for; a zero has none. Of the small letters only `k` is one.
fn scale(number: &Number) -> u8 {
    const SUFFIXES: &[u8] = b"KMGTPEZYRQ";
    match number.rest.first() {
        _ if number.is_zero() => 0,
        Some(c) => SUFFIXES.iter().position(|s| s == if *c == b'k' { &b'K' } else { c }).map_or(0, |at| at as u8 + 1),
        None => 0,
    }
}

/// Suffixes first, as everybody does: 1023K is less than 1M, but so is 2000K.
fn human(a: &[u8], b: &[u8]) -> Ordering {
    let (a, b) = (Number::read(a), Number::read(b));
    let by_scale = scale(&a).cmp(&scale(&b));
    match (a.negative, b.negative) {
        (false, false) => by_scale.then_with(|| a.compare_magnitude(&b)),
        (true, true) => by_scale.reverse().then_with(|| b.compare_magnitude(&a)),
        (negative, _) => {
            if negative {
                Ordering::Less
            } else {
                Ordering::Greater
            }
        }
    }
}

fn human_prefix(key: &[u8]) -> u64 {
    let number = Number::read(key);
    let magnitude = (u64::from(scale(&number)) << 59) | (number.millionths() >> 5).min((1 << 59) - 1);
    ordered(if number.negative { -(magnitude as i64) } else { magnitude as i64 })
}

/// The longest number at the start, as strtod reads it.
fn general(key: &[u8]) -> Option<f64> {
    let key = skip_blanks(key);
    parse_float(&key[..general_length(key)])
}

fn general_length(key: &[u8]) -> usize {
    let likely = key.iter().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, b'.' | b'+' | b'-')).count();
    (1..=likely).rev().find(|end| parse_float(&key[..*end]).is_some()).unwrap_or(0)
}

/// What is no number comes first, then not-a-number, then the numbers.
fn general_prefix(value: Option<f64>) -> u64 {
    match value {
        None => 0,
        Some(value) if value.is_nan() => 1,
        Some(value) => {
            // IEEE numbers sort as sign and magnitude; -0 is 0.
            let bits = (value + 0.0).to_bits() as i64;
            ordered(if bits < 0 { i64::MIN.wrapping_sub(bits) } else { bits })
        }
    }
}

/// 1 to 12; 0 for anything else.
fn month(key: &[u8]) -> u64 {
    const NAMES: &[u8; 36] = b"JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC";
    let Some(name) = skip_blanks(key).get(..3) else { return 0 };
    NAMES.chunks_exact(3).position(|month| month.eq_ignore_ascii_case(name)).map_or(0, |at| at as u64 + 1)
}

fn hash(key: &[u8], seed: u64) -> u64 {
    // FNV-1a with a final mix: spread, not secrecy, is wanted.
    let mut hash =
        key.iter().fold(seed ^ 0xcbf2_9ce4_8422_2325, |h, c| (h ^ u64::from(*c)).wrapping_mul(0x100_0000_01b3));
    hash ^= hash >> 32;
    hash = hash.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    hash ^ hash >> 29
}

/// strverscmp(3): runs of digits compare as numbers, but those that begin with a zero as fractions.
fn version(a: &[u8], b: &[u8]) -> Ordering {
    let differ = a.iter().zip(b).position(|(x, y)| x != y).unwrap_or(a.len().min(b.len()));
    let at = |text: &[u8], i: usize| text.get(i).copied().unwrap_or(0);
    // The run of digits that holds the difference, or ends there, begins here.
    let start = a[..differ].iter().rposition(|c| !c.is_ascii_digit()).map_or(0, |at| at + 1);
    let (x, y) = (at(a, differ), at(b, differ));
    if matches!((at(a, start), at(b, start)), (b'1'..=b'9', b'1'..=b'9')) {
        let run = |text: &[u8]| text[differ..].iter().take_while(|c| c.is_ascii_digit()).count();
        return run(a).cmp(&run(b)).then(x.cmp(&y));
    }
    if start < differ && a[start..differ].iter().all(|c| *c == b'0') && (x.is_ascii_digit() || y.is_ascii_digit()) {
        // Zeros so far: one more digit is less than the end of the run.
        return x.wrapping_sub(b'0').cmp(&y.wrapping_sub(b'0'));
    }
    x.cmp(&y)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(kind: Kind, mut keys: Vec<&str>) -> Vec<&str> {
        let comparison = Comparison { kind, fold: false, dictionary: false, printable: false, reverse: false };
        keys.sort_by(|a, b| comparison.compare(a.as_bytes(), b.as_bytes()));
        for pair in keys.windows(2) {
            let [x, y] = [pair[0], pair[1]].map(|k| comparison.prefix(k.as_bytes(), 0));
            assert!(x.0 <= y.0, "{pair:?}");
            assert!(x != y || !comparison.is_whole(x, true), "{pair:?}");
        }
        keys
    }

    #[test]
    fn numbers_of_any_size_are_exact() {
        let keys = vec![
            "-1",
            "-0.5",
            "x",
            "0.0000001",
            "0.0000002",
            "1",
            "01.5",
            "999999999999",
            "99999999999999999991",
            "99999999999999999992",
        ];
        let mut mixed = keys.clone();
        mixed.reverse();
        assert_eq!(sorted(Kind::Numeric, mixed), keys);
    }

    #[test]
    fn what_strtod_reads_is_a_number_too() {
        assert_eq!(
            sorted(Kind::Numeric, vec!["nan", "inf", "1e3", "0x10", "+5", "2", "-"]),
            ["-", "2", "+5", "0x10", "1e3", "inf", "nan"]
        );
        assert_eq!(
            sorted(Kind::General, vec!["1e3", "2", "-inf", "nan", "0x10", "x"]),
            ["x", "nan", "-inf", "2", "0x10", "1e3"]
        );
    }

    #[test]
    fn suffixes_come_before_digits() {
        assert_eq!(
            sorted(Kind::Human, vec!["1G", "2000k", "1M", "3m", "-1K", "-2M", "999", "0G", "1.5K"]),
            ["-2M", "-1K", "0G", "3m", "999", "1.5K", "2000k", "1M", "1G"]
        );
    }

    #[test]
    fn versions_are_ordered_as_strverscmp_does() {
        let keys = vec!["000", "00", "01", "010", "09", "0", "1", "9", "10"];
        let mut mixed = keys.clone();
        mixed.reverse();
        assert_eq!(sorted(Kind::Version, mixed), keys);
        assert_eq!(
            sorted(Kind::Version, vec!["1.10", "1.9", "1.09", "1.01", "1.1"]),
            ["1.01", "1.09", "1.1", "1.9", "1.10"]
        );
        assert_eq!(sorted(Kind::Version, vec!["a10", "a9", "a", "ab", "a1b"]), ["a", "a1b", "a9", "a10", "ab"]);
    }

    #[test]
    fn months_have_three_letters_in_any_case() {
        assert_eq!(sorted(Kind::Month, vec!["Dec", "mar", "JANuary", "x"]), ["x", "JANuary", "mar", "Dec"]);
    }
}
