//! Variables: a slot per name that the parser has seen, with an undo log for subshells without a process.
//!
//! Writing a slot inside such a subshell saves its old content once; leaving restores what was saved. Entering costs a
//! counter, leaving what was changed.

use crate::arrays::Array;
use crate::dynamic::{self, Clock};
use crate::exported_functions::holds_function;
use crate::symbols::{Symbols, VarId};
use kit::context::Environment;
use kit::process::c_string;
use kit::search::find;
use kit::{sys, text};
use std::ffi::CString;
use std::rc::Rc;

mod elements;

/// A set of the flags below.
pub type Flags = u16;
/// It has a value.
pub const SET: Flags = 1;
/// It is part of the environment of commands.
pub const EXPORT: Flags = 2;
/// It can neither be assigned nor unset.
pub const READONLY: Flags = 4;
/// Its value is worked out when asked for.
const DYNAMIC: Flags = 8;
/// Somebody keeps something derived from its value.
const WATCHED: Flags = 16;
/// It is an indexed array.
pub const INDEXED: Flags = 32;
/// It is an associative array.
pub const ASSOCIATIVE: Flags = 64;
/// What is assigned to it is an arithmetic expression.
pub const INTEGER: Flags = 128;
/// What is assigned to it is put in lower case.
pub const LOWER: Flags = 256;
/// What is assigned to it is put in upper case.
pub const UPPER: Flags = 512;
/// Its value names another variable, which is meant instead.
pub const NAMEREF: Flags = 1024;
/// `declare -t`; means nothing for variables, in bash too.
pub const TRACE: Flags = 2048;
/// It was declared, without a value.
pub const DECLARED: Flags = 4096;
/// Either kind of array.
pub const ARRAY: Flags = INDEXED | ASSOCIATIVE;
/// To assign takes more than to store a string.
const SPECIAL: Flags = ARRAY | INTEGER | LOWER | UPPER | NAMEREF;
/// Its value is not simply in its slot.
const INDIRECT: Flags = DYNAMIC | ARRAY | NAMEREF;
/// To assign is not just to overwrite the value.
const SLOW: Flags = EXPORT | READONLY | DYNAMIC | WATCHED | SPECIAL;

macro_rules! known {
    ($($id:ident $n:literal $name:literal),* $(,)?) => {
        /// Variables that the shell itself uses: interned first, in this order.
        pub mod known {
            use crate::symbols::VarId;
            $(pub const $id: VarId = VarId($n);)*
        }
        const KNOWN: &[&str] = &[$($name),*];
    };
}
known! {
    IFS 0 "IFS", PATH 1 "PATH", OPTIND 2 "OPTIND", RANDOM 3 "RANDOM", LINENO 4 "LINENO", PPID 5 "PPID",
    HOSTNAME 6 "HOSTNAME", FUNCNAME 7 "FUNCNAME", PS1 8 "PS1", PS2 9 "PS2", PS4 10 "PS4", PWD 11 "PWD",
    OLDPWD 12 "OLDPWD", HOME 13 "HOME", OPTARG 14 "OPTARG", SHLVL 15 "SHLVL", CDPATH 16 "CDPATH", ENV 17 "ENV",
    REPLY 18 "REPLY", VERSION 19 "BB_ASH_VERSION",
}

/// A slot.
#[derive(Clone, Default, Debug)]
struct Slot {
    value: Vec<u8>,
    /// Of an array that was given elements. What a subshell saves is shared until one of the two changes.
    array: Option<Rc<Array>>,
    flags: Flags,
    /// The subshell in which its old content was saved last.
    saved_in: u32,
}

impl Slot {
    /// Is it exported? An array cannot be, as in bash.
    fn is_in_environment(&self) -> bool {
        self.flags & (SET | EXPORT | ARRAY) == SET | EXPORT
    }
}

/// What a variable was, to be put back.
#[derive(Debug)]
pub struct Saved {
    id: VarId,
    value: Vec<u8>,
    array: Option<Rc<Array>>,
    flags: Flags,
}

