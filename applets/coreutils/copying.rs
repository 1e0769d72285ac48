//! What `cp`, `mv` between file systems and `install` share: copying a file or a tree.
//!
//! The source is walked and the destination entered by descriptors; below the operands no link is followed on either
//! side (except where `-L` says so). A file that is to keep its owner is created readable by nobody else, and gets its
//! mode last. Special bits are only kept together with the owner.
//!
//! As in BusyBox, a file that exists is replaced by a new one (its other links and its mode stay behind), but in one
//! step: until the copy is complete the old file is there.

use crate::ask::Asker;
use crate::canonical::{split, trim};
use crate::temporary;
use kit::copy::{self, CopyError, Reflink, Sparse};
use kit::mode;
use kit::prelude::*;
use kit::sys::files::{self, CWD, NO_FOLLOW, Stat};
use kit::walk::{FileId, Follow, Trail, Visit, Walk, file_id, is_dir, is_link};
use std::collections::HashMap;
use std::ffi::{CStr, CString};
use std::io;
use std::os::fd::{AsRawFd, OwnedFd, RawFd};

/// What is done where something exists already.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Existing {
    #[default]
    Overwrite,
    /// `-i`
    Ask,
    /// `-n`
    Keep,
    /// `-u`: unless it is older.
    Update,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Instead {
    #[default]
    Copy,
    HardLink,
    SymbolicLink,
}

#[derive(Clone, Copy, Debug, Default)]
pub struct Preserve {
    pub mode: bool,
    pub owner: bool,
    pub times: bool,
    pub links: bool,
    pub attributes: bool,
}

impl Preserve {
    pub const ALL: Preserve = Preserve { mode: true, owner: true, times: true, links: true, attributes: true };
}

/// How to copy.
#[derive(Clone, Copy, Debug)]
pub struct How {
    pub recursive: bool,
    pub follow: Follow,
    pub existing: Existing,
    pub remove_destination: bool,
    pub instead: Instead,
    pub preserve: Preserve,
    pub sparse: Sparse,
    pub reflink: Reflink,
    pub one_file_system: bool,
    pub verbose: bool,
}

/// A directory of the destination that is being filled.
struct Filling {
    /// The source's.
    stat: Stat,
    /// Bits of the owner that were lent to fill it.
    lent: u32,
}

/// Copies operands, one after another.
pub struct Copier<'a> {
    pub how: How,
    asker: Asker<'a>,
    /// Where files with several links have been copied to: the path, for [`CWD`].
    links: HashMap<FileId, Vec<u8>>,
    /// Something of the operand at hand could not be copied.
    failed: bool,
}

