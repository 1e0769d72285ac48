//! `sh`, `ash`; on request `bash`: the shell
//!
//! POSIX.1-2024 XCU sh and chapter 2, with the extensions of BusyBox's ash. docs/shell.md shows how it works,
//! docs/shell-extensions.md what is of bash.

use crate::bash::StartUp;
use crate::builtins;
use crate::fields::Fields;
use crate::input::{Host, Input};
use crate::options::{self, Opt};
use crate::run::{Divert, Mode};
use crate::shell::{Params, Shell};
use crate::shopt::Shopt;
use crate::symbols::Symbols;
use crate::traps::Duties;
use crate::variables::known;
use kit::prelude::*;
use kit::signals::{self, Disposition};
use kit::sys;
use std::io;
use std::rc::Rc;

const USAGE: &str = "\
[-il] [-|+Cabefmnuvx] [-|+o OPT]... [-c 'SCRIPT' [ARG0 ARGS] | FILE ARGS | -s ARGS]

Unix shell interpreter
";

pub const APPLET: Applet = Applet { dir: Dir::Bin, kind: Kind::Process, usage: USAGE, run, ..Applet::DEFAULT };

/// What the command line asks for.
#[derive(Default)]
struct Request<'a> {
    command: bool,
    stdin: bool,
    login: bool,
    start_up: StartUp,
    /// `-i`, `+i`
    interactive: Option<bool>,
    /// `-m` or `+m`: otherwise an interactive shell turns it on.
    monitor_given: bool,
    operands: &'a [&'a [u8]],
}

fn run(cx: &mut Context) -> Result<Status> {
    if cx.args == [&b"--help"[..]] {
        return Err(Error::Help);
    }
    let mut shell = Shell::new(cx.argv0, cx.applets);
    shell.speaker = if cx.name == "ash" { "ash" } else { "sh" };
    kit::alloc::speak_as(shell.speaker, 2);
    shell.set_first_variables();
    if cx.name == "bash" {
        shell.speaker = "bash";
        shell.become_bash();
    }
    // A reader that goes away must not end the shell while an applet writes in its process; what is executed gets the
    // default back. One that was ignored stays so.
    if !signals::is_ignored(libc::SIGPIPE) {
        let _ = signals::set(libc::SIGPIPE, Disposition::Harmless);
    }
    let mut request = Request { login: cx.argv0.first() == Some(&b'-'), ..Request::default() };
    if let Err(Divert::Error(status)) = parse(&mut shell, cx.args, &mut request) {
        return Ok(status);
    }
    let result = start(&mut shell, &mut request);
    let status = shell.finish(result);
    // The process ends: nobody needs its memory put in order.
    std::mem::forget(shell);
    Ok(status)
}

