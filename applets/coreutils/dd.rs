//! `dd`: copy a file with converting and formatting
//!
//! POSIX.1-2024 XCU dd; the flags, `conv=fdatasync,sparse,excl,nocreat`, `iseek=`, `oseek=` and `status=progress` as in GNU.
//! Needs a process of its own: SIGUSR1 asks it for what it has done so far.

use kit::alloc::Fallible;
use kit::getopt::help_or_version;
use kit::human;
use kit::number::{self, BLOCKS};
use kit::prelude::*;
use kit::sys::files::{self, CWD, Sync};
use kit::{copy, signals, sys};
use std::io;
use std::os::fd::{AsRawFd, OwnedFd, RawFd};
use std::time::Instant;

const USAGE: &str = "\
[if=FILE] [of=FILE] [ibs=N obs=N/bs=N] [count=N] [skip=N] [seek=N]
	[conv=notrunc|noerror|sync|fsync...]
	[iflag=skip_bytes|count_bytes|fullblock|direct...] [oflag=seek_bytes|append|direct...]

Copy a file with converting and formatting

	if=FILE		Read from FILE instead of stdin
	of=FILE		Write to FILE instead of stdout
	bs=N		Read and write N bytes at a time
	ibs=N		Read N bytes at a time
	obs=N		Write N bytes at a time
	cbs=N		Convert records of N bytes
	count=N		Copy only N input blocks
	skip=N, iseek=N	Skip N input blocks
	seek=N, oseek=N	Skip N output blocks
	conv=notrunc	Don't truncate output file
	conv=noerror	Continue after read errors
	conv=sync	Pad blocks with zeros
	conv=fsync	Physically write data out before finishing
	conv=fdatasync	As fsync, without what describes the file
	conv=swab	Swap every pair of bytes
	conv=lcase	To lower case
	conv=ucase	To upper case
	conv=block	Lines to records of cbs bytes, padded with blanks
	conv=unblock	Records to lines
	conv=ascii	From EBCDIC, with cbs also unblock
	conv=ebcdic	To EBCDIC, with cbs also block
	conv=ibm	To another EBCDIC, with cbs also block
	conv=sparse	Seek over blocks of zeros
	conv=excl	The output file must be new
	conv=nocreat	The output file must exist
	iflag=skip_bytes	skip=N is in bytes
	iflag=count_bytes	count=N is in bytes
	iflag=fullblock	Read full blocks
	oflag=seek_bytes	seek=N is in bytes
	oflag=append	Open output in append mode
	iflag, oflag=direct	O_DIRECT
	iflag, oflag=directory, dsync, sync, nonblock, noatime, noctty, nofollow
	status=noxfer	Suppress rate output
	status=none	Suppress all output
	status=progress	Tell every second

N may be suffixed by c (1), w (2), b (512), kB (1000), k (1024), MB, M, GB, G; NxM multiplies; nB counts bytes
";

pub const APPLET: Applet = Applet { dir: Dir::Bin, kind: Kind::Process, usage: USAGE, run, ..Applet::DEFAULT };

/// The most that a block may have: two of them are held.
const LARGEST_BLOCK: u64 = 1 << 40;

/// What is done with the bytes.
const SWAB: u32 = 1;
const LCASE: u32 = 1 << 1;
const UCASE: u32 = 1 << 2;
const BLOCK: u32 = 1 << 3;
const UNBLOCK: u32 = 1 << 4;
const ASCII: u32 = 1 << 5;
const EBCDIC: u32 = 1 << 6;
const IBM: u32 = 1 << 7;
const PAD: u32 = 1 << 8;
/// How the files are treated.
const NOTRUNC: u32 = 1 << 9;
const NOERROR: u32 = 1 << 10;
const FSYNC: u32 = 1 << 11;
const FDATASYNC: u32 = 1 << 12;
const SPARSE: u32 = 1 << 13;
const EXCL: u32 = 1 << 14;
const NOCREAT: u32 = 1 << 15;

const CONVERSIONS: &[(&str, u32)] = &[
    ("notrunc", NOTRUNC),
    ("noerror", NOERROR),
    ("sync", PAD),
    ("fsync", FSYNC),
    ("fdatasync", FDATASYNC),
    ("swab", SWAB),
    ("lcase", LCASE),
    ("ucase", UCASE),
    ("block", BLOCK),
    ("unblock", UNBLOCK),
    ("ascii", ASCII),
    ("ebcdic", EBCDIC),
    ("ibm", IBM),
    ("sparse", SPARSE),
    ("excl", EXCL),
    ("nocreat", NOCREAT),
];

