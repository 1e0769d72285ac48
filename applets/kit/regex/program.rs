//! The tree compiled into a nondeterministic automaton over bytes.

use super::RegexError;
use super::class;
use super::parse::{Assert, Node, UNLIMITED};
use std::collections::HashMap;

/// Programs with more instructions are refused.
const LARGEST: usize = 60_000;
/// The same for a list of fixed strings, which is a tree and not a product of counts.
const LARGEST_LIST: usize = 8_000_000;
/// Number of words from which an alternation of fixed strings is made a tree.
const TREE_FROM: usize = 4;

/// An instruction; targets are indices.
#[derive(Clone, Debug)]
pub(super) enum Inst {
    Match,
    /// A byte of a range, then `next`.
    Range {
        low: u8,
        high: u8,
        next: u32,
    },
    /// A byte of set number `set`, then `next`.
    Set {
        set: u32,
        next: u32,
    },
    /// Every range (from, to, next) that has the byte.
    Sparse(Box<[(u8, u8, u32)]>),
    /// Both, the first preferred.
    Split(u32, u32),
    Assert(Assert, u32),
    /// Start (even) or end (odd) of a group.
    Save(u32, u32),
    Back(u32, u32),
    Fail,
}

/// A set of bytes.
pub(super) type ByteSet = [u64; 4];

pub(super) fn contains(set: &ByteSet, byte: u8) -> bool {
    set[(byte >> 6) as usize] >> (byte & 63) & 1 != 0
}

/// An automaton.
#[derive(Debug)]
pub(super) struct Program {
    pub(super) insts: Vec<Inst>,
    pub(super) sets: Vec<ByteSet>,
    pub(super) start: u32,
    pub(super) has_asserts: bool,
    pub(super) has_word_asserts: bool,
}

/// What a program is made for.
#[derive(Clone, Copy, Default)]
pub(super) struct Purpose {
    /// Bytes are ASCII or raw, not UTF-8.
    pub(super) bytes: bool,
    /// Keeps the places of groups.
    pub(super) saves: bool,
    /// Reads the text from its end.
    pub(super) reverse: bool,
}

/// Compiles `nodes`, one after another.
pub(super) fn compile(nodes: &[Node], purpose: Purpose) -> Result<Program, RegexError> {
    let mut compiler = Compiler {
        program: Program {
            insts: vec![Inst::Match],
            sets: Vec::new(),
            start: 0,
            has_asserts: false,
            has_word_asserts: false,
        },
        purpose,
        // A long pattern (a list of words) may be large; what counted repetitions make of a short one may not.
        limit: LARGEST.max(16 * nodes.iter().map(size).sum::<usize>()),
    };
    compiler.program.start = compiler.concat(nodes, 0)?;
    Ok(compiler.program)
}

/// How many nodes there are.
fn size(node: &Node) -> usize {
    1 + match node {
        Node::Concat(nodes) | Node::Alternate(nodes) => nodes.iter().map(size).sum(),
        Node::Group(_, inner) | Node::Repeat(inner, ..) => size(inner),
        _ => 0,
    }
}

struct Compiler {
    program: Program,
    purpose: Purpose,
    limit: usize,
}

impl Compiler {
    fn push(&mut self, inst: Inst) -> Result<u32, RegexError> {
        if self.program.insts.len() >= self.limit {
            return Err(RegexError::Space);
        }
        self.program.insts.push(inst);
        Ok(self.program.insts.len() as u32 - 1)
    }

    fn concat(&mut self, nodes: &[Node], mut next: u32) -> Result<u32, RegexError> {
        if self.purpose.reverse {
            for node in nodes {
                next = self.node(node, next)?;
            }
        } else {
            for node in nodes.iter().rev() {
                next = self.node(node, next)?;
            }
        }
        Ok(next)
    }

    /// Compiles `node` so that it goes on at `next`; gives its first instruction.
    fn node(&mut self, node: &Node, next: u32) -> Result<u32, RegexError> {
        match node {
            Node::Empty => Ok(next),
            Node::Literal(bytes) => self.bytes(bytes, next),
            Node::Set(set) => self.set(set, next),
            Node::Assert(assert) => {
                self.program.has_asserts = true;
                self.program.has_word_asserts |= assert.is_about_words();
                self.push(Inst::Assert(*assert, next))
            }
            Node::Group(number, inner) if self.purpose.saves => {
                let end = self.push(Inst::Save(2 * number + 1, next))?;
                let inner = self.node(inner, end)?;
                self.push(Inst::Save(2 * number, inner))
            }
            Node::Group(_, inner) => self.node(inner, next),
            Node::Concat(nodes) => self.concat(nodes, next),
            Node::Alternate(branches) => {
                if branches.len() >= TREE_FROM
                    && !self.purpose.reverse
                    && let Some(words) = branches.iter().map(literal).collect::<Option<Vec<_>>>()
                {
                    return self.tree(&words, next);
                }
                let mut all = None;
                for branch in branches.iter().rev() {
                    let start = self.node(branch, next)?;
                    all = Some(match all {
                        None => start,
                        Some(rest) => self.push(Inst::Split(start, rest))?,
                    });
                }
                Ok(all.unwrap_or(next))
            }
            Node::Repeat(inner, min, max) => self.repeat(inner, *min, *max, next),
            Node::Back(number) => self.push(Inst::Back(*number, next)),
        }
    }

