//! `shift`

use crate::run::Flow;
use crate::shell::Shell;
use kit::applet::Status;

pub fn run(shell: &mut Shell, args: &[&[u8]]) -> Flow {
    let n = match args.get(1) {
        None => 1,
        Some(word) => shell.number(args[0], word)?,
    };
    Ok(Status(u8::from(!shell.params.shift(n as usize))))
}
