//! `hexdump`, `hd`: show bytes in a format of one's own
//!
//! As in 4.3BSD, whose manual page describes the formats; options as in BusyBox. Numbers of more than a byte are in the
//! machine's byte order.

use kit::concatenated::Concatenated;
use kit::format::{Conversion, Escaped, Escapes, Spec, escape};
use kit::input::cannot_open;
use kit::number::{self, BLOCKS};
use kit::prelude::*;
use kit::text::c_character;

const USAGE: &str = "\
[-bcdoxCv] [-e FMT] [-f FMT_FILE] [-n LEN] [-s OFS] [FILE]...

Display FILEs (or stdin) in a user specified format

	-b, --one-byte-octal	1-byte octal display
	-c, --one-byte-char	1-byte character display
	-d, --two-bytes-decimal	2-byte decimal display
	-o, --two-bytes-octal	2-byte octal display
	-x, --two-bytes-hex	2-byte hex display
	-C, --canonical	hex+ASCII 16 bytes per line
	-v, --no-squeezing	Show all (no dup folding)
	-e, --format=FORMAT_STR	Example: '16/1 \"%02x|\"\"\\n\"'
	-f, --format-file=FORMAT_FILE
	-n, --length=LENGTH	Show only first LENGTH bytes
	-s, --skip=OFFSET	Skip OFFSET bytes
";

pub const APPLET: Applet =
    Applet { dir: Dir::UsrBin, kind: Kind::Pure, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const OCTAL_BYTES: Key = Key::short(APPLET.options, 'b');
const CHARACTERS: Key = Key::short(APPLET.options, 'c');
const DECIMAL: Key = Key::short(APPLET.options, 'd');
const OCTAL: Key = Key::short(APPLET.options, 'o');
const HEXADECIMAL: Key = Key::short(APPLET.options, 'x');
const CANONICAL: Key = Key::short(APPLET.options, 'C');
const ALL: Key = Key::short(APPLET.options, 'v');
const FORMAT: Key = Key::short(APPLET.options, 'e');
const FORMAT_FILE: Key = Key::short(APPLET.options, 'f');
const LENGTH: Key = Key::short(APPLET.options, 'n');
const SKIP: Key = Key::short(APPLET.options, 's');

const DEFAULT_FORMAT: &[&str] = &["\"%07.7_Ax\\n\"", "\"%07.7_ax \" 8/2 \"%04x \" \"\\n\""];
const CANONICAL_FORMAT: &[&str] =
    &["\"%08.8_Ax\\n\"", "\"%08.8_ax  \" 8/1 \"%02x \" \"  \" 8/1 \"%02x \"", "\"  |\" 16/1 \"%_p\" \"|\\n\""];

/// Most bytes of input that a format string may take at a time.
const LARGEST_BLOCK: usize = 1 << 24;

/// What the letters stand for, in the format's own language.
fn letter_format(key: Key) -> Option<&'static [&'static str]> {
    const FORMATS: [(Key, &[&str]); 6] = [
        (OCTAL_BYTES, &["\"%07.7_Ax\\n\"", "\"%07.7_ax \" 16/1 \"%03o \" \"\\n\""]),
        (CHARACTERS, &["\"%07.7_Ax\\n\"", "\"%07.7_ax \" 16/1 \"%3_c \" \"\\n\""]),
        (DECIMAL, &["\"%07.7_Ax\\n\"", "\"%07.7_ax \" 8/2 \"  %05u \" \"\\n\""]),
        (OCTAL, &["\"%07.7_Ax\\n\"", "\"%07.7_ax \" 8/2 \" %06o \" \"\\n\""]),
        (HEXADECIMAL, &["\"%07.7_Ax\\n\"", "\"%07.7_ax \" 8/2 \"   %04x \" \"\\n\""]),
        (CANONICAL, CANONICAL_FORMAT),
    ];
    FORMATS.iter().find(|(letter, _)| *letter == key).map(|(_, format)| *format)
}

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    let mut dump = Dump { strings: Vec::new(), block: 0, all: given.has(ALL) };
    if cx.name == "hd" {
        dump.add_all(CANONICAL_FORMAT)?;
    }
    for (key, value) in given.in_order() {
        match (key, value) {
            (FORMAT, Some(format)) => dump.add(format)?,
            (FORMAT_FILE, Some(path)) => dump.add_file(path)?,
            _ => dump.add_all(letter_format(key).unwrap_or_default())?,
        }
    }
    if dump.strings.is_empty() {
        dump.add_all(DEFAULT_FORMAT)?;
    }
    dump.fill();
    let length = given.value(LENGTH).map(|word| number::with_suffix(word, BLOCKS)).transpose()?;
    let skip = given.value(SKIP).map(|word| number::with_base(word, BLOCKS)).transpose()?;
    let mut input = Concatenated::new(&given.operands, length);
    let offset = skip.map_or(0, |skip| input.skip(cx, skip));
    dump.print(cx, &mut input, offset)?;
    Ok(cx.status())
}

