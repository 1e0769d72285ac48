//! `cairn rootfs` and `cairn image`: the command lines.

use crate::image::{self, Arch, Binary, Description};
use crate::registry::Registry;
use crate::rootfs::{self, Linked};
use kit::context::{self, Context, ListedEnvironment};
use kit::output::Sink;
use kit::prelude::*;
use kit::sys;
use std::ffi::{OsStr, OsString};
use std::fs::{self, OpenOptions};
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

const ROOTFS_USAGE: &str = "\
rootfs [--applets NAMES] [--with NAMES] [--binary FILE] DIR

Lay out a root file system in DIR, which is made or must be empty

	--applets NAMES	Make links for these applets only, separated by blanks
	--with NAMES	And for these, which get none by themselves: bash
	--binary FILE	The Cairn binary to put in (default: this one)
";

const IMAGE_USAGE: &str = "\
image [--arch ARCH] [--tag NAME:TAG] [--applets NAMES] [--with NAMES] [--binary FILE] -o FILE

Pack a container image: an OCI layout that 'docker load' takes too.
Files and image get the time SOURCE_DATE_EPOCH, or 1970 if that is unset:
the same binary and options give the same bytes.

	-o, --output FILE	Archive to write; - is standard output
	--tag NAME:TAG	Name of the image (default: cairn:latest)
	--arch ARCH	Machine it is for: x86_64, aarch64 (default: the binary's)
	--applets NAMES	Make links for these applets only, separated by blanks
	--with NAMES	And for these, which get none by themselves: bash
	--binary FILE	The Cairn binary to put in (default: this one)
";

const ROOTFS: Applet =
    Applet { usage: ROOTFS_USAGE, options: options!(ROOTFS_USAGE), run: make_rootfs, ..Applet::DEFAULT };
const IMAGE: Applet = Applet { usage: IMAGE_USAGE, options: options!(IMAGE_USAGE), run: make_image, ..Applet::DEFAULT };

const ROOTFS_APPLETS: Key = Key::long(ROOTFS_USAGE, ROOTFS.options, "applets");
const ROOTFS_WITH: Key = Key::long(ROOTFS_USAGE, ROOTFS.options, "with");
const ROOTFS_BINARY: Key = Key::long(ROOTFS_USAGE, ROOTFS.options, "binary");
const OUTPUT: Key = Key::short(IMAGE.options, 'o');
const TAG: Key = Key::long(IMAGE_USAGE, IMAGE.options, "tag");
const ARCH: Key = Key::long(IMAGE_USAGE, IMAGE.options, "arch");
const IMAGE_APPLETS: Key = Key::long(IMAGE_USAGE, IMAGE.options, "applets");
const IMAGE_WITH: Key = Key::long(IMAGE_USAGE, IMAGE.options, "with");
const IMAGE_BINARY: Key = Key::long(IMAGE_USAGE, IMAGE.options, "binary");

/// Runs the sub-command that `args` begins with. By kit's own parser, as every applet: clap would be 148 kB of the
/// binary for these two.
pub fn run(args: &[&[u8]]) -> u8 {
    let Some((command, rest)) = args.split_first() else { return 1 };
    let applet = if *command == b"rootfs" { ROOTFS } else { IMAGE };
    let entries = sys::environment();
    let env = ListedEnvironment(&entries);
    let mut cx = Context::new(applet, "cairn", rest, &env, &Registry);
    context::run(&mut cx).0
}

fn failed(message: Vec<u8>) -> Error {
    Error::Failed(Status::FAILED, message)
}

/// The binary and the applets to link.
fn contents(binary: Option<&[u8]>, applets: Option<&[u8]>, with: Option<&[u8]>) -> Result<(Binary, Vec<Linked>)> {
    let binary = Binary::read(binary).map_err(failed)?;
    let text = |names: Option<&'_ [u8]>| match names {
        None => Ok(None),
        Some(names) => match std::str::from_utf8(names) {
            Ok(names) => Ok(Some(names.to_owned())),
            Err(_) => Err(fail!("no applet is called '", names, "'")),
        },
    };
    let (applets, with) = (text(applets)?, text(with)?);
    let applets = rootfs::choose(applets.as_deref(), with.as_deref(), &binary.applets, &binary.on_request);
    let applets = applets.map_err(failed)?;
    Ok((binary, applets))
}

