//! What words expand to: fields in one buffer. Quoting is kept beside the bytes, as ranges, and only while a field is made.

use crate::glob::Rules;

/// Which byte ends fields: IFS, looked up by byte.
pub struct Splitter {
    kinds: [u8; 256],
    /// The first byte of IFS, which joins `"$*"`.
    pub joint: Option<u8>,
}

const BLANK: u8 = 1;
const OTHER: u8 = 2;

impl Splitter {
    /// For this value of IFS; unset means space, tab and newline.
    pub fn new(ifs: Option<&[u8]>) -> Splitter {
        let ifs = ifs.unwrap_or(b" \t\n");
        let mut kinds = [0; 256];
        for c in ifs {
            kinds[*c as usize] = if matches!(c, b' ' | b'\t' | b'\n') { BLANK } else { OTHER };
        }
        Splitter { kinds, joint: ifs.first().copied() }
    }

    /// Does the byte separate fields, and is it one of the blanks that are skipped?
    pub fn kind(&self, c: u8) -> Option<bool> {
        match self.kinds[c as usize] {
            0 => None,
            kind => Some(kind == BLANK),
        }
    }
}

/// Fields, finished ones and the one at work.
#[derive(Default, Debug, Clone)]
pub struct Fields {
    /// All bytes, one field after another.
    pub bytes: Vec<u8>,
    /// Where each finished field ends.
    pub ends: Vec<u32>,
    /// Where the field at work begins.
    start: usize,
    /// The field at work exists: it has a byte or something quoted.
    exists: bool,
    /// IFS blanks have ended a field; another separator next to them belongs to them.
    after_blank: bool,
    /// An unquoted `*`, `?`, `[` or `(` is in the field at work.
    pub has_meta: bool,
    /// Ranges of quoted bytes of the field at work, as places in `bytes`.
    pub quoted: Vec<(u32, u32)>,
    /// Split unquoted expansions, note quoting: off for words that are one string.
    pub splits: bool,
    /// Note metacharacters and quoting.
    pub globs: bool,
    /// How path names are expanded.
    pub rules: Rules,
    /// A pattern matched nothing, which `shopt -s failglob` makes an error; its text is that of the last field.
    pub failed: bool,
    /// In the word of `${x:-word}`, whose unquoted literals are split too.
    pub in_operand: bool,
    /// In an assignment, or what looks like one in the arguments of a declaration utility.
    pub in_declaration: bool,
}

impl Fields {
    /// Empties it, keeping its memory.
    pub fn clear(&mut self) {
        self.bytes.clear();
        self.ends.clear();
        self.restart();
    }

    fn restart(&mut self) {
        self.start = self.bytes.len();
        self.exists = false;
        self.after_blank = false;
        self.has_meta = false;
        self.quoted.clear();
    }

    /// How many fields are finished.
    #[inline]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Is none finished?
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Field `i`.
    #[inline]
    pub fn get(&self, i: usize) -> Option<&[u8]> {
        let end = *self.ends.get(i)? as usize;
        let start = if i == 0 { 0 } else { self.ends[i - 1] as usize };
        Some(&self.bytes[start..end])
    }