impl Saved {
    /// Of which variable.
    pub fn id(&self) -> VarId {
        self.id
    }
}

pub use elements::{Meant, split_reference};

/// A function or sourced file at work, as FUNCNAME, BASH_LINENO and BASH_SOURCE tell of it.
#[derive(Clone, Debug)]
pub struct Call {
    /// The function; none for a sourced file.
    pub function: Option<Rc<[u8]>>,
    /// The line that called it.
    pub line: u32,
    /// The file in which it was defined; none if it came from no file.
    pub source: Option<Rc<[u8]>>,
}

/// Where a subshell without a process began.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
    undo: usize,
    frame: u32,
    random: u32,
    clock: Clock,
}

/// All variables.
pub struct Variables {
    /// Their names.
    pub symbols: Symbols,
    slots: Vec<Slot>,
    undo: Vec<(VarId, Slot)>,
    frame: u32,
    frames: u32,
    environ: Vec<&'static [u8]>,
    env: Option<Rc<Vec<CString>>>,
    /// `set -a`
    pub allexport: bool,
    /// IFS, PATH, OPTIND changed since the flag was cleared.
    pub ifs_changed: bool,
    pub path_changed: bool,
    pub optind_changed: bool,
    /// The line that LINENO gives.
    pub line: u32,
    /// Functions and sourced files at work, the innermost last.
    pub calls: Vec<Call>,
    /// The file of the script.
    pub script: Option<Rc<[u8]>>,
    /// What PIPESTATUS gives: the status of the last command, if that was a pipeline of its own…
    pub single_status: Option<u8>,
    /// …or else those of all commands of the last pipeline.
    pub pipe_statuses: Vec<u8>,
    /// The directories of `pushd` below the current one, the next first.
    pub directories: Rc<Vec<Vec<u8>>>,
    random: u32,
    /// What SECONDS and the like are made of.
    pub clock: Clock,
    /// The script mentions BASHPID: every subshell is a process.
    pub uses_bashpid: bool,
    /// SECONDS or RANDOM was assigned, and has not been asked for since.
    assigned: Option<VarId>,
}

/// Why a variable was not assigned.
#[derive(Debug)]
pub enum Refused {
    /// It is readonly.
    ReadOnly(VarId),
    /// It has an attribute that is the shell's business, or is an array: `Shell::assign_refused` goes on from here.
    Special(VarId),
}

impl Variables {
    /// Those of the process's environment and those that every shell has.
    pub fn new() -> Variables {
        let mut vars = Variables {
            symbols: Symbols::new(),
            slots: Vec::with_capacity(64),
            undo: Vec::new(),
            frame: 0,
            frames: 0,
            environ: sys::environment(),
            env: None,
            allexport: false,
            ifs_changed: true,
            path_changed: false,
            optind_changed: false,
            line: 0,
            calls: Vec::new(),
            script: None,
            single_status: Some(0),
            pipe_statuses: Vec::new(),
            directories: Rc::default(),
            random: 0,
            clock: Clock::start(),
            uses_bashpid: false,
            assigned: None,
        };
        for name in KNOWN {
            vars.symbols.intern(name.as_bytes());
        }
        vars.sync();
        for id in [known::RANDOM, known::LINENO, known::PPID, known::HOSTNAME, known::FUNCNAME] {
            // A value from the environment would not be one of ours.
            if id != known::HOSTNAME || vars.slots[id.index()].flags & SET == 0 {
                vars.slots[id.index()].flags = vars.slots[id.index()].flags & EXPORT | DYNAMIC | SET;
            }
        }
        for id in [known::IFS, known::PATH, known::OPTIND, known::RANDOM] {
            vars.slots[id.index()].flags |= WATCHED;
        }
        vars
    }

