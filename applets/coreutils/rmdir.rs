//! `rmdir`: remove empty directories
//!
//! POSIX.1-2024 XCU rmdir; `-v`, `--ignore-fail-on-non-empty` as in GNU and BusyBox.

use kit::prelude::*;
use kit::sys::files::{self, CWD};
use std::io;

const USAGE: &str = "\
[-p] DIRECTORY...

Remove DIRECTORY if it is empty

	-p, --parents	Include parents
	-v, --verbose	Tell what is removed
	--ignore-fail-on-non-empty
";

pub const APPLET: Applet =
    Applet { dir: Dir::Bin, kind: Kind::Pure, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const PARENTS: Key = Key::short(APPLET.options, 'p');
const VERBOSE: Key = Key::short(APPLET.options, 'v');
const IGNORE: Key = Key::long(USAGE, APPLET.options, "ignore-fail-on-non-empty");

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    if given.operands.is_empty() {
        return Err(Error::Usage(None));
    }
    for operand in &given.operands {
        let mut path = *operand;
        loop {
            if given.has(VERBOSE) {
                cx.out.line(&text![cx.name, ": removing directory, '", path, "'"])?;
            }
            match remove(path) {
                Ok(()) => {}
                Err(error) if given.has(IGNORE) && is_not_empty(&error) => break,
                Err(error) => {
                    cx.complain(text!["'", path, "': ", error]);
                    break;
                }
            }
            match parent(path) {
                Some(above) if given.has(PARENTS) => path = above,
                _ => break,
            }
        }
    }
    Ok(cx.status())
}

fn remove(path: &[u8]) -> io::Result<()> {
    files::unlink_at(CWD, &files::c_path(path)?, true)
}

fn is_not_empty(error: &io::Error) -> bool {
    // Some systems and file systems say that it exists.
    matches!(error.kind(), io::ErrorKind::DirectoryNotEmpty | io::ErrorKind::AlreadyExists)
}

/// The directory above, unless it is the root or the working directory.
fn parent(path: &[u8]) -> Option<&[u8]> {
    let name_end = path.iter().rposition(|c| *c != b'/')?;
    let slash = path[..name_end].iter().rposition(|c| *c == b'/')?;
    let end = path[..slash].iter().rposition(|c| *c != b'/')? + 1;
    (&path[..end] != b".").then_some(&path[..end])
}

#[cfg(test)]
mod tests {
    use super::parent;

    #[test]
    fn parents_end_at_the_root_and_the_working_directory() {
        assert_eq!(parent(b"a/b//c//"), Some(&b"a/b"[..]));
        assert_eq!(parent(b"./a"), None);
        assert_eq!(parent(b"/a"), None);
        assert_eq!(parent(b"a/"), None);
    }
}
