//! The parts of a regular file, found without reading all of it.

use kit::lines::BLOCK;
use kit::sys;
use std::os::fd::RawFd;

/// A file whose end can be looked for from behind.
pub struct RegularFile {
    pub fd: RawFd,
    /// Where reading would begin.
    pub begin: u64,
    pub end: u64,
}

impl RegularFile {
    /// None for what cannot seek, or may have another size than it says.
    pub fn of(fd: RawFd) -> Option<RegularFile> {
        let stat = sys::fstat(fd).ok()?;
        // Size 0 may be a file of /proc.
        if stat.st_mode & libc::S_IFMT != libc::S_IFREG || stat.st_size == 0 {
            return None;
        }
        let begin = sys::seek(fd, 0, libc::SEEK_CUR).ok()?;
        Some(RegularFile { fd, begin, end: (stat.st_size as u64).max(begin) })
    }

    /// Fills `into` from position `at`, as far as the file goes.
    pub fn read_at(&self, at: u64, into: &mut [u8]) -> std::io::Result<usize> {
        sys::seek(self.fd, at as i64, libc::SEEK_SET)?;
        let mut done = 0;
        while done < into.len() {
            match sys::read(self.fd, &mut into[done..])? {
                0 => break,
                n => done += n,
            }
        }
        Ok(done)
    }

    /// Where the last `lines` lines begin.
    pub fn start_of_last_lines(&self, lines: u64, delimiter: u8) -> std::io::Result<u64> {
        let mut left = lines;
        let mut end = self.end;
        let mut buffer = Vec::new();
        while end > self.begin {
            // A last few lines are mostly near the end.
            let size = if end == self.end { 8 * 1024 } else { BLOCK };
            let start = end.saturating_sub(size as u64).max(self.begin);
            buffer.resize((end - start) as usize, 0);
            let n = self.read_at(start, &mut buffer)?;
            for at in memchr::memrchr_iter(delimiter, &buffer[..n]) {
                // The delimiter at the very end ends the last line.
                if start + at as u64 + 1 == self.end {
                    continue;
                }
                left -= 1;
                if left == 0 {
                    return Ok(start + at as u64 + 1);
                }
            }
            end = start;
        }
        Ok(self.begin)
    }

    /// Where the line after the next `line` begins.
    pub fn start_of_line(&self, line: u64, delimiter: u8) -> std::io::Result<u64> {
        let mut left = line;
        let mut at = self.begin;
        let mut buffer = vec![0; BLOCK];
        while left > 0 {
            let n = sys::read(self.fd, &mut buffer)?;
            if n == 0 {
                break;
            }
            let ends = memchr::memchr_iter(delimiter, &buffer[..n]).count() as u64;
            if ends >= left {
                let end = memchr::memchr_iter(delimiter, &buffer[..n]).nth(left as usize - 1).unwrap_or(0);
                return Ok(at + end as u64 + 1);
            }
            left -= ends;
            at += n as u64;
        }
        Ok(at)
    }
}
