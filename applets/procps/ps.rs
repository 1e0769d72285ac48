//! `ps`: list processes
//!
//! BusyBox's four columns are shown for every command line that BusyBox takes, also for `ps aux` and `ps -ef`, whose
//! letters it ignores: scripts read those columns. `-aux`, `-p`, `--ppid`, `-C`, `-u`, `--sort`, `-w`, `-F` and more fields are procps',
//! and with any of them `-f`, `-F` and `u` have procps' columns. `-A`, `-a`, `-d`, `-e`, `-l`, `a` and `x` change nothing: all
//! processes are shown anyway.

use kit::accounts::{self, Names};
use kit::prelude::*;
use kit::proc::{self, Stat};
use kit::time::{self, Zone};
use std::cmp::Ordering;
use std::os::unix::fs::MetadataExt;

const USAGE: &str = "\
[-o COL1,COL2=HEADER] [-T] [-F] [-p PID]

Show list of processes

	-o, --format=COL1,COL2=HEADER	Select columns for display
	-T		Show threads
	-F		Full: UID PID PPID C STIME TTY TIME CMD
	-f		As -F, with any of the options below
	-p, -q, --pid=PID[,...]	Only these
	--ppid=PID[,...]	Only their children
	-C NAME[,...]	Only programs of that name
	-u, -U, --user=USER[,...]	Only of these users
	-w		Do not cut lines at the terminal's width
	--sort=[-]COL[,...]	Sort by columns; -: descending
	--no-headers, --no-heading	No header line
~	-A, -a, -d, -e, -l	All processes, which are shown anyway
";

pub const APPLET: Applet =
    Applet { dir: Dir::Bin, kind: Kind::Pure, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const FORMAT: Key = Key::short(APPLET.options, 'o');
const THREADS: Key = Key::short(APPLET.options, 'T');
const FULL: Key = Key::short(APPLET.options, 'F');
const FULL_WITH_OTHERS: Key = Key::short(APPLET.options, 'f');
const PIDS: Key = Key::short(APPLET.options, 'p');
const PARENTS: Key = Key::long(USAGE, APPLET.options, "ppid");
const COMMANDS: Key = Key::short(APPLET.options, 'C');
const USERS: Key = Key::short(APPLET.options, 'u');
const WIDE: Key = Key::short(APPLET.options, 'w');
const SORT: Key = Key::long(USAGE, APPLET.options, "sort");
const NO_HEADERS: Key = Key::long(USAGE, APPLET.options, "no-headers");

/// What a column shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Field {
    User,
    RealUser,
    Uid,
    RealUid,
    Group,
    RealGroup,
    Gid,
    RealGid,
    Comm,
    Args,
    Pid,
    Ppid,
    Pgid,
    Sid,
    Tpgid,
    Thread,
    Threads,
    Elapsed,
    ElapsedSeconds,
    Nice,
    Priority,
    RtPriority,
    Class,
    Time,
    TimeInHours,
    Tty,
    TtyName,
    Vsz,
    Rss,
    VszKib,
    RssKib,
    Stat,
    StatFull,
    State,
    Cpu,
    CpuWhole,
    Memory,
    Start,
    StartLong,
    Processor,
    MinorFaults,
    MajorFaults,
    Flags,
    Wchan,
}

