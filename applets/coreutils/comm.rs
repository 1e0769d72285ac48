//! `comm`: compare two sorted files line by line
//!
//! POSIX.1-2024 XCU comm; `-z`, `--total`, `--output-delimiter`, `--check-order` as in GNU.

use kit::lines::Lines;
use kit::prelude::*;
use std::cmp::Ordering;

const USAGE: &str = "\
[-123z] FILE1 FILE2

Compare FILE1 with FILE2

	-1	Suppress lines unique to FILE1
	-2	Suppress lines unique to FILE2
	-3	Suppress lines common to both files
	-z, --zero-terminated	Lines end with NUL
	--output-delimiter=SEP	Separate columns with SEP, not tab
	--total	Print how many lines each column has
	--check-order	Fail if a file is not sorted
	--nocheck-order	Don't (default)
";

pub const APPLET: Applet =
    Applet { dir: Dir::UsrBin, kind: Kind::Pure, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const COLUMNS: [Key; 3] =
    [Key::short(APPLET.options, '1'), Key::short(APPLET.options, '2'), Key::short(APPLET.options, '3')];
const ZERO: Key = Key::short(APPLET.options, 'z');
const DELIMITER: Key = Key::long(USAGE, APPLET.options, "output-delimiter");
const TOTAL: Key = Key::long(USAGE, APPLET.options, "total");
const CHECK: Key = Key::long(USAGE, APPLET.options, "check-order");
const NO_CHECK: Key = Key::long(USAGE, APPLET.options, "nocheck-order");

/// Lines of one file: the current one, and the one before to check the order.
struct Side<'a> {
    number: usize,
    lines: Lines<'a>,
    current: Option<Vec<u8>>,
    before: Vec<u8>,
    check: bool,
}

impl Side<'_> {
    fn advance(&mut self) -> Result<()> {
        let mut old = self.current.take().unwrap_or_default();
        if self.check {
            std::mem::swap(&mut old, &mut self.before);
        }
        let Some(line) = self.lines.next_line().map_err(ReadError::named)? else { return Ok(()) };
        if self.check && line < &self.before[..] {
            return Err(fail!("file ", self.number, " is not in sorted order"));
        }
        old.clear();
        old.extend_from_slice(line);
        self.current = Some(old);
        Ok(())
    }
}

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    let &[first, second] = &given.operands[..] else { return Err(Error::Usage(None)) };
    let end = if given.has(ZERO) { 0 } else { b'\n' };
    let check = given.last(&[CHECK, NO_CHECK]) == Some(CHECK);
    let mut sides = Vec::new();
    for (i, path) in [first, second].into_iter().enumerate() {
        let input = cx.open(path).map_err(|e| fail!(path, ": ", e))?;
        let mut side = Side { number: i + 1, lines: Lines::new(input, end), current: None, before: Vec::new(), check };
        side.advance()?;
        sides.push(side);
    }
    let [a, b] = &mut sides[..] else { return Err(Error::Usage(None)) };
    let shown = COLUMNS.map(|key| !given.has(key));
    let mut delimiters = given.values(DELIMITER);
    let delimiter = delimiters.next().unwrap_or(b"\t");
    if delimiters.any(|other| other != delimiter) {
        return Err(fail!("multiple output delimiters specified"));
    }
    // As GNU: an empty one is a NUL.
    let delimiter = if delimiter.is_empty() { b"\0" } else { delimiter };
    // What comes before the lines of each column: a delimiter for every column shown to its left.
    let indent = [0, usize::from(shown[0]), usize::from(shown[0]) + usize::from(shown[1])].map(|n| delimiter.repeat(n));
    let mut totals = [0_u64; 3];
    let mut text = Vec::new();
    loop {
        let column = match (&a.current, &b.current) {
            (None, None) => break,
            (Some(_), None) => 0,
            (None, Some(_)) => 1,
            (Some(x), Some(y)) => match x.cmp(y) {
                Ordering::Less => 0,
                Ordering::Greater => 1,
                Ordering::Equal => 2,
            },
        };
        totals[column] += 1;
        if shown[column] {
            let line = if column == 1 { &b.current } else { &a.current };
            text.clear();
            text.extend_from_slice(&indent[column]);
            text.extend_from_slice(line.as_deref().unwrap_or_default());
            text.push(end);
            cx.out.write_all(&text)?;
        }
        if column != 1 {
            a.advance()?;
        }
        if column != 0 {
            b.advance()?;
        }
    }
    if given.has(TOTAL) {
        let [x, y, both] = totals;
        cx.out.write_all(&text![x, delimiter, y, delimiter, both, delimiter, "total", [end]])?;
    }
    Ok(cx.status())
}