    /// Makes slots for the names that the parser has interned since; imports what the environment says of them.
    pub fn sync(&mut self) {
        for index in self.slots.len()..self.symbols.len() {
            let name = self.symbols.name(VarId(index as u32));
            let value = value_of(&self.environ, name);
            self.slots.push(match value {
                Some(value) => Slot { value: value.to_vec(), flags: SET | EXPORT, ..Slot::default() },
                None if dynamic::is_dynamic(name) => {
                    self.uses_bashpid |= name == b"BASHPID";
                    Slot { flags: DYNAMIC | SET, ..Slot::default() }
                }
                None if elements::is_worked_out(name) => Slot { flags: DYNAMIC | INDEXED, ..Slot::default() },
                None => Slot::default(),
            });
        }
    }

    /// Forgets names beyond the first `keep`, from the last on, as long as they are those of variables without value and
    /// attributes. Nothing must refer to them any more. One that would come back with a value is kept.
    pub fn forget_names(&mut self, keep: usize) {
        self.sync();
        let saved = self.undo.iter().map(|(id, _)| id.index() + 1).max().unwrap_or(0);
        while self.slots.len() > keep.max(saved) {
            let last = self.slots.len() - 1;
            let slot = &self.slots[last];
            if slot.flags != 0 || slot.array.is_some() {
                break;
            }
            let name = self.symbols.name(VarId(last as u32));
            if value_of(&self.environ, name).is_some() || dynamic::is_dynamic(name) || elements::is_worked_out(name) {
                break;
            }
            self.slots.pop();
            self.symbols.forget_last();
        }
    }

    /// How many slots there are.
    pub fn len(&self) -> usize {
        self.slots.len()
    }

    /// The id of `name`, with a slot.
    pub fn id(&mut self, name: &[u8]) -> VarId {
        let id = self.symbols.intern(name);
        if id.index() >= self.slots.len() {
            self.sync();
        }
        id
    }

    /// Its value, or none if it is unset.
    #[inline]
    pub fn get(&mut self, id: VarId) -> Option<&[u8]> {
        let slot = &self.slots[id.index()];
        if slot.flags & INDIRECT != 0 {
            return self.get_indirect(id);
        }
        let slot = &self.slots[id.index()];
        (slot.flags & SET != 0).then_some(&slot.value)
    }

    /// As [`Variables::get`], for variables that are never worked out.
    pub fn peek(&self, id: VarId) -> Option<&[u8]> {
        let slot = self.slots.get(id.index())?;
        if slot.flags & ARRAY != 0 {
            return slot.array.as_deref()?.first();
        }
        (slot.flags & SET != 0).then_some(&slot.value)
    }

    fn work_out(&mut self, id: VarId) -> Option<&[u8]> {
        self.take_assigned();
        let mut value = std::mem::take(&mut self.slots[id.index()].value);
        value.clear();
        match id {
            known::LINENO => text::push_decimal(&mut value, u64::from(self.line)),
            known::RANDOM => {
                if self.random == 0 {
                    self.random = std::process::id().wrapping_mul(2_654_435_761) | 1;
                }
                // xorshift32
                self.random ^= self.random << 13;
                self.random ^= self.random >> 17;
                self.random ^= self.random << 5;
                text::push_decimal(&mut value, u64::from(self.random >> 7 & 0x7fff));
            }
            known::PPID => text::push_decimal(&mut value, std::os::unix::process::parent_id().into()),
            known::FUNCNAME => {
                let function = self.calls.iter().rev().find_map(|call| call.function.as_deref());
                value.extend_from_slice(function.unwrap_or_default());
            }
            _ if dynamic::is_dynamic(self.symbols.name(id)) => {
                value = self.clock.value(self.symbols.name(id)).unwrap_or(value);
            }
            _ => {
                let uname = nix::sys::utsname::uname();
                if let Ok(uname) = uname {
                    value.extend_from_slice(std::os::unix::ffi::OsStrExt::as_bytes(uname.nodename()));
                }
            }
        }
        let slot = &mut self.slots[id.index()];
        if matches!(id, known::PPID | known::HOSTNAME) {
            slot.flags &= !DYNAMIC;
        }
        slot.value = value;
        Some(&slot.value)
    }

