//! What `gzip`, `bzip2`, `xz` and their kin share: each operand is replaced by its compressed or decompressed form, or
//! all go to standard output.

use crate::compression::{self, Decoder, Encoder, Format};
use kit::context::or_stdin;
use kit::gzip::Header;
use kit::input::ReadError;
use kit::prelude::*;
use nix::sys::stat::futimens;
use nix::sys::time::TimeSpec;
use std::ffi::OsStr;
use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Read};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

const BUFFER: usize = 64 * 1024;

/// A family of commands.
pub struct Family {
    /// What is written.
    pub format: Format,
    /// What is read, by the first bytes; none says [`Family::no_magic`].
    pub reads: fn(&[u8]) -> Option<Format>,
    /// The complaint about other data.
    pub no_magic: &'static str,
    /// Endings of compressed files and what replaces them.
    pub endings: &'static [(&'static str, &'static str)],
}

/// What is asked for.
pub struct Job<'a> {
    pub family: Family,
    pub decompress: bool,
    pub test: bool,
    pub list: bool,
    pub to_stdout: bool,
    pub force: bool,
    pub keep: bool,
    pub quiet: bool,
    pub verbose: bool,
    /// Record name and time when compressing, restore them when decompressing.
    pub names: bool,
    pub recursive: bool,
    pub level: u8,
    /// With its dot.
    pub suffix: &'a [u8],
}

/// Counts of bytes for `-l` and `-v`.
#[derive(Default, Clone, Copy)]
struct Sizes {
    packed: u64,
    plain: u64,
}

impl Sizes {
    /// By how much the packed form is smaller, in tenths of a percent.
    fn saved(self) -> i64 {
        if self.plain == 0 {
            return 0;
        }
        let (packed, plain) = (i128::from(self.packed), i128::from(self.plain));
        ((plain - packed) * 1000 / plain) as i64
    }
}

/// Does the job for all operands.
pub fn run(cx: &mut Context, job: &Job, operands: &[&[u8]]) -> Result<Status> {
    if job.list {
        cx.out.line(b"         compressed        uncompressed  ratio uncompressed_name")?;
    }
    for operand in or_stdin(operands) {
        let result = if *operand == b"-" { standard_input(cx, job) } else { operand_named(cx, job, operand) };
        go_on(cx, result)?;
    }
    Ok(cx.status())
}

/// A failure of one file is told, and the next one is done; a failure of the output ends everything.
fn go_on(cx: &mut Context, result: Result<()>) -> Result<()> {
    match result {
        Err(Error::Failed(_, message)) => {
            cx.complain(message);
            Ok(())
        }
        other => other,
    }
}

fn standard_input(cx: &mut Context, job: &Job) -> Result<()> {
    if job.decompress {
        let input = cx.stdin();
        if !job.force && input.fd().is_some_and(kit::sys::is_terminal) {
            return Err(Error::Usage(Some(b"compressed data not read from terminal, use -f to force it".to_vec())));
        }
        return decompress_to_stdout(cx, job, Box::new(input), b"stdout");
    }
    if !job.force && cx.out.is_terminal() {
        return Err(Error::Usage(Some(b"compressed data not written to terminal, use -f to force it".to_vec())));
    }
    let mut input = cx.stdin();
    let header = Header::default();
    compress(job, &mut input, &mut cx.out, &header).map(drop)
}

fn operand_named(cx: &mut Context, job: &Job, name: &[u8]) -> Result<()> {
    let path = path(name);
    let open_failed = |e: io::Error| fail!(name, ": ", e);
    let file = OpenOptions::new().read(true).custom_flags(libc::O_NONBLOCK).open(path).map_err(open_failed)?;
    let metadata = file.metadata().map_err(open_failed)?;
    if metadata.is_dir() {
        if !job.recursive {
            return Err(fail!(name, ": is a directory - ignored"));
        }
        return directory(cx, job, name);
    }
    if job.to_stdout || job.test || job.list {
        if job.decompress {
            return decompress_to_stdout(cx, job, Box::new(Input::from_file(file, name)), name);
        }
        let header = header_of(job, name, &metadata);
        return compress(job, &mut Input::from_file(file, name), &mut cx.out, &header).map(drop);
    }
    if !metadata.is_file() {
        return Err(fail!(name, ": not a regular file - ignored"));
    }
    replace(cx, job, name, file, &metadata)
}

