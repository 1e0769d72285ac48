//! `expr`: evaluate arithmetic and string expressions
//!
//! POSIX.1-2024 XCU expr; `match`, `substr`, `index`, `length`, `quote` (and `+ TOKEN`) as in GNU. Lengths and positions
//! count bytes, as in BusyBox. Numbers may be of any size.

use crate::integer::Integer;
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
    let mut parser = Parser { cx, rest: words, depth: 0, is_skipped: false };
    let value = parser.or()?;
    if !parser.rest.is_empty() {
        return Err(syntax_error());
    }
    match &value {
        Value::Number(number) => cx.out.line(&number.to_text())?,
        Value::Text(text) => cx.out.line(text)?,
    }
    Ok(if value.is_null() { Status::FAILED } else { Status::OK })
}

fn syntax_error() -> Error {
    fail!(status 2; "syntax error")
}

#[derive(Debug, PartialEq, Eq)]
enum Value {
    Number(Integer),
    Text(Vec<u8>),
}

impl Value {
    fn count(n: usize) -> Value {
        Value::Number(Integer::from(n as i64))
    }

    /// Zero, nothing, or the string `0` (not `00`).
    fn is_null(&self) -> bool {
        match self {
            Value::Number(number) => number.is_zero(),
            Value::Text(text) => text.is_empty() || text == b"0",
        }
    }

    /// As a number: blanks and a sign may stand before it.
    fn number(&self) -> Option<Integer> {
        match self {
            Value::Number(number) => Some(number.clone()),
            Value::Text(text) => {
                let start = text.iter().position(|c| !matches!(c, b' ' | b'\t'..=b'\r'))?;
                Integer::parse(&text[start..])
            }
        }
    }

    fn into_text(self) -> Vec<u8> {
        match self {
            Value::Number(number) => number.to_text(),
            Value::Text(text) => text,
        }
    }
}

struct Parser<'c, 'x, 'a> {
    cx: &'c mut Context<'x>,
    rest: &'a [&'a [u8]],
    depth: usize,
    /// What is read now does not count, the other side of `|` or `&` having decided: errors of values in it are none.
    is_skipped: bool,
}

impl Parser<'_, '_, '_> {
    /// The next word if it is one of `operators`: its index.
    fn operator(&mut self, operators: &[&[u8]]) -> Option<usize> {
        let [word, rest @ ..] = self.rest else { return None };
        let found = operators.iter().position(|operator| operator == word)?;
        self.rest = rest;
        Some(found)
    }

    fn skipping(&mut self, decided: bool, read: fn(&mut Self) -> Result<Value>) -> Result<Value> {
        let outer = self.is_skipped;
        self.is_skipped |= decided;
        let value = read(self);
        self.is_skipped = outer;
        value
    }

    fn arithmetic(&self, operator: u8, left: &Value, right: &Value) -> Result<Value> {
        if self.is_skipped { Ok(Value::count(0)) } else { arithmetic(operator, left, right) }
    }

    fn or(&mut self) -> Result<Value> {
        let mut left = self.and()?;
        while self.operator(&[b"|"]).is_some() {
            let decided = !left.is_null();
            let right = self.skipping(decided, Parser::and)?;
            if !decided {
                left = if right.is_null() { Value::count(0) } else { right };
            }
        }
        Ok(left)
    }

    fn and(&mut self) -> Result<Value> {
        let mut left = self.comparison()?;
        while self.operator(&[b"&"]).is_some() {
            let decided = left.is_null();
            let right = self.skipping(decided, Parser::comparison)?;
            if left.is_null() || right.is_null() {
                left = Value::count(0);
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
            left = Value::count(usize::from(holds));
        }
        Ok(left)
    }

    fn sum(&mut self) -> Result<Value> {
        let mut left = self.product()?;
        while let Some(operator) = self.operator(&[b"+", b"-"]) {
            let right = self.product()?;
            left = self.arithmetic([b'+', b'-'][operator], &left, &right)?;
        }
        Ok(left)
    }

    fn product(&mut self) -> Result<Value> {
        let mut left = self.matching()?;
        while let Some(operator) = self.operator(&[b"*", b"/", b"%"]) {
            let right = self.matching()?;
            left = self.arithmetic([b'*', b'/', b'%'][operator], &left, &right)?;
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
            Some(1) => Value::count(self.function()?.into_text().len()),
            Some(2) => {
                let (string, pattern) = (self.function()?, self.function()?);
                self.match_anchored(&string.into_text(), &pattern.into_text())?
            }
            Some(3) => {
                let (string, bytes) = (self.function()?.into_text(), self.function()?.into_text());
                Value::count(string.iter().position(|byte| bytes.contains(byte)).map_or(0, |at| at + 1))
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
        if self.is_skipped {
            return Ok(Value::count(0));
        }
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
                // The group took no part in the match.
                None if regex.groups() > 0 => Value::Text(Vec::new()),
                None => Value::count(captures.span().1),
            },
            None if regex.groups() > 0 => Value::Text(Vec::new()),
            None => Value::count(0),
        })
    }
}

fn arithmetic(operator: u8, left: &Value, right: &Value) -> Result<Value> {
    let (Some(left), Some(right)) = (left.number(), right.number()) else {
        return Err(fail!(status 2; "non-numeric argument"));
    };
    let division = || left.divided_by(&right).ok_or_else(|| fail!(status 2; "division by zero"));
    Ok(Value::Number(match operator {
        b'+' => left.plus(&right),
        b'-' => left.minus(&right),
        b'*' => left.times(&right),
        b'/' => division()?.0,
        _ => division()?.1,
    }))
}

/// `length` bytes from the one numbered `start` on; nothing for positions that are no positive numbers.
fn substring<'s>(string: &'s [u8], start: &Value, length: &Value) -> &'s [u8] {
    let (Some(start), Some(length)) = (position(start), position(length)) else { return b"" };
    let Some(rest) = string.get(start - 1..) else { return b"" };
    &rest[..length.min(rest.len())]
}

/// A number from 1; one that is too large counts as large.
fn position(value: &Value) -> Option<usize> {
    value.number()?.saturating_usize().filter(|number| *number > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zero_divides_nothing() {
        let divide = |operator| arithmetic(operator, &Value::count(1), &Value::count(0));
        assert!(divide(b'/').is_err() && divide(b'%').is_err());
    }

    #[test]
    fn substrings_end_with_the_string() {
        let text = |n: i64| Value::Number(n.into());
        let part = |start, length| substring(b"abcdef", &text(start), &text(length));
        assert_eq!((part(2, 3), part(5, 9), part(7, 1)), (&b"bcd"[..], &b"ef"[..], &b""[..]));
        assert_eq!((part(0, 3), part(-1, 3), part(2, 0)), (&b""[..], &b""[..], &b""[..]));
    }

    #[test]
    fn only_the_string_0_is_null_among_zeros() {
        let text = |s: &str| Value::Text(s.as_bytes().to_vec());
        assert!(text("0").is_null() && text("").is_null() && Value::count(0).is_null());
        assert!(!text("00").is_null() && !text("-0").is_null());
        assert_eq!((text(" +5").number(), text("5 ").number(), text("").number()), (Some(5.into()), None, None));
    }
}
