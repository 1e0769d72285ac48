//! `tr`: translate, squeeze or delete bytes
//!
//! POSIX.1-2024 XCU tr; `-t` and the long names as in GNU. As in BusyBox a word that only looks like a class, a reversed range and
//! superfluous operands are not errors, and characters are bytes.

use kit::lines::Blocks;
use kit::prelude::*;

const USAGE: &str = "\
[-cdst] STRING1 [STRING2]

Translate, squeeze, or delete characters from stdin, writing to stdout

	-c,-C, --complement	Take complement of STRING1
	-d, --delete	Delete input characters coded STRING1
	-s, --squeeze-repeats	Squeeze multiple output characters of STRING2 into one character
	-t, --truncate-set1	Cut STRING1 to the length of STRING2
";

pub const APPLET: Applet = Applet {
    dir: Dir::UsrBin,
    kind: Kind::Pure,
    usage: USAGE,
    options: options!(USAGE),
    run,
    stop_at_operand: true,
    ..Applet::DEFAULT
};

const COMPLEMENT: Key = Key::short(APPLET.options, 'c');
const DELETE: Key = Key::short(APPLET.options, 'd');
const SQUEEZE: Key = Key::short(APPLET.options, 's');
const TRUNCATE: Key = Key::short(APPLET.options, 't');

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    let (first, second) = match given.operands[..] {
        [] => return Err(Error::Usage(None)),
        [first] => (first, None),
        [first, second, ..] => (first, Some(second)),
    };
    let mut from = expand(first, None);
    if given.has(COMPLEMENT) {
        from = (0..=255).filter(|c| !from.contains(c)).collect();
    }
    let squeeze = given.has(SQUEEZE);
    let to = second.map(|second| expand(second, Some(from.len())));
    let translates = to.is_some() && !given.has(DELETE);
    let table = match &to {
        Some(to) if translates => {
            if to.is_empty() {
                return Err(fail!("STRING2 cannot be empty"));
            }
            translation(&from, to, given.has(TRUNCATE))
        }
        _ => std::array::from_fn(|i| i as u8),
    };
    let deleted = if given.has(DELETE) { set(&from) } else { [false; 256] };
    let squeezed = if squeeze { set(to.as_deref().unwrap_or(&from)) } else { [false; 256] };

    let mut blocks = Blocks::new(cx.stdin());
    let mut text = Vec::new();
    let mut last = None;
    while let Some(block) = blocks.next_block()? {
        if given.has(DELETE) && !squeeze {
            delete(block, &deleted, &mut text);
        } else if squeeze {
            filter(block, &table, &deleted, &squeezed, &mut last, &mut text);
        } else {
            text.clear();
            text.extend(block.iter().map(|c| table[*c as usize]));
        }
        cx.out.write_all(&text)?;
    }
    Ok(cx.status())
}

fn set(chars: &[u8]) -> [bool; 256] {
    let mut set = [false; 256];
    for c in chars {
        set[*c as usize] = true;
    }
    set
}

/// What each byte becomes; the last of `to` stands for all that are missing, unless `truncate`.
fn translation(from: &[u8], to: &[u8], truncate: bool) -> [u8; 256] {
    let mut table = std::array::from_fn(|i| i as u8);
    let last = to[to.len() - 1];
    for (i, c) in from.iter().enumerate() {
        match to.get(i) {
            Some(new) => table[*c as usize] = *new,
            None if truncate => break,
            None => table[*c as usize] = last,
        }
    }
    table
}

/// No branch depends on the data: every byte is stored, and counted if it stays.
fn delete(block: &[u8], deleted: &[bool; 256], text: &mut Vec<u8>) {
    text.clear();
    // A buffer whose length is a power of two: the compiler sees that no index is out of it.
    let mut part = [0; 1024];
    for piece in block.chunks(1024) {
        let mut n = 0;
        for &c in piece {
            part[n & 1023] = c;
            n += usize::from(!deleted[c as usize]);
        }
        text.extend_from_slice(&part[..n.min(1024)]);
    }
}

/// Deletes, translates and squeezes.
fn filter(
    block: &[u8],
    table: &[u8; 256],
    deleted: &[bool; 256],
    squeezed: &[bool; 256],
    last: &mut Option<u8>,
    text: &mut Vec<u8>,
) {
    text.resize(block.len(), 0);
    let mut n = 0;
    let mut before = last.map_or(256, u16::from);
    for &c in block {
        let new = table[c as usize];
        text[n] = new;
        let stays = !deleted[c as usize] & !(squeezed[new as usize] & (before == u16::from(new)));
        n += usize::from(stays);
        before = if stays { u16::from(new) } else { before };
    }
    *last = u8::try_from(before).ok();
    text.truncate(n);
}

type Class = fn(u8) -> bool;

const CLASSES: [(&[u8], Class); 12] = [
    (b"alnum", |c| c.is_ascii_alphanumeric()),
    (b"alpha", |c| c.is_ascii_alphabetic()),
    (b"blank", |c| matches!(c, b' ' | b'\t')),
    (b"cntrl", |c| c.is_ascii_control()),
    (b"digit", |c| c.is_ascii_digit()),
    (b"graph", |c| c.is_ascii_graphic()),
    (b"lower", |c| c.is_ascii_lowercase()),
    (b"print", |c| matches!(c, b' '..=b'~')),
    (b"punct", |c| c.is_ascii_punctuation()),
    (b"space", |c| matches!(c, b' ' | b'\t'..=b'\r')),
    (b"upper", |c| c.is_ascii_uppercase()),
    (b"xdigit", |c| c.is_ascii_hexdigit()),
];

