//! `env`: run a program in a changed environment, or print it
//!
//! POSIX.1-2024 XCU env; `-C`, `-S` as in GNU.

use kit::context::Environment;
use kit::prelude::*;
use kit::process;
use std::collections::VecDeque;

const USAGE: &str = "\
[-i0] [-u NAME]... [-C DIR] [-S STRING] [-] [NAME=VALUE]... [PROG ARGS]

Print current environment or run PROG after setting up environment

	-i, --ignore-environment	Start with empty environment; also -
	-0, --null	NUL terminated output
	-u, --unset=NAME	Remove variable from environment
	-C, --chdir=DIR	Run PROG in DIR
	-S, --split-string=STRING	Split STRING into arguments
";

pub const APPLET: Applet = Applet {
    kind: Kind::PureWhen(|args| args.iter().all(|arg| matches!(*arg, b"-" | b"-i" | b"-0") || arg.contains(&b'='))),
    usage: USAGE,
    options: options!(USAGE),
    stop_at_operand: true,
    run,
    ..Applet::DEFAULT
};

const EMPTY: Key = Key::short(APPLET.options, 'i');
const NULL: Key = Key::short(APPLET.options, '0');
const UNSET: Key = Key::short(APPLET.options, 'u');
const DIRECTORY: Key = Key::short(APPLET.options, 'C');

fn run(cx: &mut Context) -> Result<Status> {
    let split;
    let mut args = cx.args;
    let split_args: Vec<&[u8]>;
    if args.iter().any(|arg| arg.starts_with(b"-") && arg.contains(&b'S') || arg.starts_with(b"--s")) {
        split = split_strings(args, cx.env)?;
        split_args = split.iter().map(Vec::as_slice).collect();
        args = &split_args;
    }
    let given = cx.options_of(args)?;
    let mut operands = &given.operands[..];
    let mut empty = given.has(EMPTY);
    if let [b"-", rest @ ..] = operands {
        empty = true;
        operands = rest;
    }
    let mut variables = Variables(if empty { Vec::new() } else { cx.env.entries() });
    for name in given.values(UNSET) {
        variables.remove(name);
    }
    while let [entry, rest @ ..] = operands {
        let Some(at) = memchr::memchr(b'=', entry) else { break };
        if at == 0 {
            return Err(fail!("putenv: Invalid argument"));
        }
        variables.set(&entry[..at], entry);
        operands = rest;
    }
    if let Some(dir) = given.value(DIRECTORY) {
        if operands.is_empty() {
            return Err(Error::Usage(Some(b"-C needs a PROG".to_vec())));
        }
        #[allow(clippy::disallowed_methods, reason = "for the program that takes this process's place")]
        nix::unistd::chdir(dir).map_err(|e| fail!(status 125; "can't change directory to '", dir, "': ", e))?;
    }
    if operands.is_empty() {
        let end = if given.has(NULL) { b"\0" } else { b"\n" };
        for entry in &variables.0 {
            cx.out.write_all(entry)?;
            cx.out.write_all(end)?;
        }
        return Ok(Status::OK);
    }
    Err(process::exec_with(cx, operands, &variables))
}

/// The environment that is being set up, `NAME=value` each, in order.
struct Variables(Vec<Vec<u8>>);

fn is_entry_of(entry: &[u8], name: &[u8]) -> bool {
    entry.strip_prefix(name).is_some_and(|rest| rest.starts_with(b"="))
}

impl Variables {
    fn remove(&mut self, name: &[u8]) {
        self.0.retain(|entry| !is_entry_of(entry, name));
    }

    fn set(&mut self, name: &[u8], entry: &[u8]) {
        match self.0.iter_mut().find(|e| is_entry_of(e, name)) {
            Some(old) => *old = entry.to_vec(),
            None => self.0.push(entry.to_vec()),
        }
    }
}

impl Environment for Variables {
    fn get(&self, name: &[u8]) -> Option<&[u8]> {
        self.0.iter().find(|entry| is_entry_of(entry, name)).map(|entry| &entry[name.len() + 1..])
    }

    fn for_each(&self, each: &mut dyn FnMut(&[u8])) {
        self.0.iter().for_each(|entry| each(entry));
    }
}

/// Puts the words of every `-S STRING` in its place; they may be options themselves.
fn split_strings(args: &[&[u8]], env: &dyn Environment) -> Result<Vec<Vec<u8>>> {
    let mut rest: VecDeque<Vec<u8>> = args.iter().map(|arg| arg.to_vec()).collect();
    let mut done = Vec::new();
    // A string within a string within a string: each is shorter than the one around it, so this ends.
    while let Some(arg) = rest.pop_front() {
        if arg.len() < 2 || arg[0] != b'-' || arg == b"--" {
            done.push(arg);
            break;
        }
        let string = if let Some(long) = arg.strip_prefix(b"--") {
            let (name, value) = match memchr::memchr(b'=', long) {
                Some(at) => (&long[..at], Some(long[at + 1..].to_vec())),
                None => (long, None),
            };
            if !name.is_empty() && b"split-string".starts_with(name) {
                Some(value.or_else(|| rest.pop_front()).unwrap_or_default())
            } else {
                let takes_value = b"unset".starts_with(name) || b"chdir".starts_with(name);
                let next = (takes_value && value.is_none()).then(|| rest.pop_front()).flatten();
                done.push(arg);
                done.extend(next);
                None
            }
        } else {
            // The letters before S, or before one that takes a value.
            match arg.iter().skip(1).position(|letter| b"SuC".contains(letter)).map(|at| at + 1) {
                Some(at) if arg[at] == b'S' => {
                    if at > 1 {
                        done.push(arg[..at].to_vec());
                    }
                    let attached = arg[at + 1..].to_vec();
                    Some(if attached.is_empty() { rest.pop_front().unwrap_or_default() } else { attached })
                }
                Some(at) => {
                    let next = (at + 1 == arg.len()).then(|| rest.pop_front()).flatten();
                    done.push(arg);
                    done.extend(next);
                    None
                }
                None => {
                    done.push(arg);
                    None
                }
            }
        };
        if let Some(string) = string {
            for word in split(&string, env)?.into_iter().rev() {
                rest.push_front(word);
            }
        }
    }
    done.extend(rest);
    Ok(done)
}

