//! Listing and extraction.

use super::*;
use kit::accounts;
use kit::beneath::{Replace, Root, components};
use kit::mode::symbolic;
use kit::sys;
use kit::tar::{Entry, Kind as Member, Piece};
use kit::time::Zone;
use nix::errno::Errno;
use nix::sys::stat::{Mode, SFlag, fchmod, futimens, makedev};
use nix::sys::time::TimeSpec;
use std::collections::HashMap;
use std::io::{Seek, SeekFrom};

/// What is to be restored of each member, and what happens to what is there.
struct Policy {
    to_stdout: bool,
    keep_old: bool,
    skip_old: bool,
    keep_newer: bool,
    overwrite: bool,
    /// Exactly the archived permissions; else those less the umask, without set-ID bits.
    permissions: bool,
    umask: u32,
    owner: bool,
    numeric: bool,
    mtime: bool,
}

/// A directory whose permissions and times are set when nothing more comes below it.
struct Later {
    path: Vec<u8>,
    mode: Option<u32>,
    mtime: Option<(i64, u32)>,
}

/// A link that is made when all files are there: a symbolic link that leads up or to the top, so that members below its
/// name get a directory of their own instead of an error; a hard link to such a link.
struct LateLink {
    path: Vec<u8>,
    target: Vec<u8>,
    is_hard: bool,
}

struct Extraction<'c, 'a> {
    cx: &'c mut Context<'a>,
    policy: Policy,
    root: Root,
    later: Vec<Later>,
    late_links: Vec<LateLink>,
    users: HashMap<Vec<u8>, Option<u32>>,
    groups: HashMap<Vec<u8>, Option<u32>>,
    told_of_slash: bool,
}

pub fn run(cx: &mut Context, request: &mut Request, list: bool) -> Result<Status> {
    let strip = match request.value(STRIP) {
        Some(word) => kit::number::decimal::<u32>(word)?,
        None => 0,
    };
    let (mut reader, unpacking_failed) = open_archive(cx, request)?;
    if request.has(IGNORE_ZEROS) {
        reader.ignore_zeros();
    }
    let mut directory = b".".to_vec();
    let all = request.directories.iter().copied().map(<[u8]>::to_vec);
    // Of one that stands among the names BusyBox takes the last.
    for dir in all.chain(request.names.iter().flat_map(|n| n.directories.iter().cloned())) {
        directory = if dir.starts_with(b"/") { dir } else { text![directory, "/", dir] };
    }
    let named = directory.strip_prefix(b"./").unwrap_or(&directory);
    let root = Root::open(&directory).map_err(|e| fail!("can't change directory to '", named, "': ", e))?;
    let verbosity = request.count(VERBOSE);
    let is_root = nix::unistd::geteuid().is_root();
    let policy = Policy {
        to_stdout: request.has(TO_STDOUT),
        keep_old: request.has(KEEP_OLD),
        skip_old: request.has(SKIP_OLD),
        keep_newer: request.has(KEEP_NEWER),
        overwrite: request.has(OVERWRITE),
        permissions: match request.last(&[SAME_PERMISSIONS, NO_SAME_PERMISSIONS]) {
            Some(key) => key == SAME_PERMISSIONS,
            None => is_root,
        },
        umask: sys::umask_value(),
        owner: match request.last(&[SAME_OWNER, NO_SAME_OWNER]) {
            Some(key) => key == SAME_OWNER,
            None => is_root,
        },
        numeric: request.has(NUMERIC_OWNER),
        mtime: !request.has(TOUCH),
    };
    let zone = Zone::of_env(cx.env);
    let numeric = policy.numeric;
    let literal = request.last(&[WILDCARDS, NO_WILDCARDS]) == Some(NO_WILDCARDS);
    let mut extraction = Extraction {
        cx,
        policy,
        root,
        later: Vec::new(),
        late_links: Vec::new(),
        users: HashMap::new(),
        groups: HashMap::new(),
        told_of_slash: false,
    };
    if request.has(KEEP_LINKS) {
        extraction.root.follow_links();
    }
    let result = (|| {
        while let Some(entry) = next(&mut reader)? {
            if !is_selected(request, &entry.path, literal) {
                continue;
            }
            let long = verbosity > usize::from(!list);
            if list || verbosity > 0 {
                let line = if long { long_line(&entry, &zone, numeric) } else { shown(&entry.path) };
                extraction.cx.out.line(&line)?;
            }
            if !list {
                extraction.member(&mut reader, entry, strip)?;
            }
        }
        reader.drain().map_err(|e| read_failed(&e))
    })();
    // Also when the archive turns out to be cut off: what was extracted shall be right.
    extraction.finish();
    if let (Err(Error::Failed(_, message)), true) = (&result, unpacking_failed.get()) {
        // BusyBox decompresses in a process of its own: it tells what is wrong, tar that something is missing.
        extraction.cx.complain(message);
        return Err(fail!("short read"));
    }
    result?;
    for name in &request.names {
        if !name.found {
            extraction.cx.complain(text![name.text, ": not found in archive"]);
        }
    }
    Ok(extraction.cx.status())
}

