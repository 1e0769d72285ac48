//! `expr`: evaluate arithmetic and string expressions
//!
//! POSIX.1-2024 XCU expr; `match`, `substr`, `index`, `length`, `quote` (and `+ TOKEN`) as in GNU. Lengths and positions
//! count bytes, as in BusyBox. Numbers have 64 bits, and what does not fit is an error.

use kit::prelude::*;
use kit::regex::{Flags, Regex};

pub const APPLET: Applet = Applet {
    kind: Kind::Pure,
    usage: "EXPRESSION

Print the value of EXPRESSION

EXPRESSION may be:
	ARG1 | ARG2	ARG1 if it is neither null nor 0, otherwise ARG2
	ARG1 & ARG2	ARG1 if neither argument is null or 0, otherwise 0
	ARG1 < ARG2	1 if ARG1 is less than ARG2, else 0. Similarly:
	ARG1 <= ARG2
	ARG1 = ARG2
	ARG1 != ARG2
	ARG1 >= ARG2
	ARG1 > ARG2
	ARG1 + ARG2	Sum of ARG1 and ARG2. Similarly:
	ARG1 - ARG2
	ARG1 * ARG2
	ARG1 / ARG2
	ARG1 % ARG2
	STRING : REGEXP		Anchored pattern match of REGEXP in STRING
	match STRING REGEXP	Same as STRING : REGEXP
	substr STRING POS LEN	Substring of STRING, POS counts from 1
	index STRING CHARS	Index in STRING where any CHARS is found, or 0
	length STRING		Length of STRING
	quote TOKEN		Interpret TOKEN as a string, even if
				it is a keyword like 'match' or an
				operator like '/'
	(EXPRESSION)		Value of EXPRESSION

Beware that many operators need to be escaped or quoted for shells.
Comparisons are arithmetic if both ARGs are numbers, else
lexicographical. Pattern matches return the string matched between
\\( and \\) or null; if \\( and \\) are not used, they return the number
of characters matched or 0.
",
    usage_status: 2,
    run,
    ..Applet::DEFAULT
};

/// Parentheses and keywords within each other: each takes some frames of the stack.
const DEEPEST: usize = 500;

fn run(cx: &mut Context) -> Result<Status> {
    let words = match cx.args {
        [] => return Err(fail!(status 2; "too few arguments")),
        [b"--help"] => return Err(Error::Help),
        [b"--", rest @ ..] if !rest.is_empty() => rest,
        words => words,
    };
    let mut parser = Parser { cx, rest: words, depth: 0 };
    let value = parser.or()?;
    if !parser.rest.is_empty() {
        return Err(syntax_error());
    }
    match &value {
        Value::Number(number) => cx.out.line(&text![*number])?,
        Value::Text(text) => cx.out.line(text)?,
    }
    Ok(if value.is_null() { Status::FAILED } else { Status::OK })
}

fn syntax_error() -> Error {
    fail!(status 2; "syntax error")
}

#[derive(Debug, PartialEq, Eq)]
enum Value {
    Number(i64),
    Text(Vec<u8>),
}

impl Value {
    /// Zero, nothing, or the string `0` (not `00`).
    fn is_null(&self) -> bool {
        match self {
            Value::Number(number) => *number == 0,
            Value::Text(text) => text.is_empty() || text == b"0",
        }
    }

    /// As a number, however large: blanks and a sign may stand before it. 38 digits are enough to compare.
    fn number(&self) -> Option<i128> {
        match self {
            Value::Number(number) => Some(*number as i128),
            Value::Text(text) => {
                let start = text.iter().position(|c| !matches!(c, b' ' | b'\t'..=b'\r'))?;
                let (negative, digits) = match &text[start..] {
                    [b'-', digits @ ..] => (true, digits),
                    [b'+', digits @ ..] => (false, digits),
                    digits => (false, digits),
                };
                if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
                    return None;
                }
                let value = digits
                    .iter()
                    .fold(0_i128, |value, digit| value.saturating_mul(10).saturating_add((digit - b'0') as i128));
                Some(if negative { -value } else { value })
            }
        }
    }

    fn into_text(self) -> Vec<u8> {
        match self {
            Value::Number(number) => text![number],
            Value::Text(text) => text,
        }
    }
}

