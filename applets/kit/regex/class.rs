//! Sets of characters: ranges of code points, named classes, other cases, and their UTF-8 encodings.
//!
//! Beyond ASCII the classes and case pairs are ranges that cover the living alphabets (a few hundred bytes of table
//! instead of Unicode's hundred kilobytes).

/// One past the largest code point: byte `b` that is not UTF-8 is the pseudo character `BYTE + b`, which no class
/// contains and only the same byte in a pattern matches.
pub(super) const BYTE: u32 = 0x11_0000;

/// A set of characters as sorted, disjoint ranges, both ends included.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub(super) struct Class(pub(super) Vec<(u32, u32)>);

impl Class {
    /// Adds a range; [`Class::normalize`] afterwards.
    pub(super) fn add(&mut self, low: u32, high: u32) {
        self.0.push((low, high));
    }

    /// Sorts and merges.
    pub(super) fn normalize(&mut self) {
        self.0.sort_unstable();
        let mut merged: Vec<(u32, u32)> = Vec::with_capacity(self.0.len());
        for &(low, high) in &self.0 {
            match merged.last_mut() {
                Some(last) if low <= last.1.saturating_add(1) => last.1 = last.1.max(high),
                _ => merged.push((low, high)),
            }
        }
        self.0 = merged;
    }

    /// All characters that are not in it; the class must be normalized.
    pub(super) fn negated(&self, last: u32) -> Class {
        let mut result = Class::default();
        let mut next = 0;
        for &(low, high) in &self.0 {
            if low > next {
                result.add(next, (low - 1).min(last));
            }
            next = high + 1;
            if next > last {
                return result;
            }
        }
        result.add(next, last);
        result
    }

    /// Takes one character out; the class must be normalized.
    pub(super) fn remove(&mut self, c: u32) {
        let mut result = Vec::with_capacity(self.0.len() + 1);
        for &(low, high) in &self.0 {
            if c < low || c > high {
                result.push((low, high));
                continue;
            }
            if c > low {
                result.push((low, c - 1));
            }
            if c < high {
                result.push((c + 1, high));
            }
        }
        self.0 = result;
    }

    /// Adds the other cases of all its letters, and normalizes. With `bytes` only ASCII has cases.
    pub(super) fn add_cases(&mut self, bytes: bool) {
        // Beyond the largest cased letter of the tables there is nothing to add.
        let last = if bytes { 0x7F } else { LAST_CASED };
        for i in 0..self.0.len() {
            let (low, high) = self.0[i];
            for c in low..=high.min(last) {
                for other in [lower(c), upper(c)] {
                    if other != c {
                        self.add(other, other);
                    }
                }
            }
        }
        self.normalize();
    }
}