    fn repeat(&mut self, inner: &Node, min: u32, max: u32, next: u32) -> Result<u32, RegexError> {
        let mut start = next;
        let mut copies = min;
        if max == UNLIMITED {
            let repeat = self.push(Inst::Fail)?;
            let body = self.node(inner, repeat)?;
            self.program.insts[repeat as usize] = Inst::Split(body, next);
            // `x+` is its loop entered at the body.
            start = if min > 0 { body } else { repeat };
            copies = min.saturating_sub(1);
        } else {
            for _ in min..max {
                let body = self.node(inner, start)?;
                if body == start {
                    break;
                }
                start = self.push(Inst::Split(body, next))?;
            }
        }
        for _ in 0..copies {
            let body = self.node(inner, start)?;
            if body == start {
                break;
            }
            start = body;
        }
        Ok(start)
    }

    fn bytes(&mut self, bytes: &[u8], mut next: u32) -> Result<u32, RegexError> {
        for i in 0..bytes.len() {
            let byte = if self.purpose.reverse { bytes[i] } else { bytes[bytes.len() - 1 - i] };
            next = self.push(Inst::Range { low: byte, high: byte, next })?;
        }
        Ok(next)
    }

    fn set(&mut self, set: &class::Class, next: u32) -> Result<u32, RegexError> {
        let mut singles: ByteSet = [0; 4];
        let mut firsts: Vec<(u8, u8, u32)> = Vec::new();
        // Sequences that end alike share their tails.
        let mut known: HashMap<(u8, u8, u32), u32> = HashMap::new();
        for mut sequence in class::sequences(set, self.purpose.bytes) {
            if self.purpose.reverse {
                sequence.reverse();
            }
            let Some((&(low, high), tail)) = sequence.split_first() else { continue };
            if tail.is_empty() {
                (low..=high).for_each(|b| singles[(b >> 6) as usize] |= 1 << (b & 63));
                continue;
            }
            let mut at = next;
            for &(low, high) in tail.iter().rev() {
                at = match known.get(&(low, high, at)) {
                    Some(known) => *known,
                    None => {
                        let inst = self.push(Inst::Range { low, high, next: at })?;
                        known.insert((low, high, at), inst);
                        inst
                    }
                };
            }
            firsts.push((low, high, at));
        }
        let single = if singles == [0; 4] {
            None
        } else {
            let set = self.program.sets.iter().position(|s| *s == singles).unwrap_or_else(|| {
                self.program.sets.push(singles);
                self.program.sets.len() - 1
            });
            Some(self.push(Inst::Set { set: set as u32, next })?)
        };
        match (single, firsts.is_empty()) {
            (None, true) => self.push(Inst::Fail),
            (Some(single), true) => Ok(single),
            (None, false) => self.push(Inst::Sparse(firsts.into_boxed_slice())),
            (Some(single), false) => {
                let many = self.push(Inst::Sparse(firsts.into_boxed_slice()))?;
                self.push(Inst::Split(single, many))
            }
        }
    }

    /// A tree of words: what they begin alike is there once.
    fn tree(&mut self, words: &[Vec<u8>], next: u32) -> Result<u32, RegexError> {
        #[derive(Default)]
        struct Place {
            children: Vec<(u8, u32)>,
            ends: bool,
        }
        self.limit = self.limit.max(LARGEST_LIST);
        let mut places = vec![Place::default()];
        for word in words {
            let mut at = 0;
            for &byte in word {
                at = match places[at].children.iter().find(|c| c.0 == byte) {
                    Some(child) => child.1 as usize,
                    None => {
                        let new = places.len();
                        if new > LARGEST_LIST {
                            return Err(RegexError::Space);
                        }
                        places.push(Place::default());
                        places[at].children.push((byte, new as u32));
                        new
                    }
                };
            }
            places[at].ends = true;
        }
        // A child stands behind its parent: from the last to the first, all children are done before.
        let mut insts = vec![0; places.len()];
        for (i, place) in places.iter().enumerate().rev() {
            let children: Box<[_]> =
                place.children.iter().map(|&(byte, child)| (byte, byte, insts[child as usize])).collect();
            insts[i] = match (&*children, place.ends) {
                ([], _) => next,
                (&[(low, high, next)], false) => self.push(Inst::Range { low, high, next })?,
                (_, false) => self.push(Inst::Sparse(children))?,
                (_, true) => {
                    let longer = self.push(Inst::Sparse(children))?;
                    self.push(Inst::Split(longer, next))?
                }
            };
        }
        Ok(insts[0])
    }
}

