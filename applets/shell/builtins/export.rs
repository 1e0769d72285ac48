//! `export`, `readonly`

use crate::builtins::declare;
use crate::run::{Flow, single_quoted};
use crate::shell::Shell;
use crate::variables::{ASSOCIATIVE, EXPORT, Flags, INDEXED, READONLY, SET};
use kit::text;

/// `flag` is what is given to the variables.
pub fn run(shell: &mut Shell, args: &[&[u8]], flag: Flags) -> Flow {
    let allowed: &[u8] = match flag {
        READONLY => b"pnaA",
        _ if shell.bash => b"pnf",
        _ => b"pn",
    };
    let (letters, words) = shell.letters(args, allowed)?;
    if flag == EXPORT && letters & 4 != 0 {
        if words.is_empty() {
            return declare::exported_functions(shell);
        }
        return Ok(shell.export_functions(args[0], words, letters & 2 == 0));
    }
    if words.is_empty() {
        let mut out = Vec::new();
        for id in shell.vars.sorted() {
            if shell.vars.flags(id) & flag == 0 {
                continue;
            }
            let kind = match shell.vars.flags(id) {
                flags if flags & ASSOCIATIVE != 0 => "-A ",
                flags if flags & INDEXED != 0 => "-a ",
                _ => "",
            };
            out = text![out, args[0], " ", kind, shell.vars.symbols.name(id)];
            if !kind.is_empty() {
                if let Some(array) = shell.vars.array(id) {
                    out = text![out, "=", Shell::shown_array(array)];
                }
            } else if shell.vars.flags(id) & SET != 0 {
                let value = shell.vars.get(id).map(single_quoted).unwrap_or_default();
                out = text![out, "=", value];
            }
            out.push(b'\n');
        }
        return shell.print(&out);
    }
    let kind = [(4, INDEXED), (8, ASSOCIATIVE)].iter().filter(|k| letters & k.0 != 0).fold(0, |all, k| all | k.1);
    let (add, remove) = if letters & 2 != 0 { (kind, flag & EXPORT) } else { (kind | flag, 0) };
    declare::mark(shell, args, args.len() - words.len(), add, remove)
}
