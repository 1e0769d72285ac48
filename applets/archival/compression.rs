//! The compressed formats that commands here read and write, behind one reader and one writer.

use ::bzip2::{Compression, Decompress};
use kit::alloc::Fallible;
use kit::gzip;
use lzma_rust2::{LzmaOptions, LzmaReader, LzmaWriter, XzOptions, XzReader, XzWriter};
use std::io::{self, Read, Write};

use crate::lzw;

/// Memory that an xz or lzma stream may ask for, in KiB: a dictionary of 512 MiB is refused, `xz -9` needs 65.
const MEMORY_LIMIT_KIB: u32 = 256 * 1024;

const BUFFER: usize = 32 * 1024;

/// A format of compressed data.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    /// gzip.
    Gzip,
    /// bzip2.
    Bzip2,
    /// xz.
    Xz,
    /// The format of LZMA alone, before xz.
    Lzma,
    /// compress(1), `.Z`.
    Lzw,
}

impl Format {
    /// The format of data that begins so. LZMA alone has no magic.
    pub fn of_magic(start: &[u8]) -> Option<Format> {
        match start {
            [0x1f, 0x8b, ..] => Some(Format::Gzip),
            [0x1f, 0x9d, ..] => Some(Format::Lzw),
            [b'B', b'Z', b'h', ..] => Some(Format::Bzip2),
            [0xfd, b'7', b'z', b'X', b'Z', 0, ..] => Some(Format::Xz),
            _ => None,
        }
    }

    /// The format that a file name ends with.
    pub fn of_name(name: &[u8]) -> Option<Format> {
        let dot = name.iter().rposition(|c| *c == b'.')?;
        match &name[dot..] {
            b".gz" | b".tgz" | b".taz" => Some(Format::Gzip),
            b".bz2" | b".tbz" | b".tbz2" | b".tb2" => Some(Format::Bzip2),
            b".xz" | b".txz" => Some(Format::Xz),
            b".lzma" | b".tlz" => Some(Format::Lzma),
            b".Z" | b".taZ" => Some(Format::Lzw),
            _ => None,
        }
    }
}

/// Longest magic of [`Format::of_magic`].
pub const MAGIC_LENGTH: usize = 6;

/// Reads up to `wanted` bytes, and gives them with a reader that begins with them again.
pub fn peek<'a>(mut source: Box<dyn Read + 'a>, wanted: usize) -> io::Result<(Vec<u8>, Box<dyn Read + 'a>)> {
    let mut start = Vec::new();
    source.by_ref().take(wanted as u64).read_to_end(&mut start)?;
    let again = io::Cursor::new(start.clone()).chain(source);
    Ok((start, Box::new(again)))
}

