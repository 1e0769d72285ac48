//! `xargs`: build command lines from input and run them
//!
//! POSIX.1-2024 XCU xargs; the options of BusyBox and GNU. A program that is an applet of this binary, and leaves the process
//! as it was, is called without a process of its own, unless several are to run at the same time.

use kit::input::Stdin;
use kit::nested::OwnApplets;
use kit::prelude::*;
use kit::process::{self, Ended, Spawn};
use kit::sys;
use std::fs::File;
use std::os::fd::AsRawFd;

const USAGE: &str = "\
[OPTIONS] [PROG ARGS]

Run PROG (echo if there is none) with the items of stdin as further arguments

	-0, --null	Items end in NUL; nothing quotes
	-d C, --delimiter=C	Items end in the character C (also \\n, \\t, \\0, \\xHH); nothing quotes
	-a FILE, --arg-file=FILE	Read FILE instead of stdin
	-o, --open-tty	PROG's stdin is the terminal
	-r, --no-run-if-empty	Don't run PROG without items
	-t, --verbose	Print command lines on stderr before they are run
	-p, --interactive	Ask whether to run each command line
	-E STR		An item STR ends the input
	-e[STR], --eof[=STR]	The same
	-I STR		Put each input line where STR is in ARGS
	-i[STR], --replace[=STR]	The same; {} if there is no STR
	-n N, --max-args=N	At most N items for one PROG
	-L N		At most N input lines for one PROG
	-l[N], --max-lines[=N]	The same; 1 if there is no N
	-s N, --max-chars=N	Command lines of at most N bytes
	-P N, --max-procs=N	Run up to N PROGs at the same time (0: no limit)
	-x, --exit	Fail if -s leaves no room for what -n or -L ask for
	--process-slot-var=NAME	Set NAME to 0, 1… in PROG's environment, different in those that run at the same time
	--show-limits	Say on stderr how long command lines may be

Words of the input are items; '...', \"...\" and \\ quote.
";

pub const APPLET: Applet = Applet {
    dir: Dir::UsrBin,
    kind: Kind::Process,
    usage: USAGE,
    options: options!(USAGE),
    run,
    stop_at_operand: true,
    ..Applet::DEFAULT
};

const NULL: Key = Key::short(APPLET.options, '0');
const DELIMITER: Key = Key::short(APPLET.options, 'd');
const FILE: Key = Key::short(APPLET.options, 'a');
const TERMINAL: Key = Key::short(APPLET.options, 'o');
const NOT_EMPTY: Key = Key::short(APPLET.options, 'r');
const VERBOSE: Key = Key::short(APPLET.options, 't');
const ASK: Key = Key::short(APPLET.options, 'p');
const END: Key = Key::short(APPLET.options, 'E');
const END_TOO: Key = Key::short(APPLET.options, 'e');
const REPLACE: Key = Key::short(APPLET.options, 'I');
const REPLACE_TOO: Key = Key::short(APPLET.options, 'i');
const MOST_ITEMS: Key = Key::short(APPLET.options, 'n');
const MOST_LINES: Key = Key::short(APPLET.options, 'L');
const MOST_LINES_TOO: Key = Key::short(APPLET.options, 'l');
const MOST_BYTES: Key = Key::short(APPLET.options, 's');
const PROCESSES: Key = Key::short(APPLET.options, 'P');
const EXIT: Key = Key::short(APPLET.options, 'x');
const SLOT_VARIABLE: Key = Key::long(USAGE, APPLET.options, "process-slot-var");
const SHOW_LIMITS: Key = Key::long(USAGE, APPLET.options, "show-limits");

/// The default of -s: what fits into any kernel's limit beside a large environment, and costs few processes.
const DEFAULT_BYTES: usize = 128 * 1024;

/// POSIX: what must be left of the kernel's limit for the environment that the program itself adds.
const HEADROOM: usize = 2048;
/// POSIX's least limit (`_POSIX_ARG_MAX`).
const LEAST_LIMIT: usize = 4096;

