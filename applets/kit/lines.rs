//! An [`Input`] by lines and blocks: big reads, nothing copied but what straddles two reads.

use crate::input::{Input, ReadError};

/// The size that reads grow to: large enough that system calls cost little, small enough for the second-level cache.
pub const BLOCK: usize = 128 * 1024;
/// The first read's: most inputs are smaller, and the shell runs commands on them by the thousand.
const FIRST: usize = 8 * 1024;

/// Grows a buffer that a read has filled.
fn grow(buffer: &mut Vec<u8>) {
    let len = match buffer.len() {
        0 => FIRST,
        len if len < BLOCK => (len * 4).min(BLOCK),
        len => len * 2,
    };
    buffer.resize(len, 0);
}

/// Reads an input block by block, as the bytes come: a block is what one read gave.
pub struct Blocks<'a> {
    input: Input<'a>,
    memory: Option<&'a [u8]>,
    buffer: Vec<u8>,
    filled: bool,
}

impl<'a> Blocks<'a> {
    /// The blocks of `input`.
    pub fn new(mut input: Input<'a>) -> Blocks<'a> {
        let memory = input.take_memory();
        Blocks { input, memory, buffer: Vec::new(), filled: true }
    }

    /// The next block; none at the end.
    pub fn next_block(&mut self) -> Result<Option<&[u8]>, ReadError> {
        if let Some(memory) = &mut self.memory {
            let all = std::mem::take(memory);
            return Ok((!all.is_empty()).then_some(all));
        }
        if self.filled && self.buffer.len() < BLOCK {
            grow(&mut self.buffer);
        }
        let n = self.input.read_unbuffered(&mut self.buffer)?;
        self.filled = n == self.buffer.len();
        Ok((n > 0).then(|| &self.buffer[..n]))
    }
}

/// Reads an input line by line, or all whole lines at hand at a time. After the last line may lack the delimiter.
pub struct Lines<'a> {
    input: Input<'a>,
    memory: Option<&'a [u8]>,
    buffer: Vec<u8>,
    delimiter: u8,
    /// What is not handed out yet begins here…
    start: usize,
    /// …its whole lines end here…
    whole: usize,
    /// …and the begun line ends here.
    end: usize,
    at_end: bool,
    ended: bool,
}

impl<'a> Lines<'a> {
    /// The lines of `input`, which end with `delimiter`.
    pub fn new(mut input: Input<'a>, delimiter: u8) -> Lines<'a> {
        let memory = input.take_memory();
        let end = memory.map_or(0, <[u8]>::len);
        Lines {
            input,
            memory,
            buffer: Vec::new(),
            delimiter,
            start: 0,
            whole: end,
            end,
            at_end: memory.is_some(),
            ended: true,
        }
    }

    fn held(&self) -> &[u8] {
        match self.memory {
            Some(memory) => memory,
            None => &self.buffer,
        }
    }

    /// Reads until there is a whole line, or the last; false at the end.
    #[cold]
    fn read_more(&mut self) -> Result<bool, ReadError> {
        if self.at_end {
            return Ok(false);
        }
        self.buffer.copy_within(self.start..self.end, 0);
        self.end -= self.start;
        self.start = 0;
        self.whole = 0;
        loop {
            if self.end == self.buffer.len() {
                grow(&mut self.buffer);
            }
            let n = self.input.read_unbuffered(&mut self.buffer[self.end..])?;
            if n == 0 {
                self.at_end = true;
                self.whole = self.end;
                return Ok(self.end > 0);
            }
            let read = self.end..self.end + n;
            self.end = read.end;
            if let Some(at) = memchr::memrchr(self.delimiter, &self.buffer[read.clone()]) {
                self.whole = read.start + at + 1;
                if n == self.buffer.len() && n < BLOCK {
                    grow(&mut self.buffer);
                }
                return Ok(true);
            }
        }
    }

    /// The next line, without its delimiter; none at the end.
    #[inline]
    pub fn next_line(&mut self) -> Result<Option<&[u8]>, ReadError> {
        if self.start == self.whole && !self.read_more()? {
            return Ok(None);
        }
        let start = self.start;
        let rest = &self.held()[start..self.whole];
        let (len, ended) = match memchr::memchr(self.delimiter, rest) {
            Some(at) => (at, true),
            None => (rest.len(), false),
        };
        self.ended = ended;
        self.start = start + len + usize::from(ended);
        Ok(Some(&self.held()[start..start + len]))
    }

    /// Had the line that [`Lines::next_line`] gave last its delimiter?
    pub fn had_delimiter(&self) -> bool {
        self.ended
    }

    /// All whole lines at hand, with their delimiters (only the very last line may lack it); none at the end.
    pub fn next_block(&mut self) -> Result<Option<&[u8]>, ReadError> {
        if self.start == self.whole && !self.read_more()? {
            return Ok(None);
        }
        let start = std::mem::replace(&mut self.start, self.whole);
        Ok(Some(&self.held()[start..self.whole]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Seek, Write};

    fn file(content: &[u8]) -> Input<'static> {
        let name = std::env::temp_dir().join(format!("cairn-lines-{}-{}", std::process::id(), content.len()));
        let mut file = std::fs::File::options().read(true).write(true).create(true).truncate(true).open(&name).unwrap();
        std::fs::remove_file(&name).unwrap();
        file.write_all(content).unwrap();
        file.rewind().unwrap();
        Input::from_file(file, b"f")
    }

    fn lines(input: Input) -> (Vec<usize>, bool) {
        let (mut lines, mut lengths) = (Lines::new(input, b'\n'), Vec::new());
        while let Some(line) = lines.next_line().unwrap() {
            assert!(line.iter().all(|c| *c == b'x'));
            lengths.push(line.len());
        }
        (lengths, lines.had_delimiter())
    }

    #[test]
    fn lines_longer_than_the_buffer_come_whole() {
        let lengths = [0, 3, 8191, 8192, 1, 300_000, 0, 5];
        let mut content = Vec::new();
        for (i, len) in lengths.iter().enumerate() {
            content.resize(content.len() + len, b'x');
            if i + 1 < lengths.len() {
                content.push(b'\n');
            }
        }
        assert_eq!(lines(file(&content)), (lengths.to_vec(), false));
        assert_eq!(lines(Input::memory(&content, b"-")), (lengths.to_vec(), false));
        content.push(b'\n');
        assert_eq!(lines(file(&content)), (lengths.to_vec(), true));
    }

    #[test]
    fn blocks_of_lines_end_with_a_line() {
        let content = b"xxxxxxx\n".repeat(20_000);
        let mut lines = Lines::new(file(&content[..content.len() - 1]), b'\n');
        let mut all = Vec::new();
        while let Some(block) = lines.next_block().unwrap() {
            all.extend_from_slice(block);
            assert!(block.ends_with(b"\n") || all.len() == content.len() - 1);
        }
        assert_eq!(all, content[..content.len() - 1]);
    }

    #[test]
    fn blocks_give_everything_in_order() {
        let content: Vec<u8> = (0..700_000_u32).map(|i| (i / 7) as u8).collect();
        for input in [file(&content), Input::memory(&content, b"-")] {
            let (mut blocks, mut all) = (Blocks::new(input), Vec::new());
            while let Some(block) = blocks.next_block().unwrap() {
                all.extend_from_slice(block);
            }
            assert!(all == content);
        }
    }
}
