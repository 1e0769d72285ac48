//! Variables that are arrays or stand for others.

use super::{
    ARRAY, ASSOCIATIVE, DECLARED, DYNAMIC, INDEXED, NAMEREF, Refused, SET, Saved, Slot, VarId, Variables, known,
};
use crate::arith;
use crate::arrays::{Array, Indexed, Key};
use crate::symbols::is_name;
use kit::text;
use std::rc::Rc;

/// Name references that name name references, at most.
const MAX_REFERENCES: u32 = 16;

/// Is `name` an array that the shell works out when it is asked for?
pub(super) fn is_worked_out(name: &[u8]) -> bool {
    matches!(name.first(), Some(b'B' | b'D' | b'G' | b'P'))
        && matches!(name, b"BASH_SOURCE" | b"BASH_LINENO" | b"DIRSTACK" | b"GROUPS" | b"PIPESTATUS")
}

/// What a variable stands for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Meant {
    /// A variable: itself, if it is no name reference.
    Variable(VarId),
    /// An element of one.
    Element(VarId, Key),
    /// Nothing: a name reference that names nothing yet, or itself.
    Nothing,
}

impl Variables {
    #[cold]
    pub(super) fn get_indirect(&mut self, id: VarId) -> Option<&[u8]> {
        let id = match self.meant(id) {
            Meant::Variable(id) => id,
            Meant::Element(id, key) => return self.element(id, &key),
            Meant::Nothing => return None,
        };
        let slot = &self.slots[id.index()];
        if slot.flags & DYNAMIC != 0 {
            if slot.flags & INDEXED == 0 {
                return self.work_out(id);
            }
            // To scripts that have variables of these names they are as unset as in any other shell.
            if matches!(self.symbols.name(id), b"DIRSTACK" | b"GROUPS") {
                return None;
            }
            self.work_out_array(id);
        }
        let slot = &self.slots[id.index()];
        if slot.flags & ARRAY != 0 {
            return slot.array.as_deref()?.first();
        }
        (slot.flags & SET != 0).then_some(&slot.value)
    }

    /// Follows name references.
    pub fn meant(&mut self, id: VarId) -> Meant {
        let mut id = id;
        for _ in 0..MAX_REFERENCES {
            let slot = &self.slots[id.index()];
            if slot.flags & NAMEREF == 0 {
                return Meant::Variable(id);
            }
            let text = slot.value.clone();
            if is_name(&text) {
                id = self.id(&text);
                continue;
            }
            let Some((name, subscript)) = split_reference(&text) else { return Meant::Nothing };
            let id = self.id(name);
            let key = match self.flags(id) & ASSOCIATIVE {
                0 => match arith::plain_number(subscript).map(|n| self.index(id, n)) {
                    Some(Some(index)) => Key::Index(index),
                    _ => return Meant::Nothing,
                },
                _ => Key::Name(subscript.to_vec()),
            };
            return Meant::Element(id, key);
        }
        Meant::Nothing
    }

    /// The variable meant by `id`, where an element makes no difference.
    pub fn base(&mut self, id: VarId) -> VarId {
        if self.slots[id.index()].flags & NAMEREF == 0 {
            return id;
        }
        match self.meant(id) {
            Meant::Variable(id) | Meant::Element(id, _) => id,
            Meant::Nothing => id,
        }
    }

    /// The index that a number means: a negative one counts from the end. None if it lies before the beginning.
    pub fn index(&mut self, id: VarId, n: i64) -> Option<u64> {
        match u64::try_from(n) {
            Ok(n) => Some(n),
            Err(_) => self.next_index(id).checked_sub(n.unsigned_abs()),
        }
    }

    /// The index after the last element.
    pub fn next_index(&mut self, id: VarId) -> u64 {
        match self.array(id) {
            Some(array) => array.next_index(),
            None => u64::from(self.slots[id.index()].flags & (SET | ARRAY) == SET),
        }
    }

    /// The elements of an array; none if it is none, or has none.
    pub fn array(&mut self, id: VarId) -> Option<&Rc<Array>> {
        let flags = self.slots[id.index()].flags;
        if flags & DYNAMIC != 0 {
            self.work_out_array(id);
        }
        self.slots[id.index()].array.as_ref()
    }

    /// An element; that of a variable without elements has the index 0.
    pub fn element(&mut self, id: VarId, key: &Key) -> Option<&[u8]> {
        if self.slots[id.index()].flags & DYNAMIC != 0 {
            self.work_out_array(id);
        }
        let slot = &self.slots[id.index()];
        if slot.array.is_none() && slot.flags & ARRAY == 0 && *key == Key::Index(0) {
            return self.get(id);
        }
        self.slots[id.index()].array.as_ref()?.get(key)
    }

