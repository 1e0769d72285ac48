//! `read`

use crate::assign::ExpandedElement;
use crate::fields::Splitter;
use crate::redirect::Stream;
use crate::run::{Divert, Flow};
use crate::shell::Shell;
use crate::symbols::is_name;
use crate::variables::{known, split_reference};
use kit::applet::Status;
use kit::{sys, text};
use std::os::fd::RawFd;
use std::rc::Rc;
use std::time::{Duration, Instant};

/// What was asked for.
struct Request<'a> {
    raw: bool,
    silent: bool,
    prompt: Option<&'a [u8]>,
    timeout: Option<Duration>,
    count: Option<usize>,
    /// `-N`: neither a delimiter nor IFS matters.
    exact: bool,
    delimiter: u8,
    from: usize,
    /// `-a`: the array that gets all fields.
    array: Option<&'a [u8]>,
    names: &'a [&'a [u8]],
}

pub fn run(shell: &mut Shell, args: &[&[u8]]) -> Flow {
    let request = parse(shell, args)?;
    for name in request.names.iter().chain(&request.array) {
        if !is_name(name) && split_reference(name).is_none() {
            // There is nobody to tell that standard error is closed.
            let _ = shell.streams.sink(2).write_all(&text![shell.speaker, ": read: '", name, "': bad variable name\n"]);
            return Ok(Status::FAILED);
        }
    }
    if let Some(prompt) = request.prompt
        && shell.streams.descriptor(request.from).is_ok_and(sys::is_terminal)
    {
        let _ = shell.streams.sink(2).write_all(prompt);
    }
    let mut line = Line { bytes: Vec::new(), escaped: Vec::new() };
    let status = if request.count == Some(0) { Status::OK } else { read_line(shell, &request, &mut line) };
    match request.array {
        Some(array) => assign_elements(shell, array, &line)?,
        None if request.exact => {
            let names = if request.names.is_empty() { &[&b"REPLY"[..]] } else { request.names };
            for (i, name) in names.iter().enumerate() {
                shell.assign_to(name, if i == 0 { &line.bytes } else { b"" })?;
            }
        }
        None => assign(shell, request.names, &line)?,
    }
    Ok(status)
}

/// Reads a line into REPLY, as it is: the answer to `select`.
pub fn reply(shell: &mut Shell) -> Flow {
    run(shell, &[b"read", b"-r"])
}

