//! `tar`: create, extract, list tape archives
//!
//! POSIX.1-2001 pax interchange format, ustar, GNU and Seventh Edition archives. BusyBox's options, and of GNU's those that
//! scripts use most. Extraction never leaves its directory and follows no link (see `kit::beneath`).

mod create;
mod extract;
mod select;

use crate::compression::{self, Decoder, Encoder, Format};
use kit::prelude::*;
use kit::tar::{Reader, Seekable, Stream};
use std::borrow::Cow;
use std::cell::Cell;
use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, Read};
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::rc::Rc;

const USAGE: &str = "\
c|x|t|r|u [-ZzJjahmvokOp] [-f TARFILE] [-C DIR] [-T FILE] [-X FILE] [LONGOPT]... [FILE]...

Create, extract, or list files from a tar file

	-c, --create	Create
	-x, --extract, --get	Extract
	-t, --list	List
	-r, --append	Append to an archive
	-u, --update	Append what is newer than in the archive
	-f, --file=FILE	Name of TARFILE ('-' for stdin/out)
	-C, --directory=DIR	Change to DIR before operation
	-v, --verbose	Verbose
	-O, --to-stdout	Extract to stdout
	-m, --touch	Don't restore mtime
	-o, --no-same-owner	Don't restore user:group
	-k, --keep-old-files	Don't replace existing files
	-p, --same-permissions, --preserve-permissions	Restore all permissions, whatever the umask
	-Z, --compress	Decompress using compress
	-z, --gzip, --gunzip, --ungzip	(De)compress using gzip
	-J, --xz	(De)compress using xz
	-j, --bzip2	(De)compress using bzip2
	--lzma		(De)compress using lzma
	-a, --auto-compress	(De)compress based on extension
	-h, --dereference	Follow symlinks
	-T, --files-from=FILE	File with names to include
	-X, --exclude-from=FILE	File with glob patterns to exclude
	--exclude=PATTERN	Glob pattern to exclude
	--overwrite	Write over existing files
	--skip-old-files	Pass over existing files
	--keep-newer-files	Pass over existing files that are newer
	--keep-directory-symlink	Go through existing symlinks to directories
	--strip-components=NUM	NUM of leading components to strip
	--no-recursion	Don't descend in directories
	--numeric-owner	Use numeric user:group
	--no-same-permissions	Don't restore access permissions
	--same-owner	Restore user:group (default for root)
	--owner=NAME[:UID]	Owner of archived files
	--group=NAME[:GID]	Group of archived files
	--mode=MODE	Mode of archived files
	--mtime=DATE	Time of archived files
	--clamp-mtime	Only where --mtime is earlier
	--sort=ORDER	Order of directory entries: none, name
	--format=FORMAT	gnu, ustar, pax
	--posix		--format=pax
	-P, --absolute-names	Archive names with leading '/' as they are
	--null		Names in -T FILE end with NUL
	--one-file-system	Stay on one file system
	-i, --ignore-zeros	Read on behind the end of the archive
	--no-wildcards	FILEs to extract are no patterns
	--totals	Tell how many bytes were written
~	--wildcards	FILEs to extract are patterns, as they are anyway
~	--recursion	Descend in directories, the default
";

