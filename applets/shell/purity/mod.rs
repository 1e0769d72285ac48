//! What needs a process of its own, decided before anything runs.
//!
//! A body needs none if nothing in it can change what outlives it and does not belong to [`Shell`]: the directory, umask,
//! limits, traps, children, the process's descriptors. What belongs to `Shell` is put back by `in_subshell`.

mod expanded;

use crate::ast::{
    ArrayAssignment, Assignment, Command, CommandKind, Item, List, ParamExp, ParamOp, Parameter, Part as WordPart,
    Pipeline, Redirect, RedirectKind, SimpleCommand, Subscript, Word,
};
use crate::builtins::Builtin;
use crate::shell::Shell;
use kit::applet::Kind;
use std::borrow::Cow;
use std::rc::Rc;

/// What a list needs to be run as a subshell.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Needs {
    /// Nothing.
    Nothing,
    /// No subshell process, but a way back to the directory.
    Directory,
    /// No subshell process: a program, and nothing after it.
    Program,
    /// A subshell process.
    Process,
}

impl Needs {
    /// What both together need.
    fn and(self, other: Needs) -> Needs {
        match (self, other) {
            // A program that is found by a path relative to another directory.
            (Needs::Directory, Needs::Program) | (Needs::Program, Needs::Directory) => Needs::Process,
            _ => self.max(other),
        }
    }
}

/// How a part of a pipeline can be run.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    /// In this process, its output kept in memory: it ends soon, and says little.
    Small,
    /// In this process, if it is the last.
    Here,
    /// Only as a process.
    Process,
}

/// Functions that call one another so deeply are not looked into.
const MAX_DEPTH: usize = 24;

/// Filters that end with their input and write about as much as they read.
const FILTERS: &[&[u8]] = &[
    b"base64",
    b"cat",
    b"cut",
    b"egrep",
    b"expand",
    b"fgrep",
    b"fold",
    b"grep",
    b"head",
    b"md5sum",
    b"nl",
    b"rev",
    b"sed",
    b"sha1sum",
    b"sha256sum",
    b"sort",
    b"tac",
    b"tail",
    b"tr",
    b"unexpand",
    b"uniq",
    b"wc",
];

/// Applets that read no input and write little.
const WITHOUT_INPUT: &[&[u8]] = &[
    b"basename",
    b"date",
    b"dirname",
    b"echo",
    b"expr",
    b"false",
    b"hostname",
    b"id",
    b"printenv",
    b"printf",
    b"pwd",
    b"readlink",
    b"realpath",
    b"stat",
    b"test",
    b"true",
    b"uname",
    b"whoami",
];

/// Larger files are not read into memory to be filtered.
const SMALL_FILE: u64 = 256 * 1024;

impl Shell {
    /// What a list needs to be run as a subshell.
    pub(crate) fn needs_of(&mut self, list: &Rc<List>) -> Needs {
        self.notice_changes();
        if self.vars.uses_bashpid {
            return Needs::Process;
        }
        let needs = self.list_needs(list, true, 0);
        if needs == Needs::Process { self.needs_of_eval(list) } else { needs }
    }

    /// What a command substitution needs.
    pub(crate) fn needs_of_substitution(&mut self, list: &Rc<List>) -> Needs {
        if only_lists_traps(list) { Needs::Nothing } else { self.needs_of(list) }
    }

    fn list_needs(&mut self, list: &List, tail: bool, depth: usize) -> Needs {
        let memo = list.memo.get();
        if memo >> 2 == self.epoch & 0x3fff_ffff {
            return at_tail(
                match memo & 3 {
                    0 => Needs::Nothing,
                    1 => Needs::Directory,
                    2 => Needs::Program,
                    _ => Needs::Process,
                },
                tail,
            );
        }
        let epoch = self.epoch;
        let mut needs = Needs::Nothing;
        let count = list.items.len();
        for (i, item) in list.items.iter().enumerate() {
            needs = needs.and(self.item_needs(item, i + 1 == count, depth));
            if needs == Needs::Process {
                break;
            }
        }
        // Deep inside, the answer may be one of impatience.
        if depth == 0 || needs != Needs::Process {
            list.memo.set(epoch << 2 | needs as u32);
        }
        at_tail(needs, tail)
    }

