//! Password hashes of /etc/shadow: SHA-512 and SHA-256 crypt (Drepper's specification), and MD5 crypt for reading what is old.

use crate::digest::{Algorithm, Hasher};
use crate::sys::files;
use std::hint::black_box;
use std::io;

/// How a password is hashed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Method {
    /// `$1$`; broken, only read or asked for by name.
    Md5,
    /// `$5$`.
    Sha256,
    /// `$6$`: the default.
    Sha512,
}

const ALPHABET: &[u8; 64] = b"./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// Passwords longer than this are refused: hashing takes time in proportion to length (musl has the same limit).
const LONGEST_PASSWORD: usize = 256;

const ROUNDS: u32 = 5000;
/// The specification's upper limit would let one line of /etc/shadow cost hours; musl's is this.
const MOST_ROUNDS: u32 = 9_999_999;

impl Method {
    /// By the name that `passwd -a` and `mkpasswd -m` take.
    pub fn of_name(name: &[u8]) -> Option<Method> {
        match name {
            b"md5" => Some(Method::Md5),
            b"sha256" => Some(Method::Sha256),
            b"sha512" => Some(Method::Sha512),
            _ => None,
        }
    }

    /// What its hashes begin with.
    pub fn prefix(self) -> &'static [u8] {
        match self {
            Method::Md5 => b"$1$",
            Method::Sha256 => b"$5$",
            Method::Sha512 => b"$6$",
        }
    }

    fn longest_salt(self) -> usize {
        if self == Method::Md5 { 8 } else { 16 }
    }
}

/// `password` hashed with a new random salt.
///
/// # Errors
/// If the system has no random numbers.
pub fn hash_new(password: &[u8], method: Method) -> io::Result<Option<Vec<u8>>> {
    let mut salt = vec![0; method.longest_salt()];
    files::random(&mut salt)?;
    for byte in &mut salt {
        *byte = ALPHABET[usize::from(*byte & 63)];
    }
    Ok(hash(password, &[method.prefix(), &salt].concat()))
}

/// crypt(3): `password` hashed as `setting` (a prefix and salt, or a whole hash) says. None for a method that is not known
/// here, and for what can be no password (too long, or with a NUL in it).
pub fn hash(password: &[u8], setting: &[u8]) -> Option<Vec<u8>> {
    if password.len() > LONGEST_PASSWORD || password.contains(&0) {
        return None;
    }
    let method = [Method::Md5, Method::Sha256, Method::Sha512].into_iter().find(|m| setting.starts_with(m.prefix()))?;
    let mut rest = &setting[method.prefix().len()..];
    let mut rounds = None;
    if let (true, Some(number)) = (method != Method::Md5, rest.strip_prefix(b"rounds=")) {
        let end = number.iter().position(|c| *c == b'$')?;
        let digits = std::str::from_utf8(&number[..end]).ok().filter(|d| d.bytes().all(|c| c.is_ascii_digit()))?;
        // What is too large for u32 is too large.
        rounds = Some(digits.parse().unwrap_or(u32::MAX).clamp(1000, MOST_ROUNDS));
        rest = &number[end + 1..];
    }
    let salt = &rest[..rest.iter().position(|c| *c == b'$').unwrap_or(rest.len()).min(method.longest_salt())];
    if salt.iter().any(|c| matches!(c, b':' | b'\n')) {
        return None;
    }
    let mut out = method.prefix().to_vec();
    if let Some(rounds) = rounds {
        out.extend_from_slice(format!("rounds={rounds}$").as_bytes());
    }
    out.extend_from_slice(salt);
    out.push(b'$');
    match method {
        Method::Md5 => md5(password, salt, &mut out),
        Method::Sha256 => sha(Algorithm::Sha256, password, salt, rounds.unwrap_or(ROUNDS), &mut out),
        Method::Sha512 => sha(Algorithm::Sha512, password, salt, rounds.unwrap_or(ROUNDS), &mut out),
    }
    Some(out)
}