fn read_failed(error: &io::Error) -> Error {
    if error.raw_os_error().is_some() { fail!("read error: ", *error) } else { fail!(*error) }
}

fn next(reader: &mut Reader) -> Result<Option<Entry>> {
    reader.next_entry().map_err(|e| read_failed(&e))
}

fn is_selected(request: &mut Request, name: &[u8], literal: bool) -> bool {
    if request.names.is_empty() {
        // An empty list of names selects nothing.
        return !request.has_file_list && !is_excluded(request, name);
    }
    let mut selected = false;
    for wanted in &mut request.names {
        let text = match wanted.text.iter().rposition(|c| *c != b'/') {
            Some(last) => &wanted.text[..=last],
            None => &wanted.text[..],
        };
        if select::matches_member(text, name, literal) || select::matches_member(text, name, true) {
            wanted.found = true;
            selected = true;
        }
    }
    selected && !is_excluded(request, name)
}

fn is_excluded(request: &Request, name: &[u8]) -> bool {
    request.excludes.iter().any(|pattern| select::matches_member(pattern, name, false))
}

/// As `ls -l` would show it.
pub fn long_line(entry: &Entry, zone: &Zone, numeric: bool) -> Vec<u8> {
    let kind = match entry.kind {
        Member::Symlink => libc::S_IFLNK,
        Member::CharDevice => libc::S_IFCHR,
        Member::BlockDevice => libc::S_IFBLK,
        Member::Directory => libc::S_IFDIR,
        Member::Fifo => libc::S_IFIFO,
        Member::File | Member::HardLink | Member::Other(_) => libc::S_IFREG,
    };
    let mode = symbolic(kind | entry.mode);
    let name_or_id = |name: &[u8], id: u64| if name.is_empty() || numeric { text![id] } else { shown(name) };
    let time = zone.civil(entry.mtime);
    let mut line = text![mode, " ", name_or_id(&entry.user, entry.uid), "/", name_or_id(&entry.group, entry.gid)];
    let size = text![entry.size];
    line.push(b' ');
    line.extend(std::iter::repeat_n(b' ', 9_usize.saturating_sub(size.len())));
    line.extend_from_slice(&size);
    line.push(b' ');
    kit::time::format(&mut line, b"%Y-%m-%d %H:%M:%S ", &time, 0);
    line.extend_from_slice(&shown(&entry.path));
    if matches!(entry.kind, Member::Symlink | Member::HardLink) {
        line.extend_from_slice(b" -> ");
        line.extend_from_slice(&shown(&entry.link));
    }
    line
}

/// `path` without its first `strip` components; none if nothing is left.
fn stripped(path: &[u8], strip: u32) -> Option<&[u8]> {
    let mut rest = path;
    for _ in 0..strip {
        let start = rest.iter().position(|c| *c != b'/')?;
        let slash = start + memchr_slash(&rest[start..])?;
        rest = &rest[slash + 1..];
    }
    (strip == 0 || rest.iter().any(|c| *c != b'/')).then_some(rest)
}

