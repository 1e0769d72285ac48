//! Writing archives.

use super::*;
use crate::text::push_decimal;
use std::io::{self, Write};

/// How to say what does not fit into a plain header.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    /// GNU's own: `././@LongLink` entries, base-256 numbers. What BusyBox writes.
    Gnu,
    /// POSIX.1-1988: what does not fit is an error.
    Ustar,
    /// POSIX.1-2001: ustar, with an extended header before the entries that need one.
    Pax,
}

const ZEROS: [u8; BLOCK] = [0; BLOCK];

/// Writes entries to a stream. [`Writer::finish`] must be called: without it the archive has no end.
pub struct Writer<W: Write> {
    sink: W,
    format: Format,
    /// Bytes of the current entry's data still to come, and of padding behind it.
    left: u64,
    padding: usize,
    written: u64,
}

fn does_not_fit(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, what.to_owned() + " does not fit into the format")
}

impl<W: Write> Writer<W> {
    /// A writer to `sink`, which should be buffered if writes to it are dear.
    pub fn new(sink: W, format: Format) -> Writer<W> {
        Writer { sink, format, left: 0, padding: 0, written: 0 }
    }

    /// Begins an entry. `entry.size` bytes of data must follow by [`Writer::write_data`], for files only.
    ///
    /// # Errors
    /// A failed write; `InvalidInput` if the format cannot hold the entry, or the entry before lacks data.
    pub fn append(&mut self, entry: &Entry) -> io::Result<()> {
        self.end_entry()?;
        let size = if entry.kind == Kind::File { entry.size } else { 0 };
        let headers = headers(entry, size, self.format)?;
        self.send(&headers)?;
        self.left = size;
        self.padding = padding(size);
        Ok(())
    }

    /// Writes data of the current entry.
    ///
    /// # Errors
    /// A failed write; `InvalidInput` for more data than the entry's size.
    pub fn write_data(&mut self, data: &[u8]) -> io::Result<()> {
        let Some(left) = self.left.checked_sub(data.len() as u64) else {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "more data than the entry's size"));
        };
        self.send(data)?;
        self.left = left;
        Ok(())
    }

    /// A file with its data; `entry.size` is taken from `data`.
    ///
    /// # Errors
    /// As [`Writer::append`].
    pub fn append_file(&mut self, entry: &Entry, data: &[u8]) -> io::Result<()> {
        self.append(&Entry { size: data.len() as u64, ..entry.clone() })?;
        self.write_data(data)
    }

    /// Bytes of the current entry's data that are still to come.
    pub fn data_left(&self) -> u64 {
        self.left
    }

    /// Bytes written so far.
    pub fn written(&self) -> u64 {
        self.written
    }

    /// Ends the archive with two blocks of zeros and gives the sink back.
    ///
    /// # Errors
    /// A failed write; `InvalidInput` if the last entry lacks data.
    pub fn finish(mut self) -> io::Result<W> {
        self.end_entry()?;
        self.send(&ZEROS)?;
        self.send(&ZEROS)?;
        self.sink.flush()?;
        Ok(self.sink)
    }

    fn end_entry(&mut self) -> io::Result<()> {
        if self.left > 0 {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "less data than the entry's size"));
        }
        let padding = std::mem::take(&mut self.padding);
        self.send(&ZEROS[..padding])
    }

    fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.sink.write_all(bytes)?;
        self.written += bytes.len() as u64;
        Ok(())
    }
}

fn padding(size: u64) -> usize {
    (BLOCK - (size % BLOCK as u64) as usize) % BLOCK
}

