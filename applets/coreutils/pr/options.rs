//! The command line of `pr`, and what it means together.

use super::{APPLET, USAGE};
use kit::number;
use kit::prelude::*;

const PAGES: Key = Key::long(USAGE, APPLET.options, "pages");
const COLUMNS: Key = Key::long(USAGE, APPLET.options, "columns");
const ACROSS: Key = Key::short(APPLET.options, 'a');
const CONTROL: Key = Key::short(APPLET.options, 'c');
const DOUBLE: Key = Key::short(APPLET.options, 'd');
const DATE: Key = Key::short(APPLET.options, 'D');
const EXPAND: Key = Key::short(APPLET.options, 'e');
const FORM_FEED: Key = Key::short(APPLET.options, 'f');
const HEADER: Key = Key::short(APPLET.options, 'h');
const OUTPUT_TABS: Key = Key::short(APPLET.options, 'i');
const JOIN: Key = Key::short(APPLET.options, 'J');
const LENGTH: Key = Key::short(APPLET.options, 'l');
const MERGE: Key = Key::short(APPLET.options, 'm');
const NUMBERS: Key = Key::short(APPLET.options, 'n');
const FIRST_NUMBER: Key = Key::short(APPLET.options, 'N');
const MARGIN: Key = Key::short(APPLET.options, 'o');
const QUIET: Key = Key::short(APPLET.options, 'r');
const SEPARATOR: Key = Key::short(APPLET.options, 's');
const SEPARATOR_STRING: Key = Key::short(APPLET.options, 'S');
const OMIT_HEADER: Key = Key::short(APPLET.options, 't');
const OMIT_PAGES: Key = Key::short(APPLET.options, 'T');
const OCTAL: Key = Key::short(APPLET.options, 'v');
const WIDTH: Key = Key::short(APPLET.options, 'w');
const PAGE_WIDTH: Key = Key::short(APPLET.options, 'W');
const DIGITS: [Key; 10] = [
    Key::short(APPLET.options, '0'),
    Key::short(APPLET.options, '1'),
    Key::short(APPLET.options, '2'),
    Key::short(APPLET.options, '3'),
    Key::short(APPLET.options, '4'),
    Key::short(APPLET.options, '5'),
    Key::short(APPLET.options, '6'),
    Key::short(APPLET.options, '7'),
    Key::short(APPLET.options, '8'),
    Key::short(APPLET.options, '9'),
];

/// Lines of header and trailer.
const EXTRA: u64 = 10;

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    Down,
    Across,
    Merge,
}

pub struct Settings<'a> {
    pub layout: Layout,
    pub columns: usize,
    pub first_page: u64,
    pub last_page: Option<u64>,
    pub headers: bool,
    /// Pages end with form feeds.
    pub form_feeds: bool,
    /// Form feeds of the input stay.
    pub keeps_form_feeds: bool,
    /// Lines between header and trailer, and how many of them are text.
    pub body_height: u64,
    pub lines_per_body: u64,
    pub page_width: usize,
    /// Lines are cut to their columns…
    pub cuts: bool,
    /// …also if there is only one.
    pub cuts_single: bool,
    /// Columns are neither cut nor aligned.
    pub joins: bool,
    pub separator: Option<&'a [u8]>,
    pub double: bool,
    pub margin: usize,
    /// What follows a number, and its digits.
    pub numbers: Option<(u8, usize)>,
    pub first_number: Option<i64>,
    pub input_tab: (u8, usize),
    pub expands: bool,
    pub output_tab: Option<(u8, usize)>,
    pub show_control: bool,
    pub show_octal: bool,
    pub header: Option<&'a [u8]>,
    pub date_format: Option<&'a [u8]>,
    pub quiet: bool,
}

