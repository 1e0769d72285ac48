//! Processes: programs, subshells, substitutions, pipelines; and what is done without one.

mod pipeline;
mod scripts;
mod substitution;

use crate::ast::{Command, CommandKind, Item, List, Redirect, RedirectKind, SimpleCommand};
use crate::fields::Fields;
use crate::input::is_binary;
use crate::job_control::Place;
use crate::jobs;
use crate::lookup::Program;
use crate::options::{Opt, Options};
use crate::purity::{Needs, Part};
use crate::redirect::{Descriptor, SavedStreams, Stream, Text, own_descriptor_path};
use crate::run::{Divert, Flow, Mode, quoted_for_trace};
use crate::shell::Shell;
use crate::shopt::Shopt;
use crate::traps::Duties;
use crate::unparse;
use crate::variables::known;
use kit::applet::{Applet, Status};
use kit::context::{self, Context};
use kit::output::Capture;
use kit::process::{Ended, c_string};
use kit::search::find;
use kit::signals::{self, Disposition};
use kit::{sys, text};
use nix::sys::signal::SigSet;
use pipeline::runs_here;
use scripts::{is_binary_file, missing_interpreter, script_arguments};
use std::ffi::CString;
use std::io;
use std::os::fd::RawFd;
use std::rc::Rc;

/// A pipe through which processes write into memory of this one.
struct Pump {
    read: Rc<Descriptor>,
    capture: Rc<Capture>,
}

/// A part of a pipeline at work.
enum Stage {
    Process(i32),
    Done(Status),
}

impl Stage {
    fn pid(&self) -> Option<i32> {
        match self {
            Stage::Process(pid) => Some(*pid),
            Stage::Done(_) => None,
        }
    }
}

impl Shell {
    // ---- programs ---------------------------------------------------------------------------------------------------

    /// Runs a program that was found: in this process if it is an applet of this binary that may, else in its own.
    pub(crate) fn execute(&mut self, program: &Program, args: &[&[u8]], mode: Mode) -> Flow {
        if let Some(applet) = program.applet
            && runs_here(applet, args)
            && !self.applets_are_jobs()
        {
            let name = program.path.rsplit(|c| *c == b'/').next().unwrap_or_default();
            return Ok(self.run_applet(applet, name, args, None));
        }
        if mode.last && self.may_exec_in_place() {
            return Err(Divert::Exit(self.exec_in_place(&program.path, args)));
        }
        if self.controls_jobs() {
            let text = args.iter().map(|arg| quoted_for_trace(arg)).collect::<Vec<_>>().join(&b' ');
            return self.run_job(text, |shell| Err(Divert::Exit(shell.exec_in_place(&program.path, args))));
        }
        let pumps = self.start_pumps()?;
        match self.spawn(&program.path, args, false) {
            Ok(pid) => self.finish_foreground(pid, pumps),
            Err(error) => {
                self.stop_pumps(pumps);
                if matches!(error.raw_os_error(), Some(libc::EAGAIN | libc::ENOMEM)) {
                    return Err(self.cannot_fork(&error));
                }
                Ok(self.say_cannot_run(args[0], &program.path, &error))
            }
        }
    }

    /// Runs something as a job in the foreground.
    fn run_job(&mut self, text: Vec<u8>, run: impl FnOnce(&mut Shell) -> Flow) -> Flow {
        match self.fork(Place::Job { group: 0, foreground: true }) {
            Ok(Some(pid)) => {
                let number = self.jobs.add(Some(pid), vec![(pid, text)]);
                let (raw, status) = self.wait_job(number);
                let flow = self.after_job(&raw, status)?;
                self.after_waiting(flow)
            }
            Ok(None) => self.live(run),
            Err(error) => Err(self.cannot_fork(&error)),
        }
    }

