//! POSIX basic and extended regular expressions into a tree.

use super::class::{self, BYTE, Class};
use super::{Flags, RegexError};

/// Parentheses and repetitions deeper than this are refused: the tree is walked by recursion.
const DEEPEST: u32 = 200;
/// The largest count of an interval.
const LARGEST_COUNT: u32 = 32767;
/// No upper limit of a repetition.
pub(super) const UNLIMITED: u32 = u32::MAX;

/// A condition on a place between two characters.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Assert {
    TextStart,
    TextEnd,
    LineStart,
    LineEnd,
    WordBoundary,
    NoWordBoundary,
    WordStart,
    WordEnd,
    /// No word character before, as `grep -w` asks.
    NoWordBefore,
    /// No word character after.
    NoWordAfter,
}

impl Assert {
    /// Does it look at word characters?
    pub(super) fn is_about_words(self) -> bool {
        !matches!(self, Assert::TextStart | Assert::TextEnd | Assert::LineStart | Assert::LineEnd)
    }
}

/// A regular expression.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Node {
    Empty,
    /// The bytes of one character.
    Literal(Vec<u8>),
    Set(Class),
    Assert(Assert),
    Group(u32, Box<Node>),
    Concat(Vec<Node>),
    Alternate(Vec<Node>),
    Repeat(Box<Node>, u32, u32),
    Back(u32),
}

/// A parsed pattern.
#[derive(Debug)]
pub(super) struct Parsed {
    pub(super) node: Node,
    /// Number of groups, without the whole match.
    pub(super) groups: u32,
    pub(super) has_back_references: bool,
}

/// Parses `pattern`; its groups are numbered from `first_group` + 1.
pub(super) fn parse(pattern: &[u8], flags: Flags, first_group: u32) -> Result<Parsed, RegexError> {
    let mut parser = Parser {
        text: pattern,
        at: 0,
        flags,
        groups: first_group,
        first_group,
        closed: Vec::new(),
        depth: 0,
        has_back_references: false,
    };
    let node = if flags.literal { parser.literal_text() } else { parser.alternation()? };
    if parser.at < pattern.len() {
        // Only BRE's `\)` stops early at the top.
        return Err(RegexError::Parenthesis);
    }
    Ok(Parsed { node, groups: parser.groups, has_back_references: parser.has_back_references })
}

struct Parser<'a> {
    text: &'a [u8],
    at: usize,
    flags: Flags,
    groups: u32,
    first_group: u32,
    closed: Vec<u32>,
    depth: u32,
    has_back_references: bool,
}

impl<'a> Parser<'a> {
    fn rest(&self) -> &'a [u8] {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }

    /// Takes the next character.
    fn next_char(&mut self) -> u32 {
        let (c, length) = if self.flags.bytes { (self.text[self.at] as u32, 1) } else { class::decode(self.rest()) };
        self.at += length;
        c
    }

    fn literal_text(&mut self) -> Node {
        let mut nodes = Vec::new();
        while self.at < self.text.len() {
            let c = self.next_char();
            nodes.push(self.character(c));
        }
        concat(nodes)
    }

    /// One character, in both cases if case is ignored.
    fn character(&self, c: u32) -> Node {
        if self.flags.ignore_case {
            let mut class = Class(vec![(c, c)]);
            class.add_cases(self.flags.bytes);
            if class.0 != [(c, c)] {
                return Node::Set(class);
            }
        }
        if self.flags.lines && c == b'\n' as u32 {
            return Node::Set(Class::default());
        }
        let mut bytes = Vec::new();
        if self.flags.bytes {
            bytes.push(c as u8);
        } else {
            class::encode(c, &mut bytes);
        }
        Node::Literal(bytes)
    }

    fn set(&self, mut class: Class) -> Node {
        if self.flags.lines {
            class.remove(b'\n' as u32);
        }
        Node::Set(class)
    }

    fn last_char(&self) -> u32 {
        if self.flags.bytes { 0xFF } else { BYTE - 1 }
    }

    fn any(&self) -> Node {
        let mut class = Class(vec![(0, self.last_char())]);
        if self.flags.newline {
            class.remove(b'\n' as u32);
        }
        self.set(class)
    }

