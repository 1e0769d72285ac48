//! Tokens and words (XCU 2.3): blanks, comments, operators, quoting, and what begins with `$` or a backquote.

use crate::arith::{self, Piece};
use crate::ast::{
    Arithmetic, ArrayAssignment, Element, List, Matches, ParamExp, ParamOp, Parameter, Part, Special, Subscript, Word,
};
use crate::braces::{self, Parsed};
use crate::input::Input;
use crate::parser::{ParseError, Parser, Result};
use crate::search::find;
use crate::symbols::{VarId, is_name, is_name_byte, is_name_start};
use std::cell::OnceCell;
use std::rc::Rc;

/// A token.
#[derive(Debug)]
pub(crate) enum Token {
    /// End of the script.
    End,
    /// Newline; the bodies of here-documents after it were read.
    Newline,
    /// Control operator or redirection operator.
    Op(Op),
    /// Digits directly before a redirection operator, and where they begin.
    IoNumber(u32, usize),
    /// Anything else.
    Word(RawWord),
}

macro_rules! operators {
    ($($name:ident = $text:literal,)*) => {
        /// An operator.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[allow(missing_docs)]
        pub(crate) enum Op { $($name),* }
        impl Op {
            /// How it is written.
            pub(crate) fn text(self) -> &'static str {
                match self { $(Op::$name => $text),* }
            }
            /// The longest operator that `next` starts with.
            fn at(next: &[u8]) -> Option<Op> {
                $( if next.starts_with($text.as_bytes()) { return Some(Op::$name); } )*
                None
            }
        }
    };
}

// The longer ones before their prefixes.
operators! {
    TestNextArm = ";;&",
    EndArm = ";;",
    FallThrough = ";&",
    Semicolon = ";",
    AppendBoth = "&>>",
    Both = "&>",
    And = "&&",
    Background = "&",
    Or = "||",
    PipeBoth = "|&",
    Pipe = "|",
    HereString = "<<<",
    HereTabs = "<<-",
    HereDocument = "<<",
    DupIn = "<&",
    InOut = "<>",
    In = "<",
    Append = ">>",
    DupOut = ">&",
    Clobber = ">|",
    Out = ">",
    Open = "(",
    Close = ")",
}

impl Op {
    pub(crate) fn is_redirection(self) -> bool {
        !matches!(
            self,
            Op::TestNextArm
                | Op::EndArm
                | Op::FallThrough
                | Op::Semicolon
                | Op::And
                | Op::Background
                | Op::Or
                | Op::PipeBoth
                | Op::Pipe
                | Op::Open
                | Op::Close
        )
    }
}

/// A word as the lexer leaves it: the parser makes a [`Word`] or an assignment of it.
#[derive(Debug, Default)]
pub(crate) struct RawWord {
    pub(crate) parts: Vec<Part>,
    /// Where it begins in the text.
    pub(crate) start: usize,
    /// It begins with an unquoted `name=` or `name+=`: the length of the name, and whether it is `+=`.
    pub(crate) assignment: Option<(usize, bool)>,
    /// What makes it an assignment to an array; the subscript or list is not among the parts.
    pub(crate) array: Option<Box<ArrayAssignment>>,
    /// It follows an alias that ends with a blank.
    pub(crate) after_alias: bool,
    /// It has an unquoted `{`.
    pub(crate) braces: bool,
}

impl RawWord {
    /// Its text if nothing in it is quoted or expanded.
    pub(crate) fn plain(&self) -> Option<&[u8]> {
        match &self.parts[..] {
            [Part::Literal { bytes, quoted: false }] => Some(bytes),
            _ => None,
        }
    }

    pub(crate) fn into_word(mut self) -> Word {
        match (self.array.take(), self.assignment) {
            (None, _) => {}
            (Some(array), assignment) => match (*array, assignment) {
                (ArrayAssignment::Element(subscript), Some((length, _))) => self.put_subscript(subscript, length),
                (ArrayAssignment::List(elements), _) => {
                    self.parts.push(Part::Elements { elements });
                    let mut word = Word::new(self.parts);
                    word.set_assignment_like();
                    return word;
                }
                (ArrayAssignment::Element(_), None) => {}
            },
        }
        let mut word = Word::new(join_literals(self.parts));
        if self.assignment.is_some() {
            word.set_assignment_like();
        }
        word
    }

    /// Puts a subscript back behind the name, for a command that reads it itself.
    fn put_subscript(&mut self, subscript: Subscript, length: usize) {
        let Some(Part::Literal { bytes, quoted }) = self.parts.first() else { return };
        let (name, rest, quoted) = (&bytes[..length], &bytes[length..], *quoted);
        let literal = |bytes: Vec<u8>| Part::Literal { bytes: bytes.into(), quoted };
        let mut parts = vec![literal([name, b"["].concat())];
        let rest = literal([b"]", rest].concat());
        match subscript {
            Subscript::All(special) => parts.push(literal(vec![special.letter()])),
            Subscript::Word { word, .. } => parts.extend(word.parts.into_vec()),
        }
        parts.push(rest);
        parts.extend(self.parts.drain(1..));
        self.parts = parts;
    }

    /// As an argument: braces in it are expanded. None if they are too deep.
    pub(crate) fn into_argument(self) -> Option<Word> {
        if !self.braces || self.array.is_some() {
            return Some(self.into_word());
        }
        let mut word = match braces::parse(self.parts) {
            Parsed::Plain(parts) => Word::new(join_literals(parts)),
            Parsed::Braces(braces) => Word::new(vec![Part::Braces(Box::new(braces))]),
            Parsed::TooDeep => return None,
        };
        if self.assignment.is_some() {
            word.set_assignment_like();
        }
        Some(word)
    }

    /// The assignment that it is: name, append, value. What it has of an array is taken before.
    pub(crate) fn into_assignment(self) -> Option<(Box<[u8]>, bool, Word)> {
        let (length, append) = self.assignment?;
        let mut parts = self.parts.into_iter();
        let Some(Part::Literal { bytes, .. }) = parts.next() else { return None };
        let (name, value) = (bytes[..length].into(), &bytes[length + 1 + usize::from(append)..]);
        let mut rest: Vec<Part> = Vec::new();
        if !value.is_empty() {
            rest.push(Part::Literal { bytes: value.into(), quoted: false });
        }
        rest.extend(parts.map(|part| match part {
            Part::Tilde { user, .. } => Part::Tilde { user, declaration_only: false },
            other => other,
        }));
        // Nothing in a value is split or globbed: quoted or not, a literal is the same.
        Some((name, append, Word::new(join_literals(rest))))
    }
}

/// Makes one part of several literals when none of them has a metacharacter outside quotes.
fn join_literals(parts: Vec<Part>) -> Vec<Part> {
    let joinable = |part: &Part| match part {
        Part::Literal { bytes, quoted } => *quoted || !bytes.iter().any(|c| matches!(c, b'*' | b'?' | b'[' | b'(')),
        _ => false,
    };
    if parts.len() < 2 || !parts.iter().all(joinable) {
        return parts;
    }
    let mut all = Vec::new();
    for part in &parts {
        if let Part::Literal { bytes, .. } = part {
            all.extend_from_slice(bytes);
        }
    }
    vec![Part::Literal { bytes: all.into(), quoted: true }]
}