impl<'a> Copier<'a> {
    pub fn new(how: How) -> Copier<'a> {
        Copier { how, asker: Asker::default(), links: HashMap::new(), failed: false }
    }

    /// Asks whether `path` may be overwritten.
    pub fn may_overwrite(&mut self, cx: &mut Context<'a>, path: &[u8]) -> Result<bool> {
        self.asker.agrees(cx, &text!["overwrite '", path, "'? "])
    }

    /// Copies `source` with all below it to `target`; false if something went wrong, which was said.
    pub fn copy(&mut self, cx: &mut Context<'a>, source: &[u8], target: &[u8]) -> Result<bool> {
        self.failed = false;
        let mut walk = Walk::new(source, self.how.follow);
        let mut trail = Trail::default();
        let mut filling: Vec<Filling> = Vec::new();
        let mut root: Option<FileId> = None;
        let mut device = None;
        while let Some(visit) = walk.next() {
            if cx.interrupted() {
                return Err(Error::Write(io::ErrorKind::Interrupted.into()));
            }
            let path = [target, &walk.path()[source.len()..]].concat();
            let name = if walk.depth() == 0 { kit::process::c_string(target) } else { walk.name().to_owned() };
            match visit {
                Visit::Failed(error) => {
                    let may_link = self.how.instead != Instead::Copy && walk.depth() == 0;
                    if may_link {
                        self.link_instead(cx, walk.path(), ((trail.fd(), &name), false), &path)?;
                    } else {
                        self.complain(cx, text!["can't stat '", walk.path(), "': ", error]);
                    }
                }
                Visit::Unopened(error) => {
                    self.complain(cx, text!["can't open '", walk.path(), "': ", error]);
                }
                Visit::Enter => {
                    let stat = match walk.stat() {
                        Ok(stat) => stat,
                        Err(error) => {
                            self.complain(cx, text!["can't stat '", walk.path(), "': ", error]);
                            walk.skip();
                            continue;
                        }
                    };
                    if !self.how.recursive {
                        self.complain(cx, text!["omitting directory '", walk.path(), "'"]);
                        walk.skip();
                        continue;
                    }
                    if root == Some(file_id(&stat)) {
                        self.complain(cx, text!["recursion detected, omitting directory '", walk.path(), "'"]);
                        walk.skip();
                        continue;
                    }
                    let is_foreign = device.is_some_and(|d| d != stat.st_dev);
                    device = device.or(Some(stat.st_dev));
                    if self.how.one_file_system && is_foreign {
                        walk.skip();
                        continue;
                    }
                    match self.enter(&mut trail, &name, &stat) {
                        Ok((entered, lent)) => {
                            if entered == file_id(&stat) {
                                self.complain(cx, text!["'", walk.path(), "' and '", path, "' are the same file"]);
                                let _ = trail.leave();
                                walk.skip();
                                continue;
                            }
                            root = root.or(Some(entered));
                            filling.push(Filling { stat, lent });
                        }
                        Err(what) => {
                            self.complain(cx, what.message(&path));
                            walk.skip();
                        }
                    }
                }
                Visit::Leave => {
                    if let Some(Filling { stat, lent }) = filling.pop() {
                        self.finish_directory(cx, trail.fd(), (&walk, &stat), lent, &path);
                    }
                    if let Err(error) = trail.leave() {
                        return Err(fail!("can't stat '", path, "': ", error));
                    }
                    self.tell(cx, walk.path(), &path)?;
                }
                Visit::File => self.file(cx, &mut walk, (trail.fd(), &name), &path)?,
            }
        }
        Ok(!self.failed)
    }

    fn complain(&mut self, cx: &mut Context, message: Vec<u8>) {
        self.failed = true;
        cx.complain(message);
    }

    fn tell(&self, cx: &mut Context, source: &[u8], target: &[u8]) -> Result<()> {
        if self.how.verbose {
            cx.out.line(&text!["'", source, "' -> '", target, "'"])?;
        }
        Ok(())
    }

    /// The permissions that a new file may have: what gets its owner and mode later is nobody else's business before.
    fn allowed(&self) -> u32 {
        if self.how.preserve.owner && self.how.preserve.mode { 0o700 } else { 0o777 }
    }

    /// Makes the directory if it is missing, and goes into it; gives its identity and the bits lent.
    fn enter(&self, trail: &mut Trail, name: &CStr, stat: &Stat) -> std::result::Result<(FileId, u32), CannotEnter> {
        let is_root = trail.depth() == 0;
        let allowed = self.allowed();
        let mut lent = 0;
        match files::mkdir_at(trail.fd(), name, stat.st_mode & allowed | 0o700) {
            Ok(()) => lent = 0o700 & !stat.st_mode,
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(CannotEnter::Create(error)),
        }
        // A link given as operand may be the destination's root, one within it may not.
        match trail.enter(name, is_root) {
            Ok(entered) => Ok((file_id(&entered), lent)),
            Err(error) if matches!(error.raw_os_error(), Some(libc::ENOTDIR | libc::ELOOP)) => {
                Err(CannotEnter::NoDirectory)
            }
            Err(error) => Err(CannotEnter::Create(error)),
        }
    }

    fn finish_directory(&mut self, cx: &mut Context, fd: RawFd, from: (&Walk, &Stat), lent: u32, path: &[u8]) {
        let (walk, stat) = from;
        if self.how.preserve.attributes
            && let Ok(source) = files::open_at(walk.dir(), walk.name(), libc::O_RDONLY | libc::O_DIRECTORY, 0)
            && let Err(error) = copy::attributes(source.as_raw_fd(), fd)
        {
            self.complain(cx, text!["can't preserve attributes of '", path, "': ", error]);
        }
        let keeps = self.how.preserve;
        if lent != 0
            && !keeps.mode
            && let Ok(now) = files::fstat(fd)
        {
            self.check(cx, "permissions", path, files::fchmod(fd, now.st_mode & mode::ALL & !lent));
        }
        self.describe(cx, &mut |step| step.on_descriptor(fd), stat, path);
    }

    /// Owner, mode, times, in the order in which one does not undo another.
    fn describe(&mut self, cx: &mut Context, apply: &mut dyn FnMut(Step) -> io::Result<()>, stat: &Stat, path: &[u8]) {
        let keeps = self.how.preserve;
        let mut mode = stat.st_mode & mode::ALL;
        if keeps.owner
            && let Err(error) = apply(Step::Owner(Some(stat.st_uid), stat.st_gid))
        {
            // An ordinary user cannot give files away, perhaps to a group; then they must not have the owner's powers
            // either. BusyBox says so and takes it for success.
            mode &= 0o777;
            let _ = apply(Step::Owner(None, stat.st_gid));
            if !is_link(stat) {
                cx.warn(text!["can't preserve ownership of '", path, "': ", error]);
            }
        }
        if keeps.mode && !is_link(stat) {
            let result = apply(Step::Mode(if keeps.owner { mode } else { mode & 0o777 }));
            self.check(cx, "permissions", path, result);
        }
        if keeps.times {
            let result = apply(Step::Times(*stat));
            self.check(cx, "times", path, result);
        }
    }

    fn check(&mut self, cx: &mut Context, what: &str, path: &[u8], result: io::Result<()>) {
        if let Err(error) = result {
            self.complain(cx, text!["can't preserve ", what, " of '", path, "': ", error]);
        }
    }

    fn file(&mut self, cx: &mut Context<'a>, walk: &mut Walk, to: (RawFd, &CStr), path: &[u8]) -> Result<()> {
        let stat = match walk.stat() {
            Ok(stat) => stat,
            Err(error) => {
                self.complain(cx, text!["can't stat '", walk.path(), "': ", error]);
                return Ok(());
            }
        };
        // A link that was to be followed leads nowhere.
        if is_link(&stat) && walk.follows() && self.how.instead == Instead::Copy {
            let error = io::Error::from_raw_os_error(libc::ENOENT);
            self.complain(cx, text!["can't stat '", walk.path(), "': ", error]);
            return Ok(());
        }
        let existing = files::stat_at(to.0, to.1, NO_FOLLOW).ok();
        if let Some(existing) = &existing
            && !self.may_replace(cx, walk, &stat, existing, path)?
        {
            return Ok(());
        }
        let done = match self.how.instead {
            Instead::Copy => self.copy_one(cx, walk, &stat, existing.as_ref(), to, path)?,
            _ => return self.link_instead(cx, walk.path(), (to, existing.is_some()), path),
        };
        if done { self.tell(cx, walk.path(), path) } else { Ok(()) }
    }

    /// Decides about what is there already.
    fn may_replace(
        &mut self,
        cx: &mut Context<'a>,
        walk: &Walk,
        stat: &Stat,
        existing: &Stat,
        path: &[u8],
    ) -> Result<bool> {
        if file_id(existing) == file_id(stat) {
            self.complain(cx, text!["'", walk.path(), "' and '", path, "' are the same file"]);
            return Ok(false);
        }
        if is_dir(existing) {
            let message = if walk.depth() == 0 && self.how.instead == Instead::Copy && !self.how.recursive {
                text!["'", path, "' is a directory"]
            } else {
                text!["can't create '", path, "': ", io::Error::from_raw_os_error(libc::EEXIST)]
            };
            self.complain(cx, message);
            return Ok(false);
        }
        match self.how.existing {
            Existing::Overwrite => Ok(true),
            Existing::Ask => self.may_overwrite(cx, path),
            Existing::Keep => Ok(false),
            Existing::Update => Ok(copy::modified(existing) < copy::modified(stat)),
        }
    }

    /// `-l` and `-s`; what exists is replaced without `-f`, as BusyBox does.
    fn link_instead(&mut self, cx: &mut Context, source: &[u8], to: ((RawFd, &CStr), bool), path: &[u8]) -> Result<()> {
        let from = kit::process::c_string(source);
        let (to, exists) = to;
        let result = put(to, exists, |name| {
            if self.how.instead == Instead::SymbolicLink {
                return files::symlink_at(&from, to.0, name);
            }
            let flags = if self.how.follow == Follow::Never { 0 } else { libc::AT_SYMLINK_FOLLOW };
            files::link_at((CWD, &from), (to.0, name), flags)
        });
        match result {
            Ok(()) => self.tell(cx, source, path),
            Err(error) => {
                self.complain(cx, text!["can't create '", path, "': ", error]);
                Ok(())
            }
        }
    }

    fn copy_one(
        &mut self,
        cx: &mut Context,
        walk: &Walk,
        stat: &Stat,
        existing: Option<&Stat>,
        to: (RawFd, &CStr),
        path: &[u8],
    ) -> Result<bool> {
        if self.how.preserve.links && stat.st_nlink > 1 {
            if let Some(first) = self.links.get(&file_id(stat)) {
                let first = kit::process::c_string(first);
                // If that cannot be linked to, it is copied.
                if put(to, existing.is_some(), |name| files::link_at((CWD, &first), (to.0, name), 0)).is_ok() {
                    return Ok(false);
                }
            } else {
                self.links.insert(file_id(stat), path.to_vec());
            }
        }
        let kind = stat.st_mode & libc::S_IFMT;
        if kind == libc::S_IFREG || !self.how.recursive && kind != libc::S_IFLNK {
            return self.content(cx, walk, stat, existing, to, path);
        }
        let made = if kind == libc::S_IFLNK {
            files::readlink_at(walk.dir(), walk.name())
                .and_then(|target| files::c_path(&target))
                .and_then(|target| put(to, existing.is_some(), |name| files::symlink_at(&target, to.0, name)))
        } else {
            let mode = stat.st_mode & (libc::S_IFMT | self.allowed());
            put(to, existing.is_some(), |name| files::mknod_at(to.0, name, mode, stat.st_rdev))
        };
        if let Err(error) = made {
            self.complain(cx, text!["can't create '", path, "': ", error]);
            return Ok(false);
        }
        self.describe(cx, &mut |step| step.on_name(to.0, to.1), stat, path);
        Ok(true)
    }

    fn content(
        &mut self,
        cx: &mut Context,
        walk: &Walk,
        stat: &Stat,
        existing: Option<&Stat>,
        to: (RawFd, &CStr),
        path: &[u8],
    ) -> Result<bool> {
        let no_follow = if walk.follows() { 0 } else { libc::O_NOFOLLOW };
        let source = match files::open_at(walk.dir(), walk.name(), libc::O_RDONLY | no_follow, 0) {
            Ok(source) => source,
            Err(error) => {
                self.complain(cx, kit::input::cannot_open(walk.path(), &error));
                return Ok(false);
            }
        };
        // What is read must be what was looked at.
        if !files::fstat(source.as_raw_fd()).is_ok_and(|now| file_id(&now) == file_id(stat)) {
            let error = io::Error::from_raw_os_error(libc::ENOENT);
            self.complain(cx, kit::input::cannot_open(walk.path(), &error));
            return Ok(false);
        }
        let mut target = match self.open_target(stat, existing, to) {
            Ok(target) => target,
            Err(error) => {
                self.complain(cx, text!["can't create '", path, "': ", error]);
                return Ok(false);
            }
        };
        loop {
            if !self.fill(cx, (walk, &source, stat), &target.file, path) {
                // A part of a file is none.
                target.discard(to);
                return Ok(false);
            }
            let Some(temporary) = &target.temporary else { return Ok(true) };
            let Err(error) = files::rename_at((to.0, temporary), to) else { return Ok(true) };
            target.discard(to);
            // A file that something is mounted on, or in somebody's sticky directory: it can only be written over.
            let again = kit::sys::seek(source.as_raw_fd(), 0, libc::SEEK_SET);
            match again.and_then(|_| Self::open_in_place(stat, to, libc::O_NOFOLLOW)) {
                Ok(opened) => target = opened,
                Err(_) => {
                    self.complain(cx, text!["can't create '", path, "': ", error]);
                    return Ok(false);
                }
            }
        }
    }

    /// Content and description.
    fn fill(&mut self, cx: &mut Context, from: (&Walk, &OwnedFd, &Stat), target: &OwnedFd, path: &[u8]) -> bool {
        let (walk, source, stat) = from;
        let fd = target.as_raw_fd();
        if let Err(error) = copy::content(source.as_raw_fd(), fd, stat, self.how.sparse, self.how.reflink) {
            let message = match error {
                CopyError::Write(error) if self.how.reflink == Reflink::Always => {
                    text!["failed to clone '", path, "' from '", walk.path(), "': ", error]
                }
                CopyError::Read(error) => text!["error reading '", walk.path(), "': ", error],
                CopyError::Write(error) => text!["error writing '", path, "': ", error],
            };
            self.complain(cx, message);
            return false;
        }
        if self.how.preserve.attributes
            && let Err(error) = copy::attributes(source.as_raw_fd(), fd)
        {
            self.complain(cx, text!["can't preserve attributes of '", path, "': ", error]);
        }
        self.describe(cx, &mut |step| step.on_descriptor(fd), stat, path);
        true
    }

    /// Opens what is to be filled: a new file, one beside that which exists, or that itself if it must be.
    fn open_target(&self, stat: &Stat, existing: Option<&Stat>, to: (RawFd, &CStr)) -> io::Result<Target> {
        let mode = stat.st_mode & self.allowed();
        let create = |name: &CStr| files::open_at(to.0, name, libc::O_WRONLY | libc::O_CREAT | libc::O_EXCL, mode);
        let Some(existing) = existing else {
            return create(to.1).map(|file| Target { file, temporary: None, is_new: true });
        };
        if self.how.remove_destination {
            files::unlink_at(to.0, to.1, false)?;
            return create(to.1).map(|file| Target { file, temporary: None, is_new: true });
        }
        let is_device = |mode: u32| !matches!(mode & libc::S_IFMT, libc::S_IFREG | libc::S_IFLNK);
        if is_device(existing.st_mode) {
            return Self::open_in_place(stat, to, libc::O_NOFOLLOW);
        }
        // Links are replaced and not written through, but for those to devices, such as /dev/stdout.
        if is_link(existing) && files::stat_at(to.0, to.1, 0).is_ok_and(|s| is_device(s.st_mode)) {
            return Self::open_in_place(stat, to, 0);
        }
        let beside = temporary::beside(to.1.to_bytes(), |name| create(&files::c_path(name)?));
        match beside {
            Ok((name, file)) => Ok(Target { file, temporary: Some(files::c_path(&name)?), is_new: false }),
            // The directory is closed to us; the file may be open.
            Err(error) => Self::open_in_place(stat, to, libc::O_NOFOLLOW).map_err(|_| error),
        }
    }

    fn open_in_place(stat: &Stat, to: (RawFd, &CStr), no_follow: i32) -> io::Result<Target> {
        let file = files::open_at(to.0, to.1, libc::O_WRONLY | libc::O_NOCTTY | no_follow, 0)?;
        let now = files::fstat(file.as_raw_fd())?;
        if file_id(&now) == file_id(stat) {
            return Err(io::Error::from_raw_os_error(libc::EEXIST));
        }
        if now.st_mode & libc::S_IFMT == libc::S_IFREG {
            files::truncate(file.as_raw_fd(), 0)?;
        }
        Ok(Target { file, temporary: None, is_new: false })
    }
}

