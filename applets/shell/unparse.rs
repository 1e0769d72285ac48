//! Commands as text again: for `jobs`, for what is said about a job, and for the parser's tests.

use crate::ast::*;
use crate::braces::Leaf;
use crate::parser::is_reserved;
use crate::symbols::Symbols;
use kit::text;
use kit::text::{Show, push_decimal};

/// The text of an AND-OR list, on one line.
pub fn item(item: &Item, symbols: &Symbols) -> Vec<u8> {
    let mut printer = Printer { out: Vec::new(), symbols };
    printer.item(item);
    printer.out
}

/// The text of a pipeline.
pub fn pipeline(pipeline: &Pipeline, symbols: &Symbols) -> Vec<u8> {
    let mut printer = Printer { out: Vec::new(), symbols };
    printer.pipeline(pipeline);
    printer.out
}

/// The text of a command.
pub fn command(command: &Command, symbols: &Symbols) -> Vec<u8> {
    let mut printer = Printer { out: Vec::new(), symbols };
    printer.command(command);
    printer.out
}

/// The text of a list.
pub fn list(list: &List, symbols: &Symbols) -> Vec<u8> {
    let mut printer = Printer { out: Vec::new(), symbols };
    printer.list(list);
    printer.out
}

struct Printer<'a> {
    out: Vec<u8>,
    symbols: &'a Symbols,
}

