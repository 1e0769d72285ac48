//! Keys: `-k START[.OFS][OPTS][,END[.OFS][OPTS]]`, and the part of a line that each stands for.

use super::compare::{Comparison, Kind};
use kit::prelude::*;

/// What the letters of options or of a key say.
#[derive(Clone, Copy, Default, Debug)]
pub struct Flags {
    kind: Option<Kind>,
    blanks: bool,
    dictionary: bool,
    fold: bool,
    printable: bool,
    pub reverse: bool,
}

impl Flags {
    /// Adds a letter.
    ///
    /// # Errors
    /// `unknown sort type` for a second kind of order.
    pub fn add(&mut self, letter: u8) -> Result<()> {
        let switch = match letter {
            b'b' => &mut self.blanks,
            b'd' => &mut self.dictionary,
            b'f' => &mut self.fold,
            b'i' => &mut self.printable,
            b'r' => &mut self.reverse,
            _ => return self.set_kind(letter),
        };
        *switch = true;
        Ok(())
    }

    fn set_kind(&mut self, letter: u8) -> Result<()> {
        let kind = match letter {
            b'n' => Kind::Numeric,
            b'g' => Kind::General,
            b'h' => Kind::Human,
            b'M' => Kind::Month,
            b'V' => Kind::Version,
            b'R' => Kind::random(),
            _ => return Err(fail!("unknown key option")),
        };
        if self.kind.is_some_and(|before| std::mem::discriminant(&before) != std::mem::discriminant(&kind)) {
            return Err(fail!("unknown sort type"));
        }
        self.kind = Some(kind);
        Ok(())
    }

    fn comparison(self) -> Comparison {
        Comparison {
            kind: self.kind.unwrap_or(Kind::Text),
            fold: self.fold,
            dictionary: self.dictionary,
            printable: self.printable,
            reverse: self.reverse,
        }
    }
}

/// A place in a line.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
struct Position {
    /// Fields before it.
    fields: usize,
    /// Bytes of the field before it.
    chars: usize,
    skip_blanks: bool,
}

/// A part of the line and how to compare it.
#[derive(Debug)]
pub struct SortKey {
    start: Position,
    /// Where it ends; none: with the line. `chars` 0 means: with the field, which `fields` then counts.
    end: Option<Position>,
    /// The whole line, nothing to look for.
    whole: bool,
    /// It has letters of its own: those of the command line do not hold for it.
    own: bool,
    pub order: Comparison,
}

impl SortKey {
    /// The key that there is without any `-k`.
    pub fn whole_line(flags: Flags) -> SortKey {
        let start = Position { skip_blanks: flags.blanks, ..Position::default() };
        SortKey { start, end: None, whole: !flags.blanks, own: false, order: flags.comparison() }
    }

    /// What breaks ties of all other keys: the line with all its bytes.
    pub fn last_resort(reverse: bool) -> SortKey {
        SortKey::whole_line(Flags { reverse, ..Flags::default() })
    }

    /// Is it the line with all its bytes?
    pub fn is_plain_line(&self) -> bool {
        self.whole && self.order.is_plain()
    }

    /// Reads a key. One without letters of its own has those of `global`.
    pub fn parse(word: &[u8], global: Flags) -> Result<SortKey> {
        let mut flags = Flags::default();
        let mut any = false;
        let mut rest = word;
        let (field, chars) = position(&mut rest, false)?;
        let start_blanks = letters(&mut rest, &mut flags, &mut any)?;
        let mut start = Position { fields: field - 1, chars: chars.saturating_sub(1), skip_blanks: start_blanks };
        let mut end = None;
        if let Some(after) = rest.strip_prefix(b",")
            && !after.is_empty()
        {
            rest = after;
            let (field, chars) = position(&mut rest, true)?;
            let blanks = letters(&mut rest, &mut flags, &mut any)?;
            if !rest.is_empty() {
                return Err(fail!("unknown key option"));
            }
            let fields = if chars == 0 { field } else { field - 1 };
            end = Some(Position { fields, chars, skip_blanks: blanks });
        }
        if !any {
            flags = global;
            start.skip_blanks = global.blanks;
            if let Some(end) = &mut end {
                end.skip_blanks = global.blanks;
            }
        }
        Ok(SortKey { start, end, whole: false, own: any, order: flags.comparison() })
    }

