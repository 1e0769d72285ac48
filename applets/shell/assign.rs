//! Assignments that take more than to store a string: to arrays and their elements, through name references, to variables
//! with attributes; and references that are text (`unset 'a[1]'`).

use crate::arith::{self, ArithError, ElementKey};
use crate::arrays::{Array, Key};
use crate::ast::{ArrayAssignment, Assignment, Element, Subscript};
use crate::expand::change_case;
use crate::parser;
use crate::run::{Divert, Flow, quoted_for_trace};
use crate::shell::Shell;
use crate::symbols::{VarId, is_name};
use crate::variables::{ASSOCIATIVE, Flags, INTEGER, LOWER, Meant, NAMEREF, READONLY, Refused, UPPER, split_reference};
use kit::applet::Status;
use kit::text;

/// `(…)` with these elements, each value as `quote` gives it.
fn shown_elements(elements: &[ExpandedElement], quote: impl Fn(&[u8]) -> Vec<u8>) -> Vec<u8> {
    let mut shown = vec![b'('];
    for (i, element) in elements.iter().enumerate() {
        if i > 0 {
            shown.push(b' ');
        }
        if let Some(subscript) = &element.subscript {
            shown = text![shown, "[", &**subscript, if element.append { "]+=" } else { "]=" }];
        }
        shown.extend_from_slice(&quote(&element.value));
    }
    shown.push(b')');
    shown
}

/// An element of `name=(…)`, expanded.
#[derive(Clone, Debug)]
pub struct ExpandedElement {
    /// What stood in the brackets.
    pub subscript: Option<Vec<u8>>,
    /// `[subscript]+=value`
    pub append: bool,
    /// Its value.
    pub value: Vec<u8>,
}

impl ExpandedElement {
    /// The next one of the array.
    pub fn plain(value: &[u8]) -> ExpandedElement {
        ExpandedElement { subscript: None, append: false, value: value.to_vec() }
    }
}

/// What a reference in text names.
pub enum Reference {
    /// `name`
    Variable(VarId),
    /// `name[subscript]`
    Element(VarId, Key),
    /// `name[@]`, `name[*]`
    All(VarId),
}

/// Attributes that change what is assigned.
const CHANGING: Flags = INTEGER | LOWER | UPPER;

impl Shell {
    /// Assigns, or appends.
    ///
    /// # Errors
    /// If that is refused, said.
    #[inline]
    pub fn assign(&mut self, id: VarId, value: &[u8]) -> Result<(), Divert> {
        match self.vars.set(id, value) {
            Ok(()) => Ok(()),
            Err(refused) => self.assign_refused(&refused, value, false),
        }
    }

    /// Goes on with an assignment that `Variables` refused.
    ///
    /// # Errors
    /// If the variable is readonly, or the value no expression; said.
    #[cold]
    pub(crate) fn assign_refused(&mut self, refused: &Refused, value: &[u8], append: bool) -> Result<(), Divert> {
        let Refused::Special(id) = *refused else { return Err(self.refuse(refused)) };
        let (id, key) = match self.vars.meant(id) {
            Meant::Variable(id) => (id, self.vars.array(id).map(|array| array.first_key())),
            Meant::Element(id, key) => (id, Some(key)),
            Meant::Nothing => {
                if !is_name(value) && split_reference(value).is_none() {
                    return Err(self.fatal(&text![value, ": invalid variable name for name reference"]));
                }
                return self.vars.set_raw(id, value.to_vec()).map_err(|refused| self.refuse(&refused));
            }
        };
        if let Some(key) = key {
            return self.assign_element(id, &key, value, append);
        }
        let flags = self.vars.flags(id);
        if flags & crate::variables::ARRAY != 0 {
            let first = if flags & ASSOCIATIVE != 0 { Key::Name(b"0".to_vec()) } else { Key::Index(0) };
            return self.assign_element(id, &first, value, append);
        }
        if flags & READONLY != 0 {
            return Err(self.refuse(&Refused::ReadOnly(id)));
        }
        let old = if append { self.vars.get(id).map(<[u8]>::to_vec).unwrap_or_default() } else { Vec::new() };
        let value = self.with_attributes(flags, old, value)?;
        self.vars.set_raw(id, value).map_err(|refused| self.refuse(&refused))
    }

