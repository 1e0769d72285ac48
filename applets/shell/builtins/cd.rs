//! `cd`, `chdir`

use crate::run::Flow;
use crate::shell::Shell;
use crate::shopt::Shopt;
use crate::symbols::is_name;
use crate::variables::{EXPORT, known};
use kit::applet::Status;
use kit::{sys, text};
use std::os::unix::ffi::OsStringExt;

pub fn run(shell: &mut Shell, args: &[&[u8]]) -> Flow {
    let mut physical = false;
    let mut i = 1;
    while let Some([b'-', letters @ ..]) = args.get(i).filter(|a| a.len() > 1) {
        i += 1;
        if letters == b"-" {
            break;
        }
        for letter in letters {
            match letter {
                b'L' => physical = false,
                b'P' => physical = true,
                b'e' => {}
                _ => return Err(shell.misused(args[0], &text!["illegal option -", [*letter]])),
            }
        }
    }
    let (mut target, mut show) = match args.get(i).copied() {
        None => (shell.vars.peek(known::HOME).unwrap_or_default().to_vec(), false),
        Some(b"-") => match shell.vars.peek(known::OLDPWD) {
            Some(old) => (old.to_vec(), true),
            None => return Err(shell.misused(args[0], b"OLDPWD not set")),
        },
        Some(dir) => (dir.to_vec(), false),
    };
    if target.is_empty() {
        target = b".".to_vec();
    }
    let searched = !matches!(target.as_slice(), [b'/', ..] | b"." | b".." | [b'.', b'/', ..] | [b'.', b'.', b'/', ..]);
    let cdpath = shell.vars.peek(known::CDPATH).unwrap_or_default().to_vec();
    if searched && !cdpath.is_empty() {
        for dir in cdpath.split(|c| *c == b':') {
            let candidate = match dir {
                b"" => target.clone(),
                [.., b'/'] => text![dir, target],
                dir => text![dir, "/", target],
            };
            if sys::stat(&candidate).is_ok_and(|s| s.st_mode & libc::S_IFMT == libc::S_IFDIR)
                && change(shell, &candidate, physical).is_ok()
            {
                show |= !dir.is_empty();
                return shown(shell, show);
            }
        }
    }
    let mut result = change(shell, &target, physical);
    if result.is_err()
        && shell.options.shopts.has(Shopt::CdableVars)
        && is_name(&target)
        && let id = shell.vars.id(&target)
        && let Some(value) = shell.vars.get(id).filter(|value| !value.is_empty()).map(<[u8]>::to_vec)
    {
        result = change(shell, &value, physical);
        show = true;
    }
    match result {
        Ok(()) => shown(shell, show),
        Err(e) => Err(shell.misused(args[0], &text!["can't cd to ", target, ": ", e])),
    }
}

fn shown(shell: &mut Shell, show: bool) -> Flow {
    if !show {
        return Ok(Status::OK);
    }
    let line = text![shell.vars.peek(known::PWD).unwrap_or_default(), "\n"];
    shell.print(&line)
}

pub(super) fn change(shell: &mut Shell, target: &[u8], physical: bool) -> std::io::Result<()> {
    let old = shell.vars.peek(known::PWD).map(<[u8]>::to_vec);
    let logical = if physical { None } else { logical_path(old.as_deref().unwrap_or_default(), target) };
    match &logical {
        // The path that was typed, if the one made of PWD is too long. Where that is gone, PWD would not be what is said.
        Some(path) => sys::change_directory(path).or_else(|error| match error.raw_os_error() {
            Some(libc::ENAMETOOLONG) => sys::change_directory(target),
            _ => Err(error),
        })?,
        None => sys::change_directory(target)?,
    }
    let new = match logical {
        Some(path) => path,
        None => nix::unistd::getcwd().map(|p| p.into_os_string().into_vec()).unwrap_or_default(),
    };
    for (id, value) in [(known::OLDPWD, old.unwrap_or_default()), (known::PWD, new)] {
        // A readonly PWD stays as it is; the directory has changed all the same.
        let _ = shell.vars.set_owned(id, value);
        shell.vars.change_flags(id, EXPORT, 0);
    }
    shell.hash.clear_relative();
    Ok(())
}

/// `target` seen from `pwd`, with `.` and `..` taken away; none if `pwd` is no absolute path.
fn logical_path(pwd: &[u8], target: &[u8]) -> Option<Vec<u8>> {
    let mut parts: Vec<&[u8]> = Vec::new();
    if target.first() != Some(&b'/') {
        if pwd.first() != Some(&b'/') {
            return None;
        }
        parts.extend(pwd.split(|c| *c == b'/').filter(|p| !p.is_empty()));
    }
    for part in target.split(|c| *c == b'/') {
        match part {
            b"" | b"." => {}
            b".." => {
                // POSIX: what is left by `..` must be a directory that can be reached.
                let here = text!["/", parts.join(&b'/')];
                if !sys::stat(&here).is_ok_and(|s| s.st_mode & libc::S_IFMT == libc::S_IFDIR) {
                    return None;
                }
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    Some(text!["/", parts.join(&b'/')])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_are_taken_away_from_paths() {
        assert_eq!(logical_path(b"/usr", b"bin").as_deref(), Some(&b"/usr/bin"[..]));
        assert_eq!(logical_path(b"/usr/bin", b"../.././/").as_deref(), Some(&b"/"[..]));
        assert_eq!(logical_path(b"/", b"//usr/./").as_deref(), Some(&b"/usr"[..]));
        assert_eq!(logical_path(b"", b"x"), None);
    }
}
