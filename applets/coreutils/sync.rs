//! `sync`: write all buffered blocks to disk
//!
//! `-d`, `-f` and FILE as in GNU and BusyBox.

use kit::prelude::*;
use kit::sys::files::{self, CWD, Sync};
use std::os::fd::AsRawFd;

const USAGE: &str = "\
[-df] [FILE]...

Write all buffered blocks (in FILEs) to disk

	-d, --data	Avoid syncing metadata
	-f, --file-system	Sync filesystems underlying FILEs
";

pub const APPLET: Applet =
    Applet { dir: Dir::Bin, kind: Kind::Pure, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const DATA: Key = Key::short(APPLET.options, 'd');
const FILE_SYSTEM: Key = Key::short(APPLET.options, 'f');

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    let what = match (given.has(DATA), given.has(FILE_SYSTEM)) {
        (true, true) => return Err(Error::Usage(None)),
        (true, false) => Sync::Data,
        (false, true) => Sync::FileSystem,
        (false, false) => Sync::File,
    };
    if given.operands.is_empty() {
        files::sync_all();
    }
    for path in &given.operands {
        let flags = libc::O_RDONLY | libc::O_NONBLOCK | libc::O_NOCTTY;
        match files::c_path(path).and_then(|name| files::open_at(CWD, &name, flags, 0)) {
            Ok(file) => {
                if let Err(error) = files::sync(file.as_raw_fd(), what) {
                    cx.complain(text!["error syncing '", path, "': ", error]);
                }
            }
            Err(error) => cx.complain(kit::input::cannot_open(path, &error)),
        }
    }
    Ok(cx.status())
}
