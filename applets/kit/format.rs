//! Formatted output as printf(3) does it, and the escapes of `printf`, `echo -e` and their kin.
//!
//! A caller reads a conversion with [`Conversion::parse`], fetches its argument, and lets [`Spec`] lay it out. Widths
//! and precisions count bytes. Floating point is exact: the digits are those of the binary value, rounded to even.

use std::io::{self, Write};

/// A width or precision.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Size {
    /// Not given.
    Absent,
    /// A number, at most `i32::MAX`.
    Number(usize),
    /// `*`: an argument, or with `*N$` argument N.
    Argument(Option<usize>),
}

/// A conversion as written: `%-5.*ld`.
#[derive(Clone, Copy, Debug)]
pub struct Conversion {
    /// Its flags, with neither width nor precision.
    pub spec: Spec,
    /// The field's width.
    pub width: Size,
    /// The precision.
    pub precision: Size,
    /// N of `%N$d`.
    pub position: Option<usize>,
}

/// How to lay out one value.
#[derive(Clone, Copy, Default, Debug)]
pub struct Spec {
    /// `-`: at the left.
    pub left: bool,
    /// `+`: a sign for what is not negative.
    pub plus: bool,
    /// Blank: a blank there.
    pub blank: bool,
    /// `#`: the alternative form.
    pub alternate: bool,
    /// `0`: filled with zeros.
    pub zero: bool,
    /// Least width, in bytes.
    pub width: usize,
    /// Digits, or bytes of a string.
    pub precision: Option<usize>,
    /// The conversion's letter.
    pub letter: u8,
}

fn count(rest: &[u8], at: &mut usize) -> Option<usize> {
    let mut value: usize = 0;
    while let Some(digit @ b'0'..=b'9') = rest.get(*at) {
        value = value * 10 + (digit - b'0') as usize;
        if value > i32::MAX as usize {
            return None;
        }
        *at += 1;
    }
    Some(value)
}

fn size(rest: &[u8], at: &mut usize) -> Option<Size> {
    match rest.get(*at) {
        Some(b'*') => {
            *at += 1;
            let mut end = *at;
            let position = count(rest, &mut end)?;
            if position > 0 && rest.get(end) == Some(&b'$') {
                *at = end + 1;
                return Some(Size::Argument(Some(position)));
            }
            Some(Size::Argument(None))
        }
        Some(b'0'..=b'9') => Some(Size::Number(count(rest, at)?)),
        _ => Some(Size::Absent),
    }
}

impl Conversion {
    /// Reads what follows a `%`; gives its length too. Length modifiers (`h`, `l`, `ll`, `L`, `j`, `z`, `t`, `q`) are
    /// skipped: a value has one width here. The flag `'` asks for the grouping of the locale, which has none. None if
    /// the text ends first or a size is above `i32::MAX`; whether the letter means something, the caller decides.
    pub fn parse(rest: &[u8]) -> Option<(Conversion, usize)> {
        let mut at = 0;
        let mut position = None;
        if matches!(rest.first(), Some(b'1'..=b'9')) {
            let mut end = 0;
            let n = count(rest, &mut end)?;
            if rest.get(end) == Some(&b'$') {
                position = Some(n);
                at = end + 1;
            }
        }
        let mut spec = Spec::default();
        loop {
            match rest.get(at)? {
                b'-' => spec.left = true,
                b'+' => spec.plus = true,
                b' ' => spec.blank = true,
                b'#' => spec.alternate = true,
                b'0' => spec.zero = true,
                b'\'' => {}
                _ => break,
            }
            at += 1;
        }
        let width = size(rest, &mut at)?;
        let mut precision = Size::Absent;
        if rest.get(at) == Some(&b'.') {
            at += 1;
            precision = match size(rest, &mut at)? {
                Size::Absent => Size::Number(0),
                given => given,
            };
        }
        while matches!(rest.get(at), Some(b'h' | b'l' | b'L' | b'j' | b'z' | b't' | b'q')) {
            // `%q` is a conversion of its own where no other letter follows.
            if rest[at] == b'q' && !matches!(rest.get(at + 1), Some(b'd' | b'i' | b'o' | b'u' | b'x' | b'X')) {
                break;
            }
            at += 1;
        }
        spec.letter = *rest.get(at)?;
        Some((Conversion { spec, width, precision, position }, at + 1))
    }

