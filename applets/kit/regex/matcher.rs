//! The matchers for what the deterministic automaton cannot do: text beyond ASCII next to conditions about words,
//! back-references, and the places of groups.

use super::RegexError;
use super::class;
use super::dfa::Sparse;
use super::parse::{Assert, Node, UNLIMITED};
use super::program::{Inst, Program, Purpose, compile, contains};
use std::collections::{HashMap, HashSet};

/// Steps after which the search with back-references gives up.
const MOST_STEPS: u64 = 20_000_000;
/// Remembered places after which it gives up.
const MOST_PLACES: usize = 1 << 20;
/// Room for remembering in the simple search for groups, in bits.
const SIMPLE_BITS: usize = 1 << 21;
/// Bits of feasibility for counted repetitions; beyond, the counts are not told apart.
const COUNTED_BITS: usize = 1 << 28;

/// Start and end.
pub(super) type Span = (usize, usize);

fn holds(assert: Assert, text: &[u8], at: usize, bytes: bool) -> bool {
    let before = || match at {
        0 => false,
        _ if bytes => class::is_word(text[at - 1] as u32 | if text[at - 1] >= 0x80 { class::BYTE } else { 0 }),
        _ => class::decode_last(&text[..at]).is_some_and(class::is_word),
    };
    let after = || match text.get(at) {
        None => false,
        Some(b) if bytes => *b < 0x80 && class::is_word(*b as u32),
        Some(_) => class::is_word(class::decode(&text[at..]).0),
    };
    match assert {
        Assert::TextStart => at == 0,
        Assert::TextEnd => at == text.len(),
        Assert::LineStart => at == 0 || text[at - 1] == b'\n',
        Assert::LineEnd => matches!(text.get(at), None | Some(b'\n')),
        Assert::WordBoundary => before() != after(),
        Assert::NoWordBoundary => before() == after(),
        Assert::WordStart => !before() && after(),
        Assert::WordEnd => before() && !after(),
        Assert::NoWordBefore => !before(),
        Assert::NoWordAfter => !after(),
    }
}

/// Where the byte leads from a reading instruction.
fn each_next(program: &Program, inst: u32, byte: u8, mut found: impl FnMut(u32)) {
    match &program.insts[inst as usize] {
        Inst::Range { low, high, next } if *low <= byte && byte <= *high => found(*next),
        Inst::Set { set, next } if contains(&program.sets[*set as usize], byte) => found(*next),
        Inst::Sparse(ranges) => {
            ranges.iter().filter(|r| r.0 <= byte && byte <= r.1).for_each(|r| found(r.2));
        }
        _ => {}
    }
}

/// Sets of instructions, with what each thread began at.
#[derive(Default)]
struct Threads {
    set: Sparse,
    starts: Vec<usize>,
}

impl Threads {
    fn clear(&mut self, program: &Program) {
        self.set.clear(program.insts.len());
        self.starts.resize(program.insts.len(), 0);
    }

    /// Adds `inst` at a place, and all it leads to without reading.
    fn add(&mut self, program: &Program, inst: u32, start: usize, text: &[u8], at: usize, bytes: bool) {
        let mut stack = vec![inst];
        while let Some(inst) = stack.pop() {
            if !self.set.insert(inst) {
                continue;
            }
            self.starts[inst as usize] = start;
            match program.insts[inst as usize] {
                Inst::Split(a, b) => stack.extend([b, a]),
                Inst::Save(_, next) => stack.push(next),
                Inst::Assert(assert, next) if holds(assert, text, at, bytes) => stack.push(next),
                _ => {}
            }
        }
    }

    fn has_match(&self, program: &Program) -> bool {
        self.set.items().iter().any(|i| matches!(program.insts[*i as usize], Inst::Match))
    }
}

