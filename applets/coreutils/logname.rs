//! `logname`: print the name of the user who logged in
//!
//! POSIX.1-2024 XCU logname: by the login user id that the kernel keeps, else LOGNAME as musl's getlogin(3).

use kit::accounts;
use kit::prelude::*;

const USAGE: &str = "\n\nPrint the name of the current user\n";

pub const APPLET: Applet = Applet { kind: Kind::Pure, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

fn run(cx: &mut Context) -> Result<Status> {
    if !cx.options()?.operands.is_empty() {
        return Err(Error::Usage(None));
    }
    let login_uid = std::fs::read_to_string("/proc/self/loginuid").ok().and_then(|uid| uid.trim().parse::<u32>().ok());
    let by_uid = login_uid.filter(|uid| *uid != u32::MAX).and_then(accounts::user_by_id).map(|user| user.name);
    let name = by_uid.or_else(|| cx.env.get(b"LOGNAME").map(<[u8]>::to_vec)).filter(|name| !name.is_empty());
    cx.out.line(&name.ok_or_else(|| fail!("getlogin: No such file or directory"))?)?;
    Ok(Status::OK)
}
