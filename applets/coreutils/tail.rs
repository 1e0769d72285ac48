//! `tail`: print the last part of files, and what is added to them
//!
//! POSIX.1-2024 XCU tail; `-q`, `-v`, `-F`, `-s` as in BusyBox; `-z`, `--pid`, `--retry` and the long names as in GNU. Files are
//! looked at once in a while: that works on every file system, also where inotify does not.

use crate::copy;
use crate::regular::RegularFile;
use kit::lines::{BLOCK, Blocks};
use kit::number::{self, BLOCKS};
use kit::prelude::*;
use kit::sys;
use std::collections::VecDeque;
use std::os::fd::RawFd;
use std::time::Duration;

const USAGE: &str = "\
[OPTIONS] [FILE]...

Print last 10 lines of FILEs (or stdin).
With more than one FILE, precede each with a filename header.

	-c, --bytes=[+]N[bkm]	Print last N bytes; with +N start on Nth byte
	-n, --lines=[+]N[bkm]	Print last N lines; with +N start on Nth line
			(b:*512 k:*1024 m:*1024^2)
	-q, --quiet, --silent	Never print headers
	-v, --verbose	Always print headers
	-f	Print data as file grows
	--follow[=HOW]	Same; HOW: descriptor or name
	-F		Same as -f, but keep retrying (--follow=name --retry)
	--retry		Keep trying to open what is missing
	-s, --sleep-interval=SECONDS	Wait SECONDS between reads with -f
	--pid=PID	End -f when process PID (all, of several) has ended
	-z, --zero-terminated	Lines end with NUL
~	--max-unchanged-stats=N	A name is looked up at every turn: there is nothing to save
";

pub const APPLET: Applet = Applet {
    dir: Dir::UsrBin,
    // Following does not end by itself.
    kind: Kind::PureWhen(|args| {
        args.iter().all(|a| {
            !a.starts_with(b"-") || !a.iter().any(|c| matches!(c, b'f' | b'F')) && !b"--follow".starts_with(a.as_ref())
        })
    }),
    usage: USAGE,
    options: options!(USAGE),
    run,
    ..Applet::DEFAULT
};

const BYTES: Key = Key::short(APPLET.options, 'c');
const LINES: Key = Key::short(APPLET.options, 'n');
const QUIET: Key = Key::short(APPLET.options, 'q');
const VERBOSE: Key = Key::short(APPLET.options, 'v');
const FOLLOW: Key = Key::short(APPLET.options, 'f');
const FOLLOW_HOW: Key = Key::long(USAGE, APPLET.options, "follow");
const FOLLOW_NAME: Key = Key::short(APPLET.options, 'F');
const RETRY: Key = Key::long(USAGE, APPLET.options, "retry");
const SLEEP: Key = Key::short(APPLET.options, 's');
const PID: Key = Key::long(USAGE, APPLET.options, "pid");
const MAX_UNCHANGED: Key = Key::long(USAGE, APPLET.options, "max-unchanged-stats");
const ZERO: Key = Key::short(APPLET.options, 'z');

/// What to print of a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Part {
    LastLines(u64),
    LastBytes(u64),
    /// From this line on, counted from 0.
    FromLine(u64),
    FromByte(u64),
}

