//! Reading archives.

use super::*;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};

/// Extension headers (long names, pax records, sparse maps) larger than this are refused.
const EXTENSION_LIMIT: u64 = 1 << 20;
/// More extension headers than this before one entry are refused.
const EXTENSIONS_LIMIT: u32 = 64;
/// Regions of a sparse file; more are refused.
const REGIONS_LIMIT: usize = 1 << 18;

const BUFFER: usize = 64 * 1024;

/// Where an archive comes from.
pub trait Source {
    /// Some bytes; 0 at the end.
    ///
    /// # Errors
    /// A failed read.
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize>;

    /// Skips `n` bytes without reading them; false if that is not possible.
    ///
    /// # Errors
    /// A failed seek.
    fn skip(&mut self, n: u64) -> io::Result<bool> {
        let _ = n;
        Ok(false)
    }
}

/// What can only be read.
pub struct Stream<R: Read>(pub R);

impl<R: Read> Source for Stream<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.0.read(into)
    }
}

/// A regular file, in which skipping costs nothing.
pub struct Seekable(pub File);

impl Source for Seekable {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.0.read(into)
    }

    fn skip(&mut self, n: u64) -> io::Result<bool> {
        let at = self.0.stream_position()?;
        // Beyond the end a seek would succeed, and hide that data is missing.
        if at.checked_add(n).is_none_or(|to| to > self.0.metadata().map_or(0, |m| m.len())) {
            return Ok(false);
        }
        self.0.seek(SeekFrom::Start(at + n))?;
        Ok(true)
    }
}

/// A part of a file's data.
#[derive(Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Bytes.
    Data(&'a [u8]),
    /// So many zeros that the archive does not hold.
    Hole(u64),
}

/// Values of extension headers for the next entry, or of a global one for all.
#[derive(Clone, Default)]
struct Extended {
    path: Option<Vec<u8>>,
    link: Option<Vec<u8>>,
    size: Option<u64>,
    mtime: Option<(i64, u32)>,
    uid: Option<u64>,
    gid: Option<u64>,
    user: Option<Vec<u8>>,
    group: Option<Vec<u8>>,
    xattrs: Vec<(Vec<u8>, Vec<u8>)>,
    records: Vec<(Vec<u8>, Vec<u8>)>,
    sparse_name: Option<Vec<u8>>,
    sparse_size: Option<u64>,
    sparse_major: Option<u64>,
    sparse_regions: Option<Vec<(u64, u64)>>,
    sparse_offset: Option<u64>,
}

/// Reads the entries of an archive one after the other.
pub struct Reader<'a> {
    source: Box<dyn Source + 'a>,
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    global: Extended,
    /// Bytes of the current entry still in the archive, and of padding behind them.
    left: u64,
    padding: usize,
    /// What is to come of the current file: regions of data, and where the data stands.
    regions: std::vec::IntoIter<(u64, u64)>,
    region: Option<(u64, u64)>,
    at: u64,
    size: u64,
    first: bool,
    ended: bool,
    ignores_zeros: bool,
    /// Bytes of the archive read so far, and where its end begins.
    offset: u64,
    end_offset: u64,
}

fn invalid(message: &'static str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, message)
}

fn short_read() -> io::Error {
    io::Error::new(io::ErrorKind::UnexpectedEof, "short read")
}

