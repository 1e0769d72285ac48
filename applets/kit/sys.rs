//! System calls that neither `std` nor `nix` offers in the form needed, and the program's entry. Nothing here keeps
//! state but the interruption flag.

#![allow(unsafe_code)]

pub mod control;
pub mod files;
pub mod loops;
pub mod processes;
pub mod terminal;
pub mod vector;

use std::ffi::{CStr, CString, c_char, c_int};
use std::io;
use std::os::fd::RawFd;
use std::sync::atomic::{AtomicBool, Ordering};

/// The program's entry: `kit::main!(function)` with `fn function(argv: &[&'static [u8]]) -> u8`. A C `main`, because
/// std's own costs twelve system calls (poll, sigaltstack, handlers) and ignores SIGPIPE, which a userland must not.
#[macro_export]
macro_rules! main {
    ($function:path) => {
        #[unsafe(no_mangle)]
        extern "C" fn main(argc: core::ffi::c_int, argv: *const *const core::ffi::c_char) -> core::ffi::c_int {
            // SAFETY: called by the C library's start code with the process's arguments.
            unsafe { $crate::sys::start(argc, argv, $function) }
        }
    };
}

// Where the kernel enters the program (build.rs names it to the linker), before the C library's `_start`: the pages of
// data that relocation is about to write, and those of the libraries' variables, are brought in by two calls of
// MADV_POPULATE_WRITE (Linux 5.14; older kernels refuse it, which changes nothing), instead of one page fault each.
// Then the packed relocations (DT_RELR: addresses, and bitmaps of the 63 words behind them) are done here, bit by set bit;
// the C library, which looks at each bit, finds that there are none left.
#[cfg(all(target_arch = "x86_64", target_os = "linux"))]
core::arch::global_asm!(
    ".globl cairn_start",
    ".hidden cairn_start",
    "cairn_start:",
    "lea rdi, [rip + __init_array_start]",
    "and rdi, -4096",
    "lea rsi, [rip + _edata + 4096]",
    "sub rsi, rdi",
    "mov edx, 23",
    "mov eax, 28",
    "syscall",
    // The last pages of .bss hold the variables of the C library and of std; the page behind .data, the allocator's.
    "lea rdi, [rip + _end - 4096]",
    "and rdi, -4096",
    "mov esi, 8192",
    "mov edx, 23",
    "mov eax, 28",
    "syscall",
    ".weak _DYNAMIC",
    ".hidden _DYNAMIC",
    ".hidden __ehdr_start",
    "lea rbx, [rip + __ehdr_start]",
    "lea rax, [rip + _DYNAMIC]",
    "xor esi, esi",
    "xor edi, edi",
    // DT_RELR (36) to rsi, the place of DT_RELRSZ (35) to rdi.
    "2:",
    "mov rcx, [rax]",
    "lea rdx, [rax + 8]",
    "cmp rcx, 36",
    "cmove rsi, [rdx]",
    "cmp rcx, 35",
    "cmove rdi, rdx",
    "add rax, 16",
    "test rcx, rcx",
    "jnz 2b",
    "test rdi, rdi",
    "jz 7f",
    "add rsi, rbx",
    "mov rdx, [rdi]",
    "mov [rdi], rcx",
    "add rdx, rsi",
    "3:",
    "cmp rsi, rdx",
    "jae 7f",
    "mov rax, [rsi]",
    "add rsi, 8",
    "shr rax, 1",
    "jc 5f",
    "lea rdi, [rbx + rax * 2]",
    "add [rdi], rbx",
    "add rdi, 8",
    "jmp 3b",
    "4:",
    "bsf rcx, rax",
    "add [rdi + rcx * 8], rbx",
    "lea rcx, [rax - 1]",
    "and rax, rcx",
    "5:",
    "test rax, rax",
    "jnz 4b",
    "add rdi, 63 * 8",
    "jmp 3b",
    "7:",
    "jmp _start",
);

