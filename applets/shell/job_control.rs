//! Job control (POSIX.1-2024 XCU 2.11): process groups, and who has the terminal.
//!
//! With `set -m` every job is a process group of its own, forked so that it has the terminal before it runs. Without, and
//! in what a shell with job control does in a subshell, processes stay in the shell's own group.

use crate::jobs::{self, State};
use crate::options::Opt;
use crate::redirect::Descriptor;
use crate::run::{Divert, Flow};
use crate::shell::Shell;
use crate::traps::{Duties, FORWARDED};
use kit::applet::Status;
use kit::process::Ended;
use kit::signals::{self, Disposition};
use kit::sys::control;
use kit::sys::terminal::{self, TerminalSettings};
use kit::{sys, text};
use std::io;
use std::rc::Rc;

/// The terminal of a shell that controls jobs.
pub struct Control {
    terminal: Rc<Descriptor>,
    /// The group that this process was in before.
    entry_group: i32,
    group: i32,
    /// How the terminal was set when the shell last gave it away.
    settings: Option<TerminalSettings>,
}

impl Control {
    fn give_terminal(&self, group: i32) {
        // Of a group that has just ended it fails, and a terminal that is gone gets no signals.
        let _ = terminal::set_group(self.terminal.fd(), group);
    }
}

/// What a forked process is to its shell.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Place {
    /// In the shell's group.
    Same,
    /// In this group, or (0) one of its own; with the terminal, if it is in the foreground.
    Job { group: i32, foreground: bool },
}

impl Shell {
    /// Are commands run now jobs of their own?
    #[inline]
    pub(crate) fn controls_jobs(&self) -> bool {
        self.control.is_some() && self.virtual_depth == 0
    }

    /// Does an applet typed here get a process, so that it can be stopped? At the prompt of a shell with job control,
    /// but not in a loop or a function, which go on when a command is stopped.
    pub(crate) fn applets_are_jobs(&self) -> bool {
        self.controls_jobs()
            && self.options.has(Opt::Interactive)
            && self.loops == 0
            && self.functions_deep == 0
            && self.returns == 0
    }

    /// The option has changed. Subshells have no jobs.
    #[cold]
    pub(crate) fn switch_job_control(&mut self) {
        if self.virtual_depth > 0 || self.is_child {
            return;
        }
        match (self.options.has(Opt::Monitor), self.control.is_some()) {
            (true, false) => match self.take_terminal() {
                Ok(control) => {
                    self.control = Some(control);
                    self.jobs.watches_stops = true;
                }
                Err(_) => self.options.set(Opt::Monitor, false),
            },
            (false, true) => self.end_job_control(),
            _ => {}
        }
        self.update_duties();
    }

    /// What an interactive shell does with signals, and job control unless it was asked not to.
    pub(crate) fn be_interactive(&mut self, monitor: bool) {
        self.traps.set_duties(Duties { interactive: true, ..self.traps.duties });
        if monitor {
            let mut options = self.options;
            options.set(Opt::Monitor, true);
            self.set_options(options);
            if self.control.is_none() {
                self.say(b"can't access tty; job control turned off");
            }
        } else {
            self.update_duties();
        }
    }

    /// Before a prompt for a new command.
    pub(crate) fn before_prompt(&mut self) {
        self.warned_of_stopped = self.warned_of_stopped.saturating_sub(1);
        self.notify_jobs();
    }

    /// Signals follow the options.
    pub(crate) fn update_duties(&mut self) {
        let interactive = self.traps.duties.interactive;
        let monitor = self.control.is_some();
        let notify = monitor && interactive && self.options.has(Opt::Notify);
        self.traps.set_duties(Duties { monitor, notify, ..self.traps.duties });
    }