    /// The value that is stored when `value` is assigned, or appended to `old`.
    fn with_attributes(&mut self, flags: Flags, old: Vec<u8>, value: &[u8]) -> Result<Vec<u8>, Divert> {
        if flags & INTEGER != 0 {
            let sum = arith::evaluate_text(value, self)
                .and_then(|n| Ok(n.wrapping_add(if old.is_empty() { 0 } else { arith::evaluate_text(&old, self)? })));
            return match sum {
                Ok(n) => Ok(text![n]),
                Err(error) => Err(self.arithmetic_error(&error)),
            };
        }
        let mut new = old;
        new.extend_from_slice(value);
        Ok(match flags & (LOWER | UPPER) {
            LOWER => change_case(&new, false, true, |_| true),
            UPPER => change_case(&new, true, true, |_| true),
            _ => new,
        })
    }

    /// Assigns an element.
    ///
    /// # Errors
    /// As [`Shell::assign`].
    pub(crate) fn assign_element(&mut self, id: VarId, key: &Key, value: &[u8], append: bool) -> Result<(), Divert> {
        let flags = self.vars.flags(id);
        if flags & CHANGING != 0 {
            let old =
                if append { self.vars.element(id, key).map(<[u8]>::to_vec).unwrap_or_default() } else { Vec::new() };
            let value = self.with_attributes(flags, old, value)?;
            return match self.vars.element_mut(id, key) {
                Ok(element) => {
                    *element = value;
                    Ok(())
                }
                Err(refused) => Err(self.refuse(&refused)),
            };
        }
        match self.vars.element_mut(id, key) {
            Ok(element) => {
                if !append {
                    element.clear();
                }
                element.extend_from_slice(value);
                Ok(())
            }
            Err(refused) => Err(self.refuse(&refused)),
        }
    }

    /// `name[subscript]=value`, `name=(…)`
    ///
    /// # Errors
    /// Of the expansions and as [`Shell::assign`].
    #[cold]
    pub(crate) fn assign_array(&mut self, assignment: &Assignment, array: &ArrayAssignment) -> Result<(), Divert> {
        let id = self.vars.base(assignment.name);
        let traced = self.options.has(crate::options::Opt::Xtrace);
        match array {
            ArrayAssignment::Element(subscript) => {
                let Some(key) = self.key(id, subscript)? else { return Err(Divert::Error(Status(2))) };
                let value = self.expand_to_bytes(&assignment.value)?;
                self.assign_element(id, &key, &value, assignment.append)?;
                if traced {
                    let name = self.vars.symbols.name(assignment.name);
                    let operator = if assignment.append { "]+=" } else { "]=" };
                    let shown = text![name, "[", key.text(), operator, quoted_for_trace(&value)];
                    self.trace(&[], &[shown]);
                }
            }
            ArrayAssignment::List(elements) => {
                let elements = self.expand_elements(elements)?;
                if traced {
                    let shown = self.shown_list(assignment, &elements);
                    self.trace(&[], &[shown]);
                }
                self.assign_list(id, elements, assignment.append)?;
            }
        }
        Ok(())
    }

    /// An assignment before a command. The environment has no arrays: what the command gets is a string that shows it.
    ///
    /// # Errors
    /// Of the expansions, or if the variable is readonly; said.
    pub(crate) fn assign_array_for_command(
        &mut self,
        assignment: &Assignment,
        array: &ArrayAssignment,
    ) -> Result<(), Divert> {
        let ArrayAssignment::List(elements) = array else { return self.assign_array(assignment, array) };
        let shown = shown_elements(&self.expand_elements(elements)?, <[u8]>::to_vec);
        let id = self.vars.base(assignment.name);
        if self.vars.array(id).is_some() {
            self.vars.unset(id).map_err(|refused| self.refuse(&refused))?;
        }
        self.assign_value(assignment, &shown)
    }