/// A program exited with 255.
const ABORTED: Status = Status(124);
/// A program was ended by a signal.
const KILLED: Status = Status(125);
/// A program failed.
const CHILD_FAILED: Status = Status(123);

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    let default: &[&[u8]] = &[b"echo"];
    let command = if given.operands.is_empty() { default } else { &given.operands[..] };

    let mut most_items = None;
    let mut most_lines = None;
    let mut replaced: Option<&[u8]> = None;
    for (key, value) in given.in_order() {
        // Of -I, -L and -n the last counts: each says what is one command.
        match key {
            MOST_ITEMS => (most_items, most_lines) = (Some(positive(value)?), None),
            MOST_LINES | MOST_LINES_TOO => {
                let lines = if value.is_some() { positive(value)? } else { 1 };
                (most_items, most_lines, replaced) = (None, Some(lines), None);
            }
            REPLACE | REPLACE_TOO => (most_lines, replaced) = (None, Some(value.unwrap_or(b"{}"))),
            _ => {}
        }
    }
    let environment: usize = cx.env.entries().iter().map(|entry| size(entry)).sum();
    let longest = kernel_limit().saturating_sub(environment + HEADROOM).max(LEAST_LIMIT);
    let most_bytes = match given.value(MOST_BYTES) {
        Some(value) => {
            let asked = positive(Some(value))?;
            if asked > longest {
                cx.warn(text!["warning: -s ", value, " is above the limit: ", longest]);
            }
            asked.min(longest)
        }
        None => DEFAULT_BYTES.min(longest),
    };
    if given.has(SHOW_LIMITS) {
        // Nobody is left to tell that standard error is closed.
        let _ = cx.err.write_all(&text![
            "Your environment variables take up ",
            environment,
            " bytes\n",
            "POSIX upper limit on argument length (this system): ",
            longest,
            "\n",
            "POSIX smallest allowable upper limit on argument length (all systems): ",
            LEAST_LIMIT,
            "\n",
            "Size of command buffer we are actually using: ",
            most_bytes,
            "\n",
            "Maximum parallelism (--max-procs must be no greater): ",
            i32::MAX as u32,
            "\n"
        ]);
    }
    let processes = match given.number::<u32>(PROCESSES)? {
        None => 1,
        Some(0) => usize::MAX,
        Some(n) => n as usize,
    };
    let syntax = match given.last(&[NULL, DELIMITER]) {
        Some(NULL) => Syntax::Delimited(0),
        Some(_) => Syntax::Delimited(delimiter(given.value(DELIMITER).unwrap_or_default())?),
        None if replaced.is_some() => Syntax::Lines,
        None => Syntax::Words,
    };
    let input = match given.value(FILE) {
        Some(name) => Input::open(name).map_err(|e| fail!(kit::input::cannot_open(name, &e)))?,
        None => cx.stdin(),
    };
    let end = given.last(&[END, END_TOO]).and_then(|key| given.value(key));
    let end = end.filter(|end| !end.is_empty() && matches!(syntax, Syntax::Words | Syntax::Lines));
    let mut items = Items { input, syntax, end, is_over: false };

    // With -a the programs have the standard input; else there is nothing left of it for them.
    let (stdin, input) = if given.has(TERMINAL) {
        let terminal = open(b"/dev/tty")?;
        let fd = terminal.as_raw_fd();
        (Some(terminal), Stdin::Fd(fd))
    } else if given.has(FILE) {
        (None, cx.input)
    } else {
        (File::open("/dev/null").ok(), Stdin::Memory(b""))
    };
    let mut spawn = Spawn::new(cx);
    if let Some(file) = &stdin {
        spawn.fds.push((file.as_raw_fd(), 0));
    }
    let slot_variable = given.value(SLOT_VARIABLE).map(<[u8]>::to_vec);
    if let Some(name) = &slot_variable {
        if name.contains(&b'=') {
            return Err(fail!("invalid --process-slot-var '", name, "'"));
        }
        // Its place; what it held is not handed on.
        let begins = text![name, "="];
        spawn.env.retain(|entry| !entry.to_bytes().starts_with(&begins));
        spawn.env.push(std::ffi::CString::default());
    }
    let mut runner = Runner {
        spawn,
        own: (processes == 1 && slot_variable.is_none()).then(OwnApplets::default),
        input,
        slot_variable,
        slots: Vec::new(),
        program: command[0].to_vec(),
        is_verbose: given.has(VERBOSE) || given.has(ASK),
        terminal: if given.has(ASK) { Some(Terminal::default()) } else { None },
        processes,
        running: 0,
        status: Status::OK,
    };
    let result = match replaced {
        Some(mark) => each_line(cx, &mut items, &mut runner, command, mark, most_bytes),
        None => {
            let limits = Limits {
                items: most_items.unwrap_or(usize::MAX),
                lines: most_lines,
                bytes: most_bytes,
                is_strict: given.has(EXIT),
            };
            batches(cx, &mut items, &mut runner, command, &limits, !given.has(NOT_EMPTY))
        }
    };
    while runner.running > 0 {
        let ended = runner.wait(cx);
        if result.is_ok() {
            ended?;
        }
    }
    result?;
    Ok(runner.status)
}

