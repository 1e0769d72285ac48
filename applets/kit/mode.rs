//! File modes: the words of `chmod` and `umask` (`755`, `u=rwX,go-w`), and the string of `ls -l`.
//!
//! POSIX.1-2024 XCU chmod, with what BusyBox adds: `s` and `t` only reach the classes they belong to, `=` of a class
//! takes away that class's `s`, and an empty clause is allowed.

/// Set-user-ID, set-group-ID, sticky, and the nine permissions.
pub const ALL: u32 = 0o7777;

/// One `op` with its permissions, for the classes of `who`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Change {
    /// The bits that the named classes own; 0 if none was named (all, less the umask).
    who: u32,
    op: u8,
    bits: u32,
    /// `X`: execution, for directories and for what someone may execute already.
    execute_if: bool,
    /// `u`, `g` or `o`: how far right that class's bits are to be shifted.
    copy: Option<u32>,
}

/// A parsed mode.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mode {
    absolute: Option<u32>,
    changes: Vec<Change>,
}

impl Mode {
    /// Reads an octal number up to 7777, or clauses `[ugoa]*([-+=]([rwxXst]*|[ugo]))+` separated by commas.
    pub fn parse(word: &[u8]) -> Option<Mode> {
        if word.first().is_some_and(u8::is_ascii_digit) {
            return octal(word).map(|bits| Mode { absolute: Some(bits), changes: Vec::new() });
        }
        let mut changes = Vec::new();
        for clause in word.split(|c| *c == b',') {
            read_clause(clause, &mut changes)?;
        }
        Some(Mode { absolute: None, changes })
    }

    /// A mode that sets exactly `bits`.
    pub fn exactly(bits: u32) -> Mode {
        Mode { absolute: Some(bits & ALL), changes: Vec::new() }
    }

    /// Is it a number, which does not depend on what was there before?
    pub fn is_absolute(&self) -> bool {
        self.absolute.is_some()
    }

    /// The new bits (without the file type) of a file that has `current`. `umask` limits the clauses that name no class.
    pub fn apply(&self, current: u32, is_dir: bool, umask: u32) -> u32 {
        if let Some(bits) = self.absolute {
            return bits;
        }
        let mut mode = current & ALL;
        for change in &self.changes {
            let (mask, cleared) = match change.who {
                0 => (ALL & !(umask & 0o777), ALL),
                who => (who, who),
            };
            let mut bits = change.bits;
            if let Some(shift) = change.copy {
                bits |= (mode >> shift & 0o7) * 0o111;
            }
            if change.execute_if && (is_dir || mode & 0o111 != 0) {
                bits |= 0o111;
            }
            bits &= mask;
            mode = match change.op {
                b'+' => mode | bits,
                b'-' => mode & !bits,
                _ => mode & !cleared | bits,
            };
        }
        mode
    }
}

/// The mode that `word` makes of `base` for a new file, as `mkdir -m` and `install -m` use it.
pub fn parse_and_apply(word: &[u8], base: u32, is_dir: bool, umask: u32) -> Option<u32> {
    Some(Mode::parse(word)?.apply(base, is_dir, umask))
}

fn octal(word: &[u8]) -> Option<u32> {
    let mut bits = 0;
    for c in word {
        if !matches!(c, b'0'..=b'7') {
            return None;
        }
        bits = bits << 3 | u32::from(c - b'0');
        if bits > ALL {
            return None;
        }
    }
    Some(bits)
}

fn read_clause(clause: &[u8], changes: &mut Vec<Change>) -> Option<()> {
    let mut rest = clause;
    let mut who = 0;
    while let [c, tail @ ..] = rest {
        who |= match c {
            b'u' => 0o4700,
            b'g' => 0o2070,
            b'o' => 0o0007,
            b'a' => 0o7777,
            _ => break,
        };
        rest = tail;
    }
    if rest.is_empty() {
        // Nothing between two commas is nothing to do; classes without an operator are a mistake.
        return clause.is_empty().then_some(());
    }
    while let [op @ (b'+' | b'-' | b'='), tail @ ..] = rest {
        let mut change = Change { who, op: *op, bits: 0, execute_if: false, copy: None };
        rest = tail;
        if let [class @ (b'u' | b'g' | b'o'), tail @ ..] = rest {
            change.copy = Some(match class {
                b'u' => 6,
                b'g' => 3,
                _ => 0,
            });
            rest = tail;
        } else {
            while let [c, tail @ ..] = rest {
                match c {
                    b'r' => change.bits |= 0o444,
                    b'w' => change.bits |= 0o222,
                    b'x' => change.bits |= 0o111,
                    b'X' => change.execute_if = true,
                    b's' => change.bits |= 0o6000,
                    b't' => change.bits |= 0o1000,
                    _ => break,
                }
                rest = tail;
            }
        }
        changes.push(change);
    }
    rest.is_empty().then_some(())
}