/// The header block of `entry`, behind the extension headers that it needs.
fn headers(entry: &Entry, size: u64, format: Format) -> io::Result<Vec<u8>> {
    let mut out = Vec::with_capacity(BLOCK);
    let mut block = [0; BLOCK];
    let mut records = Vec::new();

    let magic = if format == Format::Gnu { GNU_MAGIC } else { USTAR_MAGIC };
    MAGIC.of_mut(&mut block).copy_from_slice(magic);
    block[TYPE] = type_flag(entry.kind);
    octal(MODE.of_mut(&mut block), u64::from(entry.mode & 0o7777));

    let (mut prefix, mut name) = (&b""[..], &entry.path[..]);
    if name.len() > NAME.1 {
        match (format, split(name)) {
            (Format::Gnu, _) => out.extend(long(b'L', name)),
            (_, Some(halves)) => (prefix, name) = halves,
            (Format::Pax, None) => record(&mut records, b"path", name),
            (Format::Ustar, None) => return Err(does_not_fit("the name")),
        }
    }
    cut(NAME.of_mut(&mut block), name);
    cut(PREFIX.of_mut(&mut block), prefix);

    if matches!(entry.kind, Kind::HardLink | Kind::Symlink) {
        if entry.link.len() > LINK.1 {
            match format {
                Format::Gnu => out.extend(long(b'K', &entry.link)),
                Format::Pax => record(&mut records, b"linkpath", &entry.link),
                Format::Ustar => return Err(does_not_fit("the link's target")),
            }
        }
        cut(LINK.of_mut(&mut block), &entry.link);
    }

    for (field, key, value) in [
        (UID, "uid", i128::from(entry.uid)),
        (GID, "gid", i128::from(entry.gid)),
        (SIZE, "size", i128::from(size)),
        (MTIME, "mtime", i128::from(entry.mtime)),
    ] {
        let limit = 1_i128 << (3 * (field.1 - 1));
        if (0..limit).contains(&value) {
            octal(field.of_mut(&mut block), value as u64);
            continue;
        }
        match format {
            Format::Gnu => base_256(field.of_mut(&mut block), value),
            Format::Ustar => return Err(does_not_fit(key)),
            Format::Pax => {
                octal(field.of_mut(&mut block), 0);
                if key != "mtime" {
                    let mut number = Vec::new();
                    push_decimal(&mut number, value as u64);
                    record(&mut records, key.as_bytes(), &number);
                }
            }
        }
    }
    if format == Format::Pax && (entry.nanoseconds != 0 || !(0..1 << 33).contains(&entry.mtime)) {
        record(&mut records, b"mtime", &time(entry.mtime, entry.nanoseconds));
    }

    for (field, key, name) in [(USER, &b"uname"[..], &entry.user), (GROUP, b"gname", &entry.group)] {
        // These fields end with a NUL.
        let room = field.1 - 1;
        if name.len() > room && format == Format::Pax {
            record(&mut records, key, name);
        }
        // What does not fit is left out: a shortened name would be another user's.
        cut(field.of_mut(&mut block), if name.len() > room { b"" } else { name });
    }
    if matches!(entry.kind, Kind::CharDevice | Kind::BlockDevice) {
        for (field, number) in [(MAJOR, entry.device.0), (MINOR, entry.device.1)] {
            if number >= 1 << 21 {
                return Err(does_not_fit("the device number"));
            }
            octal(field.of_mut(&mut block), u64::from(number));
        }
    }
    if format == Format::Pax {
        for (key, value) in &entry.xattrs {
            record(&mut records, &[b"SCHILY.xattr.", &key[..]].concat(), value);
        }
        for (key, value) in &entry.records {
            record(&mut records, key, value);
        }
    }
    if !records.is_empty() {
        out.extend(extended(entry, &records));
    }
    seal(&mut block);
    out.extend_from_slice(&block);
    Ok(out)
}

fn type_flag(kind: Kind) -> u8 {
    match kind {
        Kind::File => b'0',
        Kind::HardLink => b'1',
        Kind::Symlink => b'2',
        Kind::CharDevice => b'3',
        Kind::BlockDevice => b'4',
        Kind::Directory => b'5',
        Kind::Fifo => b'6',
        Kind::Other(flag) => flag,
    }
}

/// Copies what fits; the rest of the field stays zero.
fn cut(field: &mut [u8], text: &[u8]) {
    let n = text.len().min(field.len());
    field[..n].copy_from_slice(&text[..n]);
}

/// Octal digits with leading zeros and a NUL.
fn octal(field: &mut [u8], mut number: u64) {
    let digits = field.len() - 1;
    for place in field[..digits].iter_mut().rev() {
        *place = b'0' + (number & 7) as u8;
        number >>= 3;
    }
    field[digits] = 0;
}

/// GNU's form of large and negative numbers: two's complement, the first bit set.
fn base_256(field: &mut [u8], mut number: i128) {
    for place in field.iter_mut().rev() {
        *place = number as u8;
        number >>= 8;
    }
    field[0] |= 0x80;
}

fn seal(block: &mut [u8; BLOCK]) {
    let (sum, _) = checksums(block);
    let field = CHECKSUM.of_mut(block);
    octal(&mut field[..7], u64::from(sum));
    field[7] = b' ';
}

