//! `join`: join lines of two sorted files that have a field in common
//!
//! POSIX.1-2024 XCU join; `-i`, `-o auto`, `-t ''`, `-z`, `--header`, `--check-order` as in GNU. Fields compare by their bytes.

use kit::lines::Lines;
use kit::prelude::*;
use std::cmp::Ordering;

const USAGE: &str = "\
[OPTIONS] FILE1 FILE2

Write a line for each pair of lines with the same join field

	-a N	Also lines of file N (1 or 2) that have no partner
	-v N	Only those
	-e TEXT	Put TEXT where a field is missing
	-i, --ignore-case	Ignore case
	-j FIELD	Same as -1 FIELD -2 FIELD
	-1 FIELD	Join on this field of FILE1
	-2 FIELD	Join on this field of FILE2
	-o LIST	Fields to write: N.FIELD or 0 (the join field), or auto
	-t CHAR	Fields are separated by CHAR, '' for whole lines
	-z, --zero-terminated	Lines end with NUL
	--header	The first lines are headers: join them as they are
	--check-order	Fail if a file is not sorted
	--nocheck-order	Don't look (default: when a line has no partner)
";

pub const APPLET: Applet =
    Applet { dir: Dir::UsrBin, kind: Kind::Pure, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const ALSO: Key = Key::short(APPLET.options, 'a');
const ONLY: Key = Key::short(APPLET.options, 'v');
const EMPTY: Key = Key::short(APPLET.options, 'e');
const IGNORE_CASE: Key = Key::short(APPLET.options, 'i');
const BOTH: Key = Key::short(APPLET.options, 'j');
const FIRST: Key = Key::short(APPLET.options, '1');
const SECOND: Key = Key::short(APPLET.options, '2');
const FORMAT: Key = Key::short(APPLET.options, 'o');
const SEPARATOR: Key = Key::short(APPLET.options, 't');
const ZERO: Key = Key::short(APPLET.options, 'z');
const HEADER: Key = Key::long(USAGE, APPLET.options, "header");
const CHECK: Key = Key::long(USAGE, APPLET.options, "check-order");
const NO_CHECK: Key = Key::long(USAGE, APPLET.options, "nocheck-order");

/// How a line is cut into fields.
#[derive(Clone, Copy)]
enum Cut {
    /// At runs of blanks; those before the first field do not count.
    Blanks,
    At(u8),
    /// The line is the only field.
    Nowhere,
}

/// A line, and where its fields are.
#[derive(Default)]
struct Line {
    text: Vec<u8>,
    fields: Vec<(usize, usize)>,
}

impl Line {
    fn set(&mut self, text: &[u8], cut: Cut) {
        self.text.clear();
        self.text.extend_from_slice(text);
        self.fields.clear();
        match cut {
            Cut::Nowhere => self.fields.push((0, text.len())),
            Cut::At(separator) => {
                let mut start = 0;
                for end in memchr::memchr_iter(separator, text) {
                    self.fields.push((start, end));
                    start = end + 1;
                }
                if !text.is_empty() {
                    self.fields.push((start, text.len()));
                }
            }
            Cut::Blanks => {
                let mut start = None;
                for (i, c) in text.iter().enumerate() {
                    match (matches!(c, b' ' | b'\t' | b'\n'), start) {
                        (true, Some(from)) => {
                            self.fields.push((from, i));
                            start = None;
                        }
                        (false, None) => start = Some(i),
                        _ => {}
                    }
                }
                self.fields.extend(start.map(|from| (from, text.len())));
            }
        }
    }

    /// Field `number`, counted from 0; empty if there is none.
    fn field(&self, number: usize) -> &[u8] {
        self.fields.get(number).map_or(b"", |(from, to)| &self.text[*from..*to])
    }
}

/// One of the files, and its lines at hand.
struct Side<'a> {
    lines: Lines<'a>,
    name: &'a [u8],
    key: usize,
    cut: Cut,
    /// The current line first; behind it those with the same key that have been read, and one more.
    held: Vec<Line>,
    /// How many of `held` are in use.
    count: usize,
    number: u64,
    /// The key of the line before, to check the order.
    before: Vec<u8>,
    disordered: bool,
}

