//! `pathchk`: check whether names of files are valid and portable
//!
//! POSIX.1-2024 XCU pathchk; `-P`, `--portability` as in GNU.

use kit::prelude::*;

const USAGE: &str = "\
[-pP] NAME...

Check whether NAMEs are too long or have unusable directories

	-p		Check for POSIX's least limits and portable characters instead
	-P		Check for empty names and leading '-' too
	--portability	Same as -pP
";

pub const APPLET: Applet = Applet { kind: Kind::Pure, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const POSIX: Key = Key::short(APPLET.options, 'p');
const EXTRA: Key = Key::short(APPLET.options, 'P');
const PORTABLE: Key = Key::long(USAGE, APPLET.options, "portability");

/// Longest path with its NUL, and longest component.
#[derive(Clone, Copy)]
struct Limits {
    path: usize,
    name: usize,
}

/// `_POSIX_PATH_MAX`, `_POSIX_NAME_MAX`
const POSIX_LIMITS: Limits = Limits { path: 256, name: 14 };
/// Linux's: file systems that allow less say so themselves.
const OWN_LIMITS: Limits = Limits { path: libc::PATH_MAX as usize, name: 255 };

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    if given.operands.is_empty() {
        return Err(Error::Usage(None));
    }
    let posix = given.has(POSIX) || given.has(PORTABLE);
    let extra = given.has(EXTRA) || given.has(PORTABLE);
    for path in &given.operands {
        if let Err(message) = check(path, posix, extra) {
            cx.complain(message);
        }
    }
    Ok(cx.status())
}

fn check(path: &[u8], posix: bool, extra: bool) -> std::result::Result<(), Vec<u8>> {
    let components = || path.split(|c| *c == b'/').filter(|name| !name.is_empty());
    if extra && components().any(|name| name.starts_with(b"-")) {
        return Err(text!["leading '-' in a component of file name '", path, "'"]);
    }
    if (posix || extra) && path.is_empty() {
        return Err(b"empty file name".to_vec());
    }
    if posix && let Some(c) = path.iter().find(|c| !(c.is_ascii_alphanumeric() || b"/._-".contains(c))) {
        return Err(text!["nonportable character '", [*c], "' in file name '", path, "'"]);
    }
    let limits = if posix { POSIX_LIMITS } else { OWN_LIMITS };
    if path.len() >= limits.path {
        return Err(text!["limit ", limits.path - 1, " exceeded by length ", path.len(), " of file name '", path, "'"]);
    }
    if let Some(name) = components().find(|name| name.len() > limits.name) {
        return Err(text![
            "limit ",
            limits.name,
            " exceeded by length ",
            name.len(),
            " of file name component '",
            name,
            "'"
        ]);
    }
    match kit::sys::files::lstat(path) {
        // A file that is not there yet could be made, or its directories.
        Err(error) if !posix && (path.is_empty() || error.kind() != std::io::ErrorKind::NotFound) => {
            Err(text!["'", path, "': ", error])
        }
        _ => Ok(()),
    }
}
