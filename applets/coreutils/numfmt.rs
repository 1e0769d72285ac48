//! `numfmt`: convert numbers to and from human-readable ones
//!
//! Not in POSIX or Alpine's BusyBox; as in GNU. Values are exact fractions, so no rounding but the one that is asked for
//! can show. No locale here groups digits: `--grouping` is taken and has no effect, as in GNU's C locale.

use crate::choice::choice;
use crate::integer::Integer;
use kit::format::Spec;
use kit::lines::Lines;
use kit::prelude::*;
use unicode_width::UnicodeWidthStr;

const USAGE: &str = "\
[OPTIONS] [NUMBER]...

Reformat NUMBERs, or those of standard input

	--debug		Warn about what is probably a mistake
	-d, --delimiter=X	Fields end at X, not at blanks
	--field=LIST	The fields to convert: N, N-, N-M, -M, - (default 1)
	--format=FORMAT	Print as printf's FORMAT does: %[0]['][-][N][.][N]f
	--from=UNIT	What suffixes mean in input: none (default), auto, si, iec, iec-i
	--from-unit=N	The input counts units of N
	--grouping	Group digits as the locale does (none does here)
	--header[=N]	Copy the first N lines (default 1)
	--invalid=MODE	At what is not a number: abort (default), fail, warn, ignore
	--padding=N	Fill up to N columns, -N to the right of the number
	--round=METHOD	up, down, from-zero (default), towards-zero, nearest
	--suffix=SUFFIX	Follows output numbers, may follow input numbers
	--to=UNIT	Scale and suffix the output: none (default), si, iec, iec-i
	--to-unit=N	The output counts units of N
	--unit-separator=SEP	What stands between number and unit
	-z, --zero-terminated	Lines end with NUL
";