/// Is it absolute, or has it a component `..`?
fn leads_out(target: &[u8]) -> bool {
    target.starts_with(b"/") || components(target).is_err()
}

fn memchr_slash(path: &[u8]) -> Option<usize> {
    path.iter().position(|c| *c == b'/')
}

impl Extraction<'_, '_> {
    /// Extracts one member. What fails for this one only is told; what is wrong with the archive ends the command.
    fn member(&mut self, reader: &mut Reader, entry: Entry, strip: u32) -> Result<()> {
        let Some(name) = stripped(&entry.path, strip) else { return Ok(()) };
        if name.starts_with(b"/") && strip == 0 && !self.told_of_slash {
            self.told_of_slash = true;
            self.cx.warn("removing leading '/' from member names");
        }
        let name = name.iter().position(|c| *c != b'/').map_or(&b""[..], |at| &name[at..]);
        let Ok(parts) = components(name) else {
            self.cx.complain(text![shown(name), ": name contains '..', not extracted"]);
            return Ok(());
        };
        if self.policy.to_stdout {
            return if entry.kind == Member::File { self.data_to_stdout(reader) } else { Ok(()) };
        }
        if self.is_to_be_left(&parts, &entry) {
            return Ok(());
        }
        match entry.kind {
            Member::File => self.file(reader, &entry, name, &parts),
            Member::Directory => {
                self.directory(&entry, name, &parts);
                Ok(())
            }
            _ => {
                self.other(&entry, name, &parts, strip);
                Ok(())
            }
        }
    }

    fn is_to_be_left(&mut self, parts: &[&[u8]], entry: &Entry) -> bool {
        if !(self.policy.skip_old || self.policy.keep_newer) || entry.kind == Member::Directory {
            return false;
        }
        self.root.stat(parts).is_ok_and(|stat| self.policy.skip_old || stat.st_mtime >= entry.mtime)
    }

    fn data_to_stdout(&mut self, reader: &mut Reader) -> Result<()> {
        while let Some(piece) = reader.next_piece().map_err(|e| read_failed(&e))? {
            match piece {
                Piece::Data(bytes) => self.cx.out.write_all(bytes)?,
                Piece::Hole(mut n) => {
                    let zeros = [0; 4096];
                    while n > 0 {
                        let some = n.min(4096) as usize;
                        self.cx.out.write_all(&zeros[..some])?;
                        n -= some as u64;
                    }
                }
            }
        }
        Ok(())
    }

    fn file(&mut self, reader: &mut Reader, entry: &Entry, name: &[u8], parts: &[&[u8]]) -> Result<()> {
        let replace = match &self.policy {
            Policy { keep_old: true, .. } => Replace::Never,
            Policy { overwrite: true, .. } => Replace::Overwrite,
            _ => Replace::Unlink,
        };
        // Nobody else may read it before its owner and permissions are right.
        let mut file = match self.root.create_file(parts, 0o600, replace) {
            Ok(file) => file,
            Err(error @ (Errno::EISDIR | Errno::ENOTDIR)) if replace == Replace::Unlink => {
                self.cx.complain(text!["can't remove old file ", shown(name), ": ", error]);
                return Ok(());
            }
            Err(error) => {
                self.cx.complain(text!["can't open '", shown(name), "': ", error]);
                return Ok(());
            }
        };
        let written = write_data(reader, &mut file)?;
        if let Err(error) = written {
            return Err(fail!("can't write '", shown(name), "': ", error));
        }
        let failed = |e: Errno| text![shown(name), ": ", e];
        let mut set_id = 0;
        if self.policy.owner {
            let (uid, gid) = self.ids(entry);
            // Without the right owner the set-ID bits would be somebody else's.
            if sys::files::fchown(std::os::fd::AsRawFd::as_raw_fd(&file), uid, gid).is_ok() {
                set_id = 0o6000;
            }
        } else if self.policy.permissions {
            set_id = 0o6000;
        }
        let mode = if self.policy.permissions {
            entry.mode & (0o1777 | set_id)
        } else {
            entry.mode & 0o777 & !self.policy.umask
        };
        if let Err(error) = fchmod(&file, Mode::from_bits_truncate(mode)) {
            self.cx.complain(failed(error));
        }
        if self.policy.mtime {
            let time = TimeSpec::new(entry.mtime, i64::from(entry.nanoseconds));
            if let Err(error) = futimens(&file, &TimeSpec::UTIME_OMIT, &time) {
                self.cx.complain(failed(error));
            }
        }
        Ok(())
    }

