//! Shell patterns (XCU 2.14): `*`, `?`, `[…]`, over bytes. Where the text is UTF-8, `?` and `[…]` match a character; a byte that
//! is not counts as one.
//!
//! Quoting is given beside the bytes, as ranges. In unquoted text a backslash quotes the next character.

mod extended;

use extended::Extended;
use memchr::memmem;

/// A compiled pattern.
#[derive(Clone, Debug)]
pub struct Pattern {
    tokens: Vec<Token>,
    shape: Shape,
    fold: bool,
}

/// What matches one character, or `*`.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Token {
    Char(u32),
    Any,
    Star,
    Class(Box<Class>),
}

/// `[…]`
#[derive(Clone, PartialEq, Eq, Debug)]
struct Class {
    negated: bool,
    members: Vec<Member>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Member {
    Range(u32, u32),
    Named(Named),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Named {
    Alnum,
    Alpha,
    Blank,
    Cntrl,
    Digit,
    Graph,
    Lower,
    Print,
    Punct,
    Space,
    Upper,
    Xdigit,
}

/// Forms for which there are faster ways than the general one.
#[derive(Clone, Debug)]
enum Shape {
    Literal(Vec<u8>),
    /// `*literal`
    StarLiteral(Vec<u8>),
    /// `literal*`
    LiteralStar(Vec<u8>),
    General,
    Extended(Box<Extended>),
}

/// How a pattern is read and matched.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Style {
    /// `?(a|b)` and the like are groups.
    pub extended: bool,
    /// Case does not matter.
    pub fold: bool,
}

/// Bytes that are no part of UTF-8 are numbered from here.
const INVALID: u32 = 0x11_0000;

/// How many characters `text` has. A byte that is not UTF-8 counts as one.
pub fn characters(text: &[u8]) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    let (mut rest, mut count) = (text, 0);
    while !rest.is_empty() {
        rest = &rest[first_char(rest).1..];
        count += 1;
    }
    count
}

/// Where the character number `n` (from 0) of `text` begins; the end if there are fewer.
pub fn offset_of(text: &[u8], n: usize) -> usize {
    if text.is_ascii() {
        return n.min(text.len());
    }
    let mut at = 0;
    for _ in 0..n {
        if at == text.len() {
            break;
        }
        at += first_char(&text[at..]).1;
    }
    at
}

/// The character at the start of `text`, which is not empty, and its length.
fn first_char(text: &[u8]) -> (u32, usize) {
    let lead = text[0];
    if lead < 0x80 {
        return (lead.into(), 1);
    }
    let (length, bits) = match lead {
        0xc2..=0xdf => (2, lead & 0x1f),
        0xe0..=0xef => (3, lead & 0x0f),
        0xf0..=0xf4 => (4, lead & 0x07),
        _ => return (INVALID + u32::from(lead), 1),
    };
    let Some(tail) = text.get(1..length) else { return (INVALID + u32::from(lead), 1) };
    let mut value = u32::from(bits);
    for c in tail {
        if c & 0xc0 != 0x80 {
            return (INVALID + u32::from(lead), 1);
        }
        value = value << 6 | u32::from(c & 0x3f);
    }
    let least = [0, 0, 0x80, 0x800, 0x1_0000][length];
    if value < least || char::from_u32(value).is_none() {
        return (INVALID + u32::from(lead), 1);
    }
    (value, length)
}

/// The character at the end of `text`, which is not empty, and its length.
fn last_char(text: &[u8]) -> (u32, usize) {
    let longest = text.len().min(4);
    for length in 1..=longest {
        let start = text.len() - length;
        if text[start] & 0xc0 != 0x80 {
            let (value, found) = first_char(&text[start..]);
            if found == length {
                return (value, length);
            }
            break;
        }
    }
    (INVALID + u32::from(text[text.len() - 1]), 1)
}

impl Named {
    fn of(name: &[u8]) -> Option<Named> {
        Some(match name {
            b"alnum" => Named::Alnum,
            b"alpha" => Named::Alpha,
            b"blank" => Named::Blank,
            b"cntrl" => Named::Cntrl,
            b"digit" => Named::Digit,
            b"graph" => Named::Graph,
            b"lower" => Named::Lower,
            b"print" => Named::Print,
            b"punct" => Named::Punct,
            b"space" => Named::Space,
            b"upper" => Named::Upper,
            b"xdigit" => Named::Xdigit,
            _ => return None,
        })
    }

