//! Pathname expansion (XCU 2.14.3).

use kit::pattern::{Pattern, Style};
use kit::sys;
use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::Path;

/// What `shopt` says of pathname expansion.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Rules(u8);

impl Rules {
    /// A pattern that matches nothing is no word.
    pub const NULL: Rules = Rules(1);
    /// A pattern that matches nothing is an error.
    pub const FAIL: Rules = Rules(2);
    /// Names that begin with a dot are found too.
    pub const DOT: Rules = Rules(4);
    /// Case does not matter.
    pub const FOLD: Rules = Rules(8);
    /// `**` is any number of directories.
    pub const STAR: Rules = Rules(16);
    /// `@(a|b)` and the like.
    pub const EXTENDED: Rules = Rules(32);

    /// Does it say so?
    pub fn has(self, rule: Rules) -> bool {
        self.0 & rule.0 != 0
    }

    /// With another rule, if `on`.
    #[must_use]
    pub fn with(self, rule: Rules, on: bool) -> Rules {
        if on { Rules(self.0 | rule.0) } else { self }
    }
}

/// The part of a pattern between slashes.
struct Component {
    /// The slashes before it.
    slashes: usize,
    pattern: Pattern,
    /// It is `**`.
    deep: bool,
}

/// The existing paths that match `pattern`, of which the ranges `quoted` mean themselves, sorted by bytes. `None` if the
/// pattern has no metacharacter after all.
pub fn expand(pattern: &[u8], quoted: &[(u32, u32)], rules: Rules) -> Option<Vec<Vec<u8>>> {
    let components = components(pattern, quoted, rules);
    if components.iter().all(|component| component.pattern.literal().is_some()) {
        return None;
    }
    let mut paths = vec![Vec::new()];
    let mut unchecked = false; // literals were appended to what the directories gave
    let last = components.len() - 1;
    for (i, component) in components.iter().enumerate() {
        // What `**` has found ends with its slash already.
        if i == 0 || !components[i - 1].deep {
            for path in &mut paths {
                path.resize(path.len() + component.slashes, b'/');
            }
        }
        if component.deep {
            let mut deeper = Vec::new();
            // `**/` alone finds links to directories too.
            let links = i + 1 == last && components[last].pattern.literal() == Some(b"");
            for path in paths {
                if !unchecked || directory(&path).is_dir() {
                    descend(path, i < last, links, rules, &mut deeper);
                }
            }
            paths = deeper;
            unchecked = false;
        } else if let Some(literal) = component.pattern.literal()
            && (!rules.has(Rules::FOLD) || literal.is_empty())
        {
            for path in &mut paths {
                path.extend_from_slice(literal);
            }
            unchecked = true;
        } else {
            let mut longer = Vec::new();
            for path in &paths {
                list(path, &component.pattern, i < last, rules, &mut longer);
            }
            paths = longer;
            unchecked = false;
        }
        if paths.is_empty() || sys::interrupted() {
            return Some(Vec::new());
        }
    }
    if unchecked {
        paths.retain(|path| !path.is_empty() && fs::symlink_metadata(OsStr::from_bytes(path)).is_ok());
    }
    paths.sort_unstable();
    if components.iter().any(|component| component.deep) {
        paths.retain(|path| !path.is_empty());
        paths.dedup();
    }
    Some(paths)
}

/// Splits the pattern at its slashes.
fn components(pattern: &[u8], quoted: &[(u32, u32)], rules: Rules) -> Vec<Component> {
    let style = Style { extended: rules.has(Rules::EXTENDED), fold: rules.has(Rules::FOLD) };
    let mut components = Vec::new();
    let mut at = 0;
    while at < pattern.len() {
        let slashes = pattern[at..].iter().take_while(|c| **c == b'/').count();
        let from = at + slashes;
        let to = kit::search::find(b'/', &pattern[from..]).map_or(pattern.len(), |i| from + i);
        let (start, end) = (from as u32, to as u32);
        let ranges: Vec<(u32, u32)> = quoted
            .iter()
            .map(|(a, b)| ((*a).clamp(start, end) - start, (*b).clamp(start, end) - start))
            .filter(|(a, b)| a < b)
            .collect();
        let text = &pattern[from..to];
        let deep = rules.has(Rules::STAR) && text == b"**" && ranges.is_empty();
        components.push(Component { slashes, pattern: Pattern::styled(text, &ranges, style), deep });
        at = to;
    }
    components
}

fn directory(path: &[u8]) -> &Path {
    if path.is_empty() { Path::new(".") } else { Path::new(OsStr::from_bytes(path)) }
}

/// Appends `path` + name for every name in the directory `path` that matches. `inner`: only what may be a directory.
fn list(path: &[u8], pattern: &Pattern, inner: bool, rules: Rules, into: &mut Vec<Vec<u8>>) {
    let Ok(entries) = fs::read_dir(directory(path)) else { return };
    let hidden = rules.has(Rules::DOT) || pattern.begins_with_dot();
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

/// Appends `path` and all that is below it; `inner`: only directories, each with a slash, and symbolic links to them if
/// `links`. These are not followed.
fn descend(path: Vec<u8>, inner: bool, links: bool, rules: Rules, into: &mut Vec<Vec<u8>>) {
    let mut pending = vec![path.clone()];
    into.push(path);
    while let Some(path) = pending.pop() {
        let Ok(entries) = fs::read_dir(directory(&path)) else { continue };
        for entry in entries.map_while(Result::ok) {
            let name = entry.file_name().into_vec();
            if name.first() == Some(&b'.') && !rules.has(Rules::DOT) {
                continue;
            }
            let is_directory = entry.file_type().is_ok_and(|kind| kind.is_dir());
            let mut path = [&*path, &*name].concat();
            if is_directory {
                let slash = [&*path, b"/"].concat();
                if inner {
                    into.push(slash.clone());
                }
                pending.push(slash);
            } else if links && fs::metadata(OsStr::from_bytes(&path)).is_ok_and(|m| m.is_dir()) {
                path.push(b'/');
                into.push(path);
                continue;
            }
            if !inner {
                into.push(path);
            }
            if sys::interrupted() {
                return;
            }
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
            let found = expand(format!("{root}/{pattern}").as_bytes(), &[], Rules::default()).unwrap_or_default();
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
        assert_eq!(expand(pattern.as_bytes(), &[(star, star + 1)], Rules::default()).map(|p| p.len()), Some(1));
        assert_eq!(expand(pattern.as_bytes(), &[], Rules::default()).map(|p| p.len()), Some(2));
    }
}
