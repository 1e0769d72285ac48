//! Finding the place of a hunk and changing it.

use super::parse::{Change, Hunk};

/// Where a hunk went, or why it did not.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// At this line of the new file, so many lines from where it says, with so many context lines ignored.
    Applied {
        line: usize,
        offset: isize,
        fuzz: usize,
    },
    /// The file has what the hunk would make.
    AlreadyThere,
    Failed,
}

/// How hunks are looked for.
#[derive(Clone, Copy)]
pub struct Looking {
    /// So many lines of context may be ignored at either end.
    pub fuzz: usize,
    /// Any white space is like any other.
    pub loose: bool,
    /// Look whether the hunk is there already before context is ignored.
    pub already: bool,
}

/// Applies hunks to the text of a file; `stop` is asked at each. Gives the new text and what became of each hunk.
pub fn apply(text: &[u8], hunks: &[Hunk], looking: Looking, stop: &dyn Fn() -> bool) -> (Vec<u8>, Vec<Outcome>) {
    let lines: Vec<&[u8]> = text.split_inclusive(|c| *c == b'\n').collect();
    let mut file = File { lines: &lines, done: 0, offset: 0, loose: looking.loose };
    let mut new = Vec::with_capacity(text.len());
    // Lines so far that the new file has more than the old one.
    let mut grown = 0_isize;
    let mut outcomes = Vec::with_capacity(hunks.len());
    for hunk in hunks {
        if stop() {
            break;
        }
        let old: Vec<&[u8]> = hunk.before().collect();
        let changed = hunk.after().collect::<Vec<_>>();
        let context = [leading(hunk.lines.iter()), leading(hunk.lines.iter().rev())];
        let most = context[0].max(context[1]).min(looking.fuzz);
        let mut found = file.find(hunk, &old, context, 0).map(|at| (at, 0));
        if found.is_none() && looking.already && file.find(hunk, &changed, context, 0).is_some() {
            outcomes.push(Outcome::AlreadyThere);
            continue;
        }
        if found.is_none() {
            found = (1..=most).find_map(|fuzz| file.find(hunk, &old, context, fuzz).map(|at| (at, fuzz)));
        }
        let Some((at, fuzz)) = found else {
            outcomes.push(Outcome::Failed);
            continue;
        };
        for line in &lines[file.done..at] {
            new.extend_from_slice(line);
        }
        let mut next = at;
        for (change, line) in &hunk.lines {
            match change {
                Change::Insert => {
                    // After a last line that had no newline another one follows.
                    if new.last().is_some_and(|c| *c != b'\n') {
                        new.push(b'\n');
                    }
                    new.extend_from_slice(line);
                }
                Change::Delete => next += 1,
                // Context stays as the file has it.
                Change::Context => {
                    new.extend_from_slice(lines[next]);
                    next += 1;
                }
            }
        }
        file.offset = at as isize - guess(hunk, &old) as isize;
        file.done = next;
        let line = (at as isize + 1 + grown) as usize;
        grown += changed.len() as isize - old.len() as isize;
        outcomes.push(Outcome::Applied { line, offset: file.offset, fuzz });
    }
    for line in &lines[file.done..] {
        if new.last().is_some_and(|c| *c != b'\n') {
            new.push(b'\n');
        }
        new.extend_from_slice(line);
    }
    (new, outcomes)
}

fn leading<'a>(lines: impl Iterator<Item = &'a (Change, &'a [u8])>) -> usize {
    lines.take_while(|l| l.0 == Change::Context).count()
}

/// The index of the first line as the hunk says it; an empty range names the line before.
fn guess(hunk: &Hunk, old: &[&[u8]]) -> usize {
    hunk.starts[0].saturating_sub(usize::from(!old.is_empty()))
}

struct File<'a> {
    lines: &'a [&'a [u8]],
    /// Lines of it that are in the new file already.
    done: usize,
    /// How far the last hunk was from where it says.
    offset: isize,
    loose: bool,
}

impl File<'_> {
    /// The index of the first of the lines `wanted`, nearest to where the hunk says, with `fuzz` lines of context ignored.
    fn find(&self, hunk: &Hunk, wanted: &[&[u8]], context: [usize; 2], fuzz: usize) -> Option<usize> {
        let last = self.lines.len().checked_sub(wanted.len()).filter(|last| *last >= self.done)?;
        let most = context[0].max(context[1]);
        // Of the longer context first; less context on one side is that of the file's beginning or end.
        let ignored = context.map(|lines| (fuzz + lines).checked_sub(most));
        let middle = ignored[0].unwrap_or(0)..wanted.len() - ignored[1].unwrap_or(0).min(wanted.len());
        let fits = |at: usize| {
            let middle = middle.start.min(middle.end)..middle.end;
            wanted[middle.clone()].iter().zip(&self.lines[at..][middle]).all(|(a, b)| self.same(a, b))
        };
        if ignored[1].is_none() {
            return (fits(last) && (ignored[0].is_some() || last == 0 || hunk.starts[0] > 1)).then_some(last);
        }
        if ignored[0].is_none() && hunk.starts[0] <= 1 {
            return (self.done == 0 && fits(0)).then_some(0);
        }
        let start = (guess(hunk, wanted) as isize).saturating_add(self.offset).clamp(self.done as isize, last as isize);
        let start = start as usize;
        (0..=(start - self.done).max(last - start)).find_map(|distance| {
            let after = Some(start + distance).filter(|at| *at <= last && fits(*at));
            after.or_else(|| start.checked_sub(distance).filter(|at| *at >= self.done && fits(*at)))
        })
    }

    fn same(&self, a: &[u8], b: &[u8]) -> bool {
        a == b || self.loose && words(a).eq(words(b))
    }
}

