//! Trees that change while `rm`, `cp`, `mv`, `chmod` and `chown` go through them, trees deeper than a path may be long, and
//! copies that are broken off.
#![allow(clippy::disallowed_methods, clippy::disallowed_macros, reason = "a test program, not an applet")]

mod common;

use common::Scratch;
use kit::sys::files::{self, CWD};
use kit::walk::{Follow, Trail, Visit, Walk};
use std::ffi::CString;
use std::fs;
use std::io::Write;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};

const CAIRN: &str = env!("CARGO_BIN_EXE_cairn");

/// Runs of each command against the one who swaps.
const ROUNDS: usize = 25;
/// Directories in the tree that are swapped, and files in each.
const VICTIMS: usize = 4;
const FILES: usize = 20;

fn cairn(dir: &Path, words: &str) -> Command {
    let mut words = words.split(' ');
    let mut command = Command::new(CAIRN);
    command.args(&mut words).current_dir(dir).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

#[track_caller]
fn succeeds(dir: &Path, words: &str) {
    let status = cairn(dir, words).stderr(Stdio::inherit()).status().unwrap();
    assert!(status.success(), "{words}: {status}");
}

fn c_string(path: &Path) -> CString {
    CString::new(path.as_os_str().as_bytes()).unwrap()
}

fn is_root() -> bool {
    let scratch = Scratch::new();
    fs::metadata(scratch.path()).unwrap().uid() == 0
}

/// What must not be reached: `out/secret` and `out/sub/deeper`.
struct Outside(PathBuf);

impl Outside {
    fn new(dir: &Path) -> Outside {
        let out = dir.join("out");
        fs::create_dir_all(out.join("sub")).unwrap();
        for (name, text) in [("secret", "untouched"), ("sub/deeper", "untouched, too")] {
            fs::write(out.join(name), text).unwrap();
            fs::set_permissions(out.join(name), fs::Permissions::from_mode(0o640)).unwrap();
        }
        Outside(out)
    }

    /// Everything about it but the times of access.
    fn state(&self) -> Vec<(PathBuf, u32, u32, u32, u64, u64)> {
        let mut state = Vec::new();
        let mut pending = vec![self.0.clone()];
        while let Some(path) = pending.pop() {
            let meta = fs::symlink_metadata(&path).unwrap();
            if meta.is_dir() {
                pending.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
            }
            state.push((path, meta.mode(), meta.uid(), meta.gid(), meta.nlink(), meta.size()));
        }
        state.sort();
        state
    }
}

/// `tree` with directories `victim-N`, and links to `../out` that are to take their place.
fn make_tree(dir: &Path, tree: &str) {
    for victim in 0..VICTIMS {
        let victim = dir.join(tree).join(format!("victim-{victim}"));
        fs::create_dir_all(victim.join("sub")).unwrap();
        for file in 0..FILES {
            fs::write(victim.join(format!("file-{file}")), "x").unwrap();
        }
    }
}

/// Swaps each directory for a link to `out` and back, as long as `works` runs, and checks afterwards that nothing
/// outside has changed.
fn with_swaps(dir: &Path, tree: &str, works: impl FnOnce()) {
    let outside = dir.join("out");
    for victim in 0..VICTIMS {
        let link = dir.join(format!("link-{victim}"));
        let _ = fs::remove_file(&link);
        symlink(&outside, &link).unwrap();
    }
    let pairs: Vec<_> = (0..VICTIMS)
        .map(|n| (c_string(&dir.join(tree).join(format!("victim-{n}"))), c_string(&dir.join(format!("link-{n}")))))
        .collect();
    let ends = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !ends.load(Ordering::Relaxed) {
                for (victim, link) in &pairs {
                    // One of them may be gone.
                    let _ = files::exchange_at((CWD, victim), (CWD, link));
                }
            }
        });
        works();
        ends.store(true, Ordering::Relaxed);
    });
    for victim in 0..VICTIMS {
        let link = dir.join(format!("link-{victim}"));
        let _ = fs::remove_file(&link);
        let _ = fs::remove_dir_all(&link);
    }
}

/// Runs the command `ROUNDS` times on a fresh tree that is being swapped.
fn races(words: &str) {
    let scratch = Scratch::new();
    let dir = scratch.path();
    let outside = Outside::new(dir);
    let before = outside.state();
    for round in 0..ROUNDS {
        let _ = fs::remove_dir_all(dir.join("tree"));
        make_tree(dir, "tree");
        with_swaps(dir, "tree", || {
            let _ = cairn(dir, words).status().unwrap();
        });
        assert_eq!(outside.state(), before, "{words}, round {round}");
    }
}

#[test]
fn removing_never_follows_a_link_swapped_in() {
    races("rm -rf tree");
}

#[test]
fn changing_modes_never_follows_a_link_swapped_in() {
    races("chmod -R 777 tree");
    races("chmod -R u+x,g-r,o+w tree");
}