    /// Keys and values; a variable that is no array has one element.
    pub fn entries(&mut self, id: VarId) -> Vec<(Vec<u8>, Vec<u8>)> {
        if let Some(array) = self.array(id) {
            return array.entries().map(|(key, value)| (key, value.to_vec())).collect();
        }
        self.element(id, &Key::Index(0)).map(|value| (b"0".to_vec(), value.to_vec())).into_iter().collect()
    }

    /// An element to be written, made if there is none. What was no array becomes one.
    ///
    /// # Errors
    /// If the variable is readonly.
    pub fn element_mut(&mut self, id: VarId, key: &Key) -> Result<&mut Vec<u8>, Refused> {
        Ok(self.array_mut(id)?.entry(key))
    }

    /// Removes an element.
    ///
    /// # Errors
    /// If the variable is readonly.
    pub fn remove_element(&mut self, id: VarId, key: &Key) -> Result<(), Refused> {
        if self.slots[id.index()].flags & ARRAY == 0 {
            return if *key == Key::Index(0) { self.unset(id) } else { Ok(()) };
        }
        self.array_mut(id)?.remove(key);
        Ok(())
    }

    /// The elements, to be changed.
    ///
    /// # Errors
    /// If the variable is readonly.
    pub fn array_mut(&mut self, id: VarId) -> Result<&mut Array, Refused> {
        let was = self.slots[id.index()].flags;
        self.prepare_any(id)?;
        let slot = &mut self.slots[id.index()];
        let array = slot.array.get_or_insert_with(|| {
            let mut array = Array::new(was & ASSOCIATIVE != 0);
            if was & (SET | ARRAY | DYNAMIC) == SET {
                *array.entry(&Key::Index(0)) = std::mem::take(&mut slot.value);
            }
            Rc::new(array)
        });
        slot.flags |= SET | if was & ASSOCIATIVE != 0 { ASSOCIATIVE } else { INDEXED };
        Ok(Rc::make_mut(array))
    }

    /// Replaces all elements, of whichever kind.
    ///
    /// # Errors
    /// If the variable is readonly.
    pub fn set_array(&mut self, id: VarId, array: Array) -> Result<(), Refused> {
        self.prepare_any(id)?;
        let slot = &mut self.slots[id.index()];
        slot.value = Vec::new();
        slot.flags &= !ARRAY;
        slot.flags |= SET | if matches!(array, Array::Associative(_)) { ASSOCIATIVE } else { INDEXED };
        slot.array = Some(Rc::new(array));
        Ok(())
    }

    /// Makes an array of a variable, without elements unless it has a value. False if it is one of the other kind.
    ///
    /// # Errors
    /// If the variable is readonly.
    pub fn make_array(&mut self, id: VarId, associative: bool) -> Result<bool, Refused> {
        let flags = self.flags(id);
        if flags & ARRAY != 0 {
            return Ok((flags & ASSOCIATIVE != 0) == associative);
        }
        self.prepare_any(id)?;
        let slot = &mut self.slots[id.index()];
        slot.flags &= !ARRAY;
        slot.flags |= if associative { ASSOCIATIVE } else { INDEXED };
        if slot.flags & SET != 0 {
            let mut array = Array::new(associative);
            *array.entry(&Key::Index(0)) = std::mem::take(&mut slot.value);
            slot.array = Some(Rc::new(array));
        }
        Ok(true)
    }

    /// Assigns a string whatever the attributes; of an array, all of it.
    ///
    /// # Errors
    /// If the variable is readonly.
    pub fn set_raw(&mut self, id: VarId, value: Vec<u8>) -> Result<(), Refused> {
        self.prepare_any(id)?;
        let slot = &mut self.slots[id.index()];
        slot.flags = slot.flags & !ARRAY | SET;
        slot.array = None;
        slot.value = value;
        Ok(())
    }

    /// Notes that a variable which [`Variables::save_and_hide`] has made a new one is declared, for `declare -p`.
    #[inline]
    pub fn note_declared(&mut self, id: VarId) {
        self.slots[id.index()].flags |= DECLARED;
    }

    /// The value in the slot, not of what it stands for.
    pub fn raw(&self, id: VarId) -> &[u8] {
        &self.slots[id.index()].value
    }

    /// Exchanges what a variable is and what was saved of it.
    pub fn exchange(&mut self, saved: &mut Saved) {
        self.save_for_subshell(saved.id);
        self.note_change(saved.id);
        let slot = &mut self.slots[saved.id.index()];
        std::mem::swap(&mut slot.value, &mut saved.value);
        std::mem::swap(&mut slot.array, &mut saved.array);
        std::mem::swap(&mut slot.flags, &mut saved.flags);
        self.note_change(saved.id);
    }

    /// The names that begin with `prefix` of variables that are set, sorted.
    pub fn names_with_prefix(&mut self, prefix: &[u8]) -> Vec<Vec<u8>> {
        let sorted = self.sorted();
        let set = sorted.into_iter().filter(|id| self.flags(*id) & SET != 0);
        let names = set.map(|id| self.symbols.name(id));
        names.filter(|name| name.starts_with(prefix)).map(<[u8]>::to_vec).collect()
    }

