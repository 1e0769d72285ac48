//! `touch`: create files or change their times
//!
//! POSIX.1-2024 XCU touch; `-h` as in GNU and BusyBox, and every date that `date -d` takes.

use kit::copy;
use kit::prelude::*;
use kit::sys::files::{self, CWD, NO_FOLLOW, SetTime};
use kit::time::{self, Zone};
use std::io;

const USAGE: &str = "\
[-cham] [-d DATE] [-t DATE] [-r FILE] FILE...

Update mtime of FILEs

	-c, --no-create		Don't create files
	-h, --no-dereference	Don't follow links
	-a			Change only atime
	-m			Change only mtime
	-d, --date=DT		Date/time to use
	-t DT			Date/time to use
	-r, --reference=FILE	Use FILE's date/time; with -d as what DT is relative to
	--time=WORD		atime, access, use: as -a; mtime, modify: as -m
~	-f			Nothing, as in BSD
";

pub const APPLET: Applet =
    Applet { dir: Dir::Bin, kind: Kind::Pure, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const NO_CREATE: Key = Key::short(APPLET.options, 'c');
const NO_DEREFERENCE: Key = Key::short(APPLET.options, 'h');
const ACCESS: Key = Key::short(APPLET.options, 'a');
const MODIFY: Key = Key::short(APPLET.options, 'm');
const DATE: Key = Key::short(APPLET.options, 'd');
const STAMP: Key = Key::short(APPLET.options, 't');
const REFERENCE: Key = Key::short(APPLET.options, 'r');
const TIME: Key = Key::long(USAGE, APPLET.options, "time");

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    if given.operands.is_empty() {
        return Err(Error::Usage(None));
    }
    let flags = if given.has(NO_DEREFERENCE) { NO_FOLLOW } else { 0 };
    let (mut accessed, mut modified) = (SetTime::Now, SetTime::Now);
    // The last of the three holds.
    let source = given.in_order().rfind(|(key, _)| [DATE, STAMP, REFERENCE].contains(key));
    match source {
        // A date is relative to the times of FILE, as in GNU.
        Some((REFERENCE | DATE, _)) if given.has(REFERENCE) => {
            let file = given.value(REFERENCE).unwrap_or_default();
            let stat = files::c_path(file).and_then(|name| files::stat_at(CWD, &name, flags));
            let stat = stat.map_err(|e| fail!("can't stat '", file, "': ", e))?;
            (accessed, modified) = copy::times(&stat);
            if let Some(date) = given.value(DATE) {
                let zone = Zone::of_env(cx.env);
                let from = |base| time::parse(date, base, &zone).map(SetTime::To);
                let both = from(copy::accessed(&stat)).zip(from(copy::modified(&stat)));
                (accessed, modified) = both.ok_or_else(|| fail!("invalid date '", date, "'"))?;
            }
        }
        Some((_, Some(date))) => {
            let moment = time::parse(date, time::now(), &Zone::of_env(cx.env));
            let moment = moment.ok_or_else(|| fail!("invalid date '", date, "'"))?;
            (accessed, modified) = (SetTime::To(moment), SetTime::To(moment));
        }
        _ => {}
    }
    let (mut only_access, mut only_modify) = (given.has(ACCESS), given.has(MODIFY));
    for word in given.values(TIME) {
        match word {
            b"atime" | b"access" | b"use" => only_access = true,
            b"mtime" | b"modify" => only_modify = true,
            _ => return Err(Error::Usage(Some(text!["invalid argument '", word, "' for '--time'"]))),
        }
    }
    if only_access != only_modify {
        *(if only_access { &mut modified } else { &mut accessed }) = SetTime::Keep;
    }
    for path in &given.operands {
        if let Err(error) = touch(path, accessed, modified, flags, !given.has(NO_CREATE)) {
            cx.complain(text![path, ": ", error]);
        }
    }
    Ok(cx.status())
}

fn touch(path: &[u8], accessed: SetTime, modified: SetTime, flags: i32, create: bool) -> io::Result<()> {
    let name = files::c_path(path)?;
    let result = files::set_times_at(CWD, &name, accessed, modified, flags);
    match result {
        Err(error) if error.raw_os_error() == Some(libc::ENOENT) => {}
        other => return other,
    }
    if !create {
        return Ok(());
    }
    let file = files::open_at(CWD, &name, libc::O_RDWR | libc::O_CREAT | libc::O_NONBLOCK | libc::O_NOCTTY, 0o666)?;
    if (accessed, modified) == (SetTime::Now, SetTime::Now) {
        return Ok(());
    }
    files::set_times(std::os::fd::AsRawFd::as_raw_fd(&file), accessed, modified)
}
