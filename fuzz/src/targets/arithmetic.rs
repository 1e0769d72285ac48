use shell::arith::{ArithError, ArithHost, ElementKey, Value, evaluate_text};
use shell::ast::Parameter;
use shell::symbols::{Symbols, VarId};

/// Variables without a shell.
#[derive(Default)]
struct Variables {
    symbols: Symbols,
    values: Vec<Option<i64>>,
}

impl ArithHost for Variables {
    fn variable(&mut self, var: VarId) -> Result<Value<'_>, ArithError> {
        match self.values.get(var.index()).copied().flatten() {
            Some(n) => Ok(Value::Number(n)),
            // Values that are expressions, one of them endless.
            None => Ok(Value::Text(match self.symbols.name(var) {
                b"x" => b"y + 1",
                b"y" => b"(2)",
                b"loop" => b"loop",
                b"bad" => b"1 +",
                _ => b"",
            })),
        }
    }
    fn assign(&mut self, var: VarId, value: i64) -> Result<(), ArithError> {
        if self.values.len() <= var.index() {
            self.values.resize(var.index() + 1, None);
        }
        self.values[var.index()] = Some(value);
        Ok(())
    }
    fn is_associative(&mut self, var: VarId) -> bool {
        self.symbols.name(var) == b"map"
    }
    fn element(&mut self, var: VarId, _: ElementKey<'_>) -> Result<Value<'_>, ArithError> {
        self.variable(var)
    }
    fn assign_element(&mut self, var: VarId, _: ElementKey<'_>, value: i64) -> Result<(), ArithError> {
        self.assign(var, value)
    }
    fn parameter(&mut self, _: Parameter) -> Result<i64, ArithError> {
        Err(ArithError::NotPlain)
    }
    fn symbols(&mut self) -> &mut Symbols {
        &mut self.symbols
    }
}

pub fn run(data: &[u8]) {
    let _ = evaluate_text(data, &mut Variables::default());
    let mut bytes = data.iter().copied();
    let (text, value) = expression(&mut bytes, 6);
    let got = evaluate_text(text.as_bytes(), &mut Variables::default());
    assert!(got == value, "{text} is {value:?}, not {got:?}");
}

/// An expression chosen by `bytes`, and its value: as C has it with 64 wrapping bits. Operands in parentheses.
fn expression(bytes: &mut impl Iterator<Item = u8>, depth: u32) -> (String, Result<i64, ArithError>) {
    let choice = bytes.next().unwrap_or(0);
    if depth == 0 || choice < 40 {
        let n: [i64; 8] = [0, 1, 2, 7, 63, 64, i64::MAX, 1 << 31];
        let n = n[bytes.next().unwrap_or(1) as usize % 8];
        return match choice % 3 {
            0 => (n.to_string(), Ok(n)),
            1 => (format!("0x{n:x}"), Ok(n)),
            _ => (format!("0{n:o}"), Ok(n)),
        };
    }
    let (left, a) = expression(bytes, depth - 1);
    if choice < 70 {
        let (text, of): (&str, fn(i64) -> i64) = match choice % 4 {
            0 => ("-", i64::wrapping_neg),
            1 => ("~", |n| !n),
            2 => ("!", |n| i64::from(n == 0)),
            _ => ("+", |n| n),
        };
        return (format!("{text}({left})"), a.map(of));
    }
    let (right, b) = expression(bytes, depth - 1);
    let both = |of: fn(i64, i64) -> i64| a.clone().and_then(|a| b.clone().map(|b| of(a, b)));
    let truth = |n: &i64| *n != 0;
    let (operator, value) = match choice % 19 {
        0 => ("+", both(i64::wrapping_add)),
        1 => ("-", both(i64::wrapping_sub)),
        2 => ("*", both(i64::wrapping_mul)),
        3 | 4 => {
            let of: fn(i64, i64) -> i64 = if choice % 19 == 3 { i64::wrapping_div } else { i64::wrapping_rem };
            let value = match (&a, &b) {
                (Ok(_), Ok(0)) => Err(ArithError::DivideByZero),
                _ => both(of),
            };
            (if choice % 19 == 3 { "/" } else { "%" }, value)
        }
        5 => ("<<", both(|a, b| a.wrapping_shl(b as u32))),
        6 => (">>", both(|a, b| a.wrapping_shr(b as u32))),
        7 => ("<", both(|a, b| i64::from(a < b))),
        8 => ("<=", both(|a, b| i64::from(a <= b))),
        9 => (">", both(|a, b| i64::from(a > b))),
        10 => (">=", both(|a, b| i64::from(a >= b))),
        11 => ("==", both(|a, b| i64::from(a == b))),
        12 => ("!=", both(|a, b| i64::from(a != b))),
        13 => ("&", both(|a, b| a & b)),
        14 => ("|", both(|a, b| a | b)),
        15 => ("^", both(|a, b| a ^ b)),
        16 => ("&&", if a.as_ref().is_ok_and(|a| !truth(a)) { Ok(0) } else { both(|_, b| i64::from(b != 0)) }),
        17 => ("||", if a.as_ref().is_ok_and(truth) { Ok(1) } else { both(|_, b| i64::from(b != 0)) }),
        _ => {
            let value = a.and_then(|a| if a != 0 { b } else { Ok(a) });
            return (format!("(({left}) ? ({right}) : 0)"), value);
        }
    };
    (format!("({left}) {operator} ({right})"), value)
}
