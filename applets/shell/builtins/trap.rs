//! `trap`

use crate::run::{Flow, single_quoted};
use crate::shell::Shell;
use crate::traps::{DEBUG, RETURN, condition, condition_name};
use kit::applet::Status;
use kit::text;
use std::rc::Rc;

pub fn run(shell: &mut Shell, args: &[&[u8]]) -> Flow {
    let (print, words) = shell.letters(args, b"p")?;
    if words.is_empty() || print != 0 {
        return list(shell, args[0], words, print != 0);
    }
    // A lone condition, or a number first: these are reset.
    let first_is_number = words[0].iter().all(u8::is_ascii_digit) && !words[0].is_empty();
    let (action, conditions) = match words {
        [_] => (None, words),
        _ if first_is_number => (None, words),
        [b"-", rest @ ..] => (None, rest),
        [action, rest @ ..] => (Some(*action), rest),
        [] => (None, words),
    };
    let mut status = Status::OK;
    for word in conditions {
        match condition(word) {
            Some(n) => {
                if matches!(n, DEBUG | RETURN) {
                    shell.traps.set_at = shell.functions_deep;
                }
                shell.traps.set(n, action.map(Rc::from));
            }
            None => {
                shell.say_as(args[0], &text![word, ": invalid signal specification"]);
                status = Status::FAILED;
            }
        }
    }
    Ok(status)
}

/// What `trap` and `trap -p` print.
fn list(shell: &mut Shell, who: &[u8], words: &[&[u8]], print: bool) -> Flow {
    let mut status = Status::OK;
    let mut wanted = Vec::new();
    for word in words {
        match condition(word) {
            Some(n) => wanted.push(n),
            None => {
                shell.say_as(who, &text![word, ": invalid signal specification"]);
                status = Status::FAILED;
            }
        }
    }
    let mut out = Vec::new();
    for (n, action) in shell.traps.listed() {
        if words.is_empty() || wanted.contains(&n) {
            out = text![out, "trap -- ", single_quoted(action), " ", condition_name(n), "\n"];
        }
    }
    if print {
        // POSIX: `trap -p` shows the default of those that are asked for by name.
        for n in wanted.iter().filter(|n| !shell.traps.listed().any(|l| l.0 == **n)) {
            out = text![out, "trap -- - ", condition_name(*n), "\n"];
        }
    }
    shell.print_with(&out, status)
}
