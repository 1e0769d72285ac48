//! The short checksums of `sum` and `cksum`, which are printed in decimal with the length.

use kit::digest::crc32;
use kit::sys::vector;
use kit::text;

/// Which one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// 16 bits, rotated right before each byte is added.
    Bsd,
    /// The bytes added up, folded to 16 bits.
    SystemV,
    /// POSIX's: the CRC of ISO 8802-3 over the bytes and then the length.
    Crc,
    /// The CRC of ISO 3309, as of gzip and Ethernet.
    Crc32b,
}

/// A checksum in the making.
#[derive(Clone, Copy, Debug)]
pub struct Sum {
    kind: Kind,
    state: u32,
    /// Bytes so far.
    pub length: u64,
}

impl Sum {
    /// Nothing seen yet.
    pub fn new(kind: Kind) -> Sum {
        Sum { kind, state: 0, length: 0 }
    }

    /// Takes the next piece.
    pub fn update(&mut self, bytes: &[u8]) {
        self.length += bytes.len() as u64;
        self.state = match self.kind {
            Kind::Bsd => rotate_and_add(self.state, bytes),
            Kind::SystemV => bytes.iter().fold(self.state, |sum, c| sum.wrapping_add(u32::from(*c))),
            Kind::Crc => crc(self.state, bytes),
            Kind::Crc32b => crc32(self.state, bytes),
        };
    }

    /// The checksum of all pieces.
    pub fn finish(self) -> u32 {
        match self.kind {
            Kind::Bsd | Kind::Crc32b => self.state,
            Kind::SystemV => {
                let once = (self.state & 0xffff) + (self.state >> 16);
                (once & 0xffff) + (once >> 16)
            }
            Kind::Crc => {
                // The length follows, its lowest byte first, without leading zeros.
                let (mut crc, mut length) = (self.state, self.length);
                while length > 0 {
                    crc = step(crc, length as u8);
                    length >>= 8;
                }
                !crc
            }
        }
    }

    /// Its bytes, the highest first: two, or four of a CRC.
    pub fn raw(self) -> Vec<u8> {
        let bytes = self.finish().to_be_bytes();
        match self.kind {
            Kind::Bsd | Kind::SystemV => bytes[2..].to_vec(),
            Kind::Crc | Kind::Crc32b => bytes.to_vec(),
        }
    }

    /// The sum and the length, in blocks for the two old ones, as `sum` and `cksum` print them.
    pub fn figures(self) -> Vec<u8> {
        let (sum, length) = (self.finish(), self.length);
        match self.kind {
            Kind::Bsd => format!("{sum:05} {:5}", length.div_ceil(1024)).into_bytes(),
            Kind::SystemV => text![sum, " ", length.div_ceil(512)],
            Kind::Crc | Kind::Crc32b => text![sum, " ", length],
        }
    }
}

fn rotate_and_add(sum: u32, bytes: &[u8]) -> u32 {
    u32::from(bytes.iter().fold(sum as u16, |sum, c| sum.rotate_right(1).wrapping_add(u16::from(*c))))
}

/// For each byte what it adds to the sum when 0 to 7 bytes follow: eight bytes are taken at a time.
static TABLES: [[u32; 256]; 8] = tables();

const fn tables() -> [[u32; 256]; 8] {
    let mut tables = [[0; 256]; 8];
    let mut i = 0;
    while i < 256 {
        let mut crc = (i as u32) << 24;
        let mut bit = 0;
        while bit < 8 {
            crc = if crc & 1 << 31 != 0 { crc << 1 ^ 0x04c1_1db7 } else { crc << 1 };
            bit += 1;
        }
        tables[0][i] = crc;
        i += 1;
    }
    let mut k = 1;
    while k < 8 {
        let mut i = 0;
        while i < 256 {
            let before = tables[k - 1][i];
            tables[k][i] = before << 8 ^ tables[0][(before >> 24) as usize];
            i += 1;
        }
        k += 1;
    }
    tables
}

fn crc(crc: u32, bytes: &[u8]) -> u32 {
    match vector::fold_crc(crc, bytes) {
        Some((folded, taken)) => crc_by_table(crc_by_table(0, &folded), &bytes[taken..]),
        None => crc_by_table(crc, bytes),
    }
}

fn crc_by_table(mut crc: u32, bytes: &[u8]) -> u32 {
    let (eights, rest) = bytes.as_chunks::<8>();
    for eight in eights {
        let x = u64::from_be_bytes(*eight) ^ u64::from(crc) << 32;
        crc = (0..8).fold(0, |sum, i| sum ^ TABLES[i][(x >> (8 * i) & 0xff) as usize]);
    }
    rest.iter().fold(crc, |crc, c| step(crc, *c))
}

fn step(crc: u32, c: u8) -> u32 {
    crc << 8 ^ TABLES[0][((crc >> 24) as u8 ^ c) as usize]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(kind: Kind, pieces: &[&[u8]]) -> u32 {
        let mut sum = Sum::new(kind);
        for piece in pieces {
            sum.update(piece);
        }
        sum.finish()
    }

    #[test]
    fn sums_do_not_depend_on_the_pieces() {
        let text: Vec<u8> = (0..1000_u32).map(|i| ((i * i) >> 3) as u8).collect();
        for kind in [Kind::Bsd, Kind::SystemV, Kind::Crc, Kind::Crc32b] {
            let whole = of(kind, &[&text]);
            for at in [0, 1, 13, 127, 128, 200, 999] {
                assert_eq!(of(kind, &[&text[..at], &text[at..]]), whole, "{kind:?} {at}");
            }
        }
    }

    #[test]
    fn vectors_and_tables_agree() {
        let text: Vec<u8> = (0..5000_u32).map(|i| ((i * i) >> 4) as u8).collect();
        for length in [0, 1, 127, 128, 129, 143, 144, 191, 192, 1000, 4999] {
            assert_eq!(crc(0x1234_5678, &text[1..=length]), crc_by_table(0x1234_5678, &text[1..=length]), "{length}");
        }
    }

    #[test]
    fn sums_of_known_texts() {
        assert_eq!(of(Kind::Crc, &[]), 4_294_967_295);
        assert_eq!(of(Kind::Crc, &[b"123456789"]), 930_766_865);
        assert_eq!(of(Kind::Crc32b, &[b"123456789"]), 0xcbf4_3926);
        assert_eq!(of(Kind::Bsd, &[b"\x01\x00"]), 0x8000);
        assert_eq!(of(Kind::SystemV, &[&[255; 300]]), 300 * 255 - 65535);
    }
}
