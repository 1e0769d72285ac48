//! `test`, `[`, `[[`: evaluate a conditional expression
//!
//! POSIX.1-2024 XCU test, whose rules for up to four arguments come first; the obsolete `-a`, `-o`, `(`, `)` beyond them.
//! `==`, `<`, `>`, `-nt`, `-ot`, `-ef`, `-k`, `-N`, `-O`, `-G` as in GNU.

use kit::filetest::{Binary, is_terminal_of, unary, unary_letter, wrong};
use kit::prelude::*;

pub const APPLET: Applet = Applet {
    dir: Dir::UsrBin,
    kind: Kind::Pure,
    usage: "EXPRESSION\n\nCheck file types, compare values etc. Return a 0/1 exit code\ndepending on logical value of EXPRESSION\n",
    has_help: false,
    run,
    ..Applet::DEFAULT
};

/// Parentheses within parentheses that an expression may have: each takes a frame of the stack.
const DEEPEST: usize = 1000;

fn run(cx: &mut Context) -> Result<Status> {
    let words = match (cx.name, cx.args) {
        ("test", words) | ("[", [words @ .., b"]"]) | ("[[", [words @ .., b"]]"]) => words,
        ("[[", _) => return Err(fail!(status 2; "missing ]]")),
        _ => return Err(fail!(status 2; "missing ]")),
    };
    let test = Test { cx };
    Ok(if test.counted(words)? { Status::OK } else { Status::FAILED })
}

struct Test<'c, 'a> {
    cx: &'c Context<'a>,
}

impl Test<'_, '_> {
    /// POSIX's rules for up to four arguments, which leave no doubt what is an operator; the grammar for the rest.
    fn counted(&self, words: &[&[u8]]) -> Result<bool> {
        if let [left, operator, right] = words
            && let Some(operator) = Binary::of(operator)
        {
            return operator.test(left, right);
        }
        match words {
            [] => Ok(false),
            [word] => Ok(!word.is_empty()),
            [left, b"-a", right] => Ok(!left.is_empty() && !right.is_empty()),
            [left, b"-o", right] => Ok(!left.is_empty() || !right.is_empty()),
            [b"(", word, b")"] => Ok(!word.is_empty()),
            [b"(", operator, operand, b")"] if *operator == b"!" || unary_letter(operator).is_some() => {
                self.counted(&[operator, operand])
            }
            [b"!", rest @ ..] if rest.len() < 4 => Ok(!self.counted(rest)?),
            _ => self.grammar(words),
        }
    }

    fn grammar(&self, words: &[&[u8]]) -> Result<bool> {
        let mut rest = words;
        let value = self.or(&mut rest, 0)?;
        match rest {
            [] => Ok(value),
            [word, ..] => Err(wrong(word, "unknown operand")),
        }
    }

    fn or(&self, rest: &mut &[&[u8]], depth: usize) -> Result<bool> {
        let mut value = self.and(rest, depth)?;
        while let [b"-o", after @ ..] = rest {
            *rest = after;
            value |= self.and(rest, depth)?;
        }
        Ok(value)
    }

    fn and(&self, rest: &mut &[&[u8]], depth: usize) -> Result<bool> {
        let mut value = self.not(rest, depth)?;
        while let [b"-a", after @ ..] = rest {
            *rest = after;
            value &= self.not(rest, depth)?;
        }
        Ok(value)
    }

    fn not(&self, rest: &mut &[&[u8]], depth: usize) -> Result<bool> {
        let mut negated = false;
        while let [b"!", after @ ..] = rest {
            // `! = x` compares.
            if matches!(after, [operator, _, ..] if Binary::of(operator).is_some()) {
                break;
            }
            *rest = after;
            negated = !negated;
        }
        Ok(self.primary(rest, depth)? != negated)
    }

    fn primary(&self, rest: &mut &[&[u8]], depth: usize) -> Result<bool> {
        if let [left, operator, right, after @ ..] = *rest
            && let Some(operator) = Binary::of(operator)
            // Beyond four arguments `( = )` asks whether `=` is empty, as everywhere.
            && (*left != b"(" || *right != b")")
        {
            *rest = after;
            return operator.test(left, right);
        }
        if let [operator, operand, after @ ..] = *rest
            && let Some(letter) = unary_letter(operator)
        {
            *rest = after;
            return unary(letter, operand, |fd| is_terminal_of(self.cx, fd));
        }
        match *rest {
            [] => Err(fail!(status 2; "argument expected")),
            [b"(", after @ ..] if !after.is_empty() => {
                if depth == DEEPEST {
                    return Err(fail!(status 2; "too many parentheses"));
                }
                *rest = after;
                let value = self.or(rest, depth + 1)?;
                let [b")", after @ ..] = *rest else { return Err(fail!(status 2; "closing paren expected")) };
                *rest = after;
                Ok(value)
            }
            [_, operator] if Binary::of(operator).is_some() => Err(wrong(operator, "argument expected")),
            [word, after @ ..] => {
                *rest = after;
                Ok(!word.is_empty())
            }
        }
    }
}
