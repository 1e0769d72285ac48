//! `fmt`: fill and join lines of paragraphs
//!
//! Not in POSIX; options and results as in GNU: line breaks are chosen for a whole paragraph, by Knuth and Plass, "Breaking
//! Paragraphs into Lines" (Software: Practice & Experience 11, 1981), with a cost for each line's distance from the goal and for
//! unlike neighbours, and bonuses for breaks at sentences. Widths are columns of a terminal (GNU: bytes).

use crate::columns;
use kit::context::or_stdin;
use kit::lines::Lines;
use kit::number;
use kit::prelude::*;

const USAGE: &str = "\
[-WIDTH] [-cstu] [-w WIDTH] [-g GOAL] [-p PREFIX] [FILE]...

Reformat each paragraph in FILEs (or stdin), writing to stdout

	-c, --crown-margin	Keep the indentation of the first two lines
	-p, --prefix=PREFIX	Reformat only lines that begin with PREFIX, and put it back
	-s, --split-only	Split long lines, but don't join short ones
	-t, --tagged-paragraph	Indentation of the first line differs from the second's
	-u, --uniform-spacing	One space between words, two after sentences
	-w, --width=WIDTH	Maximum line width (default 75 columns)
	-g, --goal=WIDTH	Width to aim at (default 93% of width)
";

