//! `od`: dump files in octal and other formats
//!
//! POSIX.1-2024 XCU od; `-S`, `-w` as in BusyBox; the `z` suffix of types and the long names as in GNU. Multi-byte
//! numbers are in the machine's byte order.

use kit::concatenated::Concatenated;
use kit::format::Spec;
use kit::number::{self, BLOCKS};
use kit::prelude::*;
use kit::text::c_character;

const USAGE: &str = "\
[-abcdfhiloxsv] [-t TYPE] [-A RADIX] [-N SIZE] [-j SKIP] [-S MINSTR] [-w WIDTH] [FILE]...

Print FILEs (or stdin) unambiguously, as octal bytes by default

	-A, --address-radix=RADIX	Print offsets in d, o, x, or not at all (n)
	-t, --format=TYPE	a, c, or one of d o u x f with a size: 1 2 4 8 or C S I L,
			for f also F D; z after it shows the text
	-a	Same as -t a
	-b	Same as -t o1
	-c	Same as -t c
	-d	Same as -t u2
	-f	Same as -t f4
	-h	Same as -t x2
	-i	Same as -t d2
	-l	Same as -t d4
	-o	Same as -t o2
	-s	Same as -t d2
	-x	Same as -t x2
	-B	Same as -t o2
	-D	Same as -t u4
	-e	Same as -t f8
	-F	Same as -t f8
	-H	Same as -t x4
	-I	Same as -t d8
	-L	Same as -t d8
	-O	Same as -t o4
	-X	Same as -t x4
	-j, --skip-bytes=SKIP	Skip SKIP bytes of input first
	-N, --read-bytes=SIZE	Print at most SIZE bytes
	-S, --strings=MINSTR	Print strings of at least MINSTR graphic characters that end with NUL
	-v, --output-duplicates	Don't print * for repeated lines
	-w, --width[=WIDTH]	Print WIDTH bytes a line (32 without WIDTH)
	--traditional	Take [+]OFFSET[.][b] as last operand
";

pub const APPLET: Applet =
    Applet { dir: Dir::UsrBin, kind: Kind::Pure, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const RADIX: Key = Key::short(APPLET.options, 'A');
const TYPE: Key = Key::short(APPLET.options, 't');
const SKIP: Key = Key::short(APPLET.options, 'j');
const SIZE: Key = Key::short(APPLET.options, 'N');
const STRINGS: Key = Key::short(APPLET.options, 'S');
const ALL: Key = Key::short(APPLET.options, 'v');
const WIDTH: Key = Key::short(APPLET.options, 'w');
const TRADITIONAL: Key = Key::long(USAGE, APPLET.options, "traditional");

/// The letters of old, in the order in which they are printed.
const LETTERS: [(Key, &[u8]); 20] = [
    (Key::short(APPLET.options, 'a'), b"a"),
    (Key::short(APPLET.options, 'b'), b"o1"),
    (Key::short(APPLET.options, 'c'), b"c"),
    (Key::short(APPLET.options, 'd'), b"u2"),
    (Key::short(APPLET.options, 'f'), b"f4"),
    (Key::short(APPLET.options, 'h'), b"x2"),
    (Key::short(APPLET.options, 'i'), b"d2"),
    (Key::short(APPLET.options, 'l'), b"d4"),
    (Key::short(APPLET.options, 'o'), b"o2"),
    (Key::short(APPLET.options, 's'), b"d2"),
    (Key::short(APPLET.options, 'x'), b"x2"),
    (Key::short(APPLET.options, 'B'), b"o2"),
    (Key::short(APPLET.options, 'D'), b"u4"),
    (Key::short(APPLET.options, 'e'), b"f8"),
    (Key::short(APPLET.options, 'F'), b"f8"),
    (Key::short(APPLET.options, 'H'), b"x4"),
    (Key::short(APPLET.options, 'I'), b"d8"),
    (Key::short(APPLET.options, 'L'), b"d8"),
    (Key::short(APPLET.options, 'O'), b"o4"),
    (Key::short(APPLET.options, 'X'), b"x4"),
];

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    let address = match given.value(RADIX) {
        None => Address::Octal,
        Some(radix) => match radix.first() {
            Some(b'o') => Address::Octal,
            Some(b'd') => Address::Decimal,
            Some(b'x') => Address::Hexadecimal,
            Some(b'n') => Address::None,
            other => {
                let other: &[u8] = other.map_or(b"", std::slice::from_ref);
                return Err(fail!("bad output address radix '", other, "' (must be [doxn])"));
            }
        },
    };
    let mut formats = Vec::new();
    for (_, types) in LETTERS.iter().filter(|(key, _)| given.has(*key)) {
        parse_types(types, &mut formats)?;
    }
    for types in given.values(TYPE) {
        parse_types(types, &mut formats)?;
    }
    if formats.is_empty() {
        parse_types(b"o2", &mut formats)?;
    }
    let mut files = given.operands.clone();
    let mut skip = count(&given, SKIP)?.unwrap_or(0);
    if given.has(TRADITIONAL)
        && let Some(offset) = files.last().and_then(|word| traditional_offset(word, files.len() > 1))
    {
        files.pop();
        skip = offset;
    }
    // All sizes are powers of two: the largest is the least common multiple.
    let unit = formats.iter().map(|f| f.size).max().unwrap_or(1);
    let mut width = 16_usize.next_multiple_of(unit);
    if given.has(WIDTH) {
        width = given.value(WIDTH).map_or(Ok(32), number::decimal)?;
        if width == 0 || !width.is_multiple_of(unit) {
            let message = text!["warning: invalid width ", width, "; using ", unit, " instead"];
            cx.warn(message);
            width = unit;
        }
    }
    let mut input = Concatenated::new(&files, count(&given, SIZE)?);
    if input.skip(cx, skip) < skip {
        return Err(fail!("can't skip past end of combined input"));
    }
    if given.has(STRINGS) {
        let least = count(&given, STRINGS)?.unwrap_or(3);
        print_strings(cx, &mut input, address, skip, least)?;
    } else {
        let dump = Dump { formats, address, width, unit, all: given.has(ALL) };
        dump.print(cx, &mut input, skip)?;
    }
    Ok(cx.status())
}

