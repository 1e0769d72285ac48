//! `diff`: compare files line by line
//!
//! POSIX.1-2024 XCU diff. The output is unified unless another form is asked for, as in BusyBox; `-u`, `-c`, `--normal`,
//! `-x`, `--strip-trailing-cr` and the long names are GNU's.

use imara_diff::Algorithm;
use imara_diff::intern::InternedInput;
use kit::input::Input;
use kit::pattern::Pattern;
use kit::prelude::*;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs::{self, Metadata};
use std::ops::Range;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

const USAGE: &str = "\
[-abBdEiNqrstTw] [-L LABEL] [-S FILE] [-U LINES] FILE1 FILE2

Compare files line by line and output the differences between them

	-u, --unified	Unified output (default)
	-U LINES	Unified output with LINES lines of context
	-c, --context	Context output
	-C LINES	Context output with LINES lines of context
	--normal	POSIX's plain output
	-a, --text	Treat all files as text
	-b, --ignore-space-change	Ignore changes in the amount of whitespace
	-B, --ignore-blank-lines	Ignore changes whose lines are all blank
	-d, --minimal	Try hard to find a smaller set of changes
	-E, --ignore-tab-expansion	Ignore changes due to tab expansion
	-i, --ignore-case	Ignore case differences
	-w, --ignore-all-space	Ignore all whitespace
	--strip-trailing-cr	Ignore carriage returns at ends of lines
	-L LABEL, --label=LABEL	Use LABEL instead of the file name in the header
	-N, --new-file	Treat absent files as empty
	-p, --show-c-function	Show which function each change is in
	-q, --brief	Output only whether files differ
	-r, --recursive	Recurse
	--no-dereference	Don't follow symlinks
	-s, --report-identical-files	Report when two files are the same
	-S FILE, --starting-file=FILE	Start with FILE when comparing directories
	-t, --expand-tabs	Expand tabs to spaces in output
	-T, --initial-tab	Make tabs line up by prefixing a tab
	-x PATTERN, --exclude=PATTERN	Leave out files whose names match PATTERN
";

pub const APPLET: Applet = Applet {
    dir: Dir::UsrBin,
    kind: Kind::Pure,
    usage: USAGE,
    options: options!(USAGE),
    run,
    write_status: 2,
    ..Applet::DEFAULT
};

const UNIFIED: Key = Key::short(APPLET.options, 'u');
const UNIFIED_LINES: Key = Key::short(APPLET.options, 'U');
const CONTEXT: Key = Key::short(APPLET.options, 'c');
const CONTEXT_LINES: Key = Key::short(APPLET.options, 'C');
const NORMAL: Key = Key::long(USAGE, APPLET.options, "normal");
const TEXT: Key = Key::short(APPLET.options, 'a');
const SPACE_CHANGE: Key = Key::short(APPLET.options, 'b');
const BLANK_LINES: Key = Key::short(APPLET.options, 'B');
const MINIMAL: Key = Key::short(APPLET.options, 'd');
const TAB_EXPANSION: Key = Key::short(APPLET.options, 'E');
const CASE: Key = Key::short(APPLET.options, 'i');
const ALL_SPACE: Key = Key::short(APPLET.options, 'w');
const CARRIAGE_RETURN: Key = Key::long(USAGE, APPLET.options, "strip-trailing-cr");
const LABEL: Key = Key::short(APPLET.options, 'L');
const NEW_FILE: Key = Key::short(APPLET.options, 'N');
const FUNCTION: Key = Key::short(APPLET.options, 'p');
const BRIEF: Key = Key::short(APPLET.options, 'q');
const RECURSIVE: Key = Key::short(APPLET.options, 'r');
const NO_DEREFERENCE: Key = Key::long(USAGE, APPLET.options, "no-dereference");
const REPORT_SAME: Key = Key::short(APPLET.options, 's');
const START: Key = Key::short(APPLET.options, 'S');
const EXPAND: Key = Key::short(APPLET.options, 't');
const INITIAL_TAB: Key = Key::short(APPLET.options, 'T');
const EXCLUDE: Key = Key::short(APPLET.options, 'x');

const SAME: Status = Status(0);
const DIFFERENT: Status = Status(1);
const TROUBLE: Status = Status(2);

#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Unified(usize),
    Context(usize),
    Normal,
}

