//! `shift`

use crate::run::Flow;
use crate::shell::Shell;
use kit::applet::Status;

pub fn run(shell: &mut Shell, args: &[&[u8]]) -> Flow {
    let n = match args.get(1) {
        None => 1,
        Some(word) => shell.number(args[0], word)?,
    };
    if shell.params.shift(n as usize) {
        return Ok(Status::OK);
    }
    // ash says nothing; POSIX wants a diagnostic where the shell goes on.
    shell.say_as(args[0], b"can't shift that many");
    Ok(Status::FAILED)
}