    fn item_needs(&mut self, item: &Item, tail: bool, depth: usize) -> Needs {
        if item.background {
            return Needs::Process;
        }
        let count = item.rest.len();
        let mut needs = self.pipeline_needs(&item.first, tail && count == 0, depth);
        for (i, (_, pipeline)) in item.rest.iter().enumerate() {
            needs = needs.and(self.pipeline_needs(pipeline, tail && i + 1 == count, depth));
        }
        needs
    }

    fn pipeline_needs(&mut self, pipeline: &Pipeline, tail: bool, depth: usize) -> Needs {
        if let [command] = &*pipeline.commands {
            return self.command_needs(command, tail, depth);
        }
        // Every part is a subshell of its own, so only the need for processes counts.
        let plain = pipeline.commands.iter().all(|c| self.command_needs(c, true, depth) == Needs::Nothing);
        at_tail(if plain { Needs::Nothing } else { Needs::Program }, tail)
    }

    fn command_needs(&mut self, command: &Command, tail: bool, depth: usize) -> Needs {
        if depth > MAX_DEPTH || command.redirects.iter().any(|r| has_process_substitution(&r.target)) {
            return Needs::Process;
        }
        let depth = depth + 1;
        match &command.kind {
            CommandKind::Simple(simple) => self.simple_needs(simple, tail, depth),
            CommandKind::Group(list) => self.list_needs(list, tail, depth),
            CommandKind::Subshell(list) => match self.list_needs(list, true, depth) {
                Needs::Nothing => Needs::Nothing,
                Needs::Directory => Needs::Directory,
                _ => at_tail(Needs::Program, tail),
            },
            CommandKind::If { branches, otherwise } => {
                let mut needs = Needs::Nothing;
                for (condition, consequence) in branches {
                    needs = needs.and(self.list_needs(condition, false, depth));
                    needs = needs.and(self.list_needs(consequence, tail, depth));
                }
                match otherwise {
                    Some(list) => needs.and(self.list_needs(list, tail, depth)),
                    None => needs,
                }
            }
            CommandKind::While { condition, body, .. } => {
                self.list_needs(condition, false, depth).and(self.list_needs(body, false, depth))
            }
            CommandKind::ForArith { body, .. } => self.list_needs(body, false, depth),
            CommandKind::For { body, words, .. } | CommandKind::Select { body, words, .. } => {
                if words.iter().flat_map(|w| w.iter()).any(has_process_substitution) {
                    return Needs::Process;
                }
                self.list_needs(body, false, depth)
            }
            CommandKind::Case { arms, .. } => {
                arms.iter().map(|arm| self.list_needs(&arm.body, tail, depth)).fold(Needs::Nothing, Needs::and)
            }
            CommandKind::Function { .. } | CommandKind::Conditional(_) | CommandKind::Arithmetic(_) => Needs::Nothing,
        }
    }

    fn simple_needs(&mut self, simple: &SimpleCommand, tail: bool, depth: usize) -> Needs {
        let words = simple.words.iter().chain(simple.assignments.iter().map(|a| &a.value));
        if words.into_iter().any(has_process_substitution) || simple.assignments.iter().any(lists_process_substitution)
        {
            return Needs::Process;
        }
        let Some(first) = simple.words.first() else { return Needs::Nothing };
        // What it means is seen when it runs: `run_dynamic` makes a process then if one is needed.
        let Some(name) = first.as_literal() else { return at_tail(Needs::Program, tail) };
        self.name_needs(name, &simple.words[1..], tail, depth)
    }

