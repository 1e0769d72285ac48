//! The lines and form feeds of a file, page by page.

use super::row::Expander;
use crate::columns::cut_character;
use kit::lines::BLOCK;
use kit::prelude::*;
use kit::time::Moment;

pub enum Token<'b> {
    /// Part of a line.
    Text(&'b [u8]),
    Newline,
    /// With the newline behind it, if there is one.
    FormFeed,
    End,
}

/// The lines of a page.
#[derive(Default)]
pub struct Page {
    pub cells: Vec<Vec<u8>>,
    /// A form feed ended it.
    pub by_form_feed: bool,
    /// So did it, or the end of the file, with no newline before.
    pub ends_in_line: bool,
}

/// A file that is read token by token. A form feed ends a page; one behind a full page is that page's end.
pub struct Source<'a> {
    input: Input<'a>,
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    at_end: bool,
    modified: Option<Moment>,
}

impl<'a> Source<'a> {
    pub fn new(input: Input<'a>) -> Source<'a> {
        let modified = super::modified(&input);
        Source { input, buffer: Vec::new(), start: 0, end: 0, at_end: false, modified }
    }

    pub fn modified(&self) -> Option<Moment> {
        self.modified
    }

    /// Is there another page?
    pub fn begin_page(&mut self) -> Result<bool> {
        Ok(self.peek()?.is_some())
    }

    /// The page has all its lines: a form feed that follows is its end. Was there one?
    pub fn full_page(&mut self) -> Result<bool> {
        if self.peek()? != Some(b'\x0c') {
            return Ok(false);
        }
        self.next()?;
        Ok(true)
    }

    fn peek(&mut self) -> Result<Option<u8>> {
        if self.start == self.end {
            self.fill()?;
        }
        Ok((self.start < self.end).then(|| self.buffer[self.start]))
    }

    /// Reads more behind what is there.
    fn fill(&mut self) -> Result<()> {
        if self.at_end {
            return Ok(());
        }
        self.buffer.copy_within(self.start..self.end, 0);
        self.end -= self.start;
        self.start = 0;
        self.buffer.resize(BLOCK, 0);
        let n = self.input.read_unbuffered(&mut self.buffer[self.end..]).map_err(ReadError::named)?;
        self.at_end = n == 0;
        self.end += n;
        Ok(())
    }

    pub fn next(&mut self) -> Result<Token<'_>> {
        // A character is not cut by the end of the buffer.
        if self.end - self.start < 4 {
            self.fill()?;
        }
        let Some(first) = self.peek()? else { return Ok(Token::End) };
        match first {
            b'\n' => {
                self.start += 1;
                Ok(Token::Newline)
            }
            b'\x0c' => {
                self.start += 1;
                if self.peek()? == Some(b'\n') {
                    self.start += 1;
                }
                Ok(Token::FormFeed)
            }
            _ => {
                let rest = &self.buffer[self.start..self.end];
                let mut len = memchr::memchr2(b'\n', b'\x0c', rest).unwrap_or(rest.len());
                if len == rest.len() && !self.at_end && len > 3 {
                    len -= cut_character(rest);
                }
                self.start += len;
                Ok(Token::Text(&self.buffer[self.start - len..self.start]))
            }
        }
    }

    /// A page of at most `most` lines, expanded behind numbers of so many columns; they are empty if not `wanted`.
    pub fn page(&mut self, most: usize, wanted: bool, expander: &mut Expander, number_width: usize) -> Result<Page> {
        let mut cells = Vec::new();
        let mut cell = Vec::new();
        let mut in_line = false;
        expander.start(number_width);
        loop {
            if cells.len() == most {
                return Ok(Page { by_form_feed: self.full_page()?, cells, ends_in_line: false });
            }
            match self.next()? {
                Token::Text(bytes) => {
                    in_line = true;
                    if wanted {
                        expander.feed(bytes, &mut cell);
                    }
                    continue;
                }
                Token::Newline => {}
                end @ (Token::FormFeed | Token::End) => {
                    let by_form_feed = matches!(end, Token::FormFeed);
                    if in_line {
                        cells.push(cell);
                    }
                    return Ok(Page { cells, by_form_feed, ends_in_line: in_line });
                }
            }
            cells.push(std::mem::take(&mut cell));
            in_line = false;
            expander.start(number_width);
        }
    }
}
