//! `adduser`: create a user account, or add a user to a group
//!
//! As BusyBox's, but it follows no symbolic link where the home directory should be, does not give `/` away, and refuses
//! a GECOS field, home directory or shell with `:` or control characters in it.

use crate::common::{
    self, IDS, SYSTEM_IDS, add_group, check_field, check_name, edit, id_of, ids, join, lock, must_be_root, table, today,
};
use crate::{addgroup, passwd};
use kit::beneath::{Replace, Root};
use kit::prelude::*;
use kit::sys::files;
use kit::walk::{Follow, Visit, Walk};
use nix::errno::Errno;
use nix::fcntl::{OFlag, open};
use nix::sys::stat::{Mode, fchmod};
use nix::unistd::mkdir;
use std::ffi::OsStr;
use std::os::fd::AsRawFd;
use std::os::unix::ffi::OsStrExt;

const USAGE: &str = "\
[OPTIONS] USER [GROUP]

Create new user, or add USER to GROUP

	-h, --home=DIR	Home directory
	-g, --gecos=GECOS	GECOS field
	-s, --shell=SHELL	Login shell
	-G, --ingroup=GRP	Group
	-S, --system	Create a system user
	-D, --disabled-password, --empty-password	Don't assign a password
	-H, --no-create-home	Don't create home directory
	-u, --uid=UID	User id
	-k, --skel=SKEL	Skeleton directory (/etc/skel)
";

pub const APPLET: Applet =
    Applet { dir: Dir::UsrSbin, kind: Kind::Process, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const HOME: Key = Key::short(APPLET.options, 'h');
const GECOS: Key = Key::short(APPLET.options, 'g');
const SHELL: Key = Key::short(APPLET.options, 's');
const GROUP: Key = Key::short(APPLET.options, 'G');
const SYSTEM: Key = Key::short(APPLET.options, 'S');
const NO_PASSWORD: Key = Key::short(APPLET.options, 'D');
const NO_HOME: Key = Key::short(APPLET.options, 'H');
const UID: Key = Key::short(APPLET.options, 'u');
const SKEL: Key = Key::short(APPLET.options, 'k');

struct Account {
    name: Vec<u8>,
    uid: u32,
    gid: u32,
    /// The group to be made for the user alone; none if another is joined.
    own_group: bool,
    /// The group that the user joins.
    joins: Option<Vec<u8>>,
    gecos: Vec<u8>,
    home: Vec<u8>,
    shell: Vec<u8>,
}

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    let name = match given.operands[..] {
        [name] => name,
        [user, group] => {
            // BusyBox hands this on to addgroup, whose messages it is then.
            cx.speaker = "addgroup";
            addgroup::add_member(user, group)?;
            return Ok(Status::OK);
        }
        _ => {
            must_be_root()?;
            return Err(Error::Usage(None));
        }
    };
    must_be_root()?;
    let account = create(cx, &given, name)?;
    if !given.has(NO_HOME) {
        make_home(cx, &account, given.value(SKEL));
    }
    if given.has(NO_PASSWORD) || given.has(SYSTEM) {
        return Ok(Status::OK);
    }
    // As BusyBox: now passwd speaks.
    cx.speaker = "passwd";
    passwd::change(cx, name, passwd::Change::Ask(kit::crypt::Method::Sha512))
}

/// Writes the account into the files.
fn create(cx: &Context, given: &Given, name: &[u8]) -> Result<Account> {
    let is_system = given.has(SYSTEM);
    let wanted = given.value(UID).map(common::wanted_id).transpose()?;
    check_name(name)?;
    let own_shell = cx.env.get(b"SHELL").filter(|s| !s.is_empty()).unwrap_or(b"/bin/sh");
    let mut account = Account {
        name: name.to_vec(),
        uid: 0,
        gid: 0,
        own_group: false,
        joins: None,
        gecos: given.value(GECOS).unwrap_or(b"Linux User,,,").to_vec(),
        home: given.value(HOME).map_or_else(|| text!["/home/", name], <[u8]>::to_vec),
        shell: given.value(SHELL).unwrap_or(if is_system { b"/sbin/nologin" } else { own_shell }).to_vec(),
    };
    for field in [&account.gecos, &account.home, &account.shell] {
        check_field(field)?;
    }
    let accounts = lock()?;
    let (users, groups) = (table(&accounts, "passwd")?, table(&accounts, "group")?);
    // A system user without a group of its own is in nogroup.
    account.joins = given.value(GROUP).or(is_system.then_some(b"nogroup")).map(<[u8]>::to_vec);
    if let Some(group) = &account.joins {
        account.gid = id_of(&groups, group).ok_or_else(|| fail!("unknown group ", group))?;
    }
    account.own_group = account.joins.is_none();
    if users.get(name).is_some() {
        return Err(fail!("user '", name, "' in use"));
    }
    let (uids, gids) = (ids(&users, 2), ids(&groups, 2));
    let is_used = |id: &u32| uids.contains(id) || account.own_group && gids.contains(id);
    account.uid = match wanted {
        Some(uid) if is_used(&uid) => return Err(fail!("uid '", uid, "' in use")),
        Some(uid) => uid,
        None => {
            let mut range = if is_system { SYSTEM_IDS } else { IDS };
            range.find(|id| !is_used(id)).ok_or_else(|| fail!("no uids left"))?
        }
    };
    if account.own_group {
        if groups.get(name).is_some() {
            return Err(fail!("group '", name, "' in use"));
        }
        account.gid = account.uid;
    }
    // The line in passwd comes last: before it, there is no such user.
    match &account.joins {
        Some(group) => join(&accounts, name, group)?,
        None => add_group(&accounts, name, account.gid)?,
    }
    edit(&accounts, "shadow", |t| {
        let fields = [&name.to_vec(), &b"!".to_vec(), &today(), &b"0".to_vec(), &b"99999".to_vec(), &b"7".to_vec()];
        let fields: Vec<Vec<u8>> = fields.into_iter().cloned().chain([Vec::new(), Vec::new(), Vec::new()]).collect();
        t.set(&fields);
        true
    })?;
    edit(&accounts, "passwd", |t| {
        let Account { name, uid, gid, gecos, home, shell, .. } = &account;
        let (uid, gid) = (text![*uid], text![*gid]);
        t.set(&[name.clone(), b"x".to_vec(), uid, gid, gecos.clone(), home.clone(), shell.clone()]);
        true
    })?;
    Ok(account)
}