/// Collects the arguments and calls `function`.
///
/// # Safety
/// `argv` must be the array of `argc` C strings that the C library hands to `main`.
pub unsafe fn start(argc: c_int, argv: *const *const c_char, function: fn(&[&'static [u8]]) -> u8) -> c_int {
    let args: Vec<&'static [u8]> = (0..argc as usize)
        // SAFETY: the promise of the caller; the strings live as long as the process.
        .map(|i| unsafe { CStr::from_ptr(*argv.add(i)) }.to_bytes())
        .collect();
    function(&args) as c_int
}

/// Opens /dev/null on those of the descriptors 0, 1, 2 that are closed, so that no file opened later becomes standard
/// output by accident: what set-user-ID programs must do first (CVE-2002-0572 and its kin).
pub fn open_standard_descriptors() {
    for fd in 0..3 {
        // SAFETY: plain system calls on integers and a constant string.
        unsafe {
            if libc::fcntl(fd, libc::F_GETFD) == -1 {
                libc::open(c"/dev/null".as_ptr(), libc::O_RDWR);
            }
        }
    }
}

unsafe extern "C" {
    static environ: *const *const c_char;
}

/// The process's environment as it was given; nothing in this program changes it.
pub fn environment() -> Vec<&'static [u8]> {
    let mut entries = Vec::new();
    // SAFETY: the C library's NULL-terminated array, never modified (clippy.toml forbids set_var).
    unsafe {
        let mut at = environ;
        while !at.is_null() && !(*at).is_null() {
            entries.push(CStr::from_ptr(*at).to_bytes());
            at = at.add(1);
        }
    }
    entries
}

/// The C library's text for an errno value.
pub fn strerror(code: i32) -> &'static str {
    // SAFETY: musl gives a pointer into a constant table for every value.
    let text = unsafe { CStr::from_ptr(libc::strerror(code)) };
    text.to_str().unwrap_or("Unknown error")
}

static INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// Has a signal come that should end the command at work in this process?
pub fn interrupted() -> bool {
    INTERRUPTED.load(Ordering::Relaxed)
}

/// Sets or clears the flag; async-signal-safe. The shell's handler sets it, the shell clears it after the command.
pub fn set_interrupted(value: bool) {
    INTERRUPTED.store(value, Ordering::Relaxed);
}

/// read(2). A signal that does not interrupt the command does not interrupt the read.
pub fn read(fd: RawFd, into: &mut [u8]) -> io::Result<usize> {
    loop {
        // SAFETY: the buffer is `into.len()` bytes long.
        let n = unsafe { libc::read(fd, into.as_mut_ptr().cast(), into.len()) };
        if n >= 0 {
            return Ok(n as usize);
        }
        let error = io::Error::last_os_error();
        if error.kind() != io::ErrorKind::Interrupted || interrupted() {
            return Err(error);
        }
    }
}

/// write(2) until all is written. A signal that does not interrupt the command does not interrupt the write.
pub fn write_all(fd: RawFd, mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        // SAFETY: the buffer is `bytes.len()` bytes long.
        let n = unsafe { libc::write(fd, bytes.as_ptr().cast(), bytes.len()) };
        if n >= 0 {
            bytes = &bytes[n as usize..];
            continue;
        }
        let error = io::Error::last_os_error();
        match error.raw_os_error() {
            Some(libc::EINTR) if !interrupted() => {}
            Some(libc::EAGAIN) => wait_until_writable(fd),
            _ => return Err(error),
        }
    }
    Ok(())
}

fn wait_until_writable(fd: RawFd) {
    let mut poll = libc::pollfd { fd, events: libc::POLLOUT, revents: 0 };
    // SAFETY: one valid pollfd.
    unsafe { libc::poll(&raw mut poll, 1, -1) };
}

