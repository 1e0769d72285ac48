//! Brace expansion (`{a,b}`, `{1..9..2}`, `{a..e}`), as in bash: taken apart by the parser, done before all other expansions.

use crate::ast::Part;
use kit::text::push_signed;

/// Braces inside one another: deeper ones are an error.
pub const MAX_DEPTH: usize = 100;

/// More words than this are refused, not tried.
pub const MAX_WORDS: u64 = 1 << 24;

/// A word with braces that mean something.
#[derive(Debug)]
pub struct Braces {
    /// What stands in it, one after another.
    pub pieces: Box<[Piece]>,
}

/// What a word with braces consists of.
#[derive(Debug)]
pub enum Piece {
    /// Anything but braces.
    Part(Part),
    /// `{a,b,…}`: each in turn.
    Choice(Box<[Box<[Piece]>]>),
    /// `{first..last}`, `{first..last..step}`
    Sequence(Sequence),
}

/// `{first..last..step}`
#[derive(Debug)]
pub struct Sequence {
    first: i64,
    last: i64,
    /// Never 0; its direction is that from first to last.
    step: u64,
    /// Numbers are filled up with zeros so far; none: characters.
    width: Option<usize>,
    /// As it was written, without the braces.
    pub text: Box<[u8]>,
}

/// A piece of a word that came out of braces.
#[derive(Clone, Copy, Debug)]
pub enum Leaf<'a> {
    /// A part of the script.
    Part(&'a Part),
    /// A member of a sequence, or a brace or comma that means itself: unquoted.
    Text(&'a [u8]),
}

impl Leaf<'_> {
    /// The bytes of an unquoted literal.
    pub fn unquoted(&self) -> Option<&[u8]> {
        match self {
            Leaf::Part(Part::Literal { bytes, quoted: false }) => Some(bytes),
            Leaf::Text(bytes) => Some(bytes),
            Leaf::Part(_) => None,
        }
    }
}

/// What taking a word apart gives.
pub enum Parsed {
    /// It has no braces that mean something.
    Plain(Vec<Part>),
    /// It has.
    Braces(Braces),
    /// More than [`MAX_DEPTH`].
    TooDeep,
}

enum Token {
    Open,
    Comma,
    Close,
    Part(Part),
}

/// Takes the parts of a word apart at its unquoted braces.
pub fn parse(parts: Vec<Part>) -> Parsed {
    let mut seen = (false, false, false); // `{`, a comma or dots, `}`
    for part in &parts {
        if let Part::Literal { bytes, quoted: false } = part {
            seen.0 |= bytes.contains(&b'{');
            seen.1 |= bytes.contains(&b',') || bytes.windows(2).any(|two| two == b"..");
            seen.2 |= bytes.contains(&b'}');
        }
    }
    if seen != (true, true, true) {
        return Parsed::Plain(parts);
    }
    let tokens = tokens(parts);
    let Some(partners) = partners(&tokens) else { return Parsed::TooDeep };
    let mut plain = true;
    let mut tokens: Vec<Option<Token>> = tokens.into_iter().map(Some).collect();
    let end = tokens.len();
    let pieces = pieces(&mut tokens, &partners, 0, end, &mut plain);
    if !plain {
        return Parsed::Braces(Braces { pieces });
    }
    let mut parts: Vec<Part> = Vec::new();
    for piece in pieces {
        match (piece, parts.last_mut()) {
            (
                Piece::Part(Part::Literal { bytes, quoted: false }),
                Some(Part::Literal { bytes: before, quoted: false }),
            ) => *before = [&**before, &*bytes].concat().into(),
            (Piece::Part(part), _) => parts.push(part),
            _ => {}
        }
    }
    Parsed::Plain(parts)
}

