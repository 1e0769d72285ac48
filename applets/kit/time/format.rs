//! strftime with GNU's flags and widths.

use super::{Civil, is_leap};
use crate::text::push_signed;

const MONTHS: &str = "January February March April May June July August September October November December";
const WEEKDAYS: &str = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday";

/// The English name of a month, 1 to 12.
pub fn month_name(month: i32) -> &'static str {
    MONTHS.split(' ').nth((month - 1).max(0) as usize).unwrap_or("?")
}

/// The English name of a weekday, 0 is Sunday.
pub fn weekday_name(weekday: u8) -> &'static str {
    WEEKDAYS.split(' ').nth(weekday as usize).unwrap_or("?")
}

/// Appends `civil` (and the nanoseconds of its second) in the format of strftime. GNU's flags `-_0^#+` and widths, `%N`
/// with a width (`%3N`: milliseconds) and `%:z`, `%::z`, `%:::z` are understood; what is no conversion stays as it is.
pub fn format(to: &mut Vec<u8>, format: &[u8], civil: &Civil, nanoseconds: u32) {
    let mut rest = format;
    while let Some(at) = memchr::memchr(b'%', rest) {
        to.extend_from_slice(&rest[..at]);
        rest = &rest[at..];
        let (spec, length) = Spec::read(rest);
        if !spec.append(to, civil, nanoseconds) {
            to.extend_from_slice(&rest[..length]);
        }
        rest = &rest[length..];
    }
    to.extend_from_slice(rest);
}

#[derive(Default)]
struct Spec {
    pad: Option<u8>,
    upper: bool,
    swap: bool,
    plus: bool,
    width: Option<usize>,
    colons: usize,
    conversion: u8,
}

impl Spec {
    /// The conversion at the start of `text` (a `%`), and its length.
    fn read(text: &[u8]) -> (Spec, usize) {
        let mut spec = Spec::default();
        let mut at = 1;
        while let Some(c) = text.get(at) {
            match c {
                b'-' | b'_' | b'0' => spec.pad = Some(*c),
                b'^' => spec.upper = true,
                b'#' => spec.swap = true,
                b'+' => spec.plus = true,
                _ => break,
            }
            at += 1;
        }
        while let Some(c) = text.get(at).filter(|c| c.is_ascii_digit()) {
            // More than a screen is a mistake or an attack on memory.
            spec.width = Some((spec.width.unwrap_or(0) * 10 + (c - b'0') as usize).min(10_000));
            at += 1;
        }
        while text.get(at) == Some(&b':') {
            spec.colons += 1;
            at += 1;
        }
        if let Some(b'E' | b'O') = text.get(at) {
            at += 1;
        }
        spec.conversion = text.get(at).copied().unwrap_or(0);
        (spec, (at + 1).min(text.len()))
    }