/// sendfile(2): at most `count` bytes from one descriptor to the other inside the kernel, from and to their offsets.
pub fn send_file(to: RawFd, from: RawFd, count: usize) -> io::Result<usize> {
    // SAFETY: integers and no offset pointer.
    let n = unsafe { libc::sendfile(to, from, std::ptr::null_mut(), count) };
    if n < 0 { Err(io::Error::last_os_error()) } else { Ok(n as usize) }
}

/// splice(2): as [`send_file`], where one of the two is a pipe.
pub fn splice(to: RawFd, from: RawFd, count: usize) -> io::Result<usize> {
    // SAFETY: integers and no offset pointers.
    let n = unsafe { libc::splice(from, std::ptr::null_mut(), to, std::ptr::null_mut(), count, libc::SPLICE_F_MOVE) };
    if n < 0 { Err(io::Error::last_os_error()) } else { Ok(n as usize) }
}

/// copy_file_range(2): as [`send_file`] between regular files; shares blocks where the file system can.
pub fn copy_range(to: RawFd, from: RawFd, count: usize) -> io::Result<usize> {
    // SAFETY: integers and no offset pointers.
    let n = unsafe { libc::copy_file_range(from, std::ptr::null_mut(), to, std::ptr::null_mut(), count, 0) };
    if n < 0 { Err(io::Error::last_os_error()) } else { Ok(n as usize) }
}

/// Does every write go to the end of the file (O_APPEND)?
pub fn is_appending(fd: RawFd) -> bool {
    // SAFETY: integers only.
    let flags = unsafe { libc::fcntl(fd, libc::F_GETFL) };
    flags >= 0 && flags & libc::O_APPEND != 0
}

/// lseek(2).
pub fn seek(fd: RawFd, offset: i64, whence: i32) -> io::Result<u64> {
    // SAFETY: integers only.
    let at = unsafe { libc::lseek(fd, offset, whence) };
    if at < 0 { Err(io::Error::last_os_error()) } else { Ok(at as u64) }
}

/// Is it a terminal?
pub fn is_terminal(fd: RawFd) -> bool {
    // SAFETY: an integer only.
    unsafe { libc::isatty(fd) == 1 }
}

/// The umask, read without changing it: from /proc, else by setting it twice (then a signal handler that creates a file
/// in between sees 0777).
pub fn umask_value() -> u32 {
    let status = std::fs::read("/proc/self/status").unwrap_or_default();
    let from_proc = status
        .split(|c| *c == b'\n')
        .find_map(|line| line.strip_prefix(b"Umask:\t"))
        .and_then(|octal| u32::from_str_radix(std::str::from_utf8(octal).ok()?, 8).ok());
    from_proc.unwrap_or_else(|| {
        // SAFETY: integers only.
        unsafe {
            let mask = libc::umask(0o777);
            libc::umask(mask);
            mask
        }
    })
}

/// Is it a regular file that this process may execute?
pub fn is_executable_file(path: &[u8]) -> bool {
    let path = crate::process::c_string(path);
    // SAFETY: a C string and a zeroed structure that stat fills.
    unsafe {
        let mut stat: libc::stat = std::mem::zeroed();
        libc::stat(path.as_ptr(), &raw mut stat) == 0
            && stat.st_mode & libc::S_IFMT == libc::S_IFREG
            && libc::faccessat(libc::AT_FDCWD, path.as_ptr(), libc::X_OK, libc::AT_EACCESS) == 0
    }
}

fn pointers(strings: &[CString]) -> Vec<*mut c_char> {
    strings.iter().map(|s| s.as_ptr().cast_mut()).chain(std::iter::once(std::ptr::null_mut())).collect()
}

/// execve(2); returns only to say why it failed.
pub fn execve(file: &CStr, argv: &[CString], env: &[CString]) -> io::Error {
    let (argv, env) = (pointers(argv), pointers(env));
    // SAFETY: NULL-terminated arrays of C strings that outlive the call.
    unsafe { libc::execve(file.as_ptr(), argv.as_ptr().cast(), env.as_ptr().cast()) };
    io::Error::last_os_error()
}

