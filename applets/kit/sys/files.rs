//! File system calls on a directory's descriptor and a name in it. Safe: descriptors are integers to the kernel, names
//! are C strings. [`CWD`] as directory means: relative to the working directory, or absolute.

use std::ffi::{CStr, CString, c_int};
use std::io;
use std::mem::MaybeUninit;
use std::os::fd::{FromRawFd, OwnedFd, RawFd};

/// The working directory.
pub const CWD: RawFd = libc::AT_FDCWD;
/// Do not follow a last symbolic link; for the `flags` of the calls here.
pub const NO_FOLLOW: c_int = libc::AT_SYMLINK_NOFOLLOW;

/// What stat(2) gives.
pub type Stat = libc::stat;

fn check(result: c_int) -> io::Result<c_int> {
    if result < 0 { Err(io::Error::last_os_error()) } else { Ok(result) }
}

fn check_long(result: libc::c_long) -> io::Result<usize> {
    if result < 0 { Err(io::Error::last_os_error()) } else { Ok(result as usize) }
}

/// A path as a C string; what has a NUL in it cannot be a path.
pub fn c_path(path: &[u8]) -> io::Result<CString> {
    CString::new(path).map_err(|_| io::Error::from_raw_os_error(libc::ENOENT))
}

/// fstatat(2).
pub fn stat_at(dir: RawFd, name: &CStr, flags: c_int) -> io::Result<Stat> {
    let mut stat = MaybeUninit::<Stat>::zeroed();
    // SAFETY: a C string and memory of the right size, valid also as zeros.
    unsafe {
        check(libc::fstatat(dir, name.as_ptr(), stat.as_mut_ptr(), flags))?;
        Ok(stat.assume_init())
    }
}

/// stat(2).
pub fn stat(path: &[u8]) -> io::Result<Stat> {
    stat_at(CWD, &c_path(path)?, 0)
}

/// lstat(2).
pub fn lstat(path: &[u8]) -> io::Result<Stat> {
    stat_at(CWD, &c_path(path)?, NO_FOLLOW)
}

/// fstat(2).
pub fn fstat(fd: RawFd) -> io::Result<Stat> {
    let mut stat = MaybeUninit::<Stat>::zeroed();
    // SAFETY: as in `stat_at`.
    unsafe {
        check(libc::fstat(fd, stat.as_mut_ptr()))?;
        Ok(stat.assume_init())
    }
}

/// The time of birth from statx(2), where the file system keeps one.
pub fn birth_time(dir: RawFd, name: &CStr, flags: c_int) -> Option<crate::time::Moment> {
    let mut statx = MaybeUninit::<libc::statx>::zeroed();
    // SAFETY: as in `stat_at`.
    let statx = unsafe {
        check(libc::statx(dir, name.as_ptr(), flags, libc::STATX_BTIME, statx.as_mut_ptr())).ok()?;
        statx.assume_init()
    };
    (statx.stx_mask & libc::STATX_BTIME != 0)
        .then_some(crate::time::Moment { seconds: statx.stx_btime.tv_sec, nanoseconds: statx.stx_btime.tv_nsec })
}

/// openat(2), close-on-exec.
pub fn open_at(dir: RawFd, name: &CStr, flags: c_int, mode: u32) -> io::Result<OwnedFd> {
    // SAFETY: a C string; the descriptor is new and ours.
    unsafe {
        let fd = check(libc::openat(dir, name.as_ptr(), flags | libc::O_CLOEXEC, mode as libc::c_uint))?;
        Ok(OwnedFd::from_raw_fd(fd))
    }
}

/// mkdirat(2).
pub fn mkdir_at(dir: RawFd, name: &CStr, mode: u32) -> io::Result<()> {
    // SAFETY: a C string.
    check(unsafe { libc::mkdirat(dir, name.as_ptr(), mode as libc::mode_t) }).map(drop)
}

/// unlinkat(2).
pub fn unlink_at(dir: RawFd, name: &CStr, is_dir: bool) -> io::Result<()> {
    let flags = if is_dir { libc::AT_REMOVEDIR } else { 0 };
    // SAFETY: a C string.
    check(unsafe { libc::unlinkat(dir, name.as_ptr(), flags) }).map(drop)
}

