//! `chgrp`: change the group of files
//!
//! POSIX.1-2024 XCU chgrp; the options are `chown`'s, which does the work.

use crate::chown::{self, usage};
use kit::prelude::*;

const USAGE: &str = usage!("[-RhLHPcvf]... GROUP FILE...\n\nChange the group membership of FILEs to GROUP");

pub const APPLET: Applet = Applet {
    dir: Dir::Bin,
    kind: Kind::Pure,
    usage: USAGE,
    options: options!(USAGE),
    run: chown::run,
    ..Applet::DEFAULT
};
