//! `type`; and what `command -v` and `command -V` say.

use crate::builtins::Builtin;
use crate::lookup::Found;
use crate::parser;
use crate::run::Flow;
use crate::shell::Shell;
use kit::applet::Status;
use kit::process::NOT_FOUND;
use kit::text;

pub fn run(shell: &mut Shell, args: &[&[u8]]) -> Flow {
    let mut status = Status::OK;
    let mut paths = false;
    for (i, name) in args.iter().enumerate().skip(1) {
        // ash takes any first option to mean that only the path is wanted.
        if i == 1 && name.first() == Some(&b'-') && args.len() > 2 {
            paths = true;
            continue;
        }
        let result = describe(shell, name, !paths)?;
        if result != Status::OK {
            status = result;
        }
    }
    Ok(status)
}

/// Prints what `name` means: in words, or as `command -v` does.
pub fn describe(shell: &mut Shell, name: &[u8], in_words: bool) -> Flow {
    let line = if parser::is_reserved(name) {
        if in_words { text![name, " is a shell keyword\n"] } else { text![name, "\n"] }
    } else if let Some(value) = shell.aliases.get(name).cloned() {
        if in_words {
            text![name, " is an alias for ", *value, "\n"]
        } else {
            text!["alias ", name, "=", crate::run::single_quoted(&value), "\n"]
        }
    } else if name == b"[[" {
        if in_words { text![name, " is a shell builtin\n"] } else { text![name, "\n"] }
    } else {
        match shell.find_command(name) {
            Found::Function if in_words => text![name, " is a function\n"],
            Found::Builtin(builtin) if in_words => {
                let kind = if builtin.is_special() && builtin != Builtin::Local && builtin != Builtin::Source {
                    "special shell builtin"
                } else {
                    "shell builtin"
                };
                text![name, " is a ", kind, "\n"]
            }
            Found::Function | Found::Builtin(_) => text![name, "\n"],
            Found::Program(program) if in_words => text![name, " is ", program.path, "\n"],
            Found::Program(program) => text![program.path, "\n"],
            Found::Nothing => return not_found(shell, name, in_words),
        }
    };
    shell.print(&line)
}

/// There is no such command.
pub fn not_found(shell: &Shell, name: &[u8], in_words: bool) -> Flow {
    if in_words {
        // There is nobody to tell that standard error is closed.
        let _ = shell.streams.sink(2).write_all(&text![name, ": not found\n"]);
    }
    Ok(NOT_FOUND)
}
