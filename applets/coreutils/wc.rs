//! `wc`: count lines, words, characters and bytes
//!
//! POSIX.1-2024 XCU wc; `-L` as in BusyBox and GNU; `--total`, `--files0-from` as in GNU. A word is a run of characters that are not
//! blanks and of which at least one is printable. Bytes from 0x80 on are printable: text in any language has words.

use kit::lines::Blocks;
use kit::prelude::*;
use kit::sys;
use unicode_width::UnicodeWidthChar;

const USAGE: &str = "\
[-cmlwL] [FILE]...

Count lines, words, and bytes for FILEs (or stdin)

	-c, --bytes	Count bytes
	-m, --chars	Count characters
	-l, --lines	Count newlines
	-w, --words	Count words
	-L, --max-line-length	Print longest line length
	--total=WHEN	Print the total: auto (more than one FILE), always, only, never
	--files0-from=F	Take the names of FILEs, each ended by NUL, from file F
";

pub const APPLET: Applet =
    Applet { dir: Dir::UsrBin, kind: Kind::Pure, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const BYTES: Key = Key::short(APPLET.options, 'c');
const CHARS: Key = Key::short(APPLET.options, 'm');
const LINES: Key = Key::short(APPLET.options, 'l');
const WORDS: Key = Key::short(APPLET.options, 'w');
const LENGTH: Key = Key::short(APPLET.options, 'L');
const TOTAL: Key = Key::long(USAGE, APPLET.options, "total");
const FILES_FROM: Key = Key::long(USAGE, APPLET.options, "files0-from");

/// The columns in their order.
const COLUMNS: [Key; 5] = [LINES, WORDS, CHARS, BYTES, LENGTH];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Total {
    Auto,
    Always,
    Only,
    Never,
}

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    let asked = COLUMNS.map(|key| given.has(key));
    let wanted = Wanted(if asked.contains(&true) { asked } else { [true, true, false, true, false] });
    let total = match given.value(TOTAL) {
        None | Some(b"auto") => Total::Auto,
        Some(b"always") => Total::Always,
        Some(b"only") => Total::Only,
        Some(b"never") => Total::Never,
        Some(other) => return Err(fail!("invalid argument '", other, "' to --total")),
    };
    let mut list = Vec::new();
    let mut files = given.operands.clone();
    if let Some(from) = given.value(FILES_FROM) {
        if !files.is_empty() {
            return Err(fail!("file operands cannot be combined with --files0-from"));
        }
        let mut input = cx.open(from).map_err(|e| fail!(from, ": ", e))?;
        input.read_to_end(&mut list)?;
        for (i, name) in list.strip_suffix(b"\0").unwrap_or(&list).split(|c| *c == 0).enumerate() {
            if name.is_empty() && !list.is_empty() {
                cx.complain(text![from, ":", i as u64 + 1, ": invalid zero-length file name"]);
            } else if name == b"-" && from == b"-" {
                cx.complain("when reading file names from standard input, no file name of '-' allowed");
            } else if !name.is_empty() {
                files.push(name);
            }
        }
    } else if files.is_empty() {
        let counts = count_file(cx, wanted, b"-");
        print(&mut cx.out, wanted, &counts, b"", false)?;
        if total == Total::Always {
            print(&mut cx.out, wanted, &counts, b"total", false)?;
        }
        return Ok(cx.status());
    }
    let mut sum = Counts::default();
    let many = files.len() > 1;
    for path in &files {
        let Some(counts) = count_operand(cx, wanted, path) else { continue };
        sum.add(&counts);
        if total != Total::Only {
            print(&mut cx.out, wanted, &counts, path, many)?;
        }
    }
    match total {
        Total::Only => print(&mut cx.out, wanted, &sum, b"", false)?,
        Total::Always => print(&mut cx.out, wanted, &sum, b"total", many)?,
        Total::Auto if many => print(&mut cx.out, wanted, &sum, b"total", many)?,
        Total::Auto | Total::Never => {}
    }
    Ok(cx.status())
}

#[derive(Clone, Copy)]
struct Wanted([bool; 5]);

#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
struct Counts {
    lines: u64,
    words: u64,
    chars: u64,
    bytes: u64,
    length: u64,
}

