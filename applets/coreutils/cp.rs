//! `cp`: copy files and directories
//!
//! POSIX.1-2024 XCU cp; the further options are GNU's. As BusyBox's, it replaces what is at the destination instead of writing into it or through a link, which `-f` asks for anyway. Set-user-ID bits are copied only by `-p` and `-a`.

use crate::backup::{self, Backup};
use crate::canonical::{join, trim};
use crate::choice::choice;
use crate::copying::{Copier, ExistingKeys, How, Instead, Preserve, existing, into, is_directory};
use crate::label::Label;
use kit::copy::{Reflink, Sparse};
use kit::prelude::*;
use kit::sys::files::{self, CWD};
use kit::walk::Follow;
use std::io;

const USAGE: &str = "\
[-arPLHpfinlsTu] SOURCE DEST
or: cp [-arPLHpfinlsu] SOURCE... { -t DIRECTORY | DIRECTORY }

Copy SOURCEs to DEST

	-a, --archive	Same as -dpR
	-R,-r, --recursive	Recurse
	-d		Preserve symlinks and hard links
	-P, --no-dereference	Preserve symlinks (default if -R)
	-L, --dereference	Follow all symlinks
	-H		Follow symlinks on command line
	-p		Preserve file attributes if possible
	--preserve[=LIST]	Preserve mode,ownership,timestamps (default), links, context, xattr, all
	--no-preserve=LIST	Don't
	-f, --force	Overwrite
	-i, --interactive	Prompt before overwrite
	-n, --no-clobber	Don't overwrite
	-l, --link	Create links
	-s, --symbolic-link	Create symlinks
	-T, --no-target-directory	Refuse to copy if DEST is a directory
	-t, --target-directory=DIR	Copy all SOURCEs into DIR
	-u		Copy only newer files
	--update[=WHICH]	Replace: all, none, none-fail (an error), older (-u, default without WHICH)
	-b		Keep what is replaced under another name
	--backup[=NAMING]	How: simple, numbered, existing (default), none
	-S, --suffix=SUF	Of simple backups, instead of ~
	--attributes-only	Don't copy the content
	--copy-contents	With -R, of pipes and devices too
	--keep-directory-symlink	Follow links to directories in DEST
	-v, --verbose	Tell what is copied
	-x, --one-file-system	Skip directories on other file systems
	--parents	Use full source file name under DIRECTORY
	--remove-destination	Remove each existing destination first
	--strip-trailing-slashes	From each SOURCE
	--reflink[=WHEN]	Share the blocks: always, auto (default without), never
	--sparse=WHEN	Make holes: always; keep them: auto; fill them: never
	-Z		Give new files the default SELinux context
	--context[=CTX]	Give them this one
	--debug		Tell how the content is copied (implies -v)
	--progress	Show how far each file is, on a terminal
";

