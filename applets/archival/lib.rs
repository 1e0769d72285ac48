//! The applets of BusyBox's category `archival`: one command or family, one file.

pub mod bzip2;
mod compression;
mod in_place;
mod lzw;

pub mod gzip;
pub mod tar;
pub mod xz;
