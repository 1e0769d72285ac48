//! `md5sum`, `sha1sum`, `sha224sum`, `sha256sum`, `sha384sum`, `sha512sum`, `sha3sum`, `b2sum`: print or check message digests
//!
//! Not in POSIX; `-c`, `-s`, `-w` as in BusyBox; `--tag`, `--quiet`, `--ignore-missing`, `-z`, escaped names and the long names as in
//! GNU. In BusyBox's commands a line that cannot be read is a failed one; the others need `--strict` for that, as in GNU.

mod check;
mod line;

pub use check::Check;
pub use line::{Choice, Style};

use kit::context::or_stdin;
use kit::digest::Algorithm;
use kit::lines::Blocks;
use kit::prelude::*;
use kit::progress::Progress;

const USAGE: &str = "\
[-c[sw]] [FILE]...

Print or check checksums

	-c, --check	Check sums against list in FILEs
	-s, --status	Don't output anything, status code shows success
	-w, --warn	Warn about improperly formatted checksum lines
	--quiet		Don't print OK for each file
	--ignore-missing	Don't fail for files that do not exist
	-a, --algorithm=BITS	sha3sum: 224 (default), 256, 384, 512
	-l, --length=BITS	b2sum: a multiple of 8, up to 512 (default)
	--tag		Print 'NAME (FILE) = SUM'
	-z, --zero	End lines with NUL, don't escape names
	--progress	Show on a terminal how far it has come
~	-b, --binary	A star before the name, but not in BusyBox's commands
~	-t, --text	No star
~	--strict	Fail for lines that cannot be read
";

pub const APPLET: Applet =
    Applet { dir: Dir::UsrBin, kind: Kind::Pure, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const CHECK: Key = Key::short(APPLET.options, 'c');
const STATUS: Key = Key::short(APPLET.options, 's');
const WARN: Key = Key::short(APPLET.options, 'w');
const QUIET: Key = Key::long(USAGE, APPLET.options, "quiet");
const IGNORE_MISSING: Key = Key::long(USAGE, APPLET.options, "ignore-missing");
const BITS: Key = Key::short(APPLET.options, 'a');
const LENGTH: Key = Key::short(APPLET.options, 'l');
const TAG: Key = Key::long(USAGE, APPLET.options, "tag");
const ZERO: Key = Key::short(APPLET.options, 'z');
const PROGRESS: Key = Key::long(USAGE, APPLET.options, "progress");
const BINARY: Key = Key::short(APPLET.options, 'b');
const TEXT: Key = Key::short(APPLET.options, 't');
const STRICT: Key = Key::long(USAGE, APPLET.options, "strict");

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    let check = given.has(CHECK);
    let only_of = |key, name| given.has(key) && cx.name != name;
    if !check && (given.has(STATUS) || given.has(WARN)) || only_of(BITS, "sha3sum") || only_of(LENGTH, "b2sum") {
        return Err(Error::Usage(None));
    }
    let choice = match cx.name {
        "md5sum" => Choice::These(&[Algorithm::Md5]),
        "sha1sum" => Choice::These(&[Algorithm::Sha1]),
        "sha224sum" => Choice::These(&[Algorithm::Sha224]),
        "sha256sum" => Choice::These(&[Algorithm::Sha256]),
        "sha384sum" => Choice::These(&[Algorithm::Sha384]),
        "sha512sum" => Choice::These(&[Algorithm::Sha512]),
        // The last length counts.
        "b2sum" => match given.value(LENGTH) {
            Some(bits) => Choice::Blake2b(blake2b_length(cx, bits)?),
            None => Choice::Blake2b(None),
        },
        _ => match given.number::<u32>(BITS)? {
            None | Some(224) => Choice::These(&[Algorithm::Sha3With224]),
            Some(256) => Choice::These(&[Algorithm::Sha3With256]),
            Some(384) => Choice::These(&[Algorithm::Sha3With384]),
            Some(512) => Choice::These(&[Algorithm::Sha3With512]),
            Some(bits) => return Err(fail!("bad -a", bits)),
        },
    };
    let gnu = matches!(cx.name, "sha224sum" | "sha384sum" | "b2sum");
    if given.has(TAG) && (check || given.last(&[BINARY, TEXT]) == Some(TEXT)) {
        return Err(Error::Usage(Some(
            if check {
                "the --tag option is meaningless when verifying checksums"
            } else {
                "--tag does not support --text mode"
            }
            .into(),
        )));
    }
    let mut progress = Progress::new(cx.err, given.has(PROGRESS));
    if check {
        let said = given.last(&[STATUS, WARN, QUIET]);
        let says = |key| if gnu { said == Some(key) } else { given.has(key) };
        let check = Check {
            choice,
            gnu,
            silent: says(STATUS),
            warn: says(WARN),
            quiet: says(QUIET),
            ignore_missing: given.has(IGNORE_MISSING),
            strict: given.has(STRICT),
        };
        return check_lists(cx, &given.operands, &check, &mut progress);
    }
    let algorithm = match choice {
        Choice::These([algorithm, ..]) => *algorithm,
        Choice::Blake2b(length) => Algorithm::Blake2b(length.unwrap_or(64)),
        _ => Algorithm::Md5,
    };
    let style = Style {
        tagged: given.has(TAG),
        star: gnu && given.last(&[BINARY, TEXT]) == Some(BINARY),
        zero: given.has(ZERO),
        base64: false,
    };
    for name in or_stdin(&given.operands) {
        let words = if gnu { Words::Plain } else { Words::Digests };
        let Some(sum) = digest(cx, name, algorithm, words, &mut progress) else { continue };
        cx.out.write_all(&style.line(algorithm, &sum, name))?;
    }
    Ok(cx.status())
}

