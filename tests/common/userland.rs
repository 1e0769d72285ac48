//! The userland under test: Cairn, or the one it is compared with.
//!
//! | variable | effect |
//! |---|---|
//! | `CAIRN_BINARY` | another binary of this tree: the release build, the one for aarch64 |
//! | `CAIRN_EMULATOR` | the program that runs it: `qemu-aarch64-static` |
//! | `CAIRN_USERLAND` | a BusyBox binary instead of Cairn |
//! | `CAIRN_ALPINE_ROOT` | the root of an Alpine system instead of Cairn: entered by chroot, in a copy; takes root |
//! | `CAIRN_FILL` | a BusyBox that stands in for what the userland lacks: to test a partial build |

use super::{Scratch, host_program, is_root, variable};
use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Which one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// Ours.
    Cairn,
    /// Some build of BusyBox.
    BusyBox,
    /// Alpine's, in its own root: the reference.
    Alpine,
}

/// A userland laid out for use: a directory of links, one a command.
#[derive(Debug)]
pub struct Userland {
    /// Which one.
    pub kind: Kind,
    /// Is it the build for this machine, run directly?
    pub is_native: bool,
    /// What it was made of: a binary, or Alpine's root.
    origin: PathBuf,
    names: Vec<String>,
    /// The directory of links, if it is ours.
    links: Option<Scratch>,
    /// The file system that contains the commands and the scratch directories, if it is not the host's.
    root: Option<Scratch>,
    /// PATH, and the shell, as seen inside that.
    search: PathBuf,
    shell: PathBuf,
}

/// Where a root file system has its commands.
const STANDARD_PATH: &str = "/usr/sbin:/usr/bin:/sbin:/bin";

impl Userland {
    /// What the variables say, Cairn by default.
    pub fn from_environment() -> Result<Userland, String> {
        if let Some(root) = variable("CAIRN_ALPINE_ROOT") {
            return Userland::alpine(Path::new(&root));
        }
        if let Some(busybox) = variable("CAIRN_USERLAND") {
            return Userland::busybox(Path::new(&busybox));
        }
        let binary = variable("CAIRN_BINARY").map_or_else(|| PathBuf::from(env!("CARGO_BIN_EXE_cairn")), PathBuf::from);
        Userland::cairn(&binary, variable("CAIRN_EMULATOR").as_deref())
    }

    /// This tree's binary; with an emulator each command is a script that starts it.
    pub fn cairn(binary: &Path, emulator: Option<&str>) -> Result<Userland, String> {
        let binary = fs::canonicalize(binary).map_err(|e| format!("{}: {e}", binary.display()))?;
        let names: Vec<String> = cairn::registry::all().map(|id| id.name().to_owned()).collect();
        let links = Scratch::new();
        let own = ["cairn".to_owned(), "busybox".to_owned()];
        for name in names.iter().chain(&own) {
            match emulator {
                None => link(&binary, &links.path().join(name))?,
                Some(emulator) => write_starter(emulator, &binary, &links.path().join(name))?,
            }
        }
        let shell = fill(&names, links.path())?;
        let (is_native, search) = (emulator.is_none(), links.path().to_owned());
        Ok(Userland {
            kind: Kind::Cairn,
            is_native,
            origin: binary,
            names,
            links: Some(links),
            root: None,
            search,
            shell,
        })
    }

    /// A BusyBox binary.
    pub fn busybox(binary: &Path) -> Result<Userland, String> {
        let binary = fs::canonicalize(binary).map_err(|e| format!("{}: {e}", binary.display()))?;
        let names = list(Command::new(&binary).arg0("busybox"))?;
        let links = Scratch::new();
        for name in names.iter().map(String::as_str).chain(["busybox"]).filter(|n| *n != "cairn") {
            let path = links.path().join(name);
            if !path.exists() {
                link(&binary, &path)?;
            }
        }
        let (shell, search) = (links.path().join("sh"), links.path().to_owned());
        Ok(Userland {
            kind: Kind::BusyBox,
            is_native: true,
            origin: binary,
            names,
            links: Some(links),
            root: None,
            search,
            shell,
        })
    }

    /// The BusyBox of an Alpine root, in a copy of that root.
    fn alpine(original: &Path) -> Result<Userland, String> {
        if !is_root() {
            return Err("CAIRN_ALPINE_ROOT: entering another root takes root".to_owned());
        }
        let root = copy_root(original)?;
        let names = list(Command::new("chroot").arg(root.path()).arg("/bin/busybox"))?;
        let links = Scratch::new_in(&root.path().join("tmp"));
        fs::set_permissions(links.path(), fs::Permissions::from_mode(0o755)).map_err(|e| e.to_string())?;
        for name in names.iter().map(String::as_str).chain(["busybox"]) {
            let path = links.path().join(name);
            if fs::symlink_metadata(&path).is_err() {
                link(Path::new("/bin/busybox"), &path)?;
            }
        }
        let search = Path::new("/").join(links.path().strip_prefix(root.path()).unwrap_or(links.path()));
        Ok(Userland {
            kind: Kind::Alpine,
            is_native: true,
            origin: original.to_owned(),
            names,
            links: Some(links),
            shell: search.join("sh"),
            search,
            root: Some(root),
        })
    }

