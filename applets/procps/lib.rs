//! The applets of BusyBox's category `procps`: one command or family, one file.

mod by_name;
pub mod free;
pub mod kill;
pub mod killall;
pub mod pidof;
pub mod ps;
mod signal_option;
pub mod uptime;
mod signal_option;

pub mod kill;
pub mod killall;
pub mod pidof;
