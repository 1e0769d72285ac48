//! Children: the ones waited for at once, and the jobs.

use kit::applet::Status;
use kit::process::Ended;
use kit::sys::terminal::TerminalSettings;
use kit::{signals, sys, text};
use std::collections::VecDeque;
use std::io;

/// What a process or a job does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum State {
    /// It runs.
    Running,
    /// This signal has stopped it.
    Stopped(i32),
    /// It has ended.
    Ended(Ended),
}

impl State {
    /// As `$?` says it; none while it runs.
    pub fn status(self) -> Option<Status> {
        match self {
            State::Running => None,
            State::Stopped(signal) => Some(Status(128 + signal as u8)),
            State::Ended(ended) => Some(ended.status()),
        }
    }

    /// As `jobs` says it.
    pub fn text(self) -> Vec<u8> {
        match self {
            State::Running => b"Running".to_vec(),
            State::Ended(Ended::Exited(0)) => b"Done".to_vec(),
            State::Ended(Ended::Exited(status)) => text!["Done(", u32::from(status), ")"],
            State::Ended(Ended::Signalled(signal)) | State::Stopped(signal) => {
                signals::description(signal).as_bytes().to_vec()
            }
        }
    }
}

/// A process of a job.
#[derive(Clone, Debug)]
pub struct Process {
    /// Its number.
    pub pid: i32,
    /// The command that it runs.
    pub text: Vec<u8>,
    state: State,
    /// Its wait status, once there is one.
    raw: i32,
}

/// A job.
pub struct Job {
    /// The number behind `%`.
    pub number: usize,
    /// Its processes, in the order of the pipeline.
    pub processes: Vec<Process>,
    /// Its process group, if it was started under job control.
    pub group: Option<i32>,
    /// How it had set the terminal when it was stopped.
    pub settings: Option<TerminalSettings>,
    /// It has changed, and that has not been told.
    changed: bool,
    /// Its end has been told by `wait`.
    told: bool,
    /// `wait` has given its status.
    waited: bool,
}

impl Job {
    /// The process that `$!` gave.
    pub fn pid(&self) -> i32 {
        self.processes.last().map_or(0, |p| p.pid)
    }

    /// What it does: stopped if what has not ended is stopped.
    pub fn state(&self) -> State {
        let mut state = self.processes.last().map_or(State::Running, |p| p.state);
        for process in &self.processes {
            match process.state {
                State::Running => return State::Running,
                State::Stopped(_) => state = process.state,
                State::Ended(_) => {}
            }
        }
        state
    }

    /// How it ended, if it has.
    pub fn ended(&self) -> Option<Ended> {
        match self.state() {
            State::Ended(ended) => Some(ended),
            _ => None,
        }
    }

    /// What was typed.
    pub fn text(&self) -> Vec<u8> {
        let texts: Vec<&[u8]> = self.processes.iter().map(|p| p.text.as_slice()).collect();
        texts.join(&b" | "[..])
    }

    /// Whom `kill` means: the group, else every process.
    pub fn targets(&self) -> Vec<i32> {
        match self.group {
            Some(group) => vec![-group],
            None => self.processes.iter().map(|p| p.pid).collect(),
        }
    }

    /// All of it runs again.
    pub fn note_continued(&mut self) {
        for process in self.processes.iter_mut().filter(|p| matches!(p.state, State::Stopped(_))) {
            process.state = State::Running;
        }
    }

    /// Wait statuses of its processes, and of what had none.
    pub fn raw_statuses(&self) -> Vec<i32> {
        self.processes.iter().map(|p| p.raw).collect()
    }
}

/// What is known of a background process.
pub enum Known {
    /// It is not one of ours.
    Nothing,
    /// It has not ended.
    Running,
    /// It is stopped, or has ended: what it does, as a status.
    Is(Status),
}

/// Why a word means no job, in ash's words.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NoJob {
    /// There is none.
    None,
    /// There is no current job.
    NoCurrent,
    /// There are several.
    Ambiguous,
}

impl NoJob {
    /// What to say of `word`.
    pub fn message(self, word: &[u8]) -> Vec<u8> {
        match self {
            NoJob::None => text![word, ": no such job"],
            NoJob::NoCurrent => b"No current job".to_vec(),
            NoJob::Ambiguous => text![word, ": ambiguous"],
        }
    }
}

/// How many statuses of ended jobs are kept for `wait`.
const REMEMBERED: usize = 4096;