    /// The file of the function or sourced file at work, or the script.
    pub fn source_file(&self) -> Option<Rc<[u8]>> {
        match self.calls.last() {
            Some(call) => call.source.clone(),
            None => self.script.clone(),
        }
    }

    #[cold]
    fn work_out_array(&mut self, id: VarId) {
        let of_script = || self.script.is_some();
        let file = |file: &Option<Rc<[u8]>>| file.as_deref().unwrap_or(b"environment").to_vec();
        let values: Indexed = if id == known::FUNCNAME {
            // Outside functions there is none, not even in a sourced file.
            if self.calls.iter().all(|call| call.function.is_none()) {
                self.slots[id.index()].array = Some(Rc::new(Array::new(false)));
                return;
            }
            let names = self.calls.iter().rev().map(|call| call.function.as_deref().unwrap_or(b"source").to_vec());
            names.chain(of_script().then(|| b"main".to_vec())).collect()
        } else {
            match self.symbols.name(id) {
                b"BASH_SOURCE" => {
                    let files = self.calls.iter().rev().map(|call| file(&call.source));
                    files.chain(of_script().then(|| file(&self.script))).collect()
                }
                b"BASH_LINENO" => {
                    let lines = self.calls.iter().rev().map(|call| text![call.line]);
                    lines.chain(of_script().then(|| b"0".to_vec())).collect()
                }
                b"PIPESTATUS" => {
                    let statuses = match &self.single_status {
                        Some(status) => std::slice::from_ref(status),
                        None => &self.pipe_statuses,
                    };
                    statuses.iter().map(|status| text![u32::from(*status)]).collect()
                }
                b"DIRSTACK" => {
                    let here = self.peek(known::PWD).unwrap_or_default().to_vec();
                    std::iter::once(here).chain(self.directories.iter().cloned()).collect()
                }
                b"GROUPS" => {
                    let own = nix::unistd::getgid();
                    let others = nix::unistd::getgroups().unwrap_or_default();
                    let others = others.into_iter().filter(|group| *group != own);
                    std::iter::once(own).chain(others).map(|group| text![group.as_raw()]).collect()
                }
                // A number or a name: RANDOM[0].
                _ => {
                    self.work_out(id);
                    return;
                }
            }
        };
        self.slots[id.index()].array = Some(Rc::new(Array::Indexed(values)));
    }
}

impl Slot {
    /// The array as it is, worked out or not.
    #[cfg(test)]
    fn elements(&self) -> usize {
        self.array.as_ref().map_or(0, |array| array.len())
    }
}

/// `name[subscript]` in its parts.
pub fn split_reference(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let inner = text.strip_suffix(b"]")?;
    let at = kit::search::find(b'[', inner)?;
    let (name, subscript) = (&inner[..at], &inner[at + 1..]);
    (is_name(name) && !subscript.is_empty()).then_some((name, subscript))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::variables::READONLY;

    #[test]
    fn a_subshell_shares_an_array_until_it_changes_it() {
        let mut vars = Variables::new();
        let a = vars.id(b"cairn_a");
        vars.set(a, b"x").unwrap();
        *vars.element_mut(a, &Key::Index(2)).unwrap() = b"z".to_vec();
        let mark = vars.enter();
        *vars.element_mut(a, &Key::Index(0)).unwrap() = b"y".to_vec();
        vars.remove_element(a, &Key::Index(2)).unwrap();
        assert_eq!((vars.slots[a.index()].elements(), vars.get(a)), (1, Some(&b"y"[..])));
        vars.leave(mark);
        assert_eq!((vars.slots[a.index()].elements(), vars.get(a)), (2, Some(&b"x"[..])));
        assert_eq!(vars.element(a, &Key::Index(2)), Some(&b"z"[..]));
        vars.change_flags(a, READONLY, 0);
        assert!(vars.element_mut(a, &Key::Index(1)).is_err());
    }

    #[test]
    fn references_are_followed_to_an_end() {
        let mut vars = Variables::new();
        let (a, b, c) = (vars.id(b"cairn_a"), vars.id(b"cairn_b"), vars.id(b"cairn_c"));
        vars.set(a, b"cairn_b").unwrap();
        vars.change_flags(a, NAMEREF, 0);
        assert_eq!(vars.meant(a), Meant::Variable(b));
        vars.set(b, b"cairn_c[2]").unwrap();
        vars.change_flags(b, NAMEREF, 0);
        assert_eq!(vars.meant(a), Meant::Element(c, Key::Index(2)));
        vars.set_raw(b, b"cairn_a".to_vec()).unwrap();
        assert_eq!(vars.meant(a), Meant::Nothing);
    }
}
