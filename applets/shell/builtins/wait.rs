//! `wait`

use crate::jobs::Known;
use crate::run::{Divert, Flow};
use crate::shell::Shell;
use kit::applet::Status;
use kit::process::{Ended, NOT_FOUND};
use kit::{signals, text};

pub fn run(shell: &mut Shell, args: &[&[u8]]) -> Flow {
    let (any, words) = shell.letters(args, b"n")?;
    if any != 0 {
        return wait_for_any(shell);
    }
    if words.is_empty() {
        while shell.jobs.list.iter().any(|job| job.ended().is_none()) {
            if let Some(status) = reap(shell) {
                return Ok(status);
            }
        }
        return Ok(Status::OK);
    }
    let mut status = Status::OK;
    for word in words {
        let pid = if word.first() == Some(&b'%') {
            match shell.jobs.find(word) {
                Some(job) => job.pid(),
                None => return Err(shell.misused(args[0], &text![word, ": no such job"])),
            }
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
            Known::Ended(status) => {
                if let Some(Ended::Signalled(signal)) = shell.jobs.report(pid)
                    && !matches!(signal, libc::SIGINT | libc::SIGPIPE)
                {
                    // There is nobody to tell that standard error is closed.
                    let _ = shell.streams.sink(2).write_all(&text![signals::description(signal), "\n"]);
                }
                return Ok(status);
            }
            Known::Running => {}
        }
        if let Some(status) = reap(shell) {
            return Ok(status);
        }
    }
}

/// `wait -n`: the first that ends.
fn wait_for_any(shell: &mut Shell) -> Flow {
    loop {
        if let Some(job) = shell.jobs.list.iter().find(|job| job.ended().is_some()) {
            let pid = job.pid();
            let status = job.ended().map_or(NOT_FOUND, Ended::status);
            shell.jobs.take(pid);
            return Ok(status);
        }
        if shell.jobs.list.is_empty() {
            return Ok(NOT_FOUND);
        }
        if let Some(status) = reap(shell) {
            return Ok(status);
        }
    }
}

/// Waits for the end of some child; a trapped signal ends the waiting with its status.
fn reap(shell: &mut Shell) -> Option<Status> {
    if let Some(signal) = signals::first_pending() {
        return Some(Status(128 + signal as u8));
    }
    match shell.jobs.reap_one(true) {
        Ok(_) => signals::first_pending().map(|signal| Status(128 + signal as u8)),
        Err(error) if error.raw_os_error() == Some(libc::ECHILD) => {
            shell.jobs.lose_all();
            None
        }
        Err(_) => signals::first_pending().map(|signal| Status(128 + signal as u8)),
    }
}
