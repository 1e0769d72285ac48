//! What begins with `$` or a backquote: parameters with their operations, arithmetic, command substitutions.

use super::*;

impl Parser<'_> {
    /// After `$`. `quotes`: in which kind of quotes it stands.
    pub(super) fn dollar(&mut self, out: &mut Parts, quotes: Option<Quotes>) -> Result<()> {
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
    pub(super) fn name(&mut self) -> Result<VarId> {
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
    pub(super) fn parenthesis(&mut self, quoted: bool) -> Result<Part> {
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
        if arith::parses(&pieces, self.host.symbols()) {
            return true;
        }
        // `${x+…}` may be nothing, and `$x` between two operands an operator.
        let mut guessed = Vec::with_capacity(pieces.len());
        for (part, piece) in parts.iter().zip(&pieces) {
            guessed.push(match part {
                Part::Param { exp, .. } if matches!(exp.op.as_deref(), Some(ParamOp::Alternative { .. })) => {
                    Piece::Text(b"")
                }
                Part::Param { .. } if ends_operand(&guessed) => Piece::Text(b"+"),
                _ => *piece,
            });
        }
        arith::parses(&guessed, self.host.symbols())
    }

    /// After a backquote. `quote_escapes`: in here `\"` is `"`.
    pub(super) fn backquotes(&mut self, out: &mut Parts, quoted: bool, quote_escapes: bool) -> Result<()> {
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
    pub(super) fn inner<'b>(&'b mut self, input: &'b mut Input) -> Parser<'b> {
        let mut parser = Parser::new(input, self.host);
        parser.depth = self.depth;
        parser
    }

    /// After `${`, up to and with the `}`.
    pub(super) fn braces(&mut self, quotes: Option<Quotes>) -> Result<ParamExp> {
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

    pub(super) fn bad_substitution(&mut self) -> ParseError {
        let ended = find(b'}', &self.input.text[self.input.at..]).is_none();
        self.error(if ended { "missing '}'" } else { "bad substitution" })
    }

    pub(super) fn braces_inside(&mut self, quotes: Option<Quotes>) -> Result<ParamExp> {
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
    pub(super) fn subscript_of_expansion(&mut self, target: Parameter) -> Result<Option<Subscript>> {
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
    pub(super) fn names_or_keys(&mut self, target: Parameter) -> Result<Option<ParamOp>> {
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

    pub(super) fn parameter(&mut self) -> Result<Parameter> {
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
    pub(super) fn operation(&mut self, quotes: Option<Quotes>) -> Result<Option<ParamOp>> {
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

    pub(super) fn substring(&mut self) -> Result<ParamOp> {
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
    pub(super) fn brace_word(&mut self, quotes: Option<Quotes>) -> Result<Word> {
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
    pub(super) fn pattern(&mut self, until: Until) -> Result<Word> {
        self.pattern_after(Parts::default(), until)
    }

    /// A pattern whose first parts are known.
    pub(super) fn pattern_after(&mut self, mut parts: Parts, until: Until) -> Result<Word> {
        self.unquoted(&mut parts, until, &mut None)?;
        Ok(Word::new(join_literals(parts.finish())))
    }

    // ---- here-documents ----------------------------------------------------------------------------------------

    /// The list of `$(…)` or `<(…)`, up to and with the `)`.
    pub(super) fn command_substitution(&mut self) -> Result<Rc<List>> {
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

/// Does an operand end here that cannot be the name of a command?
fn ends_operand(pieces: &[Piece]) -> bool {
    pieces.iter().rev().find_map(|piece| match piece {
        Piece::Text(text) => text.trim_ascii_end().last().map(|c| *c == b')' || c.is_ascii_digit()),
        Piece::Parameter(_) => Some(true),
    }) == Some(true)
}