pub const APPLET: Applet =
    Applet { dir: Dir::Bin, kind: Kind::Pure, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const fn key(letter: char) -> Key {
    Key::short(APPLET.options, letter)
}

const fn long(name: &str) -> Key {
    Key::long(USAGE, APPLET.options, name)
}

const ARCHIVE: Key = key('a');
const RECURSIVE: Key = key('R');
const KEEP_LINKS: Key = key('d');
const NO_DEREFERENCE: Key = key('P');
const DEREFERENCE: Key = key('L');
const OPERANDS: Key = key('H');
const ATTRIBUTES: Key = key('p');
const PRESERVE: Key = long("preserve");
const NO_PRESERVE: Key = long("no-preserve");
const FORCE: Key = key('f');
const INTERACTIVE: Key = key('i');
const NO_CLOBBER: Key = key('n');
const LINK: Key = key('l');
const SYMBOLIC_LINK: Key = key('s');
const AS_FILE: Key = key('T');
const INTO: Key = key('t');
const UPDATE: Key = key('u');
const VERBOSE: Key = key('v');
const ONE_FILE_SYSTEM: Key = key('x');
const PARENTS: Key = long("parents");
const REMOVE: Key = long("remove-destination");
const STRIP: Key = long("strip-trailing-slashes");
const REFLINK: Key = long("reflink");
const SPARSE: Key = long("sparse");
const UPDATE_WHICH: Key = long("update");
const ATTRIBUTES_ONLY: Key = long("attributes-only");
const COPY_CONTENTS: Key = long("copy-contents");
const KEEP_DIRECTORY_LINK: Key = long("keep-directory-symlink");
const DEFAULT_CONTEXT: Key = key('Z');
const CONTEXT: Key = long("context");
const DEBUG: Key = long("debug");
const PROGRESS: Key = long("progress");
const EXISTING: ExistingKeys =
    ExistingKeys { force: FORCE, ask: INTERACTIVE, keep: NO_CLOBBER, older: UPDATE, which: UPDATE_WHICH };
const BACKUP: backup::Keys =
    backup::Keys { short: key('b'), long: long("backup"), suffix: key('S'), suffix_is_enough: true };

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    let mut copier = Copier::new(cx, how(cx, &given)?);
    let _label = Label::of(cx, &given, DEFAULT_CONTEXT, CONTEXT)?;
    let mut operands = given.operands.clone();
    if given.has(STRIP) {
        for operand in &mut operands {
            *operand = trim(operand);
        }
    }
    let (sources, target) = match (given.value(INTO), &operands[..]) {
        (Some(dir), sources @ [_, ..]) => (sources, dir),
        (None, [sources @ .., target]) if !sources.is_empty() => (sources, *target),
        _ => return Err(Error::Usage(None)),
    };
    let as_file = given.has(AS_FILE);
    if as_file && (given.has(INTO) || sources.len() > 1) {
        return Err(Error::Usage(None));
    }
    if given.has(PARENTS) && !is_directory(target) {
        return Err(fail!("with --parents, the destination must be a directory"));
    }
    let is_into = !as_file && (given.has(INTO) || sources.len() > 1 || is_directory(target));
    for source in sources {
        if as_file && is_directory(target) && !(copier.how.recursive && is_directory(source)) {
            cx.complain(text!["'", target, "' is a directory"]);
            continue;
        }
        if is_into && files::lstat(target).is_ok() && !is_directory(target) {
            let error = io::Error::from_raw_os_error(libc::ENOTDIR);
            cx.complain(text!["can't stat '", into(target, source), "': ", error]);
            continue;
        }
        let path = if given.has(PARENTS) {
            match make_above(target, source) {
                Ok(path) => path,
                Err(error) => {
                    cx.complain(text!["can't create directory for '", source, "': ", error]);
                    continue;
                }
            }
        } else if is_into {
            into(target, source)
        } else {
            target.to_vec()
        };
        copier.copy(cx, source, &path)?;
    }
    Ok(cx.status())
}

