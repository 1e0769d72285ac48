//! The transcript format: prose with commands, their exact output and status (docs/testing.md).

use regex::bytes::RegexBuilder;
use std::fmt::Write as _;

/// A command of a transcript and what it must do.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Case {
    /// Line of its `  $ `, from 1.
    pub line: usize,
    /// The command; lines joined by newlines.
    pub command: String,
    /// Expected output, one entry a line, without the two blanks.
    pub output: Vec<String>,
    /// Expected status.
    pub status: i32,
    /// What stands in brackets at the end of the prose line directly above.
    pub tags: Vec<String>,
}

impl Case {
    /// The number of lines of the command.
    pub fn height(&self) -> usize {
        self.command.split('\n').count()
    }
}

/// A whole transcript.
#[derive(Debug, Default)]
pub struct Transcript {
    /// Its commands, in order.
    pub cases: Vec<Case>,
    /// Tags of the first line: they hold for the whole file.
    pub tags: Vec<String>,
}

/// The bracketed words that end a line of prose: `… in its own way [cairn] [root]`.
fn tags(line: &str) -> Vec<String> {
    let mut tags = Vec::new();
    let mut rest = line.trim_end();
    while let Some((before, tag)) = rest.strip_suffix(']').and_then(|r| r.rsplit_once('[')) {
        if tag.is_empty() || !tag.bytes().all(|b| b.is_ascii_lowercase()) {
            break;
        }
        tags.push(tag.to_owned());
        rest = before.trim_end();
    }
    tags
}

/// Reads a transcript; the error names the line.
pub fn parse(text: &str) -> Result<Transcript, String> {
    let mut transcript = Transcript::default();
    let mut above: Vec<String> = Vec::new();
    let mut open = false;
    for (i, line) in text.lines().enumerate() {
        let Some(rest) = line.strip_prefix("  ") else {
            above = tags(line);
            open = false;
            if i == 0 {
                transcript.tags.clone_from(&above);
            }
            continue;
        };
        if let Some(command) = rest.strip_prefix("$ ") {
            let tags = std::mem::take(&mut above);
            transcript.cases.push(Case { line: i + 1, command: command.to_owned(), tags, ..Case::default() });
            open = true;
            continue;
        }
        let Some(case) = transcript.cases.last_mut().filter(|_| open) else {
            return Err(format!("line {}: output without a command", i + 1));
        };
        if case.status != 0 {
            return Err(format!("line {}: output after the status", i + 1));
        }
        if let Some(more) = rest.strip_prefix("> ").or(if rest == ">" { Some("") } else { None }) {
            if !case.output.is_empty() {
                return Err(format!("line {}: a continuation after output", i + 1));
            }
            case.command.push('\n');
            case.command.push_str(more);
        } else if let Some(status) =
            rest.strip_prefix('[').and_then(|r| r.strip_suffix(']')).and_then(|r| r.parse::<u8>().ok())
        {
            if status == 0 {
                return Err(format!("line {}: [0] is what every command must give", i + 1));
            }
            case.status = i32::from(status);
        } else {
            case.output.push(rest.to_owned());
        }
    }
    if transcript.cases.is_empty() {
        return Err("no command at all".to_owned());
    }
    Ok(transcript)
}

/// Does the line `actual` (without newline) answer to `expected`?
pub fn matches(expected: &str, actual: &[u8]) -> Result<bool, String> {
    if let Some(pattern) = expected.strip_suffix(" (re)") {
        return whole(pattern).map(|re| re.is_match(actual));
    }
    if let Some(pattern) = expected.strip_suffix(" (glob)") {
        return whole(&glob(pattern)).map(|re| re.is_match(actual));
    }
    if let Some(escaped) = expected.strip_suffix(" (esc)") {
        return Ok(unescape(escaped)? == actual);
    }
    Ok(expected.as_bytes() == actual)
}

fn whole(pattern: &str) -> Result<regex::bytes::Regex, String> {
    RegexBuilder::new(&format!(r"\A(?:{pattern})\z")).unicode(false).build().map_err(|e| format!("{pattern}: {e}"))
}

/// A glob (`*`, `?`, `\` before either) as a regular expression.
fn glob(pattern: &str) -> String {
    let mut re = String::new();
    let mut letters = pattern.chars();
    while let Some(c) = letters.next() {
        match c {
            '*' => re.push_str(".*"),
            '?' => re.push('.'),
            '\\' => re.push_str(&regex::escape(&letters.next().unwrap_or('\\').to_string())),
            c => re.push_str(&regex::escape(&c.to_string())),
        }
    }
    re
}

