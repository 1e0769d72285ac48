//! The automaton made deterministic while it runs: states are built when they are first reached and kept in a bounded
//! cache. Every byte is then one table look-up.
//!
//! A match is noticed one byte late, because conditions such as `$` look at the next byte; the end of the text counts
//! as one more byte.

use super::parse::Assert;
use super::program::{ByteSet, Inst, Program, contains};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A transition that is not yet known.
const UNKNOWN: u32 = u32::MAX;
/// Set on transitions that the inner loop must not follow by itself.
const SPECIAL: u32 = 1 << 31;
/// Nothing can match any more.
const DEAD: u32 = SPECIAL;
/// A character beyond ASCII met a condition about words: the caller must use another matcher.
const QUIT: u32 = SPECIAL + 1;
/// The cache is emptied when it holds more words than this.
const LARGEST_CACHE: usize = 2 << 20;

/// With more bytes that a match can begin with, looking for them is not faster than the automaton.
const MOST_NEEDLES: usize = 16;

/// What stands before a place.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    Start = 0,
    Newline = 1,
    Word = 2,
    Other = 3,
}

/// The outcome of a search.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Found {
    /// A match ends here.
    At(usize),
    No,
    /// This matcher cannot tell.
    Quit,
}

struct State {
    /// Instructions that read a byte, check a condition or match, sorted by first appearance.
    insts: Box<[u32]>,
    before: Before,
    /// A match ended before the last byte.
    is_match: bool,
    /// Only the start of the pattern is waited for.
    is_idle: bool,
}

#[derive(Default)]
struct Mix(u64);

impl Hasher for Mix {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(*byte as u64);
        }
    }
    fn write_u32(&mut self, n: u32) {
        self.write_u64(n as u64);
    }
    fn write_usize(&mut self, n: usize) {
        self.write_u64(n as u64);
    }
    fn write_u64(&mut self, n: u64) {
        self.0 = (self.0.rotate_left(5) ^ n).wrapping_mul(0x517C_C1B7_2722_0A95);
    }
}

/// A set of instructions that remembers the order of insertion.
#[derive(Default)]
pub(super) struct Sparse {
    dense: Vec<u32>,
    place: Vec<u32>,
}

impl Sparse {
    pub(super) fn clear(&mut self, capacity: usize) {
        self.dense.clear();
        self.place.resize(capacity, 0);
    }
    pub(super) fn insert(&mut self, inst: u32) -> bool {
        let place = self.place[inst as usize] as usize;
        if self.dense.get(place) == Some(&inst) {
            return false;
        }
        self.place[inst as usize] = self.dense.len() as u32;
        self.dense.push(inst);
        true
    }
    pub(super) fn items(&self) -> &[u32] {
        &self.dense
    }
}

/// The cache and the tables of one automaton for one kind of search.
pub(super) struct Dfa {
    /// Matches may begin anywhere.
    unanchored: bool,
    classes: [u8; 256],
    /// Number of byte classes, and the number of the end of the text.
    end: usize,
    stride: usize,
    /// State × class → the first transition of the next state, or a special value.
    transitions: Vec<u32>,
    states: Vec<State>,
    known: HashMap<(Box<[u32]>, u8), u32, BuildHasherDefault<Mix>>,
    starts: [u32; 4],
    words: usize,
    /// The bytes that a match begins with, when they are few.
    needles: Vec<u8>,
    first: ByteSet,
    // Room for the work.
    now: Sparse,
    next: Sparse,
    stack: Vec<u32>,
}

impl Dfa {
    pub(super) fn new(program: &Program, unanchored: bool) -> Dfa {
        let (classes, count) = program.byte_classes();
        let mut needles = Vec::new();
        let mut first: ByteSet = [0; 4];
        if let (Some(bytes), true) = (program.first_bytes(), unanchored) {
            first = bytes;
            needles = (0..=255).filter(|b| contains(&first, *b)).take(MOST_NEEDLES + 1).collect();
            if needles.len() > MOST_NEEDLES {
                needles.clear();
            }
        }
        let mut dfa = Dfa {
            unanchored,
            classes,
            end: count,
            stride: count + 1,
            transitions: Vec::new(),
            states: Vec::new(),
            known: HashMap::default(),
            starts: [UNKNOWN; 4],
            words: 0,
            needles,
            first,
            now: Sparse::default(),
            next: Sparse::default(),
            stack: Vec::new(),
        };
        dfa.forget();
        dfa
    }

    /// Empties the cache. State 0 is never used: its number is that of [`DEAD`].
    fn forget(&mut self) {
        self.states.clear();
        self.states.push(State { insts: Box::new([]), before: Before::Other, is_match: false, is_idle: false });
        self.transitions.clear();
        self.transitions.resize(self.stride, UNKNOWN);
        self.known.clear();
        self.starts = [UNKNOWN; 4];
        self.words = self.stride;
    }

