//! The walk, and the expression evaluated for each file.

use super::device::Types;
use super::parse::{Bits, Command, Expr, Query, Target, Which};
use super::printf::{self, Scene, base_name};
use kit::accounts::Names;
use kit::input::Stdin;
use kit::nested::OwnApplets;
use kit::output::Sink;
use kit::prelude::*;
use kit::process::{Ended, Spawn};
use kit::sys::change_directory_to;
use kit::sys::files::{self, NO_FOLLOW};
use kit::time::Moment;
use kit::walk::{Visit, Walk, file_id, is_dir};
use std::fs::File;
use std::io;
use std::os::fd::AsRawFd;

/// Most bytes of paths for one command of `-exec … +`.
const MOST_BYTES: usize = 128 * 1024;

/// Walks all `paths`.
pub fn find<'p>(cx: &mut Context, query: &Query, paths: impl Iterator<Item = &'p [u8]>) -> Result<Status> {
    let outs = query.files.iter().map(|(_, file)| Output::new(Sink::Fd(file.as_raw_fd()))).collect();
    let batches = query.batches.iter().map(|_| Batch::default()).collect();
    let is_terminal = cx.out.is_terminal();
    let mut finder = Finder {
        cx,
        query,
        names: Names::default(),
        outs,
        batches,
        answers: None,
        own: OwnApplets::default(),
        types: None,
        here: None,
        operand: 0,
        prunes: false,
        quits: false,
        is_terminal,
    };
    for path in paths {
        if path.is_empty() {
            finder.cx.complain(text!["'': ", io::Error::from_raw_os_error(libc::ENOENT)]);
            continue;
        }
        finder.walk(path)?;
        if finder.quits {
            break;
        }
    }
    for number in 0..finder.batches.len() {
        finder.run_batch(number)?;
    }
    for out in &mut finder.outs {
        out.flush()?;
    }
    Ok(finder.cx.status())
}

/// Paths that wait for a command.
#[derive(Default)]
struct Batch {
    paths: Vec<Vec<u8>>,
    bytes: usize,
    /// Of -execdir: where the paths are.
    dir: Option<File>,
    dir_id: Option<(u64, u64)>,
}

struct Finder<'c, 'a, 'q> {
    cx: &'c mut Context<'a>,
    query: &'q Query,
    names: Names,
    outs: Vec<Output<'q>>,
    batches: Vec<Batch>,
    /// Where -ok reads answers.
    answers: Option<Input<'a>>,
    /// Commands that need no process.
    own: OwnApplets,
    types: Option<Types>,
    /// The working directory, for the way back from -execdir.
    here: Option<File>,
    /// Length of the operand.
    operand: usize,
    prunes: bool,
    quits: bool,
    is_terminal: bool,
}

