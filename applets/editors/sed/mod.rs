//! `sed`: edit text line by line
//!
//! POSIX.1-2024 XCU sed, with GNU's addresses (`first~step`, `0,/re/`, `,+N`, `,~N`), commands (`F Q R T W z`), `\U \L`
//! in replacements, `-i`, `-s`, `-z`.

mod parse;
mod run;

use kit::prelude::*;
use kit::regex::Flags;
use run::{Options, Sed};

const USAGE: &str = "\
[-i[SFX]] [-nrEszu] [-f FILE]... [-e CMD]... [FILE]...
or: sed [-i[SFX]] [-nrEszu] CMD [FILE]...

	-e CMD, --expression=CMD	Add CMD to the commands
	-f FILE, --file=FILE	Add the commands in FILE
	-i[SFX], --in-place[=SFX]	Edit files in place (else write to stdout);
		with SFX keep the old ones under names that end in it
	-n, --quiet, --silent	Print only what the commands print
	-r,-E, --regexp-extended	Extended regular expressions
	-s, --separate	Files are not one stream: $ and line numbers are per file
	-z, --null-data	Lines end in NUL
	-u, --unbuffered	Write every line at once
	-l N, --line-length=N	Where l breaks lines (0: never)
~	--version	Print the version

Without -e and -f the first argument is the command.
FILEs are read one after another (stdin if there are none).
";

pub const APPLET: Applet =
    Applet { dir: Dir::Bin, kind: Kind::Pure, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const EXPRESSION: Key = Key::short(APPLET.options, 'e');
const FILE: Key = Key::short(APPLET.options, 'f');
const IN_PLACE: Key = Key::short(APPLET.options, 'i');
const QUIET: Key = Key::short(APPLET.options, 'n');
const EXTENDED: Key = Key::short(APPLET.options, 'E');
const SEPARATE: Key = Key::short(APPLET.options, 's');
const NULL_DATA: Key = Key::short(APPLET.options, 'z');
const UNBUFFERED: Key = Key::short(APPLET.options, 'u');
const LINE_LENGTH: Key = Key::short(APPLET.options, 'l');
const VERSION: Key = Key::long(USAGE, APPLET.options, "version");

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    if given.has(VERSION) {
        // What BusyBox prints, because configure scripts look for a version.
        cx.out.write_all(b"This is not GNU sed version 4.0\n")?;
        return Ok(Status::OK);
    }
    let (script, files) = script(cx, &given)?;
    // `#n` alone on the first line is -n.
    let quiet = given.has(QUIET) || script == b"#n" || script.starts_with(b"#n\n");
    let flags = Flags { extended: given.has(EXTENDED), ..Flags::BASIC }.in_locale(cx.env);
    let script = parse::parse(&script, flags)?;
    let in_place = given.has(IN_PLACE).then(|| given.value(IN_PLACE).unwrap_or_default());
    if in_place.is_some() && files.is_empty() {
        return Err(fail!("-i requires an argument"));
    }
    if given.has(UNBUFFERED) {
        cx.out.set_line_buffered();
    }
    let options = Options {
        quiet,
        in_place,
        separate: in_place.is_some() || given.has(SEPARATE),
        end: if given.has(NULL_DATA) { 0 } else { b'\n' },
        line_length: given.number(LINE_LENGTH)?.unwrap_or(70),
        unbuffered: given.has(UNBUFFERED),
    };
    Sed::new(cx, &script, &options, kit::context::or_stdin(&files))?.run()
}

/// The script, its pieces joined by newlines, and the files.
fn script<'a>(cx: &Context, given: &Given<'a>) -> Result<(Vec<u8>, Vec<&'a [u8]>)> {
    let mut files = given.operands.clone();
    let mut pieces: Vec<Vec<u8>> = Vec::new();
    for (key, value) in given.in_order() {
        let value = value.unwrap_or_default();
        if key == EXPRESSION {
            pieces.push(value.to_vec());
        } else if key == FILE {
            let mut text = Vec::new();
            let mut input = cx.open(value).map_err(|e| fail!(value, ": ", e))?;
            input.read_to_end(&mut text).map_err(ReadError::named)?;
            if text.last() == Some(&b'\n') {
                text.pop();
            }
            pieces.push(text);
        }
    }
    if pieces.is_empty() {
        if files.is_empty() {
            return Err(Error::Usage(None));
        }
        pieces.push(files.remove(0).to_vec());
    }
    Ok((pieces.join(&b'\n'), files))
}
