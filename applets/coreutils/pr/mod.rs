//! `pr`: paginate text, or put it in columns, for printing
//!
//! POSIX.1-2024 XCU pr; the other options as in GNU. Widths are columns of a terminal (GNU: bytes).

mod options;
mod row;
mod source;

use kit::context::or_stdin;
use kit::prelude::*;
use kit::sys;
use kit::time::{self, Zone};
use options::{Layout, Settings};
use row::{Expander, Row};
use source::{Page, Source, Token};

const USAGE: &str = "\
[+FIRST[:LAST]] [-COLUMN] [OPTIONS] [FILE]...

Paginate FILEs (or stdin), or put them in columns

	--pages=FIRST[:LAST]	Same as +FIRST[:LAST]: only these pages
	--columns=N	Same as -COLUMN: so many columns, filled down
	-a, --across	Fill columns across
	-c, --show-control-chars	Show control characters as ^X or \\NNN
	-d, --double-space	Double space the output
	-D, --date-format=FORMAT	Format of the date in the header
	-e[CHAR[WIDTH]], --expand-tabs[=CHAR[WIDTH]]	Expand CHARs (TABs) to stops every WIDTH (8)
	-F,-f, --form-feed	Form feeds between pages instead of newlines
	-h, --header=HEADER	HEADER instead of the file's name; -h '' for none
	-i[CHAR[WIDTH]], --output-tabs[=CHAR[WIDTH]]	Replace spaces with CHARs (TABs) to stops every WIDTH (8)
	-J, --join-lines	Don't cut or align columns
	-l, --length=N	Page length (66 lines with header and trailer)
	-m, --merge	All FILEs in parallel, one per column
	-n[SEP[DIGITS]], --number-lines[=SEP[DIGITS]]	Number lines, with DIGITS (5), then SEP (TAB)
	-N, --first-line-number=N	Number of the first line printed
	-o, --indent=MARGIN	Indent each line
	-r, --no-file-warnings	No message for files that can't be opened
	-s[CHAR], --separator[=CHAR]	Separate columns by CHAR (TAB); don't cut or align without -w
	-S[STRING], --sep-string[=STRING]	Separate columns by STRING
	-t, --omit-header	No headers and trailers, no filling of pages
	-T, --omit-pagination	Same, and no form feeds
	-v, --show-nonprinting	Show nonprinting characters as \\NNN
	-w, --width=N	Page width (72) for columns
	-W, --page-width=N	Page width; also cut single column lines to it
~	-b		Balance columns: they are
~	-0		Digits of -COLUMN
~	-1
~	-2
~	-3
~	-4
~	-5
~	-6
~	-7
~	-8
~	-9
";

pub const APPLET: Applet =
    Applet { dir: Dir::UsrBin, kind: Kind::Pure, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    let (settings, operands) = options::read(&given)?;
    let files = or_stdin(&operands);
    if settings.layout == Layout::Merge {
        let mut sources = Vec::new();
        for path in files {
            sources.extend(open(cx, path, &settings));
        }
        if !sources.is_empty() {
            let columns = sources.len();
            let mut printer = Printer::new(cx, &settings, columns, b"", None)?;
            printer.merge(cx, &mut sources)?;
            printer.finish(cx);
        }
        return Ok(cx.status());
    }
    for path in files {
        let Some(mut source) = open(cx, path, &settings) else { continue };
        let name: &[u8] = if *path == b"-" { b"" } else { path };
        let mut printer = Printer::new(cx, &settings, settings.columns, name, source.modified())?;
        match settings.layout {
            _ if settings.columns == 1 => printer.single(cx, &mut source)?,
            layout => printer.columns(cx, &mut source, layout == Layout::Across)?,
        }
        printer.finish(cx);
    }
    Ok(cx.status())
}

fn open<'a>(cx: &mut Context<'a>, path: &[u8], settings: &Settings) -> Option<Source<'a>> {
    match cx.open(path) {
        Ok(input) => Some(Source::new(input)),
        Err(_) if settings.quiet => {
            cx.set_status(Status::FAILED);
            None
        }
        Err(error) => {
            cx.complain(text![path, ": ", error]);
            None
        }
    }
}

/// Pages of a file, or of several side by side.
struct Printer<'s> {
    settings: &'s Settings<'s>,
    row: Row<'s>,
    expander: Expander,
    date: Vec<u8>,
    title: Vec<u8>,
    page: u64,
    /// Number of the next line.
    number: i64,
    number_set: bool,
}

