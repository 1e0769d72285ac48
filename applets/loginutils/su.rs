//! `su`: run a shell as another user
//!
//! As BusyBox's. Nothing is done before the password was checked, and every change of identity is.

use crate::{passwd, prompt};
use kit::accounts::{self, User};
use kit::context::ListedEnvironment;
use kit::crypt;
use kit::prelude::*;
use nix::unistd::{Gid, Uid, setgid, setgroups, setuid};

const USAGE: &str = "\
[-lmp] [-s SH] [-] [USER [FILE ARGS | -c 'CMD' [ARG0 ARGS]]]

Run shell under USER (by default, root)

	-l, --login	Clear environment, go to home dir, run shell as login shell; also a first -
	-p,-m, --preserve-environment	Do not set new $HOME, $SHELL, $USER, $LOGNAME
	-c, --command=CMD	Command to pass to 'sh -c'
	-s, --shell=SH	Shell to use instead of user's default
";

pub const APPLET: Applet =
    Applet { dir: Dir::Bin, kind: Kind::Process, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const LOGIN: Key = Key::short(APPLET.options, 'l');
const PRESERVE: Key = Key::short(APPLET.options, 'm');
const COMMAND: Key = Key::short(APPLET.options, 'c');
const SHELL: Key = Key::short(APPLET.options, 's');

const DEFAULT_SHELL: &[u8] = b"/bin/sh";
const ROOT_PATH: &[u8] = b"/sbin:/usr/sbin:/bin:/usr/bin";
const USER_PATH: &[u8] = b"/bin:/usr/bin";

/// Against guessing.
const DELAY: std::time::Duration = std::time::Duration::from_secs(3);

fn run(cx: &mut Context) -> Result<Status> {
    passwd::must_be_set_user_id()?;
    let given = cx.options()?;
    let mut operands = &given.operands[..];
    let mut login = given.has(LOGIN);
    if let [b"-", rest @ ..] = operands {
        login = true;
        operands = rest;
    }
    let (name, arguments) = match operands {
        [name, rest @ ..] => (*name, rest),
        [] => (&b"root"[..], &[][..]),
    };
    let caller_is_root = nix::unistd::getuid().is_root();
    let user = accounts::user_by_name(name);
    if !caller_is_root && !is_authentic(cx, user.as_ref())? {
        std::thread::sleep(DELAY);
        return Err(fail!("incorrect password"));
    }
    let user = user.ok_or_else(|| fail!("unknown user ", name))?;

    let users_shell = if user.shell.is_empty() { DEFAULT_SHELL } else { &user.shell };
    let mut preserve = given.has(PRESERVE) && !login;
    let mut shell = given.value(SHELL);
    if preserve && shell.is_none() {
        shell = cx.env.get(b"SHELL").filter(|s| !s.is_empty());
    }
    if !caller_is_root && !is_usual_shell(users_shell) && (shell.is_some() || preserve) {
        // Who has a restricted shell is kept in it.
        cx.warn("using restricted shell");
        (shell, preserve) = (None, false);
    }
    let shell = shell.unwrap_or(users_shell).to_vec();

    become_user(&user)?;
    if login {
        go_home(cx, &user);
    }
    let env = environment(cx, &user, &shell, login, preserve);
    let entries: Vec<&[u8]> = env.iter().map(Vec::as_slice).collect();
    let base = shell.rsplit(|c| *c == b'/').next().unwrap_or(&shell);
    let argv0 = if login { text!["-", base] } else { base.to_vec() };
    let mut argv: Vec<&[u8]> = vec![&argv0];
    if let Some(command) = given.value(COMMAND) {
        argv.extend([&b"-c"[..], command]);
    }
    argv.extend(arguments);
    Err(exec_shell(cx, &shell, &argv, &ListedEnvironment(&entries)))
}

/// Asks for the user's password. A user that does not exist is asked for one, too, and takes as long.
fn is_authentic(cx: &mut Context, user: Option<&User>) -> Result<bool> {
    let stored = user.map_or_else(|| b"!".to_vec(), passwd::stored_password);
    if user.is_some() && stored.is_empty() {
        return Ok(true);
    }
    let given = prompt::password(cx, "Password: ")?.unwrap_or_default();
    Ok(crypt::verify(&given, &stored))
}

/// Is the shell one of /etc/shells?
fn is_usual_shell(shell: &[u8]) -> bool {
    match std::fs::read("/etc/shells") {
        Ok(text) => text.split(|c| *c == b'\n').any(|line| line == shell),
        Err(_) => matches!(shell, b"/bin/sh" | b"/bin/ash" | b"/bin/csh"),
    }
}

/// Groups, group, user: in this order, for after the last there are no rights to do the others.
fn become_user(user: &User) -> Result<()> {
    let groups: Vec<Gid> = accounts::group_ids(&user.name, user.gid).into_iter().map(Gid::from_raw).collect();
    setgroups(&groups).map_err(|e| fail!("can't set groups: ", e))?;
    setgid(Gid::from_raw(user.gid)).map_err(|e| fail!("can't set gid: ", e))?;
    setuid(Uid::from_raw(user.uid)).map_err(|e| fail!("can't set uid: ", e))?;
    Ok(())
}

#[allow(clippy::disallowed_methods, reason = "su runs in a process of its own, which becomes the shell")]
fn go_home(cx: &mut Context, user: &User) {
    use std::os::unix::ffi::OsStrExt;
    let home = std::ffi::OsStr::from_bytes(&user.home);
    if let Err(error) = nix::unistd::chdir(home) {
        cx.warn(text!["can't change directory to '", user.home, "': ", error]);
        let _ = nix::unistd::chdir(c"/");
    }
}

fn environment(cx: &Context, user: &User, shell: &[u8], login: bool, preserve: bool) -> Vec<Vec<u8>> {
    let mut env = if login { Vec::new() } else { cx.env.entries() };
    let mut set = |name: &str, value: &[u8]| {
        let entry = text![name, "=", value];
        match env.iter_mut().find(|e| e.starts_with(&entry[..=name.len()])) {
            Some(old) => *old = entry,
            None => env.push(entry),
        }
    };
    if login {
        if let Some(term) = cx.env.get(b"TERM") {
            set("TERM", term);
        }
        set("PATH", if user.uid == 0 { ROOT_PATH } else { USER_PATH });
    }
    if login || !preserve {
        // Who becomes root only for a command stays the user of logs and mails.
        if login || user.uid != 0 {
            set("USER", &user.name);
            set("LOGNAME", &user.name);
        }
        set("HOME", &user.home);
        set("SHELL", shell);
    }
    env
}

/// Runs the shell under the name `argv[0]`.
fn exec_shell(cx: &mut Context, shell: &[u8], argv: &[&[u8]], env: &ListedEnvironment) -> Error {
    use kit::context::Environment;
    use kit::process::c_string;
    if let Err(error) = cx.out.flush() {
        return Error::Write(error);
    }
    let argv: Vec<_> = argv.iter().map(|a| c_string(a)).collect();
    let entries: Vec<_> = env.entries().iter().map(|e| c_string(e)).collect();
    let error = kit::sys::execve(&c_string(shell), &argv, &entries);
    fail!("can't execute '", shell, "': ", error)
}

#[cfg(test)]
mod tests {
    use super::*;
    use kit::applet::NoApplets;

    fn env(uid: u32, login: bool, preserve: bool) -> Vec<String> {
        let user = User::parse(format!("u:x:{uid}:5::/home/u:/bin/ash").as_bytes()).unwrap();
        let entries: [&[u8]; 4] = [b"TERM=x", b"USER=me", b"A=b", b"HOME=/me"];
        let given = ListedEnvironment(&entries);
        let cx = Context::new(APPLET, "su", &[], &given, &NoApplets);
        let env = environment(&cx, &user, b"/bin/sh", login, preserve);
        env.into_iter().map(|e| String::from_utf8(e).unwrap()).collect()
    }

    #[test]
    fn the_environment_is_kept_changed_or_new() {
        assert_eq!(env(7, false, true), ["TERM=x", "USER=me", "A=b", "HOME=/me"]);
        let changed = ["TERM=x", "USER=u", "A=b", "HOME=/home/u", "LOGNAME=u", "SHELL=/bin/sh"];
        assert_eq!(env(7, false, false), changed);
        assert_eq!(env(0, false, false), ["TERM=x", "USER=me", "A=b", "HOME=/home/u", "SHELL=/bin/sh"]);
        let new = ["TERM=x", "PATH=/bin:/usr/bin", "USER=u", "LOGNAME=u", "HOME=/home/u", "SHELL=/bin/sh"];
        assert_eq!(env(7, true, false), new);
        assert_eq!(env(0, true, false)[1], "PATH=/sbin:/usr/sbin:/bin:/usr/bin");
    }
}
