//! Time zones: POSIX `TZ` strings and compiled zone files (RFC 8536).

use super::{Civil, ZoneName, days_of_date, is_leap, of_clock};
use crate::context::Environment;
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;

/// Where zone files lie, as musl looks for them.
const DIRECTORIES: [&str; 3] = ["/usr/share/zoneinfo", "/share/zoneinfo", "/etc/zoneinfo"];
/// The largest real zone file is under 4 KiB in its slim and 130 KiB in its fat form.
const LARGEST_FILE: u64 = 1 << 20;

/// An offset with a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Kind {
    offset: i32,
    is_summer: bool,
    name: ZoneName,
}

/// When summer time begins or ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Day {
    /// `Jn`: 1 to 365, 29 February is never counted.
    Julian(i64),
    /// `n`: 0 to 365.
    OfYear(i64),
    /// `Mm.w.d`: weekday d of week w (5: the last) of month m.
    Weekday { month: i64, week: i64, day: i64 },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Rule {
    day: Day,
    /// Seconds after midnight, -167 to 167 hours.
    time: i64,
}

/// A POSIX rule: standard time, and perhaps summer time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Posix {
    standard: Kind,
    summer: Option<(Kind, Rule, Rule)>,
}

/// A time zone.
#[derive(Clone, Debug)]
pub struct Zone {
    /// Moments at which another kind begins, ascending.
    transitions: Vec<(i64, u8)>,
    /// Not empty if `transitions` is not.
    kinds: Vec<Kind>,
    /// What holds after the last transition.
    posix: Posix,
}

const fn utc_kind() -> Kind {
    Kind { offset: 0, is_summer: false, name: ZoneName { bytes: *b"UTC\0\0\0\0\0\0\0\0\0\0\0\0", len: 3 } }
}

impl Zone {
    /// Universal time.
    pub fn utc() -> Zone {
        Zone { transitions: Vec::new(), kinds: Vec::new(), posix: Posix { standard: utc_kind(), summer: None } }
    }

    /// The zone of the variable `TZ`, else of /etc/localtime, else UTC.
    pub fn of_env(env: &dyn Environment) -> Zone {
        match env.get(b"TZ") {
            Some(tz) => Zone::of(tz),
            None => Zone::of_file(b"/etc/localtime").unwrap_or_else(Zone::utc),
        }
    }

    /// The zone that a value of `TZ` means; UTC for what is none.
    pub fn of(tz: &[u8]) -> Zone {
        if let (false, Some(posix)) = (tz.starts_with(b":"), Posix::parse(tz)) {
            return Zone { transitions: Vec::new(), kinds: Vec::new(), posix };
        }
        let name = tz.strip_prefix(b":").unwrap_or(tz);
        let found = match name {
            b"" => None,
            [b'/' | b'.', ..] => Zone::of_file(name),
            _ => DIRECTORIES.iter().find_map(|dir| Zone::of_file(&crate::text![dir, "/", name])),
        };
        found.unwrap_or_else(Zone::utc)
    }

    fn of_file(path: &[u8]) -> Option<Zone> {
        use std::io::Read;
        let file = std::fs::File::open(OsStr::from_bytes(path)).ok()?;
        if !file.metadata().ok()?.is_file() {
            return None;
        }
        let mut data = Vec::new();
        file.take(LARGEST_FILE).read_to_end(&mut data).ok()?;
        Zone::of_compiled(&data)
    }

    /// Reads the content of a zone file.
    pub fn of_compiled(data: &[u8]) -> Option<Zone> {
        let (first, second) = Block::split(data, 4)?;
        if data.get(4)? < &b'2' {
            return first.zone(b"");
        }
        let (block, footer) = Block::split(second, 8)?;
        let footer = footer.strip_prefix(b"\n")?;
        block.zone(footer.split(|c| *c == b'\n').next().unwrap_or_default())
    }

    fn kind_at(&self, seconds: i64) -> Kind {
        let after = self.transitions.partition_point(|t| t.0 <= seconds);
        if after == 0 && !self.transitions.is_empty() {
            return self.kinds.iter().find(|k| !k.is_summer).or(self.kinds.first()).copied().unwrap_or(utc_kind());
        }
        if after == self.transitions.len() {
            return self.posix.kind_at(seconds);
        }
        let kind = self.transitions[after - 1].1;
        self.kinds.get(kind as usize).copied().unwrap_or(utc_kind())
    }

