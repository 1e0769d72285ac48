//! `stty`: show or set how a terminal works
//!
//! POSIX.1-2024 XCU stty; words, `-F` and the layout as in BusyBox, `--all`, `--save`, `--file` as in GNU. A size of 0 is printed (BusyBox
//! takes it for an error).

use kit::getopt::help_or_version;
use kit::number;
use kit::prelude::*;
use kit::sys::{files, terminal};
use libc::{tcflag_t, termios};
use std::io;
use std::os::fd::{AsRawFd, RawFd};

const USAGE: &str = "\
[-a|g] [-F DEVICE] [SETTING]...

Without arguments, prints baud rate, line discipline,
and deviations from stty sane

	-F, --file=DEVICE	Open device instead of stdin
	-a, --all	Print all current settings in human-readable form
	-g, --save	Print in stty-readable form
	[SETTING]	See manpage
";

pub const APPLET: Applet = Applet { dir: Dir::Bin, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

/// The four sets of flags.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Group {
    Control,
    Input,
    Output,
    Local,
}

const GROUPS: [Group; 4] = [Control, In, Out, Local];

/// What `stty sane` does to a flag.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sane {
    On,
    Off,
    AsItIs,
}

/// A flag, or one of several values of a field of bits.
struct Flag {
    name: &'static str,
    group: Group,
    sane: Sane,
    bits: tcflag_t,
    /// The field that the bits are of; 0 for a flag of its own, which `-` turns off.
    field: tcflag_t,
}

const fn flag(name: &'static str, group: Group, sane: Sane, bits: tcflag_t) -> Flag {
    Flag { name, group, sane, bits, field: 0 }
}

const fn value(name: &'static str, group: Group, sane: Sane, bits: tcflag_t, field: tcflag_t) -> Flag {
    Flag { name, group, sane, bits, field }
}

use Group::{Control, Input as In, Local, Output as Out};
use Sane::{AsItIs, Off, On};

