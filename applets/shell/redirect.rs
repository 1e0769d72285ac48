//! Redirections. A descriptor number of the script is an entry of a table, not a descriptor of this process: redirecting a
//! builtin, a function or a group changes the table and costs no dup2; programs get the table when they are spawned.

use crate::ast::{Redirect, RedirectKind};
use crate::options::Opt;
use crate::run::Divert;
use crate::shell::Shell;
use kit::applet::Status;
use kit::input::{Memory, Stdin};
use kit::output::{Capture, Sink};
use kit::{sys, text};
use std::cell::{Cell, OnceCell, RefCell};
use std::io;
use std::os::fd::RawFd;
use std::rc::{Rc, Weak};

/// A descriptor that the shell has opened; closed when nothing refers to it any more.
#[derive(Debug)]
pub struct Descriptor(Cell<RawFd>);

impl Descriptor {
    /// Its number now.
    pub fn fd(&self) -> RawFd {
        self.0.get()
    }

    /// Closes it at once, whoever refers to it.
    pub fn give_up(&self) {
        sys::close(self.0.replace(-1));
    }
}

impl std::os::fd::AsRawFd for Descriptor {
    fn as_raw_fd(&self) -> RawFd {
        self.fd()
    }
}

impl Drop for Descriptor {
    fn drop(&mut self) {
        if self.0.get() >= 0 {
            sys::close(self.0.get());
        }
    }
}

/// Input held in memory; turned into a file once a program must read it.
#[derive(Debug)]
pub struct Text {
    memory: Memory,
    file: OnceCell<Rc<Descriptor>>,
}

impl Text {
    /// Input that is `bytes`.
    pub fn new(bytes: Vec<u8>) -> Text {
        Text { memory: Memory::new(bytes), file: OnceCell::new() }
    }

    /// The memory, unless it has become a file.
    pub fn memory(&self) -> Option<&Memory> {
        if self.file.get().is_some() { None } else { Some(&self.memory) }
    }
}

/// What a descriptor number of the script is.
#[derive(Clone, Debug)]
pub enum Stream {
    /// Nothing.
    Closed,
    /// A descriptor that this process was started with, or that `exec` made its own.
    Inherited(RawFd),
    /// A file that the shell has opened.
    File(Rc<Descriptor>),
    /// Output into memory.
    Memory(Rc<Capture>),
    /// Input from memory.
    Text(Rc<Text>),
}

/// The table, and what must be put back after a command.
pub struct Streams {
    table: Vec<Stream>,
    owned: RefCell<Vec<Weak<Descriptor>>>,
    /// Descriptors of this process to which entries that were replaced come back: not to be overwritten meanwhile.
    held: Vec<RawFd>,
}

/// Entries of the table before a command's redirections.
pub type SavedStreams = Vec<(usize, Stream)>;

/// The largest descriptor number a script may name.
const LARGEST: u32 = 1 << 16;

impl Streams {
    /// All as inherited.
    pub fn new() -> Streams {
        Streams { table: Vec::new(), owned: RefCell::default(), held: Vec::new() }
    }

    /// Takes charge of a descriptor of this process. Never one of the first three: a script may find them closed.
    pub fn own(&self, fd: RawFd) -> Rc<Descriptor> {
        let mut fd = fd;
        if (0..3).contains(&fd)
            && let Ok(higher) = sys::duplicate(fd, 10)
        {
            sys::close(fd);
            fd = higher;
        }
        let descriptor = Rc::new(Descriptor(Cell::new(fd)));
        let mut owned = self.owned.borrow_mut();
        if owned.len() >= 8 {
            owned.retain(|w| w.strong_count() > 0);
        }
        owned.push(Rc::downgrade(&descriptor));
        descriptor
    }

    fn owner(&self, fd: RawFd) -> Option<Rc<Descriptor>> {
        self.owned.borrow().iter().filter_map(Weak::upgrade).find(|d| d.fd() == fd)
    }

    /// How many entries the table has.
    pub fn len(&self) -> usize {
        self.table.len()
    }

