//! Lines of digests: `SUM  NAME`, or `TAG (NAME) = SUM` as the BSDs and OpenSSL write them.

use crate::encoding::{Encoding, encode};
use kit::digest::{Algorithm, from_hex, hex};
use kit::text;

/// What may be checked by a list.
#[derive(Clone, Copy, Debug)]
pub enum Choice {
    /// Whatever a line's tag says.
    Any,
    /// One of these: by the tag, or by the length of the digest.
    These(&'static [Algorithm]),
    /// BLAKE2b, of any length or of so many bytes.
    Blake2b(Option<u8>),
}

impl Choice {
    fn has(self, algorithm: Algorithm) -> bool {
        match (self, algorithm) {
            (Choice::Any, _) | (Choice::Blake2b(None), Algorithm::Blake2b(_)) => true,
            (Choice::These(list), _) => list.contains(&algorithm),
            (Choice::Blake2b(Some(length)), _) => algorithm == Algorithm::Blake2b(length),
            _ => false,
        }
    }

    /// The algorithm whose digest has so many bytes.
    fn of_length(self, length: usize) -> Option<Algorithm> {
        match self {
            Choice::Any => None,
            Choice::These(list) => list.iter().copied().find(|algorithm| algorithm.length() == length),
            Choice::Blake2b(_) => {
                let algorithm = Algorithm::Blake2b(u8::try_from(length).ok().filter(|n| (1..=64).contains(n))?);
                self.has(algorithm).then_some(algorithm)
            }
        }
    }
}

/// Tags, and those that other programs write.
const TAGS: [(&str, Algorithm); 16] = [
    ("MD5", Algorithm::Md5),
    ("SHA1", Algorithm::Sha1),
    ("SHA224", Algorithm::Sha224),
    ("SHA256", Algorithm::Sha256),
    ("SHA384", Algorithm::Sha384),
    ("SHA512", Algorithm::Sha512),
    ("SHA3-224", Algorithm::Sha3With224),
    ("SHA3-256", Algorithm::Sha3With256),
    ("SHA3-384", Algorithm::Sha3With384),
    ("SHA3-512", Algorithm::Sha3With512),
    ("SM3", Algorithm::Sm3),
    ("BLAKE2b", Algorithm::Blake2b(64)),
    ("SHA2-224", Algorithm::Sha224),
    ("SHA2-256", Algorithm::Sha256),
    ("SHA2-384", Algorithm::Sha384),
    ("SHA2-512", Algorithm::Sha512),
];

/// The name before a tagged line.
pub fn tag(algorithm: Algorithm) -> Vec<u8> {
    match algorithm {
        Algorithm::Blake2b(length) if length < 64 => text!["BLAKE2b-", u32::from(length) * 8],
        _ => TAGS.iter().find(|(_, a)| *a == algorithm).map_or(Vec::new(), |(tag, _)| tag.as_bytes().to_vec()),
    }
}

/// The name in messages, without a length that could be another.
pub fn family(algorithm: Algorithm) -> Vec<u8> {
    match algorithm {
        Algorithm::Blake2b(_) => b"BLAKE2b".to_vec(),
        _ => {
            let tag = tag(algorithm);
            if tag.starts_with(b"SHA3-") { b"SHA3".to_vec() } else { tag }
        }
    }
}

/// How a digest is written in a list.
#[derive(PartialEq, Eq, Debug)]
pub enum Digest {
    /// Read from hexadecimal digits.
    Bytes(Vec<u8>),
    /// As it stands there.
    Base64(Vec<u8>),
}

impl Digest {
    /// Digits of either kind, and how many bytes they stand for.
    fn parse(digits: &[u8], choice: impl Fn(usize) -> bool) -> Option<Digest> {
        if let Some(bytes) = from_hex(digits)
            && choice(bytes.len())
        {
            return Some(Digest::Bytes(bytes));
        }
        let padding = digits.iter().rev().take_while(|c| **c == b'=').count();
        let (text, _) = digits.split_at(digits.len() - padding);
        let is_base64 = text.iter().all(|c| c.is_ascii_alphanumeric() || matches!(c, b'+' | b'/'));
        (padding < 3
            && is_base64
            && digits.len().is_multiple_of(4)
            && choice((digits.len() / 4 * 3).checked_sub(padding)?))
        .then(|| Digest::Base64(digits.to_vec()))
    }

