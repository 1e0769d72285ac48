//! `sort`: put lines in order
//!
//! POSIX.1-2024 XCU sort; `-z`, `-s`, `-g`, `-h`, `-M`, `-V` and the check's message as in BusyBox; all else as in GNU, whose
//! names of options are all there. Lines are bytes and compare as such (C and C.UTF-8 agree on that).
//!
//! The input is read into memory, cut into a part for each processor, sorted as numbers (`order.rs`), and merged on the way
//! out (`merge.rs`). What is larger than the memory allowed (`-S`) leaves sorted runs on disk (`spill.rs`).

mod check;
mod compare;
mod debug;
mod key;
mod memory;
mod merge;
mod order;
mod spill;

use crate::replacement::Replacement;
use compare::Kind;
use key::{Flags, SortKey};
use kit::context::or_stdin;
use kit::prelude::*;
use kit::sys;
use merge::{Emitter, Reader, Source, merge};
use order::{ENTRY, Order};
use spill::Spill;
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
	-m, --merge	Merge files that are sorted already
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
	--random-source=FILE	Take random bytes from FILE
	--sort=WORD	Sort by WORD: general-numeric, human-numeric, month, numeric, random, version
	-t, --field-separator=CHAR	Field separator
	-k, --key=N[,M]	Sort by Nth field
	-r, --reverse	Reverse sort order
	-s, --stable	Stable (don't sort ties alphabetically)
	-u, --unique	Suppress duplicate lines
	-z, --zero-terminated	NUL terminated input and output
	-S, --buffer-size=N	Take N KiB of memory (or N%, or with b K M G T P E)
	-T, --temporary-directory=DIR	Put temporary files there, not into $TMPDIR or /tmp
	--compress-program=PROG	Compress them with PROG (decompress with PROG -d)
	--batch-size=N	Merge N files at a time
	--parallel=N	Sort on N processors
	--files0-from=FILE	Read the names of inputs from FILE, each with a NUL behind it
	--debug	Underline what is compared
";

pub const APPLET: Applet = Applet {
    dir: Dir::UsrBin,
    kind: kit::applet::Kind::PureWhen(is_small),
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
const MERGE: Key = Key::short(APPLET.options, 'm');
const SEPARATOR: Key = Key::short(APPLET.options, 't');
const KEY: Key = Key::short(APPLET.options, 'k');
const STABLE: Key = Key::short(APPLET.options, 's');
const UNIQUE: Key = Key::short(APPLET.options, 'u');
const ZERO: Key = Key::short(APPLET.options, 'z');
const BY_WORD: Key = Key::long(USAGE, APPLET.options, "sort");
const RANDOM_SOURCE: Key = Key::long(USAGE, APPLET.options, "random-source");
const MEMORY: Key = Key::short(APPLET.options, 'S');
const DIRECTORY: Key = Key::short(APPLET.options, 'T');
const COMPRESS: Key = Key::long(USAGE, APPLET.options, "compress-program");
const BATCH: Key = Key::long(USAGE, APPLET.options, "batch-size");
const PARALLEL: Key = Key::long(USAGE, APPLET.options, "parallel");
const NAMES: Key = Key::long(USAGE, APPLET.options, "files0-from");
const DEBUG: Key = Key::long(USAGE, APPLET.options, "debug");
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

/// Larger inputs get a process of their own, and with it all processors.
const SMALL: u64 = 4 << 20;

/// May it run in the shell's process?
fn is_small(args: &[&[u8]]) -> bool {
    let Ok(given) = kit::getopt::parse(&APPLET, args) else { return true };
    let sizes = given.operands.iter().map(|path| sys::stat(path).map_or(0, |s| s.st_size.max(0) as u64));
    !given.has(COMPRESS) && !given.has(NAMES) && sizes.sum::<u64>() <= SMALL
}

/// More threads than this do not help; those asked for are not refused.
const MOST_THREADS: usize = 8;

fn sort(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    // BusyBox takes one of each; GNU the last.
    if given.count(OUTPUT) > 1 || given.count(SEPARATOR) > 1 {
        return Err(Error::Usage(None));
    }
    let unique = given.has(UNIQUE);
    let order = order_of(&given)?;
    let bound = given.value(MEMORY).map(memory::parse).transpose()?;
    let batch = batch_of(&given)?;
    let threads = threads_of(cx, &given)?;
    let named = given.value(NAMES).map(|file| names(cx, file, &given.operands)).transpose()?;
    let listed: Vec<&[u8]> = named.iter().flatten().map(Vec::as_slice).collect();
    let paths = if named.is_some() { &listed[..] } else { or_stdin(&given.operands) };

    if let Some(quiet) = check_of(&given)? {
        return check::run(cx, &order, paths, unique, quiet);
    }
    if given.has(DEBUG) {
        debug::warn(cx, &order, &given);
    }
    let mut directories: Vec<&[u8]> = given.values(DIRECTORY).collect();
    if directories.is_empty() {
        directories.push(cx.env.get(b"TMPDIR").filter(|d| !d.is_empty()).map_or(&b"/tmp"[..], |d| d));
    }
    let mut spill = Spill::new(cx, directories, given.value(COMPRESS), batch, unique)?;

    if given.has(MERGE) {
        let mut paths = paths;
        // As many as can be read at once stay for the end.
        while paths.len() > batch || !spill.is_empty() && !paths.is_empty() {
            let (some, rest) = paths.split_at(batch.min(paths.len()));
            let sources = readers(cx, some, &order)?;
            spill.add(&order, |to| merge(&order, sources, to))?;
            paths = rest;
        }
        let sources = readers(cx, paths, &order)?;
        return write(cx, &given, &order, |to| spill.finish(&order, sources, to));
    }

    let bound = bound.unwrap_or_else(memory::default_bound);
    let mut reader = Chunks::new(paths, order.delimiter);
    let mut text = Vec::new();
    while reader.fill(cx, &mut text, bound)? {
        let parts = order.sort(reader.whole(&text), threads);
        spill.add(&order, |to| merge(&order, Source::parts(&parts).collect(), to))?;
    }
    let parts = order.sort(reader.whole(&text), threads);
    write(cx, &given, &order, |to| spill.finish(&order, Source::parts(&parts).collect(), to))
}

fn order_of(given: &Given) -> Result<Order> {
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
    let mut keys: Vec<SortKey> = given.values(KEY).map(|word| SortKey::parse(word, flags)).collect::<Result<_>>()?;
    if keys.is_empty() {
        keys.push(SortKey::whole_line(flags));
    }
    if let Some(source) = given.value(RANDOM_SOURCE) {
        let seed = seed(source)?;
        keys.iter_mut()
            .filter(|key| matches!(key.order.kind, Kind::Random(_)))
            .for_each(|key| key.order.kind = Kind::Random(seed));
    }
    let delimiter = if given.has(ZERO) { 0 } else { b'\n' };
    Ok(Order::new(keys, separator, delimiter, given.has(STABLE), flags.reverse))
}

/// The first bytes of the file: the same file, the same order.
fn seed(source: &[u8]) -> Result<u64> {
    let mut input = Input::open(source).map_err(|e| fail!(kit::input::cannot_open(source, &e)))?;
    let mut bytes = [0; 8];
    let mut filled = 0;
    while filled < bytes.len() {
        match input.read(&mut bytes[filled..]).map_err(ReadError::named)? {
            0 => return Err(fail!(source, ": end of file")),
            n => filled += n,
        }
    }
    Ok(u64::from_le_bytes(bytes))
}

fn batch_of(given: &Given) -> Result<usize> {
    let most = spill::descriptors();
    let Some(word) = given.value(BATCH) else { return Ok(spill::BATCH.min(most)) };
    let Ok(batch) = kit::number::decimal::<usize>(word) else {
        let digits = !word.is_empty() && word.iter().all(u8::is_ascii_digit);
        return Err(if digits {
            fail!("--batch-size argument '", word, "' too large")
        } else {
            fail!("invalid --batch-size argument '", word, "'")
        });
    };
    match batch {
        0 | 1 => Err(fail!("invalid --batch-size argument '", word, "'\nminimum --batch-size argument is '2'")),
        _ if batch > most => Err(fail!("--batch-size argument '", word, "' too large\nmaximum is ", most)),
        _ => Ok(batch),
    }
}

/// One in a shell's process, which must stay without threads.
fn threads_of(cx: &Context, given: &Given) -> Result<usize> {
    let asked = given.value(PARALLEL).map(|word| {
        let threads =
            kit::number::decimal::<u64>(word).map_err(|_| fail!("invalid --parallel argument '", word, "'"))?;
        if threads == 0 { Err(fail!("number in parallel must be nonzero")) } else { Ok(threads) }
    });
    let asked = asked.transpose()?.map(|n| usize::try_from(n).unwrap_or(usize::MAX));
    if !cx.owns_process {
        return Ok(1);
    }
    let usable = || std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    Ok(asked.unwrap_or_else(usable).min(MOST_THREADS))
}

/// Is the input to be checked, and then quietly?
fn check_of(given: &Given) -> Result<Option<bool>> {
    if ![CHECK, CHECK_HOW, CHECK_QUIETLY].iter().any(|key| given.has(*key)) {
        return Ok(None);
    }
    let quiet = match given.value(CHECK_HOW) {
        None | Some(b"diagnose-first") => given.has(CHECK_QUIETLY),
        Some(b"quiet" | b"silent") => true,
        Some(other) => return Err(fail!("invalid argument '", other, "' to --check")),
    };
    if given.has(CHECK_QUIETLY) && given.has(CHECK) {
        return Err(fail!("options '-cC' are incompatible"));
    }
    Ok(Some(quiet))
}

/// The names in a file, each with a NUL behind it.
fn names(cx: &Context, file: &[u8], operands: &[&[u8]]) -> Result<Vec<Vec<u8>>> {
    if let Some(operand) = operands.first() {
        return Err(fail!("extra operand '", *operand, "'\nfile operands cannot be combined with --files0-from"));
    }
    let mut input = cx.open(file).map_err(|e| fail!("open failed: ", file, ": ", e))?;
    let mut text = Vec::new();
    input.read_to_end(&mut text).map_err(ReadError::named)?;
    let names: Vec<Vec<u8>> =
        text.strip_suffix(b"\0").unwrap_or(&text).split(|c| *c == 0).map(<[u8]>::to_vec).collect();
    if text.is_empty() {
        return Err(fail!("no input from '", file, "'"));
    }
    for (i, name) in names.iter().enumerate() {
        if name.is_empty() {
            return Err(fail!(file, ":", i as u64 + 1, ": invalid zero-length file name"));
        }
        if file == b"-" && name == b"-" {
            return Err(fail!("when reading file names from standard input, no file name of '-' allowed"));
        }
    }
    Ok(names)
}

fn readers<'a, 't>(cx: &Context<'a>, paths: &[&[u8]], order: &Order) -> Result<Vec<Source<'a, 't>>> {
    let mut readers = Vec::with_capacity(paths.len());
    for path in paths {
        let input = open(cx, path)?;
        readers.extend(Reader::new(input, order)?.map(Source::Reader));
    }
    Ok(readers)
}

fn open<'a>(cx: &Context<'a>, path: &[u8]) -> Result<Input<'a>> {
    cx.open(path).map_err(|e| fail!(path, ": ", e))
}

