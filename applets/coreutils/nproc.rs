//! `nproc`: print the number of processors
//!
//! As in GNU. Without `--all` those that this process may run on, or what OpenMP's variables say.

use kit::number;
use kit::prelude::*;

const USAGE: &str = "\
[--all] [--ignore=N]

Print number of available CPUs

	--all		Number of installed CPUs
	--ignore=N	Exclude N CPUs
";

pub const APPLET: Applet = Applet { kind: Kind::Pure, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const ALL: Key = Key::long(USAGE, APPLET.options, "all");
const IGNORE: Key = Key::long(USAGE, APPLET.options, "ignore");

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    let ignored: u32 = given.value(IGNORE).map(number::decimal).transpose()?.unwrap_or(0);
    let count = if given.has(ALL) {
        installed().max(usable())
    } else {
        let wanted = threads(cx.env.get(b"OMP_NUM_THREADS"));
        wanted.unwrap_or_else(usable).min(threads(cx.env.get(b"OMP_THREAD_LIMIT")).unwrap_or(u32::MAX))
    };
    cx.out.line(&text![count.saturating_sub(ignored).max(1)])?;
    Ok(Status::OK)
}

/// A number of threads as OpenMP reads it: the first of a list by level; nothing if there is none above 0.
fn threads(variable: Option<&[u8]>) -> Option<u32> {
    let first = variable?.split(|c| *c == b',').next()?.trim_ascii();
    number::decimal(first).ok().filter(|n| *n > 0)
}

fn installed() -> u32 {
    let Ok(entries) = std::fs::read_dir("/sys/devices/system/cpu") else { return 0 };
    let is_cpu = |name: &str| name.strip_prefix("cpu").is_some_and(|n| n.parse::<u32>().is_ok());
    entries.flatten().filter(|e| e.file_name().to_str().is_some_and(is_cpu)).count() as u32
}

fn usable() -> u32 {
    let Ok(set) = nix::sched::sched_getaffinity(nix::unistd::Pid::from_raw(0)) else { return 1 };
    (0..nix::sched::CpuSet::count()).filter(|cpu| set.is_set(*cpu).unwrap_or(false)).count() as u32
}

#[cfg(test)]
mod tests {
    use super::threads;

    #[test]
    fn openmp_counts_from_1_and_may_list_levels() {
        assert_eq!((threads(Some(b"3")), threads(Some(b" 4,2")), threads(Some(b"0"))), (Some(3), Some(4), None));
        assert_eq!(
            (threads(Some(b"")), threads(Some(b"x")), threads(Some(b"-1")), threads(None)),
            (None, None, None, None)
        );
    }
}
