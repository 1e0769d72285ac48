//! `mv`: move or rename files
//!
//! POSIX.1-2024 XCU mv; the further options are GNU's. Between file systems it copies first, with owner, mode, times
//! and attributes, and removes the source only when all of it has arrived.

use crate::backup::{self, Backup};
use crate::canonical::trim;
use crate::copying::{Copier, Existing, ExistingKeys, How, Preserve, existing, into, is_directory, told};
use crate::label::Label;
use crate::temporary;
use kit::copy;
use kit::prelude::*;
use kit::sys;
use kit::sys::files::{self, CWD};
use kit::walk::{Follow, Visit, Walk, file_id, is_dir, is_link};
use std::ffi::CStr;
use std::io;

const USAGE: &str = "\
[-finT] SOURCE DEST
or: mv [-fin] SOURCE... { -t DIRECTORY | DIRECTORY }

Rename SOURCE to DEST, or move SOURCEs to DIRECTORY

	-f, --force	Don't prompt before overwriting
	-i, --interactive	Interactive, prompt before overwrite
	-n, --no-clobber	Don't overwrite an existing file
	-u		Overwrite only older files
	--update[=WHICH]	Replace: all, none, none-fail (an error), older (-u, default without WHICH)
	-b		Keep what is replaced under another name
	--backup[=NAMING]	How: simple, numbered, existing (default), none
	-S, --suffix=SUF	Of simple backups, instead of ~
	-T, --no-target-directory	Refuse to move if DEST is a directory
	-t, --target-directory=DIR	Move all SOURCEs into DIR
	-v, --verbose	Tell what is moved
	--strip-trailing-slashes	From each SOURCE
	--exchange	Swap SOURCE and DEST
	--no-copy	Don't move to another file system
	-Z, --context	Give what is copied the default SELinux context
	--debug		Tell how the content is copied (implies -v)
	--progress	Show how far each file is, on a terminal
";

pub const APPLET: Applet =
    Applet { dir: Dir::Bin, kind: Kind::Pure, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const FORCE: Key = Key::short(APPLET.options, 'f');
const INTERACTIVE: Key = Key::short(APPLET.options, 'i');
const NO_CLOBBER: Key = Key::short(APPLET.options, 'n');
const UPDATE: Key = Key::short(APPLET.options, 'u');
const AS_FILE: Key = Key::short(APPLET.options, 'T');
const INTO: Key = Key::short(APPLET.options, 't');
const VERBOSE: Key = Key::short(APPLET.options, 'v');
const STRIP: Key = Key::long(USAGE, APPLET.options, "strip-trailing-slashes");
const EXCHANGE: Key = Key::long(USAGE, APPLET.options, "exchange");

const NO_COPY: Key = Key::long(USAGE, APPLET.options, "no-copy");
const CONTEXT: Key = Key::short(APPLET.options, 'Z');
const DEBUG: Key = Key::long(USAGE, APPLET.options, "debug");
const PROGRESS: Key = Key::long(USAGE, APPLET.options, "progress");
const EXISTING: ExistingKeys = ExistingKeys {
    force: FORCE,
    ask: INTERACTIVE,
    keep: NO_CLOBBER,
    older: UPDATE,
    which: Key::long(USAGE, APPLET.options, "update"),
};
const BACKUP: backup::Keys = backup::Keys {
    short: Key::short(APPLET.options, 'b'),
    long: Key::long(USAGE, APPLET.options, "backup"),
    suffix: Key::short(APPLET.options, 'S'),
    suffix_is_enough: true,
};

enum Renamed {
    Yes,
    /// Something has appeared that is to be kept.
    Exists,
}

struct Mv<'a> {
    existing: Existing,
    /// Neither `-f` nor `-i`, and there is a terminal to ask.
    can_ask: bool,
    exchange: bool,
    no_copy: bool,
    verbose: bool,
    backup: Option<Backup>,
    copier: Copier<'a>,
}

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    let mut operands = given.operands.clone();
    if given.has(STRIP) {
        for operand in &mut operands {
            *operand = trim(operand);
        }
    }
    let (sources, target) = match (given.value(INTO), &operands[..]) {
        (Some(dir), sources @ [_, ..]) => (sources, dir),
        (None, [sources @ .., target]) if !sources.is_empty() => (sources, *target),
        _ => return Err(Error::Usage(None)),
    };
    let as_file = given.has(AS_FILE);
    if as_file && (given.has(INTO) || sources.len() > 1) {
        return Err(Error::Usage(None));
    }
    let existing = existing(&given, &EXISTING)?;
    let is_terminal = matches!(cx.input, kit::input::Stdin::Fd(fd) if sys::is_terminal(fd));
    let mut mv = Mv {
        existing,
        can_ask: existing == Existing::Overwrite && !given.has(FORCE) && is_terminal,
        exchange: given.has(EXCHANGE),
        no_copy: given.has(NO_COPY),
        verbose: given.has(VERBOSE) || given.has(DEBUG),
        backup: Backup::of(cx, &given, &BACKUP)?,
        // All is kept.
        copier: Copier::new(
            cx,
            How {
                recursive: true,
                preserve: Preserve::ALL,
                debug: given.has(DEBUG),
                progress: given.has(PROGRESS),
                ..How::default()
            },
        ),
    };
    if mv.backup.is_some() && (mv.exchange || mv.existing == Existing::Keep) {
        return Err(fail!("cannot combine --backup with --exchange, -n, or --update=none"));
    }
    let _label = Label::of(cx, &given, CONTEXT, CONTEXT)?;
    if target.ends_with(b"/")
        && let Err(error) = files::stat(target)
        && error.raw_os_error() == Some(libc::ENOTDIR)
    {
        return Err(fail!("can't stat '", target, "': ", error));
    }
    let is_into = !as_file && (given.has(INTO) || sources.len() > 1 || is_directory(target));
    for source in sources {
        let path = if is_into { into(target, source) } else { target.to_vec() };
        if as_file && !mv.exchange && is_directory(&path) && !files::lstat(source).is_ok_and(|s| is_dir(&s)) {
            cx.complain(text!["'", path, "' is a directory"]);
            continue;
        }
        mv.move_one(cx, source, &path)?;
    }
    Ok(cx.status())
}

