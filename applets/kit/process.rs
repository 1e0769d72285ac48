//! Running other programs: `exec` in place, and spawning with vfork semantics.

use crate::applet::{Error, Result, Status};
use crate::context::{Context, Environment};
use crate::{search, sys, text};
use std::ffi::CString;
use std::io;
use std::os::fd::RawFd;

/// Where programs are looked for when PATH is unset: what BusyBox's ash sets then.
pub const DEFAULT_PATH: &[u8] = b"/sbin:/usr/sbin:/bin:/usr/bin";

/// Status of a program that was found and could not be executed.
pub const NOT_EXECUTABLE: Status = Status(126);
/// Status of a program that was not found.
pub const NOT_FOUND: Status = Status(127);

/// The files that `name` can mean: itself if it has a slash, else it in every directory of `path` (an empty one is the
/// current directory).
pub fn candidates<'a>(name: &'a [u8], path: &'a [u8]) -> Box<dyn Iterator<Item = Vec<u8>> + 'a> {
    if name.contains(&b'/') {
        return Box::new(std::iter::once(name.to_vec()));
    }
    Box::new(path.split(|c| *c == b':').map(move |dir| match dir {
        b"" => name.to_vec(),
        [.., b'/'] => text![dir, name],
        dir => text![dir, "/", name],
    }))
}

/// The first file of [`candidates`] that is regular and executable.
pub fn find_in_path(name: &[u8], path: &[u8]) -> Option<Vec<u8>> {
    candidates(name, path).find(|file| sys::is_executable_file(file))
}

/// Replaces the process by the program `argv[0]`, looked for in PATH of `cx`; flushes `cx.out` first. Returns only if
/// that fails: `can't execute 'P': …`, status 127 if there is none, 126 if it cannot be executed.
pub fn exec(cx: &mut Context, argv: &[&[u8]]) -> Error {
    exec_with(cx, argv, cx.env)
}

/// As [`exec`], with another environment (in which PATH is looked up too).
pub fn exec_with(cx: &mut Context, argv: &[&[u8]], env: &dyn Environment) -> Error {
    exec_as(cx, argv[0], argv, env)
}

/// As [`exec_with`], for a program that is told another name than its own in `argv[0]`.
pub fn exec_as(cx: &mut Context, program: &[u8], argv: &[&[u8]], env: &dyn Environment) -> Error {
    if let Err(error) = std::io::Write::flush(&mut cx.out) {
        return Error::Write(error);
    }
    let error = exec_in_path(program, argv, env);
    cannot_execute(program, &error)
}

/// `can't execute 'P': …` with status 127 (no such file) or 126.
pub fn cannot_execute(program: &[u8], error: &io::Error) -> Error {
    let status = if error.raw_os_error() == Some(libc::ENOENT) { NOT_FOUND } else { NOT_EXECUTABLE };
    Error::Failed(status, text!["can't execute '", program, "': ", *error])
}

/// execve over all candidates; a file without a recognised format is a script for `/bin/sh` (POSIX execvp).
fn exec_in_path(program: &[u8], argv: &[&[u8]], env: &dyn Environment) -> io::Error {
    let path = env.get(b"PATH").unwrap_or(DEFAULT_PATH);
    let c_argv: Vec<CString> = argv.iter().map(|a| c_string(a)).collect();
    let c_env: Vec<CString> = env.entries().iter().map(|e| c_string(e)).collect();
    let mut result = io::Error::from_raw_os_error(libc::ENOENT);
    for file in candidates(program, path) {
        let error = sys::execve(&c_string(&file), &c_argv, &c_env);
        match error.raw_os_error() {
            Some(libc::ENOEXEC) => {
                let mut script: Vec<CString> = vec![c_string(b"sh"), c_string(&file)];
                script.extend_from_slice(&c_argv[1..]);
                return sys::execve(c"/bin/sh", &script, &c_env);
            }
            Some(libc::ENOENT | libc::ENOTDIR) => {}
            Some(libc::EACCES) => result = error,
            _ => return error,
        }
    }
    result
}

