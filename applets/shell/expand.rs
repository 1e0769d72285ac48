//! Expansion of words: parameters, command substitution, arithmetic, field splitting, pathname expansion.

use crate::arith::{self, ArithError, ArithHost, Value};
use crate::ast::{Arithmetic, Matches, ParamExp, ParamOp, Parameter, Part, Special, Word};
use crate::braces::{Braces, Leaf, MAX_WORDS};
use crate::fields::Fields;
use crate::options::Opt;
use crate::run::Divert;
use crate::shell::Shell;
use crate::symbols::{Symbols, VarId, is_name};
use crate::variables::known;
use kit::accounts;
use kit::applet::Status;
use kit::pattern::{Pattern, characters, offset_of};
use kit::{sys, text};
use std::borrow::Cow;

/// The value of a parameter, taken out.
enum Values {
    Unset,
    One(Vec<u8>),
    /// `$@` and `$*`.
    Many(Vec<Vec<u8>>),
}

impl Shell {
    /// Expands words to fields. In the arguments of a declaration utility words that look like assignments are not split.
    ///
    /// # Errors
    /// Of the expansions, said.
    pub fn expand_words(&mut self, words: &[Word], fields: &mut Fields, declaration: bool) -> Result<(), Divert> {
        for word in words {
            if let Some(literal) = word.as_literal() {
                fields.push_field(literal);
                continue;
            }
            if let [
                Part::Param {
                    exp: ParamExp { target: Parameter::Variable(id), indirect: false, op: None },
                    quoted: true,
                },
            ] = &*word.parts
                && let Some(value) = self.vars.get(*id)
            {
                fields.push_field(value);
                continue;
            }
            self.expand_word(word, fields, declaration)?;
        }
        Ok(())
    }

    fn expand_word(&mut self, word: &Word, fields: &mut Fields, declaration: bool) -> Result<(), Divert> {
        if let Some(braces) = word.braces() {
            return self.expand_braces(word, braces, fields, declaration);
        }
        let assignment = declaration && word.is_assignment_like();
        fields.splits = !assignment;
        fields.globs = !assignment && !word.needs_no_glob() && !self.options.has(Opt::Noglob);
        for part in &word.parts {
            self.expand_part(part, fields, declaration)?;
        }
        if fields.is_begun() || assignment {
            fields.finish();
        }
        Ok(())
    }

    /// The words that come out of braces, each expanded.
    fn expand_braces(
        &mut self,
        word: &Word,
        braces: &Braces,
        fields: &mut Fields,
        declaration: bool,
    ) -> Result<(), Divert> {
        let assignment = declaration && word.is_assignment_like();
        fields.splits = !assignment;
        fields.globs = !assignment && !self.options.has(Opt::Noglob);
        let mut shell = self;
        if !shell.options.has(Opt::Braceexpand) || shell.options.has(Opt::Posix) {
            return shell.expand_leaves(&braces.written(), fields, declaration, assignment);
        }
        if braces.count() > MAX_WORDS {
            return Err(shell.fatal(b"brace expansion: too many words"));
        }
        braces.words(&mut shell, &mut |shell| shell.check_depth(), &mut |shell, leaves| {
            if sys::interrupted() {
                return Err(Divert::Error(Status(128 + libc::SIGINT as u8)));
            }
            shell.expand_leaves(leaves, fields, declaration, assignment)
        })
    }

    /// One word that came out of braces.
    fn expand_leaves(
        &mut self,
        mut leaves: &[Leaf],
        fields: &mut Fields,
        declaration: bool,
        assignment: bool,
    ) -> Result<(), Divert> {
        // Only now is a tilde seen to be the first character.
        if leaves.first().and_then(Leaf::unquoted).is_some_and(|bytes| bytes.first() == Some(&b'~')) {
            let plain = leaves.iter().take_while(|leaf| leaf.unquoted().is_some()).count();
            let text: Vec<u8> = leaves[..plain].iter().filter_map(Leaf::unquoted).flatten().copied().collect();
            let slash = memchr::memchr(b'/', &text).or((plain == leaves.len()).then_some(text.len()));
            if let Some(slash) = slash
                && let Some(home) = self.home_of(&text[1..slash])
            {
                fields.push(&home, true);
                fields.push(&text[slash..], false);
                leaves = &leaves[plain..];
            }
        }
        for leaf in leaves {
            match leaf {
                Leaf::Part(part) => self.expand_part(part, fields, declaration)?,
                Leaf::Text(text) => fields.push(text, false),
            }
        }
        if fields.is_begun() || assignment {
            fields.finish();
        }
        Ok(())
    }

