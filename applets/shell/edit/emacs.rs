//! The emacs keymap.

use super::buffer::{Buffer, is_word};
use super::editor::{Editor, Last, Step, words};
use super::keys::Key;
use super::search::Search;

impl Editor {
    /// Takes a key in emacs mode, or in vi's insert mode one that means the same there.
    pub fn emacs_key(&mut self, key: Key) -> Step {
        if std::mem::take(&mut self.prefix) {
            self.last = Last::Other;
            return match key {
                Key::Ctrl(b'E') => Step::External,
                Key::Ctrl(b'U') => self.undo(),
                _ => Step::Bell,
            };
        }
        if let Key::Meta(digit @ b'0'..=b'9') = key {
            let n = self.argument.unwrap_or(0).saturating_mul(10);
            self.argument = Some(n.saturating_add(i32::from(digit - b'0')).min(9999));
            return Step::Go;
        }
        let last = self.last;
        let count = self.argument.take();
        let times = count.unwrap_or(1).max(1);
        // What goes on with the last command sets this again.
        if !matches!(key, Key::Char(_) | Key::Byte(_)) {
            self.last = Last::Other;
        }
        let at = self.line.at;
        match key {
            Key::Char(c) => {
                let text = c.encode_utf8(&mut [0; 4]).as_bytes().repeat(times as usize);
                self.type_in(&text)
            }
            Key::Byte(c) => self.type_in(&[c]),
            Key::Paste(text) => self.insert(&text),
            Key::Enter => Step::Accept,
            Key::Ctrl(b'C') => Step::Interrupt,
            Key::Ctrl(b'D') if self.line.text.is_empty() => Step::End,
            Key::Ctrl(b'D') | Key::Delete => self.delete(at, self.forward(times)),
            Key::Backspace => {
                if times == 1 {
                    self.delete(self.line.previous(at), at)
                } else {
                    self.kill(self.backward(times), at)
                }
            }
            Key::Ctrl(b'A') | Key::Home => self.go(self.line.line_start(at)),
            Key::Ctrl(b'E') | Key::End => self.go(self.line.line_end(at)),
            Key::Ctrl(b'B') | Key::Left => self.go(self.backward(times)),
            Key::Ctrl(b'F') | Key::Right => self.go(self.forward(times)),
            Key::Meta(b'b') | Key::WordLeft => {
                let to = self.repeat(times, Buffer::word_start);
                self.go(to)
            }
            Key::Meta(b'f') | Key::WordRight => {
                let to = self.repeat(times, Buffer::word_end);
                self.go(to)
            }
            Key::Ctrl(b'P') | Key::Up => self.vertical(true),
            Key::Ctrl(b'N') | Key::Down => self.vertical(false),
            Key::Meta(b'<') | Key::PageUp => self.go_to(0),
            Key::Meta(b'>') | Key::PageDown => self.go_to(self.history.len()),
            Key::Ctrl(b'K') => {
                let end = self.line.line_end(at);
                let end = if end == at { self.line.next(at) } else { end };
                self.kill_after(last, at, end)
            }
            Key::Ctrl(b'U') => {
                let start = self.line.line_start(at);
                let start = if start == at { self.line.previous(at) } else { start };
                self.kill_after(last, start, at)
            }
            Key::Ctrl(b'W') => {
                let from = self.repeat(times, Buffer::blank_word_start);
                self.kill_after(last, from, at)
            }
            Key::Meta(b'd') => {
                let to = self.repeat(times, Buffer::word_end);
                self.kill_after(last, at, to)
            }
            Key::MetaBackspace => {
                let from = self.repeat(times, Buffer::word_start);
                self.kill_after(last, from, at)
            }
            Key::Ctrl(b'Y') => self.yank(0),
            Key::Meta(b'y') => match last {
                Last::Yank(from, age) => {
                    self.save_undo();
                    self.line.remove(from, self.line.at);
                    self.yank((age + 1) % self.kills.len().max(1))
                }
                _ => Step::Bell,
            },
            Key::Ctrl(b'T') => self.transpose_chars(),
            Key::Meta(b't') => self.transpose_words(),
            Key::Meta(b'u') => self.change_case(|_, c| c.to_uppercase().collect()),
            Key::Meta(b'l') => self.change_case(|_, c| c.to_lowercase().collect()),
            Key::Meta(b'c') => {
                self.change_case(|first, c| if first { c.to_uppercase().collect() } else { c.to_lowercase().collect() })
            }
            Key::Ctrl(b'L') => Step::Clear,
            Key::Ctrl(b'R') => self.start_search(true),
            Key::Ctrl(b'S') => self.start_search(false),
            Key::Ctrl(b'_') => self.undo(),
            Key::Meta(b'r') => self.undo_all(),
            Key::Ctrl(b'V' | b'Q') => Step::Quote,
            Key::Ctrl(b'X') => {
                self.prefix = true;
                Step::Go
            }
            Key::Meta(b'.' | b'_') => self.last_word(last, count),
            Key::Meta(b'#') => self.comment(),
            Key::Meta(b'\\') => {
                let blank = |c: u8| c == b' ' || c == b'\t';
                let (from, to) = (self.line.back_over(at, blank), self.line.over(at, blank));
                self.delete(from, to)
            }
            Key::Tab => {
                self.last = last;
                Step::Complete
            }
            Key::Meta(b'?' | b'=') => Step::List,
            Key::Meta(b'*') => Step::InsertAll,
            Key::Ctrl(_) | Key::Meta(_) | Key::Escape | Key::Insert | Key::Unknown => Step::Bell,
        }
    }

