//! The applets of BusyBox's category `util-linux`: one command or family, one file.

mod mount_options;
mod superblock;

pub mod cal;
pub mod fallocate;
pub mod hexdump;
pub mod mount;
pub mod mountpoint;
pub mod rev;
pub mod umount;
pub mod xxd;
