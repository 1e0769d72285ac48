//! Time as people write it: zones, the calendar, formatting, and the dates of `date -d` and `touch -d`.
//!
//! What it gives:
//! - [`Zone::of_env`] reads `TZ` (POSIX strings, names under /usr/share/zoneinfo, absolute paths), else /etc/localtime,
//!   else UTC, as musl does; nothing is cached between calls and no process state is touched.
//! - [`Zone::civil`] turns seconds since 1970 into a [`Civil`] time (year…second, weekday, offset, zone's name) and
//!   [`Zone::seconds`] back again, with fields out of range carried over.
//! - [`format`] is strftime with GNU's flags and widths (`%-d`, `%_H`, `%05Y`, `%^a`, `%3N`, `%:z`).
//! - [`parse`] reads every form that BusyBox's `date -d` takes, and behind those what GNU's takes (ISO 8601, RFC 2822,
//!   `yesterday`, `2 days ago`, `next monday`…); [`parse_set_form`] is `date`'s own `MMDDhhmm[[CC]YY][.ss]`.
//! - [`parse_with_format`] is strptime, for `date -D`.
//! - [`now`], [`Moment`]: seconds and nanoseconds.

mod format;
mod parse;
mod words;
mod zone;

pub use format::{format, month_name, weekday_name};
pub use parse::{parse, parse_set_form, parse_with_format};
pub use zone::Zone;

/// A point of time since 1970-01-01 00:00 UTC.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    /// Whole seconds, rounded down.
    pub seconds: i64,
    /// The rest, 0 to 999 999 999.
    pub nanoseconds: u32,
}

impl Moment {
    /// Whole seconds.
    pub const fn at(seconds: i64) -> Moment {
        Moment { seconds, nanoseconds: 0 }
    }
}

/// The time now.
pub fn now() -> Moment {
    match std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH) {
        Ok(since) => Moment { seconds: since.as_secs() as i64, nanoseconds: since.subsec_nanos() },
        Err(before) => Moment::at(-(before.duration().as_secs() as i64)),
    }
}

/// A zone's name such as `CEST`: short enough to be copied along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ZoneName {
    bytes: [u8; 15],
    len: u8,
}

impl ZoneName {
    /// The first 15 bytes of `name`.
    pub fn new(name: &[u8]) -> ZoneName {
        let mut bytes = [0; 15];
        let len = name.len().min(bytes.len());
        bytes[..len].copy_from_slice(&name[..len]);
        ZoneName { bytes, len: len as u8 }
    }

    /// The name.
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes[..self.len as usize]
    }
}

/// A time by the calendar and the clock of a zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Civil {
    /// Year of the Gregorian calendar; 0 is 1 BC.
    pub year: i64,
    /// 1 to 12.
    pub month: i32,
    /// 1 to 31.
    pub day: i32,
    /// 0 to 23.
    pub hour: i32,
    /// 0 to 59.
    pub minute: i32,
    /// 0 to 59 (60 only in what was read).
    pub second: i32,
    /// 0 is Sunday.
    pub weekday: u8,
    /// 0 is 1 January.
    pub year_day: u16,
    /// Seconds east of UTC.
    pub offset: i32,
    /// Is it summer time?
    pub is_summer: bool,
    /// What the zone is called then.
    pub zone: ZoneName,
}

impl Civil {
    /// A date at midnight; [`Zone::seconds`] works out the rest.
    pub fn date(year: i64, month: i32, day: i32) -> Civil {
        let utc = ZoneName::new(b"UTC");
        let midnight = Civil {
            year,
            month,
            day,
            hour: 0,
            minute: 0,
            second: 0,
            weekday: 0,
            year_day: 0,
            offset: 0,
            is_summer: false,
            zone: utc,
        };
        of_clock(midnight.clock_seconds(), 0, false, utc)
    }

    /// [`Civil::clock_seconds`], or nothing if a time so far away does not fit.
    fn checked_clock_seconds(&self) -> Option<i64> {
        let limit = 290_000_000_000;
        (-limit..limit).contains(&self.year).then(|| self.clock_seconds()).filter(|s| *s != i64::MAX && *s != i64::MIN)
    }

    /// Seconds since 1970 if its clock were UTC's; fields may be out of range.
    pub fn clock_seconds(&self) -> i64 {
        let months = i64::from(self.month) - 1;
        let year = self.year.saturating_add(months.div_euclid(12));
        let days = days_of_date(year, months.rem_euclid(12) + 1, 1).saturating_add(i64::from(self.day) - 1);
        let of_day = i64::from(self.hour) * 3600 + i64::from(self.minute) * 60 + i64::from(self.second);
        days.saturating_mul(86400).saturating_add(of_day)
    }
}

/// Days from 1970-01-01 to a date of the Gregorian calendar. Years are limited to what fits into seconds.
pub fn days_of_date(year: i64, month: i64, day: i64) -> i64 {
    let year = year.clamp(-290_000_000_000, 290_000_000_000);
    // Years that begin in March, so that the leap day is the last; eras of 400 of them, 146097 days each.
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// Is it a leap year?
pub const fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// How many days a month (1 to 12) has.
pub const fn days_in_month(year: i64, month: i32) -> i32 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The calendar's fields of a clock that shows `seconds`.
fn of_clock(seconds: i64, offset: i32, is_summer: bool, zone: ZoneName) -> Civil {
    let days = seconds.div_euclid(86400);
    let of_day = seconds.rem_euclid(86400) as i32;
    let since = days + 719_468;
    let era = since.div_euclid(146_097);
    let day_of_era = since.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    Civil {
        year,
        month: month as i32,
        day: (day_of_year - (153 * month_from_march + 2) / 5 + 1) as i32,
        hour: of_day / 3600,
        minute: of_day / 60 % 60,
        second: of_day % 60,
        weekday: (days + 4).rem_euclid(7) as u8,
        year_day: (days - days_of_date(year, 1, 1)) as u16,
        offset,
        is_summer,
        zone,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_calendar_is_gregorian_in_both_directions() {
        let utc = Zone::utc();
        for (seconds, year, month, day, weekday, year_day) in [
            (0, 1970, 1, 1, 4, 0),
            (951_782_400, 2000, 2, 29, 2, 59),
            (-1, 1969, 12, 31, 3, 364),
            (-2_208_988_800, 1900, 1, 1, 1, 0),
            (32_503_680_000, 3000, 1, 1, 3, 0),
            (-62_167_219_200, 0, 1, 1, 6, 0),
        ] {
            let civil = utc.civil(seconds);
            let seen = (civil.year, civil.month, civil.day, civil.weekday, civil.year_day);
            assert_eq!(seen, (year, month, day, weekday, year_day), "{seconds}");
            assert_eq!(utc.seconds(&civil), seconds);
        }
    }

    #[test]
    fn fields_out_of_range_are_carried_over() {
        let mut civil = Civil::date(2020, 2, 30);
        assert_eq!((civil.month, civil.day), (3, 1));
        civil.month = 14;
        civil.hour = -1;
        assert_eq!(Zone::utc().seconds(&civil), 1_612_134_000);
    }

    #[test]
    fn years_far_away_do_not_overflow() {
        let utc = Zone::utc();
        for seconds in [i64::MAX, i64::MIN, i64::MAX - 86400 * 400] {
            let _ = utc.civil(seconds);
        }
        let mut civil = Civil::date(i64::MAX, 12, 31);
        civil.day = i32::MAX;
        let _ = utc.seconds(&civil);
    }
}
