//! Inner loops in the processor's vector instructions, where it has them, found out at run time. Each function does as
//! much of its input as it can and says how much; the caller's portable loop does the rest.

#![allow(clippy::cast_possible_wrap)]

/// Folds `bytes` into the CRC of ISO 8802-3 (polynomial 0x04c11db7, highest bit first, as POSIX's cksum) by carry-less
/// multiplication. Returns 16 bytes that have the same CRC from a start of 0 as `crc` and all bytes taken together,
/// and how many bytes were taken: a multiple of 16, or none if there are too few or no such instructions.
pub fn fold_crc(crc: u32, bytes: &[u8]) -> Option<([u8; 16], usize)> {
    #[cfg(target_arch = "x86_64")]
    if bytes.len() >= 128 && is_x86_feature_detected!("pclmulqdq") && is_x86_feature_detected!("ssse3") {
        // SAFETY: the processor has the instructions.
        return Some(unsafe { x86_64::fold_crc(crc, bytes) });
    }
    let _ = (crc, bytes);
    None
}

/// Writes the base64 digits of leading triples of `bytes` to `to`, and returns how many bytes it took: a multiple of 3.
/// `to` has room for four digits for each triple.
pub fn encode_base64(bytes: &[u8], to: &mut [u8]) -> usize {
    #[cfg(target_arch = "x86_64")]
    if is_x86_feature_detected!("avx2") {
        // SAFETY: the processor has the instructions.
        return unsafe { x86_64::encode_base64(bytes, to) };
    }
    let _ = (bytes, to);
    0
}

/// Decodes leading base64 digits of `text` to `to`, and returns how many digits it took, a multiple of 4: it stops
/// before what is no digit. `to` has room for three bytes for four digits, and 8 more.
pub fn decode_base64(text: &[u8], to: &mut [u8]) -> usize {
    #[cfg(target_arch = "x86_64")]
    if is_x86_feature_detected!("avx2") {
        // SAFETY: the processor has the instructions.
        return unsafe { x86_64::decode_base64(text, to) };
    }
    let _ = (text, to);
    0
}

#[cfg(target_arch = "x86_64")]
mod x86_64 {
    use std::arch::x86_64::*;

    /// x^`n` modulo the polynomial.
    const fn power(n: u32) -> i64 {
        let mut rest: u32 = 1;
        let mut i = 0;
        while i < n {
            rest = if rest >> 31 == 1 { rest << 1 ^ 0x04c1_1db7 } else { rest << 1 };
            i += 1;
        }
        rest as i64
    }

    #[target_feature(enable = "pclmulqdq,ssse3")]
    fn fold(state: __m128i, by: __m128i, next: __m128i) -> __m128i {
        let high = _mm_clmulepi64_si128::<0x11>(state, by);
        let low = _mm_clmulepi64_si128::<0x00>(state, by);
        _mm_xor_si128(_mm_xor_si128(high, low), next)
    }