    /// What was assigned to SECONDS or RANDOM takes effect.
    fn take_assigned(&mut self) {
        let Some(id) = self.assigned.take() else { return };
        let value = &self.slots[id.index()].value;
        if id == known::RANDOM {
            let seed = std::str::from_utf8(value).ok().and_then(|v| v.parse::<i64>().ok()).unwrap_or(0);
            self.random = (seed as u32).wrapping_mul(2_654_435_761) | 1;
        } else {
            self.clock.set_seconds(value);
        }
    }

    /// Assigns.
    ///
    /// # Errors
    /// If it is readonly or special.
    #[inline]
    pub fn set(&mut self, id: VarId, value: &[u8]) -> Result<(), Refused> {
        let slot = self.writable(id)?;
        slot.value.clear();
        slot.value.extend_from_slice(value);
        Ok(())
    }

    /// Assigns a value that is given away.
    ///
    /// # Errors
    /// If it is readonly.
    pub fn set_owned(&mut self, id: VarId, value: Vec<u8>) -> Result<(), Refused> {
        self.writable(id)?.value = value;
        Ok(())
    }

    /// Assigns a number.
    ///
    /// # Errors
    /// If it is readonly.
    pub fn set_number(&mut self, id: VarId, n: i64) -> Result<(), Refused> {
        let slot = self.writable(id)?;
        slot.value.clear();
        text::push_signed(&mut slot.value, n);
        Ok(())
    }

    /// Appends to the value.
    ///
    /// # Errors
    /// If it is readonly.
    pub fn append(&mut self, id: VarId, more: &[u8]) -> Result<(), Refused> {
        if self.slots[id.index()].flags & DYNAMIC != 0 {
            // To what it is now.
            self.get(id);
        }
        self.writable(id)?.value.extend_from_slice(more);
        Ok(())
    }

    #[inline]
    fn writable(&mut self, id: VarId) -> Result<&mut Slot, Refused> {
        let slot = &self.slots[id.index()];
        if slot.flags & SLOW != 0 || slot.saved_in < self.frame || self.allexport {
            self.prepare(id)?;
        }
        let slot = &mut self.slots[id.index()];
        slot.flags |= SET;
        Ok(slot)
    }

    #[cold]
    fn prepare(&mut self, id: VarId) -> Result<(), Refused> {
        let flags = self.slots[id.index()].flags;
        // An array that is worked out becomes what is assigned.
        if flags & SPECIAL != 0 && flags & (READONLY | DYNAMIC) == 0 {
            return Err(Refused::Special(id));
        }
        self.prepare_any(id)?;
        self.slots[id.index()].flags &= !ARRAY;
        Ok(())
    }

    /// Before any assignment, to an array or not.
    fn prepare_any(&mut self, id: VarId) -> Result<(), Refused> {
        if self.slots[id.index()].flags & READONLY != 0 {
            return Err(Refused::ReadOnly(id));
        }
        self.save_for_subshell(id);
        if self.allexport {
            self.slots[id.index()].flags |= EXPORT;
        }
        self.note_change(id);
        // An assignment ends a variable's being worked out, but of those that take it for a beginning or not at all.
        let slot = &mut self.slots[id.index()];
        if slot.flags & DYNAMIC != 0 {
            let name = self.symbols.name(id);
            if id == known::RANDOM || dynamic::is_dynamic(name) {
                if id == known::RANDOM || name == b"SECONDS" {
                    self.take_assigned();
                    self.assigned = Some(id);
                }
                return Ok(());
            }
            let slot = &mut self.slots[id.index()];
            slot.flags &= !DYNAMIC;
            slot.array = None;
        }
        Ok(())
    }

    fn save_for_subshell(&mut self, id: VarId) {
        let slot = &mut self.slots[id.index()];
        if slot.saved_in < self.frame {
            self.undo.push((id, slot.clone()));
            slot.saved_in = self.frame;
        }
    }

