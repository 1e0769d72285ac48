//! `split`: cut a file into pieces
//!
//! POSIX.1-2024 XCU split; all other options as in GNU. Files that have the name of a piece are overwritten, as POSIX says, but
//! never the input. Letters as suffixes run out, as POSIX and BusyBox have it; numbers, GNU's own, grow longer.

use crate::temporary;
use kit::lines::{Blocks, Lines};
use kit::number::{self, BLOCKS};
use kit::prelude::*;
use kit::process::{self, Ended, Spawn};
use kit::{signals, sys};
use std::ffi::OsStr;
use std::fs::File;
use std::os::fd::{AsRawFd, OwnedFd};
use std::os::unix::ffi::OsStrExt;

const USAGE: &str = "\
[OPTIONS] [INPUT [PREFIX]]

	-b, --bytes=N[k|m]	Split by N (kilo|mega)bytes
	-l, --lines=N	Split by N lines (also -N)
	-C, --line-bytes=N	At most N bytes of whole lines each
	-n, --number=CHUNKS	N: into N pieces; K/N: print the Kth of them
			l/N, l/K/N: of whole lines; r/N, r/K/N: lines dealt out in turn
	-a, --suffix-length=N	Use N letters as suffix
	-d	Suffixes are decimal numbers
	--numeric-suffixes[=FROM]	Same, from FROM on
	-x	Suffixes are hexadecimal numbers
	--hex-suffixes[=FROM]	Same, from FROM on
	--additional-suffix=SFX	Put SFX behind the suffix
	-e, --elide-empty-files	Write no empty pieces with -n
	-t, --separator=CHAR	Lines end with CHAR ('\\0': NUL)
	-u, --unbuffered	Write each line of -n r/ at once
	--filter=COMMAND	Run COMMAND for each piece, which is its input; $FILE is the name
	--verbose	Say which files are written
";

pub const APPLET: Applet = Applet {
    dir: Dir::UsrBin,
    kind: Kind::PureWhen(runs_nothing),
    usage: USAGE,
    options: options!(USAGE),
    run,
    ..Applet::DEFAULT
};

const BYTES: Key = Key::short(APPLET.options, 'b');
const LINES: Key = Key::short(APPLET.options, 'l');
const LINE_BYTES: Key = Key::short(APPLET.options, 'C');
const CHUNKS: Key = Key::short(APPLET.options, 'n');
const LENGTH: Key = Key::short(APPLET.options, 'a');
const DECIMAL: Key = Key::short(APPLET.options, 'd');
const DECIMAL_FROM: Key = Key::long(USAGE, APPLET.options, "numeric-suffixes");
const HEXADECIMAL: Key = Key::short(APPLET.options, 'x');
const HEXADECIMAL_FROM: Key = Key::long(USAGE, APPLET.options, "hex-suffixes");
const ADDITIONAL: Key = Key::long(USAGE, APPLET.options, "additional-suffix");
const NO_EMPTY: Key = Key::short(APPLET.options, 'e');
const SEPARATOR: Key = Key::short(APPLET.options, 't');
const UNBUFFERED: Key = Key::short(APPLET.options, 'u');
const FILTER: Key = Key::long(USAGE, APPLET.options, "filter");
const VERBOSE: Key = Key::long(USAGE, APPLET.options, "verbose");

fn runs_nothing(args: &[&[u8]]) -> bool {
    // Also abbreviated.
    !args.iter().any(|arg| arg.starts_with(b"--f"))
}

