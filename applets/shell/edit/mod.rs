//! The interactive front: prompts, the line editor, the history. See docs/shell-editor.md.
//!
//! Nothing of this is made before a shell is interactive. `buffer`, `editor` and the keymaps change a line, `render` works
//! out what to write, `terminal` alone touches the terminal.

mod buffer;
mod complete;
mod editor;
mod emacs;
mod external;
mod history;
mod keys;
mod mail;
mod prompt;
mod render;
mod search;
mod terminal;
mod vi;
mod vi_motion;
mod word;

use crate::options::Opt;
use crate::run::Divert;
use crate::shell::Shell;
use crate::traps::FORWARDED;
use crate::variables::known;
use complete::Completion;
use editor::{Editor, Last, Step};
use history::DEFAULT_SIZE;
use keys::Key;
use kit::applet::Status;
use kit::{signals, sys, text};
use mail::Mail;
use render::{Frame, Screen};
use std::io;
use terminal::Terminal;

/// What an interactive shell has beside a shell's state.
#[derive(Default)]
pub struct Front {
    editor: Editor,
    mail: Mail,
    /// Commands entered.
    pub commands: usize,
    /// Ends of input in a row that `ignoreeof` has ignored.
    ends: u32,
    /// Why the shell ends at its prompt: TMOUT, a trap.
    divert: Option<Divert>,
}

/// The most ends of input in a row that `ignoreeof` ignores: a terminal that is gone must not keep the shell running.
const IGNORED_ENDS: u32 = 50;

/// A list of more than so many names is asked for.
const ASKED_FOR: usize = 100;

impl Front {
    /// The number that the next command gets in the history.
    pub fn next_number(&self) -> usize {
        self.editor.history.number(self.editor.history.len())
    }

    /// The history.
    pub fn history(&mut self) -> &mut history::History {
        &mut self.editor.history
    }

    /// The history as `history` lists it.
    pub fn list(&self) -> Vec<u8> {
        let history = &self.editor.history;
        let mut out = Vec::new();
        for (index, entry) in history.iter().enumerate() {
            let number = text![history.number(index)];
            out.resize(out.len() + 5usize.saturating_sub(number.len()), b' ');
            out.extend_from_slice(&number);
            out.push(b' ');
            out.extend_from_slice(entry);
            out.push(b'\n');
        }
        out
    }

    /// Why the shell ends, told once.
    pub fn take_divert(&mut self) -> Option<Divert> {
        self.divert.take()
    }
}

/// How the editing of a line ended.
enum Entered {
    Line(Vec<u8>),
    End,
    Interrupt,
    TimeOut,
    Divert(Divert),
}

impl Shell {
    /// Makes the shell one with a history: after its start-up files were read.
    pub fn begin_interaction(&mut self) {
        let mut front = Box::new(Front { editor: Editor::new(), ..Front::default() });
        let file = self.vars.id(b"HISTFILE");
        if self.vars.peek(file).is_none()
            && let Some(home) = self.vars.peek(known::HOME)
        {
            let path = text![home.strip_suffix(b"/").unwrap_or(home), "/.ash_history"];
            // A readonly HISTFILE that is unset: then there is no file.
            let _ = self.vars.set_owned(file, path);
        }
        front.editor.history.limit = self.size(b"HISTSIZE").unwrap_or(DEFAULT_SIZE);
        if let Some(path) = self.history_file() {
            front.editor.history.load(&path);
        }
        self.editor = Some(front);
    }

    /// A variable that is a size.
    fn size(&mut self, name: &[u8]) -> Option<usize> {
        let id = self.vars.id(name);
        std::str::from_utf8(self.vars.peek(id)?).ok()?.parse().ok()
    }

    fn history_file(&mut self) -> Option<Vec<u8>> {
        let id = self.vars.id(b"HISTFILE");
        self.vars.peek(id).filter(|path| !path.is_empty()).map(<[u8]>::to_vec)
    }

    /// The command being entered is whole: it goes to the history's file.
    pub fn close_history(&mut self) {
        let Some(front) = self.editor.as_mut() else { return };
        if let Some(line) = front.editor.history.close() {
            self.save_history(&line);
        }
    }

    /// Adds a command that `fc` runs in its own place.
    pub fn add_to_history(&mut self, command: &[u8]) {
        let Some(front) = self.editor.as_mut() else { return };
        front.editor.history.drop_current();
        if let Some(line) = front.editor.history.add_whole(command) {
            self.save_history(&line);
        }
    }

    fn save_history(&mut self, line: &[u8]) {
        // A subshell's commands are its own.
        if self.is_child || self.virtual_depth > 0 {
            return;
        }
        let limit = self.size(b"HISTFILESIZE").unwrap_or(DEFAULT_SIZE);
        if let Some(path) = self.history_file()
            && let Some(front) = self.editor.as_mut()
        {
            front.editor.history.save(&path, line, limit);
        }
    }

