//! `exec`: its redirections were applied by the caller, who lets them stay.

use crate::run::{Divert, Flow};
use crate::shell::Shell;
use crate::shopt::Shopt;
use kit::applet::Status;
use kit::text;
use std::rc::Rc;

pub fn run(shell: &mut Shell, args: &[&[u8]]) -> Flow {
    let (mut name, mut login, mut empty, mut words) = (None, false, false, &args[1..]);
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
            // `-l`: as login(1) starts a shell; `-c`: with nothing in the environment.
            [[b'-', letters @ ..], rest @ ..] if is_bundle(letters) => {
                login |= letters.contains(&b'l');
                empty |= letters.contains(&b'c');
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
            let dashed;
            if login {
                dashed = text!["-", argv[0]];
                argv[0] = &dashed;
            }
            let env = if empty { Rc::default() } else { shell.vars.environment() };
            let outer = shell.source.replace(args[0].into());
            let status = shell.exec_with(&program.path, &argv, &env);
            shell.source = outer;
            status
        }
        Err(status) => {
            let outer = shell.source.replace(args[0].into());
            shell.say_not_found(command, status);
            shell.source = outer;
            if shell.options.shopts.has(Shopt::Execfail) {
                return Ok(status);
            }
            status
        }
    };
    Err(Divert::Exit(status))
}

fn is_bundle(letters: &[u8]) -> bool {
    !letters.is_empty() && letters.iter().all(|letter| matches!(letter, b'l' | b'c'))
}
