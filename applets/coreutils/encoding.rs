//! Bytes as digits of an alphabet: RFC 4648's encodings, ZeroMQ's Z85, Bitcoin's base 58, and bits.

use kit::context::Context;
use kit::lines::Blocks;
use kit::prelude::Write;
use kit::sys::vector;

/// Which digits, and how many for how many bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Encoding {
    Base64,
    Base64Url,
    Base58,
    Base32,
    Base32Hex,
    Base16,
    /// A byte's highest bit comes first.
    Base2Msbf,
    /// A byte's lowest bit comes first.
    Base2Lsbf,
    Z85,
}

use Encoding::{Base2Lsbf, Base2Msbf, Base16, Base32, Base32Hex, Base58, Base64, Base64Url, Z85};

/// What is wrong with a text.
#[derive(PartialEq, Eq, Debug)]
pub struct Invalid;

impl Encoding {
    fn alphabet(self) -> &'static [u8] {
        match self {
            Base64 => b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/",
            Base64Url => b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_",
            Base58 => b"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz",
            Base32 => b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567",
            Base32Hex => b"0123456789ABCDEFGHIJKLMNOPQRSTUV",
            Base16 => b"0123456789ABCDEF",
            Base2Msbf | Base2Lsbf => b"01",
            Z85 => b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#",
        }
    }

    /// The bytes of a whole group, and its digits.
    const fn group(self) -> (usize, usize) {
        match self {
            Base64 | Base64Url => (3, 4),
            Base32 | Base32Hex => (5, 8),
            Base16 => (1, 2),
            Base2Msbf | Base2Lsbf => (1, 8),
            Z85 => (4, 5),
            // All of it is one number.
            Base58 => (usize::MAX, usize::MAX),
        }
    }

    fn is_padded(self) -> bool {
        matches!(self, Base64 | Base64Url | Base32 | Base32Hex)
    }

    /// By byte: the digit's value, or 255.
    fn values(self) -> [u8; 256] {
        let mut values = [255; 256];
        for (value, digit) in self.alphabet().iter().enumerate() {
            values[usize::from(*digit)] = value as u8;
            if self == Base16 {
                values[usize::from(digit.to_ascii_lowercase())] = value as u8;
            }
        }
        values
    }
}

/// Turns pieces of any length into digits.
pub struct Encoder {
    encoding: Encoding,
    /// The begun group.
    left: Vec<u8>,
}

impl Encoder {
    pub fn new(encoding: Encoding) -> Encoder {
        Encoder { encoding, left: Vec::new() }
    }

    /// Appends the digits of all whole groups to `to`.
    pub fn push(&mut self, mut bytes: &[u8], to: &mut Vec<u8>) {
        let (size, _) = self.encoding.group();
        if !self.left.is_empty() || size == usize::MAX {
            let (more, rest) = bytes.split_at((size - self.left.len()).min(bytes.len()));
            self.left.extend_from_slice(more);
            bytes = rest;
            if self.left.len() < size {
                return;
            }
            encode(self.encoding, &self.left, to);
            self.left.clear();
        }
        let (whole, rest) = bytes.split_at(bytes.len() / size * size);
        encode(self.encoding, whole, to);
        self.left.extend_from_slice(rest);
    }

    /// Appends the last group's digits, padded.
    ///
    /// # Errors
    /// Z85 has no digits for fewer than four bytes.
    pub fn finish(self, to: &mut Vec<u8>) -> Result<(), Invalid> {
        match self.encoding {
            Z85 if !self.left.is_empty() => return Err(Invalid),
            Base58 => encode_58(&self.left, to),
            _ => encode(self.encoding, &self.left, to),
        }
        Ok(())
    }
}

/// Writes what `blocks` gives, encoded, in lines of `width` digits (0: in one that does not end).
///
/// # Errors
/// As of reading and writing; the inner result is that of [`Encoder::finish`].
pub fn write_encoded(
    cx: &mut Context,
    blocks: &mut Blocks,
    encoding: Encoding,
    width: usize,
) -> kit::applet::Result<Result<(), Invalid>> {
    let (mut encoder, mut wrap) = (Encoder::new(encoding), Wrap::new(width));
    let (mut digits, mut text) = (Vec::new(), Vec::new());
    while let Some(block) = blocks.next_block()? {
        digits.clear();
        encoder.push(block, &mut digits);
        text.clear();
        wrap.push(&digits, &mut text);
        cx.out.write_all(&text)?;
    }
    digits.clear();
    let result = encoder.finish(&mut digits);
    text.clear();
    wrap.push(&digits, &mut text);
    if result.is_ok() {
        wrap.finish(&mut text);
    }
    cx.out.write_all(&text)?;
    Ok(result)
}

