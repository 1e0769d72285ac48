//! Usage texts, and the option tables that the compiler makes of them.
//!
//! The text is the only place where options are written down. Its first line is what follows `Usage: NAME `; every
//! line that (after blanks) begins with `-` declares one option:
//!
//! ```text
//!     -n        Number output lines            a switch
//!     -s SUFFIX    Remove SUFFIX              takes a value: one blank, then the value's name
//!     -i[SFX]        Edit in place                  optional value, attached only
//!     -r,-E        Extended regular expressions   two letters of one option
//!     -t, --target-directory=DIR    Copy into DIR  long name, with a value
//!     --color[=WHEN]    When to colour                 optional value
//! ~    -u        Ignored, as POSIX allows       hidden: an option, but not part of the help
//! ```
//!
//! Names are separated by `,` or `, `; a tab, a newline or two blanks end them (texts indent by a tab). If one name takes a value, all do.
//! The table holds positions in the text, no pointers: nothing to relocate at start-up.

/// Whether an option takes a value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Takes {
    /// A switch.
    Nothing,
    /// `-x VALUE`, `-xVALUE`, `--long VALUE`, `--long=VALUE`.
    Value,
    /// `-x`, `-xVALUE`, `--long`, `--long=VALUE`.
    OptionalValue,
}

/// One *name* of an option: a letter or a long name. Names of one option share `key`.
#[derive(Clone, Copy, Debug)]
pub struct Opt {
    /// The letter, or 0 for a long name.
    pub short: u8,
    /// Kind of value.
    pub takes: Takes,
    /// Which option: the index of its first name in the table.
    pub key: u8,
    long_len: u8,
    long_at: u16,
}

const NONE: Opt = Opt { short: 0, takes: Takes::Nothing, key: 0, long_at: 0, long_len: 0 };

impl Opt {
    /// The long name within `usage`, or an empty string.
    pub fn long(self, usage: &str) -> &str {
        let at = self.long_at as usize;
        usage.get(at..at + self.long_len as usize).unwrap_or("")
    }
}

/// `options!(USAGE)` is a `&'static [Opt]`, made when the program is compiled.
#[macro_export]
macro_rules! options {
    ($usage:expr) => {{
        const TABLE: [$crate::usage::Opt; $crate::usage::count($usage)] = $crate::usage::table($usage);
        &TABLE
    }};
}

/// An option of one applet.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Key(pub(crate) u8);

impl Key {
    /// The option with this letter; a compile error in a `const` if the usage text has none.
    pub const fn short(table: &[Opt], letter: char) -> Key {
        let mut i = 0;
        while i < table.len() {
            if table[i].short == letter as u8 {
                return Key(table[i].key);
            }
            i += 1;
        }
        panic!("the usage text explains no such option")
    }

    /// The option with this long name (without dashes); a compile error in a `const` if the usage text has none.
    pub const fn long(usage: &str, table: &[Opt], name: &str) -> Key {
        let (text, name) = (usage.as_bytes(), name.as_bytes());
        let mut i = 0;
        while i < table.len() {
            if table[i].long_len as usize == name.len() {
                let mut j = 0;
                while j < name.len() && text[table[i].long_at as usize + j] == name[j] {
                    j += 1;
                }
                if j == name.len() {
                    return Key(table[i].key);
                }
            }
            i += 1;
        }
        panic!("the usage text explains no such option")
    }
}

/// How many names of options the text declares.
pub const fn count(usage: &str) -> usize {
    let text = usage.as_bytes();
    assert!(text.len() <= u16::MAX as usize, "a usage text is limited to 65535 bytes");
    let (mut at, mut n) = (0, 0);
    while at < text.len() {
        let (next, line) = line(text, at);
        n += line.len;
        at = next;
    }
    n
}

/// The table of a usage text with `N` names.
pub const fn table<const N: usize>(usage: &str) -> [Opt; N] {
    assert!(N <= 128, "an applet is limited to 128 names of options");
    let text = usage.as_bytes();
    let mut table = [NONE; N];
    let (mut at, mut n) = (0, 0);
    while at < text.len() {
        let (next, line) = line(text, at);
        let (first, mut i) = (n, 0);
        while i < line.len {
            let mut opt = line.names[i];
            opt.key = first as u8;
            opt.takes = line.takes;
            let mut k = 0;
            while k < n {
                assert!(opt.short == 0 || table[k].short != opt.short, "two options with one letter");
                k += 1;
            }
            table[n] = opt;
            n += 1;
            i += 1;
        }
        at = next;
    }
    table
}