impl Finder<'_, '_, '_> {
    fn walk(&mut self, operand: &[u8]) -> Result<()> {
        let query = self.query;
        let mut walk = Walk::new(operand, query.follow);
        self.operand = operand.len();
        let mut device = None;
        while let Some(visit) = walk.next() {
            if self.cx.interrupted() {
                return Err(Error::Silent(Status(130)));
            }
            let depth = walk.depth();
            let is_deep_enough = depth >= query.min_depth;
            match visit {
                Visit::Failed(error) | Visit::Unopened(error) => {
                    if self.is_race(&error, depth) {
                        continue;
                    }
                    self.cx.complain(text![walk.path(), ": ", error]);
                    continue;
                }
                Visit::File => {
                    if is_deep_enough && depth <= query.max_depth {
                        self.eval(&query.expr, &mut walk)?;
                    }
                }
                Visit::Enter => {
                    let mut is_entered = depth < query.max_depth;
                    if query.one_device
                        && let Ok(stat) = walk.stat()
                    {
                        is_entered &= *device.get_or_insert(stat.st_dev) == stat.st_dev;
                    }
                    self.prunes = false;
                    if is_deep_enough && !(query.depth_first && is_entered) {
                        self.eval(&query.expr, &mut walk)?;
                    }
                    if !is_entered || self.prunes && !query.depth_first {
                        walk.skip();
                    }
                }
                Visit::Leave => {
                    if query.depth_first && is_deep_enough {
                        self.eval(&query.expr, &mut walk)?;
                    }
                    self.leave_directory()?;
                }
            }
            if self.quits {
                return Ok(());
            }
        }
        Ok(())
    }

    /// Has the file vanished since its directory was read, and is nothing to be said of that?
    fn is_race(&self, error: &io::Error, depth: usize) -> bool {
        self.query.races && depth > 0 && error.raw_os_error() == Some(libc::ENOENT)
    }

    /// Commands that run in a directory get its paths before the walk leaves it.
    fn leave_directory(&mut self) -> Result<()> {
        for number in 0..self.batches.len() {
            if self.query.batches[number].in_dir {
                self.run_batch(number)?;
            }
        }
        Ok(())
    }

    fn eval(&mut self, expr: &Expr, walk: &mut Walk) -> Result<bool> {
        // The right sides of long chains are followed without recursion.
        let mut expr = expr;
        loop {
            expr = match expr {
                Expr::And(left, right) => {
                    if !self.eval(left, walk)? || self.quits {
                        return Ok(false);
                    }
                    right
                }
                Expr::Or(left, right) => {
                    if self.eval(left, walk)? || self.quits {
                        return Ok(true);
                    }
                    right
                }
                Expr::Both(left, right) => {
                    self.eval(left, walk)?;
                    if self.quits {
                        return Ok(false);
                    }
                    right
                }
                Expr::Not(inner) => return Ok(!self.eval(inner, walk)?),
                other => return self.primary(other, walk),
            }
        }
    }

    fn primary(&mut self, expr: &Expr, walk: &mut Walk) -> Result<bool> {
        Ok(match expr {
            Expr::Print(target, end) => {
                self.print(*target, *end, walk.path())?;
                true
            }
            Expr::Printf(target, pieces) => {
                let mut line = Vec::new();
                let mut scene =
                    Scene { query: self.query, names: &mut self.names, types: &mut self.types, operand: self.operand };
                let filled = printf::fill(&mut line, pieces, walk, &mut scene);
                self.write(*target, &line)?;
                self.say_failed(walk, filled);
                true
            }
            Expr::List(target) => {
                let mut line = Vec::new();
                let mut scene =
                    Scene { query: self.query, names: &mut self.names, types: &mut self.types, operand: self.operand };
                let filled = printf::list(&mut line, walk, &mut scene);
                self.write(*target, &line)?;
                self.say_failed(walk, filled);
                true
            }
            Expr::Exec(command) => self.exec(command, walk)?,
            Expr::ExecMany(number) => {
                self.collect(*number, walk)?;
                true
            }
            Expr::Delete => self.delete(walk),
            Expr::Prune => {
                self.prunes = true;
                true
            }
            Expr::Quit => {
                self.quits = true;
                true
            }
            _ => match self.test(expr, walk) {
                Ok(holds) => holds,
                Err(error) if self.is_race(&error, walk.depth()) => false,
                Err(error) => {
                    self.cx.complain(text![walk.path(), ": ", error]);
                    false
                }
            },
        })
    }

    fn say_failed(&mut self, walk: &Walk, result: io::Result<()>) {
        if let Err(error) = result {
            self.cx.complain(text![walk.path(), ": ", error]);
        }
    }

    fn test(&mut self, expr: &Expr, walk: &mut Walk) -> io::Result<bool> {
        Ok(match expr {
            Expr::True => true,
            Expr::Name(pattern) => pattern.matches(base_name(walk.path())),
            Expr::Path(pattern) => pattern.matches(walk.path()),
            Expr::LinkTarget(pattern) => {
                kind(walk)? == libc::S_IFLNK && pattern.matches(&files::readlink_at(walk.dir(), walk.name())?)
            }
            Expr::Regex(regex) => regex.is_match(walk.path()).map_err(|e| io::Error::other(e.text()))?,
            Expr::Type(types, false) => types.contains(&kind(walk)?),
            // The other way of looking than the walk's.
            Expr::Type(types, true) => {
                let flags = if walk.follows() { NO_FOLLOW } else { 0 };
                match files::stat_at(walk.dir(), walk.name(), flags) {
                    Ok(stat) => types.contains(&(stat.st_mode & libc::S_IFMT)),
                    Err(_) => types.contains(&kind(walk)?),
                }
            }
            Expr::Perm(bits) => {
                let stat = walk.stat()?;
                let (mode, of) = (stat.st_mode & 0o7777, usize::from(is_dir(&stat)));
                match *bits {
                    Bits::Exactly(wanted) => mode == wanted[of],
                    Bits::All(wanted) => mode & wanted[of] == wanted[of],
                    // No bit asked for is found in every file, as in GNU's since 4.3 (and BusyBox's).
                    Bits::Any(wanted) => wanted[of] == 0 || mode & wanted[of] != 0,
                }
            }
            Expr::Access(want) => files::may_access_at(walk.dir(), walk.name(), *want),
            Expr::Age { which, unit, count, from } => {
                let moment = time_of(*which, walk)?;
                count.holds(from.saturating_sub(moment.seconds).div_euclid(*unit))
            }
            Expr::Newer(which, than) => time_of(*which, walk)? > *than,
            Expr::Inode(count) => count.holds(walk.stat()?.st_ino as i64),
            Expr::Links(count) => count.holds(walk.stat()?.st_nlink as i64),
            Expr::User(count) => count.holds(walk.stat()?.st_uid.into()),
            Expr::Group(count) => count.holds(walk.stat()?.st_gid.into()),
            Expr::NoUser => self.names.user(walk.stat()?.st_uid).is_none(),
            Expr::NoGroup => self.names.group(walk.stat()?.st_gid).is_none(),
            Expr::Size(unit, count) => {
                let size = walk.stat()?.st_size;
                if unit.rounds_up {
                    count.holds((size + unit.bytes - 1) / unit.bytes)
                } else {
                    super::parse::Count { n: count.n.saturating_mul(unit.bytes), ..*count }.holds(size)
                }
            }
            Expr::Empty => match kind(walk)? {
                libc::S_IFREG => walk.stat()?.st_size == 0,
                libc::S_IFDIR => {
                    let flags = libc::O_RDONLY | libc::O_DIRECTORY | if walk.follows() { 0 } else { libc::O_NOFOLLOW };
                    let dir = files::open_at(walk.dir(), walk.name(), flags, 0)?;
                    kit::walk::Entries::read(dir.as_raw_fd())?.next().is_none()
                }
                _ => false,
            },
            Expr::SameFile(id) => file_id(&walk.stat()?) == *id,
            Expr::Used(count) => {
                let stat = walk.stat()?;
                let (read, changed) = (kit::copy::accessed(&stat), kit::copy::changed(&stat));
                read >= changed && count.holds((read.seconds - changed.seconds) / 86400)
            }
            Expr::FileSystem(kind) => self.types.get_or_insert_with(Types::read).of(walk.stat()?.st_dev) == kind,
            Expr::Context(pattern) => files::security_context(walk.dir(), walk.name(), walk.follows())
                .is_ok_and(|context| pattern.matches(&context)),
            _ => false,
        })
    }

    fn write(&mut self, target: Target, text: &[u8]) -> Result<()> {
        match target {
            None => self.cx.out.write_all(text)?,
            Some(number) => self.outs[number].write_all(text)?,
        }
        Ok(())
    }

    fn print(&mut self, target: Target, end: u8, path: &[u8]) -> Result<()> {
        if target.is_none() && end != 0 && self.is_terminal {
            let mut line = kit::text::printable(path);
            line.push(end);
            return self.write(target, &line);
        }
        self.write(target, path)?;
        self.write(target, &[end])
    }

    fn delete(&mut self, walk: &mut Walk) -> bool {
        // `find . -delete` empties the directory; itself cannot be removed by that name.
        if walk.depth() == 0 && walk.path() == b"." {
            return true;
        }
        // A link to a directory is a link, also where it was followed.
        let is_dir = match files::stat_at(walk.dir(), walk.name(), NO_FOLLOW) {
            Ok(stat) => is_dir(&stat),
            Err(_) => false,
        };
        match files::unlink_at(walk.dir(), walk.name(), is_dir) {
            Ok(()) => true,
            Err(error) => {
                // BusyBox's status stays 0 then.
                self.cx.warn(text![walk.path(), ": ", error]);
                false
            }
        }
    }

    fn exec(&mut self, command: &Command, walk: &Walk) -> Result<bool> {
        let Ok((dir, path)) = self.place(walk, command.in_dir) else { return Ok(false) };
        let argv: Vec<Vec<u8>> = command.words.iter().map(|word| filled_in(word, &path)).collect();
        if command.asks && !self.is_agreed(&argv)? {
            return Ok(false);
        }
        let argv: Vec<&[u8]> = argv.iter().map(Vec::as_slice).collect();
        let dir = dir.as_ref().map_or(walk.dir(), AsRawFd::as_raw_fd);
        let ended = self.spawn(&argv, command.in_dir.then_some(dir), command.asks)?;
        Ok(ended == Some(Ended::Exited(0)))
    }

    /// The path for a command and, of an operand whose command runs in its directory, that directory. If it cannot be opened
    /// that is complained of.
    fn place(&mut self, walk: &Walk, in_dir: bool) -> std::result::Result<(Option<File>, Vec<u8>), ()> {
        if !in_dir {
            return Ok((None, walk.path().to_vec()));
        }
        let name = base_name(walk.path());
        let local = if name == b"/" { name.to_vec() } else { text!["./", name] };
        let above = printf::split(walk.path()).0;
        if walk.depth() > 0 || above.is_empty() {
            return Ok((None, local));
        }
        let flags = libc::O_RDONLY | libc::O_DIRECTORY;
        match files::c_path(above).and_then(|above| files::open_at(files::CWD, &above, flags, 0)) {
            Ok(dir) => Ok((Some(File::from(dir)), local)),
            Err(error) => {
                self.cx.complain(text![above, ": ", error]);
                Err(())
            }
        }
    }

    fn is_agreed(&mut self, argv: &[Vec<u8>]) -> Result<bool> {
        self.cx.out.flush()?;
        // Nobody is left to tell that standard error is closed.
        let _ = self.cx.err.write_all(&text![argv.join(&b' '), " ?"]);
        let input = self.answers.get_or_insert_with(|| self.cx.stdin());
        let mut line = Vec::new();
        input.read_until(b'\n', &mut line)?;
        Ok(matches!(line.first(), Some(b'y' | b'Y')))
    }

    /// Runs a command to its end; none if it could not be run, which is said.
    fn spawn(&mut self, argv: &[&[u8]], dir: Option<i32>, without_input: bool) -> Result<Option<Ended>> {
        self.cx.out.flush()?;
        for out in &mut self.outs {
            out.flush()?;
        }
        let dir = dir.filter(|dir| *dir != files::CWD);
        if let Some(dir) = dir {
            let path = self.cx.env.get(b"PATH").unwrap_or(kit::process::DEFAULT_PATH);
            if path.split(|c| *c == b':').any(|dir| dir.first() != Some(&b'/')) {
                return Err(fail!("-execdir: a directory of PATH is not absolute"));
            }
            if self.here.is_none() {
                self.here = Some(File::open(".").map_err(|e| fail!(".: ", e))?);
            }
            change_directory_to(dir).map_err(|e| fail!("-execdir: ", e))?;
        }
        let ended = self.start(argv, without_input);
        if let (Some(here), Some(_)) = (&self.here, dir) {
            change_directory_to(here.as_raw_fd()).map_err(|e| fail!(".: ", e))?;
        }
        match ended? {
            Ok(ended) => Ok(Some(ended)),
            Err(error) => {
                self.cx.warn(text![argv[0], ": ", error]);
                Ok(None)
            }
        }
    }

    /// Calls the command, or spawns it and waits for it.
    fn start(&mut self, argv: &[&[u8]], without_input: bool) -> Result<io::Result<Ended>> {
        let input = if without_input { Stdin::Memory(b"") } else { self.cx.input };
        if let Some(status) = self.own.call(self.cx, argv, input)? {
            return Ok(Ok(Ended::Exited(status.0)));
        }
        let mut spawn = Spawn::new(self.cx);
        let null = without_input.then(|| File::open("/dev/null").ok()).flatten();
        if let Some(null) = &null {
            spawn.fds.push((null.as_raw_fd(), 0));
        }
        Ok(spawn.run(argv))
    }

    /// Adds the path to those that wait.
    fn collect(&mut self, number: usize, walk: &mut Walk) -> Result<()> {
        let in_dir = self.query.batches[number].in_dir;
        let Ok((dir, path)) = self.place(walk, in_dir) else { return Ok(()) };
        let dir = dir.as_ref().map_or(walk.dir(), AsRawFd::as_raw_fd);
        let words = &self.query.batches[number].words;
        let fixed: usize = words.iter().map(|w| w.len() + 1).sum();
        if in_dir {
            let id = if dir == files::CWD { None } else { files::fstat(dir).ok().map(|s| file_id(&s)) };
            let batch = &self.batches[number];
            if batch.dir_id != id && !batch.paths.is_empty() {
                self.run_batch(number)?;
            }
            let batch = &mut self.batches[number];
            if batch.paths.is_empty() {
                batch.dir_id = id;
                batch.dir = match dir {
                    files::CWD => None,
                    dir => files::open_at(dir, c".", libc::O_RDONLY | libc::O_DIRECTORY, 0).ok().map(File::from),
                };
            }
        }
        if self.batches[number].bytes + fixed + path.len() + 1 > MOST_BYTES {
            self.run_batch(number)?;
        }
        let batch = &mut self.batches[number];
        batch.bytes += path.len() + 1;
        batch.paths.push(path);
        Ok(())
    }

    fn run_batch(&mut self, number: usize) -> Result<()> {
        let Batch { paths, dir, .. } = std::mem::take(&mut self.batches[number]);
        if paths.is_empty() {
            return Ok(());
        }
        let words = &self.query.batches[number].words;
        let argv: Vec<&[u8]> = words.iter().chain(&paths).map(Vec::as_slice).collect();
        let ended = self.spawn(&argv, dir.as_ref().map(AsRawFd::as_raw_fd), false)?;
        if ended != Some(Ended::Exited(0)) {
            self.cx.set_status(Status::FAILED);
        }
        Ok(())
    }
}

