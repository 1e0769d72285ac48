//! Runs the tree.

use super::ast::*;
use super::parser::regex_source;
use super::record::{self, MOST_FIELDS, Record, Splitter};
use super::stream::{Mode, Reader, Separator, Streams};
use super::value::{Array, Bytes, Key, SharedArray, Value, leading_number};
use kit::applet::{Error, Result, Status};
use kit::context::Context;
use kit::regex::{Flags, Regex};
use kit::{fail, stack, text};
use std::cell::RefCell;
use std::collections::HashMap;
use std::io::Write;
use std::rc::Rc;

/// How a statement ends.
enum Flow {
    Normal,
    Break,
    Continue,
    Next,
    NextFile,
    Exit,
    Return(Value),
}

enum Local {
    Scalar(Value),
    Array(SharedArray),
}

/// More compiled regular expressions than a program has, unless it makes them up.
const MOST_REGEXES: usize = 256;

pub struct Interp<'p, 'a, 'c> {
    program: &'p Program,
    pub cx: &'c mut Context<'a>,
    pub scalars: Vec<Value>,
    arrays: Vec<SharedArray>,
    locals: Vec<Local>,
    frame: usize,
    pub record: Record,
    separator: Separator,
    in_range: Vec<bool>,
    pub streams: Streams<'a>,
    main: MainInput<'a>,
    regexes: HashMap<Bytes, Rc<Regex>>,
    splitters: HashMap<Bytes, Splitter>,
    exit_status: u8,
    pub seed: f64,
    pub random: u64,
    /// For what is written and thrown away again at once.
    scratch: Vec<u8>,
    /// The line that print puts together.
    line: Vec<u8>,
    spare: Vec<u8>,
    ticks: u32,
    /// How a function left that ended more than itself.
    leaving: Option<Flow>,
    /// Where the statement at work stands.
    line_now: Line,
}

/// The files named by ARGV, one after another.
struct MainInput<'a> {
    reader: Option<Reader<'a>>,
    next_argument: usize,
    /// Has any operand been a file? If none was, standard input is read.
    any: bool,
    done: bool,
}

/// What is wrong with what the program does; [`Interp::run`] says where.
pub fn error(message: impl AsRef<[u8]>) -> Error {
    Error::Failed(AT_STATEMENT, message.as_ref().to_vec())
}

/// The status of an error whose message lacks its place yet; no applet ends with it.
const AT_STATEMENT: Status = Status(255);

