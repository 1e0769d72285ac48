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
/// Below, one read and one write are cheaper than copy_file_range(2).
const SMALLEST_OFFLOAD: i64 = 64 * 1024;
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

/// Whether something was tried, and how it went.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Tried {
    /// It did not come to that.
    #[default]
    No,
    /// It was done so.
    Yes,
    /// The file system or the kernel cannot.
    Unsupported,
    /// Something that was asked for forbids it.
    Avoided,
}

impl Tried {
    /// GNU's word.
    pub fn word(self) -> &'static str {
        match self {
            Tried::No => "no",
            Tried::Yes => "yes",
            Tried::Unsupported => "unsupported",
            Tried::Avoided => "avoided",
        }
    }
}

/// How a content was copied: for `cp --debug`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Ways {
    /// copy_file_range(2)
    pub offload: Tried,
    /// Sharing blocks.
    pub reflink: Tried,
    /// Holes were asked for by `SEEK_HOLE`.
    pub seeks_holes: bool,
    /// Runs of zeros were made holes.
    pub makes_holes: bool,
}

/// Copies contents, one after another; reuses its buffer.
#[derive(Debug, Default)]
pub struct Contents {
    /// What becomes of zeros.
    pub sparse: Sparse,
    /// Whether blocks may be shared.
    pub reflink: Reflink,
    /// How the last one was copied.
    pub ways: Ways,
    buffer: Vec<u8>,
}

/// Told of each part: how many bytes more are done.
pub type Tell<'a> = &'a mut dyn FnMut(u64);

impl Contents {
    /// The buffer is made when it is needed.
    pub fn new(sparse: Sparse, reflink: Reflink) -> Contents {
        Contents { sparse, reflink, ..Contents::default() }
    }

    /// Copies all of `from` to `to`, which is empty and open for writing. `stat` is `from`'s.
    pub fn copy(&mut self, from: RawFd, to: RawFd, stat: &Stat, tell: Tell) -> Result<(), CopyError> {
        self.ways = Ways::default();
        let is_regular = stat.st_mode & libc::S_IFMT == libc::S_IFREG;
        let size = stat.st_size as u64;
        let is_worth_it =
            self.reflink == Reflink::Always || self.reflink == Reflink::Auto && stat.st_size >= SMALLEST_CLONE;
        if is_worth_it && is_regular && self.sparse != Sparse::Never {
            match files::clone_content(from, to) {
                Ok(()) => {
                    self.ways.reflink = Tried::Yes;
                    tell(size);
                    return Ok(());
                }
                Err(error) if self.reflink == Reflink::Always => return Err(CopyError::Write(error)),
                Err(_) => self.ways.reflink = Tried::Unsupported,
            }
        }
        let has_holes = is_regular && (stat.st_blocks as u64).saturating_mul(512) < size;
        // A pipe and a device have no holes: there zeros must be written.
        let may_hold_holes = (has_holes || self.sparse == Sparse::Always)
            && files::fstat(to).is_ok_and(|target| target.st_mode & libc::S_IFMT == libc::S_IFREG);
        let makes_holes = self.sparse == Sparse::Always && may_hold_holes;
        self.ways.makes_holes = makes_holes;
        if has_holes && may_hold_holes && self.sparse != Sparse::Never {
            return self.extents(from, to, size, makes_holes, tell);
        }
        // The kernel's own copy may keep holes.
        if self.sparse != Sparse::Auto {
            self.ways.offload = Tried::Avoided;
            let length = self.by_hand(from, to, u64::MAX, makes_holes, tell)?;
            return if makes_holes { files::truncate(to, length).map_err(CopyError::Write) } else { Ok(()) };
        }
        // Files of /proc and the like say they are empty and are not: they must be read.
        if is_regular && stat.st_size >= SMALLEST_OFFLOAD && self.range(from, to, u64::MAX, tell)? {
            return Ok(());
        }
        if is_regular && size > 0 && self.at_once(from, to, size, tell)? {
            return Ok(());
        }
        self.by_hand(from, to, u64::MAX, false, tell).map(drop)
    }

    /// A small file takes one read: one that gives just its size has met the end.
    fn at_once(&mut self, from: RawFd, to: RawFd, size: u64, tell: Tell) -> Result<bool, CopyError> {
        if size >= BUFFER as u64 {
            return Ok(false);
        }
        let want = size as usize + 1;
        if self.buffer.len() < want {
            self.buffer.resize(want.next_multiple_of(4096), 0);
        }
        let n = sys::read(from, &mut self.buffer).map_err(CopyError::Read)?;
        sys::write_all(to, &self.buffer[..n]).map_err(CopyError::Write)?;
        tell(n as u64);
        Ok(n as u64 == size)
    }

