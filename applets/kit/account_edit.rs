//! Changing /etc/passwd, group, shadow and gshadow so that none of it is lost: one writer at a time, and every file is either
//! the old or the new one, whatever happens in between.
//!
//! The lock is that of the shadow suite: an fcntl lock on `/etc/.pwd.lock` (lckpwdf). A new file is written under the
//! name `FILE+`, which for BusyBox means that somebody is at work, and takes the place of the old one, which stays as `FILE-`.

use nix::errno::Errno;
use nix::fcntl::{FcntlArg, fcntl};
use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt, PermissionsExt, fchown};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long others may hold the lock: shadow waits 15 seconds; here many may wait one after the other.
const PATIENCE: Duration = Duration::from_secs(60);
/// How long another program's `FILE+` is respected. Who has the lock and finds an older one may take it for left over.
const LEFT_OVER_AFTER: Duration = Duration::from_secs(1);
const PAUSE: Duration = Duration::from_millis(5);

/// The exclusive right to change the account files of a directory; given up when dropped.
#[derive(Debug)]
pub struct Accounts {
    directory: PathBuf,
    _lock: File,
}

/// The lines of an account file. What is no entry (comments, `+`) is kept as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    lines: Vec<Vec<u8>>,
}

impl Table {
    /// The lines of `text`. The last may lack its newline.
    pub fn parse(text: &[u8]) -> Table {
        let body = text.strip_suffix(b"\n").unwrap_or(text);
        let lines =
            if text.is_empty() { Vec::new() } else { body.split(|c| *c == b'\n').map(<[u8]>::to_vec).collect() };
        Table { lines }
    }

    /// The file's text.
    pub fn text(&self) -> Vec<u8> {
        let mut text = Vec::new();
        for line in &self.lines {
            text.extend_from_slice(line);
            text.push(b'\n');
        }
        text
    }

    /// The fields of the first entry called `name`.
    pub fn get(&self, name: &[u8]) -> Option<Vec<Vec<u8>>> {
        let line = &self.lines[self.position(name)?];
        Some(line.split(|c| *c == b':').map(<[u8]>::to_vec).collect())
    }

    /// All lines.
    pub fn lines(&self) -> &[Vec<u8>] {
        &self.lines
    }

    /// Replaces the entry called as the first field says, or adds one at the end.
    pub fn set(&mut self, fields: &[Vec<u8>]) {
        let line = fields.join(&b':');
        match fields.first().and_then(|name| self.position(name)) {
            Some(at) => self.lines[at] = line,
            None => self.lines.push(line),
        }
    }

    /// Removes the entries called `name`; true if there was one.
    pub fn remove(&mut self, name: &[u8]) -> bool {
        let before = self.lines.len();
        self.lines.retain(|line| !is_called(line, name));
        self.lines.len() < before
    }

    /// Adds `member` to the list in field `field` of the entry `name`; false if it is there already, or no such entry.
    pub fn add_member(&mut self, name: &[u8], field: usize, member: &[u8]) -> bool {
        let Some(mut fields) = self.get(name).filter(|f| f.len() > field) else { return false };
        if members(&fields[field]).any(|m| m == member) {
            return false;
        }
        if !fields[field].is_empty() {
            fields[field].push(b',');
        }
        fields[field].extend_from_slice(member);
        self.set(&fields);
        true
    }

    /// Removes `member` from the list in field `field` of the entry `name`; false if it is not there.
    pub fn remove_member(&mut self, name: &[u8], field: usize, member: &[u8]) -> bool {
        let Some(mut fields) = self.get(name).filter(|f| f.len() > field) else { return false };
        if !members(&fields[field]).any(|m| m == member) {
            return false;
        }
        let left: Vec<Vec<u8>> = members(&fields[field]).filter(|m| *m != member).map(<[u8]>::to_vec).collect();
        fields[field] = left.join(&b',');
        self.set(&fields);
        true
    }

    fn position(&self, name: &[u8]) -> Option<usize> {
        self.lines.iter().position(|line| is_called(line, name))
    }
}

fn is_called(line: &[u8], name: &[u8]) -> bool {
    !name.is_empty() && line.strip_prefix(name).is_some_and(|rest| rest.starts_with(b":"))
}

fn members(list: &[u8]) -> impl Iterator<Item = &[u8]> {
    list.split(|c| *c == b',').filter(|m| !m.is_empty())
}

