//! Code on a stack of numbers.

use super::*;

/// The largest number of values on the stack: an upper bound that takes every push as done.
pub(super) fn stack_depth(code: &[Op]) -> usize {
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

pub(super) fn run(expr: &ArithExpr, host: &mut dyn ArithHost, level: u32) -> Result<i64, ArithError> {
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