    /// The layout, where `argument` gives the value of a `*`: a negative width means `-`, a negative precision none.
    pub fn resolve(&self, mut argument: impl FnMut(Option<usize>) -> i64) -> Spec {
        let mut spec = self.spec;
        let clamp = |n: u64| n.min(i32::MAX as u64) as usize;
        match self.width {
            Size::Absent => {}
            Size::Number(n) => spec.width = n,
            Size::Argument(position) => {
                let width = argument(position);
                spec.left |= width < 0;
                spec.width = clamp(width.unsigned_abs());
            }
        }
        spec.precision = match self.precision {
            Size::Absent => None,
            Size::Number(n) => Some(n),
            Size::Argument(position) => u64::try_from(argument(position)).ok().map(clamp),
        };
        spec
    }
}

/// The parts of a number, in order.
#[derive(Default)]
struct Parts<'a> {
    prefix: &'a [u8],
    zeros: usize,
    body: &'a [u8],
    more_zeros: usize,
    suffix: &'a [u8],
}

fn fill(out: &mut dyn Write, byte: u8, mut n: usize) -> io::Result<()> {
    let chunk = [byte; 64];
    while n > 0 {
        let part = n.min(chunk.len());
        out.write_all(&chunk[..part])?;
        n -= part;
    }
    Ok(())
}

impl Spec {
    /// `%s`, `%c`: the bytes, cut to the precision, in the width.
    pub fn string(&self, bytes: &[u8], out: &mut dyn Write) -> io::Result<()> {
        let shown = &bytes[..self.precision.unwrap_or(bytes.len()).min(bytes.len())];
        let padding = self.width.saturating_sub(shown.len());
        if !self.left {
            fill(out, b' ', padding)?;
        }
        out.write_all(shown)?;
        if self.left { fill(out, b' ', padding) } else { Ok(()) }
    }

    fn number(&self, mut parts: Parts, zero: bool, out: &mut dyn Write) -> io::Result<()> {
        let length = parts.prefix.len() + parts.zeros + parts.body.len() + parts.more_zeros + parts.suffix.len();
        let padding = self.width.saturating_sub(length);
        if zero && !self.left {
            parts.zeros += padding;
        } else if !self.left {
            fill(out, b' ', padding)?;
        }
        out.write_all(parts.prefix)?;
        fill(out, b'0', parts.zeros)?;
        out.write_all(parts.body)?;
        fill(out, b'0', parts.more_zeros)?;
        out.write_all(parts.suffix)?;
        if self.left { fill(out, b' ', padding) } else { Ok(()) }
    }

