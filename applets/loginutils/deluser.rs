//! `deluser`, `delgroup`: remove a user, a group, or a user from a group
//!
//! As BusyBox's, but `--remove-home` removes only a directory that is the user's own.

use crate::common::{edit, id_of, lock, must_be_root, table};
use kit::account_edit::Accounts;
use kit::accounts::User;
use kit::prelude::*;
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

const USAGE: &str = "\
[--remove-home] USER | delgroup [USER] GROUP

Delete USER from the system, group GROUP from the system, or user USER from group GROUP

	--remove-home	Remove the home directory, too
";

pub const APPLET: Applet =
    Applet { dir: Dir::UsrSbin, kind: Kind::Process, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const REMOVE_HOME: Key = Key::long(USAGE, APPLET.options, "remove-home");

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    let of_users = cx.name == "deluser";
    if !of_users && given.has(REMOVE_HOME) {
        return Err(Error::Usage(None));
    }
    match given.operands[..] {
        [user] if of_users => {
            must_be_root()?;
            delete_user(cx, user, given.has(REMOVE_HOME))?;
        }
        [group] if !of_users => {
            must_be_root()?;
            let accounts = lock()?;
            if table(&accounts, "group")?.get(group).is_none() {
                return Err(fail!("unknown group ", group));
            }
            delete_group(&accounts, group)?;
        }
        [user, group] if !of_users => {
            must_be_root()?;
            delete_member(cx, user, group)?;
        }
        _ => {
            must_be_root()?;
            return Err(Error::Usage(None));
        }
    }
    Ok(Status::OK)
}

fn delete_member(cx: &mut Context, user: &[u8], group: &[u8]) -> Result<()> {
    let accounts = lock()?;
    if table(&accounts, "group")?.get(group).is_none() {
        return Err(fail!("unknown group ", group));
    }
    let mut was_member = false;
    edit(&accounts, "group", |t| {
        was_member = t.remove_member(group, 3, user);
        was_member
    })?;
    if !was_member {
        cx.warn(text!["can't find ", user, " in /etc/group"]);
    }
    edit(&accounts, "gshadow", |t| t.remove_member(group, 3, user))
}

/// Removes a group that is nobody's primary one.
fn delete_group(accounts: &Accounts, group: &[u8]) -> Result<()> {
    let Some(gid) = id_of(&table(accounts, "group")?, group) else { return Ok(()) };
    let users = table(accounts, "passwd")?;
    let owner = users.lines().iter().filter_map(|l| User::parse(l)).find(|u| u.gid == gid);
    if let Some(owner) = owner {
        return Err(fail!("'", owner.name, "' still has '", group, "' as their primary group!"));
    }
    edit(accounts, "group", |t| t.remove(group))?;
    edit(accounts, "gshadow", |t| t.remove(group))
}

fn delete_user(cx: &mut Context, name: &[u8], remove_home: bool) -> Result<()> {
    let accounts = lock()?;
    let users = table(&accounts, "passwd")?;
    let Some(fields) = users.get(name) else { return Err(fail!("unknown user ", name)) };
    let user = User::parse(&fields.join(&b':'));

    edit(&accounts, "passwd", |t| t.remove(name))?;
    edit(&accounts, "shadow", |t| t.remove(name))?;
    if let Some(user) = user.filter(|_| remove_home) {
        delete_home(cx, &user);
    }
    let mut was_member = false;
    let groups = table(&accounts, "group")?;
    let names: Vec<Vec<u8>> =
        groups.lines().iter().filter_map(|l| Some(l.split(|c| *c == b':').next()?.to_vec())).collect();
    edit(&accounts, "group", |t| {
        for group in &names {
            was_member |= t.remove_member(group, 3, name);
        }
        was_member
    })?;
    if !was_member {
        cx.warn(text!["can't find ", name, " in /etc/group"]);
    }
    edit(&accounts, "gshadow", |t| {
        let mut changed = false;
        for group in &names {
            changed |= t.remove_member(group, 3, name);
            changed |= t.remove_member(group, 2, name);
        }
        changed
    })?;
    delete_group(&accounts, name)
}

/// Removes the home directory, if it is the user's. Accounts of the system have `/`, `/bin` and the like.
fn delete_home(cx: &mut Context, user: &User) {
    let path = Path::new(OsStr::from_bytes(&user.home));
    let Ok(metadata) = path.symlink_metadata() else { return };
    if metadata.uid() != user.uid || path.parent().is_none() {
        cx.warn(text!["'", user.home, "' is not owned by ", user.name, ", not removed"]);
        return;
    }
    // std goes by descriptors and follows no link.
    if let Err(error) = std::fs::remove_dir_all(path) {
        cx.warn(text!["can't remove '", user.home, "': ", error]);
    }
}
