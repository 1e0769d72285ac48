//! `ls`, `dir`, `vdir`: list directory contents
//!
//! POSIX.1-2024 XCU ls; BusyBox's forms, and GNU's options. Colours are BusyBox's, or those of `LS_COLORS` if that is set. Control
//! characters in names show as `?` always, as in BusyBox; `-N` shows names as they are. `dir` is `ls -C -b`, `vdir` `ls -l -b`.

mod colors;
mod order;
mod show;

use crate::quoting::{self, Style};
use colors::Colors;
use kit::accounts::Names;
use kit::copy;
use kit::prelude::*;
use kit::sys::files::{self, CWD, NO_FOLLOW, Stat};
use kit::time::{Moment, Zone};
use kit::walk::{Entries, FileId, file_id};
use order::Sort;
use std::io;
use std::os::fd::AsRawFd;

const USAGE: &str = "\
[-1AaCxdLHRFplinshrSXvctu] [-w WIDTH] [FILE]...

List directory contents

	-1		One column output
	-a, --all	Include names starting with .
	-A, --almost-all	Like -a, but exclude . and ..
	-B, --ignore-backups	Leave out names ending in ~
	-I, --ignore=PATTERN	Leave out names that match PATTERN
	--hide=PATTERN	As -I, but not with -a or -A
	-x		List by lines
	-C		List by columns
	-m		List with commas
	--format=WORD	across, commas, horizontal, long, single-column, verbose or vertical
	-d, --directory	List directory names, not contents
	-L, --dereference	Follow symlinks
	-H, --dereference-command-line	Follow symlinks on command line
	--dereference-command-line-symlink-to-dir	Follow those that lead to directories
	-R, --recursive	Recurse
	-p		Append / to directory names
	-F		Append indicator (one of */=@|) to names
	--classify[=WHEN]	As -F: always, never, auto
	--file-type	As -F, but without *
	--indicator-style=WORD	none, slash, file-type or classify
	-l		Long format
	-g		Long format without owner
	-o		Long format without group
	-G, --no-group	No group in long format
	--author	With -l: the author, who is the owner
	-Z, --context	List security contexts
	-i, --inode	List inode numbers
	-n, --numeric-uid-gid	List numeric UIDs and GIDs instead of names
	-s, --size	List allocated blocks
	-c		With -l: list ctime; else sort by it
	-u		With -l: list atime; else sort by it
	--time=WORD	List and sort by atime, ctime, mtime or birth
	--full-time	List full date/time
	--time-style=STYLE	full-iso, long-iso, iso, locale or +FORMAT
	-h, --human-readable	Human readable sizes (1K 243M 2G)
	--si		As -h, but powers of 1000
	--block-size=SIZE	Sizes in units of SIZE
	--group-directories-first
	-S		Sort by size
	-X		Sort by extension
	-v		Sort by version
	-t		Sort by mtime
	-U		Do not sort
	-f		As -aU
	--sort=WORD	none, size, time, version, extension, width or name
	-r, --reverse	Reverse sort order
	-q, --hide-control-chars	Control characters in names as ? (default)
	-N, --literal, --show-control-chars	Names as they are
	-b, --escape	Control characters in names as C escapes
	-Q, --quote-name	Names in double quotes
	--quoting-style=WORD	literal, shell, shell-always, shell-escape, shell-escape-always, c, escape or locale
	--zero		End lines with NUL, names as they are
	-D, --dired	With -l: say at the end where the names are, for Emacs
	--hyperlink[=WHEN]	Names as links: always, never, auto
	-w, --width=N	Format N columns wide
	--color[=WHEN]	Colour names, by LS_COLORS if that is set: always, never, auto
~	-k, --kibibytes		Blocks of 1024 bytes, which they are anyway
~	-T, --tabsize=N		Tab stops: no tabs are written
";

