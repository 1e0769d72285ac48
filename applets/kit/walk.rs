//! Walking file trees by directory descriptors: for everything that deletes, changes or copies what it finds.
//!
//! - Nothing is ever opened by a path that was put together: every step is one name in an open directory, with
//!   `O_NOFOLLOW`, so a directory that somebody swaps for a link is not followed, and trees may be deeper than `PATH_MAX`.
//! - Going up, the parent's device and inode must be what they were.
//! - At most [`MOST_OPEN`] descriptors are open, however deep the tree; nothing recurses.
//! - Of a large directory no more than [`MOST_BYTES`] of names are held at a time.
//! - A directory that contains itself (through links that are followed) is reported, not entered.
//!
//! ```ignore
//! let mut walk = Walk::new(operand, Follow::Never);
//! while let Some(visit) = walk.next() {
//!     match visit {
//!         Visit::File | Visit::Enter => change(walk.dir(), walk.name(), walk.stat()?),
//!         Visit::Leave => {}
//!         Visit::Failed(error) | Visit::Unopened(error) => cx.complain(text![walk.path(), ": ", error]),
//!     }
//! }
//! ```

use crate::sys::files::{self, CWD, NO_FOLLOW, Stat};
use std::ffi::{CStr, CString};
use std::io;
use std::os::fd::{AsRawFd, OwnedFd, RawFd};

/// Most directories that a walk holds open; beyond, the outermost is closed and found again through `..`.
const MOST_OPEN: usize = 48;

/// Most bytes of names that are read ahead of a directory: some hundred thousand files. A smaller one is read whole before
/// the first of it is shown, so what is created in it meanwhile is not met.
const MOST_BYTES: usize = 4 << 20;

/// Which symbolic links are followed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Follow {
    /// None (`-P`).
    Never,
    /// Those given as operands (`-H`).
    Operands,
    /// All (`-L`).
    Always,
}

/// What the walk has come to. [`Walk::path`], [`Walk::name`]… tell about it.
#[derive(Debug)]
pub enum Visit {
    /// Anything but a directory.
    File,
    /// A directory, before its content; [`Walk::skip`] leaves the content (and the `Leave`) out.
    Enter,
    /// A directory, after its content.
    Leave,
    /// It could not be examined, or the walk not be continued.
    Failed(io::Error),
    /// The directory that `Enter` was given for could not be opened or read; `Leave` follows.
    Unopened(io::Error),
}

/// Identity of a file.
pub type FileId = (u64, u64);

/// Device and inode.
pub fn file_id(stat: &Stat) -> FileId {
    (stat.st_dev, stat.st_ino)
}

/// Is it a directory?
pub fn is_dir(stat: &Stat) -> bool {
    stat.st_mode & libc::S_IFMT == libc::S_IFDIR
}

/// Is it a symbolic link?
pub fn is_link(stat: &Stat) -> bool {
    stat.st_mode & libc::S_IFMT == libc::S_IFLNK
}

/// A chain of directories, each entered from the one before; the descriptors of the innermost are open.
#[derive(Debug, Default)]
pub struct Trail {
    levels: Vec<Level>,
}

#[derive(Debug)]
struct Level {
    /// In the level before; of the first the path from the working directory.
    name: CString,
    follow: bool,
    fd: Option<OwnedFd>,
    /// None until it is needed.
    id: Option<FileId>,
}

impl Trail {
    /// The innermost directory's descriptor; [`CWD`] before the first is entered.
    pub fn fd(&self) -> RawFd {
        self.levels.last().and_then(|l| l.fd.as_ref()).map_or(CWD, AsRawFd::as_raw_fd)
    }

    /// How many directories have been entered.
    pub fn depth(&self) -> usize {
        self.levels.len()
    }

    /// Is that directory one of the chain?
    pub fn contains(&self, id: FileId) -> bool {
        self.levels.iter().any(|l| l.id == Some(id))
    }

    /// Goes into a directory of the innermost one.
    ///
    /// # Errors
    /// `ENOTDIR` or `ELOOP` for what is none, or is a link and not to be followed.
    pub fn enter(&mut self, name: &CStr, follow: bool) -> io::Result<Stat> {
        let fd = open_directory(self.fd(), name, follow)?;
        let stat = files::fstat(fd.as_raw_fd())?;
        self.push(name, follow, fd, Some(file_id(&stat)))?;
        Ok(stat)
    }

