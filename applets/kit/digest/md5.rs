//! MD5's compression function (RFC 1321), with as few operations as possible waiting for the word before: the processor
//! has nothing else to do meanwhile.

use super::blocks::Compression;

pub struct Md5([u32; 4]);

impl Default for Md5 {
    fn default() -> Md5 {
        Md5([0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476])
    }
}

impl Compression for Md5 {
    const LITTLE_ENDIAN: bool = true;

    fn compress(&mut self, blocks: &[[u8; 64]]) {
        let [mut a, mut b, mut c, mut d] = self.0;
        for block in blocks {
            let mut x = [0; 16];
            for (word, bytes) in x.iter_mut().zip(block.as_chunks().0) {
                *word = u32::from_le_bytes(*bytes);
            }
            let before = [a, b, c, d];
            for i in (0..16).step_by(4) {
                a = f(a, b, c, d, x[i], K[i], 7);
                d = f(d, a, b, c, x[i + 1], K[i + 1], 12);
                c = f(c, d, a, b, x[i + 2], K[i + 2], 17);
                b = f(b, c, d, a, x[i + 3], K[i + 3], 22);
            }
            for i in (0..16).step_by(4) {
                a = g(a, b, c, d, x[(5 * i + 1) % 16], K[i + 16], 5);
                d = g(d, a, b, c, x[(5 * i + 6) % 16], K[i + 17], 9);
                c = g(c, d, a, b, x[(5 * i + 11) % 16], K[i + 18], 14);
                b = g(b, c, d, a, x[5 * i % 16], K[i + 19], 20);
            }
            for i in (0..16).step_by(4) {
                a = h(a, b, c, d, x[(3 * i + 5) % 16], K[i + 32], 4);
                d = h(d, a, b, c, x[(3 * i + 8) % 16], K[i + 33], 11);
                c = h(c, d, a, b, x[(3 * i + 11) % 16], K[i + 34], 16);
                b = h(b, c, d, a, x[(3 * i + 14) % 16], K[i + 35], 23);
            }
            for i in (0..16).step_by(4) {
                a = last(a, b, c, d, x[7 * i % 16], K[i + 48], 6);
                d = last(d, a, b, c, x[(7 * i + 7) % 16], K[i + 49], 10);
                c = last(c, d, a, b, x[(7 * i + 14) % 16], K[i + 50], 15);
                b = last(b, c, d, a, x[(7 * i + 5) % 16], K[i + 51], 21);
            }
            a = a.wrapping_add(before[0]);
            b = b.wrapping_add(before[1]);
            c = c.wrapping_add(before[2]);
            d = d.wrapping_add(before[3]);
        }
        self.0 = [a, b, c, d];
    }

    fn words(&self) -> &[u32] {
        &self.0
    }
}

#[inline]
fn f(a: u32, b: u32, c: u32, d: u32, x: u32, k: u32, turn: u32) -> u32 {
    a.wrapping_add(x).wrapping_add(k).wrapping_add(d ^ (b & (c ^ d))).rotate_left(turn).wrapping_add(b)
}

/// The two halves have no bit in common, so that they can be added one after the other: only the second waits for `b`.
#[inline]
fn g(a: u32, b: u32, c: u32, d: u32, x: u32, k: u32, turn: u32) -> u32 {
    a.wrapping_add(x).wrapping_add(k).wrapping_add(c & !d).wrapping_add(b & d).rotate_left(turn).wrapping_add(b)
}

#[inline]
fn h(a: u32, b: u32, c: u32, d: u32, x: u32, k: u32, turn: u32) -> u32 {
    a.wrapping_add(x).wrapping_add(k).wrapping_add(b ^ (c ^ d)).rotate_left(turn).wrapping_add(b)
}

#[inline]
fn last(a: u32, b: u32, c: u32, d: u32, x: u32, k: u32, turn: u32) -> u32 {
    a.wrapping_add(x).wrapping_add(k).wrapping_add(c ^ (b | !d)).rotate_left(turn).wrapping_add(b)
}

/// The whole part of 2^32·|sin(i + 1)|.
static K: [u32; 64] = [
    0xd76a_a478,
    0xe8c7_b756,
    0x2420_70db,
    0xc1bd_ceee,
    0xf57c_0faf,
    0x4787_c62a,
    0xa830_4613,
    0xfd46_9501,
    0x6980_98d8,
    0x8b44_f7af,
    0xffff_5bb1,
    0x895c_d7be,
    0x6b90_1122,
    0xfd98_7193,
    0xa679_438e,
    0x49b4_0821,
    0xf61e_2562,
    0xc040_b340,
    0x265e_5a51,
    0xe9b6_c7aa,
    0xd62f_105d,
    0x0244_1453,
    0xd8a1_e681,
    0xe7d3_fbc8,
    0x21e1_cde6,
    0xc337_07d6,
    0xf4d5_0d87,
    0x455a_14ed,
    0xa9e3_e905,
    0xfcef_a3f8,
    0x676f_02d9,
    0x8d2a_4c8a,
    0xfffa_3942,
    0x8771_f681,
    0x6d9d_6122,
    0xfde5_380c,
    0xa4be_ea44,
    0x4bde_cfa9,
    0xf6bb_4b60,
    0xbebf_bc70,
    0x289b_7ec6,
    0xeaa1_27fa,
    0xd4ef_3085,
    0x0488_1d05,
    0xd9d4_d039,
    0xe6db_99e5,
    0x1fa2_7cf8,
    0xc4ac_5665,
    0xf429_2244,
    0x432a_ff97,
    0xab94_23a7,
    0xfc93_a039,
    0x655b_59c3,
    0x8f0c_cc92,
    0xffef_f47d,
    0x8584_5dd1,
    0x6fa8_7e4f,
    0xfe2c_e6e0,
    0xa301_4314,
    0x4e08_11a1,
    0xf753_7e82,
    0xbd3a_f235,
    0x2ad7_d2bb,
    0xeb86_d391,
];
