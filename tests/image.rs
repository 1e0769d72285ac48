//! `cairn rootfs` and `cairn image`: the tree, the archive, and that both are what they say they are.
#![allow(clippy::disallowed_methods, clippy::disallowed_macros, reason = "a test program, not an applet")]

mod common;

use common::{Scratch, is_root};
use kit::digest::{Sha256, hex};
use kit::gzip;
use kit::tar::{Kind, Reader, Stream};
use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::LazyLock;

const BINARY: &str = env!("CARGO_BIN_EXE_cairn");

fn cairn(args: &[&str], epoch: Option<&str>) -> Output {
    let mut command = Command::new(BINARY);
    command.args(args).env_clear().stdin(Stdio::null());
    if let Some(epoch) = epoch {
        command.env("SOURCE_DATE_EPOCH", epoch);
    }
    command.output().expect("the binary runs")
}

/// Its standard output; fails unless it succeeds without a word on standard error.
fn succeed(args: &[&str], epoch: Option<&str>) -> Vec<u8> {
    let output = cairn(args, epoch);
    assert!(output.status.success() && output.stderr.is_empty(), "{args:?}: {output:?}");
    output.stdout
}

/// The image with all applets.
fn whole_image() -> &'static [u8] {
    static IMAGE: LazyLock<Vec<u8>> = LazyLock::new(|| succeed(&["image", "-o", "-"], None));
    &IMAGE
}

/// The first line of the message of a call that fails with status 1.
fn fail(args: &[&str], epoch: Option<&str>) -> String {
    let output = cairn(args, epoch);
    assert_eq!(output.status.code(), Some(1), "{args:?}: {output:?}");
    assert!(output.stdout.is_empty(), "{args:?}: {output:?}");
    String::from_utf8_lossy(&output.stderr).lines().next().unwrap_or_default().to_owned()
}

struct Member {
    mode: u32,
    owner: (u64, u64),
    kind: Kind,
    link: String,
    mtime: i64,
    content: Vec<u8>,
}

fn members(archive: &[u8]) -> BTreeMap<String, Member> {
    let mut reader = Reader::new(Stream(archive));
    let mut members = BTreeMap::new();
    while let Some(entry) = reader.next_entry().expect("a sound archive") {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
        let path = text(&entry.path).trim_end_matches('/').to_owned();
        let content = reader.data(1 << 26).expect("whole data");
        let link = text(&entry.link);
        let member = Member {
            mode: entry.mode,
            owner: (entry.uid, entry.gid),
            kind: entry.kind,
            link,
            mtime: entry.mtime,
            content,
        };
        assert!(members.insert(path.clone(), member).is_none(), "{path} twice");
    }
    members
}

fn unzip(bytes: &[u8]) -> Vec<u8> {
    let mut plain = Vec::new();
    gzip::Decoder::new(bytes).read_to_end(&mut plain).expect("a sound gzip file");
    plain
}

/// Path, type, mode, owner, link target.
type Row = (&'static str, Kind, u32, (u64, u64), &'static str);

/// What both Alpine's base and ours have.
fn base_tree() -> Vec<Row> {
    let table = include_str!("data/base-tree.tsv").lines().filter(|l| !l.starts_with('#'));
    table
        .map(|line| {
            let fields: Vec<&str> = line.split('\t').collect();
            let [path, kind, mode, uid, gid, target] = fields[..] else { panic!("{line:?}") };
            let kind = match kind {
                "dir" => Kind::Directory,
                "file" => Kind::File,
                "symlink" => Kind::Symlink,
                other => panic!("{other}"),
            };
            let number = |text: &str| text.parse().expect("a number");
            (path, kind, u32::from_str_radix(mode, 8).expect("octal"), (number(uid), number(gid)), target)
        })
        .collect()
}

/// The layer of an image archive.
fn layer(archive: &[u8]) -> BTreeMap<String, Member> {
    let outer = members(archive);
    let manifest = String::from_utf8(outer["manifest.json"].content.clone()).expect("UTF-8");
    let path = manifest.split("\"Layers\":[\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a layer");
    members(&unzip(&outer[path].content))
}