/// How many bytes the kernel takes for arguments and environment (execve(2)): a quarter of the stack's limit, at least 32
/// pages and at most 6 MiB.
fn kernel_limit() -> usize {
    let stack = sys::limit(libc::RLIMIT_STACK).map_or(8 << 20, |(soft, _)| soft);
    usize::try_from(stack / 4).unwrap_or(usize::MAX).clamp(32 * 4096, 6 << 20)
}

fn open(name: &[u8]) -> Result<File> {
    let path = std::path::Path::new(<std::ffi::OsStr as std::os::unix::ffi::OsStrExt>::from_bytes(name));
    File::options().read(true).write(true).open(path).map_err(|e| fail!(kit::input::cannot_open(name, &e)))
}

fn positive(value: Option<&[u8]>) -> Result<usize> {
    let n: i32 = kit::number::decimal(value.unwrap_or_default())?;
    match usize::try_from(n) {
        Ok(n) if n > 0 => Ok(n),
        _ => Err(fail!("number ", value.unwrap_or_default(), " is not in 1..2147483647 range")),
    }
}

/// The byte that -d names.
fn delimiter(word: &[u8]) -> Result<u8> {
    let number =
        |digits: &[u8], radix| std::str::from_utf8(digits).ok().and_then(|d| u8::from_str_radix(d, radix).ok());
    let byte = match word {
        [byte] => Some(*byte),
        [b'\\', letter] if !letter.is_ascii_digit() => match letter {
            b'a' => Some(7),
            b'b' => Some(8),
            b'f' => Some(12),
            b'n' => Some(b'\n'),
            b'r' => Some(b'\r'),
            b't' => Some(b'\t'),
            b'v' => Some(11),
            b'\\' => Some(b'\\'),
            _ => None,
        },
        [b'\\', b'x', digits @ ..] => number(digits, 16),
        [b'\\', digits @ ..] => number(digits, 8),
        _ => None,
    };
    byte.ok_or_else(|| fail!("invalid delimiter '", word, "'"))
}

/// How items are told apart.
#[derive(Clone, Copy)]
enum Syntax {
    Words,
    Lines,
    Delimited(u8),
}

struct Items<'a> {
    input: Input<'a>,
    syntax: Syntax,
    /// An item that ends the input.
    end: Option<&'a [u8]>,
    is_over: bool,
}

struct Item {
    text: Vec<u8>,
    /// A newline follows at once: behind a blank the line goes on in the next one.
    ends_line: bool,
}