/// In the order in which they are shown.
static FLAGS: [Flag; 64] = [
    flag("parenb", Control, AsItIs, libc::PARENB),
    flag("parodd", Control, AsItIs, libc::PARODD),
    flag("cmspar", Control, AsItIs, libc::CMSPAR),
    value("cs5", Control, AsItIs, libc::CS5, libc::CSIZE),
    value("cs6", Control, AsItIs, libc::CS6, libc::CSIZE),
    value("cs7", Control, AsItIs, libc::CS7, libc::CSIZE),
    value("cs8", Control, AsItIs, libc::CS8, libc::CSIZE),
    flag("hupcl", Control, AsItIs, libc::HUPCL),
    flag("cstopb", Control, AsItIs, libc::CSTOPB),
    flag("cread", Control, On, libc::CREAD),
    flag("clocal", Control, AsItIs, libc::CLOCAL),
    flag("crtscts", Control, AsItIs, libc::CRTSCTS),
    flag("ignbrk", In, Off, libc::IGNBRK),
    flag("brkint", In, On, libc::BRKINT),
    flag("ignpar", In, AsItIs, libc::IGNPAR),
    flag("parmrk", In, AsItIs, libc::PARMRK),
    flag("inpck", In, AsItIs, libc::INPCK),
    flag("istrip", In, AsItIs, libc::ISTRIP),
    flag("inlcr", In, Off, libc::INLCR),
    flag("igncr", In, Off, libc::IGNCR),
    flag("icrnl", In, On, libc::ICRNL),
    flag("ixon", In, AsItIs, libc::IXON),
    flag("ixoff", In, Off, libc::IXOFF),
    flag("iuclc", In, Off, libc::IUCLC),
    flag("ixany", In, Off, libc::IXANY),
    flag("imaxbel", In, On, libc::IMAXBEL),
    flag("iutf8", In, AsItIs, libc::IUTF8),
    flag("opost", Out, On, libc::OPOST),
    flag("olcuc", Out, Off, libc::OLCUC),
    flag("ocrnl", Out, Off, libc::OCRNL),
    flag("onlcr", Out, On, libc::ONLCR),
    flag("onocr", Out, Off, libc::ONOCR),
    flag("onlret", Out, Off, libc::ONLRET),
    flag("ofill", Out, Off, libc::OFILL),
    flag("ofdel", Out, Off, libc::OFDEL),
    value("nl1", Out, Off, libc::NL1 as tcflag_t, libc::NLDLY),
    value("nl0", Out, On, 0, libc::NLDLY),
    value("cr3", Out, Off, libc::CR3 as tcflag_t, libc::CRDLY),
    value("cr2", Out, Off, libc::CR2 as tcflag_t, libc::CRDLY),
    value("cr1", Out, Off, libc::CR1 as tcflag_t, libc::CRDLY),
    value("cr0", Out, On, 0, libc::CRDLY),
    value("tab3", Out, Off, libc::TAB3 as tcflag_t, libc::TABDLY),
    value("tab2", Out, Off, libc::TAB2 as tcflag_t, libc::TABDLY),
    value("tab1", Out, Off, libc::TAB1 as tcflag_t, libc::TABDLY),
    value("tab0", Out, On, 0, libc::TABDLY),
    value("bs1", Out, Off, libc::BS1 as tcflag_t, libc::BSDLY),
    value("bs0", Out, On, 0, libc::BSDLY),
    value("vt1", Out, Off, libc::VT1 as tcflag_t, libc::VTDLY),
    value("vt0", Out, On, 0, libc::VTDLY),
    value("ff1", Out, Off, libc::FF1 as tcflag_t, libc::FFDLY),
    value("ff0", Out, On, 0, libc::FFDLY),
    flag("isig", Local, On, libc::ISIG),
    flag("icanon", Local, On, libc::ICANON),
    flag("iexten", Local, On, libc::IEXTEN),
    flag("echo", Local, On, libc::ECHO),
    flag("echoe", Local, On, libc::ECHOE),
    flag("echok", Local, On, libc::ECHOK),
    flag("echonl", Local, Off, libc::ECHONL),
    flag("noflsh", Local, Off, libc::NOFLSH),
    // XCASE; the constant is not everywhere.
    flag("xcase", Local, Off, 4),
    flag("tostop", Local, Off, libc::TOSTOP),
    flag("echoprt", Local, Off, libc::ECHOPRT),
    flag("echoctl", Local, On, libc::ECHOCTL),
    flag("echoke", Local, On, libc::ECHOKE),
];

/// Flags that came later, shown last.
static LAST_FLAGS: [Flag; 2] = [flag("flusho", Local, Off, libc::FLUSHO), flag("extproc", Local, Off, libc::EXTPROC)];

fn flags() -> impl Iterator<Item = &'static Flag> {
    FLAGS.iter().chain(&LAST_FLAGS)
}

/// Other names of flags.
const OTHER_NAMES: [(&str, &str); 6] = [
    ("hup", "hupcl"),
    ("tandem", "ixoff"),
    ("crterase", "echoe"),
    ("crtkill", "echoke"),
    ("ctlecho", "echoctl"),
    ("prterase", "echoprt"),
];

