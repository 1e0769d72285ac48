//! The formats of `-printf` and the lines of `-ls`.

use super::device::Types;
use super::parse::Query;
use kit::accounts::Names;
use kit::format::Spec;
use kit::prelude::*;
use kit::sys::files::{self, Stat};
use kit::time::{self, Moment};
use kit::walk::Walk;

/// A part of a format.
pub enum Piece {
    Text(Vec<u8>),
    Directive(Directive),
    /// `\c`
    Flush,
}

/// `%-10p` and the like; `letter2` is the `k` of `%Tk`.
pub struct Directive {
    left: bool,
    zero: bool,
    sign: Option<u8>,
    alternate: bool,
    width: usize,
    precision: Option<usize>,
    letter: u8,
    letter2: u8,
}

impl Directive {
    /// Is the value written as it is?
    fn is_plain(&self) -> bool {
        self.width == 0 && self.precision.is_none() && self.sign.is_none()
    }
}

/// Reads a format.
pub fn parse(format: &[u8]) -> Result<Vec<Piece>> {
    let mut pieces = Vec::new();
    let mut plain: Vec<u8> = Vec::new();
    let mut at = 0;
    while at < format.len() {
        let byte = format[at];
        at += 1;
        let piece = match byte {
            b'\\' => match escape(&format[at..]) {
                Some((Some(byte), length)) => {
                    plain.push(byte);
                    at += length;
                    continue;
                }
                Some((None, length)) => {
                    at += length;
                    Piece::Flush
                }
                None => {
                    plain.push(b'\\');
                    continue;
                }
            },
            b'%' if format.get(at) == Some(&b'%') => {
                plain.push(b'%');
                at += 1;
                continue;
            }
            b'%' => {
                let (directive, length) =
                    directive(&format[at..]).ok_or_else(|| fail!("unrecognized directive in format '", format, "'"))?;
                at += length;
                Piece::Directive(directive)
            }
            _ => {
                plain.push(byte);
                continue;
            }
        };
        if !plain.is_empty() {
            pieces.push(Piece::Text(std::mem::take(&mut plain)));
        }
        pieces.push(piece);
    }
    if !plain.is_empty() {
        pieces.push(Piece::Text(plain));
    }
    Ok(pieces)
}

/// What a backslash and `rest` stand for (`\c`: no byte), and how long that is.
fn escape(rest: &[u8]) -> Option<(Option<u8>, usize)> {
    let byte = match rest.first()? {
        b'a' => 7,
        b'b' => 8,
        b'f' => 12,
        b'n' => b'\n',
        b'r' => b'\r',
        b't' => b'\t',
        b'v' => 11,
        b'\\' => b'\\',
        b'c' => return Some((None, 1)),
        b'0'..=b'7' => {
            let digits = rest.iter().take(3).take_while(|b| matches!(b, b'0'..=b'7'));
            let (value, length) = digits.fold((0, 0), |(n, length), digit| (n * 8 + (digit - b'0') as u32, length + 1));
            return Some((Some(value as u8), length));
        }
        _ => return None,
    };
    Some((Some(byte), 1))
}

/// The directive behind a `%`, and its length.
fn directive(text: &[u8]) -> Option<(Directive, usize)> {
    let mut d = Directive {
        left: false,
        zero: false,
        sign: None,
        alternate: false,
        width: 0,
        precision: None,
        letter: 0,
        letter2: 0,
    };
    let mut at = 0;
    loop {
        match text.get(at)? {
            b'-' => d.left = true,
            b'0' => d.zero = true,
            b'+' => d.sign = Some(b'+'),
            b' ' => d.sign = d.sign.or(Some(b' ')),
            b'#' => d.alternate = true,
            _ => break,
        }
        at += 1;
    }
    let number = |at: &mut usize| {
        let mut n: usize = 0;
        while let Some(digit @ b'0'..=b'9') = text.get(*at) {
            n = (n * 10 + (digit - b'0') as usize).min(4096);
            *at += 1;
        }
        n
    };
    d.width = number(&mut at);
    if text.get(at) == Some(&b'.') {
        at += 1;
        d.precision = Some(number(&mut at));
    }
    d.letter = *text.get(at)?;
    at += 1;
    match d.letter {
        b'A' | b'B' | b'C' | b'T' => {
            d.letter2 = *text.get(at).filter(|c| c.is_ascii_alphanumeric() || matches!(c, b'@' | b'+'))?;
            at += 1;
        }
        b'a' | b'b' | b'c' | b'd' | b'D' | b'f' | b'F' | b'g' | b'G' | b'h' | b'H' | b'i' | b'k' | b'l' | b'm'
        | b'M' | b'n' | b'p' | b'P' | b's' | b'S' | b't' | b'u' | b'U' | b'y' | b'Y' | b'Z' => {}
        _ => return None,
    }
    Some((d, at))
}

