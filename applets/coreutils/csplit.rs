//! `csplit`: cut a file into pieces where lines match
//!
//! POSIX.1-2024 XCU csplit; `{*}`, `-b`, `-q`, `-z`, `--suppress-matched` as in GNU.

use kit::format::{Conversion, Spec};
use kit::prelude::*;
use kit::regex::{Flags, Regex};
use kit::sys;
use std::ffi::OsStr;
use std::fs::File;
use std::os::fd::AsRawFd;
use std::os::unix::ffi::OsStrExt;

const USAGE: &str = "\
[OPTIONS] FILE PATTERN...

Cut FILE into pieces xx00, xx01... and print their sizes

	-f, --prefix=PREFIX	Use PREFIX instead of xx
	-b, --suffix-format=FORMAT	Use printf's FORMAT instead of %02d
	-n, --digits=N	Use N digits instead of 2
	-k, --keep-files	Keep the pieces if there is an error
	-z, --elide-empty-files	Write no empty pieces
	--suppress-matched	Leave out the lines that match
	-s,-q, --quiet, --silent	Print no sizes

PATTERN:
	N		Up to line N, without it
	/REGEX/[OFFSET]	Up to the line that matches
	%REGEX%[OFFSET]	Skip up to the line that matches
	{N}, {*}	Repeat the pattern before N times, as often as possible
";

pub const APPLET: Applet =
    Applet { dir: Dir::UsrBin, kind: Kind::Pure, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const PREFIX: Key = Key::short(APPLET.options, 'f');
const FORMAT: Key = Key::short(APPLET.options, 'b');
const DIGITS: Key = Key::short(APPLET.options, 'n');
const KEEP: Key = Key::short(APPLET.options, 'k');
const NO_EMPTY: Key = Key::short(APPLET.options, 'z');
const SUPPRESS: Key = Key::long(USAGE, APPLET.options, "suppress-matched");
const QUIET: Key = Key::short(APPLET.options, 's');

enum Place {
    Line(u64),
    Match { regex: Box<Regex>, offset: i64, skip: bool },
}

struct Pattern<'a> {
    word: &'a [u8],
    place: Place,
    /// How often more; none: as often as possible.
    repeat: Option<u64>,
}

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    let (path, words) = match &given.operands[..] {
        [] => return Err(Error::Usage(Some(b"missing operand".to_vec()))),
        [path] => return Err(Error::Usage(Some(text!["missing operand after '", *path, "'"]))),
        [path, words @ ..] => (*path, words),
    };
    let patterns = patterns(cx, words)?;
    let (before, spec, after) = match given.value(FORMAT) {
        Some(format) => suffix_format(format)?,
        None => {
            let width = given.number::<u16>(DIGITS)?.unwrap_or(2);
            let spec = Spec { zero: true, width: usize::from(width), letter: b'd', ..Spec::default() };
            (&b""[..], spec, &b""[..])
        }
    };
    let mut input = cx.open(path).map_err(|e| fail!("cannot open '", path, "' for reading: ", e))?;
    let mut text = Vec::new();
    input.read_to_end(&mut text)?;
    let mut lines: Vec<usize> = vec![0];
    lines.extend(memchr::memchr_iter(b'\n', &text).map(|at| at + 1));
    if lines.last() != Some(&text.len()) {
        lines.push(text.len());
    }
    let mut pieces = Pieces {
        name: (given.value(PREFIX).unwrap_or(b"xx"), before, spec, after),
        made: Vec::new(),
        elide_empty: given.has(NO_EMPTY),
        quiet: given.has(QUIET),
    };
    let mut cut = Cut { text: &text, lines: &lines, at: 0, search: 0, suppress: given.has(SUPPRESS) };
    let result = cut.all(cx, &patterns, &mut pieces);
    if result.is_err() && !given.has(KEEP) {
        // What cannot be removed stays behind: the first error is what counts.
        pieces.made.iter().for_each(|name| drop(std::fs::remove_file(OsStr::from_bytes(name))));
    }
    result.map(|()| cx.status())
}

