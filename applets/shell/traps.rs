//! Traps: what is done on signals, on exit, on errors.

use crate::options::Opt;
use crate::run::Divert;
use crate::shell::Shell;
use kit::applet::Status;
use kit::signals::{self, Disposition};
use std::rc::Rc;

/// The index of the ERR trap, after the signals.
pub const ERR: usize = 65;

/// Actions by condition: 0 is EXIT, then signals, then ERR.
pub struct Traps {
    actions: Vec<Option<Rc<[u8]>>>,
    count: usize,
    /// Signals whose disposition this shell has set.
    touched: u128,
    running: u32,
}

/// The number of a condition: `EXIT`, `ERR`, a signal.
pub fn condition(word: &[u8]) -> Option<usize> {
    if word.eq_ignore_ascii_case(b"ERR") {
        return Some(ERR);
    }
    signals::number(word).map(|n| n as usize)
}

/// The name of a condition.
pub fn condition_name(n: usize) -> Vec<u8> {
    if n == ERR {
        return b"ERR".to_vec();
    }
    signals::name(n as i32).map_or_else(|| kit::text![n], |name| name.as_bytes().to_vec())
}

impl Traps {
    /// None.
    pub fn new() -> Traps {
        Traps { actions: Vec::new(), count: 0, touched: 0, running: 0 }
    }

    /// Is any set?
    pub fn any(&self) -> bool {
        self.count > 0
    }

    /// The action of a condition.
    pub fn get(&self, condition: usize) -> Option<&Rc<[u8]>> {
        self.actions.get(condition)?.as_ref()
    }

    /// Sets or removes an action. A signal that was ignored when the shell was started stays ignored.
    pub fn set(&mut self, condition: usize, action: Option<Rc<[u8]>>, interactive: bool) {
        let mut settable = (1..ERR).contains(&condition);
        if settable && self.touched & 1 << condition == 0 {
            // The trap is listed, but never comes.
            settable = interactive || !signals::is_ignored(condition as i32);
            if settable {
                self.touched |= 1 << condition;
            }
        }
        if settable {
            let signal = condition as i32;
            let disposition = match action.as_deref() {
                None if signal == libc::SIGPIPE => Disposition::Harmless,
                None => Disposition::Default,
                Some([]) => Disposition::Ignored,
                Some(_) => Disposition::Noted,
            };
            // KILL and STOP cannot be trapped, which POSIX leaves undefined.
            let _ = signals::set(signal, disposition);
        }
        if self.actions.is_empty() {
            self.actions.resize(ERR + 1, None);
        }
        self.actions[condition] = action;
        self.count = self.actions.iter().flatten().count();
    }

    /// In a subshell: what is not ignored gets its default back.
    pub fn enter_subshell(&mut self) {
        if self.count == 0 {
            return;
        }
        for condition in 0..self.actions.len() {
            if self.actions[condition].as_deref().is_some_and(|a| !a.is_empty()) {
                self.set(condition, None, true);
            }
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
            return Ok(());
        }
        while let Some(signal) = signals::take_pending() {
            if signal == libc::SIGINT {
                kit::sys::set_interrupted(false);
            }
            if let Some(action) = self.traps.get(signal as usize).cloned() {
                self.run_action(&action)?;
            }
        }
        Ok(())
    }

    fn run_action(&mut self, action: &Rc<[u8]>) -> Result<(), Divert> {
        if action.is_empty() {
            return Ok(());
        }
        let status = self.status;
        let line = self.vars.line;
        let outer = self.trap_status.replace(status);
        let outer_returns = std::mem::replace(&mut self.trap_returns, self.returns);
        let result = self.run_text(action.clone(), line, true);
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
    pub fn run_error_trap(&mut self) -> Result<(), Divert> {
        let Some(action) = self.traps.get(ERR).cloned() else { return Ok(()) };
        let inside = self.functions_deep > 0 || self.virtual_depth > 0 || self.is_child;
        if self.traps.running > 0 || (inside && !self.options.has(Opt::Errtrace)) {
            return Ok(());
        }
        self.traps.running += 1;
        let result = self.run_action(&action);
        self.traps.running -= 1;
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
            if let Err(Divert::Exit(new) | Divert::Error(new)) = self.run_text(action, line, true) {
                status = new;
            }
        }
        self.give_back_input();
        status
    }
}