/// A ustar name longer than its field, divided at a slash: prefix and name.
fn split(path: &[u8]) -> Option<(&[u8], &[u8])> {
    let at = path[..path.len().min(PREFIX.1 + 1)].iter().rposition(|c| *c == b'/')?;
    let (prefix, name) = (&path[..at], &path[at + 1..]);
    (!prefix.is_empty() && !name.is_empty() && name.len() <= NAME.1).then_some((prefix, name))
}

/// An entry `././@LongLink` whose data is `name` and a NUL.
fn long(flag: u8, name: &[u8]) -> Vec<u8> {
    let mut block = [0; BLOCK];
    cut(NAME.of_mut(&mut block), b"././@LongLink");
    for field in [MODE, UID, GID, MTIME] {
        octal(field.of_mut(&mut block), 0);
    }
    octal(SIZE.of_mut(&mut block), name.len() as u64 + 1);
    MAGIC.of_mut(&mut block).copy_from_slice(GNU_MAGIC);
    block[TYPE] = flag;
    seal(&mut block);
    let mut out = block.to_vec();
    out.extend_from_slice(name);
    out.resize(out.len() + 1 + padding(name.len() as u64 + 1), 0);
    out
}

/// Appends `LENGTH KEY=VALUE\n`, in which the length counts itself.
fn record(records: &mut Vec<u8>, key: &[u8], value: &[u8]) {
    let rest = key.len() + value.len() + 3;
    let mut length = rest + 1;
    while length != rest + decimal_digits(length) {
        length = rest + decimal_digits(length);
    }
    push_decimal(records, length as u64);
    records.push(b' ');
    records.extend_from_slice(key);
    records.push(b'=');
    records.extend_from_slice(value);
    records.push(b'\n');
}

fn decimal_digits(number: usize) -> usize {
    number.checked_ilog10().unwrap_or(0) as usize + 1
}

/// Seconds with a fraction as pax writes them: `-0.5` is half a second before 1970.
fn time(seconds: i64, nanoseconds: u32) -> Vec<u8> {
    let (whole, mut fraction) = if seconds < 0 && nanoseconds > 0 {
        ((seconds + 1).unsigned_abs(), 1_000_000_000 - nanoseconds)
    } else {
        (seconds.unsigned_abs(), nanoseconds)
    };
    let mut text = Vec::new();
    if seconds < 0 {
        text.push(b'-');
    }
    push_decimal(&mut text, whole);
    if fraction > 0 {
        let mut digits = *b".000000000";
        for place in digits[1..].iter_mut().rev() {
            *place = b'0' + (fraction % 10) as u8;
            fraction /= 10;
        }
        let end = digits.iter().rposition(|d| *d != b'0').map_or(0, |last| last + 1);
        text.extend_from_slice(&digits[..end]);
    }
    text
}

