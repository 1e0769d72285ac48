//! `base64`: encode or decode base64
//!
//! RFC 4648; `-d`, `-w` as in BusyBox; the long names as in GNU. Decoding passes over what is not of the alphabet, with
//! or without `-i`.

use kit::lines::Blocks;
use kit::number;
use kit::prelude::*;

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
    let mut text = Vec::new();
    if given.has(DECODE) {
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
    let mut encoder = Encoder { width, column: 0, left: Vec::new() };
    while let Some(block) = blocks.next_block()? {
        text.clear();
        encoder.encode(block, &mut text);
        cx.out.write_all(&text)?;
    }
    text.clear();
    encoder.finish(&mut text);
    cx.out.write_all(&text)?;
    Ok(cx.status())
}

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

struct Encoder {
    width: usize,
    column: usize,
    /// Fewer than three bytes of the block before.
    left: Vec<u8>,
}

impl Encoder {
    fn encode(&mut self, mut block: &[u8], to: &mut Vec<u8>) {
        if !self.left.is_empty() {
            let missing = (3 - self.left.len()).min(block.len());
            self.left.extend_from_slice(&block[..missing]);
            block = &block[missing..];
            if self.left.len() < 3 {
                return;
            }
            let left = std::mem::take(&mut self.left);
            self.group(&left, to);
        }
        let (mut groups, rest) = block.as_chunks::<3>();
        // Whole lines at once, as long as lines are whole groups.
        if self.width == 0 || self.width.is_multiple_of(4) {
            while !groups.is_empty() {
                if self.width > 0 && self.column == self.width {
                    to.push(b'\n');
                    self.column = 0;
                }
                let fit = if self.width == 0 { groups.len() } else { (self.width - self.column) / 4 };
                let (line, others) = groups.split_at(fit.min(groups.len()));
                to.extend(line.iter().flat_map(|group| digits(*group)));
                self.column += 4 * line.len();
                groups = others;
            }
        }
        for group in groups {
            self.group(group, to);
        }
        self.left = rest.to_vec();
    }

    /// One to three bytes, the last of the input or of lines that do not end with a group.
    fn group(&mut self, bytes: &[u8], to: &mut Vec<u8>) {
        let mut padded = [0; 3];
        padded[..bytes.len()].copy_from_slice(bytes);
        let mut four = digits(padded);
        four[bytes.len() + 1..].fill(b'=');
        if self.width == 0 || self.column + 4 <= self.width {
            // A full line is ended by what comes after it.
            self.column += 4;
            to.extend_from_slice(&four);
            return;
        }
        for c in four {
            if self.column == self.width {
                to.push(b'\n');
                self.column = 0;
            }
            to.push(c);
            self.column += 1;
        }
    }

    fn finish(&mut self, to: &mut Vec<u8>) {
        if !self.left.is_empty() {
            let left = std::mem::take(&mut self.left);
            self.group(&left, to);
        }
        if self.width > 0 && self.column > 0 {
            to.push(b'\n');
        }
    }
}

/// The digits of `bytes` in groups of four, the last one padded; no line ends.
pub fn encode_groups(bytes: &[u8], to: &mut Vec<u8>) {
    for group in bytes.chunks(3) {
        let mut padded = [0; 3];
        padded[..group.len()].copy_from_slice(group);
        let mut four = digits(padded);
        four[group.len() + 1..].fill(b'=');
        to.extend_from_slice(&four);
    }
}

#[inline]
fn digits(bytes: [u8; 3]) -> [u8; 4] {
    let bits = u32::from(bytes[0]) << 16 | u32::from(bytes[1]) << 8 | u32::from(bytes[2]);
    [18, 12, 6, 0].map(|shift| ALPHABET[(bits >> shift & 63) as usize])
}

/// Decodes pieces of text; what is not of the alphabet is passed over.
#[derive(Default)]
pub struct Decoder {
    bits: u32,
    /// Characters of the current group of four, and how many of them are padding.
    digits: u8,
    padding: u8,
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
                *self = Decoder::default();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encode(pieces: &[&[u8]], width: usize) -> String {
        let mut encoder = Encoder { width, column: 0, left: Vec::new() };
        let mut text = Vec::new();
        for piece in pieces {
            encoder.encode(piece, &mut text);
        }
        encoder.finish(&mut text);
        String::from_utf8(text).unwrap()
    }

    #[test]
    fn pieces_of_any_length_give_the_same_text() {
        assert_eq!(encode(&[b"foobar"], 76), "Zm9vYmFy\n");
        assert_eq!(encode(&[b"f", b"o", b"ob", b"ar"], 76), "Zm9vYmFy\n");
        assert_eq!(encode(&[b"foob"], 0), "Zm9vYg==");
        assert_eq!(encode(&[b"foobar"], 3), "Zm9\nvYm\nFy\n");
        assert_eq!(encode(&[b"foobar"], 8), "Zm9vYmFy\n");
        assert_eq!(encode(&[], 76), "");
    }

    #[test]
    fn groups_may_follow_padding() {
        let mut text = Vec::new();
        let mut decoder = Decoder::default();
        decoder.decode(b"YWJj ZA==\nYW*Jj", &mut text);
        assert_eq!((&text[..], decoder.digits), (&b"abcdabc"[..], 0));
    }
}
