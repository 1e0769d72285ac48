//! `umask`

use crate::run::Flow;
use crate::shell::Shell;
use kit::applet::Status;
use kit::{sys, text};

pub fn run(shell: &mut Shell, args: &[&[u8]]) -> Flow {
    let (symbolic, operands) = match args {
        [_, b"-S", rest @ ..] => (true, rest),
        [_, b"--", rest @ ..] => (false, rest),
        [_, [b'-', letter, ..], ..] => {
            return Err(shell.misused(args[0], &text!["illegal option -", [*letter]]));
        }
        _ => (false, &args[1..]),
    };
    let mask = sys::set_umask(0o77);
    sys::set_umask(mask);
    let Some(mode) = operands.first() else {
        let line = if symbolic { symbols(mask) } else { text![octal(mask), "\n"] };
        return shell.print(&line);
    };
    match parse(mode, mask) {
        Some(new) => {
            sys::set_umask(new);
            Ok(Status::OK)
        }
        None => Err(shell.misused(args[0], &text!["illegal mode: ", mode])),
    }
}

fn octal(mask: u32) -> Vec<u8> {
    [mask >> 9 & 7, mask >> 6 & 7, mask >> 3 & 7, mask & 7].iter().map(|d| b'0' + *d as u8).collect()
}

fn symbols(mask: u32) -> Vec<u8> {
    let mut out = Vec::new();
    for (who, shift) in [("u=", 6), ("g=", 3), ("o=", 0)] {
        if !out.is_empty() {
            out.push(b',');
        }
        out.extend_from_slice(who.as_bytes());
        for (bit, letter) in [(4, b'r'), (2, b'w'), (1, b'x')] {
            if !mask >> shift & bit != 0 {
                out.push(letter);
            }
        }
    }
    out.push(b'\n');
    out
}

/// The mask that `mode` makes of `mask`: octal, or symbolic for what is permitted.
fn parse(mode: &[u8], mask: u32) -> Option<u32> {
    if mode.first()?.is_ascii_digit() {
        let octal = mode.iter().all(|c| (b'0'..=b'7').contains(c)) && mode.len() <= 8;
        return octal.then(|| mode.iter().fold(0, |n, c| n * 8 + u32::from(c - b'0'))).map(|n| n & 0o777);
    }
    let mut allowed = !mask & 0o777;
    for clause in mode.split(|c| *c == b',') {
        let who_end = clause.iter().position(|c| !b"ugoa".contains(c))?;
        let mut who = clause[..who_end].iter().fold(0, |w, c| {
            w | match c {
                b'u' => 0o700,
                b'g' => 0o070,
                b'o' => 0o007,
                _ => 0o777,
            }
        });
        if who == 0 {
            who = 0o777;
        }
        let mut rest = &clause[who_end..];
        while let Some((operator, after)) = rest.split_first() {
            if !b"+-=".contains(operator) {
                return None;
            }
            let end = after.iter().position(|c| b"+-=".contains(c)).unwrap_or(after.len());
            let mut bits = 0;
            for c in &after[..end] {
                bits |= match c {
                    b'r' => 0o444,
                    b'w' => 0o222,
                    b'x' => 0o111,
                    b'X' if allowed & 0o111 != 0 => 0o111,
                    b'X' | b's' | b't' => 0,
                    b'u' => (allowed >> 6 & 7) * 0o111,
                    b'g' => (allowed >> 3 & 7) * 0o111,
                    b'o' => (allowed & 7) * 0o111,
                    _ => return None,
                };
            }
            allowed = match operator {
                b'+' => allowed | who & bits,
                b'-' => allowed & !(who & bits),
                _ => allowed & !who | who & bits,
            };
            rest = &after[end..];
        }
    }
    Some(!allowed & 0o777)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn symbolic_modes_say_what_is_permitted() {
        assert_eq!(parse(b"u=rwx,g=,o=", 0o22), Some(0o77));
        assert_eq!(parse(b"g-w", 0), Some(0o20));
        assert_eq!(parse(b"a=r", 0o77), Some(0o333));
        assert_eq!(parse(b"g=u", 0o77), Some(0o07));
        assert_eq!(parse(b"9", 0), None);
        assert_eq!(parse(b"abc", 0), None);
        assert_eq!(symbols(0o22), b"u=rwx,g=rx,o=rx\n");
    }
}
