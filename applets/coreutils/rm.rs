//! `rm`: remove files and directories
//!
//! POSIX.1-2024 XCU rm; `-d`, `-I`, `--one-file-system`, `--preserve-root` as in GNU. Unlike BusyBox's it refuses to
//! remove `/` recursively unless told `--no-preserve-root` (POSIX since 2024).

use crate::ask::Asker;
use crate::canonical::{split, trim};
use kit::prelude::*;
use kit::sys;
use kit::sys::files::{self, CWD};
use kit::walk::{FileId, Follow, Visit, Walk, file_id, is_dir, is_link};
use std::io;

const USAGE: &str = "\
[-irf] FILE...

Remove (unlink) FILEs

	-i			Always prompt before removing
	-I			Prompt once before removing more than three files or recursively
	-f, --force		Never prompt, ignore what does not exist
	-R,-r, --recursive	Recurse
	-d, --dir		Remove empty directories
	-v, --verbose		Tell what is removed
	--interactive[=WHEN]	Prompt: never, once (-I), or always (-i)
	--one-file-system	Skip directories on other file systems
	--preserve-root[=all]	Do not remove / recursively (default); all: nor what is mounted
	--no-preserve-root	Do
";

pub const APPLET: Applet =
    Applet { dir: Dir::Bin, kind: Kind::Pure, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const ALWAYS: Key = Key::short(APPLET.options, 'i');
const ONCE: Key = Key::short(APPLET.options, 'I');
const FORCE: Key = Key::short(APPLET.options, 'f');
const RECURSIVE: Key = Key::short(APPLET.options, 'r');
const DIRS: Key = Key::short(APPLET.options, 'd');
const VERBOSE: Key = Key::short(APPLET.options, 'v');
const INTERACTIVE: Key = Key::long(USAGE, APPLET.options, "interactive");
const ONE_FILE_SYSTEM: Key = Key::long(USAGE, APPLET.options, "one-file-system");
const PRESERVE_ROOT: Key = Key::long(USAGE, APPLET.options, "preserve-root");
const NO_PRESERVE_ROOT: Key = Key::long(USAGE, APPLET.options, "no-preserve-root");

#[derive(Clone, Copy, PartialEq, Eq)]
enum Prompt {
    /// `-f`
    Never,
    /// For what is write-protected, if there is a terminal to ask.
    Protected,
    Once,
    Always,
}

struct Rm<'a> {
    prompt: Prompt,
    recursive: bool,
    dirs: bool,
    verbose: bool,
    one_file_system: bool,
    root: Option<FileId>,
    /// `--preserve-root=all`
    guards_mounts: bool,
    /// Standard input is a terminal.
    can_ask: bool,
    asker: Asker<'a>,
}

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    let prompt = prompt(&given)?;
    if given.operands.is_empty() {
        return if prompt == Prompt::Never { Ok(Status::OK) } else { Err(Error::Usage(None)) };
    }
    let recursive = given.has(RECURSIVE);
    let guards_root = recursive && given.last(&[PRESERVE_ROOT, NO_PRESERVE_ROOT]) != Some(NO_PRESERVE_ROOT);
    // A slip must not be enough for that.
    if given.has(NO_PRESERVE_ROOT) && !cx.args.contains(&&b"--no-preserve-root"[..]) {
        return Err(fail!("you may not abbreviate the --no-preserve-root option"));
    }
    let guards_mounts = match given.last(&[PRESERVE_ROOT, NO_PRESERVE_ROOT]) {
        Some(PRESERVE_ROOT) => match given.value(PRESERVE_ROOT) {
            None => false,
            Some(b"all") => true,
            Some(word) => {
                return Err(Error::Usage(Some(text!["invalid argument '", word, "' for '--preserve-root'"])));
            }
        },
        _ => false,
    };
    let can_ask = prompt == Prompt::Protected && matches!(cx.input, kit::input::Stdin::Fd(fd) if sys::is_terminal(fd));
    let mut rm = Rm {
        prompt,
        recursive,
        dirs: given.has(DIRS),
        verbose: given.has(VERBOSE),
        one_file_system: given.has(ONE_FILE_SYSTEM),
        root: if guards_root { files::lstat(b"/").ok().map(|s| file_id(&s)) } else { None },
        guards_mounts: recursive && guards_mounts,
        can_ask,
        asker: Asker::default(),
    };
    if prompt == Prompt::Once && (recursive || given.operands.len() > 3) {
        let count = given.operands.len();
        let plural = if count == 1 { "" } else { "s" };
        let how = if recursive { " recursively" } else { "" };
        if !rm.asker.agrees(cx, &text!["remove ", count, " argument", plural, how, "? "])? {
            return Ok(Status::OK);
        }
    }
    for operand in &given.operands {
        rm.operand(cx, operand)?;
    }
    Ok(cx.status())
}

