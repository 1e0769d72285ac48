//! How files are shown.

use super::colors::{self, Subject};
use super::{Entry, Form, Indicator, Ls, TimeStyle, Unit, Writing};
use crate::quoting;
use kit::human::{push_size, push_size_si};
use kit::mode;
use kit::prelude::*;
use kit::sys::files::{self, Stat};
use kit::text::push_decimal;
use kit::time;
use unicode_width::UnicodeWidthChar;

/// Blanks between columns.
const GAP: usize = 2;
/// Times from half a year ago to a quarter of an hour ahead are shown with the hour, others with the year.
const RECENT: i64 = 365 * 24 * 3600 / 2;
const AHEAD: i64 = 15 * 60;

impl Entry {
    /// What its colour and indicator depend on.
    fn subject(&self) -> Subject<'_> {
        Subject {
            name: &self.name,
            mode: self.stat.map_or(self.kind, |s| s.st_mode),
            links: self.stat.map_or(1, |s| files::links(&s)),
            target: self.target_mode,
        }
    }
}

/// What is to be written of a file, and how many columns it takes.
struct Cell {
    text: Vec<u8>,
    width: usize,
    name_width: usize,
}

impl Ls {
    pub fn total(&mut self, cx: &mut Context, blocks: u64) -> Result<()> {
        let mut text = b"total ".to_vec();
        match self.unit {
            Unit::Blocks => push_decimal(&mut text, blocks.div_ceil(2)),
            Unit::Of(..) => self.push_scaled(&mut text, blocks.saturating_mul(512)),
            Unit::Human => {
                let start = text.len();
                push_whole(&mut text, blocks.saturating_mul(512));
                // BusyBox writes it seven wide.
                pad_right(&mut text, start, 7);
            }
            Unit::Si => push_size_si(&mut text, blocks.saturating_mul(512)),
        }
        text.push(self.line_end);
        self.put(cx, &text)
    }

    /// Writes a line, as far in as `--dired` wants it.
    fn put(&mut self, cx: &mut Context, line: &[u8]) -> Result<()> {
        if let Some(dired) = &mut self.dired {
            dired.position += line.len() + 2;
            cx.out.write_all(b"  ")?;
        }
        Ok(cx.out.write_all(line)?)
    }

    /// The title of a directory's listing, after an empty line if it is not the first.
    pub fn title(&mut self, cx: &mut Context, path: &[u8]) -> Result<()> {
        if self.began {
            cx.out.write_all(b"\n")?;
        }
        let mut title = Vec::new();
        self.push_name(&mut title, path);
        title.extend_from_slice(b":\n");
        if let Some(dired) = &mut self.dired {
            dired.position += usize::from(self.began);
            dired.directories.push((dired.position + 2, dired.position + title.len()));
        }
        self.put(cx, &title)
    }

    /// Where the names stood, in the form that Emacs reads.
    pub fn dired_end(&mut self, cx: &mut Context) -> Result<()> {
        let Some(dired) = self.dired.take() else { return Ok(()) };
        for (label, places) in [("//DIRED//", dired.names), ("//SUBDIRED//", dired.directories)] {
            if places.is_empty() {
                continue;
            }
            cx.out.write_all(label.as_bytes())?;
            for (begin, end) in places {
                cx.out.write_all(&text![" ", begin, " ", end])?;
            }
            cx.out.write_all(b"\n")?;
        }
        let style = match (self.style, self.writing) {
            (Some(quoting::Style::C), _) => "c",
            (Some(quoting::Style::Locale), _) => "locale",
            (Some(quoting::Style::Shell), _) => "shell",
            (Some(quoting::Style::ShellAlways), _) => "shell-always",
            (Some(quoting::Style::ShellEscape), _) => "shell-escape",
            (Some(quoting::Style::ShellEscapeAlways), _) => "shell-escape-always",
            (_, Writing::Escaped) => "escape",
            _ => "literal",
        };
        Ok(cx.out.line(&text!["//DIRED-OPTIONS// --quoting-style=", style])?)
    }