    /// The calendar and clock of this zone at `seconds` since 1970.
    pub fn civil(&self, seconds: i64) -> Civil {
        let kind = self.kind_at(seconds);
        of_clock(seconds.saturating_add(i64::from(kind.offset)), kind.offset, kind.is_summer, kind.name)
    }

    /// Seconds since 1970 when this zone's clock shows `civil` (whose `offset` and `weekday` do not matter, and whose
    /// fields may be out of range). Of an hour that comes twice, the first; one that is left out counts by the offset
    /// before it.
    pub fn seconds(&self, civil: &Civil) -> i64 {
        let clock = civil.clock_seconds();
        let before = self.kind_at(clock.saturating_sub(86400)).offset;
        let after = self.kind_at(clock.saturating_add(86400)).offset;
        let by = |offset: i32| clock.saturating_sub(i64::from(offset));
        for offset in [before, after] {
            if self.kind_at(by(offset)).offset == offset {
                return by(offset);
            }
        }
        by(before)
    }
}

impl Posix {
    fn parse(text: &[u8]) -> Option<Posix> {
        let mut at = Cursor(text);
        let name = at.name()?;
        // A bare `UTC` or `GMT` is a rule; any other bare word is the name of a file.
        if at.0.is_empty() && (name == b"UTC" || name == b"GMT") {
            return Some(Posix { standard: Kind { name: ZoneName::new(name), ..utc_kind() }, summer: None });
        }
        let offset = -at.time()? as i32;
        let standard = Kind { offset, is_summer: false, name: ZoneName::new(name) };
        if at.0.is_empty() {
            return Some(Posix { standard, summer: None });
        }
        let name = at.name()?;
        let offset = if matches!(at.0.first(), None | Some(b',')) { offset + 3600 } else { -at.time()? as i32 };
        let summer = Kind { offset, is_summer: true, name: ZoneName::new(name) };
        // The rule of the United States where none is given, as everybody does.
        let mut rules = [
            Rule { day: Day::Weekday { month: 3, week: 2, day: 0 }, time: 7200 },
            Rule { day: Day::Weekday { month: 11, week: 1, day: 0 }, time: 7200 },
        ];
        if !at.0.is_empty() {
            for rule in &mut rules {
                at.eat(b',')?;
                *rule = at.rule()?;
            }
        }
        at.0.is_empty().then_some(Posix { standard, summer: Some((summer, rules[0], rules[1])) })
    }

    fn kind_at(&self, seconds: i64) -> Kind {
        let Some((summer, begin, end)) = self.summer else { return self.standard };
        let year = of_clock(seconds.saturating_add(i64::from(self.standard.offset)), 0, false, self.standard.name).year;
        let begin = begin.seconds(year) - i64::from(self.standard.offset);
        let end = end.seconds(year) - i64::from(summer.offset);
        let is_summer = if begin < end { (begin..end).contains(&seconds) } else { !(end..begin).contains(&seconds) };
        if is_summer { summer } else { self.standard }
    }
}

impl Rule {
    /// When the clock shows it in `year`.
    fn seconds(&self, year: i64) -> i64 {
        let first = days_of_date(year, 1, 1);
        let day = match self.day {
            Day::Julian(n) => first + n - 1 + i64::from(is_leap(year) && n >= 60),
            Day::OfYear(n) => first + n,
            Day::Weekday { month, week, day } => {
                let first = days_of_date(year, month, 1);
                let length = i64::from(super::days_in_month(year, month as i32));
                let to_weekday = (day - (first + 4)).rem_euclid(7);
                let mut of_month = to_weekday + (week - 1) * 7;
                if of_month >= length {
                    of_month -= 7;
                }
                first + of_month
            }
        };
        day.saturating_mul(86400).saturating_add(self.time)
    }
}

struct Cursor<'a>(&'a [u8]);

impl<'a> Cursor<'a> {
    fn eat(&mut self, byte: u8) -> Option<()> {
        self.0 = self.0.strip_prefix(&[byte])?;
        Some(())
    }

