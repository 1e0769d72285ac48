//! The commands carried out, line by line.

use super::parse::{Action, Address, Case, Command, End, Part, Script, Substitute, Translation, char_length};
use kit::input::Stdin;
use kit::output::Sink;
use kit::prelude::*;
use kit::regex::{self, Captures, Regex};
use kit::sys::files as sys;
use std::ffi::{CString, OsStr};
use std::fs::File;
use std::io;
use std::os::fd::{AsRawFd, OwnedFd};
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::rc::Rc;

/// What the command line asks for.
pub struct Options<'a> {
    pub quiet: bool,
    /// The suffix of the old files' names.
    pub in_place: Option<&'a [u8]>,
    pub separate: bool,
    /// The byte that ends a line.
    pub end: u8,
    pub line_length: usize,
    pub unbuffered: bool,
}

/// Where lines go. The end that the last line of the input lacks is written only if something follows.
#[derive(Default)]
struct Ending {
    is_owed: bool,
}

impl Ending {
    fn write(&mut self, out: &mut Output, line: &[u8], end: u8, has_end: bool) -> io::Result<()> {
        if self.is_owed {
            out.write_all(&[end])?;
        }
        self.is_owed = !has_end;
        out.write_all(line)?;
        if has_end { out.write_all(&[end]) } else { Ok(()) }
    }
}

/// A file that `w` writes.
enum Written {
    StandardOutput,
    StandardError,
    File { out: Output<'static>, ending: Ending, _file: File },
}

/// A range's state.
#[derive(Clone, Copy, Default)]
struct Range {
    is_active: bool,
    /// The last line, where it is a number.
    end: u64,
    /// One that begins at a line's number begins once.
    has_begun: bool,
}

/// What is written at the end of a cycle.
enum Queued {
    /// The text of that command.
    Text(usize),
    File(usize),
    Line(Vec<u8>),
}

/// How a cycle ends.
enum Flow {
    /// At the end of the script.
    End,
    /// Without printing.
    Delete,
    /// As `Delete`, and the next cycle keeps the pattern space.
    Restart,
    Quit(u8),
    QuitSilently(u8),
}

/// The work.
pub struct Sed<'c, 'a, 's> {
    cx: &'c mut Context<'a>,
    commands: &'s [Command],
    options: &'s Options<'s>,
    /// Files yet to be opened, the next one last.
    files: Vec<&'s [u8]>,
    input: Option<Input<'a>>,
    /// The next file, opened to see whether it has a line.
    ahead: Option<Input<'a>>,
    file_name: Vec<u8>,
    line_number: u64,
    pattern: Vec<u8>,
    has_end: bool,
    hold: Vec<u8>,
    work: Vec<u8>,
    ranges: Vec<Range>,
    replaced: bool,
    last_regex: Option<Rc<Regex>>,
    queue: Vec<Queued>,
    written: Vec<Written>,
    lines_read: Vec<Option<Input<'a>>>,
    line_files: &'s [Vec<u8>],
    /// Of standard output.
    ending: Ending,
    edited: Option<Edited<'a>>,
}

/// A file that is edited in place: the new one, under a name that nobody can guess.
struct Edited<'a> {
    name: Vec<u8>,
    temporary: CString,
    out: Output<'a>,
    ending: Ending,
    file: File,
    old: sys::Stat,
    is_done: bool,
}

impl Drop for Edited<'_> {
    fn drop(&mut self) {
        if !self.is_done {
            let _ = sys::unlink_at(sys::CWD, &self.temporary, false);
        }
    }
}