/// Words that stand for several settings; with `-` for others, if there are any.
const COMBINATIONS: [(&str, &str, Option<&str>); 18] = [
    ("evenp", "parenb -parodd cs7", Some("-parenb cs8")),
    ("parity", "parenb -parodd cs7", Some("-parenb cs8")),
    ("oddp", "parenb parodd cs7", Some("-parenb cs8")),
    ("nl", "-icrnl -onlcr", Some("icrnl -inlcr -igncr onlcr -ocrnl -onlret")),
    ("ek", "erase ^? kill ^U", None),
    ("cooked", COOKED, Some(RAW)),
    ("raw", RAW, Some(COOKED)),
    ("cbreak", "-icanon", Some("icanon")),
    ("pass8", "-parenb -istrip cs8", Some("parenb istrip cs7")),
    ("litout", "-parenb -istrip -opost cs8", Some("parenb istrip opost cs7")),
    ("crt", "echoe echoctl echoke", None),
    ("dec", "echoe echoctl echoke -ixany intr ^C erase ^? kill ^U", None),
    ("decctlq", "-ixany", Some("ixany")),
    ("tabs", "tab0", Some("tab3")),
    ("lcase", "xcase iuclc olcuc", Some("-xcase -iuclc -olcuc")),
    ("LCASE", "xcase iuclc olcuc", Some("-xcase -iuclc -olcuc")),
    ("exta", "19200", None),
    ("extb", "38400", None),
];

const COOKED: &str = "brkint ignpar istrip icrnl ixon opost isig icanon";
const RAW: &str = "-ignbrk -brkint -ignpar -parmrk -inpck -istrip -inlcr -igncr -icrnl -ixon -ixoff -iuclc -ixany -imaxbel \
                   -opost -isig -icanon -xcase min 1 time 0";

/// Special characters in the order in which they are shown: name, place, what `sane` makes of it.
static CHARACTERS: [(&str, usize, u8); 15] = [
    ("intr", libc::VINTR, 3),
    ("quit", libc::VQUIT, 28),
    ("erase", libc::VERASE, 127),
    ("kill", libc::VKILL, 21),
    ("eof", libc::VEOF, 4),
    ("eol", libc::VEOL, 0),
    ("eol2", libc::VEOL2, 0),
    ("swtch", libc::VSWTC, 0),
    ("start", libc::VSTART, 17),
    ("stop", libc::VSTOP, 19),
    ("susp", libc::VSUSP, 26),
    ("rprnt", libc::VREPRINT, 18),
    ("werase", libc::VWERASE, 23),
    ("lnext", libc::VLNEXT, 22),
    ("flush", libc::VDISCARD, 15),
];

/// As special characters, but numbers.
static COUNTS: [(&str, usize, u8); 2] = [("min", libc::VMIN, 1), ("time", libc::VTIME, 0)];

const OTHER_CHARACTERS: [(&str, &str); 2] = [("discard", "flush"), ("swtc", "swtch")];

/// The speeds there are, in baud, and their bits.
static SPEEDS: [(u32, tcflag_t); 31] = [
    (0, libc::B0),
    (50, libc::B50),
    (75, libc::B75),
    (110, libc::B110),
    (134, libc::B134),
    (150, libc::B150),
    (200, libc::B200),
    (300, libc::B300),
    (600, libc::B600),
    (1200, libc::B1200),
    (1800, libc::B1800),
    (2400, libc::B2400),
    (4800, libc::B4800),
    (9600, libc::B9600),
    (19200, libc::B19200),
    (38400, libc::B38400),
    (57600, libc::B57600),
    (115_200, libc::B115200),
    (230_400, libc::B230400),
    (460_800, libc::B460800),
    (500_000, libc::B500000),
    (576_000, libc::B576000),
    (921_600, libc::B921600),
    (1_000_000, libc::B1000000),
    (1_152_000, libc::B1152000),
    (1_500_000, libc::B1500000),
    (2_000_000, libc::B2000000),
    (2_500_000, libc::B2500000),
    (3_000_000, libc::B3000000),
    (3_500_000, libc::B3500000),
    (4_000_000, libc::B4000000),
];

/// The command line, which getopt cannot read: `-echo` is a setting.
#[derive(Default)]
struct Request<'a> {
    all: bool,
    save: bool,
    device: Option<&'a [u8]>,
    settings: Vec<&'a [u8]>,
}

