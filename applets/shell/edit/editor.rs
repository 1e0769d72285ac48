//! The editor without its terminal: keys change the line, and say what the terminal or the shell is to do. Both keymaps
//! work on this.

use super::buffer::Buffer;
use super::history::History;
use super::keys::Key;
use super::search::Search;
use super::vi::Vi;
use std::collections::VecDeque;

/// What follows from a key.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    /// The line may have changed.
    Go,
    /// Nothing can be done.
    Bell,
    /// The line is entered.
    Accept,
    /// End of input.
    End,
    /// The line is given up.
    Interrupt,
    /// The next key inserts itself, whatever it is.
    Quote,
    /// Complete the word at the cursor.
    Complete,
    /// List what the word at the cursor can become.
    List,
    /// Put in all that the word at the cursor can become.
    InsertAll,
    /// Clear the screen.
    Clear,
    /// Go on in an editor of the user's choice.
    External,
}

/// What the last key did, where the next one may go on with it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Last {
    #[default]
    Other,
    /// Inserted characters: so many, one undo for all.
    Insert(u8),
    /// Killed text: the next kill adds to it.
    Kill,
    /// Put killed text in, which begins there; of which age.
    Yank(usize, usize),
    /// Put the last word of that entry of the history in at that place.
    Word(usize, usize),
    /// Completed.
    Complete,
}

/// How many killed texts are kept.
const KILLS: usize = 16;
/// How many changes can be undone.
const UNDOS: usize = 500;

/// The editor of a shell; lives as long as that.
#[derive(Default)]
pub struct Editor {
    /// The line.
    pub line: Buffer,
    /// What was entered before.
    pub history: History,
    /// The last key's.
    pub last: Last,
    /// Killed text, the newest first.
    pub kills: VecDeque<Vec<u8>>,
    /// A count for the next command.
    pub argument: Option<i32>,
    /// C-x was typed.
    pub prefix: bool,
    /// An incremental search is at work.
    pub search: Option<Search>,
    /// What was searched for last.
    pub last_search: Vec<u8>,
    /// State of the vi keymap.
    pub vi: Vi,
    /// `set -o vi`
    pub is_vi: bool,
    /// The entry of the history that the line is; its length for none.
    pub place: usize,
    /// The line that was being entered when another was called from the history.
    aside: Vec<u8>,
    undos: Vec<Buffer>,
}

impl Editor {
    /// With an empty history.
    pub fn new() -> Editor {
        Editor { history: History::new(), ..Editor::default() }
    }

    /// Begins a new line.
    pub fn begin(&mut self, is_vi: bool) {
        self.line = Buffer::default();
        self.undos.clear();
        self.last = Last::Other;
        self.argument = None;
        self.prefix = false;
        self.search = None;
        self.place = self.history.len();
        self.aside.clear();
        self.is_vi = is_vi;
        self.vi.begin();
        if is_vi {
            // What is typed first is one change.
            self.undos.push(Buffer::default());
        }
    }

    /// What is shown: the prompt, if it is another than the shell's, and the text.
    pub fn view(&self) -> (Option<Vec<u8>>, &Buffer) {
        if let Some(search) = &self.search {
            return (Some(search.prompt()), &self.line);
        }
        match &self.vi.typing {
            Some((pattern, back)) => (Some(if *back { b"/" } else { b"?" }.to_vec()), pattern),
            None => (None, &self.line),
        }
    }

    /// Does ESC stand for itself?
    pub fn takes_escape(&self) -> bool {
        self.is_vi || self.search.is_some()
    }

    /// Takes a key.
    pub fn key(&mut self, key: Key) -> Step {
        if self.search.is_some() {
            match self.search_key(key) {
                Ok(step) => return step,
                Err(key) => return self.key(key),
            }
        }
        if self.is_vi { self.vi_key(key) } else { self.emacs_key(key) }
    }

    /// Remembers the line as it is, to come back to it.
    pub fn save_undo(&mut self) {
        if self.undos.last().is_some_and(|last| last.text == self.line.text) {
            return;
        }
        if self.undos.len() == UNDOS {
            self.undos.remove(0);
        }
        self.undos.push(self.line.clone());
    }

    /// Takes the last change back.
    pub fn undo(&mut self) -> Step {
        while let Some(before) = self.undos.pop() {
            if before.text != self.line.text {
                self.line = before;
                return Step::Go;
            }
        }
        Step::Bell
    }

    /// Takes all changes back.
    pub fn undo_all(&mut self) -> Step {
        if self.undos.is_empty() {
            return Step::Bell;
        }
        self.line = self.undos.swap_remove(0);
        self.undos.clear();
        Step::Go
    }

    /// Inserts typed characters; a run of them is one change.
    pub fn type_in(&mut self, bytes: &[u8]) -> Step {
        let run = match self.last {
            Last::Insert(n) if n < 20 => n + 1,
            _ => 0,
        };
        if run == 0 {
            self.save_undo();
        }
        self.line.insert(bytes);
        self.last = Last::Insert(run);
        Step::Go
    }

