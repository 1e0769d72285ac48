//! Pipelines: their stages, each where it can be run.

use super::*;

impl Shell {
    /// Commands joined by `|`.
    pub(crate) fn run_pipe(&mut self, commands: &[Command], mode: Mode) -> Flow {
        let line = self.vars.line;
        let outer_input = self.streams.get(0);
        self.streams.hold(&outer_input);
        let result = self.run_stages(commands, mode);
        self.streams.release(&outer_input);
        self.streams.put(0, outer_input);
        self.vars.line = line;
        result
    }

    pub(super) fn run_stages(&mut self, commands: &[Command], mode: Mode) -> Flow {
        let mut pumps = Vec::new();
        let mut stages = Vec::with_capacity(commands.len());
        let result = self.start_stages(commands, mode, &mut stages, &mut pumps);
        if let Err(divert) = result {
            // Those that were started find their pipes closed; they are reaped when they end.
            self.streams.put(0, Stream::Closed);
            self.jobs.abandon(stages.iter().filter_map(Stage::pid));
            self.stop_pumps(pumps);
            return Err(divert);
        }
        self.stop_pumps(pumps);
        if self.controls_jobs()
            && let Some(group) = stages.iter().find_map(Stage::pid)
        {
            let texts = commands.iter().map(|command| unparse::command(command, &self.vars.symbols));
            let processes = stages.iter().zip(texts).filter_map(|(stage, text)| Some((stage.pid()?, text)));
            let number = self.jobs.promote(group, processes.collect());
            let (raw, status) = self.wait_job(number);
            if raw.is_empty() {
                return self.after_job(&raw, status);
            }
            let mut raw = raw.into_iter();
            for stage in &mut stages {
                if matches!(stage, Stage::Process(_)) {
                    let raw = raw.next().unwrap_or(0);
                    self.report_signal(raw);
                    *stage = Stage::Done(jobs::ended(raw).status());
                }
            }
        }
        let mut statuses = Vec::with_capacity(stages.len());
        for stage in &stages {
            statuses.push(match stage {
                Stage::Done(status) => *status,
                Stage::Process(pid) => {
                    let raw = self.wait_foreground(*pid);
                    self.report_signal(raw);
                    jobs::ended(raw).status()
                }
            });
        }
        let mut status = statuses.last().copied().unwrap_or(Status::OK);
        self.vars.single_status = None;
        self.vars.pipe_statuses = statuses.iter().map(|status| status.0).collect();
        if self.options.has(Opt::Pipefail) {
            status = statuses.into_iter().rev().find(|s| *s != Status::OK).unwrap_or(Status::OK);
        }
        self.after_waiting(status)
    }

