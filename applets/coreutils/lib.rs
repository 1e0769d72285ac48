//! The applets of BusyBox's category `coreutils`: one command or family, one file.

mod ask;
mod canonical;
mod temporary;

pub mod chmod;
pub mod echo;
pub mod ln;
pub mod mkdir;
pub mod printf;
pub mod rm;
pub mod rmdir;
pub mod test;
pub mod touch;
pub mod r#true;