/// What `-n` asks for.
#[derive(Clone, Copy)]
struct Chunks {
    deal: Deal,
    /// The only one that is wanted, counted from 1; it is printed.
    only: Option<u64>,
    count: u64,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Deal {
    Bytes,
    Lines,
    RoundRobin,
}

fn run(cx: &mut Context) -> Result<Status> {
    // `-N` of old.
    let lines: Vec<Vec<u8>> = cx
        .args
        .iter()
        .map(|arg| match arg {
            [b'-', digits @ ..] if !digits.is_empty() && digits.iter().all(u8::is_ascii_digit) => text!["-l", digits],
            _ => arg.to_vec(),
        })
        .collect();
    let zero = cx
        .args
        .iter()
        .find(|arg| arg.strip_prefix(b"-").is_some_and(|d| !d.is_empty() && d.iter().all(|c| *c == b'0')));
    if let Some(arg) = zero {
        return Err(number::invalid(&arg[1..]));
    }
    let args: Vec<&[u8]> = lines.iter().map(Vec::as_slice).collect();
    let given = cx.options_of(&args)?;
    let (path, prefix) = match given.operands[..] {
        [] => (&b"-"[..], &b"x"[..]),
        [path] => (path, &b"x"[..]),
        [path, prefix] => (path, prefix),
        _ => return Err(Error::Usage(None)),
    };
    let mode = given.in_order().rfind(|(key, _)| [BYTES, LINES, LINE_BYTES, CHUNKS].contains(key));
    let (mode, value) = match mode {
        Some((mode, Some(value))) => (mode, value),
        _ => (LINES, &b"1000"[..]),
    };
    let chunks = if mode == CHUNKS { Some(Chunks::parse(value)?) } else { None };
    let n = match number::with_suffix::<u64>(value, BLOCKS) {
        _ if chunks.is_some() => 0,
        // More bytes than there can be.
        Err(_) if mode != LINES && value.len() > 18 && value.iter().all(u8::is_ascii_digit) => u64::MAX,
        Err(error) => return Err(error),
        // BusyBox: 0 lines is all of them.
        Ok(0) if mode == LINES => u64::MAX,
        Ok(0) => return Err(number::invalid(value)),
        Ok(n) => n,
    };
    let delimiter = delimiter(&given)?;
    let input = cx.open(path).map_err(|e| fail!(kit::input::cannot_open(path, &e)))?;
    let identity = input.fd().and_then(|fd| sys::fstat(fd).ok()).map(|s| (s.st_dev, s.st_ino));
    let filter = match given.value(FILTER) {
        Some(_) if chunks.is_some_and(|chunks| chunks.only.is_some()) => {
            return Err(fail!("--filter does not process a chunk extracted to stdout"));
        }
        Some(command) => {
            // That a filter has read enough is no reason to die.
            signals::set(libc::SIGPIPE, signals::Disposition::Harmless).map_err(|e| fail!("SIGPIPE: ", e))?;
            let shell = cx.env.get(b"SHELL").filter(|shell| !shell.is_empty()).unwrap_or(b"/bin/sh").to_vec();
            Some(Filter { command, shell, spawn: Spawn::new(cx) })
        }
        None => None,
    };
    let mut pieces = Pieces {
        names: Names::new(&given, prefix, chunks.map(|chunks| chunks.count))?,
        filter,
        identity,
        verbose: given.has(VERBOSE),
        status: Status::OK,
        current: None,
    };
    match (mode, chunks) {
        (BYTES, _) => by_bytes(cx, input, n, &mut pieces)?,
        (LINE_BYTES, _) => by_line_bytes(cx, input, n, delimiter, &mut pieces)?,
        (_, Some(chunks)) => {
            let chunking = Chunking { chunks, delimiter, no_empty: given.has(NO_EMPTY) };
            match chunks.deal {
                Deal::RoundRobin => chunking.round_robin(cx, input, given.has(UNBUFFERED), &mut pieces)?,
                _ => chunking.in_order(cx, input, &mut pieces)?,
            }
        }
        _ => by_lines(cx, input, n, delimiter, &mut pieces)?,
    }
    pieces.end(cx)?;
    Ok(if pieces.status == Status::OK { cx.status() } else { pieces.status })
}

impl Chunks {
    /// Reads `N`, `K/N`, `l/N`, `l/K/N`, `r/N`, `r/K/N`.
    fn parse(word: &[u8]) -> Result<Chunks> {
        let (deal, rest) = match word {
            [b'l', b'/', rest @ ..] => (Deal::Lines, rest),
            [b'r', b'/', rest @ ..] => (Deal::RoundRobin, rest),
            _ => (Deal::Bytes, word),
        };
        let (only, count) = match memchr::memchr(b'/', rest) {
            Some(at) => (Some(&rest[..at]), &rest[at + 1..]),
            None => (None, rest),
        };
        let number = |word: &[u8]| number::with_suffix::<u64>(word, BLOCKS).ok().filter(|n| *n > 0);
        let count = number(count).ok_or_else(|| fail!("invalid number of chunks: '", count, "'"))?;
        let only = match only {
            Some(word) => {
                let only = number(word).filter(|k| *k <= count);
                Some(only.ok_or_else(|| fail!("invalid chunk number: '", word, "'"))?)
            }
            None => None,
        };
        Ok(Chunks { deal, only, count })
    }

