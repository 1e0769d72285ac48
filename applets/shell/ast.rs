//! The tree that the parser makes and the interpreter walks. It is made once; nothing in it is text to be parsed again,
//! but arithmetic that contains expansions.
//!
//! Quoting is a flag of the [`Part`], never a character in the data.

use crate::arith::ArithExpr;
use crate::braces::Braces;
use crate::symbols::VarId;
use kit::pattern::Pattern;
use std::cell::{Cell, OnceCell};
use std::rc::Rc;

/// Commands one after another.
#[derive(Debug, Default)]
pub struct List {
    /// What is separated by `;`, `&` or newlines.
    pub items: Vec<Item>,
    /// The interpreter's own note about this list (is it harmless?); 0 = it has not looked yet.
    pub memo: Cell<u32>,
}

/// An AND-OR list: pipelines joined by `&&` and `||`, both of the same precedence.
#[derive(Debug)]
pub struct Item {
    /// The first pipeline.
    pub first: Pipeline,
    /// The others, each with what stands before it.
    pub rest: Vec<(Connector, Pipeline)>,
    /// Ended by `&`.
    pub background: bool,
}

/// What joins two pipelines.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Connector {
    /// `&&`
    And,
    /// `||`
    Or,
}

/// Commands joined by `|`; `|&` has become a `2>&1` after the left command's own redirections.
#[derive(Debug)]
pub struct Pipeline {
    /// Preceded by `!`.
    pub negated: bool,
    /// Preceded by `time`.
    pub timed: Option<Timed>,
    /// At least one.
    pub commands: Vec<Command>,
}

/// How the times of a pipeline are shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Timed {
    /// `time`: as TIMEFORMAT says.
    Plain,
    /// `time -p`: as POSIX says.
    Posix,
}

/// A command with its redirections.
#[derive(Debug)]
pub struct Command {
    /// The line of the script on which it begins, from 1.
    pub line: u32,
    /// What it is.
    pub kind: CommandKind,
    /// Redirections in their order; for a function definition those of the body are inside.
    pub redirects: Box<[Redirect]>,
}

/// The kinds of commands.
#[derive(Debug)]
pub enum CommandKind {
    /// `a=1 cmd args`
    Simple(SimpleCommand),
    /// `{ list; }`
    Group(List),
    /// `(list)`
    Subshell(Rc<List>),
    /// `if … elif … else … fi`
    If {
        /// Condition and consequence of `if` and of each `elif`.
        branches: Box<[(List, List)]>,
        /// After `else`.
        otherwise: Option<List>,
    },
    /// `while … do … done`
    While {
        /// It says `until`.
        until: bool,
        /// The condition.
        condition: List,
        /// What is repeated.
        body: List,
    },
    /// `for var in words; do … done`
    For {
        /// The variable.
        var: VarId,
        /// Without `in` the positional parameters are taken.
        words: Option<Box<[Word]>>,
        /// What is repeated.
        body: List,
    },
    /// `for ((start; condition; step)) do … done`
    ForArith {
        /// In this order; what is not there is 1.
        clauses: Box<[Option<Arithmetic>; 3]>,
        /// What is repeated.
        body: List,
    },
    /// `select var in words; do … done`
    Select {
        /// The variable.
        var: VarId,
        /// Without `in` the positional parameters are taken.
        words: Option<Box<[Word]>>,
        /// What is done with each choice.
        body: List,
    },
    /// `case subject in … esac`
    Case {
        /// What is matched.
        subject: Word,
        /// In order.
        arms: Box<[CaseArm]>,
    },
    /// `name() body`, `function name body`
    Function {
        /// Any word without quotes and expansions.
        name: Rc<[u8]>,
        /// A compound command with its redirections.
        body: Rc<Command>,
        /// All of the definition as it was written, for `declare -f`.
        text: Rc<[u8]>,
    },
    /// `[[ … ]]`
    Conditional(Box<CondExpr>),
    /// `((…))`
    Arithmetic(Arithmetic),
}

