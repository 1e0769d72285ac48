//! `shuf`: put lines in random order
//!
//! Not in POSIX; as in BusyBox, with GNU's `-r` and `--random-source`. Every order is equally likely, as far as 256 random bits
//! from the kernel can tell. With `-n` of a stream only the lines chosen so far are held.

use crate::random::Generator;
use crate::replacement::Replacement;
use kit::context::or_stdin;
use kit::lines::Lines;
use kit::number;
use kit::prelude::*;
use kit::sys;
use std::collections::HashMap;

const USAGE: &str = "\
[-rz] [-n NUM] [-o FILE] [FILE | -e [ARG...] | -i L-H]

Randomly permute lines

	-n, --head-count=NUM	Output at most NUM lines
	-o, --output=FILE	Write to FILE, not standard output
	-z, --zero-terminated	NUL terminated output
	-e, --echo	Treat ARGs as lines
	-i, --input-range=L-H	Treat numbers L-H as lines
	-r, --repeat	A line may come more than once
	--random-source=FILE	Take random bytes from FILE
";

pub const APPLET: Applet = Applet {
    dir: Dir::UsrBin,
    kind: Kind::PureWhen(ends),
    usage: USAGE,
    options: options!(USAGE),
    run,
    ..Applet::DEFAULT
};

const COUNT: Key = Key::short(APPLET.options, 'n');
const OUTPUT: Key = Key::short(APPLET.options, 'o');
const ZERO: Key = Key::short(APPLET.options, 'z');
const ECHO: Key = Key::short(APPLET.options, 'e');
const RANGE: Key = Key::short(APPLET.options, 'i');
const REPEAT: Key = Key::short(APPLET.options, 'r');
const SOURCE: Key = Key::long(USAGE, APPLET.options, "random-source");

/// `-r` without `-n` goes on for ever.
fn ends(args: &[&[u8]]) -> bool {
    !args
        .iter()
        .any(|arg| arg.starts_with(b"--r") || arg.starts_with(b"-") && !arg.starts_with(b"--") && arg.contains(&b'r'))
}

/// What is shuffled.
enum Items<'a> {
    Words(Vec<&'a [u8]>),
    Range(u64, u64),
    /// Lines in one buffer.
    Lines(Vec<u8>, Vec<(usize, usize)>),
}

impl Items<'_> {
    /// One more than fits into 64 bits may be a range.
    fn len(&self) -> u128 {
        match self {
            Items::Words(words) => words.len() as u128,
            Items::Range(low, high) => u128::from(*high) + 1 - u128::from(*low),
            Items::Lines(_, places) => places.len() as u128,
        }
    }

    fn push(&self, index: u64, to: &mut Vec<u8>) {
        match self {
            Items::Words(words) => to.extend_from_slice(words[index as usize]),
            Items::Range(low, _) => kit::text::push_decimal(to, low + index),
            Items::Lines(text, places) => {
                let (start, end) = places[index as usize];
                to.extend_from_slice(&text[start..end]);
            }
        }
    }
}

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    if given.has(ECHO) && given.has(RANGE) {
        return Err(Error::Usage(None));
    }
    for (key, name) in [(RANGE, "-i"), (OUTPUT, "-o"), (SOURCE, "--random-source")] {
        if given.count(key) > 1 {
            return Err(fail!("multiple ", name, " options specified"));
        }
    }
    let most_operands = if given.has(ECHO) { usize::MAX } else { usize::from(!given.has(RANGE)) };
    if given.operands.len() > most_operands {
        return Err(Error::Usage(None));
    }
    let count = given.values(COUNT).try_fold(None, |least: Option<u64>, word| {
        let n = number::decimal::<u64>(word)?;
        Ok::<_, Error>(Some(least.map_or(n, |least| least.min(n))))
    })?;
    let repeat = given.has(REPEAT);
    let delimiter = if given.has(ZERO) { 0 } else { b'\n' };
    let mut random = Random::new(given.value(SOURCE))?;

    let items = if given.has(ECHO) {
        Items::Words(given.operands.clone())
    } else if count == Some(0) && !given.has(RANGE) {
        // Nothing is to be read.
        Items::Words(Vec::new())
    } else if let Some(word) = given.value(RANGE) {
        let (low, high) = range(word)?;
        Items::Range(low, high)
    } else {
        let path = or_stdin(&given.operands)[0];
        let input = cx.open(path).map_err(|e| fail!(path, ": ", e))?;
        match count.filter(|_| !repeat) {
            Some(most) => some_lines(input, delimiter, most, &mut random)?,
            None => all_lines(input, delimiter)?,
        }
    };

    match given.value(OUTPUT) {
        None => write(&items, count, repeat, delimiter, &mut random, &mut |text| Ok(cx.out.write_all(text)?))?,
        Some(name) => {
            // All input has been read: the output may be the input.
            let cannot = |e: std::io::Error| fail!("can't open '", name, "': ", e);
            let new = Replacement::of(name, 0o666).map_err(cannot)?;
            write(&items, count, repeat, delimiter, &mut random, &mut |text| {
                sys::write_all(new.fd(), text).map_err(|e| fail!("write error: ", e))
            })?;
            new.finish().map_err(cannot)?;
        }
    }
    Ok(cx.status())
}

