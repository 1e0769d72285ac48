//! The applets of BusyBox's category `debianutils`: one command or family, one file.

pub mod pipe_progress;
pub mod run_parts;
pub mod which;