/// mknodat(2).
pub fn mknod_at(dir: RawFd, name: &CStr, mode: u32, device: u64) -> io::Result<()> {
    // SAFETY: a C string.
    check(unsafe { libc::mknodat(dir, name.as_ptr(), mode as libc::mode_t, device as libc::dev_t) }).map(drop)
}

/// symlinkat(2).
pub fn symlink_at(target: &CStr, dir: RawFd, name: &CStr) -> io::Result<()> {
    // SAFETY: two C strings.
    check(unsafe { libc::symlinkat(target.as_ptr(), dir, name.as_ptr()) }).map(drop)
}

/// linkat(2); `flags` 0 links a symbolic link itself, `AT_SYMLINK_FOLLOW` what it points to.
pub fn link_at(from: (RawFd, &CStr), to: (RawFd, &CStr), flags: c_int) -> io::Result<()> {
    // SAFETY: two C strings.
    check(unsafe { libc::linkat(from.0, from.1.as_ptr(), to.0, to.1.as_ptr(), flags) }).map(drop)
}

/// renameat(2).
pub fn rename_at(from: (RawFd, &CStr), to: (RawFd, &CStr)) -> io::Result<()> {
    // SAFETY: two C strings.
    check(unsafe { libc::renameat(from.0, from.1.as_ptr(), to.0, to.1.as_ptr()) }).map(drop)
}

/// renameat2(2) that fails with `EEXIST` instead of replacing; `EINVAL` or `ENOSYS` where the file system cannot.
pub fn rename_new_at(from: (RawFd, &CStr), to: (RawFd, &CStr)) -> io::Result<()> {
    const NO_REPLACE: libc::c_uint = 1;
    // SAFETY: two C strings.
    let result =
        unsafe { libc::syscall(libc::SYS_renameat2, from.0, from.1.as_ptr(), to.0, to.1.as_ptr(), NO_REPLACE) };
    check_long(result).map(drop)
}

/// renameat2(2) that swaps two names.
pub fn exchange_at(one: (RawFd, &CStr), other: (RawFd, &CStr)) -> io::Result<()> {
    const EXCHANGE: libc::c_uint = 2;
    // SAFETY: two C strings.
    let result =
        unsafe { libc::syscall(libc::SYS_renameat2, one.0, one.1.as_ptr(), other.0, other.1.as_ptr(), EXCHANGE) };
    check_long(result).map(drop)
}

/// readlinkat(2), of any length.
pub fn readlink_at(dir: RawFd, name: &CStr) -> io::Result<Vec<u8>> {
    let mut target = Vec::<u8>::with_capacity(256);
    loop {
        // SAFETY: the vector's spare memory, whose first `n` bytes the call has written.
        unsafe {
            let n = libc::readlinkat(dir, name.as_ptr(), target.as_mut_ptr().cast(), target.capacity());
            let n = check_long(n as libc::c_long)?;
            if n < target.capacity() {
                target.set_len(n);
                return Ok(target);
            }
        }
        target.reserve(target.capacity() * 2);
    }
}

/// fchownat(2); none leaves an id as it is.
pub fn chown_at(dir: RawFd, name: &CStr, owner: Option<u32>, group: Option<u32>, flags: c_int) -> io::Result<()> {
    let (owner, group) = (owner.unwrap_or(u32::MAX), group.unwrap_or(u32::MAX));
    // SAFETY: a C string.
    check(unsafe { libc::fchownat(dir, name.as_ptr(), owner, group, flags) }).map(drop)
}

/// fchown(2); none leaves an id as it is.
pub fn fchown(fd: RawFd, owner: Option<u32>, group: Option<u32>) -> io::Result<()> {
    // SAFETY: integers only.
    check(unsafe { libc::fchown(fd, owner.unwrap_or(u32::MAX), group.unwrap_or(u32::MAX)) }).map(drop)
}

/// fchmod(2).
pub fn fchmod(fd: RawFd, mode: u32) -> io::Result<()> {
    // SAFETY: integers only.
    check(unsafe { libc::fchmod(fd, mode as libc::mode_t) }).map(drop)
}

/// fchmodat(2), following a link.
pub fn chmod_at(dir: RawFd, name: &CStr, mode: u32) -> io::Result<()> {
    // SAFETY: a C string.
    check(unsafe { libc::fchmodat(dir, name.as_ptr(), mode as libc::mode_t, 0) }).map(drop)
}

