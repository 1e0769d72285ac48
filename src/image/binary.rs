//! What goes into the image as `/bin/cairn`: which machine it is for, and which applets it has.

use crate::registry::{self, LISTED};
use kit::text;
use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

/// A machine that images are made for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Arch {
    /// 64-bit x86.
    X86_64,
    /// 64-bit ARM.
    Aarch64,
}

impl Arch {
    /// The machine this program was built for.
    pub const OWN: Arch = if cfg!(target_arch = "aarch64") { Arch::Aarch64 } else { Arch::X86_64 };

    /// By its name, the kernel's or Go's.
    pub fn by_name(name: &str) -> Option<Arch> {
        match name {
            "x86_64" | "amd64" => Some(Arch::X86_64),
            "aarch64" | "arm64" => Some(Arch::Aarch64),
            _ => None,
        }
    }

    /// The kernel's name.
    pub fn name(self) -> &'static str {
        match self {
            Arch::X86_64 => "x86_64",
            Arch::Aarch64 => "aarch64",
        }
    }

    /// Go's name, which images carry.
    pub fn oci_name(self) -> &'static str {
        match self {
            Arch::X86_64 => "amd64",
            Arch::Aarch64 => "arm64",
        }
    }
}

/// A Cairn binary.
#[derive(Debug)]
pub struct Binary {
    /// Its content.
    pub bytes: Vec<u8>,
    /// The machine it is for.
    pub arch: Arch,
    /// The applets it has, as far as this program knows them.
    pub applets: Vec<&'static str>,
    /// Those that get a link on request only.
    pub on_request: Vec<&'static str>,
}

impl Binary {
    /// Reads `file`, or this very program.
    ///
    /// # Errors
    /// A message: unreadable, not an executable of a known machine, not Cairn.
    pub fn read(file: Option<&[u8]>) -> Result<Binary, Vec<u8>> {
        let path = file.unwrap_or(b"/proc/self/exe");
        let bytes = fs::read(Path::new(OsStr::from_bytes(path))).map_err(|e| text!["can't open '", path, "': ", e])?;
        let arch = arch_of(&bytes).ok_or_else(|| text!["'", path, "' is not an ELF program for x86_64 or aarch64"])?;
        let (applets, on_request) = applets_of(&bytes).ok_or_else(|| text!["'", path, "' is not a Cairn binary"])?;
        Ok(Binary { bytes, arch, applets, on_request })
    }
}

/// The machine of an ELF file.
fn arch_of(bytes: &[u8]) -> Option<Arch> {
    // 64-bit, little-endian; the machine is a half-word at 18.
    match (bytes.strip_prefix(b"\x7fELF\x02\x01")?, bytes.get(18..20)?) {
        (_, [62, 0]) => Some(Arch::X86_64),
        (_, [183, 0]) => Some(Arch::Aarch64),
        _ => None,
    }
}

/// What comes before the names in the text that every build carries: `\0cairn applets\0NAME NAME …\0`. A plus stands
/// before those that get a link on request only.
const MARK: usize = "\0cairn applets\0".len();

/// The names that the binary lists, and those on request.
fn applets_of(bytes: &[u8]) -> Option<(Vec<&'static str>, Vec<&'static str>)> {
    // Opaque to the compiler, which would keep nothing but the mark.
    let mark = std::hint::black_box(LISTED).as_bytes().get(..MARK)?;
    let at = memchr::memmem::find(bytes, mark)? + mark.len();
    let list = bytes.get(at..)?;
    let end = memchr::memchr(0, list)?;
    let (mut listed, mut on_request) = (Vec::new(), Vec::new());
    for word in list[..end].split(|b| *b == b' ') {
        let (name, to) = match word.strip_prefix(b"+") {
            Some(name) => (name, &mut on_request),
            None => (word, &mut listed),
        };
        to.extend(registry::find(name).map(registry::Id::name));
    }
    Some((listed, on_request))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_machine_is_read_from_the_header() {
        let mut elf = b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0\x3e\0".to_vec();
        assert_eq!(arch_of(&elf), Some(Arch::X86_64));
        elf[18] = 183;
        assert_eq!(arch_of(&elf), Some(Arch::Aarch64));
        elf[18] = 3;
        assert_eq!(arch_of(&elf), None);
        assert_eq!(arch_of(b"#!/bin/sh\n"), None);
    }

    #[test]
    fn the_applets_are_read_from_the_text_that_every_build_carries() {
        let own: Vec<&str> = registry::all().map(registry::Id::name).collect();
        let requested: Vec<&str> = registry::on_request().map(registry::Id::name).collect();
        assert_eq!(applets_of(LISTED.as_bytes()).unwrap(), (own, requested));
        assert_eq!(
            applets_of(b"x\0cairn applets\0true unheard-of +bash +no\0y").unwrap(),
            (vec!["true"], vec!["bash"])
        );
        assert_eq!(applets_of(b"\x7fELF"), None);
    }
}
