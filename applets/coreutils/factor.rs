//! `factor`: print prime factors
//!
//! Not in POSIX; as in BusyBox, for numbers up to 128 bits as in GNU, with GNU's `-h`. Small factors by division, primes by
//! Miller and Rabin's test, the rest by Pollard's rho method in Brent's form, all in Montgomery's arithmetic.

use kit::lines::Lines;
use kit::prelude::*;
use kit::sys;

const USAGE: &str = "\
[-h] [NUMBER]...

Print prime factors

	-h, --exponents	Print p^e for a factor that is there more than once
";

pub const APPLET: Applet =
    Applet { dir: Dir::UsrBin, kind: Kind::Pure, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const EXPONENTS: Key = Key::short(APPLET.options, 'h');

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    let exponents = given.has(EXPONENTS);
    let mut text = Vec::new();
    for word in &given.operands {
        print(cx, word, exponents, &mut text)?;
    }
    if given.operands.is_empty() {
        let mut lines = Lines::new(cx.stdin(), b'\n');
        while let Some(line) = lines.next_line()? {
            for word in line.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty()) {
                print(cx, word, exponents, &mut text)?;
            }
        }
    }
    Ok(cx.status())
}

fn print(cx: &mut Context, word: &[u8], exponents: bool, text: &mut Vec<u8>) -> Result<()> {
    let Some(number) = parse(word) else {
        return Err(Error::Usage(Some(text!["invalid number '", word, "'"])));
    };
    text.clear();
    push(number, text);
    text.push(b':');
    let factors = factors(number).map_err(|Interrupted| Error::Silent(Status(128 + 2)))?;
    for same in factors.chunk_by(|a, b| a == b) {
        for factor in if exponents { &same[..1] } else { same } {
            text.push(b' ');
            push(*factor, text);
        }
        if exponents && same.len() > 1 {
            text.push(b'^');
            push(same.len() as u128, text);
        }
    }
    cx.out.line(text)?;
    Ok(())
}

/// A decimal number below 2^128, perhaps with `+` and blanks before it.
fn parse(word: &[u8]) -> Option<u128> {
    let word = word.trim_ascii_start();
    let digits = word.strip_prefix(b"+").unwrap_or(word);
    if digits.is_empty() {
        return None;
    }
    digits.iter().try_fold(0_u128, |n, c| {
        let digit = c.is_ascii_digit().then(|| u128::from(c - b'0'))?;
        n.checked_mul(10)?.checked_add(digit)
    })
}

fn push(number: u128, to: &mut Vec<u8>) {
    match u64::try_from(number) {
        Ok(small) => kit::text::push_decimal(to, small),
        Err(_) => to.extend_from_slice(number.to_string().as_bytes()),
    }
}

/// Divisors tried first: the odd primes below this.
const SMALL: u64 = 256;

/// A signal came that should end the command.
#[derive(Debug)]
struct Interrupted;

/// The prime factors, rising; none of 0 and 1.
fn factors(number: u128) -> std::result::Result<Vec<u128>, Interrupted> {
    let mut found = Vec::new();
    if number < 2 {
        return Ok(found);
    }
    let twos = number.trailing_zeros();
    found.resize(twos as usize, 2);
    let mut rest = number >> twos;
    if let Ok(mut small) = u64::try_from(rest) {
        for divisor in (3..SMALL).step_by(2) {
            if divisor * divisor > small {
                break;
            }
            while small.is_multiple_of(divisor) {
                found.push(u128::from(divisor));
                small /= divisor;
            }
        }
        rest = u128::from(small);
    } else {
        for divisor in (3..u128::from(SMALL)).step_by(2) {
            while rest.is_multiple_of(divisor) {
                found.push(divisor);
                rest /= divisor;
            }
        }
    }
    let small = found.len();
    // What is left has no factor below SMALL.
    let mut open = if rest > 1 { vec![rest] } else { Vec::new() };
    while let Some(number) = open.pop() {
        let divisor = match u64::try_from(number) {
            Ok(number) => divisor(number)?.map(u128::from),
            Err(_) => divisor(number)?,
        };
        match divisor {
            None => found.push(number),
            Some(divisor) => open.extend([divisor, number / divisor]),
        }
    }
    found[small..].sort_unstable();
    Ok(found)
}

/// A number of one or two machine words.
trait Word: Copy + Ord + Eq + std::fmt::Debug {
    const ZERO: Self;
    const ONE: Self;
    const BITS: u32;
    fn from_u64(n: u64) -> Self;
    fn wrapping_add(self, other: Self) -> Self;
    fn wrapping_sub(self, other: Self) -> Self;
    fn wrapping_mul(self, other: Self) -> Self;
    /// High and low half of the product.
    fn widening_mul(self, other: Self) -> (Self, Self);
    fn overflowing_add(self, other: Self) -> (Self, bool);
    fn rem(self, other: Self) -> Self;
    fn shr(self, bits: u32) -> Self;
    fn bit(self, n: u32) -> bool;
    fn trailing_zeros(self) -> u32;
    fn leading_zeros(self) -> u32;
}