    fn note_change(&mut self, id: VarId) {
        let flags = self.slots[id.index()].flags;
        if flags & EXPORT != 0 {
            self.env = None;
        }
        if flags & WATCHED != 0 {
            match id {
                known::IFS => self.ifs_changed = true,
                known::PATH => self.path_changed = true,
                known::OPTIND => self.optind_changed = true,
                _ => {}
            }
        }
    }

    /// Unsets it; its attributes go too.
    ///
    /// # Errors
    /// If it is readonly.
    pub fn unset(&mut self, id: VarId) -> Result<(), Refused> {
        if self.slots[id.index()].flags & READONLY != 0 {
            return Err(Refused::ReadOnly(id));
        }
        self.save_for_subshell(id);
        self.note_change(id);
        let slot = &mut self.slots[id.index()];
        slot.value.clear();
        slot.array = None;
        slot.flags &= WATCHED;
        Ok(())
    }

    /// Its flags.
    pub fn flags(&self, id: VarId) -> Flags {
        match self.slots[id.index()].flags & !WATCHED {
            // Nobody has assigned it.
            flags if flags & DYNAMIC != 0 => flags & !(DYNAMIC | INDEXED),
            flags => flags,
        }
    }

    /// Adds and removes flags.
    pub fn change_flags(&mut self, id: VarId, add: Flags, remove: Flags) {
        self.save_for_subshell(id);
        let slot = &mut self.slots[id.index()];
        if (slot.flags ^ (slot.flags | add) & !remove) & EXPORT != 0 {
            self.env = None;
        }
        slot.flags = (slot.flags | add) & !remove;
    }

    /// What it is now, to be put back by [`Variables::restore`]; it stays as it is.
    pub fn save(&mut self, id: VarId) -> Saved {
        let slot = &self.slots[id.index()];
        Saved { id, value: slot.value.clone(), array: slot.array.clone(), flags: slot.flags }
    }

    /// As [`Variables::save`], and unsets it, readonly or not; it stays exported.
    pub fn save_and_hide(&mut self, id: VarId) -> Saved {
        self.save_for_subshell(id);
        self.note_change(id);
        let slot = &mut self.slots[id.index()];
        let (value, array) = (std::mem::take(&mut slot.value), slot.array.take());
        let saved = Saved { id, value, array, flags: slot.flags };
        slot.flags &= WATCHED | EXPORT;
        saved
    }

    /// Puts back what was saved.
    pub fn restore(&mut self, saved: Saved) {
        let Saved { id, value, array, flags } = saved;
        self.save_for_subshell(id);
        self.note_change(id);
        let slot = &mut self.slots[id.index()];
        slot.value = value;
        slot.array = array;
        slot.flags = flags;
        self.note_change(id);
    }

    /// Enters a subshell without a process.
    pub fn enter(&mut self) -> Mark {
        self.take_assigned();
        let mark = Mark { undo: self.undo.len(), frame: self.frame, random: self.random, clock: self.clock };
        self.frames += 1;
        self.clock.subshells += 1;
        self.frame = self.frames;
        mark
    }

    /// Leaves it: all variables are again what they were.
    pub fn leave(&mut self, mark: Mark) {
        while self.undo.len() > mark.undo {
            let Some((id, slot)) = self.undo.pop() else { break };
            self.note_change(id);
            self.slots[id.index()] = slot;
            self.note_change(id);
        }
        self.frame = mark.frame;
        self.random = mark.random;
        self.clock = mark.clock;
    }

    /// Interns the names of the whole environment: for what lists or passes on all variables.
    fn import_all(&mut self) {
        for i in 0..self.environ.len() {
            let entry = self.environ[i];
            if let Some(at) = find(b'=', entry)
                && crate::symbols::is_name(&entry[..at])
            {
                self.symbols.intern(&entry[..at]);
            }
        }
        self.sync();
    }

