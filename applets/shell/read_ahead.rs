//! Input that `read` has taken from a file in advance. POSIX wants the file's position to be right after the line whenever
//! another process can see it; so what is left is given back before anything else can use the descriptor.

use kit::sys;
use std::os::fd::RawFd;

/// Bytes read from a seekable descriptor and not yet used.
#[derive(Default)]
pub struct ReadAhead {
    fd: RawFd,
    bytes: Vec<u8>,
    at: usize,
}

impl ReadAhead {
    /// What is left of what was read from `fd`; none if it is not this descriptor's.
    pub fn rest(&self, fd: RawFd) -> &[u8] {
        if self.fd == fd { &self.bytes[self.at..] } else { &[] }
    }

    /// Uses up `n` bytes.
    pub fn consume(&mut self, n: usize) {
        self.at = (self.at + n).min(self.bytes.len());
    }

    /// Reads a block from a seekable `fd`; false at its end.
    ///
    /// # Errors
    /// Those of read(2).
    pub fn fill(&mut self, fd: RawFd) -> std::io::Result<bool> {
        self.give_back();
        self.bytes.resize(8192, 0);
        let n = sys::read_once(fd, &mut self.bytes);
        self.at = 0;
        self.fd = fd;
        self.bytes.truncate(*n.as_ref().unwrap_or(&0));
        n.map(|n| n > 0)
    }

    /// Moves the descriptor back to the first byte not used.
    pub fn give_back(&mut self) {
        let left = self.bytes.len() - self.at;
        if left > 0 {
            // It was seekable when it was read.
            let _ = sys::seek(self.fd, -(left as i64), libc::SEEK_CUR);
        }
        self.bytes.clear();
        self.at = 0;
    }
}