/// Not open flags: bits that no `O_*` has.
const COUNT_BYTES: u32 = 1 << 31;
const SKIP_BYTES: u32 = 1 << 30;
const SEEK_BYTES: u32 = 1 << 29;
const FULL_BLOCK: u32 = 1 << 28;

const INPUT_FLAGS: &[(&str, u32)] = &[
    ("skip_bytes", SKIP_BYTES),
    ("count_bytes", COUNT_BYTES),
    ("fullblock", FULL_BLOCK),
    ("direct", libc::O_DIRECT as u32),
    ("directory", libc::O_DIRECTORY as u32),
    ("dsync", libc::O_DSYNC as u32),
    ("sync", libc::O_SYNC as u32),
    ("nonblock", libc::O_NONBLOCK as u32),
    ("noatime", libc::O_NOATIME as u32),
    ("noctty", libc::O_NOCTTY as u32),
    ("nofollow", libc::O_NOFOLLOW as u32),
];

const OUTPUT_FLAGS: &[(&str, u32)] = &[
    ("seek_bytes", SEEK_BYTES),
    ("append", libc::O_APPEND as u32),
    ("direct", libc::O_DIRECT as u32),
    ("directory", libc::O_DIRECTORY as u32),
    ("dsync", libc::O_DSYNC as u32),
    ("sync", libc::O_SYNC as u32),
    ("nonblock", libc::O_NONBLOCK as u32),
    ("noatime", libc::O_NOATIME as u32),
    ("noctty", libc::O_NOCTTY as u32),
    ("nofollow", libc::O_NOFOLLOW as u32),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Report {
    All,
    NoRate,
    Nothing,
    Progress,
}

struct Options<'a> {
    input: Option<&'a [u8]>,
    output: Option<&'a [u8]>,
    ibs: usize,
    obs: usize,
    /// Every input block is an output block of its own.
    as_read: bool,
    cbs: usize,
    /// In bytes if the flag says so.
    count: Option<u64>,
    skip: u64,
    seek: u64,
    conv: u32,
    iflag: u32,
    oflag: u32,
    report: Report,
}

#[derive(Default)]
struct Tally {
    in_full: u64,
    in_part: u64,
    out_full: u64,
    out_part: u64,
    bytes: u64,
    truncated: u64,
}

fn run(cx: &mut Context) -> Result<Status> {
    let options = parse(cx.args)?;
    let input = match options.input {
        None => None,
        Some(path) => Some(open(path, libc::O_RDONLY | open_flags(options.iflag))?),
    };
    let output = match options.output {
        None => None,
        Some(path) => Some(open_output(path, &options)?),
    };
    let in_fd = match (&input, cx.input) {
        (Some(file), _) => file.as_raw_fd(),
        (None, kit::input::Stdin::Fd(fd)) => fd,
        // It runs in a process of its own, whose streams are descriptors.
        (None, _) => 0,
    };
    let out_fd = match &output {
        Some(file) => file.as_raw_fd(),
        None => cx.out.fd()?.unwrap_or(1),
    };
    signals::set(libc::SIGUSR1, signals::Disposition::Noted).map_err(|e| fail!("SIGUSR1: ", e))?;
    let mut dd = Dd {
        in_name: options.input.unwrap_or(b"standard input"),
        out_name: options.output.unwrap_or(b"standard output"),
        in_fd,
        out_fd,
        pending: Vec::new(),
        record: Record::default(),
        table: table(options.conv),
        swab_left: None,
        tally: Tally::default(),
        began: Instant::now(),
        told: Instant::now(),
        hole_at_end: false,
        options,
    };
    let result = dd.copy(cx);
    if dd.options.report == Report::Progress {
        let _ = cx.err.write_all(b"\n");
    }
    match result {
        Ok(()) => dd.report(cx),
        Err(Failure { message, tells }) => {
            cx.complain(message);
            if tells {
                dd.report(cx);
            }
        }
    }
    Ok(cx.status())
}

/// Why copying ended, and whether what was done until then is told.
struct Failure {
    message: Vec<u8>,
    tells: bool,
}

fn failure(message: Vec<u8>) -> Failure {
    Failure { message, tells: false }
}

fn open(path: &[u8], flags: i32) -> Result<OwnedFd> {
    files::c_path(path)
        .and_then(|name| files::open_at(CWD, &name, flags, 0o666))
        .map_err(|e| Error::Failed(Status::FAILED, kit::input::cannot_open(path, &e)))
}