/// What is being filled.
struct Target {
    file: OwnedFd,
    /// Its name until it is complete.
    temporary: Option<CString>,
    is_new: bool,
}

impl Target {
    /// Removes what was made of it.
    fn discard(&self, to: (RawFd, &CStr)) {
        let name = self.temporary.as_deref().or(self.is_new.then_some(to.1));
        if let Some(name) = name {
            let _ = files::unlink_at(to.0, name, false);
        }
    }
}

/// Creates what is not filled: under its name, or beside what exists and then in its place.
fn put(to: (RawFd, &CStr), exists: bool, create: impl Fn(&CStr) -> io::Result<()>) -> io::Result<()> {
    if !exists {
        return create(to.1);
    }
    let (temporary, ()) = temporary::beside(to.1.to_bytes(), |name| create(&files::c_path(name)?))?;
    let temporary = files::c_path(&temporary)?;
    let result = files::rename_at((to.0, &temporary), to);
    // Two links to one file: rename does nothing, and leaves both.
    let _ = files::unlink_at(to.0, &temporary, false);
    result
}

enum CannotEnter {
    NoDirectory,
    Create(io::Error),
}

impl CannotEnter {
    fn message(&self, path: &[u8]) -> Vec<u8> {
        match self {
            CannotEnter::NoDirectory => text!["target '", path, "' is not a directory"],
            CannotEnter::Create(error) => text!["can't create directory '", path, "': ", *error],
        }
    }
}

