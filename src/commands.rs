//! `cairn rootfs` and `cairn image`: the command lines.

use crate::image::{self, Arch, Binary, Description};
use crate::rootfs::{self, Linked};
use clap::error::ErrorKind;
use clap::{Arg, ArgMatches, Command};
use kit::context::say;
use kit::output::Sink;
use kit::{sys, text};
use std::ffi::{OsStr, OsString};
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::{Path, PathBuf};

/// Runs the sub-command that `args` begins with.
pub fn run(args: &[&[u8]]) -> u8 {
    let words = std::iter::once(&b"cairn"[..]).chain(args.iter().copied());
    let matches = match grammar().try_get_matches_from(words.map(|w| OsString::from_vec(w.to_vec()))) {
        Ok(matches) => matches,
        Err(error) => {
            let is_help = error.kind() == ErrorKind::DisplayHelp;
            let _ = Sink::Fd(if is_help { 1 } else { 2 }).write_all(error.render().to_string().as_bytes());
            return u8::from(!is_help);
        }
    };
    let done = match matches.subcommand() {
        Some(("rootfs", given)) => make_rootfs(given),
        Some(("image", given)) => make_image(given),
        _ => Ok(()),
    };
    match done {
        Ok(()) => 0,
        Err(message) => {
            complain(&message);
            1
        }
    }
}

fn complain(message: &[u8]) {
    say(Sink::Fd(2), b"cairn", message);
}

fn grammar() -> Command {
    let applets = Arg::new("applets")
        .long("applets")
        .value_name("NAMES")
        .help("Make links for these applets only, separated by blanks [default: all]");
    let binary = Arg::new("binary")
        .long("binary")
        .value_name("FILE")
        .value_parser(clap::value_parser!(OsString))
        .help("The Cairn binary to put in [default: this one]");
    let rootfs =
        Command::new("rootfs").about("Lay out a root file system").arg(applets.clone()).arg(binary.clone()).arg(
            Arg::new("dir")
                .value_name("DIR")
                .required(true)
                .value_parser(clap::value_parser!(OsString))
                .help("Directory to make; if it exists, it must be empty"),
        );
    let image = Command::new("image")
        .about("Pack a container image: an OCI layout that `docker load` takes too")
        .arg(
            Arg::new("arch")
                .long("arch")
                .value_name("ARCH")
                .value_parser(["x86_64", "amd64", "aarch64", "arm64"])
                .help("Machine that the image is for [default: the binary's]"),
        )
        .arg(Arg::new("tag").long("tag").value_name("NAME:TAG").default_value("cairn:latest").help("Name of the image"))
        .arg(applets)
        .arg(binary)
        .arg(
            Arg::new("output")
                .short('o')
                .long("output")
                .value_name("FILE")
                .required(true)
                .value_parser(clap::value_parser!(OsString))
                .help("Archive to write; - is standard output"),
        );
    let image = image.after_help(
        "Files and image get the time SOURCE_DATE_EPOCH, or 1970 if that is unset: the same binary and options give \
         the same bytes.\n",
    );
    Command::new("cairn").subcommand_required(true).disable_help_subcommand(true).subcommands([rootfs, image])
}

fn bytes_of<'a>(given: &'a ArgMatches, name: &str) -> Option<&'a [u8]> {
    given.get_one::<OsString>(name).map(|v| v.as_bytes())
}

fn text_of<'a>(given: &'a ArgMatches, name: &str) -> Option<&'a str> {
    given.get_one::<String>(name).map(String::as_str)
}

/// The binary and the applets to link.
fn contents(given: &ArgMatches) -> Result<(Binary, Vec<Linked>), Vec<u8>> {
    let binary = Binary::read(bytes_of(given, "binary"))?;
    let applets = rootfs::choose(text_of(given, "applets"), &binary.applets)?;
    Ok((binary, applets))
}

fn make_rootfs(given: &ArgMatches) -> Result<(), Vec<u8>> {
    let (binary, applets) = contents(given)?;
    let dir = Path::new(OsStr::from_bytes(bytes_of(given, "dir").unwrap_or_default()));
    let is_root = nix::unistd::geteuid().is_root();
    let entries = rootfs::entries(&binary.bytes, &applets);
    rootfs::write(&entries, dir, is_root)?;
    if !is_root {
        let others = entries.iter().filter(|e| e.gid != 0);
        let others: Vec<u8> = others.flat_map(|e| text!["; /", *e.path, " should belong to 0:", e.gid]).collect();
        complain(&text!["not root: all files belong to you instead of 0:0", others]);
    }
    Ok(())
}

fn make_image(given: &ArgMatches) -> Result<(), Vec<u8>> {
    let tag = image::check_tag(text_of(given, "tag").unwrap_or_default())?;
    let wanted = text_of(given, "arch").and_then(Arch::by_name);
    if let (Some(wanted), None) = (wanted.filter(|w| *w != Arch::OWN), given.get_one::<OsString>("binary")) {
        return Err(text!["this binary is for ", Arch::OWN.name(), ": name one for ", wanted.name(), " by --binary"]);
    }
    let created = source_date()?;
    let (binary, applets) = contents(given)?;
    if let Some(wanted) = wanted.filter(|w| *w != binary.arch) {
        return Err(text!["the binary is for ", binary.arch.name(), ", not for ", wanted.name()]);
    }
    let about = Description { tag, arch: binary.arch, created };
    let entries = rootfs::entries(&binary.bytes, &applets);
    let archive = image::archive(&entries, &about).map_err(|e| text!["can't pack the image: ", e])?;
    let output = bytes_of(given, "output").unwrap_or_default();
    if output == b"-" {
        if sys::is_terminal(1) {
            return Err(b"the archive is not for terminals: redirect standard output".to_vec());
        }
        return Sink::Fd(1).write_all(&archive).map_err(|e| text!["write error: ", e]);
    }
    replace(Path::new(OsStr::from_bytes(output)), &archive).map_err(|e| text!["can't create '", output, "': ", e])
}

/// `SOURCE_DATE_EPOCH`, or 0.
fn source_date() -> Result<i64, Vec<u8>> {
    let entries = sys::environment();
    let Some(value) = entries.iter().find_map(|e| e.strip_prefix(b"SOURCE_DATE_EPOCH=")).filter(|v| !v.is_empty())
    else {
        return Ok(0);
    };
    let seconds =
        std::str::from_utf8(value).ok().and_then(|v| v.parse().ok()).filter(|s| (0..=0xffff_ffff).contains(s));
    seconds.ok_or_else(|| text!["SOURCE_DATE_EPOCH: invalid number '", *value, "'"])
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
