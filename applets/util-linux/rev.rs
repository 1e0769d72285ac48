//! `rev`: reverse lines
//!
//! As in util-linux and BusyBox. Characters are UTF-8; a byte that is none is one of its own.

use kit::context::or_stdin;
use kit::lines::Lines;
use kit::prelude::*;

const USAGE: &str = "\
[FILE]...

Reverse lines of FILE
";

pub const APPLET: Applet =
    Applet { dir: Dir::Bin, kind: Kind::Pure, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    let mut text = Vec::new();
    for path in or_stdin(&given.operands) {
        let Some(input) = cx.open_or_complain_plainly(path) else { continue };
        let mut lines = Lines::new(input, b'\n');
        loop {
            let line = match lines.next_line() {
                Ok(Some(line)) => line,
                Ok(None) => break,
                Err(error) => {
                    cx.complain(text![*path, ": ", error.source]);
                    break;
                }
            };
            // A NUL ends the line and takes the newline with it: scripts may rely on how it is on Alpine.
            let end = memchr::memchr(0, line);
            reverse(&line[..end.unwrap_or(line.len())], &mut text);
            if end.is_none() && lines.had_delimiter() {
                text.push(b'\n');
            }
            cx.out.write_all(&text)?;
            text.clear();
        }
    }
    Ok(cx.status())
}

/// Appends the characters of `line` from the last to the first.
fn reverse(line: &[u8], to: &mut Vec<u8>) {
    for chunk in line.utf8_chunks().collect::<Vec<_>>().into_iter().rev() {
        to.extend(chunk.invalid().iter().rev());
        for c in chunk.valid().chars().rev() {
            to.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_stay_whole() {
        let reversed = |line: &[u8]| {
            let mut to = Vec::new();
            reverse(line, &mut to);
            to
        };
        assert_eq!(reversed("héllo 日本".as_bytes()), "本日 olléh".as_bytes());
        assert_eq!(reversed(b"a\xc3\xa9\xffb\xe2\x82"), b"\x82\xe2b\xff\xc3\xa9a");
        assert_eq!(reversed(b""), b"");
    }
}
