//! `pipe_progress`: copy standard input to standard output and show that something happens
//!
//! As in BusyBox: a dot on standard error for every second, and a newline at the end.

use kit::prelude::*;
use kit::sys;
use std::time::{Duration, Instant};

const USAGE: &str = "

Copy stdin to stdout, a dot on stderr for every second
";

pub const APPLET: Applet = Applet { dir: Dir::Bin, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const SECOND: Duration = Duration::from_secs(1);

fn run(cx: &mut Context) -> Result<Status> {
    cx.options()?;
    let mut input = cx.stdin();
    let mut bytes = vec![0; 64 * 1024];
    let mut dot_at = Instant::now() + SECOND;
    let result = loop {
        let left = dot_at.saturating_duration_since(Instant::now());
        if left.is_zero() {
            dot_at += SECOND;
            // Who does not want to see the dots can close standard error.
            let _ = cx.err.write_all(b".");
            continue;
        }
        // Up to a millisecond late, but never a loop without waiting.
        let milliseconds = left.as_millis() as i32 + 1;
        if let Some(fd) = input.fd()
            && !sys::wait_readable(fd, milliseconds).map_err(|e| fail!("read error: ", e))?
        {
            continue;
        }
        match input.read_unbuffered(&mut bytes) {
            Ok(0) => break Ok(()),
            Ok(n) => {
                cx.out.write_all(&bytes[..n])?;
                cx.out.flush()?;
            }
            Err(error) => break Err(error),
        }
    };
    let _ = cx.err.write_all(b"\n");
    result?;
    Ok(cx.status())
}