/// Writes what `fill` emits where `-o` says.
fn write(
    cx: &mut Context,
    given: &Given,
    order: &Order,
    fill: impl FnOnce(&mut Emitter) -> Result<()>,
) -> Result<Status> {
    let unique = given.has(UNIQUE);
    let debug = given.has(DEBUG);
    let send = |write: &mut dyn FnMut(&[u8]) -> Result<()>| {
        let mut underline = |block: &[u8]| debug::underline(order, block, &mut *write);
        let mut to =
            if debug { Emitter::by_line(order, unique, &mut underline) } else { Emitter::new(order, unique, write) };
        fill(&mut to)?;
        to.finish()
    };
    match given.value(OUTPUT) {
        None => {
            send(&mut |block| Ok(cx.out.write_all(block)?))?;
            cx.out.flush()?;
        }
        Some(name) => {
            // The output may be one of the inputs: it is replaced when all of the new one is there.
            let cannot = |e: io::Error| fail!("can't open '", name, "': ", e);
            let to = |fd| move |block: &[u8]| sys::write_all(fd, block).map_err(|e| fail!("write error: ", e));
            match Replacement::of(name, 0o666) {
                Ok(new) => {
                    send(&mut to(new.fd()))?;
                    new.finish().map_err(cannot)?;
                }
                // The file may be written, but its directory not.
                Err(_) => send(&mut to(File::create(OsStr::from_bytes(name)).map_err(cannot)?.as_raw_fd()))?,
            }
        }
    }
    Ok(cx.status())
}

