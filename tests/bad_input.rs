//! Bad input to every applet: a clear error and status, no panic, no crash, nothing lost. As root the commands run as
//! nobody: wrong arguments must not be able to do harm.
#![allow(clippy::disallowed_methods, clippy::disallowed_macros, reason = "a test program, not an applet")]

mod common;

use cairn::registry;
use common::{Scratch, is_root};
use std::ffi::OsStr;
use std::fs::{self, File, Permissions};
use std::io::Read;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{iter, thread};

/// What needs longer (`sleep`, `yes`) is ended.
const TIME_LIMIT: Duration = Duration::from_secs(10);
/// The odd name: not UTF-8, with a newline and blanks.
const ODD: &[u8] = b"\xff\xfe odd\nname";

/// A directory with a copy of the binary that nobody may run, and the files that the tests speak of.
struct Place {
    scratch: Scratch,
    binary: PathBuf,
}

struct Outcome {
    status: Option<i32>,
    signal: Option<i32>,
    err: String,
    timed_out: bool,
}

impl Place {
    fn new() -> Place {
        let scratch = Scratch::new();
        let path = scratch.path().to_owned();
        let binary = path.join("cairn");
        fs::copy(env!("CARGO_BIN_EXE_cairn"), &binary).expect("the binary");
        fs::set_permissions(&path, Permissions::from_mode(0o777)).expect("ours");
        fs::write(path.join("file"), "b 2\na 1\n").expect("writable");
        fs::write(path.join(OsStr::from_bytes(ODD)), "b 2\na 1\n").expect("writable");
        fs::write(path.join("secret"), "x").expect("writable");
        fs::set_permissions(path.join("secret"), Permissions::from_mode(0o0)).expect("ours");
        fs::create_dir(path.join("dir")).expect("writable");
        Place { scratch, binary }
    }

    fn command(&self, name: &str, args: &[&[u8]]) -> Command {
        let mut command = Command::new(&self.binary);
        command
            .arg0(name)
            .args(args.iter().map(|a| OsStr::from_bytes(a)))
            .current_dir(self.scratch.path())
            .env_clear()
            .env("PATH", "/nonexistent")
            .env("LC_ALL", "C.UTF-8")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        if is_root() {
            command.uid(65534).gid(65534);
        }
        command
    }

    fn run(&self, name: &str, args: &[&[u8]]) -> Outcome {
        finish(self.command(name, args))
    }
}

fn finish(mut command: Command) -> Outcome {
    command.process_group(0);
    let mut child = loop {
        match command.spawn() {
            Ok(child) => break child,
            // Another thread forked while this one wrote its copy of the binary.
            Err(error) if error.raw_os_error() == Some(libc::ETXTBSY) => thread::sleep(Duration::from_millis(5)),
            Err(error) => panic!("the binary does not start: {error}"),
        }
    };
    let read = |stream: Option<Box<dyn Read + Send>>| {
        thread::spawn(move || {
            let mut bytes = Vec::new();
            if let Some(stream) = stream {
                let _ = stream.take(1 << 20).read_to_end(&mut bytes);
            }
            bytes
        })
    };
    let out = read(child.stdout.take().map(|s| Box::new(s) as Box<dyn Read + Send>));
    let err = read(child.stderr.take().map(|s| Box::new(s) as Box<dyn Read + Send>));
    let start = Instant::now();
    let mut timed_out = false;
    let status = loop {
        if let Some(status) = child.try_wait().expect("our child") {
            break status;
        }
        if start.elapsed() > TIME_LIMIT && !timed_out {
            timed_out = true;
            let _ = nix::sys::signal::killpg(nix::unistd::Pid::from_raw(child.id() as i32), nix::sys::signal::SIGKILL);
        }
        thread::sleep(Duration::from_millis(2));
    };
    let _ = out.join();
    Outcome {
        status: status.code(),
        signal: status.signal(),
        err: String::from_utf8_lossy(&err.join().expect("the reader")).into_owned(),
        timed_out,
    }
}

