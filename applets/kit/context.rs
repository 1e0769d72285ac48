//! What an applet is given, and how it is run to its end.

use crate::applet::{Applet, Applets, Error, Result, Status};
use crate::getopt::{self, Given};
use crate::input::{Input, Stdin, cannot_open};
use crate::lines::{Blocks, Lines};
use crate::output::{Output, Sink};
use crate::{sys, text, usage};
use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The environment of a command: the process's own, or the exported variables of a shell.
pub trait Environment {
    /// The value of `name`.
    fn get(&self, name: &[u8]) -> Option<&[u8]>;
    /// Calls `each` with every `NAME=value`.
    fn for_each(&self, each: &mut dyn FnMut(&[u8]));

    /// All of it, to hand on to a program.
    fn entries(&self) -> Vec<Vec<u8>> {
        let mut all = Vec::new();
        self.for_each(&mut |entry| all.push(entry.to_vec()));
        all
    }
}

/// An environment that is a list of `NAME=value`.
pub struct ListedEnvironment<'a>(pub &'a [&'a [u8]]);

impl Environment for ListedEnvironment<'_> {
    fn get(&self, name: &[u8]) -> Option<&[u8]> {
        self.0.iter().find_map(|entry| entry.strip_prefix(name)?.strip_prefix(b"="))
    }

    fn for_each(&self, each: &mut dyn FnMut(&[u8])) {
        self.0.iter().for_each(|entry| each(entry));
    }
}

/// One call of an applet. Everything it reads, writes or asks of its surroundings goes through here, so that the caller
/// may be `main` or the shell.
pub struct Context<'a> {
    /// The name it is called by, without directory: of a family, which one.
    pub name: &'a str,
    /// The name it speaks under: its own, or the shell's when it is called as a builtin.
    pub speaker: &'a str,
    /// argv\[0\] as given, for getopt's messages.
    pub argv0: &'a [u8],
    /// The arguments after the name.
    pub args: &'a [&'a [u8]],
    /// The applet.
    pub applet: Applet,
    /// Standard output.
    pub out: Output<'a>,
    /// Standard error; unbuffered. Messages go through [`Context::complain`].
    pub err: Sink<'a>,
    /// Standard input; [`Context::stdin`] reads it.
    pub input: Stdin<'a>,
    /// The environment.
    pub env: &'a dyn Environment,
    /// The other applets of this binary.
    pub applets: &'static dyn Applets,
    /// Is this call all that its process does? Then it may start threads; a shell's process, which forks, has one only.
    pub owns_process: bool,
    status: Status,
}

