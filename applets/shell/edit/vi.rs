//! The vi keymap.

use super::editor::{Editor, Step};
use super::keys::Key;

/// What the keymap remembers.
#[derive(Default, Debug)]
pub struct Vi {}

impl Vi {
    /// A new line.
    pub fn begin(&mut self) {}
}

impl Editor {
    /// Takes a key in vi mode.
    pub fn vi_key(&mut self, key: Key) -> Step {
        self.emacs_key(key)
    }
}