/// Name, header, width, right-aligned. BusyBox's own come first, in the order in which its message lists them.
const FIELDS: &[(&str, &str, usize, bool, Field)] = &[
    ("user", "USER", 8, false, Field::User),
    ("group", "GROUP", 8, false, Field::Group),
    ("comm", "COMMAND", 16, false, Field::Comm),
    ("args", "COMMAND", 27, false, Field::Args),
    ("pid", "PID", 5, true, Field::Pid),
    ("ppid", "PPID", 5, true, Field::Ppid),
    ("pgid", "PGID", 5, true, Field::Pgid),
    ("etime", "ELAPSED", 7, false, Field::Elapsed),
    ("nice", "NI", 5, true, Field::Nice),
    ("rgroup", "RGROUP", 8, false, Field::RealGroup),
    ("ruser", "RUSER", 8, false, Field::RealUser),
    ("time", "TIME", 5, true, Field::Time),
    ("tty", "TT", 6, false, Field::Tty),
    ("vsz", "VSZ", 4, true, Field::Vsz),
    ("sid", "SID", 5, true, Field::Sid),
    ("stat", "STAT", 4, false, Field::Stat),
    ("rss", "RSS", 4, true, Field::Rss),
    ("euser", "EUSER", 8, false, Field::User),
    ("uname", "USER", 8, false, Field::User),
    ("uid", "UID", 5, true, Field::Uid),
    ("euid", "EUID", 5, true, Field::Uid),
    ("ruid", "RUID", 5, true, Field::RealUid),
    ("egroup", "EGROUP", 8, false, Field::Group),
    ("gid", "GID", 5, true, Field::Gid),
    ("egid", "EGID", 5, true, Field::Gid),
    ("rgid", "RGID", 5, true, Field::RealGid),
    ("ucmd", "CMD", 15, false, Field::Comm),
    ("ucomm", "COMMAND", 15, false, Field::Comm),
    ("cmd", "CMD", 27, false, Field::Args),
    ("command", "COMMAND", 27, false, Field::Args),
    ("pgrp", "PGRP", 5, true, Field::Pgid),
    ("sess", "SESS", 5, true, Field::Sid),
    ("session", "SESS", 5, true, Field::Sid),
    ("tpgid", "TPGID", 5, true, Field::Tpgid),
    ("tid", "TID", 5, true, Field::Thread),
    ("lwp", "LWP", 5, true, Field::Thread),
    ("spid", "SPID", 5, true, Field::Thread),
    ("nlwp", "NLWP", 4, true, Field::Threads),
    ("thcount", "THCNT", 5, true, Field::Threads),
    ("etimes", "ELAPSED", 7, true, Field::ElapsedSeconds),
    ("ni", "NI", 3, true, Field::Nice),
    ("pri", "PRI", 3, true, Field::Priority),
    ("rtprio", "RTPRIO", 6, true, Field::RtPriority),
    ("cls", "CLS", 3, true, Field::Class),
    ("class", "CLS", 3, true, Field::Class),
    ("cputime", "TIME", 8, true, Field::TimeInHours),
    ("bsdtime", "TIME", 6, true, Field::Time),
    ("tt", "TT", 8, false, Field::TtyName),
    ("tname", "TTY", 8, false, Field::TtyName),
    ("vsize", "VSZ", 6, true, Field::VszKib),
    ("rssize", "RSS", 5, true, Field::RssKib),
    ("state", "S", 1, false, Field::State),
    ("s", "S", 1, false, Field::State),
    ("pcpu", "%CPU", 4, true, Field::Cpu),
    ("%cpu", "%CPU", 4, true, Field::Cpu),
    ("c", "C", 2, true, Field::CpuWhole),
    ("pmem", "%MEM", 4, true, Field::Memory),
    ("%mem", "%MEM", 4, true, Field::Memory),
    ("start", "STARTED", 8, true, Field::Start),
    ("start_time", "START", 5, true, Field::Start),
    ("stime", "STIME", 5, true, Field::Start),
    ("lstart", "STARTED", 24, true, Field::StartLong),
    ("psr", "PSR", 3, true, Field::Processor),
    ("min_flt", "MINFL", 6, true, Field::MinorFaults),
    ("maj_flt", "MAJFL", 6, true, Field::MajorFaults),
    ("f", "F", 1, true, Field::Flags),
    ("flags", "F", 1, true, Field::Flags),
    ("wchan", "WCHAN", 6, false, Field::Wchan),
];

/// How many of [`FIELDS`] BusyBox has.
const NAMED_IN_MESSAGE: usize = 17;

/// A column of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Column {
    field: Field,
    header: Vec<u8>,
    width: usize,
    right: bool,
}

const DEFAULT: &[u8] = b"pid,user,time,args";
const FULL_FORMAT: &[u8] = b"user=UID,pid,ppid,c,stime,tname=TTY,cputime,args=CMD";

