//! Job control at a terminal: who has it, who is stopped, what is said.
#![allow(clippy::disallowed_methods, clippy::disallowed_macros, reason = "a test program, not an applet")]

mod common;

use common::Scratch;
use common::pty::{self, Session, Test};
use common::userland::Userland;
use libtest_mimic::Failed;
use std::process::ExitCode;
use std::sync::Arc;

const TESTS: &[(&str, Test<Terminal>)] = &[
    ("a_stopped_command_is_a_job_that_goes_on", stopped_and_continued),
    ("a_pipeline_is_stopped_as_a_whole", pipeline),
    ("a_job_that_reads_in_the_background_is_stopped", reads_in_background),
    ("ends_are_told_before_the_prompt", notifications),
    ("set_b_tells_them_between_commands", notify_at_once),
    ("the_interrupt_key_ends_what_the_shell_itself_does", interrupts),
    ("a_loop_ends_with_a_stopped_command", stopped_in_loop),
    ("stopped_jobs_are_warned_of", warning),
    ("a_stopped_program_does_not_leave_its_terminal_settings", terminal_settings),
    ("substitutions_are_not_jobs", substitution),
    ("scripts_may_control_jobs", script),
    ("kill_and_wait_know_jobs", kill_and_wait),
    ("without_job_control_keys_reach_all", without_monitor),
];

fn main() -> ExitCode {
    pty::run_tests(TESTS, |userland| Terminal { userland, home: Scratch::new() })
}

/// Where shells are started.
struct Terminal {
    userland: Arc<Userland>,
    home: Scratch,
}

/// The prompt: nothing else prints it.
const PROMPT: &str = "<ready>";

impl Terminal {
    fn start(&self, arguments: &[&str]) -> Result<Session, Failed> {
        let links = self.userland.links();
        let (path, home) = (links.display().to_string(), self.home.path().display().to_string());
        let variables =
            [("PATH", &path[..]), ("HOME", &home), ("TERM", "dumb"), ("PS1", PROMPT), ("LC_ALL", "C.UTF-8")];
        Ok(Session::start(&links.join("sh"), arguments, &variables, self.home.path(), 80)?)
    }

    /// An interactive shell at its first prompt.
    fn shell(&self) -> Result<Session, Failed> {
        let mut shell = self.start(&["-i"])?;
        shell.wait(PROMPT)?;
        Ok(shell)
    }
}

/// Types a line, and gives what is shown up to the next prompt, without the line itself and its carriage returns.
fn answer(shell: &mut Session, line: &str) -> Result<String, Failed> {
    shell.send(&format!("{line}\n"))?;
    shell.wait("\n")?;
    let shown = shell.wait(PROMPT)?.replace('\r', "");
    Ok(shown.strip_suffix(PROMPT).unwrap_or(&shown).to_owned())
}

/// Types a command that says `up` when it runs, then a key, and gives what is shown from there to the next prompt.
fn pressed(shell: &mut Session, line: &str, up: &str, key: &str) -> Result<String, Failed> {
    shell.send(&format!("{line}\n"))?;
    shell.wait("\n")?;
    shell.wait(up)?;
    shell.send(key)?;
    let shown = shell.wait(PROMPT)?.replace('\r', "");
    Ok(shown.strip_suffix(PROMPT).unwrap_or(&shown).to_owned())
}

fn expect(shown: &str, expected: &str) -> Result<(), Failed> {
    if shown == expected { Ok(()) } else { Err(format!("{shown:?} instead of {expected:?}").into()) }
}

fn expect_in(shown: &str, expected: &str) -> Result<(), Failed> {
    if shown.contains(expected) { Ok(()) } else { Err(format!("no {expected:?} in {shown:?}").into()) }
}

/// A program that says that it runs, and then sleeps.
const SLEEPER: &str = "sh -c 'echo \"u\"p; exec sleep 1000'";

fn stopped_and_continued(terminal: &mut Terminal) -> Result<(), Failed> {
    let mut shell = terminal.shell()?;
    let shown = pressed(&mut shell, SLEEPER, "up", "\x1a")?;
    expect_in(&shown, "[1]+  Stopped                    sh -c ")?;
    expect(&answer(&mut shell, "echo $?")?, "148\n")?;
    expect_in(&answer(&mut shell, "jobs -l")?, " Stopped ")?;
    expect_in(&answer(&mut shell, "bg")?, "[1] sh -c ")?;
    expect_in(&answer(&mut shell, "jobs")?, "[1]+  Running ")?;
    shell.send("fg\n")?;
    shell.wait("\nsh -c ")?;
    shell.wait("\n")?;
    shell.send("\x03")?;
    shell.wait(PROMPT)?;
    expect(&answer(&mut shell, "echo $?")?, "130\n")?;
    expect(&answer(&mut shell, "jobs")?, "")?;
    expect_in(&answer(&mut shell, "fg")?, "fg: No current job\n")
}