    /// Expands a word to one string: without splitting and pathname expansion.
    ///
    /// # Errors
    /// Of the expansions, said.
    pub fn expand_to_bytes(&mut self, word: &Word) -> Result<Vec<u8>, Divert> {
        if let Some(literal) = word.as_literal() {
            return Ok(literal.to_vec());
        }
        let mut fields = self.expand_to_string(word)?;
        let bytes = std::mem::take(&mut fields.bytes);
        self.give_fields(fields);
        Ok(bytes)
    }

    /// As [`Shell::expand_to_bytes`], in memory to be given back.
    ///
    /// # Errors
    /// Of the expansions, said.
    pub fn expand_to_string(&mut self, word: &Word) -> Result<Fields, Divert> {
        let mut fields = self.take_fields();
        for part in &word.parts {
            self.expand_part(part, &mut fields, true)?;
        }
        Ok(fields)
    }

    /// As [`Shell::expand_to_bytes`], keeping the quoting beside the bytes: for patterns.
    ///
    /// # Errors
    /// Of the expansions, said.
    pub fn expand_to_pattern(&mut self, word: &Word) -> Result<Fields, Divert> {
        let mut fields = self.take_fields();
        fields.globs = true;
        for part in &word.parts {
            self.expand_part(part, &mut fields, false)?;
        }
        Ok(fields)
    }