/// The last of `-f`, `-i`, `-I`, `--interactive` holds.
fn prompt(given: &Given) -> Result<Prompt> {
    let mut prompt = Prompt::Protected;
    for (key, value) in given.in_order() {
        prompt = match key {
            FORCE => Prompt::Never,
            ALWAYS => Prompt::Always,
            ONCE => Prompt::Once,
            INTERACTIVE => match value {
                None | Some(b"always" | b"yes") => Prompt::Always,
                Some(b"once") => Prompt::Once,
                Some(b"never" | b"no" | b"none") => Prompt::Never,
                Some(other) => {
                    return Err(Error::Usage(Some(text!["invalid argument '", other, "' for '--interactive'"])));
                }
            },
            _ => prompt,
        };
    }
    Ok(prompt)
}

fn is_dot_or_dots(path: &[u8]) -> bool {
    matches!(path.rsplit(|c| *c == b'/').next(), Some(b"." | b".."))
}

impl<'a> Rm<'a> {
    fn operand(&mut self, cx: &mut Context<'a>, operand: &[u8]) -> Result<()> {
        // `rm -r link/` means the link.
        let path = trim(operand);
        if is_dot_or_dots(path) {
            cx.complain("can't remove '.' or '..'");
            return Ok(());
        }
        // What is no directory and needs no question is one call.
        if !self.recursive && !self.asks_about_files() {
            let Err(error) = files::c_path(path).and_then(|name| files::unlink_at(CWD, &name, false)) else {
                return self.tell(cx, path, false);
            };
            if !matches!(error.raw_os_error(), Some(libc::EISDIR | libc::EPERM)) {
                self.cannot_remove(cx, path, error);
                return Ok(());
            }
        }
        let mut walk = Walk::new(path, Follow::Never);
        let stat = match walk.stat() {
            Ok(stat) => stat,
            Err(error) => {
                self.cannot_remove(cx, path, error);
                return Ok(());
            }
        };
        if is_dir(&stat) && !self.recursive {
            return if self.dirs {
                self.empty_directory(cx, path)
            } else {
                cx.complain(text!["'", path, "' is a directory"]);
                Ok(())
            };
        }
        if self.root == Some(file_id(&stat)) {
            cx.complain(text![
                "it is dangerous to operate recursively on '",
                path,
                "' (--no-preserve-root overrides this)"
            ]);
            return Ok(());
        }
        if self.guards_mounts && is_dir(&stat) && files::stat(split(path).0).is_ok_and(|s| s.st_dev != stat.st_dev) {
            cx.complain(text!["skipping '", path, "', since it's on a different device"]);
            return Ok(());
        }
        self.tree(cx, &mut walk, stat.st_dev)
    }

