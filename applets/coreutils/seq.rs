//! `seq`: print a sequence of numbers
//!
//! Not in POSIX; `-w`, `-s` as in BusyBox; `-f`, negative numbers as first operand and the long names as in GNU. Decimal numbers are
//! exact: they are integers of up to 38 digits, counted in units of the last decimal place.

use kit::format::{Conversion, Size, Spec, parse_float};
use kit::prelude::*;

const USAGE: &str = "\
[-w] [-s SEP] [-f FORMAT] [FIRST [INC]] LAST

Print numbers from FIRST to LAST, in steps of INC.
FIRST, INC default to 1.

	-w, --equal-width	Pad to last with leading zeros
	-s, --separator=SEP	String separator
	-f, --format=FORMAT	Print each as printf's FORMAT does (%g, %e, %f)
";

pub const APPLET: Applet = Applet {
    dir: Dir::UsrBin,
    // `inf` and steps of 0 do not end.
    kind: Kind::PureWhen(|args| args.iter().all(|a| a.first() != Some(&b'i') && !a.iter().all(|c| *c == b'0'))),
    usage: USAGE,
    options: options!(USAGE),
    run,
    stop_at_operand: true,
    ..Applet::DEFAULT
};

const EQUAL_WIDTH: Key = Key::short(APPLET.options, 'w');
const SEPARATOR: Key = Key::short(APPLET.options, 's');
const FORMAT: Key = Key::short(APPLET.options, 'f');

/// Written at once.
const BLOCK: usize = 32 * 1024;

fn run(cx: &mut Context) -> Result<Status> {
    // A negative number is an operand.
    let mut args = Vec::new();
    let mut rest = cx.args.iter().copied();
    while let Some(arg) = rest.next() {
        if arg == b"--" {
            args.push(arg);
            break;
        }
        if matches!(arg, [b'-', b'0'..=b'9' | b'.', ..]) {
            args.push(&b"--"[..]);
        }
        args.push(arg);
        if matches!(args[args.len() - 1], b"-s" | b"-f" | b"-ws" | b"-wf") {
            args.extend(rest.next());
        } else if args.len() > 1 && args[args.len() - 2] == b"--" || !arg.starts_with(b"-") {
            break;
        }
    }
    args.extend(rest);
    let given = cx.options_of(&args)?;
    let number = |word: &[u8]| Decimal::parse(word).ok_or(Error::Usage(None));
    let one = Decimal { value: 1, scale: 0 };
    let (first_word, step, last) = match given.operands[..] {
        [last] => (&b"1"[..], one, last),
        [first, last] => (first, one, last),
        [first, step, last] => (first, number(step)?, last),
        _ => return Err(Error::Usage(None)),
    };
    let first = number(first_word)?;
    let endless = matches!(last.strip_prefix(b"-").unwrap_or(last), b"inf" | b"infinity");
    let last_word = last;
    let last = if endless { Decimal { value: 0, scale: 0 } } else { number(last_word)? };
    let down = step.value < 0;
    if endless && down != (given.operands.last().is_some_and(|w| w.starts_with(b"-"))) {
        return Ok(cx.status());
    }
    let places = first.scale.max(step.scale);
    let units = places.max(last.scale);
    let too_large = || fail!("number too large");
    let [mut value, step, last] = {
        let [a, b, c] = [first, step, last].map(|n| n.in_units(units));
        [a.ok_or_else(too_large)?, b.ok_or_else(too_large)?, c.ok_or_else(too_large)?]
    };
    let separator = given.value(SEPARATOR).unwrap_or(b"\n");
    let style = match given.value(FORMAT) {
        Some(format) => Style::Format(Format::parse(format)?),
        None => Style::Plain {
            places,
            width: if given.has(EQUAL_WIDTH) && !endless {
                let whole = whole_width(first_word).max(whole_width(last_word));
                whole + if places > 0 { 1 + places as usize } else { 0 }
            } else {
                0
            },
        },
    };
    let goes_on = |value: i128| endless || if down { value >= last } else { value <= last };

    let mut text = Vec::new();
    let mut any = false;
    if let (Style::Plain { places: 0, width: 0 }, 0, 1.., 0.., false) = (&style, units, step, value, endless) {
        count_up(cx, value, step, last, separator)?;
        return Ok(cx.status());
    }
    if value == 0 && first_word.starts_with(b"-") && goes_on(value) {
        // Zero has a sign where it was given one.
        text.push(b'-');
    }
    while goes_on(value) {
        if any {
            text.extend_from_slice(separator);
        }
        any = true;
        match &style {
            Style::Plain { places, width } => text.extend_from_slice(&plain(value, units, *places, *width)),
            Style::Format(format) => format.print(value, units, &mut text)?,
        }
        if text.len() >= BLOCK {
            if cx.interrupted() {
                return Err(Error::Silent(Status(128 + 2)));
            }
            cx.out.write_all(&text)?;
            text.clear();
        }
        let Some(next) = value.checked_add(step) else { break };
        value = next;
    }
    if any {
        text.push(b'\n');
    }
    cx.out.write_all(&text)?;
    Ok(cx.status())
}

