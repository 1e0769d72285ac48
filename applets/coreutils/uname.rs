//! `uname`, `arch`: print system information
//!
//! POSIX.1-2024 XCU uname; `-i`, `-o`, `-p` as in GNU.

use kit::prelude::*;
use std::os::unix::ffi::OsStrExt;

const USAGE: &str = "\
[-amnrspvio]

Print system information

	-a, --all	Print all
	-m, --machine	Machine (hardware) type
	-n, --nodename	Hostname
	-r, --kernel-release, --release	Kernel release
	-s, --kernel-name	Kernel name (default)
	-p, --processor	Processor type
	-v, --kernel-version	Kernel version
	-i, --hardware-platform	Hardware platform
	-o, --operating-system	OS name
";

pub const APPLET: Applet =
    Applet { dir: Dir::Bin, kind: Kind::Pure, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const ALL: Key = Key::short(APPLET.options, 'a');

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    let system = nix::sys::utsname::uname().map_err(|e| fail!("uname: ", e))?;
    if cx.name == "arch" {
        cx.out.line(system.machine().as_bytes())?;
        return Ok(Status::OK);
    }
    if !given.operands.is_empty() {
        return Err(Error::Usage(None));
    }
    // In the order of the output. What Linux does not tell is left out of `-a`.
    let fields: [(char, &[u8]); 8] = [
        ('s', system.sysname().as_bytes()),
        ('n', system.nodename().as_bytes()),
        ('r', system.release().as_bytes()),
        ('v', system.version().as_bytes()),
        ('m', system.machine().as_bytes()),
        ('p', b"unknown"),
        ('i', b"unknown"),
        ('o', b"Linux"),
    ];
    let none = given.in_order().next().is_none();
    let mut first = true;
    for (letter, value) in fields {
        let all = given.has(ALL) && !matches!(letter, 'p' | 'i');
        if all || none && letter == 's' || given.has(Key::short(APPLET.options, letter)) {
            if !std::mem::take(&mut first) {
                cx.out.write_all(b" ")?;
            }
            cx.out.write_all(value)?;
        }
    }
    cx.out.write_all(b"\n")?;
    Ok(Status::OK)
}
