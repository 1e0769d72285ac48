//! Tokens of an awk program (POSIX.1-2024 XCU awk, "Lexical Conventions").

use super::ast::Builtin;

#[derive(Clone, PartialEq, Debug)]
pub enum Token {
    Newline,
    End,
    Number(f64),
    String(Vec<u8>),
    Regex(Vec<u8>),
    /// A name that `(` follows immediately.
    FunctionName(Vec<u8>),
    Name(Vec<u8>),
    Builtin(Builtin),
    Keyword(Keyword),
    /// An operator or a punctuation mark.
    Op(&'static str),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Keyword {
    Begin,
    Break,
    Continue,
    Delete,
    Do,
    Else,
    EndBlock,
    Exit,
    For,
    Function,
    Getline,
    If,
    In,
    Next,
    Nextfile,
    Print,
    Printf,
    Return,
    While,
}

const KEYWORDS: &[(&[u8], Keyword)] = &[
    (b"BEGIN", Keyword::Begin),
    (b"END", Keyword::EndBlock),
    (b"break", Keyword::Break),
    (b"continue", Keyword::Continue),
    (b"delete", Keyword::Delete),
    (b"do", Keyword::Do),
    (b"else", Keyword::Else),
    (b"exit", Keyword::Exit),
    (b"for", Keyword::For),
    (b"func", Keyword::Function),
    (b"function", Keyword::Function),
    (b"getline", Keyword::Getline),
    (b"if", Keyword::If),
    (b"in", Keyword::In),
    (b"next", Keyword::Next),
    (b"nextfile", Keyword::Nextfile),
    (b"print", Keyword::Print),
    (b"printf", Keyword::Printf),
    (b"return", Keyword::Return),
    (b"while", Keyword::While),
];

const BUILTINS: &[(&[u8], Builtin)] = &[
    (b"and", Builtin::And),
    (b"atan2", Builtin::Atan2),
    (b"close", Builtin::Close),
    (b"compl", Builtin::Compl),
    (b"cos", Builtin::Cos),
    (b"exp", Builtin::Exp),
    (b"fflush", Builtin::Fflush),
    (b"gensub", Builtin::Gensub),
    (b"gsub", Builtin::Gsub),
    (b"index", Builtin::Index),
    (b"int", Builtin::Int),
    (b"length", Builtin::Length),
    (b"log", Builtin::Log),
    (b"lshift", Builtin::Lshift),
    (b"match", Builtin::Match),
    (b"mktime", Builtin::Mktime),
    (b"or", Builtin::Or),
    (b"rand", Builtin::Rand),
    (b"rshift", Builtin::Rshift),
    (b"sin", Builtin::Sin),
    (b"split", Builtin::Split),
    (b"sprintf", Builtin::Sprintf),
    (b"sqrt", Builtin::Sqrt),
    (b"srand", Builtin::Srand),
    (b"strftime", Builtin::Strftime),
    (b"sub", Builtin::Sub),
    (b"substr", Builtin::Substr),
    (b"system", Builtin::System),
    (b"systime", Builtin::Systime),
    (b"tolower", Builtin::Tolower),
    (b"toupper", Builtin::Toupper),
    (b"xor", Builtin::Xor),
];

/// Longest first.
const OPERATORS: &[&str] = &[
    "**=", "&&", "||", "++", "--", "+=", "-=", "*=", "/=", "%=", "^=", "**", "==", "<=", ">=", "!=", "!~", ">>", "{",
    "}", "(", ")", "[", "]", ",", ";", "+", "-", "*", "/", "%", "^", "!", ">", "<", "|", "?", ":", "~", "$", "=",
];

/// A token cannot be read: what, in BusyBox's words.
pub struct LexError(pub &'static str);

pub struct Lexer<'a> {
    text: &'a [u8],
    at: usize,
    pub line: u32,
    /// After an operand `/` divides; elsewhere it begins a regular expression.
    after_operand: bool,
}

impl<'a> Lexer<'a> {
    pub fn new(text: &'a [u8]) -> Lexer<'a> {
        Lexer { text, at: 0, line: 1, after_operand: false }
    }

    fn peek(&self) -> u8 {
        self.text.get(self.at).copied().unwrap_or(0)
    }

    /// Is the next token, behind blanks, that word? Nothing is read.
    pub fn peeks_word(&self, word: &[u8]) -> bool {
        let rest = &self.text[self.at..];
        let blanks = rest.iter().take_while(|c| matches!(c, b' ' | b'\t')).count();
        let rest = &rest[blanks..];
        rest.starts_with(word) && !rest.get(word.len()).is_some_and(|c| c.is_ascii_alphanumeric() || *c == b'_')
    }

    pub fn next(&mut self) -> Result<Token, LexError> {
        let token = self.read()?;
        self.after_operand = matches!(
            token,
            Token::Number(_)
                | Token::String(_)
                | Token::Regex(_)
                | Token::Name(_)
                | Token::Builtin(Builtin::Length)
                | Token::Op(")" | "]" | "$" | "++" | "--")
        ) && token != Token::Op("$");
        Ok(token)
    }

    fn read(&mut self) -> Result<Token, LexError> {
        self.skip_blanks();
        let Some(&c) = self.text.get(self.at) else { return Ok(Token::End) };
        match c {
            b'\n' => {
                self.at += 1;
                self.line += 1;
                Ok(Token::Newline)
            }
            b'"' => self.string(),
            b'/' if !self.after_operand => self.regex(),
            b'0'..=b'9' => Ok(self.number()),
            b'.' if self.text.get(self.at + 1).is_some_and(u8::is_ascii_digit) => Ok(self.number()),
            b'a'..=b'z' | b'A'..=b'Z' | b'_' => Ok(self.word()),
            _ => {
                let rest = &self.text[self.at..];
                match OPERATORS.iter().find(|op| rest.starts_with(op.as_bytes())) {
                    Some(&op) => {
                        self.at += op.len();
                        Ok(Token::Op(match op {
                            "**" => "^",
                            "**=" => "^=",
                            op => op,
                        }))
                    }
                    None => Err(LexError("Unexpected token")),
                }
            }
        }
    }

    fn skip_blanks(&mut self) {
        loop {
            match self.peek() {
                b' ' | b'\t' | b'\r' => self.at += 1,
                b'\\' if self.text[self.at + 1..].starts_with(b"\n") => {
                    self.at += 2;
                    self.line += 1;
                }
                b'\\' if self.text[self.at + 1..].starts_with(b"\r\n") => {
                    self.at += 3;
                    self.line += 1;
                }
                b'#' => {
                    while self.at < self.text.len() && self.peek() != b'\n' {
                        self.at += 1;
                    }
                }
                _ => return,
            }
        }
    }

    fn string(&mut self) -> Result<Token, LexError> {
        self.at += 1;
        let start = self.at;
        loop {
            match self.text.get(self.at) {
                None | Some(b'\n') => return Err(LexError("Unterminated string")),
                Some(b'"') => break,
                Some(b'\\') => {
                    self.line += u32::from(self.text.get(self.at + 1) == Some(&b'\n'));
                    self.at += 2;
                }
                Some(_) => self.at += 1,
            }
        }
        let raw = &self.text[start..self.at];
        self.at += 1;
        Ok(Token::String(unescape(raw)))
    }

    fn regex(&mut self) -> Result<Token, LexError> {
        self.at += 1;
        let mut pattern = Vec::new();
        let mut in_bracket = false;
        loop {
            let Some(&c) = self.text.get(self.at) else { return Err(LexError("Unterminated regex")) };
            self.at += 1;
            match c {
                b'\n' => return Err(LexError("Unterminated regex")),
                b'/' if !in_bracket => return Ok(Token::Regex(pattern)),
                b'\\' => {
                    let Some(&next) = self.text.get(self.at) else { return Err(LexError("Unterminated regex")) };
                    self.at += 1;
                    if next == b'/' {
                        pattern.push(b'/');
                    } else {
                        pattern.extend_from_slice(&[c, next]);
                    }
                }
                b'[' => {
                    pattern.push(c);
                    if !in_bracket {
                        in_bracket = true;
                        // `[^]…` and `[]…`: the bracket right behind is a member.
                        if self.peek() == b'^' {
                            pattern.push(b'^');
                            self.at += 1;
                        }
                        if self.peek() == b']' {
                            pattern.push(b']');
                            self.at += 1;
                        }
                    } else if matches!(self.peek(), b':' | b'.' | b'=') {
                        self.class(&mut pattern);
                    }
                }
                b']' => {
                    in_bracket = false;
                    pattern.push(c);
                }
                _ => pattern.push(c),
            }
        }
    }

    /// `[:alpha:]` inside a bracket expression, after its `[`.
    fn class(&mut self, pattern: &mut Vec<u8>) {
        let kind = self.peek();
        let rest = &self.text[self.at..];
        let end = rest[1..].windows(2).position(|w| w == [kind, b']']);
        if let Some(end) = end
            && !rest[..end + 3].contains(&b'\n')
        {
            pattern.extend_from_slice(&rest[..end + 3]);
            self.at += end + 3;
        }
    }

    fn number(&mut self) -> Token {
        let rest = &self.text[self.at..];
        if let [b'0', b'x' | b'X', digits @ ..] = rest {
            let len = digits.iter().take_while(|c| c.is_ascii_hexdigit()).count();
            if len > 0 {
                let value =
                    digits[..len].iter().fold(0.0, |n, c| n * 16.0 + f64::from((*c as char).to_digit(16).unwrap_or(0)));
                self.at += 2 + len;
                return Token::Number(value);
            }
        }
        // As gawk and BusyBox: octal in the program's text (not in data).
        let octal = rest.iter().take_while(|c| matches!(c, b'0'..=b'7')).count();
        if octal > 1 && rest[0] == b'0' && !matches!(rest.get(octal), Some(b'8' | b'9' | b'.' | b'e' | b'E')) {
            self.at += octal;
            return Token::Number(rest[..octal].iter().fold(0.0, |n, c| n * 8.0 + f64::from(c - b'0')));
        }
        let (value, len) = super::value::leading_number(rest);
        self.at += len.max(1);
        Token::Number(value)
    }

    fn word(&mut self) -> Token {
        let start = self.at;
        while matches!(self.peek(), b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_') {
            self.at += 1;
        }
        let word = &self.text[start..self.at];
        if let Some((_, keyword)) = KEYWORDS.iter().find(|k| k.0 == word) {
            return Token::Keyword(*keyword);
        }
        if let Some((_, builtin)) = BUILTINS.iter().find(|b| b.0 == word) {
            return Token::Builtin(*builtin);
        }
        if self.peek() == b'(' { Token::FunctionName(word.to_vec()) } else { Token::Name(word.to_vec()) }
    }
}

/// The escapes of a string constant, of `-v` and of operand assignments. A backslash before any other character stays
/// where a regular expression may need it (`"\."`), as mawk, gawk and BusyBox do.
pub fn unescape(raw: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(raw.len());
    let mut at = 0;
    while at < raw.len() {
        if raw[at] != b'\\' || at + 1 == raw.len() {
            out.push(raw[at]);
            at += 1;
            continue;
        }
        let c = raw[at + 1];
        at += 2;
        match c {
            b'n' => out.push(b'\n'),
            b't' => out.push(b'\t'),
            b'r' => out.push(b'\r'),
            b'a' => out.push(7),
            b'b' => out.push(8),
            b'f' => out.push(12),
            b'v' => out.push(11),
            b'\\' | b'"' | b'/' => out.push(c),
            b'\n' => {}
            b'0'..=b'7' => {
                let mut value = u32::from(c - b'0');
                let mut digits = 1;
                while digits < 3 && at < raw.len() && matches!(raw[at], b'0'..=b'7') {
                    value = value * 8 + u32::from(raw[at] - b'0');
                    at += 1;
                    digits += 1;
                }
                out.push(value as u8);
            }
            b'x' if raw.get(at).is_some_and(u8::is_ascii_hexdigit) => {
                let mut value = 0;
                let mut digits = 0;
                while let Some(digit) = raw.get(at).and_then(|c| (*c as char).to_digit(16)).filter(|_| digits < 2) {
                    value = value * 16 + digit;
                    at += 1;
                    digits += 1;
                }
                out.push(value as u8);
            }
            _ => out.extend_from_slice(&[b'\\', c]),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slash_divides_after_an_operand_only() {
        let mut lexer = Lexer::new(b"a / b; /x[/]y/");
        let mut tokens = Vec::new();
        while let Ok(token) = lexer.next() {
            if token == Token::End {
                break;
            }
            tokens.push(token);
        }
        assert_eq!(tokens[1], Token::Op("/"));
        assert_eq!(tokens[4], Token::Regex(b"x[/]y".to_vec()));
    }

    #[test]
    fn escapes_become_bytes_and_others_stay_for_the_regular_expression() {
        assert_eq!(unescape(br#"\x41\101\/\"\.\n"#), b"AA/\"\\.\n");
    }
}