/// Assignments and words.
#[derive(Debug)]
pub struct SimpleCommand {
    /// Before the command's name.
    pub assignments: Box<[Assignment]>,
    /// The name and its arguments; may be empty.
    pub words: Box<[Word]>,
    /// The interpreter's own note (such as the number of the builtin that a literal name means); 0 = none.
    pub memo: Cell<u32>,
}

/// `name=value`, `name+=value`, `name[subscript]=value`, `name=(…)`
#[derive(Debug)]
pub struct Assignment {
    /// The variable.
    pub name: VarId,
    /// `+=`
    pub append: bool,
    /// Expanded without splitting and pathname expansion. Empty before `(…)`.
    pub value: Word,
    /// What makes it an assignment to an array.
    pub array: Option<Box<ArrayAssignment>>,
}

/// What is assigned of an array.
#[derive(Debug)]
pub enum ArrayAssignment {
    /// One element.
    Element(Subscript),
    /// All of it, or with `+=` more of it.
    List(Box<[Element]>),
}

/// What stands in `name=(…)`.
#[derive(Debug)]
pub struct Element {
    /// Of `[subscript]=value`.
    pub subscript: Option<Subscript>,
    /// `[subscript]+=value`
    pub append: bool,
    /// Without a subscript it is split and expanded to path names, and may be many elements.
    pub value: Word,
}

/// What stands in the brackets of `name[…]`. Only when it is used is it known which kind of array it belongs to.
#[derive(Debug)]
pub enum Subscript {
    /// `@`, `*`: all elements
    All(Special),
    /// A key, or an arithmetic expression.
    Word {
        /// What it expands to; no parts: the brackets are empty.
        word: Word,
        /// The same compiled, if that is possible. As in [`Arithmetic::Text`] it may have to be given up for the text.
        index: Option<Box<ArithExpr>>,
    },
}

/// One arm of `case`.
#[derive(Debug)]
pub struct CaseArm {
    /// Patterns: unquoted parts are patterns, quoted ones literal.
    pub patterns: Box<[Word]>,
    /// What is done.
    pub body: List,
    /// What comes after it.
    pub next: ArmEnd,
}

/// How an arm of `case` ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ArmEnd {
    /// `;;`: leave the `case`.
    Leave,
    /// `;&`: run the next arm too.
    FallThrough,
    /// `;;&`: go on testing patterns.
    TestNext,
}

/// A redirection.
#[derive(Debug)]
pub struct Redirect {
    /// The descriptor given before the operator.
    pub fd: Option<u32>,
    /// The operator.
    pub kind: RedirectKind,
    /// The file or descriptor, or the string of `<<<`. For a here-document see [`Redirect::here_document`].
    pub target: Word,
    /// Filled by the parser when it reaches the body.
    pub(crate) body: Option<Rc<OnceCell<Word>>>,
}

impl Redirect {
    /// The body of a here-document: one literal if the delimiter was quoted, else parts that are all quoted.
    pub fn here_document(&self) -> Option<&Word> {
        self.body.as_deref().and_then(OnceCell::get)
    }

    /// The descriptor that is redirected: the one given, else 0 or 1 by the operator.
    pub fn descriptor(&self) -> u32 {
        self.fd.unwrap_or(match self.kind {
            RedirectKind::In
            | RedirectKind::InOut
            | RedirectKind::DupIn
            | RedirectKind::HereDocument
            | RedirectKind::HereString => 0,
            RedirectKind::Out
            | RedirectKind::Clobber
            | RedirectKind::Append
            | RedirectKind::DupOut
            | RedirectKind::Both
            | RedirectKind::AppendBoth => 1,
        })
    }
}

/// The operators of redirection.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RedirectKind {
    /// `<`
    In,
    /// `>`
    Out,
    /// `>|`
    Clobber,
    /// `>>`
    Append,
    /// `<>`
    InOut,
    /// `<&`; the target is digits or `-`
    DupIn,
    /// `>&`; the target is digits or `-`
    DupOut,
    /// `<<`, `<<-` (whose tabs are gone already)
    HereDocument,
    /// `<<<`; a newline is added to the string
    HereString,
    /// `&>`: standard output and standard error
    Both,
    /// `&>>`
    AppendBoth,
}

