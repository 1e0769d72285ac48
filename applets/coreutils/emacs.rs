//! The regular expressions of `ptx` and `tac`: GNU's are those of Emacs.

/// The regular expression of Emacs, where `+` and `?` repeat and there are no intervals, as a basic one.
pub fn basic(pattern: &[u8]) -> Vec<u8> {
    let mut basic = Vec::new();
    let mut at = 0;
    while let Some(&c) = pattern.get(at) {
        at += 1;
        match c {
            b'\\' => {
                let escaped = pattern.get(at).copied();
                at += 1;
                match escaped {
                    Some(c @ (b'+' | b'?' | b'{' | b'}')) => basic.push(c),
                    Some(c) => basic.extend_from_slice(&[b'\\', c]),
                    None => basic.push(b'\\'),
                }
            }
            b'+' | b'?' if at > 1 => basic.extend_from_slice(&[b'\\', c]),
            b'[' => {
                // A closing bracket that comes first is one of the list.
                let first = at + usize::from(pattern.get(at) == Some(&b'^'));
                let list = pattern.get(first + 1..).unwrap_or_default();
                let end = memchr::memchr(b']', list).map_or(pattern.len(), |n| first + 1 + n + 1);
                basic.extend_from_slice(&pattern[at - 1..end]);
                at = end;
            }
            c => basic.push(c),
        }
    }
    basic
}

#[cfg(test)]
mod tests {
    use super::basic;

    #[test]
    fn repetitions_are_those_of_emacs() {
        assert_eq!(basic(b"[a+]+b?\\+\\(c\\)"), b"[a+]\\+b\\?+\\(c\\)");
        assert_eq!(basic(b"+[]x]["), b"+[]x][");
    }
}
