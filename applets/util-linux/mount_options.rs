//! The options of `mount -o` and of fstab: flags of mount(2), words for mount itself, and the rest, which is the file
//! system's.

use libc::c_ulong;

/// What a list of options says.
#[derive(Default, Debug, PartialEq, Eq, Clone)]
pub(crate) struct Options {
    /// `MS_…`
    pub(crate) flags: c_ulong,
    /// What is left, with commas between.
    pub(crate) data: Vec<u8>,
    /// `MS_SHARED` and its kin, with `MS_REC`: a call of its own.
    pub(crate) propagation: c_ulong,
    /// `loop`, or an offset or size limit: a loop device also for what is no regular file.
    pub(crate) wants_loop: bool,
    /// `offset=`
    pub(crate) offset: u64,
    /// `sizelimit=`
    pub(crate) size_limit: u64,
    /// `noauto`
    pub(crate) no_auto: bool,
    /// `nofail`
    pub(crate) no_fail: bool,
}

/// Sets flags, or clears them.
enum Effect {
    Set(c_ulong),
    Clear(c_ulong),
}
use Effect::{Clear, Set};

const NAMES: &[(&str, Effect)] = &[
    ("ro", Set(libc::MS_RDONLY)),
    ("rw", Clear(libc::MS_RDONLY)),
    ("nosuid", Set(libc::MS_NOSUID)),
    ("suid", Clear(libc::MS_NOSUID)),
    ("nodev", Set(libc::MS_NODEV)),
    ("dev", Clear(libc::MS_NODEV)),
    ("noexec", Set(libc::MS_NOEXEC)),
    ("exec", Clear(libc::MS_NOEXEC)),
    ("sync", Set(libc::MS_SYNCHRONOUS)),
    ("async", Clear(libc::MS_SYNCHRONOUS)),
    ("dirsync", Set(libc::MS_DIRSYNC)),
    ("mand", Set(libc::MS_MANDLOCK)),
    ("nomand", Clear(libc::MS_MANDLOCK)),
    ("noatime", Set(libc::MS_NOATIME)),
    ("atime", Clear(libc::MS_NOATIME)),
    ("nodiratime", Set(libc::MS_NODIRATIME)),
    ("diratime", Clear(libc::MS_NODIRATIME)),
    ("relatime", Set(libc::MS_RELATIME)),
    ("norelatime", Clear(libc::MS_RELATIME)),
    ("strictatime", Set(libc::MS_STRICTATIME)),
    ("nostrictatime", Clear(libc::MS_STRICTATIME)),
    ("lazytime", Set(1 << 25)),
    ("nolazytime", Clear(1 << 25)),
    ("nosymfollow", Set(256)),
    ("symfollow", Clear(256)),
    ("silent", Set(libc::MS_SILENT)),
    ("quiet", Set(libc::MS_SILENT)),
    ("loud", Clear(libc::MS_SILENT)),
    ("remount", Set(libc::MS_REMOUNT)),
    ("bind", Set(libc::MS_BIND)),
    ("rbind", Set(libc::MS_BIND | libc::MS_REC)),
    ("move", Set(libc::MS_MOVE)),
    ("defaults", Set(0)),
];

const PROPAGATIONS: &[(&str, c_ulong)] = &[
    ("shared", libc::MS_SHARED),
    ("slave", libc::MS_SLAVE),
    ("private", libc::MS_PRIVATE),
    ("unbindable", libc::MS_UNBINDABLE),
    ("rshared", libc::MS_SHARED | libc::MS_REC),
    ("rslave", libc::MS_SLAVE | libc::MS_REC),
    ("rprivate", libc::MS_PRIVATE | libc::MS_REC),
    ("runbindable", libc::MS_UNBINDABLE | libc::MS_REC),
];

/// Words of fstab that say who may mount when: nothing for the kernel.
const FOR_OTHERS: &[&str] = &["auto", "user", "users", "nouser", "owner", "group", "_netdev", "swap"];

/// The propagation of `--make-WORD`.
fn propagation(word: &[u8]) -> Option<c_ulong> {
    PROPAGATIONS.iter().find(|(name, _)| name.as_bytes() == word).map(|(_, flags)| *flags)
}

