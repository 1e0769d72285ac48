//! The applets of BusyBox's category `coreutils`: one command or family, one file.

pub mod basename;
pub mod dirname;
pub mod echo;
pub mod id;
pub mod nproc;
pub mod printenv;
pub mod printf;
pub mod pwd;
pub mod sleep;
pub mod test;
pub mod r#true;
pub mod uname;
pub mod usleep;
pub mod whoami;