struct Parser<'c, 'x, 'a> {
    cx: &'c mut Context<'x>,
    rest: &'a [&'a [u8]],
    depth: usize,
}

impl Parser<'_, '_, '_> {
    /// The next word if it is one of `operators`: its index.
    fn operator(&mut self, operators: &[&[u8]]) -> Option<usize> {
        let [word, rest @ ..] = self.rest else { return None };
        let found = operators.iter().position(|operator| operator == word)?;
        self.rest = rest;
        Some(found)
    }

    fn or(&mut self) -> Result<Value> {
        let mut left = self.and()?;
        while self.operator(&[b"|"]).is_some() {
            let right = self.and()?;
            if left.is_null() {
                left = right;
            }
        }
        Ok(left)
    }

    fn and(&mut self) -> Result<Value> {
        let mut left = self.comparison()?;
        while self.operator(&[b"&"]).is_some() {
            let right = self.comparison()?;
            if left.is_null() || right.is_null() {
                left = Value::Number(0);
            }
        }
        Ok(left)
    }

    fn comparison(&mut self) -> Result<Value> {
        let mut left = self.sum()?;
        while let Some(operator) = self.operator(&[b"<", b"<=", b"=", b"==", b"!=", b">=", b">"]) {
            let right = self.sum()?;
            let order = match (left.number(), right.number()) {
                (Some(left), Some(right)) => left.cmp(&right),
                _ => left.into_text().cmp(&right.into_text()),
            };
            let holds = match operator {
                0 => order.is_lt(),
                1 => order.is_le(),
                2 | 3 => order.is_eq(),
                4 => order.is_ne(),
                5 => order.is_ge(),
                _ => order.is_gt(),
            };
            left = Value::Number(i64::from(holds));
        }
        Ok(left)
    }

    fn sum(&mut self) -> Result<Value> {
        let mut left = self.product()?;
        while let Some(operator) = self.operator(&[b"+", b"-"]) {
            let right = self.product()?;
            left = arithmetic([b'+', b'-'][operator], &left, &right)?;
        }
        Ok(left)
    }

    fn product(&mut self) -> Result<Value> {
        let mut left = self.matching()?;
        while let Some(operator) = self.operator(&[b"*", b"/", b"%"]) {
            let right = self.matching()?;
            left = arithmetic([b'*', b'/', b'%'][operator], &left, &right)?;
        }
        Ok(left)
    }

    fn matching(&mut self) -> Result<Value> {
        let mut left = self.function()?;
        while self.operator(&[b":"]).is_some() {
            let pattern = self.function()?;
            left = self.match_anchored(&left.into_text(), &pattern.into_text())?;
        }
        Ok(left)
    }

    fn function(&mut self) -> Result<Value> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(fail!(status 2; "expression too deep"));
        }
        let value = match self.operator(&[b"quote", b"length", b"match", b"index", b"substr", b"(", b"+"]) {
            None => Value::Text(self.word()?),
            Some(0 | 6) => Value::Text(self.word()?),
            Some(1) => Value::Number(self.function()?.into_text().len() as i64),
            Some(2) => {
                let (string, pattern) = (self.function()?, self.function()?);
                self.match_anchored(&string.into_text(), &pattern.into_text())?
            }
            Some(3) => {
                let (string, bytes) = (self.function()?.into_text(), self.function()?.into_text());
                Value::Number(string.iter().position(|byte| bytes.contains(byte)).map_or(0, |at| at as i64 + 1))
            }
            Some(4) => {
                let string = self.function()?.into_text();
                let (start, length) = (self.function()?, self.function()?);
                Value::Text(substring(&string, &start, &length).to_vec())
            }
            Some(_) => {
                let value = self.or()?;
                if self.operator(&[b")"]).is_none() {
                    return Err(syntax_error());
                }
                value
            }
        };
        self.depth -= 1;
        Ok(value)
    }

    fn word(&mut self) -> Result<Vec<u8>> {
        let [word, rest @ ..] = self.rest else { return Err(syntax_error()) };
        self.rest = rest;
        if *word == b")" {
            return Err(syntax_error());
        }
        Ok(word.to_vec())
    }

    /// What the first group matched if there is one, else how many bytes matched.
    fn match_anchored(&mut self, string: &[u8], pattern: &[u8]) -> Result<Value> {
        if pattern.starts_with(b"^") {
            self.cx.warn(text![
                "warning: '",
                pattern,
                "': using '^' as the first character\nof a basic regular expression is not portable; it is ignored"
            ]);
        }
        let bad = |error: kit::regex::RegexError| fail!(status 2; "bad regex '", pattern, "': ", error.text());
        // The leftmost match is the one at the start, if there is one.
        let regex = Regex::new(pattern, Flags::BASIC).map_err(bad)?;
        let found = regex.captures_at(string, 0).map_err(bad)?.filter(|captures| captures.span().0 == 0);
        Ok(match found {
            Some(captures) => match captures.get(1) {
                Some((start, end)) => Value::Text(string[start..end].to_vec()),
                None => Value::Number(captures.span().1 as i64),
            },
            None if regex.groups() > 0 => Value::Text(Vec::new()),
            None => Value::Number(0),
        })
    }
}

