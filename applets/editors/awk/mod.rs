//! `awk`: pattern scanning and processing
//!
//! POSIX.1-2024 XCU awk; `gensub`, `strftime`, `mktime`, `systime`, `fflush`, bit functions, `nextfile`, `delete a`,
//! `length(a)`, `RT`, a regular expression as RS and `-e` as in gawk and BusyBox. Strings count bytes, as BusyBox's do.
//!
//! The program becomes a tree with all names resolved to slots ([`parser`]), which [`interp`] walks. Fields are split
//! when first asked for, and numbers are made of strings when first needed as such.

mod ast;
mod builtins;
mod format;
mod interp;
mod lexer;
mod parser;
mod record;
mod stream;
mod value;

use kit::prelude::*;

const USAGE: &str = "\
[OPTIONS] [AWK_PROGRAM] [FILE]...

	-v VAR=VAL	Set variable
	-F SEP		Use SEP as field separator
	-f FILE		Read program from FILE
	-e AWK_PROGRAM
";

pub const APPLET: Applet = Applet {
    dir: Dir::UsrBin,
    kind: Kind::PureWhen(is_pure),
    usage: USAGE,
    options: options!(USAGE),
    run,
    stop_at_operand: true,
    ..Applet::DEFAULT
};

const ASSIGN: Key = Key::short(APPLET.options, 'v');
const SEPARATOR: Key = Key::short(APPLET.options, 'F');
const FILE: Key = Key::short(APPLET.options, 'f');
const PROGRAM: Key = Key::short(APPLET.options, 'e');

/// What messages call a program given as an argument.
const COMMAND_LINE: &[u8] = b"cmd. line";

/// A program that could start others (`system`, pipes) or that lies in a file is not read twice to know.
fn is_pure(args: &[&[u8]]) -> bool {
    !args.iter().any(|arg| {
        arg.starts_with(b"-f")
            || memchr::memmem::find(arg, b"system").is_some()
            || arg
                .iter()
                .enumerate()
                .any(|(i, c)| *c == b'|' && arg.get(i + 1) != Some(&b'|') && (i == 0 || arg[i - 1] != b'|'))
    })
}

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    let mut operands = &given.operands[..];
    let mut sources: Vec<(Vec<u8>, Vec<u8>)> = Vec::new();
    for (key, value) in given.in_order() {
        let value = value.unwrap_or_default();
        if key == FILE {
            sources.push((value.to_vec(), read_program(cx, value)?));
        } else if key == PROGRAM {
            sources.push((COMMAND_LINE.to_vec(), value.to_vec()));
        }
    }
    if sources.is_empty() {
        let Some((program, rest)) = operands.split_first() else { return Err(Error::Usage(None)) };
        sources.push((COMMAND_LINE.to_vec(), program.to_vec()));
        operands = rest;
    }

    let program = parser::parse(&sources).map_err(|error| {
        let colon = if error.place.is_empty() { "" } else { ": " };
        fail!(error.place, colon, error.what)
    })?;
    let mut arguments: Vec<&[u8]> = vec![cx.name.as_bytes()];
    arguments.extend_from_slice(operands);
    let mut interp = interp::Interp::new(&program, cx);
    interp.set_arguments(&arguments);
    if let Some(separator) = given.value(SEPARATOR) {
        interp.set_field_separator(separator)?;
    }
    for assignment in given.values(ASSIGN) {
        if !interp.assign_operand(assignment)? {
            return Err(Error::Usage(None));
        }
    }
    interp.run()
}

fn read_program(cx: &mut Context, path: &[u8]) -> Result<Vec<u8>> {
    let mut input = cx.open(path).map_err(|e| Error::Failed(Status::FAILED, kit::input::cannot_open(path, &e)))?;
    let mut text = Vec::new();
    input.read_to_end(&mut text)?;
    Ok(text)
}