impl<'p, 'a, 'c> Interp<'p, 'a, 'c> {
    pub fn new(program: &'p Program, cx: &'c mut Context<'a>) -> Interp<'p, 'a, 'c> {
        let count = program.globals.len();
        let mut interp = Interp {
            program,
            scalars: vec![Value::Uninit; count],
            arrays: (0..count).map(|_| SharedArray::default()).collect(),
            locals: Vec::new(),
            frame: 0,
            record: Record::new(),
            separator: Separator::Byte(b'\n'),
            in_range: vec![false; program.ranges],
            streams: Streams::default(),
            main: MainInput { reader: None, next_argument: 1, any: false, done: false },
            regexes: HashMap::new(),
            splitters: HashMap::new(),
            exit_status: 0,
            seed: 1.0,
            random: 0,
            scratch: Vec::new(),
            line: Vec::new(),
            spare: Vec::new(),
            ticks: 0,
            leaving: None,
            line_now: Line::default(),
            cx,
        };
        interp.seed_random(1.0);
        for (slot, value) in [
            (FS, " "),
            (OFS, " "),
            (ORS, "\n"),
            (RS, "\n"),
            (SUBSEP, "\x1c"),
            (CONVFMT, "%.6g"),
            (OFMT, "%.6g"),
            (FILENAME, ""),
        ] {
            interp.scalars[slot as usize] = Value::string(value.as_bytes());
        }
        for slot in [NR, FNR, RSTART] {
            interp.scalars[slot as usize] = Value::Number(0.0);
        }
        interp.scalars[RLENGTH as usize] = Value::Number(-1.0);
        {
            let mut environ = interp.arrays[ENVIRON as usize].borrow_mut();
            interp.cx.env.for_each(&mut |entry| {
                if let Some(at) = memchr::memchr(b'=', entry) {
                    *environ.entry(Key::of_bytes(&entry[..at])) = Value::input(&entry[at + 1..]);
                }
            });
        }
        interp
    }

    /// Sets ARGV and ARGC.
    pub fn set_arguments(&mut self, arguments: &[&[u8]]) {
        let mut argv = self.arrays[ARGV as usize].borrow_mut();
        for (i, argument) in arguments.iter().enumerate() {
            *argv.entry(Key::Integer(i as i64)) = Value::input(argument);
        }
        self.scalars[ARGC as usize] = Value::Number(arguments.len() as f64);
    }

    /// The value of `-F`, with the escapes of a string.
    pub fn set_field_separator(&mut self, separator: &[u8]) -> Result<()> {
        self.assign(Var::Global(FS), Value::string(&super::lexer::unescape(separator)))
    }

    pub fn is_global_array(&self, slot: u32) -> bool {
        self.program.arrays[slot as usize]
    }

    pub fn is_local_array(&self, at: u32) -> bool {
        matches!(self.locals.get(self.frame + at as usize), Some(Local::Array(_)))
    }

    /// `name=value` of `-v` or an operand: false if it is none. Escapes in the value are those of a string.
    pub fn assign_operand(&mut self, word: &[u8]) -> Result<bool> {
        let Some(at) = memchr::memchr(b'=', word) else { return Ok(false) };
        let name = &word[..at];
        let is_name = matches!(name.first(), Some(c) if c.is_ascii_alphabetic() || *c == b'_')
            && name.iter().all(|c| c.is_ascii_alphanumeric() || *c == b'_');
        if !is_name {
            return Ok(false);
        }
        let value = Value::input(&super::lexer::unescape(&word[at + 1..]));
        // A name that the program does not mention is of no consequence.
        if let Some(slot) = self.program.globals.iter().position(|g| g == name) {
            if self.program.arrays[slot] {
                return Err(fail!("can't assign to array '", name, "'"));
            }
            self.assign(Var::Global(slot as u32), value)?;
        }
        Ok(true)
    }

    /// Runs the program to its end.
    pub fn run(&mut self) -> Result<Status> {
        let result = self.run_rules();
        let closed = self.streams.flush(self.cx).and_then(|()| self.streams.close_all());
        result.map_err(|error| match error {
            Error::Failed(AT_STATEMENT, message) => {
                fail!(self.program.place(self.line_now), ": ", message)
            }
            other => other,
        })?;
        closed?;
        Ok(if self.exit_status != 0 { Status(self.exit_status) } else { self.cx.status() })
    }

    fn run_rules(&mut self) -> Result<()> {
        let program = self.program;
        let mut exits = false;
        for action in &program.begin {
            if let Flow::Exit = self.action(action)? {
                exits = true;
                break;
            }
        }
        let reads = !program.rules.is_empty() || !program.end.is_empty();
        if reads && !exits {
            self.run_records()?;
        }
        // An exit before it runs END all the same (POSIX); one within it does not begin again.
        for action in &program.end {
            if let Flow::Exit = self.action(action)? {
                break;
            }
        }
        Ok(())
    }

    fn run_records(&mut self) -> Result<()> {
        let program = self.program;
        'records: while self.next_main_record()? {
            for rule in &program.rules {
                if !self.selected(&rule.pattern)? {
                    continue;
                }
                let flow = match &rule.action {
                    Some(action) => self.action(action)?,
                    None => {
                        self.print_record()?;
                        Flow::Normal
                    }
                };
                match flow {
                    Flow::Next => continue 'records,
                    Flow::NextFile => {
                        self.main.reader = None;
                        continue 'records;
                    }
                    Flow::Exit => return Ok(()),
                    _ => {}
                }
            }
        }
        Ok(())
    }

    /// Runs an action. `exit` and `next` within a function end the expressions around the call as an error would; here
    /// they are what they are again.
    fn action(&mut self, action: &'p Stmt) -> Result<Flow> {
        match self.exec(action) {
            Err(error) => self.leaving.take().ok_or(error),
            flow => flow,
        }
    }

    fn selected(&mut self, pattern: &'p Pattern) -> Result<bool> {
        Ok(match pattern {
            Pattern::Always => true,
            Pattern::When(condition) => self.truth(condition)?,
            Pattern::Range(first, last, index) => {
                if !self.in_range[*index] && !self.truth(first)? {
                    return Ok(false);
                }
                self.in_range[*index] = !self.truth(last)?;
                true
            }
        })
    }

    // Input.