fn run(cx: &mut Context) -> Result<Status> {
    let given = match cx.args {
        // `tail -5` and `tail +5`, the forms of old.
        [[sign @ (b'-' | b'+'), digits @ ..], rest @ ..] if digits.first().is_some_and(u8::is_ascii_digit) => {
            let count = if *sign == b'+' { cx.args[0] } else { digits };
            let mut args: Vec<&[u8]> = vec![b"-n", count];
            args.extend(rest);
            cx.options_of(&args)?
        }
        _ => cx.options()?,
    };
    let mut part = Part::LastLines(10);
    let mut follow = Follow::No;
    for (key, value) in given.in_order() {
        match (key, value) {
            (LINES | BYTES, Some(value)) => part = read_part(value, key == LINES)?,
            (FOLLOW, _) | (FOLLOW_HOW, None | Some(b"descriptor")) => follow = Follow::Descriptor,
            (FOLLOW_HOW, Some(b"name")) | (FOLLOW_NAME, _) => follow = Follow::Name,
            (FOLLOW_HOW, Some(other)) => return Err(fail!("invalid argument '", other, "' to --follow")),
            _ => {}
        }
    }
    let retry = given.has(RETRY) || given.has(FOLLOW_NAME);
    let pause = given.value(SLEEP).map_or(Ok(Duration::from_secs(1)), seconds)?;
    let pids = given.values(PID).map(number::decimal).collect::<Result<Vec<i32>>>()?;
    given.number::<u64>(MAX_UNCHANGED)?;
    let delimiter = if given.has(ZERO) { 0 } else { b'\n' };

    let stdin_only = given.operands.is_empty();
    let names = if stdin_only { vec![&b"-"[..]] } else { given.operands.clone() };
    let mut files: Vec<Followed> = Vec::new();
    let mut inputs = Vec::new();
    for name in names {
        match cx.open(name) {
            Ok(input) => {
                inputs.push((files.len(), input));
                files.push(Followed { name, fd: None, at: 0, identity: None, held: None });
            }
            Err(error) => {
                cx.complain(kit::input::cannot_open(name, &error));
                if retry && follow != Follow::No {
                    files.push(Followed { name, fd: None, at: 0, identity: None, held: None });
                }
            }
        }
    }
    if files.is_empty() {
        return Err(fail!("no files"));
    }
    let headers = match given.last(&[QUIET, VERBOSE]) {
        Some(key) => key == VERBOSE,
        None => files.len() > 1,
    };
    let mut header = Header { wanted: headers, last: None };
    for (i, input) in inputs {
        let name: &[u8] = if stdin_only { b"standard input" } else { files[i].name };
        header.print(&mut cx.out, i, name)?;
        let (result, input) = print_part(&mut cx.out, input, part, delimiter, follow != Follow::No);
        match result {
            Err(Error::Failed(_, message)) => cx.complain(message),
            other => other?,
        }
        if let Some(input) = input {
            files[i].hold(input);
        }
    }
    if follow != Follow::No {
        cx.out.flush()?;
        follow_files(cx, &mut files, &mut header, &Watch { by_name: follow == Follow::Name, retry, pause, pids })?;
    }
    Ok(cx.status())
}

/// How many lines or bytes a block has.
type Count = fn(&[u8], u8) -> u64;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Follow {
    No,
    Descriptor,
    Name,
}

fn read_part(value: &[u8], lines: bool) -> Result<Part> {
    let (digits, from) = match value {
        [b'+', digits @ ..] => (digits, true),
        [b'-', digits @ ..] => (digits, false),
        _ => (value, false),
    };
    if !digits.first().is_some_and(u8::is_ascii_digit) {
        return Err(number::invalid(value));
    }
    let n: u64 = number::with_suffix(digits, BLOCKS)?;
    Ok(match (lines, from) {
        (true, true) => Part::FromLine(n.saturating_sub(1)),
        (false, true) => Part::FromByte(n.saturating_sub(1)),
        (true, false) => Part::LastLines(n),
        (false, false) => Part::LastBytes(n),
    })
}

/// Seconds, perhaps with a decimal fraction.
fn seconds(word: &[u8]) -> Result<Duration> {
    let plain = !word.is_empty() && word.iter().all(|c| c.is_ascii_digit() || *c == b'.');
    std::str::from_utf8(word)
        .ok()
        .filter(|_| plain)
        .and_then(|w| w.parse().ok())
        .and_then(|s| Duration::try_from_secs_f64(s).ok())
        .ok_or_else(|| number::invalid(word))
}

/// Prints a header when the file is another one than before.
struct Header {
    wanted: bool,
    last: Option<usize>,
}

impl Header {
    fn print(&mut self, out: &mut Output, file: usize, name: &[u8]) -> Result<()> {
        if self.wanted && self.last != Some(file) {
            let gap: &[u8] = if self.last.is_none() { b"" } else { b"\n" };
            out.write_all(&text![gap, "==> ", name, " <==\n"])?;
            self.last = Some(file);
        }
        Ok(())
    }
}

/// Prints the part; gives the input back, read to its end, if it is to be followed.
fn print_part<'a>(
    out: &mut Output,
    input: Input<'a>,
    part: Part,
    delimiter: u8,
    keep: bool,
) -> (Result<()>, Option<Input<'a>>) {
    if let Some(fd) = input.fd()
        && let Some(file) = RegularFile::of(fd)
    {
        let result = start_of(&file, part, delimiter)
            .and_then(|start| sys::seek(fd, start as i64, libc::SEEK_SET))
            .map_err(|e| fail!("read error: ", e));
        if let Err(error) = result {
            return (Err(error), Some(input));
        }
        if !keep {
            return (copy::copy(out, input), None);
        }
        return (copy_fd(out, fd), Some(input));
    }
    let fd = input.fd();
    let result = print_part_of_stream(out, input, part, delimiter);
    // A pipe or terminal as standard input can be read on; what `open` gave is closed by now.
    let input = fd.filter(|fd| *fd == 0 && keep).map(|fd| Input::stdin(kit::input::Stdin::Fd(fd)));
    (result, input)
}

fn copy_fd(out: &mut Output, fd: RawFd) -> Result<()> {
    copy::copy(out, Input::stdin(kit::input::Stdin::Fd(fd)))
}