fn parse<'a>(shell: &mut Shell, args: &'a [&'a [u8]], request: &mut Request<'a>) -> std::result::Result<(), Divert> {
    let mut i = 0;
    while let Some(arg) = args.get(i) {
        let (on, letters) = match *arg {
            b"--" | b"-" => {
                i += 1;
                break;
            }
            b"--login" => {
                request.login = true;
                i += 1;
                continue;
            }
            [b'-', b'-', name @ ..] if shell.bash => {
                i += 1;
                match name {
                    b"norc" => request.start_up.no_rc = true,
                    b"noprofile" => request.start_up.no_profile = true,
                    b"posix" => shell.options.set(Opt::Posix, true),
                    b"verbose" => shell.options.set(Opt::Verbose, true),
                    // The line editor is used only on a terminal, and goes by `set -o vi` and `emacs`.
                    b"noediting" => {}
                    b"rcfile" | b"init-file" => {
                        let Some(file) = args.get(i) else {
                            return Err(shell.fatal(&text![*arg, ": option requires an argument"]));
                        };
                        request.start_up.rc_file = Some(file.to_vec());
                        i += 1;
                    }
                    b"version" => {
                        let _ = shell.print(&text!["Cairn's shell, as bash, version ", crate::bash::VERSION, "\n"]);
                        return Err(Divert::Error(Status::OK));
                    }
                    _ => return Err(shell.fatal(&text![*arg, ": invalid option"])),
                }
                continue;
            }
            [b'-', letters @ ..] => (true, letters),
            [b'+', letters @ ..] if !letters.is_empty() => (false, letters),
            _ => break,
        };
        i += 1;
        for letter in letters {
            request.monitor_given |= *letter == b'm' || *letter == b'o' && args.get(i) == Some(&&b"monitor"[..]);
            match letter {
                b'c' => request.command = true,
                b's' if on => request.stdin = true,
                b'i' => request.interactive = Some(on),
                b'l' if on => request.login = true,
                b'O' if shell.bash => {
                    let letter: &[u8] = if on { b"-s" } else { b"-u" };
                    let Some(name) = args.get(i) else {
                        let _ = builtins::shopt(shell, &[b"shopt", letter]);
                        return Err(Divert::Error(Status::OK));
                    };
                    i += 1;
                    if builtins::shopt(shell, &[b"shopt", letter, name])? != Status::OK {
                        return Err(Divert::Error(Status(2)));
                    }
                }
                b'o' => {
                    let Some(name) = args.get(i) else {
                        let out = if on { shell.options.table() } else { shell.options.commands() };
                        let _ = shell.print(&out);
                        return Err(Divert::Error(Status::OK));
                    };
                    i += 1;
                    if options::by_name(name).is_none() {
                        return Err(shell.fatal(&text!["illegal option ", if on { "-o " } else { "+o " }, name]));
                    }
                    option(shell, b'o', Some(name), on)?;
                }
                letter => option(shell, *letter, None, on)?,
            }
        }
    }
    request.operands = &args[i..];
    Ok(())
}

fn option(shell: &mut Shell, letter: u8, name: Option<&[u8]>, on: bool) -> std::result::Result<(), Divert> {
    if letter != b'o' && letter != b'h' && options::by_letter(letter).is_none() {
        return Err(shell.fatal(&text!["illegal option ", if on { "-" } else { "+" }, [letter]]));
    }
    builtins::set_option(shell, b"sh", letter, name, on)
}

fn start(shell: &mut Shell, request: &mut Request) -> std::result::Result<Status, Divert> {
    let operands = request.operands;
    let reads_stdin = !request.command && (request.stdin || operands.is_empty());
    let interactive = request
        .interactive
        .unwrap_or_else(|| reads_stdin && operands.is_empty() && sys::is_terminal(0) && sys::is_terminal(2));
    shell.options.set(Opt::Interactive, interactive);
    if interactive {
        shell.be_interactive(!request.monitor_given);
    } else if shell.pid == 1 {
        shell.traps.set_duties(Duties { first_process: true, ..shell.traps.duties });
    }
    if shell.bash {
        if interactive {
            shell.options.shopts.set(Shopt::ExpandAliases, true);
        } else {
            shell.drop_prompts();
        }
        shell.options.shopts.set(Shopt::LoginShell, request.login);
        shell.set_options(shell.options);
        shell.note_options();
        shell.import_functions();
        if !shell.options.has(Opt::Posix) {
            let files = StartUp { login: request.login, ..std::mem::take(&mut request.start_up) };
            shell.read_bash_files(&files)?;
        }
    } else if request.login {
        source(shell, b"/etc/profile")?;
        let home = shell.vars.peek(known::HOME).unwrap_or_default();
        let profile = text![home, "/.profile"];
        source(shell, &profile)?;
    }
    if interactive
        && (!shell.bash || shell.options.has(Opt::Posix))
        && let Some(env) = shell.vars.peek(known::ENV).map(<[u8]>::to_vec)
    {
        let env = shell.expand_prompt(&env);
        source(shell, &env)?;
    }
    let last = Mode { tested: false, last: true };
    if request.command {
        let Some(script) = operands.first() else {
            return Err(shell.fatal(b"-c requires an argument"));
        };
        shell.options.set(Opt::Command, true);
        if let Some(name) = operands.get(1) {
            shell.name = Rc::from(*name);
            shell.source = Some(shell.name.clone());
            shell.params = params(&operands[2..]);
        }
        let mut input = Input::text(*script);
        input.set_line(u32::from(shell.bash));
        return shell.run_input(&mut input, last);
    }
    if !reads_stdin && let Some(file) = operands.first() {
        return run_file(shell, file, &operands[1..]);
    }
    shell.options.set(Opt::Stdin, true);
    shell.params = params(operands);
    if !interactive {
        return shell.run_input(&mut Input::shared(0), Mode::default());
    }
    shell.begin_interaction();
    let mut input = Input::interactive();
    loop {
        let result = shell.run_input(&mut input, Mode::default());
        shell.close_history();
        if let Some(divert) = shell.editor.as_mut().and_then(|front| front.take_divert()) {
            return Err(divert);
        }
        match result {
            Err(Divert::Error(status) | Divert::Failed(status)) => {
                shell.status = status;
                input.discard_line();
            }
            Err(Divert::Break(_) | Divert::Continue(_)) => {}
            Ok(_) if shell.warns_of_stopped_jobs() => {}
            // At the end of the input: of the last command, which may have failed before this turn.
            result => return result.map(|_| shell.status),
        }
    }
}

