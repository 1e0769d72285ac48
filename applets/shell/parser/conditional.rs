//! `[[ … ]]`.

use super::*;

impl Parser<'_> {
    pub(super) fn conditional(&mut self) -> Result<CommandKind> {
        self.assignable = false;
        let expr = self.condition_or()?;
        self.assignable = true;
        self.expect_keyword("]]")?;
        Ok(CommandKind::Conditional(Box::new(expr)))
    }

    pub(super) fn condition_or(&mut self) -> Result<CondExpr> {
        let depth = self.depth;
        let mut left = self.condition_and()?;
        while self.eat_op(Op::Or)? {
            self.enter()?;
            left = CondExpr::Or(Box::new(left), Box::new(self.condition_and()?));
        }
        self.depth = depth;
        Ok(left)
    }

    pub(super) fn condition_and(&mut self) -> Result<CondExpr> {
        let depth = self.depth;
        let mut left = self.condition_not()?;
        while self.eat_op(Op::And)? {
            self.enter()?;
            left = CondExpr::And(Box::new(left), Box::new(self.condition_not()?));
        }
        self.depth = depth;
        Ok(left)
    }

    pub(super) fn condition_not(&mut self) -> Result<CondExpr> {
        self.enter()?;
        self.skip_newlines()?;
        let expr = if self.eat_keyword(b"!")? {
            CondExpr::Not(Box::new(self.condition_not()?))
        } else if self.eat_op(Op::Open)? {
            let expr = self.condition_or()?;
            self.skip_newlines()?;
            if !self.eat_op(Op::Close)? {
                return Err(self.unexpected(Some(")")));
            }
            expr
        } else {
            self.condition_primary()?
        };
        self.leave();
        self.skip_newlines()?;
        Ok(expr)
    }

    /// A word inside `[[ ]]`, where digits before `<` are one too.
    pub(super) fn condition_word(&mut self) -> Result<Option<RawWord>> {
        Ok(match self.peek()? {
            Token::Word(word) if word.plain() == Some(b"]]") => None,
            Token::Word(_) => match self.next()? {
                Token::Word(word) => Some(word),
                _ => None,
            },
            Token::IoNumber(_, start) => {
                let start = *start;
                self.peeked = None;
                let bytes = self.input.text[start..self.input.at].into();
                let parts = vec![Part::Literal { bytes, quoted: false }];
                Some(RawWord { parts, start, assignment: None, array: None, after_alias: false, braces: false })
            }
            _ => None,
        })
    }

    pub(super) fn condition_primary(&mut self) -> Result<CondExpr> {
        let Some(left) = self.condition_word()? else { return Err(self.unexpected(Some("word"))) };
        if let Some(operator) = self.condition_operator()? {
            self.in_pattern = matches!(operator, CondOp::Match | CondOp::NoMatch);
            let right =
                if operator == CondOp::Regex { self.regex_word()? } else { self.condition_word()?.map(word_of) };
            self.in_pattern = false;
            let Some(right) = right else { return Err(self.unexpected(Some("word"))) };
            return Ok(CondExpr::Binary(operator, word_of(left), right));
        }
        if let Some(&[b'-', letter]) = left.plain()
            && b"abcdefghknoprstuvwxzGLNOS".contains(&letter)
            && let Some(operand) = self.condition_word()?
        {
            let operand = word_of(operand);
            return Ok(match letter {
                b'n' => CondExpr::NonEmpty(operand),
                b'z' => CondExpr::Not(Box::new(CondExpr::NonEmpty(operand))),
                letter => CondExpr::Unary(letter, operand),
            });
        }
        Ok(CondExpr::NonEmpty(word_of(left)))
    }

    /// Eats a binary operator.
    pub(super) fn condition_operator(&mut self) -> Result<Option<CondOp>> {
        let operator = match self.peek()? {
            Token::Op(Op::In) => CondOp::Before,
            Token::Op(Op::Out) => CondOp::After,
            Token::Word(word) => match word.plain() {
                Some(b"=" | b"==") => CondOp::Match,
                Some(b"!=") => CondOp::NoMatch,
                Some(b"=~") => CondOp::Regex,
                Some(b"-eq") => CondOp::Equal,
                Some(b"-ne") => CondOp::Unequal,
                Some(b"-lt") => CondOp::Less,
                Some(b"-le") => CondOp::LessOrEqual,
                Some(b"-gt") => CondOp::Greater,
                Some(b"-ge") => CondOp::GreaterOrEqual,
                Some(b"-nt") => CondOp::Newer,
                Some(b"-ot") => CondOp::Older,
                Some(b"-ef") => CondOp::SameFile,
                _ => return Ok(None),
            },
            _ => return Ok(None),
        };
        self.peeked = None;
        Ok(Some(operator))
    }
}
