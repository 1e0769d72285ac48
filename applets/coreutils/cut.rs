//! `cut`: select parts of lines
//!
//! POSIX.1-2024 XCU cut; `-D`, `-F`, `-O` as in toybox and BusyBox; `-z`, `--complement`, `--output-delimiter` as in GNU.
//! Characters are bytes, as in BusyBox and GNU.

use kit::context::or_stdin;
use kit::lines::{Blocks, Lines};
use kit::number;
use kit::prelude::*;
use kit::regex::{Flags, Regex};

const USAGE: &str = "\
[OPTIONS] [FILE]...

Print selected fields from FILEs to stdout

	-b, --bytes=LIST	Output only bytes from LIST
	-c, --characters=LIST	Output only characters from LIST
	-d, --delimiter=SEP	Field delimiter for input (default -f TAB, -F run of whitespace)
	-O SEP	Field delimiter for output (default = -d for -f, one space for -F)
	--output-delimiter=SEP	Same, and between the parts of -b and -c
	-D	Don't sort/collate sections or match -F lines without delimiter
	-f, --fields=LIST	Print only these fields (-d is single char)
	-F LIST	Print only these fields (-d is a regular expression)
	-s, --only-delimited	Output only lines containing delimiter
	-w		Fields of -f end at runs of white space; -O is a tab
	--whitespace-delimited[=trimmed]	Same; trimmed: not at the ends of the line
	-z, --zero-terminated	Lines end with NUL
	--complement	Print all but the selected parts
~	-n		Not to split characters: POSIX lets it be without effect where characters are bytes
";

pub const APPLET: Applet =
    Applet { dir: Dir::UsrBin, kind: Kind::Pure, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const BYTES: Key = Key::short(APPLET.options, 'b');
const CHARS: Key = Key::short(APPLET.options, 'c');
const FIELDS: Key = Key::short(APPLET.options, 'f');
const REGEX_FIELDS: Key = Key::short(APPLET.options, 'F');
const DELIMITER: Key = Key::short(APPLET.options, 'd');
const OUTPUT: Key = Key::short(APPLET.options, 'O');
const GNU_OUTPUT: Key = Key::long(USAGE, APPLET.options, "output-delimiter");
const UNSORTED: Key = Key::short(APPLET.options, 'D');
const DELIMITED: Key = Key::short(APPLET.options, 's');
const WHITE: Key = Key::short(APPLET.options, 'w');
const WHITE_LONG: Key = Key::long(USAGE, APPLET.options, "whitespace-delimited");
const ZERO: Key = Key::short(APPLET.options, 'z');
const COMPLEMENT: Key = Key::long(USAGE, APPLET.options, "complement");

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    let mut lists = [BYTES, CHARS, FIELDS, REGEX_FIELDS].into_iter().filter_map(|key| Some((key, given.value(key)?)));
    let Some((mode, list)) = lists.next() else {
        return Err(fail!("expected a list of bytes, characters, or fields"));
    };
    if lists.next().is_some() {
        return Err(Error::Usage(None));
    }
    let by_field = mode == FIELDS || mode == REGEX_FIELDS;
    if !by_field {
        let only_fields = "only when operating on fields";
        if given.has(DELIMITED) {
            return Err(fail!("suppressing non-delimited lines makes sense ", only_fields));
        }
        if given.has(DELIMITER) {
            return Err(fail!("a delimiter may be specified ", only_fields));
        }
    }
    let mut ranges = parse_list(list)?;
    if !given.has(UNSORTED) || given.has(COMPLEMENT) {
        ranges = merge(ranges);
    }
    if given.has(COMPLEMENT) {
        ranges = complement(&ranges);
    }
    let line_end = if given.has(ZERO) { 0 } else { b'\n' };
    let delimiter = match given.value(DELIMITER) {
        None => b'\t',
        // An empty delimiter is NUL.
        Some(word) => word.first().copied().unwrap_or(0),
    };
    // As in GNU an empty one is NUL.
    let gnu_output = given.value(GNU_OUTPUT).map(|word| if word.is_empty() { b"\0" } else { word });
    let output = match given.last(&[OUTPUT, GNU_OUTPUT]) {
        Some(GNU_OUTPUT) => gnu_output,
        _ => given.value(OUTPUT),
    };
    let white = given.has(WHITE) || given.has(WHITE_LONG);
    let trims = match given.value(WHITE_LONG) {
        None => false,
        Some(b"trimmed") => true,
        Some(other) => return Err(fail!("invalid argument '", other, "' for '--whitespace-delimited'")),
    };
    if white && mode != FIELDS {
        return Err(fail!("a delimiter may be specified only when operating on fields"));
    }
    if white && given.has(DELIMITER) {
        return Err(fail!("-d and -w are mutually exclusive"));
    }
    let cutter = Cutter {
        ranges,
        kept_order: given.has(UNSORTED),
        only_delimited: given.has(DELIMITED),
        line_end,
        parts: match mode {
            FIELDS if white => Parts::RegexFields { delimiter: None, output: output.unwrap_or(b"\t").to_vec(), trims },
            FIELDS => Parts::Fields { delimiter, output: output.map_or_else(|| vec![delimiter], <[u8]>::to_vec) },
            REGEX_FIELDS => Parts::RegexFields {
                delimiter: match given.value(DELIMITER) {
                    None => None,
                    Some(pattern) => {
                        let regex = Regex::new(pattern, Flags::EXTENDED);
                        Some(Box::new(regex.map_err(|e| fail!(e.message(pattern)))?))
                    }
                },
                output: output.unwrap_or(b" ").to_vec(),
                trims: false,
            },
            _ => Parts::Bytes { output: gnu_output.unwrap_or_default().to_vec() },
        },
    };
    let mut text = Vec::new();
    for path in or_stdin(&given.operands) {
        let Some(input) = cx.open_or_complain_plainly(path) else { continue };
        let result = cutter.cut(input, &mut text, &mut cx.out);
        match result {
            Err(Error::Failed(_, message)) => cx.complain(message),
            other => other?,
        }
    }
    Ok(cx.status())
}

