//! Expansion of words: parameters, command substitution, arithmetic, field splitting, pathname expansion.

use crate::arith::{self, ArithError, ArithHost, Value};
use crate::arrays::Key;
use crate::ast::{Arithmetic, Matches, ParamExp, ParamOp, Parameter, Part, Special, Word};
use crate::braces::{Braces, Leaf, MAX_WORDS};
use crate::fields::Fields;
use crate::glob::Rules;
use crate::options::Opt;
use crate::run::Divert;
use crate::shell::Shell;
use crate::shopt::Shopt;
use crate::symbols::{Symbols, VarId};
use crate::variables::known;
use kit::accounts;
use kit::applet::Status;
use kit::pattern::{Pattern, Style, characters, offset_of};
use kit::{sys, text};
use std::borrow::Cow;

/// The value of a parameter, taken out.
pub(crate) enum Values {
    Unset,
    One(Vec<u8>),
    /// `$@` and `$*`, and all elements of an array.
    Many(Vec<Vec<u8>>),
}

/// What is expanded.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Target<'k> {
    /// A parameter.
    Parameter(Parameter),
    /// An element; none: the subscript was wrong, which was said.
    Element(VarId, Option<&'k Key>),
    /// All elements, as `@` or `*`.
    All(VarId, Special),
}