/// A word: parts that are expanded and joined.
#[derive(Debug, Default)]
pub struct Word {
    /// Neighbouring literals of the same quoting are one part. No parts: an empty word (`a=`), which gives no field.
    pub parts: Box<[Part]>,
    facts: u8,
    /// See [`Word::fixed_pattern`].
    pattern: OnceCell<Box<Pattern>>,
}

/// A piece of a word.
#[derive(Debug)]
pub enum Part {
    /// Bytes of the script, quotes and backslashes removed.
    Literal {
        /// May be empty when quoted: `""`.
        bytes: Box<[u8]>,
        /// Its metacharacters mean themselves, and it makes a field even when empty.
        quoted: bool,
    },
    /// `$x`, `${x…}`
    Param {
        /// What is expanded.
        exp: ParamExp,
        /// Inside double quotes.
        quoted: bool,
    },
    /// `$(…)`, `` `…` ``
    Command {
        /// What is run.
        body: Rc<List>,
        /// Inside double quotes.
        quoted: bool,
        /// Written in backquotes.
        backquoted: bool,
    },
    /// `$((…))`
    Arith {
        /// The expression.
        expr: Arithmetic,
        /// Inside double quotes.
        quoted: bool,
    },
    /// `~`, `~user`, where a tilde is special
    Tilde {
        /// Empty for the own home.
        user: Box<[u8]>,
        /// After `=` or `:` in an argument that looks like an assignment: special only for the declaration utilities
        /// (`export`, `readonly`, `local`, …); to other commands it is a literal.
        declaration_only: bool,
    },
    /// `(…)` behind `name=` in an argument of a declaration utility: the last part of its word
    Elements {
        /// What stands in it.
        elements: Box<[Element]>,
    },
    /// `<(…)`, `>(…)`
    Process {
        /// `>(…)`: the command writes and the list reads.
        output: bool,
        /// What is run.
        body: Rc<List>,
    },
    /// All of an argument that has braces to be expanded: the only part of its word.
    Braces(Box<Braces>),
}

/// An arithmetic expression.
#[derive(Debug)]
pub enum Arithmetic {
    /// Without expansions: compiled by the parser.
    Compiled(ArithExpr),
    /// Expand the word as in double quotes, parse the result (`arith::parse`), evaluate.
    Text {
        /// All of it; its parts are quoted.
        word: Box<Word>,
        /// The same with [`ArithExpr::Parameter`] for every `$x`; good whenever all of these are plain decimal numbers
        /// (`arith::evaluate` gives `ArithError::NotPlain`, before any effect, when one is not).
        fast: Option<Box<ArithExpr>>,
    },
}

/// `$x`, `${x}`, `${x OP …}`
#[derive(Debug)]
pub struct ParamExp {
    /// Which parameter.
    pub target: Parameter,
    /// `${!x…}`: the parameter whose name is the value of `target`.
    pub indirect: bool,
    /// What is done with its value.
    pub op: Option<Box<ParamOp>>,
}

/// A parameter.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Parameter {
    /// `$name`
    Variable(VarId),
    /// `$1`, `${10}`; never 0
    Positional(u32),
    /// The others.
    Special(Special),
}

/// The special parameters.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Special {
    /// `$@`
    At,
    /// `$*`
    Star,
    /// `$#`
    Count,
    /// `$?`
    Status,
    /// `$-`
    Flags,
    /// `$$`
    Pid,
    /// `$!`
    Job,
    /// `$0`
    Name,
}

impl Special {
    /// The byte after the dollar sign.
    pub fn letter(self) -> u8 {
        match self {
            Special::At => b'@',
            Special::Star => b'*',
            Special::Count => b'#',
            Special::Status => b'?',
            Special::Flags => b'-',
            Special::Pid => b'$',
            Special::Job => b'!',
            Special::Name => b'0',
        }
    }
}

