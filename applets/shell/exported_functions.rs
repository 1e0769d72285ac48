//! Functions in the environment, of `bash` only: `export -f`, and what a bash around this one has exported.
//!
//! A function `f` is passed on as bash does it, in a variable `BASH_FUNC_f%%` with the value `() {…}`. No other variable is
//! looked at, the text is parsed and nothing of it run, and it must be the definition of that one function from its first
//! byte to its last: CVE-2014-6271 and its kin were a parser that went on behind the function, ran what it found there, or
//! took the name for more than a name.

use crate::ast::{Command, CommandKind, List};
use crate::builtins::Builtin;
use crate::input::Input;
use crate::parser::{self, is_function_name};
use crate::shell::Shell;
use crate::variables::{EXPORT, SET};
use kit::applet::Status;
use kit::search::find;
use kit::{sys, text};

const PREFIX: &[u8] = b"BASH_FUNC_";
const SUFFIX: &[u8] = b"%%";

/// Is it the name of a variable that holds a function?
pub(crate) fn holds_function(name: &[u8]) -> bool {
    name.starts_with(PREFIX) && name.ends_with(SUFFIX)
}

impl Shell {
    /// Defines the functions that the environment holds. A program with another user's rights takes none.
    pub(crate) fn import_functions(&mut self) {
        if nix::unistd::getuid() != nix::unistd::geteuid() || nix::unistd::getgid() != nix::unistd::getegid() {
            return;
        }
        for entry in sys::environment() {
            let Some(entry) = entry.strip_prefix(PREFIX) else { continue };
            let Some(at) = find(b'=', entry) else { continue };
            let (Some(name), value) = (entry[..at].strip_suffix(SUFFIX), &entry[at + 1..]) else { continue };
            let id = self.vars.id(&text![PREFIX, name, SUFFIX]);
            if !self.import_function(name, value) {
                self.say(&text!["error importing function definition for '", name, "'"]);
                // It came from the environment, so it is not readonly.
                let _ = self.vars.unset(id);
            }
        }
    }

    /// Takes one function; false if it is none.
    fn import_function(&mut self, name: &[u8], value: &[u8]) -> bool {
        let may_be =
            is_function_name(name) && !name.contains(&b'/') && !Builtin::by_name(name).is_some_and(Builtin::is_special);
        if name.is_empty() || !may_be || !value.starts_with(b"() {") {
            return false;
        }
        let mut input = Input::part(text![name, " ", value], 1);
        let Ok(Some(list)) = parser::next_command(&mut input, self) else { return false };
        let Some(Command { kind: CommandKind::Function { name: defined, body, text }, redirects, .. }) = only(&list)
        else {
            return false;
        };
        if &**defined != name || !redirects.is_empty() || !matches!(parser::next_command(&mut input, self), Ok(None)) {
            return false;
        }
        let (defined, body, text) = (defined.clone(), body.clone(), text.clone());
        self.exports_functions = true;
        self.define(defined, body, text);
        true
    }

    /// `export -f`, `declare -fx`; with `export` false: `export -nf`, `declare +x -f`.
    pub(crate) fn export_functions(&mut self, who: &[u8], names: &[&[u8]], export: bool) -> Status {
        let mut status = Status::OK;
        for name in names {
            let value = self.functions.get(*name).map(|function| exported_text(name, &function.text));
            let Some(value) = value else {
                self.say_as(who, &text![*name, ": not a function"]);
                status = Status::FAILED;
                continue;
            };
            if !export {
                self.forget_exported(name);
                continue;
            }
            let id = self.vars.id(&text![PREFIX, *name, SUFFIX]);
            // Nothing makes a variable of such a name readonly.
            let _ = self.vars.set(id, &value);
            self.vars.change_flags(id, EXPORT, 0);
            self.exports_functions = true;
        }
        status
    }

    /// Is this function exported?
    pub(crate) fn is_exported_function(&mut self, name: &[u8]) -> bool {
        if !self.exports_functions {
            return false;
        }
        let id = self.vars.id(&text![PREFIX, name, SUFFIX]);
        self.vars.flags(id) & (SET | EXPORT) == SET | EXPORT
    }

    /// A function was defined again: what is exported is the new one.
    #[cold]
    pub(crate) fn update_exported(&mut self, name: &[u8], text: &[u8]) {
        if self.is_exported_function(name) {
            let id = self.vars.id(&text![PREFIX, name, SUFFIX]);
            let _ = self.vars.set(id, &exported_text(name, text));
        }
    }

    /// The function is exported no longer.
    pub(crate) fn forget_exported(&mut self, name: &[u8]) {
        if self.exports_functions {
            let id = self.vars.id(&text![PREFIX, name, SUFFIX]);
            let _ = self.vars.unset(id);
        }
    }
}

/// The command that a list consists of.
fn only(list: &List) -> Option<&Command> {
    let [item] = &list.items[..] else { return None };
    let [command] = &item.first.commands[..] else { return None };
    let plain = !item.background && item.rest.is_empty() && !item.first.negated && item.first.timed.is_none();
    plain.then_some(command)
}

/// A definition as the value of a variable: `() {`, and so on.
fn exported_text(name: &[u8], text: &[u8]) -> Vec<u8> {
    let rest = text.strip_prefix(b"function ").unwrap_or(text).trim_ascii_start();
    let rest = rest.strip_prefix(name).unwrap_or(rest).trim_ascii_start();
    let parentheses = rest.strip_prefix(b"(").and_then(|rest| rest.trim_ascii_start().strip_prefix(b")"));
    let body = parentheses.unwrap_or(rest).trim_ascii_start();
    if body.starts_with(b"{") { text!["() ", body] } else { text!["() {\n", body, "\n}"] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_definition_becomes_a_value() {
        let value =
            |name: &str, text: &str| String::from_utf8(exported_text(name.as_bytes(), text.as_bytes())).unwrap();
        assert_eq!(value("f", "f() { echo; }"), "() { echo; }");
        assert_eq!(value("f", "function f { echo; } >&2"), "() { echo; } >&2");
        assert_eq!(value("f", "function f ( )\n{ echo; }"), "() { echo; }");
        assert_eq!(value("f", "f() (echo)"), "() {\n(echo)\n}");
        assert_eq!(value("f", "function f (echo)"), "() {\n(echo)\n}");
    }
}
