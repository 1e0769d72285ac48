//! Arithmetic of `$((…))`, `((…))`, `let`, `[[ a -eq b ]]`: 64-bit, wrapping, with all of C's operators, `**` and `BASE#digits`.
//!
//! An expression is compiled once to code for a stack machine over variable slots. Neither running it nor dropping it
//! recurses; compiling recurses to a fixed depth.

mod compile;
mod run;

use crate::ast::Parameter;
use crate::symbols::{Symbols, VarId, is_name_byte, is_name_start};
use compile::Compiler;
use run::{run, stack_depth};

/// A compiled expression.
#[derive(Debug)]
pub struct ArithExpr {
    code: Box<[Op]>,
    /// How many values the stack must hold.
    depth: usize,
    /// The elements of arrays in it.
    elements: Box<[Element]>,
}

/// `x[…]`
#[derive(Debug)]
struct Element {
    var: VarId,
    /// The index, if the brackets hold an expression.
    index: Option<ArithExpr>,
    /// The name, which counts if the array is an associative one; none if it has parameters in it.
    name: Option<Box<[u8]>>,
}

/// Which element of an array.
#[derive(Clone, Copy, Debug)]
pub enum ElementKey<'a> {
    /// Of an indexed one; negative: from the end.
    Index(i64),
    /// Of an associative one.
    Name(&'a [u8]),
}

/// One step of the machine.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Op {
    /// Push a constant.
    Push(i64),
    /// Push a variable's value.
    Load(VarId),
    /// Push the value of `$x`.
    LoadParameter(Parameter),
    /// Store the top in a variable; it stays.
    Store(VarId),
    /// `x OP= top`: replace the top by the result and store it.
    StoreWith(VarId, BinaryOp),
    /// `x++` and its kin: add, push the value before (`postfix`) or after.
    Step {
        var: VarId,
        by: i8,
        postfix: bool,
    },
    /// As those above, with an element of an array.
    LoadElement(u32),
    StoreElement(u32),
    StoreElementWith(u32, BinaryOp),
    StepElement {
        element: u32,
        by: i8,
        postfix: bool,
    },
    /// Replace the top.
    Unary(UnaryOp),
    /// Replace the two on top by one.
    Binary(BinaryOp),
    /// `&&`: pop; if it is 0, push 0 and jump.
    JumpIfFalse(u32),
    /// `||`: pop; if it is not 0, push 1 and jump.
    JumpIfTrue(u32),
    /// `?`: pop; jump if it is 0.
    Branch(u32),
    /// Jump.
    Jump(u32),
    /// Make the top 0 or 1.
    Truth,
    /// Pop.
    Drop,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum UnaryOp {
    Minus,
    Complement,
    Not,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum BinaryOp {
    Multiply,
    Divide,
    Remainder,
    Add,
    Subtract,
    Power,
    ShiftLeft,
    ShiftRight,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Equal,
    Unequal,
    BitAnd,
    BitXor,
    BitOr,
}

/// What is wrong with an expression or its values.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ArithError {
    /// It can not be parsed.
    Syntax,
    /// `?` without `:`.
    Conditional,
    /// Too many parentheses or operators inside one another.
    TooDeep,
    /// `/ 0`, `% 0`
    DivideByZero,
    /// `** -1`
    NegativeExponent,
    /// Variables whose values name one another.
    Loop,
    /// A [`Parameter`] in the code is not a plain decimal number now. Nothing was assigned yet: expand the text instead.
    NotPlain,
    /// The shell refused (a readonly variable, an unset one under `set -u`) and has said so or will.
    Refused,
}

impl ArithError {
    /// The message, as ash words it.
    pub fn message(&self) -> &'static str {
        match self {
            ArithError::Syntax => "arithmetic syntax error",
            ArithError::Conditional => "malformed ?: operator",
            ArithError::TooDeep => "arithmetic syntax error: nesting too deep",
            ArithError::DivideByZero => "divide by zero",
            ArithError::NegativeExponent => "exponent less than 0",
            ArithError::Loop => "expression recursion loop detected",
            ArithError::NotPlain | ArithError::Refused => "",
        }
    }
}

/// A variable's or parameter's value.
#[derive(Debug)]
pub enum Value<'a> {
    /// Known as a number.
    Number(i64),
    /// An expression; empty means 0.
    Text(&'a [u8]),
}

/// The shell, as arithmetic sees it.
pub trait ArithHost {
    /// The value of a variable; that of an unset one is `Number(0)`.
    fn variable(&mut self, var: VarId) -> Result<Value<'_>, ArithError>;
    /// Assigns.
    fn assign(&mut self, var: VarId, value: i64) -> Result<(), ArithError>;
    /// Is the variable an associative array?
    fn is_associative(&mut self, var: VarId) -> bool;
    /// The value of an element.
    fn element(&mut self, var: VarId, key: ElementKey) -> Result<Value<'_>, ArithError>;
    /// Assigns an element.
    fn assign_element(&mut self, var: VarId, key: ElementKey, value: i64) -> Result<(), ArithError>;
    /// The value of `$x` for the code of [`parse_with_parameters`]: `NotPlain` unless it is set and consists of digits.
    fn parameter(&mut self, parameter: Parameter) -> Result<i64, ArithError>;
    /// Names of variables, for values that are expressions.
    fn symbols(&mut self) -> &mut Symbols;
}

