//! The questions of `cp -i`, `mv -i` and `rm -i`.

use kit::prelude::*;

/// Asks on standard error and reads answers from standard input, one line each.
#[derive(Default)]
pub struct Asker<'a> {
    input: Option<Input<'a>>,
}

impl<'a> Asker<'a> {
    /// Is the answer yes? No at the end of the input.
    pub fn agrees(&mut self, cx: &mut Context<'a>, question: &[u8]) -> Result<bool> {
        cx.out.flush()?;
        // Who cannot be asked has not agreed.
        if cx.err.write_all(&text![cx.name, ": ", question]).is_err() {
            return Ok(false);
        }
        let input = self.input.get_or_insert_with(|| cx.stdin());
        let mut line = Vec::new();
        input.read_until(b'\n', &mut line)?;
        Ok(line.trim_ascii_start().first().is_some_and(|c| c.eq_ignore_ascii_case(&b'y')))
    }
}

/// What was read and is not an answer is the next command's.
impl Drop for Asker<'_> {
    fn drop(&mut self) {
        if let Some(input) = &mut self.input {
            input.give_back();
        }
    }
}
