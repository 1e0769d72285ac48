//! Traps: what is done on signals, on exit, on errors.

use crate::ast::{Command, CommandKind};
use crate::options::Opt;
use crate::run::{Divert, Flow};
use crate::shell::Shell;
use crate::unparse;
use kit::applet::Status;
use kit::signals::{self, Disposition};
use std::rc::Rc;

/// The index of the DEBUG trap, after the signals.
pub const DEBUG: usize = 65;
/// The index of the RETURN trap.
pub const RETURN: usize = 66;
/// The index of the ERR trap: the last.
pub const ERR: usize = 67;

/// What a shell does on signals for its own sake, where no trap is set.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Duties {
    /// An interactive shell: INT ends the command, not the shell; QUIT and TERM are ignored.
    pub interactive: bool,
    /// Job control: what would stop the shell itself is ignored.
    pub monitor: bool,
    /// `set -b` with job control: ends of children are noted.
    pub notify: bool,
    /// Process 1 of a container, not interactive: the kernel ignores what has the default action there.
    pub first_process: bool,
}

impl Duties {
    fn disposition(self, signal: i32) -> Disposition {
        match signal {
            libc::SIGPIPE => Disposition::Harmless,
            libc::SIGINT if self.interactive || self.first_process => Disposition::Noted,
            libc::SIGQUIT | libc::SIGTERM if self.interactive => Disposition::Ignored,
            libc::SIGHUP | libc::SIGQUIT | libc::SIGTERM if self.first_process => Disposition::Noted,
            libc::SIGCHLD if self.first_process || self.notify => Disposition::Noted,
            libc::SIGTSTP | libc::SIGTTOU if self.monitor => Disposition::Ignored,
            _ => Disposition::Default,
        }
    }
}

/// The signals that [`Duties`] are about.
const DUTIES: [i32; 7] =
    [libc::SIGHUP, libc::SIGINT, libc::SIGQUIT, libc::SIGTERM, libc::SIGCHLD, libc::SIGTSTP, libc::SIGTTOU];

/// The signals that end a shell that is process 1, and are forwarded to the command that it waits for.
pub const FORWARDED: [i32; 4] = [libc::SIGHUP, libc::SIGINT, libc::SIGQUIT, libc::SIGTERM];

/// Actions by condition: 0 is EXIT, then signals, then DEBUG, RETURN, ERR.
pub struct Traps {
    actions: Vec<Option<Rc<[u8]>>>,
    count: usize,
    /// Signals that were looked at before this shell changed what happens on them, and those that were ignored then.
    seen: u128,
    ignored_at_entry: u128,
    /// This shell or the one around it is interactive: a signal that was ignored may be trapped.
    free: bool,
    /// What this shell does without a trap.
    pub duties: Duties,
    running: u32,
    /// A DEBUG trap is set.
    pub debugs: bool,
    /// How deep in functions DEBUG and RETURN were set: what is called from there has them only with `set -T`.
    pub set_at: u32,
}

/// The number of a condition: `EXIT`, `ERR`, a signal.
pub fn condition(word: &[u8]) -> Option<usize> {
    for (name, n) in [(&b"ERR"[..], ERR), (b"DEBUG", DEBUG), (b"RETURN", RETURN)] {
        if word.eq_ignore_ascii_case(name) {
            return Some(n);
        }
    }
    signals::number(word).map(|n| n as usize)
}

/// The name of a condition.
pub fn condition_name(n: usize) -> Vec<u8> {
    match n {
        ERR => return b"ERR".to_vec(),
        DEBUG => return b"DEBUG".to_vec(),
        RETURN => return b"RETURN".to_vec(),
        _ => {}
    }
    signals::name(n as i32).map_or_else(|| kit::text![n], |name| name.as_bytes().to_vec())
}

impl Traps {
    /// None.
    pub fn new() -> Traps {
        Traps {
            actions: Vec::new(),
            count: 0,
            seen: 0,
            ignored_at_entry: 0,
            free: false,
            duties: Duties::default(),
            running: 0,
            debugs: false,
            set_at: 0,
        }
    }