    /// From `at` on: with `earliest` the first place where a match is known to end, else the end of the longest match
    /// (useful when anchored only). Also gives how far was read.
    pub(super) fn search(&mut self, program: &Program, text: &[u8], at: usize, earliest: bool) -> (Found, usize) {
        let Some(start) = self.start(program, text, at) else { return (Found::Quit, at) };
        let mut state = start;
        let mut found = Found::No;
        let mut place = at;
        loop {
            let (mut next, mut class) = (0, self.end);
            {
                // The inner loop: everything it needs in local variables.
                let (transitions, classes) = (&self.transitions[..], &self.classes);
                let rest = &text[place..];
                let mut read = rest.len();
                for (i, byte) in rest.iter().enumerate() {
                    class = classes[*byte as usize] as usize;
                    next = transitions[state as usize + class];
                    if next & SPECIAL != 0 {
                        read = i;
                        break;
                    }
                    state = next;
                }
                place += read;
                if place == text.len() {
                    class = self.end;
                    next = transitions[state as usize + class];
                }
            }
            if next == UNKNOWN {
                let byte = text.get(place).copied();
                next = self.build(program, state, class, byte, &mut state);
            }
            match next {
                DEAD => return (found, place),
                QUIT => return (Found::Quit, place),
                _ => {}
            }
            state = next & !SPECIAL;
            let is_special = next & SPECIAL != 0;
            if is_special && self.states[state as usize / self.stride].is_match {
                found = Found::At(place);
                if earliest {
                    return (found, place);
                }
            }
            if place >= text.len() {
                return (found, place);
            }
            place += 1;
            if is_special && self.states[state as usize / self.stride].is_idle {
                let rest = &text[place..];
                let skip = match self.needles[..] {
                    [a] => memchr::memchr(a, rest),
                    [a, b] => memchr::memchr2(a, b, rest),
                    [a, b, c] => memchr::memchr3(a, b, c, rest),
                    _ => rest.iter().position(|b| contains(&self.first, *b)),
                };
                match skip {
                    Some(0) => {}
                    None if !program.has_asserts => return (found, text.len()),
                    skip => {
                        place += skip.unwrap_or(rest.len());
                        // The state depends on what stands before.
                        match self.start(program, text, place) {
                            Some(start) => state = start,
                            None => return (Found::Quit, place),
                        }
                    }
                }
            }
        }
    }

    fn before(program: &Program, text: &[u8], at: usize) -> Option<Before> {
        if at == 0 {
            return Some(Before::Start);
        }
        if !program.has_asserts {
            return Some(Before::Other);
        }
        Self::kind(program, text[at - 1])
    }

    fn kind(program: &Program, byte: u8) -> Option<Before> {
        match byte {
            b'\n' => Some(Before::Newline),
            _ if !program.has_word_asserts => Some(Before::Other),
            0x80.. => None,
            b'_' => Some(Before::Word),
            _ if byte.is_ascii_alphanumeric() => Some(Before::Word),
            _ => Some(Before::Other),
        }
    }

    /// The state at `at`; none if the place is beyond this matcher.
    fn start(&mut self, program: &Program, text: &[u8], at: usize) -> Option<u32> {
        let before = Self::before(program, text, at)?;
        if self.starts[before as usize] == UNKNOWN {
            self.next.clear(program.insts.len());
            close(program, program.start, &mut self.next, &mut self.stack, None);
            let id = self.add(program, before, false);
            self.starts[before as usize] = id & !SPECIAL;
        }
        Some(self.starts[before as usize])
    }

    /// Makes the state whose instructions are in `self.next`, or finds it.
    fn add(&mut self, program: &Program, before: Before, is_match: bool) -> u32 {
        let insts: Box<[u32]> = self
            .next
            .items()
            .iter()
            .copied()
            .filter(|i| !matches!(program.insts[*i as usize], Inst::Split(..) | Inst::Save(..) | Inst::Fail))
            .collect();
        if insts.is_empty() && !is_match && !self.unanchored {
            return DEAD;
        }
        let before = if program.has_asserts { before } else { Before::Other };
        let key = (insts, before as u8 | u8::from(is_match) << 4);
        if let Some(known) = self.known.get(&key) {
            return *known;
        }
        let is_idle = self.unanchored && !self.needles.is_empty() && {
            self.now.clear(program.insts.len());
            close(program, program.start, &mut self.now, &mut self.stack, None);
            let idle = self
                .now
                .items()
                .iter()
                .filter(|i| !matches!(program.insts[**i as usize], Inst::Split(..) | Inst::Save(..) | Inst::Fail));
            idle.eq(key.0.iter())
        };
        let id = (self.states.len() * self.stride) as u32;
        self.transitions.resize(self.transitions.len() + self.stride, UNKNOWN);
        self.words += self.stride + 2 * key.0.len() + 16;
        self.states.push(State { insts: key.0.clone(), before, is_match, is_idle });
        let id = if is_match || is_idle { id | SPECIAL } else { id };
        self.known.insert(key, id);
        id
    }

