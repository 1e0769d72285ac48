//! `exec`: its redirections were applied by the caller, who lets them stay.

use crate::run::{Divert, Flow};
use crate::shell::Shell;
use kit::applet::Status;

pub fn run(shell: &mut Shell, args: &[&[u8]]) -> Flow {
    let (mut name, mut words) = (None, &args[1..]);
    loop {
        match words {
            [b"--", rest @ ..] => {
                words = rest;
                break;
            }
            // argv[0] of the program
            [b"-a", given, rest @ ..] => {
                name = Some(*given);
                words = rest;
            }
            _ => break,
        }
    }
    let Some(command) = words.first() else { return Ok(Status::OK) };
    let status = match shell.find_program(command) {
        Ok(program) => {
            let mut argv = words.to_vec();
            if let Some(name) = name {
                argv[0] = name;
            }
            let outer = shell.source.replace(args[0].into());
            let status = shell.exec_in_place(&program.path, &argv);
            shell.source = outer;
            status
        }
        Err(status) => {
            let outer = shell.source.replace(args[0].into());
            shell.say_not_found(command, status);
            shell.source = outer;
            status
        }
    };
    Err(Divert::Exit(status))
}
