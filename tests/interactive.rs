//! The shell at a terminal: keys go into a pseudo-terminal, and what the shell writes there is waited for. Nothing is timed:
//! a test that does not see what it waits for fails after a minute.
#![allow(clippy::disallowed_methods, clippy::disallowed_macros, reason = "a test program, not an applet")]

mod common;

use common::Scratch;
use common::pty::{self, Test};
use common::userland::Userland;
use libtest_mimic::Failed;
use std::fs;
use std::io::Write;
use std::os::unix::process::ExitStatusExt;
use std::process::{Command, ExitCode, Stdio};
use std::sync::Arc;

/// What the editor sends when it leaves the terminal to the command.
const EDITED: &str = "\x1b[?2004l";

fn main() -> ExitCode {
    pty::run_tests(TESTS, |userland| userland)
}

/// A shell at a terminal.
struct Session {
    shell: pty::Session,
    home: Arc<Scratch>,
}

impl Session {
    fn new(userland: &Userland, variables: &[(&str, &str)]) -> Result<Session, Failed> {
        Session::at_home(userland, Arc::new(Scratch::new()), variables)
    }

    fn at_home(userland: &Userland, home: Arc<Scratch>, variables: &[(&str, &str)]) -> Result<Session, Failed> {
        let (links, directory) = (userland.links().display().to_string(), home.path().display().to_string());
        let mut all = vec![("PATH", &links[..]), ("HOME", &directory)];
        all.extend([("TERM", "xterm"), ("PS1", "<\\w>"), ("LC_ALL", "C.UTF-8")]);
        // The last of two counts.
        all.extend(variables);
        let shell = pty::Session::start(&userland.links().join("sh"), &["-i"], &all, home.path(), 60)?;
        Ok(Session { shell, home })
    }

    fn send(&mut self, keys: &str) -> Result<(), Failed> {
        Ok(self.shell.send(keys)?)
    }

    /// Waits for a text and takes everything up to it. A newline at its beginning stands for the end of the editing, too.
    fn wait(&mut self, text: &str) -> Result<String, Failed> {
        let edited = text.strip_prefix('\n').map(|rest| format!("{EDITED}{rest}"));
        let texts: Vec<&str> = std::iter::once(text).chain(edited.as_deref()).collect();
        Ok(self.shell.wait_any(&texts)?)
    }

    /// Waits for the prompt.
    fn prompt(&mut self) -> Result<String, Failed> {
        self.wait("<~>")
    }

    /// Types a line at a prompt; waits for what it prints, on a line of its own.
    fn run(&mut self, keys: &str, output: &str) -> Result<(), Failed> {
        self.prompt()?;
        self.send(keys)?;
        self.send("\r")?;
        self.wait(&format!("\n{output}\r\n"))?;
        Ok(())
    }

    /// Waits for the end; its status.
    fn end(&mut self) -> Result<i32, Failed> {
        let status = self.shell.end()?;
        Ok(status.code().unwrap_or_else(|| 128 + status.signal().unwrap_or(0)))
    }
}

fn same<T: PartialEq + std::fmt::Debug>(left: T, right: T) -> Result<(), Failed> {
    if left == right { Ok(()) } else { Err(format!("{left:?} is not {right:?}").into()) }
}

