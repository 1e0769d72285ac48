//! The vi keymap: insert mode and command mode as POSIX.1-2024 XCU sh, "Command Line Editing (vi-mode)", lists them.

use super::buffer::Buffer;
use super::editor::{Editor, Last, Step};
use super::keys::Key;
use super::vi_motion::{self, Target};

/// What the keymap remembers.
#[derive(Default, Debug)]
pub struct Vi {
    /// Command mode.
    pub command: bool,
    /// Characters typed take the place of others (`R`).
    overwrite: bool,
    /// The count typed before a command; 0 for none.
    count: i32,
    /// An operator (`c`, `d`, `y`) that waits for its motion, and the count before it.
    operator: Option<(u8, i32)>,
    /// A command that waits for a character: `f F t T r`.
    wait: Option<u8>,
    /// The last `f F t T` and its character.
    find: Option<(u8, char)>,
    /// Where and how many times the text being inserted goes in.
    insertion: (usize, i32),
    /// The keys of the command at work, and whether it changes the line.
    keys: Vec<Key>,
    changes: bool,
    /// The keys of the last command that changed the line.
    last_change: Vec<Key>,
    /// A pattern being typed, and whether the search goes back.
    pub typing: Option<(Buffer, bool)>,
    /// Whether the last search went back.
    searched_back: bool,
}

impl Vi {
    /// A new line: insert mode.
    pub fn begin(&mut self) {
        self.command = false;
        self.overwrite = false;
        self.reset();
        self.wait = None;
        self.insertion = (0, 1);
        self.keys.clear();
        self.changes = false;
        self.typing = None;
    }

    fn reset(&mut self) {
        self.count = 0;
        self.operator = None;
    }

    fn is_idle(&self) -> bool {
        self.command && self.count == 0 && self.operator.is_none() && self.wait.is_none() && self.typing.is_none()
    }
}

impl Editor {
    /// Takes a key in vi mode.
    pub fn vi_key(&mut self, key: Key) -> Step {
        self.vi.keys.push(key.clone());
        let step = if self.vi.typing.is_some() {
            self.vi_pattern_key(key)
        } else if self.vi.command {
            self.vi_command_key(key)
        } else {
            self.vi_insert_key(key)
        };
        if self.vi.is_idle() {
            let keys = std::mem::take(&mut self.vi.keys);
            if std::mem::take(&mut self.vi.changes) {
                self.vi.last_change = keys;
            }
            // The cursor stands on a character.
            let line = &self.line;
            if line.at == line.line_end(line.at) && line.at > line.line_start(line.at) {
                self.line.at = line.previous(line.at);
            }
        }
        step
    }

    fn vi_insert_key(&mut self, key: Key) -> Step {
        match key {
            Key::Escape => self.vi_end_insert(),
            Key::Char(c) => self.vi_type(c.encode_utf8(&mut [0; 4]).as_bytes()),
            Key::Byte(c) => self.vi_type(&[c]),
            Key::Backspace if self.vi.overwrite => {
                self.line.at = self.line.previous(self.line.at);
                Step::Go
            }
            // A terminal may send ESC and a character so fast that they look like one key.
            Key::Meta(c) => {
                self.vi_end_insert();
                self.vi.keys.clear();
                self.vi.keys.push(Key::Char(c as char));
                self.vi_command_key(Key::Char(c as char))
            }
            key => self.emacs_key(key),
        }
    }

    fn vi_type(&mut self, bytes: &[u8]) -> Step {
        let at = self.line.at;
        if self.vi.overwrite && at < self.line.line_end(at) {
            let to = self.line.next(at);
            self.line.replace(at, to, bytes);
        } else {
            self.line.insert(bytes);
        }
        Step::Go
    }

    fn vi_end_insert(&mut self) -> Step {
        let (from, count) = self.vi.insertion;
        if count > 1 && from < self.line.at {
            let text = self.line.text[from..self.line.at].repeat(count as usize - 1);
            self.line.insert(&text);
        }
        self.vi.command = true;
        self.vi.overwrite = false;
        self.vi.reset();
        let at = self.line.at;
        if at > self.line.line_start(at) {
            self.line.at = self.line.previous(at);
        }
        Step::Go
    }

