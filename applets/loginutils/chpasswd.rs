//! `chpasswd`: set passwords in batch
//!
//! Reads `user:password` lines. As BusyBox's, without DES.

use crate::common::{lock, must_be_root};
use crate::passwd::{method, store};
use kit::accounts;
use kit::crypt::{self, Method};
use kit::prelude::*;

const USAGE: &str = "\
[-me] [-c ALG] [-R DIR]

Read user:password from stdin and update /etc/passwd

	-e, --encrypted	Supplied passwords are in encrypted form
	-m, --md5	Encrypt using md5
	-c, --crypt-method=ALG	md5,sha256/512 (default sha512)
	-R, --root=DIR	Directory to chroot into
";

pub const APPLET: Applet =
    Applet { dir: Dir::UsrSbin, kind: Kind::Process, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const ENCRYPTED: Key = Key::short(APPLET.options, 'e');
const MD5: Key = Key::short(APPLET.options, 'm');
const METHOD: Key = Key::short(APPLET.options, 'c');
const ROOT: Key = Key::short(APPLET.options, 'R');

fn run(cx: &mut Context) -> Result<Status> {
    must_be_root()?;
    let given = cx.options()?;
    if !given.operands.is_empty() || [ENCRYPTED, MD5, METHOD].iter().filter(|key| given.has(**key)).count() > 1 {
        return Err(Error::Usage(None));
    }
    let method = if given.has(MD5) { Method::Md5 } else { method(given.value(METHOD))? };
    if let Some(root) = given.value(ROOT) {
        change_root(root)?;
    }
    let mut input = cx.stdin();
    let mut line = Vec::new();
    while input.read_until(b'\n', &mut line)? {
        let entry = line.strip_suffix(b"\n").unwrap_or(&line);
        let colon = memchr(entry).ok_or_else(|| fail!("missing new password"))?;
        let (name, password) = (&entry[..colon], &entry[colon + 1..]);
        if accounts::user_by_name(name).is_none() {
            return Err(fail!("unknown user ", name));
        }
        let hash = if given.has(ENCRYPTED) {
            if password.contains(&b':') {
                return Err(fail!("invalid password for '", name, "'"));
            }
            password.to_vec()
        } else {
            let hash = crypt::hash_new(password, method).map_err(|e| fail!("can't make a salt: ", e))?;
            hash.ok_or_else(|| fail!("invalid password for '", name, "'"))?
        };
        let accounts = lock()?;
        store(cx, &accounts, name, &hash)?;
        cx.warn(text!["password for '", name, "' changed"]);
        line.clear();
    }
    Ok(Status::OK)
}

fn memchr(entry: &[u8]) -> Option<usize> {
    entry.iter().position(|c| *c == b':')
}

#[allow(clippy::disallowed_methods, reason = "chpasswd runs in a process of its own")]
fn change_root(root: &[u8]) -> Result<()> {
    use std::os::unix::ffi::OsStrExt;
    let path = std::ffi::OsStr::from_bytes(root);
    nix::unistd::chroot(path)
        .and_then(|()| nix::unistd::chdir(c"/"))
        .map_err(|e| fail!("can't change root directory to '", root, "': ", e))
}