/// What a conversion shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Show {
    /// The offset of the byte that is shown next; the spec's letter is `d`, `o` or `x`.
    Offset,
    /// The offset behind the last byte, once at the end.
    End,
    Character,
    Escaped,
    Printable,
    Named,
    Text,
    Signed,
    Unsigned,
    Float,
}

/// A conversion and the text before it.
#[derive(Debug)]
struct Piece {
    before: Vec<u8>,
    show: Show,
    spec: Spec,
    /// Bytes of input that it shows.
    size: usize,
}

/// `COUNT/SIZE "FORMAT"`
#[derive(Debug)]
struct Unit {
    count: usize,
    /// Was COUNT written?
    counted: bool,
    pieces: Vec<Piece>,
    /// The text behind the last conversion, and its length without the blanks at its end: of several turns the last
    /// leaves them out.
    after: Vec<u8>,
    trimmed: usize,
    /// Shown at the end only.
    at_end: bool,
}

impl Unit {
    /// Bytes of input of one turn.
    fn size(&self) -> usize {
        self.pieces.iter().map(|piece| piece.size).sum()
    }
}

/// A format string: units that share a block of input, one after another.
#[derive(Debug)]
struct FormatString(Vec<Unit>);

impl FormatString {
    fn size(&self) -> usize {
        self.0.iter().map(|unit| unit.count.saturating_mul(unit.size())).fold(0, usize::saturating_add)
    }

    /// # Errors
    /// What is not a list of `[COUNT][/SIZE] "FORMAT"`.
    fn parse(text: &[u8]) -> Result<FormatString> {
        let bad = || fail!("bad format {", text, "}");
        let mut units = Vec::new();
        let mut rest = text.trim_ascii_start();
        while !rest.is_empty() {
            let (count, after) = digits(rest);
            rest = after.trim_ascii_start();
            let mut size = None;
            if let Some(after) = rest.strip_prefix(b"/") {
                (size, rest) = digits(after.trim_ascii_start());
                rest = rest.trim_ascii_start();
                if size.is_none() {
                    return Err(bad());
                }
            }
            let quoted = rest.strip_prefix(b"\"").ok_or_else(bad)?;
            let end = memchr::memchr(b'"', quoted).ok_or_else(bad)?;
            let mut unit = Unit::parse(&quoted[..end], size)?;
            if let Some(count) = count {
                (unit.count, unit.counted) = (count, true);
            }
            units.push(unit);
            rest = quoted[end + 1..].trim_ascii_start();
        }
        let string = FormatString(units);
        if string.size() > LARGEST_BLOCK {
            return Err(bad());
        }
        Ok(string)
    }
}

fn digits(text: &[u8]) -> (Option<usize>, &[u8]) {
    let end = text.iter().position(|c| !c.is_ascii_digit()).unwrap_or(text.len());
    (number::decimal::<u32>(&text[..end]).ok().map(|n| n as usize), &text[end..])
}

