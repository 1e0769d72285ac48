//! `chmod`: change mode bits of files
//!
//! POSIX.1-2024 XCU chmod; the further options are GNU's. Recursively,
//! links are never followed unless `-H` or `-L` say so, also not when a file is swapped for one meanwhile.

use kit::mode::{self, Mode};
use kit::prelude::*;
use kit::sys;
use kit::sys::files::{self, CWD};
use kit::walk::{Follow, Visit, Walk, is_dir, is_link};
use std::io;

const USAGE: &str = "\
[-Rcvf] MODE[,MODE]... FILE...

MODE is octal number (bit pattern sstrwxrwxrwx) or [ugoa]{+|-|=}[rwxXst]

	-R, --recursive		Recurse
	-c, --changes		List changed files
	-v, --verbose		Verbose
	-f, --silent, --quiet	Hide errors
	--reference=FILE	Use FILE's mode instead of MODE
	-H			With -R, follow symlinks on command line
	-L			With -R, follow all symlinks
	-P			With -R, follow no symlinks (default)
	-h, --no-dereference	Change symlinks themselves, which Linux refuses
	--dereference		Change what symlinks point to (default)
	--preserve-root		Do not work recursively on /
	--no-preserve-root	Do (default)
";

pub const APPLET: Applet =
    Applet { dir: Dir::Bin, kind: Kind::Pure, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const RECURSIVE: Key = Key::short(APPLET.options, 'R');
const CHANGES: Key = Key::short(APPLET.options, 'c');
const VERBOSE: Key = Key::short(APPLET.options, 'v');
const SILENT: Key = Key::short(APPLET.options, 'f');
const REFERENCE: Key = Key::long(USAGE, APPLET.options, "reference");
const OPERANDS: Key = Key::short(APPLET.options, 'H');
const ALWAYS: Key = Key::short(APPLET.options, 'L');
const NEVER: Key = Key::short(APPLET.options, 'P');
const NO_DEREFERENCE: Key = Key::short(APPLET.options, 'h');
const DEREFERENCE: Key = Key::long(USAGE, APPLET.options, "dereference");
const PRESERVE_ROOT: Key = Key::long(USAGE, APPLET.options, "preserve-root");
const NO_PRESERVE_ROOT: Key = Key::long(USAGE, APPLET.options, "no-preserve-root");

struct Chmod {
    mode: Mode,
    umask: u32,
    changes: bool,
    verbose: bool,
    silent: bool,
    /// The old mode does not matter.
    is_blind: bool,
}

fn run(cx: &mut Context) -> Result<Status> {
    // `chmod -x file`: a mode that looks like an option.
    let mut args = cx.args.to_vec();
    let dashed = args
        .iter()
        .take_while(|a| a.starts_with(b"-") && **a != b"--")
        .position(|a| matches!(a, [b'-', b'r' | b'w' | b'x' | b'X' | b's' | b't' | b'u' | b'g' | b'o' | b'a', ..]));
    let dashed = dashed.map(|at| args.remove(at));
    let given = cx.options_of(&args)?;
    let mut files = &given.operands[..];
    let mode = match (given.value(REFERENCE), dashed) {
        (Some(file), None) => {
            let stat = files::stat(file).map_err(|e| fail!(file, ": ", e))?;
            Mode::exactly(stat.st_mode)
        }
        (_, word) => {
            let word = match (word, files) {
                (Some(word), _) => word,
                (None, [word, rest @ ..]) => {
                    files = rest;
                    word
                }
                (None, []) => return Err(Error::Usage(None)),
            };
            if files.is_empty() {
                return Err(Error::Usage(None));
            }
            Mode::parse(word).ok_or_else(|| fail!("invalid mode '", word, "'"))?
        }
    };
    if files.is_empty() {
        return Err(Error::Usage(None));
    }
    let chmod = Chmod {
        umask: if mode.is_absolute() { 0 } else { sys::umask_value() },
        is_blind: mode.is_absolute() && !given.has(CHANGES) && !given.has(VERBOSE),
        mode,
        changes: given.has(CHANGES),
        verbose: given.has(VERBOSE),
        silent: given.has(SILENT),
    };
    let follow = match given.last(&[OPERANDS, ALWAYS, NEVER]) {
        Some(ALWAYS) => Follow::Always,
        Some(NEVER) => Follow::Never,
        // POSIX leaves the default open. As GNU and BusyBox: a link given as operand has its target changed, but is not
        // gone into.
        _ => Follow::Operands,
    };
    let root = match given.last(&[PRESERVE_ROOT, NO_PRESERVE_ROOT]) {
        Some(PRESERVE_ROOT) => files::lstat(b"/").ok().map(|s| kit::walk::file_id(&s)),
        _ => None,
    };
    for path in files {
        if !given.has(RECURSIVE) {
            let keeps_links = given.last(&[NO_DEREFERENCE, DEREFERENCE]) == Some(NO_DEREFERENCE);
            let flags = if keeps_links { files::NO_FOLLOW } else { 0 };
            let change = if keeps_links { files::chmod_no_follow_at } else { files::chmod_at };
            let done = files::c_path(path)
                .and_then(|name| Ok((files::stat_at(CWD, &name, flags)?, name)))
                .map(|(stat, name)| (stat.st_mode, change(CWD, &name, chmod.new_mode(stat.st_mode))));
            match done {
                Ok((old, result)) => chmod.tell(cx, path, old, result)?,
                Err(error) => cx.complain(text![path, ": ", error]),
            }
            continue;
        }
        if root.is_some() && files::stat(path).is_ok_and(|s| Some(kit::walk::file_id(&s)) == root) {
            cx.complain(text![
                "it is dangerous to operate recursively on '",
                path,
                "' (--no-preserve-root overrides this)"
            ]);
            continue;
        }
        chmod.tree(cx, path, follow)?;
    }
    Ok(cx.status())
}

impl Chmod {
    fn new_mode(&self, old: u32) -> u32 {
        self.mode.apply(old, old & libc::S_IFMT == libc::S_IFDIR, self.umask)
    }

    fn tree(&self, cx: &mut Context, path: &[u8], follow: Follow) -> Result<()> {
        let mut walk = Walk::new(path, follow);
        while let Some(visit) = walk.next() {
            if cx.interrupted() {
                return Err(Error::Write(io::ErrorKind::Interrupted.into()));
            }
            match visit {
                Visit::Leave => {}
                Visit::Failed(error) => cx.complain(text![walk.path(), ": ", error]),
                Visit::Unopened(error) => cx.complain(text!["can't open '", walk.path(), "': ", error]),
                // What the directory tells is enough: no link, and its mode says nothing about the new one.
                Visit::File | Visit::Enter
                    if self.is_blind && !walk.follows() && !matches!(walk.kind(), libc::DT_UNKNOWN | libc::DT_LNK) =>
                {
                    let result = files::chmod_no_follow_at(walk.dir(), walk.name(), self.new_mode(0));
                    self.tell(cx, walk.path(), 0, result)?;
                }
                Visit::File | Visit::Enter => {
                    let stat = match walk.stat() {
                        Ok(stat) => stat,
                        Err(error) => {
                            cx.complain(text![walk.path(), ": ", error]);
                            continue;
                        }
                    };
                    if is_link(&stat) {
                        // Links have no mode of their own. One given as operand that leads nowhere is an error.
                        if walk.depth() == 0 && follow != Follow::Never {
                            let error = io::Error::from_raw_os_error(libc::ENOENT);
                            cx.complain(text![walk.path(), ": ", error]);
                        }
                        continue;
                    }
                    let new = self.new_mode(stat.st_mode);
                    let result = if walk.follows() {
                        files::chmod_at(walk.dir(), walk.name(), new)
                    } else {
                        files::chmod_no_follow_at(walk.dir(), walk.name(), new)
                    };
                    self.tell(cx, walk.path(), stat.st_mode, result)?;
                    debug_assert!(!is_dir(&stat) || matches!(visit, Visit::Enter));
                }
            }
        }
        Ok(())
    }

    fn tell(&self, cx: &mut Context, path: &[u8], old: u32, result: io::Result<()>) -> Result<()> {
        match result {
            Err(error) if self.silent => {
                let _ = error;
                cx.set_status(Status::FAILED);
            }
            Err(error) => cx.complain(text![path, ": ", error]),
            Ok(()) => {
                let new = self.new_mode(old);
                if self.verbose || self.changes && old & mode::ALL != new {
                    let octal = [6, 3, 0].map(|shift| b'0' + (new >> shift & 7) as u8);
                    let special = b'0' + (new >> 9 & 7) as u8;
                    let letters = &mode::symbolic(new)[1..];
                    cx.out.line(&text!["mode of '", path, "' changed to ", [special], octal, " (", letters, ")"])?;
                }
            }
        }
        Ok(())
    }
}