/// A decompressor. Errors in the data are `io::Error`s without an errno, in BusyBox's words where it has some.
pub enum Decoder<'a> {
    Gzip(Box<gzip::Decoder<Box<dyn Read + 'a>>>),
    Bzip2(Box<Bzip2Decoder<'a>>),
    Xz(Box<XzReader<Box<dyn Read + 'a>>>),
    Lzma(Box<LzmaReader<Box<dyn Read + 'a>>>),
    Lzw(Box<lzw::Decoder<Box<dyn Read + 'a>>>),
}

impl<'a> Decoder<'a> {
    /// A decompressor of `source`.
    pub fn new(format: Format, source: Box<dyn Read + 'a>) -> io::Result<Decoder<'a>> {
        Ok(match format {
            Format::Gzip => Decoder::Gzip(Box::new(gzip::Decoder::new(source))),
            Format::Bzip2 => Decoder::Bzip2(Box::new(Bzip2Decoder::new(source))),
            Format::Xz => Decoder::Xz(Box::new(XzReader::new_mem_limit(source, true, MEMORY_LIMIT_KIB))),
            Format::Lzma => {
                // The stream says how much memory it wants, and the crate asks for it politely.
                let _fallible = Fallible::begin();
                let reader = LzmaReader::new_mem_limit(source, MEMORY_LIMIT_KIB, None).map_err(bad_header)?;
                Decoder::Lzma(Box::new(reader))
            }
            Format::Lzw => Decoder::Lzw(Box::new(lzw::Decoder::new(source))),
        })
    }

    /// Was there something after the compressed data that does not belong to it?
    pub fn has_garbage(&self) -> bool {
        match self {
            Decoder::Gzip(decoder) => decoder.has_garbage(),
            Decoder::Bzip2(decoder) => decoder.has_garbage,
            _ => false,
        }
    }

    /// Name and time that the data records, once something was read.
    pub fn header(&self) -> Option<&gzip::Header> {
        match self {
            Decoder::Gzip(decoder) => Some(decoder.header()),
            _ => None,
        }
    }
}

fn bad_header(error: io::Error) -> io::Error {
    match error.kind() {
        io::ErrorKind::OutOfMemory => in_our_words(error),
        kind => io::Error::new(kind, "bad lzma header"),
    }
}

/// The xz crate's own messages are many; what matters is which of three things happened.
fn in_our_words(error: io::Error) -> io::Error {
    match error.kind() {
        _ if error.raw_os_error().is_some() => error,
        io::ErrorKind::UnexpectedEof => io::Error::new(error.kind(), "unexpected EOF"),
        io::ErrorKind::OutOfMemory => io::Error::new(error.kind(), "needs too much memory"),
        kind => io::Error::new(kind, "corrupted data"),
    }
}

impl Read for Decoder<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let _fallible = matches!(self, Decoder::Xz(_) | Decoder::Lzma(_)).then(Fallible::begin);
        match self {
            Decoder::Gzip(decoder) => decoder.read(into),
            Decoder::Bzip2(decoder) => decoder.read(into),
            // BusyBox's xz reader does not tell an early end from damage.
            Decoder::Xz(decoder) => decoder.read(into).map_err(|e| match e.kind() {
                io::ErrorKind::UnexpectedEof => io::Error::new(e.kind(), "corrupted data"),
                _ => in_our_words(e),
            }),
            Decoder::Lzma(decoder) => decoder.read(into).map_err(in_our_words),
            Decoder::Lzw(decoder) => decoder.read(into),
        }
    }
}

/// Decompresses all bzip2 streams of a source.
pub struct Bzip2Decoder<'a> {
    source: Box<dyn Read + 'a>,
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    stream: Option<Decompress>,
    streams: u64,
    has_garbage: bool,
    ended: bool,
}

impl<'a> Bzip2Decoder<'a> {
    fn new(source: Box<dyn Read + 'a>) -> Bzip2Decoder<'a> {
        let buffer = vec![0; BUFFER];
        Bzip2Decoder { source, buffer, start: 0, end: 0, stream: None, streams: 0, has_garbage: false, ended: false }
    }

    fn fill(&mut self, wanted: usize) -> io::Result<usize> {
        if self.end - self.start < wanted {
            self.buffer.copy_within(self.start..self.end, 0);
            self.end -= self.start;
            self.start = 0;
            while self.end < wanted {
                match self.source.read(&mut self.buffer[self.end..])? {
                    0 => break,
                    n => self.end += n,
                }
            }
        }
        Ok(self.end - self.start)
    }
}

impl Read for Bzip2Decoder<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while !self.ended && !into.is_empty() {
            let Some(stream) = &mut self.stream else {
                self.fill(3)?;
                let start = &self.buffer[self.start..self.end];
                if start.starts_with(b"BZh") {
                    self.stream = Some(Decompress::new(false));
                    self.streams += 1;
                } else if self.streams == 0 {
                    return Err(io::Error::new(io::ErrorKind::InvalidData, "invalid magic"));
                } else {
                    self.has_garbage = !start.is_empty();
                    self.ended = true;
                }
                continue;
            };
            let (taken, given) = (stream.total_in(), stream.total_out());
            let status = stream.decompress(&self.buffer[self.start..self.end], into);
            let n = (stream.total_out() - given) as usize;
            let used = (stream.total_in() - taken) as usize;
            self.start += used;
            match status {
                Ok(::bzip2::Status::StreamEnd) => self.stream = None,
                Ok(_) if n == 0 && used == 0 => {
                    if self.start == self.end && self.fill(1)? > 0 {
                        continue;
                    }
                    return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "bunzip error -3"));
                }
                Ok(_) => {}
                // BusyBox's number for damaged data; libbz2 does not tell a wrong checksum from it.
                Err(_) => return Err(io::Error::new(io::ErrorKind::InvalidData, "bunzip error -5")),
            }
            if n > 0 {
                return Ok(n);
            }
        }
        Ok(0)
    }
}

