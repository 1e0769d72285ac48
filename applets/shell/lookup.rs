//! Which command a word means: a function, a builtin, a file in PATH, or this very binary under another name.

use crate::builtins::Builtin;
use crate::hash::NameMap;
use crate::shell::{Function, Shell};
use crate::variables::known;
use kit::applet::{Applet, Status};
use kit::process::{NOT_EXECUTABLE, NOT_FOUND, candidates};
use kit::sys;
use std::rc::Rc;

/// A program's file.
pub struct Program {
    /// Where it is.
    pub path: Vec<u8>,
    /// If the file is this binary: the applet that the file's name stands for.
    pub applet: Option<Applet>,
}

/// What a command name means.
pub enum Found {
    /// A function.
    Function,
    /// A builtin.
    Builtin(Builtin),
    /// A file.
    Program(Rc<Program>),
    /// Nothing that can be run.
    Nothing,
}

/// Where programs were found, until PATH changes.
#[derive(Default)]
pub struct CommandHash {
    programs: NameMap<Box<[u8]>, Rc<Program>>,
    /// Device and inode of the binary that runs, once they were asked for; zeros if they are not known.
    own: Option<(u64, u64)>,
}

impl CommandHash {
    /// Forgets everything.
    pub fn clear(&mut self) {
        self.programs.clear();
    }

    /// Forgets what was found by a relative path: the directory has changed.
    pub fn clear_relative(&mut self) {
        self.programs.retain(|_, program| program.path.first() == Some(&b'/'));
    }

    /// What is known of one name.
    pub fn get(&self, name: &[u8]) -> Option<&Program> {
        self.programs.get(name).map(Rc::as_ref)
    }

    /// Forgets one name; false if it was not known.
    pub fn remove(&mut self, name: &[u8]) -> bool {
        self.programs.remove(name).is_some()
    }

    /// All known files, sorted.
    pub fn paths(&self) -> Vec<&[u8]> {
        let mut paths: Vec<&[u8]> = self.programs.values().map(|p| p.path.as_slice()).collect();
        paths.sort_unstable();
        paths
    }

    /// Is the file with this identity the binary that runs?
    fn is_own(&mut self, identity: (u64, u64)) -> bool {
        *self.own.get_or_insert_with(|| sys::identity(b"/proc/self/exe").unwrap_or_default()) == identity
    }
}

impl Shell {
    /// What `name` means as a command.
    pub fn find_command(&mut self, name: &[u8]) -> Found {
        if self.find_function(name).is_some() {
            return Found::Function;
        }
        if let Some(builtin) = Builtin::by_name(name) {
            return Found::Builtin(builtin);
        }
        match self.find_program(name) {
            Ok(program) => Found::Program(program),
            Err(_) => Found::Nothing,
        }
    }

    /// The function `name`.
    #[inline]
    pub fn find_function(&self, name: &[u8]) -> Option<Rc<Function>> {
        if self.functions.is_empty() { None } else { self.functions.get(name).cloned() }
    }

    /// The file that `name` means.
    ///
    /// # Errors
    /// The status: 127 if there is none, 126 if it may not be executed.
    pub fn find_program(&mut self, name: &[u8]) -> Result<Rc<Program>, Status> {
        if name.contains(&b'/') {
            return self.look_at(name).map(Rc::new);
        }
        self.notice_changes();
        if let Some(program) = self.hash.programs.get(name) {
            return Ok(program.clone());
        }
        let path = self.vars.peek(known::PATH).unwrap_or_default().to_vec();
        let program = Rc::new(self.search(name, &path)?);
        self.hash.programs.insert(name.into(), program.clone());
        Ok(program)
    }

    /// Looks for `name` in the directories of `path`.
    ///
    /// # Errors
    /// As [`Shell::find_program`].
    pub fn search(&mut self, name: &[u8], path: &[u8]) -> Result<Program, Status> {
        let mut status = NOT_FOUND;
        if name.is_empty() {
            return Err(status);
        }
        for file in candidates(name, path) {
            match self.look_at(&file) {
                Ok(program) => return Ok(program),
                Err(NOT_EXECUTABLE) => status = NOT_EXECUTABLE,
                Err(_) => {}
            }
        }
        Err(status)
    }

    /// Lets `name` mean this file until PATH changes.
    pub fn remember(&mut self, name: &[u8], path: &[u8]) {
        self.notice_changes();
        let program = self.look_at(path).unwrap_or_else(|_| Program { path: path.to_vec(), applet: None });
        self.hash.programs.insert(name.into(), Rc::new(program));
        self.epoch += 1;
    }

    /// All files in PATH that `name` may mean, the first first.
    pub fn search_all(&mut self, name: &[u8]) -> Vec<Vec<u8>> {
        let path = self.vars.peek(known::PATH).unwrap_or_default().to_vec();
        let all: Vec<Vec<u8>> =
            if name.contains(&b'/') { vec![name.to_vec()] } else { candidates(name, &path).collect() };
        all.into_iter().filter(|file| self.look_at(file).is_ok()).collect()
    }

    fn look_at(&mut self, path: &[u8]) -> Result<Program, Status> {
        let Ok(stat) = sys::stat(path) else { return Err(NOT_FOUND) };
        if stat.st_mode & libc::S_IFMT != libc::S_IFREG || !sys::is_executable_file(path) {
            // A directory of that name in PATH is passed over; named by its path it is not executable.
            return Err(NOT_EXECUTABLE);
        }
        let applet = if self.hash.is_own((stat.st_dev, stat.st_ino)) {
            self.applets.find(path.rsplit(|c| *c == b'/').next().unwrap_or_default())
        } else {
            None
        };
        Ok(Program { path: path.to_vec(), applet })
    }
}
