//! A sed script read into a list of commands.

use kit::prelude::*;
use kit::regex::{Flags, Regex};
use std::collections::HashMap;
use std::rc::Rc;

/// A first address.
pub enum Address {
    Line(u64),
    Last,
    /// None is the empty regular expression: the last one used.
    Regex(Option<Rc<Regex>>),
    /// `first~step`
    Step(u64, u64),
    /// Of `0,/re/`: before the first line.
    Zero,
}

/// A second address.
pub enum End {
    Line(u64),
    Last,
    Regex(Option<Rc<Regex>>),
    /// `,+N`
    Plus(u64),
    /// `,~N`
    Multiple(u64),
}

/// A part of a replacement.
pub enum Part {
    Text(Vec<u8>),
    /// `&` is group 0.
    Group(usize),
    Case(Case),
}

/// What `\U`, `\L`, `\E`, `\u` and `\l` ask for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Case {
    Upper,
    Lower,
    Normal,
    UpperNext,
    LowerNext,
}

/// An `s` command.
pub struct Substitute {
    pub regex: Option<Rc<Regex>>,
    pub parts: Vec<Part>,
    /// Is a group other than 0 used?
    pub uses_groups: bool,
    pub global: bool,
    pub print: u32,
    /// The first match that is replaced, from 1.
    pub number: u64,
    pub file: Option<usize>,
}

/// What a command does; targets are indices of commands, files of [`Script::files`].
pub enum Action {
    /// Goes on behind its `}` if it is not selected.
    Block(usize),
    Append(Vec<u8>),
    Insert(Vec<u8>),
    Change(Vec<u8>),
    Branch(usize),
    BranchIfReplaced(usize),
    BranchUnlessReplaced(usize),
    Delete,
    DeleteFirst,
    FileName,
    Get,
    GetAppend,
    Hold,
    HoldAppend,
    List(Option<usize>),
    Next,
    NextAppend,
    Print,
    PrintFirst,
    Quit(u8),
    QuitSilently(u8),
    ReadFile(Vec<u8>),
    ReadLine(usize),
    Substitute(Box<Substitute>),
    Write(usize),
    WriteFirst(usize),
    Exchange,
    Translate(Translation),
    Empty,
    LineNumber,
    Nothing,
}

/// A `y` command.
pub enum Translation {
    /// All characters are of one byte.
    Bytes(Box<[u8; 256]>),
    Characters(HashMap<Vec<u8>, Vec<u8>>),
}

/// A command.
pub struct Command {
    pub first: Option<Address>,
    pub end: Option<End>,
    pub negated: bool,
    pub action: Action,
}

/// A script.
#[derive(Default)]
pub struct Script {
    pub commands: Vec<Command>,
    /// Names of the files that are written, in order of appearance.
    pub outputs: Vec<Vec<u8>>,
    /// Names of the files that `R` reads.
    pub inputs: Vec<Vec<u8>>,
}

/// Reads `text`; `extended` regular expressions, characters as `flags` say.
pub fn parse(text: &[u8], flags: Flags) -> Result<Script> {
    let mut parser =
        Parser { text, at: 0, flags, script: Script::default(), labels: HashMap::new(), jumps: Vec::new() };
    parser.commands()?;
    let Parser { mut script, labels, jumps, .. } = parser;
    let end = script.commands.len();
    for (command, label) in jumps {
        let target = match (&label[..], labels.get(&label)) {
            (b"", _) => end,
            (_, Some(target)) => *target,
            _ => return Err(fail!("can't find label for jump to '", label, "'")),
        };
        match &mut script.commands[command].action {
            Action::Branch(to) | Action::BranchIfReplaced(to) | Action::BranchUnlessReplaced(to) => *to = target,
            _ => {}
        }
    }
    Ok(script)
}

struct Parser<'a> {
    text: &'a [u8],
    at: usize,
    flags: Flags,
    script: Script,
    labels: HashMap<Vec<u8>, usize>,
    jumps: Vec<(usize, Vec<u8>)>,
}

impl<'a> Parser<'a> {
    fn peek(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }

    fn skip(&mut self, is_skipped: fn(u8) -> bool) {
        while self.peek().is_some_and(is_skipped) {
            self.at += 1;
        }
    }

    fn skip_blanks(&mut self) {
        self.skip(|b| matches!(b, b' ' | b'\t' | b'\r'));
    }

    fn commands(&mut self) -> Result<()> {
        let mut open: Vec<usize> = Vec::new();
        loop {
            self.skip(|b| b == b';' || b.is_ascii_whitespace());
            let Some(byte) = self.peek() else { break };
            match byte {
                b'#' => {
                    self.rest_of_line();
                    continue;
                }
                b'}' => {
                    self.at += 1;
                    let Some(start) = open.pop() else { return Err(fail!("unexpected '}'")) };
                    self.script.commands[start].action = Action::Block(self.script.commands.len());
                    continue;
                }
                _ => {}
            }
            let (first, end) = self.addresses()?;
            self.skip_blanks();
            let negated = self.peek() == Some(b'!');
            if negated {
                self.at += 1;
                self.skip_blanks();
            }
            let Some(letter) = self.peek().filter(|b| *b != b'\n') else { return Err(fail!("missing command")) };
            self.at += 1;
            if letter == b'{' {
                open.push(self.script.commands.len());
            }
            if letter == b':' {
                if first.is_some() {
                    return Err(fail!(": doesn't want any addresses"));
                }
                let label = self.label();
                self.labels.insert(label, self.script.commands.len());
                continue;
            }
            let action = self.action(letter)?;
            self.script.commands.push(Command { first, end, negated, action });
        }
        if open.is_empty() { Ok(()) } else { Err(fail!("unterminated {")) }
    }

    fn number(&mut self) -> Option<u64> {
        let start = self.at;
        let mut n: u64 = 0;
        while let Some(digit @ b'0'..=b'9') = self.peek() {
            n = n.saturating_mul(10).saturating_add((digit - b'0') as u64);
            self.at += 1;
        }
        (self.at > start).then_some(n)
    }

    fn addresses(&mut self) -> Result<(Option<Address>, Option<End>)> {
        let first = match self.peek() {
            Some(b'0'..=b'9') => {
                let n = self.number().unwrap_or_default();
                if self.peek() == Some(b'~') {
                    self.at += 1;
                    Address::Step(n, self.number().unwrap_or_default())
                } else if n == 0 {
                    Address::Zero
                } else {
                    Address::Line(n)
                }
            }
            Some(b'$') => {
                self.at += 1;
                Address::Last
            }
            Some(b'/' | b'\\') => Address::Regex(self.address_regex()?),
            _ => return Ok((None, None)),
        };
        self.skip_blanks();
        if self.peek() != Some(b',') {
            if matches!(first, Address::Zero) {
                return Err(fail!("invalid usage of line address 0"));
            }
            return Ok((Some(first), None));
        }
        self.at += 1;
        self.skip_blanks();
        let end = match self.peek() {
            Some(b'0'..=b'9') => End::Line(self.number().unwrap_or_default()),
            Some(b'$') => {
                self.at += 1;
                End::Last
            }
            Some(b'/' | b'\\') => End::Regex(self.address_regex()?),
            Some(sign @ (b'+' | b'~')) => {
                self.at += 1;
                match self.number() {
                    Some(n) if sign == b'+' => End::Plus(n),
                    Some(n) => End::Multiple(n),
                    None => return Err(fail!("no address after comma")),
                }
            }
            _ => return Err(fail!("no address after comma")),
        };
        if matches!(first, Address::Zero) && !matches!(end, End::Regex(_)) {
            return Err(fail!("invalid usage of line address 0"));
        }
        Ok((Some(first), Some(end)))
    }

