//! A place in which a target can do no harm: namespaces of its own, an empty root in which nothing is writable, a user
//! without rights, limits.

use std::ffi::CString;
use std::fs;
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

/// Nobody else's: the limit on processes counts those of a user.
const USER: u32 = 61_234;
/// Commands that a jailed shell finds.
const LINKS: &[&str] = &[
    "sh", "cat", "echo", "sed", "tr", "grep", "sort", "head", "tail", "wc", "basename", "dirname", "expr", "cut",
    "test", "[", "env", "true", "false", "seq", "xargs", "printf", "sleep",
];

/// A directory made for one run, removed at its end.
pub struct Jail {
    pub root: PathBuf,
}

impl Jail {
    /// Lays out the root; with the binary under test and dash in it if `shells`.
    pub fn new(shells: bool) -> io::Result<Jail> {
        let root = std::env::temp_dir().join(format!("cairn-fuzz-{}", std::process::id()));
        for dir in ["bin", "dev", "proc", "tmp", "lib", "lib64"] {
            fs::create_dir_all(root.join(dir))?;
        }
        let jail = Jail { root };
        if shells {
            let binary = std::env::current_exe()?;
            // fuzz/target/TRIPLE/debug/fuzz, and target/TRIPLE/debug/cairn beside fuzz.
            let profile = binary.parent().unwrap_or(Path::new("."));
            let triple = profile.parent().and_then(Path::file_name).unwrap_or_default();
            let built = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target").join(triple).join("debug/cairn");
            let binary = std::env::var_os("CAIRN_BINARY").map_or(built, PathBuf::from);
            fs::copy(&binary, jail.root.join("bin/cairn"))
                .map_err(|e| io::Error::new(e.kind(), format!("{}: {e}", binary.display())))?;
            for link in LINKS {
                let _ = std::os::unix::fs::symlink("cairn", jail.root.join("bin").join(link));
            }
            jail.copy_program("/usr/bin/dash", "bin/dash");
        }
        Ok(jail)
    }

    /// A dynamically linked program and its libraries, if it is there.
    fn copy_program(&self, program: &str, to: &str) {
        if fs::copy(program, self.root.join(to)).is_err() {
            return;
        }
        let Ok(output) = std::process::Command::new("ldd").arg(program).output() else { return };
        for word in String::from_utf8_lossy(&output.stdout).split_whitespace().filter(|w| w.starts_with('/')) {
            let place = self.root.join(&word[1..]);
            let _ = place.parent().map(fs::create_dir_all);
            let _ = fs::copy(word, place);
        }
    }
}

impl Drop for Jail {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.root);
    }
}

fn check(result: libc::c_int) -> io::Result<()> {
    if result == 0 { Ok(()) } else { Err(io::Error::last_os_error()) }
}

/// Puts this process's next child in namespaces of its own. The child must be forked by the caller, and call `enter`.
pub fn separate() -> io::Result<()> {
    let user = if is_root() { 0 } else { libc::CLONE_NEWUSER };
    let flags =
        libc::CLONE_NEWNS | libc::CLONE_NEWPID | libc::CLONE_NEWNET | libc::CLONE_NEWIPC | libc::CLONE_NEWUTS | user;
    // SAFETY: a system call without pointers.
    check(unsafe { libc::unshare(flags) })
}

fn is_root() -> bool {
    // SAFETY: always succeeds.
    unsafe { libc::geteuid() == 0 }
}

/// Makes `root` the root of this process, drops all rights.
pub fn enter(root: &Path) -> io::Result<()> {
    let was_root = is_root();
    let path = CString::new(root.as_os_str().as_bytes())?;
    let proc = CString::new(root.join("proc").as_os_str().as_bytes())?;
    let null = CString::new(root.join("dev/null").as_os_str().as_bytes())?;
    // SAFETY: system calls with terminated strings that outlive them.
    unsafe {
        check(libc::mount(
            c"none".as_ptr(),
            c"/".as_ptr(),
            std::ptr::null(),
            libc::MS_REC | libc::MS_PRIVATE,
            std::ptr::null(),
        ))?;
        check(libc::mount(
            c"proc".as_ptr(),
            proc.as_ptr(),
            c"proc".as_ptr(),
            libc::MS_NOSUID | libc::MS_NODEV,
            std::ptr::null(),
        ))?;
        libc::umask(0);
        // Only root may; without it scripts that name it fail.
        libc::mknod(null.as_ptr(), libc::S_IFCHR | 0o666, libc::makedev(1, 3));
        libc::umask(0o022);
        check(libc::chroot(path.as_ptr()))?;
        check(libc::chdir(c"/tmp".as_ptr()))?;
        if was_root {
            check(libc::setgroups(0, std::ptr::null()))?;
            check(libc::setgid(USER))?;
            check(libc::setuid(USER))?;
        }
        check(libc::prctl(libc::PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))?;
        check(libc::prctl(libc::PR_SET_PDEATHSIG, libc::SIGKILL, 0, 0, 0))
    }
}

/// Limits this process: address space, files, no core.
pub fn limit(address_space: u64, processes: u64, cpu_seconds: u64) -> io::Result<()> {
    for (what, value) in [
        (libc::RLIMIT_AS, address_space),
        (libc::RLIMIT_NPROC, processes),
        (libc::RLIMIT_CPU, cpu_seconds),
        (libc::RLIMIT_FSIZE, 1 << 16),
        (libc::RLIMIT_CORE, 0),
    ] {
        let limit = libc::rlimit { rlim_cur: value, rlim_max: value };
        // SAFETY: the structure outlives the call.
        check(unsafe { libc::setrlimit(what, &raw const limit) })?;
    }
    Ok(())
}
