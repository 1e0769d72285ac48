//! `grep`, `egrep`, `fgrep`: print lines that match patterns
//!
//! POSIX.1-2024 XCU grep; the options of BusyBox and GNU's long ones. Unlike GNU's, a file with NUL bytes is text (as in
//! BusyBox) unless `-I` leaves such files out.

mod search;

use kit::pattern::Pattern;
use kit::prelude::*;
use kit::regex::{Flags, Regex, RegexError};
use kit::sys::files;
use kit::walk::{Follow, Visit, Walk};
use search::{Matcher, Plan, Search};
use std::fs::File;

const USAGE: &str = "\
[-HhnlLoqvsrRiwFE] [-m N] [-A|B|C N] { PATTERN | -e PATTERN... | -f FILE... } [FILE]...

Print the lines of FILEs (or stdin) that match PATTERN

	-H, --with-filename	Begin lines with the file's name
	-h, --no-filename	Never begin lines with the file's name
	-n, --line-number	Begin lines with their number
	-b, --byte-offset	Begin lines with their offset in bytes
	-l, --files-with-matches	Print only the names of files with a match
	-L, --files-without-match	Print only the names of files without one
	-c, --count	Print only how many lines match
	-o, --only-matching	Print only what matches of a line
	-q, --quiet, --silent	Print nothing; the status tells
	-v, --invert-match	Take the lines that do not match
	-s, --no-messages	Say nothing about files that can't be read
	-r, --recursive	Search directories
	-R, --dereference-recursive	Search directories, following links
	-i, --ignore-case	Letters match in both cases
~	-y		The same
	-w, --word-regexp	Match whole words only
	-x, --line-regexp	Match whole lines only
	-F, --fixed-strings	PATTERN is no regular expression
	-E, --extended-regexp	PATTERN is an extended regular expression
	-G, --basic-regexp	PATTERN is a basic regular expression (default)
	-m N, --max-count=N	Take at most N lines of a file
	-A N, --after-context=N	Print N lines after a match
	-B N, --before-context=N	Print N lines before a match
	-C N, --context=N	Same as '-A N -B N'; also -N
	-e PTRN, --regexp=PTRN	Pattern to match
	-f FILE, --file=FILE	Read patterns from FILE, one a line
	-a, --text	Files with NUL bytes are text (default)
	-I		Files with NUL bytes do not match
	-z, --null-data	Lines end in NUL
	-Z, --null	End file names with NUL
	--include=GLOB	With -r, search only files of such names
	--exclude=GLOB	Leave out files of such names
	--exclude-dir=GLOB	With -r, leave out directories of such names
	--color[=WHEN]	Colour matches: always, never or auto
~	--colour[=WHEN]	The same
	--binary-files=TYPE	text (same as -a) or without-match (-I)
	--line-buffered	Write every line at once
	--label=NAME	Name of standard input in the output
	-V, --version	Print the version
";

pub const APPLET: Applet = Applet {
    dir: Dir::Bin,
    kind: Kind::Pure,
    usage: USAGE,
    options: options!(USAGE),
    run,
    usage_status: 2,
    write_status: 2,
    ..Applet::DEFAULT
};

