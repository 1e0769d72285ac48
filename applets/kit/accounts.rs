//! Users and groups: /etc/passwd and /etc/group, read by our own parser (musl's would need NSS sockets and static
//! buffers). Lines that are not entries are skipped.

use std::collections::HashMap;

/// A line of /etc/passwd.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// Login name.
    pub name: Vec<u8>,
    /// Password field.
    pub password: Vec<u8>,
    /// User id.
    pub uid: u32,
    /// Id of the primary group.
    pub gid: u32,
    /// Full name and the like.
    pub gecos: Vec<u8>,
    /// Home directory.
    pub home: Vec<u8>,
    /// Login shell.
    pub shell: Vec<u8>,
}

/// A line of /etc/group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Name.
    pub name: Vec<u8>,
    /// Password field.
    pub password: Vec<u8>,
    /// Group id.
    pub gid: u32,
    /// Names of the members.
    pub members: Vec<Vec<u8>>,
}

fn id(field: &[u8]) -> Option<u32> {
    if field.is_empty() || !field.iter().all(u8::is_ascii_digit) {
        return None;
    }
    std::str::from_utf8(field).ok()?.parse().ok()
}

impl User {
    /// Reads a line without its newline.
    pub fn parse(line: &[u8]) -> Option<User> {
        let fields: Vec<&[u8]> = line.split(|c| *c == b':').collect();
        let [name, password, uid, gid, gecos, home, shell] = fields[..] else { return None };
        if name.is_empty() {
            return None;
        }
        Some(User {
            name: name.to_vec(),
            password: password.to_vec(),
            uid: id(uid)?,
            gid: id(gid)?,
            gecos: gecos.to_vec(),
            home: home.to_vec(),
            shell: shell.to_vec(),
        })
    }
}

impl Group {
    /// Reads a line without its newline.
    pub fn parse(line: &[u8]) -> Option<Group> {
        let fields: Vec<&[u8]> = line.split(|c| *c == b':').collect();
        let [name, password, gid, members] = fields[..] else { return None };
        if name.is_empty() {
            return None;
        }
        let members = members.split(|c| *c == b',').filter(|m| !m.is_empty()).map(<[u8]>::to_vec).collect();
        Some(Group { name: name.to_vec(), password: password.to_vec(), gid: id(gid)?, members })
    }
}

fn entries<T>(path: &str, parse: fn(&[u8]) -> Option<T>) -> Vec<T> {
    // A root without accounts is a root in which no name is known; every caller can live with ids.
    let text = std::fs::read(path).unwrap_or_default();
    text.split(|c| *c == b'\n').filter_map(parse).collect()
}

/// All users, in the order of the file.
pub fn users() -> Vec<User> {
    entries("/etc/passwd", User::parse)
}

/// All groups, in the order of the file.
pub fn groups() -> Vec<Group> {
    entries("/etc/group", Group::parse)
}

/// The user of that name.
pub fn user_by_name(name: &[u8]) -> Option<User> {
    users().into_iter().find(|u| u.name == name)
}

/// The first user with that id.
pub fn user_by_id(uid: u32) -> Option<User> {
    users().into_iter().find(|u| u.uid == uid)
}

/// The group of that name.
pub fn group_by_name(name: &[u8]) -> Option<Group> {
    groups().into_iter().find(|g| g.name == name)
}

/// The first group with that id.
pub fn group_by_id(gid: u32) -> Option<Group> {
    groups().into_iter().find(|g| g.gid == gid)
}

/// A user given by name or number, as `chown` and `find -user` take it: names first. `+7` is a number, as in GNU.
pub fn uid_of(word: &[u8]) -> Option<u32> {
    user_by_name(word).map(|u| u.uid).or_else(|| id(word.strip_prefix(b"+").unwrap_or(word)))
}

/// A group given by name or number, or by `+` and a number.
pub fn gid_of(word: &[u8]) -> Option<u32> {
    group_by_name(word).map(|g| g.gid).or_else(|| id(word.strip_prefix(b"+").unwrap_or(word)))
}

/// The ids of all groups of a user: the primary one first, then those that list the name.
pub fn group_ids(user: &[u8], primary: u32) -> Vec<u32> {
    let mut ids = vec![primary];
    for group in groups() {
        if group.members.iter().any(|m| m == user) && !ids.contains(&group.gid) {
            ids.push(group.gid);
        }
    }
    ids
}

/// Names of ids, each looked up once: for `ls -l`, `find -ls`, `tar`, `ps`.
#[derive(Default, Debug)]
pub struct Names {
    users: Option<HashMap<u32, Vec<u8>>>,
    groups: Option<HashMap<u32, Vec<u8>>>,
}

impl Names {
    /// The user's name.
    pub fn user(&mut self, uid: u32) -> Option<&[u8]> {
        let map = self.users.get_or_insert_with(|| users().into_iter().rev().map(|u| (u.uid, u.name)).collect());
        map.get(&uid).map(Vec::as_slice)
    }

    /// The group's name.
    pub fn group(&mut self, gid: u32) -> Option<&[u8]> {
        let map = self.groups.get_or_insert_with(|| groups().into_iter().rev().map(|g| (g.gid, g.name)).collect());
        map.get(&gid).map(Vec::as_slice)
    }

    /// The user's name, or the number.
    pub fn user_or_id(&mut self, uid: u32) -> Vec<u8> {
        self.user(uid).map_or_else(|| uid.to_string().into_bytes(), <[u8]>::to_vec)
    }

    /// The group's name, or the number.
    pub fn group_or_id(&mut self, gid: u32) -> Vec<u8> {
        self.group(gid).map_or_else(|| gid.to_string().into_bytes(), <[u8]>::to_vec)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_are_not_entries_are_skipped() {
        assert_eq!(User::parse(b"root:x:0:0:root:/root:/bin/sh").unwrap().shell, b"/bin/sh");
        for bad in [&b"# comment"[..], b"", b"a:x:-1:0:::", b"a:x:1:0::", b":x:1:1:::", b"+"] {
            assert_eq!(User::parse(bad), None);
        }
        assert_eq!(Group::parse(b"g:x:5:a,,b").unwrap().members, [b"a", b"b"]);
    }
}
