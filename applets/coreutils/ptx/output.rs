//! The lines of the index.

use super::fields::{self, Field, Fields, Layout};
use super::text::{Occurrence, Text, Words};
use super::{Format, References};
use crate::columns;
use kit::prelude::*;

pub struct Printer<'a> {
    pub format: Format,
    pub layout: &'a Layout,
    pub references: References,
    pub right: bool,
    pub macro_name: &'a [u8],
    pub words: &'a Words,
}

impl Printer<'_> {
    /// Appends the line of a keyword.
    pub fn line(&self, texts: &[Text], at: &Occurrence, to: &mut Vec<u8>) -> Result<()> {
        let text = &texts[at.text];
        let fields = fields::of(&text.bytes, at, self.words, self.layout)?;
        let reference = match self.references {
            References::None => Vec::new(),
            References::Input => text.bytes[at.reference.0..at.reference.1].to_vec(),
            References::Auto { .. } => text![text.name, ":", at.line as u64 + 1],
        };
        match self.format {
            Format::Plain => self.plain(&text.bytes, &fields, &reference, to),
            Format::Roff => self.roff(&text.bytes, &fields, &reference, to),
            Format::Tex => self.tex(&text.bytes, &fields, &reference, to)?,
        }
        to.push(b'\n');
        Ok(())
    }

    fn has_references(&self) -> bool {
        self.references != References::None
    }

    fn put(&self, text: &[u8], field: Field, to: &mut Vec<u8>) {
        if !field.is_empty() {
            self.put_text(&text[field.start..field.end], to);
        }
    }

    fn put_text(&self, text: &[u8], to: &mut Vec<u8>) {
        for &c in text {
            match (self.format, c) {
                (_, b' ' | b'\t'..=b'\r') => to.push(b' '),
                (Format::Roff, b'"') => to.extend_from_slice(b"\"\""),
                (Format::Tex, b'$' | b'%' | b'&' | b'#' | b'_') => to.extend_from_slice(&[b'\\', c]),
                (Format::Tex, b'{' | b'}') => to.extend_from_slice(&[b'$', b'\\', c, b'$']),
                (Format::Tex, b'\\') => to.extend_from_slice(b"\\backslash{}"),
                (Format::Tex, b'^' | b'~') => to.extend_from_slice(&[c, b'\\', b'{', b' ', b'}']),
                (Format::Roff | Format::Tex, 0..=31 | 127) => to.push(b' '),
                _ => to.push(c),
            }
        }
    }

    fn flag(&self, cut: bool, to: &mut Vec<u8>) {
        if cut {
            to.extend_from_slice(&self.layout.flag);
        }
    }

    /// Columns of a field and its flag.
    fn width(&self, text: &[u8], field: Field) -> isize {
        let flag = if field.cut { columns::width(&self.layout.flag) } else { 0 };
        flag.cast_signed() + field.width(text)
    }

    fn plain(&self, text: &[u8], fields: &Fields, reference: &[u8], to: &mut Vec<u8>) {
        let layout = self.layout;
        let pad = |to: &mut Vec<u8>, n: usize, used: isize| {
            to.resize(to.len() + (n.cast_signed() - used).max(0).cast_unsigned(), b' ');
        };
        if !self.right {
            let colon = matches!(self.references, References::Auto { .. });
            self.put_text(reference, to);
            to.extend_from_slice(if colon { b":" } else { b"" });
            pad(to, layout.reference_width + layout.gap, columns::width(reference).cast_signed() + isize::from(colon));
        }
        let left = layout.half.saturating_sub(layout.gap);
        let before = self.width(text, fields.before);
        if fields.tail.is_empty() {
            pad(to, left, before);
        } else {
            self.put(text, fields.tail, to);
            self.flag(fields.tail.cut, to);
            pad(to, left, before + self.width(text, fields.tail));
        }
        self.flag(fields.before.cut, to);
        self.put(text, fields.before, to);
        pad(to, layout.gap, 0);
        self.put(text, fields.after, to);
        self.flag(fields.after.cut, to);
        let after = self.width(text, fields.after);
        let refers = self.has_references() && self.right;
        if !fields.head.is_empty() {
            pad(to, layout.half, after + self.width(text, fields.head));
            self.flag(fields.head.cut, to);
            self.put(text, fields.head, to);
        } else if refers {
            pad(to, layout.half, after);
        }
        if refers {
            pad(to, layout.gap, 0);
            self.put_text(reference, to);
        }
    }

    fn roff(&self, text: &[u8], fields: &Fields, reference: &[u8], to: &mut Vec<u8>) {
        to.push(b'.');
        to.extend_from_slice(self.macro_name);
        to.extend_from_slice(b" \"");
        self.put(text, fields.tail, to);
        self.flag(fields.tail.cut, to);
        to.extend_from_slice(b"\" \"");
        self.flag(fields.before.cut, to);
        self.put(text, fields.before, to);
        to.extend_from_slice(b"\" \"");
        self.put(text, fields.after, to);
        self.flag(fields.after.cut, to);
        to.extend_from_slice(b"\" \"");
        self.flag(fields.head.cut, to);
        self.put(text, fields.head, to);
        to.push(b'"');
        if self.has_references() {
            to.extend_from_slice(b" \"");
            self.put_text(reference, to);
            to.push(b'"');
        }
    }

    fn tex(&self, text: &[u8], fields: &Fields, reference: &[u8], to: &mut Vec<u8>) -> Result<()> {
        let key_end = self.words.skip(text, fields.after.start, fields.after.end)?;
        let key = Field { end: key_end, ..fields.after };
        let after = Field { start: key_end, ..fields.after };
        to.push(b'\\');
        to.extend_from_slice(self.macro_name);
        to.push(b' ');
        for field in [fields.tail, fields.before, key, after, fields.head] {
            to.push(b'{');
            self.put(text, field, to);
            to.push(b'}');
        }
        if self.has_references() {
            to.push(b'{');
            self.put_text(reference, to);
            to.push(b'}');
        }
        Ok(())
    }
}