    /// A line from whoever types, with its newline, after the prompt PS1 (`first`) or PS2; none at the end.
    ///
    /// # Errors
    /// `Interrupted` if the command is given up; others of reading.
    pub fn interactive_line(&mut self, first: bool) -> io::Result<Option<Vec<u8>>> {
        loop {
            if first {
                self.before_prompt();
                self.tell_mail();
            }
            let prompt = self.vars.peek(if first { known::PS1 } else { known::PS2 }).unwrap_or_default().to_vec();
            let prompt = self.prompt(&prompt);
            let entered = if self.can_edit() { self.edit_line(&prompt) } else { self.plain_line(&prompt)? };
            let Some(front) = self.editor.as_mut() else { return Ok(None) };
            if !matches!(entered, Entered::End) {
                front.ends = 0;
            }
            match entered {
                Entered::Line(line) => {
                    let text = line.strip_suffix(b"\n").unwrap_or(&line);
                    if first {
                        front.commands += usize::from(!text.is_empty());
                        front.editor.history.limit = DEFAULT_SIZE;
                        let size = self.size(b"HISTSIZE").unwrap_or(DEFAULT_SIZE);
                        let control = self.vars.id(b"HISTCONTROL");
                        let control = self.vars.peek(control).unwrap_or_default();
                        if let Some(front) = self.editor.as_mut() {
                            front.editor.history.limit = size;
                            front.editor.history.add(text, control);
                        }
                    } else {
                        front.editor.history.add_more(text);
                    }
                    return Ok(Some(line));
                }
                Entered::End if first && self.options.has(Opt::Ignoreeof) && front.ends < IGNORED_ENDS => {
                    front.ends += 1;
                    let _ = self.streams.sink(2).write_all(b"\nUse \"exit\" to leave shell.\n");
                }
                Entered::End => {
                    if first && self.options.has(Opt::Interactive) {
                        let _ = self.streams.sink(2).write_all(b"\n");
                    }
                    return Ok(None);
                }
                Entered::Interrupt => {
                    if !first {
                        front.editor.history.drop_current();
                    }
                    return Err(io::ErrorKind::Interrupted.into());
                }
                Entered::TimeOut => {
                    let _ = self.streams.sink(2).write_all(b"\x07timed out waiting for input: auto-logout\n");
                    front.divert = Some(Divert::Exit(Status::FAILED));
                    return Err(io::ErrorKind::Interrupted.into());
                }
                Entered::Divert(divert) => {
                    // What else an action does, it does not do to the shell.
                    front.divert = Some(divert).filter(|divert| matches!(divert, Divert::Exit(_)));
                    return Err(io::ErrorKind::Interrupted.into());
                }
            }
        }
    }

    /// New mail is told before a prompt.
    fn tell_mail(&mut self) {
        let [mail, path, check] = [&b"MAIL"[..], b"MAILPATH", b"MAILCHECK"].map(|name| self.vars.id(name));
        if let Some(front) = self.editor.as_mut() {
            let vars = &self.vars;
            let told = front.mail.check(vars.peek(mail), vars.peek(path), vars.peek(check));
            if !told.is_empty() {
                let _ = self.streams.sink(2).write_all(&told);
            }
        }
    }

    /// Can the line be edited: are there a keyboard and a screen, and does that understand sequences?
    fn can_edit(&mut self) -> bool {
        let term = self.vars.id(b"TERM");
        self.vars.peek(term) != Some(b"dumb") && self.terminal_descriptors().is_some()
    }

    fn terminal_descriptors(&self) -> Option<(i32, i32)> {
        let input = self.streams.descriptor(0).ok().filter(|fd| sys::is_terminal(*fd))?;
        let output = self.streams.descriptor(2).ok().filter(|fd| sys::is_terminal(*fd))?;
        Some((input, output))
    }

    /// How long to wait for a key, in milliseconds.
    fn time_out(&mut self) -> i32 {
        match self.size(b"TMOUT") {
            Some(seconds) if seconds > 0 => i32::try_from(seconds.saturating_mul(1000)).unwrap_or(i32::MAX),
            _ => -1,
        }
    }

