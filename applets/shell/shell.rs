//! The state of a shell, in one place, and its messages.

use crate::arith::plain_number;
use crate::ast::Command;
use crate::fields::{Fields, Splitter};
use crate::hash::NameMap;
use crate::job_control::Control;
use crate::jobs::Jobs;
use crate::lookup::CommandHash;
use crate::options::{Opt, Options};
use crate::parse_memo::ParseMemo;
use crate::read_ahead::ReadAhead;
use crate::redirect::Streams;
use crate::run::Divert;
use crate::traps::Traps;
use crate::variables::{EXPORT, Refused, Variables, known};
use kit::applet::{Applets, Status};
use kit::process::DEFAULT_PATH;
use kit::{sys, text};
use std::rc::Rc;

/// The positional parameters.
#[derive(Clone, Default)]
pub struct Params {
    fields: Rc<Fields>,
    first: usize,
}

impl Params {
    /// Those fields but the first `skip`.
    pub fn new(fields: Fields, skip: usize) -> Params {
        Params { fields: Rc::new(fields), first: skip }
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.fields.len() - self.first
    }

    /// Parameter `n`, from 1.
    pub fn get(&self, n: usize) -> Option<&[u8]> {
        self.fields.get(self.first + n.checked_sub(1)?)
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &[u8]> {
        self.fields.iter().skip(self.first)
    }

    /// Drops the first `n`; false if there are fewer.
    pub fn shift(&mut self, n: usize) -> bool {
        if n > self.len() {
            return false;
        }
        self.first += n;
        true
    }

    /// The memory of fields that nobody else refers to.
    pub fn into_fields(self) -> Option<Fields> {
        Rc::try_unwrap(self.fields).ok()
    }
}

/// A function.
pub struct Function {
    /// Its name.
    pub name: Rc<[u8]>,
    /// What it runs.
    pub body: Rc<Command>,
    /// The definition as it was written.
    pub text: Rc<[u8]>,
    /// The file in which it was defined.
    pub source: Option<Rc<[u8]>>,
}

/// State that `getopts` keeps between calls: which argument, which letter in it.
#[derive(Clone, Copy, Default)]
pub struct GetoptsState {
    /// The index of the argument being read, from 1.
    pub index: usize,
    /// The place in a cluster; 0: at the beginning of an argument.
    pub offset: usize,
}

/// A shell.
pub struct Shell {
    /// Variables.
    pub vars: Variables,
    /// Options.
    pub options: Options,
    /// `$1`…
    pub params: Params,
    /// Functions by name.
    pub functions: Rc<NameMap<Rc<[u8]>, Rc<Function>>>,
    /// `bash`: some of them are, or were, part of the environment.
    pub exports_functions: bool,
    /// Aliases by name.
    pub aliases: Rc<NameMap<Vec<u8>, Rc<[u8]>>>,
    /// `$?`
    pub status: Status,
    /// The status of the last command substitution of the command being expanded.
    pub substituted: Option<Status>,
    /// Descriptors.
    pub streams: Streams,
    /// Traps.
    pub traps: Traps,
    /// Children.
    pub jobs: Jobs,
    /// The terminal, if this shell controls jobs.
    pub control: Option<Control>,
    /// The user was told of stopped jobs when the shell was to end: prompts until that is told again.
    pub warned_of_stopped: u8,
    /// Signals that process 1 has forwarded to the command that it waits for, as bits.
    pub forwarded: u128,
    /// Where commands were found.
    pub hash: CommandHash,
    /// Input read ahead by `read`.
    pub ahead: ReadAhead,
    /// `$0`, and who speaks in messages.
    pub name: Rc<[u8]>,
    /// What is being read or run, if it is to be named in messages: a script, `eval`, a sourced file.
    pub source: Option<Rc<[u8]>>,
    /// Who speaks for the builtins that are applets: `sh` or `ash`.
    pub speaker: &'static str,
    /// It is called `bash`.
    pub bash: bool,
    /// `$$`
    pub pid: u32,
    /// The applets of this binary.
    pub applets: &'static dyn Applets,
    /// Loops around the command at work.
    pub loops: u32,
    /// This is a subshell, and its like stand around it: they are none that `break` can leave, but as in ash it ends the
    /// subshell.
    pub loops_around: bool,
    /// Functions and sourced files around it.
    pub returns: u32,
    /// Functions around it.
    pub functions_deep: u32,
    /// Subshells without a process around it.
    pub virtual_depth: u32,
    /// The `virtual_depth` in a `( … )` that has a program as its last command; 0: in none.
    pub subshell_tail: u32,
    /// How many command substitutions in backquotes are at work, one in another.
    pub backquotes: u32,
    /// Processes forked from the one that was started: nothing is exec'ed in place twice, EXIT traps run once.
    pub is_child: bool,
    /// Changes of functions, aliases and PATH: what was worked out about a body is good for one value.
    pub epoch: u32,
    /// Variables hidden by `local`.
    pub locals: Vec<crate::variables::Saved>,
    /// Elements in arguments of the declaration utility at work: in which argument, and they.
    pub declared: Vec<(usize, Vec<crate::assign::ExpandedElement>)>,
    /// What `getopts` remembers.
    pub getopts: GetoptsState,
    /// Pipes of process substitutions at work: numbers and processes.
    pub process_substitutions: Vec<(usize, i32)>,
    /// `$?` before the trap that runs, which is what `exit` alone means in it.
    pub trap_status: Option<Status>,
    /// The wait status of a subshell that has ended and was not reported.
    pub ended_subshell: Option<i32>,
    /// How deep in functions that trap was run.
    pub trap_returns: u32,
    /// Where the locals of the function at work begin.
    pub locals_base: usize,
    /// Options that `local -` saved in the function at work.
    pub saved_options: Option<Options>,
    /// What an interactive shell has beside: editor, history.
    pub editor: Option<Box<crate::edit::Front>>,
    /// Definitions of functions so far.
    pub definitions: u64,
    /// What `eval` has parsed lately.
    pub parsed: ParseMemo,
    /// `eval`, as the source of messages.
    pub eval_name: Rc<[u8]>,
    splitter: Splitter,
    pool: Vec<Fields>,
    stack_end: usize,
}

/// What the stack keeps free for what one command may need.
const STACK_RESERVE: usize = 640 * 1024;

impl Shell {
    /// A shell called `name`.
    pub fn new(name: &[u8], applets: &'static dyn Applets) -> Shell {
        let mut options = Options::default();
        options.set(Opt::Braceexpand, true);
        Shell {
            vars: Variables::new(),
            options,
            params: Params::default(),
            functions: Rc::default(),
            exports_functions: false,
            aliases: Rc::default(),
            status: Status::OK,
            substituted: None,
            streams: Streams::new(),
            traps: Traps::new(),
            jobs: Jobs::new(),
            control: None,
            warned_of_stopped: 0,
            forwarded: 0,
            hash: CommandHash::default(),
            ahead: ReadAhead::default(),
            name: name.into(),
            source: None,
            speaker: "sh",
            bash: false,
            pid: std::process::id(),
            applets,
            loops: 0,
            loops_around: false,
            returns: 0,
            functions_deep: 0,
            virtual_depth: 0,
            subshell_tail: 0,
            backquotes: 0,
            is_child: false,
            epoch: 1,
            locals: Vec::new(),
            declared: Vec::new(),
            getopts: GetoptsState { index: 1, offset: 0 },
            process_substitutions: Vec::new(),
            trap_status: None,
            trap_returns: 0,
            ended_subshell: None,
            locals_base: 0,
            saved_options: None,
            editor: None,
            definitions: 0,
            parsed: ParseMemo::default(),
            eval_name: Rc::from(&b"eval"[..]),
            splitter: Splitter::new(None),
            pool: Vec::new(),
            stack_end: stack_end(),
        }
    }

