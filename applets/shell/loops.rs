//! The loops that POSIX does not have: `for ((…))` and `select`.

use crate::ast::{Arithmetic, List, Word};
use crate::builtins::read_reply;
use crate::fields::Fields;
use crate::run::{Divert, Flow, Mode, Turn};
use crate::shell::Shell;
use crate::symbols::VarId;
use crate::variables::known;
use kit::applet::Status;
use kit::pattern::characters;
use kit::text;
use kit::text::push_decimal;

impl Shell {
    /// `for ((start; condition; step))`. A wrong expression ends the loop with status 1.
    pub(crate) fn run_for_arith(&mut self, clauses: &[Option<Arithmetic>; 3], body: &List, mode: Mode) -> Flow {
        let [start, condition, step] = clauses.each_ref().map(Option::as_ref);
        if self.clause(start)?.is_none() {
            return Ok(Status::FAILED);
        }
        self.loops += 1;
        let result = self.turns(condition, step, body, mode);
        self.loops -= 1;
        result
    }

    fn turns(&mut self, condition: Option<&Arithmetic>, step: Option<&Arithmetic>, body: &List, mode: Mode) -> Flow {
        let mut status = Status::OK;
        loop {
            match self.clause(condition)? {
                None => return Ok(Status::FAILED),
                Some(0) => return Ok(status),
                Some(_) => {}
            }
            match self.run_list(body, mode) {
                Ok(turn) => status = turn,
                Err(divert) => match self.end_of_turn(divert) {
                    Turn::Next => status = Status::OK,
                    Turn::Leave => return Ok(Status::OK),
                    Turn::Divert(divert) => return Err(divert),
                },
            }
            if self.clause(step)?.is_none() {
                return Ok(Status::FAILED);
            }
            if kit::signals::is_pending() {
                self.run_traps()?;
            }
        }
    }

    /// The value of an expression; 1 for none; `None` if it is wrong (said).
    fn clause(&mut self, clause: Option<&Arithmetic>) -> Result<Option<i64>, Divert> {
        match clause {
            None => Ok(Some(1)),
            Some(clause) => self.arithmetic_command(clause),
        }
    }

    /// The value of an expression that is a command: if it is wrong, that is said, and not the end of the shell.
    ///
    /// # Errors
    /// Of the expansions in it.
    pub(crate) fn arithmetic_command(&mut self, expr: &Arithmetic) -> Result<Option<i64>, Divert> {
        match self.arithmetic_or_error(expr)? {
            Ok(value) => Ok(Some(value)),
            Err(error) => {
                // Only its words are wanted.
                let _ = self.arithmetic_error(&error);
                Ok(None)
            }
        }
    }

    /// `select`: a menu on standard error, answers from standard input.
    pub(crate) fn run_select(&mut self, var: VarId, words: Option<&[Word]>, body: &List, mode: Mode) -> Flow {
        let mut fields = self.take_fields();
        match words {
            Some(words) => self.expand_words(words, &mut fields, false)?,
            None => fields.extend(self.params.iter()),
        }
        self.loops += 1;
        let result = if fields.is_empty() { Ok(Status::OK) } else { self.choices(var, &fields, body, mode) };
        self.loops -= 1;
        self.give_fields(fields);
        result
    }

    fn choices(&mut self, var: VarId, fields: &Fields, body: &List, mode: Mode) -> Flow {
        let mut status = Status::OK;
        let mut show = true;
        loop {
            if show {
                let columns = self.vars.id(b"COLUMNS");
                let width = self.vars.get(columns).and_then(|v| std::str::from_utf8(v).ok()?.parse().ok());
                let out = menu(fields, width.unwrap_or(80));
                // There is nobody to tell that standard error is closed.
                let _ = self.streams.sink(2).write_all(&out);
            }
            let prompt = self.vars.id(b"PS3");
            let prompt = self.vars.get(prompt).unwrap_or(b"#? ").to_vec();
            let prompt = self.expand_prompt(&prompt);
            let _ = self.streams.sink(2).write_all(&prompt);
            if read_reply(self)? != Status::OK {
                let _ = self.streams.sink(1).write_all(b"\n");
                return Ok(Status::FAILED);
            }
            let reply = self.vars.peek(known::REPLY).unwrap_or_default();
            if reply.is_empty() {
                show = true;
                continue;
            }
            let number = std::str::from_utf8(reply.trim_ascii()).ok().and_then(|n| n.parse::<usize>().ok());
            let chosen = number.and_then(|n| fields.get(n.checked_sub(1)?)).unwrap_or_default();
            self.assign(var, chosen)?;
            match self.run_list(body, mode) {
                Ok(turn) => status = turn,
                Err(divert) => match self.end_of_turn(divert) {
                    Turn::Next => {}
                    Turn::Leave => return Ok(status),
                    Turn::Divert(divert) => return Err(divert),
                },
            }
            // The menu comes again when the answer was wiped out.
            show = self.vars.peek(known::REPLY).is_none_or(<[u8]>::is_empty);
        }
    }
}

/// The numbered choices in columns, read downwards, spaced with tabs as in bash.
fn menu(fields: &Fields, width: usize) -> Vec<u8> {
    let count = fields.len();
    let digits = |n: usize| text![n].len();
    let longest = fields.iter().map(characters).max().unwrap_or(0);
    let cell = longest + digits(count) + 4;
    let mut rows = count.div_ceil((width / cell).max(1)).max(1);
    if rows == 1 {
        // One line is not made of few choices.
        rows = count;
    }
    let mut out = Vec::new();
    for row in 0..rows {
        let mut at = 0;
        for (column, n) in (row..count).step_by(rows).enumerate() {
            while at < column * cell {
                let tab = at - at % 8 + 8;
                let (space, next) = if tab <= column * cell { (b'\t', tab) } else { (b' ', at + 1) };
                out.push(space);
                at = next;
            }
            let field = fields.get(n).unwrap_or_default();
            let width = digits(if column == 0 { rows } else { count });
            out.resize(out.len() + width - digits(n + 1), b' ');
            push_decimal(&mut out, n as u64 + 1);
            out.extend_from_slice(b") ");
            out.extend_from_slice(field);
            at += width + 2 + characters(field);
        }
        out.push(b'\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_menu_fits_the_width() {
        let mut fields = Fields::default();
        fields.extend((1..=12).map(|_| &b"eleven"[..]));
        let text = String::from_utf8(menu(&fields, 40)).unwrap();
        assert_eq!(text.lines().next(), Some("1) eleven    5) eleven\t 9) eleven"));
        assert_eq!(text.lines().count(), 4);
        assert_eq!(menu(&fields, 0).iter().filter(|c| **c == b'\n').count(), 12);
        assert_eq!(menu(&fields, 1000).iter().filter(|c| **c == b'\n').count(), 12);
    }
}