impl Items<'_> {
    /// The next item; none at the end.
    fn next(&mut self) -> Result<Option<Item>> {
        if self.is_over {
            return Ok(None);
        }
        let item = match self.syntax {
            Syntax::Delimited(delimiter) => self.delimited(delimiter)?.map(|text| Item { text, ends_line: true }),
            Syntax::Lines => self.line()?.map(|text| Item { text, ends_line: true }),
            Syntax::Words => self.word()?,
        };
        self.is_over = item.as_ref().is_none_or(|item| self.end == Some(&item.text[..]));
        Ok(item.filter(|_| !self.is_over))
    }

    fn delimited(&mut self, delimiter: u8) -> Result<Option<Vec<u8>>> {
        let mut item = Vec::new();
        if !self.input.read_until(delimiter, &mut item)? {
            return Ok(None);
        }
        if item.last() == Some(&delimiter) {
            item.pop();
        }
        Ok(Some(item))
    }

    /// A line that is not blank, without its leading blanks.
    fn line(&mut self) -> Result<Option<Vec<u8>>> {
        while let Some(line) = self.delimited(b'\n')? {
            let blanks = line.iter().take_while(|b| is_blank(**b)).count();
            if blanks < line.len() {
                return Ok(Some(line[blanks..].to_vec()));
            }
        }
        Ok(None)
    }

    fn byte(&mut self) -> Result<Option<u8>> {
        let byte = self.input.fill()?.first().copied();
        if byte.is_some() {
            self.input.consume(1);
        }
        Ok(byte)
    }

    /// A word, with its quotes taken away.
    fn word(&mut self) -> Result<Option<Item>> {
        let mut word: Option<Vec<u8>> = None;
        loop {
            let Some(byte) = self.byte()? else { return Ok(word.map(|text| Item { text, ends_line: true })) };
            match byte {
                _ if is_blank(byte) => {
                    if let Some(text) = word {
                        return Ok(Some(Item { text, ends_line: byte == b'\n' }));
                    }
                }
                b'\\' => {
                    let quoted = self.byte()?;
                    word.get_or_insert_default().extend(quoted);
                }
                b'\'' | b'"' => {
                    let word = word.get_or_insert_default();
                    loop {
                        match self.byte()? {
                            Some(end) if end == byte => break,
                            Some(quoted) => word.push(quoted),
                            None if byte == b'"' => return Err(fail!("unmatched double quote")),
                            None => return Err(fail!("unmatched single quote")),
                        }
                    }
                }
                _ => word.get_or_insert_default().push(byte),
            }
        }
    }
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t'..=b'\r')
}

/// How much goes into one command line.
struct Limits {
    items: usize,
    lines: Option<usize>,
    bytes: usize,
    is_strict: bool,
}

/// The place of a word in a command line, with its NUL.
fn size(word: &[u8]) -> usize {
    word.len() + 1
}

/// Runs `command` with as many items at a time as the limits allow.
fn batches(
    cx: &mut Context,
    items: &mut Items,
    runner: &mut Runner,
    command: &[&[u8]],
    limits: &Limits,
    mut runs_empty: bool,
) -> Result<()> {
    let fixed: usize = command.iter().map(|word| size(word)).sum();
    let mut batch: Vec<Vec<u8>> = Vec::new();
    let (mut bytes, mut lines) = (fixed, 0);
    let too_long = |item: &[u8]| {
        if size(item) > limits.bytes {
            fail!("argument line too long")
        } else {
            fail!("can't fit single argument within argument list size limit")
        }
    };
    if fixed > limits.bytes {
        return Err(too_long(b""));
    }
    let mut run = |cx: &mut Context, batch: &mut Vec<Vec<u8>>| {
        let argv: Vec<&[u8]> = command.iter().copied().chain(batch.iter().map(Vec::as_slice)).collect();
        let result = runner.run(cx, &argv);
        batch.clear();
        result
    };
    while let Some(item) = items.next()? {
        runs_empty = false;
        if bytes + size(&item.text) > limits.bytes {
            if batch.is_empty() {
                return Err(too_long(&item.text));
            }
            if limits.is_strict && (limits.items < usize::MAX || limits.lines.is_some()) {
                return Err(fail!("argument line too long"));
            }
            run(cx, &mut batch)?;
            (bytes, lines) = (fixed, 0);
            if bytes + size(&item.text) > limits.bytes {
                return Err(too_long(&item.text));
            }
        }
        bytes += size(&item.text);
        lines += usize::from(item.ends_line);
        batch.push(item.text);
        if batch.len() >= limits.items || limits.lines.is_some_and(|most| lines >= most) {
            run(cx, &mut batch)?;
            (bytes, lines) = (fixed, 0);
        }
    }
    if !batch.is_empty() || runs_empty {
        run(cx, &mut batch)?;
    }
    Ok(())
}

