//! Colours of names: BusyBox's, or those of `LS_COLORS` as GNU's `ls` reads it.

use kit::sys::files;
use std::cell::Cell;

/// What is to be coloured.
pub struct Subject<'a> {
    pub name: &'a [u8],
    /// Of a link its own.
    pub mode: u32,
    pub links: u64,
    /// Of a link: the mode of what it leads to, 0 for nothing. None for everything else, and where it was not asked.
    pub target: Option<u32>,
}

/// The colours of `LS_COLORS`: keys of two letters, and ends of names.
pub struct Colors {
    keys: Vec<([u8; 2], Vec<u8>)>,
    /// The end of the name, with the star away; the last one wins.
    ends: Vec<(Vec<u8>, Vec<u8>)>,
    /// Has a colour been written? GNU's begins the first by leaving whatever the terminal was in.
    began: Cell<bool>,
}

/// What holds where `LS_COLORS` does not say: GNU's.
const DEFAULTS: [(&[u8; 2], &[u8]); 18] = [
    (b"lc", b"\x1b["),
    (b"rc", b"m"),
    (b"rs", b"0"),
    (b"di", b"01;34"),
    (b"ln", b"01;36"),
    (b"pi", b"33"),
    (b"so", b"01;35"),
    (b"bd", b"01;33"),
    (b"cd", b"01;33"),
    (b"ex", b"01;32"),
    (b"su", b"37;41"),
    (b"sg", b"30;43"),
    (b"st", b"37;44"),
    (b"ow", b"34;42"),
    (b"tw", b"30;42"),
    (b"fi", b""),
    (b"mi", b""),
    (b"or", b""),
];

impl Colors {
    /// Reads the value of `LS_COLORS`; none if it is malformed.
    pub fn parse(value: &[u8]) -> Option<Colors> {
        let mut colors = Colors { keys: Vec::new(), ends: Vec::new(), began: Cell::new(false) };
        for entry in value.split(|c| *c == b':').filter(|e| !e.is_empty()) {
            let equals = entry.iter().position(|c| *c == b'=')?;
            let (key, code) = (&entry[..equals], unescaped(&entry[equals + 1..]));
            match *key {
                [b'*', ..] => colors.ends.push((unescaped(&key[1..]), code)),
                [a, b] => colors.keys.push(([a, b], code)),
                _ => return None,
            }
        }
        Some(colors)
    }

    fn get(&self, key: [u8; 2]) -> &[u8] {
        let given = self.keys.iter().rev().find(|(k, _)| *k == key).map(|(_, code)| &code[..]);
        given.or_else(|| DEFAULTS.iter().find(|(k, _)| **k == key).map(|(_, code)| *code)).unwrap_or_default()
    }

    /// The code for `key`, if that is any colour.
    fn colored(&self, key: [u8; 2]) -> Option<&[u8]> {
        Some(self.get(key)).filter(|code| !matches!(*code, b"" | b"0" | b"00"))
    }

    /// Does the colour of a link depend on where it leads?
    pub fn asks_targets(&self) -> bool {
        self.colored(*b"or").is_some() || self.get(*b"ln") == b"target"
    }

    /// The code for a file; none leaves it as it is.
    pub fn code(&self, subject: &Subject) -> Option<&[u8]> {
        let mode = subject.mode;
        match mode & libc::S_IFMT {
            // What a link named does not exist.
            0 => self.colored(*b"mi").or_else(|| self.colored(*b"or")),
            libc::S_IFDIR => match (mode & libc::S_ISVTX != 0, mode & libc::S_IWOTH != 0) {
                (true, true) => self.colored(*b"tw"),
                (false, true) => self.colored(*b"ow"),
                (true, false) => self.colored(*b"st"),
                (false, false) => None,
            }
            .or_else(|| self.colored(*b"di")),
            libc::S_IFLNK => {
                if subject.target == Some(0)
                    && let Some(code) = self.colored(*b"or")
                {
                    return Some(code);
                }
                if self.get(*b"ln") == b"target" {
                    let mode = subject.target.filter(|mode| *mode != 0)?;
                    return self.code(&Subject { mode, target: None, ..*subject });
                }
                self.colored(*b"ln")
            }
            libc::S_IFIFO => self.colored(*b"pi"),
            libc::S_IFSOCK => self.colored(*b"so"),
            libc::S_IFBLK => self.colored(*b"bd"),
            libc::S_IFCHR => self.colored(*b"cd"),
            _ => {
                let wants = [
                    (mode & libc::S_ISUID != 0, b"su"),
                    (mode & libc::S_ISGID != 0, b"sg"),
                    (mode & 0o111 != 0, b"ex"),
                    (subject.links > 1, b"mh"),
                ];
                let special = wants.iter().filter(|(holds, _)| *holds).find_map(|(_, key)| self.colored(**key));
                special.or_else(|| self.by_end(subject.name)).or_else(|| self.colored(*b"fi"))
            }
        }
    }