/// What of a line counts when lines are compared.
#[derive(Clone, Copy, Default)]
struct Ignoring {
    space_change: bool,
    all_space: bool,
    tab_expansion: bool,
    case: bool,
    carriage_return: bool,
}

struct Request<'a> {
    form: Form,
    ignoring: Ignoring,
    blank_lines: bool,
    algorithm: Algorithm,
    labels: Vec<&'a [u8]>,
    text: bool,
    new_file: bool,
    function: bool,
    brief: bool,
    recursive: bool,
    no_dereference: bool,
    report_same: bool,
    start: Option<&'a [u8]>,
    expand: bool,
    initial_tab: bool,
    excluded: Vec<Pattern>,
}

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    let [left, right] = given.operands[..] else { return Err(Error::Usage(None)) };
    let form = match given.last(&[UNIFIED, UNIFIED_LINES, CONTEXT, CONTEXT_LINES, NORMAL]) {
        Some(UNIFIED_LINES) => Form::Unified(given.number(UNIFIED_LINES)?.unwrap_or(3)),
        Some(CONTEXT) => Form::Context(3),
        Some(CONTEXT_LINES) => Form::Context(given.number(CONTEXT_LINES)?.unwrap_or(3)),
        Some(NORMAL) => Form::Normal,
        _ => Form::Unified(3),
    };
    let request = Request {
        form,
        ignoring: Ignoring {
            space_change: given.has(SPACE_CHANGE),
            all_space: given.has(ALL_SPACE),
            tab_expansion: given.has(TAB_EXPANSION),
            case: given.has(CASE),
            carriage_return: given.has(CARRIAGE_RETURN),
        },
        blank_lines: given.has(BLANK_LINES),
        algorithm: if given.has(MINIMAL) { Algorithm::MyersMinimal } else { Algorithm::Myers },
        labels: given.values(LABEL).collect(),
        text: given.has(TEXT),
        new_file: given.has(NEW_FILE),
        function: given.has(FUNCTION),
        brief: given.has(BRIEF),
        recursive: given.has(RECURSIVE),
        no_dereference: given.has(NO_DEREFERENCE),
        report_same: given.has(REPORT_SAME),
        start: given.value(START),
        expand: given.has(EXPAND),
        initial_tab: given.has(INITIAL_TAB),
        excluded: given.values(EXCLUDE).map(|pattern| Pattern::new(pattern, &[])).collect(),
    };
    compare_operands(cx, &request, left, right)
}

fn compare_operands(cx: &mut Context, request: &Request, left: &[u8], right: &[u8]) -> Result<Status> {
    let (mut left, mut right) = (left.to_vec(), right.to_vec());
    let (left_stat, right_stat) = (stat(request, &left)?, stat(request, &right)?);
    let is_dir = |stat: &Option<Metadata>| stat.as_ref().is_some_and(Metadata::is_dir);
    match (is_dir(&left_stat), is_dir(&right_stat)) {
        (true, true) => return compare_directories(cx, request, &left, &right),
        // A file is compared with the one of its name in the directory.
        (true, false) => left = join(&left, base_name(&right)),
        (false, true) => right = join(&right, base_name(&left)),
        (false, false) => {}
    }
    compare_files(cx, request, &left, &right)
}

fn base_name(path: &[u8]) -> &[u8] {
    path.iter().rposition(|c| *c == b'/').map_or(path, |at| &path[at + 1..])
}

fn join(dir: &[u8], name: &[u8]) -> Vec<u8> {
    if dir.ends_with(b"/") { text![dir, name] } else { text![dir, "/", name] }
}

fn os_path(path: &[u8]) -> &Path {
    Path::new(OsStr::from_bytes(path))
}

/// What is there; none for standard input, and for nothing where `-N` makes that an empty file.
fn stat(request: &Request, path: &[u8]) -> Result<Option<Metadata>> {
    if path == b"-" {
        return Ok(None);
    }
    match fs::metadata(os_path(path)) {
        Ok(stat) => Ok(Some(stat)),
        Err(e) if request.new_file && e.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(e) => Err(fail!(status TROUBLE.0; "can't stat '", path, "': ", e)),
    }
}

// Directories.

