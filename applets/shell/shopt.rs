//! The options of `shopt`.

/// An option: its bit in [`Shopts`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Shopt {
    CdableVars,
    Checkwinsize,
    Cmdhist,
    Dotglob,
    Execfail,
    ExpandAliases,
    Extglob,
    Extquote,
    Failglob,
    Globasciiranges,
    Globskipdots,
    Globstar,
    Histappend,
    InheritErrexit,
    InteractiveComments,
    Lastpipe,
    LoginShell,
    Nocaseglob,
    Nocasematch,
    Nullglob,
    Progcomp,
    Promptvars,
    ShiftVerbose,
    Sourcepath,
    XpgEcho,
}

use Shopt::*;

/// What an option may be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// Off at first.
    Off,
    /// On at first.
    On,
    /// About editing, history and completion alone, which the line editor does in its own way: scripts that set it for
    /// their users' sake shall run, and nothing else looks at it.
    Interactive(bool),
    /// The way this shell always is; it cannot be turned off.
    Always,
    /// Says how the shell was started.
    Fixed,
}

/// All of them, sorted by name.
pub const ALL: &[(Shopt, &str, Kind)] = &[
    (CdableVars, "cdable_vars", Kind::Off),
    (Checkwinsize, "checkwinsize", Kind::Interactive(true)),
    (Cmdhist, "cmdhist", Kind::Interactive(true)),
    (Dotglob, "dotglob", Kind::Off),
    (Execfail, "execfail", Kind::Off),
    (ExpandAliases, "expand_aliases", Kind::On),
    (Extglob, "extglob", Kind::Off),
    (Extquote, "extquote", Kind::Always),
    (Failglob, "failglob", Kind::Off),
    (Globasciiranges, "globasciiranges", Kind::Always),
    (Globskipdots, "globskipdots", Kind::Always),
    (Globstar, "globstar", Kind::Off),
    (Histappend, "histappend", Kind::Interactive(false)),
    (InheritErrexit, "inherit_errexit", Kind::On),
    (InteractiveComments, "interactive_comments", Kind::Always),
    (Lastpipe, "lastpipe", Kind::Off),
    (LoginShell, "login_shell", Kind::Fixed),
    (Nocaseglob, "nocaseglob", Kind::Off),
    (Nocasematch, "nocasematch", Kind::Off),
    (Nullglob, "nullglob", Kind::Off),
    (Progcomp, "progcomp", Kind::Interactive(true)),
    (Promptvars, "promptvars", Kind::Always),
    (ShiftVerbose, "shift_verbose", Kind::Off),
    (Sourcepath, "sourcepath", Kind::On),
    (XpgEcho, "xpg_echo", Kind::Off),
];

/// Which options are on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Shopts(u32);

impl Default for Shopts {
    fn default() -> Shopts {
        let on = |kind| matches!(kind, Kind::On | Kind::Interactive(true) | Kind::Always);
        Shopts(ALL.iter().filter(|o| on(o.2)).fold(0, |bits, o| bits | 1 << o.0 as u32))
    }
}

impl Shopts {
    /// Is it on?
    #[inline]
    pub fn has(self, shopt: Shopt) -> bool {
        self.0 & 1 << shopt as u32 != 0
    }

    /// Turns it on or off.
    pub fn set(&mut self, shopt: Shopt, on: bool) {
        if on {
            self.0 |= 1 << shopt as u32;
        } else {
            self.0 &= !(1 << shopt as u32);
        }
    }

    /// The names of those that are on, as BASHOPTS has them.
    pub fn listed(self) -> String {
        let on: Vec<&str> = ALL.iter().filter(|o| self.has(o.0)).map(|o| o.1).collect();
        on.join(":")
    }
}

/// The option with this name.
pub fn by_name(name: &[u8]) -> Option<(Shopt, Kind)> {
    ALL.iter().find(|o| o.1.as_bytes() == name).map(|o| (o.0, o.2))
}
