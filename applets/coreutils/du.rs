//! `du`: summarize disk space used by files and directories
//!
//! POSIX.1-2024 XCU du; `--apparent-size`, `-B`, `--exclude`, `-X`, `--files0-from`, `--inodes`, `-S`, `--si`, `-t`, `--time`, `-0` as in GNU. What has been counted
//! is not counted again: neither a second link to a file nor an operand that lay below an earlier one.

use kit::human::{push_size, push_size_si};
use kit::number::{self, BLOCKS};
use kit::prelude::*;
use kit::sys::files::Stat;
use kit::text::push_decimal;
use kit::time::{self, Moment, Zone};
use kit::walk::{FileId, Follow, Visit, Walk, file_id, is_dir, is_link};
use std::collections::HashSet;
use std::io;

const USAGE: &str = "\
[-aHLdclsxhmk] [FILE]...

Summarize disk space used for FILEs (or directories)

	-a, --all	Show file sizes too
	-b, --bytes	Apparent size (including holes)
	--apparent-size	Sizes of files instead of what they take
	-L, --dereference	Follow all symlinks
	-H,-D, --dereference-args	Follow symlinks on command line
	-P, --no-dereference	Follow no symlinks (default)
	-d, --max-depth=N	Limit output to directories (and files with -a) of depth < N
	-c, --total	Show grand total
	-l, --count-links	Count sizes many times if hard linked
	-s, --summarize	Display only a total for each argument
	-S, --separate-dirs	Do not add directories to those above
	-x, --one-file-system	Skip directories on different filesystems
	--exclude=PATTERN	Skip files that match PATTERN
	-X, --exclude-from=FILE	The same for each line of FILE
	--files0-from=FILE	Take the FILEs from FILE, where each is ended by NUL
	--time[=WORD]	Show the latest time of what was counted: mtime, atime or ctime
	--time-style=STYLE	full-iso, long-iso, iso or +FORMAT
	-t, --threshold=SIZE	Leave out what is smaller than SIZE, or larger than -SIZE
	--inodes	Count files instead of bytes
	-h, --human-readable	Sizes in human readable format (e.g., 1K 243M 2G)
	--si		As -h, but powers of 1000
	-B, --block-size=SIZE	Sizes in blocks of SIZE
	-m		Sizes in megabytes
	-k		Sizes in kilobytes (default)
	-0, --null	End lines with NUL
";

pub const APPLET: Applet = Applet { kind: Kind::Pure, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const fn key(letter: char) -> Key {
    Key::short(APPLET.options, letter)
}

const fn long(name: &str) -> Key {
    Key::long(USAGE, APPLET.options, name)
}

const ALL: Key = key('a');
const BYTES: Key = key('b');
const APPARENT: Key = long("apparent-size");
const FOLLOW: Key = key('L');
const OPERANDS: Key = key('H');
const NEVER: Key = key('P');
const DEPTH: Key = key('d');
const TOTAL: Key = key('c');
const LINKS: Key = key('l');
const SUMMARY: Key = key('s');
const SEPARATE: Key = key('S');
const ONE_FILE_SYSTEM: Key = key('x');
const EXCLUDE: Key = long("exclude");
const EXCLUDE_FROM: Key = key('X');
const FILES_FROM: Key = long("files0-from");
const TIME: Key = long("time");
const TIME_STYLE: Key = long("time-style");
const THRESHOLD: Key = key('t');
const INODES: Key = long("inodes");
const HUMAN: Key = key('h');
const SI: Key = long("si");
const UNIT: Key = key('B');
const MEGABYTES: Key = key('m');
const KILOBYTES: Key = key('k');
const ZERO: Key = key('0');

#[derive(Clone, Copy)]
enum Unit {
    Blocks(u64),
    Human,
    Si,
}

/// Which time `--time` shows, and how.
struct Times {
    of: fn(&Stat) -> Moment,
    format: Vec<u8>,
    zone: Zone,
}

/// What a directory holds, with all below it.
#[derive(Clone, Copy, Default)]
struct Sum {
    all: u64,
    /// Right in it.
    own: u64,
    latest: Moment,
}

struct Du {
    all: bool,
    apparent: bool,
    inodes: bool,
    follow: Follow,
    depth: usize,
    count_links: bool,
    separate: bool,
    one_file_system: bool,
    exclude: Vec<Vec<u8>>,
    times: Option<Times>,
    /// Bytes, and whether it is the most instead of the least.
    threshold: Option<(u64, bool)>,
    unit: Unit,
    rounds: bool,
    end: u8,
    seen: HashSet<FileId>,
}

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    let depth = match given.last(&[DEPTH, SUMMARY]) {
        Some(DEPTH) => given.number(DEPTH)?.unwrap_or(usize::MAX),
        Some(_) => 0,
        None => usize::MAX,
    };
    let mut du = Du {
        all: given.has(ALL),
        apparent: given.has(BYTES) || given.has(APPARENT),
        inodes: given.has(INODES),
        follow: match given.last(&[FOLLOW, OPERANDS, NEVER]) {
            Some(FOLLOW) => Follow::Always,
            Some(OPERANDS) => Follow::Operands,
            _ => Follow::Never,
        },
        depth,
        count_links: given.has(LINKS),
        separate: given.has(SEPARATE),
        one_file_system: given.has(ONE_FILE_SYSTEM),
        exclude: exclude(cx, &given)?,
        times: times(cx, &given)?,
        threshold: given.value(THRESHOLD).map(threshold).transpose()?,
        unit: unit(&given)?,
        rounds: given.has(BYTES),
        end: if given.has(ZERO) { 0 } else { b'\n' },
        seen: HashSet::new(),
    };
    let mut list = Vec::new();
    let mut operands: Vec<&[u8]> = given.operands.clone();
    if let Some(from) = given.value(FILES_FROM) {
        if !operands.is_empty() {
            return Err(fail!("file operands cannot be combined with --files0-from"));
        }
        cx.open(from).map_err(|e| fail!(kit::input::cannot_open(from, &e)))?.read_to_end(&mut list)?;
        let mut number = 0;
        for name in list.strip_suffix(b"\0").unwrap_or(&list).split(|c| *c == 0) {
            number += 1;
            if name.is_empty() && !list.is_empty() {
                cx.complain(text![from, ":", number, ": invalid zero-length file name"]);
            } else if !name.is_empty() {
                operands.push(name);
            }
        }
    } else if operands.is_empty() {
        operands.push(b".");
    }
    let mut total = Sum::default();
    for operand in operands {
        let sum = du.operand(cx, operand)?;
        total.all = total.all.saturating_add(sum.all);
        total.latest = total.latest.max(sum.latest);
    }
    if given.has(TOTAL) {
        du.show(cx, total.all, total.latest, b"total")?;
    }
    Ok(cx.status())
}