    /// Is any set?
    pub fn any(&self) -> bool {
        self.count > 0
    }

    /// The action of a condition.
    pub fn get(&self, condition: usize) -> Option<&Rc<[u8]>> {
        self.actions.get(condition)?.as_ref()
    }

    /// Sets or removes an action. A signal that was ignored when the shell was started stays ignored, unless it is interactive.
    pub fn set(&mut self, condition: usize, action: Option<Rc<[u8]>>) {
        if (1..DEBUG).contains(&condition) {
            let signal = condition as i32;
            if self.free {
                self.seen |= 1 << signal;
                self.ignored_at_entry &= !(1 << signal);
            }
            // Otherwise the trap is listed, but never comes.
            if !self.was_ignored(signal) {
                self.dispose(signal, action.as_deref());
            }
        }
        if self.actions.is_empty() {
            self.actions.resize(ERR + 1, None);
        }
        self.count += usize::from(action.is_some());
        let outer = std::mem::replace(&mut self.actions[condition], action);
        self.count -= usize::from(outer.is_some());
        self.debugs = self.actions[DEBUG].is_some();
    }

    /// Was the signal ignored when this shell began?
    fn was_ignored(&mut self, signal: i32) -> bool {
        let bit = 1 << signal;
        if self.seen & bit == 0 {
            self.seen |= bit;
            if signals::is_ignored(signal) {
                self.ignored_at_entry |= bit;
            }
        }
        self.ignored_at_entry & bit != 0
    }

    /// Makes a signal do what its action says, or what is right without one.
    fn dispose(&mut self, signal: i32, action: Option<&[u8]>) {
        let disposition = match action {
            None => self.without_trap(signal),
            Some([]) => Disposition::Ignored,
            Some(_) => Disposition::Noted,
        };
        // KILL and STOP cannot be trapped, which POSIX leaves undefined.
        let _ = signals::set(signal, disposition);
    }

    fn without_trap(&self, signal: i32) -> Disposition {
        if self.ignored_at_entry & 1 << signal != 0 { Disposition::Ignored } else { self.duties.disposition(signal) }
    }

    /// Takes up other duties.
    #[cold]
    pub fn set_duties(&mut self, duties: Duties) {
        if self.duties == duties {
            return;
        }
        self.free |= duties.interactive;
        let before = std::mem::replace(&mut self.duties, duties);
        for signal in DUTIES {
            if self.get(signal as usize).is_some() {
                continue;
            }
            let ignored = self.was_ignored(signal);
            let now = self.without_trap(signal);
            if !ignored && before.disposition(signal) != now {
                // All of these can be set.
                let _ = signals::set(signal, now);
            }
        }
    }

    /// Signals that this shell ignores for its own sake only: programs must have the default. What stops the shell
    /// itself stays ignored in them: programs that get these are in its process group.
    pub fn to_reset(&self) -> &'static [i32] {
        const BOTH: [i32; 2] = [libc::SIGQUIT, libc::SIGTERM];
        if !self.duties.interactive {
            return &[];
        }
        let reset = |signal: i32| self.get(signal as usize).is_none() && self.ignored_at_entry & 1 << signal == 0;
        match BOTH.map(reset) {
            [true, true] => &BOTH,
            [true, false] => &BOTH[..1],
            [false, true] => &BOTH[1..],
            [false, false] => &[],
        }
    }

    /// In a subshell: what is not ignored gets its default back, and is listed no longer (`$(trap)`, which lists the traps
    /// around it, is run by the shell itself; POSIX.1-2024 trap, the "optional check"). One that is not a job of its own goes on ignoring what
    /// the shell around it ignores for job control: nobody could continue it.
    pub fn enter_subshell(&mut self, is_job: bool, keeps_error_trap: bool) {
        if self.duties != Duties::default() {
            if self.duties.monitor && !is_job {
                self.ignored_at_entry |= 1 << libc::SIGTSTP | 1 << libc::SIGTTOU;
            }
            self.set_duties(Duties::default());
        }
        if self.count == 0 {
            return;
        }
        for condition in 0..self.actions.len() - usize::from(keeps_error_trap) {
            if self.actions[condition].as_deref().is_some_and(|a| !a.is_empty()) {
                self.set(condition, None);
            }
        }
    }

    /// A command in the background without job control: INT and QUIT are ignored, until it traps them (2.12).
    pub fn ignore_keys(&mut self) {
        for signal in [libc::SIGINT, libc::SIGQUIT] {
            self.was_ignored(signal);
            // Both can be ignored.
            let _ = signals::set(signal, Disposition::Ignored);
        }
    }

    /// Conditions and actions for `trap` to print.
    pub fn listed(&self) -> impl Iterator<Item = (usize, &[u8])> {
        self.actions.iter().enumerate().filter_map(|(n, a)| Some((n, a.as_deref()?)))
    }

    /// Removes the EXIT trap to run it.
    pub fn take_exit(&mut self) -> Option<Rc<[u8]>> {
        let action = self.actions.get_mut(0)?.take();
        self.count = self.actions.iter().flatten().count();
        action
    }
}

