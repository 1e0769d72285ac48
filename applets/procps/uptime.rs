//! `uptime`: tell how long the system has been running
//!
//! As in procps.

use kit::prelude::*;
use kit::proc;
use kit::time::{self, Zone};
use kit::utmp;

const USAGE: &str = "\
[-sp]

Display the time since the last boot

	-s, --since	When that was
	-p, --pretty	In words
";

pub const APPLET: Applet = Applet { kind: Kind::Pure, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const SINCE: Key = Key::short(APPLET.options, 's');
const PRETTY: Key = Key::short(APPLET.options, 'p');

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    let up = proc::uptime().map_err(|e| fail!("can't open '/proc/uptime': ", e))?;
    let seconds = up / 100;
    let now = time::now();
    let zone = Zone::of_env(cx.env);
    let mut line = Vec::new();
    if given.has(SINCE) {
        let hundredths = now.seconds * 100 + i64::from(now.nanoseconds / 10_000_000) - up as i64;
        let boot = zone.civil(hundredths.div_euclid(100));
        time::format(&mut line, b"%Y-%m-%d %H:%M:%S", &boot, 0);
    } else if given.has(PRETTY) {
        line = pretty(seconds);
    } else {
        time::format(&mut line, b" %H:%M:%S up ", &zone.civil(now.seconds), 0);
        line.extend(for_people(seconds));
        let records = std::fs::read(utmp::PATH).map_or(Vec::new(), |file| utmp::parse(&file));
        let users = records.iter().filter(|record| record.kind == utmp::USER_PROCESS).count();
        let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
        let load: Vec<&str> = load.split(' ').take(3).collect();
        line.extend(text![",  ", users, " users,  load average: ", load.join(", ")]);
    }
    cx.out.line(&line)?;
    Ok(Status::OK)
}

/// `2 days,  3:04` or `34 min`.
fn for_people(seconds: u64) -> Vec<u8> {
    let (days, hours, minutes) = (seconds / 86400, seconds / 3600 % 24, seconds / 60 % 60);
    let mut text = Vec::new();
    if days > 0 {
        text.extend(text![days, if days == 1 { " day, " } else { " days, " }]);
    }
    if hours > 0 {
        text.extend(format!("{hours:2}:{minutes:02}").into_bytes());
    } else {
        text.extend(text![minutes, " min"]);
    }
    text
}

/// `up 1 week, 2 days, 3 hours, 4 minutes`.
fn pretty(seconds: u64) -> Vec<u8> {
    let minutes = seconds / 60;
    let parts =
        [(minutes / 10080, "week"), (minutes / 1440 % 7, "day"), (minutes / 60 % 24, "hour"), (minutes % 60, "minute")];
    let words: Vec<String> = parts
        .iter()
        .filter(|(n, unit)| *n > 0 || minutes == 0 && *unit == "minute")
        .map(|(n, unit)| format!("{n} {unit}{}", if *n == 1 { "" } else { "s" }))
        .collect();
    text!["up ", words.join(", ")]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_told_in_the_units_that_fit() {
        assert_eq!(for_people(34 * 60 + 59), b"34 min");
        assert_eq!(for_people(3600), b" 1:00");
        assert_eq!(for_people(86400 + 60), b"1 day, 1 min");
        assert_eq!(for_people(3 * 86400 + 11 * 3600), b"3 days, 11:00");
        assert_eq!(pretty(694_860), b"up 1 week, 1 day, 1 hour, 1 minute");
        assert_eq!(pretty(59), b"up 0 minutes");
    }
}