/// Makes the home directory, 2755 and the user's, with a copy of the skeleton; one that is there becomes the user's. The
/// account exists by now: what fails here is told, and no failure.
fn make_home(cx: &mut Context, account: &Account, skel: Option<&[u8]>) {
    let home = &account.home;
    let path = OsStr::from_bytes(home);
    let made = mkdir(path, Mode::from_bits_truncate(0o755));
    let is_new = made.is_ok();
    if let Err(error) = made
        && error != Errno::EEXIST
    {
        cx.warn(text![home, ": ", error]);
        return;
    }
    if home.iter().all(|c| matches!(c, b'/' | b'.')) {
        return;
    }
    // The directory itself, not what a link there names: that may be root's.
    let flags = OFlag::O_RDONLY | OFlag::O_DIRECTORY | OFlag::O_NOFOLLOW | OFlag::O_CLOEXEC;
    let directory = match open(path, flags, Mode::empty()) {
        Ok(directory) => directory,
        Err(error) => {
            cx.warn(text![home, ": ", error]);
            return;
        }
    };
    if is_new {
        copy_skeleton(cx, account, skel);
    }
    if let Err(error) = files::fchown(directory.as_raw_fd(), Some(account.uid), Some(account.gid)) {
        cx.warn(text!["can't change owner of ", home, ": ", error]);
    }
    if let Err(error) = fchmod(&directory, Mode::from_bits_truncate(0o2755)) {
        cx.warn(text!["can't change permissions of ", home, ": ", error]);
    }
}

fn copy_skeleton(cx: &mut Context, account: &Account, skel: Option<&[u8]>) {
    let from = skel.unwrap_or(b"/etc/skel");
    if let Err(error) = files::stat(from) {
        // That the usual one is missing is usual.
        if skel.is_some() {
            cx.warn(text!["can't stat '", from, "': ", error]);
        }
        return;
    }
    let mut root = match Root::open(&account.home) {
        Ok(root) => root,
        Err(error) => {
            cx.warn(text![account.home, ": ", error]);
            return;
        }
    };
    let mut walk = Walk::new(from, Follow::Operands);
    while let Some(visit) = walk.next() {
        let result = match visit {
            Visit::File | Visit::Enter => copy_one(&mut walk, &mut root, from.len(), account),
            Visit::Leave => Ok(()),
            Visit::Failed(error) | Visit::Unopened(error) => Err(error),
        };
        if let Err(error) = result {
            let path = walk.path().to_vec();
            cx.warn(text!["can't copy ", path, ": ", error]);
        }
    }
}

/// Copies what the walk has come to.
fn copy_one(walk: &mut Walk, root: &mut Root, prefix: usize, account: &Account) -> std::io::Result<()> {
    let stat = walk.stat()?;
    let inner = walk.path()[prefix..].to_vec();
    let parts = kit::beneath::components(&inner).map_err(|_| std::io::Error::from(Errno::EINVAL))?;
    if parts.is_empty() {
        return Ok(());
    }
    let mode = stat.st_mode & 0o777;
    match stat.st_mode & libc::S_IFMT {
        libc::S_IFDIR => {
            root.make_directory(&parts, mode | 0o700)?;
        }
        libc::S_IFLNK => root.make_symlink(&parts, &files::readlink_at(walk.dir(), walk.name())?)?,
        libc::S_IFREG => {
            let from =
                files::open_at(walk.dir(), walk.name(), libc::O_RDONLY | libc::O_NOFOLLOW | libc::O_NONBLOCK, 0)?;
            let mut to = root.create_file(&parts, mode, Replace::Never)?;
            std::io::copy(&mut std::fs::File::from(from), &mut to)?;
        }
        // Devices and the like have no place in a home directory.
        _ => return Ok(()),
    }
    root.set_owner(&parts, Some(account.uid), Some(account.gid))?;
    if stat.st_mode & libc::S_IFMT != libc::S_IFLNK {
        root.set_mode(&parts, mode)?;
    }
    Ok(())
}