    fn sign(&self, negative: bool) -> &'static [u8] {
        match (negative, self.plus, self.blank) {
            (true, _, _) => b"-",
            (false, true, _) => b"+",
            (false, false, true) => b" ",
            _ => b"",
        }
    }

    /// `%d`, `%i`.
    pub fn signed(&self, value: i64, out: &mut dyn Write) -> io::Result<()> {
        self.digits(value.unsigned_abs(), 10, self.sign(value < 0), out)
    }

    /// `%u`, `%o`, `%x`, `%X`, `%b` (binary; the letter says which), else decimal.
    pub fn unsigned(&self, value: u64, out: &mut dyn Write) -> io::Result<()> {
        let (base, prefix): (u64, &[u8]) = match self.letter {
            b'o' => (8, b""),
            b'x' => (16, b"0x"),
            b'X' => (16, b"0X"),
            b'b' => (2, b"0b"),
            _ => (10, b""),
        };
        self.digits(value, base, if self.alternate && value != 0 { prefix } else { b"" }, out)
    }

    fn digits(&self, mut value: u64, base: u64, prefix: &[u8], out: &mut dyn Write) -> io::Result<()> {
        let letters: &[u8; 16] = if self.letter == b'X' { b"0123456789ABCDEF" } else { b"0123456789abcdef" };
        let mut buffer = [0; 64];
        let mut at = buffer.len();
        while value > 0 {
            at -= 1;
            buffer[at] = letters[(value % base) as usize];
            value /= base;
        }
        let body = &buffer[at..];
        let mut least = self.precision.unwrap_or(1);
        if base == 8 && self.alternate {
            least = least.max(body.len() + 1);
        }
        let zeros = least.saturating_sub(body.len());
        self.number(Parts { prefix, zeros, body, ..Parts::default() }, self.zero && self.precision.is_none(), out)
    }

    /// `%e`, `%f`, `%g`, `%a` and their capitals.
    pub fn float(&self, value: f64, out: &mut dyn Write) -> io::Result<()> {
        let capitals = self.letter.is_ascii_uppercase();
        let sign = self.sign(value.is_sign_negative());
        if !value.is_finite() {
            let name: &[u8] = match (value.is_nan(), capitals) {
                (true, false) => b"nan",
                (true, true) => b"NAN",
                (false, false) => b"inf",
                (false, true) => b"INF",
            };
            return self.number(Parts { prefix: sign, body: name, ..Parts::default() }, false, out);
        }
        let value = value.abs();
        match self.letter.to_ascii_lowercase() {
            b'a' => self.hexadecimal(value, sign, out),
            b'e' => {
                let (body, more_zeros, exponent) = self.scientific(value, self.precision.unwrap_or(6));
                let suffix = exponent_text(exponent, if capitals { b'E' } else { b'e' }, 2);
                let parts = Parts { prefix: sign, body: &body, more_zeros, suffix: &suffix, ..Parts::default() };
                self.number(parts, self.zero, out)
            }
            b'g' => {
                let significant = self.precision.unwrap_or(6).max(1);
                let (mut body, mut more_zeros, exponent) = self.scientific(value, significant - 1);
                let fixed = exponent >= -4 && (exponent as i64) < significant as i64;
                let mut suffix = Vec::new();
                if fixed {
                    (body, more_zeros) = self.fixed(value, (significant as i64 - 1 - exponent as i64) as usize);
                } else {
                    suffix = exponent_text(exponent, if capitals { b'E' } else { b'e' }, 2);
                }
                if !self.alternate {
                    more_zeros = 0;
                    trim_fraction(&mut body);
                }
                let parts = Parts { prefix: sign, body: &body, more_zeros, suffix: &suffix, ..Parts::default() };
                self.number(parts, self.zero, out)
            }
            _ => {
                let (body, more_zeros) = self.fixed(value, self.precision.unwrap_or(6));
                self.number(Parts { prefix: sign, body: &body, more_zeros, ..Parts::default() }, self.zero, out)
            }
        }
    }

    /// The digits of `value` with a fraction of `precision` digits, and how many zeros follow them.
    fn fixed(&self, value: f64, precision: usize) -> (Vec<u8>, usize) {
        let shown = precision.min(MOST_DIGITS);
        let mut body = Vec::with_capacity(24);
        // Writing to a Vec does not fail.
        let _ = write!(body, "{value:.shown$}");
        if precision == 0 && self.alternate {
            body.push(b'.');
        }
        (body, precision - shown)
    }

    /// As `fixed` for the mantissa of the scientific form, with the exponent.
    fn scientific(&self, value: f64, precision: usize) -> (Vec<u8>, usize, i32) {
        let shown = precision.min(MOST_DIGITS);
        let mut body = Vec::with_capacity(24);
        let _ = write!(body, "{value:.shown$e}");
        let at = body.iter().position(|c| *c == b'e').unwrap_or(body.len());
        let exponent = std::str::from_utf8(body.get(at + 1..).unwrap_or_default()).unwrap_or("0").parse().unwrap_or(0);
        body.truncate(at);
        if precision == 0 && self.alternate {
            body.push(b'.');
        }
        (body, precision - shown, exponent)
    }

    /// `%a`: `0x1.8p+0`.
    fn hexadecimal(&self, value: f64, sign: &[u8], out: &mut dyn Write) -> io::Result<()> {
        let bits = value.to_bits();
        let (mut mantissa, mut exponent) = (bits & ((1 << 52) - 1), (bits >> 52) as i32);
        if exponent != 0 {
            mantissa |= 1 << 52;
        } else if mantissa != 0 {
            // A subnormal number, brought to the form 1.x.
            let shift = mantissa.leading_zeros() - 11;
            mantissa <<= shift;
            exponent = 1 - shift as i32;
        }
        exponent = if mantissa == 0 { 0 } else { exponent - 1023 };
        let mut more_zeros = 0;
        let mut places = 13;
        if let Some(precision) = self.precision {
            if precision < 13 {
                let cut = 4 * (13 - precision);
                let (half, rest) = (1_u64 << (cut - 1), mantissa & ((1 << cut) - 1));
                mantissa >>= cut;
                if rest > half || rest == half && mantissa & 1 == 1 {
                    mantissa += 1;
                }
                places = precision;
            } else {
                more_zeros = precision - 13;
            }
        }
        let capitals = self.letter == b'A';
        let mut body = vec![b'0' + (mantissa >> (4 * places)) as u8];
        let mut fraction = Vec::new();
        for place in (0..places).rev() {
            let digit = (mantissa >> (4 * place) & 15) as u8;
            fraction.push(match (digit, capitals) {
                (0..=9, _) => b'0' + digit,
                (_, true) => b'A' + digit - 10,
                (_, false) => b'a' + digit - 10,
            });
        }
        if self.precision.is_none() {
            let end = fraction.iter().rposition(|d| *d != b'0').map_or(0, |i| i + 1);
            fraction.truncate(end);
        }
        if !fraction.is_empty() || more_zeros > 0 || self.alternate {
            body.push(b'.');
            body.append(&mut fraction);
        }
        let prefix = [sign, if capitals { b"0X" } else { b"0x" }].concat();
        let suffix = exponent_text(exponent, if capitals { b'P' } else { b'p' }, 1);
        let parts = Parts { prefix: &prefix, body: &body, more_zeros, suffix: &suffix, zeros: 0 };
        self.number(parts, self.zero, out)
    }
}

