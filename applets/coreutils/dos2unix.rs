//! `dos2unix`, `unix2dos`: convert ends of lines
//!
//! As in BusyBox: every CR goes, and with `-d` every LF gets one. A file is replaced in one step and keeps mode
//! and owner; a link stays one.

use crate::replacement::Replacement;
use kit::lines::Blocks;
use kit::prelude::*;
use kit::sys;

const USAGE: &str = "\
[-ud] [FILE]...

Convert FILEs in-place between DOS and Unix format.
When no file is given, use stdin/stdout.

	-u	To Unix: as dos2unix
	-d	To DOS: as unix2dos
";

pub const APPLET: Applet =
    Applet { dir: Dir::UsrBin, kind: Kind::Pure, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const TO_UNIX: Key = Key::short(APPLET.options, 'u');
const TO_DOS: Key = Key::short(APPLET.options, 'd');

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    if given.has(TO_UNIX) && given.has(TO_DOS) {
        return Err(Error::Usage(None));
    }
    let to_dos = given.has(TO_DOS) || cx.name == "unix2dos" && !given.has(TO_UNIX);
    if given.operands.is_empty() {
        let input = cx.stdin();
        convert(input, to_dos, &mut |text| Ok(cx.out.write_all(text)?))?;
        return Ok(cx.status());
    }
    for path in &given.operands {
        let input = match Input::open(path) {
            Ok(input) => input,
            Err(error) => {
                cx.complain(kit::input::cannot_open(path, &error));
                continue;
            }
        };
        match in_place(path, input, to_dos) {
            Err(Error::Failed(_, message)) => cx.complain(message),
            other => other?,
        }
    }
    Ok(cx.status())
}

fn in_place(path: &[u8], input: Input, to_dos: bool) -> Result<()> {
    let cannot = |e: std::io::Error| fail!("can't create '", path, "': ", e);
    let new = Replacement::of(path, 0o666).map_err(cannot)?;
    convert(input, to_dos, &mut |text| sys::write_all(new.fd(), text).map_err(|e| fail!(path, ": ", e)))?;
    new.finish().map_err(cannot)
}

fn convert(input: Input, to_dos: bool, write: &mut dyn FnMut(&[u8]) -> Result<()>) -> Result<()> {
    let mut blocks = Blocks::new(input);
    let mut text = Vec::new();
    while let Some(block) = blocks.next_block()? {
        text.clear();
        convert_block(block, to_dos, &mut text);
        write(&text)?;
    }
    Ok(())
}

fn convert_block(block: &[u8], to_dos: bool, to: &mut Vec<u8>) {
    let mut start = 0;
    for at in memchr::memchr2_iter(b'\r', b'\n', block) {
        to.extend_from_slice(&block[start..at]);
        start = at + 1;
        match block[at] {
            b'\n' if to_dos => to.extend_from_slice(b"\r\n"),
            b'\n' => to.push(b'\n'),
            _ => {}
        }
    }
    to.extend_from_slice(&block[start..]);
}

#[cfg(test)]
mod tests {
    use super::convert_block;

    #[test]
    fn lines_end_as_asked() {
        let converted = |to_dos| {
            let mut to = Vec::new();
            convert_block(b"a\r\nb\nc\rd\r\r\n\r", to_dos, &mut to);
            to
        };
        assert_eq!(converted(false), b"a\nb\ncd\n");
        assert_eq!(converted(true), b"a\r\nb\r\ncd\r\n");
    }
}