fn params(words: &[&[u8]]) -> Params {
    let mut fields = Fields::default();
    fields.extend(words.iter().copied());
    Params::new(fields, 0)
}

fn run_file(shell: &mut Shell, file: &[u8], args: &[&[u8]]) -> std::result::Result<Status, Divert> {
    let fd = match sys::open(file, libc::O_RDONLY, 0) {
        // Out of the way of the script's own numbers.
        Ok(fd) => match sys::duplicate(fd, 10) {
            Ok(high) => {
                sys::close(fd);
                high
            }
            Err(_) => fd,
        },
        Err(error) if shell.bash => {
            shell.say_at(None, 0, &text![file, ": ", error]);
            return Err(Divert::Exit(kit::process::NOT_FOUND));
        }
        Err(error) => return Err(shell.fatal(&text!["can't open '", file, "': ", error])),
    };
    let descriptor = shell.streams.own(fd);
    shell.name = Rc::from(file);
    shell.source = Some(shell.name.clone());
    shell.vars.script = shell.source.clone();
    shell.params = params(args);
    let mut input = Input::file(descriptor);
    if input.begins_binary() {
        shell.say(b"cannot execute binary file");
        return Err(Divert::Error(kit::process::NOT_EXECUTABLE));
    }
    shell.run_input(&mut input, Mode { tested: false, last: true })
}

/// Reads a start-up file, if there is one.
pub(crate) fn source(shell: &mut Shell, path: &[u8]) -> std::result::Result<(), Divert> {
    let Ok(fd) = sys::open(path, libc::O_RDONLY, 0) else { return Ok(()) };
    let descriptor = shell.streams.own(fd);
    shell.returns += 1;
    let result = shell.run_input(&mut Input::file(descriptor), Mode::default());
    shell.returns -= 1;
    match result {
        Err(divert @ Divert::Exit(_)) => Err(divert),
        _ => Ok(()),
    }
}

impl Host for Shell {
    fn symbols(&mut self) -> &mut Symbols {
        &mut self.vars.symbols
    }

    fn alias(&self, name: &[u8]) -> Option<Rc<[u8]>> {
        if self.has_aliases() { self.aliases.get(name).cloned() } else { None }
    }

    fn has_aliases(&self) -> bool {
        !self.aliases.is_empty() && self.options.shopts.has(Shopt::ExpandAliases)
    }

    fn has_extended_patterns(&self) -> bool {
        self.options.shopts.has(Shopt::Extglob)
    }

    fn echo(&mut self, line: &[u8]) {
        if self.options.has(Opt::Verbose) {
            // There is nobody to tell that standard error is closed.
            let _ = self.streams.sink(2).write_all(line);
        }
    }

    fn stack_is_low(&self) -> bool {
        self.is_stack_low()
    }

    fn read_line(&mut self, first: bool) -> io::Result<Option<Vec<u8>>> {
        self.interactive_line(first)
    }
}