    /// All that `walk` finds. What a failure left behind keeps the directories above it: they are not tried.
    fn tree(&mut self, cx: &mut Context<'a>, walk: &mut Walk, device: u64) -> Result<()> {
        let mut kept: Option<usize> = None;
        let mut unopened: Option<io::Error> = None;
        while let Some(visit) = walk.next() {
            if cx.interrupted() {
                return Err(Error::Write(io::ErrorKind::Interrupted.into()));
            }
            let depth = walk.depth();
            match visit {
                Visit::File => {
                    if !self.may_remove(cx, walk, "remove '")? {
                        continue;
                    }
                    match files::unlink_at(walk.dir(), walk.name(), false) {
                        Ok(()) => self.tell(cx, walk.path(), false)?,
                        Err(error) => {
                            self.cannot_remove(cx, walk.path(), error);
                            kept = Some(depth);
                        }
                    }
                }
                Visit::Enter => {
                    if self.one_file_system && depth > 0 && walk.stat().is_ok_and(|s| s.st_dev != device) {
                        cx.complain(text!["skipping '", walk.path(), "', since it's on a different device"]);
                        kept = Some(depth);
                        walk.skip();
                    } else if self.prompt == Prompt::Always
                        && !self.asker.agrees(cx, &text!["descend into directory '", walk.path(), "'? "])?
                    {
                        walk.skip();
                    }
                }
                Visit::Unopened(error) => unopened = Some(error),
                Visit::Failed(error) => {
                    cx.complain(text!["can't stat '", walk.path(), "': ", error]);
                    kept = Some(depth);
                }
                Visit::Leave => {
                    if kept.is_some_and(|k| k > depth) {
                        kept = Some(depth);
                        continue;
                    }
                    if !self.may_remove(cx, walk, "remove directory '")? {
                        continue;
                    }
                    match files::unlink_at(walk.dir(), walk.name(), true) {
                        Ok(()) => self.tell(cx, walk.path(), true)?,
                        Err(error) => {
                            match unopened.take() {
                                // An empty directory need not be readable; of another, this is why it is not empty.
                                Some(cause) => cx.complain(text!["can't open '", walk.path(), "': ", cause]),
                                None => self.cannot_remove(cx, walk.path(), error),
                            }
                            kept = Some(depth);
                        }
                    }
                    unopened = None;
                }
            }
        }
        Ok(())
    }

    fn empty_directory(&mut self, cx: &mut Context<'a>, path: &[u8]) -> Result<()> {
        if self.prompt == Prompt::Always && !self.asker.agrees(cx, &text!["remove directory '", path, "'? "])? {
            return Ok(());
        }
        match files::c_path(path).and_then(|name| files::unlink_at(CWD, &name, true)) {
            Ok(()) => self.tell(cx, path, true),
            Err(error) => {
                self.cannot_remove(cx, path, error);
                Ok(())
            }
        }
    }

    fn asks_about_files(&self) -> bool {
        self.prompt == Prompt::Always || self.can_ask
    }

    fn may_remove(&mut self, cx: &mut Context<'a>, walk: &mut Walk, question: &str) -> Result<bool> {
        let asks = match self.prompt {
            Prompt::Always => true,
            Prompt::Protected if self.can_ask => {
                let is_link = walk.stat().is_ok_and(|s| is_link(&s));
                !is_link && !files::may_access_at(walk.dir(), walk.name(), libc::W_OK)
            }
            _ => false,
        };
        if asks { self.asker.agrees(cx, &text![question, walk.path(), "'? "]) } else { Ok(true) }
    }

    fn cannot_remove(&self, cx: &mut Context, path: &[u8], error: io::Error) {
        if self.prompt == Prompt::Never && error.raw_os_error() == Some(libc::ENOENT) {
            return;
        }
        let cannot_stat = error.raw_os_error() != Some(libc::ENOENT) && files::lstat(path).is_err();
        cx.complain(text![if cannot_stat { "can't stat '" } else { "can't remove '" }, path, "': ", error]);
    }

    fn tell(&self, cx: &mut Context, path: &[u8], is_dir: bool) -> Result<()> {
        if self.verbose {
            cx.out.line(&text![if is_dir { "removed directory: '" } else { "removed '" }, path, "'"])?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_directory_itself_and_the_one_above_are_seen() {
        assert!(is_dot_or_dots(b".") && is_dot_or_dots(b"a/.."));
        assert!(!is_dot_or_dots(b".a") && !is_dot_or_dots(b"../a"));
    }
}
