//! Which members are meant: names, glob patterns, exclusions.

/// Does `pattern` match all of `text`? `*` and `?` match slashes unless `slashes_apart`.
pub fn matches(pattern: &[u8], text: &[u8], slashes_apart: bool) -> bool {
    let (mut p, mut t) = (0, 0);
    // Where the last star was, and how much text it has taken.
    let mut star: Option<(usize, usize)> = None;
    loop {
        let step = match pattern.get(p) {
            None if t == text.len() => return true,
            Some(b'*') => {
                star = Some((p + 1, t));
                p += 1;
                continue;
            }
            Some(_) if t < text.len() => one(&pattern[p..], text[t], slashes_apart),
            _ => None,
        };
        if let Some(length) = step {
            p += length;
            t += 1;
        } else {
            // The star takes one byte more.
            let Some((after, taken)) = star else { return false };
            if taken == text.len() || slashes_apart && text[taken] == b'/' {
                return false;
            }
            star = Some((after, taken + 1));
            (p, t) = (after, taken + 1);
        }
    }
}

/// If the first element of `pattern` matches `byte`: its length.
fn one(pattern: &[u8], byte: u8, slashes_apart: bool) -> Option<usize> {
    let may_be_any = byte != b'/' || !slashes_apart;
    match pattern {
        [b'?', ..] => may_be_any.then_some(1),
        [b'\\', escaped, ..] => (*escaped == byte).then_some(2),
        [b'[', ..] => match bracket(pattern, byte) {
            Some((matched, length)) => (matched && may_be_any).then_some(length),
            None => (byte == b'[').then_some(1),
        },
        [literal, ..] => (*literal == byte).then_some(1),
        [] => None,
    }
}

/// A bracket expression: does it match, and its length; none if it has no end.
fn bracket(pattern: &[u8], byte: u8) -> Option<(bool, usize)> {
    let negated = matches!(pattern.get(1), Some(b'!' | b'^'));
    let mut at = if negated { 2 } else { 1 };
    let first = at;
    let mut found = false;
    loop {
        let low = *pattern.get(at)?;
        if low == b']' && at > first {
            return Some((found != negated, at + 1));
        }
        if low == b'[' && pattern.get(at + 1) == Some(&b':') {
            let end = at + 2 + pattern[at + 2..].windows(2).position(|w| w == b":]")?;
            found |= is_of_class(&pattern[at + 2..end], byte);
            at = end + 2;
            continue;
        }
        let (low, next) = if low == b'\\' { (*pattern.get(at + 1)?, at + 2) } else { (low, at + 1) };
        match (pattern.get(next), pattern.get(next + 1)) {
            (Some(b'-'), Some(&high)) if high != b']' => {
                found |= (low..=high).contains(&byte);
                at = next + 2;
            }
            _ => {
                found |= low == byte;
                at = next;
            }
        }
    }
}

fn is_of_class(name: &[u8], byte: u8) -> bool {
    match name {
        b"alnum" => byte.is_ascii_alphanumeric(),
        b"alpha" => byte.is_ascii_alphabetic(),
        b"blank" => matches!(byte, b' ' | b'\t'),
        b"cntrl" => byte.is_ascii_control(),
        b"digit" => byte.is_ascii_digit(),
        b"graph" => byte.is_ascii_graphic(),
        b"lower" => byte.is_ascii_lowercase(),
        b"print" => byte.is_ascii_graphic() || byte == b' ',
        b"punct" => byte.is_ascii_punctuation(),
        b"space" => byte.is_ascii_whitespace() || byte == 0x0b,
        b"upper" => byte.is_ascii_uppercase(),
        b"xdigit" => byte.is_ascii_hexdigit(),
        _ => false,
    }
}

/// BusyBox's rule for members of an archive: `name`, cut to as many slashes as the pattern has, matches it. So `d` means
/// `d` and all below, `d/*` all below `d`.
pub fn matches_member(pattern: &[u8], name: &[u8], literal: bool) -> bool {
    let slashes = pattern.iter().filter(|c| **c == b'/').count();
    let end = name.iter().enumerate().filter(|(_, c)| **c == b'/').nth(slashes).map_or(name.len(), |(at, _)| at);
    let name = &name[..end];
    if literal { pattern == name } else { matches(pattern, name, false) }
}

/// The rule for files to be archived: the pattern matches the name, or what follows any of its slashes, up to the end or
/// to a slash.
pub fn excludes_file(pattern: &[u8], name: &[u8]) -> bool {
    let starts = std::iter::once(0).chain((1..name.len()).filter(|at| name[at - 1] == b'/'));
    starts.filter(|at| name.get(*at).is_some_and(|c| *c != b'/')).any(|start| {
        let rest = &name[start..];
        let ends = (1..=rest.len()).filter(|end| *end == rest.len() || rest[*end] == b'/');
        ends.into_iter().any(|end| matches(pattern, &rest[..end], true))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns() {
        for (pattern, text) in [
            ("a*c", "abbc"),
            ("*", ""),
            ("a?c", "a/c"),
            ("[a-c]x", "bx"),
            ("[!a-c]x", "dx"),
            ("[]]", "]"),
            ("[[:digit:]]*", "7up"),
            ("\\*", "*"),
            ("[", "["),
            ("*a*b*", "xxaxxbxx"),
        ] {
            assert!(matches(pattern.as_bytes(), text.as_bytes(), false), "{pattern} {text}");
        }
        for (pattern, text) in [("a*c", "ab"), ("?", ""), ("[a-c]", "d"), ("\\*", "a"), ("[!x]", "x"), ("a", "ab")] {
            assert!(!matches(pattern.as_bytes(), text.as_bytes(), false), "{pattern} {text}");
        }
        assert!(!matches(b"a*c", b"a/c", true) && !matches(b"a?c", b"a/c", true) && matches(b"*/c", b"a/c", true));
    }

    #[test]
    fn many_stars_do_not_explode() {
        assert!(!matches(&b"*a".repeat(40), &b"a".repeat(30), false));
        assert!(!matches(&[&b"*a".repeat(40)[..], b"b"].concat(), &b"a".repeat(5000), false));
    }

    #[test]
    fn members_are_cut_to_the_slashes_of_the_pattern() {
        for (pattern, name) in [("d", "d/e/f"), ("d/e", "d/e/"), ("d/*", "d/"), ("d/*", "d/e/f"), ("*/e", "d/e/f")] {
            assert!(matches_member(pattern.as_bytes(), name.as_bytes(), false), "{pattern} {name}");
        }
        for (pattern, name) in [("a", "d/a"), ("*/f", "d/e/f"), ("d/e/", "d/e/f"), ("d", "da")] {
            assert!(!matches_member(pattern.as_bytes(), name.as_bytes(), false), "{pattern} {name}");
        }
        assert!(!matches_member(b"d*", b"dd", true) && matches_member(b"d*", b"d*/x", true));
    }

    #[test]
    fn files_are_excluded_from_any_component_on() {
        for (pattern, name) in [("*.o", "./a/b.o"), ("d/e", "./o/d/e/f"), ("e", "d/e"), ("./a", "./a/b")] {
            assert!(excludes_file(pattern.as_bytes(), name.as_bytes()), "{pattern} {name}");
        }
        for (pattern, name) in [("*.o", "a.oo"), ("e", "de"), ("a*c", "a/c")] {
            assert!(!excludes_file(pattern.as_bytes(), name.as_bytes()), "{pattern} {name}");
        }
    }
}
