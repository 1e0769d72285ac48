//! What `cp` and `mv` between file systems share: copying a file or a tree.
//!
//! The source is walked and the destination entered by descriptors; below the operands no link is followed on either
//! side (except where `-L` says so). A file that is to keep its owner is created readable by nobody else, and gets its
//! mode last. Special bits are only kept together with the owner.
//!
//! As in BusyBox, a file that exists is replaced by a new one (its other links and its mode stay behind), but in one
//! step: until the copy is complete the old file is there.

mod how;

pub use how::{Existing, ExistingKeys, How, Instead, Preserve, existing};

use crate::ask::Asker;
use crate::canonical::{split, trim};
use crate::temporary;
use kit::copy::{self, Attributes, Contents, CopyError, Reflink, Ways};
use kit::mode;
use kit::prelude::*;
use kit::progress::Progress;
use kit::sys::files::{self, CWD, NO_FOLLOW, Stat};
use kit::walk::{FileId, Follow, Trail, Visit, Walk, file_id, is_dir, is_link};
use std::collections::HashMap;
use std::ffi::{CStr, CString};
use std::io;
use std::os::fd::{AsRawFd, OwnedFd, RawFd};

/// A directory of the destination that is being filled.
struct Filling {
    /// The source's.
    stat: Stat,
    /// Bits of the owner that were lent to fill it.
    lent: u32,
}

/// Where a file with several links has been copied to.
struct Copied {
    /// For [`CWD`].
    path: Vec<u8>,
    id: FileId,
    /// Links of the source that have not been met yet.
    left: u64,
}

/// Copies operands, one after another.
pub struct Copier<'a> {
    pub how: How,
    asker: Asker<'a>,
    contents: Contents,
    progress: Progress<'a>,
    links: HashMap<FileId, Copied>,
    /// Source and target of the operand at hand.
    operands: (usize, Vec<u8>),
    /// Something of the operand at hand could not be copied.
    failed: bool,
}

/// A name in an open directory.
type Place<'p> = (RawFd, &'p CStr);

/// A file that is open for reading, and what fstat(2) says of it.
type Source = (OwnedFd, Stat);

