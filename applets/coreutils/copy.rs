//! Copying the rest of an input to the output, inside the kernel where both are descriptors.

use kit::lines::Blocks;
use kit::prelude::*;
use kit::sys;
use std::io;
use std::os::fd::RawFd;

/// Smaller files are read and written: asking what they are costs more than it saves.
const WORTH_IT: i64 = 64 * 1024;
/// At most this much goes by one call, so that a signal is noticed.
const AT_ONCE: usize = 16 << 20;

/// Copies what is left of `input`, each block as soon as it comes.
pub fn copy(out: &mut Output, input: Input) -> Result<()> {
    if let (Some(from), Some(to)) = (input.fd(), out.fd()?) {
        in_kernel(to, from, u64::MAX);
    }
    let mut blocks = Blocks::new(input);
    while let Some(block) = blocks.next_block()? {
        out.write_all(block)?;
        out.flush()?;
    }
    Ok(())
}

/// Copies at most `length` bytes, and leaves what follows to who reads next.
pub fn copy_part(out: &mut Output, mut input: Input, length: u64) -> Result<()> {
    let mut left = length;
    if let (Some(from), true) = (input.fd(), length >= WORTH_IT as u64)
        && let Some(to) = out.fd()?
    {
        left -= in_kernel(to, from, left);
    }
    while left > 0 {
        let have = input.fill().map_err(ReadError::named)?;
        if have.is_empty() {
            break;
        }
        let take = usize::try_from(left).unwrap_or(usize::MAX).min(have.len());
        out.write_all(&have[..take])?;
        left -= take as u64;
        input.consume(take);
    }
    input.give_back();
    Ok(())
}

/// Copies as much as the kernel will, at most `length`, and says how much; stops at the end, and at any error, which reading
/// and writing will then meet too.
fn in_kernel(to: RawFd, from: RawFd, length: u64) -> u64 {
    let (Ok(source), Ok(target)) = (sys::fstat(from), sys::fstat(to)) else { return 0 };
    let is = |stat: &libc::stat, kind| stat.st_mode & libc::S_IFMT == kind;
    let call: fn(RawFd, RawFd, usize) -> io::Result<usize> = if is(&source, libc::S_IFREG) {
        if source.st_size < WORTH_IT {
            return 0;
        }
        if is(&target, libc::S_IFREG) { sys::copy_range } else { sys::send_file }
    } else if is(&source, libc::S_IFIFO) {
        sys::splice
    } else {
        return 0;
    };
    let mut left = length;
    while left > 0
        && let Ok(n @ 1..) = call(to, from, AT_ONCE.min(usize::try_from(left).unwrap_or(AT_ONCE)))
    {
        left -= n as u64;
    }
    length - left
}

/// Would copying `input` to `out` never end, because it reads what it writes?
pub fn feeds_itself(input: &Input, out: &Output) -> bool {
    let (Some(from), kit::output::Sink::Fd(to)) = (input.fd(), out.sink()) else { return false };
    let (Ok(source), Ok(target)) = (sys::fstat(from), sys::fstat(to)) else { return false };
    if (source.st_dev, source.st_ino) != (target.st_dev, target.st_ino)
        || source.st_mode & libc::S_IFMT != libc::S_IFREG
        || source.st_size == 0
    {
        return false;
    }
    let at = |fd| sys::seek(fd, 0, libc::SEEK_CUR).unwrap_or(0);
    if sys::is_appending(to) { at(from) < source.st_size as u64 } else { at(from) < at(to) }
}
