//! From tokens to the tree: recursive descent over the grammar of POSIX.1-2024 XCU awk, and names to slots.
//!
//! Which names are arrays is inferred: a name that is indexed, deleted, split into or looped over is one, and so is what
//! is passed to a function where its parameter is one (found by repeating until nothing changes).

use super::ast::*;
use super::lexer::{Keyword, LexError, Lexer, Token};
use kit::regex::{Flags, Regex};
use std::collections::HashMap;
use std::rc::Rc;

/// What is wrong, and where.
pub struct ParseError {
    /// `cmd. line:3`; empty if the message says enough.
    pub place: Vec<u8>,
    pub what: Vec<u8>,
}

type Parsed<T> = Result<T, ParseError>;

/// Deeper nesting than any program has; each level costs a few hundred bytes of the stack.
const DEEPEST: u32 = 1000;

/// A call whose arguments may turn out to be arrays once all functions are known.
struct PendingCall {
    caller: Option<usize>,
    callee: usize,
    /// For each argument that is a bare name: its variable.
    names: Vec<Option<Var>>,
}

struct Scope {
    function: usize,
    parameters: Vec<Vec<u8>>,
}

pub struct Parser<'a> {
    lexer: Lexer<'a>,
    token: Token,
    line: u32,
    depth: u32,
    globals: HashMap<Vec<u8>, u32>,
    functions: HashMap<Vec<u8>, usize>,
    scope: Option<Scope>,
    calls: Vec<PendingCall>,
    /// In the expression list of a print without parentheses `>` redirects.
    no_greater: bool,
    /// In the head of a `for` without parentheses `in` loops.
    no_in: bool,
    loops: u32,
    program: Program,
}

/// Parses the sources, each with its name: together they are one program.
pub fn parse(sources: &[(Vec<u8>, Vec<u8>)]) -> Parsed<Program> {
    let mut parser = Parser {
        lexer: Lexer::new(b""),
        token: Token::Newline,
        line: 1,
        depth: 0,
        globals: HashMap::new(),
        functions: HashMap::new(),
        scope: None,
        calls: Vec::new(),
        no_greater: false,
        no_in: false,
        loops: 0,
        program: Program::default(),
    };
    for name in SPECIALS {
        parser.global(name.as_bytes());
    }
    parser.program.arrays[ENVIRON as usize] = true;
    parser.program.arrays[ARGV as usize] = true;
    for (name, text) in sources {
        parser.program.sources.push(name.clone());
        parser.lexer = Lexer::new(text);
        parser.line = 1;
        parser.advance()?;
        parser.program()?;
    }
    parser.settle_arrays();
    Ok(parser.program)
}

