//! `command`

use crate::builtins::Builtin;
use crate::builtins::r#type::{describe, in_words_as_bash, not_found};
use crate::run::{Divert, Flow, Mode};
use crate::shell::Shell;
use kit::applet::Status;
use kit::process::DEFAULT_PATH;
use kit::text;

pub fn run(shell: &mut Shell, args: &[&[u8]], mode: Mode) -> Flow {
    let (letters, words) = shell.letters(args, b"pvV")?;
    let Some(name) = words.first() else { return Ok(Status::OK) };
    if letters & 6 != 0 {
        // As in ash, only the first name is looked at.
        if letters & 1 != 0 && Builtin::by_name(name).is_none() && !crate::parser::is_reserved(name) {
            return match shell.search(name, DEFAULT_PATH) {
                Ok(program) if letters & 4 != 0 => shell.print(&text![name, " is ", program.path, "\n"]),
                Ok(program) => shell.print(&text![program.path, "\n"]),
                Err(_) => not_found(shell, name, letters & 4 != 0),
            };
        }
        if shell.bash && letters & 4 != 0 {
            return in_words_as_bash(shell, args[0], words);
        }
        if shell.bash {
            let mut found = Status::FAILED;
            for name in words {
                if describe(shell, name, false)? == Status::OK {
                    found = Status::OK;
                }
            }
            return Ok(found);
        }
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
