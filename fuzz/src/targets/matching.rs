use kit::pattern::Pattern;
use kit::regex::{Flags, Regex};
use std::ffi::CString;

/// The input's pattern and text.
fn halves(data: &[u8]) -> (&[u8], &[u8]) {
    let middle = data.iter().position(|c| *c == 0).unwrap_or(data.len() / 2);
    (&data[..middle], data[middle..].strip_prefix(b"\0").unwrap_or(&data[middle..]))
}

fn shown(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).escape_debug().to_string()
}

pub fn pattern(data: &[u8]) {
    let (text, subject) = halves(data);
    let subject = &subject[..subject.len().min(64)];
    let pattern = Pattern::new(text, &[]);
    let about = || format!("pattern {} text {}", shown(text), shown(subject));
    // Places between characters.
    let starts: Vec<usize> = std::str::from_utf8(subject)
        .map_or_else(|_| Vec::new(), |s| s.char_indices().map(|(i, _)| i).chain([s.len()]).collect());
    let prefixes: Vec<usize> = starts.iter().copied().filter(|n| pattern.matches(&subject[..*n])).collect();
    let suffixes: Vec<usize> = starts.iter().copied().filter(|n| pattern.matches(&subject[*n..])).collect();
    if !starts.is_empty() {
        assert_eq!(pattern.shortest_prefix(subject), prefixes.first().copied(), "shortest prefix, {}", about());
        assert_eq!(pattern.longest_prefix(subject), prefixes.last().copied(), "longest prefix, {}", about());
        assert_eq!(pattern.shortest_suffix(subject), suffixes.last().copied(), "shortest suffix, {}", about());
        assert_eq!(pattern.longest_suffix(subject), suffixes.first().copied(), "longest suffix, {}", about());
        let found = starts.iter().find_map(|from| {
            let to = starts.iter().rev().find(|to| *to >= from && pattern.matches(&subject[*from..**to]))?;
            Some((*from, *to - *from))
        });
        assert_eq!(pattern.find(subject, 0), found, "find, {}", about());
    }
    let whole = pattern.matches(subject);
    let _ = pattern.matches_path(subject);
    let _ = Pattern::ignoring_case(text).matches(subject);
    // What libc says, where the standard leaves no choice: no bracket that does not end, no class, no range that is none.
    let plain = text.is_ascii() && subject.is_ascii() && !text.ends_with(b"\\") && brackets_are_plain(text);
    if plain && !subject.contains(&0) {
        let (c_text, c_subject) = (CString::new(text).unwrap_or_default(), CString::new(subject).unwrap_or_default());
        // SAFETY: terminated strings.
        let expected = unsafe { libc::fnmatch(c_text.as_ptr(), c_subject.as_ptr(), 0) } == 0;
        assert!(whole == expected, "fnmatch says {expected}, {}", about());
    }
}

/// Is every bracket expression a list of letters and digits, perhaps with ranges in order, perhaps negated by `!`?
fn brackets_are_plain(mut text: &[u8]) -> bool {
    loop {
        let Some(open) = text.iter().position(|c| *c == b'[') else { return !text.contains(&b'\\') };
        if text[..open].contains(&b'\\') {
            return false;
        }
        let rest = text[open + 1..].strip_prefix(b"!").unwrap_or(&text[open + 1..]);
        let Some(close) = rest.iter().position(|c| *c == b']') else { return false };
        let mut list = &rest[..close];
        if list.is_empty() {
            return false;
        }
        while let [from, more @ ..] = list {
            if !from.is_ascii_alphanumeric() {
                return false;
            }
            list = match more {
                [b'-', to, after @ ..] if to.is_ascii_alphanumeric() && from <= to => after,
                [b'-', ..] => return false,
                after => after,
            };
        }
        text = &rest[close + 1..];
    }
}

