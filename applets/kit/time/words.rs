//! GNU's dates in words, as its manual's chapter «Date input formats» describes them.

use super::{Civil, Moment, Zone, days_in_month};

const MONTHS: [&[u8]; 12] =
    [b"jan", b"feb", b"mar", b"apr", b"may", b"jun", b"jul", b"aug", b"sep", b"oct", b"nov", b"dec"];
const WEEKDAYS: [&[u8]; 7] = [b"sun", b"mon", b"tue", b"wed", b"thu", b"fri", b"sat"];
const ORDINALS: [&[u8]; 12] = [
    b"first",
    // `second` is the unit.
    b"",
    b"third",
    b"fourth",
    b"fifth",
    b"sixth",
    b"seventh",
    b"eighth",
    b"ninth",
    b"tenth",
    b"eleventh",
    b"twelfth",
];

/// `items` in any order, or `@seconds[.fraction]`; before them `TZ="zone"` may name the zone they are meant in.
pub(super) fn parse(text: &[u8], now: Moment, zone: &Zone) -> Option<Moment> {
    let text = text.trim_ascii();
    if let Some(rest) = text.strip_prefix(b"TZ=\"") {
        let (zone, rest) = zone_prefix(rest)?;
        return parse(rest, now, &zone);
    }
    if let Some(rest) = text.strip_prefix(b"@") {
        return since_epoch(rest);
    }
    if text.is_empty() {
        return None;
    }
    let tokens = tokens(text)?;
    let mut items = Items { tokens: &tokens, local: local_names(now, zone), ..Items::default() };
    while !items.tokens.is_empty() {
        items.item()?;
    }
    items.moment(now, zone)
}

/// What stands between the quotes of `TZ="…"` (`\\` and `\"` are escapes), and what follows.
fn zone_prefix(rest: &[u8]) -> Option<(Zone, &[u8])> {
    let mut name = Vec::new();
    let mut at = 0;
    loop {
        match rest.get(at..)? {
            [b'"', after @ ..] => return Some((Zone::of(&name), after)),
            [b'\\', c @ (b'\\' | b'"'), ..] => {
                name.push(*c);
                at += 2;
            }
            [c, ..] => {
                name.push(*c);
                at += 1;
            }
            [] => return None,
        }
    }
}

fn since_epoch(text: &[u8]) -> Option<Moment> {
    match &tokens(text)?[..] {
        [Token::Number(number)] => Some(match (number.value, number.nanoseconds, number.sign) {
            (value, nanoseconds, 0 | 1) => Moment { seconds: value, nanoseconds },
            (value, 0, _) => Moment::at(value),
            (value, nanoseconds, _) => {
                Moment { seconds: value.checked_sub(1)?, nanoseconds: 1_000_000_000 - nanoseconds }
            }
        })
        // No blank between the @ and its number.
        .filter(|_| !text.starts_with(b" ")),
        _ => None,
    }
}