/// The letter of a file type: `d` for a directory, `-` for a regular file…
pub const fn type_letter(mode: u32) -> u8 {
    match mode & libc::S_IFMT {
        libc::S_IFDIR => b'd',
        libc::S_IFREG => b'-',
        libc::S_IFLNK => b'l',
        libc::S_IFCHR => b'c',
        libc::S_IFBLK => b'b',
        libc::S_IFIFO => b'p',
        libc::S_IFSOCK => b's',
        _ => b'?',
    }
}

/// A whole mode as `ls -l` shows it: `drwxr-sr-t`.
pub const fn symbolic(mode: u32) -> [u8; 10] {
    let mut text = *b"-rwxrwxrwx";
    text[0] = type_letter(mode);
    let mut i = 0;
    while i < 9 {
        if mode & 0o400 >> i == 0 {
            text[i + 1] = b'-';
        }
        i += 1;
    }
    // Set-user-ID, set-group-ID and sticky show in the place of x: small where x is set too.
    let mut class = 0;
    while class < 3 {
        if mode & 0o4000 >> class != 0 {
            let letter = if class == 2 { b't' } else { b's' };
            let at = 3 + class * 3;
            text[at] = if text[at] == b'x' { letter } else { letter.to_ascii_uppercase() };
        }
        class += 1;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn apply(word: &str, current: u32, is_dir: bool, umask: u32) -> u32 {
        Mode::parse(word.as_bytes()).unwrap().apply(current, is_dir, umask)
    }

    #[test]
    fn numbers_set_all_bits() {
        assert_eq!(apply("755", 0o2750, true, 0o022), 0o755);
        assert_eq!(apply("00755", 0o644, false, 0), 0o755);
        assert_eq!(apply("7777", 0, false, 0), 0o7777);
    }

    #[test]
    fn what_is_no_mode_is_refused() {
        for bad in ["8", "17777", "u", "a", "u+q", "+644", "u=sg", "u=rwg", "u+x ", "rwx"] {
            assert_eq!(Mode::parse(bad.as_bytes()), None, "{bad}");
        }
    }

    #[test]
    fn empty_clauses_change_nothing() {
        assert_eq!(apply("", 0o2750, false, 0), 0o2750);
        assert_eq!(apply(",+x,", 0o600, false, 0o022), 0o711);
        assert_eq!(apply("u+", 0o644, false, 0), 0o644);
    }

    #[test]
    fn the_umask_limits_clauses_without_a_class() {
        assert_eq!(apply("+w", 0o444, false, 0o022), 0o644);
        assert_eq!(apply("-w", 0o666, false, 0o022), 0o466);
        assert_eq!(apply("=w", 0o2750, true, 0o022), 0o200);
        assert_eq!(apply("a+w", 0o444, false, 0o022), 0o666);
        assert_eq!(apply("+rwxst", 0o644, false, 0o077), 0o7744);
    }

    #[test]
    fn special_bits_belong_to_classes() {
        assert_eq!(apply("+s", 0o644, false, 0o022), 0o6644);
        assert_eq!(apply("o+s", 0o644, false, 0), 0o644);
        assert_eq!(apply("u+t", 0o644, false, 0), 0o644);
        assert_eq!(apply("+t", 0o755, true, 0o022), 0o1755);
        assert_eq!(apply("u=", 0o6644, false, 0), 0o2044);
        assert_eq!(apply("o=", 0o1777, true, 0), 0o1770);
        assert_eq!(apply("a=rwxst", 0, false, 0), 0o7777);
    }

    #[test]
    fn capital_x_is_for_directories_and_programs() {
        assert_eq!(apply("u=rwX,go=rX", 0o600, true, 0), 0o755);
        assert_eq!(apply("a+X", 0o644, false, 0), 0o644);
        assert_eq!(apply("a+X", 0o744, false, 0), 0o755);
        assert_eq!(apply("a-x+X", 0o755, false, 0), 0o644);
    }

    #[test]
    fn classes_can_be_copied() {
        assert_eq!(apply("go=u", 0o2750, true, 0o022), 0o777);
        assert_eq!(apply("u=g", 0o4711, false, 0o022), 0o111);
        assert_eq!(apply("g-u", 0o750, false, 0), 0o700);
        assert_eq!(apply("a=g", 0o640, false, 0), 0o444);
        assert_eq!(apply("u=rw+x,g-r,o=", 0o644, false, 0o022), 0o700);
    }

    #[test]
    fn modes_are_shown_as_ls_shows_them() {
        assert_eq!(&symbolic(0o40755), b"drwxr-xr-x");
        assert_eq!(&symbolic(0o104711), b"-rws--x--x");
        assert_eq!(&symbolic(0o102640), b"-rw-r-S---");
        assert_eq!(&symbolic(0o41777), b"drwxrwxrwt");
        assert_eq!(&symbolic(0o41776), b"drwxrwxrwT");
        assert_eq!(&symbolic(0o120777), b"lrwxrwxrwx");
        assert_eq!(symbolic(0o20600)[0], b'c');
    }
}