/// More digits than the exact value of any f64 has after its point.
const MOST_DIGITS: usize = 1100;

fn exponent_text(exponent: i32, letter: u8, least: usize) -> Vec<u8> {
    let mut digits = Vec::new();
    crate::text::push_decimal(&mut digits, exponent.unsigned_abs() as u64);
    let mut text = vec![letter, if exponent < 0 { b'-' } else { b'+' }];
    text.extend(std::iter::repeat_n(b'0', least.saturating_sub(digits.len())));
    text.append(&mut digits);
    text
}

fn trim_fraction(body: &mut Vec<u8>) {
    if body.contains(&b'.') {
        let end = body.iter().rposition(|d| *d != b'0').map_or(0, |i| i + 1);
        body.truncate(end);
        if body.last() == Some(&b'.') {
            body.pop();
        }
    }
}

/// A floating-point number as strtod(3) reads it, but the whole word: blanks before it, a sign, decimal or `0x` with
/// `p`, `inf`, `nan`. A value too large is infinite.
pub fn parse_float(word: &[u8]) -> Option<f64> {
    let start = word.iter().position(|c| !matches!(c, b' ' | b'\t'..=b'\r'))?;
    let (negative, digits) = match &word[start..] {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        rest => (false, rest),
    };
    let value = if let [b'0', b'x' | b'X', hex @ ..] = digits {
        parse_hex_float(hex)?
    } else {
        // Rust's own grammar, whose sign was taken above.
        if matches!(digits.first(), Some(b'+' | b'-')) {
            return None;
        }
        std::str::from_utf8(digits).ok()?.parse().ok()?
    };
    Some(if negative { -value } else { value })
}