impl Options {
    /// Adds a list; later words win over earlier ones.
    pub(crate) fn add(&mut self, list: &[u8]) {
        for word in list.split(|c| *c == b',').filter(|word| !word.is_empty()) {
            self.add_word(word);
        }
    }

    fn add_word(&mut self, word: &[u8]) {
        if let Some((_, effect)) = NAMES.iter().find(|(name, _)| name.as_bytes() == word) {
            match effect {
                Set(flags) => self.flags |= flags,
                Clear(flags) => self.flags &= !flags,
            }
            return;
        }
        if let Some(flags) = propagation(word) {
            self.propagation = flags;
            return;
        }
        let number = |digits: &[u8]| std::str::from_utf8(digits).ok()?.parse().ok();
        match word {
            b"noauto" => self.no_auto = true,
            b"nofail" => self.no_fail = true,
            b"loop" => self.wants_loop = true,
            _ if FOR_OTHERS.iter().any(|name| name.as_bytes() == word) => {}
            _ if word.starts_with(b"comment=") || word.starts_with(b"x-") || word.starts_with(b"X-") => {}
            _ => {
                if let Some(offset) = word.strip_prefix(b"offset=").and_then(number) {
                    self.offset = offset;
                    self.wants_loop = true;
                } else if let Some(limit) = word.strip_prefix(b"sizelimit=").and_then(number) {
                    self.size_limit = limit;
                    self.wants_loop = true;
                } else {
                    if !self.data.is_empty() {
                        self.data.push(b',');
                    }
                    self.data.extend_from_slice(word);
                }
            }
        }
    }

    /// Does it say `flag`?
    pub(crate) fn has(&self, flag: c_ulong) -> bool {
        self.flags & flag != 0
    }
}

/// Is `kind` in the list of `-t`? `noext4,tmpfs` is all but those.
pub(crate) fn kind_matches(list: &[u8], kind: &[u8]) -> bool {
    let (negated, list) = match list.strip_prefix(b"no") {
        Some(rest) => (true, rest),
        None => (false, list),
    };
    let listed =
        list.split(|c| *c == b',').any(|word| word == kind || negated && word.strip_prefix(b"no") == Some(kind));
    listed != negated
}

/// Does an entry with `options` have all that the list of `-O` names, and none that it names with `no`?
pub(crate) fn options_match(list: &[u8], options: &[u8]) -> bool {
    let has = |word: &[u8]| options.split(|c| *c == b',').any(|option| option == word);
    list.split(|c| *c == b',')
        .filter(|word| !word.is_empty())
        .all(|word| has(word) || word.strip_prefix(b"no").is_some_and(|rest| !has(rest)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_are_taken_out_and_the_rest_is_data() {
        let mut options = Options::default();
        options.add(b"defaults,ro,nosuid,,size=1m,noexec,mode=755,user,x-systemd.automount,nofail");
        options.add(b"exec,rshared");
        assert_eq!(options.flags, libc::MS_RDONLY | libc::MS_NOSUID);
        assert_eq!((&options.data[..], options.no_fail), (&b"size=1m,mode=755"[..], true));
        assert_eq!(options.propagation, libc::MS_SHARED | libc::MS_REC);
    }

    #[test]
    fn loop_words_with_numbers_set_up_the_device() {
        let mut options = Options::default();
        options.add(b"offset=512,sizelimit=x");
        assert_eq!((options.wants_loop, options.offset, &options.data[..]), (true, 512, &b"sizelimit=x"[..]));
    }

    #[test]
    fn lists_may_exclude() {
        assert!(kind_matches(b"ext4,tmpfs", b"tmpfs") && !kind_matches(b"ext4", b"tmpfs"));
        assert!(!kind_matches(b"noext4,tmpfs", b"tmpfs") && !kind_matches(b"noext4,notmpfs", b"tmpfs"));
        assert!(kind_matches(b"noext4", b"tmpfs"));
        assert!(options_match(b"ro,nodev", b"rw,ro") && !options_match(b"noro", b"ro") && options_match(b"", b"x"));
    }
}
