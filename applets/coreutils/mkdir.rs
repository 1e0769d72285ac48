//! `mkdir`: create directories
//!
//! POSIX.1-2024 XCU mkdir; `-v` as in GNU and BusyBox.

use crate::label::Label;
use kit::mode::Mode;
use kit::prelude::*;
use kit::sys;
use kit::sys::files::{self, CWD};
use std::io;

const USAGE: &str = "\
[-m MODE] [-p] DIRECTORY...

Create DIRECTORY

	-m, --mode=MODE		Mode, as for chmod, from a=rwx
	-p, --parents		No error if it exists; make parent directories as needed
	-v, --verbose		Tell what is created
	-Z			Set the default SELinux context
	--context[=CTX]		Set this one
";

pub const APPLET: Applet =
    Applet { dir: Dir::Bin, kind: Kind::Pure, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const MODE: Key = Key::short(APPLET.options, 'm');
const DEFAULT_CONTEXT: Key = Key::short(APPLET.options, 'Z');
const CONTEXT: Key = Key::long(USAGE, APPLET.options, "context");
const PARENTS: Key = Key::short(APPLET.options, 'p');
const VERBOSE: Key = Key::short(APPLET.options, 'v');

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    if given.operands.is_empty() {
        return Err(Error::Usage(None));
    }
    let mode = match given.value(MODE) {
        None => None,
        Some(word) => {
            let mode = Mode::parse(word).ok_or_else(|| fail!("invalid mode '", word, "'"))?;
            Some(mode.apply(0o777, true, if mode.is_absolute() { 0 } else { sys::umask_value() }))
        }
    };
    let verbose = given.has(VERBOSE);
    let _label = Label::of(cx, &given, DEFAULT_CONTEXT, CONTEXT)?;
    for path in &given.operands {
        let made =
            if given.has(PARENTS) { make_all(cx, path, mode, verbose)? } else { make(path, mode).map_err(whole) };
        match made {
            Ok(()) if verbose && !given.has(PARENTS) => tell(cx, path)?,
            Ok(()) => {}
            Err((length, error)) => {
                let failed = path.get(..length).unwrap_or(path);
                cx.complain(text!["can't create directory '", failed, "': ", error]);
            }
        }
    }
    Ok(cx.status())
}

/// The whole path is what failed.
fn whole(error: io::Error) -> (usize, io::Error) {
    (usize::MAX, error)
}

fn tell(cx: &mut Context, path: &[u8]) -> Result<()> {
    Ok(cx.out.line(&text!["created directory: '", path, "'"])?)
}

/// Creates one directory, never with more rights than `mode`, if there is one.
fn make(path: &[u8], mode: Option<u32>) -> io::Result<()> {
    // BusyBox takes the working directory for made.
    if path == b"." {
        return Ok(());
    }
    let name = files::c_path(path)?;
    files::mkdir_at(CWD, &name, mode.unwrap_or(0o777) & 0o777)?;
    match mode {
        // The umask and the parent's set-group-ID had their say; the user's word is last.
        Some(mode) => files::chmod_no_follow_at(CWD, &name, mode),
        None => Ok(()),
    }
}

type Outcome = std::result::Result<(), (usize, io::Error)>;

/// Creates `path` and what is missing above it. An error comes with the length of the part that failed.
fn make_all(cx: &mut Context, path: &[u8], mode: Option<u32>, verbose: bool) -> Result<Outcome> {
    // Mostly all but the last are there; what is wrong otherwise shows again below.
    if make(path, mode).is_ok() {
        return if path == b"." { Ok(Ok(())) } else { tell_if(cx, path, verbose).map(Ok) };
    }
    let mut end = 0;
    while end < path.len() {
        end = next_part(path, end);
        let part = &path[..end];
        let is_last = end == path.len();
        match make(part, if is_last { mode } else { None }) {
            Ok(()) => {
                if !is_last {
                    allow_use(part).map_err(|e| fail!("can't create directory '", part, "': ", e))?;
                }
                tell_if(cx, part, verbose)?;
            }
            Err(error) => match files::stat(part) {
                Ok(stat) if kit::walk::is_dir(&stat) => {}
                Err(instead) if error.kind() == io::ErrorKind::AlreadyExists => return Ok(Err((end, instead))),
                _ => return Ok(Err((end, error))),
            },
        }
    }
    Ok(if path.is_empty() { Err(whole(io::Error::from_raw_os_error(libc::ENOENT))) } else { Ok(()) })
}

fn tell_if(cx: &mut Context, path: &[u8], verbose: bool) -> Result<()> {
    if verbose { tell(cx, path) } else { Ok(()) }
}

/// Where the component after `start` ends, with the slashes behind it.
fn next_part(path: &[u8], start: usize) -> usize {
    let from = |at: usize, f: fn(&u8) -> bool| path[at..].iter().position(f).map_or(path.len(), |n| at + n);
    let name = from(start, |c| *c != b'/');
    let slash = from(name, |c| *c == b'/');
    from(slash, |c| *c != b'/')
}

/// POSIX: what is made on the way has at least `u+wx`, whatever the umask.
fn allow_use(path: &[u8]) -> io::Result<()> {
    let mode = files::stat(path)?.st_mode;
    if mode & 0o300 == 0o300 {
        return Ok(());
    }
    files::chmod_no_follow_at(CWD, &files::c_path(path)?, mode & 0o7777 | 0o300)
}

#[cfg(test)]
mod tests {
    use super::next_part;

    #[test]
    fn a_part_ends_after_its_slashes() {
        let path = b"//a//b/";
        assert_eq!((next_part(path, 0), next_part(path, 5)), (5, 7));
    }
}