    /// `/re/` or `\cREc`, with the flags `I` and `M`.
    fn address_regex(&mut self) -> Result<Option<Rc<Regex>>> {
        if self.peek() == Some(b'\\') {
            self.at += 1;
        }
        let Some(delimiter) = self.peek().filter(|b| *b != b'\n' && *b != b'\\') else {
            return Err(fail!("unexpected delimiter"));
        };
        self.at += 1;
        let pattern = self.delimited(delimiter, true)?;
        let mut flags = self.flags;
        loop {
            match self.peek() {
                Some(b'I') => flags.ignore_case = true,
                Some(b'M') => flags.newline = true,
                _ => break,
            }
            self.at += 1;
        }
        compile(pattern, delimiter, flags)
    }

    /// The text up to the delimiter; goes behind it. Backslashes stay. In brackets of a regular expression the delimiter
    /// is a character like others.
    fn delimited(&mut self, delimiter: u8, is_regex: bool) -> Result<&'a [u8]> {
        let start = self.at;
        let unmatched = || fail!("unmatched '", [delimiter], "'");
        while let Some(&byte) = self.text.get(self.at) {
            match byte {
                _ if byte == delimiter => {
                    self.at += 1;
                    return Ok(&self.text[start..self.at - 1]);
                }
                b'\\' => self.at += 2,
                b'[' if is_regex => self.at = bracket_end(self.text, self.at).ok_or_else(unmatched)?,
                b'\n' if !is_regex => return Err(unmatched()),
                _ => self.at += 1,
            }
        }
        Err(unmatched())
    }

    /// Takes what is left of the line, and the newline.
    fn rest_of_line(&mut self) -> &'a [u8] {
        let start = self.at;
        let end = memchr::memchr(b'\n', &self.text[start..]).map_or(self.text.len(), |i| start + i);
        self.at = (end + 1).min(self.text.len());
        &self.text[start..end]
    }

    fn label(&mut self) -> Vec<u8> {
        self.skip_blanks();
        let start = self.at;
        self.skip(|b| b != b';' && !b.is_ascii_whitespace());
        self.text[start..self.at].to_vec()
    }

    fn action(&mut self, letter: u8) -> Result<Action> {
        Ok(match letter {
            b'{' => Action::Nothing,
            b'=' => Action::LineNumber,
            b'd' => Action::Delete,
            b'D' => Action::DeleteFirst,
            b'F' => Action::FileName,
            b'g' => Action::Get,
            b'G' => Action::GetAppend,
            b'h' => Action::Hold,
            b'H' => Action::HoldAppend,
            b'n' => Action::Next,
            b'N' => Action::NextAppend,
            b'p' => Action::Print,
            b'P' => Action::PrintFirst,
            b'x' => Action::Exchange,
            b'z' => Action::Empty,
            b'l' | b'q' | b'Q' => {
                self.skip_blanks();
                let number = self.number();
                let status = number.unwrap_or_default() as u8;
                match letter {
                    b'l' => Action::List(number.map(|n| n as usize)),
                    b'q' => Action::Quit(status),
                    _ => Action::QuitSilently(status),
                }
            }
            b'a' | b'i' | b'c' => {
                let text = self.text_argument();
                match letter {
                    b'a' => Action::Append(text),
                    b'i' => Action::Insert(text),
                    _ => Action::Change(text),
                }
            }
            b'b' | b't' | b'T' => {
                self.skip_blanks();
                let start = self.at;
                self.skip(|b| b != b';' && b != b'}' && !b.is_ascii_whitespace());
                let label = self.text[start..self.at].to_vec();
                self.jumps.push((self.script.commands.len(), label));
                match letter {
                    b'b' => Action::Branch(0),
                    b't' => Action::BranchIfReplaced(0),
                    _ => Action::BranchUnlessReplaced(0),
                }
            }
            b'r' => Action::ReadFile(self.file_name()?),
            b'R' => {
                let name = self.file_name()?;
                Action::ReadLine(number_of(&mut self.script.inputs, name))
            }
            b'w' | b'W' => {
                let name = self.file_name()?;
                let file = number_of(&mut self.script.outputs, name);
                if letter == b'w' { Action::Write(file) } else { Action::WriteFirst(file) }
            }
            b's' => self.substitute()?,
            b'y' => self.translate()?,
            _ => return Err(fail!("unsupported command ", [letter])),
        })
    }

    /// The text of `a`, `i` and `c`, with its newline: behind a backslash and a newline, or on the same line.
    fn text_argument(&mut self) -> Vec<u8> {
        self.skip_blanks();
        if self.peek() == Some(b'\\') {
            // The backslash keeps blanks at the start of a text on the same line.
            let after = self.at + 1;
            let blanks = self.text[after..].iter().take_while(|b| matches!(b, b' ' | b'\t')).count();
            self.at = if self.text.get(after + blanks) == Some(&b'\n') { after + blanks + 1 } else { after };
        }
        let mut text = Vec::new();
        while let Some(byte) = self.peek() {
            self.at += 1;
            match byte {
                b'\n' => break,
                b'\\' => {
                    if let Some(next) = self.peek() {
                        self.at += 1;
                        text.push(control(next).unwrap_or(next));
                    } else {
                        // The script ends in a backslash: a newline is missing behind it.
                        text.push(b'\n');
                    }
                }
                _ => text.push(byte),
            }
        }
        text.push(b'\n');
        text
    }

    fn file_name(&mut self) -> Result<Vec<u8>> {
        self.skip_blanks();
        let name = self.rest_of_line();
        if name.is_empty() { Err(fail!("empty filename")) } else { Ok(name.to_vec()) }
    }

    fn delimiter(&mut self) -> Result<u8> {
        match self.peek() {
            None | Some(b'\n' | b'\\') => Err(fail!("bad format in substitution expression")),
            Some(delimiter) => {
                self.at += 1;
                Ok(delimiter)
            }
        }
    }

    fn substitute(&mut self) -> Result<Action> {
        let delimiter = self.delimiter()?;
        let pattern = self.delimited(delimiter, true)?;
        let replacement = self.delimited(delimiter, false)?;
        let (parts, uses_groups) = parts(replacement, delimiter);
        let mut flags = self.flags;
        let mut s = Substitute { regex: None, parts, uses_groups, global: false, print: 0, number: 1, file: None };
        while let Some(byte) = self.peek() {
            match byte {
                b'g' => s.global = true,
                b'p' => s.print += 1,
                b'i' | b'I' => flags.ignore_case = true,
                b'm' | b'M' => flags.newline = true,
                b'0'..=b'9' => {
                    s.number = self.number().unwrap_or(1).max(1);
                    continue;
                }
                b'w' => {
                    self.at += 1;
                    let name = self.file_name()?;
                    s.file = Some(number_of(&mut self.script.outputs, name));
                    break;
                }
                b';' | b'}' | b'#' => break,
                _ if byte.is_ascii_whitespace() => break,
                _ => return Err(fail!("bad option in substitution expression")),
            }
            self.at += 1;
        }
        s.regex = compile(pattern, delimiter, flags)?;
        Ok(Action::Substitute(Box::new(s)))
    }

    fn translate(&mut self) -> Result<Action> {
        let delimiter = self.delimiter()?;
        let characters = |text: &[u8], bytes: bool| {
            let mut all: Vec<Vec<u8>> = Vec::new();
            let mut at = 0;
            while at < text.len() {
                let escaped = match text[at..] {
                    [b'\\', next, ..] if next == delimiter || next == b'\\' => Some(next),
                    [b'\\', next, ..] => control(next),
                    _ => None,
                };
                if let Some(escaped) = escaped {
                    all.push(vec![escaped]);
                    at += 2;
                } else {
                    let length = if bytes { 1 } else { char_length(&text[at..]) };
                    all.push(text[at..at + length].to_vec());
                    at += length;
                }
            }
            all
        };
        let from = characters(self.delimited(delimiter, false)?, self.flags.bytes);
        let to = characters(self.delimited(delimiter, false)?, self.flags.bytes);
        if from.len() != to.len() {
            return Err(fail!("strings for 'y' command are different lengths"));
        }
        let pairs = from.into_iter().zip(to);
        let translation = if pairs.clone().all(|(a, b)| a.len() == 1 && b.len() == 1) {
            let mut table: Box<[u8; 256]> = Box::new(std::array::from_fn(|i| i as u8));
            // The first of several for one character counts.
            for (a, b) in pairs.rev() {
                table[a[0] as usize] = b[0];
            }
            Translation::Bytes(table)
        } else {
            Translation::Characters(pairs.rev().collect())
        };
        Ok(Action::Translate(translation))
    }
}

