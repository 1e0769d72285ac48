//! `who`, `users`: show who is logged in
//!
//! `who` prints as in BusyBox; POSIX.1-2024's options, a FILE and `users` as in GNU.

use kit::getopt::help_or_version;
use kit::prelude::*;
use kit::time::{self, Zone};
use kit::utmp::{self, Record, USER_PROCESS};
use std::os::unix::ffi::OsStrExt;

const USAGE: &str = "\
[-abdHlmpqrt] [FILE | am i]

Show who is logged on; FILE is /run/utmp if not given

	-a, --all	Show all records
	-b, --boot	Show the time of the last boot
	-d, --dead	Show processes that have ended
	-H, --heading	Print column headers
	-l, --login	Show terminals that wait for a login
	-m		Only the terminal of standard input; so also 'am i'
	-p, --process	Show processes started by init
	-q, --count	Print names and their number only
	-r, --runlevel	Show the run level
	-s, --short	Users only (default)
	-t, --time	Show the last change of the clock
	-u, --users	Show users, with idle times (always so)
";

pub const APPLET: Applet = Applet { kind: Kind::Pure, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const ALL: Key = Key::short(APPLET.options, 'a');
const HEADING: Key = Key::short(APPLET.options, 'H');
const MINE: Key = Key::short(APPLET.options, 'm');
const COUNT: Key = Key::short(APPLET.options, 'q');
/// What each option shows: `ut_type`.
const KINDS: [(Key, i16); 7] = [
    (Key::short(APPLET.options, 'r'), 1),
    (Key::short(APPLET.options, 'b'), 2),
    (Key::short(APPLET.options, 't'), 3),
    (Key::short(APPLET.options, 'p'), 5),
    (Key::short(APPLET.options, 'l'), 6),
    (Key::short(APPLET.options, 'u'), USER_PROCESS),
    (Key::short(APPLET.options, 'd'), 8),
];

fn run(cx: &mut Context) -> Result<Status> {
    if cx.name == "users" {
        return list_users(cx);
    }
    let given = cx.options()?;
    let (file, mine) = match given.operands[..] {
        [] => (None, given.has(MINE)),
        [file] => (Some(file), given.has(MINE)),
        [_, _] => (None, true),
        _ => return Err(Error::Usage(None)),
    };
    let records = read(file)?;
    if given.has(COUNT) {
        let names: Vec<&[u8]> = users(&records).map(|record| &record.user[..]).collect();
        cx.out.line(&names.join(&b' '))?;
        cx.out.line(&text!["# users=", names.len()])?;
        return Ok(Status::OK);
    }
    if given.has(HEADING) {
        cx.out.line(b"USER\t\tTTY\t\tIDLE\tTIME\t\t HOST")?;
    }
    let asked = KINDS.iter().any(|(key, _)| given.has(*key));
    let is_shown = |record: &Record| match KINDS.iter().find(|(_, kind)| *kind == record.kind) {
        Some((key, kind)) => given.has(ALL) || given.has(*key) || !asked && *kind == USER_PROCESS,
        None => given.has(ALL),
    };
    let terminal = if mine { own_terminal() } else { None };
    let zone = Zone::of_env(cx.env);
    for record in records.iter().filter(|record| is_shown(record) && !record.user.is_empty()) {
        if mine && Some(&record.line) != terminal.as_ref() {
            continue;
        }
        let mut since = Vec::new();
        time::format(&mut since, b"%b %e %H:%M:%S", &zone.civil(record.since), 0);
        let mut line = column(&record.user, 15);
        line.push(b' ');
        line.extend(column(&record.line, 15));
        line.push(b' ');
        line.extend(column(&idle(&record.line), 7));
        line.push(b' ');
        line.extend(column(&since, 16));
        line.push(b' ');
        line.extend_from_slice(&record.host);
        cx.out.line(&line)?;
    }
    Ok(Status::OK)
}

fn list_users(cx: &mut Context) -> Result<Status> {
    help_or_version(cx.args)?;
    let file = match cx.args {
        [] => None,
        [file] | [b"--", file] if !file.starts_with(b"--") => Some(*file),
        _ => return Err(Error::Usage(None)),
    };
    let records = read(file)?;
    let mut names: Vec<&[u8]> = users(&records).map(|record| &record.user[..]).collect();
    names.sort_unstable();
    if !names.is_empty() {
        cx.out.line(&names.join(&b' '))?;
    }
    Ok(Status::OK)
}

/// The records of `file`. That there is no /run/utmp is no error: nobody writes it in a container.
fn read(file: Option<&[u8]>) -> Result<Vec<Record>> {
    let path = file.unwrap_or(utmp::PATH.as_bytes());
    match std::fs::read(std::ffi::OsStr::from_bytes(path)) {
        Ok(content) => Ok(utmp::parse(&content)),
        Err(error) if file.is_none() && error.kind() == std::io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(fail!("can't open '", path, "': ", error)),
    }
}

fn users(records: &[Record]) -> impl Iterator<Item = &Record> {
    records.iter().filter(|record| record.kind == USER_PROCESS && !record.user.is_empty())
}

/// At most `width` bytes, blanks behind them to `width`.
fn column(text: &[u8], width: usize) -> Vec<u8> {
    let mut column = text[..text.len().min(width)].to_vec();
    column.resize(width, b' ');
    column
}

/// How long nothing was typed at a terminal: `.` within the last minute, `hh:mm`, `old` for more than a day, `?` if it
/// is no terminal here.
fn idle(line: &[u8]) -> Vec<u8> {
    let Ok(stat) = kit::sys::files::stat(&text!["/dev/", line]) else { return b"?".to_vec() };
    if line.is_empty() {
        return b"?".to_vec();
    }
    match time::now().seconds - stat.st_atime {
        ..60 => b".".to_vec(),
        seconds @ 60..86400 => format!("{:02}:{:02}", seconds / 3600, seconds / 60 % 60).into_bytes(),
        _ => b"old".to_vec(),
    }
}

/// The terminal of standard input, without `/dev/`.
fn own_terminal() -> Option<Vec<u8>> {
    let path = std::fs::read_link("/proc/self/fd/0").ok()?;
    path.as_os_str().as_bytes().strip_prefix(b"/dev/").filter(|_| kit::sys::is_terminal(0)).map(<[u8]>::to_vec)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_their_width() {
        assert_eq!((column(b"ab", 4), column(b"abcdef", 4)), (b"ab  ".to_vec(), b"abcd".to_vec()));
    }

    #[test]
    fn a_line_without_terminal_has_no_idle_time() {
        assert_eq!((idle(b""), idle(b"no-such-terminal")), (b"?".to_vec(), b"?".to_vec()));
    }
}