    /// A line as the terminal or the file gives it.
    fn plain_line(&mut self, prompt: &[u8]) -> io::Result<Entered> {
        let _ = self.streams.sink(2).write_all(&prompt::plain(prompt));
        let timeout = self.time_out();
        let fd = self.streams.descriptor(0)?;
        let mut line = Vec::new();
        let mut byte = [0];
        loop {
            let result = match timeout {
                -1 => sys::read_once(fd, &mut byte),
                _ => match sys::wait_readable(fd, timeout) {
                    Ok(false) => return Ok(Entered::TimeOut),
                    Ok(true) => sys::read_once(fd, &mut byte),
                    Err(error) => Err(error),
                },
            };
            match result {
                Ok(0) if line.is_empty() => return Ok(Entered::End),
                Ok(0) => return Ok(Entered::Line(line)),
                Ok(_) => {
                    line.push(byte[0]);
                    if byte[0] == b'\n' {
                        return Ok(Entered::Line(line));
                    }
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {
                    let interrupted = sys::interrupted();
                    if interrupted && self.traps.get(libc::SIGINT as usize).is_none() {
                        signals::forget(libc::SIGINT);
                        sys::set_interrupted(false);
                        let _ = self.streams.sink(2).write_all(b"\n");
                        return Ok(Entered::Interrupt);
                    }
                    if let Err(divert) = self.run_traps() {
                        return Ok(Entered::Divert(divert));
                    }
                    if interrupted {
                        return Ok(Entered::Interrupt);
                    }
                }
                Err(error) => return Err(error),
            }
        }
    }

    /// A line from the editor.
    fn edit_line(&mut self, prompt: &[u8]) -> Entered {
        let Some((input, output)) = self.terminal_descriptors() else { return Entered::End };
        let Some(mut front) = self.editor.take() else { return Entered::End };
        front.editor.begin(self.is_vi());
        let first = self.traps.duties.first_process;
        let has_use = |signal| self.traps.get(signal as usize).is_some() || first && FORWARDED.contains(&signal);
        let terminal = Terminal::new(input, output, has_use);
        let size = terminal.size();
        let mut session = Session { terminal, screen: Screen::new(size.1), size, prompt, out: Vec::new() };
        let entered = session.run(self, &mut front.editor);
        drop(session);
        self.editor = Some(front);
        entered
    }
}

/// The editing of one line.
struct Session<'a> {
    terminal: Terminal,
    screen: Screen,
    size: (usize, usize),
    prompt: &'a [u8],
    out: Vec<u8>,
}