    /// Inserts text as one change.
    pub fn insert(&mut self, bytes: &[u8]) -> Step {
        self.save_undo();
        self.line.insert(bytes);
        Step::Go
    }

    /// Deletes a part, not to be put in elsewhere.
    pub fn delete(&mut self, from: usize, to: usize) -> Step {
        if from >= to {
            return Step::Bell;
        }
        self.save_undo();
        self.line.remove(from, to);
        Step::Go
    }

    /// Deletes a part that can be put in elsewhere; kills in a row are one.
    pub fn kill(&mut self, from: usize, to: usize) -> Step {
        if from >= to {
            return Step::Bell;
        }
        self.save_undo();
        let before_cursor = from < self.line.at;
        let text = self.line.remove(from, to);
        match self.kills.front_mut() {
            Some(newest) if self.last == Last::Kill => {
                if before_cursor {
                    newest.splice(0..0, text);
                } else {
                    newest.extend_from_slice(&text);
                }
            }
            _ => self.keep(text),
        }
        self.last = Last::Kill;
        Step::Go
    }

    /// Makes a text the newest of the killed ones.
    pub fn keep(&mut self, text: Vec<u8>) {
        self.kills.push_front(text);
        self.kills.truncate(KILLS);
    }

    /// Goes by `by` entries in the history (negative: back).
    pub fn go_by(&mut self, by: i32) -> Step {
        let place = self.place as i64 + i64::from(by);
        if place < 0 || place > self.history.len() as i64 {
            return Step::Bell;
        }
        self.go_to(place as usize)
    }

    /// Makes an entry of the history the line; the one behind the last is what was being entered.
    pub fn go_to(&mut self, place: usize) -> Step {
        if place == self.place {
            return Step::Bell;
        }
        if self.place == self.history.len() {
            self.aside = std::mem::take(&mut self.line.text);
        }
        self.line = Buffer::new(self.history.get(place).unwrap_or(&self.aside));
        self.place = place;
        self.undos.clear();
        self.last = Last::Other;
        Step::Go
    }

    /// Up or down: in the text, if it has a line there, else in the history.
    pub fn vertical(&mut self, up: bool) -> Step {
        match self.line.vertical(up) {
            Some(at) => {
                self.line.at = at;
                Step::Go
            }
            None => self.go_by(if up { -1 } else { 1 }),
        }
    }

    /// Puts `#` before the line, or takes it away, and enters it.
    pub fn comment(&mut self) -> Step {
        self.save_undo();
        if self.line.text.first() == Some(&b'#') {
            self.line.text.remove(0);
        } else {
            self.line.text.insert(0, b'#');
        }
        Step::Accept
    }
}

/// Where the words of a command line are: blanks and operators end them, quotes do not.
pub fn words(text: &[u8]) -> Vec<(usize, usize)> {
    let mut words = Vec::new();
    let mut start = None;
    let mut quote = 0;
    let mut i = 0;
    while i < text.len() {
        let c = text[i];
        if quote != 0 {
            if c == quote {
                quote = 0;
            } else if c == b'\\' && quote == b'"' {
                i += 1;
            }
        } else {
            match c {
                b' ' | b'\t' | b'\n' | b';' | b'&' | b'|' | b'<' | b'>' | b'(' | b')' => {
                    if let Some(start) = start.take() {
                        words.push((start, i));
                    }
                    i += 1;
                    continue;
                }
                b'\\' => {
                    start.get_or_insert(i);
                    i += 1;
                }
                b'\'' | b'"' => quote = c,
                _ => {}
            }
            start.get_or_insert(i.min(text.len() - 1));
        }
        i += 1;
    }
    if let Some(start) = start {
        words.push((start, text.len()));
    }
    words
}

#[cfg(test)]
pub mod tests {
    use super::super::keys::tests::keys;
    use super::*;

    /// An editor with a history.
    pub fn editor(history: &[&str], is_vi: bool) -> Editor {
        let mut editor = Editor::new();
        for entry in history {
            editor.history.add_whole(entry.as_bytes());
        }
        editor.begin(is_vi);
        editor
    }

    /// Types; the line with `|` where the cursor is.
    pub fn press(editor: &mut Editor, typed: &str) -> String {
        for key in keys(typed.as_bytes(), editor.is_vi) {
            editor.key(key);
        }
        shown(editor)
    }

    pub fn shown(editor: &Editor) -> String {
        let mut text = editor.line.text.clone();
        text.insert(editor.line.at, b'|');
        String::from_utf8(text).unwrap()
    }

    #[test]
    fn words_keep_their_quotes() {
        let text = br#"a 'b c' "d \" e"f;g\ h>i"#;
        let found: Vec<&[u8]> = words(text).into_iter().map(|(a, b)| &text[a..b]).collect();
        assert_eq!(found, [&b"a"[..], b"'b c'", br#""d \" e"f"#, br"g\ h", b"i"]);
        assert_eq!(words(b"\\"), [(0, 1)]);
        assert_eq!(words(b"'a"), [(0, 2)]);
    }
}
