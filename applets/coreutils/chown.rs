//! `chown`: change owner and group of files
//!
//! POSIX.1-2024 XCU chown, chgrp; `-c`, `-f`, `-v`, `--from`, `--reference`, `--preserve-root` as in GNU. Recursively it
//! works on descriptors: a link is only followed where `-H` or `-L` say so.

use crate::owner::{self, Owner};
use kit::prelude::*;
use kit::sys::files::{self, CWD, NO_FOLLOW, Stat};
use kit::walk::{Follow, Visit, Walk, file_id};
use std::io;

/// Usage of `chown` and `chgrp`: the options are the same, so that their keys are.
macro_rules! usage {
    ($head:literal) => {
        concat!(
            $head,
            "\n\n",
            "\
	-h, --no-dereference	Affect symlinks instead of symlink targets
	--dereference	Affect symlink targets (default)
	-L		Traverse all symlinks to directories
	-H		Traverse symlinks on command line only
	-P		Don't traverse symlinks (default)
	-R, --recursive	Recurse
	-c, --changes	List changed files
	-v, --verbose	Verbose
	-f, --silent, --quiet	Hide errors
	--from=USER:GRP	Only files that are theirs now
	--reference=FILE	Owner and group of FILE instead of USER:GRP
	--preserve-root	Do not work recursively on /
	--no-preserve-root	Do (default)
"
        )
    };
}
pub(crate) use usage;

const USAGE: &str =
    usage!("[-RhLHPcvf]... USER[:[GRP]] FILE...\n\nChange the owner and/or group of FILEs to USER and/or GRP");

pub const APPLET: Applet =
    Applet { dir: Dir::Bin, kind: Kind::Pure, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const NO_DEREFERENCE: Key = Key::short(APPLET.options, 'h');
const DEREFERENCE: Key = Key::long(USAGE, APPLET.options, "dereference");
const ALWAYS: Key = Key::short(APPLET.options, 'L');
const OPERANDS: Key = Key::short(APPLET.options, 'H');
const NEVER: Key = Key::short(APPLET.options, 'P');
const RECURSIVE: Key = Key::short(APPLET.options, 'R');
const CHANGES: Key = Key::short(APPLET.options, 'c');
const VERBOSE: Key = Key::short(APPLET.options, 'v');
const SILENT: Key = Key::short(APPLET.options, 'f');
const FROM: Key = Key::long(USAGE, APPLET.options, "from");
const REFERENCE: Key = Key::long(USAGE, APPLET.options, "reference");
const PRESERVE_ROOT: Key = Key::long(USAGE, APPLET.options, "preserve-root");
const NO_PRESERVE_ROOT: Key = Key::long(USAGE, APPLET.options, "no-preserve-root");

struct Chown {
    owner: Owner,
    from: Owner,
    /// Change what a link points to.
    dereference: bool,
    changes: bool,
    verbose: bool,
    silent: bool,
    /// The old owner does not matter.
    is_blind: bool,
}

/// Either command; `cx.name` says which.
pub fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    let mut files = &given.operands[..];
    let is_chgrp = cx.name == "chgrp";
    let owner = if let Some(file) = given.value(REFERENCE) {
        let stat = files::stat(file).map_err(|e| fail!(file, ": ", e))?;
        Owner { user: (!is_chgrp).then_some(stat.st_uid), group: Some(stat.st_gid) }
    } else {
        let [word, rest @ ..] = files else { return Err(Error::Usage(None)) };
        files = rest;
        if rest.is_empty() {
            return Err(Error::Usage(None));
        }
        if is_chgrp { Owner { user: None, group: Some(owner::group(word)?) } } else { owner::parse(word)? }
    };
    if files.is_empty() {
        return Err(Error::Usage(None));
    }
    let follow = match given.last(&[ALWAYS, OPERANDS, NEVER]) {
        Some(ALWAYS) => Follow::Always,
        Some(OPERANDS) => Follow::Operands,
        _ => Follow::Never,
    };
    let recursive = given.has(RECURSIVE);
    let dereference = match given.last(&[NO_DEREFERENCE, DEREFERENCE]) {
        Some(NO_DEREFERENCE) => false,
        Some(_) => true,
        None => !recursive || follow != Follow::Never,
    };
    let from = given.value(FROM).map(owner::parse).transpose()?.unwrap_or_default();
    let chown = Chown {
        owner,
        from,
        is_blind: from == Owner::default() && !given.has(CHANGES) && !given.has(VERBOSE),
        dereference,
        changes: given.has(CHANGES),
        verbose: given.has(VERBOSE),
        silent: given.has(SILENT),
    };
    let guards_root = given.last(&[PRESERVE_ROOT, NO_PRESERVE_ROOT]) == Some(PRESERVE_ROOT);
    let root = if guards_root { files::lstat(b"/").ok().map(|s| file_id(&s)) } else { None };
    for path in files {
        if !recursive {
            let flags = if dereference { 0 } else { NO_FOLLOW };
            match files::c_path(path).and_then(|name| Ok((files::stat_at(CWD, &name, flags)?, name))) {
                Ok((stat, name)) => {
                    chown.change(cx, path, &stat, |user, group| files::chown_at(CWD, &name, user, group, flags))?;
                }
                Err(error) => cx.complain(text![path, ": ", error]),
            }
            continue;
        }
        if root.is_some() && files::stat(path).is_ok_and(|s| Some(file_id(&s)) == root) {
            cx.complain(text![
                "it is dangerous to operate recursively on '",
                path,
                "' (--no-preserve-root overrides this)"
            ]);
            continue;
        }
        chown.tree(cx, path, follow)?;
    }
    Ok(cx.status())
}

