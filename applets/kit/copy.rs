//! Copying files: content by the cheapest way there is, and what describes them.

use crate::sys::files::{self, SetTime, Stat};
use crate::sys::{self};
use crate::time::Moment;
use std::io;
use std::os::fd::RawFd;

/// Bytes per read and write where the kernel cannot copy by itself.
const BUFFER: usize = 128 * 1024;
/// Bytes per copy_file_range: signals are noticed in between.
const RANGE: usize = 64 << 20;
/// Below, a copy is as cheap as asking the file system whether it can share blocks.
const SMALLEST_CLONE: i64 = 16 * 1024;
/// The granularity of holes.
const HOLE: usize = 4096;

/// What becomes of zeros.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Sparse {
    /// Holes stay holes.
    #[default]
    Auto,
    /// Runs of zeros become holes.
    Always,
    /// Holes become zeros.
    Never,
}

/// Whether blocks may be shared.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Reflink {
    /// Where the file system can.
    #[default]
    Auto,
    /// Or fail.
    Always,
    /// No.
    Never,
}

/// A failure on one of the two sides.
#[derive(Debug)]
pub enum CopyError {
    /// Of the source.
    Read(io::Error),
    /// Of the destination.
    Write(io::Error),
}

/// Copies all of `from` to `to`, which is empty and open for writing. `stat` is `from`'s.
pub fn content(from: RawFd, to: RawFd, stat: &Stat, sparse: Sparse, reflink: Reflink) -> Result<(), CopyError> {
    let is_regular = stat.st_mode & libc::S_IFMT == libc::S_IFREG;
    let is_worth_it = reflink == Reflink::Always || reflink == Reflink::Auto && stat.st_size >= SMALLEST_CLONE;
    if is_worth_it && is_regular && sparse != Sparse::Never {
        match files::clone_content(from, to) {
            Ok(()) => return Ok(()),
            Err(error) if reflink == Reflink::Always => return Err(CopyError::Write(error)),
            Err(_) => {}
        }
    }
    let has_holes = is_regular && (stat.st_blocks as u64).saturating_mul(512) < stat.st_size as u64;
    match sparse {
        Sparse::Always => by_hand(from, to, true),
        // The kernel's own copy may keep holes.
        Sparse::Never => by_hand(from, to, false),
        Sparse::Auto if has_holes => extents(from, to, stat.st_size as u64),
        // Files of /proc and the like say they are empty and are not: they must be read.
        Sparse::Auto if is_regular && stat.st_size > 0 && range(from, to, u64::MAX)? => Ok(()),
        Sparse::Auto => by_hand(from, to, false),
    }
}

/// Copies up to `length` bytes inside the kernel, or what there is; false if it cannot, and nothing was copied.
fn range(from: RawFd, to: RawFd, length: u64) -> Result<bool, CopyError> {
    let mut left = length;
    while left > 0 {
        if sys::interrupted() {
            return Err(CopyError::Read(io::ErrorKind::Interrupted.into()));
        }
        match files::copy_range(from, to, left.min(RANGE as u64) as usize) {
            // Nothing although the file said it has something: some file systems have no other way to say no.
            Ok(0) => return Ok(left != length),
            Ok(n) => left -= n as u64,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => {
                let is_unable = matches!(
                    error.raw_os_error(),
                    Some(libc::EXDEV | libc::EINVAL | libc::ENOSYS | libc::EOPNOTSUPP | libc::EPERM | libc::EBADF)
                );
                // What is wrong with a device shows again, and on the right side, when it is read by hand.
                return if is_unable && left == length { Ok(false) } else { Err(CopyError::Write(error)) };
            }
        }
    }
    Ok(true)
}

fn by_hand(from: RawFd, to: RawFd, make_holes: bool) -> Result<(), CopyError> {
    let mut buffer = vec![0; BUFFER];
    let mut hole_at_end = false;
    let mut length = 0;
    loop {
        let n = sys::read(from, &mut buffer).map_err(CopyError::Read)?;
        if n == 0 {
            break;
        }
        length += n as u64;
        if !make_holes {
            sys::write_all(to, &buffer[..n]).map_err(CopyError::Write)?;
            continue;
        }
        for block in buffer[..n].chunks(HOLE) {
            hole_at_end = is_zero(block);
            if hole_at_end {
                sys::seek(to, block.len() as i64, libc::SEEK_CUR).map_err(CopyError::Write)?;
            } else {
                sys::write_all(to, block).map_err(CopyError::Write)?;
            }
        }
    }
    if hole_at_end {
        files::truncate(to, length).map_err(CopyError::Write)?;
    }
    Ok(())
}

/// Are all bytes zero?
pub fn is_zero(block: &[u8]) -> bool {
    // Equal to itself moved by one, and the first is zero: memcmp does the work.
    block.first().is_none_or(|first| *first == 0 && block[1..] == block[..block.len() - 1])
}

