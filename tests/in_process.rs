//! Pure applets leave their process as they found it: each is run a thousand times in this one. One test in a program
//! of its own, because it changes into a scratch directory and looks at the whole process.
#![allow(clippy::disallowed_methods, clippy::disallowed_macros, reason = "a test program, not an applet")]

mod common;

use cairn::registry::{self, Registry};
use common::Scratch;
use kit::applet::{Applet, Kind, Status};
use kit::context::{self, Context, ListedEnvironment};
use kit::input::Stdin;
use kit::output::{Capture, Output, Sink};
use std::fs;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

/// Rounds for each applet, after as many again to reach a steady state.
const ROUNDS: usize = 1000;
/// What memory may grow by in all rounds: 64 bytes each.
const GROWTH: i64 = ROUNDS as i64 * 64 / 1024;

const INPUT: &[u8] = b"b 2\na 1\n\nc 3 x";

/// Arguments that mean something to many applets and harm nothing in a scratch directory.
const ARGUMENTS: &[&[&[u8]]] = &[
    &[],
    &[b"a"],
    &[b"a", b"b"],
    &[b"missing"],
    &[b"missing", b"a"],
    &[b"-"],
    &[b"1", b"+", b"2"],
    &[b"-n", b"1"],
    &[b"-c", b"1"],
    &[b"-d", b" ", b"-f", b"1", b"a"],
    &[b"s/a/b/", b"a"],
    &[b"%s\n", b"x"],
    &[b"a-z", b"A-Z"],
    &[b"1", b"9"],
    &[b"-\xff"],
    &[b"--no-such-option"],
    &[b"--help"],
    &[b"dir"],
    &[b"-f", b"a", b"new"],
    &[b"644", b"a"],
    &[b"new"],
];

type Run = fn(&mut Context) -> kit::applet::Result<Status>;

/// Applets that break the contract, and what must be said of them: proof that the test can fail.
const OFFENDERS: &[(&str, Run, &str)] = &[
    ("chdir", |_| Ok(std::env::set_current_dir("/").map_or(Status::FAILED, |()| Status::OK)), "became directory /"),
    (
        "open",
        |_| {
            // Few enough for a limit of 1024.
            static CALLS: AtomicU32 = AtomicU32::new(0);
            if CALLS.fetch_add(1, Ordering::Relaxed).is_multiple_of(10) {
                std::mem::forget(fs::File::open("/dev/null"));
            }
            Ok(Status::OK)
        },
        "open: descriptors",
    ),
    (
        "leak",
        |_| {
            vec![1_u8; 200].leak();
            Ok(Status::OK)
        },
        "KiB more",
    ),
    ("panic", |_| panic!("out of order"), "panicked: panic: internal error: out of order"),
];

fn main() {
    if std::env::args().any(|a| a == "--list") {
        println!("pure_applets_leave_the_process_as_it_was: test");
        return;
    }
    std::panic::set_hook(Box::new(|_| {}));
    let scratch = Scratch::new();
    std::env::set_current_dir(scratch.path()).expect("a directory just made");
    let mut wrong = Vec::new();
    let mut tested = 0;
    for id in registry::all() {
        let is_slow = |args: &&[&[u8]]| id.name() == "sleep" && args.contains(&&b"1"[..]);
        let lists: Vec<_> = ARGUMENTS.iter().filter(|args| id.applet().kind.is_pure(args) && !is_slow(args)).collect();
        if !lists.is_empty() {
            tested += 1;
            wrong.extend(check(id.name(), id.applet(), &lists, scratch.path()));
        }
    }
    for (name, run, expected) in OFFENDERS {
        let applet = Applet { kind: Kind::Pure, run: *run, ..Applet::DEFAULT };
        let found = check(name, applet, &[&ARGUMENTS[0]], scratch.path()).join("\n");
        if !found.contains(expected) {
            wrong.push(format!("{name} is not found out: {found:?}"));
        }
        let _ = std::env::set_current_dir(scratch.path());
    }
    let _ = std::env::set_current_dir("/");
    drop(scratch);
    println!("{tested} pure applets, {ROUNDS} rounds each: {}", if wrong.is_empty() { "ok" } else { "FAILED" });
    if !wrong.is_empty() {
        eprintln!("{}", wrong.join("\n"));
        std::process::exit(1);
    }
}