    fn directory(&mut self, entry: &Entry, name: &[u8], parts: &[&[u8]]) {
        let mode = if self.policy.permissions { entry.mode } else { entry.mode & 0o1777 & !self.policy.umask };
        // Until the end its owner may write into it, whatever the archive says.
        let is_new = match self.root.make_directory(parts, (mode & 0o777) | 0o700) {
            Ok(is_new) => is_new,
            Err(error) => {
                let name = name.strip_suffix(b"/").unwrap_or(name);
                self.cx.complain(text!["can't create directory '", shown(name), "': ", error]);
                return;
            }
        };
        if self.policy.owner {
            let (uid, gid) = self.ids(entry);
            // As BusyBox: where ids cannot be given away (in a user namespace), files stay the caller's.
            let _ = self.root.set_owner(parts, uid, gid);
        }
        self.later.push(Later {
            path: parts.join(&b'/'),
            mode: (is_new || self.policy.permissions).then_some(mode),
            mtime: self.policy.mtime.then_some((entry.mtime, entry.nanoseconds)),
        });
    }

    /// Links and special files.
    fn other(&mut self, entry: &Entry, name: &[u8], parts: &[&[u8]], strip: u32) {
        if let Member::Other(flag) = entry.kind {
            self.cx.complain(text![shown(name), ": unknown typeflag: 0x", format!("{flag:x}")]);
            return;
        }
        let target = stripped(&entry.link, strip).unwrap_or(b"");
        if entry.kind == Member::HardLink {
            let Ok(target_parts) = components(target) else {
                self.cx.complain(text![shown(&entry.link), ": name contains '..', not linked to"]);
                return;
            };
            if target_parts == parts {
                return;
            }
        }
        if !self.policy.keep_old
            && let Err(error) = self.root.make_room(parts)
        {
            self.cx.complain(text!["can't remove old file ", shown(name), ": ", error]);
            return;
        }
        let mode = if self.policy.permissions { entry.mode } else { entry.mode & 0o777 & !self.policy.umask };
        let device = makedev(u64::from(entry.device.0), u64::from(entry.device.1));
        let node = |kind| (kind, mode & 0o777, device);
        let result = match entry.kind {
            Member::Symlink if leads_out(&entry.link) => {
                let (path, target) = (parts.join(&b'/'), entry.link.clone());
                self.late_links.push(LateLink { path, target, is_hard: false });
                return;
            }
            Member::Symlink => self.root.make_symlink(parts, &entry.link),
            Member::HardLink => match self.root.make_hard_link(parts, &components(target).unwrap_or_default()) {
                Err(Errno::ENOENT) => {
                    let path = parts.join(&b'/');
                    self.late_links.push(LateLink { path, target: target.to_vec(), is_hard: true });
                    return;
                }
                other => other,
            },
            kind => {
                let (kind, mode, device) = node(match kind {
                    Member::CharDevice => SFlag::S_IFCHR,
                    Member::BlockDevice => SFlag::S_IFBLK,
                    _ => SFlag::S_IFIFO,
                });
                let device = if kind == SFlag::S_IFIFO { 0 } else { device };
                self.root.make_node(parts, kind, mode, device)
            }
        };
        if let Err(error) = result {
            let (name, target) =
                (shown(name), shown(if entry.kind == Member::HardLink { target } else { &entry.link }));
            self.cx.complain(match entry.kind {
                Member::Symlink => text!["can't create symlink '", name, "' to '", target, "'"],
                Member::HardLink => text!["can't create hardlink '", name, "' to '", target, "'"],
                _ => text!["can't create node ", name, ": ", error],
            });
            return;
        }
        if entry.kind == Member::HardLink {
            // Its owner, permissions and time are those of the file it names.
            return;
        }
        if self.policy.owner {
            let (uid, gid) = self.ids(entry);
            let _ = self.root.set_owner(parts, uid, gid);
        }
        if entry.kind != Member::Symlink {
            let _ = self.root.set_mode(parts, mode);
        }
        if self.policy.mtime {
            let _ = self.root.set_mtime(parts, entry.mtime, entry.nanoseconds);
        }
    }

