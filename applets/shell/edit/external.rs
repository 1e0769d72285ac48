//! A command edited in an editor of the user's choice: C-x C-e, vi's `v`, `fc`.

use crate::run::{Divert, single_quoted};
use crate::shell::Shell;
use kit::applet::Status;
use kit::text;
use std::ffi::OsStr;
use std::fs::OpenOptions;
use std::io::Write;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

impl Shell {
    /// Has `text` edited: by `editor`, or else by what VISUAL or EDITOR names, or else by vi. None if the editor fails or
    /// leaves nothing; that is said, if the editor does not.
    ///
    /// # Errors
    /// What diverts the shell while the editor runs.
    pub fn edit_text(&mut self, text: &[u8], editor: Option<&[u8]>) -> Result<Option<Vec<u8>>, Divert> {
        let dir = self.vars.id(b"TMPDIR");
        let dir = self.vars.peek(dir).filter(|dir| !dir.is_empty()).unwrap_or(b"/tmp").to_vec();
        let mut unguessable = [0; 8];
        let _ = kit::sys::files::random(&mut unguessable);
        let path = text![dir, "/sh-edit.", u64::from_le_bytes(unguessable)];
        let place = Path::new(OsStr::from_bytes(&path));
        // Nobody else may read it or have put it there.
        let written = OpenOptions::new().write(true).create_new(true).mode(0o600).open(place).and_then(|mut file| {
            file.write_all(text)?;
            file.write_all(b"\n")
        });
        if let Err(error) = written {
            self.say(&text!["can't create '", path, "': ", error]);
            return Ok(None);
        }
        let editor = match editor {
            Some(editor) => editor,
            None => b"${VISUAL:-${EDITOR:-vi}}",
        };
        let command = text![editor, " ", single_quoted(&path)];
        let before = self.status;
        let result = self.run_text(command.into(), self.vars.line, crate::run::Mode::default());
        let status = std::mem::replace(&mut self.status, before);
        let edited = std::fs::read(place);
        let _ = std::fs::remove_file(place);
        result?;
        if status != Status::OK {
            return Ok(None);
        }
        let mut edited = edited.unwrap_or_default();
        edited.retain(|c| *c != 0);
        while edited.last().is_some_and(u8::is_ascii_whitespace) {
            edited.pop();
        }
        Ok(Some(edited).filter(|edited| !edited.is_empty()))
    }
}
