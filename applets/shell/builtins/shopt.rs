//! `shopt`, as in bash: options that `set` does not know.

use crate::options;
use crate::run::Flow;
use crate::shell::Shell;
use crate::shopt::{self, Kind};
use kit::applet::Status;
use kit::text;

pub fn run(shell: &mut Shell, args: &[&[u8]]) -> Flow {
    let (letters, names) = shell.letters(args, b"suqpo")?;
    let [set, unset, quiet, reusable, of_set] = [1, 2, 4, 8, 16].map(|bit| letters & bit != 0);
    if set && unset {
        shell.say_as(args[0], b"cannot set and unset shell options simultaneously");
        return Ok(Status::FAILED);
    }
    if of_set {
        return of_set_options(shell, args[0], names, set, unset, quiet, reusable);
    }
    let mut status = Status::OK;
    let mut out = Vec::new();
    if names.is_empty() {
        for (option, name, _) in shopt::ALL {
            let on = shell.options.shopts.has(*option);
            if !(set && !on || unset && on) {
                show(&mut out, name.as_bytes(), on, reusable, "shopt -s ", "shopt -u ");
            }
        }
    }
    for name in names {
        let Some((option, kind)) = shopt::by_name(name) else {
            shell.say_as(args[0], &text![*name, ": invalid shell option name"]);
            status = Status::FAILED;
            continue;
        };
        if set || unset {
            let on = shell.options.shopts.has(option);
            if kind == Kind::Fixed || kind == Kind::Always && on != set {
                shell.say_as(args[0], &text![*name, ": cannot be changed"]);
                status = Status::FAILED;
                continue;
            }
            let mut options = shell.options;
            options.shopts.set(option, set);
            shell.set_options(options);
            continue;
        }
        let on = shell.options.shopts.has(option);
        if !on {
            status = Status::FAILED;
        }
        show(&mut out, name, on, reusable, "shopt -s ", "shopt -u ");
    }
    if quiet { Ok(status) } else { shell.print_with(&out, status) }
}

/// `shopt -o`: the options of `set -o`.
fn of_set_options(
    shell: &mut Shell,
    who: &[u8],
    names: &[&[u8]],
    set: bool,
    unset: bool,
    quiet: bool,
    reusable: bool,
) -> Flow {
    let mut status = Status::OK;
    let mut out = Vec::new();
    let all: Vec<&[u8]>;
    let names = if names.is_empty() {
        all = options::names().map(str::as_bytes).collect();
        let on = |name: &&[u8]| options::by_name(name).is_some_and(|opt| shell.options.has(opt));
        &all.into_iter().filter(|name| !(set && !on(name) || unset && on(name))).collect::<Vec<_>>()[..]
    } else {
        for name in names {
            match options::by_name(name) {
                None => {
                    shell.say_as(who, &text![*name, ": invalid option name"]);
                    status = Status::FAILED;
                }
                Some(opt) if set || unset => {
                    let mut options = shell.options;
                    options.set(opt, set);
                    shell.set_options(options);
                }
                Some(opt) => {
                    if !shell.options.has(opt) {
                        status = Status::FAILED;
                    }
                }
            }
        }
        if set || unset {
            return Ok(status);
        }
        names
    };
    for name in names {
        if let Some(opt) = options::by_name(name) {
            show(&mut out, name, shell.options.has(opt), reusable, "set -o ", "set +o ");
        }
    }
    if quiet { Ok(status) } else { shell.print_with(&out, status) }
}

fn show(out: &mut Vec<u8>, name: &[u8], on: bool, reusable: bool, set: &str, unset: &str) {
    if reusable {
        out.extend_from_slice(&text![if on { set } else { unset }, name, "\n"]);
        return;
    }
    out.extend_from_slice(name);
    out.resize(out.len() + 15_usize.saturating_sub(name.len()), b' ');
    out.extend_from_slice(if on { b"\ton\n" } else { b"\toff\n" });
}