#[test]
fn the_image_has_alpines_directories_modes_owners_and_links() {
    let layer = layer(whole_image());
    let mut wrong = Vec::new();
    for (path, kind, mode, owner, target) in base_tree() {
        match layer.get(path) {
            None => wrong.push(format!("{path} is missing")),
            Some(m) if (m.kind, m.mode, m.owner, m.link.as_str()) != (kind, mode, owner, target) => {
                wrong.push(format!("{path}: {:?} {:o} {:?} {:?}", m.kind, m.mode, m.owner, m.link));
            }
            Some(_) => {}
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_applet_is_linked_and_the_binary_is_there() {
    let layer = layer(whole_image());
    for id in cairn::registry::all() {
        let path = format!("{}/{}", id.applet().dir.path(), id.name());
        assert_eq!(layer.get(&path).map(|m| m.link.as_str()), Some("/bin/cairn"), "{path}");
    }
    assert_eq!(layer["bin/busybox"].link, "/bin/cairn");
    assert!(layer["bin/cairn"].content == fs::read(BINARY).expect("the binary"));
    let chosen = self::layer(&succeed(&["image", "--applets", "true", "-o", "-"], None));
    let links: Vec<&str> = chosen.iter().filter(|(_, m)| m.link == "/bin/cairn").map(|(p, _)| p.as_str()).collect();
    assert_eq!(links, ["bin/busybox", "bin/true"]);
    assert!(!layer.contains_key("bin/bash"));
    let chosen = self::layer(&succeed(&["image", "--applets", "true", "--with", "bash", "-o", "-"], None));
    assert_eq!(chosen["bin/bash"].link, "/bin/cairn");
}

/// Follows every digest from `index.json` and `manifest.json` down.
#[test]
fn digests_and_sizes_hold() {
    let archive = succeed(&["image", "--tag", "me/it:1", "-o", "-"], None);
    let outer = members(&archive);
    let text = |name: &str| String::from_utf8(outer[name].content.clone()).expect("UTF-8");
    let blobs: Vec<&String> = outer.keys().filter(|k| k.starts_with("blobs/sha256/")).collect();
    assert_eq!(blobs.len(), 3);
    for path in &blobs {
        assert_eq!(**path, format!("blobs/sha256/{}", hex(&Sha256::digest(&outer[*path].content))));
    }
    let mut referenced = 0;
    let mut texts = vec![text("index.json")];
    while let Some(json) = texts.pop() {
        for descriptor in json.split("\"mediaType\":\"").skip(1).filter(|d| d.contains("\"digest\"")) {
            let Some((kind, rest)) = descriptor.split_once("\",\"digest\":\"sha256:") else { continue };
            let (digest, rest) = rest.split_once("\",\"size\":").expect("a size");
            let size: usize = rest.split([',', '}']).next().and_then(|s| s.parse().ok()).expect("a number");
            let blob = outer.get(&format!("blobs/sha256/{digest}")).unwrap_or_else(|| panic!("no blob {digest}"));
            assert_eq!(blob.content.len(), size);
            referenced += 1;
            if kind.ends_with("manifest.v1+json") {
                texts.push(String::from_utf8(blob.content.clone()).expect("UTF-8"));
            }
            if kind.ends_with("config.v1+json") {
                let config = String::from_utf8(blob.content.clone()).expect("UTF-8");
                let layer = outer.values().find(|m| m.content.starts_with(b"\x1f\x8b")).expect("a layer");
                let diff_id = hex(&Sha256::digest(&unzip(&layer.content)));
                assert!(config.contains(&format!("\"diff_ids\":[\"sha256:{diff_id}\"]")), "{config}");
                assert!(
                    config.contains("\"Env\":[\"PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\"]")
                );
                let arch = if cfg!(target_arch = "aarch64") { "arm64" } else { "amd64" };
                assert!(config.starts_with(&format!("{{\"architecture\":\"{arch}\",\"os\":\"linux\"")), "{config}");
            }
        }
    }
    assert_eq!(referenced, 3);
    assert_eq!(text("oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
    assert!(text("manifest.json").contains("\"RepoTags\":[\"me/it:1\"]"));
    assert!(text("index.json").contains("\"org.opencontainers.image.ref.name\":\"1\""));
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let first = succeed(&["image", "-o", "-"], Some("1700000000"));
    assert!(first == succeed(&["image", "-o", "-"], Some("1700000000")));
    assert!(first != whole_image());
    let outer = members(&first);
    assert!(outer.values().chain(layer(&first).values()).all(|m| m.mtime == 1_700_000_000));
    assert!(
        outer.values().any(|m| String::from_utf8_lossy(&m.content).contains("\"created\":\"2023-11-14T22:13:20Z\""))
    );
}

#[test]
fn the_file_appears_whole_or_not_at_all() {
    let scratch = Scratch::new();
    let file = scratch.path().join("image.tar");
    fs::write(&file, "old").expect("a file");
    let name = file.display().to_string();
    succeed(&["image", "-o", &name], None);
    assert!(fs::read(&file).expect("the image") == whole_image());
    let missing = scratch.path().join("missing/image.tar").display().to_string();
    assert_eq!(
        fail(&["image", "-o", &missing], None),
        format!("cairn: can't create '{missing}': No such file or directory")
    );
    assert_eq!(fail(&["image", "-o", "/dev/full"], None), "cairn: can't create '/dev/full': No space left on device");
    assert_eq!(fs::read_dir(scratch.path()).expect("the directory").count(), 1);
}

#[test]
fn what_cannot_be_packed_is_refused() {
    let scratch = Scratch::new();
    let script = scratch.path().join("script");
    fs::write(&script, "#!/bin/sh\n").expect("a file");
    let script = script.display().to_string();
    let (own, other) = if cfg!(target_arch = "aarch64") { ("aarch64", "x86_64") } else { ("x86_64", "aarch64") };
    for (args, message) in [
        (&["image", "--binary", &script][..], format!("cairn: '{script}' is not an ELF program for x86_64 or aarch64")),
        (&["image", "--binary", "/missing"], "cairn: can't open '/missing': No such file or directory".to_owned()),
        (&["image", "--arch", other], format!("cairn: this binary is for {own}: name one for {other} by --binary")),
        (&["image", "--arch", other, "--binary", BINARY], format!("cairn: the binary is for {own}, not for {other}")),
        (&["image", "--applets", "no-such"], "cairn: no-such: applet not found".to_owned()),
        (&["image", "--tag", "A b"], "cairn: invalid image name 'A b'".to_owned()),
    ] {
        let args: Vec<&str> = args.iter().copied().chain(["-o", "-"]).collect();
        assert_eq!(fail(&args, None), message);
    }
    assert_eq!(fail(&["image", "-o", "-"], Some("today")), "cairn: SOURCE_DATE_EPOCH: invalid number 'today'");
    assert!(fail(&["image"], None).contains("required"));
    assert!(fail(&["rootfs", "--no-such", "x"], None).starts_with("cairn: unrecognized option: no-such"));
}

#[test]
fn the_tree_on_disk_is_that_of_the_image() {
    let scratch = Scratch::new();
    let root = scratch.path().join("root");
    let output = cairn(&["rootfs", &root.display().to_string()], None);
    assert!(output.status.success(), "{output:?}");
    let message = String::from_utf8_lossy(&output.stderr);
    assert_eq!(message.is_empty(), is_root(), "{message}");
    if !is_root() {
        assert!(message.contains("/etc/shadow should belong to 0:42"), "{message}");
    }
    let layer = layer(whole_image());
    for (path, member) in &layer {
        let meta = fs::symlink_metadata(root.join(path)).unwrap_or_else(|e| panic!("{path}: {e}"));
        if member.kind == Kind::Symlink {
            assert_eq!(fs::read_link(root.join(path)).expect("a link"), Path::new(&member.link));
        } else {
            assert_eq!(meta.mode() & 0o7777, member.mode, "{path}");
        }
        if is_root() {
            assert_eq!((u64::from(meta.uid()), u64::from(meta.gid())), member.owner, "{path}");
        }
        if member.kind == Kind::File && meta.mode() & 0o400 != 0 {
            assert!(fs::read(root.join(path)).expect("readable") == member.content, "{path}");
        }
    }
    assert_eq!(count(&root), layer.len());
}

fn count(dir: &Path) -> usize {
    let entries = fs::read_dir(dir).expect("readable").map(|e| e.expect("an entry"));
    entries.map(|e| 1 + if e.file_type().is_ok_and(|t| t.is_dir()) { count(&e.path()) } else { 0 }).sum()
}

#[test]
fn a_directory_with_something_in_it_is_left_alone() {
    let scratch = Scratch::new();
    fs::write(scratch.path().join("mine"), "x").expect("a file");
    let name = scratch.path().display().to_string();
    assert_eq!(fail(&["rootfs", &name], None), format!("cairn: '{name}' is not empty"));
    let file = scratch.path().join("mine").display().to_string();
    assert_eq!(fail(&["rootfs", &file], None), format!("cairn: '{file}': Not a directory"));
    assert_eq!(count(scratch.path()), 1);
}
