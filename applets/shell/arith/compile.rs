//! From text to code: a recursive descent by the precedences of C.

use super::*;

pub(super) struct Compiler<'a> {
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
    pub(super) fn new(text: &'a [Piece<'a>], symbols: &'a mut Symbols) -> Compiler<'a> {
        Compiler { text, piece: 0, at: 0, code: Vec::new(), elements: Vec::new(), depth: 0, symbols }
    }

    pub(super) fn whole(&mut self) -> Result<ArithExpr, ArithError> {
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
pub(super) fn number(text: &[u8]) -> Option<(i64, usize)> {
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
