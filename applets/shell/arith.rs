//! Arithmetic of `$((…))`, `((…))`, `let`, `[[ a -eq b ]]`: an expression is parsed once to a tree over variable slots.

use crate::ast::Parameter;
use crate::symbols::VarId;

/// A parsed expression. Values are 64 bits and wrap.
#[derive(Debug)]
pub enum ArithExpr {
    /// A constant.
    Number(i64),
    /// A variable; its value is an expression in turn.
    Variable(VarId),
    /// `$1`, `$x`: good only while its value is a plain decimal number.
    Parameter(Parameter),
    /// `-x` and its like.
    Unary(UnaryOp, Box<ArithExpr>),
    /// Both sides are evaluated.
    Binary(BinaryOp, Box<(ArithExpr, ArithExpr)>),
    /// `a && b`
    And(Box<(ArithExpr, ArithExpr)>),
    /// `a || b`
    Or(Box<(ArithExpr, ArithExpr)>),
    /// `a ? b : c`
    Conditional(Box<(ArithExpr, ArithExpr, ArithExpr)>),
    /// `x = e`, `x += e`
    Assign(VarId, Option<BinaryOp>, Box<ArithExpr>),
    /// `++x`, `x--`
    Step {
        /// The variable.
        var: VarId,
        /// 1 or -1.
        by: i64,
        /// The value is the one before.
        postfix: bool,
    },
}

/// Operators of one operand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum UnaryOp {
    /// `-`
    Minus,
    /// `~`
    Complement,
    /// `!`
    Not,
}

/// Operators of two operands, of which both are evaluated.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BinaryOp {
    /// `*`
    Multiply,
    /// `/`
    Divide,
    /// `%`
    Remainder,
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `**`
    Power,
    /// `<<`
    ShiftLeft,
    /// `>>`
    ShiftRight,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
    /// `==`
    Equal,
    /// `!=`
    Unequal,
    /// `&`
    BitAnd,
    /// `^`
    BitXor,
    /// `|`
    BitOr,
    /// `,`
    Comma,
}