fn patterns<'a>(cx: &mut Context, words: &[&'a [u8]]) -> Result<Vec<Pattern<'a>>> {
    let mut patterns: Vec<Pattern> = Vec::new();
    let mut last_line = 0;
    for &word in words {
        match word {
            [quote @ (b'/' | b'%'), rest @ ..] => {
                let Some(end) = memchr::memrchr(*quote, rest) else {
                    return Err(fail!(word, ": closing delimiter '", [*quote], "' missing"));
                };
                let offset = match &rest[end + 1..] {
                    [] => 0,
                    offset => kit::number::decimal(offset)
                        .map_err(|_| fail!("'", word, "': integer expected after delimiter"))?,
                };
                let regex = Regex::new(&rest[..end], Flags::BASIC)
                    .map_err(|e| fail!("'", word, "': invalid regular expression: ", e.text()))?;
                let place = Place::Match { regex: Box::new(regex), offset, skip: *quote == b'%' };
                patterns.push(Pattern { word, place, repeat: Some(0) });
            }
            [b'{', rest @ ..] if !patterns.is_empty() => {
                let Some(inner) = rest.strip_suffix(b"}") else {
                    return Err(fail!(word, ": '}' is required in repeat count"));
                };
                let repeat = match inner {
                    b"*" => None,
                    digits if !digits.is_empty() && digits.iter().all(u8::is_ascii_digit) => {
                        Some(kit::number::decimal(digits)?)
                    }
                    _ => return Err(fail!(word, ": integer required between '{' and '}'")),
                };
                if let Some(pattern) = patterns.last_mut() {
                    pattern.repeat = repeat;
                }
            }
            _ => {
                let line: u64 = kit::number::decimal(word).map_err(|_| fail!("'", word, "': invalid pattern"))?;
                if line == 0 {
                    return Err(fail!(word, ": line number must be greater than zero"));
                }
                if line < last_line {
                    return Err(fail!("line number '", word, "' is smaller than preceding line number, ", last_line));
                }
                if line == last_line {
                    cx.warn(text!["warning: line number '", word, "' is the same as preceding line number"]);
                }
                last_line = line;
                patterns.push(Pattern { word, place: Place::Line(line), repeat: Some(0) });
            }
        }
    }
    Ok(patterns)
}

/// Text with one conversion of printf for an integer: what comes before it, the conversion, what comes after.
fn suffix_format(format: &[u8]) -> Result<(&[u8], Spec, &[u8])> {
    let percents = |text: &[u8]| memchr::memchr_iter(b'%', text).count();
    let Some(at) = memchr::memchr(b'%', format) else {
        return Err(fail!("missing % conversion specification in suffix"));
    };
    let (before, rest) = (&format[..at], &format[at + 1..]);
    let Some((conversion, used)) = Conversion::parse(rest) else {
        return Err(fail!("missing conversion specifier in suffix"));
    };
    let after = &rest[used..];
    if percents(after) > 0 {
        return Err(fail!("too many % conversion specifications in suffix"));
    }
    let spec = conversion.resolve(|_| 0);
    match spec.letter {
        b'd' | b'i' | b'u' | b'o' | b'x' | b'X' => Ok((before, spec, after)),
        letter => Err(fail!("invalid conversion specifier in suffix: ", [letter])),
    }
}

/// The files that are written.
struct Pieces<'a> {
    /// Prefix, what is before the number, its layout, what is behind it.
    name: (&'a [u8], &'a [u8], Spec, &'a [u8]),
    made: Vec<Vec<u8>>,
    elide_empty: bool,
    quiet: bool,
}

