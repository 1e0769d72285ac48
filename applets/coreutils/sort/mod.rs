//! `sort`: sort lines of text
//!
//! POSIX.1-2024 XCU sort; the kinds of order as in BusyBox and GNU; `-C`, `-R`, `--sort` and the long names as in GNU. Letters
//! compare by their bytes, in every locale.
//!
//! The lines are sorted in memory: an input larger than it ends the command, never with part of the output. The buffer size
//! (`-S`), the place of temporary files (`-T`) and `--parallel` say how to sort, not what comes out, and there is nothing they could
//! change. Sorted inputs (`-m`) are sorted like others, to the same result.

mod compare;
mod key;

use crate::replacement::Replacement;
use compare::Prefix;
use key::{Flags, SortKey};
use kit::context::or_stdin;
use kit::prelude::*;
use kit::sys;
use std::cmp::Ordering;
use std::ffi::OsStr;
use std::fs::File;
use std::io;
use std::os::fd::AsRawFd;
use std::os::unix::ffi::OsStrExt;

const USAGE: &str = "\
[-nrughMcszbdfiokt] [-o FILE] [-k START[.OFS][OPTS][,END[.OFS][OPTS]] [-t CHAR] [FILE]...

Sort lines of text

	-o, --output=FILE	Output to FILE
	-c	Check whether input is sorted
	--check[=HOW]	Same; HOW: diagnose-first, quiet
	-C	Same as -c, without a message
	-b, --ignore-leading-blanks	Ignore leading blanks
	-f, --ignore-case	Ignore case
	-i, --ignore-nonprinting	Ignore unprintable characters
	-d, --dictionary-order	Dictionary order (blank or alphanumeric only)
	-n, --numeric-sort	Sort numbers
	-g, --general-numeric-sort	General numerical sort
	-h, --human-numeric-sort	Sort human readable numbers (2K 1G)
	-M, --month-sort	Sort month
	-V, --version-sort	Sort version
	-R, --random-sort	Shuffle, but keep equal keys together
	--sort=WORD	Sort by WORD: general-numeric, human-numeric, month, numeric, random, version
	-t, --field-separator=CHAR	Field separator
	-k, --key=N[,M]	Sort by Nth field
	-r, --reverse	Reverse sort order
	-s, --stable	Stable (don't sort ties alphabetically)
	-u, --unique	Suppress duplicate lines
	-z, --zero-terminated	NUL terminated input and output
~	-m, --merge		Inputs that are sorted already: no other result
~	-S, --buffer-size=N	How to sort, see above
~	-T, --temporary-directory=DIR	How to sort
~	--parallel=N		How to sort
";

pub const APPLET: Applet = Applet {
    dir: Dir::UsrBin,
    kind: Kind::Pure,
    usage: USAGE,
    options: options!(USAGE),
    run,
    usage_status: 2,
    write_status: 2,
    ..Applet::DEFAULT
};

const OUTPUT: Key = Key::short(APPLET.options, 'o');
const CHECK: Key = Key::short(APPLET.options, 'c');
const CHECK_HOW: Key = Key::long(USAGE, APPLET.options, "check");
const CHECK_QUIETLY: Key = Key::short(APPLET.options, 'C');
const SEPARATOR: Key = Key::short(APPLET.options, 't');
const KEY: Key = Key::short(APPLET.options, 'k');
const STABLE: Key = Key::short(APPLET.options, 's');
const UNIQUE: Key = Key::short(APPLET.options, 'u');
const ZERO: Key = Key::short(APPLET.options, 'z');
const BY_WORD: Key = Key::long(USAGE, APPLET.options, "sort");
/// The options that may also stand in a key.
const FLAGS: [(Key, u8); 11] = [
    (Key::short(APPLET.options, 'b'), b'b'),
    (Key::short(APPLET.options, 'd'), b'd'),
    (Key::short(APPLET.options, 'f'), b'f'),
    (Key::short(APPLET.options, 'g'), b'g'),
    (Key::short(APPLET.options, 'h'), b'h'),
    (Key::short(APPLET.options, 'i'), b'i'),
    (Key::short(APPLET.options, 'M'), b'M'),
    (Key::short(APPLET.options, 'n'), b'n'),
    (Key::short(APPLET.options, 'R'), b'R'),
    (Key::short(APPLET.options, 'r'), b'r'),
    (Key::short(APPLET.options, 'V'), b'V'),
];

/// Trouble has status 2: 1 says that the input is not sorted.
const TROUBLE: Status = Status(2);

fn run(cx: &mut Context) -> Result<Status> {
    sort(cx).map_err(|error| match error {
        Error::Failed(_, message) => Error::Failed(TROUBLE, message),
        Error::Write(error)
            if !matches!(error.kind(), std::io::ErrorKind::BrokenPipe | std::io::ErrorKind::Interrupted) =>
        {
            Error::Failed(TROUBLE, text!["write error: ", error])
        }
        other => other,
    })
}

fn sort(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    if given.count(OUTPUT) > 1 || given.count(SEPARATOR) > 1 {
        return Err(Error::Usage(None));
    }
    let sorter = Sorter::new(&given)?;
    let delimiter = if given.has(ZERO) { 0 } else { b'\n' };

    let mut text = Vec::new();
    for path in or_stdin(&given.operands) {
        read_lines(cx, path, delimiter, &mut text)?;
    }
    let lines = Lines::new(text, delimiter)?;

    let quiet = match given.value(CHECK_HOW) {
        None | Some(b"diagnose-first") => given.has(CHECK_QUIETLY),
        Some(b"quiet" | b"silent") => true,
        Some(other) => return Err(fail!("invalid argument '", other, "' to --check")),
    };
    if [CHECK, CHECK_HOW, CHECK_QUIETLY].iter().any(|key| given.has(*key)) {
        let Some(line) = sorter.first_disorder(&lines) else { return Ok(Status::OK) };
        if !quiet {
            // As BusyBox: without a name before it, counted from 0.
            let _ = cx.err.write_all(&text!["Check line ", line, "\n"]);
        }
        return Ok(Status::FAILED);
    }

    let mut order = sorter.sort(&lines);
    if sorter.unique {
        order.dedup_by(|b, a| sorter.compare_keys(lines.get(a.line()), lines.get(b.line())) == Ordering::Equal);
    }
    match given.value(OUTPUT) {
        None => lines.write(&order, |block| Ok(cx.out.write_all(block)?))?,
        Some(name) => {
            // All input has been read: the output may be one of the inputs.
            let cannot = |e: io::Error| fail!("can't open '", name, "': ", e);
            let write =
                |fd| lines.write(&order, |block| sys::write_all(fd, block).map_err(|e| fail!("write error: ", e)));
            match Replacement::of(name, 0o666) {
                Ok(new) => {
                    write(new.fd())?;
                    new.finish().map_err(cannot)?;
                }
                // The file may be written, but its directory not.
                Err(_) => write(File::create(OsStr::from_bytes(name)).map_err(cannot)?.as_raw_fd())?,
            }
        }
    }
    cx.out.flush()?;
    Ok(cx.status())
}

/// Appends the lines of a file, the last one with its delimiter.
fn read_lines(cx: &mut Context, path: &[u8], delimiter: u8, text: &mut Vec<u8>) -> Result<()> {
    const LEAST: usize = 8 * 1024;
    let mut input = cx.open(path).map_err(|e| fail!(path, ": ", e))?;
    let start = text.len();
    if let Some(memory) = input.take_memory() {
        text.extend_from_slice(memory);
    } else {
        // One byte more than the file has: the read that finds the end fits, too.
        let size = input.fd().and_then(|fd| sys::fstat(fd).ok()).map_or(0, |s| s.st_size.max(0) as usize);
        let mut end = start;
        text.resize(start + (size + 1).max(LEAST), 0);
        loop {
            if end == text.len() {
                text.resize((end * 2).max(LEAST), 0);
            }
            let n = input.read_unbuffered(&mut text[end..]).map_err(ReadError::named)?;
            if n == 0 {
                break;
            }
            end += n;
        }
        text.truncate(end);
    }
    if text.len() > start && text.last() != Some(&delimiter) {
        text.push(delimiter);
    }
    Ok(())
}

/// All lines in one piece of memory.
struct Lines {
    text: Vec<u8>,
    /// Where each begins, and where the text ends.
    starts: Vec<usize>,
}

impl Lines {
    fn new(text: Vec<u8>, delimiter: u8) -> Result<Lines> {
        let mut starts = vec![0];
        starts.extend(memchr::memchr_iter(delimiter, &text).map(|at| at + 1));
        if u32::try_from(starts.len()).is_err() {
            return Err(fail!("too many lines"));
        }
        Ok(Lines { text, starts })
    }

    fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// Line `i` without its delimiter.
    #[inline]
    fn get(&self, i: u32) -> &[u8] {
        &self.text[self.starts[i as usize]..self.starts[i as usize + 1] - 1]
    }

    fn write(&self, order: &[Entry], mut write: impl FnMut(&[u8]) -> Result<()>) -> Result<()> {
        const BLOCK: usize = 64 * 1024;
        let mut block: Vec<u8> = Vec::with_capacity(BLOCK.min(self.text.len()));
        for entry in order {
            let i = entry.line() as usize;
            let line = &self.text[self.starts[i]..self.starts[i + 1]];
            if block.len() + line.len() > BLOCK {
                write(&block)?;
                block.clear();
            }
            if line.len() > BLOCK {
                write(line)?;
            } else {
                block.extend_from_slice(line);
            }
        }
        write(&block)
    }
}

/// A line in the order: the beginning of its first key as a number, and the number of the line. Entries compare as
/// numbers; where only the line differs, the text decides.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Entry(u128);

impl Entry {
    fn new(prefix: Prefix, line: u32) -> Entry {
        Entry(prefix.0 << 32 | u128::from(line))
    }

    fn line(self) -> u32 {
        self.0 as u32
    }

    fn prefix(self) -> Prefix {
        Prefix(self.0 >> 32)
    }
}

struct Sorter {
    /// At least one.
    keys: Vec<SortKey>,
    separator: Option<u8>,
    reverse: bool,
    stable: bool,
    unique: bool,
    /// The only key is the whole line, by its bytes.
    plain: bool,
}

impl Sorter {
    fn new(given: &Given) -> Result<Sorter> {
        let separator = match given.value(SEPARATOR) {
            None => None,
            Some([c]) => Some(*c),
            Some(b"\\0") => Some(0),
            Some(_) => return Err(fail!("bad -t parameter")),
        };
        let mut flags = Flags::default();
        for (key, value) in given.in_order() {
            if let Some((_, letter)) = FLAGS.iter().find(|f| f.0 == key) {
                flags.add(*letter)?;
            }
            if key == BY_WORD {
                flags.add(match value.unwrap_or_default() {
                    b"general-numeric" => b'g',
                    b"human-numeric" => b'h',
                    b"month" => b'M',
                    b"numeric" => b'n',
                    b"random" => b'R',
                    b"version" => b'V',
                    other => return Err(fail!("invalid argument '", other, "' to --sort")),
                })?;
            }
        }
        let mut keys: Vec<SortKey> =
            given.values(KEY).map(|word| SortKey::parse(word, flags)).collect::<Result<_>>()?;
        if keys.is_empty() {
            keys.push(SortKey::whole_line(flags));
        }
        let plain = keys.len() == 1 && keys[0].is_plain_line();
        Ok(Sorter {
            keys,
            separator,
            reverse: flags.reverse,
            stable: given.has(STABLE),
            unique: given.has(UNIQUE),
            plain,
        })
    }

    fn sort(&self, lines: &Lines) -> Vec<Entry> {
        let key = &self.keys[0];
        let mut order: Vec<Entry> = (0..lines.len() as u32)
            .map(|line| {
                let prefix = key.order.prefix(key.of(lines.get(line), self.separator));
                Entry::new(if key.order.reverse { prefix.reversed() } else { prefix }, line)
            })
            .collect();
        // First as numbers, without a look at the text; then what the prefix does not decide. Lines that are equal stand in
        // their order then, which the second sort finds in one pass.
        order.sort_unstable();
        let no_nul = memchr::memchr(0, &lines.text).is_none();
        let mut start = 0;
        while start < order.len() {
            let prefix = order[start].prefix();
            let end = start + order[start..].iter().take_while(|e| e.prefix() == prefix).count();
            if end - start > 1 {
                let plain = if key.order.reverse { prefix.reversed() } else { prefix };
                let decided = key.order.is_whole(plain, no_nul);
                self.sort_tied(&mut order[start..end], decided, lines);
            }
            start = end;
        }
        order
    }

    /// Sorts lines with the same prefix. Ties of all keys are broken by the bytes of the lines, and then, or when stable at once,
    /// by their place in the input. `decided`: the first key is the same in all.
    fn sort_tied(&self, tied: &mut [Entry], decided: bool, lines: &Lines) {
        if self.plain {
            if !decided {
                let reverse = self.keys[0].order.reverse;
                tied.sort_unstable_by(|a, b| {
                    let ascending = compare::bytes(lines.get(a.line()), lines.get(b.line()));
                    (if reverse { ascending.reverse() } else { ascending }).then_with(|| a.line().cmp(&b.line()))
                });
            }
            return;
        }
        let keys = if decided { &self.keys[1..] } else { &self.keys[..] };
        if keys.is_empty() && self.stable {
            return;
        }
        tied.sort_unstable_by(|a, b| {
            let (x, y) = (lines.get(a.line()), lines.get(b.line()));
            self.compare_by(keys, x, y).then_with(|| self.last_resort(x, y)).then_with(|| a.line().cmp(&b.line()))
        });
    }

    fn compare_keys(&self, a: &[u8], b: &[u8]) -> Ordering {
        self.compare_by(&self.keys, a, b)
    }

    fn compare_by(&self, keys: &[SortKey], a: &[u8], b: &[u8]) -> Ordering {
        for key in keys {
            let ordering = key.order.compare(key.of(a, self.separator), key.of(b, self.separator));
            if ordering != Ordering::Equal {
                return if key.order.reverse { ordering.reverse() } else { ordering };
            }
        }
        Ordering::Equal
    }

    fn last_resort(&self, a: &[u8], b: &[u8]) -> Ordering {
        if self.stable {
            return Ordering::Equal;
        }
        let ordering = compare::bytes(a, b);
        if self.reverse { ordering.reverse() } else { ordering }
    }

    /// The first line that should not come after the one before it.
    fn first_disorder(&self, lines: &Lines) -> Option<u32> {
        (1..lines.len() as u32).find(|&i| {
            let (a, b) = (lines.get(i - 1), lines.get(i));
            match self.compare_keys(a, b) {
                Ordering::Equal => self.unique || self.last_resort(a, b) == Ordering::Greater,
                unequal => unequal == Ordering::Greater,
            }
        })
    }
}

#[cfg(test)]
mod tests;
