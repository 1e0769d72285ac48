//! Owners and groups as `chown` and `install` take them.

use kit::accounts::{gid_of, uid_of, user_by_id};
use kit::prelude::*;

/// A new owner and group; none leaves it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Owner {
    pub user: Option<u32>,
    pub group: Option<u32>,
}

/// The id of a user; `unknown user x`.
pub fn user(word: &[u8]) -> Result<u32> {
    // -1 would mean: leave it.
    uid_of(word).filter(|id| *id != u32::MAX).ok_or_else(|| fail!("unknown user ", word))
}

/// The id of a group; `unknown group x`.
pub fn group(word: &[u8]) -> Result<u32> {
    gid_of(word).filter(|id| *id != u32::MAX).ok_or_else(|| fail!("unknown group ", word))
}

/// Reads `USER`, `USER:GROUP`, `:GROUP`, `USER:` (its login group), also with a dot for the colon where no user is
/// named so.
pub fn parse(word: &[u8]) -> Result<Owner> {
    let colon = memchr::memchr(b':', word);
    if colon.is_none()
        && let Some(id) = uid_of(word)
    {
        return Ok(Owner { user: Some(id).filter(|id| *id != u32::MAX), group: None });
    }
    let Some(at) = colon.or_else(|| memchr::memchr(b'.', word)) else { return Err(fail!("unknown user ", word)) };
    let (name, group_name) = (&word[..at], &word[at + 1..]);
    if name.is_empty() {
        return Ok(Owner { user: None, group: Some(group(group_name)?) });
    }
    let unknown = |_| fail!("unknown user/group ", word);
    let id = user(name).map_err(unknown)?;
    let group = if group_name.is_empty() {
        user_by_id(id).map_or(id, |u| u.gid)
    } else {
        group(group_name).map_err(unknown)?
    };
    Ok(Owner { user: Some(id), group: Some(group) })
}
