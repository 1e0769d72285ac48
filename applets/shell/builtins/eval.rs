//! `eval`

use crate::input::{Host, Input};
use crate::options::Opt;
use crate::parse_memo::ParseMemo;
use crate::parser;
use crate::run::{Divert, Flow, Mode};
use crate::shell::Shell;
use kit::applet::Status;
use std::rc::Rc;

pub fn run(shell: &mut Shell, args: &[&[u8]], mode: Mode) -> Flow {
    let words = match args {
        [_, b"--", rest @ ..] => rest,
        args => &args[1..],
    };
    let joined;
    let text = match words {
        [text] => *text,
        words => {
            joined = words.join(&b' ');
            &joined
        }
    };
    if text.is_empty() {
        return Ok(Status::OK);
    }
    let name = shell.eval_name.clone();
    let outer = shell.source.replace(name);
    let line = shell.vars.line;
    let mode = mode.not_last();
    let before = shell.names();
    let plain = shell.aliases.is_empty() && !shell.options.has(Opt::Verbose) && !shell.has_extended_patterns();
    let known = plain && ParseMemo::takes(text);
    let result = if known { run_line(shell, text, line, mode) } else { shell.run_text(text.into(), line, mode) };
    shell.forget_names(before);
    shell.source = outer;
    shell.vars.line = line;
    result
}

/// Runs a text of one line, which is parsed as a whole.
fn run_line(shell: &mut Shell, text: &[u8], line: u32, mode: Mode) -> Flow {
    let list = match shell.parsed.get(text, line) {
        Some(list) => {
            shell.check_depth()?;
            list
        }
        None => {
            shell.check_depth()?;
            let names = shell.vars.symbols.len();
            let mut input = Input::text(text);
            input.set_line(line);
            let list = match parser::next_command(&mut input, shell) {
                Ok(list) => list.map(Rc::new),
                Err(error) => {
                    shell.say_parse_error(&error);
                    return Err(Divert::Error(Status(2)));
                }
            };
            shell.vars.sync();
            // A text with new names is likely to be another one next time.
            if shell.vars.symbols.len() == names {
                shell.parsed.keep(text, line, list.clone(), names);
            }
            list
        }
    };
    let Some(list) = list else { return Ok(Status::OK) };
    let status = match shell.run_list(&list, mode) {
        // The rest of the line was given up, not what is around it.
        Err(Divert::Failed(status)) => status,
        result => result?,
    };
    shell.status = status;
    Ok(status)
}