    /// Opens the next operand that is a file, carrying out assignments on the way; false if there are no more.
    fn open_next(&mut self) -> Result<bool> {
        loop {
            let argc = self.scalars[ARGC as usize].number();
            let argument = if (self.main.next_argument as f64) < argc {
                let key = Key::Integer(self.main.next_argument as i64);
                self.main.next_argument += 1;
                let value = self.arrays[ARGV as usize].borrow().get(&key).cloned();
                match value {
                    // Deleted or emptied elements are passed over.
                    None => continue,
                    Some(value) => self.bytes(&value),
                }
            } else if self.main.any {
                self.main.done = true;
                return Ok(false);
            } else {
                Rc::from(&b"-"[..])
            };
            if argument.is_empty() || self.assign_operand(&argument)? {
                continue;
            }
            self.main.any = true;
            match self.cx.open(&argument) {
                Ok(input) => {
                    self.main.reader = Some(Reader::new(input));
                    self.scalars[FILENAME as usize] =
                        if &argument[..] == b"-" { Value::string(b"") } else { Value::Input(argument) };
                    self.scalars[FNR as usize] = Value::Number(0.0);
                    return Ok(true);
                }
                Err(e) => self.cx.complain(text![argument, ": ", e]),
            }
        }
    }

    /// Reads the next record of the main input into `buffer`.
    fn read_main(&mut self, buffer: &mut Vec<u8>) -> Result<bool> {
        loop {
            if self.main.done {
                return Ok(false);
            }
            if self.main.reader.is_none() && !self.open_next()? {
                return Ok(false);
            }
            let Some(reader) = &mut self.main.reader else { return Ok(false) };
            let mut separated_by = std::mem::take(&mut self.scratch);
            let result = reader.read(&self.separator, buffer, &mut separated_by);
            if let Separator::Regex(_) = self.separator {
                self.scalars[RT as usize] = Value::string(&separated_by);
            }
            self.scratch = separated_by;
            match result {
                Ok(true) => {
                    for slot in [NR, FNR] {
                        let count = self.scalars[slot as usize].number() + 1.0;
                        self.scalars[slot as usize] = Value::Number(count);
                    }
                    return Ok(true);
                }
                Ok(false) => self.main.reader = None,
                Err(e) => {
                    self.main.reader = None;
                    let name = self.string(FILENAME);
                    self.cx.complain(text![name, ": ", e.source]);
                }
            }
        }
    }

    fn next_main_record(&mut self) -> Result<bool> {
        // Into a spare buffer: in END, `$0` is still the last record (POSIX).
        let mut buffer = std::mem::take(&mut self.spare);
        buffer.clear();
        let found = self.read_main(&mut buffer);
        if let Ok(true) = found {
            self.record.swap(&mut buffer);
        }
        self.spare = buffer;
        found
    }

    /// `getline` in its four forms: 1, 0 at the end, -1 if it cannot be read.
    fn getline(&mut self, source: &'p Source, into: Option<&'p Place>) -> Result<f64> {
        let mut buffer = Vec::new();
        let found = match source {
            Source::Main => self.read_main(&mut buffer)?,
            Source::File(name) | Source::Command(name) => {
                let name = self.eval_bytes(name)?;
                let is_command = matches!(source, Source::Command(_));
                let reader = if is_command {
                    self.streams.command(self.cx, &name)?
                } else {
                    match self.streams.file(self.cx, &name) {
                        Ok(reader) => reader,
                        Err(e) => return Ok(self.cannot_read(&e)),
                    }
                };
                let Some(reader) = reader else { return Ok(-1.0) };
                match reader.read(&self.separator, &mut buffer, &mut self.scratch) {
                    Err(e) => return Ok(self.cannot_read(&e.source)),
                    Ok(found) => {
                        if found && is_command {
                            let count = self.scalars[NR as usize].number() + 1.0;
                            self.scalars[NR as usize] = Value::Number(count);
                        }
                        found
                    }
                }
            }
        };
        if !found {
            return Ok(0.0);
        }
        match into {
            None => self.record.swap(&mut buffer),
            Some(place) => {
                self.store(place, Value::input(&buffer))?;
            }
        }
        Ok(1.0)
    }

    fn cannot_read(&mut self, error: &std::io::Error) -> f64 {
        self.scalars[ERRNO as usize] = Value::Number(f64::from(error.raw_os_error().unwrap_or(0)));
        -1.0
    }

    // Statements.