/// Compares entries by name: those of the directories themselves, or with `-r` all files below them.
fn compare_directories(cx: &mut Context, request: &Request, left: &[u8], right: &[u8]) -> Result<Status> {
    let left_names = names_below(cx, request, left);
    let right_names = names_below(cx, request, right);
    let mut status = if cx.status() == SAME { SAME } else { TROUBLE };
    for name in left_names.union(&right_names) {
        if request.start.is_some_and(|start| name.as_slice() < start) {
            continue;
        }
        if cx.interrupted() {
            return Err(Error::Silent(Status(130)));
        }
        let (left_path, right_path) = (join(left, name), join(right, name));
        let found = match (left_names.contains(name), right_names.contains(name)) {
            (true, true) => compare_entries(cx, request, &left_path, &right_path)?,
            (in_left, _) if !request.new_file => {
                let dir = if in_left { left } else { right };
                cx.out.line(&text!["Only in ", dir, ": ", name])?;
                DIFFERENT
            }
            _ => compare_entries(cx, request, &left_path, &right_path)?,
        };
        status = Status(status.0.max(found.0));
    }
    Ok(status)
}

fn names_below(cx: &mut Context, request: &Request, top: &[u8]) -> BTreeSet<Vec<u8>> {
    let mut names = BTreeSet::new();
    // Directories still to be read, as paths below `top`: not recursive, so that depth costs no stack.
    let mut pending = vec![Vec::new()];
    while let Some(below) = pending.pop() {
        let path = if below.is_empty() { top.to_vec() } else { join(top, &below) };
        let entries = match fs::read_dir(os_path(&path)) {
            Ok(entries) => entries,
            Err(e) => {
                cx.complain(text!["can't open '", path, "': ", e]);
                continue;
            }
        };
        for entry in entries.flatten() {
            let name = entry.file_name().as_bytes().to_vec();
            if request.excluded.iter().any(|pattern| pattern.matches(&name)) {
                continue;
            }
            let is_dir = entry.file_type().is_ok_and(|t| t.is_dir());
            let name = if below.is_empty() { name } else { join(&below, &name) };
            if is_dir && request.recursive {
                pending.push(name);
            } else {
                names.insert(name);
            }
        }
    }
    names
}

fn compare_entries(cx: &mut Context, request: &Request, left: &[u8], right: &[u8]) -> Result<Status> {
    if request.no_dereference {
        let target = |path| fs::read_link(os_path(path)).ok();
        if let (Some(a), Some(b)) = (target(left), target(right)) {
            if a == b {
                return Ok(SAME);
            }
            cx.out.line(&text!["Symbolic links ", left, " and ", right, " differ"])?;
            return Ok(DIFFERENT);
        }
    }
    let kinds = [left, right].map(|path| fs::metadata(os_path(path)));
    if let [Ok(a), Ok(b)] = &kinds
        && a.is_dir()
        && b.is_dir()
    {
        cx.out.line(&text!["Common subdirectories: ", left, " and ", right])?;
        return Ok(SAME);
    }
    for (path, kind) in [left, right].iter().zip(&kinds) {
        if kind.as_ref().is_ok_and(|k| !k.is_file() && !k.is_dir()) {
            cx.out.line(&text!["File ", path, " is not a regular file or directory and was skipped"])?;
            return Ok(SAME);
        }
    }
    compare_files(cx, request, left, right)
}

// Files.

fn read(cx: &mut Context, request: &Request, path: &[u8]) -> Result<Vec<u8>> {
    let mut content = Vec::new();
    let input = if path == b"-" { Ok(cx.stdin()) } else { Input::open(path) };
    match input {
        Ok(mut input) => input.read_to_end(&mut content).map_err(|e| fail!(status TROUBLE.0; path, ": ", e.source))?,
        Err(e) if request.new_file && e.kind() == std::io::ErrorKind::NotFound => {}
        Err(e) => return Err(fail!(status TROUBLE.0; "can't stat '", path, "': ", e)),
    }
    Ok(content)
}

fn is_same_file(left: &[u8], right: &[u8]) -> bool {
    if left == b"-" || right == b"-" {
        return left == right;
    }
    let id = |path| fs::metadata(os_path(path)).map(|m| (m.dev(), m.ino()));
    matches!((id(left), id(right)), (Ok(a), Ok(b)) if a == b)
}

