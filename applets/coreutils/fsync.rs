//! `fsync`: write buffered blocks of files to disk
//!
//! As in BusyBox.

use kit::prelude::*;
use nix::fcntl::{OFlag, open};
use nix::sys::stat::Mode;
use nix::unistd::{fdatasync, fsync};

const USAGE: &str = "\
[-d] FILE...

Write all buffered blocks in FILEs to disk

	-d	Avoid syncing metadata
";

pub const APPLET: Applet =
    Applet { dir: Dir::Bin, kind: Kind::Pure, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const DATA: Key = Key::short(APPLET.options, 'd');

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    if given.operands.is_empty() {
        return Err(Error::Usage(None));
    }
    for path in &given.operands {
        let flags = OFlag::O_NOATIME | OFlag::O_NOCTTY | OFlag::O_RDONLY | OFlag::O_CLOEXEC;
        let plain = flags & !OFlag::O_NOATIME;
        // Only the owner may open without touching the access time.
        let file = match open(*path, flags, Mode::empty()).or_else(|_| open(*path, plain, Mode::empty())) {
            Ok(file) => file,
            Err(error) => {
                cx.complain(text!["can't open '", path, "': ", error]);
                continue;
            }
        };
        let result = if given.has(DATA) { fdatasync(&file) } else { fsync(&file) };
        if let Err(error) = result {
            cx.complain(text![path, ": ", error]);
        }
    }
    Ok(cx.status())
}
