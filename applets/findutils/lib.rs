//! The applets of BusyBox's category `findutils`: one command or family, one file.

mod glob;

pub mod grep;
