//! The tar formats: POSIX.1-1988 ustar, POSIX.1-2001 pax, GNU, and reading of Seventh Edition archives.
//!
//! [`Writer`] takes entries and their data and gives the same bytes for the same entries. [`Reader`] yields entries with
//! all extension headers applied; it trusts nothing: every length is bounded, every checksum compared. Neither touches
//! the file system: where files may be created is decided in [`crate::beneath`].

mod read;
mod write;

pub use read::{Piece, Reader, Seekable, Source, Stream};
pub use write::{Format, Writer};

/// Everything in an archive is a multiple of it.
pub const BLOCK: usize = 512;

/// What an entry is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Kind {
    /// A regular file.
    #[default]
    File,
    /// Another name of an earlier entry, which [`Entry::link`] names from the top of the archive.
    HardLink,
    /// A symbolic link to [`Entry::link`].
    Symlink,
    /// A character device.
    CharDevice,
    /// A block device.
    BlockDevice,
    /// A directory.
    Directory,
    /// A named pipe.
    Fifo,
    /// A type flag that means nothing here.
    Other(u8),
}

/// One member of an archive.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// Name, as it stands in the archive; a directory's may end in a slash.
    pub path: Vec<u8>,
    /// What it is.
    pub kind: Kind,
    /// Permission bits with set-user-ID, set-group-ID and sticky bit.
    pub mode: u32,
    /// Owner's id.
    pub uid: u64,
    /// Group's id.
    pub gid: u64,
    /// Owner's name; may be empty.
    pub user: Vec<u8>,
    /// Group's name; may be empty.
    pub group: Vec<u8>,
    /// Length of the data as a file; 0 for everything but files.
    pub size: u64,
    /// Seconds since 1970.
    pub mtime: i64,
    /// Nanoseconds; only pax can hold them.
    pub nanoseconds: u32,
    /// Target of a link.
    pub link: Vec<u8>,
    /// Major and minor number of a device.
    pub device: (u32, u32),
    /// Extended attributes; only pax can hold them.
    pub xattrs: Vec<(Vec<u8>, Vec<u8>)>,
    /// Regions that hold data, `(offset, length)`, of a sparse file. [`Reader`] sets it; [`Writer`] does not write it.
    pub sparse: Option<Vec<(u64, u64)>>,
    /// Other pax records of this entry (`APK-TOOLS.checksum.SHA1`…), key and value.
    pub records: Vec<(Vec<u8>, Vec<u8>)>,
}

/// Field of a header block: where it begins and how long it is.
#[derive(Clone, Copy)]
struct Field(usize, usize);

impl Field {
    fn of(self, block: &[u8; BLOCK]) -> &[u8] {
        &block[self.0..self.0 + self.1]
    }

    fn of_mut(self, block: &mut [u8; BLOCK]) -> &mut [u8] {
        &mut block[self.0..self.0 + self.1]
    }
}

const NAME: Field = Field(0, 100);
const MODE: Field = Field(100, 8);
const UID: Field = Field(108, 8);
const GID: Field = Field(116, 8);
const SIZE: Field = Field(124, 12);
const MTIME: Field = Field(136, 12);
const CHECKSUM: Field = Field(148, 8);
const TYPE: usize = 156;
const LINK: Field = Field(157, 100);
/// Magic and version.
const MAGIC: Field = Field(257, 8);
const USER: Field = Field(265, 32);
const GROUP: Field = Field(297, 32);
const MAJOR: Field = Field(329, 8);
const MINOR: Field = Field(337, 8);
const PREFIX: Field = Field(345, 155);

const USTAR_MAGIC: &[u8; 8] = b"ustar\x0000";
const GNU_MAGIC: &[u8; 8] = b"ustar  \0";

/// The sum of all bytes, the checksum's own counted as blanks; also the sum as some old programs made it, of signed bytes.
fn checksums(block: &[u8; BLOCK]) -> (u32, i32) {
    let (mut unsigned, mut signed) = (0, 0);
    for (at, &byte) in block.iter().enumerate() {
        let byte = if (CHECKSUM.0..CHECKSUM.0 + CHECKSUM.1).contains(&at) { b' ' } else { byte };
        unsigned += u32::from(byte);
        signed += i32::from(byte as i8);
    }
    (unsigned, signed)
}
