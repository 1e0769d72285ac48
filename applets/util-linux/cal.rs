//! `cal`: print a calendar
//!
//! As in util-linux and BusyBox: the Gregorian calendar from 14 September 1752 on, the Julian one before, as in Britain.

use kit::number;
use kit::prelude::*;
use kit::time::{self, Zone};

const USAGE: &str = "\
[-jmy] [[MONTH] YEAR]

Display a calendar

	-j, --julian	Use julian dates
	-m, --monday	Week starts on Monday
	-y, --year	Display the entire year
";

pub const APPLET: Applet =
    Applet { dir: Dir::UsrBin, kind: Kind::Pure, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const JULIAN: Key = Key::short(APPLET.options, 'j');
const MONDAY: Key = Key::short(APPLET.options, 'm');
const YEAR: Key = Key::short(APPLET.options, 'y');

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    let style = Style { of_year: given.has(JULIAN), monday: given.has(MONDAY) };
    let today = Zone::of_env(cx.env).civil(time::now().seconds);
    let (month, year) = match given.operands[..] {
        [] => (Some(today.month as u32), today.year as u32),
        [year] => (None, ranged(year, 9999)?),
        [month, year] => (Some(ranged(month, 12)?), ranged(year, 9999)?),
        _ => return Err(Error::Usage(None)),
    };
    let text = match month.filter(|_| !given.has(YEAR)) {
        Some(month) => style.month(month, year),
        None => style.year(year),
    };
    cx.out.write_all(text.as_bytes())?;
    Ok(Status::OK)
}

fn ranged(word: &[u8], most: u32) -> Result<u32> {
    match number::decimal::<u32>(word)? {
        n if (1..=most).contains(&n) => Ok(n),
        n => Err(fail!("number ", n, " is not in 1..", most, " range")),
    }
}

/// Eleven days were left out: 2 September was followed by the 14th.
const REFORM: (u32, u32) = (1752, 9);

fn days_in_month(month: u32, year: u32) -> u32 {
    let leap = if (year, month) > REFORM { time::is_leap(year as i64) } else { year.is_multiple_of(4) };
    match month {
        2 => 28 + leap as u32,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days since Saturday, 1 January of year 1 (Julian).
fn days_before(month: u32, year: u32) -> u32 {
    let years = (1..year).map(|y| (1..=12).map(|m| days_counted(m, y)).sum::<u32>()).sum::<u32>();
    years + (1..month).map(|m| days_counted(m, year)).sum::<u32>()
}

/// Days of a month that there were.
fn days_counted(month: u32, year: u32) -> u32 {
    days_in_month(month, year) - if (year, month) == REFORM { 11 } else { 0 }
}

struct Style {
    /// Days are counted from 1 January.
    of_year: bool,
    /// Weeks begin on Monday.
    monday: bool,
}

impl Style {
    /// Columns of a day, with the blank before it.
    fn day_width(&self) -> usize {
        if self.of_year { 4 } else { 3 }
    }

    /// Columns of a week, without a blank before it.
    fn week_width(&self) -> usize {
        7 * self.day_width() - 1
    }

    /// A month alone.
    fn month(&self, month: u32, year: u32) -> String {
        let title = format!("{} {year}", time::month_name(month as i32));
        let mut text = format!("{}\n{}\n", centered(&title, self.week_width()).trim_end(), self.weekdays());
        for week in self.weeks(month, year) {
            // As in BusyBox: blanks at the end are left out, but weeks that are all blank are shown as blanks.
            match week.trim_end() {
                "" => text += &" ".repeat(7 * self.day_width()),
                days => text += days,
            }
            text.push('\n');
        }
        text
    }

    /// Twelve months, three or two beside one another.
    fn year(&self, year: u32) -> String {
        let (beside, gap) = (if self.of_year { 2 } else { 3 }, "  ");
        let width = (self.week_width() + gap.len()) * beside - gap.len();
        let mut text = format!("{}\n\n", centered(&year.to_string(), width));
        for first in (1..=12).step_by(beside) {
            let months: Vec<u32> = (first..first + beside as u32).collect();
            let title = |month: &u32| centered(time::month_name(*month as i32), self.week_width());
            text += &months.iter().map(title).collect::<Vec<_>>().join(gap);
            text.push('\n');
            text += &vec![self.weekdays(); beside].join(gap);
            text.push('\n');
            let months: Vec<[String; 6]> = months.iter().map(|month| self.weeks(*month, year)).collect();
            for week in 0..6 {
                let row = months.iter().map(|month| month[week].as_str()).collect::<Vec<_>>().join(gap);
                match row.trim_end() {
                    "" => text += &" ".repeat(79),
                    days => text += days,
                }
                text.push('\n');
            }
        }
        text
    }

    fn weekdays(&self) -> String {
        let first = usize::from(self.monday);
        let name = |i: usize| &time::weekday_name(((first + i) % 7) as u8)[..2];
        let gap = if self.of_year { "  " } else { " " };
        let names = (0..7).map(name).collect::<Vec<_>>().join(gap);
        if self.of_year { format!(" {names}") } else { names }
    }

    /// Six weeks, each of [`Style::week_width`] columns.
    fn weeks(&self, month: u32, year: u32) -> [String; 6] {
        let before = days_before(month, year);
        let january = days_before(1, year);
        // Weeks here begin with Saturday, the first day of all.
        let mut at = ((before + 6 - u32::from(self.monday)) % 7) as usize;
        let mut cells = [const { None }; 42];
        let mut counted = before - january;
        for day in 1..=days_in_month(month, year) {
            if (year, month) == REFORM && (3..14).contains(&day) {
                continue;
            }
            counted += 1;
            // Days of the year are numbered as if none had been left out.
            let missing = if year == REFORM.0 && (month, day) >= (REFORM.1, 14) { 11 } else { 0 };
            cells[at] = Some(if self.of_year { counted + missing } else { day });
            at += 1;
        }
        let width = self.day_width();
        std::array::from_fn(|week| {
            let cell = |cell: &Option<u32>| cell.map_or(" ".repeat(width), |n| format!("{n:>width$}"));
            let row: String = cells[week * 7..][..7].iter().map(cell).collect();
            row[1..].to_owned()
        })
    }
}

/// `text` in the middle of `width` columns, to the left if it does not come out even.
fn centered(text: &str, width: usize) -> String {
    let left = width.saturating_sub(text.len()) / 2;
    format!("{:left$}{text:<rest$}", "", rest = width - left)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_calendar_was_reformed_in_september_1752() {
        let style = Style { of_year: false, monday: false };
        assert_eq!(style.weeks(9, 1752)[..2], ["       1  2 14 15 16", "17 18 19 20 21 22 23"]);
        assert_eq!(style.weeks(1, 1)[0], "                   1");
        assert_eq!(days_in_month(2, 1700), 29);
        assert_eq!(days_in_month(2, 1800), 28);
        let of_year = Style { of_year: true, monday: false };
        assert!(of_year.weeks(9, 1752)[0].ends_with("245 246 258 259 260"));
        assert!(of_year.weeks(12, 1752)[5].starts_with("366"));
    }

    #[test]
    fn weeks_begin_where_they_are_asked_to() {
        let monday = Style { of_year: false, monday: true };
        assert_eq!(monday.weeks(2, 2024)[0], "          1  2  3  4");
        assert_eq!(monday.weekdays(), "Mo Tu We Th Fr Sa Su");
        assert_eq!(Style { of_year: true, monday: false }.weekdays(), " Su  Mo  Tu  We  Th  Fr  Sa");
    }
}
