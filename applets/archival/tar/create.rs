//! Creating archives and appending to them.

use super::*;
use kit::accounts::{self, Names};
use kit::mode::Mode;
use kit::sys::files::{self, Stat};
use kit::tar::{Entry, Format as Layout, Kind as Member, Writer};
use kit::time::{self, Moment, Zone};
use kit::walk::{Follow, Visit, Walk, file_id, is_dir};
use std::collections::HashMap;
use std::fs::OpenOptions;
use std::io::{Seek, SeekFrom};
use std::os::fd::AsRawFd;

/// How files become members.
struct Settings {
    follow: bool,
    recursive: bool,
    sorted: bool,
    one_file_system: bool,
    absolute: bool,
    numeric: bool,
    owner: Option<(Vec<u8>, Option<u32>)>,
    group: Option<(Vec<u8>, Option<u32>)>,
    mode: Option<Mode>,
    umask: u32,
    mtime: Option<Moment>,
    clamp: bool,
    layout: Layout,
    verbosity: usize,
}

struct Creation<'c, 'a, W: Write> {
    cx: &'c mut Context<'a>,
    settings: Settings,
    writer: Writer<W>,
    /// The archive itself must not become its own member.
    archive: Option<(u64, u64)>,
    /// The list goes to standard error, for the archive goes to standard output.
    list_on_error: bool,
    names: Names,
    zone: Zone,
    /// First name of each file with several.
    links: HashMap<(u64, u64), Vec<u8>>,
    told_of_prefix: bool,
    failed: bool,
    /// With `-u`: the times of what is in the archive.
    archived: HashMap<Vec<u8>, i64>,
}

pub fn create(cx: &mut Context, request: &mut Request) -> Result<Status> {
    if request.names.is_empty() {
        return Err(fail!("empty archive"));
    }
    let settings = settings(cx, request)?;
    let name = request.value(FILE).unwrap_or(b"-");
    let (sink, archive): (Box<dyn Write>, _) = if name == b"-" {
        let sink = cx.out.sink();
        if cx.out.is_terminal() {
            return Err(fail!("refusing to write archive contents to terminal (missing -f option?)"));
        }
        (Box::new(kit::output::Output::new(sink)), None)
    } else {
        let file = File::create(path(name)).map_err(|e| fail!("can't open '", name, "': ", e))?;
        let archive = files::fstat(file.as_raw_fd()).ok().map(|s| file_id(&s));
        (Box::new(file), archive)
    };
    let to_stdout = name == b"-";
    let output = super::Output::new(request.compression(), sink)?;
    let writer = Writer::new(output, settings.layout);
    let mut creation = Creation::new(cx, settings, writer, archive, to_stdout);
    creation.all(request)?;
    let Creation { cx, writer, failed, .. } = creation;
    let written = total(&writer);
    writer.finish().and_then(super::Output::finish).map_err(|e| write_failed(&e))?;
    finish(cx, request, failed, written)
}

/// Appends to an archive, behind its last member.
pub fn append(cx: &mut Context, request: &mut Request, update: bool) -> Result<Status> {
    let settings = settings(cx, request)?;
    let Some(name) = request.value(FILE).filter(|n| *n != b"-") else {
        return Err(fail!("can't append to a stream"));
    };
    let failed = |e: io::Error| fail!("can't open '", name, "': ", e);
    if request.compression().is_some() {
        return Err(fail!("can't append to a compressed archive"));
    }
    let mut open = OpenOptions::new();
    let file = open.read(true).write(true).create(true).truncate(false).open(path(name)).map_err(failed)?;
    let stat = files::fstat(file.as_raw_fd()).map_err(failed)?;
    let mut archived = HashMap::new();
    let mut end = 0;
    if stat.st_size > 0 {
        let mut reader = Reader::new(Seekable(file.try_clone().map_err(failed)?));
        while let Some(entry) = reader.next_entry().map_err(|e| fail!(e))? {
            archived.insert(entry.path, entry.mtime);
        }
        end = reader.end_offset();
    }
    let mut file = file;
    file.seek(SeekFrom::Start(end)).map_err(failed)?;
    let writer = Writer::new(io::BufWriter::with_capacity(64 * 1024, file), settings.layout);
    let mut creation = Creation::new(cx, settings, writer, Some(file_id(&stat)), false);
    if update {
        creation.archived = archived;
    }
    creation.all(request)?;
    let Creation { cx, writer, failed, .. } = creation;
    let written = total(&writer);
    let sink = writer.finish().map_err(|e| write_failed(&e))?;
    let file = sink.into_inner().map_err(|e| write_failed(e.error()))?;
    // What stood behind the old end is no part of the archive.
    file.set_len(end + written).map_err(|e| write_failed(&e))?;
    finish(cx, request, failed, written)
}

