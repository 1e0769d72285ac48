//! `link`: make a hard link, with link(2) and nothing else
//!
//! POSIX.1-2024 XCU link.

use kit::prelude::*;
use nix::fcntl::{AT_FDCWD, AtFlags};

const USAGE: &str = "FILE LINK\n\nCreate hard LINK to FILE\n";

pub const APPLET: Applet =
    Applet { dir: Dir::Bin, kind: Kind::Pure, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

fn run(cx: &mut Context) -> Result<Status> {
    let [file, link] = cx.options()?.operands[..] else { return Err(Error::Usage(None)) };
    nix::unistd::linkat(AT_FDCWD, file, AT_FDCWD, link, AtFlags::empty())
        .map_err(|e| fail!("can't create hardlink '", link, "' to '", file, "': ", e))?;
    Ok(Status::OK)
}