/// Appends the digits of `bytes`, whose last group may lack some.
pub fn encode(encoding: Encoding, bytes: &[u8], to: &mut Vec<u8>) {
    let (size, digits) = encoding.group();
    let alphabet = encoding.alphabet();
    let mut taken = 0;
    if encoding == Base64 {
        let begin = to.len();
        to.resize(begin + bytes.len() / 3 * 4, 0);
        taken = vector::encode_base64(bytes, &mut to[begin..]);
        to.truncate(begin + taken / 3 * 4);
    }
    to.reserve((bytes.len() - taken).div_ceil(size) * digits);
    if encoding == Z85 {
        for group in bytes.as_chunks().0 {
            let number = u32::from_be_bytes(*group);
            to.extend([52_200_625, 614_125, 7225, 85, 1].map(|unit| alphabet[(number / unit % 85) as usize]));
        }
        return;
    }
    let bits = size * 8 / digits;
    let mask = (1 << bits) - 1;
    for group in bytes[taken..].chunks(size) {
        let mut number = group.iter().fold(0_u64, |number, byte| {
            number << 8 | u64::from(if encoding == Base2Lsbf { byte.reverse_bits() } else { *byte })
        });
        number <<= 8 * (size - group.len());
        let used = (group.len() * 8).div_ceil(bits);
        for i in 0..digits {
            let digit = alphabet[(number >> (bits * (digits - 1 - i)) & mask) as usize];
            to.push(if i < used { digit } else { b'=' });
        }
    }
}

/// A number of base 256 in base 58, its leading zeros as so many ones.
fn encode_58(bytes: &[u8], to: &mut Vec<u8>) {
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    // Limbs of five digits each, the lowest first.
    const LIMB: u64 = 58 * 58 * 58 * 58 * 58;
    let mut limbs: Vec<u32> = Vec::new();
    for four in bytes[zeros..].chunks(4) {
        let mut carry = four.iter().fold(0, |number, byte| number << 8 | u64::from(*byte));
        for limb in &mut limbs {
            carry += u64::from(*limb) << (8 * four.len());
            *limb = (carry % LIMB) as u32;
            carry /= LIMB;
        }
        while carry > 0 {
            limbs.push((carry % LIMB) as u32);
            carry /= LIMB;
        }
    }
    to.resize(to.len() + zeros, b'1');
    let mut digits: Vec<u8> = Vec::new();
    for mut limb in limbs {
        for _ in 0..5 {
            digits.push(Base58.alphabet()[(limb % 58) as usize]);
            limb /= 58;
        }
    }
    while digits.last() == Some(&b'1') {
        digits.pop();
    }
    to.extend(digits.iter().rev());
}

/// Lines of a width, 0 for one line without end.
pub struct Wrap {
    width: usize,
    column: usize,
}

impl Wrap {
    pub fn new(width: usize) -> Wrap {
        Wrap { width, column: 0 }
    }

    /// Appends `text`, with a newline before what does not fit into the line.
    pub fn push(&mut self, mut text: &[u8], to: &mut Vec<u8>) {
        if self.width == 0 {
            to.extend_from_slice(text);
            return;
        }
        let mut at = to.len();
        to.resize(at + text.len() + text.len() / self.width + 1, 0);
        while !text.is_empty() {
            if self.column == self.width {
                to[at] = b'\n';
                (at, self.column) = (at + 1, 0);
            }
            let n = (self.width - self.column).min(text.len());
            copy_short(&text[..n], &mut to[at..at + n]);
            text = &text[n..];
            (at, self.column) = (at + n, self.column + n);
        }
        to.truncate(at);
    }

    /// Ends the last line.
    pub fn finish(&self, to: &mut Vec<u8>) {
        if self.column > 0 {
            to.push(b'\n');
        }
    }
}

/// As `copy_from_slice`, for lines: a call of memcpy costs more than to copy one.
pub fn copy_short(from: &[u8], to: &mut [u8]) {
    const STEP: usize = 32;
    if from.len() < STEP || from.len() > 8 * STEP {
        to.copy_from_slice(from);
        return;
    }
    let (pieces, _) = from.as_chunks::<STEP>();
    for (piece, place) in pieces.iter().zip(to.as_chunks_mut::<STEP>().0) {
        *place = *piece;
    }
    // The last ones, some of them again.
    if let (Some(end), Some(place)) = (from.last_chunk::<STEP>(), to.last_chunk_mut::<STEP>()) {
        *place = *end;
    }
}