impl Shell {
    /// Runs the traps of signals that have come.
    ///
    /// # Errors
    /// What the actions do: `exit`, `return`.
    #[cold]
    pub fn run_traps(&mut self) -> Result<(), Divert> {
        if self.virtual_depth > 0 {
            return self.end_virtual_subshell();
        }
        while let Some(signal) = signals::take_pending() {
            if signal == libc::SIGINT {
                kit::sys::set_interrupted(false);
            }
            if let Some(action) = self.traps.get(signal as usize).cloned() {
                self.run_action(&action)?;
                continue;
            }
            match signal {
                libc::SIGCHLD if self.traps.duties.notify => self.notify_jobs(),
                libc::SIGCHLD => self.jobs.reap_orphans(),
                libc::SIGINT if self.traps.duties.interactive => return Err(self.interrupted()),
                _ if self.traps.duties.first_process => return Err(self.ended_by(signal)),
                _ => {}
            }
        }
        Ok(())
    }

    /// A subshell without a process: traps wait for its end, but the interrupt key ends it, as it would its process; and
    /// so does what ends the shell around it.
    fn end_virtual_subshell(&mut self) -> Result<(), Divert> {
        let pending = |signal: i32| signals::pending() & 1 << (signal - 1) != 0;
        let untrapped = |shell: &Shell, signal: i32| shell.traps.get(signal as usize).is_none();
        let key = pending(libc::SIGINT)
            && (signals::is_from_kernel(libc::SIGINT)
                || self.traps.duties.interactive && untrapped(self, libc::SIGINT));
        if key {
            return Err(Divert::Exit(Status(128 + libc::SIGINT as u8)));
        }
        if self.traps.duties.first_process
            && let Some(signal) = FORWARDED.into_iter().find(|signal| pending(*signal) && untrapped(self, *signal))
        {
            return Err(Divert::Exit(Status(128 + signal as u8)));
        }
        Ok(())
    }

    /// The interrupt key in an interactive shell: back to the prompt.
    fn interrupted(&mut self) -> Divert {
        // There is nobody to tell that standard error is closed.
        let _ = self.streams.sink(2).write_all(b"\n");
        Divert::Error(Status(128 + libc::SIGINT as u8))
    }

    /// Process 1 got what ends any other: without an EXIT trap, as there.
    pub(crate) fn ended_by(&mut self, signal: i32) -> Divert {
        self.traps.take_exit();
        Divert::Exit(Status(128 + signal as u8))
    }

    /// The first signal that has come and has a trap, or ends what an interactive shell does.
    pub fn pending_trap(&self) -> Option<i32> {
        let all = signals::pending();
        if all == 0 {
            return None;
        }
        (1..=signals::LAST).find(|signal| {
            all & 1 << (signal - 1) != 0
                && (self.traps.get(*signal as usize).is_some()
                    || *signal == libc::SIGINT && self.traps.duties.interactive)
        })
    }