/// Checks by every list.
pub fn check_lists(cx: &mut Context, lists: &[&[u8]], check: &Check, progress: &mut Progress) -> Result<Status> {
    for list in or_stdin(lists) {
        let Some(input) = cx.open_or_complain_plainly(list) else { continue };
        let shown: &[u8] = if *list == b"-" && check.gnu { b"'standard input'" } else { list };
        check.list(cx, shown, input, progress)?;
    }
    Ok(cx.status())
}

/// The length of a BLAKE2b digest in bytes, of one in bits; 0 is the longest.
pub fn blake2b_length(cx: &mut Context, word: &[u8]) -> Result<Option<u8>> {
    let why = match kit::number::decimal::<u64>(word) {
        Ok(0) => return Ok(None),
        Ok(bits @ 1..=512) if bits.is_multiple_of(8) => return Ok(Some((bits / 8) as u8)),
        Ok(1..=512) => "length is not a multiple of 8",
        _ => "maximum digest length for 'BLAKE2b' is 512 bits",
    };
    cx.complain(text!["invalid length: '", word, "'"]);
    Err(fail!(why))
}

/// How it is worded that a file cannot be opened, or read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Words {
    /// `can't open 'x'`, `can't read 'x'`: BusyBox's md5sum.
    Digests,
    /// `can't open 'x'`, `x`: BusyBox's cksum.
    Sums,
    /// `x`: GNU's.
    Plain,
}

/// The digest of the file `name`; none, and complained of, if it cannot be read.
pub fn digest(
    cx: &mut Context,
    name: &[u8],
    algorithm: Algorithm,
    words: Words,
    progress: &mut Progress,
) -> Option<Box<[u8]>> {
    let mut hasher = algorithm.hasher();
    each_block(cx, name, words, progress, |block| hasher.update(block)).then(|| hasher.finish())
}

/// Gives the blocks of the file `name` to `each`; false, and complained of, if it cannot be read.
pub fn each_block(
    cx: &mut Context,
    name: &[u8],
    words: Words,
    progress: &mut Progress,
    mut each: impl FnMut(&[u8]),
) -> bool {
    let input = match words {
        Words::Plain => cx.open_or_complain_plainly(name),
        Words::Digests | Words::Sums => cx.open_or_complain(name),
    };
    let Some(input) = input else { return false };
    if progress.is_on() {
        let size = input.fd().and_then(|fd| kit::sys::fstat(fd).ok()).and_then(|stat| u64::try_from(stat.st_size).ok());
        progress.begin(name, size);
    }
    let mut blocks = Blocks::new(input);
    let result = loop {
        match blocks.next_block() {
            Ok(Some(block)) => {
                each(block);
                progress.advance(block.len() as u64);
            }
            Ok(None) => break Ok(()),
            Err(error) => break Err(error),
        }
    };
    progress.clear();
    result
        .map_err(|error| {
            cx.complain(match words {
                Words::Digests => text!["can't read '", name, "': ", error.source],
                Words::Sums | Words::Plain => text![name, ": ", error.source],
            });
        })
        .is_ok()
}
