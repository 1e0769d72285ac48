//! Builtins that are applets, called in this process: `printf`, `kill`, and the rare forms of `echo` and `test`.

use crate::run::Flow;
use crate::shell::Shell;
use kit::applet::Status;
use kit::text;

/// `printf`
pub fn printf(shell: &mut Shell, args: &[&[u8]]) -> Flow {
    if args.len() == 1 {
        // There is nobody to tell that standard error is closed.
        let usage = text![shell.speaker, ": usage: printf FORMAT [ARGUMENT...]\n"];
        let _ = shell.streams.sink(2).write_all(&usage);
        return Ok(Status(2));
    }
    run(shell, args)
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
