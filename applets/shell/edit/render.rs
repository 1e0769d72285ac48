//! What the terminal shows: prompt and text laid out in rows, and the least that must be written to get from one picture
//! to the next. Of the terminal it needs that it wraps at its last column and knows a few sequences of ECMA-48: cursor
//! up, right and left, erase to the end of the line and of the screen.

use super::buffer::{char_at, columns};
use kit::text::push_decimal;

/// Begins a part of a prompt that takes no columns.
pub const INVISIBLE: u8 = 1;
/// Ends it.
pub const VISIBLE: u8 = 2;

/// One thing on the screen: where its bytes end in the frame's, and its columns. Sequences that only change colours have
/// none.
#[derive(Clone, Copy, Debug)]
struct Cell {
    start: usize,
    end: usize,
    width: usize,
}

/// A row of the screen.
#[derive(Clone, Default, Debug)]
struct Row {
    cells: Vec<Cell>,
    width: usize,
    /// It is full, and what follows stands in the next row.
    wraps: bool,
}

/// A picture of prompt and text.
#[derive(Clone, Default, Debug)]
pub struct Frame {
    bytes: Vec<u8>,
    rows: Vec<Row>,
    columns: usize,
    cursor: (usize, usize),
}

impl Frame {
    /// Lays out a prompt and a text with the cursor at `at` in rows of `columns`.
    pub fn new(prompt: &[u8], text: &[u8], at: usize, columns: usize) -> Frame {
        // Fewer columns could not hold a wide character.
        let mut frame = Frame { rows: vec![Row::default()], columns: columns.max(4), ..Frame::default() };
        frame.add_prompt(prompt);
        let mut i = 0;
        while i < text.len() {
            if i == at {
                frame.mark_cursor();
            }
            i += frame.add_char(text, i);
        }
        if at >= text.len() {
            frame.mark_cursor();
        }
        // A cursor behind a full row stands in the next.
        if frame.cursor.1 >= frame.columns {
            frame.cursor = (frame.cursor.0 + 1, 0);
            if frame.cursor.0 == frame.rows.len() {
                frame.wrap();
            }
        }
        frame
    }

    fn mark_cursor(&mut self) {
        let row = self.rows.len() - 1;
        self.cursor = (row, self.rows[row].width);
    }

    fn wrap(&mut self) {
        if let Some(row) = self.rows.last_mut() {
            row.wraps = true;
        }
        self.rows.push(Row::default());
    }

    /// Adds something of `width` columns.
    fn add(&mut self, bytes: &[u8], width: usize) {
        if self.rows.last().is_some_and(|row| row.width + width > self.columns) {
            if self.cursor == (self.rows.len() - 1, self.rows.last().map_or(0, |r| r.width)) {
                self.cursor = (self.rows.len(), 0);
            }
            self.wrap();
        }
        let start = self.bytes.len();
        self.bytes.extend_from_slice(bytes);
        if let Some(row) = self.rows.last_mut() {
            row.cells.push(Cell { start, end: self.bytes.len(), width });
            row.width += width;
        }
    }

    /// Adds what combines with the last character.
    fn combine(&mut self, bytes: &[u8]) {
        let end = self.bytes.len();
        match self.rows.last_mut().and_then(|row| row.cells.last_mut()) {
            Some(cell) if cell.end == end => {
                self.bytes.extend_from_slice(bytes);
                cell.end = self.bytes.len();
            }
            _ => self.add(bytes, 0),
        }
    }

    /// Adds a character of the text; its length.
    fn add_char(&mut self, text: &[u8], at: usize) -> usize {
        let (c, length) = char_at(text, at);
        let bytes = &text[at..at + length];
        match c {
            Some('\n') => self.rows.push(Row::default()),
            Some('\t') => {
                let column = self.rows.last().map_or(0, |row| row.width) % self.columns;
                let width = (8 - column % 8).min(self.columns - column);
                self.add(&b"        "[..width], width);
            }
            Some(c) if c.is_ascii_control() => self.add(&[b'^', bytes[0] ^ 0x40], 2),
            Some(c) => match columns(c) {
                Some(0) => self.combine(bytes),
                Some(width) => self.add(bytes, width),
                None => self.add("\u{fffd}".as_bytes(), 1),
            },
            None => self.add("\u{fffd}".as_bytes(), 1),
        }
        length
    }