fn compare_files(cx: &mut Context, request: &Request, left: &[u8], right: &[u8]) -> Result<Status> {
    // The same file is not read; standard input could not be, twice.
    if is_same_file(left, right) {
        return Ok(SAME);
    }
    let left_text = read(cx, request, left)?;
    let right_text = read(cx, request, right)?;
    if left_text == right_text {
        return same(cx, request, left, right);
    }
    let is_binary = |text: &[u8]| memchr::memchr(0, &text[..text.len().min(32 * 1024)]).is_some();
    if !request.text && (is_binary(&left_text) || is_binary(&right_text)) {
        return different(cx, left, right);
    }
    let (before, after) = (lines(&left_text), lines(&right_text));
    let changes = changes(request, &before, &after);
    if changes.is_empty() {
        return same(cx, request, left, right);
    }
    if request.brief {
        return different(cx, left, right);
    }
    let shown = |i: usize, path: &[u8]| {
        let absent = request.new_file && path != b"-" && fs::symlink_metadata(os_path(path)).is_err();
        let name = if absent { b"/dev/null" } else { path };
        request.labels.get(i).copied().unwrap_or(name).to_vec()
    };
    let mut printer = Printer { request, before: &before, after: &after, line: Vec::new() };
    let names = (shown(0, left), shown(1, right));
    match request.form {
        Form::Unified(context) => {
            cx.out.write_all(&text!["--- ", names.0, "\n+++ ", names.1, "\n"])?;
            for hunk in hunks(&changes, context, before.len(), after.len()) {
                printer.unified(cx, &hunk)?;
            }
        }
        Form::Context(context) => {
            cx.out.write_all(&text!["*** ", names.0, "\n--- ", names.1, "\n"])?;
            for hunk in hunks(&changes, context, before.len(), after.len()) {
                printer.context(cx, &hunk)?;
            }
        }
        Form::Normal => {
            for change in &changes {
                printer.normal(cx, change)?;
            }
        }
    }
    Ok(DIFFERENT)
}

fn same(cx: &mut Context, request: &Request, left: &[u8], right: &[u8]) -> Result<Status> {
    if request.report_same {
        cx.out.line(&text!["Files ", left, " and ", right, " are identical"])?;
    }
    Ok(SAME)
}

fn different(cx: &mut Context, left: &[u8], right: &[u8]) -> Result<Status> {
    cx.out.line(&text!["Files ", left, " and ", right, " differ"])?;
    Ok(DIFFERENT)
}

/// The lines with their newlines; the last may lack it.
fn lines(text: &[u8]) -> Vec<&[u8]> {
    let mut lines = Vec::new();
    let mut start = 0;
    for at in memchr::memchr_iter(b'\n', text) {
        lines.push(&text[start..=at]);
        start = at + 1;
    }
    if start < text.len() {
        lines.push(&text[start..]);
    }
    lines
}

/// The line as it is compared.
fn key(line: &[u8], ignoring: Ignoring) -> Cow<'_, [u8]> {
    let Ignoring { space_change, all_space, tab_expansion, case, carriage_return } = ignoring;
    if !(space_change || all_space || tab_expansion || case || carriage_return) {
        return Cow::Borrowed(line);
    }
    let mut content = line.strip_suffix(b"\n").unwrap_or(line);
    let has_newline = content.len() < line.len();
    if carriage_return {
        content = content.strip_suffix(b"\r").unwrap_or(content);
    }
    let mut key = Vec::with_capacity(line.len());
    let mut column = 0;
    for &byte in content {
        let is_space = byte == b' ' || (b'\t'..=b'\r').contains(&byte);
        if is_space && all_space {
            continue;
        }
        if is_space && space_change {
            if key.last() != Some(&b' ') {
                key.push(b' ');
            }
            continue;
        }
        if byte == b'\t' && tab_expansion {
            let to = column / 8 * 8 + 8;
            key.resize(key.len() + to - column, b' ');
            column = to;
            continue;
        }
        key.push(if case { byte.to_ascii_lowercase() } else { byte });
        column += 1;
    }
    if space_change && key.last() == Some(&b' ') {
        key.pop();
    }
    // Where blanks at the end of a line do not count, neither does the end itself.
    if has_newline && !space_change && !all_space {
        key.push(b'\n');
    }
    Cow::Owned(key)
}

/// Lines of the one file that are other lines of the other.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Change {
    before: Range<usize>,
    after: Range<usize>,
}

