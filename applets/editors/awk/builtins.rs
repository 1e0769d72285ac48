//! The functions that awk has of itself. Positions and lengths count bytes, as BusyBox's do.

use super::ast::{Argument, Builtin, Expr, Place, RLENGTH, RSTART, Var};
use super::interp::{Interp, error};
use super::record;
use super::value::{Key, Value};
use kit::applet::Result;
use kit::process::{self, Ended, Spawn};
use kit::regex::Regex;
use kit::time::{self, Civil, Zone};
use std::rc::Rc;

impl<'p> Interp<'p, '_, '_> {
    pub fn builtin(&mut self, builtin: Builtin, arguments: &'p [Argument]) -> Result<Value> {
        let number = match builtin {
            Builtin::Length => match arguments.first() {
                None => {
                    self.join_record();
                    self.record.text().len() as f64
                }
                Some(Argument::Array(array)) => self.array(*array).borrow().len() as f64,
                Some(Argument::Expr(Expr::Place(Place::Var(var)))) if self.is_array(*var) => {
                    self.array(*var).borrow().len() as f64
                }
                Some(Argument::Expr(e)) => self.eval_bytes(e)?.len() as f64,
            },
            Builtin::Substr => return self.substr(arguments),
            Builtin::Index => {
                let (text, wanted) = (self.text(arguments, 0)?, self.text(arguments, 1)?);
                memchr::memmem::find(&text, &wanted).filter(|_| !wanted.is_empty()).map_or(0.0, |at| at as f64 + 1.0)
            }
            Builtin::Split => self.split(arguments)?,
            Builtin::Sub | Builtin::Gsub => self.substitute(builtin == Builtin::Gsub, arguments)?,
            Builtin::Gensub => return self.gensub(arguments),
            Builtin::Match => self.find(arguments)?,
            Builtin::Sprintf => {
                let text = self.sprintf(arguments.iter().filter_map(|a| match a {
                    Argument::Expr(e) => Some(e),
                    Argument::Array(_) => None,
                }))?;
                return Ok(Value::String(Rc::from(text)));
            }
            Builtin::Tolower => return Ok(Value::string(&self.text(arguments, 0)?.to_ascii_lowercase())),
            Builtin::Toupper => return Ok(Value::string(&self.text(arguments, 0)?.to_ascii_uppercase())),
            Builtin::Int => self.number(arguments, 0)?.trunc(),
            Builtin::Sqrt => self.number(arguments, 0)?.sqrt(),
            Builtin::Exp => self.number(arguments, 0)?.exp(),
            Builtin::Log => self.number(arguments, 0)?.ln(),
            Builtin::Sin => self.number(arguments, 0)?.sin(),
            Builtin::Cos => self.number(arguments, 0)?.cos(),
            Builtin::Atan2 => {
                let y = self.number(arguments, 0)?;
                y.atan2(self.number(arguments, 1)?)
            }
            Builtin::Rand => self.rand(),
            Builtin::Srand => {
                let seed = if arguments.is_empty() { time::now().seconds as f64 } else { self.number(arguments, 0)? };
                let previous = self.seed;
                self.seed_random(seed);
                previous
            }
            Builtin::And | Builtin::Or | Builtin::Xor => {
                let mut result = self.bits(arguments, 0)?;
                for i in 1..arguments.len() {
                    let next = self.bits(arguments, i)?;
                    match builtin {
                        Builtin::And => result &= next,
                        Builtin::Or => result |= next,
                        _ => result ^= next,
                    }
                }
                result as f64
            }
            // As gawk: within the 53 bits that a number holds exactly.
            Builtin::Compl => (!self.bits(arguments, 0)? & ((1 << 53) - 1)) as f64,
            Builtin::Lshift => {
                let (n, by) = (self.bits(arguments, 0)?, self.bits(arguments, 1)?);
                n.checked_shl(by.min(64) as u32).unwrap_or(0) as f64
            }
            Builtin::Rshift => {
                let (n, by) = (self.bits(arguments, 0)?, self.bits(arguments, 1)?);
                n.checked_shr(by.min(64) as u32).unwrap_or(0) as f64
            }
            Builtin::Systime => time::now().seconds as f64,
            Builtin::Mktime => self.mktime(arguments)?,
            Builtin::Strftime => return self.strftime(arguments),
            Builtin::System => self.system(arguments)?,
            Builtin::Close => {
                let name = self.text(arguments, 0)?;
                self.streams.close(&name)?
            }
            Builtin::Fflush => self.fflush(arguments)?,
        };
        Ok(Value::Number(number))
    }