fn path(name: &[u8]) -> &Path {
    Path::new(OsStr::from_bytes(name))
}

fn directory(cx: &mut Context, job: &Job, name: &[u8]) -> Result<()> {
    let failed = |e: io::Error| fail!(name, ": ", e);
    let mut names = Vec::new();
    for entry in fs::read_dir(path(name)).map_err(failed)? {
        names.push(entry.map_err(failed)?.file_name());
    }
    names.sort();
    for entry in names {
        let entry = entry.as_bytes();
        let inner = if name.ends_with(b"/") { text![name, entry] } else { text![name, "/", entry] };
        let is_link = fs::symlink_metadata(path(&inner)).is_ok_and(|m| m.is_symlink());
        let is_dir = !is_link && path(&inner).is_dir();
        // Files that the command would not be given by hand are passed over quietly.
        if is_link || !is_dir && (plain_name(job, entry).is_some() != job.decompress) {
            continue;
        }
        let result = operand_named(cx, job, &inner);
        go_on(cx, result)?;
        if cx.interrupted() {
            return Err(Error::Silent(Status(130)));
        }
    }
    Ok(())
}

/// What a compressed file's name becomes.
fn plain_name(job: &Job, name: &[u8]) -> Option<Vec<u8>> {
    if let Some(plain) = name.strip_suffix(job.suffix) {
        return Some(plain.to_vec());
    }
    let (ending, plain) = job.family.endings.iter().find(|(ending, _)| name.ends_with(ending.as_bytes()))?;
    Some(text![name[..name.len() - ending.len()], plain])
}

fn header_of(job: &Job, name: &[u8], metadata: &Metadata) -> Header {
    if !job.names {
        return Header::default();
    }
    let base = name.iter().rposition(|c| *c == b'/').map_or(name, |at| &name[at + 1..]);
    Header { name: Some(base.to_vec()), mtime: u32::try_from(metadata.mtime()).unwrap_or(0) }
}

/// The words for a failed read: what is wrong with the data, or the errno's.
fn read_failed(name: &[u8], error: &io::Error) -> Error {
    if error.raw_os_error().is_some() { fail!(name, ": ", *error) } else { fail!(*error) }
}

fn compress(job: &Job, input: &mut Input, sink: &mut dyn Write, header: &Header) -> Result<Sizes> {
    let mut counted = Counted { sink, count: 0 };
    let mut plain = 0;
    {
        let mut encoder = Encoder::new(job.family.format, job.level, header, Box::new(&mut counted))?;
        let mut buffer = vec![0; BUFFER];
        loop {
            let n = input.read(&mut buffer).map_err(ReadError::named)?;
            if n == 0 {
                break;
            }
            plain += n as u64;
            encoder.write_all(&buffer[..n])?;
        }
        encoder.finish()?;
    }
    Ok(Sizes { packed: counted.count, plain })
}

/// Counts what passes.
struct Counted<'a> {
    sink: &'a mut dyn Write,
    count: u64,
}

impl Write for Counted<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.sink.write_all(bytes)?;
        self.count += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.sink.flush()
    }
}

/// Counts what is read.
struct CountedRead<'a> {
    source: Box<dyn Read + 'a>,
    count: &'a std::cell::Cell<u64>,
}

impl Read for CountedRead<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let n = self.source.read(into)?;
        self.count.set(self.count.get() + n as u64);
        Ok(n)
    }
}

/// What a decompression found besides the data.
struct Unpacked {
    sizes: Sizes,
    header: Option<Header>,
    has_garbage: bool,
}

