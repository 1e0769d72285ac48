//! `mount`: mount file systems, or list what is mounted
//!
//! As in util-linux and BusyBox: /etc/fstab, `-a`, propagation, loop devices for regular files, types that are found
//! out, helpers `/sbin/mount.TYPE`.

use crate::mount_options::{Options, kind_matches, options_match};
use crate::superblock;
use kit::prelude::*;
use kit::proc::{self, Mount};
use kit::process::Spawn;
use kit::sys::loops;
use nix::errno::Errno;
use nix::mount::{MsFlags, mount};
use std::net::ToSocketAddrs;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

const USAGE: &str = "\
[OPTIONS] [-o OPT] DEVICE NODE

Mount a filesystem. Filesystem autodetection requires /proc.

	-a, --all	Mount all filesystems in fstab
	-f, --fake	Dry run
	-i, --internal-only	Don't run mount helper
	-v, --verbose	Verbose
	-r, --read-only	Read-only mount
	-w, --rw, --read-write	Read-write mount
	-t, --types=FSTYPE[,...]	Filesystem type(s)
	-O, --test-opts=OPT	Mount only filesystems with option OPT (-a only)
	-T, --fstab=FILE	Use FILE, not /etc/fstab
	-L, --label=LABEL	Device by its label
	-U, --uuid=UUID	Device by its UUID
	-B, --bind	Same as -o bind
	-R, --rbind	Same as -o rbind
	-M, --move	Same as -o move
	-o, --options=OPT	Options, with commas between
~	-n, --no-mtab	Do not write /etc/mtab: it is never written
~	-s		Sloppy: unknown options are the file system's anyway
~	--make-shared	Propagation: same as -o shared and so on
~	--make-slave
~	--make-private
~	--make-unbindable
~	--make-rshared
~	--make-rslave
~	--make-rprivate
~	--make-runbindable
OPT may be:
	loop		Use a loop device (regular files get one anyway)
	offset=N, sizelimit=N	Part of the file that the loop device shows
	[a]sync		Writes are [a]synchronous
	[no]atime	Disable/enable updates to inode access times
	[no]diratime	Disable/enable atime updates to directories
	[no]relatime	Disable/enable atime updates relative to modification time
	[no]strictatime, [no]lazytime	Update access times always; late
	[no]dev		(Dis)allow use of special device files
	[no]exec	(Dis)allow use of executable files
	[no]suid	(Dis)allow set-user-id-root programs
	[no]symfollow	(Dis)allow following symlinks
	[r]shared	Convert [recursively] to a shared subtree
	[r]slave	Convert [recursively] to a slave subtree
	[r]private	Convert [recursively] to a private subtree
	[r][un]bindable	Make mount point [un]able to be bind mounted
	[r]bind		Bind a file or directory [recursively] to another location
	move		Relocate an existing mount point
	remount		Remount a mounted filesystem, changing flags
	ro		Same as -r

There are filesystem-specific -o flags.
";

pub const APPLET: Applet = Applet {
    dir: Dir::Bin,
    kind: Kind::PureWhen(|args| args.is_empty()),
    usage: USAGE,
    options: options!(USAGE),
    run,
    ..Applet::DEFAULT
};

const ALL: Key = Key::short(APPLET.options, 'a');
const FAKE: Key = Key::short(APPLET.options, 'f');
const INTERNAL: Key = Key::short(APPLET.options, 'i');
const VERBOSE: Key = Key::short(APPLET.options, 'v');
const READ_ONLY: Key = Key::short(APPLET.options, 'r');
const WRITABLE: Key = Key::short(APPLET.options, 'w');
const TYPES: Key = Key::short(APPLET.options, 't');
const TEST_OPTIONS: Key = Key::short(APPLET.options, 'O');
const TABLE: Key = Key::short(APPLET.options, 'T');
const LABEL: Key = Key::short(APPLET.options, 'L');
const UUID: Key = Key::short(APPLET.options, 'U');
const BIND: Key = Key::short(APPLET.options, 'B');
const RBIND: Key = Key::short(APPLET.options, 'R');
const MOVE: Key = Key::short(APPLET.options, 'M');
const OPTIONS: Key = Key::short(APPLET.options, 'o');