/// Runs `command` for each line, which stands where `mark` is.
fn each_line(
    cx: &mut Context,
    items: &mut Items,
    runner: &mut Runner,
    command: &[&[u8]],
    mark: &[u8],
    most_bytes: usize,
) -> Result<()> {
    while let Some(item) = items.next()? {
        let argv: Vec<Vec<u8>> = command.iter().map(|word| replaced(word, mark, &item.text)).collect();
        if argv.iter().map(|word| size(word)).sum::<usize>() > most_bytes {
            return Err(fail!("argument line too long"));
        }
        runner.run(cx, &argv.iter().map(Vec::as_slice).collect::<Vec<_>>())?;
    }
    Ok(())
}

/// `word` with every `mark` replaced by `text`.
fn replaced(word: &[u8], mark: &[u8], text: &[u8]) -> Vec<u8> {
    if mark.is_empty() {
        return word.to_vec();
    }
    let mut result = Vec::new();
    let mut at = 0;
    for found in memchr::memmem::find_iter(word, mark) {
        result.extend_from_slice(&word[at..found]);
        result.extend_from_slice(text);
        at = found + mark.len();
    }
    result.extend_from_slice(&word[at..]);
    result
}

/// Starts the programs, and remembers how they ended.
struct Runner<'a> {
    spawn: Spawn<'a>,
    /// Set if what needs no process shall have none.
    own: Option<OwnApplets>,
    /// What a program that is called without a process has as standard input.
    input: Stdin<'a>,
    slot_variable: Option<Vec<u8>>,
    /// The process in each slot; 0 in those that are free.
    slots: Vec<i32>,
    program: Vec<u8>,
    is_verbose: bool,
    /// Where -p asks.
    terminal: Option<Terminal>,
    processes: usize,
    running: usize,
    status: Status,
}