impl<'c, 'a, 's> Sed<'c, 'a, 's> {
    pub fn new(
        cx: &'c mut Context<'a>,
        script: &'s Script,
        options: &'s Options<'s>,
        files: &'s [&'s [u8]],
    ) -> Result<Sed<'c, 'a, 's>> {
        let mut written = Vec::new();
        for name in &script.outputs {
            written.push(match &name[..] {
                b"/dev/stdout" => Written::StandardOutput,
                b"/dev/stderr" => Written::StandardError,
                _ => {
                    let path = Path::new(OsStr::from_bytes(name));
                    let file = File::create(path).map_err(|e| fail!(name, ": ", e))?;
                    let mut out = Output::new(Sink::Fd(file.as_raw_fd()));
                    if options.unbuffered {
                        out.set_line_buffered();
                    }
                    Written::File { out, ending: Ending::default(), _file: file }
                }
            });
        }
        Ok(Sed {
            cx,
            commands: &script.commands,
            options,
            files: files.iter().rev().copied().collect(),
            input: None,
            ahead: None,
            file_name: b"-".to_vec(),
            line_number: 0,
            pattern: Vec::new(),
            has_end: true,
            hold: Vec::new(),
            work: Vec::new(),
            ranges: initial_ranges(&script.commands),
            replaced: false,
            last_regex: None,
            queue: Vec::new(),
            written,
            lines_read: script.inputs.iter().map(|_| None).collect(),
            line_files: &script.inputs,
            ending: Ending::default(),
            edited: None,
        })
    }

    /// All cycles.
    pub fn run(mut self) -> Result<Status> {
        let mut restarts = false;
        let mut status = None;
        while status.is_none() && (restarts || self.next_line(false)?) {
            let flow = self.cycle()?;
            restarts = matches!(flow, Flow::Restart);
            match flow {
                Flow::End => self.auto_print()?,
                Flow::Quit(code) => {
                    self.auto_print()?;
                    status = Some(code);
                }
                Flow::QuitSilently(code) => {
                    self.queue.clear();
                    status = Some(code);
                }
                Flow::Delete | Flow::Restart => {}
            }
            self.write_queue()?;
            if self.cx.interrupted() {
                return Err(Error::Silent(Status(130)));
            }
        }
        if let Some(mut input) = self.input.take() {
            input.give_back();
        }
        self.finish_edit()?;
        for written in &mut self.written {
            if let Written::File { out, .. } = written {
                out.flush()?;
            }
        }
        Ok(match status {
            Some(code) if code != 0 => Status(code),
            _ => self.cx.status(),
        })
    }

    /// Opens the next file that can be opened.
    fn open_next(&mut self) -> Option<Input<'a>> {
        while let Some(name) = self.files.pop() {
            // With -i a dash is a file's name.
            let input = if self.options.in_place.is_some() { Input::open(name) } else { self.cx.open(name) };
            match input {
                Ok(input) => return Some(input),
                Err(error) => self.cx.complain(text![name, ": ", error]),
            }
        }
        None
    }

    /// Has the input a byte left? A directory has none.
    fn has_more(&mut self, input: &mut Input) -> bool {
        match input.fill() {
            Ok(bytes) => !bytes.is_empty(),
            Err(error) => {
                if error.source.raw_os_error() != Some(libc::EISDIR) {
                    self.cx.complain(text![error.name, ": ", error.source]);
                }
                false
            }
        }
    }

    /// Is there no line after this one?
    fn is_last(&mut self) -> bool {
        if let Some(mut input) = self.input.take() {
            let has_more = self.has_more(&mut input);
            self.input = Some(input);
            if has_more {
                return false;
            }
        }
        if self.options.separate {
            return true;
        }
        while self.ahead.is_none() {
            let Some(mut input) = self.open_next() else { return true };
            if self.has_more(&mut input) {
                self.ahead = Some(input);
            }
        }
        false
    }

    /// Reads a line into the pattern space, or with `appends` behind it and a newline; false at the end.
    fn next_line(&mut self, appends: bool) -> Result<bool> {
        loop {
            if let Some(mut input) = self.input.take() {
                if self.has_more(&mut input) {
                    if appends {
                        self.pattern.push(self.options.end);
                    } else {
                        self.pattern.clear();
                        self.replaced = false;
                    }
                    let result = input.read_until(self.options.end, &mut self.pattern);
                    self.has_end = self.pattern.last() == Some(&self.options.end);
                    if self.has_end {
                        self.pattern.pop();
                    }
                    self.line_number += 1;
                    self.input = Some(input);
                    if let Err(error) = result {
                        self.cx.complain(text![error.name, ": ", error.source]);
                    }
                    return Ok(true);
                }
                // N does not reach over the end of a file that stands for itself.
                if appends && self.options.separate {
                    self.input = Some(input);
                    return Ok(false);
                }
                self.finish_edit()?;
            }
            let Some(input) = self.ahead.take().or_else(|| self.open_next()) else { return Ok(false) };
            self.file_name = input.name().to_vec();
            if self.options.separate {
                self.line_number = 0;
                self.ranges = initial_ranges(self.commands);
            }
            if self.options.in_place.is_some() && !self.begin_edit(&input)? {
                continue;
            }
            self.input = Some(input);
        }
    }

    fn put(&mut self, line: &[u8], has_end: bool) -> Result<()> {
        let end = self.options.end;
        match &mut self.edited {
            Some(edited) => edited.ending.write(&mut edited.out, line, end, has_end)?,
            None => self.ending.write(&mut self.cx.out, line, end, has_end)?,
        }
        Ok(())
    }

    /// Writes text that has its newlines.
    fn put_text(&mut self, text: &[u8]) -> Result<()> {
        let end = self.options.end;
        let (out, ending) = match &mut self.edited {
            Some(edited) => (&mut edited.out, &mut edited.ending),
            None => (&mut self.cx.out, &mut self.ending),
        };
        if std::mem::take(&mut ending.is_owed) {
            out.write_all(&[end])?;
        }
        out.write_all(text)?;
        Ok(())
    }

    fn put_pattern(&mut self, has_end: bool) -> Result<()> {
        let pattern = std::mem::take(&mut self.pattern);
        let result = self.put(&pattern, has_end);
        self.pattern = pattern;
        result
    }

    fn auto_print(&mut self) -> Result<()> {
        if self.options.quiet { Ok(()) } else { self.put_pattern(self.has_end) }
    }

    fn write_queue(&mut self) -> Result<()> {
        if self.queue.is_empty() {
            return Ok(());
        }
        let commands = self.commands;
        for queued in std::mem::take(&mut self.queue) {
            match queued {
                Queued::Line(line) => self.put(&line, true)?,
                Queued::Text(command) => {
                    if let Action::Append(text) = &commands[command].action {
                        self.put_text(text)?;
                    }
                }
                Queued::File(command) => {
                    if let Action::ReadFile(name) = &commands[command].action {
                        self.put_file(name)?;
                    }
                }
            }
        }
        Ok(())
    }

    /// Copies a file; one that cannot be read is as an empty one (POSIX).
    fn put_file(&mut self, name: &[u8]) -> Result<()> {
        let mut text = Vec::new();
        let opened = if name == b"/dev/stdin" { Ok(self.cx.stdin()) } else { Input::open(name) };
        if let Ok(mut input) = opened
            && input.read_to_end(&mut text).is_ok()
            && !text.is_empty()
        {
            if text.last() != Some(&b'\n') {
                text.push(b'\n');
            }
            self.put_text(&text)?;
        }
        Ok(())
    }

    /// A line to the file `number` of those that are written.
    fn put_to(&mut self, number: usize, line: &[u8], has_end: bool) -> Result<()> {
        let end = self.options.end;
        match &mut self.written[number] {
            Written::StandardOutput => self.ending.write(&mut self.cx.out, line, end, has_end)?,
            Written::StandardError => self.cx.err.write_all(&text![line, [end]])?,
            Written::File { out, ending, .. } => ending.write(out, line, end, has_end)?,
        }
        Ok(())
    }

    fn regex(&mut self, regex: Option<&Rc<Regex>>) -> Result<Rc<Regex>> {
        match regex {
            Some(regex) => {
                self.last_regex = Some(Rc::clone(regex));
                Ok(Rc::clone(regex))
            }
            None => self.last_regex.clone().ok_or_else(|| fail!("no previous regexp")),
        }
    }

    fn matches(&mut self, regex: Option<&Rc<Regex>>) -> Result<bool> {
        Ok(self.regex(regex)?.is_match(&self.pattern)?)
    }

    fn matches_first(&mut self, address: &Address) -> Result<bool> {
        let line = self.line_number;
        Ok(match address {
            Address::Line(n) => line == *n,
            Address::Last => self.is_last(),
            Address::Regex(regex) => self.matches(regex.as_ref())?,
            Address::Step(first, 0) => line == *first,
            Address::Step(first, step) => line >= *first && (line - first).is_multiple_of(*step),
            Address::Zero => false,
        })
    }

    /// Is the command to be carried out?
    fn is_selected(&mut self, at: usize) -> Result<bool> {
        let commands = self.commands;
        let command = &commands[at];
        let Some(first) = &command.first else { return Ok(!command.negated) };
        let selected = match &command.end {
            None => self.matches_first(first)?,
            Some(end) => self.is_in_range(at, first, end)?,
        };
        Ok(selected != command.negated)
    }

    fn is_in_range(&mut self, at: usize, first: &Address, end: &End) -> Result<bool> {
        let line = self.line_number;
        if self.ranges[at].is_active {
            match end {
                End::Line(_) | End::Plus(_) | End::Multiple(_) => {
                    let last = self.ranges[at].end;
                    self.ranges[at].is_active = line < last;
                    if line <= last {
                        return Ok(true);
                    }
                }
                End::Last => {
                    self.ranges[at].is_active = !self.is_last();
                    return Ok(true);
                }
                End::Regex(regex) => {
                    self.ranges[at].is_active = !self.matches(regex.as_ref())?;
                    return Ok(true);
                }
            }
        }
        let begins = match first {
            // That line may have been passed over, by `N` or because the command was not reached: then it begins here.
            Address::Line(n) => line >= *n && !self.ranges[at].has_begun,
            _ => self.matches_first(first)?,
        };
        if !begins {
            return Ok(false);
        }
        let last = match end {
            End::Line(n) => *n,
            End::Plus(n) => line.saturating_add(*n),
            End::Multiple(0) => line,
            End::Multiple(n) => line.div_ceil(*n).saturating_mul(*n),
            End::Last => u64::MAX,
            End::Regex(_) => u64::MAX,
        };
        self.ranges[at] = Range { is_active: last > line, end: last, has_begun: true };
        if matches!(end, End::Last) && self.is_last() {
            self.ranges[at].is_active = false;
        }
        Ok(true)
    }

    /// Runs the script once.
    fn cycle(&mut self) -> Result<Flow> {
        let commands = self.commands;
        let mut at = 0;
        while let Some(command) = commands.get(at) {
            let is_selected = (command.first.is_none() && !command.negated) || self.is_selected(at)?;
            if !is_selected {
                at = if let Action::Block(end) = command.action { end } else { at + 1 };
                continue;
            }
            at += 1;
            match &command.action {
                Action::Block(_) | Action::Nothing => {}
                Action::Append(_) => self.queue.push(Queued::Text(at - 1)),
                Action::ReadFile(_) => self.queue.push(Queued::File(at - 1)),
                Action::ReadLine(file) => self.queue_line(*file)?,
                Action::Insert(text) => self.put_text(text)?,
                Action::Change(text) => {
                    // Of a range the text comes once, at its end.
                    if command.negated || !self.ranges[at - 1].is_active {
                        self.put_text(text)?;
                    }
                    return Ok(Flow::Delete);
                }
                Action::Branch(target) => {
                    at = *target;
                    if self.cx.interrupted() {
                        return Err(Error::Silent(Status(130)));
                    }
                }
                Action::BranchIfReplaced(target) => {
                    if std::mem::take(&mut self.replaced) {
                        at = *target;
                    }
                }
                Action::BranchUnlessReplaced(target) => {
                    if !std::mem::take(&mut self.replaced) {
                        at = *target;
                    }
                }
                Action::Delete => return Ok(Flow::Delete),
                Action::DeleteFirst => match memchr::memchr(self.options.end, &self.pattern) {
                    None => return Ok(Flow::Delete),
                    Some(end) => {
                        self.pattern.drain(..=end);
                        return Ok(Flow::Restart);
                    }
                },
                Action::FileName => {
                    let line = text![self.file_name, "\n"];
                    self.put_text(&line)?;
                }
                Action::LineNumber => {
                    let line = text![self.line_number, "\n"];
                    self.put_text(&line)?;
                }
                Action::Get => self.pattern.clone_from(&self.hold),
                Action::GetAppend => {
                    self.has_end = true;
                    self.pattern.push(self.options.end);
                    self.pattern.extend_from_slice(&self.hold);
                }
                Action::Hold => self.hold.clone_from(&self.pattern),
                Action::HoldAppend => {
                    self.hold.push(self.options.end);
                    self.hold.extend_from_slice(&self.pattern);
                }
                Action::Exchange => {
                    self.has_end = true;
                    std::mem::swap(&mut self.pattern, &mut self.hold);
                }
                Action::Empty => self.pattern.clear(),
                Action::List(length) => {
                    let text = listed(&self.pattern, length.unwrap_or(self.options.line_length));
                    self.put_text(&text)?;
                }
                Action::Next | Action::NextAppend => {
                    let appends = matches!(command.action, Action::NextAppend);
                    if self.is_last() && (self.files.is_empty() || !self.options.separate || appends) {
                        // Without a next line the script ends here, and the pattern space is printed (as in GNU's).
                        if self.options.separate {
                            return Ok(Flow::End);
                        }
                        return Ok(Flow::Quit(0));
                    }
                    if !appends {
                        self.auto_print()?;
                    }
                    self.write_queue()?;
                    if !self.next_line(appends)? {
                        return Ok(Flow::Delete);
                    }
                }
                // What is printed once more has its newline; only the last line as such may lack it, as in BusyBox.
                Action::Print => self.put_pattern(true)?,
                Action::PrintFirst => {
                    let end = memchr::memchr(self.options.end, &self.pattern);
                    let line = self.pattern[..end.unwrap_or(self.pattern.len())].to_vec();
                    self.put(&line, true)?;
                }
                Action::Quit(status) => return Ok(Flow::Quit(*status)),
                Action::QuitSilently(status) => return Ok(Flow::QuitSilently(*status)),
                Action::Substitute(s) => self.substitute(s)?,
                Action::Translate(translation) => self.translate(translation),
                Action::Write(file) => {
                    let pattern = std::mem::take(&mut self.pattern);
                    let result = self.put_to(*file, &pattern, self.has_end);
                    self.pattern = pattern;
                    result?;
                }
                Action::WriteFirst(file) => {
                    let end = memchr::memchr(self.options.end, &self.pattern);
                    let line = self.pattern[..end.unwrap_or(self.pattern.len())].to_vec();
                    self.put_to(*file, &line, end.is_some() || self.has_end)?;
                }
            }
        }
        Ok(Flow::End)
    }

    fn queue_line(&mut self, file: usize) -> Result<()> {
        if self.lines_read[file].is_none() {
            let name = &self.line_files[file][..];
            let opened = if name == b"/dev/stdin" { Ok(self.cx.stdin()) } else { Input::open(name) };
            // A file that cannot be read is as an empty one.
            self.lines_read[file] = Some(opened.unwrap_or_else(|_| Input::stdin(Stdin::Memory(b""))));
        }
        let mut line = Vec::new();
        if let Some(input) = &mut self.lines_read[file]
            && input.read_until(self.options.end, &mut line)?
        {
            if line.last() == Some(&self.options.end) {
                line.pop();
            }
            self.queue.push(Queued::Line(line));
        }
        Ok(())
    }

    fn substitute(&mut self, s: &Substitute) -> Result<()> {
        let regex = self.regex(s.regex.as_ref())?;
        let mut work = std::mem::take(&mut self.work);
        work.clear();
        let result = replace(&regex, s, &self.pattern, &mut work);
        if let Ok(true) = result {
            std::mem::swap(&mut self.pattern, &mut work);
        }
        self.work = work;
        if !result? {
            return Ok(());
        }
        self.replaced = true;
        for _ in 0..s.print {
            self.put_pattern(self.has_end)?;
        }
        if let Some(file) = s.file {
            let pattern = std::mem::take(&mut self.pattern);
            let result = self.put_to(file, &pattern, self.has_end);
            self.pattern = pattern;
            result?;
        }
        Ok(())
    }

    fn translate(&mut self, translation: &Translation) {
        match translation {
            Translation::Bytes(table) => self.pattern.iter_mut().for_each(|b| *b = table[*b as usize]),
            Translation::Characters(map) => {
                self.work.clear();
                let mut at = 0;
                while at < self.pattern.len() {
                    let c = &self.pattern[at..at + char_length(&self.pattern[at..])];
                    self.work.extend_from_slice(map.get(c).map_or(c, Vec::as_slice));
                    at += c.len();
                }
                std::mem::swap(&mut self.pattern, &mut self.work);
            }
        }
    }

    /// Prepares the new file; false if the file cannot be edited.
    fn begin_edit(&mut self, input: &Input) -> Result<bool> {
        let name = input.name().to_vec();
        let old = input.fd().map(sys::fstat).and_then(io::Result::ok);
        let Some(old) = old.filter(|s| s.st_mode & libc::S_IFMT == libc::S_IFREG) else {
            self.cx.complain(text!["couldn't edit ", name, ": not a regular file"]);
            return Ok(false);
        };
        let (fd, temporary) = create_beside(&name).map_err(|e| fail!(name, ": ", e))?;
        if let Some(from) = input.fd() {
            // Access lists and the like; a file system without them has none to lose.
            let _ = kit::copy::attributes(from, fd.as_raw_fd(), kit::copy::Attributes::All, false);
        }
        let file = File::from(fd);
        let out = Output::new(Sink::Fd(file.as_raw_fd()));
        self.edited = Some(Edited { name, temporary, out, ending: Ending::default(), file, old, is_done: false });
        Ok(true)
    }

    /// Puts the new file in the old one's place.
    fn finish_edit(&mut self) -> Result<()> {
        let Some(mut edited) = self.edited.take() else { return Ok(()) };
        edited.out.flush().map_err(|e| fail!(edited.name, ": ", e))?;
        let Edited { name, temporary, file, old, .. } = &edited;
        let fd = file.as_raw_fd();
        let failed = |e: io::Error| fail!(name, ": ", e);
        // Without the right to give files away it stays the user's own; then no set-id bits are kept.
        let mode = match sys::fchown(fd, Some(old.st_uid), Some(old.st_gid)) {
            Ok(()) => old.st_mode & 0o7777,
            Err(_) => old.st_mode & 0o777,
        };
        sys::fchmod(fd, mode).map_err(failed)?;
        let target = sys::c_path(name).map_err(failed)?;
        if let Some(suffix) = self.options.in_place.filter(|s| !s.is_empty()) {
            let backup = sys::c_path(&backup_name(name, suffix)).map_err(failed)?;
            let _ = sys::unlink_at(sys::CWD, &backup, false);
            // A second name keeps the file where it is at every moment; not all file systems have such.
            if sys::link_at((sys::CWD, &target), (sys::CWD, &backup), 0).is_err() {
                sys::rename_at((sys::CWD, &target), (sys::CWD, &backup)).map_err(failed)?;
            }
        }
        sys::rename_at((sys::CWD, temporary), (sys::CWD, &target)).map_err(failed)?;
        edited.is_done = true;
        Ok(())
    }
}

