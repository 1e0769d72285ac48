//! Dates as people give them to `date` and `touch`.

use super::words::{full_year, month, named_offset, weekday};
use super::{Civil, Moment, Zone, words};

/// Reads a date as `date -d` and `touch -d` take it, with `now` for what it leaves open. First BusyBox's forms:
///
/// `@N`, `hh:mm[:ss]`, `[YYYY.]MM.DD-hh:mm[:ss]`, `YYYY-MM-DD[ hh[:mm[:ss]]]`, `[[[[[YY]YY]MM]DD]hh]mm[.ss]`;
///
/// then, for what those refuse, GNU's: `@N.frac`, ISO 8601 and RFC 2822 with zones and fractions, `4 Mar 2020`,
/// `3/4/2020`, `5:30 pm`, `now`, `today`, `yesterday`, `tomorrow`, `2 days ago`, `+30 minutes`, `next friday`,
/// `TZ="Europe/Paris" 9:00`.
pub fn parse(word: &[u8], now: Moment, zone: &Zone) -> Option<Moment> {
    let mut civil = zone.civil(now.seconds);
    (civil.hour, civil.minute, civil.second) = (0, 0, 0);
    if let Some(seconds) = word.strip_prefix(b"@").and_then(integer) {
        return Some(Moment::at(seconds));
    }
    if busybox(word, &mut civil).is_some() {
        return Some(Moment::at(zone.seconds(&civil)));
    }
    words::parse(word, now, zone)
}

/// Reads `MMDDhhmm[[CC]YY][.ss]`, the form in which `date` without `-s` takes the time to set.
pub fn parse_set_form(word: &[u8], now: Moment, zone: &Zone) -> Option<Moment> {
    let mut civil = zone.civil(now.seconds);
    civil.second = 0;
    let digits = split_seconds(word, &mut civil)?;
    let at = |from: usize| two(digits.get(from..from + 2)?);
    (civil.month, civil.day, civil.hour, civil.minute) = (at(0)?, at(2)?, at(4)?, at(6)?);
    match digits.len() {
        8 => {}
        10 => civil.year = century(at(8)?, civil.year),
        12 => civil.year = i64::from(at(8)? * 100 + at(10)?),
        _ => return None,
    }
    in_range(&civil)?;
    Some(Moment::at(zone.seconds(&civil)))
}

/// `YYYY`, `MM`… in a fixed order, as BusyBox reads them.
fn busybox(word: &[u8], civil: &mut Civil) -> Option<()> {
    if memchr::memchr2(b':', b'-', word).is_none() {
        return compact(word, civil);
    }
    let mut at = Scan(word);
    if let Some((date, clock)) = split(word, b'-').filter(|(date, _)| date.contains(&b'.')) {
        // [YYYY.]MM.DD-hh:mm[:ss]
        let mut at = Scan(date);
        let first = at.number(4)?;
        at.eat(b'.')?;
        let second = at.number(2)?;
        (civil.month, civil.day) = (first, second);
        if at.eat(b'.').is_some() {
            (civil.year, civil.month, civil.day) = (first.into(), second, at.number(2)?);
        }
        at.end()?;
        clock_of(&mut Scan(clock), civil, true)?;
    } else if memchr::memchr(b'-', word).is_some() {
        civil.year = at.number(4)?.into();
        at.eat(b'-')?;
        civil.month = at.number(2)?;
        at.eat(b'-')?;
        civil.day = at.number(2)?;
        if at.eat(b' ').is_some() {
            clock_of(&mut at, civil, false)?;
        }
        at.end()?;
    } else {
        clock_of(&mut at, civil, true)?;
    }
    in_range(civil)
}

fn clock_of(at: &mut Scan, civil: &mut Civil, needs_minutes: bool) -> Option<()> {
    civil.hour = at.number(2)?;
    if at.eat(b':').is_some() {
        civil.minute = at.number(2)?;
        if at.eat(b':').is_some() {
            civil.second = at.number(2)?;
        }
    } else if needs_minutes {
        return None;
    }
    at.end()
}

/// `[[[[[YY]YY]MM]DD]hh]mm[.ss]`
fn compact(word: &[u8], civil: &mut Civil) -> Option<()> {
    let digits = split_seconds(word, civil)?;
    let pairs: Vec<i32> = digits.chunks(2).map(two).collect::<Option<_>>()?;
    let (minute, rest) = pairs.split_last()?;
    civil.minute = *minute;
    let mut rest = rest.iter().rev();
    if let Some(hour) = rest.next() {
        civil.hour = *hour;
    }
    if let Some(day) = rest.next() {
        civil.day = *day;
    }
    if let Some(month) = rest.next() {
        civil.month = *month;
    }
    if let Some(year) = rest.next() {
        civil.year = match rest.next() {
            Some(hundreds) => i64::from(hundreds * 100 + year),
            None => century(*year, civil.year),
        };
    }
    if rest.next().is_some() {
        return None;
    }
    in_range(civil)
}

