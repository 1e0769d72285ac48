//! The applets of BusyBox's category `coreutils`: one command or family, one file.

mod ask;
mod canonical;
mod temporary;

pub mod basename;
pub mod chmod;
pub mod dirname;
pub mod echo;
pub mod id;
pub mod ln;
pub mod ls;
pub mod mkdir;
pub mod nproc;
pub mod printenv;
pub mod printf;
pub mod pwd;
pub mod rm;
pub mod rmdir;
pub mod sleep;
pub mod test;
pub mod touch;
pub mod r#true;
pub mod uname;
pub mod usleep;
pub mod whoami;
