//! `kill`: the applet, with what only the shell knows of it: jobs.

use super::jobs::job;
use crate::jobs::Job;
use crate::run::Flow;
use crate::shell::Shell;
use kit::applet::Status;
use kit::signals::{self, Disposition};
use kit::text;

pub fn run(shell: &mut Shell, args: &[&[u8]]) -> Flow {
    // A child that has ended is no process to be found alive.
    shell.jobs.reap();
    // A SIGPIPE that is sent ends the shell; only that of its own writing is caught.
    let pipe = libc::SIGPIPE;
    let deadly = shell.traps.get(pipe as usize).is_none() && !signals::is_ignored(pipe);
    if deadly {
        let _ = signals::set(pipe, Disposition::Default);
    }
    let result = kill_jobs(shell, args);
    if result == Ok(Status::OK) && matches!(signal(args), Some(libc::SIGKILL | libc::SIGCONT)) {
        note_continued(shell, args);
    }
    if deadly {
        let _ = signals::set(pipe, Disposition::Harmless);
    }
    result
}

/// With the process groups of jobs in the place of `%…`.
fn kill_jobs(shell: &mut Shell, args: &[&[u8]]) -> Flow {
    if !args[1..].iter().any(|arg| arg.first() == Some(&b'%')) {
        return super::applets::run(shell, args);
    }
    let mut expanded = Vec::with_capacity(args.len());
    for arg in args {
        if arg.first() == Some(&b'%') {
            expanded.extend(job(shell, args[0], arg)?.targets().into_iter().map(|pid| text![pid]));
        } else {
            expanded.push(arg.to_vec());
        }
    }
    if args[1].first() == Some(&b'%') {
        // A group is a negative number, which would be taken for a signal.
        expanded.insert(1, b"--".to_vec());
    }
    let args: Vec<&[u8]> = expanded.iter().map(Vec::as_slice).collect();
    super::applets::run(shell, &args)
}

/// The signal that a correct call sends.
fn signal(args: &[&[u8]]) -> Option<i32> {
    match args {
        [_, b"-s", name, ..] => signals::number(name),
        [_, [b'-', b's', name @ ..], ..] => signals::number(name),
        [_, [b'-', name @ ..], ..] => signals::number(name),
        _ => Some(libc::SIGTERM),
    }
}

/// What was stopped no longer is: who waits for it now must not be told that it is, before the kernel says more.
fn note_continued(shell: &mut Shell, args: &[&[u8]]) {
    let mut targets = Vec::new();
    for arg in &args[1..] {
        if arg.first() == Some(&b'%') {
            targets.extend(shell.jobs.find(arg).map(Job::targets).unwrap_or_default());
        } else if let Some(pid) = std::str::from_utf8(arg).ok().and_then(|pid| pid.parse().ok()) {
            targets.push(pid);
        }
    }
    for target in targets {
        shell.jobs.note_continued(target);
    }
}
