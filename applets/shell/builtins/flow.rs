//! `break`, `continue`, `return`, `exit`

use crate::run::{Divert, Flow};
use crate::shell::Shell;
use kit::applet::Status;
use kit::text;

/// `break` and `continue`.
pub fn leave_loop(shell: &mut Shell, args: &[&[u8]], leave: bool) -> Flow {
    let n = match args.get(1) {
        None => 1,
        Some(word) => match shell.number(args[0], word)? {
            0 => return Err(shell.misused(args[0], &text!["Illegal number: ", word])),
            n => n,
        },
    };
    shell.status = Status::OK;
    if shell.loops == 0 && !shell.loops_around {
        return Ok(Status::OK);
    }
    Err(if leave { Divert::Break(n) } else { Divert::Continue(n) })
}

fn status(shell: &Shell, args: &[&[u8]]) -> Result<Status, Divert> {
    match args.get(1) {
        // In a trap: the status before it.
        None => Ok(shell.trap_status.unwrap_or(shell.status)),
        Some(word) => Ok(Status(shell.number(args[0], word)? as u8)),
    }
}

/// `return`; outside of functions and sourced files it ends the script.
pub fn r#return(shell: &mut Shell, args: &[&[u8]]) -> Flow {
    let status =
        if args.len() == 1 && shell.returns > shell.trap_returns { shell.status } else { status(shell, args)? };
    Err(if shell.returns > 0 || shell.trap_status.is_some() { Divert::Return(status) } else { Divert::Exit(status) })
}

/// `exit`
pub fn exit(shell: &mut Shell, args: &[&[u8]]) -> Flow {
    let status = status(shell, args)?;
    if shell.warns_of_stopped_jobs() {
        return Ok(Status::OK);
    }
    Err(Divert::Exit(status))
}