    fn has(self, c: u32) -> bool {
        let Some(c) = char::from_u32(c) else { return false };
        match self {
            Named::Alnum => c.is_alphanumeric(),
            Named::Alpha => c.is_alphabetic(),
            Named::Blank => matches!(c, ' ' | '\t'),
            Named::Cntrl => c.is_control(),
            Named::Digit => c.is_ascii_digit(),
            Named::Graph => !c.is_control() && !c.is_whitespace(),
            Named::Lower => c.is_lowercase(),
            Named::Print => !c.is_control(),
            Named::Punct => c.is_ascii_punctuation() || !(c.is_ascii() || c.is_alphanumeric() || c.is_whitespace()),
            Named::Space => c.is_whitespace(),
            Named::Upper => c.is_uppercase(),
            Named::Xdigit => c.is_ascii_hexdigit(),
        }
    }
}

/// Lower case, if it is one character.
fn folded(c: u32) -> u32 {
    char::from_u32(c).map_or(c, |c| {
        let mut lower = c.to_lowercase();
        match (lower.next(), lower.next()) {
            (Some(one), None) => one.into(),
            _ => c.into(),
        }
    })
}

impl Class {
    fn has(&self, c: u32, fold: bool) -> bool {
        let has = |c: u32| {
            self.members.iter().any(|member| match member {
                Member::Range(from, to) => (*from..=*to).contains(&c),
                Member::Named(named) => named.has(c),
            })
        };
        let upper = |c: u32| char::from_u32(c).map_or(c, |c| c.to_uppercase().next().unwrap_or(c).into());
        (has(c) || fold && (has(folded(c)) || has(upper(c)))) != self.negated
    }
}

/// Characters, each with whether it is quoted. An unquoted backslash is resolved here, but the last one.
fn push_marked(to: &mut Vec<(u32, bool)>, mut text: &[u8], quoted: bool) {
    let mut escaped = false;
    while !text.is_empty() {
        let (c, length) = first_char(text);
        text = &text[length..];
        if c == u32::from(b'\\') && !quoted && !escaped && !text.is_empty() {
            escaped = true;
            continue;
        }
        to.push((c, quoted || escaped));
        escaped = false;
    }
}

/// Does the pattern match all of `text`? For a pattern that is used once.
pub fn matches(pattern: &[u8], quoted: &[(u32, u32)], text: &[u8]) -> bool {
    Pattern::new(pattern, quoted).matches(text)
}

impl Pattern {
    /// The pattern `text`, of which the ranges `quoted` (in order, from and to) mean themselves.
    pub fn new(text: &[u8], quoted: &[(u32, u32)]) -> Pattern {
        Pattern::styled(text, quoted, Style::default())
    }

    /// As `new`, read and matched so.
    pub fn styled(text: &[u8], quoted: &[(u32, u32)], style: Style) -> Pattern {
        let mut marked = Vec::with_capacity(text.len());
        let mut at = 0;
        for (from, to) in quoted {
            let (from, to) = (*from as usize, *to as usize);
            push_marked(&mut marked, &text[at..from], false);
            push_marked(&mut marked, &text[from..to], true);
            at = to;
        }
        push_marked(&mut marked, &text[at..], false);
        if style.extended
            && let Some(extended) = Extended::compile(&marked, style.fold)
        {
            return Pattern { tokens: Vec::new(), shape: Shape::Extended(Box::new(extended)), fold: style.fold };
        }
        Pattern::compile(&marked, style.fold)
    }

    /// As `new` without quoting, for matching without regard to case.
    pub fn ignoring_case(text: &[u8]) -> Pattern {
        let mut marked = Vec::with_capacity(text.len());
        push_marked(&mut marked, text, false);
        Pattern::compile(&marked, true)
    }

