//! The primaries of `test`, which the shell's `[[` has too: questions about files, strings and integers.
//!
//! POSIX.1-2024 XCU test, with `-N`, `-O`, `-G`, `-k` and `==`. Nothing here allocates unless it fails: a loop asks
//! `[ $i -lt 300000 ]` hundreds of thousands of times a second.

use crate::applet::Result;
use crate::{fail, sys};
use nix::fcntl::{AT_FDCWD, AtFlags};
use nix::sys::stat::{FileStat, lstat, stat};
use nix::unistd::{AccessFlags, faccessat, getegid, geteuid};
use std::cmp::Ordering;
use std::os::fd::RawFd;

/// The letter of the unary primary `word` (`-f` is `f`), if it is one.
#[inline]
pub fn unary_letter(word: &[u8]) -> Option<u8> {
    match word {
        [b'-', letter] if b"bcdefghknprstuwxzGLNOS".contains(letter) => Some(*letter),
        _ => None,
    }
}

/// Answers the unary primary `letter`. `is_terminal` answers `-t`: a command that runs in the shell's process may have
/// other streams than the process.
///
/// # Errors
/// Status 2: `x: out of range` for a descriptor that is no number.
pub fn unary(letter: u8, operand: &[u8], is_terminal: impl Fn(RawFd) -> bool) -> Result<bool> {
    let mode_has = |bit: u32| stat(operand).is_ok_and(|s| s.st_mode & bit != 0);
    let type_is = |kind: u32| stat(operand).is_ok_and(|s| s.st_mode & libc::S_IFMT == kind);
    let may = |access| faccessat(AT_FDCWD, operand, access, AtFlags::AT_EACCESS).is_ok();
    Ok(match letter {
        b'n' => !operand.is_empty(),
        b'z' => operand.is_empty(),
        b't' => RawFd::try_from(integer(operand)?).is_ok_and(is_terminal),
        b'e' => stat(operand).is_ok(),
        b'f' => type_is(libc::S_IFREG),
        b'd' => type_is(libc::S_IFDIR),
        b'b' => type_is(libc::S_IFBLK),
        b'c' => type_is(libc::S_IFCHR),
        b'p' => type_is(libc::S_IFIFO),
        b'S' => type_is(libc::S_IFSOCK),
        b'h' | b'L' => lstat(operand).is_ok_and(|s| s.st_mode & libc::S_IFMT == libc::S_IFLNK),
        b's' => stat(operand).is_ok_and(|s| s.st_size > 0),
        b'r' => may(AccessFlags::R_OK),
        b'w' => may(AccessFlags::W_OK),
        b'x' => may(AccessFlags::X_OK),
        b'u' => mode_has(libc::S_ISUID),
        b'g' => mode_has(libc::S_ISGID),
        b'k' => mode_has(libc::S_ISVTX),
        b'O' => stat(operand).is_ok_and(|s| s.st_uid == geteuid().as_raw()),
        b'G' => stat(operand).is_ok_and(|s| s.st_gid == getegid().as_raw()),
        b'N' => stat(operand).is_ok_and(|s| (s.st_mtime, s.st_mtime_nsec) > (s.st_atime, s.st_atime_nsec)),
        _ => false,
    })
}

/// A binary primary.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Binary {
    /// `=`, `==`
    Same,
    /// `!=`
    Different,
    /// `<`: strings, by bytes
    Before,
    /// `>`
    After,
    /// `-eq`
    Eq,
    /// `-ne`
    Ne,
    /// `-lt`
    Lt,
    /// `-le`
    Le,
    /// `-gt`
    Gt,
    /// `-ge`
    Ge,
    /// `-nt`
    NewerThan,
    /// `-ot`
    OlderThan,
    /// `-ef`
    SameFile,
}

impl Binary {
    /// The primary that `word` is.
    #[inline]
    pub fn of(word: &[u8]) -> Option<Binary> {
        Some(match word {
            b"=" | b"==" => Binary::Same,
            b"!=" => Binary::Different,
            b"<" => Binary::Before,
            b">" => Binary::After,
            b"-eq" => Binary::Eq,
            b"-ne" => Binary::Ne,
            b"-lt" => Binary::Lt,
            b"-le" => Binary::Le,
            b"-gt" => Binary::Gt,
            b"-ge" => Binary::Ge,
            b"-nt" => Binary::NewerThan,
            b"-ot" => Binary::OlderThan,
            b"-ef" => Binary::SameFile,
            _ => return None,
        })
    }

    /// Answers the primary.
    ///
    /// # Errors
    /// Status 2, for operands that are no integers: see [`integer`].
    pub fn test(self, left: &[u8], right: &[u8]) -> Result<bool> {
        let numbers = |wanted: fn(Ordering) -> bool| Ok(wanted(integer(left)?.cmp(&integer(right)?)));
        Ok(match self {
            Binary::Same => left == right,
            Binary::Different => left != right,
            Binary::Before => left < right,
            Binary::After => left > right,
            Binary::Eq => return numbers(Ordering::is_eq),
            Binary::Ne => return numbers(Ordering::is_ne),
            Binary::Lt => return numbers(Ordering::is_lt),
            Binary::Le => return numbers(Ordering::is_le),
            Binary::Gt => return numbers(Ordering::is_gt),
            Binary::Ge => return numbers(Ordering::is_ge),
            Binary::NewerThan => is_newer(left, right),
            Binary::OlderThan => is_newer(right, left),
            Binary::SameFile => {
                let id = |s: FileStat| (s.st_dev, s.st_ino);
                matches!((stat(left), stat(right)), (Ok(l), Ok(r)) if id(l) == id(r))
            }
        })
    }
}