/// Letters beyond ASCII.
const LETTERS: &[(u32, u32)] = &[
    (0xAA, 0xAA),
    (0xB5, 0xB5),
    (0xBA, 0xBA),
    (0xC0, 0xD6),
    (0xD8, 0xF6),
    (0xF8, 0x2C1),
    (0x370, 0x373),
    (0x376, 0x377),
    (0x37B, 0x37D),
    (0x37F, 0x37F),
    (0x386, 0x386),
    (0x388, 0x481),
    (0x48A, 0x556),
    (0x560, 0x588),
    (0x5D0, 0x5F2),
    (0x620, 0x64A),
    (0x66E, 0x6D3),
    (0x6FA, 0x6FF),
    (0x710, 0x72F),
    (0x780, 0x7A5),
    (0x904, 0x939),
    (0x958, 0x961),
    (0x985, 0x9B9),
    (0xA05, 0xA39),
    (0xA85, 0xAB9),
    (0xB05, 0xB39),
    (0xB83, 0xBB9),
    (0xC05, 0xC39),
    (0xC85, 0xCB9),
    (0xD05, 0xD3A),
    (0xD85, 0xDC6),
    (0xE01, 0xE30),
    (0xE40, 0xE46),
    (0xE81, 0xEB0),
    (0xF40, 0xF6C),
    (0x1000, 0x102A),
    (0x10A0, 0x10FF),
    (0x1100, 0x1248),
    (0x124A, 0x135A),
    (0x13A0, 0x13F5),
    (0x1401, 0x166C),
    (0x1780, 0x17B3),
    (0x1820, 0x1878),
    (0x1C80, 0x1C88),
    (0x1D00, 0x1DBF),
    (0x1E00, 0x1FBC),
    (0x1FC2, 0x1FCC),
    (0x1FD0, 0x1FDB),
    (0x1FE0, 0x1FEC),
    (0x1FF2, 0x1FFC),
    (0x2C00, 0x2CE4),
    (0x2D00, 0x2D67),
    (0x3005, 0x3006),
    (0x3031, 0x3035),
    (0x3041, 0x3096),
    (0x309D, 0x309F),
    (0x30A1, 0x30FA),
    (0x30FC, 0x318E),
    (0x31A0, 0x31BF),
    (0x31F0, 0x31FF),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xA000, 0xA48C),
    (0xA640, 0xA66E),
    (0xA680, 0xA69D),
    (0xA722, 0xA788),
    (0xA78B, 0xA7CA),
    (0xAB30, 0xAB5A),
    (0xAB70, 0xABE2),
    (0xAC00, 0xD7A3),
    (0xF900, 0xFAD9),
    (0xFB00, 0xFB06),
    (0xFB1D, 0xFDFB),
    (0xFE70, 0xFEFC),
    (0xFF21, 0xFF3A),
    (0xFF41, 0xFF5A),
    (0xFF66, 0xFFDC),
    (0x10000, 0x100FA),
    (0x10280, 0x1031F),
    (0x10400, 0x1049D),
    (0x1D400, 0x1D7CB),
    (0x20000, 0x323AF),
];

/// Blanks beyond ASCII, without the no-break spaces (as in musl).
const SPACES: &[(u32, u32)] = &[
    (0x85, 0x85),
    (0x1680, 0x1680),
    (0x2000, 0x2006),
    (0x2008, 0x200A),
    (0x2028, 0x2029),
    (0x205F, 0x205F),
    (0x3000, 0x3000),
];

/// What is no character to be seen, beyond ASCII.
const CONTROLS: &[(u32, u32)] = &[(0x80, 0x9F), (0x2028, 0x2029), (0xD800, 0xDFFF), (0xFFF9, 0xFFFB)];

/// Does the word character set (`\w`) contain `c`?
pub(super) fn is_word(c: u32) -> bool {
    match c {
        0..0x80 => (c as u8).is_ascii_alphanumeric() || c == '_' as u32,
        _ => LETTERS.iter().any(|r| r.0 <= c && c <= r.1),
    }
}

/// The class `[:name:]`, if there is one of that name.
pub(super) fn named(name: &[u8], bytes: bool) -> Option<Class> {
    let mut class = Class::default();
    let ascii: fn(u8) -> bool = match name {
        b"alpha" => |b| b.is_ascii_alphabetic(),
        b"digit" => |b| b.is_ascii_digit(),
        b"alnum" => |b| b.is_ascii_alphanumeric(),
        b"upper" => |b| b.is_ascii_uppercase(),
        b"lower" => |b| b.is_ascii_lowercase(),
        b"space" => |b| matches!(b, b' ' | b'\t'..=b'\r'),
        b"blank" => |b| matches!(b, b' ' | b'\t'),
        b"punct" => |b| b.is_ascii_punctuation(),
        b"print" => |b| matches!(b, b' '..=b'~'),
        b"graph" => |b| b.is_ascii_graphic(),
        b"cntrl" => |b| b.is_ascii_control(),
        b"xdigit" => |b| b.is_ascii_hexdigit(),
        b"word" => |b| b.is_ascii_alphanumeric() || b == b'_',
        _ => return None,
    };
    for b in 0..0x80 {
        if ascii(b) {
            class.add(b as u32, b as u32);
        }
    }
    if !bytes {
        let table: &[(u32, u32)] = match name {
            b"alpha" | b"alnum" | b"word" => LETTERS,
            b"space" => SPACES,
            b"cntrl" => CONTROLS,
            _ => &[],
        };
        class.0.extend_from_slice(table);
        match name {
            b"upper" | b"lower" => {
                for c in 0x80..=LAST_CASED {
                    if (name == b"upper" && lower(c) != c) || (name == b"lower" && upper(c) != c) {
                        class.add(c, c);
                    }
                }
            }
            b"print" | b"graph" | b"punct" => {
                let mut not = Class(CONTROLS.to_vec());
                not.add(0, 0x7F);
                if name != b"print" {
                    not.0.extend_from_slice(SPACES);
                }
                if name == b"punct" {
                    not.0.extend_from_slice(LETTERS);
                }
                not.normalize();
                class.0.extend(not.negated(0x10_FFFF).0);
            }
            _ => {}
        }
    }
    class.normalize();
    Some(class)
}