    /// All finished fields.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &[u8]> + DoubleEndedIterator {
        (0..self.ends.len()).map(|i| self.get(i).unwrap_or_default())
    }

    /// Appends a field as it is.
    #[inline]
    pub fn push_field(&mut self, field: &[u8]) {
        self.bytes.extend_from_slice(field);
        self.ends.push(self.bytes.len() as u32);
        self.start = self.bytes.len();
    }

    /// Appends all fields of an iterator.
    pub fn extend<'a>(&mut self, fields: impl Iterator<Item = &'a [u8]>) {
        fields.for_each(|f| self.push_field(f));
    }

    /// Bytes of the script, or of an expansion that is not split.
    #[inline]
    pub fn push(&mut self, bytes: &[u8], quoted: bool) {
        if self.globs {
            if quoted {
                let start = self.bytes.len() as u32;
                self.quoted.push((start, start + bytes.len() as u32));
            } else if !self.has_meta && bytes.iter().any(|c| matches!(c, b'*' | b'?' | b'[' | b'(')) {
                self.has_meta = true;
            }
        }
        self.exists |= quoted || !bytes.is_empty();
        if self.exists {
            self.after_blank = false;
        }
        self.bytes.extend_from_slice(bytes);
    }

    /// The result of an unquoted expansion.
    pub fn push_split(&mut self, bytes: &[u8], splitter: &Splitter) {
        if !self.splits {
            return self.push(bytes, false);
        }
        let mut rest = bytes;
        loop {
            let plain = rest.iter().position(|c| splitter.kinds[*c as usize] != 0).unwrap_or(rest.len());
            if plain > 0 {
                self.push(&rest[..plain], false);
            }
            let Some(separator) = rest.get(plain) else { return };
            rest = &rest[plain + 1..];
            if splitter.kinds[*separator as usize] == BLANK {
                if self.exists {
                    self.finish();
                    self.after_blank = true;
                }
            } else if self.after_blank && !self.exists {
                self.after_blank = false;
            } else {
                self.finish();
            }
        }
    }

    /// Does the field at work exist?
    pub fn is_begun(&self) -> bool {
        self.exists
    }

    /// Marks the field at work as existing, though it may be empty.
    pub fn begin(&mut self) {
        self.exists = true;
    }

    #[cold]
    fn expand_pathname(&mut self) -> bool {
        let start = self.start as u32;
        for range in &mut self.quoted {
            *range = (range.0 - start, range.1 - start);
        }
        let pattern = &self.bytes[self.start..];
        let Some(names) = crate::glob::expand(pattern, &self.quoted, self.rules) else { return false };
        if names.is_empty() {
            self.failed |= self.rules.has(Rules::FAIL);
            if !self.rules.has(Rules::NULL) {
                return false;
            }
        }
        self.bytes.truncate(self.start);
        for name in &names {
            self.push_field(name);
        }
        true
    }

    /// Ends the field at work; pathname expansion may make many of it.
    #[inline]
    pub fn finish(&mut self) {
        if self.has_meta && self.globs && self.expand_pathname() {
            return self.restart();
        }
        self.ends.push(self.bytes.len() as u32);
        self.restart();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(ifs: &str, pieces: &[(&str, bool)]) -> Vec<String> {
        let splitter = Splitter::new(Some(ifs.as_bytes()));
        let mut fields = Fields { splits: true, ..Fields::default() };
        for (piece, quoted) in pieces {
            if *quoted {
                fields.push(piece.as_bytes(), true);
            } else {
                fields.push_split(piece.as_bytes(), &splitter);
            }
        }
        if fields.is_begun() {
            fields.finish();
        }
        fields.iter().map(|f| String::from_utf8_lossy(f).into_owned()).collect()
    }

    #[test]
    fn blanks_separate_and_are_dropped_at_the_ends() {
        assert_eq!(split(" \t\n", &[("  a \n b ", false)]), ["a", "b"]);
        assert_eq!(split(" ", &[("a ", false), (" b", false)]), ["a", "b"]);
        assert!(split(" ", &[("  ", false)]).is_empty());
    }

    #[test]
    fn other_separators_delimit_each() {
        assert_eq!(split(": ", &[("a : b::c:", false)]), ["a", "b", "", "c"]);
        assert_eq!(split(": ", &[(" :a: :b", false)]), ["", "a", "", "b"]);
        assert_eq!(split(":", &[(":", false)]), [""]);
    }

    #[test]
    fn quoted_parts_are_not_split_and_exist_when_empty() {
        assert_eq!(split(" ", &[("a b", true), (" c", false)]), ["a b", "c"]);
        assert_eq!(split(" ", &[("", true)]), [""]);
        assert_eq!(split(":", &[(":", false), ("", true)]), ["", ""]);
    }
}