const WITH_NAME: Key = Key::short(APPLET.options, 'H');
const WITHOUT_NAME: Key = Key::short(APPLET.options, 'h');
const NUMBER: Key = Key::short(APPLET.options, 'n');
const OFFSET: Key = Key::short(APPLET.options, 'b');
const LIST: Key = Key::short(APPLET.options, 'l');
const LIST_OTHERS: Key = Key::short(APPLET.options, 'L');
const COUNT: Key = Key::short(APPLET.options, 'c');
const ONLY: Key = Key::short(APPLET.options, 'o');
const QUIET: Key = Key::short(APPLET.options, 'q');
const INVERT: Key = Key::short(APPLET.options, 'v');
const NO_MESSAGES: Key = Key::short(APPLET.options, 's');
const RECURSE: Key = Key::short(APPLET.options, 'r');
const RECURSE_LINKS: Key = Key::short(APPLET.options, 'R');
const IGNORE_CASE: Key = Key::short(APPLET.options, 'i');
const IGNORE_CASE_TOO: Key = Key::short(APPLET.options, 'y');
const WORD: Key = Key::short(APPLET.options, 'w');
const WHOLE: Key = Key::short(APPLET.options, 'x');
const FIXED: Key = Key::short(APPLET.options, 'F');
const EXTENDED: Key = Key::short(APPLET.options, 'E');
const BASIC: Key = Key::short(APPLET.options, 'G');
const MAX: Key = Key::short(APPLET.options, 'm');
const AFTER: Key = Key::short(APPLET.options, 'A');
const BEFORE: Key = Key::short(APPLET.options, 'B');
const CONTEXT: Key = Key::short(APPLET.options, 'C');
const PATTERN: Key = Key::short(APPLET.options, 'e');
const PATTERN_FILE: Key = Key::short(APPLET.options, 'f');
const TEXT: Key = Key::short(APPLET.options, 'a');
const NO_BINARY: Key = Key::short(APPLET.options, 'I');
const NULL_DATA: Key = Key::short(APPLET.options, 'z');
const NULL_NAMES: Key = Key::short(APPLET.options, 'Z');
const INCLUDE: Key = Key::long(USAGE, APPLET.options, "include");
const EXCLUDE: Key = Key::long(USAGE, APPLET.options, "exclude");
const EXCLUDE_DIR: Key = Key::long(USAGE, APPLET.options, "exclude-dir");
const COLOR: Key = Key::long(USAGE, APPLET.options, "color");
const COLOUR: Key = Key::long(USAGE, APPLET.options, "colour");
const BINARY_FILES: Key = Key::long(USAGE, APPLET.options, "binary-files");
const LINE_BUFFERED: Key = Key::long(USAGE, APPLET.options, "line-buffered");
const LABEL: Key = Key::long(USAGE, APPLET.options, "label");
const VERSION: Key = Key::short(APPLET.options, 'V');

/// The status of any trouble.
const TROUBLE: Status = Status(2);

fn run(cx: &mut Context) -> Result<Status> {
    let args = with_context_numbers(cx.args);
    let args: Vec<&[u8]> = args.iter().map(Vec::as_slice).collect();
    let given = cx.options_of(&args)?;
    if given.has(VERSION) {
        cx.out.line(concat!("grep (Cairn) ", env!("CARGO_PKG_VERSION")).as_bytes())?;
        return Ok(Status::OK);
    }
    match grep(cx, &given) {
        // grep's status of trouble is 2, also here.
        Err(Error::Write(e))
            if e.kind() != std::io::ErrorKind::BrokenPipe && e.kind() != std::io::ErrorKind::Interrupted =>
        {
            Err(fail!(status 2; "write error: ", e))
        }
        Err(Error::Failed(status, text)) if status == Status::FAILED => Err(Error::Failed(TROUBLE, text)),
        other => other,
    }
}

/// `-5` becomes `-C 5`, as GNU's grep takes it.
fn with_context_numbers(args: &[&[u8]]) -> Vec<Vec<u8>> {
    let mut result = Vec::with_capacity(args.len());
    let mut is_value = false;
    let mut is_over = false;
    for arg in args {
        match arg {
            [b'-', digits @ ..]
                if !digits.is_empty() && digits.iter().all(u8::is_ascii_digit) && !is_value && !is_over =>
            {
                result.push(text!["-C", *digits]);
            }
            _ => result.push(arg.to_vec()),
        }
        is_over |= *arg == b"--" && !is_value;
        is_value = !is_value
            && matches!(arg, [b'-', first, rest @ ..] if *first != b'-'
                && [*first].iter().chain(rest).position(|c| b"efmABC".contains(c)) == Some(rest.len()));
    }
    result
}

