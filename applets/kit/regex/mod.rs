//! POSIX regular expressions, basic and extended, with leftmost-longest matching and GNU's extensions.
//!
//! ```
//! use kit::regex::{Flags, Regex};
//!
//! let regex = Regex::new(b"(a|ab)(c|bcd)(d*)", Flags::EXTENDED).unwrap();
//! let found = regex.captures_at(b"xabcdy", 0).unwrap().unwrap();
//! assert_eq!((found.span(), found.get(1), found.get(2)), ((1, 5), Some((1, 3)), Some((3, 4))));
//! ```
//!
//! Text is bytes. A UTF-8 character counts as one for `.` and brackets; a byte that is not UTF-8 matches only itself.
//! Extensions of both kinds: `\w \W \s \S \d \D \b \B \< \> \` \'`, `\n \t \r \f \a \e \xHH`; of the basic kind
//! `\+ \? \|`. Back-references are there in both kinds.
//!
//! How: patterns become an automaton over bytes that is made deterministic as it runs ([`dfa`]), which finds lines and
//! ends of matches in one pass. Groups are found afterwards within the match. Only patterns with back-references
//! backtrack; they give up with [`RegexError::TooComplex`] instead of running for ever.

mod class;
mod dfa;
mod matcher;
mod parse;
mod program;

use crate::applet::Error;
use crate::context::Environment;
use crate::text;
pub use class::push_in_case;
use dfa::{Dfa, Found};
use matcher::{Groups, Parts};
use memchr::memmem;
use parse::{Assert, Node};
use program::{ByteSet, Program, Purpose};
use std::cell::RefCell;

/// How a pattern is read and matched. `Flags { ignore_case: true, ..Flags::BASIC }`
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Flags {
    /// Extended syntax; else basic.
    pub extended: bool,
    /// Nothing in the pattern is special.
    pub literal: bool,
    /// Letters match in both cases.
    pub ignore_case: bool,
    /// `^` and `$` also match at newlines within the text; `.` and `[^…]` match no newline (`REG_NEWLINE`).
    pub newline: bool,
    /// Nothing at all matches a newline: for [`Regex::find_line`] over a text of many lines. Implies `newline`.
    pub lines: bool,
    /// Bytes are characters, as in the C locale.
    pub bytes: bool,
    /// Only whole texts (or lines, with `newline`) match, as for `grep -x`.
    pub whole: bool,
    /// A match has no word character next to it, as for `grep -w`.
    pub word: bool,
}

impl Flags {
    /// Basic regular expressions.
    pub const BASIC: Flags = Flags {
        extended: false,
        literal: false,
        ignore_case: false,
        newline: false,
        lines: false,
        bytes: false,
        whole: false,
        word: false,
    };
    /// Extended regular expressions.
    pub const EXTENDED: Flags = Flags { extended: true, ..Flags::BASIC };
    /// Fixed strings.
    pub const LITERAL: Flags = Flags { literal: true, ..Flags::BASIC };

    /// With `bytes` as the locale of `env` says: characters are bytes if it is C or POSIX, UTF-8 else (also when none is
    /// set, as with musl).
    #[must_use]
    pub fn in_locale(self, env: &dyn Environment) -> Flags {
        let named =
            [&b"LC_ALL"[..], b"LC_CTYPE", b"LANG"].into_iter().find_map(|v| env.get(v).filter(|l| !l.is_empty()));
        Flags { bytes: matches!(named, Some(b"C" | b"POSIX")), ..self }
    }
}

/// What is wrong with a pattern, or with matching it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RegexError {
    /// A character that is not one of the locale.
    Pattern,
    /// `[.x.]` or `[=x=]` of no known element.
    Collating,
    /// `[:x:]` of no known class.
    ClassName,
    /// A backslash at the end.
    Backslash,
    /// `\3` without a third group before.
    BackReference,
    /// `[` without `]`.
    Bracket,
    /// A parenthesis without its other.
    Parenthesis,
    /// `a{2,1}` and the like.
    Brace,
    /// `[z-a]`.
    Range,
    /// The pattern is too deep or its automaton too large.
    Space,
    /// `*` without anything to repeat.
    Repetition,
    /// The search for back-references took too long.
    TooComplex,
}

