//! The signal on the command lines of `kill` and `killall`, which no getopt can read: `-9`, `-TERM`, `-s TERM`, `-l`.

use kit::getopt::help_or_version;
use kit::prelude::*;
use kit::signals;

/// What the options ask for.
pub(crate) enum Asked<'a> {
    /// Names and numbers of signals, all or those given.
    List(&'a [&'a [u8]]),
    /// Send this to those.
    Send(i32, &'a [&'a [u8]]),
}

/// Reads `[-l | -s SIG | -SIG] [--] ARGS`; `--` ends the options, so that an id may be negative without a signal before.
///
/// # Errors
/// `bad signal name 'x'`.
pub(crate) fn read<'a>(args: &'a [&'a [u8]]) -> Result<Asked<'a>> {
    let bad = |word: &[u8]| fail!("bad signal name '", word, "'");
    help_or_version(args)?;
    let (signal, rest) = match args {
        [b"-l" | b"--list", names @ ..] => return Ok(Asked::List(names)),
        [b"--", rest @ ..] => return Ok(Asked::Send(libc::SIGTERM, rest)),
        [b"-s" | b"-n" | b"--signal", word, rest @ ..] => (signals::number(word).ok_or_else(|| bad(word))?, rest),
        [[b'-', word @ ..], rest @ ..] if !word.is_empty() => {
            let word = word.strip_prefix(b"-signal=").unwrap_or(word);
            // `-sTERM`; no signal's name begins with a small letter here unless the whole is one.
            let attached = word.strip_prefix(b"s").and_then(signals::number);
            (signals::number(word).or(attached).ok_or_else(|| bad(word))?, rest)
        }
        rest => (libc::SIGTERM, rest),
    };
    Ok(Asked::Send(signal, if let [b"--", rest @ ..] = rest { rest } else { rest }))
}

/// `kill -l`: all signals, or for each word the name of a number (also of a status above 128) and the number of a name.
pub(crate) fn list(cx: &mut Context, words: &[&[u8]]) -> Result<Status> {
    if words.is_empty() {
        for (number, name) in (1..=signals::LAST).filter_map(|n| Some((n, signals::name(n)?))) {
            writeln!(cx.out, "{number:2}) {name}")?;
        }
    }
    for word in words {
        let is_number = !word.is_empty() && word.iter().all(u8::is_ascii_digit);
        let shown = if is_number {
            let number: u32 = kit::number::decimal(word)?;
            if number == 128 {
                return Err(fail!("unknown signal '", word, "'"));
            }
            let number = (number & 0x7f) as i32;
            signals::name(number).map_or_else(|| text![number], |name| text![name])
        } else {
            match signals::number(word) {
                Some(number) => text![number],
                None => return Err(fail!("unknown signal '", word, "'")),
            }
        };
        cx.out.line(&shown)?;
    }
    Ok(Status::OK)
}