impl<'a> Mv<'a> {
    /// Moves one operand. What goes wrong is said.
    fn move_one(&mut self, cx: &mut Context<'a>, source: &[u8], path: &[u8]) -> Result<()> {
        let names = files::c_path(source).and_then(|from| Ok((from, files::c_path(path)?)));
        let (from, to) = match names {
            Ok(names) => names,
            Err(error) => {
                cx.complain(text!["can't rename '", source, "': ", error]);
                return Ok(());
            }
        };
        let there = files::lstat(path).ok();
        if let Some(there) = &there {
            let goes_on = match self.existing {
                Existing::Keep => false,
                Existing::Refuse => {
                    cx.complain(text!["not replacing '", path, "'"]);
                    false
                }
                Existing::Ask => self.copier.may_overwrite(cx, path)?,
                Existing::Update { asks } => {
                    files::lstat(source).map_or(true, |s| copy::modified(there) < copy::modified(&s))
                        && (!asks || self.copier.may_overwrite(cx, path)?)
                }
                Existing::Overwrite => {
                    let protected = self.can_ask && !is_link(there) && !files::may_access_at(CWD, &to, libc::W_OK);
                    !protected || self.copier.may_overwrite(cx, path)?
                }
            };
            if !goes_on && !self.exchange {
                return Ok(());
            }
        }
        if let Some(there) = &there
            && !self.exchange
            && self.backup.is_none()
            && leads_to(source, there)
        {
            // BusyBox renames the link, and what it led to is lost.
            cx.complain(text!["'", source, "' and '", path, "' are the same file"]);
            return Ok(());
        }
        let mut backup = None;
        if let (Some(there), Some(backups)) = (&there, &self.backup) {
            match keep(backups, source, path, there) {
                Ok(name) => backup = name,
                Err(message) => {
                    cx.complain(message);
                    return Ok(());
                }
            }
        }
        let moved = match self.rename(&from, &to) {
            Ok(Renamed::Yes) => true,
            Ok(Renamed::Exists) => return Ok(()),
            Err(error) if error.raw_os_error() == Some(libc::EXDEV) && !self.exchange && !self.no_copy => {
                let there = if backup.is_some() { files::lstat(path).ok() } else { there };
                self.across(cx, source, path, there.as_ref())?
            }
            Err(error) => {
                cx.complain(text!["can't rename '", source, "': ", error]);
                false
            }
        };
        if moved && self.verbose {
            cx.out.line(&told(source, path, backup.as_deref()))?;
        }
        Ok(())
    }

