//! The binary is a static PIE that the kernel can harden: position-independent, without an interpreter, relocations
//! read-only and bound at start, no executable stack. `CAIRN_BINARIES` names further builds, separated by blanks.
#![allow(clippy::disallowed_methods, clippy::disallowed_macros, reason = "a test program, not an applet")]

use std::fs;

const PT_LOAD: u32 = 1;
const PT_DYNAMIC: u32 = 2;
const PT_INTERP: u32 = 3;
const PT_GNU_STACK: u32 = 0x6474_e551;
const PT_GNU_RELRO: u32 = 0x6474_e552;
const EXECUTE: u32 = 1;
const WRITE: u32 = 2;
const ET_DYN: u16 = 3;
const DT_NEEDED: u64 = 1;
const DT_TEXTREL: u64 = 22;
const DT_FLAGS: u64 = 30;
const DT_FLAGS_1: u64 = 0x6fff_fffb;
const DF_BIND_NOW: u64 = 8;
const DF_1_NOW: u64 = 1;
const DF_1_PIE: u64 = 0x0800_0000;

struct Elf(Vec<u8>);

struct Segment {
    kind: u32,
    flags: u32,
    offset: usize,
    size: usize,
}

impl Elf {
    fn bytes<const N: usize>(&self, at: usize) -> [u8; N] {
        self.0[at..at + N].try_into().expect("the length asked for")
    }

    fn half(&self, at: usize) -> u16 {
        u16::from_le_bytes(self.bytes(at))
    }

    fn word(&self, at: usize) -> u32 {
        u32::from_le_bytes(self.bytes(at))
    }

    fn long(&self, at: usize) -> u64 {
        u64::from_le_bytes(self.bytes(at))
    }

    fn segments(&self) -> Vec<Segment> {
        let (start, size, count) = (self.long(32) as usize, self.half(54) as usize, self.half(56) as usize);
        (0..count)
            .map(|i| start + i * size)
            .map(|at| Segment {
                kind: self.word(at),
                flags: self.word(at + 4),
                offset: self.long(at + 8) as usize,
                size: self.long(at + 32) as usize,
            })
            .collect()
    }

    fn dynamic(&self, segment: &Segment) -> Vec<(u64, u64)> {
        (segment.offset..segment.offset + segment.size)
            .step_by(16)
            .map(|at| (self.long(at), self.long(at + 8)))
            .take_while(|(tag, _)| *tag != 0)
            .collect()
    }
}

fn faults(path: &str) -> Vec<String> {
    let elf = Elf(fs::read(path).unwrap_or_else(|e| panic!("{path}: {e}")));
    let mut faults = Vec::new();
    let mut require = |holds: bool, what: &str| {
        if !holds {
            faults.push(format!("{path}: {what}"));
        }
    };
    assert!(elf.0.starts_with(b"\x7fELF\x02\x01"), "{path}: not a 64-bit little-endian ELF file");
    let segments = elf.segments();
    let find = |kind| segments.iter().find(|s| s.kind == kind);
    require(elf.half(16) == ET_DYN, "not position-independent (ET_DYN)");
    require(find(PT_INTERP).is_none(), "wants an interpreter");
    require(find(PT_GNU_RELRO).is_some(), "no RELRO segment");
    require(find(PT_GNU_STACK).is_some_and(|s| s.flags & EXECUTE == 0), "the stack may be executed");
    require(
        segments.iter().all(|s| s.kind != PT_LOAD || s.flags & (EXECUTE | WRITE) != EXECUTE | WRITE),
        "a segment can be written and executed",
    );
    let dynamic = find(PT_DYNAMIC).map(|s| elf.dynamic(s)).unwrap_or_default();
    let value = |tag| dynamic.iter().find(|(t, _)| *t == tag).map_or(0, |(_, v)| *v);
    require(value(DT_FLAGS) & DF_BIND_NOW != 0 || value(DT_FLAGS_1) & DF_1_NOW != 0, "not bound at start (BIND_NOW)");
    require(value(DT_FLAGS_1) & DF_1_PIE != 0, "not marked as PIE");
    require(dynamic.iter().all(|(t, _)| *t != DT_NEEDED), "needs a shared library");
    require(dynamic.iter().all(|(t, _)| *t != DT_TEXTREL), "relocates its code");
    faults
}

#[test]
fn the_binary_is_a_hardened_static_pie() {
    let further = std::env::var("CAIRN_BINARIES").unwrap_or_default();
    let paths = further.split_whitespace().chain([env!("CARGO_BIN_EXE_cairn")]);
    let faults: Vec<String> = paths.flat_map(faults).collect();
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn the_check_can_fail() {
    let elf = fs::read(env!("CARGO_BIN_EXE_cairn")).expect("the binary");
    let broken = std::env::temp_dir().join(format!("cairn-elf-{}", std::process::id()));
    let mut changed = elf.clone();
    changed[16] = 2;
    let (start, size, count) = (elf[32] as usize, elf[54] as usize, elf[56] as usize);
    for at in (0..count).map(|i| start + i * size) {
        // The stack becomes executable, the RELRO segment an interpreter.
        match elf[at..at + 4] {
            [0x51, 0xe5, 0x74, 0x64] => changed[at + 4] |= 1,
            [0x52, 0xe5, 0x74, 0x64] => changed[at..at + 4].copy_from_slice(&[3, 0, 0, 0]),
            _ => {}
        }
    }
    fs::write(&broken, changed).expect("a temporary file");
    let faults = faults(&broken.display().to_string());
    let _ = fs::remove_file(&broken);
    for fault in ["ET_DYN", "interpreter", "RELRO", "stack"] {
        assert!(faults.iter().any(|f| f.contains(fault)), "{fault}: {faults:?}");
    }
}