fn tokens(parts: Vec<Part>) -> Vec<Token> {
    let mut tokens = Vec::new();
    for part in parts {
        let Part::Literal { bytes, quoted: false } = &part else {
            tokens.push(Token::Part(part));
            continue;
        };
        let mut rest = &bytes[..];
        while !rest.is_empty() {
            let run = rest.iter().position(|c| matches!(c, b'{' | b',' | b'}')).unwrap_or(rest.len());
            if run > 0 {
                tokens.push(Token::Part(literal(&rest[..run])));
            }
            match rest.get(run) {
                Some(b'{') => tokens.push(Token::Open),
                Some(b',') => tokens.push(Token::Comma),
                Some(_) => tokens.push(Token::Close),
                None => break,
            }
            rest = &rest[run + 1..];
        }
    }
    tokens
}

fn literal(bytes: &[u8]) -> Part {
    Part::Literal { bytes: bytes.into(), quoted: false }
}

/// Where a `{` is closed, and where the commas directly in it are.
type Partner = Option<(usize, Vec<usize>)>;

/// The partner of every token that is a `{`. None if they are too deep.
fn partners(tokens: &[Token]) -> Option<Vec<Partner>> {
    let mut partners: Vec<Partner> = Vec::new();
    partners.resize_with(tokens.len(), || None);
    let mut open: Vec<(usize, Vec<usize>)> = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        match token {
            Token::Open => open.push((at, Vec::new())),
            Token::Comma => {
                if let Some((_, commas)) = open.last_mut() {
                    commas.push(at);
                }
            }
            Token::Close => {
                if let Some((from, commas)) = open.pop() {
                    if open.len() >= MAX_DEPTH {
                        return None;
                    }
                    partners[from] = Some((at, commas));
                }
            }
            Token::Part(_) => {}
        }
    }
    Some(partners)
}

fn pieces(
    tokens: &mut [Option<Token>],
    partners: &[Partner],
    from: usize,
    to: usize,
    plain: &mut bool,
) -> Box<[Piece]> {
    let mut pieces = Vec::new();
    let mut at = from;
    while at < to {
        match tokens[at].take() {
            Some(Token::Open) => match &partners[at] {
                Some((close, commas)) if !commas.is_empty() => {
                    *plain = false;
                    let mut start = at + 1;
                    let mut choices = Vec::with_capacity(commas.len() + 1);
                    for end in commas.iter().chain([close]) {
                        choices.push(self::pieces(tokens, partners, start, *end, plain));
                        start = end + 1;
                    }
                    pieces.push(Piece::Choice(choices.into()));
                    at = *close;
                }
                Some((close, _)) => match sequence(&tokens[at + 1..*close]) {
                    Some(sequence) => {
                        *plain = false;
                        pieces.push(Piece::Sequence(sequence));
                        at = *close;
                    }
                    None => pieces.push(Piece::Part(literal(b"{"))),
                },
                None => pieces.push(Piece::Part(literal(b"{"))),
            },
            Some(Token::Comma) => pieces.push(Piece::Part(literal(b","))),
            Some(Token::Close) => pieces.push(Piece::Part(literal(b"}"))),
            Some(Token::Part(part)) => pieces.push(Piece::Part(part)),
            None => {}
        }
        at += 1;
    }
    pieces.into()
}

fn sequence(tokens: &[Option<Token>]) -> Option<Sequence> {
    let [Some(Token::Part(Part::Literal { bytes, quoted: false }))] = tokens else { return None };
    let text = std::str::from_utf8(bytes).ok()?;
    let mut words = text.split("..");
    let (first, last, step) = (words.next()?, words.next()?, words.next());
    if words.next().is_some() {
        return None;
    }
    let step = match step {
        Some(step) => step.parse::<i64>().ok()?.unsigned_abs().max(1),
        None => 1,
    };
    let letter = |word: &str| match word.as_bytes() {
        [c] if c.is_ascii_alphabetic() => Some(i64::from(*c)),
        _ => None,
    };
    if let (Some(first), Some(last)) = (letter(first), letter(last)) {
        return Some(Sequence { first, last, step, width: None, text: bytes.clone() });
    }
    let zeros = |word: &str| word.trim_start_matches(['-', '+']).starts_with('0') && word.len() > 1;
    let width = if zeros(first) || zeros(last) { first.len().max(last.len()) } else { 0 };
    let (first, last) = (first.parse().ok()?, last.parse().ok()?);
    Some(Sequence { first, last, step, width: Some(width), text: bytes.clone() })
}

