//! The interpreter: walks the tree.

mod simple;

use crate::ast::{
    ArmEnd, Assignment, CaseArm, Command, CommandKind, Connector, Item, List, Part, Pipeline, SimpleCommand, Word,
};
use crate::builtins::Builtin;
use crate::fields::Fields;
use crate::input::Input;
use crate::options::Opt;
use crate::parser::{self, ParseError};
use crate::redirect::SavedStreams;
use crate::shell::{Function, Params, Shell};
use crate::symbols::VarId;
use crate::traps::RETURN;
use crate::variables::{Call, EXPORT, READONLY, Saved, known};
use kit::applet::Status;
use kit::pattern::{Pattern, Style};
use kit::{signals, text};
use std::rc::Rc;

/// Why the commands that follow are not run.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Divert {
    /// `break n`
    Break(u32),
    /// `continue n`
    Continue(u32),
    /// `return`
    Return(Status),
    /// `exit`
    Exit(Status),
    /// A builtin failed so that the shell ends if it is a special one; said.
    Failed(Status),
    /// An error that ends a shell that is not interactive; said.
    Error(Status),
}

impl Divert {
    /// The status of a shell (or subshell) that ends so; `now` is `$?`.
    pub fn status(self, now: Status) -> Status {
        match self {
            Divert::Break(_) | Divert::Continue(_) => now,
            Divert::Return(status) | Divert::Exit(status) | Divert::Failed(status) | Divert::Error(status) => status,
        }
    }
}

/// The result of a command.
pub type Flow = Result<Status, Divert>;

/// How a command is run.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Mode {
    /// Its status is tested: `set -e` does not look at it.
    pub tested: bool,
    /// Nothing follows it in this process: a program may take the process over.
    pub last: bool,
}

impl Mode {
    const TESTED: Mode = Mode { tested: true, last: false };

    pub(crate) fn not_last(self) -> Mode {
        Mode { last: false, ..self }
    }
}

/// What a loop does after a turn that was cut short.
pub(crate) enum Turn {
    Next,
    Leave,
    Divert(Divert),
}

impl Shell {
    /// Runs all commands of a script; its status is that of the last.
    ///
    /// # Errors
    /// What ends it early. A syntax error is said.
    pub fn run_input(&mut self, input: &mut Input, mode: Mode) -> Flow {
        self.run_commands(input, mode, false)
    }

    /// As [`Shell::run_input`], of a text within a script: bash goes on behind one that it cannot read.
    ///
    /// # Errors
    /// As [`Shell::run_input`].
    pub fn run_nested(&mut self, input: &mut Input, mode: Mode) -> Flow {
        self.run_commands(input, mode, self.is_lenient())
    }

    fn run_commands(&mut self, input: &mut Input, mode: Mode, survives_syntax_error: bool) -> Flow {
        let mut status = None;
        loop {
            let list = match parser::next_command(input, self) {
                Ok(Some(list)) => list,
                Ok(None) => break,
                // Whoever typed it has given the command up.
                Err(ParseError::Read(error)) if error.kind() == std::io::ErrorKind::Interrupted => {
                    return Err(Divert::Error(Status(128 + libc::SIGINT as u8)));
                }
                Err(error) => {
                    self.say_parse_error(&error);
                    return if survives_syntax_error { Ok(Status(2)) } else { Err(Divert::Error(Status(2))) };
                }
            };
            if self.editor.is_some() {
                self.close_history();
            }
            self.vars.sync();
            // A signal that came while the command was read comes before it.
            if signals::is_pending() {
                self.run_traps()?;
            }
            let last = mode.last && input.is_at_end();
            let result = match self.run_list(&list, Mode { last, ..mode }) {
                // The rest of one complete command was given up, not that of the script.
                Err(Divert::Failed(status)) if self.options.has(Opt::Errexit) => return Err(Divert::Exit(status)),
                Err(Divert::Failed(status)) => status,
                result => result?,
            };
            self.status = result;
            status = Some(result);
        }
        Ok(status.unwrap_or(Status::OK))
    }

    /// Runs a text: of `eval`.
    ///
    /// # Errors
    /// As [`Shell::run_input`].
    pub fn run_text(&mut self, text: Rc<[u8]>, line: u32, mode: Mode) -> Flow {
        self.check_depth()?;
        let mut input = Input::text(text);
        input.set_line(line);
        self.run_nested(&mut input, mode)
    }

    /// Runs the action of a trap; `$?` stays what it was unless it diverts.
    ///
    /// # Errors
    /// As [`Shell::run_input`].
    pub fn run_trap_text(&mut self, text: Rc<[u8]>, line: u32) -> Flow {
        let before = self.status;
        let result = self.run_text(text, line, Mode::default());
        if result.is_ok() {
            self.status = before;
        }
        result
    }