/// The place of `name` in `list`, which it is added to if new.
fn number_of(list: &mut Vec<Vec<u8>>, name: Vec<u8>) -> usize {
    list.iter().position(|n| *n == name).unwrap_or_else(|| {
        list.push(name);
        list.len() - 1
    })
}

/// Where the bracket expression at `at` ends.
fn bracket_end(text: &[u8], mut at: usize) -> Option<usize> {
    at += 1;
    if text.get(at) == Some(&b'^') {
        at += 1;
    }
    if text.get(at) == Some(&b']') {
        at += 1;
    }
    loop {
        match text.get(at..)? {
            [] => return None,
            [b']', ..] => return Some(at + 1),
            [b'[', kind @ (b':' | b'.' | b'='), rest @ ..] => {
                let close = [*kind, b']'];
                at += 2 + rest.windows(2).position(|w| w == close)? + 2;
            }
            _ => at += 1,
        }
    }
}

/// The character that `\x` stands for, of those that are no letters to a regular expression.
fn control(letter: u8) -> Option<u8> {
    Some(match letter {
        b'a' => 7,
        b'f' => 12,
        b'n' => b'\n',
        b'r' => b'\r',
        b't' => b'\t',
        b'v' => 11,
        _ => return None,
    })
}

/// Compiles a pattern of a script; an empty one is none.
fn compile(pattern: &[u8], delimiter: u8, flags: Flags) -> Result<Option<Rc<Regex>>> {
    if pattern.is_empty() {
        return Ok(None);
    }
    // Those that are special by themselves keep the backslash, which makes them literal.
    let special: &[u8] = if flags.extended { b".*[]^$+?(){}|" } else { b".*[]^$" };
    let mut plain = Vec::with_capacity(pattern.len());
    let mut at = 0;
    while at < pattern.len() {
        match pattern[at..] {
            [b'\\', next, ..] => {
                if next == delimiter && !special.contains(&next) {
                    plain.push(next);
                } else if next == b'v' {
                    plain.push(11);
                } else {
                    plain.extend_from_slice(&[b'\\', next]);
                }
                at += 2;
            }
            [b'[', ..] => {
                let end = bracket_end(pattern, at).unwrap_or(pattern.len());
                // `[\n]` is a newline in sed, and so for the other controls.
                while at < end {
                    match pattern[at..end] {
                        [b'\\', letter, ..] if control(letter).is_some() => {
                            plain.extend(control(letter));
                            at += 2;
                        }
                        _ => {
                            plain.push(pattern[at]);
                            at += 1;
                        }
                    }
                }
            }
            _ => {
                plain.push(pattern[at]);
                at += 1;
            }
        }
    }
    match Regex::new(&plain, flags) {
        Ok(regex) => Ok(Some(Rc::new(regex))),
        Err(error) => Err(Error::Failed(Status::FAILED, error.message(pattern))),
    }
}