    fn alternation(&mut self) -> Result<Node, RegexError> {
        let mut branches = vec![self.branch()?];
        let bar: &[u8] = if self.flags.extended { b"|" } else { b"\\|" };
        while self.rest().starts_with(bar) {
            self.at += bar.len();
            branches.push(self.branch()?);
        }
        Ok(if branches.len() == 1 { branches.remove(0) } else { Node::Alternate(branches) })
    }

    fn branch(&mut self) -> Result<Node, RegexError> {
        let mut nodes = Vec::new();
        loop {
            let is_first = nodes.is_empty();
            // In a BRE `*` is literal at the start, also after `^`.
            let star_is_literal = !self.flags.extended
                && (is_first
                    || nodes.len() == 1 && matches!(nodes[0], Node::Assert(Assert::TextStart | Assert::LineStart)));
            let Some(atom) = self.atom(is_first, star_is_literal)? else { break };
            let atom = self.repetitions(atom)?;
            nodes.push(atom);
        }
        Ok(concat(nodes))
    }

    /// One atom, or nothing at the end of a branch.
    fn atom(&mut self, is_first: bool, star_is_literal: bool) -> Result<Option<Node>, RegexError> {
        let Some(byte) = self.peek() else { return Ok(None) };
        let extended = self.flags.extended;
        let node = match byte {
            b'.' => {
                self.at += 1;
                self.any()
            }
            b'[' => {
                self.at += 1;
                self.bracket()?
            }
            b'\\' => return self.escape(),
            b'^' if extended || is_first => {
                self.at += 1;
                self.line_start()
            }
            b'$' if extended || self.is_branch_end(1) => {
                self.at += 1;
                self.line_end()
            }
            b'(' if extended => {
                self.at += 1;
                self.group(b")")?
            }
            b')' if extended && self.depth > 0 => return Ok(None),
            b'|' if extended => return Ok(None),
            b'*' if extended || !star_is_literal => return Err(RegexError::Repetition),
            b'+' | b'?' if extended => return Err(RegexError::Repetition),
            b'{' if extended && self.interval_follows(1) => return Err(RegexError::Repetition),
            _ => {
                let c = self.next_char();
                self.character(c)
            }
        };
        Ok(Some(node))
    }

    fn line_start(&self) -> Node {
        Node::Assert(if self.flags.newline { Assert::LineStart } else { Assert::TextStart })
    }

    fn line_end(&self) -> Node {
        Node::Assert(if self.flags.newline { Assert::LineEnd } else { Assert::TextEnd })
    }

    /// Does a branch of a BRE end `ahead` bytes further?
    fn is_branch_end(&self, ahead: usize) -> bool {
        let rest = &self.rest()[ahead..];
        rest.is_empty() || rest.starts_with(b"\\|") || rest.starts_with(b"\\)")
    }

    /// Is what follows after `ahead` bytes the inside of an interval? If not, an ERE's brace is literal, as in GNU's.
    fn interval_follows(&self, ahead: usize) -> bool {
        match self.rest().get(ahead) {
            Some(b',') => self.rest().get(ahead + 1).is_some_and(|b| b.is_ascii_digit() || *b == b'}'),
            Some(b) => b.is_ascii_digit(),
            None => false,
        }
    }

    fn escape(&mut self) -> Result<Option<Node>, RegexError> {
        let Some(&byte) = self.text.get(self.at + 1) else { return Err(RegexError::Backslash) };
        let extended = self.flags.extended;
        if !extended {
            match byte {
                b'(' => {
                    self.at += 2;
                    return self.group(b"\\)").map(Some);
                }
                b')' if self.depth > 0 => return Ok(None),
                b')' => return Err(RegexError::Parenthesis),
                b'|' => return Ok(None),
                b'{' | b'+' | b'?' => return Err(RegexError::Repetition),
                _ => {}
            }
        }
        self.at += 2;
        let node = match byte {
            b'1'..=b'9' => {
                let group = self.first_group + (byte - b'0') as u32;
                if !self.closed.contains(&group) {
                    return Err(RegexError::BackReference);
                }
                self.has_back_references = true;
                Node::Back(group)
            }
            b'w' | b'W' => self.class_escape(b"word", byte == b'W'),
            b's' | b'S' => self.class_escape(b"space", byte == b'S'),
            b'd' | b'D' => self.class_escape(b"digit", byte == b'D'),
            b'b' => Node::Assert(Assert::WordBoundary),
            b'B' => Node::Assert(Assert::NoWordBoundary),
            b'<' => Node::Assert(Assert::WordStart),
            b'>' => Node::Assert(Assert::WordEnd),
            b'`' => Node::Assert(Assert::TextStart),
            b'\'' => Node::Assert(Assert::TextEnd),
            b'n' => self.character(b'\n' as u32),
            b't' => self.character(b'\t' as u32),
            b'r' => self.character(b'\r' as u32),
            b'f' => self.character(0x0C),
            b'a' => self.character(0x07),
            b'e' => self.character(0x1B),
            b'x' => {
                let c = self.hexadecimal()?;
                self.character(c)
            }
            _ => {
                self.at -= 1;
                let c = self.next_char();
                self.character(c)
            }
        };
        Ok(Some(node))
    }

