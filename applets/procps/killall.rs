//! `killall`: send a signal to processes by name
//!
//! As in psmisc.

use crate::signal_option::{self, Asked};
use kit::prelude::*;
use kit::sys;

pub const APPLET: Applet = Applet {
    usage: "[-lq] [-SIG | -s SIG] PROCESS_NAME...\n\nSend a signal (default: TERM) to given processes\n\n\
            	-l	List all signal names and numbers\n	-q	Don't complain if no processes were killed\n",
    run,
    ..Applet::DEFAULT
};

fn run(cx: &mut Context) -> Result<Status> {
    // `-q` may stand before the signal or after it.
    let quiet_first = cx.args.first() == Some(&&b"-q"[..]);
    let args = if quiet_first { &cx.args[1..] } else { cx.args };
    let (signal, mut names) = match signal_option::read(args)? {
        Asked::List(words) => return signal_option::list(cx, words),
        Asked::Send(signal, names) => (signal, names),
    };
    let quiet_then = names.first() == Some(&&b"-q"[..]);
    if quiet_then {
        names = &names[1..];
    }
    if names.is_empty() {
        return Err(fail!("you need to specify whom to kill"));
    }
    let me = std::process::id() as i32;
    let mut failures: u8 = 0;
    for name in names {
        let mut found = false;
        let pids = crate::by_name::processes(name).map_err(|e| fail!("can't open '/proc': ", e))?;
        for pid in pids.into_iter().filter(|pid| *pid != me) {
            found = true;
            if let Err(error) = sys::kill(pid, signal) {
                cx.complain(text!["can't kill pid ", pid, ": ", error]);
                failures = failures.saturating_add(1);
            }
        }
        if !found {
            failures = failures.saturating_add(1);
            if !quiet_first && !quiet_then {
                cx.complain(text![name, ": no process killed"]);
            }
        }
    }
    Ok(Status(failures))
}