    /// Says what is wrong with a script.
    pub fn say_parse_error(&self, error: &ParseError) {
        match error {
            ParseError::Syntax { line, message } => self.say_at(self.source.as_deref(), *line, message),
            ParseError::Read(error) => self.say(&text!["read error: ", *error]),
        }
    }

    /// Runs a list.
    ///
    /// # Errors
    /// What diverts from it.
    pub fn run_list(&mut self, list: &List, mode: Mode) -> Flow {
        let mut status = Status::OK;
        let count = list.items.len();
        for (i, item) in list.items.iter().enumerate() {
            let mode = if i + 1 == count { mode } else { mode.not_last() };
            if self.options.has(Opt::Noexec) && !self.options.has(Opt::Interactive) {
                return Ok(Status::OK);
            }
            status = if item.background { self.run_background(item)? } else { self.run_item(item, mode)? };
            self.status = status;
            if signals::is_pending() {
                self.run_traps()?;
            }
        }
        Ok(status)
    }

    pub(crate) fn run_item(&mut self, item: &Item, mode: Mode) -> Flow {
        if item.rest.is_empty() {
            return self.run_pipeline(&item.first, mode);
        }
        let mut status = self.run_pipeline(&item.first, Mode::TESTED)?;
        let count = item.rest.len();
        for (i, (connector, pipeline)) in item.rest.iter().enumerate() {
            self.status = status;
            if signals::is_pending() {
                self.run_traps()?;
            }
            if (*connector == Connector::And) != (status == Status::OK) {
                continue;
            }
            status = self.run_pipeline(pipeline, if i + 1 == count { mode } else { Mode::TESTED })?;
        }
        Ok(status)
    }

    fn run_pipeline(&mut self, pipeline: &Pipeline, mode: Mode) -> Flow {
        if self.options.has(Opt::Noexec) && !self.options.has(Opt::Interactive) {
            return Ok(Status::OK);
        }
        if let Some(timed) = pipeline.timed {
            return self.run_timed(pipeline, timed, mode);
        }
        self.run_untimed(pipeline, mode)
    }

    pub(crate) fn run_untimed(&mut self, pipeline: &Pipeline, mode: Mode) -> Flow {
        if pipeline.negated {
            let status = match &*pipeline.commands {
                [command] => {
                    let status = self.run_command(command, Mode::TESTED)?;
                    self.vars.single_status = Some(status.0);
                    status
                }
                commands => self.run_pipe(commands, Mode::TESTED)?,
            };
            return Ok(Status(u8::from(status == Status::OK)));
        }
        let (status, counts) = match &*pipeline.commands {
            [command] => {
                let (status, counts) = (self.run_command(command, mode)?, has_own_status(&command.kind));
                if counts {
                    self.vars.single_status = Some(status.0);
                }
                (status, counts)
            }
            commands => (self.run_pipe(commands, mode)?, true),
        };
        if status != Status::OK && !mode.tested && counts {
            self.status = status;
            self.run_error_trap(&pipeline.commands)?;
            if self.options.has(Opt::Errexit) {
                return Err(Divert::Exit(status));
            }
        }
        Ok(status)
    }

    /// Runs a command with its redirections.
    ///
    /// # Errors
    /// What diverts from it.
    pub fn run_command(&mut self, command: &Command, mode: Mode) -> Flow {
        self.check_depth()?;
        let open = self.process_substitutions.len();
        let result = self.run_kind(command, mode);
        if self.process_substitutions.len() > open {
            self.end_process_substitutions(open);
        }
        result
    }

    fn run_kind(&mut self, command: &Command, mode: Mode) -> Flow {
        if self.traps.debugs {
            self.run_debug_trap(command)?;
        }
        match &command.kind {
            CommandKind::Simple(simple) => self.run_simple(command, simple, mode),
            CommandKind::Function { name, body, text } => {
                self.define(name.clone(), body.clone(), text.clone());
                Ok(Status::OK)
            }
            kind => {
                if command.redirects.is_empty() {
                    let result = self.run_compound(command, kind, mode);
                    self.report_subshell();
                    return result;
                }
                self.vars.line = command.line;
                let mut saved = SavedStreams::new();
                let result = match self.redirect(&command.redirects, &mut saved) {
                    Ok(Ok(())) => self.run_compound(command, kind, mode.not_last()),
                    // It is the subshell's error, in ash and dash, and ends it.
                    Ok(Err(_)) if matches!(kind, CommandKind::Subshell(_)) => Ok(Status(2)),
                    Ok(Err(status)) => Ok(status),
                    Err(divert) => Err(divert),
                };
                self.give_back_input();
                self.streams.restore(&mut saved);
                self.report_subshell();
                result
            }
        }
    }