/// A collating symbol's name (`[.hyphen.]`), of those of POSIX's locale that are punctuation or control.
pub(super) fn collating_symbol(name: &[u8]) -> Option<u32> {
    const NAMES: &[(&str, u8)] = &[
        ("NUL", 0),
        ("alert", 7),
        ("backspace", 8),
        ("tab", 9),
        ("newline", 10),
        ("vertical-tab", 11),
        ("form-feed", 12),
        ("carriage-return", 13),
        ("space", b' '),
        ("exclamation-mark", b'!'),
        ("quotation-mark", b'"'),
        ("number-sign", b'#'),
        ("dollar-sign", b'$'),
        ("percent-sign", b'%'),
        ("ampersand", b'&'),
        ("apostrophe", b'\''),
        ("left-parenthesis", b'('),
        ("right-parenthesis", b')'),
        ("asterisk", b'*'),
        ("plus-sign", b'+'),
        ("comma", b','),
        ("hyphen", b'-'),
        ("hyphen-minus", b'-'),
        ("period", b'.'),
        ("full-stop", b'.'),
        ("slash", b'/'),
        ("solidus", b'/'),
        ("colon", b':'),
        ("semicolon", b';'),
        ("less-than-sign", b'<'),
        ("equals-sign", b'='),
        ("greater-than-sign", b'>'),
        ("question-mark", b'?'),
        ("commercial-at", b'@'),
        ("left-square-bracket", b'['),
        ("backslash", b'\\'),
        ("reverse-solidus", b'\\'),
        ("right-square-bracket", b']'),
        ("circumflex", b'^'),
        ("circumflex-accent", b'^'),
        ("underscore", b'_'),
        ("low-line", b'_'),
        ("grave-accent", b'`'),
        ("left-curly-bracket", b'{'),
        ("left-brace", b'{'),
        ("vertical-line", b'|'),
        ("right-curly-bracket", b'}'),
        ("right-brace", b'}'),
        ("tilde", b'~'),
    ];
    NAMES.iter().find(|n| n.0.as_bytes() == name).map(|n| n.1 as u32)
}

const LAST_CASED: u32 = 0xFF5A;

/// Stretches in which even code points are upper case and the next odd ones lower.
const EVEN_UPPER: &[(u32, u32)] = &[
    (0x100, 0x12F),
    (0x132, 0x137),
    (0x14A, 0x177),
    (0x1DE, 0x1EF),
    (0x1F8, 0x21F),
    (0x222, 0x233),
    (0x246, 0x24F),
    (0x370, 0x373),
    (0x3D8, 0x3EF),
    (0x460, 0x481),
    (0x48A, 0x4BF),
    (0x4D0, 0x52F),
    (0x1E00, 0x1E95),
    (0x1EA0, 0x1EFF),
    (0x2C80, 0x2CE3),
];
/// The same with odd ones upper case.
const ODD_UPPER: &[(u32, u32)] = &[(0x139, 0x148), (0x179, 0x17E), (0x1CD, 0x1DC), (0x4C1, 0x4CE)];
/// First and last upper-case letter, and the distance of their lower cases.
const SHIFTED: &[(u32, u32, u32)] = &[
    (0x41, 0x5A, 32),
    (0xC0, 0xD6, 32),
    (0xD8, 0xDE, 32),
    (0x391, 0x3A1, 32),
    (0x3A3, 0x3AB, 32),
    (0x386, 0x386, 38),
    (0x388, 0x38A, 37),
    (0x38C, 0x38C, 64),
    (0x38E, 0x38F, 63),
    (0x400, 0x40F, 80),
    (0x410, 0x42F, 32),
    (0x531, 0x556, 48),
    (0x2C00, 0x2C2F, 48),
    (0xFF21, 0xFF3A, 32),
];