    /// `\x4F` or `\x{4F}`, behind the x.
    fn hexadecimal(&mut self) -> Result<u32, RegexError> {
        let braced = self.peek() == Some(b'{');
        self.at += usize::from(braced);
        let mut c: u32 = 0;
        let mut digits = 0;
        while let Some(digit) = self.peek().and_then(|b| (b as char).to_digit(16)) {
            if !braced && digits == 2 {
                break;
            }
            c = c * 16 + digit;
            digits += 1;
            self.at += 1;
            if c > 0x10_FFFF {
                return Err(RegexError::Brace);
            }
        }
        if braced {
            if self.peek() != Some(b'}') {
                return Err(RegexError::Brace);
            }
            self.at += 1;
        }
        if (0xD800..0xE000).contains(&c) || self.flags.bytes && c > 0xFF {
            return Err(RegexError::Pattern);
        }
        // Two digits beyond ASCII are a byte, which is what `\xE9` in a script means.
        Ok(if !braced && c >= 0x80 && !self.flags.bytes { BYTE + c } else { c })
    }

    fn class_escape(&self, name: &[u8], negated: bool) -> Node {
        let class = class::named(name, self.flags.bytes).unwrap_or_default();
        self.set(if negated { class.negated(self.last_char()) } else { class })
    }

    fn group(&mut self, close: &[u8]) -> Result<Node, RegexError> {
        if self.depth >= DEEPEST {
            return Err(RegexError::Space);
        }
        self.groups += 1;
        let number = self.groups;
        self.depth += 1;
        let node = self.alternation()?;
        self.depth -= 1;
        if !self.rest().starts_with(close) {
            return Err(RegexError::Parenthesis);
        }
        self.at += close.len();
        self.closed.push(number);
        Ok(Node::Group(number, Box::new(node)))
    }

    /// The repetition operators behind `atom`.
    fn repetitions(&mut self, mut atom: Node) -> Result<Node, RegexError> {
        let mut nested = 0;
        loop {
            let extended = self.flags.extended;
            let (min, max) = match self.rest() {
                [b'*', ..] => {
                    if !extended && matches!(atom, Node::Assert(Assert::TextStart | Assert::LineStart)) {
                        return Ok(atom);
                    }
                    self.at += 1;
                    (0, UNLIMITED)
                }
                [b'+', ..] if extended => {
                    self.at += 1;
                    (1, UNLIMITED)
                }
                [b'?', ..] if extended => {
                    self.at += 1;
                    (0, 1)
                }
                [b'\\', b'+', ..] if !extended => {
                    self.at += 2;
                    (1, UNLIMITED)
                }
                [b'\\', b'?', ..] if !extended => {
                    self.at += 2;
                    (0, 1)
                }
                [b'{', ..] if extended && self.interval_follows(1) => {
                    self.at += 1;
                    self.interval(b"}")?
                }
                [b'\\', b'{', ..] if !extended => {
                    self.at += 2;
                    self.interval(b"\\}")?
                }
                _ => return Ok(atom),
            };
            atom = match (atom, min, max) {
                (atom, 1, 1) => atom,
                (Node::Repeat(inner, 0 | 1, UNLIMITED), 0 | 1, UNLIMITED) if min == 0 => {
                    Node::Repeat(inner, 0, UNLIMITED)
                }
                (Node::Repeat(inner, inner_min @ (0 | 1), UNLIMITED), 1, UNLIMITED) => {
                    Node::Repeat(inner, inner_min, UNLIMITED)
                }
                (Node::Repeat(inner, 0, 1), 0, 1) => Node::Repeat(inner, 0, 1),
                (atom, min, max) => {
                    nested += 1;
                    Node::Repeat(Box::new(atom), min, max)
                }
            };
            if nested > DEEPEST {
                return Err(RegexError::Space);
            }
        }
    }