fn run(cx: &mut Context) -> Result<Status> {
    // procps' `-aux` is not `-u x`, and what has no dash is BSD's.
    let (mut user_columns, mut beyond_busybox) = (false, false);
    let mut wide = false;
    let mut args = Vec::with_capacity(cx.args.len());
    for arg in cx.args {
        match arg {
            [b'-', letters @ ..] if letters.starts_with(b"aux") => {
                (user_columns, beyond_busybox) = (true, true);
                wide |= letters.contains(&b'w');
            }
            _ => args.push(*arg),
        }
    }
    let given = cx.options_of(&args)?;
    for word in &given.operands {
        if word.iter().all(|letter| b"aAuxwefljTh".contains(letter)) {
            user_columns |= word.contains(&b'u');
            wide |= word.contains(&b'w');
        }
    }
    beyond_busybox |= BEYOND_BUSYBOX.iter().any(|option| given.has(*option));
    let columns = columns(&given, user_columns && beyond_busybox, beyond_busybox)?;
    let wanted = Wanted::of(&given)?;
    let mut view = View::new(cx, &columns);
    let mut shown = processes(&wanted, given.has(THREADS))?;
    if let Some(keys) = given.value(SORT) {
        sort(&mut shown, keys, &mut view)?;
    }
    let limit = if wide || given.has(WIDE) || !cx.out.is_terminal() { None } else { terminal_width(cx) };
    if !given.has(NO_HEADERS) && columns.iter().any(|column| !column.header.is_empty()) {
        let cells = columns.iter().map(|column| column.header.clone()).collect();
        line(cx, &columns, cells, true, limit)?;
    }
    for process in &shown {
        let cells = columns.iter().map(|column| view.cell(column.field, process)).collect();
        line(cx, &columns, cells, false, limit)?;
    }
    Ok(if wanted.is_selective() && shown.is_empty() { Status::FAILED } else { Status::OK })
}

/// BusyBox refuses them: a script that gives one does not expect its columns.
const BEYOND_BUSYBOX: &[Key] = &[FULL, PIDS, PARENTS, COMMANDS, USERS, WIDE, SORT, NO_HEADERS];

fn columns(given: &Given, user_columns: bool, full_columns: bool) -> Result<Vec<Column>> {
    let mut columns = Vec::new();
    for list in given.values(FORMAT) {
        read_columns(list, &mut columns)?;
    }
    if columns.is_empty() {
        if user_columns {
            read_columns(b"user,pid,%cpu,%mem,vsize,rssize,tname=TTY,stat,start_time,bsdtime,args", &mut columns)?;
            columns.iter_mut().filter(|c| c.field == Field::Stat).for_each(|c| c.field = Field::StatFull);
        } else if given.has(FULL) || given.has(FULL_WITH_OTHERS) && full_columns {
            read_columns(FULL_FORMAT, &mut columns)?;
        } else {
            read_columns(DEFAULT, &mut columns)?;
        }
    }
    Ok(columns)
}

/// Reads `COL,COL=HEADER`. A header of a number's column sets its width, as in BusyBox; other columns only grow by it.
fn read_columns(list: &[u8], columns: &mut Vec<Column>) -> Result<()> {
    for word in list.split(|c| matches!(c, b',' | b' ')).filter(|word| !word.is_empty()) {
        let (name, header) = match memchr::memchr(b'=', word) {
            Some(at) => (&word[..at], Some(&word[at + 1..])),
            None => (word, None),
        };
        let Some((_, default, width, right, field)) = FIELDS.iter().find(|f| f.0.as_bytes() == name) else {
            let names: Vec<&str> = FIELDS[..NAMED_IN_MESSAGE].iter().map(|f| f.0).collect();
            return Err(fail!("bad -o argument '", word, "', supported arguments: ", names.join(",")));
        };
        let header = header.unwrap_or(default.as_bytes());
        let width = match header.len() {
            0 => *width,
            length if *right && header != default.as_bytes() => length,
            length => length.max(*width),
        };
        columns.push(Column { field: *field, header: header.to_vec(), width, right: *right });
    }
    Ok(())
}

/// One line of the list.
struct Process {
    stat: Stat,
    /// The process, also of a thread.
    pid: i32,
    /// Owner of `/proc/PID`: the effective ids.
    uid: u32,
    gid: u32,
}

/// Which processes are asked for: those that any of the lists names.
#[derive(Default)]
struct Wanted {
    pids: Option<Vec<i32>>,
    parents: Option<Vec<i32>>,
    names: Option<Vec<Vec<u8>>>,
    users: Option<Vec<u32>>,
}

