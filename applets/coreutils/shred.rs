//! `shred`: overwrite files, and remove them
//!
//! Not in POSIX; as in BusyBox, the further options are GNU's. Sizes are exact (GNU's `-x`), every pass is random. On file systems that write elsewhere
//! (journals, snapshots, flash) what was there may survive, as with every such tool.

use crate::canonical;
use crate::choice::choice;
use crate::random::Generator;
use kit::lines::BLOCK;
use kit::number::{self, KMG};
use kit::prelude::*;
use kit::progress::Progress;
use kit::sys::{self, files, files::CWD};
use std::io;
use std::os::fd::{AsRawFd, OwnedFd, RawFd};

const USAGE: &str = "\
[-fuvz] [-n N] [-s SIZE] FILE...

Overwrite/delete FILEs

	-f, --force	Chmod to ensure writability
	-s, --size=SIZE	Size to write
	-n, --iterations=N	Overwrite N times (default 3)
	-z, --zero	Final overwrite with zeros
	-u	Remove file
	--remove[=HOW]	Remove it: unlink, wipe (its name first), wipesync (syncing each step, default)
	--random-source=FILE	Take random bytes from FILE
	-v, --verbose	Show each pass
	--progress	Show how far each pass is, on a terminal
~	-x, --exact	Sizes are exact anyway
";

pub const APPLET: Applet = Applet { dir: Dir::UsrBin, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const FORCE: Key = Key::short(APPLET.options, 'f');
const SIZE: Key = Key::short(APPLET.options, 's');
const COUNT: Key = Key::short(APPLET.options, 'n');
const ZERO: Key = Key::short(APPLET.options, 'z');
const UNLINK: Key = Key::short(APPLET.options, 'u');
const REMOVE: Key = Key::long(USAGE, APPLET.options, "remove");
const RANDOM_SOURCE: Key = Key::long(USAGE, APPLET.options, "random-source");
const PROGRESS: Key = Key::long(USAGE, APPLET.options, "progress");
const VERBOSE: Key = Key::short(APPLET.options, 'v');

/// What becomes of the name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Removal {
    Unlink,
    Wipe,
    WipeSync,
}

const REMOVALS: &[(&str, Removal)] =
    &[("unlink", Removal::Unlink), ("wipe", Removal::Wipe), ("wipesync", Removal::WipeSync)];

/// Where random bytes come from.
enum Random<'a> {
    Generator(Generator),
    File(Input<'a>),
}

impl Random<'_> {
    fn fill(&mut self, mut bytes: &mut [u8]) -> io::Result<()> {
        match self {
            Random::Generator(generator) => generator.fill(bytes),
            Random::File(input) => {
                while !bytes.is_empty() {
                    match input.read(bytes).map_err(|error| error.source)? {
                        0 => return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "too few random bytes")),
                        n => bytes = &mut bytes[n..],
                    }
                }
            }
        }
        Ok(())
    }
}

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    if given.operands.is_empty() {
        return Err(Error::Usage(None));
    }
    let count = given.number::<u32>(COUNT)?.unwrap_or(3);
    let size = given.value(SIZE).map(|word| number::with_suffix::<u64>(word, KMG)).transpose()?;
    let removal = match given.value(REMOVE) {
        Some(word) => Some(choice("--remove", word, REMOVALS)?),
        None => (given.has(UNLINK) || given.has(REMOVE)).then_some(Removal::WipeSync),
    };
    let mut random = match given.value(RANDOM_SOURCE) {
        Some(file) => Random::File(cx.open(file).map_err(|e| fail!(kit::input::cannot_open(file, &e)))?),
        None => Random::Generator(Generator::new().map_err(|e| fail!("can't get random bytes: ", e))?),
    };
    let mut progress = Progress::new(cx.err, given.has(PROGRESS));
    for path in &given.operands {
        let file = match open(path, given.has(FORCE)) {
            Ok(file) => file,
            Err(error) => {
                cx.complain(kit::input::cannot_open(path, &error));
                continue;
            }
        };
        let shredded = (|| {
            let size = size.map_or_else(|| size_of(file.as_raw_fd()), Ok)?;
            let passes = count + u32::from(given.has(ZERO));
            for pass in 1..=passes {
                let zeros = pass > count;
                if given.has(VERBOSE) {
                    let what = if zeros { "000000" } else { "random" };
                    cx.warn(text![*path, ": pass ", pass, "/", passes, " (", what, ")..."]);
                }
                progress.begin(&text![*path, " ", pass, "/", passes], Some(size));
                let result = overwrite(file.as_raw_fd(), size, (!zeros).then_some(&mut random), &mut progress);
                progress.clear();
                result?;
            }
            if let Some(removal) = removal {
                remove(cx, path, file.as_raw_fd(), removal, given.has(VERBOSE))?;
            }
            Ok::<(), io::Error>(())
        })();
        if let Err(error) = shredded {
            cx.complain(text![*path, ": ", error]);
        }
    }
    Ok(cx.status())
}