impl Accounts {
    /// Waits for the right to change the files in `directory`, which is /etc.
    ///
    /// # Errors
    /// If the lock file cannot be made, or others hold the lock for a minute (`EAGAIN`).
    pub fn lock(directory: &Path) -> io::Result<Accounts> {
        let mut open = OpenOptions::new();
        let open = open.write(true).create(true).truncate(false).mode(0o600).custom_flags(libc::O_NOFOLLOW);
        let lock = open.open(directory.join(".pwd.lock"))?;
        let what = libc::flock {
            l_type: libc::F_WRLCK as libc::c_short,
            l_whence: libc::SEEK_SET as libc::c_short,
            l_start: 0,
            l_len: 0,
            l_pid: 0,
        };
        let mut waited = Duration::ZERO;
        loop {
            match fcntl(&lock, FcntlArg::F_SETLK(&what)) {
                Ok(_) => return Ok(Accounts { directory: directory.to_path_buf(), _lock: lock }),
                Err(Errno::EAGAIN | Errno::EACCES | Errno::EINTR) if waited < PATIENCE => {
                    std::thread::sleep(PAUSE);
                    waited += PAUSE;
                }
                Err(error) => return Err(error.into()),
            }
        }
    }

    /// The file's lines; none if there is no such file.
    ///
    /// # Errors
    /// A failed read.
    pub fn read(&self, file: &str) -> io::Result<Option<Table>> {
        match fs::read(self.directory.join(file)) {
            Ok(text) => Ok(Some(Table::parse(&text))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Puts `table` in the place of the file: new file with the old one's owner and permissions, all on the disk before it
    /// gets the name.
    ///
    /// # Errors
    /// The old file is unchanged then.
    pub fn write(&self, file: &str, table: &Table) -> io::Result<()> {
        // /etc/passwd may be a link to where it really is.
        let path = fs::canonicalize(self.directory.join(file))?;
        let old = fs::metadata(&path)?;
        let sibling = |mark: &str| {
            let mut name = path.as_os_str().to_owned();
            name.push(OsStr::from_bytes(mark.as_bytes()));
            PathBuf::from(name)
        };
        let (new_path, backup) = (sibling("+"), sibling("-"));
        let mut new = create(&new_path)?;
        let result = (|| {
            // In a user namespace the owner may be out of reach; then the group gets no rights that were another's.
            let kept = fchown(&new, Some(old.uid()), Some(old.gid())).is_ok();
            let mode =
                if kept || old.gid() == new.metadata()?.gid() { old.mode() & 0o7777 } else { old.mode() & 0o7707 };
            new.set_permissions(fs::Permissions::from_mode(mode))?;
            new.write_all(&table.text())?;
            new.sync_all()?;
            // Only a convenience: a file system without hard links has no backup.
            let _ = fs::remove_file(&backup);
            let _ = fs::hard_link(&path, &backup);
            fs::rename(&new_path, &path)
        })();
        if result.is_err() {
            let _ = fs::remove_file(&new_path);
            return result;
        }
        // The file is complete either way; that its name lasts is worth a try, not a failure.
        let _ = path.parent().map(File::open).map(|dir| dir.and_then(|d| d.sync_all()));
        Ok(())
    }

    /// Reads, changes and writes a file, unless `change` says that nothing changed. A file that does not exist is left alone.
    ///
    /// # Errors
    /// As of [`Accounts::read`] and [`Accounts::write`].
    pub fn edit(&self, file: &str, change: impl FnOnce(&mut Table) -> bool) -> io::Result<()> {
        let Some(mut table) = self.read(file)? else { return Ok(()) };
        if change(&mut table) { self.write(file, &table) } else { Ok(()) }
    }
}

/// Creates the new file, nobody else's to read yet.
fn create(path: &Path) -> io::Result<File> {
    let mut waited = Duration::ZERO;
    loop {
        match OpenOptions::new().write(true).create_new(true).mode(0o600).open(path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                if waited >= LEFT_OVER_AFTER || is_old(path) {
                    fs::remove_file(path)?;
                    waited = Duration::ZERO;
                }
                std::thread::sleep(PAUSE);
                waited += PAUSE;
            }
            other => return other,
        }
    }
}

fn is_old(path: &Path) -> bool {
    let Ok(time) = fs::symlink_metadata(path).and_then(|m| m.modified()) else { return false };
    time.elapsed().is_ok_and(|age| age > LEFT_OVER_AFTER)
}

/// The position and value of the first byte that a user's or group's name may not have: letters, digits and `_`; `-` and `.`
/// but not first; `$` only last. An empty name fails at its end, a NUL.
pub fn bad_character(name: &[u8]) -> Option<(usize, u8)> {
    let Some((&first, _)) = name.split_first() else { return Some((0, 0)) };
    if !first.is_ascii_alphanumeric() && first != b'_' {
        return Some((0, first));
    }
    let last = name.len() - 1;
    let is_good =
        |at: usize, c: u8| c.is_ascii_alphanumeric() || matches!(c, b'_' | b'-' | b'.') || c == b'$' && at == last;
    name.iter().copied().enumerate().find(|(at, c)| !is_good(*at, *c))
}

/// The position and value of the first byte that would break a line of /etc/passwd, or a terminal that shows it.
pub fn bad_in_field(field: &[u8]) -> Option<(usize, u8)> {
    field.iter().copied().enumerate().find(|(_, c)| *c == b':' || *c < b' ' || *c == 0x7f)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &[u8] = b"# comment\nroot:x:0:root\n+\n\nwheel:x:10:root,a\nlast:x:11:";

    #[test]
    fn lines_that_are_no_entries_stay() {
        let mut table = Table::parse(TEXT);
        assert_eq!(table.text(), [TEXT, b"\n"].concat());
        table.set(&[b"new".to_vec(), b"x".to_vec(), b"12".to_vec(), Vec::new()]);
        assert!(table.remove(b"root"));
        assert!(!table.remove(b"roo") && !table.remove(b"") && !table.remove(b"+"));
        assert_eq!(table.text(), b"# comment\n+\n\nwheel:x:10:root,a\nlast:x:11:\nnew:x:12:\n");
        assert_eq!(Table::parse(b"").text(), b"");
    }

    #[test]
    fn members_are_added_once_and_removed_whole() {
        let mut table = Table::parse(TEXT);
        assert!(table.add_member(b"wheel", 3, b"b") && table.add_member(b"last", 3, b"c"));
        assert!(!table.add_member(b"wheel", 3, b"a") && !table.add_member(b"nosuch", 3, b"a"));
        assert!(table.remove_member(b"wheel", 3, b"root") && !table.remove_member(b"wheel", 3, b"roo"));
        assert!(!table.add_member(b"+", 3, b"a"));
        assert_eq!(table.text(), b"# comment\nroot:x:0:root\n+\n\nwheel:x:10:a,b\nlast:x:11:c\n");
    }

    #[test]
    fn names_have_no_characters_that_mean_something() {
        for good in ["a", "_x", "A.b-c_d", "1abc", "x$"] {
            assert_eq!(bad_character(good.as_bytes()), None, "{good}");
        }
        let bad = [
            ("", 0, 0),
            ("-x", 0, 45),
            (".x", 0, 46),
            ("a:b", 1, 58),
            ("a b", 1, 32),
            ("a$b", 1, 36),
            ("\u{fc}", 0, 195),
        ];
        for (name, at, code) in bad {
            assert_eq!(bad_character(name.as_bytes()), Some((at, code)), "{name}");
        }
        assert_eq!(bad_in_field(b"Full Name,,,\xfc"), None);
        assert_eq!(bad_in_field(b"a\nb"), Some((1, 10)));
    }

    #[test]
    fn a_file_keeps_owner_and_permissions_and_leaves_a_backup() {
        let dir = std::env::temp_dir().join(format!("account-edit-{}", std::process::id()));
        let _ = fs::remove_dir_all(&dir);
        fs::create_dir(&dir).unwrap();
        fs::write(dir.join("shadow"), "a:!:\n").unwrap();
        fs::set_permissions(dir.join("shadow"), fs::Permissions::from_mode(0o640)).unwrap();
        // Left over by a program that was killed.
        fs::write(dir.join("shadow+"), "half").unwrap();
        let old = std::time::SystemTime::now() - Duration::from_secs(60);
        File::options().write(true).open(dir.join("shadow+")).unwrap().set_modified(old).unwrap();
        let accounts = Accounts::lock(&dir).unwrap();
        accounts.edit("shadow", |t| t.remove(b"a")).unwrap();
        accounts.edit("gshadow", |_| panic!("there is none")).unwrap();
        accounts.edit("shadow", |_| false).unwrap();
        assert_eq!(fs::read(dir.join("shadow")).unwrap(), b"");
        assert_eq!(fs::read(dir.join("shadow-")).unwrap(), b"a:!:\n");
        assert_eq!(fs::metadata(dir.join("shadow")).unwrap().mode() & 0o7777, 0o640);
        assert!(!dir.join("shadow+").exists());
        fs::remove_dir_all(&dir).unwrap();
    }
}