/// What a directive needs to know besides the file.
pub struct Scene<'a> {
    pub query: &'a Query,
    pub names: &'a mut Names,
    pub types: &'a mut Option<Types>,
    /// Length of the operand the walk began at.
    pub operand: usize,
}

/// Appends the format filled in for the file at hand.
pub fn fill(to: &mut Vec<u8>, pieces: &[Piece], walk: &mut Walk, scene: &mut Scene) -> std::io::Result<()> {
    for piece in pieces {
        match piece {
            Piece::Text(text) => to.extend_from_slice(text),
            // Everything is flushed at the end; nothing is printed behind it.
            Piece::Flush => break,
            Piece::Directive(directive) => {
                if directive.is_plain() {
                    value_of(to, directive, walk, scene)?;
                    continue;
                }
                let mut value = Vec::new();
                let is_number = value_of(&mut value, directive, walk, scene)?;
                pad(to, directive, value, is_number);
            }
        }
    }
    Ok(())
}

fn pad(to: &mut Vec<u8>, d: &Directive, mut value: Vec<u8>, is_number: bool) {
    if is_number {
        if let (Some(sign), false) = (d.sign, value.first() == Some(&b'-')) {
            value.insert(0, sign);
        }
    } else if let Some(most) = d.precision {
        value.truncate(most);
    }
    let missing = d.width.saturating_sub(value.len());
    if d.left {
        to.extend_from_slice(&value);
        to.resize(to.len() + missing, b' ');
    } else {
        to.resize(to.len() + missing, if d.zero && is_number { b'0' } else { b' ' });
        to.extend_from_slice(&value);
    }
}

/// Appends a directive's value; whether it is a number.
fn value_of(to: &mut Vec<u8>, d: &Directive, walk: &mut Walk, scene: &mut Scene) -> std::io::Result<bool> {
    match d.letter {
        b'p' => to.extend_from_slice(walk.path()),
        b'f' => to.extend_from_slice(split(walk.path()).1),
        b'h' => match split(walk.path()).0 {
            b"" if walk.path() == b"/" => {}
            b"" => to.push(b'.'),
            dir @ ([_] | [.., b'/', b'/']) => to.extend_from_slice(dir),
            dir => to.extend_from_slice(&dir[..dir.len() - 1]),
        },
        b'P' => {
            let below = &walk.path()[scene.operand.min(walk.path().len())..];
            to.extend_from_slice(below.strip_prefix(b"/").unwrap_or(below));
        }
        b'H' => to.extend_from_slice(&walk.path()[..scene.operand.min(walk.path().len())]),
        b'd' => {
            kit::text::push_decimal(to, walk.depth() as u64);
            return Ok(true);
        }
        b'l' => {
            if let Ok(target) = files::readlink_at(walk.dir(), walk.name()) {
                to.extend_from_slice(&target);
            }
        }
        b'Y' => to.push(match files::stat_at(walk.dir(), walk.name(), 0) {
            Ok(stat) => type_letter(&stat),
            Err(error) => match error.raw_os_error() {
                Some(libc::ENOENT | libc::ENOTDIR) => b'N',
                Some(libc::ELOOP) => b'L',
                _ => b'?',
            },
        }),
        b'y' => to.push(letter_of(super::eval::kind(walk)?)),
        b'Z' => {
            if let Ok(context) = files::security_context(walk.dir(), walk.name(), walk.follows()) {
                to.extend_from_slice(&context);
            }
        }
        b'B' => {
            let moment = files::birth_time(walk.dir(), walk.name(), files::NO_FOLLOW);
            push_time(to, d.letter2, moment.unwrap_or_default(), scene.query);
        }
        _ => return of_stat(to, d, &walk.stat()?, scene),
    }
    Ok(false)
}