/// The bytes that an operand stands for. Repetitions (`[x*3]`) are those of STRING2, where `[x*]` fills up to `length`.
fn expand(word: &[u8], length: Option<usize>) -> Vec<u8> {
    let mut chars = Vec::new();
    let mut fill = None;
    let mut rest = word;
    while !rest.is_empty() {
        if let Some((class, after)) = class(rest) {
            chars.extend((0..=255).filter(|c| class(*c)));
            rest = after;
            continue;
        }
        if let [b'[', b'=', c, b'=', b']', after @ ..] = rest {
            chars.push(*c);
            rest = after;
            continue;
        }
        if let (Some(_), Some((c, count, after))) = (length, repetition(rest)) {
            match count {
                None => fill = Some((chars.len(), c)),
                Some(n) => chars.resize(chars.len() + n, c),
            }
            rest = after;
            continue;
        }
        let (first, after) = character(rest);
        rest = after;
        if let [b'-', end @ ..] = rest
            && !end.is_empty()
        {
            let (last, after) = character(end);
            chars.extend(first..=last);
            rest = after;
        } else {
            chars.push(first);
        }
    }
    if let (Some((at, c)), Some(length)) = (fill, length) {
        let missing = length.saturating_sub(chars.len());
        chars.splice(at..at, std::iter::repeat_n(c, missing));
    }
    chars
}

/// `[:class:]` at the start of `text`, and what follows it.
fn class(text: &[u8]) -> Option<(Class, &[u8])> {
    let inner = text.strip_prefix(b"[:")?;
    CLASSES.iter().find_map(|(name, class)| Some((*class, inner.strip_prefix(*name)?.strip_prefix(b":]")?)))
}

/// `[x*N]` at the start of `text`: the byte, how often (none: as often as needed), and what follows. `0N` is octal.
fn repetition(text: &[u8]) -> Option<(u8, Option<usize>, &[u8])> {
    let (c, after) = character(text.strip_prefix(b"[")?.get(..).filter(|t| !t.is_empty())?);
    let after = after.strip_prefix(b"*")?;
    let end = memchr::memchr(b']', after)?;
    let digits = std::str::from_utf8(&after[..end]).ok()?;
    let count = match digits {
        "" => 0,
        _ if !digits.bytes().all(|c| c.is_ascii_digit()) => return None,
        _ if digits.starts_with('0') => usize::from_str_radix(digits, 8).ok()?,
        _ => digits.parse().ok()?,
    };
    // More than all bytes can be is of no effect.
    Some((c, (count > 0).then_some(count.min(256)), &after[end + 1..]))
}

/// The first byte of `text`, which is not empty, with escapes; and what follows.
fn character(text: &[u8]) -> (u8, &[u8]) {
    let [b'\\', escaped, after @ ..] = text else { return (text[0], &text[1..]) };
    let c = match escaped {
        b'a' => 7,
        b'b' => 8,
        b'f' => 12,
        b'n' => b'\n',
        b'r' => b'\r',
        b't' => b'\t',
        b'v' => 11,
        b'0'..=b'7' => {
            // At most three digits, at most 0377.
            let (mut value, mut len) = (u16::from(escaped - b'0'), 2);
            while let Some(digit @ b'0'..=b'7') = text.get(len).filter(|_| len < 4) {
                let next = value * 8 + u16::from(digit - b'0');
                if next > 255 {
                    break;
                }
                value = next;
                len += 1;
            }
            return (value as u8, &text[len..]);
        }
        c => *c,
    };
    (c, after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operands_are_expanded() {
        assert_eq!(expand(b"a-cx", None), b"abcx");
        assert_eq!(expand(b"\\141\\0\\08\\n\\\\\\-", None), b"a\0\x008\n\\-");
        assert_eq!(expand(b"[:digit:]-", None), b"0123456789-");
        assert_eq!(expand(b"[=x=][:no:]", None), b"x[:no:]");
        assert_eq!(expand(b"c-a", None), b"");
        assert_eq!(expand(b"a-", None), b"a-");
        assert_eq!(expand(b"\\400", None), b" 0");
    }

    #[test]
    fn repetitions_fill_string2() {
        assert_eq!(expand(b"[x*3]y", Some(9)), b"xxxy");
        assert_eq!(expand(b"a[x*]y", Some(5)), b"axxxy");
        assert_eq!(expand(b"[x*010]", Some(0)), b"xxxxxxxx");
        assert_eq!(expand(b"[x*", Some(3)), b"[x*");
        assert_eq!(expand(b"[x*3]", None), b"[x*3]");
    }

    #[test]
    fn squeezing_goes_on_over_blocks() {
        let (mut last, mut text) = (None, Vec::new());
        let table = translation(b"ab", b"x", false);
        filter(b"aab", &table, &[false; 256], &set(b"x"), &mut last, &mut text);
        assert_eq!(text, b"x");
        filter(b"bc", &table, &[false; 256], &set(b"x"), &mut last, &mut text);
        assert_eq!(text, b"c");
    }
}