    fn link_failed(&mut self, name: &[u8], target: &[u8], is_hard: bool) {
        let kind = if is_hard { "hard" } else { "sym" };
        self.cx.complain(text!["can't create ", kind, "link '", shown(name), "' to '", shown(target), "'"]);
    }

    /// The ids to be given to a member: those of the names on this system, else the archived ones.
    fn ids(&mut self, entry: &Entry) -> (Option<u32>, Option<u32>) {
        let (mut uid, mut gid) = (None, None);
        if !self.policy.numeric {
            let known = self.users.entry(entry.user.clone());
            uid = *known.or_insert_with(|| accounts::user_by_name(&entry.user).map(|u| u.uid));
            let known = self.groups.entry(entry.group.clone());
            gid = *known.or_insert_with(|| accounts::group_by_name(&entry.group).map(|g| g.gid));
        }
        // u32::MAX means "leave it".
        (uid.or_else(|| u32::try_from(entry.uid).ok()), gid.or_else(|| u32::try_from(entry.gid).ok()))
    }

    /// The late links; then permissions and times of directories, the innermost first.
    fn finish(&mut self) {
        for link in std::mem::take(&mut self.late_links) {
            let Ok(parts) = components(&link.path) else { continue };
            let result = if link.is_hard {
                self.root.make_hard_link(&parts, &components(&link.target).unwrap_or_default())
            } else {
                self.root.make_symlink(&parts, &link.target)
            };
            if result.is_err() {
                self.link_failed(&link.path, &link.target, link.is_hard);
            }
        }
        for Later { path, mode, mtime } in std::mem::take(&mut self.later).into_iter().rev() {
            let Ok(parts) = components(&path) else { continue };
            // The directory that was named may be another's ("." in an archive): as BusyBox, no failure.
            if let Some(mode) = mode {
                let _ = self.root.set_mode(&parts, mode);
            }
            if let Some((seconds, nanoseconds)) = mtime {
                let _ = self.root.set_mtime(&parts, seconds, nanoseconds);
            }
        }
    }
}

/// Writes the data with its holes. The inner error is the file's.
fn write_data(reader: &mut Reader, file: &mut File) -> Result<io::Result<()>> {
    let mut ends_in_hole = false;
    while let Some(piece) = reader.next_piece().map_err(|e| read_failed(&e))? {
        let result = match piece {
            Piece::Data(bytes) => {
                ends_in_hole = false;
                file.write_all(bytes)
            }
            Piece::Hole(n) => {
                ends_in_hole = true;
                file.seek(SeekFrom::Current(i64::try_from(n).unwrap_or(i64::MAX))).map(drop)
            }
        };
        if result.is_err() {
            return Ok(result);
        }
    }
    if ends_in_hole {
        return Ok(file.stream_position().and_then(|end| file.set_len(end)));
    }
    Ok(Ok(()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn components_are_stripped_from_the_left() {
        assert_eq!(stripped(b"a/b/c", 1), Some(&b"b/c"[..]));
        assert_eq!(stripped(b"/a/b/", 1), Some(&b"b/"[..]));
        for (path, n) in [(&b"a"[..], 1), (b"a/", 1), (b"a/b", 2)] {
            assert_eq!(stripped(path, n), None);
        }
        assert_eq!(stripped(b"./", 0), Some(&b"./"[..]));
    }
}
