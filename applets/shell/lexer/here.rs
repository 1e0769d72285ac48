//! Bodies of here-documents.

use super::*;

impl Parser<'_> {
    /// Reads the bodies of the here-documents of the line that has just ended.
    pub(super) fn here_documents(&mut self) -> Result<()> {
        for here in std::mem::take(&mut self.pending) {
            let line = self.input.line;
            let text = self.here_text(&here)?;
            let body = if here.quoted {
                Word::literal(&text)
            } else {
                self.enter()?;
                let body = self.inner(&mut Input::part(text, line)).here_body()?;
                self.leave();
                body
            };
            // It is set here and nowhere else.
            let _ = here.body.set(body);
        }
        Ok(())
    }

    /// All of the text as the body of a here-document.
    pub(crate) fn here_body(&mut self) -> Result<Word> {
        let mut parts = Parts::default();
        self.quoted(&mut parts, Quotes::HereDocument)?;
        Ok(Word::new(parts.finish()))
    }

    pub(super) fn here_text(&mut self, here: &PendingHere) -> Result<Vec<u8>> {
        let mut body = Vec::new();
        let mut start = 0; // of the line in `body`, its continuations joined
        let mut continued = false;
        while self.input.at < self.input.text.len() || self.more()? {
            let rest = &self.input.text[self.input.at..];
            let length = find(b'\n', rest).map_or(rest.len(), |i| i + 1);
            let mut line = &rest[..length];
            self.input.at += length;
            self.input.line += 1;
            if here.strip_tabs && !continued {
                let tabs = line.iter().position(|c| *c != b'\t').unwrap_or(line.len());
                line = &line[tabs..];
            }
            let content = line.strip_suffix(b"\n").unwrap_or(line);
            let backslashes = content.iter().rev().take_while(|c| **c == b'\\').count();
            continued = !here.quoted && backslashes % 2 == 1 && content.len() < line.len();
            if continued {
                body.extend_from_slice(&content[..content.len() - 1]);
                continue;
            }
            body.extend_from_slice(content);
            if body[start..] == here.delimiter {
                body.truncate(start);
                break;
            }
            body.extend_from_slice(&line[content.len()..]);
            start = body.len();
        }
        Ok(body)
    }
}
