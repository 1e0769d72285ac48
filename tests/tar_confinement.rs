//! Hostile archives: nothing is written, linked or shown that an archive must not reach (cf. the CVE numbers at the tests).
#![allow(clippy::disallowed_methods, clippy::disallowed_macros, reason = "a test program, not an applet")]

mod common;

use common::Scratch;
use kit::tar::{Entry, Format, Kind, Writer};
use std::fs;
use std::io::{Read, Write};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;
use std::process::{Command, Stdio};

const CAIRN: &str = env!("CARGO_BIN_EXE_cairn");

/// A target directory with a neighbour that must stay as it is.
struct Field(Scratch);

impl Field {
    fn new() -> Field {
        let field = Field(Scratch::new());
        fs::create_dir(field.path().join("in")).unwrap();
        fs::create_dir(field.path().join("out")).unwrap();
        fs::write(field.path().join("out/secret"), "untouched").unwrap();
        fs::set_permissions(field.path().join("out/secret"), fs::Permissions::from_mode(0o600)).unwrap();
        field
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn inside(&self, name: &str) -> std::path::PathBuf {
        self.path().join("in").join(name)
    }

    /// Extracts in `in`; gives status and standard error.
    fn tar(&self, options: &[&str], archive: &[u8]) -> (i32, String) {
        let (status, _, err) = self.run(&[&["x"], options].concat(), archive);
        self.assert_outside_untouched();
        (status, err)
    }

    fn run(&self, args: &[&str], archive: &[u8]) -> (i32, Vec<u8>, String) {
        run_in(&self.path().join("in"), args, archive)
    }

    #[track_caller]
    fn assert_outside_untouched(&self) {
        assert_eq!(fs::read_to_string(self.path().join("out/secret")).unwrap(), "untouched");
        let metadata = fs::metadata(self.path().join("out/secret")).unwrap();
        assert_eq!((metadata.mode() & 0o7777, metadata.nlink()), (0o600, 1));
        assert_eq!(fs::read_dir(self.path().join("out")).unwrap().count(), 1);
        assert_eq!(fs::read_dir(self.path()).unwrap().count(), 2);
    }
}

fn run_in(dir: &Path, args: &[&str], input: &[u8]) -> (i32, Vec<u8>, String) {
    let mut child = Command::new(CAIRN)
        .arg("tar")
        .args(args)
        .current_dir(dir)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    // tar may stop before it has read all.
    let feeder = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut stderr = child.stderr.take().unwrap();
    let reader = std::thread::spawn(move || {
        stderr.read_to_end(&mut err).unwrap();
        err
    });
    child.stdout.take().unwrap().read_to_end(&mut out).unwrap();
    let err = reader.join().unwrap();
    feeder.join().unwrap();
    let status = child.wait().unwrap().code().expect("tar was killed");
    assert_ne!(status, 134, "tar panicked: {}", String::from_utf8_lossy(&err));
    (status, out, String::from_utf8_lossy(&err).into_owned())
}

fn file(path: &str) -> Entry {
    Entry { path: path.into(), mode: 0o644, size: 4, ..Entry::default() }
}

fn link(kind: Kind, path: &str, target: &str) -> Entry {
    Entry { path: path.into(), kind, mode: 0o777, link: target.into(), ..Entry::default() }
}

fn directory(path: &str, mode: u32) -> Entry {
    Entry { path: path.into(), kind: Kind::Directory, mode, ..Entry::default() }
}

/// Files contain `evil`.
fn archive(entries: &[Entry]) -> Vec<u8> {
    let mut writer = Writer::new(Vec::new(), Format::Gnu);
    for entry in entries {
        writer.append(entry).unwrap();
        if entry.kind == Kind::File {
            writer.write_data(b"evil").unwrap();
        }
    }
    writer.finish().unwrap()
}

/// CVE-2011-5325.
#[test]
fn a_link_of_the_archive_is_not_written_through() {
    for target in ["../out", "/tmp", "..", "."] {
        for options in [&[][..], &["--overwrite"], &["-k"], &["--keep-directory-symlink"]] {
            let field = Field::new();
            let entries = [link(Kind::Symlink, "l", target), file("l/secret"), file("l/x")];
            field.tar(options, &archive(&entries));
            assert!(!Path::new("/tmp/secret").exists() && !field.inside("secret").exists(), "{target} {options:?}");
        }
    }
}

#[test]
fn a_link_of_the_archive_is_not_written_to() {
    for options in [&[][..], &["--overwrite"]] {
        let field = Field::new();
        let entries = [link(Kind::Symlink, "l", "x"), link(Kind::Symlink, "m", "../out/secret"), file("l"), file("m")];
        field.tar(options, &archive(&entries));
        assert!(!field.inside("x").exists() && field.inside("l").symlink_metadata().unwrap().is_file());
    }
}

/// What stood there before tar was called is no better.
#[test]
fn a_link_of_somebody_else_is_not_written_through() {
    for options in [&[][..], &["--overwrite"], &["-k"], &["--keep-directory-symlink"]] {
        let field = Field::new();
        std::os::unix::fs::symlink("../out", field.inside("dir")).unwrap();
        std::os::unix::fs::symlink("../out/secret", field.inside("file")).unwrap();
        let entries = [file("dir/secret"), file("file"), directory("dir/", 0o777), file("dir/new")];
        let (status, err) = field.tar(options, &archive(&entries));
        // Followed on request, a link is resolved as if the directory were the root: there is no way up.
        let is_root = options == ["--keep-directory-symlink"];
        assert_eq!((status, field.inside("out/secret").exists()), (i32::from(!is_root), is_root), "{options:?}: {err}");
    }
}

/// CVE-2026-26157: `..` anywhere is refused, not cut off somewhere.
#[test]
fn names_that_lead_up_are_refused() {
    for name in ["..", "../x", "a/..", "a/../../out/x", "a/../b", "./..", "../out/secret", "/../out/x"] {
        let field = Field::new();
        let (status, err) = field.tar(&[], &archive(&[file(name), file("good")]));
        assert_eq!(status, 1, "{name}");
        assert!(err.contains(".."), "{err}");
        assert_eq!(fs::read_to_string(field.inside("good")).unwrap(), "evil");
        assert_eq!(fs::read_dir(field.inside("")).unwrap().count(), 1, "{name}");
    }
}

#[test]
fn absolute_names_are_extracted_below_the_directory() {
    let field = Field::new();
    let name = field.path().join("out/secret");
    let (status, err) = field.tar(&[], &archive(&[file(name.to_str().unwrap())]));
    assert_eq!((status, err.as_str()), (0, "tar: removing leading '/' from member names\n"));
    assert!(field.inside(name.to_str().unwrap().trim_start_matches('/')).exists());
}

/// CVE-2026-26158.
#[test]
fn hard_links_reach_nothing_outside() {
    let field = Field::new();
    let absolute = field.path().join("out/secret");
    let targets = ["../out/secret", absolute.to_str().unwrap(), "l/secret", "a/../../out/secret"];
    for target in targets {
        let entries = [link(Kind::Symlink, "l", "../out"), link(Kind::HardLink, "h", target), file("h")];
        field.tar(&[], &archive(&entries));
        field.tar(&["--overwrite"], &archive(&entries));
        assert_eq!(fs::read_to_string(field.inside("h")).unwrap(), "evil", "{target}");
    }
}

#[test]
fn stripping_components_does_not_make_a_name_unsafe() {
    let field = Field::new();
    for name in ["a/../out/x", "a//etc/x", "a/b/../../../out/x"] {
        field.tar(&["--strip-components=1"], &archive(&[file(name), file("a/l/x")]));
    }
    let entries = [link(Kind::HardLink, "a/h", "a/../../out/secret"), link(Kind::HardLink, "a/h", "a/../out/secret")];
    field.tar(&["--strip-components=1"], &archive(&entries));
    assert!(!field.inside("h").exists());
}

/// Between two members somebody exchanges a directory for a link; tar reads from a pipe, so the test decides when.
#[test]
fn a_directory_exchanged_for_a_link_is_not_followed() {
    let field = Field::new();
    let mut child = Command::new(CAIRN)
        .args(["tar", "xvf", "-"])
        .current_dir(field.inside(""))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let whole = archive(&[file("d/one"), file("e/one"), file("d/secret")]);
    // Two members, a header and a block each.
    stdin.write_all(&whole[..2048]).unwrap();
    let deadline = std::time::Instant::now() + std::time::Duration::from_secs(20);
    while !field.inside("e/one").exists() {
        assert!(std::time::Instant::now() < deadline, "tar did not extract what it was given");
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    fs::rename(field.inside("d"), field.inside("old")).unwrap();
    std::os::unix::fs::symlink("../out", field.inside("d")).unwrap();
    stdin.write_all(&whole[2048..]).unwrap();
    drop(stdin);
    assert_eq!(child.wait().unwrap().code(), Some(1));
    field.assert_outside_untouched();
}

/// The directory's own permissions come last.
#[test]
fn a_directory_without_permissions_still_gets_its_files() {
    let field = Field::new();
    let entries = [directory("d/", 0), file("d/f"), directory("d/e/", 0o500), file("d/e/f")];
    let (status, err) = field.tar(&["-p"], &archive(&entries));
    assert_eq!((status, err.as_str()), (0, ""));
    assert_eq!(fs::metadata(field.inside("d")).unwrap().mode() & 0o7777, 0);
    fs::set_permissions(field.inside("d"), fs::Permissions::from_mode(0o700)).unwrap();
    assert_eq!(fs::metadata(field.inside("d/e")).unwrap().mode() & 0o7777, 0o500);
    assert!(field.inside("d/f").exists());
}

#[test]
fn an_old_file_is_replaced_and_its_other_names_are_not() {
    let field = Field::new();
    fs::write(field.inside("other"), "old").unwrap();
    fs::hard_link(field.inside("other"), field.inside("f")).unwrap();
    field.tar(&[], &archive(&[file("f")]));
    assert_eq!(fs::read_to_string(field.inside("other")).unwrap(), "old");
    assert_eq!(fs::read_to_string(field.inside("f")).unwrap(), "evil");
}

fn number_field(block: &mut [u8], at: usize, text: &[u8]) {
    block[at..at + 12].fill(0);
    block[at..at + text.len()].copy_from_slice(text);
    seal(block);
}

fn seal(block: &mut [u8]) {
    block[148..156].fill(b' ');
    let sum: u32 = block[..512].iter().map(|b| u32::from(*b)).sum();
    block[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
}

/// CVE-2025-62518: an entry that hides inside another's data.
#[test]
fn the_size_in_a_pax_header_is_the_one_that_counts() {
    let hidden = archive(&[file("hidden")]);
    let mut writer = Writer::new(Vec::new(), Format::Pax);
    let records = vec![(b"size".to_vec(), hidden.len().to_string().into_bytes())];
    let outer = Entry { path: b"outer".to_vec(), mode: 0o644, records, ..Entry::default() };
    writer.append(&outer).unwrap();
    let mut bytes = writer.finish().unwrap();
    bytes.truncate(bytes.len() - 1024);
    // The header says 0 bytes, the extended header all of the inner archive.
    bytes.extend_from_slice(&hidden);
    bytes.extend_from_slice(&archive(&[file("last")]));
    let field = Field::new();
    let (status, out, _) = field.run(&["t"], &bytes);
    assert_eq!((status, String::from_utf8(out).unwrap().as_str()), (0, "outer\nlast\n"));
    field.tar(&[], &bytes);
    assert!(!field.inside("hidden").exists() && field.inside("last").exists());
    assert_eq!(fs::metadata(field.inside("outer")).unwrap().len(), hidden.len() as u64);
}

/// CVE-2025-46394.
#[test]
fn lists_show_no_control_characters() {
    let name = "a\x1b[1A\x1b[2K\nb\x7f";
    let field = Field::new();
    let bytes = archive(&[file(name), link(Kind::Symlink, "l", "t\x1b]0;x\x07")]);
    for args in [&["t"][..], &["tv"], &["xv"]] {
        let (_, out, err) = field.run(args, &bytes);
        let shown = [out, err.into_bytes()].concat();
        assert!(shown.iter().all(|b| *b == b'\n' || (*b >= b' ' && *b != 0x7f)), "{args:?}");
    }
    let (_, out, _) = field.run(&["t"], &bytes);
    assert_eq!(String::from_utf8(out).unwrap(), "a?[1A?[2K?b?\nl\n");
    assert!(field.inside(name).exists(), "the file itself has its name");
}

#[test]
fn absurd_numbers_are_errors() {
    let base_256 = |first: u8, rest: u8| [&[first][..], &[rest; 11]].concat();
    let sizes = [
        (base_256(0xff, 0xff), "negative number in tar header"),
        (base_256(0x80, 0xff), "number too large in tar header"),
        (base_256(0xbf, 0xff), "number too large in tar header"),
        (b"777777777777".to_vec(), "short read"),
        (b"9".to_vec(), "corrupted octal value in tar header"),
        (b"-1".to_vec(), "corrupted octal value in tar header"),
    ];
    for (size, message) in sizes {
        let field = Field::new();
        let mut bytes = archive(&[file("f")]);
        number_field(&mut bytes, 124, &size);
        for args in [&["t"][..], &["x"]] {
            let (status, _, err) = field.run(args, &bytes);
            assert_eq!((status, err), (1, format!("tar: {message}\n")), "{size:?}");
        }
    }
    let mut bytes = archive(&[file("f")]);
    bytes[0] = b'g';
    let (status, _, err) = Field::new().run(&["t"], &bytes);
    assert_eq!((status, err.as_str()), (1, "tar: invalid tar header checksum\n"));
}

fn extension(flag: u8, size: &[u8]) -> Vec<u8> {
    let mut block = archive(&[file("././@LongLink")])[..512].to_vec();
    block[156] = flag;
    number_field(&mut block, 124, size);
    block
}

#[test]
fn endless_or_enormous_extension_headers_are_errors() {
    let mut endless = Vec::new();
    for _ in 0..100 {
        endless.extend(extension(b'L', b"00000000002"));
        endless.extend_from_slice(&[b"n\0".to_vec(), vec![0; 510]].concat());
    }
    let (status, _, err) = Field::new().run(&["t"], &endless);
    assert_eq!((status, err.as_str()), (1, "tar: too many extension headers\n"));
    for flag in [b'L', b'K', b'x', b'g'] {
        let (status, _, err) = Field::new().run(&["t"], &extension(flag, b"77777777777"));
        assert_eq!((status, err.as_str()), (1, "tar: extension header is too large\n"));
    }
}

#[test]
fn bad_pax_records_are_errors() {
    for record in ["5 x=\n", "99 path=x\n", "x\n", "6 path\n", "12 size=-10\n", "30 size=99999999999999999999\n"] {
        let mut bytes = extension(b'x', format!("{:011o}", record.len()).as_bytes());
        bytes.extend_from_slice(record.as_bytes());
        bytes.resize(1024, 0);
        bytes.extend(archive(&[file("f")]));
        let (status, _, err) = Field::new().run(&["t"], &bytes);
        // "5 x=\n" is a good record: the test of the test.
        assert_eq!(status, i32::from(record != "5 x=\n"), "{record:?}: {err}");
    }
}

#[test]
fn a_sparse_map_must_agree_with_the_data() {
    for map in ["0,4,8,4", "4,4", "8,4,0,0", "0,5", "0,18446744073709551615", "18446744073709551615,4", "0"] {
        let records = [("GNU.sparse.size", "16"), ("GNU.sparse.map", map)];
        let records = records.map(|(k, v)| (k.into(), v.into())).to_vec();
        let mut writer = Writer::new(Vec::new(), Format::Pax);
        writer.append_file(&Entry { records, ..file("s") }, b"evil").unwrap();
        let bytes = writer.finish().unwrap();
        let field = Field::new();
        let (status, _) = field.tar(&[], &bytes);
        assert_eq!(status, i32::from(map != "4,4"), "{map}");
    }
}

#[test]
fn an_archive_cut_off_anywhere_is_no_crash() {
    let entries = [directory("d/", 0o755), file("d/f"), link(Kind::Symlink, "d/l", "f"), file(&"n".repeat(200))];
    let whole = archive(&entries);
    for n in (0..whole.len() - 1024).step_by(97) {
        let field = Field::new();
        let (status, err) = field.tar(&[], &whole[..n]);
        // Between two members the end may be missing.
        assert!(status == 1 || err.is_empty(), "{n}: {err}");
        assert!(n != 0 || status == 1);
    }
}

#[test]
fn a_tree_deeper_than_path_max() {
    let field = Field::new();
    let deep = "0123456789/".repeat(500) + "f";
    let bytes = archive(&[file(&deep)]);
    let (status, err) = field.tar(&[], &bytes);
    assert_eq!((status, err.as_str()), (0, ""));
    let (status, out, err) = field.run(&["c", "."], b"");
    assert_eq!((status, err.as_str()), (0, ""));
    let (_, names, _) = field.run(&["t"], &out);
    assert!(names.ends_with(("./".to_owned() + &deep + "\n").as_bytes()));
}

/// As another user set-ID bits do not survive; with -p they do, for they are then one's own.
#[test]
fn set_id_bits_need_root_or_p() {
    let field = Field::new();
    let entries = [Entry { mode: 0o6755, ..file("f") }];
    field.tar(&["-o", "--no-same-permissions"], &archive(&entries));
    assert_eq!(fs::metadata(field.inside("f")).unwrap().mode() & 0o7000, 0);
    field.tar(&["-o", "-p"], &archive(&entries));
    assert_eq!(fs::metadata(field.inside("f")).unwrap().mode() & 0o7000, 0o6000);
}