/// A count of bytes: decimal, 0 octal or 0x hexadecimal, with a suffix.
fn count(given: &Given, key: Key) -> Result<Option<u64>> {
    given.value(key).map(|word| number::with_base(word, BLOCKS)).transpose()
}

/// `[+]OFFSET[.][b]`: octal, decimal with a point, hexadecimal with 0x; in blocks of 512 with b. The plus is needed unless
/// a file comes before.
fn traditional_offset(word: &[u8], after_file: bool) -> Option<u64> {
    let digits = match word.strip_prefix(b"+") {
        Some(digits) => digits,
        None if after_file => word,
        None => return None,
    };
    let (digits, blocks) = match digits.strip_suffix(b"b") {
        Some(digits) if !digits.starts_with(b"0x") => (digits, 512),
        _ => (digits, 1),
    };
    let (digits, radix) = match (digits.strip_suffix(b"."), digits.strip_prefix(b"0x")) {
        (Some(decimal), _) => (decimal, 10),
        (None, Some(hex)) => (hex, 16),
        (None, None) => (digits, 8),
    };
    let text = std::str::from_utf8(digits).ok().filter(|t| !t.starts_with('+'))?;
    u64::from_str_radix(text, radix).ok()?.checked_mul(blocks)
}

#[derive(Clone, Copy)]
enum Address {
    Octal,
    Decimal,
    Hexadecimal,
    None,
}

impl Address {
    fn width(self) -> usize {
        match self {
            Address::Octal | Address::Decimal => 7,
            Address::Hexadecimal => 6,
            Address::None => 0,
        }
    }

    fn push(self, offset: u64, to: &mut Vec<u8>) {
        let radix = match self {
            Address::Octal => 8,
            Address::Decimal => 10,
            Address::Hexadecimal => 16,
            Address::None => return,
        };
        push_number(offset, radix, self.width(), b'0', to);
    }
}

