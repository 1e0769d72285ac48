//! What a block device holds, told by its first bytes: file system, label, UUID.

use kit::proc;
use std::io::{Read, Seek, SeekFrom};

/// A file system found on a device.
#[derive(Default, Debug, PartialEq, Eq)]
pub(crate) struct Superblock {
    pub(crate) kind: &'static str,
    pub(crate) label: Vec<u8>,
    pub(crate) uuid: Vec<u8>,
}

/// `magic` at `offset` means `kind`. In the order of asking: the more certain first.
const MAGICS: &[(&str, u64, &[u8])] = &[
    ("xfs", 0, b"XFSB"),
    ("squashfs", 0, b"hsqs"),
    ("exfat", 3, b"EXFAT   "),
    ("ntfs3", 3, b"NTFS    "),
    ("vfat", 82, b"FAT32   "),
    ("vfat", 54, b"FAT16   "),
    ("vfat", 54, b"FAT12   "),
    ("erofs", 1024, b"\xe2\xe1\xf5\xe0"),
    ("f2fs", 1024, b"\x10\x20\xf5\xf2"),
    ("btrfs", 0x1_0040, b"_BHRfS_M"),
    ("iso9660", 0x8001, b"CD001"),
    ("udf", 0x8001, b"BEA01"),
    ("reiserfs", 0x1_0034, b"ReIsEr2Fs"),
    ("jfs", 0x8000, b"JFS1"),
    ("nilfs2", 0x406, b"\x34\x34"),
    ("cramfs", 0, b"\x45\x3d\xcd\x28"),
    ("romfs", 0, b"-rom1fs-"),
    ("minix", 0x410, b"\x8f\x13"),
    ("minix", 0x410, b"\x68\x24"),
    ("minix", 0x418, b"\x5a\x4d"),
];

const EXT_MAGIC: (u64, [u8; 2]) = (0x438, [0x53, 0xef]);

/// Reads the file system's kind, if it is one of the known.
pub(crate) fn read(device: &mut (impl Read + Seek)) -> Option<Superblock> {
    let mut at = |offset: u64, length: usize| -> Option<Vec<u8>> {
        let mut bytes = vec![0; length];
        device.seek(SeekFrom::Start(offset)).ok()?;
        device.read_exact(&mut bytes).ok()?;
        Some(bytes)
    };
    if at(EXT_MAGIC.0, 2)? == EXT_MAGIC.1 {
        let super_block = at(1024, 256)?;
        let word = |i: usize| u32::from_le_bytes([0, 1, 2, 3].map(|n| super_block[i + n]));
        let (has_journal, incompatible, read_only) = (word(92) & 4 != 0, word(96), word(100));
        // What ext3 knows: file types, recovery, meta_bg; sparse_super, large files, and the B-tree directories.
        let kind = if incompatible & !0x16 != 0 || read_only & !7 != 0 {
            "ext4"
        } else if has_journal {
            "ext3"
        } else {
            "ext2"
        };
        return Some(Superblock {
            kind,
            label: text_of(&super_block[120..136]),
            uuid: uuid_of(&super_block[104..120]),
        });
    }
    let (kind, ..) = MAGICS.iter().find(|(_, offset, magic)| at(*offset, magic.len()).is_some_and(|b| b == *magic))?;
    let mut found = Superblock { kind, ..Superblock::default() };
    match *kind {
        "xfs" => {
            found.uuid = uuid_of(&at(32, 16)?);
            found.label = text_of(&at(108, 12)?);
        }
        "btrfs" => {
            found.uuid = uuid_of(&at(0x1_0020, 16)?);
            found.label = text_of(&at(0x1_012b, 256)?);
        }
        "vfat" => {
            let offset = if at(82, 5)? == b"FAT32" { 67 } else { 39 };
            let id = at(offset, 4)?;
            found.uuid = format!("{:02X}{:02X}-{:02X}{:02X}", id[3], id[2], id[1], id[0]).into_bytes();
            found.label = text_of(&at(offset + 4, 11)?);
            if found.label == b"NO NAME" {
                found.label.clear();
            }
        }
        "f2fs" => found.uuid = uuid_of(&at(1024 + 108, 16)?),
        "erofs" => {
            found.uuid = uuid_of(&at(1024 + 48, 16)?);
            found.label = text_of(&at(1024 + 64, 16)?);
        }
        "ntfs3" => {
            let serial = at(72, 8)?;
            found.uuid = serial.iter().rev().flat_map(|b| format!("{b:02X}").into_bytes()).collect();
        }
        "iso9660" => found.label = text_of(&at(0x8028, 32)?),
        _ => {}
    }
    Some(found)
}

