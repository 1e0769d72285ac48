//! `ptx`: make a permuted index
//!
//! Not in POSIX; as in GNU, with -G as in System V. Widths are columns of a terminal and letters those of UTF-8 (GNU: bytes).

mod fields;
mod output;
mod text;

use crate::emacs;
use fields::Layout;
use kit::context::or_stdin;
use kit::number;
use kit::prelude::*;
use kit::regex::{Flags, Regex};
use std::fs::File;
use std::os::fd::AsRawFd;
use std::os::unix::ffi::OsStrExt;
use text::{Contexts, Text, Words};

const USAGE: &str = "\
[OPTIONS] [INPUT]... | -G [OPTIONS] [INPUT [OUTPUT]]

Make a permuted index of INPUTs (or stdin): every word in its context

	-A, --auto-reference	Refer to FILE:LINE
	-G, --traditional	As in System V
	-F, --flag-truncation=STRING	Mark what is cut off by STRING (default /)
	-M, --macro-name=NAME	Macro name instead of xx
	-O		roff macros; same as --format=roff
	-T		TeX macros; same as --format=tex
	--format=FORMAT	roff or tex
	-R, --right-side-refs	References on the right, not counted in -w
	-S, --sentence-regexp=REGEXP	What ends a line or a sentence
	-W, --word-regexp=REGEXP	What is a keyword
	-b, --break-file=FILE	Characters that end words are in FILE
	-f, --ignore-case	Fold lower case to upper case for sorting
	-g, --gap-size=N	Columns between fields
	-i, --ignore-file=FILE	FILE lists words that are no keywords
	-o, --only-file=FILE	FILE lists the only keywords
	-r, --references	The first field of each line is its reference
	-t, --typeset-mode	Width 100
	-w, --width=N	Output width (default 72)
";

pub const APPLET: Applet =
    Applet { dir: Dir::UsrBin, kind: Kind::Pure, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const AUTO: Key = Key::short(APPLET.options, 'A');
const TRADITIONAL: Key = Key::short(APPLET.options, 'G');
const FLAG: Key = Key::short(APPLET.options, 'F');
const MACRO: Key = Key::short(APPLET.options, 'M');
const ROFF: Key = Key::short(APPLET.options, 'O');
const TEX: Key = Key::short(APPLET.options, 'T');
const FORMAT: Key = Key::long(USAGE, APPLET.options, "format");
const RIGHT: Key = Key::short(APPLET.options, 'R');
const SENTENCE: Key = Key::short(APPLET.options, 'S');
const WORD: Key = Key::short(APPLET.options, 'W');
const BREAK: Key = Key::short(APPLET.options, 'b');
const FOLD: Key = Key::short(APPLET.options, 'f');
const GAP: Key = Key::short(APPLET.options, 'g');
const IGNORE: Key = Key::short(APPLET.options, 'i');
const ONLY: Key = Key::short(APPLET.options, 'o');
const REFERENCES: Key = Key::short(APPLET.options, 'r');
const TYPESET: Key = Key::short(APPLET.options, 't');
const WIDTH: Key = Key::short(APPLET.options, 'w');

#[derive(Clone, Copy, PartialEq, Eq)]
enum Format {
    Plain,
    Roff,
    Tex,
}

/// Where references come from.
#[derive(Clone, Copy, PartialEq, Eq)]
enum References {
    None,
    /// The first field of each line.
    Input,
    /// File and line; with `skips_field` the first field is no part of the text.
    Auto {
        skips_field: bool,
    },
}

impl References {
    fn has_fields(self) -> bool {
        matches!(self, References::Input | References::Auto { skips_field: true })
    }
}

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    let traditional = given.has(TRADITIONAL);
    let mut format = if traditional { Format::Roff } else { Format::Plain };
    for (key, value) in given.in_order() {
        format = match (key, value) {
            (ROFF, _) => Format::Roff,
            (TEX, _) => Format::Tex,
            (FORMAT, Some(name)) if !name.is_empty() && b"roff".starts_with(name) => Format::Roff,
            (FORMAT, Some(name)) if !name.is_empty() && b"tex".starts_with(name) => Format::Tex,
            (FORMAT, Some(name)) => return Err(fail!("invalid argument '", name, "' for '--format'")),
            _ => format,
        };
    }
    let size = |key, what: &str| match given.value(key).map(|word| (word, number::decimal::<i32>(word))) {
        None => Ok(None),
        Some((_, Ok(n))) if n > 0 => Ok(Some(n as usize)),
        Some((word, _)) => Err(fail!("invalid ", what, ": '", word, "'")),
    };
    let gap = size(GAP, "gap width")?.unwrap_or(3);
    let width = size(WIDTH, "line width")?.unwrap_or(if given.has(TYPESET) { 100 } else { 72 });
    let references = match (given.has(AUTO), given.has(REFERENCES)) {
        (true, skips_field) => References::Auto { skips_field },
        (false, true) => References::Input,
        (false, false) => References::None,
    };
    let words = match given.value(WORD).map(unescape).filter(|w| !w.is_empty()) {
        Some(pattern) => Words::Matching(Box::new(compile(&pattern, given.has(FOLD))?)),
        None => match given.value(BREAK) {
            Some(path) => {
                let mut breaks = [false; 256];
                for c in read_file(cx, path)? {
                    breaks[c as usize] = true;
                }
                if traditional {
                    b" \t\n".iter().for_each(|c| breaks[*c as usize] = true);
                }
                Words::of(|c| !breaks[c as usize])
            }
            None if traditional => Words::of(|c| !matches!(c, b' ' | b'\t' | b'\n')),
            // A byte of a UTF-8 character is one of a letter.
            None => Words::of(|c| c.is_ascii_alphabetic() || c >= 0x80),
        },
    };
    let contexts = match given.value(SENTENCE).map(unescape) {
        Some(pattern) if pattern.is_empty() => Contexts::Whole,
        Some(pattern) => Contexts::Matching(Box::new(compile(&pattern, given.has(FOLD))?)),
        None if traditional || given.has(REFERENCES) => Contexts::Lines,
        None => Contexts::Sentences,
    };
    let list = |cx: &mut Context, key| -> Result<Option<Vec<Vec<u8>>>> {
        let Some(path) = given.value(key) else { return Ok(None) };
        let text = read_file(cx, path)?;
        let mut words: Vec<Vec<u8>> =
            text.split(|c| *c == b'\n').filter(|w| !w.is_empty()).map(|w| text::folded(w, given.has(FOLD))).collect();
        words.sort();
        Ok(Some(words))
    };
    let (ignored, only) = (list(cx, IGNORE)?, list(cx, ONLY)?);

    let (inputs, output) = match given.operands[..] {
        [_, _, extra, ..] if traditional => return Err(Error::Usage(Some(text!["extra operand '", extra, "'"]))),
        [input, output] if traditional => (vec![input], Some(output)),
        _ => (or_stdin(&given.operands).to_vec(), None),
    };
    let mut texts = Vec::new();
    for path in inputs {
        let name = if path == b"-" { Vec::new() } else { path.to_vec() };
        texts.push(Text { name, bytes: read_file(cx, path)? });
    }
    let keyword = text::Keyword { ignored, only, folds: given.has(FOLD) };
    let mut occurrences = Vec::new();
    let mut found = text::Found::default();
    for index in 0..texts.len() {
        text::find(&texts, index, &words, &contexts, references, &keyword, &mut occurrences, &mut found)?;
    }
    text::sort(&texts, &mut occurrences, given.has(FOLD));
    let right = given.has(RIGHT);
    let flag = given.value(FLAG).map_or_else(|| b"/".to_vec(), unescape);
    let reference_width = text::reference_width(&texts, &found, references);
    let layout = Layout::new(width, gap, flag, traditional, right, references, reference_width, found.longest_word);
    let printer = output::Printer {
        format,
        layout: &layout,
        references,
        right,
        macro_name: given.value(MACRO).unwrap_or(b"xx"),
        words: &words,
    };
    let file = match output {
        None => None,
        Some(path) => {
            let path = std::path::Path::new(std::ffi::OsStr::from_bytes(path));
            Some(File::create(path).map_err(|e| fail!(path, ": ", e))?)
        }
    };
    let mut line = Vec::new();
    for occurrence in &occurrences {
        if cx.interrupted() {
            return Ok(Status(128 + 2));
        }
        printer.line(&texts, occurrence, &mut line)?;
        match &file {
            None => cx.out.write_all(&line)?,
            Some(file) => kit::sys::write_all(file.as_raw_fd(), &line)?,
        }
        line.clear();
    }
    Ok(cx.status())
}

