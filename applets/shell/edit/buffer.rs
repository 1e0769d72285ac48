//! The line being edited: bytes that are mostly UTF-8, a place in them, and where characters and words begin and end.

use unicode_width::UnicodeWidthChar;

/// A character of the text and its length in bytes; none for a byte that is not UTF-8 (length 1).
pub fn char_at(text: &[u8], at: usize) -> (Option<char>, usize) {
    let rest = &text[at..];
    let Some(&first) = rest.first() else { return (None, 0) };
    let length = match first {
        0..0x80 => return (Some(first as char), 1),
        0xc2..0xe0 => 2,
        0xe0..0xf0 => 3,
        0xf0..0xf5 => 4,
        _ => return (None, 1),
    };
    let Some(bytes) = rest.get(..length) else { return (None, 1) };
    match std::str::from_utf8(bytes) {
        Ok(text) => (text.chars().next(), length),
        Err(_) => (None, 1),
    }
}

/// Columns that a character takes; none for one that is not shown as itself.
pub fn columns(c: char) -> Option<usize> {
    c.width()
}

/// Does it stand on top of the character before it?
fn combines(text: &[u8], at: usize) -> bool {
    match char_at(text, at).0 {
        Some(c) => !c.is_ascii() && columns(c) == Some(0),
        None => false,
    }
}

/// Is it part of a word: a letter, a digit, anything beyond ASCII?
pub fn is_word(c: u8) -> bool {
    c.is_ascii_alphanumeric() || c >= 0x80
}

/// The text and the cursor in it.
#[derive(Clone, Default, Debug, PartialEq, Eq)]
pub struct Buffer {
    /// The text.
    pub text: Vec<u8>,
    /// The cursor: a place between characters.
    pub at: usize,
}

impl Buffer {
    /// That text, the cursor at its end.
    pub fn new(text: &[u8]) -> Buffer {
        Buffer { text: text.to_vec(), at: text.len() }
    }

    /// How long the text is.
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// Behind the character at `at`, with what combines with it.
    pub fn next(&self, at: usize) -> usize {
        let mut to = at + char_at(&self.text, at).1;
        while to < self.len() && combines(&self.text, to) {
            to += char_at(&self.text, to).1;
        }
        to
    }

    /// The beginning of the character before `at`.
    pub fn previous(&self, at: usize) -> usize {
        let mut from = at;
        while from > 0 {
            // The longest sequence that ends here.
            let length = (1..=4.min(from)).rev().find(|n| char_at(&self.text, from - n).1 == *n).unwrap_or(1);
            from -= length;
            if !combines(&self.text, from) {
                break;
            }
        }
        from
    }

    /// The beginning of the line of the text that `at` is in.
    pub fn line_start(&self, at: usize) -> usize {
        memchr::memrchr(b'\n', &self.text[..at]).map_or(0, |i| i + 1)
    }

    /// The end of the line of the text that `at` is in.
    pub fn line_end(&self, at: usize) -> usize {
        memchr::memchr(b'\n', &self.text[at..]).map_or(self.len(), |i| at + i)
    }

    /// Forward over bytes for which `skip` holds.
    pub fn over(&self, mut at: usize, skip: impl Fn(u8) -> bool) -> usize {
        while at < self.len() && skip(self.text[at]) {
            at += 1;
        }
        at
    }

    /// Back over bytes for which `skip` holds.
    pub fn back_over(&self, mut at: usize, skip: impl Fn(u8) -> bool) -> usize {
        while at > 0 && skip(self.text[at - 1]) {
            at -= 1;
        }
        at
    }

    /// The end of this or the next word of letters and digits.
    pub fn word_end(&self, at: usize) -> usize {
        self.over(self.over(at, |c| !is_word(c)), is_word)
    }

    /// The beginning of this or the previous word of letters and digits.
    pub fn word_start(&self, at: usize) -> usize {
        self.back_over(self.back_over(at, |c| !is_word(c)), is_word)
    }

    /// The beginning of this or the previous word between blanks.
    pub fn blank_word_start(&self, at: usize) -> usize {
        self.back_over(self.back_over(at, |c| c.is_ascii_whitespace()), |c| !c.is_ascii_whitespace())
    }

    /// Puts bytes in at the cursor, which ends up behind them.
    pub fn insert(&mut self, bytes: &[u8]) {
        self.text.splice(self.at..self.at, bytes.iter().copied());
        self.at += bytes.len();
    }

    /// Takes out a part; the cursor stays where it is in what is left.
    pub fn remove(&mut self, from: usize, to: usize) -> Vec<u8> {
        let removed = self.text.drain(from..to).collect();
        if self.at >= to {
            self.at -= to - from;
        } else if self.at > from {
            self.at = from;
        }
        removed
    }

    /// Puts bytes in the place of a part; the cursor ends up behind them.
    pub fn replace(&mut self, from: usize, to: usize, bytes: &[u8]) {
        self.text.splice(from..to, bytes.iter().copied());
        self.at = from + bytes.len();
    }

    /// The same place in the line of the text before (`up`) or after this one; none if there is none.
    pub fn vertical(&self, up: bool) -> Option<usize> {
        let start = self.line_start(self.at);
        let mut count = 0;
        let mut i = start;
        while i < self.at {
            i = self.next(i);
            count += 1;
        }
        let mut to = if up {
            self.line_start(start.checked_sub(1)?)
        } else {
            let end = self.line_end(self.at);
            if end == self.len() {
                return None;
            }
            end + 1
        };
        let end = self.line_end(to);
        while count > 0 && to < end {
            to = self.next(to);
            count -= 1;
        }
        Some(to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_whole_with_what_combines() {
        let b = Buffer::new("aé e\u{301}x漢".as_bytes());
        let mut stops = vec![0];
        while *stops.last().unwrap() < b.len() {
            stops.push(b.next(*stops.last().unwrap()));
        }
        assert_eq!(stops, [0, 1, 3, 4, 7, 8, 11]);
        let mut back = vec![b.len()];
        while *back.last().unwrap() > 0 {
            back.push(b.previous(*back.last().unwrap()));
        }
        back.reverse();
        assert_eq!(back, stops);
    }

    #[test]
    fn bytes_that_are_no_utf8_count_one_each() {
        let b = Buffer::new(b"\xff\xc3(\xe6\xbc");
        assert_eq!((b.next(0), b.next(1), b.next(3), b.previous(5), b.previous(4)), (1, 2, 4, 4, 3));
    }

    #[test]
    fn words_end_at_punctuation() {
        let b = Buffer::new("ls  a-b/été".as_bytes());
        assert_eq!((b.word_end(2), b.word_end(0), b.word_start(b.len()), b.word_start(7)), (5, 2, 8, 6));
        assert_eq!(b.blank_word_start(b.len()), 4);
    }

    #[test]
    fn lines_of_the_text_are_gone_up_and_down() {
        let mut b = Buffer::new(b"abcd\nx\nefgh");
        assert_eq!(b.vertical(true), Some(6));
        b.at = 3;
        assert_eq!((b.vertical(true), b.vertical(false)), (None, Some(6)));
        b.at = 5;
        assert_eq!((b.vertical(true), b.vertical(false)), (Some(0), Some(7)));
    }

    #[test]
    fn removing_moves_the_cursor() {
        let mut b = Buffer::new(b"abcdef");
        b.remove(1, 3);
        assert_eq!((b.text.as_slice(), b.at), (&b"adef"[..], 4));
        b.at = 1;
        b.remove(0, 3);
        assert_eq!((b.text.as_slice(), b.at), (&b"f"[..], 0));
    }
}
