//! `local`

use crate::run::Flow;
use crate::shell::Shell;
use crate::symbols::is_name;
use kit::applet::Status;
use kit::text;

pub fn run(shell: &mut Shell, args: &[&[u8]]) -> Flow {
    if shell.functions_deep == 0 {
        return Err(shell.misused(args[0], b"not in a function"));
    }
    for word in &args[1..] {
        if *word == b"-" {
            // `local -`: the options are put back at the end of the function.
            shell.local_options();
            continue;
        }
        let at = crate::search::find(b'=', word);
        let name = &word[..at.unwrap_or(word.len())];
        if !is_name(name) {
            return Err(shell.misused(args[0], &text![name, ": bad variable name"]));
        }
        let id = shell.vars.id(name);
        if shell.vars.flags(id) & crate::variables::READONLY != 0 && at.is_some() {
            return Err(shell.misused(args[0], &text![name, ": is read only"]));
        }
        shell.make_local(id);
        if let Some(at) = at {
            shell.assign(id, &word[at + 1..])?;
        }
    }
    Ok(Status::OK)
}