/// Changes the mode of what `name` itself is, never of what a link points to: a file that was swapped for a link since
/// it was looked at gives `EOPNOTSUPP`. fchmodat2(2) where the kernel has it (6.6), else through /proc.
pub fn chmod_no_follow_at(dir: RawFd, name: &CStr, mode: u32) -> io::Result<()> {
    const SYS_FCHMODAT2: libc::c_long = 452;
    // SAFETY: a C string and integers.
    let result = check_long(unsafe { libc::syscall(SYS_FCHMODAT2, dir, name.as_ptr(), mode, NO_FOLLOW) });
    match result {
        // A sandbox may refuse what it does not know.
        Err(error) if matches!(error.raw_os_error(), Some(libc::ENOSYS | libc::EPERM)) => {}
        other => return other.map(drop),
    }
    use std::os::fd::AsRawFd;
    let file = open_at(dir, name, libc::O_PATH | libc::O_NOFOLLOW, 0)?;
    if fstat(file.as_raw_fd())?.st_mode & libc::S_IFMT == libc::S_IFLNK {
        return Err(io::Error::from_raw_os_error(libc::EOPNOTSUPP));
    }
    match chmod_at(CWD, &descriptor_path(file.as_raw_fd())?, mode) {
        // Without /proc: what can be opened for reading can be changed all the same.
        Err(error) if error.raw_os_error() == Some(libc::ENOENT) => {
            let file = open_at(dir, name, libc::O_NOFOLLOW | libc::O_NONBLOCK | libc::O_NOCTTY, 0)?;
            fchmod(file.as_raw_fd(), mode)
        }
        other => other,
    }
}

fn descriptor_path(fd: RawFd) -> io::Result<CString> {
    c_path(&crate::text!["/proc/self/fd/", fd])
}

/// A time for [`set_times_at`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SetTime {
    /// The time of the call, which needs no ownership, only the right to write.
    Now,
    /// Leave it.
    Keep,
    /// This one.
    To(crate::time::Moment),
}

impl SetTime {
    fn timespec(self) -> libc::timespec {
        // SAFETY: integers only; zeroed because the type has padding on some targets.
        let mut spec: libc::timespec = unsafe { std::mem::zeroed() };
        match self {
            SetTime::Now => spec.tv_nsec = libc::UTIME_NOW,
            SetTime::Keep => spec.tv_nsec = libc::UTIME_OMIT,
            SetTime::To(moment) => {
                spec.tv_sec = moment.seconds;
                spec.tv_nsec = moment.nanoseconds as _;
            }
        }
        spec
    }
}

/// utimensat(2).
pub fn set_times_at(dir: RawFd, name: &CStr, accessed: SetTime, modified: SetTime, flags: c_int) -> io::Result<()> {
    let times = [accessed.timespec(), modified.timespec()];
    // SAFETY: a C string and an array of two.
    check(unsafe { libc::utimensat(dir, name.as_ptr(), times.as_ptr(), flags) }).map(drop)
}

/// futimens(2).
pub fn set_times(fd: RawFd, accessed: SetTime, modified: SetTime) -> io::Result<()> {
    let times = [accessed.timespec(), modified.timespec()];
    // SAFETY: an array of two.
    check(unsafe { libc::futimens(fd, times.as_ptr()) }).map(drop)
}

/// ftruncate(2).
pub fn truncate(fd: RawFd, length: u64) -> io::Result<()> {
    let length = libc::off_t::try_from(length).map_err(|_| io::Error::from_raw_os_error(libc::EFBIG))?;
    // SAFETY: integers only.
    check(unsafe { libc::ftruncate(fd, length) }).map(drop)
}

/// fallocate(2): `mode` is of `FALLOC_FL_*`, 0 to allocate.
pub fn allocate(fd: RawFd, mode: c_int, offset: u64, length: u64) -> io::Result<()> {
    let too_large = |_| io::Error::from_raw_os_error(libc::EFBIG);
    let offset = libc::off_t::try_from(offset).map_err(too_large)?;
    let length = libc::off_t::try_from(length).map_err(too_large)?;
    // SAFETY: integers only.
    check(unsafe { libc::fallocate(fd, mode, offset, length) }).map(drop)
}

/// Makes `to` share the blocks of `from` (the ioctl `FICLONE`).
pub fn clone_content(from: RawFd, to: RawFd) -> io::Result<()> {
    // SAFETY: integers only.
    check(unsafe { libc::ioctl(to, libc::FICLONE as _, from) }).map(drop)
}