const TESTS: &[(&str, Test<Arc<Userland>>)] = &[
    ("a_line_is_edited_and_run", |userland| {
        let mut session = Session::new(userland, &[])?;
        session.run("ecko done\x02\x02\x02\x02\x02\x02\x02\x04h", "done")?;
        session.run("echo xyz\x17abc\x01\x1bf 1 \x05\x19", "1 abcxyz")?;
        session.run("echo d\u{e9}f\x02\x7f=", "d=f")?;
        session.prompt()?;
        session.send("\x04")?;
        same(session.end()?, 0)
    }),
    ("the_history_outlives_the_shell", |userland| {
        let home = Arc::new(Scratch::new());
        let mut session = Session::at_home(userland, Arc::clone(&home), &[])?;
        session.run("echo first", "first")?;
        session.run("for i in a b\rdo echo $i\rdone", "b")?;
        session.run("\x1b[A\x1b[A\x1b[A\x1b[A", "first")?;
        session.prompt()?;
        session.send("exit 3\r")?;
        same(session.end()?, 3)?;
        let file = fs::read_to_string(home.path().join(".ash_history"))?;
        same(file.as_str(), "echo first\nfor i in a b\\\ndo echo $i\\\ndone\necho first\nexit 3\n")?;
        let mut session = Session::at_home(userland, home, &[])?;
        session.run("\x12do\x05; echo again", "again")?;
        session.prompt()?;
        session.send("fc -l -2 -2\r")?;
        session.wait("4\texit 3\r\n")?;
        Ok(())
    }),
    ("interrupt_gives_a_new_prompt", |userland| {
        let mut session = Session::new(userland, &[])?;
        session.prompt()?;
        session.send("echo not run\x03")?;
        session.run("echo $?", "130")?;
        session.prompt()?;
        session.send("if true\rthen echo no\r\x03")?;
        session.wait("^C")?;
        session.run("echo $?-", "130-")?;
        session.run("trap 'echo trapped' INT; echo set", "set")?;
        session.prompt()?;
        session.send("\x03")?;
        session.wait("\ntrapped\r\n")?;
        Ok(())
    }),
    ("the_terminal_is_as_it_was_for_commands_and_at_the_end", |userland| {
        let mut session = Session::new(userland, &[])?;
        session.prompt()?;
        // A command reads with echo and by the line: its input comes back from the terminal.
        session.send("read a; echo \"got $a\"\r")?;
        session.wait(EDITED)?;
        session.send("typed\x7f\x7fed\r")?;
        session.wait("got typed\r\n")?;
        session.prompt()?;
        session.send("abc")?;
        session.wait("abc")?;
        let before = nix::sys::termios::tcgetattr(&session.shell.master)?;
        same(before.local_flags.contains(nix::sys::termios::LocalFlags::ICANON), false)?;
        nix::sys::signal::kill(
            nix::unistd::Pid::from_raw(session.shell.child.id() as i32),
            nix::sys::signal::Signal::SIGHUP,
        )?;
        same(session.shell.child.wait()?.signal(), Some(libc::SIGHUP))?;
        let after = nix::sys::termios::tcgetattr(&session.shell.master)?;
        let flags = nix::sys::termios::LocalFlags::ICANON | nix::sys::termios::LocalFlags::ECHO;
        same(after.local_flags.contains(flags), true)
    }),
    ("stty_sets_what_it_shows", |userland| {
        let mut session = Session::new(userland, &[])?;
        session.run("stty rows 30 columns 50; stty size", "30 50")?;
        session.run("stty -echo intr ^B erase X; stty | grep -e -echo", "-echo")?;
        session.run("stty -a | grep -o 'intr = ^B\\|erase = X'", "intr = ^B\r\nerase = X")?;
        session.run(
            "s=$(stty -g); stty sane; stty | tail -n 1; stty $s; stty | tail -n 1",
            "flush = ^O; min = 1; time = 0;\r\n-echo",
        )?;
        session.run("stty sane; stty speed", "38400")?;
        session.run("stty -F $(tty) size", "30 50")?;
        session.run("stty bogus", "stty: invalid number 'bogus'")
    }),
    ("a_paste_waits_for_enter", |userland| {
        let mut session = Session::new(userland, &[])?;
        session.wait("\x1b[?2004h")?;
        session.prompt()?;
        session.send("\x1b[200~echo one\recho two\x1b[201~")?;
        let shown = session.wait("two")?;
        same(shown.contains("one\r\n<~>"), false)?;
        session.send("\r")?;
        session.wait("\none\r\ntwo\r\n")?;
        Ok(())
    }),
    ("a_dumb_terminal_gets_no_sequences", |userland| {
        let mut session = Session::new(userland, &[("TERM", "dumb"), ("PS1", "\\[x\\]> ")])?;
        session.wait("x> ")?;
        session.send("echo a b\r")?;
        session.wait("\na b\r\n")?;
        session.wait("x> ")?;
        session.send("history\r")?;
        let shown = session.wait("2 history")?;
        same(shown.contains('\x1b'), false)
    }),
    ("end_of_input_may_be_ignored_and_time_may_run_out", |userland| {
        let mut session = Session::new(userland, &[])?;
        session.run("set -o ignoreeof; echo on", "on")?;
        session.prompt()?;
        session.send("\x04")?;
        session.wait("Use \"exit\" to leave shell.")?;
        session.prompt()?;
        session.send("TMOUT=1\r")?;
        session.wait("timed out waiting for input: auto-logout")?;
        same(session.end()?, 1)
    }),
    ("vi_mode", |userland| {
        let mut session = Session::new(userland, &[])?;
        session.run("set -o vi; echo on", "on")?;
        session.prompt()?;
        session.send("echo one two\x1b")?;
        session.wait("\x08")?;
        session.send("bbcwthree\x1b")?;
        session.wait("three")?;
        session.send("A four\r")?;
        session.wait("\nthree two four\r\n")?;
        Ok(())
    }),
    ("a_line_longer_than_the_terminal_is_edited", |userland| {
        let mut session = Session::new(userland, &[])?;
        let long = "0123456789".repeat(12);
        session.run(&format!("echo {long}\x01\x1bf\x06x"), &format!("x{long}"))
    }),
    ("tab_completes", |userland| {
        let mut session = Session::new(userland, &[])?;
        fs::create_dir_all(session.home.path().join("dir one"))?;
        for name in ["dir one/$file", "alpha1", "alpha2"] {
            fs::write(session.home.path().join(name), format!("{name}\n"))?;
        }
        session.run("cat di\t\t", "dir one/$file")?;
        session.run("cat \"dir one/\t", "dir one/$file")?;
        session.run("readonl\tVAR_OF_MINE=x; echo done", "done")?;
        session.run("echo -$VAR_OF\t-", "-x -")?;
        session.run("x=al\t1; echo $x", "alpha1")?;
        session.prompt()?;
        session.send("cat al\t\t\t")?;
        session.wait("alpha1  alpha2\r")?;
        session.prompt()?;
        session.send("2\r")?;
        session.wait("\nalpha2")?;
        session.prompt()?;
        session.send("ls ~roo\t\x01echo \r")?;
        session.wait("\nls /root/\r\n")?;
        Ok(())
    }),
    ("mail_is_told_before_the_prompt", |userland| {
        let mut session = Session::new(userland, &[("MAILCHECK", "0"), ("MAILPATH", "box%post!")])?;
        session.run("echo x >box; echo written", "written")?;
        session.wait("post!\r\n")?;
        session.prompt()?;
        Ok(())
    }),
    ("fc_runs_a_command_again", |userland| {
        let mut session = Session::new(userland, &[])?;
        session.run("echo one two", "one two")?;
        session.run("fc -s one=three echo", "three two")?;
        fs::write(session.home.path().join("ed.sh"), "sed -i 's/two/four/' \"$1\"\n")?;
        session.run("fc -e 'sh ./ed.sh'", "three four")?;
        session.prompt()?;
        session.send("fc -l\r")?;
        session.wait("1\techo one two\r\n2\techo three two\r\n3\techo three four\r\n")?;
        Ok(())
    }),
    ("input_that_is_no_terminal_is_read_as_it_is", |userland| {
        let mut child = Command::new(userland.links().join("sh"))
            .arg("-i")
            .env_clear()
            .envs([("PATH", userland.links()), ("PS1", std::path::Path::new("> "))])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        if let Some(mut input) = child.stdin.take() {
            input.write_all(b"echo a\nread b\ninput\necho $b\n")?;
        }
        let output = child.wait_with_output()?;
        same(String::from_utf8_lossy(&output.stdout).into_owned(), "a\ninput\n".into())?;
        // Before the prompts it says that there is no job control.
        same(String::from_utf8_lossy(&output.stderr).lines().last(), Some("> > > > "))
    }),
];
