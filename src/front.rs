//! What happens before an applet runs: which one is meant, and the binary's own options.

use crate::registry::{self, Registry};
use kit::context::{self, Context, ListedEnvironment};
use kit::output::Sink;
use kit::{sys, text};

/// Names under which the binary is itself and not an applet.
const OWN_NAMES: &[&[u8]] = &[b"cairn", b"busybox"];

/// The program: `argv` as given, the exit status back.
pub fn main(argv: &[&'static [u8]]) -> u8 {
    let Some((argv0, args)) = argv.split_first() else { return 127 };
    let name = base_name(argv0);
    if OWN_NAMES.contains(&name) { own(argv0, args) } else { applet(name, argv0, args) }
}

/// The name that argv\[0\] stands for: without directory, and without the dash of a login shell.
fn base_name(argv0: &[u8]) -> &[u8] {
    let name = memchr_last(argv0).map_or(argv0, |at| &argv0[at + 1..]);
    name.strip_prefix(b"-").unwrap_or(name)
}

fn memchr_last(path: &[u8]) -> Option<usize> {
    path.iter().rposition(|c| *c == b'/')
}

fn applet(name: &[u8], argv0: &[u8], args: &[&'static [u8]]) -> u8 {
    let Some(id) = registry::find(name) else {
        context::say(Sink::Fd(2), name, b"applet not found");
        return 127;
    };
    let entries = sys::environment();
    let env = ListedEnvironment(&entries);
    let mut cx = Context::new(id.applet(), id.name(), args, &env, &Registry);
    cx.argv0 = argv0;
    std::panic::set_hook(Box::new(|_| {}));
    context::run(&mut cx).0
}

/// `cairn …` and `busybox …`.
fn own(_argv0: &[u8], args: &[&'static [u8]]) -> u8 {
    match args {
        [name, rest @ ..] => applet(base_name(name), name, rest),
        [] => {
            let _ = Sink::Fd(1).write_all(&text![context::BANNER]);
            0
        }
    }
}