    /// Calls an applet; `speaker` is who speaks in messages if not the applet.
    pub(crate) fn run_applet(&mut self, applet: Applet, name: &[u8], args: &[&[u8]], speaker: Option<&str>) -> Status {
        self.give_back_input();
        let Ok(name) = std::str::from_utf8(name) else { return kit::process::NOT_FOUND };
        let mut cx = Context::new(applet, name, &args[1..], &self.vars, self.applets);
        cx.argv0 = args[0];
        cx.speaker = speaker.unwrap_or(name);
        cx.out = kit::output::Output::new(self.streams.sink(1));
        cx.err = self.streams.sink(2);
        cx.input = self.streams.stdin();
        let status = context::run(&mut cx);
        drop(cx);
        // The trap of the signal that ended it is run by the caller.
        sys::set_interrupted(false);
        status
    }

    /// Replaces this process; returns only if that fails, having said why.
    pub(crate) fn exec_in_place(&mut self, path: &[u8], args: &[&[u8]]) -> Status {
        let env = self.vars.environment();
        self.exec_with(path, args, &env)
    }

    /// As [`Shell::exec_in_place`], with this environment.
    pub(crate) fn exec_with(&mut self, path: &[u8], args: &[&[u8]], env: &[CString]) -> Status {
        self.give_back_input();
        if let Err(error) = self.streams.realise() {
            self.say(&text!["can't set up descriptors: ", error]);
            return Status(2);
        }
        self.end_job_control();
        self.traps.set_duties(Duties::default());
        let argv: Vec<CString> = args.iter().map(|a| c_string(a)).collect();
        let mut error = sys::execve(&c_string(path), &argv, env);
        if error.raw_os_error() == Some(libc::ENOEXEC) && !is_binary_file(path) {
            let script = script_arguments(path, args);
            error = sys::execve(c"/proc/self/exe", &script, env);
        }
        self.say_cannot_run(args[0], path, &error)
    }

    /// Starts a program with the current table of descriptors.
    fn spawn(&mut self, path: &[u8], args: &[&[u8]], background: bool) -> io::Result<i32> {
        self.give_back_input();
        let argv: Vec<CString> = args.iter().map(|a| c_string(a)).collect();
        let env = self.vars.environment();
        let (pairs, close, copies) = self.streams.actions()?;
        let quiet = background && self.control.is_none();
        let reset = self.traps.to_reset();
        let ignored = [libc::SIGINT, libc::SIGQUIT].map(|s| quiet && !signals::is_ignored(s));
        let traps = [libc::SIGINT, libc::SIGQUIT].map(|s| self.traps.get(s as usize).is_some());
        let set = |disposition: fn(bool) -> Disposition| {
            for (i, signal) in [libc::SIGINT, libc::SIGQUIT].into_iter().enumerate() {
                if ignored[i] {
                    // INT and QUIT can be set.
                    let _ = signals::set(signal, disposition(traps[i]));
                }
            }
        };
        set(|_| Disposition::Ignored);
        let result = match sys::spawn(&c_string(path), &argv, &env, &pairs, &close, None, reset) {
            Err(error) if error.raw_os_error() == Some(libc::ENOEXEC) && !is_binary_file(path) => {
                let script = script_arguments(path, args);
                sys::spawn(c"/proc/self/exe", &script, &env, &pairs, &close, None, reset)
            }
            result => result,
        };
        set(|trapped| if trapped { Disposition::Noted } else { Disposition::Default });
        drop(copies);
        result
    }

    /// Says why a program that was found does not run; its status.
    fn say_cannot_run(&mut self, name: &[u8], path: &[u8], error: &io::Error) -> Status {
        let status = match error.raw_os_error() {
            Some(libc::ENOENT | libc::ENOTDIR) => kit::process::NOT_FOUND,
            _ => kit::process::NOT_EXECUTABLE,
        };
        if status == kit::process::NOT_FOUND {
            self.hash.remove(name);
            match missing_interpreter(path) {
                Some(needs) => self.say(&text![name, ": not found: needs ", needs]),
                None => self.say(&text![name, ": not found"]),
            }
        } else {
            self.say(&text![name, ": ", *error]);
        }
        status
    }