/// posix_spawn(3): vfork semantics, so the price does not grow with this process's memory. The signal mask of the child
/// is empty. `fds` are `dup2(from, to)` in order, then `close` are closed; `group` is the process group (0: a new one);
/// signals of `reset` that this process ignores get their default back.
#[allow(clippy::too_many_arguments, reason = "one system call's worth")]
pub fn spawn(
    file: &CStr,
    argv: &[CString],
    env: &[CString],
    fds: &[(RawFd, RawFd)],
    close: &[RawFd],
    group: Option<i32>,
    reset: &[i32],
) -> io::Result<i32> {
    let (argv, env) = (pointers(argv), pointers(env));
    let check = |code: c_int| if code == 0 { Ok(()) } else { Err(io::Error::from_raw_os_error(code)) };
    // SAFETY: the structures are initialised by their own functions before use and destroyed after; the arrays are
    // NULL-terminated and outlive the call.
    unsafe {
        let mut actions: libc::posix_spawn_file_actions_t = std::mem::zeroed();
        check(libc::posix_spawn_file_actions_init(&raw mut actions))?;
        let mut attributes: libc::posix_spawnattr_t = std::mem::zeroed();
        check(libc::posix_spawnattr_init(&raw mut attributes))?;
        let mut flags = libc::POSIX_SPAWN_SETSIGMASK;
        let mut mask: libc::sigset_t = std::mem::zeroed();
        libc::sigemptyset(&raw mut mask);
        let mut pid = 0;
        let result = (|| {
            for (from, to) in fds {
                check(libc::posix_spawn_file_actions_adddup2(&raw mut actions, *from, *to))?;
            }
            for fd in close {
                check(libc::posix_spawn_file_actions_addclose(&raw mut actions, *fd))?;
            }
            check(libc::posix_spawnattr_setsigmask(&raw mut attributes, &raw const mask))?;
            if let Some(group) = group {
                flags |= libc::POSIX_SPAWN_SETPGROUP;
                check(libc::posix_spawnattr_setpgroup(&raw mut attributes, group))?;
            }
            if !reset.is_empty() {
                flags |= libc::POSIX_SPAWN_SETSIGDEF;
                let mut defaults: libc::sigset_t = std::mem::zeroed();
                libc::sigemptyset(&raw mut defaults);
                for signal in reset {
                    libc::sigaddset(&raw mut defaults, *signal);
                }
                check(libc::posix_spawnattr_setsigdefault(&raw mut attributes, &raw const defaults))?;
            }
            check(libc::posix_spawnattr_setflags(&raw mut attributes, flags as _))?;
            check(libc::posix_spawn(
                &raw mut pid,
                file.as_ptr(),
                &raw const actions,
                &raw const attributes,
                argv.as_ptr(),
                env.as_ptr(),
            ))
        })();
        libc::posix_spawn_file_actions_destroy(&raw mut actions);
        libc::posix_spawnattr_destroy(&raw mut attributes);
        result.map(|()| pid)
    }
}

/// waitpid(2) for one child; the raw status. Restarted after signals unless the command is interrupted.
pub fn wait(pid: i32) -> io::Result<i32> {
    let mut status = 0;
    loop {
        // SAFETY: a valid place for the status.
        if unsafe { libc::waitpid(pid, &raw mut status, 0) } >= 0 {
            return Ok(status);
        }
        let error = io::Error::last_os_error();
        if error.kind() != io::ErrorKind::Interrupted || interrupted() {
            return Err(error);
        }
    }
}

/// fork(2): 0 in the child. Safe because this program has one thread wherever it forks (clippy.toml forbids
/// `thread::spawn`; what uses threads runs in a process of its own).
pub fn fork() -> io::Result<i32> {
    // SAFETY: single-threaded, see above.
    let pid = unsafe { libc::fork() };
    if pid < 0 { Err(io::Error::last_os_error()) } else { Ok(pid) }
}