    fn push(&mut self, name: &CStr, follow: bool, fd: OwnedFd, id: Option<FileId>) -> io::Result<()> {
        if let Some(outer) = self.next_closed() {
            let level = &mut self.levels[outer];
            if let (Some(fd), None) = (&level.fd, level.id) {
                level.id = Some(file_id(&files::fstat(fd.as_raw_fd())?));
            }
            level.fd = None;
        }
        self.levels.push(Level { name: name.to_owned(), follow, fd: Some(fd), id });
        Ok(())
    }

    /// The level that will be closed when the next is entered.
    fn next_closed(&self) -> Option<usize> {
        self.levels.len().checked_sub(MOST_OPEN)
    }

    /// Goes back to the directory before.
    ///
    /// # Errors
    /// `ENOENT` if it is no longer where it was.
    pub fn leave(&mut self) -> io::Result<()> {
        let Some(left) = self.levels.pop() else { return Ok(()) };
        let Some(level) = self.levels.last_mut().filter(|l| l.fd.is_none()) else { return Ok(()) };
        if let (Some(fd), false) = (&left.fd, left.follow)
            && let Ok(parent) = open_directory(fd.as_raw_fd(), c"..", false)
            && let Ok(stat) = files::fstat(parent.as_raw_fd())
            && Some(file_id(&stat)) == level.id
        {
            level.fd = Some(parent);
            return Ok(());
        }
        self.descend_again()
    }

    /// Opens the innermost directory from the outermost on.
    fn descend_again(&mut self) -> io::Result<()> {
        let mut fd: Option<OwnedFd> = None;
        for level in &self.levels {
            let dir = fd.as_ref().map_or(CWD, AsRawFd::as_raw_fd);
            let next = open_directory(dir, &level.name, level.follow)?;
            if level.id.is_some() && Some(file_id(&files::fstat(next.as_raw_fd())?)) != level.id {
                return Err(io::Error::from_raw_os_error(libc::ENOENT));
            }
            fd = Some(next);
        }
        if let Some(level) = self.levels.last_mut() {
            level.fd = fd;
        }
        Ok(())
    }
}

/// Opens a directory for reading.
fn open_directory(dir: RawFd, name: &CStr, follow: bool) -> io::Result<OwnedFd> {
    let no_follow = if follow { 0 } else { libc::O_NOFOLLOW };
    files::open_at(dir, name, libc::O_RDONLY | libc::O_DIRECTORY | libc::O_NONBLOCK | no_follow, 0)
}

/// The entries of a directory in the order of the file system, without `.` and `..`.
#[derive(Debug, Default)]
pub struct Entries {
    /// Type, name, NUL, of each.
    bytes: Vec<u8>,
    at: usize,
    is_complete: bool,
}

impl Entries {
    /// Reads them all.
    pub fn read(dir: RawFd) -> io::Result<Entries> {
        let mut entries = Entries::default();
        entries.read_on(dir, usize::MAX, &mut buffer())?;
        Ok(entries)
    }

    /// Reads what comes next of `dir`, up to about `most` bytes.
    fn read_on(&mut self, dir: RawFd, most: usize, buffer: &mut [u64]) -> io::Result<()> {
        self.bytes.drain(..self.at);
        self.at = 0;
        let bytes = &mut self.bytes;
        while bytes.len() < most {
            let goes_on = files::read_directory(dir, buffer, &mut |name, kind, _| {
                if name != c"." && name != c".." {
                    bytes.push(kind);
                    bytes.extend_from_slice(name.to_bytes_with_nul());
                }
            })?;
            if !goes_on {
                self.is_complete = true;
                break;
            }
        }
        Ok(())
    }

    /// Puts them in the order of their names.
    pub fn sort(&mut self) {
        let mut all: Vec<(Vec<u8>, u8)> = Vec::new();
        while let Some((name, kind)) = self.next() {
            all.push((name.to_bytes_with_nul().to_vec(), kind));
        }
        all.sort();
        *self = Entries { is_complete: self.is_complete, ..Entries::default() };
        for (name, kind) in all {
            self.bytes.push(kind);
            self.bytes.extend_from_slice(&name);
        }
    }