    /// Is it the digest `found`?
    pub fn is(&self, found: &[u8]) -> bool {
        match self {
            Digest::Bytes(bytes) => bytes == found,
            Digest::Base64(text) => base64(found) == *text,
        }
    }

    fn length(&self) -> usize {
        match self {
            Digest::Bytes(bytes) => bytes.len(),
            Digest::Base64(text) => text.len() / 4 * 3 - text.iter().filter(|c| **c == b'=').count(),
        }
    }
}

/// `bytes` in base64.
pub fn base64(bytes: &[u8]) -> Vec<u8> {
    let mut text = Vec::new();
    encode(Encoding::Base64, bytes, &mut text);
    text
}

/// What a line says.
#[derive(Debug)]
pub struct Entry {
    pub algorithm: Algorithm,
    pub digest: Digest,
    pub name: Vec<u8>,
}

/// Reads a line; if it is none, the algorithm that its tag names, if it does.
pub fn parse(line: &[u8], choice: Choice) -> Result<Entry, Option<Algorithm>> {
    let line = line.trim_ascii_start();
    let (escaped, line) = match line {
        [b'\\', rest @ ..] => (true, rest),
        _ => (false, line),
    };
    let name_of = |name: &[u8]| if escaped { unescape(name) } else { name.to_vec() };
    if let Some((algorithm, rest)) = strip_tag(line) {
        let entry = || {
            let at = memchr::memrchr(b')', rest)?;
            let digits = rest[at + 1..].trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
            let digest = Digest::parse(digits, |length| length == algorithm.length())?;
            choice.has(algorithm).then(|| Entry { algorithm, digest, name: name_of(&rest[..at]) })
        };
        return entry().ok_or(Some(algorithm));
    }
    let entry = || {
        let at = line.iter().position(|c| matches!(c, b' ' | b'\t'))?;
        let name = &line[at + 1..];
        let name = name.strip_prefix(b" ").or_else(|| name.strip_prefix(b"*")).unwrap_or(name);
        let digest = Digest::parse(&line[..at], |length| choice.of_length(length).is_some())?;
        let algorithm = choice.of_length(digest.length())?;
        Some(Entry { algorithm, digest, name: name_of(name) })
    };
    entry().ok_or(None)
}

/// As BusyBox reads what is no digest of the right length: a digest that no file has, and a name.
pub fn parse_loosely(line: &[u8], algorithm: Algorithm) -> Option<Entry> {
    let at = memchr::memchr(b' ', line)?;
    let name = &line[at + 1..];
    let name = name.strip_prefix(b" ").or_else(|| name.strip_prefix(b"*")).unwrap_or(name);
    Some(Entry { algorithm, digest: Digest::Bytes(Vec::new()), name: name.to_vec() })
}

/// `TAG (`, with or without the blank.
fn strip_tag(line: &[u8]) -> Option<(Algorithm, &[u8])> {
    TAGS.iter().find_map(|(tag, algorithm)| {
        let mut rest = line.strip_prefix(tag.as_bytes())?;
        let mut algorithm = *algorithm;
        if let (Algorithm::Blake2b(_), Some(more)) = (algorithm, rest.strip_prefix(b"-")) {
            let digits = more.iter().take_while(|c| c.is_ascii_digit()).count();
            let bits: u32 = std::str::from_utf8(&more[..digits]).ok()?.parse().ok()?;
            if !bits.is_multiple_of(8) || !(8..=512).contains(&bits) {
                return None;
            }
            (algorithm, rest) = (Algorithm::Blake2b((bits / 8) as u8), &more[digits..]);
        }
        let rest = rest.strip_prefix(b" ").unwrap_or(rest).strip_prefix(b"(")?;
        Some((algorithm, rest))
    })
}

/// How digests are written.
#[derive(Clone, Copy)]
pub struct Style {
    pub tagged: bool,
    /// A star before the name: the file was read as it is.
    pub star: bool,
    /// NUL at the end, and nothing escaped.
    pub zero: bool,
    pub base64: bool,
}

impl Style {
    /// The line of `name`, with its end.
    pub fn line(self, algorithm: Algorithm, sum: &[u8], name: &[u8]) -> Vec<u8> {
        let sum = if self.base64 { base64(sum) } else { hex(sum).into_bytes() };
        let (name, backslash) = if self.zero { (name.to_vec(), "") } else { escape(name) };
        let mut line = if self.tagged {
            text![backslash, tag(algorithm), " (", name, ") = ", sum]
        } else {
            text![backslash, sum, if self.star { " *" } else { "  " }, name]
        };
        line.push(if self.zero { 0 } else { b'\n' });
        line
    }
}

/// A name with a newline, a carriage return or a backslash is written with `\n`, `\r` and `\\`, and a backslash begins its
/// line.
pub fn escape(name: &[u8]) -> (Vec<u8>, &'static str) {
    if !name.iter().any(|c| matches!(c, b'\n' | b'\r' | b'\\')) {
        return (name.to_vec(), "");
    }
    let mut escaped = Vec::new();
    for c in name {
        match c {
            b'\n' => escaped.extend_from_slice(b"\\n"),
            b'\r' => escaped.extend_from_slice(b"\\r"),
            b'\\' => escaped.extend_from_slice(b"\\\\"),
            _ => escaped.push(*c),
        }
    }
    (escaped, "\\")
}

fn unescape(name: &[u8]) -> Vec<u8> {
    let mut plain = Vec::new();
    let mut rest = name.iter();
    while let Some(c) = rest.next() {
        plain.push(match c {
            b'\\' => match rest.next() {
                Some(b'n') => b'\n',
                Some(b'r') => b'\r',
                Some(other) => *other,
                None => b'\\',
            },
            c => *c,
        });
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    const MD5: Choice = Choice::These(&[Algorithm::Md5]);
    const SUM: &str = "b1946ac92492d2347c6235b4d2611184";

    fn name(line: &str, choice: Choice) -> Option<(Algorithm, String)> {
        let entry = parse(line.replace('@', SUM).as_bytes(), choice).ok()?;
        Some((entry.algorithm, String::from_utf8(entry.name).unwrap()))
    }

    #[test]
    fn lines_are_read_in_all_styles() {
        for (line, expected) in [
            ("@  x y", "x y"),
            ("@ *x", "x"),
            ("@ x", "x"),
            ("  \\@  a\\nb\\\\", "a\nb\\"),
            ("MD5 (a) = b) = @", "a) = b"),
            ("MD5(a)=@", "a"),
            ("MD5 (a) = sZRqySSS0jR8YjW00mERhA==", "a"),
        ] {
            assert_eq!(name(line, MD5), Some((Algorithm::Md5, expected.to_owned())), "{line}");
        }
        for bad in ["@", "@@  x", "SHA1 (a) = @", "MD5 (a) = sZRqySSS0jR8YjW00mERhA", "MD5 (a", "xx  a", ""] {
            assert_eq!(name(bad, MD5), None, "{bad}");
        }
        assert_eq!(name("@  x", Choice::Any), None);
        let loose = parse_loosely(b"12  x y", Algorithm::Md5).unwrap();
        assert_eq!((&loose.name[..], loose.digest.is(&[0x12])), (&b"x y"[..], false));
        assert!(parse_loosely(b"junk", Algorithm::Md5).is_none());
    }

    #[test]
    fn lengths_tell_the_algorithm() {
        assert_eq!(name("@  x", Choice::Blake2b(None)), Some((Algorithm::Blake2b(16), "x".to_owned())));
        assert_eq!(name("@  x", Choice::Blake2b(Some(32))), None);
        assert_eq!(name("BLAKE2b-128 (x) = @", Choice::Any), Some((Algorithm::Blake2b(16), "x".to_owned())));
        assert_eq!(parse(b"BLAKE2b-7 (x) = 00", Choice::Any).unwrap_err(), None);
        assert_eq!(parse(b"SHA256 (x) = 00", Choice::Any).unwrap_err(), Some(Algorithm::Sha256));
    }

    #[test]
    fn names_survive_escaping() {
        assert_eq!(escape(b"a\n\\b"), (b"a\\n\\\\b".to_vec(), "\\"));
        assert_eq!(unescape(b"a\\n\\\\b"), b"a\n\\b");
        assert_eq!(escape(b"plain"), (b"plain".to_vec(), ""));
    }
}