fn range(word: &[u8]) -> Result<(u64, u64)> {
    let bad = || fail!("bad range '", word, "'");
    let at = word.iter().position(|c| *c == b'-').ok_or_else(bad)?;
    let (low, high) = (number::decimal(&word[..at])?, number::decimal(&word[at + 1..])?);
    if low > high { Err(bad()) } else { Ok((low, high)) }
}

fn all_lines(mut input: Input, delimiter: u8) -> Result<Items<'static>> {
    let mut text = Vec::new();
    input.read_to_end(&mut text)?;
    if text.last().is_some_and(|last| *last != delimiter) {
        text.push(delimiter);
    }
    let mut places = Vec::with_capacity(memchr::memchr_iter(delimiter, &text).count());
    let mut start = 0;
    for end in memchr::memchr_iter(delimiter, &text) {
        places.push((start, end));
        start = end + 1;
    }
    Ok(Items::Lines(text, places))
}

/// `most` of the lines, chosen at random (Vitter's algorithm R).
fn some_lines(input: Input, delimiter: u8, most: u64, random: &mut Random) -> Result<Items<'static>> {
    let mut lines = Lines::new(input, delimiter);
    let (mut text, mut places): (Vec<u8>, Vec<(usize, usize)>) = (Vec::new(), Vec::new());
    let (mut seen, mut held) = (0_u64, 0);
    while let Some(line) = lines.next_line()? {
        seen += 1;
        let place = if (places.len() as u64) < most {
            None
        } else {
            match random.below(seen)? {
                index if index < most => Some(index as usize),
                _ => continue,
            }
        };
        let here = (text.len(), text.len() + line.len());
        text.extend_from_slice(line);
        held += line.len();
        match place {
            None => places.push(here),
            Some(index) => {
                let old = std::mem::replace(&mut places[index], here);
                held -= old.1 - old.0;
            }
        }
        // Lines that were dropped are swept out when they are most of the text.
        if text.len() > 2 * held + (1 << 20) {
            let mut kept = Vec::with_capacity(held);
            for place in &mut places {
                let start = kept.len();
                kept.extend_from_slice(&text[place.0..place.1]);
                *place = (start, kept.len());
            }
            text = kept;
        }
    }
    Ok(Items::Lines(text, places))
}

fn write(
    items: &Items,
    count: Option<u64>,
    repeat: bool,
    delimiter: u8,
    random: &mut Random,
    write: &mut dyn FnMut(&[u8]) -> Result<()>,
) -> Result<()> {
    const PIECE: usize = 32 * 1024;
    let len = items.len();
    let mut text = Vec::new();
    let mut item = |index: u64, write: &mut dyn FnMut(&[u8]) -> Result<()>| {
        items.push(index, &mut text);
        text.push(delimiter);
        if text.len() >= PIECE {
            write(&text)?;
            text.clear();
        }
        Ok::<_, Error>(())
    };
    if repeat {
        if len == 0 && count != Some(0) {
            return Err(fail!("no lines to repeat"));
        }
        let mut left = count;
        while left != Some(0) {
            item(random.below_wide(len)?, write)?;
            left = left.map(|n| n - 1);
        }
    } else {
        let count = u128::from(count.unwrap_or(u64::MAX)).min(len);
        // Few of many: only what has been exchanged is held.
        if count < len / 8 {
            let mut exchanged: HashMap<u64, u64> = HashMap::new();
            for i in 0..count as u64 {
                let j = i + random.below_wide(len - u128::from(i))?;
                let chosen = exchanged.get(&j).copied().unwrap_or(j);
                let own = exchanged.get(&i).copied().unwrap_or(i);
                exchanged.insert(j, own);
                item(chosen, write)?;
            }
        } else {
            let mut order: Vec<u64> = Vec::new();
            if usize::try_from(len).map_or(true, |len| order.try_reserve_exact(len).is_err()) {
                return Err(fail!("out of memory"));
            }
            order.extend(0..len as u64);
            // The whole order first: the lines are then fetched from memory while others are on their way.
            for i in 0..count as usize {
                let j = i + random.below((order.len() - i) as u64)? as usize;
                order.swap(i, j);
            }
            for index in &order[..count as usize] {
                item(*index, write)?;
            }
        }
    }
    write(&text)
}