/// `_exit(2)`: for a forked child, whose buffers were flushed.
pub fn exit_now(status: u8) -> ! {
    // SAFETY: does not return.
    unsafe { libc::_exit(status as c_int) }
}

extern "C" fn note_signal(signal: c_int, info: *mut libc::siginfo_t, _: *mut libc::c_void) {
    // SAFETY: the kernel's structure. A positive code: the kernel itself has sent it, for a key on the terminal.
    let from_kernel = unsafe { (*info).si_code > 0 };
    crate::signals::note(signal, from_kernel);
}

/// Nothing, if this process has brought the signal on itself (by writing to a pipe without reader); one that another
/// process sends takes its default course.
extern "C" fn ignore_own_signal(signal: c_int, info: *mut libc::siginfo_t, _: *mut libc::c_void) {
    // SAFETY: the kernel's structure, of a signal that kill(2) or the kernel itself sent; only async-signal-safe calls.
    unsafe {
        if (*info).si_pid() != libc::getpid() {
            libc::signal(signal, libc::SIG_DFL);
            libc::kill(libc::getpid(), signal);
        }
    }
}

/// sigaction(2) with one of the four dispositions the shell knows; the mask is empty, no flags: calls are interrupted.
pub fn set_signal(signal: i32, disposition: crate::signals::Disposition) -> io::Result<()> {
    use crate::signals::Disposition;
    // SAFETY: a zeroed sigaction is valid, the handlers are async-signal-safe (an atomic store at most).
    unsafe {
        let mut action: libc::sigaction = std::mem::zeroed();
        action.sa_sigaction = match disposition {
            Disposition::Default => libc::SIG_DFL,
            Disposition::Ignored => libc::SIG_IGN,
            Disposition::Noted => {
                action.sa_flags = libc::SA_SIGINFO;
                note_signal as *const () as usize
            }
            Disposition::Harmless => {
                action.sa_flags = libc::SA_SIGINFO;
                ignore_own_signal as *const () as usize
            }
        };
        if libc::sigaction(signal, &raw const action, std::ptr::null_mut()) == 0 {
            Ok(())
        } else {
            Err(io::Error::last_os_error())
        }
    }
}

/// Is the disposition of `signal` to be ignored?
pub fn signal_is_ignored(signal: i32) -> bool {
    // SAFETY: a zeroed sigaction that the call fills.
    unsafe {
        let mut action: libc::sigaction = std::mem::zeroed();
        libc::sigaction(signal, std::ptr::null(), &raw mut action) == 0 && action.sa_sigaction == libc::SIG_IGN
    }
}

/// The C library's text for a signal.
pub fn strsignal(signal: i32) -> &'static str {
    // SAFETY: musl gives a pointer into a constant table for every value.
    let text = unsafe { CStr::from_ptr(libc::strsignal(signal)) };
    text.to_str().unwrap_or("Unknown signal")
}

/// Unblocks all signals: a shell started with some blocked could not run its traps.
pub fn unblock_signals() {
    // SAFETY: an initialised set.
    unsafe {
        let mut mask: libc::sigset_t = std::mem::zeroed();
        libc::sigemptyset(&raw mut mask);
        libc::sigprocmask(libc::SIG_SETMASK, &raw const mask, std::ptr::null_mut());
    }
}

/// `kill(2)`.
pub fn kill(pid: i32, signal: i32) -> io::Result<()> {
    // SAFETY: integers only.
    check_call(unsafe { libc::kill(pid, signal) }).map(drop)
}

/// One read(2): a signal interrupts it.
pub fn read_once(fd: RawFd, into: &mut [u8]) -> io::Result<usize> {
    // SAFETY: the buffer is `into.len()` bytes long.
    let n = unsafe { libc::read(fd, into.as_mut_ptr().cast(), into.len()) };
    if n < 0 { Err(io::Error::last_os_error()) } else { Ok(n as usize) }
}

