//! `xxd`: hexadecimal dump, and back
//!
//! As Vim's; options as in BusyBox, and of Vim's those that it lacks: `-a -b -d -e -n -u`.

use kit::concatenated::Concatenated;
use kit::context::or_stdin;
use kit::input::cannot_open;
use kit::lines::Lines;
use kit::number::{self, BLOCKS};
use kit::prelude::*;
use kit::sys;

const USAGE: &str = "\
[-pri] [-abdeu] [-g N] [-c N] [-l LEN] [-s OFS] [-o OFS] [-n NAME] [FILE]

Hex dump FILE (or stdin)

	-g N		Bytes per group
	-c N		Bytes per line
	-p		Show only hex bytes, assumes -c30
	-i		C include file style
	-l LENGTH	Show only first LENGTH bytes
	-s OFFSET	Skip OFFSET bytes (of a file -OFFSET: begin so far before its end)
	-o OFFSET	Add OFFSET to displayed offset
	-r		Reverse (with -p, assumes no offsets in input)
	-a		Show * for lines of NULs
	-b		Show bits, assumes -c6 -g1
	-d		Show offsets in decimal
	-e		Show groups as little-endian numbers, assumes -g4
	-n NAME		Name of the variable of -i
	-u		Show capital digits
";

pub const APPLET: Applet =
    Applet { dir: Dir::UsrBin, kind: Kind::Pure, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const GROUP: Key = Key::short(APPLET.options, 'g');
const COLUMNS: Key = Key::short(APPLET.options, 'c');
const PLAIN: Key = Key::short(APPLET.options, 'p');
const INCLUDE: Key = Key::short(APPLET.options, 'i');
const LENGTH: Key = Key::short(APPLET.options, 'l');
const SKIP: Key = Key::short(APPLET.options, 's');
const ADD: Key = Key::short(APPLET.options, 'o');
const REVERSE: Key = Key::short(APPLET.options, 'r');
const SQUEEZE: Key = Key::short(APPLET.options, 'a');
const BITS: Key = Key::short(APPLET.options, 'b');
const DECIMAL: Key = Key::short(APPLET.options, 'd');
const LITTLE_ENDIAN: Key = Key::short(APPLET.options, 'e');
const NAME: Key = Key::short(APPLET.options, 'n');
const CAPITALS: Key = Key::short(APPLET.options, 'u');

/// Most bytes of a line.
const MOST_COLUMNS: u64 = 1 << 16;

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options_of(&without_ps(cx.args))?;
    let file = match given.operands[..] {
        [] => None,
        [file] => Some(file),
        _ => return Err(Error::Usage(None)),
    };
    let count = |key| given.value(key).map(|word| number::with_base(word, BLOCKS)).transpose();
    if given.has(REVERSE) {
        return reverse(cx, file, given.has(PLAIN), count(SKIP)?.unwrap_or(0));
    }
    let columns = match count(COLUMNS)? {
        Some(n @ 1..=MOST_COLUMNS) => n as usize,
        Some(n) if n > 0 => return Err(fail!("number ", n, " is not in 0..", MOST_COLUMNS, " range")),
        _ if given.has(PLAIN) => 30,
        _ if given.has(INCLUDE) => 12,
        _ if given.has(BITS) => 6,
        _ => 16,
    };
    let default_group = match (given.has(BITS), given.has(LITTLE_ENDIAN)) {
        (true, _) => 1,
        (_, true) => 4,
        _ => 2,
    };
    let group = match count(GROUP)? {
        None => default_group,
        Some(n) => match usize::try_from(n).unwrap_or(columns).min(columns) {
            0 => columns,
            n => n,
        },
    };
    let skip = match given.value(SKIP) {
        None => 0,
        Some([b'-', back @ ..]) => from_end(file, number::with_base(back, BLOCKS)?)?,
        Some(word) => number::with_base(word.strip_prefix(b"+").unwrap_or(word), BLOCKS)?,
    };
    let add = match given.value(ADD) {
        Some([b'-', less @ ..]) => number::with_base(less, BLOCKS)?.wrapping_neg(),
        Some(word) => number::with_base(word, BLOCKS)?,
        None => 0,
    };
    let mut input = Concatenated::new(&given.operands, count(LENGTH)?);
    let skipped = input.skip(cx, skip);
    let digits = if given.has(CAPITALS) { b"0123456789ABCDEF" } else { b"0123456789abcdef" };
    if given.has(INCLUDE) {
        include(cx, &mut input, given.value(NAME).or(file), columns, digits)?;
        return Ok(cx.status());
    }
    let dump = Dump {
        columns,
        group,
        plain: given.has(PLAIN),
        bits: given.has(BITS),
        little_endian: given.has(LITTLE_ENDIAN),
        decimal: given.has(DECIMAL),
        squeeze: given.has(SQUEEZE),
        digits,
    };
    dump.print(cx, &mut input, skipped.wrapping_add(add))?;
    Ok(cx.status())
}

