//! `date`: print or set the date and time
//!
//! POSIX.1-2024 XCU date; `-I`, `-R`, `--rfc-3339`, the forms of `-d` and the flags of formats as in GNU; BusyBox's `-D`.

use kit::lines::Lines;
use kit::prelude::*;
use kit::time::{self, Moment, Zone};
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

const USAGE: &str = "\
[OPTIONS] [+FMT] [[-s] TIME]

Display time (using +FMT), or set time

	-u, --utc, --universal	Work in UTC (don't convert to local time)
	-s, --set=TIME	Set time to TIME
	-d, --date=TIME	Display TIME, not 'now'
	-D FMT		FMT (strptime format) for -s/-d TIME conversion
	-r, --reference=FILE	Display last modification time of FILE
	-f, --file=FILE	Display the TIME of each line of FILE
	--resolution	Display the resolution of the clock
	-R, --rfc-822, --rfc-2822, --rfc-email	Output RFC-2822 date
	-I[SPEC], --iso-8601[=SPEC]	Output ISO-8601 date
			SPEC=date (default), hours, minutes, seconds or ns
	--rfc-3339=SPEC	Output RFC-3339 date; SPEC=date, seconds or ns

Recognized TIME formats:
	@seconds_since_1970
	hh:mm[:ss]
	[YYYY.]MM.DD-hh:mm[:ss]
	YYYY-MM-DD hh:mm[:ss]
	[[[[[YY]YY]MM]DD]hh]mm[.ss]
	'date TIME' form accepts MMDDhhmm[[YY]YY][.ss] instead
	Also ISO 8601, RFC 2822, '2 days ago', '+30 minutes', 'next monday'
";

pub const APPLET: Applet = Applet {
    dir: Dir::Bin,
    kind: Kind::PureWhen(sets_nothing),
    usage: USAGE,
    options: options!(USAGE),
    run,
    ..Applet::DEFAULT
};

const UTC: Key = Key::short(APPLET.options, 'u');
const SET: Key = Key::short(APPLET.options, 's');
const DATE: Key = Key::short(APPLET.options, 'd');
const INPUT_FORMAT: Key = Key::short(APPLET.options, 'D');
const REFERENCE: Key = Key::short(APPLET.options, 'r');
const FILE: Key = Key::short(APPLET.options, 'f');
const RESOLUTION: Key = Key::long(USAGE, APPLET.options, "resolution");
const RFC_2822: Key = Key::short(APPLET.options, 'R');
const ISO_8601: Key = Key::short(APPLET.options, 'I');
const RFC_3339: Key = Key::long(USAGE, APPLET.options, "rfc-3339");

const MAIL_FORMAT: &[u8] = b"%a, %d %b %Y %H:%M:%S %z";

fn sets_nothing(args: &[&[u8]]) -> bool {
    // A wrong command line sets nothing either.
    kit::getopt::parse(&APPLET, args)
        .is_ok_and(|given| !given.has(SET) && given.operands.iter().all(|operand| operand.starts_with(b"+")))
}

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    let (format, operands): (Option<&[u8]>, _) = match &given.operands[..] {
        [[b'+', format @ ..], rest @ ..] => (Some(format), rest),
        // `date TIME +FMT` too.
        [rest @ .., [b'+', format @ ..]] => (Some(format), rest),
        rest => (None, rest),
    };
    let set_operand = match operands {
        [] => None,
        [time] if !given.has(DATE) && !given.has(SET) && !given.has(REFERENCE) => Some(*time),
        _ => return Err(Error::Usage(None)),
    };
    let styles = [RFC_2822, ISO_8601, RFC_3339].iter().filter(|key| given.has(**key)).count();
    let sources = [FILE, RESOLUTION].iter().filter(|key| given.has(**key)).count();
    let others = given.has(DATE) || given.has(REFERENCE) || given.has(SET) || set_operand.is_some();
    if sources > usize::from(!others) {
        return Err(Error::Usage(None));
    }
    if styles > 1 || given.has(SET) && (given.has(DATE) || given.has(REFERENCE)) {
        return Err(Error::Usage(None));
    }
    // As in BusyBox a format wins over the styles, and -d over -r.
    let style = match (format, given.has(ISO_8601), given.value(RFC_3339)) {
        (Some(format), ..) => Some(format),
        (_, true, _) => iso_format(given.value(ISO_8601).unwrap_or(b"date")),
        (.., Some(spec)) => rfc_3339_format(spec),
        _ if given.has(RFC_2822) => Some(MAIL_FORMAT),
        _ if given.has(RESOLUTION) => Some(&b"%s.%N"[..]),
        _ => Some(&b"%a %b %e %H:%M:%S %Z %Y"[..]),
    };
    let Some(format) = style else { return Err(Error::Usage(None)) };

    let zone = if given.has(UTC) { Zone::utc() } else { Zone::of_env(cx.env) };
    let now = time::now();
    let to_set = given.value(SET).or(set_operand);
    let read = |word: &[u8]| {
        let parsed = match given.value(INPUT_FORMAT) {
            Some(format) => time::parse_with_format(word, format, now, &zone),
            None if set_operand.is_some() => time::parse_set_form(word, now, &zone),
            None => time::parse(word, now, &zone),
        };
        parsed.ok_or_else(|| text!["invalid date '", word, "'"])
    };
    let show = |moment: Moment| {
        let mut line = Vec::new();
        time::format(&mut line, format, &zone.civil(moment.seconds), moment.nanoseconds);
        line.push(b'\n');
        line
    };
    if let Some(path) = given.value(FILE) {
        let mut lines = Lines::new(cx.open(path).map_err(|e| fail!(path, ": ", e))?, b'\n');
        while let Some(line) = lines.next_line().map_err(|e| fail!(path, ": ", e.source))? {
            match read(line) {
                Ok(moment) => cx.out.write_all(&show(moment))?,
                Err(message) => cx.complain(message),
            }
        }
        return Ok(cx.status());
    }
    let moment = if given.has(RESOLUTION) {
        resolution()?
    } else if let Some(word) = given.value(DATE).or(to_set) {
        read(word).map_err(|message| Error::Failed(Status::FAILED, message))?
    } else if let Some(path) = given.value(REFERENCE) {
        modification_time(path)?
    } else {
        now
    };
    if to_set.is_some()
        && let Err(error) = set_clock(moment)
    {
        // The time is shown nevertheless, as in BusyBox.
        cx.complain(text!["can't set date: ", error]);
    }
    cx.out.write_all(&show(moment))?;
    Ok(cx.status())
}