    /// Waits until the shell is in the foreground, and takes the terminal for a group of its own.
    fn take_terminal(&mut self) -> io::Result<Control> {
        let terminal = match sys::open(b"/dev/tty", libc::O_RDWR, 0) {
            Ok(fd) => match sys::duplicate(fd, 10) {
                Ok(high) => {
                    sys::close(fd);
                    high
                }
                Err(_) => fd,
            },
            Err(error) => match (0..3).rev().find(|fd| sys::is_terminal(*fd)) {
                Some(fd) => sys::duplicate(fd, 10)?,
                None => return Err(error),
            },
        };
        let terminal = self.streams.own(terminal);
        let entry_group = control::own_group();
        // In an orphaned group the signal stops nobody.
        let mut tries = 0;
        while terminal::group(terminal.fd())? != entry_group {
            if tries == 16 {
                return Err(io::Error::from_raw_os_error(libc::ENOTTY));
            }
            tries += 1;
            let ignored = signals::is_ignored(libc::SIGTTIN);
            if ignored {
                signals::set(libc::SIGTTIN, Disposition::Default)?;
            }
            sys::kill(0, libc::SIGTTIN)?;
            if ignored {
                signals::set(libc::SIGTTIN, Disposition::Ignored)?;
            }
        }
        self.traps.set_duties(Duties { monitor: true, ..self.traps.duties });
        let group = std::process::id() as i32;
        let result = if entry_group == group { Ok(()) } else { sys::set_process_group(0, group) };
        if let Err(error) = result.and_then(|()| terminal::set_group(terminal.fd(), group)) {
            self.traps.set_duties(Duties { monitor: false, ..self.traps.duties });
            return Err(error);
        }
        Ok(Control { terminal, entry_group, group, settings: None })
    }

    /// Gives the terminal back to those who had it.
    pub(crate) fn end_job_control(&mut self) {
        let Some(control) = self.control.take() else { return };
        self.jobs.watches_stops = false;
        if control.entry_group != control.group {
            control.give_terminal(control.entry_group);
            // Its group may be gone by now.
            let _ = sys::set_process_group(0, control.entry_group);
        }
        self.traps.set_duties(Duties { monitor: false, notify: false, ..self.traps.duties });
    }

    /// In a forked child: its group and the terminal, before anything can stop it.
    pub(crate) fn enter_place(&mut self, place: Place) {
        let control = self.control.take();
        if let (Place::Job { group, foreground }, Some(control)) = (place, control) {
            // The parent does the same; who comes second changes nothing. A group that has ended leaves it in the shell's.
            let _ = sys::set_process_group(0, group);
            if foreground {
                control.give_terminal(if group == 0 { std::process::id() as i32 } else { group });
            }
        }
    }

    /// In the parent: the same for the child.
    pub(crate) fn place_child(&mut self, pid: i32, place: Place) {
        let Place::Job { group, foreground } = place else { return };
        let Some(control) = &mut self.control else { return };
        if foreground && group == 0 {
            control.settings = TerminalSettings::of(control.terminal.fd());
        }
        let group = if group == 0 { pid } else { group };
        // It may have executed a program already, or ended.
        let _ = sys::set_process_group(pid, group);
        if foreground {
            control.give_terminal(group);
        }
    }

    // ---- waiting ------------------------------------------------------------------------------------------------------

    /// Waits for a child that is no job; its wait status.
    pub(crate) fn wait_foreground(&mut self, pid: i32) -> i32 {
        self.pass_interrupt_on(pid);
        loop {
            if let Some(raw) = self.jobs.take_foreground(pid) {
                return raw;
            }
            if let Err(error) = self.wait_for_child(None)
                && error.raw_os_error() == Some(libc::ECHILD)
            {
                self.jobs.lose_foreground(pid);
                return 0;
            }
        }
    }

    /// The interrupt key was pressed just before the command was started: it was meant for it.
    pub(crate) fn pass_interrupt_on(&self, target: i32) {
        let int = libc::SIGINT;
        if self.traps.duties.interactive
            && signals::pending() & 1 << (int - 1) != 0
            && self.traps.get(int as usize).is_none()
        {
            // It may have ended.
            let _ = sys::kill(target, int);
        }
    }

    /// Waits until a child does something. Process 1 forwards what would end it, to the processes of a job or to those
    /// that are waited for at once.
    fn wait_for_child(&mut self, job: Option<usize>) -> io::Result<()> {
        if !self.traps.duties.first_process {
            return self.jobs.reap_one(true).map(drop);
        }
        let result = self.jobs.reap_one_or_signal();
        if result.is_err() {
            let targets = match job.and_then(|number| self.jobs.get(number)) {
                Some(job) => job.targets(),
                None => self.jobs.foreground().collect(),
            };
            self.forward_signals(&targets);
        }
        result
    }