fn parse<'a>(shell: &Shell, args: &'a [&'a [u8]]) -> Result<Request<'a>, Divert> {
    let mut request = Request {
        raw: false,
        silent: false,
        prompt: None,
        timeout: None,
        count: None,
        exact: false,
        delimiter: b'\n',
        from: 0,
        array: None,
        names: &[],
    };
    let (options, names) = shell.options(args, b"rs", b"aptnNdu")?;
    for (letter, value) in options {
        match letter {
            b'r' => request.raw = true,
            b's' => request.silent = true,
            b'a' => request.array = Some(value),
            b'p' => request.prompt = Some(value),
            b'd' => request.delimiter = value.first().copied().unwrap_or(0),
            b't' => match seconds(value) {
                Some(timeout) => request.timeout = Some(timeout),
                None => return Err(shell.misused(args[0], b"invalid timeout")),
            },
            b'n' | b'N' => match std::str::from_utf8(value).ok().and_then(|v| v.parse().ok()) {
                Some(0) if letter == b'n' => request.count = None,
                Some(n) => (request.count, request.exact) = (Some(n), letter == b'N'),
                None => return Err(shell.misused(args[0], b"invalid count")),
            },
            _ => match std::str::from_utf8(value).ok().and_then(|v| v.parse().ok()) {
                Some(n) => request.from = n,
                None => return Err(shell.misused(args[0], b"invalid file descriptor")),
            },
        }
    }
    request.names = names;
    Ok(request)
}

/// Seconds, perhaps with a fraction.
fn seconds(word: &[u8]) -> Option<Duration> {
    let word = std::str::from_utf8(word).ok()?;
    if !word.bytes().all(|c| c.is_ascii_digit() || c == b'.') {
        return None;
    }
    Duration::try_from_secs_f64(word.parse().ok()?).ok()
}

/// What was read: bytes, and which of them stood behind a backslash.
struct Line {
    bytes: Vec<u8>,
    escaped: Vec<usize>,
}

/// Where bytes come from.
enum Source {
    Memory(Rc<crate::redirect::Text>),
    Seekable(RawFd),
    Fd(RawFd),
}

fn read_line(shell: &mut Shell, request: &Request, line: &mut Line) -> Status {
    let fd = match shell.streams.get(request.from) {
        Stream::Text(text) if text.memory().is_some() => -1,
        _ => shell.streams.descriptor(request.from).unwrap_or(-1),
    };
    let terminal = (request.silent || request.count.is_some()) && sys::is_terminal(fd);
    let restore = if terminal {
        kit::sys::terminal::TerminalMode::without_echo(fd, request.silent, request.count.is_some())
    } else {
        None
    };
    let status = read_bytes(shell, request, fd, line);
    drop(restore);
    status
}

fn read_bytes(shell: &mut Shell, request: &Request, fd: RawFd, line: &mut Line) -> Status {
    let deadline = request.timeout.map(|t| Instant::now() + t);
    let source = match shell.streams.get(request.from) {
        Stream::Text(text) if text.memory().is_some() => Source::Memory(text),
        _ if fd < 0 => return Status::FAILED,
        _ if !shell.ahead.rest(fd).is_empty() => Source::Seekable(fd),
        _ if deadline.is_none() && request.count.is_none() && is_regular(fd) => Source::Seekable(fd),
        _ => {
            shell.give_back_input();
            Source::Fd(fd)
        }
    };
    if request.timeout == Some(Duration::ZERO)
        && let Source::Fd(fd) = source
    {
        // Only asks whether there is input.
        return Status(u8::from(!sys::wait_readable(fd, 0).unwrap_or(false)));
    }
    let mut backslash = false;
    let mut taken = 0;
    loop {
        // A run of bytes at hand, or one byte.
        let mut one = [0];
        let block: &[u8] = match &source {
            Source::Memory(text) => text.memory().map_or(&[], kit::input::Memory::rest),
            Source::Seekable(fd) => {
                if shell.ahead.rest(*fd).is_empty() && !shell.ahead.fill(*fd).unwrap_or(false) {
                    return Status::FAILED;
                }
                shell.ahead.rest(*fd)
            }
            Source::Fd(fd) => match read_one(*fd, deadline, &mut one) {
                Got::Byte => &one,
                Got::End => return Status::FAILED,
                Got::Timeout => {
                    // As in ash: what came in time is lost.
                    line.bytes.clear();
                    line.escaped.clear();
                    return Status::FAILED;
                }
                Got::Signal(signal) => return Status(128 + signal as u8),
            },
        };
        if block.is_empty() {
            return Status::FAILED;
        }
        // The usual case: everything up to the delimiter is taken as it is.
        let mut used = 0;
        let mut done = false;
        if request.raw && request.count.is_none() && !block.contains(&0) {
            let end = memchr::memchr(request.delimiter, block);
            line.bytes.extend_from_slice(&block[..end.unwrap_or(block.len())]);
            used = end.map_or(block.len(), |e| e + 1);
            done = end.is_some();
        } else {
            for &c in block {
                used += 1;
                taken += 1;
                if backslash {
                    backslash = false;
                    if c != b'\n' {
                        line.escaped.push(line.bytes.len());
                        line.bytes.push(c);
                    }
                } else if c == b'\\' && !request.raw {
                    backslash = true;
                    continue;
                } else if c == request.delimiter && !request.exact {
                    done = true;
                    break;
                } else if c != 0 {
                    line.bytes.push(c);
                }
                if request.count.is_some_and(|n| taken >= n) {
                    done = true;
                    break;
                }
            }
        }
        match &source {
            Source::Memory(text) => {
                if let Some(memory) = text.memory() {
                    memory.consume(used);
                }
            }
            Source::Seekable(_) => shell.ahead.consume(used),
            Source::Fd(_) => {}
        }
        if done {
            return Status::OK;
        }
    }
}

fn is_regular(fd: RawFd) -> bool {
    sys::fstat(fd).is_ok_and(|s| s.st_mode & libc::S_IFMT == libc::S_IFREG)
}

enum Got {
    Byte,
    End,
    Timeout,
    Signal(i32),
}

fn read_one(fd: RawFd, deadline: Option<Instant>, one: &mut [u8; 1]) -> Got {
    loop {
        if let Some(deadline) = deadline {
            let left = deadline.saturating_duration_since(Instant::now());
            match sys::wait_readable(fd, i32::try_from(left.as_micros().div_ceil(1000)).unwrap_or(i32::MAX)) {
                Ok(true) => {}
                Ok(false) => return Got::Timeout,
                Err(_) if kit::signals::is_pending() => return Got::Signal(libc::SIGINT),
                Err(_) => continue,
            }
        }
        match sys::read_once(fd, one) {
            Ok(0) => return Got::End,
            Ok(_) => return Got::Byte,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {
                if kit::sys::interrupted() {
                    return Got::Signal(libc::SIGINT);
                }
            }
            Err(_) => return Got::End,
        }
    }
}

/// Reads up to the delimiter, which is taken but not appended; false at the end of the input.
pub(super) fn line(shell: &mut Shell, from: usize, delimiter: u8, into: &mut Vec<u8>) -> bool {
    let request = Request {
        raw: true,
        silent: false,
        prompt: None,
        timeout: None,
        count: None,
        exact: false,
        delimiter,
        from,
        array: None,
        names: &[],
    };
    let mut line = Line { bytes: std::mem::take(into), escaped: Vec::new() };
    let status = read_line(shell, &request, &mut line);
    *into = line.bytes;
    status == Status::OK
}

/// Reads all that is left.
pub(super) fn rest(shell: &mut Shell, from: usize) -> Vec<u8> {
    if let Stream::Text(text) = shell.streams.get(from)
        && let Some(memory) = text.memory()
    {
        let rest = memory.rest().to_vec();
        memory.consume(rest.len());
        return rest;
    }
    shell.give_back_input();
    let Ok(fd) = shell.streams.descriptor(from) else { return Vec::new() };
    let mut all = Vec::new();
    let mut block = vec![0; 32 * 1024];
    loop {
        match sys::read_once(fd, &mut block) {
            Ok(n) if n > 0 => all.extend_from_slice(&block[..n]),
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted && !kit::sys::interrupted() => {}
            _ => return all,
        }
    }
}

/// Splits the line into the variables; the last gets the rest.
fn assign(shell: &mut Shell, names: &[&[u8]], line: &Line) -> Result<(), Divert> {
    if names.is_empty() {
        return shell.assign(known::REPLY, &line.bytes);
    }
    let parts = split(&line.bytes, &line.escaped, shell.splitter(), names.len());
    for (i, name) in names.iter().enumerate() {
        let (start, end) = parts.get(i).copied().unwrap_or((0, 0));
        shell.assign_to(name, &line.bytes[start..end])?;
    }
    Ok(())
}

/// Makes an array of all fields of the line.
fn assign_elements(shell: &mut Shell, array: &[u8], line: &Line) -> Result<(), Divert> {
    let parts = split(&line.bytes, &line.escaped, shell.splitter(), usize::MAX);
    let element = |(start, end)| ExpandedElement::plain(&line.bytes[start..end]);
    let elements = parts.into_iter().map(element).collect();
    let id = shell.vars.id(array);
    let id = shell.vars.base(id);
    shell.assign_list(id, elements, false)
}

/// Ranges of at most `count` fields.
fn split(bytes: &[u8], escaped: &[usize], splitter: &Splitter, count: usize) -> Vec<(usize, usize)> {
    let kind = |at: usize| {
        if escaped.binary_search(&at).is_ok() { None } else { splitter.kind(bytes[at]) }
    };
    let skip_blanks = |mut at: usize| {
        while at < bytes.len() && kind(at) == Some(true) {
            at += 1;
        }
        at
    };
    let mut parts = Vec::with_capacity(count.min(16));
    let mut at = skip_blanks(0);
    while parts.len() + 1 < count && at < bytes.len() {
        let start = at;
        while at < bytes.len() && kind(at).is_none() {
            at += 1;
        }
        parts.push((start, at));
        at = skip_blanks(at);
        if at < bytes.len() && kind(at) == Some(false) {
            at = skip_blanks(at + 1);
        }
    }
    if at < bytes.len() {
        let mut end = bytes.len();
        while end > at && kind(end - 1) == Some(true) {
            end -= 1;
        }
        // A single separator behind the last field belongs to it no more than one between fields does.
        if end > at && kind(end - 1) == Some(false) {
            let mut start = end - 1;
            while start > at && kind(start - 1) == Some(true) {
                start -= 1;
            }
            if (at..start).all(|i| kind(i).is_none()) {
                end = start;
            }
        }
        parts.push((at, end));
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(ifs: &str, line: &str, count: usize) -> Vec<String> {
        let splitter = Splitter::new(Some(ifs.as_bytes()));
        split(line.as_bytes(), &[], &splitter, count).into_iter().map(|(a, b)| line[a..b].to_owned()).collect()
    }

    #[test]
    fn the_last_variable_gets_the_rest() {
        assert_eq!(fields(" ", "  a b  c  ", 2), ["a", "b  c"]);
        assert_eq!(fields(":", "a:b:c:", 2), ["a", "b:c:"]);
        assert_eq!(fields(":", "a:b:", 2), ["a", "b"]);
        assert_eq!(fields(" ", "a", 3), ["a"]);
        assert_eq!(fields("", "a b", 2), ["a b"]);
        assert_eq!(fields(":", "a:b:", 3), ["a", "b"]);
    }
}