/// Where the part begins.
fn start_of(file: &RegularFile, part: Part, delimiter: u8) -> std::io::Result<u64> {
    match part {
        Part::LastBytes(n) => Ok(file.end.saturating_sub(n).max(file.begin)),
        Part::FromByte(n) => Ok(file.begin.saturating_add(n).min(file.end)),
        Part::LastLines(0) => Ok(file.end),
        Part::LastLines(n) => file.start_of_last_lines(n, delimiter),
        Part::FromLine(n) => file.start_of_line(n, delimiter),
    }
}

/// Prints a part of what can be read only once.
fn print_part_of_stream(out: &mut Output, input: Input, part: Part, delimiter: u8) -> Result<()> {
    let mut blocks = Blocks::new(input);
    // What is to be skipped yet, or how much is held back at most.
    let (mut skip, keep, count): (u64, u64, Count) = match part {
        Part::FromLine(n) => (n, 0, count_lines),
        Part::FromByte(n) => (n, 0, count_bytes),
        Part::LastLines(n) => (0, n, count_lines),
        Part::LastBytes(n) => (0, n, count_bytes),
    };
    let from = matches!(part, Part::FromLine(_) | Part::FromByte(_));
    let mut held: VecDeque<(Vec<u8>, u64)> = VecDeque::new();
    // A block that is done with takes the next one: fresh memory is dear.
    let mut spare = Vec::new();
    let mut total = 0;
    while let Some(block) = blocks.next_block()? {
        let here = count(block, delimiter);
        if from {
            if here < skip {
                skip -= here;
                continue;
            }
            let start = cut(block, skip, part, delimiter);
            skip = 0;
            out.write_all(&block[start..])?;
            out.flush()?;
            continue;
        }
        total += here;
        match held.back_mut() {
            Some((last, n)) if last.len() + block.len() <= BLOCK => {
                last.extend_from_slice(block);
                *n += here;
            }
            _ => {
                let mut copy = std::mem::take(&mut spare);
                copy.extend_from_slice(block);
                held.push_back((copy, here));
            }
        }
        while held.front().is_some_and(|(_, n)| total - n > keep) {
            if let Some((done, n)) = held.pop_front() {
                total -= n;
                spare = done;
                spare.clear();
            }
        }
    }
    if keep > 0 {
        print_last(out, &held, part, keep, delimiter)?;
    }
    Ok(())
}

fn count_lines(block: &[u8], delimiter: u8) -> u64 {
    memchr::memchr_iter(delimiter, block).count() as u64
}

fn count_bytes(block: &[u8], _: u8) -> u64 {
    block.len() as u64
}

/// Where in `block` the first `skip` lines or bytes end.
fn cut(block: &[u8], skip: u64, part: Part, delimiter: u8) -> usize {
    match part {
        _ if skip == 0 => 0,
        Part::FromByte(_) => skip as usize,
        _ => memchr::memchr_iter(delimiter, block).nth(skip as usize - 1).map_or(block.len(), |at| at + 1),
    }
}

fn print_last(out: &mut Output, held: &VecDeque<(Vec<u8>, u64)>, part: Part, keep: u64, delimiter: u8) -> Result<()> {
    let mut left = keep;
    let mut first = 0;
    let mut start = 0;
    'search: for (i, (block, _)) in held.iter().enumerate().rev() {
        if let Part::LastBytes(_) = part {
            if block.len() as u64 >= left {
                (first, start) = (i, block.len() - left as usize);
                break;
            }
            left -= block.len() as u64;
            continue;
        }
        let last = i + 1 == held.len();
        for at in memchr::memrchr_iter(delimiter, block) {
            if last && at + 1 == block.len() {
                continue;
            }
            left -= 1;
            if left == 0 {
                (first, start) = (i, at + 1);
                break 'search;
            }
        }
    }
    for (i, (block, _)) in held.iter().enumerate().skip(first) {
        out.write_all(&block[if i == first { start } else { 0 }..])?;
    }
    Ok(())
}

/// A file that is followed: open, or waited for.
struct Followed<'a> {
    name: &'a [u8],
    fd: Option<RawFd>,
    at: u64,
    identity: Option<(u64, u64)>,
    /// Owns the descriptor.
    held: Option<Input<'a>>,
}

impl<'a> Followed<'a> {
    fn hold(&mut self, input: Input<'a>) {
        self.fd = input.fd();
        if let Some(fd) = self.fd {
            self.identity = sys::fstat(fd).ok().map(|s| (s.st_dev, s.st_ino));
            self.at = sys::seek(fd, 0, libc::SEEK_CUR).unwrap_or(0);
        }
        self.held = Some(input);
    }

    fn close(&mut self) {
        self.fd = None;
        self.identity = None;
        self.held = None;
    }
}

