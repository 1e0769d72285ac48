//! Reading the `.Z` format of compress(1): LZW with codes of 9 to 16 bits.

use std::io::{self, Read};

const CLEAR: usize = 256;
const BUFFER: usize = 32 * 1024;

/// Decompresses a `.Z` stream.
pub struct Decoder<R: Read> {
    source: R,
    input: Vec<u8>,
    start: usize,
    end: usize,
    bits: u64,
    bit_count: u32,
    /// Largest width of a code, and whether code 256 clears the table.
    max_width: u32,
    has_clear: bool,
    width: u32,
    /// Codes read since the width changed: codes come in groups of eight, a change of width skips the rest of a group.
    in_group: u32,
    prefix: Vec<u16>,
    suffix: Vec<u8>,
    previous: Option<usize>,
    first: u8,
    /// Decoded bytes, last first.
    stack: Vec<u8>,
    started: bool,
}

fn corrupted() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "corrupted data")
}

impl<R: Read> Decoder<R> {
    /// A decoder of `source`.
    pub fn new(source: R) -> Decoder<R> {
        Decoder {
            source,
            input: vec![0; BUFFER],
            start: 0,
            end: 0,
            bits: 0,
            bit_count: 0,
            max_width: 0,
            has_clear: false,
            width: 9,
            in_group: 0,
            prefix: Vec::new(),
            suffix: Vec::new(),
            previous: None,
            first: 0,
            stack: Vec::new(),
            started: false,
        }
    }

    fn byte(&mut self) -> io::Result<Option<u8>> {
        if self.start == self.end {
            self.start = 0;
            self.end = 0;
            self.end = self.source.read(&mut self.input)?;
            if self.end == 0 {
                return Ok(None);
            }
        }
        self.start += 1;
        Ok(Some(self.input[self.start - 1]))
    }

    fn read_header(&mut self) -> io::Result<()> {
        let (Some(0x1f), Some(0x9d)) = (self.byte()?, self.byte()?) else {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "invalid magic"));
        };
        let flags = self.byte()?.ok_or_else(corrupted)?;
        self.max_width = u32::from(flags & 0x1f);
        self.has_clear = flags & 0x80 != 0;
        if flags & 0x60 != 0 || !(9..=16).contains(&self.max_width) {
            return Err(corrupted());
        }
        self.clear();
        self.started = true;
        Ok(())
    }

    /// The table holds the single bytes, and (so that indices are codes) the clear code.
    fn clear(&mut self) {
        let codes = if self.has_clear { 257 } else { 256 };
        self.prefix.clear();
        self.prefix.resize(codes, 0);
        self.suffix.clear();
        self.suffix.extend((0..codes).map(|c| c as u8));
        self.previous = None;
    }

    fn code(&mut self) -> io::Result<Option<usize>> {
        while self.bit_count < self.width {
            let Some(byte) = self.byte()? else { return Ok(None) };
            self.bits |= u64::from(byte) << self.bit_count;
            self.bit_count += 8;
        }
        let code = self.bits & ((1 << self.width) - 1);
        self.bits >>= self.width;
        self.bit_count -= self.width;
        self.in_group = (self.in_group + 1) % 8;
        Ok(Some(code as usize))
    }

    /// Skips the codes that fill up the group of eight.
    fn change_width(&mut self, width: u32) -> io::Result<()> {
        while self.in_group != 0 {
            if self.code()?.is_none() {
                break;
            }
        }
        (self.in_group, self.width) = (0, width);
        Ok(())
    }

    /// Decodes one code onto the stack; false at the end.
    fn step(&mut self) -> io::Result<bool> {
        let table_full = self.prefix.len() >= 1 << self.max_width;
        if self.prefix.len() >= 1 << self.width && self.width < self.max_width {
            self.change_width(self.width + 1)?;
        }
        let Some(code) = self.code()? else { return Ok(false) };
        if code == CLEAR && self.has_clear {
            self.change_width(9)?;
            self.clear();
            return Ok(true);
        }
        let Some(previous) = self.previous else {
            if code > 255 {
                return Err(corrupted());
            }
            self.first = code as u8;
            self.previous = Some(code);
            self.stack.push(self.first);
            return Ok(true);
        };
        let next = self.prefix.len();
        let mut at = code;
        if code >= next {
            // The one code that may be used before it is known: the last string and its own first byte.
            if code > next || table_full {
                return Err(corrupted());
            }
            self.stack.push(self.first);
            at = previous;
        }
        while at > 255 {
            self.stack.push(self.suffix[at]);
            // A prefix was in the table before its code: this ends.
            at = usize::from(self.prefix[at]);
        }
        self.first = at as u8;
        self.stack.push(self.first);
        if !table_full {
            self.prefix.push(previous as u16);
            self.suffix.push(self.first);
        }
        self.previous = Some(code);
        Ok(true)
    }
}

impl<R: Read> Read for Decoder<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if !self.started {
            self.read_header()?;
        }
        let mut n = 0;
        while n < into.len() {
            match self.stack.pop() {
                Some(byte) => {
                    into[n] = byte;
                    n += 1;
                }
                None if self.step()? => {}
                None => break,
            }
        }
        Ok(n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decompress(bytes: &[u8]) -> Result<Vec<u8>, String> {
        let mut all = Vec::new();
        Decoder::new(bytes).read_to_end(&mut all).map_err(|e| e.to_string())?;
        Ok(all)
    }

    #[test]
    fn codes_known_and_not_yet_known() {
        // a, b, 257 (ab), 259 (aba: not known when it is read), 9 bits each, low bits first.
        let mut bits = 0_u64;
        for (i, code) in [97_u64, 98, 257, 259].into_iter().enumerate() {
            bits |= code << (9 * i);
        }
        let bytes = [b"\x1f\x9d\x90", &bits.to_le_bytes()[..5]].concat();
        assert_eq!(decompress(&bytes).unwrap(), b"abababa");
    }

    #[test]
    fn wrong_codes_are_errors() {
        for code in [256_u64, 300, 511] {
            let bits = 0x61 | code << 9;
            let bytes = [b"\x1f\x9d\x10", &bits.to_le_bytes()[..3]].concat();
            // Without the clear flag 256 is the next code: "aa".
            assert_eq!(decompress(&bytes).is_ok(), code == 256, "{code}");
        }
        assert_eq!(decompress(b"\x1f\x9d\x88").unwrap_err(), "corrupted data");
        assert_eq!(decompress(b"x").unwrap_err(), "invalid magic");
    }
}