    /// The next one: its name and type (`DT_*`).
    #[allow(clippy::should_implement_trait, reason = "it lends from the list, which Iterator cannot")]
    pub fn next(&mut self) -> Option<(&CStr, u8)> {
        let kind = *self.bytes.get(self.at)?;
        let name = CStr::from_bytes_until_nul(&self.bytes[self.at + 1..]).ok()?;
        self.at += name.to_bytes().len() + 2;
        Some((name, kind))
    }
}

/// Where the kernel puts entries.
fn buffer() -> Vec<u64> {
    vec![0; 4096]
}

#[derive(Debug, PartialEq, Eq)]
enum Next {
    /// The operand itself.
    Root,
    /// Go into the directory that was just shown.
    Content,
    /// The directory just shown failed to open: its `Leave`.
    Unopened,
    /// The next entry of the innermost directory.
    Entry,
    /// Leave the innermost directory.
    Up,
    Done,
}

/// A walk over one operand and all below it. A lending iterator: what [`Walk::next`] came to is asked of the walk itself.
#[derive(Debug)]
pub struct Walk {
    follow: Follow,
    trail: Trail,
    /// The entries of each directory of `trail` that are yet to come.
    entries: Vec<Entries>,
    /// How long `path` was before the name of each directory of `trail` was appended.
    lengths: Vec<usize>,
    path: Vec<u8>,
    name: CString,
    kind: u8,
    stat: Option<Stat>,
    next: Next,
    sorted: bool,
    buffer: Vec<u64>,
}

impl Walk {
    /// A walk over `operand`.
    pub fn new(operand: &[u8], follow: Follow) -> Walk {
        Walk {
            follow,
            trail: Trail::default(),
            entries: Vec::new(),
            lengths: Vec::new(),
            path: operand.to_vec(),
            name: crate::process::c_string(operand),
            kind: libc::DT_UNKNOWN,
            stat: None,
            next: Next::Root,
            sorted: false,
            buffer: Vec::new(),
        }
    }

    /// From now on the entries of each directory come in the order of their names' bytes.
    pub fn sort(&mut self) {
        self.sorted = true;
    }

    /// The path, beginning with the operand as it was given.
    pub fn path(&self) -> &[u8] {
        &self.path
    }

    /// The name in [`Walk::dir`]; of the operand all of it.
    pub fn name(&self) -> &CStr {
        &self.name
    }

    /// The descriptor of the directory it is in; the working directory for the operand.
    pub fn dir(&self) -> RawFd {
        self.trail.fd()
    }

    /// Its type (`DT_*`) as the directory tells it, without asking for the file itself: `DT_UNKNOWN` where that takes
    /// [`Walk::stat`], and `DT_LNK` also for a link that is followed.
    pub fn kind(&self) -> u8 {
        self.kind
    }

    /// 0 for the operand.
    pub fn depth(&self) -> usize {
        self.trail.depth()
    }

    /// Are links followed here?
    pub fn follows(&self) -> bool {
        match self.follow {
            Follow::Never => false,
            Follow::Operands => self.trail.depth() == 0,
            Follow::Always => true,
        }
    }

    /// What stat(2) or lstat(2) gives, asked at most once. A link that leads nowhere is itself.
    pub fn stat(&mut self) -> io::Result<Stat> {
        if let Some(stat) = self.stat {
            return Ok(stat);
        }
        let stat = examine(self.trail.fd(), &self.name, self.follows())?;
        self.stat = Some(stat);
        Ok(stat)
    }

    /// After [`Visit::Enter`]: do not go in. There will be no [`Visit::Leave`].
    pub fn skip(&mut self) {
        if self.next == Next::Content {
            self.next = if self.trail.depth() == 0 { Next::Done } else { Next::Entry };
        }
    }

