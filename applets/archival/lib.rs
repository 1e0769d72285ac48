//! The applets of BusyBox's category `archival`: one command or family, one file.

mod compression;
mod in_place;
mod lzw;

pub mod gzip;
pub mod tar;
