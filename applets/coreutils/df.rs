//! `df`: print filesystem usage statistics
//!
//! POSIX.1-2024 XCU df in BusyBox's layout; `-H`, `-l`, `-x`, `--total`, `--output` as in GNU. Mounts are those of /proc/self/mounts.

use crate::canonical::{Existing, canonical};
use kit::human::{push_size, push_size_si};
use kit::number::{self, KMG};
use kit::prelude::*;
use kit::proc::Mount;
use kit::sys::files;
use kit::text::push_decimal;

const USAGE: &str = "\
[-PkmhTai] [-B SIZE] [-t TYPE] [FILESYSTEM]...

Print filesystem usage statistics

	-P, --portability	POSIX output format
	-k		1024-byte blocks (default)
	-m		1M-byte blocks
	-h, --human-readable	Human readable (e.g. 1K 243M 2G)
	-H, --si	As -h, but powers of 1000
	-T, --print-type	Print filesystem type
	-t, --type=TYPE	Print only mounts of this type
	-x, --exclude-type=TYPE	Leave out mounts of this type
	-l, --local	Leave out network filesystems
	-a, --all	Show all filesystems
	-i, --inodes	Inodes
	-B, --block-size=SIZE	Blocksize
	--sync		Write everything to the disks first
	--no-sync	Do not (default)
	--total		A line with the sums
	--output[=LIST]	Columns: source fstype itotal iused iavail ipcent size used avail pcent file target
";

pub const APPLET: Applet =
    Applet { dir: Dir::Bin, kind: Kind::Pure, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const fn key(letter: char) -> Key {
    Key::short(APPLET.options, letter)
}

const POSIX: Key = key('P');
const KILOBYTES: Key = key('k');
const MEGABYTES: Key = key('m');
const HUMAN: Key = key('h');
const SI: Key = key('H');
const WITH_TYPE: Key = key('T');
const TYPE: Key = key('t');
const EXCLUDED: Key = key('x');
const LOCAL: Key = key('l');
const ALL: Key = key('a');
const INODES: Key = key('i');
const UNIT: Key = key('B');
const SYNC: Key = Key::long(USAGE, APPLET.options, "sync");
const NO_SYNC: Key = Key::long(USAGE, APPLET.options, "no-sync");
const TOTAL: Key = Key::long(USAGE, APPLET.options, "total");
const OUTPUT: Key = Key::long(USAGE, APPLET.options, "output");

const NETWORK: [&[u8]; 12] = [
    b"nfs",
    b"nfs4",
    b"cifs",
    b"smb3",
    b"smbfs",
    b"ncpfs",
    b"afs",
    b"coda",
    b"9p",
    b"ceph",
    b"glusterfs",
    b"fuse.sshfs",
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Unit {
    Blocks(u64),
    Human,
    Si,
}

#[derive(Default, Clone, Copy)]
struct Usage {
    size: u64,
    used: u64,
    available: u64,
}

struct Df<'a> {
    unit: Unit,
    posix: bool,
    inodes: bool,
    with_type: bool,
    all: bool,
    local: bool,
    types: Vec<&'a [u8]>,
    excluded: Vec<&'a [u8]>,
}

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    let df = Df {
        unit: unit(&given)?,
        posix: given.has(POSIX),
        inodes: given.has(INODES),
        with_type: given.has(WITH_TYPE),
        all: given.has(ALL),
        local: given.has(LOCAL),
        types: given.values(TYPE).collect(),
        excluded: given.values(EXCLUDED).collect(),
    };
    let columns = if given.has(OUTPUT) { Some(columns(given.value(OUTPUT))?) } else { None };
    if columns.is_none() {
        df.header(cx)?;
    }
    if given.last(&[SYNC, NO_SYNC]) == Some(SYNC) {
        files::sync_all();
    }
    let mounts = match kit::proc::mounts() {
        Ok(mounts) => mounts,
        Err(error) if given.operands.is_empty() => return Err(fail!("/proc/mounts: ", error)),
        Err(_) => Vec::new(),
    };
    let mut rows = Vec::new();
    if given.operands.is_empty() {
        for mount in &mounts {
            if let Some(row) = df.row(cx, mount, false, b"-") {
                rows.push(row);
            }
        }
    }
    for path in &given.operands {
        match find(&mounts, path) {
            Some(mount) => {
                if let Some(row) = df.row(cx, mount, true, path) {
                    rows.push(row);
                }
            }
            None => {
                // In its place among the lines.
                df.print(cx, columns.as_deref(), &std::mem::take(&mut rows))?;
                cx.complain(text![path, ": can't find mount point"]);
            }
        }
    }
    if given.has(TOTAL) {
        rows.push(total(&rows));
    }
    df.print(cx, columns.as_deref(), &rows)?;
    Ok(cx.status())
}