/// Positions from the first to the last, counted from 1.
type Range = (usize, usize);

/// `N`, `N-`, `-M`, `N-M`, separated by commas. As in BusyBox 0 is the first, too.
fn parse_list(list: &[u8]) -> Result<Vec<Range>> {
    if list.is_empty() {
        return Err(fail!("missing list of positions"));
    }
    let mut ranges = Vec::new();
    for element in list.split(|c| *c == b',') {
        let position = |word: &[u8]| -> Result<usize> {
            if word.is_empty() || !word.iter().all(u8::is_ascii_digit) {
                return Err(number::invalid(word));
            }
            number::decimal::<u32>(word).map(|n| n as usize)
        };
        ranges.push(match memchr::memchr(b'-', element) {
            None => {
                let n = if element.is_empty() { 1 } else { position(element)?.max(1) };
                (n, n)
            }
            Some(at) => {
                let (first, last) = (&element[..at], &element[at + 1..]);
                let first = if first.is_empty() { 1 } else { position(first)?.max(1) };
                let last = if last.is_empty() { usize::MAX } else { position(last)?.max(1) };
                if last < first {
                    return Err(fail!(last, "<", first - 1));
                }
                (first, last)
            }
        });
    }
    Ok(ranges)
}

/// Sorted, without overlaps.
fn merge(mut ranges: Vec<Range>) -> Vec<Range> {
    ranges.sort_unstable();
    let mut merged: Vec<Range> = Vec::new();
    for (first, last) in ranges {
        match merged.last_mut() {
            Some(before) if first <= before.1 => before.1 = before.1.max(last),
            _ => merged.push((first, last)),
        }
    }
    merged
}

fn complement(ranges: &[Range]) -> Vec<Range> {
    let mut rest = Vec::new();
    let mut next = 1;
    for &(first, last) in ranges {
        if next < first {
            rest.push((next, first - 1));
        }
        if last == usize::MAX {
            return rest;
        }
        next = last + 1;
    }
    rest.push((next, usize::MAX));
    rest
}

enum Parts {
    Bytes {
        output: Vec<u8>,
    },
    Fields {
        delimiter: u8,
        output: Vec<u8>,
    },
    /// Without a delimiter, runs of white space; `trims` those at the ends of the line.
    RegexFields {
        delimiter: Option<Box<Regex>>,
        output: Vec<u8>,
        trims: bool,
    },
}

struct Cutter {
    ranges: Vec<Range>,
    /// The ranges are as the user gave them, not sorted.
    kept_order: bool,
    only_delimited: bool,
    line_end: u8,
    parts: Parts,
}