    /// Starts the parts of a pipeline, or runs them here.
    pub(super) fn start_stages(
        &mut self,
        commands: &[Command],
        mode: Mode,
        stages: &mut Vec<Stage>,
        pumps: &mut Vec<(Pump, SavedStreams)>,
    ) -> Result<(), Divert> {
        let count = commands.len();
        for (i, command) in commands.iter().enumerate() {
            let last = i + 1 == count;
            let from_memory = matches!(self.streams.get(0), Stream::Text(_));
            let part = self.part_of(command, from_memory && i > 0);
            if last && self.options.shopts.has(Shopt::Lastpipe) && !self.options.has(Opt::Monitor) {
                // Its changes stay.
                let status = self.run_command(command, Mode { last: false, ..mode });
                self.streams.put(0, Stream::Closed);
                stages.push(Stage::Done(status?));
                break;
            }
            // What belongs to a job must be stopped and ended with it.
            let in_job = self.controls_jobs() && stages.iter().any(|stage| stage.pid().is_some());
            if last && part != Part::Process && !in_job {
                // Here, with its input from memory or from a process.
                let status = self.in_subshell(|shell| shell.run_command(command, Mode { last: false, ..mode }));
                self.streams.put(0, Stream::Closed);
                stages.push(Stage::Done(status));
                break;
            }
            if !last && part == Part::Small {
                let capture = Rc::new(Capture::default());
                let outer = self.streams.put(1, Stream::Memory(capture.clone()));
                let status =
                    self.in_subshell(|shell| shell.run_command(command, Mode { tested: mode.tested, last: false }));
                self.streams.put(1, outer);
                self.streams.put(0, Stream::Text(Rc::new(Text::new(capture.take()))));
                stages.push(Stage::Done(status));
                continue;
            }
            if last && mode.last && self.may_exec_in_place() && !self.options.has(Opt::Pipefail) {
                // This process becomes the last command; the others are its children, as in a shell's own pipeline.
                let result = self.run_command(command, mode);
                return Err(Divert::Exit(self.finish(result)));
            }
            let next = if last { None } else { Some(self.pipe()?) };
            let mut saved = SavedStreams::new();
            let next = next.map(|(read, write)| {
                self.streams.replace(1, Stream::File(write), &mut saved);
                read
            });
            if pumps.is_empty() {
                match self.start_pumps() {
                    Ok(started) => *pumps = started,
                    Err(divert) => {
                        self.streams.restore(&mut saved);
                        return Err(divert);
                    }
                }
            }
            let place = if self.controls_jobs() {
                Place::Job { group: stages.iter().find_map(Stage::pid).unwrap_or(0), foreground: true }
            } else {
                Place::Same
            };
            let started = self.start_stage(command, next.as_ref(), mode, place);
            self.streams.restore(&mut saved);
            match started {
                Ok(Ok(pid)) => {
                    self.jobs.add_foreground(pid);
                    stages.push(Stage::Process(pid));
                }
                Ok(Err(status)) => stages.push(Stage::Done(status)),
                Err(error) => return Err(self.cannot_fork(&error)),
            }
            self.streams.put(0, next.map_or(Stream::Closed, Stream::File));
        }
        Ok(())
    }

    /// Starts one part of a pipeline as a process; `next` is what the part after it will read. `Err` within: its
    /// expansions have failed with that status.
    pub(super) fn start_stage(
        &mut self,
        command: &Command,
        next: Option<&Rc<Descriptor>>,
        mode: Mode,
        place: Place,
    ) -> io::Result<Result<i32, Status>> {
        if place == Place::Same
            && let CommandKind::Simple(simple) = &command.kind
            && self.is_program_with_plain_words(command, simple)
        {
            let mut pid = None;
            let status = self.in_subshell(|shell| {
                let mut saved = SavedStreams::new();
                let result = shell.spawn_stage(command, simple, &mut saved, &mut pid, false);
                shell.streams.restore(&mut saved);
                result
            });
            match pid {
                Some(pid) => return Ok(Ok(pid)),
                None if status != Status::OK => return Ok(Err(status)),
                // It cannot be started: a child will say so.
                None => {}
            }
        }
        match self.fork(place)? {
            Some(pid) => Ok(Ok(pid)),
            None => {
                if let Some(next) = next {
                    next.give_up();
                }
                self.live(|shell| shell.run_command(command, Mode { last: true, ..mode }))
            }
        }
    }

    /// Starts a part that is a program, without a process between.
    pub(super) fn spawn_stage(
        &mut self,
        command: &Command,
        simple: &SimpleCommand,
        saved: &mut SavedStreams,
        pid: &mut Option<i32>,
        background: bool,
    ) -> Flow {
        self.vars.line = command.line;
        let mut fields = self.take_fields();
        self.expand_words(&simple.words, &mut fields, false)?;
        let args: Vec<&[u8]> = fields.iter().collect();
        let program = match args.first() {
            Some(name) if self.is_program_name(name) => self.find_program(name),
            _ => return Ok(Status::OK),
        };
        if let Err(status) = self.redirect(&command.redirects, saved)? {
            return Ok(status);
        }
        if self.options.has(Opt::Xtrace) {
            self.trace(&args, &[]);
        }
        if let Ok(program) = program {
            *pid = self.spawn(&program.path, &args, background).ok();
        }
        Ok(Status::OK)
    }
}

/// May this call of an applet happen in this process? Not if it could look at the process's descriptors by their path.
pub(super) fn runs_here(applet: Applet, args: &[&[u8]]) -> bool {
    let looks =
        |arg: &&[u8]| own_descriptor_path(arg).is_some() || arg.starts_with(b"/proc/") || arg.starts_with(b"/dev/fd");
    applet.kind.is_pure(&args[1..]) && !args[1..].iter().any(looks)
}