/// Takes `O_DIRECT` off an open file: its last part seldom has the length that it asks for.
pub fn clear_direct(fd: RawFd) -> io::Result<()> {
    // SAFETY: integers only.
    unsafe {
        let flags = check(libc::fcntl(fd, libc::F_GETFL))?;
        check(libc::fcntl(fd, libc::F_SETFL, flags & !libc::O_DIRECT)).map(drop)
    }
}

/// copy_file_range(2) at the current offsets of both.
pub fn copy_range(from: RawFd, to: RawFd, length: usize) -> io::Result<usize> {
    let null = std::ptr::null_mut();
    // SAFETY: integers and null pointers, which mean the descriptors' own offsets.
    check_long(unsafe { libc::copy_file_range(from, null, to, null, length, 0) } as libc::c_long)
}

/// Reads the next entries of a directory: `each` gets name, type (`DT_*`) and inode. False at the end.
pub fn read_directory(dir: RawFd, buffer: &mut [u64], each: &mut dyn FnMut(&CStr, u8, u64)) -> io::Result<bool> {
    // struct linux_dirent64: inode 8, offset 8, record length 2, type 1, name.
    const NAME: usize = 19;
    let size = std::mem::size_of_val(buffer);
    // SAFETY: the buffer is `size` bytes long.
    let n = match check_long(unsafe { libc::syscall(libc::SYS_getdents64, dir, buffer.as_mut_ptr(), size) }) {
        // The directory was removed meanwhile: it has no entries, as for readdir(3).
        Err(error) if error.raw_os_error() == Some(libc::ENOENT) => 0,
        result => result?,
    };
    // SAFETY: any bytes are valid as u8; `n` of them were written.
    let mut records = unsafe { std::slice::from_raw_parts(buffer.as_ptr().cast::<u8>(), n.min(size)) };
    while let Some(header) = records.get(..NAME) {
        let inode = u64::from_ne_bytes(header[..8].try_into().unwrap_or_default());
        let length = u16::from_ne_bytes([header[16], header[17]]) as usize;
        let Some(record) = records.get(..length).filter(|r| r.len() > NAME) else { break };
        if let Ok(name) = CStr::from_bytes_until_nul(&record[NAME..]) {
            each(name, header[18], inode);
        }
        records = &records[length..];
    }
    Ok(n > 0)
}

/// The names of a file's extended attributes.
pub fn attribute_names(fd: RawFd) -> io::Result<Vec<CString>> {
    let mut list = Vec::<u8>::new();
    loop {
        // SAFETY: the buffer is as long as said; of length 0 it is only asked for the size.
        let n = unsafe { libc::flistxattr(fd, list.as_mut_ptr().cast(), list.len()) };
        match check_long(n as libc::c_long) {
            Ok(n) if n <= list.len() => {
                list.truncate(n);
                break;
            }
            Ok(n) => list.resize(n, 0),
            Err(error) if error.raw_os_error() == Some(libc::ERANGE) => list.resize(list.len() * 2 + 256, 0),
            Err(error) => return Err(error),
        }
    }
    Ok(list.split(|c| *c == 0).filter(|n| !n.is_empty()).filter_map(|n| CString::new(n).ok()).collect())
}

/// The value of an extended attribute.
pub fn attribute(fd: RawFd, name: &CStr) -> io::Result<Vec<u8>> {
    let mut value = vec![0_u8; 256];
    loop {
        // SAFETY: a C string; the buffer is as long as said.
        let n = unsafe { libc::fgetxattr(fd, name.as_ptr(), value.as_mut_ptr().cast(), value.len()) };
        match check_long(n as libc::c_long) {
            Ok(n) => {
                value.truncate(n);
                return Ok(value);
            }
            // The kernel's limit is 64 KiB.
            Err(error) if error.raw_os_error() == Some(libc::ERANGE) && value.len() <= 1 << 16 => {
                value.resize(value.len() * 4, 0);
            }
            Err(error) => return Err(error),
        }
    }
}

