//! Arrays: indexed ones, dense for as long as that pays, and associative ones in the order in which their keys came.

use crate::hash::NameMap;
use std::collections::BTreeMap;

/// Which element.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Key {
    /// Of an indexed array.
    Index(u64),
    /// Of an associative array.
    Name(Vec<u8>),
}

impl Key {
    /// As it is written between the brackets, without quotes.
    pub fn text(&self) -> Vec<u8> {
        match self {
            Key::Index(n) => kit::text![*n],
            Key::Name(name) => name.clone(),
        }
    }
}

/// The elements of an array.
#[derive(Clone, Debug)]
pub enum Array {
    /// By number.
    Indexed(Indexed),
    /// By name.
    Associative(Associative),
}

impl Array {
    /// An empty one.
    pub fn new(associative: bool) -> Array {
        if associative { Array::Associative(Associative::default()) } else { Array::Indexed(Indexed::default()) }
    }

    /// The key that a reference without subscript means.
    pub fn first_key(&self) -> Key {
        match self {
            Array::Indexed(_) => Key::Index(0),
            Array::Associative(_) => Key::Name(b"0".to_vec()),
        }
    }

    /// What a reference without subscript means.
    pub fn first(&self) -> Option<&[u8]> {
        match self {
            Array::Indexed(array) => array.get(0),
            Array::Associative(array) => array.get(b"0"),
        }
    }

    /// An element. A number names the element of an associative array that is called so.
    pub fn get(&self, key: &Key) -> Option<&[u8]> {
        match (self, key) {
            (Array::Indexed(array), Key::Index(n)) => array.get(*n),
            (Array::Indexed(_), Key::Name(_)) => None,
            (Array::Associative(array), Key::Name(name)) => array.get(name),
            (Array::Associative(array), key @ Key::Index(_)) => array.get(&key.text()),
        }
    }

    /// An element to be changed; an empty one is made if there is none.
    pub fn entry(&mut self, key: &Key) -> &mut Vec<u8> {
        match (self, key) {
            (Array::Indexed(array), Key::Index(n)) => array.entry(*n),
            (Array::Indexed(array), Key::Name(_)) => array.entry(0),
            (Array::Associative(array), key) => array.entry(&key.text()),
        }
    }

    /// Removes an element.
    pub fn remove(&mut self, key: &Key) {
        match (self, key) {
            (Array::Indexed(array), Key::Index(n)) => array.remove(*n),
            (Array::Indexed(_), Key::Name(_)) => {}
            (Array::Associative(array), key) => array.remove(&key.text()),
        }
    }

    /// How many elements there are.
    pub fn len(&self) -> usize {
        match self {
            Array::Indexed(array) => array.count,
            Array::Associative(array) => array.places.len(),
        }
    }

    /// The index after the largest one; of an associative array, how many elements it has.
    pub fn next_index(&self) -> u64 {
        match self {
            Array::Indexed(array) => array.next_index(),
            Array::Associative(array) => array.places.len() as u64,
        }
    }

    /// The values, in order.
    pub fn values(&self) -> Box<dyn Iterator<Item = &[u8]> + '_> {
        match self {
            Array::Indexed(array) => Box::new(array.iter().map(|(_, value)| value)),
            Array::Associative(array) => Box::new(array.iter().map(|(_, value)| value)),
        }
    }

    /// Keys as they are written, with their values, in order.
    pub fn entries(&self) -> Box<dyn Iterator<Item = (Vec<u8>, &[u8])> + '_> {
        match self {
            Array::Indexed(array) => Box::new(array.iter().map(|(n, value)| (kit::text![n], value))),
            Array::Associative(array) => Box::new(array.iter().map(|(key, value)| (key.to_vec(), value))),
        }
    }
}

/// An indexed array.
#[derive(Clone, Default, Debug)]
pub struct Indexed {
    /// By their index, while there are not many more places than elements.
    dense: Vec<Option<Vec<u8>>>,
    /// All of them, once there are. `dense` is empty then.
    sparse: BTreeMap<u64, Vec<u8>>,
    count: usize,
}

/// So many empty places never matter.
const FREE_PLACES: u64 = 1024;

impl Indexed {
    /// The element at an index.
    pub fn get(&self, index: u64) -> Option<&[u8]> {
        if self.sparse.is_empty() {
            return self.dense.get(usize::try_from(index).ok()?)?.as_deref();
        }
        self.sparse.get(&index).map(Vec::as_slice)
    }

    /// The element at an index, made if there is none.
    pub fn entry(&mut self, index: u64) -> &mut Vec<u8> {
        if self.sparse.is_empty() && index >= self.dense.len() as u64 {
            if index >= FREE_PLACES + 4 * self.count as u64 {
                self.spread();
            } else {
                self.dense.resize(index as usize + 1, None);
            }
        }
        let count = &mut self.count;
        match self.dense.get_mut(index as usize) {
            Some(place) => place.get_or_insert_with(|| {
                *count += 1;
                Vec::new()
            }),
            None => self.sparse.entry(index).or_insert_with(|| {
                *count += 1;
                Vec::new()
            }),
        }
    }

    fn remove(&mut self, index: u64) {
        let removed = if self.sparse.is_empty() {
            self.dense.get_mut(index as usize).and_then(Option::take).is_some()
        } else {
            self.sparse.remove(&index).is_some()
        };
        self.count -= usize::from(removed);
        while let Some(None) = self.dense.last() {
            self.dense.pop();
        }
        // A queue that is emptied from the front.
        if self.dense.len() as u64 > FREE_PLACES + 8 * self.count as u64 {
            self.spread();
        }
    }