fn finish(cx: &mut Context, request: &Request, failed: bool, written: u64) -> Result<Status> {
    if request.has(TOTALS) {
        let _ = cx.err.write_all(&text!["Total bytes written: ", written, "\n"]);
    }
    if failed {
        return Err(fail!("error exit delayed from previous errors"));
    }
    Ok(cx.status())
}

/// The length of the whole archive: padding and end are still to come.
fn total<W: Write>(writer: &Writer<W>) -> u64 {
    writer.written().next_multiple_of(kit::tar::BLOCK as u64) + 2 * kit::tar::BLOCK as u64
}

fn write_failed(error: &io::Error) -> Error {
    match error.kind() {
        // As for any output: quiet, with the status of SIGPIPE.
        io::ErrorKind::BrokenPipe => Error::Silent(Status::BROKEN_PIPE),
        _ => fail!("write error: ", *error),
    }
}

fn settings(cx: &mut Context, request: &Request) -> Result<Settings> {
    let layout = match request.last(&[FORMAT, POSIX]) {
        None => Layout::Gnu,
        Some(POSIX) => Layout::Pax,
        Some(_) => match request.value(FORMAT).unwrap_or_default() {
            b"gnu" => Layout::Gnu,
            b"ustar" => Layout::Ustar,
            b"pax" | b"posix" => Layout::Pax,
            other => return Err(fail!("unknown archive format '", other, "'")),
        },
    };
    let sorted = match request.value(SORT) {
        None | Some(b"none") => false,
        Some(b"name") => true,
        Some(other) => return Err(fail!("unknown sort order '", other, "'")),
    };
    let mode = match request.value(MODE) {
        Some(word) => Some(Mode::parse(word).ok_or_else(|| fail!("invalid mode '", word, "'"))?),
        None => None,
    };
    let mtime = request.value(MTIME).map(|word| moment(cx, word)).transpose()?;
    if request.has(CLAMP_MTIME) && mtime.is_none() {
        return Err(fail!("--clamp-mtime needs --mtime"));
    }
    Ok(Settings {
        follow: request.has(DEREFERENCE),
        recursive: request.last(&[RECURSION, NO_RECURSION]) != Some(NO_RECURSION),
        sorted,
        one_file_system: request.has(ONE_FILE_SYSTEM),
        absolute: request.has(ABSOLUTE_NAMES),
        numeric: request.has(NUMERIC_OWNER),
        owner: request.value(OWNER).map(|w| identity(w, |n| accounts::user_by_name(n).map(|u| u.uid))).transpose()?,
        group: request.value(GROUP).map(|w| identity(w, |n| accounts::group_by_name(n).map(|g| g.gid))).transpose()?,
        mode,
        umask: kit::sys::umask_value(),
        mtime,
        clamp: request.has(CLAMP_MTIME),
        layout,
        verbosity: request.count(VERBOSE),
    })
}

/// A date, or the time of a file (`./x`, `/x`).
fn moment(cx: &Context, word: &[u8]) -> Result<Moment> {
    if matches!(word, [b'/' | b'.', ..]) {
        let stat = files::stat(word).map_err(|e| fail!("can't stat '", word, "': ", e))?;
        return Ok(Moment { seconds: stat.st_mtime, nanoseconds: stat.st_mtime_nsec as u32 });
    }
    time::parse(word, time::now(), &Zone::of_env(cx.env)).ok_or_else(|| fail!("invalid date '", word, "'"))
}