fn open_output(path: &[u8], options: &Options) -> Result<OwnedFd> {
    let conv = |flag| options.conv & flag != 0;
    let start = options.seek_offset()?;
    let mut flags = libc::O_WRONLY | open_flags(options.oflag);
    if !conv(NOCREAT) {
        flags |= libc::O_CREAT;
    }
    if conv(EXCL) {
        flags |= libc::O_EXCL;
    }
    if !conv(NOTRUNC) && start == 0 {
        flags |= libc::O_TRUNC;
    }
    let file = open(path, flags)?;
    if !conv(NOTRUNC) && start > 0 {
        // Devices and pipes have no length.
        let is_regular = files::fstat(file.as_raw_fd()).is_ok_and(|s| s.st_mode & libc::S_IFMT == libc::S_IFREG);
        if is_regular {
            files::truncate(file.as_raw_fd(), start).map_err(|e| fail!("can't truncate '", path, "': ", e))?;
        }
    }
    Ok(file)
}

fn open_flags(flags: u32) -> i32 {
    (flags & !(COUNT_BYTES | SKIP_BYTES | SEEK_BYTES | FULL_BLOCK)) as i32
}

impl Options<'_> {
    fn seek_offset(&self) -> Result<u64> {
        let unit = if self.oflag & SEEK_BYTES == 0 { self.obs as u64 } else { 1 };
        self.seek.checked_mul(unit).filter(|n| i64::try_from(*n).is_ok()).ok_or_else(|| fail!("seek is too large"))
    }
}

fn parse<'a>(args: &[&'a [u8]]) -> Result<Options<'a>> {
    let mut options = Options {
        input: None,
        output: None,
        ibs: 512,
        obs: 512,
        as_read: false,
        cbs: 0,
        count: None,
        skip: 0,
        seek: 0,
        conv: 0,
        iflag: 0,
        oflag: 0,
        report: Report::All,
    };
    help_or_version(args)?;
    let mut block_size = None;
    for arg in args {
        if *arg == b"--" {
            continue;
        }
        let Some(at) = memchr::memchr(b'=', arg) else { return Err(Error::Usage(None)) };
        let (name, value) = (&arg[..at], &arg[at + 1..]);
        match name {
            b"if" => options.input = Some(value),
            b"of" => options.output = Some(value),
            b"bs" => block_size = Some(size(value)?),
            b"ibs" => options.ibs = size(value)?,
            b"obs" => options.obs = size(value)?,
            b"cbs" => options.cbs = size(value)?,
            b"count" => {
                let (n, is_bytes) = count(value)?;
                options.count = Some(n);
                options.iflag |= if is_bytes { COUNT_BYTES } else { 0 };
            }
            b"skip" | b"iseek" => {
                let (n, is_bytes) = count(value)?;
                options.skip = n;
                options.iflag |= if is_bytes { SKIP_BYTES } else { 0 };
            }
            b"seek" | b"oseek" => {
                let (n, is_bytes) = count(value)?;
                options.seek = n;
                options.oflag |= if is_bytes { SEEK_BYTES } else { 0 };
            }
            b"conv" => options.conv |= words(value, CONVERSIONS, "conv")?,
            b"iflag" => options.iflag |= words(value, INPUT_FLAGS, "iflag")?,
            b"oflag" => options.oflag |= words(value, OUTPUT_FLAGS, "oflag")?,
            b"status" => {
                options.report = match value {
                    b"none" => Report::Nothing,
                    b"noxfer" => Report::NoRate,
                    b"progress" => Report::Progress,
                    _ => return Err(fail!("invalid argument '", value, "' to 'status'")),
                };
            }
            _ => return Err(Error::Usage(None)),
        }
    }
    if let Some(size) = block_size {
        (options.ibs, options.obs, options.as_read) = (size, size, true);
    }
    for (one, other) in [(LCASE, UCASE), (BLOCK, UNBLOCK), (EXCL, NOCREAT), (ASCII, EBCDIC | IBM), (EBCDIC, IBM)] {
        if options.conv & one != 0 && options.conv & other != 0 {
            return Err(fail!("conversions exclude each other"));
        }
    }
    if options.cbs > 0 {
        if options.conv & ASCII != 0 {
            options.conv |= UNBLOCK;
        } else if options.conv & (EBCDIC | IBM) != 0 {
            options.conv |= BLOCK;
        }
    } else {
        // Without a length there are no records.
        options.conv &= !(BLOCK | UNBLOCK);
    }
    Ok(options)
}

