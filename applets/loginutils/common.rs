//! What the commands on accounts share.

use kit::account_edit::{Accounts, Table, bad_character, bad_in_field};
use kit::prelude::*;
use std::io;
use std::path::Path;

/// Where the account files are.
const ETC: &str = "/etc";

/// Ids of system accounts, and of others.
pub const SYSTEM_IDS: std::ops::RangeInclusive<u32> = 100..=999;
pub const IDS: std::ops::RangeInclusive<u32> = 1000..=59_999;

/// Largest id that can be asked for: BusyBox's limit, for ids beyond some file systems' reach.
pub const LARGEST_ID: u32 = 256_000;

pub fn must_be_root() -> Result<()> {
    if nix::unistd::geteuid().is_root() { Ok(()) } else { Err(fail!("permission denied (are you root?)")) }
}

/// The right to change the account files.
pub fn lock() -> Result<Accounts> {
    Accounts::lock(Path::new(ETC)).map_err(|e| fail!("can't lock /etc/.pwd.lock: ", e))
}

/// A file's lines; no lines if there is no file.
pub fn table(accounts: &Accounts, file: &str) -> Result<Table> {
    let table = accounts.read(file).map_err(|e| fail!("can't open '", ETC, "/", file, "': ", e))?;
    Ok(table.unwrap_or_default())
}

/// Changes a file, if it is there.
pub fn edit(accounts: &Accounts, file: &str, change: impl FnOnce(&mut Table) -> bool) -> Result<()> {
    accounts.edit(file, change).map_err(|e: io::Error| fail!("can't update ", ETC, "/", file, ": ", e))
}

/// A user's or group's name that can stand in the files.
pub fn check_name(name: &[u8]) -> Result<()> {
    match bad_character(name) {
        Some((at, code)) => Err(fail!("illegal character with code ", u32::from(code), " at position ", at)),
        None if name.len() > 255 => Err(fail!("name is too long")),
        None => Ok(()),
    }
}

/// A value that can stand in a line of /etc/passwd.
pub fn check_field(field: &[u8]) -> Result<()> {
    match bad_in_field(field) {
        Some((at, code)) => Err(fail!("illegal character with code ", u32::from(code), " at position ", at)),
        None => Ok(()),
    }
}

/// An id that is asked for.
pub fn wanted_id(word: &[u8]) -> Result<u32> {
    let id: u32 = kit::number::decimal(word)?;
    if id > LARGEST_ID {
        return Err(fail!("number ", id, " is not in 0..", LARGEST_ID, " range"));
    }
    Ok(id)
}

/// Ids in a column of a table.
pub fn ids(table: &Table, column: usize) -> Vec<u32> {
    let field = |line: &Vec<u8>| {
        let field = line.split(|c| *c == b':').nth(column)?;
        kit::number::decimal(field).ok()
    };
    table.lines().iter().filter_map(field).collect()
}

/// The id in field 2 of the entry `name`.
pub fn id_of(table: &Table, name: &[u8]) -> Option<u32> {
    kit::number::decimal(table.get(name)?.get(2)?).ok()
}

/// Days since 1970, as /etc/shadow counts.
pub fn today() -> Vec<u8> {
    text![kit::time::now().seconds.div_euclid(86400)]
}

/// Makes `user` a member of `group`, in both files.
pub fn join(accounts: &Accounts, user: &[u8], group: &[u8]) -> Result<()> {
    edit(accounts, "group", |t| t.add_member(group, 3, user))?;
    edit(accounts, "gshadow", |t| t.add_member(group, 3, user))
}

/// Adds a group.
pub fn add_group(accounts: &Accounts, name: &[u8], gid: u32) -> Result<()> {
    let gid = text![gid];
    edit(accounts, "group", |t| {
        t.set(&[name.to_vec(), b"x".to_vec(), gid, Vec::new()]);
        true
    })?;
    edit(accounts, "gshadow", |t| {
        t.set(&[name.to_vec(), b"!".to_vec(), Vec::new(), Vec::new()]);
        true
    })
}