    /// Entry `n`.
    pub fn get(&self, n: usize) -> Stream {
        match self.table.get(n) {
            None | Some(Stream::Inherited(_)) => {
                let fd = match self.table.get(n) {
                    Some(Stream::Inherited(fd)) => *fd,
                    _ => n as RawFd,
                };
                if self.owner(fd).is_some() { Stream::Closed } else { Stream::Inherited(fd) }
            }
            Some(stream) => stream.clone(),
        }
    }

    /// Makes entry `n` something else; gives what it was.
    pub fn put(&mut self, n: usize, stream: Stream) -> Stream {
        while self.table.len() <= n {
            self.table.push(Stream::Inherited(self.table.len() as RawFd));
        }
        std::mem::replace(&mut self.table[n], stream)
    }

    /// Makes entry `n` something else until `saved` is restored.
    pub fn replace(&mut self, n: usize, stream: Stream, saved: &mut SavedStreams) {
        let old = self.put(n, stream);
        self.hold(&old);
        saved.push((n, old));
    }

    /// Puts entries back, the last first.
    pub fn restore(&mut self, saved: &mut SavedStreams) {
        while let Some((n, stream)) = saved.pop() {
            self.release(&stream);
            self.put(n, stream);
        }
    }

    /// Lets what has replaced the entries stay.
    pub fn keep(&mut self, saved: &mut SavedStreams) {
        while let Some((_, stream)) = saved.pop() {
            self.release(&stream);
        }
    }

    /// `stream`, which is in no entry, will be one again.
    pub fn hold(&mut self, stream: &Stream) {
        if let Stream::Inherited(fd) = stream {
            self.held.push(*fd);
        }
    }

    /// It is one again, or will never be.
    pub fn release(&mut self, stream: &Stream) {
        if let Stream::Inherited(fd) = stream
            && let Some(at) = self.held.iter().rposition(|held| held == fd)
        {
            self.held.swap_remove(at);
        }
    }

    /// Does some output go to memory?
    pub fn holds_memory(&self) -> bool {
        self.table.iter().any(|stream| matches!(stream, Stream::Memory(_)))
    }

    /// Is every entry what this process was started with?
    pub fn are_plain(&self) -> bool {
        self.table.iter().enumerate().all(|(n, s)| matches!(s, Stream::Inherited(fd) if *fd == n as RawFd))
    }

    /// The descriptor of this process behind entry `n`; -1 for none. Input in memory becomes a file.
    ///
    /// # Errors
    /// If no pipe or file can be made for input in memory.
    pub fn descriptor(&self, n: usize) -> io::Result<RawFd> {
        Ok(match self.table.get(n) {
            None if n > 2 && self.owner(n as RawFd).is_some() => -1,
            None => n as RawFd,
            Some(Stream::Inherited(fd)) => *fd,
            Some(Stream::File(file)) => file.fd(),
            Some(Stream::Closed | Stream::Memory(_)) => -1,
            Some(Stream::Text(text)) => {
                if let Some(file) = text.file.get() {
                    return Ok(file.fd());
                }
                let file = self.own(file_of(text.memory.rest())?);
                text.file.get_or_init(|| file).fd()
            }
        })
    }