/// The patterns of what is left out.
fn exclude(cx: &Context, given: &Given) -> Result<Vec<Vec<u8>>> {
    let mut patterns: Vec<Vec<u8>> = given.values(EXCLUDE).map(<[u8]>::to_vec).collect();
    for file in given.values(EXCLUDE_FROM) {
        let mut text = Vec::new();
        cx.open(file).map_err(|e| fail!(kit::input::cannot_open(file, &e)))?.read_to_end(&mut text)?;
        patterns.extend(text.split(|c| *c == b'\n').filter(|line| !line.is_empty()).map(<[u8]>::to_vec));
    }
    Ok(patterns)
}

fn times(cx: &Context, given: &Given) -> Result<Option<Times>> {
    let invalid =
        |word: &[u8], option: &str| Error::Usage(Some(text!["invalid argument '", word, "' for '", option, "'"]));
    let format = match given.value(TIME_STYLE).map(|style| style.strip_prefix(b"posix-").unwrap_or(style)) {
        None | Some(b"long-iso") => b"%Y-%m-%d %H:%M".to_vec(),
        Some(b"full-iso") => b"%Y-%m-%d %H:%M:%S.%N %z".to_vec(),
        Some(b"iso") => b"%Y-%m-%d".to_vec(),
        Some([b'+', format @ ..]) => format.to_vec(),
        Some(word) => return Err(invalid(word, "--time-style")),
    };
    if !given.has(TIME) {
        return Ok(None);
    }
    let of = match given.value(TIME) {
        None | Some(b"mtime" | b"modification") => kit::copy::modified,
        Some(b"atime" | b"access" | b"use") => kit::copy::accessed,
        Some(b"ctime" | b"status") => kit::copy::changed,
        Some(word) => return Err(invalid(word, "--time")),
    };
    Ok(Some(Times { of, format, zone: Zone::of_env(cx.env) }))
}

fn unit(given: &Given) -> Result<Unit> {
    // As in BusyBox any unit outdoes that of -b, wherever it stands.
    Ok(match given.last(&[HUMAN, SI, UNIT, MEGABYTES, KILOBYTES]) {
        None if given.has(BYTES) => Unit::Blocks(1),
        Some(HUMAN) => Unit::Human,
        Some(SI) => Unit::Si,
        Some(MEGABYTES) => Unit::Blocks(1 << 20),
        Some(UNIT) => Unit::Blocks(block_size(given.value(UNIT).unwrap_or_default())?),
        _ => Unit::Blocks(1024),
    })
}

/// `SIZE`, or a bare suffix: `M` is `1M`.
fn block_size(word: &[u8]) -> Result<u64> {
    let with_one =
        if word.first().is_some_and(u8::is_ascii_alphabetic) { [b"1", word].concat() } else { word.to_vec() };
    match number::with_suffix(&with_one, BLOCKS) {
        Ok(0) | Err(_) => Err(number::invalid(word)),
        ok => ok,
    }
}