fn changes(request: &Request, before: &[&[u8]], after: &[&[u8]]) -> Vec<Change> {
    let mut input: InternedInput<Cow<[u8]>> = InternedInput::default();
    input.update_before(before.iter().map(|line| key(line, request.ignoring)));
    input.update_after(after.iter().map(|line| key(line, request.ignoring)));
    let mut changes = Vec::new();
    imara_diff::diff(request.algorithm, &input, |before: Range<u32>, after: Range<u32>| {
        changes.push(Change {
            before: before.start as usize..before.end as usize,
            after: after.start as usize..after.end as usize,
        });
    });
    if request.blank_lines {
        let is_blank = |line: &&[u8]| matches!(*line, b"\n" | b"");
        changes.retain(|c: &Change| {
            !(before[c.before.clone()].iter().all(is_blank) && after[c.after.clone()].iter().all(is_blank))
        });
    }
    changes
}

/// Changes that are shown together, with the lines around them.
struct Hunk<'c> {
    changes: &'c [Change],
    before: Range<usize>,
    after: Range<usize>,
}

/// Groups changes whose contexts touch.
fn hunks(changes: &[Change], context: usize, before_len: usize, after_len: usize) -> Vec<Hunk<'_>> {
    let mut hunks = Vec::new();
    let mut first = 0;
    for i in 0..changes.len() {
        let last =
            i + 1 == changes.len() || changes[i + 1].before.start - changes[i].before.end > context.saturating_mul(2);
        if !last {
            continue;
        }
        let (head, tail) = (&changes[first], &changes[i]);
        let lead = context.min(head.before.start).min(head.after.start);
        let trail = context.min(before_len - tail.before.end).min(after_len - tail.after.end);
        hunks.push(Hunk {
            changes: &changes[first..=i],
            before: head.before.start - lead..tail.before.end + trail,
            after: head.after.start - lead..tail.after.end + trail,
        });
        first = i + 1;
    }
    hunks
}

struct Printer<'r, 'l> {
    request: &'r Request<'r>,
    before: &'r [&'l [u8]],
    after: &'r [&'l [u8]],
    line: Vec<u8>,
}

/// `4` or `4,2`: a first line, counted from 1, and a length; an empty range lies behind the line it gives.
fn start_and_length(range: &Range<usize>) -> Vec<u8> {
    match range.len() {
        0 => text![range.start, ",0"],
        1 => text![range.start + 1],
        n => text![range.start + 1, ",", n],
    }
}

/// `4` or `4,5`: first and last line.
fn first_and_last(range: &Range<usize>) -> Vec<u8> {
    if range.len() <= 1 { text![range.end] } else { text![range.start + 1, ",", range.end] }
}

impl Printer<'_, '_> {
    fn unified(&mut self, cx: &mut Context, hunk: &Hunk) -> Result<()> {
        let mut header = text!["@@ -", start_and_length(&hunk.before), " +", start_and_length(&hunk.after), " @@"];
        if let Some(function) = self.function(hunk.before.start) {
            header.push(b' ');
            header.extend_from_slice(function);
        }
        cx.out.line(&header)?;
        let mut at = hunk.before.start;
        for change in hunk.changes {
            self.lines(cx, b" ", &self.before[at..change.before.start])?;
            self.lines(cx, b"-", &self.before[change.before.clone()])?;
            self.lines(cx, b"+", &self.after[change.after.clone()])?;
            at = change.before.end;
        }
        self.lines(cx, b" ", &self.before[at..hunk.before.end])
    }

    fn context(&mut self, cx: &mut Context, hunk: &Hunk) -> Result<()> {
        let function = self.function(hunk.before.start).map(<[u8]>::to_vec);
        let mut header = b"***************".to_vec();
        if let Some(function) = function {
            header.push(b' ');
            header.extend_from_slice(&function);
        }
        cx.out.line(&header)?;
        cx.out.line(&text!["*** ", first_and_last(&hunk.before), " ****"])?;
        if hunk.changes.iter().any(|c| !c.before.is_empty()) {
            let mut at = hunk.before.start;
            for change in hunk.changes {
                self.lines(cx, b"  ", &self.before[at..change.before.start])?;
                let mark: &[u8] = if change.after.is_empty() { b"- " } else { b"! " };
                self.lines(cx, mark, &self.before[change.before.clone()])?;
                at = change.before.end;
            }
            self.lines(cx, b"  ", &self.before[at..hunk.before.end])?;
        }
        cx.out.line(&text!["--- ", first_and_last(&hunk.after), " ----"])?;
        if hunk.changes.iter().any(|c| !c.after.is_empty()) {
            let mut at = hunk.after.start;
            for change in hunk.changes {
                self.lines(cx, b"  ", &self.after[at..change.after.start])?;
                let mark: &[u8] = if change.before.is_empty() { b"+ " } else { b"! " };
                self.lines(cx, mark, &self.after[change.after.clone()])?;
                at = change.after.end;
            }
            self.lines(cx, b"  ", &self.after[at..hunk.after.end])?;
        }
        Ok(())
    }

