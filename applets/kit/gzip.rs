//! The gzip format (RFC 1952) over zlib-rs: a `Write` that compresses and a `Read` that decompresses. Memory is constant.
//!
//! What [`Encoder`] writes depends only on the data, the level and the [`Header`]: with the default header (no name,
//! time 0) the same input gives the same bytes.

use std::io::{self, Read, Write};
use zlib_rs::crc32::crc32;
use zlib_rs::{Deflate, DeflateFlush, Inflate, InflateFlush, Status};

/// The first two bytes of every member.
pub const MAGIC: [u8; 2] = [0x1f, 0x8b];

const DEFLATED: u8 = 8;
const WINDOW_BITS: u8 = 15;
const BUFFER: usize = 32 * 1024;

const HAS_CRC: u8 = 2;
const HAS_EXTRA: u8 = 4;
const HAS_NAME: u8 = 8;
const HAS_COMMENT: u8 = 16;
const RESERVED: u8 = 0xe0;

/// Longest name kept of a header; more is skipped.
const NAME_LIMIT: usize = 4096;

/// What a member says of the file it was made of.
#[derive(Clone, Default, Debug, PartialEq, Eq)]
pub struct Header {
    /// The file's name without directory, as recorded: it may hold anything but NUL.
    pub name: Option<Vec<u8>>,
    /// Modification time in seconds since 1970; 0 means unknown.
    pub mtime: u32,
}

/// `data` as one gzip member without name and time. `level` is 1 (fast) to 9 (small).
pub fn compress(data: &[u8], level: u8) -> Vec<u8> {
    let mut encoder = Encoder::new(Vec::with_capacity(data.len() / 3 + 64), level, &Header::default());
    // Writing to a vector does not fail.
    let _ = encoder.write_all(data);
    encoder.finish().unwrap_or_default()
}

/// Compresses what is written to it. [`Encoder::finish`] must be called: without it the member has no end.
pub struct Encoder<W: Write> {
    sink: W,
    deflate: Deflate,
    buffer: Vec<u8>,
    crc: u32,
    length: u32,
}

impl<W: Write> Encoder<W> {
    /// An encoder to `sink`; `level` is 1 (fast) to 9 (small). The header goes out with the first compressed bytes.
    pub fn new(sink: W, level: u8, header: &Header) -> Encoder<W> {
        let mut buffer = Vec::with_capacity(BUFFER);
        let name = header.name.as_deref().filter(|n| !n.is_empty() && !n.contains(&0));
        let extra_flags = match level {
            9 => 2,
            1 => 4,
            _ => 0,
        };
        buffer.extend_from_slice(&MAGIC);
        buffer.extend_from_slice(&[DEFLATED, if name.is_some() { HAS_NAME } else { 0 }]);
        buffer.extend_from_slice(&header.mtime.to_le_bytes());
        // 3: Unix.
        buffer.extend_from_slice(&[extra_flags, 3]);
        if let Some(name) = name {
            buffer.extend_from_slice(name);
            buffer.push(0);
        }
        let deflate = Deflate::new(i32::from(level.clamp(1, 9)), false, WINDOW_BITS);
        Encoder { sink, deflate, buffer, crc: 0, length: 0 }
    }

    /// Writes what is left and the trailer; gives the sink back.
    ///
    /// # Errors
    /// A failed write.
    pub fn finish(mut self) -> io::Result<W> {
        while self.step(&[], DeflateFlush::Finish)? != Status::StreamEnd {}
        self.buffer.extend_from_slice(&self.crc.to_le_bytes());
        self.buffer.extend_from_slice(&self.length.to_le_bytes());
        self.send()?;
        Ok(self.sink)
    }

    /// How many bytes of `data` zlib-rs has taken shows in `total_in`.
    fn step(&mut self, data: &[u8], flush: DeflateFlush) -> io::Result<Status> {
        if self.buffer.len() > BUFFER / 2 {
            self.send()?;
        }
        let (used, before) = (self.buffer.len(), self.deflate.total_out());
        self.buffer.resize(BUFFER, 0);
        let result = self.deflate.compress(data, &mut self.buffer[used..], flush);
        self.buffer.truncate(used + (self.deflate.total_out() - before) as usize);
        result.map_err(|e| io::Error::other(e.as_str()))
    }

    fn send(&mut self) -> io::Result<()> {
        self.sink.write_all(&self.buffer)?;
        self.buffer.clear();
        Ok(())
    }
}

