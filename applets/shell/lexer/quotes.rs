//! Quoted parts of words: `'…'`, `"…"`, `$'…'`.

use super::*;

impl Parser<'_> {
    pub(super) fn single_quotes(&mut self, out: &mut Parts) -> Result<()> {
        loop {
            let rest = &self.input.text[self.input.at..];
            let end = find(b'\'', rest);
            let piece = &rest[..end.unwrap_or(rest.len())];
            out.push(piece, true);
            self.input.line += memchr::memchr_iter(b'\n', piece).count() as u32;
            self.input.at += piece.len();
            if end.is_some() {
                self.input.at += 1;
                return Ok(());
            }
            if !self.more()? {
                return Err(self.error("unterminated quoted string"));
            }
        }
    }

    /// Text in which most characters mean themselves, up to and with what ends it. False if it can not be arithmetic after
    /// all: a `)` that has no partner and is not followed by another.
    pub(super) fn quoted(&mut self, out: &mut Parts, kind: Quotes) -> Result<bool> {
        let (mut parentheses, mut conditionals) = (0_u32, 0_u32);
        // In `"${x-"…"}"`, where a `}` ends nothing.
        let mut inner = false;
        loop {
            let Some(c) = self.byte()? else {
                return match kind {
                    Quotes::HereDocument => Ok(true),
                    Quotes::Double => Err(self.error("unterminated quoted string")),
                    Quotes::Brace | Quotes::Number => Err(self.error("missing '}'")),
                    Quotes::Arithmetic | Quotes::Clause => Err(self.error("missing '))'")),
                };
            };
            match c {
                b'"' if kind == Quotes::Double => {
                    self.skip();
                    return Ok(true);
                }
                b'"' if kind != Quotes::HereDocument => {
                    inner = !inner;
                    self.skip();
                }
                b'}' if kind == Quotes::Number || kind == Quotes::Brace && !inner => return Ok(true),
                b':' if kind == Quotes::Number && parentheses == 0 => {
                    if conditionals == 0 {
                        return Ok(true);
                    }
                    conditionals -= 1;
                    out.push(b":", true);
                    self.skip();
                }
                b'?' if kind == Quotes::Number => {
                    conditionals += 1;
                    out.push(b"?", true);
                    self.skip();
                }
                b';' if kind == Quotes::Clause && parentheses == 0 => return Ok(false),
                b'(' if matches!(kind, Quotes::Arithmetic | Quotes::Number | Quotes::Clause) => {
                    parentheses += 1;
                    out.push(b"(", true);
                    self.skip();
                }
                b')' if matches!(kind, Quotes::Arithmetic | Quotes::Clause) && parentheses == 0 => {
                    self.skip();
                    let ended = self.eat(b')')?;
                    if !ended && kind == Quotes::Clause {
                        return Err(self.error("missing '))'"));
                    }
                    return Ok(ended);
                }
                b')' if matches!(kind, Quotes::Arithmetic | Quotes::Number | Quotes::Clause) => {
                    parentheses = parentheses.saturating_sub(1);
                    out.push(b")", true);
                    self.skip();
                }
                b'\\' => {
                    self.skip();
                    match self.raw_byte()? {
                        Some(c @ (b'$' | b'`' | b'\\')) => {
                            self.skip();
                            out.push(&[c], true);
                        }
                        Some(b'"') if kind != Quotes::HereDocument => {
                            self.skip();
                            out.push(b"\"", true);
                        }
                        Some(b'}') if kind == Quotes::Brace => {
                            self.skip();
                            out.push(b"}", true);
                        }
                        _ => out.push(b"\\", true),
                    }
                }
                b'$' => {
                    self.skip();
                    self.dollar(out, Some(kind))?;
                }
                b'`' => {
                    self.skip();
                    self.backquotes(out, true, kind != Quotes::HereDocument)?;
                }
                b'\n' => {
                    out.push(b"\n", true);
                    self.input.at += 1;
                    self.input.line += 1;
                }
                _ => {
                    let rest = &self.input.text[self.input.at..];
                    let run = rest[1..].iter().position(|c| !c.is_ascii_alphanumeric() && *c != b' ' && *c < 0x80);
                    let run = run.map_or(rest.len(), |i| i + 1);
                    out.push(&rest[..run], true);
                    self.input.at += run;
                }
            }
        }
    }

    /// After `$'`: C's escapes.
    pub(super) fn dollar_single_quotes(&mut self, out: &mut Parts) -> Result<()> {
        let mut bytes = Vec::new();
        loop {
            let Some(c) = self.take()? else { return Err(self.error("unterminated quoted string")) };
            match c {
                b'\'' => break,
                b'\\' => self.escape(&mut bytes)?,
                _ => bytes.push(c),
            }
        }
        // A NUL ends a string of C.
        if let Some(nul) = find(0, &bytes) {
            bytes.truncate(nul);
        }
        out.push(&bytes, true);
        Ok(())
    }

    /// After a backslash inside `$'…'`.
    pub(super) fn escape(&mut self, bytes: &mut Vec<u8>) -> Result<()> {
        let Some(c) = self.take()? else { return Err(self.error("unterminated quoted string")) };
        let byte = match c {
            b'a' => 7,
            b'b' => 8,
            b'e' | b'E' => 27,
            b'f' => 12,
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'v' => 11,
            b'\\' | b'\'' | b'"' | b'?' => c,
            b'0'..=b'7' => {
                let first = u32::from(c - b'0');
                self.digits(first, 8, 2)?.0 as u8
            }
            b'x' => match self.digits(0, 16, 2)? {
                (_, 0) => {
                    bytes.push(b'\\');
                    b'x'
                }
                (value, _) => value as u8,
            },
            b'u' | b'U' => {
                let (value, read) = self.digits(0, 16, if c == b'u' { 4 } else { 8 })?;
                match char::from_u32(value) {
                    Some(character) if read > 0 => {
                        bytes.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
                    }
                    _ => bytes.extend_from_slice(&[b'\\', c]),
                }
                return Ok(());
            }
            b'c' => match self.take()? {
                Some(b'?') => 0x7f,
                Some(b'\\') => {
                    // `\c\\` is FS (2.2.4); a backslash alone would quote what follows.
                    if self.raw_byte()? == Some(b'\\') {
                        self.skip();
                    }
                    0x1c
                }
                Some(control) => control & 0x1f,
                None => return Err(self.error("unterminated quoted string")),
            },
            _ => {
                bytes.push(b'\\');
                c
            }
        };
        bytes.push(byte);
        Ok(())
    }

    /// Up to `most` digits of `base` after `value`: the number, and how many there were.
    pub(super) fn digits(&mut self, mut value: u32, base: u32, most: usize) -> Result<(u32, usize)> {
        let mut read = 0;
        while read < most {
            let Some(digit) = self.raw_byte()?.and_then(|c| char::from(c).to_digit(base)) else { break };
            value = value.wrapping_mul(base).wrapping_add(digit);
            self.skip();
            read += 1;
        }
        Ok((value, read))
    }

    // ---- expansions --------------------------------------------------------------------------------------------
}
