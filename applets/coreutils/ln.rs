//! `ln`: make links between files
//!
//! POSIX.1-2024 XCU ln; the further options are GNU's. `-f` replaces in one step, and never a file
//! by a link to itself.

use crate::ask::Asker;
use crate::backup::{self, Backup};
use crate::canonical::{Existing, canonical, join, relative, split};
use crate::copying::told;
use crate::temporary;
use kit::prelude::*;
use kit::sys::files::{self, CWD};
use kit::walk::{file_id, is_dir, is_link};
use std::io;

const USAGE: &str = "\
[-sfnbtv] [-S SUF] TARGET... LINK|DIR

Create a link LINK or DIR/TARGET to the specified TARGET(s)

	-s, --symbolic		Make symlinks instead of hardlinks
	-f, --force		Remove existing destinations
	-i, --interactive	Prompt before removing them
	-n, --no-dereference	Don't dereference symlinks - treat like normal file
	-b			Make a backup of the target (if exists) before link operation
	--backup[=NAMING]	How it is named: simple, numbered, existing (default), none
	-S, --suffix=SUF	Use suffix instead of ~ when making backup files
	-r, --relative		Symlinks relative to where they lie
	-L, --logical		Hardlink what a symlink points to
	-P, --physical		Hardlink a symlink itself (default)
	-t, --target-directory=DIR	Make the links in DIR
	-T, --no-target-directory	Treat LINK as a file, not DIR
	-v, --verbose		Verbose
	-d,-F, --directory	Try to hardlink directories, as root, where the file system can
";

pub const APPLET: Applet =
    Applet { dir: Dir::Bin, kind: Kind::Pure, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const SYMBOLIC: Key = Key::short(APPLET.options, 's');
const FORCE: Key = Key::short(APPLET.options, 'f');
const INTERACTIVE: Key = Key::short(APPLET.options, 'i');
const NO_DEREFERENCE: Key = Key::short(APPLET.options, 'n');
const BACKUP: backup::Keys = backup::Keys {
    short: Key::short(APPLET.options, 'b'),
    long: Key::long(USAGE, APPLET.options, "backup"),
    suffix: Key::short(APPLET.options, 'S'),
    suffix_is_enough: false,
};
const DIRECTORY: Key = Key::short(APPLET.options, 'd');
const RELATIVE: Key = Key::short(APPLET.options, 'r');
const LOGICAL: Key = Key::short(APPLET.options, 'L');
const PHYSICAL: Key = Key::short(APPLET.options, 'P');
const INTO: Key = Key::short(APPLET.options, 't');
const AS_FILE: Key = Key::short(APPLET.options, 'T');
const VERBOSE: Key = Key::short(APPLET.options, 'v');

struct Ln<'a> {
    given: Given<'a>,
    backup: Option<Backup>,
    asker: Asker<'a>,
}

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    if given.has(RELATIVE) && !given.has(SYMBOLIC) {
        return Err(fail!("cannot do --relative without --symbolic"));
    }
    let operands = given.operands.clone();
    let backup = Backup::of(cx, &given, &BACKUP)?;
    let mut ln = Ln { given, backup, asker: Asker::default() };
    if let Some(dir) = ln.given.value(INTO) {
        if operands.is_empty() {
            return Err(Error::Usage(None));
        }
        match files::stat(dir) {
            Ok(stat) if is_dir(&stat) => {}
            Ok(_) => return Err(fail!("'", dir, "' is not a directory")),
            Err(error) => return Err(fail!(dir, ": ", error)),
        }
        for target in operands {
            ln.link(cx, target, &join(dir, split(target).1))?;
        }
        return Ok(cx.status());
    }
    match &operands[..] {
        [] => return Err(Error::Usage(None)),
        // Alone it is linked into the working directory.
        [target] => ln.link(cx, target, split(target).1)?,
        [targets @ .., last] => {
            let as_file = ln.given.has(AS_FILE);
            if as_file && targets.len() > 1 {
                return Err(Error::Usage(None));
            }
            if as_file && files::lstat(last).is_ok_and(|s| is_dir(&s)) {
                return Err(fail!("'", last, "' is a directory"));
            }
            for target in targets {
                // Looked at anew for each: the first may have made it.
                let into = !as_file && ln.is_directory(last);
                let name = if into { join(last, split(target).1) } else { last.to_vec() };
                ln.link(cx, target, &name)?;
            }
        }
    }
    Ok(cx.status())
}