fn initial_ranges(commands: &[Command]) -> Vec<Range> {
    commands.iter().map(|c| Range { is_active: matches!(c.first, Some(Address::Zero)), ..Range::default() }).collect()
}

/// The name under which the old file is kept: `*` in the suffix stands for the file's name.
fn backup_name(name: &[u8], suffix: &[u8]) -> Vec<u8> {
    if !suffix.contains(&b'*') {
        return text![name, suffix];
    }
    let (dir, base) = match name.iter().rposition(|c| *c == b'/') {
        Some(at) => name.split_at(at + 1),
        None => (&b""[..], name),
    };
    let backup = suffix.split(|c| *c == b'*').collect::<Vec<_>>().join(base);
    if backup.contains(&b'/') { backup } else { text![dir, backup] }
}

/// A new file in the directory of `name`, readable for its owner alone until it takes the old one's place.
fn create_beside(name: &[u8]) -> io::Result<(OwnedFd, CString)> {
    use std::hash::{BuildHasher, Hasher};
    let dir = name.iter().rposition(|c| *c == b'/').map_or(&b""[..], |at| &name[..=at]);
    let mut tries = 0;
    loop {
        // Keyed by the system's randomness.
        let mut random = std::hash::RandomState::new().build_hasher().finish();
        let mut letters = [0; 8];
        for letter in &mut letters {
            *letter = b"abcdefghijklmnopqrstuvwxyz012345"[(random & 31) as usize];
            random >>= 5;
        }
        let path = sys::c_path(&text![dir, ".sed", letters])?;
        let flags = libc::O_WRONLY | libc::O_CREAT | libc::O_EXCL | libc::O_NOFOLLOW;
        match sys::open_at(sys::CWD, &path, flags, 0o600) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && tries < 100 => tries += 1,
            result => return result.map(|fd| (fd, path)),
        }
    }
}

