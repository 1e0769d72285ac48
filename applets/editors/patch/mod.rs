//! `patch`: apply differences to files
//!
//! POSIX.1-2024 XCU patch, worded as BusyBox; `-F`, `-f`, `-s`, `-z`, `--dry-run` and the long names are GNU's. A whole
//! patch is read before anything is changed, each file is replaced at once, and names that a patch gives never lead out of
//! the directory. ed scripts are not run: they hold commands, not differences.

mod apply;
mod parse;
mod place;

use apply::{Looking, Outcome, apply};
use kit::prelude::*;
use kit::sys::files::Stat;
use parse::{FilePatch, Form, Name};
use place::Place;

const USAGE: &str = "\
[-RNEbfls] [-p N] [-i DIFF] [-d DIR] [-F N] [-o FILE] [-r FILE] [ORIGFILE [PATCHFILE]]

Apply a unified, context or normal DIFF to files

	-p, --strip=N	Strip N leading components from file names
	-i, --input=DIFF	Read DIFF instead of stdin
	-R, --reverse	Reverse patch
	-N, --forward	Ignore already applied patches
	-E, --remove-empty-files	Remove output files if they become empty
	--dry-run	Don't actually change files
	-d, --directory=DIR	Work in DIR
	-F, --fuzz=N	Ignore up to N lines of context (2)
	-l, --ignore-whitespace	Any whitespace matches any other
	-f, --force	Don't look for hunks that are applied already
	-t, --batch	Ask nothing (this patch never does)
	-s, --quiet, --silent	Say errors only
	-b, --backup	Keep the old file as FILE.orig
	-z, --suffix=SUFFIX	As -b, with SUFFIX instead of .orig
	--backup-if-mismatch	Keep the old file if a hunk does not match exactly
	--no-backup-if-mismatch	Don't (default)
	-o, --output=FILE	Write the result to FILE ('-': stdout)
	-r, --reject-file=FILE	Write hunks that fail to FILE, not FILE.rej ('-': nowhere)
	-u, --unified	Take DIFF as a unified difference
	-c, --context	Take DIFF as a context difference
	-n, --normal	Take DIFF as a normal difference
	-e, --ed	Refused: ed scripts are not run
	-g, --get=N	Get files from version control: 0 only (never)
";

pub const APPLET: Applet = Applet {
    dir: Dir::UsrBin,
    kind: Kind::Pure,
    usage: USAGE,
    options: options!(USAGE),
    run,
    write_status: 2,
    ..Applet::DEFAULT
};

const STRIP: Key = Key::short(APPLET.options, 'p');
const INPUT: Key = Key::short(APPLET.options, 'i');
const REVERSE: Key = Key::short(APPLET.options, 'R');
const FORWARD: Key = Key::short(APPLET.options, 'N');
const REMOVE_EMPTY: Key = Key::short(APPLET.options, 'E');
const DRY_RUN: Key = Key::long(USAGE, APPLET.options, "dry-run");
const DIRECTORY: Key = Key::short(APPLET.options, 'd');
const FUZZ: Key = Key::short(APPLET.options, 'F');
const LOOSE: Key = Key::short(APPLET.options, 'l');
const FORCE: Key = Key::short(APPLET.options, 'f');
const QUIET: Key = Key::short(APPLET.options, 's');
const BACKUP: Key = Key::short(APPLET.options, 'b');
const SUFFIX: Key = Key::short(APPLET.options, 'z');
const BACKUP_MISMATCH: Key = Key::long(USAGE, APPLET.options, "backup-if-mismatch");
const NO_BACKUP_MISMATCH: Key = Key::long(USAGE, APPLET.options, "no-backup-if-mismatch");
const OUTPUT: Key = Key::short(APPLET.options, 'o');
const REJECTS: Key = Key::short(APPLET.options, 'r');
const UNIFIED: Key = Key::short(APPLET.options, 'u');
const CONTEXT: Key = Key::short(APPLET.options, 'c');
const NORMAL: Key = Key::short(APPLET.options, 'n');
const ED: Key = Key::short(APPLET.options, 'e');
const GET: Key = Key::short(APPLET.options, 'g');

/// The patch itself is bad, and nothing was changed; 1 says that some of it could not be applied.
const TROUBLE: Status = Status(2);