impl<'a> Context<'a> {
    /// A call with the process's own streams.
    pub fn new(
        applet: Applet,
        name: &'a str,
        args: &'a [&'a [u8]],
        env: &'a dyn Environment,
        applets: &'static dyn Applets,
    ) -> Context<'a> {
        Context {
            name,
            speaker: name,
            argv0: name.as_bytes(),
            args,
            applet,
            out: Output::new(Sink::Fd(1)),
            err: Sink::Fd(2),
            input: Stdin::Fd(0),
            env,
            applets,
            owns_process: false,
            status: Status::OK,
        }
    }

    /// Reads the arguments by the applet's option table.
    pub fn options(&self) -> Result<Given<'a>> {
        getopt::parse(&self.applet, self.args)
    }

    /// As [`Context::options`] for arguments that were rewritten first (`head -5`, `tar xzf`).
    pub fn options_of<'b>(&self, args: &[&'b [u8]]) -> Result<Given<'b>> {
        getopt::parse(&self.applet, args)
    }

    /// Says `NAME: message` on standard error, after what was written before; the status will be 1.
    pub fn complain(&mut self, message: impl AsRef<[u8]>) {
        self.warn(message);
        self.status = Status::FAILED;
    }

    /// As [`Context::complain`], but the status stays.
    pub fn warn(&mut self, message: impl AsRef<[u8]>) {
        // The order of the two streams is the order of the calls. A failed flush shows again at the end.
        let _ = self.out.flush();
        say(self.err, self.speaker.as_bytes(), message.as_ref());
    }

    /// The status so far: what [`Context::complain`] and [`Context::set_status`] left.
    pub fn status(&self) -> Status {
        self.status
    }

    /// Sets the status that [`Context::status`] will give.
    pub fn set_status(&mut self, status: Status) {
        self.status = status;
    }

    /// Standard input.
    pub fn stdin(&self) -> Input<'a> {
        Input::stdin(self.input)
    }

    /// Opens an operand: `-` is standard input.
    pub fn open(&self, path: &[u8]) -> io::Result<Input<'a>> {
        if path == b"-" { Ok(self.stdin()) } else { Input::open(path) }
    }

    /// Opens an operand, or complains `can't open 'x': …`.
    pub fn open_or_complain(&mut self, path: &[u8]) -> Option<Input<'a>> {
        self.open(path).map_err(|e| self.complain(cannot_open(path, &e))).ok()
    }

    /// Opens an operand, or complains `x: …`, as about half of BusyBox's applets word it.
    pub fn open_or_complain_plainly(&mut self, path: &[u8]) -> Option<Input<'a>> {
        self.open(path).map_err(|e| self.complain(text![path, ": ", e])).ok()
    }

    /// Opens operands one after another and writes what `each` makes of every line (without its newline) and a newline: of
    /// a last line that has none only if `always_ends`. What cannot be opened or read is complained of plainly.
    ///
    /// # Errors
    /// A failed write, and what `each` fails with.
    pub fn each_line(
        &mut self,
        operands: &[&[u8]],
        always_ends: bool,
        mut each: impl FnMut(&[u8], &mut Vec<u8>) -> Result<()>,
    ) -> Result<()> {
        let mut text = Vec::new();
        for path in or_stdin(operands) {
            let Some(input) = self.open_or_complain_plainly(path) else { continue };
            let mut lines = Lines::new(input, b'\n');
            loop {
                match lines.next_line() {
                    Ok(Some(line)) => each(line, &mut text)?,
                    Ok(None) => break,
                    Err(error) => {
                        self.complain(text![*path, ": ", error.source]);
                        break;
                    }
                }
                if always_ends || lines.had_delimiter() {
                    text.push(b'\n');
                }
                self.out.write_all(&text)?;
                text.clear();
            }
        }
        Ok(())
    }

    /// Opens an operand and gives its blocks to `each`; false, and complained of, if it cannot be opened or read to its end.
    pub fn each_block(&mut self, path: &[u8], mut each: impl FnMut(&[u8])) -> bool {
        let Some(input) = self.open_or_complain(path) else { return false };
        let mut blocks = Blocks::new(input);
        loop {
            match blocks.next_block() {
                Ok(Some(block)) => each(block),
                Ok(None) => return true,
                Err(error) => {
                    self.complain(text![path, ": ", error.source]);
                    return false;
                }
            }
        }
    }

    /// Has a signal come that should end what is running in the shell's process? Long loops that do no input or output
    /// ask from time to time; reads and writes fail with `Interrupted` by themselves.
    pub fn interrupted(&self) -> bool {
        sys::interrupted()
    }
}