impl Cutter {
    fn cut(&self, input: Input, text: &mut Vec<u8>, out: &mut Output) -> Result<()> {
        if let Parts::Fields { delimiter, output } = &self.parts
            && *delimiter == self.line_end
        {
            return self.cut_lines(input, output, out);
        }
        if let (Parts::Bytes { output }, false) = (&self.parts, self.kept_order) {
            return self.cut_bytes(input, output, text, out);
        }
        let mut lines = Lines::new(input, self.line_end);
        while let Some(block) = lines.next_block().map_err(ReadError::named)? {
            let mut rest = block;
            while !rest.is_empty() {
                let line = &rest[..memchr::memchr(self.line_end, rest).unwrap_or(rest.len())];
                rest = &rest[(line.len() + 1).min(rest.len())..];
                self.cut_line(line, text)?;
            }
            out.write_all(text)?;
            text.clear();
        }
        Ok(())
    }

    /// Sorted ranges of bytes: a line need not be held.
    fn cut_bytes(&self, input: Input, output: &[u8], text: &mut Vec<u8>, out: &mut Output) -> Result<()> {
        let mut blocks = Blocks::new(input);
        // How many bytes of the line there were, and how many ranges are over.
        let (mut before, mut over, mut in_line) = (0, 0, false);
        while let Some(mut block) = blocks.next_block().map_err(ReadError::named)? {
            while !block.is_empty() {
                let at = memchr::memchr(self.line_end, block);
                let line = &block[..at.unwrap_or(block.len())];
                block = &block[(line.len() + 1).min(block.len())..];
                let end = before + line.len();
                while let Some(&(first, last)) = self.ranges.get(over) {
                    if first > end {
                        break;
                    }
                    let start = first.max(before + 1);
                    if start == first && over > 0 {
                        text.extend_from_slice(output);
                    }
                    text.extend_from_slice(&line[start - 1 - before..last.min(end) - before]);
                    if last > end {
                        break;
                    }
                    over += 1;
                }
                before = end;
                in_line = true;
                if at.is_some() {
                    text.push(self.line_end);
                    (before, over, in_line) = (0, 0, false);
                }
            }
            out.write_all(text)?;
            text.clear();
        }
        if in_line {
            out.write_all(&[self.line_end])?;
        }
        Ok(())
    }

    fn cut_line(&self, line: &[u8], to: &mut Vec<u8>) -> Result<()> {
        match &self.parts {
            Parts::Bytes { output } => self.bytes(line, output, to),
            Parts::Fields { delimiter, output } => {
                let Some(first) = memchr::memchr(*delimiter, line) else {
                    self.undelimited(line, to);
                    return Ok(());
                };
                if self.kept_order {
                    let ends = memchr::memchr_iter(*delimiter, line).map(|at| (at, at + 1)).collect();
                    self.fields_in_any_order(line, ends, output, to);
                } else {
                    self.fields(line, first, *delimiter, output, to);
                }
            }
            Parts::RegexFields { delimiter, output, trims } => {
                let line = if *trims { line.trim_ascii() } else { line };
                let ends = match delimiter {
                    None => blank_runs(line),
                    Some(regex) => matches(regex, line)?,
                };
                if ends.is_empty() {
                    // With -D a line without delimiters is not one field.
                    if self.kept_order && !self.only_delimited {
                        to.push(self.line_end);
                    } else {
                        self.undelimited(line, to);
                    }
                    return Ok(());
                }
                self.fields_in_any_order(line, ends, output, to);
            }
        }
        to.push(self.line_end);
        Ok(())
    }

    fn undelimited(&self, line: &[u8], to: &mut Vec<u8>) {
        if !self.only_delimited {
            to.extend_from_slice(line);
            to.push(self.line_end);
        }
    }

    fn bytes(&self, line: &[u8], output: &[u8], to: &mut Vec<u8>) {
        for (i, &(first, last)) in self.ranges.iter().enumerate() {
            if first > line.len() {
                continue;
            }
            if i > 0 && !output.is_empty() {
                to.extend_from_slice(output);
            }
            to.extend_from_slice(&line[first - 1..last.min(line.len())]);
        }
    }