fn parse<'a>(args: &[&'a [u8]]) -> Result<Request<'a>> {
    let mut request = Request::default();
    let mut rest = args.iter();
    let device = |request: &mut Request<'a>, name: Option<&'a [u8]>| {
        if request.device.is_some() {
            return Err(fail!("only one device may be specified"));
        }
        request.device = Some(name.ok_or_else(|| fail!("-F requires an argument"))?);
        Ok(())
    };
    while let Some(arg) = rest.next() {
        match *arg {
            b"--all" => request.all = true,
            b"--save" => request.save = true,
            b"--file" => device(&mut request, rest.next().copied())?,
            [b'-', b'-', long @ ..] if long.starts_with(b"file=") => device(&mut request, Some(&long[5..]))?,
            b"-a" => request.all = true,
            b"-g" => request.save = true,
            b"-ag" | b"-ga" => (request.all, request.save) = (true, true),
            b"-F" => device(&mut request, rest.next().copied())?,
            [b'-', b'F', name @ ..] => device(&mut request, Some(name))?,
            setting => request.settings.push(setting),
        }
    }
    if request.all && request.save {
        return Err(fail!("-a and -g are mutually exclusive"));
    }
    if (request.all || request.save) && !request.settings.is_empty() {
        return Err(fail!("modes may not be set when -a or -g is used"));
    }
    Ok(request)
}

fn run(cx: &mut Context) -> Result<Status> {
    help_or_version(cx.args)?;
    let request = parse(cx.args)?;
    let name = request.device.unwrap_or(b"standard input");
    let opened = match request.device {
        None => None,
        Some(path) => {
            // A line that waits for its carrier must not hold the command up.
            let flags = libc::O_RDONLY | libc::O_NONBLOCK | libc::O_NOCTTY;
            let opened = files::c_path(path).and_then(|name| files::open_at(files::CWD, &name, flags, 0));
            Some(opened.map_err(|e| Error::Failed(Status::FAILED, kit::input::cannot_open(path, &e)))?)
        }
    };
    let fd = match (&opened, cx.input) {
        (Some(file), _) => file.as_raw_fd(),
        (None, kit::input::Stdin::Fd(fd)) => fd,
        (None, _) => return Err(fail!(name, ": ", io::Error::from_raw_os_error(libc::ENOTTY))),
    };
    let cannot = |e: io::Error| fail!(name, ": ", e);
    let mut modes = terminal::settings(fd).map_err(cannot)?;
    if request.settings.is_empty() {
        let text = if request.save {
            saved(&modes)
        } else {
            let size = terminal::size(fd).unwrap_or_default();
            show(&modes, size, request.all)
        };
        cx.out.write_all(&text)?;
        return Ok(cx.status());
    }
    let mut change = Change { fd, modes: &mut modes, is_changed: false, size: None };
    let mut words = request.settings.iter().copied();
    while let Some(word) = words.next() {
        change.word(cx, word, &mut words)?;
    }
    let (is_changed, size) = (change.is_changed, change.size);
    if let Some((rows, columns)) = size {
        let now = terminal::size(fd).map_err(cannot)?;
        terminal::set_size(fd, (rows.unwrap_or(now.0), columns.unwrap_or(now.1))).map_err(cannot)?;
    }
    if is_changed {
        terminal::set_settings(fd, &modes).map_err(cannot)?;
        // tcsetattr succeeds if any of it could be done.
        if !same(&modes, &terminal::settings(fd).map_err(cannot)?) {
            return Err(fail!(name, ": cannot perform all requested operations"));
        }
    }
    Ok(cx.status())
}

/// Settings on their way to a terminal.
struct Change<'m> {
    fd: RawFd,
    modes: &'m mut termios,
    is_changed: bool,
    /// New rows and columns.
    size: Option<(Option<u16>, Option<u16>)>,
}