    fn exec(&mut self, statement: &'p Stmt) -> Result<Flow> {
        match statement {
            Stmt::Expr(e) => {
                self.effect(e)?;
            }
            Stmt::Print(list, redirect) => self.print(list, redirect.as_ref())?,
            Stmt::Printf(list, redirect) => {
                let text = self.sprintf(list.iter())?;
                self.write(&text, redirect.as_ref())?;
            }
            Stmt::If(condition, then, otherwise) => {
                if self.truth(condition)? {
                    return self.exec(then);
                } else if let Some(otherwise) = otherwise {
                    return self.exec(otherwise);
                }
            }
            Stmt::While(condition, body) => {
                while self.truth(condition)? {
                    match self.turn(body)? {
                        Flow::Break => break,
                        Flow::Normal | Flow::Continue => {}
                        other => return Ok(other),
                    }
                }
            }
            Stmt::DoWhile(body, condition) => loop {
                match self.turn(body)? {
                    Flow::Break => break,
                    Flow::Normal | Flow::Continue => {}
                    other => return Ok(other),
                }
                if !self.truth(condition)? {
                    break;
                }
            },
            Stmt::For { start, condition, step, body } => {
                if let Some(start) = start {
                    self.exec(start)?;
                }
                while condition.as_ref().map_or(Ok(true), |c| self.truth(c))? {
                    match self.turn(body)? {
                        Flow::Break => break,
                        Flow::Normal | Flow::Continue => {}
                        other => return Ok(other),
                    }
                    if let Some(step) = step {
                        self.exec(step)?;
                    }
                }
            }
            Stmt::ForIn { var, array, body } => {
                // The keys as they are now: the body may change the array.
                let keys = self.array(*array).borrow().keys();
                for key in keys {
                    self.store(var, key.value())?;
                    match self.turn(body)? {
                        Flow::Break => break,
                        Flow::Normal | Flow::Continue => {}
                        other => return Ok(other),
                    }
                }
            }
            Stmt::Block(statements) => {
                for (line, statement) in statements {
                    self.line_now = *line;
                    match self.exec(statement)? {
                        Flow::Normal => {}
                        other => return Ok(other),
                    }
                }
            }
            Stmt::Next => return Ok(Flow::Next),
            Stmt::NextFile => return Ok(Flow::NextFile),
            Stmt::Break => return Ok(Flow::Break),
            Stmt::Continue => return Ok(Flow::Continue),
            Stmt::Exit(status) => {
                if let Some(status) = status {
                    self.exit_status = self.eval_number(status)? as i64 as u8;
                }
                return Ok(Flow::Exit);
            }
            Stmt::Return(value) => {
                let value = value.as_ref().map_or(Ok(Value::Uninit), |v| self.eval(v))?;
                return Ok(Flow::Return(value));
            }
            Stmt::Delete(array, None) => self.array(*array).borrow_mut().clear(),
            Stmt::Delete(array, Some(index)) => {
                let key = self.key(index)?;
                self.array(*array).borrow_mut().remove(&key);
            }
        }
        Ok(Flow::Normal)
    }

    /// One turn of a loop, which a signal may end.
    fn turn(&mut self, body: &'p Stmt) -> Result<Flow> {
        self.ticks = self.ticks.wrapping_add(1);
        if self.ticks.is_multiple_of(1024) && self.cx.interrupted() {
            return Err(Error::Silent(Status(128 + 2)));
        }
        self.exec(body)
    }

    fn print_record(&mut self) -> Result<()> {
        self.join_record();
        self.cx.out.write_all(self.record.text())?;
        match &self.scalars[ORS as usize] {
            Value::String(s) | Value::Input(s) => self.cx.out.write_all(s)?,
            _ => {
                let end = self.string(ORS);
                self.cx.out.write_all(&end)?;
            }
        }
        Ok(())
    }

    fn print(&mut self, list: &'p [Expr], redirect: Option<&'p Redirect>) -> Result<()> {
        if list.is_empty() && redirect.is_none() {
            return self.print_record();
        }
        let mut text = std::mem::take(&mut self.line);
        text.clear();
        let result = self.lay_out(list, &mut text);
        let result = result.and_then(|()| self.write(&text, redirect));
        self.line = text;
        result
    }

    fn lay_out(&mut self, list: &'p [Expr], text: &mut Vec<u8>) -> Result<()> {
        if list.is_empty() {
            self.join_record();
            text.extend_from_slice(self.record.text());
        }
        for (i, item) in list.iter().enumerate() {
            if i > 0 {
                self.push_variable(OFS, text);
            }
            self.push_expression(item, OFMT, text)?;
        }
        self.push_variable(ORS, text);
        Ok(())
    }

    fn push_variable(&self, slot: u32, text: &mut Vec<u8>) {
        self.push_value(&self.scalars[slot as usize], CONVFMT, text);
    }