/// What stands before `.ss`, after storing the seconds.
fn split_seconds<'a>(word: &'a [u8], civil: &mut Civil) -> Option<&'a [u8]> {
    match split(word, b'.') {
        None => Some(word),
        Some((digits, seconds)) => {
            let mut at = Scan(seconds);
            civil.second = at.number(2)?;
            at.end()?;
            Some(digits)
        }
    }
}

/// The year of this century that ends in `year`.
fn century(year: i32, now: i64) -> i64 {
    now.div_euclid(100) * 100 + i64::from(year)
}

fn in_range(civil: &Civil) -> Option<()> {
    let fits = (1..=12).contains(&civil.month)
        && (1..=31).contains(&civil.day)
        && (0..24).contains(&civil.hour)
        && (0..60).contains(&civil.minute)
        && (0..=60).contains(&civil.second);
    fits.then_some(())
}

fn split(word: &[u8], by: u8) -> Option<(&[u8], &[u8])> {
    let at = memchr::memchr(by, word)?;
    Some((&word[..at], &word[at + 1..]))
}

fn two(digits: &[u8]) -> Option<i32> {
    match digits {
        [a @ b'0'..=b'9', b @ b'0'..=b'9'] => Some(i32::from(a - b'0') * 10 + i32::from(b - b'0')),
        _ => None,
    }
}

fn integer(digits: &[u8]) -> Option<i64> {
    let (sign, rest) = match digits {
        [b'-', rest @ ..] => (-1, rest),
        _ => (1, digits),
    };
    let mut n: i64 = 0;
    for c in rest {
        n = n.checked_mul(10)?.checked_add(sign * i64::from(c.is_ascii_digit().then(|| c - b'0')?))?;
    }
    (!rest.is_empty()).then_some(n)
}

struct Scan<'a>(&'a [u8]);

impl Scan<'_> {
    fn eat(&mut self, byte: u8) -> Option<()> {
        self.0 = self.0.strip_prefix(&[byte])?;
        Some(())
    }

    fn end(&self) -> Option<()> {
        self.0.is_empty().then_some(())
    }

    fn blanks(&mut self) {
        self.0 = self.0.trim_ascii_start();
    }

    /// Of one to `most` digits.
    fn number(&mut self, most: usize) -> Option<i32> {
        let n = self.digits().min(most);
        let (digits, rest) = self.0.split_at(n);
        self.0 = rest;
        integer(digits)?.try_into().ok()
    }

    fn digits(&self) -> usize {
        self.0.iter().take_while(|c| c.is_ascii_digit()).count()
    }

    /// Letters, in lower case.
    fn word(&mut self) -> Vec<u8> {
        let n = self.0.iter().take_while(|c| c.is_ascii_alphabetic()).count();
        let (word, rest) = self.0.split_at(n);
        self.0 = rest;
        word.to_ascii_lowercase()
    }
}

/// `+hh`, `+hhmm`, `+hh:mm`: seconds east.
fn offset(at: &mut Scan) -> Option<i32> {
    let sign = if at.eat(b'-').is_some() { -1 } else { at.eat(b'+').map(|()| 1)? };
    let (hours, minutes) = match at.digits() {
        1 | 2 => (at.number(2)?, if at.eat(b':').is_some() { at.number(2)? } else { 0 }),
        4 => (at.number(2)?, at.number(2)?),
        _ => return None,
    };
    (hours <= 24 && minutes <= 59).then_some(sign * (hours * 3600 + minutes * 60))
}

/// `am`, `p.m.`…: is it after noon?
fn meridian(at: &mut Scan, word: &[u8]) -> Option<bool> {
    match word {
        b"am" => Some(false),
        b"pm" => Some(true),
        b"a" | b"p" if at.0.get(..3).is_some_and(|s| s.eq_ignore_ascii_case(b".m.")) => {
            at.0 = &at.0[3..];
            Some(word == b"p")
        }
        _ => None,
    }
}

