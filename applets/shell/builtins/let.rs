//! `let`

use crate::arith;
use crate::run::Flow;
use crate::shell::Shell;
use kit::applet::Status;

pub fn run(shell: &mut Shell, args: &[&[u8]]) -> Flow {
    if args.len() < 2 {
        return Err(shell.misused(args[0], b"expression expected"));
    }
    let mut value = 0;
    for arg in &args[1..] {
        match arith::evaluate_text(arg, shell) {
            Ok(n) => value = n,
            Err(error) => return Err(shell.misused(args[0], error.message().as_bytes())),
        }
    }
    Ok(Status(u8::from(value == 0)))
}