    /// Where piece `i`, counted from 1, of `size` bytes ends: the first ones have a byte more if it does not come out even.
    fn end(&self, i: u64, size: u64) -> u64 {
        size / self.count * i + (size % self.count).min(i)
    }
}

/// What lines end with.
fn delimiter(given: &Given) -> Result<u8> {
    let mut result = None;
    for value in given.values(SEPARATOR) {
        let c = match value {
            [c] => *c,
            b"\\0" => 0,
            [] => return Err(fail!("empty record separator")),
            _ => return Err(fail!("multi-character separator '", value, "'")),
        };
        if result.is_some_and(|before| before != c) {
            return Err(fail!("multiple separator characters specified"));
        }
        result = Some(c);
    }
    Ok(result.unwrap_or(b'\n'))
}

/// The names of the pieces.
struct Names<'a> {
    prefix: &'a [u8],
    digits: &'static [u8],
    length: usize,
    additional: &'a [u8],
    next: u64,
    /// Once the numbers that do not begin with the last digit are used up, there are two digits more.
    grows: bool,
}

impl<'a> Names<'a> {
    fn new(given: &Given<'a>, prefix: &'a [u8], count: Option<u64>) -> Result<Names<'a>> {
        let alphabet =
            given.in_order().rfind(|(key, _)| [DECIMAL, DECIMAL_FROM, HEXADECIMAL, HEXADECIMAL_FROM].contains(key));
        let (digits, from): (&'static [u8], _) = match alphabet {
            Some((DECIMAL | DECIMAL_FROM, from)) => (b"0123456789", from),
            Some((_, from)) => (b"0123456789abcdef", from),
            None => (b"abcdefghijklmnopqrstuvwxyz", None),
        };
        let radix = digits.len() as u64;
        let start = match from {
            Some(word) => {
                let word_text = std::str::from_utf8(word).ok().filter(|w| w.bytes().all(|c| c.is_ascii_hexdigit()));
                let start = word_text.and_then(|w| u64::from_str_radix(w, radix as u32).ok());
                start.ok_or_else(|| fail!("invalid start value for numerical suffix: '", word, "'"))?
            }
            None => 0,
        };
        let width = |last: u64| {
            1 + std::iter::successors(Some(last / radix), |n| Some(n / radix)).take_while(|n| *n > 0).count()
        };
        let asked = given.number::<u8>(LENGTH)?.map(usize::from).filter(|n| *n > 0);
        let needed = count.map_or(0, |count| width(count - 1 + if start < count { start } else { 0 }));
        let length = match asked {
            Some(asked) if asked < needed => {
                return Err(fail!("the suffix length needs to be at least ", needed as u64));
            }
            Some(asked) => asked,
            None => needed.max(2),
        };
        if width(start) > length {
            return Err(fail!("numerical suffix start value is too large for the suffix length"));
        }
        let additional = given.value(ADDITIONAL).unwrap_or_default();
        if additional.contains(&b'/') {
            return Err(fail!("invalid suffix '", additional, "', contains directory separator"));
        }
        let grows = asked.is_none() && count.is_none() && from.is_none() && alphabet.is_some();
        Ok(Names { prefix, digits, length, additional, next: start, grows })
    }

    fn next(&mut self) -> Result<Vec<u8>> {
        let radix = self.digits.len() as u64;
        let mut lead = Vec::new();
        let (mut n, mut length) = (self.next, self.length);
        if self.grows {
            // 00 to 89, then 9000 to 9899, and so on: names sort in the order of the pieces.
            let room = |length: usize| (radix - 1).saturating_mul(radix.saturating_pow(length as u32 - 1));
            while n >= room(length) {
                n -= room(length);
                lead.push(self.digits[radix as usize - 1]);
                length += 1;
            }
        }
        let mut suffix = vec![0; length];
        for digit in suffix.iter_mut().rev() {
            *digit = self.digits[(n % radix) as usize];
            n /= radix;
        }
        if n > 0 {
            return Err(fail!("suffixes exhausted"));
        }
        self.next += 1;
        Ok(text![self.prefix, lead, suffix, self.additional])
    }
}

/// A program that pieces are given to.
struct Filter<'a> {
    command: &'a [u8],
    shell: Vec<u8>,
    spawn: Spawn<'a>,
}

/// What is written to.
struct Piece {
    to: Option<OwnedFd>,
    name: Vec<u8>,
    /// The filter, if it is one.
    child: Option<i32>,
}

/// The files that are written, one after another.
struct Pieces<'a> {
    names: Names<'a>,
    filter: Option<Filter<'a>>,
    /// Device and inode of the input.
    identity: Option<(u64, u64)>,
    verbose: bool,
    /// The last status of a filter that failed.
    status: Status,
    current: Option<Piece>,
}