    fn add_prompt(&mut self, prompt: &[u8]) {
        let mut i = 0;
        while i < prompt.len() {
            let rest = &prompt[i..];
            i += match rest[0] {
                INVISIBLE => {
                    let end = memchr::memchr(VISIBLE, rest).unwrap_or(rest.len());
                    self.add(&rest[1..end], 0);
                    end + 1
                }
                VISIBLE => 1,
                0x1b => {
                    let length = sequence_length(rest);
                    self.add(&rest[..length], 0);
                    length
                }
                b'\n' | b'\t' | 0x20.. => self.add_char(prompt, i),
                _ => {
                    self.add(&rest[..1], 0);
                    1
                }
            };
        }
    }

    fn bytes_of(&self, cell: Cell) -> &[u8] {
        &self.bytes[cell.start..cell.end]
    }
}

/// The length of an escape sequence at the beginning of `bytes`: CSI up to its final byte, OSC up to BEL or ST, else two
/// bytes.
fn sequence_length(bytes: &[u8]) -> usize {
    let length = match bytes.get(1) {
        Some(b'[') => bytes[2..].iter().position(|c| (0x40..0x7f).contains(c)).map(|n| n + 3),
        Some(b']' | b'P' | b'_' | b'^') => bytes.iter().enumerate().skip(2).find_map(|(n, c)| match c {
            7 => Some(n + 1),
            b'\\' if bytes[n - 1] == 0x1b => Some(n + 1),
            _ => None,
        }),
        _ => Some(2),
    };
    length.unwrap_or(bytes.len()).min(bytes.len())
}

/// What is on the terminal, from the row on in which the prompt began.
#[derive(Default, Debug)]
pub struct Screen {
    shown: Frame,
    /// The first row of the frame that is on the screen: it may be higher than the terminal.
    top: usize,
    height: usize,
    columns: usize,
    /// Where the terminal's cursor is, from the first shown row.
    cursor: (usize, usize),
}

impl Screen {
    /// Nothing, on a terminal of that many rows (0: unknown).
    pub fn new(height: usize) -> Screen {
        Screen { height: if height == 0 { usize::MAX } else { height }, ..Screen::default() }
    }

    /// Makes the terminal show `frame`: appends what must be written to `out`.
    pub fn draw(&mut self, frame: Frame, out: &mut Vec<u8>) {
        let height = self.height;
        self.columns = frame.columns;
        let mut top = self.top.min(frame.rows.len().saturating_sub(height));
        if frame.cursor.0 < top {
            top = frame.cursor.0;
        } else if frame.cursor.0 - top >= height {
            top = frame.cursor.0 + 1 - height;
        }
        let old = std::mem::take(&mut self.shown);
        let old_rows: &[Row] = &old.rows[self.top.min(old.rows.len())..];
        let old_rows = &old_rows[..old_rows.len().min(height)];
        let rows = &frame.rows[top..];
        let rows = &rows[..rows.len().min(height)];
        let mut runs_on = false; // the terminal is at the end of the full row before
        for (r, row) in rows.iter().enumerate() {
            let before = old_rows.get(r);
            let common = before.map_or(0, |before| {
                let pairs = before.cells.iter().zip(&row.cells);
                pairs.take_while(|(a, b)| old.bytes_of(**a) == frame.bytes_of(**b)).count()
            });
            let before_width = before.map_or(0, |b| b.width);
            if before.is_some_and(|b| b.cells.len() == row.cells.len()) && common == row.cells.len() {
                runs_on = false;
                continue;
            }
            let column: usize = row.cells[..common].iter().map(|c| c.width).sum();
            if !(runs_on && common == 0 && !row.cells.is_empty()) {
                self.go(r, column, out);
            }
            let (Some(first), Some(last)) = (row.cells.get(common), row.cells.last()) else {
                if before_width > column {
                    out.extend_from_slice(b"\x1b[K");
                }
                runs_on = false;
                continue;
            };
            out.extend_from_slice(&frame.bytes[first.start..last.end]);
            self.cursor = (r, row.width);
            if before_width > row.width {
                out.extend_from_slice(b"\x1b[K");
            }
            runs_on = row.wraps && row.width == frame.columns;
        }
        if old_rows.len() > rows.len() {
            self.go(rows.len(), 0, out);
            out.extend_from_slice(b"\x1b[J");
        }
        self.go(frame.cursor.0 - top, frame.cursor.1, out);
        self.top = top;
        self.shown = frame;
    }