impl Sequence {
    fn len(&self) -> u64 {
        (self.first.abs_diff(self.last) / self.step).saturating_add(1)
    }

    /// The member number `n`.
    fn member(&self, n: u64) -> Vec<u8> {
        let distance = n.wrapping_mul(self.step) as i64;
        let value =
            if self.first <= self.last { self.first.wrapping_add(distance) } else { self.first.wrapping_sub(distance) };
        let Some(width) = self.width else { return vec![value as u8] };
        let mut text = Vec::with_capacity(20);
        push_signed(&mut text, value);
        let sign = usize::from(value < 0);
        while text.len() < width {
            text.insert(sign, b'0');
        }
        text
    }
}

/// Where the walk goes on.
struct Rest<'a, 'r> {
    pieces: &'a [Piece],
    then: Option<&'r Rest<'a, 'r>>,
}

impl Braces {
    /// How many words it gives.
    pub fn count(&self) -> u64 {
        count(&self.pieces)
    }

    /// Calls `each` with the leaves of every word, and `go_on` at every step; both with `state`.
    ///
    /// # Errors
    /// Those of `each` and `go_on`.
    pub fn words<S, E>(&self, state: &mut S, go_on: GoOn<'_, S, E>, each: Each<'_, S, E>) -> Result<(), E> {
        walk(&Rest { pieces: &self.pieces, then: None }, &mut Vec::new(), state, go_on, each)
    }

    /// The word as it was written.
    pub fn written(&self) -> Vec<Leaf<'_>> {
        let mut leaves = Vec::new();
        write(&self.pieces, &mut leaves);
        leaves
    }

    /// Is `test` true of a part of it?
    pub fn any_part(&self, test: &dyn Fn(&Part) -> bool) -> bool {
        self.written().iter().any(|leaf| matches!(leaf, Leaf::Part(part) if test(part)))
    }
}

fn count(pieces: &[Piece]) -> u64 {
    let of = |piece: &Piece| match piece {
        Piece::Part(_) => 1,
        Piece::Choice(choices) => choices.iter().fold(0, |sum: u64, choice| sum.saturating_add(count(choice))),
        Piece::Sequence(sequence) => sequence.len(),
    };
    pieces.iter().fold(1, |product: u64, piece| product.saturating_mul(of(piece)))
}

fn write<'a>(pieces: &'a [Piece], leaves: &mut Vec<Leaf<'a>>) {
    for piece in pieces {
        match piece {
            Piece::Part(part) => leaves.push(Leaf::Part(part)),
            Piece::Choice(choices) => {
                for (i, choice) in choices.iter().enumerate() {
                    leaves.push(Leaf::Text(if i == 0 { b"{" } else { b"," }));
                    write(choice, leaves);
                }
                leaves.push(Leaf::Text(b"}"));
            }
            Piece::Sequence(sequence) => {
                leaves.extend([Leaf::Text(b"{"), Leaf::Text(&sequence.text), Leaf::Text(b"}")]);
            }
        }
    }
}

type GoOn<'c, S, E> = &'c mut dyn FnMut(&mut S) -> Result<(), E>;
type Each<'c, S, E> = &'c mut dyn FnMut(&mut S, &[Leaf]) -> Result<(), E>;

