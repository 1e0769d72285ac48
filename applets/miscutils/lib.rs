//! The applets of BusyBox's category `miscutils`: one command or family, one file.

pub mod strings;
pub mod tree;
