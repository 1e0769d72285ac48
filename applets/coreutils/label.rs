//! SELinux contexts: `-Z` and `--context` of `cp`, `mv`, `install`, `mkdir`, `mkfifo` and `mknod`.

use kit::prelude::*;
use kit::sys::files;

/// What the kernel gives new files of this thread instead of their default.
const NEW_FILES: &str = "/proc/thread-self/attr/fscreate";

/// Where a file's context is.
pub const ATTRIBUTE: &std::ffi::CStr = c"security.selinux";

/// Does the kernel know contexts?
pub fn has_selinux() -> bool {
    files::stat(b"/sys/fs/selinux/enforce").is_ok()
}

/// While it lives, new files get the context that was asked for.
pub struct Label(());

impl Label {
    /// For `-Z`, `--context[=CONTEXT]`: none if nothing was asked for, or the kernel has no SELinux: then nothing has a
    /// context, and only a certain one is worth a warning (GNU).
    ///
    /// # Errors
    /// The context is refused; or SELinux is there and its default was asked for, which only its policy's files know.
    pub fn of(cx: &mut Context, given: &Given, default: Key, context: Key) -> Result<Option<Label>> {
        let wanted = given.value(context);
        if wanted.is_none() && !given.has(default) && !given.has(context) {
            return Ok(None);
        }
        let has_selinux = has_selinux();
        match wanted {
            Some(_) if !has_selinux => {
                cx.warn("warning: ignoring --context; it requires an SELinux-enabled kernel");
                Ok(None)
            }
            None if !has_selinux => Ok(None),
            None => Err(fail!("can't look up default SELinux contexts; use --context=CONTEXT")),
            Some(wanted) => {
                std::fs::write(NEW_FILES, wanted).map_err(|e| fail!("can't set context '", wanted, "': ", e))?;
                Ok(Some(Label(())))
            }
        }
    }
}

impl Drop for Label {
    fn drop(&mut self) {
        // The kernel took the context, so it takes it back; there is nobody to tell if not.
        let _ = std::fs::write(NEW_FILES, "");
    }
}
