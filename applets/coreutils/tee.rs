//! `tee`: copy standard input to standard output and files
//!
//! POSIX.1-2024 XCU tee; `-p` and the long names as in GNU.

use kit::lines::Blocks;
use kit::output::Sink;
use kit::prelude::*;
use nix::sys::signal::{SigHandler, Signal, signal};
use std::fs::{File, OpenOptions};
use std::io;
use std::os::unix::ffi::OsStrExt;

const USAGE: &str = "\
[-aip] [FILE]...

Copy stdin to each FILE, and also to stdout

	-a, --append	Append to the given FILEs, don't overwrite
	-i, --ignore-interrupts	Ignore interrupt signals (SIGINT)
	-p	Go on with the other outputs when a pipe is closed
";

pub const APPLET: Applet =
    Applet { dir: Dir::UsrBin, kind: Kind::Process, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const APPEND: Key = Key::short(APPLET.options, 'a');
const IGNORE: Key = Key::short(APPLET.options, 'i');
const KEEP_ON: Key = Key::short(APPLET.options, 'p');

enum Target {
    Stdout,
    File(File),
}