    /// All variables that are set or have a flag, sorted by name.
    pub fn sorted(&mut self) -> Vec<VarId> {
        self.import_all();
        let mut ids: Vec<VarId> = (0..self.slots.len() as u32).map(VarId).filter(|id| self.flags(*id) != 0).collect();
        ids.retain(|id| !holds_function(self.symbols.name(*id)));
        ids.sort_by(|a, b| self.symbols.name(*a).cmp(self.symbols.name(*b)));
        ids
    }

    /// The environment of programs; made anew only when an exported variable has changed.
    pub fn environment(&mut self) -> Rc<Vec<CString>> {
        if let Some(env) = &self.env {
            return env.clone();
        }
        let mut list = Vec::with_capacity(self.environ.len() + 4);
        self.for_each(&mut |entry| list.push(c_string(entry)));
        let env = Rc::new(list);
        self.env = Some(env.clone());
        env
    }
}

/// The value that an environment gives to `name`. The place of the `=` is the cheapest thing to compare.
fn value_of(environ: &[&'static [u8]], name: &[u8]) -> Option<&'static [u8]> {
    environ.iter().find(|e| e.get(name.len()) == Some(&b'=') && e.starts_with(name)).map(|e| &e[name.len() + 1..])
}

/// The exported variables, as applets see them.
impl Environment for Variables {
    fn get(&self, name: &[u8]) -> Option<&[u8]> {
        match self.symbols.find(name) {
            Some(id) => {
                let slot = self.slots.get(id.index())?;
                slot.is_in_environment().then_some(&slot.value)
            }
            None => value_of(&self.environ, name),
        }
    }

    fn for_each(&self, each: &mut dyn FnMut(&[u8])) {
        for entry in &self.environ {
            let known = find(b'=', entry)
                .is_some_and(|at| self.symbols.find(&entry[..at]).is_some_and(|id| id.index() < self.slots.len()));
            if !known {
                each(entry);
            }
        }
        for (index, slot) in self.slots.iter().enumerate() {
            if slot.is_in_environment() {
                each(&text![self.symbols.name(VarId(index as u32)), "=", slot.value]);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subshell_changes_nothing_outside() {
        let mut vars = Variables::new();
        let (a, b) = (vars.id(b"cairn_a"), vars.id(b"cairn_b"));
        vars.set(a, b"1").unwrap();
        let outer = vars.enter();
        vars.set(a, b"2").unwrap();
        let inner = vars.enter();
        vars.set(a, b"3").unwrap();
        vars.set(b, b"3").unwrap();
        vars.change_flags(a, READONLY | EXPORT, 0);
        vars.leave(inner);
        assert_eq!((vars.peek(a), vars.flags(a)), (Some(&b"2"[..]), SET));
        assert_eq!(vars.peek(b), None);
        vars.set(b, b"4").unwrap();
        vars.leave(outer);
        assert_eq!((vars.peek(a).map(<[u8]>::to_vec), vars.peek(b)), (Some(b"1".to_vec()), None));
    }

    #[test]
    fn the_environment_follows_exported_variables() {
        let mut vars = Variables::new();
        let a = vars.id(b"cairn_a");
        vars.set(a, b"1").unwrap();
        let has = |vars: &mut Variables, e: &[u8]| vars.environment().iter().any(|x| x.as_bytes() == e);
        assert!(!has(&mut vars, b"cairn_a=1"));
        vars.change_flags(a, EXPORT, 0);
        assert!(has(&mut vars, b"cairn_a=1"));
        vars.set(a, b"2").unwrap();
        assert!(has(&mut vars, b"cairn_a=2") && !has(&mut vars, b"cairn_a=1"));
    }

    #[test]
    fn a_readonly_variable_is_refused() {
        let mut vars = Variables::new();
        let a = vars.id(b"cairn_a");
        vars.set(a, b"1").unwrap();
        vars.change_flags(a, READONLY, 0);
        assert!(vars.set(a, b"2").is_err() && vars.unset(a).is_err());
    }
}