pub const APPLET: Applet =
    Applet { dir: Dir::Bin, kind: Kind::Pure, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const fn key(letter: char) -> Key {
    Key::short(APPLET.options, letter)
}

const fn long(name: &str) -> Key {
    Key::long(USAGE, APPLET.options, name)
}

const ONE: Key = key('1');
const ALL: Key = key('a');
const ALMOST_ALL: Key = key('A');
const NO_BACKUPS: Key = key('B');
const IGNORE: Key = key('I');
const LINES: Key = key('x');
const COLUMNS: Key = key('C');
const COMMAS: Key = key('m');
const DIRECTORY: Key = key('d');
const FOLLOW: Key = key('L');
const FOLLOW_OPERANDS: Key = key('H');
const RECURSIVE: Key = key('R');
const SLASH: Key = key('p');
const MARKS: Key = key('F');
const CLASSIFY: Key = long("classify");
const FILE_TYPE: Key = long("file-type");
const LONG: Key = key('l');
const NO_OWNER: Key = key('g');
const LONG_NO_GROUP: Key = key('o');
const NO_GROUP: Key = key('G');
const INODE: Key = key('i');
const NUMERIC: Key = key('n');
const BLOCKS: Key = key('s');
const CHANGED: Key = key('c');
const ACCESSED: Key = key('u');
const TIME: Key = long("time");
const FULL_TIME: Key = long("full-time");
const TIME_STYLE: Key = long("time-style");
const HUMAN: Key = key('h');
const SI: Key = long("si");
const DIRECTORIES_FIRST: Key = long("group-directories-first");
const BY_SIZE: Key = key('S');
const BY_EXTENSION: Key = key('X');
const BY_VERSION: Key = key('v');
const BY_TIME: Key = key('t');
const UNSORTED: Key = key('U');
const RAW_ORDER: Key = key('f');
const SORT: Key = long("sort");
const REVERSE: Key = key('r');
const HIDE_CONTROL: Key = key('q');
const LITERAL: Key = key('N');
const ESCAPE: Key = key('b');
const QUOTE: Key = key('Q');
const ZERO: Key = long("zero");
const WIDTH: Key = key('w');
const COLOR: Key = long("color");
const HIDE: Key = long("hide");
const FORMAT: Key = long("format");
const FOLLOW_DIRECTORIES: Key = long("dereference-command-line-symlink-to-dir");
const INDICATOR: Key = long("indicator-style");
const AUTHOR: Key = long("author");
const CONTEXT: Key = key('Z');
const BLOCK_SIZE: Key = long("block-size");
const QUOTING: Key = long("quoting-style");
const DIRED: Key = key('D');
const HYPERLINK: Key = long("hyperlink");

/// How lines are made of names.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Form {
    One,
    Columns,
    Lines,
    Commas,
    Long,
}

/// What stands behind a name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Indicator {
    None,
    Slash,
    Type,
    Classify,
}

/// How a name is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Writing {
    Hidden,
    Literal,
    Escaped,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Clock {
    Modified,
    Accessed,
    Changed,
    Born,
}

