//! `dirname`: strip the last component of file names
//!
//! POSIX.1-2024 XCU dirname; several names and `-z` as in GNU.

use kit::prelude::*;

const USAGE: &str = "\
FILENAME...

Strip non-directory suffix from FILENAME

	-z, --zero	End each name with NUL
";

pub const APPLET: Applet = Applet { kind: Kind::Pure, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const ZERO: Key = Key::short(APPLET.options, 'z');

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    if given.operands.is_empty() {
        return Err(Error::Usage(None));
    }
    let end = if given.has(ZERO) { b"\0" } else { b"\n" };
    for file in &given.operands {
        cx.out.write_all(directory(file))?;
        cx.out.write_all(end)?;
    }
    Ok(Status::OK)
}

/// What comes before the last component of `path`.
fn directory(path: &[u8]) -> &[u8] {
    let root = &path[..usize::from(path.first() == Some(&b'/'))];
    let none = if root.is_empty() { &b"."[..] } else { root };
    let Some(last) = path.iter().rposition(|c| *c != b'/') else { return none };
    let Some(slash) = memchr::memrchr(b'/', &path[..last]) else { return none };
    match path[..slash].iter().rposition(|c| *c != b'/') {
        Some(end) => &path[..=end],
        None => none,
    }
}

#[cfg(test)]
mod tests {
    use super::directory;

    #[test]
    fn slashes_between_and_at_the_end_do_not_count() {
        for (path, expected) in [
            ("", "."),
            ("a", "."),
            ("a/", "."),
            ("/", "/"),
            ("///a//", "/"),
            ("a//b/", "a"),
            ("/a/b", "/a"),
            ("a/b/c", "a/b"),
        ] {
            assert_eq!(directory(path.as_bytes()), expected.as_bytes(), "{path}");
        }
    }
}
