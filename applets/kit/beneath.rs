//! Creating files below a directory, and never outside it, for what unpacks archives (tar, cpio, unzip, ar, apk).
//!
//! A member's name is a stranger's. Here it becomes components ([`components`]), and each is opened on its own from a held
//! descriptor with `O_NOFOLLOW`: no symbolic link is ever followed, whoever made it and however late, so there is no moment
//! between a check and its use. What stands in a new file's place is unlinked, not written to.

use crate::sys::files;
use nix::dir::Dir;
use nix::errno::Errno;
use nix::fcntl::{AtFlags, OFlag, openat};
use nix::sys::stat::{FileStat, Mode, SFlag, fstatat, mkdirat, mknodat, utimensat};
use nix::sys::time::TimeSpec;
use nix::unistd::{UnlinkatFlags, fchownat, linkat, symlinkat, unlinkat};
use std::collections::{HashSet, VecDeque};
use std::ffi::OsStr;
use std::fs::File;
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, OwnedFd};
use std::os::unix::ffi::{OsStrExt, OsStringExt};

/// The components of a member's name: without leading slashes, empty components and `.`.
///
/// # Errors
/// If one of them is `..`: there is no safe meaning for it.
pub fn components(path: &[u8]) -> Result<Vec<&[u8]>, DotDot> {
    let parts: Vec<&[u8]> = path.split(|c| *c == b'/').filter(|p| !matches!(*p, b"" | b".")).collect();
    if parts.contains(&&b".."[..]) { Err(DotDot) } else { Ok(parts) }
}

/// A name with `..` in it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct DotDot;

/// How a regular file takes its place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Replace {
    /// What is there stays: `EEXIST`.
    Never,
    /// What is there, unless a directory, is unlinked.
    Unlink,
    /// A regular file is written over in place; anything else is unlinked.
    Overwrite,
}

const DIRECTORY: OFlag = OFlag::O_RDONLY.union(OFlag::O_DIRECTORY).union(OFlag::O_NOFOLLOW).union(OFlag::O_CLOEXEC);

/// A directory below which files are created.
pub struct Root {
    top: OwnedFd,
    /// See [`Root::follow_links`].
    follows: bool,
    /// Device and inode of the symbolic links made here: those are never followed.
    made: HashSet<(u64, u64)>,
    /// The directory used last: members come in runs.
    last: Option<(Vec<u8>, OwnedFd)>,
}

impl Root {
    /// The directory at `path`, as the caller names it: links in it are followed.
    ///
    /// # Errors
    /// As of open(2).
    pub fn open(path: &[u8]) -> nix::Result<Root> {
        let flags = OFlag::O_RDONLY | OFlag::O_DIRECTORY | OFlag::O_CLOEXEC;
        let top = nix::fcntl::open(OsStr::from_bytes(path), flags, Mode::empty())?;
        Ok(Root { top, follows: false, made: HashSet::new(), last: None })
    }

    /// From now on a symbolic link *to a directory* that was not made here is followed where a directory is needed, as if
    /// this directory were the root: `/` and `..` never lead out of it.
    pub fn follow_links(&mut self) {
        self.follows = true;
    }

