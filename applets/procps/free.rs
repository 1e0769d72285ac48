//! `free`: show free and used memory
//!
//! As in procps: `used` is what neither is free nor holds cached data that can be dropped.

use kit::human;
use kit::prelude::*;
use kit::proc;

const USAGE: &str = "\
[-bkmght]

Display free and used memory

	-b, --bytes	In bytes
	-k, --kibi	In KiB (default)
	-m, --mebi	In MiB
	-g, --gibi	In GiB
	-h, --human	With a unit that fits
	-t, --total	A line with the totals
";

pub const APPLET: Applet = Applet { kind: Kind::Pure, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const BYTES: Key = Key::short(APPLET.options, 'b');
const KIBI: Key = Key::short(APPLET.options, 'k');
const MEBI: Key = Key::short(APPLET.options, 'm');
const GIBI: Key = Key::short(APPLET.options, 'g');
const HUMAN: Key = Key::short(APPLET.options, 'h');
const TOTAL: Key = Key::short(APPLET.options, 't');

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    let show: fn(u64) -> Vec<u8> = match given.last(&[BYTES, KIBI, MEBI, GIBI, HUMAN]) {
        Some(BYTES) => |kib| text![kib * 1024],
        Some(MEBI) => |kib| text![kib >> 10],
        Some(GIBI) => |kib| text![kib >> 20],
        Some(HUMAN) => |kib| human::size(kib * 1024),
        _ => |kib| text![kib],
    };
    let text = std::fs::read("/proc/meminfo").map_err(|e| fail!("can't open '/proc/meminfo': ", e))?;
    let of = |key| proc::field_number(&text, key).unwrap_or(0);
    let (total, free) = (of("MemTotal"), of("MemFree"));
    let cached = of("Buffers") + of("Cached") + of("SReclaimable");
    let used = total.saturating_sub(free).saturating_sub(cached);
    let (swap, swap_free) = (of("SwapTotal"), of("SwapFree"));
    let swap_used = swap.saturating_sub(swap_free);

    cx.out.line(b"              total        used        free      shared  buff/cache   available")?;
    line(cx, "Mem:", &[total, used, free, of("Shmem"), cached, of("MemAvailable")], show)?;
    line(cx, "Swap:", &[swap, swap_used, swap_free], show)?;
    if given.has(TOTAL) {
        line(cx, "Total:", &[total + swap, used + swap_used, free + swap_free], show)?;
    }
    Ok(Status::OK)
}

fn line(cx: &mut Context, label: &str, values: &[u64], show: fn(u64) -> Vec<u8>) -> Result<()> {
    let mut line = format!("{label:<7}").into_bytes();
    for value in values {
        let shown = show(*value);
        line.resize(line.len() + 12_usize.saturating_sub(shown.len()), b' ');
        line.extend_from_slice(&shown);
    }
    cx.out.line(&line)?;
    Ok(())
}
