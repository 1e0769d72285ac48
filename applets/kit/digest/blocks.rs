//! What digests of Merkle and Damgård's construction have in common: blocks of 64 bytes, a one bit and zeros behind the
//! message, and its length in bits at the end.

/// The compression function of a digest, and how its words lie in memory.
pub trait Compression: Default {
    /// Is a word's lowest byte its first?
    const LITTLE_ENDIAN: bool;
    /// Takes whole blocks.
    fn compress(&mut self, blocks: &[[u8; 64]]);
    /// The chaining value.
    fn words(&self) -> &[u32];
}

/// A digest in the making.
#[derive(Default)]
pub struct InBlocks<C> {
    core: C,
    /// The begun block: the first `length % 64` bytes of it.
    begun: Begun,
    length: u64,
}

struct Begun([u8; 64]);

impl Default for Begun {
    fn default() -> Begun {
        Begun([0; 64])
    }
}

impl<C: Compression> super::State for InBlocks<C> {
    fn update(&mut self, mut bytes: &[u8]) {
        let at = (self.length % 64) as usize;
        self.length = self.length.wrapping_add(bytes.len() as u64);
        if at > 0 {
            let n = bytes.len().min(64 - at);
            self.begun.0[at..at + n].copy_from_slice(&bytes[..n]);
            bytes = &bytes[n..];
            if at + n < 64 {
                return;
            }
            self.core.compress(&[self.begun.0]);
        }
        let (blocks, rest) = bytes.as_chunks();
        self.core.compress(blocks);
        self.begun.0[..rest.len()].copy_from_slice(rest);
    }

    fn finish(mut self: Box<Self>) -> Box<[u8]> {
        let bits = self.length.wrapping_mul(8);
        let zeros = (55_u64.wrapping_sub(self.length) % 64) as usize;
        let mut padding = [0; 72];
        padding[0] = 0x80;
        let length = if C::LITTLE_ENDIAN { bits.to_le_bytes() } else { bits.to_be_bytes() };
        padding[1 + zeros..][..8].copy_from_slice(&length);
        self.update(&padding[..1 + zeros + 8]);
        let bytes = |word: &u32| if C::LITTLE_ENDIAN { word.to_le_bytes() } else { word.to_be_bytes() };
        self.core.words().iter().flat_map(bytes).collect()
    }
}