/// Is `password` the one that `stored`, the field of /etc/shadow, was made of? Takes the same time whether or not, also for a
/// field that no password fits (`!`, `*`) or of an unknown method. An empty field is not for this function to judge.
pub fn verify(password: &[u8], stored: &[u8]) -> bool {
    let dummy = b"$6$................$";
    match hash(password, stored) {
        Some(made) => equal(&made, stored),
        None => {
            black_box(hash(password, dummy));
            false
        }
    }
}

/// Compares without stopping at the first difference.
pub fn equal(one: &[u8], other: &[u8]) -> bool {
    let mut difference = one.len() ^ other.len();
    for (a, b) in one.iter().zip(other) {
        difference |= usize::from(a ^ b);
    }
    black_box(difference) == 0
}

/// Appends 6 bits for each character, lowest first.
fn base_64(out: &mut Vec<u8>, mut bits: u32, characters: u32) {
    for _ in 0..characters {
        out.push(ALPHABET[(bits & 63) as usize]);
        bits >>= 6;
    }
}

fn digest(algorithm: Algorithm, parts: &[&[u8]]) -> Box<[u8]> {
    let mut hasher = algorithm.hasher();
    for part in parts {
        hasher.update(part);
    }
    hasher.finish()
}

/// `length` bytes of `block`, repeated.
fn repeated(block: &[u8], length: usize) -> Vec<u8> {
    block.iter().copied().cycle().take(length).collect()
}

fn update_bits(hasher: &mut Hasher, length: usize, if_one: &[u8], if_zero: &[u8]) {
    let mut n = length;
    while n > 0 {
        hasher.update(if n & 1 == 1 { if_one } else { if_zero });
        n >>= 1;
    }
}

/// The algorithm of "Unix crypt using SHA-256 and SHA-512"; the numbers are its steps.
fn sha(algorithm: Algorithm, password: &[u8], salt: &[u8], rounds: u32, out: &mut Vec<u8>) {
    // 4-8
    let b = digest(algorithm, &[password, salt, password]);
    // 1-3, 9-12
    let mut hasher = algorithm.hasher();
    hasher.update(password);
    hasher.update(salt);
    hasher.update(&repeated(&b, password.len()));
    update_bits(&mut hasher, password.len(), &b, password);
    let mut a = hasher.finish();
    // 13-16
    let mut hasher = algorithm.hasher();
    for _ in 0..password.len() {
        hasher.update(password);
    }
    let p = repeated(&hasher.finish(), password.len());
    // 17-20
    let mut hasher = algorithm.hasher();
    for _ in 0..16 + usize::from(a[0]) {
        hasher.update(salt);
    }
    let s = repeated(&hasher.finish(), salt.len());
    // 21
    for round in 0..rounds {
        let mut hasher = algorithm.hasher();
        hasher.update(if round % 2 == 1 { &p } else { &a });
        if round % 3 != 0 {
            hasher.update(&s);
        }
        if round % 7 != 0 {
            hasher.update(&p);
        }
        hasher.update(if round % 2 == 1 { &a } else { &p });
        a = hasher.finish();
    }
    // 22: three bytes at a time, in an order that walks through thirds of the digest.
    let bits = |x: u8, y: u8, z: u8| u32::from(x) << 16 | u32::from(y) << 8 | u32::from(z);
    if algorithm == Algorithm::Sha512 {
        let (mut x, mut y, mut z) = (0, 21, 42);
        for _ in 0..21 {
            base_64(out, bits(a[x], a[y], a[z]), 4);
            (x, y, z) = (y + 1, z + 1, x + 1);
        }
        base_64(out, bits(0, 0, a[63]), 2);
    } else {
        let (mut x, mut y, mut z) = (0, 10, 20);
        for _ in 0..10 {
            base_64(out, bits(a[x], a[y], a[z]), 4);
            (x, y, z) = (z + 1, x + 1, y + 1);
        }
        base_64(out, bits(0, a[31], a[30]), 3);
    }
}

