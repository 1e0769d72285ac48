//! Builtins: one file each.

use crate::run::{Divert, Flow, Mode};
use crate::shell::Shell;
use kit::applet::Status;
use kit::{signals, text};

mod alias;
mod applets;
mod caller;
mod cd;
mod command;
mod declare;
mod directories;
mod dot;
pub(crate) mod eval;
mod exec;
mod export;
mod fc;
mod flow;
mod getopts;
mod hash;
mod help;
mod history;
mod jobs;
mod kill;
mod r#let;
mod mapfile;
mod printf;
mod pwd;
mod read;
pub use read::reply as read_reply;
mod set;
pub use set::set_option;
mod shift;
mod shopt;
pub use shopt::run as shopt;
mod test;
mod times;
mod trap;
mod r#type;
mod ulimit;
mod umask;
mod unset;
mod wait;

macro_rules! builtins {
    ($($variant:ident $name:literal)*) => {
        /// A builtin.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[repr(u8)]
        pub enum Builtin { $($variant),* }

        const ALL: &[Builtin] = &[$(Builtin::$variant),*];

        impl Builtin {
            /// The builtin of that name.
            pub fn by_name(name: &[u8]) -> Option<Builtin> {
                Some(match name {
                    $($name => Builtin::$variant,)*
                    _ => return None,
                })
            }

            /// Its name.
            pub fn name(self) -> &'static [u8] {
                match self {
                    $(Builtin::$variant => $name,)*
                }
            }
        }
    };
}
builtins! {
    Dot b"." Colon b":" Bracket b"[" Alias b"alias" Bg b"bg" Break b"break" Only b"builtin" Caller b"caller" Cd b"cd" Chdir b"chdir"
    Command b"command" Continue b"continue" Declare b"declare" Dirs b"dirs" Disown b"disown" Echo b"echo" Eval b"eval"
    Exec b"exec" Exit b"exit" Export b"export" False b"false" Fc b"fc" Fg b"fg" Getopts b"getopts" Hash b"hash" Help b"help"
    History b"history" Jobs b"jobs" Kill b"kill" Let b"let" Local b"local" Mapfile b"mapfile" Popd b"popd"
    Printf b"printf" Pushd b"pushd" Pwd b"pwd" Read b"read" Readarray b"readarray" Readonly b"readonly"
    Return b"return" Set b"set" Shift b"shift" Shopt b"shopt" Source b"source" Suspend b"suspend" Test b"test"
    Times b"times" Trap b"trap" True b"true" Type b"type" Typeset b"typeset" Ulimit b"ulimit" Umask b"umask"
    Unalias b"unalias" Unset b"unset" Wait b"wait"
}

impl Builtin {
    /// The builtin with this number.
    pub fn from_number(n: u32) -> Option<Builtin> {
        ALL.get(n as usize).copied()
    }