    fn compiled_pattern<'w>(&mut self, word: &'w Word) -> Result<Cow<'w, Pattern>, Divert> {
        if let Some(pattern) = word.fixed_pattern() {
            return Ok(Cow::Borrowed(pattern));
        }
        let fields = self.expand_to_pattern(word)?;
        let pattern = Pattern::new(&fields.bytes, &fields.quoted);
        self.give_fields(fields);
        Ok(Cow::Owned(pattern))
    }

    fn expand_part(&mut self, part: &Part, fields: &mut Fields, declaration: bool) -> Result<(), Divert> {
        match part {
            Part::Literal { bytes, quoted } => {
                if !quoted && fields.splits && fields.in_operand {
                    self.push(bytes, false, fields);
                } else {
                    fields.push(bytes, *quoted);
                }
            }
            Part::Param { exp, quoted } => {
                fields.in_declaration = declaration;
                self.expand_param(exp, *quoted, fields)?;
            }
            Part::Command { body, quoted } => {
                let output = self.substitute(body)?;
                self.push(&output, *quoted, fields);
            }
            Part::Arith { expr, quoted } => {
                let n = self.arithmetic(expr)?;
                let mut digits = Vec::with_capacity(20);
                text::push_signed(&mut digits, n);
                self.push(&digits, *quoted, fields);
            }
            Part::Tilde { user, declaration_only } => {
                let home = if *declaration_only && !declaration { None } else { self.home_of(user) };
                match home {
                    Some(home) => fields.push(&home, true),
                    None => fields.push(&text!["~", **user], false),
                }
            }
            // Where there is one string, braces mean themselves.
            Part::Braces(braces) => {
                for leaf in braces.written() {
                    match leaf {
                        Leaf::Part(part) => self.expand_part(part, fields, declaration)?,
                        Leaf::Text(text) => fields.push(text, false),
                    }
                }
            }
            Part::Process { output, body } => {
                let path = self.substitute_process(*output, body)?;
                fields.push(&path, true);
            }
        }
        Ok(())
    }

    fn home_of(&mut self, user: &[u8]) -> Option<Vec<u8>> {
        if user.is_empty() {
            return self.vars.get(known::HOME).map(<[u8]>::to_vec);
        }
        accounts::user_by_name(user).map(|u| u.home)
    }

    /// The result of an expansion.
    fn push(&mut self, bytes: &[u8], quoted: bool, fields: &mut Fields) {
        if quoted {
            fields.push(bytes, true);
        } else {
            fields.push_split(bytes, self.splitter());
        }
    }

    fn expand_param(&mut self, exp: &ParamExp, quoted: bool, fields: &mut Fields) -> Result<(), Divert> {
        if exp.indirect {
            let target = self.indirect_target(exp.target)?;
            return self.expand_target(target, exp.op.as_deref(), quoted, fields);
        }
        self.expand_target(exp.target, exp.op.as_deref(), quoted, fields)
    }

    fn indirect_target(&mut self, target: Parameter) -> Result<Parameter, Divert> {
        let Values::One(name) = self.values(target) else {
            return Err(self.fatal(b"syntax error: bad substitution"));
        };
        let special = match &*name {
            b"@" => Some(Special::At),
            b"*" => Some(Special::Star),
            b"#" => Some(Special::Count),
            b"?" => Some(Special::Status),
            b"-" => Some(Special::Flags),
            b"$" => Some(Special::Pid),
            b"!" => Some(Special::Job),
            b"0" => Some(Special::Name),
            _ => None,
        };
        if let Some(special) = special {
            return Ok(Parameter::Special(special));
        }
        if is_name(&name) {
            return Ok(Parameter::Variable(self.vars.id(&name)));
        }
        match arith::plain_number(&name).and_then(|n| u32::try_from(n).ok()) {
            Some(n) => Ok(Parameter::Positional(n)),
            None => Err(self.fatal(b"syntax error: bad substitution")),
        }
    }

    fn expand_target(
        &mut self,
        target: Parameter,
        op: Option<&ParamOp>,
        quoted: bool,
        fields: &mut Fields,
    ) -> Result<(), Divert> {
        let Some(op) = op else { return self.expand_plain(target, quoted, fields) };
        match op {
            ParamOp::Default { colon, word } => {
                if self.counts_as_set(target, *colon) {
                    self.expand_plain(target, quoted, fields)
                } else {
                    self.expand_operand(word, quoted, fields)
                }
            }
            ParamOp::Alternative { colon, word } => {
                if self.counts_as_set(target, *colon) {
                    self.expand_operand(word, quoted, fields)?;
                } else if quoted && !matches!(target, Parameter::Special(Special::At)) {
                    fields.push(b"", true);
                }
                Ok(())
            }
            ParamOp::Assign { colon, word } => {
                if !self.counts_as_set(target, *colon) {
                    let Parameter::Variable(id) = target else {
                        let name = self.parameter_name(target);
                        return Err(self.fatal(&text![name, ": bad variable name"]));
                    };
                    let value = self.expand_to_bytes(word)?;
                    self.assign(id, &value)?;
                }
                self.expand_plain(target, quoted, fields)
            }
            ParamOp::Error { colon, word } => {
                if self.counts_as_set(target, *colon) {
                    return self.expand_plain(target, quoted, fields);
                }
                let name = self.parameter_name(target);
                let message = if word.is_absent() {
                    if *colon { b"parameter not set or null".to_vec() } else { b"parameter not set".to_vec() }
                } else {
                    self.expand_to_bytes(word)?
                };
                Err(self.fatal(&text![name, ": ", message]))
            }
            ParamOp::Length => {
                let n = match target {
                    Parameter::Special(Special::At | Special::Star) => self.params.len(),
                    _ => match self.values(target) {
                        Values::One(value) => characters(&value),
                        _ => {
                            self.check_unset(target)?;
                            0
                        }
                    },
                };
                self.push(&text![n], quoted, fields);
                Ok(())
            }
            ParamOp::RemovePrefix { longest, pattern } => {
                let pattern = self.compiled_pattern(pattern)?;
                self.expand_changed(target, quoted, fields, &mut |value| {
                    let n = if *longest { pattern.longest_prefix(value) } else { pattern.shortest_prefix(value) };
                    value.drain(..n.unwrap_or(0));
                })
            }
            ParamOp::RemoveSuffix { longest, pattern } => {
                let pattern = self.compiled_pattern(pattern)?;
                self.expand_changed(target, quoted, fields, &mut |value| {
                    let at = if *longest { pattern.longest_suffix(value) } else { pattern.shortest_suffix(value) };
                    value.truncate(at.unwrap_or(value.len()));
                })
            }
            ParamOp::Substring { offset, length } => {
                let offset = self.arithmetic(offset)?;
                let length = length.as_ref().map(|l| self.arithmetic(l)).transpose()?;
                self.expand_substring(target, offset, length, quoted, fields)
            }
            ParamOp::Replace { which, pattern, with } => {
                let empty = pattern.is_absent();
                let pattern = self.compiled_pattern(pattern)?;
                let with = self.expand_to_bytes(with)?;
                self.expand_changed(target, quoted, fields, &mut |value| {
                    if !empty || matches!(which, Matches::Prefix | Matches::Suffix) {
                        *value = replace(value, &pattern, &with, *which);
                    }
                })
            }
            ParamOp::Bad(_) => Err(self.fatal(b"syntax error: bad substitution")),
            ParamOp::ChangeCase { upper, all, pattern } => {
                let any = pattern.is_absent();
                let pattern = self.compiled_pattern(pattern)?;
                self.expand_changed(target, quoted, fields, &mut |value| {
                    let chosen = |c: &[u8]| any || pattern.matches(c);
                    *value = change_case(value, *upper, *all, chosen);
                })
            }
        }
    }

    /// The word of `${x:-word}`: its unquoted literals are split as if they came from an expansion.
    fn expand_operand(&mut self, word: &Word, quoted: bool, fields: &mut Fields) -> Result<(), Divert> {
        if quoted && !word.parts.iter().any(|p| matches!(p, Part::Param { .. })) {
            // A field even when the word is empty.
            fields.push(b"", true);
        }
        let outer = std::mem::replace(&mut fields.in_operand, true);
        let declaration = fields.in_declaration;
        let result = word.parts.iter().try_for_each(|part| self.expand_part(part, fields, declaration));
        fields.in_operand = outer;
        result
    }

    fn expand_plain(&mut self, target: Parameter, quoted: bool, fields: &mut Fields) -> Result<(), Divert> {
        match target {
            Parameter::Variable(id) => {
                let (vars, splitter) = self.variables_and_splitter();
                match vars.get(id) {
                    Some(value) if quoted => fields.push(value, true),
                    Some(value) => fields.push_split(value, splitter),
                    None => return self.push_unset(target, quoted, fields),
                }
            }
            Parameter::Positional(n) => {
                let (params, splitter) = self.params_and_splitter();
                match params.get(n as usize) {
                    Some(value) if quoted => fields.push(value, true),
                    Some(value) => fields.push_split(value, splitter),
                    None => return self.push_unset(target, quoted, fields),
                }
            }
            Parameter::Special(special @ (Special::At | Special::Star)) => {
                let params = self.params.clone();
                self.push_many(params.iter(), special, quoted, fields);
            }
            Parameter::Special(special) => match self.special(special) {
                Some(value) => self.push(&value, quoted, fields),
                None => return self.push_unset(target, quoted, fields),
            },
        }
        Ok(())
    }

    fn push_unset(&mut self, target: Parameter, quoted: bool, fields: &mut Fields) -> Result<(), Divert> {
        self.check_unset(target)?;
        if quoted {
            fields.push(b"", true);
        }
        Ok(())
    }

    /// `set -u`
    fn check_unset(&mut self, target: Parameter) -> Result<(), Divert> {
        if !self.options.has(Opt::Nounset) || matches!(target, Parameter::Special(Special::At | Special::Star)) {
            return Ok(());
        }
        let name = self.parameter_name(target);
        Err(self.fatal(&text![name, ": parameter not set"]))
    }

    /// `$@` and `$*`, or what was made of them.
    fn push_many<'a>(
        &mut self,
        values: impl Iterator<Item = &'a [u8]>,
        special: Special,
        quoted: bool,
        fields: &mut Fields,
    ) {
        let splitter = self.splitter();
        let star = special == Special::Star;
        let joint = splitter.joint;
        if quoted && star {
            fields.begin();
        }
        for (i, value) in values.enumerate() {
            if i > 0 {
                if fields.splits && !(quoted && star) {
                    if quoted || fields.is_begun() {
                        fields.finish();
                    }
                } else {
                    // As in ash, `$@` too is joined by IFS where it cannot be many fields.
                    fields.push(joint.as_slice(), quoted);
                }
            }
            if quoted {
                fields.push(value, true);
            } else {
                fields.push_split(value, splitter);
            }
        }
    }

    fn expand_changed(
        &mut self,
        target: Parameter,
        quoted: bool,
        fields: &mut Fields,
        change: &mut dyn FnMut(&mut Vec<u8>),
    ) -> Result<(), Divert> {
        match (self.values(target), target) {
            (Values::One(mut value), _) => {
                change(&mut value);
                self.push(&value, quoted, fields);
            }
            (Values::Many(mut values), Parameter::Special(special)) => {
                values.iter_mut().for_each(change);
                self.push_many(values.iter().map(Vec::as_slice), special, quoted, fields);
            }
            _ => return self.push_unset(target, quoted, fields),
        }
        Ok(())
    }

    fn expand_substring(
        &mut self,
        target: Parameter,
        offset: i64,
        length: Option<i64>,
        quoted: bool,
        fields: &mut Fields,
    ) -> Result<(), Divert> {
        match (self.values(target), target) {
            (Values::One(value), _) => {
                let (start, end) = cut(characters(&value), offset, length);
                let start = offset_of(&value, start);
                let end = offset_of(&value, end);
                self.push(&value[start..end], quoted, fields);
            }
            (Values::Many(mut values), Parameter::Special(special)) => {
                // The list of parameters begins with $0.
                values.insert(0, self.name.to_vec());
                let (start, end) = cut(values.len(), offset, length);
                self.push_many(values[start..end].iter().map(Vec::as_slice), special, quoted, fields);
            }
            _ => return self.push_unset(target, quoted, fields),
        }
        Ok(())
    }

    /// Is it set (and, with `colon`, not empty)?
    fn counts_as_set(&mut self, target: Parameter, colon: bool) -> bool {
        match target {
            Parameter::Variable(id) => self.vars.get(id).is_some_and(|v| !colon || !v.is_empty()),
            Parameter::Positional(n) => self.params.get(n as usize).is_some_and(|v| !colon || !v.is_empty()),
            Parameter::Special(special @ (Special::At | Special::Star)) => {
                // Joined by nothing, empty ones are nothing.
                let joined = special == Special::At || self.splitter().joint.is_some();
                match self.params.len() {
                    0 => false,
                    1 => !colon || self.params.iter().any(|value| !value.is_empty()),
                    _ => !colon || joined || self.params.iter().any(|value| !value.is_empty()),
                }
            }
            Parameter::Special(special) => self.special(special).is_some_and(|v| !colon || !v.is_empty()),
        }
    }

    fn values(&mut self, target: Parameter) -> Values {
        let value = match target {
            Parameter::Variable(id) => self.vars.get(id).map(<[u8]>::to_vec),
            Parameter::Positional(n) => self.params.get(n as usize).map(<[u8]>::to_vec),
            Parameter::Special(Special::At | Special::Star) => {
                return Values::Many(self.params.iter().map(<[u8]>::to_vec).collect());
            }
            Parameter::Special(special) => self.special(special),
        };
        value.map_or(Values::Unset, Values::One)
    }

    fn special(&self, special: Special) -> Option<Vec<u8>> {
        Some(match special {
            Special::At | Special::Star => return None,
            Special::Count => text![self.params.len()],
            Special::Status => text![u32::from(self.status.0)],
            Special::Flags => self.options.letters(),
            Special::Pid => text![self.pid],
            Special::Job => text![self.jobs.last?],
            Special::Name => self.name.to_vec(),
        })
    }

    fn parameter_name(&self, target: Parameter) -> Vec<u8> {
        match target {
            Parameter::Variable(id) => self.vars.symbols.name(id).to_vec(),
            Parameter::Positional(n) => text![n],
            Parameter::Special(special) => vec![match special {
                Special::At => b'@',
                Special::Star => b'*',
                Special::Count => b'#',
                Special::Status => b'?',
                Special::Flags => b'-',
                Special::Pid => b'$',
                Special::Job => b'!',
                Special::Name => b'0',
            }],
        }
    }

    /// The value of an arithmetic expression.
    ///
    /// # Errors
    /// Said.
    pub fn arithmetic(&mut self, arithmetic: &Arithmetic) -> Result<i64, Divert> {
        self.arithmetic_or_error(arithmetic)?.map_err(|error| self.arithmetic_error(&error))
    }

    /// As [`Shell::arithmetic`], with the expression's own error apart.
    ///
    /// # Errors
    /// Of the expansions in it, said.
    pub fn arithmetic_or_error(&mut self, arithmetic: &Arithmetic) -> Result<Result<i64, ArithError>, Divert> {
        Ok(match arithmetic {
            Arithmetic::Compiled(expr) => arith::evaluate(expr, self),
            Arithmetic::Text { word, fast } => {
                let fast = fast.as_deref().map(|expr| arith::evaluate(expr, self));
                match fast {
                    Some(result) if !matches!(result, Err(ArithError::NotPlain)) => result,
                    _ => {
                        let text = self.expand_to_bytes(word)?;
                        arith::evaluate_text(&text, self)
                    }
                }
            }
        })
    }

    /// Says it.
    pub fn arithmetic_error(&self, error: &ArithError) -> Divert {
        match error {
            ArithError::Refused => Divert::Error(Status(2)),
            error => self.fatal(error.message().as_bytes()),
        }
    }
}

