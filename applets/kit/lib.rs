//! What every applet may use: context and streams, options, errors, numbers, names, processes.
//!
//! The rule of entry: two users. Everything here is usable inside the shell's process: no function
//! changes the directory, the environment, the umask or a signal disposition unless its name says so.
//!
//! `unsafe` is allowed in [`sys`] and [`alloc`] only.

#![deny(unsafe_code)]

pub mod account_edit;
pub mod accounts;
pub mod alloc;
pub mod applet;
pub mod beneath;
pub mod concatenated;
pub mod context;
pub mod copy;
pub mod crypt;
pub mod digest;
pub mod duration;
pub mod errno;
pub mod filetest;
pub mod format;
pub mod getopt;
pub mod gzip;
pub mod human;
pub mod input;
pub mod lines;
pub mod mode;
pub mod nested;
pub mod number;
pub mod output;
pub mod pattern;
pub mod proc;
pub mod process;
pub mod progress;
pub mod regex;
pub mod search;
pub mod signals;
pub mod stack;
pub mod sys;
pub mod tar;
pub mod text;
pub mod time;
pub mod usage;
pub mod utmp;
pub mod walk;

/// What nearly every applet needs.
pub mod prelude {
    pub use crate::applet::{Applet, Dir, Error, Kind, Result, Status};
    pub use crate::context::Context;
    pub use crate::getopt::Given;
    pub use crate::input::{Input, ReadError};
    pub use crate::output::Output;
    pub use crate::usage::{Key, Takes};
    pub use crate::{fail, options, text};
    pub use std::io::Write;
}