/// Turns pieces of text into bytes, as GNU does: newlines mean nothing, padding may be missing altogether, and nothing may be
/// wrong.
pub struct Decoder {
    encoding: Encoding,
    values: [u8; 256],
    ignore_garbage: bool,
    /// The begun group, and how many `=` have followed.
    group: Vec<u8>,
    padding: usize,
}

impl Decoder {
    pub fn new(encoding: Encoding, ignore_garbage: bool) -> Decoder {
        Decoder { encoding, values: encoding.values(), ignore_garbage, group: Vec::new(), padding: 0 }
    }

    /// Appends what `text` completes to `to`; also when an error follows.
    pub fn push(&mut self, text: &[u8], to: &mut Vec<u8>) -> Result<(), Invalid> {
        let (_, size) = self.encoding.group();
        for &c in text {
            let value = self.values[usize::from(c)];
            if value < 255 {
                if self.padding > 0 {
                    return self.fail(to);
                }
                self.group.push(value);
            } else if c == b'=' && self.encoding.is_padded() {
                self.padding += 1;
            } else if c == b'\n' || self.ignore_garbage {
                continue;
            } else {
                return self.fail(to);
            }
            if self.group.len() + self.padding == size {
                self.end_group(to)?;
            }
        }
        Ok(())
    }

    /// The last group.
    pub fn finish(mut self, to: &mut Vec<u8>) -> Result<(), Invalid> {
        if self.encoding == Base58 {
            return self.decode_58(to);
        }
        if self.group.is_empty() && self.padding == 0 {
            return Ok(());
        }
        let is_short = self.padding > 0 || !self.encoding.is_padded();
        self.end_group(to)?;
        if is_short { Err(Invalid) } else { Ok(()) }
    }

    /// What was whole before the error is given.
    fn fail(&mut self, to: &mut Vec<u8>) -> Result<(), Invalid> {
        if self.encoding.is_padded() {
            let _ = self.end_group(to);
        }
        Err(Invalid)
    }

    fn end_group(&mut self, to: &mut Vec<u8>) -> Result<(), Invalid> {
        let (bytes, size) = self.encoding.group();
        self.padding = 0;
        if self.encoding == Z85 {
            let number = self.group.iter().fold(0, |number, value| number * 85 + u64::from(*value));
            let is_whole = self.group.len() == size;
            self.group.clear();
            let number = u32::try_from(number).ok().filter(|_| is_whole).ok_or(Invalid)?;
            to.extend(number.to_be_bytes());
            return Ok(());
        }
        let bits = bytes * 8 / size;
        let have = self.group.len() * bits;
        let number = self.group.iter().fold(0_u64, |number, value| number << bits | u64::from(*value));
        self.group.clear();
        let number = number << (bytes * 8 - have);
        let whole = have / 8;
        for byte in &number.to_be_bytes()[8 - bytes..][..whole] {
            to.push(if self.encoding == Base2Lsbf { byte.reverse_bits() } else { *byte });
        }
        // A digit more than needed, or bits that no byte has.
        let is_clean = have - whole * 8 < bits && number & ((1 << (8 * (bytes - whole))) - 1) == 0;
        if is_clean && (whole > 0 || have == 0) { Ok(()) } else { Err(Invalid) }
    }

    fn decode_58(&self, to: &mut Vec<u8>) -> Result<(), Invalid> {
        let ones = self.group.iter().take_while(|value| **value == 0).count();
        let mut limbs: Vec<u32> = Vec::new();
        for digits in self.group[ones..].chunks(5) {
            let (mut carry, mut unit) = (0_u64, 1_u64);
            for value in digits {
                carry = carry * 58 + u64::from(*value);
                unit *= 58;
            }
            for limb in &mut limbs {
                carry += u64::from(*limb) * unit;
                *limb = carry as u32;
                carry >>= 32;
            }
            if carry > 0 {
                limbs.push(carry as u32);
            }
        }
        to.resize(to.len() + ones, 0);
        let bytes = limbs.iter().rev().flat_map(|limb| limb.to_be_bytes());
        to.extend(bytes.skip_while(|byte| *byte == 0));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Encoding; 9] = [Base64, Base64Url, Base58, Base32, Base32Hex, Base16, Base2Msbf, Base2Lsbf, Z85];

