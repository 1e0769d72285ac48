//! `sum`: print old checksums and counts of blocks
//!
//! The BSD sum (rotated right before each byte is added) or System V's, as in BusyBox and GNU.

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
    let system_v = given.has(SYSTEM_V) && !given.has(BSD);
    for path in or_stdin(&given.operands) {
        let (mut sum, mut length) = (0_u32, 0_u64);
        let is_read = cx.each_block(path, |block| {
            length += block.len() as u64;
            sum = if system_v { add(sum, block) } else { rotate_and_add(sum, block) };
        });
        if !is_read {
            continue;
        }
        let line = if system_v {
            text![fold(sum), " ", length.div_ceil(512), " ", *path]
        } else {
            // The blank is there also without a name.
            let name: &[u8] = if given.operands.len() > 1 { path } else { b"" };
            text![format!("{sum:05} {:5} ", length.div_ceil(1024)), name]
        };
        cx.out.line(&line)?;
    }
    Ok(cx.status())
}

fn add(sum: u32, block: &[u8]) -> u32 {
    block.iter().fold(sum, |sum, c| sum.wrapping_add(u32::from(*c)))
}

fn fold(sum: u32) -> u32 {
    let once = (sum & 0xffff) + (sum >> 16);
    (once & 0xffff) + (once >> 16)
}

fn rotate_and_add(sum: u32, block: &[u8]) -> u32 {
    u32::from(block.iter().fold(sum as u16, |sum, c| sum.rotate_right(1).wrapping_add(u16::from(*c))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_wrap_at_16_bits() {
        assert_eq!(rotate_and_add(0, b"\x01\x00"), 0x8000);
        assert_eq!(rotate_and_add(0xffff, b"\x01"), 0);
        assert_eq!((fold(0x1_ffff), fold(0xffff_ffff)), (1, 0xffff));
        assert_eq!(add(u32::MAX, b"\x02"), 1);
    }
}
