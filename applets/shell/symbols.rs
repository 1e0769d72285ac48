//! Names of variables as small numbers: the parser interns them, the interpreter keeps a slot per number.

use crate::hash::NameMap;
use std::rc::Rc;

/// A variable's name, interned. Ids are dense and start at 0, so they index a `Vec` of slots.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct VarId(pub u32);

impl VarId {
    /// The id as an index.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// All names of variables that were seen, in the order in which they were.
#[derive(Clone, Default)]
pub struct Symbols {
    names: Vec<Rc<[u8]>>,
    ids: NameMap<Rc<[u8]>, VarId>,
}

impl Symbols {
    /// No names.
    pub fn new() -> Symbols {
        Symbols::default()
    }

    /// The id of `name`, a new one if it was not seen before.
    pub fn intern(&mut self, name: &[u8]) -> VarId {
        if let Some(id) = self.ids.get(name) {
            return *id;
        }
        let id = VarId(self.names.len() as u32);
        let name: Rc<[u8]> = name.into();
        self.names.push(name.clone());
        self.ids.insert(name, id);
        id
    }

    /// Forgets the name that was seen last.
    pub fn forget_last(&mut self) {
        if let Some(name) = self.names.pop() {
            self.ids.remove(&name);
        }
    }

    /// The id of `name` if it was seen before.
    pub fn find(&self, name: &[u8]) -> Option<VarId> {
        self.ids.get(name).copied()
    }

    /// The name of `id`.
    pub fn name(&self, id: VarId) -> &[u8] {
        &self.names[id.index()]
    }

    /// How many names there are: one more than the largest id.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Are there no names yet?
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }
}

/// Is `name` a valid name of a variable (or function in the strict sense)?
pub fn is_name(name: &[u8]) -> bool {
    name.first().is_some_and(|c| is_name_start(*c)) && name.iter().all(|c| is_name_byte(*c))
}

/// May `c` begin a name?
pub fn is_name_start(c: u8) -> bool {
    c.is_ascii_alphabetic() || c == b'_'
}

/// May `c` stand in a name?
pub fn is_name_byte(c: u8) -> bool {
    c.is_ascii_alphanumeric() || c == b'_'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_keeps_its_id() {
        let mut symbols = Symbols::new();
        let (a, b) = (symbols.intern(b"a"), symbols.intern(b"b"));
        assert_eq!((a, b, symbols.intern(b"a")), (VarId(0), VarId(1), VarId(0)));
        assert_eq!((symbols.name(b), symbols.find(b"c"), symbols.len()), (&b"b"[..], None, 2));
    }
}