    /// Goes on.
    #[allow(clippy::should_implement_trait, reason = "it lends from the walk, which Iterator cannot")]
    pub fn next(&mut self) -> Option<Visit> {
        loop {
            match self.next {
                Next::Root => {
                    self.next = Next::Done;
                    return Some(self.show(libc::DT_UNKNOWN));
                }
                Next::Content => {
                    if let Err(error) = self.go_in() {
                        self.next = Next::Unopened;
                        return Some(Visit::Unopened(error));
                    }
                    self.next = Next::Entry;
                }
                Next::Unopened => {
                    self.next = if self.trail.depth() == 0 { Next::Done } else { Next::Entry };
                    return Some(Visit::Leave);
                }
                Next::Entry => {
                    let length = self.inner_length();
                    self.path.truncate(length);
                    if let Some(entries) = self.entries.last_mut().filter(|e| e.at == e.bytes.len() && !e.is_complete)
                        && let Err(error) = entries.read_on(self.trail.fd(), MOST_BYTES, &mut self.buffer)
                    {
                        entries.is_complete = true;
                        return Some(Visit::Failed(error));
                    }
                    let Some((name, kind)) = self.entries.last_mut().and_then(Entries::next) else {
                        self.next = Next::Up;
                        continue;
                    };
                    if self.path.last() != Some(&b'/') {
                        self.path.push(b'/');
                    }
                    self.path.extend_from_slice(name.to_bytes());
                    name.clone_into(&mut self.name);
                    self.stat = None;
                    return Some(self.show(kind));
                }
                Next::Up => return Some(self.go_up()),
                Next::Done => return None,
            }
        }
    }

    /// The length of the innermost directory's path.
    fn inner_length(&self) -> usize {
        self.lengths.last().copied().unwrap_or(self.path.len())
    }

    fn show(&mut self, kind: u8) -> Visit {
        self.kind = kind;
        let is_directory = match kind {
            libc::DT_DIR => true,
            libc::DT_LNK if !self.follows() => false,
            libc::DT_UNKNOWN | libc::DT_LNK => match self.stat() {
                Ok(stat) => is_dir(&stat),
                Err(error) => return Visit::Failed(error),
            },
            _ => false,
        };
        if !is_directory {
            return Visit::File;
        }
        self.next = Next::Content;
        Visit::Enter
    }

    fn go_in(&mut self) -> io::Result<()> {
        let follows = self.follows();
        if follows {
            let id = file_id(&self.stat()?);
            if self.trail.contains(id) {
                return Err(io::Error::from_raw_os_error(libc::ELOOP));
            }
        }
        if self.buffer.is_empty() {
            self.buffer = buffer();
        }
        // What is about to be closed must have been read.
        if let Some(outer) = self.trail.next_closed()
            && let Some(fd) = &self.trail.levels[outer].fd
            && !self.entries[outer].is_complete
        {
            self.entries[outer].read_on(fd.as_raw_fd(), usize::MAX, &mut self.buffer)?;
        }
        let fd = open_directory(self.trail.fd(), &self.name, follows)?;
        // What was looked at must be what was opened.
        let id = match self.stat {
            Some(seen) => {
                let id = file_id(&files::fstat(fd.as_raw_fd())?);
                if id != file_id(&seen) {
                    return Err(io::Error::from_raw_os_error(libc::ENOENT));
                }
                Some(id)
            }
            None => None,
        };
        let mut entries = Entries::default();
        let most = if self.sorted { usize::MAX } else { MOST_BYTES };
        entries.read_on(fd.as_raw_fd(), most, &mut self.buffer)?;
        if self.sorted {
            entries.sort();
        }
        self.trail.push(&self.name, follows, fd, id)?;
        self.entries.push(entries);
        self.lengths.push(self.path.len());
        Ok(())
    }

    fn go_up(&mut self) -> Visit {
        let length = self.inner_length();
        self.path.truncate(length);
        self.entries.pop();
        self.lengths.pop();
        if let Some(level) = self.trail.levels.last() {
            level.name.clone_into(&mut self.name);
        }
        if let Err(error) = self.trail.leave() {
            // The directory above was moved away: nothing of it can be named any more.
            self.next = Next::Done;
            return Visit::Failed(error);
        }
        self.stat = None;
        self.kind = libc::DT_DIR;
        self.next = if self.trail.depth() == 0 { Next::Done } else { Next::Entry };
        Visit::Leave
    }
}

