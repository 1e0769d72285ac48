//! Messages made of bytes: names in them need not be UTF-8, and no `fmt` machinery is linked for them.

use std::ffi::{OsStr, OsString};
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

/// A piece of a message.
pub trait Show {
    /// Appends itself to `to`.
    fn show(&self, to: &mut Vec<u8>);
}

impl Show for [u8] {
    fn show(&self, to: &mut Vec<u8>) {
        to.extend_from_slice(self);
    }
}

impl<const N: usize> Show for [u8; N] {
    fn show(&self, to: &mut Vec<u8>) {
        to.extend_from_slice(self);
    }
}

impl Show for Vec<u8> {
    fn show(&self, to: &mut Vec<u8>) {
        to.extend_from_slice(self);
    }
}

impl Show for std::rc::Rc<[u8]> {
    fn show(&self, to: &mut Vec<u8>) {
        to.extend_from_slice(self);
    }
}

impl Show for str {
    fn show(&self, to: &mut Vec<u8>) {
        to.extend_from_slice(self.as_bytes());
    }
}

impl Show for String {
    fn show(&self, to: &mut Vec<u8>) {
        to.extend_from_slice(self.as_bytes());
    }
}

impl Show for Path {
    fn show(&self, to: &mut Vec<u8>) {
        to.extend_from_slice(self.as_os_str().as_bytes());
    }
}

impl Show for PathBuf {
    fn show(&self, to: &mut Vec<u8>) {
        self.as_path().show(to);
    }
}

impl Show for OsStr {
    fn show(&self, to: &mut Vec<u8>) {
        to.extend_from_slice(self.as_bytes());
    }
}

impl Show for OsString {
    fn show(&self, to: &mut Vec<u8>) {
        self.as_os_str().show(to);
    }
}

impl Show for char {
    fn show(&self, to: &mut Vec<u8>) {
        to.extend_from_slice(self.encode_utf8(&mut [0; 4]).as_bytes());
    }
}

/// The errno's text as musl words it, without Rust's "(os error N)".
impl Show for io::Error {
    fn show(&self, to: &mut Vec<u8>) {
        to.extend_from_slice(&crate::errno::text(self));
    }
}

impl Show for nix::errno::Errno {
    fn show(&self, to: &mut Vec<u8>) {
        to.extend_from_slice(crate::errno::of_code(*self as i32).as_bytes());
    }
}

impl<T: Show + ?Sized> Show for &T {
    fn show(&self, to: &mut Vec<u8>) {
        (**self).show(to);
    }
}

impl<T: Show + ?Sized> Show for &mut T {
    fn show(&self, to: &mut Vec<u8>) {
        (**self).show(to);
    }
}

impl<T: Show + ToOwned + ?Sized> Show for std::borrow::Cow<'_, T> {
    fn show(&self, to: &mut Vec<u8>) {
        (**self).show(to);
    }
}

/// Appends the decimal digits of `n`.
pub fn push_decimal(to: &mut Vec<u8>, mut n: u64) {
    let mut digits = [0; 20];
    let mut at = digits.len();
    loop {
        at -= 1;
        digits[at] = b'0' + (n % 10) as u8;
        n /= 10;
        if n == 0 {
            break;
        }
    }
    to.extend_from_slice(&digits[at..]);
}

/// Appends the decimal form of `n`.
pub fn push_signed(to: &mut Vec<u8>, n: i64) {
    if n < 0 {
        to.push(b'-');
    }
    push_decimal(to, n.unsigned_abs());
}

macro_rules! show_numbers {
    ($push:ident $wide:ty: $($t:ty)*) => { $(
        impl Show for $t {
            fn show(&self, to: &mut Vec<u8>) {
                $push(to, *self as $wide);
            }
        }
    )* };
}
show_numbers!(push_decimal u64: u16 u32 u64 usize);
show_numbers!(push_signed i64: i8 i16 i32 i64 isize);

/// `text!["can't open '", path, "': ", error]`: the pieces (see [`Show`]) one after another, as a `Vec<u8>`.
#[macro_export]
macro_rules! text {
    ($($piece:expr),* $(,)?) => {{
        #[allow(unused_mut)]
        let mut text: Vec<u8> = Vec::new();
        $( $crate::text::Show::show(&$piece, &mut text); )*
        text
    }};
}

/// `fail!("can't open '", path, "'")`: an [`crate::applet::Error::Failed`] with status 1;
/// `fail!(status 2; …)` with another.
#[macro_export]
macro_rules! fail {
    (status $status:expr; $($piece:expr),* $(,)?) => {
        $crate::applet::Error::Failed($crate::applet::Status($status), $crate::text![$($piece),*])
    };
    ($($piece:expr),* $(,)?) => {
        $crate::applet::Error::Failed($crate::applet::Status::FAILED, $crate::text![$($piece),*])
    };
}

/// Control characters (and DEL) replaced by `?`: for names shown on a terminal.
pub fn printable(bytes: &[u8]) -> Vec<u8> {
    bytes.iter().map(|&b| if b < b' ' || b == 0x7f { b'?' } else { b }).collect()
}

/// A byte as C writes it in a string, or as three octal digits.
pub fn c_character(c: u8) -> Vec<u8> {
    match c {
        0 => b"\\0".to_vec(),
        7 => b"\\a".to_vec(),
        8 => b"\\b".to_vec(),
        9 => b"\\t".to_vec(),
        10 => b"\\n".to_vec(),
        11 => b"\\v".to_vec(),
        12 => b"\\f".to_vec(),
        13 => b"\\r".to_vec(),
        b' '..=b'~' => vec![c],
        _ => vec![b'0' + (c >> 6), b'0' + (c >> 3 & 7), b'0' + (c & 7)],
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn pieces_are_joined_as_bytes() {
        assert_eq!(text!["a", b"\xff"[..], 7_u32, -3_i32, 'é'], b"a\xff7-3\xc3\xa9");
    }
}
