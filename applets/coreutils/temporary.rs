//! Temporary files: names for those that take another's place once they are complete, and files without a name.

use kit::sys::files::{self, CWD};
use std::fs::File;
use std::io;

const LETTERS: &[u8; 62] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
/// Names tried before giving up.
const TRIES: usize = 100;

/// Fills `place` with letters and digits nobody can guess.
pub fn fill(place: &mut [u8]) -> io::Result<()> {
    let mut bytes = [0; 64];
    for chunk in place.chunks_mut(32) {
        files::random(&mut bytes)?;
        for (letter, pair) in chunk.iter_mut().zip(bytes.chunks_exact(2)) {
            // Two bytes: the first letters are no likelier than the others by more than 1 in 1000.
            *letter = LETTERS[usize::from(u16::from_ne_bytes([pair[0], pair[1]])) % LETTERS.len()];
        }
    }
    Ok(())
}

/// Calls `create` with a new name in the directory of `path` until it is not `EEXIST`; gives name and result.
pub fn beside<T>(path: &[u8], mut create: impl FnMut(&[u8]) -> io::Result<T>) -> io::Result<(Vec<u8>, T)> {
    let (dir, _) = crate::canonical::split(path);
    let mut name = crate::canonical::join(dir, b".cairn.XXXXXXXXXX");
    let start = name.len() - 10;
    let mut tries = 0;
    loop {
        fill(&mut name[start..])?;
        match create(&name) {
            Ok(value) => return Ok((name, value)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && tries < TRIES => tries += 1,
            Err(error) => return Err(error),
        }
    }
}

/// A file in `directory` that only this process can reach: without a name at all where the file system has such files,
/// otherwise with one that is gone at once. It is created for the owner alone, and never by a name that exists.
pub fn nameless(directory: &[u8]) -> io::Result<File> {
    let flags = libc::O_TMPFILE | libc::O_RDWR;
    if let Ok(file) = files::open_at(CWD, &files::c_path(directory)?, flags, 0o600) {
        return Ok(file.into());
    }
    let (name, file) = beside(&crate::canonical::join(directory, b"x"), |name| {
        let flags = libc::O_RDWR | libc::O_CREAT | libc::O_EXCL | libc::O_NOFOLLOW;
        files::open_at(CWD, &files::c_path(name)?, flags, 0o600)
    })?;
    files::unlink_at(CWD, &files::c_path(&name)?, false)?;
    Ok(file.into())
}