    pub fn list(&mut self, cx: &mut Context, entries: &[Entry]) -> Result<()> {
        self.aligns = matches!(self.style, Some(quoting::Style::Shell | quoting::Style::ShellEscape))
            && matches!(self.form, Form::Columns | Form::Lines | Form::Long)
            && entries.iter().any(|e| self.is_quoted(&e.name));
        if let Form::Columns | Form::Lines | Form::Commas = self.form {
            let cells: Vec<Cell> = entries.iter().map(|e| self.cell(e)).collect();
            return match self.form {
                Form::Commas => self.commas(cx, &cells),
                _ => self.columns(cx, &cells),
            };
        }
        let mut line = Vec::with_capacity(160);
        for entry in entries {
            line.clear();
            self.line(&mut line, entry);
            line.push(self.line_end);
            self.put(cx, &line)?;
        }
        Ok(())
    }

    fn is_quoted(&self, name: &[u8]) -> bool {
        self.style.is_some_and(|style| quoting::quoted(name, style, self.utf8).first() != name.first())
    }

    fn columns(&self, cx: &mut Context, cells: &[Cell]) -> Result<()> {
        let Some(widest) = cells.iter().map(|c| c.name_width).max() else { return Ok(()) };
        // BusyBox counts eight for an inode and five for blocks, whatever they take.
        let column = widest + GAP + 8 * usize::from(self.inode) + 5 * usize::from(self.blocks);
        let columns = (self.width / column).clamp(1, cells.len());
        let rows = cells.len().div_ceil(columns);
        for row in 0..rows {
            let place = |at: usize| if self.form == Form::Columns { at * rows + row } else { row * columns + at };
            let mut line = Vec::new();
            let mut blanks = 0;
            for cell in (0..columns).map_while(|at| cells.get(place(at))) {
                line.resize(line.len() + blanks, b' ');
                line.extend_from_slice(&cell.text);
                blanks = column.saturating_sub(cell.width);
            }
            line.push(self.line_end);
            cx.out.write_all(&line)?;
        }
        Ok(())
    }

    fn commas(&self, cx: &mut Context, cells: &[Cell]) -> Result<()> {
        let mut line = Vec::new();
        let mut width = 0;
        for (i, cell) in cells.iter().enumerate() {
            if i > 0 {
                line.push(b',');
                if width + cell.width + 2 >= self.width {
                    line.push(b'\n');
                    width = 0;
                } else {
                    line.push(b' ');
                    width += 1;
                }
            }
            line.extend_from_slice(&cell.text);
            width += cell.width + 1;
        }
        if !cells.is_empty() {
            line.push(self.line_end);
        }
        Ok(cx.out.write_all(&line)?)
    }

    fn cell(&self, entry: &Entry) -> Cell {
        let mut text = Vec::new();
        self.prefix(&mut text, entry);
        let prefix_width = text.len();
        let name_width = self.name(&mut text, &entry.subject(), true);
        Cell { text, width: prefix_width + name_width, name_width }
    }

    /// Inode and blocks.
    fn prefix(&self, text: &mut Vec<u8>, entry: &Entry) {
        let Some(stat) = entry.stat else { return };
        if self.inode {
            let start = text.len();
            push_decimal(text, stat.st_ino);
            pad_left(text, start, 7);
            text.push(b' ');
        }
        if self.blocks {
            let start = text.len();
            let blocks = stat.st_blocks as u64;
            match self.unit {
                Unit::Blocks => push_decimal(text, blocks.div_ceil(2)),
                Unit::Of(..) => self.push_scaled(text, blocks.saturating_mul(512)),
                Unit::Human => push_size(text, blocks.saturating_mul(512)),
                Unit::Si => push_size_si(text, blocks.saturating_mul(512)),
            }
            pad_left(text, start, if self.unit == Unit::Blocks { 6 } else { 7 });
            text.push(b' ');
        }
        if self.context && self.form != Form::Long {
            text.extend_from_slice(entry.context.as_deref().unwrap_or(b"?"));
            text.push(b' ');
        }
    }