/// `--make-WORD` and its WORD.
const MAKE: [(Key, &str); 8] = [
    (Key::long(USAGE, APPLET.options, "make-shared"), "shared"),
    (Key::long(USAGE, APPLET.options, "make-slave"), "slave"),
    (Key::long(USAGE, APPLET.options, "make-private"), "private"),
    (Key::long(USAGE, APPLET.options, "make-unbindable"), "unbindable"),
    (Key::long(USAGE, APPLET.options, "make-rshared"), "rshared"),
    (Key::long(USAGE, APPLET.options, "make-rslave"), "rslave"),
    (Key::long(USAGE, APPLET.options, "make-rprivate"), "rprivate"),
    (Key::long(USAGE, APPLET.options, "make-runbindable"), "runbindable"),
];

/// Status of a mount that failed, as in BusyBox.
const FAILED: u8 = 255;

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    let words = command_line_options(&given);
    let kinds = given.value(TYPES);
    if given.has(ALL) {
        return match given.operands[..] {
            [] => mount_all(cx, &given, &words),
            _ => Err(Error::Usage(None)),
        };
    }
    let named = match (given.value(LABEL), given.value(UUID)) {
        (Some(label), _) => Some(text!["LABEL=", label]),
        (_, Some(uuid)) => Some(text!["UUID=", uuid]),
        _ => None,
    };
    let operands: Vec<&[u8]> = named.as_deref().into_iter().chain(given.operands.iter().copied()).collect();
    match operands[..] {
        [] if words.is_empty() => list(cx, kinds),
        [word] => {
            let mut options = Options::default();
            options.add(&words);
            if options.propagation != 0 && options.flags == 0 {
                let entry = Mount { dir: word.to_vec(), ..Mount::default() };
                return one(cx, &given, &entry, &words);
            }
            let entry = find_entry(&given, &options, word)?;
            let all = if words.is_empty() { entry.options.clone() } else { text![entry.options, ",", words] };
            one(cx, &given, &entry, &all)
        }
        [device, dir] => {
            let kind = kinds.unwrap_or(b"auto").to_vec();
            let entry = Mount { device: device.to_vec(), dir: dir.to_vec(), kind, ..Mount::default() };
            one(cx, &given, &entry, &words)
        }
        _ => Err(Error::Usage(None)),
    }
}

/// All the ways to give options, as one list in their order.
fn command_line_options(given: &Given) -> Vec<u8> {
    let mut words = Vec::new();
    for (key, value) in given.in_order() {
        let word = match key {
            OPTIONS => value.unwrap_or_default(),
            READ_ONLY => b"ro",
            WRITABLE => b"rw",
            BIND => b"bind",
            RBIND => b"rbind",
            MOVE => b"move",
            _ => match MAKE.iter().find(|(make, _)| *make == key) {
                Some((_, word)) => word.as_bytes(),
                None => continue,
            },
        };
        if !words.is_empty() {
            words.push(b',');
        }
        words.extend_from_slice(word);
    }
    words
}

fn list(cx: &mut Context, kinds: Option<&[u8]>) -> Result<Status> {
    let mounts = proc::mounts().map_err(|_| fail!("no /proc/mounts"))?;
    let terminal = cx.out.is_terminal();
    for entry in mounts {
        if entry.device == b"rootfs" || kinds.is_some_and(|list| !kind_matches(list, &entry.kind)) {
            continue;
        }
        let line = text![entry.device, " on ", entry.dir, " type ", entry.kind, " (", entry.options, ")"];
        cx.out.line(&if terminal { kit::text::printable(&line) } else { line })?;
    }
    Ok(Status::OK)
}

