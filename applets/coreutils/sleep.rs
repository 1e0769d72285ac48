//! `sleep`: pause for a time
//!
//! POSIX.1-2024 XCU sleep; fractions, units, sums and `infinity` as in GNU.

use kit::duration;
use kit::getopt::help_or_version;
use kit::prelude::*;
use std::time::Duration;

pub const APPLET: Applet = Applet {
    dir: Dir::Bin,
    // A long one is a process that ps shows, that can be killed by its name and stopped from the terminal.
    kind: Kind::PureWhen(|args| total(args).is_ok_and(|total| total < Duration::from_secs(1))),
    usage: "[N]...\n\nPause for a time equal to the total of the args given, where each arg can\n\
            have an optional suffix of (s)econds, (m)inutes, (h)ours, or (d)ays\n",
    run,
    ..Applet::DEFAULT
};

fn run(cx: &mut Context) -> Result<Status> {
    help_or_version(cx.args)?;
    if cx.args.is_empty() {
        return Err(Error::Usage(None));
    }
    let total = total(cx.args)?;
    // What was written before must be seen before the pause.
    cx.out.flush()?;
    duration::sleep(total)?;
    Ok(Status::OK)
}

fn total(args: &[&[u8]]) -> Result<Duration> {
    args.iter().try_fold(Duration::ZERO, |total, word| Ok(total.saturating_add(duration::parse(word)?)))
}