/// Parts under construction.
#[derive(Default)]
struct Parts {
    done: Vec<Part>,
    literal: Vec<u8>,
    quoted: bool,
    /// An unquoted `{` was seen.
    braces: bool,
}

impl Parts {
    fn push(&mut self, bytes: &[u8], quoted: bool) {
        if quoted != self.quoted {
            self.flush();
            self.quoted = quoted;
        }
        self.literal.extend_from_slice(bytes);
    }

    fn flush(&mut self) {
        if !self.literal.is_empty() {
            // Most words are of one part.
            self.done.reserve_exact(usize::from(self.done.is_empty()));
            self.done.push(Part::Literal { bytes: self.literal.as_slice().into(), quoted: self.quoted });
            self.literal.clear();
        }
    }

    fn part(&mut self, part: Part) {
        self.flush();
        self.done.reserve_exact(usize::from(self.done.is_empty()));
        self.done.push(part);
    }

    /// How much is there: to see whether quotes contained anything.
    fn size(&self) -> usize {
        let literal = |part: &Part| match part {
            Part::Literal { bytes, .. } => bytes.len(),
            _ => 1,
        };
        self.done.iter().map(literal).sum::<usize>() + self.literal.len()
    }

    /// Quotes with nothing in them make a field.
    fn close_quotes(&mut self, before: usize) {
        if self.size() == before {
            let after_quoted = match self.done.last() {
                _ if !self.literal.is_empty() => self.quoted,
                Some(Part::Literal { quoted, .. }) => *quoted,
                _ => false,
            };
            if !after_quoted {
                self.part(Part::Literal { bytes: Box::default(), quoted: true });
            }
        }
    }

    fn is_empty(&self) -> bool {
        self.done.is_empty() && self.literal.is_empty()
    }

    fn finish(mut self) -> Vec<Part> {
        self.flush();
        self.done
    }
}

/// What ends unquoted text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Until {
    /// A blank, a newline, an operator.
    Token,
    /// `}`
    Brace,
    /// `/` or `}`: the pattern of `${x/pattern/…}`.
    Slash,
    /// A blank outside parentheses: the right side of `=~`.
    Blank,
    /// `]`, with others inside it that have a `[`.
    Bracket,
}

/// What ends text in which only `$`, backquotes and some backslashes are special.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Quotes {
    /// `"`
    Double,
    /// `}` of a `${…}` inside double quotes or a here-document.
    Brace,
    /// The end of the text.
    HereDocument,
    /// `))`
    Arithmetic,
    /// `:` or `}`: a number of `${x:offset:length}`.
    Number,
    /// `;` or `))`: a part of `for ((…; …; …))`.
    Clause,
}

/// Bytes that mean themselves in all unquoted text.
static ORDINARY: [bool; 256] = {
    let mut table = [true; 256];
    let special = b" \t\n;&|<>()\\'\"`$=~:/{}[]";
    let mut i = 0;
    while i < special.len() {
        table[special[i] as usize] = false;
        i += 1;
    }
    table
};

/// A here-document whose body comes after the next newline.
#[derive(Debug)]
pub(crate) struct PendingHere {
    pub(crate) body: Rc<OnceCell<Word>>,
    pub(crate) delimiter: Vec<u8>,
    pub(crate) quoted: bool,
    pub(crate) strip_tabs: bool,
}

/// The text of an alias that is being read: it is not replaced again in there.
#[derive(Debug)]
pub(crate) struct AliasInUse {
    pub(crate) name: Rc<[u8]>,
    /// Where its text ends.
    pub(crate) end: usize,
    /// The text ends with a blank: the next word may be an alias too.
    pub(crate) blank: bool,
}

