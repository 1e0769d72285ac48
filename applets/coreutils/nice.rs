//! `nice`: run a program with changed priority, or print the priority
//!
//! POSIX.1-2024 XCU nice; also the old form `nice -5`.

use kit::prelude::*;
use kit::sys::processes;
use kit::{number, process};

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

fn run(cx: &mut Context) -> Result<Status> {
    let current = processes::nice_value();
    let (adjustment, prog) = match cx.args {
        [] => {
            cx.out.line(&text![current])?;
            return Ok(Status::OK);
        }
        // `-5` and `--5`: what follows the first dash is a number.
        [[b'-', number @ ..], prog @ ..] if looks_like_number(number) => (number::decimal::<i32>(number)?, prog),
        args => {
            let given = cx.options_of(args)?;
            let adjustment = given.in_order().last().and_then(|(_, value)| value).map(number::decimal::<i32>);
            let prog = &args[args.len() - given.operands.len()..];
            (adjustment.transpose()?.unwrap_or(10), prog)
        }
    };
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

fn looks_like_number(word: &[u8]) -> bool {
    let digits = word.strip_prefix(b"-").or(word.strip_prefix(b"+")).unwrap_or(word);
    digits.first().is_some_and(u8::is_ascii_digit)
}