/// The operations on a parameter. `colon`: an empty value counts as unset.
///
/// The words take part in the quoting around them: inside double quotes their parts are all quoted. Without quotes their
/// literals are unquoted parts, which are split like the results of expansions.
#[derive(Debug)]
pub enum ParamOp {
    /// `${x[subscript]}`, and what is done with that
    Element {
        /// Which element, or all.
        subscript: Subscript,
        /// As in [`ParamExp`].
        op: Option<Box<ParamOp>>,
    },
    /// `${!x[@]}`, `${!x[*]}`: the keys
    Keys(Special),
    /// `${!x@}`, `${!x*}`: the names of variables that begin with `x`
    Names(Special),
    /// `${x@Q}` and the like: the letter
    Transform(u8),
    /// `${…}` that means nothing: its text. An error if it is expanded, so that a script may hold another shell's forms
    /// behind a test for that shell.
    Bad(Box<[u8]>),
    /// `${#x}`
    Length,
    /// `${x:-word}`
    Default {
        /// See [`ParamOp`].
        colon: bool,
        /// The value instead.
        word: Word,
    },
    /// `${x:=word}`
    Assign {
        /// See [`ParamOp`].
        colon: bool,
        /// The value instead.
        word: Word,
    },
    /// `${x:?word}`
    Error {
        /// See [`ParamOp`].
        colon: bool,
        /// The message; no parts: the usual one.
        word: Word,
    },
    /// `${x:+word}`
    Alternative {
        /// See [`ParamOp`].
        colon: bool,
        /// The value instead.
        word: Word,
    },
    /// `${x#pattern}`, `${x##pattern}`
    RemovePrefix {
        /// The longest match instead of the shortest.
        longest: bool,
        /// Unquoted parts are patterns.
        pattern: Word,
    },
    /// `${x%pattern}`, `${x%%pattern}`
    RemoveSuffix {
        /// The longest match instead of the shortest.
        longest: bool,
        /// Unquoted parts are patterns.
        pattern: Word,
    },
    /// `${x:offset}`, `${x:offset:length}`
    Substring {
        /// From the end when negative.
        offset: Arithmetic,
        /// Up to so far before the end when negative.
        length: Option<Arithmetic>,
    },
    /// `${x/pattern/with}`
    Replace {
        /// Which matches.
        which: Matches,
        /// Unquoted parts are patterns.
        pattern: Word,
        /// What takes their place.
        with: Word,
    },
    /// `${x^}`, `${x^^}`, `${x,}`, `${x,,}`
    ChangeCase {
        /// `^`
        upper: bool,
        /// All characters, not just the first.
        all: bool,
        /// Only those that match; no parts: any.
        pattern: Word,
    },
}

impl ParamOp {
    /// The word that may take the place of the value.
    fn word(op: Option<&ParamOp>) -> Option<&Word> {
        match op {
            Some(ParamOp::Default { word, .. } | ParamOp::Assign { word, .. } | ParamOp::Alternative { word, .. }) => {
                Some(word)
            }
            _ => None,
        }
    }
}

/// Which matches `${x/…}` replaces.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Matches {
    /// `/`
    First,
    /// `//`
    All,
    /// `/#`: one at the beginning
    Prefix,
    /// `/%`: one at the end
    Suffix,
}

/// What stands in `[[ ]]`. Its words are expanded without splitting and pathname expansion.
#[derive(Debug)]
pub enum CondExpr {
    /// `! expr`
    Not(Box<CondExpr>),
    /// `expr && expr`
    And(Box<CondExpr>, Box<CondExpr>),
    /// `expr || expr`
    Or(Box<CondExpr>, Box<CondExpr>),
    /// `word`, `-n word`: it is not empty
    NonEmpty(Word),
    /// `-f word` and the like: the letter
    Unary(u8, Word),
    /// `word OP word`
    Binary(CondOp, Word, Word),
}

