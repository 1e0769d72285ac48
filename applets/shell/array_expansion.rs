//! Expansions of arrays, through other variables (`${!x}`), and of names.

use crate::arith;
use crate::arrays::{Array, Key};
use crate::ast::{ParamExp, ParamOp, Parameter, Special, Subscript};
use crate::expand::{Target, Values, cut};
use crate::fields::Fields;
use crate::run::{Divert, single_quoted};
use crate::shell::Shell;
use crate::symbols::{VarId, is_name};
use crate::variables::{ARRAY, NAMEREF, split_reference};
use kit::text;

/// A [`Target`] with its key.
pub(crate) enum Found {
    Parameter(Parameter),
    Element(VarId, Option<Key>),
    All(VarId, Special),
    /// No variable: what it expands to.
    Text(Vec<u8>),
}

impl Found {
    /// What is expanded, or the text.
    pub(crate) fn target(&self) -> Result<Target<'_>, &[u8]> {
        match self {
            Found::Parameter(parameter) => Ok(Target::Parameter(*parameter)),
            Found::Element(id, key) => Ok(Target::Element(*id, key.as_ref())),
            Found::All(id, special) => Ok(Target::All(*id, *special)),
            Found::Text(text) => Err(text),
        }
    }
}

impl Shell {
    /// How many elements a variable has.
    pub(crate) fn element_count(&mut self, id: VarId) -> usize {
        let id = self.vars.base(id);
        match self.vars.array(id) {
            Some(array) => array.len(),
            None => usize::from(self.vars.element(id, &Key::Index(0)).is_some()),
        }
    }

    /// What `${x[subscript]…}` and `${!x…}` mean, and what is done with it.
    ///
    /// # Errors
    /// Of the expansions in the subscript, and for a value that names nothing.
    #[inline(never)]
    pub(crate) fn find_target<'e>(&mut self, exp: &'e ParamExp) -> Result<(Found, Option<&'e ParamOp>), Divert> {
        if exp.indirect {
            return self.find_indirect(exp);
        }
        match (exp.target, exp.op.as_deref()) {
            (Parameter::Variable(id), Some(ParamOp::Element { subscript, op })) => {
                Ok((self.find_element(id, subscript)?, op.as_deref()))
            }
            (parameter, op) => Ok((Found::Parameter(parameter), op)),
        }
    }

    fn find_element(&mut self, id: VarId, subscript: &Subscript) -> Result<Found, Divert> {
        let id = self.vars.base(id);
        Ok(match subscript {
            Subscript::All(special) => Found::All(id, *special),
            subscript @ Subscript::Word { .. } => Found::Element(id, self.key(id, subscript)?),
        })
    }

    fn find_indirect<'e>(&mut self, exp: &'e ParamExp) -> Result<(Found, Option<&'e ParamOp>), Divert> {
        let (found, op) = match (exp.target, exp.op.as_deref()) {
            (Parameter::Variable(id), Some(ParamOp::Element { subscript, op })) => {
                (self.find_element(id, subscript)?, op.as_deref())
            }
            // A name reference gives the name.
            (Parameter::Variable(id), None) if self.vars.flags(id) & NAMEREF != 0 => {
                return Ok((Found::Text(self.vars.raw(id).to_vec()), None));
            }
            (parameter, op) => (Found::Parameter(parameter), op),
        };
        let value = found.target().map(|target| self.values(target));
        let Ok(Values::One(reference)) = value else {
            return Err(self.fatal(b"syntax error: bad substitution"));
        };
        if let Some((name, subscript)) = split_reference(&reference) {
            let id = self.vars.id(name);
            let id = self.vars.base(id);
            let found = match subscript {
                b"@" => Found::All(id, Special::At),
                b"*" => Found::All(id, Special::Star),
                subscript => Found::Element(id, self.key_of_text(id, subscript)?),
            };
            return Ok((found, op));
        }
        Ok((Found::Parameter(self.named_parameter(&reference)?), op))
    }

    fn named_parameter(&mut self, name: &[u8]) -> Result<Parameter, Divert> {
        let special = match name {
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
        if is_name(name) {
            return Ok(Parameter::Variable(self.vars.id(name)));
        }
        match arith::plain_number(name).and_then(|n| u32::try_from(n).ok()) {
            Some(n) => Ok(Parameter::Positional(n)),
            None => Err(self.fatal(b"syntax error: bad substitution")),
        }
    }

    /// `${!x[@]}`
    pub(crate) fn expand_keys(
        &mut self,
        target: Target,
        special: Special,
        quoted: bool,
        fields: &mut Fields,
    ) -> Result<(), Divert> {
        let Target::Parameter(Parameter::Variable(id)) = target else { return Ok(()) };
        let id = self.vars.base(id);
        let entries = self.vars.entries(id);
        self.push_many(entries.iter().map(|(key, _)| key.as_slice()), special, quoted, fields);
        Ok(())
    }

    /// `${!prefix*}`
    pub(crate) fn expand_names(
        &mut self,
        target: Target,
        special: Special,
        quoted: bool,
        fields: &mut Fields,
    ) -> Result<(), Divert> {
        let Target::Parameter(Parameter::Variable(id)) = target else { return Ok(()) };
        let prefix = self.vars.symbols.name(id).to_vec();
        let names = self.vars.names_with_prefix(&prefix);
        self.push_many(names.iter().map(Vec::as_slice), special, quoted, fields);
        Ok(())
    }

    /// `${x[@]:offset:length}`: of an indexed array the elements whose index is not less than the offset.
    pub(crate) fn expand_slice(
        &mut self,
        id: VarId,
        special: Special,
        offset: i64,
        length: Option<i64>,
        quoted: bool,
        fields: &mut Fields,
    ) -> Result<(), Divert> {
        // To bash a string is no list of one here.
        if self.vars.array(id).is_none() && self.vars.flags(id) & ARRAY == 0 {
            let first = Target::Element(id, Some(&Key::Index(0)));
            return self.expand_substring(first, offset, length, quoted, fields);
        }
        if let Some(n) = length.filter(|n| *n < 0) {
            return Err(self.fatal(&text![n, ": substring expression < 0"]));
        }
        let length = length.map_or(usize::MAX, |n| usize::try_from(n).unwrap_or(usize::MAX));
        match self.vars.array(id).cloned().as_deref() {
            Some(Array::Indexed(array)) => {
                let start = match u64::try_from(offset) {
                    Ok(start) => Some(start),
                    Err(_) => array.next_index().checked_sub(offset.unsigned_abs()),
                };
                let values = start.into_iter().flat_map(|start| array.iter_from(start)).map(|(_, value)| value);
                self.push_many(values.take(length), special, quoted, fields);
            }
            Some(array) => {
                let (start, _) = cut(array.len() + 1, offset.max(1), None);
                let start = if offset < 0 { cut(array.len(), offset, None).0 } else { start.saturating_sub(1) };
                self.push_many(array.values().skip(start).take(length), special, quoted, fields);
            }
            None => self.push_many(std::iter::empty(), special, quoted, fields),
        }
        Ok(())
    }

    /// An array as `(…)` that can be read back.
    pub(crate) fn shown_array(array: &Array) -> Vec<u8> {
        let mut out = b"(".to_vec();
        for (i, (key, value)) in array.entries().enumerate() {
            if i > 0 {
                out.push(b' ');
            }
            let key = match array {
                Array::Indexed(_) => key,
                Array::Associative(_) => quoted_key(&key),
            };
            out = text![out, "[", key, "]=", double_quoted(value)];
        }
        if matches!(array, Array::Associative(_)) && array.len() > 0 {
            out.push(b' ');
        }
        out.push(b')');
        out
    }
}