impl<'a> Copier<'a> {
    pub fn new(cx: &Context<'a>, how: How) -> Copier<'a> {
        Copier {
            progress: Progress::new(cx.err, how.progress),
            contents: Contents::new(how.sparse, how.reflink),
            how,
            asker: Asker::default(),
            links: HashMap::new(),
            operands: (0, Vec::new()),
            failed: false,
        }
    }

    /// Asks whether `path` may be overwritten.
    pub fn may_overwrite(&mut self, cx: &mut Context<'a>, path: &[u8]) -> Result<bool> {
        self.asker.agrees(cx, &text!["overwrite '", path, "'? "])
    }

    fn follow(&self) -> Follow {
        self.how.follow.unwrap_or(Follow::Never)
    }

    /// Copies `source` with all below it to `target`; false if something went wrong, which was said.
    pub fn copy(&mut self, cx: &mut Context<'a>, source: &[u8], target: &[u8]) -> Result<bool> {
        self.failed = false;
        self.operands = (source.len(), target.to_vec());
        let target_name = kit::process::c_string(target);
        let mut walk = Walk::new(source, self.follow());
        let mut trail = Trail::default();
        let mut filling: Vec<Filling> = Vec::new();
        let mut root: Option<FileId> = None;
        let mut device = None;
        let mut name = CString::default();
        while let Some(visit) = walk.next() {
            if cx.interrupted() {
                return Err(Error::Write(io::ErrorKind::Interrupted.into()));
            }
            if walk.depth() == 0 { &*target_name } else { walk.name() }.clone_into(&mut name);
            match visit {
                Visit::Failed(error) => {
                    let may_link = self.how.instead != Instead::Copy && walk.depth() == 0;
                    if may_link {
                        self.link_instead(cx, &walk, (trail.fd(), &name), false)?;
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
                                let path = self.path(&walk);
                                self.complain(cx, text!["'", walk.path(), "' and '", path, "' are the same file"]);
                                let _ = trail.leave();
                                walk.skip();
                                continue;
                            }
                            root = root.or(Some(entered));
                            filling.push(Filling { stat, lent });
                        }
                        Err(what) => {
                            let path = self.path(&walk);
                            self.complain(cx, what.message(&path));
                            walk.skip();
                        }
                    }
                }
                Visit::Leave => {
                    if let Some(Filling { stat, lent }) = filling.pop() {
                        self.finish_directory(cx, trail.fd(), (&walk, &stat), lent);
                    }
                    if let Err(error) = trail.leave() {
                        return Err(fail!("can't stat '", self.path(&walk), "': ", error));
                    }
                    self.tell(cx, &walk, None)?;
                }
                Visit::File => self.file(cx, &mut walk, (trail.fd(), &name))?,
            }
        }
        Ok(!self.failed)
    }

    /// Where that which the walk is at goes.
    fn path(&self, walk: &Walk) -> Vec<u8> {
        [&self.operands.1, &walk.path()[self.operands.0..]].concat()
    }

    fn complain(&mut self, cx: &mut Context, message: Vec<u8>) {
        self.failed = true;
        cx.complain(message);
    }

    fn tell(&self, cx: &mut Context, walk: &Walk, backup: Option<&[u8]>) -> Result<()> {
        if self.how.verbose {
            cx.out.line(&told(walk.path(), &self.path(walk), backup))?;
        }
        Ok(())
    }

    /// The permissions that a new file may have: what gets its owner and mode later is nobody else's business before.
    fn allowed(&self) -> u32 {
        if self.how.preserve.owner && self.how.preserve.mode { 0o700 } else { 0o777 }
    }

    /// The permissions of what is made of a source with `mode`; the umask is taken off by the kernel.
    fn first_mode(&self, mode: u32) -> u32 {
        let kind = mode & libc::S_IFMT;
        let mode = match (self.how.plain_mode, kind) {
            (false, _) => mode,
            (true, libc::S_IFDIR) => 0o777,
            (true, _) => 0o666,
        };
        mode & self.allowed() & 0o777
    }

    /// Makes the directory if it is missing, and goes into it; gives its identity and the bits lent.
    fn enter(&self, trail: &mut Trail, name: &CStr, stat: &Stat) -> std::result::Result<(FileId, u32), CannotEnter> {
        let is_root = trail.depth() == 0;
        let mode = self.first_mode(stat.st_mode);
        let mut lent = 0;
        match files::mkdir_at(trail.fd(), name, mode | 0o700) {
            Ok(()) => lent = 0o700 & !mode,
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(CannotEnter::Create(error)),
        }
        // A link given as operand may be the destination's root, one within it may not.
        match trail.enter(name, is_root || self.how.keep_directory_link) {
            Ok(entered) => Ok((file_id(&entered), lent)),
            Err(error) if matches!(error.raw_os_error(), Some(libc::ENOTDIR | libc::ELOOP)) => {
                Err(CannotEnter::NoDirectory)
            }
            Err(error) => Err(CannotEnter::Create(error)),
        }
    }

    fn finish_directory(&mut self, cx: &mut Context, fd: RawFd, from: (&Walk, &Stat), lent: u32) {
        let (walk, stat) = from;
        let keeps = self.how.preserve;
        let flags = libc::O_RDONLY | libc::O_DIRECTORY | if walk.follows() { 0 } else { libc::O_NOFOLLOW };
        let source =
            if keeps.attributes || keeps.mode { files::open_at(walk.dir(), walk.name(), flags, 0).ok() } else { None };
        if lent != 0
            && !keeps.mode
            && let Ok(now) = files::fstat(fd)
        {
            let result = files::fchmod(fd, now.st_mode & mode::ALL & !lent);
            self.check(cx, "permissions", walk, result);
        }
        let attributes = source.as_ref().map(|source| (source.as_raw_fd(), fd));
        self.describe(cx, &mut |step| step.on_descriptor(fd), attributes, (walk, stat));
    }

    /// Owner, attributes, mode, times, in the order in which one does not undo another: a new owner takes capabilities
    /// away, an ACL changes the mode. `attributes` are the descriptors they go from and to.
    fn describe(
        &mut self,
        cx: &mut Context,
        apply: &mut dyn FnMut(Step) -> io::Result<()>,
        attributes: Option<(RawFd, RawFd)>,
        from: (&Walk, &Stat),
    ) {
        let (walk, stat) = from;
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
                cx.warn(text!["can't preserve ownership of '", self.path(walk), "': ", error]);
            }
        }
        let which = match (keeps.mode, keeps.attributes) {
            (true, true) => Some(Attributes::All),
            (true, false) => Some(Attributes::Permissions),
            (false, true) => Some(Attributes::Others),
            (false, false) => None,
        };
        if let (Some((source, target)), Some(which)) = (attributes, which) {
            let result = copy::attributes(source, target, which, keeps.attributes_required);
            self.check(cx, "attributes", walk, result);
        }
        if keeps.mode && !is_link(stat) {
            let result = apply(Step::Mode(if keeps.owner { mode } else { mode & 0o777 }));
            self.check(cx, "permissions", walk, result);
        }
        if keeps.times {
            let result = apply(Step::Times(*stat));
            self.check(cx, "times", walk, result);
        }
    }

    fn check(&mut self, cx: &mut Context, what: &str, walk: &Walk, result: io::Result<()>) {
        if let Err(error) = result {
            let path = self.path(walk);
            self.complain(cx, text!["can't preserve ", what, " of '", path, "': ", error]);
        }
    }

    fn file(&mut self, cx: &mut Context<'a>, walk: &mut Walk, to: Place) -> Result<()> {
        let mut source = None;
        // What the directory says is a regular file is opened at once, and looked at then.
        if walk.kind() == libc::DT_REG && self.how.instead == Instead::Copy && !walk.follows() {
            match open(walk, libc::O_NONBLOCK) {
                Ok(opened) if opened.1.st_mode & libc::S_IFMT == libc::S_IFREG => {
                    let is_linked = self.is_linked(&opened.1);
                    if !is_linked && let Ok(file) = create(to, self.first_mode(opened.1.st_mode)) {
                        let target = Target { file, temporary: None, is_new: true };
                        return if self.content(cx, walk, &opened, target, to)? {
                            self.tell_copied(cx, walk, None)
                        } else {
                            Ok(())
                        };
                    }
                    source = Some(opened);
                }
                // What is wrong shows again below.
                _ => {}
            }
        }
        let stat = match source.as_ref().map_or_else(|| walk.stat(), |source| Ok(source.1)) {
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
        let mut existing = files::stat_at(to.0, to.1, NO_FOLLOW).ok();
        let mut backup = None;
        if let Some(there) = &existing {
            if !self.may_replace(cx, walk, &stat, there, to)? {
                return Ok(());
            }
            if let Some(backups) = &self.how.backup {
                let path = self.path(walk);
                match backups.keep(to.0, to.1.to_bytes()) {
                    Ok(name) => backup = Some([trim(&path), &name[trim(to.1.to_bytes()).len()..]].concat()),
                    Err(error) => {
                        self.complain(cx, text!["can't backup '", path, "': ", error]);
                        return Ok(());
                    }
                }
                existing = files::stat_at(to.0, to.1, NO_FOLLOW).ok();
            }
        }
        match self.how.instead {
            Instead::Copy => {
                if self.copy_one(cx, walk, &stat, source, existing.as_ref(), to)? {
                    self.tell_copied(cx, walk, backup.as_deref())?;
                }
                Ok(())
            }
            _ => self.link_instead(cx, walk, to, existing.is_some()),
        }
    }

    /// Decides about what is there already.
    fn may_replace(
        &mut self,
        cx: &mut Context<'a>,
        walk: &Walk,
        stat: &Stat,
        existing: &Stat,
        to: Place,
    ) -> Result<bool> {
        let path = self.path(walk);
        // What has another name as well is kept under it, or by a backup.
        let stays = self.how.backup.is_some() && walk.name().to_bytes() != to.1.to_bytes();
        if file_id(existing) == file_id(stat) && !(stays && self.how.instead == Instead::Copy) {
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
        if let Some(backup) = &self.how.backup
            && let Ok(name) = backup.name(to.0, to.1.to_bytes())
            && files::c_path(&name)
                .and_then(|name| files::stat_at(to.0, &name, NO_FOLLOW))
                .is_ok_and(|s| file_id(&s) == file_id(stat))
        {
            let message = text!["backing up '", path, "' might destroy source; '", walk.path(), "' not copied"];
            self.complain(cx, message);
            return Ok(false);
        }
        match self.how.existing {
            Existing::Overwrite => Ok(true),
            Existing::Ask => self.may_overwrite(cx, &path),
            Existing::Keep => Ok(false),
            Existing::Refuse => {
                self.complain(cx, text!["not replacing '", path, "'"]);
                Ok(false)
            }
            Existing::Update { asks } => {
                Ok(copy::modified(existing) < copy::modified(stat) && (!asks || self.may_overwrite(cx, &path)?))
            }
        }
    }

    /// `-l` and `-s`; what exists is replaced without `-f`, as BusyBox does.
    fn link_instead(&mut self, cx: &mut Context, walk: &Walk, to: Place, exists: bool) -> Result<()> {
        let from = kit::process::c_string(walk.path());
        let result = put(to, exists, |name| {
            if self.how.instead == Instead::SymbolicLink {
                return files::symlink_at(&from, to.0, name);
            }
            let flags = if self.follow() == Follow::Never { 0 } else { libc::AT_SYMLINK_FOLLOW };
            // Below the operand by descriptor: the path may be another's by now, or too long.
            files::link_at((walk.dir(), walk.name()), (to.0, name), flags)
        });
        match result {
            Ok(()) => self.tell(cx, walk, None),
            Err(error) => {
                let path = self.path(walk);
                self.complain(cx, text!["can't create '", path, "': ", error]);
                Ok(())
            }
        }
    }

    fn tell_copied(&self, cx: &mut Context, walk: &Walk, backup: Option<&[u8]>) -> Result<()> {
        self.tell(cx, walk, backup)?;
        if self.how.debug && self.how.instead == Instead::Copy {
            cx.out.line(&debug(self.contents.ways))?;
        }
        Ok(())
    }

    /// Has the file, whose links are to be kept, another link, or had it one that is moved already?
    fn is_linked(&self, stat: &Stat) -> bool {
        self.how.preserve.links && (files::links(stat) > 1 || self.links.contains_key(&file_id(stat)))
    }

    /// Links to what another link of the same file has been copied to; true if there was such a copy.
    fn link_to_copy(&mut self, stat: &Stat, existing: Option<&Stat>, to: Place) -> bool {
        let std::collections::hash_map::Entry::Occupied(mut entry) = self.links.entry(file_id(stat)) else {
            return false;
        };
        let copied = entry.get_mut();
        let (id, first) = (copied.id, kit::process::c_string(&copied.path));
        copied.left = copied.left.saturating_sub(1);
        if copied.left == 0 {
            entry.remove();
        }
        put(to, existing.is_some(), |name| {
            files::link_at((CWD, &first), (to.0, name), 0)?;
            // A directory on the way may have been swapped.
            if files::stat_at(to.0, name, NO_FOLLOW).is_ok_and(|made| file_id(&made) == id) {
                return Ok(());
            }
            files::unlink_at(to.0, name, false)?;
            Err(io::Error::from_raw_os_error(libc::ENOENT))
        })
        .is_ok()
    }

    /// Copies what is not a directory; true if it was.
    fn copy_one(
        &mut self,
        cx: &mut Context,
        walk: &Walk,
        stat: &Stat,
        source: Option<Source>,
        existing: Option<&Stat>,
        to: Place,
    ) -> Result<bool> {
        let is_linked = self.is_linked(stat);
        // If that cannot be linked to, it is copied.
        if is_linked && self.link_to_copy(stat, existing, to) {
            return Ok(false);
        }
        let done = self.make(cx, walk, stat, source, existing, to)?;
        if is_linked
            && done
            && let Ok(made) = files::stat_at(to.0, to.1, NO_FOLLOW)
        {
            let copied = Copied { path: self.path(walk), id: file_id(&made), left: files::links(stat) - 1 };
            self.links.insert(file_id(stat), copied);
        }
        Ok(done)
    }

    fn make(
        &mut self,
        cx: &mut Context,
        walk: &Walk,
        stat: &Stat,
        source: Option<Source>,
        existing: Option<&Stat>,
        to: Place,
    ) -> Result<bool> {
        let kind = stat.st_mode & libc::S_IFMT;
        let is_read = kind == libc::S_IFREG || !self.how.recursive || self.how.copy_contents;
        if is_read && kind != libc::S_IFLNK {
            return self.read_and_write(cx, walk, stat, source, existing, to);
        }
        let made = if kind == libc::S_IFLNK {
            files::readlink_at(walk.dir(), walk.name())
                .and_then(|target| files::c_path(&target))
                .and_then(|target| put(to, existing.is_some(), |name| files::symlink_at(&target, to.0, name)))
        } else {
            let mode = kind | self.first_mode(stat.st_mode);
            put(to, existing.is_some(), |name| files::mknod_at(to.0, name, mode, stat.st_rdev))
        };
        if let Err(error) = made {
            let path = self.path(walk);
            self.complain(cx, text!["can't create '", path, "': ", error]);
            return Ok(false);
        }
        self.describe(cx, &mut |step| step.on_name(to.0, to.1), None, (walk, stat));
        Ok(true)
    }

    fn read_and_write(
        &mut self,
        cx: &mut Context,
        walk: &Walk,
        stat: &Stat,
        source: Option<Source>,
        existing: Option<&Stat>,
        to: Place,
    ) -> Result<bool> {
        let source = match source.map_or_else(|| open(walk, 0), Ok) {
            Ok(source) => source,
            Err(error) => {
                self.complain(cx, kit::input::cannot_open(walk.path(), &error));
                return Ok(false);
            }
        };
        // What is read must be what was looked at.
        if file_id(&source.1) != file_id(stat) {
            let error = io::Error::from_raw_os_error(libc::ENOENT);
            self.complain(cx, kit::input::cannot_open(walk.path(), &error));
            return Ok(false);
        }
        match self.open_target(stat, existing, to) {
            Ok(target) => self.content(cx, walk, &source, target, to),
            Err(error) => {
                let path = self.path(walk);
                self.complain(cx, text!["can't create '", path, "': ", error]);
                Ok(false)
            }
        }
    }

    /// Fills `target` and puts it into its place.
    fn content(
        &mut self,
        cx: &mut Context,
        walk: &Walk,
        source: &Source,
        mut target: Target,
        to: Place,
    ) -> Result<bool> {
        loop {
            if !self.fill(cx, walk, source, &target.file) {
                // A part of a file is none.
                target.discard(to);
                return Ok(false);
            }
            let Some(temporary) = &target.temporary else { return Ok(true) };
            let Err(error) = files::rename_at((to.0, temporary), to) else { return Ok(true) };
            target.discard(to);
            // A file that something is mounted on, or in somebody's sticky directory: it can only be written over.
            let again = kit::sys::seek(source.0.as_raw_fd(), 0, libc::SEEK_SET);
            match again.and_then(|_| self.open_in_place(&source.1, to, libc::O_NOFOLLOW)) {
                Ok(opened) => target = opened,
                Err(_) => {
                    let path = self.path(walk);
                    self.complain(cx, text!["can't create '", path, "': ", error]);
                    return Ok(false);
                }
            }
        }
    }

    /// Content and description.
    fn fill(&mut self, cx: &mut Context, walk: &Walk, source: &Source, target: &OwnedFd) -> bool {
        let (from, fd) = (source.0.as_raw_fd(), target.as_raw_fd());
        let copied = if self.how.attributes_only {
            Ok(())
        } else {
            let progress = &mut self.progress;
            progress.begin(walk.path(), u64::try_from(source.1.st_size).ok().filter(|size| *size > 0));
            let copied = self.contents.copy(from, fd, &source.1, &mut |n| progress.advance(n));
            progress.clear();
            copied
        };
        if let Err(error) = copied {
            let path = self.path(walk);
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
        self.describe(cx, &mut |step| step.on_descriptor(fd), Some((from, fd)), (walk, &source.1));
        true
    }

    /// Opens what is to be filled: a new file, one beside that which exists, or that itself if it must be.
    fn open_target(&self, stat: &Stat, existing: Option<&Stat>, to: Place) -> io::Result<Target> {
        let mode = self.first_mode(stat.st_mode);
        let new = |file| Target { file, temporary: None, is_new: true };
        let Some(existing) = existing else {
            return create(to, mode).map(new);
        };
        if self.how.remove_destination {
            files::unlink_at(to.0, to.1, false)?;
            return create(to, mode).map(new);
        }
        let is_device = |mode: u32| !matches!(mode & libc::S_IFMT, libc::S_IFREG | libc::S_IFLNK);
        if is_device(existing.st_mode) || self.how.attributes_only && !is_link(existing) {
            return self.open_in_place(stat, to, libc::O_NOFOLLOW);
        }
        // Links are replaced and not written through, but for those to devices, such as /dev/stdout.
        if is_link(existing) && files::stat_at(to.0, to.1, 0).is_ok_and(|s| is_device(s.st_mode)) {
            return self.open_in_place(stat, to, 0);
        }
        let beside = temporary::beside(to.1.to_bytes(), |name| create((to.0, &files::c_path(name)?), mode));
        match beside {
            Ok((name, file)) => Ok(Target { file, temporary: Some(files::c_path(&name)?), is_new: false }),
            // The directory is closed to us; the file may be open.
            Err(error) => self.open_in_place(stat, to, libc::O_NOFOLLOW).map_err(|_| error),
        }
    }

    fn open_in_place(&self, stat: &Stat, to: Place, no_follow: i32) -> io::Result<Target> {
        let file = files::open_at(to.0, to.1, libc::O_WRONLY | libc::O_NOCTTY | no_follow, 0)?;
        let now = files::fstat(file.as_raw_fd())?;
        if file_id(&now) == file_id(stat) {
            return Err(io::Error::from_raw_os_error(libc::EEXIST));
        }
        if now.st_mode & libc::S_IFMT == libc::S_IFREG && !self.how.attributes_only {
            files::truncate(file.as_raw_fd(), 0)?;
        }
        Ok(Target { file, temporary: None, is_new: false })
    }
}

/// Opens what the walk is at for reading, and looks at it.
fn open(walk: &Walk, flags: i32) -> io::Result<Source> {
    let no_follow = if walk.follows() { 0 } else { libc::O_NOFOLLOW };
    let file = files::open_at(walk.dir(), walk.name(), libc::O_RDONLY | no_follow | flags, 0)?;
    let stat = files::fstat(file.as_raw_fd())?;
    Ok((file, stat))
}

/// Creates a file that does not exist.
fn create(place: Place, mode: u32) -> io::Result<OwnedFd> {
    files::open_at(place.0, place.1, libc::O_WRONLY | libc::O_CREAT | libc::O_EXCL, mode)
}

/// What `--debug` says.
pub fn debug(ways: Ways) -> Vec<u8> {
    let sparse = match (ways.seeks_holes, ways.makes_holes) {
        (true, true) => "SEEK_HOLE + zeros",
        (true, false) => "SEEK_HOLE",
        (false, true) => "zeros",
        (false, false) => "no",
    };
    let (offload, reflink) = (ways.offload.word(), ways.reflink.word());
    text!["copy offload: ", offload, ", reflink: ", reflink, ", sparse detection: ", sparse]
}

/// What `-v` says.
pub fn told(source: &[u8], target: &[u8], backup: Option<&[u8]>) -> Vec<u8> {
    match backup {
        Some(backup) => text!["'", source, "' -> '", target, "' (backup: '", backup, "')"],
        None => text!["'", source, "' -> '", target, "'"],
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
    fn discard(&self, to: Place) {
        let name = self.temporary.as_deref().or(self.is_new.then_some(to.1));
        if let Some(name) = name {
            let _ = files::unlink_at(to.0, name, false);
        }
    }
}

/// Creates what is not filled: under its name, or beside what exists and then in its place.
fn put(to: Place, exists: bool, create: impl Fn(&CStr) -> io::Result<()>) -> io::Result<()> {
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