impl Parser<'_> {
    // ---- bytes -------------------------------------------------------------------------------------------------

    /// The byte here; line continuations are passed over.
    pub(crate) fn byte(&mut self) -> Result<Option<u8>> {
        loop {
            match self.input.text.get(self.input.at).copied() {
                Some(b'\\') if self.input.text.get(self.input.at + 1) == Some(&b'\n') => {
                    self.input.at += 2;
                    self.input.line += 1;
                }
                Some(c) => return Ok(Some(c)),
                None if self.more()? => {}
                None => return Ok(None),
            }
        }
    }

    /// The byte here, whatever it is.
    fn raw_byte(&mut self) -> Result<Option<u8>> {
        if self.input.at == self.input.text.len() && !self.more()? {
            return Ok(None);
        }
        Ok(Some(self.input.text[self.input.at]))
    }

    fn more(&mut self) -> Result<bool> {
        self.input.refill(self.first, self.host).map_err(ParseError::Read)
    }

    /// Passes over a byte that is no newline.
    fn skip(&mut self) {
        self.input.at += 1;
    }

    /// Passes over `c` if it is here.
    fn eat(&mut self, c: u8) -> Result<bool> {
        let found = self.byte()? == Some(c);
        if found {
            self.skip();
        }
        Ok(found)
    }

    /// Takes any byte, and counts lines.
    fn take(&mut self) -> Result<Option<u8>> {
        let c = self.raw_byte()?;
        if let Some(c) = c {
            self.input.at += 1;
            if c == b'\n' {
                self.input.line += 1;
            }
        }
        Ok(c)
    }

    // ---- tokens ------------------------------------------------------------------------------------------------

    /// The next token.
    pub(crate) fn token(&mut self) -> Result<Token> {
        let c = loop {
            match self.byte()? {
                Some(b' ' | b'\t') => self.skip(),
                Some(b'#') => self.skip_comment(),
                other => break other,
            }
        };
        let Some(c) = c else { return Ok(Token::End) };
        self.token_line = self.input.line;
        // An alias that ends with a blank makes only the very next token subject to replacement.
        let after_alias = !self.aliases.is_empty() && self.leave_aliases();
        self.token_start = self.input.at;
        match c {
            b'\n' => {
                self.input.at += 1;
                self.input.line += 1;
                if !self.pending.is_empty() {
                    self.here_documents()?;
                }
                Ok(Token::Newline)
            }
            b'<' | b'>' if self.input.text.get(self.input.at + 1) == Some(&b'(') => self.word(after_alias),
            b';' | b'&' | b'|' | b'<' | b'>' | b'(' | b')' => self.operator(),
            _ => self.word(after_alias),
        }
    }

    fn skip_comment(&mut self) {
        let rest = &self.input.text[self.input.at..];
        self.input.at += find(b'\n', rest).unwrap_or(rest.len());
    }

    fn operator(&mut self) -> Result<Token> {
        let mut next = [0; 3];
        let mut ends = [(0, 0); 3];
        let mut n = 0;
        let start = (self.input.at, self.input.line);
        while n < next.len() {
            match self.byte()? {
                Some(c @ (b';' | b'&' | b'|' | b'<' | b'>' | b'(' | b')' | b'-')) => {
                    next[n] = c;
                    self.skip();
                    ends[n] = (self.input.at, self.input.line);
                    n += 1;
                }
                _ => break,
            }
        }
        (self.input.at, self.input.line) = start;
        let Some(op) = Op::at(&next[..n]) else { return Err(self.error("syntax error")) };
        (self.input.at, self.input.line) = ends[op.text().len() - 1];
        Ok(Token::Op(op))
    }

    /// Drops the aliases whose text has been read; did one end with a blank?
    fn leave_aliases(&mut self) -> bool {
        let at = self.input.at;
        let mut blank = false;
        self.aliases.retain(|alias| {
            let inside = at < alias.end;
            blank |= !inside && alias.blank;
            inside
        });
        blank
    }

    fn word(&mut self, after_alias: bool) -> Result<Token> {
        let start = self.input.at;
        let mut parts = Parts { literal: std::mem::take(&mut self.spare), ..Parts::default() };
        let mut assignment = None;
        self.unquoted(&mut parts, Until::Token, &mut assignment)?;
        let array = if self.assignable && assignment.is_some() { self.array_assignment(&mut parts)? } else { None };
        parts.flush();
        self.spare = parts.literal;
        let word = RawWord { parts: parts.done, start, assignment, array, after_alias, braces: parts.braces };
        if let Some(digits) = word.plain()
            && matches!(self.byte()?, Some(b'<' | b'>'))
            && digits.len() < 10
            && digits.iter().all(u8::is_ascii_digit)
        {
            let n = digits.iter().fold(0_u32, |n, d| n.wrapping_mul(10).wrapping_add(u32::from(d - b'0')));
            return Ok(Token::IoNumber(n, start));
        }
        Ok(Token::Word(word))
    }

    // ---- arrays ------------------------------------------------------------------------------------------------

    /// After a word that begins with `name=` or `name[subscript]=`: what makes it an assignment to an array.
    fn array_assignment(&mut self, parts: &mut Parts) -> Result<Option<Box<ArrayAssignment>>> {
        if let Some(subscript) = self.subscript.take() {
            return Ok(Some(Box::new(ArrayAssignment::Element(subscript))));
        }
        if !(parts.done.is_empty() && !parts.quoted && parts.literal.ends_with(b"=")) || self.byte()? != Some(b'(') {
            return Ok(None);
        }
        self.skip();
        self.enter()?;
        self.assignable = false;
        let pending = std::mem::take(&mut self.spare);
        let mut elements = Vec::new();
        loop {
            while let Some(b' ' | b'\t') = self.byte()? {
                self.skip();
            }
            if let Some(element) = self.element_with_subscript()? {
                elements.push(element);
                continue;
            }
            match self.token()? {
                Token::Newline => {}
                Token::Op(Op::Close) => break,
                Token::Word(word) => {
                    elements.push(Element { subscript: None, append: false, value: self.argument(word)? });
                }
                Token::End => return Err(self.error("unexpected end of file (expecting \")\")")),
                _ => return Err(self.error("unexpected operator in array")),
            }
        }
        self.spare = pending;
        self.assignable = true;
        self.leave();
        Ok(Some(Box::new(ArrayAssignment::List(elements.into()))))
    }

    /// `[subscript]=value` in `name=(…)`.
    fn element_with_subscript(&mut self) -> Result<Option<Element>> {
        if self.byte()? != Some(b'[') || !self.is_subscript_of_assignment() {
            return Ok(None);
        }
        self.skip();
        let subscript = self.subscript()?;
        let append = self.eat(b'+')?;
        self.eat(b'=')?;
        let mut parts = Parts::default();
        // Tildes in it are special as in any assignment.
        parts.push(b"=", false);
        self.unquoted(&mut parts, Until::Token, &mut Some((0, false)))?;
        let raw = RawWord { parts: parts.finish(), assignment: Some((0, false)), ..RawWord::default() };
        let value = raw.into_assignment().map(|(_, _, value)| value).unwrap_or_default();
        Ok(Some(Element { subscript: Some(subscript), append, value }))
    }

    /// At a `[`: is there a `]` for it on this line, with `=` or `+=` behind it?
    fn is_subscript_of_assignment(&self) -> bool {
        let text = &self.input.text[self.input.at + 1..];
        let (mut depth, mut quote) = (0_u32, 0);
        let mut at = 0;
        while let Some(c) = text.get(at) {
            at += 1;
            match c {
                b'\\' if quote != b'\'' => at += 1,
                c if *c == quote => quote = 0,
                _ if quote != 0 => {}
                b'\'' | b'"' => quote = *c,
                b'[' => depth += 1,
                b']' if depth == 0 => return matches!(&text[at..], [b'=', ..] | [b'+', b'=', ..]),
                b']' => depth -= 1,
                b'\n' => return false,
                _ => {}
            }
        }
        false
    }

    /// After `[`, up to and with the `]`.
    fn subscript(&mut self) -> Result<Subscript> {
        self.enter()?;
        let all = match self.input.text.get(self.input.at..self.input.at + 2) {
            Some(b"@]") => Some(Special::At),
            Some(b"*]") => Some(Special::Star),
            _ => None,
        };
        let subscript = match all {
            Some(special) => {
                self.skip();
                Subscript::All(special)
            }
            None => {
                let mut parts = Parts::default();
                self.unquoted(&mut parts, Until::Bracket, &mut None)?;
                self.subscript_of(parts.finish())
            }
        };
        self.leave();
        if !self.eat(b']')? {
            return Err(self.bad_substitution());
        }
        Ok(subscript)
    }

    fn subscript_of(&mut self, parts: Vec<Part>) -> Subscript {
        let parts: Vec<Part> = join_literals(parts);
        let index = match &parts[..] {
            [] => None,
            [Part::Literal { bytes, .. }] => arith::parse(bytes, self.host.symbols()).ok(),
            parts => {
                let pieces: Option<Vec<Piece>> = parts.iter().map(piece).collect();
                pieces.and_then(|pieces| arith::parse_with_parameters(&pieces, self.host.symbols()))
            }
        };
        Subscript::Word { word: Word::new(parts), index: index.map(Box::new) }
    }

    /// All of the text as a subscript.
    pub(crate) fn whole_subscript(&mut self) -> Result<Subscript> {
        let mut parts = Parts::default();
        while self.byte()?.is_some() {
            self.unquoted(&mut parts, Until::Bracket, &mut None)?;
            if self.eat(b']')? {
                parts.push(b"]", false);
            }
        }
        Ok(self.subscript_of(parts.finish()))
    }

    /// All of the text with the escapes of `$'…'` replaced.
    pub(crate) fn unescaped(&mut self) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        while let Some(c) = self.take()? {
            match c {
                b'\\' if self.raw_byte()?.is_some() => self.escape(&mut bytes)?,
                c => bytes.push(c),
            }
        }
        Ok(bytes)
    }

    /// Passes over the second parenthesis of `((`.
    pub(crate) fn skip_parenthesis(&mut self) {
        self.skip();
    }

    /// A part of `for ((…; …; …))` and what ends it: the semicolon (false), the parentheses (true).
    pub(crate) fn clause(&mut self) -> Result<(Vec<Part>, bool)> {
        let mut parts = Parts::default();
        let ended = self.quoted(&mut parts, Quotes::Clause)?;
        if !ended {
            self.skip();
        }
        Ok((parts.finish(), ended))
    }

    /// The word on the right of `=~`: parentheses and bars in it are no operators.
    pub(crate) fn regex_word(&mut self) -> Result<Option<Word>> {
        while let Some(b' ' | b'\t') = self.byte()? {
            self.skip();
        }
        let mut parts = Parts::default();
        self.unquoted(&mut parts, Until::Blank, &mut None)?;
        Ok(if parts.is_empty() { None } else { Some(Word::new(parts.finish())) })
    }

    // ---- text --------------------------------------------------------------------------------------------------

    /// Unquoted text up to `until`, which is not taken.
    fn unquoted(&mut self, out: &mut Parts, until: Until, assignment: &mut Option<(usize, bool)>) -> Result<()> {
        let (mut parentheses, mut brackets) = (0_u32, 0_u32);
        let mut groups = 0_u32; // of extended patterns
        loop {
            let rest = &self.input.text[self.input.at..];
            let run = rest.iter().position(|c| !ORDINARY[usize::from(*c)]).unwrap_or(rest.len());
            out.push(&rest[..run], false);
            self.input.at += run;
            let Some(c) = self.byte()? else {
                return match until {
                    Until::Brace | Until::Slash => Err(self.error("missing '}'")),
                    Until::Token | Until::Blank | Until::Bracket => Ok(()),
                };
            };
            match c {
                b'\\' => {
                    self.skip();
                    match self.take()? {
                        Some(c) => out.push(&[c], true),
                        None => out.push(b"\\", true),
                    }
                }
                b'\'' => {
                    self.skip();
                    let before = out.size();
                    self.single_quotes(out)?;
                    out.close_quotes(before);
                }
                b'"' => {
                    self.skip();
                    let before = out.size();
                    self.quoted(out, Quotes::Double)?;
                    out.close_quotes(before);
                }
                b'`' => {
                    self.skip();
                    self.backquotes(out, false, false)?;
                }
                b'$' => {
                    self.skip();
                    let outer = self.in_assignment;
                    self.in_assignment = if until == Until::Token { assignment.is_some() } else { outer };
                    self.dollar(out, None)?;
                    self.in_assignment = outer;
                }
                b'}' if matches!(until, Until::Brace | Until::Slash) => return Ok(()),
                b'[' if until == Until::Token => {
                    let begins = self.assignable && !out.quoted && out.done.is_empty() && is_name(&out.literal);
                    if begins && assignment.is_none() && self.is_subscript_of_assignment() {
                        let name = out.literal.len();
                        self.skip();
                        let literal = std::mem::take(&mut out.literal);
                        self.subscript = Some(self.subscript()?);
                        out.literal = literal;
                        let append = self.eat(b'+')?;
                        self.eat(b'=')?;
                        out.push(if append { b"+=" } else { b"=" }, false);
                        *assignment = Some((name, append));
                        continue;
                    }
                    out.push(b"[", false);
                    self.skip();
                }
                b']' if until == Until::Bracket && brackets == 0 => return Ok(()),
                b'[' | b']' if until == Until::Bracket => {
                    brackets = if c == b'[' { brackets + 1 } else { brackets - 1 };
                    out.push(&[c], false);
                    self.skip();
                }
                b'/' if until == Until::Slash => return Ok(()),
                b'{' => {
                    out.braces = true;
                    out.push(b"{", false);
                    self.skip();
                }
                b'~' => {
                    let tilde = match until {
                        Until::Token if out.is_empty() => Some(false),
                        Until::Token => {
                            (assignment.is_some() && !out.quoted && matches!(out.literal.last(), Some(b'=' | b':')))
                                .then_some(true)
                        }
                        Until::Brace if out.is_empty() => Some(false),
                        Until::Brace => {
                            (self.in_assignment && !out.quoted && out.literal.last() == Some(&b':')).then_some(true)
                        }
                        Until::Slash | Until::Blank | Until::Bracket => None,
                    };
                    self.skip();
                    match tilde {
                        Some(declaration_only) => self.tilde(out, until, declaration_only)?,
                        None => out.push(b"~", false),
                    }
                }
                b'=' if until == Until::Token && assignment.is_none() && out.done.is_empty() && !out.quoted => {
                    let (name, append) = match out.literal.strip_suffix(b"+") {
                        Some(name) => (name, true),
                        None => (&out.literal[..], false),
                    };
                    if is_name(name) {
                        *assignment = Some((name.len(), append));
                    }
                    out.push(b"=", false);
                    self.skip();
                }
                b'(' if until == Until::Token && (groups > 0 || self.at_group(out)) => {
                    groups += 1;
                    out.push(b"(", false);
                    self.skip();
                }
                b' ' | b'\t' | b'\n' | b';' | b'&' | b'|' | b'<' | b'>' | b')' if groups > 0 => {
                    match c {
                        b')' => groups -= 1,
                        b'\n' => self.input.line += 1,
                        _ => {}
                    }
                    out.push(&[c], false);
                    self.skip();
                }
                b'<' | b'>' if until == Until::Token && self.input.text.get(self.input.at + 1) == Some(&b'(') => {
                    self.input.at += 2;
                    let body = self.command_substitution()?;
                    out.part(Part::Process { output: c == b'>', body });
                }
                b' ' | b'\t' | b'\n' | b';' | b'&' | b'|' | b'<' | b'>' | b'(' | b')' => match until {
                    Until::Token => return Ok(()),
                    Until::Blank if parentheses == 0 && matches!(c, b' ' | b'\t' | b'\n') => return Ok(()),
                    _ => {
                        match c {
                            b'(' => parentheses += 1,
                            b')' => parentheses = parentheses.saturating_sub(1),
                            b'\n' => self.input.line += 1,
                            _ => {}
                        }
                        out.push(&[c], false);
                        self.skip();
                    }
                },
                _ => {
                    out.push(&[c], false);
                    self.skip();
                }
            }
        }
    }

    /// At a parenthesis: is it that of `@(a|b)` or the like?
    fn at_group(&self, out: &Parts) -> bool {
        !out.quoted
            && matches!(out.literal.last(), Some(b'?' | b'*' | b'+' | b'@' | b'!'))
            && (self.in_pattern || self.host.has_extended_patterns())
    }

    /// After a tilde: the user's name, if what follows can be one.
    fn tilde(&mut self, out: &mut Parts, until: Until, mut declaration_only: bool) -> Result<()> {
        let mut user = Vec::new();
        let (at, line) = (self.input.at, self.input.line);
        while let Some(c) = self.byte()? {
            if is_name_byte(c) || matches!(c, b'.' | b'-' | b'+' | b'@' | b'%') {
                user.push(c);
                self.skip();
            } else {
                break;
            }
        }
        let ended = match self.byte()? {
            None | Some(b'/' | b' ' | b'\t' | b'\n' | b';' | b'&' | b'|' | b'<' | b'>' | b'(' | b')') => true,
            // Only an assignment has tilde-prefixes that end so.
            Some(b':') if until == Until::Brace && self.in_assignment => {
                declaration_only = true;
                true
            }
            Some(b':') => declaration_only,
            Some(b'}') => until == Until::Brace,
            _ => false,
        };
        if ended {
            out.part(Part::Tilde { user: user.into(), declaration_only });
        } else {
            (self.input.at, self.input.line) = (at, line);
            out.push(b"~", false);
        }
        Ok(())
    }

    fn single_quotes(&mut self, out: &mut Parts) -> Result<()> {
        loop {
            let rest = &self.input.text[self.input.at..];
            let end = find(b'\'', rest);
            let piece = &rest[..end.unwrap_or(rest.len())];
            out.push(piece, true);
            self.input.line += memchr::memchr_iter(b'\n', piece).count() as u32;
            self.input.at += piece.len();
            if end.is_some() {
                self.input.at += 1;
                return Ok(());
            }
            if !self.more()? {
                return Err(self.error("unterminated quoted string"));
            }
        }
    }

    /// Text in which most characters mean themselves, up to and with what ends it. False if it can not be arithmetic after
    /// all: a `)` that has no partner and is not followed by another.
    fn quoted(&mut self, out: &mut Parts, kind: Quotes) -> Result<bool> {
        let (mut parentheses, mut conditionals) = (0_u32, 0_u32);
        loop {
            let Some(c) = self.byte()? else {
                return match kind {
                    Quotes::HereDocument => Ok(true),
                    Quotes::Double => Err(self.error("unterminated quoted string")),
                    Quotes::Brace | Quotes::Number => Err(self.error("missing '}'")),
                    Quotes::Arithmetic | Quotes::Clause => Err(self.error("missing '))'")),
                };
            };
            match c {
                b'"' if kind == Quotes::Double => {
                    self.skip();
                    return Ok(true);
                }
                b'"' if kind != Quotes::HereDocument => self.skip(),
                b'}' if matches!(kind, Quotes::Brace | Quotes::Number) => return Ok(true),
                b':' if kind == Quotes::Number && parentheses == 0 => {
                    if conditionals == 0 {
                        return Ok(true);
                    }
                    conditionals -= 1;
                    out.push(b":", true);
                    self.skip();
                }
                b'?' if kind == Quotes::Number => {
                    conditionals += 1;
                    out.push(b"?", true);
                    self.skip();
                }
                b';' if kind == Quotes::Clause && parentheses == 0 => return Ok(false),
                b'(' if matches!(kind, Quotes::Arithmetic | Quotes::Number | Quotes::Clause) => {
                    parentheses += 1;
                    out.push(b"(", true);
                    self.skip();
                }
                b')' if matches!(kind, Quotes::Arithmetic | Quotes::Clause) && parentheses == 0 => {
                    self.skip();
                    let ended = self.eat(b')')?;
                    if !ended && kind == Quotes::Clause {
                        return Err(self.error("missing '))'"));
                    }
                    return Ok(ended);
                }
                b')' if matches!(kind, Quotes::Arithmetic | Quotes::Number | Quotes::Clause) => {
                    parentheses = parentheses.saturating_sub(1);
                    out.push(b")", true);
                    self.skip();
                }
                b'\\' => {
                    self.skip();
                    match self.raw_byte()? {
                        Some(c @ (b'$' | b'`' | b'\\')) => {
                            self.skip();
                            out.push(&[c], true);
                        }
                        Some(b'"') if kind != Quotes::HereDocument => {
                            self.skip();
                            out.push(b"\"", true);
                        }
                        Some(b'}') if kind == Quotes::Brace => {
                            self.skip();
                            out.push(b"}", true);
                        }
                        _ => out.push(b"\\", true),
                    }
                }
                b'$' => {
                    self.skip();
                    self.dollar(out, Some(kind))?;
                }
                b'`' => {
                    self.skip();
                    self.backquotes(out, true, kind != Quotes::HereDocument)?;
                }
                b'\n' => {
                    out.push(b"\n", true);
                    self.input.at += 1;
                    self.input.line += 1;
                }
                _ => {
                    let rest = &self.input.text[self.input.at..];
                    let run = rest[1..].iter().position(|c| !c.is_ascii_alphanumeric() && *c != b' ' && *c < 0x80);
                    let run = run.map_or(rest.len(), |i| i + 1);
                    out.push(&rest[..run], true);
                    self.input.at += run;
                }
            }
        }
    }

    /// After `$'`: C's escapes.
    fn dollar_single_quotes(&mut self, out: &mut Parts) -> Result<()> {
        let mut bytes = Vec::new();
        loop {
            let Some(c) = self.take()? else { return Err(self.error("unterminated quoted string")) };
            match c {
                b'\'' => break,
                b'\\' => self.escape(&mut bytes)?,
                _ => bytes.push(c),
            }
        }
        // A NUL ends a string of C.
        if let Some(nul) = find(0, &bytes) {
            bytes.truncate(nul);
        }
        out.push(&bytes, true);
        Ok(())
    }

    /// After a backslash inside `$'…'`.
    fn escape(&mut self, bytes: &mut Vec<u8>) -> Result<()> {
        let Some(c) = self.take()? else { return Err(self.error("unterminated quoted string")) };
        let byte = match c {
            b'a' => 7,
            b'b' => 8,
            b'e' | b'E' => 27,
            b'f' => 12,
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'v' => 11,
            b'\\' | b'\'' | b'"' | b'?' => c,
            b'0'..=b'7' => {
                let first = u32::from(c - b'0');
                self.digits(first, 8, 2)?.0 as u8
            }
            b'x' => match self.digits(0, 16, 2)? {
                (_, 0) => {
                    bytes.push(b'\\');
                    b'x'
                }
                (value, _) => value as u8,
            },
            b'u' | b'U' => {
                let (value, read) = self.digits(0, 16, if c == b'u' { 4 } else { 8 })?;
                match char::from_u32(value) {
                    Some(character) if read > 0 => {
                        bytes.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
                    }
                    _ => bytes.extend_from_slice(&[b'\\', c]),
                }
                return Ok(());
            }
            b'c' => match self.take()? {
                Some(b'?') => 0x7f,
                Some(control) => control & 0x1f,
                None => return Err(self.error("unterminated quoted string")),
            },
            _ => {
                bytes.push(b'\\');
                c
            }
        };
        bytes.push(byte);
        Ok(())
    }

    /// Up to `most` digits of `base` after `value`: the number, and how many there were.
    fn digits(&mut self, mut value: u32, base: u32, most: usize) -> Result<(u32, usize)> {
        let mut read = 0;
        while read < most {
            let Some(digit) = self.raw_byte()?.and_then(|c| char::from(c).to_digit(base)) else { break };
            value = value.wrapping_mul(base).wrapping_add(digit);
            self.skip();
            read += 1;
        }
        Ok((value, read))
    }

    // ---- expansions --------------------------------------------------------------------------------------------

    /// After `$`. `quotes`: in which kind of quotes it stands.
    fn dollar(&mut self, out: &mut Parts, quotes: Option<Quotes>) -> Result<()> {
        let quoted = quotes.is_some();
        let Some(c) = self.byte()? else {
            out.push(b"$", quoted);
            return Ok(());
        };
        match c {
            b'{' => {
                self.skip();
                self.enter()?;
                let exp = self.braces(quotes)?;
                self.leave();
                out.part(Part::Param { exp, quoted });
            }
            b'(' => {
                self.skip();
                self.enter()?;
                let part = self.parenthesis(quoted)?;
                self.leave();
                out.part(part);
            }
            b'\'' if !quoted => {
                self.skip();
                let before = out.size();
                self.dollar_single_quotes(out)?;
                out.close_quotes(before);
            }
            c if is_name_start(c) => {
                let target = Parameter::Variable(self.name()?);
                out.part(Part::Param { exp: ParamExp::plain(target), quoted });
            }
            c => match one_byte_parameter(c) {
                Some(target) => {
                    self.skip();
                    out.part(Part::Param { exp: ParamExp::plain(target), quoted });
                }
                None => out.push(b"$", quoted),
            },
        }
        Ok(())
    }

    /// A variable's name.
    fn name(&mut self) -> Result<VarId> {
        let mut start = self.input.at;
        let mut at = start;
        while self.input.text.get(at).is_some_and(|c| is_name_byte(*c)) {
            at += 1;
        }
        if self.input.text.get(at) != Some(&b'\\') {
            self.input.at = at;
            return Ok(self.host.symbols().intern(&self.input.text[start..at]));
        }
        // Perhaps it goes on behind a line continuation.
        let mut name = Vec::new();
        loop {
            name.extend_from_slice(&self.input.text[start..at]);
            self.input.at = at;
            match self.byte()? {
                Some(c) if is_name_byte(c) => {}
                _ => return Ok(self.host.symbols().intern(&name)),
            }
            start = self.input.at;
            at = start;
            while self.input.text.get(at).is_some_and(|c| is_name_byte(*c)) {
                at += 1;
            }
        }
    }

    /// After `$(`.
    fn parenthesis(&mut self, quoted: bool) -> Result<Part> {
        if self.byte()? != Some(b'(') {
            return Ok(Part::Command { body: self.command_substitution()?, quoted, backquoted: false });
        }
        if let Some(expr) = self.try_arithmetic()? {
            return Ok(Part::Arith { expr: self.arithmetic(expr), quoted });
        }
        match self.command_substitution() {
            Ok(body) => Ok(Part::Command { body, quoted, backquoted: false }),
            // It is neither; arithmetic is what is meant more often.
            Err(ParseError::Syntax { .. }) if self.input.at == self.input.text.len() => Err(self.error("missing '))'")),
            Err(error) => Err(error),
        }
    }

    /// At the second parenthesis of `((`: the text up to `))`. `None` (and nothing is taken) if it does not end so.
    pub(crate) fn try_arithmetic(&mut self) -> Result<Option<Vec<Part>>> {
        let start = (self.input.at, self.input.line);
        if self.not_arithmetic.contains(&start.0) {
            return Ok(None);
        }
        self.skip();
        let mut parts = Parts::default();
        if self.quoted(&mut parts, Quotes::Arithmetic)? {
            return Ok(Some(parts.finish()));
        }
        // At the end of the script nothing has shown that it is not arithmetic: it is one that is not complete (2.6.3).
        if self.byte()?.is_none() && self.looks_like_arithmetic(&parts.finish()) {
            return Err(self.error("missing '))'"));
        }
        (self.input.at, self.input.line) = start;
        self.not_arithmetic.push(start.0);
        Ok(None)
    }

    /// Compiles an expression as far as possible.
    pub(crate) fn arithmetic(&mut self, parts: Vec<Part>) -> Arithmetic {
        let symbols = self.host.symbols();
        if let [] | [Part::Literal { .. }] = &parts[..] {
            let text = match parts.first() {
                Some(Part::Literal { bytes, .. }) => bytes,
                _ => &b""[..],
            };
            if let Ok(expr) = arith::parse(text, symbols) {
                return Arithmetic::Compiled(expr);
            }
        }
        let pieces: Option<Vec<Piece>> = parts.iter().map(piece).collect();
        let fast = pieces.and_then(|pieces| arith::parse_with_parameters(&pieces, symbols)).map(Box::new);
        Arithmetic::Text { word: Box::new(Word::new(parts)), fast }
    }

    /// Is this the text of an expression, for all that can be seen before it is expanded?
    pub(crate) fn looks_like_arithmetic(&mut self, parts: &[Part]) -> bool {
        let pieces: Vec<Piece> = parts
            .iter()
            .map(|part| piece(part).unwrap_or(Piece::Parameter(Parameter::Special(Special::Count))))
            .collect();
        arith::parses(&pieces, self.host.symbols())
    }

    /// After a backquote. `quote_escapes`: in here `\"` is `"`.
    fn backquotes(&mut self, out: &mut Parts, quoted: bool, quote_escapes: bool) -> Result<()> {
        let line = self.input.line;
        let mut text = Vec::new();
        loop {
            match self.take()? {
                None => return Err(self.error("EOF in backquote substitution")),
                Some(b'`') => break,
                Some(b'\\') => match self.raw_byte()? {
                    Some(c @ (b'`' | b'$' | b'\\')) => {
                        self.skip();
                        text.push(c);
                    }
                    Some(b'"') if quote_escapes => {
                        self.skip();
                        text.push(b'"');
                    }
                    _ => text.push(b'\\'),
                },
                Some(c) => text.push(c),
            }
        }
        self.enter()?;
        let body = self.inner(&mut Input::part(text, line)).program().map_err(|error| match error {
            // As in ash, to whose messages the text begins a line earlier.
            ParseError::Syntax { line, message } => ParseError::Syntax { line: line.saturating_sub(1), message },
            read @ ParseError::Read(_) => read,
        })?;
        self.leave();
        out.part(Part::Command { body: Rc::new(body), quoted, backquoted: true });
        Ok(())
    }

    /// A parser of a text that was taken out of this one.
    fn inner<'b>(&'b mut self, input: &'b mut Input) -> Parser<'b> {
        let mut parser = Parser::new(input, self.host);
        parser.depth = self.depth;
        parser
    }

    /// After `${`, up to and with the `}`.
    fn braces(&mut self, quotes: Option<Quotes>) -> Result<ParamExp> {
        let start = (self.input.at, self.input.line);
        let here_documents = self.pending.len();
        let exp = self.braces_inside(quotes).and_then(|exp| match self.byte()? {
            Some(b'}') => Ok(exp),
            _ => Err(self.bad_substitution()),
        });
        let exp = match exp {
            Err(ParseError::Syntax { message, .. }) if message.ends_with(b"bad substitution") => {
                (self.input.at, self.input.line) = start;
                self.pending.truncate(here_documents);
                self.brace_word(quotes).map(|_| {
                    let text = self.input.text[start.0..self.input.at].into();
                    let target = Parameter::Special(Special::Name);
                    ParamExp { target, indirect: false, op: Some(Box::new(ParamOp::Bad(text))) }
                })
            }
            exp => exp,
        };
        let mut exp = exp.map_err(|error| match error {
            // The quotes are what is seen to be open.
            ParseError::Syntax { line, message }
                if quotes == Some(Quotes::Double) && message.ends_with(b"missing '}'") =>
            {
                ParseError::Syntax { line, message: b"syntax error: unterminated quoted string".to_vec() }
            }
            other => other,
        })?;
        self.skip();
        // `${x/}`, `${x//y}`: nothing is looked for.
        let op = match exp.op.as_deref_mut() {
            Some(ParamOp::Element { op, .. }) => op,
            _ => &mut exp.op,
        };
        if let Some(ParamOp::Replace { pattern, which: Matches::First | Matches::All, .. }) = op.as_deref()
            && pattern.is_absent()
        {
            *op = None;
        }
        Ok(exp)
    }

    fn bad_substitution(&mut self) -> ParseError {
        let ended = find(b'}', &self.input.text[self.input.at..]).is_none();
        self.error(if ended { "missing '}'" } else { "bad substitution" })
    }

    fn braces_inside(&mut self, quotes: Option<Quotes>) -> Result<ParamExp> {
        let start = (self.input.at, self.input.line);
        let first = self.byte()?;
        self.input.at += usize::from(first.is_some());
        let second = self.byte()?;
        (self.input.at, self.input.line) = start;
        let is_parameter = |c: u8| is_name_start(c) || one_byte_parameter(c).is_some();
        if first == Some(b'#') && second.is_some_and(is_parameter) {
            // `${#x}` is a length; `${#-x}`, `${##x}`, `${#?x}` are operations on `$#`.
            self.eat(b'#')?;
            let target = self.parameter()?;
            let element = self.subscript_of_expansion(target)?;
            if self.byte()? == Some(b'}') {
                let op = Some(Box::new(ParamOp::Length));
                return Ok(ParamExp { target, indirect: false, op: with_subscript(element, op) });
            }
            (self.input.at, self.input.line) = start;
        }
        let indirect = first == Some(b'!') && second.is_some_and(|c| is_name_start(c) || c.is_ascii_digit());
        if indirect {
            self.eat(b'!')?;
        }
        let target = self.parameter()?;
        if indirect && let Some(op) = self.names_or_keys(target)? {
            return Ok(ParamExp { target, indirect: false, op: Some(Box::new(op)) });
        }
        let element = self.subscript_of_expansion(target)?;
        let op = self.operation(quotes)?.map(Box::new);
        if target == Parameter::Special(Special::Count)
            && let Some(ParamOp::Assign { colon: false, word }) = op.as_deref()
            && word.is_absent()
        {
            // `${#=}`: neither a length nor, to ash, an assignment.
            return Err(self.error("bad substitution"));
        }
        Ok(ParamExp { target, indirect, op: with_subscript(element, op) })
    }

    /// After the name in `${name`: its subscript, if there is one.
    fn subscript_of_expansion(&mut self, target: Parameter) -> Result<Option<Subscript>> {
        if !matches!(target, Parameter::Variable(_)) || self.byte()? != Some(b'[') {
            return Ok(None);
        }
        self.skip();
        let subscript = self.subscript()?;
        if matches!(&subscript, Subscript::Word { word, .. } if word.is_absent()) {
            return Err(self.error("bad substitution"));
        }
        Ok(Some(subscript))
    }

    /// After the name in `${!name`: `*}`, `@}`, `[*]}`, `[@]}`.
    fn names_or_keys(&mut self, target: Parameter) -> Result<Option<ParamOp>> {
        if !matches!(target, Parameter::Variable(_)) {
            return Ok(None);
        }
        let special = |c: u8| if c == b'@' { Special::At } else { Special::Star };
        let (op, length) = match self.input.text.get(self.input.at..).unwrap_or_default() {
            [c @ (b'@' | b'*'), b'}', ..] => (ParamOp::Names(special(*c)), 1),
            [b'[', c @ (b'@' | b'*'), b']', b'}', ..] => (ParamOp::Keys(special(*c)), 3),
            _ => return Ok(None),
        };
        self.input.at += length;
        Ok(Some(op))
    }

    fn parameter(&mut self) -> Result<Parameter> {
        match self.byte()? {
            Some(c) if is_name_start(c) => Ok(Parameter::Variable(self.name()?)),
            Some(c) if c.is_ascii_digit() => {
                let mut n = 0_u32;
                while let Some(c) = self.byte()?
                    && c.is_ascii_digit()
                {
                    n = n.saturating_mul(10).saturating_add(u32::from(c - b'0'));
                    self.skip();
                }
                Ok(if n == 0 { Parameter::Special(Special::Name) } else { Parameter::Positional(n) })
            }
            Some(c) => match one_byte_parameter(c) {
                Some(parameter) => {
                    self.skip();
                    Ok(parameter)
                }
                None => Err(self.bad_substitution()),
            },
            None => Err(self.bad_substitution()),
        }
    }

    /// After the parameter of `${…}`: the operation, up to the `}`.
    fn operation(&mut self, quotes: Option<Quotes>) -> Result<Option<ParamOp>> {
        let Some(c) = self.byte()? else { return Err(self.error("missing '}'")) };
        if c == b'}' {
            return Ok(None);
        }
        self.skip();
        let mut operator = c;
        let colon = c == b':';
        if colon {
            match self.byte()? {
                Some(c @ (b'-' | b'=' | b'?' | b'+')) => {
                    self.skip();
                    operator = c;
                }
                _ => return self.substring().map(Some),
            }
        }
        Ok(Some(match operator {
            b'-' => ParamOp::Default { colon, word: self.brace_word(quotes)? },
            b'=' => ParamOp::Assign { colon, word: self.brace_word(quotes)? },
            b'?' => ParamOp::Error { colon, word: self.brace_word(quotes)? },
            b'+' => ParamOp::Alternative { colon, word: self.brace_word(quotes)? },
            b'#' => ParamOp::RemovePrefix { longest: self.eat(b'#')?, pattern: self.pattern(Until::Brace)? },
            b'%' => ParamOp::RemoveSuffix { longest: self.eat(b'%')?, pattern: self.pattern(Until::Brace)? },
            b'@' => match self.byte()? {
                Some(letter @ (b'Q' | b'E' | b'P' | b'A' | b'a' | b'U' | b'u' | b'L' | b'K' | b'k')) => {
                    self.skip();
                    ParamOp::Transform(letter)
                }
                _ => return Err(self.bad_substitution()),
            },
            b'^' | b',' => {
                let all = self.eat(operator)?;
                ParamOp::ChangeCase { upper: operator == b'^', all, pattern: self.pattern(Until::Brace)? }
            }
            b'/' => {
                let which = match self.byte()? {
                    Some(b'/') => Matches::All,
                    Some(b'#') => Matches::Prefix,
                    Some(b'%') => Matches::Suffix,
                    _ => Matches::First,
                };
                if which != Matches::First {
                    self.skip();
                }
                let mut parts = Parts::default();
                // A slash ends the pattern, but not as its first character: `${x////-}` replaces slashes.
                if which == Matches::All && self.eat(b'/')? {
                    parts.push(b"/", false);
                }
                let pattern = self.pattern_after(parts, Until::Slash)?;
                // Its quotes are its own, as the pattern's are.
                let with = if self.eat(b'/')? { self.pattern(Until::Brace)? } else { Word::default() };
                ParamOp::Replace { which, pattern, with }
            }
            _ => return Err(self.bad_substitution()),
        }))
    }

    fn substring(&mut self) -> Result<ParamOp> {
        let mut parts = Parts::default();
        self.quoted(&mut parts, Quotes::Number)?;
        if parts.is_empty() && self.byte()? == Some(b'}') {
            return Err(self.error("missing '}'"));
        }
        let offset = self.arithmetic(parts.finish());
        let length = if self.eat(b':')? {
            let mut parts = Parts::default();
            self.quoted(&mut parts, Quotes::Number)?;
            Some(self.arithmetic(parts.finish()))
        } else {
            None
        };
        Ok(ParamOp::Substring { offset, length })
    }

    /// The word of `${x:-word}`: in the quoting of its surroundings.
    fn brace_word(&mut self, quotes: Option<Quotes>) -> Result<Word> {
        let mut parts = Parts::default();
        match quotes {
            None => self.unquoted(&mut parts, Until::Brace, &mut None)?,
            Some(_) => {
                self.quoted(&mut parts, Quotes::Brace)?;
            }
        }
        Ok(Word::new(parts.finish()))
    }

    /// A pattern: it has a quoting of its own.
    fn pattern(&mut self, until: Until) -> Result<Word> {
        self.pattern_after(Parts::default(), until)
    }

    /// A pattern whose first parts are known.
    fn pattern_after(&mut self, mut parts: Parts, until: Until) -> Result<Word> {
        self.unquoted(&mut parts, until, &mut None)?;
        Ok(Word::new(join_literals(parts.finish())))
    }

    // ---- here-documents ----------------------------------------------------------------------------------------

    /// Reads the bodies of the here-documents of the line that has just ended.
    fn here_documents(&mut self) -> Result<()> {
        for here in std::mem::take(&mut self.pending) {
            let line = self.input.line;
            let text = self.here_text(&here)?;
            let body = if here.quoted {
                Word::literal(&text)
            } else {
                self.enter()?;
                let body = self.inner(&mut Input::part(text, line)).here_body()?;
                self.leave();
                body
            };
            // It is set here and nowhere else.
            let _ = here.body.set(body);
        }
        Ok(())
    }

    /// All of the text as the body of a here-document.
    pub(crate) fn here_body(&mut self) -> Result<Word> {
        let mut parts = Parts::default();
        self.quoted(&mut parts, Quotes::HereDocument)?;
        Ok(Word::new(parts.finish()))
    }

    fn here_text(&mut self, here: &PendingHere) -> Result<Vec<u8>> {
        let mut body = Vec::new();
        let mut start = 0; // of the line in `body`, its continuations joined
        let mut continued = false;
        while self.input.at < self.input.text.len() || self.more()? {
            let rest = &self.input.text[self.input.at..];
            let length = find(b'\n', rest).map_or(rest.len(), |i| i + 1);
            let mut line = &rest[..length];
            self.input.at += length;
            self.input.line += 1;
            if here.strip_tabs && !continued {
                let tabs = line.iter().position(|c| *c != b'\t').unwrap_or(line.len());
                line = &line[tabs..];
            }
            let content = line.strip_suffix(b"\n").unwrap_or(line);
            let backslashes = content.iter().rev().take_while(|c| **c == b'\\').count();
            continued = !here.quoted && backslashes % 2 == 1 && content.len() < line.len();
            if continued {
                body.extend_from_slice(&content[..content.len() - 1]);
                continue;
            }
            body.extend_from_slice(content);
            if body[start..] == here.delimiter {
                body.truncate(start);
                break;
            }
            body.extend_from_slice(&line[content.len()..]);
            start = body.len();
        }
        Ok(body)
    }

    /// The list of `$(…)` or `<(…)`, up to and with the `)`.
    fn command_substitution(&mut self) -> Result<Rc<List>> {
        let pending = std::mem::take(&mut self.pending);
        let first = std::mem::replace(&mut self.first, false);
        let assignable = std::mem::replace(&mut self.assignable, true);
        self.enter()?;
        let list = self.list_in_parentheses()?;
        self.leave();
        self.assignable = assignable;
        self.first = first;
        // A here-document that the list leaves open has its body after the line that the substitution stands in.
        let mut open = std::mem::replace(&mut self.pending, pending);
        self.pending.append(&mut open);
        Ok(Rc::new(list))
    }
}