    /// Sets the variables that every shell has.
    pub fn set_first_variables(&mut self) {
        let vars = &mut self.vars;
        // Nothing is readonly yet: these assignments cannot fail.
        let _ = vars.set(known::IFS, b" \t\n");
        vars.change_flags(known::IFS, 0, EXPORT);
        let _ = vars.set(known::OPTIND, b"1");
        let _ = vars.set(known::VERSION, b"1.36.1");
        if vars.peek(known::PATH).is_none() {
            let _ = vars.set(known::PATH, DEFAULT_PATH);
        }
        for (id, value) in [(known::PS1, &b"\\w \\$ "[..]), (known::PS2, b"> "), (known::PS4, b"+ ")] {
            if vars.peek(id).is_none() {
                let _ = vars.set(id, value);
            }
        }
        let parsed = |v: &[u8]| plain_number(v).or_else(|| std::str::from_utf8(v).ok()?.parse().ok());
        let level = vars.peek(known::SHLVL).and_then(parsed).unwrap_or(0);
        let _ = vars.set_number(known::SHLVL, level.max(0).saturating_add(1));
        vars.change_flags(known::SHLVL, EXPORT, 0);
        let here = sys::identity(b".").ok();
        let kept = vars
            .peek(known::PWD)
            .is_some_and(|pwd| pwd.first() == Some(&b'/') && here.is_some() && sys::identity(pwd).ok() == here);
        if !kept && let Ok(here) = nix::unistd::getcwd() {
            let _ = vars.set_owned(known::PWD, std::os::unix::ffi::OsStringExt::into_vec(here.into_os_string()));
        }
        vars.change_flags(known::PWD, EXPORT, 0);
        vars.path_changed = false;
        vars.optind_changed = false;
    }

