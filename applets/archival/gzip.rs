//! `gzip`, `gunzip`, `zcat`: compress and decompress files
//!
//! RFC 1952. BusyBox's options and GNU's -l, -N, -r, -S. Unlike GNU's, no name and time are recorded without -N: the same
//! data gives the same bytes. zcat reads whatever format it finds.

use crate::compression::Format;
use crate::in_place::{self, Family, Job};
use kit::prelude::*;

const USAGE: &str = "\
[-cfkdtlnNqrv123456789] [-S SUF] [FILE]...

Compress FILEs (or stdin); gunzip and zcat decompress

	-1..9		Compression level
	-d, --decompress	Decompress
	-c, --stdout, --to-stdout	Write to stdout
	-f, --force	Force: replace files, pass through what is not compressed (zcat)
	-k, --keep	Keep input files
	-t, --test	Test integrity
	-l, --list	List sizes of compressed files
	-N, --name	Record name and time; with -d, restore them
	-n, --no-name	Don't (default)
	-q, --quiet	No warnings
	-r, --recursive	Descend into directories
	-S, --suffix=SUF	Use SUF instead of .gz
	-v, --verbose	Verbose
~	--uncompress	As -d
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
    Applet { dir: Dir::Bin, kind: Kind::Pure, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const DECOMPRESS: Key = Key::short(APPLET.options, 'd');
const UNCOMPRESS: Key = Key::long(USAGE, APPLET.options, "uncompress");
const STDOUT: Key = Key::short(APPLET.options, 'c');
const FORCE: Key = Key::short(APPLET.options, 'f');
const KEEP: Key = Key::short(APPLET.options, 'k');
const TEST: Key = Key::short(APPLET.options, 't');
const LIST: Key = Key::short(APPLET.options, 'l');
const NAME: Key = Key::short(APPLET.options, 'N');
const NO_NAME: Key = Key::short(APPLET.options, 'n');
const QUIET: Key = Key::short(APPLET.options, 'q');
const RECURSIVE: Key = Key::short(APPLET.options, 'r');
const SUFFIX: Key = Key::short(APPLET.options, 'S');
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

/// Endings that mean gzip or compress, and what replaces them.
const ENDINGS: &[(&str, &str)] = &[(".gz", ""), (".tgz", ".tar"), (".taz", ".tar"), (".Z", ""), ("-gz", "")];

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    let is_zcat = cx.name == "zcat";
    let test = given.has(TEST);
    let list = given.has(LIST);
    let suffix = given.value(SUFFIX).unwrap_or(b".gz");
    if suffix.is_empty() || suffix.contains(&b'/') {
        return Err(fail!("invalid suffix '", suffix, "'"));
    }
    let level = given.in_order().filter_map(|(key, _)| level(key)).next_back().unwrap_or(6);
    let job = Job {
        family: Family {
            format: Format::Gzip,
            reads: if is_zcat { Format::of_magic } else { gzip_or_compress },
            no_magic: if is_zcat { "no gzip/bzip2/xz magic" } else { "invalid magic" },
            endings: ENDINGS,
        },
        decompress: cx.name != "gzip" || test || list || given.has(DECOMPRESS) || given.has(UNCOMPRESS),
        test,
        list,
        to_stdout: is_zcat || given.has(STDOUT),
        force: given.has(FORCE),
        keep: given.has(KEEP),
        quiet: given.has(QUIET),
        verbose: given.has(VERBOSE),
        names: given.last(&[NAME, NO_NAME]) == Some(NAME),
        recursive: given.has(RECURSIVE),
        level,
        suffix,
    };
    in_place::run(cx, &job, &given.operands)
}

fn level(key: Key) -> Option<u8> {
    if key == FAST {
        return Some(1);
    }
    LEVELS.iter().position(|k| *k == key).map(|i| i as u8 + 1)
}

fn gzip_or_compress(start: &[u8]) -> Option<Format> {
    Format::of_magic(start).filter(|f| matches!(f, Format::Gzip | Format::Lzw))
}
