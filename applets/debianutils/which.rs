//! `which`: locate a command in PATH
//!
//! As in Debian.

use kit::prelude::*;
use kit::process::{DEFAULT_PATH, candidates};
use kit::sys::is_executable_file;

const USAGE: &str = "\
[-a] COMMAND...

Locate COMMAND

	-a	Show all matches
";

pub const APPLET: Applet = Applet { kind: Kind::Pure, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const ALL: Key = Key::short(APPLET.options, 'a');

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    if given.operands.is_empty() {
        return Err(Error::Usage(None));
    }
    let path = cx.env.get(b"PATH").unwrap_or(DEFAULT_PATH);
    let mut status = Status::OK;
    for name in &given.operands {
        let mut found = false;
        for file in candidates(name, path).filter(|file| is_executable_file(file)) {
            // In the current directory, which an empty part of PATH means.
            if !file.contains(&b'/') {
                cx.out.write_all(b"./")?;
            }
            cx.out.line(&file)?;
            found = true;
            if !given.has(ALL) {
                break;
            }
        }
        if !found {
            status = Status::FAILED;
        }
    }
    Ok(status)
}