pub const APPLET: Applet =
    Applet { dir: Dir::UsrBin, kind: Kind::Pure, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const CROWN: Key = Key::short(APPLET.options, 'c');
const PREFIX: Key = Key::short(APPLET.options, 'p');
const SPLIT: Key = Key::short(APPLET.options, 's');
const TAGGED: Key = Key::short(APPLET.options, 't');
const UNIFORM: Key = Key::short(APPLET.options, 'u');
const WIDTH: Key = Key::short(APPLET.options, 'w');
const GOAL: Key = Key::short(APPLET.options, 'g');

/// Wider lines make costs that are not meant.
const WIDEST: i64 = 32767;
/// A paragraph of more words is written in parts, so that memory is bounded.
const MOST_WORDS: usize = 8192;
/// Second indentation of a tagged paragraph of one line.
const TAG_INDENT: usize = 3;

/// Costs, in squares of hundredths of a column.
mod cost {
    /// Of every line: fewer lines are better.
    pub const LINE: i64 = 70 * 70;
    /// A break inside a sentence's end that has only one space.
    pub const UNCERTAIN_END: i64 = 600 * 600;
    /// Gained by a break at the end of a sentence.
    pub const SENTENCE: i64 = 50 * 50;
    /// Gained by a break after punctuation or before a parenthesis.
    pub const PUNCTUATION: i64 = 40 * 40;
    /// A line that begins with the second word of a sentence, of so many columns.
    pub fn widow(first_word: usize) -> i64 {
        200 * 200 / (first_word as i64 + 2)
    }
    /// A line that begins with the last word of a sentence.
    pub fn orphan(word: usize) -> i64 {
        150 * 150 / (word as i64 + 2)
    }
    /// A line so many columns from the goal.
    pub fn distance(columns: i64) -> i64 {
        100 * columns * columns
    }
    /// Neighbouring lines whose lengths differ by so many columns.
    pub fn ragged(columns: i64) -> i64 {
        distance(columns) / 2
    }
}

fn run(cx: &mut Context) -> Result<Status> {
    let given = match cx.args {
        // `fmt -72`, the form of old.
        [[b'-', width @ ..], rest @ ..] if width.first().is_some_and(u8::is_ascii_digit) => {
            let mut args: Vec<&[u8]> = vec![b"-w", width];
            args.extend(rest);
            cx.options_of(&args)?
        }
        _ => cx.options()?,
    };
    let goal = given.value(GOAL).map(|word| read_width(word, "goal", WIDEST)).transpose()?;
    let width = match (given.value(WIDTH), goal) {
        (Some(word), _) => read_width(word, "width", WIDEST)?,
        (None, Some(goal)) => goal + 10,
        (None, None) => 75,
    };
    if goal.is_some_and(|goal| goal > width) {
        return Err(fail!("invalid goal: '", given.value(GOAL).unwrap_or_default(), "'"));
    }
    let prefix = given.value(PREFIX).unwrap_or_default();
    let trimmed = prefix.trim_ascii_start();
    let mut formatter = Formatter {
        style: match given.last(&[SPLIT, CROWN, TAGGED]) {
            Some(_) if given.has(SPLIT) => Style::Split,
            Some(_) if given.has(CROWN) => Style::Crown,
            Some(_) => Style::Tagged,
            None => Style::Plain,
        },
        uniform: given.has(UNIFORM),
        prefix: trimmed.trim_ascii_end(),
        prefix_lead: prefix.len() - trimmed.len(),
        prefix_full: trimmed.len(),
        width: width as usize,
        goal: goal.unwrap_or(width * 187 / 200),
        tabs: false,
        other_indent: 0,
        paragraph: Paragraph::default(),
    };
    for path in or_stdin(&given.operands) {
        let Some(input) = cx.open_or_complain(path) else { continue };
        match formatter.file(Lines::new(input, b'\n'), &mut cx.out) {
            Err(Error::Failed(_, message)) => cx.complain(message),
            other => other?,
        }
    }
    Ok(cx.status())
}

fn read_width(word: &[u8], what: &str, most: i64) -> Result<i64> {
    match number::decimal::<i64>(word) {
        Ok(n) if (0..=most).contains(&n) => Ok(n),
        _ => Err(fail!("invalid ", what, ": '", word, "'")),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    /// Lines of the same indentation are joined.
    Plain,
    /// Every line is a paragraph.
    Split,
    /// From the second line on all have the indentation of the second.
    Crown,
    /// Same, and the first must differ.
    Tagged,
}

/// A line, and what it begins with.
struct Line {
    text: Vec<u8>,
    /// The last line may lack its newline.
    ended: bool,
    /// Column of the prefix.
    prefix_at: usize,
    /// How many bytes of the prefix are there.
    matched: usize,
    /// Column of the first word.
    column: usize,
    /// Where in `text` the first word begins.
    start: usize,
}

#[derive(Clone, Copy, Default)]
struct Word {
    start: usize,
    end: usize,
    /// Columns.
    width: usize,
    /// Columns of the space behind it.
    space: usize,
    /// Begins with an opening parenthesis or quote.
    opens: bool,
    /// Ends with punctuation.
    punctuation: bool,
    /// Ends with `.`, `?` or `!` before any closing parentheses and quotes.
    period: bool,
    /// Ends a sentence.
    ends_sentence: bool,
}

#[derive(Default)]
struct Paragraph {
    text: Vec<u8>,
    words: Vec<Word>,
    prefix_at: usize,
    first_indent: usize,
    /// Width of the line written last of this paragraph.
    last_width: Option<usize>,
}

struct Formatter<'a> {
    style: Style,
    uniform: bool,
    prefix: &'a [u8],
    /// Blanks before the prefix as given, and its length with the blanks behind it.
    prefix_lead: usize,
    prefix_full: usize,
    width: usize,
    goal: i64,
    /// The input has tabs: so has the output.
    tabs: bool,
    other_indent: usize,
    paragraph: Paragraph,
}

impl Formatter<'_> {
    fn file(&mut self, mut lines: Lines, out: &mut Output) -> Result<()> {
        self.tabs = false;
        self.other_indent = 0;
        let mut next = self.read(&mut lines)?;
        while let Some(line) = next {
            if !self.is_text(&line) {
                self.copy(&line, out)?;
                next = self.read(&mut lines)?;
                continue;
            }
            self.paragraph.prefix_at = line.prefix_at;
            self.paragraph.first_indent = line.column;
            self.add_words(&line, out)?;
            next = self.read(&mut lines)?;
            let second = next.as_ref().filter(|l| self.continues(l)).map(|l| l.column);
            let first = self.paragraph.first_indent;
            let joins = match self.style {
                Style::Plain => {
                    self.other_indent = first;
                    true
                }
                Style::Split => {
                    self.other_indent = first;
                    false
                }
                Style::Crown => {
                    self.other_indent = second.unwrap_or(first);
                    true
                }
                Style::Tagged => match second.filter(|second| *second != first) {
                    Some(second) => {
                        self.other_indent = second;
                        true
                    }
                    None => {
                        if self.other_indent == first {
                            self.other_indent = if first == 0 { TAG_INDENT } else { 0 };
                        }
                        false
                    }
                },
            };
            while let Some(line) =
                next.take_if(|line| joins && self.continues(line) && line.column == self.other_indent)
            {
                self.add_words(&line, out)?;
                next = self.read(&mut lines)?;
            }
            self.finish(out)?;
        }
        Ok(())
    }

    fn read(&mut self, lines: &mut Lines) -> Result<Option<Line>> {
        let Some(text) = lines.next_line().map_err(ReadError::named)? else { return Ok(None) };
        let text = text.to_vec();
        let (at, column) = self.blanks(&text, 0, 0);
        let mut line = Line { text, ended: lines.had_delimiter(), prefix_at: column, matched: 0, column, start: at };
        if self.prefix.is_empty() {
            line.prefix_at = column.min(self.prefix_lead);
            return Ok(Some(line));
        }
        line.matched = self.prefix.iter().zip(&line.text[at..]).take_while(|(a, b)| a == b).count();
        line.start += line.matched;
        line.column += line.matched;
        if line.matched == self.prefix.len() {
            (line.start, line.column) = self.blanks(&line.text, line.start, line.column);
        }
        Ok(Some(line))
    }

    /// Where the blanks at `at` end, and the column there.
    fn blanks(&mut self, text: &[u8], mut at: usize, mut column: usize) -> (usize, usize) {
        loop {
            match text.get(at) {
                Some(b' ') => column += 1,
                Some(b'\t') => {
                    self.tabs = true;
                    column = (column / 8 + 1) * 8;
                }
                _ => return (at, column),
            }
            at += 1;
        }
    }

    /// Is it to be formatted, with what it has behind the prefix?
    fn is_text(&self, line: &Line) -> bool {
        line.start < line.text.len()
            && line.prefix_at >= self.prefix_lead
            && line.column >= line.prefix_at + self.prefix_full
    }

    /// May it be of the same paragraph as the lines before?
    fn continues(&self, line: &Line) -> bool {
        line.start < line.text.len()
            && line.prefix_at == self.paragraph.prefix_at
            && line.column >= line.prefix_at + self.prefix_full
    }

    /// A line that is not formatted: only the blanks at its start may become others.
    fn copy(&self, line: &Line, out: &mut Output) -> Result<()> {
        let rest = &line.text[line.start..];
        let mut text = Vec::new();
        if line.column > line.prefix_at || !rest.is_empty() {
            self.move_to(line.prefix_at, 0, &mut text);
            text.extend_from_slice(&self.prefix[..line.matched]);
            if !rest.is_empty() {
                self.move_to(line.column, line.prefix_at + line.matched, &mut text);
            }
        }
        text.extend_from_slice(rest);
        if line.ended || rest.is_empty() && line.column >= line.prefix_at + self.prefix.len() {
            text.push(b'\n');
        }
        Ok(out.write_all(&text)?)
    }

    /// Blanks from one column to another.
    fn move_to(&self, target: usize, mut from: usize, to: &mut Vec<u8>) {
        if self.tabs {
            let stop = target / 8 * 8;
            // One blank is no tab.
            if from + 1 < stop {
                while from < stop {
                    to.push(b'\t');
                    from = (from / 8 + 1) * 8;
                }
            }
        }
        to.resize(to.len() + target.saturating_sub(from), b' ');
    }

    fn add_words(&mut self, line: &Line, out: &mut Output) -> Result<()> {
        let (mut at, mut column) = (line.start, line.column);
        while at < line.text.len() {
            // A control character that is white space begins a word if it stands where one begins.
            let rest = &line.text[at + 1..];
            let len = 1 + rest.iter().position(|c| matches!(c, b' ' | b'\t'..=b'\r')).unwrap_or(rest.len());
            let bytes = &line.text[at..at + len];
            let start = self.paragraph.text.len();
            self.paragraph.text.extend_from_slice(bytes);
            let mut word = Word { start, end: start + len, width: columns::width(bytes), ..classify(bytes) };
            column += word.width;
            let (next, next_column) = self.blanks(&line.text, at + len, column);
            word.space = next_column - column;
            let last = next == line.text.len();
            word.ends_sentence = if last && !line.ended { true } else { word.period && (last || word.space > 1) };
            if last || self.uniform {
                word.space = if word.ends_sentence { 2 } else { 1 };
            }
            self.paragraph.words.push(word);
            (at, column) = (next, next_column);
            if self.paragraph.words.len() == MOST_WORDS {
                self.write(MOST_WORDS / 2, out)?;
            }
        }
        Ok(())
    }

    fn finish(&mut self, out: &mut Output) -> Result<()> {
        if let Some(last) = self.paragraph.words.last_mut() {
            last.period = true;
            last.ends_sentence = true;
            self.write(usize::MAX, out)?;
        }
        self.paragraph.last_width = None;
        Ok(())
    }

    /// Chooses the breaks and writes lines with at least `least` words, or all; the rest waits for more.
    fn write(&mut self, least: usize, out: &mut Output) -> Result<()> {
        let breaks = self.breaks();
        let (mut first, mut text) = (0, Vec::new());
        let words = std::mem::take(&mut self.paragraph.words);
        while first < words.len().min(least) {
            let line = &words[first..breaks[first].next];
            let mut column = if first == 0 { self.paragraph.first_indent } else { self.other_indent };
            self.move_to(self.paragraph.prefix_at, 0, &mut text);
            text.extend_from_slice(self.prefix);
            let behind_prefix = self.paragraph.prefix_at + self.prefix.len();
            self.move_to(column, behind_prefix, &mut text);
            column = column.max(behind_prefix);
            for (i, word) in line.iter().enumerate() {
                text.extend_from_slice(&self.paragraph.text[word.start..word.end]);
                column += word.width;
                if i + 1 < line.len() {
                    self.move_to(column + word.space, column, &mut text);
                    column += word.space;
                }
            }
            text.push(b'\n');
            self.paragraph.last_width = Some(column);
            first = breaks[first].next;
        }
        out.write_all(&text)?;
        let begin = words.get(first).map_or(self.paragraph.text.len(), |word| word.start);
        self.paragraph.text.drain(..begin);
        let moved = |word: &Word| Word { start: word.start - begin, end: word.end - begin, ..*word };
        self.paragraph.words = words[first..].iter().map(moved).collect();
        self.paragraph.first_indent = self.other_indent;
        Ok(())
    }

    /// For each word, what is best if a line begins with it; from the last to the first.
    fn breaks(&self) -> Vec<Break> {
        let words = &self.paragraph.words;
        let mut breaks = vec![Break::default(); words.len() + 1];
        for start in (0..words.len()).rev() {
            let mut column = if start == 0 { self.paragraph.first_indent } else { self.other_indent };
            let mut best = Break { cost: i64::MAX, ..Break::default() };
            for next in start + 1..=words.len() {
                column += words[next - 1].width;
                let mut cost = breaks[next].cost;
                if next < words.len() {
                    cost += cost::distance(self.goal - column as i64);
                    if breaks[next].next < words.len() {
                        cost += cost::ragged(column as i64 - breaks[next].width as i64);
                    }
                }
                if let (0, Some(last)) = (start, self.paragraph.last_width) {
                    cost += cost::ragged(column as i64 - last as i64);
                }
                if cost < best.cost {
                    best = Break { cost, next, width: column };
                }
                column += words[next - 1].space;
                // One word is taken whatever its width.
                if words.get(next).is_none_or(|word| column + word.width > self.width) {
                    break;
                }
            }
            best.cost += start_cost(&words[..=start]);
            breaks[start] = best;
        }
        breaks
    }
}

