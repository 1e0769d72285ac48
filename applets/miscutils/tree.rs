//! `tree`: print a directory tree
//!
//! Output as in BusyBox, whose `tree` has no options; those here are Steve Baker's.

use kit::human;
use kit::mode::symbolic;
use kit::pattern::Pattern;
use kit::prelude::*;
use kit::process::c_string;
use kit::sys::files::{self, Stat};
use kit::walk::{Entries, Trail, is_dir, is_link};
use std::ffi::CString;
use std::io;

const USAGE: &str = "\
[-adfipshrt] [-L N] [-P PATTERN] [-I PATTERN] [DIR]...

Print DIRs (or the working directory) and what they contain as trees

	-a, --all	Entries that begin with a dot too
	-d, --dirs-only	Directories only
	-f, --full	The path before each name
	-i, --noindent	No lines
	-p, --perms	Types and permissions
	-s, --size	Sizes in bytes
	-h, --human	Sizes for humans
	-r, --reverse	In reverse order
	-t, --newest	By time of modification, oldest first
	--dirsfirst	Directories before other files
	-L, --level=N	Descend at most N levels
	-P, --include=PATTERN	Only files that match PATTERN (or A|B)
	-I, --exclude=PATTERN	No entries that match PATTERN
	--noreport	Don't count
";

pub const APPLET: Applet =
    Applet { dir: Dir::UsrBin, kind: Kind::Pure, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const ALL: Key = Key::short(APPLET.options, 'a');
const DIRECTORIES: Key = Key::short(APPLET.options, 'd');
const FULL: Key = Key::short(APPLET.options, 'f');
const NO_LINES: Key = Key::short(APPLET.options, 'i');
const PERMISSIONS: Key = Key::short(APPLET.options, 'p');
const SIZES: Key = Key::short(APPLET.options, 's');
const HUMAN: Key = Key::short(APPLET.options, 'h');
const REVERSE: Key = Key::short(APPLET.options, 'r');
const BY_TIME: Key = Key::short(APPLET.options, 't');
const DIRECTORIES_FIRST: Key = Key::long(USAGE, APPLET.options, "dirsfirst");
const LEVELS: Key = Key::short(APPLET.options, 'L');
const INCLUDE: Key = Key::short(APPLET.options, 'P');
const EXCLUDE: Key = Key::short(APPLET.options, 'I');
const NO_REPORT: Key = Key::long(USAGE, APPLET.options, "noreport");

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    let patterns = |key| -> Vec<Pattern> {
        let alternatives = given.values(key).flat_map(|value| value.split(|c| *c == b'|'));
        alternatives.map(|pattern| Pattern::new(pattern, &[])).collect()
    };
    let levels = match given.number::<usize>(LEVELS)? {
        Some(0) => return Err(fail!("invalid level, must be greater than 0")),
        Some(n) => n,
        None => usize::MAX,
    };
    let mut tree = Tree {
        hidden: given.has(ALL),
        directories_only: given.has(DIRECTORIES),
        full: given.has(FULL),
        lines: !given.has(NO_LINES),
        permissions: given.has(PERMISSIONS),
        sizes: given.has(SIZES) || given.has(HUMAN),
        human: given.has(HUMAN),
        reverse: given.has(REVERSE),
        by_time: given.has(BY_TIME),
        directories_first: given.has(DIRECTORIES_FIRST),
        levels,
        include: patterns(INCLUDE),
        exclude: patterns(EXCLUDE),
        terminal: cx.out.is_terminal(),
        directories: 0,
        files: 0,
    };
    let roots: &[&[u8]] = if given.operands.is_empty() { &[b"."] } else { &given.operands };
    for root in roots {
        tree.show(cx, root)?;
    }
    if !given.has(NO_REPORT) {
        let files = if tree.directories_only { Vec::new() } else { text![", ", tree.files, " files"] };
        cx.out.line(&text!["\n", tree.directories, " directories", files])?;
    }
    Ok(cx.status())
}

struct Tree {
    hidden: bool,
    directories_only: bool,
    full: bool,
    lines: bool,
    permissions: bool,
    sizes: bool,
    human: bool,
    reverse: bool,
    by_time: bool,
    directories_first: bool,
    levels: usize,
    include: Vec<Pattern>,
    exclude: Vec<Pattern>,
    /// Names are shown to a terminal: control characters in them are replaced.
    terminal: bool,
    directories: u64,
    files: u64,
}

struct Entry {
    name: CString,
    is_directory: bool,
    is_link: bool,
    /// Where something of it is shown or sorted by.
    stat: Option<Stat>,
}

/// A directory that is being shown.
struct Level {
    /// What is yet to come, the next one last.
    entries: Vec<Entry>,
    /// How long the lines before its entries, and the path, were in the directory it is in.
    indent: usize,
    path: usize,
}

/// As BusyBox says it: in the tree, and not by the status.
fn cannot_open(cx: &mut Context, line: &[u8]) -> Result<()> {
    cx.out.line(&text![line, " [error opening dir]"])?;
    Ok(())
}