/// The lower case of `c`, or `c`.
pub(super) fn lower(c: u32) -> u32 {
    if let Some(s) = SHIFTED.iter().find(|s| s.0 <= c && c <= s.1) {
        return c + s.2;
    }
    if c < 0x100 {
        return c;
    }
    let paired = |table: &[(u32, u32)]| table.iter().any(|r| r.0 <= c && c <= r.1);
    match c {
        0x178 => 0xFF,
        _ if c.is_multiple_of(2) && paired(EVEN_UPPER) => c + 1,
        _ if c % 2 == 1 && paired(ODD_UPPER) => c + 1,
        _ => c,
    }
}

/// The upper case of `c`, or `c`.
pub(super) fn upper(c: u32) -> u32 {
    if let Some(s) = SHIFTED.iter().find(|s| s.0 + s.2 <= c && c <= s.1 + s.2) {
        return c - s.2;
    }
    if c < 0xFF {
        return c;
    }
    let paired = |table: &[(u32, u32)]| table.iter().any(|r| r.0 <= c && c <= r.1);
    match c {
        0xFF => 0x178,
        0x3C2 => 0x3A3,
        _ if c % 2 == 1 && paired(EVEN_UPPER) => c - 1,
        _ if c.is_multiple_of(2) && paired(ODD_UPPER) => c - 1,
        _ => c,
    }
}

/// Appends `text` in upper or lower case.
pub fn push_in_case(text: &[u8], to_upper: bool, to: &mut Vec<u8>) {
    let mut at = 0;
    while at < text.len() {
        let (c, length) = decode(&text[at..]);
        encode(if to_upper { upper(c) } else { lower(c) }, to);
        at += length;
    }
}

/// The first character of `text` and its length; a byte that does not begin valid UTF-8 is `BYTE + b`, of length 1.
pub(super) fn decode(text: &[u8]) -> (u32, usize) {
    let Some(&first) = text.first() else { return (BYTE, 0) };
    if first < 0x80 {
        return (first as u32, 1);
    }
    let length = match first {
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => 1,
    };
    let valid = text.get(..length).and_then(|bytes| std::str::from_utf8(bytes).ok()).and_then(|s| s.chars().next());
    match valid {
        Some(c) => (c as u32, length),
        None => (BYTE + first as u32, 1),
    }
}

/// The character that ends at the end of `text`, if any.
pub(super) fn decode_last(text: &[u8]) -> Option<u32> {
    let &last = text.last()?;
    if last >= 0x80 {
        for length in 2..=4.min(text.len()) {
            let (c, n) = decode(&text[text.len() - length..]);
            if n == length {
                return Some(c);
            }
        }
        return Some(BYTE + last as u32);
    }
    Some(last as u32)
}

/// Appends the bytes of a character, also of a pseudo character.
pub(super) fn encode(c: u32, to: &mut Vec<u8>) {
    match char::from_u32(c) {
        Some(c) => to.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
        None => to.push((c - BYTE) as u8),
    }
}

/// A sequence of byte ranges: the encodings of a range of characters of one length.
pub(super) type Sequence = Vec<(u8, u8)>;