/// Reads the options; gives the files too.
pub fn read<'a>(given: &Given<'a>) -> Result<(Settings<'a>, Vec<&'a [u8]>)> {
    let (columns, explicit) = columns(given)?;
    let layout = match (given.has(MERGE), given.has(ACROSS)) {
        (true, _) if explicit => return Err(fail!("cannot specify number of columns when printing in parallel")),
        (true, true) => return Err(fail!("cannot specify both printing across and printing in parallel")),
        (true, false) => Layout::Merge,
        (false, true) => Layout::Across,
        (false, false) => Layout::Down,
    };
    let mut range = given.value(PAGES).map(|word| pages(word).map_err(Problem::of_option)).transpose()?;
    let mut operands = Vec::new();
    for operand in &given.operands {
        match operand.strip_prefix(b"+").map(pages) {
            Some(Ok(pages)) if range.is_none() => range = Some(pages),
            Some(Err(Problem::Range(word))) if word != b"0" && range.is_none() => {
                return Err(Problem::Range(word).of_option());
            }
            _ => operands.push(*operand),
        }
    }
    let (first_page, last_page) = range.unwrap_or((1, None));
    let length = given.value(LENGTH).map(|word| positive(word, "-l PAGE_LENGTH", "lines")).transpose()?.unwrap_or(66);
    let omits = given.has(OMIT_HEADER) || given.has(OMIT_PAGES);
    let headers = !omits && length > EXTRA;
    let body_height = if headers { length - EXTRA } else { length };
    let double = given.has(DOUBLE);
    let columns = if layout == Layout::Merge { operands.len().max(1) } else { columns };
    let many = columns > 1;
    let separator = separator(given);
    let width = |key, what: &str| given.value(key).map(|word| positive(word, what, "characters")).transpose();
    let (narrow, page_width) = (width(WIDTH, "-w PAGE_WIDTH")?, width(PAGE_WIDTH, "-W PAGE_WIDTH")?);
    // -s without a width of the page says that fields are wanted, not columns.
    let fields = given.has(SEPARATOR) && !given.has(SEPARATOR_STRING) && narrow.is_none() && page_width.is_none();
    let joins = given.has(JOIN) || fields && many;
    let width = match (page_width, narrow) {
        (Some(n), _) => n,
        (None, Some(n)) if many => n,
        _ => 72,
    };
    let settings = Settings {
        layout,
        columns,
        first_page,
        last_page,
        headers,
        form_feeds: given.has(FORM_FEED),
        keeps_form_feeds: length <= EXTRA || given.last(&[OMIT_HEADER, OMIT_PAGES]) != Some(OMIT_PAGES),
        body_height,
        lines_per_body: if double { (body_height / 2).max(1) } else { body_height },
        page_width: usize::try_from(width).unwrap_or(usize::MAX / 2),
        cuts: !joins,
        cuts_single: page_width.is_some(),
        joins,
        separator,
        double,
        margin: given.value(MARGIN).map(|word| natural(word, "-o MARGIN", "line offset")).transpose()?.unwrap_or(0),
        numbers: given
            .has(NUMBERS)
            .then(|| character_and_number(given.value(NUMBERS).unwrap_or_default(), 'n', 5))
            .transpose()?,
        first_number: given
            .value(FIRST_NUMBER)
            .map(|word| {
                number::decimal::<i32>(word)
                    .map(i64::from)
                    .map_err(|_| fail!("'-N NUMBER' invalid starting line number: '", word, "'"))
            })
            .transpose()?,
        input_tab: character_and_number(given.value(EXPAND).unwrap_or_default(), 'e', 8)?,
        // Tabs between columns that are not aligned leave those in them as they are.
        expands: given.has(EXPAND) || many && !(joins && separator.is_none_or(|s| s == b"\t")),
        output_tab: given
            .has(OUTPUT_TABS)
            .then(|| character_and_number(given.value(OUTPUT_TABS).unwrap_or_default(), 'i', 8))
            .transpose()?,
        show_control: given.has(CONTROL),
        show_octal: given.has(OCTAL),
        header: given.value(HEADER),
        date_format: given.value(DATE),
        quiet: given.has(QUIET),
    };
    Ok((settings, operands))
}

