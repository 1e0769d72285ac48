//! A line of output: margin, numbers, columns and what separates them, with spaces turned into tabs where that is wanted.

use super::options::{Layout, Settings};
use crate::columns;
use kit::prelude::*;

/// Columns of text that may have control characters, which take none.
pub fn width(text: &[u8]) -> usize {
    columns::width(text)
}

/// Makes the visible form of a line, and cuts it.
pub struct Expander {
    tab: Option<(u8, usize)>,
    /// Tabs are expanded; else they only count.
    expands: bool,
    control: bool,
    octal: bool,
    /// Columns beyond this are cut.
    most: Option<usize>,
    column: usize,
    /// Columns that a number takes; they count from the second character on.
    number: usize,
}

impl Expander {
    pub fn new(settings: &Settings, most: Option<usize>) -> Expander {
        Expander {
            tab: Some(settings.input_tab),
            expands: settings.expands,
            control: settings.show_control,
            octal: settings.show_octal,
            most,
            column: 0,
            number: 0,
        }
    }

    /// A line begins, behind a number of so many columns.
    pub fn start(&mut self, number: usize) {
        self.column = 0;
        self.number = number;
    }

    /// Appends the visible form of `bytes`, as far as there is room.
    pub fn feed(&mut self, bytes: &[u8], to: &mut Vec<u8>) {
        let mut at = 0;
        while at < bytes.len() {
            let c = bytes[at];
            let mut len = 1;
            let (tab, tab_width) = self.tab.unwrap_or((b'\t', 8));
            if c == tab || c == b'\t' {
                let stops = if c == tab { tab_width } else { 8 };
                let n = stops - self.column % stops;
                if self.expands {
                    for _ in 0..n {
                        self.put(b" ", 1, to);
                    }
                } else {
                    self.put(&[c], n as isize, to);
                }
            } else if c == 8 && !self.control && !self.octal {
                // Not before the start of the line.
                if self.column > 0 {
                    self.put(b"\x08", -1, to);
                }
            } else if c < b' ' || c == 0x7f {
                if self.control {
                    self.put(&[b'^', c ^ 0x40], 2, to);
                } else if self.octal {
                    self.put_octal(c, to);
                } else {
                    self.put(&[c], 0, to);
                }
            } else {
                let (n, next) = columns::step(&bytes[at..], 0);
                len = n;
                if c >= 0x80 && n == 1 && (self.octal || self.control) {
                    self.put_octal(c, to);
                } else {
                    self.put(&bytes[at..at + n], next as isize, to);
                }
            }
            at += len;
            self.column += std::mem::take(&mut self.number);
        }
    }

    fn put_octal(&mut self, c: u8, to: &mut Vec<u8>) {
        let digit = |shift: u8| b'0' + (c >> shift & 7);
        self.put(&[b'\\', digit(6), digit(3), digit(0)], 4, to);
    }

    fn put(&mut self, bytes: &[u8], width: isize, to: &mut Vec<u8>) {
        let next = self.column.saturating_add_signed(width);
        if self.most.is_some_and(|most| next > most) {
            // What is wider than one column is cut where the column ends.
            let room = self.most.map_or(0, |most| most.saturating_sub(self.column));
            if bytes.is_ascii() && bytes.len() == width.unsigned_abs() {
                to.extend_from_slice(&bytes[..room.min(bytes.len())]);
            }
            self.column = next;
            return;
        }
        to.extend_from_slice(bytes);
        self.column = next;
    }
}

/// A line of output, in the making.
pub struct Row<'s> {
    settings: &'s Settings<'s>,
    pub text: Vec<u8>,
    separator: &'s [u8],
    /// Spaces are turned into tabs.
    tab: Option<(u8, usize)>,
    column_width: usize,
    number_width: usize,
    columns: usize,
    position: usize,
    /// Spaces that are written when something follows.
    pending: usize,
}