    fn shown_list(&self, assignment: &Assignment, elements: &[ExpandedElement]) -> Vec<u8> {
        let name = self.vars.symbols.name(assignment.name);
        let operator = if assignment.append { "+=" } else { "=" };
        text![name, operator, shown_elements(elements, quoted_for_trace)]
    }

    /// Expands what stands in `name=(…)`.
    ///
    /// # Errors
    /// Of the expansions, said.
    pub(crate) fn expand_elements(&mut self, elements: &[Element]) -> Result<Vec<ExpandedElement>, Divert> {
        let mut all = Vec::with_capacity(elements.len());
        for element in elements {
            let subscript = match &element.subscript {
                Some(Subscript::Word { word, .. }) => self.expand_to_bytes(word)?,
                Some(Subscript::All(special)) => vec![special.letter()],
                None => {
                    let mut fields = self.take_fields();
                    let result = self.expand_words(std::slice::from_ref(&element.value), &mut fields, false);
                    all.extend(fields.iter().map(ExpandedElement::plain));
                    self.give_fields(fields);
                    result?;
                    continue;
                }
            };
            let value = self.expand_to_bytes(&element.value)?;
            all.push(ExpandedElement { subscript: Some(subscript), append: element.append, value });
        }
        Ok(all)
    }

    /// Assigns all elements of an array, or appends them.
    ///
    /// # Errors
    /// As [`Shell::assign`], and for subscripts that are wrong.
    pub(crate) fn assign_list(
        &mut self,
        id: VarId,
        elements: Vec<ExpandedElement>,
        append: bool,
    ) -> Result<(), Divert> {
        let flags = self.vars.flags(id);
        if flags & READONLY != 0 {
            return Err(self.refuse(&Refused::ReadOnly(id)));
        }
        let mut array = Array::new(flags & ASSOCIATIVE != 0);
        if append {
            match self.vars.array_mut(id) {
                Ok(old) => std::mem::swap(old, &mut array),
                Err(refused) => return Err(self.refuse(&refused)),
            }
        }
        let result = self.fill(id, flags, &mut array, elements);
        self.vars.set_array(id, array).map_err(|refused| self.refuse(&refused))?;
        result
    }

    fn fill(
        &mut self,
        id: VarId,
        flags: Flags,
        array: &mut Array,
        elements: Vec<ExpandedElement>,
    ) -> Result<(), Divert> {
        // `name=(key value key value)`
        let pairs = matches!(array, Array::Associative(_)) && elements.first().is_some_and(|e| e.subscript.is_none());
        let mut next = array.next_index();
        let mut elements = elements.into_iter();
        while let Some(element) = elements.next() {
            let (key, append, value) = match (&mut *array, element.subscript) {
                (Array::Associative(_), None) if pairs => {
                    let value = elements.next().map(|e| e.value).unwrap_or_default();
                    (Key::Name(element.value), false, value)
                }
                (Array::Associative(_), None) => {
                    let name = self.vars.symbols.name(id);
                    return Err(self.fatal(&text![
                        name,
                        ": ",
                        element.value,
                        ": must use subscript when assigning associative array"
                    ]));
                }
                (Array::Associative(_), Some(name)) if name.is_empty() => return Err(self.bad_subscript(id, b"")),
                (Array::Associative(_), Some(name)) => (Key::Name(name), element.append, element.value),
                (Array::Indexed(_), None) => (Key::Index(next), false, element.value),
                (Array::Indexed(indexed), Some(subscript)) => {
                    let end = indexed.next_index();
                    let n = match arith::evaluate_text(&subscript, self) {
                        Ok(n) => n,
                        Err(error) => return Err(self.arithmetic_error(&error)),
                    };
                    let index = u64::try_from(n).ok().or_else(|| end.checked_sub(n.unsigned_abs()));
                    let Some(index) = index else { return Err(self.bad_subscript(id, &subscript)) };
                    (Key::Index(index), element.append, element.value)
                }
            };
            if let Key::Index(n) = key {
                next = n.saturating_add(1);
            }
            if flags & CHANGING != 0 {
                let old = if append { array.get(&key).map(<[u8]>::to_vec).unwrap_or_default() } else { Vec::new() };
                *array.entry(&key) = self.with_attributes(flags, old, &value)?;
            } else if append {
                array.entry(&key).extend_from_slice(&value);
            } else {
                *array.entry(&key) = value;
            }
        }
        Ok(())
    }