    fn take(&mut self, n: usize) -> &'a [u8] {
        let (taken, rest) = self.0.split_at(n);
        self.0 = rest;
        taken
    }

    /// Letters, or anything between `<` and `>`.
    fn name(&mut self) -> Option<&'a [u8]> {
        if self.eat(b'<').is_some() {
            let n = self.0.iter().position(|c| *c == b'>')?;
            let name = self.take(n);
            self.eat(b'>')?;
            return Some(name);
        }
        let n = self.0.iter().position(|c| !c.is_ascii_alphabetic()).unwrap_or(self.0.len());
        (n > 0).then(|| self.take(n))
    }

    fn number(&mut self, most: i64) -> Option<i64> {
        let n = self.0.iter().position(|c| !c.is_ascii_digit()).unwrap_or(self.0.len());
        let digits = std::str::from_utf8(self.take(n)).ok()?;
        digits.parse().ok().filter(|n| *n <= most)
    }

    /// `[+-]hh[:mm[:ss]]` in seconds.
    fn time(&mut self) -> Option<i64> {
        let sign = if self.eat(b'-').is_some() {
            -1
        } else {
            let _ = self.eat(b'+');
            1
        };
        let mut seconds = self.number(167)? * 3600;
        if self.eat(b':').is_some() {
            seconds += self.number(59)? * 60;
            if self.eat(b':').is_some() {
                seconds += self.number(59)?;
            }
        }
        Some(sign * seconds)
    }

    fn rule(&mut self) -> Option<Rule> {
        let day = if self.eat(b'J').is_some() {
            Day::Julian(self.number(365).filter(|n| *n > 0)?)
        } else if self.eat(b'M').is_some() {
            let month = self.number(12).filter(|n| *n > 0)?;
            self.eat(b'.')?;
            let week = self.number(5).filter(|n| *n > 0)?;
            self.eat(b'.')?;
            Day::Weekday { month, week, day: self.number(6)? }
        } else {
            Day::OfYear(self.number(365)?)
        };
        let time = if self.eat(b'/').is_some() { self.time()? } else { 7200 };
        Some(Rule { day, time })
    }
}

/// The tables of one block of a zone file.
struct Block<'a> {
    times: &'a [u8],
    indices: &'a [u8],
    types: &'a [u8],
    names: &'a [u8],
    width: usize,
}

impl<'a> Block<'a> {
    /// Reads the block at the start of `data`, whose times are `width` bytes wide; gives what follows it too.
    fn split(data: &'a [u8], width: usize) -> Option<(Block<'a>, &'a [u8])> {
        let header = data.strip_prefix(b"TZif")?;
        let count = |i: usize| {
            let bytes = header.get(16 + i * 4..20 + i * 4)?;
            let n = u32::from_be_bytes(bytes.try_into().ok()?) as usize;
            (n as u64 <= LARGEST_FILE).then_some(n)
        };
        let (ut, std, leaps, times, types, names) = (count(0)?, count(1)?, count(2)?, count(3)?, count(4)?, count(5)?);
        let mut rest = Cursor(header.get(40..)?);
        let mut next = |n: usize| (n <= rest.0.len()).then(|| rest.take(n));
        let block = Block {
            times: next(times * width)?,
            indices: next(times)?,
            types: next(types * 6)?,
            names: next(names)?,
            width,
        };
        next(leaps * (width + 4) + std + ut)?;
        Some((block, rest.0))
    }