struct Request<'a> {
    strip: Option<usize>,
    reverse: bool,
    forward: bool,
    remove_empty: bool,
    dry_run: bool,
    top: &'a [u8],
    looking: Looking,
    quiet: bool,
    backup: bool,
    backup_mismatch: bool,
    suffix: &'a [u8],
    original: Option<Vec<u8>>,
    output: Option<Vec<u8>>,
    rejects: Option<Vec<u8>>,
}

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    if given.operands.len() > 2 {
        return Err(Error::Usage(None));
    }
    if given.has(ED) {
        return Err(Error::Failed(TROUBLE, b"ed scripts are not run: a script can do anything".to_vec()));
    }
    if given.number::<u64>(GET)?.unwrap_or(0) != 0 {
        return Err(Error::Failed(TROUBLE, b"no version control is known".to_vec()));
    }
    let top = given.value(DIRECTORY).unwrap_or(b".");
    // What the user names is relative to -d, as if the directory were changed first.
    let inside = |path: &[u8]| {
        if path.starts_with(b"/") || path == b"-" || top == b"." { path.to_vec() } else { text![top, "/", path] }
    };
    let request = Request {
        strip: given.number(STRIP)?,
        reverse: given.has(REVERSE),
        forward: given.has(FORWARD),
        remove_empty: given.has(REMOVE_EMPTY),
        dry_run: given.has(DRY_RUN),
        top,
        looking: Looking {
            fuzz: given.number(FUZZ)?.unwrap_or(2),
            loose: given.has(LOOSE),
            already: given.has(FORWARD) || !given.has(FORCE),
        },
        quiet: given.has(QUIET),
        backup: given.has(BACKUP) || given.has(SUFFIX),
        backup_mismatch: given.last(&[BACKUP_MISMATCH, NO_BACKUP_MISMATCH]) == Some(BACKUP_MISMATCH),
        suffix: given.value(SUFFIX).unwrap_or(b".orig"),
        original: given.operands.first().map(|path| inside(path)),
        output: given.value(OUTPUT).map(inside),
        rejects: given.value(REJECTS).map(inside),
    };
    if request.suffix.is_empty() || request.suffix.contains(&b'/') {
        return Err(Error::Failed(TROUBLE, text!["invalid suffix '", request.suffix, "'"]));
    }
    let form = given.last(&[UNIFIED, CONTEXT, NORMAL]).map(|key| match key {
        UNIFIED => Form::Unified,
        CONTEXT => Form::Context,
        _ => Form::Normal,
    });
    let source = given.value(INPUT).or(given.operands.get(1).copied()).map_or(b"-".to_vec(), inside);
    let mut text = Vec::new();
    let Some(mut input) = cx.open_or_complain(&source) else { return Ok(cx.status()) };
    input.read_to_end(&mut text).map_err(ReadError::named)?;
    let patches = parse::parse(&text, form).map_err(|message| Error::Failed(TROUBLE, message))?;
    if patches.is_empty() && !text.trim_ascii().is_empty() {
        return Err(Error::Failed(TROUBLE, b"no patch in the input".to_vec()));
    }
    if patches.len() > 1 && request.output.is_some() {
        return Err(Error::Failed(TROUBLE, b"-o with patches of several files".to_vec()));
    }
    for patch in patches {
        if cx.interrupted() {
            return Ok(Status::FAILED);
        }
        if let Err(message) = patch_file(cx, &request, patch)? {
            cx.complain(message);
        }
    }
    cx.out.flush()?;
    Ok(cx.status())
}

/// The file a patch is for, as it is shown, and where it is.
fn target(request: &Request, patch: &FilePatch) -> std::result::Result<(Vec<u8>, Place), Vec<u8>> {
    if let Some(path) = &request.original {
        return Ok((path.clone(), Place::named_by_user(path)?));
    }
    let strip = |name: &Name| (name.path != b"/dev/null").then(|| stripped(&name.path, request.strip)).flatten();
    let names = [&patch.old, &patch.new].map(|name| name.as_ref().and_then(strip));
    let index = patch.index.as_ref().and_then(|path| stripped(path, request.strip));
    let mut best: Option<(Vec<u8>, Place)> = None;
    let mut first = None;
    let mut refused = None;
    // The new name is the one for a file that is not there.
    for path in [&names[1], &names[0], &index].into_iter().flatten() {
        let mut place = match Place::named_by_patch(request.top, path) {
            Ok(place) => place,
            Err(message) => {
                refused.get_or_insert(message);
                continue;
            }
        };
        // The simplest of the names of files that are there: f rather than f.old.
        if !matches!(place.read(), Ok(None)) {
            if best.as_ref().is_none_or(|(best, _)| simplicity(path) < simplicity(best)) {
                best = Some((path.clone(), place));
            }
        } else if first.is_none() {
            first = Some((path.clone(), place));
        }
    }
    best.or(first).ok_or_else(|| refused.unwrap_or_else(|| b"can't find a file to patch: name it".to_vec()))
}

