//! `usleep`: pause for microseconds
//!
//! As in BusyBox.

use kit::prelude::*;
use kit::{duration, number};
use std::time::Duration;

pub const APPLET: Applet =
    Applet { dir: Dir::Bin, kind: Kind::Pure, usage: "N\n\nPause for N microseconds\n", run, ..Applet::DEFAULT };

fn run(cx: &mut Context) -> Result<Status> {
    let [word] = cx.options()?.operands[..] else { return Err(Error::Usage(None)) };
    let length = Duration::from_micros(number::decimal::<u32>(word)? as u64);
    cx.out.flush()?;
    duration::sleep(length)?;
    Ok(Status::OK)
}