#[test]
fn changing_owners_never_follows_a_link_swapped_in() {
    if is_root() {
        races("chown -R 12:34 tree");
        races("chgrp -R 34 tree");
        races("chown -R --from=0:0 12:34 tree");
    }
}

/// The names of all files below.
fn names(dir: &Path) -> Vec<String> {
    let mut names = Vec::new();
    let mut walk = Walk::new(dir.as_os_str().as_bytes(), Follow::Never);
    while let Some(visit) = walk.next() {
        if let Visit::File = visit {
            names.push(String::from_utf8_lossy(walk.name().to_bytes()).into_owned());
        }
    }
    names
}

#[test]
fn copying_never_reads_through_a_link_swapped_in() {
    let scratch = Scratch::new();
    let dir = scratch.path();
    let outside = Outside::new(dir);
    let before = outside.state();
    make_tree(dir, "tree");
    for words in ["cp -r tree copy", "cp -a tree copy", "cp -rl tree copy"] {
        for round in 0..ROUNDS {
            let _ = fs::remove_dir_all(dir.join("copy"));
            with_swaps(dir, "tree", || {
                let _ = cairn(dir, words).status().unwrap();
            });
            // The last swap may have left a link in the tree.
            fs::remove_dir_all(dir.join("tree")).unwrap();
            make_tree(dir, "tree");
            assert!(!names(&dir.join("copy")).iter().any(|n| n == "secret" || n == "deeper"), "{words}, round {round}");
            // `-l` makes links of what is outside the tree as little as copies.
            assert_eq!(outside.state(), before, "{words}, round {round}");
        }
    }
}

#[test]
fn copying_never_writes_through_a_link_swapped_in() {
    let scratch = Scratch::new();
    let dir = scratch.path();
    let outside = Outside::new(dir);
    let before = outside.state();
    make_tree(dir, "source");
    fs::write(dir.join("source/victim-0/secret"), "overwritten").unwrap();
    for words in ["cp -r source/. tree", "cp -a source/. tree", "cp -rs source/. tree"] {
        for round in 0..ROUNDS {
            let _ = fs::remove_dir_all(dir.join("tree"));
            make_tree(dir, "tree");
            with_swaps(dir, "tree", || {
                let _ = cairn(dir, words).status().unwrap();
            });
            assert_eq!(outside.state(), before, "{words}, round {round}");
            assert_eq!(fs::read_to_string(dir.join("out/secret")).unwrap(), "untouched");
        }
    }
}

/// A directory on another file system than temporary files are, if there is one.
fn elsewhere(dir: &Path) -> Option<Scratch> {
    let shared = Path::new("/dev/shm");
    let device = fs::metadata(dir).ok()?.dev();
    let is_other = fs::metadata(shared).is_ok_and(|m| m.dev() != device);
    // It may belong to somebody else.
    let probe = shared.join(format!("cairn-probe-{}", std::process::id()));
    if !is_other || fs::create_dir(&probe).is_err() {
        return None;
    }
    fs::remove_dir(probe).unwrap();
    Some(Scratch::new_in(shared))
}

#[test]
fn moving_to_another_file_system_never_follows_a_link_swapped_in() {
    let scratch = Scratch::new();
    let dir = scratch.path();
    let Some(other) = elsewhere(dir) else { return };
    let outside = Outside::new(dir);
    let before = outside.state();
    for round in 0..ROUNDS {
        let _ = fs::remove_dir_all(dir.join("tree"));
        make_tree(dir, "tree");
        let target = other.path().join(format!("moved-{round}"));
        let words = format!("mv tree {}", target.display());
        with_swaps(dir, "tree", || {
            let _ = cairn(dir, &words).status().unwrap();
        });
        assert_eq!(outside.state(), before, "round {round}");
        assert!(!names(&target).iter().any(|n| n == "secret" || n == "deeper"), "round {round}");
    }
}

#[test]
fn moving_to_another_file_system_keeps_all_of_a_tree() {
    let scratch = Scratch::new();
    let dir = scratch.path();
    let Some(other) = elsewhere(dir) else { return };
    fs::create_dir_all(dir.join("tree/sub")).unwrap();
    fs::write(dir.join("tree/sub/file"), "content").unwrap();
    fs::hard_link(dir.join("tree/sub/file"), dir.join("tree/link")).unwrap();
    symlink("sub/file", dir.join("tree/symlink")).unwrap();
    fs::set_permissions(dir.join("tree/sub/file"), fs::Permissions::from_mode(0o4751)).unwrap();
    succeeds(dir, "touch -d @1000000000.123456789 tree/sub/file tree/sub");
    succeeds(dir, &format!("mv tree {}", other.path().display()));
    assert!(!dir.join("tree").exists());
    let moved = other.path().join("tree");
    let file = fs::metadata(moved.join("sub/file")).unwrap();
    assert_eq!((file.mode() & 0o7777, file.mtime(), file.mtime_nsec()), (0o4751, 1_000_000_000, 123_456_789));
    assert_eq!(file.ino(), fs::metadata(moved.join("link")).unwrap().ino());
    assert_eq!(fs::metadata(moved.join("sub")).unwrap().mtime_nsec(), 123_456_789);
    assert_eq!(fs::read_link(moved.join("symlink")).unwrap(), Path::new("sub/file"));
}