/// A C string of `bytes` up to the first NUL: what the kernel would see of them.
pub fn c_string(bytes: &[u8]) -> CString {
    let end = search::find(0, bytes).unwrap_or(bytes.len());
    CString::new(&bytes[..end]).unwrap_or_default()
}

/// A program to be spawned.
#[derive(Default)]
pub struct Spawn<'a> {
    /// `(from, to)`: descriptor `from` of this process is `to` in the child; done in order.
    pub fds: Vec<(RawFd, RawFd)>,
    /// Descriptors to be closed in the child, after `fds`.
    pub close: Vec<RawFd>,
    /// The process group to join: 0 for a new one.
    pub group: Option<i32>,
    /// The environment, `NAME=value` each.
    pub env: Vec<CString>,
    /// Where to look for the program: PATH's value.
    pub path: &'a [u8],
}

impl<'a> Spawn<'a> {
    /// With the environment of `cx`, its streams as 0, 1 and 2.
    pub fn new(cx: &Context<'a>) -> Spawn<'a> {
        Spawn {
            env: cx.env.entries().iter().map(|e| c_string(e)).collect(),
            path: cx.env.get(b"PATH").map_or(DEFAULT_PATH, |p| p),
            ..Spawn::default()
        }
    }

    /// Starts `argv` without copying this process's memory (vfork semantics), with the signal dispositions that were
    /// ignored still ignored and an empty signal mask.
    ///
    /// # Errors
    /// The errno of the failed execve of the last candidate.
    pub fn spawn(&self, argv: &[&[u8]]) -> io::Result<i32> {
        let c_argv: Vec<CString> = argv.iter().map(|a| c_string(a)).collect();
        let mut result = io::Error::from_raw_os_error(libc::ENOENT);
        for file in candidates(argv[0], self.path) {
            match sys::spawn(&c_string(&file), &c_argv, &self.env, &self.fds, &self.close, self.group, &[]) {
                Err(error) if error.raw_os_error() == Some(libc::ENOEXEC) => {
                    let mut script: Vec<CString> = vec![c_string(b"sh"), c_string(&file)];
                    script.extend_from_slice(&c_argv[1..]);
                    return sys::spawn(c"/bin/sh", &script, &self.env, &self.fds, &self.close, self.group, &[]);
                }
                Err(error) if matches!(error.raw_os_error(), Some(libc::ENOENT | libc::ENOTDIR)) => {}
                Err(error) if error.raw_os_error() == Some(libc::EACCES) => result = error,
                other => return other,
            }
        }
        Err(result)
    }

    /// Starts `argv` and waits for it.
    ///
    /// # Errors
    /// As [`Spawn::spawn`].
    pub fn run(&self, argv: &[&[u8]]) -> io::Result<Ended> {
        wait(self.spawn(argv)?)
    }
}

/// How a process ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ended {
    /// With this status.
    Exited(u8),
    /// By this signal.
    Signalled(i32),
}

impl Ended {
    /// What waitpid(2) tells as `status`.
    pub fn of(status: i32) -> Ended {
        if libc::WIFSIGNALED(status) {
            Ended::Signalled(libc::WTERMSIG(status))
        } else {
            Ended::Exited(libc::WEXITSTATUS(status) as u8)
        }
    }

    /// As the shell counts it: 128 + N for a signal.
    pub fn status(self) -> Status {
        match self {
            Ended::Exited(status) => Status(status),
            Ended::Signalled(signal) => Status(128 + signal as u8),
        }
    }
}

/// Waits for the child `pid`.
///
/// # Errors
/// `ECHILD` if it is none.
pub fn wait(pid: i32) -> io::Result<Ended> {
    sys::wait(pid).map(Ended::of)
}

/// Maps the failure of a call that never ran the program into the applet's error.
pub fn spawn_failed<T>(program: &[u8], result: io::Result<T>) -> Result<T> {
    result.map_err(|e| cannot_execute(program, &e))
}
