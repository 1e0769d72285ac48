//! Paths without links, `.` and `..`: for `readlink -f`, `realpath` and `ln -r`.

use kit::sys::files::{self, CWD};
use std::io;

/// Which components must exist.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Existing {
    /// Every one (`readlink -e`).
    All,
    /// All but the last (`readlink -f`).
    AllButLast,
    /// None (`readlink -m`).
    None,
}

/// Links that one path may lead through: the kernel's own limit.
const MOST_LINKS: usize = 40;

/// The absolute path of `path`: of links unless `keep_links` (then `..` goes by the text, `realpath -s`).
pub fn canonical(path: &[u8], existing: Existing, keep_links: bool) -> io::Result<Vec<u8>> {
    if path.is_empty() {
        return Err(io::Error::from_raw_os_error(libc::ENOENT));
    }
    let mut result = Vec::new();
    if path[0] != b'/' {
        result = working_directory()?;
    }
    // What is yet to come, the next component last.
    let mut rest: Vec<Vec<u8>> = Vec::new();
    push_components(&mut rest, path);
    let mut links = 0;
    let mut is_directory_wanted = path.ends_with(b"/");
    while let Some(component) = rest.pop() {
        match &component[..] {
            b"" | b"." => continue,
            b".." => {
                let parent = result.iter().rposition(|c| *c == b'/').unwrap_or(0);
                result.truncate(parent);
                continue;
            }
            _ => {}
        }
        let parent_length = result.len();
        result.push(b'/');
        result.extend_from_slice(&component);
        let is_last = rest.iter().all(|c| c.is_empty() || c == b".");
        let stat = match files::lstat(&result) {
            Ok(stat) => stat,
            Err(_) if existing == Existing::None => continue,
            Err(error) if is_last && existing == Existing::AllButLast && error.raw_os_error() == Some(libc::ENOENT) => {
                continue;
            }
            Err(error) => return Err(error),
        };
        if kit::walk::is_link(&stat) && !keep_links {
            links += 1;
            if links > MOST_LINKS {
                if existing == Existing::None {
                    continue;
                }
                return Err(io::Error::from_raw_os_error(libc::ELOOP));
            }
            let target = files::readlink_at(CWD, &files::c_path(&result)?)?;
            result.truncate(if target.starts_with(b"/") { 0 } else { parent_length });
            is_directory_wanted |= is_last && target.ends_with(b"/");
            push_components(&mut rest, &target);
        } else if existing != Existing::None && (!is_last || is_directory_wanted) {
            let is_dir = if keep_links {
                files::stat(&result).is_ok_and(|s| kit::walk::is_dir(&s))
            } else {
                kit::walk::is_dir(&stat)
            };
            if !is_dir {
                return Err(io::Error::from_raw_os_error(libc::ENOTDIR));
            }
        }
    }
    if result.is_empty() {
        result.push(b'/');
    }
    Ok(result)
}

fn push_components(rest: &mut Vec<Vec<u8>>, path: &[u8]) {
    rest.extend(path.split(|c| *c == b'/').rev().map(<[u8]>::to_vec));
}

fn working_directory() -> io::Result<Vec<u8>> {
    use std::os::unix::ffi::OsStringExt;
    let mut dir = std::env::current_dir()?.into_os_string().into_vec();
    if dir == b"/" {
        dir.clear();
    }
    Ok(dir)
}

/// The path from the directory `from` to `to`; both are canonical.
pub fn relative(to: &[u8], from: &[u8]) -> Vec<u8> {
    let parts = |path: &[u8]| -> Vec<Vec<u8>> {
        path.split(|c| *c == b'/').filter(|c| !c.is_empty()).map(<[u8]>::to_vec).collect()
    };
    let (to, from) = (parts(to), parts(from));
    let common = to.iter().zip(&from).take_while(|(a, b)| a == b).count();
    let mut result: Vec<&[u8]> = vec![b".."; from.len() - common];
    result.extend(to[common..].iter().map(Vec::as_slice));
    if result.is_empty() { b".".to_vec() } else { result.join(&b'/') }
}

/// Directory and name of a path that is to be created: `.` and all of it without a slash. Slashes at its end are no part
/// of the name.
pub fn split(path: &[u8]) -> (&[u8], &[u8]) {
    let end = path.iter().rposition(|c| *c != b'/').map_or(path.len().min(1), |i| i + 1);
    match path[..end].iter().rposition(|c| *c == b'/') {
        Some(0) => (b"/", if end == 1 { b"/" } else { &path[1..end] }),
        Some(slash) => (&path[..slash], &path[slash + 1..end]),
        None => (b".", &path[..end]),
    }
}

/// The path without slashes at its end; `/` stays.
pub fn trim(path: &[u8]) -> &[u8] {
    match path.iter().rposition(|c| *c != b'/') {
        Some(last) => &path[..=last],
        None => &path[..path.len().min(1)],
    }
}

/// `dir/name`, with one slash between.
pub fn join(dir: &[u8], name: &[u8]) -> Vec<u8> {
    let slash: &[u8] = if dir.ends_with(b"/") { b"" } else { b"/" };
    [dir, slash, name].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_paths_go_up_and_down() {
        assert_eq!(relative(b"/a/b/c", b"/a/d"), b"../b/c");
        assert_eq!(relative(b"/a", b"/a"), b".");
        assert_eq!(relative(b"/a/b", b"/"), b"a/b");
        assert_eq!(relative(b"/", b"/a/b"), b"../..");
    }

    #[test]
    fn slashes_at_the_end_do_not_count() {
        assert_eq!(trim(b"a/b//"), b"a/b");
        assert_eq!(trim(b"//"), b"/");
        assert_eq!(trim(b""), b"");
    }

    #[test]
    fn paths_split_at_the_last_slash() {
        assert_eq!(split(b"a/b//"), (&b"a"[..], &b"b"[..]));
        assert_eq!(split(b"/a"), (&b"/"[..], &b"a"[..]));
        assert_eq!(split(b"a"), (&b"."[..], &b"a"[..]));
        assert_eq!(split(b"/"), (&b"/"[..], &b"/"[..]));
    }

    #[test]
    fn links_loops_and_missing_names() {
        let dir = std::env::temp_dir().join(format!("cairn-canonical-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&dir);
        std::fs::create_dir_all(dir.join("real/sub")).unwrap();
        std::os::unix::fs::symlink("real", dir.join("link")).unwrap();
        std::os::unix::fs::symlink("loop", dir.join("loop")).unwrap();
        let dir = dir.canonicalize().unwrap();
        let at = |name: &str| dir.join(name).into_os_string().into_encoded_bytes();
        let canon = |name: &str, existing| canonical(&at(name), existing, false).ok();
        assert_eq!(canon("link/sub/../x", Existing::AllButLast), Some(at("real/x")));
        assert_eq!(canon("link/x", Existing::All), None);
        assert_eq!(canon("link/x/y", Existing::AllButLast), None);
        assert_eq!(canon("link/x/../y", Existing::None), Some(at("real/y")));
        assert_eq!(canon("loop", Existing::AllButLast), None);
        assert_eq!(canonical(&at("link/sub/.."), Existing::All, true).ok(), Some(at("link")));
        std::fs::remove_dir_all(dir).unwrap();
    }
}
