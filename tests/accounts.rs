//! The commands on accounts, in a small root of their own: entered by chroot as root, else in a user namespace.
#![allow(clippy::disallowed_methods, clippy::disallowed_macros, reason = "a test program, not an applet")]

mod common;

use common::{Scratch, host_program, is_root};
use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

const CAIRN: &str = env!("CARGO_BIN_EXE_cairn");

const PASSWD: &str = "root:x:0:0:root:/root:/bin/sh\nbin:x:1:1:bin:/bin:/sbin/nologin\n# a comment\n";
const GROUP: &str = "root:x:0:root\nbin:x:1:root,bin\nusers:x:100:\nnogroup:x:65533:\n";
const SHADOW: &str = "root:*::0:::::\nbin:!::0:::::\n";

struct Root(Scratch);

impl Root {
    /// None, with the reason printed, if this machine lets nobody enter another root.
    fn new() -> Option<Root> {
        let root = Root(Scratch::new());
        for dir in ["bin", "etc", "home", "root", "srv", "etc/skel/.d"] {
            fs::create_dir_all(root.path(dir)).unwrap();
        }
        fs::copy(CAIRN, root.path("bin/cairn")).unwrap();
        for (file, text) in [("passwd", PASSWD), ("group", GROUP), ("shadow", SHADOW)] {
            fs::write(root.path("etc").join(file), text).unwrap();
        }
        fs::set_permissions(root.path("etc/shadow"), fs::Permissions::from_mode(0o640)).unwrap();
        fs::write(root.path("etc/skel/.d/profile"), "skel").unwrap();
        let probe = root.command(&["true"]).stderr(Stdio::null()).status();
        if probe.is_ok_and(|s| s.success()) {
            return Some(root);
        }
        eprintln!("skipped: neither root nor user namespaces, no way to enter another root");
        None
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn command(&self, args: &[&str]) -> Command {
        let chroot = host_program("chroot").unwrap_or_else(|| PathBuf::from("/usr/sbin/chroot"));
        let mut command = if is_root() {
            Command::new(chroot)
        } else {
            let mut command = Command::new("unshare");
            command.arg("-Ur").arg(chroot);
            command
        };
        command.arg(self.0.path()).arg("/bin/cairn").args(args).env_clear().env("PATH", "/bin").stdin(Stdio::null());
        command
    }

    /// Status and what was said, output before messages.
    fn run(&self, args: &[&str]) -> (i32, String) {
        self.run_with_input(args, "")
    }

    fn run_with_input(&self, args: &[&str], input: &str) -> (i32, String) {
        let mut command = self.command(args);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        // A command may not want to read.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        let output = child.wait_with_output().unwrap();
        let said = [output.stdout, output.stderr].concat();
        (output.status.code().unwrap_or(-1), String::from_utf8_lossy(&said).into_owned())
    }

    #[track_caller]
    fn succeeds(&self, args: &[&str]) {
        let (status, said) = self.run(args);
        // Without root's rights nothing can be given to another.
        let said: String = said.lines().filter(|l| is_root() || !l.ends_with(": Invalid argument")).collect();
        assert_eq!((status, said.as_str()), (0, ""), "{args:?}");
    }

    #[track_caller]
    fn fails(&self, args: &[&str], message: &str) {
        let before = self.files();
        assert_eq!(self.run(args), (1, message.to_owned() + "\n"), "{args:?}");
        assert_eq!(self.files(), before, "{args:?} changed something");
    }

    fn file(&self, name: &str) -> String {
        fs::read_to_string(self.path("etc").join(name)).unwrap()
    }

    fn files(&self) -> [String; 3] {
        ["passwd", "group", "shadow"].map(|f| self.file(f))
    }

    fn line(&self, file: &str, name: &str) -> Option<String> {
        self.file(file).lines().find(|l| l.split(':').next() == Some(name)).map(str::to_owned)
    }
}

fn day_is_number(line: &str) -> String {
    let mut fields: Vec<&str> = line.split(':').collect();
    assert!(fields[2].parse::<u32>().unwrap() > 20_000);
    fields[2] = "DAY";
    fields.join(":")
}

#[test]
fn a_user_gets_lines_a_group_and_a_home() {
    let Some(root) = Root::new() else { return };
    root.succeeds(&["adduser", "-D", "app"]);
    assert_eq!(root.line("passwd", "app").unwrap(), "app:x:1000:1000:Linux User,,,:/home/app:/bin/sh");
    assert_eq!(root.line("group", "app").unwrap(), "app:x:1000:");
    assert_eq!(day_is_number(&root.line("shadow", "app").unwrap()), "app:!:DAY:0:99999:7:::");
    assert!(root.file("passwd").starts_with(PASSWD), "what was there stays");
    assert_eq!(fs::metadata(root.path("etc/shadow")).unwrap().mode() & 0o7777, 0o640);
    assert_eq!(root.file("shadow-"), SHADOW);
    let home = fs::metadata(root.path("home/app")).unwrap();
    assert_eq!(home.mode() & 0o7777, 0o2755);
    let copy = fs::metadata(root.path("home/app/.d/profile")).unwrap();
    if is_root() {
        assert_eq!((home.uid(), home.gid(), copy.uid(), copy.gid()), (1000, 1000, 1000, 1000));
    }
    root.fails(&["adduser", "-D", "app"], "adduser: user 'app' in use");

    root.succeeds(&["adduser", "-S", "-H", "-h", "/srv", "-g", "A Daemon", "-s", "/bin/ash", "daemon"]);
    assert_eq!(root.line("passwd", "daemon").unwrap(), "daemon:x:100:65533:A Daemon:/srv:/bin/ash");
    assert_eq!(root.line("group", "nogroup").unwrap(), "nogroup:x:65533:daemon");
    root.succeeds(&["adduser", "-D", "-H", "-u", "5000", "-G", "users", "u"]);
    assert_eq!(root.line("passwd", "u").unwrap(), "u:x:5000:100:Linux User,,,:/home/u:/bin/sh");
    assert_eq!(root.line("group", "users").unwrap(), "users:x:100:u");
    assert!(!root.path("home/u").exists());
}

#[test]
fn groups_are_added_joined_left_and_removed() {
    let Some(root) = Root::new() else { return };
    root.succeeds(&["addgroup", "g"]);
    root.succeeds(&["addgroup", "-S", "s"]);
    root.succeeds(&["addgroup", "-g", "77", "n"]);
    assert!(root.file("group").ends_with("g:x:1000:\ns:x:101:\nn:x:77:\n"));
    root.fails(&["addgroup", "g"], "addgroup: group 'g' in use");
    root.fails(&["addgroup", "-g", "77", "m"], "addgroup: gid '77' in use");
    root.fails(&["addgroup", "-g", "256001", "m"], "addgroup: number 256001 is not in 0..256000 range");
    root.succeeds(&["addgroup", "bin", "g"]);
    root.succeeds(&["adduser", "root", "g"]);
    root.succeeds(&["adduser", "root", "g"]);
    assert_eq!(root.line("group", "g").unwrap(), "g:x:1000:bin,root");
    root.fails(&["addgroup", "nosuch", "g"], "addgroup: unknown user nosuch");
    root.fails(&["adduser", "bin", "nosuch"], "addgroup: unknown group nosuch");
    root.succeeds(&["delgroup", "bin", "g"]);
    assert_eq!(root.line("group", "g").unwrap(), "g:x:1000:root");
    root.succeeds(&["delgroup", "g"]);
    assert_eq!(root.line("group", "g"), None);
    root.fails(&["delgroup", "g"], "delgroup: unknown group g");
    root.fails(&["delgroup", "bin"], "delgroup: 'bin' still has 'bin' as their primary group!");
    fs::write(root.path("etc/gshadow"), "").unwrap();
    root.succeeds(&["addgroup", "h"]);
    root.succeeds(&["addgroup", "bin", "h"]);
    assert_eq!(root.file("gshadow"), "h:!::bin\n");
}

#[test]
fn what_would_break_a_line_is_refused() {
    let Some(root) = Root::new() else { return };
    let bad = |code: u8, at: usize| format!("adduser: illegal character with code {code} at position {at}");
    for (name, code, at) in [("", 0, 0), ("-x", 45, 0), ("a:b", 58, 1), ("a\nb", 10, 1), ("\u{fc}", 195, 0)] {
        root.fails(&["adduser", "-D", "--", name], &bad(code, at));
    }
    // BusyBox writes these into /etc/passwd.
    root.fails(&["adduser", "-D", "-g", "x:0", "a"], &bad(58, 1));
    root.fails(&["adduser", "-D", "-g", "x\nevil::0:0::/:/bin/sh", "a"], &bad(10, 1));
    root.fails(&["adduser", "-D", "-h", "/a:b", "a"], &bad(58, 2));
    root.fails(&["adduser", "-D", "-s", "/bin/sh\n", "a"], &bad(10, 7));
    root.fails(&["adduser", "-D", "-G", "nosuch", "a"], "adduser: unknown group nosuch");
    root.fails(&["adduser", "-D", "-u", "1", "a"], "adduser: uid '1' in use");
    root.fails(&["adduser", "-D", "-u", "x", "a"], "adduser: invalid number 'x'");
    root.fails(&["adduser", "-D", "users"], "adduser: group 'users' in use");
}

#[test]
fn a_home_that_is_a_link_is_not_given_away() {
    let Some(root) = Root::new() else { return };
    symlink("../root", root.path("home/u")).unwrap();
    let before = fs::metadata(root.path("root")).unwrap();
    let (status, said) = root.run(&["adduser", "-D", "u"]);
    assert_eq!((status, said.as_str()), (0, "adduser: /home/u: Not a directory\n"));
    let after = fs::metadata(root.path("root")).unwrap();
    assert_eq!((before.uid(), before.mode()), (after.uid(), after.mode()));
}

#[test]
fn a_removed_user_leaves_nothing_but_what_was_not_its_own() {
    let Some(root) = Root::new() else { return };
    root.succeeds(&["adduser", "-D", "u"]);
    root.succeeds(&["addgroup", "u", "users"]);
    root.succeeds(&["deluser", "u"]);
    assert_eq!(root.files(), [PASSWD, GROUP, SHADOW]);
    assert!(root.path("home/u").exists());
    root.fails(&["deluser", "u"], "deluser: unknown user u");

    // The home directory of bin is /bin, which is root's.
    let (status, said) = root.run(&["deluser", "--remove-home", "bin"]);
    assert_eq!((status, said.as_str()), (0, "deluser: '/bin' is not owned by bin, not removed\n"));
    assert!(root.path("bin/cairn").exists());

    if is_root() {
        root.succeeds(&["adduser", "-D", "v"]);
        fs::create_dir(root.path("srv/kept")).unwrap();
        symlink("/srv", root.path("home/v/link")).unwrap();
        root.succeeds(&["addgroup", "v", "users"]);
        root.succeeds(&["deluser", "--remove-home", "v"]);
        assert!(!root.path("home/v").exists() && root.path("srv/kept").exists());
    }
}

#[test]
fn passwords_are_set_locked_and_unlocked() {
    let Some(root) = Root::new() else { return };
    root.succeeds(&["adduser", "-D", "u"]);
    let hash = || root.line("shadow", "u").unwrap().split(':').nth(1).unwrap().to_owned();
    let changed = "passwd: password for u changed by root\n";
    let asked = "Changing password for u\nNew password: \nRetype password: \n";
    assert_eq!(root.run_with_input(&["passwd", "u"], "Abcdefg1\nAbcdefg1\n"), (0, asked.to_owned() + changed));
    let set = hash();
    assert!(set.starts_with("$6$") && kit::crypt::verify(b"Abcdefg1", set.as_bytes()), "{set}");
    let (status, said) = root.run_with_input(&["passwd", "u"], "Abcdefg2\nAbcdefg3\n");
    assert_eq!((status, hash()), (1, set.clone()), "{said}");
    assert_eq!(root.run(&["passwd", "-l", "u"]), (0, changed.to_owned()));
    assert_eq!(hash(), "!".to_owned() + &set);
    root.fails(&["passwd", "-l", "u"], "passwd: password for u is already locked");
    assert_eq!(root.run(&["passwd", "-u", "u"]).0, 0);
    assert_eq!(hash(), set);
    root.fails(&["passwd", "-u", "u"], "passwd: password for u is already unlocked");
    assert_eq!(root.run(&["passwd", "-d", "u"]).0, 0);
    assert_eq!(hash(), "");
    assert_eq!(root.run_with_input(&["passwd", "-a", "sha256", "u"], "Abcdefg1\nAbcdefg1\n").0, 0);
    assert!(hash().starts_with("$5$"));
    root.fails(&["passwd", "-l", "nosuch"], "passwd: unknown user nosuch");

    let input = "u:Other-1\nbin:Other-2\n";
    let said = "chpasswd: password for 'u' changed\nchpasswd: password for 'bin' changed\n";
    assert_eq!(root.run_with_input(&["chpasswd"], input), (0, said.to_owned()));
    assert!(kit::crypt::verify(b"Other-1", hash().as_bytes()));
    // A hash with a colon would be two fields.
    let (status, _) = root.run_with_input(&["chpasswd", "-e"], "u:a:b\n");
    assert_eq!(status, 1);
}

#[test]
fn su_takes_all_of_the_users_identity() {
    if !is_root() {
        eprintln!("skipped: su needs root's rights");
        return;
    }
    let Some(root) = Root::new() else { return };
    root.succeeds(&["adduser", "-D", "u"]);
    root.succeeds(&["addgroup", "u", "users"]);
    symlink("cairn", root.path("bin/id")).unwrap();
    symlink("cairn", root.path("bin/env")).unwrap();
    let (status, said) = root.run(&["su", "-s", "/bin/id", "u"]);
    assert_eq!((status, said.as_str()), (0, "uid=1000(u) gid=1000(u) groups=100(users),1000(u)\n"));
    let (_, said) = root.run(&["su", "-s", "/bin/env", "u"]);
    assert_eq!(said, "PATH=/bin\nUSER=u\nLOGNAME=u\nHOME=/home/u\nSHELL=/bin/env\n");
    let (_, said) = root.run(&["su", "-s", "/bin/env", "-", "u"]);
    assert_eq!(said, "PATH=/bin:/usr/bin\nUSER=u\nLOGNAME=u\nHOME=/home/u\nSHELL=/bin/env\n");
    assert_eq!(root.run(&["su", "nosuch"]), (1, "su: unknown user nosuch\n".to_owned()));
    // Another than root needs the set-user-ID bit.
    let (status, said) = root.run(&["su", "-s", "/bin/cairn", "u", "su"]);
    assert_eq!((status, said.as_str()), (1, "su: must be suid to work properly\n"));
}

#[test]
fn su_asks_others_for_the_password_and_not_for_a_users_existence() {
    if !is_root() {
        eprintln!("skipped: su needs root's rights");
        return;
    }
    let Some(root) = Root::new() else { return };
    root.succeeds(&["adduser", "-D", "u"]);
    root.succeeds(&["adduser", "-D", "locked"]);
    assert_eq!(root.run_with_input(&["chpasswd"], "root:Secret-1\n").0, 0);
    symlink("cairn", root.path("bin/id")).unwrap();
    fs::set_permissions(root.path("bin/cairn"), fs::Permissions::from_mode(0o4755)).unwrap();
    let su = |target: &str, password: &str| {
        root.run_with_input(&["su", "-s", "/bin/cairn", "u", "--", "su", "-s", "/bin/id", target], password)
    };
    let (status, said) = su("root", "Secret-1\n");
    assert_eq!((status, said.as_str()), (0, "Password: \nuid=0(root) gid=0(root) groups=0(root),1(bin)\n"));
    let refused = (1, "Password: \nsu: incorrect password\n".to_owned());
    assert_eq!(su("root", "Secret-2\n"), refused);
    assert_eq!(su("locked", "!\n"), refused);
    assert_eq!(su("nosuch", "x\n"), refused);
}

fn assert_sound(root: &Root) {
    for (file, fields) in [("passwd", 7), ("group", 4), ("shadow", 9)] {
        let text = root.file(file);
        assert!(text.ends_with('\n') && text.starts_with("root:"), "{file}: {text:?}");
        for line in text.lines().filter(|l| !l.starts_with('#')) {
            assert_eq!(line.split(':').count(), fields, "{file}: {line}");
        }
    }
}

#[test]
fn fifty_users_added_at_once_are_all_there() {
    let Some(root) = Root::new() else { return };
    let names: Vec<String> = (0..50).map(|n| format!("u{n}")).collect();
    let children: Vec<Child> = names
        .iter()
        .map(|n| root.command(&["adduser", "-D", "-H", n]).stderr(Stdio::piped()).spawn().unwrap())
        .collect();
    for child in children {
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    assert_sound(&root);
    let mut ids = BTreeSet::new();
    for name in &names {
        let line = root.line("passwd", name).unwrap();
        ids.insert(line.split(':').nth(2).unwrap().parse::<u32>().unwrap());
        assert!(root.line("group", name).is_some() && root.line("shadow", name).is_some(), "{name}");
    }
    assert_eq!(ids, (1000..1050).collect::<BTreeSet<u32>>());
}

#[test]
fn a_command_killed_at_any_moment_leaves_whole_files() {
    let Some(root) = Root::new() else { return };
    root.succeeds(&["adduser", "-D", "-H", "first"]);
    let mut killed = 0;
    for round in 0..40_u64 {
        let name = format!("k{round}");
        let mut child = root.command(&["adduser", "-D", "-H", &name]).stderr(Stdio::null()).spawn().unwrap();
        // Spread over what the command takes, about 3 ms.
        std::thread::sleep(Duration::from_micros(round * 997 % 6000));
        child.kill().unwrap();
        killed += usize::from(!child.wait().unwrap().success());
        assert_sound(&root);
        assert!(root.line("passwd", "first").is_some());
        // A user is there only with all that belongs to it.
        if root.line("passwd", &name).is_some() {
            assert!(root.line("group", &name).is_some() && root.line("shadow", &name).is_some(), "{name}");
        }
    }
    assert!(killed > 0, "no command was killed");
    root.succeeds(&["adduser", "-D", "-H", "last"]);
    assert_sound(&root);
    let left = fs::read_dir(root.path("etc")).unwrap().filter(|e| is_left_over(&e.as_ref().unwrap().path())).count();
    assert_eq!(left, 0);
}

fn is_left_over(path: &Path) -> bool {
    path.to_string_lossy().ends_with('+')
}