/// Copies the parts that hold data and leaves the holes.
fn extents(from: RawFd, to: RawFd, size: u64) -> Result<(), CopyError> {
    let mut at: u64 = 0;
    while at < size {
        let start = match sys::seek(from, at as i64, libc::SEEK_DATA) {
            Ok(start) => start,
            // Nothing but a hole up to the end.
            Err(error) if error.raw_os_error() == Some(libc::ENXIO) => break,
            // No holes to be found out about here.
            Err(_) => {
                sys::seek(from, 0, libc::SEEK_SET).map_err(CopyError::Read)?;
                return by_hand(from, to, true);
            }
        };
        let end = sys::seek(from, start as i64, libc::SEEK_HOLE).map_err(CopyError::Read)?;
        sys::seek(from, start as i64, libc::SEEK_SET).map_err(CopyError::Read)?;
        sys::seek(to, start as i64, libc::SEEK_SET).map_err(CopyError::Write)?;
        if !range(from, to, end - start)? {
            part(from, to, end - start)?;
        }
        at = end;
    }
    files::truncate(to, size).map_err(CopyError::Write)
}

fn part(from: RawFd, to: RawFd, length: u64) -> Result<(), CopyError> {
    let mut buffer = vec![0; BUFFER];
    let mut left = length;
    while left > 0 {
        let most = buffer.len().min(usize::try_from(left).unwrap_or(usize::MAX));
        let n = sys::read(from, &mut buffer[..most]).map_err(CopyError::Read)?;
        if n == 0 {
            break;
        }
        sys::write_all(to, &buffer[..n]).map_err(CopyError::Write)?;
        left -= n as u64;
    }
    Ok(())
}

/// The time of the last access.
pub fn accessed(stat: &Stat) -> Moment {
    Moment { seconds: stat.st_atime, nanoseconds: stat.st_atime_nsec as u32 }
}

/// The time of the last change of the content.
pub fn modified(stat: &Stat) -> Moment {
    Moment { seconds: stat.st_mtime, nanoseconds: stat.st_mtime_nsec as u32 }
}

/// The time of the last change of the inode.
pub fn changed(stat: &Stat) -> Moment {
    Moment { seconds: stat.st_ctime, nanoseconds: stat.st_ctime_nsec as u32 }
}

/// Both of the times that can be set.
pub fn times(stat: &Stat) -> (SetTime, SetTime) {
    (SetTime::To(accessed(stat)), SetTime::To(modified(stat)))
}

/// Copies the extended attributes (ACLs and capabilities are such). What the destination's file system or the caller's
/// rights do not allow is left out, as `cp -a` may: only `ENOSPC` and the like are told.
pub fn attributes(from: RawFd, to: RawFd) -> io::Result<()> {
    let Ok(names) = files::attribute_names(from) else { return Ok(()) };
    for name in &names {
        let Ok(value) = files::attribute(from, name) else { continue };
        match files::set_attribute(to, name, &value) {
            Err(error) if matches!(error.raw_os_error(), Some(libc::ENOSPC | libc::EDQUOT | libc::EIO)) => {
                return Err(error);
            }
            _ => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Read, Seek, Write};
    use std::os::fd::AsRawFd;

    fn copied(source: &mut std::fs::File, sparse: Sparse) -> (Vec<u8>, u64) {
        use std::os::unix::fs::MetadataExt;
        let path = std::env::temp_dir().join(format!("cairn-copy-{}-{sparse:?}", std::process::id()));
        let mut target = std::fs::File::options().read(true).write(true).create_new(true).open(&path).unwrap();
        std::fs::remove_file(&path).unwrap();
        source.rewind().unwrap();
        let stat = files::fstat(source.as_raw_fd()).unwrap();
        content(source.as_raw_fd(), target.as_raw_fd(), &stat, sparse, Reflink::Auto).unwrap();
        let mut bytes = Vec::new();
        target.rewind().unwrap();
        target.read_to_end(&mut bytes).unwrap();
        (bytes, target.metadata().unwrap().blocks() * 512)
    }

    #[test]
    fn content_is_the_same_with_holes_and_without() {
        let path = std::env::temp_dir().join(format!("cairn-copy-{}", std::process::id()));
        let mut source = std::fs::File::options().read(true).write(true).create_new(true).open(&path).unwrap();
        std::fs::remove_file(&path).unwrap();
        source.set_len(1 << 20).unwrap();
        source.seek(io::SeekFrom::Start(500_000)).unwrap();
        source.write_all(b"data").unwrap();
        let mut expected = vec![0; 1 << 20];
        expected[500_000..500_004].copy_from_slice(b"data");
        for sparse in [Sparse::Auto, Sparse::Always, Sparse::Never] {
            let (bytes, used) = copied(&mut source, sparse);
            assert!(bytes == expected, "{sparse:?}");
            assert_eq!(used >= 1 << 20, sparse == Sparse::Never, "{sparse:?}: {used}");
        }
    }

    #[test]
    fn zeros_are_seen() {
        assert!(is_zero(&[0; 100]) && is_zero(&[]));
        assert!(!is_zero(b"\0\0a") && !is_zero(b"a\0"));
    }
}
