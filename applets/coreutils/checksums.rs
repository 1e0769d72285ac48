//! `md5sum`, `sha1sum`, `sha256sum`, `sha3sum`, `sha512sum`: print or check message digests
//!
//! Not in POSIX; `-c`, `-s`, `-w` as in BusyBox; `--tag`, `--quiet`, `--ignore-missing`, `-z`, escaped names and the long names as in
//! GNU. A line that cannot be read is a failed one (GNU needs `--strict` for that).

use kit::context::or_stdin;
use kit::digest::{Algorithm, from_hex, hex};
use kit::lines::{Blocks, Lines};
use kit::prelude::*;

const USAGE: &str = "\
[-c[sw]] [FILE]...

Print or check checksums

	-c, --check	Check sums against list in FILEs
	-s, --status	Don't output anything, status code shows success
	-w, --warn	Warn about improperly formatted checksum lines
	--quiet		Don't print OK for each file
	--ignore-missing	Don't fail for files that do not exist
	-a, --algorithm=BITS	sha3sum: 224 (default), 256, 384, 512
	--tag		Print 'NAME (FILE) = SUM'
	-z, --zero	End lines with NUL, don't escape names
~	-b, --binary	No difference here
~	-t, --text	No difference here
~	--strict	Lines that cannot be read fail anyway
";

pub const APPLET: Applet =
    Applet { dir: Dir::UsrBin, kind: Kind::Pure, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const CHECK: Key = Key::short(APPLET.options, 'c');
const STATUS: Key = Key::short(APPLET.options, 's');
const WARN: Key = Key::short(APPLET.options, 'w');
const QUIET: Key = Key::long(USAGE, APPLET.options, "quiet");
const IGNORE_MISSING: Key = Key::long(USAGE, APPLET.options, "ignore-missing");
const BITS: Key = Key::short(APPLET.options, 'a');
const TAG: Key = Key::long(USAGE, APPLET.options, "tag");
const ZERO: Key = Key::short(APPLET.options, 'z');

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    if !given.has(CHECK) && (given.has(STATUS) || given.has(WARN)) || given.has(BITS) && cx.name != "sha3sum" {
        return Err(Error::Usage(None));
    }
    let (algorithm, tag) = match cx.name {
        "md5sum" => (Algorithm::Md5, "MD5"),
        "sha1sum" => (Algorithm::Sha1, "SHA1"),
        "sha256sum" => (Algorithm::Sha256, "SHA256"),
        "sha512sum" => (Algorithm::Sha512, "SHA512"),
        _ => match given.number::<u32>(BITS)? {
            None | Some(224) => (Algorithm::Sha3With224, "SHA3-224"),
            Some(256) => (Algorithm::Sha3With256, "SHA3-256"),
            Some(384) => (Algorithm::Sha3With384, "SHA3-384"),
            Some(512) => (Algorithm::Sha3With512, "SHA3-512"),
            Some(bits) => return Err(fail!("bad -a", bits)),
        },
    };
    if given.has(CHECK) {
        let check = Check {
            algorithm,
            tag,
            silent: given.has(STATUS),
            warn: given.has(WARN),
            quiet: given.has(QUIET),
            ignore_missing: given.has(IGNORE_MISSING),
        };
        for list in or_stdin(&given.operands) {
            let Some(input) = cx.open_or_complain_plainly(list) else { continue };
            check.list(cx, list, input)?;
        }
        return Ok(cx.status());
    }
    for name in or_stdin(&given.operands) {
        let Some(sum) = digest(cx, name, algorithm) else { continue };
        let sum = hex(&sum);
        let (escaped, backslash) = if given.has(ZERO) { (name.to_vec(), "") } else { escape(name) };
        let line = if given.has(TAG) {
            text![backslash, tag, " (", escaped, ") = ", sum]
        } else {
            text![backslash, sum, "  ", escaped]
        };
        cx.out.write_all(&line)?;
        cx.out.write_all(if given.has(ZERO) { b"\0" } else { b"\n" })?;
    }
    Ok(cx.status())
}

fn digest(cx: &mut Context, name: &[u8], algorithm: Algorithm) -> Option<Box<[u8]>> {
    let input = cx.open_or_complain(name)?;
    let mut hasher = algorithm.hasher();
    let mut blocks = Blocks::new(input);
    loop {
        match blocks.next_block() {
            Ok(Some(block)) => hasher.update(block),
            Ok(None) => return Some(hasher.finish()),
            Err(error) => {
                cx.complain(text!["can't read '", name, "': ", error.source]);
                return None;
            }
        }
    }
}