    fn argument(&mut self, arguments: &'p [Argument], i: usize) -> Result<Value> {
        match arguments.get(i) {
            Some(Argument::Expr(e)) => self.eval(e),
            Some(Argument::Array(_)) => Err(error("array used as a scalar")),
            None => Ok(Value::Uninit),
        }
    }

    fn text(&mut self, arguments: &'p [Argument], i: usize) -> Result<super::value::Bytes> {
        let value = self.argument(arguments, i)?;
        Ok(self.bytes(&value))
    }

    fn number(&mut self, arguments: &'p [Argument], i: usize) -> Result<f64> {
        Ok(self.argument(arguments, i)?.number())
    }

    fn bits(&mut self, arguments: &'p [Argument], i: usize) -> Result<u64> {
        let n = self.number(arguments, i)?;
        Ok(if n < 0.0 { n as i64 as u64 } else { n as u64 })
    }

    fn is_array(&self, var: Var) -> bool {
        match var {
            Var::Global(slot) => self.is_global_array(slot),
            Var::Local(at) => self.is_local_array(at),
        }
    }

    /// POSIX: characters from position m through m + n - 1, both rounded, counted from 1.
    fn substr(&mut self, arguments: &'p [Argument]) -> Result<Value> {
        let value = self.argument(arguments, 0)?;
        let text = self.bytes(&value);
        let from = self.number(arguments, 1)?.round_ties_even();
        let to = if arguments.len() > 2 { from + self.number(arguments, 2)?.round_ties_even() } else { f64::INFINITY };
        if from.is_nan() || to.is_nan() {
            return Ok(Value::string(b""));
        }
        let start = (from.max(1.0) - 1.0).min(text.len() as f64) as usize;
        let end = (to.max(1.0) - 1.0).min(text.len() as f64) as usize;
        if start == 0 && end == text.len() {
            return Ok(Value::String(text));
        }
        Ok(Value::string(if start < end { &text[start..end] } else { b"" }))
    }

    fn split(&mut self, arguments: &'p [Argument]) -> Result<f64> {
        let text = self.text(arguments, 0)?;
        let Some(Argument::Array(array)) = arguments.get(1) else { return Err(error("split needs an array")) };
        let splitter = match arguments.get(2) {
            None => {
                let separator = self.string(super::ast::FS);
                self.splitter(&separator)?
            }
            Some(Argument::Expr(Expr::Regex(regex))) => record::Splitter::Regex(regex.clone()),
            Some(_) => {
                let separator = self.text(arguments, 2)?;
                self.splitter(&separator)?
            }
        };
        let array = self.array(*array);
        let mut array = array.borrow_mut();
        array.clear();
        let mut count = 0;
        record::split(&text, &splitter, false, |start, end| {
            count += 1;
            *array.entry(Key::Integer(count)) = Value::input(&text[start..end]);
        });
        Ok(count as f64)
    }

    /// An argument that is meant as a regular expression.
    fn pattern(&mut self, arguments: &'p [Argument], i: usize) -> Result<Rc<Regex>> {
        match arguments.get(i) {
            Some(Argument::Expr(e)) => self.regex(e),
            _ => Err(error("Unexpected token")),
        }
    }

    fn substitute(&mut self, all: bool, arguments: &'p [Argument]) -> Result<f64> {
        let regex = self.pattern(arguments, 0)?;
        let replacement = self.text(arguments, 1)?;
        let value = match arguments.get(2) {
            None => self.field(0),
            Some(_) => self.argument(arguments, 2)?,
        };
        let text = self.bytes(&value);
        let mut result = Vec::with_capacity(text.len() + replacement.len());
        let count = replace(&regex, &text, if all { None } else { Some(1) }, &mut result, |groups, result| {
            push_replacement(&replacement, &text, groups, false, result);
        })?;
        if count > 0 {
            let result = Value::String(Rc::from(result));
            match arguments.get(2) {
                None => self.store_field(0, result),
                Some(Argument::Expr(Expr::Place(place))) => {
                    self.store(place, result)?;
                }
                // A group is a value: the result has nowhere to go.
                Some(_) => {}
            }
        }
        Ok(count as f64)
    }

