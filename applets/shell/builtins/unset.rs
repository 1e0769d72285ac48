//! `unset`

use crate::run::Flow;
use crate::shell::Shell;
use crate::symbols::is_name;
use kit::applet::Status;
use kit::text;
use std::rc::Rc;

pub fn run(shell: &mut Shell, args: &[&[u8]]) -> Flow {
    let (letters, names) = shell.letters(args, b"fv")?;
    for name in names {
        if letters & 1 != 0 {
            if shell.functions.contains_key(*name) {
                Rc::make_mut(&mut shell.functions).remove(*name);
                shell.epoch += 1;
            }
            continue;
        }
        if !is_name(name) {
            return Err(shell.misused(args[0], &text![name, ": bad variable name"]));
        }
        let id = shell.vars.id(name);
        if shell.vars.unset(id).is_err() {
            return Err(shell.misused(args[0], &text![name, ": is read only"]));
        }
    }
    shell.notice_changes();
    Ok(Status::OK)
}
