//! `bzip2`, `bunzip2`, `bzcat`: compress and decompress files with bzip2
//!
//! BusyBox's options and the long names of bzip2 itself.

use crate::compression::Format;
use crate::in_place::{self, Family, Job};
use kit::prelude::*;

const USAGE: &str = "\
[-cfkdtzqv123456789] [FILE]...

Compress FILEs (or stdin) with bzip2 algorithm; bunzip2 and bzcat decompress

	-1..9		Compression level
	-d, --decompress	Decompress
	-z, --compress	Compress
	-c, --stdout	Write to stdout
	-f, --force	Force
	-k, --keep	Keep input files
	-t, --test	Test integrity
	-q, --quiet	No warnings
	-v, --verbose	Verbose
~	-s, --small	Use less memory: the memory is bounded anyway
~	--fast	As -1
~	-2
~	-3
~	-4
~	-5
~	-6
~	-7
~	-8
~	-9, --best
";

pub const APPLET: Applet =
    Applet { dir: Dir::UsrBin, kind: Kind::Pure, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const DECOMPRESS: Key = Key::short(APPLET.options, 'd');
const COMPRESS: Key = Key::short(APPLET.options, 'z');
const STDOUT: Key = Key::short(APPLET.options, 'c');
const FORCE: Key = Key::short(APPLET.options, 'f');
const KEEP: Key = Key::short(APPLET.options, 'k');
const TEST: Key = Key::short(APPLET.options, 't');
const QUIET: Key = Key::short(APPLET.options, 'q');
const VERBOSE: Key = Key::short(APPLET.options, 'v');
const FAST: Key = Key::long(USAGE, APPLET.options, "fast");
const LEVELS: [Key; 9] = [
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

const ENDINGS: &[(&str, &str)] = &[(".bz2", ""), (".tbz", ".tar"), (".tbz2", ".tar")];

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    let test = given.has(TEST);
    let decompress = match given.last(&[DECOMPRESS, COMPRESS]) {
        Some(key) => key == DECOMPRESS,
        None => cx.name != "bzip2",
    };
    let level = given.in_order().filter_map(|(key, _)| level(key)).next_back().unwrap_or(9);
    let job = Job {
        family: Family {
            format: Format::Bzip2,
            reads: |start| Format::of_magic(start).filter(|f| *f == Format::Bzip2),
            no_magic: "invalid magic",
            endings: ENDINGS,
        },
        decompress: decompress || test,
        test,
        list: false,
        to_stdout: cx.name == "bzcat" || given.has(STDOUT),
        force: given.has(FORCE),
        keep: given.has(KEEP),
        quiet: given.has(QUIET),
        verbose: given.has(VERBOSE),
        names: false,
        recursive: false,
        level,
        suffix: b".bz2",
    };
    in_place::run(cx, &job, &given.operands)
}

fn level(key: Key) -> Option<u8> {
    if key == FAST {
        return Some(1);
    }
    LEVELS.iter().position(|k| *k == key).map(|i| i as u8 + 1)
}
