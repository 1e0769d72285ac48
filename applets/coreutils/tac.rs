//! `tac`: print lines in reverse order
//!
//! Not in POSIX; `-b`, `-s` as in GNU.

use kit::context::or_stdin;
use kit::prelude::*;

const USAGE: &str = "\
[-b] [-s SEP] [FILE]...

Concatenate FILEs and print them in reverse

	-b, --before	The separator comes before a line
	-s, --separator=SEP	Separator instead of newline
";

pub const APPLET: Applet =
    Applet { dir: Dir::UsrBin, kind: Kind::Pure, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const BEFORE: Key = Key::short(APPLET.options, 'b');
const SEPARATOR: Key = Key::short(APPLET.options, 's');

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    let separator = match given.value(SEPARATOR) {
        None => b"\n",
        // As in GNU an empty separator is NUL.
        Some(b"") => &b"\0"[..],
        Some(separator) => separator,
    };
    for path in or_stdin(&given.operands) {
        let Some(mut input) = cx.open_or_complain_plainly(path) else { continue };
        let mut text = Vec::new();
        let result = match input.take_memory() {
            Some(memory) => {
                text.extend_from_slice(memory);
                Ok(())
            }
            None => input.read_to_end(&mut text),
        };
        match result {
            Ok(()) => reverse(&text, separator, given.has(BEFORE), &mut cx.out)?,
            Err(error) => cx.complain(text![*path, ": ", error.source]),
        }
    }
    Ok(cx.status())
}

fn reverse(text: &[u8], separator: &[u8], before: bool, out: &mut Output) -> Result<()> {
    let finder = memchr::memmem::FinderRev::new(separator);
    let mut end = text.len();
    let mut from = end;
    while let Some(at) = finder.rfind(&text[..from]) {
        let start = if before { at } else { at + separator.len() };
        if start < end {
            out.write_all(&text[start..end])?;
            end = start;
        }
        from = at;
    }
    Ok(out.write_all(&text[..end])?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use kit::output::{Capture, Sink};

    fn tac(text: &str, separator: &str, before: bool) -> String {
        let capture = Capture::default();
        reverse(text.as_bytes(), separator.as_bytes(), before, &mut Output::new(Sink::Memory(&capture))).unwrap();
        String::from_utf8(capture.take()).unwrap()
    }

    #[test]
    fn a_separator_goes_with_its_line() {
        assert_eq!(tac("a\nb\n", "\n", false), "b\na\n");
        assert_eq!(tac("a\nb", "\n", false), "ba\n");
        assert_eq!(tac("\n\na\n", "\n", false), "a\n\n\n");
        assert_eq!(tac("a--b--c", "--", true), "--c--ba");
        assert_eq!(tac("", "\n", false), "");
    }
}
