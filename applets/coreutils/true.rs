//! `true`, `false`: return a status
//!
//! POSIX.1-2024 XCU true, false. Neither looks at its arguments, not even `--help`.

use kit::prelude::*;

pub const APPLET: Applet = Applet {
    dir: Dir::Bin,
    kind: Kind::Pure,
    usage: "\n\nReturn an exit status\n",
    has_help: false,
    run,
    ..Applet::DEFAULT
};

fn run(cx: &mut Context) -> Result<Status> {
    Ok(if cx.name == "true" { Status::OK } else { Status::FAILED })
}