#[allow(clippy::unnecessary_cast, reason = "the number of links is narrower on aarch64")]
fn of_stat(to: &mut Vec<u8>, d: &Directive, stat: &Stat, scene: &mut Scene) -> std::io::Result<bool> {
    let number: u64 = match d.letter {
        b's' => stat.st_size as u64,
        b'b' => stat.st_blocks as u64,
        b'k' => (stat.st_blocks as u64).div_ceil(2),
        b'i' => stat.st_ino,
        b'n' => stat.st_nlink as u64,
        b'U' => stat.st_uid.into(),
        b'G' => stat.st_gid.into(),
        b'D' => stat.st_dev,
        b'm' => {
            let octal = format!("{:o}", stat.st_mode & 0o7777);
            if d.alternate {
                to.push(b'0');
            }
            to.extend_from_slice(octal.as_bytes());
            return Ok(true);
        }
        _ => {
            match d.letter {
                b'M' => to.extend_from_slice(&kit::mode::symbolic(stat.st_mode)),
                b'u' => to.extend_from_slice(&scene.names.user_or_id(stat.st_uid)),
                b'g' => to.extend_from_slice(&scene.names.group_or_id(stat.st_gid)),
                b'F' => to.extend_from_slice(scene.types.get_or_insert_with(Types::read).of(stat.st_dev)),
                b'S' => {
                    let blocks = stat.st_blocks as f64 * 512.0;
                    let sparseness = if stat.st_size == 0 { 1.0 } else { blocks / stat.st_size as f64 };
                    Spec { letter: b'g', ..Spec::default() }.float(sparseness, to)?;
                }
                b'a' => push_time(to, 0, kit::copy::accessed(stat), scene.query),
                b'c' => push_time(to, 0, kit::copy::changed(stat), scene.query),
                b't' => push_time(to, 0, kit::copy::modified(stat), scene.query),
                b'A' => push_time(to, d.letter2, kit::copy::accessed(stat), scene.query),
                b'C' => push_time(to, d.letter2, kit::copy::changed(stat), scene.query),
                _ => push_time(to, d.letter2, kit::copy::modified(stat), scene.query),
            }
            return Ok(false);
        }
    };
    kit::text::push_decimal(to, number);
    Ok(true)
}

/// Appends a time in the form that `letter` names; 0 is that of ctime(3).
fn push_time(to: &mut Vec<u8>, letter: u8, moment: Moment, query: &Query) {
    // GNU prints the fraction of a second with ten digits.
    let fraction = |to: &mut Vec<u8>| {
        let digits = format!(".{:09}0", moment.nanoseconds);
        to.extend_from_slice(digits.as_bytes());
    };
    let civil = query.zone.civil(moment.seconds);
    let put = |to: &mut Vec<u8>, format: &[u8]| time::format(to, format, &civil, moment.nanoseconds);
    match letter {
        0 | b'c' => {
            put(to, b"%a %b %e %H:%M:%S");
            fraction(to);
            put(to, b" %Y");
        }
        b'@' => {
            kit::text::push_signed(to, moment.seconds);
            fraction(to);
        }
        b'+' => {
            put(to, b"%Y-%m-%d+%H:%M:%S");
            fraction(to);
        }
        b'S' => {
            put(to, b"%S");
            fraction(to);
        }
        b'T' | b'X' => {
            put(to, b"%H:%M:%S");
            fraction(to);
        }
        b'x' | b'D' => put(to, b"%m/%d/%y"),
        letter => put(to, &[b'%', letter]),
    }
}

fn type_letter(stat: &Stat) -> u8 {
    letter_of(stat.st_mode & libc::S_IFMT)
}

fn letter_of(kind: u32) -> u8 {
    match kind {
        libc::S_IFREG => b'f',
        libc::S_IFDIR => b'd',
        libc::S_IFLNK => b'l',
        libc::S_IFBLK => b'b',
        libc::S_IFCHR => b'c',
        libc::S_IFSOCK => b's',
        libc::S_IFIFO => b'p',
        _ => b'?',
    }
}

/// The last component, as `-name` sees it: without slashes at the end, but `/` itself stays.
pub fn base_name(path: &[u8]) -> &[u8] {
    let Some(last) = path.iter().rposition(|c| *c != b'/') else { return &path[..path.len().min(1)] };
    let path = &path[..=last];
    path.iter().rposition(|c| *c == b'/').map_or(path, |at| &path[at + 1..])
}