/// `NAME`, `ID`, `NAME:ID` or `:ID` of `--owner` and `--group`: a name (perhaps empty) and an id; none keeps the file's.
fn identity(word: &[u8], known: impl Fn(&[u8]) -> Option<u32>) -> Result<(Vec<u8>, Option<u32>)> {
    let number = |digits: &[u8]| kit::number::decimal::<u32>(digits);
    if let Some(colon) = word.iter().position(|c| *c == b':') {
        return Ok((word[..colon].to_vec(), Some(number(&word[colon + 1..])?)));
    }
    if !word.is_empty() && word.iter().all(u8::is_ascii_digit) {
        return Ok((Vec::new(), Some(number(word)?)));
    }
    Ok((word.to_vec(), known(word)))
}

/// A member name without leading `/` and without anything up to its last `..`: what could lead out of the directory
/// where it is extracted. Gives what was cut off, too.
fn safe_name(name: &[u8]) -> (&[u8], &[u8]) {
    let mut start = 0;
    let mut at = 0;
    for part in name.split(|c| *c == b'/') {
        let end = at + part.len();
        if part == b".." {
            start = (end + 1).min(name.len());
        }
        at = end + 1;
    }
    while name.get(start) == Some(&b'/') {
        start += 1;
    }
    (&name[..start], &name[start..])
}

impl<'c, 'a, W: Write> Creation<'c, 'a, W> {
    fn new(
        cx: &'c mut Context<'a>,
        settings: Settings,
        writer: Writer<W>,
        archive: Option<(u64, u64)>,
        list_on_error: bool,
    ) -> Creation<'c, 'a, W> {
        let zone = Zone::of_env(cx.env);
        Creation {
            cx,
            settings,
            writer,
            archive,
            list_on_error,
            names: Names::default(),
            zone,
            links: HashMap::new(),
            told_of_prefix: false,
            failed: false,
            archived: HashMap::new(),
        }
    }

    fn all(&mut self, request: &mut Request) -> Result<()> {
        for dir in &request.directories {
            change_directory(dir)?;
        }
        for name in std::mem::take(&mut request.names) {
            for dir in &name.directories {
                change_directory(dir)?;
            }
            self.tree(&name.text, &request.excludes)?;
        }
        Ok(())
    }

    /// Tells of a failure; the archive is finished all the same.
    fn complain(&mut self, message: Vec<u8>) {
        self.cx.complain(message);
        self.failed = true;
    }

    fn tree(&mut self, operand: &[u8], excludes: &[Vec<u8>]) -> Result<()> {
        // `d/` is `d`: the slash is a member name's own.
        let operand = match operand.iter().rposition(|c| *c != b'/') {
            Some(last) => &operand[..=last],
            None if operand.is_empty() => operand,
            None => b"/",
        };
        let mut walk = Walk::new(operand, if self.settings.follow { Follow::Always } else { Follow::Never });
        if self.settings.sorted {
            walk.sort();
        }
        let mut device = None;
        while let Some(visit) = walk.next() {
            match visit {
                Visit::Leave => continue,
                Visit::Failed(error) | Visit::Unopened(error) => {
                    let path = walk.path().to_vec();
                    self.complain(text![shown(&path), ": ", error]);
                    continue;
                }
                Visit::File | Visit::Enter => {}
            }
            let is_directory = matches!(visit, Visit::Enter);
            if excludes.iter().any(|pattern| select::excludes_file(pattern, walk.path())) {
                walk.skip();
                continue;
            }
            let stat = match walk.stat() {
                Ok(stat) => stat,
                Err(error) => {
                    let path = walk.path().to_vec();
                    self.complain(text![shown(&path), ": ", error]);
                    continue;
                }
            };
            let elsewhere = self.settings.one_file_system && *device.get_or_insert(stat.st_dev) != stat.st_dev;
            if is_directory && (!self.settings.recursive || elsewhere) {
                walk.skip();
            }
            self.member(&walk, &stat)?;
            if self.cx.interrupted() {
                return Err(Error::Silent(Status(130)));
            }
        }
        Ok(())
    }