fn unit(given: &Given) -> Result<Unit> {
    Ok(match given.last(&[KILOBYTES, MEGABYTES, HUMAN, SI, UNIT]) {
        // BusyBox: -h wins over -k wherever it stands.
        _ if given.has(HUMAN) => Unit::Human,
        Some(SI) => Unit::Si,
        Some(MEGABYTES) => Unit::Blocks(1 << 20),
        Some(UNIT) => {
            let word = given.value(UNIT).unwrap_or_default();
            match number::with_suffix(word, KMG)? {
                0 => return Err(fail!("number ", word, " is not in 1..18446744073709551615 range")),
                n => Unit::Blocks(n),
            }
        }
        _ => Unit::Blocks(1024),
    })
}

/// One filesystem.
struct Row {
    mount: Mount,
    space: Usage,
    inodes: Usage,
    /// The operand.
    file: Vec<u8>,
}

fn total(rows: &[Row]) -> Row {
    let sum = |of: fn(&Row) -> Usage| {
        rows.iter().map(of).fold(Usage::default(), |a, b| Usage {
            size: a.size.saturating_add(b.size),
            used: a.used.saturating_add(b.used),
            available: a.available.saturating_add(b.available),
        })
    };
    Row {
        mount: Mount { device: b"total".to_vec(), dir: b"-".to_vec(), kind: b"-".to_vec(), ..Mount::default() },
        space: sum(|r| r.space),
        inodes: sum(|r| r.inodes),
        file: b"-".to_vec(),
    }
}

/// The mount that holds `path`, or whose device it is.
fn find<'m>(mounts: &'m [Mount], path: &[u8]) -> Option<&'m Mount> {
    if let Some(mount) = mounts.iter().rev().find(|m| m.device == path || m.dir == path) {
        return Some(mount);
    }
    let stat = files::stat(path).ok()?;
    if stat.st_mode & libc::S_IFMT == libc::S_IFBLK {
        let is_it = |m: &&Mount| files::stat(&m.device).is_ok_and(|s| s.st_rdev == stat.st_rdev && s.st_rdev != 0);
        if let Some(mount) = mounts.iter().find(is_it) {
            return Some(mount);
        }
    }
    // Of those on its device the one above it, and the last of what is mounted over one another.
    let path = canonical(path, Existing::All, false).ok()?;
    let on_device = |m: &&Mount| files::stat(&m.dir).is_ok_and(|s| s.st_dev == stat.st_dev);
    let depth = |m: &Mount| {
        let rest = path.strip_prefix(&m.dir[..])?;
        let is_above = rest.is_empty() || rest.starts_with(b"/") || m.dir == b"/";
        is_above.then_some(m.dir.len())
    };
    mounts.iter().filter(on_device).max_by_key(|m| depth(m))
}

