//! The applets of BusyBox's category `networking`: one command or family, one file.

pub mod hostname;
