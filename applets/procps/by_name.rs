//! Processes by the name of their program: `pidof`, `killall`.

use kit::proc::{self, Stat};
use std::os::unix::ffi::OsStrExt;

/// What is known of a process's name.
struct Names {
    /// At most 15 bytes; of a script its own name.
    comm: Vec<u8>,
    /// The arguments, each ended by NUL.
    arguments: Vec<u8>,
    /// The program's file.
    exe: Vec<u8>,
}

/// Ids of the processes of that name, ascending.
pub(crate) fn processes(name: &[u8]) -> std::io::Result<Vec<i32>> {
    let mut found = Vec::new();
    for pid in proc::processes()? {
        // A process that ended meanwhile has no name any more.
        let Ok(stat) = Stat::of(pid) else { continue };
        let names = Names {
            comm: stat.name,
            arguments: proc::command_line(pid).unwrap_or_default(),
            exe: proc::link(pid, "exe").map(|p| p.as_os_str().as_bytes().to_vec()).unwrap_or_default(),
        };
        if matches(&names, name) {
            found.push(pid);
        }
    }
    Ok(found)
}

fn base(path: &[u8]) -> &[u8] {
    memchr::memrchr(b'/', path).map_or(path, |at| &path[at + 1..])
}

fn matches(names: &Names, wanted: &[u8]) -> bool {
    const COMM: usize = 15;
    let mut arguments = names.arguments.split(|c| *c == 0);
    let first = arguments.next().unwrap_or_default();
    if !first.is_empty() && base(first) == wanted || names.exe == wanted || base(&names.exe) == wanted {
        return true;
    }
    if wanted.len() < COMM {
        return names.comm == wanted;
    }
    // The kernel cuts the name; the whole one of a script is its interpreter's argument.
    names.comm.len() == COMM
        && wanted.starts_with(&names.comm)
        && (wanted.len() == COMM || arguments.next().is_none_or(|script| base(script) == wanted))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_named(comm: &str, arguments: &str, exe: &str, wanted: &str) -> bool {
        let bytes = |s: &str| s.as_bytes().to_vec();
        matches(&Names { comm: bytes(comm), arguments: bytes(arguments), exe: bytes(exe) }, wanted.as_bytes())
    }

    #[test]
    fn a_script_has_its_own_name_and_its_interpreters() {
        for wanted in ["run.sh", "sh", "busybox", "/bin/busybox"] {
            assert!(is_named("run.sh", "/bin/sh\0./run.sh\0", "/bin/busybox", wanted), "{wanted}");
        }
        assert!(!is_named("run.sh", "/bin/sh\0./run.sh\0", "/bin/busybox", "./run.sh"));
    }

    #[test]
    fn names_longer_than_the_kernel_keeps_are_compared_whole() {
        let wanted = "averylongprogramname";
        assert!(is_named("averylongprogra", "/bin/sh\0/x/averylongprogramname\0", "/bin/sh", wanted));
        assert!(!is_named("averylongprogra", "/bin/sh\0/x/averylongprogramnamX\0", "/bin/sh", wanted));
        assert!(is_named("averylongprogra", "", "", "averylongprogra"));
    }
}
