//! Compound commands: `if`, loops, `case`, groups, functions.

use super::*;

impl Parser<'_> {
    pub(super) fn if_command(&mut self) -> Result<CommandKind> {
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

    pub(super) fn while_command(&mut self, until: bool) -> Result<CommandKind> {
        let condition = self.list(false)?;
        Ok(CommandKind::While { until, condition, body: self.do_group()? })
    }

    pub(super) fn do_group(&mut self) -> Result<List> {
        self.expect_keyword("do")?;
        let body = self.list(false)?;
        self.expect_keyword("done")?;
        Ok(body)
    }

    pub(super) fn for_command(&mut self) -> Result<CommandKind> {
        if self.peek_op()? == Some(Op::Open) && self.input.text.get(self.input.at) == Some(&b'(') {
            self.peeked = None;
            return self.for_arithmetic();
        }
        let (var, words) = self.loop_words()?;
        Ok(CommandKind::For { var, words, body: self.loop_body()? })
    }

    pub(super) fn select_command(&mut self) -> Result<CommandKind> {
        let (var, words) = self.loop_words()?;
        Ok(CommandKind::Select { var, words, body: self.loop_body()? })
    }

    /// After `for` or `select`: the variable and the words, up to `do`.
    pub(super) fn loop_words(&mut self) -> Result<(VarId, Option<Box<[Word]>>)> {
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
    pub(super) fn loop_body(&mut self) -> Result<List> {
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
    pub(super) fn for_arithmetic(&mut self) -> Result<CommandKind> {
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

    pub(super) fn case_command(&mut self) -> Result<CommandKind> {
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
    pub(super) fn at_esac(&mut self) -> Result<bool> {
        self.skip_newlines()?;
        self.replace_after_alias(&[b"esac"])?;
        self.skip_newlines()?;
        self.eat_keyword(b"esac")
    }

    pub(super) fn group(&mut self) -> Result<CommandKind> {
        let list = self.list(false)?;
        self.expect_keyword("}")?;
        Ok(CommandKind::Group(list))
    }

    /// At `(`: arithmetic if it is `((…))` and can be, else a subshell.
    pub(super) fn parenthesized(&mut self) -> Result<CommandKind> {
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
    pub(super) fn function_keyword(&mut self) -> Result<CommandKind> {
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
    pub(super) fn function_body(&mut self, name: Rc<[u8]>, start: usize, keyword: bool) -> Result<CommandKind> {
        self.skip_newlines()?;
        let body = Rc::new(self.command()?);
        // What is looked at already is not part of it, but the bodies of here-documents are, behind a newline.
        let end = match self.peeked {
            None | Some(Token::Newline | Token::End) => self.input.at,
            Some(_) => self.token_start,
        };
        let text = self.input.text[start..end.max(start)].trim_ascii_end();
        let text = if keyword { text!["function ", text] } else { text.to_vec() };
        Ok(CommandKind::Function { name, body, text: text.into() })
    }
}