impl<W: Write> Write for Encoder<W> {
    fn write(&mut self, data: &[u8]) -> io::Result<usize> {
        let mut rest = data;
        while !rest.is_empty() {
            let before = self.deflate.total_in();
            self.step(rest, DeflateFlush::NoFlush)?;
            rest = &rest[(self.deflate.total_in() - before) as usize..];
        }
        self.crc = crc32(self.crc, data);
        self.length = self.length.wrapping_add(data.len() as u32);
        Ok(data.len())
    }

    /// Does nothing: a flush in the middle of a member would cost compression.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Where a [`Decoder`] stands in its input.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum At {
    /// Before a member.
    Header,
    /// In compressed data.
    Data,
    /// Behind it.
    Trailer,
    /// After a member, in [`Decoder::by_member`] mode.
    MemberEnd,
    /// After the last member.
    End,
}

/// Decompresses what it reads: all members, one after the other. Errors in the data are of kind `InvalidData` or
/// `UnexpectedEof`, in BusyBox's words.
pub struct Decoder<R: Read> {
    source: R,
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    taken: u64,
    inflate: Inflate,
    at: At,
    by_member: bool,
    members: u64,
    header: Header,
    has_garbage: bool,
    crc: u32,
    length: u32,
}

fn corrupted() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "corrupted data")
}

fn too_short() -> io::Error {
    io::Error::new(io::ErrorKind::UnexpectedEof, "unexpected end of file")
}

impl<R: Read> Decoder<R> {
    /// A decoder of `source`, which need not be buffered.
    pub fn new(source: R) -> Decoder<R> {
        Decoder {
            source,
            buffer: Vec::new(),
            start: 0,
            end: 0,
            taken: 0,
            inflate: Inflate::new(false, WINDOW_BITS),
            at: At::Header,
            by_member: false,
            members: 0,
            header: Header::default(),
            has_garbage: false,
            crc: 0,
            length: 0,
        }
    }

    /// A decoder for which every member's end is an end of file, until [`Decoder::next_member`].
    pub fn by_member(source: R) -> Decoder<R> {
        Decoder { by_member: true, ..Decoder::new(source) }
    }

    /// Goes on to the next member; false if there is none.
    ///
    /// # Errors
    /// A failed read, or a header that is cut off.
    pub fn next_member(&mut self) -> io::Result<bool> {
        if self.at == At::MemberEnd {
            self.at = At::Header;
        }
        if self.at == At::Header {
            self.read_header()?;
        }
        Ok(self.at == At::Data)
    }

    /// The header of the current member, once something was read.
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// Compressed bytes used so far: at a member's end, where the member ends.
    pub fn consumed(&self) -> u64 {
        self.taken
    }

    /// Was there something after the last member that is no member, nor only zeros (as on tapes)?
    pub fn has_garbage(&self) -> bool {
        self.has_garbage
    }

    /// The unread input, at least `wanted` bytes of it unless it ends before.
    fn fill(&mut self, wanted: usize) -> io::Result<&[u8]> {
        if self.end - self.start < wanted {
            self.buffer.copy_within(self.start..self.end, 0);
            self.end -= self.start;
            self.start = 0;
            self.buffer.resize(BUFFER, 0);
            while self.end < wanted {
                let n = self.source.read(&mut self.buffer[self.end..])?;
                if n == 0 {
                    break;
                }
                self.end += n;
            }
        }
        Ok(&self.buffer[self.start..self.end])
    }

    fn take(&mut self, n: usize) {
        self.start += n;
        self.taken += n as u64;
    }

    fn bytes<const N: usize>(&mut self) -> io::Result<[u8; N]> {
        let bytes = self.fill(N)?.first_chunk().copied().ok_or_else(too_short)?;
        self.take(N);
        Ok(bytes)
    }

    /// Reads up to a NUL; keeps the first [`NAME_LIMIT`] bytes.
    fn string(&mut self) -> io::Result<Vec<u8>> {
        let mut string = Vec::new();
        loop {
            let have = self.fill(1)?;
            if have.is_empty() {
                return Err(too_short());
            }
            let end = memchr::memchr(0, have);
            let piece = &have[..end.unwrap_or(have.len())];
            string.extend_from_slice(&piece[..piece.len().min(NAME_LIMIT - string.len())]);
            let n = piece.len();
            self.take(n);
            if end.is_some() {
                self.take(1);
                return Ok(string);
            }
        }
    }

