//! `test`, `[`: the commonest forms are decided here, the rest is the applet's.

use crate::arith::plain_number;
use crate::builtins::applets;
use crate::options;
use crate::run::Flow;
use crate::shell::Shell;
use kit::applet::Status;
use kit::filetest::{unary, unary_letter};
use kit::text;

pub fn run(shell: &mut Shell, args: &[&[u8]]) -> Flow {
    let operands = match (args[0], args.last()) {
        (b"[", Some(&b"]")) => &args[1..args.len() - 1],
        (b"[", _) => return applets::run(shell, args),
        _ => &args[1..],
    };
    if let [b"-v", name] = operands {
        return Ok(Status(u8::from(!shell.is_reference_set(name)?)));
    }
    if let [b"-o", name] = operands {
        let is_on = options::by_name(name).is_some_and(|opt| shell.options.has(opt));
        return Ok(Status(u8::from(!is_on)));
    }
    match decide(operands) {
        Some(holds) => Ok(Status(u8::from(!holds))),
        None if args.iter().any(|arg| arg.starts_with(b"/dev/") || arg.starts_with(b"/proc/") || *arg == b"-t") => {
            run_on_descriptors(shell, args)
        }
        None => applets::run(shell, args),
    }
}

/// Calls the applet with the descriptors of this process for those of the script.
fn run_on_descriptors(shell: &mut Shell, args: &[&[u8]]) -> Flow {
    let mut real: Vec<Vec<u8>> = args.iter().map(|arg| arg.to_vec()).collect();
    let mut pipes = Vec::new();
    for i in 1..args.len() {
        if let Some((path, pipe)) = shell.path_of_own_descriptor(args[i]) {
            real[i] = path;
            pipes.extend(pipe);
        } else if args[i - 1] == b"-t"
            && let Some(n @ 3..) = plain_number(args[i]).and_then(|n| usize::try_from(n).ok())
            && let Ok(fd @ 0..) = shell.streams.descriptor(n)
        {
            // The applet has its own idea of the first three.
            real[i] = text![fd];
        }
    }
    let real: Vec<&[u8]> = real.iter().map(Vec::as_slice).collect();
    applets::run(shell, &real)
}

/// The answer for the forms known here.
fn decide(operands: &[&[u8]]) -> Option<bool> {
    match operands {
        [] => Some(false),
        [word] => Some(!word.is_empty()),
        [b"-n", word] => Some(!word.is_empty()),
        [b"-z", word] => Some(word.is_empty()),
        [b"!", word] => Some(word.is_empty()),
        [operator, word] => file_test(operator, word),
        [b"!", operator @ [b'-', _], word] => file_test(operator, word).map(|holds| !holds),
        [a, b"=" | b"==", b] => Some(a == b),
        [a, b"!=", b] => Some(a != b),
        [a, [b'-', x, y], b] => {
            let order = |a: &[u8], b: &[u8]| Some(plain_number(a)?.cmp(&plain_number(b)?));
            Some(match [*x, *y] {
                [b'e', b'q'] => order(a, b)?.is_eq(),
                [b'n', b'e'] => order(a, b)?.is_ne(),
                [b'l', b't'] => order(a, b)?.is_lt(),
                [b'l', b'e'] => order(a, b)?.is_le(),
                [b'g', b't'] => order(a, b)?.is_gt(),
                [b'g', b'e'] => order(a, b)?.is_ge(),
                _ => return None,
            })
        }
        _ => None,
    }
}

/// A unary question about a file; those that may be about the script's descriptors are not answered here.
fn file_test(operator: &[u8], word: &[u8]) -> Option<bool> {
    if word.starts_with(b"/dev/") || word.starts_with(b"/proc/") {
        return None;
    }
    let letter = unary_letter(operator).filter(|letter| *letter != b't')?;
    unary(letter, word, |_| false).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_forms_are_decided_and_others_left() {
        assert_eq!(decide(&[b"a", b"=", b"a"]), Some(true));
        assert_eq!(decide(&[b"3", b"-lt", b"12"]), Some(true));
        assert_eq!(decide(&[b"x", b"-lt", b"12"]), None);
        assert_eq!((decide(&[b"-t", b"0"]), decide(&[b"-e", b"/dev/fd/5"])), (None, None));
        assert_eq!((decide(&[b"-d", b"/"]), decide(&[b"!", b"-d", b"/"])), (Some(true), Some(false)));
        assert_eq!((decide(&[b"-f", b"/"]), decide(&[b"!", b"-a", b"/"])), (Some(false), None));
        assert_eq!((decide(&[b"-Q", b"/"]), decide(&[b"!", b"!", b"/"])), (None, None));
        assert_eq!(decide(&[b"-n"]), Some(true));
        assert_eq!(decide(&[b"!", b""]), Some(true));
    }
}