impl Change<'_> {
    /// One setting; `rest` are the words that may be its argument.
    fn word<'w>(&mut self, cx: &mut Context, word: &'w [u8], rest: &mut dyn Iterator<Item = &'w [u8]>) -> Result<()> {
        let (on, bare) = match word {
            [b'-', bare @ ..] => (false, bare),
            _ => (true, word),
        };
        let invalid = || fail!("invalid argument '", word, "'");
        let bare = std::str::from_utf8(bare).map_err(|_| invalid())?;
        if self.flag(bare, on).ok_or_else(invalid)? {
            self.is_changed = true;
            return Ok(());
        }
        if let Some((_, yes, no)) = COMBINATIONS.iter().find(|c| c.0 == bare) {
            let words = if on { *yes } else { (*no).ok_or_else(invalid)? };
            let mut words = words.split_ascii_whitespace().map(str::as_bytes);
            while let Some(word) = words.next() {
                self.word(cx, word, &mut words)?;
            }
            return Ok(());
        }
        if !on {
            return Err(invalid());
        }
        let mut argument = || rest.next().ok_or_else(|| fail!(word, " requires an argument"));
        let character = OTHER_CHARACTERS.iter().find(|c| c.0 == bare).map_or(bare, |c| c.1);
        if let Some((_, place, _)) = CHARACTERS.iter().find(|c| c.0 == character) {
            self.modes.c_cc[*place] = parse_character(argument()?)?;
            self.is_changed = true;
            return Ok(());
        }
        if let Some((_, place, _)) = COUNTS.iter().find(|c| c.0 == bare) {
            self.modes.c_cc[*place] = in_range(argument()?, 0, 255)? as u8;
            self.is_changed = true;
            return Ok(());
        }
        match bare {
            "sane" => self.make_sane(),
            "size" => {
                let (rows, columns) = terminal::size(self.fd).unwrap_or_default();
                cx.out.line(&text![u32::from(rows), " ", u32::from(columns)])?;
            }
            "speed" => cx.out.line(&text![speed(self.modes)])?,
            "rows" => {
                let rows = in_range(argument()?, 1, 65535)? as u16;
                self.size = Some((Some(rows), self.size.and_then(|s| s.1)));
            }
            "cols" | "columns" => {
                let columns = in_range(argument()?, 1, 65535)? as u16;
                self.size = Some((self.size.and_then(|s| s.0), Some(columns)));
            }
            "line" => {
                self.modes.c_line = in_range(argument()?, 0, 255)? as u8;
                self.is_changed = true;
            }
            // Linux has one speed for both ways.
            "ispeed" | "ospeed" => {
                let word = argument()?;
                self.set_speed(word).ok_or_else(|| fail!("invalid argument '", word, "'"))?;
            }
            _ => match restored(word) {
                Some(modes) => {
                    *self.modes = termios { c_line: self.modes.c_line, ..modes };
                    self.is_changed = true;
                }
                None => {
                    number::decimal::<i64>(word)?;
                    self.set_speed(word).ok_or_else(invalid)?;
                }
            },
        }
        Ok(())
    }

    /// Sets a flag or a value of a field; false if none has this name, none if it cannot be turned off.
    fn flag(&mut self, name: &str, on: bool) -> Option<bool> {
        let name = OTHER_NAMES.iter().find(|other| other.0 == name).map_or(name, |other| other.1);
        let Some(flag) = flags().find(|flag| flag.name == name) else { return Some(false) };
        let set = group(self.modes, flag.group);
        if flag.field != 0 {
            *set = *set & !flag.field | flag.bits;
            return on.then_some(true);
        }
        if on {
            *set |= flag.bits;
        } else {
            *set &= !flag.bits;
        }
        Some(true)
    }

    fn make_sane(&mut self) {
        for flag in flags() {
            let set = group(self.modes, flag.group);
            match flag.sane {
                On => *set = *set & !flag.field | flag.bits,
                Off if flag.field == 0 => *set &= !flag.bits,
                _ => {}
            }
        }
        for (_, place, value) in CHARACTERS.iter().chain(&COUNTS) {
            self.modes.c_cc[*place] = *value;
        }
        self.is_changed = true;
    }

    fn set_speed(&mut self, word: &[u8]) -> Option<()> {
        let word = if word == b"134.5" { b"134" } else { word };
        let baud = number::decimal::<u32>(word).ok()?;
        let (_, bits) = SPEEDS.iter().find(|speed| speed.0 == baud)?;
        self.modes.c_cflag = self.modes.c_cflag & !libc::CBAUD | bits;
        self.is_changed = true;
        Some(())
    }
}