/// Words of a string: blanks separate, `'…'` and `"…"` quote, `${NAME}` is a variable, `#` begins a comment, and
/// backslash escapes are those of GNU env.
fn split(string: &[u8], env: &dyn Environment) -> Result<Vec<Vec<u8>>> {
    let mut words = Vec::new();
    let mut word: Option<Vec<u8>> = None;
    let mut quote = 0;
    let mut at = 0;
    while let Some(&c) = string.get(at) {
        at += 1;
        match c {
            b'\'' | b'"' if quote == 0 || quote == c => {
                quote = if quote == c { 0 } else { c };
                word.get_or_insert_default();
            }
            b' ' | b'\t'..=b'\r' if quote == 0 => words.extend(word.take()),
            b'#' if quote == 0 && word.is_none() => break,
            b'\\' => {
                let Some(&escaped) = string.get(at) else {
                    return Err(fail!(status 125; "invalid backslash at end of string in -S"));
                };
                at += 1;
                let byte = match (escaped, quote) {
                    (b'\\' | b'\'', b'\'') => escaped,
                    (_, b'\'') => {
                        word.get_or_insert_default().push(b'\\');
                        escaped
                    }
                    (b'_', 0) => {
                        words.extend(word.take());
                        continue;
                    }
                    (b'_', _) => b' ',
                    (b'c', 0) => break,
                    (b'c', _) => return Err(fail!(status 125; "'\\c' must not appear in double-quoted -S string")),
                    (b'f', _) => 12,
                    (b'n', _) => b'\n',
                    (b'r', _) => b'\r',
                    (b't', _) => b'\t',
                    (b'v', _) => 11,
                    (b'"' | b'\'' | b'\\' | b'#' | b'$', _) => escaped,
                    _ => return Err(fail!(status 125; "invalid sequence '\\", [escaped], "' in -S")),
                };
                word.get_or_insert_default().push(byte);
            }
            b'$' if quote != b'\'' => {
                let name = string[at..].strip_prefix(b"{").and_then(|r| Some(&r[..memchr::memchr(b'}', r)?]));
                let Some(name) = name.filter(|name| !name.is_empty()) else {
                    return Err(
                        fail!(status 125; "only ${VARNAME} expansion is supported, error at: ", &string[at - 1..]),
                    );
                };
                if let Some(value) = env.get(name) {
                    word.get_or_insert_default().extend_from_slice(value);
                }
                at += name.len() + 2;
            }
            c => word.get_or_insert_default().push(c),
        }
    }
    if quote != 0 {
        return Err(fail!(status 125; "no terminating quote in -S string"));
    }
    words.extend(word);
    Ok(words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use kit::context::ListedEnvironment;

    fn words(string: &str) -> Vec<String> {
        let env = ListedEnvironment(&[b"V=a b"]);
        split(string.as_bytes(), &env).unwrap().into_iter().map(|w| String::from_utf8(w).unwrap()).collect()
    }

    #[test]
    fn strings_are_split_as_gnu_env_does() {
        assert_eq!(words(r"perl  -w\tx 'a \n' "), ["perl", "-w\tx", r"a \n"]);
        assert_eq!(words(r#""" x${V}y "${V}" a\_b # c"#), ["", "xa by", "a b", "a", "b"]);
        assert_eq!(words(r#""a\_b" c\c d"#), ["a b", "c"]);
    }

    #[test]
    fn what_cannot_be_split_is_an_error() {
        let env = ListedEnvironment(&[]);
        for bad in ["'a", "\"a", "a\\", "\\q", "$V", "${V", "\"\\c\""] {
            assert!(split(bad.as_bytes(), &env).is_err(), "{bad}");
        }
    }

    #[test]
    fn split_words_may_be_options() {
        let env = ListedEnvironment(&[]);
        let split = |args: &[&[u8]]| split_strings(args, &env).unwrap();
        assert_eq!(split(&[b"-iS", b"-u X prog -S", b"-S"]), [&b"-i"[..], b"-u", b"X", b"prog", b"-S", b"-S"]);
        assert_eq!(split(&[b"-u", b"-S", b"--split=a b", b"c"]), [&b"-u"[..], b"-S", b"a", b"b", b"c"]);
        assert_eq!(split(&[b"-Sa -b"]), [&b"a"[..], b"-b"]);
    }
}