    fn zone(&self, footer: &[u8]) -> Option<Zone> {
        let kinds: Vec<Kind> = self
            .types
            .chunks_exact(6)
            .map(|entry| {
                let name = self.names.get(entry[5] as usize..).unwrap_or_default();
                let name = name.split(|c| *c == 0).next().unwrap_or_default();
                let offset = i32::from_be_bytes([entry[0], entry[1], entry[2], entry[3]]);
                // RFC 8536: at least -25 h and at most 26 h; what is not, is damaged.
                Kind { offset: offset.clamp(-93_600, 93_600), is_summer: entry[4] != 0, name: ZoneName::new(name) }
            })
            .collect();
        let transitions: Vec<(i64, u8)> = self
            .times
            .chunks_exact(self.width)
            .zip(self.indices)
            .map(|(time, kind)| {
                let mut wide = if time[0] & 0x80 != 0 { [0xff; 8] } else { [0; 8] };
                wide[8 - self.width..].copy_from_slice(time);
                (i64::from_be_bytes(wide), *kind)
            })
            .collect();
        let last = transitions.last().map_or(0, |t| t.1);
        let posix = match Posix::parse(footer) {
            Some(posix) => posix,
            None => Posix { standard: *kinds.get(last as usize)?, summer: None },
        };
        Some(Zone { transitions, kinds, posix })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(tz: &str, seconds: i64) -> String {
        let mut text = Vec::new();
        super::super::format(&mut text, b"%F %T %Z %z", &Zone::of(tz.as_bytes()).civil(seconds), 0);
        String::from_utf8(text).unwrap()
    }

    #[test]
    fn posix_strings_have_summer_time_in_both_hemispheres() {
        let new_york = "EST5EDT,M3.2.0,M11.1.0";
        assert_eq!(show(new_york, 1_583_650_799), "2020-03-08 01:59:59 EST -0500");
        assert_eq!(show(new_york, 1_583_650_800), "2020-03-08 03:00:00 EDT -0400");
        assert_eq!(show(new_york, 1_604_210_399), "2020-11-01 01:59:59 EDT -0400");
        assert_eq!(show(new_york, 1_604_210_400), "2020-11-01 01:00:00 EST -0500");
        let sydney = "AEST-10AEDT,M10.1.0,M4.1.0/3";
        assert_eq!(show(sydney, 1_577_836_800), "2020-01-01 11:00:00 AEDT +1100");
        assert_eq!(show(sydney, 1_593_561_600), "2020-07-01 10:00:00 AEST +1000");
        assert_eq!(show("<+0330>-3:30", 0), "1970-01-01 03:30:00 +0330 +0330");
    }

    #[test]
    fn what_is_no_zone_is_utc() {
        for bad in ["", "Nowhere/Else", "XYZ", ":", "EST5EDT,nonsense", "../../etc/passwd", "A5B5,M13.1.0,M1.1.0"] {
            assert_eq!(show(bad, 0), "1970-01-01 00:00:00 UTC +0000", "{bad}");
        }
    }

    #[test]
    fn an_hour_that_comes_twice_is_the_first_and_a_missing_one_counts_on() {
        let zone = Zone::of(b"EST5EDT,M3.2.0,M11.1.0");
        let mut civil = Civil::date(2020, 11, 1);
        civil.hour = 1;
        assert_eq!(zone.seconds(&civil), 1_604_206_800);
        let mut civil = Civil::date(2020, 3, 8);
        (civil.hour, civil.minute) = (2, 30);
        assert_eq!(zone.civil(zone.seconds(&civil)).hour, 3);
    }

    /// A version 2 file: one transition at 1000 from `AAA` (+1 h) to `BBB` (+2 h, summer), footer `CCC-3`.
    fn compiled() -> Vec<u8> {
        let mut data = Vec::new();
        for (version, width) in [(b'2', 4), (b'2', 8)] {
            data.extend_from_slice(b"TZif");
            data.push(version);
            data.extend_from_slice(&[0; 15]);
            for n in [0_u32, 0, 0, 2, 2, 8] {
                data.extend_from_slice(&n.to_be_bytes());
            }
            for time in [1000_i64, 2000] {
                data.extend_from_slice(&time.to_be_bytes()[8 - width..]);
            }
            data.extend_from_slice(&[1, 0]);
            data.extend_from_slice(&[0, 0, 0x0e, 0x10, 0, 0]);
            data.extend_from_slice(&[0, 0, 0x1c, 0x20, 1, 4]);
            data.extend_from_slice(b"AAA\0BBB\0");
        }
        data.extend_from_slice(b"\nCCC-3\n");
        data
    }

    #[test]
    fn compiled_files_give_transitions_and_the_rule_after_them() {
        let zone = Zone::of_compiled(&compiled()).unwrap();
        let name = |seconds| String::from_utf8(zone.civil(seconds).zone.as_bytes().to_vec()).unwrap();
        assert_eq!([name(999), name(1000), name(1999), name(2000)], ["AAA", "BBB", "BBB", "CCC"]);
    }

    #[test]
    fn damaged_files_are_refused_and_never_panic() {
        let data = compiled();
        for end in 0..data.len() - 7 {
            assert!(Zone::of_compiled(&data[..end]).is_none(), "{end}");
        }
        for at in 0..data.len() {
            for byte in [0, 0x7f, 0xff] {
                let mut bad = data.clone();
                bad[at] = byte;
                if let Some(zone) = Zone::of_compiled(&bad) {
                    let _ = (zone.civil(1500), zone.civil(i64::MIN), zone.civil(i64::MAX));
                }
            }
        }
    }
}