    fn count(&mut self) -> Result<Option<u32>, RegexError> {
        let mut n: Option<u32> = None;
        while let Some(digit @ b'0'..=b'9') = self.peek() {
            let value = n.unwrap_or(0) * 10 + (digit - b'0') as u32;
            if value > LARGEST_COUNT {
                return Err(RegexError::Brace);
            }
            n = Some(value);
            self.at += 1;
        }
        Ok(n)
    }

    fn interval(&mut self, close: &[u8]) -> Result<(u32, u32), RegexError> {
        let min = self.count()?;
        let (min, max) = if self.peek() == Some(b',') {
            self.at += 1;
            (min.unwrap_or(0), self.count()?.unwrap_or(UNLIMITED))
        } else {
            let n = min.ok_or(RegexError::Brace)?;
            (n, n)
        };
        if !self.rest().starts_with(close) || min > max {
            return Err(RegexError::Brace);
        }
        self.at += close.len();
        Ok((min, max))
    }

    /// A bracket expression, behind its `[`.
    fn bracket(&mut self) -> Result<Node, RegexError> {
        let negated = self.peek() == Some(b'^');
        self.at += usize::from(negated);
        let mut class = Class::default();
        let start = self.at;
        loop {
            match self.rest() {
                [] => return Err(RegexError::Bracket),
                [b']', ..] if self.at > start => {
                    self.at += 1;
                    break;
                }
                [b'[', b':', ..] => {
                    let name = self.bracket_item(b':')?;
                    let mut named = class::named(name, self.flags.bytes).ok_or(RegexError::ClassName)?;
                    class.0.append(&mut named.0);
                    if self.range_follows() {
                        return Err(RegexError::Range);
                    }
                    continue;
                }
                _ => {}
            }
            let is_equivalence = self.rest().starts_with(b"[=");
            let low = self.bracket_char()?;
            if !self.range_follows() {
                class.add(low, low);
                continue;
            }
            if is_equivalence {
                return Err(RegexError::Range);
            }
            self.at += 1;
            let high = self.bracket_char()?;
            if low > high || self.range_follows() {
                return Err(RegexError::Range);
            }
            class.add(low, high);
        }
        class.normalize();
        if self.flags.ignore_case {
            class.add_cases(self.flags.bytes);
        }
        if negated {
            class = class.negated(self.last_char());
            if self.flags.newline {
                class.remove(b'\n' as u32);
            }
        }
        Ok(self.set(class))
    }

    /// Is the next thing a `-` that makes a range (one before `]` is itself)?
    fn range_follows(&self) -> bool {
        matches!(self.rest(), [b'-', b, ..] if *b != b']') || self.rest() == b"-"
    }

    /// A character, `[.x.]` or `[=x=]`.
    fn bracket_char(&mut self) -> Result<u32, RegexError> {
        match self.rest() {
            [] => Err(RegexError::Bracket),
            [b'[', kind @ (b'.' | b'='), ..] => {
                let kind = *kind;
                let name = self.bracket_item(kind)?;
                let (c, length) = class::decode(name);
                if !name.is_empty() && length == name.len() {
                    return Ok(c);
                }
                class::collating_symbol(name).filter(|_| kind == b'.').ok_or(RegexError::Collating)
            }
            _ => Ok(self.next_char()),
        }
    }

    /// The name in `[:name:]`, `[.name.]` or `[=name=]`; goes behind it.
    fn bracket_item(&mut self, kind: u8) -> Result<&'a [u8], RegexError> {
        let start = self.at + 2;
        // `[.].]` and `[...]` are the characters themselves.
        let mut end = start + 1;
        while !self.text.get(end..).is_some_and(|t| t.starts_with(&[kind, b']'])) {
            if end >= self.text.len() {
                return Err(if kind == b':' { RegexError::ClassName } else { RegexError::Collating });
            }
            end += 1;
        }
        self.at = end + 2;
        Ok(&self.text[start..end])
    }
}

fn concat(mut nodes: Vec<Node>) -> Node {
    match nodes.len() {
        0 => Node::Empty,
        1 => nodes.remove(0),
        _ => Node::Concat(nodes),
    }
}