/// Upwards from a natural number: digits are added to digits, nothing is converted.
fn count_up(cx: &mut Context, first: i128, step: i128, last: i128, separator: &[u8]) -> Result<()> {
    if first > last {
        return Ok(());
    }
    // The number's digits at the end, the separator behind them.
    const DIGITS: usize = 40;
    let mut buffer = vec![b'0'; DIGITS];
    let number = first.to_string();
    let mut start = DIGITS - number.len();
    buffer[start..].copy_from_slice(number.as_bytes());
    buffer.extend_from_slice(separator);
    let mut text = Vec::with_capacity(BLOCK + buffer.len());
    let mut left = (last - first) / step;
    while left > 0 {
        left -= 1;
        text.extend_from_slice(&buffer[start..]);
        if text.len() >= BLOCK {
            if cx.interrupted() {
                return Err(Error::Silent(Status(128 + 2)));
            }
            cx.out.write_all(&text)?;
            text.clear();
        }
        let mut at = DIGITS - 1;
        let mut carry = step;
        // Nearly always: a step of one digit, and no carry.
        if let Ok(digit @ 1..=9) = u8::try_from(step) {
            buffer[at] += digit;
            if buffer[at] <= b'9' {
                continue;
            }
            buffer[at] -= 10;
            at -= 1;
            carry = 1;
        }
        while carry > 0 {
            let sum = carry + i128::from(buffer[at] - b'0');
            buffer[at] = b'0' + (sum % 10) as u8;
            carry = sum / 10;
            start = start.min(at);
            at = at.saturating_sub(1);
        }
    }
    text.extend_from_slice(&buffer[start..DIGITS]);
    text.push(b'\n');
    Ok(cx.out.write_all(&text)?)
}

enum Style {
    Plain { places: u32, width: usize },
    Format(Format),
}

/// `value` units of 10^-`units`, with `places` decimal places, filled with zeros up to `width`.
fn plain(value: i128, units: u32, places: u32, width: usize) -> Vec<u8> {
    let magnitude = value.unsigned_abs() / 10_u128.pow(units - places);
    let digits = magnitude.to_string();
    let places = places as usize;
    let missing = (places + 1).saturating_sub(digits.len());
    let mut text = vec![b'0'; missing];
    text.extend_from_slice(digits.as_bytes());
    if places > 0 {
        text.insert(text.len() - places, b'.');
    }
    let sign = usize::from(value < 0);
    let fill = width.saturating_sub(text.len() + sign);
    text.splice(0..0, std::iter::repeat_n(b'0', fill));
    if value < 0 {
        text.insert(0, b'-');
    }
    text
}

/// Columns of the whole part of a number as given, with its zeros and its sign.
fn whole_width(word: &[u8]) -> usize {
    let plain = word.iter().all(|c| c.is_ascii_digit() || matches!(c, b'-' | b'+' | b'.'));
    match Decimal::parse(word) {
        Some(number) if !plain => self::plain(number.value, number.scale, 0, 0).len(),
        _ => {
            let word = word.strip_prefix(b"+").unwrap_or(word);
            let whole = word.iter().position(|c| *c == b'.').unwrap_or(word.len());
            if matches!(&word[..whole], b"" | b"-") { whole + 1 } else { whole }
        }
    }
}

/// A decimal number: `value` times 10^-`scale`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Decimal {
    value: i128,
    scale: u32,
}