    /// Moves the terminal's cursor.
    fn go(&mut self, row: usize, column: usize, out: &mut Vec<u8>) {
        let (from_row, mut from_column) = self.cursor;
        if row > from_row {
            // A row below may not exist yet: a line feed makes one.
            out.push(b'\r');
            out.resize(out.len() + (row - from_row), b'\n');
            from_column = 0;
        } else if row < from_row {
            sequence(out, from_row - row, b'A');
        }
        // Behind the last column terminals differ in where the cursor is.
        if column == 0 || from_column >= self.columns {
            if from_column != 0 || column == 0 && row == from_row && from_column != column {
                out.push(b'\r');
            }
            from_column = 0;
        }
        if column > from_column {
            sequence(out, column - from_column, b'C');
        } else if column < from_column {
            if from_column - column < 4 {
                out.resize(out.len() + (from_column - column), 8);
            } else {
                sequence(out, from_column - column, b'D');
            }
        }
        self.cursor = (row, column);
    }

    /// Leaves what is shown and goes to a new line below it.
    pub fn leave(&mut self, out: &mut Vec<u8>) {
        let last = self.shown.rows.len().saturating_sub(1 + self.top).min(self.height - 1);
        self.go(last, 0, out);
        out.extend_from_slice(b"\r\n");
        self.forget();
    }

    /// Forgets what is shown: the cursor is at the beginning of an empty line.
    pub fn forget(&mut self) {
        self.shown = Frame::default();
        self.top = 0;
        self.cursor = (0, 0);
    }

    /// The terminal has another size: clears what is shown, wherever a terminal that has wrapped it anew has put it.
    pub fn resize(&mut self, columns: usize, height: usize, out: &mut Vec<u8>) {
        let columns = columns.max(4);
        let mut up = 0;
        let mut line = 0; // columns of the rows that are one line
        let end = self.top + self.cursor.0;
        for (r, row) in self.shown.rows.iter().enumerate().take(end + 1).skip(self.top) {
            if r == end {
                up += (line + self.cursor.1) / columns;
            } else if row.wraps {
                line += row.width;
            } else {
                up += (line + row.width).div_ceil(columns).max(1);
                line = 0;
            }
        }
        if up > 0 {
            sequence(out, up, b'A');
        }
        out.extend_from_slice(b"\r\x1b[J");
        self.forget();
        self.height = if height == 0 { usize::MAX } else { height };
    }
}

