//! The applets of BusyBox's category `findutils`: one command or family, one file.

pub mod find;
pub mod grep;
pub mod xargs;