impl Tree {
    /// Shows `root` and all below it. No recursion: a tree may be as deep as it likes.
    fn show(&mut self, cx: &mut Context, root: &[u8]) -> Result<()> {
        let mut trail = Trail::default();
        let mut path = root.to_vec();
        let mut indent = Vec::new();
        let mut levels = match self.enter(&mut trail, &c_string(root), true) {
            Ok(entries) => {
                cx.out.line(&self.shown(root))?;
                vec![Level { entries, indent: 0, path: 0 }]
            }
            Err(_) => return cannot_open(cx, &self.shown(root)),
        };
        while let Some(level) = levels.last_mut() {
            if cx.interrupted() {
                return Err(io::Error::from(io::ErrorKind::Interrupted).into());
            }
            let Some(entry) = level.entries.pop() else {
                indent.truncate(level.indent);
                path.truncate(level.path);
                levels.pop();
                // A directory that is no longer where it was has nothing more to show.
                if trail.leave().is_err() {
                    levels.clear();
                }
                continue;
            };
            let is_last = level.entries.is_empty();
            let depth = levels.len();
            let before = path.len();
            path.push(b'/');
            path.extend_from_slice(entry.name.to_bytes());
            let mut line = Vec::new();
            if self.lines {
                line.extend_from_slice(&indent);
                line.extend_from_slice(if is_last { "└── " } else { "├── " }.as_bytes());
            }
            line.extend(self.attributes(&entry));
            line.extend(self.shown(if self.full { &path } else { entry.name.to_bytes() }));
            if entry.is_link
                && let Ok(target) = files::readlink_at(trail.fd(), &entry.name)
            {
                line.extend(text![" -> ", self.shown(&target)]);
            }
            if entry.is_directory {
                self.directories += 1;
            } else {
                self.files += 1;
            }
            if entry.is_directory && depth < self.levels {
                match self.enter(&mut trail, &entry.name, false) {
                    Ok(entries) => {
                        levels.push(Level { entries, indent: indent.len(), path: before });
                        indent.extend_from_slice(if is_last { "    " } else { "│   " }.as_bytes());
                        cx.out.line(&line)?;
                        continue;
                    }
                    Err(_) => cannot_open(cx, &line)?,
                }
            } else {
                cx.out.line(&line)?;
            }
            path.truncate(before);
        }
        Ok(())
    }

    fn shown(&self, name: &[u8]) -> Vec<u8> {
        if self.terminal { kit::text::printable(name) } else { name.to_vec() }
    }

    /// Goes into a directory and gives what is to be shown of it, the first last.
    fn enter(&self, trail: &mut Trail, name: &CString, follow: bool) -> io::Result<Vec<Entry>> {
        trail.enter(name, follow)?;
        let mut names = match Entries::read(trail.fd()) {
            Ok(names) => names,
            Err(error) => {
                let _ = trail.leave();
                return Err(error);
            }
        };
        let mut entries = Vec::new();
        while let Some((name, kind)) = names.next() {
            if let Some(entry) = self.entry(trail, name.to_owned(), kind) {
                entries.push(entry);
            }
        }
        entries.sort_by(|a, b| {
            let time = |entry: &Entry| entry.stat.filter(|_| self.by_time).map(|s| (s.st_mtime, s.st_mtime_nsec));
            let order = time(a).cmp(&time(b)).then_with(|| a.name.cmp(&b.name));
            let order = if self.reverse { order.reverse() } else { order };
            let first = if self.directories_first { b.is_directory.cmp(&a.is_directory) } else { order };
            first.then(order).reverse()
        });
        Ok(entries)
    }

    /// The entry, if it is to be shown.
    fn entry(&self, trail: &Trail, name: CString, kind: u8) -> Option<Entry> {
        let bytes = name.to_bytes();
        if !self.hidden && bytes.starts_with(b".") || self.exclude.iter().any(|pattern| pattern.matches(bytes)) {
            return None;
        }
        let asks = self.permissions || self.sizes || self.by_time || kind == libc::DT_UNKNOWN;
        let stat = if asks { files::stat_at(trail.fd(), &name, files::NO_FOLLOW).ok() } else { None };
        let is_directory = stat.as_ref().map_or(kind == libc::DT_DIR, is_dir);
        let is_link = stat.as_ref().map_or(kind == libc::DT_LNK, is_link);
        let included = self.include.is_empty() || self.include.iter().any(|pattern| pattern.matches(bytes));
        (is_directory || !self.directories_only && included).then_some(Entry { name, is_directory, is_link, stat })
    }

    /// `[drwxr-xr-x 4.0K]  `, as far as asked for.
    fn attributes(&self, entry: &Entry) -> Vec<u8> {
        let Some(stat) = entry.stat.as_ref().filter(|_| self.permissions || self.sizes) else { return Vec::new() };
        let mut parts = Vec::new();
        if self.permissions {
            parts.push(symbolic(stat.st_mode).to_vec());
        }
        if self.sizes {
            let size = stat.st_size as u64;
            let (text, width) = if self.human { (human::size(size), 4_usize) } else { (text![size], 11) };
            parts.push([b" ".repeat(width.saturating_sub(text.len())), text].concat());
        }
        text!["[", parts.join(&b' '), "]  "]
    }
}
