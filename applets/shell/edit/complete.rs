//! Completion: what the word at the cursor can become, and how a list of that is shown.

use super::buffer::{Buffer, char_at, columns};
use super::word::{self, Kind, Word, quoted, unquoted};
use crate::builtins::Builtin;
use crate::parser::RESERVED;
use crate::shell::Shell;
use crate::variables::{SET, known};
use kit::{accounts, sys, text};
use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::Path;

/// What a word can become.
pub struct Completion {
    /// Where the part of the line begins that is replaced; it ends at the cursor.
    from: usize,
    /// Where the word begins.
    start: usize,
    /// The quote that is open there, and whether it is a part of what is replaced.
    quote: u8,
    has_quote: bool,
    /// The names, sorted: as they are, not as they are written. A directory ends in a slash.
    pub names: Vec<Vec<u8>>,
    /// What was typed of them.
    typed: Vec<u8>,
    /// What follows a name that is the only one.
    end: &'static [u8],
    /// The names need no quotes: they are of variables or users.
    is_plain: bool,
}

impl Completion {
    /// Looks at the word at the cursor.
    pub fn new(shell: &mut Shell, line: &Buffer) -> Completion {
        let text = &line.text[..line.at];
        let word = word::at_cursor(text);
        let mut completion = Completion {
            from: word.start,
            start: word.start,
            quote: word.quote.0,
            has_quote: false,
            names: Vec::new(),
            typed: text[word.start..].to_vec(),
            end: b" ",
            is_plain: false,
        };
        match word.kind {
            Kind::Variable { braced } => {
                completion.is_plain = true;
                completion.end = if braced {
                    b"}"
                } else if word.quote.0 != 0 {
                    b""
                } else {
                    b" "
                };
                completion.names = variables(shell);
            }
            Kind::User => {
                completion.is_plain = true;
                completion.end = b"/";
                completion.names = accounts::users().into_iter().map(|user| user.name).collect();
            }
            Kind::Command if !text[word.start..].contains(&b'/') => {
                completion.take_component(text, &word, word.start);
                completion.names = commands(shell, &completion.typed);
                if completion.names.is_empty() {
                    completion.files(shell, text, &word);
                }
            }
            Kind::Command | Kind::Argument => completion.files(shell, text, &word),
        }
        let typed = &completion.typed;
        completion.names.retain(|name| name.starts_with(typed));
        completion.names.sort_unstable();
        completion.names.dedup();
        completion
    }

    /// What is replaced begins at `from`.
    fn take_component(&mut self, text: &[u8], word: &Word, from: usize) {
        let (quote, opened) = word.quote;
        self.from = from;
        self.has_quote = quote != 0 && opened >= from;
        let open = if self.has_quote { 0 } else { quote };
        self.typed = unquoted(&text[from..], open, &|_| None);
    }

    /// Names of files: of the whole word, or of what is behind the last `=` or `:` in it.
    fn files(&mut self, shell: &Shell, text: &[u8], word: &Word) {
        let mut start = word.start;
        loop {
            let from = memchr::memrchr(b'/', &text[start..]).map_or(start, |at| start + at + 1);
            self.take_component(text, word, from);
            let dir = directory(shell, &text[start..from]);
            self.names = files(&dir, &self.typed, word);
            // The next part, from the left.
            match text[start..].iter().position(|c| matches!(c, b'=' | b':')) {
                Some(at) if self.names.is_empty() => start += at + 1,
                _ => return,
            }
        }
    }

    /// What all names begin with.
    fn common(&self) -> &[u8] {
        let Some(first) = self.names.first() else { return b"" };
        let mut length = first.len();
        for name in &self.names[1..] {
            length = first.iter().zip(name).take(length).take_while(|(a, b)| a == b).count();
        }
        // Not a part of a character.
        while length > 0 && length < first.len() && first[length] & 0xc0 == 0x80 {
            length -= 1;
        }
        &first[..length]
    }

    fn written(&self, name: &[u8]) -> Vec<u8> {
        if self.is_plain {
            return name.to_vec();
        }
        let mut out = quoted(name, self.quote);
        if self.has_quote {
            out.insert(0, self.quote);
        }
        out
    }

