//! What an applet declares about itself, and how it ends.

use crate::context::Context;
use crate::usage::Opt;
use std::io;

/// The directory of an applet's link in a root file system.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Dir {
    /// `/bin`
    Bin,
    /// `/sbin`
    Sbin,
    /// `/usr/bin`
    UsrBin,
    /// `/usr/sbin`
    UsrSbin,
}

impl Dir {
    /// The path without a leading slash, as `--list-full` prints it.
    pub const fn path(self) -> &'static str {
        match self {
            Dir::Bin => "bin",
            Dir::Sbin => "sbin",
            Dir::UsrBin => "usr/bin",
            Dir::UsrSbin => "usr/sbin",
        }
    }
}

/// What an applet may do to the process that runs it.
#[derive(Clone, Copy)]
pub enum Kind {
    /// Bounded work on its operands and input; leaves the process as it found it: no chdir, umask,
    /// signals, environment, left-over descriptors, exit, threads or children. The shell calls it.
    Pure,
    /// Pure for those argument lists (without the name) for which the function says so.
    PureWhen(fn(&[&[u8]]) -> bool),
    /// Anything else: runs in a process of its own.
    Process,
}

impl Kind {
    /// May a call with `args` run inside the caller's process?
    pub fn is_pure(self, args: &[&[u8]]) -> bool {
        match self {
            Kind::Pure => true,
            Kind::PureWhen(test) => test(args),
            Kind::Process => false,
        }
    }
}

/// An exit status.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Status(pub u8);

impl Status {
    /// Success.
    pub const OK: Status = Status(0);
    /// The ordinary failure.
    pub const FAILED: Status = Status(1);
    /// The status of a process that SIGPIPE ended.
    pub const BROKEN_PIPE: Status = Status(128 + 13);
    /// The status of an applet that panicked (128 + SIGABRT).
    pub const PANICKED: Status = Status(128 + 6);
}

/// What ends an applet before its time. [`crate::context::run`] alone turns it into words and a status.
#[derive(Debug)]
pub enum Error {
    /// `--help` was given: usage on standard error, status 0.
    Help,
    /// `--version` was given: name and version on standard output, status 0.
    Version,
    /// A wrong command line: the message, if any, then the usage; status [`Applet::usage_status`].
    Usage(Option<Vec<u8>>),
    /// As `Usage`, but the message begins with argv\[0\] as given: what getopt says.
    Getopt(Vec<u8>),
    /// `NAME: message` and a status.
    Failed(Status, Vec<u8>),
    /// Nothing more to say.
    Silent(Status),
    /// A failed write to [`Context::out`].
    Write(io::Error),
}

/// `?` on `cx.out` is right, and on nothing else that yields an `io::Error`: reading goes through
/// [`crate::input::Input`], whose error carries the file's name.
impl From<io::Error> for Error {
    fn from(error: io::Error) -> Error {
        Error::Write(error)
    }
}

/// The result of an applet and of its steps.
pub type Result<T> = std::result::Result<T, Error>;

/// An applet: where it is linked, what it may do, how it is used, what it runs.
#[derive(Clone, Copy)]
pub struct Applet {
    /// Directory of its link.
    pub dir: Dir,
    /// What it may do to its process.
    pub kind: Kind,
    /// Usage text; the first line is what follows `Usage: NAME `. See [`crate::usage`].
    pub usage: &'static str,
    /// Made by [`crate::options!`] from the usage text.
    pub options: &'static [Opt],
    /// The command itself.
    pub run: fn(&mut Context) -> Result<Status>,
    /// Options end at the first operand (`env`, `nice`, `find`; POSIX's own rule), instead of GNU's permutation.
    pub stop_at_operand: bool,
    /// Status of a usage error: 1, but 2 for `grep`, `sort`, `cmp`, 125 for `timeout`…
    pub usage_status: u8,
    /// Status when standard output cannot be written: 1, but 2 where 1 is an answer (`diff`, `grep`).
    pub write_status: u8,
    /// Whether `--help` as first argument shows the usage, and `--version` the version (`echo`, `true`, `false`, `test` treat it as a word).
    pub has_help: bool,
}

impl Applet {
    /// Base for `..Applet::DEFAULT`.
    pub const DEFAULT: Applet = Applet {
        dir: Dir::UsrBin,
        kind: Kind::Process,
        usage: "",
        options: &[],
        run: nothing,
        stop_at_operand: false,
        usage_status: 1,
        write_status: 1,
        has_help: true,
    };
}

fn nothing(_: &mut Context) -> Result<Status> {
    Ok(Status::OK)
}

/// The registry as applets see it (shell, `which`, `xargs`, `--list`): set by the binary.
pub trait Applets: Sync {
    /// The applet `name` if it is part of this binary *and listed*.
    fn find(&self, name: &[u8]) -> Option<Applet>;
    /// As `find`, but also applets that are linked in only as the shell's builtins.
    fn find_builtin(&self, name: &[u8]) -> Option<Applet>;
    /// Names of the listed applets, sorted by bytes.
    fn names(&self) -> Vec<&'static str>;
}

/// No applet at all: for unit tests.
pub struct NoApplets;

impl Applets for NoApplets {
    fn find(&self, _: &[u8]) -> Option<Applet> {
        None
    }
    fn find_builtin(&self, _: &[u8]) -> Option<Applet> {
        None
    }
    fn names(&self) -> Vec<&'static str> {
        Vec::new()
    }
}