    #[target_feature(enable = "pclmulqdq,ssse3")]
    pub fn fold_crc(crc: u32, bytes: &[u8]) -> ([u8; 16], usize) {
        let reversed = _mm_set_epi8(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
        let load = |piece: &[u8; 16]| {
            // SAFETY: 16 bytes.
            _mm_shuffle_epi8(unsafe { _mm_loadu_si128(piece.as_ptr().cast()) }, reversed)
        };
        let (pieces, _) = bytes.as_chunks::<16>();
        let (fours, ones) = pieces.as_chunks::<4>();
        let mut fours = fours.iter();
        let Some(first) = fours.next() else { return ([0; 16], 0) };
        let mut state = [load(&first[0]), load(&first[1]), load(&first[2]), load(&first[3])];
        state[0] = _mm_xor_si128(state[0], _mm_set_epi32(crc as i32, 0, 0, 0));
        let by_512 = const { (power(512 + 64), power(512)) };
        let by_512 = _mm_set_epi64x(by_512.0, by_512.1);
        for four in fours {
            for i in 0..4 {
                state[i] = fold(state[i], by_512, load(&four[i]));
            }
        }
        let by_128 = const { (power(128 + 64), power(128)) };
        let by_128 = _mm_set_epi64x(by_128.0, by_128.1);
        let mut one = state[0];
        for next in &state[1..] {
            one = fold(one, by_128, *next);
        }
        for next in ones {
            one = fold(one, by_128, load(next));
        }
        let mut rest = [0; 16];
        // SAFETY: 16 bytes.
        unsafe { _mm_storeu_si128(rest.as_mut_ptr().cast(), _mm_shuffle_epi8(one, reversed)) };
        (rest, pieces.len() * 16)
    }

    /// 24 bytes at a time, by Muła's and Lemire's method ("Faster Base64 Encoding and Decoding Using AVX2 Instructions").
    #[target_feature(enable = "avx2")]
    pub fn encode_base64(bytes: &[u8], to: &mut [u8]) -> usize {
        // Each lane gets 12 bytes, each of its words the three bytes of a group as b a c b.
        let spread = _mm256_setr_epi8(
            1, 0, 2, 1, 4, 3, 5, 4, 7, 6, 8, 7, 10, 9, 11, 10, 1, 0, 2, 1, 4, 3, 5, 4, 7, 6, 8, 7, 10, 9, 11, 10,
        );
        // What to add to a digit's value, by its range: a-z, then 0-9 one by one, + and /, A-Z.
        let offsets = _mm256_setr_epi8(
            71, -4, -4, -4, -4, -4, -4, -4, -4, -4, -4, -19, -16, 65, 0, 0, 71, -4, -4, -4, -4, -4, -4, -4, -4, -4, -4,
            -19, -16, 65, 0, 0,
        );
        let mut taken = 0;
        for digits in to.as_chunks_mut::<32>().0 {
            // The second lane's load goes four bytes beyond its group.
            let Some(piece) = bytes.get(taken..taken + 28) else { break };
            // SAFETY: 16 bytes each, at 0 and at 12 of 28.
            let input = unsafe {
                let low = _mm_loadu_si128(piece.as_ptr().cast());
                let high = _mm_loadu_si128(piece.as_ptr().add(12).cast());
                _mm256_set_m128i(high, low)
            };
            let input = _mm256_shuffle_epi8(input, spread);
            let one = _mm256_mulhi_epu16(
                _mm256_and_si256(input, _mm256_set1_epi32(0x0fc0_fc00)),
                _mm256_set1_epi32(0x0400_0040),
            );
            let two = _mm256_mullo_epi16(
                _mm256_and_si256(input, _mm256_set1_epi32(0x003f_03f0)),
                _mm256_set1_epi32(0x0100_0010),
            );
            let values = _mm256_or_si256(one, two);
            let range = _mm256_subs_epu8(values, _mm256_set1_epi8(51));
            let upper = _mm256_cmpgt_epi8(_mm256_set1_epi8(26), values);
            let range = _mm256_or_si256(range, _mm256_and_si256(upper, _mm256_set1_epi8(13)));
            let text = _mm256_add_epi8(values, _mm256_shuffle_epi8(offsets, range));
            // SAFETY: 32 bytes.
            unsafe { _mm256_storeu_si256(digits.as_mut_ptr().cast(), text) };
            taken += 24;
        }
        taken
    }

    /// 32 digits at a time, by the same authors' method.
    #[target_feature(enable = "avx2")]
    pub fn decode_base64(text: &[u8], to: &mut [u8]) -> usize {
        // By the lower and the upper half of a byte: digits are those for which the two have no bit in common.
        let by_low = _mm256_setr_epi8(
            0x15, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x13, 0x1a, 0x1b, 0x1b, 0x1b, 0x1a, 0x15, 0x11,
            0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x13, 0x1a, 0x1b, 0x1b, 0x1b, 0x1a,
        );
        let by_high = _mm256_setr_epi8(
            0x10, 0x10, 0x01, 0x02, 0x04, 0x08, 0x04, 0x08, 0x10, 0x10, 0x10, 0x10, 0x10, 0x10, 0x10, 0x10, 0x10, 0x10,
            0x01, 0x02, 0x04, 0x08, 0x04, 0x08, 0x10, 0x10, 0x10, 0x10, 0x10, 0x10, 0x10, 0x10,
        );
        // What to add to a digit for its value, by its upper half; one less for the slash.
        let offsets = _mm256_setr_epi8(
            0, 16, 19, 4, -65, -65, -71, -71, 0, 0, 0, 0, 0, 0, 0, 0, 0, 16, 19, 4, -65, -65, -71, -71, 0, 0, 0, 0, 0,
            0, 0, 0,
        );
        let gather = _mm256_setr_epi8(
            2, 1, 0, 6, 5, 4, 10, 9, 8, 14, 13, 12, -1, -1, -1, -1, 2, 1, 0, 6, 5, 4, 10, 9, 8, 14, 13, 12, -1, -1, -1,
            -1,
        );
        let mut taken = 0;
        for digits in text.as_chunks::<32>().0 {
            // 24 bytes, and 8 zeros behind them.
            let Some(place) = to.get_mut(taken / 4 * 3..taken / 4 * 3 + 32) else { break };
            // SAFETY: 32 bytes.
            let input = unsafe { _mm256_loadu_si256(digits.as_ptr().cast()) };
            let slash = _mm256_set1_epi8(0x2f);
            let high = _mm256_and_si256(_mm256_srli_epi32::<4>(input), slash);
            let low = _mm256_and_si256(input, slash);
            let bad = _mm256_and_si256(_mm256_shuffle_epi8(by_high, high), _mm256_shuffle_epi8(by_low, low));
            if _mm256_testz_si256(bad, bad) == 0 {
                break;
            }
            let is_slash = _mm256_cmpeq_epi8(input, slash);
            let values = _mm256_add_epi8(input, _mm256_shuffle_epi8(offsets, _mm256_add_epi8(is_slash, high)));
            let pairs = _mm256_maddubs_epi16(values, _mm256_set1_epi32(0x0140_0140));
            let groups = _mm256_madd_epi16(pairs, _mm256_set1_epi32(0x0001_1000));
            let bytes = _mm256_shuffle_epi8(groups, gather);
            let bytes = _mm256_permutevar8x32_epi32(bytes, _mm256_setr_epi32(0, 1, 2, 4, 5, 6, -1, -1));
            // SAFETY: 32 bytes.
            unsafe { _mm256_storeu_si256(place.as_mut_ptr().cast(), bytes) };
            taken += 32;
        }
        taken
    }
}
