//! `nproc`: print the number of processors
//!
//! As in GNU. Without `--all` those that this process may run on.

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
    let count = if given.has(ALL) { installed().max(usable()) } else { usable() };
    cx.out.line(&text![count.saturating_sub(ignored).max(1)])?;
    Ok(Status::OK)
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
