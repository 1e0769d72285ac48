//! Tokens and words (XCU 2.3): blanks, comments, operators, quoting, and what begins with `$` or a backquote.

mod arrays;
mod expansions;
mod here;
mod quotes;

use crate::arith::{self, Piece};
use crate::ast::{
    Arithmetic, ArrayAssignment, Element, List, Matches, ParamExp, ParamOp, Parameter, Part, Special, Subscript, Word,
};
use crate::braces::{self, Parsed};
use crate::input::Input;
use crate::parser::{ParseError, Parser, Result};
use crate::symbols::{VarId, is_name, is_name_byte, is_name_start};
use kit::search::find;
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
    #[inline]
    pub(crate) fn byte(&mut self) -> Result<Option<u8>> {
        match self.input.text.get(self.input.at).copied() {
            Some(c) if c != b'\\' => Ok(Some(c)),
            _ => self.byte_after_lines(),
        }
    }

    /// As [`Parser::byte`], where a line may be continued or end.
    fn byte_after_lines(&mut self) -> Result<Option<u8>> {
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
