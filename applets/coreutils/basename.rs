//! `basename`: strip directory and suffix from file names
//!
//! POSIX.1-2024 XCU basename; `-a`, `-s`, `-z` as in GNU.

use kit::prelude::*;

const USAGE: &str = "\
FILE [SUFFIX] | -a FILE... | -s SUFFIX FILE...

Strip directory path and SUFFIX from FILE

	-a, --multiple	All arguments are FILEs
	-s, --suffix=SUFFIX	Remove SUFFIX (implies -a)
	-z, --zero	End each name with NUL
";

pub const APPLET: Applet =
    Applet { kind: Kind::Pure, usage: USAGE, options: options!(USAGE), stop_at_operand: true, run, ..Applet::DEFAULT };

const ALL: Key = Key::short(APPLET.options, 'a');
const SUFFIX: Key = Key::short(APPLET.options, 's');
const ZERO: Key = Key::short(APPLET.options, 'z');

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    let many = given.has(ALL) || given.has(SUFFIX);

    let (files, suffix) = match &given.operands[..] {
        [] => return Err(Error::Usage(None)),
        files if many => (files, given.value(SUFFIX).unwrap_or_default()),
        [file, suffix] => (std::slice::from_ref(file), *suffix),
        [_] => (&given.operands[..], &b""[..]),
        _ => return Err(Error::Usage(None)),
    };
    let end = if given.has(ZERO) { b"\0" } else { b"\n" };
    for file in files {
        cx.out.write_all(base(file, suffix))?;
        cx.out.write_all(end)?;
    }
    Ok(Status::OK)
}

/// The last component of `path`, without `suffix` unless that is all of it.
fn base<'p>(path: &'p [u8], suffix: &[u8]) -> &'p [u8] {
    let Some(last) = path.iter().rposition(|c| *c != b'/') else {
        return &path[..path.len().min(1)];
    };
    let start = memchr::memrchr(b'/', &path[..last]).map_or(0, |i| i + 1);
    let name = &path[start..=last];
    match name.strip_suffix(suffix) {
        None | Some(b"") => name,
        Some(short) => short,
    }
}

#[cfg(test)]
mod tests {
    use super::base;

    #[test]
    fn a_suffix_that_is_the_whole_name_stays() {
        assert_eq!(base(b"/etc/.conf", b".conf"), b".conf");
    }

    #[test]
    fn slashes_at_the_end_do_not_count() {
        assert_eq!(base(b"a//b//", b""), b"b");
        assert_eq!(base(b"//", b""), b"/");
        assert_eq!(base(b"", b""), b"");
    }
}