/// The byte sequences that encode the characters of `class`.
pub(super) fn sequences(class: &Class, bytes: bool) -> Vec<Sequence> {
    let mut result = Vec::new();
    for &(low, high) in &class.0 {
        if bytes {
            if low < 0x100 {
                result.push(vec![(low as u8, high.min(0xFF) as u8)]);
            }
            continue;
        }
        if high >= BYTE {
            let first = low.max(BYTE);
            result.push(vec![((first - BYTE) as u8, (high - BYTE) as u8)]);
        }
        if low >= BYTE {
            continue;
        }
        let high = high.min(0x10_FFFF);
        for (first, last) in [(0, 0x7F), (0x80, 0x7FF), (0x800, 0xD7FF), (0xE000, 0xFFFF), (0x1_0000, 0x10_FFFF)] {
            let (from, to) = (low.max(first), high.min(last));
            if from <= to {
                split(from, to, &mut result);
            }
        }
    }
    result
}

/// Splits a range, all of whose encodings have the same length, into products of byte ranges.
fn split(low: u32, high: u32, result: &mut Vec<Sequence>) {
    let mut bits = 6;
    while low < 0x80 || bits < 21 {
        if low < 0x80 {
            result.push(vec![(low as u8, high as u8)]);
            return;
        }
        let mask = (1 << bits) - 1;
        if low & !mask != high & !mask {
            if low & mask != 0 {
                split(low, low | mask, result);
                split((low | mask) + 1, high, result);
                return;
            }
            if high & mask != mask {
                split(low, (high & !mask) - 1, result);
                split(high & !mask, high, result);
                return;
            }
        }
        bits += 6;
    }
    let (mut first, mut last) = (Vec::new(), Vec::new());
    encode(low, &mut first);
    encode(high, &mut last);
    result.push(first.into_iter().zip(last).collect());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_split_into_products_of_bytes() {
        let all = |low, high| sequences(&Class(vec![(low, high)]), false);
        assert_eq!(all(0x41, 0x5A), [[(0x41, 0x5A)]]);
        assert_eq!(all(0x7F, 0x80), [vec![(0x7F, 0x7F)], vec![(0xC2, 0xC2), (0x80, 0x80)]]);
        assert_eq!(all(0x80, 0x7FF), [[(0xC2, 0xDF), (0x80, 0xBF)]]);
        assert_eq!(all(0x3B1, 0x3C9), [[(0xCE, 0xCE), (0xB1, 0xBF)], [(0xCF, 0xCF), (0x80, 0x89)]]);
        assert_eq!(all(BYTE + 0xFF, BYTE + 0xFF), [[(0xFF, 0xFF)]]);
    }

    #[test]
    fn every_character_is_in_exactly_one_sequence() {
        let matches = |sequence: &Sequence, bytes: &[u8]| {
            sequence.len() == bytes.len() && sequence.iter().zip(bytes).all(|(r, b)| r.0 <= *b && *b <= r.1)
        };
        let class = Class(vec![(0x20, 0x7FF), (0x900, 0xFFFF), (0x1_0345, 0x10_FFFF)]);
        let sequences = sequences(&class, false);
        for c in (0..=0x10_FFFF).filter_map(char::from_u32) {
            let expected = class.0.iter().any(|r| r.0 <= c as u32 && c as u32 <= r.1);
            let mut buffer = [0; 4];
            let found = sequences.iter().filter(|s| matches(s, c.encode_utf8(&mut buffer).as_bytes())).count();
            assert_eq!(found, usize::from(expected), "{c:?}");
        }
    }

    #[test]
    fn case_pairs_agree_in_both_directions() {
        for (small, large) in
            [('a', 'A'), ('é', 'É'), ('ÿ', 'Ÿ'), ('ž', 'Ž'), ('ł', 'Ł'), ('σ', 'Σ'), ('я', 'Я'), ('ё', 'Ё')]
        {
            assert_eq!((lower(large as u32), upper(small as u32)), (small as u32, large as u32));
        }
        for c in ['×', '÷', 'ß', '1', '中', '['] {
            assert_eq!((lower(c as u32), upper(c as u32)), (c as u32, c as u32));
        }
    }

    #[test]
    fn negation_covers_what_is_left() {
        let class = Class(vec![(0, 9), (20, 30)]);
        assert_eq!(class.negated(100).0, [(10, 19), (31, 100)]);
        assert_eq!(Class(vec![(5, 100)]).negated(100).0, [(0, 4)]);
        assert_eq!(Class::default().negated(7).0, [(0, 7)]);
    }
}
