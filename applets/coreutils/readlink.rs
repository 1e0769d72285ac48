//! `readlink`: display the value of a symlink, or a path without symlinks
//!
//! POSIX.1-2024 XCU readlink; `-e`, `-f`, `-m`, `-z` as in GNU. Unlike BusyBox's, `-f` also takes the name of a missing
//! file that has no slash in it.

use crate::canonical::{Existing, canonical};
use kit::prelude::*;
use kit::sys::files::{self, CWD};

const USAGE: &str = "\
[-fnv] FILE...

Display the value of a symlink

	-f, --canonicalize	Canonicalize by following all symlinks; the last name may be missing
	-e, --canonicalize-existing	As -f, and everything must exist
	-m, --canonicalize-missing	As -f, and nothing need exist
	-n, --no-newline	Don't add newline
	-z, --zero		End with NUL, not newline
	-v, --verbose		Verbose
	-q, --quiet, -s, --silent	Not (default)
";

pub const APPLET: Applet = Applet { kind: Kind::Pure, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const FOLLOW: Key = Key::short(APPLET.options, 'f');
const EXISTING: Key = Key::short(APPLET.options, 'e');
const MISSING: Key = Key::short(APPLET.options, 'm');
const NO_NEWLINE: Key = Key::short(APPLET.options, 'n');
const ZERO: Key = Key::short(APPLET.options, 'z');
const VERBOSE: Key = Key::short(APPLET.options, 'v');
const QUIET: Key = Key::short(APPLET.options, 'q');

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    let existing = match given.last(&[FOLLOW, EXISTING, MISSING]) {
        None => None,
        Some(EXISTING) => Some(Existing::All),
        Some(MISSING) => Some(Existing::None),
        Some(_) => Some(Existing::AllButLast),
    };
    if given.operands.is_empty() {
        return Err(Error::Usage(None));
    }
    let end: &[u8] = match (given.has(ZERO), given.has(NO_NEWLINE) && given.operands.len() == 1) {
        (_, true) => b"",
        (true, _) => b"\0",
        _ => b"\n",
    };
    for path in &given.operands {
        let result = match existing {
            Some(existing) => canonical(path, existing, false),
            None => files::c_path(path).and_then(|name| files::readlink_at(CWD, &name)),
        };
        match result {
            Ok(target) => {
                cx.out.write_all(&target)?;
                cx.out.write_all(end)?;
            }
            Err(error) if given.last(&[VERBOSE, QUIET]) == Some(VERBOSE) => {
                if existing.is_none() && error.raw_os_error() == Some(libc::EINVAL) {
                    cx.complain(text![path, ": cannot read link: not a symlink"]);
                } else if existing.is_none() {
                    cx.complain(text![path, ": cannot read link: ", error]);
                } else {
                    cx.complain(text![path, ": ", error]);
                }
            }
            Err(_) => cx.set_status(Status::FAILED),
        }
    }
    Ok(cx.status())
}
