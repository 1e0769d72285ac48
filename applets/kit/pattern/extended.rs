//! The extended patterns of ksh and bash: `?(a|b)`, `*(a|b)`, `+(a|b)`, `@(a|b)`, `!(a|b)`.
//!
//! All ways of matching are followed at once, as a set of places in the text, so that no pattern takes exponential time.

use super::{Token, class, first_char, folded, token_has};

/// Groups inside one another; deeper ones are literal.
const MAX_DEPTH: usize = 100;

/// A compiled extended pattern.
#[derive(Clone, Debug)]
pub(super) struct Extended {
    nodes: Vec<Node>,
    fold: bool,
}

#[derive(Clone, Debug)]
enum Node {
    One(Token),
    Group(u8, Vec<Vec<Node>>),
}

/// Places in a text, by byte.
type Places = Vec<bool>;

impl Extended {
    /// None if the pattern has no group.
    pub(super) fn compile(marked: &[(u32, bool)], fold: bool) -> Option<Extended> {
        let partners = partners(marked)?;
        Some(Extended { nodes: nodes(marked, 0, marked.len(), &partners, fold), fold })
    }

    pub(super) fn matches(&self, text: &[u8]) -> bool {
        self.ends(text, 0)[text.len()]
    }

    /// The end of the shortest or longest beginning that it matches.
    pub(super) fn prefix(&self, text: &[u8], longest: bool) -> Option<usize> {
        let ends = self.ends(text, 0);
        if longest { ends.iter().rposition(|end| *end) } else { ends.iter().position(|end| *end) }
    }

    /// The length of the shortest or longest end that it matches.
    pub(super) fn suffix(&self, text: &[u8], longest: bool) -> Option<usize> {
        let mut starts: Vec<usize> = boundaries(text);
        if !longest {
            starts.reverse();
        }
        starts.into_iter().find(|start| self.ends(text, *start)[text.len()]).map(|start| text.len() - start)
    }

    /// May it match a name that begins with a dot, by a dot of its own?
    pub(super) fn begins_with_dot(&self) -> bool {
        begins_with_dot(&self.nodes)
    }

    fn ends(&self, text: &[u8], from: usize) -> Places {
        let mut start = vec![false; text.len() + 1];
        start[from] = true;
        self.all(&self.nodes, text, start)
    }

    fn all(&self, nodes: &[Node], text: &[u8], mut places: Places) -> Places {
        for node in nodes {
            if !places.contains(&true) {
                break;
            }
            places = self.step(node, text, places);
        }
        places
    }

    fn step(&self, node: &Node, text: &[u8], places: Places) -> Places {
        let mut next = vec![false; places.len()];
        match node {
            Node::One(Token::Star) => {
                if let Some(first) = places.iter().position(|p| *p) {
                    for at in boundaries(&text[first..]) {
                        next[first + at] = true;
                    }
                }
            }
            Node::One(token) => {
                for at in (0..text.len()).filter(|at| places[*at]) {
                    let (c, length) = first_char(&text[at..]);
                    if token_has(token, c, self.fold) {
                        next[at + length] = true;
                    }
                }
            }
            Node::Group(b'!', alternatives) => {
                for at in (0..places.len()).filter(|at| places[*at]) {
                    let mut start = vec![false; places.len()];
                    start[at] = true;
                    let matched = self.any(alternatives, text, &start);
                    for end in boundaries(&text[at..]).into_iter().map(|end| at + end) {
                        next[end] |= !matched[end];
                    }
                }
            }
            Node::Group(kind @ (b'*' | b'+'), alternatives) => {
                let mut frontier = places.clone();
                if *kind == b'*' {
                    next = places;
                }
                loop {
                    let reached = self.any(alternatives, text, &frontier);
                    let mut new = false;
                    for (at, reached) in reached.into_iter().enumerate() {
                        frontier[at] = reached && !next[at];
                        new |= frontier[at];
                        next[at] |= reached;
                    }
                    if !new {
                        break;
                    }
                }
            }
            Node::Group(kind, alternatives) => {
                next = self.any(alternatives, text, &places);
                if *kind == b'?' {
                    next.iter_mut().zip(&places).for_each(|(to, from)| *to |= from);
                }
            }
        }
        next
    }

    fn any(&self, alternatives: &[Vec<Node>], text: &[u8], places: &Places) -> Places {
        let mut union = vec![false; places.len()];
        for alternative in alternatives {
            let ends = self.all(alternative, text, places.clone());
            union.iter_mut().zip(ends).for_each(|(to, end)| *to |= end);
        }
        union
    }
}

fn begins_with_dot(nodes: &[Node]) -> bool {
    match nodes.first() {
        Some(Node::One(token)) => *token == Token::Char(b'.'.into()),
        Some(Node::Group(b'!', _)) | None => false,
        Some(Node::Group(_, alternatives)) => alternatives.iter().any(|nodes| begins_with_dot(nodes)),
    }
}

/// Where characters of `text` begin, and its end.
fn boundaries(text: &[u8]) -> Vec<usize> {
    let mut at = 0;
    let mut all = vec![0];
    while at < text.len() {
        at += first_char(&text[at..]).1;
        all.push(at);
    }
    all
}

fn unquoted(marked: &[(u32, bool)], at: usize) -> u8 {
    match marked.get(at) {
        Some((c, false)) => u8::try_from(*c).unwrap_or(0),
        _ => 0,
    }
}