fn walk<'a, S, E>(
    rest: &Rest<'a, '_>,
    leaves: &mut Vec<Leaf<'a>>,
    state: &mut S,
    go_on: GoOn<'_, S, E>,
    each: Each<'_, S, E>,
) -> Result<(), E> {
    go_on(state)?;
    let before = leaves.len();
    let mut pieces = rest.pieces;
    while let Some((Piece::Part(part), after)) = pieces.split_first() {
        leaves.push(Leaf::Part(part));
        pieces = after;
    }
    match pieces.split_first() {
        None => match rest.then {
            Some(then) => walk(then, leaves, state, go_on, each)?,
            None => each(state, leaves)?,
        },
        Some((piece, after)) => {
            let then = Rest { pieces: after, then: rest.then };
            match piece {
                Piece::Choice(choices) => {
                    for choice in choices {
                        walk(&Rest { pieces: choice, then: Some(&then) }, leaves, state, go_on, each)?;
                    }
                }
                Piece::Sequence(sequence) => {
                    for n in 0..sequence.len() {
                        let member = sequence.member(n);
                        let mut longer: Vec<Leaf> = leaves.clone();
                        longer.push(Leaf::Text(&member));
                        walk(&then, &mut longer, state, go_on, each)?;
                    }
                }
                Piece::Part(_) => {}
            }
        }
    }
    leaves.truncate(before);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expand(word: &str) -> Option<String> {
        let Parsed::Braces(braces) = parse(vec![literal(word.as_bytes())]) else { return None };
        let mut words = Vec::new();
        let each = &mut |words: &mut Vec<String>, leaves: &[Leaf]| {
            let bytes: Vec<u8> = leaves.iter().flat_map(|leaf| leaf.unquoted().unwrap_or_default().to_vec()).collect();
            words.push(String::from_utf8(bytes).unwrap());
            Ok::<(), ()>(())
        };
        braces.words(&mut words, &mut |_| Ok(()), each).unwrap();
        assert_eq!(braces.count(), words.len() as u64);
        let written: Vec<u8> =
            braces.written().iter().flat_map(|leaf| leaf.unquoted().unwrap_or_default().to_vec()).collect();
        assert_eq!(written, word.as_bytes());
        Some(words.join(" "))
    }

    #[test]
    fn words_come_in_bash_s_order() {
        for (word, words) in [
            ("a{b,c}d", "abd acd"),
            ("{a,b}{c,d}", "ac ad bc bd"),
            ("{a,{b,c}d}e", "ae bde cde"),
            ("{a,{b,c}", "{a,b {a,c"),
            ("{a{b,c}}", "{ab} {ac}"),
            ("{{a,b}", "{a {b"),
            ("{a,b}}", "a} b}"),
            ("{}{a,b}", "{}a {}b"),
            ("x{,y}", "x xy"),
            ("{1..3}{a..c..2}", "1a 1c 2a 2c 3a 3c"),
            ("{10..1..4}", "10 6 2"),
            ("{-01..10..5}", "-01 004 009"),
            ("{1..3..0}", "1 2 3"),
            ("{Z..X}", "Z Y X"),
            ("{{1..3},x}", "1 2 3 x"),
            ("{1..{2,3}}", "{1..2} {1..3}"),
            ("{9223372036854775806..9223372036854775807}", "9223372036854775806 9223372036854775807"),
        ] {
            assert_eq!(expand(word).as_deref(), Some(words), "{word}");
        }
        for word in
            ["{}", "{a}", "{a,b", "a,b}", "{a..5}", "{1..}", "{1..2..3..4}", "{1...2}", "{aa..b}", "}{", "{1..x}"]
        {
            assert_eq!(expand(word), None, "{word}");
        }
    }

    #[test]
    fn what_is_too_much_is_known_before() {
        let Parsed::Braces(braces) = parse(vec![literal("{a,b}".repeat(100).as_bytes())]) else { panic!() };
        assert_eq!(braces.count(), u64::MAX);
        let Parsed::Braces(braces) = parse(vec![literal(b"{1..9223372036854775807}{-9223372036854775808..0}")]) else {
            panic!()
        };
        assert_eq!(braces.count(), u64::MAX);
        let deep = "{a,".repeat(1000) + &"}".repeat(1000);
        assert!(matches!(parse(vec![literal(deep.as_bytes())]), Parsed::TooDeep));
        assert!(matches!(parse(vec![literal("{,".repeat(100_000).as_bytes())]), Parsed::Plain(_)));
    }
}
