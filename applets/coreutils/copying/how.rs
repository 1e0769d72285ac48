//! How `cp` and `mv` copy: what their options come to.

use crate::backup::Backup;
use crate::choice::choice;
use kit::copy::{Reflink, Sparse};
use kit::prelude::*;
use kit::walk::Follow;

/// What is done where something exists already.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Existing {
    #[default]
    Overwrite,
    /// `-i`
    Ask,
    /// `-n`
    Keep,
    /// `--update=none-fail`: as `-n`, and it is an error.
    Refuse,
    /// `-u`: unless it is older; with `-i` that is asked for.
    Update { asks: bool },
}

/// The options that say so.
pub struct ExistingKeys {
    /// `-f`
    pub force: Key,
    /// `-i`
    pub ask: Key,
    /// `-n`
    pub keep: Key,
    /// `-u`
    pub older: Key,
    /// `--update[=WHICH]`
    pub which: Key,
}

/// The last of `-f`, `-i` and `-n` holds, and the last of `-u` and `--update` if those let it be replaced.
pub fn existing(given: &Given, keys: &ExistingKeys) -> Result<Existing> {
    let (mut asked, mut updated) = (Existing::Overwrite, Existing::Overwrite);
    for (key, value) in given.in_order() {
        if key == keys.which {
            updated = choice("--update", value.unwrap_or(b"older"), UPDATES)?;
        } else if key == keys.older {
            updated = Existing::Update { asks: false };
        } else if key == keys.force {
            asked = Existing::Overwrite;
        } else if key == keys.ask {
            asked = Existing::Ask;
        } else if key == keys.keep {
            asked = Existing::Keep;
        }
    }
    Ok(match (asked, updated) {
        (Existing::Overwrite, _) => updated,
        (Existing::Ask, Existing::Update { .. }) => Existing::Update { asks: true },
        _ => asked,
    })
}

/// The words of `--update`.
const UPDATES: &[(&str, Existing)] = &[
    ("all", Existing::Overwrite),
    ("none", Existing::Keep),
    ("none-fail", Existing::Refuse),
    ("older", Existing::Update { asks: false }),
];

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Instead {
    #[default]
    Copy,
    HardLink,
    SymbolicLink,
}

#[derive(Clone, Copy, Debug, Default)]
pub struct Preserve {
    pub mode: bool,
    pub owner: bool,
    pub times: bool,
    pub links: bool,
    /// Extended attributes other than ACLs, which are part of the mode.
    pub attributes: bool,
    /// They were asked for by name: what cannot be kept is an error.
    pub attributes_required: bool,
}

impl Preserve {
    pub const ALL: Preserve =
        Preserve { mode: true, owner: true, times: true, links: true, attributes: true, attributes_required: false };
}

/// How to copy.
#[derive(Clone, Debug, Default)]
pub struct How {
    pub recursive: bool,
    pub follow: Option<Follow>,
    pub existing: Existing,
    pub backup: Option<Backup>,
    pub remove_destination: bool,
    pub instead: Instead,
    pub preserve: Preserve,
    pub sparse: Sparse,
    pub reflink: Reflink,
    pub one_file_system: bool,
    /// `--no-preserve=mode`: new files have the mode that any new file has.
    pub plain_mode: bool,
    /// `--attributes-only`
    pub attributes_only: bool,
    /// `--copy-contents`: of pipes and devices within trees.
    pub copy_contents: bool,
    /// `--keep-directory-symlink`
    pub keep_directory_link: bool,
    pub verbose: bool,
    pub debug: bool,
    pub progress: bool,
}