impl RegexError {
    /// The text, as musl's regerror words it.
    pub fn text(self) -> &'static str {
        match self {
            RegexError::Pattern => "Invalid regexp",
            RegexError::Collating => "Unknown collating element",
            RegexError::ClassName => "Unknown character class name",
            RegexError::Backslash => "Trailing backslash",
            RegexError::BackReference => "Invalid back reference",
            RegexError::Bracket => "Missing ']'",
            RegexError::Parenthesis => "Missing ')'",
            RegexError::Brace => "Invalid contents of {}",
            RegexError::Range => "Invalid character range",
            RegexError::Space => "Out of memory",
            RegexError::Repetition => "Repetition not preceded by valid expression",
            RegexError::TooComplex => "Regular expression is too complex for this text",
        }
    }

    /// As BusyBox's applets word a bad pattern: `bad regex 'a(': Missing ')'`.
    pub fn message(self, pattern: &[u8]) -> Vec<u8> {
        text!["bad regex '", pattern, "': ", self.text()]
    }
}

impl crate::text::Show for RegexError {
    fn show(&self, to: &mut Vec<u8>) {
        self.text().show(to);
    }
}

/// For `?` on a search: the command ends with the text.
impl From<RegexError> for Error {
    fn from(error: RegexError) -> Error {
        crate::fail!(error.text())
    }
}

/// The places of a match and its groups.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Captures(Vec<Option<(usize, usize)>>);

impl Captures {
    /// Start and end of the whole match.
    pub fn span(&self) -> (usize, usize) {
        self.get(0).unwrap_or_default()
    }

    /// Start and end of group `number`, 0 being the whole match; none if it took no part or there is no such group.
    pub fn get(&self, number: usize) -> Option<(usize, usize)> {
        self.0.get(number).copied().flatten()
    }

    /// The text of group `number`; empty if it took no part.
    pub fn text<'t>(&self, number: usize, text: &'t [u8]) -> &'t [u8] {
        self.get(number).and_then(|(start, end)| text.get(start..end)).unwrap_or_default()
    }
}

/// A compiled pattern.
pub struct Regex {
    node: Box<Node>,
    flags: Flags,
    groups: u32,
    has_back_references: bool,
    /// Without the places of groups, unless there are back-references.
    program: Program,
    /// The bytes a match begins with, if it cannot be empty.
    first: Option<ByteSet>,
    /// The pattern is nothing but this.
    literal: Option<memmem::Finder<'static>>,
    /// Every match contains this.
    required: Option<memmem::Finder<'static>>,
    /// A match begins at the start of the text only.
    is_anchored: bool,
    is_simple: bool,
    work: RefCell<Work>,
}

/// What is built while matching.
#[derive(Default)]
struct Work {
    anchored: Option<Box<Dfa>>,
    unanchored: Option<Box<Dfa>>,
    with_groups: Option<Program>,
    parts: Parts,
}

impl Regex {
    /// Compiles a pattern.
    pub fn new(pattern: &[u8], flags: Flags) -> Result<Regex, RegexError> {
        Regex::any_of(&[pattern], flags)
    }

    /// Compiles several patterns into one that matches where any of them does. Groups are numbered through.
    pub fn any_of(patterns: &[&[u8]], flags: Flags) -> Result<Regex, RegexError> {
        let flags = Flags { newline: flags.newline || flags.lines, ..flags };
        let mut groups = 0;
        let mut has_back_references = false;
        let mut nodes = Vec::new();
        for pattern in patterns {
            let parsed = parse::parse(pattern, flags, groups)?;
            groups = parsed.groups;
            has_back_references |= parsed.has_back_references;
            nodes.push(parsed.node);
        }
        let mut node = match nodes.len() {
            1 => nodes.remove(0),
            0 => Node::Set(class::Class::default()),
            _ => Node::Alternate(nodes),
        };
        if flags.whole || flags.word {
            let (before, after) = match (flags.whole, flags.newline) {
                (true, true) => (Assert::LineStart, Assert::LineEnd),
                (true, false) => (Assert::TextStart, Assert::TextEnd),
                _ => (Assert::NoWordBefore, Assert::NoWordAfter),
            };
            node = Node::Concat(vec![Node::Assert(before), node, Node::Assert(after)]);
        }
        let node = Box::new(node);
        let purpose = Purpose { bytes: flags.bytes, saves: has_back_references, reverse: false };
        let program = program::compile(std::slice::from_ref(&*node), purpose)?;
        let finder = |bytes: Vec<u8>| memmem::Finder::new(&bytes).into_owned();
        let required = program::required_literal(&node);
        Ok(Regex {
            first: program.first_bytes(),
            literal: program::literal(&node).map(finder),
            required: (!required.is_empty()).then(|| finder(required)),
            is_anchored: is_anchored(&node),
            is_simple: matcher::is_simple(&node),
            node,
            flags,
            groups,
            has_back_references,
            program,
            work: RefCell::default(),
        })
    }

    /// Number of groups, without the whole match.
    pub fn groups(&self) -> usize {
        self.groups as usize
    }