    /// Says that a signal has ended a foreground command, as ash does.
    pub(crate) fn report_signal(&self, raw: i32) {
        if let Ended::Signalled(signal) = jobs::ended(raw)
            && !matches!(signal, libc::SIGINT | libc::SIGPIPE)
        {
            let core = if libc::WCOREDUMP(raw) { " (core dumped)" } else { "" };
            // There is nobody to tell that standard error is closed.
            let _ = self.streams.sink(2).write_all(&text![signals::description(signal), core, "\n"]);
        }
    }

    /// Moves descriptors that `read` has read ahead of back to where the script is.
    #[inline]
    pub fn give_back_input(&mut self) {
        self.ahead.give_back();
    }

    // ---- output of processes into memory ----------------------------------------------------------------------------

    /// Puts a pipe in the place of every output that goes to memory.
    fn start_pumps(&mut self) -> Result<Vec<(Pump, SavedStreams)>, Divert> {
        let mut pumps: Vec<(Pump, SavedStreams)> = Vec::new();
        for n in 0..self.streams.len() {
            let Stream::Memory(capture) = self.streams.get(n) else { continue };
            let (read, write) = self.pipe()?;
            let mut saved = SavedStreams::new();
            for m in n..self.streams.len() {
                if matches!(self.streams.get(m), Stream::Memory(other) if Rc::ptr_eq(&other, &capture)) {
                    self.streams.replace(m, Stream::File(write.clone()), &mut saved);
                }
            }
            pumps.push((Pump { read, capture }, saved));
        }
        Ok(pumps)
    }

    /// Puts the memory back in its place and reads what the processes write until they have closed the pipes.
    fn stop_pumps(&mut self, mut pumps: Vec<(Pump, SavedStreams)>) {
        if pumps.is_empty() {
            return;
        }
        for (_, saved) in pumps.iter_mut().rev() {
            self.streams.restore(saved);
        }
        for pid in self.jobs.foreground() {
            self.pass_interrupt_on(pid);
        }
        let mut open: Vec<Pump> = pumps.into_iter().map(|p| p.0).collect();
        let mut block = vec![0; 32 * 1024];
        while let [first, rest @ ..] = &open[..] {
            let ready = if rest.is_empty() {
                0
            } else {
                let fds: Vec<RawFd> = open.iter().map(|p| p.read.fd()).collect();
                sys::wait_any_readable(&fds)
            };
            let pump = open.get(ready).unwrap_or(first);
            match sys::read_once(pump.read.fd(), &mut block) {
                Ok(n) if n > 0 => pump.capture.push(&block[..n]),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                _ => drop(open.remove(ready)),
            }
        }
    }

    fn pipe(&self) -> Result<(Rc<Descriptor>, Rc<Descriptor>), Divert> {
        match sys::pipe() {
            Ok((read, write)) => Ok((self.streams.own(read), self.streams.own(write))),
            Err(error) => Err(self.fatal(&text!["can't create pipe: ", error])),
        }
    }

    // ---- subshells ----------------------------------------------------------------------------------------------------