/// A replacement in its parts, and whether it uses groups.
fn parts(text: &[u8], delimiter: u8) -> (Vec<Part>, bool) {
    let mut parts = Vec::new();
    let mut plain: Vec<u8> = Vec::new();
    let mut uses_groups = false;
    let mut at = 0;
    while at < text.len() {
        let byte = text[at];
        at += 1;
        let part = match byte {
            b'&' => Part::Group(0),
            b'\\' => {
                let Some(&next) = text.get(at) else { break };
                at += 1;
                match next {
                    // A delimiter behind a backslash is only itself, whatever it would mean.
                    _ if next == delimiter => {
                        plain.push(next);
                        continue;
                    }
                    b'0'..=b'9' => {
                        uses_groups |= next != b'0';
                        Part::Group((next - b'0') as usize)
                    }
                    b'U' => Part::Case(Case::Upper),
                    b'L' => Part::Case(Case::Lower),
                    b'E' => Part::Case(Case::Normal),
                    b'u' => Part::Case(Case::UpperNext),
                    b'l' => Part::Case(Case::LowerNext),
                    _ => {
                        match numbered(next, &text[at..]) {
                            Some((byte, length)) => {
                                plain.push(byte);
                                at += length;
                            }
                            None => plain.push(control(next).unwrap_or(next)),
                        }
                        continue;
                    }
                }
            }
            _ => {
                plain.push(byte);
                continue;
            }
        };
        if !plain.is_empty() {
            parts.push(Part::Text(std::mem::take(&mut plain)));
        }
        parts.push(part);
    }
    if !plain.is_empty() {
        parts.push(Part::Text(plain));
    }
    (parts, uses_groups)
}

