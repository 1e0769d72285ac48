//! `kill`: the applet, with what only the shell knows of it: jobs.

use super::jobs::job;
use crate::run::Flow;
use crate::shell::Shell;
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