    /// Entry `n` as the output of something in this process.
    pub fn sink(&self, n: usize) -> Sink<'_> {
        match self.table.get(n) {
            Some(Stream::Memory(capture)) => Sink::Memory(capture),
            None => Sink::Fd(n as RawFd),
            Some(Stream::Inherited(fd)) => Sink::Fd(*fd),
            Some(Stream::File(file)) => Sink::Fd(file.fd()),
            Some(_) => Sink::Fd(-1),
        }
    }

    /// Entry 0 as the input of something in this process.
    pub fn stdin(&self) -> Stdin<'_> {
        match self.table.first() {
            None => Stdin::Fd(0),
            Some(Stream::Inherited(fd)) => Stdin::Fd(*fd),
            Some(Stream::File(file)) => Stdin::Fd(file.fd()),
            Some(Stream::Text(text)) => match text.file.get() {
                Some(file) => Stdin::Fd(file.fd()),
                None => Stdin::Shared(&text.memory),
            },
            Some(Stream::Closed | Stream::Memory(_)) => Stdin::Fd(-1),
        }
    }

    /// What a program must have done in its process so that it sees the table: pairs for dup2 in order, descriptors to
    /// close, and copies that must live until then.
    ///
    /// # Errors
    /// If a descriptor cannot be made.
    #[allow(clippy::type_complexity, reason = "three lists with a doc comment are clearer than a structure used once")]
    pub fn actions(&self) -> io::Result<(Vec<(RawFd, RawFd)>, Vec<RawFd>, Vec<Rc<Descriptor>>)> {
        self.actions_but(&[])
    }

    /// As [`Streams::actions`], leaving the descriptors `held` as they are.
    #[allow(clippy::type_complexity, reason = "as above")]
    fn actions_but(&self, held: &[RawFd]) -> io::Result<(Vec<(RawFd, RawFd)>, Vec<RawFd>, Vec<Rc<Descriptor>>)> {
        let (mut pairs, mut close, mut copies) = (Vec::new(), Vec::new(), Vec::new());
        for n in 0..self.table.len() {
            let to = n as RawFd;
            if held.contains(&to) {
                continue;
            }
            match self.descriptor(n)? {
                -1 => close.push(to),
                from if from == to && matches!(self.table[n], Stream::Inherited(_)) => {}
                from => pairs.push((from, to)),
            }
        }
        // A source that an earlier pair overwrites is copied out of the way first.
        for i in 0..pairs.len() {
            let (from, to) = pairs[i];
            if pairs[..i].iter().any(|p| p.1 == from) && from != to {
                let copy = self.own(self.copy_out_of_the_way(from)?);
                pairs[i].0 = copy.fd();
                copies.push(copy);
            }
        }
        Ok((pairs, close, copies))
    }

    /// A copy at a number that the table does not use; from 10 on if the limit of descriptors allows it.
    fn copy_out_of_the_way(&self, fd: RawFd) -> io::Result<RawFd> {
        let least = self.table.len() as RawFd;
        sys::duplicate(fd, least.max(10)).or_else(|_| sys::duplicate(fd, least))
    }

    /// Makes the table true of this process itself: for a forked child, and before an exec.
    ///
    /// # Errors
    /// If a descriptor cannot be made.
    pub fn realise(&mut self) -> io::Result<()> {
        self.held.clear();
        self.realise_but(&[])
    }

    /// Makes the table true of this process as far as nothing is held: for the redirections of `exec`, which may stand in
    /// a function or group whose own redirections end with it.
    ///
    /// # Errors
    /// If a descriptor cannot be made.
    pub fn realise_free(&mut self) -> io::Result<()> {
        let held = std::mem::take(&mut self.held);
        let result = self.realise_but(&held);
        self.held = held;
        result
    }

    fn realise_but(&mut self, held: &[RawFd]) -> io::Result<()> {
        if self.are_plain() {
            return Ok(());
        }
        // What becomes a file must be one before numbers are made free.
        for n in 0..self.table.len() {
            let fd = self.descriptor(n)?;
            // An entry that stays as it is must not lose its descriptor either.
            if matches!(self.table[n], Stream::Inherited(_))
                && fd != n as RawFd
                && held.contains(&(n as RawFd))
                && !held.contains(&fd)
                && sys::is_open(fd)
            {
                self.table[n] = Stream::File(self.own(self.copy_out_of_the_way(fd)?));
            }
        }
        for n in 0..self.table.len() {
            let to = n as RawFd;
            if held.contains(&to) || matches!(self.table[n], Stream::Inherited(fd) if fd == to) {
                continue;
            }
            // What the shell itself keeps at a number that is about to be used moves away.
            if let Some(owner) = self.owner(to) {
                owner.0.set(self.copy_out_of_the_way(to)?);
                sys::close(to);
            }
        }
        let (pairs, close, copies) = self.actions_but(held)?;
        for (from, to) in pairs {
            sys::duplicate_to(from, to)?;
        }
        close.into_iter().for_each(sys::close);
        drop(copies);
        for (n, entry) in self.table.iter_mut().enumerate().filter(|(n, _)| !held.contains(&(*n as RawFd))) {
            *entry = match entry {
                Stream::Closed => Stream::Closed,
                Stream::Memory(capture) => Stream::Memory(capture.clone()),
                _ => Stream::Inherited(n as RawFd),
            };
        }
        // A closed number is closed in truth now; a later open may get it.
        while matches!(self.table.last(), Some(Stream::Inherited(fd)) if *fd as usize + 1 == self.table.len()) {
            self.table.pop();
        }
        Ok(())
    }
}