    /// From places to a tree.
    fn spread(&mut self) {
        let places = std::mem::take(&mut self.dense).into_iter().enumerate();
        self.sparse.extend(places.filter_map(|(i, value)| Some((i as u64, value?))));
    }

    /// The index after the largest one.
    pub fn next_index(&self) -> u64 {
        match self.sparse.last_key_value() {
            Some((last, _)) => last.saturating_add(1),
            None => self.dense.len() as u64,
        }
    }

    /// Indexes and values, in order.
    pub fn iter(&self) -> impl Iterator<Item = (u64, &[u8])> {
        let dense = self.dense.iter().enumerate().filter_map(|(i, value)| Some((i as u64, value.as_deref()?)));
        dense.chain(self.sparse.iter().map(|(i, value)| (*i, value.as_slice())))
    }

    /// Those from `index` on.
    pub fn iter_from(&self, index: u64) -> impl Iterator<Item = (u64, &[u8])> {
        let from = usize::try_from(index).unwrap_or(usize::MAX).min(self.dense.len());
        let dense = self.dense[from..].iter().enumerate();
        let dense = dense.filter_map(move |(i, value)| Some(((from + i) as u64, value.as_deref()?)));
        dense.chain(self.sparse.range(index..).map(|(i, value)| (*i, value.as_slice())))
    }
}

impl FromIterator<Vec<u8>> for Indexed {
    fn from_iter<I: IntoIterator<Item = Vec<u8>>>(values: I) -> Indexed {
        let dense: Vec<Option<Vec<u8>>> = values.into_iter().map(Some).collect();
        Indexed { count: dense.len(), dense, sparse: BTreeMap::new() }
    }
}

/// An associative array.
#[derive(Clone, Default, Debug)]
pub struct Associative {
    /// In the order in which they came; none: removed.
    elements: Vec<Option<(Vec<u8>, Vec<u8>)>>,
    places: NameMap<Vec<u8>, usize>,
}

impl Associative {
    /// The element with that name.
    pub fn get(&self, name: &[u8]) -> Option<&[u8]> {
        let place = *self.places.get(name)?;
        self.elements[place].as_ref().map(|(_, value)| value.as_slice())
    }

    /// The element with that name, made if there is none.
    pub fn entry(&mut self, name: &[u8]) -> &mut Vec<u8> {
        let next = self.elements.len();
        let place = match self.places.get(name) {
            Some(place) => *place,
            None => {
                self.places.insert(name.to_vec(), next);
                self.elements.push(None);
                next
            }
        };
        &mut self.elements[place].get_or_insert_with(|| (name.to_vec(), Vec::new())).1
    }

    fn remove(&mut self, name: &[u8]) {
        let Some(place) = self.places.remove(name) else { return };
        self.elements[place] = None;
        if self.elements.len() > 16 + 2 * self.places.len() {
            self.elements.retain(Option::is_some);
            for (place, element) in self.elements.iter().flatten().enumerate() {
                if let Some(known) = self.places.get_mut(&element.0) {
                    *known = place;
                }
            }
        }
    }

    /// Names and values, in the order in which they came.
    pub fn iter(&self) -> impl Iterator<Item = (&[u8], &[u8])> {
        self.elements.iter().flatten().map(|(name, value)| (name.as_slice(), value.as_slice()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn indexes(array: &Indexed) -> Vec<u64> {
        array.iter().map(|(i, _)| i).collect()
    }

    #[test]
    fn indexed_arrays_may_have_holes() {
        let mut array = Indexed::default();
        for i in [0, 1, 5, 3_000_000_000, 7] {
            array.entry(i).push(b'x');
        }
        assert_eq!(indexes(&array), [0, 1, 5, 7, 3_000_000_000]);
        assert_eq!((array.count, array.next_index()), (5, 3_000_000_001));
        array.remove(3_000_000_000);
        array.remove(3);
        assert_eq!((array.count, array.next_index(), array.get(5)), (4, 8, Some(&b"x"[..])));
        assert_eq!(array.iter_from(2).map(|(i, _)| i).collect::<Vec<_>>(), [5, 7]);
        for i in [0, 1, 5, 7] {
            array.remove(i);
        }
        array.entry(array.next_index()).push(b'y');
        assert_eq!(indexes(&array), [0]);
    }

    #[test]
    fn a_queue_does_not_grow() {
        let mut array: Indexed = (0..10).map(|_| Vec::new()).collect();
        for i in 0..100_000 {
            array.entry(i + 10);
            array.remove(i);
        }
        assert_eq!(array.count, 10);
        assert_eq!(indexes(&array), (100_000..100_010).collect::<Vec<_>>());
        assert!(array.dense.len() < 2000);
    }

    #[test]
    fn associative_arrays_keep_their_order() {
        let mut array = Associative::default();
        for i in 0..100_u32 {
            array.entry(i.to_string().as_bytes()).push(b'x');
        }
        for i in 0..98_u32 {
            array.remove(i.to_string().as_bytes());
        }
        array.entry(b"98").push(b'y');
        array.entry(b"a").push(b'z');
        let all: Vec<(&[u8], &[u8])> = array.iter().collect();
        assert_eq!(all, [(&b"98"[..], &b"xy"[..]), (b"99", b"x"), (b"a", b"z")]);
        assert_eq!((array.get(b"99"), array.get(b"97")), (Some(&b"x"[..]), None));
    }
}