    /// The same userland in a root file system of its own, which it may change at will; takes root.
    pub fn in_own_root(&self) -> Result<Userland, String> {
        let root = match self.kind {
            Kind::Alpine => copy_root(&self.origin)?,
            Kind::Cairn => {
                let root = Scratch::new();
                let made = Command::new(&self.origin).arg0("cairn").arg("rootfs").arg(root.path()).status();
                if !made.map_err(|e| e.to_string())?.success() {
                    return Err("cairn rootfs failed".to_owned());
                }
                root
            }
            Kind::BusyBox => return Err("this userland has no root file system".to_owned()),
        };
        Ok(Userland {
            kind: self.kind,
            is_native: self.is_native,
            origin: self.origin.clone(),
            names: self.names.clone(),
            links: None,
            root: Some(root),
            search: STANDARD_PATH.into(),
            shell: "/bin/sh".into(),
        })
    }

    /// Does it have that command?
    pub fn has(&self, name: &str) -> bool {
        self.names.iter().any(|n| n == name)
    }

    /// Its commands.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The directory of the links.
    pub fn links(&self) -> &Path {
        self.links.as_ref().map_or(Path::new("/"), Scratch::path)
    }

    /// A new directory to work in.
    pub fn scratch(&self) -> Scratch {
        match &self.root {
            None => Scratch::new(),
            Some(root) => Scratch::new_in(&root.path().join("tmp")),
        }
    }

    /// A host path as commands of this userland see it.
    pub fn inside(&self, path: &Path) -> PathBuf {
        match &self.root {
            None => path.to_owned(),
            Some(root) => Path::new("/").join(path.strip_prefix(root.path()).unwrap_or(path)),
        }
    }

    /// `sh -c SCRIPT` in the directory `home`, with an environment of our making.
    pub fn shell(&self, script: &str, home: &Path) -> Command {
        let mut command = match &self.root {
            None => {
                let mut command = Command::new(&self.shell);
                command.arg0("sh").args(["-c", script]).current_dir(home);
                command
            }
            Some(root) => {
                // Namespaces of its own: nothing stays mounted, `kill -1` and `hostname x` stay inside, and of the
                // host's /dev there are single nodes only, which as mount points cannot be removed.
                const ENTER: &str = "mount -t tmpfs dev \"$1/dev\" && mount -t proc proc \"$1/proc\" && \
                                     ln -s /proc/self/fd \"$1/dev/fd\" || exit 125; \
                                     for node in full null random tty urandom zero; do \
                                     : > \"$1/dev/$node\" && mount --bind /dev/$node \"$1/dev/$node\"; done; \
                                     chroot \"$1\" \"$3\" -c 'cd \"$1\"; PATH=$2; exec sh -c \"$3\"' \
                                     sh \"$2\" \"$4\" \"$5\"; exit $?";
                let mut command = Command::new(host_program("unshare").unwrap_or_default());
                command.args(["--mount", "--pid", "--uts", "--ipc", "--fork", "--", "/bin/sh", "-c", ENTER, "sh"]);
                command.arg(root.path()).arg(self.inside(home)).arg(&self.shell).arg(&self.search).arg(script);
                command
            }
        };
        // The host's programs that enter the root are found by the host's PATH.
        let path = if self.root.is_none() {
            self.search.clone().into_os_string()
        } else {
            std::env::var_os("PATH").unwrap_or_default()
        };
        command
            .env_clear()
            .stdin(Stdio::null())
            .env("PATH", path)
            .env("HOME", self.inside(home))
            .env("LC_ALL", "C.UTF-8")
            .env("TZ", "UTC")
            .env("TERM", "dumb");
        command
    }
}

fn copy_root(original: &Path) -> Result<Scratch, String> {
    let root = Scratch::new();
    let copied = Command::new("cp").arg("-a").arg(original.join(".")).arg(root.path()).status();
    match copied {
        Ok(status) if status.success() => Ok(root),
        _ => Err(format!("{}: cannot be copied", original.display())),
    }
}

fn list(command: &mut Command) -> Result<Vec<String>, String> {
    let output = command.arg("--list").output().map_err(|e| format!("{command:?}: {e}"))?;
    let names = String::from_utf8_lossy(&output.stdout);
    if !output.status.success() || names.is_empty() {
        return Err(format!("{command:?}: lists nothing"));
    }
    Ok(names.lines().map(str::to_owned).collect())
}

fn link(target: &Path, path: &Path) -> Result<(), String> {
    symlink(target, path).map_err(|e| format!("{}: {e}", path.display()))
}

/// A command that starts the emulator. The kernel alone could do it (`#!EMULATOR BINARY`), but then commands would give
/// their whole path as their name.
fn write_starter(emulator: &str, binary: &Path, path: &Path) -> Result<(), String> {
    let program = host_program(emulator).ok_or_else(|| format!("{emulator}: not found"))?;
    let script = format!("#!/bin/sh\nexec {} -0 \"${{0##*/}}\" {} \"$@\"\n", program.display(), binary.display());
    fs::write(path, script)
        .and_then(|()| fs::set_permissions(path, fs::Permissions::from_mode(0o755)))
        .map_err(|e| format!("{}: {e}", path.display()))
}

/// Completes a partial build from `CAIRN_FILL`, and gives the shell to test with: the host's if the build has none.
fn fill(names: &[String], links: &Path) -> Result<PathBuf, String> {
    if let Some(busybox) = variable("CAIRN_FILL") {
        for name in list(Command::new(&busybox).arg0("busybox"))? {
            let path = links.join(&name);
            if fs::symlink_metadata(&path).is_err() {
                link(Path::new(&busybox), &path)?;
            }
        }
        return Ok(links.join("sh"));
    }
    Ok(if names.iter().any(|n| n == "sh") { links.join("sh") } else { PathBuf::from("/bin/sh") })
}