fn grep(cx: &mut Context, given: &Given) -> Result<Status> {
    let mut operands = &given.operands[..];
    let patterns = patterns(cx, given, &mut operands)?;
    let plan = plan(cx, given, operands)?;
    let matcher = matcher(cx, given, &patterns)?;
    if given.has(LINE_BUFFERED) {
        cx.out.set_line_buffered();
    }
    let filter = Filter {
        include: given.values(INCLUDE).map(|g| Pattern::new(g, &[])).collect(),
        exclude: given.values(EXCLUDE).map(|g| Pattern::new(g, &[])).collect(),
        // `--exclude-dir=.git/` means the same.
        exclude_dir: given.values(EXCLUDE_DIR).map(|g| Pattern::new(g.strip_suffix(b"/").unwrap_or(g), &[])).collect(),
    };
    let mut grep = Grep {
        search: Search::new(plan, matcher),
        has_match: false,
        has_trouble: false,
        is_silent: given.has(NO_MESSAGES),
    };
    let follow = match given.last(&[RECURSE, RECURSE_LINKS]) {
        None => None,
        Some(_) if given.has(RECURSE_LINKS) => Some(Follow::Always),
        Some(_) => Some(Follow::Operands),
    };
    for operand in kit::context::or_stdin(operands) {
        match follow {
            Some(follow) if *operand != b"-" => grep.tree(cx, operand, follow, &filter)?,
            _ => grep.operand(cx, operand, &filter)?,
        }
        if grep.has_match && grep.search.plan.quiet {
            return Ok(Status::OK);
        }
    }
    Ok(match (grep.has_trouble, grep.has_match) {
        (true, _) => TROUBLE,
        (_, true) => Status::OK,
        _ => Status::FAILED,
    })
}

/// All patterns: those of -e and -f, else the first operand, which is taken off.
fn patterns(cx: &mut Context, given: &Given, operands: &mut &[&[u8]]) -> Result<Vec<Vec<u8>>> {
    let mut patterns = Vec::new();
    let mut add = |text: &[u8]| patterns.extend(text.split(|b| *b == b'\n').map(<[u8]>::to_vec));
    for (key, value) in given.in_order() {
        let value = value.unwrap_or_default();
        if key == PATTERN {
            add(value);
        } else if key == PATTERN_FILE {
            let mut text = Vec::new();
            let mut input = cx.open(value).map_err(|e| fail!(status 2; value, ": ", e))?;
            input.read_to_end(&mut text).map_err(ReadError::named)?;
            if let Some(text) = text.strip_suffix(b"\n") {
                add(text);
            } else if !text.is_empty() {
                add(&text);
            }
        }
    }
    if !given.has(PATTERN) && !given.has(PATTERN_FILE) {
        let Some((first, rest)) = operands.split_first() else { return Err(Error::Usage(None)) };
        add(first);
        *operands = rest;
    }
    Ok(patterns)
}

fn plan(cx: &Context, given: &Given, operands: &[&[u8]]) -> Result<Plan> {
    let (mut after, mut before) = (0, 0);
    let mut without_binary = false;
    for (key, value) in given.in_order() {
        let number = || kit::number::decimal::<u32>(value.unwrap_or_default()).map(|n| n as usize);
        match key {
            AFTER => after = number()?,
            BEFORE => before = number()?,
            CONTEXT => (after, before) = (number()?, number()?),
            NO_BINARY => without_binary = true,
            TEXT => without_binary = false,
            BINARY_FILES => match value {
                Some(b"text") => without_binary = false,
                Some(b"without-match") => without_binary = true,
                _ => return Err(Error::Usage(Some(b"unknown type of binary files".to_vec()))),
            },
            _ => {}
        }
    }
    let mut color = false;
    if let Some(key) = given.last(&[COLOR, COLOUR]) {
        color = match given.value(key).unwrap_or(b"auto") {
            b"always" | b"yes" | b"force" => true,
            b"never" | b"no" | b"none" => false,
            b"auto" | b"tty" | b"if-tty" => {
                cx.out.is_terminal() && cx.env.get(b"TERM").is_none_or(|term| term != b"dumb")
            }
            other => return Err(Error::Usage(Some(text!["invalid argument '", other, "' of --color"]))),
        };
    }
    let max = match given.value(MAX) {
        // A negative number is no limit, as in GNU's.
        Some(value) => u64::try_from(kit::number::decimal::<i64>(value)?).ok(),
        None => None,
    };
    let recurses = given.has(RECURSE) || given.has(RECURSE_LINKS);
    let with_name = match given.last(&[WITH_NAME, WITHOUT_NAME]) {
        Some(key) => key == WITH_NAME,
        // Of one operand that is no directory the name is not needed.
        None => {
            operands.len() > 1
                || recurses && operands.iter().any(|o| files::stat(o).is_ok_and(|s| kit::walk::is_dir(&s)))
        }
    };
    Ok(Plan {
        invert: given.has(INVERT),
        max,
        after,
        before,
        count: given.has(COUNT),
        list: given.has(LIST),
        list_others: given.has(LIST_OTHERS),
        quiet: given.has(QUIET),
        only: given.has(ONLY),
        number: given.has(NUMBER),
        offset: given.has(OFFSET),
        with_name,
        null_names: given.has(NULL_NAMES),
        end: if given.has(NULL_DATA) { 0 } else { b'\n' },
        color,
        without_binary,
        label: given.value(LABEL).unwrap_or(b"(standard input)").to_vec(),
    })
}

