//! Dates as people give them to `date` and `touch`.

use super::{Civil, Moment, Zone, days_in_month};

const MONTHS: [&[u8]; 12] =
    [b"jan", b"feb", b"mar", b"apr", b"may", b"jun", b"jul", b"aug", b"sep", b"oct", b"nov", b"dec"];
const WEEKDAYS: [&[u8]; 7] = [b"sun", b"mon", b"tue", b"wed", b"thu", b"fri", b"sat"];

/// Reads a date as `date -d` and `touch -d` take it, with `now` for what it leaves open. First BusyBox's forms:
///
/// `@N`, `hh:mm[:ss]`, `[YYYY.]MM.DD-hh:mm[:ss]`, `YYYY-MM-DD[ hh[:mm[:ss]]]`, `[[[[[YY]YY]MM]DD]hh]mm[.ss]`;
///
/// then, for what those refuse, GNU's: `@N.frac`, ISO 8601 and RFC 2822 with zones and fractions, `4 Mar 2020`,
/// `3/4/2020`, `5:30 pm`, `now`, `today`, `yesterday`, `tomorrow`, `2 days ago`, `+30 minutes`, `next friday`.
pub fn parse(word: &[u8], now: Moment, zone: &Zone) -> Option<Moment> {
    let mut civil = zone.civil(now.seconds);
    (civil.hour, civil.minute, civil.second) = (0, 0, 0);
    if let Some(seconds) = word.strip_prefix(b"@").and_then(integer) {
        return Some(Moment::at(seconds));
    }
    if busybox(word, &mut civil).is_some() {
        return Some(Moment::at(zone.seconds(&civil)));
    }
    gnu(word, now, zone)
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

    /// `.` or `,` and digits, as nanoseconds.
    fn fraction(&mut self) -> Option<u32> {
        let ([b'.' | b',', rest @ ..], digits) = (self.0, Scan(self.0.get(1..)?).digits()) else { return None };
        if digits == 0 {
            return None;
        }
        let places = rest[..digits].iter().chain(std::iter::repeat(&b'0')).take(9);
        let nanoseconds = places.fold(0, |n, digit| n * 10 + u32::from(digit - b'0'));
        self.0 = &rest[digits..];
        Some(nanoseconds)
    }

    /// Letters in lower case; at most 15.
    fn word(&mut self) -> Vec<u8> {
        let n = self.0.iter().take_while(|c| c.is_ascii_alphabetic()).count();
        let (word, rest) = self.0.split_at(n);
        self.0 = rest;
        word.to_ascii_lowercase()
    }
}

/// What the items of GNU's grammar have given so far.
#[derive(Default)]
struct Items {
    date: Option<(Option<i64>, i32, i32)>,
    clock: Option<(i32, i32, i32)>,
    nanoseconds: u32,
    offset: Option<i32>,
    /// Weekday, and how many weeks on: 0 the coming one (or today), 1 the next after today, -1 the last.
    weekday: Option<(u8, i64)>,
    months: i64,
    days: i64,
    seconds: i64,
    /// Something relative was named: the time of day stays as it is.
    is_relative: bool,
}

fn gnu(word: &[u8], now: Moment, zone: &Zone) -> Option<Moment> {
    let mut at = Scan(word.trim_ascii());
    if at.eat(b'@').is_some() {
        return since_epoch(at);
    }
    let mut items = Items::default();
    at.end().is_none().then_some(())?;
    while at.end().is_none() {
        item(&mut at, &mut items)?;
        at.blanks();
        let _ = at.eat(b',');
        at.blanks();
    }
    items.moment(now, zone)
}

fn since_epoch(mut at: Scan) -> Option<Moment> {
    let negative = at.eat(b'-').is_some();
    let (digits, rest) = at.0.split_at(at.digits());
    let whole = integer(digits)?;
    at.0 = rest;
    let nanoseconds = if at.end().is_some() { 0 } else { at.fraction()? };
    at.end()?;
    Some(match (negative, nanoseconds) {
        (false, _) => Moment { seconds: whole, nanoseconds },
        (true, 0) => Moment::at(-whole),
        (true, _) => Moment { seconds: -whole - 1, nanoseconds: 1_000_000_000 - nanoseconds },
    })
}

