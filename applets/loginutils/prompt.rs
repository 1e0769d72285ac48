//! Asking for a password.

use kit::input::Stdin;
use kit::prelude::*;
use nix::sys::termios::{LocalFlags, SetArg, SpecialCharacterIndices, Termios, tcgetattr, tcsetattr};

const INTERRUPT: u8 = 3;
const LONGEST_LINE: usize = 4096;

/// Prompts on standard output and reads a line from standard input, without echo if that is a terminal. None at the end of
/// the input. ^C ends the command: while echo is off the key is read as a character, so that no signal can leave the
/// terminal without echo.
pub fn password(cx: &mut Context, prompt: &str) -> Result<Option<Vec<u8>>> {
    let quiet = if matches!(cx.input, Stdin::Fd(0)) && kit::sys::is_terminal(0) { Some(Quiet::begin()?) } else { None };
    // After echo is off: who answers at once, as a script does, is not shown and loses nothing.
    cx.out.write_all(prompt.as_bytes())?;
    cx.out.flush()?;
    let line = read_line(cx.stdin())?;
    drop(quiet);
    cx.out.write_all(b"\n")?;
    cx.out.flush()?;
    match line {
        Some(line) if line.contains(&INTERRUPT) => Err(Error::Silent(Status(130))),
        line => Ok(line),
    }
}

/// Standard input without echo, until dropped.
struct Quiet(Termios);

#[allow(clippy::disallowed_methods, reason = "the terminal is asked for its settings, nothing is read through this")]
impl Quiet {
    fn begin() -> Result<Quiet> {
        let failed = |e: nix::Error| fail!("can't set terminal: ", e);
        let before = tcgetattr(std::io::stdin()).map_err(failed)?;
        let mut quiet = before.clone();
        let echo = LocalFlags::ECHO | LocalFlags::ECHOE | LocalFlags::ECHOK | LocalFlags::ECHONL;
        quiet.local_flags.remove(echo | LocalFlags::ISIG);
        // So that ^C ends the line it is typed in.
        quiet.control_chars[SpecialCharacterIndices::VEOL as usize] = INTERRUPT;
        tcsetattr(std::io::stdin(), SetArg::TCSAFLUSH, &quiet).map_err(failed)?;
        Ok(Quiet(before))
    }
}

#[allow(clippy::disallowed_methods, reason = "as above")]
impl Drop for Quiet {
    fn drop(&mut self) {
        let _ = tcsetattr(std::io::stdin(), SetArg::TCSADRAIN, &self.0);
    }
}

/// A line without its newline, read byte by byte: what follows is another's.
fn read_line(mut input: Input) -> Result<Option<Vec<u8>>> {
    let mut line = Vec::new();
    let mut any = false;
    let mut byte = [0];
    loop {
        let n = match input.fd() {
            Some(fd) => kit::sys::read(fd, &mut byte).map_err(|e| fail!("read error: ", e))?,
            None => input.read(&mut byte)?,
        };
        if n == 0 {
            break;
        }
        any = true;
        if byte[0] == b'\n' || line.len() == LONGEST_LINE {
            break;
        }
        line.push(byte[0]);
        if byte[0] == INTERRUPT {
            break;
        }
    }
    Ok(any.then_some(line))
}