/// The leftmost-longest match from `at` on, by following all threads at once: linear, whatever the pattern.
pub(super) fn leftmost_longest(program: &Program, text: &[u8], at: usize, bytes: bool) -> Option<Span> {
    let (mut now, mut next) = (Threads::default(), Threads::default());
    let mut best: Option<Span> = None;
    let mut boundary = at;
    let mut place = at;
    now.clear(program);
    loop {
        if best.is_none() && place == boundary {
            now.add(program, program.start, place, text, place, bytes);
            boundary += if bytes { 1 } else { class::decode(&text[place..]).1.max(1) };
        }
        for &inst in now.set.items() {
            let start = now.starts[inst as usize];
            if matches!(program.insts[inst as usize], Inst::Match) && best.is_none_or(|b| start <= b.0) {
                best = Some((start, place));
            }
        }
        let Some(&byte) = text.get(place) else { return best };
        next.clear(program);
        for &inst in now.set.items() {
            let start = now.starts[inst as usize];
            if best.is_none_or(|b| start <= b.0) {
                each_next(program, inst, byte, |to| next.add(program, to, start, text, place + 1, bytes));
            }
        }
        std::mem::swap(&mut now, &mut next);
        place += 1;
        if best.is_some() && now.set.items().is_empty() {
            return best;
        }
    }
}

/// What a backtracking search remembers of having been tried.
enum Tried {
    /// A bit per place and instruction.
    Bits { bits: Vec<u64>, width: usize },
    /// Hashes of place, instruction and groups.
    Hashes(HashSet<u64>),
}