/// What the local zone is called now and half a year later, in lower case, with the seconds east of each.
fn local_names(now: Moment, zone: &Zone) -> Vec<(Vec<u8>, i32)> {
    [now.seconds, now.seconds.saturating_add(182 * 86400)]
        .map(|seconds| {
            let civil = zone.civil(seconds);
            (civil.zone.as_bytes().to_ascii_lowercase(), civil.offset)
        })
        .to_vec()
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Number {
    /// -1 or 1 if a sign was written, else 0.
    sign: i8,
    /// With its sign, rounded towards 0.
    value: i64,
    /// How many there were before the fraction.
    digits: usize,
    nanoseconds: u32,
    has_fraction: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    Number(Number),
    /// `dd.mm.` or `dd.mm.yyyy`
    Dotted(i32, i32, Option<i64>),
    /// In lower case, without periods.
    Word(Vec<u8>),
    Sign(u8),
}

fn digits_of(text: &[u8]) -> usize {
    text.iter().take_while(|c| c.is_ascii_digit()).count()
}

fn integer(digits: &[u8]) -> Option<i64> {
    digits.iter().try_fold(0_i64, |n, digit| n.checked_mul(10)?.checked_add(i64::from(digit - b'0')))
}

fn tokens(text: &[u8]) -> Option<Vec<Token>> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let [c, after @ ..] = rest {
        match c {
            b' ' | b'\t'..=b'\r' => rest = after,
            b'(' => rest = after_comment(after),
            b'+' | b'-' => {
                let digits = after.trim_ascii_start();
                // A sign before anything else is a dash, as in `4-Mar-2020`.
                rest = if digits.first().is_some_and(u8::is_ascii_digit) {
                    let (number, rest) = number(digits, if *c == b'-' { -1 } else { 1 })?;
                    tokens.push(Token::Number(number));
                    rest
                } else {
                    after
                };
            }
            b'0'..=b'9' => {
                if let Some((dotted, rest_of)) = dotted(rest).filter(|_| tokens.last() != Some(&Token::Sign(b':'))) {
                    tokens.push(dotted);
                    rest = rest_of;
                } else {
                    let (number, rest_of) = number(rest, 0)?;
                    tokens.push(Token::Number(number));
                    rest = rest_of;
                }
            }
            b'a'..=b'z' | b'A'..=b'Z' => {
                let length = rest.iter().take_while(|c| c.is_ascii_alphabetic() || **c == b'.').count();
                let letters = rest[..length].iter().filter(|c| **c != b'.');
                tokens.push(Token::Word(letters.map(u8::to_ascii_lowercase).collect()));
                rest = &rest[length..];
            }
            b':' | b'/' | b',' => {
                tokens.push(Token::Sign(*c));
                rest = after;
            }
            _ => return None,
        }
    }
    Some(tokens)
}

/// What follows a comment, which may hold others; one without an end goes to the end.
fn after_comment(mut rest: &[u8]) -> &[u8] {
    let mut depth = 1;
    while let ([c, after @ ..], true) = (rest, depth > 0) {
        depth = match c {
            b'(' => depth + 1,
            b')' => depth - 1,
            _ => depth,
        };
        rest = after;
    }
    rest
}

fn number(text: &[u8], sign: i8) -> Option<(Number, &[u8])> {
    let (digits, mut rest) = text.split_at(digits_of(text));
    let magnitude = integer(digits)?;
    let value = if sign < 0 { -magnitude } else { magnitude };
    let mut number = Number { sign, value, digits: digits.len(), nanoseconds: 0, has_fraction: false };
    if let [b'.' | b',', after @ ..] = rest
        && digits_of(after) > 0
    {
        let places = &after[..digits_of(after)];
        let nine = places.iter().chain(std::iter::repeat(&b'0')).take(9);
        number.nanoseconds = nine.fold(0, |n, digit| n * 10 + u32::from(digit - b'0'));
        number.has_fraction = true;
        rest = &after[places.len()..];
    }
    Some((number, rest))
}

fn dotted(text: &[u8]) -> Option<(Token, &[u8])> {
    let part = |text: &'_ [u8]| -> Option<(i32, usize)> {
        let n = digits_of(text);
        let fits = (1..=2).contains(&n) && text.get(n) == Some(&b'.');
        fits.then(|| Some((integer(&text[..n])? as i32, n + 1))).flatten()
    };
    let (day, length) = part(text)?;
    let rest = &text[length..];
    let (month, length) = part(rest)?;
    let rest = &rest[length..];
    let n = digits_of(rest);
    match n {
        0 => Some((Token::Dotted(day, month, None), rest)),
        2 | 4 => Some((Token::Dotted(day, month, Some(full_year(integer(&rest[..n])?, n))), &rest[n..])),
        _ => None,
    }
}

/// Months, days and seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Unit(i64, i64, i64);