    fn compile(marked: &[(u32, bool)], fold: bool) -> Pattern {
        let mut tokens = Vec::with_capacity(marked.len());
        let mut at = 0;
        while let Some((c, quoted)) = marked.get(at) {
            at += 1;
            let special = if *quoted { 0 } else { *c };
            match u8::try_from(special).unwrap_or(0) {
                b'?' => tokens.push(Token::Any),
                b'*' => {
                    if tokens.last() != Some(&Token::Star) {
                        tokens.push(Token::Star);
                    }
                }
                b'[' => match class(&marked[at..]) {
                    Some((class, length)) => {
                        tokens.push(Token::Class(Box::new(class)));
                        at += length;
                    }
                    None => tokens.push(Token::Char(*c)),
                },
                _ => tokens.push(Token::Char(if fold { folded(*c) } else { *c })),
            }
        }
        let shape = if fold { Shape::General } else { shape(&tokens) };
        Pattern { tokens, shape, fold }
    }

    /// The only text that it matches, if it has no `*`, `?` or `[…]`.
    pub fn literal(&self) -> Option<&[u8]> {
        match &self.shape {
            Shape::Literal(literal) => Some(literal),
            _ => None,
        }
    }

    /// Is the pattern's first character a literal `.`? Only then may pathname expansion find hidden names.
    pub fn begins_with_dot(&self) -> bool {
        if let Shape::Extended(extended) = &self.shape {
            return extended.begins_with_dot();
        }
        self.tokens.first() == Some(&Token::Char(b'.'.into()))
    }

    fn token_has(&self, token: &Token, c: u32) -> bool {
        token_has(token, c, self.fold)
    }

    /// Does it match all of `text`?
    pub fn matches(&self, text: &[u8]) -> bool {
        match &self.shape {
            Shape::Literal(literal) => text == literal,
            Shape::StarLiteral(literal) => text.ends_with(literal),
            Shape::LiteralStar(literal) => text.starts_with(literal),
            Shape::General => self.matches_generally(text, false),
            Shape::Extended(extended) => extended.matches(text),
        }
    }

    /// As `matches`, but `*`, `?` and `[…]` match no slash. Not for extended patterns.
    pub fn matches_path(&self, text: &[u8]) -> bool {
        self.matches_generally(text, true)
    }

    /// On a mismatch only the last `*` need take one more character, since every other token takes exactly one.
    fn matches_generally(&self, text: &[u8], path: bool) -> bool {
        let (mut at, mut token) = (0, 0);
        let mut retry = None;
        loop {
            let found = match self.tokens.get(token) {
                Some(Token::Star) => {
                    token += 1;
                    retry = Some((at, token));
                    continue;
                }
                Some(one) if at < text.len() => {
                    let (c, length) = first_char(&text[at..]);
                    let slash = path && c == u32::from(b'/') && !matches!(one, Token::Char(_));
                    (!slash && self.token_has(one, c)).then_some(length)
                }
                None if at == text.len() => return true,
                _ => None,
            };
            if let Some(length) = found {
                at += length;
                token += 1;
                continue;
            }
            let Some((from, after)) = retry else { return false };
            if from == text.len() || path && text[from] == b'/' {
                return false;
            }
            let next = from + first_char(&text[from..]).1;
            retry = Some((next, after));
            (at, token) = (next, after);
        }
    }

    /// The end of the shortest beginning of `text` that it matches.
    pub fn shortest_prefix(&self, text: &[u8]) -> Option<usize> {
        self.prefix(text, false)
    }

    /// The end of the longest beginning of `text` that it matches.
    pub fn longest_prefix(&self, text: &[u8]) -> Option<usize> {
        self.prefix(text, true)
    }

    /// Where the shortest end of `text` that it matches begins.
    pub fn shortest_suffix(&self, text: &[u8]) -> Option<usize> {
        self.suffix(text, false).map(|length| text.len() - length)
    }

    /// Where the longest end of `text` that it matches begins.
    pub fn longest_suffix(&self, text: &[u8]) -> Option<usize> {
        self.suffix(text, true).map(|length| text.len() - length)
    }

    fn prefix(&self, text: &[u8], longest: bool) -> Option<usize> {
        match &self.shape {
            Shape::Literal(literal) => text.starts_with(literal).then_some(literal.len()),
            Shape::StarLiteral(literal) => {
                let at = if longest { memmem::rfind(text, literal) } else { memmem::find(text, literal) };
                at.map(|at| at + literal.len())
            }
            Shape::LiteralStar(literal) => {
                text.starts_with(literal).then_some(if longest { text.len() } else { literal.len() })
            }
            Shape::General => self.scan(self.tokens.iter(), text, longest, first_char, |text, length| &text[length..]),
            Shape::Extended(extended) => extended.prefix(text, longest),
        }
    }