impl Pieces<'_> {
    fn write(&mut self, cx: &mut Context, bytes: &[u8]) -> Result<()> {
        let mut piece = match self.current.take() {
            Some(piece) => piece,
            None => self.open(cx)?,
        };
        piece.write(bytes)?;
        self.current = Some(piece);
        Ok(())
    }

    /// Opens the next one.
    fn open(&mut self, cx: &mut Context) -> Result<Piece> {
        let name = self.names.next()?;
        let Some(filter) = &self.filter else {
            if self.identity.is_some() && sys::stat(&name).ok().map(|s| (s.st_dev, s.st_ino)) == self.identity {
                return Err(fail!("'", name, "' would overwrite input; aborting"));
            }
            if self.verbose {
                cx.out.write_all(&text!["creating file '", name, "'\n"])?;
            }
            let file = File::create(OsStr::from_bytes(&name)).map_err(|e| fail!("can't open '", name, "': ", e))?;
            return Ok(Piece { to: Some(file.into()), name, child: None });
        };
        if self.verbose {
            cx.out.write_all(&text!["executing with FILE='", name, "'\n"])?;
        }
        cx.out.flush()?;
        let (from, to) = std::io::pipe().map_err(|e| fail!("pipe: ", e))?;
        let mut env: Vec<_> =
            filter.spawn.env.iter().filter(|e| !e.as_bytes().starts_with(b"FILE=")).cloned().collect();
        env.push(process::c_string(&text!["FILE=", name]));
        let spawn = Spawn { env, path: filter.spawn.path, fds: vec![(from.as_raw_fd(), 0)], ..Spawn::default() };
        let child = process::spawn_failed(&filter.shell, spawn.spawn(&[&filter.shell, b"-c", filter.command]))?;
        Ok(Piece { to: Some(to.into()), name, child: Some(child) })
    }

    /// Done with the current one.
    fn end(&mut self, cx: &mut Context) -> Result<()> {
        match self.current.take() {
            Some(piece) => self.close(cx, piece),
            None => Ok(()),
        }
    }

    fn close(&mut self, cx: &mut Context, mut piece: Piece) -> Result<()> {
        piece.to = None;
        let (Some(child), Some(filter)) = (piece.child, &self.filter) else { return Ok(()) };
        let with = text!["with FILE=", piece.name];
        match process::wait(child) {
            Ok(Ended::Exited(0)) => {}
            Ok(Ended::Signalled(libc::SIGPIPE)) => {}
            Ok(Ended::Exited(status)) => {
                cx.warn(text![with, ", exit ", u64::from(status), " from command: ", filter.command]);
                self.status = Status(status);
            }
            Ok(Ended::Signalled(signal)) => {
                let name = signals::name(signal).unwrap_or("?");
                cx.warn(text![with, ", signal ", name, " from command: ", filter.command]);
                self.status = Status(128 + signal as u8);
            }
            Err(error) => return Err(fail!(with, ": ", error)),
        }
        Ok(())
    }
}

impl Piece {
    /// A file is open only while it is written to: there may be more pieces than descriptors.
    fn rest(&mut self) {
        if self.child.is_none() {
            self.to = None;
        }
    }

    /// Writes what is held, behind what was written before.
    fn append(&mut self, held: &mut Vec<u8>) -> Result<()> {
        if self.child.is_none() {
            let file = File::options().append(true).open(OsStr::from_bytes(&self.name));
            self.to = Some(file.map_err(|e| fail!("can't open '", self.name, "': ", e))?.into());
        }
        self.write(held)?;
        held.clear();
        self.rest();
        Ok(())
    }

    fn write(&mut self, bytes: &[u8]) -> Result<()> {
        let Some(to) = &self.to else { return Ok(()) };
        match sys::write_all(to.as_raw_fd(), bytes) {
            // The filter has read enough.
            Err(error) if self.child.is_some() && error.kind() == std::io::ErrorKind::BrokenPipe => {
                self.to = None;
                Ok(())
            }
            result => result.map_err(|e| fail!(self.name.as_slice(), ": ", e)),
        }
    }
}

fn by_bytes(cx: &mut Context, input: Input, size: u64, pieces: &mut Pieces) -> Result<()> {
    let mut blocks = Blocks::new(input);
    let mut left = size;
    while let Some(mut block) = blocks.next_block().map_err(ReadError::named)? {
        while !block.is_empty() {
            let n = left.min(block.len() as u64);
            pieces.write(cx, &block[..n as usize])?;
            block = &block[n as usize..];
            left -= n;
            if left == 0 {
                pieces.end(cx)?;
                left = size;
            }
        }
    }
    Ok(())
}

