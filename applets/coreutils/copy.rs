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
        in_kernel(to, from);
    }
    let mut blocks = Blocks::new(input);
    while let Some(block) = blocks.next_block()? {
        out.write_all(block)?;
        out.flush()?;
    }
    Ok(())
}

/// Copies as much as the kernel will; stops at the end, and at any error, which reading and writing will then meet too.
fn in_kernel(to: RawFd, from: RawFd) {
    let (Ok(source), Ok(target)) = (sys::fstat(from), sys::fstat(to)) else { return };
    let is = |stat: &libc::stat, kind| stat.st_mode & libc::S_IFMT == kind;
    let call: fn(RawFd, RawFd, usize) -> io::Result<usize> = if is(&source, libc::S_IFREG) {
        if source.st_size < WORTH_IT {
            return;
        }
        if is(&target, libc::S_IFREG) { sys::copy_range } else { sys::send_file }
    } else if is(&source, libc::S_IFIFO) {
        sys::splice
    } else {
        return;
    };
    while let Ok(1..) = call(to, from, AT_ONCE) {}
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