/// Appends `text` with its replacements to `to`; false if there are none.
fn replace(regex: &Regex, s: &Substitute, text: &[u8], to: &mut Vec<u8>) -> Result<bool> {
    let mut copied = 0;
    let mut from = 0;
    let mut count = 0;
    let mut last_end = None;
    let mut has_replaced = false;
    while from <= text.len() {
        let mut groups: Option<Captures> = None;
        let found = if s.uses_groups {
            groups = regex.captures_at(text, from)?;
            groups.as_ref().map(Captures::span)
        } else {
            regex.find_at(text, from)?
        };
        let Some((start, end)) = found else { break };
        let step = if end > start { 0 } else { char_length(&text[end..]) };
        // An empty match right behind the last one is none.
        if end > start || last_end != Some(start) {
            count += 1;
            last_end = Some(end);
            if count >= s.number {
                to.extend_from_slice(&text[copied..start]);
                append_replacement(&s.parts, text, (start, end), groups.as_ref(), to);
                copied = end;
                has_replaced = true;
                if !s.global {
                    break;
                }
            }
        }
        from = end + step;
    }
    if has_replaced {
        to.extend_from_slice(&text[copied..]);
    }
    Ok(has_replaced)
}

fn append_replacement(parts: &[Part], text: &[u8], span: (usize, usize), groups: Option<&Captures>, to: &mut Vec<u8>) {
    let mut case = Case::Normal;
    let mut once: Option<Case> = None;
    for part in parts {
        let piece = match part {
            Part::Text(text) => &text[..],
            Part::Group(0) => &text[span.0..span.1],
            Part::Group(number) => groups.map_or(&b""[..], |g| g.text(*number, text)),
            Part::Case(change @ (Case::UpperNext | Case::LowerNext)) => {
                once = Some(*change);
                continue;
            }
            Part::Case(change) => {
                case = *change;
                once = None;
                continue;
            }
        };
        let mut rest = piece;
        if let Some(change) = once
            && !piece.is_empty()
        {
            let (first, others) = piece.split_at(char_length(piece));
            regex::push_in_case(first, change == Case::UpperNext, to);
            once = None;
            rest = others;
        }
        match case {
            Case::Upper => regex::push_in_case(rest, true, to),
            Case::Lower => regex::push_in_case(rest, false, to),
            _ => to.extend_from_slice(rest),
        }
    }
}