/// The operands, or `-` if there are none.
pub fn or_stdin<'b, 'a: 'b>(operands: &'b [&'a [u8]]) -> &'b [&'a [u8]] {
    if operands.is_empty() { &[b"-"] } else { operands }
}

/// Says `NAME: message` on `err` with one write. On a terminal control characters are replaced: names in messages may
/// come from a stranger.
pub fn say(err: Sink, name: &[u8], message: &[u8]) {
    let mut line = text![name, ": ", message];
    if matches!(err, Sink::Fd(fd) if sys::is_terminal(fd)) {
        line.iter_mut().filter(|b| (**b < b' ' && **b != b'\n' && **b != b'\t') || **b == 0x7f).for_each(|b| *b = b'?');
    }
    line.push(b'\n');
    // There is nobody to tell that standard error is closed.
    let _ = err.write_all(&line);
}

/// The first line of every help: scripts look there for `BusyBox` (`case $(sed --help 2>&1) in BusyBox*)`) and the
/// version whose behaviour they can expect.
pub const BANNER: &str =
    concat!("BusyBox v1.36.1 work-alike: Cairn v", env!("CARGO_PKG_VERSION"), " multi-call binary.\n");

/// Runs an applet to its end: the only place that turns an [`Error`] into words and a status. A panic ends the applet
/// with [`Status::PANICKED`], not the process.
pub fn run(cx: &mut Context) -> Status {
    let run = cx.applet.run;
    let result = match catch_unwind(AssertUnwindSafe(|| run(&mut *cx))) {
        Ok(result) => result,
        Err(panic) => {
            let what = panic
                .downcast_ref::<&str>()
                .map(|s| (*s).to_owned())
                .or_else(|| panic.downcast_ref::<String>().cloned())
                .unwrap_or_default();
            // A size that no memory could have, of a number that the user gave.
            if what == "capacity overflow" {
                Err(Error::Failed(Status(cx.applet.usage_status), b"out of memory".to_vec()))
            } else {
                Err(Error::Failed(Status::PANICKED, text!["internal error: ", what]))
            }
        }
    };
    let result = match result {
        Err(Error::Version) => version(cx).map(|()| Status::OK),
        other => other,
    };
    let flushed = cx.out.flush();
    match (result, flushed) {
        (Ok(status), Ok(())) => status,
        (Ok(_), Err(error)) => report(cx, Error::Write(error)),
        (Err(error), _) => report(cx, error),
    }
}

/// What `--version` prints: scripts look for the name and for a number at the end of the first line.
fn version(cx: &mut Context) -> Result<()> {
    let line = text![cx.name, concat!(" (Cairn) ", env!("CARGO_PKG_VERSION"))];
    Ok(cx.out.line(&line)?)
}

fn report(cx: &Context, error: Error) -> Status {
    let say = |prefix: &[u8], message: &[u8]| say(cx.err, prefix, message);
    match error {
        // Its line is written before.
        Error::Version => Status::OK,
        Error::Help => {
            show_usage(cx);
            Status::OK
        }
        Error::Usage(message) => {
            if let Some(message) = message {
                say(cx.speaker.as_bytes(), &message);
            }
            show_usage(cx);
            Status(cx.applet.usage_status)
        }
        Error::Getopt(message) => {
            say(cx.argv0, &message);
            show_usage(cx);
            Status(cx.applet.usage_status)
        }
        Error::Failed(status, message) => {
            say(cx.speaker.as_bytes(), &message);
            status
        }
        Error::Silent(status) => status,
        Error::Write(error) if error.kind() == io::ErrorKind::BrokenPipe => Status::BROKEN_PIPE,
        Error::Write(error) if error.kind() == io::ErrorKind::Interrupted => Status(128 + 2),
        Error::Write(error) => {
            say(cx.speaker.as_bytes(), &text!["write error: ", error]);
            Status(cx.applet.write_status)
        }
    }
}

fn show_usage(cx: &Context) {
    let usage = usage::visible(cx.applet.usage);
    // Without arguments the name ends the line, with no blank after it.
    let gap = if usage.starts_with('\n') { "" } else { " " };
    let _ = cx.err.write_all(&text![BANNER, "\nUsage: ", cx.name, gap, usage]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::applet::NoApplets;
    use crate::fail;
    use crate::output::Capture;

    fn call(run_applet: fn(&mut Context) -> Result<Status>) -> (Status, String) {
        let err = Capture::default();
        let applet = Applet { usage: "FILE\n\nDo it\n", run: run_applet, ..Applet::DEFAULT };
        let mut cx = Context::new(applet, "it", &[], &ListedEnvironment(&[]), &NoApplets);
        cx.argv0 = b"/bin/it";
        cx.err = Sink::Memory(&err);
        let status = run(&mut cx);
        (status, String::from_utf8(err.take()).unwrap())
    }

    #[test]
    fn a_panic_ends_the_applet_and_not_the_process() {
        let hook = std::panic::take_hook();
        std::panic::set_hook(Box::new(|_| {}));
        let (status, err) = call(|_| panic!("boom"));
        std::panic::set_hook(hook);
        assert_eq!((status, err.as_str()), (Status::PANICKED, "it: internal error: boom\n"));
        let (status, err) = call(|cx| Ok(Status(Vec::<u16>::with_capacity(usize::MAX - cx.args.len()).len() as u8)));
        assert_eq!((status, err.as_str()), (Status::FAILED, "it: out of memory\n"));
    }

    #[test]
    fn getopt_speaks_under_the_name_as_given_and_the_applet_under_its_own() {
        let (status, err) = call(|_| Err(Error::Getopt(b"unrecognized option: z".to_vec())));
        assert_eq!((status, err.lines().next()), (Status(1), Some("/bin/it: unrecognized option: z")));
        assert!(err.ends_with("\nUsage: it FILE\n\nDo it\n"));
        assert_eq!(call(|_| Err(fail!("no"))).1, "it: no\n");
    }

    #[test]
    fn complaints_fail_at_the_end() {
        let (status, err) = call(|cx| {
            cx.complain("first");
            Ok(cx.status())
        });
        assert_eq!((status, err.as_str()), (Status::FAILED, "it: first\n"));
    }
}