fn parse_hex_float(hex: &[u8]) -> Option<f64> {
    let (mut value, mut exponent, mut any, mut point) = (0_u64, 0_i32, false, false);
    let mut at = 0;
    while let Some(c) = hex.get(at) {
        match (*c as char).to_digit(16) {
            Some(digit) => {
                any = true;
                // What no longer fits counts by its place alone: 60 bits are more than an f64 holds.
                if value >> 60 == 0 {
                    value = value << 4 | digit as u64;
                    exponent -= if point { 4 } else { 0 };
                } else {
                    value |= u64::from(digit != 0);
                    exponent = exponent.saturating_add(if point { 0 } else { 4 });
                }
            }
            None if *c == b'.' && !point => point = true,
            None => break,
        }
        at += 1;
    }
    if !any {
        return None;
    }
    if let Some(power) = hex.get(at..).filter(|p| !p.is_empty()) {
        let [b'p' | b'P', power @ ..] = power else { return None };
        let power: i32 = std::str::from_utf8(power).ok()?.parse().ok()?;
        exponent = exponent.saturating_add(power);
    }
    // Two steps, so that neither power alone leaves the range.
    let half = exponent.clamp(-4000, 4000) / 2;
    Some(value as f64 * 2_f64.powi(half) * 2_f64.powi(exponent.clamp(-4000, 4000) - half))
}

/// Which escapes are known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Escapes {
    /// A format: `\NNN`.
    Format,
    /// An argument of `%b`: `\0NNN` and `\NNN`.
    Argument,
    /// `echo -e`: as an argument, but no `\u`.
    Echo,
}

/// What an escape means.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Escaped {
    /// A byte.
    Byte(u8),
    /// A character, to be written as UTF-8.
    Char(char),
    /// `\c`: no more output.
    Stop,
    /// No escape: the backslash stands for itself.
    Backslash,
}

/// Reads what follows a backslash; gives how many bytes belong to it.
pub fn escape(rest: &[u8], known: Escapes) -> (Escaped, usize) {
    let byte = |b| (Escaped::Byte(b), 1);
    match rest.first() {
        Some(b'a') => byte(7),
        Some(b'b') => byte(8),
        Some(b'f') => byte(12),
        Some(b'n') => byte(b'\n'),
        Some(b'r') => byte(b'\r'),
        Some(b't') => byte(b'\t'),
        Some(b'v') => byte(11),
        Some(b'e') => byte(27),
        Some(b'\\') => byte(b'\\'),
        Some(b'c') => (Escaped::Stop, 1),
        Some(b'0'..=b'7') => {
            let skip = usize::from(rest[0] == b'0' && known != Escapes::Format);
            let mut at = skip;
            let mut value = 0;
            while let (Some(digit @ b'0'..=b'7'), true) = (rest.get(at), at < skip + 3) {
                let next = value * 8 + (digit - b'0') as u32;
                if next > 255 {
                    break;
                }
                value = next;
                at += 1;
            }
            (Escaped::Byte(value as u8), at)
        }
        Some(b'x') => match hex(&rest[1..], 2) {
            (_, 0) => (Escaped::Backslash, 0),
            (value, n) => (Escaped::Byte(value as u8), n + 1),
        },
        Some(letter @ (b'u' | b'U')) if known != Escapes::Echo => {
            let (value, n) = hex(&rest[1..], if *letter == b'u' { 4 } else { 8 });
            match char::from_u32(value) {
                Some(c) if n > 0 => (Escaped::Char(c), n + 1),
                _ => (Escaped::Backslash, 0),
            }
        }
        _ => (Escaped::Backslash, 0),
    }
}

fn hex(digits: &[u8], most: usize) -> (u32, usize) {
    let mut value = 0;
    let mut n = 0;
    while let (Some(digit), true) = (digits.get(n).and_then(|d| (*d as char).to_digit(16)), n < most) {
        value = value << 4 | digit;
        n += 1;
    }
    (value, n)
}