/// Appends `value`, filled at the left up to `width`.
fn push_number(mut value: u64, radix: u64, width: usize, fill: u8, to: &mut Vec<u8>) {
    let mut digits = [fill; 32];
    let mut at = digits.len();
    loop {
        at -= 1;
        digits[at] = b"0123456789abcdef"[(value % radix) as usize];
        value /= radix;
        if value == 0 {
            break;
        }
    }
    to.extend_from_slice(&digits[at.min(digits.len() - width)..]);
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Form {
    Named,
    Character,
    Signed,
    Unsigned,
    Octal,
    Hexadecimal,
    Float,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Format {
    form: Form,
    size: usize,
    /// The text after the line.
    text: bool,
}

/// One or more types: `x1`, `d4f8`, `c`.
fn parse_types(types: &[u8], to: &mut Vec<Format>) -> Result<()> {
    let mut rest = types;
    while let [letter, after @ ..] = rest {
        rest = after;
        let form = match letter {
            b'a' => Form::Named,
            b'c' => Form::Character,
            b'd' => Form::Signed,
            b'u' => Form::Unsigned,
            b'o' => Form::Octal,
            b'x' => Form::Hexadecimal,
            b'f' => Form::Float,
            _ => return Err(fail!("invalid character '", [*letter], "' in type string '", types, "'")),
        };
        let mut size = match form {
            Form::Named | Form::Character => 1,
            Form::Float => 8,
            _ => 4,
        };
        if form == Form::Float {
            match rest.first() {
                Some(b'F') => (size, rest) = (4, &rest[1..]),
                Some(b'D') => (size, rest) = (8, &rest[1..]),
                _ => {}
            }
        } else if size > 1 {
            let named = [(b'C', 1), (b'S', 2), (b'I', 4), (b'L', 8)];
            if let Some((_, n)) = named.iter().find(|(c, _)| rest.first() == Some(c)) {
                (size, rest) = (*n, &rest[1..]);
            }
        }
        let digits = rest.iter().take_while(|c| c.is_ascii_digit()).count();
        if digits > 0 && !matches!(form, Form::Named | Form::Character) {
            size = number::decimal(&rest[..digits])?;
            rest = &rest[digits..];
        }
        let kind = match form {
            Form::Float if !matches!(size, 4 | 8) => "floating point",
            Form::Signed | Form::Unsigned | Form::Octal | Form::Hexadecimal if !matches!(size, 1 | 2 | 4 | 8) => {
                "integral"
            }
            _ => "",
        };
        if !kind.is_empty() {
            return Err(fail!("invalid type string '", types, "'; ", size, "-byte ", kind, " type is not supported"));
        }
        let text = rest.first() == Some(&b'z');
        if text {
            rest = &rest[1..];
        }
        to.push(Format { form, size, text });
    }
    Ok(())
}

impl Format {
    /// Columns of one value, with the blank before it.
    fn width(self) -> usize {
        let by_size = |widths: [usize; 4]| widths[self.size.ilog2() as usize];
        match self.form {
            Form::Named | Form::Character => 4,
            Form::Octal => by_size([4, 7, 12, 23]),
            Form::Hexadecimal => by_size([3, 5, 9, 17]),
            Form::Unsigned => by_size([4, 6, 11, 21]),
            Form::Signed => by_size([5, 7, 12, 21]),
            Form::Float => by_size([0, 0, 16, 24]),
        }
    }

    /// Appends the value of `bytes`, which are `size` many.
    fn push(self, bytes: &[u8], to: &mut Vec<u8>) -> Result<()> {
        let mut raw = [0; 8];
        if cfg!(target_endian = "little") {
            raw[..self.size].copy_from_slice(bytes);
        } else {
            raw[8 - self.size..].copy_from_slice(bytes);
        }
        let value = u64::from_ne_bytes(raw);
        let width = self.width();
        match self.form {
            Form::Named => push_right(name(bytes[0]), width, to),
            Form::Character => push_right(&c_character(bytes[0]), width, to),
            Form::Unsigned => push_number(value, 10, width, b' ', to),
            Form::Octal => {
                to.push(b' ');
                push_number(value, 8, width - 1, b'0', to);
            }
            Form::Hexadecimal => {
                to.push(b' ');
                push_number(value, 16, width - 1, b'0', to);
            }
            Form::Signed => {
                let shift = 64 - 8 * self.size as u32;
                push_right(&text![(value << shift) as i64 >> shift], width, to);
            }
            Form::Float => {
                let (value, precision) = if self.size == 4 {
                    (f64::from(f32::from_bits(value as u32)), 7)
                } else {
                    (f64::from_bits(value), 15)
                };
                let spec = Spec { width, precision: Some(precision), letter: b'e', ..Spec::default() };
                spec.float(value, to)?;
            }
        }
        Ok(())
    }
}

fn push_right(text: &[u8], width: usize, to: &mut Vec<u8>) {
    to.resize(to.len() + width.saturating_sub(text.len()), b' ');
    to.extend_from_slice(text);
}

/// ASCII's name of a byte, without its highest bit.
fn name(c: u8) -> &'static [u8] {
    const NAMES: [&str; 33] = [
        "nul", "soh", "stx", "etx", "eot", "enq", "ack", "bel", "bs", "ht", "nl", "vt", "ff", "cr", "so", "si", "dle",
        "dc1", "dc2", "dc3", "dc4", "nak", "syn", "etb", "can", "em", "sub", "esc", "fs", "gs", "rs", "us", "sp",
    ];
    const PRINTABLE: &[u8; 94] =
        b"!\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~";
    match c & 0x7f {
        0x7f => b"del",
        c if c > b' ' => std::slice::from_ref(&PRINTABLE[c as usize - 33]),
        c => NAMES[c as usize].as_bytes(),
    }
}

struct Dump {
    formats: Vec<Format>,
    address: Address,
    width: usize,
    /// What the last line is filled up to.
    unit: usize,
    all: bool,
}

impl Dump {
    fn print<'a>(&self, cx: &mut Context<'a>, input: &mut Concatenated<'a>, mut offset: u64) -> Result<()> {
        let (mut block, mut before) = (Vec::new(), Vec::new());
        let mut text = Vec::new();
        let mut starred = false;
        loop {
            block.clear();
            input.read(cx, self.width, &mut block);
            if block.is_empty() {
                break;
            }
            if !self.all && block.len() == self.width && block == before {
                if !starred {
                    text.extend_from_slice(b"*\n");
                }
                starred = true;
                offset += block.len() as u64;
                continue;
            }
            starred = false;
            self.line(offset, &block, &mut text)?;
            offset += block.len() as u64;
            if text.len() >= 32 * 1024 {
                cx.out.write_all(&text)?;
                text.clear();
            }
            if block.len() < self.width {
                break;
            }
            std::mem::swap(&mut block, &mut before);
        }
        cx.out.write_all(&text)?;
        text.clear();
        // As in BusyBox: no end where there was no beginning.
        if input.was_opened() || cx.status() == Status::OK {
            self.address.push(offset, &mut text);
        }
        if !text.is_empty() {
            cx.out.line(&text)?;
        }
        Ok(())
    }

    fn line(&self, offset: u64, block: &[u8], to: &mut Vec<u8>) -> Result<()> {
        let mut filled = block.to_vec();
        filled.resize(block.len().next_multiple_of(self.unit), 0);
        for (i, format) in self.formats.iter().enumerate() {
            if i == 0 {
                self.address.push(offset, to);
            } else {
                to.resize(to.len() + self.address.width(), b' ');
            }
            for value in filled.chunks_exact(format.size) {
                format.push(value, to)?;
            }
            if format.text {
                let missing = (self.width - filled.len()) / format.size * format.width();
                to.resize(to.len() + missing, b' ');
                to.extend_from_slice(b"  >");
                to.extend(block.iter().map(|c| if matches!(c, b' '..=b'~') { *c } else { b'.' }));
                to.push(b'<');
            }
            to.push(b'\n');
        }
        Ok(())
    }
}

