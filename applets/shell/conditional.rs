//! `[[ … ]]`: tests whose words are neither split nor expanded to path names. Wrong operands give status 2.

use crate::arith::{self, ArithError};
use crate::arrays::{Array, Indexed};
use crate::ast::{CondExpr, CondOp, Word};
use crate::options::{self, Opt};
use crate::run::{Divert, Flow};
use crate::shell::Shell;
use crate::shopt::Shopt;
use kit::applet::{Error, Status};
use kit::filetest::{self, Binary};
use kit::pattern::Style;
use kit::regex::{Flags, Regex};
use kit::{sys, text};

/// A test's answer, or that its operands are wrong (said).
type Answer = Option<bool>;

impl Shell {
    /// Runs `[[ … ]]`.
    ///
    /// # Errors
    /// Of the expansions in it.
    pub fn run_conditional(&mut self, expr: &CondExpr) -> Flow {
        Ok(match self.condition(expr)? {
            Some(true) => Status::OK,
            Some(false) => Status::FAILED,
            None => Status(2),
        })
    }

    fn condition(&mut self, expr: &CondExpr) -> Result<Answer, Divert> {
        Ok(match expr {
            CondExpr::Not(expr) => self.condition(expr)?.map(|answer| !answer),
            CondExpr::And(left, right) => match self.condition(left)? {
                Some(true) => self.condition(right)?,
                other => other,
            },
            CondExpr::Or(left, right) => match self.condition(left)? {
                Some(false) => self.condition(right)?,
                other => other,
            },
            CondExpr::NonEmpty(word) => Some(self.with_bytes(word, |_, text| !text.is_empty())?),
            CondExpr::Unary(b'v', word) => {
                let operand = self.expand_to_bytes(word)?;
                Some(self.is_reference_set(&operand)?)
            }
            CondExpr::Unary(letter, word) => self.with_bytes(word, |shell, operand| shell.unary(*letter, operand))?,
            CondExpr::Binary(op, left, right) => {
                let left = self.expand_to_bytes(left)?;
                self.binary(*op, &left, right)?
            }
        })
    }

    /// Calls `with` with what the word expands to.
    fn with_bytes<T>(&mut self, word: &Word, with: impl FnOnce(&mut Shell, &[u8]) -> T) -> Result<T, Divert> {
        if let Some(literal) = word.as_literal() {
            return Ok(with(self, literal));
        }
        let bytes = self.expand_to_bytes(word)?;
        Ok(with(self, &bytes))
    }

    fn unary(&mut self, letter: u8, operand: &[u8]) -> Answer {
        match letter {
            b'o' => Some(options::by_name(operand).is_some_and(|opt: Opt| self.options.has(opt))),
            letter => {
                let letter = if letter == b'a' { b'e' } else { letter };
                let streams = &self.streams;
                let is_terminal =
                    |fd: i32| usize::try_from(fd).is_ok_and(|n| streams.descriptor(n).is_ok_and(sys::is_terminal));
                let own = self.path_of_own_descriptor(operand);
                let answer = filetest::unary(letter, own.as_ref().map_or(operand, |(path, _)| path), is_terminal);
                self.answer(answer)
            }
        }
    }

    fn answer(&mut self, answer: kit::applet::Result<bool>) -> Answer {
        match answer {
            Ok(answer) => Some(answer),
            Err(error) => {
                if let Error::Failed(_, message) = error {
                    self.say(&text!["[[: ", message]);
                }
                None
            }
        }
    }

    fn binary(&mut self, op: CondOp, left: &[u8], right: &Word) -> Result<Answer, Divert> {
        let same = match op {
            CondOp::Match | CondOp::NoMatch => {
                let style = Style { extended: true, ..self.pattern_style() };
                let matches = self.matches_word(left, right, style)?;
                return Ok(Some(matches == (op == CondOp::Match)));
            }
            CondOp::Regex => {
                let fields = self.expand_to_pattern(right)?;
                let pattern = regex_of(&fields.bytes, &fields.quoted);
                let flags = Flags { ignore_case: self.options.shopts.has(Shopt::Nocasematch), ..Flags::EXTENDED };
                self.give_fields(fields);
                let found =
                    Regex::new(&pattern, flags).and_then(|regex| Ok((regex.groups(), regex.captures_at(left, 0)?)));
                return match found {
                    Ok((groups, captures)) => {
                        let parts: Option<Indexed> =
                            captures.as_ref().map(|c| (0..=groups).map(|i| c.text(i, left).to_vec()).collect());
                        self.set_matches(parts.unwrap_or_default())?;
                        Ok(Some(captures.is_some()))
                    }
                    Err(error) => {
                        self.say(&text!["[[: ", error.message(&pattern)]);
                        Ok(None)
                    }
                };
            }
            CondOp::Before => Binary::Before,
            CondOp::After => Binary::After,
            CondOp::Newer => Binary::NewerThan,
            CondOp::Older => Binary::OlderThan,
            CondOp::SameFile => Binary::SameFile,
            CondOp::Equal
            | CondOp::Unequal
            | CondOp::Less
            | CondOp::LessOrEqual
            | CondOp::Greater
            | CondOp::GreaterOrEqual => {
                let right = self.expand_to_bytes(right)?;
                return Ok(self.compare(op, left, &right));
            }
        };
        let right = self.expand_to_bytes(right)?;
        Ok(self.answer(same.test(left, &right)))
    }

    /// Sets BASH_REMATCH.
    fn set_matches(&mut self, parts: Indexed) -> Result<(), Divert> {
        let id = self.vars.id(b"BASH_REMATCH");
        self.vars.set_array(id, Array::Indexed(parts)).map_err(|refused| self.refuse(&refused))
    }

    /// Compares two arithmetic expressions.
    fn compare(&mut self, op: CondOp, left: &[u8], right: &[u8]) -> Answer {
        let numbers = arith::evaluate_text(left, self).and_then(|l| Ok((l, arith::evaluate_text(right, self)?)));
        match numbers {
            Ok((left, right)) => Some(match op {
                CondOp::Unequal => left != right,
                CondOp::Less => left < right,
                CondOp::LessOrEqual => left <= right,
                CondOp::Greater => left > right,
                CondOp::GreaterOrEqual => left >= right,
                _ => left == right,
            }),
            Err(ArithError::Refused) => None,
            Err(error) => {
                self.say(&text!["[[: ", error.message()]);
                None
            }
        }
    }
}

/// The regular expression that the right side of `=~` is: what is quoted in it (ranges) means itself.
fn regex_of(text: &[u8], quoted: &[(u32, u32)]) -> Vec<u8> {
    let mut pattern = Vec::with_capacity(text.len());
    let mut at = 0;
    for (from, to) in quoted {
        let (from, to) = (*from as usize, *to as usize);
        pattern.extend_from_slice(&text[at..from]);
        for c in &text[from..to] {
            if b"\\.[](){}*+?^$|".contains(c) {
                pattern.push(b'\\');
            }
            pattern.push(*c);
        }
        at = to;
    }
    pattern.extend_from_slice(&text[at..]);
    pattern
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_text_means_itself_in_a_regular_expression() {
        assert_eq!(regex_of(b"^a.(.)", &[(3, 5)]), b"^a.\\(\\.)");
    }
}