    /// The directory `parts`. With `create` those that are missing are made, with permissions 0777 less the umask.
    ///
    /// # Errors
    /// As of openat(2): `ENOTDIR` for anything that is no directory, a symbolic link among them.
    pub fn directory(&mut self, parts: &[&[u8]], create: bool) -> nix::Result<BorrowedFd<'_>> {
        if parts.is_empty() {
            return Ok(self.top.as_fd());
        }
        let name = parts.join(&b'/');
        if self.last.as_ref().is_none_or(|(last, _)| *last != name) {
            self.last = None;
            let fd = self.walk(parts, create)?;
            self.last = Some((name, fd));
        }
        Ok(self.last.as_ref().map_or(self.top.as_fd(), |(_, fd)| fd.as_fd()))
    }

    fn walk(&self, parts: &[&[u8]], create: bool) -> nix::Result<OwnedFd> {
        // Without links only the last directory is of interest; `..` in a link needs those above, too.
        let mut above: Vec<OwnedFd> = Vec::new();
        let mut left: VecDeque<Vec<u8>> = parts.iter().map(|p| p.to_vec()).collect();
        let mut links = 0;
        while let Some(part) = left.pop_front() {
            if part == b".." {
                above.pop();
                continue;
            }
            let from = above.last().map_or(self.top.as_fd(), AsFd::as_fd);
            let next = match openat(from, &part[..], DIRECTORY, Mode::empty()) {
                Err(Errno::ENOENT) if create => {
                    match mkdirat(from, &part[..], Mode::from_bits_truncate(0o777)) {
                        Ok(()) | Err(Errno::EEXIST) => {}
                        Err(error) => return Err(error),
                    }
                    openat(from, &part[..], DIRECTORY, Mode::empty())
                }
                other => other,
            };
            match next {
                // O_NOFOLLOW of a link is ELOOP, with O_DIRECTORY ENOTDIR: one error for one mistake.
                Err(Errno::ENOTDIR | Errno::ELOOP) => {
                    links += 1;
                    let text = self.link_to_follow(from, &part).filter(|_| links <= 40).ok_or(Errno::ENOTDIR)?;
                    if text.starts_with(b"/") {
                        above.clear();
                    }
                    for part in text.split(|c| *c == b'/').rev().filter(|p| !matches!(*p, b"" | b".")) {
                        left.push_front(part.to_vec());
                    }
                }
                Err(error) => return Err(error),
                Ok(fd) => {
                    if !self.follows {
                        above.clear();
                    }
                    above.push(fd);
                }
            }
        }
        match above.pop() {
            Some(fd) => Ok(fd),
            None => openat(self.top.as_fd(), c".", DIRECTORY, Mode::empty()),
        }
    }

    /// The text of a link that may be followed.
    fn link_to_follow(&self, from: BorrowedFd, name: &[u8]) -> Option<Vec<u8>> {
        if !self.follows {
            return None;
        }
        let stat = fstatat(from, name, AtFlags::AT_SYMLINK_NOFOLLOW).ok()?;
        let is_link = stat.st_mode & libc::S_IFMT == libc::S_IFLNK;
        if !is_link || self.made.contains(&(stat.st_dev, stat.st_ino)) {
            return None;
        }
        Some(nix::fcntl::readlinkat(from, name).ok()?.into_vec())
    }

    /// Directory and last component of `parts`; the directory is made if need be.
    fn place<'p>(&mut self, parts: &[&'p [u8]]) -> nix::Result<(BorrowedFd<'_>, &'p [u8])> {
        let (name, parents) = parts.split_last().ok_or(Errno::EISDIR)?;
        Ok((self.directory(parents, true)?, name))
    }

    /// Makes room at `parts`: unlinks what is no directory, and an empty directory.
    ///
    /// # Errors
    /// As of unlinkat(2); none if nothing is there.
    pub fn make_room(&mut self, parts: &[&[u8]]) -> nix::Result<()> {
        let (dir, name) = self.place(parts)?;
        match unlinkat(dir, name, UnlinkatFlags::NoRemoveDir) {
            Err(Errno::ENOENT) => Ok(()),
            Err(Errno::EISDIR | Errno::EPERM) if is_directory(dir, name) => Err(Errno::EISDIR),
            other => other,
        }
    }

    /// What is at `parts`, a link itself and not its target.
    ///
    /// # Errors
    /// As of fstatat(2).
    pub fn stat(&mut self, parts: &[&[u8]]) -> nix::Result<FileStat> {
        let (name, parents) = parts.split_last().ok_or(Errno::EISDIR)?;
        fstatat(self.directory(parents, false)?, *name, AtFlags::AT_SYMLINK_NOFOLLOW)
    }

    /// Makes a directory; true if there was none. One that is there stays as it is.
    ///
    /// # Errors
    /// As of mkdirat(2): `EEXIST` if something else is there.
    pub fn make_directory(&mut self, parts: &[&[u8]], mode: u32) -> nix::Result<bool> {
        if parts.is_empty() {
            return Ok(false);
        }
        let (dir, name) = self.place(parts)?;
        match mkdirat(dir, name, Mode::from_bits_truncate(mode)) {
            Ok(()) => Ok(true),
            Err(Errno::EEXIST) if is_directory(dir, name) => Ok(false),
            Err(Errno::EEXIST) if self.follows && self.directory(parts, false).is_ok() => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Creates a regular file for writing, with these permissions less the umask.
    ///
    /// # Errors
    /// As of openat(2).
    pub fn create_file(&mut self, parts: &[&[u8]], mode: u32, replace: Replace) -> nix::Result<File> {
        let (dir, name) = self.place(parts)?;
        let flags = OFlag::O_WRONLY | OFlag::O_NOFOLLOW | OFlag::O_CLOEXEC;
        let mode = Mode::from_bits_truncate(mode);
        let create = || openat(dir, name, flags | OFlag::O_CREAT | OFlag::O_EXCL, mode);
        let mut result = create();
        if replace == Replace::Overwrite && result.as_ref().err() == Some(&Errno::EEXIST) && is_regular(dir, name) {
            result = openat(dir, name, flags | OFlag::O_TRUNC | OFlag::O_NONBLOCK, mode);
        } else if replace != Replace::Never && result.as_ref().err() == Some(&Errno::EEXIST) {
            self.make_room(parts)?;
            let (dir, name) = self.place(parts)?;
            result = openat(dir, name, flags | OFlag::O_CREAT | OFlag::O_EXCL, mode);
        }
        Ok(File::from(result?))
    }

    /// Makes a symbolic link with any text. It is never followed here.
    ///
    /// # Errors
    /// As of symlinkat(2).
    pub fn make_symlink(&mut self, parts: &[&[u8]], text: &[u8]) -> nix::Result<()> {
        let (dir, name) = self.place(parts)?;
        symlinkat(text, dir, name)?;
        if self.follows {
            let (dir, name) = self.place(parts)?;
            let stat = fstatat(dir, name, AtFlags::AT_SYMLINK_NOFOLLOW)?;
            self.made.insert((stat.st_dev, stat.st_ino));
        }
        Ok(())
    }

    /// Makes another name of the file `target`, which is looked for below this directory (CVE-2026-26158).
    ///
    /// # Errors
    /// As of linkat(2).
    pub fn make_hard_link(&mut self, parts: &[&[u8]], target: &[&[u8]]) -> nix::Result<()> {
        let (target_name, parents) = target.split_last().ok_or(Errno::EISDIR)?;
        let from = self.walk(parents, false)?;
        let (dir, name) = self.place(parts)?;
        // Without AT_SYMLINK_FOLLOW the name of a link is a name of the link.
        linkat(from.as_fd(), *target_name, dir, name, AtFlags::empty())
    }

    /// Makes a device or a named pipe.
    ///
    /// # Errors
    /// As of mknodat(2).
    pub fn make_node(&mut self, parts: &[&[u8]], kind: SFlag, mode: u32, device: u64) -> nix::Result<()> {
        let (dir, name) = self.place(parts)?;
        mknodat(dir, name, kind, Mode::from_bits_truncate(mode), device)
    }

    /// Sets owner and group, of a link itself.
    ///
    /// # Errors
    /// As of fchownat(2).
    pub fn set_owner(&mut self, parts: &[&[u8]], uid: Option<u32>, gid: Option<u32>) -> nix::Result<()> {
        let (dir, name) = self.place_or_top(parts)?;
        fchownat(dir, name, uid.map(Into::into), gid.map(Into::into), AtFlags::AT_SYMLINK_NOFOLLOW)
    }

    /// Sets permissions of what is not a link.
    ///
    /// # Errors
    /// As of fchmodat(2).
    pub fn set_mode(&mut self, parts: &[&[u8]], mode: u32) -> nix::Result<()> {
        let (dir, name) = self.place_or_top(parts)?;
        let name = files::c_path(name).map_err(|_| Errno::EINVAL)?;
        // nix's fchmodat needs /proc for this; a build in a chroot may have none.
        files::chmod_no_follow_at(dir.as_raw_fd(), &name, mode)
            .map_err(|e| Errno::from_raw(e.raw_os_error().unwrap_or(libc::EIO)))
    }

    /// Sets the modification time, of a link itself.
    ///
    /// # Errors
    /// As of utimensat(2).
    pub fn set_mtime(&mut self, parts: &[&[u8]], seconds: i64, nanoseconds: u32) -> nix::Result<()> {
        let (dir, name) = self.place_or_top(parts)?;
        let time = TimeSpec::new(seconds, i64::from(nanoseconds));
        utimensat(dir, name, &TimeSpec::UTIME_OMIT, &time, nix::sys::stat::UtimensatFlags::NoFollowSymlink)
    }

    fn place_or_top<'p>(&mut self, parts: &[&'p [u8]]) -> nix::Result<(BorrowedFd<'_>, &'p [u8])> {
        if parts.is_empty() { Ok((self.top.as_fd(), b".")) } else { self.place(parts) }
    }

    /// Is the directory `parts` there and empty?
    pub fn is_empty_directory(&mut self, parts: &[&[u8]]) -> bool {
        let Ok(fd) = self.walk(parts, false) else { return false };
        Dir::from_fd(fd)
            .is_ok_and(|mut dir| dir.iter().flatten().all(|e| matches!(e.file_name().to_bytes(), b"." | b"..")))
    }
}