/// A name with a newline or a backslash is written with `\n` and `\\`, and a backslash begins its line.
fn escape(name: &[u8]) -> (Vec<u8>, &'static str) {
    if !name.iter().any(|c| matches!(c, b'\n' | b'\r' | b'\\')) {
        return (name.to_vec(), "");
    }
    let mut escaped = Vec::new();
    for c in name {
        match c {
            b'\n' => escaped.extend_from_slice(b"\\n"),
            b'\r' => escaped.extend_from_slice(b"\\r"),
            b'\\' => escaped.extend_from_slice(b"\\\\"),
            _ => escaped.push(*c),
        }
    }
    (escaped, "\\")
}

fn unescape(name: &[u8]) -> Vec<u8> {
    let mut plain = Vec::new();
    let mut rest = name.iter();
    while let Some(c) = rest.next() {
        plain.push(match c {
            b'\\' => match rest.next() {
                Some(b'n') => b'\n',
                Some(b'r') => b'\r',
                Some(other) => *other,
                None => b'\\',
            },
            c => *c,
        });
    }
    plain
}

/// `SUM NAME`, with one or two characters between, or `TAG (NAME) = SUM`: the sum and the name.
fn parse_line<'l>(line: &'l [u8], tag: &str) -> Option<(&'l [u8], Vec<u8>)> {
    let (escaped, line) = match line {
        [b'\\', rest @ ..] => (true, rest),
        _ => (false, line),
    };
    let tagged = line.strip_prefix(tag.as_bytes()).and_then(|rest| rest.strip_prefix(b" ("));
    let (sum, name) = if let Some(rest) = tagged {
        let at = memchr::memmem::rfind(rest, b") = ")?;
        (&rest[at + 4..], &rest[..at])
    } else {
        let at = memchr::memchr(b' ', line)?;
        let name = &line[at + 1..];
        (&line[..at], name.strip_prefix(b" ").or_else(|| name.strip_prefix(b"*")).unwrap_or(name))
    };
    Some((sum, if escaped { unescape(name) } else { name.to_vec() }))
}

struct Check {
    algorithm: Algorithm,
    tag: &'static str,
    silent: bool,
    warn: bool,
    quiet: bool,
    ignore_missing: bool,
}

impl Check {
    fn list(&self, cx: &mut Context, list: &[u8], input: Input) -> Result<()> {
        let mut lines = Lines::new(input, b'\n');
        let (mut count, mut failed) = (0_u64, 0_u64);
        loop {
            let line = match lines.next_line() {
                Ok(Some(line)) => line,
                Ok(None) => break,
                Err(error) => {
                    cx.complain(text![list, ": ", error.source]);
                    return Ok(());
                }
            };
            count += 1;
            let Some((sum, name)) = parse_line(line, self.tag) else {
                failed += 1;
                if self.warn {
                    cx.warn("invalid format");
                }
                continue;
            };
            if self.ignore_missing && name != b"-" && kit::sys::stat(&name).is_err() {
                count -= 1;
                continue;
            }
            let wanted = from_hex(sum);
            let ok = digest(cx, &name, self.algorithm).is_some_and(|found| wanted.as_deref() == Some(&found[..]));
            failed += u64::from(!ok);
            if self.silent || (ok && self.quiet) {
                continue;
            }
            cx.out.line(&text![name, if ok { ": OK" } else { ": FAILED" }])?;
        }
        if failed > 0 {
            cx.set_status(Status::FAILED);
            if !self.silent {
                cx.warn(text!["WARNING: ", failed, " of ", count, " computed checksums did NOT match"]);
            }
        }
        if count == 0 {
            cx.complain(text![
                list,
                if self.ignore_missing { ": no file was verified" } else { ": no checksum lines found" }
            ]);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_read_in_both_styles() {
        assert_eq!(parse_line(b"ab  x y", "MD5"), Some((&b"ab"[..], b"x y".to_vec())));
        assert_eq!(parse_line(b"ab *x", "MD5"), Some((&b"ab"[..], b"x".to_vec())));
        assert_eq!(parse_line(b"ab x", "MD5"), Some((&b"ab"[..], b"x".to_vec())));
        assert_eq!(parse_line(b"MD5 (a) = b) = ab", "MD5"), Some((&b"ab"[..], b"a) = b".to_vec())));
        assert_eq!(parse_line(b"\\ab  a\\nb\\\\", "MD5"), Some((&b"ab"[..], b"a\nb\\".to_vec())));
        assert_eq!(parse_line(b"ab", "MD5"), None);
    }

    #[test]
    fn names_survive_escaping() {
        assert_eq!(escape(b"a\n\\b"), (b"a\\n\\\\b".to_vec(), "\\"));
        assert_eq!(unescape(b"a\\n\\\\b"), b"a\n\\b");
        assert_eq!(escape(b"plain"), (b"plain".to_vec(), ""));
    }
}