    /// gawk: `gensub(re, replacement, how[, text])` gives the changed text; `how` is `g` or which match.
    fn gensub(&mut self, arguments: &'p [Argument]) -> Result<Value> {
        let regex = self.pattern(arguments, 0)?;
        let replacement = self.text(arguments, 1)?;
        let how = self.argument(arguments, 2)?;
        let value = if arguments.len() > 3 { self.argument(arguments, 3)? } else { self.field(0) };
        let text = self.bytes(&value);
        let only = match self.bytes(&how).first() {
            Some(b'g' | b'G') => None,
            _ => Some(how.number().max(1.0) as u64),
        };
        let mut result = Vec::with_capacity(text.len() + replacement.len());
        replace(&regex, &text, only, &mut result, |groups, result| {
            push_replacement(&replacement, &text, groups, true, result);
        })?;
        Ok(Value::String(Rc::from(result)))
    }

    fn find(&mut self, arguments: &'p [Argument]) -> Result<f64> {
        let text = self.text(arguments, 0)?;
        let regex = self.pattern(arguments, 1)?;
        let found = regex.captures_at(&text, 0)?;
        let (start, length) = found.as_ref().map_or((0.0, -1.0), |m| {
            let (start, end) = m.span();
            (start as f64 + 1.0, (end - start) as f64)
        });
        self.scalars[RSTART as usize] = Value::Number(start);
        self.scalars[RLENGTH as usize] = Value::Number(length);
        if let Some(Argument::Array(array)) = arguments.get(2) {
            // gawk: the groups, their starts and lengths.
            let array = self.array(*array);
            array.borrow_mut().clear();
            for group in 0..=found.as_ref().map_or(0, |_| regex.groups()) {
                let Some((start, end)) = found.as_ref().and_then(|m| m.get(group)) else { continue };
                *array.borrow_mut().entry(Key::Integer(group as i64)) = Value::input(&text[start..end]);
                for (what, n) in [("start", start + 1), ("length", end - start)] {
                    let mut key = kit::text![group];
                    key.extend_from_slice(&self.string(super::ast::SUBSEP));
                    key.extend_from_slice(what.as_bytes());
                    *array.borrow_mut().entry(Key::of_bytes(&key)) = Value::Number(n as f64);
                }
            }
        }
        Ok(start)
    }

    pub fn seed_random(&mut self, seed: f64) {
        self.seed = seed;
        self.random = seed.to_bits() ^ 0x9e37_79b9_7f4a_7c15;
    }

