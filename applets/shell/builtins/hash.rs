//! `hash`

use crate::builtins::Builtin;
use crate::run::Flow;
use crate::shell::Shell;
use kit::applet::Status;
use kit::text;

pub fn run(shell: &mut Shell, args: &[&[u8]]) -> Flow {
    let (letters, names) = match args {
        // `-p FILE NAME…`: where the names are, whether or not there is a file.
        [_, b"-p", path, names @ ..] => {
            let names = names.strip_prefix(&[&b"--"[..]]).unwrap_or(names);
            for name in names {
                shell.remember(name, path);
            }
            return Ok(Status::OK);
        }
        _ => shell.letters(args, b"rtd")?,
    };
    if letters & 1 != 0 {
        shell.hash.clear();
        shell.epoch += 1;
        if letters == 1 {
            return Ok(Status::OK);
        }
    }
    shell.notice_changes();
    if letters & 6 != 0 {
        return known(shell, args[0], letters & 4 != 0, names);
    }
    if names.is_empty() {
        let out = shell.hash.paths().into_iter().flat_map(|path| text![path, "\n"]).collect::<Vec<u8>>();
        return shell.print(&out);
    }
    let mut status = Status::OK;
    for name in names {
        if shell.find_function(name).is_some() || Builtin::by_name(name).is_some() {
            continue;
        }
        shell.hash.remove(name);
        if shell.find_program(name).is_err() {
            shell.say_as(args[0], &text![name, ": not found"]);
            status = Status::FAILED;
        }
    }
    Ok(status)
}

/// `-t`: prints where the names were found; `-d`: forgets that.
fn known(shell: &mut Shell, who: &[u8], forget: bool, names: &[&[u8]]) -> Flow {
    let (mut status, mut out) = (Status::OK, Vec::new());
    for name in names {
        let found = shell.hash.get(name).map(|program| program.path.clone());
        match found {
            Some(_) if forget => {
                shell.hash.remove(name);
                shell.epoch += 1;
            }
            Some(path) if names.len() > 1 => out.extend(text![*name, "\t", path, "\n"]),
            Some(path) => out.extend(text![path, "\n"]),
            None => {
                shell.say_as(who, &text![*name, ": not found"]);
                status = Status::FAILED;
            }
        }
    }
    match shell.print(&out)? {
        Status::OK => Ok(status),
        failed => Ok(failed),
    }
}
