//! `nl`: number lines
//!
//! POSIX.1-2024 XCU nl without sections; as in BusyBox every line is one of the body, and `-p` has nothing to change. `-n`,
//! `-l` as in POSIX.

use kit::prelude::*;
use kit::regex::{Flags, Regex};

const USAGE: &str = "\
[OPTIONS] [FILE]...

Write FILEs to standard output with line numbers added

	-b, --body-numbering=STYLE	Which lines to number - a: all, t: nonempty, n: none, pREGEX: matching
	-i, --line-increment=N	Line number increment
	-l, --join-blank-lines=N	With -ba, number every Nth of several empty lines
	-n, --number-format=FORMAT	ln: left, rn: right (default), rz: with zeros
	-s, --number-separator=STRING	Use STRING as line number separator
	-v, --starting-line-number=N	Start from N
	-w, --number-width=N	Width of line numbers
~	-p, --no-renumber	There are no sections
";

pub const APPLET: Applet =
    Applet { dir: Dir::UsrBin, kind: Kind::Pure, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const BODY: Key = Key::short(APPLET.options, 'b');
const INCREMENT: Key = Key::short(APPLET.options, 'i');
const JOIN: Key = Key::short(APPLET.options, 'l');
const FORMAT: Key = Key::short(APPLET.options, 'n');
const SEPARATOR: Key = Key::short(APPLET.options, 's');
const START: Key = Key::short(APPLET.options, 'v');
const WIDTH: Key = Key::short(APPLET.options, 'w');

enum Body {
    All,
    NonEmpty,
    None,
    Matching(Box<Regex>),
}

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    let body = match given.value(BODY) {
        None => Body::NonEmpty,
        Some([b'p', pattern @ ..]) => {
            Body::Matching(Box::new(Regex::new(pattern, Flags::BASIC).map_err(|e| fail!(e.message(pattern)))?))
        }
        Some([b'a', ..]) => Body::All,
        Some([b't', ..]) => Body::NonEmpty,
        Some(_) => Body::None,
    };
    let mut number = given.number::<i64>(START)?.unwrap_or(1);
    let increment = given.number::<i64>(INCREMENT)?.unwrap_or(1);
    let width = given.number::<u16>(WIDTH)?.unwrap_or(6) as usize;
    let join = given.number::<u64>(JOIN)?.unwrap_or(1).max(1);
    let separator = given.value(SEPARATOR).unwrap_or(b"\t");
    let format = match given.value(FORMAT) {
        None => b"rn",
        Some(format @ (b"ln" | b"rn" | b"rz")) => format,
        Some(other) => return Err(fail!("invalid line numbering format '", other, "'")),
    };
    let mut blanks = 0;
    cx.each_line(&given.operands, true, |line, text| {
        blanks = if line.is_empty() { blanks + 1 } else { 0 };
        let numbered = match &body {
            Body::All => blanks == 0 || blanks % join == 0,
            Body::NonEmpty => blanks == 0,
            Body::None => false,
            Body::Matching(regex) => regex.is_match(line).map_err(|e| fail!(e))?,
        };
        if numbered {
            push_number(number, width, format, text);
            text.extend_from_slice(separator);
            number = number.checked_add(increment).ok_or_else(|| fail!("line number overflow"))?;
        } else {
            text.resize(width + separator.len(), b' ');
        }
        text.extend_from_slice(line);
        Ok(())
    })?;
    Ok(cx.status())
}

fn push_number(number: i64, width: usize, format: &[u8], to: &mut Vec<u8>) {
    let digits = text![number.unsigned_abs()];
    let sign: &[u8] = if number < 0 { b"-" } else { b"" };
    let fill = width.saturating_sub(digits.len() + sign.len());
    let pad = |c: u8| std::iter::repeat_n(c, fill);
    match format {
        b"ln" => {
            to.extend_from_slice(sign);
            to.extend_from_slice(&digits);
            to.extend(pad(b' '));
        }
        b"rz" => {
            to.extend_from_slice(sign);
            to.extend(pad(b'0'));
            to.extend_from_slice(&digits);
        }
        _ => {
            to.extend(pad(b' '));
            to.extend_from_slice(sign);
            to.extend_from_slice(&digits);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::push_number;

    #[test]
    fn numbers_have_three_formats() {
        let show = |number, format: &[u8]| {
            let mut text = Vec::new();
            push_number(number, 4, format, &mut text);
            String::from_utf8(text).unwrap()
        };
        assert_eq!(
            [show(-7, b"ln"), show(-7, b"rn"), show(-7, b"rz"), show(12345, b"rn")],
            ["-7  ", "  -7", "-007", "12345"]
        );
    }
}
