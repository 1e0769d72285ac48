//! `nl`: number lines
//!
//! POSIX.1-2024 XCU nl, with its sections, which BusyBox's lacks; an empty delimiter (`-d ''`) turns them off, as in GNU.

use kit::prelude::*;
use kit::regex::{Flags, Regex};

const USAGE: &str = "\
[OPTIONS] [FILE]...

Write FILEs to standard output with line numbers added

	-b, --body-numbering=STYLE	Which lines to number - a: all, t: nonempty, n: none, pREGEX: matching
	-d, --section-delimiter=CC	Lines of CC three times, twice, once begin header, body, footer (default \\:)
	-f, --footer-numbering=STYLE	Same as -b for footers (default n)
	-h, --header-numbering=STYLE	Same as -b for headers (default n)
	-i, --line-increment=N	Line number increment
	-l, --join-blank-lines=N	With -ba, number every Nth of several empty lines
	-n, --number-format=FORMAT	ln: left, rn: right (default), rz: with zeros
	-s, --number-separator=STRING	Use STRING as line number separator
	-v, --starting-line-number=N	Start from N
	-w, --number-width=N	Width of line numbers
	-p, --no-renumber	Number on over sections
";

pub const APPLET: Applet =
    Applet { dir: Dir::UsrBin, kind: Kind::Pure, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const BODY: Key = Key::short(APPLET.options, 'b');
const DELIMITER: Key = Key::short(APPLET.options, 'd');
const FOOTER: Key = Key::short(APPLET.options, 'f');
const HEADER: Key = Key::short(APPLET.options, 'h');
const NO_RENUMBER: Key = Key::short(APPLET.options, 'p');
const INCREMENT: Key = Key::short(APPLET.options, 'i');
const JOIN: Key = Key::short(APPLET.options, 'l');
const FORMAT: Key = Key::short(APPLET.options, 'n');
const SEPARATOR: Key = Key::short(APPLET.options, 's');
const START: Key = Key::short(APPLET.options, 'v');
const WIDTH: Key = Key::short(APPLET.options, 'w');

/// Which lines of a section are numbered.
enum Style {
    All,
    NonEmpty,
    None,
    Matching(Box<Regex>),
}

impl Style {
    fn parse(word: Option<&[u8]>, default: Style) -> Result<Style> {
        Ok(match word {
            None => default,
            Some([b'p', pattern @ ..]) => {
                Style::Matching(Box::new(Regex::new(pattern, Flags::BASIC).map_err(|e| fail!(e.message(pattern)))?))
            }
            Some([b'a', ..]) => Style::All,
            Some([b't', ..]) => Style::NonEmpty,
            // As in BusyBox whatever else is none.
            Some(_) => Style::None,
        })
    }
}

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    let sections = [
        Style::parse(given.value(HEADER), Style::None)?,
        Style::parse(given.value(BODY), Style::NonEmpty)?,
        Style::parse(given.value(FOOTER), Style::None)?,
    ];
    let mut delimiter = given.value(DELIMITER).unwrap_or(b"\\:").to_vec();
    if delimiter.len() == 1 {
        delimiter.push(b':');
    }
    let start = given.number::<i64>(START)?.unwrap_or(1);
    let increment = given.number::<i64>(INCREMENT)?.unwrap_or(1);
    let width = given.number::<u16>(WIDTH)?.unwrap_or(6) as usize;
    let join = given.number::<u64>(JOIN)?.unwrap_or(1).max(1);
    let separator = given.value(SEPARATOR).unwrap_or(b"\t");
    let format = match given.value(FORMAT) {
        None => b"rn",
        Some(format @ (b"ln" | b"rn" | b"rz")) => format,
        Some(other) => return Err(fail!("invalid line numbering format '", other, "'")),
    };
    let mut number = Some(start);
    let mut section = &sections[1];
    let mut blanks = 0;
    cx.each_line(&given.operands, true, |line, text| {
        if let Some(index) = section_of(line, &delimiter) {
            section = &sections[index];
            blanks = 0;
            if !given.has(NO_RENUMBER) {
                number = Some(start);
            }
            return Ok(());
        }
        blanks = if line.is_empty() { blanks + 1 } else { 0 };
        let numbered = match section {
            Style::All => blanks == 0 || blanks % join == 0,
            Style::NonEmpty => blanks == 0,
            Style::None => false,
            Style::Matching(regex) => regex.is_match(line).map_err(|e| fail!(e))?,
        };
        if numbered {
            let this = number.ok_or_else(|| fail!("line number overflow"))?;
            push_number(this, width, format, text);
            text.extend_from_slice(separator);
            number = this.checked_add(increment);
        } else {
            text.resize(width + separator.len(), b' ');
        }
        text.extend_from_slice(line);
        Ok(())
    })?;
    Ok(cx.status())
}

/// Does the line begin a section: 0 header, 1 body, 2 footer?
fn section_of(line: &[u8], delimiter: &[u8]) -> Option<usize> {
    if delimiter.is_empty() || !line.starts_with(delimiter) || !line.len().is_multiple_of(delimiter.len()) {
        return None;
    }
    let times = line.len() / delimiter.len();
    (times <= 3 && line.chunks(delimiter.len()).all(|part| part == delimiter)).then(|| 3 - times)
}

fn push_number(number: i64, width: usize, format: &[u8], to: &mut Vec<u8>) {
    // The usual case without a look at the format: digits from behind into blanks.
    if format == b"rn" && width == 6 && (0..1_000_000).contains(&number) {
        let mut field = [b' '; 6];
        let (mut rest, mut at) = (number, 6);
        while at == 6 || rest > 0 {
            at -= 1;
            field[at] = b'0' + (rest % 10) as u8;
            rest /= 10;
        }
        to.extend_from_slice(&field);
        return;
    }
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
    use super::{push_number, section_of};

    #[test]
    fn sections_begin_with_delimiters_alone() {
        let of = |line: &[u8]| section_of(line, b"\\:");
        assert_eq!([of(b"\\:\\:\\:"), of(b"\\:\\:"), of(b"\\:")], [Some(0), Some(1), Some(2)]);
        assert_eq!([of(b""), of(b"\\:x"), of(b"\\:\\:\\:\\:"), of(b"\\:\\")], [None; 4]);
        assert_eq!(section_of(b"", b""), None);
    }

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