fn words(list: &[u8], table: &[(&str, u32)], of: &str) -> Result<u32> {
    let mut bits = 0;
    for word in list.split(|c| *c == b',') {
        let found = table.iter().find(|(name, _)| name.as_bytes() == word);
        bits |= found.ok_or_else(|| fail!("invalid argument '", word, "' to '", of, "'"))?.1;
    }
    Ok(bits)
}

/// `N`, `Nk`, `NxM`.
fn product(word: &[u8]) -> Result<u64> {
    if word.starts_with(b"-") {
        return Err(number::invalid(word));
    }
    let mut product: u64 = 1;
    for factor in word.split(|c| *c == b'x') {
        let n: u64 = number::with_suffix(factor, BLOCKS).map_err(|_| number::invalid(word))?;
        product = product.checked_mul(n).ok_or_else(|| number::invalid(word))?;
    }
    Ok(product)
}

/// The size of a block.
fn size(word: &[u8]) -> Result<usize> {
    match product(word)? {
        0 => Err(fail!("number ", word, " is not in 1..9223372036854775807 range")),
        n if n > LARGEST_BLOCK => Err(number::invalid(word)),
        n => Ok(n as usize),
    }
}

/// A number of blocks, or with a `B` behind it of bytes.
fn count(word: &[u8]) -> Result<(u64, bool)> {
    if let Some(digits) = word.strip_suffix(b"B")
        && digits.last().is_some_and(u8::is_ascii_digit)
    {
        return Ok((product(digits)?, true));
    }
    Ok((product(word)?, false))
}

struct Dd<'a> {
    options: Options<'a>,
    in_name: &'a [u8],
    out_name: &'a [u8],
    in_fd: RawFd,
    out_fd: RawFd,
    /// Converted, not yet written.
    pending: Vec<u8>,
    record: Record,
    table: [u8; 256],
    /// The odd byte of a block, which `swab` pairs with the next one's first.
    swab_left: Option<u8>,
    tally: Tally,
    began: Instant,
    told: Instant,
    /// The output ends in zeros that were seeked over.
    hole_at_end: bool,
}

