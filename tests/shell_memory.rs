//! A shell that runs for an hour needs no more memory than one that runs for a minute: each construct is turned N times, then
//! 3 N times more, and the shell itself tells its anonymous memory after each. What leaks 64 bytes a turn, or a
//! process's record, is found.
#![allow(clippy::disallowed_methods, clippy::disallowed_macros, reason = "a test program, not an applet")]

mod common;

use common::Scratch;
use std::os::unix::fs::symlink;
use std::process::Command;

/// By how many KiB the memory may differ: the allocator takes 128 at a time.
const ALLOWED: i64 = 256;

/// Turns without processes: 64 bytes lost in each of the last three quarters are 750 KiB.
const MANY: u32 = 4000;
/// Turns with a process each.
const FEW: u32 = 1000;

const WITHOUT_PROCESSES: &[&str] = &[
    "x=$(echo $n | sed s/1/2/); y=`basename /a/$n.c .c`",
    "f() { local a=$1; a=$a$a; return 0; }; f $n$n",
    "(x=$n; cd() { :; }; y=$x)",
    "x=$n; y=${x%1}${x#1}${x:-a}; z=${#y}; case $x in *1) : ;; [2-4]*) : ;; esac",
    r#"eval "v$n=1; unset v$n""#,
    r#"eval "v$n=1
unset v$n""#,
    r#"x=$(eval "v$n=1"; echo $n)"#,
    r#"eval "f$n() { echo $n; }; f$n >/dev/null; unset -f f$n""#,
    "set -- a b c $n; shift; for w in \"$@\"; do :; done; set --",
    "x=; while :; do x=$x$n; case ${#x} in [1-9]|[1-9][0-9]) ;; *) break ;; esac; done",
    "read a b <<E\n$n $n\nE\nread a <<E\nx\nE",
    "x=$((n * 3 + 1)); : $((y += x))",
    "echo $n | while read -r a; do b=$a; done",
    "echo $n > file; read a < file; [ -f file ] && exec 5<file 5<&-",
    "trap \"echo $n\" INT; trap - INT",
    "alias a$n=echo; unalias a$n",
    "printf -v x '%05d' $n; a=(1 $n 3); a[n % 50]=$n; a+=(4); unset 'a[1]' a",
    "declare -A m; m[$n]=1; m[k$n]=2; unset m",
    "hash -r; ls /nonexistent$n 2>/dev/null",
];

/// A function that stays defined stays in memory; so does a variable that is set.
const WITH_PROCESSES: &[&str] =
    &[": & wait", ": & wait $!", "x=$(: & echo $n)", "(ulimit -c 0; exit 3)", "cat < /dev/null | cat | cat; nice true"];

fn growth(place: &Scratch, body: &str, turns: u32) -> (i64, i64) {
    let script = format!(
        "memory() {{ while read -r key value unit; do case $key in RssAnon:) kib=$value ;; esac; done < /proc/self/status; }}
turns() {{ n=$1; while [ $n -gt 0 ]; do
{body}
n=$((n - 1)); done; }}
turns {turns}; memory; before=$kib; turns {}; memory; echo $before $kib",
        3 * turns
    );
    let done = Command::new(env!("CARGO_BIN_EXE_cairn"))
        .args(["sh", "-c", &script])
        .current_dir(place.path())
        .env_clear()
        .env("PATH", place.path())
        .output()
        .expect("the shell runs");
    let out = String::from_utf8_lossy(&done.stdout);
    let last = out.lines().last().unwrap_or_default();
    let numbers: Vec<i64> = last.split(' ').filter_map(|n| n.parse().ok()).collect();
    let [before, after] = numbers[..] else { panic!("{body}: {out}{}", String::from_utf8_lossy(&done.stderr)) };
    (before, after)
}

fn judge(bodies: &[&str], turns: u32) {
    let place = Scratch::new();
    for name in ["basename", "cat", "ls", "nice", "sed", "true"] {
        symlink(env!("CARGO_BIN_EXE_cairn"), place.path().join(name)).expect("a fresh directory");
    }
    let grown: Vec<String> = bodies
        .iter()
        .map(|body| (body, growth(&place, body, turns)))
        .filter(|(_, (before, after))| after - before > ALLOWED)
        .map(|(body, (before, after))| format!("{before} KiB, then {after} KiB: {body}"))
        .collect();
    assert!(grown.is_empty(), "{}", grown.join("\n"));
}

#[test]
fn loops_in_the_process_do_not_grow() {
    judge(WITHOUT_PROCESSES, MANY);
}

#[test]
fn loops_of_processes_do_not_grow() {
    judge(WITH_PROCESSES, FEW);
}

/// What the others rest on: memory that is kept is seen.
#[test]
fn memory_that_is_kept_shows() {
    let place = Scratch::new();
    let (before, after) = growth(&place, r#"eval "v$n$1=1""#, MANY);
    assert!(after - before > ALLOWED, "{before} {after}");
}
