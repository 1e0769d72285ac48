//! `mknod`: make device nodes and named pipes
//!
//! As in GNU.

use crate::label::Label;
use kit::prelude::*;
use kit::{mode, number, sys};

const USAGE: &str = "\
[-m MODE] NAME TYPE [MAJOR MINOR]

Create a special file (block, character, or pipe)

	-m, --mode=MODE	Creation mode (default a=rw)
	-Z		Set the default SELinux context
	--context[=CTX]	Set this one
TYPE:
	b	Block device
	c or u	Character device
	p	Named pipe (MAJOR MINOR must be omitted)
";

pub const APPLET: Applet = Applet {
    dir: Dir::Bin,
    kind: Kind::PureWhen(|args| !args.iter().any(|arg| arg.starts_with(b"-"))),
    usage: USAGE,
    options: options!(USAGE),
    run,
    ..Applet::DEFAULT
};

const MODE: Key = Key::short(APPLET.options, 'm');
const DEFAULT_CONTEXT: Key = Key::short(APPLET.options, 'Z');
const CONTEXT: Key = Key::long(USAGE, APPLET.options, "context");

/// The kernel has 12 bits for the major number and 20 for the minor.
const MAJORS: u32 = 4095;
const MINORS: u32 = (1 << 20) - 1;

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    let (name, kind, device) = match given.operands[..] {
        [name, b"p"] => (name, libc::S_IFIFO, 0),
        [name, kind @ (b"b" | b"c" | b"u"), major, minor] => {
            let device = nix::sys::stat::makedev(part(major, MAJORS)? as u64, part(minor, MINORS)? as u64);
            (name, if kind == b"b" { libc::S_IFBLK } else { libc::S_IFCHR }, device)
        }
        _ => return Err(Error::Usage(None)),
    };
    let mode = match given.value(MODE) {
        None => 0o666,
        Some(word) => {
            let mode = mode::parse_and_apply(word, 0o666, false, sys::umask_value());
            let mode = mode.ok_or_else(|| fail!("invalid mode '", word, "'"))?;
            sys::set_umask(0);
            mode
        }
    };
    let _label = Label::of(cx, &given, DEFAULT_CONTEXT, CONTEXT)?;
    sys::files::c_path(name)
        .and_then(|path| sys::files::mknod_at(sys::files::CWD, &path, kind | mode, device))
        .map_err(|e| fail!(name, ": ", e))?;
    Ok(Status::OK)
}

fn part(word: &[u8], most: u32) -> Result<u32> {
    let value: u32 = number::decimal(word)?;
    if value > most {
        return Err(fail!("number ", word, " is not in 0..", most, " range"));
    }
    Ok(value)
}
