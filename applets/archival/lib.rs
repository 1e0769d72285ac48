//! The applets of BusyBox's category `archival`: one command or family, one file.

mod compression;
mod in_place;
mod lzw;

pub mod bzip2;
pub mod gzip;
pub mod tar;
pub mod xz;