    fn run_compound(&mut self, command: &Command, kind: &CommandKind, mode: Mode) -> Flow {
        match kind {
            CommandKind::Group(list) => self.run_list(list, mode),
            CommandKind::Subshell(list) => {
                self.vars.line = command.line;
                self.run_subshell(list, mode)
            }
            CommandKind::If { branches, otherwise } => {
                for (condition, consequence) in branches {
                    if self.run_list(condition, Mode::TESTED)? == Status::OK {
                        return self.run_list(consequence, mode);
                    }
                }
                match otherwise {
                    Some(list) => self.run_list(list, mode),
                    None => Ok(Status::OK),
                }
            }
            CommandKind::While { until, condition, body } => self.run_while(*until, condition, body, mode.not_last()),
            CommandKind::For { var, words, body } => {
                self.vars.line = command.line;
                self.run_for(command, *var, words.as_deref(), body, mode.not_last())
            }
            CommandKind::ForArith { clauses, body } => {
                self.vars.line = command.line;
                self.run_for_arith(clauses, body, mode.not_last())
            }
            CommandKind::Select { var, words, body } => {
                self.vars.line = command.line;
                self.run_select(*var, words.as_deref(), body, mode.not_last())
            }
            CommandKind::Case { subject, arms } => {
                self.vars.line = command.line;
                self.run_case(subject, arms, mode)
            }
            CommandKind::Conditional(expr) => {
                self.vars.line = command.line;
                self.run_conditional(expr)
            }
            CommandKind::Arithmetic(expr) => {
                self.vars.line = command.line;
                Ok(Status(u8::from(self.arithmetic_command(expr)?.unwrap_or(0) == 0)))
            }
            CommandKind::Simple(_) | CommandKind::Function { .. } => Ok(Status::OK),
        }
    }

    fn run_while(&mut self, until: bool, condition: &List, body: &List, mode: Mode) -> Flow {
        self.loops += 1;
        let mut status = Status::OK;
        let result = loop {
            if signals::is_pending()
                && let Err(divert) = self.run_traps()
            {
                break Err(divert);
            }
            let go_on = match self.run_list(condition, Mode::TESTED) {
                Ok(result) => (result == Status::OK) != until,
                Err(divert) => match self.end_of_turn(divert) {
                    Turn::Next => continue,
                    Turn::Leave => break Ok(Status::OK),
                    Turn::Divert(divert) => break Err(divert),
                },
            };
            if !go_on {
                break Ok(status);
            }
            match self.run_list(body, mode) {
                Ok(result) => status = result,
                Err(divert) => match self.end_of_turn(divert) {
                    Turn::Next => status = Status::OK,
                    Turn::Leave => break Ok(Status::OK),
                    Turn::Divert(divert) => break Err(divert),
                },
            }
        };
        self.loops -= 1;
        result
    }

    fn run_for(&mut self, command: &Command, var: VarId, words: Option<&[Word]>, body: &List, mode: Mode) -> Flow {
        let mut fields = self.take_fields();
        match words {
            Some(words) => self.expand_words(words, &mut fields, false)?,
            None => fields.extend(self.params.iter()),
        }
        self.loops += 1;
        let mut status = Status::OK;
        let mut result = Ok(());
        for i in 0..fields.len() {
            // The first turn's has been.
            if self.traps.debugs
                && i > 0
                && let Err(divert) = self.run_debug_trap(command)
            {
                result = Err(divert);
                break;
            }
            let value = fields.get(i).unwrap_or_default();
            if let Err(divert) = self.assign(var, value) {
                result = Err(divert);
                break;
            }
            match self.run_list(body, mode) {
                Ok(turn) => status = turn,
                Err(divert) => match self.end_of_turn(divert) {
                    Turn::Next => status = Status::OK,
                    Turn::Leave => {
                        status = Status::OK;
                        break;
                    }
                    Turn::Divert(divert) => {
                        result = Err(divert);
                        break;
                    }
                },
            }
        }
        self.loops -= 1;
        self.give_fields(fields);
        result.map(|()| status)
    }

    /// What `break` and `continue` mean to the innermost loop.
    pub(crate) fn end_of_turn(&self, divert: Divert) -> Turn {
        // More levels than there are loops mean the outermost.
        match divert {
            Divert::Break(n) if n <= 1 || self.loops <= 1 => Turn::Leave,
            Divert::Break(n) => Turn::Divert(Divert::Break(n - 1)),
            Divert::Continue(n) if n <= 1 || self.loops <= 1 => Turn::Next,
            Divert::Continue(n) => Turn::Divert(Divert::Continue(n - 1)),
            divert => Turn::Divert(divert),
        }
    }