    fn name_needs(&mut self, name: &[u8], args: &[Word], tail: bool, depth: usize) -> Needs {
        if let Some(function) = self.find_function(name) {
            return self.command_needs(&function.body, tail, depth);
        }
        if let Some(builtin) = Builtin::by_name(name) {
            return match builtin {
                Builtin::Command => match args.first().map(|w| (w.as_literal(), args)) {
                    Some((Some([b'-', ..]), args)) => {
                        let describes = matches!(args[0].as_literal(), Some(b"-v" | b"-V"));
                        if describes { Needs::Nothing } else { Needs::Process }
                    }
                    Some((Some(name), args)) if self.find_function(name).is_none() => {
                        self.name_needs(name, &args[1..], tail, depth)
                    }
                    None => Needs::Nothing,
                    _ => Needs::Process,
                },
                // To print the mask needs nothing, to set it a process.
                Builtin::Umask if args.iter().all(|w| w.as_literal() == Some(b"-S")) => Needs::Nothing,
                Builtin::Cd | Builtin::Chdir => Needs::Directory,
                // A signal could stop this process, and with it the subshell that goes on.
                Builtin::Kill if args.first().and_then(Word::as_literal) == Some(b"-l") => Needs::Nothing,
                // What `-g` does to a variable that a local one hides would stay.
                Builtin::Declare | Builtin::Typeset if args.iter().any(|a| has_letter(a, b'g')) => Needs::Process,
                // `-C` evaluates anything.
                Builtin::Mapfile | Builtin::Readarray if args.iter().any(|a| has_letter(a, b'C')) => Needs::Process,
                builtin if builtin.is_harmless() => Needs::Nothing,
                _ => Needs::Process,
            };
        }
        match self.find_program(name) {
            Ok(program) => match program.applet.map(|a| a.kind) {
                // If it turns out to need a process after all, its output is read from a pipe.
                Some(Kind::Pure | Kind::PureWhen(_)) => Needs::Nothing,
                _ => at_tail(Needs::Program, tail),
            },
            // A message.
            Err(_) => at_tail(Needs::Program, tail),
        }
    }

    /// How a part of a pipeline can be run; `from_memory`: its input is in memory.
    pub(crate) fn part_of(&mut self, command: &Command, from_memory: bool) -> Part {
        self.notice_changes();
        if lists_traps(command) {
            return Part::Small;
        }
        if self.vars.uses_bashpid {
            return Part::Process;
        }
        match self.command_needs(command, true, 0) {
            Needs::Nothing => {}
            Needs::Process => return self.part_of_eval(command, from_memory),
            _ => return self.part_of_expanded(command, from_memory),
        }
        if self.is_small(command, from_memory, 0) { Part::Small } else { Part::Here }
    }

    /// Does a harmless command end soon and write little?
    fn is_small(&mut self, command: &Command, from_memory: bool, depth: usize) -> bool {
        // Opening a file may mean to wait for another part of the pipeline (a FIFO).
        if depth > MAX_DEPTH || command.redirects.iter().any(opens_a_file) {
            return false;
        }
        let from_memory = from_memory || command.redirects.iter().any(|r| r.here_document().is_some());
        let depth = depth + 1;
        match &command.kind {
            CommandKind::Simple(simple) => self.is_small_simple(simple, from_memory, depth),
            CommandKind::Group(list) => self.is_small_list(list, from_memory, depth),
            CommandKind::Subshell(list) => self.is_small_list(list, from_memory, depth),
            CommandKind::If { branches, otherwise } => {
                branches.iter().all(|(condition, consequence)| {
                    self.is_small_list(condition, from_memory, depth)
                        && self.is_small_list(consequence, from_memory, depth)
                }) && otherwise.as_ref().is_none_or(|list| self.is_small_list(list, from_memory, depth))
            }
            CommandKind::For { body, .. } => self.is_small_list(body, from_memory, depth),
            CommandKind::Case { arms, .. } => arms.iter().all(|arm| self.is_small_list(&arm.body, from_memory, depth)),
            CommandKind::While { .. } | CommandKind::ForArith { .. } | CommandKind::Select { .. } => false,
            CommandKind::Function { .. } | CommandKind::Conditional(_) | CommandKind::Arithmetic(_) => true,
        }
    }

