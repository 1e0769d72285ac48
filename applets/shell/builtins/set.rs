//! `set`

use crate::fields::Fields;
use crate::options::{self, Opt};
use crate::run::{Divert, Flow, single_quoted};
use crate::shell::{Params, Shell};
use crate::variables::{ARRAY, NAMEREF, SET, known};
use kit::applet::Status;
use kit::text;

pub fn run(shell: &mut Shell, args: &[&[u8]]) -> Flow {
    if args.len() == 1 {
        let out = list(shell);
        return shell.print(&out);
    }
    let mut i = 1;
    let mut ended = false;
    while let Some(arg) = args.get(i) {
        let (on, letters) = match *arg {
            b"--" => {
                i += 1;
                ended = true;
                break;
            }
            // `set -` ends -x and -v.
            b"-" => {
                i += 1;
                shell.options.set(Opt::Xtrace, false);
                shell.options.set(Opt::Verbose, false);
                break;
            }
            [b'-', letters @ ..] => (true, letters),
            [b'+', letters @ ..] => (false, letters),
            _ => break,
        };
        i += 1;
        for letter in letters {
            if *letter == b'o' {
                let Some(name) = args.get(i) else {
                    let out = if on { shell.options.table() } else { shell.options.commands() };
                    return shell.print(&out);
                };
                i += 1;
                if options::by_name(name).is_none() {
                    shell.say_as(args[0], &text!["illegal option ", if on { "-o " } else { "+o " }, name]);
                    return Ok(Status::FAILED);
                }
            }
            set_option(shell, args[0], *letter, args.get(i - 1).copied(), on)?;
        }
    }
    if i < args.len() || ended {
        let mut fields = Fields::default();
        fields.extend(args[i..].iter().copied());
        shell.params = Params::new(fields, 0);
    }
    Ok(Status::OK)
}

/// Turns an option on or off by its letter; for `o` by the name.
///
/// # Errors
/// If there is none, said.
pub fn set_option(shell: &mut Shell, who: &[u8], letter: u8, name: Option<&[u8]>, on: bool) -> Result<(), Divert> {
    let opt = match letter {
        b'o' => name.and_then(options::by_name),
        // Where commands are is remembered always.
        b'h' => return Ok(()),
        letter => options::by_letter(letter),
    };
    let Some(opt) = opt else {
        return Err(shell.misused(who, &text!["illegal option ", if on { "-" } else { "+" }, [letter]]));
    };
    let mut options = shell.options;
    options.set(opt, on);
    shell.set_options(options);
    if opt == Opt::Monitor && on && !shell.options.has(opt) {
        shell.say_as(who, b"can't access tty; job control turned off");
    }
    Ok(())
}

/// All variables, so that the shell can read them back.
pub(super) fn list(shell: &mut Shell) -> Vec<u8> {
    let mut out = Vec::new();
    for id in shell.vars.sorted() {
        // To read RANDOM back would make it a seed.
        if shell.vars.flags(id) & SET == 0 || id == known::RANDOM {
            continue;
        }
        let value = match shell.vars.flags(id) & (ARRAY | NAMEREF) {
            0 => shell.vars.get(id).map(single_quoted).unwrap_or_default(),
            NAMEREF => single_quoted(shell.vars.raw(id)),
            _ => shell.vars.array(id).map_or_else(|| b"()".to_vec(), |array| Shell::shown_array(array)),
        };
        out = text![out, shell.vars.symbols.name(id), "=", value, "\n"];
    }
    out
}
