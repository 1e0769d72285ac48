//! Pathname expansion (XCU 2.14.3).

use kit::pattern::Pattern;
use kit::sys;
use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::Path;

/// The part of a pattern between slashes.
struct Component {
    /// The slashes before it.
    slashes: usize,
    pattern: Pattern,
}

/// The existing paths that match `pattern`, of which the ranges `quoted` mean themselves, sorted by bytes. None if there
/// are none, or if the pattern has no metacharacter after all.
pub fn expand(pattern: &[u8], quoted: &[(u32, u32)]) -> Vec<Vec<u8>> {
    let components = components(pattern, quoted);
    if components.iter().all(|component| component.pattern.literal().is_some()) {
        return Vec::new();
    }
    let mut paths = vec![Vec::new()];
    let mut unchecked = false; // literals were appended to what the directories gave
    let last = components.len() - 1;
    for (i, component) in components.iter().enumerate() {
        for path in &mut paths {
            path.resize(path.len() + component.slashes, b'/');
        }
        if let Some(literal) = component.pattern.literal() {
            for path in &mut paths {
                path.extend_from_slice(literal);
            }
            unchecked = true;
        } else {
            let mut longer = Vec::new();
            for path in &paths {
                list(path, &component.pattern, i < last, &mut longer);
            }
            paths = longer;
            unchecked = false;
        }
        if paths.is_empty() || sys::interrupted() {
            return Vec::new();
        }
    }
    if unchecked {
        paths.retain(|path| fs::symlink_metadata(OsStr::from_bytes(path)).is_ok());
    }
    paths.sort_unstable();
    paths
}

/// Splits the pattern at its slashes.
fn components(pattern: &[u8], quoted: &[(u32, u32)]) -> Vec<Component> {
    let mut components = Vec::new();
    let mut at = 0;
    while at < pattern.len() {
        let slashes = pattern[at..].iter().take_while(|c| **c == b'/').count();
        let from = at + slashes;
        let to = crate::search::find(b'/', &pattern[from..]).map_or(pattern.len(), |i| from + i);
        let (start, end) = (from as u32, to as u32);
        let ranges: Vec<(u32, u32)> = quoted
            .iter()
            .map(|(a, b)| ((*a).clamp(start, end) - start, (*b).clamp(start, end) - start))
            .filter(|(a, b)| a < b)
            .collect();
        components.push(Component { slashes, pattern: Pattern::new(&pattern[from..to], &ranges) });
        at = to;
    }
    components
}

/// Appends `path` + name for every name in the directory `path` that matches. `inner`: only what may be a directory.
fn list(path: &[u8], pattern: &Pattern, inner: bool, into: &mut Vec<Vec<u8>>) {
    let directory = if path.is_empty() { Path::new(".") } else { Path::new(OsStr::from_bytes(path)) };
    let Ok(entries) = fs::read_dir(directory) else { return };
    let hidden = pattern.begins_with_dot();
    for entry in entries {
        let Ok(entry) = entry else { return };
        let name = entry.file_name().into_vec();
        if name.first() == Some(&b'.') && !hidden || !pattern.matches(&name) {
            continue;
        }
        if inner && entry.file_type().is_ok_and(|kind| !kind.is_dir() && !kind.is_symlink()) {
            continue;
        }
        into.push([path, &name].concat());
        if sys::interrupted() {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    struct Scratch(PathBuf);

    impl Scratch {
        fn new(name: &str, files: &[&str]) -> Scratch {
            let root = std::env::temp_dir().join(format!("cairn-glob-{name}-{}", std::process::id()));
            for file in files {
                let path = root.join(file);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, "").unwrap();
            }
            Scratch(root)
        }

        fn expand(&self, pattern: &str) -> Vec<String> {
            let root = self.0.to_str().unwrap();
            let found = expand(format!("{root}/{pattern}").as_bytes(), &[]);
            found.iter().map(|path| String::from_utf8_lossy(&path[root.len() + 1..]).into_owned()).collect()
        }
    }

    impl Drop for Scratch {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn names_are_found_and_sorted() {
        let scratch = Scratch::new("names", &["b.c", "a.c", "a.h", ".hidden.c", "d/x.c", "d/y/z.c", "e/x.c", "*"]);
        assert_eq!(scratch.expand("*.c"), ["a.c", "b.c"]);
        assert_eq!(scratch.expand("?.[ch]"), ["a.c", "a.h", "b.c"]);
        assert_eq!(scratch.expand("*/x.c"), ["d/x.c", "e/x.c"]);
        assert_eq!(scratch.expand("*/*.c"), ["d/x.c", "e/x.c"]);
        assert_eq!(scratch.expand("*/"), ["d/", "e/"]);
        assert_eq!(scratch.expand("*//x.c"), ["d//x.c", "e//x.c"]);
        assert_eq!(scratch.expand("d/*/../*.c"), ["d/y/../x.c"]);
        assert_eq!(scratch.expand(".h*"), [".hidden.c"]);
        assert_eq!(scratch.expand("*.no"), [""; 0]);
        assert_eq!(scratch.expand("[!a-d]"), ["*", "e"]);
        assert_eq!(scratch.expand("\\*"), [""; 0]);
        assert_eq!(scratch.expand("*[\\*]"), ["*"]);
        assert_eq!(scratch.expand("a.c/*"), [""; 0]);
        assert_eq!(scratch.expand("[x"), [""; 0]);
    }

    #[test]
    fn quoted_ranges_mean_themselves() {
        let scratch = Scratch::new("quoted", &["*x", "ax"]);
        let pattern = format!("{}/**", scratch.0.display());
        let star = pattern.len() as u32 - 2;
        assert_eq!(expand(pattern.as_bytes(), &[(star, star + 1)]).len(), 1);
        assert_eq!(expand(pattern.as_bytes(), &[]).len(), 2);
    }
}