pub const APPLET: Applet =
    Applet { dir: Dir::Bin, kind: Kind::Process, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const fn long(name: &str) -> Key {
    Key::long(USAGE, APPLET.options, name)
}

const CREATE: Key = long("create");
const EXTRACT: Key = long("extract");
const LIST: Key = long("list");
const APPEND: Key = long("append");
const UPDATE: Key = long("update");
const FILE: Key = long("file");
const DIRECTORY: Key = long("directory");
const VERBOSE: Key = long("verbose");
const TO_STDOUT: Key = long("to-stdout");
const TOUCH: Key = long("touch");
const NO_SAME_OWNER: Key = long("no-same-owner");
const SAME_OWNER: Key = long("same-owner");
const KEEP_OLD: Key = long("keep-old-files");
const SKIP_OLD: Key = long("skip-old-files");
const KEEP_NEWER: Key = long("keep-newer-files");
const KEEP_LINKS: Key = long("keep-directory-symlink");
const OVERWRITE: Key = long("overwrite");
const SAME_PERMISSIONS: Key = long("same-permissions");
const NO_SAME_PERMISSIONS: Key = long("no-same-permissions");
const COMPRESS: Key = long("compress");
const GZIP: Key = long("gzip");
const XZ: Key = long("xz");
const BZIP2: Key = long("bzip2");
const LZMA: Key = long("lzma");
const AUTO_COMPRESS: Key = long("auto-compress");
const DEREFERENCE: Key = long("dereference");
const FILES_FROM: Key = long("files-from");
const EXCLUDE_FROM: Key = long("exclude-from");
const EXCLUDE: Key = long("exclude");
const STRIP: Key = long("strip-components");
const NO_RECURSION: Key = long("no-recursion");
const RECURSION: Key = long("recursion");
const NUMERIC_OWNER: Key = long("numeric-owner");
const OWNER: Key = long("owner");
const GROUP: Key = long("group");
const MODE: Key = long("mode");
const MTIME: Key = long("mtime");
const CLAMP_MTIME: Key = long("clamp-mtime");
const SORT: Key = long("sort");
const FORMAT: Key = long("format");
const POSIX: Key = long("posix");
const ABSOLUTE_NAMES: Key = long("absolute-names");
const NULL: Key = long("null");
const ONE_FILE_SYSTEM: Key = long("one-file-system");
const IGNORE_ZEROS: Key = long("ignore-zeros");
const NO_WILDCARDS: Key = long("no-wildcards");
const WILDCARDS: Key = long("wildcards");
const TOTALS: Key = long("totals");

/// The command line, with the places of `-C` among the names.
struct Request<'a> {
    given: Vec<(Key, Option<&'a [u8]>)>,
    names: Vec<Name>,
    /// The `-C` that hold for all names: those before the first, or behind the last.
    directories: Vec<&'a [u8]>,
    excludes: Vec<Vec<u8>>,
    has_file_list: bool,
}

/// A name to archive or to extract.
struct Name {
    text: Vec<u8>,
    /// The `-C` between the name before and this one.
    directories: Vec<Vec<u8>>,
    found: bool,
}

impl<'a> Request<'a> {
    fn has(&self, key: Key) -> bool {
        self.given.iter().any(|o| o.0 == key)
    }

    fn count(&self, key: Key) -> usize {
        self.given.iter().filter(|o| o.0 == key).count()
    }

    fn value(&self, key: Key) -> Option<&'a [u8]> {
        self.given.iter().rev().find(|o| o.0 == key).and_then(|o| o.1)
    }

    fn last(&self, keys: &[Key]) -> Option<Key> {
        self.given.iter().rev().map(|o| o.0).find(|key| keys.contains(key))
    }

    /// The format of compression that is asked for.
    fn compression(&self) -> Option<Format> {
        let file = self.value(FILE).unwrap_or(b"-");
        let key = self.last(&[GZIP, BZIP2, XZ, LZMA, COMPRESS, AUTO_COMPRESS])?;
        match key {
            GZIP => Some(Format::Gzip),
            BZIP2 => Some(Format::Bzip2),
            XZ => Some(Format::Xz),
            LZMA => Some(Format::Lzma),
            COMPRESS => Some(Format::Lzw),
            _ => Format::of_name(file),
        }
    }
}

fn run(cx: &mut Context) -> Result<Status> {
    let args = dashed(&cx.applet, cx.args);
    let args: Vec<&[u8]> = args.iter().map(AsRef::as_ref).collect();
    let mut request = read_request(cx, &args)?;
    let modes = [CREATE, EXTRACT, LIST, APPEND, UPDATE];
    let chosen: Vec<Key> = modes.into_iter().filter(|key| request.has(*key)).collect();
    let [mode] = chosen[..] else { return Err(Error::Usage(None)) };
    match mode {
        CREATE => create::create(cx, &mut request),
        APPEND | UPDATE => create::append(cx, &mut request, mode == UPDATE),
        _ => extract::run(cx, &mut request, mode == LIST),
    }
}