    fn normal(&mut self, cx: &mut Context, change: &Change) -> Result<()> {
        let letter = match (change.before.is_empty(), change.after.is_empty()) {
            (true, _) => "a",
            (_, true) => "d",
            _ => "c",
        };
        cx.out.line(&text![first_and_last(&change.before), letter, first_and_last(&change.after)])?;
        self.lines(cx, b"< ", &self.before[change.before.clone()])?;
        if letter == "c" {
            cx.out.line(b"---")?;
        }
        self.lines(cx, b"> ", &self.after[change.after.clone()])
    }

    /// With `-p`: the line before the hunk that looks like the head of a function.
    fn function(&self, start: usize) -> Option<&[u8]> {
        if !self.request.function {
            return None;
        }
        let is_head = |line: &&&[u8]| line.first().is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, b'_' | b'$'));
        let line = self.before[..start].iter().rev().find(is_head)?;
        let line = line.strip_suffix(b"\n").unwrap_or(line);
        Some(&line[..line.len().min(40)])
    }

    fn lines(&mut self, cx: &mut Context, mark: &[u8], lines: &[&[u8]]) -> Result<()> {
        let mut text = std::mem::take(&mut self.line);
        for line in lines {
            text.clear();
            if self.request.initial_tab {
                // The tab stands for the blank that lines up contexts.
                text.extend_from_slice(mark.strip_suffix(b" ").filter(|m| !m.is_empty()).unwrap_or(mark));
                text.push(b'\t');
            } else {
                text.extend_from_slice(mark);
            }
            let content = line.strip_suffix(b"\n").unwrap_or(line);
            if self.request.expand {
                push_expanded(content, &mut text);
            } else {
                text.extend_from_slice(content);
            }
            text.push(b'\n');
            if content.len() == line.len() {
                text.extend_from_slice(b"\\ No newline at end of file\n");
            }
            cx.out.write_all(&text)?;
        }
        self.line = text;
        Ok(())
    }
}

/// Tabs as blanks up to the next multiple of eight columns, which count from behind the mark.
fn push_expanded(content: &[u8], text: &mut Vec<u8>) {
    let mut column = 0;
    for &byte in content {
        let width = if byte == b'\t' { 8 - column % 8 } else { 1 };
        if byte == b'\t' {
            text.resize(text.len() + width, b' ');
        } else {
            text.push(byte);
        }
        column += width;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(before: Range<usize>, after: Range<usize>) -> Change {
        Change { before, after }
    }

    #[test]
    fn contexts_that_touch_are_one_hunk() {
        let changes = [change(1..2, 1..2), change(8..9, 8..9), change(20..20, 20..21)];
        let ranges: Vec<_> = hunks(&changes, 3, 30, 31).iter().map(|h| (h.before.clone(), h.after.clone())).collect();
        assert_eq!(ranges, [(0..12, 0..12), (17..23, 17..24)]);
        assert_eq!(hunks(&changes, 2, 30, 31).len(), 3);
    }

    #[test]
    fn an_empty_range_lies_behind_its_line() {
        assert_eq!(start_and_length(&(0..0)), b"0,0");
        assert_eq!(start_and_length(&(4..5)), b"5");
        assert_eq!(first_and_last(&(4..4)), b"4");
        assert_eq!(first_and_last(&(4..6)), b"5,6");
    }

    #[test]
    fn blanks_count_as_asked() {
        let change = Ignoring { space_change: true, ..Ignoring::default() };
        assert_eq!(key(b"a \t b  \n", change), key(b"a b\n", change));
        assert_ne!(key(b"ab\n", change), key(b"a b\n", change));
        let all = Ignoring { all_space: true, ..Ignoring::default() };
        assert_eq!(key(b" a b", all), key(b"ab\n", all));
        let tabs = Ignoring { tab_expansion: true, ..Ignoring::default() };
        assert_eq!(key(b"a\tb\n", tabs), key(b"a       b\n", tabs));
    }
}
