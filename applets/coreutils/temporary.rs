//! Names for files that take another's place once they are complete.

use kit::sys::files;
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
