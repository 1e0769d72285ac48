//! `run-parts`: run the programs of a directory
//!
//! As in Debian's and BusyBox's: executable files whose names are of letters, digits, `_`, `-` and (BusyBox) `.`, in the order
//! of their bytes.

use kit::prelude::*;
use kit::process::{Ended, Spawn};
use kit::sys::{self, files};
use kit::walk::Entries;
use std::io;
use std::os::fd::AsRawFd;

const USAGE: &str = "\
[-a ARG]... [-u UMASK] [--reverse] [--test] [--exit-on-error] DIRECTORY

Run a bunch of scripts in DIRECTORY

	-a, --arg=ARG	Pass ARG as argument to scripts
	-u, --umask=UMASK	Set UMASK before running scripts
	--reverse	Reverse execution order
	--test		Dry run
	--exit-on-error	Exit if a script exits with non-zero
	--list		Print names of all valid files
	-v, --verbose	Print each name before running it
";

pub const APPLET: Applet = Applet { dir: Dir::Bin, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const ARG: Key = Key::short(APPLET.options, 'a');
const UMASK: Key = Key::short(APPLET.options, 'u');
const REVERSE: Key = Key::long(USAGE, APPLET.options, "reverse");
const TEST: Key = Key::long(USAGE, APPLET.options, "test");
const EXIT_ON_ERROR: Key = Key::long(USAGE, APPLET.options, "exit-on-error");
const LIST: Key = Key::long(USAGE, APPLET.options, "list");
const VERBOSE: Key = Key::short(APPLET.options, 'v');

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    let [dir] = given.operands[..] else { return Err(Error::Usage(None)) };
    if let Some(word) = given.value(UMASK) {
        let mask = octal(word).ok_or_else(|| kit::number::invalid(word))?;
        sys::set_umask(mask);
    }
    let mut names = match names(dir) {
        Ok(names) => names,
        Err(error) => {
            // Not a failure for BusyBox: a cron line of a directory that is not there stays quiet but for this.
            cx.warn(text![dir, ": ", error]);
            return Ok(Status::OK);
        }
    };
    names.sort();
    if given.has(REVERSE) {
        names.reverse();
    }
    let mut files = Vec::new();
    for name in names {
        let path = text![dir, if dir.ends_with(b"/") { "" } else { "/" }, name];
        match sys::stat(&path) {
            Err(error) => cx.warn(text![path, ": ", error]),
            Ok(stat) if stat.st_mode & libc::S_IFMT != libc::S_IFREG => {}
            Ok(_) => {
                if given.has(LIST) || sys::is_executable_file(&path) {
                    files.push(path);
                }
            }
        }
    }
    for path in files {
        if given.has(TEST) || given.has(LIST) {
            cx.out.line(&path)?;
            continue;
        }
        if given.has(VERBOSE) {
            cx.warn(text!["executing ", path]);
        }
        let argv: Vec<&[u8]> = std::iter::once(&path[..]).chain(given.values(ARG)).collect();
        match Spawn::new(cx).run(&argv) {
            Ok(Ended::Exited(0)) => continue,
            Ok(ended) => cx.complain(text![path, ": exit status ", u16::from(ended.status().0)]),
            Err(error) => cx.complain(text!["can't execute '", path, "': ", error]),
        }
        if given.has(EXIT_ON_ERROR) {
            break;
        }
    }
    Ok(cx.status())
}

fn octal(word: &[u8]) -> Option<u32> {
    let digits = std::str::from_utf8(word).ok().filter(|word| word.bytes().all(|c| c.is_ascii_digit()))?;
    u32::from_str_radix(digits, 8).ok().filter(|mask| *mask <= 0o7777)
}

/// The names that may be run, in no order.
fn names(dir: &[u8]) -> io::Result<Vec<Vec<u8>>> {
    let dir = files::open_at(files::CWD, &files::c_path(dir)?, libc::O_RDONLY | libc::O_DIRECTORY, 0)?;
    let mut entries = Entries::read(dir.as_raw_fd())?;
    let mut names = Vec::new();
    while let Some((name, _)) = entries.next() {
        if is_valid(name.to_bytes()) {
            names.push(name.to_bytes().to_vec());
        }
    }
    Ok(names)
}

fn is_valid(name: &[u8]) -> bool {
    !name.starts_with(b".") && name.iter().all(|c| c.is_ascii_alphanumeric() || matches!(c, b'_' | b'-' | b'.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn backups_and_hidden_files_are_not_run() {
        assert!(is_valid(b"10-a_B.sh"));
        assert!(!is_valid(b"a~") && !is_valid(b".a") && !is_valid(b"a b") && !is_valid("ä".as_bytes()));
        assert_eq!([octal(b"077"), octal(b"99"), octal(b"+7"), octal(b"")], [Some(0o77), None, None, None]);
    }
}
