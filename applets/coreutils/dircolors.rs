//! `dircolors`: set up the colours of ls
//!
//! Not in POSIX; as in GNU. The database is Cairn's own.

use kit::pattern::Pattern;
use kit::prelude::*;

const USAGE: &str = "\
[-b|-c|-p] [FILE]

Print commands that set LS_COLORS by FILE, or by the database built in

	-b, --sh, --bourne-shell	Commands of sh
	-c, --csh, --c-shell	Commands of csh
	-p, --print-database	Print the database built in
	--print-ls-colors	Print the colours as ls shows them, one a line
";

pub const APPLET: Applet = Applet { kind: Kind::Pure, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const BOURNE: Key = Key::short(APPLET.options, 'b');
const CSH: Key = Key::short(APPLET.options, 'c');
const DATABASE: Key = Key::short(APPLET.options, 'p');
const SAMPLES: Key = Key::long(USAGE, APPLET.options, "print-ls-colors");

/// Keywords of the database, and the keys of `LS_COLORS` that they stand for.
const KEYWORDS: [(&[u8], &[u8]); 35] = [
    (b"NORMAL", b"no"),
    (b"NORM", b"no"),
    (b"FILE", b"fi"),
    (b"RESET", b"rs"),
    (b"DIR", b"di"),
    (b"LNK", b"ln"),
    (b"LINK", b"ln"),
    (b"SYMLINK", b"ln"),
    (b"ORPHAN", b"or"),
    (b"MISSING", b"mi"),
    (b"FIFO", b"pi"),
    (b"PIPE", b"pi"),
    (b"SOCK", b"so"),
    (b"BLK", b"bd"),
    (b"BLOCK", b"bd"),
    (b"CHR", b"cd"),
    (b"CHAR", b"cd"),
    (b"DOOR", b"do"),
    (b"EXEC", b"ex"),
    (b"LEFT", b"lc"),
    (b"LEFTCODE", b"lc"),
    (b"RIGHT", b"rc"),
    (b"RIGHTCODE", b"rc"),
    (b"END", b"ec"),
    (b"ENDCODE", b"ec"),
    (b"SUID", b"su"),
    (b"SETUID", b"su"),
    (b"SGID", b"sg"),
    (b"SETGID", b"sg"),
    (b"STICKY", b"st"),
    (b"OTHER_WRITABLE", b"ow"),
    (b"STICKY_OTHER_WRITABLE", b"tw"),
    (b"CAPABILITY", b"ca"),
    (b"MULTIHARDLINK", b"mh"),
    (b"CLRTOEOL", b"cl"),
];

const DATABASE_TEXT: &str = "\
# Colours of ls, for dircolors. A line is a keyword or the end of a name (.gz, *README), and a colour:
# numbers with semicolons between, of ECMA-48's SGR. 0 is none, 1 bold, 4 underlined, 7 reversed,
# 30-37 the letters and 40-47 the ground: black red green yellow blue magenta cyan white.
# Lines between TERM or COLORTERM and the next such hold for terminals that match one of them.

COLORTERM ?*
TERM *color*
TERM alacritty*
TERM ansi
TERM cons25
TERM console
TERM cygwin
TERM foot*
TERM konsole
TERM kitty*
TERM linux*
TERM rxvt*
TERM screen*
TERM st-*
TERM tmux*
TERM vt100
TERM vt220
TERM xterm*

RESET 0
DIR 01;34
LINK 01;36
MULTIHARDLINK 00
FIFO 40;33
SOCK 01;35
BLK 40;33;01
CHR 40;33;01
ORPHAN 40;31;01
MISSING 00
SETUID 37;41
SETGID 30;43
CAPABILITY 00
STICKY_OTHER_WRITABLE 30;42
OTHER_WRITABLE 34;42
STICKY 37;44
EXEC 01;32

# Archives and packages
.7z 01;31
.apk 01;31
.bz2 01;31
.cpio 01;31
.deb 01;31
.gz 01;31
.jar 01;31
.lz 01;31
.lz4 01;31
.lzma 01;31
.rar 01;31
.rpm 01;31
.tar 01;31
.tbz2 01;31
.tgz 01;31
.txz 01;31
.xz 01;31
.zip 01;31
.zst 01;31

# Pictures and films
.avif 01;35
.bmp 01;35
.gif 01;35
.ico 01;35
.jpeg 01;35
.jpg 01;35
.mkv 01;35
.mov 01;35
.mp4 01;35
.mpeg 01;35
.png 01;35
.svg 01;35
.tiff 01;35
.webm 01;35
.webp 01;35

# Sound
.aac 00;36
.flac 00;36
.m4a 00;36
.mp3 00;36
.ogg 00;36
.opus 00;36
.wav 00;36

# What is left over
*~ 00;90
.bak 00;90
.old 00;90
.orig 00;90
.part 00;90
.rej 00;90
.swp 00;90
.tmp 00;90
";

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    if given.has(DATABASE) {
        if given.has(BOURNE) || given.has(CSH) || given.has(SAMPLES) {
            return Err(fail!("-p excludes the other options"));
        }
        if let [operand, ..] = given.operands[..] {
            return Err(fail!("extra operand '", operand, "'"));
        }
        cx.out.write_all(DATABASE_TEXT.as_bytes())?;
        return Ok(Status::OK);
    }
    if given.has(SAMPLES) && (given.has(BOURNE) || given.has(CSH)) {
        return Err(fail!("--print-ls-colors excludes -b and -c"));
    }
    if let [_, operand, ..] = given.operands[..] {
        return Err(fail!("extra operand '", operand, "'"));
    }
    let is_csh = match given.last(&[BOURNE, CSH]) {
        Some(key) => key == CSH,
        None if given.has(SAMPLES) => false,
        None => {
            let shell = cx.env.get(b"SHELL").filter(|s| !s.is_empty());
            let shell = shell.ok_or_else(|| fail!("no SHELL environment variable, and no shell type option given"))?;
            matches!(crate::canonical::split(shell).1, b"csh" | b"tcsh")
        }
    };
    let mut text = Vec::new();
    let name = match given.operands.first() {
        Some(path) => {
            let mut input = cx.open(path).map_err(|e| fail!(*path, ": ", e))?;
            input.read_to_end(&mut text)?;
            *path
        }
        None => {
            text.extend_from_slice(DATABASE_TEXT.as_bytes());
            b"(built in)"
        }
    };
    let colors = colors(cx, name, &text);
    if cx.status() != Status::OK {
        return Ok(cx.status());
    }
    if given.has(SAMPLES) {
        for (key, code) in &colors {
            cx.out.write_all(&text!["\x1b[", code, "m", key, "\t", code, "\x1b[0m\n"])?;
        }
        return Ok(Status::OK);
    }
    let (begin, end): (&[u8], &[u8]) =
        if is_csh { (b"setenv LS_COLORS '", b"'\n") } else { (b"LS_COLORS='", b"';\nexport LS_COLORS\n") };
    cx.out.write_all(begin)?;
    for (key, code) in &colors {
        for (part, end) in [(key, b'='), (code, b':')] {
            let mut text = in_quotes(part);
            text.push(end);
            cx.out.write_all(&text)?;
        }
    }
    cx.out.write_all(end)?;
    Ok(Status::OK)
}