pub const APPLET: Applet =
    Applet { dir: Dir::UsrBin, kind: Kind::Pure, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const DEBUG: Key = Key::long(USAGE, APPLET.options, "debug");
const DELIMITER: Key = Key::short(APPLET.options, 'd');
const FIELD: Key = Key::long(USAGE, APPLET.options, "field");
const FORMAT: Key = Key::long(USAGE, APPLET.options, "format");
const FROM: Key = Key::long(USAGE, APPLET.options, "from");
const FROM_UNIT: Key = Key::long(USAGE, APPLET.options, "from-unit");
const GROUPING: Key = Key::long(USAGE, APPLET.options, "grouping");
const HEADER: Key = Key::long(USAGE, APPLET.options, "header");
const INVALID: Key = Key::long(USAGE, APPLET.options, "invalid");
const PADDING: Key = Key::long(USAGE, APPLET.options, "padding");
const ROUND: Key = Key::long(USAGE, APPLET.options, "round");
const SUFFIX: Key = Key::long(USAGE, APPLET.options, "suffix");
const TO: Key = Key::long(USAGE, APPLET.options, "to");
const TO_UNIT: Key = Key::long(USAGE, APPLET.options, "to-unit");
const UNIT_SEPARATOR: Key = Key::long(USAGE, APPLET.options, "unit-separator");
const ZERO: Key = Key::short(APPLET.options, 'z');

/// The suffixes, by power of the base.
const UNITS: &[u8; 10] = b"KMGTPEZYRQ";
/// Digits that an input number may have.
const INPUT_DIGITS: usize = 33;
/// The largest exponent, and digits of a fraction, of a number that is printed without scaling…
const PLAIN_DIGITS: usize = 18;
/// …and the largest exponent of one that is scaled.
const SCALED_DIGITS: usize = 32;
/// The widest column and the longest fraction that a format may ask for.
const MOST_WIDTH: usize = 1_000_000;

/// The error is the message for what is not a number, or out of bounds.
type Converted<T> = std::result::Result<T, Vec<u8>>;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Scale {
    None,
    Auto,
    Si,
    Iec,
    IecI,
}

impl Scale {
    fn base(self) -> u64 {
        if matches!(self, Scale::Iec | Scale::IecI) { 1024 } else { 1000 }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Round {
    Up,
    Down,
    FromZero,
    TowardsZero,
    Nearest,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum OnInvalid {
    Abort,
    Fail,
    Warn,
    Ignore,
}

#[derive(Clone, Copy)]
enum Padding {
    /// As wide as the input's field, if that had blanks before it.
    Auto,
    Right(usize),
    Left(usize),
}

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    let reformat = Reformat::new(&given)?;
    let header: u64 = match given.in_order().rev().find(|(key, _)| *key == HEADER) {
        None => 0,
        Some((_, None)) => 1,
        Some((_, Some(word))) => std::str::from_utf8(word)
            .ok()
            .and_then(|word| word.parse().ok())
            .filter(|n| *n > 0)
            .ok_or_else(|| fail!("invalid header value '", word, "'"))?,
    };
    let debug = given.has(DEBUG);
    if debug {
        let converts = [FROM, TO].iter().any(|key| given.value(*key).is_some_and(|word| word != b"none"));
        if !converts && ![GROUPING, PADDING, FORMAT].iter().any(|key| given.has(*key)) {
            cx.warn("no conversion option specified");
        }
        if reformat.format.grouping {
            cx.warn("grouping has no effect in this locale");
        }
        if header > 0 && !given.operands.is_empty() {
            cx.warn("--header ignored with command-line input");
        }
    }
    let line_end = if given.has(ZERO) { 0 } else { b'\n' };
    let mut failed = false;
    for word in &given.operands {
        failed |= reformat.line(cx, word)?;
        cx.out.write_all(&[line_end])?;
    }
    if given.operands.is_empty() {
        let mut lines = Lines::new(cx.stdin(), line_end);
        let mut copied = 0;
        while let Some(line) = lines.next_line()? {
            if copied < header {
                copied += 1;
                cx.out.write_all(line)?;
            } else {
                // As in GNU, a NUL ends what counts of a line.
                failed |= reformat.line(cx, line.split(|c| *c == 0).next().unwrap_or_default())?;
            }
            if lines.had_delimiter() {
                cx.out.write_all(&[line_end])?;
            }
        }
    }
    if failed && debug {
        cx.warn("failed to convert some of the input numbers");
    }
    Ok(cx.status())
}

/// What the options say.
struct Reformat<'a> {
    /// None: blanks; empty: the line is one field.
    delimiter: Option<&'a [u8]>,
    fields: Vec<(u64, u64)>,
    from: Scale,
    to: Scale,
    from_unit: Integer,
    to_unit: Integer,
    round: Round,
    on_invalid: OnInvalid,
    suffix: &'a [u8],
    /// None: a blank in the input, nothing in the output.
    unit_separator: Option<&'a [u8]>,
    padding: Padding,
    format: Format<'a>,
}

impl<'a> Reformat<'a> {
    fn new(given: &Given<'a>) -> Result<Reformat<'a>> {
        let scales = [
            ("none", Scale::None),
            ("si", Scale::Si),
            ("iec", Scale::Iec),
            ("iec-i", Scale::IecI),
            ("auto", Scale::Auto),
        ];
        let rounds = [
            ("up", Round::Up),
            ("down", Round::Down),
            ("from-zero", Round::FromZero),
            ("towards-zero", Round::TowardsZero),
            ("nearest", Round::Nearest),
        ];
        let modes = [
            ("abort", OnInvalid::Abort),
            ("fail", OnInvalid::Fail),
            ("warn", OnInvalid::Warn),
            ("ignore", OnInvalid::Ignore),
        ];
        let unit = |key| given.value(key).map_or(Ok(Integer::from(1_i64)), unit_size);
        let (from_unit, to_unit) = (unit(FROM_UNIT)?, unit(TO_UNIT)?);
        let delimiter = given.value(DELIMITER);
        if delimiter.is_some_and(|d| d.len() > 1 && std::str::from_utf8(d).map_or(2, |d| d.chars().count()) > 1) {
            return Err(fail!("the delimiter must be a single character"));
        }
        let mut padding = match given.value(PADDING) {
            None => Padding::Auto,
            Some(word) => {
                let invalid = || fail!("invalid padding value '", word, "'");
                let n: i64 = std::str::from_utf8(word).ok().and_then(|word| word.parse().ok()).ok_or_else(invalid)?;
                let width = n.unsigned_abs() as usize;
                match n {
                    _ if n == 0 || width > MOST_WIDTH => return Err(invalid()),
                    ..0 => Padding::Left(width),
                    _ => Padding::Right(width),
                }
            }
        };
        let mut format = Format { before: b"", after: b"", grouping: given.has(GROUPING), zeros: 0, precision: None };
        if let Some(word) = given.value(FORMAT) {
            if given.has(GROUPING) {
                return Err(fail!("--grouping cannot be combined with --format"));
            }
            let width;
            (format, width) = Format::parse(word)?;
            padding = width.unwrap_or(padding);
        }
        let to = given.value(TO).map_or(Ok(Scale::None), |word| choice("--to", word, &scales[..4]))?;
        if format.grouping && to != Scale::None {
            return Err(fail!("grouping cannot be combined with --to"));
        }
        if given.values(FIELD).count() > 1 {
            return Err(fail!("multiple field specifications"));
        }
        Ok(Reformat {
            delimiter,
            fields: given.value(FIELD).map_or(Ok(vec![(1, 1)]), field_list)?,
            from: given.value(FROM).map_or(Ok(Scale::None), |word| choice("--from", word, &scales))?,
            to,
            from_unit,
            to_unit,
            round: given.value(ROUND).map_or(Ok(Round::FromZero), |word| choice("--round", word, &rounds))?,
            on_invalid: given.value(INVALID).map_or(Ok(OnInvalid::Abort), |word| choice("--invalid", word, &modes))?,
            suffix: given.value(SUFFIX).unwrap_or_default(),
            unit_separator: given.value(UNIT_SEPARATOR),
            padding,
            format,
        })
    }

    /// Writes a line, without its end, with its fields converted. Was there one that could not be?
    fn line(&self, cx: &mut Context, line: &[u8]) -> Result<bool> {
        let mut text = Vec::with_capacity(line.len() + 16);
        let (mut rest, mut failed) = (line, false);
        for number in 1.. {
            let (field, after) = self.next_field(rest);
            let chosen = self.fields.iter().any(|(first, last)| (*first..=*last).contains(&number));
            if !chosen {
                text.extend_from_slice(field);
            } else if let Err(message) = self.field(field, number > 1, &mut text) {
                match self.on_invalid {
                    OnInvalid::Abort => {
                        cx.out.write_all(&text)?;
                        return Err(Error::Failed(Status(2), message));
                    }
                    OnInvalid::Fail => {
                        cx.complain(message);
                        cx.set_status(Status(2));
                    }
                    OnInvalid::Warn => cx.warn(message),
                    OnInvalid::Ignore => {}
                }
                failed |= self.on_invalid != OnInvalid::Ignore;
                text.extend_from_slice(field);
            }
            let Some(after) = after else { break };
            text.extend_from_slice(self.delimiter.unwrap_or(b" "));
            rest = after;
        }
        cx.out.write_all(&text)?;
        Ok(failed)
    }

    /// The first field of `line`, and what is behind its delimiter. Blanks belong to the field behind them, but for the
    /// one that ends a field.
    fn next_field<'b>(&self, line: &'b [u8]) -> (&'b [u8], Option<&'b [u8]>) {
        let found = match self.delimiter {
            Some(b"") => None,
            Some(delimiter) => memchr::memmem::find(line, delimiter).map(|at| (at, delimiter.len())),
            None => {
                let mut at = line.len() - without_blanks(line).len();
                loop {
                    if at == line.len() {
                        break None;
                    }
                    match blank(&line[at..]) {
                        0 => at += 1,
                        len => break Some((at, len)),
                    }
                }
            }
        };
        found.map_or((line, None), |(at, len)| (&line[..at], Some(&line[at + len..])))
    }

    /// Appends a field's number, converted.
    fn field(&self, field: &[u8], later: bool, to: &mut Vec<u8>) -> Converted<()> {
        let mut word = without_blanks(field);
        let padding = match self.padding {
            Padding::Auto if self.delimiter.is_none() && (later || word.len() < field.len()) => {
                Padding::Right(width(field))
            }
            padding => padding,
        };
        if !self.suffix.is_empty() && word.len() > self.suffix.len() {
            word = word.strip_suffix(self.suffix).unwrap_or(word);
        }
        let mut value = self.parse(word)?;
        value.over = value.over.times(&self.from_unit);
        value.under = value.under.times(&self.to_unit);
        let mut number = self.print(&value)?;
        number.extend_from_slice(self.suffix);
        let blanks = |to: &mut Vec<u8>, wanted: usize| {
            to.resize(to.len() + wanted.saturating_sub(width(&number)), b' ');
        };
        to.extend_from_slice(self.format.before);
        if let Padding::Right(wanted) = padding {
            blanks(to, wanted);
        }
        to.extend_from_slice(&number);
        if let Padding::Left(wanted) = padding {
            blanks(to, wanted);
        }
        to.extend_from_slice(self.format.after);
        Ok(())
    }

    /// Reads `[-]DIGITS[.DIGITS][SEPARATOR][UNIT]`.
    fn parse(&self, word: &[u8]) -> Converted<Value> {
        let invalid_number = || text!["invalid number: '", word, "'"];
        let invalid_suffix = || text!["invalid suffix in input: '", word, "'"];
        let (negative, rest) = word.strip_prefix(b"-").map_or((false, word), |rest| (true, rest));
        let (whole, mut rest) = digits(rest);
        let mut fraction: &[u8] = b"";
        match rest {
            [b'.', after @ ..] => {
                (fraction, rest) = digits(after);
                if fraction.is_empty() {
                    return Err(if after.starts_with(b".") { invalid_suffix() } else { invalid_number() });
                }
            }
            _ if whole.is_empty() => return Err(invalid_number()),
            _ => {}
        }
        let significant = &whole[whole.iter().take_while(|c| **c == b'0').count()..];
        if significant.len() + fraction.len() > INPUT_DIGITS {
            return Err(text!["value too large to be converted: '", word, "'"]);
        }
        // Only digits, and at most as many as there may be.
        let over = Integer::parse(&[b"0", significant, fraction].concat()).unwrap_or_default();
        let mut value = Value { negative, over, under: power(10, fraction.len()), decimals: fraction.len() };
        if without_blanks(rest).is_empty() {
            return Ok(value);
        }
        let rest = match self.unit_separator {
            Some(separator) => rest.strip_prefix(separator).unwrap_or(rest),
            None => &rest[blank(rest).max(unbreakable_blank(rest))..],
        };
        let Some((exponent, mut rest)) = unit(rest) else { return Err(invalid_suffix()) };
        let base = match self.from {
            Scale::None => return Err(text!["rejecting suffix in input: '", word, "' (consider using --from)"]),
            Scale::Auto | Scale::IecI if rest.starts_with(b"i") => {
                rest = &rest[1..];
                1024
            }
            Scale::IecI => return Err(text!["missing 'i' suffix in input: '", word, "' (e.g Ki/Mi/Gi)"]),
            from => from.base(),
        };
        let rest = without_blanks(rest);
        if !rest.is_empty() {
            return Err(text!["invalid suffix in input '", word, "': '", rest, "'"]);
        }
        value.over = value.over.times(&power(base, exponent));
        value.decimals = 0;
        Ok(value)
    }

    /// The number as text: sign, digits, unit.
    fn print(&self, value: &Value) -> Converted<Vec<u8>> {
        let whole = value.over.divided_by(&value.under).map(|(whole, _)| whole.to_text()).unwrap_or_default();
        let exponent = whole.len().saturating_sub(1);
        let precision = self.format.precision;
        let signed = |number: &Integer, mut text: Vec<u8>| {
            let sign: &[u8] = if value.negative && !number.is_zero() { b"-" } else { b"" };
            let zeros = self.format.zeros.saturating_sub(sign.len() + text.len());
            text.splice(0..0, sign.iter().copied().chain(std::iter::repeat_n(b'0', zeros)));
            text
        };
        if self.to == Scale::None {
            let places = precision.unwrap_or(value.decimals);
            if exponent + places > PLAIN_DIGITS {
                let (what, of) = match places {
                    0 => ("", String::new()),
                    _ => ("/precision", format!("/{places}")),
                };
                let hint = "' (consider using --to)";
                return Err(text!["value", what, " too large to be printed: '", value.approximate(), of, hint]);
            }
            let number = value.rounded(places, self.round);
            return Ok(signed(&number, decimal(&number, places, places)));
        }
        if exponent > SCALED_DIGITS {
            let hint = "' (cannot handle values > 999Q)";
            return Err(text!["value too large to be printed: '", value.approximate(), hint]);
        }
        let base = Integer::from(self.to.base() as i64);
        let (mut scaled, mut unit) = (value.clone(), 0);
        let step = |scaled: &mut Value, unit: &mut usize| {
            let under = scaled.under.times(&base);
            let steps = *unit < UNITS.len() && scaled.over >= under;
            if steps {
                scaled.under = under;
                *unit += 1;
            }
            steps
        };
        while step(&mut scaled, &mut unit) {}
        let small = |value: &Value| value.over < value.under.times(&Integer::from(10_i64));
        let places = |scaled: &Value, unit: usize| match precision {
            Some(precision) => precision.min(3 * unit),
            None => usize::from(unit > 0 && small(scaled)),
        };
        // Rounding may give a whole unit of the next size.
        let mut shown = places(&scaled, unit);
        let mut number = scaled.rounded(shown, self.round);
        scaled.over = number.clone();
        scaled.under = power(10, shown);
        if step(&mut scaled, &mut unit) || (shown > 0 && precision.is_none() && !small(&scaled)) {
            shown = places(&scaled, unit);
            number = scaled.rounded(shown, self.round);
        }
        let mut text = signed(&number, decimal(&number, shown, precision.unwrap_or(shown)));
        if unit > 0 {
            text.extend_from_slice(self.unit_separator.unwrap_or_default());
            let letter = UNITS[unit - 1];
            text.push(if self.to == Scale::Si && letter == b'K' { b'k' } else { letter });
            if self.to == Scale::IecI {
                text.push(b'i');
            }
        }
        Ok(text)
    }
}

/// The number `over / under`, perhaps negative.
#[derive(Clone)]
struct Value {
    negative: bool,
    over: Integer,
    under: Integer,
    /// The digits that the fraction had in the input, if there was no unit.
    decimals: usize,
}

impl Value {
    /// The size in units of the last of `places` decimal places.
    fn rounded(&self, places: usize, round: Round) -> Integer {
        let over = self.over.times(&power(10, places));
        // `under` is a product of what is not 0.
        let (whole, rest) = over.divided_by(&self.under).unwrap_or_default();
        let away = match round {
            Round::Up => !self.negative,
            Round::Down => self.negative,
            Round::FromZero => true,
            Round::TowardsZero => false,
            Round::Nearest => rest.plus(&rest) >= self.under,
        };
        if away && !rest.is_zero() { whole.plus(&Integer::from(1_i64)) } else { whole }
    }

    /// As `%g` prints it.
    fn approximate(&self) -> Vec<u8> {
        let float = |n: &Integer| String::from_utf8_lossy(&n.to_text()).parse::<f64>().unwrap_or(f64::INFINITY);
        let value = float(&self.over) / float(&self.under);
        let mut text = Vec::new();
        let spec = Spec { letter: b'g', ..Spec::default() };
        // Writing to a Vec does not fail.
        let _ = spec.float(if self.negative { -value } else { value }, &mut text);
        text
    }
}

/// `number` units of the last of `places` decimal places, with zeros behind it up to `shown` places.
fn decimal(number: &Integer, places: usize, shown: usize) -> Vec<u8> {
    let mut text = number.to_text();
    if text.len() <= places {
        text.splice(0..0, std::iter::repeat_n(b'0', places + 1 - text.len()));
    }
    if shown > 0 {
        text.insert(text.len() - places, b'.');
        text.resize(text.len() + shown - places, b'0');
    }
    text
}

fn power(base: u64, exponent: usize) -> Integer {
    let base = Integer::from(base as i64);
    (0..exponent).fold(Integer::from(1_i64), |product, _| product.times(&base))
}

fn digits(text: &[u8]) -> (&[u8], &[u8]) {
    text.split_at(text.iter().take_while(|c| c.is_ascii_digit()).count())
}

/// The exponent that the unit at the beginning of `text` stands for, and what follows.
fn unit(text: &[u8]) -> Option<(usize, &[u8])> {
    let (first, rest) = text.split_first()?;
    let letter = if *first == b'k' { b'K' } else { *first };
    Some((UNITS.iter().position(|unit| *unit == letter)? + 1, rest))
}

/// `512`, `4K`, `Ki`: as with `--from=auto`, and 64 bits at most.
fn unit_size(word: &[u8]) -> Result<Integer> {
    let size = || -> Option<i128> {
        let (number, rest) = digits(word);
        let number = if number.is_empty() { 1 } else { std::str::from_utf8(number).ok()?.parse::<u64>().ok()? };
        if rest.is_empty() {
            return Some(number).filter(|_| !word.is_empty()).map(i128::from);
        }
        let (exponent, rest) = unit(rest)?;
        let base: u64 = match rest {
            b"" => 1000,
            b"i" => 1024,
            _ => return None,
        };
        Some(i128::from(number.checked_mul(base.checked_pow(exponent as u32)?)?))
    };
    let found = size().filter(|n| *n > 0).and_then(|n| Integer::parse(n.to_string().as_bytes()));
    found.ok_or_else(|| fail!("invalid unit size: '", word, "'"))
}

/// `N`, `N-`, `-M`, `N-M`, `-`, separated by commas or blanks.
fn field_list(list: &[u8]) -> Result<Vec<(u64, u64)>> {
    let usage = |message: Vec<u8>| Err(Error::Usage(Some(message)));
    let mut ranges = Vec::new();
    for element in list.split(|c| matches!(c, b',' | b' ' | b'\t')) {
        let parts: Vec<_> = element.split(|c| *c == b'-').collect();
        let mut ends = Vec::new();
        for (part, default) in parts.iter().zip([1, u64::MAX]) {
            let (number, rest) = digits(part);
            if !rest.is_empty() {
                return usage(text!["invalid field value '", part, "'"]);
            }
            let position = match number {
                b"" if parts.len() > 1 => Some(default),
                b"" => Some(0),
                _ => std::str::from_utf8(number).ok().and_then(|n| n.parse().ok()).filter(|n| *n < u64::MAX),
            };
            match position {
                None => return usage(text!["field number '", part, "' is too large"]),
                Some(0) => return usage(b"fields are numbered from 1".to_vec()),
                Some(position) => ends.push(position),
            }
        }
        match ends[..] {
            _ if parts.len() > 2 => return usage(b"invalid field range".to_vec()),
            [first, last] if last < first => return usage(b"invalid decreasing range".to_vec()),
            [first, last] => ranges.push((first, last)),
            [only] => ranges.push((only, only)),
            _ => {}
        }
    }
    Ok(ranges)
}

/// The length of the character at the beginning of `text` if `is` says so, else 0.
fn leading(text: &[u8], is: impl Fn(char) -> bool) -> usize {
    let Some(chunk) = text.get(..text.len().min(4)).and_then(|start| start.utf8_chunks().next()) else { return 0 };
    chunk.valid().chars().next().filter(|c| is(*c)).map_or(0, char::len_utf8)
}

/// The length of the blank (or newline) at the beginning of `text`, or 0.
fn blank(text: &[u8]) -> usize {
    match text {
        [b' ' | b'\t' | b'\n', ..] => 1,
        [0x80..=0xff, ..] => leading(text, |c| {
            c.is_whitespace() && !is_unbreakable(c) && !matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}')
        }),
        _ => 0,
    }
}

fn is_unbreakable(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{2007}' | '\u{202f}' | '\u{2060}')
}

fn unbreakable_blank(text: &[u8]) -> usize {
    leading(text, is_unbreakable)
}

fn without_blanks(mut text: &[u8]) -> &[u8] {
    loop {
        match blank(text) {
            0 => return text,
            len => text = &text[len..],
        }
    }
}

fn width(text: &[u8]) -> usize {
    if text.is_ascii() { text.len() } else { String::from_utf8_lossy(text).width() }
}

/// `--format`: a text with one `%f`.
struct Format<'a> {
    before: &'a [u8],
    after: &'a [u8],
    grouping: bool,
    /// The number, without its unit, is filled up to so many characters with zeros.
    zeros: usize,
    precision: Option<usize>,
}

