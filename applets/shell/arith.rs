//! Arithmetic of `$((…))`, `((…))`, `let`, `[[ a -eq b ]]`: 64-bit, wrapping, with all of C's operators, `**` and `BASE#digits`.
//!
//! An expression is compiled once to code for a stack machine over variable slots. Neither running it nor dropping it
//! recurses; compiling recurses to a fixed depth.

use crate::ast::Parameter;
use crate::symbols::{Symbols, VarId, is_name_byte, is_name_start};

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

struct Compiler<'a> {
    text: &'a [Piece<'a>],
    /// The piece and the place in it.
    piece: usize,
    at: usize,
    code: Vec<Op>,
    elements: Vec<Element>,
    depth: u32,
    symbols: &'a mut Symbols,
}

/// A variable or an element, as an operand.
#[derive(Clone, Copy)]
enum Place {
    Variable(VarId),
    Element(u32),
}

impl Place {
    fn load(self) -> Op {
        match self {
            Place::Variable(var) => Op::Load(var),
            Place::Element(element) => Op::LoadElement(element),
        }
    }

    fn step(self, by: i8, postfix: bool) -> Op {
        match self {
            Place::Variable(var) => Op::Step { var, by, postfix },
            Place::Element(element) => Op::StepElement { element, by, postfix },
        }
    }
}

/// Binary operators, longer ones before their prefixes: text, level (higher binds tighter), meaning. `None`: `&&` and `||`.
const OPERATORS: [(&[u8], u8, Option<BinaryOp>); 19] = [
    (b"**", 11, Some(BinaryOp::Power)),
    (b"<<", 8, Some(BinaryOp::ShiftLeft)),
    (b">>", 8, Some(BinaryOp::ShiftRight)),
    (b"<=", 7, Some(BinaryOp::LessOrEqual)),
    (b">=", 7, Some(BinaryOp::GreaterOrEqual)),
    (b"==", 6, Some(BinaryOp::Equal)),
    (b"!=", 6, Some(BinaryOp::Unequal)),
    (b"&&", 2, None),
    (b"||", 1, None),
    (b"*", 10, Some(BinaryOp::Multiply)),
    (b"/", 10, Some(BinaryOp::Divide)),
    (b"%", 10, Some(BinaryOp::Remainder)),
    (b"+", 9, Some(BinaryOp::Add)),
    (b"-", 9, Some(BinaryOp::Subtract)),
    (b"<", 7, Some(BinaryOp::Less)),
    (b">", 7, Some(BinaryOp::Greater)),
    (b"&", 5, Some(BinaryOp::BitAnd)),
    (b"^", 4, Some(BinaryOp::BitXor)),
    (b"|", 3, Some(BinaryOp::BitOr)),
];

/// An assignment operator.
#[derive(Clone, Copy)]
enum Assignment {
    /// `=`
    Plain,
    /// `+=` and the like
    With(BinaryOp),
}

/// The assignment operators but `=`.
const ASSIGNMENTS: [(&[u8], BinaryOp); 10] = [
    (b"<<=", BinaryOp::ShiftLeft),
    (b">>=", BinaryOp::ShiftRight),
    (b"*=", BinaryOp::Multiply),
    (b"/=", BinaryOp::Divide),
    (b"%=", BinaryOp::Remainder),
    (b"+=", BinaryOp::Add),
    (b"-=", BinaryOp::Subtract),
    (b"&=", BinaryOp::BitAnd),
    (b"^=", BinaryOp::BitXor),
    (b"|=", BinaryOp::BitOr),
];

impl<'a> Compiler<'a> {
    fn new(text: &'a [Piece<'a>], symbols: &'a mut Symbols) -> Compiler<'a> {
        Compiler { text, piece: 0, at: 0, code: Vec::new(), elements: Vec::new(), depth: 0, symbols }
    }

    fn whole(&mut self) -> Result<ArithExpr, ArithError> {
        self.skip_blanks();
        if self.at_end() {
            self.code.push(Op::Push(0));
        } else {
            self.comma()?;
            self.skip_blanks();
            if !self.at_end() {
                return Err(ArithError::Syntax);
            }
        }
        Ok(ArithExpr::new(std::mem::take(&mut self.code), std::mem::take(&mut self.elements)))
    }

    fn at_end(&self) -> bool {
        self.piece == self.text.len()
    }