impl Unit {
    /// # Errors
    /// A conversion that there is not, or not for `size` bytes.
    fn parse(format: &[u8], size: Option<usize>) -> Result<Unit> {
        let mut unit =
            Unit { count: 1, counted: false, pieces: Vec::new(), after: Vec::new(), trimmed: 0, at_end: false };
        let mut text = Vec::new();
        let mut rest = format;
        while let [first, after @ ..] = rest {
            rest = after;
            match first {
                b'\\' => rest = unescape(rest, &mut text),
                b'%' if rest.first() == Some(&b'%') => {
                    text.push(b'%');
                    rest = &rest[1..];
                }
                b'%' => {
                    let (mut piece, length) = Piece::parse(rest, size)?;
                    rest = &rest[length..];
                    piece.before = std::mem::take(&mut text);
                    unit.at_end |= piece.show == Show::End;
                    unit.pieces.push(piece);
                }
                other => text.push(*other),
            }
        }
        if size.is_some() && unit.pieces.iter().filter(|piece| piece.size > 0).count() > 1 {
            return Err(fail!("byte count with multiple conversion characters"));
        }
        unit.trimmed = text.trim_ascii_end().len();
        unit.after = text;
        Ok(unit)
    }
}

/// Appends what an escape means; gives what follows it. A letter that means nothing stands for itself.
fn unescape<'t>(rest: &'t [u8], to: &mut Vec<u8>) -> &'t [u8] {
    match escape(rest, Escapes::Format) {
        (Escaped::Byte(byte), length) => {
            to.push(byte);
            &rest[length..]
        }
        _ => {
            to.extend(rest.first());
            rest.get(1..).unwrap_or_default()
        }
    }
}

impl Piece {
    /// Reads what follows a `%`; gives its length too.
    fn parse(rest: &[u8], size: Option<usize>) -> Result<(Piece, usize)> {
        let unknown = |word: &[u8]| fail!("bad conversion character %", word);
        // `%3_c`: the letter of two parts is read as `%3c`.
        let flat: Vec<u8> = rest.iter().copied().filter(|c| *c != b'_').collect();
        let (conversion, _) = Conversion::parse(&flat).ok_or_else(|| unknown(rest))?;
        let length = rest
            .iter()
            .position(|c| !matches!(c, b'0'..=b'9' | b'-' | b'+' | b' ' | b'#' | b'.'))
            .ok_or_else(|| unknown(rest))?;
        let mut spec = conversion.resolve(|_| 0);
        let (show, allowed, letters): (Show, &[usize], usize) = match &rest[length..] {
            [b'_', kind @ (b'a' | b'A'), radix @ (b'd' | b'o' | b'x'), ..] => {
                spec.letter = *radix;
                (if *kind == b'a' { Show::Offset } else { Show::End }, &[0], 3)
            }
            [b'_', b'c', ..] => (Show::Escaped, &[1], 2),
            [b'_', b'p', ..] => (Show::Printable, &[1], 2),
            [b'_', b'u', ..] => (Show::Named, &[1], 2),
            [b'c', ..] => (Show::Character, &[1], 1),
            [b's', ..] => {
                let bytes = spec.precision.or(size).ok_or_else(|| fail!("%s needs precision or byte count"))?;
                let piece = Piece { before: Vec::new(), show: Show::Text, spec, size: size.unwrap_or(bytes) };
                return Ok((piece, length + 1));
            }
            [b'd' | b'i', ..] => (Show::Signed, &[4, 1, 2, 8], 1),
            [b'o' | b'u' | b'x' | b'X', ..] => (Show::Unsigned, &[4, 1, 2, 8], 1),
            [b'e' | b'E' | b'f' | b'F' | b'g' | b'G', ..] => (Show::Float, &[8, 4], 1),
            [b'_', letter, ..] => return Err(unknown(&[b'_', *letter])),
            [letter, ..] => return Err(unknown(&[*letter])),
            [] => return Err(unknown(b"")),
        };
        // An offset takes no bytes, whatever the unit says.
        let size = size.filter(|_| allowed != [0]).unwrap_or(allowed[0]);
        let letter = &rest[length..length + letters];
        if !allowed.contains(&size) {
            return Err(fail!("bad byte count for conversion character ", letter));
        }
        Ok((Piece { before: Vec::new(), show, spec, size }, length + letters))
    }

