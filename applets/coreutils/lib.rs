//! The applets of BusyBox's category `coreutils`: one command or family, one file.

pub mod echo;
pub mod printf;
pub mod test;
pub mod r#true;