fn pipeline(terminal: &mut Terminal) -> Result<(), Failed> {
    let mut shell = terminal.shell()?;
    let line = "sh -c 'echo \"u\"p; sleep 1000' | cat | cat";
    shell.send(&format!("{line}\n"))?;
    shell.wait("\n")?;
    shell.wait("up")?;
    shell.send("\x1a")?;
    shell.wait("[1]+  Stopped ")?;
    shell.wait(PROMPT)?;
    let listed = answer(&mut shell, "jobs -l")?;
    if listed.lines().count() != 3 || !listed.ends_with(" | cat\n") {
        return Err(format!("three processes, not {listed:?}").into());
    }
    // All of it is one group: that of the first.
    expect_in(&answer(&mut shell, "kill -9 %1; wait %1 2>/dev/null; echo $?")?, "137\n[1]+  Killed ")
}

fn reads_in_background(terminal: &mut Terminal) -> Result<(), Failed> {
    let mut shell = terminal.shell()?;
    expect_in(&answer(&mut shell, "cat &")?, "[1] ")?;
    expect_in(&answer(&mut shell, "wait %1; echo $?")?, "149\n")?;
    expect(&answer(&mut shell, "jobs")?, "[1]+  Stopped (tty input)        cat\n")?;
    shell.send("fg\n")?;
    shell.wait("cat\r\n")?;
    shell.send("hello\n")?;
    shell.wait("hello\r\nhello\r\n")?;
    shell.send("\x04")?;
    shell.wait(PROMPT)?;
    expect(&answer(&mut shell, "echo $?")?, "0\n")
}

fn notifications(terminal: &mut Terminal) -> Result<(), Failed> {
    let mut shell = terminal.shell()?;
    answer(&mut shell, "mkfifo f; sleep 1000 & (read x <f; exit 3) &")?;
    expect(&answer(&mut shell, ": >f; wait %2")?, "[2]+  Done(3)                    (read x <f; exit 3)\n")?;
    let shown = answer(&mut shell, "kill %1; wait; :")?;
    expect(&shown, "[1]+  Terminated                 sleep 1000\n")?;
    expect(&answer(&mut shell, "jobs")?, "")
}

fn notify_at_once(terminal: &mut Terminal) -> Result<(), Failed> {
    let mut shell = terminal.shell()?;
    answer(&mut shell, "set -b; mkfifo f; cat f >/dev/null &")?;
    let shown = answer(&mut shell, ": >f; while kill -0 $! 2>/dev/null; do :; done; echo last")?;
    expect(&shown, "[1]+  Done                       cat f >/dev/null\nlast\n")
}

fn interrupts(terminal: &mut Terminal) -> Result<(), Failed> {
    let mut shell = terminal.shell()?;
    for line in [
        "echo \"u\"p; while :; do :; done; echo no",
        "(echo \"u\"p >&2; while :; do :; done); echo no",
        "x=$(echo \"u\"p >&2; while :; do :; done); echo no",
        "x=$(echo \"u\"p >&2; sleep 1000); echo no",
        "f() { echo \"u\"p; while :; do sleep 1000; done; }; f; echo no",
        "for i in 1 2 3; do echo \"u\"p; sleep 1000; done; echo no",
        "echo \"u\"p; cat /dev/zero | while read -r x; do :; done; echo no",
    ] {
        let shown = pressed(&mut shell, line, "up", "\x03")?;
        if shown.contains("no") {
            return Err(format!("{line} went on: {shown:?}").into());
        }
        expect(&answer(&mut shell, "echo $?")?, "130\n")?;
    }
    let line = "trap 'echo trapped' INT; sh -c 'echo \"u\"p; exec sleep 1000'; echo on";
    expect_in(&pressed(&mut shell, line, "up", "\x03")?, "trapped\non\n")
}

