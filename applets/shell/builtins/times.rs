//! `times`

use crate::run::Flow;
use crate::shell::Shell;
use kit::{sys, text};

pub fn run(shell: &mut Shell) -> Flow {
    let (times, per_second) = sys::times();
    let show = |ticks: i64| {
        let (seconds, rest) = (ticks / per_second, ticks % per_second * 1000 / per_second);
        text![seconds / 60, "m", seconds % 60, ".", rest / 100, rest / 10 % 10, rest % 10, "s"]
    };
    let [user, system, children_user, children_system] = times.map(show);
    shell.print(&text![user, " ", system, "\n", children_user, " ", children_system, "\n"])
}
