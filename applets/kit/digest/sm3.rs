//! SM3's compression function (GB/T 32905-2016).

use super::blocks::Compression;

pub struct Sm3([u32; 8]);

impl Default for Sm3 {
    fn default() -> Sm3 {
        Sm3([0x7380_166f, 0x4914_b2b9, 0x1724_42d7, 0xda8a_0600, 0xa96f_30bc, 0x1631_38aa, 0xe38d_ee4d, 0xb0fb_0e4e])
    }
}

impl Compression for Sm3 {
    const LITTLE_ENDIAN: bool = false;

    fn compress(&mut self, blocks: &[[u8; 64]]) {
        for block in blocks {
            let mut w = [0_u32; 68];
            for (word, bytes) in w.iter_mut().zip(block.as_chunks().0) {
                *word = u32::from_be_bytes(*bytes);
            }
            for i in 16..68 {
                let x = w[i - 16] ^ w[i - 9] ^ w[i - 3].rotate_left(15);
                w[i] = x ^ x.rotate_left(15) ^ x.rotate_left(23) ^ w[i - 13].rotate_left(7) ^ w[i - 6];
            }
            let [mut a, mut b, mut c, mut d, mut e, mut f, mut g, mut h] = self.0;
            for i in 0..64 {
                let t: u32 = if i < 16 { 0x79cc_4519 } else { 0x7a87_9d8a };
                let s1 = a.rotate_left(12).wrapping_add(e).wrapping_add(t.rotate_left(i as u32)).rotate_left(7);
                let s2 = s1 ^ a.rotate_left(12);
                let (ff, gg) = if i < 16 { (a ^ b ^ c, e ^ f ^ g) } else { (a & b | a & c | b & c, e & f | !e & g) };
                let t1 = ff.wrapping_add(d).wrapping_add(s2).wrapping_add(w[i] ^ w[i + 4]);
                let t2 = gg.wrapping_add(h).wrapping_add(s1).wrapping_add(w[i]);
                (d, c, b, a) = (c, b.rotate_left(9), a, t1);
                (h, g, f, e) = (g, f.rotate_left(19), e, t2 ^ t2.rotate_left(9) ^ t2.rotate_left(17));
            }
            for (word, new) in self.0.iter_mut().zip([a, b, c, d, e, f, g, h]) {
                *word ^= new;
            }
        }
    }

    fn words(&self) -> &[u32] {
        &self.0
    }
}