/// `ESC [ n c`
fn sequence(out: &mut Vec<u8>, n: usize, c: u8) {
    out.extend_from_slice(b"\x1b[");
    if n > 1 {
        push_decimal(out, n as u64);
    }
    out.push(c);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A terminal as far as it is needed: cells with a character each, wrapping late as a VT100 does.
    struct Terminal {
        columns: usize,
        height: usize,
        rows: Vec<Vec<String>>,
        at: (usize, usize),
        pending: bool,
    }

    impl Terminal {
        fn new(columns: usize, height: usize) -> Terminal {
            Terminal { columns, height, rows: vec![vec![String::new(); columns]], at: (0, 0), pending: false }
        }

        fn down(&mut self) {
            self.at.0 += 1;
            if self.at.0 == self.rows.len() {
                self.rows.push(vec![String::new(); self.columns]);
            }
        }

        fn write(&mut self, bytes: &[u8]) {
            let mut i = 0;
            while i < bytes.len() {
                let (c, length) = char_at(bytes, i);
                let c = c.expect("UTF-8");
                i += length;
                match c {
                    '\r' => {
                        self.at.1 = 0;
                        self.pending = false;
                    }
                    '\n' => self.down(),
                    '\x08' => {
                        self.at.1 -= 1;
                        self.pending = false;
                    }
                    '\x1b' => {
                        let length = sequence_length(&bytes[i - 1..]);
                        let body = std::str::from_utf8(&bytes[i + 1..i + length - 2]).unwrap();
                        let n: usize = body.parse().unwrap_or(1);
                        match bytes[i + length - 2] {
                            b'A' => {
                                let oldest = self.rows.len().saturating_sub(self.height);
                                assert!(self.at.0 - n >= oldest, "up beyond the screen");
                                self.at.0 -= n;
                            }
                            b'C' => self.at.1 += n,
                            b'D' => self.at.1 -= n,
                            b'K' => self.rows[self.at.0][self.at.1..].fill(String::new()),
                            b'J' => {
                                self.rows[self.at.0][self.at.1..].fill(String::new());
                                for row in &mut self.rows[self.at.0 + 1..] {
                                    row.fill(String::new());
                                }
                            }
                            b'm' => {}
                            other => panic!("sequence {}", other as char),
                        }
                        assert!(self.at.1 < self.columns);
                        if bytes[i + length - 2] != b'm' {
                            self.pending = false;
                        }
                        i += length - 1;
                    }
                    c => {
                        let width = columns(c).unwrap();
                        if width == 0 {
                            let at = self.at;
                            let column = if self.pending { at.1 } else { at.1 - 1 };
                            self.rows[at.0][column].push(c);
                            continue;
                        }
                        if self.pending || self.at.1 + width > self.columns {
                            self.down();
                            self.at.1 = 0;
                        }
                        self.pending = false;
                        self.rows[self.at.0][self.at.1] = c.to_string();
                        if width == 2 {
                            self.rows[self.at.0][self.at.1 + 1] = "\0".into();
                        }
                        self.at.1 += width;
                        if self.at.1 >= self.columns {
                            self.at.1 = self.columns - 1;
                            self.pending = true;
                        }
                    }
                }
            }
        }

        fn text(&self) -> Vec<String> {
            let show = |row: &Vec<String>| {
                let cells = row.iter().map(|c| if c.is_empty() { " " } else { c.trim_matches('\0') });
                cells.collect::<String>().trim_end().to_string()
            };
            let mut rows: Vec<String> = self.rows.iter().map(show).collect();
            while rows.last().is_some_and(String::is_empty) {
                rows.pop();
            }
            rows
        }
    }

    /// Draws one after another; every picture must be what a fresh terminal shows of the last alone.
    fn check(columns: usize, height: usize, steps: &[(&str, usize)]) -> Vec<String> {
        let mut terminal = Terminal::new(columns, height);
        let mut screen = Screen::new(height);
        for (text, at) in steps {
            let mut out = Vec::new();
            let frame = Frame::new(b"$ ", text.as_bytes(), *at, columns);
            let cursor = frame.cursor;
            let rows = frame.rows.len();
            screen.draw(frame.clone(), &mut out);
            terminal.write(&out);
            assert!(!terminal.pending || cursor.1 == columns - 1);
            if rows <= height {
                let mut fresh = Terminal::new(columns, height);
                let mut out = Vec::new();
                Screen::new(height).draw(frame, &mut out);
                fresh.write(&out);
                assert_eq!(terminal.text(), fresh.text(), "after {text:?}");
                assert_eq!(terminal.at, fresh.at, "cursor after {text:?} {at}");
                assert_eq!(terminal.at, cursor);
            }
        }
        terminal.text()
    }

    #[test]
    fn text_wraps_and_is_changed_over_several_rows() {
        let steps = [
            ("abc", 3),
            ("abcd", 4),
            ("abcdefgh", 8),
            ("abcdefghi", 9),
            ("abcdefghij", 10),
            ("abXcdefghij", 3),
            ("abXcdefghij", 8),
            ("bXcdefghij", 0),
            ("", 0),
            ("0123456789abcdef01234", 2),
            ("0123456", 7),
            ("01234567", 8),
            ("0123456", 7),
        ];
        assert_eq!(check(10, 24, &steps), ["$ 0123456"]);
    }

    #[test]
    fn a_cursor_behind_a_full_row_stands_in_the_next() {
        let frame = Frame::new(b"$ ", b"12345678", 8, 10);
        assert_eq!((frame.cursor, frame.rows.len()), ((1, 0), 2));
        let frame = Frame::new(b"$ ", b"12345678\nx", 8, 10);
        assert_eq!((frame.cursor, frame.rows.len()), ((1, 0), 2));
    }

    #[test]
    fn wide_and_combining_characters_keep_their_columns() {
        let text = "漢字かな交じり e\u{301}x";
        let places: Vec<usize> =
            text.char_indices().map(|(i, _)| i).filter(|i| !text[*i..].starts_with('\u{301}')).collect();
        let steps: Vec<(&str, usize)> = places.iter().map(|i| (text, *i)).collect();
        check(9, 24, &steps);
        assert_eq!(check(5, 24, &[("a漢字", 7)]), ["$ a漢", "字"]);
        assert_eq!(check(5, 24, &[("漢字漢", 9), ("x漢字漢", 1)]), ["$ x漢", "字漢"]);
    }

    #[test]
    fn lines_control_characters_and_tabs_are_shown() {
        assert_eq!(check(20, 24, &[("a\nb\x01\tc", 3)]), ["$ a", "b^A     c"]);
        assert_eq!(check(20, 24, &[("a\nb", 3), ("ax\nb", 2), ("a", 1)]), ["$ a"]);
        let frame = Frame::new(b"", b"\xff\xc2\x85", 0, 20);
        assert_eq!(frame.rows[0].width, 2);
    }

    #[test]
    fn colours_and_invisible_parts_of_a_prompt_take_no_columns() {
        for prompt in [&b"\x1b[1;32mab\x1b[0m$ "[..], b"\x01\x1b[1;32m\x02ab\x01\x1b[0m\x02$ ", b"\x1b]0;title\x07ab$ "]
        {
            assert_eq!(Frame::new(prompt, b"x", 1, 80).cursor, (0, 5));
        }
        assert_eq!(Frame::new(b"one\ntwo> ", b"x", 1, 80).cursor, (1, 6));
    }

    #[test]
    fn a_text_higher_than_the_terminal_shows_what_is_around_the_cursor() {
        let text = "1\n2\n3\n4\n5\n6";
        let rows = check(10, 3, &[(text, 11), (text, 0), (text, 4), (text, 11), ("1", 1)]);
        assert_eq!(rows.last().map(String::as_str), Some("$ 1"));
    }

    #[test]
    fn typing_at_the_end_writes_the_character_alone() {
        let mut screen = Screen::new(24);
        let mut out = Vec::new();
        screen.draw(Frame::new(b"\x1b[1m$ \x1b[0m", b"ab", 2, 80), &mut out);
        out.clear();
        screen.draw(Frame::new(b"\x1b[1m$ \x1b[0m", b"abc", 3, 80), &mut out);
        assert_eq!(out, b"c");
        out.clear();
        screen.draw(Frame::new(b"\x1b[1m$ \x1b[0m", b"ab", 2, 80), &mut out);
        assert_eq!(out, b"\x08\x1b[K");
    }

    #[test]
    fn a_new_width_is_counted_with() {
        let mut screen = Screen::new(24);
        let mut out = Vec::new();
        screen.draw(Frame::new(b"$ ", b"0123456789abcdef", 16, 10), &mut out);
        out.clear();
        screen.resize(6, 24, &mut out);
        // 18 columns before the cursor: three rows of six and the beginning of a fourth.
        assert_eq!(out, b"\x1b[3A\r\x1b[J");
    }
}
