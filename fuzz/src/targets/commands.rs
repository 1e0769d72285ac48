//! Applets whose arguments are a language.

use crate::applet::run as applet;
use cairn::registry::{self, Registry};
use kit::context::{Context, ListedEnvironment};

/// The input's parts: between NULs, or newlines.
fn parts(data: &[u8]) -> Vec<&[u8]> {
    data.split(|c| *c == 0 || *c == b'\n').take(16).collect()
}

fn halves(data: &[u8]) -> (&[u8], &[u8]) {
    let middle = data.iter().position(|c| *c == 0).unwrap_or(data.len());
    (&data[..middle], data[middle..].strip_prefix(b"\0").unwrap_or_default())
}

pub fn date(data: &[u8]) {
    let (when, format) = halves(data);
    let format = [b"+", format].concat();
    let zone = kit::time::Zone::of(when);
    for seconds in [i64::MIN, -1, 0, 1 << 33, i64::MAX] {
        let civil = zone.civil(seconds);
        let _ = zone.seconds(&civil);
    }
    applet("date", &[b"-d", when, &format], b"");
    applet("date", &[b"-D", format.get(1..).unwrap_or_default(), b"-d", when], b"");
    applet("date", &[b"-d", b"@1700000000", &[b"+", when].concat()], b"");
}

pub fn printf(data: &[u8]) {
    // A width of a thousand million is not an error, only a long output.
    if data.split(|c| !c.is_ascii_digit()).any(|digits| digits.len() > 4) {
        return;
    }
    applet("printf", &parts(data), b"");
    applet("echo", &[b"-e", data], b"");
}

pub fn getopt(data: &[u8]) {
    let args = parts(data);
    let env = ListedEnvironment(&[]);
    for id in registry::all() {
        let cx = Context::new(id.applet(), id.name(), &args, &env, &Registry);
        let _ = cx.options();
    }
}

pub fn awk(data: &[u8]) {
    let (program, input) = halves(data);
    // Loops may have no end.
    if [&b"while"[..], b"for", b"do", b"(", b"getline"].iter().any(|w| program.windows(w.len()).any(|p| p == *w)) {
        let guarded = [b"BEGIN { if (0) ; } function unused() {\n".as_slice(), program, b"\n}"].concat();
        applet("awk", &[&guarded], input);
        // Parsed, and run when it can not loop for long: a pattern that never matches goes before.
        applet("awk", &[program, b"/dev/null"], b"");
        return;
    }
    applet("awk", &[program], input);
}

pub fn sed(data: &[u8]) {
    let (script, input) = halves(data);
    // A branch may go round for ever.
    if !script.iter().any(|c| matches!(c, b'b' | b't' | b'T' | b'D')) {
        applet("sed", &[script], input);
        applet("sed", &[b"-n", b"-E", script], input);
    } else {
        applet("sed", &[script, b"/dev/null"], b"");
    }
}

/// What reads text or a small language from its arguments, and neither waits nor runs long.
const OTHERS: &[&str] = &[
    "cut",
    "tr",
    "sort",
    "expr",
    "test",
    "od",
    "uniq",
    "comm",
    "fold",
    "nl",
    "paste",
    "tac",
    "head",
    "tail",
    "wc",
    "cksum",
    "base64",
    "base32",
    "split",
    "basename",
    "dirname",
    "grep",
    "egrep",
    "fgrep",
    "cmp",
    "diff",
    "stat",
    "find",
    "seq",
    "touch",
    "numfmt",
    "env",
    "printenv",
    "md5sum",
    "sha256sum",
    "chmod",
    "chown",
    "mktemp",
    "truncate",
    "ls",
    "df",
    "du",
    "ps",
    "kill",
    "hexdump",
    "xxd",
    "strings",
];

pub fn others(data: &[u8]) {
    let Some((which, rest)) = data.split_first() else { return };
    let name = OTHERS[*which as usize % OTHERS.len()];
    let args = parts(rest);
    let number_is_large = args.iter().any(|a| a.split(|c| !c.is_ascii_digit()).any(|d| d.len() > 4));
    // `seq 1 1000000000` and `tail -f` are right to take their time; kill would meet the driver, env runs programs.
    let endless = match name {
        "seq" | "split" | "truncate" | "head" => {
            number_is_large || args.iter().any(|a| a.contains(&b'e') || a.contains(&b'.'))
        }
        "tail" => args.iter().any(|a| a.starts_with(b"-") && (a.contains(&b'f') || a.contains(&b'F'))),
        "kill" => !args.first().is_some_and(|a| a.starts_with(b"-l")),
        "find" => args.iter().any(|a| a.starts_with(b"-exec") || a.starts_with(b"-ok") || a.starts_with(b"/")),
        "du" | "ls" | "chmod" | "chown" | "grep" | "egrep" | "fgrep" | "diff" => args.iter().any(|a| a.contains(&b'/')),
        "env" => true,
        _ => false,
    };
    if endless || registry::find(name.as_bytes()).is_none() {
        return;
    }
    applet(name, &args, b"b 2\na 1\nc\t3\n\n\xff\xc3\xa9 x");
}
