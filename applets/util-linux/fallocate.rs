//! `fallocate`: preallocate file space
//!
//! As in BusyBox; `-c`, `-d`, `-i`, `-n`, `-p`, `-v`, `-x`, `-z` as in util-linux.

use kit::number::{self, BLOCKS};
use kit::prelude::*;
use kit::sys;
use kit::sys::files::{self, CWD};
use std::io;
use std::os::fd::{AsRawFd, RawFd};

const USAGE: &str = "\
[-o OFS] -l LEN FILE

Preallocate space for FILE

	-l, --length=LEN	Length, of the file itself if it is larger
	-o, --offset=OFS	Offset (default 0)
	-n, --keep-size		Leave the size of the file as it is
	-c, --collapse-range	Take the range out of the file
	-i, --insert-range	Put a hole in, moving what follows
	-p, --punch-hole	Make the range a hole (implies -n)
	-z, --zero-range	Make it zeros
	-d, --dig-holes		Make runs of zeros holes; without -l in all of the file
	-x, --posix		Where the file system cannot allocate, write zeros
	-v, --verbose		Tell what was done
";

pub const APPLET: Applet =
    Applet { dir: Dir::UsrBin, kind: Kind::Pure, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const LENGTH: Key = Key::short(APPLET.options, 'l');
const OFFSET: Key = Key::short(APPLET.options, 'o');
const KEEP_SIZE: Key = Key::short(APPLET.options, 'n');
const COLLAPSE: Key = Key::short(APPLET.options, 'c');
const INSERT: Key = Key::short(APPLET.options, 'i');
const PUNCH: Key = Key::short(APPLET.options, 'p');
const ZERO: Key = Key::short(APPLET.options, 'z');
const DIG: Key = Key::short(APPLET.options, 'd');
const POSIX: Key = Key::short(APPLET.options, 'x');
const VERBOSE: Key = Key::short(APPLET.options, 'v');

/// Bytes read at a time in search of zeros.
const BUFFER: usize = 128 * 1024;
/// The least that is made a hole.
const HOLE: usize = 4096;

/// What is done to the range.
#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Allocate,
    Collapse,
    Insert,
    Punch,
    Zero,
    Dig,
}

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    let [path] = given.operands[..] else { return Err(Error::Usage(None)) };
    let mut what = What::Allocate;
    let ways = [
        (COLLAPSE, What::Collapse),
        (INSERT, What::Insert),
        (PUNCH, What::Punch),
        (ZERO, What::Zero),
        (DIG, What::Dig),
    ];
    for (key, way) in ways {
        if given.has(key) {
            if what != What::Allocate {
                return Err(Error::Usage(Some(b"only one of -c, -d, -i, -p and -z may be given".to_vec())));
            }
            what = way;
        }
    }
    let keeps_size = given.has(KEEP_SIZE);
    if matches!(what, What::Collapse | What::Insert) && keeps_size
        || given.has(POSIX) && (what != What::Allocate || keeps_size)
    {
        return Err(Error::Usage(Some(b"these options exclude each other".to_vec())));
    }
    let size = |key| given.value(key).map(|word| number::with_suffix::<u64>(word, BLOCKS)).transpose();
    let offset = size(OFFSET)?.unwrap_or(0);
    let length = match size(LENGTH)? {
        None if what == What::Dig => None,
        None => return Err(Error::Usage(None)),
        length => length,
    };
    let flags = if matches!(what, What::Allocate) { libc::O_RDWR | libc::O_CREAT } else { libc::O_RDWR };
    let file = files::c_path(path)
        .and_then(|name| files::open_at(CWD, &name, flags, 0o666))
        .map_err(|e| fail!(kit::input::cannot_open(path, &e)))?;
    let fd = file.as_raw_fd();
    let failed = |e: io::Error| fail!("fallocate '", path, "': ", e);
    let keep = if keeps_size { libc::FALLOC_FL_KEEP_SIZE } else { 0 };
    let punch = libc::FALLOC_FL_PUNCH_HOLE | libc::FALLOC_FL_KEEP_SIZE;
    let range = length.unwrap_or(u64::MAX);
    let (done, word) = match what {
        What::Allocate => match files::allocate(fd, keep, offset, range) {
            Err(error) if given.has(POSIX) && error.raw_os_error() == Some(libc::EOPNOTSUPP) => {
                write_zeros(fd, offset, range).map_err(failed)?;
                (range, "allocated")
            }
            result => (result.map(|()| range).map_err(failed)?, "allocated"),
        },
        What::Dig => (dig(cx, fd, offset, range, punch).map_err(failed)?, "converted to sparse holes"),
        What::Collapse => (change(fd, libc::FALLOC_FL_COLLAPSE_RANGE, offset, range).map_err(failed)?, "removed"),
        What::Insert => (change(fd, libc::FALLOC_FL_INSERT_RANGE, offset, range).map_err(failed)?, "inserted"),
        What::Punch => (change(fd, punch, offset, range).map_err(failed)?, "hole created"),
        What::Zero => (change(fd, libc::FALLOC_FL_ZERO_RANGE | keep, offset, range).map_err(failed)?, "zeroed"),
    };
    if given.has(VERBOSE) {
        cx.out.line(&text![path, ": ", done, " bytes ", word, "."])?;
    }
    Ok(Status::OK)
}

