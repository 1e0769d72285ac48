//! `chroot`: run a program with another root directory
//!
//! `--userspec`, `--groups`, `--skip-chdir` as in GNU. Names are looked up before the root changes: the account files in
//! the new root may be anybody's.

use kit::prelude::*;
use kit::{accounts, process};
use nix::unistd::{Gid, Uid, setgid, setgroups, setuid};

const USAGE: &str = "\
NEWROOT [PROG ARGS]

Run PROG with root directory set to NEWROOT

	--userspec=USER[:GROUP]	Run it as USER and GROUP
	--groups=GROUP[,...]	Supplementary groups
	--skip-chdir	Stay in the working directory (NEWROOT must be /)
";

pub const APPLET: Applet =
    Applet { dir: Dir::UsrSbin, usage: USAGE, options: options!(USAGE), stop_at_operand: true, run, ..Applet::DEFAULT };

const USER: Key = Key::long(USAGE, APPLET.options, "userspec");
const GROUPS: Key = Key::long(USAGE, APPLET.options, "groups");
const SKIP_CHDIR: Key = Key::long(USAGE, APPLET.options, "skip-chdir");

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    let [root, prog @ ..] = &given.operands[..] else { return Err(Error::Usage(None)) };
    let skip_chdir = given.has(SKIP_CHDIR);
    if skip_chdir && !matches!(std::fs::canonicalize(kit_path(root)), Ok(path) if path == std::path::Path::new("/")) {
        return Err(fail!("--skip-chdir is for NEWROOT / only"));
    }
    let ids = ids(given.value(USER), given.value(GROUPS))?;

    nix::unistd::chroot(*root).map_err(|e| fail!("can't change root directory to '", root, "': ", e))?;
    if !skip_chdir {
        #[allow(clippy::disallowed_methods, reason = "for the program that takes this process's place")]
        nix::unistd::chdir("/").map_err(|e| fail!("can't change directory to '/': ", e))?;
    }
    if let Some(groups) = &ids.groups {
        let groups: Vec<Gid> = groups.iter().map(|gid| Gid::from_raw(*gid)).collect();
        setgroups(&groups).map_err(|e| fail!("can't set groups: ", e))?;
    }
    if let Some(gid) = ids.gid {
        setgid(Gid::from_raw(gid)).map_err(|e| fail!("can't set gid ", gid, ": ", e))?;
    }
    if let Some(uid) = ids.uid {
        setuid(Uid::from_raw(uid)).map_err(|e| fail!("can't set uid ", uid, ": ", e))?;
    }
    if prog.is_empty() {
        let shell = cx.env.get(b"SHELL").filter(|shell| !shell.is_empty()).unwrap_or(b"/bin/sh");
        return Err(process::exec(cx, &[shell, b"-i"]));
    }
    Err(process::exec(cx, prog))
}

fn kit_path(bytes: &[u8]) -> &std::path::Path {
    std::path::Path::new(<std::ffi::OsStr as std::os::unix::ffi::OsStrExt>::from_bytes(bytes))
}

#[derive(Default, Debug, PartialEq, Eq)]
struct Ids {
    uid: Option<u32>,
    gid: Option<u32>,
    groups: Option<Vec<u32>>,
}

/// Whoever gives up a user id gives up the groups of the old one too: what `--groups` does not say is the user's own
/// from the account files, or none.
fn ids(spec: Option<&[u8]>, list: Option<&[u8]>) -> Result<Ids> {
    let mut ids = Ids::default();
    if let Some(spec) = spec {
        let mut parts = spec.splitn(2, |c| *c == b':');
        let (user, group) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        let mut account = None;
        if !user.is_empty() {
            let uid = accounts::uid_of(user).ok_or_else(|| fail!("unknown user ", user))?;
            ids.uid = Some(uid);
            account = accounts::user_by_name(user).or_else(|| accounts::user_by_id(uid));
        }
        ids.gid = match group {
            b"" => account.as_ref().map(|a| a.gid),
            group => Some(accounts::gid_of(group).ok_or_else(|| fail!("unknown group ", group))?),
        };
        if ids.uid.is_some() && ids.gid.is_none() {
            return Err(fail!("no group known for user ", user, ": give USER:GROUP"));
        }
        ids.groups = Some(match account {
            Some(account) => accounts::group_ids(&account.name, ids.gid.unwrap_or(account.gid)),
            None => ids.gid.into_iter().collect(),
        });
    }
    if let Some(list) = list {
        let words = list.split(|c| *c == b',').filter(|word| !word.is_empty());
        let groups = words.map(|word| accounts::gid_of(word).ok_or_else(|| fail!("unknown group ", word)));
        ids.groups = Some(groups.collect::<Result<Vec<u32>>>()?);
    }
    Ok(ids)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_need_no_account() {
        let ids = ids(Some(b"54321:54322"), Some(b"7,,8")).unwrap();
        assert_eq!(ids, Ids { uid: Some(54321), gid: Some(54322), groups: Some(vec![7, 8]) });
    }

    #[test]
    fn the_groups_of_the_old_user_are_given_up() {
        assert_eq!(ids(Some(b"54321:54322"), None).unwrap().groups, Some(vec![54322]));
        assert_eq!(ids(Some(b":54322"), None).unwrap().uid, None);
        assert!(ids(Some(b"54321"), None).is_err());
        assert_eq!(ids(None, Some(b"")).unwrap().groups, Some(vec![]));
    }
}