impl Dd<'_> {
    fn conv(&self, flag: u32) -> bool {
        self.options.conv & flag != 0
    }

    fn copy(&mut self, cx: &mut Context) -> std::result::Result<(), Failure> {
        self.skip()?;
        self.seek()?;
        // Asked for politely first: a size is the user's word, and an allocation that fails ends the process.
        let fallible = Fallible::begin();
        if Vec::<u8>::new().try_reserve_exact(self.options.ibs.saturating_add(ALIGNMENT)).is_err() {
            return Err(failure(b"out of memory".to_vec()));
        }
        drop(fallible);
        let mut memory = Aligned::new(self.options.ibs);
        let mut blocks: u64 = 0;
        let mut bytes: u64 = 0;
        loop {
            let buffer = memory.bytes(self.options.ibs);
            let mut want = self.options.ibs;
            match self.options.count {
                Some(most) if self.options.iflag & COUNT_BYTES != 0 => {
                    want = want.min(usize::try_from(most - bytes).unwrap_or(usize::MAX));
                }
                Some(most) if blocks >= most => want = 0,
                _ => {}
            }
            if want == 0 {
                break;
            }
            self.tell_if_asked(cx);
            let n = match self.read(cx, &mut buffer[..want]) {
                Ok(0) => break,
                Ok(n) => n,
                Err(error) if self.conv(NOERROR) => {
                    cx.complain(text![self.in_name, ": ", error]);
                    // What cannot be read is skipped, and stands as zeros with conv=sync.
                    let _ = sys::seek(self.in_fd, want as i64, libc::SEEK_CUR);
                    blocks += 1;
                    bytes += want as u64;
                    if self.conv(PAD) {
                        buffer[..want].fill(0);
                        self.tally.in_part += 1;
                        self.block(&mut buffer[..want])?;
                    }
                    continue;
                }
                Err(error) => {
                    self.finish()?;
                    return Err(Failure { message: text![self.in_name, ": ", error], tells: self.tally.in_full > 0 });
                }
            };
            blocks += 1;
            bytes += n as u64;
            if n == self.options.ibs {
                self.tally.in_full += 1;
            } else {
                self.tally.in_part += 1;
            }
            let mut length = n;
            if self.conv(PAD) && n < self.options.ibs {
                let fill = if self.conv(BLOCK | UNBLOCK) { b' ' } else { 0 };
                buffer[n..].fill(fill);
                length = self.options.ibs;
            }
            self.block(&mut buffer[..length])?;
        }
        self.finish()
    }

    /// One read, or as many as fill the block.
    fn read(&mut self, cx: &mut Context, into: &mut [u8]) -> io::Result<usize> {
        let mut have = 0;
        loop {
            match sys::read(self.in_fd, &mut into[have..]) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => self.tell_if_asked(cx),
                Err(error) if have == 0 => return Err(error),
                Ok(0) | Err(_) => return Ok(have),
                Ok(n) => {
                    have += n;
                    if have == into.len() || self.options.iflag & FULL_BLOCK == 0 {
                        return Ok(have);
                    }
                }
            }
        }
    }

    fn skip(&self) -> std::result::Result<(), Failure> {
        let unit = if self.options.iflag & SKIP_BYTES == 0 { self.options.ibs as u64 } else { 1 };
        let mut left = self.options.skip.saturating_mul(unit);
        if left == 0 {
            return Ok(());
        }
        if let Ok(offset) = i64::try_from(left)
            && sys::seek(self.in_fd, offset, libc::SEEK_CUR).is_ok()
        {
            return Ok(());
        }
        let mut buffer = vec![0; self.options.ibs.clamp(1, 1 << 16)];
        while left > 0 {
            let most = buffer.len().min(usize::try_from(left).unwrap_or(usize::MAX));
            match sys::read(self.in_fd, &mut buffer[..most]) {
                Ok(0) => break,
                Ok(n) => left -= n as u64,
                Err(error) => return Err(failure(text![self.in_name, ": ", error])),
            }
        }
        Ok(())
    }

    fn seek(&self) -> std::result::Result<(), Failure> {
        let unit = if self.options.oflag & SEEK_BYTES == 0 { self.options.obs as u64 } else { 1 };
        let offset = self.options.seek.saturating_mul(unit).min(i64::MAX as u64);
        if offset > 0 && self.options.oflag & libc::O_APPEND as u32 == 0 {
            sys::seek(self.out_fd, offset as i64, libc::SEEK_CUR)
                .map_err(|e| failure(text![self.out_name, ": ", e]))?;
        }
        Ok(())
    }

    /// Converts a block and writes what is ready.
    fn block(&mut self, data: &mut [u8]) -> std::result::Result<(), Failure> {
        if self.conv(SWAB) {
            let swapped = swap(&mut self.swab_left, data);
            return self.convert(&mut { swapped });
        }
        self.convert(data)
    }

    fn convert(&mut self, data: &mut [u8]) -> std::result::Result<(), Failure> {
        if self.conv(ASCII | EBCDIC | IBM | LCASE | UCASE) {
            for byte in data.iter_mut() {
                *byte = self.table[usize::from(*byte)];
            }
        }
        if self.conv(BLOCK) {
            let (newline, blank) = (self.newline(), self.blank());
            self.record.push_records(&mut self.pending, data, self.options.cbs, newline, blank);
            self.tally.truncated += std::mem::take(&mut self.record.truncated);
        } else if self.conv(UNBLOCK) {
            self.record.push_lines(&mut self.pending, data, self.options.cbs, b'\n', b' ');
        } else if self.options.as_read {
            return self.write(data);
        } else {
            self.pending.extend_from_slice(data);
        }
        self.write_pending(false)
    }

    /// A newline as it is after the conversion of bytes.
    fn newline(&self) -> u8 {
        self.table[usize::from(b'\n')]
    }

    fn blank(&self) -> u8 {
        self.table[usize::from(b' ')]
    }

    /// Writes the full output blocks that are pending, and at the end also the last.
    fn write_pending(&mut self, all: bool) -> std::result::Result<(), Failure> {
        let pending = std::mem::take(&mut self.pending);
        let mut rest = &pending[..];
        while rest.len() >= self.options.obs || all && !rest.is_empty() {
            let (block, after) = rest.split_at(self.options.obs.min(rest.len()));
            self.write(block)?;
            rest = after;
        }
        self.pending = rest.to_vec();
        Ok(())
    }

    fn write(&mut self, block: &[u8]) -> std::result::Result<(), Failure> {
        if block.is_empty() {
            return Ok(());
        }
        self.hole_at_end = self.conv(SPARSE)
            && copy::is_zero(block)
            && sys::seek(self.out_fd, block.len() as i64, libc::SEEK_CUR).is_ok();
        if !self.hole_at_end {
            self.write_out(block)
                .map_err(|e| Failure { message: text!["error writing '", self.out_name, "': ", e], tells: true })?;
        }
        self.tally.bytes += block.len() as u64;
        if block.len() == self.options.obs {
            self.tally.out_full += 1;
        } else {
            self.tally.out_part += 1;
        }
        Ok(())
    }

    fn write_out(&self, block: &[u8]) -> io::Result<()> {
        match sys::write_all(self.out_fd, block) {
            // With O_DIRECT address and length must be aligned, which the last block's length seldom is.
            Err(error)
                if error.raw_os_error() == Some(libc::EINVAL) && self.options.oflag & libc::O_DIRECT as u32 != 0 =>
            {
                let mut aligned = Aligned::new(block.len());
                aligned.bytes(block.len()).copy_from_slice(block);
                if !block.len().is_multiple_of(ALIGNMENT) {
                    files::clear_direct(self.out_fd)?;
                }
                sys::write_all(self.out_fd, aligned.bytes(block.len()))
            }
            other => other,
        }
    }

    fn finish(&mut self) -> std::result::Result<(), Failure> {
        if let Some(byte) = self.swab_left.take() {
            self.convert(&mut [byte])?;
        }
        if self.conv(BLOCK) {
            let blank = self.blank();
            self.record.end_record(&mut self.pending, self.options.cbs, blank);
        } else if self.conv(UNBLOCK) {
            self.record.end_line(&mut self.pending, b'\n');
        }
        self.write_pending(true)?;
        let failed =
            |name: &[u8], e: io::Error| Failure { message: text!["error writing '", name, "': ", e], tells: true };
        if self.hole_at_end {
            let end = sys::seek(self.out_fd, 0, libc::SEEK_CUR).and_then(|at| {
                let is_longer = files::fstat(self.out_fd)?.st_size as u64 > at;
                if is_longer { Ok(()) } else { files::truncate(self.out_fd, at) }
            });
            end.map_err(|e| failed(self.out_name, e))?;
        }
        if self.conv(FSYNC) {
            files::sync(self.out_fd, Sync::File).map_err(|e| failed(self.out_name, e))?;
        } else if self.conv(FDATASYNC) {
            files::sync(self.out_fd, Sync::Data).map_err(|e| failed(self.out_name, e))?;
        }
        Ok(())
    }

    /// On SIGUSR1, and every second for `status=progress`.
    fn tell_if_asked(&mut self, cx: &mut Context) {
        if signals::is_pending() && signals::take_pending() == Some(libc::SIGUSR1) {
            self.report(cx);
        }
        if self.options.report == Report::Progress && self.told.elapsed().as_secs() >= 1 {
            self.told = Instant::now();
            let _ = cx.err.write_all(&text!["\r", self.rate()]);
        }
    }

    /// `26 bytes (26B) copied, 0.000223 seconds, 113.9KB/s`
    fn rate(&self) -> Vec<u8> {
        let micros = self.began.elapsed().as_micros().max(1);
        let bytes = self.tally.bytes;
        let per_second = u64::try_from(u128::from(bytes) * 1_000_000 / micros).unwrap_or(u64::MAX);
        let seconds = (micros / 1_000_000) as u64;
        let fraction = format!("{:06}", micros % 1_000_000);
        let (size, speed) = (human::size(bytes), human::size(per_second));
        text![bytes, " bytes (", size, "B) copied, ", seconds, ".", fraction, " seconds, ", speed, "B/s"]
    }

    fn report(&self, cx: &Context) {
        if self.options.report == Report::Nothing {
            return;
        }
        let tally = &self.tally;
        let mut lines = text![
            tally.in_full,
            "+",
            tally.in_part,
            " records in\n",
            tally.out_full,
            "+",
            tally.out_part,
            " records out\n",
        ];
        if tally.truncated > 0 {
            lines.extend(text![tally.truncated, " truncated records\n"]);
        }
        if self.options.report != Report::NoRate {
            lines.extend(self.rate());
            lines.push(b'\n');
        }
        // There is nobody to tell that standard error is closed.
        let _ = cx.err.write_all(&lines);
    }
}

