//! `base64`: encode or decode base64
//!
//! RFC 4648; `-d`, `-w` as in BusyBox; the long names as in GNU. Decoding passes over what is not of the alphabet, with
//! or without `-i`.

use crate::encoding::{Encoding, copy_short, write_encoded};
use kit::lines::Blocks;
use kit::number;
use kit::prelude::*;
use kit::sys::vector;

const USAGE: &str = "\
[-d] [-w COL] [FILE]

Base64 encode or decode FILE to standard output

	-d, --decode	Decode data
	-w, --wrap=COL	Wrap lines at COL (default 76, 0 disables)
~	-i, --ignore-garbage	What is not of the alphabet is passed over anyway
";

pub const APPLET: Applet =
    Applet { dir: Dir::Bin, kind: Kind::Pure, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const DECODE: Key = Key::short(APPLET.options, 'd');
const WRAP: Key = Key::short(APPLET.options, 'w');

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    let path = match given.operands[..] {
        [] => b"-",
        [path] => path,
        _ => return Err(Error::Usage(None)),
    };
    let width: usize = given.value(WRAP).map_or(Ok(76), number::decimal)?;
    let input = cx.open(path).map_err(|e| fail!(path, ": ", e))?;
    let mut blocks = Blocks::new(input);
    if given.has(DECODE) {
        let mut text = Vec::new();
        let mut decoder = Decoder::default();
        while let Some(block) = blocks.next_block()? {
            text.clear();
            decoder.decode(block, &mut text);
            cx.out.write_all(&text)?;
        }
        if decoder.digits > 0 {
            return Err(fail!("truncated input"));
        }
        return Ok(cx.status());
    }
    // There are digits for any number of bytes.
    let _ = write_encoded(cx, &mut blocks, Encoding::Base64, width)?;
    Ok(cx.status())
}

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Decodes pieces of text; what is not of the alphabet is passed over.
#[derive(Default)]
pub struct Decoder {
    bits: u32,
    /// Characters of the current group of four, and how many of them are padding.
    digits: u8,
    padding: u8,
    /// Memory for the text without its newlines.
    text: Vec<u8>,
}

/// 64: padding; 255: not of the alphabet.
static VALUES: [u8; 256] = {
    let mut values = [255; 256];
    let mut i = 0;
    while i < 64 {
        values[ALPHABET[i] as usize] = i as u8;
        i += 1;
    }
    values[b'=' as usize] = 64;
    values
};

impl Decoder {
    /// Appends what `block` completes to `to`.
    pub fn decode(&mut self, block: &[u8], to: &mut Vec<u8>) {
        const MANY: usize = 128;
        if block.len() < MANY {
            return self.decode_slowly(block, to);
        }
        let text = std::mem::take(&mut self.text);
        let text = without_newlines(block, text);
        let mut rest = &text[..];
        while !rest.is_empty() {
            if self.digits == 0 {
                let begin = to.len();
                to.resize(begin + rest.len() / 4 * 3 + 8, 0);
                let taken = vector::decode_base64(rest, &mut to[begin..]);
                to.truncate(begin + taken / 4 * 3);
                rest = &rest[taken..];
            }
            // Over what stopped it, and to the end of the group.
            let (odd, after) = rest.split_at(rest.len().min(MANY - usize::from(self.digits)));
            self.decode_slowly(odd, to);
            rest = after;
        }
        self.text = text;
    }

    fn decode_slowly(&mut self, block: &[u8], to: &mut Vec<u8>) {
        for c in block {
            let value = VALUES[*c as usize];
            match value {
                255 => continue,
                64 if self.digits < 2 => continue,
                64 => self.padding += 1,
                _ => self.padding = 0,
            }
            self.bits = self.bits << 6 | u32::from(value & 63);
            self.digits += 1;
            if self.digits == 4 {
                let bytes = self.bits.to_be_bytes();
                to.extend_from_slice(&bytes[1..4 - usize::from(self.padding)]);
                (self.bits, self.digits, self.padding) = (0, 0, 0);
            }
        }
    }
}

/// The lines of `block` joined, in the memory of `text`. Lines are taken to be as long as the one before if a newline stands
/// there: the newlines that are missed so mean nothing either.
fn without_newlines(block: &[u8], mut text: Vec<u8>) -> Vec<u8> {
    text.resize(block.len(), 0);
    let (mut rest, mut at, mut length) = (block, 0, 0);
    while !rest.is_empty() {
        if rest.get(length) != Some(&b'\n') {
            length = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
        }
        copy_short(&rest[..length], &mut text[at..at + length]);
        at += length;
        rest = rest.get(length + 1..).unwrap_or_default();
    }
    text.truncate(at);
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::encoding::encode;

    #[test]
    fn groups_may_follow_padding() {
        let mut text = Vec::new();
        let mut decoder = Decoder::default();
        decoder.decode(b"YWJj ZA==\nYW*Jj", &mut text);
        assert_eq!((&text[..], decoder.digits), (&b"abcdabc"[..], 0));
    }
    #[test]
    fn long_texts_in_lines_and_pieces_come_back() {
        let bytes: Vec<u8> = (0..3000_u32).map(|i| ((i * i) >> 3) as u8).collect();
        let mut digits = Vec::new();
        encode(Encoding::Base64, &bytes, &mut digits);
        for width in [1, 3, 76, 77, 1000, 5000] {
            let mut lines = digits.chunks(width).collect::<Vec<_>>().join(&b'\n');
            lines.insert(width.min(500), b'*');
            for at in [0, 1, 130, 1003, 3000] {
                let (mut decoder, mut text) = (Decoder::default(), Vec::new());
                decoder.decode(&lines[..at], &mut text);
                decoder.decode(&lines[at..], &mut text);
                assert_eq!((&text, decoder.digits), (&bytes, 0), "{width} {at}");
            }
        }
    }
}
