//! Incremental search in the history (C-r, C-s).

use super::buffer::Buffer;
use super::editor::{Editor, Last, Step};
use super::keys::Key;
use kit::text;

/// A search at work.
#[derive(Debug)]
pub struct Search {
    back: bool,
    pattern: Vec<u8>,
    failed: bool,
    /// The line and the place in the history when it began.
    before: (Buffer, usize),
}

impl Search {
    /// A search for nothing yet.
    pub fn new(back: bool, line: Buffer, place: usize) -> Search {
        Search { back, pattern: Vec::new(), failed: false, before: (line, place) }
    }

    /// What stands before the line.
    pub fn prompt(&self) -> Vec<u8> {
        let failed = if self.failed { "failed " } else { "" };
        let direction = if self.back { "reverse-i-search" } else { "i-search" };
        text!["(", failed, direction, ")`", self.pattern, "': "]
    }
}

impl Editor {
    /// Takes a key of a search; one that ends it comes back.
    pub fn search_key(&mut self, key: Key) -> Result<Step, Key> {
        let Some(search) = self.search.as_mut() else { return Err(key) };
        match key {
            Key::Char(c) => {
                search.pattern.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
                Ok(self.find(self.place, true))
            }
            Key::Byte(c) => {
                search.pattern.push(c);
                Ok(self.find(self.place, true))
            }
            Key::Backspace => {
                let pattern = Buffer::new(&search.pattern);
                search.pattern.truncate(pattern.previous(pattern.len()));
                let (line, place) = search.before.clone();
                self.line = line;
                self.place = place;
                Ok(self.find(place, true))
            }
            Key::Ctrl(b'R' | b'S') => {
                search.back = key == Key::Ctrl(b'R');
                if search.pattern.is_empty() {
                    search.pattern.clone_from(&self.last_search);
                }
                Ok(self.find(self.place, false))
            }
            Key::Ctrl(b'G' | b'C') => {
                let (line, place) = search.before.clone();
                self.line = line;
                self.place = place;
                self.end_search();
                Ok(if key == Key::Ctrl(b'C') { Step::Interrupt } else { Step::Go })
            }
            Key::Escape => {
                self.end_search();
                Ok(Step::Go)
            }
            key => {
                self.end_search();
                Err(key)
            }
        }
    }

    fn end_search(&mut self) {
        if let Some(search) = self.search.take()
            && !search.pattern.is_empty()
        {
            self.last_search = search.pattern;
        }
        self.last = Last::Other;
    }

    /// Looks for the pattern from `place` on; in the line there, too, if it may `stay`.
    fn find(&mut self, place: usize, stay: bool) -> Step {
        let Some(search) = self.search.as_mut() else { return Step::Bell };
        if search.pattern.is_empty() {
            search.failed = false;
            return Step::Go;
        }
        let here = |text: &[u8], pattern: &[u8]| memchr::memmem::rfind(text, pattern);
        if stay && let Some(at) = here(&self.line.text, &search.pattern) {
            search.failed = false;
            self.line.at = at;
            return Step::Go;
        }
        let now = &self.line.text;
        let found = self.history.search(place, search.back, |entry| {
            here(entry, &search.pattern).is_some() && (stay || entry != now.as_slice())
        });
        search.failed = found.is_none();
        let Some(index) = found else { return Step::Bell };
        let pattern = search.pattern.clone();
        self.go_to(index);
        if let Some(at) = here(&self.line.text, &pattern) {
            self.line.at = at;
        }
        Step::Go
    }
}