fn item(at: &mut Scan, items: &mut Items) -> Option<()> {
    match at.0.first()? {
        b'0'..=b'9' => digits_item(at, items),
        // After a clock a signed number is its zone, unless a unit follows.
        b'+' | b'-' => {
            let before = at.0;
            if items.clock.is_some() && items.offset.is_none() {
                if let Some(offset) = offset(at) {
                    items.offset = Some(offset);
                    return Some(());
                }
                at.0 = before;
            }
            relative(at, items)
        }
        b'(' => {
            // A comment of RFC 2822: `(UTC)`.
            let end = memchr::memchr(b')', at.0)?;
            at.0 = &at.0[end + 1..];
            Some(())
        }
        _ => word_item(at, items),
    }
}

/// `+hh`, `+hhmm`, `+hh:mm`: seconds east. Nothing if a unit follows (`+2 days`).
fn offset(at: &mut Scan) -> Option<i32> {
    let sign = if at.eat(b'-').is_some() { -1 } else { at.eat(b'+').map(|()| 1)? };
    let n = at.digits();
    let (hours, minutes) = match n {
        1 | 2 => {
            let hours = at.number(2)?;
            (hours, if at.eat(b':').is_some() { at.number(2)? } else { 0 })
        }
        4 => (at.number(2)?, at.number(2)?),
        _ => return None,
    };
    let mut ahead = Scan(at.0);
    ahead.blanks();
    if n <= 2 && unit(&ahead.word()).is_some() || hours > 24 || minutes > 59 {
        return None;
    }
    Some(sign * (hours * 3600 + minutes * 60))
}

fn digits_item(at: &mut Scan, items: &mut Items) -> Option<()> {
    let before = at.0;
    let n = at.digits();
    if n > 14 {
        return None;
    }
    match at.0.get(n) {
        Some(b':') => return clock(at, items),
        // 2020-03-04, 2020/03/04, 3/4[/2020], 4-Mar-2020
        Some(by @ (b'-' | b'/')) if n <= 4 => {
            let by = *by;
            let first = at.number(4)?;
            at.eat(by)?;
            if let Some(month) = month(&at.word()) {
                at.eat(by)?;
                let digits = at.digits();
                items.set_date(Some(full_year(at.number(4)?, digits)), month, first)?;
                return Some(());
            }
            let second = at.number(2)?;
            let third_digits = Scan(at.0.get(1..).unwrap_or_default()).digits();
            let third = if third_digits > 0 && at.eat(by).is_some() { at.number(4) } else { None };
            match (by, third) {
                (b'/', None) => items.set_date(None, first, second)?,
                (b'/', Some(year)) if n <= 2 => items.set_date(Some(full_year(year, third_digits)), first, second)?,
                (_, Some(day)) => items.set_date(Some(full_year(first, n)), second, day)?,
                _ => return None,
            }
            // ISO 8601's T between date and time.
            if let ([b'T' | b't', b'0'..=b'9', ..], true) = (at.0, items.clock.is_none()) {
                at.0 = &at.0[1..];
                return if at.digits() > 2 && at.0.get(at.digits()) != Some(&b':') {
                    compact_clock(at, items)
                } else {
                    clock(at, items)
                };
            }
            return Some(());
        }
        _ => {}
    }
    // 20200304[Thhmmss]
    if n == 8 && items.date.is_none() {
        items.set_date(Some(i64::from(at.number(4)?)), at.number(2)?, at.number(2)?)?;
        if let [b'T' | b't', b'0'..=b'9', ..] = at.0 {
            at.0 = &at.0[1..];
            return compact_clock(at, items);
        }
        return Some(());
    }
    let number = i64::from(at.number(9)?);
    let after = at.0;
    at.blanks();
    let next = at.word();
    if let Some(is_afternoon) = meridian(at, &next) {
        return items.set_clock(hour12(number as i32, is_afternoon)?, 0, 0);
    }
    if let Some(month) = month(&next) {
        // 4 Mar [2020]
        at.blanks();
        let ahead = at.digits();
        let is_year = ahead >= 1 && at.0.get(ahead) != Some(&b':') && ahead <= 4;
        let year = if is_year { Some(full_year(at.number(4)?, ahead)) } else { None };
        return items.set_date(year, month, number.try_into().ok()?);
    }
    if unit(&next).is_some() {
        at.0 = before;
        return relative(at, items);
    }
    at.0 = after;
    // A lone number after a date without a year is the year; else it is hhmm or hh.
    match items.date {
        Some((None, month, day)) if items.clock.is_some() || n == 4 => {
            items.date = Some((Some(full_year(number as i32, n)), month, day));
            Some(())
        }
        _ if items.clock.is_none() && (n == 4 || n <= 2) => {
            let (hour, minute) = if n == 4 { (number / 100, number % 100) } else { (number, 0) };
            items.set_clock(hour as i32, minute as i32, 0)
        }
        _ => None,
    }
}