/// Where chance comes from.
enum Random<'a> {
    Own(Generator),
    Bytes(Input<'a>, &'a [u8]),
}

impl<'a> Random<'a> {
    fn new(source: Option<&'a [u8]>) -> Result<Random<'a>> {
        match source {
            Some(name) => Ok(Random::Bytes(Input::open(name).map_err(|e| fail!(name, ": ", e))?, name)),
            None => Ok(Random::Own(Generator::new().map_err(|e| fail!("can't get random bytes: ", e))?)),
        }
    }

    fn next(&mut self) -> Result<u64> {
        match self {
            Random::Own(generator) => Ok(generator.next()),
            Random::Bytes(input, name) => {
                let mut bytes = [0; 8];
                let mut filled = 0;
                while filled < bytes.len() {
                    match input.read(&mut bytes[filled..])? {
                        0 => return Err(fail!(*name, ": end of file")),
                        n => filled += n,
                    }
                }
                Ok(u64::from_le_bytes(bytes))
            }
        }
    }

    /// One of `0..n`, each as likely as the others (Lemire's method).
    fn below(&mut self, n: u64) -> Result<u64> {
        loop {
            let product = u128::from(self.next()?) * u128::from(n);
            // The division is for the rare case that the first comparison leaves open.
            if product as u64 >= n || product as u64 >= n.wrapping_neg() % n {
                return Ok((product >> 64) as u64);
            }
        }
    }

    fn below_wide(&mut self, n: u128) -> Result<u64> {
        match u64::try_from(n) {
            Ok(n) => self.below(n),
            // All of 64 bits.
            Err(_) => self.next(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shuffled(items: &Items, count: Option<u64>, random: &mut Random) -> Vec<u8> {
        let mut all = Vec::new();
        write(items, count, false, b'\n', random, &mut |text| {
            all.extend_from_slice(text);
            Ok(())
        })
        .ok()
        .unwrap();
        all
    }

    #[test]
    fn every_order_comes_and_nothing_is_lost() {
        let items = Items::Range(1, 3);
        let mut seen = std::collections::BTreeMap::new();
        let mut random = Random::Own(Generator([1, 2, 3, 4]));
        for _ in 0..6000 {
            *seen.entry(shuffled(&items, None, &mut random)).or_insert(0) += 1;
        }
        assert_eq!(seen.len(), 6);
        assert!(seen.values().all(|n| (800..1200).contains(n)), "{seen:?}");
    }

    #[test]
    fn few_of_many_are_different_ones() {
        let text = shuffled(&Items::Range(5, u64::MAX), Some(1000), &mut Random::Own(Generator([1, 2, 3, 4])));
        let numbers: std::collections::BTreeSet<&[u8]> =
            text.split(|c| *c == b'\n').filter(|line| !line.is_empty()).collect();
        assert_eq!(numbers.len(), 1000);
    }

    #[test]
    fn a_stream_gives_each_line_the_same_chance() {
        let text: Vec<u8> = b"a\nb\nc\nd\n".to_vec();
        let mut random = Random::Own(Generator([1, 2, 3, 4]));
        let mut counts = [0; 4];
        for _ in 0..4000 {
            let Ok(Items::Lines(text, places)) = some_lines(Input::memory(&text, b"-"), b'\n', 2, &mut random) else {
                panic!("lines")
            };
            for place in places {
                counts[usize::from(text[place.0] - b'a')] += 1;
            }
        }
        assert_eq!(counts.iter().sum::<i32>(), 8000);
        assert!(counts.iter().all(|n| (1800..2200).contains(n)), "{counts:?}");
    }

    #[test]
    fn all_lines_are_found() {
        for (text, found) in [(&b""[..], &[][..]), (b"\n", &[(0, 0)]), (b"a\n\nb", &[(0, 1), (2, 2), (3, 4)])] {
            let Ok(Items::Lines(_, places)) = all_lines(Input::memory(text, b"-"), b'\n') else { panic!("lines") };
            assert_eq!(places, found);
        }
    }

    #[test]
    fn unending_calls_are_not_pure() {
        assert!(ends(&[b"-n", b"3", b"f"]) && !ends(&[b"-zr"]) && !ends(&[b"--repeat"]));
    }
}