impl Target<'_> {
    /// `@` or `*`, if it may be any number of values.
    pub(crate) fn many(self) -> Option<Special> {
        match self {
            Target::Parameter(Parameter::Special(special @ (Special::At | Special::Star)))
            | Target::All(_, special) => Some(special),
            _ => None,
        }
    }
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
            if let Some(elements) = word.elements() {
                let elements = self.expand_elements(elements)?;
                self.declared.push((fields.len(), elements));
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
        if fields.globs {
            fields.rules = self.glob_rules();
        }
        for part in &word.parts {
            self.expand_part(part, fields, declaration)?;
        }
        if fields.is_begun() || assignment {
            fields.finish();
        }
        if fields.failed { Err(self.no_match(fields)) } else { Ok(()) }
    }

    fn glob_rules(&self) -> Rules {
        let shopts = self.options.shopts;
        Rules::default()
            .with(Rules::NULL, shopts.has(Shopt::Nullglob))
            .with(Rules::FAIL, shopts.has(Shopt::Failglob))
            .with(Rules::DOT, shopts.has(Shopt::Dotglob))
            .with(Rules::FOLD, shopts.has(Shopt::Nocaseglob))
            .with(Rules::STAR, shopts.has(Shopt::Globstar))
            .with(Rules::EXTENDED, shopts.has(Shopt::Extglob))
    }

    /// `shopt -s failglob`: the rest of the complete command is not run.
    #[cold]
    fn no_match(&self, fields: &mut Fields) -> Divert {
        fields.failed = false;
        let pattern = fields.len().checked_sub(1).and_then(|last| fields.get(last)).unwrap_or_default();
        self.say(&text!["no match: ", pattern]);
        Divert::Failed(Status::FAILED)
    }

    /// How patterns are matched but for path names.
    pub fn pattern_style(&self) -> Style {
        let shopts = self.options.shopts;
        Style { extended: shopts.has(Shopt::Extglob), fold: shopts.has(Shopt::Nocasematch) }
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
        fields.rules = self.glob_rules();
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
            let slash = kit::search::find(b'/', &text).or((plain == leaves.len()).then_some(text.len()));
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
        if fields.failed { Err(self.no_match(fields)) } else { Ok(()) }
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

    /// The pattern of an operator; of all these `nocasematch` counts for `${v/pattern/}` alone, which `fold` says.
    fn compiled_pattern<'w>(&mut self, word: &'w Word, fold: bool) -> Result<Cow<'w, Pattern>, Divert> {
        if let Some(pattern) = word.fixed_pattern()
            && !fold
        {
            return Ok(Cow::Borrowed(pattern));
        }
        let fields = self.expand_to_pattern(word)?;
        let style = Style { fold, ..self.pattern_style() };
        let pattern = Pattern::styled(&fields.bytes, &fields.quoted, style);
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
            Part::Command { body, quoted, backquoted } => {
                self.backquotes += u32::from(*backquoted);
                let output = self.substitute(body);
                self.backquotes -= u32::from(*backquoted);
                let output = output?;
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
            Part::Elements { .. } => {}
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
    pub(crate) fn push(&mut self, bytes: &[u8], quoted: bool, fields: &mut Fields) {
        if quoted {
            fields.push(bytes, true);
        } else {
            fields.push_split(bytes, self.splitter());
        }
    }

    fn expand_param(&mut self, exp: &ParamExp, quoted: bool, fields: &mut Fields) -> Result<(), Divert> {
        // One call of `expand_target`, so that it is a part of this.
        let found;
        let (target, op) = match exp.op.as_deref() {
            None if !exp.indirect => return self.expand_plain(exp.target, quoted, fields),
            op if exp.indirect || matches!(op, Some(ParamOp::Element { .. })) => {
                let op;
                (found, op) = self.find_target(exp)?;
                match found.target() {
                    Ok(target) => (target, op),
                    Err(text) => {
                        self.push(text, quoted, fields);
                        return Ok(());
                    }
                }
            }
            op => (Target::Parameter(exp.target), op),
        };
        self.expand_target(target, op, quoted, fields)
    }

    fn expand_target(
        &mut self,
        target: Target,
        op: Option<&ParamOp>,
        quoted: bool,
        fields: &mut Fields,
    ) -> Result<(), Divert> {
        let Some(op) = op else { return self.expand_bare(target, quoted, fields) };
        match op {
            ParamOp::Default { colon, word } => {
                if self.counts_as_set(target, *colon) {
                    self.expand_bare(target, quoted, fields)
                } else {
                    self.expand_operand(word, quoted, fields)
                }
            }
            ParamOp::Alternative { colon, word } => {
                if self.counts_as_set(target, *colon) {
                    self.expand_operand(word, quoted, fields)?;
                } else if quoted && target.many() != Some(Special::At) {
                    fields.push(b"", true);
                }
                Ok(())
            }
            ParamOp::Assign { colon, word } => {
                if !self.counts_as_set(target, *colon) {
                    let value = self.expand_to_bytes(word)?;
                    match target {
                        Target::Parameter(Parameter::Variable(id)) => self.assign(id, &value)?,
                        Target::Element(id, Some(key)) => Shell::assign_element(self, id, key, &value, false)?,
                        _ => {
                            let name = self.target_name(target);
                            return Err(self.fatal(&text![name, ": bad variable name"]));
                        }
                    }
                }
                self.expand_bare(target, quoted, fields)
            }
            ParamOp::Error { colon, word } => {
                if self.counts_as_set(target, *colon) {
                    return self.expand_bare(target, quoted, fields);
                }
                let name = self.target_name(target);
                let message = if word.is_absent() {
                    if *colon { b"parameter not set or null".to_vec() } else { b"parameter not set".to_vec() }
                } else {
                    self.expand_to_bytes(word)?
                };
                Err(self.fatal(&text![name, ": ", message]))
            }
            ParamOp::Length => {
                let n = match target {
                    Target::Parameter(Parameter::Special(Special::At | Special::Star)) => self.params.len(),
                    Target::All(id, _) => self.element_count(id),
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
            // Which of them it is was seen before.
            ParamOp::Element { .. } => Ok(()),
            ParamOp::Keys(special) => self.expand_keys(target, *special, quoted, fields),
            ParamOp::Names(special) => self.expand_names(target, *special, quoted, fields),
            ParamOp::Transform(letter) => self.expand_transformed(target, *letter, quoted, fields),
            ParamOp::RemovePrefix { longest, pattern } => {
                let pattern = self.compiled_pattern(pattern, false)?;
                self.expand_changed(target, quoted, fields, &mut |value| {
                    let n = if *longest { pattern.longest_prefix(value) } else { pattern.shortest_prefix(value) };
                    value.drain(..n.unwrap_or(0));
                })
            }
            ParamOp::RemoveSuffix { longest, pattern } => {
                let pattern = self.compiled_pattern(pattern, false)?;
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
                let fold = self.options.shopts.has(Shopt::Nocasematch);
                let pattern = self.compiled_pattern(pattern, fold)?;
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
                let pattern = self.compiled_pattern(pattern, false)?;
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

    /// A target with nothing done to it.
    #[inline(never)]
    fn expand_bare(&mut self, target: Target, quoted: bool, fields: &mut Fields) -> Result<(), Divert> {
        match target {
            Target::Parameter(parameter) => self.expand_plain(parameter, quoted, fields),
            Target::Element(id, key) => {
                let (vars, splitter) = self.variables_and_splitter();
                match key.and_then(|key| vars.element(id, key)) {
                    Some(value) if quoted => fields.push(value, true),
                    Some(value) => fields.push_split(value, splitter),
                    None => return self.push_unset(target, quoted, fields),
                }
                Ok(())
            }
            Target::All(id, special) => {
                match self.vars.array(id).cloned() {
                    Some(array) => self.push_many(array.values(), special, quoted, fields),
                    None => {
                        let value = self.vars.element(id, &Key::Index(0)).map(<[u8]>::to_vec);
                        self.push_many(value.as_deref().into_iter(), special, quoted, fields);
                    }
                }
                Ok(())
            }
        }
    }

    #[inline]
    fn expand_plain(&mut self, target: Parameter, quoted: bool, fields: &mut Fields) -> Result<(), Divert> {
        match target {
            Parameter::Variable(id) => {
                let (vars, splitter) = self.variables_and_splitter();
                match vars.get(id) {
                    Some(value) if quoted => fields.push(value, true),
                    Some(value) => fields.push_split(value, splitter),
                    None => return self.push_unset(Target::Parameter(target), quoted, fields),
                }
            }
            Parameter::Positional(n) => {
                let (params, splitter) = self.params_and_splitter();
                match params.get(n as usize) {
                    Some(value) if quoted => fields.push(value, true),
                    Some(value) => fields.push_split(value, splitter),
                    None => return self.push_unset(Target::Parameter(target), quoted, fields),
                }
            }
            Parameter::Special(special @ (Special::At | Special::Star)) => {
                let params = self.params.clone();
                self.push_many(params.iter(), special, quoted, fields);
            }
            Parameter::Special(special) => match self.special(special) {
                Some(value) => self.push(&value, quoted, fields),
                None => return self.push_unset(Target::Parameter(target), quoted, fields),
            },
        }
        Ok(())
    }

    fn push_unset(&mut self, target: Target, quoted: bool, fields: &mut Fields) -> Result<(), Divert> {
        self.check_unset(target)?;
        if quoted {
            fields.push(b"", true);
        }
        Ok(())
    }

    /// `set -u`
    fn check_unset(&mut self, target: Target) -> Result<(), Divert> {
        if !self.options.has(Opt::Nounset) || target.many().is_some() {
            return Ok(());
        }
        let name = self.target_name(target);
        Err(self.fatal(&text![name, ": parameter not set"]))
    }

    /// `$@` and `$*`, or what was made of them.
    pub(crate) fn push_many<'a>(
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

    pub(crate) fn expand_changed(
        &mut self,
        target: Target,
        quoted: bool,
        fields: &mut Fields,
        change: &mut dyn FnMut(&mut Vec<u8>),
    ) -> Result<(), Divert> {
        match (self.values(target), target.many()) {
            (Values::One(mut value), _) => {
                change(&mut value);
                self.push(&value, quoted, fields);
            }
            (Values::Many(mut values), Some(special)) => {
                values.iter_mut().for_each(change);
                self.push_many(values.iter().map(Vec::as_slice), special, quoted, fields);
            }
            _ => return self.push_unset(target, quoted, fields),
        }
        Ok(())
    }

    pub(crate) fn expand_substring(
        &mut self,
        target: Target,
        offset: i64,
        length: Option<i64>,
        quoted: bool,
        fields: &mut Fields,
    ) -> Result<(), Divert> {
        if let Target::All(id, special) = target {
            return self.expand_slice(id, special, offset, length, quoted, fields);
        }
        match (self.values(target), target.many()) {
            (Values::One(value), _) => {
                let (start, end) = cut(characters(&value), offset, length);
                let start = offset_of(&value, start);
                let end = offset_of(&value, end);
                self.push(&value[start..end], quoted, fields);
            }
            (Values::Many(mut values), Some(special)) => {
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
    fn counts_as_set(&mut self, target: Target, colon: bool) -> bool {
        let counts = |value: &[u8]| !colon || !value.is_empty();
        match target {
            Target::Parameter(Parameter::Variable(id)) => self.vars.get(id).is_some_and(counts),
            Target::Parameter(Parameter::Positional(n)) => self.params.get(n as usize).is_some_and(counts),
            Target::Parameter(Parameter::Special(special @ (Special::At | Special::Star))) => {
                let any = self.params.iter().any(|value| !value.is_empty());
                self.many_count_as_set(special, self.params.len(), any, colon)
            }
            Target::Parameter(Parameter::Special(special)) => self.special(special).is_some_and(|v| counts(&v)),
            Target::Element(id, key) => key.and_then(|key| self.vars.element(id, key)).is_some_and(counts),
            Target::All(id, special) => {
                let count = self.element_count(id);
                let any = match self.vars.array(id) {
                    Some(array) => array.values().any(|value| !value.is_empty()),
                    None => self.vars.element(id, &Key::Index(0)).is_some_and(|value| !value.is_empty()),
                };
                self.many_count_as_set(special, count, any, colon)
            }
        }
    }

    /// As [`Shell::counts_as_set`], for `count` values; `any`: one of them is not empty.
    fn many_count_as_set(&mut self, special: Special, count: usize, any: bool, colon: bool) -> bool {
        // Joined by nothing, empty ones are nothing.
        let joined = special == Special::At || self.splitter().joint.is_some();
        match count {
            0 => false,
            1 => !colon || any,
            _ => !colon || joined || any,
        }
    }

    pub(crate) fn values(&mut self, target: Target) -> Values {
        let value = match target {
            Target::Parameter(Parameter::Variable(id)) => self.vars.get(id).map(<[u8]>::to_vec),
            Target::Parameter(Parameter::Positional(n)) => self.params.get(n as usize).map(<[u8]>::to_vec),
            Target::Parameter(Parameter::Special(Special::At | Special::Star)) => {
                return Values::Many(self.params.iter().map(<[u8]>::to_vec).collect());
            }
            Target::Parameter(Parameter::Special(special)) => self.special(special),
            Target::Element(id, key) => key.and_then(|key| self.vars.element(id, key)).map(<[u8]>::to_vec),
            Target::All(id, _) => {
                return Values::Many(match self.vars.array(id) {
                    Some(array) => array.values().map(<[u8]>::to_vec).collect(),
                    None => self.vars.element(id, &Key::Index(0)).map(<[u8]>::to_vec).into_iter().collect(),
                });
            }
        };
        value.map_or(Values::Unset, Values::One)
    }

    fn special(&self, special: Special) -> Option<Vec<u8>> {
        Some(match special {
            Special::At | Special::Star => return None,
            Special::Count => text![self.params.len()],
            Special::Status => text![u32::from(self.status.0)],
            Special::Flags if self.bash => self.options.bash_letters(),
            Special::Flags => self.options.letters(),
            Special::Pid => text![self.pid],
            Special::Job => text![self.jobs.last?],
            Special::Name => self.name.to_vec(),
        })
    }

    fn target_name(&self, target: Target) -> Vec<u8> {
        match target {
            Target::Parameter(Parameter::Variable(id)) | Target::Element(id, None) => {
                self.vars.symbols.name(id).to_vec()
            }
            Target::Parameter(Parameter::Positional(n)) => text![n],
            Target::Parameter(Parameter::Special(special)) => vec![special.letter()],
            Target::Element(id, Some(key)) => text![self.vars.symbols.name(id), "[", key.text(), "]"],
            Target::All(id, special) => text![self.vars.symbols.name(id), "[", [special.letter()], "]"],
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
            ArithError::Refused => self.grave(),
            error => {
                self.say(error.message().as_bytes());
                self.grave()
            }
        }
    }
}

impl ArithHost for Shell {
    fn variable(&mut self, var: VarId) -> Result<Value<'_>, ArithError> {
        if var.index() >= self.vars.len() {
            self.vars.sync();
        }
        if self.options.has(Opt::Nounset) && self.vars.get(var).is_none() {
            // The message is all of the error that matters here.
            let target = Target::Parameter(Parameter::Variable(var));
            return self.check_unset(target).map(|()| Value::Number(0)).map_err(|_| ArithError::Refused);
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
        let Err(refused) = self.vars.set_number(var, value) else { return Ok(()) };
        // The message is all of the error that matters here.
        self.assign_refused(&refused, &text![value], false).map_err(|_| ArithError::Refused)
    }

    fn is_associative(&mut self, var: VarId) -> bool {
        self.is_associative_array(var)
    }

    fn element(&mut self, var: VarId, key: arith::ElementKey) -> Result<Value<'_>, ArithError> {
        let (var, key) = self.arithmetic_key(var, key)?;
        Ok(match key.and_then(|key| self.vars.element(var, &key)) {
            Some(value) => Value::Text(value),
            None => Value::Number(0),
        })
    }

    fn assign_element(&mut self, var: VarId, key: arith::ElementKey, value: i64) -> Result<(), ArithError> {
        match self.arithmetic_key(var, key)? {
            (var, Some(key)) => {
                Shell::assign_element(self, var, &key, &text![value], false).map_err(|_| ArithError::Refused)
            }
            (_, None) => Err(ArithError::Refused),
        }
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
pub(crate) fn cut(len: usize, offset: i64, length: Option<i64>) -> (usize, usize) {
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
pub(crate) fn change_case(value: &[u8], upper: bool, all: bool, chosen: impl Fn(&[u8]) -> bool) -> Vec<u8> {
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