    /// Puts as much into the line as is sure. False if that changes nothing.
    pub fn insert(&self, line: &mut Buffer) -> bool {
        if self.names.is_empty() {
            return false;
        }
        let common = self.common();
        let mut text = self.written(common);
        if self.names.len() == 1 {
            if common.last() != Some(&b'/') {
                if self.quote != 0 && !self.is_plain {
                    text.push(self.quote);
                }
                text.extend_from_slice(self.end);
            }
        } else if common.len() <= self.typed.len() {
            return false;
        }
        if line.text[self.from..line.at] == text[..] {
            return false;
        }
        line.replace(self.from, line.at, &text);
        true
    }

    /// Puts all names into the line.
    pub fn insert_all(&self, line: &mut Buffer) -> bool {
        if self.names.is_empty() {
            return false;
        }
        let prefix = line.text[self.start..self.from].to_vec();
        let mut text = Vec::new();
        for (i, name) in self.names.iter().enumerate() {
            if i > 0 {
                text.extend_from_slice(&prefix);
            }
            text.extend(self.written(name));
            if self.quote != 0 && !self.is_plain {
                text.push(self.quote);
            }
            text.push(b' ');
        }
        line.replace(self.from, line.at, &text);
        true
    }

    /// The names in columns, each line with its newline.
    pub fn listed(&self, width: usize) -> Vec<u8> {
        let shown: Vec<(Vec<u8>, usize)> = self.names.iter().map(|name| shown(name)).collect();
        let widest = shown.iter().map(|s| s.1).max().unwrap_or(0) + 2;
        let count = (width / widest).max(1);
        let rows = shown.len().div_ceil(count);
        let mut out = Vec::new();
        for row in 0..rows {
            let mut at = row;
            while let Some((name, width)) = shown.get(at) {
                out.extend_from_slice(name);
                at += rows;
                if at < shown.len() {
                    out.resize(out.len() + widest - width, b' ');
                }
            }
            out.extend_from_slice(b"\r\n");
        }
        out
    }
}

/// A name as a list shows it, and its columns.
fn shown(name: &[u8]) -> (Vec<u8>, usize) {
    let mut out = Vec::with_capacity(name.len());
    let mut width = 0;
    let mut i = 0;
    while i < name.len() {
        let (c, length) = char_at(name, i);
        match c.and_then(|c| Some((c, columns(c)?))) {
            Some((_, columns)) => {
                out.extend_from_slice(&name[i..i + length]);
                width += columns;
            }
            None => {
                out.push(b'?');
                width += 1;
            }
        }
        i += length;
    }
    (out, width)
}

fn variables(shell: &mut Shell) -> Vec<Vec<u8>> {
    let ids = shell.vars.sorted();
    ids.into_iter()
        .filter(|id| shell.vars.flags(*id) & SET != 0)
        .map(|id| shell.vars.symbols.name(id).to_vec())
        .collect()
}

/// Names of commands that begin so.
fn commands(shell: &Shell, typed: &[u8]) -> Vec<Vec<u8>> {
    let mut names: Vec<Vec<u8>> = Vec::new();
    let mut add = |name: &[u8]| {
        if name.starts_with(typed) {
            names.push(name.to_vec());
        }
    };
    for builtin in Builtin::all() {
        add(builtin.name());
    }
    for word in RESERVED {
        add(word);
    }
    for name in shell.functions.keys() {
        add(name);
    }
    for name in shell.aliases.keys() {
        add(name);
    }
    let path = shell.vars.peek(known::PATH).unwrap_or_default();
    for dir in path.split(|c| *c == b':') {
        let dir = if dir.is_empty() { b"." } else { dir };
        for entry in entries(dir) {
            if entry.starts_with(typed) && sys::is_executable_file(&text![dir, "/", entry]) {
                names.push(entry);
            }
        }
    }
    names
}

fn entries(dir: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    let read = fs::read_dir(Path::new(OsStr::from_bytes(dir)));
    read.into_iter().flatten().flatten().map(|entry| entry.file_name().into_vec())
}