    /// Leaves `at` at `Data`, or at `End` if there is no further member.
    fn read_header(&mut self) -> io::Result<()> {
        let have = self.fill(2)?;
        if !have.starts_with(&MAGIC) {
            if self.members == 0 {
                return Err(io::Error::new(io::ErrorKind::InvalidData, "invalid magic"));
            }
            self.at = At::End;
            while !self.has_garbage {
                let have = self.fill(1)?;
                if have.is_empty() {
                    break;
                }
                let (n, is_zero) = (have.len(), have.iter().all(|b| *b == 0));
                self.has_garbage = !is_zero;
                // What is no part of a member is read and not counted.
                self.start += n;
            }
            return Ok(());
        }
        // BusyBox: what has the magic and is no whole header is corrupted.
        self.read_header_fields()
            .map_err(|e| if e.kind() == io::ErrorKind::UnexpectedEof { corrupted() } else { e })?;
        if self.members > 0 {
            self.inflate.reset(false);
        }
        self.members += 1;
        (self.crc, self.length) = (0, 0);
        self.at = At::Data;
        Ok(())
    }

    fn read_header_fields(&mut self) -> io::Result<()> {
        let [_, _, method, flags, t0, t1, t2, t3, _, _] = self.bytes()?;
        if method != DEFLATED || flags & RESERVED != 0 {
            return Err(corrupted());
        }
        self.header = Header { name: None, mtime: u32::from_le_bytes([t0, t1, t2, t3]) };
        if flags & HAS_EXTRA != 0 {
            let mut length = usize::from(u16::from_le_bytes(self.bytes()?));
            while length > 0 {
                let n = self.fill(1)?.len().min(length);
                if n == 0 {
                    return Err(too_short());
                }
                self.take(n);
                length -= n;
            }
        }
        if flags & HAS_NAME != 0 {
            self.header.name = Some(self.string()?);
        }
        if flags & HAS_COMMENT != 0 {
            self.string()?;
        }
        if flags & HAS_CRC != 0 {
            let _: [u8; 2] = self.bytes()?;
        }
        Ok(())
    }

    fn read_trailer(&mut self) -> io::Result<()> {
        let crc = u32::from_le_bytes(self.bytes()?);
        let length = u32::from_le_bytes(self.bytes()?);
        if crc != self.crc {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "crc error"));
        }
        if length != self.length {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "incorrect length"));
        }
        self.at = if self.by_member { At::MemberEnd } else { At::Header };
        Ok(())
    }

    fn read_data(&mut self, into: &mut [u8]) -> io::Result<usize> {
        loop {
            self.fill(1)?;
            let (taken, given) = (self.inflate.total_in(), self.inflate.total_out());
            let input = &self.buffer[self.start..self.end];
            let was_empty = input.is_empty();
            let status = self.inflate.decompress(input, into, InflateFlush::NoFlush).map_err(|_| corrupted())?;
            let n = (self.inflate.total_out() - given) as usize;
            self.take((self.inflate.total_in() - taken) as usize);
            self.crc = crc32(self.crc, &into[..n]);
            self.length = self.length.wrapping_add(n as u32);
            if status == Status::StreamEnd {
                // What was decompressed is given before the sums are looked at.
                self.at = At::Trailer;
                return Ok(n);
            }
            if n > 0 {
                return Ok(n);
            }
            if was_empty {
                return Err(too_short());
            }
        }
    }
}