    fn rename(&self, from: &CStr, to: &CStr) -> io::Result<Renamed> {
        let (from, to) = ((CWD, from), (CWD, to));
        if self.exchange {
            files::exchange_at(from, to)?;
        } else if self.existing == Existing::Keep {
            // In one step, where the file system can: nothing that appears meanwhile is overwritten.
            match files::rename_new_at(from, to) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Ok(Renamed::Exists),
                Err(error) if matches!(error.raw_os_error(), Some(libc::EINVAL | libc::ENOSYS)) => {
                    files::rename_at(from, to)?;
                }
                other => other?,
            }
        } else {
            files::rename_at(from, to)?;
        }
        Ok(Renamed::Yes)
    }

    /// To another file system: copy, then remove.
    fn across(
        &mut self,
        cx: &mut Context<'a>,
        source: &[u8],
        path: &[u8],
        there: Option<&files::Stat>,
    ) -> Result<bool> {
        let source_stat = match files::lstat(source) {
            Ok(stat) => stat,
            Err(error) => {
                cx.complain(text!["can't stat '", source, "': ", error]);
                return Ok(false);
            }
        };
        let arrived = match there {
            // A directory takes the place of an empty one, as rename(2) would have it.
            Some(there) if is_dir(there) => {
                let refused = if !is_dir(&source_stat) {
                    Err(io::Error::from_raw_os_error(libc::EISDIR))
                } else {
                    files::c_path(path).and_then(|name| files::unlink_at(CWD, &name, true))
                };
                if let Err(error) = refused {
                    cx.complain(text!["can't remove '", path, "': ", error]);
                    return Ok(false);
                }
                self.copier.copy(cx, source, path)?
            }
            Some(_) if is_dir(&source_stat) => {
                let error = io::Error::from_raw_os_error(libc::ENOTDIR);
                cx.complain(text!["can't rename '", source, "': ", error]);
                return Ok(false);
            }
            // What is there stays until its successor is complete.
            Some(_) => self.replace(cx, source, path)?,
            None => self.copier.copy(cx, source, path)?,
        };
        if !arrived {
            return Ok(false);
        }
        remove(cx, source)
    }

    fn replace(&mut self, cx: &mut Context<'a>, source: &[u8], path: &[u8]) -> Result<bool> {
        // The name is reserved by a file that nobody else can read; the copy takes its place.
        let reserved = temporary::beside(path, |name| {
            let name = files::c_path(name)?;
            files::open_at(CWD, &name, libc::O_WRONLY | libc::O_CREAT | libc::O_EXCL, 0o600).map(drop)
        });
        let (temporary, ()) = match reserved {
            Ok(reserved) => reserved,
            Err(error) => {
                cx.complain(text!["can't create '", path, "': ", error]);
                return Ok(false);
            }
        };
        let copied = self.copier.copy(cx, source, &temporary);
        let name = files::c_path(&temporary).and_then(|name| Ok((name, files::c_path(path)?)));
        let Ok((temporary, to)) = name else { return copied };
        if matches!(copied, Ok(true)) {
            match files::rename_at((CWD, &temporary), (CWD, &to)) {
                Ok(()) => return Ok(true),
                Err(error) => cx.complain(text!["can't rename '", source, "': ", error]),
            }
        }
        let _ = files::unlink_at(CWD, &temporary, false);
        copied.map(|_| false)
    }
}

/// Is `source` a link to the very file `there`, which is no link?
fn leads_to(source: &[u8], there: &files::Stat) -> bool {
    !is_link(there)
        && files::lstat(source).is_ok_and(|stat| is_link(&stat))
        && files::stat(source).is_ok_and(|stat| file_id(&stat) == file_id(there))
}

/// Keeps what is at `path` under another name, which is given back. The message if that does not go.
fn keep(
    backups: &Backup,
    source: &[u8],
    path: &[u8],
    there: &files::Stat,
) -> std::result::Result<Option<Vec<u8>>, Vec<u8>> {
    let Ok(moved) = files::lstat(source) else { return Ok(None) };
    if file_id(&moved) == file_id(there) {
        return Err(text!["'", source, "' and '", path, "' are the same file"]);
    }
    let cannot = |e: io::Error| text!["can't backup '", path, "': ", e];
    let name = backups.name(CWD, path).map_err(cannot)?;
    if files::lstat(&name).is_ok_and(|s| file_id(&s) == file_id(&moved)) {
        return Err(text!["backing up '", path, "' might destroy source; '", source, "' not moved"]);
    }
    backups.keep(CWD, path).map(Some).map_err(cannot)
}

/// Removes what has been copied.
fn remove(cx: &mut Context, source: &[u8]) -> Result<bool> {
    let mut walk = Walk::new(trim(source), Follow::Never);
    let mut removed = true;
    while let Some(visit) = walk.next() {
        let result = match visit {
            Visit::Enter => continue,
            Visit::File => files::unlink_at(walk.dir(), walk.name(), false),
            Visit::Leave => files::unlink_at(walk.dir(), walk.name(), true),
            Visit::Failed(error) | Visit::Unopened(error) => Err(error),
        };
        if let Err(error) = result {
            cx.complain(text!["can't remove '", walk.path(), "': ", error]);
            removed = false;
        }
    }
    Ok(removed)
}
