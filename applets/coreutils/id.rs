//! `id`, `groups`: print user and group ids
//!
//! POSIX.1-2024 XCU id; `-z`, several users, and users given by number, as in GNU.

use kit::accounts::{self, Names, User};
use kit::prelude::*;
use nix::unistd::{getegid, geteuid, getgid, getgroups, getuid};

const USAGE: &str = "\
[-ugGnrz] [USER]...

Print information about USER or the current user

	-u, --user	User ID
	-g, --group	Group ID
	-G, --groups	Supplementary group IDs
	-n, --name	Print names instead of numbers
	-r, --real	Print real ID instead of effective ID
	-z, --zero	End entries with NUL (with -u, -g or -G)
";

pub const APPLET: Applet = Applet { kind: Kind::Pure, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const USER: Key = Key::short(APPLET.options, 'u');
const GROUP: Key = Key::short(APPLET.options, 'g');
const GROUPS: Key = Key::short(APPLET.options, 'G');
const NAME: Key = Key::short(APPLET.options, 'n');
const REAL: Key = Key::short(APPLET.options, 'r');
const ZERO: Key = Key::short(APPLET.options, 'z');

/// Whose ids: a named user's from the account files, or this process's.
struct Ids {
    uid: u32,
    euid: u32,
    gid: u32,
    egid: u32,
    /// Supplementary groups; of a named user as in `/etc/group`, the primary one first.
    groups: Vec<u32>,
}

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    if cx.name == "groups" {
        return print_groups(cx, &given);
    }
    let which = [USER, GROUP, GROUPS].iter().filter(|key| given.has(**key)).count();
    let bare = which == 0 && (given.has(NAME) || given.has(REAL) || given.has(ZERO));
    if which > 1 || bare {
        return Err(Error::Usage(None));
    }
    if given.operands.is_empty() {
        print_ids(cx, &given, &own_ids())?;
    }
    for word in &given.operands {
        match user(word) {
            Ok(user) => print_ids(cx, &given, &ids_of(&user))?,
            Err(Error::Failed(_, message)) => cx.complain(message),
            Err(error) => return Err(error),
        }
    }
    Ok(cx.status())
}

fn print_ids(cx: &mut Context, given: &Given, ids: &Ids) -> Result<()> {
    let (user, group) = if given.has(REAL) { (ids.uid, ids.gid) } else { (ids.euid, ids.egid) };
    let mut names = Names::default();
    if given.has(USER) {
        if given.has(NAME) { named(cx, user, names.user(user))? } else { cx.out.write_all(&text![user])? }
    } else if given.has(GROUP) {
        if given.has(NAME) { named(cx, group, names.group(group))? } else { cx.out.write_all(&text![group])? }
    } else if given.has(GROUPS) {
        list_groups(cx, ids, group, given.has(NAME), if given.has(ZERO) { b'\0' } else { b' ' })?;
    } else {
        all(cx, ids, given.operands.is_empty())?;
    }
    // Lists of groups that are separated by NULs end with two, if there are several.
    let end: &[u8] = match given.has(ZERO) {
        true if given.has(GROUPS) && given.operands.len() > 1 => b"\0\0",
        true => b"\0",
        false => b"\n",
    };
    cx.out.write_all(end)?;
    Ok(())
}

/// The name of an id; one without a name is shown as a number, and told.
fn named(cx: &mut Context, id: u32, name: Option<&[u8]>) -> Result<()> {
    match name {
        Some(name) => cx.out.write_all(name)?,
        None => {
            cx.out.write_all(&text![id])?;
            cx.complain(text!["unknown ID ", id]);
        }
    }
    Ok(())
}

fn print_groups(cx: &mut Context, given: &Given) -> Result<Status> {
    match &given.operands[..] {
        [] => {
            let ids = own_ids();
            list_groups(cx, &ids, ids.egid, true, b' ')?;
        }
        [word] => {
            let ids = ids_of(&user(word)?);
            list_groups(cx, &ids, ids.gid, true, b' ')?;
        }
        words => {
            for word in words {
                match user(word) {
                    Ok(user) => {
                        let ids = ids_of(&user);
                        cx.out.write_all(&text![word, " : "])?;
                        list_groups(cx, &ids, ids.gid, true, b' ')?;
                        cx.out.write_all(b"\n")?;
                    }
                    Err(Error::Failed(_, message)) => cx.complain(message),
                    Err(error) => return Err(error),
                }
            }
            return Ok(cx.status());
        }
    }
    cx.out.write_all(b"\n")?;
    Ok(cx.status())
}

/// The user of that name, else of that number.
fn user(word: &[u8]) -> Result<User> {
    accounts::user_by_name(word)
        .or_else(|| accounts::user_by_id(std::str::from_utf8(word).ok()?.parse().ok()?))
        .ok_or_else(|| fail!("unknown user ", word))
}

fn ids_of(user: &User) -> Ids {
    let mut groups = vec![user.gid];
    let lists_user = |g: &accounts::Group| g.members.contains(&user.name);
    groups.extend(accounts::groups().iter().filter(|g| lists_user(g)).map(|g| g.gid));
    Ids { uid: user.uid, euid: user.uid, gid: user.gid, egid: user.gid, groups }
}

fn own_ids() -> Ids {
    let groups = getgroups().unwrap_or_default().into_iter().map(nix::unistd::Gid::as_raw).collect();
    Ids { uid: getuid().as_raw(), euid: geteuid().as_raw(), gid: getgid().as_raw(), egid: getegid().as_raw(), groups }
}

/// The group `first`, then the others.
fn list_groups(cx: &mut Context, ids: &Ids, first: u32, with_names: bool, separator: u8) -> Result<()> {
    let mut names = Names::default();
    let others = ids.groups.iter().copied().filter(|gid| *gid != first);
    for (i, gid) in std::iter::once(first).chain(others).enumerate() {
        if i > 0 {
            cx.out.write_all(&[separator])?;
        }
        if with_names { named(cx, gid, names.group(gid))? } else { cx.out.write_all(&text![gid])? }
    }
    Ok(())
}

/// `uid=0(root) gid=0(root) groups=…`.
fn all(cx: &mut Context, ids: &Ids, own: bool) -> Result<()> {
    let mut names = Names::default();
    let mut line = Vec::new();
    let with_name = |label: &str, id: u32, name: Option<&[u8]>, line: &mut Vec<u8>| {
        line.extend(text![label, id]);
        if let Some(name) = name {
            line.extend(text!["(", name, ")"]);
        }
    };
    with_name("uid=", ids.uid, names.user(ids.uid), &mut line);
    with_name(" gid=", ids.gid, names.group(ids.gid), &mut line);
    if own && ids.euid != ids.uid {
        with_name(" euid=", ids.euid, names.user(ids.euid), &mut line);
    }
    if own && ids.egid != ids.gid {
        with_name(" egid=", ids.egid, names.group(ids.egid), &mut line);
    }
    for (i, gid) in ids.groups.iter().enumerate() {
        with_name(if i == 0 { " groups=" } else { "," }, *gid, names.group(*gid), &mut line);
    }
    cx.out.write_all(&line)?;
    Ok(())
}