    /// Runs something in a subshell that needs no process: all state of the shell is put back afterwards.
    pub(crate) fn in_subshell(&mut self, run: impl FnOnce(&mut Shell) -> Flow) -> Status {
        let names = self.names();
        let mark = self.vars.enter();
        let params = self.params.clone();
        let functions = self.functions.clone();
        let (options, loops, returns, epoch) = (self.options, self.loops, self.returns, self.epoch);
        let (getopts, line, locals) = (self.getopts, self.vars.line, self.locals.len());
        // What `exit` gives by itself is a matter of the subshell, not of a trap around it.
        let trap = (self.trap_status.take(), std::mem::take(&mut self.trap_returns));
        let single_status = self.vars.single_status;
        let pipe_statuses = if single_status.is_none() { self.vars.pipe_statuses.clone() } else { Vec::new() };
        let loops_around = self.loops_around;
        self.enclose_loops();
        self.virtual_depth += 1;
        let result = run(self);
        self.virtual_depth -= 1;
        (self.trap_status, self.trap_returns) = trap;
        let status = match result {
            Ok(status) => status,
            Err(divert) => divert.status(self.status),
        };
        if self.locals.len() > locals {
            self.locals.truncate(locals);
        }
        self.vars.single_status = single_status;
        self.vars.pipe_statuses = pipe_statuses;
        if !Rc::ptr_eq(&functions, &self.functions) {
            self.functions = functions;
            self.epoch = epoch + 1;
        }
        self.params = params;
        self.set_options(options);
        (self.loops, self.loops_around) = (loops, loops_around);
        self.returns = returns;
        self.vars.leave(mark);
        self.notice_changes();
        // Functions that were defined in it are gone.
        self.forget_names((names.0, self.definitions));
        self.getopts = getopts;
        self.vars.line = line;
        status
    }

    /// In a subshell the loops outside are not the command's own (XCU break).
    fn enclose_loops(&mut self) {
        self.loops_around |= self.loops > 0;
        self.loops = 0;
    }

    /// The directory, held so that a subshell without a process can leave it. None if it is one that this process could
    /// not enter again (its permissions, or the user, have changed since).
    fn way_back(&self) -> Option<Rc<Descriptor>> {
        let here = self.streams.own(sys::open(b".", libc::O_PATH | libc::O_DIRECTORY, 0).ok()?);
        sys::change_directory_to(here.fd()).ok()?;
        Some(here)
    }

    /// As [`Shell::in_subshell`], of something that changes the directory.
    fn in_subshell_elsewhere(&mut self, way_back: &Descriptor, run: impl FnOnce(&mut Shell) -> Flow) -> Status {
        let status = self.in_subshell(run);
        self.hash.clear_relative();
        if let Err(error) = sys::change_directory_to(way_back.fd()) {
            // It was possible a moment ago. What follows, an EXIT trap too, must not happen in another directory.
            self.say(&text!["can't go back to the directory: ", error]);
            sys::exit_now(2);
        }
        status
    }

    /// A command at the end of a subshell without a process, whose name had to be expanded and has turned out to mean
    /// something that needs one. Nothing was changed yet that a process forked now would not have.
    pub(crate) fn run_dynamic(
        &mut self,
        command: &Command,
        simple: &SimpleCommand,
        fields: Fields,
        mode: Mode,
    ) -> Flow {
        let pumps = self.start_pumps()?;
        let pid = match self.fork(Place::Same) {
            Ok(Some(pid)) => pid,
            Ok(None) => self.live(|shell| shell.run_expanded(command, simple, fields, Mode { last: true, ..mode })),
            Err(error) => {
                self.stop_pumps(pumps);
                return Err(self.cannot_fork(&error));
            }
        };
        self.give_fields(fields);
        self.finish_foreground(pid, pumps)
    }

    /// Waits for the one process of a command.
    fn finish_foreground(&mut self, pid: i32, pumps: Vec<(Pump, SavedStreams)>) -> Flow {
        self.jobs.add_foreground(pid);
        self.stop_pumps(pumps);
        let raw = self.wait_foreground(pid);
        if self.is_subshell_tail() {
            self.ended_subshell = Some(raw);
        } else {
            self.report_signal(raw);
        }
        self.after_waiting(jobs::ended(raw).status())
    }

    /// Sets all options at once.
    pub fn set_options(&mut self, options: Options) {
        let before = std::mem::replace(&mut self.options, options);
        if self.bash && before != options {
            self.note_options();
        }
        self.vars.allexport = options.has(Opt::Allexport);
        if before.has(Opt::Monitor) != options.has(Opt::Monitor) || before.has(Opt::Notify) != options.has(Opt::Notify)
        {
            self.switch_job_control();
        }
    }

