//! GNU's quoting styles, for `ls --quoting-style` and `stat -c %N`.

use kit::context::Environment;
use unicode_width::UnicodeWidthChar;

/// How a name is written so that it can be told from its surroundings.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Style {
    /// As it is.
    Literal,
    /// In quotes where a shell needs them.
    Shell,
    /// In a shell's quotes.
    ShellAlways,
    /// As `Shell`, and control characters as `$'\n'`.
    ShellEscape,
    /// As `ShellAlways`, and control characters as `$'\n'`.
    ShellEscapeAlways,
    /// As a string of C.
    C,
    /// As `C` without the quotes; blanks have a backslash.
    Escape,
    /// As `C`, in the quotes of the locale: ‘’ in UTF-8, else ''.
    Locale,
}

impl Style {
    /// The style called `word`.
    pub fn named(word: &[u8]) -> Option<Style> {
        Some(match word {
            b"literal" => Style::Literal,
            b"shell" => Style::Shell,
            b"shell-always" => Style::ShellAlways,
            b"shell-escape" => Style::ShellEscape,
            b"shell-escape-always" => Style::ShellEscapeAlways,
            // In the locales there are here both write the quotes of C.
            b"c" | b"c-maybe" | b"clocale" => Style::C,
            b"escape" => Style::Escape,
            b"locale" => Style::Locale,
            _ => return None,
        })
    }
}

/// Does the locale of `env` write UTF-8?
pub fn is_utf8(env: &dyn Environment) -> bool {
    let value = [&b"LC_ALL"[..], b"LC_CTYPE", b"LANG"].iter().find_map(|name| env.get(name).filter(|v| !v.is_empty()));
    value.is_some_and(|v| {
        let v = v.to_ascii_lowercase();
        v.ends_with(b"utf-8") || v.ends_with(b"utf8")
    })
}

/// A character of a name, or a byte that is none.
enum Piece<'a> {
    Printable(&'a str),
    /// The bytes of what cannot be shown.
    Hidden(&'a [u8]),
}

fn pieces(name: &[u8]) -> impl Iterator<Item = Piece<'_>> {
    name.utf8_chunks().flat_map(|chunk| {
        let valid = chunk.valid();
        let characters = valid.char_indices().map(move |(at, c)| {
            let text = &valid[at..at + c.len_utf8()];
            if c.width().is_some() { Piece::Printable(text) } else { Piece::Hidden(text.as_bytes()) }
        });
        characters.chain(chunk.invalid().chunks(1).map(Piece::Hidden))
    })
}

/// `name` in a style. `utf8` is whether the locale's quotes may be those of Unicode.
pub fn quoted(name: &[u8], style: Style, utf8: bool) -> Vec<u8> {
    match style {
        Style::Literal => name.to_vec(),
        Style::Escape => escaped(name, b' '),
        Style::C => [b"\"", &escaped(name, b'"')[..], b"\""].concat(),
        Style::Locale if utf8 => ["‘".as_bytes(), &escaped(name, 0), "’".as_bytes()].concat(),
        Style::Locale => [b"'", &escaped(name, b'\'')[..], b"'"].concat(),
        Style::Shell | Style::ShellAlways | Style::ShellEscape | Style::ShellEscapeAlways => shell(name, style),
    }
}

/// With C's escapes; `special` has a backslash too.
fn escaped(name: &[u8], special: u8) -> Vec<u8> {
    let mut text = Vec::with_capacity(name.len() + 8);
    for piece in pieces(name) {
        match piece {
            Piece::Printable(c) => {
                if c.as_bytes() == [special] || c == "\\" {
                    text.push(b'\\');
                }
                text.extend_from_slice(c.as_bytes());
            }
            Piece::Hidden(bytes) => push_escapes(&mut text, bytes),
        }
    }
    text
}

fn push_escapes(text: &mut Vec<u8>, bytes: &[u8]) {
    for byte in bytes {
        push_escape(text, *byte);
    }
}