/// What stands before the last component, and that component with one of the slashes behind it: `%h` and `%f`.
pub fn split(path: &[u8]) -> (&[u8], &[u8]) {
    let Some(last) = path.iter().rposition(|c| *c != b'/') else {
        return path.split_at(path.len().saturating_sub(1));
    };
    let start = path[..last].iter().rposition(|c| *c == b'/').map_or(0, |at| at + 1);
    (&path[..start], &path[start..path.len().min(last + 2)])
}

/// Appends the line of `-ls`.
pub fn list(to: &mut Vec<u8>, walk: &mut Walk, scene: &mut Scene) -> std::io::Result<()> {
    let stat = walk.stat()?;
    let mut column = |value: &[u8], width: usize, left: bool| {
        let missing = width.saturating_sub(value.len());
        if left {
            to.extend_from_slice(value);
        }
        to.resize(to.len() + missing, b' ');
        if !left {
            to.extend_from_slice(value);
        }
        to.push(b' ');
    };
    column(&text![stat.st_ino], 9, false);
    column(&text![(stat.st_blocks as u64).div_ceil(2)], 6, false);
    column(&kit::mode::symbolic(stat.st_mode), 10, true);
    column(&text![stat.st_nlink], 3, false);
    column(&scene.names.user_or_id(stat.st_uid), 8, true);
    column(&scene.names.group_or_id(stat.st_gid), 8, true);
    if matches!(stat.st_mode & libc::S_IFMT, libc::S_IFBLK | libc::S_IFCHR) {
        let (major, minor) = files::device_numbers(stat.st_rdev);
        column(&text![major, ", ", minor], 8, false);
    } else {
        column(&text![stat.st_size as u64], 8, false);
    }
    let moment = kit::copy::modified(&stat);
    let civil = scene.query.zone.civil(moment.seconds);
    let age = scene.query.now.seconds - moment.seconds;
    // As ls: the year instead of the hour for what is older than half a year, or in the future.
    let format: &[u8] = if (0..31_556_952 / 2).contains(&age) { b"%b %e %H:%M " } else { b"%b %e  %Y " };
    time::format(to, format, &civil, 0);
    push_escaped(to, walk.path());
    if stat.st_mode & libc::S_IFMT == libc::S_IFLNK {
        to.extend_from_slice(b" -> ");
        push_escaped(to, &files::readlink_at(walk.dir(), walk.name())?);
    }
    to.push(b'\n');
    Ok(())
}

/// A name so that every line is one file: blanks, backslashes and controls with a backslash.
fn push_escaped(to: &mut Vec<u8>, name: &[u8]) {
    for &byte in name {
        match byte {
            b' ' | b'\\' | b'"' => to.extend_from_slice(&[b'\\', byte]),
            b'\n' => to.extend_from_slice(b"\\n"),
            b'\t' => to.extend_from_slice(b"\\t"),
            b'\r' => to.extend_from_slice(b"\\r"),
            0..0x20 | 0x7F => {
                to.extend_from_slice(&[b'\\', b'0' + (byte >> 6), b'0' + (byte >> 3 & 7), b'0' + (byte & 7)]);
            }
            _ => to.push(byte),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_the_last_component() {
        for (path, name) in [("a/b", "b"), ("a/b//", "b"), ("/", "/"), ("//", "/"), (".", "."), ("", "")] {
            assert_eq!(base_name(path.as_bytes()), name.as_bytes());
        }
    }

    #[test]
    fn paths_are_split_before_the_last_component() {
        for (path, dir, base) in
            [("a/b", "a/", "b"), ("a/b//", "a/", "b/"), ("a", "", "a"), ("/", "", "/"), ("/a", "/", "a")]
        {
            assert_eq!(split(path.as_bytes()), (dir.as_bytes(), base.as_bytes()));
        }
    }

    #[test]
    fn formats_are_read_once() {
        assert_eq!(parse(b"%p\\n%-5s|\\101%%").map(|p| p.len()).ok(), Some(4));
        assert!(parse(b"%Q").is_err() && parse(b"%").is_err() && parse(b"%T").is_err());
    }
}
