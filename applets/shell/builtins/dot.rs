//! `.`, `source`

use crate::fields::Fields;
use crate::input::Input;
use crate::run::{Divert, Flow, Mode};
use crate::shell::{Params, Shell};
use crate::shopt::Shopt;
use crate::traps::RETURN;
use crate::variables::{Call, known};
use kit::applet::Status;
use kit::{process, sys, text};
use std::rc::Rc;

pub fn run(shell: &mut Shell, args: &[&[u8]], mode: Mode) -> Flow {
    shell.check_depth()?;
    let args = match args {
        [name, b"--", rest @ ..] => [&[*name], rest].concat(),
        args => args.to_vec(),
    };
    let Some(file) = args.get(1) else {
        // As in ash: nothing is read.
        return Ok(Status(2));
    };
    let Some(path) = find(shell, file) else {
        return Err(shell.misused(args[0], &text!["can't open '", file, "': No such file or directory"]));
    };
    let stream = match shell.open_file(&path, libc::O_RDONLY) {
        Ok(stream) => stream,
        Err(error) => return Err(shell.misused(args[0], &text!["can't open '", file, "': ", error])),
    };
    let crate::redirect::Stream::File(descriptor) = stream else { return Ok(Status::OK) };
    // Dash and ash find nothing in one, bash says so and goes on.
    if sys::fstat(descriptor.fd()).is_ok_and(|stat| stat.st_mode & libc::S_IFMT == libc::S_IFDIR) {
        shell.say_as(args[0], &text![file, ": ", std::io::Error::from_raw_os_error(libc::EISDIR)]);
        return Ok(Status::FAILED);
    }
    // Kept out of the way of the script's own numbers.
    let descriptor = match sys::duplicate(descriptor.fd(), 10) {
        Ok(fd) => shell.streams.own(fd),
        Err(_) => descriptor,
    };
    let mut input = Input::file(descriptor);
    let outer_source = shell.source.replace(Rc::from(*file));
    let outer_line = shell.vars.line;
    let outer_params = (args.len() > 2).then(|| {
        let mut fields = Fields::default();
        fields.extend(args[2..].iter().copied());
        std::mem::replace(&mut shell.params, Params::new(fields, 0))
    });
    let source = Some(Rc::from(path));
    shell.vars.calls.push(Call { function: None, line: outer_line, source });
    shell.returns += 1;
    let result = shell.run_nested(&mut input, mode.not_last());
    let result = if shell.traps.get(RETURN).is_some() { shell.run_return_trap(result) } else { result };
    shell.returns -= 1;
    shell.vars.calls.pop();
    if let Some(params) = outer_params {
        shell.params = params;
    }
    shell.source = outer_source;
    shell.vars.line = outer_line;
    match result {
        Err(Divert::Return(status)) => Ok(status),
        result => result,
    }
}

/// A name without slash is looked for in PATH, then in the current directory.
fn find(shell: &Shell, file: &[u8]) -> Option<Vec<u8>> {
    if file.contains(&b'/') || !shell.options.shopts.has(Shopt::Sourcepath) {
        return Some(file.to_vec());
    }
    let path = shell.vars.peek(known::PATH).unwrap_or_default();
    let is_file = |path: &Vec<u8>| sys::stat(path).is_ok_and(|s| s.st_mode & libc::S_IFMT == libc::S_IFREG);
    process::candidates(file, path).find(is_file).or_else(|| Some(file.to_vec()).filter(is_file))
}
