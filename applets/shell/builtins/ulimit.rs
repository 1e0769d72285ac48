//! `ulimit`

use crate::run::Flow;
use crate::shell::Shell;
use kit::applet::Status;
use kit::{sys, text};

struct Limit {
    letter: u8,
    resource: i32,
    /// What the numbers are multiplied by.
    unit: u64,
    name: &'static str,
}

const fn limit(letter: u8, resource: u32, unit: u64, name: &'static str) -> Limit {
    Limit { letter, resource: resource as i32, unit, name }
}

#[allow(clippy::unnecessary_cast, reason = "the type of these constants depends on the C library")]
const LIMITS: [Limit; 15] = [
    limit(b'c', libc::RLIMIT_CORE as u32, 512, "core file size (blocks)"),
    limit(b'd', libc::RLIMIT_DATA as u32, 1024, "data seg size (kb)"),
    limit(b'e', libc::RLIMIT_NICE as u32, 1, "scheduling priority"),
    limit(b'f', libc::RLIMIT_FSIZE as u32, 512, "file size (blocks)"),
    limit(b'i', libc::RLIMIT_SIGPENDING as u32, 1, "pending signals"),
    limit(b'l', libc::RLIMIT_MEMLOCK as u32, 1024, "max locked memory (kb)"),
    limit(b'm', libc::RLIMIT_RSS as u32, 1024, "max memory size (kb)"),
    limit(b'n', libc::RLIMIT_NOFILE as u32, 1, "open files"),
    limit(b'q', libc::RLIMIT_MSGQUEUE as u32, 1, "POSIX message queues (bytes)"),
    limit(b'r', libc::RLIMIT_RTPRIO as u32, 1, "real-time priority"),
    limit(b's', libc::RLIMIT_STACK as u32, 1024, "stack size (kb)"),
    limit(b't', libc::RLIMIT_CPU as u32, 1, "cpu time (seconds)"),
    limit(b'u', libc::RLIMIT_NPROC as u32, 1, "max user processes"),
    limit(b'v', libc::RLIMIT_AS as u32, 1024, "virtual memory (kb)"),
    limit(b'x', libc::RLIMIT_LOCKS as u32, 1, "file locks"),
];

const UNLIMITED: u64 = u64::MAX;

pub fn run(shell: &mut Shell, args: &[&[u8]]) -> Flow {
    let (mut soft, mut hard, mut all) = (false, false, false);
    let mut chosen: Vec<(&Limit, Option<&[u8]>)> = Vec::new();
    let mut operand = None;
    let mut i = 1;
    while let Some(arg) = args.get(i) {
        i += 1;
        let [b'-', letters @ ..] = arg else {
            operand = Some(*arg);
            break;
        };
        let mut rest = letters;
        while let Some((letter, after)) = rest.split_first() {
            rest = after;
            match letter {
                b'S' => soft = true,
                b'H' => hard = true,
                b'a' => all = true,
                letter => {
                    let Some(limit) = LIMITS.iter().find(|l| l.letter == *letter) else {
                        return Ok(complain(shell, &text!["ulimit: unrecognized option: ", [*letter]]));
                    };
                    // The value may be attached, or be the next word.
                    let mut value = None;
                    if !rest.is_empty() {
                        value = Some(rest);
                        rest = b"";
                    } else if let Some(next) = args.get(i).filter(|next| next.first() != Some(&b'-')) {
                        value = Some(*next);
                        i += 1;
                    }
                    chosen.push((limit, value));
                }
            }
        }
    }
    if all {
        let mut out = Vec::new();
        for limit in &LIMITS {
            let mut line = text![limit.name];
            line.resize(32, b' ');
            out = text![out, line, "(-", [limit.letter], ") ", shown(limit, hard), "\n"];
        }
        return shell.print(&out);
    }
    if chosen.is_empty() {
        chosen.push((&LIMITS[3], operand));
    }
    for (limit, value) in chosen {
        match value {
            None => {
                let line = text![shown(limit, hard && !soft), "\n"];
                let written = shell.print(&line)?;
                if written != Status::OK {
                    return Ok(written);
                }
            }
            Some(value) => {
                if let Err(message) = change(limit, value, soft, hard) {
                    return Ok(complain(shell, &text![shell.speaker, ": ", message]));
                }
                shell.note_stack_limit();
            }
        }
    }
    Ok(Status::OK)
}

fn complain(shell: &Shell, message: &[u8]) -> Status {
    // There is nobody to tell that standard error is closed.
    let _ = shell.streams.sink(2).write_all(&text![message, "\n"]);
    Status::FAILED
}

fn shown(limit: &Limit, hard: bool) -> Vec<u8> {
    match sys::limit(limit.resource) {
        Ok((soft_limit, hard_limit)) => match if hard { hard_limit } else { soft_limit } {
            UNLIMITED => b"unlimited".to_vec(),
            n => text![n / limit.unit],
        },
        Err(error) => text![error],
    }
}

fn change(limit: &Limit, value: &[u8], soft: bool, hard: bool) -> Result<(), Vec<u8>> {
    let n = if value == b"unlimited" {
        UNLIMITED
    } else {
        let n: Option<u64> = std::str::from_utf8(value).ok().and_then(|v| v.parse().ok());
        n.and_then(|n| n.checked_mul(limit.unit)).ok_or_else(|| text!["invalid number '", value, "'"])?
    };
    let failed = |error: std::io::Error| text!["error setting limit: ", error];
    let (mut soft_limit, mut hard_limit) = sys::limit(limit.resource).map_err(failed)?;
    // Without -S and -H both.
    if soft || !hard {
        soft_limit = n;
    }
    if hard || !soft {
        hard_limit = n;
    }
    sys::set_limit(limit.resource, soft_limit, hard_limit).map_err(failed)
}
