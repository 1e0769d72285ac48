//! `umount`: unmount file systems
//!
//! As in util-linux and BusyBox.

use crate::mount_options::{kind_matches, options_match};
use kit::prelude::*;
use kit::proc::{self, Mount};
use kit::process::Spawn;
use kit::sys::loops;
use nix::errno::Errno;
use nix::mount::{MntFlags, MsFlags, mount, umount2};
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

const USAGE: &str = "\
[-rlfda] [-t FSTYPE] [-O FSOPT] FILESYSTEM|DIRECTORY

Unmount filesystems

	-a, --all	Unmount all filesystems
	-r, --read-only	Remount devices read-only if mount is busy
	-l, --lazy	Lazy umount (detach filesystem)
	-f, --force	Force umount (i.e., unreachable NFS server)
	-d, --detach-loop	Free loop device if it has been used
	-t, --types=FSTYPE[,...]	Unmount only these filesystem type(s)
	-O, --test-opts=FSOPT[,...]	Unmount only filesystem mounted with the given options
	-R, --recursive	Also what is mounted below
	-c, --no-canonicalize	Take names as they are: no symlinks followed
	-i, --internal-only	Don't run helper umount.FSTYPE
	-v, --verbose	Verbose
~	-n, --no-mtab	Do not write /etc/mtab: it is never written
";

pub const APPLET: Applet = Applet { dir: Dir::Bin, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const ALL: Key = Key::short(APPLET.options, 'a');
const READ_ONLY: Key = Key::short(APPLET.options, 'r');
const LAZY: Key = Key::short(APPLET.options, 'l');
const FORCE: Key = Key::short(APPLET.options, 'f');
const LOOP: Key = Key::short(APPLET.options, 'd');
const TYPES: Key = Key::short(APPLET.options, 't');
const TEST_OPTIONS: Key = Key::short(APPLET.options, 'O');
const RECURSIVE: Key = Key::short(APPLET.options, 'R');
const AS_IS: Key = Key::short(APPLET.options, 'c');
const INTERNAL: Key = Key::short(APPLET.options, 'i');
const VERBOSE: Key = Key::short(APPLET.options, 'v');

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    if given.operands.is_empty() && !given.has(ALL) {
        return Err(Error::Usage(None));
    }
    let mounts = match proc::mounts() {
        Ok(mounts) => mounts,
        Err(_) if given.has(ALL) => return Err(fail!("no /proc/mounts")),
        Err(_) => Vec::new(),
    };
    let wanted = |entry: &Mount| {
        given.value(TYPES).is_none_or(|list| kind_matches(list, &entry.kind))
            && given.value(TEST_OPTIONS).is_none_or(|list| options_match(list, &entry.options))
    };
    if given.has(ALL) {
        // What was mounted last first.
        for entry in mounts.iter().rev().filter(|entry| entry.kind != b"rootfs" && wanted(entry)) {
            unmount(cx, &given, entry)?;
        }
        return Ok(cx.status());
    }
    for operand in &given.operands {
        let entry = find(&mounts, operand, given.has(AS_IS));
        if entry.as_ref().is_some_and(|entry| !wanted(entry)) {
            continue;
        }
        let entry = entry.unwrap_or_else(|| Mount { dir: operand.to_vec(), ..Mount::default() });
        if given.has(RECURSIVE) {
            let below = |other: &&Mount| {
                other.dir.strip_prefix(&entry.dir[..]).is_some_and(|rest| rest.starts_with(b"/") || entry.dir == b"/")
            };
            for other in mounts.iter().rev().filter(below) {
                unmount(cx, &given, other)?;
            }
        }
        unmount(cx, &given, &entry)?;
    }
    Ok(cx.status())
}

/// The mount that lies on top at that directory, or of that device.
fn find(mounts: &[Mount], operand: &[u8], as_is: bool) -> Option<Mount> {
    let full = if as_is { None } else { std::fs::canonicalize(Path::new(std::ffi::OsStr::from_bytes(operand))).ok() };
    let full = full.as_ref().map_or(operand, |path| path.as_os_str().as_bytes());
    let by = |test: &dyn Fn(&Mount) -> bool| mounts.iter().rev().find(|entry| test(entry)).cloned();
    by(&|entry| entry.dir == full || entry.dir == operand)
        .or_else(|| by(&|entry| entry.device == full || entry.device == operand))
}

fn unmount(cx: &mut Context, given: &Given, entry: &Mount) -> Result<()> {
    if !given.has(INTERNAL)
        && let Some(status) = helper(cx, entry)?
    {
        if status != Status::OK {
            cx.set_status(status);
        }
        return Ok(());
    }
    let mut flags = MntFlags::empty();
    flags.set(MntFlags::MNT_DETACH, given.has(LAZY));
    flags.set(MntFlags::MNT_FORCE, given.has(FORCE));
    flags.set(MntFlags::UMOUNT_NOFOLLOW, given.has(AS_IS));
    let dir = &entry.dir[..];
    match umount2(dir, flags) {
        Ok(()) => {}
        Err(Errno::EBUSY) if given.has(READ_ONLY) => {
            let flags = MsFlags::MS_REMOUNT | MsFlags::MS_RDONLY;
            match mount(Some(&entry.device[..]), dir, None::<&[u8]>, flags, None::<&[u8]>) {
                Ok(()) => cx.warn(text![entry.device, " busy - remounted read-only"]),
                Err(error) => cx.complain(text!["can't remount ", entry.device, " read-only: ", error]),
            }
            return Ok(());
        }
        Err(error) => {
            cx.complain(text!["can't unmount ", dir, ": ", error]);
            return Ok(());
        }
    }
    if given.has(LOOP)
        && entry.device.starts_with(b"/dev/loop")
        && let Err(error) = loops::detach(&entry.device)
        // It may have cleared itself.
        && error.raw_os_error() != Some(libc::ENXIO)
    {
        cx.complain(text!["can't free ", entry.device, ": ", error]);
    }
    if given.has(VERBOSE) {
        cx.out.line(&text![dir, " unmounted"])?;
    }
    Ok(())
}

/// Runs `/sbin/umount.TYPE DIR`, if there is one.
fn helper(cx: &mut Context, entry: &Mount) -> Result<Option<Status>> {
    let helper = text!["/sbin/umount.", entry.kind];
    if entry.kind.is_empty() || entry.kind.contains(&b'/') || !kit::sys::is_executable_file(&helper) {
        return Ok(None);
    }
    cx.out.flush()?;
    let ended = Spawn::new(cx).run(&[&helper, &entry.dir]);
    Ok(Some(kit::process::spawn_failed(&helper, ended)?.status()))
}

#[cfg(test)]
mod tests {
    use super::find;
    use kit::proc::parse_mounts;

    #[test]
    fn a_directory_counts_before_a_device_and_the_last_mount_lies_on_top() {
        let mounts = parse_mounts(b"/x /m ext4 rw 0 0\ny /m tmpfs rw 0 0\nz /x tmpfs rw 0 0\n");
        assert_eq!(find(&mounts, b"/m", true).unwrap().device, b"y");
        assert_eq!(find(&mounts, b"/x", true).unwrap().device, b"z");
        assert_eq!(find(&mounts, b"y", true).unwrap().dir, b"/m");
        assert_eq!(find(&mounts, b"/none", true), None);
    }
}