/// The keys and codes that a database gives for the terminal. What is wrong in it is complained of.
fn colors(cx: &mut Context, name: &[u8], text: &[u8]) -> Vec<(Vec<u8>, Vec<u8>)> {
    let terminal = cx.env.get(b"TERM").filter(|t| !t.is_empty()).unwrap_or(b"none");
    let color_terminal = cx.env.get(b"COLORTERM").unwrap_or_default();
    let mut colors = Vec::new();
    // Does the block at hand hold? Blocks begin with lines of TERM, of which one must match.
    let (mut holds, mut in_terms) = (true, false);
    for (number, line) in text.split(|c| *c == b'\n').enumerate() {
        let mut words = line.split(u8::is_ascii_whitespace).filter(|w| !w.is_empty());
        let Some(keyword) = words.next().filter(|w| !w.starts_with(b"#")) else { continue };
        let Some(argument) = words.next().filter(|w| !w.starts_with(b"#")) else {
            cx.complain(text![name, ":", number + 1, ": invalid line;  missing second token"]);
            continue;
        };
        let upper = keyword.to_ascii_uppercase();
        if matches!(&upper[..], b"TERM" | b"COLORTERM") {
            let value = if upper == b"TERM" { terminal } else { color_terminal };
            holds = in_terms && holds || Pattern::new(argument, &[]).matches(value);
            in_terms = true;
            continue;
        }
        in_terms = false;
        if !holds {
            continue;
        }
        let key = match keyword {
            [b'.', ..] => text!["*", keyword],
            [b'*', ..] => keyword.to_vec(),
            // Of Slackware's, without a meaning for ls.
            _ if matches!(&upper[..], b"OPTIONS" | b"COLOR" | b"EIGHTBIT") => continue,
            _ => match KEYWORDS.iter().find(|(known, _)| *known == upper) {
                Some((_, key)) => key.to_vec(),
                None => {
                    cx.complain(text![name, ":", number + 1, ": unrecognized keyword ", keyword]);
                    continue;
                }
            },
        };
        colors.push((key, argument.to_vec()));
    }
    colors
}

/// For single quotes of a shell, and for `LS_COLORS`, where `:` and `=` separate.
fn in_quotes(word: &[u8]) -> Vec<u8> {
    let mut text = Vec::with_capacity(word.len());
    let mut is_escaped = false;
    for &c in word {
        match c {
            b'\'' => text.extend_from_slice(b"'\\'"),
            b':' | b'=' if !is_escaped => text.push(b'\\'),
            _ => {}
        }
        is_escaped = !is_escaped && matches!(c, b'\\' | b'^');
        text.push(c);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_and_quotes_are_escaped() {
        assert_eq!(in_quotes(b"01;34"), b"01;34");
        assert_eq!(in_quotes(b"a:b='"), b"a\\:b\\='\\''");
        assert_eq!(in_quotes(b"\\:"), b"\\:");
    }
}
