//! The applets of BusyBox's category `coreutils`: one command or family, one file.

mod copy;

pub mod basename;
pub mod cat;
pub mod dirname;
pub mod echo;
pub mod head;
pub mod id;
pub mod nproc;
pub mod printenv;
pub mod printf;
pub mod pwd;
pub mod sleep;
pub mod tail;
pub mod tee;
pub mod test;
pub mod r#true;
pub mod uname;
pub mod usleep;
pub mod wc;
pub mod whoami;
pub mod yes;