fn is_directory(dir: BorrowedFd, name: &[u8]) -> bool {
    has_type(dir, name, libc::S_IFDIR)
}

fn is_regular(dir: BorrowedFd, name: &[u8]) -> bool {
    has_type(dir, name, libc::S_IFREG)
}

fn has_type(dir: BorrowedFd, name: &[u8], kind: u32) -> bool {
    fstatat(dir, name, AtFlags::AT_SYMLINK_NOFOLLOW).is_ok_and(|s| s.st_mode & libc::S_IFMT == kind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use std::path::PathBuf;

    struct Scratch(PathBuf);

    impl Scratch {
        fn new(name: &str) -> Scratch {
            let path = std::env::temp_dir().join(format!("beneath-{name}-{}", std::process::id()));
            let _ = std::fs::remove_dir_all(&path);
            std::fs::create_dir_all(path.join("in")).unwrap();
            std::fs::create_dir(path.join("out")).unwrap();
            std::fs::write(path.join("out/secret"), "untouched").unwrap();
            Scratch(path)
        }

        fn root(&self) -> Root {
            Root::open(self.0.join("in").as_os_str().as_bytes()).unwrap()
        }

        fn path(&self, name: &str) -> PathBuf {
            self.0.join(name)
        }

        fn outside_is_untouched(&self) -> bool {
            std::fs::read(self.0.join("out/secret")).unwrap() == b"untouched"
                && std::fs::read_dir(self.0.join("out")).unwrap().count() == 1
        }
    }

    impl Drop for Scratch {
        fn drop(&mut self) {
            let _ = std::fs::remove_dir_all(&self.0);
        }
    }

    fn parts(path: &str) -> Vec<&[u8]> {
        components(path.as_bytes()).unwrap()
    }

    fn write(root: &mut Root, path: &str, replace: Replace) -> nix::Result<()> {
        root.create_file(&parts(path), 0o644, replace)?.write_all(b"new").unwrap();
        Ok(())
    }

    #[test]
    fn names_lose_slashes_and_dots_and_may_not_go_up() {
        assert_eq!(components(b"/./a//b/").unwrap(), [&b"a"[..], b"b"]);
        assert_eq!(components(b"./").unwrap(), [&b""[..]; 0]);
        for up in [&b".."[..], b"../a", b"a/..", b"a/../b", b"/.."] {
            assert_eq!(components(up), Err(DotDot));
        }
        assert_eq!(components(b"..a/b..").unwrap(), [&b"..a"[..], b"b.."]);
    }

    #[test]
    fn no_link_is_followed_not_even_in_the_last_component() {
        let scratch = Scratch::new("links");
        let mut root = scratch.root();
        root.make_symlink(&parts("dir"), b"../out").unwrap();
        root.make_symlink(&parts("file"), b"../out/secret").unwrap();
        assert_eq!(write(&mut root, "dir/secret", Replace::Unlink), Err(Errno::ENOTDIR));
        assert_eq!(write(&mut root, "dir/new", Replace::Overwrite), Err(Errno::ENOTDIR));
        assert_eq!(root.make_directory(&parts("dir"), 0o755), Err(Errno::EEXIST));
        assert_eq!(write(&mut root, "file", Replace::Never), Err(Errno::EEXIST));
        write(&mut root, "file", Replace::Overwrite).unwrap();
        assert!(!scratch.path("in/file").is_symlink());
        assert!(scratch.outside_is_untouched());
    }

    #[test]
    fn a_directory_exchanged_for_a_link_is_noticed() {
        let scratch = Scratch::new("exchange");
        let mut root = scratch.root();
        write(&mut root, "a/b/one", Replace::Unlink).unwrap();
        write(&mut root, "c/one", Replace::Unlink).unwrap();
        std::fs::rename(scratch.path("in/a/b"), scratch.path("in/old")).unwrap();
        std::os::unix::fs::symlink(scratch.path("out"), scratch.path("in/a/b")).unwrap();
        assert_eq!(write(&mut root, "a/b/two", Replace::Unlink), Err(Errno::ENOTDIR));
        assert!(scratch.outside_is_untouched());
    }

    #[test]
    fn a_hard_link_cannot_reach_outside_and_is_not_written_through() {
        let scratch = Scratch::new("hard");
        let mut root = scratch.root();
        root.make_symlink(&parts("dir"), b"../out").unwrap();
        assert_eq!(root.make_hard_link(&parts("h"), &parts("dir/secret")), Err(Errno::ENOTDIR));
        std::fs::hard_link(scratch.path("out/secret"), scratch.path("in/h")).unwrap();
        write(&mut root, "h", Replace::Unlink).unwrap();
        assert_eq!(std::fs::read(scratch.path("in/h")).unwrap(), b"new");
        assert!(scratch.outside_is_untouched());
    }

    #[test]
    fn links_that_were_there_are_followed_on_request_as_in_a_root() {
        let scratch = Scratch::new("follow");
        std::fs::create_dir_all(scratch.path("in/real/sub")).unwrap();
        std::fs::create_dir_all(scratch.path("in/var")).unwrap();
        let link = |text: &str, name: &str| std::os::unix::fs::symlink(text, scratch.path(name)).unwrap();
        link("real", "in/down");
        link("down", "in/twice");
        link("../real", "in/var/up");
        link("/real/sub", "in/var/top");
        link("../../../out", "in/out");
        link("loop", "in/loop");
        let mut root = scratch.root();
        root.follow_links();
        root.make_symlink(&parts("made"), b"real").unwrap();
        for (path, real) in [("down/a", "a"), ("twice/b", "b"), ("var/up/c", "c"), ("var/top/d", "sub/d")] {
            assert_eq!(write(&mut root, path, Replace::Unlink), Ok(()), "{path}");
            assert!(scratch.path("in/real").join(real).exists(), "{path}");
        }
        // From the top `..` leads nowhere: this link is a link to itself.
        assert_eq!(write(&mut root, "out/x", Replace::Unlink), Err(Errno::ENOTDIR));
        for path in ["loop/x", "made/x"] {
            assert_eq!(write(&mut root, path, Replace::Unlink), Err(Errno::ENOTDIR), "{path}");
        }
        assert_eq!(root.make_directory(&parts("down"), 0o755), Ok(false));
        assert!(scratch.outside_is_untouched());
    }

    #[test]
    fn trees_deeper_than_path_max() {
        let scratch = Scratch::new("deep");
        let mut root = scratch.root();
        let deep = vec![&b"0123456789"[..]; 600];
        root.create_file(&deep, 0o644, Replace::Unlink).unwrap();
        assert!(root.stat(&deep).is_ok());
        assert!(scratch.path("in/0123456789").is_dir());
    }
}