    /// Are there back-references? Such a pattern is matched by trying, many times slower than others.
    pub fn has_back_references(&self) -> bool {
        self.has_back_references
    }

    /// Does it match anywhere in `text`?
    ///
    /// # Errors
    /// [`RegexError::TooComplex`], for patterns with back-references only.
    pub fn is_match(&self, text: &[u8]) -> Result<bool, RegexError> {
        if let Some(literal) = &self.literal {
            return Ok(literal.find(text).is_some());
        }
        if self.has_back_references {
            return Ok(self.find_at(text, 0)?.is_some());
        }
        if self.lacks_required(text) {
            return Ok(false);
        }
        let work = &mut *self.work.borrow_mut();
        let found = if self.is_anchored {
            work.anchored(&self.program).search(&self.program, text, 0, true).0
        } else {
            work.unanchored(&self.program).search(&self.program, text, 0, true).0
        };
        Ok(match found {
            Found::At(_) => true,
            Found::No => false,
            Found::Quit => matcher::leftmost_longest(&self.program, text, 0, self.flags.bytes).is_some(),
        })
    }

    /// Start and end of the leftmost-longest match that begins at `at` or later. What stands before `at` is seen: `^`
    /// does not match there.
    ///
    /// # Errors
    /// [`RegexError::TooComplex`], for patterns with back-references only.
    pub fn find_at(&self, text: &[u8], at: usize) -> Result<Option<(usize, usize)>, RegexError> {
        if at > text.len() || self.is_anchored && at > 0 {
            return Ok(None);
        }
        if let Some(literal) = &self.literal {
            let length = literal.needle().len();
            return Ok(literal.find(&text[at..]).map(|i| (at + i, at + i + length)));
        }
        if self.lacks_required(&text[at..]) {
            return Ok(None);
        }
        if self.has_back_references {
            return Ok(self.find_with_back_references(text, at)?.map(|(start, end, _)| (start, end)));
        }
        let work = &mut *self.work.borrow_mut();
        let mut start = at;
        // Trying every start costs more than one pass only where tries are long.
        let mut budget = 2 * (text.len() - at) + 256;
        while let Some(place) = self.next_start(text, start) {
            start = place;
            let (found, read) = work.anchored(&self.program).search(&self.program, text, start, false);
            match found {
                Found::At(end) => return Ok(Some((start, end))),
                Found::No => {}
                Found::Quit => return Ok(matcher::leftmost_longest(&self.program, text, start, self.flags.bytes)),
            }
            if self.is_anchored || start >= text.len() {
                return Ok(None);
            }
            budget = budget.saturating_sub(read - start + 1);
            start += self.char_length(text, start);
            if budget == 0 {
                let (found, _) = work.unanchored(&self.program).search(&self.program, text, start, true);
                return Ok(match found {
                    Found::No => None,
                    _ => matcher::leftmost_longest(&self.program, text, start, self.flags.bytes),
                });
            }
        }
        Ok(None)
    }

    /// As [`Regex::find_at`], with the places of the groups.
    ///
    /// # Errors
    /// [`RegexError::TooComplex`], for patterns with back-references only.
    pub fn captures_at(&self, text: &[u8], at: usize) -> Result<Option<Captures>, RegexError> {
        if self.has_back_references {
            if at > text.len() || self.lacks_required(&text[at..]) {
                return Ok(None);
            }
            let Some((start, end, slots)) = self.find_with_back_references(text, at)? else { return Ok(None) };
            return Ok(Some(captures(self.groups, (start, end), &slots)));
        }
        let Some(span) = self.find_at(text, at)? else { return Ok(None) };
        let mut spans = vec![None; self.groups as usize + 1];
        spans[0] = Some(span);
        if self.groups == 0 {
            return Ok(Some(Captures(spans)));
        }
        let work = &mut *self.work.borrow_mut();
        if self.is_simple {
            let purpose = Purpose { bytes: self.flags.bytes, saves: true, reverse: false };
            if work.with_groups.is_none() {
                work.with_groups = Some(program::compile(std::slice::from_ref(&*self.node), purpose)?);
            }
            if let Some(program) = work.with_groups.as_ref().filter(|p| matcher::is_small(p, span)) {
                let mut slots = vec![usize::MAX; 2 * (self.groups as usize + 1)];
                // The text after the match is still seen by conditions.
                let end = matcher::backtrack(program, text, span.0, Some(span.1), &mut slots, false, self.flags.bytes)?;
                if end.is_some() {
                    return Ok(Some(captures(self.groups, span, &slots)));
                }
            }
        }
        let mut groups = Groups { parts: &mut work.parts, text, bytes: self.flags.bytes, spans: &mut spans };
        groups.assign(&self.node, span)?;
        Ok(Some(Captures(spans)))
    }