/// One of the things that describe a file.
enum Step {
    /// The user, if it is to change, and the group.
    Owner(Option<u32>, u32),
    Mode(u32),
    Times(Stat),
}

impl Step {
    fn on_descriptor(self, fd: RawFd) -> io::Result<()> {
        match self {
            Step::Owner(user, group) => files::fchown(fd, user, Some(group)),
            Step::Mode(mode) => files::fchmod(fd, mode),
            Step::Times(stat) => {
                let (accessed, modified) = copy::times(&stat);
                files::set_times(fd, accessed, modified)
            }
        }
    }

    fn on_name(self, dir: RawFd, name: &CStr) -> io::Result<()> {
        match self {
            Step::Owner(user, group) => files::chown_at(dir, name, user, Some(group), NO_FOLLOW),
            Step::Mode(mode) => files::chmod_no_follow_at(dir, name, mode),
            Step::Times(stat) => {
                let (accessed, modified) = copy::times(&stat);
                files::set_times_at(dir, name, accessed, modified, NO_FOLLOW)
            }
        }
    }
}

/// Where a source goes in a directory: `dir/name`, without the slashes at its end.
pub fn into(dir: &[u8], source: &[u8]) -> Vec<u8> {
    crate::canonical::join(dir, split(trim(source)).1)
}

/// Is it a directory, or a link to one?
pub fn is_directory(path: &[u8]) -> bool {
    files::stat(path).is_ok_and(|s| is_dir(&s))
}