macro_rules! word {
    ($type:ty, $widening:expr) => {
        impl Word for $type {
            const ZERO: $type = 0;
            const ONE: $type = 1;
            const BITS: u32 = <$type>::BITS;
            fn from_u64(n: u64) -> $type {
                n as $type
            }
            fn wrapping_add(self, other: $type) -> $type {
                <$type>::wrapping_add(self, other)
            }
            fn wrapping_sub(self, other: $type) -> $type {
                <$type>::wrapping_sub(self, other)
            }
            fn wrapping_mul(self, other: $type) -> $type {
                <$type>::wrapping_mul(self, other)
            }
            fn widening_mul(self, other: $type) -> ($type, $type) {
                $widening(self, other)
            }
            fn overflowing_add(self, other: $type) -> ($type, bool) {
                <$type>::overflowing_add(self, other)
            }
            fn rem(self, other: $type) -> $type {
                self % other
            }
            fn shr(self, bits: u32) -> $type {
                self >> bits
            }
            fn bit(self, n: u32) -> bool {
                self >> n & 1 == 1
            }
            fn trailing_zeros(self) -> u32 {
                <$type>::trailing_zeros(self)
            }
            fn leading_zeros(self) -> u32 {
                <$type>::leading_zeros(self)
            }
        }
    };
}

word!(u64, |a: u64, b: u64| {
    let product = u128::from(a) * u128::from(b);
    ((product >> 64) as u64, product as u64)
});
word!(u128, |a: u128, b: u128| {
    const LOW: u128 = u64::MAX as u128;
    let (a1, a0, b1, b0) = (a >> 64, a & LOW, b >> 64, b & LOW);
    let low = a0 * b0;
    let one = a1 * b0 + (low >> 64);
    let two = a0 * b1 + (one & LOW);
    (a1 * b1 + (one >> 64) + (two >> 64), two << 64 | low & LOW)
});

/// Arithmetic modulo an odd number n, of numbers x as x·2^BITS mod n.
struct Montgomery<W> {
    n: W,
    /// −1/n modulo 2^BITS.
    inverse: W,
    /// What 1 is, and 2^BITS squared: to come in.
    one: W,
    square: W,
}

impl<W: Word> Montgomery<W> {
    fn new(n: W) -> Montgomery<W> {
        // Each step doubles the bits that are right; n is its own inverse modulo 8.
        let two = W::from_u64(2);
        let mut inverse = n;
        for _ in 0..W::BITS.trailing_zeros() {
            inverse = inverse.wrapping_mul(two.wrapping_sub(n.wrapping_mul(inverse)));
        }
        let one = W::ZERO.wrapping_sub(n).rem(n);
        let mut field = Montgomery { n, inverse: W::ZERO.wrapping_sub(inverse), one, square: one };
        for _ in 0..W::BITS {
            field.square = field.add(field.square, field.square);
        }
        field
    }

    fn enter(&self, x: W) -> W {
        self.mul(x.rem(self.n), self.square)
    }

    fn add(&self, a: W, b: W) -> W {
        let (sum, carried) = a.overflowing_add(b);
        if carried || sum >= self.n { sum.wrapping_sub(self.n) } else { sum }
    }

    fn difference(&self, a: W, b: W) -> W {
        if a >= b { a.wrapping_sub(b) } else { a.wrapping_sub(b).wrapping_add(self.n) }
    }

    #[inline]
    fn mul(&self, a: W, b: W) -> W {
        let (high, low) = a.widening_mul(b);
        let (more, _) = low.wrapping_mul(self.inverse).widening_mul(self.n);
        // The low halves add up to 0 or to 2^BITS.
        let (sum, carried) = high.overflowing_add(more);
        let (sum, again) = sum.overflowing_add(if low == W::ZERO { W::ZERO } else { W::ONE });
        if carried || again || sum >= self.n { sum.wrapping_sub(self.n) } else { sum }
    }

    fn pow(&self, base: W, exponent: W) -> W {
        let mut power = self.one;
        for bit in (0..W::BITS - exponent.leading_zeros()).rev() {
            power = self.mul(power, power);
            if exponent.bit(bit) {
                power = self.mul(power, base);
            }
        }
        power
    }