/// A descriptor that gives `bytes`: a pipe if they fit into it, else a file in memory.
fn file_of(bytes: &[u8]) -> io::Result<RawFd> {
    let (read, write) = sys::pipe()?;
    let room = sys::pipe_size(write);
    if bytes.len() <= room {
        let result = sys::write_all(write, bytes);
        sys::close(write);
        return result.map(|()| read);
    }
    sys::close(read);
    sys::close(write);
    let file = sys::memory_file()?;
    sys::write_all(file, bytes)?;
    sys::seek(file, 0, libc::SEEK_SET)?;
    Ok(file)
}

/// Why a redirection failed, in ash's words.
fn create_error(name: &[u8], error: &io::Error) -> Vec<u8> {
    let why: &[u8] = match error.raw_os_error() {
        Some(libc::ENOENT) => b"nonexistent directory",
        _ => &kit::errno::text(error),
    };
    text!["can't create ", name, ": ", why]
}

fn open_error(name: &[u8], error: &io::Error) -> Vec<u8> {
    let why: &[u8] = match error.raw_os_error() {
        Some(libc::ENOENT) => b"no such file",
        _ => &kit::errno::text(error),
    };
    text!["can't open ", name, ": ", why]
}

impl Shell {
    /// Applies the redirections of a command; what they replaced is added to `saved`. On failure the message has been said,
    /// and the caller puts back what is in `saved`.
    ///
    /// # Errors
    /// Of the expansions; the inner one is the status of a failed redirection.
    pub fn redirect(&mut self, redirects: &[Redirect], saved: &mut SavedStreams) -> Result<Result<(), Status>, Divert> {
        for redirect in redirects {
            match self.redirect_one(redirect, saved)? {
                Ok(()) => {}
                Err(message) => {
                    // Empty: it has been said.
                    if !message.is_empty() {
                        self.say(&message);
                    }
                    return Ok(Err(Status(1)));
                }
            }
        }
        Ok(Ok(()))
    }

    fn redirect_one(&mut self, redirect: &Redirect, saved: &mut SavedStreams) -> Result<Result<(), Vec<u8>>, Divert> {
        let n = redirect.descriptor();
        if n > LARGEST {
            return Ok(Err(text![n, ": Bad file descriptor"]));
        }
        let n = n as usize;
        if let Some(word) = redirect.here_document() {
            let bytes = match self.expand_to_bytes(word) {
                Ok(bytes) => bytes,
                // As in ash, whose child writes the document: its errors are those of a redirection.
                Err(Divert::Error(_)) => return Ok(Err(Vec::new())),
                Err(divert) => return Err(divert),
            };
            self.streams.replace(n, Stream::Text(Rc::new(Text::new(bytes))), saved);
            return Ok(Ok(()));
        }
        let name = self.expand_to_bytes(&redirect.target)?;
        let stream = match redirect.kind {
            RedirectKind::HereString => {
                let mut bytes = name;
                bytes.push(b'\n');
                Ok(Stream::Text(Rc::new(Text::new(bytes))))
            }
            RedirectKind::HereDocument => Ok(Stream::Text(Rc::new(Text::new(Vec::new())))),
            RedirectKind::DupIn | RedirectKind::DupOut => self.duplicate(&name),
            RedirectKind::In => self.open_file(&name, libc::O_RDONLY).map_err(|e| open_error(&name, &e)),
            RedirectKind::InOut => {
                self.open_file(&name, libc::O_RDWR | libc::O_CREAT).map_err(|e| create_error(&name, &e))
            }
            RedirectKind::Append | RedirectKind::AppendBoth => self
                .open_file(&name, libc::O_WRONLY | libc::O_CREAT | libc::O_APPEND)
                .map_err(|e| create_error(&name, &e)),
            RedirectKind::Out if self.options.has(Opt::Noclobber) => {
                self.open_without_clobbering(&name).map_err(|e| create_error(&name, &e))
            }
            RedirectKind::Out | RedirectKind::Clobber | RedirectKind::Both => self
                .open_file(&name, libc::O_WRONLY | libc::O_CREAT | libc::O_TRUNC)
                .map_err(|e| create_error(&name, &e)),
        };
        let stream = match stream {
            Ok(stream) => stream,
            Err(message) => return Ok(Err(message)),
        };
        if matches!(redirect.kind, RedirectKind::Both | RedirectKind::AppendBoth) {
            self.streams.replace(2, stream.clone(), saved);
        }
        self.streams.replace(n, stream, saved);
        Ok(Ok(()))
    }

