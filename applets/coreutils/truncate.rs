//! `truncate`: set the size of files
//!
//! Not in POSIX; `-c`, `-s` as in BusyBox; `-r`, `-o`, sizes with `+ - < > / %` and the long names as in GNU.

use kit::number::{self, BLOCKS};
use kit::prelude::*;
use std::ffi::OsStr;
use std::fs::{self, OpenOptions};
use std::io::{Seek, SeekFrom};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::MetadataExt;

const USAGE: &str = "\
[-co] -s SIZE|-r FILE FILE...

Truncate FILEs to SIZE

	-c, --no-create	Do not create files
	-s, --size=SIZE	The size; +N, -N: more, less; <N, >N: at most, at least; /N, %N: down, up to a multiple
	-r, --reference=FILE	The size of FILE
	-o, --io-blocks	SIZE counts blocks of the file system
";

pub const APPLET: Applet =
    Applet { dir: Dir::UsrBin, kind: Kind::Pure, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const NO_CREATE: Key = Key::short(APPLET.options, 'c');
const SIZE: Key = Key::short(APPLET.options, 's');
const REFERENCE: Key = Key::short(APPLET.options, 'r');
const BLOCK_SIZES: Key = Key::short(APPLET.options, 'o');

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    let files = &given.operands;
    let size = given.value(SIZE).map(parse_size).transpose()?;
    let reference = match given.value(REFERENCE) {
        None => None,
        Some(name) => Some(fs::metadata(OsStr::from_bytes(name)).map_err(|e| fail!(name, ": ", e))?.len()),
    };
    if files.is_empty() || size.is_none() && reference.is_none() {
        return Err(Error::Usage(None));
    }
    for name in files {
        let create = !given.has(NO_CREATE);
        let path = OsStr::from_bytes(name);
        let mut file = match OpenOptions::new().write(true).create(create).truncate(false).open(path) {
            Ok(file) => file,
            Err(error) => {
                if create || error.kind() != std::io::ErrorKind::NotFound {
                    cx.complain(text![*name, ": open: ", error]);
                }
                continue;
            }
        };
        let result = file.metadata().and_then(|meta| {
            let unit = if given.has(BLOCK_SIZES) { meta.blksize() } else { 1 };
            // A device has no size of its own, but an end.
            let own = if meta.is_file() { meta.len() } else { file.seek(SeekFrom::End(0))? };
            let current = reference.unwrap_or(own);
            let size = size.map_or(Some(current), |size| size.of(current, unit));
            file.set_len(size.ok_or_else(|| std::io::Error::from_raw_os_error(libc::EFBIG))?)
        });
        if let Err(error) = result {
            cx.complain(text![*name, ": truncate: ", error]);
        }
    }
    Ok(cx.status())
}

#[derive(Clone, Copy)]
enum How {
    Exactly,
    More,
    Less,
    AtMost,
    AtLeast,
    Down,
    Up,
}

#[derive(Clone, Copy)]
struct Size {
    how: How,
    bytes: u64,
}

fn parse_size(word: &[u8]) -> Result<Size> {
    let how = match word.first() {
        Some(b'+') => How::More,
        Some(b'-') => How::Less,
        Some(b'<') => How::AtMost,
        Some(b'>') => How::AtLeast,
        Some(b'/') => How::Down,
        Some(b'%') => How::Up,
        _ => How::Exactly,
    };
    let digits = if matches!(how, How::Exactly) { word } else { &word[1..] };
    let bad = || number::invalid(word);
    if !digits.first().is_some_and(u8::is_ascii_digit) {
        return Err(bad());
    }
    let bytes = number::with_suffix(digits, BLOCKS).map_err(|_| bad())?;
    if bytes == 0 && matches!(how, How::Down | How::Up) {
        return Err(fail!("division by zero"));
    }
    Ok(Size { how, bytes })
}

impl Size {
    fn of(self, current: u64, unit: u64) -> Option<u64> {
        let n = self.bytes.checked_mul(unit)?;
        Some(match self.how {
            How::Exactly => n,
            How::More => current.checked_add(n)?,
            How::Less => current.saturating_sub(n),
            How::AtMost => current.min(n),
            How::AtLeast => current.max(n),
            How::Down => current / n * n,
            How::Up => current.checked_next_multiple_of(n)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::parse_size;

    #[test]
    fn sizes_may_be_relative() {
        let of = |word: &str, current| parse_size(word.as_bytes()).unwrap().of(current, 1);
        let sizes = ["5", "+5", "-5", "<5", ">5", "/5", "%5", "1k"].map(|word| of(word, 7));
        assert_eq!(sizes, [5, 12, 2, 5, 7, 5, 10, 1024].map(Some));
        assert_eq!(of("-9", 7), Some(0));
        assert_eq!(of("+1", u64::MAX), None);
        for bad in ["", "+", "x", "+-1", "%0"] {
            assert!(parse_size(bad.as_bytes()).is_err(), "{bad}");
        }
    }
}
