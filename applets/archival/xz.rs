//! `xz`, `unxz`, `xzcat`, `lzma`, `unlzma`, `lzcat`: compress and decompress files with LZMA
//!
//! BusyBox's options, and compression, which BusyBox has not.

use crate::compression::Format;
use crate::in_place::{self, Family, Job};
use kit::prelude::*;

const USAGE: &str = "\
[-cfkdtzqv0123456789] [-T N] [FILE]...

Compress FILEs (or stdin) with LZMA algorithm; the others decompress

	-0..9		Compression level
	-d, --decompress, --uncompress	Decompress
	-z, --compress	Compress
	-c, --stdout, --to-stdout	Write to stdout
	-f, --force	Force
	-k, --keep	Keep input files
	-t, --test	Test integrity
	-T, --threads=N	Use at most N threads; uses one
	-q, --quiet	No warnings
	-v, --verbose	Verbose
~	-1
~	-2
~	-3
~	-4
~	-5
~	-6
~	-7
~	-8
~	-9
";

pub const APPLET: Applet =
    Applet { dir: Dir::UsrBin, kind: Kind::Pure, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const DECOMPRESS: Key = Key::short(APPLET.options, 'd');
const COMPRESS: Key = Key::short(APPLET.options, 'z');
const STDOUT: Key = Key::short(APPLET.options, 'c');
const FORCE: Key = Key::short(APPLET.options, 'f');
const KEEP: Key = Key::short(APPLET.options, 'k');
const TEST: Key = Key::short(APPLET.options, 't');
const THREADS: Key = Key::short(APPLET.options, 'T');
const QUIET: Key = Key::short(APPLET.options, 'q');
const VERBOSE: Key = Key::short(APPLET.options, 'v');
const LEVELS: [Key; 10] = [
    Key::short(APPLET.options, '0'),
    Key::short(APPLET.options, '1'),
    Key::short(APPLET.options, '2'),
    Key::short(APPLET.options, '3'),
    Key::short(APPLET.options, '4'),
    Key::short(APPLET.options, '5'),
    Key::short(APPLET.options, '6'),
    Key::short(APPLET.options, '7'),
    Key::short(APPLET.options, '8'),
    Key::short(APPLET.options, '9'),
];

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    // An upper limit, which one thread keeps; the number must be one all the same.
    given.number::<u32>(THREADS)?;
    let test = given.has(TEST);
    let is_xz = cx.name.contains("xz");
    let decompress = match given.last(&[DECOMPRESS, COMPRESS]) {
        Some(key) => key == DECOMPRESS,
        None => !matches!(cx.name, "xz" | "lzma"),
    };
    let level = given.in_order().filter_map(|(key, _)| LEVELS.iter().position(|k| *k == key)).next_back().unwrap_or(6);
    let family = if is_xz {
        Family {
            format: Format::Xz,
            reads: |start| Format::of_magic(start).filter(|f| *f == Format::Xz),
            no_magic: "invalid magic",
            endings: &[(".xz", ""), (".txz", ".tar")],
        }
    } else {
        // LZMA alone has no magic: its header is checked when it is read.
        Family {
            format: Format::Lzma,
            reads: |_| Some(Format::Lzma),
            no_magic: "bad lzma header",
            endings: &[(".lzma", ""), (".tlz", ".tar")],
        }
    };
    let job = Job {
        family,
        decompress: decompress || test,
        test,
        list: false,
        to_stdout: matches!(cx.name, "xzcat" | "lzcat") || given.has(STDOUT),
        force: given.has(FORCE),
        keep: given.has(KEEP),
        quiet: given.has(QUIET),
        verbose: given.has(VERBOSE),
        names: false,
        recursive: false,
        level: level as u8,
        suffix: if is_xz { b".xz" } else { b".lzma" },
    };
    in_place::run(cx, &job, &given.operands)
}