fn fstab(given: &Given) -> Result<Vec<Mount>> {
    let path = given.value(TABLE).unwrap_or(b"/etc/fstab");
    let text = std::fs::read(Path::new(std::ffi::OsStr::from_bytes(path)))
        .map_err(|e| fail!("can't read '", path, "': ", e))?;
    Ok(proc::parse_mounts(&text))
}

/// The entry for a device or directory given alone: for a remount among what is mounted, else in fstab.
fn find_entry(given: &Given, options: &Options, word: &[u8]) -> Result<Mount> {
    let full = std::fs::canonicalize(Path::new(std::ffi::OsStr::from_bytes(word))).ok();
    let full = full.as_ref().map_or(word, |path| path.as_os_str().as_bytes());
    let is_it = |entry: &Mount| {
        [&entry.device, &entry.dir].into_iter().any(|name| name == word || name == full)
            || superblock::resolve(&entry.device).is_some_and(|device| device == word)
    };
    let (entries, place) = if options.has(libc::MS_REMOUNT) {
        (proc::mounts().map_err(|_| fail!("no /proc/mounts"))?, &b"/proc/mounts"[..])
    } else {
        (fstab(given)?, given.value(TABLE).unwrap_or(b"/etc/fstab"))
    };
    // What was mounted last lies on top.
    entries.into_iter().rev().find(is_it).ok_or_else(|| fail!("can't find ", word, " in ", place))
}

fn mount_all(cx: &mut Context, given: &Given, words: &[u8]) -> Result<Status> {
    let mounted = proc::mounts().map_err(|_| fail!("no /proc/mounts"))?;
    let mut status = Status::OK;
    for entry in fstab(given)? {
        let mut options = Options::default();
        options.add(&entry.options);
        let wanted = entry.kind != b"swap"
            && entry.dir != b"none"
            && !options.no_auto
            && given.value(TYPES).is_none_or(|list| kind_matches(list, &entry.kind))
            && given.value(TEST_OPTIONS).is_none_or(|list| options_match(list, &entry.options));
        if !wanted {
            continue;
        }
        // A remount is meant for what is mounted.
        let again = words.split(|c| *c == b',').any(|word| word == b"remount");
        if let Some(there) = mounted.iter().rev().find(|there| there.dir == entry.dir)
            && !again
        {
            if given.has(VERBOSE) {
                let dir = &entry.dir;
                cx.warn(text!["according to /proc/mounts, ", there.device, " is already mounted on ", dir]);
            }
            continue;
        }
        let all = if words.is_empty() { entry.options.clone() } else { text![entry.options, ",", words] };
        match one(cx, given, &entry, &all) {
            Ok(done) => status = if done == Status::OK { status } else { done },
            Err(Error::Failed(..))
                if options.no_fail && !Path::new(std::ffi::OsStr::from_bytes(&entry.device)).exists() => {}
            Err(Error::Failed(failed, message)) => {
                cx.warn(message);
                status = failed;
            }
            Err(error) => return Err(error),
        }
    }
    Ok(status)
}

/// Mounts one entry with `words` as its options.
fn one(cx: &mut Context, given: &Given, entry: &Mount, words: &[u8]) -> Result<Status> {
    let mut options = Options::default();
    options.add(words);
    if given.has(FAKE) {
        return Ok(Status::OK);
    }
    let request = Request {
        device: superblock::resolve(&entry.device).ok_or_else(|| fail!("can't find device for ", entry.device))?,
        dir: &entry.dir,
        kind: &entry.kind,
        options,
        internal: given.has(INTERNAL),
    };
    // Changing the propagation alone takes no device.
    let changes_propagation_only = entry.device.is_empty();
    let done = if changes_propagation_only { Ok(Status::OK) } else { request.perform(cx, words) }?;
    if done != Status::OK {
        return Ok(done);
    }
    if request.options.propagation != 0 {
        let flags = MsFlags::from_bits_retain(request.options.propagation);
        mount(None::<&[u8]>, request.dir, None::<&[u8]>, flags, None::<&[u8]>)
            .map_err(|e| if e == Errno::EPERM { not_root() } else { fail!(request.dir, ": ", e) })?;
    }
    if given.has(VERBOSE) && !changes_propagation_only {
        cx.out.line(&text![request.device, " mounted on ", request.dir])?;
    }
    Ok(Status::OK)
}