    /// Forks. In the child (none) the state is that of a subshell.
    fn fork(&mut self, place: Place) -> io::Result<Option<i32>> {
        self.give_back_input();
        // The child is to have the same PPID, whoever asks for it first.
        let _ = self.vars.get(known::PPID);
        // A signal that comes before the child is what it shall be must find it so.
        let holds_signals = self.traps.duties.interactive;
        if holds_signals {
            SigSet::all().thread_set_mask()?;
        }
        let pid = sys::fork();
        if !matches!(pid, Ok(0)) && holds_signals {
            sys::unblock_signals();
        }
        let pid = pid?;
        if pid > 0 {
            self.place_child(pid, place);
            return Ok(Some(pid));
        }
        signals::forget_pending();
        self.enter_place(place);
        self.enclose_loops();
        self.is_child = true;
        self.vars.clock.subshells += 1;
        self.trap_status = None;
        self.trap_returns = 0;
        self.virtual_depth = 0;
        self.subshell_tail = 0;
        self.ended_subshell = None;
        self.traps.enter_subshell(place != Place::Same, self.options.has(Opt::Errtrace));
        if holds_signals {
            sys::unblock_signals();
        }
        self.jobs.forget();
        self.forwarded = 0;
        self.options.set(Opt::Interactive, false);
        self.options.set(Opt::Monitor, false);
        Ok(None)
    }

