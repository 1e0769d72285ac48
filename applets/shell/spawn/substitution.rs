//! `$(…)`, `<(…)`: command and process substitutions.

use super::*;

impl Shell {
    /// The output of a list without its trailing newlines; its status goes to `substituted`.
    pub(crate) fn substitute(&mut self, body: &Rc<List>) -> Result<Vec<u8>, Divert> {
        self.check_depth()?;
        let (mut output, status) = match file_to_read(body) {
            Some(redirect) => self.substitute_file(redirect)?,
            None => match self.needs_of_substitution(body) {
                Needs::Process => self.substitute_forked(body)?,
                Needs::Directory => match self.way_back() {
                    Some(way_back) => self.substitute_here(body, Some(&way_back)),
                    None => self.substitute_forked(body)?,
                },
                Needs::Nothing | Needs::Program => self.substitute_here(body, None),
            },
        };
        let status = self.after_waiting(status)?;
        self.substituted = Some(status);
        if find(0, &output).is_some() {
            output.retain(|c| *c != 0);
        }
        let end = output.iter().rposition(|c| *c != b'\n').map_or(0, |i| i + 1);
        output.truncate(end);
        Ok(output)
    }

    /// A command substitution in this process; `way_back` if it goes to another directory.
    pub(super) fn substitute_here(&mut self, body: &List, way_back: Option<&Descriptor>) -> (Vec<u8>, Status) {
        let capture = Rc::new(Capture::default());
        let outer = self.streams.put(1, Stream::Memory(capture.clone()));
        let source = self.status;
        let run = |shell: &mut Shell| shell.run_substituted(body, Mode::default());
        let status = match way_back {
            Some(way_back) => self.in_subshell_elsewhere(way_back, run),
            None => self.in_subshell(run),
        };
        self.status = source;
        self.streams.put(1, outer);
        (capture.take(), status)
    }

    pub(super) fn substitute_file(&mut self, redirects: &[Redirect]) -> Result<(Vec<u8>, Status), Divert> {
        let mut saved = SavedStreams::new();
        let result = self.redirect(redirects, &mut saved);
        let mut output = Vec::new();
        let status = match result {
            Ok(Ok(())) => {
                let mut input = kit::input::Input::stdin(self.streams.stdin());
                match input.read_to_end(&mut output) {
                    Ok(()) => Status::OK,
                    Err(error) => {
                        self.say(&text!["read error: ", error.source]);
                        Status::FAILED
                    }
                }
            }
            Ok(Err(status)) => status,
            Err(divert) => {
                self.streams.restore(&mut saved);
                return Err(divert);
            }
        };
        self.streams.restore(&mut saved);
        Ok((output, status))
    }

    pub(super) fn substitute_forked(&mut self, body: &Rc<List>) -> Result<(Vec<u8>, Status), Divert> {
        let (read, write) = self.pipe()?;
        let mut saved = SavedStreams::new();
        self.streams.replace(1, Stream::File(write.clone()), &mut saved);
        let pumps = match self.start_pumps() {
            Ok(pumps) => pumps,
            Err(divert) => {
                self.streams.restore(&mut saved);
                return Err(divert);
            }
        };
        let pid = match self.fork(Place::Same) {
            Ok(Some(pid)) => pid,
            Ok(None) => {
                drop(write);
                drop(read);
                self.live(|shell| shell.run_substituted(body, Mode { last: true, tested: false }))
            }
            Err(error) => {
                self.stop_pumps(pumps);
                self.streams.restore(&mut saved);
                return Err(self.cannot_fork(&error));
            }
        };
        self.jobs.add_foreground(pid);
        let capture = Rc::new(Capture::default());
        drop(write);
        // The pipe of the substitution is one more pump.
        let mut pumps = pumps;
        pumps.push((Pump { read, capture: capture.clone() }, saved));
        self.stop_pumps(pumps);
        let raw = self.wait_foreground(pid);
        self.report_signal(raw);
        Ok((capture.take(), self.after_waiting(jobs::ended(raw).status())?))
    }

    /// `<(list)`, `>(list)`: a path to a pipe.
    pub(crate) fn substitute_process(&mut self, output: bool, body: &Rc<List>) -> Result<Vec<u8>, Divert> {
        let (read, write) = self.pipe()?;
        let (ours, theirs, number) = if output { (write, read, 0) } else { (read, write, 1) };
        let outer = self.streams.put(number, Stream::File(theirs));
        let pid = match self.fork(Place::Same) {
            Ok(Some(pid)) => pid,
            Ok(None) => {
                drop(ours);
                self.live(|shell| shell.run_list(body, Mode { last: true, tested: false }))
            }
            Err(error) => {
                self.streams.put(number, outer);
                return Err(self.cannot_fork(&error));
            }
        };
        self.streams.put(number, outer);
        self.jobs.add_foreground(pid);
        // From 64 down, as in ash: the first number that the script does not use.
        let n = (0..=64).rev().find(|n| matches!(self.streams.get(*n), Stream::Inherited(fd) if !sys::is_open(fd)));
        let n = n.unwrap_or(64);
        self.streams.put(n, Stream::File(ours));
        self.process_substitutions.push((n, pid));
        Ok(text!["/dev/fd/", n])
    }

    /// Closes the pipes of process substitutions of a command that has ended.
    pub(crate) fn end_process_substitutions(&mut self, keep: usize) {
        while self.process_substitutions.len() > keep {
            if let Some((n, _)) = self.process_substitutions.pop() {
                self.streams.put(n, Stream::Inherited(n as RawFd));
            }
        }
    }

    // ---- background -----------------------------------------------------------------------------------------------------
}

/// `$(<file)`: its redirection.
pub(super) fn file_to_read(body: &List) -> Option<&[Redirect]> {
    let [item] = &body.items[..] else { return None };
    let [command] = &item.first.commands[..] else { return None };
    let CommandKind::Simple(simple) = &command.kind else { return None };
    let reads = matches!(&*command.redirects, [only] if only.kind == RedirectKind::In && only.descriptor() == 0);
    let plain = !item.background && item.rest.is_empty() && !item.first.negated;
    (plain && reads && simple.words.is_empty() && simple.assignments.is_empty()).then_some(&command.redirects)
}
