//! Mail: whether there is new, told before a prompt (XCU sh: MAIL, MAILPATH, MAILCHECK).

use kit::sys;
use std::time::{Duration, Instant};

/// What is known of the files.
#[derive(Default)]
pub struct Mail {
    /// Path, size and time of change when they were looked at last.
    seen: Vec<(Vec<u8>, i64, (i64, i64))>,
    checked: Option<Instant>,
}

/// The seconds between two looks if MAILCHECK does not say.
const CHECK: u64 = 600;

impl Mail {
    /// What there is to say, a line each. `path` is MAILPATH: files between colons, each perhaps with `%` (or, as in bash,
    /// `?`) and a message; or else `mail` is one file.
    pub fn check(&mut self, mail: Option<&[u8]>, path: Option<&[u8]>, check: Option<&[u8]>) -> Vec<u8> {
        let mut out = Vec::new();
        let (Some(list), is_path) = (path.or(mail), path.is_some()) else { return out };
        let seconds = check.and_then(|v| std::str::from_utf8(v).ok()?.parse().ok()).unwrap_or(CHECK);
        if self.checked.is_some_and(|then| then.elapsed() < Duration::from_secs(seconds)) {
            return out;
        }
        self.checked = Some(Instant::now());
        let entries: Vec<&[u8]> = if is_path { list.split(|c| *c == b':').collect() } else { vec![list] };
        let mut seen = Vec::new();
        for entry in entries {
            let mark = if is_path { entry.iter().position(|c| matches!(c, b'%' | b'?')) } else { None };
            let file = &entry[..mark.unwrap_or(entry.len())];
            if file.is_empty() {
                continue;
            }
            let (size, changed) = sys::stat(file).map_or((0, (0, 0)), |s| (s.st_size, (s.st_mtime, s.st_mtime_nsec)));
            // A file that was not looked at before is not new.
            let before = self.seen.iter().find(|s| s.0 == file);
            if size > 0 && before.is_some_and(|b| changed > b.2) {
                out.extend_from_slice(mark.map_or(b"you have mail", |at| &entry[at + 1..]));
                out.push(b'\n');
            }
            seen.push((file.to_vec(), size, changed));
        }
        self.seen = seen;
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::ffi::OsStrExt;

    #[test]
    fn mail_is_told_when_a_file_changes() {
        let dir = std::env::temp_dir().join(format!("mail-test-{}", std::process::id()));
        std::fs::create_dir_all(&dir).unwrap();
        let file = dir.join("box");
        let name = file.as_os_str().as_bytes();
        let path = [b"/nosuch:", name, b"%new!"].concat();
        let mut mail = Mail::default();
        let mut check = |path: &[u8]| mail.check(Some(b"/other"), Some(path), Some(b"0"));
        assert_eq!(check(&path), b"");
        std::fs::write(&file, "x").unwrap();
        assert_eq!(check(&path), b"new!\n");
        assert_eq!(check(&path), b"");
        std::fs::write(&file, "").unwrap();
        assert_eq!(check(&path), b"", "an empty box");
        let mut mail = Mail::default();
        assert_eq!(mail.check(Some(name), None, Some(b"0")), b"");
        std::fs::write(&file, "y").unwrap();
        assert_eq!(mail.check(Some(name), None, None), b"", "not looked at again before its time");
        assert_eq!(mail.check(Some(name), None, Some(b"0")), b"you have mail\n");
        std::fs::remove_dir_all(&dir).unwrap();
    }
}
