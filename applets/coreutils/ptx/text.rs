//! Where the keywords are.

use super::References;
use kit::prelude::*;
use kit::regex::Regex;
use std::cmp::Ordering;

/// An input, whole.
pub struct Text {
    pub name: Vec<u8>,
    pub bytes: Vec<u8>,
}

/// What is a word.
pub enum Words {
    /// A run of these bytes.
    Of(Box<[bool; 256]>),
    Matching(Box<Regex>),
}

impl Words {
    pub fn of(is_word: impl Fn(u8) -> bool) -> Words {
        Words::Of(Box::new(std::array::from_fn(|c| is_word(c as u8))))
    }

    /// The next word in `text[at..end]`.
    fn next(&self, text: &[u8], at: usize, end: usize) -> Result<Option<(usize, usize)>> {
        match self {
            Words::Of(set) => {
                let is_word = |c: &u8| set[*c as usize];
                let Some(skip) = text[at..end].iter().position(is_word) else { return Ok(None) };
                let start = at + skip;
                Ok(Some((start, start + text[start..end].iter().take_while(|c| is_word(c)).count())))
            }
            Words::Matching(regex) => regex.find_at(&text[..end], at).map_err(|e| fail!(e.text())),
        }
    }

    /// Where a word that begins at `at` ends, or the character there.
    pub fn skip(&self, text: &[u8], at: usize, end: usize) -> Result<usize> {
        let word = match self {
            Words::Of(set) => text[at..end].iter().take_while(|c| set[**c as usize]).count(),
            Words::Matching(regex) => match regex.find_at(&text[..end], at).map_err(|e| fail!(e.text()))? {
                Some((start, end)) if start == at => end - start,
                _ => 0,
            },
        };
        Ok(at + word.max(1))
    }
}

/// What is a context: a keyword is shown with no more than that.
pub enum Contexts {
    Whole,
    Lines,
    Sentences,
    /// What ends one.
    Matching(Box<Regex>),
}

impl Contexts {
    /// Where the context that begins at `at` ends, with what ends it.
    fn end(&self, text: &[u8], at: usize) -> Result<usize> {
        match self {
            Contexts::Whole => Ok(text.len()),
            Contexts::Lines => Ok(memchr::memchr(b'\n', &text[at..]).map_or(text.len(), |n| at + n + 1)),
            Contexts::Sentences => Ok(sentence_end(text, at)),
            Contexts::Matching(regex) => match regex.find_at(text, at).map_err(|e| fail!(e.text()))? {
                None => Ok(text.len()),
                Some((start, end)) if start == end => {
                    Err(fail!("error: regular expression has a match of length zero"))
                }
                Some((_, end)) => Ok(end),
            },
        }
    }
}

/// A full stop, question or exclamation mark and any closing brackets and quotes, before the end of a line, a tab or two
/// spaces; and all blanks that follow.
fn sentence_end(text: &[u8], mut at: usize) -> usize {
    while let Some(n) = memchr::memchr3(b'.', b'?', b'!', &text[at..]) {
        at += n + 1;
        let closing = text[at..].iter().take_while(|c| matches!(c, b']' | b'"' | b'\'' | b')' | b'}')).count();
        let rest = &text[at + closing..];
        if rest.is_empty() || matches!(rest[0], b'\n' | b'\t') || rest.starts_with(b"  ") {
            let blanks = rest.iter().take_while(|c| matches!(c, b' ' | b'\t' | b'\n')).count();
            return at + closing + blanks;
        }
    }
    text.len()
}

/// Which words are keywords. Lists are sorted.
pub struct Keyword {
    pub ignored: Option<Vec<Vec<u8>>>,
    pub only: Option<Vec<Vec<u8>>>,
    pub folds: bool,
}

impl Keyword {
    fn is(&self, word: &[u8]) -> bool {
        if self.ignored.is_none() && self.only.is_none() {
            return true;
        }
        let word = folded(word, self.folds);
        let has = |list: &Vec<Vec<u8>>| list.binary_search(&word).is_ok();
        !self.ignored.as_ref().is_some_and(has) && self.only.as_ref().is_none_or(has)
    }
}

/// In upper case, if it is to be folded.
pub fn folded(word: &[u8], folds: bool) -> Vec<u8> {
    if folds { word.to_ascii_uppercase() } else { word.to_vec() }
}

