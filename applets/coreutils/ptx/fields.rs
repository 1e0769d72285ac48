//! What of a keyword's context fits on a line: `tail` and `before` on the left, the keyword with what follows and `head` on the
//! right. What does not fit on one side may go to the far end of the other.

use super::References;
use super::text::{Occurrence, Words, skip_space, skip_space_back};
use crate::columns;
use kit::prelude::*;

pub struct Layout {
    /// What tells that something was cut off; empty for nothing.
    pub flag: Vec<u8>,
    pub gap: usize,
    pub half: usize,
    pub reference_width: usize,
    before: usize,
    after: usize,
    longest_word: usize,
}

impl Layout {
    #[allow(clippy::too_many_arguments, reason = "one call")]
    pub fn new(
        width: usize,
        gap: usize,
        flag: Vec<u8>,
        traditional: bool,
        right: bool,
        references: References,
        reference_width: usize,
        longest_word: usize,
    ) -> Layout {
        // References on the left take room of the line.
        let taken = if references == References::None || right { 0 } else { reference_width + gap };
        let half = width.saturating_sub(taken) / 2;
        let (before, after) = (half.saturating_sub(gap), half);
        // Two flags may be on either side.
        let flags = 2 * columns::width(&flag);
        let (before, after) = if traditional {
            (before, after.saturating_sub(flags + 1))
        } else {
            (before.saturating_sub(flags), after.saturating_sub(flags))
        };
        Layout { flag, gap, half, reference_width, before, after, longest_word }
    }
}

/// A part of the text, and whether it was cut.
#[derive(Clone, Copy, Default)]
pub struct Field {
    pub start: usize,
    pub end: usize,
    pub cut: bool,
}

impl Field {
    pub fn is_empty(&self) -> bool {
        self.end <= self.start
    }

    /// Columns. An empty field that white space was skipped from has less than none: what is beside it moves, as in GNU.
    pub fn width(&self, text: &[u8]) -> isize {
        let (from, to) = (self.start.min(self.end), self.start.max(self.end));
        let columns = columns::width(&text[from..to]).cast_signed();
        if self.start > self.end { -columns } else { columns }
    }
}

#[derive(Default)]
pub struct Fields {
    pub tail: Field,
    pub before: Field,
    /// The keyword and what follows.
    pub after: Field,
    pub head: Field,
}

pub fn of(text: &[u8], at: &Occurrence, words: &Words, layout: &Layout) -> Result<Fields> {
    let width = |start: usize, end: usize| columns::width(&text[start.min(end)..end]);
    let flagged = !layout.flag.is_empty();
    let mut fields = Fields::default();

    // As many words as fit, the keyword in any case.
    let mut end = at.end;
    let mut cursor = end;
    while cursor < at.right && width(at.start, cursor) <= layout.after {
        end = cursor;
        cursor = words.skip(text, cursor, at.right)?;
    }
    if width(at.start, cursor) <= layout.after {
        end = cursor;
    }
    fields.after = Field { start: at.start, end: skip_space_back(text, end, at.start), cut: flagged && end < at.right };

    // The search for the start of the left side need not begin too far away.
    let end = skip_space_back(text, at.start, at.left);
    let reach = layout.half + layout.longest_word;
    let field_start = if at.start - at.left > reach { words.skip(text, at.start - reach, at.start)? } else { at.left };
    let mut start = field_start;
    while start < end && width(start, end) > layout.before {
        start = words.skip(text, start, end)?;
    }
    let cut = flagged && skip_space_back(text, start, 0) > at.left;
    fields.before = Field { start: skip_space(text, start, text.len()), end, cut };

    let before_width = fields.before.width(text);
    let room = layout.before.cast_signed() - before_width - layout.gap.cast_signed();
    if room > 0 {
        let room = room.cast_unsigned();
        let start = skip_space(text, fields.after.end, text.len());
        let (mut end, mut cursor) = (start, start);
        while cursor < at.right && width(start, cursor) < room {
            end = cursor;
            cursor = words.skip(text, cursor, at.right)?;
        }
        if width(start, cursor) < room {
            end = cursor;
        }
        if end > start {
            fields.after.cut = false;
            fields.tail.cut = flagged && end < at.right;
        }
        fields.tail = Field { start, end: skip_space_back(text, end, start), ..fields.tail };
    }

    let after_width = width(fields.after.start, fields.after.end);
    if let Some(room @ 1..) = layout.after.checked_sub(after_width + layout.gap) {
        let end = skip_space_back(text, fields.before.start, 0);
        let mut start = field_start;
        while start < end && width(start, end) > room {
            start = words.skip(text, start, end)?;
        }
        if end > start {
            fields.before.cut = false;
            fields.head.cut = flagged && start > at.left;
        }
        fields.head = Field { start: skip_space(text, start, end), end, ..fields.head };
    }
    Ok(fields)
}