fn with_subscript(subscript: Option<Subscript>, op: Option<Box<ParamOp>>) -> Option<Box<ParamOp>> {
    match subscript {
        Some(subscript) => Some(Box::new(ParamOp::Element { subscript, op })),
        None => op,
    }
}

/// `$@`, `$1` and the like, of one byte.
fn one_byte_parameter(c: u8) -> Option<Parameter> {
    Some(match c {
        b'1'..=b'9' => Parameter::Positional(u32::from(c - b'0')),
        b'0' => Parameter::Special(Special::Name),
        b'@' => Parameter::Special(Special::At),
        b'*' => Parameter::Special(Special::Star),
        b'#' => Parameter::Special(Special::Count),
        b'?' => Parameter::Special(Special::Status),
        b'-' => Parameter::Special(Special::Flags),
        b'$' => Parameter::Special(Special::Pid),
        b'!' => Parameter::Special(Special::Job),
        _ => return None,
    })
}

/// A part of an expression, if it is a literal or a plain parameter.
fn piece(part: &Part) -> Option<Piece<'_>> {
    match part {
        Part::Literal { bytes, .. } => Some(Piece::Text(bytes)),
        Part::Param { exp: ParamExp { target, indirect: false, op: None }, .. }
            if !matches!(target, Parameter::Special(Special::At | Special::Star)) =>
        {
            Some(Piece::Parameter(*target))
        }
        _ => None,
    }
}

/// The delimiter of a here-document without its quotes, and whether it had any.
pub(crate) fn here_delimiter(raw: &[u8]) -> (Vec<u8>, bool) {
    let mut delimiter = Vec::new();
    let (mut quoted, mut quote) = (false, 0);
    let mut bytes = raw.iter().copied();
    while let Some(c) = bytes.next() {
        match c {
            b'\'' | b'"' if quote == 0 => {
                quoted = true;
                quote = c;
            }
            // A substitution in it is not made; ash takes it for a kind of quotes.
            b'`' => {
                quoted = true;
                delimiter.push(c);
            }
            _ if c == quote => quote = 0,
            b'\\' if quote != b'\'' => match bytes.next() {
                Some(b'\n') => {}
                Some(c) => {
                    quoted = true;
                    if quote == b'"' && !matches!(c, b'$' | b'`' | b'"' | b'\\') {
                        delimiter.push(b'\\');
                    }
                    delimiter.push(c);
                }
                None => delimiter.push(c),
            },
            _ => delimiter.push(c),
        }
    }
    (delimiter, quoted)
}