    /// Appends the value of `e` as a string, without making one where it can be helped.
    pub fn push_expression(&mut self, e: &'p Expr, format: u32, text: &mut Vec<u8>) -> Result<()> {
        match e {
            Expr::String(s) => text.extend_from_slice(s),
            Expr::Group(inner) => self.push_expression(inner, format, text)?,
            Expr::Place(Place::Field(index)) => {
                let n = self.field_number(index)?;
                if n == 0 {
                    self.join_record();
                    text.extend_from_slice(self.record.text());
                } else if let Some(bytes) = self.record.field_bytes(n) {
                    text.extend_from_slice(bytes);
                } else {
                    let value = self.record.field(n);
                    self.push_value(&value, format, text);
                }
            }
            Expr::Place(Place::Var(Var::Global(slot))) if *slot != NF => {
                self.push_value(&self.scalars[*slot as usize], format, text);
            }
            Expr::Concat(items) => {
                for item in items {
                    self.push_expression(item, CONVFMT, text)?;
                }
            }
            _ => {
                let value = self.eval(e)?;
                self.push_value(&value, format, text);
            }
        }
        Ok(())
    }

    fn write(&mut self, text: &[u8], redirect: Option<&'p Redirect>) -> Result<()> {
        let (target, mode) = match redirect {
            None => {
                self.cx.out.write_all(text)?;
                return Ok(());
            }
            Some(Redirect::Truncate(target)) => (target, Mode::Truncate),
            Some(Redirect::Append(target)) => (target, Mode::Append),
            Some(Redirect::Pipe(target)) => (target, Mode::Pipe),
        };
        let name = self.eval_bytes(target)?;
        match self.streams.output(self.cx, &name, mode)? {
            None => self.cx.out.write_all(text)?,
            Some(output) => output.write_all(text)?,
        }
        Ok(())
    }

    // Values.

    /// Evaluates for the effect alone: `i++` need not make a value.
    fn effect(&mut self, e: &'p Expr) -> Result<()> {
        match e {
            Expr::Step { place, by, .. } => self.step(place, *by).map(drop),
            _ => self.eval(e).map(drop),
        }
    }

    pub fn eval(&mut self, e: &'p Expr) -> Result<Value> {
        Ok(match e {
            Expr::Number(n) => Value::Number(*n),
            Expr::String(s) => Value::String(s.clone()),
            Expr::Group(inner) => self.eval(inner)?,
            Expr::Place(place) => self.load(place)?,
            Expr::Assign(place, value) => {
                let value = self.eval(value)?;
                self.store(place, value)?
            }
            Expr::Conditional(condition, yes, no) => {
                if self.truth(condition)? {
                    self.eval(yes)?
                } else {
                    self.eval(no)?
                }
            }
            Expr::Concat(items) => {
                let mut text = Vec::new();
                for item in items {
                    self.push_expression(item, CONVFMT, &mut text)?;
                }
                Value::String(Rc::from(text))
            }
            Expr::Call(function, arguments) => self.call(*function, arguments)?,
            Expr::Builtin(builtin, arguments) => self.builtin(*builtin, arguments)?,
            _ => Value::Number(self.eval_number(e)?),
        })
    }

    pub fn eval_number(&mut self, e: &'p Expr) -> Result<f64> {
        Ok(match e {
            Expr::Number(n) => *n,
            Expr::Group(inner) => self.eval_number(inner)?,
            Expr::Place(Place::Var(Var::Global(slot))) if *slot != NF => self.scalars[*slot as usize].number(),
            Expr::Place(Place::Field(index)) => {
                let n = self.field_number(index)?;
                if n > 0
                    && let Some(bytes) = self.record.field_bytes(n)
                {
                    return Ok(leading_number(bytes).0);
                }
                self.field(n).number()
            }
            Expr::Update(op, place, value) => {
                let value = self.eval_number(value)?;
                let old = self.load(place)?.number();
                let new = arithmetic(*op, old, value)?;
                self.store(place, Value::Number(new))?;
                new
            }
            Expr::Step { place, by, before } => {
                let new = self.step(place, *by)?;
                if *before { new } else { new - by }
            }
            Expr::Minus(operand) => -self.eval_number(operand)?,
            Expr::Plus(operand) => self.eval_number(operand)?,
            Expr::Binary(op, left, right) => {
                let left = self.eval_number(left)?;
                let right = self.eval_number(right)?;
                arithmetic(*op, left, right)?
            }
            Expr::Getline { source, into } => self.getline(source, into.as_deref())?,
            Expr::And(..)
            | Expr::Or(..)
            | Expr::Not(_)
            | Expr::Compare(..)
            | Expr::Match { .. }
            | Expr::In(..)
            | Expr::Regex(_) => f64::from(u8::from(self.truth(e)?)),
            _ => self.eval(e)?.number(),
        })
    }

