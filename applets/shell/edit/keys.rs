//! Keys: what a terminal sends for them.

use std::io;

/// A key.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Key {
    /// A character that inserts itself.
    Char(char),
    /// A byte that is part of no character.
    Byte(u8),
    /// A control character, by its letter: `Ctrl(b'A')`.
    Ctrl(u8),
    /// A character behind ESC, or with Alt.
    Meta(u8),
    /// ESC alone.
    Escape,
    Enter,
    Tab,
    Backspace,
    MetaBackspace,
    Up,
    Down,
    Left,
    Right,
    WordLeft,
    WordRight,
    Home,
    End,
    Insert,
    Delete,
    PageUp,
    PageDown,
    /// Pasted text (bracketed paste).
    Paste(Vec<u8>),
    /// A sequence that means nothing here.
    Unknown,
}

/// Where the bytes of keys come from.
pub trait Bytes {
    /// The next byte; none if none comes within `timeout` milliseconds (negative: waits).
    ///
    /// # Errors
    /// What keeps the caller from waiting on: a signal, an end.
    fn next(&mut self, timeout: i32) -> io::Result<Option<u8>>;
}

/// How long ESC waits for the rest of a sequence, in milliseconds.
const ESCAPE_TIME: i32 = 60;
/// The most that one paste may hold; what is beyond it is typed text.
const PASTE_LIMIT: usize = 1 << 20;

/// Reads a key. `lone` says that ESC is a key of its own if nothing follows at once, and not a prefix (vi).
///
/// # Errors
/// Those of the bytes.
pub fn read(bytes: &mut dyn Bytes, lone: bool, timeout: i32) -> io::Result<Option<Key>> {
    let Some(first) = bytes.next(timeout)? else { return Ok(None) };
    Ok(Some(match first {
        0x1b => escape(bytes, lone)?,
        b'\r' | b'\n' => Key::Enter,
        b'\t' => Key::Tab,
        0x7f | 8 => Key::Backspace,
        0..0x20 => Key::Ctrl(first | 0x40),
        _ => character(bytes, first)?,
    }))
}

/// The next byte as it is, for quoted insert.
///
/// # Errors
/// Those of the bytes.
pub fn read_raw(bytes: &mut dyn Bytes) -> io::Result<Key> {
    let Some(first) = bytes.next(-1)? else { return Ok(Key::Unknown) };
    if first < 0x80 { Ok(Key::Char(first as char)) } else { character(bytes, first) }
}

fn character(bytes: &mut dyn Bytes, first: u8) -> io::Result<Key> {
    let length = match first {
        0..0x80 => return Ok(Key::Char(first as char)),
        0xc2..0xe0 => 2,
        0xe0..0xf0 => 3,
        0xf0..0xf5 => 4,
        _ => return Ok(Key::Byte(first)),
    };
    let mut all = [first, 0, 0, 0];
    for place in &mut all[1..length] {
        // The rest of a character comes at once.
        match bytes.next(ESCAPE_TIME * 10)? {
            Some(c) => *place = c,
            None => return Ok(Key::Byte(first)),
        }
    }
    Ok(std::str::from_utf8(&all[..length]).ok().and_then(|s| s.chars().next()).map_or(Key::Byte(first), Key::Char))
}

fn escape(bytes: &mut dyn Bytes, lone: bool) -> io::Result<Key> {
    let Some(c) = bytes.next(if lone { ESCAPE_TIME } else { -1 })? else { return Ok(Key::Escape) };
    Ok(match c {
        b'[' | b'O' => match bytes.next(ESCAPE_TIME)? {
            Some(next) => sequence(bytes, c, next)?,
            None => Key::Meta(c),
        },
        // Some terminals send Alt with an arrow so.
        0x1b => match escape(bytes, true)? {
            Key::Left => Key::WordLeft,
            Key::Right => Key::WordRight,
            key => key,
        },
        0x7f | 8 => Key::MetaBackspace,
        _ => Key::Meta(c),
    })
}

