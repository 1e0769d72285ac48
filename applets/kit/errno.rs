//! What the errno values are called: musl's texts, which the binary is linked with.

use std::io;

/// The text of an I/O error: the errno's, or Rust's own words when there is none.
pub fn text(error: &io::Error) -> Vec<u8> {
    match error.raw_os_error() {
        Some(code) => of_code(code).as_bytes().to_vec(),
        None => error.to_string().into_bytes(),
    }
}

/// The text of an errno value.
pub fn of_code(code: i32) -> &'static str {
    crate::sys::strerror(code)
}