fn group(modes: &mut termios, group: Group) -> &mut tcflag_t {
    match group {
        Control => &mut modes.c_cflag,
        In => &mut modes.c_iflag,
        Out => &mut modes.c_oflag,
        Local => &mut modes.c_lflag,
    }
}

/// Everything that can be set, but for the speeds' numbers, which follow from their bits.
fn same(a: &termios, b: &termios) -> bool {
    (a.c_iflag, a.c_oflag, a.c_cflag, a.c_lflag, a.c_line, a.c_cc)
        == (b.c_iflag, b.c_oflag, b.c_cflag, b.c_lflag, b.c_line, b.c_cc)
}

fn in_range(word: &[u8], least: i64, most: i64) -> Result<i64> {
    match number::decimal::<i64>(word)? {
        n if (least..=most).contains(&n) => Ok(n),
        n => Err(fail!("number ", n, " is not in ", least, "..", most, " range")),
    }
}

/// `^C`, `^?`, `^-` or `undef`, a character as it is, or a number.
fn parse_character(word: &[u8]) -> Result<u8> {
    match word {
        b"" | b"undef" | b"^-" => Ok(0),
        [c] => Ok(*c),
        [b'^', b'?'] => Ok(127),
        [b'^', c] => Ok(c & 31),
        _ => in_range(word, 0, 255).map(|n| n as u8),
    }
}

fn speed(modes: &termios) -> u32 {
    let bits = modes.c_cflag & libc::CBAUD;
    SPEEDS.iter().find(|speed| speed.1 == bits).map_or(0, |speed| speed.0)
}

/// What `-g` prints: the flags and all special characters in hexadecimal.
fn saved(modes: &termios) -> Vec<u8> {
    let mut text =
        format!("{:x}:{:x}:{:x}:{:x}", modes.c_iflag, modes.c_oflag, modes.c_cflag, modes.c_lflag).into_bytes();
    for c in modes.c_cc {
        text.extend_from_slice(format!(":{c:x}").as_bytes());
    }
    text.push(b'\n');
    text
}

/// The opposite of [`saved`]; none if it is no such text.
fn restored(word: &[u8]) -> Option<termios> {
    let mut modes = terminal::no_settings();
    let mut numbers = word.split(|c| *c == b':').map(|digits| {
        let digits = std::str::from_utf8(digits).ok().filter(|digits| !digits.starts_with('+'))?;
        tcflag_t::from_str_radix(digits, 16).ok()
    });
    for flags in [&mut modes.c_iflag, &mut modes.c_oflag, &mut modes.c_cflag, &mut modes.c_lflag] {
        *flags = numbers.next()??;
    }
    for c in &mut modes.c_cc {
        *c = u8::try_from(numbers.next()??).ok()?;
    }
    numbers.next().is_none().then_some(modes)
}

/// Words on lines no wider than the terminal.
struct Wrapped {
    text: Vec<u8>,
    column: usize,
    width: usize,
}

impl Wrapped {
    fn word(&mut self, word: &[u8]) {
        let gap = usize::from(self.column > 0);
        if gap > 0 && self.column + gap + word.len() >= self.width {
            self.end_line();
        } else if gap > 0 {
            self.text.push(b' ');
            self.column += 1;
        }
        self.text.extend_from_slice(word);
        self.column += word.len();
    }

