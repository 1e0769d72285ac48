//! `tee`: copy standard input to standard output and files
//!
//! POSIX.1-2024 XCU tee; `-p`, `--output-error` and the long names as in GNU.

use kit::lines::Blocks;
use kit::prelude::*;
use kit::signals::{self, Disposition};
use std::ffi::OsStr;
use std::fs::{File, OpenOptions};
use std::io;
use std::os::fd::AsRawFd;
use std::os::unix::ffi::OsStrExt;

const USAGE: &str = "\
[-aip] [FILE]...

Copy stdin to each FILE, and also to stdout

	-a, --append	Append to the given FILEs, don't overwrite
	-i, --ignore-interrupts	Ignore interrupt signals (SIGINT)
	-p		Go on with the other outputs when a pipe is closed; --output-error=warn-nopipe
	--output-error[=MODE]	When an output fails, warn or exit (warn-nopipe, exit-nopipe: not for closed pipes)
";

pub const APPLET: Applet = Applet {
    dir: Dir::UsrBin,
    // -i and -p change signals.
    kind: Kind::PureWhen(|args| args.iter().all(|a| !a.starts_with(b"-") || matches!(*a, b"-" | b"-a" | b"--append"))),
    usage: USAGE,
    options: options!(USAGE),
    run,
    ..Applet::DEFAULT
};

const APPEND: Key = Key::short(APPLET.options, 'a');
const IGNORE_INTERRUPTS: Key = Key::short(APPLET.options, 'i');
const IGNORE_PIPES: Key = Key::short(APPLET.options, 'p');
const OUTPUT_ERROR: Key = Key::long(USAGE, APPLET.options, "output-error");

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    if given.has(IGNORE_INTERRUPTS) {
        ignore(libc::SIGINT)?;
    }
    let mut mode = None;
    for (key, value) in given.in_order() {
        mode = match (key, value) {
            (IGNORE_PIPES, _) | (OUTPUT_ERROR, None | Some(b"warn-nopipe")) => Some(Mode::WarnNoPipe),
            (OUTPUT_ERROR, Some(b"warn")) => Some(Mode::Warn),
            (OUTPUT_ERROR, Some(b"exit")) => Some(Mode::Exit),
            (OUTPUT_ERROR, Some(b"exit-nopipe")) => Some(Mode::ExitNoPipe),
            (OUTPUT_ERROR, Some(other)) => return Err(fail!("invalid argument '", other, "' for '--output-error'")),
            _ => mode,
        };
    }
    if mode.is_some() {
        ignore(libc::SIGPIPE)?;
    }
    let mut targets = vec![Target { name: b"standard output", file: None }];
    for name in &given.operands {
        if *name == b"-" {
            targets.push(Target { name: b"standard output", file: None });
            continue;
        }
        let mut how = OpenOptions::new();
        if given.has(APPEND) {
            how.append(true)
        } else {
            how.write(true).truncate(true)
        };
        match how.create(true).open(OsStr::from_bytes(name)) {
            Ok(file) => targets.push(Target { name, file: Some(file) }),
            Err(error) => cx.complain(text![*name, ": ", error]),
        }
    }
    let mut blocks = Blocks::new(cx.stdin());
    while let Some(block) = blocks.next_block()? {
        let mut i = 0;
        while i < targets.len() {
            match targets[i].write(cx, block) {
                Ok(()) => i += 1,
                Err(error) => {
                    let target = targets.remove(i);
                    let is_pipe = error.kind() == io::ErrorKind::BrokenPipe;
                    match mode {
                        None if is_pipe => return Err(Error::Write(error)),
                        Some(Mode::WarnNoPipe | Mode::ExitNoPipe) if is_pipe => {}
                        Some(Mode::Exit | Mode::ExitNoPipe) => return Err(fail!(target.name, ": ", error)),
                        _ => cx.complain(text![target.name, ": ", error]),
                    }
                }
            }
        }
        if targets.is_empty() {
            break;
        }
    }
    Ok(cx.status())
}

/// What happens when an output fails.
#[derive(Clone, Copy)]
enum Mode {
    Warn,
    /// A closed pipe is left without a word.
    WarnNoPipe,
    Exit,
    ExitNoPipe,
}

fn ignore(signal: i32) -> Result<()> {
    signals::set(signal, Disposition::Ignored).map_err(|e| fail!("signal: ", e))
}

struct Target<'a> {
    name: &'a [u8],
    /// None: standard output.
    file: Option<File>,
}

impl Target<'_> {
    fn write(&self, cx: &mut Context, block: &[u8]) -> io::Result<()> {
        match &self.file {
            None => {
                cx.out.write_all(block)?;
                cx.out.flush()
            }
            Some(file) => kit::sys::write_all(file.as_raw_fd(), block),
        }
    }
}