    fn vi_begin_insert(&mut self, at: usize) -> Step {
        self.line.at = at;
        self.save_undo();
        self.vi_go_on_inserting()
    }

    /// Insert mode, as a part of the change that was begun.
    fn vi_go_on_inserting(&mut self) -> Step {
        let at = self.line.at;
        self.vi.insertion = (at, self.vi.count.clamp(1, 9999));
        self.vi.command = false;
        self.vi.changes = true;
        self.vi.reset();
        Step::Go
    }

    fn vi_command_key(&mut self, key: Key) -> Step {
        if let Some(waiting) = self.vi.wait.take() {
            return match key {
                Key::Char(c) => self.vi_with_char(waiting, c),
                _ => self.vi_nothing(),
            };
        }
        let c = match key {
            Key::Char(c) if c.is_ascii() => c as u8,
            Key::Left | Key::Backspace => b'h',
            Key::Right => b'l',
            Key::Up | Key::Ctrl(b'P') => b'k',
            Key::Down | Key::Ctrl(b'N') => b'j',
            Key::Home => b'0',
            Key::End => b'$',
            Key::Delete => b'x',
            Key::WordLeft => b'b',
            Key::WordRight => b'w',
            Key::Escape => return self.vi_nothing(),
            Key::Ctrl(b'R') => return self.undo(),
            Key::Tab | Key::Meta(_) | Key::Char(_) | Key::Byte(_) | Key::MetaBackspace => return self.vi_nothing(),
            // Enter, interrupt, end, clear, paste.
            key => {
                self.vi.reset();
                return self.emacs_key(key);
            }
        };
        if c.is_ascii_digit() && (c != b'0' || self.vi.count > 0) {
            self.vi.count = (self.vi.count * 10 + i32::from(c - b'0')).min(9999);
            return Step::Go;
        }
        if matches!(c, b'f' | b'F' | b't' | b'T' | b'r') {
            self.vi.wait = Some(c);
            return Step::Go;
        }
        if matches!(c, b'c' | b'd' | b'y') && self.vi.operator.is_none() {
            self.vi.operator = Some((c, self.vi.count));
            self.vi.count = 0;
            return Step::Go;
        }
        if let Some((operator, _)) = self.vi.operator {
            let at = self.line.at;
            if c == operator {
                return self.vi_operate(Target { from: self.line.line_start(at), to: self.line.line_end(at) });
            }
            let count = self.vi_count();
            let target = match c {
                b';' | b',' => self.vi_find_again(c == b',', count),
                // Not the blanks behind the word: `cw` changes it alone.
                b'w' | b'W' if operator == b'c' && !self.line.text.get(at).is_none_or(u8::is_ascii_whitespace) => {
                    vi_motion::word_end(&self.line, c == b'W', count, true)
                }
                c => vi_motion::target(&self.line, c, count, self.vi.count > 0),
            };
            return match target {
                Some(to) => self.vi_operate(Target::between(at, to)),
                None => self.vi_nothing(),
            };
        }
        let count = self.vi_count();
        let given = self.vi.count;
        let motion = match c {
            b';' | b',' => self.vi_find_again(c == b',', count).map(|to| self.on_character(to)),
            c => vi_motion::target(&self.line, c, count, given > 0).map(|to| {
                // As a motion of the cursor these end on the character, not behind it.
                if matches!(c, b'e' | b'E' | b'%') && to > self.line.at { self.line.previous(to) } else { to }
            }),
        };
        if let Some(to) = motion {
            self.vi.reset();
            return self.go(to);
        }
        self.vi_do(c, count, given)
    }

    /// The count of the command, that before an operator times that behind.
    fn vi_count(&self) -> i32 {
        let before = self.vi.operator.map_or(1, |o| o.1.max(1));
        before.saturating_mul(self.vi.count.max(1)).min(9999)
    }

