//! The root file system: directories, `/etc`, the binary and a link for every applet (docs/image.md).

use crate::registry;
use kit::applet::Dir;
use kit::text;
use std::borrow::Cow;
use std::ffi::OsStr;
use std::fs::{self, DirBuilder, File, OpenOptions, Permissions};
use std::io::{self, Write};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::Path;

/// Directories, files and links, one a line: `d MODE PATH`, `f MODE[:GID] PATH`, `l PATH TARGET`. The content of a file
/// follows, each line after a tab; a lone `@name` stands for a text of its own.
const TREE: &str = include_str!("tree.txt");
const SERVICES: &[u8] = include_bytes!("services");
const PROTOCOLS: &[u8] = include_bytes!("protocols");

/// Where the binary lies, and where all links point.
pub const BINARY: &str = "bin/cairn";

/// The search path of the image and of `/etc/profile`.
pub const PATH: &str = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/// What an entry is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind<'a> {
    /// A directory.
    Directory,
    /// A file with its content.
    File(Cow<'a, [u8]>),
    /// A symbolic link to this target.
    Link(Cow<'a, str>),
}

/// A directory, file or link below the root. All belong to root.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry<'a> {
    /// Without a leading slash.
    pub path: Cow<'a, str>,
    /// Permission bits.
    pub mode: u32,
    /// Group.
    pub gid: u32,
    /// What it is.
    pub kind: Kind<'a>,
}

/// An applet that gets a link.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Linked {
    /// Its name.
    pub name: &'static str,
    /// The directory of the link.
    pub dir: Dir,
}

/// The root file system around `binary`, parents before children.
pub fn entries<'a>(binary: &'a [u8], applets: &[Linked]) -> Vec<Entry<'a>> {
    let mut entries = fixed();
    let root_owned = |path: Cow<'static, str>, mode, kind| Entry { path, mode, gid: 0, kind };
    entries.push(root_owned(BINARY.into(), 0o755, Kind::File(binary.into())));
    let link = || Kind::Link(format!("/{BINARY}").into());
    entries.push(root_owned("bin/busybox".into(), 0o777, link()));
    for applet in applets {
        entries.push(root_owned(format!("{}/{}", applet.dir.path(), applet.name).into(), 0o777, link()));
    }
    entries.sort_by(|a, b| a.path.split('/').cmp(b.path.split('/')));
    entries
}

/// What is there whatever the applets are: [`TREE`].
fn fixed() -> Vec<Entry<'static>> {
    let mut entries: Vec<Entry> = Vec::new();
    for line in TREE.lines() {
        let mut words = line.split(' ');
        let (kind, first, second) = (words.next(), words.next(), words.next());
        match (kind, first, second) {
            (Some("d"), Some(mode), Some(path)) => entries.push(entry(path, mode, Kind::Directory)),
            (Some("f"), Some(mode), Some(path)) => entries.push(entry(path, mode, Kind::File(Cow::default()))),
            (Some("l"), Some(path), Some(target)) => entries.push(entry(path, "777", Kind::Link(target.into()))),
            _ => {
                if let Some(Entry { kind: Kind::File(content), .. }) = entries.last_mut() {
                    add_line(content, line);
                }
            }
        }
    }
    entries
}

fn entry(path: &'static str, mode: &str, kind: Kind<'static>) -> Entry<'static> {
    let (mode, gid) = mode.split_once(':').unwrap_or((mode, "0"));
    let mode = u32::from_str_radix(mode, 8).unwrap_or(0);
    Entry { path: path.into(), mode, gid: gid.parse().unwrap_or(0), kind }
}

fn add_line(content: &mut Cow<'static, [u8]>, line: &str) {
    match line {
        "@services" => *content = SERVICES.into(),
        "@protocols" => *content = PROTOCOLS.into(),
        "@shadow" => *content = shadow().into(),
        line => {
            let line = line.strip_prefix('\t').unwrap_or(line);
            let content = content.to_mut();
            content.extend_from_slice(line.replace("@VERSION@", env!("CARGO_PKG_VERSION")).as_bytes());
            content.push(b'\n');
        }
    }
}

/// No password for anybody: `*` for root, `!` for the others (CVE-2019-5021 was an empty field).
fn shadow() -> Vec<u8> {
    let passwd = TREE.lines().skip_while(|l| !l.ends_with(" etc/passwd")).skip(1).map_while(|l| l.strip_prefix('\t'));
    passwd
        .filter_map(|line| line.split(':').next())
        .flat_map(|name| text![name, if name == "root" { ":*" } else { ":!" }, "::0:::::\n"])
        .collect()
}

/// Lays the tree out below `dir`, which is made, or must be empty. Owners are set if `is_root`.
///
/// # Errors
/// A message.
pub fn write(entries: &[Entry], dir: &Path, is_root: bool) -> Result<(), Vec<u8>> {
    match fs::read_dir(dir) {
        Ok(mut inside) => {
            if inside.next().is_some() {
                return Err(text!["'", dir, "' is not empty"]);
            }
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            fs::create_dir(dir).map_err(|e| text!["can't create directory '", dir, "': ", e])?;
        }
        Err(error) => return Err(text!["'", dir, "': ", error]),
    }
    set(dir, 0o755, is_root.then_some(0)).map_err(|e| text!["'", dir, "': ", e])?;
    for entry in entries {
        let path = dir.join(OsStr::from_bytes(entry.path.as_bytes()));
        write_entry(entry, &path, is_root).map_err(|e| text!["can't create '", path, "': ", e])?;
    }
    Ok(())
}