/// Components, length of the last one, length.
fn simplicity(path: &[u8]) -> (usize, usize, usize) {
    let parts: Vec<&[u8]> = path.split(|c| *c == b'/').filter(|part| !part.is_empty()).collect();
    (parts.len(), parts.last().map_or(0, |part| part.len()), path.len())
}

/// `path` without its first components, or without all but the last; none if it has not as many. Several slashes count as one.
fn stripped(path: &[u8], strip: Option<usize>) -> Option<Vec<u8>> {
    let mut rest = path;
    let mut left = strip.unwrap_or(usize::MAX);
    while left > 0 {
        let Some(slash) = memchr::memchr(b'/', rest) else {
            return (strip.is_none() && !rest.is_empty()).then(|| rest.to_vec());
        };
        rest = &rest[slash..];
        rest = &rest[rest.iter().take_while(|c| **c == b'/').count()..];
        left -= 1;
    }
    (!rest.is_empty()).then(|| rest.to_vec())
}

/// Applies one file's changes. The inner error is what is wrong with this file: the others go on.
fn patch_file(cx: &mut Context, request: &Request, mut patch: FilePatch) -> Result<std::result::Result<(), Vec<u8>>> {
    if request.reverse {
        std::mem::swap(&mut patch.old, &mut patch.new);
        patch.modes.swap(0, 1);
        for hunk in &mut patch.hunks {
            hunk.reverse();
        }
    }
    let (name, mut place) = match target(request, &patch) {
        Ok(target) => target,
        Err(message) => return Ok(Err(message)),
    };
    if patch.modes.iter().flatten().any(|mode| mode & libc::S_IFMT != libc::S_IFREG) {
        return Ok(Err(text!["refusing to patch '", name, "': only regular files are patched"]));
    }
    let absent = |name: &Option<Name>| name.as_ref().is_some_and(|name| name.absent);
    let whole = |side: usize| matches!(&patch.hunks[..], [hunk] if hunk.starts[side] == 0);
    let (creates, removes) = (absent(&patch.old) && whole(0), absent(&patch.new) && whole(1));
    let found = match place.read() {
        Ok(found) => found,
        Err(error) => return Ok(Err(text!["can't open '", name, "': ", refusal(&error)])),
    };
    let to_stdout = request.output.as_deref() == Some(b"-");
    let say = |cx: &mut Context, line: Vec<u8>| -> Result<()> {
        if request.quiet {
            return Ok(());
        }
        if to_stdout {
            // The file goes to standard output.
            let _ = cx.err.write_all(&text![line, "\n"]);
            return Ok(());
        }
        Ok(cx.out.line(&line)?)
    };
    let (old, text) = match found {
        Some((_, text)) if creates && !text.is_empty() => {
            if request.forward
                && patch.hunks.iter().flat_map(parse::Hunk::after).eq(text.split_inclusive(|c| *c == b'\n'))
            {
                return Ok(Ok(()));
            }
            say(cx, text!["creating ", name])?;
            return Ok(Err(text!["can't open '", name, "': File exists"]));
        }
        Some((stat, text)) => (Some(stat), text),
        None => (None, Vec::new()),
    };
    if old.is_none() && !creates {
        say(cx, text!["patching file ", name])?;
        return Ok(Err(text!["can't open '", name, "': No such file or directory"]));
    }
    let (new, outcomes) = apply(&text, &patch.hunks, request.looking, &|| cx.interrupted());
    if outcomes.len() < patch.hunks.len() {
        return Ok(Err(text![name, ": interrupted"]));
    }
    let applied = outcomes.iter().filter(|o| matches!(o, Outcome::Applied { .. })).count();
    let failed = |outcome: &Outcome| match outcome {
        Outcome::Applied { .. } => false,
        Outcome::AlreadyThere => !request.forward,
        Outcome::Failed => true,
    };
    let failures = outcomes.iter().filter(|o| failed(o)).count();
    let gone = new.is_empty() && failures == 0 && (removes || request.remove_empty) && request.output.is_none();
    let doing = match (old, gone) {
        (None, _) => "creating ",
        (_, true) => "removing ",
        _ => "patching file ",
    };
    say(cx, text![doing, name])?;
    let lines = text.split_inclusive(|c| *c == b'\n').count();
    let mut rejected = Vec::new();
    for (i, (hunk, outcome)) in patch.hunks.iter().zip(&outcomes).enumerate() {
        let number = i + 1;
        match *outcome {
            Outcome::Applied { offset: 0, fuzz: 0, .. } => {}
            Outcome::Applied { line, offset, fuzz } => say(cx, succeeded(number, line, offset, fuzz))?,
            _ => {}
        }
        if failed(outcome) {
            cx.out.flush()?;
            let mut message = Vec::new();
            if *outcome == Outcome::AlreadyThere {
                message.extend(text!["Possibly reversed hunk ", number, " at ", lines + 1, "\n"]);
            }
            message.extend(text!["Hunk ", number, " FAILED ", hunk.starts[0], "/", hunk.starts[1], ".\n", hunk.body()]);
            // There is nobody to tell that standard error is closed.
            let _ = cx.err.write_all(&message);
            rejected.extend(hunk.unified());
        }
    }
    if failures > 0 {
        cx.set_status(Status::FAILED);
    }
    let backup = request.backup
        || request.backup_mismatch
            && outcomes.iter().any(|o| !matches!(o, Outcome::Applied { offset: 0, fuzz: 0, .. }));
    let kept = old.as_ref().filter(|_| backup);
    let change = Change { name: &name, old: &text, stat: old.as_ref(), kept, new: &new, mode: patch.modes[1], gone };
    if !request.dry_run
        && !to_stdout
        && (applied > 0 || request.output.is_some())
        && let Err(message) = change.make(request, &mut place)
    {
        return Ok(Err(message));
    }
    if to_stdout && !request.dry_run {
        cx.out.write_all(&new)?;
    }
    // A patch that is there already, as a whole, leaves nothing to do by hand.
    let reversed = outcomes.iter().all(|o| *o == Outcome::AlreadyThere);
    if failures > 0 && !reversed && !request.dry_run && request.rejects.as_deref() != Some(b"-") {
        let to = request.rejects.clone().unwrap_or_else(|| text![name, ".rej"]);
        let header = text!["--- ", name, "\n+++ ", name, "\n", rejected];
        let saved = match &request.rejects {
            Some(path) => Place::named_by_user(path).and_then(|mut p| p.write(b"", &header, None, 0o666).map_err(said)),
            None => place.write(b".rej", &header, None, 0o666).map_err(said),
        };
        return Ok(match saved {
            Ok(()) => {
                let hunks = if outcomes.len() == 1 { " hunk" } else { " hunks" };
                Err(text![name, ": ", failures, " of ", outcomes.len(), hunks, " failed, saved in ", to])
            }
            Err(error) => Err(text![to, ": ", error]),
        });
    }
    if removes && !new.is_empty() && failures == 0 {
        return Ok(Err(text!["not removing '", name, "': it has more than the patch removes"]));
    }
    Ok(Ok(()))
}

