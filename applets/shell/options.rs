//! The options of `set` and of the command line.

use crate::shopt::Shopts;
use kit::text;

/// One option: its bit in [`Options`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Opt {
    Errexit,
    Noglob,
    Ignoreeof,
    Monitor,
    Noexec,
    Xtrace,
    Verbose,
    Noclobber,
    Allexport,
    Notify,
    Nounset,
    Errtrace,
    Vi,
    Pipefail,
    Braceexpand,
    Posix,
    Functrace,
    // Not set by name.
    Interactive,
    Stdin,
    Command,
}

use Opt::*;

/// In the order of `set -o`: option, name, letter (0: none).
const NAMED: [(Opt, &str, u8); 17] = [
    (Errexit, "errexit", b'e'),
    (Noglob, "noglob", b'f'),
    (Ignoreeof, "ignoreeof", b'I'),
    (Monitor, "monitor", b'm'),
    (Noexec, "noexec", b'n'),
    (Xtrace, "xtrace", b'x'),
    (Verbose, "verbose", b'v'),
    (Noclobber, "noclobber", b'C'),
    (Allexport, "allexport", b'a'),
    (Notify, "notify", b'b'),
    (Nounset, "nounset", b'u'),
    (Errtrace, "errtrace", b'E'),
    (Vi, "vi", b'V'),
    (Pipefail, "pipefail", 0),
    (Braceexpand, "braceexpand", b'B'),
    (Posix, "posix", 0),
    (Functrace, "functrace", b'T'),
];

/// Which options are on.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Options {
    bits: u32,
    /// The options of `shopt`.
    pub shopts: Shopts,
}

impl Options {
    /// Is it on?
    #[inline]
    pub fn has(self, opt: Opt) -> bool {
        self.bits & 1 << opt as u32 != 0
    }

    /// Turns it on or off.
    pub fn set(&mut self, opt: Opt, on: bool) {
        if on {
            self.bits |= 1 << opt as u32;
        } else {
            self.bits &= !(1 << opt as u32);
        }
    }

    /// The value of `$-`.
    pub fn letters(self) -> Vec<u8> {
        // BusyBox's order.
        const ORDER: [(Opt, u8); 16] = [
            (Vi, b'V'),
            (Errtrace, b'E'),
            (Nounset, b'u'),
            (Notify, b'b'),
            (Allexport, b'a'),
            (Noclobber, b'C'),
            (Command, b'c'),
            (Verbose, b'v'),
            (Xtrace, b'x'),
            (Stdin, b's'),
            (Interactive, b'i'),
            (Noexec, b'n'),
            (Monitor, b'm'),
            (Ignoreeof, b'I'),
            (Noglob, b'f'),
            (Errexit, b'e'),
        ];
        ORDER.iter().filter(|o| self.has(o.0)).map(|o| o.1).collect()
    }

    /// The value of `$-` in bash.
    pub fn bash_letters(self) -> Vec<u8> {
        let mut letters: Vec<u8> =
            NAMED.iter().filter(|n| n.2 != 0 && n.2 != b'V' && n.2 != b'I' && self.has(n.0)).map(|n| n.2).collect();
        letters.push(b'h');
        if self.has(Interactive) {
            letters.push(b'i');
        }
        // Small letters first, how it was started last.
        letters.sort_unstable_by_key(|c| (c.is_ascii_uppercase(), *c));
        letters.extend([(Command, b'c'), (Stdin, b's')].iter().filter(|o| self.has(o.0)).map(|o| o.1));
        letters
    }

    /// What `set -o` prints.
    pub fn table(self) -> Vec<u8> {
        let mut out = Vec::new();
        for (opt, name, _) in NAMED {
            out.extend_from_slice(name.as_bytes());
            out.resize(out.len() + 16 - name.len(), b' ');
            out.extend_from_slice(if self.has(opt) { b"on\n" } else { b"off\n" });
        }
        out
    }

    /// What `set +o` prints: commands that restore the options.
    pub fn commands(self) -> Vec<u8> {
        NAMED
            .iter()
            .flat_map(|(opt, name, _)| text!["set ", if self.has(*opt) { "-o " } else { "+o " }, name, "\n"])
            .collect()
    }
}

/// The option with this letter.
pub fn by_letter(letter: u8) -> Option<Opt> {
    NAMED.iter().find(|n| n.2 == letter && letter != 0).map(|n| n.0)
}

/// The option with this name.
pub fn by_name(name: &[u8]) -> Option<Opt> {
    NAMED.iter().find(|n| n.1.as_bytes() == name).map(|n| n.0)
}

/// The names of all options that have one.
pub fn names() -> impl Iterator<Item = &'static str> {
    NAMED.iter().map(|n| n.1)
}
