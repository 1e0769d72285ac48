//! Shell patterns (POSIX.1-2024 XCU 2.14) on whole names: `*` and `?` match any character, also `/` and a leading dot.

/// Does `pattern` match all of `name`? With `fold` letters match in both cases.
pub fn matches(pattern: &[u8], name: &[u8], fold: bool) -> bool {
    let (mut p, mut n) = (0, 0);
    // Where to go on after the last `*` when what follows does not fit: pattern behind it, name one further.
    let mut retry: Option<(usize, usize)> = None;
    loop {
        if pattern.get(p) == Some(&b'*') {
            p += 1;
            retry = Some((p, n));
            continue;
        }
        if n == name.len() {
            if p == pattern.len() {
                return true;
            }
        } else if let Some((plen, nlen)) = one(&pattern[p..], &name[n..], fold) {
            p += plen;
            n += nlen;
            continue;
        }
        match retry {
            Some((after, at)) if at < name.len() => {
                let at = at + char_length(&name[at..]);
                retry = Some((after, at));
                (p, n) = (after, at);
            }
            _ => return false,
        }
    }
}

/// Matches one character; how long the pattern's element and the character are.
fn one(pattern: &[u8], name: &[u8], fold: bool) -> Option<(usize, usize)> {
    let length = char_length(name);
    let is_same = |a: &[u8]| if fold { a.eq_ignore_ascii_case(&name[..length]) } else { a == &name[..length] };
    match pattern {
        [] => None,
        [b'?', ..] => Some((1, length)),
        [b'[', rest @ ..] => match bracket(rest, &name[..length], fold) {
            Some((true, end)) => Some((end + 1, length)),
            Some((false, _)) => None,
            None => (name[0] == b'[').then_some((1, 1)),
        },
        [b'\\', rest @ ..] if !rest.is_empty() => {
            let n = char_length(rest);
            is_same(&rest[..n]).then_some((n + 1, length))
        }
        _ => {
            let n = char_length(pattern);
            is_same(&pattern[..n]).then_some((n, length))
        }
    }
}

/// A bracket expression behind its `[`: whether it matches, and its length; none if it is not closed.
fn bracket(text: &[u8], c: &[u8], fold: bool) -> Option<(bool, usize)> {
    let negated = matches!(text.first(), Some(b'!' | b'^'));
    let mut at = usize::from(negated);
    let first = at;
    let c = code(c);
    let mut found = false;
    loop {
        match text.get(at..)? {
            [] => return None,
            [b']', ..] if at > first => return Some((found != negated, at + 1)),
            [b'[', b':', rest @ ..] => {
                if let Some(end) = rest.windows(2).position(|w| w == b":]") {
                    found |= is_in_class(&rest[..end], c);
                    at += end + 4;
                    continue;
                }
            }
            _ => {}
        }
        let (low, n) = element(&text[at..])?;
        at += n;
        let mut high = low;
        if let [b'-', next, ..] = text.get(at..)?
            && *next != b']'
        {
            let (end, n) = element(&text[at + 1..])?;
            at += n + 1;
            high = end;
        }
        let is_within = |c: u32| low <= c && c <= high;
        found |= is_within(c);
        if fold && c < 0x80 {
            let c = c as u8;
            found |= is_within(c.to_ascii_lowercase() as u32) || is_within(c.to_ascii_uppercase() as u32);
        }
    }
}

fn element(text: &[u8]) -> Option<(u32, usize)> {
    let skip = usize::from(text.first() == Some(&b'\\') && text.len() > 1);
    let n = char_length(text.get(skip..)?);
    (n > 0).then(|| (code(&text[skip..skip + n]), skip + n))
}

fn is_in_class(name: &[u8], c: u32) -> bool {
    let Ok(c) = u8::try_from(c) else { return false };
    match name {
        b"alpha" => c.is_ascii_alphabetic(),
        b"digit" => c.is_ascii_digit(),
        b"alnum" => c.is_ascii_alphanumeric(),
        b"upper" => c.is_ascii_uppercase(),
        b"lower" => c.is_ascii_lowercase(),
        b"space" => matches!(c, b' ' | b'\t'..=b'\r'),
        b"blank" => matches!(c, b' ' | b'\t'),
        b"punct" => c.is_ascii_punctuation(),
        b"print" => matches!(c, b' '..=b'~'),
        b"graph" => c.is_ascii_graphic(),
        b"cntrl" => c.is_ascii_control(),
        b"xdigit" => c.is_ascii_hexdigit(),
        _ => false,
    }
}

/// The length of the first character; 1 for a byte that begins no valid one, 0 at the end.
fn char_length(text: &[u8]) -> usize {
    let length = match text.first() {
        None => return 0,
        Some(0xC2..=0xDF) => 2,
        Some(0xE0..=0xEF) => 3,
        Some(0xF0..=0xF4) => 4,
        Some(_) => 1,
    };
    match text.get(..length) {
        Some(bytes) if std::str::from_utf8(bytes).is_ok() => length,
        _ => 1,
    }
}

/// The code point of one character; of a lone byte something beyond all of them.
fn code(c: &[u8]) -> u32 {
    match std::str::from_utf8(c).ok().and_then(|s| s.chars().next()) {
        Some(c) => c as u32,
        None => 0x11_0000 + c.first().copied().unwrap_or(0) as u32,
    }
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn patterns_match_whole_names() {
        for (pattern, name, expected) in [
            ("*", "", true),
            ("*", ".x/y", true),
            ("a*c", "abcbc", true),
            ("a*c", "abcb", false),
            ("a?c", "aéc", true),
            ("[a-c]x", "bx", true),
            ("[!a-c]x", "bx", false),
            ("[]x]", "]", true),
            ("[[:digit:]]*", "1a", true),
            ("[a", "[a", true),
            ("\\*", "*", true),
            ("\\*", "a", false),
            ("*.[ch]", "x.c", true),
            ("a*b*c*d", "axxbyyczzd", true),
            ("", "", true),
            ("", "a", false),
        ] {
            assert_eq!(matches(pattern.as_bytes(), name.as_bytes(), false), expected, "{pattern} {name}");
        }
        assert!(matches(b"A[B-C]*", b"abx", true));
    }

    #[test]
    fn many_stars_do_not_explode() {
        assert!(!matches(&[b"*a".repeat(50), b"c".to_vec()].concat(), &b"a".repeat(2000), false));
    }
}