impl<'a> Reader<'a> {
    /// A reader of `source`, which is not compressed.
    pub fn new(source: impl Source + 'a) -> Reader<'a> {
        Reader {
            source: Box::new(source),
            buffer: vec![0; BUFFER],
            start: 0,
            end: 0,
            global: Extended::default(),
            left: 0,
            padding: 0,
            regions: Vec::new().into_iter(),
            region: None,
            at: 0,
            size: 0,
            first: true,
            ended: false,
            ignores_zeros: false,
            offset: 0,
            end_offset: 0,
        }
    }

    /// From now on blocks of zeros do not end the archive: it is several that were joined.
    pub fn ignore_zeros(&mut self) {
        self.ignores_zeros = true;
    }

    /// After the last entry: where the next one could be written.
    pub fn end_offset(&self) -> u64 {
        self.end_offset
    }

    /// The next entry; skips what was not read of the one before. None at the end of the archive.
    ///
    /// # Errors
    /// A failed read; `UnexpectedEof` where the archive is cut off; `InvalidData` where it is none.
    pub fn next_entry(&mut self) -> io::Result<Option<Entry>> {
        self.skip_rest()?;
        let mut extended = self.global.clone();
        let mut extensions = 0;
        loop {
            let Some(block) = self.header()? else {
                if extensions > 0 {
                    return Err(short_read());
                }
                return Ok(None);
            };
            let flag = block[TYPE];
            if matches!(flag, b'L' | b'K' | b'x' | b'X' | b'g') {
                extensions += 1;
                if extensions > EXTENSIONS_LIMIT {
                    return Err(invalid("too many extension headers"));
                }
                let size = number(SIZE.of(&block))?;
                let data = self.extension(size)?;
                match flag {
                    b'L' => extended.path = Some(until_nul(&data).to_vec()),
                    b'K' => extended.link = Some(until_nul(&data).to_vec()),
                    b'g' => {
                        let mut global = std::mem::take(&mut self.global);
                        global.read_records(&data, true)?;
                        extended.read_records(&data, true)?;
                        self.global = global;
                    }
                    _ => extended.read_records(&data, false)?,
                }
                continue;
            }
            return self.entry(&block, extended).map(Some);
        }
    }

    /// The next part of the current file's data; none at its end.
    ///
    /// # Errors
    /// A failed read, `UnexpectedEof` where the archive is cut off.
    pub fn next_piece(&mut self) -> io::Result<Option<Piece<'_>>> {
        loop {
            let Some((offset, length)) = self.region else {
                self.region = self.regions.next();
                if self.region.is_some() {
                    continue;
                }
                if self.at < self.size {
                    let hole = self.size - self.at;
                    self.at = self.size;
                    return Ok(Some(Piece::Hole(hole)));
                }
                return Ok(None);
            };
            if self.at < offset {
                let hole = offset - self.at;
                self.at = offset;
                return Ok(Some(Piece::Hole(hole)));
            }
            let left = offset + length - self.at;
            if left == 0 {
                self.region = None;
                continue;
            }
            if self.start == self.end {
                self.refill()?;
                if self.start == self.end {
                    return Err(short_read());
                }
            }
            let n = left.min((self.end - self.start) as u64).min(self.left);
            if n == 0 {
                return Err(invalid("sparse file is longer than its data"));
            }
            let from = self.start;
            self.start += n as usize;
            self.left -= n;
            self.at += n;
            self.offset += n;
            return Ok(Some(Piece::Data(&self.buffer[from..self.start])));
        }
    }

    /// All the current file's data, if it is not more than `limit`.
    ///
    /// # Errors
    /// As [`Reader::next_piece`]; `InvalidData` for more.
    pub fn data(&mut self, limit: usize) -> io::Result<Vec<u8>> {
        if self.size - self.at > limit as u64 {
            return Err(invalid("file is too large"));
        }
        let mut data = Vec::new();
        while let Some(piece) = self.next_piece()? {
            match piece {
                Piece::Data(bytes) => data.extend_from_slice(bytes),
                Piece::Hole(n) => data.resize(data.len() + n as usize, 0),
            }
        }
        Ok(data)
    }

    /// Reads what follows the archive's end: a writer into a pipe is let finish, and a decompressor checks its sums.
    ///
    /// # Errors
    /// A failed read.
    pub fn drain(&mut self) -> io::Result<()> {
        while self.source.read(&mut self.buffer)? > 0 {}
        Ok(())
    }

    fn refill(&mut self) -> io::Result<()> {
        self.start = 0;
        self.end = 0;
        self.end = self.source.read(&mut self.buffer)?;
        Ok(())
    }

