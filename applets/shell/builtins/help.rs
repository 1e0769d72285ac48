//! `help`

use crate::builtins::Builtin;
use crate::run::Flow;
use crate::shell::Shell;

pub fn run(shell: &mut Shell) -> Flow {
    let mut out = b"Built-in commands:\n------------------\n".to_vec();
    let mut column = 0;
    for builtin in Builtin::all() {
        let name = builtin.name();
        if column > 0 && column + 1 + name.len() > 64 {
            out.push(b'\n');
            column = 0;
        }
        out.push(if column == 0 { b'\t' } else { b' ' });
        out.extend_from_slice(name);
        column += 1 + name.len();
    }
    out.push(b'\n');
    shell.print(&out)
}