    /// A child's signal that no trap waits for: who waits for children hears of them from waitpid(2).
    pub(crate) fn discard_child_signal(&mut self) {
        if signals::pending() & 1 << (libc::SIGCHLD - 1) != 0 && self.traps.get(libc::SIGCHLD as usize).is_none() {
            signals::forget(libc::SIGCHLD);
        }
    }

    /// Process 1: sends what has come on to those who are waited for. What a key on the terminal has caused they have got
    /// already. A signal that has been seen to stays in `forwarded`.
    pub(crate) fn forward_signals(&mut self, targets: &[i32]) {
        self.discard_child_signal();
        for signal in FORWARDED {
            let has_come = signals::pending() & 1 << (signal - 1) != 0;
            if !has_come || self.traps.get(signal as usize).is_some() {
                continue;
            }
            let from_key = signals::is_from_kernel(signal);
            signals::forget(signal);
            sys::set_interrupted(false);
            self.forwarded |= 1 << signal;
            if !from_key {
                for pid in targets {
                    // It may have ended.
                    let _ = sys::kill(*pid, signal);
                }
            }
        }
    }

    /// After a foreground command of process 1 has ended: so does the shell, if it was told to. A program may take HUP to
    /// read its configuration again: that counts only if it has ended the program.
    ///
    /// # Errors
    /// The end of the shell, without an EXIT trap, as by a signal elsewhere.
    #[inline]
    pub(crate) fn after_waiting(&mut self, status: Status) -> Flow {
        // In a subshell without a process whoever runs that asks again: it is the shell that has to end.
        if self.forwarded != 0 && self.virtual_depth == 0 {
            return self.after_forwarding(status);
        }
        Ok(status)
    }

    /// As [`Shell::after_waiting`] where no one status says how it ended.
    ///
    /// # Errors
    /// The end of the shell.
    pub(crate) fn after_waiting_for_all(&mut self) -> Flow {
        let ends = FORWARDED.into_iter().find(|signal| *signal != libc::SIGHUP && self.forwarded & 1 << signal != 0);
        self.after_waiting(ends.map_or(Status::OK, |signal| Status(128 + signal as u8)))
    }

    #[cold]
    fn after_forwarding(&mut self, status: Status) -> Flow {
        let forwarded = std::mem::take(&mut self.forwarded);
        let hung_up = 1 << libc::SIGHUP;
        if forwarded & !hung_up == 0 && status != Status(128 + libc::SIGHUP as u8) {
            return Ok(status);
        }
        self.traps.take_exit();
        Err(Divert::Exit(status))
    }

    /// Waits for a job in the foreground until it has ended or is stopped: wait statuses of its processes, or none and
    /// its status. The terminal is the shell's again afterwards.
    pub(crate) fn wait_job(&mut self, number: usize) -> (Vec<i32>, Status) {
        if let Some(group) = self.jobs.get(number).and_then(|job| job.group) {
            self.pass_interrupt_on(-group);
        }
        let state = loop {
            let Some(job) = self.jobs.get(number) else { return (Vec::new(), Status::OK) };
            match job.state() {
                State::Running => {}
                state => break state,
            }
            if let Err(error) = self.wait_for_child(Some(number))
                && error.raw_os_error() == Some(libc::ECHILD)
            {
                self.jobs.lose_all();
            }
        };
        let mut settings = None;
        if let Some(control) = &self.control {
            control.give_terminal(control.group);
            if !matches!(state, State::Ended(Ended::Exited(_))) {
                // What a program sets and leaves so is meant (`stty`); one that was cut short cannot mean it.
                settings = TerminalSettings::of(control.terminal.fd());
                if let Some(before) = control.settings {
                    before.apply(control.terminal.fd());
                }
            }
        }
        let status = state.status().unwrap_or(Status::OK);
        match state {
            State::Ended(_) => {
                let raw = self.jobs.remove(number).map_or_else(Vec::new, |job| job.raw_statuses());
                let interrupted = |raw: &i32| jobs::ended(*raw) == Ended::Signalled(libc::SIGINT);
                if self.control.is_some() && raw.iter().any(interrupted) {
                    // The key was for whoever had the terminal: the shell takes it as meant for its command as a whole.
                    let _ = sys::kill(std::process::id() as i32, libc::SIGINT);
                }
                (raw, status)
            }
            _ => {
                if let Some(job) = self.jobs.get(number) {
                    job.settings = settings;
                }
                self.jobs.reorder(number);
                if self.options.has(Opt::Interactive) {
                    // There is nobody to tell that standard error is closed.
                    let _ = self.streams.sink(2).write_all(b"\n");
                    self.notify_jobs();
                }
                (Vec::new(), status)
            }
        }
    }