    /// The length of such an end.
    fn suffix(&self, text: &[u8], longest: bool) -> Option<usize> {
        match &self.shape {
            Shape::Literal(literal) => text.ends_with(literal).then_some(literal.len()),
            Shape::LiteralStar(literal) => {
                let at = if longest { memmem::find(text, literal) } else { memmem::rfind(text, literal) };
                at.map(|at| text.len() - at)
            }
            Shape::StarLiteral(literal) => {
                text.ends_with(literal).then_some(if longest { text.len() } else { literal.len() })
            }
            Shape::General => self
                .scan(self.tokens.iter().rev(), text, longest, last_char, |text, length| &text[..text.len() - length]),
            Shape::Extended(extended) => extended.suffix(text, longest),
        }
    }

    /// Follows all ways of matching at once, a character after the other.
    fn scan<'a>(
        &self,
        tokens: impl Iterator<Item = &'a Token>,
        text: &[u8],
        longest: bool,
        next: fn(&[u8]) -> (u32, usize),
        after: fn(&[u8], usize) -> &[u8],
    ) -> Option<usize> {
        let tokens: Vec<&Token> = tokens.collect();
        let mut states = vec![false; tokens.len() + 1];
        let mut following = states.clone();
        reach(&mut states, &tokens, 0);
        let (mut rest, mut found) = (text, None);
        loop {
            if states[tokens.len()] {
                found = Some(text.len() - rest.len());
                if !longest {
                    return found;
                }
            }
            if rest.is_empty() || !states.contains(&true) {
                return found;
            }
            let (c, length) = next(rest);
            rest = after(rest, length);
            following.fill(false);
            for (i, token) in tokens.iter().enumerate() {
                if states[i] && self.token_has(token, c) {
                    reach(&mut following, &tokens, if **token == Token::Star { i } else { i + 1 });
                }
            }
            std::mem::swap(&mut states, &mut following);
        }
    }

    /// The leftmost of the matches in `text` from `from` on, the longest there: its place and length.
    pub fn find(&self, text: &[u8], from: usize) -> Option<(usize, usize)> {
        if let Shape::Literal(literal) = &self.shape {
            return memmem::find(&text[from..], literal).map(|at| (from + at, literal.len()));
        }
        let mut at = from;
        loop {
            // Only where its first character is.
            if let Some(Token::Char(first @ 0..=0x7f)) = self.tokens.first()
                && !self.fold
            {
                at += memchr::memchr(*first as u8, &text[at..])?;
            }
            if let Some(length) = self.prefix(&text[at..], true) {
                return Some((at, length));
            }
            // What `*` could not reach from here it can not reach from further on.
            if at == text.len() || self.tokens.first() == Some(&Token::Star) {
                return None;
            }
            at += first_char(&text[at..]).1;
        }
    }
}

fn token_has(token: &Token, c: u32, fold: bool) -> bool {
    match token {
        Token::Char(own) => *own == c || fold && *own == folded(c),
        Token::Any | Token::Star => true,
        Token::Class(class) => class.has(c, fold),
    }
}

/// Marks a state and those that it becomes when stars match nothing.
fn reach(states: &mut [bool], tokens: &[&Token], mut state: usize) {
    states[state] = true;
    while tokens.get(state).is_some_and(|token| **token == Token::Star) {
        state += 1;
        states[state] = true;
    }
}

fn shape(tokens: &[Token]) -> Shape {
    let literal = |tokens: &[Token]| {
        let mut bytes = Vec::new();
        for token in tokens {
            let Token::Char(c) = token else { return None };
            match char::from_u32(*c) {
                Some(c) => bytes.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
                // A stray byte might complete a character of the text: not to be compared as bytes.
                None if tokens.len() == 1 || tokens.iter().all(|t| matches!(t, Token::Char(_))) => {
                    bytes.push((c - INVALID) as u8);
                }
                None => return None,
            }
        }
        Some(bytes)
    };
    if let Some(literal) = literal(tokens) {
        return Shape::Literal(literal);
    }
    let ascii = |tokens: &[Token]| {
        if tokens.is_empty() { None } else { literal(tokens).filter(|bytes| std::str::from_utf8(bytes).is_ok()) }
    };
    match tokens {
        [Token::Star, rest @ ..] => ascii(rest).map_or(Shape::General, Shape::StarLiteral),
        [rest @ .., Token::Star] => ascii(rest).map_or(Shape::General, Shape::LiteralStar),
        _ => Shape::General,
    }
}