impl ArithHost for Shell {
    fn variable(&mut self, var: VarId) -> Result<Value<'_>, ArithError> {
        if var.index() >= self.vars.len() {
            self.vars.sync();
        }
        Ok(match self.vars.get(var) {
            Some(value) => Value::Text(value),
            None => Value::Number(0),
        })
    }

    fn assign(&mut self, var: VarId, value: i64) -> Result<(), ArithError> {
        if var.index() >= self.vars.len() {
            self.vars.sync();
        }
        self.vars.set_number(var, value).map_err(|refused| {
            // The message is all of the error that matters here.
            let _ = self.refuse(refused);
            ArithError::Refused
        })
    }

    fn parameter(&mut self, parameter: Parameter) -> Result<i64, ArithError> {
        let number = match parameter {
            Parameter::Variable(id) => self.vars.get(id).and_then(digits),
            Parameter::Positional(n) => self.params.get(n as usize).and_then(digits),
            Parameter::Special(Special::Count) => Some(self.params.len() as i64),
            Parameter::Special(Special::Status) => Some(i64::from(self.status.0)),
            Parameter::Special(special) => self.special(special).as_deref().and_then(digits),
        };
        number.ok_or(ArithError::NotPlain)
    }

    fn symbols(&mut self) -> &mut Symbols {
        &mut self.vars.symbols
    }
}