pub fn regex(data: &[u8]) {
    let (text, subject) = halves(data);
    for extended in [false, true] {
        for ignore_case in [false, true] {
            let flags = Flags { extended, ignore_case, bytes: true, ..Flags::BASIC };
            let Ok(regex) = Regex::new(text, flags) else { continue };
            let found = regex.find_at(subject, 0);
            if let Ok(captures) = regex.captures_at(subject, 0) {
                let span = captures.as_ref().map(kit::regex::Captures::span);
                if let Ok(found) = found {
                    assert!(span == found, "find {found:?} captures {span:?}: {} on {}", shown(text), shown(subject));
                    assert_eq!(
                        regex.is_match(subject).ok(),
                        Some(found.is_some()),
                        "is_match: {} on {}",
                        shown(text),
                        shown(subject)
                    );
                }
                for group in captures.iter().flat_map(|c| (1..=regex.groups()).filter_map(|n| c.get(n))) {
                    let (from, to) = span.unwrap_or_default();
                    assert!(
                        from <= group.0 && group.0 <= group.1 && group.1 <= to,
                        "group {group:?}: {} on {}",
                        shown(text),
                        shown(subject)
                    );
                }
            }
            if is_portable(text, extended)
                && !subject.contains(&0)
                && let (Some(expected), Ok(found)) = (libc_finds(text, subject, extended, ignore_case), found)
            {
                assert!(
                    expected == found,
                    "libc {expected:?}, kit {found:?}: extended {extended} ignore_case {ignore_case} {} on {}",
                    shown(text),
                    shown(subject)
                );
            }
        }
        for flags in [Flags { newline: true, ..Flags::EXTENDED }, Flags { lines: true, word: true, ..Flags::BASIC }] {
            if let Ok(regex) = Regex::new(text, Flags { extended, ..flags }) {
                let _ = regex.find_line(subject, 0);
                let _ = regex.find_at(subject, 0);
            }
        }
    }
}

/// Does POSIX define the pattern (and musl implement it)? Letters, digits, blanks, and operators where they have their
/// meaning.
fn is_portable(text: &[u8], extended: bool) -> bool {
    if text.is_empty() || text.len() > 40 || !text.is_ascii() {
        return false;
    }
    let mut before = b'(';
    let mut at = 0;
    while let Some(c) = text.get(at) {
        at += 1;
        match c {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b' ' | b'.' | b'_' => {}
            b'(' | b')' | b'|' | b'*' | b'+' | b'?' if extended => {
                // Nothing to repeat, nothing between: undefined. One repetition after another too.
                if matches!(c, b')' | b'|' | b'*' | b'+' | b'?')
                    && matches!(before, b'(' | b'|' | b'*' | b'+' | b'?')
                    && !(before != b'(' && before != b'|' && matches!(c, b')' | b'|'))
                {
                    return false;
                }
            }
            b'*' if !matches!(before, b'(' | b'*') => {}
            b'[' => {
                let rest = text[at..].strip_prefix(b"^").unwrap_or(&text[at..]);
                let Some(close) = rest.iter().position(|c| *c == b']') else { return false };
                if close == 0 || !rest[..close].iter().all(u8::is_ascii_alphanumeric) {
                    return false;
                }
                at = text.len() - rest.len() + close + 1;
            }
            _ => return false,
        }
        before = *c;
    }
    !(extended && before == b'|')
}

/// What libc finds; None if it can not read the pattern.
fn libc_finds(text: &[u8], subject: &[u8], extended: bool, ignore_case: bool) -> Option<Option<(usize, usize)>> {
    let (text, subject) = (CString::new(text).ok()?, CString::new(subject).ok()?);
    let flags = if extended { libc::REG_EXTENDED } else { 0 } | if ignore_case { libc::REG_ICASE } else { 0 };
    // SAFETY: terminated strings; the pattern is compiled before it is used, and freed once.
    unsafe {
        let mut compiled: libc::regex_t = std::mem::zeroed();
        if libc::regcomp(&raw mut compiled, text.as_ptr(), flags) != 0 {
            return None;
        }
        let mut found = [libc::regmatch_t { rm_so: 0, rm_eo: 0 }];
        let result = libc::regexec(&raw const compiled, subject.as_ptr(), 1, found.as_mut_ptr(), 0);
        libc::regfree(&raw mut compiled);
        Some((result == 0).then_some((found[0].rm_so as usize, found[0].rm_eo as usize)))
    }
}
