//! `mktemp`: create a unique temporary file or directory
//!
//! As BusyBox's and OpenBSD's; `--suffix` and `--tmpdir` as in GNU. Files are 0600 and directories 0700 from the start.

use crate::canonical::join;
use crate::temporary;
use kit::prelude::*;
use kit::sys::files::{self, CWD};
use std::io;

const USAGE: &str = "\
[-dt] [-p DIR] [TEMPLATE]

Create a temporary file with name based on TEMPLATE and print its name.
TEMPLATE must have XXXXXX in its last component (e.g. [/dir/]nameXXXXXX).
Without TEMPLATE, -t tmp.XXXXXX is assumed.

	-d, --directory	Make directory, not file
	-q, --quiet	Fail silently on errors
	-t		Prepend base directory name to TEMPLATE
	-p DIR		Use DIR as a base directory (implies -t)
	--tmpdir[=DIR]	As -p; without DIR as -t
	--suffix=SUF	Append SUF to TEMPLATE
	-u, --dry-run	Do not create anything; print a name

Base directory is: -p DIR, else $TMPDIR, else /tmp
";

pub const APPLET: Applet =
    Applet { dir: Dir::Bin, kind: Kind::Pure, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const DIRECTORY: Key = Key::short(APPLET.options, 'd');
const QUIET: Key = Key::short(APPLET.options, 'q');
const IN_BASE: Key = Key::short(APPLET.options, 't');
const BASE: Key = Key::short(APPLET.options, 'p');
const TMPDIR: Key = Key::long(USAGE, APPLET.options, "tmpdir");
const SUFFIX: Key = Key::long(USAGE, APPLET.options, "suffix");
const DRY_RUN: Key = Key::short(APPLET.options, 'u');

/// Fewest X that are a template.
const FEWEST: usize = 6;
/// Names tried before giving up.
const TRIES: usize = 1000;

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    let (template, is_default) = match given.operands[..] {
        [] => (&b"tmp.XXXXXX"[..], true),
        [template] => (template, false),
        _ => return Err(Error::Usage(None)),
    };
    let mut path = template.to_vec();
    if is_default || given.has(IN_BASE) || given.has(BASE) || given.has(TMPDIR) {
        let of_env = || cx.env.get(b"TMPDIR").filter(|d| !d.is_empty()).unwrap_or(b"/tmp");
        let given_dir = given.value(BASE).or_else(|| given.value(TMPDIR)).filter(|d| !d.is_empty());
        path = join(given_dir.unwrap_or_else(of_env), template);
    }
    if let Some(suffix) = given.value(SUFFIX) {
        // The X must end the template itself then.
        if !path.ends_with(b"X") || suffix.contains(&b'/') {
            return failed(given.has(QUIET), &io::Error::from_raw_os_error(libc::EINVAL));
        }
        path.extend_from_slice(suffix);
    }
    match create(&mut path, given.has(DIRECTORY), given.has(DRY_RUN)) {
        Ok(()) => {
            let told = cx.out.line(&path).and_then(|()| cx.out.flush());
            if told.is_err()
                && !given.has(DRY_RUN)
                && let Ok(name) = files::c_path(&path)
            {
                // Nobody knows its name.
                let _ = files::unlink_at(CWD, &name, given.has(DIRECTORY));
            }
            told?;
            Ok(Status::OK)
        }
        Err(error) => failed(given.has(QUIET), &error),
    }
}

fn failed(quiet: bool, error: &io::Error) -> Result<Status> {
    if quiet { Ok(Status::FAILED) } else { Err(fail!(*error)) }
}

/// Fills in the X of `path` until there is no such file, and creates it.
fn create(path: &mut [u8], directory: bool, dry_run: bool) -> io::Result<()> {
    let place = place(path).ok_or_else(|| io::Error::from_raw_os_error(libc::EINVAL))?;
    for _ in 0..TRIES {
        temporary::fill(&mut path[place.clone()])?;
        let name = files::c_path(path)?;
        let result = if dry_run {
            match files::stat_at(CWD, &name, files::NO_FOLLOW) {
                Ok(_) => Err(io::ErrorKind::AlreadyExists.into()),
                Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
                Err(error) => Err(error),
            }
        } else if directory {
            files::mkdir_at(CWD, &name, 0o700)
        } else {
            files::open_at(CWD, &name, libc::O_RDWR | libc::O_CREAT | libc::O_EXCL, 0o600).map(drop)
        };
        match result {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            other => return other,
        }
    }
    Err(io::Error::from_raw_os_error(libc::EEXIST))
}

/// Where the last run of X in the last component lies, if it is long enough.
fn place(path: &[u8]) -> Option<std::ops::Range<usize>> {
    let name = path.iter().rposition(|c| *c == b'/').map_or(0, |slash| slash + 1);
    let end = name + path[name..].iter().rposition(|c| *c == b'X')? + 1;
    let length = path[name..end].iter().rev().take_while(|c| **c == b'X').count();
    (length >= FEWEST).then_some(end - length..end)
}

#[cfg(test)]
mod tests {
    use super::place;

    #[test]
    fn the_last_run_of_x_in_the_name_is_replaced() {
        assert_eq!(place(b"/tmp/aXXXXXX"), Some(6..12));
        assert_eq!(place(b"aXXXXXXXX.c"), Some(1..9));
        assert_eq!(place(b"aXXXXX"), None);
        assert_eq!(place(b"XXXXXX/a"), None);
        assert_eq!(place(b""), None);
    }
}