#[derive(Default)]
struct Terminal(Option<Input<'static>>);

impl Terminal {
    /// Does the user say yes?
    fn agrees(&mut self, cx: &Context) -> Result<bool> {
        let input = match &mut self.0 {
            Some(input) => input,
            none => {
                let name = b"/dev/tty";
                none.insert(Input::open(name).map_err(|e| fail!(kit::input::cannot_open(name, &e)))?)
            }
        };
        let _ = cx.err.write_all(b"?...");
        let mut line = Vec::new();
        input.read_until(b'\n', &mut line)?;
        Ok(matches!(line.first(), Some(b'y' | b'Y')))
    }
}

impl Runner<'_> {
    fn run(&mut self, cx: &mut Context, argv: &[&[u8]]) -> Result<()> {
        if self.is_verbose {
            let mut line = argv.join(&b' ');
            if self.terminal.is_none() {
                line.push(b'\n');
            }
            // Nobody is left to tell that standard error is closed.
            let _ = cx.err.write_all(&line);
        }
        if let Some(terminal) = &mut self.terminal
            && !terminal.agrees(cx)?
        {
            return Ok(());
        }
        while self.running >= self.processes {
            self.wait(cx)?;
        }
        if let Some(own) = &mut self.own
            && let Some(status) = own.call(cx, argv, self.input)?
        {
            return self.note(Ended::Exited(status.0));
        }
        let slot = self.slots.iter().position(|pid| *pid == 0).unwrap_or(self.slots.len());
        if let (Some(name), Some(place)) = (&self.slot_variable, self.spawn.env.last_mut()) {
            *place = process::c_string(&text![name, "=", slot]);
        }
        match self.spawn.spawn(argv) {
            Ok(pid) => {
                self.running += 1;
                self.slots.resize(self.slots.len().max(slot + 1), 0);
                self.slots[slot] = pid;
            }
            Err(error) => {
                let status = if error.raw_os_error() == Some(libc::ENOENT) {
                    process::NOT_FOUND
                } else {
                    process::NOT_EXECUTABLE
                };
                return Err(fail!(status status.0; argv[0], ": ", error));
            }
        }
        if self.processes == 1 {
            return self.wait(cx);
        }
        // What has ended meanwhile is noticed now, so that a failure stops the work soon.
        while self.running > 0 && self.reap(cx, libc::WNOHANG)? {}
        Ok(())
    }

    fn wait(&mut self, cx: &mut Context) -> Result<()> {
        self.reap(cx, 0).map(drop)
    }

    /// Notes the end of a program; false if none has ended.
    fn reap(&mut self, cx: &mut Context, flags: i32) -> Result<bool> {
        let (pid, status) = loop {
            match sys::wait_once(-1, flags) {
                Ok(ended) => break ended,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted && !cx.interrupted() => {}
                Err(error) => {
                    self.running = 0;
                    return Err(fail!("wait: ", error));
                }
            }
        };
        if pid == 0 {
            return Ok(false);
        }
        self.running -= 1;
        if let Some(slot) = self.slots.iter_mut().find(|slot| **slot == pid) {
            *slot = 0;
        }
        self.note(Ended::of(status)).map(|()| true)
    }

    /// Remembers how a program ended.
    fn note(&mut self, ended: Ended) -> Result<()> {
        match ended {
            Ended::Exited(0) => Ok(()),
            Ended::Exited(255) => Err(fail!(status ABORTED.0; self.program, ": exited with status 255; aborting")),
            Ended::Exited(_) => {
                self.status = CHILD_FAILED;
                Ok(())
            }
            Ended::Signalled(signal) => {
                Err(fail!(status KILLED.0; "'", self.program, "' terminated by signal ", signal))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(text: &[u8], syntax: Syntax) -> Vec<String> {
        let mut items = Items { input: Input::memory(text, b"-"), syntax, end: Some(b"END"), is_over: false };
        let mut all = Vec::new();
        while let Some(item) = items.next().unwrap() {
            let mark = if item.ends_line { "$" } else { "" };
            all.push(format!("{}{mark}", String::from_utf8(item.text).unwrap()));
        }
        all
    }

    #[test]
    fn quotes_make_one_word() {
        assert_eq!(items(b" a 'b c'd\n\"e\nf\" g\\ h\\\ni", Syntax::Words), ["a", "b cd$", "e\nf", "g h\ni$"]);
        assert_eq!(items(b"'' x\nEND y", Syntax::Words), ["", "x$"]);
        assert_eq!(items(b"a \nb\n\nc", Syntax::Words), ["a", "b$", "c$"]);
    }

    #[test]
    fn lines_keep_their_quotes() {
        assert_eq!(items(b"  a 'b\n \nc d ", Syntax::Lines), ["a 'b$", "c d $"]);
        assert_eq!(items(b"a b\0\0c", Syntax::Delimited(0)), ["a b$", "$", "c$"]);
    }

    #[test]
    fn the_mark_is_replaced_wherever_it_stands() {
        assert_eq!(replaced(b"x{}y{}", b"{}", b"1"), b"x1y1");
        assert_eq!(delimiter(b"\\n").ok(), Some(b'\n'));
        assert_eq!(delimiter(b"\\x2c").ok(), Some(b','));
        assert!(delimiter(b"ab").is_err());
    }
}
