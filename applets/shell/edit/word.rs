//! The word at the cursor, for completion: where it begins, how it is quoted, what it may be.

/// What the word at the cursor is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// The name of a command.
    Command,
    /// An argument of a command.
    Argument,
    /// A variable behind `$`; in braces?
    Variable { braced: bool },
    /// A user behind `~`.
    User,
}

/// The word at the cursor.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Word {
    /// Where it begins in the line.
    pub start: usize,
    /// What it may be.
    pub kind: Kind,
    /// The quote that is open at the cursor (`'` or `"`), and where it was opened; 0 for none.
    pub quote: (u8, usize),
    /// The name of the command that the word is an argument of.
    pub command: Vec<u8>,
}

/// Words behind which a command begins.
const OPENERS: [&[u8]; 10] = [b"if", b"then", b"else", b"elif", b"while", b"until", b"do", b"!", b"{", b"time"];

/// Looks at a line up to the cursor.
pub fn at_cursor(text: &[u8]) -> Word {
    let mut start = None;
    let mut expects_command = true;
    let mut after_redirection = false;
    let mut command = Vec::new();
    let mut quote = (0, 0);
    let mut quotes = Vec::new(); // those outside of `$(`
    let mut dollar = None; // where a `$` begins the name at the cursor
    let mut i = 0;
    while i < text.len() {
        let c = text[i];
        let next = text.get(i + 1).copied().unwrap_or(0);
        if quote.0 == b'\'' {
            if c == b'\'' {
                quote.0 = 0;
            }
            i += 1;
            continue;
        }
        if dollar.is_some() && !(c == b'_' || c.is_ascii_alphanumeric()) {
            dollar = None;
        }
        match c {
            b'\\' => {
                start.get_or_insert(i);
                i += 1;
            }
            b'"' if quote.0 == b'"' => quote.0 = 0,
            b'$' if next == b'(' => {
                quotes.push((quote, start, expects_command));
                (quote, start, expects_command) = ((0, 0), None, true);
                i += 1;
            }
            b'$' => {
                start.get_or_insert(i);
                dollar = Some((i + 1, false));
                if next == b'{' {
                    dollar = Some((i + 2, true));
                    i += 1;
                }
            }
            _ if quote.0 == b'"' => {}
            b'"' | b'\'' => {
                start.get_or_insert(i);
                quote = (c, i);
            }
            b' ' | b'\t' | b'<' | b'>' | b';' | b'&' | b'|' | b'\n' | b'(' | b'`' | b')' => {
                if let Some(start) = start.take() {
                    let word = &text[start..i];
                    if after_redirection {
                        after_redirection = false;
                    } else if expects_command && !is_assignment(word) && !OPENERS.contains(&word) {
                        command = word.to_vec();
                        expects_command = false;
                    }
                }
                match c {
                    b' ' | b'\t' => {}
                    b'<' | b'>' => after_redirection = true,
                    b')' if !quotes.is_empty() => {
                        if let Some(outer) = quotes.pop() {
                            (quote, start, expects_command) = outer;
                            start.get_or_insert(i);
                        }
                    }
                    // A number of a descriptor, not a new command.
                    b'&' if after_redirection => {}
                    _ => {
                        expects_command = true;
                        after_redirection = false;
                        command.clear();
                    }
                }
            }
            _ => {
                start.get_or_insert(i);
            }
        }
        i += 1;
    }
    let begin = start.unwrap_or(text.len());
    let word = &text[begin.min(text.len())..];
    let kind = match dollar {
        Some((at, braced)) if at <= text.len() => {
            return Word { start: at, kind: Kind::Variable { braced }, quote, command };
        }
        _ if word.first() == Some(&b'~') && quote.0 == 0 && !word.contains(&b'/') => {
            return Word { start: begin + 1, kind: Kind::User, quote, command };
        }
        _ if expects_command && !after_redirection && !is_assignment(word) => Kind::Command,
        _ => Kind::Argument,
    };
    Word { start: begin, kind, quote, command }
}

/// `NAME=…`
fn is_assignment(word: &[u8]) -> bool {
    memchr::memchr(b'=', word).is_some_and(|at| crate::symbols::is_name(&word[..at]))
}

/// The text that a word, or a part of one, stands for, with the variables that `value` knows.
pub fn unquoted(raw: &[u8], open: u8, value: &dyn Fn(&[u8]) -> Option<Vec<u8>>) -> Vec<u8> {
    let mut out = Vec::new();
    let mut quote = open;
    let mut i = 0;
    while i < raw.len() {
        let c = raw[i];
        i += 1;
        match c {
            b'\'' if quote == b'\'' => quote = 0,
            _ if quote == b'\'' => out.push(c),
            b'\'' if quote == 0 => quote = c,
            b'"' => quote = if quote == 0 { c } else { 0 },
            b'\\' => {
                let next = raw.get(i).copied();
                // Between double quotes it is a backslash before most.
                if quote == b'"' && !next.is_some_and(|n| b"$`\"\\\n".contains(&n)) {
                    out.push(c);
                } else {
                    out.extend(next);
                    i += 1;
                }
            }
            b'$' => {
                let braced = raw.get(i) == Some(&b'{');
                let from = i + usize::from(braced);
                let length = raw[from..].iter().take_while(|c| **c == b'_' || c.is_ascii_alphanumeric()).count();
                let end = from + length + usize::from(braced);
                match value(&raw[from..from + length]) {
                    Some(text) if length > 0 && end <= raw.len() => {
                        out.extend(text);
                        i = end;
                    }
                    _ => out.push(c),
                }
            }
            c => out.push(c),
        }
    }
    out
}

