//! Scripts, run by the real binary.

use std::io::{Read, Write};
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// A script may loop for ever; that is no finding.
const LIMIT: Duration = Duration::from_secs(3);

struct Outcome {
    status: Option<i32>,
    signal: Option<i32>,
    timed_out: bool,
    out: Vec<u8>,
    err: Vec<u8>,
}

fn run_script(program: &str, args: &[&[u8]], script: &[u8]) -> Outcome {
    use std::os::unix::ffi::OsStrExt;
    let mut command = Command::new(program);
    command.args(args.iter().map(|a| std::ffi::OsStr::from_bytes(a)));
    command.env_clear().env("PATH", "/bin").env("LC_ALL", "C");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).process_group(0);
    // SAFETY: only system calls between fork and exec.
    unsafe {
        command.pre_exec(|| crate::jail::limit(512 << 20, 24, 2));
    }
    let Ok(mut child) = command.spawn() else { panic!("{program} does not start") };
    let mut input = child.stdin.take();
    // Longer scripts than a pipe holds do not come here.
    let _ = input.as_mut().map(|i| i.write_all(&script[..script.len().min(60_000)]));
    drop(input);
    let (out, err) = read_both(&mut child, Instant::now() + LIMIT);
    let mut timed_out = false;
    let start = Instant::now();
    let status = loop {
        match child.try_wait() {
            Ok(Some(status)) => break status,
            _ if start.elapsed() > LIMIT => {
                timed_out = true;
                let _ = child.kill();
            }
            _ => std::thread::sleep(Duration::from_micros(300)),
        }
    };
    // Whatever the script has left in the background; nobody else is in this namespace but the driver, process 1.
    // SAFETY: system calls without pointers, or with null.
    unsafe {
        libc::kill(-1, libc::SIGKILL);
        while libc::waitpid(-1, std::ptr::null_mut(), libc::WNOHANG) > 0 {}
    }
    Outcome { status: status.code(), signal: status.signal(), timed_out, out, err }
}

fn read_both(child: &mut std::process::Child, until: Instant) -> (Vec<u8>, Vec<u8>) {
    use std::os::fd::AsRawFd;
    let (Some(mut out), Some(mut err)) = (child.stdout.take(), child.stderr.take()) else { return Default::default() };
    let (mut out_text, mut err_text) = (Vec::new(), Vec::new());
    let mut open = [true, true];
    while open.contains(&true) && Instant::now() < until && out_text.len() + err_text.len() < 1 << 20 {
        let fd =
            |file: i32, open: bool| libc::pollfd { fd: if open { file } else { -1 }, events: libc::POLLIN, revents: 0 };
        let mut fds = [fd(out.as_raw_fd(), open[0]), fd(err.as_raw_fd(), open[1])];
        // SAFETY: an array of two that outlives the call.
        if unsafe { libc::poll(fds.as_mut_ptr(), 2, 100) } == 0 {
            // A background process may hold the pipes.
            if matches!(child.try_wait(), Ok(Some(_))) {
                break;
            }
            continue;
        }
        let mut buffer = [0; 4096];
        for i in 0..2 {
            if fds[i].revents != 0 {
                let n = if i == 0 { out.read(&mut buffer) } else { err.read(&mut buffer) }.unwrap_or(0);
                open[i] = n > 0;
                if i == 0 { &mut out_text } else { &mut err_text }.extend_from_slice(&buffer[..n]);
            }
        }
    }
    (out_text, err_text)
}

fn has(text: &[u8], what: &[u8]) -> bool {
    text.windows(what.len()).any(|w| w == what)
}

pub fn run(data: &[u8]) {
    // What the script itself may do to a process.
    if has(data, b"kill") || has(data, b"134") || has(data, b"139") {
        return;
    }
    let outcome = match data.first() {
        // As `-c`; an argument has no NUL.
        Some(c) if c % 2 == 0 && !data.contains(&0) => {
            run_script("/bin/sh", &[b"-c", data, b"name", b"a b", b"c"], b"b 2\na 1\n")
        }
        _ => run_script("/bin/sh", &[b"-s", b"a b", b"c"], data),
    };
    let crash = [libc::SIGSEGV, libc::SIGABRT, libc::SIGILL, libc::SIGBUS, libc::SIGFPE, libc::SIGTRAP, libc::SIGSYS];
    let crashed = outcome.signal.is_some_and(|s| crash.contains(&s));
    let said = [&b"internal error"[..], b"panicked", b"Segmentation fault", b"Aborted", b"Illegal instruction"];
    let says = said.iter().find(|s| has(&outcome.err, s) && !has(data, s));
    if crashed || outcome.status == Some(134) || says.is_some() {
        panic!("signal {:?} status {:?}: {}", outcome.signal, outcome.status, String::from_utf8_lossy(&outcome.err));
    }
}

