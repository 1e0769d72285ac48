//! `printf`: formats of text, `%s`, `%d`, `%%` and the commonest escapes are done here, the rest is the applet's.

use crate::arith::plain_number;
use crate::builtins::applets;
use crate::run::Flow;
use crate::shell::Shell;
use kit::applet::Status;
use kit::text;
use std::io::ErrorKind;

pub fn run(shell: &mut Shell, args: &[&[u8]]) -> Flow {
    let (format, words) = match args {
        [_, format, words @ ..] if format.first() != Some(&b'-') => (*format, words),
        _ => return applets::printf(shell, args),
    };
    let mut fields = shell.take_fields();
    let result = if simple(format, words, &mut fields.bytes) {
        match shell.streams.sink(1).write_all(&fields.bytes) {
            // As the applet, which a signal has ended.
            Err(error) if error.kind() == ErrorKind::Interrupted => Ok(Status(128 + 2)),
            Err(error) if error.kind() == ErrorKind::BrokenPipe => shell.broken_pipe(),
            Err(error) => shell.cannot_write(&error),
            Ok(()) => Ok(Status::OK),
        }
    } else {
        applets::printf(shell, args)
    };
    shell.give_fields(fields);
    result
}

/// Appends what a format makes of the words; false for what is not known here.
fn simple(format: &[u8], words: &[&[u8]], out: &mut Vec<u8>) -> bool {
    let mut words = words.iter();
    loop {
        let before = words.len();
        let mut rest = format.iter();
        while let Some(c) = rest.next() {
            match c {
                b'\\' => out.push(match rest.next() {
                    Some(b'n') => b'\n',
                    Some(b't') => b'\t',
                    Some(b'\\') => b'\\',
                    _ => return false,
                }),
                b'%' => match rest.next() {
                    Some(b's') => out.extend_from_slice(words.next().copied().unwrap_or_default()),
                    Some(b'd') => match words.next().map_or(Some(0), |word| plain_number(word)) {
                        Some(n) => text::push_signed(out, n),
                        None => return false,
                    },
                    Some(b'%') => out.push(b'%'),
                    _ => return false,
                },
                c => out.push(*c),
            }
        }
        // Again for what is left, unless the format takes nothing.
        if words.len() == 0 || words.len() == before {
            return true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::simple;

    #[test]
    fn simple_formats_are_done_and_others_left() {
        let print = |format: &str, words: &[&[u8]]| {
            let mut out = Vec::new();
            simple(format.as_bytes(), words, &mut out).then(|| String::from_utf8(out).unwrap())
        };
        assert_eq!(print("%s-%d%%\\n", &[b"a", b"-3"]).as_deref(), Some("a--3%\n"));
        assert_eq!(print("%s,", &[b"a", b"b"]).as_deref(), Some("a,b,"));
        assert_eq!(print("%s %s\\n", &[b"a", b"b", b"c"]).as_deref(), Some("a b\nc \n"));
        assert_eq!(print("x", &[b"a"]).as_deref(), Some("x"));
        assert_eq!(print("%d|%s", &[]).as_deref(), Some("0|"));
        for (format, word) in
            [("%5s", "a"), ("%d", "010"), ("%d", "x"), ("\\c", "a"), ("%", "a"), ("%b", "a"), ("\\", "")]
        {
            assert_eq!(print(format, &[word.as_bytes()]), None, "{format} {word}");
        }
    }
}