    /// Builds the transition of `state` on a byte (or the end). The cache may be emptied before: `state` then moves.
    fn build(&mut self, program: &Program, state: u32, class: usize, byte: Option<u8>, moved: &mut u32) -> u32 {
        let mut from = state as usize / self.stride;
        if self.words > LARGEST_CACHE {
            from = self.empty_cache(from);
            *moved = (from * self.stride) as u32;
        }
        if program.has_word_asserts && byte.is_some_and(|b| b >= 0x80) {
            self.transitions[*moved as usize + class] = QUIT;
            return QUIT;
        }
        let before = self.states[from].before;
        // Where conditions hold, what is behind them joins.
        self.now.clear(program.insts.len());
        for i in 0..self.states[from].insts.len() {
            let inst = self.states[from].insts[i];
            let Inst::Assert(assert, next) = program.insts[inst as usize] else {
                self.now.insert(inst);
                continue;
            };
            if holds(program, assert, before, byte) {
                close(program, next, &mut self.now, &mut self.stack, Some((before, byte)));
            }
        }
        let is_match = self.now.items().iter().any(|i| matches!(program.insts[*i as usize], Inst::Match));
        self.next.clear(program.insts.len());
        if let Some(byte) = byte {
            for &inst in self.now.items() {
                match &program.insts[inst as usize] {
                    Inst::Range { low, high, next } if *low <= byte && byte <= *high => {
                        close(program, *next, &mut self.next, &mut self.stack, None);
                    }
                    Inst::Set { set, next } if contains(&program.sets[*set as usize], byte) => {
                        close(program, *next, &mut self.next, &mut self.stack, None);
                    }
                    Inst::Sparse(ranges) => {
                        for (low, high, next) in ranges {
                            if *low <= byte && byte <= *high {
                                close(program, *next, &mut self.next, &mut self.stack, None);
                            }
                        }
                    }
                    _ => {}
                }
            }
            if self.unanchored {
                close(program, program.start, &mut self.next, &mut self.stack, None);
            }
        }
        let after = byte.and_then(|b| Self::kind(program, b)).unwrap_or(Before::Other);
        let id = self.add(program, after, is_match);
        self.transitions[*moved as usize + class] = id;
        id
    }

    /// Forgets all states but one; gives its new number.
    fn empty_cache(&mut self, keep: usize) -> usize {
        let state = self.states.swap_remove(keep);
        self.forget();
        let id = self.stride as u32 | if state.is_match || state.is_idle { SPECIAL } else { 0 };
        self.words += self.stride + 2 * state.insts.len();
        self.transitions.resize(2 * self.stride, UNKNOWN);
        self.known.insert((state.insts.clone(), state.before as u8 | u8::from(state.is_match) << 4), id);
        self.states.push(state);
        1
    }
}

/// Adds `inst` and what can be reached from it without reading a byte: through conditions only where the surroundings
/// (what stands before, the next byte) are told.
fn close(
    program: &Program,
    inst: u32,
    set: &mut Sparse,
    stack: &mut Vec<u32>,
    surroundings: Option<(Before, Option<u8>)>,
) {
    stack.push(inst);
    while let Some(at) = stack.pop() {
        if !set.insert(at) {
            continue;
        }
        match program.insts[at as usize] {
            Inst::Split(a, b) => stack.extend([b, a]),
            Inst::Save(_, next) => stack.push(next),
            Inst::Assert(assert, next)
                if surroundings.is_some_and(|(before, byte)| holds(program, assert, before, byte)) =>
            {
                stack.push(next);
            }
            _ => {}
        }
    }
}

fn holds(program: &Program, assert: Assert, before: Before, byte: Option<u8>) -> bool {
    let is_word = |b: u8| b == b'_' || b.is_ascii_alphanumeric();
    let word_before = before == Before::Word;
    let word_after = program.has_word_asserts && byte.is_some_and(is_word);
    match assert {
        Assert::TextStart => before == Before::Start,
        Assert::TextEnd => byte.is_none(),
        Assert::LineStart => matches!(before, Before::Start | Before::Newline),
        Assert::LineEnd => matches!(byte, None | Some(b'\n')),
        Assert::WordBoundary => word_before != word_after,
        Assert::NoWordBoundary => word_before == word_after,
        Assert::WordStart => !word_before && word_after,
        Assert::WordEnd => word_before && !word_after,
        Assert::NoWordBefore => !word_before,
        Assert::NoWordAfter => !word_after,
    }
}