/// The words of a line, and an empty one before them if blanks lead.
fn words(line: &[u8]) -> impl Iterator<Item = &[u8]> {
    let blank = |c: &u8| matches!(c, b' ' | b'\t' | b'\r' | b'\n');
    let leads = line.first().is_some_and(|c| blank(c) && !line.trim_ascii().is_empty());
    leads.then_some(&b""[..]).into_iter().chain(line.split(move |c| blank(c)).filter(|word| !word.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::super::parse::parse;
    use super::*;

    const STRICT: Looking = Looking { fuzz: 0, loose: false, already: true };

    fn run(file: &str, hunks: &str, looking: Looking) -> (String, Vec<Outcome>) {
        let patch = format!("--- f\n+++ f\n{hunks}");
        let patches = parse(patch.as_bytes(), None).unwrap();
        let (text, outcomes) = apply(file.as_bytes(), &patches[0].hunks, looking, &|| false);
        (String::from_utf8(text).unwrap(), outcomes)
    }

    fn applied(line: usize, offset: isize, fuzz: usize) -> [Outcome; 1] {
        [Outcome::Applied { line, offset, fuzz }]
    }

    #[test]
    fn a_hunk_is_looked_for_around_its_place() {
        let file = "0\n1\n2\n3\n4\n5\n";
        let new = "0\n1\n2\n3\nx\n4\n5\n".to_owned();
        for (start, offset) in [(4, 0), (2, 2), (6, -2), (900, -896)] {
            let hunk = format!("@@ -{start},2 +{start},3 @@\n 3\n+x\n 4\n");
            assert_eq!(run(file, &hunk, STRICT), (new.clone(), applied(4, offset, 0).to_vec()), "{start}");
        }
        // The nearest of two places.
        assert_eq!(run("a\nb\na\na\n", "@@ -3 +3 @@\n-a\n+x\n", STRICT).0, "a\nb\nx\na\n");
    }

    #[test]
    fn less_context_at_one_end_means_the_end_of_the_file() {
        let end = "@@ -1,2 +1,3 @@\n a\n b\n+x\n";
        assert_eq!(run("a\nb\na\nb\n", end, STRICT).0, "a\nb\na\nb\nx\n");
        assert_eq!(run("a\nb\nc\n", end, STRICT).1, [Outcome::Failed]);
        let beginning = "@@ -1,2 +1,3 @@\n+x\n a\n b\n";
        assert_eq!(run("0\na\nb\n", beginning, STRICT).1, [Outcome::Failed]);
        assert_eq!(run("0\na\nb\n", beginning, Looking { fuzz: 2, ..STRICT }).0, "x\n0\na\nb\n");
    }

    #[test]
    fn fuzz_ignores_the_outer_context() {
        let hunk = "@@ -1,4 +1,5 @@\n a\n b\n+x\n c\n d\n";
        assert_eq!(run("A\nb\nc\nD\n", hunk, STRICT).1, [Outcome::Failed]);
        let fuzzy = run("A\nb\nc\nD\n", hunk, Looking { fuzz: 2, ..STRICT });
        assert_eq!(fuzzy, ("A\nb\nx\nc\nD\n".to_owned(), applied(1, 0, 1).to_vec()));
    }

    #[test]
    fn what_is_there_already_is_seen_and_blanks_may_be_ignored() {
        let hunk = "@@ -1,2 +1,3 @@\n a b\n+x\n c\n";
        assert_eq!(run("a b\nx\nc\n", hunk, STRICT).1, [Outcome::AlreadyThere]);
        assert_eq!(run("a  b \nc\n", hunk, STRICT).1, [Outcome::Failed]);
        let loose = Looking { loose: true, ..STRICT };
        assert_eq!(run("a\t b \nc\n", hunk, loose), ("a\t b \nx\nc\n".to_owned(), applied(1, 0, 0).to_vec()));
        assert_eq!(run("ab\nc\n", hunk, loose).1, [Outcome::Failed]);
    }

    #[test]
    fn a_missing_last_newline_is_part_of_the_line() {
        let hunk = "@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n";
        assert_eq!(run("a", hunk, STRICT).0, "b\n");
        assert_eq!(run("a\n", hunk, STRICT).1, [Outcome::Failed]);
        assert_eq!(run("", "@@ -0,0 +1 @@\n+b\n\\ No newline at end of file\n", STRICT).0, "b");
    }
}