fn by_lines(cx: &mut Context, input: Input, count: u64, delimiter: u8, pieces: &mut Pieces) -> Result<()> {
    let mut blocks = Blocks::new(input);
    let mut left = count;
    while let Some(block) = blocks.next_block().map_err(ReadError::named)? {
        let mut start = 0;
        for at in memchr::memchr_iter(delimiter, block) {
            left -= 1;
            if left == 0 {
                pieces.write(cx, &block[start..=at])?;
                pieces.end(cx)?;
                start = at + 1;
                left = count;
            }
        }
        if start < block.len() {
            pieces.write(cx, &block[start..])?;
        }
    }
    Ok(())
}

fn by_line_bytes(cx: &mut Context, input: Input, size: u64, delimiter: u8, pieces: &mut Pieces) -> Result<()> {
    let mut lines = Lines::new(input, delimiter);
    let mut left = size;
    let mut whole = Vec::new();
    while let Some(line) = lines.next_line().map_err(ReadError::named)? {
        whole.clear();
        whole.extend_from_slice(line);
        if lines.had_delimiter() {
            whole.push(delimiter);
        }
        if whole.len() as u64 > left && left < size {
            pieces.end(cx)?;
            left = size;
        }
        // A line that is longer than a piece is cut.
        for part in whole.chunks(usize::try_from(size).unwrap_or(usize::MAX)) {
            if part.len() as u64 > left {
                pieces.end(cx)?;
                left = size;
            }
            pieces.write(cx, part)?;
            left -= part.len() as u64;
        }
    }
    Ok(())
}

/// How `-n` goes about it.
struct Chunking {
    chunks: Chunks,
    delimiter: u8,
    no_empty: bool,
}

impl Chunking {
    /// Pieces of about the same size, one after another; also empty ones.
    fn in_order(&self, cx: &mut Context, input: Input, pieces: &mut Pieces) -> Result<()> {
        let (input, size) = sized(cx, input)?;
        let Chunks { deal, only, count } = self.chunks;
        let mut blocks = Blocks::new(input);
        // The piece at work, where it should end, how far the input has been dealt out.
        let (mut i, mut end, mut at) = (1, self.chunks.end(1, size), 0);
        // A line belongs to the piece in which it begins.
        let mut in_line = false;
        while let Some(mut block) = blocks.next_block().map_err(ReadError::named)? {
            while !block.is_empty() {
                while i < count && end <= at && !in_line {
                    self.finish(cx, pieces)?;
                    i += 1;
                    end = self.chunks.end(i, size);
                }
                let within = |n: u64| usize::try_from(n).unwrap_or(usize::MAX).min(block.len());
                let n = match deal {
                    // The last piece has all the rest.
                    _ if i == count => block.len(),
                    Deal::Lines => {
                        let from = within(end.saturating_sub(at + 1));
                        memchr::memchr(self.delimiter, &block[from..]).map_or(block.len(), |found| from + found + 1)
                    }
                    _ => within(end - at),
                };
                match only {
                    None => pieces.write(cx, &block[..n])?,
                    Some(only) if only == i => cx.out.write_all(&block[..n])?,
                    Some(only) if only < i => return Ok(()),
                    Some(_) => {}
                }
                in_line = deal == Deal::Lines && n > 0 && block[n - 1] != self.delimiter;
                at += n as u64;
                block = &block[n..];
            }
        }
        for _ in i..=count {
            self.finish(cx, pieces)?;
        }
        Ok(())
    }

    /// Done with a piece: if nothing was written, it is empty.
    fn finish(&self, cx: &mut Context, pieces: &mut Pieces) -> Result<()> {
        if self.chunks.only.is_some() {
            return Ok(());
        }
        if pieces.current.is_none() && !self.no_empty {
            pieces.write(cx, b"")?;
        }
        pieces.end(cx)
    }