/// What the items have given so far.
#[derive(Default)]
struct Items<'t> {
    tokens: &'t [Token],
    local: Vec<(Vec<u8>, i32)>,
    date: Option<(Option<i64>, i32, i32)>,
    /// The year's digits were given, or it came as a lone number.
    has_year: bool,
    clock: Option<(i32, i32, i32)>,
    nanoseconds: u32,
    offset: Option<i32>,
    /// Weekday, and how many weeks on: 0 the coming one (or today), 1 the next after today, -1 the last.
    weekday: Option<(u8, i64)>,
    months: i64,
    days: i64,
    seconds: i64,
    relative_nanoseconds: i64,
    /// Something relative was named: the time of day stays as it is.
    is_relative: bool,
}

impl Items<'_> {
    fn skip(&mut self, n: usize) {
        self.tokens = &self.tokens[n..];
    }

    fn item(&mut self) -> Option<()> {
        match self.tokens {
            [Token::Sign(b','), ..] => {
                self.skip(1);
                Some(())
            }
            [Token::Sign(_), ..] | [] => None,
            [Token::Dotted(day, month, year), ..] => {
                self.skip(1);
                self.set_date(*year, *month, *day)
            }
            [Token::Number(number), ..] if number.sign == 0 => self.unsigned(*number),
            [Token::Number(number), ..] => {
                // After a clock a signed number is its zone, unless a unit follows.
                if self.clock.is_some() && self.offset.is_none() && self.unit_at(1).is_none() {
                    self.offset = Some(self.zone_offset()?);
                    return Some(());
                }
                self.relative(*number, 1)
            }
            [Token::Word(word), ..] => self.word(word),
        }
    }

    fn unit_at(&self, at: usize) -> Option<Unit> {
        match self.tokens.get(at) {
            Some(Token::Word(word)) => unit(word),
            _ => None,
        }
    }

    /// `NUMBER unit [ago]`, the unit at the index `at`. Only seconds have fractions.
    fn relative(&mut self, number: Number, at: usize) -> Option<()> {
        let Some(unit) = self.unit_at(at) else {
            // `-1.5`: no unit, so a zone that came too late, or nothing.
            return None;
        };
        if number.has_fraction && unit != Unit(0, 0, 1) {
            return None;
        }
        self.skip(at + 1);
        let sign = self.ago();
        self.add(unit, number.value.checked_mul(sign)?)?;
        let fraction = i64::from(number.nanoseconds) * sign * if number.sign < 0 { -1 } else { 1 };
        self.relative_nanoseconds += fraction;
        Some(())
    }

    /// -1 if `ago` follows.
    fn ago(&mut self) -> i64 {
        if self.tokens.first() == Some(&Token::Word(b"ago".to_vec())) {
            self.skip(1);
            -1
        } else {
            1
        }
    }

    fn unsigned(&mut self, first: Number) -> Option<()> {
        let plain = |token: Option<&Token>| match token {
            Some(Token::Number(n)) if n.sign == 0 && !n.has_fraction => Some(*n),
            _ => None,
        };
        let dashed = |token: Option<&Token>| match token {
            Some(Token::Number(n)) if n.sign < 0 && !n.has_fraction => Some(*n),
            _ => None,
        };
        let small = |n: Number| i32::try_from(n.value.unsigned_abs()).ok();
        let tokens = self.tokens;
        match tokens {
            [_, Token::Sign(b':'), ..] => return self.clock(first),
            [_, Token::Sign(b'/'), ..] => {
                let second = plain(tokens.get(2))?;
                let third = tokens.get(3).filter(|t| **t == Token::Sign(b'/')).and_then(|_| plain(tokens.get(4)));
                self.skip(if third.is_some() { 5 } else { 3 });
                return match third {
                    None => self.set_date(None, small(first)?, small(second)?),
                    Some(day) if first.digits >= 4 => self.set_date(Some(first.value), small(second)?, small(day)?),
                    Some(year) => {
                        self.set_date(Some(full_year(year.value, year.digits)), small(first)?, small(second)?)
                    }
                };
            }
            // 2020-03-04, unless it is `2020-03 -4 days`.
            [_, second, third, ..]
                if let (Some(month), Some(day)) = (dashed(Some(second)), dashed(Some(third)))
                    && self.unit_at(3).is_none_or(|_| month.digits <= 2 && self.date.is_none()) =>
            {
                self.skip(3);
                self.set_date(Some(full_year(first.value, first.digits)), small(month)?, small(day)?)?;
                return self.clock_after_date();
            }
            [_, Token::Word(word), ..] => {
                if let Some(is_afternoon) = meridian(word) {
                    self.skip(2);
                    return self.set_clock(hour12(small(first)?, is_afternoon)?, 0, 0);
                }
                if let Some(month) = month(word) {
                    self.skip(2);
                    // 4 Mar, 4 Mar 2020, 4-Mar-2020
                    let year = match self.tokens {
                        [Token::Number(year), rest @ ..]
                            if year.sign <= 0
                                && !year.has_fraction
                                && rest.first() != Some(&Token::Sign(b':'))
                                && self.unit_at(1).is_none() =>
                        {
                            self.skip(1);
                            Some(full_year(year.value.checked_abs()?, year.digits))
                        }
                        _ => None,
                    };
                    return self.set_date(year, month, small(first)?);
                }
                if unit(word).is_some() {
                    return self.relative(first, 1);
                }
                if let Some(day) = weekday(word) {
                    self.skip(2);
                    return self.set_weekday(day, first.value);
                }
            }
            _ => {}
        }
        if first.has_fraction {
            return None;
        }
        self.lone(first)
    }

    /// A number by itself: the year of a date without one, a date, or a time of day.
    fn lone(&mut self, number: Number) -> Option<()> {
        self.skip(1);
        let value = number.value;
        match self.date {
            Some((_, month, day))
                if !self.has_year && !self.is_relative && (self.clock.is_some() || number.digits > 2) =>
            {
                self.has_year = true;
                self.date = None;
                self.set_date(Some(full_year(value, number.digits)), month, day)
            }
            _ if number.digits > 4 => {
                let year = full_year(value / 10000, number.digits - 4);
                self.set_date(Some(year), (value / 100 % 100) as i32, (value % 100) as i32)?;
                self.clock_after_date()
            }
            _ => {
                let (hour, minute) = if number.digits > 2 { (value / 100, value % 100) } else { (value, 0) };
                self.set_clock(hour as i32, minute as i32, 0)
            }
        }
    }

    /// ISO 8601's `T` between a date and its time, which may be `hhmmss`.
    fn clock_after_date(&mut self) -> Option<()> {
        let [Token::Word(t), Token::Number(number), rest @ ..] = self.tokens else { return Some(()) };
        if t != b"t" || number.sign != 0 {
            return Some(());
        }
        let number = *number;
        if rest.first() == Some(&Token::Sign(b':')) {
            self.skip(1);
            return self.clock(number);
        }
        self.skip(2);
        self.nanoseconds = number.nanoseconds;
        let value = number.value as i32;
        match number.digits {
            2 => self.set_clock(value, 0, 0),
            4 => self.set_clock(value / 100, value % 100, 0),
            6 => self.set_clock(value / 10000, value / 100 % 100, value % 100),
            _ => None,
        }
    }

    /// `hh:mm[:ss[.fraction]] [am|pm]`, `hour` being the token at the front.
    fn clock(&mut self, hour: Number) -> Option<()> {
        let part = |token: Option<&Token>| match token {
            Some(Token::Number(n)) if n.sign == 0 && n.digits <= 2 => Some(*n),
            _ => None,
        };
        let mut hour = i32::try_from(hour.value).ok().filter(|_| hour.digits <= 2 && !hour.has_fraction)?;
        let minute = part(self.tokens.get(2))?;
        self.skip(3);
        let mut second = 0;
        let mut nanoseconds = 0;
        if self.tokens.first() == Some(&Token::Sign(b':')) {
            let number = part(self.tokens.get(1))?;
            (second, nanoseconds) = (number.value as i32, number.nanoseconds);
            self.skip(2);
        } else if minute.has_fraction {
            return None;
        }
        if let [Token::Word(word), ..] = self.tokens
            && let Some(is_afternoon) = meridian(word)
        {
            self.skip(1);
            hour = hour12(hour, is_afternoon)?;
        }
        self.nanoseconds = nanoseconds;
        self.set_clock(hour, minute.value as i32, second)
    }

    /// `+hh`, `+hhmm`, `+hh:mm`: seconds east.
    fn zone_offset(&mut self) -> Option<i32> {
        let [Token::Number(number), rest @ ..] = self.tokens else { return None };
        let magnitude = number.value.unsigned_abs();
        let (hours, minutes) = match (number.digits, rest) {
            (1 | 2, [Token::Sign(b':'), Token::Number(minutes), ..]) if minutes.sign == 0 => {
                self.skip(3);
                (magnitude, minutes.value.unsigned_abs())
            }
            (1 | 2, _) => {
                self.skip(1);
                (magnitude, 0)
            }
            (3 | 4, _) => {
                self.skip(1);
                (magnitude / 100, magnitude % 100)
            }
            _ => return None,
        };
        let fits = hours <= 24 && minutes < 60 && !number.has_fraction;
        fits.then_some((hours * 3600 + minutes * 60) as i32 * i32::from(number.sign))
    }

    fn word(&mut self, word: &[u8]) -> Option<()> {
        if let Some(month) = month(word) {
            return self.month(month);
        }
        if let Some(day) = weekday(word) {
            self.skip(1);
            return self.set_weekday(day, 0);
        }
        let ordinal = match word {
            b"next" => Some(1),
            b"last" => Some(-1),
            b"this" => Some(0),
            b"" => None,
            _ => ORDINALS.iter().position(|name| *name == word).map(|at| at as i64 + 1),
        };
        if let Some(ordinal) = ordinal {
            let Some(Token::Word(next)) = self.tokens.get(1) else { return None };
            if let Some(day) = weekday(next) {
                self.skip(2);
                return self.set_weekday(day, ordinal);
            }
            return self
                .relative(Number { sign: 0, value: ordinal, digits: 1, nanoseconds: 0, has_fraction: false }, 1);
        }
        if let Some(unit) = unit(word) {
            self.skip(1);
            let sign = self.ago();
            return self.add(unit, sign);
        }
        match word {
            b"now" | b"today" => self.is_relative = true,
            b"yesterday" => self.add(Unit(0, 1, 0), -1)?,
            b"tomorrow" => self.add(Unit(0, 1, 0), 1)?,
            b"noon" => self.set_clock(12, 0, 0)?,
            b"midnight" => self.set_clock(0, 0, 0)?,
            _ => return self.zone(word),
        }
        self.skip(1);
        Some(())
    }

    /// `Mar 4`, `Mar 4, 2020`, `Mar-4-2020`
    fn month(&mut self, month: i32) -> Option<()> {
        let Some(Token::Number(day)) = self.tokens.get(1) else { return None };
        let day = i32::try_from(day.value.unsigned_abs()).ok().filter(|_| !day.has_fraction && day.sign <= 0)?;
        let comma = usize::from(self.tokens.get(2) == Some(&Token::Sign(b',')));
        let year = match self.tokens.get(2 + comma..) {
            Some([Token::Number(year), after @ ..])
                if !year.has_fraction
                    && after.first() != Some(&Token::Sign(b':'))
                    && (comma == 1 || year.sign < 0 && self.unit_at(3).is_none()) =>
            {
                Some(full_year(year.value.checked_abs()?, year.digits))
            }
            _ => None,
        };
        self.skip(if year.is_some() { 3 + comma } else { 2 });
        self.set_date(year, month, day)
    }

    /// A zone's name, with hours and minutes east of it, or `DST`.
    fn zone(&mut self, word: &[u8]) -> Option<()> {
        // A military letter alone is more likely a mistake.
        if self.offset.is_some() || word.len() == 1 && word != b"z" && self.clock.is_none() {
            return None;
        }
        let local = self.local.iter().find(|(name, _)| name == word).map(|(_, offset)| *offset);
        let mut offset = local.or_else(|| named_offset(word))?;
        self.skip(1);
        match self.tokens {
            [Token::Word(dst), ..] if dst == b"dst" => {
                self.skip(1);
                offset += 3600;
            }
            [Token::Number(number), ..] if number.sign != 0 && self.unit_at(1).is_none() => {
                offset += self.zone_offset()?;
            }
            _ => {}
        }
        self.offset = Some(offset);
        Some(())
    }

    fn set_date(&mut self, year: Option<i64>, month: i32, day: i32) -> Option<()> {
        let fits = self.date.is_none()
            && (1..=12).contains(&month)
            && (1..=days_in_month(year.unwrap_or(2000), month)).contains(&day);
        self.has_year |= year.is_some();
        self.date = Some((year, month, day));
        fits.then_some(())
    }

    fn set_clock(&mut self, hour: i32, minute: i32, second: i32) -> Option<()> {
        let fits = self.clock.is_none() && hour < 24 && minute < 60 && second <= 60;
        self.clock = Some((hour, minute, second));
        fits.then_some(())
    }

    fn set_weekday(&mut self, day: u8, weeks: i64) -> Option<()> {
        let is_first = self.weekday.is_none();
        self.weekday = Some((day, weeks));
        is_first.then_some(())
    }

    fn add(&mut self, unit: Unit, number: i64) -> Option<()> {
        self.months = self.months.checked_add(unit.0.checked_mul(number)?)?;
        self.days = self.days.checked_add(unit.1.checked_mul(number)?)?;
        self.seconds = self.seconds.checked_add(unit.2.checked_mul(number)?)?;
        self.is_relative = true;
        Some(())
    }

    fn moment(&self, now: Moment, zone: &Zone) -> Option<Moment> {
        // What is left open is that of here and now, also if a zone is named.
        let mut civil = zone.civil(now.seconds);
        if let Some((year, month, day)) = self.date {
            (civil.year, civil.month, civil.day) = (year.unwrap_or(civil.year), month, day);
        }
        let mut nanoseconds = i64::from(now.nanoseconds);
        if let Some((hour, minute, second)) = self.clock {
            (civil.hour, civil.minute, civil.second) = (hour, minute, second);
            nanoseconds = i64::from(self.nanoseconds);
        } else if self.date.is_some() || self.weekday.is_some() || !self.is_relative {
            (civil.hour, civil.minute, civil.second) = (0, 0, 0);
            nanoseconds = 0;
        }
        if let (Some((weekday, weeks)), None) = (self.weekday, self.date) {
            let ahead = (i64::from(weekday) - i64::from(civil.weekday)).rem_euclid(7);
            // `next` does not count today, `last` is before today.
            let weeks = weeks.checked_sub(i64::from(weeks > 0 && ahead != 0))?;
            shift(&mut civil, 0, weeks.checked_mul(7)?.checked_add(ahead)?)?;
        }
        shift(&mut civil, self.months, self.days)?;
        let clock = civil.checked_clock_seconds()?;
        let seconds = match self.offset {
            None => zone.seconds(&civil),
            Some(offset) => clock.checked_sub(i64::from(offset))?,
        };
        let nanoseconds = nanoseconds + self.relative_nanoseconds;
        let seconds = seconds.checked_add(self.seconds)?.checked_add(nanoseconds.div_euclid(1_000_000_000))?;
        Some(Moment { seconds, nanoseconds: nanoseconds.rem_euclid(1_000_000_000) as u32 })
    }
}

