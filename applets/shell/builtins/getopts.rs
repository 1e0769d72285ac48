//! `getopts`

use crate::run::Flow;
use crate::shell::{GetoptsState, Shell};
use crate::symbols::is_name;
use crate::variables::known;
use kit::applet::Status;
use kit::text;

pub fn run(shell: &mut Shell, args: &[&[u8]]) -> Flow {
    let args = if args.get(1) == Some(&&b"--"[..]) { &args[1..] } else { args };
    let [_, letters, name, given @ ..] = args else {
        return Err(shell.misused(b"getopts", b"usage: getopts optstring var [arg]"));
    };
    shell.notice_changes();
    let params = shell.params.clone();
    let given: Vec<&[u8]> = if given.is_empty() { params.iter().collect() } else { given.to_vec() };
    // Beyond the end of these arguments they are others than those of the last call: it begins anew.
    if shell.getopts.index > given.len() + 1 {
        shell.getopts = GetoptsState { index: 1, offset: 0 };
    }
    let found = step(&mut shell.getopts, letters, &given);
    let quiet = letters.first() == Some(&b':');
    let opterr = shell.vars.id(b"OPTERR");
    let silent = shell.vars.get(opterr) == Some(b"0");
    let (letter, argument, status) = match found {
        Found::Option(letter, argument) => (letter, argument, Status::OK),
        Found::Unknown(letter) if quiet => (b'?', Some(vec![letter]), Status::OK),
        Found::Missing(letter) if quiet => (b':', Some(vec![letter]), Status::OK),
        Found::Unknown(letter) => {
            complain(shell, silent, &text!["Illegal option -", [letter], "\n"]);
            (b'?', None, Status::OK)
        }
        Found::Missing(letter) => {
            complain(shell, silent, &text!["No arg for -", [letter], " option\n"]);
            (b'?', None, Status::OK)
        }
        Found::End => (b'?', None, Status::FAILED),
    };
    match argument {
        Some(argument) => shell.assign(known::OPTARG, &argument)?,
        None => shell.vars.unset(known::OPTARG).map_err(|refused| shell.refuse(&refused))?,
    }
    let state = shell.getopts;
    shell.assign(known::OPTIND, &text![state.index])?;
    // This was not an assignment of the script.
    shell.vars.optind_changed = false;
    if !is_name(name) {
        return Err(shell.misused(b"getopts", &text![name, ": bad variable name"]));
    }
    let name = shell.vars.id(name);
    shell.assign(name, &[letter])?;
    Ok(status)
}

fn complain(shell: &Shell, silent: bool, message: &[u8]) {
    if silent {
        return;
    }
    // There is nobody to tell that standard error is closed.
    let _ = shell.streams.sink(2).write_all(message);
}

enum Found {
    Option(u8, Option<Vec<u8>>),
    Unknown(u8),
    Missing(u8),
    End,
}

/// The next option of `args`.
fn step(state: &mut GetoptsState, letters: &[u8], args: &[&[u8]]) -> Found {
    if state.offset == 0 {
        match args.get(state.index - 1) {
            Some(&b"--") => {
                state.index += 1;
                return Found::End;
            }
            Some([b'-', _, ..]) => state.offset = 1,
            _ => return Found::End,
        }
    }
    let Some(arg) = args.get(state.index - 1) else { return Found::End };
    let Some(letter) = arg.get(state.offset).copied() else { return Found::End };
    state.offset += 1;
    let declared = letters.iter().position(|l| *l == letter && letter != b':');
    let takes_value = declared.is_some_and(|at| letters.get(at + 1) == Some(&b':'));
    let attached = &arg[state.offset..];
    if !takes_value || !attached.is_empty() {
        if attached.is_empty() || takes_value {
            state.index += 1;
            state.offset = 0;
        }
        return match declared {
            None => Found::Unknown(letter),
            Some(_) => Found::Option(letter, takes_value.then(|| attached.to_vec())),
        };
    }
    state.offset = 0;
    state.index += 1;
    match args.get(state.index - 1) {
        Some(value) => {
            state.index += 1;
            Found::Option(letter, Some(value.to_vec()))
        }
        None => Found::Missing(letter),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clusters_and_values_are_taken_apart() {
        let args: &[&[u8]] = &[b"-ab", b"v", b"-bw", b"-x", b"--", b"-a"];
        let mut state = GetoptsState { index: 1, offset: 0 };
        assert!(matches!(step(&mut state, b"ab:", args), Found::Option(b'a', None)));
        assert!(matches!(step(&mut state, b"ab:", args), Found::Option(b'b', Some(v)) if v == b"v"));
        assert_eq!(state.index, 3);
        assert!(matches!(step(&mut state, b"ab:", args), Found::Option(b'b', Some(v)) if v == b"w"));
        assert!(matches!(step(&mut state, b"ab:", args), Found::Unknown(b'x')));
        assert!(matches!(step(&mut state, b"ab:", args), Found::End));
        assert_eq!(state.index, 6);
    }
}