    fn duplicate(&mut self, name: &[u8]) -> Result<Stream, Vec<u8>> {
        if name == b"-" {
            return Ok(Stream::Closed);
        }
        let number = (!name.is_empty() && name.len() < 9 && name.iter().all(u8::is_ascii_digit))
            .then(|| name.iter().fold(0, |n, d| n * 10 + usize::from(d - b'0')));
        let Some(m) = number else { return Err(text!["bad fd number"]) };
        let stream = if m > LARGEST as usize { Stream::Closed } else { self.streams.get(m) };
        match stream {
            Stream::Closed => Err(text![name, ": Bad file descriptor"]),
            Stream::Inherited(fd) if !sys::is_open(fd) => Err(text![name, ": Bad file descriptor"]),
            stream => Ok(stream),
        }
    }

    /// Opens a file for the script. `/dev/fd/N` and its kin mean the script's descriptors, not this process's.
    pub fn open_file(&mut self, name: &[u8], flags: i32) -> io::Result<Stream> {
        self.give_back_input();
        if let Some(n) = own_descriptor_path(name) {
            match self.streams.get(n) {
                Stream::Inherited(fd) if fd == n as RawFd => {}
                stream @ Stream::Memory(_) => return Ok(stream),
                _ => {
                    let fd = self.streams.descriptor(n)?;
                    let path = text!["/proc/self/fd/", fd];
                    return Ok(Stream::File(self.streams.own(sys::open(&path, flags, 0o666)?)));
                }
            }
        }
        Ok(Stream::File(self.streams.own(sys::open(name, flags, 0o666)?)))
    }

    /// A path by which this process reaches what the script means by `/dev/fd/N` and its kin; none for other names, and if
    /// the name itself is one. What is given beside it must live as long as the path is used.
    pub fn path_of_own_descriptor(&self, name: &[u8]) -> Option<(Vec<u8>, Option<Rc<Descriptor>>)> {
        let n = own_descriptor_path(name)?;
        let (fd, pipe) = match self.streams.get(n) {
            Stream::Inherited(fd) if fd == n as RawFd => return None,
            // To a script, what collects its output is a pipe.
            Stream::Memory(_) => {
                let (read, write) = sys::pipe().ok()?;
                sys::close(read);
                (write, Some(self.streams.own(write)))
            }
            _ => (self.streams.descriptor(n).unwrap_or(-1), None),
        };
        let fd = pipe.as_ref().map_or(fd, |pipe| pipe.fd());
        Some((text!["/proc/self/fd/", fd], pipe))
    }

    fn open_without_clobbering(&mut self, name: &[u8]) -> io::Result<Stream> {
        match self.open_file(name, libc::O_WRONLY | libc::O_CREAT | libc::O_EXCL) {
            Err(error) if error.raw_os_error() == Some(libc::EEXIST) => {
                // What is not a regular file may be written to; look at what was opened, not at the name.
                let stream =
                    self.open_file(name, libc::O_WRONLY).map_err(|_| io::Error::from_raw_os_error(libc::EEXIST))?;
                match &stream {
                    Stream::File(file) if sys::fstat(file.fd())?.st_mode & libc::S_IFMT == libc::S_IFREG => Err(error),
                    _ => Ok(stream),
                }
            }
            other => other,
        }
    }
}

/// The number that a path into the directory of this process's descriptors means.
pub fn own_descriptor_path(name: &[u8]) -> Option<usize> {
    let digits = match name {
        b"/dev/stdin" => return Some(0),
        b"/dev/stdout" => return Some(1),
        b"/dev/stderr" => return Some(2),
        _ => name.strip_prefix(b"/dev/fd/").or_else(|| name.strip_prefix(b"/proc/self/fd/"))?,
    };
    if digits.is_empty() || digits.len() > 5 || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    Some(digits.iter().fold(0, |n, d| n * 10 + usize::from(d - b'0')))
}