/// All children.
#[derive(Default)]
pub struct Jobs {
    /// The jobs, the current one last: first those that run, the newest last, then those that are stopped.
    pub list: Vec<Job>,
    /// `$!`
    pub last: Option<i32>,
    /// Processes waited for at once that are no jobs, with their wait status.
    foreground: Vec<(i32, Option<i32>)>,
    /// Statuses of jobs that are no longer in the list.
    remembered: VecDeque<(i32, Status)>,
    /// Children that nobody will wait for.
    abandoned: usize,
    /// waitpid(2) tells of stopped and continued children too.
    pub watches_stops: bool,
}

/// A raw wait status.
pub fn ended(status: i32) -> Ended {
    Ended::of(status)
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
        let last = self.last;
        *self = Jobs { last, ..Jobs::default() };
    }

    /// A child that will be waited for at once.
    pub fn add_foreground(&mut self, pid: i32) {
        self.foreground.push((pid, None));
    }

    /// Children that will not be waited for after all.
    pub fn abandon(&mut self, pids: impl IntoIterator<Item = i32>) {
        for pid in pids {
            let known = self.foreground.len();
            self.foreground.retain(|p| p.0 != pid);
            self.abandoned += known - self.foreground.len();
        }
    }

    /// The processes waited for at once.
    pub fn foreground(&self) -> impl Iterator<Item = i32> {
        self.foreground.iter().filter(|p| p.1.is_none()).map(|p| p.0)
    }

    /// A job of processes and their commands; its number, the first that is free. Without job control that is also the
    /// one of a job that has been waited for, as in ash: `cmd & wait %1` works again and again.
    pub fn add(&mut self, group: Option<i32>, processes: Vec<(i32, Vec<u8>)>) -> usize {
        if group.is_none() {
            let waited = self.list.iter().filter(|job| job.waited).map(|job| job.number).min();
            waited.map(|number| self.remove(number));
        }
        let mut taken = vec![false; self.list.len() + 1];
        for job in &self.list {
            if let Some(taken) = taken.get_mut(job.number - 1) {
                *taken = true;
            }
        }
        let number = taken.iter().position(|taken| !taken).unwrap_or(self.list.len()) + 1;
        let processes =
            processes.into_iter().map(|(pid, text)| Process { pid, text, state: State::Running, raw: 0 }).collect();
        let job = Job { number, processes, group, settings: None, changed: false, told: false, waited: false };
        self.insert(job);
        number
    }

    /// As [`Jobs::add`], of processes that were added to the foreground.
    pub fn promote(&mut self, group: i32, processes: Vec<(i32, Vec<u8>)>) -> usize {
        let ended: Vec<(i32, i32)> = processes.iter().filter_map(|p| Some((p.0, self.take_foreground(p.0)?))).collect();
        self.foreground.retain(|p| processes.iter().all(|process| process.0 != p.0));
        let number = self.add(Some(group), processes);
        for (pid, raw) in ended {
            self.note(pid, raw);
        }
        number
    }

    /// A child in the background; becomes `$!`.
    pub fn add_background(&mut self, group: Option<i32>, pid: i32, text: Vec<u8>) -> usize {
        self.last = Some(pid);
        self.add(group, vec![(pid, text)])
    }

    /// Puts a job where the current one is looked for: before it come only those that are stopped.
    fn insert(&mut self, job: Job) {
        let at = match job.state() {
            State::Stopped(_) => self.list.len(),
            _ => {
                let stopped = |job: &&Job| matches!(job.state(), State::Stopped(_));
                self.list.len() - self.list.iter().rev().take_while(stopped).count()
            }
        };
        self.list.insert(at, job);
    }

    /// A job has been stopped or continued: its place among the others.
    pub fn reorder(&mut self, number: usize) {
        if let Some(job) = self.remove(number) {
            self.insert(job);
        }
    }

    /// A job by its number.
    pub fn get(&mut self, number: usize) -> Option<&mut Job> {
        self.list.iter_mut().find(|job| job.number == number)
    }

    /// Takes a job off the list.
    pub fn remove(&mut self, number: usize) -> Option<Job> {
        let at = self.list.iter().position(|job| job.number == number)?;
        Some(self.list.remove(at))
    }

    /// Notes what a child does; others than ours (an adopted orphan of process 1) are none of our business.
    fn note(&mut self, pid: i32, raw: i32) {
        let state = if libc::WIFSTOPPED(raw) {
            State::Stopped(libc::WSTOPSIG(raw))
        } else if libc::WIFCONTINUED(raw) {
            State::Running
        } else {
            State::Ended(ended(raw))
        };
        let has_ended = matches!(state, State::Ended(_));
        if let Some(process) = self.foreground.iter_mut().find(|p| p.0 == pid && p.1.is_none()) {
            if has_ended {
                process.1 = Some(raw);
            }
            return;
        }
        let of_job = |job: &&mut Job| job.processes.iter().any(|p| p.pid == pid && !matches!(p.state, State::Ended(_)));
        let Some(job) = self.list.iter_mut().find(of_job) else {
            if has_ended {
                self.abandoned = self.abandoned.saturating_sub(1);
            }
            return;
        };
        let before = job.state();
        if let Some(process) = job.processes.iter_mut().find(|p| p.pid == pid) {
            process.state = state;
            if state != State::Running {
                process.raw = raw;
            }
        }
        let now = job.state();
        if now != before {
            job.changed |= now != State::Running;
            let number = job.number;
            if !matches!(now, State::Ended(_)) {
                self.reorder(number);
            }
        }
    }

    fn flags(&self) -> i32 {
        if self.watches_stops { libc::WUNTRACED | libc::WCONTINUED } else { 0 }
    }

    /// Takes note of one child's end; false if there is none (that has ended, with `block` false).
    ///
    /// # Errors
    /// `EINTR` for a signal, `ECHILD` if there are no children.
    pub fn reap_one(&mut self, block: bool) -> io::Result<bool> {
        let (pid, status) = sys::wait_once(-1, self.flags() | if block { 0 } else { libc::WNOHANG })?;
        if pid > 0 {
            self.note(pid, status);
        }
        Ok(pid > 0)
    }

    /// Waits for one child's end or a signal, also one that has just come.
    ///
    /// # Errors
    /// As [`Jobs::reap_one`].
    pub fn reap_one_or_signal(&mut self) -> io::Result<()> {
        let (pid, status) = sys::control::wait_or_signal(self.flags())?;
        self.note(pid, status);
        Ok(())
    }

    /// Takes note of all children that have ended.
    pub fn reap(&mut self) {
        if self.abandoned == 0 && self.list.iter().all(|job| job.ended().is_some()) {
            return;
        }
        self.reap_orphans();
    }

    /// As [`Jobs::reap`], also if none of ours is awaited: process 1 inherits children.
    pub fn reap_orphans(&mut self) {
        while let Ok(true) = self.reap_one(false) {}
    }

    /// The wait status of a foreground child, if it has ended; it is forgotten.
    pub fn take_foreground(&mut self, pid: i32) -> Option<i32> {
        let at = self.foreground.iter().position(|p| p.0 == pid)?;
        let status = self.foreground[at].1?;
        self.foreground.swap_remove(at);
        Some(status)
    }

    /// Somebody else has taken a foreground child (SIGCHLD ignored at entry): nothing is known of it.
    pub fn lose_foreground(&mut self, pid: i32) {
        self.foreground.retain(|p| p.0 != pid);
    }

    /// The job that `%…` means; without `%` the same.
    ///
    /// # Errors
    /// Why it means none.
    pub fn find(&self, word: &[u8]) -> Result<&Job, NoJob> {
        let spec = word.strip_prefix(b"%").unwrap_or(word);
        match spec {
            b"" | b"%" | b"+" => self.list.last().ok_or(NoJob::NoCurrent),
            b"-" => self.list.iter().rev().nth(1).or(self.list.last()).ok_or(NoJob::None),
            _ if spec.iter().all(u8::is_ascii_digit) => {
                let number = std::str::from_utf8(spec).ok().and_then(|s| s.parse().ok());
                self.list.iter().find(|job| Some(job.number) == number).ok_or(NoJob::None)
            }
            [b'?', part @ ..] => self.only(|text| memchr::memmem::find(text, part).is_some()),
            _ => self.only(|text| text.starts_with(spec)),
        }
    }

    fn only(&self, fits: impl Fn(&[u8]) -> bool) -> Result<&Job, NoJob> {
        let mut found = self.list.iter().filter(|job| fits(&job.text()));
        match (found.next(), found.next()) {
            (Some(job), None) => Ok(job),
            (None, _) => Err(NoJob::None),
            _ => Err(NoJob::Ambiguous),
        }
    }

    /// What is known of a background process.
    pub fn look_up(&self, pid: i32) -> Known {
        if let Some(job) = self.list.iter().find(|j| j.pid() == pid) {
            return job.state().status().map_or(Known::Running, Known::Is);
        }
        // A process of a pipeline that is not its last.
        if let Some(process) = self.list.iter().flat_map(|j| &j.processes).find(|p| p.pid == pid) {
            return process.state.status().map_or(Known::Running, Known::Is);
        }
        let remembered = self.remembered.iter().rev().find(|r| r.0 == pid);
        remembered.map_or(Known::Nothing, |r| Known::Is(r.1))
    }

    /// How a job has ended, if that has not been asked before.
    pub fn report(&mut self, pid: i32) -> Option<Ended> {
        let job = self.list.iter_mut().find(|job| job.pid() == pid && !job.told)?;
        let ended = job.ended()?;
        job.told = true;
        Some(ended)
    }

    /// `wait` has given the status of a process, or (0) waited for all.
    pub fn note_waited(&mut self, pid: i32) {
        for job in self.list.iter_mut().filter(|job| (pid == 0 || job.pid() == pid) && job.ended().is_some()) {
            job.waited = true;
        }
    }

    /// The job that has ended and was not waited for, of these processes or (none given) of all; or that none of them runs.
    pub fn first_ended(&self, pids: &[i32]) -> Result<Option<usize>, NoJob> {
        let meant = |job: &&Job| pids.is_empty() || pids.contains(&job.pid());
        if let Some(job) = self.list.iter().filter(meant).find(|job| job.ended().is_some() && !job.waited) {
            return Ok(Some(job.number));
        }
        let runs = self.list.iter().filter(meant).any(|job| job.state() == State::Running);
        if runs { Ok(None) } else { Err(NoJob::None) }
    }

    /// The next job, the current one first, that has changed since that was asked last.
    pub fn take_changed(&mut self) -> Option<usize> {
        let job = self.list.iter_mut().rev().find(|job| job.changed)?;
        job.changed = false;
        Some(job.number)
    }

    /// What a job does has been told: one that has ended is retired.
    pub fn note_shown(&mut self, number: usize) {
        let Some(job) = self.get(number) else { return };
        job.changed = false;
        if job.ended().is_some() {
            self.retire(number);
        }
    }

    /// There are no children although some are in the list (SIGCHLD ignored at entry): nothing is known of their end.
    pub fn lose_all(&mut self) {
        for process in self.list.iter_mut().flat_map(|j| j.processes.iter_mut()) {
            if !matches!(process.state, State::Ended(_)) {
                process.raw = 127 << 8;
                process.state = State::Ended(ended(process.raw));
            }
        }
    }

    /// Is a job of the list stopped?
    pub fn any_stopped(&self) -> bool {
        self.list.iter().any(|job| matches!(job.state(), State::Stopped(_)))
    }

    /// Takes a job that has ended off the list; its status stays known.
    pub fn retire(&mut self, number: usize) {
        if let Some(job) = self.remove(number)
            && let Some(ended) = job.ended()
        {
            self.remembered.push_back((job.pid(), ended.status()));
            if self.remembered.len() > REMEMBERED {
                self.remembered.pop_front();
            }
        }
    }

    /// A process, or (negative) a process group, has been sent what continues it.
    pub fn note_continued(&mut self, target: i32) {
        for job in &mut self.list {
            if job.group == Some(-target) {
                job.note_continued();
            }
            for process in job.processes.iter_mut().filter(|p| p.pid == target) {
                if matches!(process.state, State::Stopped(_)) {
                    process.state = State::Running;
                }
            }
        }
    }

    /// Takes a job off the list as if it had never been one.
    pub fn disown(&mut self, number: usize) {
        if let Some(job) = self.remove(number) {
            self.abandoned += job.processes.iter().filter(|p| !matches!(p.state, State::Ended(_))).count();
        }
    }

    /// [`Jobs::retire`] for all that have ended.
    pub fn retire_all(&mut self) {
        let over: Vec<usize> = self.list.iter().filter(|job| job.ended().is_some()).map(|job| job.number).collect();
        for number in over {
            self.retire(number);
        }
    }
}

