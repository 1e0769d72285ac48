//! `jobs`, `fg`, `bg`, `disown`, `suspend`

use crate::job_control::mark;
use crate::jobs::{self, Job, State};
use crate::run::{Divert, Flow};
use crate::shell::Shell;
use kit::applet::Status;
use kit::text;

/// `jobs`
pub fn jobs(shell: &mut Shell, args: &[&[u8]]) -> Flow {
    let (letters, names) = shell.letters(args, b"lprs")?;
    shell.jobs.reap();
    let wanted = numbers(shell, args[0], names)?;
    let mut out = Vec::new();
    let mut shown = Vec::new();
    let count = shell.jobs.list.len();
    for (at, job) in shell.jobs.list.iter().enumerate().rev() {
        let state = job.state();
        let left_out = letters & 4 != 0 && state != State::Running
            || letters & 8 != 0 && !matches!(state, State::Stopped(_))
            || !names.is_empty() && !wanted.contains(&job.number);
        if left_out {
            continue;
        }
        if letters & 2 != 0 {
            let leader = job.group.or(job.processes.first().map(|p| p.pid)).unwrap_or(0);
            out = text![out, leader, "\n"];
        } else {
            out.extend_from_slice(&jobs::line(job, mark(count, at), letters & 1 != 0));
            shown.push(job.number);
        }
    }
    let status = shell.print(&out)?;
    // In a subshell the jobs are those of the shell around it, to whom nothing has been told.
    if shell.virtual_depth == 0 {
        for number in shown {
            shell.jobs.note_shown(number);
        }
    }
    Ok(status)
}

/// The jobs that words mean.
fn numbers(shell: &Shell, who: &[u8], words: &[&[u8]]) -> Result<Vec<usize>, Divert> {
    words.iter().map(|word| job(shell, who, word).map(|job| job.number)).collect()
}

/// The job that a word means.
pub(super) fn job<'a>(shell: &'a Shell, who: &[u8], word: &[u8]) -> Result<&'a Job, Divert> {
    shell.jobs.find(word).map_err(|none| shell.misused(who, &none.message(word)))
}

/// `fg` and `bg`
pub fn resume(shell: &mut Shell, args: &[&[u8]]) -> Flow {
    let (_, words) = shell.letters(args, b"")?;
    let words = if words.is_empty() { &[&b"%+"[..]][..] } else { words };
    shell.jobs.reap();
    let mut status = Status::OK;
    for word in words {
        let job = job(shell, args[0], word)?;
        let (number, text) = (job.number, job.text());
        let Some(group) = job.group.filter(|_| shell.controls_jobs()) else {
            return Err(shell.misused(args[0], &text!["job ", *word, " not created under job control"]));
        };
        if args[0] == b"fg" {
            shell.print(&text![text, "\n"])?;
            status = shell.resume_foreground(number)?;
            continue;
        }
        if job.ended().is_some() {
            continue;
        }
        if let Some(job) = shell.jobs.get(number) {
            job.note_continued();
        }
        shell.jobs.reorder(number);
        shell.jobs.last = shell.jobs.get(number).map(|job| job.pid());
        if let Err(error) = kit::sys::kill(-group, libc::SIGCONT) {
            return Err(shell.misused(args[0], &text![error]));
        }
        status = shell.print(&text!["[", number, "] ", text, "\n"])?;
    }
    Ok(status)
}

/// `disown [-ar] [JOB...]` (bash): the shell forgets jobs; their processes go on.
pub fn disown(shell: &mut Shell, args: &[&[u8]]) -> Flow {
    let (letters, words) = shell.letters(args, b"ar")?;
    shell.jobs.reap();
    let running = letters & 2 != 0;
    let gone: Vec<usize> = if words.is_empty() && letters != 0 {
        let all = shell.jobs.list.iter().filter(|job| !running || job.state() == State::Running);
        all.map(|job| job.number).collect()
    } else if words.is_empty() {
        vec![job(shell, args[0], b"%+")?.number]
    } else {
        let mut gone = Vec::new();
        for word in words {
            let by_pid = std::str::from_utf8(word).ok().and_then(|word| word.parse::<i32>().ok());
            let by_pid = by_pid.and_then(|pid| shell.jobs.list.iter().find(|job| job.pid() == pid));
            gone.push(match by_pid {
                Some(job) => job.number,
                None => job(shell, args[0], word)?.number,
            });
        }
        gone
    };
    for number in gone {
        shell.jobs.disown(number);
    }
    Ok(Status::OK)
}

/// `suspend [-f]` (bash): stops the shell until it is continued; `-f` although it is a login shell.
pub fn suspend(shell: &mut Shell, args: &[&[u8]]) -> Flow {
    let (letters, words) = shell.letters(args, b"f")?;
    if !words.is_empty() {
        return Err(shell.misused(args[0], b"takes no operands"));
    }
    shell.suspend(args[0], letters != 0)
}