    fn bad_subscript(&self, id: VarId, subscript: &[u8]) -> Divert {
        self.fatal(&text![self.vars.symbols.name(id), "[", subscript, "]: bad array subscript"])
    }

    // ---- subscripts -------------------------------------------------------------------------------------------------

    /// Is the variable an associative array?
    pub(crate) fn is_associative_array(&mut self, id: VarId) -> bool {
        self.vars.sync();
        let id = self.vars.base(id);
        self.vars.flags(id) & ASSOCIATIVE != 0
    }

    /// The key that a subscript of `id` (which is no name reference) means; none if it can be none, said.
    ///
    /// # Errors
    /// Of the expansions in it.
    pub(crate) fn key(&mut self, id: VarId, subscript: &Subscript) -> Result<Option<Key>, Divert> {
        let (word, index) = match subscript {
            Subscript::All(special) => {
                self.bad_subscript(id, &[special.letter()]);
                return Ok(None);
            }
            Subscript::Word { word, index } => (word, index),
        };
        if word.is_absent() {
            self.bad_subscript(id, b"");
            return Ok(None);
        }
        if self.vars.flags(id) & ASSOCIATIVE != 0 {
            let name = self.expand_to_bytes(word)?;
            return Ok(self.name_key(id, name));
        }
        let compiled = index.as_deref().map(|index| arith::evaluate(index, self));
        let result = match compiled {
            Some(result) if !matches!(result, Err(ArithError::NotPlain)) => result,
            _ => {
                let text = self.expand_to_bytes(word)?;
                arith::evaluate_text(&text, self)
            }
        };
        let n = result.map_err(|error| self.arithmetic_error(&error))?;
        Ok(self.index_key(id, n))
    }

    fn name_key(&self, id: VarId, name: Vec<u8>) -> Option<Key> {
        if name.is_empty() {
            self.bad_subscript(id, b"");
            return None;
        }
        Some(Key::Name(name))
    }

    fn index_key(&mut self, id: VarId, n: i64) -> Option<Key> {
        let index = self.vars.index(id, n);
        if index.is_none() {
            self.bad_subscript(id, &text![n]);
        }
        index.map(Key::Index)
    }

    /// As [`Shell::key`], for arithmetic; and the variable meant.
    pub(crate) fn arithmetic_key(&mut self, id: VarId, key: ElementKey) -> Result<(VarId, Option<Key>), ArithError> {
        self.vars.sync();
        let id = self.vars.base(id);
        let key = match key {
            ElementKey::Index(n) => self.index_key(id, n),
            ElementKey::Name(name) => self.name_key(id, name.to_vec()),
        };
        Ok((id, key))
    }