    /// Copies up to `length` bytes inside the kernel, or what there is; false if it cannot, and nothing was copied.
    fn range(&mut self, from: RawFd, to: RawFd, length: u64, tell: Tell) -> Result<bool, CopyError> {
        let mut left = length;
        while left > 0 {
            if sys::interrupted() {
                return Err(CopyError::Read(io::ErrorKind::Interrupted.into()));
            }
            match files::copy_range(from, to, left.min(RANGE as u64) as usize) {
                // Nothing although the file said it has something: some file systems have no other way to say no.
                Ok(0) => return Ok(left != length),
                Ok(n) => {
                    self.ways.offload = Tried::Yes;
                    tell(n as u64);
                    left -= n as u64;
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => {
                    let is_unable = matches!(
                        error.raw_os_error(),
                        Some(libc::EXDEV | libc::EINVAL | libc::ENOSYS | libc::EOPNOTSUPP | libc::EPERM | libc::EBADF)
                    );
                    if !is_unable || left != length {
                        // What is wrong with a device shows again, and on the right side, when it is read by hand.
                        return Err(CopyError::Write(error));
                    }
                    self.ways.offload = Tried::Unsupported;
                    return Ok(false);
                }
            }
        }
        Ok(true)
    }

    /// Copies up to `length` bytes by reading and writing; gives how many there were. What is skipped at the end to make
    /// a hole is missing from the size of `to`.
    fn by_hand(
        &mut self,
        from: RawFd,
        to: RawFd,
        length: u64,
        makes_holes: bool,
        tell: Tell,
    ) -> Result<u64, CopyError> {
        self.buffer.resize(self.buffer.len().max(BUFFER), 0);
        let mut done = 0;
        while done < length {
            if sys::interrupted() {
                return Err(CopyError::Read(io::ErrorKind::Interrupted.into()));
            }
            let most = (length - done).min(self.buffer.len() as u64) as usize;
            let n = sys::read(from, &mut self.buffer[..most]).map_err(CopyError::Read)?;
            if n == 0 {
                break;
            }
            if makes_holes {
                write_with_holes(to, &self.buffer[..n]).map_err(CopyError::Write)?;
            } else {
                sys::write_all(to, &self.buffer[..n]).map_err(CopyError::Write)?;
            }
            done += n as u64;
            tell(n as u64);
        }
        Ok(done)
    }

    /// Copies the parts that hold data and leaves the holes.
    fn extents(
        &mut self,
        from: RawFd,
        to: RawFd,
        mut size: u64,
        makes_holes: bool,
        tell: Tell,
    ) -> Result<(), CopyError> {
        self.ways.seeks_holes = true;
        let mut at: u64 = 0;
        while at < size {
            let start = match sys::seek(from, at as i64, libc::SEEK_DATA) {
                Ok(start) => start,
                // Nothing but a hole up to the end.
                Err(error) if error.raw_os_error() == Some(libc::ENXIO) => break,
                // No holes to be found out about here.
                Err(_) => {
                    self.ways.seeks_holes = false;
                    self.ways.makes_holes = true;
                    sys::seek(from, at as i64, libc::SEEK_SET).map_err(CopyError::Read)?;
                    self.by_hand(from, to, u64::MAX, true, tell)?;
                    break;
                }
            };
            let end = sys::seek(from, start as i64, libc::SEEK_HOLE).map_err(CopyError::Read)?;
            sys::seek(from, start as i64, libc::SEEK_SET).map_err(CopyError::Read)?;
            sys::seek(to, start as i64, libc::SEEK_SET).map_err(CopyError::Write)?;
            tell(start - at);
            if makes_holes || !self.range(from, to, end - start, tell)? {
                self.by_hand(from, to, end - start, makes_holes, tell)?;
            }
            // Files of /sys say they have a page, and end before: so does the copy.
            let reached = sys::seek(from, 0, libc::SEEK_CUR).map_err(CopyError::Read)?;
            if reached < end {
                size = reached;
            }
            at = end;
        }
        files::truncate(to, size).map_err(CopyError::Write)
    }
}

/// Writes `bytes`, but skips blocks of zeros.
fn write_with_holes(to: RawFd, mut bytes: &[u8]) -> io::Result<()> {
    let run = |bytes: &[u8], zeros: bool| {
        bytes.chunks(HOLE).take_while(|block| is_zero(block) == zeros).map(<[u8]>::len).sum::<usize>()
    };
    while !bytes.is_empty() {
        let (hole, rest) = bytes.split_at(run(bytes, true));
        if !hole.is_empty() {
            sys::seek(to, hole.len() as i64, libc::SEEK_CUR)?;
        }
        let (data, rest) = rest.split_at(run(rest, false));
        sys::write_all(to, data)?;
        bytes = rest;
    }
    Ok(())
}

/// Are all bytes zero?
pub fn is_zero(block: &[u8]) -> bool {
    // Equal to itself moved by one, and the first is zero: memcmp does the work.
    block.first().is_none_or(|first| *first == 0 && block[1..] == block[..block.len() - 1])
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

/// Which extended attributes are copied.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Attributes {
    /// Those that are permissions: POSIX ACLs.
    Permissions,
    /// All but those.
    Others,
    /// Every one.
    All,
}

/// Copies extended attributes (ACLs and capabilities are such), and gives the first failure after all were tried.
/// `is_required`: what the destination's file system or the caller's rights do not allow is one; else it is left out, as
/// `cp -a` may, and only `ENOSPC` and the like are told.
pub fn attributes(from: RawFd, to: RawFd, which: Attributes, is_required: bool) -> io::Result<()> {
    let Ok(names) = files::attribute_names(from) else { return Ok(()) };
    let mut result = Ok(());
    for name in &names {
        let is_permission = name.to_bytes().starts_with(b"system.posix_acl_");
        if which != Attributes::All && is_permission != (which == Attributes::Permissions) {
            continue;
        }
        let Ok(value) = files::attribute(from, name) else { continue };
        if let Err(error) = files::set_attribute(to, name, &value)
            && (is_required || matches!(error.raw_os_error(), Some(libc::ENOSPC | libc::EDQUOT | libc::EIO)))
        {
            result = result.and(Err(error));
        }
    }
    result
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
        let mut told = 0;
        let mut contents = Contents::new(sparse, Reflink::Auto);
        contents.copy(source.as_raw_fd(), target.as_raw_fd(), &stat, &mut |n| told += n).unwrap();
        assert!(told <= stat.st_size as u64);
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
