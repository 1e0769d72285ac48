//! `test`, `[`: the commonest forms are decided here, the rest is the applet's.

use crate::arith::plain_number;
use crate::builtins::applets;
use crate::run::Flow;
use crate::shell::Shell;
use kit::applet::Status;

pub fn run(shell: &mut Shell, args: &[&[u8]]) -> Flow {
    let operands = match (args[0], args.last()) {
        (b"[", Some(&b"]")) => &args[1..args.len() - 1],
        (b"[", _) => return applets::run(shell, args),
        _ => &args[1..],
    };
    if let [b"-v", name] = operands {
        return Ok(Status(u8::from(!shell.is_reference_set(name)?)));
    }
    match decide(operands) {
        Some(holds) => Ok(Status(u8::from(!holds))),
        None => applets::run(shell, args),
    }
}

/// The answer for the forms known here.
fn decide(operands: &[&[u8]]) -> Option<bool> {
    match operands {
        [] => Some(false),
        [word] => Some(!word.is_empty()),
        [b"-n", word] => Some(!word.is_empty()),
        [b"-z", word] => Some(word.is_empty()),
        [b"!", word] => Some(word.is_empty()),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_forms_are_decided_and_others_left() {
        assert_eq!(decide(&[b"a", b"=", b"a"]), Some(true));
        assert_eq!(decide(&[b"3", b"-lt", b"12"]), Some(true));
        assert_eq!(decide(&[b"x", b"-lt", b"12"]), None);
        assert_eq!(decide(&[b"-f", b"x"]), None);
        assert_eq!(decide(&[b"-n"]), Some(true));
        assert_eq!(decide(&[b"!", b""]), Some(true));
    }
}
