//! Children: the ones waited for at once, and the background list.

use kit::applet::Status;
use kit::process::Ended;
use kit::{signals, sys, text};
use std::collections::VecDeque;
use std::io;

/// A process of a job.
#[derive(Clone, Copy, Debug)]
struct Process {
    pid: i32,
    /// Its wait status once it has ended.
    ended: Option<i32>,
}

/// A background job.
#[derive(Debug)]
pub struct Job {
    /// The number behind `%`.
    pub number: usize,
    processes: Vec<Process>,
    /// What was typed, for `jobs`.
    pub text: Vec<u8>,
    /// Its end has been told.
    told: bool,
}

impl Job {
    /// The process that `$!` gave.
    pub fn pid(&self) -> i32 {
        self.processes.last().map_or(0, |p| p.pid)
    }

    /// How it ended, if it has.
    pub fn ended(&self) -> Option<Ended> {
        if self.processes.iter().any(|p| p.ended.is_none()) {
            return None;
        }
        self.processes.last().and_then(|p| p.ended).map(ended)
    }

    /// What `jobs` says of it.
    pub fn state(&self) -> Vec<u8> {
        match self.ended() {
            None => b"Running".to_vec(),
            Some(Ended::Exited(0)) => b"Done".to_vec(),
            Some(Ended::Exited(status)) => text!["Done(", u32::from(status), ")"],
            Some(Ended::Signalled(signal)) => signals::description(signal).as_bytes().to_vec(),
        }
    }
}

/// What is known of a background process.
pub enum Known {
    /// It is not one of ours.
    Nothing,
    /// It has not ended.
    Running,
    /// It has, with this status.
    Ended(Status),
}

/// How many statuses of ended jobs are kept for `wait`.
const REMEMBERED: usize = 4096;

/// All children.
#[derive(Default)]
pub struct Jobs {
    /// The background jobs that have not been reported, oldest first.
    pub list: Vec<Job>,
    /// `$!`
    pub last: Option<i32>,
    foreground: Vec<Process>,
    /// Statuses of jobs that are no longer in the list.
    remembered: VecDeque<(i32, Status)>,
}

/// A raw wait status.
pub fn ended(status: i32) -> Ended {
    if libc::WIFSIGNALED(status) {
        Ended::Signalled(libc::WTERMSIG(status))
    } else {
        Ended::Exited(libc::WEXITSTATUS(status) as u8)
    }
}

impl Jobs {
    /// No children.
    pub fn new() -> Jobs {
        Jobs::default()
    }

    /// How many are in the list.
    pub fn count(&self) -> usize {
        self.list.len()
    }

    /// A forked child has none of its parent's; `$!` stays.
    pub fn forget(&mut self) {
        self.list.clear();
        self.foreground.clear();
        self.remembered.clear();
    }

    /// A child that will be waited for at once.
    pub fn add_foreground(&mut self, pid: i32) {
        self.foreground.push(Process { pid, ended: None });
    }

    /// A child in the background; becomes `$!`.
    pub fn add_background(&mut self, pid: i32, text: Vec<u8>) -> usize {
        let number = self.list.iter().map(|j| j.number).max().unwrap_or(0) + 1;
        self.list.push(Job { number, processes: vec![Process { pid, ended: None }], text, told: false });
        self.last = Some(pid);
        number
    }

    /// Notes the end of a child; others than ours (an adopted orphan of process 1) are none of our business.
    fn note(&mut self, pid: i32, status: i32) {
        let background = self.list.iter_mut().flat_map(|j| j.processes.iter_mut());
        if let Some(process) = self.foreground.iter_mut().chain(background).find(|p| p.pid == pid && p.ended.is_none())
        {
            process.ended = Some(status);
        }
    }

    /// Takes note of one child's end; false if there is none (that has ended, with `block` false).
    ///
    /// # Errors
    /// `EINTR` for a signal, `ECHILD` if there are no children.
    pub fn reap_one(&mut self, block: bool) -> io::Result<bool> {
        let (pid, status) = sys::wait_once(-1, if block { 0 } else { libc::WNOHANG })?;
        if pid > 0 {
            self.note(pid, status);
        }
        Ok(pid > 0)
    }

    /// Takes note of all children that have ended.
    pub fn reap(&mut self) {
        if self.list.iter().all(|job| job.ended().is_some()) {
            return;
        }
        while let Ok(true) = self.reap_one(false) {}
    }

    /// Waits for a foreground child; its wait status.
    pub fn wait_foreground(&mut self, pid: i32) -> i32 {
        loop {
            if let Some(at) = self.foreground.iter().position(|p| p.pid == pid)
                && let Some(status) = self.foreground[at].ended
            {
                self.foreground.swap_remove(at);
                return status;
            }
            if let Err(error) = self.reap_one(true)
                && error.raw_os_error() == Some(libc::ECHILD)
            {
                // Somebody else has taken it (SIGCHLD ignored at entry): nothing is known of it.
                self.foreground.retain(|p| p.pid != pid);
                return 0;
            }
        }
    }

    /// The job that `%…` means.
    pub fn find(&self, word: &[u8]) -> Option<&Job> {
        let spec = word.strip_prefix(b"%")?;
        match spec {
            b"" | b"%" | b"+" => self.list.last(),
            b"-" => self.list.iter().rev().nth(1).or(self.list.last()),
            _ if spec.iter().all(u8::is_ascii_digit) => {
                let n: usize = std::str::from_utf8(spec).ok()?.parse().ok()?;
                self.list.iter().find(|j| j.number == n)
            }
            [b'?', part @ ..] => self.list.iter().find(|j| j.text.windows(part.len().max(1)).any(|w| w == part)),
            _ => self.list.iter().find(|j| j.text.starts_with(spec)),
        }
    }

    /// What is known of a background process.
    pub fn look_up(&self, pid: i32) -> Known {
        if let Some(job) = self.list.iter().find(|j| j.pid() == pid) {
            return job.ended().map_or(Known::Running, |ended| Known::Ended(ended.status()));
        }
        let remembered = self.remembered.iter().rev().find(|r| r.0 == pid);
        remembered.map_or(Known::Nothing, |r| Known::Ended(r.1))
    }

    /// How a job has ended, if that has not been asked before.
    pub fn report(&mut self, pid: i32) -> Option<Ended> {
        let job = self.list.iter_mut().find(|job| job.pid() == pid && !job.told)?;
        job.told = true;
        job.ended()
    }

    /// Takes one job off the list.
    pub fn take(&mut self, pid: i32) {
        self.list.retain(|job| job.pid() != pid);
    }

    /// There are no children although some are in the list (SIGCHLD ignored at entry): nothing is known of their end.
    pub fn lose_all(&mut self) {
        for process in self.list.iter_mut().flat_map(|j| j.processes.iter_mut()) {
            process.ended.get_or_insert(127 << 8);
        }
    }

    /// Takes jobs that have ended off the list; their statuses stay known.
    pub fn retire(&mut self) {
        let remembered = &mut self.remembered;
        self.list.retain(|job| match job.ended() {
            None => true,
            Some(ended) => {
                remembered.push_back((job.pid(), ended.status()));
                if remembered.len() > REMEMBERED {
                    remembered.pop_front();
                }
                false
            }
        });
    }
}
