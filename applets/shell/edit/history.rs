//! The history: commands in memory and their file.
//!
//! The file has a command a line, as ash writes it; a newline in a command is a backslash and a newline (a command that
//! itself ends in a backslash gets a blank behind it). Every command is appended by one write under a lock, so that shells
//! that share the file lose nothing of one another; a file that has grown to twice what it may hold is rewritten beside
//! and renamed, under the same lock.

use kit::text;
use std::ffi::OsStr;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::Write;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::Path;
use std::time::Duration;

/// How many commands are kept if nothing is said: what Alpine's ash keeps.
pub const DEFAULT_SIZE: usize = 8192;

/// The commands that were entered, oldest first.
#[derive(Default, Debug)]
pub struct History {
    entries: Vec<Vec<u8>>,
    /// How many were dropped at the beginning of the list: the number of the first.
    dropped: usize,
    /// How many commands the file has, as far as this shell knows.
    in_file: usize,
    /// How many there may be.
    pub limit: usize,
    /// The last entry is being entered: lines are added to it, and it is not in the file yet.
    open: bool,
    /// The last entry goes to the file when it is closed.
    unsaved: bool,
    /// The last entry is the command at work.
    current: bool,
}

impl History {
    /// Empty.
    pub fn new() -> History {
        History { limit: DEFAULT_SIZE, ..History::default() }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &[u8]> {
        self.entries.iter().map(Vec::as_slice)
    }

    /// An entry, from 0.
    pub fn get(&self, index: usize) -> Option<&[u8]> {
        self.entries.get(index).map(Vec::as_slice)
    }

    /// The number of an entry: from 1, going on when old ones are dropped.
    pub fn number(&self, index: usize) -> usize {
        self.dropped + index + 1
    }

    /// The index of the entry with a number.
    pub fn index(&self, number: usize) -> Option<usize> {
        number.checked_sub(self.dropped + 1).filter(|i| *i < self.len())
    }

    /// Adds the first line of a command. `control` is HISTCONTROL.
    pub fn add(&mut self, line: &[u8], control: &[u8]) {
        self.open = false;
        self.unsaved = false;
        self.current = false;
        let wants = |word: &[u8]| control.split(|c| *c == b':').any(|w| w == word);
        let ignores_blank = wants(b"ignorespace") || wants(b"ignoreboth");
        if line.iter().all(u8::is_ascii_whitespace) || ignores_blank && matches!(line.first(), Some(b' ' | b'\t')) {
            return;
        }
        self.open = true;
        self.unsaved = true;
        self.current = true;
        if wants(b"erasedups") {
            self.entries.retain(|entry| entry != line);
        }
        self.push(line.to_vec());
    }

    /// Adds a line to the command being entered.
    pub fn add_more(&mut self, line: &[u8]) {
        if self.open
            && let Some(last) = self.entries.last_mut()
        {
            last.push(b'\n');
            last.extend_from_slice(line);
        }
    }

    /// The command is whole: what is to be appended to the file.
    pub fn close(&mut self) -> Option<Vec<u8>> {
        self.open = false;
        if !std::mem::take(&mut self.unsaved) {
            return None;
        }
        let last = self.entries.last_mut()?;
        while last.last() == Some(&b'\n') {
            last.pop();
        }
        let count = self.entries.len();
        if count > 1 && self.entries[count - 1] == self.entries[count - 2] {
            self.entries.pop();
            return None;
        }
        self.entries.last().map(|entry| encode(entry))
    }

    /// Takes the command at work off: one that was given up, an `fc` that puts another in its place.
    pub fn drop_current(&mut self) {
        self.open = false;
        self.unsaved = false;
        if std::mem::take(&mut self.current) {
            self.entries.pop();
        }
    }

    /// How many there are before the command at work.
    pub fn past(&self) -> usize {
        self.len() - usize::from(self.current)
    }

    /// Adds a whole command that `fc` runs; what is to be appended to the file.
    pub fn add_whole(&mut self, command: &[u8]) -> Option<Vec<u8>> {
        self.push(command.to_vec());
        self.unsaved = true;
        self.close()
    }

    fn push(&mut self, entry: Vec<u8>) {
        self.entries.push(entry);
        self.trim();
    }

    /// Drops what is beyond the limit.
    pub fn trim(&mut self) {
        if self.entries.len() > self.limit {
            let count = self.entries.len() - self.limit.max(1);
            self.entries.drain(..count);
            self.dropped += count;
        }
    }

    /// Reads a file, oldest first. A file that cannot be read is an empty one.
    pub fn load(&mut self, path: &[u8]) {
        let path = Path::new(OsStr::from_bytes(path));
        // What is no file may never end.
        if !std::fs::metadata(path).is_ok_and(|meta| meta.is_file()) {
            return;
        }
        let entries = decode(&std::fs::read(path).unwrap_or_default());
        self.in_file = entries.len();
        for entry in entries {
            if self.entries.last() != Some(&entry) {
                self.push(entry);
            }
        }
        self.dropped = 0;
    }

    /// Appends to the file what [`History::close`] gave; the file may hold `limit` commands. Nothing is said of a failure:
    /// a home that cannot be written is no reason to complain at each command.
    pub fn save(&mut self, path: &[u8], line: &[u8], limit: usize) {
        if limit == 0 {
            return;
        }
        let path = Path::new(OsStr::from_bytes(path));
        let Ok((mut file, is_locked)) = open_locked(path) else { return };
        // A pipe or a device is nobody's history.
        let Ok(meta) = file.metadata() else { return };
        if !meta.is_file() || file.write_all(line).is_err() {
            return;
        }
        self.in_file += 1;
        if is_locked && self.in_file > limit.saturating_mul(2) {
            let _ = shorten(path, limit, meta.mode());
            self.in_file = limit;
        }
    }

    /// The newest entry before (`back`) or the oldest after `from` for which `wanted` holds.
    pub fn search(&self, from: usize, back: bool, wanted: impl Fn(&[u8]) -> bool) -> Option<usize> {
        if back {
            (0..from.min(self.len())).rev().find(|i| wanted(&self.entries[*i]))
        } else {
            (from + 1..self.len()).find(|i| wanted(&self.entries[*i]))
        }
    }
}

/// An entry as the file has it.
fn encode(entry: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(entry.len() + 1);
    for c in entry {
        if *c == b'\n' {
            out.push(b'\\');
        }
        out.push(*c);
    }
    if out.last() == Some(&b'\\') {
        out.push(b' ');
    }
    out.push(b'\n');
    out
}

/// The entries of a file.
fn decode(text: &[u8]) -> Vec<Vec<u8>> {
    let mut entries = Vec::new();
    let mut entry = Vec::new();
    let text = text.strip_suffix(b"\n").unwrap_or(text);
    if text.is_empty() {
        return entries;
    }
    for line in text.split(|c| *c == b'\n') {
        match line {
            [start @ .., b'\\'] => {
                entry.extend_from_slice(start);
                entry.push(b'\n');
            }
            line => {
                let line = if line.ends_with(b"\\ ") { &line[..line.len() - 1] } else { line };
                entry.extend_from_slice(line);
                if !entry.is_empty() {
                    entries.push(std::mem::take(&mut entry));
                }
            }
        }
    }
    if !entry.is_empty() {
        entries.push(entry);
    }
    entries
}

/// Opens the file for appending, and locks it: is the lock had?
fn open_locked(path: &Path) -> std::io::Result<(File, bool)> {
    let mut tries = 0;
    loop {
        // A FIFO or a terminal by that name must not keep the shell waiting.
        let flags = libc::O_NONBLOCK | libc::O_NOCTTY;
        let file = OpenOptions::new().append(true).create(true).mode(0o600).custom_flags(flags).open(path)?;
        let is_locked = lock(&file);
        // Another shell may have renamed a new file to this place while this one waited.
        let identity = |meta: std::fs::Metadata| (meta.dev(), meta.ino());
        let same = file.metadata().map(identity).ok() == std::fs::metadata(path).map(identity).ok();
        tries += 1;
        if same || tries == 3 {
            return Ok((file, is_locked));
        }
    }
}

/// Not for ever, and not where there are no locks.
fn lock(file: &File) -> bool {
    for _ in 0..20 {
        match file.try_lock() {
            Ok(()) => return true,
            Err(TryLockError::WouldBlock) => std::thread::sleep(Duration::from_millis(10)),
            Err(TryLockError::Error(_)) => return false,
        }
    }
    false
}

/// Rewrites the file with its last `limit` commands, under the lock of whoever calls.
fn shorten(path: &Path, limit: usize, mode: u32) -> std::io::Result<()> {
    // The target of a link is replaced, not the link.
    let path = std::fs::canonicalize(path)?;
    let entries = decode(&std::fs::read(&path)?);
    let text: Vec<u8> = entries[entries.len().saturating_sub(limit)..].iter().flat_map(|e| encode(e)).collect();
    let beside = text![*path, ".", std::process::id()];
    let beside = Path::new(OsStr::from_bytes(&beside));
    let mut file = OpenOptions::new().write(true).create_new(true).mode(mode & 0o777).open(beside)?;
    let result = file.write_all(&text).and_then(|()| std::fs::rename(beside, &path));
    if result.is_err() {
        let _ = std::fs::remove_file(beside);
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries(history: &History) -> Vec<&str> {
        history.entries.iter().map(|e| std::str::from_utf8(e).unwrap()).collect()
    }

    fn enter(history: &mut History, lines: &[&str], control: &str) -> Option<Vec<u8>> {
        history.add(lines[0].as_bytes(), control.as_bytes());
        for line in &lines[1..] {
            history.add_more(line.as_bytes());
        }
        history.close()
    }

    #[test]
    fn a_command_of_several_lines_is_one_entry() {
        let mut history = History::new();
        assert_eq!(
            enter(&mut history, &["for i in 1", "do :", "done"], ""),
            Some(b"for i in 1\\\ndo :\\\ndone\n".to_vec())
        );
        assert_eq!(entries(&history), ["for i in 1\ndo :\ndone"]);
    }

    #[test]
    fn what_is_not_kept() {
        let mut history = History::new();
        assert!(enter(&mut history, &["a"], "").is_some());
        assert!(enter(&mut history, &["a"], "").is_none());
        assert!(enter(&mut history, &["  "], "").is_none());
        assert!(enter(&mut history, &[" b"], "ignorespace").is_none());
        assert!(enter(&mut history, &[" b"], "").is_some());
        assert!(enter(&mut history, &["a"], "x:erasedups").is_some());
        assert_eq!(entries(&history), [" b", "a"]);
        history.limit = 1;
        enter(&mut history, &["c"], "");
        assert_eq!((entries(&history), history.number(0), history.index(3)), (vec!["c"], 3, Some(0)));
    }

    #[test]
    fn the_file_gives_back_what_was_written() {
        for entry in ["a", "a\\", "a\\\nb", "a\n\nb", "a\\ ", "\\\\", "'x\ny'"] {
            let text = [encode(entry.as_bytes()), encode(b"next")].concat();
            let read = decode(&text);
            assert_eq!(read.len(), 2, "{entry:?}");
            assert_eq!(String::from_utf8_lossy(&read[0]).trim_end(), entry.trim_end(), "{entry:?}");
        }
        assert!(decode(b"").is_empty());
        assert_eq!(decode(b"a\nb"), [b"a", b"b"]);
    }

    #[test]
    fn shells_that_share_a_file_lose_nothing() {
        let dir = std::env::temp_dir().join(format!("history-test-{}", std::process::id()));
        std::fs::create_dir_all(&dir).unwrap();
        let path = dir.join("h");
        let bytes = path.as_os_str().as_bytes();
        let (mut one, mut two) = (History::new(), History::new());
        for (word, first) in [("a", true), ("b", false), ("c", true)] {
            let history = if first { &mut one } else { &mut two };
            let line = enter(history, &[word], "").unwrap();
            history.save(bytes, &line, 10);
        }
        assert_eq!(std::fs::read(&path).unwrap(), b"a\nb\nc\n");
        one.load(bytes);
        for i in 0..20 {
            let line = enter(&mut one, &[&format!("n{i}")], "").unwrap();
            one.save(bytes, &line, 5);
        }
        let left = decode(&std::fs::read(&path).unwrap());
        assert!((5..=10).contains(&left.len()), "{}", left.len());
        assert_eq!(left.last().unwrap(), b"n19");
        std::fs::remove_dir_all(&dir).unwrap();
    }
}
