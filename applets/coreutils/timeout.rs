//! `timeout`: run a program with a time limit
//!
//! BusyBox's way: this process becomes PROG, and a process aside watches it. So PROG keeps its parent, its process
//! group and its terminal, and its own status is the result, also when the time ran out (143 for SIGTERM). POSIX.1-2024's
//! `-f` (`--foreground`) and `-p` (`--preserve-status`) therefore say what is done anyway. `-t SECS` is the form of BusyBox
//! before 1.30.

use kit::duration::{self, FOREVER};
use kit::prelude::*;
use kit::sys::processes::{open_process, signal_process};
use kit::{context, process, signals, sys};
use std::os::fd::{AsRawFd, OwnedFd};
use std::time::{Duration, Instant};

const USAGE: &str = "\
[-s SIG] [-k KILL_SECS] SECS PROG ARGS

Run PROG. Send SIG to it if it is not gone in SECS seconds.
Default SIG: TERM. If it still exists in KILL_SECS seconds, send KILL.

	-s, --signal=SIG	Send SIG, not TERM
	-k, --kill-after=KILL_SECS	Send KILL too, KILL_SECS after SIG
	-v, --verbose	Say which signal is sent
	-f, --foreground	PROG alone gets the signal (always so)
	-p, --preserve-status	The status is that of PROG (always so)
	-t SECS		Old form of SECS
";

pub const APPLET: Applet =
    Applet { usage: USAGE, options: options!(USAGE), stop_at_operand: true, run, ..Applet::DEFAULT };

const SIGNAL: Key = Key::short(APPLET.options, 's');
const KILL_AFTER: Key = Key::short(APPLET.options, 'k');
const VERBOSE: Key = Key::short(APPLET.options, 'v');
const OLD_LIMIT: Key = Key::short(APPLET.options, 't');

struct Plan<'a> {
    limit: Duration,
    signal: i32,
    kill_after: Option<Duration>,
    /// The program's name, if what is sent to it is to be told.
    told: Option<&'a [u8]>,
}

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    let signal = match given.value(SIGNAL) {
        Some(word) => signals::number(word).ok_or_else(|| fail!("unknown signal '", word, "'"))?,
        None => libc::SIGTERM,
    };
    let kill_after = given.value(KILL_AFTER).map(duration::parse).transpose()?;
    let (limit, prog) = match (given.value(OLD_LIMIT), &given.operands[..]) {
        (Some(limit), prog @ [_, ..]) => (limit, prog),
        (None, [limit, prog @ ..]) if !prog.is_empty() => (*limit, prog),
        _ => return Err(Error::Usage(None)),
    };
    let limit = duration::parse(limit)?;
    // BusyBox counts whole seconds and looks after the first: nothing is ended before it has begun.
    let limit = if limit.is_zero() { Duration::from_secs(1) } else { limit };
    let plan = Plan { limit, signal, kill_after, told: given.has(VERBOSE).then_some(prog[0]) };
    start_watcher(&plan).map_err(|e| fail!("fork: ", e))?;
    Err(process::exec(cx, prog))
}

/// Forks twice, so that PROG gets no child it did not make.
fn start_watcher(plan: &Plan) -> std::io::Result<()> {
    let pid = std::process::id() as i32;
    let target = match open_process(pid) {
        Ok(process) => Target::Descriptor(process),
        // Before Linux 5.3, or where a filter forbids it.
        Err(_) => Target::Number(pid),
    };
    let child = sys::fork()?;
    if child != 0 {
        return sys::wait(child).map(drop);
    }
    if sys::fork().is_ok_and(|pid| pid == 0) {
        watch(plan, &target);
    }
    sys::exit_now(0);
}

/// The watched process.
enum Target {
    Descriptor(OwnedFd),
    Number(i32),
}

impl Target {
    /// Waits until it ends; false if `limit` passes first.
    fn ends_within(&self, limit: Duration) -> bool {
        let begin = Instant::now();
        loop {
            let left = limit.saturating_sub(begin.elapsed());
            let ended = match self {
                Target::Descriptor(process) => {
                    // Rounded up: not a millisecond too early.
                    let milliseconds = left.as_micros().div_ceil(1000).min(i32::MAX as u128) as i32;
                    sys::wait_readable(process.as_raw_fd(), milliseconds).unwrap_or(false)
                }
                Target::Number(pid) => {
                    let _ = duration::sleep(left.min(Duration::from_millis(100)));
                    sys::kill(*pid, 0).is_err()
                }
            };
            if ended {
                return true;
            }
            if left.is_zero() {
                return false;
            }
        }
    }

    fn send(&self, signal: i32) {
        // It may have ended in this moment.
        let _ = match self {
            Target::Descriptor(process) => signal_process(process, signal),
            Target::Number(pid) => sys::kill(*pid, signal),
        };
    }
}

fn watch(plan: &Plan, target: &Target) {
    // What comes from the terminal, or is sent to the group, is not for the watcher, and it keeps no pipe open.
    let _ = nix::unistd::setsid();
    if let Ok(null) = sys::open(b"/dev/null", libc::O_RDWR, 0) {
        for fd in 0..if plan.told.is_some() { 2 } else { 3 } {
            let _ = sys::duplicate_to(null, fd);
        }
    }
    let send = |signal: i32| {
        if let Some(prog) = plan.told {
            let name = signals::name(signal).map_or_else(|| text![signal], |name| text![name]);
            let message = text!["sending signal ", name, " to command '", prog, "'"];
            context::say(kit::output::Sink::Fd(2), b"timeout", &message);
        }
        target.send(signal);
        if !matches!(signal, libc::SIGKILL | libc::SIGCONT | 0) {
            // A stopped process would not see it.
            target.send(libc::SIGCONT);
        }
    };
    if plan.limit == FOREVER || target.ends_within(plan.limit) {
        return;
    }
    send(plan.signal);
    if let Some(after) = plan.kill_after
        && !target.ends_within(after)
    {
        send(libc::SIGKILL);
    }
}