    fn encoded(encoding: Encoding, pieces: &[&[u8]]) -> String {
        let (mut encoder, mut text) = (Encoder::new(encoding), Vec::new());
        for piece in pieces {
            encoder.push(piece, &mut text);
        }
        encoder.finish(&mut text).unwrap();
        String::from_utf8(text).unwrap()
    }

    fn decoded(encoding: Encoding, text: &str) -> (Vec<u8>, bool) {
        let (mut decoder, mut bytes) = (Decoder::new(encoding, false), Vec::new());
        let result = decoder.push(text.as_bytes(), &mut bytes).and_then(|()| decoder.finish(&mut bytes));
        (bytes, result.is_ok())
    }

    #[test]
    fn encodings_are_those_of_their_standards() {
        for (encoding, bytes, text) in [
            (Base64, &b"\x54\x0f\xdc\xf0\x0f\xaf\x4a"[..], "VA/c8A+vSg=="),
            (Base64Url, b"\x54\x0f\xdc\xf0\x0f\xaf\x4a", "VA_c8A-vSg=="),
            (Base32, b"\xff\0", "74AA===="),
            (Base32Hex, b"\xfd\xd8\x07\xd1\xa5", "VNC0FKD5"),
            (Base16, b"\xfd\xd8", "FDD8"),
            (Base2Msbf, b"\xc1", "11000001"),
            (Base2Lsbf, b"\x83\x01", "1100000110000000"),
            (Z85, b"\x86\x4f\xd2\x6f\xb5\x59\xf7\x5b", "HelloWorld"),
            (Base58, b"\0\0\x28\x7f\xb4\xcd", "11233QC4"),
            (Base58, b"Hello World!", "2NEpo7TZRRrLZSi2U"),
            (Base58, b"\0", "1"),
        ] {
            assert_eq!(encoded(encoding, &[bytes]), text);
            assert_eq!(decoded(encoding, text), (bytes.to_vec(), true), "{text}");
        }
    }

    #[test]
    fn pieces_of_any_length_give_the_same_text_and_come_back() {
        let bytes: Vec<u8> = (0..400_u32).map(|i| ((i * i) >> 3) as u8).collect();
        for encoding in ALL {
            for length in [0, 4, 8, 92, 100, 400] {
                let bytes = &bytes[..length];
                let text = encoded(encoding, &[bytes]);
                for at in [1, 2, 3, 7, 50] {
                    let at = at.min(length);
                    assert_eq!(encoded(encoding, &[&bytes[..at], &bytes[at..]]), text, "{encoding:?}");
                }
                assert_eq!(decoded(encoding, &text), (bytes.to_vec(), true), "{encoding:?}");
            }
        }
    }

    #[test]
    fn what_is_wrong_ends_the_text_after_what_was_right() {
        for (encoding, text, bytes) in [
            (Base64, "a", &b""[..]),
            (Base64, "Zz=", b"g"),
            (Base64, "Z===", b""),
            (Base64, "SB==", b"H"),
            (Base64, "SGVsbG9=", b"Hello"),
            (Base64, "MTIzNA=\n", b"1234"),
            (Base64, "YWJj*", b"abc"),
            (Base64Url, "VA/c", b"T"),
            (Base16, "ABC", b"\xab"),
            (Base2Msbf, "100010000000000", b"\x88"),
            (Z85, "helloX", b"5jXu"),
            (Z85, "%nSc1", b""),
            (Base58, "0", b""),
        ] {
            assert_eq!(decoded(encoding, text), (bytes.to_vec(), false), "{text}");
        }
        for (text, bytes) in [("aQ", &b"i"[..]), ("MTIzNA==\nMTIzNA", b"12341234"), ("Z\nzw", b"g<")] {
            assert_eq!(decoded(Base64, text), (bytes.to_vec(), true), "{text}");
        }
    }

    #[test]
    fn lines_are_wrapped_and_the_last_is_ended() {
        for (width, expected) in [(0, "abcdefgh"), (3, "abc\ndef\ngh\n"), (4, "abcd\nefgh\n"), (9, "abcdefgh\n")] {
            for at in 0..8 {
                let (mut wrap, mut text) = (Wrap::new(width), Vec::new());
                wrap.push(&b"abcdefgh"[..at], &mut text);
                wrap.push(&b"abcdefgh"[at..], &mut text);
                wrap.finish(&mut text);
                assert_eq!(String::from_utf8(text).unwrap(), expected);
            }
        }
        let long: Vec<u8> = (0..=255).collect();
        for length in 0..=255 {
            let mut copy = vec![0; length];
            copy_short(&long[..length], &mut copy);
            assert_eq!(copy, &long[..length]);
        }
    }
}