impl Parser<'_> {
    fn error<T>(&self, what: impl Into<Vec<u8>>) -> Parsed<T> {
        Err(ParseError { place: self.program.place(self.here()), what: what.into() })
    }

    fn here(&self) -> Line {
        Line::new(self.program.sources.len().saturating_sub(1), self.line)
    }

    fn unexpected<T>(&self) -> Parsed<T> {
        self.error("Unexpected token")
    }

    fn advance(&mut self) -> Parsed<Token> {
        self.line = self.lexer.line;
        match self.lexer.next() {
            Ok(token) => Ok(std::mem::replace(&mut self.token, token)),
            Err(LexError(what)) => {
                self.line = self.lexer.line;
                self.error(what)
            }
        }
    }

    fn is(&self, op: &str) -> bool {
        matches!(self.token, Token::Op(o) if o == op)
    }

    fn is_keyword(&self, keyword: Keyword) -> bool {
        self.token == Token::Keyword(keyword)
    }

    fn take(&mut self, op: &str) -> Parsed<bool> {
        let is = self.is(op);
        if is {
            self.advance()?;
        }
        Ok(is)
    }

    fn expect(&mut self, op: &str) -> Parsed<()> {
        if self.take(op)? { Ok(()) } else { self.unexpected() }
    }

    fn newlines(&mut self) -> Parsed<()> {
        while self.token == Token::Newline {
            self.advance()?;
        }
        Ok(())
    }

    fn terminators(&mut self) -> Parsed<()> {
        while self.token == Token::Newline || self.is(";") {
            self.advance()?;
        }
        Ok(())
    }

    /// Goes one level deeper, or refuses.
    fn deeper<T>(&mut self, parse: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
        if self.depth >= DEEPEST {
            return self.error("Nesting too deep");
        }
        self.depth += 1;
        let result = parse(self);
        self.depth -= 1;
        result
    }

    // Names.

    fn global(&mut self, name: &[u8]) -> u32 {
        if let Some(&slot) = self.globals.get(name) {
            return slot;
        }
        let slot = self.program.globals.len() as u32;
        self.globals.insert(name.to_vec(), slot);
        self.program.globals.push(name.to_vec());
        self.program.arrays.push(false);
        slot
    }

    fn variable(&mut self, name: &[u8]) -> Var {
        if let Some(scope) = &self.scope
            && let Some(at) = scope.parameters.iter().position(|p| p == name)
        {
            return Var::Local(at as u32);
        }
        Var::Global(self.global(name))
    }

    fn array(&mut self, name: &[u8]) -> Var {
        let var = self.variable(name);
        let function = self.scope.as_ref().map(|s| s.function);
        self.mark_array(function, var);
        var
    }

    fn mark_array(&mut self, function: Option<usize>, var: Var) {
        match (var, function) {
            (Var::Global(slot), _) => self.program.arrays[slot as usize] = true,
            (Var::Local(at), Some(function)) => self.program.functions[function].arrays[at as usize] = true,
            (Var::Local(_), None) => {}
        }
    }

    fn is_array(&self, function: Option<usize>, var: Var) -> bool {
        match (var, function) {
            (Var::Global(slot), _) => self.program.arrays[slot as usize],
            (Var::Local(at), Some(f)) => self.program.functions[f].arrays.get(at as usize) == Some(&true),
            (Var::Local(_), None) => false,
        }
    }

    fn function(&mut self, name: &[u8]) -> usize {
        if let Some(&at) = self.functions.get(name) {
            return at;
        }
        let at = self.program.functions.len();
        self.functions.insert(name.to_vec(), at);
        self.program.functions.push(Function { arrays: Vec::new(), body: None });
        at
    }

    /// Carries "is an array" through calls, both ways, until nothing changes; then makes such arguments arrays.
    fn settle_arrays(&mut self) {
        let calls = std::mem::take(&mut self.calls);
        loop {
            let mut changed = false;
            for call in &calls {
                for (i, name) in call.names.iter().enumerate() {
                    let Some(var) = *name else { continue };
                    let parameter = Var::Local(i as u32);
                    if i >= self.program.functions[call.callee].arrays.len() {
                        continue;
                    }
                    let (outside, inside) =
                        (self.is_array(call.caller, var), self.is_array(Some(call.callee), parameter));
                    if inside && !outside {
                        self.mark_array(call.caller, var);
                        changed = true;
                    } else if outside && !inside {
                        self.mark_array(Some(call.callee), parameter);
                        changed = true;
                    }
                }
            }
            if !changed {
                return;
            }
        }
    }

    // Statements.

    fn program(&mut self) -> Parsed<()> {
        loop {
            self.terminators()?;
            match self.token.clone() {
                Token::End => return Ok(()),
                Token::Keyword(Keyword::Function) => self.definition()?,
                Token::Keyword(Keyword::Begin) => {
                    self.advance()?;
                    let body = self.action()?;
                    self.program.begin.push(body);
                }
                Token::Keyword(Keyword::EndBlock) => {
                    self.advance()?;
                    let body = self.action()?;
                    self.program.end.push(body);
                }
                _ => {
                    let pattern = if self.is("{") { Pattern::Always } else { self.pattern()? };
                    let action = if self.is("{") { Some(self.action()?) } else { None };
                    self.program.rules.push(Rule { pattern, action });
                }
            }
            if !matches!(self.token, Token::End | Token::Newline) && !self.is(";") && !self.starts_item() {
                return self.unexpected();
            }
        }
    }

    /// After `}` the next rule may follow at once.
    fn starts_item(&self) -> bool {
        !matches!(self.token, Token::Op("}" | ")" | "]" | "," | ":"))
    }

    fn pattern(&mut self) -> Parsed<Pattern> {
        let first = self.expression()?;
        if !self.take(",")? {
            return Ok(Pattern::When(first));
        }
        self.newlines()?;
        let last = self.expression()?;
        let index = self.program.ranges;
        self.program.ranges += 1;
        Ok(Pattern::Range(first, last, index))
    }

    fn definition(&mut self) -> Parsed<()> {
        self.advance()?;
        let (Token::Name(name) | Token::FunctionName(name)) = self.advance()? else { return self.unexpected() };
        self.expect("(")?;
        let mut parameters: Vec<Vec<u8>> = Vec::new();
        self.newlines()?;
        while !self.is(")") {
            match self.advance()? {
                Token::Name(parameter) if !parameters.contains(&parameter) => parameters.push(parameter),
                _ => return self.unexpected(),
            }
            self.newlines()?;
            if !self.is(")") {
                self.expect(",")?;
                self.newlines()?;
                if self.is(")") {
                    return self.unexpected();
                }
            }
        }
        self.expect(")")?;
        self.newlines()?;
        let function = self.function(&name);
        if self.program.functions[function].body.is_some() {
            return self.error("Function redefined");
        }
        // Defined from here on: its body may call it.
        self.program.functions[function].body = Some(Stmt::Block(Vec::new()));
        self.program.functions[function].arrays = vec![false; parameters.len()];
        self.scope = Some(Scope { function, parameters });
        let body = self.action();
        self.scope = None;
        self.program.functions[function].body = Some(body?);
        Ok(())
    }

    fn action(&mut self) -> Parsed<Stmt> {
        if !self.is("{") {
            return self.unexpected();
        }
        self.block()
    }

    fn block(&mut self) -> Parsed<Stmt> {
        self.expect("{")?;
        let mut statements = Vec::new();
        loop {
            self.terminators()?;
            if self.take("}")? {
                return Ok(Stmt::Block(statements));
            }
            let line = self.here();
            statements.push((line, self.statement()?));
        }
    }

    fn statement(&mut self) -> Parsed<Stmt> {
        self.deeper(Self::statement_inside)
    }

    fn statement_inside(&mut self) -> Parsed<Stmt> {
        match self.token.clone() {
            Token::Op("{") => self.block(),
            Token::Op(";") => {
                self.advance()?;
                Ok(Stmt::Block(Vec::new()))
            }
            Token::Keyword(Keyword::If) => self.if_statement(),
            Token::Keyword(Keyword::While) => {
                self.advance()?;
                let condition = self.parenthesised()?;
                if self.take(";")? {
                    return Ok(Stmt::While(condition, Box::new(Stmt::Block(Vec::new()))));
                }
                let body = self.loop_body()?;
                Ok(Stmt::While(condition, Box::new(body)))
            }
            Token::Keyword(Keyword::Do) => {
                self.advance()?;
                let body = self.loop_body()?;
                self.terminators()?;
                if !self.is_keyword(Keyword::While) {
                    return self.unexpected();
                }
                self.advance()?;
                let condition = self.parenthesised()?;
                self.end_simple()?;
                Ok(Stmt::DoWhile(Box::new(body), condition))
            }
            Token::Keyword(Keyword::For) => self.for_statement(),
            _ => {
                let statement = self.simple_statement()?;
                self.end_simple()?;
                Ok(statement)
            }
        }
    }

    /// A simple statement ends with a newline, `;`, or before `}`.
    fn end_simple(&mut self) -> Parsed<()> {
        match self.token {
            Token::Newline | Token::Op(";") => self.advance().map(drop),
            Token::Op("}") | Token::End => Ok(()),
            _ => self.unexpected(),
        }
    }

    fn parenthesised(&mut self) -> Parsed<Expr> {
        self.expect("(")?;
        let condition = self.free(Self::expression)?;
        self.expect(")")?;
        Ok(condition)
    }

    /// The statement that a condition or loop governs: newlines before it do not count.
    fn governed(&mut self) -> Parsed<Stmt> {
        self.newlines()?;
        self.statement()
    }

    fn loop_body(&mut self) -> Parsed<Stmt> {
        self.loops += 1;
        let body = self.governed();
        self.loops -= 1;
        body
    }

    fn if_statement(&mut self) -> Parsed<Stmt> {
        self.advance()?;
        let condition = self.parenthesised()?;
        let then = self.governed()?;
        // An `else` may stand after newlines and `;`; if there is none, those were terminators and nothing is lost.
        self.terminators()?;
        let otherwise = if self.is_keyword(Keyword::Else) {
            self.advance()?;
            Some(Box::new(self.governed()?))
        } else {
            None
        };
        Ok(Stmt::If(condition, Box::new(then), otherwise))
    }

    fn for_statement(&mut self) -> Parsed<Stmt> {
        self.advance()?;
        self.expect("(")?;
        let mut start = None;
        if !self.is(";") {
            let outer = std::mem::replace(&mut self.no_in, true);
            let first = self.simple_statement();
            self.no_in = outer;
            let first = first?;
            if self.is_keyword(Keyword::In) {
                let Stmt::Expr(Expr::Place(var)) = first else { return self.unexpected() };
                return self.for_in(var);
            }
            start = Some(Box::new(first));
        }
        self.expect(";")?;
        self.newlines()?;
        let condition = if self.is(";") { None } else { Some(self.free(Self::expression)?) };
        self.expect(";")?;
        self.newlines()?;
        let step = if self.is(")") { None } else { Some(Box::new(self.free(Self::simple_statement)?)) };
        self.expect(")")?;
        if self.take(";")? {
            return Ok(Stmt::For { start, condition, step, body: Box::new(Stmt::Block(Vec::new())) });
        }
        let body = Box::new(self.loop_body()?);
        Ok(Stmt::For { start, condition, step, body })
    }

    fn for_in(&mut self, var: Place) -> Parsed<Stmt> {
        self.advance()?;
        let (Token::Name(name) | Token::FunctionName(name)) = self.advance()? else { return self.unexpected() };
        let array = self.array(&name);
        self.expect(")")?;
        if self.take(";")? {
            return Ok(Stmt::ForIn { var, array, body: Box::new(Stmt::Block(Vec::new())) });
        }
        let body = Box::new(self.loop_body()?);
        Ok(Stmt::ForIn { var, array, body })
    }

    fn simple_statement(&mut self) -> Parsed<Stmt> {
        let Token::Keyword(keyword) = self.token else { return Ok(Stmt::Expr(self.expression()?)) };
        match keyword {
            Keyword::Getline => return Ok(Stmt::Expr(self.expression()?)),
            Keyword::Print | Keyword::Printf => return self.print_statement(),
            _ => {}
        }
        self.advance()?;
        Ok(match keyword {
            Keyword::Next => Stmt::Next,
            Keyword::Nextfile => Stmt::NextFile,
            Keyword::Break if self.loops == 0 => return self.error("'break' not in a loop"),
            Keyword::Continue if self.loops == 0 => return self.error("'continue' not in a loop"),
            Keyword::Break => Stmt::Break,
            Keyword::Continue => Stmt::Continue,
            Keyword::Exit => Stmt::Exit(self.optional_expression()?),
            Keyword::Return if self.scope.is_some() => Stmt::Return(self.optional_expression()?),
            Keyword::Delete => {
                if !matches!(self.token, Token::Name(_) | Token::FunctionName(_)) {
                    return self.error("Too few arguments");
                }
                let (Token::Name(name) | Token::FunctionName(name)) = self.advance()? else { return self.unexpected() };
                let array = self.array(&name);
                if self.take("[")? {
                    let index = self.free(Self::expression_list)?;
                    self.expect("]")?;
                    Stmt::Delete(array, Some(index))
                } else {
                    Stmt::Delete(array, None)
                }
            }
            _ => return self.unexpected(),
        })
    }

    fn optional_expression(&mut self) -> Parsed<Option<Expr>> {
        if matches!(self.token, Token::Newline | Token::End | Token::Op(";" | "}")) {
            return Ok(None);
        }
        self.expression().map(Some)
    }

    fn print_statement(&mut self) -> Parsed<Stmt> {
        let formatted = self.is_keyword(Keyword::Printf);
        self.advance()?;
        let outer = std::mem::replace(&mut self.no_greater, true);
        let list = if matches!(self.token, Token::Newline | Token::End | Token::Op(";" | "}" | ">" | ">>" | "|")) {
            Ok(Vec::new())
        } else {
            self.expression_list()
        };
        self.no_greater = outer;
        let mut list = list?;
        // `print (a, b) > "f"`: see `grouping`.
        if let [Expr::In(items, Var::Local(u32::MAX))] = &mut list[..] {
            list = std::mem::take(items);
        }
        if formatted && list.is_empty() {
            return self.unexpected();
        }
        let redirect = match self.token {
            Token::Op(op @ (">" | ">>" | "|")) => {
                self.advance()?;
                let outer = std::mem::replace(&mut self.no_greater, true);
                let target = self.concatenation();
                self.no_greater = outer;
                let target = target?;
                Some(match op {
                    ">" => Redirect::Truncate(target),
                    ">>" => Redirect::Append(target),
                    _ => Redirect::Pipe(target),
                })
            }
            _ => None,
        };
        Ok(if formatted { Stmt::Printf(list, redirect) } else { Stmt::Print(list, redirect) })
    }

    fn expression_list(&mut self) -> Parsed<Vec<Expr>> {
        let mut list = vec![self.expression()?];
        while self.take(",")? {
            self.newlines()?;
            list.push(self.expression()?);
        }
        Ok(list)
    }

    /// Inside brackets `>` compares and `in` tests again.
    fn free<T>(&mut self, parse: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
        let outer = (self.no_greater, self.no_in);
        (self.no_greater, self.no_in) = (false, false);
        let result = parse(self);
        (self.no_greater, self.no_in) = outer;
        result
    }

    // Expressions, weakest first.

    fn expression(&mut self) -> Parsed<Expr> {
        self.deeper(Self::ternary)
    }

    fn ternary(&mut self) -> Parsed<Expr> {
        let condition = self.or()?;
        if let Some(update) = self.assignment_operator() {
            let Expr::Place(place) = condition else { return self.unexpected() };
            self.advance()?;
            self.newlines()?;
            let value = Box::new(self.expression()?);
            return Ok(match update {
                None => Expr::Assign(place, value),
                Some(op) => Expr::Update(op, place, value),
            });
        }
        if !self.take("?")? {
            return Ok(condition);
        }
        self.newlines()?;
        let yes = self.expression()?;
        self.newlines()?;
        self.expect(":")?;
        self.newlines()?;
        let no = self.expression()?;
        Ok(Expr::Conditional(Box::new(condition), Box::new(yes), Box::new(no)))
    }

    #[allow(clippy::option_option, reason = "None: no assignment; Some(None): a plain one")]
    fn assignment_operator(&self) -> Option<Option<Binary>> {
        let Token::Op(op) = self.token else { return None };
        Some(match op {
            "=" => None,
            "+=" => Some(Binary::Add),
            "-=" => Some(Binary::Sub),
            "*=" => Some(Binary::Mul),
            "/=" => Some(Binary::Div),
            "%=" => Some(Binary::Mod),
            "^=" => Some(Binary::Pow),
            _ => return None,
        })
    }

    fn or(&mut self) -> Parsed<Expr> {
        let mut left = self.and()?;
        while self.take("||")? {
            self.newlines()?;
            let right = self.and()?;
            left = Expr::Or(Box::new(left), Box::new(right));
        }
        Ok(left)
    }

    fn and(&mut self) -> Parsed<Expr> {
        let mut left = self.membership()?;
        while self.take("&&")? {
            self.newlines()?;
            let right = self.membership()?;
            left = Expr::And(Box::new(left), Box::new(right));
        }
        Ok(left)
    }

    fn membership(&mut self) -> Parsed<Expr> {
        let mut left = self.matching()?;
        while !self.no_in && self.is_keyword(Keyword::In) {
            self.advance()?;
            let (Token::Name(name) | Token::FunctionName(name)) = self.advance()? else { return self.unexpected() };
            let array = self.array(&name);
            left = match left {
                // The list of `(i, j) in a`.
                Expr::In(items, Var::Local(u32::MAX)) => Expr::In(items, array),
                index => Expr::In(vec![index], array),
            };
        }
        Ok(left)
    }

    fn matching(&mut self) -> Parsed<Expr> {
        let mut left = self.comparison()?;
        while let Token::Op(op @ ("~" | "!~")) = self.token {
            self.advance()?;
            let pattern = self.comparison()?;
            left = Expr::Match { negated: op == "!~", text: Box::new(left), pattern: Box::new(pattern) };
        }
        Ok(left)
    }

    fn comparison(&mut self) -> Parsed<Expr> {
        let left = self.concatenation()?;
        let Token::Op(op) = self.token else { return Ok(left) };
        let compare = match op {
            "<" => Compare::Less,
            "<=" => Compare::LessEqual,
            "==" => Compare::Equal,
            "!=" => Compare::NotEqual,
            ">=" => Compare::GreaterEqual,
            ">" if !self.no_greater => Compare::Greater,
            _ => return Ok(left),
        };
        self.advance()?;
        let right = self.concatenation()?;
        Ok(Expr::Compare(compare, Box::new(left), Box::new(right)))
    }

    /// Concatenation, and `command | getline`, which takes a whole concatenation as its command.
    fn concatenation(&mut self) -> Parsed<Expr> {
        let mut left = self.additive()?;
        loop {
            if self.starts_operand() {
                let right = self.additive()?;
                left = match left {
                    Expr::Concat(mut items) => {
                        items.push(right);
                        Expr::Concat(items)
                    }
                    first => Expr::Concat(vec![first, right]),
                };
            } else if self.is("|") && self.getline_follows() {
                self.advance()?;
                self.advance()?;
                let into = self.optional_place()?;
                left = Expr::Getline { source: Source::Command(Box::new(left)), into };
            } else {
                return Ok(left);
            }
        }
    }

    /// Does `getline` follow the `|` at hand? It pipes a print otherwise.
    fn getline_follows(&self) -> bool {
        self.lexer.peeks_word(b"getline")
    }

    /// Can the token begin the right side of a concatenation? Not `+` and `-`, which add, nor `getline`.
    fn starts_operand(&self) -> bool {
        match &self.token {
            Token::Number(_)
            | Token::String(_)
            | Token::Regex(_)
            | Token::Name(_)
            | Token::FunctionName(_)
            | Token::Builtin(_) => true,
            Token::Op(op) => matches!(*op, "$" | "!" | "(" | "++" | "--"),
            _ => false,
        }
    }

    fn additive(&mut self) -> Parsed<Expr> {
        let mut left = self.multiplicative()?;
        while let Token::Op(op @ ("+" | "-")) = self.token {
            self.advance()?;
            let right = self.multiplicative()?;
            let op = if op == "+" { Binary::Add } else { Binary::Sub };
            left = Expr::Binary(op, Box::new(left), Box::new(right));
        }
        Ok(left)
    }

    fn multiplicative(&mut self) -> Parsed<Expr> {
        let mut left = self.unary()?;
        while let Token::Op(op @ ("*" | "/" | "%")) = self.token {
            self.advance()?;
            let right = self.unary()?;
            let op = match op {
                "*" => Binary::Mul,
                "/" => Binary::Div,
                _ => Binary::Mod,
            };
            left = Expr::Binary(op, Box::new(left), Box::new(right));
        }
        Ok(left)
    }

    fn unary(&mut self) -> Parsed<Expr> {
        let Token::Op(op @ ("!" | "-" | "+")) = self.token else { return self.power() };
        self.advance()?;
        let operand = Box::new(self.deeper(Self::unary)?);
        Ok(match op {
            "!" => Expr::Not(operand),
            "-" => Expr::Minus(operand),
            _ => Expr::Plus(operand),
        })
    }

    /// `^` binds to the right and tighter than a sign before it: `-2^2` is -4, `2^-1` is 0.5.
    fn power(&mut self) -> Parsed<Expr> {
        let base = self.postfix()?;
        if !self.take("^")? {
            return Ok(base);
        }
        let exponent = if matches!(self.token, Token::Op("-" | "+" | "!")) {
            self.deeper(Self::unary)?
        } else {
            self.deeper(Self::power)?
        };
        Ok(Expr::Binary(Binary::Pow, Box::new(base), Box::new(exponent)))
    }

    fn postfix(&mut self) -> Parsed<Expr> {
        let operand = self.primary()?;
        let by = match self.token {
            Token::Op("++") => 1.0,
            Token::Op("--") => -1.0,
            _ => return Ok(operand),
        };
        match operand {
            Expr::Place(place) => {
                self.advance()?;
                Ok(Expr::Step { place, by, before: false })
            }
            other => Ok(other),
        }
    }

    fn primary(&mut self) -> Parsed<Expr> {
        match self.token.clone() {
            Token::Number(n) => {
                self.advance()?;
                Ok(Expr::Number(n))
            }
            Token::String(s) => {
                self.advance()?;
                Ok(Expr::String(Rc::from(s)))
            }
            Token::Regex(pattern) => {
                self.advance()?;
                match Regex::new(&regex_source(&pattern), Flags::EXTENDED) {
                    Ok(regex) => Ok(Expr::Regex(Rc::new(regex))),
                    Err(error) => Err(ParseError { place: Vec::new(), what: error.message(&pattern) }),
                }
            }
            Token::Op("$") => {
                self.advance()?;
                let index = match self.token {
                    Token::Op(op @ ("++" | "--")) => {
                        self.advance()?;
                        let Expr::Place(place) = self.deeper(Self::primary)? else { return self.unexpected() };
                        Expr::Step { place, by: if op == "++" { 1.0 } else { -1.0 }, before: true }
                    }
                    Token::Op("-" | "+" | "!") => self.deeper(Self::unary)?,
                    _ => self.deeper(Self::primary)?,
                };
                Ok(Expr::Place(Place::Field(Box::new(index))))
            }
            Token::Op(op @ ("++" | "--")) => {
                self.advance()?;
                match self.deeper(Self::primary)? {
                    Expr::Place(place) => {
                        Ok(Expr::Step { place, by: if op == "++" { 1.0 } else { -1.0 }, before: true })
                    }
                    _ => self.unexpected(),
                }
            }
            Token::Op("!" | "-" | "+") => self.deeper(Self::unary),
            Token::Op("(") => self.grouping(),
            Token::Name(name) => {
                self.advance()?;
                self.named(&name)
            }
            Token::FunctionName(name) => self.call(&name),
            Token::Builtin(builtin) => self.builtin(builtin),
            Token::Keyword(Keyword::Getline) => {
                self.advance()?;
                let into = self.optional_place()?;
                let source = if self.take("<")? { Source::File(Box::new(self.postfix()?)) } else { Source::Main };
                Ok(Expr::Getline { source, into })
            }
            _ => self.unexpected(),
        }
    }

    /// `( expression )`, or the list of `(i, j) in a` and `print (a, b)`: that comes back as an `In` without an array,
    /// which nothing else makes.
    fn grouping(&mut self) -> Parsed<Expr> {
        self.advance()?;
        if self.is(")") {
            return self.error("Empty sequence");
        }
        let mut list = self.free(Self::expression_list)?;
        self.newlines()?;
        self.expect(")")?;
        if list.len() > 1 {
            let list_follows = self.is_keyword(Keyword::In);
            if !list_follows && !self.no_greater {
                return self.unexpected();
            }
            return Ok(Expr::In(list, Var::Local(u32::MAX)));
        }
        match list.pop() {
            Some(inner) => Ok(Expr::Group(Box::new(inner))),
            None => self.unexpected(),
        }
    }

    fn named(&mut self, name: &[u8]) -> Parsed<Expr> {
        if !self.take("[")? {
            return Ok(Expr::Place(Place::Var(self.variable(name))));
        }
        let array = self.array(name);
        let index = self.free(Self::expression_list)?;
        self.expect("]")?;
        Ok(Expr::Place(Place::Element(array, index)))
    }

    /// What getline reads into, if anything.
    fn optional_place(&mut self) -> Parsed<Option<Box<Place>>> {
        match self.token.clone() {
            Token::Op("$") => match self.primary()? {
                Expr::Place(place) => Ok(Some(Box::new(place))),
                _ => self.unexpected(),
            },
            Token::Name(name) => {
                self.advance()?;
                match self.named(&name)? {
                    Expr::Place(place) => Ok(Some(Box::new(place))),
                    _ => self.unexpected(),
                }
            }
            _ => Ok(None),
        }
    }

    /// The bare name that an argument is, whose being an array or not depends on the function.
    fn bare_name(argument: &Expr) -> Option<Var> {
        match argument {
            Expr::Place(Place::Var(var)) => Some(*var),
            _ => None,
        }
    }

    fn call(&mut self, name: &[u8]) -> Parsed<Expr> {
        self.advance()?;
        let arguments = self.arguments()?;
        let callee = self.function(name);
        let caller = self.scope.as_ref().map(|s| s.function);
        self.calls.push(PendingCall { caller, callee, names: arguments.iter().map(Self::bare_name).collect() });
        Ok(Expr::Call(callee as u32, arguments.into_iter().map(Argument::Expr).collect()))
    }

    fn arguments(&mut self) -> Parsed<Vec<Expr>> {
        self.expect("(")?;
        self.newlines()?;
        if self.take(")")? {
            return Ok(Vec::new());
        }
        let list = self.free(|parser| {
            let mut list = vec![parser.expression()?];
            parser.newlines()?;
            while parser.take(",")? {
                parser.newlines()?;
                list.push(parser.expression()?);
                parser.newlines()?;
            }
            Ok(list)
        })?;
        self.expect(")")?;
        Ok(list)
    }

    fn builtin(&mut self, builtin: Builtin) -> Parsed<Expr> {
        self.advance()?;
        if builtin == Builtin::Length && !self.is("(") {
            return Ok(Expr::Builtin(builtin, Vec::new()));
        }
        let arguments = self.arguments()?;
        let (least, most) = arity(builtin);
        if arguments.len() < least {
            return self.error("Too few arguments");
        }
        if arguments.len() > most {
            return self.error("Too many arguments");
        }
        let function = self.scope.as_ref().map(|s| s.function);
        let arguments = arguments
            .into_iter()
            .enumerate()
            .map(|(i, argument)| match (builtin, i, Self::bare_name(&argument)) {
                (Builtin::Split, 1, Some(var)) | (Builtin::Match, 2, Some(var)) => {
                    self.mark_array(function, var);
                    Ok(Argument::Array(var))
                }
                (Builtin::Split, 1, None) | (Builtin::Match, 2, None) => self.unexpected(),
                (Builtin::Sub | Builtin::Gsub, 2, _) if !matches!(argument, Expr::Place(_) | Expr::Group(_)) => {
                    self.error("sub and gsub change a variable")
                }
                _ => Ok(Argument::Expr(argument)),
            })
            .collect::<Parsed<Vec<_>>>()?;
        Ok(Expr::Builtin(builtin, arguments))
    }
}

