//! Builtins that are applets, called in this process: the rare forms of `printf`, `echo` and `test`.

use crate::redirect::Stream;
use crate::run::Flow;
use crate::shell::Shell;
use crate::shopt::Shopt;
use crate::symbols::is_name;
use crate::variables::split_reference;
use kit::applet::Status;
use kit::output::Capture;
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
    if !is_name(name) && split_reference(name).is_none() {
        return Err(shell.misused(b"printf", &text![name, ": bad variable name"]));
    }
    let capture = Rc::new(Capture::default());
    let outer = shell.streams.put(1, Stream::Memory(capture.clone()));
    let result = run(shell, args);
    shell.streams.put(1, outer);
    let mut value = capture.take();
    // A value is a string of C.
    value.retain(|c| *c != 0);
    shell.assign_to(name, &value)?;
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
    if shell.options.shopts.has(Shopt::XpgEcho) && !(args.len() > 1 && is_echo_option(args[1])) {
        return run(shell, &[&[args[0], b"-e"], &args[1..]].concat());
    }
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

/// An option of `echo` itself, which decides about escapes.
fn is_echo_option(arg: &[u8]) -> bool {
    arg.len() > 1
        && arg[0] == b'-'
        && arg[1..].iter().all(|c| b"neE".contains(c))
        && arg[1..].iter().any(|c| *c != b'n')
}