/// Parentheses (three each), `?:`, assignments and unary operators inside one another.
const MAX_DEPTH: u32 = 1024;
/// Variables whose values are expressions, inside one another.
const MAX_INDIRECTION: u32 = 64;

/// So many of those is an index in an index worth: together they bound the stack that running takes.
const INDEX_LEVELS: u32 = 4;

/// Compiles an expression without expansions; an empty one is 0.
pub fn parse(text: &[u8], symbols: &mut Symbols) -> Result<ArithExpr, ArithError> {
    Compiler::new(&[Piece::Text(text)], symbols).whole()
}

/// A part of an expression with parameters in it.
#[derive(Clone, Copy, Debug)]
pub enum Piece<'a> {
    /// Literal text.
    Text(&'a [u8]),
    /// `$x`
    Parameter(Parameter),
}

/// Compiles an expression with parameters so that it means the same as its expanded text whenever the parameters are
/// decimal numbers without sign; `None` when there is no such code: a parameter that touches a digit or a letter, an error.
/// To be able to stop before any effect, it must not assign before it has loaded all parameters.
pub fn parse_with_parameters(pieces: &[Piece], symbols: &mut Symbols) -> Option<ArithExpr> {
    let expr = Compiler::new(pieces, symbols).whole().ok()?;
    let first_effect = expr.code.iter().position(Op::has_effect).unwrap_or(expr.code.len());
    let last_load = expr.code.iter().rposition(|op| expr.loads_parameter(op)).unwrap_or(0);
    let effect_in_index = expr.elements.iter().any(Element::has_effect);
    (last_load <= first_effect && !effect_in_index).then_some(expr)
}

impl Op {
    fn has_effect(&self) -> bool {
        matches!(
            self,
            Op::Store(_)
                | Op::StoreWith(..)
                | Op::Step { .. }
                | Op::StoreElement(_)
                | Op::StoreElementWith(..)
                | Op::StepElement { .. }
        )
    }

    /// The element that it has to do with.
    fn element(&self) -> Option<u32> {
        match self {
            Op::LoadElement(element)
            | Op::StoreElement(element)
            | Op::StoreElementWith(element, _)
            | Op::StepElement { element, .. } => Some(*element),
            _ => None,
        }
    }
}

impl Element {
    fn has_effect(&self) -> bool {
        let in_code =
            |expr: &ArithExpr| expr.code.iter().any(Op::has_effect) || expr.elements.iter().any(Element::has_effect);
        self.index.as_ref().is_some_and(in_code)
    }
}

impl ArithExpr {
    fn new(code: Vec<Op>, elements: Vec<Element>) -> ArithExpr {
        let depth = stack_depth(&code);
        ArithExpr { code: code.into(), depth, elements: elements.into() }
    }

    fn loads_parameter(&self, op: &Op) -> bool {
        if matches!(op, Op::LoadParameter(_)) {
            return true;
        }
        let index = op.element().and_then(|element| self.elements[element as usize].index.as_ref());
        index.is_some_and(|index| index.code.iter().any(|op| index.loads_parameter(op)))
    }
}

/// Would `pieces` compile, taking a parameter for a number wherever one may stand?
pub fn parses(pieces: &[Piece], symbols: &mut Symbols) -> bool {
    Compiler::new(pieces, symbols).whole().is_ok()
}

/// Compiles and evaluates a text.
pub fn evaluate_text(text: &[u8], host: &mut dyn ArithHost) -> Result<i64, ArithError> {
    if let Some(n) = plain_number(text) {
        return Ok(n);
    }
    let expr = parse(text, host.symbols())?;
    run(&expr, host, 0)
}

/// Evaluates.
pub fn evaluate(expr: &ArithExpr, host: &mut dyn ArithHost) -> Result<i64, ArithError> {
    run(expr, host, 0)
}

/// The value of a decimal number with at most 18 digits and perhaps a minus, the usual value of a variable.
pub fn plain_number(text: &[u8]) -> Option<i64> {
    let digits = text.strip_prefix(b"-").unwrap_or(text);
    let plain = match digits {
        [] => false,
        [b'0', _, ..] => false,
        _ => digits.len() <= 18 && digits.iter().all(u8::is_ascii_digit),
    };
    if !plain {
        return None;
    }
    let n = digits.iter().fold(0, |n: i64, d| n * 10 + i64::from(d - b'0'));
    Some(if digits.len() == text.len() { n } else { -n })
}

// ---- compiling -------------------------------------------------------------------------------------------------

#[cfg(test)]
mod tests;