/// Poul-Henning Kamp's MD5 crypt.
fn md5(password: &[u8], salt: &[u8], out: &mut Vec<u8>) {
    let algorithm = Algorithm::Md5;
    let b = digest(algorithm, &[password, salt, password]);
    let mut hasher = algorithm.hasher();
    hasher.update(password);
    hasher.update(Method::Md5.prefix());
    hasher.update(salt);
    hasher.update(&repeated(&b, password.len()));
    // A quirk that became the format: a zero byte where a bit is one, the password's first byte where it is zero.
    update_bits(&mut hasher, password.len(), &[0], &password[..password.len().min(1)]);
    let mut a = hasher.finish();
    for round in 0..1000 {
        let mut hasher = algorithm.hasher();
        hasher.update(if round % 2 == 1 { password } else { &a });
        if round % 3 != 0 {
            hasher.update(salt);
        }
        if round % 7 != 0 {
            hasher.update(password);
        }
        hasher.update(if round % 2 == 1 { &a } else { password });
        a = hasher.finish();
    }
    for [x, y, z] in [[0, 6, 12], [1, 7, 13], [2, 8, 14], [3, 9, 15], [4, 10, 5]] {
        base_64(out, u32::from(a[x]) << 16 | u32::from(a[y]) << 8 | u32::from(a[z]), 4);
    }
    base_64(out, u32::from(a[11]), 2);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(password: &str, setting: &str, expected: &str) {
        let made = hash(password.as_bytes(), setting.as_bytes()).unwrap();
        assert_eq!(String::from_utf8(made).unwrap(), expected);
        assert!(verify(password.as_bytes(), expected.as_bytes()));
        assert!(!verify(&[password.as_bytes(), b"x"].concat(), expected.as_bytes()));
    }

    #[test]
    fn vectors_of_the_sha_crypt_specification() {
        check(
            "Hello world!",
            "$6$saltstring",
            "$6$saltstring$svn8UoSVapNtMuq1ukKS4tPQd8iKwSMHWjl/O817G3uBnIFNjnQJuesI68u4OTLiBFdcbYEdFCoEOfaS35inz1",
        );
        check(
            "Hello world!",
            "$6$rounds=10000$saltstringsaltstring",
            "$6$rounds=10000$saltstringsaltst$OW1/O6BYHV6BcXZu8QVeXbDWra3Oeqh0sbHbbMCVNSnCM/UrjmM0Dp8vOuZeHBy/YTBmSK6H9qs/y3RnOaw5v.",
        );
        check("Hello world!", "$5$saltstring", "$5$saltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5");
        check(
            "the minimum number is still observed",
            "$5$rounds=10$roundstoolow",
            "$5$rounds=1000$roundstoolow$yfvwcWrQ8l/K0DAWyuPMDNHpIVlTQebY9l/gL972bIC",
        );
    }

    #[test]
    fn md5_crypt() {
        check("pw", "$1$ab$", "$1$ab$b2XAKzcGJvTR.javvk3280");
    }

    #[test]
    fn what_is_no_hash_fits_no_password() {
        for stored in [&b"!"[..], b"*", b"", b"x", b"!$6$a$b", b"$6$", b"$9$a$b", b"$6$rounds=x$a$b", b"$6$rounds=5$"] {
            assert!(!verify(b"", stored) && !verify(b"x", stored));
        }
        assert_eq!(hash(&[b'a'; 257], b"$6$salt$"), None);
        assert_eq!(hash(b"a\0b", b"$6$salt$"), None);
        assert_eq!(hash(b"a", b"$6$sa:lt$"), None);
    }

    #[test]
    fn salts_are_new_each_time() {
        let one = hash_new(b"x", Method::Sha512).unwrap().unwrap();
        let other = hash_new(b"x", Method::Sha512).unwrap().unwrap();
        assert!(one != other && verify(b"x", &one) && verify(b"x", &other));
        assert_eq!(one.len(), 3 + 16 + 1 + 86);
    }
}