impl Df<'_> {
    /// What is to be shown of a mount, if it is.
    fn row(&self, cx: &mut Context, mount: &Mount, named: bool, file: &[u8]) -> Option<Row> {
        if !self.types.is_empty() && !self.types.contains(&&mount.kind[..])
            || self.excluded.contains(&&mount.kind[..])
            || self.local && NETWORK.contains(&&mount.kind[..])
        {
            return None;
        }
        let stat = match files::c_path(&mount.dir).and_then(|target| files::file_system(&target)) {
            Ok(stat) => stat,
            Err(error) => {
                // A mount that another hides, or that only its owner may see, is nobody's fault when all are shown.
                if named {
                    cx.complain(text![mount.dir, ": ", error]);
                }
                return None;
            }
        };
        if stat.f_blocks == 0 && !named && !self.all || mount.device == b"rootfs" && !named {
            return None;
        }
        let unit = if stat.f_frsize > 0 { stat.f_frsize } else { stat.f_bsize };
        let bytes = |blocks: u64| blocks.saturating_mul(unit);
        Some(Row {
            mount: mount.clone(),
            space: Usage {
                size: bytes(stat.f_blocks),
                used: bytes(stat.f_blocks.saturating_sub(stat.f_bfree)),
                available: bytes(stat.f_bavail),
            },
            inodes: Usage {
                size: stat.f_files,
                used: stat.f_files.saturating_sub(stat.f_ffree),
                available: stat.f_ffree,
            },
            file: file.to_vec(),
        })
    }

    fn header(&self, cx: &mut Context) -> Result<()> {
        let mut line = b"Filesystem           ".to_vec();
        if self.with_type {
            line.extend_from_slice(b"Type       ");
        }
        let blocks = match self.unit {
            _ if self.inodes => b"   Inodes".to_vec(),
            Unit::Human | Unit::Si => b"     Size".to_vec(),
            Unit::Blocks(unit) if self.posix => text![unit, "-blocks"],
            Unit::Blocks(unit) => text![short(unit), "-blocks"],
        };
        let missing = 15_usize.saturating_sub(blocks.len());
        line.extend_from_slice(&blocks);
        line.resize(line.len() + missing, b' ');
        line.extend_from_slice(if self.posix {
            b"Used Available Capacity Mounted on"
        } else {
            b"Used Available Use% Mounted on"
        });
        Ok(cx.out.line(&line)?)
    }

    fn print(&self, cx: &mut Context, columns: Option<&[Column]>, rows: &[Row]) -> Result<()> {
        if let Some(columns) = columns {
            return self.table(cx, columns, rows);
        }
        for row in rows {
            let usage = if self.inodes { row.inodes } else { row.space };
            let mut line = row.mount.device.clone();
            // A long name stands on a line of its own, but for POSIX.
            if line.len() > 20 && !self.posix {
                line.push(b'\n');
                line.resize(line.len() + 20, b' ');
            } else {
                line.resize(line.len().max(20), b' ');
            }
            if self.with_type {
                line.push(b' ');
                let end = line.len() + 10;
                line.extend_from_slice(&row.mount.kind);
                line.resize(line.len().max(end), b' ');
            }
            for value in [usage.size, usage.used, usage.available] {
                line.push(b' ');
                push_right(&mut line, &self.number(value), 9);
            }
            line.push(b' ');
            push_right(&mut line, &text![percent(usage)], 3);
            line.extend_from_slice(b"% ");
            line.extend_from_slice(&kit::text::printable(&row.mount.dir));
            cx.out.line(&line)?;
        }
        Ok(())
    }

    fn number(&self, value: u64) -> Vec<u8> {
        let mut text = Vec::new();
        match self.unit {
            Unit::Human => push_size(&mut text, value),
            Unit::Si => push_size_si(&mut text, value),
            _ if self.inodes => push_decimal(&mut text, value),
            // To the nearest, but a little is not nothing.
            Unit::Blocks(unit) => push_decimal(&mut text, (value / unit) + u64::from(value % unit >= unit.div_ceil(2))),
        }
        text
    }

    /// `--output`: columns as wide as they need to be.
    fn table(&self, cx: &mut Context, columns: &[Column], rows: &[Row]) -> Result<()> {
        let mut lines: Vec<Vec<Vec<u8>>> = vec![columns.iter().map(|c| self.title(*c)).collect()];
        lines.extend(rows.iter().map(|row| columns.iter().map(|c| self.cell(*c, row)).collect()));
        let widths: Vec<usize> =
            (0..columns.len()).map(|i| lines.iter().map(|line| line[i].len()).max().unwrap_or(0)).collect();
        for cells in &lines {
            let mut line = Vec::new();
            for (i, cell) in cells.iter().enumerate() {
                if i > 0 {
                    line.push(b' ');
                }
                if columns[i].is_number() {
                    push_right(&mut line, cell, widths[i]);
                } else {
                    line.extend_from_slice(cell);
                    if i + 1 < cells.len() {
                        line.resize(line.len() + widths[i] - cell.len(), b' ');
                    }
                }
            }
            cx.out.line(&line)?;
        }
        Ok(())
    }

    fn title(&self, column: Column) -> Vec<u8> {
        let size = match self.unit {
            Unit::Blocks(unit) => text![short(unit), "-blocks"],
            _ => b"Size".to_vec(),
        };
        match column {
            Column::Source => b"Filesystem".to_vec(),
            Column::Type => b"Type".to_vec(),
            Column::Inodes => b"Inodes".to_vec(),
            Column::InodesUsed => b"IUsed".to_vec(),
            Column::InodesFree => b"IFree".to_vec(),
            Column::InodesPercent => b"IUse%".to_vec(),
            Column::Size => size,
            Column::Used => b"Used".to_vec(),
            Column::Available => b"Avail".to_vec(),
            Column::Percent => b"Use%".to_vec(),
            Column::File => b"File".to_vec(),
            Column::Target => b"Mounted on".to_vec(),
        }
    }

    fn cell(&self, column: Column, row: &Row) -> Vec<u8> {
        match column {
            Column::Source => row.mount.device.clone(),
            Column::Type => row.mount.kind.clone(),
            Column::Inodes => text![row.inodes.size],
            Column::InodesUsed => text![row.inodes.used],
            Column::InodesFree => text![row.inodes.available],
            Column::InodesPercent => text![percent(row.inodes), "%"],
            Column::Size => self.number(row.space.size),
            Column::Used => self.number(row.space.used),
            Column::Available => self.number(row.space.available),
            Column::Percent => text![percent(row.space), "%"],
            Column::File => row.file.clone(),
            Column::Target => kit::text::printable(&row.mount.dir),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Column {
    Source,
    Type,
    Inodes,
    InodesUsed,
    InodesFree,
    InodesPercent,
    Size,
    Used,
    Available,
    Percent,
    File,
    Target,
}

impl Column {
    const NAMES: [(&'static str, Column); 12] = [
        ("source", Column::Source),
        ("fstype", Column::Type),
        ("itotal", Column::Inodes),
        ("iused", Column::InodesUsed),
        ("iavail", Column::InodesFree),
        ("ipcent", Column::InodesPercent),
        ("size", Column::Size),
        ("used", Column::Used),
        ("avail", Column::Available),
        ("pcent", Column::Percent),
        ("file", Column::File),
        ("target", Column::Target),
    ];

    fn is_number(self) -> bool {
        !matches!(self, Column::Source | Column::Type | Column::File | Column::Target)
    }
}

fn columns(list: Option<&[u8]>) -> Result<Vec<Column>> {
    let Some(list) = list else { return Ok(Column::NAMES.iter().map(|c| c.1).collect()) };
    list.split(|c| *c == b',')
        .map(|word| {
            let found = Column::NAMES.iter().find(|(name, _)| name.as_bytes() == word);
            found.map(|c| c.1).ok_or_else(|| Error::Usage(Some(text!["invalid argument '", word, "' for '--output'"])))
        })
        .collect()
}

/// `1K`, `4K`, `1M`; what is no power of 1024 stays a number.
fn short(unit: u64) -> Vec<u8> {
    let letters = b"KMGT";
    let mut n = unit;
    let mut letter = None;
    for l in letters {
        if n < 1024 || !n.is_multiple_of(1024) {
            break;
        }
        n /= 1024;
        letter = Some(*l);
    }
    let mut text = text![n];
    text.extend(letter);
    text
}

/// Of what ordinary users may have, in whole percents.
fn percent(usage: Usage) -> u64 {
    let whole = u128::from(usage.used) + u128::from(usage.available);
    if whole == 0 {
        return 0;
    }
    ((u128::from(usage.used) * 100 + whole / 2) / whole) as u64
}

fn push_right(line: &mut Vec<u8>, text: &[u8], width: usize) {
    line.resize(line.len() + width.saturating_sub(text.len()), b' ');
    line.extend_from_slice(text);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn block_sizes_are_named_in_the_header() {
        for (unit, name) in [(1024, "1K"), (4096, "4K"), (1 << 20, "1M"), (1000, "1000"), (512, "512"), (1, "1")] {
            assert_eq!(short(unit), name.as_bytes());
        }
    }

    #[test]
    fn the_share_is_rounded() {
        assert_eq!(percent(Usage { size: 0, used: 1, available: 2 }), 33);
        assert_eq!(percent(Usage { size: 0, used: 2, available: 1 }), 67);
        assert_eq!(percent(Usage::default()), 0);
    }
}