/// Which lines are checked for their order.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Checked {
    All,
    /// Once a line has no partner.
    Unpaired,
    None,
}

struct Join {
    ignore_case: bool,
    checked: Checked,
    also: [bool; 2],
    pairs: bool,
    unpaired: bool,
    empty: Vec<u8>,
    separator: u8,
    end: u8,
    format: Option<Vec<Field>>,
    /// How many fields of each file `-o auto` writes.
    widths: Option<[usize; 2]>,
    keys: [usize; 2],
    text: Vec<u8>,
}

#[derive(Clone, Copy)]
enum Field {
    Key,
    /// File and field, both counted from 0.
    Of(usize, usize),
}

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    let &[first, second] = &given.operands[..] else {
        return Err(Error::Usage(Some(match given.operands.last() {
            None => b"missing operand".to_vec(),
            Some(last) if given.operands.len() == 1 => text!["missing operand after '", *last, "'"],
            Some(_) => text!["extra operand '", given.operands[2], "'"],
        })));
    };
    let separator = match given.value(SEPARATOR) {
        None => None,
        Some(b"") => Some(None),
        Some(b"\\0") => Some(Some(0)),
        Some([c]) => Some(Some(*c)),
        Some(other) => return Err(fail!("multi-character tab '", other, "'")),
    };
    let cut = match separator {
        None => Cut::Blanks,
        Some(None) => Cut::Nowhere,
        Some(Some(c)) => Cut::At(c),
    };
    let mut empties = given.values(EMPTY);
    let empty = empties.next().unwrap_or_default();
    if empties.any(|other| other != empty) {
        return Err(fail!("conflicting empty-field replacement strings"));
    }
    let mut join = Join {
        ignore_case: given.has(IGNORE_CASE),
        checked: match given.last(&[CHECK, NO_CHECK]) {
            Some(CHECK) => Checked::All,
            Some(_) => Checked::None,
            None => Checked::Unpaired,
        },
        also: [false; 2],
        pairs: !given.has(ONLY),
        unpaired: false,
        empty: empty.to_vec(),
        separator: separator.flatten().unwrap_or(b' '),
        end: if given.has(ZERO) { 0 } else { b'\n' },
        format: None,
        widths: None,
        keys: [key(&given, FIRST)?, key(&given, SECOND)?],
        text: Vec::new(),
    };
    for value in given.values(ALSO).chain(given.values(ONLY)) {
        match value {
            b"1" => join.also[0] = true,
            b"2" => join.also[1] = true,
            other => return Err(fail!("invalid file number: '", other, "'")),
        }
    }
    let mut auto = false;
    for list in given.values(FORMAT) {
        if list == b"auto" {
            auto = true;
        } else {
            join.format.get_or_insert_default().extend(format(list)?);
        }
    }
    if first == b"-" && second == b"-" {
        return Err(fail!("both files cannot be standard input"));
    }
    let open = |name, i: usize| -> Result<Side> {
        let input = cx.open(name).map_err(|e| fail!(name, ": ", e))?;
        let held = vec![Line::default()];
        let (lines, key) = (Lines::new(input, join.end), join.keys[i]);
        Ok(Side { lines, name, key, cut, held, count: 0, number: 0, before: Vec::new(), disordered: false })
    };
    let mut sides = [open(first, 0)?, open(second, 1)?];
    for side in &mut sides {
        join.fetch(cx, side)?;
    }
    if auto {
        join.widths = Some([0, 1].map(|i| if sides[i].count > 0 { sides[i].held[0].fields.len() } else { 0 }));
    }
    if given.has(HEADER) {
        let [a, b] = [0, 1].map(|i| (sides[i].count > 0).then(|| &sides[i].held[0]));
        if a.is_some() || b.is_some() {
            join.write(cx, [a, b])?;
        }
        for side in &mut sides {
            if side.count > 0 {
                side.drop_first(1);
                // Its order does not count.
                side.before.clear();
                join.fetch(cx, side)?;
            }
        }
    }
    join.all(cx, &mut sides)?;
    if sides.iter().any(|side| side.disordered) {
        return Err(fail!("input is not in sorted order"));
    }
    Ok(cx.status())
}

