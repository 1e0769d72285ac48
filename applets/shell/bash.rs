//! What is different when the shell is called `bash` (docs/shell-extensions.md).

use crate::arrays::Key;
use crate::options::Opt;
use crate::run::{Divert, Mode};
use crate::shell::Shell;
use crate::shopt::Shopt;
use crate::variables::{READONLY, known};
use kit::applet::Status;
use kit::text;

/// What BASH_VERSION says. The number is that of the bash whose behaviour is followed.
pub const VERSION: &str = "5.2.0(1)-cairn";

/// The machine, as bash was told when it was configured.
const MACHINE: &str =
    if cfg!(target_arch = "aarch64") { "aarch64-unknown-linux-musl" } else { "x86_64-unknown-linux-musl" };

impl Shell {
    /// Sets what is different before options are read.
    pub(crate) fn become_bash(&mut self) {
        self.bash = true;
        self.options.shopts.set(Shopt::ExpandAliases, false);
        self.options.shopts.set(Shopt::InheritErrexit, false);
        let host = MACHINE.split('-').next().unwrap_or_default();
        let users = [nix::unistd::getuid(), nix::unistd::geteuid()].map(|id| text![id.as_raw()]);
        // Nothing is readonly yet, but what the environment cannot make so: these assignments cannot fail.
        for (name, value) in [
            ("BASH_VERSION", VERSION.as_bytes()),
            ("HOSTTYPE", host.as_bytes()),
            ("OSTYPE", b"linux-musl"),
            ("MACHTYPE", MACHINE.as_bytes()),
            ("UID", &users[0]),
            ("EUID", &users[1]),
        ] {
            let id = self.vars.id(name.as_bytes());
            let _ = self.vars.set(id, value);
        }
        for name in ["UID", "EUID"] {
            let id = self.vars.id(name.as_bytes());
            self.vars.change_flags(id, READONLY, 0);
        }
        let parts: [&[u8]; 6] = [b"5", b"2", b"0", b"1", b"cairn", MACHINE.as_bytes()];
        let id = self.vars.id(b"BASH_VERSINFO");
        for (i, part) in parts.iter().enumerate() {
            if let Ok(element) = self.vars.element_mut(id, &Key::Index(i as u64)) {
                *element = part.to_vec();
            }
        }
        self.vars.change_flags(id, READONLY, 0);
        let _ = self.vars.unset(known::VERSION);
        let shell = self.vars.id(b"SHELL");
        if self.vars.get(shell).is_none()
            && let Some(user) = kit::accounts::user_by_id(nix::unistd::getuid().as_raw())
        {
            let _ = self.vars.set(shell, if user.shell.is_empty() { b"/bin/sh" } else { &user.shell });
        }
        let path = if self.name.contains(&b'/') {
            self.name.to_vec()
        } else {
            let name = self.name.strip_prefix(b"-").unwrap_or(&self.name).to_vec();
            self.find_program(&name).map_or(name, |program| program.path.clone())
        };
        let id = self.vars.id(b"BASH");
        let _ = self.vars.set(id, &path);
    }

    /// A shell that nobody types to has no prompt: `[ -z "$PS1" ]` is how start-up files ask.
    pub(crate) fn drop_prompts(&mut self) {
        for id in [known::PS1, known::PS2] {
            if self.vars.flags(id) & crate::variables::EXPORT == 0 {
                let _ = self.vars.unset(id);
            }
        }
    }

    /// Is an error of a special builtin, of an assignment or of arithmetic not the end of the shell?
    pub(crate) fn is_lenient(&self) -> bool {
        self.bash && !self.options.has(Opt::Posix)
    }

    /// What an error does that ends a POSIX shell: of bash only the complete command that was read.
    pub(crate) fn grave(&self) -> Divert {
        if self.is_lenient() { Divert::Failed(Status::FAILED) } else { Divert::Error(Status(2)) }
    }

    /// Start-up files: ENV's and ~/.profile are those of `sh`.
    ///
    /// # Errors
    /// `exit` in one of them.
    pub(crate) fn read_bash_files(&mut self, files: &StartUp) -> Result<(), Divert> {
        let home = self.vars.peek(known::HOME).unwrap_or_default().to_vec();
        if files.login {
            if files.no_profile {
                return Ok(());
            }
            crate::sh::source(self, b"/etc/profile")?;
            for name in ["/.bash_profile", "/.bash_login", "/.profile"] {
                let path = text![home, name];
                if kit::sys::stat(&path).is_ok() {
                    return crate::sh::source(self, &path);
                }
            }
            return Ok(());
        }
        if self.options.has(Opt::Interactive) {
            return match (&files.rc_file, files.no_rc) {
                (_, true) => Ok(()),
                (Some(file), false) => crate::sh::source(self, file),
                (None, false) => crate::sh::source(self, &text![home, "/.bashrc"]),
            };
        }
        let id = self.vars.id(b"BASH_ENV");
        if let Some(file) = self.vars.get(id).map(<[u8]>::to_vec).filter(|file| !file.is_empty()) {
            let file = self.expand_prompt(&file);
            return crate::sh::source(self, &file);
        }
        Ok(())
    }

    /// Runs the body of a command substitution: without `set -e` in bash, unless `inherit_errexit` is set.
    pub(crate) fn run_substituted(&mut self, body: &crate::ast::List, mode: Mode) -> crate::run::Flow {
        if self.is_lenient() && !self.options.shopts.has(Shopt::InheritErrexit) {
            self.options.set(Opt::Errexit, false);
        }
        self.run_list(body, mode)
    }

    /// SHELLOPTS and BASHOPTS.
    pub(crate) fn note_options(&mut self) {
        let set: Vec<&str> = crate::options::names()
            .filter(|n| crate::options::by_name(n.as_bytes()).is_some_and(|o| self.options.has(o)))
            .collect();
        let mut set: Vec<&str> = set.into_iter().chain(["hashall", "interactive-comments"]).collect();
        set.sort_unstable();
        let values = [("SHELLOPTS", set.join(":")), ("BASHOPTS", self.options.shopts.listed())];
        for (name, value) in values {
            let id = self.vars.id(name.as_bytes());
            self.vars.change_flags(id, 0, READONLY);
            let _ = self.vars.set(id, value.as_bytes());
            self.vars.change_flags(id, READONLY, 0);
        }
    }
}

/// Which start-up files are wanted.
#[derive(Default)]
pub(crate) struct StartUp {
    pub(crate) login: bool,
    pub(crate) no_profile: bool,
    pub(crate) no_rc: bool,
    pub(crate) rc_file: Option<Vec<u8>>,
}