    fn truth(&mut self, e: &'p Expr) -> Result<bool> {
        Ok(match e {
            Expr::Group(inner) => self.truth(inner)?,
            Expr::And(left, right) => self.truth(left)? && self.truth(right)?,
            Expr::Or(left, right) => self.truth(left)? || self.truth(right)?,
            Expr::Not(operand) => !self.truth(operand)?,
            Expr::Compare(op, left, right) => self.compare(*op, left, right)?,
            Expr::Regex(regex) => {
                self.join_record();
                regex.is_match(self.record.text())?
            }
            Expr::Match { negated, text, pattern } => self.matches(text, pattern)? != *negated,
            Expr::In(index, array) => {
                let key = self.key(index)?;
                self.array(*array).borrow().contains(&key)
            }
            Expr::Minus(_) | Expr::Plus(_) | Expr::Binary(..) | Expr::Update(..) | Expr::Step { .. } => {
                self.eval_number(e)? != 0.0
            }
            _ => self.eval(e)?.truth(),
        })
    }

    fn compare(&mut self, op: Compare, left: &'p Expr, right: &'p Expr) -> Result<bool> {
        use std::cmp::Ordering;
        let left = self.eval(left)?;
        let right = self.eval(right)?;
        let order = match (left.comparable(), right.comparable()) {
            (Some(a), Some(b)) => match a.partial_cmp(&b) {
                Some(order) => order,
                None => return Ok(op == Compare::NotEqual),
            },
            _ => match (&left, &right) {
                (Value::String(a) | Value::Input(a), Value::String(b) | Value::Input(b)) => a.cmp(b),
                _ => self.bytes(&left).cmp(&self.bytes(&right)),
            },
        };
        Ok(match op {
            Compare::Less => order == Ordering::Less,
            Compare::LessEqual => order != Ordering::Greater,
            Compare::Equal => order == Ordering::Equal,
            Compare::NotEqual => order != Ordering::Equal,
            Compare::Greater => order == Ordering::Greater,
            Compare::GreaterEqual => order != Ordering::Less,
        })
    }

    fn matches(&mut self, text: &'p Expr, pattern: &'p Expr) -> Result<bool> {
        let mut held = std::mem::take(&mut self.line);
        held.clear();
        let result = self.push_expression(text, CONVFMT, &mut held);
        let result = result.and_then(|()| Ok(self.regex(pattern)?.is_match(&held)?));
        self.line = held;
        result
    }

    /// An operand that is meant as a regular expression: a literal one, or the text of a value.
    pub fn regex(&mut self, pattern: &'p Expr) -> Result<Rc<Regex>> {
        match pattern {
            Expr::Regex(regex) => Ok(regex.clone()),
            _ => {
                let source = self.eval_bytes(pattern)?;
                self.compile(&source)
            }
        }
    }

    pub fn compile(&mut self, source: &Bytes) -> Result<Rc<Regex>> {
        if let Some(regex) = self.regexes.get(source) {
            return Ok(regex.clone());
        }
        let regex = Regex::new(&regex_source(source), Flags::EXTENDED).map_err(|e| fail!(e.message(source)))?;
        if self.regexes.len() >= MOST_REGEXES {
            self.regexes.clear();
        }
        let regex = Rc::new(regex);
        self.regexes.insert(source.clone(), regex.clone());
        Ok(regex)
    }

    pub fn eval_bytes(&mut self, e: &'p Expr) -> Result<Bytes> {
        let value = self.eval(e)?;
        Ok(self.bytes(&value))
    }

    /// The value as a string, numbers by CONVFMT.
    pub fn bytes(&self, value: &Value) -> Bytes {
        match value {
            Value::String(s) | Value::Input(s) => s.clone(),
            _ => {
                let mut text = Vec::new();
                self.push_value(value, CONVFMT, &mut text);
                Rc::from(text)
            }
        }
    }

    /// A special variable as a string.
    pub fn string(&self, slot: u32) -> Bytes {
        self.bytes(&self.scalars[slot as usize])
    }

    fn push_value(&self, value: &Value, format: u32, text: &mut Vec<u8>) {
        match value {
            Value::Uninit => {}
            Value::String(s) | Value::Input(s) => text.extend_from_slice(s),
            Value::Number(n) => push_number(*n, &self.scalars[format as usize], text),
        }
    }

    // Places.