    fn is_small_list(&mut self, list: &List, from_memory: bool, depth: usize) -> bool {
        list.items.iter().all(|item| {
            std::iter::once(&item.first)
                .chain(item.rest.iter().map(|r| &r.1))
                .all(|pipeline| pipeline.commands.iter().all(|c| self.is_small(c, from_memory, depth)))
        })
    }

    fn is_small_simple(&mut self, simple: &SimpleCommand, from_memory: bool, depth: usize) -> bool {
        let Some(first) = simple.words.first() else { return true };
        let Some(name) = first.as_literal() else { return false };
        self.is_small_name(name, &[], &simple.words[1..], from_memory, depth)
    }

    /// As [`Shell::is_small`], of a command with this name; `args` come before the words.
    fn is_small_name(&mut self, name: &[u8], args: &[&[u8]], words: &[Word], from_memory: bool, depth: usize) -> bool {
        if let Some(function) = self.find_function(name) {
            return self.is_small(&function.body, from_memory, depth);
        }
        match Builtin::by_name(name) {
            Some(Builtin::Read | Builtin::Mapfile | Builtin::Readarray) => from_memory,
            Some(Builtin::Command) => {
                args.is_empty() && matches!(words.first().and_then(Word::as_literal), Some(b"-v" | b"-V"))
            }
            Some(Builtin::Only) => false,
            Some(_) => true,
            None => {
                let base = name.rsplit(|c| *c == b'/').next().unwrap_or_default();
                if WITHOUT_INPUT.contains(&base) {
                    return true;
                }
                FILTERS.contains(&base) && self.reads_little(args, words, from_memory)
            }
        }
    }

    /// Do the arguments of a filter name small files, or none while the input is in memory?
    fn reads_little(&mut self, args: &[&[u8]], words: &[Word], from_memory: bool) -> bool {
        let mut files = false;
        let args = args.iter().map(|arg| Some(Cow::Borrowed(*arg)));
        for arg in args.chain(words.iter().map(|word| match word.as_literal() {
            Some(literal) => Some(Cow::Borrowed(literal)),
            None => self.plain_value(word).map(Cow::Owned),
        })) {
            let Some(arg) = arg else { return false };
            if arg.first() == Some(&b'-') {
                continue;
            }
            match kit::sys::stat(&arg) {
                Ok(stat) if stat.st_mode & libc::S_IFMT == libc::S_IFREG && stat.st_size as u64 <= SMALL_FILE => {
                    files = true;
                }
                Ok(_) => return false,
                Err(_) => {}
            }
        }
        files || from_memory
    }

    /// The value of a word of literals and plain variables: looking at it changes nothing.
    fn plain_value(&mut self, word: &Word) -> Option<Vec<u8>> {
        let mut value = Vec::new();
        for part in &word.parts {
            match part {
                WordPart::Literal { bytes, .. } => value.extend_from_slice(bytes),
                WordPart::Param {
                    exp: ParamExp { target: Parameter::Variable(id), indirect: false, op: None },
                    ..
                } => {
                    value.extend_from_slice(self.vars.get(*id).unwrap_or_default());
                }
                WordPart::Param {
                    exp: ParamExp { target: Parameter::Positional(n), indirect: false, op: None },
                    ..
                } => {
                    value.extend_from_slice(self.params.get(*n as usize).unwrap_or_default());
                }
                _ => return None,
            }
        }
        Some(value)
    }

    /// Can this name mean a program: is it no function and no builtin?
    pub(crate) fn is_program_name(&self, name: &[u8]) -> bool {
        self.find_function(name).is_none() && Builtin::by_name(name).is_none()
    }

    /// Is a part of a pipeline a program whose words can be expanded here without waiting for anything?
    pub(crate) fn is_program_with_plain_words(&mut self, command: &Command, simple: &SimpleCommand) -> bool {
        let Some(first) = simple.words.first() else { return false };
        // One that has to be expanded is looked at by the caller.
        let may_be = first.as_literal().is_none_or(|name| self.is_program_name(name));
        simple.assignments.is_empty()
            && may_be
            && !simple.words.iter().any(has_substitution)
            && command.redirects.iter().all(|redirect| !opens_a_file(redirect) || self.opens_at_once(&redirect.target))
    }