/// The binary operators of `[[ ]]`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CondOp {
    /// `=`, `==`; the right side is a pattern
    Match,
    /// `!=`
    NoMatch,
    /// `=~`
    Regex,
    /// `<`
    Before,
    /// `>`
    After,
    /// `-eq`; both sides are arithmetic
    Equal,
    /// `-ne`
    Unequal,
    /// `-lt`
    Less,
    /// `-le`
    LessOrEqual,
    /// `-gt`
    Greater,
    /// `-ge`
    GreaterOrEqual,
    /// `-nt`
    Newer,
    /// `-ot`
    Older,
    /// `-ef`
    SameFile,
}

impl CondOp {
    /// How it is written.
    pub fn text(self) -> &'static str {
        match self {
            CondOp::Match => "==",
            CondOp::NoMatch => "!=",
            CondOp::Regex => "=~",
            CondOp::Before => "<",
            CondOp::After => ">",
            CondOp::Equal => "-eq",
            CondOp::Unequal => "-ne",
            CondOp::Less => "-lt",
            CondOp::LessOrEqual => "-le",
            CondOp::Greater => "-gt",
            CondOp::GreaterOrEqual => "-ge",
            CondOp::Newer => "-nt",
            CondOp::Older => "-ot",
            CondOp::SameFile => "-ef",
        }
    }
}

/// The word expands to its literal and to nothing else.
const LITERAL: u8 = 1;
/// The word gives exactly one field without splitting.
const ONE_FIELD: u8 = 2;
/// No unquoted part can bring a metacharacter of pathname expansion.
const NO_GLOB: u8 = 4;
/// Begins with a literal unquoted `name=`.
const ASSIGNMENT_LIKE: u8 = 8;
/// Nothing in it is expanded.
const FIXED: u8 = 16;
/// Ends with the elements of an array.
const ELEMENTS: u8 = 32;

/// Can there be a bracket expression in the text of a part? Not in the name of `[ a = b ]`: what is not closed is none.
fn may_have_bracket(bytes: &[u8], alone: bool) -> bool {
    bytes.iter().position(|c| *c == b'[').is_some_and(|at| !alone || bytes[at..].contains(&b']'))
}

impl Word {
    /// A word of `parts`; works out what is known about it.
    pub fn new(parts: Vec<Part>) -> Word {
        let mut facts = ONE_FIELD | NO_GLOB;
        let mut extended = false;
        for part in &parts {
            match part {
                Part::Literal { quoted: true, .. } => {}
                Part::Literal { bytes, quoted: false } => {
                    let alone = parts.len() == 1;
                    if bytes.iter().any(|c| matches!(c, b'*' | b'?' | b'(')) || may_have_bracket(bytes, alone) {
                        facts &= !NO_GLOB;
                        // Whether `@(…)` is a group can change.
                        extended |= bytes.contains(&b'(');
                    }
                }
                Part::Param { exp, quoted: true } => {
                    if exp.may_give_many_fields() {
                        facts &= !ONE_FIELD;
                    }
                }
                // It is taken out when the word is expanded.
                Part::Elements { .. } => facts |= ELEMENTS,
                // A home directory or a number of /dev/fd is not split or globbed.
                Part::Command { quoted: true, .. }
                | Part::Arith { quoted: true, .. }
                | Part::Tilde { .. }
                | Part::Process { .. } => {}
                // Digits and `-` may stand in IFS.
                Part::Arith { quoted: false, .. } => facts &= !ONE_FIELD,
                Part::Param { quoted: false, .. } | Part::Command { quoted: false, .. } | Part::Braces(_) => {
                    facts &= !(ONE_FIELD | NO_GLOB);
                }
            }
        }
        if parts.is_empty() {
            facts &= !ONE_FIELD;
        }
        match parts.first() {
            Some(Part::Literal { .. }) if parts.len() == 1 && facts & NO_GLOB != 0 => facts |= LITERAL,
            None => facts |= LITERAL,
            _ => {}
        }
        if !extended && parts.iter().all(|part| matches!(part, Part::Literal { .. })) {
            facts |= FIXED;
        }
        Word { parts: parts.into(), facts, pattern: OnceCell::new() }
    }