/// Moves a date by months, then by days; the fields may leave their ranges.
fn shift(civil: &mut Civil, months: i64, days: i64) -> Option<()> {
    let months = i64::from(civil.month - 1).checked_add(months)?;
    civil.year = civil.year.checked_add(months.div_euclid(12))?;
    civil.month = months.rem_euclid(12) as i32 + 1;
    civil.day = i32::try_from(i64::from(civil.day).checked_add(days)?).ok()?;
    Some(())
}

fn meridian(word: &[u8]) -> Option<bool> {
    match word {
        b"am" => Some(false),
        b"pm" => Some(true),
        _ => None,
    }
}

fn hour12(hour: i32, is_afternoon: bool) -> Option<i32> {
    (1..=12).contains(&hour).then_some(hour % 12 + if is_afternoon { 12 } else { 0 })
}

/// A year of two digits is within 1969 to 2068, as POSIX says.
pub(super) fn full_year(year: i64, digits: usize) -> i64 {
    match year {
        0..=68 if digits <= 2 => 2000 + year,
        69..=99 if digits <= 2 => 1900 + year,
        _ => year,
    }
}

/// Is `word` the name `full`, or its first three letters or more?
fn names(word: &[u8], table: &[&[u8]], full: fn(usize) -> &'static str) -> Option<usize> {
    let i = table.iter().position(|short| word.starts_with(short))?;
    full(i).as_bytes().to_ascii_lowercase().starts_with(word).then_some(i)
}

