//! `paste`: put the lines of files side by side
//!
//! POSIX.1-2024 XCU paste; `-z` and the long names as in GNU.

use kit::context::or_stdin;
use kit::lines::Lines;
use kit::prelude::*;

const USAGE: &str = "\
[-d LIST] [-sz] [FILE]...

Paste lines from each input file, separated with tab

	-d, --delimiters=LIST	Use delimiters from LIST, not tab
	-s, --serial	Serial: one file at a time
	-z, --zero-terminated	Lines end with NUL
";

pub const APPLET: Applet =
    Applet { dir: Dir::UsrBin, kind: Kind::Pure, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const DELIMITERS: Key = Key::short(APPLET.options, 'd');
const SERIAL: Key = Key::short(APPLET.options, 's');
const ZERO: Key = Key::short(APPLET.options, 'z');

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    let delimiters = match given.value(DELIMITERS) {
        None => vec![Some(b'\t')],
        Some(b"") => return Err(fail!("-d '' is not supported")),
        Some(list) => parse_delimiters(list),
    };
    let end = if given.has(ZERO) { 0 } else { b'\n' };
    let paths = or_stdin(&given.operands);
    if given.has(SERIAL) {
        for path in paths {
            let Some(input) = cx.open_or_complain_plainly(path) else { continue };
            match paste_serially(&mut cx.out, Lines::new(input, end), &delimiters, end) {
                Err(Error::Failed(_, message)) => cx.complain(message),
                other => other?,
            }
        }
        return Ok(cx.status());
    }
    // Several `-` take the lines of standard input in turns.
    let mut inputs: Vec<Option<Lines>> = Vec::new();
    let mut columns = Vec::new();
    let mut stdin = None;
    for path in paths {
        if *path == b"-" && stdin.is_some() {
            columns.extend(stdin);
            continue;
        }
        let input = cx.open(path).map_err(|e| fail!(*path, ": ", e))?;
        if *path == b"-" {
            stdin = Some(inputs.len());
        }
        columns.push(inputs.len());
        inputs.push(Some(Lines::new(input, end)));
    }
    paste(&mut cx.out, &mut inputs, &columns, &delimiters, end)?;
    Ok(cx.status())
}

/// With the escapes `\n`, `\t`, `\\`, GNU's `\b \f \r \v`, and `\0` for none.
fn parse_delimiters(list: &[u8]) -> Vec<Option<u8>> {
    let mut delimiters = Vec::new();
    let mut rest = list.iter();
    while let Some(&c) = rest.next() {
        delimiters.push(match c {
            b'\\' => match rest.next() {
                Some(b'n') => Some(b'\n'),
                Some(b't') => Some(b'\t'),
                Some(b'b') => Some(8),
                Some(b'f') => Some(12),
                Some(b'r') => Some(b'\r'),
                Some(b'v') => Some(11),
                Some(b'0') => None,
                Some(other) => Some(*other),
                None => Some(b'\\'),
            },
            c => Some(c),
        });
    }
    delimiters
}

fn paste(
    out: &mut Output,
    inputs: &mut [Option<Lines>],
    columns: &[usize],
    delimiters: &[Option<u8>],
    end: u8,
) -> Result<()> {
    let mut text = Vec::new();
    loop {
        text.clear();
        let mut any = false;
        for (i, column) in columns.iter().enumerate() {
            if i > 0 {
                text.extend(delimiters[(i - 1) % delimiters.len()]);
            }
            let Some(lines) = &mut inputs[*column] else { continue };
            match lines.next_line().map_err(ReadError::named)? {
                Some(line) => {
                    any = true;
                    text.extend_from_slice(line);
                }
                None => inputs[*column] = None,
            }
        }
        if !any {
            return Ok(());
        }
        text.push(end);
        out.write_all(&text)?;
    }
}

fn paste_serially(out: &mut Output, mut lines: Lines, delimiters: &[Option<u8>], end: u8) -> Result<()> {
    let mut number = 0;
    let mut text = Vec::new();
    while let Some(line) = lines.next_line().map_err(ReadError::named)? {
        text.clear();
        if number > 0 {
            text.extend(delimiters[(number - 1) % delimiters.len()]);
        }
        number += 1;
        text.extend_from_slice(line);
        out.write_all(&text)?;
    }
    if number > 0 {
        out.write_all(&[end])?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::parse_delimiters;

    #[test]
    fn delimiters_have_escapes() {
        assert_eq!(
            parse_delimiters(b"a\\n\\t\\0\\\\\\"),
            [Some(b'a'), Some(b'\n'), Some(b'\t'), None, Some(b'\\'), Some(b'\\')]
        );
    }
}