    /// Appends a number of bytes in the unit of `--block-size`.
    fn push_scaled(&self, text: &mut Vec<u8>, bytes: u64) {
        let (unit, letters) = match self.unit {
            Unit::Of(unit, letters) => (unit, letters),
            _ => (1024, ""),
        };
        push_decimal(text, bytes.div_ceil(unit));
        text.extend_from_slice(letters.as_bytes());
    }

    fn line(&mut self, text: &mut Vec<u8>, entry: &Entry) {
        self.prefix(text, entry);
        let (true, Some(stat)) = (self.form == Form::Long, entry.stat) else {
            self.name(text, &entry.subject(), true);
            return;
        };
        text.extend_from_slice(&mode::symbolic(stat.st_mode));
        text.push(b' ');
        let start = text.len();
        push_decimal(text, files::links(&stat));
        pad_left(text, start, 4);
        text.push(b' ');
        if self.owner {
            let name = if self.numeric { None } else { self.names.user(stat.st_uid) };
            push_account(text, name, stat.st_uid);
        }
        if self.group {
            let name = if self.numeric { None } else { self.names.group(stat.st_gid) };
            push_account(text, name, stat.st_gid);
        }
        if self.author {
            let name = if self.numeric { None } else { self.names.user(stat.st_uid) };
            push_account(text, name, stat.st_uid);
        }
        if self.context {
            text.extend_from_slice(entry.context.as_deref().unwrap_or(b"?"));
            text.push(b' ');
        }
        self.size(text, &stat);
        text.push(b' ');
        self.time(text, entry);
        text.push(b' ');
        let start = text.len();
        self.name(text, &entry.subject(), entry.target.is_none());
        if let Some(dired) = &mut self.dired {
            dired.names.push((dired.position + 2 + start, dired.position + 2 + text.len()));
        }
        if let Some((target, mode)) = &entry.target {
            text.extend_from_slice(b" -> ");
            self.name(text, &Subject { name: target, mode: *mode, links: 1, target: None }, true);
        }
    }

    fn size(&self, text: &mut Vec<u8>, stat: &Stat) {
        let start = text.len();
        if matches!(stat.st_mode & libc::S_IFMT, libc::S_IFBLK | libc::S_IFCHR) {
            let (major, minor) = files::device_numbers(stat.st_rdev);
            push_decimal(text, major.into());
            pad_left(text, start, 4);
            text.push(b',');
            let start = text.len();
            push_decimal(text, minor.into());
            pad_left(text, start, 4);
            return;
        }
        let size = stat.st_size as u64;
        match self.unit {
            Unit::Blocks => push_decimal(text, size),
            Unit::Of(..) => self.push_scaled(text, size),
            Unit::Human => push_size(text, size),
            Unit::Si => push_size_si(text, size),
        }
        pad_left(text, start, if matches!(self.unit, Unit::Blocks | Unit::Of(..)) { 9 } else { 7 });
    }

    fn time(&self, text: &mut Vec<u8>, entry: &Entry) {
        let Some(moment) = self.time_of(entry) else {
            let start = text.len();
            text.push(b'?');
            pad_left(text, start, 12);
            return;
        };
        let civil = self.zone.civil(moment.seconds);
        let age = self.now.seconds.saturating_sub(moment.seconds);
        let is_recent = age < RECENT && age > -AHEAD;
        match &self.time_style {
            TimeStyle::Full => time::format(text, b"%Y-%m-%d %H:%M:%S %z", &civil, 0),
            TimeStyle::Format(recent, other) => {
                time::format(text, if is_recent { recent } else { other }, &civil, moment.nanoseconds);
            }
            // By hand: it is written for every file.
            TimeStyle::Locale => {
                text.extend_from_slice(&time::month_name(civil.month).as_bytes()[..3]);
                let start = text.len();
                push_decimal(text, civil.day as u64);
                pad_left(text, start, 3);
                text.push(b' ');
                if is_recent {
                    let two = |n: i32| [b'0' + (n / 10) as u8, b'0' + (n % 10) as u8];
                    text.extend_from_slice(&two(civil.hour));
                    text.push(b':');
                    text.extend_from_slice(&two(civil.minute));
                } else {
                    let start = text.len();
                    kit::text::push_signed(text, civil.year);
                    pad_left(text, start, 5);
                }
            }
        }
    }