/// Writes `text` with its escapes replaced; false if a `\c` ended it.
pub fn write_escaped(text: &[u8], known: Escapes, out: &mut dyn Write) -> io::Result<bool> {
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'\\', rest) {
        out.write_all(&rest[..at])?;
        let (what, length) = escape(&rest[at + 1..], known);
        match what {
            Escaped::Byte(byte) => out.write_all(&[byte])?,
            Escaped::Char(c) => out.write_all(c.encode_utf8(&mut [0; 4]).as_bytes())?,
            Escaped::Backslash => out.write_all(b"\\")?,
            Escaped::Stop => return Ok(false),
        }
        rest = &rest[at + 1 + length..];
    }
    out.write_all(rest)?;
    Ok(true)
}

/// `bytes` so that a shell reads them as one word: as they are if nothing in them is special, with backslashes, or as
/// `$'…'` if there are control characters or what is not UTF-8. What bash's `printf %q` gives.
pub fn shell_quoted(bytes: &[u8]) -> Vec<u8> {
    if bytes.is_empty() {
        return b"''".to_vec();
    }
    let mut quoted = Vec::with_capacity(bytes.len() + 8);
    if bytes.iter().any(|b| *b < b' ' || *b == 0x7f) || std::str::from_utf8(bytes).is_err() {
        quoted.extend_from_slice(b"$'");
        for chunk in bytes.utf8_chunks() {
            for byte in chunk.valid().bytes() {
                let letter = match byte {
                    7 => b'a',
                    8 => b'b',
                    9 => b't',
                    10 => b'n',
                    11 => b'v',
                    12 => b'f',
                    13 => b'r',
                    27 => b'E',
                    b'\'' | b'\\' => byte,
                    0..b' ' | 0x7f => {
                        push_octal(&mut quoted, byte);
                        continue;
                    }
                    _ => {
                        quoted.push(byte);
                        continue;
                    }
                };
                quoted.extend_from_slice(&[b'\\', letter]);
            }
            chunk.invalid().iter().for_each(|byte| push_octal(&mut quoted, *byte));
        }
        quoted.push(b'\'');
        return quoted;
    }
    for (i, &byte) in bytes.iter().enumerate() {
        let special = match byte {
            b'#' | b'~' => i == 0,
            _ => b" !\"$&'()*,;<>?[\\]^`{|}".contains(&byte),
        };
        if special {
            quoted.push(b'\\');
        }
        quoted.push(byte);
    }
    quoted
}