/// A compressor. [`Encoder::finish`] must be called.
pub enum Encoder<'a> {
    Gzip(Box<gzip::Encoder<Box<dyn Write + 'a>>>),
    Bzip2(Box<::bzip2::write::BzEncoder<Box<dyn Write + 'a>>>),
    Xz(Box<XzWriter<Box<dyn Write + 'a>>>),
    Lzma(Box<LzmaWriter<Box<dyn Write + 'a>>>),
}

impl<'a> Encoder<'a> {
    /// A compressor to `sink`; `level` is 1 to 9, `header` is for gzip.
    pub fn new(format: Format, level: u8, header: &gzip::Header, sink: Box<dyn Write + 'a>) -> io::Result<Encoder<'a>> {
        Ok(match format {
            Format::Gzip => Encoder::Gzip(Box::new(gzip::Encoder::new(sink, level, header))),
            Format::Bzip2 => {
                Encoder::Bzip2(Box::new(::bzip2::write::BzEncoder::new(sink, Compression::new(u32::from(level)))))
            }
            Format::Xz => Encoder::Xz(Box::new(XzWriter::new(sink, XzOptions::with_preset(u32::from(level)))?)),
            Format::Lzma => {
                // The stream says how much memory it wants, and the crate asks for it politely.
                let _fallible = Fallible::begin();
                let options = LzmaOptions::with_preset(u32::from(level));
                Encoder::Lzma(Box::new(LzmaWriter::new_use_header(sink, &options, None)?))
            }
            Format::Lzw => return Err(io::Error::new(io::ErrorKind::Unsupported, "can't write this format")),
        })
    }

    /// Writes what is left, and the end of the data.
    pub fn finish(self) -> io::Result<()> {
        match self {
            Encoder::Gzip(encoder) => encoder.finish()?.flush(),
            Encoder::Bzip2(encoder) => encoder.finish()?.flush(),
            Encoder::Xz(encoder) => encoder.finish()?.flush(),
            Encoder::Lzma(encoder) => encoder.finish()?.flush(),
        }
    }
}

impl Write for Encoder<'_> {
    fn write(&mut self, data: &[u8]) -> io::Result<usize> {
        match self {
            Encoder::Gzip(encoder) => encoder.write(data),
            Encoder::Bzip2(encoder) => encoder.write(data),
            Encoder::Xz(encoder) => encoder.write(data),
            Encoder::Lzma(encoder) => encoder.write(data),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compress(format: Format, data: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        let mut encoder = Encoder::new(format, 6, &gzip::Header::default(), Box::new(&mut out)).unwrap();
        encoder.write_all(data).unwrap();
        encoder.finish().unwrap();
        out
    }

    fn decompress(format: Format, data: &[u8]) -> Result<Vec<u8>, String> {
        let mut out = Vec::new();
        let mut decoder = Decoder::new(format, Box::new(data)).map_err(|e| e.to_string())?;
        decoder.read_to_end(&mut out).map_err(|e| e.to_string())?;
        Ok(out)
    }

    const ALL: [Format; 4] = [Format::Gzip, Format::Bzip2, Format::Xz, Format::Lzma];

    #[test]
    fn every_format_gives_the_data_back_and_joined_streams_too() {
        let data: Vec<u8> = (0..200_000_u32).map(|i| (i.wrapping_mul(i) >> 7) as u8 & 31).collect();
        for format in ALL {
            let packed = compress(format, &data);
            assert!(packed.len() < data.len());
            assert!(decompress(format, &packed).unwrap() == data, "{format:?}");
            if format != Format::Lzma {
                assert_eq!(Format::of_magic(&packed), Some(format));
                let twice = decompress(format, &[&packed[..], &compress(format, b"x")].concat()).unwrap();
                assert_eq!((twice.len(), twice.last()), (data.len() + 1, Some(&b'x')), "{format:?}");
            }
        }
    }

    #[test]
    fn data_cut_off_anywhere_is_an_error() {
        for format in ALL {
            let packed = compress(format, b"hello, hello, hello");
            for n in 0..packed.len() {
                assert!(decompress(format, &packed[..n]).is_err(), "{format:?} {n}");
            }
        }
    }

    #[test]
    fn a_dictionary_of_four_gigabytes_is_refused_before_it_is_allocated() {
        let header = b"\x5d\0\0\0\xf0\xff\xff\xff\xff\xff\xff\xff\xff\0\0\0\0\0\0";
        assert_eq!(decompress(Format::Lzma, header).unwrap_err(), "needs too much memory");
    }

    #[test]
    fn garbage_after_bzip2_data_is_noticed() {
        let packed = [&compress(Format::Bzip2, b"x")[..], b"junk"].concat();
        let mut decoder = Decoder::new(Format::Bzip2, Box::new(&packed[..])).unwrap();
        let mut out = Vec::new();
        decoder.read_to_end(&mut out).unwrap();
        assert_eq!((&out[..], decoder.has_garbage()), (&b"x"[..], true));
    }

    #[test]
    fn nothing_panics_on_damaged_data() {
        let data: Vec<u8> = (0..3000_u32).map(|i| (i.wrapping_mul(i) >> 5) as u8 & 15).collect();
        let mut x = 1_u64;
        let mut random = |n: usize| {
            x = x.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            (x >> 33) as usize % n
        };
        let lzw = b"\x1f\x9d\x90\x61\xc4\x04\x0c\x40\x10\x22\x33\x44\x55\x66".to_vec();
        let packed = ALL.into_iter().map(|f| (f, compress(f, &data))).chain([(Format::Lzw, lzw)]);
        for (format, whole) in packed {
            for _ in 0..500 {
                let mut bytes = whole.clone();
                for _ in 0..=random(3) {
                    let at = random(bytes.len());
                    bytes[at] = random(256) as u8;
                }
                let Ok(mut decoder) = Decoder::new(format, Box::new(&bytes[..])) else { continue };
                // Damage may make a short stream long.
                let _ = io::copy(&mut decoder.by_ref().take(1 << 20), &mut io::sink());
            }
        }
    }
}