/// The arguments with `-ps` (plain, as many write it) as `-p`, unless a number follows, which is BusyBox's `-p -s N`.
fn without_ps<'a>(args: &[&'a [u8]]) -> Vec<&'a [u8]> {
    let is_plain = |i: usize| {
        args[i] == b"-ps" && !args.get(i + 1).is_some_and(|next| next.first().is_some_and(u8::is_ascii_digit))
    };
    (0..args.len()).map(|i| if is_plain(i) { b"-p" } else { args[i] }).collect()
}

/// The offset of `back` bytes before the end of a file.
fn from_end(file: Option<&[u8]>, back: u64) -> Result<u64> {
    let size = match file {
        Some(path) if path != b"-" => {
            let input = Input::open(path).map_err(|e| fail!(path, ": ", e))?;
            input.fd().map_or(Ok(0), |fd| sys::seek(fd, 0, libc::SEEK_END)).map_err(|e| fail!(path, ": ", e))?
        }
        _ => return Err(fail!("stdin: only a file has an end to go back from")),
    };
    size.checked_sub(back).ok_or_else(|| fail!("can't seek to before the beginning"))
}

struct Dump {
    columns: usize,
    group: usize,
    plain: bool,
    bits: bool,
    little_endian: bool,
    decimal: bool,
    squeeze: bool,
    digits: &'static [u8; 16],
}

impl Dump {
    fn print<'a>(&self, cx: &mut Context<'a>, input: &mut Concatenated<'a>, mut offset: u64) -> Result<()> {
        let (mut line, mut next, mut text) = (Vec::new(), Vec::new(), Vec::new());
        input.read(cx, self.columns, &mut line);
        // Lines of NULs since the last that was shown; the first of a run is shown, and the last of the input.
        let (mut in_zeros, mut hidden) = (false, 0);
        while !line.is_empty() {
            next.clear();
            input.read(cx, self.columns, &mut next);
            let zeros = self.squeeze && line.iter().all(|c| *c == 0);
            if zeros && in_zeros && !next.is_empty() {
                hidden += 1;
            } else {
                match hidden {
                    0 => {}
                    1 => self.line(&vec![0; self.columns], offset.wrapping_sub(self.columns as u64), &mut text),
                    _ => text.extend_from_slice(b"*\n"),
                }
                hidden = 0;
                self.line(&line, offset, &mut text);
            }
            in_zeros = zeros;
            offset = offset.wrapping_add(line.len() as u64);
            std::mem::swap(&mut line, &mut next);
            if text.len() >= 32 * 1024 || line.is_empty() {
                cx.out.write_all(&text)?;
                text.clear();
            }
        }
        Ok(())
    }

    fn line(&self, bytes: &[u8], offset: u64, to: &mut Vec<u8>) {
        if self.plain {
            self.push(bytes.iter(), to);
            to.push(b'\n');
            return;
        }
        let offset = if self.decimal { format!("{offset:08}:") } else { format!("{offset:08x}:") };
        to.extend_from_slice(offset.as_bytes());
        let begin = to.len();
        let digits = if self.bits { 8 } else { 2 };
        for group in bytes.chunks(self.group) {
            to.push(b' ');
            if self.little_endian {
                to.resize(to.len() + (self.group - group.len()) * digits, b' ');
                self.push(group.iter().rev(), to);
            } else {
                self.push(group.iter(), to);
            }
        }
        to.resize(begin + self.columns * digits + self.columns.div_ceil(self.group), b' ');
        to.extend_from_slice(b"  ");
        to.extend(bytes.iter().map(|c| if matches!(c, b' '..=b'~') { *c } else { b'.' }));
        to.push(b'\n');
    }

    /// The digits of `bytes`.
    fn push<'b>(&self, bytes: impl Iterator<Item = &'b u8>, to: &mut Vec<u8>) {
        for byte in bytes {
            if self.bits {
                to.extend((0..8).rev().map(|bit| b'0' + (byte >> bit & 1)));
            } else {
                to.extend([self.digits[(byte >> 4) as usize], self.digits[(byte & 15) as usize]]);
            }
        }
    }
}

/// An array in C, or only its content where there is no name.
fn include<'a>(
    cx: &mut Context<'a>,
    input: &mut Concatenated<'a>,
    name: Option<&[u8]>,
    columns: usize,
    digits: &[u8; 16],
) -> Result<()> {
    let name = name.map(|name| {
        let mut identifier = if name.first().is_some_and(u8::is_ascii_digit) { b"__".to_vec() } else { Vec::new() };
        identifier.extend(name.iter().map(|c| if c.is_ascii_alphanumeric() { *c } else { b'_' }));
        identifier
    });
    let (mut bytes, mut total) = (Vec::new(), 0_u64);
    input.read(cx, columns, &mut bytes);
    if !input.was_opened() {
        return Ok(());
    }
    if let Some(name) = &name {
        cx.out.line(&text!["unsigned char ", name, "[] = {"])?;
    }
    while !bytes.is_empty() {
        let mut line = b" ".to_vec();
        for byte in &bytes {
            line.extend([b' ', b'0', b'x', digits[(byte >> 4) as usize], digits[(byte & 15) as usize], b',']);
        }
        cx.out.line(&line)?;
        total += bytes.len() as u64;
        bytes.clear();
        input.read(cx, columns, &mut bytes);
    }
    if let Some(name) = &name {
        cx.out.line(b"};")?;
        cx.out.line(&text!["unsigned int ", name, "_len = ", total, ";"])?;
    }
    Ok(())
}

