//! `alias`, `unalias`

use crate::run::{Flow, single_quoted};
use crate::shell::Shell;
use kit::applet::Status;
use kit::text;
use std::rc::Rc;

pub fn alias(shell: &mut Shell, args: &[&[u8]]) -> Flow {
    let (_, names) = shell.letters(args, b"p")?;
    let mut out = Vec::new();
    if names.is_empty() {
        let mut all: Vec<_> = shell.aliases.iter().collect();
        all.sort_unstable();
        for (name, value) in all {
            out = text![out, name, "=", single_quoted(value), "\n"];
        }
        return shell.print(&out);
    }
    let mut status = Status::OK;
    for word in names {
        match kit::search::find(b'=', word).filter(|at| *at > 0) {
            Some(at) => {
                Rc::make_mut(&mut shell.aliases).insert(word[..at].to_vec(), word[at + 1..].into());
            }
            None => match shell.aliases.get(*word) {
                Some(value) => out = text![out, word, "=", single_quoted(value), "\n"],
                None => {
                    // There is nobody to tell that standard error is closed.
                    let _ = shell.streams.sink(2).write_all(&text!["alias: ", word, " not found\n"]);
                    status = Status::FAILED;
                }
            },
        }
    }
    shell.print_with(&out, status)
}

pub fn unalias(shell: &mut Shell, args: &[&[u8]]) -> Flow {
    let (all, names) = shell.letters(args, b"a")?;
    if all != 0 {
        shell.aliases = Rc::default();
        return Ok(Status::OK);
    }
    let mut status = Status::OK;
    for name in names {
        if Rc::make_mut(&mut shell.aliases).remove(*name).is_none() {
            // There is nobody to tell that standard error is closed.
            let _ = shell.streams.sink(2).write_all(&text!["unalias: ", name, " not found\n"]);
            status = Status::FAILED;
        }
    }
    Ok(status)
}