fn push_octal(to: &mut Vec<u8>, byte: u8) {
    to.extend_from_slice(&[b'\\', b'0' + (byte >> 6), b'0' + (byte >> 3 & 7), b'0' + (byte & 7)]);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spec(text: &str) -> Spec {
        let (conversion, length) = Conversion::parse(text.as_bytes()).unwrap();
        assert_eq!(length, text.len());
        conversion.resolve(|_| 0)
    }

    fn float(text: &str, value: f64) -> String {
        let mut out = Vec::new();
        spec(text).float(value, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    fn integer(text: &str, value: i64) -> String {
        let mut out = Vec::new();
        let spec = spec(text);
        if b"di".contains(&spec.letter) { spec.signed(value, &mut out) } else { spec.unsigned(value as u64, &mut out) }
            .unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn integers_are_laid_out_as_c_does() {
        for (format, value, expected) in [
            ("d", -7, "-7"),
            ("5d", 7, "    7"),
            ("-5d", 7, "7    "),
            ("05d", -7, "-0007"),
            ("+.3d", 7, "+007"),
            ("05.3d", 7, "  007"),
            (" d", 7, " 7"),
            (".0d", 0, ""),
            ("+.0d", 0, "+"),
            ("#o", 8, "010"),
            ("#o", 0, "0"),
            ("#.3o", 8, "010"),
            ("#x", 255, "0xff"),
            ("#X", 0, "0"),
            ("#08x", 255, "0x0000ff"),
            ("x", -1, "ffffffffffffffff"),
            ("lld", i64::MIN, "-9223372036854775808"),
            ("b", 5, "101"),
        ] {
            assert_eq!(integer(format, value), expected, "%{format}");
        }
    }

    #[test]
    fn floats_are_laid_out_as_c_does() {
        for (format, value, expected) in [
            ("f", 1.5, "1.500000"),
            (".0f", 0.5, "0"),
            (".0f", 1.5, "2"),
            ("#.0f", 1.0, "1."),
            ("010.2f", -5.0, "-000005.00"),
            ("e", 12345.678, "1.234568e+04"),
            (".0e", 0.0, "0e+00"),
            ("E", 1e-100, "1.000000E-100"),
            ("g", 100_000.0, "100000"),
            ("g", 1_000_000.0, "1e+06"),
            ("g", 0.0001, "0.0001"),
            ("g", 0.00001, "1e-05"),
            ("#g", 1.0, "1.00000"),
            (".3g", 999.9, "1e+03"),
            (".0g", 123.0, "1e+02"),
            ("g", 0.0, "0"),
            ("g", -0.0, "-0"),
            ("05f", f64::INFINITY, "  inf"),
            ("F", f64::NAN, "NAN"),
            ("a", 1.0, "0x1p+0"),
            (".2a", 3.15, "0x1.93p+1"),
            ("a", -0.5, "-0x1p-1"),
            ("a", 0.0, "0x0p+0"),
            ("A", 0.1, "0X1.999999999999AP-4"),
            (".20f", 0.1, "0.10000000000000000555"),
        ] {
            assert_eq!(float(format, value), expected, "%{format}");
        }
    }

    #[test]
    fn a_precision_of_thousands_of_digits_is_filled_with_zeros() {
        let text = float(".70000f", 0.5);
        assert_eq!((text.len(), &text[..4]), (70002, "0.50"));
    }

    #[test]
    fn conversions_that_end_early_or_are_too_wide_are_none() {
        for bad in ["", "-", "5", "5.", "99999999999d", ".99999999999d", "h"] {
            assert!(Conversion::parse(bad.as_bytes()).is_none(), "{bad}");
        }
        assert_eq!(Conversion::parse(b"2$*1$d").unwrap().0.width, Size::Argument(Some(1)));
    }

    #[test]
    fn float_words_are_read_whole() {
        for (word, value) in
            [("0x10", 16.0), (" -1.5e1", -15.0), ("0x1.8p1", 3.0), ("inf", f64::INFINITY), (".5", 0.5), ("1.", 1.0)]
        {
            assert_eq!(parse_float(word.as_bytes()), Some(value), "{word}");
        }
        for bad in ["", " ", "1x", "+-1", "0x", "0x1p", "--1", "1 "] {
            assert_eq!(parse_float(bad.as_bytes()), None, "{bad}");
        }
    }

    #[test]
    fn octal_escapes_end_where_a_byte_is_full() {
        assert_eq!(escape(b"1011", Escapes::Format), (Escaped::Byte(b'A'), 3));
        assert_eq!(escape(b"0101", Escapes::Format), (Escaped::Byte(8), 3));
        assert_eq!(escape(b"0101", Escapes::Argument), (Escaped::Byte(b'A'), 4));
        assert_eq!(escape(b"400", Escapes::Argument), (Escaped::Byte(b' '), 2));
        assert_eq!(escape(b"xg", Escapes::Format), (Escaped::Backslash, 0));
        assert_eq!(escape(b"u00e9", Escapes::Format), (Escaped::Char('é'), 5));
        assert_eq!(escape(b"ud800", Escapes::Format), (Escaped::Backslash, 0));
        assert_eq!(escape(b"", Escapes::Format), (Escaped::Backslash, 0));
    }

    #[test]
    fn quoted_words_are_bashs() {
        for (word, quoted) in [
            (&b""[..], &b"''"[..]),
            (b"a b'", b"a\\ b\\'"),
            (b"a\nb\\", b"$'a\\nb\\\\'"),
            (b"\xff", b"$'\\377'"),
            ("é#~".as_bytes(), "é#~".as_bytes()),
            (b"#a", b"\\#a"),
        ] {
            assert_eq!(shell_quoted(word), quoted);
        }
    }
}
