//! `cksum`: print checksums and sizes
//!
//! POSIX.1-2024 XCU cksum: the CRC of ISO 8802-3 over the bytes and then the length.

use kit::context::or_stdin;
use kit::prelude::*;

const USAGE: &str = "\
[FILE]...

Calculate CRC32 checksum of FILEs
";

pub const APPLET: Applet =
    Applet { dir: Dir::UsrBin, kind: Kind::Pure, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    for path in or_stdin(&given.operands) {
        let mut sum = Crc::default();
        if cx.each_block(path, |block| sum.update(block)) {
            let gap: &[u8] = if given.operands.is_empty() { b"" } else { b" " };
            let name: &[u8] = if given.operands.is_empty() { b"" } else { path };
            cx.out.line(&text![sum.finish(), " ", sum.length, gap, name])?;
        }
    }
    Ok(cx.status())
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

#[derive(Clone, Copy, Default)]
struct Crc {
    crc: u32,
    length: u64,
}

impl Crc {
    fn update(&mut self, bytes: &[u8]) {
        self.length += bytes.len() as u64;
        let (eights, rest) = bytes.as_chunks::<8>();
        let mut crc = self.crc;
        for eight in eights {
            let x = u64::from_be_bytes(*eight) ^ u64::from(crc) << 32;
            crc = (0..8).fold(0, |sum, i| sum ^ TABLES[i][(x >> (8 * i) & 0xff) as usize]);
        }
        self.crc = rest.iter().fold(crc, |crc, c| step(crc, *c));
    }

    /// The length follows, its lowest byte first, without leading zeros.
    fn finish(self) -> u32 {
        let (mut crc, mut length) = (self.crc, self.length);
        while length > 0 {
            crc = step(crc, length as u8);
            length >>= 8;
        }
        !crc
    }
}

fn step(crc: u32, c: u8) -> u32 {
    crc << 8 ^ TABLES[0][((crc >> 24) as u8 ^ c) as usize]
}

#[cfg(test)]
mod tests {
    use super::Crc;

    #[test]
    fn the_sum_does_not_depend_on_the_pieces() {
        let text: Vec<u8> = (0..100).collect();
        let mut whole = Crc::default();
        whole.update(&text);
        let mut pieces = Crc::default();
        pieces.update(&text[..13]);
        pieces.update(&text[13..]);
        assert_eq!(whole.finish(), pieces.finish());
        assert_eq!(Crc::default().finish(), 4_294_967_295);
        let mut digits = Crc::default();
        digits.update(b"123456789");
        assert_eq!(digits.finish(), 930_766_865);
    }
}