/// What `jobs` prints of a job, with `mark` (`+`, `-` or a blank); `pids`: a line per process, with its number.
pub fn line(job: &Job, mark: &str, pids: bool) -> Vec<u8> {
    const COMMAND: usize = 33;
    let head = text!["[", job.number, "]", mark, "  "];
    let state = job.state().text();
    let mut out = Vec::new();
    if !pids {
        out = text![head, state, " "];
        out.resize(out.len().max(COMMAND), b' ');
        return text![out, job.text(), "\n"];
    }
    for (i, process) in job.processes.iter().enumerate() {
        let mut line = if i == 0 {
            text![head, process.pid, " ", state, " "]
        } else {
            text![" ".repeat(head.len()), process.pid, " "]
        };
        line.resize(line.len().max(COMMAND), b' ');
        out = text![out, line, if i == 0 { "" } else { "| " }, process.text, "\n"];
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(jobs: &Jobs) -> Vec<usize> {
        jobs.list.iter().rev().map(|job| job.number).collect()
    }

    const STOPPED: i32 = libc::SIGTSTP << 8 | 0x7f;
    const CONTINUED: i32 = 0xffff;

    #[test]
    fn stopped_jobs_are_current_before_running_ones() {
        let mut jobs = Jobs::new();
        for pid in 11..=13 {
            jobs.add_background(None, pid, text!["sleep ", pid]);
        }
        assert_eq!(numbers(&jobs), [3, 2, 1]);
        jobs.note(11, STOPPED);
        assert_eq!(numbers(&jobs), [1, 3, 2]);
        jobs.add_background(None, 14, b"new".to_vec());
        assert_eq!(numbers(&jobs), [1, 4, 3, 2]);
        jobs.note(12, STOPPED);
        assert_eq!(numbers(&jobs), [2, 1, 4, 3]);
        jobs.note(12, CONTINUED);
        assert_eq!(numbers(&jobs), [1, 2, 4, 3]);
        jobs.note(13, 0);
        assert_eq!((jobs.take_changed(), jobs.take_changed()), (Some(1), Some(2)));
    }

    #[test]
    fn numbers_that_are_free_are_given_again() {
        let mut jobs = Jobs::new();
        jobs.add_background(None, 11, b"a".to_vec());
        jobs.add_background(None, 12, b"b".to_vec());
        jobs.note(11, 3 << 8);
        jobs.retire_all();
        assert_eq!(jobs.add_background(None, 13, b"c".to_vec()), 1);
        assert!(matches!(jobs.look_up(11), Known::Is(Status(3))));
        assert!(matches!(jobs.look_up(12), Known::Running));
        assert!(matches!(jobs.look_up(99), Known::Nothing));
    }

    #[test]
    fn jobs_are_found_by_number_place_and_text() {
        let mut jobs = Jobs::new();
        jobs.add_background(None, 11, b"sleep 100".to_vec());
        jobs.add_background(None, 12, b"sleep 200".to_vec());
        let found = |word: &str| jobs.find(word.as_bytes()).map(|job| job.number);
        assert_eq!(found("%1"), Ok(1));
        assert_eq!(found("%%"), Ok(2));
        assert_eq!(found("%-"), Ok(1));
        assert_eq!(found("%?200"), Ok(2));
        assert_eq!(found("%sl"), Err(NoJob::Ambiguous));
        assert_eq!(found("%?x"), Err(NoJob::None));
        assert_eq!(found("%99999999999999999999999"), Err(NoJob::None));
        assert_eq!(Jobs::new().find(b"%+").map(|job| job.number), Err(NoJob::NoCurrent));
    }

    #[test]
    fn a_pipeline_is_stopped_when_nothing_of_it_runs() {
        let mut jobs = Jobs::new();
        jobs.add(Some(11), vec![(11, b"a".to_vec()), (12, b"b".to_vec())]);
        jobs.note(11, STOPPED);
        assert_eq!(jobs.list[0].state(), State::Running);
        jobs.note(12, 0);
        assert_eq!(jobs.list[0].state(), State::Stopped(libc::SIGTSTP));
        assert_eq!(jobs.list[0].text(), b"a | b");
        jobs.note(11, libc::SIGKILL);
        assert_eq!(jobs.list[0].ended(), Some(Ended::Exited(0)));
    }

    #[test]
    fn lines_have_ash_columns() {
        let mut jobs = Jobs::new();
        jobs.add(Some(26496), vec![(26496, b"sleep 50".to_vec()), (26497, b"cat".to_vec())]);
        assert_eq!(line(&jobs.list[0], "+", false), b"[1]+  Running                    sleep 50 | cat\n");
        let expected: &[u8] = b"[1]+  26496 Running              sleep 50\n      26497                      | cat\n";
        assert_eq!(line(&jobs.list[0], "+", true), expected);
    }
}