/// A sequence of ECMA-48: parameters, then the byte that says what it is.
fn sequence(bytes: &mut dyn Bytes, kind: u8, first: u8) -> io::Result<Key> {
    let mut parameters = [0u32; 4];
    let mut at = 0;
    let mut c = first;
    // The console of Linux sends ESC [ [ A for F1.
    if kind == b'[' && c == b'[' {
        bytes.next(ESCAPE_TIME)?;
        return Ok(Key::Unknown);
    }
    while !(0x40..0x7f).contains(&c) {
        match c {
            b'0'..=b'9' => {
                if let Some(n) = parameters.get_mut(at) {
                    *n = n.saturating_mul(10).saturating_add(u32::from(c - b'0'));
                }
            }
            b';' => at += 1,
            _ => {}
        }
        c = match bytes.next(ESCAPE_TIME)? {
            Some(c) => c,
            None => return Ok(Key::Unknown),
        };
    }
    let modified = parameters[1] > 1;
    Ok(match c {
        b'A' => Key::Up,
        b'B' => Key::Down,
        b'C' if modified => Key::WordRight,
        b'D' if modified => Key::WordLeft,
        b'C' => Key::Right,
        b'D' => Key::Left,
        b'H' => Key::Home,
        b'F' => Key::End,
        b'M' if kind == b'O' => Key::Enter,
        b'~' => match parameters[0] {
            1 | 7 => Key::Home,
            4 | 8 => Key::End,
            2 => Key::Insert,
            3 => Key::Delete,
            5 => Key::PageUp,
            6 => Key::PageDown,
            200 => Key::Paste(paste(bytes)?),
            _ => Key::Unknown,
        },
        _ => Key::Unknown,
    })
}

fn paste(bytes: &mut dyn Bytes) -> io::Result<Vec<u8>> {
    const END: &[u8] = b"\x1b[201~";
    let mut text = Vec::new();
    while text.len() < PASTE_LIMIT {
        match bytes.next(-1)? {
            Some(b'\r') => text.push(b'\n'),
            Some(c) => text.push(c),
            None => break,
        }
        if text.ends_with(END) {
            text.truncate(text.len() - END.len());
            break;
        }
    }
    Ok(text)
}

#[cfg(test)]
pub mod tests {
    use super::*;

    /// Bytes at hand; then none.
    pub struct Slice<'a>(pub &'a [u8]);

    impl Bytes for Slice<'_> {
        fn next(&mut self, timeout: i32) -> io::Result<Option<u8>> {
            match self.0.split_first() {
                Some((first, rest)) => {
                    self.0 = rest;
                    Ok(Some(*first))
                }
                None if timeout >= 0 => Ok(None),
                None => Err(io::ErrorKind::UnexpectedEof.into()),
            }
        }
    }

    /// All keys of a text.
    pub fn keys(text: &[u8], lone: bool) -> Vec<Key> {
        let mut slice = Slice(text);
        let mut keys = Vec::new();
        while let Some(key) = read(&mut slice, lone, 0).unwrap() {
            keys.push(key);
        }
        keys
    }

    #[test]
    fn keys_are_told_apart() {
        assert_eq!(
            keys("a\x01é\x1b[A\x1bOB\x1b[1;5C\x1bf\x1b[3~\x1b\x7f\x7f\r".as_bytes(), false),
            [
                Key::Char('a'),
                Key::Ctrl(b'A'),
                Key::Char('é'),
                Key::Up,
                Key::Down,
                Key::WordRight,
                Key::Meta(b'f'),
                Key::Delete,
                Key::MetaBackspace,
                Key::Backspace,
                Key::Enter
            ]
        );
        assert_eq!(keys(b"\x1b", true), [Key::Escape]);
        assert_eq!(keys(b"\xff\xc3(", true), [Key::Byte(0xff), Key::Byte(0xc3)]);
    }

    #[test]
    fn a_paste_is_one_key() {
        assert_eq!(keys(b"\x1b[200~a\rb\x1b[201~c", false), [Key::Paste(b"a\nb".to_vec()), Key::Char('c')]);
        assert_eq!(keys(b"\x1b[99;99;99;99;99;99Z\x1b[<1;2mx", false), [Key::Unknown, Key::Unknown, Key::Char('x')]);
    }
}