    /// The whole life of a forked child.
    fn live(&mut self, run: impl FnOnce(&mut Shell) -> Flow) -> ! {
        let result = match self.streams.realise() {
            Ok(()) => std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
                let result = run(self);
                self.finish(result)
            }))
            .unwrap_or(Status::PANICKED),
            Err(error) => {
                self.say(&text!["can't set up descriptors: ", error]);
                Status(2)
            }
        };
        sys::exit_now(result.0)
    }

    fn cannot_fork(&self, error: &io::Error) -> Divert {
        self.fatal(&text!["can't fork: ", *error])
    }

    /// `( list )`
    pub(crate) fn run_subshell(&mut self, list: &Rc<List>, mode: Mode) -> Flow {
        let needs = self.needs_of(list);
        if needs == Needs::Nothing {
            let status = self.in_subshell(|shell| shell.run_list(list, Mode { last: false, ..mode }));
            return self.after_waiting(status);
        }
        if needs == Needs::Directory
            && let Some(way_back) = self.way_back()
        {
            let run = |shell: &mut Shell| shell.run_list(list, Mode { last: false, ..mode });
            let status = self.in_subshell_elsewhere(&way_back, run);
            return self.after_waiting(status);
        }
        if mode.last && self.is_child && self.may_exec_in_place() {
            // This process is a subshell that has nothing else to do.
            self.vars.clock.subshells += 1;
            return Err(Divert::Exit(self.in_subshell_for_good(list, mode)));
        }
        if self.controls_jobs() {
            let text = text!["(", unparse::list(list, &self.vars.symbols), ")"];
            return self.run_job(text, |shell| shell.run_list(list, Mode { last: true, ..mode }));
        }
        if needs == Needs::Program {
            let outer = std::mem::replace(&mut self.subshell_tail, self.virtual_depth + 1);
            let status = self.in_subshell(|shell| shell.run_list(list, Mode { last: false, ..mode }));
            self.subshell_tail = outer;
            return self.after_waiting(status);
        }
        let pumps = self.start_pumps()?;
        let pid = match self.fork(Place::Same) {
            Ok(Some(pid)) => pid,
            Ok(None) => self.live(|shell| shell.run_list(list, Mode { last: true, ..mode })),
            Err(error) => {
                self.stop_pumps(pumps);
                return Err(self.cannot_fork(&error));
            }
        };
        self.jobs.add_foreground(pid);
        self.stop_pumps(pumps);
        let raw = self.wait_foreground(pid);
        self.ended_subshell = Some(raw);
        self.after_waiting(jobs::ended(raw).status())
    }

    /// Says that a signal has ended a subshell: not into its own redirections.
    #[inline]
    pub(crate) fn report_subshell(&mut self) {
        if self.ended_subshell.is_some() && !self.is_subshell_tail() {
            self.report_ended_subshell();
        }
    }

    #[cold]
    fn report_ended_subshell(&mut self) {
        if let Some(raw) = self.ended_subshell.take() {
            self.report_signal(raw);
        }
    }

    /// Is what is waited for the end of a `( … )` without a process, whose own redirections get no report?
    fn is_subshell_tail(&self) -> bool {
        self.virtual_depth > 0 && self.virtual_depth == self.subshell_tail
    }

    fn in_subshell_for_good(&mut self, list: &List, mode: Mode) -> Status {
        let result = self.run_list(list, mode);
        self.finish(result)
    }

    // ---- command substitution ------------------------------------------------------------------------------------------

    /// `item &`
    pub(crate) fn run_background(&mut self, item: &Item) -> Flow {
        self.jobs.reap();
        if self.jobs.list.len() > 64 {
            self.jobs.retire_all();
        }
        let failed = match self.spawn_in_background(item) {
            Some(Ok(pid)) => return Ok(self.note_background(pid, item)),
            Some(Err(status)) => Some(status),
            None => None,
        };
        let quiet = self.control.is_none();
        let place = if self.controls_jobs() { Place::Job { group: 0, foreground: false } } else { Place::Same };
        let pid = match self.fork(place) {
            Ok(Some(pid)) => pid,
            Ok(None) => {
                if quiet {
                    self.traps.ignore_keys();
                    if matches!(self.streams.get(0), Stream::Inherited(0))
                        && let Ok(null) = sys::open(b"/dev/null", libc::O_RDONLY, 0)
                    {
                        let null = self.streams.own(null);
                        self.streams.put(0, Stream::File(null));
                    }
                }
                self.live(|shell| match failed {
                    Some(status) => Ok(status),
                    None => shell.run_item(item, Mode { last: true, tested: false }),
                })
            }
            Err(error) => return Err(self.cannot_fork(&error)),
        };
        Ok(self.note_background(pid, item))
    }

    fn note_background(&mut self, pid: i32, item: &Item) -> Status {
        let group = self.controls_jobs().then_some(pid);
        let number = self.jobs.add_background(group, pid, unparse::item(item, &self.vars.symbols));
        if self.options.has(Opt::Interactive) {
            // There is nobody to tell that standard error is closed.
            let _ = self.streams.sink(2).write_all(&text!["[", number, "] ", pid, "\n"]);
        }
        Status::OK
    }

    /// Starts a background command that is nothing but a program, without a process between; none if it is more, or
    /// cannot be started: then a child will say why. `Err` within: its expansions have failed with that status.
    fn spawn_in_background(&mut self, item: &Item) -> Option<Result<i32, Status>> {
        let [command] = &item.first.commands[..] else { return None };
        let CommandKind::Simple(simple) = &command.kind else { return None };
        if self.controls_jobs()
            || item.first.negated
            || !item.rest.is_empty()
            || self.streams.holds_memory()
            || !self.is_program_with_plain_words(command, simple)
        {
            return None;
        }
        let mut pid = None;
        let status = self.in_subshell(|shell| {
            let mut saved = SavedStreams::new();
            if shell.control.is_none() && matches!(shell.streams.get(0), Stream::Inherited(0)) {
                let Ok(null) = sys::open(b"/dev/null", libc::O_RDONLY, 0) else { return Ok(Status::FAILED) };
                let null = Stream::File(shell.streams.own(null));
                shell.streams.replace(0, null, &mut saved);
            }
            let result = shell.spawn_stage(command, simple, &mut saved, &mut pid, true);
            shell.streams.restore(&mut saved);
            result
        });
        match pid {
            Some(pid) => Some(Ok(pid)),
            None if status != Status::OK => Some(Err(status)),
            None => None,
        }
    }

    // ---- pipelines --------------------------------------------------------------------------------------------------------
}