fn not_root() -> Error {
    fail!("permission denied (are you root?)")
}

/// A mount to be done.
struct Request<'a> {
    device: Vec<u8>,
    dir: &'a [u8],
    kind: &'a [u8],
    options: Options,
    internal: bool,
}

impl Request<'_> {
    fn perform(&self, cx: &mut Context, words: &[u8]) -> Result<Status> {
        // None of these looks at a type; a bind mount takes its other flags in a second step.
        let moves = self.options.has(libc::MS_BIND | libc::MS_MOVE | libc::MS_REMOUNT);
        if moves {
            return self.bind_or_remount();
        }
        if !self.internal
            && let Some(status) = self.helper(cx, words)?
        {
            return Ok(status);
        }
        if self.is_cifs() {
            return self.mount_cifs();
        }
        let is_file = std::fs::metadata(self.path()).is_ok_and(|m| m.is_file());
        let mut attached = None;
        let mut device = &self.device[..];
        if is_file || self.options.wants_loop {
            let read_only = self.options.has(libc::MS_RDONLY);
            let set_up = loops::attach(&self.device, read_only, self.options.offset, self.options.size_limit);
            let set_up = attached.insert(set_up.map_err(|e| self.failed(&self.device, &e))?);
            device = set_up.device.as_bytes();
        }
        let kinds: Vec<Vec<u8>> = match self.kind {
            b"auto" | b"" => superblock::candidates(device),
            list => list.split(|c| *c == b',').map(<[u8]>::to_vec).collect(),
        };
        let mut flags = self.options.flags;
        let mut error = Errno::ENODEV;
        for kind in &kinds {
            // A type is the name of a module, not a path (CVE-2014-9645).
            if kind.contains(&b'/') {
                continue;
            }
            error = match self.call(device, kind, flags) {
                Ok(()) => return Ok(Status::OK),
                Err(Errno::EACCES | Errno::EROFS) if flags & libc::MS_RDONLY == 0 => {
                    let protected = flags | libc::MS_RDONLY;
                    match self.call(device, kind, protected) {
                        Ok(()) => {
                            cx.warn(text![device, " is write-protected, mounting read-only"]);
                            return Ok(Status::OK);
                        }
                        Err(error) => {
                            flags = protected;
                            error
                        }
                    }
                }
                Err(error) => error,
            };
            if error == Errno::EPERM {
                return Err(not_root());
            }
        }
        Err(self.failed(device, &std::io::Error::from(error)))
    }

    /// `//server/share`, also with backslashes.
    fn is_cifs(&self) -> bool {
        self.kind == b"cifs"
            || self.kind == b"auto" && (self.device.starts_with(b"//") || self.device.starts_with(b"\\\\"))
    }

    /// The kernel does not look up names: it is told the server's address.
    fn mount_cifs(&self) -> Result<Status> {
        let device: Vec<u8> = self.device.iter().map(|c| if *c == b'\\' { b'/' } else { *c }).collect();
        let mut data = self.options.data.clone();
        if !data.split(|c| *c == b',').any(|word| word.starts_with(b"ip=") || word.starts_with(b"addr=")) {
            let server = device.split(|c| *c == b'/').find(|part| !part.is_empty()).unwrap_or_default();
            let server = String::from_utf8_lossy(server);
            let address = (server.as_ref(), 0).to_socket_addrs().ok().and_then(|mut found| found.next());
            let address = address.ok_or_else(|| fail!("bad address '", server, "'"))?;
            data.extend(text![if data.is_empty() { "ip=" } else { ",ip=" }, address.ip().to_string()]);
        }
        let flags = MsFlags::from_bits_retain(self.options.flags);
        match mount(Some(&device[..]), self.dir, Some(&b"cifs"[..]), flags, Some(&data[..])) {
            Ok(()) => Ok(Status::OK),
            Err(Errno::EPERM) => Err(not_root()),
            Err(error) => Err(self.failed(&device, &std::io::Error::from(error))),
        }
    }

    fn path(&self) -> &Path {
        Path::new(std::ffi::OsStr::from_bytes(&self.device))
    }

    fn failed(&self, device: &[u8], error: &std::io::Error) -> Error {
        fail!(status FAILED; "mounting ", device, " on ", self.dir, " failed: ", *error)
    }

    fn call(&self, device: &[u8], kind: &[u8], flags: libc::c_ulong) -> nix::Result<()> {
        let data = Some(&self.options.data[..]).filter(|data| !data.is_empty());
        mount(Some(device), self.dir, Some(kind), MsFlags::from_bits_retain(flags), data)
    }

    fn bind_or_remount(&self) -> Result<Status> {
        let failed = |error: Errno| match error {
            Errno::EPERM => not_root(),
            error => self.failed(&self.device, &std::io::Error::from(error)),
        };
        let flags = self.options.flags;
        let is_bind = self.options.has(libc::MS_BIND) && !self.options.has(libc::MS_REMOUNT);
        let first = if is_bind { flags & (libc::MS_BIND | libc::MS_REC) } else { flags };
        self.call(&self.device, b"none", first).map_err(failed)?;
        let rest = flags & !(libc::MS_BIND | libc::MS_REC | libc::MS_SILENT);
        if is_bind && rest != 0 {
            // The kernel ignores them in the first call. What the source has already must be said again.
            let kept = kept_flags(self.dir);
            self.call(&self.device, b"none", libc::MS_REMOUNT | libc::MS_BIND | rest | kept).map_err(failed)?;
        }
        Ok(Status::OK)
    }

    /// Runs `/sbin/mount.TYPE DEVICE DIR -o OPTIONS`, if there is one.
    fn helper(&self, cx: &mut Context, words: &[u8]) -> Result<Option<Status>> {
        if matches!(self.kind, b"auto" | b"") || self.kind.contains(&b'/') || self.kind.contains(&b',') {
            return Ok(None);
        }
        let helper = text!["/sbin/mount.", self.kind];
        if !kit::sys::is_executable_file(&helper) {
            return Ok(None);
        }
        cx.out.flush()?;
        let words = if words.is_empty() { b"defaults" } else { words };
        let ended = Spawn::new(cx).run(&[&helper, &self.device, self.dir, b"-o", words]);
        Ok(Some(kit::process::spawn_failed(&helper, ended)?.status()))
    }
}

/// The flags that a mount has and that a remount may not drop by silence.
fn kept_flags(dir: &[u8]) -> libc::c_ulong {
    let Ok(found) = nix::sys::statvfs::statvfs(dir) else { return 0 };
    let found = found.flags().bits();
    // The first four have the same values in both calls.
    let same = libc::MS_RDONLY | libc::MS_NOSUID | libc::MS_NODEV | libc::MS_NOEXEC;
    found & same | found & libc::ST_NOATIME | found & libc::ST_NODIRATIME
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_keep_their_order_whatever_their_form() {
        let args: [&[u8]; 6] = [b"-ro", b"a,b", b"--make-rslave", b"-w", b"-B", b"x"];
        let given = kit::getopt::parse(&APPLET, &args).unwrap();
        assert_eq!(command_line_options(&given), b"ro,a,b,rslave,rw,bind");
    }
}
