//! `printf`: format and print arguments
//!
//! POSIX.1-2024 XCU printf, also its `%N$s`; `%q`, `%a`, `\x`, `\e`, `\u` as in bash and GNU, `%(FORMAT)T` as in bash.

use kit::format::{Conversion, Escaped, Escapes, Size, Spec, escape, parse_float, shell_quoted, write_escaped};
use kit::prelude::*;
use kit::time::{self, Zone};

pub const APPLET: Applet = Applet {
    dir: Dir::UsrBin,
    kind: Kind::Pure,
    usage: "FORMAT [ARG]...\n\nFormat and print ARG(s) according to FORMAT (a-la C printf)\n",
    run,
    ..Applet::DEFAULT
};

fn run(cx: &mut Context) -> Result<Status> {
    let (format, args) = match cx.args {
        [b"--help", ..] => return Err(Error::Help),
        [b"--", format, args @ ..] => (*format, args),
        [] | [b"--"] => return Err(Error::Usage(None)),
        [format, args @ ..] => (*format, args),
    };
    let mut arguments = Arguments { all: args, start: 0, next: 0, most: 0 };
    loop {
        if !pass(cx, format, &mut arguments)? || !arguments.advance() {
            return Ok(cx.status());
        }
    }
}

/// The arguments as one pass over the format sees them.
struct Arguments<'a> {
    all: &'a [&'a [u8]],
    /// Where the pass began.
    start: usize,
    next: usize,
    /// One past the last that the pass used.
    most: usize,
}

impl<'a> Arguments<'a> {
    fn get(&mut self, position: Option<usize>) -> Option<&'a [u8]> {
        let at = match position {
            Some(position) => self.start + position - 1,
            None => {
                self.next += 1;
                self.next - 1
            }
        };
        self.most = self.most.max(at + 1);
        self.all.get(at).copied()
    }

    /// Is there something left for another pass? Not if the last one used nothing.
    fn advance(&mut self) -> bool {
        let again = self.most > self.start && self.most < self.all.len();
        self.start = self.most;
        self.next = self.most;
        again
    }
}

/// Once through the format; false if a `\c` ended it all.
fn pass(cx: &mut Context, format: &[u8], arguments: &mut Arguments) -> Result<bool> {
    let mut rest = format;
    while let Some(at) = memchr::memchr2(b'\\', b'%', rest) {
        cx.out.write_all(&rest[..at])?;
        let special = &rest[at..];
        rest = &special[1..];
        if special[0] == b'\\' {
            let (what, length) = escape(rest, Escapes::Format);
            rest = &rest[length..];
            match what {
                Escaped::Byte(byte) => cx.out.write_all(&[byte])?,
                Escaped::Char(c) => cx.out.write_all(c.encode_utf8(&mut [0; 4]).as_bytes())?,
                Escaped::Backslash => cx.out.write_all(b"\\")?,
                Escaped::Stop => return Ok(false),
            }
            continue;
        }
        if rest.first() == Some(&b'%') {
            cx.out.write_all(b"%")?;
            rest = &rest[1..];
            continue;
        }
        if let Some((format, after)) = time_format(rest) {
            rest = after;
            write_time(cx, format, arguments)?;
            continue;
        }
        let Some((conversion, length)) = Conversion::parse(rest).filter(|(c, _)| is_known(c)) else {
            return Err(fail!(special, ": invalid format"));
        };
        rest = &rest[length..];
        if !convert(cx, &conversion, arguments)? {
            return Ok(false);
        }
    }
    cx.out.write_all(rest)?;
    Ok(true)
}

/// The FORMAT of `(FORMAT)T` at the start of `rest`, and what follows.
fn time_format(rest: &[u8]) -> Option<(&[u8], &[u8])> {
    let inner = rest.strip_prefix(b"(")?;
    let end = inner.windows(2).position(|pair| pair == b")T")?;
    Some((&inner[..end], &inner[end + 2..]))
}

/// The time in seconds since 1970; -1, -2 (when the shell began, which is not known here) and nothing are now.
fn write_time(cx: &mut Context, format: &[u8], arguments: &mut Arguments) -> Result<()> {
    let seconds = match arguments.get(None).map(|word| signed(cx, word)) {
        None | Some(-1 | -2) => time::now().seconds,
        Some(seconds) => seconds,
    };
    let format = if format.is_empty() { b"%X" } else { format };
    let mut text = Vec::new();
    time::format(&mut text, format, &Zone::of_env(cx.env).civil(seconds), 0);
    cx.out.write_all(&text)?;
    Ok(())
}

fn is_known(conversion: &Conversion) -> bool {
    b"diouxXcsbqeEfFgGaA".contains(&conversion.spec.letter)
}

fn convert(cx: &mut Context, conversion: &Conversion, arguments: &mut Arguments) -> Result<bool> {
    let spec = match (conversion.width, conversion.precision) {
        (Size::Argument(_), _) | (_, Size::Argument(_)) => {
            conversion.resolve(|position| arguments.get(position).map_or(0, |word| signed(cx, word)))
        }
        _ => conversion.resolve(|_| 0),
    };
    let argument = arguments.get(conversion.position);
    match spec.letter {
        b's' => spec.string(argument.unwrap_or_default(), &mut cx.out)?,
        // An empty argument is its terminating NUL, as in C.
        b'c' => spec.string(&[argument.and_then(|a| a.first().copied()).unwrap_or(0)], &mut cx.out)?,
        b'q' => spec.string(&shell_quoted(argument.unwrap_or_default()), &mut cx.out)?,
        b'b' => return escaped(cx, spec, argument.unwrap_or_default()),
        b'd' | b'i' => {
            let value = argument.map_or(0, |word| signed(cx, word));
            spec.signed(value, &mut cx.out)?;
        }
        b'o' | b'u' | b'x' | b'X' => {
            let value = argument.map_or(0, |word| unsigned(cx, word));
            spec.unsigned(value, &mut cx.out)?;
        }
        _ => {
            let value = argument.map_or(0.0, |word| float(cx, word));
            spec.float(value, &mut cx.out)?;
        }
    }
    Ok(true)
}

