//! `pwd`

use crate::run::Flow;
use crate::shell::Shell;
use crate::variables::known;
use kit::applet::Status;
use kit::{sys, text};
use std::os::unix::ffi::OsStringExt;

pub fn run(shell: &mut Shell, args: &[&[u8]]) -> Flow {
    let (mut physical, mut letters) = (false, args.iter().skip(1));
    while let Some([b'-', rest @ ..]) = letters.next().filter(|a| a.len() > 1 && **a != b"--") {
        for letter in rest {
            match letter {
                b'L' => physical = false,
                b'P' => physical = true,
                _ => return Err(shell.misused(args[0], &text!["illegal option -", [*letter]])),
            }
        }
    }
    let logical = shell.vars.peek(known::PWD).filter(|pwd| {
        !physical && pwd.first() == Some(&b'/') && {
            let here = sys::identity(b".").ok();
            here.is_some() && sys::identity(pwd).ok() == here
        }
    });
    let line = match logical {
        Some(pwd) => text![pwd, "\n"],
        None => match nix::unistd::getcwd() {
            Ok(path) => text![path.into_os_string().into_vec(), "\n"],
            // The directory was removed: where it was.
            Err(nix::errno::Errno::ENOENT)
                if !physical
                    && let Some(pwd @ [b'/', ..]) = shell.vars.peek(known::PWD)
                    && sys::stat(pwd).is_err() =>
            {
                text![pwd, "\n"]
            }
            Err(error) => {
                shell.say_as(args[0], &text![error]);
                return Ok(Status::FAILED);
            }
        },
    };
    shell.print(&line)
}