pub(super) fn month(word: &[u8]) -> Option<i32> {
    names(word, &MONTHS, |i| super::month_name(i as i32 + 1)).map(|i| i as i32 + 1)
}

pub(super) fn weekday(word: &[u8]) -> Option<u8> {
    names(word, &WEEKDAYS, |i| super::weekday_name(i as u8)).map(|i| i as u8)
}

/// The zones that GNU knows by name, and the military ones: seconds east. Many names are those of several zones
/// elsewhere.
pub(super) fn named_offset(word: &[u8]) -> Option<i32> {
    let minutes = match word {
        b"utc" | b"gmt" | b"ut" | b"wet" => 0,
        b"bst" | b"west" | b"cet" | b"met" | b"mez" => 60,
        b"cest" | b"mest" | b"mesz" | b"eet" | b"cat" | b"sast" => 120,
        b"eest" | b"eat" | b"msk" => 180,
        b"msd" => 240,
        b"ist" => 330,
        b"sgt" => 480,
        b"jst" | b"kst" => 540,
        b"gst" => 600,
        b"nzst" => 720,
        b"nzdt" => 780,
        b"brst" => -120,
        b"ndt" => -150,
        b"adt" | b"art" | b"brt" | b"clst" => -180,
        b"nst" => -210,
        b"ast" | b"clt" | b"edt" => -240,
        b"est" | b"cdt" => -300,
        b"cst" | b"mdt" => -360,
        b"mst" | b"pdt" => -420,
        b"pst" | b"akdt" => -480,
        b"akst" | b"hadt" => -540,
        b"hast" | b"hst" => -600,
        b"sst" => -660,
        // J is no zone.
        [letter @ b'a'..=b'i'] => i32::from(letter - b'a' + 1) * 60,
        [letter @ b'k'..=b'm'] => i32::from(letter - b'a') * 60,
        [letter @ b'n'..=b'y'] => i32::from(letter - b'm') * -60,
        b"z" => 0,
        _ => return None,
    };
    Some(minutes * 60)
}

fn unit(word: &[u8]) -> Option<Unit> {
    Some(match word.strip_suffix(b"s").filter(|w| !w.is_empty()).unwrap_or(word) {
        b"year" => Unit(12, 0, 0),
        b"month" => Unit(1, 0, 0),
        b"fortnight" => Unit(0, 14, 0),
        b"week" => Unit(0, 7, 0),
        b"day" => Unit(0, 1, 0),
        b"hour" => Unit(0, 0, 3600),
        b"minute" | b"min" => Unit(0, 0, 60),
        b"second" | b"sec" => Unit(0, 0, 1),
        _ => return None,
    })
}
