//! `passwd`: change a user's password
//!
//! As BusyBox's; new passwords are hashed with SHA-512. DES is not offered: it reads eight characters.

use crate::common::{lock, must_be_root, table, today};
use crate::prompt;
use kit::account_edit::{Accounts, Table};
use kit::accounts::{self, User};
use kit::crypt::{self, Method};
use kit::prelude::*;

const USAGE: &str = "\
[-a ALG] [-dlu] [USER]

Change USER's password (default: current user)

	-a ALG	md5,sha256/512 (default sha512)
	-d	Set password to ''
	-l	Lock (disable) account
	-u	Unlock (enable) account
";

pub const APPLET: Applet =
    Applet { dir: Dir::UsrBin, kind: Kind::Process, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const ALGORITHM: Key = Key::short(APPLET.options, 'a');
const DELETE: Key = Key::short(APPLET.options, 'd');
const LOCK: Key = Key::short(APPLET.options, 'l');
const UNLOCK: Key = Key::short(APPLET.options, 'u');

/// What shall become of a password.
pub enum Change {
    /// Ask for a new one.
    Ask(Method),
    /// No password at all.
    Delete,
    Lock,
    Unlock,
}

fn run(cx: &mut Context) -> Result<Status> {
    must_be_set_user_id()?;
    let given = cx.options()?;
    let change = if given.has(LOCK) {
        Change::Lock
    } else if given.has(UNLOCK) {
        Change::Unlock
    } else if given.has(DELETE) {
        Change::Delete
    } else {
        Change::Ask(method(given.value(ALGORITHM))?)
    };
    let myself = nix::unistd::getuid().as_raw();
    if myself != 0 && !matches!(change, Change::Ask(_)) {
        return Err(Error::Usage(None));
    }
    let name = match given.operands.first() {
        Some(name) => name.to_vec(),
        None => accounts::user_by_id(myself).ok_or_else(|| fail!("unknown uid ", myself))?.name,
    };
    self::change(cx, &name, change)
}

/// For set-user-ID commands: they can do nothing without root's rights.
pub fn must_be_set_user_id() -> Result<()> {
    kit::sys::open_standard_descriptors();
    if nix::unistd::geteuid().is_root() { Ok(()) } else { Err(fail!("must be suid to work properly")) }
}

/// The method of that name, or the usual one.
pub fn method(name: Option<&[u8]>) -> Result<Method> {
    match name {
        None => Ok(Method::Sha512),
        Some(name) => Method::of_name(name).ok_or_else(|| fail!("unknown algorithm '", name, "'")),
    }
}

/// Changes the password of `name`.
pub fn change(cx: &mut Context, name: &[u8], change: Change) -> Result<Status> {
    let user = accounts::user_by_name(name).ok_or_else(|| fail!("unknown user ", name))?;
    let myself = nix::unistd::getuid().as_raw();
    let my_name = accounts::user_by_id(myself).map_or_else(|| text![myself], |u| u.name);
    if myself != 0 && user.uid != myself {
        return Err(fail!(my_name, " can't change password for ", name));
    }
    let stored = stored_password(&user);
    let new = match change {
        Change::Delete => Vec::new(),
        Change::Lock if stored.starts_with(b"!") => {
            return Err(fail!("password for ", name, " is already locked"));
        }
        Change::Lock => text!["!", stored],
        Change::Unlock => match stored.strip_prefix(b"!") {
            Some(rest) => rest.to_vec(),
            None => return Err(fail!("password for ", name, " is already unlocked")),
        },
        Change::Ask(method) => match ask(cx, &user, &stored, myself == 0, method)? {
            Some(hash) => hash,
            None => return Err(fail!("password for ", name, " is unchanged")),
        },
    };
    must_be_root()?;
    let accounts = lock()?;
    store(cx, &accounts, name, &new)?;
    cx.warn(text!["password for ", name, " changed by ", my_name]);
    Ok(Status::OK)
}

/// The hash of a user's password: from /etc/shadow, if the user is there.
pub fn stored_password(user: &User) -> Vec<u8> {
    let shadow = Table::parse(&std::fs::read("/etc/shadow").unwrap_or_default());
    match shadow.get(&user.name) {
        Some(fields) => fields.get(1).cloned().unwrap_or_default(),
        None => user.password.clone(),
    }
}

/// Puts a hash into /etc/shadow; into /etc/passwd for who is not there.
pub fn store(cx: &mut Context, accounts: &Accounts, name: &[u8], hash: &[u8]) -> Result<()> {
    let set = |table: &mut Table| {
        let Some(mut fields) = table.get(name).filter(|f| f.len() >= 2) else { return false };
        fields[1] = hash.to_vec();
        if fields.len() == 9 {
            fields[2] = today();
        }
        table.set(&fields);
        true
    };
    let has_shadow = table(accounts, "shadow")?.get(name).is_some();
    let file = if has_shadow { "shadow" } else { "passwd" };
    if !has_shadow && std::path::Path::new("/etc/shadow").exists() {
        cx.warn(text!["no record of ", name, " in /etc/shadow, using /etc/passwd"]);
    }
    let mut done = false;
    let result = accounts.edit(file, |table| {
        done = set(table);
        done
    });
    result.map_err(|e| fail!("can't update password file /etc/", file, ": ", e))?;
    if done { Ok(()) } else { Err(fail!("can't update password file /etc/", file)) }
}

/// Asks for the old password (unless root asks) and twice for the new one; its hash, or none if that came to nothing.
fn ask(cx: &mut Context, user: &User, stored: &[u8], is_root: bool, method: Method) -> Result<Option<Vec<u8>>> {
    if !is_root && stored.starts_with(b"!") {
        return Err(fail!("can't change locked password for ", user.name));
    }
    cx.out.line(&text!["Changing password for ", user.name])?;
    let mut old = Vec::new();
    if !is_root && !stored.is_empty() {
        old = prompt::password(cx, "Old password: ")?.unwrap_or_default();
        if !crypt::verify(&old, stored) {
            cx.out.line(b"Incorrect password")?;
            return Ok(None);
        }
    }
    let Some(new) = prompt::password(cx, "New password: ")? else { return Ok(None) };
    if let Some(weakness) = weakness(&new, &old, user) {
        cx.out.line(&text!["Bad password: ", weakness])?;
        // Root is told, and believed.
        if !is_root {
            return Ok(None);
        }
    }
    let Some(again) = prompt::password(cx, "Retype password: ")? else { return Ok(None) };
    if new != again {
        cx.out.line(b"Passwords don't match")?;
        return Ok(None);
    }
    crypt::hash_new(&new, method)
        .map_err(|e| fail!("can't make a salt: ", e))?
        .map(Some)
        .ok_or_else(|| fail!("password is too long"))
}

/// What is wrong with a new password.
fn weakness(new: &[u8], old: &[u8], user: &User) -> Option<&'static str> {
    if new.len() < 6 {
        return Some("too short");
    }
    let lower = new.to_ascii_lowercase();
    let resembles = |other: &[u8]| {
        let other = other.to_ascii_lowercase();
        let reversed: Vec<u8> = other.iter().rev().copied().collect();
        other.len() > 1 && (contains(&lower, &other) || contains(&lower, &reversed))
    };
    if resembles(&user.name) {
        return Some("similar to username");
    }
    if user.gecos.split(|c| matches!(c, b',' | b' ')).any(|word| word.len() > 2 && resembles(word)) {
        return Some("similar to gecos");
    }
    if !old.is_empty() && (resembles(old) || contains(&old.to_ascii_lowercase(), &lower)) {
        return Some("similar to old password");
    }
    if new.iter().any(|c| new.iter().filter(|d| *d == c).count() >= new.len() / 2) {
        return Some("too many similar characters");
    }
    // As BusyBox: the fewer kinds of characters, the longer it must be.
    let kinds = [
        new.iter().any(u8::is_ascii_lowercase),
        new.iter().any(u8::is_ascii_uppercase),
        new.iter().any(u8::is_ascii_digit),
        new.iter().any(|c| !c.is_ascii_alphanumeric()),
    ];
    let kinds = kinds.into_iter().filter(|k| *k).count();
    (new.len() + 2 * kinds < 14).then_some("too weak")
}

fn contains(text: &[u8], word: &[u8]) -> bool {
    text.windows(word.len()).any(|w| w == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weak_passwords_are_told_as_busybox_tells_them() {
        let user = User::parse(b"p1:x:1:1:Linux User,,,:/:/bin/sh").unwrap();
        for (password, expected) in [
            ("1p", Some("too short")),
            ("Ab1!", Some("too short")),
            ("p1p1p1", Some("similar to username")),
            ("xp1Secret", Some("similar to username")),
            ("P1ABCDEFG", Some("similar to username")),
            ("aaaaaa", Some("too many similar characters")),
            ("abcdef", Some("too weak")),
            ("abcdefgh", Some("too weak")),
            ("Abcdefgh", Some("too weak")),
            ("root12", Some("too weak")),
            ("12345678", Some("too weak")),
            ("Abcdefg1", None),
            ("abcba12321abcba", None),
        ] {
            assert_eq!(weakness(password.as_bytes(), b"", &user), expected, "{password}");
        }
        assert_eq!(weakness(b"1Secret-2", b"Secret-", &user), Some("similar to old password"));
    }
}