/// The command line with the old style undone: the letters of a first word without a dash, whose values follow in their
/// order (`tar cfC x.tar dir`).
fn dashed<'a>(applet: &Applet, args: &[&'a [u8]]) -> Vec<Cow<'a, [u8]>> {
    let mut rest = args.iter().copied().peekable();
    let mut out = Vec::new();
    if let Some(letters) = rest.next_if(|first| !first.is_empty() && !first.starts_with(b"-")) {
        for letter in letters {
            out.push(Cow::Owned(text!["-", [*letter]]));
            let takes_value = applet.options.iter().any(|o| o.short == *letter && o.takes == Takes::Value);
            if let Some(value) = rest.next_if(|_| takes_value) {
                out.push(Cow::Borrowed(value));
            }
        }
    }
    out.extend(rest.map(Cow::Borrowed));
    out
}

/// Reads the options up to each operand in turn, since the place of `-C` and `-T` among them counts.
fn read_request<'a>(cx: &mut Context, args: &[&'a [u8]]) -> Result<Request<'a>> {
    let mut request = Request {
        given: Vec::new(),
        names: Vec::new(),
        directories: Vec::new(),
        excludes: Vec::new(),
        has_file_list: false,
    };
    let mut applet = Applet { stop_at_operand: true, ..cx.applet };
    let mut rest = args;
    let mut pending: Vec<&[u8]> = Vec::new();
    let mut lists = Vec::new();
    loop {
        let given = kit::getopt::parse(&applet, rest)?;
        applet.has_help = false;
        let before = rest.len() - given.operands.len();
        let ended = before > 0 && rest[before - 1] == b"--";
        rest = &rest[before..];
        for (key, value) in given.in_order() {
            match (key, value) {
                (DIRECTORY, Some(dir)) => pending.push(dir),
                (FILES_FROM, Some(file)) => lists.push((request.names.len(), file)),
                (EXCLUDE, Some(pattern)) => request.excludes.push(pattern.to_vec()),
                (EXCLUDE_FROM, Some(file)) => {
                    let patterns = lines(cx, file, b'\n')?;
                    request.excludes.extend(patterns.into_iter().filter(|p| !p.is_empty()));
                }
                _ => {}
            }
            request.given.push((key, value));
        }
        let count = if ended { rest.len() } else { rest.len().min(1) };
        for operand in &rest[..count] {
            if request.names.is_empty() {
                request.directories.append(&mut pending);
            }
            let directories = pending.drain(..).map(<[u8]>::to_vec).collect();
            request.names.push(Name { text: operand.to_vec(), directories, found: false });
        }
        rest = &rest[count..];
        if rest.is_empty() {
            break;
        }
    }
    // A -C behind all names holds for all, if it is the only one; behind others it has no effect.
    let is_only = request.directories.is_empty() && request.names.iter().all(|n| n.directories.is_empty());
    if is_only {
        request.directories.append(&mut pending);
    }
    let delimiter = if request.has(NULL) { 0 } else { b'\n' };
    for (at, file) in lists.into_iter().rev() {
        request.has_file_list = true;
        let names = lines(cx, file, delimiter)?;
        let names = names.into_iter().map(|text| Name { text, directories: Vec::new(), found: false });
        request.names.splice(at..at, names);
    }
    Ok(request)
}

/// The lines of a file.
fn lines(cx: &Context, file: &[u8], delimiter: u8) -> Result<Vec<Vec<u8>>> {
    let mut input = cx.open(file).map_err(|e| fail!(file, ": ", e))?;
    let mut lines = Vec::new();
    let mut line = Vec::new();
    while input.read_until(delimiter, &mut line)? {
        if line.last() == Some(&delimiter) {
            line.pop();
        }
        lines.push(std::mem::take(&mut line));
    }
    Ok(lines)
}

fn path(name: &[u8]) -> &Path {
    Path::new(OsStr::from_bytes(name))
}

/// A decompressor that remembers that it failed.
struct Noting<'a> {
    decoder: Decoder<'a>,
    failed: Rc<Cell<bool>>,
}

impl Read for Noting<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let result = self.decoder.read(into);
        if result.is_err() {
            self.failed.set(true);
        }
        result
    }
}