/// What `l` prints of a text: printable ASCII, escapes and octal numbers, in lines of `width` at most (0 and 1: one line).
fn listed(text: &[u8], width: usize) -> Vec<u8> {
    let mut result = Vec::new();
    let mut column = 0;
    for &byte in text {
        let escape = match byte {
            b'\\' => b'\\',
            7 => b'a',
            8 => b'b',
            12 => b'f',
            b'\n' => b'n',
            b'\r' => b'r',
            b'\t' => b't',
            11 => b'v',
            _ => 0,
        };
        let octal = [b'\\', b'0' + (byte >> 6), b'0' + (byte >> 3 & 7), b'0' + (byte & 7)];
        let (piece, plain, escaped);
        if escape != 0 {
            escaped = [b'\\', escape];
            piece = &escaped[..];
        } else if matches!(byte, b' '..=b'~') {
            plain = [byte];
            piece = &plain[..];
        } else {
            piece = &octal[..];
        }
        if width > 1 && column + piece.len() > width - 1 {
            result.extend_from_slice(b"\\\n");
            column = 0;
        }
        result.extend_from_slice(piece);
        column += piece.len();
    }
    result.extend_from_slice(b"$\n");
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn backups_are_named_after_the_file() {
        assert_eq!(backup_name(b"d/f", b".bak"), b"d/f.bak");
        assert_eq!(backup_name(b"d/f", b"old_*"), b"d/old_f");
        assert_eq!(backup_name(b"d/f", b"b/*"), b"b/f");
    }

    #[test]
    fn long_lines_are_listed_in_pieces() {
        assert_eq!(listed(b"ab\tc", 4), b"ab\\\n\\tc$\n".to_vec());
        assert_eq!(listed(b"\x01\xff\\", 0), b"\\001\\377\\\\$\n");
        assert_eq!(listed(b"", 70), b"$\n");
    }
}
