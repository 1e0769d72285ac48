//! Running an applet of this very binary where another applet would otherwise start a process for it: `xargs basename`,
//! `find -exec rm {} ;`. For applets that run in processes of their own: what is called is theirs to wait for.

use crate::applet::{Applet, Status};
use crate::context::{self, Context};
use crate::input::Stdin;
use crate::output::Output;
use crate::process::{DEFAULT_PATH, find_in_path};
use crate::sys;
use std::io::{self, Write};

/// Finds the applets that commands stand for, and calls them.
#[derive(Default)]
pub struct OwnApplets {
    /// Device and inode of this binary, once asked for; zeros if they are not known.
    identity: Option<(u64, u64)>,
    /// The name that was looked up last, and what it stands for.
    last: Option<(Vec<u8>, Option<Found>)>,
}

#[derive(Clone)]
struct Found {
    name: String,
    applet: Applet,
}

impl OwnApplets {
    /// Calls the applet that the command `argv` stands for: what PATH gives for its name is this binary, and such a call
    /// leaves the process as it was ([`crate::applet::Kind::is_pure`]). None if it must be spawned instead.
    ///
    /// # Errors
    /// What was written before could not be.
    pub fn call(&mut self, cx: &mut Context, argv: &[&[u8]], input: Stdin) -> io::Result<Option<Status>> {
        let [name, args @ ..] = argv else { return Ok(None) };
        let Some(Found { name: applet_name, applet }) = self.find(cx, name) else { return Ok(None) };
        if !applet.kind.is_pure(args) {
            return Ok(None);
        }
        cx.out.flush()?;
        let mut called = Context::new(applet, &applet_name, args, cx.env, cx.applets);
        called.argv0 = name;
        called.out = Output::new(cx.out.sink());
        called.err = cx.err;
        called.input = input;
        Ok(Some(context::run(&mut called)))
    }

    fn find(&mut self, cx: &Context, name: &[u8]) -> Option<Found> {
        if let Some((known, found)) = &self.last
            && known == name
        {
            return found.clone();
        }
        let found = self.search(cx, name);
        self.last = Some((name.to_vec(), found.clone()));
        found
    }

    fn search(&mut self, cx: &Context, name: &[u8]) -> Option<Found> {
        // What is found from the working directory may be another file from the next one.
        let path = cx.env.get(b"PATH").unwrap_or(DEFAULT_PATH);
        let file = find_in_path(name, path).filter(|file| file.first() == Some(&b'/'))?;
        let own = *self.identity.get_or_insert_with(|| sys::identity(b"/proc/self/exe").unwrap_or_default());
        if own == (0, 0) || sys::identity(&file).ok()? != own {
            return None;
        }
        let base = file.rsplit(|c| *c == b'/').next()?;
        Some(Found { name: String::from_utf8(base.to_vec()).ok()?, applet: cx.applets.find(base)? })
    }
}
