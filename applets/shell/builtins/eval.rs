//! `eval`

use crate::run::{Flow, Mode};
use crate::shell::Shell;
use kit::applet::Status;
use std::rc::Rc;

pub fn run(shell: &mut Shell, args: &[&[u8]], mode: Mode) -> Flow {
    let words = match args {
        [_, b"--", rest @ ..] => rest,
        args => &args[1..],
    };
    let text = words.join(&b' ');
    if text.is_empty() {
        return Ok(Status::OK);
    }
    let outer = shell.source.replace(Rc::from(&b"eval"[..]));
    let line = shell.vars.line;
    let result = shell.run_text(text.into(), line, mode.not_last());
    shell.source = outer;
    shell.vars.line = line;
    result
}