/// Backtracking from `at`: with `end` the first match in order of preference that ends there, else the longest one.
/// `slots` (two per group) get the places of groups; unset ones `usize::MAX`.
pub(super) fn backtrack(
    program: &Program,
    text: &[u8],
    at: usize,
    end: Option<usize>,
    slots: &mut Vec<usize>,
    fold: bool,
    bytes: bool,
) -> Result<Option<usize>, RegexError> {
    enum Work {
        Try(u32, usize),
        Restore(usize, usize),
    }
    let limit = end.unwrap_or(text.len());
    let mut tried = match end {
        Some(_) => {
            let width = limit - at + 1;
            Tried::Bits { bits: vec![0; (width * program.insts.len()).div_ceil(64)], width }
        }
        None => Tried::Hashes(HashSet::new()),
    };
    let mut best: Option<(usize, Vec<usize>)> = None;
    let mut steps: u64 = 0;
    let mut stack = vec![Work::Try(program.start, at)];
    'work: while let Some(work) = stack.pop() {
        let (mut inst, mut place) = match work {
            Work::Try(inst, place) => (inst, place),
            Work::Restore(slot, old) => {
                slots[slot] = old;
                continue;
            }
        };
        loop {
            steps += 1;
            match &program.insts[inst as usize] {
                Inst::Match => {
                    if end.is_some() {
                        if place == limit {
                            return Ok(Some(place));
                        }
                    } else if best.as_ref().is_none_or(|b| place > b.0) {
                        best = Some((place, slots.clone()));
                        if place == text.len() {
                            break 'work;
                        }
                    }
                    continue 'work;
                }
                Inst::Split(a, b) => {
                    match &mut tried {
                        Tried::Bits { bits, width } => {
                            let bit = inst as usize * *width + (place - at);
                            if bits[bit / 64] >> (bit % 64) & 1 != 0 {
                                continue 'work;
                            }
                            bits[bit / 64] |= 1 << (bit % 64);
                        }
                        Tried::Hashes(set) => {
                            let mut hash = (inst as u64) << 32 ^ place as u64;
                            for slot in slots.iter() {
                                hash = (hash.rotate_left(25) ^ *slot as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
                                hash ^= hash >> 29;
                            }
                            if !set.insert(hash) {
                                continue 'work;
                            }
                            if set.len() > MOST_PLACES || steps > MOST_STEPS {
                                return Err(RegexError::TooComplex);
                            }
                        }
                    }
                    stack.push(Work::Try(*b, place));
                    inst = *a;
                }
                Inst::Save(slot, next) => {
                    let slot = *slot as usize;
                    stack.push(Work::Restore(slot, slots[slot]));
                    slots[slot] = place;
                    inst = *next;
                }
                Inst::Assert(assert, next) => {
                    if !holds(*assert, text, place, bytes) {
                        continue 'work;
                    }
                    inst = *next;
                }
                Inst::Back(number, next) => {
                    let (from, to) = (slots[2 * *number as usize], slots[2 * *number as usize + 1]);
                    if from == usize::MAX || to == usize::MAX || from > to {
                        continue 'work;
                    }
                    let Some(length) = same_text(&text[from..to], &text[place..limit], fold) else { continue 'work };
                    steps += length as u64;
                    place += length;
                    inst = *next;
                }
                Inst::Fail => continue 'work,
                _ => {
                    if place >= limit {
                        continue 'work;
                    }
                    let mut first = None;
                    each_next(program, inst, text[place], |to| match first {
                        None => first = Some(to),
                        Some(_) => stack.push(Work::Try(to, place + 1)),
                    });
                    let Some(to) = first else { continue 'work };
                    inst = to;
                    place += 1;
                }
            }
        }
    }
    Ok(best.map(|(place, found)| {
        *slots = found;
        place
    }))
}

/// How much of the start of `text` is `wanted`, if it is; characters may differ in case with `fold`.
fn same_text(wanted: &[u8], text: &[u8], fold: bool) -> Option<usize> {
    if !fold {
        return text.starts_with(wanted).then_some(wanted.len());
    }
    let (mut i, mut j) = (0, 0);
    while i < wanted.len() {
        let ((a, an), (b, bn)) = (class::decode(&wanted[i..]), class::decode(text.get(j..)?));
        if bn == 0 || class::lower(a) != class::lower(b) {
            return None;
        }
        i += an;
        j += bn;
    }
    Some(j)
}

/// Can the groups of a match be found by preferring more repetitions from left to right (and no wrong choice by
/// POSIX's rules come of it)?
pub(super) fn is_simple(node: &Node) -> bool {
    match node {
        Node::Group(_, inner) => is_simple(inner),
        Node::Concat(nodes) => {
            let last = nodes.iter().rposition(is_variable);
            nodes.iter().enumerate().all(|(i, n)| if Some(i) == last { is_simple(n) } else { is_plain(n) })
        }
        _ => is_plain(node),
    }
}

/// As [`is_simple`], and at most one part varies in length: more of that part is more of the whole.
fn is_plain(node: &Node) -> bool {
    match node {
        Node::Empty | Node::Literal(_) | Node::Set(_) | Node::Assert(_) => true,
        Node::Group(_, inner) => is_plain(inner),
        Node::Concat(nodes) => nodes.iter().all(is_plain) && nodes.iter().filter(|n| is_variable(n)).count() <= 1,
        Node::Alternate(branches) => branches.iter().all(is_plain) && !is_variable(node),
        Node::Repeat(inner, ..) => {
            is_plain(inner)
                && fixed_length(inner).is_some_and(|n| n > 0)
                && (!has_groups(inner) || all_take_part(inner))
        }
        Node::Back(_) => false,
    }
}

fn is_variable(node: &Node) -> bool {
    fixed_length(node).is_none()
}

/// The length in characters of all matches, if it is one.
fn fixed_length(node: &Node) -> Option<usize> {
    match node {
        Node::Empty | Node::Assert(_) => Some(0),
        Node::Literal(_) | Node::Set(_) => Some(1),
        Node::Group(_, inner) => fixed_length(inner),
        Node::Concat(nodes) => nodes.iter().map(fixed_length).sum(),
        Node::Alternate(branches) => {
            let first = fixed_length(branches.first()?)?;
            branches.iter().all(|b| fixed_length(b) == Some(first)).then_some(first)
        }
        Node::Repeat(inner, min, max) if min == max => fixed_length(inner)?.checked_mul(*min as usize),
        Node::Repeat(..) | Node::Back(_) => None,
    }
}

/// Does every group inside take part in every match?
fn all_take_part(node: &Node) -> bool {
    match node {
        Node::Group(_, inner) => all_take_part(inner),
        Node::Concat(nodes) => nodes.iter().all(all_take_part),
        _ => !has_groups(node),
    }
}

fn has_groups(node: &Node) -> bool {
    match node {
        Node::Group(..) => true,
        Node::Concat(nodes) | Node::Alternate(nodes) => nodes.iter().any(has_groups),
        Node::Repeat(inner, ..) => has_groups(inner),
        _ => false,
    }
}

/// Does the simple search fit into its room?
pub(super) fn is_small(program: &Program, span: Span) -> bool {
    (span.1 - span.0 + 1).saturating_mul(program.insts.len()) <= SIMPLE_BITS
}

/// A set of places of the text.
#[derive(Clone)]
struct Places {
    low: usize,
    bits: Vec<u64>,
}

impl Places {
    fn new(low: usize, high: usize) -> Places {
        Places { low, bits: vec![0; (high - low) / 64 + 1] }
    }
    fn one(low: usize, high: usize, place: usize) -> Places {
        let mut places = Places::new(low, high);
        places.insert(place);
        places
    }
    fn insert(&mut self, place: usize) {
        let i = place - self.low;
        self.bits[i / 64] |= 1 << (i % 64);
    }
    fn has(&self, place: usize) -> bool {
        let i = place - self.low;
        self.bits[i / 64] >> (i % 64) & 1 != 0
    }
}

/// Which program of some nodes.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Form {
    Forward,
    Reverse,
    /// Any number of repetitions, read from the end.
    ReverseMany,
}

/// Programs of parts of a pattern, made when first needed. Keyed by the nodes' address: they never move.
#[derive(Default)]
pub(super) struct Parts(HashMap<(usize, usize, Form), Program>);

/// Finds the groups of a match whose span is known, by POSIX's rule: every part from left to right as long as possible,
/// an outer one before its inner ones.
pub(super) struct Groups<'a> {
    pub(super) parts: &'a mut Parts,
    pub(super) text: &'a [u8],
    pub(super) bytes: bool,
    pub(super) spans: &'a mut [Option<Span>],
}

