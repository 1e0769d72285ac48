//! Readers of `/proc`: mounted file systems, processes, memory, uptime. A name in there may hold any byte but NUL.

use std::io;
use std::path::PathBuf;

/// A line of `/proc/mounts` or `/etc/fstab`.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Mount {
    /// The device, or what stands for it.
    pub device: Vec<u8>,
    /// Where it is mounted.
    pub dir: Vec<u8>,
    /// The file system's type.
    pub kind: Vec<u8>,
    /// Its options, with commas between.
    pub options: Vec<u8>,
    /// The sixth field: the order of file-system checks.
    pub pass: u32,
}

impl Mount {
    /// Is `name` among the options?
    pub fn has_option(&self, name: &[u8]) -> bool {
        self.options.split(|c| *c == b',').any(|option| option == name)
    }
}

/// What is mounted in this process's namespace, in the order of mounting.
pub fn mounts() -> io::Result<Vec<Mount>> {
    let text = std::fs::read("/proc/self/mounts").or_else(|_| std::fs::read("/etc/mtab"))?;
    Ok(parse_mounts(&text))
}

/// Reads lines in the format of fstab(5): fields between blanks, `\040` for a blank in a name, `#` for a comment; what
/// lacks fields beyond the first two has `auto`, `defaults` and 0.
pub fn parse_mounts(text: &[u8]) -> Vec<Mount> {
    let mut found = Vec::new();
    for line in text.split(|c| *c == b'\n') {
        let mut fields = line.split(|c| matches!(c, b' ' | b'\t')).filter(|f| !f.is_empty());
        let (Some(device), Some(dir)) = (fields.next(), fields.next()) else { continue };
        if device.starts_with(b"#") {
            continue;
        }
        found.push(Mount {
            device: unescape(device),
            dir: unescape(dir),
            kind: unescape(fields.next().unwrap_or(b"auto")),
            options: unescape(fields.next().unwrap_or(b"defaults")),
            pass: fields.nth(1).and_then(number).unwrap_or(0) as u32,
        });
    }
    found
}

/// Replaces `\NNN` (octal), as the kernel writes blanks, tabs, newlines and backslashes in names.
pub fn unescape(field: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(field.len());
    let mut rest = field;
    while let [first, after @ ..] = rest {
        rest = after;
        if let (b'\\', [a @ b'0'..=b'3', b @ b'0'..=b'7', c @ b'0'..=b'7', after @ ..]) = (*first, after) {
            plain.push((a - b'0') << 6 | (b - b'0') << 3 | (c - b'0'));
            rest = after;
        } else {
            plain.push(*first);
        }
    }
    plain
}

fn number(digits: &[u8]) -> Option<u64> {
    std::str::from_utf8(digits).ok()?.parse().ok()
}

/// The numbers that a directory of `/proc` has for names, ascending.
fn numbers_in(dir: PathBuf) -> io::Result<Vec<i32>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(dir)? {
        // An entry that vanishes while it is read is a process that ended.
        let Ok(entry) = entry else { continue };
        if let Some(pid) = entry.file_name().to_str().and_then(|name| name.parse().ok()) {
            found.push(pid);
        }
    }
    found.sort_unstable();
    Ok(found)
}

/// All processes.
pub fn processes() -> io::Result<Vec<i32>> {
    numbers_in(PathBuf::from("/proc"))
}

/// The threads of a process.
pub fn threads(pid: i32) -> io::Result<Vec<i32>> {
    numbers_in(PathBuf::from(format!("/proc/{pid}/task")))
}

/// Reads `/proc/PID/file`.
pub fn read(pid: i32, file: &str) -> io::Result<Vec<u8>> {
    std::fs::read(format!("/proc/{pid}/{file}"))
}

/// Where the link `/proc/PID/file` (`exe`, `cwd`, `root`) leads.
pub fn link(pid: i32, file: &str) -> io::Result<PathBuf> {
    std::fs::read_link(format!("/proc/{pid}/{file}"))
}