    pub fn array(&self, var: Var) -> SharedArray {
        match var {
            Var::Global(slot) => self.arrays[slot as usize].clone(),
            Var::Local(at) => match &self.locals[self.frame + at as usize] {
                Local::Array(array) => array.clone(),
                // The parser tells arrays from scalars: this is one that a call left out.
                Local::Scalar(_) => SharedArray::default(),
            },
        }
    }

    fn key(&mut self, index: &'p [Expr]) -> Result<Key> {
        if let [one] = index {
            return Ok(match self.eval(one)? {
                Value::Number(n) if n.fract() == 0.0 && n.abs() < 1e15 => Key::Integer(n as i64),
                value => Key::of_bytes(&self.bytes(&value)),
            });
        }
        let mut text = Vec::new();
        for (i, part) in index.iter().enumerate() {
            if i > 0 {
                self.push_variable(SUBSEP, &mut text);
            }
            self.push_expression(part, CONVFMT, &mut text)?;
        }
        Ok(Key::of_bytes(&text))
    }

    fn field_number(&mut self, index: &'p Expr) -> Result<usize> {
        let n = self.eval_number(index)?;
        if n < 0.0 || n.is_nan() {
            return Err(error("Access to negative field"));
        }
        if n >= MOST_FIELDS as f64 {
            return Err(error("field number too large"));
        }
        Ok(n as usize)
    }

    pub fn field(&mut self, n: usize) -> Value {
        if n == 0 {
            self.join_record();
            return Value::input(self.record.text());
        }
        self.record.field(n)
    }

    pub fn load(&mut self, place: &'p Place) -> Result<Value> {
        Ok(match place {
            Place::Var(Var::Global(NF)) => Value::Number(self.record.count() as f64),
            Place::Var(Var::Global(slot)) => self.scalars[*slot as usize].clone(),
            Place::Var(Var::Local(at)) => match &self.locals[self.frame + *at as usize] {
                Local::Scalar(value) => value.clone(),
                Local::Array(_) => return Err(error("array used as a scalar")),
            },
            Place::Field(index) => {
                let n = self.field_number(index)?;
                self.field(n)
            }
            Place::Element(array, index) => {
                let key = self.key(index)?;
                let array = self.array(*array);
                // Looking at an element makes it (POSIX).
                let mut array = array.borrow_mut();
                array.entry(key).clone()
            }
        })
    }

    /// Assigns, and gives the value back.
    pub fn store(&mut self, place: &'p Place, value: Value) -> Result<Value> {
        match place {
            Place::Var(var) => self.assign(*var, value.clone())?,
            Place::Field(index) => {
                let n = self.field_number(index)?;
                self.store_field(n, value.clone());
            }
            Place::Element(array, index) => {
                let key = self.key(index)?;
                *self.array(*array).borrow_mut().entry(key) = value.clone();
            }
        }
        Ok(value)
    }

    pub fn store_field(&mut self, n: usize, value: Value) {
        if n == 0 {
            let text = self.bytes(&value);
            self.record.set(&text);
        } else {
            self.record.set_field(n, value);
        }
    }

    fn assign(&mut self, var: Var, value: Value) -> Result<()> {
        match var {
            Var::Local(at) => match &mut self.locals[self.frame + at as usize] {
                Local::Scalar(local) => *local = value,
                Local::Array(_) => return Err(error("array used as a scalar")),
            },
            Var::Global(slot) if self.program.arrays[slot as usize] => return Err(error("array used as a scalar")),
            Var::Global(slot) => {
                self.scalars[slot as usize] = value;
                match slot {
                    NF => {
                        let count = self.scalars[NF as usize].number();
                        if !(0.0..MOST_FIELDS as f64).contains(&count) {
                            return Err(error("NF set to a wrong value"));
                        }
                        self.record.set_count(count as usize);
                    }
                    FS => {
                        let separator = self.string(FS);
                        let splitter = self.splitter(&separator)?;
                        self.record.set_splitter(splitter);
                    }
                    RS => {
                        let separator = self.string(RS);
                        self.separator = match &separator[..] {
                            b"" => Separator::Paragraph,
                            [byte] => Separator::Byte(*byte),
                            _ => Separator::Regex(self.compile(&separator)?),
                        };
                        self.record.set_paragraphs(separator.is_empty());
                    }
                    _ => {}
                }
            }
        }
        Ok(())
    }