/// The join field of a file, counted from 0.
fn key(given: &Given, own: Key) -> Result<usize> {
    let number = |word: &[u8]| {
        let bad = || fail!("invalid field number: '", word, "'");
        if word.is_empty() || !word.iter().all(u8::is_ascii_digit) {
            return Err(bad());
        }
        // One that is too large is beyond every line.
        let number = word.iter().fold(0_usize, |n, c| n.saturating_mul(10).saturating_add(usize::from(c - b'0')));
        number.checked_sub(1).ok_or_else(bad)
    };
    let mut result = None;
    for (_, value) in given.in_order().filter(|(key, _)| *key == own || *key == BOTH) {
        let number = number(value.unwrap_or_default())?;
        if result.is_some_and(|before| before != number) {
            return Err(fail!("incompatible join fields ", result.unwrap_or(0) as u64 + 1, ", ", number as u64 + 1));
        }
        result = Some(number);
    }
    Ok(result.unwrap_or(0))
}

/// Reads `-o`'s list.
fn format(list: &[u8]) -> Result<Vec<Field>> {
    let words = list.split(|c| matches!(c, b',' | b' ' | b'\t'));
    let fields = words.filter(|word| !word.is_empty()).map(|word| match word {
        b"0" => Ok(Field::Key),
        [file @ (b'1' | b'2'), b'.', number @ ..] => {
            let bad = || fail!("invalid field number: '", number, "'");
            let number: u64 = kit::number::decimal(number).map_err(|_| bad())?;
            let number = usize::try_from(number).ok().and_then(|n| n.checked_sub(1)).ok_or_else(bad)?;
            Ok(Field::Of(usize::from(file - b'1'), number))
        }
        [b'1' | b'2', ..] => Err(fail!("invalid field specifier: '", word, "'")),
        _ => Err(fail!("invalid file number in field spec: '", word, "'")),
    });
    fields.collect()
}

impl Side<'_> {
    fn key_of(&self, i: usize) -> &[u8] {
        self.held[i].field(self.key)
    }

    /// Done with the first `n` lines at hand: the next one, if it was read, is the current one.
    fn drop_first(&mut self, n: usize) {
        self.held[..self.count].rotate_left(n);
        self.count -= n;
    }
}

impl Join {
    fn compare(&self, a: &[u8], b: &[u8]) -> Ordering {
        if self.ignore_case {
            let folded = |c: &u8| c.to_ascii_lowercase();
            return a.iter().map(folded).cmp(b.iter().map(folded));
        }
        a.cmp(b)
    }

    /// Reads one line more; false at the end.
    fn fetch(&self, cx: &mut Context, side: &mut Side) -> Result<bool> {
        let Some(text) = side.lines.next_line().map_err(ReadError::named)? else { return Ok(false) };
        if side.held.len() == side.count {
            side.held.push(Line::default());
        }
        side.held[side.count].set(text, side.cut);
        side.count += 1;
        side.number += 1;
        let Side { held, count, before, key, .. } = side;
        let key = held[*count - 1].field(*key);
        let is_checked = match self.checked {
            Checked::All => true,
            Checked::Unpaired => self.unpaired,
            Checked::None => false,
        };
        let disordered = is_checked && !side.disordered && self.compare(before, key) == Ordering::Greater;
        before.clear();
        before.extend_from_slice(key);
        if disordered {
            let message = text![side.name, ":", side.number, ": is not sorted: ", &held[*count - 1].text];
            if self.checked == Checked::All {
                return Err(fail!(message));
            }
            side.disordered = true;
            cx.complain(message);
        }
        Ok(true)
    }

