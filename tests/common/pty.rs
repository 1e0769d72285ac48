//! A command at a terminal: keys go into a pseudo-terminal, and what is written there is waited for. Nothing is timed: what
//! does not come within a minute is a failure.
//!
//! The command must lead a session of its own and have the terminal as its controlling one, which takes calls between fork
//! and exec: the test program starts itself again as the one that makes them. Its `main` is [`run_tests`].

use super::userland::{Kind, Userland};
use libtest_mimic::{Arguments, Failed, Trial};
use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
use nix::pty::{OpenptyResult, Winsize, openpty};
use nix::unistd::ttyname;
use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::fd::AsFd;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, ExitCode, ExitStatus, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// What a broken command is waited for.
const PATIENCE: Duration = Duration::from_secs(60);
/// Set for the program between: the terminal.
const TERMINAL: &str = "CAIRN_TEST_PTY";

/// What a test does with what it works on.
pub type Test<T> = fn(&mut T) -> Result<(), Failed>;

/// The `main` of a test program; `start` makes what each test works on. The tests are of our own binary, run natively: other shells say other things, and an
/// emulator's signals are its own.
pub fn run_tests<T: 'static>(tests: &[(&str, Test<T>)], start: fn(Arc<Userland>) -> T) -> ExitCode {
    become_command();
    let arguments = Arguments::from_args();
    let userland = match Userland::from_environment() {
        Ok(userland) => Arc::new(userland),
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::FAILURE;
        }
    };
    let ours = userland.kind == Kind::Cairn && userland.is_native;
    let trial = |(name, test): &(&str, Test<T>)| {
        let (userland, test) = (Arc::clone(&userland), *test);
        Trial::test(*name, move || test(&mut start(userland))).with_ignored_flag(!ours)
    };
    let conclusion = libtest_mimic::run(&arguments, tests.iter().map(trial).collect());
    drop(userland);
    conclusion.exit_code()
}

/// In the program between: leads a session, takes the terminal, becomes the command. Otherwise nothing.
fn become_command() {
    let Some(terminal) = std::env::var_os(TERMINAL) else { return };
    let become_it = || -> io::Result<io::Error> {
        nix::unistd::setsid()?;
        // What is ignored at its start a shell leaves ignored (POSIX): under nohup, these.
        for signal in [libc::SIGHUP, libc::SIGINT, libc::SIGQUIT] {
            kit::sys::set_signal(signal, kit::signals::Disposition::Default)?;
        }
        let terminal = OpenOptions::new().read(true).write(true).open(terminal)?;
        let mut arguments = std::env::args_os().skip(1);
        let command = arguments.next().unwrap_or_default();
        Ok(Command::new(command)
            .arg0("sh")
            .args(arguments)
            .env_remove(TERMINAL)
            .stdin(terminal.try_clone()?)
            .stdout(terminal.try_clone()?)
            .stderr(terminal)
            .exec())
    };
    let (Ok(error) | Err(error)) = become_it();
    eprintln!("{error}");
    std::process::exit(1);
}

/// A command at a terminal. It is killed when this goes out of scope.
#[derive(Debug)]
pub struct Session {
    /// The command.
    pub child: Child,
    /// Our side of the terminal.
    pub master: File,
    /// What has been written and nobody has waited for yet.
    seen: Vec<u8>,
}

impl Session {
    /// Starts the shell at `path` with `arguments` and nothing but these variables, in `dir`, at a terminal of 24 rows and
    /// `columns`.
    pub fn start(
        path: &Path,
        arguments: &[&str],
        variables: &[(&str, &str)],
        dir: &Path,
        columns: u16,
    ) -> io::Result<Session> {
        let size = Winsize { ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0 };
        let OpenptyResult { master, slave } = openpty(&size, None)?;
        let child = Command::new(std::env::current_exe()?)
            .arg(path)
            .args(arguments)
            .env_clear()
            .envs(variables.iter().copied())
            .env(TERMINAL, ttyname(&slave)?)
            .current_dir(dir)
            .stdin(Stdio::null())
            .spawn()?;
        Ok(Session { child, master: File::from(master), seen: Vec::new() })
    }

    /// Types keys.
    pub fn send(&mut self, keys: &str) -> io::Result<()> {
        self.master.write_all(keys.as_bytes())
    }

    /// Reads what comes next; false at the end.
    fn read(&mut self, deadline: Instant) -> io::Result<bool> {
        let left = deadline.saturating_duration_since(Instant::now());
        let mut polls = [PollFd::new(self.master.as_fd(), PollFlags::POLLIN)];
        if poll(&mut polls, PollTimeout::try_from(left).unwrap_or(PollTimeout::MAX))? == 0 {
            return Err(io::Error::other(format!("nothing came after {:?}", String::from_utf8_lossy(&self.seen))));
        }
        let mut block = [0; 4096];
        match self.master.read(&mut block) {
            Ok(n) if n > 0 => {
                self.seen.extend_from_slice(&block[..n]);
                Ok(true)
            }
            // EIO: nobody has the other side open.
            _ => Ok(false),
        }
    }

    /// Waits for a text; gives what came up to its end.
    pub fn wait(&mut self, text: &str) -> io::Result<String> {
        self.wait_any(&[text])
    }

    /// Waits for one of several texts, the first that is there; gives what came up to its end.
    pub fn wait_any(&mut self, texts: &[&str]) -> io::Result<String> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let end = |text: &&str| Some(memchr::memmem::find(&self.seen, text.as_bytes())? + text.len());
            if let Some(end) = texts.iter().find_map(end) {
                let taken: Vec<u8> = self.seen.drain(..end).collect();
                return Ok(String::from_utf8_lossy(&taken).into_owned());
            }
            if !self.read(deadline)? {
                let seen = String::from_utf8_lossy(&self.seen).into_owned();
                return Err(io::Error::other(format!("ended before {texts:?} came: {seen:?}")));
            }
        }
    }

    /// Waits for the end of the command.
    pub fn end(&mut self) -> io::Result<ExitStatus> {
        let deadline = Instant::now() + PATIENCE;
        while self.read(deadline)? {}
        self.child.wait()
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // It may have ended.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
