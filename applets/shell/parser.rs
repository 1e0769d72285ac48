//! The grammar (XCU 2.10), by recursive descent: one complete command at a time, so that an alias defined on one line is
//! known on the next.

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

    fn peek(&mut self) -> Result<&Token> {
        if self.peeked.is_none() {
            self.peeked = Some(self.token()?);
        }
        Ok(self.peeked.get_or_insert(Token::End))
    }

    fn next(&mut self) -> Result<Token> {
        match self.peeked.take() {
            Some(token) => Ok(token),
            None => self.token(),
        }
    }

    fn peek_op(&mut self) -> Result<Option<Op>> {
        Ok(match self.peek()? {
            Token::Op(op) => Some(*op),
            _ => None,
        })
    }

    /// The text of the next token if it is a word without quotes and expansions.
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
            Some(kind) => Command { line, kind, redirects: self.redirects()? },
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

    fn if_command(&mut self) -> Result<CommandKind> {
        let mut branches = Vec::new();
        let otherwise = loop {
            let condition = self.list(false)?;
            self.expect_keyword("then")?;
            branches.push((condition, self.list(false)?));
            if self.eat_keyword(b"elif")? {
                continue;
            }
            break if self.eat_keyword(b"else")? { Some(self.list(false)?) } else { None };
        };
        self.expect_keyword("fi")?;
        Ok(CommandKind::If { branches: branches.into(), otherwise })
    }

    fn while_command(&mut self, until: bool) -> Result<CommandKind> {
        let condition = self.list(false)?;
        Ok(CommandKind::While { until, condition, body: self.do_group()? })
    }

    fn do_group(&mut self) -> Result<List> {
        self.expect_keyword("do")?;
        let body = self.list(false)?;
        self.expect_keyword("done")?;
        Ok(body)
    }

    fn for_command(&mut self) -> Result<CommandKind> {
        if self.peek_op()? == Some(Op::Open) && self.input.text.get(self.input.at) == Some(&b'(') {
            self.peeked = None;
            return self.for_arithmetic();
        }
        let (var, words) = self.loop_words()?;
        Ok(CommandKind::For { var, words, body: self.loop_body()? })
    }

    fn select_command(&mut self) -> Result<CommandKind> {
        let (var, words) = self.loop_words()?;
        Ok(CommandKind::Select { var, words, body: self.loop_body()? })
    }

    /// After `for` or `select`: the variable and the words, up to `do`.
    fn loop_words(&mut self) -> Result<(VarId, Option<Box<[Word]>>)> {
        self.replace_after_alias(&[])?;
        let var = match self.next()? {
            Token::Word(word) => match word.plain() {
                Some(name) if is_name(name) => self.host.symbols().intern(name),
                _ => return Err(self.error("bad for loop variable")),
            },
            _ => return Err(self.error("bad for loop variable")),
        };
        self.replace_after_alias(&[b"in", b"do"])?;
        let semicolon = self.eat_op(Op::Semicolon)?;
        self.skip_newlines()?;
        if semicolon || !self.eat_keyword(b"in")? {
            return Ok((var, None));
        }
        let mut words = Vec::new();
        self.assignable = false;
        loop {
            self.replace_after_alias(&[])?;
            let Token::Word(_) = self.peek()? else { break };
            if let Token::Word(word) = self.next()? {
                words.push(self.argument(word)?);
            }
        }
        self.assignable = true;
        if !matches!(self.peek()?, Token::Newline) && !self.eat_op(Op::Semicolon)? {
            return Err(self.unexpected(None));
        }
        self.skip_newlines()?;
        Ok((var, Some(words.into())))
    }

    /// The body of a `for` or `select`: in braces too, as bash and mksh have it.
    fn loop_body(&mut self) -> Result<List> {
        self.replace_after_alias(&[b"do", b"{"])?;
        self.skip_newlines()?;
        if !self.eat_keyword(b"{")? {
            return self.do_group();
        }
        let body = self.list(false)?;
        self.expect_keyword("}")?;
        Ok(body)
    }

    /// At the second parenthesis of `for ((`.
    fn for_arithmetic(&mut self) -> Result<CommandKind> {
        self.skip_parenthesis();
        let mut clauses = [const { None }; 3];
        for (i, clause) in clauses.iter_mut().enumerate() {
            let (parts, ended) = self.clause()?;
            if ended != (i == 2) {
                return Err(self.error("bad for loop: expecting ((start; condition; step))"));
            }
            let blank = |part: &Part| matches!(part, Part::Literal { bytes, .. } if bytes.trim_ascii().is_empty());
            *clause = if parts.iter().all(blank) { None } else { Some(self.arithmetic(parts)) };
        }
        self.eat_op(Op::Semicolon)?;
        self.skip_newlines()?;
        Ok(CommandKind::ForArith { clauses: Box::new(clauses), body: self.loop_body()? })
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

    fn case_command(&mut self) -> Result<CommandKind> {
        self.assignable = false;
        let subject = self.word_or_unexpected()?.into_word();
        self.replace_after_alias(&[b"in"])?;
        self.skip_newlines()?;
        self.expect_keyword("in")?;
        let mut arms = Vec::new();
        while !self.at_esac()? {
            self.eat_op(Op::Open)?;
            let mut patterns = Vec::new();
            loop {
                patterns.push(self.word_or_unexpected()?.into_word());
                self.replace_after_alias(&[])?;
                if !self.eat_op(Op::Pipe)? {
                    break;
                }
            }
            self.assignable = true;
            if !self.eat_op(Op::Close)? {
                return Err(self.unexpected(Some(")")));
            }
            let body = self.list(true)?;
            self.assignable = false;
            let next = match self.peek_op()? {
                Some(Op::EndArm) => ArmEnd::Leave,
                Some(Op::FallThrough) => ArmEnd::FallThrough,
                Some(Op::TestNextArm) => ArmEnd::TestNext,
                _ => {
                    arms.push(CaseArm { patterns: patterns.into(), body, next: ArmEnd::Leave });
                    if self.eat_keyword(b"esac")? {
                        break;
                    }
                    return Err(self.unexpected(Some(";;")));
                }
            };
            self.peeked = None;
            arms.push(CaseArm { patterns: patterns.into(), body, next });
        }
        self.assignable = true;
        Ok(CommandKind::Case { subject, arms: arms.into() })
    }

    /// Where an arm may begin: eats `esac`.
    fn at_esac(&mut self) -> Result<bool> {
        self.skip_newlines()?;
        self.replace_after_alias(&[b"esac"])?;
        self.skip_newlines()?;
        self.eat_keyword(b"esac")
    }

    fn group(&mut self) -> Result<CommandKind> {
        let list = self.list(false)?;
        self.expect_keyword("}")?;
        Ok(CommandKind::Group(list))
    }

    /// At `(`: arithmetic if it is `((…))` and can be, else a subshell.
    fn parenthesized(&mut self) -> Result<CommandKind> {
        self.peeked = None;
        if self.input.text.get(self.input.at) == Some(&b'(') {
            let line = self.input.line;
            let start = self.input.at;
            let depth = self.depth;
            let tried = self.try_arithmetic();
            // What is not closed at all is better called a subshell.
            let ended = tried.is_err() && self.input.at == self.input.text.len();
            if let Some(parts) = if ended { None } else { tried? }
                && self.looks_like_arithmetic(&parts)
            {
                return Ok(CommandKind::Arithmetic(self.arithmetic(parts)));
            }
            (self.input.at, self.input.line, self.depth) = (start, line, depth);
            self.not_arithmetic.push(start);
        }
        let list = self.list(false)?;
        if !self.eat_op(Op::Close)? {
            return Err(self.unexpected(Some(")")));
        }
        Ok(CommandKind::Subshell(Rc::new(list)))
    }

    /// After `function`: a name, perhaps `()`, a body.
    fn function_keyword(&mut self) -> Result<CommandKind> {
        let word = self.word_or_unexpected()?;
        let Some(name) = word.plain().filter(|name| is_function_name(name)) else {
            return Err(self.error("bad function name"));
        };
        let (name, start): (Rc<[u8]>, usize) = (name.into(), word.start);
        if self.eat_op(Op::Open)? && !self.eat_op(Op::Close)? {
            return Err(self.unexpected(Some(")")));
        }
        self.function_body(name, start, true)
    }

    /// The body of a function whose name begins at `start`; `keyword`: `function` stands before it.
    fn function_body(&mut self, name: Rc<[u8]>, start: usize, keyword: bool) -> Result<CommandKind> {
        self.skip_newlines()?;
        let body = Rc::new(self.command()?);
        // What is looked at already is not part of it, but the bodies of here-documents are, behind a newline.
        let end = match self.peeked {
            None | Some(Token::Newline) => self.input.at,
            Some(_) => self.token_start,
        };
        let text = self.input.text[start..end.max(start)].trim_ascii_end();
        let text = if keyword { text!["function ", text] } else { text.to_vec() };
        Ok(CommandKind::Function { name, body, text: text.into() })
    }

    fn redirects(&mut self) -> Result<Box<[Redirect]>> {
        let mut redirects = Vec::new();
        while self.at_redirect()? {
            redirects.push(self.redirect()?);
        }
        Ok(redirects.into())
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

    fn conditional(&mut self) -> Result<CommandKind> {
        self.assignable = false;
        let expr = self.condition_or()?;
        self.assignable = true;
        self.expect_keyword("]]")?;
        Ok(CommandKind::Conditional(Box::new(expr)))
    }

    fn condition_or(&mut self) -> Result<CondExpr> {
        let depth = self.depth;
        let mut left = self.condition_and()?;
        while self.eat_op(Op::Or)? {
            self.enter()?;
            left = CondExpr::Or(Box::new(left), Box::new(self.condition_and()?));
        }
        self.depth = depth;
        Ok(left)
    }

    fn condition_and(&mut self) -> Result<CondExpr> {
        let depth = self.depth;
        let mut left = self.condition_not()?;
        while self.eat_op(Op::And)? {
            self.enter()?;
            left = CondExpr::And(Box::new(left), Box::new(self.condition_not()?));
        }
        self.depth = depth;
        Ok(left)
    }

    fn condition_not(&mut self) -> Result<CondExpr> {
        self.enter()?;
        self.skip_newlines()?;
        let expr = if self.eat_keyword(b"!")? {
            CondExpr::Not(Box::new(self.condition_not()?))
        } else if self.eat_op(Op::Open)? {
            let expr = self.condition_or()?;
            self.skip_newlines()?;
            if !self.eat_op(Op::Close)? {
                return Err(self.unexpected(Some(")")));
            }
            expr
        } else {
            self.condition_primary()?
        };
        self.leave();
        self.skip_newlines()?;
        Ok(expr)
    }

    /// A word inside `[[ ]]`, where digits before `<` are one too.
    fn condition_word(&mut self) -> Result<Option<RawWord>> {
        Ok(match self.peek()? {
            Token::Word(word) if word.plain() == Some(b"]]") => None,
            Token::Word(_) => match self.next()? {
                Token::Word(word) => Some(word),
                _ => None,
            },
            Token::IoNumber(_, start) => {
                let start = *start;
                self.peeked = None;
                let bytes = self.input.text[start..self.input.at].into();
                let parts = vec![Part::Literal { bytes, quoted: false }];
                Some(RawWord { parts, start, assignment: None, array: None, after_alias: false, braces: false })
            }
            _ => None,
        })
    }

    fn condition_primary(&mut self) -> Result<CondExpr> {
        let Some(left) = self.condition_word()? else { return Err(self.unexpected(Some("word"))) };
        if let Some(operator) = self.condition_operator()? {
            self.in_pattern = matches!(operator, CondOp::Match | CondOp::NoMatch);
            let right =
                if operator == CondOp::Regex { self.regex_word()? } else { self.condition_word()?.map(word_of) };
            self.in_pattern = false;
            let Some(right) = right else { return Err(self.unexpected(Some("word"))) };
            return Ok(CondExpr::Binary(operator, word_of(left), right));
        }
        if let Some(&[b'-', letter]) = left.plain()
            && b"abcdefghknoprstuvwxzGLNOS".contains(&letter)
            && let Some(operand) = self.condition_word()?
        {
            let operand = word_of(operand);
            return Ok(match letter {
                b'n' => CondExpr::NonEmpty(operand),
                b'z' => CondExpr::Not(Box::new(CondExpr::NonEmpty(operand))),
                letter => CondExpr::Unary(letter, operand),
            });
        }
        Ok(CondExpr::NonEmpty(word_of(left)))
    }

    /// Eats a binary operator.
    fn condition_operator(&mut self) -> Result<Option<CondOp>> {
        let operator = match self.peek()? {
            Token::Op(Op::In) => CondOp::Before,
            Token::Op(Op::Out) => CondOp::After,
            Token::Word(word) => match word.plain() {
                Some(b"=" | b"==") => CondOp::Match,
                Some(b"!=") => CondOp::NoMatch,
                Some(b"=~") => CondOp::Regex,
                Some(b"-eq") => CondOp::Equal,
                Some(b"-ne") => CondOp::Unequal,
                Some(b"-lt") => CondOp::Less,
                Some(b"-le") => CondOp::LessOrEqual,
                Some(b"-gt") => CondOp::Greater,
                Some(b"-ge") => CondOp::GreaterOrEqual,
                Some(b"-nt") => CondOp::Newer,
                Some(b"-ot") => CondOp::Older,
                Some(b"-ef") => CondOp::SameFile,
                _ => return Ok(None),
            },
            _ => return Ok(None),
        };
        self.peeked = None;
        Ok(Some(operator))
    }
}

fn word_of(word: RawWord) -> Word {
    word.into_word()
}

/// POSIX wants a name; other shells take nearly any word, and scripts have functions like `apt-get`.
fn is_function_name(word: &[u8]) -> bool {
    let fits =
        |c: &u8| c.is_ascii_alphanumeric() || matches!(c, b'_' | b'-' | b'.' | b':' | b'+' | b'@' | b'%' | b',' | b'/');
    word.iter().all(|c| fits(c) || *c >= 0x80) && !word.iter().all(u8::is_ascii_digit) && !matches!(word, b":" | b".")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::symbols::Symbols;
    use crate::unparse;
    use std::collections::HashMap;

    #[derive(Default)]
    struct Shell {
        symbols: Symbols,
        aliases: HashMap<Vec<u8>, Rc<[u8]>>,
        echoed: Vec<u8>,
    }

    impl Host for Shell {
        fn symbols(&mut self) -> &mut Symbols {
            &mut self.symbols
        }
        fn alias(&self, name: &[u8]) -> Option<Rc<[u8]>> {
            self.aliases.get(name).cloned()
        }
        fn echo(&mut self, line: &[u8]) {
            self.echoed.extend_from_slice(line);
        }
        fn read_line(&mut self, _: bool) -> io::Result<Option<Vec<u8>>> {
            Ok(None)
        }
    }

    fn parse_in(shell: &mut Shell, script: &[u8]) -> std::result::Result<Vec<String>, String> {
        let mut input = Input::text(script);
        let mut all = Vec::new();
        loop {
            match next_command(&mut input, shell) {
                Ok(Some(list)) => {
                    all.push(String::from_utf8_lossy(&unparse::list(&list, &shell.symbols)).into_owned());
                }
                Ok(None) => return Ok(all),
                Err(ParseError::Syntax { line, message }) => {
                    return Err(format!("{line}: {}", String::from_utf8_lossy(&message)));
                }
                Err(ParseError::Read(error)) => return Err(error.to_string()),
            }
        }
    }

    fn parse(script: &str) -> std::result::Result<Vec<String>, String> {
        parse_in(&mut Shell::default(), script.as_bytes())
    }

    #[track_caller]
    fn same(script: &str) {
        means(script, script);
    }

    #[track_caller]
    fn means(script: &str, text: &str) {
        assert_eq!(parse(script), Ok(vec![text.to_string()]), "{script}");
    }

    #[track_caller]
    fn fails(script: &str, error: &str) {
        assert_eq!(parse(script), Err(error.to_string()), "{script}");
    }

    #[test]
    fn commands_are_what_was_written() {
        for script in [
            "echo a b",
            "a=1 b=${c} cmd x=y >f 2>&1 <in",
            "a && b || ! c | d; e & f",
            "{ a; b & }",
            "(a; (b))",
            "if a; then b; elif c; then d; else e; fi >f",
            "while a; b; do c; done",
            "until a; do b; done",
            "time a | b && time -p ! c; time; time -v d; time() { e; }",
            "for x in a ${b} \"${c} d\"; do e; done",
            "for x; do e; done",
            "for ((; ; )); do e; done",
            "select x in a {b,c}${d}{1..3}; do e; done",
            "case ${x} in a | b*) c ;; *) d ;& ?) e ;;& esac",
            "f() { a; }",
            "f() (a) >x",
            "echo ${a:-b} ${a-b} ${a:=b} ${a:?b} ${a+b} ${#a} ${a#*b} ${a##b} ${a%b} ${a%%\"*\"}",
            "echo ${a/b/c} ${a//b/c} ${a/#b/c} ${a/%b/c} ${a^} ${a^^} ${a,} ${a,,x} ${!a} ${10} ${#} ${##} ${#@}",
            "echo a\"${b}c$(d \"${e}\")\"",
            "[[ ( a == b* && ! ( -f c || -n d ) ) ]]",
            "cat <(a) >(b)",
            "a &>b &>>c >|d >>e <>f <&3 3>&-",
            "a=(b \"c d\" [3]=e [${f} g]+=h) i[1]=j k[${l}]+=m n+=()",
            "declare -a a=(b c) d[1]=e",
            "echo ${a[]}",
            "echo a[1]=b ${a[1]} \"${a[@]}\" ${#a[@]} ${!a[@]} ${!a*} ${!a[b c]} ${a[@]#b} ${a@Q} ${a[*]@K}",
            "case ${a} in b[1]=c) d ;; esac",
        ] {
            same(script);
        }
    }

    #[test]
    fn spellings_that_mean_the_same() {
        means("echo a\\\nb", "echo ab");
        means("e\\cho 'a b'\"c d\"e", "echo \"a bc de\"");
        means("echo $a$1`b c`", "echo ${a}${1}$(b c)");
        means("for x\nin a\ndo\nb\ndone", "for x in a; do b; done");
        means("for x in a; { b; }", "for x in a; do b; done");
        means("for ((i = 0;$i < (2); i++)) { a; }", "for ((...; ${i} < (2); ...)); do a; done");
        means("for x do a; done", "for x; do a; done");
        means("case x in (a) b;; c) d; esac", "case x in a) b ;; c) d ;; esac");
        means("case x in esac", "case x in esac");
        means("case x in a) esac", "case x in a)  ;; esac");
        means("function f { a; }", "f() { a; }");
        means("function f() { a; }", "f() { a; }");
        means("f()\n\n{ a; }", "f() { a; }");
        means("a |& b", "a 2>&1 | b");
        means("a |\n\n b &&\n c", "a | b && c");
        means("a # comment ' \" (", "a");
        means("echo a#b", "echo a#b");
        means("(\na\n)\n", "(a)");
        means("echo $'a\\tb\\x41\\101\\u00e9\\'\\cA\\0gone'", "echo \"a\tbAA\u{e9}'\u{1}\"");
        means("echo >&f", "echo &>f");
        means("2>f a", "a 2>f");
        means("echo \"\" ''", "echo \"\" \"\"");
        means("echo $\\\n{\\\n#\\\n3\\\n} ${#\\\na}", "echo ${#3} ${#a}");
        means("echo $\\\nHO\\\nME $( a ) ~/b ~u", "echo ${HOME} $(a) ~/b ~u");
        means("a=~/b:~c d=~", "a=~/b:~c d=~");
        means("echo if then", "echo if then");
        means("a=1 if", "a=1 if");
        means("echo ${a:-${b:-'c}'}}", "echo ${a:-${b:-\"c}\"}}");
        means("echo \"${a:-'b'}\" \"${a#'*'}\"", "echo \"${a:-'b'}\" \"${a#\"*\"}\"");
        means("[[ a<b ]]", "[[ a < b ]]");
        means("[[ 1<2 && -z $x ]]", "[[ ( 1 < 2 && ! -n ${x} ) ]]");
        means("[[ $x =~ ^(a b|c)+$ ]]", "[[ ${x} =~ ^(a b|c)+$ ]]");
        means("echo \"${a/b/\\/}\" ${a/\\//c} ${a///c} ${a////c}", "echo \"${a/b//}\" ${a///c} ${a///c/} ${a////c}");
        means("echo $", "echo $");
        means("echo \"$\" a$", "echo \"\\$\" a$");
    }

    #[test]
    fn lines_are_separate_commands() {
        assert_eq!(parse("a; b\n\n# c\nd\n"), Ok(vec!["a; b".into(), "d".into()]));
        assert_eq!(parse(""), Ok(vec![]));
        assert_eq!(parse("\n # x"), Ok(vec![]));
    }

    #[test]
    fn parentheses_are_arithmetic_or_not() {
        means("((a + 1))", "((...))");
        means("((echo a); (b))", "((echo a); (b))");
        means("((echo a b))", "((echo a b))");
        means("( (a) )", "((a))");
        means("echo $(( 1 + 2 )) $((a) )", "echo $((...)) $((a))");
        means("echo $(($a + $(b)))", "echo $((${a} + $(b)))");
        means("echo ${a:1:2} ${a: -b?1:2:3}", "echo ${a:...:...} ${a:...:...}");
    }

    #[test]
    fn a_delimiter_may_be_continued() {
        let mut shell = Shell::default();
        let mut input = Input::text(&b"cat <<EOF\na\\\nb\nE\\\nOF\necho b"[..]);
        let first = next_command(&mut input, &mut shell).unwrap().unwrap();
        let word = first.items[0].first.commands[0].redirects[0].here_document().unwrap();
        assert_eq!(word.as_literal(), Some(&b"ab\n"[..]));
        assert_eq!(input.line(), 6);
    }

    #[test]
    fn here_documents_are_read_after_their_line() {
        let mut shell = Shell::default();
        let script =
            b"cat <<A <<'B' && cat <<-C; x\na ${v}\\\nb\nA\n$v\\\nB\n\t\tc\n\tC\necho $(cat <<D\nd\nD\n)\ncat <<E";
        let mut input = Input::text(&script[..]);
        let first = next_command(&mut input, &mut shell).unwrap().unwrap();
        let body = |command: &Command, i: usize| {
            let word = command.redirects[i].here_document().unwrap();
            let text = word.parts.iter().map(|part| match part {
                Part::Literal { bytes, .. } => String::from_utf8_lossy(bytes).into_owned(),
                _ => "$".to_string(),
            });
            text.collect::<String>()
        };
        let cat = &first.items[0].first.commands[0];
        assert_eq!((body(cat, 0).as_str(), body(cat, 1).as_str()), ("a $b\n", "$v\\\n"));
        assert_eq!(body(&first.items[0].rest[0].1.commands[0], 0), "c\n");
        assert_eq!(first.items.len(), 2);
        assert_eq!(input.line(), 9);
        assert!(next_command(&mut input, &mut shell).unwrap().is_some());
        let last = next_command(&mut input, &mut shell).unwrap().unwrap();
        assert_eq!(body(&last.items[0].first.commands[0], 0), "");
        assert!(next_command(&mut input, &mut shell).unwrap().is_none());
        assert_eq!(shell.echoed, script);
    }

    #[test]
    fn aliases_are_replaced_where_a_command_begins() {
        let mut shell = Shell::default();
        for (name, text) in [
            ("l", "ls -l "),
            ("e", "echo "),
            ("ls", "ls -F"),
            ("b", "{"),
            ("x", "y"),
            ("y", "x"),
            ("n", ""),
            ("END", "}"),
        ] {
            shell.aliases.insert(name.into(), text.as_bytes().into());
        }
        let mut means = |script: &str, text: &str| {
            assert_eq!(parse_in(&mut shell, script.as_bytes()), Ok(vec![text.to_string()]), "{script}");
        };
        means("l x; a l", "ls -F -l x; a l");
        means("l x y", "ls -F -l x y");
        means("e x x", "echo x x");
        means("e ls ls", "echo ls -F ls");
        means("b e; }", "{ echo; }");
        means("x", "x");
        means("b\n e\n END", "{ echo; }");
        means("n e a; n", "echo a");
        means("'e' \\e $(e)", "e e $(echo)");
        means("v=1 e; >f e", "v=1 echo; echo >f");
    }

    #[test]
    fn errors_are_worded_as_in_ash() {
        fails("fi", "1: syntax error: unexpected \"fi\"");
        fails("echo a\nif true; fi", "2: syntax error: unexpected \"fi\" (expecting \"then\")");
        fails("if true", "1: syntax error: unexpected end of file (expecting \"then\")");
        fails("if :; then :; else", "1: syntax error: unexpected end of file (expecting \"fi\")");
        fails("for x in a b", "1: syntax error: unexpected end of file");
        fails("echo ${#a", "1: syntax error: missing '}'");
        fails("echo ${a!b", "1: syntax error: missing '}'");
        fails("if ; then", "1: syntax error: unexpected \";\"");
        fails("while do", "1: syntax error: unexpected \"do\"");
        fails("echo \"a", "1: syntax error: unterminated quoted string");
        fails("echo 'a\n", "2: syntax error: unterminated quoted string");
        fails("echo \"${a", "1: syntax error: unterminated quoted string");
        fails("echo ${a", "1: syntax error: missing '}'");
        fails("echo ${x:}", "1: syntax error: missing '}'");
        fails("echo $(ls", "1: syntax error: unexpected end of file (expecting \")\")");
        fails("echo `ls", "1: syntax error: EOF in backquote substitution");
        fails("echo $((1+2", "1: syntax error: missing '))'");
        fails("echo a=(1 2)", "1: syntax error: unexpected \"(\"");
        fails("a=(1 2", "1: syntax error: unexpected end of file (expecting \")\")");
        fails("a=(1;2)", "1: syntax error: unexpected operator in array");
        fails("for 1x in a; do :; done", "1: syntax error: bad for loop variable");
        fails("for x in a > b; do", "1: syntax error: unexpected redirection");
        fails("for x in a b; {", "1: syntax error: unexpected end of file (expecting \"}\")");
        fails("for ((a;b))", "1: syntax error: bad for loop: expecting ((start; condition; step))");
        fails("for ((a;b;c)", "1: syntax error: missing '))'");
        fails("echo a | | b", "1: syntax error: unexpected \"|\"");
        fails("case a in b) ", "1: syntax error: unexpected end of file (expecting \";;\")");
        fails("case", "1: syntax error: unexpected end of file (expecting word)");
        fails("case a b", "1: syntax error: unexpected word (expecting \"in\")");
        fails("f() ", "1: syntax error: unexpected end of file");
        fails("a\"b\"() { :; }", "1: syntax error: bad function name");
        fails("{ }", "1: syntax error: unexpected \"}\"");
        fails("{ a", "1: syntax error: unexpected end of file (expecting \"}\")");
        fails("( a ) b", "1: syntax error: unexpected word");
        fails("! ! a", "1: syntax error: unexpected \"!\"");
        fails("echo > ;", "1: syntax error: unexpected \";\"");
        fails("echo >\n", "1: syntax error: unexpected newline");
        fails("a ;; b", "1: syntax error: unexpected \";;\"");
        fails("& a", "1: syntax error: unexpected \"&\"");
        fails("()", "1: syntax error: unexpected \")\"");
    }

    #[test]
    fn depth_is_bounded() {
        for open in [
            "( ",
            "{ ",
            "echo $(",
            "echo $(( (",
            "${a:-",
            "\"${a:-",
            "if ",
            "<(",
            "f() ",
            "! { ",
            "${a#",
            "((",
            "${a:$((",
            "while ",
            "case a in b) ",
            "echo $((",
        ] {
            let error = parse(&open.repeat(100_000)).err().unwrap_or_default();
            assert!(
                error.ends_with("nesting too deep")
                    || error.ends_with("unexpected \"!\"")
                    || error.contains("missing '))'"),
                "{open}: {error}"
            );
        }
        for open in ["( ", "! "] {
            let error = parse(&("[[ ".to_string() + &open.repeat(100_000))).err();
            assert_eq!(error.as_deref(), Some("1: syntax error: nesting too deep"), "{open}");
        }
        let long = "a;".repeat(100_000) + &"a|".repeat(100_000) + &"a&&".repeat(100_000) + "a";
        assert_eq!(parse(&long).unwrap().len(), 1);
        means(&("( ".repeat(60) + "a" + &" )".repeat(60)), &("(".repeat(60) + "a" + &")".repeat(60)));
    }

    #[test]
    fn any_bytes_are_parsed_or_refused() {
        let mut shell = Shell::default();
        assert_eq!(parse_in(&mut shell, b"ec\0ho a\0\n\0"), Ok(vec!["echo a".into()]));
        assert!(parse_in(&mut shell, b"echo \xff\xfe '\x80'").is_ok());
        // Every pair of interesting bytes, after different beginnings.
        let bytes = b"a1 \t\n;&|<>(){}[]$`\"'\\#~=:/*?!+-%^,@\0\xc3";
        for start in ["", "$(", "${a", "\"${a:", "$((", "[[ ", "case a in ", "<<", "a() ", "for "] {
            for x in bytes {
                for y in bytes {
                    for z in bytes {
                        let _ = parse_in(&mut shell, &[start.as_bytes(), &[*x, *y, *z]].concat());
                    }
                }
            }
        }
    }
}