    /// Sorted ranges: one walk over the line, which has a delimiter at `first_end`.
    fn fields(&self, line: &[u8], first_end: usize, delimiter: u8, output: &[u8], to: &mut Vec<u8>) {
        let same = output == [delimiter];
        let mut put = |first: bool, part: &[u8]| {
            if !first {
                to.extend_from_slice(output);
            }
            if same {
                to.extend_from_slice(part);
                return;
            }
            for (i, field) in part.split(|c| *c == delimiter).enumerate() {
                if i > 0 {
                    to.extend_from_slice(output);
                }
                to.extend_from_slice(field);
            }
        };
        // `field` begins at `start` and ends at `end`; the line's last field ends with the line.
        let (mut field, mut start, mut end) = (1, 0, Some(first_end));
        let next_end = |start: usize| line[start..].iter().position(|c| *c == delimiter).map(|at| start + at);
        for (i, &(first, last)) in self.ranges.iter().enumerate() {
            while field < first {
                let Some(at) = end else { return };
                field += 1;
                start = at + 1;
                end = next_end(start);
            }
            if last == usize::MAX {
                return put(i == 0, &line[start..]);
            }
            let begin = start;
            while field < last {
                let Some(at) = end else { break };
                field += 1;
                start = at + 1;
                end = next_end(start);
            }
            let Some(at) = end else { return put(i == 0, &line[begin..]) };
            put(i == 0, &line[begin..at]);
            field += 1;
            start = at + 1;
            end = next_end(start);
        }
    }

    /// `delimiters` are where each begins and ends.
    fn fields_in_any_order(&self, line: &[u8], delimiters: Vec<(usize, usize)>, output: &[u8], to: &mut Vec<u8>) {
        let count = delimiters.len() + 1;
        let field = |n: usize| {
            let start = if n == 1 { 0 } else { delimiters[n - 2].1 };
            &line[start..delimiters.get(n - 1).map_or(line.len(), |d| d.0)]
        };
        let mut any = false;
        for &(first, last) in &self.ranges {
            for n in first..=last.min(count) {
                if any {
                    to.extend_from_slice(output);
                }
                any = true;
                to.extend_from_slice(field(n));
            }
        }
    }

    /// The delimiter is the end of line: the fields are the lines of the whole input.
    fn cut_lines(&self, input: Input, output: &[u8], out: &mut Output) -> Result<()> {
        let mut lines = Lines::new(input, self.line_end);
        let (mut number, mut any) = (0, false);
        let mut kept: Vec<Vec<u8>> = Vec::new();
        while let Some(line) = lines.next_line().map_err(ReadError::named)? {
            number += 1;
            if self.kept_order {
                kept.push(line.to_vec());
            } else if self.ranges.iter().any(|r| (r.0..=r.1).contains(&number)) {
                if any {
                    out.write_all(output)?;
                }
                any = true;
                out.write_all(line)?;
            }
        }
        for &(first, last) in self.ranges.iter().filter(|_| self.kept_order) {
            for line in kept.iter().take(last).skip(first - 1) {
                if any {
                    out.write_all(output)?;
                }
                any = true;
                out.write_all(line)?;
            }
        }
        if number > 0 {
            out.write_all(&[self.line_end])?;
        }
        Ok(())
    }
}

fn blank_runs(line: &[u8]) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for (i, _) in line.iter().enumerate().filter(|(_, c)| matches!(c, b' ' | b'\t'..=b'\r')) {
        match runs.last_mut() {
            Some(run) if run.1 == i => run.1 = i + 1,
            _ => runs.push((i, i + 1)),
        }
    }
    runs
}

fn matches(regex: &Regex, line: &[u8]) -> Result<Vec<(usize, usize)>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < line.len() {
        match regex.find_at(line, at).map_err(|e| fail!(e.text()))? {
            Some((start, end)) if end > start => {
                found.push((start, end));
                at = end;
            }
            // An empty match is no delimiter.
            Some((start, _)) => at = start + 1,
            None => break,
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted_and_merged() {
        let ranges = merge(parse_list(b"5,2-3,-1,3-4").unwrap());
        assert_eq!(ranges, [(1, 1), (2, 4), (5, 5)]);
        assert_eq!(complement(&ranges), [(6, usize::MAX)]);
        assert_eq!(complement(&[(2, 3), (5, usize::MAX)]), [(1, 1), (4, 4)]);
    }

    #[test]
    fn bad_lists_are_refused() {
        for bad in [&b""[..], b"x", b"3-1", b"1-2-3", b" 1", b"99999999999"] {
            assert!(parse_list(bad).is_err());
        }
    }

    #[test]
    fn runs_of_blanks_are_one_delimiter() {
        assert_eq!(blank_runs(b" a \t b"), [(0, 1), (2, 5)]);
    }
}