    /// All of them, sorted by name.
    pub fn all() -> &'static [Builtin] {
        ALL
    }

    /// Is it special: do its errors end a shell that is not interactive, and do assignments before it stay?
    pub fn is_special(self) -> bool {
        use Builtin::*;
        matches!(
            self,
            Dot | Colon
                | Break
                | Continue
                | Eval
                | Exec
                | Exit
                | Export
                | Local
                | Readonly
                | Return
                | Set
                | Shift
                | Source
                | Times
                | Trap
                | Unset
        )
    }

    /// Can nothing that it does outlive a subshell, but for what belongs to [`Shell`]?
    pub fn is_harmless(self) -> bool {
        use Builtin::*;
        matches!(
            self,
            Colon
                | Bracket
                | Break
                | Caller
                | Continue
                | Declare
                | Echo
                | Exit
                | Export
                | False
                | Getopts
                | Help
                | Jobs
                | Let
                | Local
                | Mapfile
                | Printf
                | Pwd
                | Read
                | Readarray
                | Readonly
                | Return
                | Set
                | Shift
                | Shopt
                | Test
                | Times
                | True
                | Type
                | Typeset
                | Unset
        )
    }

    /// Runs it; `args[0]` is its name.
    ///
    /// # Errors
    /// What diverts: jumps, and errors that were said.
    pub fn run(self, shell: &mut Shell, args: &[&[u8]], mode: Mode) -> Flow {
        use Builtin::*;
        match self {
            Colon | True => Ok(Status::OK),
            False => Ok(Status::FAILED),
            Bracket | Test => test::run(shell, args),
            Echo => applets::echo(shell, args),
            Printf => printf::run(shell, args),
            Kill => kill::run(shell, args),
            Dot | Source => dot::run(shell, args, mode),
            Alias => alias::alias(shell, args),
            Unalias => alias::unalias(shell, args),
            Break | Continue => flow::leave_loop(shell, args, self == Break),
            Exit => flow::exit(shell, args),
            Return => flow::r#return(shell, args),
            Cd | Chdir => cd::run(shell, args),
            Command => command::run(shell, args, mode),
            Only => only(shell, args, mode),
            Eval => eval::run(shell, args, mode),
            Exec => exec::run(shell, args),
            Export => export::run(shell, args, crate::variables::EXPORT),
            Readonly => export::run(shell, args, crate::variables::READONLY),
            Fc => fc::run(shell, args),
            Getopts => getopts::run(shell, args),
            Hash => hash::run(shell, args),
            Help => help::run(shell),
            History => history::run(shell),
            Bg | Fg => jobs::resume(shell, args),
            Disown => jobs::disown(shell, args),
            Suspend => jobs::suspend(shell, args),
            Jobs => jobs::jobs(shell, args),
            Let => r#let::run(shell, args),
            Caller => caller::run(shell, args),
            Dirs => directories::dirs(shell, args),
            Popd => directories::popd(shell, args),
            Pushd => directories::pushd(shell, args),
            Mapfile | Readarray => mapfile::run(shell, args),
            Declare | Typeset => declare::run(shell, args),
            Local => declare::local(shell, args),
            Pwd => pwd::run(shell, args),
            Read => read::run(shell, args),
            Set => set::run(shell, args),
            Shift => shift::run(shell, args, mode),
            Shopt => shopt::run(shell, args),
            Times => times::run(shell),
            Trap => trap::run(shell, args),
            Type => r#type::run(shell, args),
            Ulimit => ulimit::run(shell, args),
            Umask => umask::run(shell, args),
            Unset => unset::run(shell, args),
            Wait => wait::run(shell, args),
        }
    }
}

/// `builtin NAME`: that builtin, whatever function there is.
fn only(shell: &mut Shell, args: &[&[u8]], mode: Mode) -> Flow {
    let words = &args[1..];
    let words = words.strip_prefix(&[&b"--"[..]]).unwrap_or(words);
    let Some(name) = words.first() else { return Ok(Status::OK) };
    match Builtin::by_name(name) {
        Some(builtin) => builtin.run(shell, words, mode),
        None => {
            shell.say_as(args[0], &text![*name, ": not a shell builtin"]);
            Ok(Status::FAILED)
        }
    }
}

/// An option of a builtin and its value; empty for a switch.
pub(crate) type Letter<'a> = (u8, &'a [u8]);

impl Shell {
    /// Says what is wrong with a call of the builtin `name`; its error.
    pub(crate) fn misused(&self, name: &[u8], message: &[u8]) -> Divert {
        self.say_as(name, message);
        Divert::Failed(Status(2))
    }