    /// Shows `bytes`: as many as it takes, or none behind the end of the input.
    fn push(&self, offset: u64, bytes: Option<&[u8]>, to: &mut Vec<u8>) -> Result<()> {
        to.extend_from_slice(&self.before);
        let spec = &self.spec;
        let blank = Spec { letter: b's', precision: None, ..*spec };
        let Some(bytes) = bytes else { return Ok(blank.string(b"", to)?) };
        match self.show {
            Show::Offset | Show::End => spec.unsigned(offset, to)?,
            Show::Character => blank.string(bytes, to)?,
            Show::Escaped => blank.string(&c_character(bytes[0]), to)?,
            Show::Printable => blank.string(&[printable(bytes[0])], to)?,
            Show::Named => blank.string(&name(bytes[0]), to)?,
            Show::Text => spec.string(bytes.split(|c| *c == 0).next().unwrap_or_default(), to)?,
            Show::Signed => spec.signed(integer(bytes, true), to)?,
            Show::Unsigned => spec.unsigned(integer(bytes, false) as u64, to)?,
            Show::Float => spec.float(float(bytes), to)?,
        }
        Ok(())
    }
}

fn printable(c: u8) -> u8 {
    if matches!(c, b' '..=b'~') { c } else { b'.' }
}

/// The name of a control character in ASCII, hexadecimal digits for what is not ASCII.
fn name(c: u8) -> Vec<u8> {
    const NAMES: &[u8; 96] =
        b"nulsohstxetxeotenqackbelbs ht lf vt ff cr so si dledc1dc2dc3dc4naksynetbcanem subescfs gs rs us ";
    match c {
        0..32 => NAMES[c as usize * 3..][..3].trim_ascii_end().to_vec(),
        b' '..=b'~' => vec![c],
        127 => b"del".to_vec(),
        128.. => format!("{c:x}").into_bytes(),
    }
}

/// A number of 1, 2, 4 or 8 bytes, in the machine's order.
fn integer(bytes: &[u8], signed: bool) -> i64 {
    match *bytes {
        [a] if signed => a as i8 as i64,
        [a] => a as i64,
        [a, b] if signed => i16::from_ne_bytes([a, b]) as i64,
        [a, b] => u16::from_ne_bytes([a, b]) as i64,
        [a, b, c, d] if signed => i32::from_ne_bytes([a, b, c, d]) as i64,
        [a, b, c, d] => u32::from_ne_bytes([a, b, c, d]) as i64,
        [a, b, c, d, e, f, g, h] => i64::from_ne_bytes([a, b, c, d, e, f, g, h]),
        _ => 0,
    }
}

fn float(bytes: &[u8]) -> f64 {
    match *bytes {
        [a, b, c, d] => f32::from_ne_bytes([a, b, c, d]) as f64,
        [a, b, c, d, e, f, g, h] => f64::from_ne_bytes([a, b, c, d, e, f, g, h]),
        _ => 0.0,
    }
}

struct Dump {
    strings: Vec<FormatString>,
    /// Bytes of input of one turn of all format strings.
    block: usize,
    all: bool,
}

impl Dump {
    fn add(&mut self, format: &[u8]) -> Result<()> {
        self.strings.push(FormatString::parse(format)?);
        Ok(())
    }

    fn add_all(&mut self, formats: &[&str]) -> Result<()> {
        formats.iter().try_for_each(|format| self.add(format.as_bytes()))
    }

    /// Adds the format strings of a file, one a line; `#` begins a line of comment.
    fn add_file(&mut self, path: &[u8]) -> Result<()> {
        let mut input = Input::open(path).map_err(|e| fail!(cannot_open(path, &e)))?;
        let mut text = Vec::new();
        input.read_to_end(&mut text)?;
        for line in text.split(|c| *c == b'\n').map(<[u8]>::trim_ascii) {
            if !line.is_empty() && !line.starts_with(b"#") {
                self.add(line)?;
            }
        }
        Ok(())
    }

    /// The longest format string sets the block; in a shorter one the last unit is repeated, if it does not say how often.
    fn fill(&mut self) {
        self.block = self.strings.iter().map(FormatString::size).max().unwrap_or(0);
        for string in &mut self.strings {
            let left = self.block - string.size();
            if let Some(unit) = string.0.last_mut()
                && !unit.counted
                && unit.size() > 0
            {
                unit.count += left / unit.size();
            }
        }
    }

