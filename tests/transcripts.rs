//! Runs the transcripts below `tests/transcripts`: `cargo test --test transcripts -- [FILTER]` (docs/testing.md).
//!
//! Each file is one shell in a fresh directory; `CAIRN_RECORD=1` rewrites the expectations instead of judging them.
#![allow(clippy::disallowed_methods, clippy::disallowed_macros, reason = "a test program, not an applet")]

mod common;

use common::transcript::{self, Case, Transcript};
use common::userland::{Kind, Userland};
use common::{is_root, repository, variable};
use libtest_mimic::{Arguments, Failed, Trial};
use std::fmt::Write as _;
use std::io::Read;
use std::os::fd::OwnedFd;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::{Path, PathBuf};
use std::process::{Child, ExitCode};
use std::sync::Arc;
use std::time::{Duration, Instant};
use std::{fs, thread};

/// A transcript that takes longer hangs.
const TIME_LIMIT: Duration = Duration::from_secs(120);

fn main() -> ExitCode {
    // A shell starts background jobs with these ignored, which all programs below inherit and POSIX shells keep.
    for signal in [libc::SIGINT, libc::SIGQUIT] {
        if let Err(error) = kit::signals::set(signal, kit::signals::Disposition::Default) {
            eprintln!("signal {signal}: {error}");
            return ExitCode::FAILURE;
        }
    }
    let arguments = Arguments::from_args();
    let userland = match Userland::from_environment() {
        Ok(userland) => Arc::new(userland),
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::FAILURE;
        }
    };
    let mut trials = self_tests(&userland);
    let top = repository().join("tests/transcripts");
    for file in find(&top) {
        let name = file.strip_prefix(&top).unwrap_or(&file).with_extension("").display().to_string();
        let reason = why_not(&userland, &file);
        let userland = Arc::clone(&userland);
        trials.push(Trial::test(name, move || run_file(&userland, &file)).with_ignored_flag(reason));
    }
    let conclusion = libtest_mimic::run(&arguments, trials);
    drop(userland);
    conclusion.exit_code()
}

/// All transcripts, sorted.
fn find(dir: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(dir).into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    let (dirs, mut files): (Vec<PathBuf>, Vec<PathBuf>) = paths.into_iter().partition(|p| p.is_dir());
    files.retain(|p| p.extension().is_some_and(|e| e == "t"));
    files.extend(dirs.iter().flat_map(|d| find(d)));
    files
}

/// Is the whole file out of reach of this userland or user?
fn why_not(userland: &Userland, file: &Path) -> bool {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    let is_missing = !userland.has(&stem);
    let may_be_missing = match userland.kind {
        Kind::Cairn => variable("CAIRN_APPLETS").is_some(),
        Kind::BusyBox | Kind::Alpine => cairn::registry::find(stem.as_bytes()).is_some(),
    };
    if is_missing && may_be_missing {
        return true;
    }
    let tags = fs::read_to_string(file).ok().and_then(|t| transcript::parse(&t).ok()).map(|t| t.tags);
    tags.is_some_and(|tags| is_skipped(userland, &tags))
}

/// Do the tags exclude this userland or user?
fn is_skipped(userland: &Userland, tags: &[String]) -> bool {
    tags.iter().any(|tag| match tag.as_str() {
        "cairn" => userland.kind != Kind::Cairn,
        "alpine" => userland.kind == Kind::BusyBox,
        "native" => !userland.is_native,
        "root" => !is_root(),
        "rootfs" => !is_root() || !userland.is_native || userland.kind == Kind::BusyBox || !userland.has("sh"),
        _ => false,
    })
}

fn run_file(userland: &Userland, file: &Path) -> Result<(), Failed> {
    let text = fs::read_to_string(file).map_err(|e| format!("{}: {e}", file.display()))?;
    let transcript = transcript::parse(&text).map_err(|e| format!("{}: {e}", file.display()))?;
    let own_root = transcript.tags.iter().any(|t| t == "rootfs").then(|| userland.in_own_root()).transpose()?;
    let results = run(own_root.as_ref().unwrap_or(userland), &transcript)?;
    if variable("CAIRN_RECORD").is_some() {
        let recorded = record(&text, &transcript, &results)?;
        fs::write(file, recorded).map_err(|e| format!("{}: {e}", file.display()))?;
        return Ok(());
    }
    let shown = file.strip_prefix(repository()).unwrap_or(file);
    let report = judge(userland, shown, &transcript, &results)?;
    if report.is_empty() { Ok(()) } else { Err(report.into()) }
}

/// What a command gave: its output and status, or nothing if the shell ended before.
type Outcome = Option<(Vec<u8>, i32)>;

