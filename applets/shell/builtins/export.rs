//! `export`, `readonly`

use crate::run::{Flow, single_quoted};
use crate::shell::Shell;
use crate::symbols::is_name;
use crate::variables::SET;
use kit::applet::Status;
use kit::text;

/// `flag` is what is given to the variables.
pub fn run(shell: &mut Shell, args: &[&[u8]], flag: u8) -> Flow {
    let (letters, words) = shell.letters(args, b"pn")?;
    if words.is_empty() {
        let mut out = Vec::new();
        for id in shell.vars.sorted() {
            if shell.vars.flags(id) & flag == 0 {
                continue;
            }
            out = text![out, args[0], " ", shell.vars.symbols.name(id)];
            if shell.vars.flags(id) & SET != 0 {
                let value = shell.vars.get(id).map(single_quoted).unwrap_or_default();
                out = text![out, "=", value];
            }
            out.push(b'\n');
        }
        return shell.print(&out);
    }
    for word in words {
        let at = crate::search::find(b'=', word);
        let name = &word[..at.unwrap_or(word.len())];
        if !is_name(name) {
            return Err(shell.misused(args[0], &text![name, ": bad variable name"]));
        }
        let id = shell.vars.id(name);
        if let Some(at) = at
            && shell.vars.set(id, &word[at + 1..]).is_err()
        {
            return Err(shell.misused(args[0], &text![name, ": is read only"]));
        }
        if letters & 2 != 0 {
            shell.vars.change_flags(id, 0, flag & crate::variables::EXPORT);
        } else {
            shell.vars.change_flags(id, flag, 0);
        }
    }
    shell.notice_changes();
    Ok(Status::OK)
}
