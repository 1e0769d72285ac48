//! `mountpoint`: tell whether a directory is a mount point
//!
//! As in sysvinit and util-linux. A directory is one if its parent is on another file system, or is itself (the root);
//! and, where /proc is, if it is listed there: a bind mount within one file system is only seen so.

use kit::prelude::*;
use kit::proc;
use nix::sys::stat::{FileStat, major, minor, stat};
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

const USAGE: &str = "\
[-q] { [-dn] DIR | -x DEVICE }

Check if DIR is a mountpoint

	-q, --quiet	Quiet
	-d, --fs-devno	Print major:minor of the filesystem
	-n		Print device name of the filesystem
	-x, --devno=DEVICE	Print major:minor of DEVICE
";

pub const APPLET: Applet =
    Applet { dir: Dir::Bin, kind: Kind::Pure, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const QUIET: Key = Key::short(APPLET.options, 'q');
const NUMBERS: Key = Key::short(APPLET.options, 'd');
const NAME: Key = Key::short(APPLET.options, 'n');
const DEVICE: Key = Key::short(APPLET.options, 'x');

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    let quiet = given.has(QUIET);
    let (path, is_device) = match (given.value(DEVICE), &given.operands[..]) {
        (Some(path), []) => (path, true),
        (None, [path]) => (*path, false),
        _ => return Err(Error::Usage(None)),
    };
    let failed = |message: Vec<u8>| if quiet { Error::Silent(Status::FAILED) } else { fail!(message) };
    let found = stat(path).map_err(|e| failed(text![path, ": ", e]))?;
    if is_device {
        if found.st_mode & libc::S_IFMT != libc::S_IFBLK {
            return Err(failed(text![path, ": not a block device"]));
        }
        cx.out.line(&text![major(found.st_rdev), ":", minor(found.st_rdev)])?;
        return Ok(Status::OK);
    }
    if found.st_mode & libc::S_IFMT != libc::S_IFDIR {
        return Err(failed(text![path, ": Not a directory"]));
    }
    let is_mounted = is_mount_point(path, &found);
    if given.has(NUMBERS) {
        cx.out.line(&text![major(found.st_dev), ":", minor(found.st_dev)])?;
    }
    if given.has(NAME) {
        let device = device_name(&found).unwrap_or_else(|| b"UNKNOWN".to_vec());
        cx.out.line(&text![device, " ", path])?;
    }
    if !quiet && !given.has(NUMBERS) && !given.has(NAME) {
        cx.out.line(&text![path, " is ", if is_mounted { "" } else { "not " }, "a mountpoint"])?;
    }
    Ok(if is_mounted { Status::OK } else { Status::FAILED })
}

fn is_mount_point(path: &[u8], found: &FileStat) -> bool {
    let Ok(parent) = stat(&text![path, "/.."][..]) else { return false };
    if parent.st_dev != found.st_dev || parent.st_ino == found.st_ino {
        return true;
    }
    let Ok(full) = std::fs::canonicalize(Path::new(std::ffi::OsStr::from_bytes(path))) else { return false };
    proc::mounts().is_ok_and(|mounts| mounts.iter().any(|mount| mount.dir == full.as_os_str().as_bytes()))
}

/// The device of the file system that is mounted last with that number.
fn device_name(found: &FileStat) -> Option<Vec<u8>> {
    let mounts = proc::mounts().ok()?;
    let same = |mount: &&proc::Mount| {
        mount.device.starts_with(b"/") && stat(&mount.dir[..]).is_ok_and(|s| s.st_dev == found.st_dev)
    };
    mounts.iter().rev().find(same).map(|mount| mount.device.clone())
}