/// Runs all commands in one shell. A skipped command is not run.
fn run(userland: &Userland, transcript: &Transcript) -> Result<Vec<Outcome>, String> {
    let scratch = userland.scratch();
    let salt = format!("--{:08x}--", std::process::id() ^ 0x5ca1_ab1e);
    let script = script(userland, transcript, &salt);
    let (reader, writer) = std::io::pipe().map_err(|e| e.to_string())?;
    let error = writer.try_clone().map_err(|e| e.to_string())?;
    let mut command = userland.shell(&script, scratch.path());
    command.stdout(OwnedFd::from(writer)).stderr(OwnedFd::from(error)).process_group(0);
    let child = command.spawn().map_err(|e| format!("the shell cannot be started: {e}"))?;
    drop(command);
    let output = collect(reader, child)?;
    Ok(split(&output, &salt, transcript))
}

/// The script: every command stands on its own line of the transcript, so that line numbers in messages mean something,
/// and is followed by a line that marks its end.
fn script(userland: &Userland, transcript: &Transcript, salt: &str) -> String {
    let mut script = "umask 022".to_owned();
    let mut at = 1;
    for (i, case) in transcript.cases.iter().enumerate() {
        if is_skipped(userland, &case.tags) {
            continue;
        }
        let mut glue = "; ";
        while at < case.line {
            script.push('\n');
            glue = "";
            at += 1;
        }
        let _ = writeln!(script, "{glue}{}", case.command);
        at += case.height();
        // The mark follows on the next line, be it free or the next command's.
        let _ = write!(script, "echo \"{salt} {i} $?\"");
    }
    script.push('\n');
    script
}

/// All output of the shell and of what it left running, which is ended with it.
fn collect(mut reader: std::io::PipeReader, mut child: Child) -> Result<Vec<u8>, String> {
    let group = nix::unistd::Pid::from_raw(child.id() as i32);
    let read = thread::Builder::new()
        .spawn(move || {
            let mut output = Vec::new();
            let _ = reader.read_to_end(&mut output);
            output
        })
        .map_err(|e| e.to_string())?;
    let start = Instant::now();
    let status = loop {
        match child.try_wait().map_err(|e| e.to_string())? {
            Some(status) => break Some(status),
            None if start.elapsed() > TIME_LIMIT => break None,
            None => thread::sleep(Duration::from_millis(3)),
        }
    };
    // Background jobs of the transcript would keep the pipe open.
    let _ = nix::sys::signal::killpg(group, nix::sys::signal::SIGKILL);
    if status.is_none() {
        let _ = child.wait();
    }
    let mut output = read.join().map_err(|_| "the reader failed".to_owned())?;
    match status {
        None => output.extend_from_slice(format!("\n*** ended after {} s\n", TIME_LIMIT.as_secs()).as_bytes()),
        Some(status) => {
            if let Some(signal) = status.signal() {
                output.extend_from_slice(format!("\n*** the shell was ended by signal {signal}\n").as_bytes());
            }
        }
    }
    Ok(output)
}

/// Divides the output at the marks.
fn split(output: &[u8], salt: &str, transcript: &Transcript) -> Vec<Outcome> {
    let mut outcomes: Vec<Outcome> = transcript.cases.iter().map(|_| None).collect();
    let mark = format!("{salt} ");
    let mut rest = output;
    let mut last = None;
    while let Some(at) = memchr::memmem::find(rest, mark.as_bytes()) {
        let line = &rest[at + mark.len()..];
        let end = memchr::memchr(b'\n', line).unwrap_or(line.len());
        let numbers = String::from_utf8_lossy(&line[..end]).into_owned();
        let mut numbers = numbers.split(' ').map(str::parse::<i32>);
        if let (Some(Ok(case)), Some(Ok(status))) = (numbers.next(), numbers.next())
            && let Some(outcome) = outcomes.get_mut(case as usize)
        {
            *outcome = Some((rest[..at].to_vec(), status));
            last = Some(case as usize);
        }
        rest = line.get(end + 1..).unwrap_or_default();
    }
    // What came after the last mark belongs to the command that ended the shell.
    if !rest.is_empty()
        && let Some(outcome) = outcomes.get_mut(last.map_or(0, |l| l + 1))
    {
        *outcome = Some((rest.to_vec(), -1));
    }
    outcomes
}

/// The report on what differs; empty if nothing does.
fn judge(userland: &Userland, shown: &Path, transcript: &Transcript, outcomes: &[Outcome]) -> Result<String, String> {
    let mut report = String::new();
    for (case, outcome) in transcript.cases.iter().zip(outcomes) {
        if is_skipped(userland, &case.tags) {
            continue;
        }
        let head = format!("{}:{}", shown.display(), case.line);
        let Some((output, status)) = outcome else {
            let _ = writeln!(report, "{head}: the shell ended before this command\n");
            break;
        };
        let compared = transcript::compare(case, output, *status).map_err(|e| format!("{head}: {e}"))?;
        if compared.same {
            continue;
        }
        let _ = writeln!(report, "{head}\n    $ {}", case.command.replace('\n', "\n    > "));
        for (sign, line) in compared.diff {
            let _ = writeln!(report, "  {sign} {line}");
        }
        report.push('\n');
    }
    Ok(report)
}