impl Decimal {
    /// Decimal with an exponent, or hexadecimal.
    fn parse(word: &[u8]) -> Option<Decimal> {
        let text = std::str::from_utf8(word).ok()?;
        let (negative, digits) = match text.as_bytes().first()? {
            b'-' => (true, &text[1..]),
            b'+' => (false, &text[1..]),
            _ => (false, text),
        };
        let sign = if negative { -1 } else { 1 };
        if let Some(hex) = digits.strip_prefix("0x").or_else(|| digits.strip_prefix("0X")) {
            let value = i128::from_str_radix(hex, 16).ok().filter(|_| !hex.starts_with(['+', '-']))?;
            return Some(Decimal { value: sign * value, scale: 0 });
        }
        let (mantissa, exponent) = match digits.find(['e', 'E']) {
            Some(at) => (&digits[..at], digits[at + 1..].parse::<i32>().ok()?),
            None => (digits, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        if whole.len() + fraction.len() == 0 {
            return None;
        }
        let mut value: i128 = 0;
        for c in whole.bytes().chain(fraction.bytes()) {
            let digit = (c as char).to_digit(10)?;
            value = value.checked_mul(10)?.checked_add(i128::from(digit))?;
        }
        let scale = i32::try_from(fraction.len()).ok()?.checked_sub(exponent)?;
        if scale < 0 {
            value = value.checked_mul(10_i128.checked_pow(scale.unsigned_abs())?)?;
        }
        let scale = scale.max(0) as u32;
        10_i128.checked_pow(scale)?;
        Some(Decimal { value: sign * value, scale })
    }

    fn in_units(self, units: u32) -> Option<i128> {
        self.value.checked_mul(10_i128.checked_pow(units - self.scale)?)
    }
}

/// A format with one conversion of a floating-point number.
struct Format {
    before: Vec<u8>,
    spec: Spec,
    after: Vec<u8>,
}

impl Format {
    fn parse(format: &[u8]) -> Result<Format> {
        let (before, rest) = literal(format);
        let bad = || fail!("bad format '", format, "'");
        let (conversion, len) = Conversion::parse(rest.get(1..).unwrap_or_default()).ok_or_else(bad)?;
        let stars = matches!(conversion.width, Size::Argument(_)) || matches!(conversion.precision, Size::Argument(_));
        let spec = conversion.resolve(|_| 0);
        let (after, none) = literal(&rest[1 + len..]);
        if stars || conversion.position.is_some() || !b"aAeEfFgG".contains(&spec.letter) || !none.is_empty() {
            return Err(bad());
        }
        Ok(Format { before, spec, after })
    }

    fn print(&self, value: i128, units: u32, to: &mut Vec<u8>) -> Result<()> {
        to.extend_from_slice(&self.before);
        self.spec.float(parse_float(&plain(value, units, units, 0)).unwrap_or(0.0), to)?;
        to.extend_from_slice(&self.after);
        Ok(())
    }
}

/// The text up to the next conversion, with `%%` as `%`; and what follows.
fn literal(format: &[u8]) -> (Vec<u8>, &[u8]) {
    let mut text = Vec::new();
    let mut at = 0;
    while at < format.len() {
        if format[at] == b'%' {
            if format.get(at + 1) != Some(&b'%') {
                break;
            }
            at += 1;
        }
        text.push(format[at]);
        at += 1;
    }
    (text, &format[at..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_exact() {
        assert_eq!(Decimal::parse(b"-0.10"), Some(Decimal { value: -10, scale: 2 }));
        assert_eq!(Decimal::parse(b"1.5e3"), Some(Decimal { value: 1500, scale: 0 }));
        assert_eq!(Decimal::parse(b"1e-2"), Some(Decimal { value: 1, scale: 2 }));
        assert_eq!(Decimal::parse(b"0x10"), Some(Decimal { value: 16, scale: 0 }));
        for bad in [&b""[..], b"-", b"a", b".", b"1e", b"0x", b"1 ", b"nan", b"0x-1"] {
            assert_eq!(Decimal::parse(bad), None);
        }
    }

    #[test]
    fn zeros_go_behind_the_sign() {
        assert_eq!(plain(-5, 1, 1, 6), b"-000.5");
        assert_eq!(plain(123, 2, 0, 0), b"1");
        assert_eq!(plain(0, 2, 2, 0), b"0.00");
    }

    #[test]
    fn widths_count_leading_zeros() {
        assert_eq!(["003", "-.5", "1e2", "10.25", "+7"].map(|w| whole_width(w.as_bytes())), [3, 2, 3, 2, 1]);
    }

    #[test]
    fn formats_have_one_conversion() {
        assert!(Format::parse(b"a%%%03gb").is_ok());
        for bad in [&b"x"[..], b"%d", b"%g%g", b"%*g", b"%"] {
            assert!(Format::parse(bad).is_err());
        }
    }
}