    fn run_case(&mut self, subject: &Word, arms: &[CaseArm], mode: Mode) -> Flow {
        self.substituted = None;
        let subject = self.expand_to_bytes(subject)?;
        let mut status = Status::OK;
        let mut falls = false;
        for arm in arms {
            if !falls && !self.matches_any(&subject, &arm.patterns)? {
                continue;
            }
            status = self.run_list(&arm.body, if arm.next == ArmEnd::Leave { mode } else { mode.not_last() })?;
            match arm.next {
                ArmEnd::Leave => break,
                ArmEnd::FallThrough => falls = true,
                ArmEnd::TestNext => falls = false,
            }
        }
        Ok(status)
    }

    fn matches_any(&mut self, subject: &[u8], patterns: &[Word]) -> Result<bool, Divert> {
        let style = self.pattern_style();
        for word in patterns {
            if self.matches_word(subject, word, style)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Does the word, a pattern, match?
    ///
    /// # Errors
    /// Of the expansions in it.
    pub fn matches_word(&mut self, subject: &[u8], word: &Word, style: Style) -> Result<bool, Divert> {
        Ok(match (word.as_literal(), word.fixed_pattern()) {
            (Some(literal), _) if !style.fold => literal == subject,
            (None, Some(pattern)) if !style.fold => pattern.matches(subject),
            _ => {
                let fields = self.expand_to_pattern(word)?;
                let matches = Pattern::styled(&fields.bytes, &fields.quoted, style).matches(subject);
                self.give_fields(fields);
                matches
            }
        })
    }

    /// Defines a function.
    pub fn define(&mut self, name: Rc<[u8]>, body: Rc<Command>, text: Rc<[u8]>) {
        let function = Rc::new(Function { name: name.clone(), body, text, source: self.vars.source_file() });
        if self.exports_functions {
            self.update_exported(&name, &function.text);
        }
        Rc::make_mut(&mut self.functions).insert(name, function);
        self.epoch += 1;
        self.definitions += 1;
    }

    // ---- simple commands --------------------------------------------------------------------------------------------

    /// A prompt with its parameters expanded; without change if that fails.
    pub fn expand_prompt(&mut self, prompt: &[u8]) -> Vec<u8> {
        if !prompt.contains(&b'$') && !prompt.contains(&b'`') && !prompt.contains(&b'\\') {
            return prompt.to_vec();
        }
        let traced = self.options.has(Opt::Xtrace);
        self.options.set(Opt::Xtrace, false);
        let status = self.status;
        let expanded = match parser::parse_here_text(prompt, self) {
            Ok(word) => {
                self.vars.sync();
                self.expand_to_bytes(&word).unwrap_or_else(|_| prompt.to_vec())
            }
            Err(_) => prompt.to_vec(),
        };
        self.status = status;
        self.options.set(Opt::Xtrace, traced);
        expanded
    }
}

/// Does a failure of the command count for `set -e`? That of a group or a loop is the failure of a command inside, which
/// has counted or was exempt.
fn has_own_status(kind: &CommandKind) -> bool {
    matches!(
        kind,
        CommandKind::Simple(_) | CommandKind::Subshell(_) | CommandKind::Conditional(_) | CommandKind::Arithmetic(_)
    )
}

/// A word as `set -x` shows it: quoted where it must be.
pub fn quoted_for_trace(word: &[u8]) -> Vec<u8> {
    let plain = |c: &u8| c.is_ascii_alphanumeric() || b"_-./:,+@^]".contains(c);
    if !word.is_empty() && word.iter().all(plain) && !parser::is_reserved(word) {
        word.to_vec()
    } else {
        single_quoted(word)
    }
}

/// A word in single quotes, so that the shell reads it back.
pub fn single_quoted(word: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(word.len() + 2);
    let mut rest = word;
    loop {
        let end = kit::search::find(b'\'', rest).unwrap_or(rest.len());
        out.push(b'\'');
        out.extend_from_slice(&rest[..end]);
        out.push(b'\'');
        rest = &rest[end..];
        let quotes = rest.iter().take_while(|c| **c == b'\'').count();
        if quotes > 0 {
            out.push(b'"');
            out.resize(out.len() + quotes, b'\'');
            out.push(b'"');
        }
        rest = &rest[quotes..];
        if rest.is_empty() {
            return out;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_words_read_back_as_they_were() {
        assert_eq!(single_quoted(b"a'b"), b"'a'\"'\"'b'");
        assert_eq!(single_quoted(b"''"), b"''\"''\"");
        assert_eq!(single_quoted(b""), b"''");
        assert_eq!(quoted_for_trace(b"a=b"), b"'a=b'");
        assert_eq!(quoted_for_trace(b"./a-b_c"), b"./a-b_c");
    }
}