pub fn compare(data: &[u8]) {
    let script = Generator { bytes: data.iter(), depth: 0, functions: 0 }.script();
    let ours = run_script("/bin/sh", &[b"-s", b"a b", b"c*", b""], script.as_bytes());
    let theirs = run_script("/bin/dash", &[b"-s", b"a b", b"c*", b""], script.as_bytes());
    // On a busy machine a script may need more than its time, and dash has crashes of its own.
    if ours.timed_out || theirs.timed_out || theirs.status.is_none() {
        assert!(!ours.timed_out || theirs.timed_out, "does not end:\n{script}");
        return;
    }
    assert!(
        ours.out == theirs.out && ours.status == theirs.status && ours.err.is_empty() == theirs.err.is_empty(),
        "differs from dash:\n{script}\n-- dash, status {:?}\n{}{}\n-- here, status {:?}\n{}{}",
        theirs.status,
        String::from_utf8_lossy(&theirs.out),
        String::from_utf8_lossy(&theirs.err),
        ours.status,
        String::from_utf8_lossy(&ours.out),
        String::from_utf8_lossy(&ours.err),
    );
}

/// Writes a script that ends, chosen by bytes; only what POSIX defines.
struct Generator<'a> {
    bytes: std::slice::Iter<'a, u8>,
    depth: u32,
    functions: u32,
}