    /// As [`Shell::key`], for a subscript that comes as text: of `unset`, `read`, a name reference.
    ///
    /// # Errors
    /// Of the expansions in it.
    pub(crate) fn key_of_text(&mut self, id: VarId, subscript: &[u8]) -> Result<Option<Key>, Divert> {
        let plain = !subscript.iter().any(|c| matches!(c, b'$' | b'`' | b'\\' | b'"' | b'\''));
        let associative = self.vars.flags(id) & ASSOCIATIVE != 0;
        // What was expanded already and is a key as it is, is not expanded again.
        if associative && (plain || self.vars.element(id, &Key::Name(subscript.to_vec())).is_some()) {
            return Ok(self.name_key(id, subscript.to_vec()));
        }
        if !associative && plain {
            return match arith::evaluate_text(subscript, self) {
                Ok(n) => Ok(self.index_key(id, n)),
                Err(error) => Err(self.arithmetic_error(&error)),
            };
        }
        match parser::parse_subscript(subscript, self) {
            Ok(subscript) => {
                self.vars.sync();
                self.key(id, &subscript)
            }
            Err(_) => {
                self.bad_subscript(id, subscript);
                Ok(None)
            }
        }
    }

    /// What `name` or `name[subscript]` refers to; none if it is neither, or the subscript is wrong (said).
    ///
    /// # Errors
    /// Of the expansions in the subscript.
    pub(crate) fn reference(&mut self, text: &[u8]) -> Result<Option<Reference>, Divert> {
        if is_name(text) {
            return Ok(Some(Reference::Variable(self.vars.id(text))));
        }
        let Some((name, subscript)) = split_reference(text) else { return Ok(None) };
        let id = self.vars.id(name);
        let id = self.vars.base(id);
        if matches!(subscript, b"@" | b"*") {
            return Ok(Some(Reference::All(id)));
        }
        Ok(self.key_of_text(id, subscript)?.map(|key| Reference::Element(id, key)))
    }

    /// Assigns to `name` or `name[subscript]`; false if it is neither.
    ///
    /// # Errors
    /// As [`Shell::assign`].
    pub(crate) fn assign_to(&mut self, target: &[u8], value: &[u8]) -> Result<bool, Divert> {
        match self.reference(target)? {
            Some(Reference::Variable(id)) => self.assign(id, value)?,
            Some(Reference::Element(id, key)) => self.assign_element(id, &key, value, false)?,
            Some(Reference::All(id)) => return Err(self.bad_subscript(id, b"@")),
            None => return Ok(false),
        }
        Ok(true)
    }

    /// Is there a value for `name` or `name[subscript]`: `-v` of `test` and `[[ ]]`?
    ///
    /// # Errors
    /// Of the expansions in the subscript.
    pub(crate) fn is_reference_set(&mut self, text: &[u8]) -> Result<bool, Divert> {
        Ok(match self.reference(text)? {
            Some(Reference::Variable(id)) => self.vars.get(id).is_some(),
            Some(Reference::Element(id, key)) => self.vars.element(id, &key).is_some(),
            Some(Reference::All(id)) => self.element_count(id) > 0,
            None => false,
        })
    }

    /// Makes a name reference of a variable, or keeps it one; `target` is what it shall refer to. If it cannot refer to
    /// that, it stays what it was, which is said: status 1.
    ///
    /// # Errors
    /// If it is readonly, said.
    pub(crate) fn set_reference(&mut self, id: VarId, target: Option<&[u8]>) -> Flow {
        let value = match target {
            Some(target) => target.to_vec(),
            None if self.vars.flags(id) & NAMEREF != 0 => return Ok(Status::OK),
            None => self.vars.get(id).map(<[u8]>::to_vec).unwrap_or_default(),
        };
        if !value.is_empty() && !is_name(&value) && split_reference(&value).is_none() {
            self.say(&text![value, ": invalid variable name for name reference"]);
            return Ok(Status::FAILED);
        }
        if value == self.vars.symbols.name(id) {
            let name = self.vars.symbols.name(id);
            self.say(&text![name, ": nameref variable self references not allowed"]);
            return Ok(Status::FAILED);
        }
        self.vars.set_raw(id, value).map_err(|refused| self.refuse(&refused))?;
        self.vars.change_flags(id, NAMEREF, CHANGING);
        Ok(Status::OK)
    }
}
