//! The applets of BusyBox's category `debianutils`: one command or family, one file.

pub mod which;