#[derive(Clone, PartialEq, Eq, Debug)]
enum TimeStyle {
    Locale,
    /// BusyBox's `--full-time`: no fraction of the second.
    Full,
    /// For recent files, and for others.
    Format(Vec<u8>, Vec<u8>),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Unit {
    Blocks,
    /// So many bytes, and the letters to be written behind.
    Of(u64, &'static str),
    Human,
    Si,
}

struct Ls {
    form: Form,
    all: bool,
    almost_all: bool,
    no_backups: bool,
    ignore: Vec<Vec<u8>>,
    hide: Vec<Vec<u8>>,
    directory: bool,
    follow: bool,
    follow_operands: bool,
    follow_directories: bool,
    recursive: bool,
    indicator: Indicator,
    owner: bool,
    group: bool,
    author: bool,
    context: bool,
    numeric: bool,
    inode: bool,
    blocks: bool,
    clock: Clock,
    time_style: TimeStyle,
    unit: Unit,
    sort: Sort,
    reverse: bool,
    directories_first: bool,
    writing: Writing,
    quote: bool,
    /// A style of `--quoting-style` that `writing` and `quote` do not cover.
    style: Option<Style>,
    utf8: bool,
    /// Some names of the listing at hand are in quotes: the others are moved to where those begin.
    aligns: bool,
    line_end: u8,
    width: usize,
    color: bool,
    colors: Option<Colors>,
    /// Of `--hyperlink`: `file://HOST` and the directory at hand.
    links: Option<Vec<u8>>,
    links_dir: Vec<u8>,
    dired: Option<Dired>,
    zone: Zone,
    now: Moment,
    names: Names,
    /// Some listing was written: the next begins after an empty line.
    began: bool,
}

/// Where names stand in the output: for `--dired`.
#[derive(Default)]
struct Dired {
    /// Bytes written so far.
    position: usize,
    /// Begin and end of each name, of each directory's title.
    names: Vec<(usize, usize)>,
    directories: Vec<(usize, usize)>,
}

/// A file to be shown.
struct Entry {
    name: Vec<u8>,
    stat: Option<Stat>,
    /// Type bits as in `st_mode`; 0 if unknown.
    kind: u32,
    /// Of a link: what it says, and the mode of what it leads to (0: nothing).
    target: Option<(Vec<u8>, u32)>,
    /// Of a link whose colour depends on it: the mode of what it leads to (0: nothing).
    target_mode: Option<u32>,
    context: Option<Vec<u8>>,
    born: Option<Moment>,
}

impl Entry {
    fn is_dir(&self) -> bool {
        self.kind == libc::S_IFDIR
    }
}

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    let mut ls = Ls::new(cx, &given)?;
    let operands: &[&[u8]] = if given.operands.is_empty() { &[b"."] } else { &given.operands };
    let (mut files, mut dirs) = (Vec::new(), Vec::new());
    for operand in operands {
        let Some(entry) = ls.operand(cx, operand) else { continue };
        if entry.is_dir() && !ls.directory { dirs.push(entry) } else { files.push(entry) }
    }
    ls.arrange(&mut files);
    ls.arrange(&mut dirs);
    if !files.is_empty() {
        ls.set_links_dir(b".");
        ls.list(cx, &files)?;
        ls.began = true;
    }
    let titled = operands.len() > 1 || ls.recursive;
    for dir in dirs {
        ls.tree(cx, dir.name, titled)?;
    }
    ls.dired_end(cx)?;
    Ok(cx.status())
}

impl Ls {
    fn new(cx: &mut Context, given: &Given) -> Result<Ls> {
        let is_terminal = cx.out.is_terminal();
        let clock = clock(given)?;
        let time_style = time_style(given)?;
        let wants_long = given.has(FULL_TIME);
        let form = match given.last(&[FORMAT, ONE, COLUMNS, LINES, COMMAS, LONG, NO_OWNER, LONG_NO_GROUP, NUMERIC]) {
            // BusyBox: `-l1` and `-1l` are both long.
            Some(ONE) if given.has(LONG) || given.has(NUMERIC) || given.has(NO_OWNER) || given.has(LONG_NO_GROUP) => {
                Form::Long
            }
            Some(ONE) => Form::One,
            Some(FORMAT) => form(given.value(FORMAT).unwrap_or_default())?,
            Some(COLUMNS) => Form::Columns,
            Some(LINES) => Form::Lines,
            Some(COMMAS) => Form::Commas,
            Some(_) => Form::Long,
            None if wants_long || cx.name == "vdir" => Form::Long,
            None if cx.name == "dir" && !given.has(ZERO) => Form::Columns,
            None if is_terminal && !given.has(ZERO) => Form::Columns,
            None => Form::One,
        };
        let width = match given.number::<usize>(WIDTH)? {
            // GNU: 0 is no limit.
            Some(0) => usize::MAX,
            Some(n) => n,
            None => terminal_width(cx),
        };
        let raw_order = given.has(RAW_ORDER);
        let mut style = style(cx, given)?;
        let mut writing = match given.last(&[HIDE_CONTROL, LITERAL, ESCAPE, ZERO]) {
            Some(LITERAL | ZERO) => Writing::Literal,
            Some(ESCAPE) => Writing::Escaped,
            _ => Writing::Hidden,
        };
        if style == Some(Style::Escape) {
            writing = Writing::Escaped;
        }
        if matches!(style, Some(Style::Escape | Style::Literal)) || given.has(ZERO) {
            style = None;
        }
        let indicator = indicator(given, is_terminal)?;
        let color = given.has(COLOR) && when(given.value(COLOR), "--color", is_terminal)?;
        let mut palette = None;
        if let Some(value) = cx.env.get(b"LS_COLORS").filter(|v| color && !v.is_empty()) {
            palette = Colors::parse(value);
            if palette.is_none() {
                cx.warn("unparsable value of LS_COLORS");
            }
        }
        let has_links = given.has(HYPERLINK) && when(given.value(HYPERLINK), "--hyperlink", is_terminal)?;
        let links = has_links.then(|| {
            let host = std::fs::read("/proc/sys/kernel/hostname").unwrap_or_default();
            text!["file://", host.trim_ascii()]
        });
        Ok(Ls {
            form,
            all: given.last(&[ALL, ALMOST_ALL, RAW_ORDER]).is_some_and(|k| k != ALMOST_ALL),
            almost_all: given.has(ALMOST_ALL),
            no_backups: given.has(NO_BACKUPS),
            hide: given.values(HIDE).map(<[u8]>::to_vec).collect(),
            ignore: given.values(IGNORE).map(<[u8]>::to_vec).collect(),
            directory: given.has(DIRECTORY),
            follow: given.has(FOLLOW),
            follow_operands: given.has(FOLLOW_OPERANDS),
            follow_directories: given.has(FOLLOW_DIRECTORIES),
            recursive: given.has(RECURSIVE),
            indicator,
            owner: !given.has(NO_OWNER),
            group: !given.has(LONG_NO_GROUP) && !given.has(NO_GROUP),
            author: given.has(AUTHOR),
            context: given.has(CONTEXT),
            numeric: given.has(NUMERIC),
            inode: given.has(INODE),
            blocks: given.has(BLOCKS),
            clock,
            time_style,
            unit: match given.last(&[HUMAN, SI, BLOCK_SIZE]) {
                Some(HUMAN) => Unit::Human,
                Some(SI) => Unit::Si,
                Some(_) => block_size(given.value(BLOCK_SIZE).unwrap_or_default())?,
                None => Unit::Blocks,
            },
            sort: sort(given, form == Form::Long)?,
            reverse: given.has(REVERSE),
            directories_first: given.has(DIRECTORIES_FIRST) && !raw_order,
            writing,
            quote: given.has(QUOTE) && style.is_none(),
            style,
            utf8: quoting::is_utf8(cx.env),
            aligns: false,
            line_end: if given.has(ZERO) { 0 } else { b'\n' },
            width,
            color,
            colors: palette,
            links,
            links_dir: Vec::new(),
            dired: (given.has(DIRED) && form == Form::Long).then(Dired::default),
            zone: Zone::of_env(cx.env),
            now: kit::time::now(),
            names: Names::default(),
            began: false,
        })
    }