/// strptime: reads `word` by `format` over the fields of `now`'s day (time of day 0:00:00 where the format has none).
/// Nothing if it does not match.
pub fn parse_with_format(word: &[u8], format: &[u8], now: Moment, zone: &Zone) -> Option<Moment> {
    let mut civil = zone.civil(now.seconds);
    (civil.hour, civil.minute, civil.second) = (0, 0, 0);
    let mut read = Read { civil, ..Read::default() };
    let mut at = Scan(word);
    read.by(&mut at, format)?;
    at.end()?;
    if let Some(seconds) = read.since_epoch {
        return Some(Moment::at(seconds));
    }
    let mut civil = read.civil;
    if let Some(is_afternoon) = read.is_afternoon {
        civil.hour = civil.hour % 12 + if is_afternoon { 12 } else { 0 };
    }
    if let Some(of_year) = read.day_of_year {
        (civil.month, civil.day) = (1, of_year);
    }
    Some(Moment::at(match read.offset {
        Some(offset) => civil.clock_seconds() - i64::from(offset),
        None => zone.seconds(&civil),
    }))
}

struct Read {
    civil: Civil,
    is_afternoon: Option<bool>,
    day_of_year: Option<i32>,
    offset: Option<i32>,
    since_epoch: Option<i64>,
}

impl Default for Read {
    fn default() -> Read {
        Read { civil: Civil::date(1970, 1, 1), is_afternoon: None, day_of_year: None, offset: None, since_epoch: None }
    }
}

impl Read {
    fn by(&mut self, at: &mut Scan, format: &[u8]) -> Option<()> {
        let mut format = format.iter();
        while let Some(&c) = format.next() {
            if c.is_ascii_whitespace() {
                at.blanks();
                continue;
            }
            if c != b'%' {
                at.eat(c)?;
                continue;
            }
            let mut conversion = *format.next()?;
            while matches!(conversion, b'E' | b'O' | b'-' | b'_' | b'0') {
                conversion = *format.next()?;
            }
            self.conversion(at, conversion)?;
        }
        Some(())
    }