impl Generator<'_> {
    fn choose(&mut self, n: u8) -> u8 {
        self.bytes.next().copied().unwrap_or(0) % n
    }

    fn pick(&mut self, of: &[&'static str]) -> &'static str {
        of[self.choose(of.len() as u8) as usize]
    }

    fn script(mut self) -> String {
        // What echo makes of a backslash is its own affair.
        let mut text = String::from("echo() { printf '%s\\n' \"$*\"; }\n");
        for _ in 0..=self.choose(6) {
            text += &self.command();
            text.push('\n');
        }
        text + "echo \"$?:$x:$y:$z:$#\"\n"
    }

    fn variable(&mut self) -> &'static str {
        self.pick(&["x", "y", "z"])
    }

    fn list(&mut self) -> String {
        let mut text = self.command();
        for _ in 0..self.choose(3) {
            let separator = self.pick(&["; ", "\n", " && ", " || "]);
            text = text + separator + &self.command();
        }
        text
    }

    fn command(&mut self) -> String {
        self.depth += 1;
        let simple = self.depth > 5;
        let text = match if simple { self.choose(5) } else { self.choose(24) } {
            0 => format!("echo {}", self.words()),
            1 => format!("{}={}", self.variable(), self.word()),
            2 => format!("printf '<%s>' {}", self.words()),
            3 => format!("set -- {}", self.words()),
            4 => self
                .pick(&[
                    ":",
                    "true",
                    "false",
                    "(exit 3)",
                    "[ $# -eq 0 ] || shift",
                    "unset x",
                    "IFS=:",
                    "IFS=' '",
                    "unset IFS",
                    "return 2>/dev/null",
                    "set -f",
                    "set +f",
                    "test -n \"$x\"",
                    "IFS=",
                    "IFS=' :'",
                ])
                .to_owned(),
            5 | 6 => format!("if {}; then {}; else {}; fi", self.list(), self.list(), self.list()),
            7 | 8 => format!("for {} in {}; do {}; done", self.variable(), self.words(), self.list()),
            9 => {
                let jump = self.pick(&[":", "break", "continue", "break 2"]);
                format!("for w in 1 2 3; do {}; {jump}; {}; done", self.list(), self.list())
            }
            10 | 11 => format!(
                "case {} in {}) {};; {}|{}) {};; *) {};; esac",
                self.word(),
                self.pattern(),
                self.list(),
                self.pattern(),
                self.pattern(),
                self.list(),
                self.list()
            ),
            12 => format!("({})", self.list()),
            13 => format!("{{ {}; }}", self.list()),
            14 => format!("! {{ {}; }}", self.list()),
            15 => format!(
                "{{ {}; }} | {{ {}; }}",
                self.list(),
                self.pick(&[
                    "cat",
                    "read x; echo \"$x\"",
                    "while read x y; do echo \"$y-$x\"; done",
                    "IFS=: read -r x y z; echo \"$x,$y,$z\""
                ])
            ),
            16 => {
                self.functions += 1;
                let name = format!("f{}", self.functions);
                let body = self.list();
                let end = self.pick(&["", "; return", "; return 4"]);
                format!("{name}() {{ {body}{end}; }}\n{name} {}", self.words())
            }
            17 => format!(
                "x=0; while [ $x -lt 3 ]; do x=$((x + 1)); {}; done </dev/null",
                self.pick(&["echo $x", "continue", "y=$x", "z=$z$x", "break"])
            ),
            18 => format!("cat <<E\n{}\nE", self.here()),
            19 => format!("cat <<'E'\n{}\nE", self.here()),
            20 => format!("eval {}", self.pick(&["'echo $x'", "\"x=\\$y\"", "'false'", "'set -- 1 2; echo $#'", "''"])),
            21 => format!(
                "{} {}",
                self.pick(&["trap 'echo bye' EXIT;", "trap - EXIT;", "set -e;", "set +e;", "set -u;", "set +u;"]),
                self.command()
            ),
            22 => format!(
                "{}={} {}",
                self.variable(),
                self.word(),
                self.pick(&[":", "echo $x", "eval 'echo $x$y'", "true", "f1"])
            ),
            _ => format!(
                "{{ {}; }} {}",
                self.list(),
                self.pick(&[">/dev/null", "2>&1", ">&2", "2>/dev/null", "</dev/null", "3>&1 >&3", "<&-"])
            ),
        };
        self.depth -= 1;
        text
    }

    fn here(&mut self) -> String {
        self.pick(&[
            "$x \"$y\" \\$z `echo a`",
            "a\\\nb",
            "${x:-\"q\"} '$y'",
            "$(echo \"$x\") $((1+2))",
            "",
            "\\a \\\\ \\`",
            "${y#a}",
        ])
        .to_owned()
    }

    fn words(&mut self) -> String {
        let mut text = String::new();
        for _ in 0..self.choose(4) {
            text = text + " " + &self.word();
        }
        text
    }

    fn word(&mut self) -> String {
        let mut text = self.part();
        for _ in 0..self.choose(3) {
            text += &self.part();
        }
        text
    }

    fn part(&mut self) -> String {
        self.depth += 1;
        let deep = self.depth > 7;
        let text = match if deep { self.choose(7) } else { self.choose(20) } {
            0 => self.pick(&["a", "b:c", "ab", "1", "-", "a.b", "=", "a=b", "0"]).to_owned(),
            1 => self
                .pick(&["'a b'", "\"a  b\"", "''", "\"\"", "\\*", "\\a", "'*'", "'\\'", "\"\\\\\"", "\"\\a\"", "'\"'"])
                .to_owned(),
            2 => format!("${}", self.variable()),
            3 => format!("\"${}\"", self.variable()),
            4 => self
                .pick(&[
                    "$1",
                    "$#",
                    "$?",
                    "${1}",
                    "\"$2\"",
                    "${3-d}",
                    "${4-d}",
                    "$*",
                    "$@",
                    "\"$@\"",
                    "\"$*\"",
                    "\"a$@b\"",
                    "${#1}",
                    "${#x}",
                    "${#}",
                    "\"${#@}\"",
                ])
                .to_owned(),
            5 => format!(
                "$(({} {} {}))",
                self.pick(&["1", "9", "$#", "7", "010", "0x1f"]),
                self.pick(&["+", "-", "*", "<", "==", "&", "|", "<<", "&&", "||"]),
                self.pick(&["1", "2", "$#", "3", "0"])
            ),
            6 => self.pick(&["*", "/b*", "/bin/ec*", "[ab]", "/[b]in/tr?"]).to_owned(),
            7..=11 => {
                let operator = self.pick(&["-", ":-", "+", ":+", "=", ":="]);
                let (open, close) = self.pick_quotes();
                // Double quotes within such a word that is quoted itself mean different things to shells.
                let inner = match (open, self.word()) {
                    ("", word) => word,
                    (_, word) => word.replace("\\\"", "").replace('"', ""),
                };
                format!("{open}${{{}{operator}{inner}}}{close}", self.variable())
            }
            12..=15 => {
                let operator = self.pick(&["#", "##", "%", "%%"]);
                let inner = self.pattern();
                let (open, close) = self.pick_quotes();
                format!("{open}${{{}{operator}{inner}}}{close}", self.variable())
            }
            16 | 17 => {
                let (open, close) = self.pick_quotes();
                format!("{open}$( {}){close}", self.list())
            }
            18 => self
                .pick(&[
                    "`echo a b`",
                    "\"`echo \\\"a  b\\\"`\"",
                    "`echo \\$x`",
                    "$(printf 'a\\n\\n')",
                    "\"$(printf 'a\\n\\nb\\n')\"",
                ])
                .to_owned(),
            _ => format!("${{#{}}}", self.variable()),
        };
        self.depth -= 1;
        text
    }

    fn pick_quotes(&mut self) -> (&'static str, &'static str) {
        if self.choose(2) == 0 { ("", "") } else { ("\"", "\"") }
    }

    fn pattern(&mut self) -> String {
        self.pick(&[
            "a*", "*b", "?", "[ab]", "[!a]*", "\"*\"", "a", "*", "*[a-c]", "$x", "\"$x\"", "\\*", "''", "a?*",
            "*\" \"*", "*:*", "'a b'",
        ])
        .to_owned()
    }
}