    fn run_action(&mut self, action: &Rc<[u8]>) -> Result<(), Divert> {
        if action.is_empty() {
            return Ok(());
        }
        let status = self.status;
        let line = self.vars.line;
        let outer = self.trap_status.replace(status);
        let outer_returns = std::mem::replace(&mut self.trap_returns, self.returns);
        let result = self.run_trap_text(action.clone(), line);
        self.trap_status = outer;
        self.trap_returns = outer_returns;
        result?;
        self.vars.line = line;
        self.status = status;
        Ok(())
    }

    /// A command has failed where `set -e` would end the shell: the ERR trap.
    ///
    /// # Errors
    /// What the action does.
    pub fn run_error_trap(&mut self, commands: &[Command]) -> Result<(), Divert> {
        let Some(action) = self.traps.get(ERR).cloned() else { return Ok(()) };
        let inside = self.functions_deep > 0 || self.virtual_depth > 0 || self.is_child;
        if self.traps.running > 0 || (inside && !self.options.has(Opt::Errtrace)) {
            return Ok(());
        }
        if let Some(command) = commands.last() {
            self.note_command(command);
        }
        self.traps.running += 1;
        let result = self.run_action(&action);
        self.traps.running -= 1;
        result
    }

    /// BASH_COMMAND, for the traps that come of a command.
    fn note_command(&mut self, command: &Command) {
        let mut text = unparse::command(command, &self.vars.symbols);
        if matches!(command.kind, CommandKind::For { .. } | CommandKind::Select { .. })
            && let Some(end) = memchr::memmem::find(&text, b"; do ")
        {
            text.truncate(end);
        }
        let id = self.vars.id(b"BASH_COMMAND");
        // If the script has made it readonly, it is the script's.
        let _ = self.vars.set_owned(id, text);
    }

    /// Do DEBUG and RETURN traps reach here?
    fn is_traced(&self) -> bool {
        self.traps.running == 0
            && (self.options.has(Opt::Functrace)
                || self.functions_deep <= self.traps.set_at && self.virtual_depth == 0 && !self.is_child)
    }

    /// Before a command: the DEBUG trap. Compound commands that only group others have none of their own.
    ///
    /// # Errors
    /// What the action does.
    #[cold]
    pub fn run_debug_trap(&mut self, command: &Command) -> Result<(), Divert> {
        let alone = matches!(
            command.kind,
            CommandKind::Simple(_)
                | CommandKind::For { .. }
                | CommandKind::Select { .. }
                | CommandKind::Case { .. }
                | CommandKind::Conditional(_)
                | CommandKind::Arithmetic(_)
        );
        if !alone || !self.is_traced() {
            return Ok(());
        }
        let Some(action) = self.traps.get(DEBUG).cloned() else { return Ok(()) };
        self.note_command(command);
        self.vars.line = command.line;
        self.traps.running += 1;
        let result = self.run_action(&action);
        self.traps.running -= 1;
        result
    }

    /// After a function or a sourced file: the RETURN trap.
    ///
    /// # Errors
    /// Those of `result`, or what the action does.
    #[cold]
    pub fn run_return_trap(&mut self, result: Flow) -> Flow {
        let status = match result {
            Ok(status) | Err(Divert::Return(status)) => status,
            other => return other,
        };
        let Some(action) = self.traps.get(RETURN).cloned() else { return result };
        if !self.is_traced() {
            return result;
        }
        self.status = status;
        self.traps.running += 1;
        let done = self.run_action(&action);
        self.traps.running -= 1;
        done?;
        result
    }

    /// Runs the EXIT trap of a shell that ends so; its status.
    pub fn finish(&mut self, result: Result<Status, Divert>) -> Status {
        let mut status = match result {
            Ok(status) => status,
            Err(divert) => divert.status(self.status),
        };
        self.status = status;
        if let Some(action) = self.traps.take_exit() {
            self.loops = 0;
            self.trap_status = Some(status);
            self.trap_returns = self.returns;
            let line = self.vars.line;
            if let Err(Divert::Exit(new) | Divert::Error(new)) = self.run_trap_text(action, line) {
                status = new;
            }
        }
        self.give_back_input();
        self.end_job_control();
        status
    }
}