/// `%b`; false after a `\c`.
fn escaped(cx: &mut Context, spec: Spec, argument: &[u8]) -> Result<bool> {
    if spec.width == 0 && spec.precision.is_none() {
        return Ok(write_escaped(argument, Escapes::Argument, &mut cx.out)?);
    }
    let mut text = Vec::new();
    let goes_on = write_escaped(argument, Escapes::Argument, &mut text)?;
    spec.string(&text, &mut cx.out)?;
    Ok(goes_on)
}

/// Says that `word` is no number; goes on with what it could be read as, as POSIX has it.
fn invalid<T>(cx: &mut Context, word: &[u8], value: T) -> T {
    let word = word.trim_ascii_start();
    cx.complain(text!["invalid number '", word, "'"]);
    value
}

/// The value of a character constant: `'a` or `"a`.
fn character(word: &[u8]) -> Option<u8> {
    match word {
        [b'\'' | b'"', rest @ ..] => Some(rest.first().copied().unwrap_or(0)),
        _ => None,
    }
}

fn signed(cx: &mut Context, word: &[u8]) -> i64 {
    if let Some(value) = character(word) {
        return value as i64;
    }
    let (value, whole) = integer(word);
    let near = value.clamp(i64::MIN as i128, i64::MAX as i128) as i64;
    if whole && near as i128 == value { near } else { invalid(cx, word, near) }
}

/// As strtoull(3): a negative number counts from the other end.
fn unsigned(cx: &mut Context, word: &[u8]) -> u64 {
    if let Some(value) = character(word) {
        return value as u64;
    }
    let (value, whole) = integer(word);
    let fits = value.unsigned_abs() <= u64::MAX as u128;
    let near = if fits { value as u64 } else { u64::MAX };
    if whole && fits { near } else { invalid(cx, word, near) }
}

fn float(cx: &mut Context, word: &[u8]) -> f64 {
    if let Some(value) = character(word) {
        return value as f64;
    }
    match parse_float(word) {
        Some(value) if value.is_infinite() && word.iter().any(u8::is_ascii_digit) => invalid(cx, word, value),
        Some(value) => value,
        None => {
            let value = parse_float(&word[..decimal_prefix(word)]).unwrap_or(0.0);
            invalid(cx, word, value)
        }
    }
}

/// How much of `word` is blanks, a sign and a decimal number with a fraction and an exponent.
fn decimal_prefix(word: &[u8]) -> usize {
    let digits = |from: usize| from + word[from..].iter().take_while(|c| c.is_ascii_digit()).count();
    let blanks = word.iter().take_while(|c| matches!(c, b' ' | b'\t'..=b'\r')).count();
    let sign = usize::from(matches!(word.get(blanks), Some(b'-' | b'+')));
    let mut end = digits(blanks + sign);
    if word.get(end) == Some(&b'.') {
        end = digits(end + 1);
    }
    if matches!(word.get(end), Some(b'e' | b'E')) {
        let from = end + 1 + usize::from(matches!(word.get(end + 1), Some(b'-' | b'+')));
        if word.get(from).is_some_and(u8::is_ascii_digit) {
            end = digits(from);
        }
    }
    end
}

/// An integer in C's notation: blanks before it, a sign, `0x` or `0` for its base. Saturates. Gives what the longest part
/// that is a number is worth (0 for none), and whether that is all of the word.
fn integer(word: &[u8]) -> (i128, bool) {
    let start = word.iter().position(|c| !matches!(c, b' ' | b'\t'..=b'\r')).unwrap_or(word.len());
    let (negative, digits) = match &word[start..] {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        rest => (false, rest),
    };
    let (base, digits) = match digits {
        [b'0', b'x' | b'X', rest @ ..] => (16, rest),
        [b'0', _, ..] => (8, digits),
        _ => (10, digits),
    };
    let mut value: i128 = 0;
    let mut whole = !digits.is_empty();
    for digit in digits {
        let Some(digit) = (*digit as char).to_digit(base) else {
            whole = false;
            break;
        };
        value = value.saturating_mul(base as i128).saturating_add(digit as i128);
    }
    (if negative { -value } else { value }, whole)
}

#[cfg(test)]
mod tests {
    use super::{decimal_prefix, integer};

    #[test]
    fn integers_are_in_c_notation() {
        for (word, value) in [("0", 0), (" -0x1F", -31), ("010", 8), ("+7", 7), ("18446744073709551616", 1 << 64)] {
            assert_eq!(integer(word.as_bytes()), (value, true), "{word}");
        }
        for (bad, value) in [("", 0), (" ", 0), ("-", 0), ("0x", 0), ("08", 0), ("5 ", 5), ("0b1", 0), ("-1.5", -1)] {
            assert_eq!(integer(bad.as_bytes()), (value, false), "{bad}");
        }
    }

    #[test]
    fn the_longest_part_that_is_a_decimal_number_is_found() {
        for (word, length) in [("1x", 1), (" -1.5e+3z", 8), ("1e", 1), ("1e+", 1), ("x", 0), (".5.", 2)] {
            assert_eq!(decimal_prefix(word.as_bytes()), length, "{word}");
        }
    }
}
