//! `tsort`: put names in an order that agrees with pairs of them
//!
//! POSIX.1-2024 XCU tsort. Order, and how loops are reported and broken, as in GNU.

use kit::prelude::*;
use std::collections::{HashMap, VecDeque};

const USAGE: &str = "\
[FILE]

Order names so that of each pair (A B) A comes before B
~	-w	Loops are reported in any case
";

pub const APPLET: Applet =
    Applet { dir: Dir::UsrBin, kind: Kind::Pure, usage: USAGE, options: options!(USAGE), run, ..Applet::DEFAULT };

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    let path = match given.operands[..] {
        [] => &b"-"[..],
        [path] => path,
        [_, extra, ..] => return Err(Error::Usage(Some(text!["extra operand '", extra, "'"]))),
    };
    let mut input = cx.open(path).map_err(|e| fail!(path, ": ", e))?;
    let mut text = Vec::new();
    input.read_to_end(&mut text).map_err(ReadError::named)?;
    let words: Vec<&[u8]> = text.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty()).collect();
    if words.len() % 2 == 1 {
        return Err(fail!(path, ": input contains an odd number of tokens"));
    }
    let mut graph = Graph::new(&words);
    let mut ready: VecDeque<u32> = (0..graph.names.len() as u32).filter(|n| graph.before[*n as usize] == 0).collect();
    let mut left = graph.names.len();
    while left > 0 {
        while let Some(name) = ready.pop_front() {
            cx.out.line(graph.names[name as usize])?;
            left -= 1;
            graph.take(name, &mut ready);
        }
        if left > 0 {
            if cx.interrupted() {
                return Err(Error::Silent(Status(128 + 2)));
            }
            cx.complain(text![path, ": input contains a loop:"]);
            for name in graph.break_loop(&mut ready) {
                cx.warn(graph.names[name as usize]);
            }
        }
    }
    Ok(cx.status())
}

/// Which name comes before which. Names are numbered in the order of their bytes.
struct Graph<'t> {
    names: Vec<&'t [u8]>,
    /// Of each name those that come after it, the pair that was read last first.
    after: Vec<Vec<u32>>,
    /// Of each name those of which it comes after; made when the first loop is met.
    predecessors: Option<Vec<Vec<u32>>>,
    /// How many pairs still say of each that something comes before it.
    before: Vec<u32>,
    taken: Vec<bool>,
}

impl<'t> Graph<'t> {
    fn new(words: &[&'t [u8]]) -> Graph<'t> {
        let mut names = words.to_vec();
        names.sort_unstable();
        names.dedup();
        let numbers: HashMap<&[u8], u32> = names.iter().enumerate().map(|(i, name)| (*name, i as u32)).collect();
        let (mut after, mut before) = (vec![Vec::new(); names.len()], vec![0; names.len()]);
        for pair in words.chunks_exact(2).rev() {
            let [a, b] = [numbers[pair[0]], numbers[pair[1]]];
            // A pair of the same name only says that it exists.
            if a != b {
                after[a as usize].push(b);
                before[b as usize] += 1;
            }
        }
        let taken = vec![false; names.len()];
        Graph { names, after, predecessors: None, before, taken }
    }

    /// Takes out a name that nothing comes before; those that then have nothing before them become ready.
    fn take(&mut self, name: u32, ready: &mut VecDeque<u32>) {
        self.taken[name as usize] = true;
        for next in std::mem::take(&mut self.after[name as usize]) {
            self.relax(next, ready);
        }
    }

    fn relax(&mut self, name: u32, ready: &mut VecDeque<u32>) {
        let before = &mut self.before[name as usize];
        *before -= 1;
        if *before == 0 {
            ready.push_back(name);
        }
    }

    /// Finds a loop among the names that are left, by going from one to its predecessor, and takes out the pair that
    /// closes it; gives the names on it.
    fn break_loop(&mut self, ready: &mut VecDeque<u32>) -> Vec<u32> {
        let mut path = vec![self.taken.iter().position(|taken| !taken).unwrap_or(0) as u32];
        // The first name is not yet on the way: it may be met again as one of the loop.
        let mut place: HashMap<u32, usize> = HashMap::new();
        loop {
            let name = path[path.len() - 1];
            let Some(previous) = self.predecessor(name) else { return path };
            if let Some(&at) = place.get(&previous) {
                if let Some(pair) = self.after[previous as usize].iter().position(|n| *n == name) {
                    self.after[previous as usize].remove(pair);
                    self.relax(name, ready);
                }
                let mut found = path.split_off(at);
                found.reverse();
                return found;
            }
            place.insert(previous, path.len());
            path.push(previous);
        }
    }

    /// Of those that are left and come before `name` the next one in the order of names, round about.
    fn predecessor(&mut self, name: u32) -> Option<u32> {
        let count = self.names.len() as u32;
        let predecessors = self.predecessors.get_or_insert_with(|| {
            let mut all = vec![Vec::new(); count as usize];
            for (a, after) in self.after.iter().enumerate() {
                for b in after {
                    all[*b as usize].push(a as u32);
                }
            }
            all
        });
        let list = &mut predecessors[name as usize];
        // What was taken, or whose pair was taken out, never comes back.
        list.retain(|p| !self.taken[*p as usize] && self.after[*p as usize].contains(&name));
        list.iter().copied().min_by_key(|p| (p + count - name - 1) % count)
    }
}