    /// Reads up to `into.len()` bytes; fewer only at the end.
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let mut done = 0;
        while done < into.len() {
            if self.start == self.end {
                self.refill()?;
                if self.start == self.end {
                    break;
                }
            }
            let n = (into.len() - done).min(self.end - self.start);
            into[done..done + n].copy_from_slice(&self.buffer[self.start..self.start + n]);
            self.start += n;
            done += n;
        }
        self.offset += done as u64;
        Ok(done)
    }

    fn skip(&mut self, mut n: u64) -> io::Result<()> {
        self.offset += n;
        while n > 0 {
            let have = ((self.end - self.start) as u64).min(n);
            self.start += have as usize;
            n -= have;
            if n == 0 || n > BUFFER as u64 && self.source.skip(n)? {
                return Ok(());
            }
            self.refill()?;
            if self.start == self.end {
                return Err(short_read());
            }
        }
        Ok(())
    }

    fn skip_rest(&mut self) -> io::Result<()> {
        let left = std::mem::take(&mut self.left);
        self.skip(left)?;
        let padding = std::mem::take(&mut self.padding);
        let mut block = [0; BLOCK];
        if self.read(&mut block[..padding])? < padding {
            return Err(short_read());
        }
        (self.region, self.at, self.size) = (None, 0, 0);
        self.regions = Vec::new().into_iter();
        Ok(())
    }

    /// The next header block that is none of zeros; none at the end.
    fn header(&mut self) -> io::Result<Option<[u8; BLOCK]>> {
        let mut zeros = 0;
        self.end_offset = self.offset;
        while !self.ended {
            let mut block = [0; BLOCK];
            let n = self.read(&mut block)?;
            if n == 0 {
                // An archive may lack its end, but not everything.
                if self.first {
                    return Err(short_read());
                }
                break;
            }
            if n < BLOCK {
                return Err(invalid("invalid tar magic"));
            }
            self.first = false;
            if block.iter().any(|b| *b != 0) {
                check(&block)?;
                return Ok(Some(block));
            }
            // One block of zeros is passed over, as where archives were joined; two end the archive.
            zeros += 1;
            if zeros == 2 && !self.ignores_zeros {
                break;
            }
        }
        self.ended = true;
        Ok(None)
    }

    /// The data of an extension header.
    fn extension(&mut self, size: u64) -> io::Result<Vec<u8>> {
        if size > EXTENSION_LIMIT {
            return Err(invalid("extension header is too large"));
        }
        let mut data = vec![0; size.next_multiple_of(BLOCK as u64) as usize];
        if self.read(&mut data)? < data.len() {
            return Err(short_read());
        }
        data.truncate(size as usize);
        Ok(data)
    }

    fn entry(&mut self, block: &[u8; BLOCK], extended: Extended) -> io::Result<Entry> {
        let mut entry = plain_entry(block, &extended)?;
        // The size in the extended header is the one that counts, for skipping as for reading (CVE-2025-62518).
        let mut stored = extended.size.map_or_else(|| number(SIZE.of(block)), Ok)?;
        let holds_data = matches!(entry.kind, Kind::File | Kind::Other(_));
        if !holds_data {
            // Some writers give a directory its size on disk, a link its target's: neither has data.
            stored = 0;
        }
        if stored > i64::MAX as u64 {
            return Err(invalid("invalid size in tar header"));
        }
        self.left = stored;
        self.padding = (BLOCK - (stored % BLOCK as u64) as usize) % BLOCK;
        entry.size = stored;
        if block[TYPE] == b'S' {
            entry.size = number(Field(483, 12).of(block))?;
            entry.sparse = Some(self.old_sparse_map(block)?);
        } else if extended.sparse_major == Some(1) {
            entry.size = extended.sparse_size.unwrap_or(stored);
            entry.sparse = Some(self.sparse_map()?);
        } else if let Some(regions) = extended.sparse_regions {
            entry.size = extended.sparse_size.unwrap_or(stored);
            entry.sparse = Some(regions);
        }
        if let Some(name) = extended.sparse_name {
            entry.path = name;
        }
        if let Some(regions) = &entry.sparse {
            check_regions(regions, entry.size, self.left)?;
        }
        if entry.path.contains(&0) || entry.link.contains(&0) {
            return Err(invalid("invalid name in tar header"));
        }
        self.size = if holds_data { entry.size } else { 0 };
        self.at = 0;
        self.region = None;
        let whole = if holds_data { vec![(0, stored)] } else { Vec::new() };
        self.regions = entry.sparse.clone().unwrap_or(whole).into_iter();
        if !holds_data {
            entry.size = 0;
        }
        Ok(entry)
    }

    /// GNU's older form: four regions in the header, twenty-one in each block that follows.
    fn old_sparse_map(&mut self, block: &[u8; BLOCK]) -> io::Result<Vec<(u64, u64)>> {
        let mut regions = Vec::new();
        let mut block = *block;
        let (mut from, mut count, mut more) = (386, 4, 482);
        loop {
            for i in 0..count {
                let at = from + 24 * i;
                let (offset, length) = (Field(at, 12), Field(at + 12, 12));
                if offset.of(&block).iter().all(|b| *b == 0) {
                    break;
                }
                regions.push((number(offset.of(&block))?, number(length.of(&block))?));
            }
            if block[more] == 0 {
                return Ok(regions);
            }
            if regions.len() > REGIONS_LIMIT {
                return Err(invalid("too many regions in a sparse file"));
            }
            if self.read(&mut block)? < BLOCK {
                return Err(short_read());
            }
            (from, count, more) = (0, 21, 504);
        }
    }

    /// Form 1.0: decimal numbers on lines before the data.
    fn sparse_map(&mut self) -> io::Result<Vec<(u64, u64)>> {
        let (mut regions, mut wanted) = (Vec::new(), None);
        let mut numbers: Vec<u64> = Vec::new();
        let mut digits = Vec::new();
        loop {
            let mut block = [0; BLOCK];
            let Some(left) = self.left.checked_sub(BLOCK as u64) else { return Err(invalid("invalid sparse map")) };
            if self.read(&mut block)? < BLOCK {
                return Err(short_read());
            }
            self.left = left;
            for &byte in &block {
                match byte {
                    b'0'..=b'9' if digits.len() < 20 => digits.push(byte),
                    b'\n' => {
                        numbers.push(decimal(&digits)?);
                        digits.clear();
                    }
                    _ => return Err(invalid("invalid sparse map")),
                }
                if wanted.is_none() && numbers.len() == 1 {
                    let count = usize::try_from(numbers.remove(0)).unwrap_or(usize::MAX);
                    if count > REGIONS_LIMIT {
                        return Err(invalid("too many regions in a sparse file"));
                    }
                    wanted = Some(count);
                }
                if let [offset, length] = numbers[..] {
                    regions.push((offset, length));
                    numbers.clear();
                }
                if wanted == Some(regions.len()) {
                    return Ok(regions);
                }
            }
        }
    }
}