fn digits(value: &[u8]) -> Option<i64> {
    arith::plain_number(value).filter(|n| *n >= 0 && value.first() != Some(&b'-'))
}

/// Where `${x:offset:length}` begins and ends in `len` bytes or parameters.
fn cut(len: usize, offset: i64, length: Option<i64>) -> (usize, usize) {
    let len = len as i64;
    let start = if offset < 0 { len.saturating_add(offset) } else { offset };
    if !(0..=len).contains(&start) {
        return (0, 0);
    }
    let end = match length {
        None => len,
        Some(n) if n < 0 => len.saturating_add(n),
        Some(n) => start.saturating_add(n).min(len),
    };
    (start as usize, end.max(start) as usize)
}

/// Changes the case of the first character or of all, if `chosen` says so.
fn change_case(value: &[u8], upper: bool, all: bool, chosen: impl Fn(&[u8]) -> bool) -> Vec<u8> {
    let mut out = Vec::with_capacity(value.len());
    let mut at = 0;
    while at < value.len() && (all || at == 0) {
        let c = &value[at..at + offset_of(&value[at..], 1)];
        at += c.len();
        match std::str::from_utf8(c) {
            Ok(c) if chosen(c.as_bytes()) => {
                let changed = if upper { c.to_uppercase() } else { c.to_lowercase() };
                out.extend_from_slice(changed.as_bytes());
            }
            _ => out.extend_from_slice(c),
        }
    }
    out.extend_from_slice(&value[at..]);
    out
}