    fn append(&self, to: &mut Vec<u8>, civil: &Civil, nanoseconds: u32) -> bool {
        let start = to.len();
        let hour12 = (civil.hour + 11) % 12 + 1;
        if self.colons > 0 && self.conversion != b'z' {
            return false;
        }
        match self.conversion {
            b'%' => to.push(b'%'),
            b'n' => to.push(b'\n'),
            b't' => to.push(b'\t'),
            b'a' => self.word(to, &weekday_name(civil.weekday)[..3]),
            b'A' => self.word(to, weekday_name(civil.weekday)),
            b'b' | b'h' => self.word(to, month_name(civil.month).get(..3).unwrap_or("?")),
            b'B' => self.word(to, month_name(civil.month)),
            b'p' if self.swap => self.word(to, if civil.hour < 12 { "am" } else { "pm" }),
            b'p' => self.word(to, if civil.hour < 12 { "AM" } else { "PM" }),
            b'P' => self.word(to, if civil.hour < 12 { "am" } else { "pm" }),
            b'Z' => {
                to.extend_from_slice(civil.zone.as_bytes());
                if self.swap {
                    to[start..].make_ascii_lowercase();
                }
                self.pad_word(to, start);
            }
            b'C' => self.year(to, civil.year.div_euclid(100), 2),
            b'd' => self.number(to, civil.day.into(), 2, b'0'),
            b'e' => self.number(to, civil.day.into(), 2, b' '),
            b'g' => self.number(to, iso_week(civil).0.rem_euclid(100), 2, b'0'),
            b'G' => self.year(to, iso_week(civil).0, 4),
            b'H' => self.number(to, civil.hour.into(), 2, b'0'),
            b'I' => self.number(to, hour12.into(), 2, b'0'),
            b'j' => self.number(to, i64::from(civil.year_day) + 1, 3, b'0'),
            b'k' => self.number(to, civil.hour.into(), 2, b' '),
            b'l' => self.number(to, hour12.into(), 2, b' '),
            b'm' => self.number(to, civil.month.into(), 2, b'0'),
            b'M' => self.number(to, civil.minute.into(), 2, b'0'),
            b'N' => self.fraction(to, nanoseconds),
            b'q' => self.number(to, i64::from((civil.month - 1) / 3 + 1), 1, b'0'),
            b's' => self.number(to, civil.clock_seconds() - i64::from(civil.offset), 1, b'0'),
            b'S' => self.number(to, civil.second.into(), 2, b'0'),
            b'u' => self.number(to, (i64::from(civil.weekday) + 6) % 7 + 1, 1, b'0'),
            b'U' => self.number(to, (i64::from(civil.year_day) + 7 - i64::from(civil.weekday)) / 7, 2, b'0'),
            b'V' => self.number(to, iso_week(civil).1, 2, b'0'),
            b'w' => self.number(to, civil.weekday.into(), 1, b'0'),
            b'W' => {
                let from_monday = (i64::from(civil.weekday) + 6) % 7;
                self.number(to, (i64::from(civil.year_day) + 7 - from_monday) / 7, 2, b'0');
            }
            b'y' => self.number(to, civil.year.rem_euclid(100), 2, b'0'),
            b'Y' => self.year(to, civil.year, 4),
            b'z' => self.offset(to, civil.offset),
            b'c' => self.compound(to, b"%a %b %e %T %Y", civil),
            b'D' | b'x' => self.compound(to, b"%m/%d/%y", civil),
            b'F' => self.compound(to, if self.plus { b"%+4Y-%m-%d" } else { b"%Y-%m-%d" }, civil),
            b'r' => self.compound(to, b"%I:%M:%S %p", civil),
            b'R' => self.compound(to, b"%H:%M", civil),
            b'T' | b'X' => self.compound(to, b"%H:%M:%S", civil),
            _ => return false,
        }
        true
    }

    fn word(&self, to: &mut Vec<u8>, word: &str) {
        let start = to.len();
        to.extend_from_slice(word.as_bytes());
        if self.upper || self.swap && self.conversion != b'p' {
            to[start..].make_ascii_uppercase();
        }
        self.pad_word(to, start);
    }

    fn pad_word(&self, to: &mut Vec<u8>, start: usize) {
        if self.upper {
            to[start..].make_ascii_uppercase();
        }
        let have = to.len() - start;
        if let (Some(width), true) = (self.width, self.pad != Some(b'-')) {
            let fill = if self.pad == Some(b'0') { b'0' } else { b' ' };
            to.splice(start..start, std::iter::repeat_n(fill, width.saturating_sub(have)));
        }
    }

    fn compound(&self, to: &mut Vec<u8>, parts: &[u8], civil: &Civil) {
        let start = to.len();
        format(to, parts, civil, 0);
        self.pad_word(to, start);
    }

    /// musl writes at least `digits`, GNU as many as there are: they differ in the first thousand years only. The flag
    /// `+` asks for a sign where there is room for more digits than usual, or need.
    fn year(&self, to: &mut Vec<u8>, year: i64, digits: usize) {
        let start = to.len();
        self.number(to, year, digits, b'0');
        if self.plus && year >= 0 && to.len() - start > digits {
            match self.width {
                // The sign takes the place of a zero.
                Some(_) if to[start] == b'0' => to[start] = b'+',
                _ => to.insert(start, b'+'),
            }
        }
    }

    fn number(&self, to: &mut Vec<u8>, n: i64, digits: usize, fill: u8) {
        let fill = match self.pad {
            Some(b'-') => None,
            Some(b'_') => Some(b' '),
            Some(b'0') => Some(b'0'),
            // A width asks for zeros also where blanks are usual, except for those.
            _ => Some(fill),
        };
        let start = to.len();
        push_signed(to, n);
        if let Some(fill) = fill {
            let digits = self.width.unwrap_or(digits) + usize::from(n < 0 && self.width.is_none());
            let missing = digits.saturating_sub(to.len() - start);
            let at = if n < 0 && fill == b'0' { start + 1 } else { start };
            to.splice(at..at, std::iter::repeat_n(fill, missing));
        }
    }

    fn fraction(&self, to: &mut Vec<u8>, nanoseconds: u32) {
        let mut digits = [b'0'; 9];
        let mut n = nanoseconds;
        for digit in digits.iter_mut().rev() {
            *digit = b'0' + (n % 10) as u8;
            n /= 10;
        }
        let width = self.width.filter(|w| *w > 0).unwrap_or(9);
        let shown = &digits[..width.min(9)];
        if self.pad == Some(b'-') {
            let end = shown.iter().rposition(|d| *d != b'0').map_or(1, |i| i + 1);
            to.extend_from_slice(&shown[..end]);
        } else {
            to.extend_from_slice(shown);
            to.extend(std::iter::repeat_n(b'0', width.saturating_sub(9)));
        }
    }

