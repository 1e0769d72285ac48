//! `eval`

use crate::ast::List;
use crate::input::{Host, Input};
use crate::options::Opt;
use crate::parse_memo::ParseMemo;
use crate::parser::{self, ParseError};
use crate::run::{Divert, Flow, Mode};
use crate::shell::Shell;
use kit::applet::Status;
use std::borrow::Cow;
use std::rc::Rc;

pub fn run(shell: &mut Shell, args: &[&[u8]], mode: Mode) -> Flow {
    let text = &*text_of(args);
    if text.is_empty() {
        return Ok(Status::OK);
    }
    let name = shell.eval_name.clone();
    let outer = shell.source.replace(name);
    let line = shell.vars.line;
    let mode = mode.not_last();
    let before = shell.names();
    let result =
        if is_line(shell, text) { run_line(shell, text, line, mode) } else { shell.run_text(text.into(), line, mode) };
    shell.forget_names(before);
    shell.source = outer;
    shell.vars.line = line;
    result
}

/// What `eval` with these arguments runs.
pub(crate) fn text_of<'a>(args: &[&'a [u8]]) -> Cow<'a, [u8]> {
    let words = match args {
        [_, b"--", rest @ ..] => rest,
        args => &args[1..],
    };
    match words {
        [text] => Cow::Borrowed(text),
        words => Cow::Owned(words.join(&b' ')),
    }
}

/// Is it parsed as a whole before any of it runs, without a trace of that?
pub(crate) fn is_line(shell: &Shell, text: &[u8]) -> bool {
    shell.aliases.is_empty()
        && !shell.options.has(Opt::Verbose)
        && !shell.has_extended_patterns()
        && ParseMemo::takes(text)
}

/// What a text of one line means; none if there is no command in it.
pub(crate) fn parse_line(shell: &mut Shell, text: &[u8], line: u32) -> Result<Option<Rc<List>>, ParseError> {
    if let Some(list) = shell.parsed.get(text, line) {
        return Ok(list);
    }
    let names = shell.vars.symbols.len();
    let mut input = Input::text(text);
    input.set_line(line);
    let list = parser::next_command(&mut input, shell)?.map(Rc::new);
    shell.vars.sync();
    // A text with new names is likely to be another one next time.
    if shell.vars.symbols.len() == names {
        shell.parsed.keep(text, line, list.clone(), names);
    }
    Ok(list)
}

/// Runs a text of one line, which is parsed as a whole.
fn run_line(shell: &mut Shell, text: &[u8], line: u32, mode: Mode) -> Flow {
    shell.check_depth()?;
    let list = match parse_line(shell, text, line) {
        Ok(list) => list,
        Err(error) => {
            shell.say_parse_error(&error);
            return if shell.is_lenient() { Ok(Status(2)) } else { Err(Divert::Error(Status(2))) };
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