    /// Miller and Rabin's test: of no composite number below 3.3·10^24 do all these bases say that it is prime; none beyond is
    /// known.
    fn is_prime(&self) -> bool {
        let less = self.n.wrapping_sub(W::ONE);
        let twos = less.trailing_zeros();
        let odd = less.shr(twos);
        let minus_one = self.n.wrapping_sub(self.one);
        let bases: &[u64] = if W::BITS == 64 {
            // Enough for 64 bits (Jim Sinclair, 2011).
            &[2, 325, 9375, 28178, 450_775, 9_780_504, 1_795_265_022]
        } else {
            &[2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71]
        };
        bases.iter().all(|base| {
            let base = self.enter(W::from_u64(*base));
            let mut x = self.pow(base, odd);
            if base == W::ZERO || x == self.one || x == minus_one {
                return true;
            }
            (1..twos).any(|_| {
                x = self.mul(x, x);
                x == minus_one
            })
        })
    }

    /// A divisor of a composite number: Pollard's rho method, differences gathered before each greatest common divisor.
    fn divide(&self) -> std::result::Result<W, Interrupted> {
        const GATHERED: u64 = 128;
        let mut seed = 1;
        loop {
            let c = self.enter(W::from_u64(seed));
            let step = |x| self.add(self.mul(x, x), c);
            let mut y = self.enter(W::from_u64(2));
            let (mut x, mut product, mut saved) = (y, self.one, y);
            let (mut length, mut divisor) = (1_u64, W::ONE);
            while divisor == W::ONE {
                x = y;
                (0..length).for_each(|_| y = step(y));
                let mut done = 0;
                while done < length && divisor == W::ONE {
                    saved = y;
                    for _ in 0..GATHERED.min(length - done) {
                        y = step(y);
                        product = self.mul(product, self.difference(x, y));
                    }
                    divisor = gcd(product, self.n);
                    done += GATHERED;
                    if sys::interrupted() {
                        return Err(Interrupted);
                    }
                }
                length *= 2;
            }
            if divisor == self.n {
                // Two divisors at once: one by one from where the last differences began.
                divisor = W::ONE;
                while divisor == W::ONE {
                    saved = step(saved);
                    divisor = gcd(self.difference(x, saved), self.n);
                }
            }
            if divisor != self.n {
                return Ok(divisor);
            }
            seed += 1;
        }
    }
}

/// A divisor of an odd number without small ones; none if it is prime.
fn divisor<W: Word>(n: W) -> std::result::Result<Option<W>, Interrupted> {
    if n < W::from_u64(SMALL * SMALL) {
        return Ok(None);
    }
    let field = Montgomery::new(n);
    if field.is_prime() { Ok(None) } else { field.divide().map(Some) }
}

fn gcd<W: Word>(mut a: W, mut b: W) -> W {
    while a != W::ZERO {
        (a, b) = (b.rem(a), a);
    }
    b
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(number: u128) -> Vec<u128> {
        let found = factors(number).unwrap();
        assert_eq!(found.iter().product::<u128>(), number);
        assert!(found.is_sorted());
        found
    }

    #[test]
    fn small_numbers_against_division() {
        for number in 2..20_000_u128 {
            for factor in check(number) {
                assert!((2..factor).take_while(|d| d * d <= factor).all(|d| factor % d != 0));
            }
        }
        assert_eq!(factors(0).unwrap(), [0_u128; 0]);
        assert_eq!(factors(1).unwrap(), [0_u128; 0]);
    }

    #[test]
    fn large_numbers() {
        assert_eq!(check(u128::from(u64::MAX)), [3, 5, 17, 257, 641, 65537, 6_700_417]);
        assert_eq!(check(u128::from(u64::MAX - 58)), [u128::from(u64::MAX - 58)]);
        // Squares of primes, a strong pseudoprime to many bases, two primes of 32 bits.
        assert_eq!(check(257 * 257), [257, 257]);
        assert_eq!(check(4_294_967_291 * 4_294_967_291), [4_294_967_291, 4_294_967_291]);
        assert_eq!(check(3_825_123_056_546_413_051), [149_491, 747_451, 34_233_211]);
        assert_eq!(check(4_294_967_279 * 4_294_967_291), [4_294_967_279, 4_294_967_291]);
        // Beyond 64 bits.
        assert_eq!(check(18_446_744_073_709_551_557 * 1_000_003), [1_000_003, 18_446_744_073_709_551_557]);
        assert_eq!(check(u128::MAX).len(), 9);
        assert_eq!(check((1 << 127) - 1), [(1 << 127) - 1]);
    }

    #[test]
    fn words_are_numbers() {
        assert_eq!([parse(b" +12"), parse(b"340282366920938463463374607431768211455")], [Some(12), Some(u128::MAX)]);
        for bad in [&b""[..], b"-1", b"x", b"1 2", b"0x10", b"340282366920938463463374607431768211456"] {
            assert_eq!(parse(bad), None);
        }
    }
}