impl Groups<'_> {
    fn program(&mut self, nodes: &[Node], form: Form) -> Result<&Program, RegexError> {
        let key = (nodes.as_ptr() as usize, nodes.len(), form);
        if !self.parts.0.contains_key(&key) {
            let purpose = Purpose { bytes: self.bytes, saves: false, reverse: form != Form::Forward };
            let program = match (form, nodes) {
                (Form::ReverseMany, [node]) => compile(&[Node::Repeat(Box::new(node.clone()), 0, UNLIMITED)], purpose)?,
                _ => compile(nodes, purpose)?,
            };
            self.parts.0.insert(key, program);
        }
        Ok(&self.parts.0[&key])
    }

    /// From which places of `low..=high` do `nodes` lead to one of `ends`?
    fn starts_of(&mut self, nodes: &[Node], form: Form, ends: &Places, span: Span) -> Result<Places, RegexError> {
        let (text, bytes) = (self.text, self.bytes);
        let program = self.program(nodes, form)?;
        let (low, high) = span;
        let mut result = Places::new(low, high);
        let (mut now, mut next) = (Threads::default(), Threads::default());
        now.clear(program);
        let mut place = high;
        loop {
            if ends.has(place) {
                now.add(program, program.start, 0, text, place, bytes);
            }
            if now.has_match(program) {
                result.insert(place);
            }
            if place == low {
                return Ok(result);
            }
            next.clear(program);
            place -= 1;
            for &inst in now.set.items() {
                each_next(program, inst, text[place], |to| next.add(program, to, 0, text, place, bytes));
            }
            std::mem::swap(&mut now, &mut next);
        }
    }

    /// The last place in `ends`, not before `least`, up to which `nodes` match from `from`.
    fn longest(
        &mut self,
        nodes: &[Node],
        from: usize,
        least: usize,
        high: usize,
        ends: &Places,
    ) -> Result<Option<usize>, RegexError> {
        let (text, bytes) = (self.text, self.bytes);
        let program = self.program(nodes, Form::Forward)?;
        let (mut now, mut next) = (Threads::default(), Threads::default());
        now.clear(program);
        now.add(program, program.start, 0, text, from, bytes);
        let mut best = None;
        let mut place = from;
        loop {
            if place >= least && ends.has(place) && now.has_match(program) {
                best = Some(place);
            }
            if place >= high || now.set.items().is_empty() {
                return Ok(best);
            }
            next.clear(program);
            for &inst in now.set.items() {
                each_next(program, inst, text[place], |to| next.add(program, to, 0, text, place + 1, bytes));
            }
            std::mem::swap(&mut now, &mut next);
            place += 1;
        }
    }

    /// Finds the groups within `node`, which matches exactly `span`.
    pub(super) fn assign(&mut self, node: &Node, span: Span) -> Result<(), RegexError> {
        let (low, high) = span;
        match node {
            Node::Group(number, inner) => {
                if let Some(place) = self.spans.get_mut(*number as usize) {
                    *place = Some(span);
                }
                self.assign(inner, span)
            }
            _ if !has_groups(node) => Ok(()),
            Node::Concat(nodes) => self.concat(nodes, span),
            Node::Alternate(branches) => {
                for branch in branches {
                    let nodes = std::slice::from_ref(branch);
                    if self.longest(nodes, low, high, high, &Places::one(low, high, high))?.is_some() {
                        return self.assign(branch, span);
                    }
                }
                Ok(())
            }
            Node::Repeat(inner, min, max) => self.repeat(inner, *min, *max, span),
            _ => Ok(()),
        }
    }

    fn concat(&mut self, nodes: &[Node], span: Span) -> Result<(), RegexError> {
        let (low, high) = span;
        // Neighbours of fixed length without groups are one part.
        let mut parts: Vec<&[Node]> = Vec::new();
        let mut start = 0;
        for i in 0..nodes.len() {
            let is_fixed = |n: &Node| !has_groups(n) && !is_variable(n);
            if i + 1 == nodes.len() || !(is_fixed(&nodes[i]) && is_fixed(&nodes[i + 1])) {
                parts.push(&nodes[start..=i]);
                start = i + 1;
            }
        }
        // feasible[i]: where part i may begin, so that the rest reaches the end.
        let mut feasible = vec![Places::one(low, high, high)];
        for part in parts[1..].iter().rev() {
            let starts = self.starts_of(part, Form::Reverse, &feasible[feasible.len() - 1], span)?;
            feasible.push(starts);
        }
        let last = parts.iter().rposition(|p| p.iter().any(has_groups)).unwrap_or(0);
        let mut from = low;
        for part in &parts[..=last] {
            let Some(ends) = feasible.pop() else { return Ok(()) };
            let Some(to) = self.longest(part, from, from, high, &ends)? else { return Ok(()) };
            if let [node] = part {
                self.assign(node, (from, to))?;
            }
            from = to;
        }
        Ok(())
    }

    fn repeat(&mut self, inner: &Node, min: u32, max: u32, span: Span) -> Result<(), RegexError> {
        let (low, high) = span;
        let nodes = std::slice::from_ref(inner);
        if max == 0 {
            return Ok(());
        }
        if low == high {
            let empty = self.longest(nodes, low, low, high, &Places::one(low, high, high))?;
            return if empty.is_some() { self.assign(inner, span) } else { Ok(()) };
        }
        // Counted repetitions first, each a part of its own; then as many as there are.
        let counted = if max == UNLIMITED { min } else { max };
        let is_counted = counted > 1 && (counted as usize).saturating_mul(high - low) < COUNTED_BITS;
        let mut last: Option<Span> = None;
        let mut from = low;
        let end = Places::one(low, high, high);
        let many = if max == UNLIMITED || !is_counted && counted > 1 {
            Some(self.starts_of(nodes, Form::ReverseMany, &end, span)?)
        } else {
            None
        };
        if is_counted || counted == 1 {
            let mut feasible = vec![many.clone().unwrap_or(end)];
            for i in (1..counted).rev() {
                let before = &feasible[feasible.len() - 1];
                let mut starts = self.starts_of(nodes, Form::Reverse, before, span)?;
                if i >= min {
                    // This one may be missing.
                    starts.bits.iter_mut().zip(&before.bits).for_each(|(a, b)| *a |= b);
                }
                feasible.push(starts);
            }
            for i in 0..counted {
                let Some(ends) = feasible.pop() else { break };
                if i >= min && from == high {
                    break;
                }
                let Some(to) = self.longest(nodes, from, from, high, &ends)? else { break };
                if i >= min && to == from {
                    break;
                }
                last = Some((from, to));
                from = to;
            }
        }
        if let Some(many) = many {
            while from < high {
                let Some(to) = self.longest(nodes, from, from + 1, high, &many)? else { break };
                last = Some((from, to));
                from = to;
            }
        }
        match last {
            Some(span) => self.assign(inner, span),
            None => Ok(()),
        }
    }
}