struct Watch {
    by_name: bool,
    retry: bool,
    pause: Duration,
    pids: Vec<i32>,
}

/// Looks at the files again and again; ends only with the processes `pids`, when nothing is left to follow, or by a failed write.
fn follow_files(cx: &mut Context, files: &mut [Followed], header: &mut Header, watch: &Watch) -> Result<()> {
    let mut buffer = vec![0; BLOCK];
    loop {
        // Asked before reading: what the process wrote last is still seen.
        let ended = !watch.pids.is_empty()
            && watch
                .pids
                .iter()
                .all(|pid| matches!(sys::kill(*pid, 0), Err(e) if e.raw_os_error() == Some(libc::ESRCH)));
        for (i, file) in files.iter_mut().enumerate() {
            if watch.by_name && file.name != b"-" {
                look_up(cx, file, watch.retry);
            } else if file.fd.is_none() && watch.retry {
                open_again(cx, file, "has appeared");
            }
            let Some(fd) = file.fd else { continue };
            if let Ok(stat) = sys::fstat(fd)
                && stat.st_mode & libc::S_IFMT == libc::S_IFREG
                && (stat.st_size as u64) < file.at
            {
                // Cut off: what it holds now is new.
                file.at = sys::seek(fd, 0, libc::SEEK_SET).unwrap_or(0);
            }
            loop {
                match sys::read(fd, &mut buffer) {
                    Ok(0) => break,
                    Ok(n) => {
                        file.at += n as u64;
                        header.print(&mut cx.out, i, file.name)?;
                        cx.out.write_all(&buffer[..n])?;
                        cx.out.flush()?;
                    }
                    Err(error) => {
                        cx.complain(text!["read error: ", error]);
                        file.close();
                        break;
                    }
                }
            }
        }
        if ended || (!watch.retry && files.iter().all(|f| f.fd.is_none())) {
            return Ok(());
        }
        std::thread::sleep(watch.pause);
    }
}

/// Follows the name of a file to another file, if it has one now.
fn look_up(cx: &mut Context, file: &mut Followed, retry: bool) {
    if file.fd.is_none() {
        if retry {
            open_again(cx, file, "has appeared");
        }
        return;
    }
    match sys::stat(file.name) {
        Ok(stat) if Some((stat.st_dev, stat.st_ino)) == file.identity => {}
        Ok(_) => open_again(cx, file, "has been replaced"),
        Err(error) => {
            // What was written before the name went is printed first.
            let mut rest = Vec::new();
            if let Some(fd) = file.fd {
                let mut input = Input::stdin(kit::input::Stdin::Fd(fd));
                let _ = input.read_to_end(&mut rest);
            }
            if cx.out.write_all(&rest).and_then(|()| cx.out.flush()).is_ok() {
                cx.complain(text![file.name, " has been renamed or deleted: ", error]);
            }
            file.close();
        }
    }
}

fn open_again(cx: &mut Context, file: &mut Followed, what: &str) {
    if let Ok(input) = Input::open(file.name) {
        cx.warn(text![file.name, " ", what, "; following end of new file"]);
        file.hold(input);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kit::output::{Capture, Sink};

    fn tail(input: &[u8], part: Part) -> String {
        let capture = Capture::default();
        let mut out = Output::new(Sink::Memory(&capture));
        print_part_of_stream(&mut out, Input::memory(input, b"-"), part, b'\n').unwrap();
        String::from_utf8(capture.take()).unwrap()
    }

    #[test]
    fn the_last_line_counts_with_and_without_its_newline() {
        assert_eq!(tail(b"a\nb\nc", Part::LastLines(2)), "b\nc");
        assert_eq!(tail(b"a\nb\nc\n", Part::LastLines(2)), "b\nc\n");
        assert_eq!(tail(b"a\nb\n\n", Part::LastLines(1)), "\n");
        assert_eq!(tail(b"a\nb", Part::LastLines(9)), "a\nb");
        assert_eq!(tail(b"a\nb", Part::LastLines(0)), "");
    }

    #[test]
    fn a_start_behind_the_end_prints_nothing() {
        assert_eq!(tail(b"abc", Part::FromByte(1)), "bc");
        assert_eq!(tail(b"abc", Part::FromByte(3)), "");
        assert_eq!(tail(b"a\nb\nc", Part::FromLine(2)), "c");
        assert_eq!(tail(b"a\nb", Part::FromLine(2)), "");
    }

    #[test]
    fn counts_have_signs_and_suffixes() {
        assert_eq!(read_part(b"+3", true).ok(), Some(Part::FromLine(2)));
        assert_eq!(read_part(b"-3", true).ok(), Some(Part::LastLines(3)));
        assert_eq!(read_part(b"2k", false).ok(), Some(Part::LastBytes(2048)));
        assert!(read_part(b"+-3", true).is_err());
    }
}