/// Compares magic and checksum.
fn check(block: &[u8; BLOCK]) -> io::Result<()> {
    let magic = MAGIC.of(block);
    let is_known = magic.starts_with(b"ustar") || magic.iter().all(|b| *b == 0);
    if !is_known {
        return Err(invalid("invalid tar magic"));
    }
    let (unsigned, signed) = checksums(block);
    let stored = number(CHECKSUM.of(block))?;
    if stored != u64::from(unsigned) && i64::try_from(stored) != Ok(i64::from(signed)) {
        return Err(invalid("invalid tar header checksum"));
    }
    Ok(())
}

/// What the header block and the extension headers before it say, but the size.
fn plain_entry(block: &[u8; BLOCK], extended: &Extended) -> io::Result<Entry> {
    let is_ustar = MAGIC.of(block).starts_with(b"ustar\0");
    let text = |field: Field| until_nul(field.of(block)).to_vec();
    let mut path = text(NAME);
    let prefix = until_nul(PREFIX.of(block));
    // Only ustar has a prefix: GNU keeps times there.
    if is_ustar && !prefix.is_empty() {
        path = [prefix, b"/", &path].concat();
    }
    if let Some(long) = &extended.path {
        path.clone_from(long);
    }
    let kind = match block[TYPE] {
        // A Seventh Edition archive marks a directory by its slash alone.
        0 | b'0' | b'7' if path.ends_with(b"/") => Kind::Directory,
        0 | b'0' | b'7' | b'S' => Kind::File,
        b'1' => Kind::HardLink,
        b'2' => Kind::Symlink,
        b'3' => Kind::CharDevice,
        b'4' => Kind::BlockDevice,
        // D: a directory in GNU's incremental archives; a list of names is its data.
        b'5' => Kind::Directory,
        b'6' => Kind::Fifo,
        other => Kind::Other(other),
    };
    let (mtime, nanoseconds) = match extended.mtime {
        Some(time) => time,
        None => (signed_number(MTIME.of(block))?, 0),
    };
    let is_device = matches!(kind, Kind::CharDevice | Kind::BlockDevice);
    let device = if is_device { (small(MAJOR.of(block))?, small(MINOR.of(block))?) } else { (0, 0) };
    Ok(Entry {
        path,
        kind,
        mode: small(MODE.of(block))? & 0o7777,
        uid: extended.uid.map_or_else(|| number(UID.of(block)), Ok)?,
        gid: extended.gid.map_or_else(|| number(GID.of(block)), Ok)?,
        user: extended.user.clone().unwrap_or_else(|| text(USER)),
        group: extended.group.clone().unwrap_or_else(|| text(GROUP)),
        size: 0,
        mtime,
        nanoseconds,
        link: extended.link.clone().unwrap_or_else(|| text(LINK)),
        device,
        xattrs: extended.xattrs.clone(),
        sparse: None,
        records: extended.records.clone(),
    })
}

