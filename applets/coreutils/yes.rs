//! `yes`: print a line again and again
//!
//! Not in POSIX; as in BusyBox, all arguments are words, `--` too.

use kit::getopt::help_or_version;
use kit::prelude::*;

const USAGE: &str = "\
[STRING]

Repeatedly print a line with STRING, or 'y'
";

pub const APPLET: Applet =
    Applet { dir: Dir::UsrBin, kind: Kind::Process, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

fn run(cx: &mut Context) -> Result<Status> {
    help_or_version(cx.args)?;
    let mut line = if cx.args.is_empty() { b"y".to_vec() } else { cx.args.join(&b' ') };
    line.push(b'\n');
    let block = line.repeat((64 * 1024_usize).div_ceil(line.len()));
    loop {
        cx.out.write_all(&block)?;
    }
}
