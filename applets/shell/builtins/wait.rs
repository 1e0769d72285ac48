//! `wait`

use crate::jobs::{Job, Known, State};
use crate::run::{Divert, Flow};
use crate::shell::Shell;
use crate::traps::Duties;
use kit::applet::Status;
use kit::process::{Ended, NOT_FOUND};
use kit::{signals, text};

pub fn run(shell: &mut Shell, args: &[&[u8]]) -> Flow {
    let (any, words) = shell.letters(args, b"n")?;
    if any != 0 {
        return wait_for_any(shell, args[0], words);
    }
    if words.is_empty() {
        // One that is stopped would be waited for without end.
        while shell.jobs.list.iter().any(|job| job.state() == State::Running) {
            if let Some(status) = reap(shell, 0) {
                return shell.after_waiting(status);
            }
        }
        shell.jobs.note_waited(0);
        return shell.after_waiting_for_all();
    }
    let mut status = Status::OK;
    for word in words {
        let pid = if word.first() == Some(&b'%') {
            super::jobs::job(shell, args[0], word)?.pid()
        } else {
            shell.number(args[0], word)? as i32
        };
        status = wait_for(shell, pid)?;
    }
    Ok(status)
}

/// Waits for one background process.
pub(super) fn wait_for(shell: &mut Shell, pid: i32) -> Result<Status, Divert> {
    loop {
        match shell.jobs.look_up(pid) {
            Known::Nothing => return Ok(NOT_FOUND),
            Known::Is(status) => {
                if let Some(Ended::Signalled(signal)) = shell.jobs.report(pid)
                    && !matches!(signal, libc::SIGINT | libc::SIGPIPE)
                {
                    // There is nobody to tell that standard error is closed.
                    let _ = shell.streams.sink(2).write_all(&text![signals::description(signal), "\n"]);
                }
                shell.jobs.note_waited(pid);
                return shell.after_waiting(status);
            }
            Known::Running => {}
        }
        if let Some(status) = reap(shell, pid) {
            return shell.after_waiting(status);
        }
    }
}

/// `wait -n [JOB...]`: the first that ends, of these or of all.
fn wait_for_any(shell: &mut Shell, who: &[u8], words: &[&[u8]]) -> Flow {
    let mut pids = Vec::new();
    for word in words {
        pids.push(match word.first() {
            Some(b'%') => super::jobs::job(shell, who, word)?.pid(),
            _ => shell.number(who, word)? as i32,
        });
    }
    loop {
        match shell.jobs.first_ended(&pids) {
            Ok(Some(number)) => {
                let job = shell.jobs.remove(number);
                let status = job.and_then(|job| job.state().status()).unwrap_or(NOT_FOUND);
                return shell.after_waiting(status);
            }
            Ok(None) => {}
            Err(_) => return Ok(NOT_FOUND),
        }
        if let Some(status) = reap(shell, 0) {
            return shell.after_waiting(status);
        }
    }
}

/// Waits until some child does something; a trapped signal ends the waiting with its status. Process 1 forwards what
/// would end it to the job of process `pid`; 0: to all.
fn reap(shell: &mut Shell, pid: i32) -> Option<Status> {
    let interrupted = |shell: &Shell| shell.pending_trap().map(|signal| Status(128 + signal as u8));
    if let Some(status) = interrupted(shell) {
        return Some(status);
    }
    // Without traps no signal can slip past.
    let result = if shell.traps.any() || shell.traps.duties != Duties::default() {
        shell.jobs.reap_one_or_signal()
    } else {
        shell.jobs.reap_one(true).map(drop)
    };
    match result {
        Ok(()) => {}
        Err(error) if error.raw_os_error() == Some(libc::ECHILD) => shell.jobs.lose_all(),
        Err(_) => {
            if let Some(status) = interrupted(shell) {
                return Some(status);
            }
            shell.discard_child_signal();
            if shell.traps.duties.first_process {
                let jobs = shell.jobs.list.iter().filter(|job| job.ended().is_none());
                let targets: Vec<i32> =
                    jobs.filter(|job| pid == 0 || job.pid() == pid).flat_map(Job::targets).collect();
                shell.forward_signals(&targets);
            }
        }
    }
    interrupted(shell)
}