impl<'a> Ln<'a> {
    fn is_directory(&self, path: &[u8]) -> bool {
        let stat = if self.given.has(NO_DEREFERENCE) { files::lstat(path) } else { files::stat(path) };
        stat.is_ok_and(|s| is_dir(&s))
    }

    fn link(&mut self, cx: &mut Context<'a>, target: &[u8], name: &[u8]) -> Result<()> {
        if !self.given.has(SYMBOLIC) {
            match files::lstat(target) {
                Ok(stat) if is_dir(&stat) && !self.given.has(DIRECTORY) => {
                    cx.complain(text![name, ": ", io::Error::from_raw_os_error(libc::EPERM)]);
                    return Ok(());
                }
                Ok(_) => {}
                Err(error) => {
                    cx.complain(text![target, ": ", error]);
                    return Ok(());
                }
            }
        }
        let mut relative_target = None;
        if self.given.has(RELATIVE) {
            match relative_to(target, name) {
                Ok(path) => relative_target = Some(path),
                Err(error) => {
                    cx.complain(text![name, ": ", error]);
                    return Ok(());
                }
            }
        }
        let target = relative_target.as_deref().unwrap_or(target);
        let existing = files::lstat(name).is_ok();
        if existing && (self.backup.is_some() || self.given.has(FORCE) || self.given.has(INTERACTIVE)) {
            if self.is_same_file(target, name) {
                cx.complain(text!["'", target, "' and '", name, "' are the same file"]);
                return Ok(());
            }
            if self.given.last(&[FORCE, INTERACTIVE]) == Some(INTERACTIVE)
                && !self.asker.agrees(cx, &text!["replace '", name, "'? "])?
            {
                return Ok(());
            }
        }
        let mut kept = None;
        let result = match &self.backup {
            Some(backup) if existing => backup.keep(CWD, name).and_then(|backup| {
                kept = Some(backup);
                // The name may still be there: its file has two now.
                if files::lstat(name).is_ok() { self.replace(target, name) } else { self.create(target, name) }
            }),
            _ if existing && (self.given.has(FORCE) || self.given.has(INTERACTIVE)) => self.replace(target, name),
            _ => self.create(target, name),
        };
        match result {
            Ok(()) if self.given.has(VERBOSE) => cx.out.line(&told(name, target, kept.as_deref()))?,
            Ok(()) => {}
            Err(error) => cx.complain(text![name, ": ", error]),
        }
        Ok(())
    }

    fn create(&self, target: &[u8], name: &[u8]) -> io::Result<()> {
        let (target, name) = (files::c_path(target)?, files::c_path(name)?);
        if self.given.has(SYMBOLIC) {
            return files::symlink_at(&target, CWD, &name);
        }
        let follows = self.given.last(&[LOGICAL, PHYSICAL]) == Some(LOGICAL);
        files::link_at((CWD, &target), (CWD, &name), if follows { libc::AT_SYMLINK_FOLLOW } else { 0 })
    }

    /// Creates the link beside `name` and renames it: at no time is there nothing.
    fn replace(&self, target: &[u8], name: &[u8]) -> io::Result<()> {
        let (temporary, ()) = temporary::beside(name, |temporary| self.create(target, temporary))?;
        let result = rename(&temporary, name);
        // Two links to one file: rename does nothing, and leaves both.
        let _ = files::unlink_at(CWD, &files::c_path(&temporary)?, false);
        result
    }

    /// Is what would be removed the very file that is linked to?
    fn is_same_file(&self, target: &[u8], name: &[u8]) -> bool {
        let place = split(name);
        let (Ok(old), Ok(new)) = (files::lstat(name), files::lstat(target)) else { return false };
        if file_id(&old) != file_id(&new) || self.given.has(SYMBOLIC) && is_link(&old) {
            return false;
        }
        // Two names of one file in different places may be linked anew.
        let from = split(target);
        let same_dir = match (files::stat(place.0), files::stat(from.0)) {
            (Ok(a), Ok(b)) => file_id(&a) == file_id(&b),
            _ => false,
        };
        same_dir && place.1 == from.1
    }
}

fn rename(from: &[u8], to: &[u8]) -> io::Result<()> {
    files::rename_at((CWD, &files::c_path(from)?), (CWD, &files::c_path(to)?))
}

/// The path from the directory of `name` to `target`.
fn relative_to(target: &[u8], name: &[u8]) -> io::Result<Vec<u8>> {
    let dir = canonical(split(name).0, Existing::None, false)?;
    Ok(relative(&canonical(target, Existing::None, false)?, &dir))
}
