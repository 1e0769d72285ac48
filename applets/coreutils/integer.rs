//! Whole numbers of any size, for `expr`.

use std::cmp::Ordering;
use std::fmt::Write;

/// Digits of a limb.
const DIGITS: usize = 9;
const BASE: u64 = 1_000_000_000;

/// A whole number: limbs of nine decimal digits, the lowest first, without zeros at the top (0 has none).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Integer {
    negative: bool,
    limbs: Vec<u32>,
}

impl From<i64> for Integer {
    fn from(value: i64) -> Integer {
        let mut rest = value.unsigned_abs();
        let mut limbs = Vec::new();
        while rest > 0 {
            limbs.push((rest % BASE) as u32);
            rest /= BASE;
        }
        Integer { negative: value < 0, limbs }
    }
}

impl Integer {
    /// Reads decimal digits with an optional sign before them.
    pub fn parse(text: &[u8]) -> Option<Integer> {
        let (negative, digits) = match text {
            [b'-', digits @ ..] => (true, digits),
            [b'+', digits @ ..] => (false, digits),
            digits => (false, digits),
        };
        if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
            return None;
        }
        let limb = |digits: &[u8]| digits.iter().fold(0, |n, digit| n * 10 + u32::from(digit - b'0'));
        Some(Integer::trimmed(negative, digits.rchunks(DIGITS).map(limb).collect()))
    }

    fn trimmed(negative: bool, mut limbs: Vec<u32>) -> Integer {
        while limbs.last() == Some(&0) {
            limbs.pop();
        }
        Integer { negative: negative && !limbs.is_empty(), limbs }
    }

    /// Is it 0?
    pub fn is_zero(&self) -> bool {
        self.limbs.is_empty()
    }

    /// As a size, if it is positive or 0; the largest for what is larger.
    pub fn saturating_usize(&self) -> Option<usize> {
        if self.negative {
            return None;
        }
        let add = |n: usize, limb: &u32| n.checked_mul(BASE as usize)?.checked_add(*limb as usize);
        Some(self.limbs.iter().rev().try_fold(0, add).unwrap_or(usize::MAX))
    }

    /// Decimal digits, after a `-` if it is negative.
    pub fn to_text(&self) -> Vec<u8> {
        let Some((top, rest)) = self.limbs.split_last() else { return b"0".to_vec() };
        let mut text = String::from(if self.negative { "-" } else { "" });
        text.push_str(&top.to_string());
        for limb in rest.iter().rev() {
            // Writing to a string does not fail.
            let _ = write!(text, "{limb:09}");
        }
        text.into_bytes()
    }

    /// The sum.
    pub fn plus(&self, other: &Integer) -> Integer {
        if self.negative == other.negative {
            return Integer::trimmed(self.negative, add(&self.limbs, &other.limbs));
        }
        match compare(&self.limbs, &other.limbs) {
            Ordering::Less => Integer::trimmed(other.negative, subtract(&other.limbs, &self.limbs)),
            _ => Integer::trimmed(self.negative, subtract(&self.limbs, &other.limbs)),
        }
    }

    /// The difference.
    pub fn minus(&self, other: &Integer) -> Integer {
        self.plus(&Integer { negative: !other.negative, limbs: other.limbs.clone() })
    }

    /// The product.
    pub fn times(&self, other: &Integer) -> Integer {
        let mut limbs = vec![0_u32; self.limbs.len() + other.limbs.len()];
        for (at, a) in self.limbs.iter().enumerate() {
            let mut carry = 0;
            for (place, b) in limbs[at..].iter_mut().zip(other.limbs.iter().chain(std::iter::repeat(&0))) {
                let sum = u64::from(*place) + u64::from(*a) * u64::from(*b) + carry;
                *place = (sum % BASE) as u32;
                carry = sum / BASE;
            }
        }
        Integer::trimmed(self.negative != other.negative, limbs)
    }

    /// The quotient, rounded towards 0, and the remainder, which has the sign of the dividend. Nothing for the divisor 0.
    pub fn divided_by(&self, divisor: &Integer) -> Option<(Integer, Integer)> {
        if divisor.is_zero() {
            return None;
        }
        let mut quotient = vec![0; self.limbs.len()];
        let mut rest: Vec<u32> = Vec::new();
        for (at, limb) in self.limbs.iter().enumerate().rev() {
            rest.insert(0, *limb);
            while rest.last() == Some(&0) {
                rest.pop();
            }
            // The digit by halving: its multiple of the divisor is the largest that `rest` holds.
            let (mut low, mut high) = (0, BASE as u32 - 1);
            while low < high {
                let middle = low + (high - low).div_ceil(2);
                match compare(&multiple(&divisor.limbs, middle), &rest) {
                    Ordering::Greater => high = middle - 1,
                    _ => low = middle,
                }
            }
            quotient[at] = low;
            rest = Integer::trimmed(false, subtract(&rest, &multiple(&divisor.limbs, low))).limbs;
        }
        let quotient = Integer::trimmed(self.negative != divisor.negative, quotient);
        Some((quotient, Integer::trimmed(self.negative, rest)))
    }
}