/// Decompresses all of `source` into `sink`, or only checks it if there is none.
fn decompress(
    job: &Job,
    source: Box<dyn Read + '_>,
    mut sink: Option<&mut dyn Write>,
    name: &[u8],
) -> Result<Unpacked> {
    let count = std::cell::Cell::new(0);
    let source = Box::new(CountedRead { source, count: &count });
    let failed = |e: io::Error| read_failed(name, &e);
    let (start, mut source) = compression::peek(source, compression::MAGIC_LENGTH).map_err(failed)?;
    let mut buffer = vec![0; BUFFER];
    let mut plain = 0;
    let Some(format) = (job.family.reads)(&start) else {
        if !(job.force && job.to_stdout) {
            return Err(fail!(job.family.no_magic));
        }
        // As zcat -f of a file that is not compressed.
        loop {
            let n = source.read(&mut buffer).map_err(failed)?;
            let Some(sink) = sink.as_mut().filter(|_| n > 0) else { break };
            sink.write_all(&buffer[..n])?;
        }
        return Ok(Unpacked { sizes: Sizes::default(), header: None, has_garbage: false });
    };
    let mut decoder = Decoder::new(format, source).map_err(failed)?;
    loop {
        let n = decoder.read(&mut buffer).map_err(failed)?;
        if n == 0 {
            break;
        }
        plain += n as u64;
        if let Some(sink) = &mut sink {
            sink.write_all(&buffer[..n])?;
        }
    }
    let (header, has_garbage) = (decoder.header().cloned(), decoder.has_garbage());
    drop(decoder);
    Ok(Unpacked { sizes: Sizes { packed: count.get(), plain }, header, has_garbage })
}

fn decompress_to_stdout(cx: &mut Context, job: &Job, source: Box<dyn Read + '_>, name: &[u8]) -> Result<()> {
    let sink: Option<&mut dyn Write> = if job.test || job.list { None } else { Some(&mut cx.out) };
    let unpacked = decompress(job, source, sink, name)?;
    warn_of_garbage(cx, job, name, &unpacked);
    if job.list {
        let recorded = unpacked.header.and_then(|h| h.name).filter(|_| job.names);
        let plain = recorded.or_else(|| plain_name(job, name)).unwrap_or_else(|| name.to_vec());
        let plain = if cx.out.is_terminal() { text::printable(&plain) } else { plain };
        let Sizes { packed, plain: size } = unpacked.sizes;
        let saved = unpacked.sizes.saved();
        let ratio = format!("{}{}.{}", if saved < 0 { "-" } else { "" }, saved.abs() / 10, saved.abs() % 10);
        cx.out.line(&text![format!("{packed:>19} {size:>19} {ratio:>5}% "), plain])?;
    } else if job.test && job.verbose {
        let message = text![name, ": OK\n"];
        // As with -v: told on standard error, and no failure.
        let _ = cx.err.write_all(&message);
    }
    Ok(())
}

fn warn_of_garbage(cx: &mut Context, job: &Job, name: &[u8], unpacked: &Unpacked) {
    if unpacked.has_garbage && !job.quiet {
        cx.warn(text![name, ": decompression OK, trailing garbage ignored"]);
    }
}

/// Writes the new file beside the old one and removes the old one; a new file that could not be finished is removed.
fn replace(cx: &mut Context, job: &Job, name: &[u8], file: File, metadata: &Metadata) -> Result<()> {
    let new_name = if job.decompress {
        plain_name(job, name).ok_or_else(|| fail!(name, ": unknown suffix - ignored"))?
    } else {
        text![name, job.suffix]
    };
    let mut target = Target::create(&new_name, job.force)?;
    let (sizes, header) = if job.decompress {
        let source = Box::new(Input::from_file(file, name));
        let unpacked = decompress(job, source, Some(&mut target.file), name).map_err(|e| in_file(&new_name, e))?;
        warn_of_garbage(cx, job, name, &unpacked);
        (unpacked.sizes, unpacked.header)
    } else {
        let header = header_of(job, name, metadata);
        let mut input = Input::from_file(file, name);
        (compress(job, &mut input, &mut target.file, &header).map_err(|e| in_file(&new_name, e))?, None)
    };
    let mut mtime = TimeSpec::new(metadata.mtime(), metadata.mtime_nsec());
    let mut new_name = new_name;
    if let Some(header) = header.filter(|_| job.names) {
        if header.mtime != 0 {
            mtime = TimeSpec::new(i64::from(header.mtime), 0);
        }
        new_name = recorded_name(&new_name, header.name);
    }
    target.finish(&new_name, job.force, metadata, mtime)?;
    if !job.keep && path(&new_name) != path(name) {
        fs::remove_file(path(name)).map_err(|e| fail!("can't remove file '", name, "': ", e))?;
    }
    if job.verbose {
        let percent = sizes.saved() / 10;
        let message = text![name, ": ", percent, "% - replaced with ", new_name, "\n"];
        let _ = cx.err.write_all(&message);
    }
    Ok(())
}