/// What is written of one file.
struct Change<'a> {
    name: &'a [u8],
    old: &'a [u8],
    stat: Option<&'a Stat>,
    /// The old file's, if that is kept as a backup.
    kept: Option<&'a Stat>,
    new: &'a [u8],
    /// git's.
    mode: Option<u32>,
    gone: bool,
}

impl Change<'_> {
    fn make(&self, request: &Request, place: &mut Place) -> std::result::Result<(), Vec<u8>> {
        let failed = |error: std::io::Error| text![self.name, ": ", refusal(&error)];
        if let Some(path) = &request.output {
            let written = Place::named_by_user(path)?.write(b"", self.new, None, 0o666);
            return written.map_err(|error| text![*path, ": ", error]);
        }
        if self.kept.is_some() {
            place.write(request.suffix, self.old, self.kept, 0).map_err(failed)?;
        }
        if self.gone {
            return place.remove().map_err(failed);
        }
        let executable = self.mode.map(|mode| mode & 0o111 != 0);
        let like = self.stat.map(|stat| {
            let mut stat = *stat;
            // Who may read may execute: what git's two modes mean.
            match executable {
                Some(true) => stat.st_mode |= stat.st_mode >> 2 & 0o111,
                Some(false) => stat.st_mode &= !0o111,
                None => {}
            }
            stat
        });
        let mode = if executable == Some(true) { 0o777 } else { 0o666 };
        place.write(b"", self.new, like.as_ref(), mode).map_err(failed)
    }
}

fn said(error: std::io::Error) -> Vec<u8> {
    text![error]
}

/// Why a file cannot be patched: no link is followed.
fn refusal(error: &std::io::Error) -> Vec<u8> {
    match error.raw_os_error() {
        Some(libc::ELOOP) => b"symbolic links are not followed".to_vec(),
        Some(libc::ENOTDIR) => b"a component is no directory (symbolic links are not followed)".to_vec(),
        _ => text![*error],
    }
}

fn succeeded(number: usize, line: usize, offset: isize, fuzz: usize) -> Vec<u8> {
    let mut message = text!["Hunk ", number, " succeeded at ", line];
    if fuzz > 0 {
        message.extend(text![" with fuzz ", fuzz]);
    }
    if offset != 0 {
        let lines = if offset.abs() == 1 { " line)" } else { " lines)" };
        message.extend(text![" (offset ", offset as i64, lines]);
    }
    message.push(b'.');
    message
}
