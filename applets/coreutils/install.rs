//! `install`: copy files setting owner and mode, or create directories
//!
//! As BSD's and GNU's. A file is complete, with owner and mode, before it takes its name: what was there is never lost
//! and nobody sees half of the new one. Directories get their owner before special bits.

use crate::backup::{self, Backup};
use crate::canonical::split;
use crate::copying::{debug, into, is_directory, told};
use crate::label::{self, Label};
use crate::{owner, temporary};
use kit::copy::{self, Contents, CopyError, Reflink, Sparse};
use kit::mode::Mode;
use kit::prelude::*;
use kit::process::Spawn;
use kit::sys;
use kit::sys::files::{self, CWD, Stat};
use kit::walk::{file_id, is_dir};
use std::io;
use std::os::fd::{AsRawFd, OwnedFd};

const USAGE: &str = "\
[-cdDsp] [-o USER] [-g GRP] [-m MODE] [-t DIR] [SOURCE]... DEST

Copy files and set attributes

	-c		Just copy (default)
	-d, --directory	Create directories
	-D		Create leading target directories
	-s, --strip	Strip symbol table
	--strip-program=PROG	Use PROG instead of strip
	-p, --preserve-timestamps	Preserve date
	-o, --owner=USER	Set ownership
	-g, --group=GRP	Set group ownership
	-m, --mode=MODE	Set permissions
	-t, --target-directory=DIR	Install to DIR
	-T, --no-target-directory	Refuse if DEST is a directory
	-b		Keep what was there under another name
	--backup[=NAMING]	How: simple, numbered, existing (default), none
	-S, --suffix=SUF	Of simple backups, instead of ~
	-C, --compare	Leave DEST alone if nothing would change
	-v, --verbose	Tell what is done
	-Z		Give new files the default SELinux context
	--context[=CTX]	Give them this one
	--preserve-context	Keep the source's
	--debug		Tell how the content is copied (implies -v)
";

pub const APPLET: Applet =
    Applet { kind: Kind::PureWhen(strips_nothing), usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const DIRECTORY: Key = Key::short(APPLET.options, 'd');
const LEADING: Key = Key::short(APPLET.options, 'D');
const STRIP: Key = Key::short(APPLET.options, 's');
const STRIP_PROGRAM: Key = Key::long(USAGE, APPLET.options, "strip-program");
const TIMES: Key = Key::short(APPLET.options, 'p');
const OWNER: Key = Key::short(APPLET.options, 'o');
const GROUP: Key = Key::short(APPLET.options, 'g');
const MODE: Key = Key::short(APPLET.options, 'm');
const INTO: Key = Key::short(APPLET.options, 't');
const AS_FILE: Key = Key::short(APPLET.options, 'T');
const BACKUP: backup::Keys = backup::Keys {
    short: Key::short(APPLET.options, 'b'),
    long: Key::long(USAGE, APPLET.options, "backup"),
    suffix: Key::short(APPLET.options, 'S'),
    suffix_is_enough: true,
};
const DEFAULT_CONTEXT: Key = Key::short(APPLET.options, 'Z');
const CONTEXT: Key = Key::long(USAGE, APPLET.options, "context");
const PRESERVE_CONTEXT: Key = Key::long(USAGE, APPLET.options, "preserve-context");
const DEBUG: Key = Key::long(USAGE, APPLET.options, "debug");
const COMPARE: Key = Key::short(APPLET.options, 'C');
const VERBOSE: Key = Key::short(APPLET.options, 'v');

/// Stripping starts a program.
fn strips_nothing(args: &[&[u8]]) -> bool {
    !args.iter().any(|a| a.starts_with(b"-") && a.contains(&b's'))
}

struct Install<'a> {
    mode: u32,
    user: Option<u32>,
    group: Option<u32>,
    backup: Option<Backup>,
    given: Given<'a>,
}

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    let is_directory_mode = given.has(DIRECTORY);
    let mode = match given.value(MODE) {
        None => 0o755,
        Some(word) => {
            let mode = Mode::parse(word).ok_or_else(|| fail!("invalid mode '", word, "'"))?;
            mode.apply(0o755, is_directory_mode, if mode.is_absolute() { 0 } else { sys::umask_value() })
        }
    };
    let user = given.value(OWNER).map(owner::user).transpose()?;
    let group = given.value(GROUP).map(owner::group).transpose()?;
    let operands = given.operands.clone();
    let _label = Label::of(cx, &given, DEFAULT_CONTEXT, CONTEXT)?;
    if given.has(PRESERVE_CONTEXT) && !label::has_selinux() {
        cx.warn("warning: ignoring --preserve-context; this kernel is not SELinux-enabled");
    }
    let backup = Backup::of(cx, &given, &BACKUP)?;
    let install = Install { mode, user, group, backup, given };
    let given = &install.given;
    if is_directory_mode {
        if operands.is_empty() {
            return Err(Error::Usage(None));
        }
        for path in operands {
            install.directory(cx, path)?;
        }
        return Ok(cx.status());
    }
    let (sources, target) = match (given.value(INTO), &operands[..]) {
        (Some(dir), sources @ [_, ..]) => (sources, dir),
        (None, [sources @ .., target]) if !sources.is_empty() => (sources, *target),
        _ => return Err(Error::Usage(None)),
    };
    let as_file = given.has(AS_FILE);
    if as_file && is_directory(target) {
        return Err(fail!("'", target, "' is a directory"));
    }
    let is_into = !as_file && (given.has(INTO) || sources.len() > 1 || is_directory(target));
    if is_into && sources.len() > 1 && files::stat(target).is_ok_and(|s| !is_dir(&s)) {
        return Err(fail!("target '", target, "' is not a directory"));
    }
    for source in sources {
        let path = if is_into { into(target, source) } else { target.to_vec() };
        install.file(cx, source, &path)?;
    }
    Ok(cx.status())
}

