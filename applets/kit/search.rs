//! Looking for a byte in short texts: lines and words of a script, names of files, entries of the environment.

use memchr::arch::all::memchr::One;

/// How far a search goes before it is worth asking what the processor can do.
const NEAR: usize = 1024;

/// Where `byte` is first. The memchr crate's own function asks the processor once what it can do, which under a
/// hypervisor takes as long as the rest of a start: here only a long search does.
#[inline]
pub fn find(byte: u8, bytes: &[u8]) -> Option<usize> {
    if bytes.len() <= NEAR {
        return One::new(byte).find(bytes);
    }
    find_far(byte, bytes)
}

fn find_far(byte: u8, bytes: &[u8]) -> Option<usize> {
    let (near, far) = bytes.split_at(NEAR);
    One::new(byte).find(near).or_else(|| memchr::memchr(byte, far).map(|at| NEAR + at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_and_far_are_found_where_they_are() {
        let mut text = vec![b'a'; 3 * NEAR];
        assert_eq!(find(b'b', &text), None);
        for at in [2 * NEAR + 1, NEAR, NEAR - 1, 7, 0] {
            text[at] = b'b';
            assert_eq!((find(b'b', &text), find(b'b', &text[..at])), (Some(at), None));
        }
        assert_eq!(find(b'b', b""), None);
    }
}