/// Swaps pairs of bytes; the odd one waits for the next block.
fn swap(left: &mut Option<u8>, data: &[u8]) -> Vec<u8> {
    let mut bytes: Vec<u8> = left.take().into_iter().chain(data.iter().copied()).collect();
    if bytes.len() % 2 == 1 {
        *left = bytes.pop();
    }
    bytes.chunks_exact_mut(2).for_each(|pair| pair.swap(0, 1));
    bytes
}

/// Where a line or record is, for `block` and `unblock`.
#[derive(Default)]
struct Record {
    column: usize,
    /// Blanks that are only written if something follows in the record.
    blanks: usize,
    truncated: u64,
}

impl Record {
    fn push_records(&mut self, to: &mut Vec<u8>, data: &[u8], length: usize, newline: u8, blank: u8) {
        for byte in data {
            if *byte == newline {
                to.resize(to.len() + length.saturating_sub(self.column), blank);
                self.column = 0;
                continue;
            }
            if self.column < length {
                to.push(*byte);
            } else if self.column == length {
                self.truncated += 1;
            }
            self.column += 1;
        }
    }

    fn end_record(&mut self, to: &mut Vec<u8>, length: usize, blank: u8) {
        if self.column > 0 {
            to.resize(to.len() + length.saturating_sub(self.column), blank);
            self.column = 0;
        }
    }

