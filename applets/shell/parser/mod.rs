//! The grammar (XCU 2.10), by recursive descent: one complete command at a time, so that an alias defined on one line is
//! known on the next.

mod compound;
mod conditional;

use crate::ast::*;
use crate::input::{Host, Input};
use crate::lexer::{AliasInUse, Op, PendingHere, RawWord, Token, here_delimiter};
use crate::symbols::{VarId, is_name};
use kit::text;
use std::cell::{Cell, OnceCell};
use std::io;
use std::rc::Rc;

/// Why there is no command.
#[derive(Debug)]
pub enum ParseError {
    /// The script is wrong.
    Syntax {
        /// The line where that was seen.
        line: u32,
        /// In ash's words, with `syntax error: ` before them.
        message: Vec<u8>,
    },
    /// The script can not be read.
    Read(io::Error),
}

/// The result of parsing.
pub type Result<T> = std::result::Result<T, ParseError>;

/// How deep compound commands, substitutions and expansions may stand inside one another. One level takes at most 16 KiB of
/// stack in a build without optimisation, a quarter of that with it.
const MAX_DEPTH: u32 = 200;

/// Words that are reserved where a command may begin.
pub(crate) const RESERVED: [&[u8]; 17] = [
    b"!",
    b"[[",
    b"case",
    b"do",
    b"done",
    b"elif",
    b"else",
    b"esac",
    b"fi",
    b"for",
    b"function",
    b"if",
    b"in",
    b"select",
    b"then",
    b"until",
    b"while",
];

/// Is `word` a reserved word?
pub fn is_reserved(word: &[u8]) -> bool {
    matches!(word, b"{" | b"}") || RESERVED.contains(&word)
}

/// Parses the next complete command: the list up to the end of a line, the bodies of its here-documents with it. `None` at
/// the end of the script; empty lines and comments are passed over.
pub fn next_command(input: &mut Input, host: &mut dyn Host) -> Result<Option<List>> {
    input.forget();
    Parser::new(input, host).complete_command()
}

/// Parses a whole text at once: the body of a trap or of `PS4`'s substitutions.
pub fn parse_text(text: &[u8], host: &mut dyn Host) -> Result<List> {
    Parser::new(&mut Input::text(text), host).program()
}

/// Parses a text that is expanded like the body of a here-document: a prompt.
pub fn parse_here_text(text: &[u8], host: &mut dyn Host) -> Result<Word> {
    Parser::new(&mut Input::part(text.to_vec(), 1), host).here_body()
}

/// Parses a text as what stands in the brackets of `name[…]`.
pub(crate) fn parse_subscript(text: &[u8], host: &mut dyn Host) -> Result<Subscript> {
    Parser::new(&mut Input::part(text.to_vec(), 1), host).whole_subscript()
}

/// A text with the escapes of `$'…'` replaced; without change if one is incomplete.
pub(crate) fn unescape(text: &[u8], host: &mut dyn Host) -> Vec<u8> {
    Parser::new(&mut Input::part(text.to_vec(), 1), host).unescaped().unwrap_or_else(|_| text.to_vec())
}

/// Is `word` a utility whose arguments may be assignments?
pub(crate) fn is_declaration_utility(word: &[u8]) -> bool {
    matches!(word, b"export" | b"readonly" | b"local" | b"declare" | b"typeset")
}

/// One parse.
pub(crate) struct Parser<'a> {
    pub(crate) input: &'a mut Input,
    pub(crate) host: &'a mut dyn Host,
    /// The next token, if it was looked at.
    peeked: Option<Token>,
    /// The line on which it begins, and the place in the text.
    pub(crate) token_line: u32,
    pub(crate) token_start: usize,
    /// Here-documents to be read after the next newline.
    pub(crate) pending: Vec<PendingHere>,
    pub(crate) aliases: Vec<AliasInUse>,
    pub(crate) depth: u32,
    /// Nothing of the command was seen yet.
    pub(crate) first: bool,
    /// An alias was replaced where the next command begins.
    replaced: bool,
    /// In the `${…}` of a word that looks like an assignment.
    pub(crate) in_assignment: bool,
    /// Memory for the literals of the next word.
    pub(crate) spare: Vec<u8>,
    /// The next word may be an assignment to an array.
    pub(crate) assignable: bool,
    /// The subscript of the assignment that the word at work is.
    pub(crate) subscript: Option<Subscript>,
    /// The next word is a pattern of `[[ ]]`, where extended patterns always are.
    pub(crate) in_pattern: bool,
    /// Places of a `((` that is known not to begin arithmetic.
    pub(crate) not_arithmetic: Vec<usize>,
}