fn write_entry(entry: &Entry, path: &Path, is_root: bool) -> io::Result<()> {
    let gid = is_root.then_some(entry.gid);
    match &entry.kind {
        Kind::Directory => {
            DirBuilder::new().mode(entry.mode).create(path)?;
            set(path, entry.mode, gid)
        }
        Kind::File(content) => {
            let mut file = OpenOptions::new().write(true).create_new(true).mode(entry.mode).open(path)?;
            file.write_all(content)?;
            set_file(&file, entry.mode, gid)
        }
        Kind::Link(target) => {
            std::os::unix::fs::symlink(&**target, path)?;
            gid.map_or(Ok(()), |gid| std::os::unix::fs::lchown(path, Some(0), Some(gid)))
        }
    }
}

/// Owner first: changing it clears mode bits.
fn set(path: &Path, mode: u32, gid: Option<u32>) -> io::Result<()> {
    if let Some(gid) = gid {
        std::os::unix::fs::lchown(path, Some(0), Some(gid))?;
    }
    fs::set_permissions(path, Permissions::from_mode(mode))
}

fn set_file(file: &File, mode: u32, gid: Option<u32>) -> io::Result<()> {
    if let Some(gid) = gid {
        std::os::unix::fs::fchown(file, Some(0), Some(gid))?;
    }
    file.set_permissions(Permissions::from_mode(mode))
}

/// The applets that get a link: those that `words` names, separated by blanks or commas, or without `words` all that
/// `has` says the binary has; and those that `with` names. Either may name those of `on_request`.
///
/// # Errors
/// A message about the first name that is no applet.
pub fn choose(
    words: Option<&str>,
    with: Option<&str>,
    has: &[&'static str],
    on_request: &[&'static str],
) -> Result<Vec<Linked>, Vec<u8>> {
    let linked = |name: &str| {
        let name = has.iter().chain(on_request).find(|n| **n == name)?;
        Some(Linked { name, dir: registry::find(name.as_bytes())?.applet().dir })
    };
    let mut chosen: Vec<Linked> = match words {
        None => has.iter().filter_map(|name| linked(name)).collect(),
        Some(_) => Vec::new(),
    };
    for words in [words, with].into_iter().flatten() {
        for word in words.split([' ', ',', '\n', '\t']).filter(|w| !w.is_empty()) {
            let applet = linked(word).ok_or_else(|| text![word, ": applet not found"])?;
            if !chosen.contains(&applet) {
                chosen.push(applet);
            }
        }
    }
    if chosen.is_empty() { Err(b"--applets names none".to_vec()) } else { Ok(chosen) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content(path: &str) -> String {
        let entry = fixed().into_iter().find(|e| e.path == path).unwrap();
        match entry.kind {
            Kind::File(content) => String::from_utf8(content.into_owned()).unwrap(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn every_line_of_the_tree_is_understood() {
        let entries = entries(b"", &[]);
        for line in TREE.lines() {
            let known = line.is_empty() || line.starts_with(['\t', '@']) || line.split(' ').count() == 3;
            assert!(known, "{line:?}");
        }
        for (i, entry) in entries.iter().enumerate() {
            assert_ne!(entry.mode, 0, "{}", entry.path);
            if let Some((parent, _)) = entry.path.rsplit_once('/') {
                let above = entries[..i].iter().find(|e| e.path == parent);
                assert!(above.is_some_and(|e| e.kind == Kind::Directory), "{} before its parent", entry.path);
            }
        }
    }

    #[test]
    fn nobody_has_a_password_that_works() {
        assert!(content("etc/shadow").starts_with("root:*::0:::::\nbin:!::0:::::\n"));
        assert_eq!(content("etc/shadow").lines().count(), content("etc/passwd").lines().count());
        assert!(content("etc/passwd").lines().all(|l| l.split(':').nth(1) == Some("x")));
    }

    #[test]
    fn contents_keep_their_tabs_and_blank_lines() {
        assert_eq!(content("etc/hosts").lines().next(), Some("127.0.0.1\tlocalhost localhost.localdomain"));
        assert!(content("etc/issue").ends_with("\n\n"));
        assert!(content("etc/services").contains("\nssh\t22/tcp\n"));
        assert!(content("etc/os-release").contains(&format!("VERSION_ID={}\n", env!("CARGO_PKG_VERSION"))));
    }

    #[test]
    fn a_choice_of_applets_names_what_there_is() {
        assert_eq!(choose(Some("true, true"), None, &["false", "true"], &[]).unwrap().len(), 1);
        assert_eq!(choose(None, None, &["false", "true"], &["bash"]).unwrap().len(), 2);
        assert_eq!(choose(None, Some("bash"), &["false", "true"], &["bash"]).unwrap().len(), 3);
        assert_eq!(choose(Some("bash"), None, &["false", "true"], &["bash"]).unwrap()[0].name, "bash");
        assert_eq!(choose(Some("true nothing"), None, &["true"], &[]).unwrap_err(), b"nothing: applet not found");
        assert!(choose(Some(" "), None, &["true"], &[]).is_err());
    }
}
