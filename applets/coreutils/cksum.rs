//! `cksum`: print or check checksums and sizes
//!
//! POSIX.1-2024 XCU cksum: the CRC of ISO 8802-3 over the bytes and then the length. `-a` and the options that go with other
//! algorithms as in GNU.

use crate::checksums::{Check, Choice, Style, Words, blake2b_length, check_lists, digest, each_block};
use crate::sums::{Kind as SumKind, Sum};
use kit::context::or_stdin;
use kit::digest::Algorithm;
use kit::prelude::*;
use kit::progress::Progress;

const USAGE: &str = "\
[-a TYPE] [FILE]...

Calculate CRC32 checksum of FILEs

	-a, --algorithm=TYPE	bsd, sysv, crc (default), crc32b, md5, sha1, sha224, sha256,
			sha384, sha512, sha2, sha3, blake2b, sm3
	-l, --length=BITS	Length of blake2b, sha2 and sha3
	-c, --check	Check files against the digests listed in FILEs
	--tag		Print 'NAME (FILE) = SUM' (default)
	--untagged	Print 'SUM  FILE'
	--base64	Print digests in base64
	--raw		Print the bytes of the digest of one file
	-z, --zero	End lines with NUL, don't escape names
	--ignore-missing	Checking: don't fail for files that do not exist
	--quiet		Checking: don't print OK for each file
	--status	Checking: don't output anything
	--strict	Checking: fail for lines that cannot be read
	-w, --warn	Checking: warn about lines that cannot be read
	--progress	Show on a terminal how far it has come
	-b, --binary	A star before the name of an untagged line
~	-t, --text	No star
";

pub const APPLET: Applet =
    Applet { dir: Dir::UsrBin, kind: Kind::Pure, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const ALGORITHM: Key = Key::short(APPLET.options, 'a');
const LENGTH: Key = Key::short(APPLET.options, 'l');
const CHECK: Key = Key::short(APPLET.options, 'c');
const TAG: Key = Key::long(USAGE, APPLET.options, "tag");
const UNTAGGED: Key = Key::long(USAGE, APPLET.options, "untagged");
const BASE64: Key = Key::long(USAGE, APPLET.options, "base64");
const RAW: Key = Key::long(USAGE, APPLET.options, "raw");
const ZERO: Key = Key::short(APPLET.options, 'z');
const IGNORE_MISSING: Key = Key::long(USAGE, APPLET.options, "ignore-missing");
const QUIET: Key = Key::long(USAGE, APPLET.options, "quiet");
const STATUS: Key = Key::long(USAGE, APPLET.options, "status");
const STRICT: Key = Key::long(USAGE, APPLET.options, "strict");
const WARN: Key = Key::short(APPLET.options, 'w');
const PROGRESS: Key = Key::long(USAGE, APPLET.options, "progress");
const BINARY: Key = Key::short(APPLET.options, 'b');
const TEXT: Key = Key::short(APPLET.options, 't');

const SHA2: &[Algorithm] = &[Algorithm::Sha224, Algorithm::Sha256, Algorithm::Sha384, Algorithm::Sha512];
const SHA3: &[Algorithm] =
    &[Algorithm::Sha3With224, Algorithm::Sha3With256, Algorithm::Sha3With384, Algorithm::Sha3With512];

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    let check = given.has(CHECK);
    if given.has(BASE64) && given.has(RAW) {
        return Err(Error::Usage(Some(b"--base64 and --raw are mutually exclusive".to_vec())));
    }
    if check && given.has(TAG) {
        return Err(Error::Usage(Some(b"the --tag option is meaningless when verifying checksums".to_vec())));
    }
    let tagged = given.last(&[TAG, UNTAGGED]) != Some(UNTAGGED);
    if given.has(TAG) && tagged && given.last(&[BINARY, TEXT]) == Some(TEXT) {
        return Err(Error::Usage(Some(b"--tag does not support --text mode".to_vec())));
    }
    if given.has(RAW) && given.operands.len() > 1 {
        return Err(fail!("the --raw option is not supported with multiple files"));
    }
    let kind = match given.value(ALGORITHM).unwrap_or(b"crc") {
        b"bsd" => Ok(SumKind::Bsd),
        b"sysv" => Ok(SumKind::SystemV),
        b"crc" => Ok(SumKind::Crc),
        b"crc32b" => Ok(SumKind::Crc32b),
        name => Err(name),
    };
    let length = given.value(LENGTH);
    let choice = match kind {
        Err(name) => choice(cx, name, length, check)?,
        // Any digest, as its tag says.
        Ok(_) if check && !given.has(ALGORITHM) => Choice::Any,
        Ok(_) if check => return Err(fail!("--check is not supported with --algorithm={bsd,sysv,crc,crc32b}")),
        Ok(_) => Choice::Any,
    };
    if length.is_some() && matches!(choice, Choice::Any) {
        return Err(fail!("--length is only supported with --algorithm blake2b, sha2, or sha3"));
    }
    let mut progress = Progress::new(cx.err, given.has(PROGRESS));
    if check {
        let said = given.last(&[STATUS, WARN, QUIET]);
        let check = Check {
            choice,
            gnu: true,
            silent: said == Some(STATUS),
            warn: said == Some(WARN),
            quiet: said == Some(QUIET),
            ignore_missing: given.has(IGNORE_MISSING),
            strict: given.has(STRICT),
        };
        return check_lists(cx, &given.operands, &check, &mut progress);
    }
    for (key, name) in
        [(IGNORE_MISSING, "ignore-missing"), (STATUS, "status"), (WARN, "warn"), (QUIET, "quiet"), (STRICT, "strict")]
    {
        if given.has(key) {
            let message = text!["the --", name, " option is meaningful only when verifying checksums"];
            return Err(Error::Usage(Some(message)));
        }
    }
    let algorithm = match choice {
        Choice::These([algorithm, ..]) => *algorithm,
        Choice::Blake2b(length) => Algorithm::Blake2b(length.unwrap_or(64)),
        _ => return print_sums(cx, &given, kind.unwrap_or(SumKind::Crc), &mut progress),
    };
    let style = Style {
        tagged,
        star: given.last(&[BINARY, TEXT]) == Some(BINARY),
        zero: given.has(ZERO),
        base64: given.has(BASE64),
    };
    for name in or_stdin(&given.operands) {
        let Some(sum) = digest(cx, name, algorithm, Words::Plain, &mut progress) else { continue };
        if given.has(RAW) {
            cx.out.write_all(&sum)?;
        } else {
            cx.out.write_all(&style.line(algorithm, &sum, name))?;
        }
    }
    Ok(cx.status())
}