    /// The rest of the literal text here; empty before a parameter.
    fn rest(&self) -> &'a [u8] {
        match self.text.get(self.piece) {
            Some(Piece::Text(text)) => &text[self.at..],
            _ => &[],
        }
    }

    fn advance(&mut self, by: usize) {
        self.at += by;
        self.settle();
    }

    /// Goes on to the next piece at the end of one.
    fn settle(&mut self) {
        while let Some(Piece::Text(text)) = self.text.get(self.piece) {
            if self.at < text.len() {
                break;
            }
            self.piece += 1;
            self.at = 0;
        }
    }

    fn skip_blanks(&mut self) {
        self.settle();
        while let Some(b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c) = self.rest().first() {
            self.advance(1);
        }
    }

    fn eat(&mut self, token: &[u8]) -> bool {
        let found = self.rest().starts_with(token);
        if found {
            self.advance(token.len());
        }
        found
    }

    fn enter(&mut self) -> Result<(), ArithError> {
        self.depth += 1;
        if self.depth > MAX_DEPTH { Err(ArithError::TooDeep) } else { Ok(()) }
    }

    fn comma(&mut self) -> Result<(), ArithError> {
        self.assignment()?;
        loop {
            self.skip_blanks();
            if !self.eat(b",") {
                return Ok(());
            }
            self.code.push(Op::Drop);
            self.assignment()?;
        }
    }

    /// An assignment or a conditional expression.
    fn assignment(&mut self) -> Result<(), ArithError> {
        self.enter()?;
        let start = self.code.len();
        self.binary(1)?;
        self.skip_blanks();
        if let (Some(operator), [op @ (Op::Load(_) | Op::LoadElement(_))]) =
            (self.assignment_operator(), &self.code[start..])
        {
            let op = *op;
            self.code.truncate(start);
            self.assignment()?;
            self.code.push(match (op, operator) {
                (Op::Load(var), Assignment::With(operator)) => Op::StoreWith(var, operator),
                (Op::Load(var), Assignment::Plain) => Op::Store(var),
                (Op::LoadElement(element), Assignment::With(operator)) => Op::StoreElementWith(element, operator),
                (Op::LoadElement(element), Assignment::Plain) => Op::StoreElement(element),
                (other, _) => other,
            });
        } else {
            self.conditional()?;
        }
        self.depth -= 1;
        Ok(())
    }

    /// What may follow a condition.
    fn conditional(&mut self) -> Result<(), ArithError> {
        if self.eat(b"?") {
            self.enter()?;
            let branch = self.reserve();
            self.comma()?;
            self.skip_blanks();
            if !self.eat(b":") {
                return Err(ArithError::Conditional);
            }
            let jump = self.reserve();
            self.code[branch] = Op::Branch(self.here());
            // Not an assignment: `a ? b : c = d` is none in C either.
            self.binary(1)?;
            self.skip_blanks();
            self.conditional()?;
            self.code[jump] = Op::Jump(self.here());
            self.depth -= 1;
        }
        Ok(())
    }

    /// Eats an assignment operator if the next is one (`==` is not): its binary operator, if any.
    fn assignment_operator(&mut self) -> Option<Assignment> {
        let rest = self.rest();
        if rest.starts_with(b"=") && !rest.starts_with(b"==") {
            self.advance(1);
            return Some(Assignment::Plain);
        }
        let (text, operator) = ASSIGNMENTS.iter().find(|(text, _)| rest.starts_with(text))?;
        self.advance(text.len());
        Some(Assignment::With(*operator))
    }

    fn here(&self) -> u32 {
        self.code.len() as u32
    }

    /// A place for a jump whose target is not known yet.
    fn reserve(&mut self) -> usize {
        self.code.push(Op::Drop);
        self.code.len() - 1
    }

    /// The binary operator here, if it is of `level` or above.
    fn binary_operator(&self, level: u8) -> Option<(usize, u8, Option<BinaryOp>)> {
        let rest = self.rest();
        if ASSIGNMENTS.iter().any(|(text, _)| rest.starts_with(text)) {
            return None;
        }
        let (text, of, operator) = OPERATORS.iter().find(|(text, ..)| rest.starts_with(text))?;
        (*of >= level).then_some((text.len(), *of, *operator))
    }

    /// Operands joined by operators of `level` and above: precedence climbing.
    fn binary(&mut self, level: u8) -> Result<(), ArithError> {
        self.enter()?;
        self.unary()?;
        loop {
            self.skip_blanks();
            let Some((length, of, operator)) = self.binary_operator(level) else { break };
            self.advance(length);
            match operator {
                // `**` alone groups from the right.
                Some(BinaryOp::Power) => {
                    self.binary(of)?;
                    self.code.push(Op::Binary(BinaryOp::Power));
                }
                Some(operator) => {
                    self.binary(of + 1)?;
                    self.code.push(Op::Binary(operator));
                }
                None => {
                    let jump = self.reserve();
                    self.binary(of + 1)?;
                    self.code.push(Op::Truth);
                    let end = self.here();
                    self.code[jump] = if of == 2 { Op::JumpIfFalse(end) } else { Op::JumpIfTrue(end) };
                }
            }
        }
        self.depth -= 1;
        Ok(())
    }

    fn unary(&mut self) -> Result<(), ArithError> {
        self.enter()?;
        self.skip_blanks();
        match self.rest() {
            [sign @ (b'+' | b'-'), second, ..] if sign == second => {
                // Before a variable it is a step, else two signs: `--5` is 5.
                let by = if *sign == b'+' { 1 } else { -1 };
                let (piece, at) = (self.piece, self.at);
                self.advance(2);
                self.skip_blanks();
                if let Some(place) = self.place()? {
                    self.code.push(place.step(by, false));
                } else {
                    (self.piece, self.at) = (piece, at);
                    self.advance(1);
                    self.signed(*sign)?;
                }
            }
            [sign @ (b'+' | b'-' | b'!' | b'~'), ..] => {
                self.advance(1);
                self.signed(*sign)?;
            }
            _ => self.primary()?,
        }
        self.depth -= 1;
        Ok(())
    }

    fn signed(&mut self, sign: u8) -> Result<(), ArithError> {
        self.unary()?;
        self.code.push(Op::Unary(match sign {
            b'-' => UnaryOp::Minus,
            b'!' => UnaryOp::Not,
            b'~' => UnaryOp::Complement,
            _ => return Ok(()),
        }));
        Ok(())
    }

    fn primary(&mut self) -> Result<(), ArithError> {
        if let Some(Piece::Parameter(parameter)) = self.text.get(self.piece) {
            // What it touches would belong to its number.
            if self.touches_word() {
                return Err(ArithError::Syntax);
            }
            self.code.push(Op::LoadParameter(*parameter));
            self.piece += 1;
            return if matches!(self.rest().first(), Some(c) if is_name_byte(*c) || *c == b'#')
                || matches!(self.text.get(self.piece), Some(Piece::Parameter(_)))
            {
                Err(ArithError::Syntax)
            } else {
                Ok(())
            };
        }
        match self.rest().first() {
            Some(b'(') => {
                self.advance(1);
                self.comma()?;
                self.skip_blanks();
                if self.eat(b")") { Ok(()) } else { Err(ArithError::Syntax) }
            }
            Some(c) if c.is_ascii_digit() => {
                let (n, length) = number(self.rest()).ok_or(ArithError::Syntax)?;
                self.code.push(Op::Push(n));
                self.advance(length);
                Ok(())
            }
            _ => {
                let place = self.place()?.ok_or(ArithError::Syntax)?;
                self.skip_blanks();
                let by = match self.rest() {
                    [b'+', b'+', ..] => 1,
                    [b'-', b'-', ..] => -1,
                    _ => {
                        self.code.push(place.load());
                        return Ok(());
                    }
                };
                self.code.push(place.step(by, true));
                self.advance(2);
                Ok(())
            }
        }
    }

    /// Does a letter or digit stand directly before this piece?
    fn touches_word(&self) -> bool {
        match self.piece.checked_sub(1).and_then(|before| self.text.get(before)) {
            Some(Piece::Text(text)) => text.last().is_some_and(|c| is_name_byte(*c) || *c == b'#'),
            Some(Piece::Parameter(_)) => true,
            None => false,
        }
    }

    /// A variable, or an element of one.
    fn place(&mut self) -> Result<Option<Place>, ArithError> {
        let Some(var) = self.name() else { return Ok(None) };
        if self.rest().first() != Some(&b'[') {
            return Ok(Some(Place::Variable(var)));
        }
        // One in another costs as much stack as some parentheses.
        self.depth += 16;
        if self.depth > MAX_DEPTH {
            return Err(ArithError::TooDeep);
        }
        let (start, inside) = ((self.piece, self.at), self.rest());
        self.advance(1);
        let outer = (std::mem::take(&mut self.code), std::mem::take(&mut self.elements));
        let index = self.index();
        let code = std::mem::replace(&mut self.code, outer.0);
        let elements = std::mem::replace(&mut self.elements, outer.1);
        self.depth -= 16;
        let end = closing_bracket(inside);
        let index = match index {
            Ok(()) => Some(ArithExpr::new(code, elements)),
            Err(ArithError::TooDeep) => return Err(ArithError::TooDeep),
            // It can still be a name.
            Err(error) => {
                (self.piece, self.at) = start;
                self.advance(end.ok_or(error)? + 1);
                None
            }
        };
        let name = end.map(|end| unquoted_name(&inside[1..end]).into());
        self.elements.push(Element { var, index, name });
        Ok(Some(Place::Element(self.elements.len() as u32 - 1)))
    }

    /// The expression in brackets, and the closing one.
    fn index(&mut self) -> Result<(), ArithError> {
        self.comma()?;
        self.skip_blanks();
        if self.eat(b"]") { Ok(()) } else { Err(ArithError::Syntax) }
    }

    fn name(&mut self) -> Option<VarId> {
        let rest = self.rest();
        if !is_name_start(*rest.first()?) {
            return None;
        }
        let length = rest.iter().position(|c| !is_name_byte(*c)).unwrap_or(rest.len());
        let name = &rest[..length];
        self.advance(length);
        Some(self.symbols.intern(name))
    }
}