    /// Says `NAME: [SOURCE: ][line N: ]message` on standard error.
    pub fn say(&self, message: &[u8]) {
        self.say_at(self.source.as_deref(), self.vars.line, message);
    }

    /// As [`Shell::say`], in the name of a builtin.
    pub fn say_as(&self, who: &[u8], message: &[u8]) {
        self.say_at(Some(who), self.vars.line, message);
    }

    /// As [`Shell::say`], with who speaks and the line.
    pub fn say_at(&self, who: Option<&[u8]>, line: u32, message: &[u8]) {
        let mut out = text![*self.name, ": "];
        if self.bash {
            if line > 0 && !self.options.has(Opt::Interactive) {
                out = text![out, "line ", line, ": "];
            }
            if let Some(who) = who
                && who != &*self.name
            {
                out = text![out, who, ": "];
            }
        } else if let Some(who) = who {
            if who != &*self.name {
                out = text![out, who, ": "];
            }
            if !self.options.has(Opt::Interactive) {
                // To ash the text in backquotes begins a line earlier.
                out = text![out, "line ", line.saturating_sub(self.backquotes), ": "];
            }
        }
        out.extend_from_slice(message);
        out.push(b'\n');
        // There is nobody to tell that standard error is closed.
        let _ = self.streams.sink(2).write_all(&out);
    }

    /// Says it and gives the error of a shell that cannot go on.
    pub fn fatal(&self, message: &[u8]) -> Divert {
        self.say(message);
        Divert::Error(Status(2))
    }

    /// The error of assigning to a readonly variable, said.
    pub fn refuse(&self, refused: &Refused) -> Divert {
        let (Refused::ReadOnly(id) | Refused::Special(id)) = *refused;
        self.say(&text![self.vars.symbols.name(id), ": is read only"]);
        self.grave()
    }

    /// Looks whether variables changed that the shell keeps something about.
    pub fn notice_changes(&mut self) {
        if self.vars.path_changed {
            self.vars.path_changed = false;
            self.hash.clear();
            self.epoch += 1;
        }
        if self.vars.optind_changed {
            self.vars.optind_changed = false;
            let n = self.vars.peek(known::OPTIND).and_then(|v| std::str::from_utf8(v).ok()?.parse().ok());
            self.getopts = GetoptsState { index: n.unwrap_or(1).max(1), offset: 0 };
        }
    }