fn change(fd: RawFd, mode: i32, offset: u64, length: u64) -> io::Result<u64> {
    files::allocate(fd, mode, offset, length).map(|()| length)
}

/// Allocates what holds nothing by writing it; what is there stays.
fn write_zeros(fd: RawFd, offset: u64, length: u64) -> io::Result<()> {
    let end = offset.checked_add(length).ok_or_else(|| io::Error::from_raw_os_error(libc::EFBIG))?;
    let size = files::fstat(fd)?.st_size as u64;
    if end > size {
        files::truncate(fd, end)?;
    }
    let zeros = vec![0; BUFFER];
    let mut at = offset;
    while at < end {
        let data = sys::seek(fd, at as i64, libc::SEEK_DATA).unwrap_or(end).min(end);
        sys::seek(fd, at as i64, libc::SEEK_SET)?;
        while at < data {
            let n = (data - at).min(BUFFER as u64) as usize;
            sys::write_all(fd, &zeros[..n])?;
            at += n as u64;
        }
        at = sys::seek(fd, at as i64, libc::SEEK_HOLE).unwrap_or(end).max(at);
    }
    Ok(())
}

/// Makes runs of zeros holes; gives how many bytes that were.
fn dig(cx: &Context, fd: RawFd, offset: u64, length: u64, punch: i32) -> io::Result<u64> {
    let size = files::fstat(fd)?.st_size as u64;
    let end = offset.saturating_add(length).min(size);
    let mut buffer = vec![0; BUFFER];
    let (mut at, mut dug) = (offset, 0);
    while at < end {
        if cx.interrupted() {
            return Err(io::ErrorKind::Interrupted.into());
        }
        // Holes are there already.
        at = match sys::seek(fd, at as i64, libc::SEEK_DATA) {
            Ok(data) => data,
            Err(error) if error.raw_os_error() == Some(libc::ENXIO) => break,
            Err(_) => sys::seek(fd, at as i64, libc::SEEK_SET)?,
        };
        let most = end.saturating_sub(at).min(BUFFER as u64) as usize;
        let n = sys::read(fd, &mut buffer[..most])?;
        if n == 0 {
            break;
        }
        for block in buffer[..n].chunks(HOLE) {
            if kit::copy::is_zero(block) {
                files::allocate(fd, punch, at, block.len() as u64)?;
                dug += block.len() as u64;
            }
            at += block.len() as u64;
        }
    }
    Ok(dug)
}