fn matcher(cx: &Context, given: &Given, patterns: &[Vec<u8>]) -> Result<Matcher> {
    let extended = match given.last(&[EXTENDED, BASIC]) {
        Some(key) => key == EXTENDED,
        None => cx.name == "egrep",
    };
    let flags = Flags {
        extended,
        literal: given.has(FIXED) || cx.name == "fgrep" && !given.has(EXTENDED) && !given.has(BASIC),
        ignore_case: given.has(IGNORE_CASE) || given.has(IGNORE_CASE_TOO),
        // With -z a newline is a character like others.
        lines: !given.has(NULL_DATA),
        whole: given.has(WHOLE),
        word: given.has(WORD),
        ..Flags::BASIC
    }
    .in_locale(cx.env);
    let patterns: Vec<&[u8]> = patterns.iter().map(Vec::as_slice).collect();
    compile(&patterns, flags)
        .map(|regexes| Matcher::new(regexes, if given.has(NULL_DATA) { 0 } else { b'\n' }))
        .map_err(|(error, pattern)| Error::Failed(TROUBLE, error.message(pattern)))
}

/// One regex for all patterns, but each with back-references by itself: those are slow.
fn compile<'p>(patterns: &[&'p [u8]], flags: Flags) -> std::result::Result<Vec<Regex>, (RegexError, &'p [u8])> {
    match Regex::any_of(patterns, flags) {
        Ok(regex) if !regex.has_back_references() || patterns.len() == 1 => Ok(vec![regex]),
        Err(RegexError::Space) if patterns.len() == 1 => Err((RegexError::Space, patterns[0])),
        Ok(_) => {
            let mut regexes = Vec::new();
            let mut plain = Vec::new();
            for pattern in patterns {
                let regex = Regex::new(pattern, flags).map_err(|e| (e, *pattern))?;
                if regex.has_back_references() {
                    regexes.push(regex);
                } else {
                    plain.push(*pattern);
                }
            }
            if !plain.is_empty() {
                regexes.push(Regex::any_of(&plain, flags).map_err(|e| (e, plain[0]))?);
            }
            Ok(regexes)
        }
        Err(error) => {
            // Which one is it?
            for pattern in patterns {
                Regex::new(pattern, flags).map_err(|e| (e, *pattern))?;
            }
            Err((error, patterns.first().copied().unwrap_or_default()))
        }
    }
}

/// Which names are searched.
struct Filter {
    include: Vec<Pattern>,
    exclude: Vec<Pattern>,
    exclude_dir: Vec<Pattern>,
}

impl Filter {
    fn takes_file(&self, name: &[u8]) -> bool {
        let any = |globs: &[Pattern]| globs.iter().any(|g| g.matches(name));
        (self.include.is_empty() || any(&self.include)) && !any(&self.exclude)
    }

    fn takes_dir(&self, name: &[u8]) -> bool {
        !self.exclude_dir.iter().any(|g| g.matches(name))
    }
}

