//! `pwd`: print the working directory
//!
//! POSIX.1-2024 XCU pwd; without an option physical, as in BusyBox and GNU (the shell's own `pwd` is logical).

use kit::prelude::*;
use nix::sys::stat::stat;
use std::os::unix::ffi::OsStrExt;

const USAGE: &str = "\
[-LP]

Print the full filename of the current working directory

	-L, --logical	Use PWD from the environment if it names it, also by symlinks
	-P, --physical	Print it without symlinks (default)
";

pub const APPLET: Applet =
    Applet { dir: Dir::Bin, kind: Kind::Pure, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const LOGICAL: Key = Key::short(APPLET.options, 'L');
const PHYSICAL: Key = Key::short(APPLET.options, 'P');

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    if given.last(&[LOGICAL, PHYSICAL]) == Some(LOGICAL)
        && let Some(path) = cx.env.get(b"PWD").filter(|path| is_here(path))
    {
        cx.out.line(path)?;
        return Ok(Status::OK);
    }
    #[allow(clippy::disallowed_methods, reason = "reads the directory, does not change it")]
    let path = std::env::current_dir().map_err(|e| fail!("getcwd: ", e))?;
    cx.out.line(path.as_os_str().as_bytes())?;
    Ok(Status::OK)
}

/// Is `path` an absolute name of the working directory, without `.` and `..`?
fn is_here(path: &[u8]) -> bool {
    path.starts_with(b"/")
        && !path.split(|c| *c == b'/').any(|part| matches!(part, b"." | b".."))
        && matches!((stat(path), stat(".")), (Ok(a), Ok(b)) if (a.st_dev, a.st_ino) == (b.st_dev, b.st_ino))
}
