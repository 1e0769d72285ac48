//! `${x@Q}` and its kin.

use crate::array_expansion::{double_quoted, quoted_to_read_back};
use crate::arrays::Key;
use crate::ast::{Parameter, Special};
use crate::expand::{Target, change_case};
use crate::fields::Fields;
use crate::parser;
use crate::run::Divert;
use crate::shell::Shell;
use crate::symbols::VarId;
use crate::variables::{ASSOCIATIVE, EXPORT, Flags, INDEXED, INTEGER, LOWER, NAMEREF, READONLY, SET, TRACE, UPPER};
use kit::text;

/// Attributes as letters, in the order of `declare -p`.
const LETTERS: [(Flags, u8); 9] = [
    (INDEXED, b'a'),
    (ASSOCIATIVE, b'A'),
    (INTEGER, b'i'),
    (NAMEREF, b'n'),
    (READONLY, b'r'),
    (TRACE, b't'),
    (EXPORT, b'x'),
    (LOWER, b'l'),
    (UPPER, b'u'),
];

/// The letters of attributes.
pub(crate) fn attributes(flags: Flags) -> Vec<u8> {
    LETTERS.iter().filter(|(flag, _)| flags & flag != 0).map(|(_, letter)| *letter).collect()
}

impl Shell {
    /// `${x@letter}`
    #[cold]
    pub(crate) fn expand_transformed(
        &mut self,
        target: Target,
        letter: u8,
        quoted: bool,
        fields: &mut Fields,
    ) -> Result<(), Divert> {
        match letter {
            b'Q' => self.expand_changed(target, quoted, fields, &mut |value| *value = quoted_to_read_back(value)),
            b'U' => self.expand_changed(target, quoted, fields, &mut |v| *v = change_case(v, true, true, |_| true)),
            b'u' => self.expand_changed(target, quoted, fields, &mut |v| *v = change_case(v, true, false, |_| true)),
            b'L' => self.expand_changed(target, quoted, fields, &mut |v| *v = change_case(v, false, true, |_| true)),
            b'E' => {
                let host: &mut Shell = self;
                let mut values = Vec::new();
                host.expand_changed(target, true, &mut Fields::default(), &mut |value| {
                    values.push(std::mem::take(value));
                })?;
                let mut values =
                    values.into_iter().map(|value| parser::unescape(&value, self)).collect::<Vec<_>>().into_iter();
                self.expand_changed(target, quoted, fields, &mut |value| *value = values.next().unwrap_or_default())
            }
            b'P' => {
                let mut values = Vec::new();
                self.expand_changed(target, true, &mut Fields::default(), &mut |value| values.push(value.clone()))?;
                let values: Vec<Vec<u8>> = values.iter().map(|value| self.expand_prompt(value)).collect();
                let mut values = values.into_iter();
                self.expand_changed(target, quoted, fields, &mut |value| *value = values.next().unwrap_or_default())
            }
            b'a' => {
                let letters = match target {
                    Target::Parameter(Parameter::Variable(id)) | Target::Element(id, _) | Target::All(id, _) => {
                        let id = self.vars.base(id);
                        attributes(self.vars.flags(id))
                    }
                    Target::Parameter(_) => Vec::new(),
                };
                match target {
                    // Also of a variable without a value.
                    Target::Parameter(Parameter::Variable(_)) => {
                        self.push(&letters, quoted, fields);
                        Ok(())
                    }
                    _ => self.expand_changed(target, quoted, fields, &mut |value| value.clone_from(&letters)),
                }
            }
            b'A' => self.expand_as_declaration(target, quoted, fields),
            _ => self.expand_as_pairs(target, letter == b'K', quoted, fields),
        }
    }

    /// `${x@A}`: the command that makes it what it is.
    fn expand_as_declaration(&mut self, target: Target, quoted: bool, fields: &mut Fields) -> Result<(), Divert> {
        let text = match target {
            Target::All(id, _) => self.vars.array(id).cloned().map(|array| {
                let flags = self.vars.flags(id);
                let name = self.vars.symbols.name(id);
                text!["declare -", attributes(flags), " ", name, "=", Shell::shown_array(&array)]
            }),
            Target::Parameter(Parameter::Special(Special::At | Special::Star)) => {
                let values: Vec<Vec<u8>> = self.params.iter().map(quoted_to_read_back).collect();
                Some(text!["set -- ", values.join(&b' ')])
            }
            Target::Parameter(Parameter::Variable(id)) => self.declaration_of(id, None),
            Target::Element(id, key) => self.declaration_of(id, key),
            Target::Parameter(_) => None,
        };
        if let Some(text) = text {
            self.push(&text, quoted, fields);
        } else if quoted {
            fields.push(b"", true);
        }
        Ok(())
    }

    fn declaration_of(&mut self, id: VarId, key: Option<&Key>) -> Option<Vec<u8>> {
        let id = self.vars.base(id);
        let flags = self.vars.flags(id);
        let value = match key {
            Some(key) => self.vars.element(id, key),
            None => self.vars.get(id),
        };
        let value = value.map(quoted_to_read_back);
        if flags & !SET == 0 && value.is_none() {
            return None;
        }
        let letters = attributes(flags);
        let name = self.vars.symbols.name(id);
        let declare = if letters.is_empty() { Vec::new() } else { text!["declare -", letters, " "] };
        Some(match value {
            Some(value) => text![declare, name, "=", value],
            None => text![declare, name],
        })
    }

    /// `${x[@]@K}` as one string, `${x[@]@k}` as fields: keys and values.
    fn expand_as_pairs(
        &mut self,
        target: Target,
        as_one: bool,
        quoted: bool,
        fields: &mut Fields,
    ) -> Result<(), Divert> {
        let Target::All(id, special) = target else {
            return self.expand_changed(target, quoted, fields, &mut |value| *value = quoted_to_read_back(value));
        };
        let is_associative = self.vars.flags(id) & ASSOCIATIVE != 0;
        let pairs = self.vars.entries(id);
        if as_one {
            let pairs: Vec<Vec<u8>> =
                pairs.iter().map(|(key, value)| text![&**key, " ", double_quoted(value)]).collect();
            let mut text = pairs.join(&b' ');
            if is_associative && !text.is_empty() {
                text.push(b' ');
            }
            self.push(&text, quoted, fields);
            return Ok(());
        }
        let all = pairs.iter().flat_map(|(key, value)| [key.as_slice(), value.as_slice()]);
        self.push_many(all, special, quoted, fields);
        Ok(())
    }
}