/// Opens the archive to be read; finds out how it is compressed. The flag tells, later, whether decompression failed.
fn open_archive<'a>(cx: &Context<'a>, request: &Request) -> Result<(Reader<'a>, Rc<Cell<bool>>)> {
    let failed_flag = Rc::new(Cell::new(false));
    let name = request.value(FILE).unwrap_or(b"-");
    let failed = |e: io::Error| fail!("can't open '", name, "': ", e);
    let source: Box<dyn Read + 'a> = if name == b"-" {
        Box::new(cx.stdin())
    } else {
        let mut file = File::open(path(name)).map_err(failed)?;
        let metadata = file.metadata().map_err(failed)?;
        if metadata.is_file() && request.compression().is_none() {
            let mut start = [0; compression::MAGIC_LENGTH];
            let n = io::Seek::rewind(&mut file).and_then(|()| read_full(&mut file, &mut start)).map_err(failed)?;
            io::Seek::rewind(&mut file).map_err(failed)?;
            if Format::of_magic(&start[..n]).is_none() {
                return Ok((Reader::new(Seekable(file)), failed_flag));
            }
        }
        Box::new(file)
    };
    let (start, source) = compression::peek(source, compression::MAGIC_LENGTH).map_err(|e| fail!("read error: ", e))?;
    let found = Format::of_magic(&start);
    let format = match request.compression() {
        // The extension is a hint only: what the file is counts.
        Some(_) if request.last(&[AUTO_COMPRESS]).is_some() && found.is_some() => found,
        Some(asked) => Some(asked),
        None => found,
    };
    let reader = match format {
        None => Reader::new(Stream(source)),
        Some(format) => {
            let decoder = Decoder::new(format, source).map_err(|e| fail!(e))?;
            Reader::new(Stream(Noting { decoder, failed: Rc::clone(&failed_flag) }))
        }
    };
    Ok((reader, failed_flag))
}

fn read_full(file: &mut File, into: &mut [u8]) -> io::Result<usize> {
    let mut n = 0;
    while n < into.len() {
        match file.read(&mut into[n..])? {
            0 => break,
            more => n += more,
        }
    }
    Ok(n)
}

/// A compressor of the archive, or none.
enum Output<'a> {
    Plain(io::BufWriter<Box<dyn Write + 'a>>),
    Packed(Encoder<'a>),
}

impl<'a> Output<'a> {
    fn new(format: Option<Format>, sink: Box<dyn Write + 'a>) -> Result<Output<'a>> {
        Ok(match format {
            None => Output::Plain(io::BufWriter::with_capacity(64 * 1024, sink)),
            Some(Format::Lzw) => return Err(fail!("can't create archives with compress")),
            Some(format) => {
                let header = kit::gzip::Header::default();
                let buffered = Box::new(io::BufWriter::with_capacity(64 * 1024, sink));
                Output::Packed(Encoder::new(format, 6, &header, buffered).map_err(|e| fail!(e))?)
            }
        })
    }

    fn finish(self) -> io::Result<()> {
        match self {
            Output::Plain(mut sink) => sink.flush(),
            Output::Packed(encoder) => encoder.finish(),
        }
    }
}

impl Write for Output<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Output::Plain(sink) => sink.write(bytes),
            Output::Packed(encoder) => encoder.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Output::Plain(sink) => sink.flush(),
            Output::Packed(encoder) => encoder.flush(),
        }
    }
}

/// A member's name as it may be shown: a control character, also one of C1 in UTF-8, could hide other members from who
/// looks at the list (CVE-2025-46394).
fn shown(name: &[u8]) -> Vec<u8> {
    let mut shown = text::printable(name);
    for at in 0..shown.len().saturating_sub(1) {
        if shown[at] == 0xc2 && (0x80..0xa0).contains(&shown[at + 1]) {
            (shown[at], shown[at + 1]) = (b'?', b'?');
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_are_not_shown() {
        assert_eq!(shown(b"a\x1b[2J\n\x7f\xc2\x9b\xc3\xa9\xff"), b"a?[2J????\xc3\xa9\xff");
    }
}