    /// Appends a name with colour and indicator; gives its width.
    fn name(&self, text: &mut Vec<u8>, subject: &Subject, with_indicator: bool) -> usize {
        let mut width = 0;
        if self.aligns && !self.is_quoted(subject.name) {
            text.push(b' ');
            width = 1;
        }
        let own = self.colors.as_ref().and_then(|colors| Some((colors, colors.code(subject)?)));
        if let Some((colors, code)) = own {
            colors.push_start(text, code);
        } else if self.color && self.colors.is_none() {
            text.extend_from_slice(colors::busybox(subject.mode));
        }
        if let Some(host) = &self.links {
            text.extend_from_slice(b"\x1b]8;;");
            text.extend_from_slice(host);
            push_url(text, &self.links_dir, subject.name);
            text.push(0x07);
        }
        width += self.push_name(text, subject.name);
        if self.links.is_some() {
            text.extend_from_slice(b"\x1b]8;;\x07");
        }
        if let Some((colors, _)) = own {
            colors.push_end(text);
        } else if self.color && self.colors.is_none() {
            text.extend_from_slice(b"\x1b[m");
        }
        if let (true, Some(mark)) = (with_indicator, self.indicator_of(subject.mode)) {
            text.push(mark);
            width += 1;
        }
        width
    }

    fn indicator_of(&self, mode: u32) -> Option<u8> {
        if self.indicator == Indicator::None {
            return None;
        }
        let kind = mode & libc::S_IFMT;
        if kind == libc::S_IFDIR {
            return Some(b'/');
        }
        if self.indicator == Indicator::Slash {
            return None;
        }
        match kind {
            libc::S_IFLNK => Some(b'@'),
            libc::S_IFIFO => Some(b'|'),
            libc::S_IFSOCK => Some(b'='),
            libc::S_IFREG if self.indicator == Indicator::Classify && mode & 0o111 != 0 => Some(b'*'),
            _ => None,
        }
    }

    fn push_name(&self, text: &mut Vec<u8>, name: &[u8]) -> usize {
        if let Some(style) = self.style {
            let quoted = quoting::quoted(name, style, self.utf8);
            let hides = self.writing == Writing::Hidden;
            return quoted.utf8_chunks().fold(0, |mut width, chunk| {
                for c in chunk.valid().chars() {
                    match UnicodeWidthChar::width(c) {
                        None if hides => {
                            text.push(b'?');
                            width += 1;
                        }
                        known => {
                            text.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
                            width += known.unwrap_or(0);
                        }
                    }
                }
                text.extend(chunk.invalid().iter().map(|byte| if hides { b'?' } else { *byte }));
                width + chunk.invalid().len()
            });
        }
        // Nearly all names are plain.
        if !self.quote
            && name
                .iter()
                .all(|c| matches!(c, b' '..=b'~') && (*c != b'\\' && *c != b' ' || self.writing != Writing::Escaped))
        {
            text.extend_from_slice(name);
            return name.len();
        }
        let mut width = 0;
        if self.quote {
            text.push(b'"');
            width += 2;
        }
        for chunk in name.utf8_chunks() {
            for c in chunk.valid().chars() {
                width += self.push_char(text, c);
            }
            for byte in chunk.invalid() {
                width += self.push_byte(text, *byte);
            }
        }
        if self.quote {
            text.push(b'"');
        }
        width
    }