/// A keyword: positions in a text.
pub struct Occurrence {
    pub text: usize,
    pub start: usize,
    pub end: usize,
    /// Its context.
    pub left: usize,
    pub right: usize,
    /// Lines before it.
    pub line: usize,
    /// The reference field of its line.
    pub reference: (usize, usize),
}

/// What is known when all is read.
#[derive(Default)]
pub struct Found {
    pub longest_word: usize,
    longest_reference: usize,
    /// Of each text.
    lines: Vec<usize>,
}

fn is_space(c: u8) -> bool {
    matches!(c, b' ' | b'\t'..=b'\r')
}

fn field_end(text: &[u8], at: usize, end: usize) -> usize {
    at + text[at..end].iter().take_while(|c| !is_space(**c)).count()
}

pub fn skip_space(text: &[u8], at: usize, end: usize) -> usize {
    at + text[at.min(end)..end].iter().take_while(|c| is_space(**c)).count()
}

/// Where the white space before `at` begins, not before `start`.
pub fn skip_space_back(text: &[u8], at: usize, start: usize) -> usize {
    at - text[start.min(at)..at].iter().rev().take_while(|c| is_space(**c)).count()
}

/// Adds the keywords of a text.
#[allow(clippy::too_many_arguments, reason = "one call")]
pub fn find(
    texts: &[Text],
    index: usize,
    words: &Words,
    contexts: &Contexts,
    references: References,
    keyword: &Keyword,
    occurrences: &mut Vec<Occurrence>,
    found: &mut Found,
) -> Result<()> {
    let text = &texts[index].bytes[..];
    let has_fields = references.has_fields();
    let (mut line, mut line_start, mut scanned) = (0, 0, 0);
    let mut reference_end = 0;
    if has_fields {
        reference_end = field_end(text, 0, text.len());
        scanned = skip_space(text, reference_end, text.len());
    }
    let mut next = 0;
    while next < text.len() {
        let mut left = next;
        next = contexts.end(text, left)?;
        let right = skip_space_back(text, next, left);
        let mut at = left;
        while let Some((start, end)) = words.next(text, at, right)? {
            if end == start {
                if start == right {
                    break;
                }
                at = start + 1;
                continue;
            }
            at = end;
            found.longest_word = found.longest_word.max(end - start);
            while scanned < start {
                scanned += 1;
                if text[scanned - 1] == b'\n' {
                    line += 1;
                    line_start = scanned;
                    if has_fields {
                        reference_end = field_end(text, scanned, text.len());
                        scanned = reference_end;
                    }
                }
            }
            // Within the reference.
            if has_fields && scanned > start {
                continue;
            }
            if keyword.is(&text[start..end]) {
                // A reference at the start of the context is no part of it.
                if has_fields && line_start == left {
                    left = skip_space(text, field_end(text, left, right), right);
                }
                let reference = if has_fields { (line_start, reference_end) } else { (0, 0) };
                found.longest_reference = found.longest_reference.max(reference.1 - reference.0);
                occurrences.push(Occurrence { text: index, start, end, left, right, line, reference });
            }
        }
    }
    found.lines.push(memchr::memchr_iter(b'\n', text).count());
    Ok(())
}

/// By keyword; those of the same keyword in the order of the text.
pub fn sort(texts: &[Text], occurrences: &mut [Occurrence], folds: bool) {
    occurrences.sort_by(|a, b| {
        let word = |o: &Occurrence| &texts[o.text].bytes[o.start..o.end];
        if folds { compare_folded(word(a), word(b)) } else { word(a).cmp(word(b)) }
    });
}

fn compare_folded(a: &[u8], b: &[u8]) -> Ordering {
    let upper = |word: &'_ [u8]| word.iter().map(u8::to_ascii_uppercase).collect::<Vec<u8>>();
    upper(a).cmp(&upper(b))
}

/// The width that references need.
pub fn reference_width(texts: &[Text], found: &Found, references: References) -> usize {
    match references {
        References::None => 0,
        References::Input => found.longest_reference,
        References::Auto { .. } => {
            let width = |(text, lines): (&Text, &usize)| text![*lines as u64 + 1].len() + text.name.len() + 1;
            texts.iter().zip(&found.lines).map(width).max().unwrap_or(0) + 1
        }
    }
}