/// A failed write to the new file is that file's, not standard output's.
fn in_file(name: &[u8], error: Error) -> Error {
    match error {
        Error::Write(error) => fail!(name, ": ", error),
        other => other,
    }
}

/// The name recorded in the file, in the directory of `name`. What is recorded is a stranger's: only its last
/// component counts.
fn recorded_name(name: &[u8], recorded: Option<Vec<u8>>) -> Vec<u8> {
    let recorded = recorded.unwrap_or_default();
    let base = recorded.rsplit(|c| *c == b'/').next().unwrap_or_default();
    if matches!(base, b"" | b"." | b"..") {
        return name.to_vec();
    }
    let directory = name.iter().rposition(|c| *c == b'/').map_or(0, |at| at + 1);
    text![name[..directory], base]
}

/// A new file that removes itself unless it was finished. It has a temporary name if it shall replace another.
struct Target {
    file: File,
    path: PathBuf,
    finished: bool,
}

impl Target {
    fn create(name: &[u8], force: bool) -> Result<Target> {
        let create = |path: &Path| OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
        let mut wanted = path(name).to_path_buf();
        let mut result = create(&wanted);
        let mut attempt = 0_u32;
        while force && result.as_ref().is_err_and(|e| e.kind() == io::ErrorKind::AlreadyExists) && attempt < 100 {
            attempt += 1;
            wanted = path(&text![name, ".", std::process::id(), ".", attempt]).to_path_buf();
            result = create(&wanted);
        }
        match result {
            Ok(file) => Ok(Target { file, path: wanted, finished: false }),
            Err(error) => Err(fail!("can't open '", name, "': ", error)),
        }
    }

    /// Gives the file its name, and the owner, permissions and times of the one it is made from. Set-ID bits stay behind:
    /// what is compressed is no program.
    fn finish(mut self, name: &[u8], force: bool, metadata: &Metadata, mtime: TimeSpec) -> Result<()> {
        // Only root may give files away; for others they stay the caller's, with the same permissions.
        let _ = nix::unistd::fchown(&self.file, Some(metadata.uid().into()), Some(metadata.gid().into()));
        let failed = |e: nix::Error| fail!(name, ": ", e);
        let mode = nix::sys::stat::Mode::from_bits_truncate(metadata.mode() & 0o777);
        nix::sys::stat::fchmod(&self.file, mode).map_err(failed)?;
        let atime = TimeSpec::new(metadata.atime(), metadata.atime_nsec());
        futimens(&self.file, &atime, &mtime).map_err(failed)?;
        let wanted = path(name);
        if self.path != wanted {
            if !force {
                // link fails where rename would replace a file.
                fs::hard_link(&self.path, wanted).map_err(|e| fail!("can't open '", name, "': ", e))?;
                return Ok(());
            }
            fs::rename(&self.path, wanted).map_err(|e| fail!("can't open '", name, "': ", e))?;
        }
        self.finished = true;
        Ok(())
    }
}

impl Drop for Target {
    fn drop(&mut self) {
        if !self.finished {
            let _ = fs::remove_file(&self.path);
        }
    }
}
