//! What a file is that execve(2) refuses: a script, a program for another machine.

use super::*;

/// Is it no script either (a program for another machine)? POSIX allows not to try then.
pub(super) fn is_binary_file(path: &[u8]) -> bool {
    let Ok(fd) = sys::open(path, libc::O_RDONLY, 0) else { return false };
    let mut start = [0; 128];
    let n = sys::read(fd, &mut start).unwrap_or(0);
    sys::close(fd);
    is_binary(&start[..n])
}

/// The command line of a shell that runs a file without `#!`.
pub(super) fn script_arguments(path: &[u8], args: &[&[u8]]) -> Vec<CString> {
    let mut script = vec![c_string(b"sh"), c_string(path)];
    script.extend(args[1..].iter().map(|a| c_string(a)));
    script
}

/// The interpreter that an existing program names and that does not exist.
pub(super) fn missing_interpreter(path: &[u8]) -> Option<Vec<u8>> {
    let fd = sys::open(path, libc::O_RDONLY, 0).ok()?;
    let mut head = vec![0; 4096];
    let n = sys::read(fd, &mut head).unwrap_or(0);
    sys::close(fd);
    head.truncate(n);
    let interpreter = interpreter_of(&head)?;
    sys::stat(interpreter).is_err().then(|| interpreter.to_vec())
}

/// The interpreter that the first bytes of a program name: behind `#!`, or in the headers of a 64-bit ELF file.
pub(super) fn interpreter_of(head: &[u8]) -> Option<&[u8]> {
    if let Some(line) = head.strip_prefix(b"#!") {
        let line = &line[..find(b'\n', line)?];
        return line.split(|c| matches!(c, b' ' | b'\t')).find(|w| !w.is_empty());
    }
    let number = |at: usize, bytes: usize| -> Option<usize> {
        let field = head.get(at..at.checked_add(bytes)?)?;
        usize::try_from(field.iter().rev().try_fold(0_u64, |n, b| n.checked_mul(256)?.checked_add(u64::from(*b)))?).ok()
    };
    if !head.starts_with(b"\x7fELF\x02\x01") {
        return None;
    }
    let (table, size, count) = (number(32, 8)?, number(54, 2)?, number(56, 2)?);
    for i in 0..count {
        let entry = table.checked_add(i.checked_mul(size)?)?;
        if number(entry, 4)? == libc::PT_INTERP as usize {
            let (at, len) = (number(entry.checked_add(8)?, 8)?, number(entry.checked_add(32)?, 8)?);
            let name = head.get(at..at.checked_add(len)?)?;
            return name.strip_suffix(b"\0");
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interpreter_of_a_script_is_its_first_word() {
        assert_eq!(interpreter_of(b"#! /no/such -x\n"), Some(&b"/no/such"[..]));
        assert_eq!(interpreter_of(b"#!\n"), None);
        assert_eq!(interpreter_of(b"\x7fELF\x02\x01short"), None);
    }
}