/// The extended header of `entry`. Its own fields are constant, its name is the entry's under `PaxHeaders`.
fn extended(entry: &Entry, records: &[u8]) -> Vec<u8> {
    let mut block = [0; BLOCK];
    let path = entry.path.strip_suffix(b"/").unwrap_or(&entry.path);
    let base = path.iter().rposition(|c| *c == b'/').map_or(path, |at| &path[at + 1..]);
    cut(NAME.of_mut(&mut block), &[b"PaxHeaders/", base].concat());
    octal(MODE.of_mut(&mut block), 0o644);
    for field in [UID, GID, MTIME] {
        octal(field.of_mut(&mut block), 0);
    }
    octal(SIZE.of_mut(&mut block), records.len() as u64);
    MAGIC.of_mut(&mut block).copy_from_slice(USTAR_MAGIC);
    block[TYPE] = b'x';
    seal(&mut block);
    let mut out = block.to_vec();
    out.extend_from_slice(records);
    out.resize(out.len() + padding(records.len() as u64), 0);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn archive(entries: &[(Entry, &[u8])], format: Format) -> Vec<u8> {
        let mut writer = Writer::new(Vec::new(), format);
        for (entry, data) in entries {
            writer.append_file(entry, data).unwrap();
        }
        writer.finish().unwrap()
    }

    fn file(path: &[u8]) -> Entry {
        Entry { path: path.to_vec(), mode: 0o644, mtime: 1_000_000_000, ..Entry::default() }
    }

    #[test]
    fn a_plain_header_is_as_posix_lays_it_out() {
        let entry = Entry { user: b"root".to_vec(), group: b"wheel".to_vec(), uid: 8, ..file(b"a/b") };
        let bytes = archive(&[(entry, b"hello\n")], Format::Ustar);
        assert_eq!(bytes.len(), 4 * BLOCK);
        assert_eq!(&bytes[..4], b"a/b\0");
        assert_eq!(&bytes[100..136], b"0000644\x000000010\x000000000\x0000000000006\0");
        assert_eq!(&bytes[136..148], b"07346545000\0");
        assert_eq!(&bytes[148..157], b"010321\0 0");
        assert_eq!(&bytes[257..270], b"ustar\x0000root\0");
        assert_eq!(&bytes[297..303], b"wheel\0");
        assert_eq!(&bytes[512..520], b"hello\n\0\0");
        assert!(bytes[1024..].iter().all(|b| *b == 0));
    }

    #[test]
    fn long_names_are_split_extended_or_refused() {
        let splits = [&[b'p'; 150][..], b"/", &[b'n'; 100]].concat();
        let bytes = archive(&[(file(&splits), b"")], Format::Ustar);
        assert_eq!((&bytes[..100], &bytes[345..495]), (&[b'n'; 100][..], &[b'p'; 150][..]));

        let whole = [b'n'; 120];
        let mut writer = Writer::new(Vec::new(), Format::Ustar);
        assert_eq!(writer.append(&file(&whole)).unwrap_err().kind(), io::ErrorKind::InvalidInput);
        let bytes = archive(&[(file(&whole), b"")], Format::Pax);
        assert_eq!((bytes[TYPE], &bytes[512..523]), (b'x', &b"130 path=nn"[..]));
        assert_eq!(bytes[512 + 129], b'\n');
        let bytes = archive(&[(file(&whole), b"")], Format::Gnu);
        assert_eq!((bytes[TYPE], &bytes[512..632], bytes[632]), (b'L', &whole[..], 0));
    }

    #[test]
    fn numbers_too_large_for_octal() {
        let entry = Entry { uid: 1 << 21, mtime: -1, ..file(b"f") };
        let bytes = archive(&[(entry.clone(), b"")], Format::Gnu);
        assert_eq!(&bytes[108..116], b"\x80\0\0\0\0\x20\0\0");
        assert_eq!(&bytes[136..148], &[0xff; 12]);
        let bytes = archive(&[(entry, b"")], Format::Pax);
        assert_eq!(&bytes[512..539], b"15 uid=2097152\n12 mtime=-1\n");
    }

    #[test]
    fn fractions_of_seconds_in_pax() {
        assert_eq!(time(1, 500_000_000), b"1.5");
        assert_eq!(time(-1, 500_000_000), b"-0.5");
        assert_eq!(time(-2, 1), b"-1.999999999");
        assert_eq!(time(7, 0), b"7");
    }

    #[test]
    fn a_record_counts_its_own_length() {
        for (value, start) in [(89, "98 "), (90, "99 "), (91, "101 ")] {
            let mut records = Vec::new();
            record(&mut records, b"path", &vec![b'x'; value]);
            assert!(records.starts_with(start.as_bytes()), "{value}: {:?}", &records[..4]);
            assert_eq!(records.len().to_string() + " ", start);
        }
    }

    #[test]
    fn the_data_must_be_as_long_as_the_size_says() {
        let mut writer = Writer::new(Vec::new(), Format::Pax);
        writer.append(&Entry { size: 3, ..file(b"f") }).unwrap();
        assert!(writer.write_data(b"abcd").is_err());
        writer.write_data(b"ab").unwrap();
        assert!(writer.append(&file(b"g")).is_err());
    }

    #[test]
    fn links_and_directories_have_no_data() {
        let entry = Entry { kind: Kind::Symlink, link: b"to".to_vec(), size: 7, ..file(b"l") };
        let mut writer = Writer::new(Vec::new(), Format::Ustar);
        writer.append(&entry).unwrap();
        let bytes = writer.finish().unwrap();
        assert_eq!((bytes.len(), &bytes[124..135], bytes[TYPE]), (3 * BLOCK, &b"00000000000"[..], b'2'));
        assert_eq!(&bytes[157..160], b"to\0");
    }
}