/// Writes `name` so that the shell reads it back, inside of the open `quote` or outside of quotes.
pub fn quoted(name: &[u8], quote: u8) -> Vec<u8> {
    let mut out = Vec::with_capacity(name.len() + 4);
    for (i, &c) in name.iter().enumerate() {
        match (quote, c) {
            (b'\'', b'\'') => out.extend_from_slice(b"'\\''"),
            (0, b'\n') => out.extend_from_slice(b"'\n'"),
            (b'"', b'"' | b'$' | b'`' | b'\\') => out.extend_from_slice(&[b'\\', c]),
            (0, b'#' | b'~') if i > 0 => out.push(c),
            (0, c) if b" \t\\'\"`$&|;<>()*?[]{}!#~".contains(&c) => out.extend_from_slice(&[b'\\', c]),
            (_, c) => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_has_a_word_inside_of_it_and_text_that_is_quoted_is_unquoted_to_itself() {
        let letters = b" a\\'\"$`(){}~;<&=/";
        for length in 0..5 {
            for mut n in 0..letters.len().pow(length) {
                let mut line = Vec::new();
                for _ in 0..length {
                    line.push(letters[n % letters.len()]);
                    n /= letters.len();
                }
                let word = at_cursor(&line);
                assert!(word.start <= line.len(), "{}: {word:?}", line.escape_ascii());
                for quote in [0, b'\'', b'"'] {
                    unquoted(&line[word.start..], quote, &|_| Some(b"value".to_vec()));
                    let text = unquoted(&quoted(&line, quote), quote, &|_| None);
                    assert_eq!(text.escape_ascii().to_string(), line.escape_ascii().to_string(), "in {quote}");
                }
            }
        }
    }

    #[test]
    fn words_are_commands_arguments_variables_or_users() {
        let cases: [(&str, usize, Kind); 24] = [
            ("", 0, Kind::Command),
            ("ec", 0, Kind::Command),
            ("echo fo", 5, Kind::Argument),
            ("echo ", 5, Kind::Argument),
            ("a; ec", 3, Kind::Command),
            ("a && ec", 5, Kind::Command),
            ("if ec", 3, Kind::Command),
            ("X=1 ec", 4, Kind::Command),
            ("X=fo", 0, Kind::Argument),
            (">fo", 1, Kind::Argument),
            ("> fo ec", 5, Kind::Command),
            ("ls 2>&1 fo", 8, Kind::Argument),
            ("echo $(ec", 7, Kind::Command),
            ("echo $(ec) fo", 11, Kind::Argument),
            ("echo \"$(ls fo", 11, Kind::Argument),
            ("echo `ec", 6, Kind::Command),
            ("echo $HO", 6, Kind::Variable { braced: false }),
            ("echo \"a${HO", 9, Kind::Variable { braced: true }),
            ("echo $HOME/fo", 5, Kind::Argument),
            ("echo '$HO", 5, Kind::Argument),
            ("ls ~ro", 4, Kind::User),
            ("ls ~root/x", 3, Kind::Argument),
            ("ls a\\ b", 3, Kind::Argument),
            ("ls 'a b", 3, Kind::Argument),
        ];
        for (text, start, kind) in cases {
            let word = at_cursor(text.as_bytes());
            assert_eq!((word.start, word.kind), (start, kind), "{text:?}");
        }
        assert_eq!(at_cursor(b"cd 'a b").quote, (b'\'', 3));
        assert_eq!(at_cursor(b"x; cd 'a' b").command, b"cd");
    }

    #[test]
    fn quoting_is_undone_by_reading() {
        let none = |_: &[u8]| None;
        for name in
            [&b"a b"[..], b"it's", b"$x`\"\\", b"#a~", b"~a#", b"a\nb", b"[*]?{}", "é 漢".as_bytes(), b"!&|;<>()"]
        {
            assert_eq!(unquoted(&quoted(name, 0), 0, &none), name);
            for quote in *b"'\"" {
                assert_eq!(unquoted(&quoted(name, quote), quote, &none), name, "{:?}", quote as char);
            }
        }
        let value = |name: &[u8]| (name == b"HOME").then(|| b"/h".to_vec());
        assert_eq!(unquoted(b"$HOME/a\\ \"b ${HOME}\"'$HOME'$no", 0, &value), b"/h/a b /h$HOME$no");
    }
}
