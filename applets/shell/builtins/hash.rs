//! `hash`

use crate::builtins::Builtin;
use crate::run::Flow;
use crate::shell::Shell;
use kit::applet::Status;
use kit::text;

pub fn run(shell: &mut Shell, args: &[&[u8]]) -> Flow {
    let (forget, names) = shell.letters(args, b"r")?;
    if forget != 0 {
        shell.hash.clear();
        shell.epoch += 1;
        return Ok(Status::OK);
    }
    shell.notice_changes();
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