impl Outcome {
    /// Neither crashed nor panicked.
    fn is_orderly(&self) -> bool {
        let crashed = self.signal.is_some_and(|s| s != libc::SIGPIPE) && !self.timed_out;
        let panicked = self.status == Some(134) || self.err.contains("panicked") || self.err.contains("internal error");
        !crashed && !panicked
    }

    /// Failed, with a reason.
    fn is_clear_failure(&self) -> bool {
        self.is_orderly() && self.status.is_some_and(|s| s != 0) && !self.err.trim().is_empty()
    }

    fn shown(&self) -> String {
        let err: String = self.err.chars().take(300).collect();
        format!("status {:?} signal {:?} timed out {} err {err:?}", self.status, self.signal, self.timed_out)
    }
}

/// Applets that write what they read, with arguments that make them write something.
const WRITERS: &[(&str, &[&[u8]])] = &[
    ("awk", &[b"{print}", b"file"]),
    ("basename", &[b"file"]),
    ("cat", &[b"file"]),
    ("cut", &[b"-c", b"1", b"file"]),
    ("date", &[]),
    ("df", &[]),
    ("dirname", &[b"file"]),
    ("du", &[]),
    ("echo", &[b"x"]),
    ("egrep", &[b"a", b"file"]),
    ("env", &[]),
    ("expr", &[b"1"]),
    ("fgrep", &[b"a", b"file"]),
    ("find", &[b"."]),
    ("grep", &[b"a", b"file"]),
    ("gzip", &[b"-c", b"file"]),
    ("head", &[b"file"]),
    ("id", &[]),
    ("ls", &[]),
    ("md5sum", &[b"file"]),
    ("nproc", &[]),
    ("od", &[b"file"]),
    ("printenv", &[]),
    ("printf", &[b"x"]),
    ("ps", &[]),
    ("pwd", &[]),
    ("readlink", &[b"-f", b"file"]),
    ("realpath", &[b"file"]),
    ("sed", &[b"p", b"file"]),
    ("seq", &[b"3"]),
    ("sh", &[b"-c", b"echo x"]),
    ("sha1sum", &[b"file"]),
    ("sha256sum", &[b"file"]),
    ("sha512sum", &[b"file"]),
    ("sort", &[b"file"]),
    ("stat", &[b"file"]),
    ("tail", &[b"file"]),
    ("tar", &[b"-cf", b"-", b"file"]),
    ("uname", &[]),
    ("uniq", &[b"file"]),
    ("wc", &[b"file"]),
    ("which", &[b"/bin/sh"]),
    ("yes", &[]),
];

/// Applets that read a file, with the arguments before its name.
const READERS: &[(&str, &[&[u8]])] = &[
    ("awk", &[b"{print}"]),
    ("cat", &[]),
    ("cksum", &[]),
    ("cmp", &[b"file"]),
    ("cut", &[b"-c", b"1"]),
    ("egrep", &[b"a"]),
    ("fgrep", &[b"a"]),
    ("fold", &[]),
    ("grep", &[b"a"]),
    ("gunzip", &[b"-c"]),
    ("gzip", &[b"-c"]),
    ("head", &[]),
    ("md5sum", &[]),
    ("od", &[]),
    ("sed", &[b"p"]),
    ("sh", &[]),
    ("sha1sum", &[]),
    ("sha256sum", &[]),
    ("sha512sum", &[]),
    ("sort", &[]),
    ("tac", &[]),
    ("tail", &[]),
    ("tar", &[b"-tf"]),
    ("uniq", &[]),
    ("wc", &[]),
    ("zcat", &[]),
];