/// A chain of directories whose names are 100 000 bytes together, with a file in each hundredth.
fn make_deep(dir: &Path) -> usize {
    const LENGTH: usize = 50;
    const DEPTH: usize = 100_000 / LENGTH;
    let name = CString::new(vec![b'd'; LENGTH]).unwrap();
    let mut trail = Trail::default();
    trail.enter(&c_string(dir), false).unwrap();
    for level in 0..DEPTH {
        files::mkdir_at(trail.fd(), &name, 0o755).unwrap();
        trail.enter(&name, false).unwrap();
        if level % 100 == 0 {
            files::open_at(trail.fd(), c"file", libc::O_CREAT | libc::O_WRONLY, 0o644).unwrap();
        }
    }
    DEPTH
}

/// How deep it is, how many files there are, and whether `is_right` holds of all.
fn survey(dir: &Path, is_right: impl Fn(&files::Stat) -> bool) -> (usize, usize, bool) {
    let mut walk = Walk::new(dir.as_os_str().as_bytes(), Follow::Never);
    let (mut deepest, mut count, mut all) = (0, 0, true);
    while let Some(visit) = walk.next() {
        match visit {
            Visit::File => count += 1,
            Visit::Enter => deepest = deepest.max(walk.depth()),
            Visit::Leave => continue,
            other => panic!("{other:?}"),
        }
        all &= walk.depth() == 0 || is_right(&walk.stat().unwrap());
    }
    (deepest, count, all)
}

#[test]
fn trees_may_be_deeper_than_a_path_is_long() {
    let scratch = Scratch::new();
    let dir = scratch.path();
    fs::create_dir(dir.join("deep")).unwrap();
    let depth = make_deep(&dir.join("deep"));
    succeeds(dir, "chmod -R 711 deep");
    assert_eq!(survey(&dir.join("deep"), |s| s.st_mode & 0o7777 == 0o711), (depth, depth / 100, true));
    if is_root() {
        succeeds(dir, "chown -R 12:34 deep");
        assert_eq!(survey(&dir.join("deep"), |s| (s.st_uid, s.st_gid) == (12, 34)), (depth, depth / 100, true));
    }
    succeeds(dir, "cp -a deep copy");
    assert_eq!(survey(&dir.join("copy"), |s| s.st_mode & 0o7777 == 0o711), (depth, depth / 100, true));
    if let Some(other) = elsewhere(dir) {
        succeeds(dir, &format!("mv copy {}", other.path().display()));
        assert!(!dir.join("copy").exists());
        assert_eq!(survey(&other.path().join("copy"), |_| true), (depth, depth / 100, true));
        succeeds(other.path(), "rm -r copy");
    }
    succeeds(dir, "rm -r deep");
    assert!(!dir.join("deep").exists());
    let _ = cairn(dir, "rm -rf copy").status();
}

/// A copy that is killed in the middle: its source is a pipe that stays open.
fn broken_off(words: &str) {
    let scratch = Scratch::new();
    let dir = scratch.path();
    succeeds(dir, "mkfifo pipe");
    fs::write(dir.join("target"), "what was there").unwrap();
    let mut child = cairn(dir, words).spawn().unwrap();
    // Opening waits for the reader.
    let mut pipe = fs::File::options().write(true).open(dir.join("pipe")).unwrap();
    pipe.write_all(b"half").unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(fs::read_to_string(dir.join("target")).unwrap(), "what was there", "{words}");
}

#[test]
fn a_copy_that_is_killed_leaves_what_was_there() {
    broken_off("cp pipe target");
    broken_off("cp -b pipe target");
    broken_off("install pipe target");
    broken_off("install -b pipe target");
}

#[test]
fn who_cannot_give_a_file_away_copies_it_without_its_owners_powers() {
    use std::os::unix::process::CommandExt;
    if !is_root() {
        return;
    }
    let scratch = Scratch::new();
    let dir = scratch.path();
    fs::set_permissions(dir, fs::Permissions::from_mode(0o777)).unwrap();
    fs::write(dir.join("file"), "x").unwrap();
    succeeds(dir, "chown 5:6 file");
    succeeds(dir, "chmod 6755 file");
    // The program itself may lie where another user cannot go.
    let program = dir.join("cairn");
    fs::copy(CAIRN, &program).unwrap();
    for words in ["cp -p file mine", "cp -a file mine", "cp --preserve=all file mine"] {
        let _ = fs::remove_file(dir.join("mine"));
        let mut command = Command::new(&program);
        command.args(words.split(' ')).current_dir(dir).stderr(Stdio::null()).uid(12345).gid(12345);
        assert!(command.status().unwrap().success(), "{words}");
        let mine = fs::metadata(dir.join("mine")).unwrap();
        assert_eq!((mine.uid(), mine.mode() & 0o7777), (12345, 0o755), "{words}");
    }
}