impl Session<'_> {
    fn run(&mut self, shell: &mut Shell, editor: &mut Editor) -> Entered {
        let timeout = shell.time_out();
        let mut quote = false;
        loop {
            // What comes in a burst is shown at once.
            if !self.terminal.has_more() {
                self.draw(editor);
            }
            let read = if quote {
                keys::read_raw(&mut self.terminal).map(Some)
            } else {
                keys::read(&mut self.terminal, editor.takes_escape(), timeout)
            };
            let key = match read {
                Ok(Some(key)) => key,
                Ok(None) => {
                    self.leave(editor);
                    return Entered::TimeOut;
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => match self.signals(shell, editor) {
                    Some(entered) => return entered,
                    None => continue,
                },
                // The terminal is gone.
                Err(_) => return Entered::End,
            };
            let step = if std::mem::take(&mut quote) {
                match key {
                    Key::Char(c) => editor.type_in(c.encode_utf8(&mut [0; 4]).as_bytes()),
                    Key::Byte(c) => editor.type_in(&[c]),
                    _ => Step::Bell,
                }
            } else {
                editor.key(key)
            };
            match step {
                Step::Go => {}
                Step::Bell => self.out.push(7),
                Step::Quote => quote = true,
                Step::Accept => {
                    self.leave(editor);
                    let mut line = std::mem::take(&mut editor.line.text);
                    line.push(b'\n');
                    return Entered::Line(line);
                }
                Step::End => {
                    self.draw(editor);
                    return Entered::End;
                }
                Step::Interrupt => {
                    if let Some(entered) = self.interrupt(shell, editor) {
                        return entered;
                    }
                }
                Step::Clear => {
                    self.out.extend_from_slice(b"\x1b[H\x1b[2J");
                    self.screen.forget();
                }
                Step::Complete | Step::List | Step::InsertAll => self.complete(shell, editor, step),
                Step::External => {
                    self.leave(editor);
                    self.terminal.restore();
                    let text = std::mem::take(&mut editor.line.text);
                    match shell.edit_text(&text, None) {
                        Ok(Some(mut line)) => {
                            self.terminal.write(&line);
                            line.push(b'\n');
                            self.terminal.write(b"\n");
                            return Entered::Line(line);
                        }
                        Ok(None) => {
                            editor.line = buffer::Buffer::new(&text);
                            self.terminal.edit();
                        }
                        Err(divert) => return Entered::Divert(divert),
                    }
                }
            }
        }
    }

    /// Tab and its kin.
    fn complete(&mut self, shell: &mut Shell, editor: &mut Editor, step: Step) {
        let completion = Completion::new(shell, &editor.line);
        let mut line = editor.line.clone();
        let changed = match step {
            Step::InsertAll => completion.insert_all(&mut line),
            Step::Complete => completion.insert(&mut line),
            _ => false,
        };
        if changed {
            editor.save_undo();
            editor.line = line;
            editor.last = Last::Other;
        } else if completion.names.len() > 1 && (step == Step::List || editor.last == Last::Complete) {
            self.list(&completion, editor);
        } else {
            self.out.push(7);
            editor.last = Last::Complete;
        }
    }

    /// Lists names below the line, after a question if they are many.
    fn list(&mut self, completion: &Completion, editor: &Editor) {
        let (_, line) = editor.view();
        self.screen.draw(Frame::new(self.prompt, &line.text, line.len(), self.size.0), &mut self.out);
        self.screen.leave(&mut self.out);
        if completion.names.len() > ASKED_FOR {
            self.out.extend(text!["Display all ", completion.names.len(), " possibilities? (y or n)"]);
            self.flush();
            let answer = keys::read(&mut self.terminal, true, -1);
            self.out.extend_from_slice(b"\r\n");
            if !matches!(answer, Ok(Some(Key::Char('y' | 'Y' | ' ') | Key::Tab))) {
                return;
            }
        }
        self.out.extend(completion.listed(self.size.0));
    }

    /// Shows the line.
    fn draw(&mut self, editor: &Editor) {
        let (prompt, line) = editor.view();
        let frame = Frame::new(prompt.as_deref().unwrap_or(self.prompt), &line.text, line.at, self.size.0);
        self.screen.draw(frame, &mut self.out);
        self.flush();
    }

    fn flush(&mut self) {
        if !self.out.is_empty() {
            self.terminal.write(&self.out);
            self.out.clear();
        }
    }

    /// Shows the line as it is at the end and goes below it.
    fn leave(&mut self, editor: &mut Editor) {
        editor.search = None;
        editor.line.at = editor.line.len();
        self.draw(editor);
        self.screen.leave(&mut self.out);
        self.flush();
    }

    /// C-c
    fn interrupt(&mut self, shell: &mut Shell, editor: &mut Editor) -> Option<Entered> {
        editor.search = None;
        editor.line.at = editor.line.len();
        self.draw(editor);
        self.out.extend_from_slice(b"^C");
        self.screen.leave(&mut self.out);
        self.flush();
        self.terminal.restore();
        if shell.traps.get(libc::SIGINT as usize).is_some() {
            let _ = sys::kill(std::process::id() as i32, libc::SIGINT);
            if let Err(divert) = shell.run_traps() {
                return Some(Entered::Divert(divert));
            }
        }
        Some(Entered::Interrupt)
    }

    /// Leaves the terminal to something else that writes, once.
    fn step_aside(&mut self, editor: &Editor, aside: &mut bool) {
        if !std::mem::replace(aside, true) {
            self.draw(editor);
            self.screen.leave(&mut self.out);
            self.flush();
            self.terminal.restore();
        }
    }

    /// Signals have come.
    fn signals(&mut self, shell: &mut Shell, editor: &mut Editor) -> Option<Entered> {
        let mut redraw = false;
        while let Some(signal) = signals::first_pending() {
            let duties = shell.traps.duties;
            if shell.traps.get(signal as usize).is_none() {
                signals::forget(signal);
                match signal {
                    libc::SIGINT => {
                        sys::set_interrupted(false);
                        return self.interrupt(shell, editor);
                    }
                    libc::SIGCHLD if !duties.notify => {
                        shell.jobs.reap_orphans();
                        continue;
                    }
                    libc::SIGCHLD => {
                        self.step_aside(editor, &mut redraw);
                        shell.notify_jobs();
                        continue;
                    }
                    _ if duties.first_process && FORWARDED.contains(&signal) => {
                        self.step_aside(editor, &mut redraw);
                        return Some(Entered::Divert(shell.ended_by(signal)));
                    }
                    _ => {}
                }
                self.terminal.die_by(signal);
                if signal == libc::SIGCONT {
                    // Whoever was in the foreground meanwhile has set the terminal as it liked.
                    self.terminal.edit();
                    self.out.push(b'\r');
                    self.screen.forget();
                }
                continue;
            }
            self.step_aside(editor, &mut redraw);
            let result = shell.run_traps();
            if signal == libc::SIGINT {
                return Some(result.map_or_else(Entered::Divert, |()| Entered::Interrupt));
            }
            if let Err(divert) = result {
                return Some(Entered::Divert(divert));
            }
        }
        let size = self.terminal.size();
        if size != self.size {
            self.screen.resize(size.0, size.1, &mut self.out);
            self.size = size;
        }
        if redraw {
            self.terminal.edit();
        }
        None
    }
}