impl Extended {
    /// Takes the records of a pax header.
    fn read_records(&mut self, mut data: &[u8], is_global: bool) -> io::Result<()> {
        let bad = || invalid("invalid pax header");
        while !data.is_empty() && data[0] != 0 {
            let blank = memchr::memchr(b' ', data).filter(|at| *at < 20).ok_or_else(bad)?;
            let length = usize::try_from(decimal(&data[..blank])?).map_err(|_| bad())?;
            let body = data.get(blank + 1..length).and_then(|b| b.strip_suffix(b"\n")).ok_or_else(bad)?;
            data = &data[length..];
            let equals = memchr::memchr(b'=', body).ok_or_else(bad)?;
            let (key, value) = (&body[..equals], &body[equals + 1..]);
            // What describes one file cannot hold for all that follow.
            if is_global && (matches!(key, b"path" | b"linkpath" | b"size") || key.starts_with(b"GNU.sparse.")) {
                return Err(bad());
            }
            self.read_record(key, value)?;
        }
        Ok(())
    }

    fn read_record(&mut self, key: &[u8], value: &[u8]) -> io::Result<()> {
        let bad = || invalid("invalid pax header");
        match key {
            // An empty value undoes the record.
            b"path" => self.path = non_empty(value),
            b"linkpath" => self.link = non_empty(value),
            b"uname" => self.user = non_empty(value),
            b"gname" => self.group = non_empty(value),
            b"size" => self.size = Some(decimal(value)?),
            b"uid" => self.uid = Some(decimal(value)?),
            b"gid" => self.gid = Some(decimal(value)?),
            b"mtime" => self.mtime = Some(pax_time(value).ok_or_else(bad)?),
            b"GNU.sparse.name" => self.sparse_name = non_empty(value),
            b"GNU.sparse.realsize" | b"GNU.sparse.size" => self.sparse_size = Some(decimal(value)?),
            b"GNU.sparse.major" => self.sparse_major = Some(decimal(value)?),
            b"GNU.sparse.offset" => self.sparse_offset = Some(decimal(value)?),
            b"GNU.sparse.numbytes" => {
                let region = (self.sparse_offset.take().ok_or_else(bad)?, decimal(value)?);
                self.sparse_regions.get_or_insert_default().push(region);
            }
            b"GNU.sparse.map" => {
                let numbers = value.split(|c| *c == b',').map(decimal).collect::<io::Result<Vec<u64>>>()?;
                if numbers.len() % 2 != 0 {
                    return Err(bad());
                }
                self.sparse_regions = Some(numbers.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect());
            }
            b"GNU.sparse.minor"
            | b"GNU.sparse.numblocks"
            | b"atime"
            | b"ctime"
            | b"comment"
            | b"charset"
            | b"hdrcharset" => {}
            _ => match key.strip_prefix(b"SCHILY.xattr.") {
                Some(name) => self.xattrs.push((name.to_vec(), value.to_vec())),
                None => self.records.push((key.to_vec(), value.to_vec())),
            },
        }
        Ok(())
    }
}

fn non_empty(value: &[u8]) -> Option<Vec<u8>> {
    (!value.is_empty()).then(|| value.to_vec())
}

fn until_nul(field: &[u8]) -> &[u8] {
    &field[..memchr::memchr(0, field).unwrap_or(field.len())]
}

/// Regions must be in order, apart, inside the file, and as long together as the data.
fn check_regions(regions: &[(u64, u64)], size: u64, stored: u64) -> io::Result<()> {
    let (mut end, mut sum) = (0, 0_u64);
    for &(offset, length) in regions {
        let next = offset.checked_add(length).filter(|next| offset >= end && *next <= size);
        let (Some(next), Some(total)) = (next, sum.checked_add(length)) else {
            return Err(invalid("invalid sparse map"));
        };
        (end, sum) = (next, total);
    }
    if sum != stored || size > i64::MAX as u64 {
        return Err(invalid("invalid sparse map"));
    }
    Ok(())
}

