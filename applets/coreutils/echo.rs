//! `echo`: write arguments
//!
//! POSIX.1-2024 XCU echo, with BusyBox's `-n`, `-e`, `-E` in any cluster; escapes are read only after `-e`.

use kit::format::{Escapes, write_escaped};
use kit::prelude::*;

pub const APPLET: Applet = Applet {
    dir: Dir::Bin,
    kind: Kind::Pure,
    usage: "[-neE] [ARG]...\n\nPrint ARGs to stdout\n\n~	-n	No trailing newline\n~	-e	Read backslash escapes\n~	-E	Do not\n",
    has_help: false,
    run,
    ..Applet::DEFAULT
};

fn run(cx: &mut Context) -> Result<Status> {
    let (mut newline, mut escapes) = (true, false);
    let mut words = cx.args;
    // What is not wholly an option is a word, also `-`, `--` and `-nx`: POSIX knows no options here.
    while let [[b'-', letters @ ..], rest @ ..] = words {
        if letters.is_empty() || !letters.iter().all(|c| b"neE".contains(c)) {
            break;
        }
        newline &= !letters.contains(&b'n');
        // `-E` is the default, and does not undo `-e`.
        escapes |= letters.contains(&b'e');
        words = rest;
    }
    for (i, word) in words.iter().enumerate() {
        if i > 0 {
            cx.out.write_all(b" ")?;
        }
        if !escapes {
            cx.out.write_all(word)?;
        } else if !write_escaped(word, Escapes::Echo, &mut cx.out)? {
            return Ok(Status::OK);
        }
    }
    if newline {
        cx.out.write_all(b"\n")?;
    }
    Ok(Status::OK)
}