/// The SELinux context of a file (its attribute `security.selinux`), without the NUL at its end.
///
/// # Errors
/// `ENODATA` or `EOPNOTSUPP` where there is none.
pub fn security_context(dir: RawFd, name: &CStr, follow: bool) -> io::Result<Vec<u8>> {
    // There is no getxattrat(2) on most kernels.
    let path = match dir {
        CWD => name.to_owned(),
        dir => c_path(&crate::text![descriptor_path(dir)?.to_bytes(), "/", name.to_bytes()])?,
    };
    let attribute = c"security.selinux".as_ptr();
    let mut value = vec![0_u8; 1024];
    // SAFETY: two C strings; the buffer is as long as said.
    let n = unsafe {
        let (place, size) = (value.as_mut_ptr().cast(), value.len());
        if follow {
            libc::getxattr(path.as_ptr(), attribute, place, size)
        } else {
            libc::lgetxattr(path.as_ptr(), attribute, place, size)
        }
    };
    value.truncate(check_long(n as libc::c_long)?);
    if value.last() == Some(&0) {
        value.pop();
    }
    Ok(value)
}

/// Sets an extended attribute.
pub fn set_attribute(fd: RawFd, name: &CStr, value: &[u8]) -> io::Result<()> {
    // SAFETY: a C string; the value is as long as said.
    check(unsafe { libc::fsetxattr(fd, name.as_ptr(), value.as_ptr().cast(), value.len(), 0) }).map(drop)
}

/// getrandom(2): bytes nobody can guess; works without /dev, which only serves where a sandbox forbids the call.
pub fn random(mut place: &mut [u8]) -> io::Result<()> {
    while !place.is_empty() {
        // SAFETY: the buffer is `place.len()` bytes long.
        let n = unsafe { libc::getrandom(place.as_mut_ptr().cast(), place.len(), 0) };
        match check_long(n as libc::c_long) {
            Ok(n) => place = place.get_mut(n..).unwrap_or_default(),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) if matches!(error.raw_os_error(), Some(libc::ENOSYS | libc::EPERM)) => {
                return io::Read::read_exact(&mut std::fs::File::open("/dev/urandom")?, place);
            }
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// statfs(2).
pub fn file_system(path: &CStr) -> io::Result<libc::statfs> {
    let mut stat = MaybeUninit::<libc::statfs>::zeroed();
    // SAFETY: a C string and memory of the right size, valid also as zeros.
    unsafe {
        check(libc::statfs(path.as_ptr(), stat.as_mut_ptr()))?;
        Ok(stat.assume_init())
    }
}

/// The identity of a file system, which libc's type hides: two numbers.
pub fn file_system_id(stat: &libc::statfs) -> (u32, u32) {
    // SAFETY: the kernel's type is an array of two 32-bit numbers, libc's has the same size.
    const { assert!(size_of::<libc::fsid_t>() == 8) };
    let id: [u32; 2] = unsafe { std::mem::transmute_copy(&stat.f_fsid) };
    (id[0], id[1])
}

/// sync(2).
pub fn sync_all() {
    // SAFETY: no arguments.
    unsafe { libc::sync() }
}

/// What of a file [`sync`] writes to the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sync {
    /// fsync(2): content and all that describes it.
    File,
    /// fdatasync(2): content, and what is needed to read it.
    Data,
    /// syncfs(2): the whole file system.
    FileSystem,
}

/// Writes a file to the disk.
pub fn sync(fd: RawFd, what: Sync) -> io::Result<()> {
    // SAFETY: integers only.
    check(unsafe {
        match what {
            Sync::File => libc::fsync(fd),
            Sync::Data => libc::fdatasync(fd),
            Sync::FileSystem => libc::syscall(libc::SYS_syncfs, fd) as c_int,
        }
    })
    .map(drop)
}

/// May the process (by its effective ids) do this to the file? `want` is of `R_OK`, `W_OK`, `X_OK`.
pub fn may_access_at(dir: RawFd, name: &CStr, want: c_int) -> bool {
    // SAFETY: a C string.
    unsafe { libc::faccessat(dir, name.as_ptr(), want, libc::AT_EACCESS) == 0 }
}

/// How many names a file has.
#[allow(clippy::unnecessary_cast, reason = "the field is narrower on aarch64")]
pub fn links(stat: &Stat) -> u64 {
    stat.st_nlink as u64
}

/// Major and minor number of a device.
pub fn device_numbers(device: u64) -> (u32, u32) {
    (libc::major(device as libc::dev_t) as u32, libc::minor(device as libc::dev_t) as u32)
}
