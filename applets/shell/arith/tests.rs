//! Values of expressions, and what is none.

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
