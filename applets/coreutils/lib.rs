//! The applets of BusyBox's category `coreutils`: one command or family, one file.

mod ask;
mod canonical;
mod copying;
mod owner;
mod temporary;

pub mod basename;
pub mod chgrp;
pub mod chmod;
pub mod chown;
pub mod cp;
pub mod dirname;
pub mod echo;
pub mod id;
pub mod install;
pub mod ln;
pub mod ls;
pub mod mkdir;
pub mod mktemp;
pub mod mv;
pub mod nproc;
pub mod printenv;
pub mod printf;
pub mod pwd;
pub mod readlink;
pub mod realpath;
pub mod rm;
pub mod rmdir;
pub mod sleep;
pub mod stat;
pub mod sync;
pub mod test;
pub mod touch;
pub mod r#true;
pub mod uname;
pub mod usleep;
pub mod whoami;
