//! `uudecode`: make the file again that uuencode made text of
//!
//! POSIX.1-2024 XCU uudecode. The name in the text is a stranger's, and written to as POSIX says; read the text, or give `-o`, before
//! decoding what you do not trust. The file appears when it is complete, and with no more than `rwx` bits.

use crate::base64;
use crate::replacement::Replacement;
use kit::lines::Lines;
use kit::prelude::*;
use kit::sys::{self, files};

const USAGE: &str = "\
[-o OUTFILE] [INFILE]

Uudecode a file
Finds OUTFILE in uuencoded source unless -o is given

	-o OUTFILE	Write to OUTFILE; - is standard output
";

pub const APPLET: Applet =
    Applet { dir: Dir::UsrBin, kind: Kind::Pure, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const OUTPUT: Key = Key::short(APPLET.options, 'o');

/// What the line `begin …` says.
struct Header {
    base64: bool,
    mode: u32,
    name: Vec<u8>,
}

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    let path = match given.operands[..] {
        [] => b"-",
        [path] => path,
        _ => return Err(Error::Usage(None)),
    };
    let input = cx.open(path).map_err(|e| fail!(path, ": ", e))?;
    let mut lines = Lines::new(input, b'\n');
    let header = loop {
        match lines.next_line()? {
            None => return Err(fail!("no 'begin' line")),
            Some(line) => {
                if let Some(header) = parse_header(line) {
                    break header;
                }
            }
        }
    };
    let name = given.value(OUTPUT).unwrap_or(&header.name);
    if matches!(name, b"-" | b"/dev/stdout") {
        decode(&mut lines, header.base64, &mut |bytes| Ok(cx.out.write_all(bytes)?))?;
        return Ok(cx.status());
    }
    let cannot = |e: std::io::Error| fail!("can't open '", name, "': ", e);
    let new = Replacement::of(name, 0o666).map_err(cannot)?;
    decode(&mut lines, header.base64, &mut |bytes| sys::write_all(new.fd(), bytes).map_err(|e| fail!(name, ": ", e)))?;
    if new.is_regular() {
        files::fchmod(new.fd(), header.mode).map_err(cannot)?;
    }
    new.finish().map_err(cannot)?;
    Ok(cx.status())
}

/// `begin MODE NAME` or `begin-base64 MODE NAME`.
fn parse_header(line: &[u8]) -> Option<Header> {
    let (base64, rest) = match line.strip_prefix(b"begin-base64 ") {
        Some(rest) => (true, rest),
        None => (false, line.strip_prefix(b"begin ")?),
    };
    let rest = rest.trim_ascii();
    let digits = rest.iter().take_while(|c| matches!(c, b'0'..=b'7')).count();
    let mode = u32::from_str_radix(std::str::from_utf8(&rest[..digits]).ok()?, 8).ok()?;
    let name = rest[digits..].trim_ascii_start();
    (!name.is_empty() && name.len() < rest.len() - digits).then(|| Header {
        base64,
        mode: mode & 0o777,
        name: name.to_vec(),
    })
}

fn decode(lines: &mut Lines, base64: bool, write: &mut dyn FnMut(&[u8]) -> Result<()>) -> Result<()> {
    let mut bytes = Vec::new();
    let mut decoder = base64::Decoder::default();
    while let Some(line) = lines.next_line()? {
        let line = line.trim_ascii_end();
        bytes.clear();
        if base64 {
            if line == b"====" {
                return Ok(());
            }
            decoder.decode(line, &mut bytes);
        } else {
            if line == b"end" {
                return Ok(());
            }
            decode_line(line, &mut bytes);
        }
        write(&bytes)?;
    }
    // Base64 may end with its padding alone, as Alpine's has it.
    if base64 { Ok(()) } else { Err(fail!("short file")) }
}

/// The opposite of uuencode's; makes `to` the bytes of `line`. Blanks at the end may have been lost on the way: they are zeros.
fn decode_line(line: &[u8], to: &mut Vec<u8>) {
    let bits = |c: u8| u32::from(c.wrapping_sub(32) & 63);
    to.clear();
    let Some((length, digits)) = line.split_first() else { return };
    let length = bits(*length) as usize;
    for group in digits.chunks(4) {
        let digit = |i: usize| group.get(i).map_or(0, |c| bits(*c));
        let group = digit(0) << 18 | digit(1) << 12 | digit(2) << 6 | digit(3);
        to.extend_from_slice(&group.to_be_bytes()[1..]);
    }
    to.resize(length, 0);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_name_mode_and_file() {
        let header = parse_header(b"begin 4755 a b\r").unwrap();
        assert_eq!((header.base64, header.mode, &header.name[..]), (false, 0o755, &b"a b"[..]));
        assert!(parse_header(b"begin-base64 644 x").unwrap().base64);
        for bad in [&b"begin 644"[..], b"begin 644 ", b"begin x y", b"begin the work", b"beginning 644 x"] {
            assert!(parse_header(bad).is_none());
        }
    }

    #[test]
    fn lines_are_decoded() {
        let decoded = |line: &[u8]| {
            let mut to = Vec::new();
            decode_line(line, &mut to);
            to
        };
        assert_eq!(decoded(b"$86)C````"), b"abc\0");
        assert_eq!(decoded(b"$86)C"), b"abc\0");
        assert_eq!(decoded(b"`"), b"");
        assert_eq!(decoded(b"!86)Cxxxx"), b"a");
    }
}