    /// The part of `line` that it stands for.
    #[inline]
    pub fn of<'l>(&self, line: &'l [u8], separator: Option<u8>) -> &'l [u8] {
        if self.whole {
            return line;
        }
        let start = self.start_in(line, separator);
        let end = self.end.map_or(line.len(), |end| end_in(line, separator, end));
        &line[start..end.max(start)]
    }

    /// Where in a line the part that is compared begins, and its length.
    pub fn extent(&self, line: &[u8], separator: Option<u8>) -> (usize, usize) {
        if self.whole && self.order.is_plain() {
            return (0, line.len());
        }
        let start = if self.whole { 0 } else { self.start_in(line, separator) };
        let (skipped, length) = self.order.extent(self.of(line, separator));
        (start + skipped, length)
    }

    /// Does the option `letter` hold for it?
    pub fn has_flag(&self, letter: u8) -> bool {
        match letter {
            b'b' => self.start.skip_blanks,
            b'd' => self.order.dictionary,
            b'f' => self.order.fold,
            b'i' => self.order.printable,
            b'r' => self.order.reverse,
            _ => self.order.kind.letter() == Some(letter),
        }
    }

    /// What in key `number` is likely not meant. In GNU's words.
    pub fn warnings(&self, number: usize, separator: Option<u8>) -> Vec<Vec<u8>> {
        let number = number as u64;
        let mut warnings = Vec::new();
        let is_text = matches!(self.order.kind, Kind::Text | Kind::Version | Kind::Random(_));
        let is_number = !is_text && !matches!(self.order.kind, Kind::Month);
        // The field that it ends with, counted as that of the start is.
        let last = self.end.map(|end| if end.chars == 0 { end.fields.saturating_sub(1) } else { end.fields });
        if last.is_some_and(|last| last < self.start.fields) {
            warnings.push(text!["key ", number, " has zero width and will be ignored"]);
        } else if separator.is_none() && self.own && is_text && !self.start.skip_blanks {
            warnings.push(text!["leading blanks are significant in key ", number, "; consider also specifying 'b'"]);
        }
        if is_number && last.is_none_or(|last| last > self.start.fields) {
            warnings.push(text!["key ", number, " is numeric and spans multiple fields"]);
        }
        warnings
    }

    fn start_in(&self, line: &[u8], separator: Option<u8>) -> usize {
        let mut at = 0;
        for _ in 0..self.start.fields {
            at = match separator {
                Some(separator) => match line[at..].iter().position(|c| *c == separator) {
                    Some(length) => at + length + 1,
                    None => return line.len(),
                },
                None => end_of_field(line, at),
            };
        }
        if self.start.skip_blanks {
            at = skip_blanks(line, at);
        }
        at.saturating_add(self.start.chars).min(line.len())
    }
}

fn end_in(line: &[u8], separator: Option<u8>, end: Position) -> usize {
    let mut at = 0;
    for i in 0..end.fields {
        at = match separator {
            Some(separator) => match line[at..].iter().position(|c| *c == separator) {
                // The separator after the last field is not part of it.
                Some(length) if end.chars == 0 && i + 1 == end.fields => at + length,
                Some(length) => at + length + 1,
                None => return line.len(),
            },
            None => end_of_field(line, at),
        };
    }
    if end.chars > 0 {
        if end.skip_blanks {
            at = skip_blanks(line, at);
        }
        at = at.saturating_add(end.chars).min(line.len());
    }
    at
}