/// The format of `-I`: the words may be cut short, as in BusyBox and GNU.
fn iso_format(spec: &[u8]) -> Option<&'static [u8]> {
    const FORMATS: [(&[u8], &[u8]); 5] = [
        (b"date", b"%Y-%m-%d"),
        (b"hours", b"%Y-%m-%dT%H%:z"),
        (b"minutes", b"%Y-%m-%dT%H:%M%:z"),
        (b"seconds", b"%Y-%m-%dT%H:%M:%S%:z"),
        (b"ns", b"%Y-%m-%dT%H:%M:%S,%N%:z"),
    ];
    FORMATS.iter().find(|(name, _)| !spec.is_empty() && name.starts_with(spec)).map(|(_, format)| *format)
}

fn rfc_3339_format(spec: &[u8]) -> Option<&'static [u8]> {
    const FORMATS: [(&[u8], &[u8]); 3] =
        [(b"date", b"%Y-%m-%d"), (b"seconds", b"%Y-%m-%d %H:%M:%S%:z"), (b"ns", b"%Y-%m-%d %H:%M:%S.%N%:z")];
    FORMATS.iter().find(|(name, _)| !spec.is_empty() && name.starts_with(spec)).map(|(_, format)| *format)
}

fn modification_time(path: &[u8]) -> Result<Moment> {
    let stat = nix::sys::stat::stat(Path::new(std::ffi::OsStr::from_bytes(path)))
        .map_err(|e| fail!("can't stat '", path, "': ", e))?;
    Ok(Moment { seconds: stat.st_mtime, nanoseconds: stat.st_mtime_nsec as u32 })
}

fn resolution() -> Result<Moment> {
    let step = nix::time::clock_getres(nix::time::ClockId::CLOCK_REALTIME).map_err(|e| fail!("clock_getres: ", e))?;
    Ok(Moment { seconds: step.tv_sec(), nanoseconds: step.tv_nsec() as u32 })
}

fn set_clock(moment: Moment) -> nix::Result<()> {
    let time = nix::sys::time::TimeSpec::new(moment.seconds, moment.nanoseconds as i64);
    nix::time::clock_settime(nix::time::ClockId::CLOCK_REALTIME, time)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_calls_that_set_nothing_run_in_the_shells_process() {
        let is_pure = |args: &[&[u8]]| APPLET.kind.is_pure(args);
        assert!(is_pure(&[b"+%s"]) && is_pure(&[]) && is_pure(&[b"-Iseconds"]) && is_pure(&[b"-ud", b"@1", b"+%s"]));
        assert!(!is_pure(&[b"-s", b"@0"]) && !is_pure(&[b"--set=@0"]) && !is_pure(&[b"010100002030"]));
        assert!(!is_pure(&[b"-us@0"]));
    }

    #[test]
    fn names_of_precisions_may_be_cut_short() {
        assert_eq!(iso_format(b"s"), Some(&b"%Y-%m-%dT%H:%M:%S%:z"[..]));
        assert_eq!((iso_format(b""), iso_format(b"x"), rfc_3339_format(b"hours")), (None, None, None));
    }
}