impl Counts {
    fn add(&mut self, other: &Counts) {
        self.lines += other.lines;
        self.words += other.words;
        self.chars += other.chars;
        self.bytes += other.bytes;
        self.length = self.length.max(other.length);
    }
}

/// The name only where there is an operand.
fn print(out: &mut Output, wanted: Wanted, counts: &Counts, name: &[u8], many: bool) -> Result<()> {
    let values = [counts.lines, counts.words, counts.chars, counts.bytes, counts.length];
    let alone = !many && wanted.0.iter().filter(|w| **w).count() == 1;
    let mut line = Vec::new();
    for (value, _) in values.iter().zip(wanted.0).filter(|(_, wanted)| *wanted) {
        let digits = text![*value];
        if !line.is_empty() {
            line.push(b' ');
        }
        if !alone {
            line.resize(line.len() + 9_usize.saturating_sub(digits.len()), b' ');
        }
        line.extend_from_slice(&digits);
    }
    if !name.is_empty() {
        line.push(b' ');
        line.extend_from_slice(name);
    }
    Ok(out.line(&line)?)
}

fn count_operand(cx: &mut Context, wanted: Wanted, path: &[u8]) -> Option<Counts> {
    let input = cx.open_or_complain_plainly(path)?;
    Some(count_input(cx, wanted, input))
}

fn count_file(cx: &mut Context, wanted: Wanted, path: &[u8]) -> Counts {
    count_operand(cx, wanted, path).unwrap_or_default()
}

fn count_input(cx: &mut Context, wanted: Wanted, input: Input) -> Counts {
    let name = input.name().to_vec();
    let mut counter = Counter::new(wanted);
    if let Wanted([false, false, false, true, false]) = wanted
        && let Some(bytes) = rest_of_file(&input)
    {
        return Counts { bytes, ..Counts::default() };
    }
    let mut blocks = Blocks::new(input);
    loop {
        match blocks.next_block() {
            Ok(Some(block)) => counter.count(block),
            Ok(None) => break,
            Err(error) => {
                cx.complain(text![name, ": ", error.source]);
                break;
            }
        }
    }
    counter.finish()
}

/// How many bytes are left of a regular file, which is then at its end. A file of size 0 may be one of /proc's.
fn rest_of_file(input: &Input) -> Option<u64> {
    let fd = input.fd()?;
    let stat = sys::fstat(fd).ok()?;
    if stat.st_mode & libc::S_IFMT != libc::S_IFREG || stat.st_size <= 0 {
        return None;
    }
    let at = sys::seek(fd, 0, libc::SEEK_CUR).ok()?;
    let rest = (stat.st_size as u64).checked_sub(at)?;
    sys::seek(fd, stat.st_size, libc::SEEK_SET).ok()?;
    Some(rest)
}

struct Counter {
    wanted: Wanted,
    counts: Counts,
    in_word: bool,
    column: u64,
    /// The start of a character that the next block continues.
    begun: Vec<u8>,
}

/// What a byte is to words: neither for control characters.
const BLANK: u8 = 0;
const WORD: u8 = 1;
const NEITHER: u8 = 2;

const fn class(c: u8) -> u8 {
    match c {
        b' ' | 9..=13 => BLANK,
        0..=31 | 127 => NEITHER,
        _ => WORD,
    }
}

impl Counter {
    fn new(wanted: Wanted) -> Counter {
        Counter { wanted, counts: Counts::default(), in_word: false, column: 0, begun: Vec::new() }
    }

    fn count(&mut self, block: &[u8]) {
        let Wanted([lines, words, chars, _, length]) = self.wanted;
        self.counts.bytes += block.len() as u64;
        if words {
            self.count_words_and_lines(block);
        } else if lines {
            self.counts.lines += memchr::memchr_iter(b'\n', block).count() as u64;
        }
        if chars {
            self.counts.chars += count_chars(block);
        }
        if length {
            self.measure(block);
        }
    }