    fn vi_nothing(&mut self) -> Step {
        self.vi.reset();
        Step::Bell
    }

    /// Where a find of the operator kind, which ends behind the character, leaves the cursor.
    fn on_character(&self, to: usize) -> usize {
        if to > self.line.at { self.line.previous(to) } else { to }
    }

    fn vi_find_again(&mut self, reverse: bool, count: i32) -> Option<usize> {
        let (kind, c) = self.vi.find?;
        let kind = if reverse { kind ^ 0x20 } else { kind };
        vi_motion::find(&self.line, kind, c, count)
    }

    fn vi_with_char(&mut self, waiting: u8, c: char) -> Step {
        let count = self.vi_count();
        if waiting == b'r' {
            let at = self.line.at;
            let mut to = at;
            for _ in 0..count {
                if to >= self.line.line_end(at) {
                    return self.vi_nothing();
                }
                to = self.line.next(to);
            }
            self.save_undo();
            let text = c.to_string().repeat(count as usize);
            self.line.replace(at, to, text.as_bytes());
            self.line.at = self.line.previous(self.line.at);
            self.vi.changes = true;
            self.vi.reset();
            return Step::Go;
        }
        self.vi.find = Some((waiting, c));
        match vi_motion::find(&self.line, waiting, c, count) {
            None => self.vi_nothing(),
            Some(to) if self.vi.operator.is_some() => self.vi_operate(Target::between(self.line.at, to)),
            Some(to) => {
                self.vi.reset();
                self.go(self.on_character(to))
            }
        }
    }

    /// Does what the waiting operator does to a part of the line.
    fn vi_operate(&mut self, target: Target) -> Step {
        let Some((operator, _)) = self.vi.operator else { return self.vi_nothing() };
        let Target { from, to } = target;
        let text = self.line.text[from..to].to_vec();
        self.vi.reset();
        self.keep(text);
        match operator {
            b'y' => {
                self.line.at = from;
                Step::Go
            }
            _ => {
                self.save_undo();
                self.line.remove(from, to);
                self.line.at = from;
                self.vi.changes = true;
                if operator == b'c' { self.vi_go_on_inserting() } else { Step::Go }
            }
        }
    }

    /// Does it with another part than a motion's.
    fn vi_with_operator(&mut self, operator: u8, from: usize, to: usize) -> Step {
        self.vi.operator = Some((operator, 0));
        self.vi_operate(Target { from, to })
    }

