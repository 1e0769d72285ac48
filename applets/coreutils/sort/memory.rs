//! How much memory sorting may take: `-S`, or a share of what there is.

use kit::prelude::*;
use kit::sys;

/// The least: smaller bounds would only make more runs.
pub const LEAST: usize = 64 * 1024;

/// Powers of 1024 by their letters; none is `K`.
const LETTERS: &[u8] = b"bKMGTPEZYRQ";

/// Reads the value of `-S`: a number with `b`, `K` (1024, also without a letter), `M`… or `%` of the memory.
///
/// # Errors
/// In GNU's words.
pub fn parse(word: &[u8]) -> Result<usize> {
    let digits = word.iter().take_while(|c| c.is_ascii_digit()).count();
    let (number, suffix) = word.split_at(digits);
    if number.is_empty() {
        return Err(fail!("invalid -S argument '", word, "'"));
    }
    let number = number.iter().fold(0_u128, |n, c| n.saturating_mul(10).saturating_add(u128::from(c - b'0')));
    let bytes = match suffix {
        b"" => number.saturating_mul(1024),
        b"%" => number.saturating_mul(u128::from(physical())) / 100,
        [letter] => {
            let letter = if *letter == b'k' { b'K' } else { *letter };
            let power = LETTERS.iter().position(|l| *l == letter);
            let power = power.ok_or_else(|| fail!("invalid suffix in -S argument '", word, "'"))?;
            (0..power).fold(number, |n, _| n.saturating_mul(1024))
        }
        _ => return Err(fail!("invalid suffix in -S argument '", word, "'")),
    };
    if bytes > u128::from(u64::MAX) {
        return Err(fail!("-S argument '", word, "' too large"));
    }
    Ok(usize::try_from(bytes).unwrap_or(usize::MAX).max(LEAST))
}

fn field(text: &[u8], name: &str) -> Option<u64> {
    kit::proc::field_number(text, name)?.checked_mul(1024)
}

fn physical() -> u64 {
    let text = std::fs::read("/proc/meminfo").unwrap_or_default();
    field(&text, "MemTotal").unwrap_or(1 << 30)
}

/// Half of what is available, of what the control group may have, and of the process's own limits.
pub fn default_bound() -> usize {
    let text = std::fs::read("/proc/meminfo").unwrap_or_default();
    let mut bound = field(&text, "MemAvailable").or_else(|| field(&text, "MemTotal")).unwrap_or(256 << 20);
    for file in ["/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"] {
        let group = std::fs::read_to_string(file).ok().and_then(|text| text.trim().parse().ok());
        bound = bound.min(group.unwrap_or(u64::MAX));
    }
    for resource in [libc::RLIMIT_AS, libc::RLIMIT_DATA] {
        bound = bound.min(sys::limit(resource).map_or(u64::MAX, |(soft, _)| soft));
    }
    usize::try_from(bound / 2).unwrap_or(usize::MAX).max(LEAST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_have_letters_and_a_least() {
        assert_eq!(parse(b"1M").ok(), Some(1 << 20));
        assert_eq!(parse(b"100").ok(), Some(100 << 10));
        assert_eq!(parse(b"1b").ok(), Some(LEAST));
        assert_eq!(parse(b"200000b").ok(), Some(200_000));
        assert!(parse(b"50%").ok() > Some(LEAST));
        for (bad, why) in [
            (&b"x"[..], "invalid -S argument 'x'"),
            (b"1x", "invalid suffix in -S argument '1x'"),
            (b"9R", "-S argument '9R' too large"),
        ] {
            let Err(Error::Failed(_, message)) = parse(bad) else { panic!("{bad:?}") };
            assert_eq!(String::from_utf8_lossy(&message), why);
        }
    }
}
