//! `type`; and what `command -v` and `command -V` say.

use crate::builtins::Builtin;
use crate::lookup::Found;
use crate::parser;
use crate::run::Flow;
use crate::shell::Shell;
use crate::shopt::Shopt;
use kit::applet::Status;
use kit::process::NOT_FOUND;
use kit::text;

pub fn run(shell: &mut Shell, args: &[&[u8]]) -> Flow {
    if shell.bash {
        return run_as_bash(shell, args);
    }
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

/// `type [-afptP] NAME…` as in bash.
fn run_as_bash(shell: &mut Shell, args: &[&[u8]]) -> Flow {
    let (letters, names) = shell.letters(args, b"afptP")?;
    let [all, no_function, path, kind, any_path] = [1, 2, 4, 8, 16].map(|bit| letters & bit != 0);
    let (mut status, mut out) = (Status::OK, Vec::new());
    for name in names {
        let mut meanings = if any_path { Vec::new() } else { meanings(shell, name, no_function) };
        if all || meanings.is_empty() {
            let known = shell.hash.get(name).filter(|_| !all).map(|program| program.path.clone());
            match known {
                Some(path) => meanings.push(Meaning::Hashed(path)),
                None => meanings.extend(shell.search_all(name).into_iter().map(Meaning::File)),
            }
        }
        if meanings.is_empty() {
            status = Status::FAILED;
            if !(path || kind || any_path) {
                shell.say_as(args[0], &text![*name, ": not found"]);
            }
        }
        for meaning in meanings.into_iter().take(if all { usize::MAX } else { 1 }) {
            match &meaning {
                _ if kind => out.extend(text![meaning.kind(), "\n"]),
                Meaning::File(file) | Meaning::Hashed(file) if path || any_path => out.extend(text![*file, "\n"]),
                _ if path => {}
                _ => out.extend(meaning.in_words(name)),
            }
        }
    }
    match shell.print(&out)? {
        Status::OK => Ok(status),
        failed => Ok(failed),
    }
}

/// `command -V NAME…` as in bash.
pub fn in_words_as_bash(shell: &mut Shell, who: &[u8], names: &[&[u8]]) -> Flow {
    let mut args = vec![who, b"--"];
    args.extend(names);
    run_as_bash(shell, &args)
}

/// What a word means in bash.
enum Meaning {
    Alias(Vec<u8>),
    Keyword,
    /// With its text.
    Function(Vec<u8>),
    Builtin,
    File(Vec<u8>),
    Hashed(Vec<u8>),
}

impl Meaning {
    fn kind(&self) -> &'static [u8] {
        match self {
            Meaning::Alias(_) => b"alias",
            Meaning::Keyword => b"keyword",
            Meaning::Function(_) => b"function",
            Meaning::Builtin => b"builtin",
            Meaning::File(_) | Meaning::Hashed(_) => b"file",
        }
    }

    fn in_words(&self, name: &[u8]) -> Vec<u8> {
        match self {
            Meaning::Alias(value) => text![name, " is aliased to `", *value, "'\n"],
            Meaning::Keyword => text![name, " is a shell keyword\n"],
            Meaning::Function(text) => text![name, " is a function\n", *text, "\n"],
            Meaning::Builtin => text![name, " is a shell builtin\n"],
            Meaning::File(path) => text![name, " is ", *path, "\n"],
            Meaning::Hashed(path) => text![name, " is hashed (", *path, ")\n"],
        }
    }
}

/// All that `name` means but files, what counts first.
fn meanings(shell: &Shell, name: &[u8], no_function: bool) -> Vec<Meaning> {
    let mut found = Vec::new();
    if shell.options.shopts.has(Shopt::ExpandAliases)
        && let Some(value) = shell.aliases.get(name)
    {
        found.push(Meaning::Alias(value.to_vec()));
    }
    if parser::is_reserved(name) || matches!(name, b"[[" | b"time" | b"function" | b"select") {
        found.push(Meaning::Keyword);
    }
    if let Some(function) = shell.find_function(name).filter(|_| !no_function) {
        found.push(Meaning::Function(function.text.to_vec()));
    }
    if Builtin::by_name(name).is_some() {
        found.push(Meaning::Builtin);
    }
    found
}
