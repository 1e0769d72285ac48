//! How files are shown.

use super::{Entry, Form, Indicator, Ls, TimeStyle, Unit, Writing};
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

/// What is to be written of a file, and how many columns it takes.
struct Cell {
    text: Vec<u8>,
    width: usize,
    name_width: usize,
}

impl Ls {
    pub fn total(&self, cx: &mut Context, blocks: u64) -> Result<()> {
        let mut text = b"total ".to_vec();
        match self.unit {
            Unit::Blocks => push_decimal(&mut text, blocks.div_ceil(2)),
            Unit::Human => {
                let start = text.len();
                push_whole(&mut text, blocks.saturating_mul(512));
                // BusyBox writes it seven wide.
                pad_right(&mut text, start, 7);
            }
            Unit::Si => push_size_si(&mut text, blocks.saturating_mul(512)),
        }
        text.push(self.line_end);
        Ok(cx.out.write_all(&text)?)
    }

    pub fn list(&mut self, cx: &mut Context, entries: &[Entry]) -> Result<()> {
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
            cx.out.write_all(&line)?;
        }
        Ok(())
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
        let mode = entry.stat.map_or(entry.kind, |s| s.st_mode);
        let prefix_width = text.len();
        let name_width = self.name(&mut text, &entry.name, mode, true);
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
                Unit::Human => push_size(text, blocks.saturating_mul(512)),
                Unit::Si => push_size_si(text, blocks.saturating_mul(512)),
            }
            pad_left(text, start, if self.unit == Unit::Blocks { 6 } else { 7 });
            text.push(b' ');
        }
    }

    fn line(&mut self, text: &mut Vec<u8>, entry: &Entry) {
        self.prefix(text, entry);
        let mode = entry.stat.map_or(entry.kind, |s| s.st_mode);
        let (true, Some(stat)) = (self.form == Form::Long, entry.stat) else {
            self.name(text, &entry.name, mode, true);
            return;
        };
        text.extend_from_slice(&mode::symbolic(stat.st_mode));
        text.push(b' ');
        let start = text.len();
        push_decimal(text, files::links(&stat));
        pad_left(text, start, 4);
        text.push(b' ');
        if self.owner {
            let start = text.len();
            match if self.numeric { None } else { self.names.user(stat.st_uid) } {
                Some(name) => text.extend_from_slice(name),
                None => push_decimal(text, stat.st_uid.into()),
            }
            pad_right(text, start, 8);
            text.push(b' ');
        }
        if self.group {
            let start = text.len();
            match if self.numeric { None } else { self.names.group(stat.st_gid) } {
                Some(name) => text.extend_from_slice(name),
                None => push_decimal(text, stat.st_gid.into()),
            }
            pad_right(text, start, 8);
            text.push(b' ');
        }
        self.size(text, &stat);
        text.push(b' ');
        self.time(text, &stat);
        text.push(b' ');
        self.name(text, &entry.name, mode, entry.target.is_none());
        if let Some((target, mode)) = &entry.target {
            text.extend_from_slice(b" -> ");
            self.name(text, target, *mode, true);
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
            Unit::Human => push_size(text, size),
            Unit::Si => push_size_si(text, size),
        }
        pad_left(text, start, if self.unit == Unit::Blocks { 9 } else { 7 });
    }

    fn time(&self, text: &mut Vec<u8>, stat: &Stat) {
        let moment = self.time_of(stat);
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
    fn name(&self, text: &mut Vec<u8>, name: &[u8], mode: u32, with_indicator: bool) -> usize {
        if self.color {
            text.extend_from_slice(color(mode));
        }
        let mut width = self.push_name(text, name);
        if self.color {
            text.extend_from_slice(b"\x1b[m");
        }
        if let (true, Some(mark)) = (with_indicator, self.indicator_of(mode)) {
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

    /// A name as it is written.
    pub fn written(&self, name: &[u8]) -> Vec<u8> {
        let mut text = Vec::new();
        self.push_name(&mut text, name);
        text
    }

    fn push_name(&self, text: &mut Vec<u8>, name: &[u8]) -> usize {
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
            Writing::Escaped => {
                let letter = match byte {
                    b' ' => b' ',
                    b'\\' => b'\\',
                    0x07 => b'a',
                    0x08 => b'b',
                    b'\t' => b't',
                    b'\n' => b'n',
                    0x0b => b'v',
                    0x0c => b'f',
                    b'\r' => b'r',
                    _ => 0,
                };
                if letter == 0 {
                    text.extend_from_slice(&[b'\\', b'0' + (byte >> 6), b'0' + (byte >> 3 & 7), b'0' + (byte & 7)]);
                } else {
                    text.extend_from_slice(&[b'\\', letter]);
                }
            }
        }
        text.len() - start
    }
}

/// As musl's iswprint(3): line and paragraph separators, annotations and noncharacters are not.
fn is_printable(c: char) -> bool {
    !matches!(c, '\u{2028}' | '\u{2029}' | '\u{fff9}'..='\u{fffb}') && u32::from(c) & 0xfffe != 0xfffe
}

/// BusyBox's colours; red for links that lead nowhere.
fn color(mode: u32) -> &'static [u8] {
    match mode & libc::S_IFMT {
        libc::S_IFDIR => b"\x1b[1;34m",
        libc::S_IFLNK => b"\x1b[1;36m",
        libc::S_IFREG if mode & 0o111 != 0 => b"\x1b[1;32m",
        libc::S_IFREG => b"\x1b[0;0m",
        libc::S_IFIFO => b"\x1b[0;35m",
        libc::S_IFBLK | libc::S_IFCHR | libc::S_IFSOCK => b"\x1b[1;35m",
        _ => b"\x1b[1;31m",
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