/// Text in a field of fixed length, filled with NULs or blanks.
fn text_of(field: &[u8]) -> Vec<u8> {
    let end = memchr::memchr(0, field).unwrap_or(field.len());
    field[..end].trim_ascii_end().to_vec()
}

fn uuid_of(bytes: &[u8]) -> Vec<u8> {
    let mut text = Vec::with_capacity(36);
    for (i, byte) in bytes.iter().enumerate() {
        if matches!(i, 4 | 6 | 8 | 10) {
            text.push(b'-');
        }
        text.extend_from_slice(format!("{byte:02x}").as_bytes());
    }
    text
}

/// The device of `LABEL=x` or `UUID=x`, looked for on all block devices; other words stand for themselves.
pub(crate) fn resolve(spec: &[u8]) -> Option<Vec<u8>> {
    let (wants_label, wanted) = if let Some(label) = spec.strip_prefix(b"LABEL=") {
        (true, label)
    } else if let Some(uuid) = spec.strip_prefix(b"UUID=") {
        (false, uuid)
    } else {
        return Some(spec.to_vec());
    };
    let wanted = wanted.strip_prefix(b"\"").and_then(|w| w.strip_suffix(b"\"")).unwrap_or(wanted);
    let partitions = std::fs::read("/proc/partitions").ok()?;
    partitions.split(|c| *c == b'\n').skip(2).find_map(|line| {
        let name = line.split(u8::is_ascii_whitespace).filter(|f| !f.is_empty()).nth(3)?;
        let device = [b"/dev/", name].concat();
        let mut file = std::fs::File::open(std::str::from_utf8(&device).ok()?).ok()?;
        let found = read(&mut file)?;
        let same = if wants_label { found.label == wanted } else { found.uuid.eq_ignore_ascii_case(wanted) };
        same.then_some(device)
    })
}

/// The types to try for a device whose type is not known: what its first bytes say, then all that the kernel knows and
/// that need a device.
pub(crate) fn candidates(device: &[u8]) -> Vec<Vec<u8>> {
    let mut kinds: Vec<Vec<u8>> = Vec::new();
    let path = std::path::Path::new(<std::ffi::OsStr as std::os::unix::ffi::OsStrExt>::from_bytes(device));
    if let Some(found) = std::fs::File::open(path).ok().and_then(|mut file| read(&mut file)) {
        kinds.push(found.kind.as_bytes().to_vec());
    }
    for list in ["/etc/filesystems", "/proc/filesystems"] {
        let text = std::fs::read(list).unwrap_or_default();
        for line in text.split(|c| *c == b'\n') {
            let kind = line.trim_ascii();
            let skipped = kind.is_empty() || kind.starts_with(b"nodev") || matches!(kind[0], b'#' | b'*');
            if !skipped && !kinds.iter().any(|k| k == kind) {
                kinds.push(proc::unescape(kind));
            }
        }
    }
    kinds
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    fn image(parts: &[(usize, &[u8])]) -> Cursor<Vec<u8>> {
        let mut bytes = vec![0; 0x1_1000];
        for (at, part) in parts {
            bytes[*at..at + part.len()].copy_from_slice(part);
        }
        Cursor::new(bytes)
    }

    #[test]
    fn ext_is_told_by_its_features() {
        let kind = |features: &[u8; 12]| read(&mut image(&[(0x438, b"\x53\xef"), (1024 + 92, features)])).unwrap().kind;
        assert_eq!(kind(&[0; 12]), "ext2");
        assert_eq!(kind(&[4, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0]), "ext3");
        assert_eq!(kind(&[4, 0, 0, 0, 0x42, 2, 0, 0, 3, 0, 0, 0]), "ext4");
    }

    #[test]
    fn labels_and_ids_are_read() {
        let found =
            read(&mut image(&[(0x438, b"\x53\xef"), (1024 + 120, b"root\0x"), (1024 + 104, &[0xab; 16])])).unwrap();
        assert_eq!(found.label, b"root");
        assert_eq!(found.uuid, b"abababab-abab-abab-abab-abababababab");
        let found =
            read(&mut image(&[(82, b"FAT32   "), (67, &[0x78, 0x56, 0x34, 0x12]), (71, b"BOOT       ")])).unwrap();
        assert_eq!((found.kind, &found.label[..], &found.uuid[..]), ("vfat", &b"BOOT"[..], &b"1234-5678"[..]));
    }

    #[test]
    fn short_and_empty_devices_hold_nothing() {
        assert_eq!(read(&mut Cursor::new(Vec::new())), None);
        assert_eq!(read(&mut image(&[])), None);
    }
}