    fn end_line(&mut self) {
        if self.column > 0 {
            self.text.push(b'\n');
            self.column = 0;
        }
    }
}

/// What `-a` prints, or without `all` what is not as `sane` makes it.
fn show(modes: &termios, (rows, columns): (u16, u16), all: bool) -> Vec<u8> {
    let width = if columns == 0 { 80 } else { usize::from(columns) };
    let mut lines = Wrapped { text: Vec::new(), column: 0, width };
    lines.word(&text!["speed ", speed(modes), " baud;"]);
    if all {
        lines.word(&text!["rows ", u32::from(rows), ";"]);
        lines.word(&text!["columns ", u32::from(columns), ";"]);
    }
    lines.word(&text!["line = ", u32::from(modes.c_line), ";"]);
    lines.end_line();
    for (name, place, _) in &CHARACTERS {
        lines.word(&text![*name, " = ", character(modes.c_cc[*place]), ";"]);
    }
    for (name, place, _) in &COUNTS {
        lines.word(&text![*name, " = ", u32::from(modes.c_cc[*place]), ";"]);
    }
    lines.end_line();
    let mut copy = *modes;
    for shown in GROUPS {
        for flag in flags().filter(|flag| flag.group == shown) {
            let bits = *group(&mut copy, shown);
            let is_on = if flag.field == 0 { bits & flag.bits != 0 } else { bits & flag.field == flag.bits };
            let expected = match flag.sane {
                On => is_on,
                Off => !is_on,
                AsItIs => true,
            };
            let told = if all { is_on || flag.field == 0 } else { !expected && (is_on || flag.field == 0) };
            if told {
                lines.word(&text![if is_on { "" } else { "-" }, flag.name]);
            }
        }
        lines.end_line();
    }
    lines.text
}

fn character(c: u8) -> Vec<u8> {
    match c {
        0 => b"<undef>".to_vec(),
        1..32 => vec![b'^', c + 64],
        127 => b"^?".to_vec(),
        128.. => text!["M-", character(c & 127)],
        _ => vec![c],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_read_and_shown() {
        for (word, value) in [("^C", 3), ("^?", 127), ("undef", 0), ("^-", 0), ("x", b'x'), ("7", b'7'), ("28", 28)] {
            assert_eq!(parse_character(word.as_bytes()).ok(), Some(value), "{word}");
        }
        assert!(parse_character(b"0x1c").is_err() && parse_character(b"256").is_err());
        assert_eq!(character(0x83), b"M-^C");
    }

    #[test]
    fn sane_deviates_from_nothing_and_can_be_restored() {
        let mut modes = terminal::no_settings();
        let mut change = Change { fd: -1, modes: &mut modes, is_changed: false, size: None };
        change.make_sane();
        assert_eq!(change.set_speed(b"9600"), Some(()));
        let shown = String::from_utf8(show(&modes, (24, 80), false)).unwrap();
        assert!(shown.starts_with("speed 9600 baud; line = 0;\nintr = ^C; quit = ^\\; erase = ^?;"), "{shown}");
        assert!(shown.ends_with("min = 1; time = 0;\n"), "{shown}");
        let text = saved(&modes);
        assert!(same(&modes, &restored(text.trim_ascii_end()).unwrap()));
        assert!(restored(b"1:2:3").is_none() && restored(b"x").is_none());
    }

    #[test]
    fn fields_have_one_value() {
        let mut modes = terminal::no_settings();
        let mut change = Change { fd: -1, modes: &mut modes, is_changed: false, size: None };
        assert_eq!(change.flag("cs8", true), Some(true));
        assert_eq!(change.flag("cs7", true), Some(true));
        assert_eq!(change.flag("cs7", false), None);
        assert_eq!(change.flag("nosuch", true), Some(false));
        assert_eq!(modes.c_cflag & libc::CSIZE, libc::CS7);
    }
}