impl<'a> Parser<'a> {
    pub(crate) fn new(input: &'a mut Input, host: &'a mut dyn Host) -> Parser<'a> {
        let line = input.line;
        Parser {
            input,
            host,
            peeked: None,
            token_line: line,
            token_start: 0,
            pending: Vec::new(),
            aliases: Vec::new(),
            depth: 0,
            first: true,
            replaced: false,
            in_assignment: false,
            spare: Vec::new(),
            assignable: true,
            subscript: None,
            in_pattern: false,
            not_arithmetic: Vec::new(),
        }
    }

    pub(crate) fn error(&self, message: &str) -> ParseError {
        let prefix = if message.starts_with("syntax error") { "" } else { "syntax error: " };
        ParseError::Syntax { line: self.input.line, message: text![prefix, message] }
    }

    /// One level down. Not undone when an error ends the parse.
    pub(crate) fn enter(&mut self) -> Result<()> {
        self.depth += 1;
        if self.depth > MAX_DEPTH || self.host.stack_is_low() { Err(self.error("nesting too deep")) } else { Ok(()) }
    }

    pub(crate) fn leave(&mut self) {
        self.depth -= 1;
    }

    // ---- tokens ------------------------------------------------------------------------------------------------

    #[inline]
    fn peek(&mut self) -> Result<&Token> {
        if self.peeked.is_none() {
            self.look()?;
        }
        Ok(self.peeked.get_or_insert(Token::End))
    }

    /// Reads the token that is looked at.
    fn look(&mut self) -> Result<()> {
        self.peeked = Some(self.token()?);
        Ok(())
    }

    fn next(&mut self) -> Result<Token> {
        match self.peeked.take() {
            Some(token) => Ok(token),
            None => self.token(),
        }
    }

    #[inline]
    fn peek_op(&mut self) -> Result<Option<Op>> {
        Ok(match self.peek()? {
            Token::Op(op) => Some(*op),
            _ => None,
        })
    }

    /// The text of the next token if it is a word without quotes and expansions.
    #[inline]
    fn peek_plain(&mut self) -> Result<Option<&[u8]>> {
        Ok(match self.peek()? {
            Token::Word(word) => word.plain(),
            _ => None,
        })
    }

    fn eat_op(&mut self, op: Op) -> Result<bool> {
        let found = self.peek_op()? == Some(op);
        if found {
            self.peeked = None;
        }
        Ok(found)
    }

    fn eat_keyword(&mut self, keyword: &[u8]) -> Result<bool> {
        let found = self.peek_plain()? == Some(keyword);
        if found {
            self.peeked = None;
        }
        Ok(found)
    }

    fn expect_keyword(&mut self, keyword: &str) -> Result<()> {
        if self.eat_keyword(keyword.as_bytes())? { Ok(()) } else { Err(self.unexpected(Some(keyword))) }
    }

    fn skip_newlines(&mut self) -> Result<()> {
        while matches!(self.peek()?, Token::Newline) {
            self.peeked = None;
        }
        Ok(())
    }

    /// The error that the next token is.
    fn unexpected(&mut self, expecting: Option<&str>) -> ParseError {
        let line = self.input.line;
        let found = match self.peek() {
            Ok(Token::End) => b"end of file".to_vec(),
            Ok(Token::Newline) => b"newline".to_vec(),
            Ok(Token::Op(op)) if op.is_redirection() => b"redirection".to_vec(),
            Ok(Token::IoNumber(..)) => b"redirection".to_vec(),
            Ok(Token::Op(op)) => text!["\"", op.text(), "\""],
            Ok(Token::Word(word)) => match word.plain() {
                Some(word) if is_reserved(word) => text!["\"", word, "\""],
                _ => b"word".to_vec(),
            },
            // The lexer's own error says more.
            Err(_) => return self.peeked_error(),
        };
        let expected = match expecting {
            Some("word") => text![" (expecting word)"],
            Some(expected) => text![" (expecting \"", expected, "\")"],
            None => Vec::new(),
        };
        // A newline was counted when it was looked at.
        let line = if matches!(self.peeked, Some(Token::Newline)) { line - 1 } else { line };
        ParseError::Syntax { line, message: text!["syntax error: unexpected ", found, expected] }
    }

    fn peeked_error(&mut self) -> ParseError {
        match self.token() {
            Err(error) => error,
            Ok(_) => self.error("syntax error"),
        }
    }

    /// Puts the text of an alias in the place of the word that is looked at, if it is one.
    fn replace_alias(&mut self) -> Result<bool> {
        if !self.host.has_aliases() {
            return Ok(false);
        }
        let Some(Token::Word(word)) = &self.peeked else { return Ok(false) };
        let Some(name) = word.plain() else { return Ok(false) };
        if self.aliases.iter().any(|alias| &*alias.name == name && word.start < alias.end) {
            return Ok(false);
        }
        let Some(replacement) = self.host.alias(name) else { return Ok(false) };
        let (start, end) = (word.start, self.input.at);
        let name: Rc<[u8]> = name.into();
        self.input.text.splice(start..end, replacement.iter().copied());
        self.input.at = start;
        for alias in &mut self.aliases {
            if alias.end >= end {
                alias.end = alias.end + replacement.len() - (end - start);
            }
        }
        let blank = matches!(replacement.last(), Some(b' ' | b'\t'));
        self.aliases.push(AliasInUse { name, end: start + replacement.len(), blank });
        self.not_arithmetic.clear();
        self.peeked = None;
        Ok(true)
    }

    /// Replaces the word that is looked at while it follows an alias whose text ends with a blank (2.3.1), unless it is one
    /// of the words that are reserved here.
    fn replace_after_alias(&mut self, reserved: &[&[u8]]) -> Result<()> {
        let mut again = false; // the word comes from an alias, so it may be one again
        self.peek()?;
        if !self.host.has_aliases() {
            return Ok(());
        }
        while let Token::Word(word) = self.peek()? {
            if !again && !word.after_alias
                || word.plain().is_some_and(|word| reserved.contains(&word))
                || !self.replace_alias()?
            {
                break;
            }
            again = true;
        }
        Ok(())
    }

    // ---- lists -------------------------------------------------------------------------------------------------

    fn complete_command(&mut self) -> Result<Option<List>> {
        self.skip_empty_lines()?;
        if matches!(self.peek()?, Token::End) {
            return Ok(None);
        }
        self.first = false;
        let mut items = Vec::new();
        loop {
            let mut item = self.and_or()?;
            let separated = self.separator(&mut item)?;
            items.push(item);
            if separated {
                self.replace_aliases()?;
            }
            match self.peek()? {
                Token::Newline => {
                    self.peeked = None;
                    break;
                }
                Token::End => break,
                _ if separated => {}
                _ => return Err(self.unexpected(None)),
            }
        }
        self.end_here_documents();
        Ok(Some(List { items, memo: Cell::default() }))
    }

    /// A whole script.
    pub(crate) fn program(&mut self) -> Result<List> {
        let list = self.list(true)?;
        if !matches!(self.peek()?, Token::End) {
            return Err(self.unexpected(None));
        }
        self.end_here_documents();
        Ok(list)
    }

    /// The script ended on the line of these: their bodies are empty.
    fn end_here_documents(&mut self) {
        for here in self.pending.drain(..) {
            let _ = here.body.set(Word::literal(b""));
        }
    }

    /// After `$(`: a list, perhaps empty, and the `)`.
    pub(crate) fn list_in_parentheses(&mut self) -> Result<List> {
        let list = self.list(true)?;
        if self.eat_op(Op::Close)? { Ok(list) } else { Err(self.unexpected(Some(")"))) }
    }

    /// Eats `;` or `&` after an AND-OR list.
    fn separator(&mut self, item: &mut Item) -> Result<bool> {
        item.background = self.eat_op(Op::Background)?;
        Ok(item.background || self.eat_op(Op::Semicolon)?)
    }

    /// Replaces aliases until a word stands here that is none, where a command may begin.
    fn replace_aliases(&mut self) -> Result<()> {
        self.peek()?;
        if !self.host.has_aliases() {
            return Ok(());
        }
        while let Some(word) = self.peek_plain()? {
            if is_reserved(word) || !self.replace_alias()? {
                break;
            }
            self.replaced = true;
        }
        Ok(())
    }

    /// Passes over newlines, and over aliases without text before them, where a command may begin.
    fn skip_empty_lines(&mut self) -> Result<()> {
        loop {
            self.skip_newlines()?;
            self.replace_aliases()?;
            if !matches!(self.peek()?, Token::Newline) {
                return Ok(());
            }
        }
    }

    /// Does a list end here: at the end, at an operator or word that only closes?
    fn at_list_end(&mut self) -> Result<bool> {
        self.skip_empty_lines()?;
        Ok(match self.peek()? {
            Token::End | Token::Op(Op::Close | Op::EndArm | Op::FallThrough | Op::TestNextArm) => true,
            Token::Word(word) => {
                matches!(word.plain(), Some(b"then" | b"else" | b"elif" | b"fi" | b"do" | b"done" | b"esac" | b"}"))
            }
            _ => false,
        })
    }

    /// A compound list: lines of commands.
    fn list(&mut self, may_be_empty: bool) -> Result<List> {
        let mut items = Vec::new();
        while !self.at_list_end()? {
            let mut item = self.and_or()?;
            let separated = self.separator(&mut item)?;
            items.push(item);
            if !separated && !matches!(self.peek()?, Token::Newline) {
                break;
            }
        }
        self.replaced = false;
        // At the end of the script the error is what is missing, not what is empty.
        if items.is_empty() && !may_be_empty && !matches!(self.peek()?, Token::End) {
            return Err(self.unexpected(None));
        }
        Ok(List { items, memo: Cell::default() })
    }

    fn and_or(&mut self) -> Result<Item> {
        let first = self.pipeline()?;
        let mut rest = Vec::new();
        loop {
            let connector = match self.peek_op()? {
                Some(Op::And) => Connector::And,
                Some(Op::Or) => Connector::Or,
                _ => return Ok(Item { first, rest, background: false }),
            };
            self.peeked = None;
            self.skip_empty_lines()?;
            rest.push((connector, self.pipeline()?));
        }
    }

    fn pipeline(&mut self) -> Result<Pipeline> {
        let mut negated = self.eat_keyword(b"!")?;
        let timed = self.timed()?;
        if timed.is_some() && !negated {
            negated = self.eat_keyword(b"!")?;
        }
        let mut commands = vec![self.command()?];
        loop {
            match self.peek_op()? {
                Some(Op::Pipe) => {}
                Some(Op::PipeBoth) => {
                    if let Some(left) = commands.last_mut() {
                        let mut redirects = std::mem::take(&mut left.redirects).into_vec();
                        redirects.push(Redirect {
                            fd: Some(2),
                            kind: RedirectKind::DupOut,
                            target: Word::literal(b"1"),
                            body: None,
                        });
                        left.redirects = redirects.into();
                    }
                }
                _ => return Ok(Pipeline { negated, timed, commands }),
            }
            self.peeked = None;
            self.skip_empty_lines()?;
            commands.push(self.command()?);
        }
    }

    /// Eats `time` where it is a reserved word: before a command, and not before options that only a utility of that name
    /// could have.
    fn timed(&mut self) -> Result<Option<Timed>> {
        if self.peek_plain()? != Some(b"time") {
            return Ok(None);
        }
        let rest = &self.input.text[self.input.at..];
        let blanks = rest.iter().take_while(|c| matches!(c, b' ' | b'\t')).count();
        let next = &rest[blanks..];
        let posix = next.strip_prefix(b"-p").filter(|after| matches!(after.first(), Some(b' ' | b'\t')));
        let timed = match (posix, next.first()) {
            (Some(_), _) => Timed::Posix,
            (None, None | Some(b'-' | b'\n' | b';' | b'&' | b'|' | b')' | b'#')) => return Ok(None),
            // `time()` defines a function.
            (None, Some(b'(')) if blanks == 0 => return Ok(None),
            (None, Some(_)) => Timed::Plain,
        };
        self.peeked = None;
        if timed == Timed::Posix {
            self.next()?;
        }
        Ok(Some(timed))
    }

    // ---- commands ----------------------------------------------------------------------------------------------

    fn command(&mut self) -> Result<Command> {
        self.enter()?;
        self.replace_aliases()?;
        let replaced = std::mem::take(&mut self.replaced);
        self.peek()?;
        let line = self.token_line;
        let compound = match self.peek()? {
            Token::Op(Op::Open) => Some(self.parenthesized()?),
            Token::Word(word) => match word.plain().and_then(|word| word.first().copied()) {
                Some(first) => self.keyword(first)?,
                None => None,
            },
            Token::IoNumber(..) => None,
            Token::Op(op) if op.is_redirection() => None,
            // Nothing is a command if it is an alias without text.
            Token::Newline | Token::End | Token::Op(Op::Semicolon | Op::Background) if replaced => None,
            _ => return Err(self.unexpected(None)),
        };
        let command = match compound {
            Some(kind) => Command { line, kind, redirects: self.redirects_of_compound()? },
            None => self.simple(line)?,
        };
        self.leave();
        Ok(command)
    }

    /// The compound command that begins with the reserved word that is looked at, if it is one; `first` is its first byte.
    fn keyword(&mut self, first: u8) -> Result<Option<CommandKind>> {
        // Most commands begin with none of these.
        if !matches!(first, b'i' | b'w' | b'u' | b'f' | b'c' | b's' | b'{' | b'[' | b't' | b'e' | b'd' | b'}' | b'!') {
            return Ok(None);
        }
        let word = self.peek_plain()?.unwrap_or_default();
        let parse: fn(&mut Self) -> Result<CommandKind> = match word {
            b"if" => Self::if_command,
            b"while" => |parser| parser.while_command(false),
            b"until" => |parser| parser.while_command(true),
            b"for" => Self::for_command,
            b"select" => Self::select_command,
            b"case" => Self::case_command,
            b"{" => Self::group,
            b"[[" => Self::conditional,
            b"function" => Self::function_keyword,
            b"then" | b"else" | b"elif" | b"fi" | b"do" | b"done" | b"esac" | b"}" | b"!" => {
                return Err(self.unexpected(None));
            }
            _ => return Ok(None),
        };
        self.peeked = None;
        parse(self).map(Some)
    }

    /// A word as an argument.
    pub(crate) fn argument(&mut self, word: RawWord) -> Result<Word> {
        word.into_argument().ok_or_else(|| self.error("nesting too deep"))
    }

    fn word_or_unexpected(&mut self) -> Result<RawWord> {
        self.replace_after_alias(&[])?;
        if let Token::Word(_) = self.peek()?
            && let Token::Word(word) = self.next()?
        {
            return Ok(word);
        }
        Err(self.unexpected(Some("word")))
    }

    /// What follows a compound command: redirections, and aliases that hold redirections or an operator.
    fn redirects_of_compound(&mut self) -> Result<Box<[Redirect]>> {
        let mut redirects = Vec::new();
        loop {
            while self.at_redirect()? {
                redirects.push(self.redirect()?);
            }
            let may_be_alias = self.peek_plain()?.is_some_and(|word| !is_reserved(word));
            if !may_be_alias || !self.replace_alias()? {
                return Ok(redirects.into());
            }
        }
    }

    fn at_redirect(&mut self) -> Result<bool> {
        Ok(match self.peek()? {
            Token::IoNumber(..) => true,
            Token::Op(op) => op.is_redirection(),
            _ => false,
        })
    }

    fn redirect(&mut self) -> Result<Redirect> {
        let mut fd = None;
        if let Token::IoNumber(n, _) = self.peek()? {
            fd = Some(*n);
            self.peeked = None;
        }
        let Token::Op(op) = self.next()? else { return Err(self.error("syntax error")) };
        let assignable = std::mem::replace(&mut self.assignable, false);
        let kind = match op {
            Op::In => RedirectKind::In,
            Op::Append => RedirectKind::Append,
            Op::Clobber => RedirectKind::Clobber,
            Op::InOut => RedirectKind::InOut,
            Op::DupIn => RedirectKind::DupIn,
            Op::DupOut => RedirectKind::DupOut,
            Op::HereString => RedirectKind::HereString,
            Op::HereDocument | Op::HereTabs => RedirectKind::HereDocument,
            Op::Both => RedirectKind::Both,
            Op::AppendBoth => RedirectKind::AppendBoth,
            _ => RedirectKind::Out,
        };
        self.replace_after_alias(&[])?;
        let Token::Word(_) = self.peek()? else { return Err(self.unexpected(None)) };
        let Token::Word(word) = self.next()? else { return Err(self.error("syntax error")) };
        self.assignable = assignable;
        let mut body = None;
        if kind == RedirectKind::HereDocument {
            let cell = Rc::new(OnceCell::new());
            let (delimiter, quoted) = here_delimiter(&self.input.text[word.start..self.input.at]);
            let strip_tabs = op == Op::HereTabs;
            self.pending.push(PendingHere { body: cell.clone(), delimiter, quoted, strip_tabs });
            body = Some(cell);
        }
        // `>&file` is an old form of `&>file`.
        let is_file = |name: &[u8]| name != b"-" && !name.iter().all(u8::is_ascii_digit);
        let kind = match kind {
            RedirectKind::DupOut if fd.is_none() && word.plain().is_some_and(is_file) => RedirectKind::Both,
            kind => kind,
        };
        Ok(Redirect { fd, kind, target: word.into_word(), body })
    }

    fn simple(&mut self, line: u32) -> Result<Command> {
        let (mut assignments, mut words, mut redirects) = (Vec::new(), Vec::new(), Vec::new());
        let mut replaced = false; // the word comes from an alias, so it may be one again
        loop {
            if self.at_redirect()? {
                redirects.push(self.redirect()?);
                continue;
            }
            let Token::Word(word) = self.peek()? else { break };
            let begins = words.is_empty() && !(assignments.is_empty() && redirects.is_empty());
            if (begins || word.after_alias || replaced) && self.replace_alias()? {
                replaced = true;
                continue;
            }
            replaced = false;
            let Token::Word(mut word) = self.next()? else { break };
            if words.is_empty() && word.assignment.is_some() {
                let array = word.array.take();
                if let Some((name, append, value)) = word.into_assignment() {
                    assignments.push(Assignment { name: self.host.symbols().intern(&name), append, value, array });
                }
                continue;
            }
            if words.is_empty() {
                self.assignable = word.plain().is_some_and(is_declaration_utility);
            }
            let begins = words.is_empty() && assignments.is_empty() && redirects.is_empty();
            if begins {
                self.replace_after_alias(&[])?;
                if self.peek_op()? == Some(Op::Open) {
                    self.assignable = true;
                    return self.function(word, line);
                }
            }
            words.push(self.argument(word)?);
        }
        self.assignable = true;
        let kind = CommandKind::Simple(SimpleCommand {
            assignments: assignments.into(),
            words: words.into(),
            memo: Cell::default(),
        });
        Ok(Command { line, kind, redirects: redirects.into() })
    }

    /// At the `(` of `name()`.
    fn function(&mut self, word: RawWord, line: u32) -> Result<Command> {
        self.peeked = None;
        self.replace_after_alias(&[])?;
        if !self.eat_op(Op::Close)? {
            return Err(self.unexpected(Some(")")));
        }
        let Some(name) = word.plain().filter(|name| is_function_name(name)) else {
            return Err(self.error("bad function name"));
        };
        let (name, start) = (name.into(), word.start);
        let kind = self.function_body(name, start, false)?;
        Ok(Command { line, kind, redirects: Box::default() })
    }

    // ---- [[ ]] -------------------------------------------------------------------------------------------------
}

fn word_of(word: RawWord) -> Word {
    word.into_word()
}

/// POSIX wants a name; other shells take nearly any word, and scripts have functions like `apt-get`.
pub(crate) fn is_function_name(word: &[u8]) -> bool {
    let fits =
        |c: &u8| c.is_ascii_alphanumeric() || matches!(c, b'_' | b'-' | b'.' | b':' | b'+' | b'@' | b'%' | b',' | b'/');
    word.iter().all(|c| fits(c) || *c >= 0x80) && !word.iter().all(u8::is_ascii_digit) && !matches!(word, b":" | b".")
}

#[cfg(test)]
mod tests;