impl Chown {
    /// Directories come after their content: once given away they might not be readable any more.
    fn tree(&self, cx: &mut Context, path: &[u8], follow: Follow) -> Result<()> {
        let mut walk = Walk::new(path, follow);
        while let Some(visit) = walk.next() {
            if cx.interrupted() {
                return Err(Error::Write(io::ErrorKind::Interrupted.into()));
            }
            match visit {
                Visit::Enter => {}
                Visit::Failed(error) => cx.complain(text![walk.path(), ": ", error]),
                Visit::Unopened(error) => cx.complain(text!["can't open '", walk.path(), "': ", error]),
                Visit::File | Visit::Leave if self.is_blind && !self.dereference && walk.kind() != libc::DT_UNKNOWN => {
                    let (user, group) = (self.owner.user, self.owner.group);
                    if let Err(error) = files::chown_at(walk.dir(), walk.name(), user, group, NO_FOLLOW) {
                        self.failed(cx, walk.path(), &error);
                    }
                }
                Visit::File | Visit::Leave => {
                    let stat = match walk.stat() {
                        Ok(stat) => stat,
                        Err(error) => {
                            cx.complain(text![walk.path(), ": ", error]);
                            continue;
                        }
                    };
                    let flags = if self.dereference { 0 } else { NO_FOLLOW };
                    let (dir, name) = (walk.dir(), walk.name());
                    self.change(cx, walk.path(), &stat, |user, group| files::chown_at(dir, name, user, group, flags))?;
                }
            }
        }
        Ok(())
    }

    fn change(
        &self,
        cx: &mut Context,
        path: &[u8],
        stat: &Stat,
        set: impl Fn(Option<u32>, Option<u32>) -> io::Result<()>,
    ) -> Result<()> {
        if self.from.user.is_some_and(|id| id != stat.st_uid) || self.from.group.is_some_and(|id| id != stat.st_gid) {
            return Ok(());
        }
        let (user, group) = (self.owner.user.unwrap_or(stat.st_uid), self.owner.group.unwrap_or(stat.st_gid));
        match set(self.owner.user, self.owner.group) {
            Ok(()) => {
                let is_new = (user, group) != (stat.st_uid, stat.st_gid);
                if self.verbose || self.changes && is_new {
                    cx.out.line(&text!["changed ownership of '", path, "' to ", user, ":", group])?;
                }
            }
            Err(error) => self.failed(cx, path, &error),
        }
        Ok(())
    }

    fn failed(&self, cx: &mut Context, path: &[u8], error: &io::Error) {
        if self.silent {
            cx.set_status(Status::FAILED);
        } else {
            cx.complain(text![path, ": ", *error]);
        }
    }
}
