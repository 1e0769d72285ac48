//! `shift`

use crate::options::Opt;
use crate::run::{Flow, Mode};
use crate::shell::Shell;
use crate::shopt::Shopt;
use kit::applet::Status;

pub fn run(shell: &mut Shell, args: &[&[u8]], mode: Mode) -> Flow {
    let n = match args.get(1) {
        None => 1,
        Some(word) => shell.number(args[0], word)?,
    };
    if shell.params.shift(n as usize) {
        return Ok(Status::OK);
    }
    // ash says nothing; but a shell that ends shall not end without a word.
    if shell.options.has(Opt::Errexit) && !mode.tested || shell.options.shopts.has(Shopt::ShiftVerbose) {
        shell.say_as(args[0], b"can't shift that many");
    }
    Ok(Status::FAILED)
}