fn decimal(digits: &[u8]) -> io::Result<u64> {
    let mut number: u64 = 0;
    for digit in digits {
        let next = digit.is_ascii_digit().then(|| number.checked_mul(10)?.checked_add(u64::from(digit - b'0')));
        number = next.flatten().ok_or_else(|| invalid("invalid number in tar header"))?;
    }
    if digits.is_empty() { Err(invalid("invalid number in tar header")) } else { Ok(number) }
}

/// Seconds and nanoseconds of `-12.345`.
fn pax_time(text: &[u8]) -> Option<(i64, u32)> {
    let (negative, digits) = match text {
        [b'-', rest @ ..] => (true, rest),
        _ => (false, text),
    };
    let (whole, fraction) = match memchr::memchr(b'.', digits) {
        Some(at) => (&digits[..at], &digits[at + 1..]),
        None => (digits, &b""[..]),
    };
    let seconds = i64::try_from(decimal(whole).ok()?).ok()?;
    if !fraction.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let nanoseconds = (0..9).fold(0, |n, i| n * 10 + fraction.get(i).map_or(0, |d| u32::from(d - b'0')));
    Some(match (negative, nanoseconds) {
        (false, _) => (seconds, nanoseconds),
        (true, 0) => (-seconds, 0),
        (true, _) => (-seconds - 1, 1_000_000_000 - nanoseconds),
    })
}

/// A numeric field that cannot be negative.
fn number(field: &[u8]) -> io::Result<u64> {
    u64::try_from(signed_number(field)?).map_err(|_| invalid("negative number in tar header"))
}

/// As [`number`] for what must fit into 32 bits.
fn small(field: &[u8]) -> io::Result<u32> {
    u32::try_from(number(field)?).map_err(|_| invalid("number too large in tar header"))
}