    /// A command that is no motion. `given` is the count as typed, 0 for none.
    fn vi_do(&mut self, c: u8, count: i32, given: i32) -> Step {
        let at = self.line.at;
        let (start, end) = (self.line.line_start(at), self.line.line_end(at));
        let forward = |line: &Buffer| (0..count).fold(at, |i, _| if i < end { line.next(i) } else { i });
        let backward = |line: &Buffer| (0..count).fold(at, |i, _| if i > start { line.previous(i) } else { i });
        match c {
            b'i' => self.vi_begin_insert(at),
            b'I' => self.vi_begin_insert(start),
            b'a' => self.vi_begin_insert(if at < end { self.line.next(at) } else { at }),
            b'A' => self.vi_begin_insert(end),
            b'R' => {
                self.vi.overwrite = true;
                self.vi.count = 0;
                self.vi_begin_insert(at)
            }
            b'x' if at == end => self.vi_nothing(),
            b'x' => self.vi_with_operator(b'd', at, forward(&self.line)),
            b's' => self.vi_with_operator(b'c', at, forward(&self.line)),
            b'X' if at > start => self.vi_with_operator(b'd', backward(&self.line), at),
            b'D' => self.vi_with_operator(b'd', at, end),
            b'C' => self.vi_with_operator(b'c', at, end),
            b'S' => self.vi_with_operator(b'c', start, end),
            b'Y' => self.vi_with_operator(b'y', at, end),
            b'p' | b'P' => {
                let Some(text) = self.kills.front().filter(|text| !text.is_empty()) else { return self.vi_nothing() };
                let text = text.repeat(count as usize);
                self.save_undo();
                if c == b'p' && at < end {
                    self.line.at = self.line.next(at);
                }
                self.line.insert(&text);
                self.line.at = self.line.previous(self.line.at);
                self.vi.changes = true;
                self.vi.reset();
                Step::Go
            }
            b'~' => {
                let to = forward(&self.line);
                if at == to {
                    return self.vi_nothing();
                }
                let swapped: Vec<u8> = self.line.text[at..to]
                    .iter()
                    .map(|c| if c.is_ascii_alphabetic() { c ^ 0x20 } else { *c })
                    .collect();
                self.save_undo();
                self.line.replace(at, to, &swapped);
                self.vi.changes = true;
                self.vi.reset();
                Step::Go
            }
            b'u' | b'U' => {
                self.vi.reset();
                if c == b'u' { self.undo() } else { self.undo_all() }
            }
            b'.' => self.vi_repeat(given),
            b'k' | b'-' | b'j' | b'+' => {
                self.vi.reset();
                let up = matches!(c, b'k' | b'-');
                if count == 1
                    && let Some(to) = self.line.vertical(up)
                {
                    return self.go(to);
                }
                let step = self.go_by(if up { -count } else { count });
                self.line.at = 0;
                step
            }
            b'G' => {
                self.vi.reset();
                let place = if given == 0 { Some(0) } else { self.history.index(given as usize) };
                match place {
                    Some(place) if self.history.len() > 0 => {
                        let step = self.go_to(place);
                        self.line.at = 0;
                        step
                    }
                    _ => Step::Bell,
                }
            }
            b'/' | b'?' => {
                self.vi.reset();
                self.vi.typing = Some((Buffer::default(), c == b'/'));
                Step::Go
            }
            b'n' | b'N' => {
                self.vi.reset();
                let back = self.vi.searched_back == (c == b'n');
                self.vi_search(back)
            }
            b'#' => {
                self.vi.reset();
                self.comment()
            }
            b'_' => self.vi_last_word(given),
            b'*' | b'\\' => {
                // The word ends at the cursor's character, and insert mode goes on behind it.
                self.vi_begin_insert(if at < end { self.line.next(at) } else { at });
                if c == b'*' { Step::InsertAll } else { Step::Complete }
            }
            b'=' => {
                self.vi.reset();
                Step::List
            }
            b'v' => {
                self.vi.reset();
                if given > 0 {
                    match self.history.index(given as usize) {
                        Some(place) => {
                            self.go_to(place);
                        }
                        None => return Step::Bell,
                    }
                }
                Step::External
            }
            _ => self.vi_nothing(),
        }
    }

    /// Does the last change again; another count takes the place of its own.
    fn vi_repeat(&mut self, given: i32) -> Step {
        let mut keys = self.vi.last_change.clone();
        if keys.is_empty() {
            return self.vi_nothing();
        }
        self.vi.reset();
        self.vi.keys.clear();
        if given > 0 {
            let digits = keys.iter().take_while(|k| matches!(k, Key::Char('0'..='9'))).count();
            keys.drain(..digits);
            self.vi.count = given;
            // So that a `.` after this one has the new count too.
            self.vi.keys.extend(given.to_string().chars().map(Key::Char));
        }
        let mut step = Step::Go;
        for key in keys {
            step = self.vi_key(key);
        }
        step
    }

    /// Appends a blank and the last (or `given`th) word of the last command, and goes on in insert mode.
    fn vi_last_word(&mut self, given: i32) -> Step {
        let Some(entry) = self.place.checked_sub(1).and_then(|i| self.history.get(i)) else { return self.vi_nothing() };
        let mut words = entry.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
        let word = if given > 0 { words.nth(given as usize - 1) } else { words.next_back() };
        let Some(word) = word.map(<[u8]>::to_vec) else { return self.vi_nothing() };
        let at = self.line.at;
        self.vi.count = 0;
        self.vi_begin_insert(if at < self.line.line_end(at) { self.line.next(at) } else { at });
        self.line.insert(b" ");
        self.line.insert(&word);
        Step::Go
    }