impl Wanted {
    fn of(given: &Given) -> Result<Wanted> {
        fn words<T>(given: &Given, key: Key, read: impl Fn(&[u8]) -> Result<T>) -> Result<Option<Vec<T>>> {
            if !given.has(key) {
                return Ok(None);
            }
            let words = given.values(key).flat_map(|list| list.split(|c| matches!(c, b',' | b' ')));
            words.filter(|word| !word.is_empty()).map(read).collect::<Result<Vec<T>>>().map(Some)
        }
        Ok(Wanted {
            pids: words(given, PIDS, kit::number::decimal)?,
            parents: words(given, PARENTS, kit::number::decimal)?,
            names: words(given, COMMANDS, |word| Ok(word.to_vec()))?,
            users: words(given, USERS, |word| accounts::uid_of(word).ok_or_else(|| fail!("unknown user ", word)))?,
        })
    }

    fn is_selective(&self) -> bool {
        self.pids.is_some() || self.parents.is_some() || self.names.is_some() || self.users.is_some()
    }

    fn includes(&self, process: &Process) -> bool {
        fn has<T: PartialEq>(list: Option<&Vec<T>>, item: &T) -> bool {
            list.is_some_and(|list| list.contains(item))
        }
        let named = |names: &Vec<Vec<u8>>| names.iter().any(|n| n[..n.len().min(15)] == process.stat.name[..]);
        !self.is_selective()
            || has(self.pids.as_ref(), &process.pid)
            || has(self.parents.as_ref(), &process.stat.ppid)
            || has(self.users.as_ref(), &process.uid)
            || self.names.as_ref().is_some_and(named)
    }
}

fn processes(wanted: &Wanted, threads: bool) -> Result<Vec<Process>> {
    let mut found = Vec::new();
    let Ok(pids) = proc::processes() else { return Err(fail!("can't open '/proc': No such file or directory")) };
    for pid in pids {
        // What ends while it is read is left out.
        let Ok(owner) = std::fs::metadata(format!("/proc/{pid}")) else { continue };
        let (uid, gid) = (owner.uid(), owner.gid());
        let Ok(stat) = Stat::of(pid) else { continue };
        let process = Process { stat, pid, uid, gid };
        if !wanted.includes(&process) {
            continue;
        }
        if threads {
            for thread in proc::threads(pid).unwrap_or_default() {
                if let Ok(stat) = Stat::of_thread(pid, thread) {
                    found.push(Process { stat, pid, uid, gid });
                }
            }
        } else {
            found.push(process);
        }
    }
    Ok(found)
}

/// What cells need to know beside the process.
struct View {
    names: Names,
    zone: Zone,
    now: i64,
    /// Hundredths of a second since boot.
    uptime: u64,
    ticks: u64,
    page: u64,
    memory_kib: u64,
}

impl View {
    fn new(cx: &Context, columns: &[Column]) -> View {
        let uses_memory = columns.iter().any(|column| column.field == Field::Memory);
        let memory = if uses_memory { std::fs::read("/proc/meminfo").unwrap_or_default() } else { Vec::new() };
        View {
            names: Names::default(),
            zone: Zone::of_env(cx.env),
            now: time::now().seconds,
            uptime: proc::uptime().unwrap_or(0),
            ticks: proc::clock_ticks(),
            page: proc::page_size(),
            memory_kib: proc::field_number(&memory, "MemTotal").unwrap_or(0),
        }
    }

    fn cpu_seconds(&self, stat: &Stat) -> u64 {
        stat.utime.saturating_add(stat.stime) / self.ticks
    }

    fn elapsed(&self, stat: &Stat) -> u64 {
        (self.uptime / 100).saturating_sub(stat.start / self.ticks)
    }

    /// Tenths of a percent.
    fn cpu_share(&self, stat: &Stat) -> u64 {
        let used = stat.utime.saturating_add(stat.stime).saturating_mul(1000);
        let alive = self.uptime.saturating_mul(self.ticks) / 100;
        used / alive.saturating_sub(stat.start).max(1)
    }

    fn memory_share(&self, stat: &Stat) -> u64 {
        (stat.rss.saturating_mul(self.page) / 1024).saturating_mul(1000) / self.memory_kib.max(1)
    }

