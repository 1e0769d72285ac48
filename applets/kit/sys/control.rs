//! System calls of job control: process groups, and waiting that no signal can slip past.

use std::ffi::c_int;
use std::io;

fn check(result: c_int) -> io::Result<c_int> {
    if result < 0 { Err(io::Error::last_os_error()) } else { Ok(result) }
}

/// The process group of this process.
pub fn own_group() -> i32 {
    // SAFETY: no arguments; cannot fail.
    unsafe { libc::getpgrp() }
}

/// The session of this process.
pub fn own_session() -> i32 {
    // SAFETY: an integer; of this process it cannot fail.
    unsafe { libc::getsid(0) }
}

/// The signals that this process blocks: bit n-1 is signal n.
pub fn blocked_signals() -> u64 {
    // SAFETY: a zeroed set that the call fills, and signal numbers within it.
    unsafe {
        let mut mask: libc::sigset_t = std::mem::zeroed();
        libc::sigprocmask(libc::SIG_SETMASK, std::ptr::null(), &raw mut mask);
        let blocked = |signal: &i32| libc::sigismember(&raw const mask, *signal) == 1;
        (1..=crate::signals::LAST).filter(blocked).fold(0, |bits, signal| bits | 1 << (signal - 1))
    }
}

/// Blocks these signals ([`blocked_signals`]) and no others: for a program that takes this process's place.
pub fn block_signals(bits: u64) {
    // SAFETY: an initialised set; sigaddset refuses what is not in it.
    unsafe {
        let mut mask: libc::sigset_t = std::mem::zeroed();
        libc::sigemptyset(&raw mut mask);
        for signal in (1..=crate::signals::LAST).filter(|signal| bits >> (signal - 1) & 1 == 1) {
            libc::sigaddset(&raw mut mask, signal);
        }
        libc::sigprocmask(libc::SIG_SETMASK, &raw const mask, std::ptr::null_mut());
    }
}

/// The process group of another process.
pub fn group_of(pid: i32) -> io::Result<i32> {
    // SAFETY: an integer only.
    check(unsafe { libc::getpgid(pid) })
}

extern "C" fn do_nothing(_: c_int) {}

/// waitpid(2) for any child that a noted signal ends with EINTR, also one that has come just before: signals are blocked
/// but while it sleeps. `flags` as for waitpid, without `WNOHANG`.
pub fn wait_or_signal(flags: i32) -> io::Result<(i32, i32)> {
    // SAFETY: zeroed structures that the calls fill before they are read; a handler that does nothing.
    unsafe {
        let mut all: libc::sigset_t = std::mem::zeroed();
        let mut before: libc::sigset_t = std::mem::zeroed();
        libc::sigfillset(&raw mut all);
        libc::sigprocmask(libc::SIG_SETMASK, &raw const all, &raw mut before);
        // The end of a child must wake it, which a signal without a handler does not.
        let mut child: libc::sigaction = std::mem::zeroed();
        libc::sigaction(libc::SIGCHLD, std::ptr::null(), &raw mut child);
        let handled = child.sa_sigaction != libc::SIG_DFL && child.sa_sigaction != libc::SIG_IGN;
        if !handled {
            let mut wakes: libc::sigaction = std::mem::zeroed();
            wakes.sa_sigaction = do_nothing as *const () as usize;
            libc::sigaction(libc::SIGCHLD, &raw const wakes, std::ptr::null_mut());
        }
        let result = loop {
            match super::wait_once(-1, flags | libc::WNOHANG) {
                Ok((0, _)) => {}
                result => break result,
            }
            if crate::signals::is_pending() {
                break Err(io::Error::from_raw_os_error(libc::EINTR));
            }
            libc::sigsuspend(&raw const before);
        };
        if !handled {
            libc::sigaction(libc::SIGCHLD, &raw const child, std::ptr::null_mut());
        }
        libc::sigprocmask(libc::SIG_SETMASK, &raw const before, std::ptr::null_mut());
        result
    }
}
