//! Asking for a password.

use kit::prelude::*;
use nix::sys::termios::{LocalFlags, SetArg, SpecialCharacterIndices, tcgetattr, tcsetattr};

const INTERRUPT: u8 = 3;
const LONGEST_LINE: usize = 4096;

/// Prompts on standard output and reads a line from standard input, without echo if that is a terminal. None at the end of
/// the input. ^C ends the command: while echo is off the key is read as a character, so that no signal can leave the
/// terminal without echo.
pub fn password(cx: &mut Context, prompt: &str) -> Result<Option<Vec<u8>>> {
    cx.out.write_all(prompt.as_bytes())?;
    cx.out.flush()?;
    let input = cx.stdin();
    let terminal = input.fd().filter(|fd| kit::sys::is_terminal(*fd));
    let line = match terminal {
        Some(fd) => read_without_echo(fd)?,
        None => read_line(input)?,
    };
    cx.out.write_all(b"\n")?;
    cx.out.flush()?;
    Ok(line)
}

fn read_without_echo(fd: i32) -> Result<Option<Vec<u8>>> {
    let terminal = match std::fs::File::options().read(true).write(true).open(format!("/proc/self/fd/{fd}")) {
        Ok(file) => file,
        Err(_) => std::fs::File::options()
            .read(true)
            .write(true)
            .open("/dev/tty")
            .map_err(|e| fail!("can't open terminal: ", e))?,
    };
    let failed = |e: nix::Error| fail!("can't set terminal: ", e);
    let before = tcgetattr(&terminal).map_err(failed)?;
    let mut quiet = before.clone();
    quiet
        .local_flags
        .remove(LocalFlags::ECHO | LocalFlags::ECHOE | LocalFlags::ECHOK | LocalFlags::ECHONL | LocalFlags::ISIG);
    // So that ^C ends the line it is typed in.
    quiet.control_chars[SpecialCharacterIndices::VEOL as usize] = INTERRUPT;
    tcsetattr(&terminal, SetArg::TCSAFLUSH, &quiet).map_err(failed)?;
    let line = read_line(Input::from_file(terminal.try_clone().map_err(|e| fail!(e))?, b"-"));
    tcsetattr(&terminal, SetArg::TCSAFLUSH, &before).map_err(failed)?;
    match line? {
        Some(line) if line.contains(&INTERRUPT) => Err(Error::Silent(Status(130))),
        other => Ok(other),
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
