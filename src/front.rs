//! What happens before an applet runs: which one is meant, and the binary's own options.

use crate::registry::{self, Registry};
use crate::{commands, install};
use kit::context::{self, Context, ListedEnvironment};
use kit::output::Sink;
use kit::{sys, text};

/// Beginnings of the names under which the binary is itself and not an applet: also `busybox.static`, `cairn-1.0`.
const OWN_NAMES: &[&[u8]] = &[b"cairn", b"busybox"];

const USAGE: &str = "\
Cairn is a memory-safe userland in one binary, for containers and small systems.
Licensed under MIT or Apache-2.0.

Usage: cairn [FUNCTION [ARGUMENT]...]
   or: cairn --list[-full]
   or: cairn --install [-s] [DIR] [-- NAME...]
   or: FUNCTION [ARGUMENT]...

Each function is run by its name as first argument, or as the name of a link
to this binary. --list prints the names, --list-full the paths of their links.
--install makes the links, symbolic ones with -s: in their own directories,
or all in DIR; with names for these only, bash among them, which is not made
otherwise. What exists is not replaced.

Currently defined functions:
";

/// The program: `argv` as given, the exit status back.
pub fn main(argv: &[&'static [u8]]) -> u8 {
    // Where a panic is reported, and that it ends one applet only, is `context::run`'s business.
    std::panic::set_hook(Box::new(|_| {}));
    let Some((argv0, args)) = argv.split_first() else {
        context::say(Sink::Fd(2), b"cairn", b"no argv[0]");
        return 127;
    };
    let name = base_name(argv0);
    if is_own(name) { own(name, args) } else { applet(name, argv0, args) }
}

fn is_own(name: &[u8]) -> bool {
    OWN_NAMES.iter().any(|own| name.starts_with(own))
}

/// The name that argv\[0\] stands for: without directory, and without the dash of a login shell.
fn base_name(argv0: &[u8]) -> &[u8] {
    let name = argv0.iter().rposition(|c| *c == b'/').map_or(argv0, |at| &argv0[at + 1..]);
    name.strip_prefix(b"-").unwrap_or(name)
}

fn applet(name: &[u8], argv0: &[u8], args: &[&'static [u8]]) -> u8 {
    let Some(id) = registry::find(name) else {
        context::say(Sink::Fd(2), name, b"applet not found");
        return 127;
    };
    let entries = sys::environment();
    let env = ListedEnvironment(&entries);
    let mut cx = Context::new(id.applet(), id.name(), args, &env, &Registry);
    kit::alloc::speak_as(id.name(), cx.applet.usage_status);
    cx.argv0 = argv0;
    cx.owns_process = true;
    context::run(&mut cx).0
}

/// `cairn …` and `busybox …`.
fn own(own_name: &[u8], args: &[&'static [u8]]) -> u8 {
    match args {
        [] | [b"--help"] => print(&overview()),
        // BusyBox: `busybox --help NAME` is `NAME --help`.
        [b"--help", name, ..] if is_own(base_name(name)) => print(&overview()),
        [b"--help", name, ..] => applet(base_name(name), name, &[b"--help"]),
        [b"--list", ..] => print(&lines(registry::all().map(|id| id.name().to_owned()))),
        [word, ..] if word.starts_with(b"--list") => {
            print(&lines(registry::all().map(|id| format!("{}/{}", id.applet().dir.path(), id.name()))))
        }
        [b"--install", rest @ ..] => install::run(own_name, rest),
        [b"rootfs" | b"image", ..] => commands::run(args),
        [name, rest @ ..] if is_own(base_name(name)) => own(base_name(name), rest),
        [name, rest @ ..] => applet(base_name(name), name, rest),
    }
}

fn print(text: &[u8]) -> u8 {
    match Sink::Fd(1).write_all(text) {
        Ok(()) => 0,
        Err(error) => {
            context::say(Sink::Fd(2), b"cairn", &text!["write error: ", error]);
            1
        }
    }
}

fn lines(names: impl Iterator<Item = String>) -> Vec<u8> {
    names.flat_map(|name| [name, "\n".to_owned()]).collect::<String>().into_bytes()
}

/// Banner, usage and the names, wrapped as BusyBox wraps them.
fn overview() -> Vec<u8> {
    let mut text = text![context::BANNER, USAGE];
    let mut line = String::from("\t");
    let names: Vec<&str> = registry::all().map(registry::Id::name).collect();
    for (i, name) in names.iter().enumerate() {
        let word = if i + 1 < names.len() { format!("{name}, ") } else { (*name).to_owned() };
        // A tab counts for eight columns.
        if 7 + line.len() + word.trim_end().len() > 79 {
            text.extend_from_slice(line.trim_end().as_bytes());
            text.push(b'\n');
            line = String::from("\t");
        }
        line.push_str(&word);
    }
    text.extend_from_slice(line.as_bytes());
    text.push(b'\n');
    text
}

#[cfg(test)]
mod tests {
    use super::base_name;

    #[test]
    fn directory_and_login_dash_are_dropped() {
        assert_eq!(base_name(b"/bin/ls"), b"ls");
        assert_eq!(base_name(b"-sh"), b"sh");
        assert_eq!(base_name(b"/bin/-sh"), b"sh");
        assert_eq!(base_name(b"["), b"[");
    }
}