    fn push_char(&self, text: &mut Vec<u8>, c: char) -> usize {
        let mut bytes = [0; 4];
        let bytes = c.encode_utf8(&mut bytes).as_bytes();
        if self.quote && matches!(c, '"' | '\\') {
            text.extend_from_slice(&[b'\\', c as u8]);
            return 2;
        }
        match UnicodeWidthChar::width(c).filter(|_| is_printable(c)) {
            Some(width) if self.writing != Writing::Escaped || !matches!(c, ' ' | '\\') || self.quote => {
                text.extend_from_slice(bytes);
                width
            }
            // C1 controls are characters of two bytes.
            None if self.writing == Writing::Hidden => {
                text.push(b'?');
                1
            }
            _ => bytes.iter().map(|b| self.push_byte(text, *b)).sum(),
        }
    }

    fn push_byte(&self, text: &mut Vec<u8>, byte: u8) -> usize {
        let start = text.len();
        match self.writing {
            Writing::Hidden => text.push(b'?'),
            Writing::Literal => text.push(byte),
            Writing::Escaped if matches!(byte, b' ' | b'\\') => text.extend_from_slice(&[b'\\', byte]),
            Writing::Escaped => quoting::push_escape(text, byte),
        }
        text.len() - start
    }
}

/// Appends the name of an owner or group, or its number, and a blank.
fn push_account(text: &mut Vec<u8>, name: Option<&[u8]>, id: u32) {
    let start = text.len();
    match name {
        Some(name) => text.extend_from_slice(name),
        None => push_decimal(text, id.into()),
    }
    pad_right(text, start, 8);
    text.push(b' ');
}

/// As musl's iswprint(3): line and paragraph separators, annotations and noncharacters are not.
fn is_printable(c: char) -> bool {
    !matches!(c, '\u{2028}' | '\u{2029}' | '\u{fff9}'..='\u{fffb}') && u32::from(c) & 0xfffe != 0xfffe
}

/// Appends the absolute path of `name` in `dir`, as a URL has it.
fn push_url(text: &mut Vec<u8>, dir: &[u8], name: &[u8]) {
    let path = if name.starts_with(b"/") { name.to_vec() } else { crate::canonical::join(dir, name) };
    for byte in path {
        match byte {
            b'/' | b'-' | b'.' | b'_' | b'~' => text.push(byte),
            _ if byte.is_ascii_alphanumeric() => text.push(byte),
            _ => text.extend_from_slice(format!("%{byte:02x}").as_bytes()),
        }
    }
}

/// A size in the largest unit that leaves a whole number, rounded: `ls -lh`'s total.
fn push_whole(text: &mut Vec<u8>, bytes: u64) {
    let mut kilobytes = bytes.div_ceil(1024);
    let mut letters = b"KMGTPE".iter();
    let mut letter = letters.next();
    let mut rest = 0;
    while kilobytes >= 1024 {
        rest = kilobytes % 1024;
        kilobytes /= 1024;
        letter = letters.next();
    }
    push_decimal(text, kilobytes + u64::from(rest >= 512));
    if bytes > 0 {
        text.extend(letter);
    }
}

/// Blanks before what stands from `start` on, up to `width`.
fn pad_left(text: &mut Vec<u8>, start: usize, width: usize) {
    let missing = width.saturating_sub(text.len() - start);
    text.splice(start..start, std::iter::repeat_n(b' ', missing));
}

/// Blanks behind what stands from `start` on, up to `width`.
fn pad_right(text: &mut Vec<u8>, start: usize, width: usize) {
    let missing = width.saturating_sub(text.len() - start);
    text.resize(text.len() + missing, b' ');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_are_whole() {
        for (blocks, expected) in [(0, "0"), (32, "16K"), (5664, "3M"), (200, "100K")] {
            let mut text = Vec::new();
            push_whole(&mut text, blocks * 512);
            assert_eq!(text, expected.as_bytes());
        }
    }

    #[test]
    fn padding_keeps_what_is_too_long() {
        let mut text = b"a12".to_vec();
        pad_left(&mut text, 1, 4);
        assert_eq!(text, b"a  12");
        pad_left(&mut text, 0, 2);
        pad_right(&mut text, 0, 6);
        assert_eq!(text, b"a  12 ");
    }
}