/// The input in pieces that fit into memory.
struct Chunks<'p, 'a> {
    paths: std::slice::Iter<'p, &'p [u8]>,
    input: Option<Input<'a>>,
    delimiter: u8,
    /// Where in the text the whole lines end, and where what was read ends.
    whole: usize,
    end: usize,
}

impl<'p, 'a> Chunks<'p, 'a> {
    fn new(paths: &'p [&'p [u8]], delimiter: u8) -> Chunks<'p, 'a> {
        Chunks { paths: paths.iter(), input: None, delimiter, whole: 0, end: 0 }
    }

    /// The whole lines of the text that was filled.
    fn whole<'t>(&self, text: &'t [u8]) -> &'t [u8] {
        &text[..self.whole]
    }

    /// Fills `text` with lines until they and their entries take `bound` bytes: true, or all input is read: false. Every line has
    /// its delimiter.
    fn fill(&mut self, cx: &Context<'a>, text: &mut Vec<u8>, bound: usize) -> Result<bool> {
        /// Bytes of a read, after which the bound is looked at.
        const READ: usize = 1 << 20;
        const LEAST: usize = 8 * 1024;
        text.copy_within(self.whole..self.end, 0);
        self.end -= self.whole;
        self.whole = 0;
        let mut lines = 0;
        loop {
            if self.input.is_none() {
                let Some(path) = self.paths.next() else { break };
                let input = open(cx, path)?;
                // One byte more than the file has, for the read that finds the end, and one for a missing delimiter.
                let size = input.fd().and_then(|fd| sys::fstat(fd).ok()).map_or(0, |s| s.st_size.max(0) as usize);
                let want = (self.end.saturating_add(size).saturating_add(2)).min(bound.max(text.len())).max(LEAST);
                if text.is_empty() {
                    // Zeroed by the kernel.
                    *text = vec![0; want];
                } else if want > text.len() {
                    text.resize(want, 0);
                }
                self.input = Some(input);
            }
            let Some(input) = &mut self.input else { break };
            if self.end == text.len() {
                // Room is left for the entries. A line is never cut, however long.
                let most = bound - bound / 4;
                if self.whole > 0 && self.end >= most {
                    return Ok(true);
                }
                let most = if self.whole > 0 { most } else { usize::MAX };
                text.resize((self.end * 2).max(LEAST).min(most), 0);
            }
            let most = text.len().min(self.end + READ);
            let n = input.read_unbuffered(&mut text[self.end..most]).map_err(ReadError::named)?;
            let read = self.end..self.end + n;
            self.end = read.end;
            if n == 0 {
                self.input = None;
                if self.end > self.whole {
                    text.truncate(self.end);
                    text.push(self.delimiter);
                    self.end += 1;
                    self.whole = self.end;
                    lines += 1;
                }
                continue;
            }
            if let Some(at) = memchr::memrchr(self.delimiter, &text[read.clone()]) {
                self.whole = read.start + at + 1;
                lines += memchr::memchr_iter(self.delimiter, &text[read]).count();
            }
            if self.whole > 0 && self.end + lines * ENTRY + READ.min(bound / 4) > bound {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

#[cfg(test)]
mod tests;