/// `\xHH`, `\oNNN`, `\dNNN` and `\cX` behind their letter: the byte, and how long the digits are.
fn numbered(letter: u8, rest: &[u8]) -> Option<(u8, usize)> {
    let (radix, most) = match letter {
        b'x' => (16, 2),
        b'o' => (8, 3),
        b'd' => (10, 3),
        b'c' => return rest.first().map(|c| (c.to_ascii_uppercase() ^ 0x40, 1)),
        _ => return None,
    };
    let digits: Vec<u32> = rest.iter().take(most).map_while(|b| (*b as char).to_digit(radix)).collect();
    let value = digits.iter().fold(0, |n, digit| n * radix + digit);
    (!digits.is_empty()).then_some((value as u8, digits.len()))
}

/// The length of the first character; 1 for a byte that begins no valid one.
pub fn char_length(text: &[u8]) -> usize {
    let length = match text.first() {
        Some(0xC2..=0xDF) => 2,
        Some(0xE0..=0xEF) => 3,
        Some(0xF0..=0xF4) => 4,
        _ => 1,
    };
    match text.get(..length) {
        Some(bytes) if std::str::from_utf8(bytes).is_ok() => length,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(script: &[u8]) -> String {
        match parse(script, Flags::BASIC) {
            Err(Error::Failed(_, text)) => String::from_utf8(text).unwrap(),
            _ => String::new(),
        }
    }

    #[test]
    fn errors_are_worded_as_users_know_them() {
        for (script, expected) in [
            (&b"s/a"[..], "unmatched '/'"),
            (b"s/a/b", "unmatched '/'"),
            (b"s/[/b/", "unmatched '/'"),
            (b"y/a", "unmatched '/'"),
            (b"s/a/b/k", "bad option in substitution expression"),
            (b"k", "unsupported command k"),
            (b"1", "missing command"),
            (b"1,p", "no address after comma"),
            (b"{p", "unterminated {"),
            (b"p}", "unexpected '}'"),
            (b"b x", "can't find label for jump to 'x'"),
            (b"w", "empty filename"),
            (b"y/abc/d/", "strings for 'y' command are different lengths"),
            (b"s/\\(/x/", "bad regex '\\(': Missing ')'"),
            (b"0p", "invalid usage of line address 0"),
        ] {
            assert_eq!(message(script), expected, "{}", String::from_utf8_lossy(script));
        }
    }

    #[test]
    fn the_text_of_a_command_ends_at_a_newline_without_backslash() {
        let text = |script: &[u8]| match parse(script, Flags::BASIC).unwrap().commands.remove(0).action {
            Action::Append(text) => String::from_utf8(text).unwrap(),
            _ => String::new(),
        };
        assert_eq!(text(b"a\\\n  one\\\ntwo\np"), "  one\ntwo\n");
        assert_eq!(text(b"a  one}"), "one}\n");
        assert_eq!(text(b"a\\  one"), "  one\n");
        assert_eq!(text(b"a\\\\ttab"), "\ttab\n");
        assert_eq!(text(b"a"), "\n");
    }

    #[test]
    fn delimiters_in_brackets_are_characters() {
        let script = parse(b"s/[/]/x/;p", Flags::BASIC).unwrap();
        assert_eq!(script.commands.len(), 2);
    }
}
