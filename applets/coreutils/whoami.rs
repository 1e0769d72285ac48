//! `whoami`: print the name of the effective user
//!
//! As in GNU.

use kit::accounts;
use kit::prelude::*;

const USAGE: &str = "\n\nPrint the user name associated with the current effective user id\n";

pub const APPLET: Applet = Applet { kind: Kind::Pure, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

fn run(cx: &mut Context) -> Result<Status> {
    if !cx.options()?.operands.is_empty() {
        return Err(Error::Usage(None));
    }
    let uid = nix::unistd::geteuid().as_raw();
    let user = accounts::user_by_id(uid).ok_or_else(|| fail!("unknown uid ", uid))?;
    cx.out.line(&user.name)?;
    Ok(Status::OK)
}