/// `/proc/PID/stat`: times in clock ticks, [`clock_ticks`] a second.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stat {
    /// Process id; of a thread its own.
    pub pid: i32,
    /// The name, at most 15 bytes.
    pub name: Vec<u8>,
    /// `R`, `S`, `D`, `Z`, `T`…
    pub state: u8,
    /// Parent.
    pub ppid: i32,
    /// Process group.
    pub pgrp: i32,
    /// Session.
    pub session: i32,
    /// Controlling terminal's device number, 0 for none.
    pub tty: u32,
    /// Foreground process group of that terminal.
    pub tpgid: i32,
    /// `PF_…`
    pub flags: u64,
    /// Page faults without input.
    pub minflt: u64,
    /// Page faults with input.
    pub majflt: u64,
    /// Time in user mode.
    pub utime: u64,
    /// Time in the kernel.
    pub stime: u64,
    /// Priority as the kernel shows it.
    pub priority: i64,
    /// Nice value.
    pub nice: i64,
    /// Number of threads.
    pub threads: i64,
    /// Start, after boot.
    pub start: u64,
    /// Virtual memory in bytes.
    pub vsize: u64,
    /// Resident memory in pages.
    pub rss: u64,
    /// Where the stack begins.
    pub start_stack: u64,
    /// The processor it ran on last.
    pub processor: u64,
    /// Real-time priority.
    pub rt_priority: u64,
    /// Scheduling policy.
    pub policy: u64,
}

impl Stat {
    /// Of a process.
    pub fn of(pid: i32) -> io::Result<Stat> {
        Stat::parse(&read(pid, "stat")?).ok_or_else(|| io::Error::from_raw_os_error(libc::ESRCH))
    }

    /// Of a thread.
    pub fn of_thread(pid: i32, thread: i32) -> io::Result<Stat> {
        Stat::parse(&read(pid, &format!("task/{thread}/stat"))?)
            .ok_or_else(|| io::Error::from_raw_os_error(libc::ESRCH))
    }

    /// Reads the file's one line. The name may have blanks and parentheses: it ends at the last one.
    pub fn parse(line: &[u8]) -> Option<Stat> {
        let open = memchr::memchr(b'(', line)?;
        let close = memchr::memrchr(b')', line)?;
        let name = line.get(open + 1..close)?.to_vec();
        let fields: Vec<&[u8]> =
            line.get(close + 2..)?.split(|c| matches!(c, b' ' | b'\n')).filter(|f| !f.is_empty()).collect();
        // Field 3 of proc(5) is fields[0].
        let unsigned = |n: usize| fields.get(n - 3).and_then(|f| number(f)).unwrap_or(0);
        let signed = |n: usize| -> i64 {
            fields.get(n - 3).and_then(|f| std::str::from_utf8(f).ok()?.parse().ok()).unwrap_or(0)
        };
        Some(Stat {
            pid: number(line.get(..open)?.trim_ascii())? as i32,
            name,
            state: *fields.first()?.first()?,
            ppid: signed(4) as i32,
            pgrp: signed(5) as i32,
            session: signed(6) as i32,
            tty: signed(7) as u32,
            tpgid: signed(8) as i32,
            flags: unsigned(9),
            minflt: unsigned(10),
            majflt: unsigned(12),
            utime: unsigned(14),
            stime: unsigned(15),
            priority: signed(18),
            nice: signed(19),
            threads: signed(20),
            start: unsigned(22),
            vsize: unsigned(23),
            rss: unsigned(24),
            start_stack: unsigned(28),
            processor: unsigned(39),
            rt_priority: unsigned(40),
            policy: unsigned(41),
        })
    }

    /// The major and minor number of the terminal.
    pub fn tty_numbers(&self) -> (u32, u32) {
        (self.tty >> 8 & 0xfff, self.tty & 0xff | self.tty >> 12 & 0xfff00)
    }
}

/// The value of `Key:` in a file like `/proc/PID/status` or `/proc/meminfo`.
pub fn field<'t>(text: &'t [u8], key: &str) -> Option<&'t [u8]> {
    text.split(|c| *c == b'\n')
        .find_map(|line| line.strip_prefix(key.as_bytes())?.strip_prefix(b":"))
        .map(<[u8]>::trim_ascii)
}