fn is_blank(c: u8) -> bool {
    matches!(c, b' ' | b'\t' | b'\n'..=b'\r')
}

fn skip_blanks(line: &[u8], at: usize) -> usize {
    line[at..].iter().position(|c| !is_blank(*c)).map_or(line.len(), |n| at + n)
}

/// Without a separator a field is blanks and what follows up to the next blank.
fn end_of_field(line: &[u8], at: usize) -> usize {
    let at = skip_blanks(line, at);
    line[at..].iter().position(|c| is_blank(*c)).map_or(line.len(), |n| at + n)
}

/// `FIELD[.CHAR]`; fields count from 1, characters too, but at the end 0 is the whole field.
fn position(rest: &mut &[u8], at_end: bool) -> Result<(usize, usize)> {
    let bad = || fail!("bad field specification");
    let field = number(rest).filter(|n| *n > 0).ok_or_else(bad)?;
    let Some(after) = rest.strip_prefix(b".") else { return Ok((field, 0)) };
    *rest = after;
    let chars = number(rest).filter(|n| *n > 0 || at_end).ok_or_else(bad)?;
    Ok((field, chars))
}

/// Digits; a number that is too large is larger than every line.
fn number(rest: &mut &[u8]) -> Option<usize> {
    let digits = rest.iter().take_while(|c| c.is_ascii_digit()).count();
    let value = rest[..digits].iter().fold(0_usize, |n, c| n.saturating_mul(10).saturating_add((c - b'0') as usize));
    *rest = &rest[digits..];
    (digits > 0).then_some(value)
}

/// Reads the letters of one end of a key; says whether `b` was among them.
fn letters(rest: &mut &[u8], flags: &mut Flags, any: &mut bool) -> Result<bool> {
    let mut blanks = false;
    while let [letter, after @ ..] = *rest
        && *letter != b','
    {
        if *letter == b'b' {
            blanks = true;
        } else {
            flags.add(*letter)?;
        }
        *any = true;
        *rest = after;
    }
    Ok(blanks)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part<'l>(key: &str, line: &'l str, separator: Option<u8>) -> &'l str {
        let key = SortKey::parse(key.as_bytes(), Flags::default()).unwrap();
        std::str::from_utf8(key.of(line.as_bytes(), separator)).unwrap()
    }

    #[test]
    fn without_separator_blanks_belong_to_the_field_after_them() {
        assert_eq!(part("2", "a  b c", None), "  b c");
        assert_eq!(part("2,2", "a  b c", None), "  b");
        assert_eq!(part("2b,2", "a  b c", None), "b");
        assert_eq!(part("2.2,2.3", "a  bcd", None), " b");
        assert_eq!(part("2.2b,2.3b", "a  bcde", None), "cd");
        assert_eq!(part("3", "a b", None), "");
    }

    #[test]
    fn a_separator_ends_every_field() {
        let colon = Some(b':');
        assert_eq!(part("2", "a:b:c", colon), "b:c");
        assert_eq!(part("2,2", "a:b:c", colon), "b");
        assert_eq!(part("2,2", "a::c", colon), "");
        assert_eq!(part("2.2", "a:b:c", colon), ":c");
        assert_eq!(part("1,2.1", "a:bb", colon), "a:b");
        assert_eq!(part("3,2", "a:b:c", colon), "");
        assert_eq!(part("9", "a:b", colon), "");
    }

    #[test]
    fn bad_keys_are_refused() {
        let message = |key: &[u8]| match SortKey::parse(key, Flags::default()) {
            Err(Error::Failed(_, message)) => String::from_utf8(message).unwrap(),
            other => panic!("{other:?}"),
        };
        for bad in ["", "0", "x", "1.0", "1.", ",1", "1,0", "1,x"] {
            assert_eq!(message(bad.as_bytes()), "bad field specification", "{bad}");
        }
        assert_eq!(message(b"1x"), "unknown key option");
        assert_eq!(message(b"1nM"), "unknown sort type");
    }
}