/// Octal digits, perhaps behind blanks, up to a blank or NUL; or base 256 (first bit set), two's complement.
fn signed_number(field: &[u8]) -> io::Result<i64> {
    if field[0] & 0x80 != 0 {
        // The second bit is the sign.
        let mut number: i128 = if field[0] & 0x40 != 0 { -1 } else { 0 };
        number = (number << 6) | i128::from(field[0] & 0x3f);
        for &byte in &field[1..] {
            number = (number << 8) | i128::from(byte);
        }
        return i64::try_from(number).map_err(|_| invalid("number too large in tar header"));
    }
    let text = until_nul(field);
    let text = text.trim_ascii();
    let mut number: i64 = 0;
    for digit in text {
        if !matches!(digit, b'0'..=b'7') {
            return Err(invalid("corrupted octal value in tar header"));
        }
        // Twelve digits are 36 bits.
        number = number << 3 | i64::from(digit - b'0');
    }
    Ok(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries(bytes: &[u8]) -> Result<Vec<(Entry, Vec<u8>)>, String> {
        let mut reader = Reader::new(Stream(bytes));
        let mut all = Vec::new();
        while let Some(entry) = reader.next_entry().map_err(|e| e.to_string())? {
            let data = reader.data(1 << 20).map_err(|e| e.to_string())?;
            all.push((entry, data));
        }
        Ok(all)
    }

    fn seal(block: &mut [u8; BLOCK]) {
        let sum = checksums(block).0;
        block[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    }

    /// A Seventh Edition header.
    fn old_header(name: &[u8], flag: u8, size: &[u8]) -> [u8; BLOCK] {
        let mut block = [0; BLOCK];
        block[..name.len()].copy_from_slice(name);
        block[100..107].copy_from_slice(b"   644 ");
        block[108..114].copy_from_slice(b"     0");
        block[116..122].copy_from_slice(b"     0");
        block[124..124 + size.len()].copy_from_slice(size);
        block[136..147].copy_from_slice(b"07346545000");
        block[156] = flag;
        seal(&mut block);
        block
    }

    fn padded(data: &[u8]) -> Vec<u8> {
        let mut padded = data.to_vec();
        padded.resize(data.len().next_multiple_of(BLOCK), 0);
        padded
    }

    #[test]
    fn what_the_writer_writes_is_read() {
        let kinds = [Kind::File, Kind::HardLink, Kind::Symlink, Kind::Directory, Kind::Fifo, Kind::CharDevice];
        for format in [Format::Gnu, Format::Ustar, Format::Pax] {
            let mut writer = Writer::new(Vec::new(), format);
            let mut written = Vec::new();
            for (i, kind) in kinds.into_iter().enumerate() {
                let long = format != Format::Ustar;
                let entry = Entry {
                    path: vec![b'a' + i as u8; if long { 150 } else { 90 }],
                    kind,
                    mode: 0o4751,
                    uid: if long { 1 << 30 } else { 7 },
                    gid: 8,
                    user: b"user".to_vec(),
                    group: b"group".to_vec(),
                    mtime: if long { -5 } else { 5 },
                    nanoseconds: if format == Format::Pax { 250_000_000 } else { 0 },
                    link: if matches!(kind, Kind::HardLink | Kind::Symlink) { vec![b'l'; 100] } else { Vec::new() },
                    device: if kind == Kind::CharDevice { (1, 3) } else { (0, 0) },
                    size: if kind == Kind::File { 600 } else { 0 },
                    xattrs: if format == Format::Pax {
                        vec![(b"user.x".to_vec(), b"a=\nb\0".to_vec())]
                    } else {
                        vec![]
                    },
                    ..Entry::default()
                };
                writer.append(&entry).unwrap();
                let data = vec![b'x'; entry.size as usize];
                writer.write_data(&data).unwrap();
                written.push((entry, data));
            }
            assert_eq!(entries(&writer.finish().unwrap()).unwrap(), written, "{format:?}");
        }
    }

    #[test]
    fn seventh_edition_archives() {
        let bytes =
            [&old_header(b"d/", 0, b"0")[..], &old_header(b"d/f", 0, b"     5 "), &padded(b"hello"), &[0; 1024]]
                .concat();
        let all = entries(&bytes).unwrap();
        assert_eq!((all[0].0.kind, all[0].0.mode, all[0].0.mtime), (Kind::Directory, 0o644, 1_000_000_000));
        assert_eq!((all[1].0.kind, &all[1].1[..]), (Kind::File, &b"hello"[..]));
    }

    #[test]
    fn sparse_files_of_the_old_form() {
        let mut block = old_header(b"s", b'S', b"00000000006");
        block[257..265].copy_from_slice(GNU_MAGIC);
        for (i, (offset, length)) in [(512, 3), (1024, 1), (2048, 1), (3072, 1)].into_iter().enumerate() {
            let text = format!("{offset:011o}\0{length:011o}\0");
            block[386 + 24 * i..386 + 24 * (i + 1)].copy_from_slice(text.as_bytes());
        }
        block[482] = 1;
        block[483..494].copy_from_slice(b"00000010000");
        seal(&mut block);
        let mut more = [0; BLOCK];
        more[..24].copy_from_slice(b"00000010000\x0000000000000\0");
        let bytes = [&block[..], &more, &padded(b"abcdef"), &[0; 1024]].concat();
        let all = entries(&bytes).unwrap();
        let mut expected = vec![0; 4096];
        for (at, byte) in [(512, b'a'), (513, b'b'), (514, b'c'), (1024, b'd'), (2048, b'e'), (3072, b'f')] {
            expected[at] = byte;
        }
        assert_eq!(all[0].0.size, 4096);
        assert!(all[0].1 == expected);
    }

    #[test]
    fn sparse_files_of_form_1_0() {
        let records = [
            ("GNU.sparse.major", "1"),
            ("GNU.sparse.minor", "0"),
            ("GNU.sparse.name", "real"),
            ("GNU.sparse.realsize", "9"),
        ];
        let records = records.map(|(k, v)| (k.into(), v.into())).to_vec();
        let entry = Entry { path: b"GNUSparseFile.0/real".to_vec(), records, ..Entry::default() };
        let mut writer = Writer::new(Vec::new(), Format::Pax);
        let mut data = padded(b"2\n1\n2\n6\n1\n");
        data.extend_from_slice(b"abc");
        writer.append_file(&entry, &data).unwrap();
        let all = entries(&writer.finish().unwrap()).unwrap();
        assert_eq!((&all[0].0.path[..], &all[0].1[..]), (&b"real"[..], &b"\0ab\0\0\0c\0\0"[..]));
    }

    #[test]
    fn a_global_header_holds_until_it_is_overridden() {
        let mut global = old_header(b"g", b'g', b"00000000025");
        global[257..265].copy_from_slice(USTAR_MAGIC);
        seal(&mut global);
        let file = old_header(b"f", b'0', b"0");
        let bytes = [&global[..], &padded(b"12 uname=me\n9 mtime=7"), &file, &file, &[0; 1024]].concat();
        assert_eq!(entries(&bytes).unwrap_err(), "invalid pax header");
        let bytes = [&global[..], &padded(b"12 uname=me\n9 uid=77\n"), &file, &file, &[0; 1024]].concat();
        let all = entries(&bytes).unwrap();
        assert!(all.iter().all(|(e, _)| e.user == b"me" && e.uid == 77 && e.gid == 0));
        let bytes = [&global[..], &padded(b"8 size=9\n12 path=xxx\n"), &file].concat();
        assert_eq!(entries(&bytes).unwrap_err(), "invalid pax header");
    }

    #[test]
    fn the_end_may_be_missing_but_not_a_part() {
        let file = [&old_header(b"f", b'0', b"5")[..], &padded(b"hello")].concat();
        assert_eq!(entries(&file).unwrap().len(), 1);
        assert_eq!(entries(&[&file[..], &[0; 512], &file, &[0; 512]].concat()).unwrap().len(), 2);
        assert_eq!(entries(&[&file[..], &[0; 1024], &file].concat()).unwrap().len(), 1);
        let joined = [&file[..], &[0; 1024], &file].concat();
        let mut all = Reader::new(Stream(&joined[..]));
        all.ignore_zeros();
        assert!(all.next_entry().unwrap().is_some() && all.next_entry().unwrap().is_some());
        for n in [1, 511, 513, 600, 1023] {
            assert!(entries(&file[..n]).is_err(), "{n}");
        }
        assert_eq!(entries(b"").unwrap_err(), "short read");
    }

    #[test]
    fn numbers_in_their_forms() {
        for (field, number) in [
            (&b"0000644\0"[..], 0o644),
            (b" 644 \0\0\0", 0o644),
            (b"\0\0\0\0\0\0\0\0", 0),
            (b"77777777", 0o77777777),
            (b"\x80\0\0\0\0\0\x01\0", 256),
            (b"\xff\xff\xff\xff\xff\xff\xff\xfe", -2),
        ] {
            assert_eq!(signed_number(field).unwrap(), number, "{field:?}");
        }
        for field in [&b"x"[..], b"8", b"-1", b"\x80\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff"] {
            assert!(signed_number(field).is_err(), "{field:?}");
        }
        assert_eq!(pax_time(b"-1.25"), Some((-2, 750_000_000)));
        assert_eq!(pax_time(b"5.1234567899"), Some((5, 123_456_789)));
        assert_eq!(pax_time(b"1.x"), None);
    }

    #[test]
    fn nothing_panics_on_damaged_archives() {
        let mut writer = Writer::new(Vec::new(), Format::Pax);
        let map = vec![(b"GNU.sparse.map".to_vec(), b"1,2,6,1".to_vec()), (b"GNU.sparse.size".to_vec(), b"9".to_vec())];
        writer.append_file(&Entry { path: vec![b'n'; 300], records: map, ..Entry::default() }, b"abc").unwrap();
        writer.append_file(&Entry { path: b"f".to_vec(), mtime: -1, ..Entry::default() }, b"data").unwrap();
        let whole = writer.finish().unwrap();
        let mut x = 1_u64;
        let mut random = |n: usize| {
            x = x.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            (x >> 33) as usize % n
        };
        for _ in 0..20_000 {
            let mut bytes = whole.clone();
            for _ in 0..=random(4) {
                let at = random(bytes.len());
                bytes[at] = random(256) as u8;
            }
            // So that the damage is seen behind the checksum, too.
            for start in (0..bytes.len()).step_by(BLOCK) {
                if bytes[start + 257..].starts_with(b"ustar") {
                    let mut block: [u8; BLOCK] = bytes[start..start + BLOCK].try_into().unwrap();
                    seal(&mut block);
                    bytes[start..start + BLOCK].copy_from_slice(&block);
                }
            }
            let _ = entries(&bytes);
        }
    }
}
