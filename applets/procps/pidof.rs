//! `pidof`: print the ids of processes by name
//!
//! As in sysvinit: descending.

use kit::number;
use kit::prelude::*;

const USAGE: &str = "\
[-s] [-o PID] [NAME]...

List PIDs of all processes with names that match NAMEs

	-s, --single-shot	Show only one PID
	-o, --omit-pid=PID[,...]	Omit given pid
		Use %PPID to omit pid of pidof's parent
	-q	Print nothing: the status alone
";

pub const APPLET: Applet = Applet { dir: Dir::Bin, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const SINGLE: Key = Key::short(APPLET.options, 's');
const OMIT: Key = Key::short(APPLET.options, 'o');
const QUIET: Key = Key::short(APPLET.options, 'q');

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    let mut omitted: Vec<i32> = Vec::new();
    for word in given.values(OMIT).flat_map(|list| list.split(|c| *c == b',')) {
        omitted.push(match word {
            b"%PPID" => nix::unistd::getppid().as_raw(),
            word => number::decimal(word)?,
        });
    }
    let mut shown = Vec::new();
    'names: for name in &given.operands {
        let pids = crate::by_name::processes(name).map_err(|e| fail!("can't open '/proc': ", e))?;
        for pid in pids.into_iter().rev().filter(|pid| !omitted.contains(pid)) {
            shown.push(pid);
            if given.has(SINGLE) {
                break 'names;
            }
        }
    }
    if !given.has(QUIET) {
        for (i, pid) in shown.iter().enumerate() {
            cx.out.write_all(&text![if i > 0 { " " } else { "" }, *pid])?;
        }
        if !shown.is_empty() {
            cx.out.write_all(b"\n")?;
        }
    }
    Ok(if shown.is_empty() { Status::FAILED } else { Status::OK })
}