fn check(name: &str, applet: Applet, lists: &[&&[&[u8]]], home: &std::path::Path) -> Vec<String> {
    let mut wrong = Vec::new();
    let before = State::now();
    let start = Instant::now();
    for (i, args) in lists.iter().cycle().take(ROUNDS).enumerate() {
        prepare(home);
        let (status, messages) = call(name, applet, args);
        if status == Status::PANICKED && i < lists.len() {
            wrong.push(format!("{} {:?} panicked: {}", name, show(args), String::from_utf8_lossy(&messages)));
        }
        if start.elapsed() > Duration::from_secs(60) {
            wrong.push(format!("{name}: {i} rounds took a minute: is its work bounded?"));
            return wrong;
        }
    }
    let memory = memory();
    for args in lists.iter().cycle().take(ROUNDS) {
        prepare(home);
        call(name, applet, args);
    }
    let grown = self::memory() - memory;
    let after = State::now();
    for (was, is) in before.0.iter().zip(&after.0).filter(|(was, is)| was != is) {
        wrong.push(format!("{name}: {was} became {is}"));
    }
    if grown > GROWTH {
        wrong.push(format!("{name}: {grown} KiB more after {ROUNDS} rounds"));
    }
    wrong
}

fn show(args: &[&[u8]]) -> Vec<String> {
    args.iter().map(|a| String::from_utf8_lossy(a).into_owned()).collect()
}

/// The files that [`ARGUMENTS`] speak of.
fn prepare(home: &std::path::Path) {
    let _ = fs::create_dir_all(home.join("dir"));
    for name in ["a", "b"] {
        if !fs::metadata(home.join(name)).is_ok_and(|m| m.len() == INPUT.len() as u64) {
            let _ = fs::remove_file(home.join(name));
            let _ = fs::remove_dir_all(home.join(name));
            fs::write(home.join(name), INPUT).expect("the scratch directory is writable");
        }
    }
    if fs::remove_file(home.join("new")).is_err() {
        let _ = fs::remove_dir_all(home.join("new"));
    }
}

fn call(name: &str, applet: Applet, args: &[&[u8]]) -> (Status, Vec<u8>) {
    let (out, err) = (Capture::default(), Capture::default());
    let env = ListedEnvironment(&[b"PATH=/bin", b"HOME=/", b"TZ=UTC"]);
    let mut cx = Context::new(applet, name, args, &env, &Registry);
    cx.out = Output::new(Sink::Memory(&out));
    cx.err = Sink::Memory(&err);
    cx.input = Stdin::Memory(INPUT);
    let status = context::run(&mut cx);
    drop(cx);
    (status, err.take())
}

/// What an applet might leave changed, each with its name.
struct State(Vec<String>);

impl State {
    fn now() -> State {
        let read = |path: &str| fs::read_to_string(path).unwrap_or_default();
        let mut descriptors: Vec<_> = fs::read_dir("/proc/self/fd")
            .expect("/proc")
            .filter_map(|entry| {
                let path = entry.ok()?.path();
                let target = fs::read_link(&path).ok()?.display().to_string();
                (!target.ends_with("/fd")).then(|| format!("{} {target}", path.display()))
            })
            .collect();
        descriptors.sort();
        let environment: Vec<_> =
            kit::sys::environment().iter().map(|e| String::from_utf8_lossy(e).into_owned()).collect();
        let mut all = vec![
            format!("descriptors {descriptors:?}"),
            format!("directory {}", fs::read_link("/proc/self/cwd").expect("/proc").display()),
            format!("umask {:o}", kit::sys::umask_value()),
            format!("environment {environment:?}"),
            format!("children {}", read("/proc/thread-self/children")),
            format!("limits {}", read("/proc/self/limits")),
        ];
        let watched = ["SigPnd", "ShdPnd", "SigBlk", "SigIgn", "SigCgt", "Threads", "Uid", "Gid", "Groups"];
        let status = read("/proc/self/status");
        all.extend(status.lines().filter(|l| watched.iter().any(|w| l.starts_with(w))).map(str::to_owned));
        State(all)
    }
}

/// Anonymous memory in use, in KiB.
fn memory() -> i64 {
    let status = fs::read_to_string("/proc/self/status").expect("/proc");
    let line = status.lines().find_map(|l| l.strip_prefix("RssAnon:")).expect("RssAnon");
    line.trim().trim_end_matches(" kB").parse().expect("a number")
}
