//! Message digests: MD5, SHA-1, SHA-2, SHA-3, BLAKE2b and SM3. All but MD5, SHA-3 and SM3 use the processor's own
//! instructions where it has them, found out at run time.

mod blocks;
mod md5;
mod sm3;

use blake2b_simd::Params;
use blocks::InBlocks;
use sha2::{Digest, Sha256 as Sha256Core};

/// SHA-256, of a whole or in pieces.
#[derive(Clone, Default)]
pub struct Sha256(Sha256Core);

impl Sha256 {
    /// The digest of `bytes`.
    pub fn digest(bytes: &[u8]) -> [u8; 32] {
        Sha256Core::digest(bytes).into()
    }

    /// Nothing seen yet.
    pub fn new() -> Sha256 {
        Sha256::default()
    }

    /// Takes the next piece.
    pub fn update(&mut self, bytes: &[u8]) {
        Digest::update(&mut self.0, bytes);
    }

    /// The digest of all pieces.
    pub fn finish(self) -> [u8; 32] {
        self.0.finalize().into()
    }
}

/// The digests that can be chosen by name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Algorithm {
    /// RFC 1321; 16 bytes.
    Md5,
    /// FIPS 180-4; 20 bytes.
    Sha1,
    /// FIPS 180-4; 28 bytes.
    Sha224,
    /// FIPS 180-4; 32 bytes.
    Sha256,
    /// FIPS 180-4; 48 bytes.
    Sha384,
    /// FIPS 180-4; 64 bytes.
    Sha512,
    /// FIPS 202; 28 bytes.
    Sha3With224,
    /// FIPS 202; 32 bytes.
    Sha3With256,
    /// FIPS 202; 48 bytes.
    Sha3With384,
    /// FIPS 202; 64 bytes.
    Sha3With512,
    /// RFC 7693, without a key; as many bytes, 1 to 64.
    Blake2b(u8),
    /// GB/T 32905-2016; 32 bytes.
    Sm3,
}

impl Algorithm {
    /// A hasher that has seen nothing yet.
    pub fn hasher(self) -> Hasher {
        Hasher(match self {
            Algorithm::Md5 => Box::<InBlocks<md5::Md5>>::default(),
            Algorithm::Sha1 => Box::<sha1::Sha1>::default(),
            Algorithm::Sha224 => Box::<sha2::Sha224>::default(),
            Algorithm::Sha256 => Box::<sha2::Sha256>::default(),
            Algorithm::Sha384 => Box::<sha2::Sha384>::default(),
            Algorithm::Sha512 => Box::<sha2::Sha512>::default(),
            Algorithm::Sha3With224 => Box::<sha3::Sha3_224>::default(),
            Algorithm::Sha3With256 => Box::<sha3::Sha3_256>::default(),
            Algorithm::Sha3With384 => Box::<sha3::Sha3_384>::default(),
            Algorithm::Sha3With512 => Box::<sha3::Sha3_512>::default(),
            Algorithm::Blake2b(bytes) => {
                Box::new(Blake2b(Params::new().hash_length(bytes.clamp(1, 64).into()).to_state()))
            }
            Algorithm::Sm3 => Box::<InBlocks<sm3::Sm3>>::default(),
        })
    }

    /// How many bytes the digest has.
    pub fn length(self) -> usize {
        match self {
            Algorithm::Md5 => 16,
            Algorithm::Sha1 => 20,
            Algorithm::Sha224 | Algorithm::Sha3With224 => 28,
            Algorithm::Sha256 | Algorithm::Sha3With256 | Algorithm::Sm3 => 32,
            Algorithm::Sha384 | Algorithm::Sha3With384 => 48,
            Algorithm::Sha512 | Algorithm::Sha3With512 => 64,
            Algorithm::Blake2b(bytes) => usize::from(bytes),
        }
    }
}

/// A digest of any kind in the making.
trait State {
    fn update(&mut self, bytes: &[u8]);
    fn finish(self: Box<Self>) -> Box<[u8]>;
}

/// The digests of the RustCrypto crates.
trait Core: Digest {}
impl Core for sha1::Sha1 {}
impl Core for sha2::Sha224 {}
impl Core for sha2::Sha256 {}
impl Core for sha2::Sha384 {}
impl Core for sha2::Sha512 {}
impl Core for sha3::Sha3_224 {}
impl Core for sha3::Sha3_256 {}
impl Core for sha3::Sha3_384 {}
impl Core for sha3::Sha3_512 {}