/// How many columns, and whether that was said. Digits one after another make one number: `-1 -2` is `-12`.
fn columns(given: &Given) -> Result<(usize, bool)> {
    let mut digits: Vec<u8> = Vec::new();
    let (mut columns, mut was_digit) = (None, false);
    for (key, value) in given.in_order() {
        let digit = DIGITS.iter().position(|k| *k == key);
        match (digit, value) {
            (Some(digit), _) => {
                if !was_digit {
                    digits.clear();
                }
                digits.push(b'0' + digit as u8);
                columns = Some(digits.clone());
            }
            (None, Some(word)) if key == COLUMNS => columns = Some(word.to_vec()),
            _ => {}
        }
        was_digit = digit.is_some();
    }
    let Some(word) = columns else { return Ok((1, false)) };
    match number::decimal::<i32>(&word) {
        Ok(n) if n > 0 => Ok((n as usize, true)),
        _ => Err(fail!("invalid number of columns: '", word, "'")),
    }
}

/// A range of pages that is none.
enum Problem<'a> {
    Syntax(&'a [u8]),
    Range(&'a [u8]),
}

impl Problem<'_> {
    fn of_option(self) -> Error {
        match self {
            Problem::Syntax(word) => fail!("invalid --pages argument '", word, "'"),
            Problem::Range(word) => fail!("invalid page range '", word, "'"),
        }
    }
}

/// `FIRST[:LAST]`.
fn pages(word: &[u8]) -> std::result::Result<(u64, Option<u64>), Problem<'_>> {
    let read = |digits: &[u8]| {
        let plain = !digits.is_empty() && digits.iter().all(u8::is_ascii_digit);
        if plain {
            number::decimal::<u64>(digits).map_err(|_| Problem::Range(word))
        } else {
            Err(Problem::Syntax(word))
        }
    };
    let (first, last) = match memchr::memchr(b':', word) {
        None => (read(word)?, None),
        Some(at) => (read(&word[..at])?, Some(read(&word[at + 1..])?)),
    };
    if first == 0 || last.is_some_and(|last| last < first) {
        return Err(Problem::Range(word));
    }
    Ok((first, last))
}

fn positive(word: &[u8], option: &str, what: &str) -> Result<u64> {
    match number::decimal::<i32>(word) {
        Ok(n) if n > 0 => Ok(n as u64),
        _ => Err(fail!("'", option, "' invalid number of ", what, ": '", word, "'")),
    }
}

fn natural(word: &[u8], option: &str, what: &str) -> Result<usize> {
    match number::decimal::<i32>(word) {
        Ok(n) if n >= 0 => Ok(n as usize),
        _ => Err(fail!("'", option, "' invalid ", what, ": '", word, "'")),
    }
}

/// `[CHAR[NUMBER]]`: a tab unless there is a character that is no digit.
fn character_and_number(word: &[u8], option: char, default: usize) -> Result<(u8, usize)> {
    let (c, digits) = match word {
        [] => return Ok((b'\t', default)),
        [c, rest @ ..] if !c.is_ascii_digit() => (*c, rest),
        digits => (b'\t', digits),
    };
    if digits.is_empty() {
        return Ok((c, default));
    }
    match number::decimal::<i32>(digits) {
        Ok(n) if n > 0 => Ok((c, n as usize)),
        _ => {
            let message = text!["'-", option, "' extra characters or invalid number in the argument: '", digits, "'"];
            Err(Error::Usage(Some(message)))
        }
    }
}

/// What -s and -S say; none if neither does.
fn separator<'a>(given: &Given<'a>) -> Option<&'a [u8]> {
    let (key, value) = given.in_order().rfind(|(key, _)| [SEPARATOR, SEPARATOR_STRING].contains(key))?;
    let has_width = given.has(WIDTH) || given.has(PAGE_WIDTH);
    Some(match value {
        Some(separator) => separator,
        None if key == SEPARATOR && !has_width && !given.has(JOIN) => b"\t",
        None => b"",
    })
}