    fn push_lines(&mut self, to: &mut Vec<u8>, data: &[u8], length: usize, newline: u8, blank: u8) {
        for byte in data {
            if self.column == length {
                to.push(newline);
                (self.column, self.blanks) = (0, 0);
            }
            self.column += 1;
            if *byte == blank {
                self.blanks += 1;
            } else {
                to.resize(to.len() + std::mem::take(&mut self.blanks), blank);
                to.push(*byte);
            }
        }
    }

    fn end_line(&mut self, to: &mut Vec<u8>, newline: u8) {
        if self.column > 0 {
            to.push(newline);
            (self.column, self.blanks) = (0, 0);
        }
    }
}

/// What every byte becomes.
fn table(conv: u32) -> [u8; 256] {
    let mut table = [0; 256];
    for (byte, place) in table.iter_mut().enumerate() {
        let mut b = byte as u8;
        if conv & ASCII != 0 {
            b = EBCDIC_OF_ASCII.iter().position(|e| *e == b).unwrap_or(0) as u8;
        }
        if conv & LCASE != 0 {
            b.make_ascii_lowercase();
        }
        if conv & UCASE != 0 {
            b.make_ascii_uppercase();
        }
        if conv & EBCDIC != 0 {
            b = EBCDIC_OF_ASCII[usize::from(b)];
        } else if conv & IBM != 0 {
            b = IBM_CHANGES.iter().find(|c| c.0 == b).map_or(EBCDIC_OF_ASCII[usize::from(b)], |c| c.1);
        }
        *place = b;
    }
    table
}

const ALIGNMENT: usize = 4096;

/// Memory at an address that O_DIRECT accepts.
struct Aligned {
    memory: Vec<u8>,
    offset: usize,
}

impl Aligned {
    fn new(size: usize) -> Aligned {
        let memory = vec![0; size + ALIGNMENT];
        let offset = memory.as_ptr().align_offset(ALIGNMENT).min(ALIGNMENT);
        Aligned { memory, offset }
    }

    fn bytes(&mut self, length: usize) -> &mut [u8] {
        &mut self.memory[self.offset..self.offset + length]
    }
}