/// POSIX: also if the other file does not exist.
fn is_newer(file: &[u8], than: &[u8]) -> bool {
    let time = |s: FileStat| (s.st_mtime, s.st_mtime_nsec);
    match (stat(file), stat(than)) {
        (Ok(file), Ok(than)) => time(file) > time(than),
        (file, _) => file.is_ok(),
    }
}

/// A decimal integer with an optional sign, between blanks.
///
/// # Errors
/// Status 2: `x: out of range` if no number begins the word or it does not fit, `1x: bad number` if something follows.
pub fn integer(word: &[u8]) -> Result<i64> {
    let is_blank = |c: &u8| matches!(c, b' ' | b'\t'..=b'\r');
    let start = word.iter().position(|c| !is_blank(c)).unwrap_or(word.len());
    let (negative, mut digits) = match &word[start..] {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        rest => (false, rest),
    };
    if !digits.first().is_some_and(u8::is_ascii_digit) {
        return Err(wrong(word, "out of range"));
    }
    // Negative, since the range reaches one farther there.
    let mut value: i64 = 0;
    while let [digit @ b'0'..=b'9', rest @ ..] = digits {
        value = match value.checked_mul(10).and_then(|v| v.checked_sub((digit - b'0') as i64)) {
            Some(value) => value,
            None => return Err(wrong(word, "out of range")),
        };
        digits = rest;
    }
    if !digits.iter().all(is_blank) {
        return Err(wrong(word, "bad number"));
    }
    if negative { Ok(value) } else { value.checked_neg().ok_or_else(|| wrong(word, "out of range")) }
}

/// Status 2 and `WORD: what`; only `what` for an empty word.
#[cold]
pub fn wrong(word: &[u8], what: &str) -> crate::applet::Error {
    if word.is_empty() { fail!(status 2; what) } else { fail!(status 2; word, ": ", what) }
}

/// `-t` for a command with the streams of `cx`: 0, 1 and 2 are its own, others the process's.
pub fn is_terminal_of(cx: &crate::context::Context, fd: RawFd) -> bool {
    use crate::{input::Stdin, output::Sink};
    match fd {
        0 => matches!(cx.input, Stdin::Fd(fd) if sys::is_terminal(fd)),
        1 => cx.out.is_terminal(),
        2 => matches!(cx.err, Sink::Fd(fd) if sys::is_terminal(fd)),
        fd => sys::is_terminal(fd),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(letter: u8, operand: &[u8]) -> bool {
        unary(letter, operand, |fd| fd == 1).unwrap()
    }

    #[test]
    fn integers_may_have_a_sign_and_blanks_around() {
        for (word, value) in [
            (&b" -1\t"[..], -1),
            (b"+010", 10),
            (b"9223372036854775807", i64::MAX),
            (b"-9223372036854775808", i64::MIN),
            (b"0", 0),
        ] {
            assert_eq!(integer(word).unwrap(), value);
        }
    }

    #[test]
    fn what_is_no_integer_is_told_apart() {
        let message = |word: &[u8]| match integer(word) {
            Err(crate::applet::Error::Failed(status, text)) => (status.0, String::from_utf8(text).unwrap()),
            other => panic!("{other:?}"),
        };
        assert_eq!(message(b"a"), (2, "a: out of range".into()));
        assert_eq!(message(b""), (2, "out of range".into()));
        assert_eq!(message(b"9223372036854775808"), (2, "9223372036854775808: out of range".into()));
        assert_eq!(message(b"0x10"), (2, "0x10: bad number".into()));
        assert_eq!(message(b"1 2"), (2, "1 2: bad number".into()));
    }

    #[test]
    fn files_are_asked_for_their_type() {
        assert!(ask(b'd', b"/") && !ask(b'f', b"/") && ask(b'e', b"/") && ask(b'x', b"/"));
        assert!(ask(b'c', b"/dev/null") && !ask(b's', b"/dev/null"));
        assert!(!ask(b'e', b"") && !ask(b'e', b"/\0"));
        assert!(ask(b't', b" 1") && !ask(b't', b"0") && !ask(b't', b"99999999999"));
    }

    #[test]
    fn a_file_is_newer_than_none() {
        assert!(Binary::NewerThan.test(b"/", b"/nosuch").unwrap());
        assert!(!Binary::NewerThan.test(b"/", b"/").unwrap());
        assert!(Binary::OlderThan.test(b"/nosuch", b"/").unwrap());
        assert!(!Binary::OlderThan.test(b"/nosuch", b"/nosuch").unwrap());
        assert!(Binary::SameFile.test(b"/", b"/..").unwrap());
        assert!(!Binary::SameFile.test(b"/nosuch", b"/nosuch").unwrap());
    }

    #[test]
    fn strings_are_compared_by_bytes() {
        assert!(Binary::Before.test(b"B", b"a").unwrap() && Binary::After.test(b"\xff", b"z").unwrap());
        assert!(Binary::of(b"=~").is_none() && Binary::of(b"-a").is_none());
    }
}
