//! A new content for a file: written beside it, and put into its place when it is complete.

use crate::canonical::{self, Existing};
use crate::temporary;
use kit::sys::files::{self, CWD, Stat};
use kit::text;
use std::ffi::CString;
use std::io;
use std::os::fd::{AsRawFd, OwnedFd, RawFd};

/// How the new file is reached before it has its place.
enum Temporary {
    /// Not at all: however the process ends, nothing is left behind.
    Nameless,
    Named(CString),
}

/// What will be the file. Dropped before [`Replacement::finish`], the old file stays and the new one is removed.
pub struct Replacement {
    file: OwnedFd,
    /// Its name for now and the one it will get; none for what is no regular file and is written to directly.
    names: Option<(Temporary, CString)>,
}

impl Replacement {
    /// For the file at `path`, through links; it need not exist. Mode and owner are taken from the old file, `mode` (before the
    /// umask) is a new one's. A device or a pipe is opened as it is.
    ///
    /// # Errors
    /// Those of open(2): also that the old file may not be written.
    pub fn of(path: &[u8], mode: u32) -> io::Result<Replacement> {
        let old = match files::open_at(CWD, &files::c_path(path)?, libc::O_WRONLY, 0) {
            Ok(file) => Some(file),
            Err(error) if error.raw_os_error() == Some(libc::ENOENT) => None,
            Err(error) => return Err(error),
        };
        let stat = old.as_ref().map(|file| files::fstat(file.as_raw_fd())).transpose()?;
        if let (Some(file), Some(stat)) = (old, &stat)
            && stat.st_mode & libc::S_IFMT != libc::S_IFREG
        {
            return Ok(Replacement { file, names: None });
        }
        let target = canonical::canonical(path, Existing::AllButLast, false)?;
        let create = |path: &[u8], flags| {
            let mode = if stat.is_some() { 0o600 } else { mode };
            files::open_at(CWD, &files::c_path(path)?, libc::O_WRONLY | flags, mode)
        };
        // A name is given to it through /proc later.
        let nameless = match files::stat(b"/proc/self/fd") {
            Ok(_) => create(canonical::split(&target).0, libc::O_TMPFILE),
            Err(error) => Err(error),
        };
        let (temporary, file) = match nameless {
            Ok(file) => (Temporary::Nameless, file),
            Err(_) => {
                let (name, file) = temporary::beside(&target, |name| create(name, libc::O_CREAT | libc::O_EXCL))?;
                (Temporary::Named(files::c_path(&name)?), file)
            }
        };
        let replacement = Replacement { file, names: Some((temporary, files::c_path(&target)?)) };
        if let Some(stat) = &stat {
            replacement.take_after(stat)?;
        }
        Ok(replacement)
    }

    fn take_after(&self, stat: &Stat) -> io::Result<()> {
        let own = files::fstat(self.fd())?;
        if (own.st_uid, own.st_gid) != (stat.st_uid, stat.st_gid) {
            files::fchown(self.fd(), Some(stat.st_uid), Some(stat.st_gid))?;
        }
        files::fchmod(self.fd(), stat.st_mode & 0o7777)
    }

    /// Where to write.
    pub fn fd(&self) -> RawFd {
        self.file.as_raw_fd()
    }

    /// Is it a new or a regular file?
    pub fn is_regular(&self) -> bool {
        self.names.is_some()
    }

    /// Puts it into its place.
    pub fn finish(mut self) -> io::Result<()> {
        if let Some((temporary, target)) = &mut self.names {
            if let Temporary::Nameless = temporary {
                let open = files::c_path(&text!["/proc/self/fd/", self.file.as_raw_fd() as u64])?;
                let (name, ()) = temporary::beside(target.as_bytes(), |name| {
                    files::link_at((CWD, &open), (CWD, &files::c_path(name)?), libc::AT_SYMLINK_FOLLOW)
                })?;
                *temporary = Temporary::Named(files::c_path(&name)?);
            }
            if let Temporary::Named(name) = temporary {
                files::rename_at((CWD, name), (CWD, target))?;
            }
            self.names = None;
        }
        Ok(())
    }
}

impl Drop for Replacement {
    fn drop(&mut self) {
        if let Some((Temporary::Named(temporary), _)) = &self.names {
            // It stays behind at worst.
            let _ = files::unlink_at(CWD, temporary, false);
        }
    }
}
