//! `unlink`: remove a file, with unlink(2) and nothing else
//!
//! POSIX.1-2024 XCU unlink.

use kit::prelude::*;

const USAGE: &str = "FILE\n\nDelete FILE by calling unlink()\n";

pub const APPLET: Applet = Applet { kind: Kind::Pure, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

fn run(cx: &mut Context) -> Result<Status> {
    let [file] = cx.options()?.operands[..] else { return Err(Error::Usage(None)) };
    nix::unistd::unlink(file).map_err(|e| fail!("can't remove file '", file, "': ", e))?;
    Ok(Status::OK)
}