    /// Names in `dir` are shown from now on.
    fn set_links_dir(&mut self, dir: &[u8]) {
        if self.links.is_some() {
            let absolute = crate::canonical::canonical(dir, crate::canonical::Existing::None, false);
            self.links_dir = absolute.unwrap_or_else(|_| dir.to_vec());
        }
    }

    /// Must stat(2) be asked about a file whose type the directory told?
    fn needs_stat(&self) -> bool {
        self.form == Form::Long
            || self.inode
            || self.blocks
            || self.follow
            || self.color
            || self.context
            || self.indicator == Indicator::Classify
            || matches!(self.sort, Sort::Size | Sort::Time)
    }

    fn operand(&self, cx: &mut Context, path: &[u8]) -> Option<Entry> {
        let follows = self.follow
            || self.follow_operands
            // POSIX: without -d, -F and -l a link to a directory is that directory; BusyBox: nor with -i, -s or colours.
            || !(self.form == Form::Long
                || self.directory
                || self.inode
                || self.blocks
                || self.color
                || self.indicator == Indicator::Classify);
        let name = files::c_path(path);
        let examined = name.and_then(|name| {
            let flags = if follows { 0 } else { NO_FOLLOW };
            let followed = self.follow_directories && !self.directory && !follows;
            match files::stat_at(CWD, &name, flags) {
                Ok(stat) if followed && stat.st_mode & libc::S_IFMT == libc::S_IFLNK => {
                    Ok(files::stat_at(CWD, &name, 0).ok().filter(kit::walk::is_dir).unwrap_or(stat))
                }
                other => other,
            }
        });
        match examined {
            Ok(stat) => Some(self.entry(CWD, path.to_vec(), stat)),
            Err(error) => {
                cx.complain(text![path, ": ", error]);
                None
            }
        }
    }

