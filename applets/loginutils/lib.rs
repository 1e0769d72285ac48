//! The applets of BusyBox's category `loginutils`: one command or family, one file.

pub mod addgroup;
pub mod adduser;
pub mod chpasswd;
mod common;
pub mod deluser;
pub mod mkpasswd;
pub mod passwd;
mod prompt;
pub mod su;
