//! `fc`: lists, edits and runs again commands of the history (POSIX.1-2024 XCU fc).

use crate::run::{Divert, Flow};
use crate::shell::Shell;
use kit::applet::Status;
use kit::text;

/// What was asked for.
#[derive(Default)]
struct Request<'a> {
    list: bool,
    no_numbers: bool,
    reverse: bool,
    again: bool,
    editor: Option<&'a [u8]>,
    operands: &'a [&'a [u8]],
}

/// How many commands `-l` lists.
const LISTED: usize = 16;

pub fn run(shell: &mut Shell, args: &[&[u8]]) -> Flow {
    let mut request = parse(shell, args)?;
    let past = shell.editor.as_mut().map_or(0, |front| front.history().past());
    if past == 0 {
        // An empty list is listed, too.
        return if request.list { Ok(Status::OK) } else { Err(failed(shell, args[0], b"history is empty")) };
    }
    let change = match request.operands {
        [change, rest @ ..] if request.again => change.iter().position(|c| *c == b'=').map(|at| {
            request.operands = rest;
            (&change[..at], &change[at + 1..])
        }),
        _ => None,
    };
    let operands = request.operands;
    let most = if request.again { 1 } else { 2 };
    if operands.len() > most {
        return Err(failed(shell, args[0], b"too many arguments"));
    }
    let mut ends = [0; 2];
    for (end, operand) in ends.iter_mut().zip(operands) {
        *end = find(shell, args[0], operand, past, request.list)?;
    }
    let (first, last) = match operands.len() {
        0 if request.list => (past.saturating_sub(LISTED), past - 1),
        0 => (past - 1, past - 1),
        1 if request.list => (ends[0], past - 1),
        1 => (ends[0], ends[0]),
        _ => (ends[0], ends[1]),
    };
    let reverse = request.reverse != (first > last);
    let mut indices: Vec<usize> = (first.min(last)..=first.max(last)).collect();
    if reverse {
        indices.reverse();
    }
    let Some(front) = shell.editor.as_mut() else { return Ok(Status::FAILED) };
    let history = front.history();
    if request.list {
        let mut out = Vec::new();
        for index in indices {
            if !request.no_numbers {
                out.extend(text![history.number(index)]);
            }
            out.push(b'\t');
            // The lines of one command are indented as one.
            for (n, line) in history.get(index).unwrap_or_default().split(|c| *c == b'\n').enumerate() {
                if n > 0 {
                    out.extend_from_slice(b"\n\t");
                }
                out.extend_from_slice(line);
            }
            out.push(b'\n');
        }
        return shell.print(&out);
    }
    let commands: Vec<&[u8]> = indices.into_iter().filter_map(|i| history.get(i)).collect();
    let mut commands = commands.join(&b'\n');
    if let Some((old, new)) = change {
        match memchr::memmem::find(&commands, old) {
            Some(at) if !old.is_empty() => {
                commands.splice(at..at + old.len(), new.iter().copied());
            }
            _ => return Err(failed(shell, args[0], b"no command found")),
        }
    }
    if !request.again {
        let editor = request.editor.unwrap_or(b"${FCEDIT:-${EDITOR:-ed}}");
        commands = match shell.edit_text(&commands, Some(editor))? {
            Some(commands) => commands,
            None => return Ok(Status::FAILED),
        };
    }
    // There is nobody to tell that standard error is closed.
    let _ = shell.streams.sink(2).write_all(&text![commands, "\n"]);
    shell.add_to_history(&commands);
    shell.run_text(commands.into(), shell.vars.line, crate::run::Mode::default())
}

fn failed(shell: &Shell, name: &[u8], message: &[u8]) -> Divert {
    shell.say_as(name, message);
    Divert::Failed(Status::FAILED)
}

fn parse<'a>(shell: &Shell, args: &'a [&'a [u8]]) -> Result<Request<'a>, Divert> {
    let mut request = Request::default();
    let mut i = 1;
    while let Some([b'-', letters @ ..]) = args.get(i) {
        // `-5` is a command, not an option.
        if letters.first().is_none_or(u8::is_ascii_digit) {
            break;
        }
        i += 1;
        if letters == b"-" {
            break;
        }
        let mut rest: &[u8] = letters;
        while let Some((letter, after)) = rest.split_first() {
            rest = after;
            match letter {
                b'l' => request.list = true,
                b'n' => request.no_numbers = true,
                b'r' => request.reverse = true,
                b's' => request.again = true,
                b'e' => {
                    let editor = if after.is_empty() {
                        i += 1;
                        args.get(i - 1).copied()
                    } else {
                        Some(after)
                    };
                    rest = b"";
                    match editor {
                        // As in ksh.
                        Some(b"-") => request.again = true,
                        Some(editor) => request.editor = Some(editor),
                        None => return Err(shell.misused(args[0], b"no arg for -e option")),
                    }
                }
                _ => return Err(shell.misused(args[0], &text!["illegal option -", [*letter]])),
            }
        }
    }
    request.operands = args.get(i..).unwrap_or_default();
    Ok(request)
}

/// The index of the command that an operand means: a number, one from the end, the beginning of its text. For a list,
/// numbers out of range are the first or the last.
fn find(shell: &mut Shell, name: &[u8], operand: &[u8], past: usize, clamps: bool) -> Result<usize, Divert> {
    let number = |digits: &[u8]| -> Option<usize> {
        if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
            return None;
        }
        Some(std::str::from_utf8(digits).ok()?.parse().unwrap_or(usize::MAX))
    };
    let Some(front) = shell.editor.as_mut() else { return Err(failed(shell, name, b"history is empty")) };
    let history = front.history();
    let (index, below) = if let Some(back) = operand.strip_prefix(b"-").and_then(number) {
        (past.checked_sub(back).filter(|_| back > 0), back > 0)
    } else if let Some(n) = number(operand.strip_prefix(b"+").unwrap_or(operand)) {
        (history.index(n).filter(|i| *i < past), n < history.number(0))
    } else {
        match history.search(past, true, |entry| entry.starts_with(operand)) {
            Some(index) => (Some(index), false),
            None => return Err(failed(shell, name, &text![operand, ": no command found"])),
        }
    };
    match index {
        Some(index) => Ok(index),
        None if clamps => Ok(if below { 0 } else { past - 1 }),
        None => Err(failed(shell, name, &text![operand, ": history specification out of range"])),
    }
}