fn read_file(cx: &mut Context, path: &[u8]) -> Result<Vec<u8>> {
    let mut input = cx.open(path).map_err(|e| fail!(path, ": ", e))?;
    let mut bytes = Vec::new();
    input.read_to_end(&mut bytes).map_err(ReadError::named)?;
    Ok(bytes)
}

fn compile(pattern: &[u8], ignore_case: bool) -> Result<Regex> {
    Regex::new(&emacs::basic(pattern), Flags { ignore_case, newline: true, ..Flags::BASIC })
        .map_err(|e| fail!(e.text(), " (for regexp '", pattern, "')"))
}

/// The escapes of C; a backslash before anything else stays.
fn unescape(word: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = word;
    while let [c, after @ ..] = rest {
        rest = after;
        let ([escaped, after @ ..], b'\\') = (after, *c) else {
            bytes.push(*c);
            continue;
        };
        rest = after;
        let (radix, most) = match escaped {
            b'x' => (16, 3),
            b'0' => (8, 3),
            _ => (0, 0),
        };
        if radix != 0 {
            let len = after.iter().take(most).take_while(|c| char::from(**c).is_digit(radix)).count();
            let value = after[..len].iter().fold(0_u32, |n, c| n * radix + char::from(*c).to_digit(radix).unwrap_or(0));
            if len == 0 && radix == 16 {
                bytes.extend_from_slice(b"\\x");
            } else {
                bytes.push(value as u8);
            }
            rest = &after[len..];
            continue;
        }
        match escaped {
            b'a' => bytes.push(7),
            b'b' => bytes.push(8),
            b'f' => bytes.push(12),
            b'n' => bytes.push(b'\n'),
            b'r' => bytes.push(b'\r'),
            b't' => bytes.push(b'\t'),
            b'v' => bytes.push(11),
            b'c' => return bytes,
            other => bytes.extend_from_slice(&[b'\\', *other]),
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::unescape;

    #[test]
    fn escapes_are_those_of_c() {
        assert_eq!(unescape(b"\\n\\x41\\0101\\.\\\\"), b"\nAA\\.\\\\");
        assert_eq!(unescape(b"a\\cb"), b"a");
    }
}