/// The transcript with what the commands gave as their expectations; lines that match are kept.
fn record(text: &str, transcript: &Transcript, outcomes: &[Outcome]) -> Result<String, String> {
    let lines: Vec<&str> = text.lines().collect();
    let mut recorded = String::new();
    let mut at = 0;
    for (case, outcome) in transcript.cases.iter().zip(outcomes) {
        let expected = case.line - 1 + case.height();
        for line in &lines[at..expected] {
            recorded.push_str(line);
            recorded.push('\n');
        }
        at = expected + case.output.len() + usize::from(case.status != 0);
        let Some((output, status)) = outcome else {
            for line in &lines[expected..at] {
                recorded.push_str(line);
                recorded.push('\n');
            }
            continue;
        };
        for (sign, line) in transcript::compare(case, output, *status)?.diff {
            // Success goes without saying.
            if sign != '-' && line != "[0]" {
                let _ = writeln!(recorded, "  {line}");
            }
        }
    }
    for line in &lines[at..] {
        recorded.push_str(line);
        recorded.push('\n');
    }
    Ok(recorded)
}

/// Proof that the harness can fail.
fn self_tests(userland: &Arc<Userland>) -> Vec<Trial> {
    let table: &[(&str, &str, &[&str])] = &[
        ("right output passes", "Prose.\n  $ echo a\n  a\n  $ (exit 3)\n  [3]\n", &[]),
        ("wrong output fails", "  $ echo a\n  b\n", &["  - b\n", "  + a\n"]),
        ("missing output fails", "  $ echo a\n  a\n  b\n", &["    a\n", "  - b\n"]),
        ("superfluous output fails", "  $ echo a\n", &["  + a\n"]),
        ("a wrong status fails", "  $ (exit 3)\n  [4]\n", &["  - [4]\n  + [3]\n"]),
        ("an unexpected status fails", "  $ (exit 3)\n", &["  + [3]\n"]),
        ("a missing failure fails", "  $ :\n  [1]\n", &["  - [1]\n  + [0]\n"]),
        ("a lost newline fails", "  $ printf a\n  a\n", &["  - a\n  + a (no-eol)\n"]),
        ("a lost newline may be expected", "  $ printf a\n  a (no-eol)\n", &[]),
        ("standard error counts", "  $ echo a >&2\n", &["  + a\n"]),
        ("an early exit fails", "  $ exit 0\n  $ echo a\n  a\n", &["the shell ended before this command"]),
        (
            "patterns match",
            "  $ echo a1; echo a1; printf 'a\\t\\1\\n'\n  a[0-9] (re)\n  a? (glob)\n  a\\t\\x01 (esc)\n",
            &[],
        ),
        ("patterns match whole lines", "  $ echo xa1; echo xa1\n  a[0-9] (re)\n  a? (glob)\n", &["  - a[0-9] (re)\n"]),
        (
            "continuations and here-documents",
            "  $ while read -r x; do\n  >   echo \"<$x>\"\n  > done <<E\n  > a b\n  > E\n  <a b>\n  $ echo c\n  c\n",
            &[],
        ),
        (
            "the environment is ours",
            "  $ echo \"$TZ $LC_ALL $TERM ${USER-none}\"\n  UTC C.UTF-8 dumb none\n  $ [ \"$HOME\" = \"$PWD\" ] && umask\n  0022\n",
            &[],
        ),
        (
            "a command for another userland is skipped",
            "Never run. [nobody]\n  $ echo a\n  a\n\nOurs. [cairn]\n  $ echo b\n  b\n",
            &[],
        ),
    ];
    let mut trials: Vec<Trial> = table
        .iter()
        .map(|(name, text, expected)| {
            let userland = Arc::clone(userland);
            Trial::test(format!("harness: {name}"), move || {
                let transcript = transcript::parse(text)?;
                let report = judge(&userland, Path::new("x.t"), &transcript, &run(&userland, &transcript)?)?;
                let missing: Vec<_> = expected.iter().filter(|e| !report.contains(**e)).collect();
                if missing.is_empty() && report.is_empty() == expected.is_empty() {
                    Ok(())
                } else {
                    Err(format!("not in the report: {missing:?}\n{report}").into())
                }
            })
        })
        .collect();
    trials.push(Trial::test("harness: odd lines are written so that they are read back", || {
        for line in [&b"a"[..], b"$ a", b"> a", b"[3]", b"a ", b"a (re)", b"\xff\x01\\", b"", "ä\tb".as_bytes()] {
            let written = transcript::show(line);
            let text = format!("  $ :\n  {written}\n");
            let case: Case = transcript::parse(&text)?.cases.remove(0);
            let output = [line, b"\n"].concat();
            if !transcript::compare(&case, &output, 0)?.same {
                return Err(format!("{line:?} is written {written:?}").into());
            }
        }
        Ok(())
    }));
    trials.push(Trial::test("harness: malformed transcripts are refused", || {
        for text in
            ["", "prose\n", "  output\n", "  $ :\n  [1]\n  more\n", "  $ :\n  out\n  > more\n", "  $ :\n  [0]\n"]
        {
            if transcript::parse(text).is_ok() {
                return Err(format!("accepted: {text:?}").into());
            }
        }
        Ok(())
    }));
    trials
}