    fn member(&mut self, walk: &Walk, stat: &Stat) -> Result<()> {
        let full = walk.path();
        if self.archive == Some(file_id(stat)) {
            self.cx.warn(text![shown(full), ": file is the archive; skipping"]);
            return Ok(());
        }
        let (prefix, name) = if self.settings.absolute { (&b""[..], full) } else { safe_name(full) };
        if !prefix.is_empty() && !self.told_of_prefix {
            self.told_of_prefix = true;
            self.cx.warn(text!["removing leading '", prefix, "' from member names"]);
        }
        let mut name = name.to_vec();
        if is_dir(stat) {
            if name.is_empty() && !prefix.is_empty() {
                // "/" and "..": only what is below has a name.
                return Ok(());
            }
            name.push(b'/');
        }
        let Some(mut entry) = self.entry(name, stat) else {
            self.cx.warn(text![shown(full), ": socket ignored"]);
            return Ok(());
        };
        if self.archived.get(&entry.path).is_some_and(|mtime| *mtime >= entry.mtime) {
            return Ok(());
        }
        let mut file = None;
        if entry.kind == Member::Symlink {
            match files::readlink_at(walk.dir(), walk.name()) {
                Ok(target) => entry.link = target,
                Err(error) => {
                    self.complain(text![shown(full), ": ", error]);
                    return Ok(());
                }
            }
        }
        if entry.kind != Member::Directory && stat.st_nlink > 1 {
            match self.links.get(&file_id(stat)) {
                Some(first) => {
                    entry.link.clone_from(first);
                    entry.kind = Member::HardLink;
                }
                None => drop(self.links.insert(file_id(stat), entry.path.clone())),
            }
        }
        if entry.kind == Member::File {
            entry.size = stat.st_size as u64;
            let no_follow = if walk.follows() { 0 } else { libc::O_NOFOLLOW };
            match files::open_at(walk.dir(), walk.name(), libc::O_RDONLY | libc::O_NONBLOCK | no_follow, 0) {
                Ok(fd) => file = Some(File::from(fd)),
                Err(error) => {
                    self.complain(text!["can't open '", shown(full), "': ", error]);
                    return Ok(());
                }
            }
        }
        if self.settings.verbosity > 0 {
            let mut line = if self.settings.verbosity > 1 {
                super::extract::long_line(&entry, &self.zone, self.settings.numeric)
            } else {
                shown(&entry.path)
            };
            line.push(b'\n');
            if self.list_on_error {
                let _ = self.cx.err.write_all(&line);
            } else {
                self.cx.out.write_all(&line)?;
            }
        }
        match self.writer.append(&entry) {
            Err(error) if error.kind() == io::ErrorKind::InvalidInput => {
                self.complain(text![shown(full), ": ", error]);
                return Ok(());
            }
            other => other.map_err(|e| write_failed(&e))?,
        }
        if let Some(file) = file {
            self.data(file, full, entry.size)?;
        }
        Ok(())
    }

    /// Copies exactly `size` bytes: a file that shrinks meanwhile is filled up with zeros, and told of.
    fn data(&mut self, mut file: File, name: &[u8], size: u64) -> Result<()> {
        let mut buffer = vec![0; 64 * 1024];
        let mut left = size;
        while left > 0 {
            let n = left.min(buffer.len() as u64) as usize;
            let n = match file.read(&mut buffer[..n]) {
                Ok(0) => {
                    self.complain(text![shown(name), ": short read"]);
                    break;
                }
                Ok(n) => n,
                Err(error) => {
                    self.complain(text![shown(name), ": ", error]);
                    break;
                }
            };
            self.writer.write_data(&buffer[..n]).map_err(|e| write_failed(&e))?;
            left -= n as u64;
        }
        buffer.fill(0);
        while left > 0 {
            let n = left.min(buffer.len() as u64) as usize;
            self.writer.write_data(&buffer[..n]).map_err(|e| write_failed(&e))?;
            left -= n as u64;
        }
        Ok(())
    }