/// The best way from a word on: what it costs, where the next line begins, and how wide this one is.
#[derive(Clone, Copy, Default)]
struct Break {
    cost: i64,
    next: usize,
    width: usize,
}

/// What it costs to begin a line with the last of `words`.
fn start_cost(words: &[Word]) -> i64 {
    let mut cost = cost::LINE;
    let Some((word, before)) = words.split_last() else { return cost };
    match before {
        [.., last] if last.ends_sentence && last.period => cost -= cost::SENTENCE,
        [.., last] if last.period => cost += cost::UNCERTAIN_END,
        [.., last] if last.punctuation => cost -= cost::PUNCTUATION,
        [.., end, first] if end.ends_sentence => cost += cost::widow(first.width),
        _ => {}
    }
    if word.opens {
        cost -= cost::PUNCTUATION;
    } else if word.ends_sentence {
        cost += cost::orphan(word.width);
    }
    cost
}

fn classify(word: &[u8]) -> Word {
    let closing = word.iter().rev().take_while(|c| matches!(c, b')' | b']' | b'\'' | b'"')).count();
    Word {
        opens: matches!(word.first(), Some(b'(' | b'[' | b'\'' | b'`' | b'"')),
        punctuation: word.last().is_some_and(u8::is_ascii_punctuation),
        period: matches!(word[..word.len() - closing].last(), Some(b'.' | b'?' | b'!')),
        ..Word::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kit::output::{Capture, Sink};

    fn formatter(style: Style, width: usize, prefix: &'static str) -> Formatter<'static> {
        Formatter {
            style,
            uniform: false,
            prefix: prefix.as_bytes(),
            prefix_lead: 0,
            prefix_full: prefix.len(),
            width,
            goal: width as i64 * 187 / 200,
            tabs: false,
            other_indent: 0,
            paragraph: Paragraph::default(),
        }
    }

    fn format(text: &str, mut formatter: Formatter) -> String {
        let capture = Capture::default();
        let lines = Lines::new(Input::memory(text.as_bytes(), b"-"), b'\n');
        formatter.file(lines, &mut Output::new(Sink::Memory(&capture))).unwrap();
        String::from_utf8(capture.take()).unwrap()
    }

    #[test]
    fn a_line_may_be_as_wide_as_the_width() {
        assert_eq!(format("aa bb cc dd ee", formatter(Style::Plain, 8, "")), "aa bb cc\ndd ee\n");
        assert_eq!(format("aa bb cc dd ee", formatter(Style::Plain, 7, "")), "aa\nbb cc\ndd ee\n");
    }

    #[test]
    fn indentation_tells_paragraphs() {
        assert_eq!(format("a\nb\n  c\n  d\n\ne\n", formatter(Style::Plain, 20, "")), "a b\n  c d\n\ne\n");
        assert_eq!(format("a\n  c\n  d\n", formatter(Style::Crown, 20, "")), "a c d\n");
        assert_eq!(format("a\nb\n", formatter(Style::Tagged, 20, "")), "a\nb\n");
        assert_eq!(format("a\n b\n b\n", formatter(Style::Tagged, 3, "")), "a b\n b\n");
    }

    #[test]
    fn a_prefix_is_put_back_and_other_lines_stay() {
        assert_eq!(format(" 1\n\t2\n> a\n> b\nfo\n>\n", formatter(Style::Plain, 20, ">")), " 1\n\t2\n> a b\nfo\n>\n");
    }

    #[test]
    fn a_paragraph_of_many_words_is_written_in_parts() {
        let text = "word ".repeat(MOST_WORDS * 3);
        let formatted = format(&text, formatter(Style::Plain, 60, ""));
        assert_eq!(formatted.split_whitespace().count(), MOST_WORDS * 3);
        assert!(formatted.lines().rev().skip(2).all(|line| (49..60).contains(&line.len())));
    }
}
