//! System calls about processes: priority, descriptors of processes.

use std::ffi::c_long;
use std::io;
use std::os::fd::{AsRawFd, FromRawFd, OwnedFd};

fn check(result: c_long) -> io::Result<c_long> {
    if result < 0 { Err(io::Error::last_os_error()) } else { Ok(result) }
}

/// The nice value of this process.
pub fn nice_value() -> i32 {
    // SAFETY: integers only. Of itself it cannot fail, so -1 is a value.
    unsafe { libc::getpriority(libc::PRIO_PROCESS as _, 0) }
}

/// Sets the nice value of this process.
pub fn set_nice_value(value: i32) -> io::Result<()> {
    // SAFETY: integers only.
    check(unsafe { libc::setpriority(libc::PRIO_PROCESS as _, 0, value) }.into()).map(drop)
}

/// pidfd_open(2): a descriptor that stands for the process even when its number is given to another, and that is
/// readable once it has ended.
pub fn open_process(pid: i32) -> io::Result<OwnedFd> {
    // SAFETY: integers only; the descriptor is new and nobody else's.
    unsafe { check(libc::syscall(libc::SYS_pidfd_open, pid, 0)).map(|fd| OwnedFd::from_raw_fd(fd as i32)) }
}

/// pidfd_send_signal(2).
pub fn signal_process(process: &OwnedFd, signal: i32) -> io::Result<()> {
    let no_info = std::ptr::null::<libc::siginfo_t>();
    // SAFETY: integers and a null pointer, which stands for what kill(2) would send.
    check(unsafe { libc::syscall(libc::SYS_pidfd_send_signal, process.as_raw_fd(), signal, no_info, 0) }).map(drop)
}
