//! `printf`, `sprintf`, and numbers by CONVFMT and OFMT.

use super::ast::Expr;
use super::interp::{Interp, error};
use super::value::Value;
use kit::applet::Result;
use kit::format::{Conversion, Spec};

/// A number that is not whole, by a format such as `%.6g`.
pub fn push_float(n: f64, format: &Value, text: &mut Vec<u8>) {
    let format: &[u8] = match format {
        Value::String(s) | Value::Input(s) => s,
        _ => b"%.6g",
    };
    // Writing into memory does not fail.
    if let [b'%', rest @ ..] = format
        && let Some((conversion, len)) = Conversion::parse(rest)
        && len == rest.len()
    {
        let _ = number(&conversion.resolve(|_| 0), n, text);
    } else {
        let _ = Spec { precision: Some(6), letter: b'g', ..Spec::default() }.float(n, text);
    }
}

/// Lays out `n` by a numeric conversion; false if the letter is none.
fn number(spec: &Spec, n: f64, text: &mut Vec<u8>) -> bool {
    let _ = match spec.letter {
        // Out of an integer's range, and for nan and inf: as gawk and mawk show them.
        b'd' | b'i' if !(-9.3e18..9.3e18).contains(&n) => {
            Spec { precision: Some(0), letter: b'f', ..*spec }.float(n.trunc(), text)
        }
        b'd' | b'i' => spec.signed(n as i64, text),
        b'o' | b'x' | b'X' | b'u' if n < 0.0 => spec.unsigned(n as i64 as u64, text),
        b'o' | b'x' | b'X' | b'u' => spec.unsigned(n as u64, text),
        b'e' | b'E' | b'f' | b'F' | b'g' | b'G' | b'a' | b'A' => spec.float(n, text),
        _ => return false,
    };
    true
}

impl<'p> Interp<'p, '_, '_> {
    /// The text of `format, arguments…`. Missing arguments are empty and 0.
    pub fn sprintf(&mut self, mut arguments: impl Iterator<Item = &'p Expr>) -> Result<Vec<u8>> {
        let format = match arguments.next() {
            Some(format) => self.eval_bytes(format)?,
            None => return Ok(Vec::new()),
        };
        let mut values = Vec::new();
        for argument in arguments {
            values.push(self.eval(argument)?);
        }
        self.layout(&format, &values)
    }

    fn layout(&self, format: &[u8], values: &[Value]) -> Result<Vec<u8>> {
        let mut text = Vec::with_capacity(format.len() + 32);
        let mut next = 0;
        let mut rest = format;
        while let Some(at) = memchr::memchr(b'%', rest) {
            text.extend_from_slice(&rest[..at]);
            rest = &rest[at + 1..];
            if let [b'%', after @ ..] = rest {
                text.push(b'%');
                rest = after;
                continue;
            }
            let Some((conversion, len)) = Conversion::parse(rest) else {
                if !rest.is_empty() {
                    return Err(error("Invalid format specifier"));
                }
                text.push(b'%');
                break;
            };
            let mut value = |position: Option<usize>| {
                let at = position.map_or(next, |p| p.wrapping_sub(1));
                if position.is_none() {
                    next += 1;
                }
                values.get(at).cloned().unwrap_or(Value::Uninit)
            };
            let spec = conversion.resolve(|position| value(position).number() as i64);
            match spec.letter {
                b'%' => text.push(b'%'),
                b's' => spec.string(&self.bytes(&value(conversion.position)), &mut text)?,
                b'c' => {
                    let value = value(conversion.position);
                    match value {
                        Value::Number(n) => spec.string(&[n as i64 as u8], &mut text)?,
                        value => {
                            let bytes = self.bytes(&value);
                            spec.string(first_character(&bytes), &mut text)?;
                        }
                    }
                }
                _ => {
                    if !number(&spec, value(conversion.position).number(), &mut text) {
                        return Err(error("Invalid format specifier"));
                    }
                }
            }
            rest = &rest[len..];
        }
        text.extend_from_slice(rest);
        Ok(text)
    }
}

/// The first character, if that is UTF-8; else the first byte.
fn first_character(bytes: &[u8]) -> &[u8] {
    let len = match bytes.first() {
        None => 0,
        Some(0xc2..=0xdf) => 2,
        Some(0xe0..=0xef) => 3,
        Some(0xf0..=0xf4) => 4,
        Some(_) => 1,
    };
    match bytes.get(..len) {
        Some(character) if std::str::from_utf8(character).is_ok() => character,
        _ => &bytes[..bytes.len().min(1)],
    }
}
