//! `nice`: run a program with changed priority, or print the priority
//!
//! POSIX.1-2024 XCU nice; also the old form `nice -5`. Of several adjustments the last one counts.

use kit::prelude::*;
use kit::process;
use kit::sys::processes;

const USAGE: &str = "\
[-n ADJUST] [PROG ARGS]

Change scheduling priority, run PROG

	-n, --adjustment=ADJUST	Adjust priority by ADJUST
";

pub const APPLET: Applet = Applet {
    dir: Dir::Bin,
    usage: USAGE,
    options: options!(USAGE),
    kind: Kind::PureWhen(|args| args.is_empty()),
    stop_at_operand: true,
    run,
    ..Applet::DEFAULT
};

const ADJUSTMENT: Key = Key::short(APPLET.options, 'n');

fn run(cx: &mut Context) -> Result<Status> {
    let current = processes::nice_value();
    if cx.args.is_empty() {
        cx.out.line(&text![current])?;
        return Ok(Status::OK);
    }
    let args = with_option(cx.args);
    let given = cx.options_of(&args)?;
    let adjustment = given.number::<i32>(ADJUSTMENT)?.unwrap_or(10);
    let prog = &given.operands[..];
    if prog.is_empty() {
        return Err(Error::Usage(None));
    }
    let wanted = current.saturating_add(adjustment);
    if let Err(error) = processes::set_nice_value(wanted.clamp(-20, 19)) {
        let message = text!["setpriority(", wanted, "): ", error];
        // POSIX: the program runs nevertheless when the priority may not be raised. BusyBox does not run it.
        return Err(Error::Failed(Status::FAILED, message));
    }
    Err(process::exec(cx, prog))
}

/// The arguments with `-n NUMBER` in place of every `-NUMBER` before the program: `-5`, `--5`, `-+5`.
fn with_option<'a>(args: &[&'a [u8]]) -> Vec<&'a [u8]> {
    let mut done = Vec::new();
    let mut rest = args;
    loop {
        match rest {
            [[b'-', number @ ..], after @ ..] if looks_like_number(number) => {
                done.extend([&b"-n"[..], number]);
                rest = after;
            }
            // Its value may look like one, and is none of its own.
            [option @ (b"-n" | b"--adjustment"), value, after @ ..] => {
                done.extend([option, value]);
                rest = after;
            }
            [option @ [b'-', _, ..], after @ ..] if *option != b"--" => {
                done.push(option);
                rest = after;
            }
            _ => {
                done.extend_from_slice(rest);
                return done;
            }
        }
    }
}

fn looks_like_number(word: &[u8]) -> bool {
    let digits = word.strip_prefix(b"-").or(word.strip_prefix(b"+")).unwrap_or(word);
    digits.first().is_some_and(u8::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::with_option;

    #[test]
    fn old_forms_become_options() {
        assert_eq!(with_option(&[b"-5", b"x", b"-6"]), [&b"-n"[..], b"5", b"x", b"-6"]);
        assert_eq!(with_option(&[b"-n", b"-1", b"--2", b"x"]), [&b"-n"[..], b"-1", b"-n", b"-2", b"x"]);
        assert_eq!(with_option(&[b"-n3", b"--", b"-4"]), [&b"-n3"[..], b"--", b"-4"]);
    }
}