struct Grep {
    search: Search,
    has_match: bool,
    has_trouble: bool,
    is_silent: bool,
}

impl Grep {
    fn trouble(&mut self, cx: &mut Context, name: &[u8], error: &std::io::Error) {
        self.has_trouble = true;
        if !self.is_silent {
            cx.complain(text![name, ": ", *error]);
        }
    }

    /// A file that was named, or standard input.
    fn operand(&mut self, cx: &mut Context, name: &[u8], filter: &Filter) -> Result<()> {
        if name != b"-" && !filter.takes_file(base_name(name)) {
            return Ok(());
        }
        match cx.open(name) {
            Ok(input) => self.input(cx, input, name),
            Err(error) => {
                self.trouble(cx, name, &error);
                Ok(())
            }
        }
    }

    fn input(&mut self, cx: &mut Context, mut input: Input, name: &[u8]) -> Result<()> {
        let label;
        let shown = if name == b"-" {
            label = self.search.plan.label.clone();
            &label[..]
        } else {
            name
        };
        match self.search.file(&mut cx.out, &mut input, shown) {
            Ok(found) => self.has_match |= found,
            Err(search::Failure::Other(error)) => return Err(error),
            // A directory has no lines; grep says nothing about it.
            Err(search::Failure::Read(error)) if error.source.raw_os_error() == Some(libc::EISDIR) => {}
            Err(search::Failure::Read(error)) => self.trouble(cx, shown, &error.source),
        }
        Ok(())
    }

    fn tree(&mut self, cx: &mut Context, operand: &[u8], follow: Follow, filter: &Filter) -> Result<()> {
        let mut walk = Walk::new(operand, follow);
        while let Some(visit) = walk.next() {
            if cx.interrupted() {
                return Err(Error::Silent(Status(130)));
            }
            match visit {
                Visit::Enter => {
                    if !filter.takes_dir(base_name(walk.path())) {
                        walk.skip();
                    }
                }
                Visit::Leave => {}
                Visit::Failed(error) | Visit::Unopened(error) => {
                    let path = walk.path().to_vec();
                    self.trouble(cx, &path, &error);
                }
                Visit::File => {
                    if !filter.takes_file(base_name(walk.path())) {
                        continue;
                    }
                    if walk.depth() > 0 && !is_searched(&mut walk) {
                        continue;
                    }
                    let path = walk.path().to_vec();
                    match files::open_at(walk.dir(), walk.name(), libc::O_RDONLY, 0) {
                        Ok(fd) => self.input(cx, Input::from_file(File::from(fd), &path), &path)?,
                        Err(error) => self.trouble(cx, &path, &error),
                    }
                    if self.has_match && self.search.plan.quiet {
                        return Ok(());
                    }
                }
            }
        }
        Ok(())
    }
}

/// Below an operand only regular files are searched, also through links: a FIFO would block.
fn is_searched(walk: &mut Walk) -> bool {
    files::stat_at(walk.dir(), walk.name(), 0).is_ok_and(|s| s.st_mode & libc::S_IFMT == libc::S_IFREG)
}

fn base_name(path: &[u8]) -> &[u8] {
    let path = match path.iter().rposition(|c| *c != b'/') {
        Some(last) => &path[..=last],
        None => return path,
    };
    path.iter().rposition(|c| *c == b'/').map_or(path, |i| &path[i + 1..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_with_a_dash_is_the_context() {
        let rewritten = |args: &[&str]| {
            let args: Vec<&[u8]> = args.iter().map(|a| a.as_bytes()).collect();
            let joined = with_context_numbers(&args).join(&b' ');
            String::from_utf8(joined).unwrap()
        };
        assert_eq!(rewritten(&["-5", "x"]), "-C5 x");
        assert_eq!(rewritten(&["-e", "-5", "-3"]), "-e -5 -C3");
        assert_eq!(rewritten(&["-nA", "-5"]), "-nA -5");
        assert_eq!(rewritten(&["-ex", "-5"]), "-ex -C5");
        assert_eq!(rewritten(&["--", "-5"]), "-- -5");
    }
}
