//! `kill`: send a signal to processes
//!
//! POSIX.1-2024 XCU kill. A first argument that begins with a dash is always a signal: `kill -1` names one and no
//! process; it takes `kill -9 -1` or `kill -- -1` to reach all.

use crate::signal_option::{self, Asked};
use kit::prelude::*;
use kit::{number, sys};

pub const APPLET: Applet = Applet {
    dir: Dir::Bin,
    kind: Kind::Pure,
    usage: "[-l] [-SIG] PID...\n\nSend a signal (default: TERM) to given PIDs\n\n\
            ~	-s SIG	Its name or number\n	-l	List all signal names and numbers\n",
    run,
    ..Applet::DEFAULT
};

fn run(cx: &mut Context) -> Result<Status> {
    let (signal, words) = match signal_option::read(cx.args)? {
        Asked::List(words) => return signal_option::list(cx, words),
        Asked::Send(signal, words) => (signal, words),
    };
    if words.is_empty() {
        return Err(fail!("you need to specify whom to kill"));
    }
    let mut failures: u8 = 0;
    for word in words {
        let message = match number::decimal::<i32>(word) {
            Ok(pid) => match sys::kill(pid, signal) {
                Ok(()) => continue,
                Err(error) => text!["can't kill pid ", pid, ": ", error],
            },
            Err(_) => text!["invalid number '", word, "'"],
        };
        cx.complain(message);
        failures = failures.saturating_add(1);
    }
    Ok(Status(failures))
}