/// The bytes of a node that is nothing but literals.
pub(super) fn literal(node: &Node) -> Option<Vec<u8>> {
    match node {
        Node::Empty => Some(Vec::new()),
        Node::Literal(bytes) => Some(bytes.clone()),
        Node::Concat(nodes) => {
            let mut all = Vec::new();
            for node in nodes {
                match node {
                    Node::Literal(bytes) => all.extend_from_slice(bytes),
                    _ => return None,
                }
            }
            Some(all)
        }
        _ => None,
    }
}

/// The longest run of literals that every match contains; empty if there is none.
pub(super) fn required_literal(node: &Node) -> Vec<u8> {
    let mut finder = LiteralFinder::default();
    finder.visit(node);
    finder.end_run();
    finder.best
}

#[derive(Default)]
struct LiteralFinder {
    run: Vec<u8>,
    best: Vec<u8>,
}

impl LiteralFinder {
    fn end_run(&mut self) {
        if self.run.len() > self.best.len() {
            self.best.clone_from(&self.run);
        }
        self.run.clear();
    }

    fn visit(&mut self, node: &Node) {
        match node {
            Node::Empty | Node::Assert(_) => {}
            Node::Literal(bytes) => self.run.extend_from_slice(bytes),
            Node::Group(_, inner) => self.visit(inner),
            Node::Concat(nodes) => nodes.iter().for_each(|n| self.visit(n)),
            Node::Repeat(inner, min, _) if *min > 0 => {
                self.end_run();
                self.visit(inner);
                self.end_run();
            }
            Node::Set(_) | Node::Alternate(_) | Node::Repeat(..) | Node::Back(_) => self.end_run(),
        }
    }
}

impl Program {
    /// The bytes a match can begin with; none if it can be empty.
    pub(super) fn first_bytes(&self) -> Option<ByteSet> {
        let mut first: ByteSet = [0; 4];
        let mut seen = vec![false; self.insts.len()];
        let mut todo = vec![self.start];
        while let Some(at) = todo.pop() {
            if std::mem::replace(&mut seen[at as usize], true) {
                continue;
            }
            let mut add = |low: u8, high: u8| (low..=high).for_each(|b| first[(b >> 6) as usize] |= 1 << (b & 63));
            match &self.insts[at as usize] {
                Inst::Match | Inst::Back(..) => return None,
                Inst::Range { low, high, .. } => add(*low, *high),
                Inst::Set { set, .. } => {
                    let set = self.sets[*set as usize];
                    (0..4).for_each(|i| first[i] |= set[i]);
                }
                Inst::Sparse(ranges) => ranges.iter().for_each(|r| add(r.0, r.1)),
                Inst::Split(a, b) => todo.extend([*a, *b]),
                Inst::Assert(_, next) | Inst::Save(_, next) => todo.push(*next),
                Inst::Fail => {}
            }
        }
        Some(first)
    }

    /// Bytes that no instruction tells apart get one number; how many numbers there are.
    pub(super) fn byte_classes(&self) -> ([u8; 256], usize) {
        // Does a class begin at this byte?
        let mut begins = [false; 257];
        let mut range = |low: u8, high: u8| {
            begins[low as usize] = true;
            begins[high as usize + 1] = true;
        };
        for inst in &self.insts {
            match inst {
                Inst::Range { low, high, .. } => range(*low, *high),
                Inst::Sparse(ranges) => ranges.iter().for_each(|r| range(r.0, r.1)),
                _ => {}
            }
        }
        for set in &self.sets {
            for b in 1..=255 {
                if contains(set, b) != contains(set, b - 1) {
                    range(b, 255);
                }
            }
        }
        if self.has_asserts {
            range(b'\n', b'\n');
        }
        if self.has_word_asserts {
            for (low, high) in [(b'0', b'9'), (b'A', b'Z'), (b'_', b'_'), (b'a', b'z'), (0x80, 0xFF)] {
                range(low, high);
            }
        }
        let mut classes = [0; 256];
        let mut n: u8 = 0;
        for b in 1..256 {
            n += u8::from(begins[b]);
            classes[b] = n;
        }
        (classes, n as usize + 1)
    }
}