/// POSIX's table for `conv=ebcdic`; its inverse is `conv=ascii`.
const EBCDIC_OF_ASCII: [u8; 256] = [
    0x00, 0x01, 0x02, 0x03, 0x37, 0x2d, 0x2e, 0x2f, 0x16, 0x05, 0x25, 0x0b, 0x0c, 0x0d, 0x0e, 0x0f, 0x10, 0x11, 0x12,
    0x13, 0x3c, 0x3d, 0x32, 0x26, 0x18, 0x19, 0x3f, 0x27, 0x1c, 0x1d, 0x1e, 0x1f, 0x40, 0x5a, 0x7f, 0x7b, 0x5b, 0x6c,
    0x50, 0x7d, 0x4d, 0x5d, 0x5c, 0x4e, 0x6b, 0x60, 0x4b, 0x61, 0xf0, 0xf1, 0xf2, 0xf3, 0xf4, 0xf5, 0xf6, 0xf7, 0xf8,
    0xf9, 0x7a, 0x5e, 0x4c, 0x7e, 0x6e, 0x6f, 0x7c, 0xc1, 0xc2, 0xc3, 0xc4, 0xc5, 0xc6, 0xc7, 0xc8, 0xc9, 0xd1, 0xd2,
    0xd3, 0xd4, 0xd5, 0xd6, 0xd7, 0xd8, 0xd9, 0xe2, 0xe3, 0xe4, 0xe5, 0xe6, 0xe7, 0xe8, 0xe9, 0xad, 0xe0, 0xbd, 0x9a,
    0x6d, 0x79, 0x81, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x98,
    0x99, 0xa2, 0xa3, 0xa4, 0xa5, 0xa6, 0xa7, 0xa8, 0xa9, 0xc0, 0x4f, 0xd0, 0x5f, 0x07, 0x20, 0x21, 0x22, 0x23, 0x24,
    0x15, 0x06, 0x17, 0x28, 0x29, 0x2a, 0x2b, 0x2c, 0x09, 0x0a, 0x1b, 0x30, 0x31, 0x1a, 0x33, 0x34, 0x35, 0x36, 0x08,
    0x38, 0x39, 0x3a, 0x3b, 0x04, 0x14, 0x3e, 0xe1, 0x41, 0x42, 0x43, 0x44, 0x45, 0x46, 0x47, 0x48, 0x49, 0x51, 0x52,
    0x53, 0x54, 0x55, 0x56, 0x57, 0x58, 0x59, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x70, 0x71, 0x72, 0x73,
    0x74, 0x75, 0x76, 0x77, 0x78, 0x80, 0x8a, 0x8b, 0x8c, 0x8d, 0x8e, 0x8f, 0x90, 0x6a, 0x9b, 0x9c, 0x9d, 0x9e, 0x9f,
    0xa0, 0xaa, 0xab, 0xac, 0x4a, 0xae, 0xaf, 0xb0, 0xb1, 0xb2, 0xb3, 0xb4, 0xb5, 0xb6, 0xb7, 0xb8, 0xb9, 0xba, 0xbb,
    0xbc, 0xa1, 0xbe, 0xbf, 0xca, 0xcb, 0xcc, 0xcd, 0xce, 0xcf, 0xda, 0xdb, 0xdc, 0xdd, 0xde, 0xdf, 0xea, 0xeb, 0xec,
    0xed, 0xee, 0xef, 0xfa, 0xfb, 0xfc, 0xfd, 0xfe, 0xff,
];

/// Where `conv=ibm` differs.
const IBM_CHANGES: [(u8, u8); 5] = [(0x5e, 0x5f), (0x7e, 0xa1), (0xcb, 0x9a), (0xd5, 0xad), (0xe5, 0xbd)];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_factors_and_suffixes() {
        assert_eq!(product(b"2x3k").ok(), Some(6144));
        assert_eq!(count(b"10B").ok(), Some((10, true)));
        assert_eq!(count(b"1kB").ok(), Some((1000, false)));
        for bad in [&b"x"[..], b"-1", b"", b"99999999999999999999", b"9999999999999x9999999999"] {
            assert!(product(bad).is_err());
        }
    }

    #[test]
    fn lines_become_records_and_lines_again() {
        let (mut to, mut record) = (Vec::new(), Record::default());
        record.push_records(&mut to, b"ab\nabcdef\n\nx", 4, b'\n', b' ');
        record.end_record(&mut to, 4, b' ');
        assert_eq!((to.as_slice(), record.truncated), (&b"ab  abcd    x   "[..], 1));
        let (mut lines, mut record) = (Vec::new(), Record::default());
        record.push_lines(&mut lines, &to, 4, b'\n', b' ');
        record.end_line(&mut lines, b'\n');
        assert_eq!(lines, b"ab\nabcd\n\nx\n");
    }

    #[test]
    fn odd_bytes_wait_for_the_next_block() {
        let mut left = None;
        assert_eq!(swap(&mut left, b"abc"), b"ba");
        assert_eq!(swap(&mut left, b"de"), b"dc");
        assert_eq!(left, Some(b'e'));
    }

    #[test]
    fn ebcdic_is_undone_by_ascii() {
        let (to, back) = (table(EBCDIC), table(ASCII));
        assert!((0..=255_u8).all(|b| back[usize::from(to[usize::from(b)])] == b));
        assert_eq!((to[usize::from(b'a')], to[usize::from(b'0')]), (0x81, 0xf0));
        assert_eq!(table(IBM)[usize::from(b'^')], 0x5f);
        assert_eq!(table(LCASE | EBCDIC)[usize::from(b'A')], 0x81);
    }
}
