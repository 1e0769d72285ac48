//! Pure applets leave their process as they found it: each is run a thousand times in this one. One test in a program
//! of its own, because it changes into a scratch directory and looks at the whole process.
#![allow(clippy::disallowed_methods, clippy::disallowed_macros, reason = "a test program, not an applet")]

mod common;

use cairn::registry::{self, Id, Registry};
use common::Scratch;
use kit::applet::Status;
use kit::context::{self, Context, ListedEnvironment};
use kit::input::Stdin;
use kit::output::{Capture, Output, Sink};
use std::fs;
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
        let lists: Vec<_> = ARGUMENTS.iter().filter(|args| id.applet().kind.is_pure(args)).collect();
        if !lists.is_empty() {
            tested += 1;
            wrong.extend(check(id, &lists, scratch.path()));
        }
    }
    let _ = std::env::set_current_dir("/");
    drop(scratch);
    println!("{tested} pure applets, {ROUNDS} rounds each: {}", if wrong.is_empty() { "ok" } else { "FAILED" });
    if !wrong.is_empty() {
        eprintln!("{}", wrong.join("\n"));
        std::process::exit(1);
    }
}

fn check(id: Id, lists: &[&&[&[u8]]], home: &std::path::Path) -> Vec<String> {
    let mut wrong = Vec::new();
    let start = Instant::now();
    for (i, args) in lists.iter().cycle().take(ROUNDS).enumerate() {
        prepare(home);
        let (status, messages) = call(id, args);
        if status == Status::PANICKED && i < lists.len() {
            wrong.push(format!("{} {:?} panicked: {}", id.name(), show(args), String::from_utf8_lossy(&messages)));
        }
        if start.elapsed() > Duration::from_secs(60) {
            wrong.push(format!("{}: {i} rounds took a minute: is its work bounded?", id.name()));
            return wrong;
        }
    }
    let before = State::now();
    let memory = memory();
    for args in lists.iter().cycle().take(ROUNDS) {
        prepare(home);
        call(id, args);
    }
    let grown = self::memory() - memory;
    let after = State::now();
    if before != after {
        wrong.push(format!("{}: was {before:#?}\nis {after:#?}", id.name()));
    }
    if grown > GROWTH {
        wrong.push(format!("{}: {grown} KiB more after {ROUNDS} rounds", id.name()));
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

fn call(id: Id, args: &[&[u8]]) -> (Status, Vec<u8>) {
    let (out, err) = (Capture::default(), Capture::default());
    let env = ListedEnvironment(&[b"PATH=/bin", b"HOME=/", b"TZ=UTC"]);
    let mut cx = Context::new(id.applet(), id.name(), args, &env, &Registry);
    cx.out = Output::new(Sink::Memory(&out));
    cx.err = Sink::Memory(&err);
    cx.input = Stdin::Memory(INPUT);
    let status = context::run(&mut cx);
    drop(cx);
    (status, err.take())
}

/// What an applet might leave changed.
#[derive(PartialEq, Debug)]
struct State {
    descriptors: Vec<(String, String)>,
    directory: String,
    umask: u32,
    environment: Vec<String>,
    signals: Vec<String>,
    children: String,
    limits: String,
}

impl State {
    fn now() -> State {
        let mut descriptors: Vec<_> = fs::read_dir("/proc/self/fd")
            .expect("/proc")
            .filter_map(|entry| {
                let path = entry.ok()?.path();
                let target = fs::read_link(&path).ok()?.display().to_string();
                let name = path.file_name()?.to_string_lossy().into_owned();
                (!target.ends_with("/fd")).then_some((name, target))
            })
            .collect();
        descriptors.sort();
        let status = fs::read_to_string("/proc/self/status").expect("/proc");
        let signals = status
            .lines()
            .filter(|l| ["Sig", "Shd", "Threads", "Uid", "Gid", "Groups"].iter().any(|p| l.starts_with(p)))
            .map(str::to_owned)
            .collect();
        State {
            descriptors,
            directory: fs::read_link("/proc/self/cwd").expect("/proc").display().to_string(),
            umask: kit::sys::umask_value(),
            environment: kit::sys::environment().iter().map(|e| String::from_utf8_lossy(e).into_owned()).collect(),
            signals,
            children: fs::read_to_string("/proc/thread-self/children").unwrap_or_default(),
            limits: fs::read_to_string("/proc/self/limits").expect("/proc"),
        }
    }
}

/// Anonymous memory in use, in KiB.
fn memory() -> i64 {
    let status = fs::read_to_string("/proc/self/status").expect("/proc");
    let line = status.lines().find_map(|l| l.strip_prefix("RssAnon:")).expect("RssAnon");
    line.trim().trim_end_matches(" kB").parse().expect("a number")
}