fn make_rootfs(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    let [dir] = given.operands[..] else { return Err(Error::Usage(None)) };
    let (binary, applets) =
        contents(given.value(ROOTFS_BINARY), given.value(ROOTFS_APPLETS), given.value(ROOTFS_WITH))?;
    let is_root = nix::unistd::geteuid().is_root();
    let entries = rootfs::entries(&binary.bytes, &applets);
    rootfs::write(&entries, Path::new(OsStr::from_bytes(dir)), is_root).map_err(failed)?;
    if !is_root {
        let others = entries.iter().filter(|e| e.gid != 0);
        let others: Vec<u8> = others.flat_map(|e| text!["; /", *e.path, " should belong to 0:", e.gid]).collect();
        cx.warn(text!["not root: all files belong to you instead of 0:0", others]);
    }
    Ok(Status::OK)
}

fn make_image(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    let Some(output) = given.value(OUTPUT) else { return Err(Error::Usage(Some(b"-o FILE is required".to_vec()))) };
    if !given.operands.is_empty() {
        return Err(Error::Usage(None));
    }
    let tag = given.value(TAG).unwrap_or(b"cairn:latest");
    let tag = std::str::from_utf8(tag).map_err(|_| fail!("bad tag '", tag, "'"))?;
    let tag = image::check_tag(tag).map_err(failed)?;
    let wanted = match given.value(ARCH) {
        None => None,
        Some(name) => {
            let arch = std::str::from_utf8(name).ok().and_then(Arch::by_name);
            Some(arch.ok_or_else(|| fail!("unknown architecture '", name, "': x86_64 or aarch64"))?)
        }
    };
    if let (Some(wanted), None) = (wanted.filter(|w| *w != Arch::OWN), given.value(IMAGE_BINARY)) {
        return Err(fail!("this binary is for ", Arch::OWN.name(), ": name one for ", wanted.name(), " by --binary"));
    }
    let created = source_date(cx)?;
    let (binary, applets) = contents(given.value(IMAGE_BINARY), given.value(IMAGE_APPLETS), given.value(IMAGE_WITH))?;
    if let Some(wanted) = wanted.filter(|w| *w != binary.arch) {
        return Err(fail!("the binary is for ", binary.arch.name(), ", not for ", wanted.name()));
    }
    let about = Description { tag, arch: binary.arch, created };
    let entries = rootfs::entries(&binary.bytes, &applets);
    let archive = image::archive(&entries, &about).map_err(|e| fail!("can't pack the image: ", e))?;
    if output == b"-" {
        if cx.out.is_terminal() {
            return Err(fail!("the archive is not for terminals: redirect standard output"));
        }
        Sink::Fd(1).write_all(&archive)?;
        return Ok(Status::OK);
    }
    let path = Path::new(OsStr::from_bytes(output));
    replace(path, &archive).map_err(|e| fail!("can't create '", output, "': ", e))?;
    Ok(Status::OK)
}

/// `SOURCE_DATE_EPOCH`, or 0.
fn source_date(cx: &Context) -> Result<i64> {
    let Some(value) = cx.env.get(b"SOURCE_DATE_EPOCH").filter(|v| !v.is_empty()) else { return Ok(0) };
    let seconds =
        std::str::from_utf8(value).ok().and_then(|v| v.parse().ok()).filter(|s| (0..=0xffff_ffff).contains(s));
    seconds.ok_or_else(|| fail!("SOURCE_DATE_EPOCH: invalid number '", value, "'"))
}

/// Writes `content` beside `path` and renames it there: what stands at `path` is whole at any time. What is not a
/// regular file (a pipe, `/dev/stdout`) is written to.
fn replace(path: &Path, content: &[u8]) -> io::Result<()> {
    if fs::metadata(path).is_ok_and(|m| !m.is_file()) {
        return OpenOptions::new().write(true).open(path)?.write_all(content);
    }
    let (temporary, mut file) = create_beside(path)?;
    let written = file.write_all(content).and_then(|()| file.sync_all()).and_then(|()| fs::rename(&temporary, path));
    if written.is_err() {
        // The first error is the one to tell.
        let _ = fs::remove_file(&temporary);
    }
    written
}

fn create_beside(path: &Path) -> io::Result<(PathBuf, fs::File)> {
    let name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?;
    let mut number = std::process::id();
    loop {
        let mut temporary = OsString::from(".");
        temporary.push(name);
        temporary.push(format!(".{number}"));
        let temporary = path.with_file_name(temporary);
        match OpenOptions::new().write(true).create_new(true).open(&temporary) {
            Ok(file) => return Ok((temporary, file)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => number = number.wrapping_add(1),
            Err(error) => return Err(error),
        }
    }
}