fn arity(builtin: Builtin) -> (usize, usize) {
    match builtin {
        Builtin::Systime | Builtin::Rand => (0, 0),
        Builtin::Length | Builtin::Srand | Builtin::Fflush => (0, 1),
        Builtin::Strftime => (0, 3),
        Builtin::Cos
        | Builtin::Sin
        | Builtin::Exp
        | Builtin::Log
        | Builtin::Sqrt
        | Builtin::Int
        | Builtin::System
        | Builtin::Tolower
        | Builtin::Toupper
        | Builtin::Compl => (1, 1),
        Builtin::Close | Builtin::Mktime => (1, 2),
        Builtin::Atan2 | Builtin::Index | Builtin::Lshift | Builtin::Rshift => (2, 2),
        Builtin::Match | Builtin::Substr | Builtin::Sub | Builtin::Gsub => (2, 3),
        Builtin::Split => (2, 4),
        Builtin::Gensub => (3, 4),
        Builtin::And | Builtin::Or | Builtin::Xor => (2, usize::MAX),
        Builtin::Sprintf => (1, usize::MAX),
    }
}

/// awk's regular expressions know the escapes of strings (`\t`, `\"`, `\/`, `\052`) where ERE has none: they become the
/// characters, protected if they would be special.
pub fn regex_source(pattern: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(pattern.len());
    let mut at = 0;
    while at < pattern.len() {
        if pattern[at] != b'\\' || at + 1 >= pattern.len() {
            out.push(pattern[at]);
            at += 1;
            continue;
        }
        let c = pattern[at + 1];
        let literal = match c {
            b'n' => Some(b'\n'),
            b't' => Some(b'\t'),
            b'r' => Some(b'\r'),
            b'f' => Some(12),
            b'v' => Some(11),
            b'a' => Some(7),
            b'/' | b'"' | b'&' => Some(c),
            _ => None,
        };
        if let Some(literal) = literal {
            out.push(literal);
            at += 2;
        } else if matches!(c, b'0'..=b'7') {
            let digits = pattern[at + 1..].iter().take(3).take_while(|c| matches!(c, b'0'..=b'7')).count();
            let value = pattern[at + 1..at + 1 + digits].iter().fold(0u32, |n, c| n * 8 + u32::from(c - b'0')) as u8;
            if value.is_ascii_punctuation() {
                out.push(b'\\');
            }
            out.push(value);
            at += 1 + digits;
        } else {
            out.extend_from_slice(&[b'\\', c]);
            at += 2;
        }
    }
    out
}