impl<'s> Printer<'s> {
    fn new(
        cx: &Context,
        settings: &'s Settings<'s>,
        columns: usize,
        name: &[u8],
        modified: Option<time::Moment>,
    ) -> Result<Printer<'s>> {
        let row = Row::new(settings, columns)?;
        let moment = modified.unwrap_or_else(time::now);
        let default: &[u8] =
            if cx.env.get(b"POSIXLY_CORRECT").is_some() { b"%b %e %H:%M %Y" } else { b"%Y-%m-%d %H:%M" };
        let mut date = Vec::new();
        let format = settings.date_format.unwrap_or(default);
        time::format(&mut date, format, &Zone::of_env(cx.env).civil(moment.seconds), moment.nanoseconds);
        Ok(Printer {
            settings,
            expander: Expander::new(settings, row.cut()),
            row,
            date,
            title: settings.header.unwrap_or(name).to_vec(),
            page: 0,
            number: settings.first_number.unwrap_or(1),
            number_set: false,
        })
    }

    /// Begins a page; false if it is not to be printed.
    fn begin_page(&mut self, cx: &mut Context) -> Result<bool> {
        self.page += 1;
        if self.page < self.settings.first_page {
            return Ok(false);
        }
        // -N is the number of the first line that is printed.
        if let (false, Some(number)) = (self.number_set, self.settings.first_number) {
            self.number = number;
        }
        self.number_set = true;
        if self.settings.headers {
            let page = text!["Page ", self.page];
            let used = row::width(&self.date) + row::width(&self.title) + page.len();
            let free = self.settings.page_width.saturating_sub(used);
            let mut line = b"\n\n".to_vec();
            line.resize(line.len() + self.settings.margin, b' ');
            line.extend_from_slice(&self.date);
            line.resize(line.len() + (free / 2).max(1), b' ');
            line.extend_from_slice(&self.title);
            line.resize(line.len() + (free - free / 2).max(1), b' ');
            line.extend_from_slice(&page);
            line.extend_from_slice(b"\n\n\n");
            cx.out.write_all(&line)?;
        }
        Ok(true)
    }

    /// Ends a page that has `rows` lines of text.
    fn end_page(&self, cx: &mut Context, rows: u64, form_feed: bool) -> Result<()> {
        let settings = self.settings;
        if !settings.headers {
            if form_feed && settings.keeps_form_feeds {
                cx.out.write_all(b"\x0c")?;
            }
            return Ok(());
        }
        if settings.form_feeds {
            // As in GNU an empty page has a line all the same.
            return Ok(cx.out.write_all(if rows == 0 { b"\n\x0c" } else { b"\x0c" })?);
        }
        // The trailer is of five lines.
        let used = if settings.double { rows * 2 } else { rows };
        for _ in 0..settings.body_height.saturating_sub(used) + 5 {
            cx.out.write_all(b"\n")?;
        }
        Ok(())
    }

    fn is_past_last(&self) -> bool {
        self.settings.last_page.is_some_and(|last| self.page >= last)
    }

    fn finish(&self, cx: &mut Context) {
        if self.page > 0 && self.page < self.settings.first_page && self.settings.first_page > 1 {
            cx.warn(text!["starting page number ", self.settings.first_page, " exceeds page count ", self.page]);
        }
    }

    fn end_row(&mut self, cx: &mut Context) -> Result<()> {
        let end: &[u8] = if self.settings.double { b"\n\n" } else { b"\n" };
        self.row.end(end);
        cx.out.write_all(&self.row.text)?;
        self.row.text.clear();
        Ok(())
    }

    /// One column: as the bytes come, however long the line.
    fn single(&mut self, cx: &mut Context, source: &mut Source) -> Result<()> {
        let mut cell = Vec::new();
        while !self.is_past_last() && source.begin_page()? {
            let printed = self.begin_page(cx)?;
            let mut rows = 0;
            let by_form_feed = loop {
                if rows == self.settings.lines_per_body {
                    break source.full_page()?;
                }
                let mut in_line = false;
                let more = loop {
                    match source.next()? {
                        Token::Text(bytes) => {
                            if !printed {
                                in_line = true;
                                continue;
                            }
                            if !in_line {
                                self.expander.start(self.row.begin(self.number));
                                in_line = true;
                            }
                            self.expander.feed(bytes, &mut cell);
                            self.row.put(&cell);
                            cell.clear();
                            cx.out.write_all(&self.row.text)?;
                            self.row.text.clear();
                        }
                        Token::Newline => {
                            if printed {
                                if !in_line {
                                    self.row.begin(self.number);
                                }
                                self.end_row(cx)?;
                            }
                            break None;
                        }
                        // A last line without its newline ends all the same.
                        end @ (Token::FormFeed | Token::End) => {
                            if in_line && printed {
                                self.end_row(cx)?;
                            }
                            let is_form_feed = matches!(end, Token::FormFeed);
                            if in_line {
                                rows += 1;
                                self.number += 1;
                            }
                            break Some(is_form_feed);
                        }
                    }
                };
                if let Some(form_feed) = more {
                    break form_feed;
                }
                rows += 1;
                self.number += 1;
            };
            if printed {
                self.end_page(cx, rows, by_form_feed)?;
            }
        }
        Ok(())
    }

    /// Several columns of one file, filled down or across.
    fn columns(&mut self, cx: &mut Context, source: &mut Source, across: bool) -> Result<()> {
        let columns = self.settings.columns;
        let height = self.settings.lines_per_body as usize;
        while !self.is_past_last() && source.begin_page()? {
            let printed = self.begin_page(cx)?;
            let first = self.number;
            let Page { cells, by_form_feed, .. } =
                source.page(height.saturating_mul(columns), printed, &mut self.expander, self.row.number_width())?;
            self.number += cells.len() as i64;
            if !printed {
                continue;
            }
            // How many cells each column has, and which is its first.
            let (each, more) = (cells.len() / columns, cells.len() % columns);
            let full = cells.len() == height * columns;
            let rows = if full { height } else { cells.len().div_ceil(columns) };
            for row in 0..rows {
                for column in 0..columns {
                    let at = if across {
                        row * columns + column
                    } else if row < each + usize::from(column < more) {
                        column * each + column.min(more) + row
                    } else {
                        cells.len()
                    };
                    if let Some(cell) = cells.get(at) {
                        self.row.cell(column, cell, first + at as i64);
                    }
                }
                self.end_row(cx)?;
            }
            self.end_page(cx, rows as u64, by_form_feed)?;
        }
        Ok(())
    }

    /// One column of each file.
    fn merge(&mut self, cx: &mut Context, sources: &mut [Source]) -> Result<()> {
        let columns = sources.len();
        let height = self.settings.lines_per_body as usize;
        loop {
            let mut any = false;
            let mut begun = Vec::new();
            for source in sources.iter_mut() {
                let begins = !self.is_past_last() && source.begin_page()?;
                any |= begins;
                begun.push(begins);
            }
            if !any {
                return Ok(());
            }
            let printed = self.begin_page(cx)?;
            let mut pages = Vec::new();
            let mut form_feed = false;
            for (source, begun) in sources.iter_mut().zip(begun) {
                let page = if begun { source.page(height, printed, &mut self.expander, 0)? } else { Page::default() };
                form_feed |= page.by_form_feed;
                pages.push(page);
            }
            let rows = pages.iter().map(|page| page.cells.len()).max().unwrap_or(0);
            for row in 0..rows {
                let number = self.number;
                self.number += 1;
                if !printed {
                    continue;
                }
                // Columns behind the last are marked, unless it is known by then that the page ends.
                let last = pages.iter().rposition(|page| row < page.cells.len()).unwrap_or(0);
                let ends = pages.iter().all(|page| match page.cells.len().saturating_sub(row) {
                    0 => true,
                    1 => page.ends_in_line || row + 1 == height,
                    _ => false,
                });
                for (column, page) in pages.iter().enumerate().take(if ends { last + 1 } else { columns }) {
                    self.row.cell(column, page.cells.get(row).map_or(b"", Vec::as_slice), number);
                }
                self.end_row(cx)?;
            }
            if printed {
                self.end_page(cx, rows as u64, form_feed)?;
            }
        }
    }
}

/// When the file was changed, if it is one.
fn modified(input: &Input) -> Option<time::Moment> {
    let stat = sys::files::fstat(input.fd()?).ok()?;
    (stat.st_mode & libc::S_IFMT == libc::S_IFREG && input.name() != b"-").then(|| kit::copy::modified(&stat))
}