    /// Reads on until there are all lines with the current key, and one with another or the end; gives how many have it.
    fn fetch_group(&self, cx: &mut Context, side: &mut Side) -> Result<usize> {
        let mut n = 1;
        loop {
            if n == side.count && !self.fetch(cx, side)? {
                return Ok(n);
            }
            if self.compare(side.key_of(0), side.key_of(n)) != Ordering::Equal {
                return Ok(n);
            }
            n += 1;
        }
    }

    fn all(&mut self, cx: &mut Context, sides: &mut [Side; 2]) -> Result<()> {
        while sides[0].count > 0 && sides[1].count > 0 {
            let lone = match self.compare(sides[0].key_of(0), sides[1].key_of(0)) {
                Ordering::Less => 0,
                Ordering::Greater => 1,
                Ordering::Equal => {
                    let n = self.fetch_group(cx, &mut sides[0])?;
                    let m = self.fetch_group(cx, &mut sides[1])?;
                    let [a, b] = sides;
                    if self.pairs {
                        for i in 0..n {
                            for j in 0..m {
                                self.write(cx, [Some(&a.held[i]), Some(&b.held[j])])?;
                            }
                        }
                    }
                    a.drop_first(n);
                    b.drop_first(m);
                    continue;
                }
            };
            self.unpaired = true;
            self.write_lone(cx, sides, lone)?;
        }
        for lone in [0, 1] {
            // A file without lines does not make the other one unsorted.
            self.unpaired = sides[1 - lone].number > 0;
            let checked = self.checked == Checked::All || self.checked == Checked::Unpaired && self.unpaired;
            while sides[lone].count > 0 && (self.also[lone] || checked && !sides[lone].disordered) {
                self.write_lone(cx, sides, lone)?;
            }
        }
        Ok(())
    }

    /// Done with a line that has no partner.
    fn write_lone(&mut self, cx: &mut Context, sides: &mut [Side; 2], lone: usize) -> Result<()> {
        let side = &mut sides[lone];
        if self.also[lone] {
            let line = Some(&side.held[0]);
            self.write(cx, if lone == 0 { [line, None] } else { [None, line] })?;
        }
        side.drop_first(1);
        if side.count == 0 {
            self.fetch(cx, side)?;
        }
        Ok(())
    }

    /// Writes a pair, or a line that has no partner.
    fn write(&mut self, cx: &mut Context, lines: [Option<&Line>; 2]) -> Result<()> {
        let mut text = std::mem::take(&mut self.text);
        text.clear();
        let put = |text: &mut Vec<u8>, field: &[u8]| {
            text.extend_from_slice(if field.is_empty() { &self.empty } else { field });
            text.push(self.separator);
        };
        let of = |file: usize, number: usize| lines[file].map_or(&b""[..], |line| line.field(number));
        let key = if lines[0].is_some() { of(0, self.keys[0]) } else { of(1, self.keys[1]) };
        match &self.format {
            Some(format) => {
                for field in format {
                    match *field {
                        Field::Key => put(&mut text, key),
                        Field::Of(file, number) => put(&mut text, of(file, number)),
                    }
                }
            }
            None => {
                put(&mut text, key);
                for file in [0, 1] {
                    let count = match self.widths {
                        Some(widths) => widths[file],
                        None => lines[file].map_or(0, |line| line.fields.len()),
                    };
                    (0..count).filter(|n| *n != self.keys[file]).for_each(|n| put(&mut text, of(file, n)));
                }
            }
        }
        text.pop();
        text.push(self.end);
        let written = cx.out.write_all(&text);
        self.text = text;
        Ok(written?)
    }
}