/// The rows whose applet is part of this build.
fn present<'a>(table: &'a [(&'a str, &'a [&'a [u8]])]) -> impl Iterator<Item = (&'a str, &'a [&'a [u8]])> {
    table.iter().copied().filter(|(name, _)| registry::find(name.as_bytes()).is_some())
}

fn report(wrong: &[String]) {
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn an_unknown_applet_is_named() {
    let place = Place::new();
    for (argv0, args) in
        [("no-such", &[][..]), ("/bin/no-such", &[]), ("cairn", &[&b"no-such"[..]]), ("busybox", &[b"no-such"])]
    {
        let outcome = place.run(argv0, args);
        assert_eq!((outcome.status, outcome.err.as_str()), (Some(127), "no-such: applet not found\n"), "{argv0}");
    }
    assert_eq!(place.run("", &[]).status, Some(127));
}

#[test]
fn an_unknown_option_is_an_error_of_every_applet() {
    let place = Place::new();
    let mut wrong = Vec::new();
    for id in registry::all().filter(|id| id.applet().has_help && !id.applet().options.is_empty()) {
        for option in [&b"--no-such-option"[..], b"-\x01"] {
            let outcome = place.run(id.name(), &[option]);
            if !outcome.is_clear_failure() {
                wrong.push(format!("{} {:?}: {}", id.name(), OsStr::from_bytes(option), outcome.shown()));
            }
        }
    }
    report(&wrong);
}

#[test]
fn odd_arguments_make_no_applet_panic() {
    let place = Place::new();
    let long = vec![b'x'; 10_000];
    let lists: &[&[&[u8]]] = &[
        &[],
        &[b""],
        &[b"", b""],
        &[b"-"],
        &[b"--"],
        &[b"\xff"],
        &[b"-\xff"],
        &[b"--=\xff"],
        &[b"--x=\xff", b"\xff"],
        &[ODD],
        &[b"99999999999999999999999"],
        &[b"-99999999999999999999999"],
        &[b"-1", b"-1"],
        &[b"0", b"0", b"0"],
        &[b"-n", b"99999999999999999999999", b"file"],
        &[b"-c", b"-99999999999999999999999", b"file"],
        &[b"[", b"(", b"\\"],
        &[b"%", b"*", b"?"],
        &[b"file", b"file", b"file"],
        &[b"dir", b"dir"],
        &[&long],
    ];
    // The first need not end; the second would end whatever the user runs: `kill -1 -1`.
    let left_out = ["login", "seq", "sleep", "su", "top", "usleep", "watch", "yes"];
    let signallers = ["kill", "killall", "killall5", "pkill"];
    let mut wrong = Vec::new();
    for id in registry::all().filter(|id| !left_out.contains(&id.name()) && !signallers.contains(&id.name())) {
        for args in lists {
            let mut command = place.command(id.name(), args);
            command.stdout(Stdio::null());
            let outcome = finish(command);
            if !outcome.is_orderly() || outcome.timed_out {
                let args: Vec<_> = args.iter().map(|a| OsStr::from_bytes(&a[..a.len().min(40)])).collect();
                wrong.push(format!("{} {args:?}: {}", id.name(), outcome.shown()));
            }
        }
    }
    report(&wrong);
}

#[test]
fn a_file_that_cannot_be_read_is_named() {
    let place = Place::new();
    let mut wrong = Vec::new();
    let mut cases = vec![("missing", "No such file or directory"), ("file/x", "Not a directory")];
    if is_root() {
        // As nobody, whom the mode concerns.
        cases.push(("secret", "Permission denied"));
    }
    for (name, args) in present(READERS) {
        for (file, reason) in &cases {
            let args: Vec<&[u8]> = args.iter().copied().chain(iter::once(file.as_bytes())).collect();
            let outcome = place.run(name, &args);
            // gzip looks for `file.gz` beside it.
            if !outcome.is_clear_failure() || !outcome.err.contains(file) || !outcome.err.contains(reason) {
                wrong.push(format!("{name} {file}: {}", outcome.shown()));
            }
        }
    }
    report(&wrong);
}

/// What the shell says and does as nobody; root may read everything and start any number of processes.
#[test]
fn a_shell_without_rights_says_what_it_may_not() {
    if !is_root() {
        eprintln!("not tested: only root can become another user");
        return;
    }
    let place = Place::new();
    let path = place.scratch.path();
    fs::create_dir(path.join("closed")).expect("writable");
    for dir in ["closed", "dir"] {
        let command = path.join(dir).join("tool");
        fs::write(&command, format!("echo {dir}\n")).expect("writable");
        fs::set_permissions(&command, Permissions::from_mode(0o755)).expect("ours");
    }
    fs::set_permissions(path.join("closed"), Permissions::from_mode(0o700)).expect("ours");
    let cases = [
        ("(. ./secret); exit $?", 2, "can't open './secret': Permission denied"),
        ("PATH=$PWD/closed:$PWD/dir; test $(tool) = dir", 0, ""),
        ("PATH=$PWD/closed; nothing", 127, "not found"),
        // The process that there is counts.
        ("ulimit -u 1; ./dir/tool; exit", 2, "can't fork: Resource temporarily unavailable"),
        ("ulimit -u 1; (./dir/tool; :); exit", 2, "can't fork: Resource temporarily unavailable"),
        ("ulimit -u 1; x=$(./dir/tool; :); exit $?", 2, "can't fork: Resource temporarily unavailable"),
        ("ulimit -u 1; ./dir/tool | ./dir/tool; exit", 2, "can't fork: Resource temporarily unavailable"),
        ("ulimit -u 1; ./dir/tool & exit", 2, "can't fork: Resource temporarily unavailable"),
    ];
    let mut wrong = Vec::new();
    for (script, status, message) in cases {
        let outcome = place.run("sh", &[b"-c", script.as_bytes()]);
        if outcome.status != Some(status)
            || !outcome.err.contains(message)
            || message.is_empty() != outcome.err.is_empty()
        {
            wrong.push(format!("{script}: {}", outcome.shown()));
        }
    }
    let outcome = place.run("sh", &[b"secret"]);
    if outcome.status != Some(2) || !outcome.err.contains("can't open 'secret': Permission denied") {
        wrong.push(format!("sh secret: {}", outcome.shown()));
    }
    let outcome = place.run("", &[b"-c", b"echo"]);
    if outcome.status != Some(127) || !outcome.err.contains("applet not found") {
        wrong.push(format!("an empty name: {}", outcome.shown()));
    }
    report(&wrong);
}

#[test]
fn a_full_disk_is_reported() {
    let place = Place::new();
    let mut wrong = Vec::new();
    for (name, args) in present(WRITERS) {
        let mut command = place.command(name, args);
        command.stdout(File::options().write(true).open("/dev/full").expect("/dev/full"));
        let outcome = finish(command);
        if !outcome.is_clear_failure() || !outcome.err.contains("No space left on device") {
            wrong.push(format!("{name}: {}", outcome.shown()));
        }
    }
    report(&wrong);
}

#[test]
fn a_closed_pipe_ends_a_command_quietly() {
    let place = Place::new();
    let mut wrong = Vec::new();
    for (name, args) in present(WRITERS) {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let mut command = place.command(name, args);
        command.stdout(writer);
        let outcome = finish(command);
        let is_quiet = outcome.signal == Some(libc::SIGPIPE) || outcome.status == Some(141);
        if !is_quiet || !outcome.err.is_empty() {
            wrong.push(format!("{name}: {}", outcome.shown()));
        }
    }
    report(&wrong);
}

#[test]
fn names_that_are_not_utf8_are_read_and_shown() {
    let place = Place::new();
    let mut wrong = Vec::new();
    let missing = [ODD, b"-missing"].concat();
    for (name, args) in present(READERS) {
        let with = |file| args.iter().copied().chain(iter::once(file)).collect::<Vec<&[u8]>>();
        if !["gunzip", "zcat", "tar", "sh"].contains(&name) {
            let (odd, plain) = (place.run(name, &with(ODD)), place.run(name, &with(b"file")));
            if odd.status != plain.status || !odd.err.is_empty() {
                wrong.push(format!("{name}: {}, but of a plain name {}", odd.shown(), plain.shown()));
            }
        }
        let mut command = place.command(name, &with(&missing));
        let err = command.output().expect("the binary runs").stderr;
        if memchr::memmem::find(&err, &ODD[..4]).is_none() {
            wrong.push(format!("{name}: the name is not shown as it is: {:?}", String::from_utf8_lossy(&err)));
        }
    }
    report(&wrong);
}

/// What nests is refused at some depth, or done; the stack does not overflow.
#[test]
fn deep_nesting_gets_an_error() {
    const DEPTH: usize = 100_000;
    let place = Place::new();
    let nested = |open: &str, middle: &str, close: &str| {
        [open.repeat(DEPTH).as_bytes(), middle.as_bytes(), close.repeat(DEPTH).as_bytes()].concat()
    };
    let mut wrong = Vec::new();
    let scripts: &[(&str, &str, &str)] = &[
        ("(", ":", ")"),
        ("(", "", ""),
        ("{ ", ":;", " }; "),
        ("$((", "1", "))"),
        ("echo $(", ":", ")"),
        ("echo \"${x:-", "y", "}\""),
        ("echo `", ":", "`"),
        ("if :; then ", ":;", " fi; "),
        ("while ", ":;", " do :; done; "),
        ("case x in x) ", ":;", " esac; "),
        ("f() ", "{ :; }", ""),
        ("! ", ":", ""),
        ("[[ ( ", "x", " ) ]]"),
        ("<<E ", "", ""),
    ];
    let mut run = |name: &str, args: &[&[u8]], what: &str| {
        if registry::find(name.as_bytes()).is_some() {
            let outcome = place.run(name, args);
            let done = outcome.status == Some(0);
            if outcome.timed_out || !(done && outcome.is_orderly() || outcome.is_clear_failure()) {
                wrong.push(format!("{name}: {what}: {}", outcome.shown()));
            }
        }
    };
    for (open, middle, close) in scripts {
        let script = place.scratch.path().join("script");
        fs::write(&script, nested(open, middle, close)).expect("writable");
        fs::set_permissions(&script, Permissions::from_mode(0o644)).expect("ours");
        run("sh", &[b"script"], open);
    }
    // Each `eval` joins all the words that are left.
    fs::write(place.scratch.path().join("script"), "eval ".repeat(DEPTH / 50) + ":").expect("writable");
    run("sh", &[b"script"], "eval");
    let arithmetic = [b"x=$((", &nested("(", "1", ")")[..], b"))"].concat();
    fs::write(place.scratch.path().join("script"), arithmetic).expect("writable");
    run("sh", &[b"script"], "parentheses in arithmetic");
    let words = |open: &'static [u8], close: &'static [u8]| -> Vec<&'static [u8]> {
        // Arguments are limited to 2 MiB.
        let half = DEPTH / 2;
        iter::repeat_n(open, half).chain(iter::once(&b"1"[..])).chain(iter::repeat_n(close, half)).collect()
    };
    run("expr", &words(b"(", b")"), "parentheses");
    run("test", &words(b"(", b")"), "parentheses");
    run("test", &words(b"!", b""), "negations");
    let mut find = words(b"(", b")");
    find[DEPTH / 2] = b"-true";
    run("find", &find, "parentheses");
    // An argument holds 128 KiB.
    let half = |open: &str, middle: &str, close: &str| {
        let depth = 120_000 / (open.len() + close.len());
        [open.repeat(depth).as_bytes(), middle.as_bytes(), close.repeat(depth).as_bytes()].concat()
    };
    run("grep", &[b"-E", &half("(", "a", ")"), b"file"], "groups");
    run("grep", &[b"-E", &half("", "a", "*"), b"file"], "repetitions");
    run("sed", &[&half("{", "p", "}"), b"file"], "blocks");
    run("sed", &[b"-E", &[b"s/", &half("(", "a", ")")[..], b"/x/"].concat(), b"file"], "groups");
    run("awk", &[&[b"BEGIN{x=", &half("(", "1", ")")[..], b"}"].concat()], "parentheses");
    run("awk", &[&[b"BEGIN", &half("{", "", "}")[..]].concat()], "blocks");
    run("awk", &[&[b"BEGIN{x=", &half("-", "1", "")[..], b"}"].concat()], "signs");
    run("awk", &[&[b"BEGIN{x", &half("[y", "", "]")[..], b"}"].concat()], "subscripts");
    report(&wrong);
}
