//! `mkpasswd`, `cryptpw`: hash a password as crypt(3) does
//!
//! As BusyBox's, without DES.

use crate::passwd::method;
use crate::prompt;
use kit::crypt::{self};
use kit::prelude::*;

const USAGE: &str = "\
[-P FD] [-m TYPE] [-S SALT] [PASSWORD] [SALT]

Print crypt(3) hashed PASSWORD

	-P, --password-fd=N	Read password from fd N
	-s, --stdin	As -P 0
	-m, --method=TYPE	md5,sha256/512 (default sha512)
	-S, --salt=SALT
~	-a ALG	As -m
";

pub const APPLET: Applet =
    Applet { dir: Dir::UsrBin, kind: Kind::Process, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const FD: Key = Key::short(APPLET.options, 'P');
const STDIN: Key = Key::short(APPLET.options, 's');
const METHOD: Key = Key::short(APPLET.options, 'm');
const ALGORITHM: Key = Key::short(APPLET.options, 'a');
const SALT: Key = Key::short(APPLET.options, 'S');

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    let (password, salt) = match given.operands[..] {
        [] => (None, None),
        [password] => (Some(password.to_vec()), None),
        [password, salt] => (Some(password.to_vec()), Some(salt)),
        _ => return Err(Error::Usage(None)),
    };
    let method = method(given.value(METHOD).or(given.value(ALGORITHM)))?;
    let salt = given.value(SALT).or(salt);
    if let Some(fd) = given.number::<i32>(FD)? {
        cx.input = kit::input::Stdin::Fd(fd);
    } else if given.has(STDIN) {
        cx.input = kit::input::Stdin::Fd(0);
    }
    let password = match password {
        Some(password) => password,
        None => read_password(cx)?,
    };
    let hash = match salt {
        Some(salt) => crypt::hash(&password, &text![method.prefix(), salt]),
        None => crypt::hash_new(&password, method).map_err(|e| fail!("can't make a salt: ", e))?,
    };
    // crypt(3)'s own sign of failure.
    cx.out.line(hash.as_deref().unwrap_or(b"*"))?;
    Ok(Status::OK)
}

fn read_password(cx: &mut Context) -> Result<Vec<u8>> {
    if matches!(cx.input, kit::input::Stdin::Fd(fd) if kit::sys::is_terminal(fd)) {
        return Ok(prompt::password(cx, "Password: ")?.unwrap_or_default());
    }
    let mut line = Vec::new();
    cx.stdin().read_until(b'\n', &mut line)?;
    if line.last() == Some(&b'\n') {
        line.pop();
    }
    Ok(line)
}
