//! Words of arrays: `name[…]=`, `name=(…)`, and subscripts.

use super::*;

impl Parser<'_> {
    /// After a word that begins with `name=` or `name[subscript]=`: what makes it an assignment to an array.
    pub(super) fn array_assignment(&mut self, parts: &mut Parts) -> Result<Option<Box<ArrayAssignment>>> {
        if let Some(subscript) = self.subscript.take() {
            return Ok(Some(Box::new(ArrayAssignment::Element(subscript))));
        }
        if !(parts.done.is_empty() && !parts.quoted && parts.literal.ends_with(b"=")) || self.byte()? != Some(b'(') {
            return Ok(None);
        }
        self.skip();
        self.enter()?;
        self.assignable = false;
        let pending = std::mem::take(&mut self.spare);
        let mut elements = Vec::new();
        loop {
            while let Some(b' ' | b'\t') = self.byte()? {
                self.skip();
            }
            if let Some(element) = self.element_with_subscript()? {
                elements.push(element);
                continue;
            }
            match self.token()? {
                Token::Newline => {}
                Token::Op(Op::Close) => break,
                Token::Word(word) => {
                    elements.push(Element { subscript: None, append: false, value: self.argument(word)? });
                }
                Token::End => return Err(self.error("unexpected end of file (expecting \")\")")),
                _ => return Err(self.error("unexpected operator in array")),
            }
        }
        self.spare = pending;
        self.assignable = true;
        self.leave();
        Ok(Some(Box::new(ArrayAssignment::List(elements.into()))))
    }

    /// `[subscript]=value` in `name=(…)`.
    pub(super) fn element_with_subscript(&mut self) -> Result<Option<Element>> {
        if self.byte()? != Some(b'[') || !self.is_subscript_of_assignment() {
            return Ok(None);
        }
        self.skip();
        let subscript = self.subscript()?;
        let append = self.eat(b'+')?;
        self.eat(b'=')?;
        let mut parts = Parts::default();
        // Tildes in it are special as in any assignment.
        parts.push(b"=", false);
        self.unquoted(&mut parts, Until::Token, &mut Some((0, false)))?;
        let raw = RawWord { parts: parts.finish(), assignment: Some((0, false)), ..RawWord::default() };
        let value = raw.into_assignment().map(|(_, _, value)| value).unwrap_or_default();
        Ok(Some(Element { subscript: Some(subscript), append, value }))
    }

    /// At a `[`: is there a `]` for it on this line, with `=` or `+=` behind it?
    pub(super) fn is_subscript_of_assignment(&self) -> bool {
        let text = &self.input.text[self.input.at + 1..];
        let (mut depth, mut quote) = (0_u32, 0);
        let mut at = 0;
        while let Some(c) = text.get(at) {
            at += 1;
            match c {
                b'\\' if quote != b'\'' => at += 1,
                c if *c == quote => quote = 0,
                _ if quote != 0 => {}
                b'\'' | b'"' => quote = *c,
                b'[' => depth += 1,
                b']' if depth == 0 => return matches!(&text[at..], [b'=', ..] | [b'+', b'=', ..]),
                b']' => depth -= 1,
                b'\n' => return false,
                _ => {}
            }
        }
        false
    }

    /// After `[`, up to and with the `]`.
    pub(super) fn subscript(&mut self) -> Result<Subscript> {
        self.enter()?;
        let all = match self.input.text.get(self.input.at..self.input.at + 2) {
            Some(b"@]") => Some(Special::At),
            Some(b"*]") => Some(Special::Star),
            _ => None,
        };
        let subscript = match all {
            Some(special) => {
                self.skip();
                Subscript::All(special)
            }
            None => {
                let mut parts = Parts::default();
                self.unquoted(&mut parts, Until::Bracket, &mut None)?;
                self.subscript_of(parts.finish())
            }
        };
        self.leave();
        if !self.eat(b']')? {
            return Err(self.bad_substitution());
        }
        Ok(subscript)
    }

    pub(super) fn subscript_of(&mut self, parts: Vec<Part>) -> Subscript {
        let parts: Vec<Part> = join_literals(parts);
        let index = match &parts[..] {
            [] => None,
            [Part::Literal { bytes, .. }] => arith::parse(bytes, self.host.symbols()).ok(),
            parts => {
                let pieces: Option<Vec<Piece>> = parts.iter().map(piece).collect();
                pieces.and_then(|pieces| arith::parse_with_parameters(&pieces, self.host.symbols()))
            }
        };
        Subscript::Word { word: Word::new(parts), index: index.map(Box::new) }
    }

    /// All of the text as a subscript.
    pub(crate) fn whole_subscript(&mut self) -> Result<Subscript> {
        let mut parts = Parts::default();
        while self.byte()?.is_some() {
            self.unquoted(&mut parts, Until::Bracket, &mut None)?;
            if self.eat(b']')? {
                parts.push(b"]", false);
            }
        }
        Ok(self.subscript_of(parts.finish()))
    }
}