    /// Lines in turn.
    fn round_robin(&self, cx: &mut Context, input: Input, at_once: bool, pieces: &mut Pieces) -> Result<()> {
        /// Bytes that are gathered for each piece.
        const HELD: usize = 16 * 1024;
        let Chunks { only, count, .. } = self.chunks;
        let mut lines = Lines::new(input, self.delimiter);
        let mut all: Vec<(Piece, Vec<u8>)> = Vec::new();
        let mut i = 0;
        while let Some(line) = lines.next_line().map_err(ReadError::named)? {
            let turn = i;
            i = (i + 1) % count;
            if let Some(only) = only {
                if turn + 1 == only {
                    cx.out.write_all(line)?;
                    if lines.had_delimiter() {
                        cx.out.write_all(&[self.delimiter])?;
                    }
                    if at_once {
                        cx.out.flush()?;
                    }
                }
                continue;
            }
            let turn = turn as usize;
            if turn == all.len() {
                all.push((pieces.open(cx)?, Vec::new()));
                all[turn].0.rest();
            }
            let (piece, held) = &mut all[turn];
            held.extend_from_slice(line);
            if lines.had_delimiter() {
                held.push(self.delimiter);
            }
            if held.len() >= HELD || at_once {
                piece.append(held)?;
                let is_done = |(piece, _): &(Piece, Vec<u8>)| piece.child.is_some() && piece.to.is_none();
                if is_done(&all[turn]) && all.len() as u64 == count && all.iter().all(is_done) {
                    break;
                }
            }
        }
        let made = all.len() as u64;
        for (mut piece, mut held) in all {
            piece.append(&mut held)?;
            pieces.close(cx, piece)?;
        }
        if only.is_none() && !self.no_empty {
            for _ in made..count {
                pieces.write(cx, b"")?;
                pieces.end(cx)?;
            }
        }
        Ok(())
    }
}

/// The input and its size: what has none, such as a pipe, is copied to a file first.
fn sized<'a>(cx: &Context<'a>, mut input: Input<'a>) -> Result<(Input<'a>, u64)> {
    let name = input.name().to_vec();
    let failed = |e: std::io::Error| fail!(name.as_slice(), ": ", e);
    if let Some(fd) = input.fd() {
        let stat = sys::fstat(fd).map_err(failed)?;
        // Files of /proc say that they are empty.
        if stat.st_mode & libc::S_IFMT == libc::S_IFREG && stat.st_size > 0 {
            let at = sys::seek(fd, 0, libc::SEEK_CUR).map_err(failed)?;
            return Ok((input, (stat.st_size as u64).saturating_sub(at)));
        }
    }
    if let Some(memory) = input.take_memory() {
        return Ok((Input::memory(memory, &name), memory.len() as u64));
    }
    let directory = cx.env.get(b"TMPDIR").filter(|d| !d.is_empty()).unwrap_or(b"/tmp");
    let cannot = |e| fail!("cannot create temporary file in '", directory, "': ", e);
    let copy = temporary::nameless(directory).map_err(cannot)?;
    let mut blocks = Blocks::new(input);
    let mut size = 0;
    while let Some(block) = blocks.next_block().map_err(ReadError::named)? {
        sys::write_all(copy.as_raw_fd(), block).map_err(|e| fail!("temporary file: ", e))?;
        size += block.len() as u64;
    }
    sys::seek(copy.as_raw_fd(), 0, libc::SEEK_SET).map_err(|e| fail!("temporary file: ", e))?;
    Ok((Input::from_file(copy, &name), size))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(args: &[&[u8]], skip: u64, count: usize) -> Vec<String> {
        let given = kit::getopt::parse(&APPLET, args).unwrap();
        let mut names = Names::new(&given, b"x", None).unwrap();
        names.next += skip;
        (0..count).map_while(|_| names.next().ok()).map(|name| String::from_utf8(name).unwrap()).collect()
    }

    #[test]
    fn letters_run_out_and_numbers_grow() {
        assert_eq!(names(&[b"-a1", b"--additional-suffix=.t"], 24, 9), ["xy.t", "xz.t"]);
        assert_eq!(names(&[], 675, 9), ["xzz"]);
        assert_eq!(names(&[b"-d"], 88, 3), ["x88", "x89", "x9000"]);
        assert_eq!(names(&[b"-d"], 90 + 899, 2), ["x9899", "x990000"]);
        assert_eq!(names(&[b"-x"], 239, 2), ["xef", "xf000"]);
        assert_eq!(names(&[b"--numeric-suffixes=98"], 0, 9), ["x98", "x99"]);
    }

    #[test]
    fn the_first_pieces_have_the_bytes_that_are_left_over() {
        let chunks = Chunks::parse(b"3").unwrap();
        assert_eq!([1, 2, 3].map(|i| chunks.end(i, 10)), [4, 7, 10]);
        assert_eq!([1, 2, 3].map(|i| chunks.end(i, 2)), [1, 2, 2]);
    }
}