    /// `++` and `--`: the new value.
    fn step(&mut self, place: &'p Place, by: f64) -> Result<f64> {
        match place {
            Place::Var(Var::Global(slot)) if *slot as usize >= SPECIALS.len() => {
                let new = self.scalars[*slot as usize].number() + by;
                self.scalars[*slot as usize] = Value::Number(new);
                Ok(new)
            }
            Place::Element(array, index) => {
                let key = self.key(index)?;
                let array = self.array(*array);
                let mut array = array.borrow_mut();
                let element = array.entry(key);
                let new = element.number() + by;
                *element = Value::Number(new);
                Ok(new)
            }
            _ => {
                let new = self.load(place)?.number() + by;
                self.store(place, Value::Number(new))?;
                Ok(new)
            }
        }
    }

    pub fn join_record(&mut self) {
        if self.record.needs_join() {
            let separator = self.string(OFS);
            let convfmt = self.scalars[CONVFMT as usize].clone();
            self.record.join(&separator, |value, text| match value {
                Value::Number(n) => push_number(*n, &convfmt, text),
                Value::String(s) | Value::Input(s) => text.extend_from_slice(s),
                Value::Uninit => {}
            });
        }
    }

    pub fn splitter(&mut self, separator: &Bytes) -> Result<Splitter> {
        if let Some(splitter) = self.splitters.get(separator) {
            return Ok(splitter.clone());
        }
        let splitter = record::splitter_of(separator, |source| self.compile(source))?;
        if self.splitters.len() >= MOST_REGEXES {
            self.splitters.clear();
        }
        self.splitters.insert(separator.clone(), splitter.clone());
        Ok(splitter)
    }

    // Functions.

    fn call(&mut self, function: u32, arguments: &'p [Argument]) -> Result<Value> {
        if stack::is_nearly_used_up() {
            return Err(error("function calls nested too deep"));
        }
        let function = &self.program.functions[function as usize];
        let Some(body) = &function.body else { return Err(error("Call to undefined function")) };
        let frame = self.locals.len();
        let mut fresh = Vec::with_capacity(function.arrays.len());
        for (i, is_array) in function.arrays.iter().enumerate() {
            fresh.push(match (is_array, arguments.get(i)) {
                (true, Some(Argument::Array(var) | Argument::Expr(Expr::Place(Place::Var(var))))) => {
                    Local::Array(self.array(*var))
                }
                (true, None) => Local::Array(Rc::new(RefCell::new(Array::default()))),
                (true, Some(Argument::Expr(_))) => return Err(error("a scalar is passed where an array is used")),
                (false, None | Some(Argument::Array(_))) => Local::Scalar(Value::Uninit),
                (false, Some(Argument::Expr(e))) => Local::Scalar(self.eval(e)?),
            });
        }
        // Arguments that the function has no names for are evaluated all the same.
        for extra in arguments.iter().skip(function.arrays.len()) {
            if let Argument::Expr(e) = extra {
                self.eval(e)?;
            }
        }
        self.locals.extend(fresh);
        let outer = std::mem::replace(&mut self.frame, frame);
        let flow = self.exec(body);
        self.frame = outer;
        self.locals.truncate(frame);
        match flow? {
            Flow::Return(value) => Ok(value),
            flow @ (Flow::Exit | Flow::Next | Flow::NextFile) => {
                self.leaving = Some(flow);
                Err(Error::Silent(Status::OK))
            }
            _ => Ok(Value::Uninit),
        }
    }
}

/// Sum, difference and so on; dividing by zero is an error.
fn arithmetic(op: Binary, left: f64, right: f64) -> Result<f64> {
    Ok(match op {
        Binary::Add => left + right,
        Binary::Sub => left - right,
        Binary::Mul => left * right,
        Binary::Div | Binary::Mod if right == 0.0 => return Err(error("Division by zero")),
        Binary::Div => left / right,
        Binary::Mod => left % right,
        Binary::Pow => power(left, right),
    })
}

/// Small whole exponents by multiplication: exact as far as the result is.
fn power(base: f64, exponent: f64) -> f64 {
    if exponent.fract() == 0.0 && (0.0..=1024.0).contains(&exponent) {
        let (mut n, mut factor, mut result) = (exponent as u32, base, 1.0);
        while n > 0 {
            if n & 1 == 1 {
                result *= factor;
            }
            factor *= factor;
            n >>= 1;
        }
        return result;
    }
    base.powf(exponent)
}

/// A whole number in decimal, any other by the format (CONVFMT or OFMT).
pub fn push_number(n: f64, format: &Value, text: &mut Vec<u8>) {
    if n.fract() == 0.0 && n.abs() < 9.2e18 {
        kit::text::push_signed(text, n as i64);
    } else {
        super::format::push_float(n, format, text);
    }
}
