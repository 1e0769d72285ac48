//! `caller`: where the function at work was called

use crate::run::Flow;
use crate::shell::Shell;
use kit::applet::Status;
use kit::text;

pub fn run(shell: &mut Shell, args: &[&[u8]]) -> Flow {
    let level = match args.get(1) {
        None => None,
        Some(word) => Some(shell.number(args[0], word)? as usize),
    };
    let mut calls = shell.vars.calls.iter().rev().skip(level.unwrap_or(0));
    let Some(call) = calls.next() else { return Ok(Status::FAILED) };
    let script = shell.vars.script.as_deref();
    let (name, file) = match (calls.next(), script) {
        (Some(outer), _) => {
            (outer.function.as_deref().unwrap_or(b"source"), outer.source.as_deref().unwrap_or(b"environment"))
        }
        (None, Some(script)) => (&b"main"[..], script),
        // A command line has no name.
        (None, None) if level.is_some() => return Ok(Status::FAILED),
        (None, None) => (&b""[..], &b"NULL"[..]),
    };
    let line = match level {
        None => text![call.line, " ", file, "\n"],
        Some(_) => text![call.line, " ", name, " ", file, "\n"],
    };
    shell.print(&line)
}
