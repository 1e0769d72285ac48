//! The applets of BusyBox's category `loginutils`: one command or family, one file.

mod common;
mod prompt;

pub mod addgroup;
pub mod adduser;
pub mod chpasswd;
pub mod deluser;
pub mod mkpasswd;
pub mod passwd;
pub mod su;
