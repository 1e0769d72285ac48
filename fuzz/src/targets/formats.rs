use crate::applet;
use kit::tar::{Reader, Stream};

pub fn tar(data: &[u8]) {
    let mut reader = Reader::new(Stream(data));
    let mut total = 0u64;
    while let Ok(Some(_)) = reader.next_entry() {
        while let Ok(Some(_)) = reader.next_piece() {
            total += 1;
            assert!(total < 1 << 22, "an archive of {} bytes has no end", data.len());
        }
    }
    applet::run("tar", &[b"-tvf", b"-"], data);
}

/// A small archive of each kind that tar writes.
pub fn archives() -> Vec<Vec<u8>> {
    let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml").as_bytes();
    let mut all = vec![Vec::new()];
    for args in [
        &[b"-cf".as_slice(), b"-", manifest][..],
        &[b"-cf", b"-", concat!(env!("CARGO_MANIFEST_DIR"), "/fuzz_targets").as_bytes()],
    ] {
        all.push(applet::run("tar", args, b"").1);
    }
    all.iter_mut().for_each(|a| a.truncate(4096));
    all
}

const PAIRS: [(&str, &str); 3] = [("gzip", "gunzip"), ("bzip2", "bunzip2"), ("xz", "unxz")];

pub fn decompress(data: &[u8]) {
    for name in ["gunzip", "bunzip2", "unxz", "unlzma", "lzcat"] {
        if cairn::registry::find(name.as_bytes()).is_some() {
            applet::run(name, &[b"-c"], data);
        }
    }
    for (pack, unpack) in PAIRS {
        if cairn::registry::find(pack.as_bytes()).is_some() && data.len() < 512 {
            let packed = applet::run(pack, &[b"-c"], data).1;
            if !packed.is_empty() {
                assert!(
                    applet::run(unpack, &[b"-c"], &packed).1 == data,
                    "{pack} and {unpack} do not give back what they got"
                );
            }
        }
    }
}

/// Something small in every format.
pub fn compressed() -> Vec<Vec<u8>> {
    let text = b"hello hello hello, 0123456789\n".repeat(3);
    let mut all = vec![b"\x1f\x9d\x90a\x02\n".to_vec()];
    for name in ["gzip", "bzip2", "xz", "lzma"] {
        if cairn::registry::find(name.as_bytes()).is_some() {
            all.push(applet::run(name, &[b"-c"], &text).1);
        }
    }
    all
}
