//! The multicall binary `cairn`: registry of applets and the front that dispatches to them.

mod commands;
pub mod front;
pub mod image;
mod install;
pub mod registry;
pub mod rootfs;