    /// What the file's inode says; none for a socket.
    fn entry(&mut self, name: Vec<u8>, stat: &Stat) -> Option<Entry> {
        let kind = match stat.st_mode & libc::S_IFMT {
            libc::S_IFREG => Member::File,
            libc::S_IFDIR => Member::Directory,
            libc::S_IFLNK => Member::Symlink,
            libc::S_IFCHR => Member::CharDevice,
            libc::S_IFBLK => Member::BlockDevice,
            libc::S_IFIFO => Member::Fifo,
            _ => return None,
        };
        let settings = &self.settings;
        let mut mode = stat.st_mode & 0o7777;
        if let Some(change) = &settings.mode
            && kind != Member::Symlink
        {
            mode = change.apply(mode, kind == Member::Directory, settings.umask);
        }
        let mut time = Moment { seconds: stat.st_mtime, nanoseconds: stat.st_mtime_nsec as u32 };
        if let Some(given) = settings.mtime
            && (!settings.clamp || time > given)
        {
            time = given;
        }
        let (user, uid) = match &settings.owner {
            Some((name, id)) => (name.clone(), id.unwrap_or(stat.st_uid)),
            None => (self.names.user(stat.st_uid).unwrap_or_default().to_vec(), stat.st_uid),
        };
        let (group, gid) = match &settings.group {
            Some((name, id)) => (name.clone(), id.unwrap_or(stat.st_gid)),
            None => (self.names.group(stat.st_gid).unwrap_or_default().to_vec(), stat.st_gid),
        };
        let (user, group) = if settings.numeric { (Vec::new(), Vec::new()) } else { (user, group) };
        Some(Entry {
            path: name,
            kind,
            mode,
            uid: u64::from(uid),
            gid: u64::from(gid),
            user,
            group,
            mtime: time.seconds,
            nanoseconds: if settings.layout == Layout::Pax { time.nanoseconds } else { 0 },
            device: (libc::major(stat.st_rdev), libc::minor(stat.st_rdev)),
            ..Entry::default()
        })
    }
}

#[allow(clippy::disallowed_methods, reason = "tar runs in a process of its own")]
fn change_directory(dir: &[u8]) -> Result<()> {
    nix::unistd::chdir(path(dir)).map_err(|e| fail!("can't change directory to '", dir, "': ", e))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unsafe_beginnings_are_cut_off() {
        for (name, cut, rest) in [
            ("/a/b", "/", "a/b"),
            ("../a", "../", "a"),
            ("a/../b", "a/../", "b"),
            ("..", "..", ""),
            ("a/..", "a/..", ""),
            ("./a", "", "./a"),
            ("a..b/..c", "", "a..b/..c"),
            ("//a", "//", "a"),
        ] {
            assert_eq!(safe_name(name.as_bytes()), (cut.as_bytes(), rest.as_bytes()), "{name}");
        }
    }

    #[test]
    fn owners_are_names_numbers_or_both() {
        let known = |name: &[u8]| (name == b"root").then_some(0);
        assert_eq!(identity(b"root", known).unwrap(), (b"root".to_vec(), Some(0)));
        assert_eq!(identity(b"0", known).unwrap(), (Vec::new(), Some(0)));
        assert_eq!(identity(b"app:1000", known).unwrap(), (b"app".to_vec(), Some(1000)));
        assert_eq!(identity(b":7", known).unwrap(), (Vec::new(), Some(7)));
        assert_eq!(identity(b"nosuch", known).unwrap(), (b"nosuch".to_vec(), None));
        assert!(identity(b"a:b", known).is_err());
    }
}