impl<'a> Format<'a> {
    /// Reads a format; gives also the padding that it asks for.
    fn parse(format: &'a [u8]) -> Result<(Format<'a>, Option<Padding>)> {
        let percent = |from: usize| {
            let mut at = from;
            loop {
                match format[at..] {
                    [] => return None,
                    [b'%', b'%', ..] => at += 2,
                    [b'%', ..] => return Some(at),
                    _ => at += 1,
                }
            }
        };
        let Some(start) = percent(0) else { return Err(fail!("format '", format, "' has no % directive")) };
        let (mut at, mut grouping, mut zero, mut left) = (start + 1, false, false, false);
        let invalid = || fail!("invalid format '", format, "', directive must be %[0]['][-][N][.][N]f");
        loop {
            match format.get(at) {
                Some(b' ') => {}
                Some(b'\'') => grouping = true,
                Some(b'0') => zero = true,
                _ => break,
            }
            at += 1;
        }
        if format.get(at) == Some(&b'-') {
            left = true;
            at += 1;
        }
        let number = |digits: &[u8]| {
            let number = std::str::from_utf8(digits).ok().and_then(|n| n.parse::<usize>().ok());
            number.filter(|n| *n <= MOST_WIDTH)
        };
        let (word, _) = digits(&format[at..]);
        let width = match word {
            b"" => 0,
            _ => number(word).ok_or_else(|| fail!("invalid format '", format, "' (width overflow)"))?,
        };
        at += word.len();
        let mut precision = None;
        if format.get(at) == Some(&b'.') {
            at += 1;
            let (word, rest) = digits(&format[at..]);
            let bad = matches!(rest, [b'-' | b'+' | b' ' | b'\t', ..]);
            precision = if word.is_empty() { Some(0) } else { number(word) };
            if bad || precision.is_none() {
                return Err(fail!("invalid precision in format '", format, "'"));
            }
            at += word.len();
        }
        match format.get(at) {
            None => return Err(fail!("format '", format, "' ends in %")),
            Some(b'f') => at += 1,
            Some(_) => return Err(invalid()),
        }
        if percent(at).is_some() {
            return Err(fail!("format '", format, "' has too many % directives"));
        }
        let padding = match width {
            0 => None,
            _ if left => Some(Padding::Left(width)),
            _ if zero => None,
            _ => Some(Padding::Right(width)),
        };
        let zeros = if zero && !left { width } else { 0 };
        Ok((Format { before: &format[..start], after: &format[at..], grouping, zeros, precision }, padding))
    }
}