    fn vi_pattern_key(&mut self, key: Key) -> Step {
        let Some((pattern, back)) = self.vi.typing.as_mut() else { return Step::Bell };
        match key {
            Key::Char(c) => pattern.insert(c.encode_utf8(&mut [0; 4]).as_bytes()),
            Key::Byte(c) => pattern.insert(&[c]),
            Key::Backspace if pattern.len() > 0 => {
                let from = pattern.previous(pattern.len());
                pattern.remove(from, pattern.len());
            }
            Key::Ctrl(b'U') => *pattern = Buffer::default(),
            Key::Enter => {
                let back = *back;
                let text = std::mem::take(&mut pattern.text);
                self.vi.typing = None;
                self.vi.searched_back = back;
                if !text.is_empty() {
                    self.last_search = text;
                }
                return self.vi_search(back);
            }
            Key::Backspace | Key::Escape => self.vi.typing = None,
            Key::Ctrl(b'C') => {
                self.vi.typing = None;
                return Step::Interrupt;
            }
            _ => return Step::Bell,
        }
        Step::Go
    }

    /// Goes to the next command with the pattern: anywhere in it, or at its beginning behind `^`.
    fn vi_search(&mut self, back: bool) -> Step {
        let (anchored, text) = match self.last_search.strip_prefix(b"^") {
            Some(text) => (true, text),
            None => (false, self.last_search.as_slice()),
        };
        if text.is_empty() {
            return Step::Bell;
        }
        // The pattern notation of the shell, with whatever before and behind.
        let pattern = if anchored { [text, b"*"].concat() } else { [b"*", text, b"*"].concat() };
        let pattern = kit::pattern::Pattern::new(&pattern, &[]);
        match self.history.search(self.place, back, |entry| pattern.matches(entry)) {
            Some(place) => {
                self.go_to(place);
                self.line.at = 0;
                self.last = Last::Other;
                Step::Go
            }
            None => Step::Bell,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::editor::tests::{editor, press};

    fn check(cases: &[(&str, &str)]) {
        for (typed, wanted) in cases {
            let mut editor = editor(&["echo one two", "ls -l 'a b'", "cd /tmp"], true);
            // ESC at the end of what comes at once is a key of its own; the next keys come later.
            let mut shown = String::new();
            for part in typed.split_inclusive('\x1b') {
                shown = press(&mut editor, part);
            }
            assert_eq!(shown, *wanted, "{typed:?}");
        }
    }

    #[test]
    fn motions() {
        check(&[
            ("abc\x1b", "ab|c"),
            ("abc\x1b0", "|abc"),
            ("abc\x1bhhh", "|abc"),
            ("abc\x1b0lllll", "ab|c"),
            ("  ab\x1b0^", "  |ab"),
            ("ab c-d ef\x1b0w", "ab |c-d ef"),
            ("ab c-d ef\x1b0ww", "ab c|-d ef"),
            ("ab c-d ef\x1b0WW", "ab c-d |ef"),
            ("ab c-d ef\x1b03w", "ab c-|d ef"),
            ("ab c-d ef\x1bbb", "ab c-|d ef"),
            ("ab c-d ef\x1bBB", "ab |c-d ef"),
            ("ab c-d ef\x1b0e", "a|b c-d ef"),
            ("ab c-d ef\x1b0ee", "ab |c-d ef"),
            ("ab c-d ef\x1b0EE", "ab c-|d ef"),
            ("ab c-d ef\x1b0$", "ab c-d e|f"),
            ("abcabc\x1b0fc", "ab|cabc"),
            ("abcabc\x1b02fc", "abcab|c"),
            ("abcabc\x1b0fc;", "abcab|c"),
            ("abcabc\x1b0fc;,", "ab|cabc"),
            ("abcabc\x1bFa", "abc|abc"),
            ("abcabc\x1b0tc", "a|bcabc"),
            ("abcabc\x1bTa", "abca|bc"),
            ("a(b[c]d)e\x1b0%", "a(b[c]d|)e"),
            ("a(b[c]d)e\x1b0%%", "a|(b[c]d)e"),
            ("abcdef\x1b3|", "ab|cdef"),
        ]);
    }

    #[test]
    fn operators() {
        check(&[
            ("ab cd ef\x1b0dw", "|cd ef"),
            ("ab cd ef\x1b02dw", "|ef"),
            ("ab cd ef\x1b0d2w", "|ef"),
            ("ab cd ef\x1bdb", "ab cd |f"),
            ("ab cd ef\x1b0wd$", "ab| "),
            ("ab cd ef\x1b0wD", "ab| "),
            ("ab cd ef\x1b0cwxy\x1b", "x|y cd ef"),
            ("ab cd ef\x1b0wcwxy", "ab xy| ef"),
            ("ab cd ef\x1b0wCx", "ab x|"),
            ("ab cd\x1bccx", "x|"),
            ("ab cd\x1bSx", "x|"),
            ("ab cd\x1bdd", "|"),
            ("abcabc\x1b0dfc", "|abc"),
            ("abcabc\x1b0dtc", "|cabc"),
            ("abcabc\x1bdFa", "abc|c"),
            ("f(a b)x\x1b0wd%", "f|x"),
            ("ab cd\x1b0yw$p", "ab cdab| "),
            ("ab cd\x1b0yyP", "ab c|dab cd"),
            ("ab\x1b0y l", "a|b"),
            ("ab cd ef\x1b0de", "| cd ef"),
        ]);
    }

    #[test]
    fn changes() {
        check(&[
            ("abc\x1bx", "a|b"),
            ("abc\x1b02x", "|c"),
            ("abc\x1bX", "a|c"),
            ("abc\x1b0rx", "|xbc"),
            ("abc\x1b02rx", "x|xc"),
            ("abc\x1b0Rxy\x1b", "x|yc"),
            ("abc\x1b0sxy", "xy|bc"),
            ("aBc\x1b03~", "Ab|C"),
            ("ab\x1bix", "ax|b"),
            ("ab\x1bax", "abx|"),
            ("ab\x1bIx", "x|ab"),
            ("ab\x1b0Ax", "abx|"),
            ("b\x1b3ia\x1b", "aa|ab"),
            ("abc\x1b0xp", "b|ac"),
            ("abc\x1b0xu", "|abc"),
            ("abc\x1b0xxu", "|bc"),
            ("ab cd\x1b0cwxy\x1bu", "|ab cd"),
            ("ab cd ef\x1b0dw.", "|ef"),
            ("abcdef\x1b0x2.", "|def"),
            ("a b c\x1b0cwx\x1bw.", "x |x c"),
            ("ab\x1bax\x1b.", "abx|x"),
            ("é漢\x1b0x", "|漢"),
        ]);
    }

    #[test]
    fn the_history() {
        check(&[
            ("\x1bk", "|cd /tmp"),
            ("\x1bkk", "|ls -l 'a b'"),
            ("\x1b2k", "|ls -l 'a b'"),
            ("new\x1bkj", "|new"),
            ("\x1bG", "|echo one two"),
            ("\x1b2G", "|ls -l 'a b'"),
            ("\x1b/one\r", "|echo one two"),
            ("\x1b/^l\r", "|ls -l 'a b'"),
            ("\x1b/c\rn", "|echo one two"),
            ("\x1b/c\rnN", "|cd /tmp"),
            ("\x1b/e*t\r", "|echo one two"),
            ("x\x1b_", "x /tmp|"),
            ("x\x1b1_", "x cd|"),
            ("\x1b/zz\x1b", "|"),
        ]);
    }
}
