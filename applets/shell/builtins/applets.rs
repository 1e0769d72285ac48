//! Builtins that are applets, called in this process: `printf`, `kill`, and the rare forms of `echo` and `test`.

use crate::redirect::Stream;
use crate::run::Flow;
use crate::shell::Shell;
use crate::symbols::is_name;
use kit::applet::Status;
use kit::output::Capture;
use kit::signals::{self, Disposition};
use kit::text;
use std::rc::Rc;

/// `printf`; `printf -v name` puts into a variable what it would print, as in bash.
pub fn printf(shell: &mut Shell, args: &[&[u8]]) -> Flow {
    // As a format `-v` needs `--` before it.
    if let [_, b"-v", name, rest @ ..] = args
        && !rest.is_empty()
    {
        return printf_to_variable(shell, name, &[&args[..1], rest].concat());
    }
    if args.len() == 1 {
        // There is nobody to tell that standard error is closed.
        let usage = text![shell.speaker, ": usage: printf FORMAT [ARGUMENT...]\n"];
        let _ = shell.streams.sink(2).write_all(&usage);
        return Ok(Status(2));
    }
    run(shell, args)
}

fn printf_to_variable(shell: &mut Shell, name: &[u8], args: &[&[u8]]) -> Flow {
    if !is_name(name) {
        return Err(shell.misused(b"printf", &text![name, ": bad variable name"]));
    }
    let capture = Rc::new(Capture::default());
    let outer = shell.streams.put(1, Stream::Memory(capture.clone()));
    let result = run(shell, args);
    shell.streams.put(1, outer);
    let mut value = capture.take();
    // A value is a string of C.
    value.retain(|c| *c != 0);
    let id = shell.vars.id(name);
    shell.assign(id, &value)?;
    result
}

/// Calls the applet of that name.
pub fn run(shell: &mut Shell, args: &[&[u8]]) -> Flow {
    let Some(applet) = shell.applets.find_builtin(args[0]) else {
        shell.say(&text![args[0], ": not found"]);
        return Ok(kit::process::NOT_FOUND);
    };
    match shell.run_applet(applet, args[0], args, Some(shell.speaker)) {
        Status::BROKEN_PIPE => shell.broken_pipe(),
        status => Ok(status),
    }
}

/// `echo`: words without options are joined here.
pub fn echo(shell: &mut Shell, args: &[&[u8]]) -> Flow {
    if args.get(1).is_some_and(|arg| arg.len() > 1 && arg[0] == b'-') {
        return run(shell, args);
    }
    let mut fields = shell.take_fields();
    let mut line = std::mem::take(&mut fields.bytes);
    for (i, arg) in args[1..].iter().enumerate() {
        if i > 0 {
            line.push(b' ');
        }
        line.extend_from_slice(arg);
    }
    line.push(b'\n');
    let result = shell.print(&line);
    fields.bytes = line;
    shell.give_fields(fields);
    result
}

/// `kill`: what `%job` means is known here alone.
pub fn kill(shell: &mut Shell, args: &[&[u8]]) -> Flow {
    // A child that has ended is no process to be found alive.
    shell.jobs.reap();
    // A SIGPIPE that is sent ends the shell; only that of its own writing is caught.
    let pipe = libc::SIGPIPE;
    let deadly = shell.traps.get(pipe as usize).is_none() && !signals::is_ignored(pipe);
    if deadly {
        let _ = signals::set(pipe, Disposition::Default);
    }
    let result = kill_jobs(shell, args);
    if deadly {
        let _ = signals::set(pipe, Disposition::Harmless);
    }
    result
}

fn kill_jobs(shell: &mut Shell, args: &[&[u8]]) -> Flow {
    if !args[1..].iter().any(|arg| arg.first() == Some(&b'%')) {
        return run(shell, args);
    }
    let mut expanded = Vec::with_capacity(args.len());
    for arg in args {
        if arg.first() != Some(&b'%') {
            expanded.push(arg.to_vec());
            continue;
        }
        match shell.jobs.find(arg) {
            Some(job) => expanded.push(text![job.pid()]),
            None => return Err(shell.misused(args[0], &text![arg, ": no such job"])),
        }
    }
    let args: Vec<&[u8]> = expanded.iter().map(Vec::as_slice).collect();
    run(shell, &args)
}
