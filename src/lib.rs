//! The multicall binary `cairn`: registry of applets and the front that dispatches to them.

pub mod front;
mod install;
pub mod registry;