fn arithmetic(operator: u8, left: &Value, right: &Value) -> Result<Value> {
    let (Some(left), Some(right)) = (left.number(), right.number()) else {
        return Err(fail!(status 2; "non-numeric argument"));
    };
    let overflow = || fail!(status 2; "integer overflow");
    let (Ok(left), Ok(right)) = (i64::try_from(left), i64::try_from(right)) else { return Err(overflow()) };
    let result = match operator {
        b'+' => left.checked_add(right),
        b'-' => left.checked_sub(right),
        b'*' => left.checked_mul(right),
        _ if right == 0 => return Err(fail!(status 2; "division by zero")),
        b'/' => left.checked_div(right),
        // The remainder of the least number by -1 is 0, though the quotient does not fit.
        _ => Some(left.checked_rem(right).unwrap_or(0)),
    };
    result.map(Value::Number).ok_or_else(overflow)
}

/// `length` bytes from the one numbered `start` on; nothing for positions that are no positive numbers.
fn substring<'s>(string: &'s [u8], start: &Value, length: &Value) -> &'s [u8] {
    let (Some(start), Some(length)) = (position(start), position(length)) else { return b"" };
    let Some(rest) = string.get(start - 1..) else { return b"" };
    &rest[..length.min(rest.len())]
}

/// A number from 1; one that is too large counts as large.
fn position(value: &Value) -> Option<usize> {
    let number = value.number().filter(|number| *number > 0)?;
    Some(usize::try_from(number).unwrap_or(usize::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(operator: u8, left: i64, right: i64) -> Option<i64> {
        match arithmetic(operator, &Value::Number(left), &Value::Number(right)) {
            Ok(Value::Number(number)) => Some(number),
            _ => None,
        }
    }

    #[test]
    fn what_does_not_fit_is_an_error() {
        assert_eq!(number(b'+', i64::MAX, 1), None);
        assert_eq!(number(b'/', i64::MIN, -1), None);
        assert_eq!(number(b'%', i64::MIN, -1), Some(0));
        assert_eq!(number(b'%', -7, 2), Some(-1));
        assert_eq!(number(b'/', 1, 0), None);
    }

    #[test]
    fn substrings_end_with_the_string() {
        let part = |start, length| substring(b"abcdef", &Value::Number(start), &Value::Number(length));
        assert_eq!((part(2, 3), part(5, 9), part(7, 1)), (&b"bcd"[..], &b"ef"[..], &b""[..]));
        assert_eq!((part(0, 3), part(-1, 3), part(2, 0)), (&b""[..], &b""[..], &b""[..]));
    }

    #[test]
    fn only_the_string_0_is_null_among_zeros() {
        let text = |s: &str| Value::Text(s.as_bytes().to_vec());
        assert!(text("0").is_null() && text("").is_null() && Value::Number(0).is_null());
        assert!(!text("00").is_null() && !text("-0").is_null());
        assert_eq!((text(" +5").number(), text("5 ").number(), text("").number()), (Some(5), None, None));
    }
}