/// Where the `]` is that belongs to the `[` at the beginning.
fn closing_bracket(text: &[u8]) -> Option<usize> {
    let mut depth = 0_u32;
    for (i, c) in text.iter().enumerate() {
        match c {
            b'[' => depth += 1,
            b']' if depth == 1 => return Some(i),
            b']' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// A name without the quotes around it.
fn unquoted_name(name: &[u8]) -> &[u8] {
    match name {
        [b'\'', inner @ .., b'\''] | [b'"', inner @ .., b'"'] => inner,
        name => name,
    }
}

/// The number at the start of `text` (which begins with a digit) and its length. Overflow wraps.
fn number(text: &[u8]) -> Option<(i64, usize)> {
    let end = |digits: &[u8]| {
        digits.iter().position(|c| !is_name_byte(*c) && *c != b'#' && *c != b'@').unwrap_or(digits.len())
    };
    let token = &text[..end(text)];
    let (base, digits) = match token {
        [b'0', b'x' | b'X', digits @ ..] => (16, digits),
        [b'0', digits @ ..] if !digits.is_empty() => (8, digits),
        _ => match token.iter().position(|c| *c == b'#') {
            Some(hash) => {
                let base = plain_number(&token[..hash]).filter(|base| (2..=64).contains(base))?;
                (base, &token[hash + 1..])
            }
            None => (10, token),
        },
    };
    if digits.is_empty() {
        return None;
    }
    let mut n: i64 = 0;
    for c in digits {
        let digit = match c {
            b'0'..=b'9' => c - b'0',
            b'a'..=b'z' => c - b'a' + 10,
            b'A'..=b'Z' if base <= 36 => c - b'A' + 10,
            b'A'..=b'Z' => c - b'A' + 36,
            b'@' => 62,
            b'_' => 63,
            _ => return None,
        };
        if i64::from(digit) >= base {
            return None;
        }
        n = n.wrapping_mul(base).wrapping_add(i64::from(digit));
    }
    Some((n, token.len()))
}

/// The largest number of values on the stack: an upper bound that takes every push as done.
fn stack_depth(code: &[Op]) -> usize {
    let (mut now, mut most) = (0_usize, 0_usize);
    for op in code {
        match op {
            Op::Push(_)
            | Op::Load(_)
            | Op::LoadParameter(_)
            | Op::Step { .. }
            | Op::LoadElement(_)
            | Op::StepElement { .. } => now += 1,
            Op::Binary(_) | Op::Drop | Op::JumpIfFalse(_) | Op::JumpIfTrue(_) | Op::Branch(_) | Op::Jump(_) => now -= 1,
            Op::Store(_)
            | Op::StoreWith(..)
            | Op::StoreElement(_)
            | Op::StoreElementWith(..)
            | Op::Unary(_)
            | Op::Truth => {}
        }
        most = most.max(now);
    }
    most
}

// ---- running ---------------------------------------------------------------------------------------------------

fn run(expr: &ArithExpr, host: &mut dyn ArithHost, level: u32) -> Result<i64, ArithError> {
    if let [Op::Push(n)] = *expr.code {
        return Ok(n);
    }
    let mut small = [0; 16];
    if let Some(stack) = small.get_mut(..expr.depth) {
        return run_on(stack, expr, host, level);
    }
    run_on(&mut vec![0; expr.depth], expr, host, level)
}

fn run_on(stack: &mut [i64], expr: &ArithExpr, host: &mut dyn ArithHost, level: u32) -> Result<i64, ArithError> {
    let code = &expr.code;
    let (mut at, mut top) = (0, 0); // `top` values are on the stack
    while let Some(op) = code.get(at) {
        at += 1;
        match *op {
            Op::Push(n) => {
                stack[top] = n;
                top += 1;
            }
            Op::Load(var) => {
                stack[top] = load(var, host, level)?;
                top += 1;
            }
            Op::LoadParameter(parameter) => {
                stack[top] = host.parameter(parameter)?;
                top += 1;
            }
            Op::Store(var) => host.assign(var, stack[top - 1])?,
            Op::StoreWith(var, operator) => {
                let value = binary(operator, load(var, host, level)?, stack[top - 1])?;
                host.assign(var, value)?;
                stack[top - 1] = value;
            }
            Op::Step { var, by, postfix } => {
                let before = load(var, host, level)?;
                let after = before.wrapping_add(i64::from(by));
                host.assign(var, after)?;
                stack[top] = if postfix { before } else { after };
                top += 1;
            }
            Op::LoadElement(_) | Op::StoreElement(_) | Op::StoreElementWith(..) | Op::StepElement { .. } => {
                run_element(*op, &expr.elements, stack, &mut top, host, level)?;
            }
            Op::Unary(operator) => {
                let value = stack[top - 1];
                stack[top - 1] = match operator {
                    UnaryOp::Minus => value.wrapping_neg(),
                    UnaryOp::Complement => !value,
                    UnaryOp::Not => i64::from(value == 0),
                };
            }
            Op::Binary(operator) => {
                top -= 1;
                stack[top - 1] = binary(operator, stack[top - 1], stack[top])?;
            }
            Op::JumpIfFalse(to) => {
                if stack[top - 1] == 0 {
                    at = to as usize;
                } else {
                    top -= 1;
                }
            }
            Op::JumpIfTrue(to) => {
                if stack[top - 1] != 0 {
                    stack[top - 1] = 1;
                    at = to as usize;
                } else {
                    top -= 1;
                }
            }
            Op::Branch(to) => {
                top -= 1;
                if stack[top] == 0 {
                    at = to as usize;
                }
            }
            Op::Jump(to) => at = to as usize,
            Op::Truth => stack[top - 1] = i64::from(stack[top - 1] != 0),
            Op::Drop => top -= 1,
        }
    }
    Ok(stack[0])
}

/// A step that has to do with an element of an array.
#[cold]
fn run_element(
    op: Op,
    elements: &[Element],
    stack: &mut [i64],
    top: &mut usize,
    host: &mut dyn ArithHost,
    level: u32,
) -> Result<(), ArithError> {
    let Some(Element { var, index, name }) = op.element().map(|element| &elements[element as usize]) else {
        return Ok(());
    };
    let key = if host.is_associative(*var) {
        ElementKey::Name(name.as_deref().ok_or(ArithError::NotPlain)?)
    } else if level > MAX_INDIRECTION - INDEX_LEVELS {
        return Err(ArithError::Loop);
    } else {
        ElementKey::Index(run(index.as_ref().ok_or(ArithError::Syntax)?, host, level + INDEX_LEVELS)?)
    };
    let var = *var;
    match op {
        Op::StoreElement(_) => host.assign_element(var, key, stack[*top - 1])?,
        Op::StoreElementWith(_, operator) => {
            let value = host.element(var, key)?.into_number();
            let value = binary(operator, number_of(value, host, level)?, stack[*top - 1])?;
            host.assign_element(var, key, value)?;
            stack[*top - 1] = value;
        }
        op => {
            let value = host.element(var, key)?.into_number();
            let before = number_of(value, host, level)?;
            let mut result = before;
            if let Op::StepElement { by, postfix, .. } = op {
                let after = before.wrapping_add(i64::from(by));
                host.assign_element(var, key, after)?;
                result = if postfix { before } else { after };
            }
            stack[*top] = result;
            *top += 1;
        }
    }
    Ok(())
}

/// A variable's value; one that is not a plain number is an expression in turn.
fn load(var: VarId, host: &mut dyn ArithHost, level: u32) -> Result<i64, ArithError> {
    match host.variable(var)?.into_number() {
        Ok(n) => Ok(n),
        text => number_of(text, host, level),
    }
}

impl Value<'_> {
    /// The number that it is, or the expression.
    #[inline]
    fn into_number(self) -> Result<i64, Vec<u8>> {
        match self {
            Value::Number(n) => Ok(n),
            Value::Text(b"") => Ok(0),
            Value::Text(text) => plain_number(text).ok_or_else(|| text.to_vec()),
        }
    }
}

/// The number that a value means.
fn number_of(value: Result<i64, Vec<u8>>, host: &mut dyn ArithHost, level: u32) -> Result<i64, ArithError> {
    let text = match value {
        Ok(n) => return Ok(n),
        Err(text) => text,
    };
    if level >= MAX_INDIRECTION {
        return Err(ArithError::Loop);
    }
    let expr = parse(&text, host.symbols())?;
    run(&expr, host, level + 1)
}

fn binary(operator: BinaryOp, a: i64, b: i64) -> Result<i64, ArithError> {
    Ok(match operator {
        BinaryOp::Multiply => a.wrapping_mul(b),
        BinaryOp::Divide | BinaryOp::Remainder if b == 0 => return Err(ArithError::DivideByZero),
        BinaryOp::Divide => a.wrapping_div(b),
        BinaryOp::Remainder => a.wrapping_rem(b),
        BinaryOp::Add => a.wrapping_add(b),
        BinaryOp::Subtract => a.wrapping_sub(b),
        BinaryOp::Power => power(a, b)?,
        BinaryOp::ShiftLeft => a.wrapping_shl(b as u32),
        BinaryOp::ShiftRight => a.wrapping_shr(b as u32),
        BinaryOp::Less => i64::from(a < b),
        BinaryOp::LessOrEqual => i64::from(a <= b),
        BinaryOp::Greater => i64::from(a > b),
        BinaryOp::GreaterOrEqual => i64::from(a >= b),
        BinaryOp::Equal => i64::from(a == b),
        BinaryOp::Unequal => i64::from(a != b),
        BinaryOp::BitAnd => a & b,
        BinaryOp::BitXor => a ^ b,
        BinaryOp::BitOr => a | b,
    })
}

fn power(mut base: i64, mut exponent: i64) -> Result<i64, ArithError> {
    if exponent < 0 {
        return Err(ArithError::NegativeExponent);
    }
    let mut result: i64 = 1;
    while exponent > 0 {
        if exponent & 1 == 1 {
            result = result.wrapping_mul(base);
        }
        base = base.wrapping_mul(base);
        exponent >>= 1;
    }
    Ok(result)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ast::Special;

    #[derive(Default)]
    struct Variables {
        symbols: Symbols,
        values: Vec<Vec<u8>>,
        parameter: Option<i64>,
        assigned: usize,
    }

    impl Variables {
        fn set(&mut self, var: VarId, value: &[u8]) {
            if self.values.len() <= var.index() {
                self.values.resize(var.index() + 1, Vec::new());
            }
            self.values[var.index()] = value.to_vec();
        }
    }

    impl ArithHost for Variables {
        fn variable(&mut self, var: VarId) -> Result<Value<'_>, ArithError> {
            Ok(Value::Text(self.values.get(var.index()).map_or(&b""[..], |v| v)))
        }
        fn assign(&mut self, var: VarId, value: i64) -> Result<(), ArithError> {
            self.assigned += 1;
            self.set(var, value.to_string().as_bytes());
            Ok(())
        }
        fn is_associative(&mut self, var: VarId) -> bool {
            self.symbols.name(var) == b"m"
        }
        fn element(&mut self, var: VarId, key: ElementKey) -> Result<Value<'_>, ArithError> {
            let var = self.element_variable(var, key);
            self.variable(var)
        }
        fn assign_element(&mut self, var: VarId, key: ElementKey, value: i64) -> Result<(), ArithError> {
            let var = self.element_variable(var, key);
            self.assign(var, value)
        }
        fn parameter(&mut self, _: Parameter) -> Result<i64, ArithError> {
            self.parameter.ok_or(ArithError::NotPlain)
        }
        fn symbols(&mut self) -> &mut Symbols {
            &mut self.symbols
        }
    }

    impl Variables {
        /// The variable that plays the element.
        fn element_variable(&mut self, var: VarId, key: ElementKey) -> VarId {
            let key = match key {
                ElementKey::Index(n) => n.to_string().into_bytes(),
                ElementKey::Name(name) => name.to_vec(),
            };
            let name = [self.symbols.name(var), b"_", &key].concat();
            self.symbols.intern(&name)
        }
    }

    fn eval(text: &str) -> Result<i64, ArithError> {
        evaluate_text(text.as_bytes(), &mut Variables::default())
    }

    #[test]
    fn operators_bind_as_in_c() {
        for (text, value) in [
            ("", 0),
            ("  ", 0),
            ("1+2*3", 7),
            ("(1+2)*3", 9),
            ("2**3**2", 512),
            ("-2**2", 4),
            ("7-2-1", 4),
            ("100/7%5", 4),
            ("1<<2+1", 8),
            ("3>2>1", 0),
            ("5&3|4^1", 5),
            ("1||0&&0", 1),
            ("7&&8", 1),
            ("0||8", 1),
            ("0?1:0?2:3", 3),
            ("1?2,3:4", 3),
            ("1,2", 2),
            ("!!5", 1),
            ("!5", 0),
            ("~0", -1),
            ("- -5", 5),
            ("2--3", 5),
            ("2++3", 5),
            ("--5", 5),
            ("-1>>1", -1),
            ("1!=1", 0),
            ("1<=1", 1),
        ] {
            assert_eq!(eval(text), Ok(value), "{text}");
        }
    }

    #[test]
    fn numbers_have_bases() {
        for (text, value) in [
            ("0x1F", 31),
            ("0777", 511),
            ("2#101", 5),
            ("36#zZ", 1295),
            ("64#_@", 4094),
            ("10#08", 8),
            ("0", 0),
            ("9223372036854775808", i64::MIN),
        ] {
            assert_eq!(eval(text), Ok(value), "{text}");
        }
        for text in ["08", "0x", "2#102", "1#1", "65#1", "0b11", "1.5", "1e3", "12ab", "3#"] {
            assert_eq!(eval(text), Err(ArithError::Syntax), "{text}");
        }
    }

    #[test]
    fn arithmetic_wraps() {
        assert_eq!(eval("-9223372036854775808 / -1"), Ok(i64::MIN));
        assert_eq!(eval("-9223372036854775808 % -1"), Ok(0));
        assert_eq!(eval("9223372036854775807 + 1"), Ok(i64::MIN));
        assert_eq!(eval("1<<64"), Ok(1));
        assert_eq!(eval("3**100"), Ok(3_i64.wrapping_pow(100)));
    }

    #[test]
    fn assignments_and_steps() {
        for (text, value) in [
            ("x=5,x*2", 10),
            ("x=y=4,x+y", 8),
            ("x=3,x+=2,x<<=2,x", 20),
            ("x=1,x++ + ++x", 4),
            ("x=1,x+++1", 2),
            ("x=1,-x--", -1),
            ("x=7,x%=4,x**2", 9),
            ("0&&(x=5),x", 0),
            ("1||(x=5),x", 0),
            ("1?(x=1):(x=2),x", 1),
            ("x=2,x=x==2", 1),
            ("x[1]=3,x[1]++,x_1", 4),
            ("y=1,x[y+1]=x[2]=7,x_2+x[ 2 ]", 14),
            ("x[x[0]=2]+=5,x[2]", 5),
            ("--x[1]+x[1]--,x_1", -2),
            ("y=5,x[1]=5,x[x[1]-4]*y", 25),
            ("m[a b]+=2,m[a b]*3", 6),
            ("m[x]=1,x=5,m[x]+m[y]", 1),
            ("m['q.r']=3,m[q.r]", 3),
            ("a[0]=1,a[a[a[a[0]-1]-1]-1]", 1),
        ] {
            assert_eq!(eval(text), Ok(value), "{text}");
        }
    }

    #[test]
    fn what_is_no_expression_is_an_error() {
        for text in [
            "1 2", "1+", "*2", "(1", "1)", "1=2", "x+1=2", "5--", "'a'", "$", "1;2", "a b", "()", ",", "1?2:x=3", "x[",
            "x[1", "x[1]]", "x[]", "x[1 2]", "[1]",
        ] {
            assert_eq!(eval(text), Err(ArithError::Syntax), "{text}");
        }
        assert_eq!(eval("1?2"), Err(ArithError::Conditional));
        assert_eq!(eval("1/0"), Err(ArithError::DivideByZero));
        assert_eq!(eval("0&&1/0"), Ok(0));
        assert_eq!(eval("1%0"), Err(ArithError::DivideByZero));
        assert_eq!(eval("2**-1"), Err(ArithError::NegativeExponent));
    }

    #[test]
    fn values_are_expressions_to_a_bounded_depth() {
        let mut variables = Variables::default();
        let (a, b) = (variables.symbols.intern(b"a"), variables.symbols.intern(b"b"));
        variables.set(a, b"b+1");
        variables.set(b, b"0x10");
        assert_eq!(evaluate_text(b"a*2", &mut variables), Ok(34));
        variables.set(b, b"a");
        assert_eq!(evaluate_text(b"a", &mut variables), Err(ArithError::Loop));
        let nested = |depth| "b[".repeat(depth) + "0" + &"]".repeat(depth);
        assert_eq!(evaluate_text(nested(15).as_bytes(), &mut variables), Ok(0));
        assert_eq!(evaluate_text(nested(20).as_bytes(), &mut variables), Err(ArithError::Loop));
    }

    #[test]
    fn depth_is_bounded_and_length_is_not() {
        for deep in ["(", "x[", "-", "!", "1?", "x=", "2**"] {
            assert_eq!(eval(&(deep.repeat(100_000) + "1")), Err(ArithError::TooDeep), "{deep}");
        }
        assert_eq!(eval(&("1+".repeat(100_000) + "1")), Ok(100_001));
        assert_eq!(eval(&("1,".repeat(100_000) + "1")), Ok(1));
        let nested = "(".repeat(50) + "1" + &")".repeat(50);
        assert_eq!(eval(&nested), Ok(1));
        assert_eq!(eval(&("1+(".repeat(30) + "1" + &")".repeat(30))), Ok(31));
    }

    /// A random expression and its value by Rust's own operators. `seed` is a xorshift generator's.
    fn expression(depth: u32, seed: &mut u64) -> (String, i64) {
        let mut next = |n: u64| {
            *seed ^= *seed << 13;
            *seed ^= *seed >> 7;
            *seed ^= *seed << 17;
            *seed % n
        };
        if depth == 0 {
            let n = next(100) as i64;
            return (n.to_string(), n);
        }
        let operator = next(15);
        let (left, a) = expression(depth - 1, seed);
        let (right, b) = expression(depth - 1, seed);
        let (text, value) = match operator {
            0 => ("+", a.wrapping_add(b)),
            1 => ("-", a.wrapping_sub(b)),
            2 => ("*", a.wrapping_mul(b)),
            3 if b != 0 => ("/", a.wrapping_div(b)),
            4 if b != 0 => ("%", a.wrapping_rem(b)),
            5 => ("<<", a.wrapping_shl(b as u32)),
            6 => (">>", a.wrapping_shr(b as u32)),
            7 => ("&", a & b),
            8 => ("|", a | b),
            9 => ("^", a ^ b),
            10 => ("<", i64::from(a < b)),
            11 => ("==", i64::from(a == b)),
            12 => ("&&", i64::from(a != 0 && b != 0)),
            13 => ("||", i64::from(a != 0 || b != 0)),
            14 => return (format!("({left} ? {right} : ~{right})"), if a != 0 { b } else { !b }),
            _ => (",", b),
        };
        (format!("({left} {text} {right})"), value)
    }

    #[test]
    fn random_expressions_have_the_value_that_rust_gives_them() {
        let mut seed = 0x1234_5678_9abc_def1;
        for _ in 0..2000 {
            let (text, value) = expression(5, &mut seed);
            assert_eq!(eval(&text), Ok(value), "{text}");
        }
    }

    #[test]
    fn parameters_stand_for_numbers_only_where_the_text_would_mean_the_same() {
        let p = Piece::Parameter(Parameter::Special(Special::Count));
        let mut variables = Variables { parameter: Some(4), ..Variables::default() };
        let mut compile = |pieces: &[Piece]| parse_with_parameters(pieces, &mut variables.symbols);
        let good = compile(&[p, Piece::Text(b"*2+"), p]).unwrap();
        let assigns = compile(&[Piece::Text(b"x = 1 + "), p]).unwrap();
        assert!(compile(&[Piece::Text(b"1"), p]).is_none());
        assert!(compile(&[p, Piece::Text(b"0")]).is_none());
        assert!(compile(&[p, p]).is_none());
        assert!(compile(&[Piece::Text(b"x="), p, Piece::Text(b"=2")]).is_none());
        assert!(compile(&[Piece::Text(b"x=1,"), p]).is_none());
        assert_eq!(evaluate(&good, &mut variables), Ok(12));
        assert_eq!(evaluate(&assigns, &mut variables), Ok(5));
        variables.parameter = None;
        variables.assigned = 0;
        assert_eq!(evaluate(&assigns, &mut variables), Err(ArithError::NotPlain));
        assert_eq!(variables.assigned, 0);
    }
}
