//! Sizes for people, as BusyBox's `ls -h`, `df -h` and `du -h` print them: one decimal and a letter (`1.5K`), no letter
//! below 1024.

use crate::text::push_decimal;

const LETTERS: &[u8; 6] = b"KMGTPE";

/// Appends `bytes` in powers of 1024, rounded to the nearest tenth.
pub fn push_size(to: &mut Vec<u8>, bytes: u64) {
    if bytes < 1024 {
        push_decimal(to, bytes);
        return;
    }
    let mut value = bytes;
    let mut rest = 0;
    let mut letter = 0;
    while value >= 1024 {
        rest = value % 1024;
        value /= 1024;
        letter += 1;
    }
    let mut tenth = (rest * 10 + 512) / 1024;
    if tenth >= 10 {
        value += 1;
        tenth = 0;
    }
    push_decimal(to, value);
    to.extend_from_slice(&[b'.', b'0' + tenth as u8, LETTERS[letter - 1]]);
}

/// `bytes` as [`push_size`] writes it.
pub fn size(bytes: u64) -> Vec<u8> {
    let mut text = Vec::new();
    push_size(&mut text, bytes);
    text
}

/// Appends `bytes` in powers of 1000 with SI letters, as GNU's `--si` and `df -H` do: rounded up, a decimal below 10.
pub fn push_size_si(to: &mut Vec<u8>, bytes: u64) {
    let mut unit: u64 = 1;
    let mut letters = b"\0kMGTPE".iter();
    let mut letter = letters.next().copied().unwrap_or(0);
    while bytes.div_ceil(unit) >= 1000 {
        let Some(next) = letters.next() else { break };
        letter = *next;
        unit *= 1000;
    }
    if unit == 1 {
        push_decimal(to, bytes);
        return;
    }
    let tenths = u128::from(bytes).saturating_mul(10).div_ceil(u128::from(unit)) as u64;
    if tenths < 100 {
        push_decimal(to, tenths / 10);
        to.extend_from_slice(&[b'.', b'0' + (tenths % 10) as u8]);
    } else {
        push_decimal(to, bytes.div_ceil(unit));
    }
    to.push(letter);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_have_one_decimal_from_1024_on() {
        for (bytes, expected) in [
            (0, "0"),
            (1023, "1023"),
            (1024, "1.0K"),
            (1075, "1.0K"),
            (1076, "1.1K"),
            (10188, "9.9K"),
            (10189, "10.0K"),
            (1_048_525, "1024.0K"),
            (1_048_576, "1.0M"),
            (1_099_511_627_776, "1.0T"),
            (u64::MAX, "16.0E"),
        ] {
            assert_eq!(size(bytes), expected.as_bytes(), "{bytes}");
        }
    }

    #[test]
    fn si_sizes_are_rounded_up() {
        for (bytes, expected) in [
            (999, "999"),
            (1000, "1.0k"),
            (1001, "1.1k"),
            (9_900, "9.9k"),
            (9_901, "10k"),
            (999_001, "1.0M"),
            (u64::MAX, "19E"),
        ] {
            let mut text = Vec::new();
            push_size_si(&mut text, bytes);
            assert_eq!(text, expected.as_bytes(), "{bytes}");
        }
    }
}
