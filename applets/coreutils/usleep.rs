//! `usleep`: pause for microseconds
//!
//! As in BusyBox.

use kit::prelude::*;
use kit::{duration, number};
use std::time::Duration;

pub const APPLET: Applet = Applet {
    dir: Dir::Bin,
    kind: Kind::PureWhen(under_a_second),
    usage: "N\n\nPause for N microseconds\n",
    run,
    ..Applet::DEFAULT
};

/// A longer one is a process of its own, as with sleep.
fn under_a_second(args: &[&[u8]]) -> bool {
    matches!(args, [word] if word.len() <= 6)
}

fn run(cx: &mut Context) -> Result<Status> {
    let [word] = cx.options()?.operands[..] else { return Err(Error::Usage(None)) };
    let length = Duration::from_micros(number::decimal::<u32>(word)? as u64);
    cx.out.flush()?;
    duration::sleep(length)?;
    Ok(Status::OK)
}
