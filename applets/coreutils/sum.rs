//! `sum`: print old checksums and counts of blocks
//!
//! The BSD sum (rotated right before each byte is added) or System V's, as in BusyBox and GNU.

use crate::sums::{Kind as SumKind, Sum};
use kit::context::or_stdin;
use kit::prelude::*;

const USAGE: &str = "\
[-rs] [FILE]...

Checksum and count the blocks in a file

	-r	Use BSD sum algorithm (1K blocks)
	-s, --sysv	Use System V sum algorithm (512byte blocks)
";

pub const APPLET: Applet =
    Applet { dir: Dir::UsrBin, kind: Kind::Pure, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

const BSD: Key = Key::short(APPLET.options, 'r');
const SYSTEM_V: Key = Key::short(APPLET.options, 's');

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    let kind = if given.has(SYSTEM_V) && !given.has(BSD) { SumKind::SystemV } else { SumKind::Bsd };
    for path in or_stdin(&given.operands) {
        let mut sum = Sum::new(kind);
        if !cx.each_block(path, |block| sum.update(block)) {
            continue;
        }
        // The blank of the BSD sum is there also without a name.
        let name: &[u8] = if kind == SumKind::SystemV || given.operands.len() > 1 { path } else { b"" };
        cx.out.line(&text![sum.figures(), " ", name])?;
    }
    Ok(cx.status())
}
