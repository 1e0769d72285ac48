//! The program as a tree, names already resolved to slots.

use super::value::Bytes;
use kit::regex::Regex;
use std::rc::Rc;

/// Where a scalar lives.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Var {
    /// Index into the globals; those below [`SPECIALS`]`.len()` have a meaning of their own.
    Global(u32),
    /// Index into the frame of the function.
    Local(u32),
}

/// The special variables, in the order of their slots.
pub const SPECIALS: &[&str] = &[
    "NF", "NR", "FNR", "FS", "OFS", "ORS", "RS", "RT", "SUBSEP", "CONVFMT", "OFMT", "RSTART", "RLENGTH", "FILENAME",
    "ENVIRON", "ARGC", "ARGV", "ERRNO",
];
pub const NF: u32 = 0;
pub const NR: u32 = 1;
pub const FNR: u32 = 2;
pub const FS: u32 = 3;
pub const OFS: u32 = 4;
pub const ORS: u32 = 5;
pub const RS: u32 = 6;
pub const RT: u32 = 7;
pub const SUBSEP: u32 = 8;
pub const CONVFMT: u32 = 9;
pub const OFMT: u32 = 10;
pub const RSTART: u32 = 11;
pub const RLENGTH: u32 = 12;
pub const FILENAME: u32 = 13;
pub const ENVIRON: u32 = 14;
pub const ARGC: u32 = 15;
pub const ARGV: u32 = 16;
pub const ERRNO: u32 = 17;

/// A place in the program: which source (upper 8 bits), which line.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub struct Line(pub u32);

impl Line {
    pub fn new(source: usize, line: u32) -> Line {
        Line((source.min(255) as u32) << 24 | line & 0xff_ffff)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Binary {
    Add,
    Sub,
    Mul,
    Div,
    Mod,
    Pow,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Compare {
    Less,
    LessEqual,
    Equal,
    NotEqual,
    Greater,
    GreaterEqual,
}

/// What can be assigned to.
pub enum Place {
    Var(Var),
    Field(Box<Expr>),
    Element(Var, Vec<Expr>),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Builtin {
    Atan2,
    Close,
    Compl,
    Cos,
    Exp,
    Fflush,
    Gensub,
    Gsub,
    And,
    Index,
    Int,
    Length,
    Log,
    Lshift,
    Match,
    Mktime,
    Or,
    Rand,
    Rshift,
    Sin,
    Split,
    Sprintf,
    Sqrt,
    Srand,
    Strftime,
    Sub,
    Substr,
    System,
    Systime,
    Tolower,
    Toupper,
    Xor,
}

pub enum Expr {
    Number(f64),
    String(Bytes),
    /// A regular expression on its own: `$0 ~ /re/`; as operand of `~`, `sub`, `split`…: itself.
    Regex(Rc<Regex>),
    Place(Place),
    Assign(Place, Box<Expr>),
    Update(Binary, Place, Box<Expr>),
    /// `++x` is (1, true), `x--` is (-1, false).
    Step {
        place: Place,
        by: f64,
        before: bool,
    },
    Conditional(Box<Expr>, Box<Expr>, Box<Expr>),
    And(Box<Expr>, Box<Expr>),
    Or(Box<Expr>, Box<Expr>),
    Not(Box<Expr>),
    Minus(Box<Expr>),
    Plus(Box<Expr>),
    Binary(Binary, Box<Expr>, Box<Expr>),
    Compare(Compare, Box<Expr>, Box<Expr>),
    Concat(Vec<Expr>),
    Match {
        negated: bool,
        text: Box<Expr>,
        pattern: Box<Expr>,
    },
    In(Vec<Expr>, Var),
    /// Parentheses: what is in them is not a regular expression to a function, nor a `>` of print.
    Group(Box<Expr>),
    Call(u32, Vec<Argument>),
    Builtin(Builtin, Vec<Argument>),
    Getline {
        source: Source,
        into: Option<Box<Place>>,
    },
}

pub enum Argument {
    Expr(Expr),
    Array(Var),
}

pub enum Source {
    Main,
    File(Box<Expr>),
    Command(Box<Expr>),
}

pub enum Redirect {
    Truncate(Expr),
    Append(Expr),
    Pipe(Expr),
}

pub enum Stmt {
    Expr(Expr),
    Print(Vec<Expr>, Option<Redirect>),
    Printf(Vec<Expr>, Option<Redirect>),
    If(Expr, Box<Stmt>, Option<Box<Stmt>>),
    While(Expr, Box<Stmt>),
    DoWhile(Box<Stmt>, Expr),
    For { start: Option<Box<Stmt>>, condition: Option<Expr>, step: Option<Box<Stmt>>, body: Box<Stmt> },
    ForIn { var: Place, array: Var, body: Box<Stmt> },
    Block(Vec<(Line, Stmt)>),
    Next,
    NextFile,
    Exit(Option<Expr>),
    Return(Option<Expr>),
    Break,
    Continue,
    Delete(Var, Option<Vec<Expr>>),
}

pub enum Pattern {
    Always,
    When(Expr),
    /// From the first to the second; the index tells which of the program's ranges.
    Range(Expr, Expr, usize),
}

pub struct Rule {
    pub pattern: Pattern,
    /// None prints the record.
    pub action: Option<Stmt>,
}

pub struct Function {
    /// For every parameter, whether it is used as an array.
    pub arrays: Vec<bool>,
    /// None if the program calls it and nowhere defines it: an error when it is called.
    pub body: Option<Stmt>,
}

#[derive(Default)]
pub struct Program {
    pub begin: Vec<Stmt>,
    pub rules: Vec<Rule>,
    pub end: Vec<Stmt>,
    pub functions: Vec<Function>,
    /// Names of the globals; scalars and arrays share the numbering.
    pub globals: Vec<Vec<u8>>,
    /// For every global, whether it is used as an array.
    pub arrays: Vec<bool>,
    pub ranges: usize,
    /// The name of every source: `cmd. line`, or a file's.
    pub sources: Vec<Vec<u8>>,
}

impl Program {
    /// `cmd. line:3`
    pub fn place(&self, line: Line) -> Vec<u8> {
        let source = self.sources.get((line.0 >> 24) as usize);
        kit::text![source.map_or(&b""[..], Vec::as_slice), ":", line.0 & 0xff_ffff]
    }
}
