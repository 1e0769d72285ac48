//! `pushd`, `popd`, `dirs`: a stack of directories, the current one on top

use super::cd;
use crate::run::{Divert, Flow};
use crate::shell::Shell;
use crate::variables::known;
use kit::applet::Status;
use kit::text;
use std::rc::Rc;

/// Options and the operand of `pushd` and `popd`.
struct Request<'a> {
    /// `-n`: the directory does not change.
    stay: bool,
    operand: Option<&'a [u8]>,
}

fn parse<'a>(shell: &Shell, args: &[&'a [u8]]) -> Result<Request<'a>, Divert> {
    let mut request = Request { stay: false, operand: None };
    let mut rest = &args[1..];
    while let [first, more @ ..] = rest {
        match *first {
            b"-n" => request.stay = true,
            b"--" => {
                rest = more;
                break;
            }
            [b'-', c, ..] if !c.is_ascii_digit() => {
                return Err(shell.misused(args[0], &text!["illegal option -", [*c]]));
            }
            _ => break,
        }
        rest = more;
    }
    match rest {
        [] => {}
        [operand] => request.operand = Some(operand),
        _ => return Err(shell.misused(args[0], b"too many arguments")),
    }
    Ok(request)
}

/// All directories, the current one first.
fn stack(shell: &Shell) -> Vec<Vec<u8>> {
    let here = shell.vars.peek(known::PWD).unwrap_or_default().to_vec();
    std::iter::once(here).chain(shell.vars.directories.iter().cloned()).collect()
}

fn failed(shell: &Shell, who: &[u8], message: &[u8]) -> Flow {
    shell.say_as(who, message);
    Ok(Status::FAILED)
}

/// The place that `+N` (from the top) or `-N` (from the bottom) means, if it is that; too large a one is `length`.
fn place(operand: &[u8], length: usize) -> Option<usize> {
    let (sign, digits) = operand.split_first()?;
    if !matches!(sign, b'+' | b'-') || digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let n: usize = std::str::from_utf8(digits).ok()?.parse().unwrap_or(usize::MAX);
    Some(if *sign == b'+' { n.min(length) } else { length.checked_sub(1)?.checked_sub(n).unwrap_or(length) })
}

/// Goes to the first of `stack`, keeps the others and shows all.
fn settle(shell: &mut Shell, who: &[u8], mut stack: Vec<Vec<u8>>, stay: bool) -> Flow {
    let here = shell.vars.peek(known::PWD).unwrap_or_default().to_vec();
    let top = stack.remove(0);
    if !stay
        && top != here
        && let Err(error) = cd::change(shell, &top, false)
    {
        return failed(shell, who, &text!["can't cd to ", top, ": ", error]);
    }
    shell.vars.directories = Rc::new(stack);
    show(shell)
}

fn show(shell: &mut Shell) -> Flow {
    let home = shell.vars.peek(known::HOME).unwrap_or_default().to_vec();
    let shown: Vec<Vec<u8>> = stack(shell).iter().map(|dir| shortened(dir, &home)).collect();
    shell.print(&text![shown.join(&b' '), "\n"])
}

/// With a tilde for the home directory.
fn shortened(dir: &[u8], home: &[u8]) -> Vec<u8> {
    match dir.strip_prefix(home) {
        Some(rest) if home.len() > 1 && matches!(rest.first(), None | Some(b'/')) => text!["~", rest],
        _ => dir.to_vec(),
    }
}

pub fn pushd(shell: &mut Shell, args: &[&[u8]]) -> Flow {
    let request = parse(shell, args)?;
    let mut stack = stack(shell);
    match request.operand {
        None if stack.len() < 2 => return failed(shell, args[0], b"no other directory"),
        None => stack.swap(0, 1),
        Some(operand) => match place(operand, stack.len()) {
            Some(_) if stack.len() < 2 => return failed(shell, args[0], b"directory stack empty"),
            Some(n) if n == stack.len() => {
                return failed(shell, args[0], &text![operand, ": directory stack index out of range"]);
            }
            Some(n) => stack.rotate_left(n),
            None if request.stay => stack.insert(1, operand.to_vec()),
            None => {
                let here = stack.remove(0);
                if let Err(error) = cd::change(shell, operand, false) {
                    return failed(shell, args[0], &text!["can't cd to ", operand, ": ", error]);
                }
                stack.insert(0, here);
                shell.vars.directories = Rc::new(stack);
                return show(shell);
            }
        },
    }
    settle(shell, args[0], stack, request.stay)
}

pub fn popd(shell: &mut Shell, args: &[&[u8]]) -> Flow {
    let request = parse(shell, args)?;
    let mut stack = stack(shell);
    if stack.len() < 2 {
        return failed(shell, args[0], b"directory stack empty");
    }
    let place = match request.operand {
        None => usize::from(request.stay),
        Some(operand) => match place(operand, stack.len()) {
            None => return failed(shell, args[0], &text![operand, ": invalid argument"]),
            Some(n) if n == stack.len() => {
                return failed(shell, args[0], &text![operand, ": directory stack index out of range"]);
            }
            Some(n) => n,
        },
    };
    stack.remove(place);
    settle(shell, args[0], stack, request.stay)
}

pub fn dirs(shell: &mut Shell, args: &[&[u8]]) -> Flow {
    let (mut clear, mut long, mut lines, mut numbers) = (false, false, false, false);
    let mut only = None;
    let mut stack = stack(shell);
    for arg in &args[1..] {
        if let Some(n) = place(arg, stack.len()) {
            if n == stack.len() {
                return failed(shell, args[0], &text![*arg, ": directory stack index out of range"]);
            }
            only = Some(n);
            continue;
        }
        let Some(letters) = arg.strip_prefix(b"-") else {
            return Err(shell.misused(args[0], &text![*arg, ": invalid argument"]));
        };
        for letter in letters {
            match letter {
                b'c' => clear = true,
                b'l' => long = true,
                b'p' => lines = true,
                b'v' => {
                    lines = true;
                    numbers = true;
                }
                _ => return Err(shell.misused(args[0], &text!["illegal option -", [*letter]])),
            }
        }
    }
    if clear {
        shell.vars.directories = Rc::default();
        return Ok(Status::OK);
    }
    if !long {
        let home = shell.vars.peek(known::HOME).unwrap_or_default();
        stack = stack.iter().map(|dir| shortened(dir, home)).collect();
    }
    let mut out = Vec::new();
    for (i, dir) in stack.iter().enumerate().filter(|(i, _)| only.is_none_or(|only| only == *i)) {
        if numbers {
            out.extend_from_slice(format!("{i:2}  ").as_bytes());
        }
        out.extend_from_slice(dir);
        out.push(if lines { b'\n' } else { b' ' });
    }
    if !lines {
        out.pop();
        out.push(b'\n');
    }
    shell.print(&out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_from_either_end() {
        assert_eq!(place(b"+1", 3), Some(1));
        assert_eq!(place(b"-0", 3), Some(2));
        assert_eq!(place(b"-2", 3), Some(0));
        assert_eq!((place(b"-3", 3), place(b"+99", 3)), (Some(3), Some(3)));
        assert_eq!((place(b"x", 3), place(b"+", 3), place(b"-x", 3)), (None, None, None));
    }

    #[test]
    fn only_the_home_itself_is_shortened() {
        assert_eq!(shortened(b"/home/u/x", b"/home/u"), b"~/x");
        assert_eq!(shortened(b"/home/user", b"/home/u"), b"/home/user");
        assert_eq!(shortened(b"/x", b"/"), b"/x");
        assert_eq!(shortened(b"/x", b""), b"/x");
    }
}