/// The directory that the part of a word up to a slash means.
fn directory(shell: &Shell, raw: &[u8]) -> Vec<u8> {
    let value = |name: &[u8]| shell.vars.symbols.find(name).and_then(|id| Some(shell.vars.peek(id)?.to_vec()));
    if let Some(rest) = raw.strip_prefix(b"~") {
        let end = memchr::memchr(b'/', rest).unwrap_or(rest.len());
        let home = match &rest[..end] {
            b"" => shell.vars.peek(known::HOME).map(<[u8]>::to_vec),
            name => accounts::user_by_name(name).map(|user| user.home),
        };
        if let Some(home) = home {
            return text![home, unquoted(&rest[end..], 0, &value)];
        }
    }
    let dir = unquoted(raw, 0, &value);
    if dir.is_empty() { b".".to_vec() } else { dir }
}

/// Files of a directory that begin so: only directories for commands that take nothing else, what can be executed where a
/// command is named.
fn files(dir: &[u8], typed: &[u8], word: &Word) -> Vec<Vec<u8>> {
    let only_directories = matches!(word.command.as_slice(), b"cd" | b"chdir" | b"rmdir");
    let mut names = Vec::new();
    for mut name in entries(dir) {
        if !name.starts_with(typed) || name.first() == Some(&b'.') && typed.first() != Some(&b'.') {
            continue;
        }
        let path = text![dir, "/", name];
        let is_directory = sys::stat(&path).is_ok_and(|s| s.st_mode & libc::S_IFMT == libc::S_IFDIR);
        if is_directory {
            name.push(b'/');
        } else if only_directories || word.kind == Kind::Command && !sys::is_executable_file(&path) {
            continue;
        }
        names.push(name);
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    fn completion(line: &str, from: usize, quote: u8, has_quote: bool, typed: &str, names: &[&str]) -> (bool, String) {
        let names = names.iter().map(|name| name.as_bytes().to_vec()).collect();
        let typed = typed.as_bytes().to_vec();
        let completion = Completion { from, start: from, quote, has_quote, names, typed, end: b" ", is_plain: false };
        let mut line = Buffer::new(line.as_bytes());
        let changed = completion.insert(&mut line);
        (changed, String::from_utf8(line.text).unwrap())
    }

    #[test]
    fn what_is_sure_is_put_in() {
        let cases = [
            (completion("ls a", 3, 0, false, "a", &["a b"]), (true, "ls a\\ b ")),
            (completion("ls a", 3, 0, false, "a", &["a b/"]), (true, "ls a\\ b/")),
            (completion("ls 'a", 3, b'\'', true, "a", &["a b"]), (true, "ls 'a b' ")),
            (completion("ls \"d/a", 6, b'"', false, "a", &["a$b"]), (true, "ls \"d/a\\$b\" ")),
            (completion("ls a", 3, 0, false, "a", &["abc1", "abc2"]), (true, "ls abc")),
            (completion("ls abc", 3, 0, false, "abc", &["abc1", "abc2"]), (false, "ls abc")),
            (completion("ls x", 3, 0, false, "x", &[]), (false, "ls x")),
            (completion("ls ", 3, 0, false, "", &["é", "è"]), (false, "ls ")),
        ];
        for ((changed, line), (wanted_changed, wanted)) in cases {
            assert_eq!((changed, line.as_str()), (wanted_changed, wanted));
        }
    }

    #[test]
    fn a_list_is_in_columns_from_above_to_below() {
        let names = ["a", "bb", "ccc", "漢", "e\x1b"].map(|name| name.as_bytes().to_vec()).to_vec();
        let completion = Completion {
            from: 0,
            start: 0,
            quote: 0,
            has_quote: false,
            names,
            typed: Vec::new(),
            end: b" ",
            is_plain: false,
        };
        let listed = String::from_utf8(completion.listed(11)).unwrap();
        assert_eq!(listed, "a    漢\r\nbb   e?\r\nccc\r\n");
        assert_eq!(String::from_utf8(completion.listed(2)).unwrap().lines().count(), 5);
    }
}