fn how(cx: &Context, given: &Given) -> Result<How> {
    let archive = given.has(ARCHIVE);
    let recursive = given.has(RECURSIVE) || archive;
    // As in BusyBox, -L outdoes -H and that -P, in whatever order they come.
    let follow = if given.has(DEREFERENCE) {
        Follow::Always
    } else if given.has(OPERANDS) {
        Follow::Operands
    } else if recursive || given.has(NO_DEREFERENCE) || given.has(KEEP_LINKS) {
        Follow::Never
    } else {
        Follow::Always
    };
    // BusyBox keeps hard links whenever it goes through trees and does not follow links.
    let links = given.has(KEEP_LINKS) || recursive && follow != Follow::Always;
    let mut preserve = Preserve { links, ..Preserve::default() };
    // Unless it is refused, the mode of a new file is that of the source less the umask.
    let mut plain_mode = false;
    for (key, value) in given.in_order() {
        let (option, list, keeps) = match key {
            ARCHIVE => ("-a", &b"all"[..], true),
            ATTRIBUTES => ("-p", BASIC, true),
            PRESERVE => ("--preserve", value.unwrap_or(BASIC), true),
            NO_PRESERVE => ("--no-preserve", value.unwrap_or_default(), false),
            _ => continue,
        };
        for word in list.split(|c| *c == b',') {
            let kept = choice(option, word, KEPT)?;
            change(&mut preserve, kept, keeps);
            if matches!(kept, Kept::Mode | Kept::All) {
                plain_mode = !keeps;
            }
        }
    }
    Ok(How {
        recursive,
        follow: Some(follow),
        existing: existing(given, &EXISTING)?,
        backup: Backup::of(cx, given, &BACKUP)?,
        remove_destination: given.has(REMOVE),
        instead: match given.last(&[LINK, SYMBOLIC_LINK]) {
            Some(LINK) => Instead::HardLink,
            Some(_) => Instead::SymbolicLink,
            None => Instead::Copy,
        },
        preserve,
        sparse: given.value(SPARSE).map_or(Ok(Sparse::Auto), |word| choice("--sparse", word, SPARSES))?,
        reflink: match given.value(REFLINK) {
            None if given.has(REFLINK) => Reflink::Always,
            None => Reflink::Auto,
            Some(word) => choice("--reflink", word, REFLINKS)?,
        },
        plain_mode,
        attributes_only: given.has(ATTRIBUTES_ONLY),
        copy_contents: given.has(COPY_CONTENTS),
        keep_directory_link: given.has(KEEP_DIRECTORY_LINK),
        one_file_system: given.has(ONE_FILE_SYSTEM),
        verbose: given.has(VERBOSE) || given.has(DEBUG),
        debug: given.has(DEBUG),
        progress: given.has(PROGRESS),
    })
}

const SPARSES: &[(&str, Sparse)] = &[("auto", Sparse::Auto), ("always", Sparse::Always), ("never", Sparse::Never)];

const REFLINKS: &[(&str, Reflink)] = &[("auto", Reflink::Auto), ("always", Reflink::Always), ("never", Reflink::Never)];

/// What `-p` keeps.
const BASIC: &[u8] = b"mode,ownership,timestamps";

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kept {
    Mode,
    Owner,
    Times,
    Links,
    /// An SELinux context is an attribute.
    Attributes,
    All,
}

const KEPT: &[(&str, Kept)] = &[
    ("mode", Kept::Mode),
    ("ownership", Kept::Owner),
    ("timestamps", Kept::Times),
    ("links", Kept::Links),
    ("context", Kept::Attributes),
    ("xattr", Kept::Attributes),
    ("all", Kept::All),
];

fn change(preserve: &mut Preserve, what: Kept, keeps: bool) {
    match what {
        Kept::Mode => preserve.mode = keeps,
        Kept::Owner => preserve.owner = keeps,
        Kept::Times => preserve.times = keeps,
        Kept::Links => preserve.links = keeps,
        Kept::Attributes => (preserve.attributes, preserve.attributes_required) = (keeps, keeps),
        Kept::All => *preserve = if keeps { Preserve::ALL } else { Preserve::default() },
    }
}

/// `--parents`: the path of `source` below `dir`, whose directories are made, with the modes of those of the source.
fn make_above(dir: &[u8], source: &[u8]) -> io::Result<Vec<u8>> {
    let source = trim(source);
    let start = source.iter().position(|c| *c != b'/').unwrap_or(source.len());
    let relative = &source[start..];
    for (at, _) in relative.iter().enumerate().filter(|(_, c)| **c == b'/') {
        let path = join(dir, &relative[..at]);
        if is_directory(&path) {
            continue;
        }
        let mode = files::stat(&source[..start + at])?.st_mode & 0o777;
        files::mkdir_at(CWD, &files::c_path(&path)?, mode | 0o700)?;
    }
    Ok(join(dir, relative))
}