    /// In strips that the compiler turns into vector code; a strip with control characters goes byte by byte.
    fn count_words_and_lines(&mut self, block: &[u8]) {
        const STRIP: usize = 128;
        let mut strips = block.chunks_exact(STRIP);
        for strip in &mut strips {
            let odd = strip.iter().fold(0, |odd, &c| odd | u8::from(c < 9 || c.wrapping_sub(14) < 18 || c == 127));
            if odd != 0 {
                self.count_slowly(strip);
                continue;
            }
            let lines = strip.iter().fold(0_u8, |n, &c| n + u8::from(c == b'\n'));
            let starts =
                strip[1..].iter().zip(strip).fold(0_u8, |n, (&c, &before)| n + u8::from(c > b' ' && before <= b' '));
            self.counts.lines += u64::from(lines);
            self.counts.words += u64::from(starts) + u64::from(strip[0] > b' ' && !self.in_word);
            self.in_word = strip[STRIP - 1] > b' ';
        }
        self.count_slowly(strips.remainder());
    }

    fn count_slowly(&mut self, bytes: &[u8]) {
        for &c in bytes {
            match class(c) {
                BLANK => self.in_word = false,
                WORD => {
                    self.counts.words += u64::from(!self.in_word);
                    self.in_word = true;
                }
                _ => {}
            }
            self.counts.lines += u64::from(c == b'\n');
        }
    }

    /// Columns as a terminal shows them: tabs to multiples of 8, wide characters two, control characters none.
    fn measure(&mut self, block: &[u8]) {
        let joined;
        let mut rest = block;
        if !self.begun.is_empty() {
            joined = [&std::mem::take(&mut self.begun)[..], block].concat();
            rest = &joined;
        }
        while let Some(&c) = rest.first() {
            let mut len = 1;
            match c {
                b'\n' | b'\r' | b'\x0c' => {
                    self.end_line();
                }
                b'\t' => self.column = (self.column & !7) + 8,
                b' '..=b'~' => self.column += 1,
                0x80.. => {
                    let part = &rest[..rest.len().min(4)];
                    match std::str::from_utf8(part) {
                        Ok(text) => len = self.wide(text),
                        Err(e) if e.valid_up_to() > 0 => {
                            len = self.wide(std::str::from_utf8(&part[..e.valid_up_to()]).unwrap_or_default());
                        }
                        Err(e) if e.error_len().is_none() && part.len() < 4 => {
                            self.begun = rest.to_vec();
                            return;
                        }
                        Err(_) => {}
                    }
                }
                _ => {}
            }
            rest = &rest[len..];
        }
    }

    /// Counts the first character of `text`; gives its length.
    fn wide(&mut self, text: &str) -> usize {
        let Some(c) = text.chars().next() else { return 1 };
        self.column += c.width().unwrap_or(0) as u64;
        c.len_utf8()
    }

    fn end_line(&mut self) {
        self.counts.length = self.counts.length.max(self.column);
        self.column = 0;
    }

    fn finish(mut self) -> Counts {
        self.end_line();
        self.counts
    }
}

/// Bytes that do not continue a UTF-8 character. Sums in bytes, over so few that none overflows, become vector code.
fn count_chars(text: &[u8]) -> u64 {
    let starts = |strip: &[u8]| strip.iter().fold(0_u8, |n, &c| n + u8::from(c as i8 >= -0x40));
    let mut strips = text.chunks_exact(192);
    let whole: u64 = strips.by_ref().map(|strip| u64::from(starts(strip))).sum();
    whole + u64::from(starts(strips.remainder()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(pieces: &[&[u8]]) -> Counts {
        let mut counter = Counter::new(Wanted([true; 5]));
        for piece in pieces {
            counter.count(piece);
        }
        counter.finish()
    }

    #[test]
    fn words_are_counted_the_same_in_strips_and_at_their_borders() {
        let text = b"ab  c\n".repeat(100);
        let whole = count(&[&text]);
        assert_eq!((whole.lines, whole.words, whole.bytes), (100, 200, 600));
        for at in 0..20 {
            assert_eq!(count(&[&text[..at], &text[at..]]), whole);
        }
    }

    #[test]
    fn control_characters_alone_are_no_word() {
        assert_eq!(count(&[b"\x01\x02 x \x7f"]).words, 1);
        let mut long = b"a ".repeat(100);
        long[101] = 1;
        assert_eq!(count(&[&long]).words, 99);
    }

    #[test]
    fn a_character_may_be_cut_by_the_end_of_a_block() {
        let counts = count(&["é日".as_bytes()]);
        assert_eq!((counts.chars, counts.length), (2, 3));
        assert_eq!(count(&["é日".as_bytes().split_at(3).0, "é日".as_bytes().split_at(3).1]), counts);
    }
}
