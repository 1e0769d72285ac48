//! Reading patches: unified, context and normal differences, between any other text.

use kit::text;
use std::borrow::Cow;

/// How a line of a hunk is meant.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Change {
    Context,
    Delete,
    Insert,
}

/// A line of a hunk, with its newline unless the file ends without one.
pub type Line<'a> = (Change, &'a [u8]);

/// One place that is changed.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Hunk<'a> {
    /// Line numbers, from 1, in the old and the new file; of an empty range the line before it.
    pub starts: [usize; 2],
    pub lines: Vec<Line<'a>>,
}

impl<'a> Hunk<'a> {
    /// The lines the old file must have there.
    pub fn before(&self) -> impl Iterator<Item = &'a [u8]> {
        self.lines.iter().filter(|l| l.0 != Change::Insert).map(|l| l.1)
    }

    /// The lines the new file will have there.
    pub fn after(&self) -> impl Iterator<Item = &'a [u8]> {
        self.lines.iter().filter(|l| l.0 != Change::Delete).map(|l| l.1)
    }

    /// The hunk that undoes this one.
    pub fn reverse(&mut self) {
        self.starts.swap(0, 1);
        for line in &mut self.lines {
            line.0 = match line.0 {
                Change::Context => Change::Context,
                Change::Delete => Change::Insert,
                Change::Insert => Change::Delete,
            };
        }
    }

    /// Its lines as in a unified difference.
    pub fn body(&self) -> Vec<u8> {
        let mut body = Vec::new();
        for (change, line) in &self.lines {
            body.push(match change {
                Change::Context => b' ',
                Change::Delete => b'-',
                Change::Insert => b'+',
            });
            body.extend_from_slice(line);
            if !line.ends_with(b"\n") {
                body.extend_from_slice(b"\n\\ No newline at end of file\n");
            }
        }
        body
    }

    /// The whole hunk as in a unified difference.
    pub fn unified(&self) -> Vec<u8> {
        let (old, new) = (self.before().count(), self.after().count());
        text!["@@ -", self.starts[0], ",", old, " +", self.starts[1], ",", new, " @@\n", self.body()]
    }
}

/// A file as a header names it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Name {
    pub path: Vec<u8>,
    /// It says that there is no such file: `/dev/null`, or a time at the epoch.
    pub absent: bool,
}

/// The changes of one file.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct FilePatch<'a> {
    /// The old and the new name, and that of an `Index:` line.
    pub old: Option<Name>,
    pub new: Option<Name>,
    pub index: Option<Vec<u8>>,
    /// git's old and new mode of the file, file type included.
    pub modes: [Option<u32>; 2],
    pub hunks: Vec<Hunk<'a>>,
}

/// The forms of differences.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    Unified,
    Context,
    Normal,
}

/// All patches in `text`, or only those of one form.
///
/// # Errors
/// What is wrong with it: nothing of such a patch should be applied.
pub fn parse(text: &[u8], only: Option<Form>) -> Result<Vec<FilePatch<'_>>, Vec<u8>> {
    let lines: Vec<&[u8]> = text.split_inclusive(|c| *c == b'\n').collect();
    let mut parser = Parser { lines, at: 0 };
    let mut patches: Vec<FilePatch> = Vec::new();
    let mut next = FilePatch::default();
    let mut script = None;
    while let Some(line) = parser.line(0) {
        let form = parser.form().filter(|form| only.is_none_or(|only| only == *form));
        if let Some(form) = form {
            let mut patch = std::mem::take(&mut next);
            match form {
                Form::Unified => parser.unified(&mut patch)?,
                Form::Context => parser.context(&mut patch)?,
                Form::Normal => parser.normal(&mut patch)?,
            }
            patches.push(patch);
            continue;
        }
        parser.at += 1;
        let line = line.trim_ascii_end();
        if let Some(name) = line.strip_prefix(b"Index:") {
            next.index = Some(name.trim_ascii_start().to_vec());
        } else if line.starts_with(b"diff --git ") {
            next = FilePatch::default();
        } else if let Some(mode) = line.strip_prefix(b"old mode ").or(line.strip_prefix(b"deleted file mode ")) {
            next.modes[0] = octal(mode);
        } else if let Some(mode) = line.strip_prefix(b"new mode ").or(line.strip_prefix(b"new file mode ")) {
            next.modes[1] = octal(mode);
        } else if line == b"GIT binary patch" {
            return Err(text!["git binary patches are not supported (line ", parser.at, ")"]);
        } else if line.starts_with(b"rename from ") || line.starts_with(b"copy from ") {
            return Err(text!["git renames and copies are not supported (line ", parser.at, ")"]);
        } else if script.is_none() && is_ed_command(line) {
            script = Some(parser.at);
        }
    }
    match script {
        Some(line) if patches.is_empty() => {
            Err(text!["line ", line, " begins an ed script: not run, a script can do anything (use diff -u)"])
        }
        _ => Ok(patches),
    }
}

