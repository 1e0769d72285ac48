//! `command`

use crate::builtins::Builtin;
use crate::builtins::r#type::describe;
use crate::run::{Divert, Flow, Mode};
use crate::shell::Shell;
use kit::applet::Status;
use kit::process::DEFAULT_PATH;

pub fn run(shell: &mut Shell, args: &[&[u8]], mode: Mode) -> Flow {
    let (letters, words) = shell.letters(args, b"pvV")?;
    let Some(name) = words.first() else { return Ok(Status::OK) };
    if letters & 6 != 0 {
        // As in ash, only the first name is looked at.
        return describe(shell, name, letters & 4 != 0);
    }
    if let Some(builtin) = Builtin::by_name(name) {
        // Its errors do not end the shell.
        return match builtin.run(shell, words, mode) {
            Err(Divert::Failed(status)) => Ok(status),
            Err(Divert::Error(status)) if builtin != Builtin::Exec => Ok(status),
            result => result,
        };
    }
    let mut fields = shell.take_fields();
    fields.extend(words.iter().copied());
    if letters & 1 == 0 {
        return shell.run_program(fields, mode);
    }
    shell.give_fields(fields);
    match shell.search(name, DEFAULT_PATH) {
        Ok(program) => shell.execute(&program, words, mode),
        Err(status) => {
            shell.say_not_found(name, status);
            Ok(status)
        }
    }
}
