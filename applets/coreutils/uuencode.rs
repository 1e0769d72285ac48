//! `uuencode`: make text of a file, to be mailed
//!
//! POSIX.1-2024 XCU uuencode: the historical encoding, or base64 (`-m`).

use crate::encoding::{Encoding, encode};
use kit::lines::BLOCK;
use kit::prelude::*;
use kit::sys;

const USAGE: &str = "\
[-m] [FILE] STORED_FILENAME

Uuencode FILE (or stdin) to stdout

	-m	Use base64 encoding per RFC1521
";

pub const APPLET: Applet =
    Applet { dir: Dir::UsrBin, kind: Kind::Pure, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const BASE64: Key = Key::short(APPLET.options, 'm');

/// Bytes in a line: 60 characters.
const LINE: usize = 45;

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    let (path, name) = match given.operands[..] {
        [name] => (&b"-"[..], name),
        [path, name] => (path, name),
        _ => return Err(Error::Usage(None)),
    };
    let mut input = cx.open(path).map_err(|e| Error::Failed(Status::FAILED, kit::input::cannot_open(path, &e)))?;
    let mode = match input.fd() {
        // What is not a file has no mode worth keeping.
        Some(fd) if path != b"-" => sys::fstat(fd).map_or(0o666, |stat| stat.st_mode) & 0o777,
        _ => 0o666 & !sys::umask_value(),
    };
    let digits = |line: &[u8], to: &mut Vec<u8>| {
        if given.has(BASE64) {
            encode(Encoding::Base64, line, to);
        } else {
            encode_line(line, to);
        }
        to.push(b'\n');
    };
    let header = if given.has(BASE64) { "begin-base64" } else { "begin" };
    cx.out.line(&text![header, " ", format!("{mode:o}"), " ", name])?;
    let mut bytes = vec![0; BLOCK / LINE * LINE];
    let mut text = Vec::new();
    loop {
        let mut filled = 0;
        while filled < bytes.len() {
            match input.read(&mut bytes[filled..])? {
                0 => break,
                n => filled += n,
            }
        }
        text.clear();
        bytes[..filled].chunks(LINE).for_each(|line| digits(line, &mut text));
        cx.out.write_all(&text)?;
        if filled < bytes.len() {
            break;
        }
    }
    cx.out.write_all(if given.has(BASE64) { b"====\n" } else { b"`\nend\n" })?;
    Ok(cx.status())
}

/// The length, then four characters for three bytes; a backquote stands for 0, which a blank would be.
fn encode_line(line: &[u8], to: &mut Vec<u8>) {
    let digit = |bits: u8| if bits == 0 { b'`' } else { bits + 32 };
    to.push(digit(line.len() as u8));
    for group in line.chunks(3) {
        let byte = |i: usize| u32::from(group.get(i).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        to.extend([18, 12, 6, 0].map(|shift| digit((bits >> shift & 63) as u8)));
    }
}

#[cfg(test)]
mod tests {
    use super::encode_line;

    #[test]
    fn a_line_has_its_length_first() {
        let mut to = Vec::new();
        encode_line(b"abc\0", &mut to);
        assert_eq!(to, b"$86)C````");
    }
}
