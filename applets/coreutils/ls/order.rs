//! The order of names.

use super::Entry;
use kit::time::Moment;
use std::cmp::Ordering;
use unicode_width::UnicodeWidthChar;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sort {
    Name,
    None,
    Size,
    Time,
    Extension,
    Version,
    Width,
}

pub fn arrange(
    entries: &mut [Entry],
    sort: Sort,
    reverse: bool,
    directories_first: bool,
    time: &dyn Fn(&Entry) -> Option<Moment>,
) {
    if sort == Sort::None && !directories_first {
        return;
    }
    let compare = |a: &Entry, b: &Entry| -> Ordering {
        let order = match sort {
            Sort::None => return Ordering::Equal,
            Sort::Name => Ordering::Equal,
            Sort::Size => size(b).cmp(&size(a)),
            Sort::Time => time(b).cmp(&time(a)),
            Sort::Extension => extension(&a.name).cmp(extension(&b.name)),
            Sort::Version => version(&a.name, &b.name),
            Sort::Width => width(&a.name).cmp(&width(&b.name)),
        };
        let order = order.then_with(|| a.name.cmp(&b.name));
        if reverse { order.reverse() } else { order }
    };
    if directories_first {
        let rank = |e: &Entry| !e.is_dir();
        entries.sort_by(|a, b| rank(a).cmp(&rank(b)).then_with(|| compare(a, b)));
    } else {
        entries.sort_by(compare);
    }
}

fn width(name: &[u8]) -> usize {
    String::from_utf8_lossy(name).chars().map(|c| c.width().unwrap_or(1)).sum()
}

fn size(entry: &Entry) -> i64 {
    entry.stat.map_or(0, |s| s.st_size)
}

/// From the first dot on, as BusyBox has it.
fn extension(name: &[u8]) -> &[u8] {
    memchr::memchr(b'.', name).map_or(b"", |dot| &name[dot..])
}

/// The order of strverscmp(3): runs of digits by their value; with leading zeros they are fractions, and come first.
pub fn version(a: &[u8], b: &[u8]) -> Ordering {
    let at = |s: &[u8], i: usize| s.get(i).copied().unwrap_or(0);
    let same = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    if same == a.len() && same == b.len() {
        return Ordering::Equal;
    }
    let is_digit = |c: u8| c.is_ascii_digit();
    // The run of digits that both end their common part with.
    let start = same - a[..same].iter().rev().take_while(|c| c.is_ascii_digit()).count();
    let is_number = |s: &[u8]| matches!(at(s, start), b'1'..=b'9');
    if is_number(a) && is_number(b) {
        let length = |s: &[u8]| s[same..].iter().take_while(|c| c.is_ascii_digit()).count();
        let order = length(a).cmp(&length(b));
        if order != Ordering::Equal {
            return order;
        }
    } else if start < same
        && a[start..same].iter().all(|c| *c == b'0')
        && (is_digit(at(a, same)) || is_digit(at(b, same)))
    {
        // Below zeros a digit comes before anything else.
        return at(a, same).wrapping_sub(b'0').cmp(&at(b, same).wrapping_sub(b'0'));
    }
    at(a, same).cmp(&at(b, same))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_ordered_by_their_numbers() {
        let mut names = [
            "10", "a1.10", "1", "a1", "foo-10", "01", "a001", "foo-9", "1.2.10", "a10", "a01", "a1.9", "1.2.3", "a1b",
            "a",
        ];
        names.sort_by(|a, b| version(a.as_bytes(), b.as_bytes()));
        assert_eq!(
            names,
            [
                "01", "1", "1.2.3", "1.2.10", "10", "a", "a001", "a01", "a1", "a1.9", "a1.10", "a1b", "a10", "foo-9",
                "foo-10"
            ]
        );
    }

    #[test]
    fn extensions_begin_at_the_first_dot() {
        assert_eq!(extension(b"a.tar.gz"), b".tar.gz");
        assert_eq!(extension(b"a"), b"");
    }
}
