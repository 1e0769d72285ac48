//! `history`

use crate::run::Flow;
use crate::shell::Shell;

pub fn run(shell: &mut Shell) -> Flow {
    let list = shell.editor.as_ref().map(|front| front.list()).unwrap_or_default();
    shell.print(&list)
}