impl<R: Read> Read for Decoder<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if into.is_empty() {
            return Ok(0);
        }
        loop {
            match self.at {
                At::Header => self.read_header()?,
                At::Data => {
                    let n = self.read_data(into)?;
                    if n > 0 {
                        return Ok(n);
                    }
                }
                At::Trailer => self.read_trailer()?,
                At::MemberEnd | At::End => return Ok(0),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives one byte at a time: every place is a border between two reads.
    struct Slowly<'a>(&'a [u8]);

    impl Read for Slowly<'_> {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            let n = self.0.len().min(into.len()).min(1);
            into[..n].copy_from_slice(&self.0[..n]);
            self.0 = &self.0[n..];
            Ok(n)
        }
    }

    fn decompress(bytes: &[u8]) -> Result<Vec<u8>, String> {
        let mut all = Vec::new();
        Decoder::new(Slowly(bytes)).read_to_end(&mut all).map_err(|e| e.to_string())?;
        Ok(all)
    }

    /// `printf hello | gzip -n` of GNU gzip.
    const HELLO: &[u8] = b"\x1f\x8b\x08\0\0\0\0\0\0\x03\xcb\x48\xcd\xc9\xc9\x07\0\x86\xa6\x10\x36\x05\0\0\0";

    #[test]
    fn what_gnu_gzip_writes_is_read() {
        assert_eq!(decompress(HELLO).unwrap(), b"hello");
        assert_eq!(compress(b"hello", 6), HELLO);
    }

    #[test]
    fn members_follow_one_another_and_zeros_or_garbage_end_them() {
        assert_eq!(decompress(&[HELLO, HELLO].concat()).unwrap(), b"hellohello");
        for (tail, garbage) in [(&b"\0\0\0"[..], false), (b"junk", true), (b"\x1f", true)] {
            let bytes = [HELLO, tail].concat();
            let mut decoder = Decoder::new(&bytes[..]);
            let mut all = Vec::new();
            decoder.read_to_end(&mut all).unwrap();
            assert_eq!((&all[..], decoder.has_garbage()), (&b"hello"[..], garbage));
        }
        assert_eq!(decompress(&[HELLO, b"\x1f\x8b\x08"].concat()).unwrap_err(), "corrupted data");
    }

    #[test]
    fn a_member_cut_off_anywhere_is_an_error() {
        for n in 0..HELLO.len() {
            let message = decompress(&HELLO[..n]).unwrap_err();
            let expected = match n {
                0 | 1 => "invalid magic",
                2..10 => "corrupted data",
                _ => "unexpected end of file",
            };
            assert_eq!(message, expected, "{n} bytes");
        }
    }

    #[test]
    fn a_flipped_bit_anywhere_is_an_error_or_harmless() {
        // Bytes 4 to 9 are time, extra flags and system: no check covers them, nor the padding behind the last code.
        for at in 0..HELLO.len() {
            let mut bytes = HELLO.to_vec();
            bytes[at] ^= 0x40;
            let harmless = matches!(at, 4..10 | 16);
            assert_eq!(decompress(&bytes).is_ok_and(|d| d == b"hello"), harmless, "byte {at}");
        }
        let mut bytes = HELLO.to_vec();
        bytes[18] ^= 1;
        assert_eq!(decompress(&bytes).unwrap_err(), "crc error");
        bytes[18] ^= 1;
        bytes[22] ^= 1;
        assert_eq!(decompress(&bytes).unwrap_err(), "incorrect length");
    }

    #[test]
    fn all_header_fields_are_understood() {
        let mut bytes = b"\x1f\x8b\x08\x1e\x01\0\0\0\0\x03\x03\0abcname\0comment\0\x12\x34".to_vec();
        bytes.extend_from_slice(&HELLO[10..]);
        let mut decoder = Decoder::new(Slowly(&bytes));
        let mut all = Vec::new();
        decoder.read_to_end(&mut all).unwrap();
        assert_eq!(all, b"hello");
        assert_eq!(decoder.header(), &Header { name: Some(b"name".to_vec()), mtime: 1 });
    }

    #[test]
    fn name_and_time_are_written() {
        let header = Header { name: Some(b"n\xff".to_vec()), mtime: 0x01020304 };
        let mut encoder = Encoder::new(Vec::new(), 9, &header);
        encoder.write_all(b"hello").unwrap();
        let bytes = encoder.finish().unwrap();
        assert_eq!(&bytes[..13], b"\x1f\x8b\x08\x08\x04\x03\x02\x01\x02\x03n\xff\0");
        assert_eq!(decompress(&bytes).unwrap(), b"hello");
    }

    #[test]
    fn members_can_be_read_one_by_one() {
        let bytes = [HELLO, &compress(b"again", 9), b"x"].concat();
        let mut decoder = Decoder::by_member(Slowly(&bytes));
        let mut first = Vec::new();
        decoder.read_to_end(&mut first).unwrap();
        assert_eq!((&first[..], decoder.consumed()), (&b"hello"[..], 25));
        assert!(decoder.next_member().unwrap());
        let mut second = Vec::new();
        decoder.read_to_end(&mut second).unwrap();
        assert_eq!((&second[..], decoder.consumed()), (&b"again"[..], 50));
        assert!(!decoder.next_member().unwrap());
    }

    #[test]
    fn every_level_gives_the_data_back_across_many_buffers() {
        let mut data = Vec::new();
        let mut x = 1_u32;
        while data.len() < 300_000 {
            x = x.wrapping_mul(1664525).wrapping_add(1013904223);
            let n = (x >> 16) % 40;
            data.extend(std::iter::repeat_n((x >> 24) as u8, n as usize));
        }
        for level in 1..=9 {
            let packed = compress(&data, level);
            assert!(packed.len() < data.len());
            let mut all = Vec::new();
            Decoder::new(&packed[..]).read_to_end(&mut all).unwrap();
            assert!(all == data, "level {level}");
        }
        assert_eq!(decompress(&compress(b"", 9)).unwrap(), b"");
    }
}