    /// How fields are split now.
    pub fn splitter(&mut self) -> &Splitter {
        if self.vars.ifs_changed {
            self.vars.ifs_changed = false;
            self.splitter = Splitter::new(self.vars.peek(known::IFS));
        }
        &self.splitter
    }

    /// As [`Shell::splitter`], for use while variables are borrowed.
    pub fn variables_and_splitter(&mut self) -> (&mut Variables, &Splitter) {
        self.splitter();
        (&mut self.vars, &self.splitter)
    }

    /// The positional parameters and how to split them.
    pub fn params_and_splitter(&mut self) -> (&Params, &Splitter) {
        self.splitter();
        (&self.params, &self.splitter)
    }

    /// Empty fields, with memory of earlier ones.
    pub fn take_fields(&mut self) -> Fields {
        self.pool.pop().unwrap_or_default()
    }

    /// Gives fields back for later.
    pub fn give_fields(&mut self, mut fields: Fields) {
        if self.pool.len() < 16 && fields.bytes.capacity() <= 1 << 16 {
            fields.clear();
            fields.splits = false;
            fields.globs = false;
            self.pool.push(fields);
        }
    }

    /// Ends a recursion before the stack does.
    ///
    /// # Errors
    /// When little stack is left.
    #[inline]
    pub fn check_depth(&self) -> Result<(), Divert> {
        if sys::stack_position() < self.stack_end { Err(self.too_deep()) } else { Ok(()) }
    }

    /// Is half of what [`Shell::check_depth`] keeps free used up? Where the parser stops.
    pub fn is_stack_low(&self) -> bool {
        sys::stack_position() < self.stack_end.saturating_sub(STACK_RESERVE / 2)
    }

    #[cold]
    fn too_deep(&self) -> Divert {
        self.say(b"recursion too deep");
        Divert::Exit(Status(2))
    }

    /// The limit of the stack has changed.
    pub fn note_stack_limit(&mut self) {
        self.stack_end = stack_end();
    }

    /// How many names of variables there are, and how many functions were defined: for [`Shell::forget_names`].
    pub fn names(&self) -> (usize, u64) {
        (self.vars.symbols.len(), self.definitions)
    }

    /// Forgets the names of variables that came since [`Shell::names`] and belong to nothing set: a loop of
    /// `eval "v$i=1; unset v$i"` needs no more memory the longer it runs. What was parsed since must be gone: so nothing is
    /// forgotten if a function was defined.
    #[inline]
    pub fn forget_names(&mut self, (names, definitions): (usize, u64)) {
        if self.vars.symbols.len() > names && self.definitions == definitions {
            self.forget_names_since(names);
        }
    }

    #[cold]
    fn forget_names_since(&mut self, names: usize) {
        let kept = self.locals.iter().map(|saved| saved.id().index() + 1).fold(names, usize::max);
        self.vars.forget_names(kept);
        self.parsed.forget_beyond(self.vars.symbols.len());
    }

    /// `local -`: the options are put back when the function returns.
    pub fn local_options(&mut self) {
        self.saved_options.get_or_insert(self.options);
    }

    /// May the next external command replace this process?
    pub fn may_exec_in_place(&self) -> bool {
        self.virtual_depth == 0
            && !self.traps.any()
            && !self.options.has(Opt::Interactive)
            && self.control.is_none()
            && self.forwarded == 0
    }
}

/// The lowest address that the stack may reach.
fn stack_end() -> usize {
    let limit = sys::limit(libc::RLIMIT_STACK).map_or(8 << 20, |l| l.0).clamp(1 << 20, 64 << 20) as usize;
    // Where there is no limit, something else may lie below.
    sys::stack_position().saturating_sub(limit - STACK_RESERVE.min(limit / 2))
}