    fn by_end(&self, name: &[u8]) -> Option<&[u8]> {
        let ends = || self.ends.iter().rev();
        let same = |end: &[u8]| name.ends_with(end);
        let alike = |end: &[u8]| name.len() >= end.len() && name[name.len() - end.len()..].eq_ignore_ascii_case(end);
        let found = ends().find(|(end, _)| same(end)).or_else(|| ends().find(|(end, _)| alike(end)));
        found.map(|(_, code)| &code[..]).filter(|code| !matches!(*code, b"" | b"0" | b"00"))
    }

    /// Appends what begins a name of this code.
    pub fn push_start(&self, text: &mut Vec<u8>, code: &[u8]) {
        if !self.began.replace(true) {
            self.push_end(text);
        }
        for part in [self.get(*b"lc"), code, self.get(*b"rc")] {
            text.extend_from_slice(part);
        }
    }

    /// Appends what ends a coloured name.
    pub fn push_end(&self, text: &mut Vec<u8>) {
        match self.get(*b"ec") {
            b"" => self.push_start(text, self.get(*b"rs")),
            end => text.extend_from_slice(end),
        }
    }
}

/// With `\e`, `\NNN`, `\xHH`, `\_` and `^X` replaced.
fn unescaped(word: &[u8]) -> Vec<u8> {
    let mut text = Vec::with_capacity(word.len());
    let mut rest = word;
    while let Some((&c, after)) = rest.split_first() {
        rest = after;
        match (c, after.first()) {
            (b'^', Some(&c @ (b'@'..=b'~'))) => {
                text.push(c & 0x1f);
                rest = &after[1..];
            }
            (b'^', Some(b'?')) => {
                text.push(0x7f);
                rest = &after[1..];
            }
            (b'\\', Some(&letter)) => {
                rest = &after[1..];
                let (radix, digits) = match letter {
                    b'0'..=b'7' => (8, after),
                    b'x' | b'X' => (16, rest),
                    _ => (0, rest),
                };
                if radix == 0 {
                    text.push(match letter {
                        b'a' => 7,
                        b'b' => 8,
                        b'e' => 27,
                        b'f' => 12,
                        b'n' => b'\n',
                        b'r' => b'\r',
                        b't' => b'\t',
                        b'v' => 11,
                        b'?' => 127,
                        b'_' => b' ',
                        other => other,
                    });
                    continue;
                }
                let n = digits.iter().take(3).take_while(|c| char::from(**c).is_digit(radix)).count();
                let value = digits[..n].iter().filter_map(|c| char::from(*c).to_digit(radix));
                text.push(value.fold(0_u32, |v, d| v * radix + d) as u8);
                rest = &digits[n..];
            }
            _ => text.push(c),
        }
    }
    text
}

/// BusyBox's colours; red for links that lead nowhere.
pub fn busybox(mode: u32) -> &'static [u8] {
    match mode & libc::S_IFMT {
        libc::S_IFDIR => b"\x1b[1;34m",
        libc::S_IFLNK => b"\x1b[1;36m",
        libc::S_IFREG if mode & 0o111 != 0 => b"\x1b[1;32m",
        libc::S_IFREG => b"\x1b[0;0m",
        libc::S_IFIFO => b"\x1b[0;35m",
        libc::S_IFBLK | libc::S_IFCHR | libc::S_IFSOCK => b"\x1b[1;35m",
        _ => b"\x1b[1;31m",
    }
}

/// The mode of what a link leads to; 0 for nothing.
pub fn target_mode(dir: i32, link: &std::ffi::CStr) -> u32 {
    files::stat_at(dir, link, 0).map_or(0, |s| s.st_mode)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_coloured_by_type_and_end() {
        let colors = Colors::parse(b"di=1:*.c=32:*.C=33:ex=:mh=7:ln=target:or=9:*.x=0").unwrap();
        let code = |name: &[u8], mode, links, target| {
            let found = colors.code(&Subject { name, mode, links, target });
            found.map(|c| String::from_utf8(c.to_vec()).unwrap())
        };
        let file = libc::S_IFREG | 0o644;
        assert_eq!(code(b"a.c", file, 1, None).as_deref(), Some("32"));
        assert_eq!(code(b"a.C", file, 1, None).as_deref(), Some("33"));
        assert_eq!(code(b"a.x", file, 1, None), None);
        assert_eq!(code(b"a.c", file | 0o111, 1, None).as_deref(), Some("32"));
        assert_eq!(code(b"a.c", file, 2, None).as_deref(), Some("7"));
        assert_eq!(code(b"d", libc::S_IFDIR | 0o755, 2, None).as_deref(), Some("1"));
        assert_eq!(code(b"d", libc::S_IFDIR | 0o1777, 2, None).as_deref(), Some("30;42"));
        assert_eq!(code(b"l", libc::S_IFLNK, 1, Some(0)).as_deref(), Some("9"));
        assert_eq!(code(b"l", libc::S_IFLNK, 1, Some(libc::S_IFDIR | 0o755)).as_deref(), Some("1"));
        assert!(Colors::parse(b"nonsense").is_none() && Colors::parse(b"dir=1").is_none());
    }

    #[test]
    fn values_have_escapes() {
        assert_eq!(unescaped(b"\\e[\\x41\\101^G\\_\\\\"), b"\x1b[AA\x07 \\");
    }
}