fn stopped_in_loop(terminal: &mut Terminal) -> Result<(), Failed> {
    let mut shell = terminal.shell()?;
    let shown = pressed(&mut shell, &format!("while :; do {SLEEPER}; done; echo out"), "up", "\x1a")?;
    expect_in(&shown, "\n[1]+  Stopped ")?;
    expect_in(&shown, "\nout\n")?;
    answer(&mut shell, "kill -9 %1; wait")?;
    let shown = pressed(&mut shell, &format!("f() {{ {SLEEPER}; echo after $?; }}; f"), "up", "\x1a")?;
    expect_in(&shown, "\nafter 148\n")
}

fn warning(terminal: &mut Terminal) -> Result<(), Failed> {
    let mut shell = terminal.shell()?;
    pressed(&mut shell, SLEEPER, "up", "\x1a")?;
    expect(&answer(&mut shell, "exit 3")?, "You have stopped jobs.\n")?;
    expect(&answer(&mut shell, ":")?, "")?;
    expect(&answer(&mut shell, "exit 3")?, "You have stopped jobs.\n")?;
    shell.send("exit 3\n")?;
    let status = shell.end()?;
    if status.code() == Some(3) { Ok(()) } else { Err(format!("{status}").into()) }
}

fn terminal_settings(terminal: &mut Terminal) -> Result<(), Failed> {
    let mut shell = terminal.shell()?;
    // `read -s` turns the echo off; whoever is stopped in it must not leave it so, and has it off again when it goes on.
    shell.send("sh -c 'echo \"u\"p; read -s x; echo \"got $x\"'\n")?;
    shell.wait("\n")?;
    shell.wait("up\r\n")?;
    shell.send("\x1a")?;
    shell.wait("[1]+  Stopped ")?;
    shell.wait(PROMPT)?;
    shell.send("echo se\"\"en\n")?;
    shell.wait("echo se\"\"en\r\n")?;
    shell.wait("seen\r\n")?;
    shell.wait(PROMPT)?;
    shell.send("kill -9 %1; wait\n")?;
    shell.wait(PROMPT)?;
    Ok(())
}

fn substitution(terminal: &mut Terminal) -> Result<(), Failed> {
    let mut shell = terminal.shell()?;
    // The stop key does nothing to it: nobody could continue it.
    shell.send("x=$(echo \"u\"p >&2; read y; cat f; echo $y)\n")?;
    shell.wait("\n")?;
    shell.wait("up\r\n")?;
    shell.send("\x1a")?;
    shell.wait("^Z")?;
    shell.send("line\n")?;
    shell.wait(PROMPT)?;
    expect(&answer(&mut shell, "echo $x; jobs")?, "line\n")
}

fn script(terminal: &mut Terminal) -> Result<(), Failed> {
    let script = "set -m; echo $-; sh -c 'kill -STOP $$; exit 4'; echo $?; jobs; fg; echo $?; \
                  sleep 1000 & kill %1; wait %1; echo $?; set +m; exec echo end";
    let mut shell = terminal.start(&["-c", script])?;
    let shown = shell.wait("end\r\n")?.replace('\r', "");
    expect(
        &shown,
        "cm\n147\n[1]+  Stopped (signal)           sh -c 'kill -STOP $$; exit 4'\n\
         sh -c 'kill -STOP $$; exit 4'\n4\nTerminated\n143\nend\n",
    )
}

fn kill_and_wait(terminal: &mut Terminal) -> Result<(), Failed> {
    let mut shell = terminal.shell()?;
    answer(&mut shell, "sleep 1000 | sleep 1001 &")?;
    answer(&mut shell, "sleep 1002 &")?;
    // A stop between vfork and exec would hold up the one that started the program.
    answer(&mut shell, "until grep -qs '[1]001' /proc/[0-9]*/cmdline; do :; done")?;
    expect(
        &answer(&mut shell, "kill -STOP %1; wait %1; echo $?")?.replace("[1]+", "\n[1]+"),
        "147\n\n[1]+  Stopped (signal)           sleep 1000 | sleep 1001\n",
    )?;
    expect_in(&answer(&mut shell, "kill %?1002; wait %2; echo $?")?, "143\n")?;
    expect_in(&answer(&mut shell, "kill -KILL %%; wait %1; echo $?")?, "137\n")
}

fn without_monitor(terminal: &mut Terminal) -> Result<(), Failed> {
    let mut shell = terminal.shell()?;
    answer(&mut shell, "set +m")?;
    let shown = pressed(&mut shell, &format!("{SLEEPER}; echo no"), "up", "\x03")?;
    if shown.contains("no") {
        return Err(format!("went on: {shown:?}").into());
    }
    expect(&answer(&mut shell, "set -m; echo ${-#*m} >/dev/null; set -o | grep monitor")?, "monitor         on\n")
}
