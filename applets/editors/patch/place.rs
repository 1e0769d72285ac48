//! The files that are patched: where they may be, and how they get a new content.

use kit::beneath::{self, Root};
use kit::sys::files::{self, Stat};
use kit::text;
use std::ffi::CString;
use std::fs::File;
use std::io::{self, Read, Write};
use std::os::fd::AsRawFd;

/// Tries of a temporary name before giving up.
const TRIES: usize = 100;

/// A name below a directory. No symbolic link below it is followed, and none is written through.
pub struct Place {
    root: Root,
    parts: Vec<Vec<u8>>,
}

impl Place {
    /// What a patch names: below the directory `top`, or it is refused.
    ///
    /// # Errors
    /// The reason.
    pub fn named_by_patch(top: &[u8], path: &[u8]) -> Result<Place, Vec<u8>> {
        let parts = match beneath::components(path) {
            Ok(parts) if !path.starts_with(b"/") && !parts.is_empty() && !path.contains(&0) => parts,
            _ => return Err(text!["refusing the file name '", path, "': it leaves the directory"]),
        };
        let parts = parts.iter().map(|part| part.to_vec()).collect();
        Ok(Place { root: Root::open(top).map_err(|e| text![top, ": ", io::Error::from(e)])?, parts })
    }

    /// What the user names: anywhere, through links to directories.
    ///
    /// # Errors
    /// The reason.
    pub fn named_by_user(path: &[u8]) -> Result<Place, Vec<u8>> {
        let start = path.iter().rposition(|c| *c == b'/').map_or(0, |slash| slash + 1);
        let (dir, name) = path.split_at(start);
        if matches!(name, b"" | b"." | b"..") {
            return Err(text![path, ": Is a directory"]);
        }
        let root =
            Root::open(if dir.is_empty() { b"." } else { dir }).map_err(|e| text![path, ": ", io::Error::from(e)])?;
        Ok(Place { root, parts: vec![name.to_vec()] })
    }

    fn at<T>(&mut self, create: bool, suffix: &[u8], act: impl FnOnce(i32, CString) -> io::Result<T>) -> io::Result<T> {
        let parts: Vec<&[u8]> = self.parts.iter().map(Vec::as_slice).collect();
        let (name, parents) = parts.split_last().ok_or(io::ErrorKind::IsADirectory)?;
        let dir = self.root.directory(parents, create)?;
        act(dir.as_raw_fd(), files::c_path(&text![*name, suffix])?)
    }

    /// Its content; none if there is no such file.
    ///
    /// # Errors
    /// Those of reading; also that it is no regular file, a symbolic link for example.
    pub fn read(&mut self) -> io::Result<Option<(Stat, Vec<u8>)>> {
        let flags = libc::O_RDONLY | libc::O_NOFOLLOW | libc::O_NONBLOCK;
        let file = match self.at(false, b"", |dir, name| files::open_at(dir, &name, flags, 0)) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        let stat = files::fstat(file.as_raw_fd())?;
        if stat.st_mode & libc::S_IFMT != libc::S_IFREG {
            return Err(io::Error::other("not a regular file"));
        }
        let mut text = Vec::new();
        File::from(file).read_to_end(&mut text)?;
        Ok(Some((stat, text)))
    }

    /// Gives the file, or the one named with `suffix`, this content at once: written beside it and renamed. Owner and
    /// permissions are `like`'s, or `mode` less the umask.
    ///
    /// # Errors
    /// Those of the system; the old file is then as it was.
    pub fn write(&mut self, suffix: &[u8], text: &[u8], like: Option<&Stat>, mode: u32) -> io::Result<()> {
        self.at(true, suffix, |dir, name| {
            let (temporary, file) = temporary(dir, if like.is_some() { 0o600 } else { mode })?;
            let finished = fill(file, text, like).and_then(|()| files::rename_at((dir, &temporary), (dir, &name)));
            if finished.is_err() {
                // It stays behind at worst.
                let _ = files::unlink_at(dir, &temporary, false);
            }
            finished
        })
    }

    /// Removes the file.
    ///
    /// # Errors
    /// Those of unlinkat(2).
    pub fn remove(&mut self) -> io::Result<()> {
        self.at(false, b"", |dir, name| files::unlink_at(dir, &name, false))
    }
}

/// A new file in a directory by a name nobody can guess.
fn temporary(dir: i32, mode: u32) -> io::Result<(CString, File)> {
    let mut tries = 0;
    loop {
        let mut bytes = [0; 8];
        files::random(&mut bytes)?;
        let name = files::c_path(format!(".cairn.{:016x}", u64::from_ne_bytes(bytes)).as_bytes())?;
        match files::open_at(dir, &name, libc::O_WRONLY | libc::O_CREAT | libc::O_EXCL | libc::O_NOFOLLOW, mode) {
            Ok(file) => return Ok((name, file.into())),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && tries < TRIES => tries += 1,
            Err(error) => return Err(error),
        }
    }
}

fn fill(mut file: File, text: &[u8], like: Option<&Stat>) -> io::Result<()> {
    file.write_all(text)?;
    let Some(stat) = like else { return Ok(()) };
    let own = files::fstat(file.as_raw_fd())?;
    if (own.st_uid, own.st_gid) != (stat.st_uid, stat.st_gid) {
        files::fchown(file.as_raw_fd(), Some(stat.st_uid), Some(stat.st_gid))?;
    }
    files::fchmod(file.as_raw_fd(), stat.st_mode & 0o7777)
}