    fn print<'a>(&self, cx: &mut Context<'a>, input: &mut Concatenated<'a>, mut offset: u64) -> Result<()> {
        let (mut block, mut before, mut text) = (Vec::new(), Vec::new(), Vec::new());
        let mut starred = false;
        loop {
            block.clear();
            input.read(cx, self.block, &mut block);
            let length = block.len();
            // Formats that show no bytes read none.
            if length == 0 {
                break;
            }
            if !self.all && length == self.block && block == before {
                if !starred {
                    text.extend_from_slice(b"*\n");
                }
                starred = true;
            } else {
                starred = false;
                block.resize(self.block, 0);
                for string in &self.strings {
                    string.push(&block, length, offset, &mut text)?;
                }
                std::mem::swap(&mut block, &mut before);
            }
            offset += length as u64;
            if text.len() >= 32 * 1024 {
                cx.out.write_all(&text)?;
                text.clear();
            }
            if length < self.block {
                break;
            }
        }
        if offset > 0 {
            // Of several, the last one given.
            let ends = self.strings.iter().flat_map(|string| &string.0).rfind(|unit| unit.at_end);
            if let Some(unit) = ends {
                for piece in &unit.pieces {
                    piece.push(offset, Some(b""), &mut text)?;
                }
                text.extend_from_slice(&unit.after);
            }
        }
        cx.out.write_all(&text)?;
        Ok(())
    }
}

impl FormatString {
    /// Shows a block, of which `length` bytes are input and the rest is filled with zeros.
    fn push(&self, block: &[u8], length: usize, offset: u64, to: &mut Vec<u8>) -> Result<()> {
        let mut at = 0;
        for unit in self.0.iter().filter(|unit| !unit.at_end) {
            for turn in 1..=unit.count {
                for piece in &unit.pieces {
                    let bytes = block.get(at..at + piece.size).filter(|_| at < length || piece.size == 0);
                    piece.push(offset + at as u64, bytes, to)?;
                    at += piece.size;
                }
                let trims = unit.count > 1 && turn == unit.count;
                to.extend_from_slice(if trims { &unit.after[..unit.trimmed] } else { &unit.after });
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(formats: &[&str], input: &[u8]) -> String {
        let mut dump = Dump { strings: Vec::new(), block: 0, all: false };
        dump.add_all(formats).ok().unwrap();
        dump.fill();
        let mut block = input.to_vec();
        block.resize(dump.block, 0);
        let mut to = Vec::new();
        dump.strings.iter().for_each(|string| string.push(&block, input.len(), 0, &mut to).ok().unwrap());
        String::from_utf8(to).unwrap()
    }

    #[test]
    fn units_share_a_block_and_strings_begin_it_again() {
        assert_eq!(shown(&["2/1 \"%02x \" \"<\" 2/1 \"%_p\" \">\""], b"abcd"), "61 62<cd>");
        assert_eq!(shown(&["4/1 \"%02x\" \" \"", "4/1 \"%_p\" \"\\n\""], b"abcd"), "61626364 abcd\n");
        assert_eq!(shown(&["3/1 \"%d, \""], b"a"), "97, , ,");
        assert_eq!(shown(&["4/1 \"%02x \"", "\"%_u \""], b"a\n"), "61 0a      a lf  ");
    }

    #[test]
    fn formats_that_mean_nothing_are_refused() {
        for bad in ["x", "2/ \"%x\"", "\"%x", "\"%z\"", "\"%\"", "4/3 \"%x\"", "/2 \"%d %d\"", "\"%s\"", "\"%_q\""] {
            assert!(FormatString::parse(bad.as_bytes()).is_err(), "{bad}");
        }
    }

    #[test]
    fn control_characters_have_names() {
        assert_eq!(
            [0, 9, 31, 32, 127, 200].map(|c| String::from_utf8(name(c)).unwrap()),
            ["nul", "ht", "us", " ", "del", "c8"]
        );
    }
}