fn opens(marked: &[(u32, bool)], at: usize) -> bool {
    matches!(unquoted(marked, at), b'?' | b'*' | b'+' | b'@' | b'!') && unquoted(marked, at + 1) == b'('
}

/// By place of an operator: where its group is closed; 0: not. None if no group is.
fn partners(marked: &[(u32, bool)]) -> Option<Vec<usize>> {
    let mut partners = Vec::new();
    let mut open = Vec::new();
    let mut at = 0;
    while at < marked.len() {
        if opens(marked, at) {
            open.push(at);
            at += 2;
            continue;
        }
        match unquoted(marked, at) {
            b'[' => at += class(&marked[at + 1..]).map_or(0, |(_, length)| length),
            b')' => {
                if let Some(from) = open.pop()
                    && open.len() < MAX_DEPTH
                {
                    partners.resize(marked.len(), 0);
                    partners[from] = at;
                }
            }
            _ => {}
        }
        at += 1;
    }
    if partners.is_empty() { None } else { Some(partners) }
}

fn nodes(marked: &[(u32, bool)], from: usize, to: usize, partners: &[usize], fold: bool) -> Vec<Node> {
    let mut nodes = Vec::new();
    let mut at = from;
    while at < to {
        if opens(marked, at) && partners[at] != 0 {
            let close = partners[at];
            let mut alternatives = Vec::new();
            let mut start = at + 2;
            let mut place = start;
            while place <= close {
                if place == close || unquoted(marked, place) == b'|' {
                    alternatives.push(self::nodes(marked, start, place, partners, fold));
                    start = place + 1;
                } else if opens(marked, place) && partners[place] != 0 {
                    place = partners[place];
                } else if unquoted(marked, place) == b'[' {
                    place += class(&marked[place + 1..close]).map_or(0, |(_, length)| length);
                }
                place += 1;
            }
            nodes.push(Node::Group(unquoted(marked, at), alternatives));
            at = close + 1;
            continue;
        }
        let c = marked[at].0;
        at += 1;
        nodes.push(Node::One(match unquoted(marked, at - 1) {
            b'?' => Token::Any,
            b'*' => Token::Star,
            b'[' => match class(&marked[at..to]) {
                Some((class, length)) => {
                    at += length;
                    Token::Class(Box::new(class))
                }
                None => Token::Char(c),
            },
            _ => Token::Char(if fold { folded(c) } else { c }),
        }));
    }
    nodes
}

#[cfg(test)]
mod tests {
    use crate::pattern::{Pattern, Style};

    fn pattern(text: &str) -> Pattern {
        Pattern::styled(text.as_bytes(), &[], Style { extended: true, fold: false })
    }

    #[test]
    fn groups() {
        for (text, yes, no) in [
            ("@(a|b)c", "ac bc", "c abc dc"),
            ("?(a|b)c", "c ac", "aac"),
            ("*(ab|c)", " ab abc cab", "a b"),
            ("+(ab|c)", "ab abcab", " a"),
            ("!(a|b)", " c ab", "a b"),
            ("!(*.o|*.c)", "a.h o", "a.o x.c"),
            ("*.!(o)", "a.c a.oo a.b.c a.o.c", "a.o"),
            ("@(a*|[)|]x)y", "ay azy )xy |xy", "y x"),
            ("+([0-9])", "1 123", " a 1a"),
            ("a@(b@(c|d)|e)f", "abcf abdf aef", "abf"),
            ("@(é|ü)?", "éa üé", "é"),
            ("*(*(a))b", "b aab", "a"),
            ("@(", "@(", "a"),
            ("@(a", "@(a", "a"),
            ("x(a|b)", "x(a|b)", "xa"),
        ] {
            for text_ in yes.split(' ') {
                assert!(pattern(text).matches(text_.as_bytes()), "{text} {text_}");
            }
            for text_ in no.split(' ') {
                assert!(!pattern(text).matches(text_.as_bytes()), "{text} {text_}");
            }
        }
        assert!(Pattern::styled(b"@(A|b)x", &[], Style { extended: true, fold: true }).matches(b"aX"));
        assert!(!Pattern::new(b"@(a)", &[]).matches(b"a"));
        assert!(!Pattern::styled(b"@(a)", &[(0, 2)], Style { extended: true, fold: false }).matches(b"a"));
    }

    #[test]
    fn ends_and_places() {
        let text = b"aabab";
        assert_eq!((pattern("+(a)").shortest_prefix(text), pattern("+(a)").longest_prefix(text)), (Some(1), Some(2)));
        assert_eq!((pattern("+(ab)").shortest_suffix(text), pattern("+(ab)").longest_suffix(text)), (Some(3), Some(1)));
        assert_eq!(pattern("+(b|x)a").find(text, 0), Some((2, 2)));
        assert_eq!(pattern("@(z)").find(text, 0), None);
    }

    #[test]
    fn time_is_bounded() {
        let long = "a".repeat(2000);
        assert!(!pattern("*(*(*(a)*(a))*(a))b").matches(long.as_bytes()));
        assert!(pattern(&"@(".repeat(100_000)).literal().is_some());
        assert!(!pattern(&("@(".repeat(1000) + &")".repeat(1000))).matches(b"a"));
    }
}