    /// The first line of `text`, from the one that begins at `at` on, that matches: its start and its end without the
    /// newline. For patterns compiled with [`Flags::lines`].
    ///
    /// # Errors
    /// [`RegexError::TooComplex`], for patterns with back-references only.
    pub fn find_line(&self, text: &[u8], mut at: usize) -> Result<Option<(usize, usize)>, RegexError> {
        let line_of = |place: usize, from: usize| {
            let start = memchr::memrchr(b'\n', &text[from..place]).map_or(from, |i| from + i + 1);
            let end = memchr::memchr(b'\n', &text[place..]).map_or(text.len(), |i| place + i);
            (start, end)
        };
        while at < text.len() {
            if let Some(required) = &self.required {
                let Some(place) = required.find(&text[at..]) else { return Ok(None) };
                let (start, end) = line_of(at + place, at);
                if self.literal.is_some() || self.is_match(&text[start..end])? {
                    return Ok(Some((start, end)));
                }
                at = end + 1;
                continue;
            }
            if self.has_back_references {
                let (start, end) = line_of(at, at);
                if self.is_match(&text[start..end])? {
                    return Ok(Some((start, end)));
                }
                at = end + 1;
                continue;
            }
            let work = &mut *self.work.borrow_mut();
            let (found, read) = work.unanchored(&self.program).search(&self.program, text, at, true);
            match found {
                Found::No => return Ok(None),
                // After the last newline there is no line.
                Found::At(place) if place == text.len() && text[place - 1] == b'\n' => return Ok(None),
                Found::At(place) => return Ok(Some(line_of(place, at))),
                Found::Quit => {
                    let (start, end) = line_of(read, at);
                    if matcher::leftmost_longest(&self.program, &text[start..end], 0, self.flags.bytes).is_some() {
                        return Ok(Some((start, end)));
                    }
                    at = end + 1;
                }
            }
        }
        Ok(None)
    }

    fn lacks_required(&self, text: &[u8]) -> bool {
        self.required.as_ref().is_some_and(|r| r.find(text).is_none())
    }

    fn char_length(&self, text: &[u8], at: usize) -> usize {
        if self.flags.bytes { 1 } else { class::decode(&text[at..]).1.max(1) }
    }

    /// The next place from `at` on where a match may begin.
    fn next_start(&self, text: &[u8], at: usize) -> Option<usize> {
        match &self.first {
            None => (at <= text.len()).then_some(at),
            Some(first) => text[at..].iter().position(|b| program::contains(first, *b)).map(|i| at + i),
        }
    }

    fn find_with_back_references(
        &self,
        text: &[u8],
        at: usize,
    ) -> Result<Option<(usize, usize, Vec<usize>)>, RegexError> {
        let mut start = at;
        let mut slots = vec![usize::MAX; 2 * (self.groups as usize + 1)];
        while let Some(place) = self.next_start(text, start) {
            start = place;
            slots.fill(usize::MAX);
            let Flags { ignore_case, bytes, .. } = self.flags;
            if let Some(end) = matcher::backtrack(&self.program, text, start, None, &mut slots, ignore_case, bytes)? {
                return Ok(Some((start, end, slots)));
            }
            if self.is_anchored || start >= text.len() {
                return Ok(None);
            }
            start += self.char_length(text, start);
        }
        Ok(None)
    }
}

impl Work {
    fn anchored(&mut self, program: &Program) -> &mut Dfa {
        self.anchored.get_or_insert_with(|| Box::new(Dfa::new(program, false)))
    }

    fn unanchored(&mut self, program: &Program) -> &mut Dfa {
        self.unanchored.get_or_insert_with(|| Box::new(Dfa::new(program, true)))
    }
}

fn captures(groups: u32, span: (usize, usize), slots: &[usize]) -> Captures {
    let group = |i: usize| {
        let (start, end) = (slots[2 * i], slots[2 * i + 1]);
        (start != usize::MAX && end != usize::MAX && start <= end).then_some((start, end))
    };
    Captures((0..=groups as usize).map(|i| if i == 0 { Some(span) } else { group(i) }).collect())
}

/// Does every match begin at the start of the text?
fn is_anchored(node: &Node) -> bool {
    match node {
        Node::Assert(Assert::TextStart) => true,
        Node::Group(_, inner) => is_anchored(inner),
        Node::Concat(nodes) => nodes.first().is_some_and(is_anchored),
        Node::Alternate(branches) => branches.iter().all(is_anchored),
        Node::Repeat(inner, min, _) => *min > 0 && is_anchored(inner),
        _ => false,
    }
}

#[cfg(test)]
mod tests;