/// The digests of a name and a length.
fn choice(cx: &mut Context, name: &[u8], length: Option<&[u8]>, check: bool) -> Result<Choice> {
    let one = match name {
        b"md5" => &[Algorithm::Md5],
        b"sha1" => &[Algorithm::Sha1],
        b"sha224" => &[Algorithm::Sha224],
        b"sha256" => &[Algorithm::Sha256],
        b"sha384" => &[Algorithm::Sha384],
        b"sha512" => &[Algorithm::Sha512],
        b"sm3" => &[Algorithm::Sm3],
        b"blake2b" => {
            return Ok(Choice::Blake2b(match length {
                Some(bits) => blake2b_length(cx, bits)?,
                None => None,
            }));
        }
        b"sha2" | b"sha3" => {
            let (list, shown) = if name == b"sha2" { (SHA2, "SHA2") } else { (SHA3, "SHA3") };
            let Some(word) = length else {
                if check {
                    return Ok(Choice::These(list));
                }
                return Err(fail!("--algorithm=", name, " requires specifying --length 224, 256, 384, or 512"));
            };
            let bits = kit::number::decimal::<usize>(word).ok();
            let Some(at) = list.iter().position(|algorithm| Some(algorithm.length() * 8) == bits) else {
                cx.complain(text!["invalid length: '", word, "'"]);
                return Err(fail!("digest length for '", shown, "' must be 224, 256, 384, or 512"));
            };
            return Ok(Choice::These(&list[at..=at]));
        }
        _ => return Err(Error::Usage(Some(text!["invalid argument '", name, "' for '--algorithm'"]))),
    };
    if length.is_some() {
        return Err(fail!("--length is only supported with --algorithm blake2b, sha2, or sha3"));
    }
    Ok(Choice::These(one))
}

fn print_sums(cx: &mut Context, given: &Given, kind: SumKind, progress: &mut Progress) -> Result<Status> {
    for path in or_stdin(&given.operands) {
        let mut sum = Sum::new(kind);
        if !each_block(cx, path, Words::Sums, progress, |block| sum.update(block)) {
            continue;
        }
        if given.has(RAW) {
            cx.out.write_all(&sum.raw())?;
            continue;
        }
        let mut line = sum.figures();
        if !given.operands.is_empty() {
            line.push(b' ');
            line.extend_from_slice(path);
        }
        line.push(if given.has(ZERO) { 0 } else { b'\n' });
        cx.out.write_all(&line)?;
    }
    Ok(cx.status())
}