    /// SplitMix64: a number in [0, 1) from the upper 53 bits.
    fn rand(&mut self) -> f64 {
        self.random = self.random.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.random;
        z = (z ^ z >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ z >> 31) >> 11) as f64 / (1u64 << 53) as f64
    }

    fn system(&mut self, arguments: &'p [Argument]) -> Result<f64> {
        let command = self.text(arguments, 0)?;
        self.streams.flush(self.cx)?;
        let ended = process::spawn_failed(b"sh", Spawn::new(self.cx).run(&[b"/bin/sh", b"-c", &command]))?;
        Ok(match ended {
            Ended::Exited(status) => f64::from(status),
            Ended::Signalled(signal) => 256.0 + f64::from(signal),
        })
    }

    fn fflush(&mut self, arguments: &'p [Argument]) -> Result<f64> {
        let name = self.text(arguments, 0)?;
        if name.is_empty() {
            self.streams.flush(self.cx)?;
            return Ok(0.0);
        }
        Ok(if self.streams.flush_one(&name)? { 0.0 } else { -1.0 })
    }

    /// gawk: `strftime([format[, seconds[, utc]]])`.
    fn strftime(&mut self, arguments: &'p [Argument]) -> Result<Value> {
        let format =
            if arguments.is_empty() { b"%a %b %e %H:%M:%S %Z %Y"[..].into() } else { self.text(arguments, 0)? };
        let seconds = if arguments.len() > 1 { self.number(arguments, 1)? as i64 } else { time::now().seconds };
        let utc = self.argument(arguments, 2)?.truth();
        let zone = if utc { Zone::utc() } else { Zone::of_env(self.cx.env) };
        let mut text = Vec::new();
        time::format(&mut text, &format, &zone.civil(seconds), 0);
        Ok(Value::String(Rc::from(text)))
    }

    /// gawk: `mktime("YYYY MM DD HH MM SS [DST]")`; -1 if that is none.
    fn mktime(&mut self, arguments: &'p [Argument]) -> Result<f64> {
        let text = self.text(arguments, 0)?;
        let parts: Vec<i64> = text
            .split(u8::is_ascii_whitespace)
            .filter(|p| !p.is_empty())
            .map_while(|p| std::str::from_utf8(p).ok()?.parse().ok())
            .collect();
        let [year, month, day, hour, minute, second, ..] = parts[..] else { return Ok(-1.0) };
        let (Ok(month), Ok(day)) = (i32::try_from(month), i32::try_from(day)) else { return Ok(-1.0) };
        let zone = Zone::of_env(self.cx.env);
        let midnight = Civil::date(year, month, day);
        // Hours and minutes may be out of range too: they are counted from midnight as that place's clock shows it.
        let clock = hour.saturating_mul(3600).saturating_add(minute.saturating_mul(60)).saturating_add(second);
        let utc = Zone::utc().seconds(&midnight).saturating_add(clock);
        Ok(zone.seconds(&Zone::utc().civil(utc)) as f64)
    }
}

/// Copies `text` to `result` with its matches replaced: all, or the only one wanted. How many were.
fn replace(
    regex: &Regex,
    text: &[u8],
    only: Option<u64>,
    result: &mut Vec<u8>,
    mut push: impl FnMut(&dyn Fn(usize) -> Option<(usize, usize)>, &mut Vec<u8>),
) -> Result<u64> {
    let (mut at, mut copied, mut seen, mut count) = (0, 0, 0, 0);
    let mut last_end = None;
    while at <= text.len() {
        let Some((start, end)) = regex.find_at(text, at)? else { break };
        // An empty match right behind another is not one.
        if start == end && last_end == Some(start) {
            at = start + 1;
            continue;
        }
        seen += 1;
        last_end = Some(end);
        at = if start == end { end + 1 } else { end };
        if only.is_some_and(|n| n != seen) {
            continue;
        }
        result.extend_from_slice(&text[copied..start]);
        let captures = if regex.groups() > 0 { regex.captures_at(text, start)? } else { None };
        push(
            &|group| match (group, &captures) {
                (0, _) => Some((start, end)),
                (_, Some(captures)) => captures.get(group),
                _ => None,
            },
            result,
        );
        copied = end;
        count += 1;
        if only.is_some() {
            break;
        }
    }
    result.extend_from_slice(&text[copied..]);
    Ok(count)
}

/// The replacement of sub and gsub: `&` is the match, `\&` an ampersand, `\\&` a backslash and the match; with
/// `groups_too` (gensub) `\1` to `\9` are groups and `\0` the match.
fn push_replacement(
    replacement: &[u8],
    text: &[u8],
    group: &dyn Fn(usize) -> Option<(usize, usize)>,
    groups_too: bool,
    result: &mut Vec<u8>,
) {
    let push_group = |n: usize, result: &mut Vec<u8>| {
        if let Some((start, end)) = group(n) {
            result.extend_from_slice(&text[start..end]);
        }
    };
    let mut at = 0;
    while at < replacement.len() {
        match (replacement[at], replacement.get(at + 1)) {
            (b'\\', Some(b'&')) => {
                result.push(b'&');
                at += 2;
            }
            (b'\\', Some(b'\\')) if groups_too || replacement.get(at + 2) == Some(&b'&') => {
                result.push(b'\\');
                at += 2;
            }
            (b'\\', Some(digit @ b'0'..=b'9')) if groups_too => {
                push_group((digit - b'0') as usize, result);
                at += 2;
            }
            (b'&', _) => {
                push_group(0, result);
                at += 1;
            }
            (byte, _) => {
                result.push(byte);
                at += 1;
            }
        }
    }
}
