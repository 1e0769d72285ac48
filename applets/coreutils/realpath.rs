//! `realpath`: print absolute paths without symlinks
//!
//! POSIX.1-2024 XCU realpath; `-e`, `-m`, `-s`, `-z`, `--relative-to`, `--relative-base` as in GNU.

use crate::canonical::{Existing, canonical, relative};
use kit::prelude::*;
use kit::sys::files;
use std::io;

const USAGE: &str = "\
FILE...

Print absolute pathnames of FILEs

	-e, --canonicalize-existing	Everything must exist
	-E, --canonicalize	The last name may be missing (default)
	-m, --canonicalize-missing	Nothing need exist
	-L, --logical		Take .. away before following symlinks
	-P, --physical		Follow symlinks first (default)
	-s, --strip, --no-symlinks	Don't follow symlinks
	-q, --quiet		Hide errors
	-z, --zero		End with NUL, not newline
	--relative-to=DIR	Print paths relative to DIR
	--relative-base=DIR	Print paths below DIR relative to it
";

pub const APPLET: Applet = Applet { kind: Kind::Pure, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const EXISTING: Key = Key::short(APPLET.options, 'e');
const LAST: Key = Key::short(APPLET.options, 'E');
const MISSING: Key = Key::short(APPLET.options, 'm');
const LOGICAL: Key = Key::short(APPLET.options, 'L');
const PHYSICAL: Key = Key::short(APPLET.options, 'P');
const STRIP: Key = Key::short(APPLET.options, 's');
const QUIET: Key = Key::short(APPLET.options, 'q');
const ZERO: Key = Key::short(APPLET.options, 'z');
const RELATIVE_TO: Key = Key::long(USAGE, APPLET.options, "relative-to");
const RELATIVE_BASE: Key = Key::long(USAGE, APPLET.options, "relative-base");

struct Realpath {
    existing: Existing,
    logical: bool,
    strip: bool,
}

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    if given.operands.is_empty() {
        return Err(Error::Usage(None));
    }
    let way = given.last(&[LOGICAL, PHYSICAL, STRIP]);
    let realpath = Realpath {
        existing: match given.last(&[EXISTING, MISSING, LAST]) {
            Some(EXISTING) => Existing::All,
            Some(MISSING) => Existing::None,
            _ => Existing::AllButLast,
        },
        logical: way == Some(LOGICAL),
        strip: way == Some(STRIP),
    };
    let resolve = |dir: &[u8]| realpath.resolve(dir).map_err(|e| fail!(dir, ": ", e));
    let base = given.value(RELATIVE_BASE).map(resolve).transpose()?;
    let to = given.value(RELATIVE_TO).map(resolve).transpose()?;
    for path in &given.operands {
        match realpath.resolve(path) {
            Ok(found) => {
                let is_below = base.as_ref().is_none_or(|base| is_below(&found, base));
                let shown = match to.as_ref().or(base.as_ref()).filter(|_| is_below) {
                    Some(dir) => relative(&found, dir),
                    None => found,
                };
                cx.out.write_all(&shown)?;
                cx.out.write_all(if given.has(ZERO) { b"\0" } else { b"\n" })?;
            }
            Err(_) if given.has(QUIET) => cx.set_status(Status::FAILED),
            Err(error) => cx.complain(text![path, ": ", error]),
        }
    }
    Ok(cx.status())
}

impl Realpath {
    fn resolve(&self, path: &[u8]) -> io::Result<Vec<u8>> {
        // BusyBox lets the last name be missing only behind a slash.
        if self.existing == Existing::AllButLast && !crate::canonical::trim(path).contains(&b'/') {
            files::lstat(path)?;
        }
        if self.logical {
            let text = canonical(path, Existing::None, true)?;
            return canonical(&text, self.existing, false);
        }
        canonical(path, self.existing, self.strip)
    }
}

fn is_below(path: &[u8], dir: &[u8]) -> bool {
    path.strip_prefix(dir).is_some_and(|rest| rest.is_empty() || rest.starts_with(b"/") || dir == b"/")
}

#[cfg(test)]
mod tests {
    use super::is_below;

    #[test]
    fn names_that_only_begin_alike_are_not_below() {
        assert!(is_below(b"/a/b", b"/a") && is_below(b"/a", b"/a") && is_below(b"/a", b"/"));
        assert!(!is_below(b"/ab", b"/a"));
    }
}