impl Pieces<'_> {
    fn write(&mut self, cx: &mut Context, content: &[u8]) -> Result<()> {
        if self.elide_empty && content.is_empty() {
            return Ok(());
        }
        let (prefix, before, spec, after) = self.name;
        let mut name = text![prefix, before];
        let number = self.made.len() as u64;
        if matches!(spec.letter, b'd' | b'i') {
            spec.signed(number as i64, &mut name)?;
        } else {
            spec.unsigned(number, &mut name)?;
        }
        name.extend_from_slice(after);
        let file = File::create(OsStr::from_bytes(&name)).map_err(|e| fail!(name.as_slice(), ": ", e))?;
        self.made.push(name.clone());
        sys::write_all(file.as_raw_fd(), content).map_err(|e| fail!(name.as_slice(), ": ", e))?;
        if !self.quiet {
            cx.out.write_all(&text![content.len() as u64, "\n"])?;
        }
        Ok(())
    }
}

/// How far the file has been cut.
struct Cut<'t> {
    text: &'t [u8],
    /// Where each line begins, and where the text ends.
    lines: &'t [usize],
    /// The line that the next piece begins with, counted from 0.
    at: usize,
    /// The line from which on a match is looked for.
    search: usize,
    suppress: bool,
}

impl Cut<'_> {
    fn count(&self) -> usize {
        self.lines.len() - 1
    }

    fn piece(&self, end: usize) -> &[u8] {
        &self.text[self.lines[self.at]..self.lines[end.clamp(self.at, self.count())]]
    }

    fn all(&mut self, cx: &mut Context, patterns: &[Pattern], pieces: &mut Pieces) -> Result<()> {
        for pattern in patterns {
            let mut round = 0;
            while pattern.repeat.is_none_or(|repeat| round <= repeat) {
                let repetition = || if round > 0 { text![" on repetition ", round] } else { Vec::new() };
                let out_of_range = || fail!("'", pattern.word, "': line number out of range", repetition());
                let (end, next_search, skip) = match &pattern.place {
                    Place::Line(line) => {
                        let end = usize::try_from(line.saturating_mul(round + 1) - 1).unwrap_or(usize::MAX);
                        if end >= self.count() {
                            self.rest(cx, pieces)?;
                            return Err(out_of_range());
                        }
                        (end.max(self.at), end, false)
                    }
                    Place::Match { regex, offset, skip } => {
                        let Some(found) = self.find(regex)? else {
                            if pattern.repeat.is_none() {
                                // As often as possible: the rest is the last piece.
                                return if *skip { Ok(()) } else { self.rest(cx, pieces) };
                            }
                            if !skip {
                                self.rest(cx, pieces)?;
                            }
                            return Err(fail!("'", pattern.word, "': match not found", repetition()));
                        };
                        let end = usize::try_from(found as i64 + offset).unwrap_or(0);
                        let too_early = (found as i64 + offset) < self.at as i64;
                        if too_early || end > self.count() {
                            if !skip {
                                let end = if too_early { self.at } else { self.count() };
                                pieces.write(cx, self.piece(end))?;
                            }
                            return Err(out_of_range());
                        }
                        (end, found.max(end) + 1, *skip)
                    }
                };
                if !skip {
                    pieces.write(cx, self.piece(end))?;
                }
                self.at = (end + usize::from(self.suppress)).min(self.count());
                self.search = next_search.max(self.search);
                round += 1;
            }
        }
        self.rest(cx, pieces)
    }

    fn rest(&mut self, cx: &mut Context, pieces: &mut Pieces) -> Result<()> {
        pieces.write(cx, self.piece(self.count()))
    }

    /// The next line that matches.
    fn find(&self, regex: &Regex) -> Result<Option<usize>> {
        for i in self.search..self.count() {
            let line = &self.text[self.lines[i]..self.lines[i + 1]];
            let line = line.strip_suffix(b"\n").unwrap_or(line);
            if regex.is_match(line).map_err(|e| fail!(e.text()))? {
                return Ok(Some(i));
            }
        }
        Ok(None)
    }
}
