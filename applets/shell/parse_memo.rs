//! What `eval` has parsed lately: a loop that evaluates the same text parses it once.
//!
//! Only texts of one line are kept: all of them is parsed before any of it runs, so that nothing in it can change how the
//! rest is read. What a text means depends on the aliases and on `extglob` (nothing is kept while there are any, or it is on) and on the line that
//! messages and LINENO tell.

use crate::ast::List;
use std::rc::Rc;

/// Texts that are kept, each in the place that its hash gives.
const PLACES: usize = 64;
/// Longer texts are not kept.
const LONGEST: usize = 1024;

struct Parsed {
    text: Box<[u8]>,
    line: u32,
    /// None for a text without commands.
    list: Option<Rc<List>>,
    /// How many names of variables there were: those in the list are among them.
    names: usize,
}

/// Texts and what they mean.
#[derive(Default)]
pub struct ParseMemo {
    places: Vec<Option<Parsed>>,
}

impl ParseMemo {
    /// May this text be kept?
    pub fn takes(text: &[u8]) -> bool {
        text.len() <= LONGEST && !text.contains(&b'\n')
    }

    /// What it means, if it is known: the list, or that there is none.
    #[allow(clippy::option_option, reason = "unknown, and known to be empty")]
    pub fn get(&self, text: &[u8], line: u32) -> Option<Option<Rc<List>>> {
        let parsed = self.places.get(place(text, line))?.as_ref()?;
        (parsed.line == line && *parsed.text == *text).then(|| parsed.list.clone())
    }

    /// Keeps what was parsed when there were `names` names of variables.
    pub fn keep(&mut self, text: &[u8], line: u32, list: Option<Rc<List>>, names: usize) {
        if self.places.is_empty() {
            self.places.resize_with(PLACES, || None);
        }
        self.places[place(text, line)] = Some(Parsed { text: text.into(), line, list, names });
    }

    /// Forgets what may name variables beyond the first `names`.
    pub fn forget_beyond(&mut self, names: usize) {
        for place in &mut self.places {
            if place.as_ref().is_some_and(|parsed| parsed.names > names) {
                *place = None;
            }
        }
    }
}

fn place(text: &[u8], line: u32) -> usize {
    use std::hash::Hasher;
    let mut hasher = crate::hash::NameHasher::default();
    hasher.write(text);
    hasher.write_usize(line as usize);
    (hasher.finish() >> 32) as usize % PLACES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_known_on_its_line_until_its_names_are_gone() {
        let mut memo = ParseMemo::default();
        assert!(memo.get(b"a=1", 1).is_none());
        memo.keep(b"a=1", 1, None, 7);
        assert!(memo.get(b"a=1", 1).is_some() && memo.get(b"a=1", 2).is_none() && memo.get(b"a=2", 1).is_none());
        memo.forget_beyond(7);
        assert!(memo.get(b"a=1", 1).is_some());
        memo.forget_beyond(6);
        assert!(memo.get(b"a=1", 1).is_none());
        assert!(!ParseMemo::takes(b"a=1\nb=2") && !ParseMemo::takes(&[b'a'; LONGEST + 1]));
    }
}