/// Writes the bytes of a dump where their offsets say: over what is there in a file, after NULs elsewhere.
fn reverse(cx: &mut Context, file: Option<&[u8]>, plain: bool, add: u64) -> Result<Status> {
    let operands: Vec<&[u8]> = file.into_iter().collect();
    let path = or_stdin(&operands)[0];
    let mut lines = Lines::new(cx.open(path).map_err(|e| fail!(cannot_open(path, &e)))?, b'\n');
    let (mut at, mut bytes) = (0, Vec::new());
    while let Some(line) = lines.next_line()? {
        let digits = if plain {
            line
        } else {
            let text = line.trim_ascii_start();
            if text.is_empty() {
                continue;
            }
            let (offset, rest) = offset(text).ok_or_else(|| number::invalid(text))?;
            go_to(cx, at, offset.wrapping_add(add))?;
            at = offset.wrapping_add(add);
            rest
        };
        bytes.clear();
        decode(digits, plain, &mut bytes);
        cx.out.write_all(&bytes)?;
        at += bytes.len() as u64;
    }
    Ok(cx.status())
}

/// A hexadecimal offset, and what follows the character after it.
fn offset(line: &[u8]) -> Option<(u64, &[u8])> {
    let digits = line.strip_prefix(b"0x").unwrap_or(line);
    let end = digits.iter().position(|c| !c.is_ascii_hexdigit()).unwrap_or(digits.len());
    let offset = u64::from_str_radix(std::str::from_utf8(&digits[..end]).ok()?, 16).ok()?;
    Some((offset, digits.get(end + 1..).unwrap_or_default()))
}

/// Moves the output from offset `at` to `offset`.
fn go_to(cx: &mut Context, at: u64, offset: u64) -> Result<()> {
    if offset == at {
        return Ok(());
    }
    let cannot = |e: std::io::Error| fail!("cannot seek: ", e);
    if let Some(fd) = cx.out.fd()?
        && (offset < at || sys::fstat(fd).is_ok_and(|stat| stat.st_mode & libc::S_IFMT == libc::S_IFREG))
    {
        sys::seek(fd, offset.wrapping_sub(at) as i64, libc::SEEK_CUR).map_err(cannot)?;
        return Ok(());
    }
    let mut missing = offset.checked_sub(at).ok_or_else(|| cannot(std::io::Error::from_raw_os_error(libc::ESPIPE)))?;
    let zeros = [0; 4096];
    while missing > 0 {
        let n = missing.min(zeros.len() as u64);
        cx.out.write_all(&zeros[..n as usize])?;
        missing -= n;
    }
    Ok(())
}

/// Appends the bytes of a line of digits. One character between two bytes is passed over, two end the line (there the text
/// begins); in plain dumps blanks do not count. A digit without a second one is dropped.
fn decode(line: &[u8], plain: bool, to: &mut Vec<u8>) {
    let mut rest = line.iter().filter(|c| !plain || !c.is_ascii_whitespace()).map(|c| (*c as char).to_digit(16));
    while let Some(first) = rest.next() {
        let Some(high) = first.or_else(|| rest.next().flatten()) else { return };
        if let Some(low) = rest.next().flatten() {
            to.push((high << 4 | low) as u8);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(line: &str, plain: bool) -> String {
        let mut bytes = Vec::new();
        decode(line.as_bytes(), plain, &mut bytes);
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn digits_come_in_pairs_and_two_other_characters_end_them() {
        assert_eq!(decoded(" 6162 63  xyz", false), "abc");
        assert_eq!(decoded("61!62 63", false), "abc");
        assert_eq!(decoded(" 61 !62", false), "a");
        assert_eq!(decoded("30 !31 !!32", true), "01");
        assert_eq!(decoded("33 3!4 3!!5", true), "3C");
        assert_eq!(decoded("6 1   62", true), "ab");
        assert_eq!(decoded("61626", false), "ab");
    }

    #[test]
    fn ps_is_plain_unless_a_number_follows() {
        let words = |args: &[&'static [u8]]| without_ps(args).join(&b' ');
        assert_eq!(words(&[b"-ps", b"file"]), b"-p file");
        assert_eq!(words(&[b"-ps"]), b"-p");
        assert_eq!(words(&[b"-ps", b"3"]), b"-ps 3");
    }

    #[test]
    fn offsets_are_hexadecimal() {
        assert_eq!(offset(b"0000001f: 61"), Some((31, &b" 61"[..])));
        assert_eq!(offset(b"0x3 61"), Some((3, &b"61"[..])));
        assert_eq!(offset(b"10"), Some((16, &b""[..])));
        assert_eq!(offset(b": 61"), None);
    }
}