struct Line {
    names: [Opt; 8],
    len: usize,
    takes: Takes,
}

/// Reads the names at the start of the line at `i`; gives where the next line begins.
const fn line(text: &[u8], mut i: usize) -> (usize, Line) {
    let mut line = Line { names: [NONE; 8], len: 0, takes: Takes::Nothing };
    if i < text.len() && text[i] == b'~' {
        i += 1;
    }
    while i < text.len() && matches!(text[i], b' ' | b'\t') {
        i += 1;
    }
    while i + 1 < text.len() && text[i] == b'-' && text[i + 1] > b' ' {
        let mut opt = NONE;
        if text[i + 1] == b'-' {
            i += 2;
            opt.long_at = i as u16;
            while i < text.len() && (text[i].is_ascii_alphanumeric() || text[i] == b'-') {
                i += 1;
            }
            let len = i - opt.long_at as usize;
            assert!(len > 0 && len <= u8::MAX as usize, "a long option has 1 to 255 letters");
            opt.long_len = len as u8;
        } else {
            opt.short = text[i + 1];
            i += 2;
        }
        assert!(line.len < 8, "an option has at most 8 names");
        line.names[line.len] = opt;
        line.len += 1;
        if i < text.len() && text[i] == b'[' {
            line.takes = Takes::OptionalValue;
        } else if i + 1 < text.len()
            && (text[i] == b'=' || text[i] == b' ' && !matches!(text[i + 1], b' ' | b'\t' | b'\n'))
        {
            line.takes = Takes::Value;
        }
        while i < text.len()
            && !matches!(text[i], b'\n' | b'\t')
            && !(text[i] == b' ' && i + 1 < text.len() && text[i + 1] == b' ')
            && !(text[i] == b',' && next_name(text, i) != 0)
        {
            i += 1;
        }
        if i < text.len() && text[i] == b',' {
            i = next_name(text, i);
        } else {
            break;
        }
    }
    while i < text.len() && text[i] != b'\n' {
        i += 1;
    }
    (i + 1, line)
}

/// Where the name after the comma at `i` begins, or 0.
const fn next_name(text: &[u8], i: usize) -> usize {
    if i + 1 < text.len() && text[i + 1] == b'-' {
        i + 1
    } else if i + 2 < text.len() && text[i + 1] == b' ' && text[i + 2] == b'-' {
        i + 2
    } else {
        0
    }
}

/// The help text: `usage` without its hidden lines.
pub fn visible(usage: &str) -> String {
    usage.split_inclusive('\n').filter(|line| !line.starts_with('~')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const USAGE: &str = "\
[-ns] FILE

Do it - well

	-n		Switch
	-s SUFFIX	Value
	-i[SFX]		Optional
	-r,-E		Two letters
	-t, --target=DIR	Both
	--color[=WHEN]	Long only
	-c [+]N[kbm]	Odd value
~	-u		Hidden
";
    const TABLE: &[Opt] = options!(USAGE);

    #[test]
    fn the_table_says_what_the_text_says() {
        let seen: Vec<_> = TABLE.iter().map(|o| (o.short, o.long(USAGE), o.takes, o.key)).collect();
        assert_eq!(
            seen,
            [
                (b'n', "", Takes::Nothing, 0),
                (b's', "", Takes::Value, 1),
                (b'i', "", Takes::OptionalValue, 2),
                (b'r', "", Takes::Nothing, 3),
                (b'E', "", Takes::Nothing, 3),
                (b't', "", Takes::Value, 5),
                (0, "target", Takes::Value, 5),
                (0, "color", Takes::OptionalValue, 7),
                (b'c', "", Takes::Value, 8),
                (b'u', "", Takes::Nothing, 9),
            ]
        );
        const TARGET: Key = Key::long(USAGE, TABLE, "target");
        assert_eq!(TARGET, Key::short(TABLE, 't'));
    }

    #[test]
    fn hidden_lines_are_left_out_of_the_help() {
        assert!(!visible(USAGE).contains("Hidden"));
    }
}