/// stat(2), or lstat(2) for a link that leads nowhere.
fn examine(dir: RawFd, name: &CStr, follow: bool) -> io::Result<Stat> {
    if follow {
        match files::stat_at(dir, name, 0) {
            Err(error) if error.raw_os_error() == Some(libc::ENOENT) => {}
            other => return other,
        }
    }
    files::stat_at(dir, name, NO_FOLLOW)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::symlink;

    fn scratch(name: &str) -> std::path::PathBuf {
        let dir = std::env::temp_dir().join(format!("cairn-walk-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&dir);
        std::fs::create_dir_all(&dir).unwrap();
        dir
    }

    fn seen(root: &std::path::Path, follow: Follow) -> Vec<String> {
        let mut walk = Walk::new(root.as_os_str().as_encoded_bytes(), follow);
        let mut seen = Vec::new();
        while let Some(visit) = walk.next() {
            let mark = match visit {
                Visit::File => "f",
                Visit::Enter => "+",
                Visit::Leave => "-",
                Visit::Failed(_) | Visit::Unopened(_) => "!",
            };
            let path = String::from_utf8(walk.path()[root.as_os_str().len()..].to_vec()).unwrap();
            seen.push(format!("{mark}{path}"));
        }
        seen
    }

    #[test]
    fn directories_come_before_and_after_their_content() {
        let dir = scratch("order");
        std::fs::create_dir_all(dir.join("a/b")).unwrap();
        std::fs::write(dir.join("a/b/f"), "").unwrap();
        symlink("a", dir.join("a/b/l")).unwrap();
        std::fs::remove_file(dir.join("a/b/f")).unwrap();
        assert_eq!(seen(&dir, Follow::Never), ["+", "+/a", "+/a/b", "f/a/b/l", "-/a/b", "-/a", "-"]);
        std::fs::remove_dir_all(dir).unwrap();
    }

    #[test]
    fn a_directory_within_itself_is_not_entered() {
        let dir = scratch("loop");
        std::fs::create_dir(dir.join("a")).unwrap();
        symlink("..", dir.join("a/up")).unwrap();
        assert_eq!(seen(&dir, Follow::Always), ["+", "+/a", "+/a/up", "!/a/up", "-/a/up", "-/a", "-"]);
        assert_eq!(seen(&dir, Follow::Operands), ["+", "+/a", "f/a/up", "-/a", "-"]);
        std::fs::remove_dir_all(dir).unwrap();
    }

    #[test]
    fn depth_is_not_limited_by_path_or_descriptors() {
        const DEPTH: usize = 3000;
        let dir = scratch("deep");
        let mut trail = Trail::default();
        trail.enter(&crate::process::c_string(dir.as_os_str().as_encoded_bytes()), false).unwrap();
        for _ in 0..DEPTH {
            files::mkdir_at(trail.fd(), c"d", 0o755).unwrap();
            trail.enter(c"d", false).unwrap();
        }
        let mut walk = Walk::new(dir.as_os_str().as_encoded_bytes(), Follow::Never);
        let (mut deepest, mut left) = (0, 0);
        while let Some(visit) = walk.next() {
            deepest = deepest.max(walk.depth());
            match visit {
                Visit::Enter => {}
                Visit::Leave => {
                    left += 1;
                    files::unlink_at(walk.dir(), walk.name(), true).unwrap();
                }
                other => panic!("{other:?}"),
            }
        }
        assert_eq!((deepest, left), (DEPTH, DEPTH + 1));
    }

    #[test]
    fn a_large_directory_is_read_in_parts() {
        let dir = scratch("parts");
        for n in 0..300 {
            std::fs::write(dir.join(format!("name-{n:03}")), "").unwrap();
        }
        let (fd, mut entries, mut names) = (std::fs::File::open(&dir).unwrap(), Entries::default(), Vec::new());
        while !entries.is_complete {
            entries.read_on(fd.as_raw_fd(), 1000, &mut [0; 64]).unwrap();
            assert!(entries.bytes.len() < 2000);
            while let Some((name, _)) = entries.next() {
                names.push(name.to_owned());
            }
        }
        names.sort();
        names.dedup();
        assert_eq!(names.len(), 300);
        std::fs::remove_dir_all(dir).unwrap();
    }

    #[test]
    fn skipped_directories_are_not_left() {
        let dir = scratch("skip");
        std::fs::create_dir_all(dir.join("a/b")).unwrap();
        let mut walk = Walk::new(dir.as_os_str().as_encoded_bytes(), Follow::Never);
        let mut count = 0;
        while let Some(visit) = walk.next() {
            count += 1;
            if matches!(visit, Visit::Enter) && walk.depth() == 1 {
                walk.skip();
            }
        }
        assert_eq!(count, 3);
        std::fs::remove_dir_all(dir).unwrap();
    }
}
