//! Random numbers (splitmix64), and mutation of inputs.

/// A generator; the same seed gives the same numbers.
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `n`, which is not 0.
    pub fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }

    pub fn pick<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        if of.is_empty() { None } else { of.get(self.below(of.len())) }
    }

    /// A part of `of`: short ones are likelier.
    fn slice<'a>(&mut self, of: &'a [u8]) -> &'a [u8] {
        if of.is_empty() {
            return of;
        }
        let from = self.below(of.len());
        let longest = (of.len() - from).min(1 << self.below(11));
        &of[from..from + 1 + self.below(longest)]
    }
}

/// Longest input that mutation makes.
const LONGEST: usize = 4096;
const ODD: &[u8] = b"\0\x01\x7f\x80\xff\n\t '\"\\`$(){}[]<>|&;*?!#~=%+-,:@^/0";

/// Changes `input` in a few places, with parts of `corpus` and `words`.
pub fn mutate(random: &mut Random, input: &mut Vec<u8>, corpus: &[Vec<u8>], words: &[&str]) {
    for _ in 0..1 + random.below(6) {
        let at = random.below(input.len() + 1);
        match random.below(10) {
            0 => {
                if let Some(c) = input.get_mut(at) {
                    *c = random.next() as u8;
                }
            }
            1 => {
                if let Some(c) = input.get_mut(at) {
                    *c ^= 1 << random.below(8);
                }
            }
            2 => input.insert(at, ODD[random.below(ODD.len())]),
            3 => {
                let length = random.slice(&input[at..]).len();
                input.drain(at..at + length);
            }
            4 => {
                let copy = random.slice(input).to_vec();
                input.splice(at..at, copy);
            }
            // Nesting and length.
            5 => {
                let copy = random.slice(input).to_vec();
                let times = 1 << random.below(7);
                input.splice(at..at, copy.repeat(times));
            }
            6 | 7 => {
                if let Some(word) = random.pick(words) {
                    input.splice(at..at, word.bytes());
                }
            }
            8 => {
                let numbers: [&str; 8] = [
                    "-1",
                    "0",
                    "255",
                    "2147483648",
                    "4294967296",
                    "9223372036854775807",
                    "18446744073709551616",
                    "99999999999999999999",
                ];
                if let Some(number) = random.pick(&numbers) {
                    input.splice(at..at, number.bytes());
                }
            }
            _ => {
                if let Some(other) = random.pick(corpus) {
                    let part = random.slice(other).to_vec();
                    input.splice(at..at, part);
                }
            }
        }
        input.truncate(LONGEST);
    }
}