impl Ord for Integer {
    fn cmp(&self, other: &Integer) -> Ordering {
        match (self.negative, other.negative) {
            (false, true) => Ordering::Greater,
            (true, false) => Ordering::Less,
            (false, false) => compare(&self.limbs, &other.limbs),
            (true, true) => compare(&other.limbs, &self.limbs),
        }
    }
}

impl PartialOrd for Integer {
    fn partial_cmp(&self, other: &Integer) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

fn compare(a: &[u32], b: &[u32]) -> Ordering {
    a.len().cmp(&b.len()).then_with(|| a.iter().rev().cmp(b.iter().rev()))
}

fn add(a: &[u32], b: &[u32]) -> Vec<u32> {
    let (long, short) = if a.len() < b.len() { (b, a) } else { (a, b) };
    let mut carry = 0;
    let mut sum: Vec<u32> = Vec::with_capacity(long.len() + 1);
    for (at, limb) in long.iter().enumerate() {
        let value = u64::from(*limb) + u64::from(short.get(at).copied().unwrap_or(0)) + carry;
        sum.push((value % BASE) as u32);
        carry = value / BASE;
    }
    sum.push(carry as u32);
    sum
}

/// `a - b`, which is not negative.
fn subtract(a: &[u32], b: &[u32]) -> Vec<u32> {
    let mut borrow = 0;
    a.iter()
        .enumerate()
        .map(|(at, limb)| {
            let value = BASE + u64::from(*limb) - u64::from(b.get(at).copied().unwrap_or(0)) - borrow;
            borrow = u64::from(value < BASE);
            (value % BASE) as u32
        })
        .collect()
}

fn multiple(limbs: &[u32], by: u32) -> Vec<u32> {
    let number = Integer { negative: false, limbs: limbs.to_vec() };
    number.times(&Integer { negative: false, limbs: vec![by] }).limbs
}

#[cfg(test)]
mod tests {
    use super::Integer;

    /// Numbers of many sizes, with runs of nines and zeros in them.
    fn samples() -> Vec<i64> {
        let mut state: u64 = 7;
        let mut numbers = vec![0, 1, -1, 999_999_999, 1_000_000_000, -1_000_000_000, i64::MAX, i64::MIN];
        for bits in 0..60 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            numbers.push((state as i64) >> (bits + 3));
        }
        numbers
    }

    fn number(value: i128) -> Integer {
        Integer::parse(value.to_string().as_bytes()).unwrap()
    }

    #[test]
    fn it_computes_as_128_bits_do() {
        for a in samples() {
            for b in samples() {
                let (x, y) = (Integer::from(a), Integer::from(b));
                let (a, b) = (a as i128, b as i128);
                assert_eq!((x.plus(&y), x.minus(&y), x.times(&y)), (number(a + b), number(a - b), number(a * b)));
                assert_eq!(x.cmp(&y), a.cmp(&b));
                let divided = (b != 0).then(|| (number(a / b), number(a % b)));
                assert_eq!(x.divided_by(&y), divided, "{a} / {b}");
            }
        }
    }

    #[test]
    fn division_undoes_multiplication_of_long_numbers() {
        let long = Integer::parse(b"98765432109876543210987654321098765432109876543210").unwrap();
        let other = Integer::parse(b"-1000000000000000000000000000000000000001").unwrap();
        let product = long.times(&other).plus(&Integer::from(-5));
        assert_eq!(product.divided_by(&other), Some((long.clone(), Integer::from(-5))));
        assert_eq!(Integer::parse(&product.to_text()), Some(product));
    }

    #[test]
    fn only_signs_and_digits_are_numbers() {
        assert_eq!(Integer::parse(b"-00012").map(|n| n.to_text()), Some(b"-12".to_vec()));
        assert_eq!(Integer::parse(b"-0").map(|n| n.to_text()), Some(b"0".to_vec()));
        for bad in [&b""[..], b"-", b"+-1", b"1x", b" 1"] {
            assert_eq!(Integer::parse(bad), None);
        }
        assert_eq!(Integer::parse(b"99999999999999999999999").and_then(|n| n.saturating_usize()), Some(usize::MAX));
    }
}