    fn offset(&self, to: &mut Vec<u8>, offset: i32) {
        let start = to.len();
        let seconds = offset.unsigned_abs();
        let parts = [seconds / 3600, seconds / 60 % 60, seconds % 60];
        let shown = match self.colons {
            0 | 1 => 2,
            2 => 3,
            // As few as needed.
            _ => 3 - parts.iter().rev().take(2).take_while(|p| **p == 0).count(),
        };
        to.push(if offset < 0 { b'-' } else { b'+' });
        for (i, part) in parts[..shown].iter().enumerate() {
            if i > 0 && self.colons > 0 {
                to.push(b':');
            }
            to.extend_from_slice(&[b'0' + (part / 10) as u8, b'0' + (part % 10) as u8]);
        }
        if let Some(width) = self.width {
            let missing = width.saturating_sub(to.len() - start);
            let (at, fill) = if self.pad == Some(b'_') { (start, b' ') } else { (start + 1, b'0') };
            to.splice(at..at, std::iter::repeat_n(fill, missing));
        }
    }
}

/// Year and week by ISO 8601: weeks begin on Monday, the first has the year's first Thursday.
fn iso_week(civil: &Civil) -> (i64, i64) {
    let from_monday = (i64::from(civil.weekday) + 6) % 7;
    let day = i64::from(civil.year_day);
    let week = (day - from_monday + 10) / 7;
    let weeks_in = |year: i64| {
        // 53 weeks: the years that begin on a Thursday, and leap years that begin on a Wednesday.
        let first = (super::days_of_date(year, 1, 1) + 4).rem_euclid(7);
        if first == 4 || first == 3 && is_leap(year) { 53 } else { 52 }
    };
    if week < 1 {
        (civil.year - 1, weeks_in(civil.year - 1))
    } else if week > weeks_in(civil.year) {
        (civil.year + 1, 1)
    } else {
        (civil.year, week)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Civil, Zone};

    fn show(format: &str, civil: &Civil) -> String {
        let mut text = Vec::new();
        super::format(&mut text, format.as_bytes(), civil, 12_000_000);
        String::from_utf8(text).unwrap()
    }

    #[test]
    fn every_conversion() {
        let civil = Zone::of(b"XYZ-5:30").civil(1_583_298_367);
        for (format, expected) in [
            ("%a %A %b %B %h", "Wed Wednesday Mar March Mar"),
            ("%C %d %e %g %G", "20 04  4 20 2020"),
            ("%H %I %j %k %l %m %M", "10 10 064 10 10 03 36"),
            ("%N %3N %p %P %q %s", "012000000 012 AM am 1 1583298367"),
            ("%S %u %U %V %w %W %y %Y", "07 3 09 10 3 09 20 2020"),
            ("%z %:z %::z %:::z %Z", "+0530 +05:30 +05:30:00 +05:30 XYZ"),
            (
                "%c|%D|%F|%r|%R|%T|%x|%X",
                "Wed Mar  4 10:36:07 2020|03/04/20|2020-03-04|10:36:07 AM|10:36|10:36:07|03/04/20|10:36:07",
            ),
            ("%n%t%%", "\n\t%"),
            ("%Q %", "%Q %"),
            ("%Ey %Od", "20 04"),
        ] {
            assert_eq!(show(format, &civil), expected, "{format}");
        }
    }

    #[test]
    fn flags_and_widths_as_in_gnu() {
        let civil = Zone::utc().civil(1_583_298_367);
        for (format, expected) in [
            ("%-d|%_d|%05d|%_m|%-e", "4| 4|00004| 3|4"),
            ("%^a|%#Z|%^B|%10A|%#p", "WED|utc|MARCH| Wednesday|am"),
            ("%-N|%6N|%+4Y|%5Y", "012|012000|2020|02020"),
            ("%12T|%012F", "    05:06:07|002020-03-04"),
        ] {
            assert_eq!(show(format, &civil), expected, "{format}");
        }
    }

    #[test]
    fn weeks_by_iso_8601() {
        for (year, month, day, expected) in [
            (2021, 1, 3, "2020-W53"),
            (2021, 1, 4, "2021-W01"),
            (2018, 12, 31, "2019-W01"),
            (2016, 1, 1, "2015-W53"),
            (2012, 12, 31, "2013-W01"),
        ] {
            assert_eq!(show("%G-W%V", &Civil::date(year, month, day)), expected);
        }
    }
}