    fn entry(&self, dir: i32, name: Vec<u8>, stat: Stat) -> Entry {
        let kind = stat.st_mode & libc::S_IFMT;
        let (mut target, mut target_mode, mut context, mut born) = (None, None, None, None);
        if self.context || self.clock == Clock::Born || kind == libc::S_IFLNK && self.colors.is_some() {
            let path = files::c_path(&name).unwrap_or_default();
            if self.context {
                context = files::security_context(dir, &path, kind != libc::S_IFLNK).ok();
            }
            if self.clock == Clock::Born {
                born = files::birth_time(dir, &path, if kind == libc::S_IFLNK { NO_FOLLOW } else { 0 });
            }
            if kind == libc::S_IFLNK && self.colors.as_ref().is_some_and(Colors::asks_targets) {
                target_mode = Some(colors::target_mode(dir, &path));
            }
        }
        if kind == libc::S_IFLNK
            && self.form == Form::Long
            && let Ok(path) = files::c_path(&name)
        {
            let text = files::readlink_at(dir, &path).unwrap_or_default();
            let wants_mode = self.color || self.indicator != Indicator::None;
            let mode = if wants_mode { colors::target_mode(dir, &path) } else { 0 };
            target = Some((text, mode));
        }
        Entry { name, stat: Some(stat), kind, target, target_mode, context, born }
    }

    /// Lists a directory, and with `-R` all below it, each after its title.
    fn tree(&mut self, cx: &mut Context, root: Vec<u8>, titled: bool) -> Result<()> {
        // The directories to come, innermost last; with links followed also those that are being listed.
        enum Step {
            List(Vec<u8>),
            Left,
        }
        let mut steps = vec![Step::List(root)];
        let mut above: Vec<FileId> = Vec::new();
        while let Some(step) = steps.pop() {
            if cx.interrupted() {
                return Err(Error::Write(io::ErrorKind::Interrupted.into()));
            }
            let Step::List(path) = step else {
                above.pop();
                continue;
            };
            if titled {
                self.title(cx, &path)?;
            }
            self.began = true;
            self.set_links_dir(&path);
            let (entries, id) = match self.read(cx, &path) {
                Ok(read) => read,
                Err(error) => {
                    cx.complain(kit::input::cannot_open(&path, &error));
                    continue;
                }
            };
            if self.recursive && self.follow {
                if above.contains(&id) {
                    cx.complain(text![path, ": not listing already-listed directory"]);
                    continue;
                }
                above.push(id);
                steps.push(Step::Left);
            }
            if self.form == Form::Long || self.blocks {
                let total = entries.iter().filter_map(|e| e.stat).map(|s| s.st_blocks as u64).sum::<u64>();
                self.total(cx, total)?;
            }
            self.list(cx, &entries)?;
            if self.recursive {
                let below = entries.iter().rev().filter(|e| e.is_dir() && e.name != b"." && e.name != b"..");
                steps.extend(below.map(|e| Step::List(crate::canonical::join(&path, &e.name))));
            }
        }
        Ok(())
    }

    /// The entries of a directory that are to be shown, in order.
    fn read(&self, cx: &mut Context, path: &[u8]) -> io::Result<(Vec<Entry>, FileId)> {
        let dir = files::open_at(CWD, &files::c_path(path)?, libc::O_RDONLY | libc::O_DIRECTORY | libc::O_NONBLOCK, 0)?;
        let id = if self.recursive && self.follow { file_id(&files::fstat(dir.as_raw_fd())?) } else { (0, 0) };
        let mut names = Entries::read(dir.as_raw_fd())?;
        let mut entries = Vec::new();
        let needs_stat = self.needs_stat();
        if self.all {
            for dots in [c".", c".."] {
                let stat = files::stat_at(dir.as_raw_fd(), dots, 0)?;
                entries.push(self.entry(dir.as_raw_fd(), dots.to_bytes().to_vec(), stat));
            }
        }
        while let Some((name, kind)) = names.next() {
            if !self.shows(name.to_bytes()) {
                continue;
            }
            if !needs_stat && kind != libc::DT_UNKNOWN {
                // DT_* are the type bits of st_mode, shifted.
                let kind = u32::from(kind) << 12;
                entries.push(Entry {
                    name: name.to_bytes().to_vec(),
                    stat: None,
                    kind,
                    target: None,
                    target_mode: None,
                    context: None,
                    born: None,
                });
                continue;
            }
            match files::stat_at(dir.as_raw_fd(), name, if self.follow { 0 } else { NO_FOLLOW }) {
                Ok(stat) => entries.push(self.entry(dir.as_raw_fd(), name.to_bytes().to_vec(), stat)),
                Err(error) => {
                    let whole = crate::canonical::join(path, name.to_bytes());
                    cx.complain(text![whole, ": ", error]);
                }
            }
        }
        self.arrange(&mut entries);
        Ok((entries, id))
    }