struct Parser<'a> {
    lines: Vec<&'a [u8]>,
    at: usize,
}

impl<'a> Parser<'a> {
    fn line(&self, ahead: usize) -> Option<&'a [u8]> {
        self.lines.get(self.at + ahead).copied()
    }

    fn begins(&self, ahead: usize, with: &[u8]) -> bool {
        self.line(ahead).is_some_and(|line| line.starts_with(with))
    }

    /// The form of the difference that begins here.
    fn form(&self) -> Option<Form> {
        if self.begins(0, b"--- ") && self.begins(1, b"+++ ") && self.begins(2, b"@@ -") {
            Some(Form::Unified)
        } else if self.begins(0, b"*** ") && self.begins(1, b"--- ") && self.begins(2, b"***************") {
            Some(Form::Context)
        } else {
            let command = normal_command(self.line(0)?)?;
            let mark: &[u8] = if command.letter == b'a' { b"> " } else { b"< " };
            self.begins(1, mark).then_some(Form::Normal)
        }
    }

    fn malformed<T>(&self) -> Result<T, Vec<u8>> {
        let line = self.line(0).unwrap_or(b"unexpected end").trim_ascii_end();
        Err(text!["malformed patch at line ", self.at + 1, ": ", line])
    }

    fn names(&mut self, patch: &mut FilePatch) {
        let name = |line: Option<&[u8]>| line.and_then(|line| line.get(4..)).map(header_name);
        (patch.old, patch.new) = (name(self.line(0)), name(self.line(1)));
        self.at += 2;
    }

    fn unified(&mut self, patch: &mut FilePatch<'a>) -> Result<(), Vec<u8>> {
        self.names(patch);
        while self.begins(0, b"@@ -") {
            let Some([(old, mut olds), (new, mut news)]) = self.line(0).and_then(unified_ranges) else {
                return self.malformed();
            };
            self.at += 1;
            let mut hunk = Hunk { starts: [old, new], lines: Vec::new() };
            while olds > 0 || news > 0 {
                let Some(line) = self.line(0) else { return self.malformed() };
                let change = match line[0] {
                    // Mail programs strip the blank of an empty line.
                    b' ' | b'\n' if olds > 0 && news > 0 => Change::Context,
                    b'-' if olds > 0 => Change::Delete,
                    b'+' if news > 0 => Change::Insert,
                    b'\\' if !hunk.lines.is_empty() => {
                        self.no_newline(&mut hunk.lines);
                        continue;
                    }
                    _ => return self.malformed(),
                };
                olds -= usize::from(change != Change::Insert);
                news -= usize::from(change != Change::Delete);
                hunk.lines.push((change, if line == b"\n" { line } else { &line[1..] }));
                self.at += 1;
            }
            self.no_newline(&mut hunk.lines);
            patch.hunks.push(hunk);
        }
        Ok(())
    }

    /// `\ No newline at end of file` takes it from the line before.
    fn no_newline(&mut self, lines: &mut [Line<'a>]) {
        if self.begins(0, b"\\") {
            if let Some((_, line)) = lines.last_mut() {
                *line = line.strip_suffix(b"\n").unwrap_or(line);
            }
            self.at += 1;
        }
    }

    fn context(&mut self, patch: &mut FilePatch<'a>) -> Result<(), Vec<u8>> {
        self.names(patch);
        while self.begins(0, b"***************") {
            self.at += 1;
            let Some((old_start, olds)) = self.section(b"*** ", b'-')? else { return self.malformed() };
            let Some((new_start, news)) = self.section(b"--- ", b'+')? else { return self.malformed() };
            let Some(lines) = merged(&olds, &news) else { return self.malformed() };
            patch.hunks.push(Hunk { starts: [old_start, new_start], lines });
        }
        Ok(())
    }

    /// One half of a context difference's hunk: its start, and its lines, of which `mark` and `!` are the changed ones.
    #[expect(clippy::type_complexity, reason = "named once only")]
    fn section(&mut self, head: &[u8], mark: u8) -> Result<Option<(usize, Vec<(bool, &'a [u8])>)>, Vec<u8>> {
        let range = self.line(0).and_then(|line| line.strip_prefix(head)).and_then(|line| context_range(line, head[0]));
        let Some((start, count)) = range else { return Ok(None) };
        self.at += 1;
        let mut lines: Vec<(bool, &[u8])> = Vec::new();
        while lines.len() < count
            && let Some(line) = self.line(0)
        {
            let changed = match line {
                [b' ', b' ', ..] => false,
                [c, b' ', ..] if *c == mark || *c == b'!' => true,
                _ => break,
            };
            lines.push((changed, &line[2..]));
            self.at += 1;
        }
        // A half without changes is left out.
        if !lines.is_empty() && lines.len() < count {
            return self.malformed();
        }
        if self.begins(0, b"\\") {
            if let Some((_, line)) = lines.last_mut() {
                *line = line.strip_suffix(b"\n").unwrap_or(line);
            }
            self.at += 1;
        }
        Ok(Some((start, lines)))
    }

    fn normal(&mut self, patch: &mut FilePatch<'a>) -> Result<(), Vec<u8>> {
        while let Some(command) = self.line(0).and_then(normal_command) {
            self.at += 1;
            let mut hunk = Hunk { starts: [command.old.0, command.new.0], lines: Vec::new() };
            if command.letter != b'a' {
                self.marked(b"< ", Change::Delete, command.old.1, &mut hunk.lines)?;
            }
            if command.letter == b'c' {
                if !self.begins(0, b"---") {
                    return self.malformed();
                }
                self.at += 1;
            }
            if command.letter != b'd' {
                self.marked(b"> ", Change::Insert, command.new.1, &mut hunk.lines)?;
            }
            patch.hunks.push(hunk);
        }
        Ok(())
    }

    fn marked(&mut self, mark: &[u8], change: Change, count: usize, to: &mut Vec<Line<'a>>) -> Result<(), Vec<u8>> {
        for _ in 0..count {
            let Some(line) = self.line(0).and_then(|line| line.strip_prefix(mark)) else { return self.malformed() };
            to.push((change, line));
            self.at += 1;
        }
        self.no_newline(to);
        Ok(())
    }
}

/// One sequence of both halves of a context difference's hunk; none if they do not agree.
fn merged<'a>(olds: &[(bool, &'a [u8])], news: &[(bool, &'a [u8])]) -> Option<Vec<Line<'a>>> {
    let unchanged = |half: &[(bool, &'a [u8])]| half.iter().filter(|l| !l.0).copied().collect::<Vec<_>>();
    let (olds, news) = match (olds.is_empty(), news.is_empty()) {
        (true, false) => (unchanged(news), news.to_vec()),
        (false, true) => (olds.to_vec(), unchanged(olds)),
        _ => (olds.to_vec(), news.to_vec()),
    };
    let mut lines = Vec::new();
    let (mut olds, mut news) = (olds.into_iter().peekable(), news.into_iter().peekable());
    loop {
        while let Some((_, line)) = olds.next_if(|l| l.0) {
            lines.push((Change::Delete, line));
        }
        while let Some((_, line)) = news.next_if(|l| l.0) {
            lines.push((Change::Insert, line));
        }
        match (olds.next(), news.next()) {
            (Some((_, old)), Some((_, new))) if old == new => lines.push((Change::Context, old)),
            (None, None) => return Some(lines),
            _ => return None,
        }
    }
}

/// A number at the beginning, and what follows.
fn number(text: &[u8]) -> Option<(usize, &[u8])> {
    let digits = text.iter().take_while(|c| c.is_ascii_digit()).count();
    let value = std::str::from_utf8(&text[..digits]).ok()?.parse::<usize>().ok()?;
    // No file has more lines than that; sums stay in range.
    (value < 1 << 48).then_some((value, &text[digits..]))
}

/// `START[,COUNT]`, and what follows.
fn start_and_count(text: &[u8]) -> Option<((usize, usize), &[u8])> {
    let (start, rest) = number(text)?;
    match rest.strip_prefix(b",") {
        Some(rest) => number(rest).map(|(count, rest)| ((start, count), rest)),
        None => Some(((start, 1), rest)),
    }
}

/// `@@ -START,COUNT +START,COUNT @@`
fn unified_ranges(line: &[u8]) -> Option<[(usize, usize); 2]> {
    let (old, rest) = start_and_count(line.strip_prefix(b"@@ -")?)?;
    let (new, rest) = start_and_count(rest.strip_prefix(b" +")?)?;
    rest.starts_with(b" @@").then_some([old, new])
}

/// Start and count of `FIRST[,LAST] ****`, or with `-`.
fn context_range(text: &[u8], mark: u8) -> Option<(usize, usize)> {
    let (first, rest) = number(text)?;
    let (count, rest) = match rest.strip_prefix(b",") {
        Some(rest) => number(rest).and_then(|(last, rest)| Some(((last + 1).checked_sub(first)?, rest)))?,
        None => (usize::from(first > 0), rest),
    };
    rest.strip_prefix(b" ")?.starts_with(&[mark; 4]).then_some((first, count))
}

struct NormalCommand {
    letter: u8,
    old: (usize, usize),
    new: (usize, usize),
}

/// `1,2c3,4` of a normal difference, as starts and counts.
fn normal_command(line: &[u8]) -> Option<NormalCommand> {
    let range = |text| {
        let (first, rest) = number(text)?;
        match rest.strip_prefix(b",") {
            Some(rest) => number(rest).and_then(|(last, rest)| Some(((first, (last + 1).checked_sub(first)?), rest))),
            None => Some(((first, 1), rest)),
        }
    };
    let (old, rest) = range(line)?;
    let (letter, rest) = rest.split_first().filter(|(c, _)| matches!(c, b'a' | b'c' | b'd'))?;
    let (new, rest) = range(rest)?;
    rest.trim_ascii().is_empty().then_some(NormalCommand { letter: *letter, old, new })
}

/// `1,2d`, `5a`, `3i`, `4s/x/y/`: what an ed script of diff -e begins with.
fn is_ed_command(line: &[u8]) -> bool {
    let Some((_, rest)) = start_and_count(line) else { return false };
    matches!(rest, [b'a' | b'c' | b'd' | b'i'] | [b's', b'/', ..])
}

fn octal(text: &[u8]) -> Option<u32> {
    u32::from_str_radix(std::str::from_utf8(text).ok()?, 8).ok()
}

/// The name in a header line, without a time after a tab; git quotes strange ones as C does.
fn header_name(text: &[u8]) -> Name {
    let text = text.trim_ascii_end();
    let (path, time) = match text.strip_prefix(b"\"").and_then(unquoted) {
        Some((path, rest)) => (Cow::Owned(path), rest),
        None => {
            let end = text.iter().position(|c| *c == b'\t').unwrap_or(text.len());
            (Cow::Borrowed(text[..end].trim_ascii_end()), &text[end..])
        }
    };
    let time = time.trim_ascii_start();
    // West of Greenwich the epoch is the evening before.
    let epoch =
        [&b"1970-01-01 "[..], b"1969-12-31 ", b"Thu Jan  1 ", b"Wed Dec 31 "].iter().any(|t| time.starts_with(t))
            && (time.starts_with(b"19") || time.ends_with(b" 1970") || time.ends_with(b" 1969"));
    let absent = *path == b"/dev/null"[..] || epoch;
    Name { path: path.into_owned(), absent }
}

/// What a C string after its opening quote says, and what follows it.
fn unquoted(text: &[u8]) -> Option<(Vec<u8>, &[u8])> {
    let mut name = Vec::new();
    let mut rest = text;
    loop {
        let (c, after) = rest.split_first()?;
        rest = after;
        match c {
            b'"' => return Some((name, rest)),
            b'\\' => {
                let (c, after) = rest.split_first()?;
                rest = after;
                name.push(match c {
                    b'a' => 7,
                    b'b' => 8,
                    b't' => b'\t',
                    b'n' => b'\n',
                    b'v' => 11,
                    b'f' => 12,
                    b'r' => b'\r',
                    b'0'..=b'3' => {
                        let (more, after) = rest.split_at_checked(2)?;
                        rest = after;
                        u8::try_from(octal(&[*c, more[0], more[1]])?).ok()?
                    }
                    other => *other,
                });
            }
            other => name.push(*other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_end_at_a_tab_and_may_be_quoted() {
        let name = |text: &[u8]| (header_name(text).path, header_name(text).absent);
        assert_eq!(name(b"a b\t2026-01-01 00:00:00\n"), (b"a b".to_vec(), false));
        assert_eq!(name(b"f\t1970-01-01 00:00:00.000 +0000\n"), (b"f".to_vec(), true));
        assert_eq!(name(b"f\tThu Jan  1 00:00:00 1970"), (b"f".to_vec(), true));
        assert_eq!(name(b"/dev/null\r\n"), (b"/dev/null".to_vec(), true));
        assert_eq!(name(b"\"a\\303\\244\\t\\\"\"\n"), ("a\u{e4}\t\"".as_bytes().to_vec(), false));
        assert_eq!(name(b"\"open\n"), (b"\"open".to_vec(), false));
    }

    #[test]
    fn a_hunk_shorter_than_it_says_is_malformed() {
        let parse = |text: &'static str| parse(text.as_bytes(), None).map_err(|e| String::from_utf8(e).unwrap());
        assert!(parse("--- a\n+++ b\n@@ -1,2 +1,2 @@\n x\n").unwrap_err().contains("line 5: unexpected end"));
        assert!(parse("--- a\n+++ b\n@@ -1 +1 @@\n*x\n").unwrap_err().contains("line 4: *x"));
        assert!(parse("--- a\n+++ b\n@@ -1,x +1 @@\n").unwrap_err().contains("line 3"));
        assert!(parse("--- a\n+++ b\n@@ -1,99999999999999999999 +1 @@\n").unwrap_err().contains("line 3"));
        assert!(parse("1,2c1\n< a\n---\n> b\n").unwrap_err().contains("line 3: ---"));
        assert!(parse("*** a\n--- b\n***************\n*** 1 ****\n- x\n").unwrap_err().contains("line 6"));
        assert_eq!(parse("hello\n"), Ok(Vec::new()));
    }

    #[test]
    fn the_three_forms_say_the_same() {
        let lines = |text: &str| parse(text.as_bytes(), None).unwrap()[0].hunks[0].body();
        let unified = lines("--- a\n+++ b\n@@ -1,2 +1,2 @@\n a\n-b\n+c\n");
        assert_eq!(lines("*** a\n--- b\n***************\n*** 1,2 ****\n  a\n! b\n--- 1,2 ----\n  a\n! c\n"), unified);
        assert_eq!(lines("2c2\n< b\n---\n> c\n"), b"-b\n+c\n");
        assert_eq!(
            lines("*** a\n--- b\n***************\n*** 1 ****\n--- 1,2 ----\n  a\n+ c\n"),
            lines("--- a\n+++ b\n@@ -1 +1,2 @@\n a\n+c\n")
        );
    }
}
