//! The applets of BusyBox's category `util-linux`: one command or family, one file.

pub mod mount;
mod mount_options;
pub mod mountpoint;
mod superblock;
pub mod umount;
