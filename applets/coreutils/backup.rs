//! Backups of what is replaced: `-b`, `--backup` and `-S` of `cp`, `mv`, `ln` and `install`, as in GNU.

use crate::canonical::split;
use crate::choice::choice;
use crate::temporary;
use kit::prelude::*;
use kit::sys::files;
use kit::walk::Entries;
use std::io;
use std::os::fd::{AsRawFd, RawFd};

/// How the backup is named.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Naming {
    /// With the suffix.
    Simple,
    /// `name.~N~`, one more than there is.
    Numbered,
    /// Numbered if there are numbered ones, else simple.
    Existing,
}

const NAMINGS: &[(&str, Option<Naming>)] = &[
    ("none", None),
    ("off", None),
    ("simple", Some(Naming::Simple)),
    ("never", Some(Naming::Simple)),
    ("existing", Some(Naming::Existing)),
    ("nil", Some(Naming::Existing)),
    ("numbered", Some(Naming::Numbered)),
    ("t", Some(Naming::Numbered)),
];

/// The keys of an applet's options.
pub struct Keys {
    /// `-b`
    pub short: Key,
    /// `--backup[=NAMING]`
    pub long: Key,
    /// `-S`, `--suffix`
    pub suffix: Key,
    /// Does `-S` alone ask for backups, as with GNU? Not for BusyBox's `ln`.
    pub suffix_is_enough: bool,
}

/// How what is replaced is kept.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Backup {
    naming: Naming,
    suffix: Vec<u8>,
}

impl Backup {
    /// What the options, `VERSION_CONTROL` and `SIMPLE_BACKUP_SUFFIX` ask for; none if there shall be no backups.
    pub fn of(cx: &Context, given: &Given, keys: &Keys) -> Result<Option<Backup>> {
        let is_wanted =
            given.has(keys.short) || given.has(keys.long) || keys.suffix_is_enough && given.has(keys.suffix);
        if !is_wanted {
            return Ok(None);
        }
        let naming = match given.value(keys.long) {
            Some(word) => choice("--backup", word, NAMINGS)?,
            None => match cx.env.get(b"VERSION_CONTROL") {
                Some(word) => choice("VERSION_CONTROL", word, NAMINGS)?,
                None => Some(Naming::Existing),
            },
        };
        let suffix = match given.value(keys.suffix) {
            Some(word) if word.contains(&b'/') => return Err(fail!("invalid suffix '", word, "'")),
            Some(word) => Some(word),
            None => cx.env.get(b"SIMPLE_BACKUP_SUFFIX").filter(|word| !word.contains(&b'/')),
        };
        let suffix = suffix.filter(|word| !word.is_empty()).unwrap_or(b"~").to_vec();
        Ok(naming.map(|naming| Backup { naming, suffix }))
    }

    /// The name of the backup of `name`, which is relative to `dir`.
    pub fn name(&self, dir: RawFd, name: &[u8]) -> io::Result<Vec<u8>> {
        let trimmed = crate::canonical::trim(name);
        if self.naming != Naming::Simple {
            let highest = highest(dir, trimmed)?;
            if highest > 0 || self.naming == Naming::Numbered {
                return Ok(text![trimmed, ".~", highest + 1, "~"]);
            }
        }
        Ok([trimmed, &self.suffix].concat())
    }

    /// Keeps what is called `name` under its backup's name, which is given back. `name` stays there as well until it is
    /// replaced, where it can have two names.
    pub fn keep(&self, dir: RawFd, name: &[u8]) -> io::Result<Vec<u8>> {
        let backup = self.name(dir, name)?;
        let (from, to) = (files::c_path(name)?, files::c_path(&backup)?);
        let linked = temporary::beside(name, |new| files::link_at((dir, &from), (dir, &files::c_path(new)?), 0));
        let Ok((linked, ())) = linked else {
            // A directory, or a file system without hard links.
            files::rename_at((dir, &from), (dir, &to))?;
            return Ok(backup);
        };
        let linked = files::c_path(&linked)?;
        let result = files::rename_at((dir, &linked), (dir, &to));
        // It is there still if that failed, or if the backup was this very file.
        let _ = files::unlink_at(dir, &linked, false);
        result.map(|()| backup)
    }
}

/// The highest number of a backup of `name`; 0 if there is none.
fn highest(dir: RawFd, name: &[u8]) -> io::Result<u64> {
    let (above, base) = split(name);
    let above = files::open_at(dir, &files::c_path(above)?, libc::O_RDONLY | libc::O_DIRECTORY, 0)?;
    let mut entries = Entries::read(above.as_raw_fd())?;
    let mut highest = 0;
    while let Some((entry, _)) = entries.next() {
        highest = highest.max(number(entry.to_bytes(), base).unwrap_or(0));
    }
    Ok(highest)
}

/// The number of `entry` if it is a backup of `base`.
fn number(entry: &[u8], base: &[u8]) -> Option<u64> {
    let digits = entry.strip_prefix(base)?.strip_prefix(b".~")?.strip_suffix(b"~")?;
    if digits.first().is_none_or(|d| *d == b'0') || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    std::str::from_utf8(digits).ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn numbers_of_backups_are_read() {
        assert_eq!(number(b"a.~12~", b"a"), Some(12));
        for no in ["a.~~", "a.~x~", "a.~01~", "b.~1~", "a.~1", "a~", "a.~-1~"] {
            assert_eq!(number(no.as_bytes(), b"a"), None, "{no}");
        }
    }
}
