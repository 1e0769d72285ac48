//! `mkfifo`: make named pipes
//!
//! POSIX.1-2024 XCU mkfifo.

use crate::label::Label;
use kit::prelude::*;
use kit::{mode, sys};

const USAGE: &str = "\
[-m MODE] NAME

Create named pipe

	-m, --mode=MODE	Mode (default a=rw)
	-Z		Set the default SELinux context
	--context[=CTX]	Set this one
";

pub const APPLET: Applet = Applet {
    kind: Kind::PureWhen(|args| !args.iter().any(|arg| arg.starts_with(b"-"))),
    usage: USAGE,
    options: options!(USAGE),
    run,
    ..Applet::DEFAULT
};

const MODE: Key = Key::short(APPLET.options, 'm');
const DEFAULT_CONTEXT: Key = Key::short(APPLET.options, 'Z');
const CONTEXT: Key = Key::long(USAGE, APPLET.options, "context");

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    let [first, ..] = given.operands[..] else { return Err(Error::Usage(None)) };
    let mode = match given.value(MODE) {
        None => 0o666,
        Some(word) => {
            let mode = mode::parse_and_apply(word, 0o666, false, sys::umask_value());
            // BusyBox's words.
            let mode = mode.ok_or_else(|| fail!(first, ": Invalid argument"))?;
            sys::set_umask(0);
            mode
        }
    };
    let _label = Label::of(cx, &given, DEFAULT_CONTEXT, CONTEXT)?;
    for name in &given.operands {
        let result = sys::files::c_path(name)
            .and_then(|path| sys::files::mknod_at(sys::files::CWD, &path, libc::S_IFIFO | mode, 0));
        if let Err(error) = result {
            cx.complain(text![name, ": ", error]);
        }
    }
    Ok(cx.status())
}