    /// A word that is `bytes`, quoted.
    pub fn literal(bytes: &[u8]) -> Word {
        Word::new(vec![Part::Literal { bytes: bytes.into(), quoted: true }])
    }

    pub(crate) fn set_assignment_like(&mut self) {
        self.facts |= ASSIGNMENT_LIKE;
    }

    /// The bytes of a word that expands to itself: no expansion, no metacharacter. Also of the word without parts, which
    /// is empty (and as an argument can not occur).
    pub fn as_literal(&self) -> Option<&[u8]> {
        if self.facts & LITERAL == 0 {
            return None;
        }
        match self.parts.first() {
            Some(Part::Literal { bytes, .. }) => Some(bytes),
            _ => Some(b""),
        }
    }

    /// The pattern that the word is, if it is the same at all times: compiled once.
    pub fn fixed_pattern(&self) -> Option<&Pattern> {
        if self.facts & FIXED == 0 {
            return None;
        }
        Some(self.pattern.get_or_init(|| {
            let (mut text, mut ranges) = (Vec::new(), Vec::new());
            for part in &self.parts {
                if let Part::Literal { bytes, quoted } = part {
                    let from = text.len() as u32;
                    text.extend_from_slice(bytes);
                    if *quoted {
                        ranges.push((from, text.len() as u32));
                    }
                }
            }
            Box::new(Pattern::new(&text, &ranges))
        }))
    }

    /// Does it give exactly one field, whatever the values (before pathname expansion)?
    pub fn is_one_field(&self) -> bool {
        self.facts & ONE_FIELD != 0
    }

    /// Is it known that pathname expansion does nothing to it?
    pub fn needs_no_glob(&self) -> bool {
        self.facts & NO_GLOB != 0
    }

    /// Does it begin with an unquoted literal `name=`? As an argument of a declaration utility (`export`, …) it is then
    /// expanded without splitting and pathname expansion, and its `declaration_only` tildes are special.
    pub fn is_assignment_like(&self) -> bool {
        self.facts & ASSIGNMENT_LIKE != 0
    }

    /// The elements in `name=(…)`.
    pub fn elements(&self) -> Option<&[Element]> {
        if self.facts & ELEMENTS == 0 {
            return None;
        }
        match self.parts.last() {
            Some(Part::Elements { elements }) => Some(elements),
            _ => None,
        }
    }

    /// The braces that it is.
    pub fn braces(&self) -> Option<&Braces> {
        match &*self.parts {
            [Part::Braces(braces)] => Some(braces),
            _ => None,
        }
    }

    /// Has it no parts at all?
    pub fn is_absent(&self) -> bool {
        self.parts.is_empty()
    }
}

impl ParamExp {
    /// The value of a parameter, with nothing done to it.
    pub fn plain(target: Parameter) -> ParamExp {
        ParamExp { target, indirect: false, op: None }
    }

    /// Can it give another number of fields than one inside double quotes?
    fn may_give_many_fields(&self) -> bool {
        let inner = |word: &Word| !word.parts.is_empty() && !word.is_one_field();
        let of_word = match self.op.as_deref() {
            op if ParamOp::word(op).is_some_and(inner) => true,
            Some(ParamOp::Length) => return false,
            Some(ParamOp::Keys(special) | ParamOp::Names(special)) => return *special == Special::At,
            Some(ParamOp::Element { subscript, op }) => {
                if matches!(op.as_deref(), Some(ParamOp::Length)) {
                    return false;
                }
                let element = ParamOp::word(op.as_deref()).is_some_and(inner);
                element || matches!(subscript, Subscript::All(Special::At))
            }
            _ => false,
        };
        of_word || self.indirect || self.target == Parameter::Special(Special::At)
    }
}