impl Printer<'_> {
    fn put(&mut self, text: impl Show) {
        text.show(&mut self.out);
    }

    fn list(&mut self, list: &List) {
        for (i, item) in list.items.iter().enumerate() {
            if i > 0 {
                self.put(if list.items[i - 1].background { " " } else { "; " });
            }
            self.item(item);
            if item.background {
                self.put(" &");
            }
        }
    }

    /// A list and what ends it before a reserved word.
    fn closed_list(&mut self, list: &List) {
        self.list(list);
        self.put(if list.items.last().is_some_and(|item| item.background) { " " } else { "; " });
    }

    fn item(&mut self, item: &Item) {
        self.pipeline(&item.first);
        for (connector, pipeline) in &item.rest {
            self.put(match connector {
                Connector::And => " && ",
                Connector::Or => " || ",
            });
            self.pipeline(pipeline);
        }
    }

    fn pipeline(&mut self, pipeline: &Pipeline) {
        self.put(match pipeline.timed {
            None => "",
            Some(Timed::Plain) => "time ",
            Some(Timed::Posix) => "time -p ",
        });
        if pipeline.negated {
            self.put("! ");
        }
        for (i, command) in pipeline.commands.iter().enumerate() {
            if i > 0 {
                self.put(" | ");
            }
            self.command(command);
        }
    }

    fn command(&mut self, command: &Command) {
        match &command.kind {
            CommandKind::Simple(simple) => self.simple(simple),
            CommandKind::Group(list) => {
                self.put("{ ");
                self.closed_list(list);
                self.put("}");
            }
            CommandKind::Subshell(list) => {
                self.put("(");
                self.list(list);
                self.put(")");
            }
            CommandKind::If { branches, otherwise } => {
                for (i, (condition, consequence)) in branches.iter().enumerate() {
                    self.put(if i == 0 { "if " } else { "elif " });
                    self.closed_list(condition);
                    self.put("then ");
                    self.closed_list(consequence);
                }
                if let Some(otherwise) = otherwise {
                    self.put("else ");
                    self.closed_list(otherwise);
                }
                self.put("fi");
            }
            CommandKind::While { until, condition, body } => {
                self.put(if *until { "until " } else { "while " });
                self.closed_list(condition);
                self.put("do ");
                self.closed_list(body);
                self.put("done");
            }
            CommandKind::ForArith { clauses, body } => {
                self.put("for ((");
                for (i, clause) in clauses.iter().enumerate() {
                    self.put(if i == 0 { "" } else { "; " });
                    if let Some(clause) = clause {
                        self.arithmetic(clause);
                    }
                }
                self.put(")); do ");
                self.closed_list(body);
                self.put("done");
            }
            CommandKind::For { var, words, body } | CommandKind::Select { var, words, body } => {
                self.put(if matches!(command.kind, CommandKind::For { .. }) { "for " } else { "select " });
                self.put(self.symbols.name(*var));
                if let Some(words) = words {
                    self.put(" in");
                    self.words(words);
                }
                self.put("; do ");
                self.closed_list(body);
                self.put("done");
            }
            CommandKind::Case { subject, arms } => self.case(subject, arms),
            CommandKind::Function { name, body, .. } => {
                self.put(&name[..]);
                self.put("() ");
                self.command(body);
            }
            CommandKind::Conditional(expr) => {
                self.put("[[ ");
                self.condition(expr);
                self.put(" ]]");
            }
            CommandKind::Arithmetic(expr) => {
                self.put("((");
                self.arithmetic(expr);
                self.put("))");
            }
        }
        for redirect in &command.redirects {
            if !self.out.is_empty() {
                self.put(" ");
            }
            self.redirect(redirect);
        }
    }

    fn words(&mut self, words: &[Word]) {
        for word in words {
            self.put(" ");
            self.word(word);
        }
    }

    fn simple(&mut self, simple: &SimpleCommand) {
        for (i, assignment) in simple.assignments.iter().enumerate() {
            if i > 0 {
                self.put(" ");
            }
            self.put(self.symbols.name(assignment.name));
            if let Some(ArrayAssignment::Element(subscript)) = assignment.array.as_deref() {
                self.subscript(subscript);
            }
            self.put(if assignment.append { "+=" } else { "=" });
            self.word(&assignment.value);
            if let Some(ArrayAssignment::List(elements)) = assignment.array.as_deref() {
                self.elements(elements);
            }
        }
        for (i, word) in simple.words.iter().enumerate() {
            if i > 0 || !simple.assignments.is_empty() {
                self.put(" ");
            }
            // `>f do`: without the redirection before it, it would be reserved.
            match word.as_literal() {
                Some(bytes) if i == 0 && simple.assignments.is_empty() && is_reserved(bytes) => {
                    self.put(text!["\"", bytes, "\""]);
                }
                _ => self.word(word),
            }
        }
    }

    fn subscript(&mut self, subscript: &Subscript) {
        self.put("[");
        match subscript {
            Subscript::All(special) => self.out.push(special.letter()),
            Subscript::Word { word, .. } => self.word(word),
        }
        self.put("]");
    }

    fn elements(&mut self, elements: &[Element]) {
        self.put("(");
        for (i, element) in elements.iter().enumerate() {
            if i > 0 {
                self.put(" ");
            }
            if let Some(subscript) = &element.subscript {
                self.subscript(subscript);
                self.put(if element.append { "+=" } else { "=" });
            }
            self.word(&element.value);
        }
        self.put(")");
    }

    fn case(&mut self, subject: &Word, arms: &[CaseArm]) {
        self.put("case ");
        self.word(subject);
        self.put(" in");
        for arm in arms {
            for (i, pattern) in arm.patterns.iter().enumerate() {
                // `esac` alone would end the `case`.
                let reserved = i == 0 && pattern.as_literal() == Some(b"esac");
                self.put(if reserved {
                    " ("
                } else if i == 0 {
                    " "
                } else {
                    " | "
                });
                self.word(pattern);
            }
            self.put(") ");
            self.list(&arm.body);
            self.put(match arm.next {
                ArmEnd::Leave => " ;;",
                ArmEnd::FallThrough => " ;&",
                ArmEnd::TestNext => " ;;&",
            });
        }
        self.put(" esac");
    }

    fn redirect(&mut self, redirect: &Redirect) {
        if let Some(fd) = redirect.fd {
            push_decimal(&mut self.out, fd.into());
        }
        self.put(match redirect.kind {
            RedirectKind::In => "<",
            RedirectKind::Out => ">",
            RedirectKind::Clobber => ">|",
            RedirectKind::Append => ">>",
            RedirectKind::InOut => "<>",
            RedirectKind::DupIn => "<&",
            RedirectKind::DupOut => ">&",
            RedirectKind::HereDocument => "<<",
            RedirectKind::HereString => "<<<",
            RedirectKind::Both => "&>",
            RedirectKind::AppendBoth => "&>>",
        });
        // `>>(` would be an operator and a parenthesis.
        if let Some(Part::Process { .. }) = redirect.target.parts.first() {
            self.put(" ");
        }
        self.word(&redirect.target);
    }

    fn condition(&mut self, expr: &CondExpr) {
        match expr {
            CondExpr::Not(expr) => {
                self.put("! ");
                self.condition(expr);
            }
            CondExpr::And(left, right) => self.condition_pair(left, " && ", right),
            CondExpr::Or(left, right) => self.condition_pair(left, " || ", right),
            CondExpr::NonEmpty(word) => {
                self.put("-n ");
                self.word(word);
            }
            CondExpr::Unary(letter, word) => {
                self.put([b'-', *letter, b' ']);
                self.word(word);
            }
            CondExpr::Binary(operator, left, right) => {
                self.word(left);
                self.put(" ");
                self.put(operator.text());
                self.put(" ");
                self.word(right);
            }
        }
    }

    fn condition_pair(&mut self, left: &CondExpr, operator: &str, right: &CondExpr) {
        self.put("( ");
        self.condition(left);
        self.put(operator);
        self.condition(right);
        self.put(" )");
    }

    fn arithmetic(&mut self, expr: &Arithmetic) {
        match expr {
            Arithmetic::Compiled(_) => self.put("..."),
            Arithmetic::Text { word, .. } => self.parts(&word.parts, true),
        }
    }

    fn word(&mut self, word: &Word) {
        self.parts(&word.parts, false);
    }

    /// `inside`: quotes are open already, or do not matter.
    fn parts(&mut self, parts: &[Part], inside: bool) {
        let mut open = inside;
        // The part before is literal and ends with a dollar sign, which must not meet a name or parenthesis.
        let mut dollar = false;
        for part in parts {
            let quoted = match part {
                Part::Literal { bytes, quoted } => *quoted && (open || parts.len() > 1 || !is_ordinary(bytes)),
                Part::Param { quoted, .. } | Part::Command { quoted, .. } | Part::Arith { quoted, .. } => *quoted,
                Part::Tilde { .. } | Part::Process { .. } | Part::Elements { .. } | Part::Braces(_) => false,
            };
            if dollar && !quoted {
                self.out.pop();
                self.put("\"\\$\"");
            }
            if quoted != open && !inside {
                self.put("\"");
                open = quoted;
            }
            self.part(part, open);
            dollar = !open && matches!(part, Part::Literal { bytes, .. } if bytes.ends_with(b"$"));
        }
        if open && !inside {
            self.put("\"");
        }
    }

    fn part(&mut self, part: &Part, quoted: bool) {
        match part {
            Part::Literal { bytes, .. } => {
                for c in bytes {
                    if quoted && matches!(c, b'"' | b'$' | b'`' | b'\\') {
                        self.put("\\");
                    }
                    self.out.push(*c);
                }
            }
            Part::Param { exp, .. } => self.parameter(exp, quoted),
            Part::Command { body, .. } => {
                self.put("$(");
                self.list(body);
                self.put(")");
            }
            Part::Arith { expr, .. } => {
                self.put("$((");
                self.arithmetic(expr);
                self.put("))");
            }
            Part::Tilde { user, .. } => {
                self.put("~");
                self.put(&user[..]);
            }
            Part::Elements { elements } => self.elements(elements),
            Part::Braces(braces) => {
                for leaf in braces.written() {
                    match leaf {
                        Leaf::Part(part) => self.parts(std::slice::from_ref(part), false),
                        Leaf::Text(text) => self.put(text),
                    }
                }
            }
            Part::Process { output, body } => {
                self.put(if *output { ">(" } else { "<(" });
                self.list(body);
                self.put(")");
            }
        }
    }

    fn parameter(&mut self, exp: &ParamExp, quoted: bool) {
        self.put("${");
        let mut op = exp.op.as_deref();
        if exp.indirect || matches!(op, Some(ParamOp::Keys(_) | ParamOp::Names(_))) {
            self.put("!");
        }
        let element = match op {
            Some(ParamOp::Element { subscript, op: of_element }) => {
                op = of_element.as_deref();
                Some(subscript)
            }
            _ => None,
        };
        if let Some(ParamOp::Bad(text)) = op {
            self.put(&**text);
            return self.put("}");
        }
        if matches!(op, Some(ParamOp::Length)) {
            self.put("#");
        }
        match exp.target {
            Parameter::Variable(var) => self.put(self.symbols.name(var)),
            Parameter::Positional(n) => push_decimal(&mut self.out, n.into()),
            Parameter::Special(special) => self.out.push(special.letter()),
        }
        if let Some(subscript) = element {
            self.subscript(subscript);
        }
        if let Some(op) = op {
            self.operation(op, quoted);
        }
        self.put("}");
    }

    fn operation(&mut self, op: &ParamOp, quoted: bool) {
        let twice = |is_twice: bool, once: &'static str, twice: &'static str| if is_twice { twice } else { once };
        match op {
            // Its text is all of it.
            ParamOp::Length | ParamOp::Bad(_) | ParamOp::Element { .. } => {}
            ParamOp::Keys(special) => self.put([b'[', special.letter(), b']']),
            ParamOp::Names(special) => self.out.push(special.letter()),
            ParamOp::Transform(letter) => self.put([b'@', *letter]),
            ParamOp::Default { colon, word } => {
                self.put(twice(*colon, "-", ":-"));
                self.parts(&word.parts, quoted);
            }
            ParamOp::Assign { colon, word } => {
                self.put(twice(*colon, "=", ":="));
                self.parts(&word.parts, quoted);
            }
            ParamOp::Error { colon, word } => {
                self.put(twice(*colon, "?", ":?"));
                self.parts(&word.parts, quoted);
            }
            ParamOp::Alternative { colon, word } => {
                self.put(twice(*colon, "+", ":+"));
                self.parts(&word.parts, quoted);
            }
            ParamOp::RemovePrefix { longest, pattern } => {
                self.put(twice(*longest, "#", "##"));
                self.word(pattern);
            }
            ParamOp::RemoveSuffix { longest, pattern } => {
                self.put(twice(*longest, "%", "%%"));
                self.word(pattern);
            }
            ParamOp::Substring { offset, length } => {
                self.put(":");
                self.arithmetic(offset);
                if let Some(length) = length {
                    self.put(":");
                    self.arithmetic(length);
                }
            }
            ParamOp::Replace { which, pattern, with } => {
                self.put(match which {
                    Matches::First => "/",
                    Matches::All => "//",
                    Matches::Prefix => "/#",
                    Matches::Suffix => "/%",
                });
                self.word(pattern);
                self.put("/");
                self.parts(&with.parts, quoted);
            }
            ParamOp::ChangeCase { upper, all, pattern } => {
                self.put(if *upper { twice(*all, "^", "^^") } else { twice(*all, ",", ",,") });
                self.word(pattern);
            }
        }
    }
}

/// Does a word that is a quoted literal mean the same without quotes?
fn is_ordinary(bytes: &[u8]) -> bool {
    !bytes.is_empty()
        && bytes.iter().all(|c| c.is_ascii_alphanumeric() || b"_-./,:+@%".contains(c))
        && !is_reserved(bytes)
}