    fn conversion(&mut self, at: &mut Scan, conversion: u8) -> Option<()> {
        let civil = &mut self.civil;
        let number = |at: &mut Scan, most: usize, from: i32, to: i32| {
            at.blanks();
            at.number(most).filter(|n| (from..=to).contains(n))
        };
        match conversion {
            b'%' => at.eat(b'%')?,
            b'n' | b't' => at.blanks(),
            b'a' | b'A' => {
                weekday(&at.word())?;
            }
            b'b' | b'B' | b'h' => civil.month = month(&at.word())?,
            b'C' => civil.year = i64::from(number(at, 2, 0, 99)?) * 100 + civil.year.rem_euclid(100),
            b'd' | b'e' => civil.day = number(at, 2, 1, 31)?,
            b'H' | b'k' => civil.hour = number(at, 2, 0, 23)?,
            b'I' | b'l' => civil.hour = number(at, 2, 1, 12)?,
            b'j' => self.day_of_year = Some(number(at, 3, 1, 366)?),
            b'm' => civil.month = number(at, 2, 1, 12)?,
            b'M' => civil.minute = number(at, 2, 0, 59)?,
            b'p' | b'P' => {
                let word = at.word();
                self.is_afternoon = Some(meridian(at, &word)?);
            }
            b's' => {
                let sign = if at.eat(b'-').is_some() { -1 } else { 1 };
                let (digits, rest) = at.0.split_at(at.digits());
                at.0 = rest;
                self.since_epoch = Some(sign * integer(digits)?);
            }
            b'S' => civil.second = number(at, 2, 0, 60)?,
            b'u' | b'w' => {
                number(at, 1, 0, 7)?;
            }
            b'U' | b'W' => {
                number(at, 2, 0, 53)?;
            }
            b'y' => civil.year = full_year(number(at, 2, 0, 99)?.into(), 2),
            b'Y' => {
                let sign = if at.eat(b'-').is_some() { -1 } else { 1 };
                civil.year = sign * i64::from(number(at, 9, 0, i32::MAX)?);
            }
            b'z' => self.offset = Some(if at.eat(b'Z').is_some() { 0 } else { offset(at)? }),
            b'Z' => self.offset = Some(named_offset(&at.word())?),
            b'D' | b'x' => return self.by(at, b"%m/%d/%y"),
            b'F' => return self.by(at, b"%Y-%m-%d"),
            b'R' => return self.by(at, b"%H:%M"),
            b'T' | b'X' => return self.by(at, b"%H:%M:%S"),
            b'r' => return self.by(at, b"%I:%M:%S %p"),
            b'c' => return self.by(at, b"%a %b %e %T %Y"),
            _ => return None,
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tuesday, 2026-11-24 13:57:21 UTC.
    const NOW: Moment = Moment { seconds: 1_795_528_641, nanoseconds: 5 };

    fn show(moment: Option<Moment>) -> String {
        let Some(moment) = moment else { return "-".to_owned() };
        let mut text = Vec::new();
        super::super::format(&mut text, b"%F %T.%N", &Zone::utc().civil(moment.seconds), moment.nanoseconds);
        let text = String::from_utf8(text).unwrap();
        text.strip_suffix(".000000000").map_or(text.clone(), str::to_owned)
    }

    fn check(cases: &[(&str, &str)]) {
        for (word, expected) in cases {
            assert_eq!(show(parse(word.as_bytes(), NOW, &Zone::utc())), *expected, "{word}");
        }
    }

    #[test]
    fn the_forms_of_busybox() {
        check(&[
            ("@1234567890", "2009-02-13 23:31:30"),
            ("@-5", "1969-12-31 23:59:55"),
            ("12:34", "2026-11-24 12:34:00"),
            ("1:2", "2026-11-24 01:02:00"),
            ("12:34:60", "2026-11-24 12:35:00"),
            ("2020.03.04-05:06:07", "2020-03-04 05:06:07"),
            ("03.04-05:06", "2026-03-04 05:06:00"),
            ("2020-03-04 05:06", "2020-03-04 05:06:00"),
            ("2020-3-4", "2020-03-04 00:00:00"),
            ("2020-03-04 05", "2020-03-04 05:00:00"),
            ("2020-02-30 00:00", "2020-03-01 00:00:00"),
            ("05", "2026-11-24 00:05:00"),
            ("05.30", "2026-11-24 00:05:30"),
            ("1205", "2026-11-24 12:05:00"),
            ("041205", "2026-11-04 12:05:00"),
            ("03041205", "2026-03-04 12:05:00"),
            ("2003041205", "2020-03-04 12:05:00"),
            ("202003041205.30", "2020-03-04 12:05:30"),
        ]);
    }

    #[test]
    fn the_forms_of_gnu() {
        check(&[
            ("@1.5", "1970-01-01 00:00:01.500000000"),
            ("@-1.25", "1969-12-31 23:59:58.750000000"),
            ("2020-03-04T05:06:07Z", "2020-03-04 05:06:07"),
            ("2020-03-04T05:06:07.25+01:00", "2020-03-04 04:06:07.250000000"),
            ("2020-03-04 05:06:07 -0330", "2020-03-04 08:36:07"),
            ("2020-03-04 05:06:07 UTC", "2020-03-04 05:06:07"),
            ("20200304T050607Z", "2020-03-04 05:06:07"),
            ("20200304", "2020-03-04 00:00:00"),
            ("Wed, 04 Mar 2020 05:06:07 +0100", "2020-03-04 04:06:07"),
            ("Wed Mar  4 05:06:07 UTC 2020", "2020-03-04 05:06:07"),
            ("Wed Mar  4 05:06:07 2020", "2020-03-04 05:06:07"),
            ("Mar 4, 2020 5:06 pm", "2020-03-04 17:06:00"),
            ("4-Mar-20", "2020-03-04 00:00:00"),
            ("3/4/2020", "2020-03-04 00:00:00"),
            ("now", "2026-11-24 13:57:21.000000005"),
            ("yesterday", "2026-11-23 13:57:21.000000005"),
            ("tomorrow 5am", "2026-11-25 05:00:00"),
            ("2 days ago", "2026-11-22 13:57:21.000000005"),
            ("+30 minutes", "2026-11-24 14:27:21.000000005"),
            ("2020-01-31 + 1 month", "2020-03-02 00:00:00"),
            ("next friday", "2026-11-27 00:00:00"),
            ("next tuesday", "2026-12-01 00:00:00"),
            ("tuesday", "2026-11-24 00:00:00"),
            ("last monday", "2026-11-23 00:00:00"),
            ("last week", "2026-11-17 13:57:21.000000005"),
            ("2020-03-04 05:06 +2 days", "2020-03-06 05:06:00"),
            ("1 year 2 months ago", "2027-09-24 13:57:21.000000005"),
            ("203041205", "20304-12-05 00:00:00"),
            ("2020-03-04 10", "2020-03-04 10:00:00"),
            ("20200301 5", "2020-03-01 05:00:00"),
            ("1 Jan 2020 1", "2020-01-01 01:00:00"),
            ("Jan 5 10:00 2020", "2020-01-05 10:00:00"),
            ("May-23-2003", "2003-05-23 00:00:00"),
            ("24.1.2026", "2026-01-24 00:00:00"),
            ("3:4:5.6 1.2.", "2026-02-01 03:04:05.600000000"),
            ("2020-1-1 -3 days", "2019-12-29 00:00:00"),
            ("3 wednesday", "2026-12-09 00:00:00"),
            ("third day", "2026-11-27 13:57:21.000000005"),
            ("mon next week", "2026-12-07 00:00:00"),
            ("- 1.5 seconds", "2026-11-24 13:57:19.500000005"),
            ("1(a (nested) comment", "2026-11-24 01:00:00"),
            ("10:30 UTC-05", "2026-11-24 15:30:00"),
            ("0:00 UTC+1:30 + 1 hour", "2026-11-23 23:30:00"),
            ("09:00B", "2026-11-24 07:00:00"),
            ("2020-03-04 EST DST", "2020-03-04 04:00:00"),
            ("1970-12-31T23:59:59+00:00 - 1 year", "1969-12-31 23:59:59"),
            ("TZ=\"EST5\" 1970-01-01 00:00", "1970-01-01 05:00:00"),
            ("99999999-01-01", "99999999-01-01 00:00:00"),
        ]);
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for bad in [
            "",
            "zzz",
            "25:00",
            "12:60",
            "12:34:61",
            "2020-13-01 00:00",
            "2020-03-04 24:00",
            "13320000",
            "@",
            "@ 5",
            "@99999999999999999999",
            "1:2:3:4",
            "2020-03-04 05:06:07 XYZ",
            "999999999999 days",
            "9223372036854775807 seconds",
            "9223372036854775807-01-01",
            "1.5 hours",
            "10:00J",
            "TZ=\"\"\"",
            "2020-03-04 2020-03-05",
            "12:34 13:45",
        ] {
            assert_eq!(parse(bad.as_bytes(), NOW, &Zone::utc()), None, "{bad}");
        }
    }

    #[test]
    fn no_words_make_it_panic() {
        const PIECES: [&str; 40] = [
            "2020",
            "1",
            "12",
            "99",
            "999999999",
            "9223372036854775807",
            "0",
            "-",
            "+",
            ":",
            "/",
            ".",
            ",",
            " ",
            "T",
            "Z",
            "@",
            "am",
            "pm",
            "a.m.",
            "mar",
            "december",
            "sun",
            "monday",
            "next",
            "last",
            "this",
            "ago",
            "year",
            "months",
            "day",
            "weeks",
            "fortnight",
            "hours",
            "now",
            "tomorrow",
            "utc",
            "est",
            "(",
            "\u{e9}",
        ];
        let zone = Zone::of(b"EST5EDT,M3.2.0,M11.1.0");
        let mut state: u64 = 1;
        for _ in 0..100_000 {
            let mut word = String::new();
            for _ in 0..=(state >> 60) % 9 {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                word.push_str(PIECES[(state >> 33) as usize % PIECES.len()]);
            }
            if let Some(moment) = parse(word.as_bytes(), NOW, &zone) {
                assert!(moment.nanoseconds < 1_000_000_000, "{word}");
            }
            let _ = parse_set_form(word.as_bytes(), NOW, &zone);
            let _ = parse_with_format(word.as_bytes(), b"%Y %b %d%n%H:%M %p %z", NOW, &zone);
        }
    }

    #[test]
    fn the_form_that_sets_the_clock() {
        let set = |word: &str| show(parse_set_form(word.as_bytes(), NOW, &Zone::utc()));
        assert_eq!(set("03041205"), "2026-03-04 12:05:00");
        assert_eq!(set("0304120520.30"), "2020-03-04 12:05:30");
        assert_eq!(set("030412051999"), "1999-03-04 12:05:00");
        assert_eq!(set("0304"), "-");
    }

    #[test]
    fn formats_can_be_read_back() {
        let read =
            |word: &str, format: &str| show(parse_with_format(word.as_bytes(), format.as_bytes(), NOW, &Zone::utc()));
        assert_eq!(read("04/Mar/2020:05:06:07", "%d/%b/%Y:%H:%M:%S"), "2020-03-04 05:06:07");
        assert_eq!(read("2020-064", "%Y-%j"), "2020-03-04 00:00:00");
        assert_eq!(read("1234567890", "%s"), "2009-02-13 23:31:30");
        assert_eq!(read("Wed Mar  4 05:06:07 2020", "%c"), "2020-03-04 05:06:07");
        assert_eq!(read("5:06 pm +0100", "%I:%M %p %z"), "2026-11-24 16:06:00");
        assert_eq!(read("x", "%Y"), "-");
        assert_eq!(read("2020x", "%Y"), "-");
    }
}
