//! `cairn --install [-s] [DIR] [-- NAME...]`: makes the links.

use crate::registry;
use kit::context;
use kit::output::Sink;
use kit::text;
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::{fs, io};

/// Makes a link for every applet, or for those named: names like `bash`, which get none by themselves, too. A path that exists stays as it is: without a word if it already is that link, with an
/// error and status 1 at the end if it is anything else.
pub fn run(own_name: &[u8], args: &[&[u8]]) -> u8 {
    let (args, names) = match args.iter().position(|arg| *arg == b"--") {
        Some(at) => (&args[..at], &args[at + 1..]),
        None => (args, &[][..]),
    };
    let (symbolic, dir) = match args {
        [] => (false, None),
        [b"-s"] => (true, None),
        [b"-s", dir] => (true, Some(*dir)),
        [dir] if !dir.starts_with(b"-") => (false, Some(*dir)),
        _ => {
            context::say(Sink::Fd(2), own_name, b"usage: --install [-s] [DIR] [-- NAME...]");
            return 1;
        }
    };
    let binary = match fs::read_link("/proc/self/exe") {
        Ok(path) => path,
        Err(error) => {
            context::say(Sink::Fd(2), own_name, &text!["can't read '/proc/self/exe': ", error]);
            return 1;
        }
    };
    let mut status = 0;
    let mut chosen = Vec::new();
    for name in names {
        match registry::find(name) {
            Some(id) => chosen.push(id),
            None => {
                context::say(Sink::Fd(2), own_name, &text![*name, ": applet not found"]);
                status = 1;
            }
        }
    }
    if names.is_empty() {
        chosen.extend(registry::all());
    }
    for id in chosen {
        let link = match dir {
            Some(dir) => Path::new(OsStr::from_bytes(dir)).join(id.name()),
            None => Path::new("/").join(id.applet().dir.path()).join(id.name()),
        };
        if let Err(error) = make(&binary, &link, symbolic) {
            context::say(Sink::Fd(2), own_name, &text!["can't create link '", link, "': ", error]);
            status = 1;
        }
    }
    status
}

fn make(binary: &Path, link: &PathBuf, symbolic: bool) -> io::Result<()> {
    let made = if symbolic { std::os::unix::fs::symlink(binary, link) } else { fs::hard_link(binary, link) };
    match made {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && is_ours(binary, link) => Ok(()),
        other => other,
    }
}

/// Does `link` lead to the binary already?
fn is_ours(binary: &Path, link: &Path) -> bool {
    let id = |path| fs::metadata(path).map(|m| (m.dev(), m.ino()));
    matches!((id(binary), id(link)), (Ok(a), Ok(b)) if a == b)
}
