//! The applets of BusyBox's category `procps`: one command or family, one file.

mod by_name;
mod signal_option;

pub mod free;
pub mod kill;
pub mod killall;
pub mod pidof;
pub mod ps;
pub mod uptime;
