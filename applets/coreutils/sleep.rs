//! `sleep`: pause for a time
//!
//! POSIX.1-2024 XCU sleep; fractions, units, sums and `infinity` as in GNU.

use kit::duration;
use kit::prelude::*;
use std::time::Duration;

pub const APPLET: Applet = Applet {
    dir: Dir::Bin,
    kind: Kind::Pure,
    usage: "[N]...\n\nPause for a time equal to the total of the args given, where each arg can\n\
            have an optional suffix of (s)econds, (m)inutes, (h)ours, or (d)ays\n",
    run,
    ..Applet::DEFAULT
};

fn run(cx: &mut Context) -> Result<Status> {
    match cx.args {
        [] => return Err(Error::Usage(None)),
        [b"--help", ..] => return Err(Error::Help),
        _ => {}
    }
    let mut total = Duration::ZERO;
    for word in cx.args {
        total = total.saturating_add(duration::parse(word)?);
    }
    // What was written before must be seen before the pause.
    cx.out.flush()?;
    duration::sleep(total)?;
    Ok(Status::OK)
}