/// The class that `marked` begins with (after the `[`), and how many characters it takes. None without a `]`.
fn class(marked: &[(u32, bool)]) -> Option<(Class, usize)> {
    let unquoted = |at: usize| match marked.get(at) {
        Some((c, false)) => u8::try_from(*c).unwrap_or(0),
        _ => 0,
    };
    let mut at = 0;
    let negated = matches!(unquoted(0), b'!' | b'^');
    if negated {
        at += 1;
    }
    let first = at;
    let mut members = Vec::new();
    loop {
        if unquoted(at) == b']' && at > first {
            return Some((Class { negated, members }, at + 1));
        }
        if unquoted(at) == b'['
            && let Some((member, length)) = named(&marked[at + 1..])
        {
            members.extend(member);
            at += 1 + length;
            continue;
        }
        let (from, _) = *marked.get(at)?;
        at += 1;
        if unquoted(at) == b'-' && marked.get(at + 1).is_some() && unquoted(at + 1) != b']' {
            let (to, _) = marked[at + 1];
            members.push(Member::Range(from, to));
            at += 2;
        } else {
            members.push(Member::Range(from, from));
        }
    }
}

/// `:alpha:]`, `=a=]` or `.a.]` (what follows a `[` in a class): the member, if it is known, and its length.
fn named(marked: &[(u32, bool)]) -> Option<(Option<Member>, usize)> {
    let kind = marked.first()?.0;
    if ![b':', b'=', b'.'].iter().any(|c| u32::from(*c) == kind) {
        return None;
    }
    let rest = &marked[1..];
    let end = rest.windows(2).position(|pair| pair[0].0 == kind && pair[1] == (u32::from(b']'), false))?;
    let length = end + 3;
    if kind == u32::from(b':') {
        let name: Option<Vec<u8>> = rest[..end].iter().map(|(c, _)| u8::try_from(*c).ok()).collect();
        if !rest[..end].iter().all(|(c, _)| u8::try_from(*c).is_ok_and(|c| c.is_ascii_lowercase())) {
            return None;
        }
        return Some((Named::of(&name?).map(Member::Named), length));
    }
    match rest[..end] {
        [(c, _)] => Some((Some(Member::Range(c, c)), length)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(pattern: &str, text: &str) -> bool {
        Pattern::new(pattern.as_bytes(), &[]).matches(text.as_bytes())
    }

    #[test]
    fn stars_marks_and_literals() {
        for (pattern, text) in [
            ("", ""),
            ("a", "a"),
            ("*", ""),
            ("*", "abc"),
            ("a*", "abc"),
            ("*c", "abc"),
            ("a*c", "abbc"),
            ("*b*", "abc"),
            ("a?c", "abc"),
            ("?", "é"),
            ("**a**", "a"),
            ("a*b*c*d", "axbxbxcxcd"),
            ("\\*", "*"),
            ("a\\bc", "abc"),
            ("*.[ch]", "x.y.c"),
            ("\\", "\\"),
        ] {
            assert!(matches(pattern, text), "{pattern} {text}");
        }
        for (pattern, text) in
            [("", "a"), ("a", "b"), ("a*", "ba"), ("a?", "a"), ("?", ""), ("?", "ab"), ("\\*", "a"), ("a*b", "abc")]
        {
            assert!(!matches(pattern, text), "{pattern} {text}");
        }
    }

    #[test]
    fn classes() {
        for (pattern, text) in [
            ("[abc]", "b"),
            ("[a-c]", "b"),
            ("[!a-c]", "d"),
            ("[^a]", "b"),
            ("[]a]", "]"),
            ("[!]a]", "b"),
            ("[a-]", "-"),
            ("[-a]", "-"),
            ("[[:alpha:]_]", "x"),
            ("[[:alpha:]_]", "_"),
            ("[[:digit:][:upper:]]", "Q"),
            ("[[=a=]]", "a"),
            ("[[.-.]]", "-"),
            ("[é-ü]", "ö"),
            ("[[:alpha:]]", "é"),
            ("[a", "[a"),
            ("[", "["),
            ("[]", "[]"),
            ("a[b*", "a[bcd"),
            ("[\\]]", "]"),
            ("[a\\-z]", "-"),
            ("[[]", "["),
        ] {
            assert!(matches(pattern, text), "{pattern} {text}");
        }
        for (pattern, text) in
            [("[abc]", "d"), ("[!a]", "a"), ("[a-c]", "-"), ("[a\\-z]", "b"), ("[[:nosuch:]]", "n"), ("[z-a]", "b")]
        {
            assert!(!matches(pattern, text), "{pattern} {text}");
        }
    }

    #[test]
    fn bytes_that_are_no_characters_match_one_by_one() {
        let any = Pattern::new(b"?", &[]);
        assert!(any.matches(b"\xff") && any.matches("é".as_bytes()) && !any.matches(b"\xff\xff"));
        assert!(Pattern::new(b"[\xff]", &[]).matches(b"\xff"));
        assert!(Pattern::new(b"a\xff*", &[]).matches(b"a\xffb"));
        assert!(Pattern::new(b"*\xc3", &[]).matches(b"a\xc3"));
    }

    #[test]
    fn characters_are_counted_as_they_match() {
        let text = b"a\xc3\xa9\xff\xc3b";
        assert_eq!(characters(text), 5);
        assert_eq!((0..7).map(|n| offset_of(text, n)).collect::<Vec<_>>(), [0, 1, 3, 4, 5, 6, 6]);
        assert_eq!((characters(b"abc"), offset_of(b"abc", 2)), (3, 2));
    }

    #[test]
    fn quoted_ranges_are_literal() {
        let matches = |pattern: &str, quoted: &[(u32, u32)], text: &str| {
            super::matches(pattern.as_bytes(), quoted, text.as_bytes())
        };
        assert!(matches("**", &[(0, 1)], "*x"));
        assert!(!matches("**", &[(0, 1)], "x"));
        assert!(matches("[a-z]", &[(2, 3)], "-"));
        assert!(!matches("[a-z]", &[(2, 3)], "b"));
        assert!(matches("[a]", &[(0, 1)], "[a]"));
        assert!(matches("\\", &[(0, 1)], "\\"));
        assert!(matches("[]]", &[(1, 2)], "]"));
        assert_eq!(Pattern::new(b"a*b", &[(0, 2), (2, 3)]).literal(), Some(&b"a*b"[..]));
    }

    #[test]
    fn ends_of_a_text() {
        let cut = |pattern: &str, text: &str| {
            let pattern = Pattern::new(pattern.as_bytes(), &[]);
            let text = text.as_bytes();
            (
                pattern.prefix(text, false),
                pattern.prefix(text, true),
                pattern.suffix(text, false),
                pattern.suffix(text, true),
            )
        };
        assert_eq!(cut("*/", "a/b/c"), (Some(2), Some(4), None, None));
        assert_eq!(cut("/*", "a/b/c"), (None, None, Some(2), Some(4)));
        assert_eq!(cut("a", "aba"), (Some(1), Some(1), Some(1), Some(1)));
        assert_eq!(cut("*b", "abab"), (Some(2), Some(4), Some(1), Some(4)));
        assert_eq!(cut("?", "éa"), (Some(2), Some(2), Some(1), Some(1)));
        assert_eq!(cut("[a-c]*", "abc"), (Some(1), Some(3), Some(1), Some(3)));
        assert_eq!(cut("*[a-c]", "abc"), (Some(1), Some(3), Some(1), Some(3)));
        assert_eq!(cut("*", "ab"), (Some(0), Some(2), Some(0), Some(2)));
        assert_eq!(cut("x*y", "xayby"), (Some(3), Some(5), Some(5), Some(5)));
        assert_eq!(cut("é", "éé"), (Some(2), Some(2), Some(2), Some(2)));
        assert_eq!(cut("", "ab"), (Some(0), Some(0), Some(0), Some(0)));
    }

    #[test]
    fn matches_inside_a_text() {
        let find = |pattern: &str, text: &str, from| Pattern::new(pattern.as_bytes(), &[]).find(text.as_bytes(), from);
        assert_eq!(find("b", "abcb", 0), Some((1, 1)));
        assert_eq!(find("b", "abcb", 2), Some((3, 1)));
        assert_eq!(find("b*", "abcb", 0), Some((1, 3)));
        assert_eq!(find("?c", "abcb", 0), Some((1, 2)));
        assert_eq!(find("[bc]", "abcb", 2), Some((2, 1)));
        assert_eq!(find("x*", "abc", 0), None);
        assert_eq!(find("*x", "abc", 0), None);
        assert_eq!(find("?b", "ééb", 0), Some((2, 3)));
    }

    #[test]
    fn case_and_slashes() {
        assert!(Pattern::ignoring_case(b"A*[b-d]\xc3\x89").matches("axxCé".as_bytes()));
        assert!(!Pattern::new(b"A", &[]).matches(b"a"));
        assert!(Pattern::new(b"*/b", &[]).matches(b"a/x/b"));
        assert!(!Pattern::new(b"*/b", &[]).matches_path(b"a/x/b"));
        assert!(Pattern::new(b"*/?/b", &[]).matches_path(b"a/x/b"));
        assert!(!Pattern::new(b"a[/]b", &[]).matches_path(b"a/b"));
    }

    /// The definition, followed literally.
    fn matches_by_definition(pattern: &[u8], text: &[u8]) -> bool {
        match pattern {
            [] => text.is_empty(),
            [b'*', rest @ ..] => (0..=text.len()).any(|i| matches_by_definition(rest, &text[i..])),
            [b'?', rest @ ..] => !text.is_empty() && matches_by_definition(rest, &text[1..]),
            [b'[', b'a', b'b', b']', rest @ ..] => {
                matches!(text, [b'a' | b'b', ..]) && matches_by_definition(rest, &text[1..])
            }
            [c, rest @ ..] => text.first() == Some(c) && matches_by_definition(rest, &text[1..]),
        }
    }

    #[test]
    fn all_short_patterns_match_what_their_definition_says() {
        let pieces: [&[u8]; 5] = [b"a", b"b", b"*", b"?", b"[ab]"];
        let letters = b"abc";
        let texts: Vec<Vec<u8>> =
            (0..3_usize.pow(5)).map(|n| (0..n % 6).map(|i| letters[n / 3_usize.pow(i as u32) % 3]).collect()).collect();
        for n in 0..5_usize.pow(4) {
            let bytes: Vec<u8> = (0..=n % 4).flat_map(|i| pieces[n / 5_usize.pow(i as u32) % 5]).copied().collect();
            let pattern = Pattern::new(&bytes, &[]);
            for text in &texts {
                let has = |part: &[u8]| matches_by_definition(&bytes, part);
                let ends = || 0..=text.len();
                let context = (String::from_utf8_lossy(&bytes), String::from_utf8_lossy(text));
                assert_eq!(pattern.matches(text), has(text), "{context:?}");
                assert_eq!(pattern.shortest_prefix(text), ends().find(|i| has(&text[..*i])), "{context:?}");
                assert_eq!(pattern.longest_prefix(text), ends().rev().find(|i| has(&text[..*i])), "{context:?}");
                assert_eq!(pattern.longest_suffix(text), ends().find(|i| has(&text[*i..])), "{context:?}");
                assert_eq!(pattern.shortest_suffix(text), ends().rev().find(|i| has(&text[*i..])), "{context:?}");
                let leftmost = ends().find_map(|from| {
                    let longest = (from..=text.len()).rev().find(|to| has(&text[from..*to]))?;
                    Some((from, longest - from))
                });
                assert_eq!(pattern.find(text, 0), leftmost, "{context:?}");
            }
        }
    }

    #[test]
    fn many_stars_take_no_exponential_time() {
        let pattern = Pattern::new("*a".repeat(50).as_bytes(), &[]);
        assert!(!pattern.matches("b".repeat(5000).as_bytes()));
        assert!(pattern.matches("ba".repeat(50).as_bytes()));
        assert_eq!(pattern.prefix("a".repeat(2000).as_bytes(), false), Some(50));
    }
}
