//! `hostid`: print the identifier of the host
//!
//! As in GNU: what sethostid(3) left in /etc/hostid. musl, and so BusyBox on Alpine, always has 0; so has a host without
//! that file.

use kit::prelude::*;

const USAGE: &str = "\n\nPrint out a unique 32-bit identifier for the machine\n";

pub const APPLET: Applet = Applet { kind: Kind::Pure, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

fn run(cx: &mut Context) -> Result<Status> {
    if !cx.options()?.operands.is_empty() {
        return Err(Error::Usage(None));
    }
    let stored = std::fs::read("/etc/hostid").unwrap_or_default();
    let id = stored.first_chunk().map_or(0, |bytes| u32::from_ne_bytes(*bytes));
    writeln!(cx.out, "{id:08x}")?;
    Ok(Status::OK)
}