impl<D: Core> State for D {
    fn update(&mut self, bytes: &[u8]) {
        Digest::update(self, bytes);
    }

    fn finish(self: Box<Self>) -> Box<[u8]> {
        self.finalize().as_slice().into()
    }
}

struct Blake2b(blake2b_simd::State);

impl State for Blake2b {
    fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    fn finish(self: Box<Self>) -> Box<[u8]> {
        self.0.finalize().as_bytes().into()
    }
}

/// A digest in the making.
pub struct Hasher(Box<dyn State>);

impl Hasher {
    /// Takes the next piece.
    pub fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// The digest of all pieces.
    pub fn finish(self) -> Box<[u8]> {
        self.0.finish()
    }
}

/// The CRC of ISO 3309, as of gzip, continued from `crc`, which begins with 0.
pub fn crc32(crc: u32, bytes: &[u8]) -> u32 {
    zlib_rs::crc32::crc32(crc, bytes)
}

/// `bytes` in lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes.iter().flat_map(|b| [DIGITS[(b >> 4) as usize], DIGITS[(b & 15) as usize]]).map(char::from).collect()
}

/// The bytes that hexadecimal digits of either case stand for.
pub fn from_hex(digits: &[u8]) -> Option<Vec<u8>> {
    let value = |c: u8| (c as char).to_digit(16).map(|d| d as u8);
    if !digits.len().is_multiple_of(2) {
        return None;
    }
    digits.chunks_exact(2).map(|pair| Some(value(pair[0])? << 4 | value(pair[1])?)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(algorithm: Algorithm, pieces: &[&[u8]]) -> String {
        let mut hasher = algorithm.hasher();
        for piece in pieces {
            hasher.update(piece);
        }
        hex(&hasher.finish())
    }

    #[test]
    fn digests_of_abc_are_those_of_the_standards() {
        for (algorithm, digest) in [
            (Algorithm::Md5, "900150983cd24fb0d6963f7d28e17f72"),
            (Algorithm::Sha1, "a9993e364706816aba3e25717850c26c9cd0d89d"),
            (Algorithm::Sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            (Algorithm::Sm3, "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"),
            (Algorithm::Blake2b(16), "cf4ab791c62b8d2b2109c90275287816"),
            (Algorithm::Sha3With256, "3a985da74fe225b2045c172d6bd390bd855f086e3e9d525b46bfe24511431532"),
        ] {
            assert_eq!(of(algorithm, &[b"a", b"", b"bc"]), digest, "{algorithm:?}");
            assert_eq!(algorithm.length() * 2, digest.len());
        }
        assert!(of(Algorithm::Sha512, &[b"abc"]).starts_with("ddaf35a193617abacc417349ae20413112e6fa4e89a97ea2"));
    }

    #[test]
    fn lengths_around_a_block_are_padded_right() {
        // MD5 of 55, 56, 64 and 1000 letters a.
        for (length, digest) in [
            (55, "ef1772b6dff9a122358552954ad0df65"),
            (56, "3b0c8ac703f828b04c6c197006d17218"),
            (64, "014842d480b571495a4a0363793f7367"),
            (1000, "cabe45dcc9ae5b66ba86600cca6b8ba8"),
        ] {
            let text = vec![b'a'; length];
            assert_eq!(of(Algorithm::Md5, &[&text]), digest);
            assert_eq!(of(Algorithm::Md5, &[&text[..7], &text[7..54], &text[54..]]), digest);
        }
    }

    #[test]
    fn sha256_is_the_same_whole_and_in_pieces() {
        let mut pieces = Sha256::new();
        pieces.update(b"ab");
        pieces.update(b"c");
        assert_eq!(pieces.finish(), Sha256::digest(b"abc"));
        assert_eq!(hex(&Sha256::digest(b"")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    #[test]
    fn hexadecimal_digits_come_in_pairs() {
        assert_eq!(from_hex(b"00fFa1").as_deref(), Some(&[0, 255, 161][..]));
        assert_eq!(from_hex(b"0"), None);
        assert_eq!(from_hex(b"0g"), None);
    }
}