fn threshold(word: &[u8]) -> Result<(u64, bool)> {
    let (digits, is_most) = match word.strip_prefix(b"-") {
        Some(digits) => (digits, true),
        None => (word, false),
    };
    number::with_suffix(digits, BLOCKS).map(|n| (n, is_most)).map_err(|_| number::invalid(word))
}

impl Sum {
    fn of(size: u64, latest: Moment) -> Sum {
        Sum { all: size, own: size, latest }
    }
}

impl Du {
    /// All that one operand takes.
    fn operand(&mut self, cx: &mut Context, operand: &[u8]) -> Result<Sum> {
        let mut walk = Walk::new(operand, self.follow);
        // Of each directory on the way down.
        let mut sums: Vec<Sum> = Vec::new();
        let mut total = Sum::default();
        let mut device = None;
        while let Some(visit) = walk.next() {
            if cx.interrupted() {
                return Err(Error::Write(io::ErrorKind::Interrupted.into()));
            }
            match visit {
                Visit::Failed(error) => cx.complain(text![walk.path(), ": ", error]),
                Visit::Unopened(error) => cx.complain(text!["can't open '", walk.path(), "': ", error]),
                Visit::Enter | Visit::File => {
                    let is_entered = matches!(visit, Visit::Enter);
                    let stat = match walk.stat() {
                        Ok(stat) => stat,
                        Err(error) => {
                            cx.complain(text![walk.path(), ": ", error]);
                            walk.skip();
                            continue;
                        }
                    };
                    if walk.follows() && is_link(&stat) {
                        cx.complain(text![walk.path(), ": ", io::Error::from_raw_os_error(libc::ENOENT)]);
                        continue;
                    }
                    let foreign = self.one_file_system && device.is_some_and(|d| d != stat.st_dev);
                    if foreign || self.is_excluded(&walk) || self.was_seen(&stat) {
                        walk.skip();
                        continue;
                    }
                    device = device.or(Some(stat.st_dev));
                    let size = self.size(&stat);
                    let latest = self.times.as_ref().map_or(Moment::default(), |t| (t.of)(&stat));
                    if is_entered {
                        sums.push(Sum::of(size, latest));
                        continue;
                    }
                    if walk.depth() == 0 || self.all && walk.depth() <= self.depth {
                        self.show(cx, size, latest, walk.path())?;
                    }
                    match sums.last_mut() {
                        Some(sum) => {
                            sum.all = sum.all.saturating_add(size);
                            sum.own = sum.own.saturating_add(size);
                            sum.latest = sum.latest.max(latest);
                        }
                        None => total = Sum::of(size, latest),
                    }
                }
                Visit::Leave => {
                    let below = sums.pop().unwrap_or_default();
                    if walk.depth() <= self.depth {
                        let size = if self.separate { below.own } else { below.all };
                        self.show(cx, size, below.latest, walk.path())?;
                    }
                    match sums.last_mut() {
                        Some(sum) => {
                            sum.all = sum.all.saturating_add(below.all);
                            sum.latest = sum.latest.max(below.latest);
                        }
                        None => total = below,
                    }
                }
            }
        }
        Ok(total)
    }

    fn size(&self, stat: &Stat) -> u64 {
        if self.inodes {
            1
        } else if self.apparent {
            stat.st_size as u64
        } else {
            (stat.st_blocks as u64).saturating_mul(512)
        }
    }

    fn was_seen(&mut self, stat: &Stat) -> bool {
        !self.count_links && (stat.st_nlink > 1 || is_dir(stat)) && !self.seen.insert(file_id(stat))
    }

    fn is_excluded(&self, walk: &Walk) -> bool {
        let path = walk.path();
        let name = crate::canonical::split(path).1;
        self.exclude
            .iter()
            .any(|pattern| crate::pattern::matches(pattern, name) || crate::pattern::matches(pattern, path))
    }

    fn show(&self, cx: &mut Context, size: u64, latest: Moment, path: &[u8]) -> Result<()> {
        if self.threshold.is_some_and(|(limit, is_most)| if is_most { size > limit } else { size < limit }) {
            return Ok(());
        }
        let mut line = Vec::new();
        match self.unit {
            _ if self.inodes && matches!(self.unit, Unit::Blocks(_)) => push_decimal(&mut line, size),
            Unit::Human => push_size(&mut line, size),
            Unit::Si => push_size_si(&mut line, size),
            // BusyBox rounds apparent sizes to the nearest, blocks up.
            Unit::Blocks(unit) if self.rounds => {
                push_decimal(&mut line, size / unit + u64::from(size % unit >= unit.div_ceil(2)));
            }
            Unit::Blocks(unit) => push_decimal(&mut line, size.div_ceil(unit)),
        }
        line.push(b'\t');
        if let Some(times) = &self.times {
            time::format(&mut line, &times.format, &times.zone.civil(latest.seconds), latest.nanoseconds);
            line.push(b'\t');
        }
        line.extend_from_slice(path);
        line.push(self.end);
        Ok(cx.out.write_all(&line)?)
    }
}