fn unescape(text: &str) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((&b, after)) = rest.split_first() {
        rest = after;
        if b != b'\\' {
            bytes.push(b);
            continue;
        }
        let (byte, length) = match rest {
            [b'n', ..] => (b'\n', 1),
            [b'r', ..] => (b'\r', 1),
            [b't', ..] => (b'\t', 1),
            [b'a', ..] => (7, 1),
            [b'b', ..] => (8, 1),
            [b'e', ..] => (27, 1),
            [b'f', ..] => (12, 1),
            [b'v', ..] => (11, 1),
            [b'\\', ..] => (b'\\', 1),
            [b'x', high, low, ..] => {
                let hex = [*high, *low];
                let hex = std::str::from_utf8(&hex).ok().and_then(|h| u8::from_str_radix(h, 16).ok());
                (hex.ok_or_else(|| format!("{text}: \\x takes two hexadecimal digits"))?, 3)
            }
            _ => return Err(format!("{text}: unknown escape")),
        };
        bytes.push(byte);
        rest = &rest[length..];
    }
    Ok(bytes)
}

/// A line of output as a transcript writes it.
pub fn show(actual: &[u8]) -> String {
    let text = std::str::from_utf8(actual).ok();
    let readable = text.filter(|t| !t.chars().any(|c| c.is_control() && c != '\t'));
    if let Some(text) = readable {
        let special = [" (re)", " (glob)", " (esc)"].iter().any(|s| text.ends_with(s));
        let like_input = text.starts_with("$ ") || text.starts_with("> ") || text == ">" || is_status(text);
        let trailing = text.ends_with([' ', '\t']);
        if !special && !like_input && !trailing {
            return text.to_owned();
        }
    }
    let mut line = String::new();
    for (i, &b) in actual.iter().enumerate() {
        match b {
            b'\\' => line.push_str("\\\\"),
            b'\t' => line.push_str("\\t"),
            b'\r' => line.push_str("\\r"),
            27 => line.push_str("\\e"),
            b'$' | b'>' | b'[' if i == 0 => {
                let _ = write!(line, "\\x{b:02x}");
            }
            b' '..=b'~' => line.push(b as char),
            _ => {
                let _ = write!(line, "\\x{b:02x}");
            }
        }
    }
    line + " (esc)"
}

fn is_status(text: &str) -> bool {
    text.strip_prefix('[').and_then(|r| r.strip_suffix(']')).is_some_and(|r| r.parse::<u8>().is_ok())
}

/// The lines of an output; one that lacks its newline ends in ` (no-eol)`.
fn lines(output: &[u8]) -> Vec<(Vec<u8>, bool)> {
    output
        .split_inclusive(|b| *b == b'\n')
        .map(|line| match line.strip_suffix(b"\n") {
            Some(line) => (line.to_vec(), true),
            None => (line.to_vec(), false),
        })
        .collect()
}

fn line_matches(expected: &str, actual: &(Vec<u8>, bool)) -> Result<bool, String> {
    match expected.strip_suffix(" (no-eol)") {
        Some(expected) if !actual.1 => matches(expected, &actual.0),
        _ if !actual.1 => Ok(false),
        _ => matches(expected, &actual.0),
    }
}

/// What a command gave, line by line as a transcript writes it; expected lines that match stay as they are.
#[derive(Debug)]
pub struct Comparison {
    /// Does everything agree?
    pub same: bool,
    /// ` `, `-` or `+` and the line.
    pub diff: Vec<(char, String)>,
}

/// Compares an output and a status with what was expected.
pub fn compare(case: &Case, output: &[u8], status: i32) -> Result<Comparison, String> {
    let actual = lines(output);
    let expected = &case.output;
    let (n, m) = (expected.len(), actual.len());
    // Length of the longest common subsequence of the tails: the usual diff. Huge outputs are compared in order.
    let small = n * m <= 4_000_000;
    let mut table = vec![vec![0_u32; m + 1]; if small { n + 1 } else { 0 }];
    let mut equal = vec![vec![false; m]; if small { n } else { 0 }];
    if small {
        for i in (0..n).rev() {
            for j in (0..m).rev() {
                equal[i][j] = line_matches(&expected[i], &actual[j])?;
                table[i][j] = if equal[i][j] { table[i + 1][j + 1] + 1 } else { table[i + 1][j].max(table[i][j + 1]) };
            }
        }
    }
    let mut diff = Vec::new();
    let (mut i, mut j) = (0, 0);
    while i < n || j < m {
        let both = i < n && j < m;
        if both && (if small { equal[i][j] } else { line_matches(&expected[i], &actual[j])? }) {
            diff.push((' ', expected[i].clone()));
            i += 1;
            j += 1;
        } else if i < n && (j == m || !small || table[i + 1][j] >= table[i][j + 1]) {
            diff.push(('-', expected[i].clone()));
            i += 1;
        } else {
            let (line, complete) = &actual[j];
            diff.push(('+', show(line) + if *complete { "" } else { " (no-eol)" }));
            j += 1;
        }
    }
    if case.status != status {
        if case.status != 0 {
            diff.push(('-', format!("[{}]", case.status)));
        }
        diff.push(('+', format!("[{status}]")));
    } else if status != 0 {
        diff.push((' ', format!("[{status}]")));
    }
    Ok(Comparison { same: diff.iter().all(|(sign, _)| *sign == ' '), diff })
}
