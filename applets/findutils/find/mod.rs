//! `find`: walk directory trees and act on matches
//!
//! POSIX.1-2024 XCU find; the primaries of BusyBox, and of GNU's all that people write (`-printf`, `-newerXY`,
//! `-regextype`, `-execdir`, `-ok`, `,`…).

mod device;
mod eval;
mod parse;
mod printf;

use kit::getopt::help_or_version;
use kit::prelude::*;
use kit::walk::Follow;

const USAGE: &str = "\
[-HLP] [-ON] [PATH]... [EXPRESSION]

Walk the trees at PATHs (.) and evaluate EXPRESSION (-print) for each file

Operators, the strongest first:
	( EXPR )	Group
	! EXPR, -not EXPR	True if EXPR is false
	EXPR1 EXPR2, EXPR1 -a EXPR2	EXPR2 only if EXPR1 is true; also -and
	EXPR1 -o EXPR2	EXPR2 only if EXPR1 is false; also -or
	EXPR1 , EXPR2	Both
About the walk:
	-L,-follow  Follow links; -H  only those given as PATHs; -P  none
	-maxdepth N  Go at most N levels down; -mindepth N  Skip the first N levels
	-depth, -d  Act on directories after their content
	-xdev, -mount  Stay on one file system; -daystart  Count days from midnight
	-regextype TYPE  Syntax of -regex: posix-basic, posix-extended, emacs and their kind
	-files0-from FILE  PATHs are in FILE, each ended by NUL
	-ignore_readdir_race  Say nothing of files that vanish; -noignore_readdir_race
	-warn  Warn of what looks wrong; -nowarn; -noleaf  For other systems: no effect
Tests; N may be +N (more than), -N (less than) or N (exactly):
	-name PATTERN  File name (-iname, in any case)
	-path PATTERN  Whole path (-ipath, -wholename, -iwholename)
	-regex PATTERN  Regular expression for the whole path (-iregex)
	-lname PATTERN  Target of a link (-ilname)
	-type X  f d l b c s p, several with commas; -xtype X  also of what a link leads to
	-perm MODE  Exactly; -MODE all, /MODE or +MODE any of the bits
	-readable -writable -executable  What the caller may do
	-mtime N -atime N -ctime N  Days ago; -mmin N -amin N -cmin N  Minutes ago
	-newer FILE -anewer FILE -cnewer FILE  Later than FILE's mtime; -newerXY FILE|DATE
	-user NAME|ID -group NAME|ID -uid N -gid N -nouser -nogroup
	-size N[bckwMG]  Size in bytes (c), KiB (k), 512 bytes (b)…
	-empty  Empty file or directory; -links N; -inum N; -samefile FILE
	-used N  Last read N days after it was changed; -fstype TYPE; -context PATTERN
	-true -false
Actions:
	-print -print0  Print the path; -printf FORMAT; -ls  as ls -dils
	-fprint FILE -fprint0 FILE -fprintf FILE FORMAT -fls FILE  The same into FILE
	-exec CMD ARG ;  Run CMD with {} replaced by the path; -ok  after asking
	-exec CMD ARG {} +  Run CMD with many paths
	-execdir CMD ARG ;  In the file's directory; -execdir CMD {} +; -okdir
	-delete  Delete it (implies -depth); -prune  Don't go into it; -quit  End
";

pub const APPLET: Applet =
    Applet { dir: Dir::UsrBin, kind: Kind::PureWhen(runs_nothing), usage: USAGE, run, ..Applet::DEFAULT };

/// Without programs to be run find only looks, prints and removes.
fn runs_nothing(args: &[&[u8]]) -> bool {
    !args.iter().any(|arg| matches!(*arg, b"-exec" | b"-execdir" | b"-ok" | b"-okdir"))
}

fn run(cx: &mut Context) -> Result<Status> {
    help_or_version(cx.args)?;
    match cx.args.first() {
        Some(&b"-help") => return Err(Error::Help),
        Some(&b"-version") => return Err(Error::Version),
        _ => {}
    }
    let mut args = cx.args;
    let mut follow = Follow::Never;
    while let Some((first, rest)) = args.split_first() {
        match *first {
            b"-H" => follow = Follow::Operands,
            b"-L" => follow = Follow::Always,
            b"-P" => follow = Follow::Never,
            // How much GNU's reorders tests: here they are evaluated as they stand, and what a directory tells is never asked.
            [b'-', b'O', level @ ..] if !level.is_empty() && level.iter().all(u8::is_ascii_digit) => {}
            b"--" => {
                args = rest;
                break;
            }
            _ => break,
        }
        args = rest;
    }
    let paths = args.iter().position(|arg| is_expression(arg)).unwrap_or(args.len());
    let (paths, expression) = args.split_at(paths);
    let query = parse::parse(cx, expression, follow)?;
    if let Some(list) = &query.operands_from {
        if let Some(first) = paths.first() {
            return Err(fail!("extra operand '", *first, "': paths are read from ", list));
        }
        let mut text = Vec::new();
        cx.open(list).map_err(|e| fail!(list, ": ", e))?.read_to_end(&mut text)?;
        return eval::find(cx, &query, operands_in(&text));
    }
    let paths: &[&[u8]] = if paths.is_empty() { &[b"."] } else { paths };
    eval::find(cx, &query, paths.iter().copied())
}

/// The operands in a list, each ended by a NUL; the last may lack it.
fn operands_in(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    text.strip_suffix(b"\0").unwrap_or(text).split(|c| *c == 0)
}

/// Does the expression begin with this word?
fn is_expression(word: &[u8]) -> bool {
    matches!(word, [b'-', _, ..] | b"!" | b"(")
}