/// The first number of that value: `MemTotal: 5 kB` is 5.
pub fn field_number(text: &[u8], key: &str) -> Option<u64> {
    number(field(text, key)?.split(u8::is_ascii_whitespace).next()?)
}

/// The `n`th number of that value: of `Uid:` the real, effective, saved and file-system id.
pub fn field_nth(text: &[u8], key: &str, n: usize) -> Option<u64> {
    number(field(text, key)?.split(u8::is_ascii_whitespace).filter(|f| !f.is_empty()).nth(n)?)
}

/// The arguments of a process, each ended by NUL; empty for a kernel thread or a zombie.
pub fn command_line(pid: i32) -> io::Result<Vec<u8>> {
    read(pid, "cmdline")
}

/// Clock ticks a second.
pub fn clock_ticks() -> u64 {
    nix::unistd::sysconf(nix::unistd::SysconfVar::CLK_TCK).ok().flatten().map_or(100, |n| n as u64).max(1)
}

/// Bytes in a page.
pub fn page_size() -> u64 {
    nix::unistd::sysconf(nix::unistd::SysconfVar::PAGE_SIZE).ok().flatten().map_or(4096, |n| n as u64)
}

/// Hundredths of a second since boot.
pub fn uptime() -> io::Result<u64> {
    let text = std::fs::read("/proc/uptime")?;
    let first = text.split(|c| *c == b' ').next().unwrap_or_default();
    let mut parts = first.split(|c| *c == b'.');
    let seconds = parts.next().and_then(number).unwrap_or(0);
    let hundredths = parts.next().and_then(number).unwrap_or(0);
    Ok(seconds * 100 + hundredths)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mounts_have_their_blanks_back() {
        let text = b"# none\n\n/dev/sda\\0401 /a\\040b\\134c ext4 rw,noatime 0 2\nproc\t/proc\n/only-one\n";
        let found = parse_mounts(text);
        assert_eq!(found.len(), 2);
        assert_eq!((&found[0].device[..], &found[0].dir[..]), (&b"/dev/sda 1"[..], &b"/a b\\c"[..]));
        assert_eq!((&found[0].kind[..], found[0].pass), (&b"ext4"[..], 2));
        assert!(found[0].has_option(b"noatime") && !found[0].has_option(b"atime"));
        assert_eq!((&found[1].kind[..], &found[1].options[..]), (&b"auto"[..], &b"defaults"[..]));
    }

    #[test]
    fn escapes_that_are_none_stay() {
        assert_eq!(unescape(b"\\09\\400\\1"), b"\\09\\400\\1");
    }

    #[test]
    fn a_process_may_be_called_like_its_own_line() {
        let line = b"7 (a) S 9 (b)) R 1 7 7 34816 -1 4194304 1 2 3 4 50 60 0 0 20 -5 2 0 777 4096 9 1 2 3 4 5\n";
        let stat = Stat::parse(line).unwrap();
        assert_eq!((stat.pid, &stat.name[..], stat.state, stat.ppid), (7, &b"a) S 9 (b)"[..], b'R', 1));
        assert_eq!((stat.utime, stat.stime, stat.nice, stat.start, stat.rss), (50, 60, -5, 777, 9));
        assert_eq!((stat.tty_numbers(), stat.tpgid, stat.majflt), ((136, 0), -1, 3));
        assert_eq!(Stat::parse(b"7 (a"), None);
    }

    #[test]
    fn fields_are_found_by_their_whole_name() {
        let text = b"VmSizeX:\t1 kB\nVmSize:\t 20 kB\nUid:\t1\t2\t3\t4\n";
        assert_eq!(field_number(text, "VmSize"), Some(20));
        assert_eq!(field_nth(text, "Uid", 1), Some(2));
        assert_eq!(field(text, "Vm"), None);
    }

    #[test]
    fn this_process_is_listed() {
        let me = std::process::id() as i32;
        assert!(processes().unwrap().contains(&me));
        assert_eq!(Stat::of(me).unwrap().pid, me);
        assert!(threads(me).unwrap().contains(&me));
        assert!(uptime().unwrap() > 0 && mounts().is_ok());
    }
}
