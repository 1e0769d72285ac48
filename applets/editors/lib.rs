//! The applets of BusyBox's category `editors`: one command or family, one file.

pub mod awk;
pub mod cmp;
pub mod diff;
pub mod patch;
pub mod sed;
