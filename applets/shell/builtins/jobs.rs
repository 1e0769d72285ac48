//! `jobs`, `fg`, `bg`

use crate::run::{Divert, Flow};
use crate::shell::Shell;
use kit::applet::Status;
use kit::text;

/// `jobs`
pub fn jobs(shell: &mut Shell, args: &[&[u8]]) -> Flow {
    let (letters, names) = shell.letters(args, b"lp")?;
    shell.jobs.reap();
    let mut out = Vec::new();
    let count = shell.jobs.list.len();
    for name in names {
        if shell.jobs.find(name).is_none() {
            return Err(shell.misused(args[0], &text![name, ": no such job"]));
        }
    }
    for (i, job) in shell.jobs.list.iter().enumerate() {
        if !names.is_empty() && !names.iter().any(|n| shell.jobs.find(n).is_some_and(|j| j.number == job.number)) {
            continue;
        }
        if letters & 2 != 0 {
            out = text![out, job.pid(), "\n"];
            continue;
        }
        let mark = match count - i {
            1 => "+",
            2 => "-",
            _ => " ",
        };
        let mut line = text!["[", job.number, "]", mark, "  "];
        if letters & 1 != 0 {
            line = text![line, job.pid(), " "];
        }
        let state = job.state();
        line.extend_from_slice(&state);
        line.resize(line.len() + 27_usize.saturating_sub(state.len()), b' ');
        out = text![out, line, job.text, "\n"];
    }
    let status = shell.print(&out)?;
    shell.jobs.retire();
    Ok(status)
}

/// `fg` and `bg`; without job control there is never a stopped job.
pub fn resume(shell: &mut Shell, args: &[&[u8]]) -> Flow {
    let (_, names) = shell.letters(args, b"")?;
    let pid = match names.first() {
        None => match shell.jobs.list.last() {
            Some(job) => job.pid(),
            None => return Err(shell.misused(args[0], b"No current job")),
        },
        Some(name) => match shell.jobs.find(name) {
            Some(job) => job.pid(),
            None => return Err(shell.misused(args[0], &text![name, ": no such job"])),
        },
    };
    // Continue it, should somebody else have stopped it.
    if let Err(error) = kit::sys::kill(pid, libc::SIGCONT) {
        return Err(shell.misused(args[0], &text![error]));
    }
    if args[0] == b"bg" {
        return Ok(Status::OK);
    }
    match super::wait::wait_for(shell, pid) {
        Ok(status) => Ok(status),
        Err(Divert::Failed(status)) => Ok(status),
        Err(divert) => Err(divert),
    }
}