/// Waits until `fd` can be read, at most `milliseconds` (-1: for ever). A signal interrupts it.
pub fn wait_readable(fd: RawFd, milliseconds: i32) -> io::Result<bool> {
    let mut poll = libc::pollfd { fd, events: libc::POLLIN, revents: 0 };
    // SAFETY: one valid pollfd.
    check_call(unsafe { libc::poll(&raw mut poll, 1, milliseconds) }).map(|n| n > 0)
}

fn check_call(result: c_int) -> io::Result<c_int> {
    if result < 0 { Err(io::Error::last_os_error()) } else { Ok(result) }
}

/// open(2), close-on-exec. `flags` are `libc::O_*`.
pub fn open(path: &[u8], flags: i32, mode: u32) -> io::Result<RawFd> {
    let path = crate::process::c_string(path);
    loop {
        // SAFETY: a C string and integers.
        let result = check_call(unsafe { libc::open(path.as_ptr(), flags | libc::O_CLOEXEC, mode) });
        if !matches!(&result, Err(e) if e.kind() == io::ErrorKind::Interrupted) {
            return result;
        }
    }
}

/// close(2); what it says is of no use to anybody.
pub fn close(fd: RawFd) {
    // SAFETY: an integer; who calls it owns the descriptor.
    unsafe { libc::close(fd) };
}

/// A pipe, close-on-exec: where to read, where to write.
pub fn pipe() -> io::Result<(RawFd, RawFd)> {
    let mut ends = [0; 2];
    // SAFETY: room for two descriptors.
    check_call(unsafe { libc::pipe2(ends.as_mut_ptr(), libc::O_CLOEXEC) })?;
    Ok((ends[0], ends[1]))
}

/// A nameless file in memory, close-on-exec.
pub fn memory_file() -> io::Result<RawFd> {
    // SAFETY: a constant C string.
    check_call(unsafe { libc::memfd_create(c"here-document".as_ptr(), libc::MFD_CLOEXEC) })
}

/// A copy of `fd` at the first free number from `least` on, close-on-exec.
pub fn duplicate(fd: RawFd, least: RawFd) -> io::Result<RawFd> {
    // SAFETY: integers only.
    check_call(unsafe { libc::fcntl(fd, libc::F_DUPFD_CLOEXEC, least) })
}

/// dup2(2): `to` stays open across exec, also if it is `from`.
pub fn duplicate_to(from: RawFd, to: RawFd) -> io::Result<()> {
    // SAFETY: integers only.
    unsafe {
        if from == to {
            check_call(libc::fcntl(to, libc::F_SETFD, 0))?;
        } else {
            check_call(libc::dup2(from, to))?;
        }
    }
    Ok(())
}

/// Is it an open descriptor?
pub fn is_open(fd: RawFd) -> bool {
    // SAFETY: integers only.
    unsafe { libc::fcntl(fd, libc::F_GETFD) >= 0 }
}

/// waitpid(2), once: a signal interrupts it. The process and its raw status, or 0 if `WNOHANG` found none.
pub fn wait_once(pid: i32, flags: i32) -> io::Result<(i32, i32)> {
    let mut status = 0;
    // SAFETY: a valid place for the status.
    check_call(unsafe { libc::waitpid(pid, &raw mut status, flags) }).map(|pid| (pid, status))
}

/// Device and inode of what `path` names.
pub fn identity(path: &[u8]) -> io::Result<(u64, u64)> {
    let stat = stat(path)?;
    Ok((stat.st_dev, stat.st_ino))
}

/// stat(2).
pub fn stat(path: &[u8]) -> io::Result<libc::stat> {
    let path = crate::process::c_string(path);
    // SAFETY: a C string and a zeroed structure that stat fills.
    unsafe {
        let mut stat: libc::stat = std::mem::zeroed();
        check_call(libc::stat(path.as_ptr(), &raw mut stat))?;
        Ok(stat)
    }
}

/// fstat(2).
pub fn fstat(fd: RawFd) -> io::Result<libc::stat> {
    // SAFETY: an integer and a zeroed structure that fstat fills.
    unsafe {
        let mut stat: libc::stat = std::mem::zeroed();
        check_call(libc::fstat(fd, &raw mut stat))?;
        Ok(stat)
    }
}