/// Appends a byte as C escapes it.
pub fn push_escape(text: &mut Vec<u8>, byte: u8) {
    let letter = match byte {
        0x07 => b'a',
        0x08 => b'b',
        b'\t' => b't',
        b'\n' => b'n',
        0x0b => b'v',
        0x0c => b'f',
        b'\r' => b'r',
        _ => {
            text.extend_from_slice(&[b'\\', b'0' + (byte >> 6), b'0' + (byte >> 3 & 7), b'0' + (byte & 7)]);
            return;
        }
    };
    text.extend_from_slice(&[b'\\', letter]);
}

/// Does a shell read the character at `at` as anything but itself?
fn is_special(name: &[u8], at: usize) -> bool {
    match name[at] {
        b'#' | b'~' => at == 0,
        b'{' | b'}' => name.len() == 1,
        c => b" !\"$&()*;<=>?[\\^`|'\n\t\r".contains(&c),
    }
}

fn shell(name: &[u8], style: Style) -> Vec<u8> {
    let escapes = matches!(style, Style::ShellEscape | Style::ShellEscapeAlways);
    let always = matches!(style, Style::ShellAlways | Style::ShellEscapeAlways);
    let is_hidden = escapes && pieces(name).any(|p| matches!(p, Piece::Hidden(_)));
    if !always && !is_hidden && !name.is_empty() && !(0..name.len()).any(|at| is_special(name, at)) {
        return name.to_vec();
    }
    // An apostrophe among what means nothing in double quotes is put into these.
    let plain_in_double = |c: &u8| !b"!\"$&()*;<=>?[\\^`|\n\t\r".contains(c);
    if name.contains(&b'\'') && !is_hidden && name.iter().all(plain_in_double) {
        return [b"\"", name, b"\""].concat();
    }
    let mut text = vec![b'\''];
    let mut in_escape = false;
    for piece in pieces(name) {
        match piece {
            Piece::Hidden(bytes) if escapes => {
                if !in_escape {
                    text.extend_from_slice(b"'$'");
                    in_escape = true;
                }
                push_escapes(&mut text, bytes);
            }
            Piece::Hidden(bytes) => text.extend_from_slice(bytes),
            Piece::Printable("'") => {
                text.extend_from_slice(b"'\\''");
                in_escape = false;
            }
            Piece::Printable(c) => {
                if in_escape {
                    text.extend_from_slice(b"''");
                    in_escape = false;
                }
                text.extend_from_slice(c.as_bytes());
            }
        }
    }
    text.push(b'\'');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(name: &[u8], style: Style) -> String {
        String::from_utf8(quoted(name, style, true)).unwrap()
    }

    #[test]
    fn shells_read_back_what_was_written() {
        for (name, expected) in [
            (&b"plain-1.2_%"[..], "plain-1.2_%"),
            (b"a b", "'a b'"),
            (b"it's", "\"it's\""),
            (b"it's $5", "'it'\\''s $5'"),
            (b"a\nb", "'a'$'\\n''b'"),
            (b"\n", "''$'\\n'"),
            (b"\xff", "''$'\\377'"),
            (b"", "''"),
            (b"~", "'~'"),
            (b"a~#{", "a~#{"),
            ("é日".as_bytes(), "é日"),
        ] {
            assert_eq!(show(name, Style::ShellEscape), expected);
        }
        assert_eq!(show(b"a", Style::ShellAlways), "'a'");
        assert_eq!(show(b"a\nb", Style::Shell), "'a\nb'");
    }

    #[test]
    fn other_styles_escape() {
        assert_eq!(show(b"a \"\t\\\x01", Style::C), "\"a \\\"\\t\\\\\\001\"");
        assert_eq!(show(b"a \"\t", Style::Escape), "a\\ \"\\t");
        assert_eq!(show(b"it's", Style::Locale), "‘it's’");
        assert_eq!(quoted(b"it's", Style::Locale, false), b"'it\\'s'");
    }
}
