//! `addgroup`: add a group, or a user to a group
//!
//! As BusyBox's. Every change is made under the lock of the account files and replaces whole files.

use crate::common::{self, IDS, SYSTEM_IDS, add_group, check_name, id_of, ids, join, lock, must_be_root, table};
use kit::prelude::*;

const USAGE: &str = "\
[-g GID] [-S] [USER] GROUP

Add a group or add a user to a group

	-g, --gid=GID	Group id
	-S, --system	Create a system group
";

pub const APPLET: Applet =
    Applet { dir: Dir::UsrSbin, kind: Kind::Process, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const GID: Key = Key::short(APPLET.options, 'g');
const SYSTEM: Key = Key::short(APPLET.options, 'S');

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    match given.operands[..] {
        [group] => add(&given, group)?,
        [user, group] if !given.has(GID) => add_member(user, group)?,
        _ => {
            must_be_root()?;
            return Err(Error::Usage(None));
        }
    }
    Ok(Status::OK)
}

fn add(given: &Given, group: &[u8]) -> Result<()> {
    must_be_root()?;
    let wanted = given.value(GID).map(common::wanted_id).transpose()?;
    check_name(group)?;
    let accounts = lock()?;
    let groups = table(&accounts, "group")?;
    if groups.get(group).is_some() {
        return Err(fail!("group '", group, "' in use"));
    }
    let used = ids(&groups, 2);
    let gid = match wanted {
        Some(gid) if used.contains(&gid) => return Err(fail!("gid '", gid, "' in use")),
        Some(gid) => gid,
        None => {
            let mut range = if given.has(SYSTEM) { SYSTEM_IDS } else { IDS };
            range.find(|id| !used.contains(id)).ok_or_else(|| fail!("no gids left"))?
        }
    };
    add_group(&accounts, group, gid)
}

/// Also `adduser USER GROUP`.
pub fn add_member(user: &[u8], group: &[u8]) -> Result<()> {
    must_be_root()?;
    let accounts = lock()?;
    if table(&accounts, "group")?.get(group).is_none() {
        return Err(fail!("unknown group ", group));
    }
    if id_of(&table(&accounts, "passwd")?, user).is_none() {
        return Err(fail!("unknown user ", user));
    }
    join(&accounts, user, group)
}