    /// What follows a foreground job: the status, and in an interactive shell the end of the loops around a stopped one.
    pub(crate) fn after_job(&mut self, raw: &[i32], status: Status) -> Flow {
        if raw.is_empty() && self.loops > 0 && self.options.has(Opt::Interactive) {
            return Err(Divert::Break(self.loops));
        }
        if let Some(raw) = raw.last() {
            self.report_signal(*raw);
        }
        Ok(status)
    }

    /// Continues a job in the foreground.
    pub(crate) fn resume_foreground(&mut self, number: usize) -> Flow {
        let Some(job) = self.jobs.get(number) else { return Ok(Status::FAILED) };
        let group = job.group;
        let settings = job.settings.take();
        job.note_continued();
        if let (Some(control), Some(group)) = (&mut self.control, group) {
            control.settings = TerminalSettings::of(control.terminal.fd());
            control.give_terminal(group);
            if let Some(settings) = settings {
                settings.apply(control.terminal.fd());
            }
            // It may have ended.
            let _ = sys::kill(-group, libc::SIGCONT);
        }
        let (raw, status) = self.wait_job(number);
        self.after_job(&raw, status)
    }

    /// Tells of jobs that have changed: before a prompt, and with `set -b` at once.
    pub fn notify_jobs(&mut self) {
        self.jobs.reap();
        while let Some(number) = self.jobs.take_changed() {
            let count = self.jobs.list.len();
            let Some(at) = self.jobs.list.iter().position(|job| job.number == number) else { continue };
            let job = &self.jobs.list[at];
            let line = jobs::line(job, mark(count, at), false);
            let over = job.ended().is_some();
            if self.control.is_some() {
                // There is nobody to tell that standard error is closed.
                let _ = self.streams.sink(2).write_all(&line);
            }
            if over {
                self.jobs.retire(number);
            }
        }
    }

    /// Is the user to be told of stopped jobs before the shell ends? Once; an error or another command in between, and
    /// it is told again.
    pub(crate) fn warns_of_stopped_jobs(&mut self) -> bool {
        if !self.controls_jobs() || !self.options.has(Opt::Interactive) || !self.jobs.any_stopped() {
            return false;
        }
        if self.warned_of_stopped > 0 {
            return false;
        }
        self.warned_of_stopped = 2;
        // There is nobody to tell that standard error is closed.
        let _ = self.streams.sink(2).write_all(b"You have stopped jobs.\n");
        true
    }
}

/// `+` for the current job, `-` for the one before: the job at `at` of `count`.
pub fn mark(count: usize, at: usize) -> &'static str {
    match count - at {
        1 => "+",
        2 => "-",
        _ => " ",
    }
}

impl Shell {
    /// `suspend`: stops the shell itself until somebody continues it.
    ///
    /// # Errors
    /// If nobody could, said.
    pub(crate) fn suspend(&mut self, who: &[u8], force: bool) -> Flow {
        let Some(control) = &self.control else { return Err(self.misused(who, b"no job control")) };
        let entry_group = control.entry_group;
        if !force && control::own_session() == std::process::id() as i32 {
            return Err(self.misused(who, b"nobody could continue a session's first process"));
        }
        self.end_job_control();
        let result = sys::kill(0, libc::SIGTSTP);
        // Here it goes on.
        self.options.set(Opt::Monitor, true);
        self.switch_job_control();
        match result {
            Ok(()) => Ok(Status::OK),
            Err(error) => Err(self.misused(who, &text!["can't stop group ", entry_group, ": ", error])),
        }
    }
}