    fn id_in_status(process: &Process, key: &str) -> u32 {
        let status = proc::read(process.pid, "status").unwrap_or_default();
        proc::field_number(&status, key).unwrap_or(0) as u32
    }

    fn cell(&mut self, field: Field, process: &Process) -> Vec<u8> {
        let stat = &process.stat;
        let tenths = |n: u64| text![n / 10, ".", n % 10];
        match field {
            Field::User => self.names.user_or_id(process.uid),
            Field::RealUser => self.names.user_or_id(View::id_in_status(process, "Uid")),
            Field::Uid => text![process.uid],
            Field::RealUid => text![View::id_in_status(process, "Uid")],
            Field::Group => self.names.group_or_id(process.gid),
            Field::RealGroup => self.names.group_or_id(View::id_in_status(process, "Gid")),
            Field::Gid => text![process.gid],
            Field::RealGid => text![View::id_in_status(process, "Gid")],
            Field::Comm => kit::text::printable(&stat.name),
            Field::Args => command_line(process),
            // With -T the threads have the numbers.
            Field::Pid | Field::Thread => text![stat.pid],
            Field::Ppid => text![stat.ppid],
            Field::Pgid => text![stat.pgrp],
            Field::Sid => text![stat.session],
            Field::Tpgid => text![stat.tpgid],
            Field::Threads => text![stat.threads],
            Field::Elapsed => {
                let text = short_time(self.elapsed(stat));
                [&b"     "[text.len().min(5)..], &text].concat()
            }
            Field::ElapsedSeconds => text![self.elapsed(stat)],
            Field::Nice => text![stat.nice],
            Field::Priority => text![39 - stat.priority],
            Field::RtPriority => {
                if stat.rt_priority == 0 {
                    b"-".to_vec()
                } else {
                    text![stat.rt_priority]
                }
            }
            Field::Class => match stat.policy {
                0 => b"TS".to_vec(),
                1 => b"FF".to_vec(),
                2 => b"RR".to_vec(),
                3 => b"B".to_vec(),
                5 => b"IDL".to_vec(),
                6 => b"DLN".to_vec(),
                _ => b"?".to_vec(),
            },
            Field::Time => short_time(self.cpu_seconds(stat)),
            Field::TimeInHours => {
                let seconds = self.cpu_seconds(stat);
                let days = if seconds >= 86400 { format!("{}-", seconds / 86400) } else { String::new() };
                let (hours, minutes) = (seconds / 3600 % 24, seconds / 60 % 60);
                format!("{days}{hours:02}:{minutes:02}:{:02}", seconds % 60).into_bytes()
            }
            Field::Tty => match stat.tty_numbers() {
                (0, 0) => b"?".to_vec(),
                (major, minor) => text![major, ",", minor],
            },
            Field::TtyName => tty_name(stat.tty_numbers()),
            Field::Vsz => short_size(stat.vsize / 1024),
            Field::Rss => short_size(stat.rss.saturating_mul(self.page) / 1024),
            Field::VszKib => text![stat.vsize / 1024],
            Field::RssKib => text![stat.rss.saturating_mul(self.page) / 1024],
            Field::Stat => state(stat),
            Field::StatFull => full_state(stat),
            Field::State => vec![stat.state],
            Field::Cpu => tenths(self.cpu_share(stat)),
            Field::CpuWhole => text![self.cpu_share(stat) / 10],
            Field::Memory => tenths(self.memory_share(stat)),
            Field::Start | Field::StartLong => self.start(stat, field == Field::StartLong),
            Field::Processor => text![stat.processor],
            Field::MinorFaults => text![stat.minflt],
            Field::MajorFaults => text![stat.majflt],
            Field::Flags => format!("{:x}", stat.flags >> 6 & 7).into_bytes(),
            Field::Wchan => match proc::read(process.pid, "wchan") {
                Ok(name) if name != b"0" && !name.is_empty() => name,
                _ => b"-".to_vec(),
            },
        }
    }

