//! Random numbers for `shuf` and `shred`: good enough to be fair and incompressible, not for keys.

use kit::sys::files;
use std::io;

/// Blackman and Vigna's xoshiro256++.
pub struct Generator(pub [u64; 4]);

impl Generator {
    /// Seeded by the kernel.
    ///
    /// # Errors
    /// Those of getrandom(2).
    pub fn new() -> io::Result<Generator> {
        let mut seed = [0; 32];
        files::random(&mut seed)?;
        let (words, _) = seed.as_chunks::<8>();
        Ok(Generator(std::array::from_fn(|i| u64::from_ne_bytes(words[i]))))
    }

    /// The next 64 bits.
    pub fn next(&mut self) -> u64 {
        let state = &mut self.0;
        let result = state[0].wrapping_add(state[3]).rotate_left(23).wrapping_add(state[0]);
        let t = state[1] << 17;
        state[2] ^= state[0];
        state[3] ^= state[1];
        state[1] ^= state[2];
        state[0] ^= state[3];
        state[2] ^= t;
        state[3] = state[3].rotate_left(45);
        result
    }

    /// Fills `bytes`.
    pub fn fill(&mut self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            chunk.copy_from_slice(&self.next().to_ne_bytes()[..chunk.len()]);
        }
    }
}
