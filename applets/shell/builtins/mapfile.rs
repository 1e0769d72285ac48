//! `mapfile`, `readarray`: lines into an array

use super::read;
use crate::arrays::{Array, Indexed, Key};
use crate::redirect::Stream;
use crate::run::{Divert, Flow, Mode, single_quoted};
use crate::shell::Shell;
use crate::symbols::is_name;
use crate::variables::ASSOCIATIVE;
use kit::applet::Status;
use kit::{sys, text};

/// What was asked for.
struct Request<'a> {
    delimiter: u8,
    /// At most so many lines; none: all.
    count: Option<u64>,
    /// The index of the first; none: the array is emptied and it is 0.
    origin: Option<u64>,
    skip: u64,
    trim: bool,
    from: usize,
    callback: Option<&'a [u8]>,
    /// The callback is called once in so many lines.
    quantum: u64,
    name: &'a [u8],
}

pub fn run(shell: &mut Shell, args: &[&[u8]]) -> Flow {
    let request = parse(shell, args)?;
    if !is_name(request.name) {
        return Err(shell.misused(args[0], &text![request.name, ": bad variable name"]));
    }
    let id = shell.vars.id(request.name);
    let id = shell.vars.base(id);
    if shell.vars.flags(id) & ASSOCIATIVE != 0 {
        shell.say_as(args[0], &text![request.name, ": not an indexed array"]);
        return Ok(Status::FAILED);
    }
    let open = match shell.streams.get(request.from) {
        Stream::Text(_) => true,
        Stream::Closed => false,
        _ => shell.streams.descriptor(request.from).is_ok_and(|fd| sys::fstat(fd).is_ok()),
    };
    if !open {
        shell.say_as(args[0], &text![request.from, ": invalid file descriptor: Bad file descriptor"]);
        return Ok(Status::FAILED);
    }
    let mut index = request.origin.unwrap_or(0);
    if request.origin.is_none() {
        shell.vars.set_array(id, Array::Indexed(Indexed::default())).map_err(|refused| shell.refuse(&refused))?;
    }
    if request.count.is_none() && request.callback.is_none() {
        let rest = read::rest(shell, request.from);
        let lines = rest.split_inclusive(|c| *c == request.delimiter);
        for line in lines.skip(usize::try_from(request.skip).unwrap_or(usize::MAX)) {
            let element = trimmed(line, &request).iter().copied().filter(|c| *c != 0).collect();
            match shell.vars.element_mut(id, &Key::Index(index)) {
                Ok(place) => *place = element,
                Err(refused) => return Err(shell.refuse(&refused)),
            }
            index += 1;
        }
        return Ok(Status::OK);
    }
    // No more than the lines asked for may be taken.
    let mut line = Vec::new();
    for _ in 0..request.skip {
        line.clear();
        if !read::line(shell, request.from, request.delimiter, &mut line) {
            return Ok(Status::OK);
        }
    }
    let mut read = 0;
    while request.count.is_none_or(|count| read < count) {
        line.clear();
        let more = read::line(shell, request.from, request.delimiter, &mut line);
        if !more && line.is_empty() {
            break;
        }
        if more && !request.trim && request.delimiter != 0 {
            line.push(request.delimiter);
        }
        read += 1;
        if let Some(callback) = request.callback
            && read % request.quantum == 0
        {
            let command = text![callback, " ", index, " ", single_quoted(&line)];
            shell.run_text(command.into(), shell.vars.line, Mode::default())?;
        }
        shell.assign_element(id, &Key::Index(index), &line, false)?;
        index += 1;
        if !more {
            break;
        }
    }
    Ok(Status::OK)
}

fn trimmed<'a>(line: &'a [u8], request: &Request) -> &'a [u8] {
    if request.trim { line.strip_suffix(&[request.delimiter]).unwrap_or(line) } else { line }
}

fn parse<'a>(shell: &Shell, args: &'a [&'a [u8]]) -> Result<Request<'a>, Divert> {
    let mut request = Request {
        delimiter: b'\n',
        count: None,
        origin: None,
        skip: 0,
        trim: false,
        from: 0,
        callback: None,
        quantum: 5000,
        name: b"MAPFILE",
    };
    let (options, operands) = shell.options(args, b"t", b"dnOsuCc")?;
    for (letter, value) in options {
        match letter {
            b't' => request.trim = true,
            b'd' => request.delimiter = value.first().copied().unwrap_or(0),
            b'C' => request.callback = Some(value),
            letter => {
                let n = u64::from(shell.number(args[0], value)?);
                match letter {
                    b'n' => request.count = (n != 0).then_some(n),
                    b'O' => request.origin = Some(n),
                    b's' => request.skip = n,
                    b'u' => request.from = n as usize,
                    _ if n == 0 => return Err(shell.misused(args[0], b"0: invalid callback quantum")),
                    _ => request.quantum = n,
                }
            }
        }
    }
    if let Some(name) = operands.first() {
        request.name = name;
    }
    Ok(request)
}