    /// Does opening the file not mean to wait for who opens its other end: is it known to be no FIFO?
    fn opens_at_once(&mut self, target: &Word) -> bool {
        let Some(name) = self.plain_value(target) else { return false };
        !kit::sys::stat(&name).is_ok_and(|stat| stat.st_mode & libc::S_IFMT == libc::S_IFIFO)
    }
}

/// `$(trap)`: shows the traps of the shell around it, which a subshell would not have.
fn only_lists_traps(list: &List) -> bool {
    only_command(list).is_some_and(lists_traps)
}

/// The command that a list consists of, if it is one, in the foreground.
fn only_command(list: &List) -> Option<&Command> {
    let [item] = &list.items[..] else { return None };
    let [command] = &item.first.commands[..] else { return None };
    (!item.background && item.rest.is_empty()).then_some(command)
}

fn lists_traps(command: &Command) -> bool {
    let CommandKind::Simple(simple) = &command.kind else { return false };
    let mut words = simple.words.iter().map(Word::as_literal);
    let lists = words.next() == Some(Some(b"trap")) && words.next().is_none_or(|w| matches!(w, Some(b"-p" | b"--")));
    lists && command.redirects.is_empty()
}

/// Is the word options with this letter?
fn has_letter(word: &Word, letter: u8) -> bool {
    matches!(word.as_literal(), Some([b'-', letters @ ..]) if letters.contains(&letter))
}

/// A program that is not at the end needs a subshell process around it.
fn at_tail(needs: Needs, tail: bool) -> Needs {
    if needs == Needs::Program && !tail { Needs::Process } else { needs }
}

fn opens_a_file(redirect: &Redirect) -> bool {
    let by_name = !matches!(
        redirect.kind,
        RedirectKind::DupIn | RedirectKind::DupOut | RedirectKind::HereDocument | RedirectKind::HereString
    );
    by_name && redirect.target.as_literal() != Some(b"/dev/null")
}

/// Is there a process substitution in the list of `name=(…)`?
fn lists_process_substitution(assignment: &Assignment) -> bool {
    match assignment.array.as_deref() {
        Some(ArrayAssignment::List(elements)) => elements.iter().any(|e| has_process_substitution(&e.value)),
        _ => false,
    }
}

fn has_process_substitution(word: &Word) -> bool {
    any_part(word, &|part| matches!(part, WordPart::Process { .. }))
}

fn has_substitution(word: &Word) -> bool {
    any_part(word, &|part| matches!(part, WordPart::Process { .. } | WordPart::Command { .. } | WordPart::Arith { .. }))
}

fn any_part(word: &Word, test: &dyn Fn(&WordPart) -> bool) -> bool {
    word.parts.iter().any(|part| any_of(part, test))
}

fn any_of(part: &WordPart, test: &dyn Fn(&WordPart) -> bool) -> bool {
    test(part)
        || match part {
            WordPart::Elements { elements } => elements.iter().any(|e| any_part(&e.value, test)),
            WordPart::Param { exp, .. } => any_in_operation(exp.op.as_deref(), test),
            WordPart::Braces(braces) => braces.any_part(&|part| any_of(part, test)),
            _ => false,
        }
}

fn any_in_operation(op: Option<&ParamOp>, test: &dyn Fn(&WordPart) -> bool) -> bool {
    match op {
        Some(ParamOp::Element { subscript, op }) => {
            any_in_operation(op.as_deref(), test)
                || matches!(subscript, Subscript::Word { word, .. } if any_part(word, test))
        }
        Some(
            ParamOp::Default { word, .. }
            | ParamOp::Assign { word, .. }
            | ParamOp::Error { word, .. }
            | ParamOp::Alternative { word, .. },
        ) => any_part(word, test),
        Some(ParamOp::RemovePrefix { pattern, .. } | ParamOp::RemoveSuffix { pattern, .. }) => any_part(pattern, test),
        Some(ParamOp::Replace { pattern, with, .. }) => any_part(pattern, test) || any_part(with, test),
        _ => false,
    }
}
