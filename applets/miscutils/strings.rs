//! `strings`: print the printable strings of files
//!
//! POSIX.1-2024 XCU strings; `-f`, `-o` as in BusyBox; `-e`, `-s`, `-w` and the long names as in GNU. Printable are the
//! graphic characters of ASCII, blank and tab.

use kit::context::or_stdin;
use kit::lines::Blocks;
use kit::number;
use kit::prelude::*;

const USAGE: &str = "\
[-fow] [-t o|d|x] [-n LEN] [-e sSblBL] [-s SEP] [FILE]...

Display printable strings in a binary file

	-f, --print-file-name	Precede strings with filenames
	-o		Precede strings with octal offsets
	-t, --radix=o|d|x	Precede strings with offsets in base 8/10/16
	-n, --bytes=LEN	At least LEN characters form a string (default 4)
	-e, --encoding=s|S|b|l|B|L	Characters have 7 or 8 bits, or 16 or 32 big- or little-endian
	-s, --output-separator=SEP	Print SEP behind each string, not newline
	-w, --include-all-whitespace	Newline, carriage return, vertical tab and form feed belong to strings
~	-a, --all	All of each file: it is read so anyway
";

pub const APPLET: Applet =
    Applet { dir: Dir::UsrBin, kind: Kind::Pure, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const NAMES: Key = Key::short(APPLET.options, 'f');
const OCTAL: Key = Key::short(APPLET.options, 'o');
const RADIX: Key = Key::short(APPLET.options, 't');
const LENGTH: Key = Key::short(APPLET.options, 'n');
const ENCODING: Key = Key::short(APPLET.options, 'e');
const SEPARATOR: Key = Key::short(APPLET.options, 's');
const WHITESPACE: Key = Key::short(APPLET.options, 'w');

fn run(cx: &mut Context) -> Result<Status> {
    // `strings -6`, the form of old.
    let modern: Vec<Vec<u8>> = cx.args.iter().map(|arg| modern_argument(arg)).collect();
    let args: Vec<&[u8]> = modern.iter().map(Vec::as_slice).collect();
    let given = cx.options_of(&args)?;
    let least = match given.value(LENGTH) {
        None => 4,
        Some(word) => match number::decimal::<i64>(word)? {
            n @ 1..=0x7fff_ffff => n as usize,
            n @ ..=0 => return Err(fail!("number ", n, " is not in 1..2147483647 range")),
            _ => return Err(number::invalid(word)),
        },
    };
    let radix = match given.last(&[RADIX, OCTAL]) {
        Some(RADIX) => match given.value(RADIX) {
            Some(b"o") => Some('o'),
            Some(b"d") => Some('d'),
            Some(b"x") => Some('x'),
            _ => return Err(Error::Usage(None)),
        },
        Some(_) => Some('o'),
        None => None,
    };
    let encoding = match given.value(ENCODING) {
        None | Some(b"s") => Encoding { width: 1, big_endian: false, eighth_bit: false },
        Some(b"S") => Encoding { width: 1, big_endian: false, eighth_bit: true },
        Some(b"b") => Encoding { width: 2, big_endian: true, eighth_bit: false },
        Some(b"l") => Encoding { width: 2, big_endian: false, eighth_bit: false },
        Some(b"B") => Encoding { width: 4, big_endian: true, eighth_bit: false },
        Some(b"L") => Encoding { width: 4, big_endian: false, eighth_bit: false },
        Some(_) => return Err(Error::Usage(None)),
    };
    for path in or_stdin(&given.operands) {
        let Some(input) = cx.open_or_complain_plainly(path) else { continue };
        let name: &[u8] = if given.operands.is_empty() { b"{standard input}" } else { path };
        let mut finder = Finder {
            encoding,
            whitespace: given.has(WHITESPACE),
            least,
            prefix: if given.has(NAMES) { text![name, ": "] } else { Vec::new() },
            radix,
            separator: given.value(SEPARATOR).unwrap_or(b"\n"),
            string: Vec::new(),
            shown: false,
            text: Vec::new(),
            rest: Vec::new(),
            offset: 0,
        };
        let mut blocks = Blocks::new(input);
        loop {
            match blocks.next_block() {
                Ok(Some(block)) => finder.search(block),
                Ok(None) => break,
                Err(error) => {
                    cx.complain(text![*path, ": ", error.source]);
                    break;
                }
            }
            cx.out.write_all(&finder.text)?;
            finder.text.clear();
        }
        finder.end();
        cx.out.write_all(&finder.text)?;
    }
    Ok(cx.status())
}

fn modern_argument(arg: &[u8]) -> Vec<u8> {
    match arg {
        [b'-', digits @ ..] if !digits.is_empty() && digits.iter().all(u8::is_ascii_digit) => text!["-n", digits],
        _ => arg.to_vec(),
    }
}

#[derive(Clone, Copy)]
struct Encoding {
    /// Bytes of a character.
    width: usize,
    big_endian: bool,
    eighth_bit: bool,
}

impl Encoding {
    /// The character of ASCII (or Latin-1) in `unit`, if it is one.
    fn decode(self, unit: &[u8]) -> Option<u8> {
        let (c, zeros) = if self.big_endian { unit.split_last()? } else { unit.split_first()? };
        zeros.iter().all(|b| *b == 0).then_some(*c)
    }
}

/// Finds the strings of one input, however it is cut into blocks.
struct Finder<'a> {
    encoding: Encoding,
    whitespace: bool,
    least: usize,
    prefix: Vec<u8>,
    radix: Option<char>,
    separator: &'a [u8],
    /// The beginning of a string that is not long enough yet.
    string: Vec<u8>,
    /// Is the string long enough, and in `text`?
    shown: bool,
    /// What is to be written.
    text: Vec<u8>,
    /// Bytes at the end of a block that are no whole character.
    rest: Vec<u8>,
    /// Of the first byte of `rest`, or of the next block.
    offset: u64,
}