/// Strings of printable characters that end with NUL.
fn print_strings<'a>(
    cx: &mut Context<'a>,
    input: &mut Concatenated<'a>,
    address: Address,
    mut offset: u64,
    least: u64,
) -> Result<()> {
    let (mut string, mut block, mut text) = (Vec::new(), Vec::new(), Vec::new());
    loop {
        block.clear();
        input.read(cx, 32 * 1024, &mut block);
        if block.is_empty() {
            return Ok(());
        }
        for &c in &block {
            match c {
                b' '..=b'~' => string.push(c),
                7..=13 => string.push(c),
                _ => {
                    if c == 0 && string.len() as u64 >= least {
                        address.push(offset - string.len() as u64, &mut text);
                        if !text.is_empty() {
                            text.push(b' ');
                        }
                        for &c in &string {
                            text.extend_from_slice(&c_character(c));
                        }
                        cx.out.line(&text)?;
                        text.clear();
                    }
                    string.clear();
                }
            }
            offset += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(types: &[u8], bytes: &[u8]) -> String {
        let mut formats = Vec::new();
        parse_types(types, &mut formats).unwrap();
        let unit = formats.iter().map(|f| f.size).max().unwrap();
        let dump = Dump { formats, address: Address::Octal, width: 16, unit, all: false };
        let mut text = Vec::new();
        dump.line(8, bytes, &mut text).unwrap();
        String::from_utf8(text).unwrap()
    }

    #[test]
    fn values_stand_in_columns() {
        assert_eq!(show(b"c", b"a\n\xff\0"), "0000010   a  \\n 377  \\0\n");
        assert_eq!(show(b"a", b"a\n\xff "), "0000010   a  nl del  sp\n");
        assert_eq!(show(b"d1x2", b"\xff"), "0000010   -1    0\n        00ff\n");
        assert_eq!(show(b"x1z", b"ab"), format!("0000010 61 62{}  >ab<\n", " ".repeat(42)));
    }

    #[test]
    fn floats_are_shown_with_all_their_digits() {
        assert_eq!(show(b"f4", b"\0\0\x80\x3f"), "0000010   1.0000000e+00\n");
        assert_eq!(show(b"fD", b"\0\0\0\0\0\0\xf0\x3f"), "0000010   1.000000000000000e+00\n");
    }

    #[test]
    fn offsets_of_old_are_octal_unless_marked() {
        assert_eq!(traditional_offset(b"+10", false), Some(8));
        assert_eq!(traditional_offset(b"10.b", true), Some(5120));
        assert_eq!(traditional_offset(b"0x10", true), Some(16));
        assert_eq!(traditional_offset(b"10", false), None);
        assert_eq!(traditional_offset(b"+file", true), None);
    }
}