    fn shows(&self, name: &[u8]) -> bool {
        (self.all || self.almost_all || !name.starts_with(b"."))
            && !(self.no_backups && name.ends_with(b"~"))
            && (self.all || self.almost_all || !self.hide.iter().any(|pattern| crate::pattern::matches(pattern, name)))
            && !self.ignore.iter().any(|pattern| crate::pattern::matches(pattern, name))
    }

    /// None if the file's time of birth is not known, or nothing of it is.
    fn time_of(&self, entry: &Entry) -> Option<Moment> {
        let stat = entry.stat.as_ref()?;
        match self.clock {
            Clock::Modified => Some(copy::modified(stat)),
            Clock::Accessed => Some(copy::accessed(stat)),
            Clock::Changed => Some(copy::changed(stat)),
            Clock::Born => entry.born,
        }
    }

    fn arrange(&self, entries: &mut [Entry]) {
        order::arrange(entries, self.sort, self.reverse, self.directories_first, &|e| self.time_of(e));
    }
}

/// Which of the three times is shown and sorted by.
fn clock(given: &Given) -> Result<Clock> {
    let mut clock = Clock::Modified;
    for (key, value) in given.in_order() {
        clock = match (key, value) {
            (CHANGED, _) => Clock::Changed,
            (ACCESSED, _) => Clock::Accessed,
            (TIME, Some(b"atime" | b"access" | b"use")) => Clock::Accessed,
            (TIME, Some(b"ctime" | b"status")) => Clock::Changed,
            (TIME, Some(b"mtime" | b"modification")) => Clock::Modified,
            (TIME, Some(b"birth" | b"creation")) => Clock::Born,
            (TIME, Some(word)) => return Err(invalid(word, "--time")),
            _ => clock,
        };
    }
    Ok(clock)
}

fn sort(given: &Given, is_long: bool) -> Result<Sort> {
    let mut sort = None;
    for (key, value) in given.in_order() {
        sort = match (key, value) {
            (BY_SIZE, _) | (SORT, Some(b"size")) => Some(Sort::Size),
            (BY_EXTENSION, _) | (SORT, Some(b"extension")) => Some(Sort::Extension),
            (BY_VERSION, _) | (SORT, Some(b"version")) => Some(Sort::Version),
            (BY_TIME, _) | (SORT, Some(b"time")) => Some(Sort::Time),
            (UNSORTED | RAW_ORDER, _) | (SORT, Some(b"none")) => Some(Sort::None),
            (SORT, Some(b"name")) => Some(Sort::Name),
            (SORT, Some(b"width")) => Some(Sort::Width),
            (SORT, Some(word)) => return Err(invalid(word, "--sort")),
            _ => sort,
        };
    }
    // -c and -u sort where they are not seen.
    let by_clock = !is_long && (given.has(CHANGED) || given.has(ACCESSED) || given.has(TIME));
    Ok(sort.unwrap_or(if by_clock { Sort::Time } else { Sort::Name }))
}

fn time_style(given: &Given) -> Result<TimeStyle> {
    let mut style = TimeStyle::Locale;
    let both = |format: &[u8]| TimeStyle::Format(format.to_vec(), format.to_vec());
    for (key, value) in given.in_order() {
        style = match (key, value) {
            (FULL_TIME, _) => TimeStyle::Full,
            (TIME_STYLE, Some(word)) => match word.strip_prefix(b"posix-").unwrap_or(word) {
                b"full-iso" => both(b"%Y-%m-%d %H:%M:%S.%N %z"),
                b"long-iso" => both(b"%Y-%m-%d %H:%M"),
                b"iso" => TimeStyle::Format(b"%m-%d %H:%M".to_vec(), b"%Y-%m-%d ".to_vec()),
                b"locale" => TimeStyle::Locale,
                [b'+', format @ ..] => match format.iter().position(|c| *c == b'\n') {
                    // GNU: two lines are for older and for recent files.
                    Some(at) => TimeStyle::Format(format[at + 1..].to_vec(), format[..at].to_vec()),
                    None => both(format),
                },
                _ => return Err(invalid(word, "--time-style")),
            },
            _ => style,
        };
    }
    Ok(style)
}

fn form(word: &[u8]) -> Result<Form> {
    Ok(match word {
        b"across" | b"horizontal" => Form::Lines,
        b"vertical" => Form::Columns,
        b"commas" => Form::Commas,
        b"long" | b"verbose" => Form::Long,
        b"single-column" => Form::One,
        _ => return Err(invalid(word, "--format")),
    })
}

fn indicator(given: &Given, is_terminal: bool) -> Result<Indicator> {
    Ok(match given.last(&[SLASH, MARKS, CLASSIFY, FILE_TYPE, INDICATOR]) {
        Some(MARKS) => Indicator::Classify,
        Some(SLASH) => Indicator::Slash,
        Some(FILE_TYPE) => Indicator::Type,
        Some(CLASSIFY) if when(given.value(CLASSIFY), "--classify", is_terminal)? => Indicator::Classify,
        Some(INDICATOR) => match given.value(INDICATOR).unwrap_or_default() {
            b"none" => Indicator::None,
            b"slash" => Indicator::Slash,
            b"file-type" => Indicator::Type,
            b"classify" => Indicator::Classify,
            word => return Err(invalid(word, "--indicator-style")),
        },
        _ => Indicator::None,
    })
}

/// The style of names that was asked for last, on the command line or else by `QUOTING_STYLE`; none is BusyBox's.
fn style(cx: &mut Context, given: &Given) -> Result<Option<Style>> {
    match given.last(&[QUOTING, LITERAL, ESCAPE, QUOTE]) {
        Some(QUOTING) => {
            let word = given.value(QUOTING).unwrap_or_default();
            return Style::named(word).map(Some).ok_or_else(|| invalid(word, "--quoting-style"));
        }
        Some(_) => return Ok(None),
        None => {}
    }
    if let Some(word) = cx.env.get(b"QUOTING_STYLE").filter(|w| !w.is_empty()) {
        let style = Style::named(word);
        if style.is_none() {
            cx.warn(text!["ignoring invalid value of environment variable QUOTING_STYLE: ", word]);
        }
        return Ok(style);
    }
    Ok((cx.name != "ls").then_some(Style::Escape))
}

/// `SIZE`, or letters alone, which then stand behind each number (`K` is `1K`).
fn block_size(word: &[u8]) -> Result<Unit> {
    const LETTERS: [&str; 8] = ["K", "M", "G", "T", "kB", "MB", "GB", "TB"];
    match word {
        b"human-readable" => return Ok(Unit::Human),
        b"si" => return Ok(Unit::Si),
        _ => {}
    }
    // An apostrophe asks for the locale's grouping of digits, which there is none of.
    let digits = word.strip_prefix(b"'").unwrap_or(word);
    let letters = LETTERS.iter().find(|l| l.as_bytes() == digits).copied().unwrap_or("");
    let with_one =
        if digits.first().is_some_and(u8::is_ascii_alphabetic) { text!["1", digits] } else { digits.to_vec() };
    match kit::number::with_suffix(&with_one, kit::number::BLOCKS) {
        Ok(0) | Err(_) => Err(fail!("invalid --block-size argument '", word, "'")),
        Ok(bytes) => Ok(Unit::Of(bytes, letters)),
    }
}

fn invalid(word: &[u8], option: &str) -> Error {
    Error::Usage(Some(text!["invalid argument '", word, "' for '", option, "'"]))
}

fn when(word: Option<&[u8]>, option: &str, is_terminal: bool) -> Result<bool> {
    match word {
        None | Some(b"always" | b"yes" | b"force") => Ok(true),
        Some(b"never" | b"no" | b"none") => Ok(false),
        Some(b"auto" | b"tty" | b"if-tty") => Ok(is_terminal),
        Some(word) => Err(invalid(word, option)),
    }
}

/// The terminal's width, else COLUMNS, else 80.
fn terminal_width(cx: &mut Context) -> usize {
    let of_terminal = match cx.out.sink() {
        kit::output::Sink::Fd(fd) => kit::sys::terminal::columns(fd),
        kit::output::Sink::Memory(_) => None,
    };
    of_terminal
        .or_else(|| cx.env.get(b"COLUMNS").and_then(|w| kit::number::decimal(w).ok()).filter(|n| *n > 0))
        .unwrap_or(80)
}