fn time_of(which: Which, walk: &mut Walk) -> io::Result<Moment> {
    Ok(match which {
        Which::Access => kit::copy::accessed(&walk.stat()?),
        Which::Change => kit::copy::changed(&walk.stat()?),
        Which::Modification => kit::copy::modified(&walk.stat()?),
        Which::Birth => {
            let flags = if walk.follows() { 0 } else { NO_FOLLOW };
            files::birth_time(walk.dir(), walk.name(), flags).unwrap_or_default()
        }
    })
}

/// The type (of `st_mode`) of the file at hand, from the directory if that tells it.
pub fn kind(walk: &mut Walk) -> io::Result<u32> {
    let told = match walk.kind() {
        libc::DT_REG => libc::S_IFREG,
        libc::DT_DIR => libc::S_IFDIR,
        libc::DT_LNK if !walk.follows() => libc::S_IFLNK,
        libc::DT_BLK => libc::S_IFBLK,
        libc::DT_CHR => libc::S_IFCHR,
        libc::DT_SOCK => libc::S_IFSOCK,
        libc::DT_FIFO => libc::S_IFIFO,
        _ => return Ok(walk.stat()?.st_mode & libc::S_IFMT),
    };
    Ok(told)
}

fn filled_in(word: &[u8], path: &[u8]) -> Vec<u8> {
    let mut result = Vec::new();
    let mut at = 0;
    for found in memchr::memmem::find_iter(word, b"{}") {
        result.extend_from_slice(&word[at..found]);
        result.extend_from_slice(path);
        at = found + 2;
    }
    result.extend_from_slice(&word[at..]);
    result
}