impl Finder<'_> {
    fn search(&mut self, block: &[u8]) {
        let joined = [std::mem::take(&mut self.rest).as_slice(), block].concat();
        let bytes = if joined.len() == block.len() { block } else { &joined };
        let mut at = 0;
        while let Some(unit) = bytes.get(at..at + self.encoding.width) {
            match self.encoding.decode(unit).filter(|c| self.is_printable(*c)) {
                Some(c) => {
                    at += unit.len();
                    self.push(c, self.offset + at as u64);
                }
                None => {
                    // Wide characters may begin at any byte.
                    at += 1;
                    self.end();
                }
            }
        }
        self.rest = bytes[at..].to_vec();
        self.offset += at as u64;
    }

    fn is_printable(&self, c: u8) -> bool {
        matches!(c, b' '..=b'~' | b'\t')
            || self.whitespace && matches!(c, b'\n' | b'\r' | 0x0b | 0x0c)
            || self.encoding.eighth_bit && c >= 0x80
    }

    /// Takes a character that ends at `end`.
    fn push(&mut self, c: u8, end: u64) {
        if self.shown {
            self.text.push(c);
            return;
        }
        self.string.push(c);
        if self.string.len() == self.least {
            self.shown = true;
            let start = end - (self.string.len() * self.encoding.width) as u64;
            self.text.extend_from_slice(&self.prefix);
            let offset = match self.radix {
                Some('o') => format!("{start:7o} "),
                Some('x') => format!("{start:7x} "),
                Some(_) => format!("{start:7} "),
                None => String::new(),
            };
            self.text.extend_from_slice(offset.as_bytes());
            self.text.append(&mut self.string);
        }
    }

    /// The string, if there is one, is at its end.
    fn end(&mut self) {
        if self.shown {
            self.text.extend_from_slice(self.separator);
            self.shown = false;
        }
        self.string.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(encoding: Encoding, blocks: &[&[u8]]) -> String {
        let mut finder = Finder {
            encoding,
            whitespace: false,
            least: 4,
            prefix: Vec::new(),
            radix: Some('x'),
            separator: b"|",
            string: Vec::new(),
            shown: false,
            text: Vec::new(),
            rest: Vec::new(),
            offset: 0,
        };
        for block in blocks {
            finder.search(block);
        }
        finder.end();
        String::from_utf8(finder.text).unwrap()
    }

    #[test]
    fn strings_go_on_from_block_to_block() {
        let bytes = Encoding { width: 1, big_endian: false, eighth_bit: false };
        assert_eq!(found(bytes, &[b"\0ab", b"cd\te", b"f\nxyz\0long", b"er"]), "      1 abcd\tef|      d longer|");
        assert_eq!(found(bytes, &[b"abc", b"\x80def"]), "");
    }

    #[test]
    fn wide_characters_begin_at_any_byte() {
        let wide = |big_endian| Encoding { width: 2, big_endian, eighth_bit: false };
        assert_eq!(found(wide(false), &[b"\x01a\0b\0c", b"\0d\0e\0\xff\xff"]), "      1 abcde|");
        assert_eq!(found(wide(true), &[b"\x01\0a\0b\0c\0d"]), "      1 abcd|");
    }
}