    /// Moves the cursor.
    pub fn go(&mut self, at: usize) -> Step {
        if at == self.line.at {
            return Step::Bell;
        }
        self.line.at = at;
        Step::Go
    }

    fn repeat(&self, times: i32, step: impl Fn(&Buffer, usize) -> usize) -> usize {
        (0..times).fold(self.line.at, |at, _| step(&self.line, at))
    }

    fn forward(&self, times: i32) -> usize {
        self.repeat(times, |line, at| if at < line.len() { line.next(at) } else { at })
    }

    fn backward(&self, times: i32) -> usize {
        self.repeat(times, Buffer::previous)
    }

    fn kill_after(&mut self, last: Last, from: usize, to: usize) -> Step {
        if last == Last::Kill {
            self.last = Last::Kill;
        }
        self.kill(from, to)
    }

    fn yank(&mut self, age: usize) -> Step {
        let Some(text) = self.kills.get(age).cloned() else { return Step::Bell };
        let from = self.line.at;
        self.insert(&text);
        self.last = Last::Yank(from, age);
        Step::Go
    }

    /// The character before the cursor goes behind the one at it.
    fn transpose_chars(&mut self) -> Step {
        let at = self.line.at;
        if at == 0 || self.line.len() < 2 {
            return Step::Bell;
        }
        let middle = if at == self.line.len() { self.line.previous(at) } else { at };
        let from = self.line.previous(middle);
        let to = self.line.next(middle);
        if from == middle {
            return Step::Bell;
        }
        let swapped = [&self.line.text[middle..to], &self.line.text[from..middle]].concat();
        self.save_undo();
        self.line.replace(from, to, &swapped);
        Step::Go
    }

    /// The word before the cursor goes behind the one at or after it.
    fn transpose_words(&mut self) -> Step {
        let line = &self.line;
        let second_end = line.word_end(line.at);
        let second = line.word_start(second_end);
        let first = line.word_start(second);
        let first_end = line.over(first, is_word);
        if first == second || first_end > second || second_end == second {
            return Step::Bell;
        }
        let text = &line.text;
        let swapped = [&text[second..second_end], &text[first_end..second], &text[first..first_end]].concat();
        self.save_undo();
        self.line.replace(first, second_end, &swapped);
        Step::Go
    }

    fn change_case(&mut self, change: impl Fn(bool, char) -> String) -> Step {
        let from = self.line.over(self.line.at, |c| !is_word(c));
        let to = self.line.over(from, is_word);
        let Ok(word) = std::str::from_utf8(&self.line.text[from..to]) else { return Step::Bell };
        let changed: String = word.chars().enumerate().map(|(i, c)| change(i == 0, c)).collect();
        self.save_undo();
        self.line.replace(from, to, changed.as_bytes());
        Step::Go
    }

    fn start_search(&mut self, back: bool) -> Step {
        self.search = Some(Search::new(back, self.line.clone(), self.place));
        Step::Go
    }

    /// Puts in the last word of the last command (or its word `count`, from 0); again, that of the one before.
    fn last_word(&mut self, last: Last, count: Option<i32>) -> Step {
        let (mut index, from) = match last {
            Last::Word(index, from) => (index, Some(from)),
            _ => (self.place, None),
        };
        while let Some(before) = index.checked_sub(1) {
            index = before;
            let entry = self.history.get(index).unwrap_or_default();
            let words = words(entry);
            let word = match count {
                Some(n) => words.get(n as usize),
                None => words.last(),
            };
            let Some(&(start, end)) = word else { continue };
            let word = entry[start..end].to_vec();
            self.save_undo();
            if let Some(from) = from {
                self.line.remove(from, self.line.at);
            }
            let from = self.line.at;
            self.line.insert(&word);
            self.last = Last::Word(index, from);
            return Step::Go;
        }
        self.last = last;
        Step::Bell
    }
}