/// `hh:mm[:ss[.frac]] [am|pm]`
fn clock(at: &mut Scan, items: &mut Items) -> Option<()> {
    let mut hour = at.number(2)?;
    let (mut minute, mut second) = (0, 0);
    if at.eat(b':').is_some() {
        minute = at.number(2)?;
        if at.eat(b':').is_some() {
            second = at.number(2)?;
            if let Some(nanoseconds) = at.fraction() {
                items.nanoseconds = nanoseconds;
            }
        }
    }
    let after = at.0;
    at.blanks();
    let word = at.word();
    match meridian(at, &word) {
        Some(is_afternoon) => hour = hour12(hour, is_afternoon)?,
        None => at.0 = after,
    }
    items.set_clock(hour, minute, second)
}

/// `hhmm[ss]`
fn compact_clock(at: &mut Scan, items: &mut Items) -> Option<()> {
    let n = at.digits();
    let (hour, minute) = (at.number(2)?, at.number(2)?);
    let second = if n == 6 { at.number(2)? } else { 0 };
    (n == 4 || n == 6).then_some(())?;
    items.set_clock(hour, minute, second)
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

fn hour12(hour: i32, is_afternoon: bool) -> Option<i32> {
    (1..=12).contains(&hour).then_some(hour % 12 + if is_afternoon { 12 } else { 0 })
}

/// A year of two digits is within 1969 to 2068, as POSIX says.
fn full_year(year: i32, digits: usize) -> i64 {
    i64::from(match year {
        0..=68 if digits <= 2 => 2000 + year,
        69..=99 if digits <= 2 => 1900 + year,
        _ => year,
    })
}

/// Is `word` the name `full`, or its first three letters or more?
fn names(word: &[u8], table: &[&[u8]], full: fn(usize) -> &'static str) -> Option<usize> {
    let i = table.iter().position(|short| word.starts_with(short))?;
    full(i).as_bytes().to_ascii_lowercase().starts_with(word).then_some(i)
}

fn month(word: &[u8]) -> Option<i32> {
    let word = if word == b"sept" { b"sep" } else { word };
    names(word, &MONTHS, |i| super::month_name(i as i32 + 1)).map(|i| i as i32 + 1)
}

fn weekday(word: &[u8]) -> Option<u8> {
    names(word, &WEEKDAYS, |i| super::weekday_name(i as u8)).map(|i| i as u8)
}

/// A zone's name: seconds east.
fn named_offset(word: &[u8]) -> Option<i32> {
    let hours = match word {
        b"z" | b"utc" | b"gmt" | b"ut" => 0,
        b"bst" | b"cet" => 1,
        b"cest" | b"eet" => 2,
        b"eest" | b"msk" => 3,
        b"edt" => -4,
        b"est" | b"cdt" => -5,
        b"cst" | b"mdt" => -6,
        b"mst" | b"pdt" => -7,
        b"pst" => -8,
        b"jst" | b"kst" => 9,
        _ => return None,
    };
    Some(hours * 3600)
}

/// A unit: how many months, days and seconds.
fn unit(word: &[u8]) -> Option<(i64, i64, i64)> {
    Some(match word.strip_suffix(b"s").filter(|w| !w.is_empty()).unwrap_or(word) {
        b"year" => (12, 0, 0),
        b"month" => (1, 0, 0),
        b"fortnight" => (0, 14, 0),
        b"week" => (0, 7, 0),
        b"day" => (0, 1, 0),
        b"hour" => (0, 0, 3600),
        b"minute" | b"min" => (0, 0, 60),
        b"second" | b"sec" => (0, 0, 1),
        _ => return None,
    })
}

/// `[+-]N unit [ago]`
fn relative(at: &mut Scan, items: &mut Items) -> Option<()> {
    let sign = if at.eat(b'-').is_some() {
        -1
    } else {
        let _ = at.eat(b'+');
        1
    };
    at.blanks();
    let number = if at.digits() == 0 { 1 } else { i64::from(at.number(9)?) };
    at.blanks();
    let unit = unit(&at.word())?;
    items.add(unit, sign * number, at)
}

fn word_item(at: &mut Scan, items: &mut Items) -> Option<()> {
    let word = at.word();
    if let Some(month) = month(&word) {
        // Mar 4[,] [2020]
        at.blanks();
        let _ = at.eat(b'-');
        let day = at.number(2)?;
        items.set_date(None, month, day)?;
        let before = at.0;
        let _ = at.eat(b',');
        at.blanks();
        let n = at.digits();
        if n == 4 && at.0.get(n) != Some(&b':') {
            items.set_date(Some(i64::from(at.number(4)?)), month, day)?;
        } else {
            at.0 = before;
        }
        return Some(());
    }
    if let Some(day) = weekday(&word) {
        items.weekday = Some((day, 0));
        let _ = at.eat(b'.');
        return Some(());
    }
    match &word[..] {
        b"now" | b"today" => items.is_relative = true,
        b"yesterday" => items.add((0, 1, 0), -1, at)?,
        b"tomorrow" => items.add((0, 1, 0), 1, at)?,
        b"noon" => items.set_clock(12, 0, 0)?,
        b"midnight" => items.set_clock(0, 0, 0)?,
        b"t" if items.date.is_some() => {}
        b"next" | b"last" | b"this" => {
            let by = match &word[..] {
                b"next" => 1,
                b"last" => -1,
                _ => 0,
            };
            at.blanks();
            let word = at.word();
            if let Some(day) = weekday(&word) {
                items.weekday = Some((day, by));
            } else {
                items.add(unit(&word)?, by, at)?;
            }
        }
        _ if items.offset.is_none() && named_offset(&word).is_some() => {
            items.offset = named_offset(&word);
            // `UTC+2` is two hours east of it.
            if matches!(at.0, [b'+' | b'-', b'0'..=b'9', ..]) && word != b"z" {
                let more = offset(at)?;
                items.offset = items.offset.map(|o| o + more);
            }
        }
        _ => items.add(unit(&word)?, 1, at)?,
    }
    Some(())
}

impl Items {
    fn set_date(&mut self, year: Option<i64>, month: i32, day: i32) -> Option<()> {
        let longest = days_in_month(year.unwrap_or(2000), month);
        self.date = Some((year, month, day));
        ((1..=12).contains(&month) && (1..=longest).contains(&day)).then_some(())
    }

    fn set_clock(&mut self, hour: i32, minute: i32, second: i32) -> Option<()> {
        let fits = self.clock.is_none() && hour < 24 && minute < 60 && second <= 60;
        self.clock = Some((hour, minute, second));
        fits.then_some(())
    }

    /// `number` units; an `ago` behind turns the sign.
    fn add(&mut self, unit: (i64, i64, i64), number: i64, at: &mut Scan) -> Option<()> {
        let after = at.0;
        at.blanks();
        let sign = if at.word() == b"ago" {
            -1
        } else {
            at.0 = after;
            1
        };
        self.months = self.months.checked_add(unit.0 * number * sign)?;
        self.days = self.days.checked_add(unit.1 * number * sign)?;
        self.seconds = self.seconds.checked_add(unit.2 * number * sign)?;
        self.is_relative = true;
        Some(())
    }

    fn moment(&self, now: Moment, zone: &Zone) -> Option<Moment> {
        let mut civil = match self.offset {
            None => zone.civil(now.seconds),
            Some(offset) => Zone::utc().civil(now.seconds + i64::from(offset)),
        };
        if let Some((year, month, day)) = self.date {
            (civil.year, civil.month, civil.day) = (year.unwrap_or(civil.year), month, day);
        }
        let mut nanoseconds = now.nanoseconds;
        if let Some((hour, minute, second)) = self.clock {
            (civil.hour, civil.minute, civil.second) = (hour, minute, second);
            nanoseconds = self.nanoseconds;
        } else if self.date.is_some() || self.weekday.is_some() || !self.is_relative {
            (civil.hour, civil.minute, civil.second) = (0, 0, 0);
            nanoseconds = 0;
        }
        if let (Some((weekday, weeks)), None) = (self.weekday, self.date) {
            let ahead = (i64::from(weekday) - i64::from(civil.weekday)).rem_euclid(7);
            // `next` does not count today, `last` is before today.
            let days = ahead + 7 * (weeks - i64::from(weeks > 0 && ahead != 0));
            civil.day += days as i32;
        }
        civil.month = i32::try_from(i64::from(civil.month) + self.months).ok()?;
        civil.day = i32::try_from(i64::from(civil.day) + self.days).ok()?;
        let seconds = match self.offset {
            None => zone.seconds(&civil),
            Some(offset) => civil.clock_seconds() - i64::from(offset),
        };
        Some(Moment { seconds: seconds.checked_add(self.seconds)?, nanoseconds })
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
            b'y' => civil.year = full_year(number(at, 2, 0, 99)?, 2),
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
            "203041205",
            "13320000",
            "@",
            "@ 5",
            "@99999999999999999999",
            "1:2:3:4",
            "2020-03-04 05:06:07 XYZ",
            "999999999999 days",
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
