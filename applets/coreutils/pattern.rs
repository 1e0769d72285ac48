//! Patterns of file names, for `ls -I` and `du --exclude`.

/// Does `name` match a pattern of `*`, `?` and `[…]`? A dot at its beginning must be named.
pub fn matches(pattern: &[u8], name: &[u8]) -> bool {
    if name.starts_with(b".") && !pattern.starts_with(b".") {
        return false;
    }
    let (mut p, mut n) = (0, 0);
    // Where to go on when what follows the last star does not match: one character further.
    let mut star: Option<(usize, usize)> = None;
    while n < name.len() {
        let one = match pattern.get(p) {
            Some(b'*') => {
                star = Some((p + 1, n));
                p += 1;
                continue;
            }
            Some(b'?') => Some(p + 1),
            Some(b'[') => bracket(&pattern[p..], name[n])
                .map_or((name[n] == b'[').then_some(p + 1), |(length, fits)| fits.then_some(p + length)),
            Some(b'\\') if pattern.get(p + 1) == Some(&name[n]) => Some(p + 2),
            Some(c) if c == &name[n] && *c != b'\\' => Some(p + 1),
            _ => None,
        };
        match (one, star) {
            (Some(next), _) => (p, n) = (next, n + 1),
            (None, Some((after, from))) => {
                (p, n) = (after, from + 1);
                star = Some((after, from + 1));
            }
            (None, None) => return false,
        }
    }
    pattern[p..].iter().all(|c| *c == b'*')
}

/// `[a-z]` at the start of `pattern`: its length, and whether `c` fits. None if it has no end.
fn bracket(pattern: &[u8], c: u8) -> Option<(usize, bool)> {
    let mut i = 1;
    let negated = matches!(pattern.get(i), Some(b'!' | b'^'));
    if negated {
        i += 1;
    }
    let (first, mut fits) = (i, false);
    loop {
        match pattern.get(i)? {
            b']' if i > first => return Some((i + 1, fits != negated)),
            low => match (pattern.get(i + 1), pattern.get(i + 2)) {
                (Some(b'-'), Some(high)) if *high != b']' => {
                    fits |= (low..=high).contains(&&c);
                    i += 3;
                }
                _ => {
                    fits |= *low == c;
                    i += 1;
                }
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn patterns() {
        for (pattern, name, expected) in [
            ("*.c", "a.c", true),
            ("*.c", "a.cc", false),
            ("a*b*c", "axxbyybzc", true),
            ("?[a-c]", "xb", true),
            ("?[!a-c]", "xb", false),
            ("[", "[", true),
            ("*", ".x", false),
            ("\\*", "*", true),
            ("\\*", "a", false),
        ] {
            assert_eq!(matches(pattern.as_bytes(), name.as_bytes()), expected, "{pattern} {name}");
        }
    }
}