fn replace(value: &[u8], pattern: &Pattern, with: &[u8], which: Matches) -> Vec<u8> {
    match which {
        Matches::Prefix => match pattern.longest_prefix(value) {
            Some(n) => text![with, value[n..]],
            None => value.to_vec(),
        },
        Matches::Suffix => match pattern.longest_suffix(value) {
            Some(at) => text![value[..at], with],
            None => value.to_vec(),
        },
        Matches::First | Matches::All => {
            if value.is_empty() && pattern.matches(value) {
                return with.to_vec();
            }
            let mut out = Vec::with_capacity(value.len());
            let mut at = 0;
            while let Some((found, length)) = pattern.find(value, at) {
                if length == 0 {
                    // It matches nothing here: on with the next character.
                    let next = found + offset_of(&value[found..], 1);
                    out.extend_from_slice(&value[at..next]);
                    at = next;
                    if at == value.len() {
                        break;
                    }
                    continue;
                }
                out.extend_from_slice(&value[at..found]);
                out.extend_from_slice(with);
                at = found + length;
                if which == Matches::First || at == value.len() {
                    break;
                }
            }
            out.extend_from_slice(&value[at..]);
            out
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn replacements() {
        let with = |value: &str, pattern: &str, which| {
            let pattern = Pattern::new(pattern.as_bytes(), &[]);
            String::from_utf8(replace(value.as_bytes(), &pattern, b"-", which)).unwrap()
        };
        assert_eq!(with("abcabc", "b", Matches::First), "a-cabc");
        assert_eq!(with("abcabc", "b", Matches::All), "a-ca-c");
        assert_eq!(with("abcabc", "b*", Matches::All), "a-");
        assert_eq!(with("éa", "?", Matches::All), "--");
        assert_eq!(with("", "*", Matches::All), "-");
        assert_eq!(with("ab", "", Matches::All), "ab");
        assert_eq!(with("ab", "x", Matches::All), "ab");
        assert_eq!(with("abab", "ab", Matches::Prefix), "-ab");
        assert_eq!(with("abab", "ab", Matches::Suffix), "ab-");
    }

    #[test]
    fn case_changes_by_characters() {
        let change = |upper, all| {
            let value = change_case("éaÉ\u{df}".as_bytes(), upper, all, |_| true);
            String::from_utf8(value).unwrap()
        };
        assert_eq!((change(true, false), change(true, true)), ("ÉaÉß".into(), "ÉAÉSS".into()));
        assert_eq!(change(false, true), "éaéß");
    }

    #[test]
    fn substrings_count_from_either_end() {
        assert_eq!(cut(5, 1, None), (1, 5));
        assert_eq!(cut(5, -2, None), (3, 5));
        assert_eq!(cut(5, 1, Some(2)), (1, 3));
        assert_eq!(cut(5, 0, Some(-1)), (0, 4));
        assert_eq!(cut(5, -9, None), (0, 0));
        assert_eq!(cut(5, 6, Some(1)), (0, 0));
        assert_eq!(cut(5, 3, Some(-4)), (3, 3));
    }
}