#[cfg(test)]
mod tests {
    use super::super::editor::tests::{editor, press, shown};
    use super::*;

    fn check(cases: &[(&str, &str)]) {
        for (typed, wanted) in cases {
            let mut editor = editor(&["echo one two", "ls -l 'a b'", "cd /tmp"], false);
            assert_eq!(press(&mut editor, typed), *wanted, "{typed:?}");
        }
    }

    #[test]
    fn moving() {
        check(&[
            ("abc\x01x", "x|abc"),
            ("abc\x01\x06x", "ax|bc"),
            ("abc\x02x\x05y", "abxcy|"),
            ("ab cd\x1bbx\x1bby\x1bfz", "ab yxcdz|"),
            ("aé\x1b[D\x1b[Dx\x1b[C\x1b[Cy", "xaéy|"),
            ("abc\x1b[Hx\x1b[Fy", "xabcy|"),
            ("ab cd\x1b[1;5Dx", "ab x|cd"),
            ("abcdef\x1b3\x02x", "abcx|def"),
        ]);
    }

    #[test]
    fn deleting_and_putting_back() {
        check(&[
            ("abc\x7fx", "abx|"),
            ("abc\x01\x04x", "x|bc"),
            ("ab cd\x17x", "ab x|"),
            ("ab cd\x1b\x7f\x1b\x7fx\x19", "xab cd|"),
            ("ab cd\x01\x1bd\x1bd\x19", "ab cd|"),
            ("ab cd\x01\x0bx\x19\x19", "xab cdab cd|"),
            ("ab\x15cd\x15x\x19\x1by", "xab|"),
            ("a b/c\x1b\x7f", "a b/|"),
            ("a   b\x1bb\x1b\\x", "ax|b"),
        ]);
    }

    #[test]
    fn changing() {
        check(&[
            ("abc\x14", "acb|"),
            ("abc\x01\x06\x14", "ba|c"),
            ("ab cd\x1bt", "cd ab|"),
            ("ab cd\x01\x1bu\x1bc", "AB Cd|"),
            ("ÀB\x01\x1bl", "àb|"),
            ("abc\x1f", "|"),
            ("abc\x17x\x1f\x1f", "abc|"),
            ("a\x1b3b", "abbb|"),
        ]);
    }

    #[test]
    fn history_is_gone_through_and_the_new_line_kept() {
        check(&[
            ("new\x10", "cd /tmp|"),
            ("new\x10\x10", "ls -l 'a b'|"),
            ("new\x10\x10\x0e\x0e", "new|"),
            ("new\x10\x10\x10\x10\x10", "echo one two|"),
            ("new\x1b<\x1b>", "new|"),
            ("x \x1b.", "x /tmp|"),
            ("x \x1b.\x1b.", "x 'a b'|"),
            ("x \x1b.\x1b.\x1b.", "x two|"),
            ("x \x1b0\x1b.", "x cd|"),
        ]);
    }

    #[test]
    fn incremental_search() {
        check(&[
            ("\x12l", "ls -|l 'a b'"),
            ("\x12o", "echo one tw|o"),
            ("\x12two\x05", "echo one two|"),
            ("\x12c\x12", "e|cho one two"),
            ("\x12c\x12\x13", "|cd /tmp"),
            ("old\x12zz\x07", "old|"),
            ("\x12cx\x7f\x05", "cd /tmp|"),
        ]);
    }

    #[test]
    fn entering_and_leaving() {
        let mut editor = editor(&[], false);
        assert_eq!(editor.key(Key::Ctrl(b'D')), Step::End);
        press(&mut editor, "a");
        assert_eq!(editor.key(Key::Ctrl(b'D')), Step::Bell);
        assert_eq!(editor.key(Key::Ctrl(b'C')), Step::Interrupt);
        assert_eq!(editor.key(Key::Ctrl(b'V')), Step::Quote);
        assert_eq!((editor.key(Key::Ctrl(b'X')), editor.key(Key::Ctrl(b'E'))), (Step::Go, Step::External));
        assert_eq!(editor.key(Key::Meta(b'#')), Step::Accept);
        assert_eq!(shown(&editor), "#|a");
    }
}