    /// The hour today, else the day, else the year.
    fn start(&self, stat: &Stat, long: bool) -> Vec<u8> {
        let seconds = self.now - self.elapsed(stat) as i64;
        let (then, now) = (self.zone.civil(seconds), self.zone.civil(self.now));
        let format: &[u8] = match () {
            () if long => b"%a %b %e %H:%M:%S %Y",
            () if (then.year, then.year_day) == (now.year, now.year_day) => b"%H:%M",
            () if then.year == now.year => b"%b%d",
            () => b"%Y",
        };
        let mut text = Vec::new();
        time::format(&mut text, format, &then, 0);
        text
    }
}

/// `m:ss`, from an hour on `1h05`, from a day on `2d03`.
fn short_time(seconds: u64) -> Vec<u8> {
    let (minutes, hours, days) = (seconds / 60, seconds / 3600, seconds / 86400);
    match () {
        () if minutes < 60 => format!("{minutes}:{:02}", seconds % 60),
        () if hours < 24 => format!("{hours}h{:02}", minutes % 60),
        () if days < 100 => format!("{days}d{:02}", hours % 24),
        () => format!("{days}d"),
    }
    .into_bytes()
}

/// Four characters: `9999`, `9.8m`, `35m`, `1.2g`.
fn short_size(kib: u64) -> Vec<u8> {
    if kib < 10_000 {
        return text![kib];
    }
    let (mut value, mut rest) = (kib, 0);
    let mut letters = b"mgtpe".iter();
    let mut letter = b'k';
    while value >= 1000
        && let Some(next) = letters.next()
    {
        rest = value % 1024;
        value /= 1024;
        letter = *next;
    }
    if value < 10 {
        let tenths = value * 10 + (rest * 10 + 512) / 1024;
        if tenths < 100 {
            return text![tenths / 10, ".", tenths % 10, letter as char];
        }
    }
    text![value, letter as char]
}

/// BusyBox's: `W` for what has nothing in memory, `<` and `N` for a nice value.
fn state(stat: &Stat) -> Vec<u8> {
    let mut text = vec![stat.state];
    if stat.rss == 0 && stat.state != b'Z' {
        text.push(b'W');
    }
    match stat.nice.cmp(&0) {
        Ordering::Less => text.push(b'<'),
        Ordering::Greater => text.push(b'N'),
        Ordering::Equal => {}
    }
    text
}

/// procps': session leader, threads, foreground.
fn full_state(stat: &Stat) -> Vec<u8> {
    let mut text = vec![stat.state];
    match stat.nice.cmp(&0) {
        Ordering::Less => text.push(b'<'),
        Ordering::Greater => text.push(b'N'),
        Ordering::Equal => {}
    }
    if stat.session == stat.pid {
        text.push(b's');
    }
    if stat.threads > 1 {
        text.push(b'l');
    }
    if stat.tpgid == stat.pgrp && stat.tty != 0 {
        text.push(b'+');
    }
    text
}

fn tty_name(numbers: (u32, u32)) -> Vec<u8> {
    match numbers {
        (4, minor @ 0..64) => text!["tty", minor],
        (4, minor) => text!["ttyS", minor - 64],
        (5, 1) => b"console".to_vec(),
        (major @ 136..=143, minor) => text!["pts/", (major - 136) * 256 + minor],
        _ => b"?".to_vec(),
    }
}

/// The arguments with blanks between. A program that calls itself otherwise has its real name before it in braces, one
/// without arguments its name in brackets. Control characters are blanks.
fn command_line(process: &Process) -> Vec<u8> {
    let mut line = proc::command_line(process.pid).unwrap_or_default();
    let name = &process.stat.name[..];
    while line.last() == Some(&0) {
        line.pop();
    }
    let mut shown = if line.is_empty() {
        text!["[", name, "]"]
    } else {
        let first = line.split(|c| *c == 0).next().unwrap_or_default();
        let base = memchr::memrchr(b'/', first).map_or(first, |at| &first[at + 1..]);
        let base = base.strip_prefix(b"-").unwrap_or(base);
        if base.starts_with(name) { line.clone() } else { text!["{", name, "} ", line] }
    };
    shown.iter_mut().filter(|c| **c < b' ' || **c == 0x7f).for_each(|c| *c = b' ');
    shown
}