    /// Reads the letters of a builtin's options: they are a set, in the order of `allowed`; and what follows them.
    ///
    /// # Errors
    /// For others, said.
    pub(crate) fn letters<'a>(&self, args: &'a [&'a [u8]], allowed: &[u8]) -> Result<(u32, &'a [&'a [u8]]), Divert> {
        let mut seen = 0;
        for (i, arg) in args.iter().enumerate().skip(1) {
            match *arg {
                b"--" => return Ok((seen, &args[i + 1..])),
                [b'-', letters @ ..] if !letters.is_empty() => {
                    for letter in letters {
                        match allowed.iter().position(|a| a == letter) {
                            Some(at) => seen |= 1 << at,
                            None => return Err(self.misused(args[0], &text!["illegal option -", [*letter]])),
                        }
                    }
                }
                _ => return Ok((seen, &args[i..])),
            }
        }
        Ok((seen, &[]))
    }

    /// As [`Shell::letters`], some of which take a value, attached or as the next word: each with its value, in their order,
    /// and the operands. A `-` alone is an operand.
    ///
    /// # Errors
    /// For other letters and for a missing value, said.
    pub(crate) fn options<'a>(
        &self,
        args: &'a [&'a [u8]],
        switches: &[u8],
        valued: &[u8],
    ) -> Result<(Vec<Letter<'a>>, &'a [&'a [u8]]), Divert> {
        let mut options = Vec::new();
        let mut i = 1;
        while let Some([b'-', letters @ ..]) = args.get(i).filter(|arg| arg.len() > 1) {
            i += 1;
            if letters == b"-" {
                break;
            }
            let mut rest = letters;
            while let Some((letter, after)) = rest.split_first() {
                rest = after;
                if switches.contains(letter) {
                    options.push((*letter, &b""[..]));
                } else if !valued.contains(letter) {
                    return Err(self.misused(args[0], &text!["illegal option -", [*letter]]));
                } else if !rest.is_empty() {
                    options.push((*letter, std::mem::take(&mut rest)));
                } else if let Some(value) = args.get(i) {
                    options.push((*letter, value));
                    i += 1;
                } else {
                    return Err(self.misused(args[0], &text!["no arg for -", [*letter], " option"]));
                }
            }
        }
        Ok((options, args.get(i..).unwrap_or_default()))
    }

    /// A number that is not negative.
    ///
    /// # Errors
    /// For anything else, said.
    pub(crate) fn number(&self, name: &[u8], word: &[u8]) -> Result<u32, Divert> {
        let digits = !word.is_empty() && word.iter().all(u8::is_ascii_digit);
        let n = digits.then(|| std::str::from_utf8(word).ok()?.parse::<i32>().ok()).flatten();
        match n {
            Some(n) => Ok(n as u32),
            None => Err(self.misused(name, &text!["Illegal number: ", word])),
        }
    }

    /// Writes what a builtin prints.
    ///
    /// # Errors
    /// When the reader is gone and nothing catches SIGPIPE, the shell ends as by that signal.
    pub(crate) fn print(&mut self, bytes: &[u8]) -> Flow {
        if bytes.is_empty() {
            return Ok(Status::OK);
        }
        match self.streams.sink(1).write_all(bytes) {
            Ok(()) => Ok(Status::OK),
            Err(error) => self.cannot_write(&error),
        }
    }

    /// As [`Shell::print`], of a command that has `status` already: a failed write makes only a success a failure.
    pub(crate) fn print_with(&mut self, bytes: &[u8], status: Status) -> Flow {
        let written = self.print(bytes)?;
        Ok(if status == Status::OK { written } else { status })
    }

    #[cold]
    pub(crate) fn cannot_write(&mut self, error: &std::io::Error) -> Flow {
        if error.kind() == std::io::ErrorKind::BrokenPipe && !signals::is_ignored(libc::SIGPIPE) {
            return self.broken_pipe();
        }
        // There is nobody to tell that standard error is closed.
        let _ = self.streams.sink(2).write_all(&text![self.speaker, ": write error: ", *error, "\n"]);
        Ok(Status::FAILED)
    }

    /// A builtin has written to a pipe that nobody reads.
    ///
    /// # Errors
    /// Always the end of this shell, unless it traps the signal.
    pub(crate) fn broken_pipe(&mut self) -> Flow {
        if self.virtual_depth == 0 && self.traps.get(libc::SIGPIPE as usize).is_none() {
            // As the signal would: without an EXIT trap.
            let _ = signals::set(libc::SIGPIPE, signals::Disposition::Default);
            let _ = kit::sys::kill(std::process::id() as i32, libc::SIGPIPE);
        }
        if self.traps.get(libc::SIGPIPE as usize).is_some() {
            return Ok(Status::FAILED);
        }
        Err(Divert::Exit(Status::BROKEN_PIPE))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn builtins_are_sorted_and_found_by_name_and_number() {
        assert!(ALL.is_sorted_by_key(|b| b.name()));
        for (i, builtin) in ALL.iter().enumerate() {
            assert_eq!(Builtin::by_name(builtin.name()), Some(*builtin));
            assert_eq!(Builtin::from_number(i as u32), Some(*builtin));
        }
        assert_eq!(Builtin::by_name(b"ls"), None);
    }
}