fn is_printable(value: &[u8]) -> bool {
    match std::str::from_utf8(value) {
        Ok(value) => !value.chars().any(char::is_control),
        Err(_) => false,
    }
}

/// A value as `declare -p` shows it: in double quotes, or with escapes if it is not printable.
pub(crate) fn double_quoted(value: &[u8]) -> Vec<u8> {
    if !is_printable(value) {
        return escaped(value);
    }
    let mut out = vec![b'"'];
    for c in value {
        if matches!(c, b'"' | b'$' | b'`' | b'\\') {
            out.push(b'\\');
        }
        out.push(*c);
    }
    out.push(b'"');
    out
}

/// A value as `$'…'`.
pub(crate) fn escaped(value: &[u8]) -> Vec<u8> {
    let mut out = b"$'".to_vec();
    for chunk in value.utf8_chunks() {
        for c in chunk.valid().chars() {
            match c {
                '\x07' => out.extend_from_slice(b"\\a"),
                '\x08' => out.extend_from_slice(b"\\b"),
                '\x1b' => out.extend_from_slice(b"\\E"),
                '\x0c' => out.extend_from_slice(b"\\f"),
                '\n' => out.extend_from_slice(b"\\n"),
                '\r' => out.extend_from_slice(b"\\r"),
                '\t' => out.extend_from_slice(b"\\t"),
                '\x0b' => out.extend_from_slice(b"\\v"),
                '\'' | '\\' => out.extend_from_slice(&[b'\\', c as u8]),
                c if c.is_control() && c.is_ascii() => octal(&mut out, c as u8),
                c => out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
            }
        }
        chunk.invalid().iter().for_each(|c| octal(&mut out, *c));
    }
    out.push(b'\'');
    out
}

fn octal(out: &mut Vec<u8>, c: u8) {
    out.extend_from_slice(format!("\\{c:03o}").as_bytes());
}

/// A value as `${x@Q}` shows it.
pub(crate) fn quoted_to_read_back(value: &[u8]) -> Vec<u8> {
    if is_printable(value) { single_quoted_with_backslash(value) } else { escaped(value) }
}

fn single_quoted_with_backslash(value: &[u8]) -> Vec<u8> {
    if !value.contains(&b'\'') {
        return single_quoted(value);
    }
    let mut out = vec![b'\''];
    for c in value {
        if *c == b'\'' {
            out.extend_from_slice(b"'\\''");
        } else {
            out.push(*c);
        }
    }
    out.push(b'\'');
    out
}

/// A key of an associative array, quoted if it must be.
fn quoted_key(key: &[u8]) -> Vec<u8> {
    let plain = |c: &u8| c.is_ascii_alphanumeric() || b"_-./:,+%=".contains(c) || *c >= 0x80;
    if !key.is_empty() && key.iter().all(plain) && is_printable(key) { key.to_vec() } else { double_quoted(key) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_quoted_as_they_need() {
        assert_eq!(double_quoted(b"a $b \"c\" `d` \\"), br#""a \$b \"c\" \`d\` \\""#);
        assert_eq!(double_quoted(b"a\n'\x01\xff"), br"$'a\n\'\001\377'");
        assert_eq!(quoted_to_read_back(b"it's"), br"'it'\''s'");
        assert_eq!(quoted_key(b"a b"), b"\"a b\"");
    }
}