fn open(path: &[u8], force: bool) -> io::Result<OwnedFd> {
    let name = files::c_path(path)?;
    // A pipe would wait for somebody to read what nobody shall.
    if matches!(files::stat(path)?.st_mode & libc::S_IFMT, libc::S_IFIFO | libc::S_IFSOCK) {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "invalid file type"));
    }
    let open = || files::open_at(CWD, &name, libc::O_WRONLY | libc::O_NOCTTY, 0);
    match open() {
        Err(error) if force && error.raw_os_error() == Some(libc::EACCES) => {
            files::chmod_at(CWD, &name, 0o200)?;
            open()
        }
        other => other,
    }
}

/// The bytes of a file or a block device.
fn size_of(fd: RawFd) -> io::Result<u64> {
    let size = sys::seek(fd, 0, libc::SEEK_END)?;
    sys::seek(fd, 0, libc::SEEK_SET)?;
    Ok(size)
}

fn overwrite(fd: RawFd, size: u64, mut random: Option<&mut Random>, progress: &mut Progress) -> io::Result<()> {
    sys::seek(fd, 0, libc::SEEK_SET)?;
    let mut block = vec![0; BLOCK];
    let mut left = size;
    while left > 0 {
        let n = left.min(block.len() as u64);
        let part = &mut block[..n as usize];
        if let Some(random) = &mut random {
            random.fill(part)?;
        }
        sys::write_all(fd, part)?;
        left -= n;
        progress.advance(n);
    }
    // Each pass must reach the disk, or only the last one would.
    match files::sync(fd, files::Sync::Data) {
        // A pipe or a device that cannot.
        Err(error) if matches!(error.raw_os_error(), Some(libc::EINVAL | libc::EROFS)) => Ok(()),
        other => other,
    }
}

/// Cuts the file, gives it shorter and shorter names of zeros, and removes it: its size and name are gone as well.
fn remove(cx: &mut Context, path: &[u8], fd: RawFd, removal: Removal, verbose: bool) -> io::Result<()> {
    if files::fstat(fd)?.st_mode & libc::S_IFMT == libc::S_IFREG {
        files::truncate(fd, 0)?;
    }
    let (dir, base) = canonical::split(path);
    let sync = || {
        if removal == Removal::WipeSync
            && let Ok(above) = files::c_path(dir).and_then(|dir| files::open_at(CWD, &dir, libc::O_DIRECTORY, 0))
        {
            // Not every file system has that for directories.
            let _ = files::sync(above.as_raw_fd(), files::Sync::File);
        }
    };
    let mut current = path.to_vec();
    let wiped = if removal == Removal::Unlink { 0 } else { base.len() };
    for length in (1..=wiped).rev() {
        let name = canonical::join(dir, &vec![b'0'; length]);
        let names = (files::c_path(&current)?, files::c_path(&name)?);
        // A name that is taken is another's.
        if files::rename_new_at((CWD, &names.0), (CWD, &names.1)).is_ok() {
            if verbose {
                cx.warn(text![current, ": renamed to ", name]);
            }
            current = name;
            sync();
        }
    }
    files::unlink_at(CWD, &files::c_path(&current)?, false)?;
    sync();
    if verbose {
        cx.warn(text![path, ": removed"]);
    }
    Ok(())
}
