//! `env`: run a program in a changed environment, or print it
//!
//! POSIX.1-2024 XCU env; the other options as in GNU.

use kit::context::Environment;
use kit::output::Sink;
use kit::prelude::*;
use kit::process;
use kit::signals::{self, Disposition};
use kit::sys::control;
use std::collections::VecDeque;

const USAGE: &str = "\
[-i0v] [-u NAME]... [-C DIR] [-S STRING] [-] [NAME=VALUE]... [PROG ARGS]

Print current environment or run PROG after setting up environment

	-i, --ignore-environment	Start with empty environment; also -
	-0, --null	NUL terminated output
	-u, --unset=NAME	Remove variable from environment
	-C, --chdir=DIR	Run PROG in DIR
	-S, --split-string=STRING	Split STRING into arguments
	-a, --argv0=NAME	Tell PROG that its name is NAME
	-v, --debug	Say what is done
	--block-signal[=SIGS]	Block signals (comma-separated, or all) for PROG
	--default-signal[=SIGS]	Set them to their default
	--ignore-signal[=SIGS]	Ignore them
	--list-signal-handling	Show which are blocked or ignored
";

pub const APPLET: Applet = Applet {
    kind: Kind::PureWhen(only_prints),
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
const ARGV0: Key = Key::short(APPLET.options, 'a');
const VERBOSE: Key = Key::short(APPLET.options, 'v');
const BLOCK: Key = Key::long(USAGE, APPLET.options, "block-signal");
const DEFAULT: Key = Key::long(USAGE, APPLET.options, "default-signal");
const IGNORE: Key = Key::long(USAGE, APPLET.options, "ignore-signal");
const LIST: Key = Key::long(USAGE, APPLET.options, "list-signal-handling");

fn only_prints(args: &[&[u8]]) -> bool {
    args.iter().all(|arg| matches!(*arg, b"-" | b"-i" | b"-0") || !arg.starts_with(b"-") && arg.contains(&b'='))
}

fn run(cx: &mut Context) -> Result<Status> {
    let mut splits = Vec::new();
    let args = split_strings(cx.args, cx.env, &mut splits)?;
    let args: Vec<&[u8]> = args.iter().map(Vec::as_slice).collect();
    let given = cx.options_of(&args)?;
    let err = cx.err;
    let tell = |line: Vec<u8>| {
        if given.has(VERBOSE) {
            print(err, line);
        }
    };
    for (string, words) in &splits {
        tell(text!["split -S:  '", string, "'"]);
        for (index, word) in words.iter().enumerate() {
            tell(text![if index == 0 { " into:    '" } else { "     &    '" }, word, "'"]);
        }
    }
    let mut operands = &given.operands[..];
    let mut empty = given.has(EMPTY);
    if let [b"-", rest @ ..] = operands {
        empty = true;
        operands = rest;
    }
    if empty {
        tell(b"cleaning environ".to_vec());
    }
    let mut variables = Variables(if empty { Vec::new() } else { cx.env.entries() });
    for name in given.values(UNSET) {
        if name.is_empty() || name.contains(&b'=') {
            return Err(fail!(status 125; "cannot unset '", name, "': Invalid argument"));
        }
        tell(text!["unset:    ", name]);
        variables.remove(name);
    }
    while let [entry, rest @ ..] = operands {
        let Some(at) = memchr::memchr(b'=', entry) else { break };
        if at == 0 {
            return Err(fail!("putenv: Invalid argument"));
        }
        tell(text!["setenv:   ", entry]);
        variables.set(&entry[..at], entry);
        operands = rest;
    }
    let (Some(prog), argv0) = (operands.first().copied(), given.value(ARGV0)) else {
        for (key, option) in [(DIRECTORY, "-C"), (ARGV0, "-a")] {
            if given.has(key) {
                return Err(fail!(status 125; option, " needs a PROG"));
            }
        }
        let end = if given.has(NULL) { b"\0" } else { b"\n" };
        for entry in &variables.0 {
            cx.out.write_all(entry)?;
            cx.out.write_all(end)?;
        }
        return Ok(Status::OK);
    };
    if given.has(NULL) {
        return Err(fail!(status 125; "-0 does not go with a PROG"));
    }
    let mut blocked = control::blocked_signals();
    for (key, value) in given.in_order() {
        if key == BLOCK {
            blocked = signals_of(value)?.iter().fold(blocked, |bits, signal| bits | 1 << (signal - 1));
        } else if key == DEFAULT || key == IGNORE {
            let disposition = if key == IGNORE { Disposition::Ignored } else { Disposition::Default };
            for signal in signals_of(value)? {
                // KILL and STOP cannot be changed: an error only for who names them.
                if let (Err(error), Some(_)) = (signals::set(signal, disposition), value) {
                    return Err(fail!(status 125; "can't set signal ", signal, ": ", error));
                }
            }
        }
    }
    control::block_signals(blocked);
    if given.has(LIST) {
        for (signal, name) in (1..=signals::LAST).filter_map(|signal| Some((signal, signals::name(signal)?))) {
            let handling = match (blocked >> (signal - 1) & 1 == 1, signals::is_ignored(signal)) {
                (false, false) => continue,
                (true, false) => "BLOCK",
                (false, true) => "IGNORE",
                (true, true) => "BLOCK,IGNORE",
            };
            print(cx.err, format!("{name:10} ({signal:2}): {handling}").into_bytes());
        }
    }
    if let Some(dir) = given.value(DIRECTORY) {
        tell(text!["chdir:    '", dir, "'"]);
        #[allow(clippy::disallowed_methods, reason = "for the program that takes this process's place")]
        nix::unistd::chdir(dir).map_err(|e| fail!(status 125; "can't change directory to '", dir, "': ", e))?;
    }
    let mut argv = operands.to_vec();
    if let Some(name) = argv0 {
        tell(text!["argv0:     '", name, "'"]);
        argv[0] = name;
    }
    tell(text!["executing: ", prog]);
    for (index, arg) in argv.iter().enumerate() {
        tell(text!["   arg[", index, "]= '", arg, "'"]);
    }
    Err(process::exec_as(cx, prog, &argv, &variables))
}

/// A line on standard error, without the name before it.
fn print(err: Sink, mut line: Vec<u8>) {
    line.push(b'\n');
    // There is nobody to tell that standard error is closed.
    let _ = err.write_all(&line);
}

/// The signals of a list such as `INT,TERM`; all of them if there is none.
fn signals_of(list: Option<&[u8]>) -> Result<Vec<i32>> {
    let Some(list) = list else { return Ok((1..=signals::LAST).filter(|n| signals::name(*n).is_some()).collect()) };
    let number = |word: &[u8]| {
        signals::number(word).filter(|n| *n > 0).ok_or_else(|| fail!(status 125; "'", word, "': invalid signal"))
    };
    list.split(|c| *c == b',').filter(|word| !word.is_empty()).map(number).collect()
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

/// A string of `-S` and its words.
type Split = (Vec<u8>, Vec<Vec<u8>>);

/// Puts the words of every `-S STRING` in its place; they may be options themselves. Notes what was split.
fn split_strings(args: &[&[u8]], env: &dyn Environment, splits: &mut Vec<Split>) -> Result<Vec<Vec<u8>>> {
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
                let takes_value = [&b"unset"[..], b"chdir", b"argv0"].iter().any(|long| long.starts_with(name));
                let next = (takes_value && value.is_none()).then(|| rest.pop_front()).flatten();
                done.push(arg);
                done.extend(next);
                None
            }
        } else {
            // The letters before S, or before one that takes a value.
            match arg.iter().skip(1).position(|letter| b"SuCa".contains(letter)).map(|at| at + 1) {
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
            let words = split(&string, env)?;
            for word in words.iter().rev() {
                rest.push_front(word.clone());
            }
            splits.push((string, words));
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
        let split = |args: &[&[u8]]| split_strings(args, &env, &mut Vec::new()).unwrap();
        assert_eq!(split(&[b"-iS", b"-u X prog -S", b"-S"]), [&b"-i"[..], b"-u", b"X", b"prog", b"-S", b"-S"]);
        assert_eq!(split(&[b"-u", b"-S", b"--split=a b", b"c"]), [&b"-u"[..], b"-S", b"a", b"b", b"c"]);
        assert_eq!(split(&[b"-Sa -b"]), [&b"a"[..], b"-b"]);
    }
}