impl<'s> Row<'s> {
    pub fn new(settings: &'s Settings<'s>, columns: usize) -> Result<Row<'s>> {
        let many = columns > 1;
        let separator: &[u8] = match settings.separator {
            None if !many => b"",
            None if settings.joins => b"\t",
            // Aligned columns are separated by blanks.
            None => b" ",
            Some(b"\t") if many && !settings.joins => b" ",
            Some(separator) => separator,
        };
        let number_width = match settings.numbers {
            None => 0,
            Some((b'\t', digits)) => digits + 8 - digits % 8,
            Some((_, digits)) => digits + 1,
        };
        let merged_number = if settings.layout == Layout::Merge { number_width } else { 0 };
        let used = merged_number + (columns - 1) * separator.len();
        let column_width = settings.page_width.saturating_sub(used) / columns;
        if column_width == 0 {
            return Err(fail!("page width too narrow"));
        }
        Ok(Row {
            settings,
            text: Vec::new(),
            separator,
            tab: settings.output_tab.or((many).then_some((b'\t', 8))),
            column_width,
            number_width,
            columns,
            position: 0,
            pending: 0,
        })
    }

    /// The width that lines are cut to.
    pub fn cut(&self) -> Option<usize> {
        (self.settings.cuts && (self.columns > 1 || self.settings.cuts_single) && !self.settings.joins)
            .then_some(self.column_width)
    }

    /// Columns that a number takes of a line's room.
    pub fn number_width(&self) -> usize {
        if self.cut().is_some() && self.settings.layout != Layout::Merge { self.number_width } else { 0 }
    }

    /// A line of one column begins; gives the column where its text does, as far as cutting goes.
    pub fn begin(&mut self, number: i64) -> usize {
        self.pending += self.settings.margin;
        self.number(number);
        self.number_width()
    }

    fn number(&mut self, number: i64) {
        let Some((separator, digits)) = self.settings.numbers else { return };
        let word = text![number];
        let shown = &word[word.len().saturating_sub(digits)..];
        self.pending += digits - shown.len();
        self.put(shown);
        if separator != b'\t' {
            self.put(&[separator]);
        } else if self.columns > 1 {
            self.pending += self.number_width - digits;
        } else {
            self.write_pending();
            self.text.push(b'\t');
            let (_, stops) = self.settings.output_tab.unwrap_or((b'\t', 8));
            self.position = (self.position / stops + 1) * stops;
        }
    }

    /// Appends text that is expanded.
    pub fn put(&mut self, text: &[u8]) {
        if self.tab.is_none() {
            self.write_pending();
            self.text.extend_from_slice(text);
            return;
        }
        let mut at = 0;
        while at < text.len() {
            if text[at] == b' ' {
                self.pending += 1;
                at += 1;
                continue;
            }
            self.write_pending();
            let (len, width) = match text[at] {
                8 => (1, -1),
                0..=31 | 127 => (1, 0),
                _ => {
                    let (len, next) = columns::step(&text[at..], 0);
                    (len, next as isize)
                }
            };
            self.text.extend_from_slice(&text[at..at + len]);
            self.position = self.position.saturating_add_signed(width);
            at += len;
        }
    }

    fn write_pending(&mut self) {
        let goal = self.position + std::mem::take(&mut self.pending);
        if let Some((tab, stops)) = self.tab {
            loop {
                let next = (self.position / stops + 1) * stops;
                if goal - self.position <= 1 || next > goal {
                    break;
                }
                self.text.push(tab);
                self.position = next;
            }
        }
        self.text.resize(self.text.len() + goal - self.position, b' ');
        self.position = goal;
    }

    /// Writes the cell of a column.
    pub fn cell(&mut self, column: usize, text: &[u8], number: i64) {
        let merges = self.settings.layout == Layout::Merge;
        self.align(column);
        if !merges || column == 0 {
            self.number(number);
        }
        self.put(text);
    }

    /// Goes to the start of a column.
    fn align(&mut self, column: usize) {
        let settings = self.settings;
        if column == 0 {
            self.pending += settings.margin;
            return;
        }
        if !settings.joins {
            let number = if settings.layout == Layout::Merge { self.number_width } else { 0 };
            let target = settings.margin + number + column * (self.column_width + self.separator.len());
            let before_separator = target - self.separator.len();
            self.pending += before_separator.saturating_sub(self.position + self.pending);
        }
        self.write_separator();
    }

    fn write_separator(&mut self) {
        for c in self.separator {
            if *c == b' ' {
                self.pending += 1;
            } else {
                self.write_pending();
                self.text.push(*c);
                self.position += 1;
            }
        }
        self.write_pending();
    }

    /// The line ends.
    pub fn end(&mut self, end: &[u8]) {
        if self.tab.is_none() {
            self.write_pending();
        }
        self.text.extend_from_slice(end);
        self.position = 0;
        self.pending = 0;
    }
}