fn sort(shown: &mut [Process], keys: &[u8], view: &mut View) -> Result<()> {
    for key in keys.split(|c| *c == b',').rev() {
        let (descending, name) = match key {
            [b'-', name @ ..] => (true, name),
            [b'+', name @ ..] => (false, name),
            name => (false, name),
        };
        let mut columns = Vec::new();
        read_columns(name, &mut columns)?;
        let Some(column) = columns.first() else { continue };
        if descending {
            shown.sort_by_cached_key(|process| std::cmp::Reverse(sort_key(column, process, view)));
        } else {
            shown.sort_by_cached_key(|process| sort_key(column, process, view));
        }
    }
    Ok(())
}

/// Numbers by value, other cells by their bytes.
fn sort_key(column: &Column, process: &Process, view: &mut View) -> (i64, Vec<u8>) {
    let stat = &process.stat;
    let number = match column.field {
        Field::Vsz | Field::VszKib => stat.vsize as i64,
        Field::Rss | Field::RssKib | Field::Memory => stat.rss as i64,
        Field::Cpu | Field::CpuWhole => view.cpu_share(stat) as i64,
        Field::Time | Field::TimeInHours => stat.utime.saturating_add(stat.stime) as i64,
        Field::Start | Field::StartLong => stat.start as i64,
        Field::Elapsed | Field::ElapsedSeconds => -(stat.start as i64),
        field => {
            let cell = view.cell(field, process);
            match std::str::from_utf8(&cell).ok().and_then(|cell| cell.parse().ok()) {
                Some(number) if column.right => number,
                _ => return (0, cell),
            }
        }
    };
    (number, Vec::new())
}

fn terminal_width(cx: &Context) -> Option<usize> {
    let kit::output::Sink::Fd(fd) = cx.out.sink() else { return None };
    kit::sys::terminal::columns(fd)
}

/// Writes the cells in their columns; the last has no end.
fn line(
    cx: &mut Context,
    columns: &[Column],
    cells: Vec<Vec<u8>>,
    is_header: bool,
    limit: Option<usize>,
) -> Result<()> {
    let mut line = Vec::new();
    for (i, (column, mut cell)) in columns.iter().zip(cells).enumerate() {
        let is_last = i + 1 == columns.len();
        if !column.right && !is_last && !is_header {
            cell.truncate(column.width);
        }
        let padding = column.width.saturating_sub(cell.len());
        if column.right && !is_header {
            line.resize(line.len() + padding, b' ');
        }
        line.append(&mut cell);
        if !is_last {
            if !column.right || is_header {
                line.resize(line.len() + padding, b' ');
            }
            line.push(b' ');
        }
    }
    if let Some(limit) = limit {
        line.truncate(limit);
    }
    cx.out.line(&line)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_of_numbers_set_the_width() {
        let mut columns = Vec::new();
        read_columns(b"pid=A,user=,comm=B rss=MEMORY", &mut columns).unwrap();
        let seen: Vec<_> = columns.iter().map(|c| (&c.header[..], c.width)).collect();
        assert_eq!(seen, [(&b"A"[..], 1), (b"", 8), (b"B", 16), (b"MEMORY", 6)]);
        assert!(read_columns(b"nosuch", &mut columns).is_err());
    }

    #[test]
    fn sizes_and_times_fit_into_their_columns() {
        for (kib, text) in [
            (9999, "9999"),
            (36_000, "35m"),
            (399_996, "390m"),
            (10_000_000, "9.5g"),
            (39_999_996, "38g"),
            (1_000_000, "976m"),
            (97_655_273_437, "90t"),
        ] {
            assert_eq!(short_size(kib), text.as_bytes(), "{kib}");
        }
        for (seconds, text) in [(60, "1:00"), (3600, "1h00"), (86400, "1d00"), (999_999, "11d13"), (8_640_000, "100d")]
        {
            assert_eq!(short_time(seconds), text.as_bytes(), "{seconds}");
        }
    }

    #[test]
    fn states_have_their_marks() {
        let stat = |state, nice, rss| Stat { state, nice, rss, ..Stat::default() };
        assert_eq!(state(&stat(b'S', -5, 0)), b"SW<");
        assert_eq!(state(&stat(b'Z', 5, 0)), b"ZN");
        assert_eq!(full_state(&Stat { threads: 2, pid: 7, session: 7, ..stat(b'R', 0, 1) }), b"Rsl");
    }
}