/// A directory, or the part of its path that cannot be made.
type Made<'p> = std::result::Result<OwnedFd, (&'p [u8], io::Error)>;

impl Install<'_> {
    fn is_verbose(&self) -> bool {
        self.given.has(VERBOSE) || self.given.has(DEBUG)
    }

    /// Creates what is missing of a path, 0755 each, and opens the last. What was just made is no link, whoever may have
    /// put one in its place.
    fn leading<'p>(&self, cx: &mut Context, path: &'p [u8]) -> Result<Made<'p>> {
        const FLAGS: i32 = libc::O_PATH | libc::O_DIRECTORY;
        let start = if path.starts_with(b"/") { c"/" } else { c"." };
        let mut dir = match files::open_at(CWD, start, FLAGS, 0) {
            Ok(dir) => dir,
            Err(error) => return Ok(Err((path, error))),
        };
        let mut end = 0;
        for component in path.split(|c| *c == b'/') {
            let part = &path[..end + component.len()];
            end = part.len() + 1;
            if component.is_empty() {
                continue;
            }
            let opened =
                files::c_path(component).and_then(|name| match files::open_at(dir.as_raw_fd(), &name, FLAGS, 0) {
                    Err(error) if error.raw_os_error() == Some(libc::ENOENT) => {
                        match files::mkdir_at(dir.as_raw_fd(), &name, 0o755) {
                            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                            made => made?,
                        }
                        Ok((files::open_at(dir.as_raw_fd(), &name, FLAGS | libc::O_NOFOLLOW, 0)?, true))
                    }
                    opened => Ok((opened?, false)),
                });
            match opened {
                Ok((next, is_new)) => {
                    dir = next;
                    if is_new && self.is_verbose() {
                        // BusyBox shows the slash that follows.
                        let shown = path.get(..end).unwrap_or(part);
                        cx.out.line(&text!["created directory: '", shown, "'"])?;
                    }
                }
                // As mkdir(2) has it.
                Err(error) if error.raw_os_error() == Some(libc::ENOTDIR) && part.len() == path.len() => {
                    return Ok(Err((part, io::Error::from_raw_os_error(libc::EEXIST))));
                }
                Err(error) => return Ok(Err((part, error))),
            }
        }
        Ok(Ok(dir))
    }

    fn directory(&self, cx: &mut Context, path: &[u8]) -> Result<()> {
        let dir = match self.leading(cx, path)? {
            Ok(dir) => dir,
            Err((failed, error)) => {
                cx.complain(text!["can't create directory '", failed, "': ", error]);
                return Ok(());
            }
        };
        let opened = files::open_at(dir.as_raw_fd(), c".", libc::O_RDONLY | libc::O_DIRECTORY, 0);
        if let Err(error) = opened.and_then(|dir| self.describe(&dir)) {
            cx.complain(text!["can't change ownership of '", path, "': ", error]);
        }
        Ok(())
    }

    /// First the owner, then the mode: a set-user-ID file is never anybody else's.
    fn describe(&self, file: &OwnedFd) -> io::Result<()> {
        if self.user.is_some() || self.group.is_some() {
            files::fchown(file.as_raw_fd(), self.user, self.group)?;
        }
        files::fchmod(file.as_raw_fd(), self.mode)
    }

    fn file(&self, cx: &mut Context, source: &[u8], path: &[u8]) -> Result<()> {
        let opened = files::stat(source).map_err(|e| text!["can't stat '", source, "': ", e]).and_then(|stat| {
            if is_dir(&stat) {
                return Err(text!["omitting directory '", source, "'"]);
            }
            files::c_path(source)
                .and_then(|name| files::open_at(CWD, &name, libc::O_RDONLY, 0))
                .map(|file| (file, stat))
                .map_err(|e| kit::input::cannot_open(source, &e))
        });
        let (from, stat) = match opened {
            Ok(opened) => opened,
            Err(message) => {
                cx.complain(message);
                return Ok(());
            }
        };
        let there = files::lstat(path).ok();
        if let Some(there) = &there {
            if file_id(there) == file_id(&stat) {
                cx.complain(text!["'", source, "' and '", path, "' are the same file"]);
                return Ok(());
            }
            if is_dir(there) {
                cx.complain(text!["'", path, "' is a directory"]);
                return Ok(());
            }
            if self.given.has(COMPARE) && self.is_the_same(&from, &stat, there, path) {
                return Ok(());
            }
        }
        if path.ends_with(b"/") {
            let error = io::Error::from_raw_os_error(libc::EISDIR);
            cx.complain(text!["can't create '", path, "': ", error]);
            return Ok(());
        }
        if let Err(message) = self.put(cx, (source, &from, &stat), path, there.is_some())? {
            cx.complain(message);
        }
        Ok(())
    }

    /// Copies beside `path` and renames.
    fn put(
        &self,
        cx: &mut Context,
        from: (&[u8], &OwnedFd, &Stat),
        path: &[u8],
        exists: bool,
    ) -> Result<std::result::Result<(), Vec<u8>>> {
        let (source, from, stat) = from;
        let cannot = |e: io::Error| text!["can't create '", path, "': ", e];
        let (dir, name) = split(path);
        let dir = if self.given.has(LEADING) {
            match self.leading(cx, dir)? {
                Ok(dir) => dir,
                Err((failed, error)) => return Ok(Err(text!["can't create directory '", failed, "': ", error])),
            }
        } else {
            let opened =
                files::c_path(dir).and_then(|name| files::open_at(CWD, &name, libc::O_PATH | libc::O_DIRECTORY, 0));
            match opened {
                Ok(dir) => dir,
                Err(error) => return Ok(Err(cannot(error))),
            }
        };
        let at = dir.as_raw_fd();
        let created = temporary::beside(name, |name| {
            let flags = libc::O_RDWR | libc::O_CREAT | libc::O_EXCL;
            Ok((files::open_at(at, &files::c_path(name)?, flags, 0o600)?, files::c_path(name)?))
        });
        let (_, (mut file, temporary)) = match created {
            Ok(created) => created,
            Err(error) => return Ok(Err(cannot(error))),
        };
        let mut contents = Contents::new(Sparse::Auto, Reflink::Auto);
        let mut backup = None;
        let result = (|| {
            match contents.copy(from.as_raw_fd(), file.as_raw_fd(), stat, &mut |_| {}) {
                Ok(()) => {}
                Err(CopyError::Read(error)) => return Err(text!["error reading '", source, "': ", error]),
                Err(CopyError::Write(error)) => return Err(text!["error writing '", path, "': ", error]),
            }
            if self.given.has(STRIP) {
                let (above, _) = split(path);
                self.strip(cx, &crate::canonical::join(above, split(temporary.to_bytes()).1))?;
                // Stripping may have replaced the file.
                file = files::open_at(at, &temporary, libc::O_RDONLY | libc::O_NOFOLLOW, 0)
                    .map_err(|e| kit::input::cannot_open(path, &e))?;
            }
            if self.given.has(PRESERVE_CONTEXT)
                && label::has_selinux()
                && let Ok(context) = files::attribute(from.as_raw_fd(), label::ATTRIBUTE)
            {
                files::set_attribute(file.as_raw_fd(), label::ATTRIBUTE, &context)
                    .map_err(|e| text!["can't preserve context of '", path, "': ", e])?;
            }
            self.describe(&file).map_err(|e| text!["can't change ownership of '", path, "': ", e])?;
            if self.given.has(TIMES) {
                let (accessed, modified) = copy::times(stat);
                files::set_times(file.as_raw_fd(), accessed, modified)
                    .map_err(|e| text!["can't preserve times of '", path, "': ", e])?;
            }
            if exists && let Some(backups) = &self.backup {
                let kept = backups.keep(at, name).map_err(|e| text!["can't backup '", path, "': ", e])?;
                backup = Some([path, &kept[name.len()..]].concat());
            }
            let name = files::c_path(name).map_err(cannot)?;
            files::rename_at((at, &temporary), (at, &name)).map_err(cannot)
        })();
        if result.is_err() {
            let _ = files::unlink_at(at, &temporary, false);
        } else if self.is_verbose() {
            cx.out.line(&told(source, path, backup.as_deref()))?;
            if self.given.has(DEBUG) {
                cx.out.line(&debug(contents.ways))?;
            }
        }
        Ok(result)
    }

    fn strip(&self, cx: &Context, path: &[u8]) -> std::result::Result<(), Vec<u8>> {
        let program = self.given.value(STRIP_PROGRAM).unwrap_or(b"strip");
        // The name is given with a directory, so that it is no option.
        let path = if path.starts_with(b"-") { text!["./", path] } else { path.to_vec() };
        match Spawn::new(cx).run(&[program, b"-p", &path]) {
            Ok(ended) if ended.status() == Status::OK => Ok(()),
            Ok(_) => Err(text![program, " failed"]),
            Err(error) => Err(text![program, ": ", error]),
        }
    }

    /// Has what is there the same content, owner and mode?
    fn is_the_same(&self, from: &OwnedFd, stat: &Stat, there: &Stat, path: &[u8]) -> bool {
        let wanted = self.mode | libc::S_IFREG;
        if there.st_mode != wanted
            || there.st_size != stat.st_size
            || self.user.is_some_and(|id| id != there.st_uid)
            || self.group.is_some_and(|id| id != there.st_gid)
        {
            return false;
        }
        let Ok(there) = files::c_path(path).and_then(|name| files::open_at(CWD, &name, libc::O_RDONLY, 0)) else {
            return false;
        };
        let same = same_content(from.as_raw_fd(), there.as_raw_fd());
        let _ = sys::seek(from.as_raw_fd(), 0, libc::SEEK_SET);
        same.unwrap_or(false)
    }
}

fn same_content(a: i32, b: i32) -> io::Result<bool> {
    let (mut left, mut right) = (vec![0; 1 << 16], vec![0; 1 << 16]);
    loop {
        let n = sys::read(a, &mut left)?;
        let mut have = 0;
        while have < n {
            match sys::read(b, &mut right[have..n])? {
                0 => return Ok(false),
                more => have += more,
            }
        }
        if n == 0 {
            return Ok(sys::read(b, &mut right)? == 0);
        }
        if left[..n] != right[..n] {
            return Ok(false);
        }
    }
}