/// umask(2): sets the mask, gives the old one.
pub fn set_umask(mask: u32) -> u32 {
    // SAFETY: an integer only.
    unsafe { libc::umask(mask as libc::mode_t) }
}

/// chdir(2).
pub fn change_directory(path: &[u8]) -> io::Result<()> {
    let path = crate::process::c_string(path);
    // SAFETY: a C string.
    check_call(unsafe { libc::chdir(path.as_ptr()) }).map(drop)
}

/// fchdir(2).
pub fn change_directory_to(fd: RawFd) -> io::Result<()> {
    // SAFETY: an integer only.
    check_call(unsafe { libc::fchdir(fd) }).map(drop)
}

/// The monotonic clock, asked of the kernel: for who needs it once at the start of a process. The vDSO's way to it is two
/// page faults and a search for its symbol before the first answer.
pub fn monotonic() -> std::time::Duration {
    let mut now = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: the kernel writes a timespec; the clock exists, so the call cannot fail.
    unsafe { libc::syscall(libc::SYS_clock_gettime, libc::CLOCK_MONOTONIC, &raw mut now) };
    std::time::Duration::new(now.tv_sec as u64, now.tv_nsec as u32)
}

/// User and system time of this process and of its children, in clock ticks, and ticks per second.
pub fn times() -> ([i64; 4], i64) {
    // SAFETY: a zeroed structure that times fills.
    unsafe {
        let mut tms: libc::tms = std::mem::zeroed();
        libc::times(&raw mut tms);
        let all = [tms.tms_utime, tms.tms_stime, tms.tms_cutime, tms.tms_cstime];
        (all.map(i64::from), libc::sysconf(libc::_SC_CLK_TCK).max(1))
    }
}

/// setpgid(2).
pub fn set_process_group(pid: i32, group: i32) -> io::Result<()> {
    // SAFETY: integers only.
    check_call(unsafe { libc::setpgid(pid, group) }).map(drop)
}

/// getrlimit(2): soft and hard.
pub fn limit(resource: i32) -> io::Result<(u64, u64)> {
    // SAFETY: a zeroed structure that the call fills.
    unsafe {
        let mut limit: libc::rlimit = std::mem::zeroed();
        check_call(libc::getrlimit(resource as _, &raw mut limit))?;
        Ok((limit.rlim_cur, limit.rlim_max))
    }
}

/// setrlimit(2): soft and hard.
pub fn set_limit(resource: i32, soft: u64, hard: u64) -> io::Result<()> {
    let limit = libc::rlimit { rlim_cur: soft, rlim_max: hard };
    // SAFETY: a valid structure.
    check_call(unsafe { libc::setrlimit(resource as _, &raw const limit) }).map(drop)
}

/// The address of something on the stack: how deep the calls are.
#[inline]
pub fn stack_position() -> usize {
    let here = 0_u8;
    &raw const here as usize
}

/// How many bytes a pipe holds.
pub fn pipe_size(fd: RawFd) -> usize {
    // SAFETY: integers only.
    let size = unsafe { libc::fcntl(fd, libc::F_GETPIPE_SZ) };
    usize::try_from(size).unwrap_or(4096)
}

/// Waits until one of `fds` can be read (or has ended); its index. Signals do not interrupt it.
pub fn wait_any_readable(fds: &[RawFd]) -> usize {
    let mut polls: Vec<libc::pollfd> =
        fds.iter().map(|fd| libc::pollfd { fd: *fd, events: libc::POLLIN, revents: 0 }).collect();
    loop {
        // SAFETY: an array of valid pollfds.
        let n = unsafe { libc::poll(polls.as_mut_ptr(), polls.len() as libc::nfds_t, -1) };
        if n >= 0 {
            return polls.iter().position(|p| p.revents != 0).unwrap_or(0);
        }
    }
}
