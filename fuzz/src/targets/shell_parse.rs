use shell::input::{Host, Input};
use shell::parser::{ParseError, next_command};
use shell::symbols::Symbols;
use shell::unparse;
use std::io;
use std::rc::Rc;

#[derive(Default)]
struct Names(Symbols);

impl Host for Names {
    fn symbols(&mut self) -> &mut Symbols {
        &mut self.0
    }
    fn alias(&self, name: &[u8]) -> Option<Rc<[u8]>> {
        match name {
            b"a" => Some(b"echo ".as_slice().into()),
            b"loop" => Some(b"loop loop2 ".as_slice().into()),
            b"loop2" => Some(b"loop if".as_slice().into()),
            b"half" => Some(b"(echo \"".as_slice().into()),
            _ => None,
        }
    }
    fn echo(&mut self, _: &[u8]) {}
    fn read_line(&mut self, _: bool) -> io::Result<Option<Vec<u8>>> {
        Ok(None)
    }
}

/// The texts of a script's complete commands, and how it ended.
fn texts(script: &[u8], host: &mut Names) -> (Vec<Vec<u8>>, bool) {
    let mut input = Input::text(script);
    let mut all = Vec::new();
    loop {
        match next_command(&mut input, host) {
            Ok(Some(list)) => all.push(unparse::list(&list, &host.0)),
            Ok(None) => return (all, true),
            Err(ParseError::Syntax { message, .. }) => {
                assert!(!message.is_empty());
                return (all, false);
            }
            Err(ParseError::Read(error)) => panic!("read error {error}"),
        }
    }
}

/// The text leaves some things out, as `jobs` may: bodies of here-documents, compiled arithmetic (shown as `...`).
fn is_whole(text: &[u8]) -> bool {
    let has = |what: &[u8]| text.windows(what.len()).any(|w| w == what);
    // In arithmetic a backslash is shown with its backslash.
    !(has(b"<<") || has(b"...") || has(b"((") && has(b"\\"))
}

pub fn run(data: &[u8]) {
    let mut host = Names::default();
    let (all, _) = texts(data, &mut host);
    for text in all.iter().filter(|t| is_whole(t)) {
        // Aliases stand in the text already, and would be replaced again.
        let mut plain = Plain(&mut host);
        let again = plain.texts(text);
        let shown = |t: &[u8]| String::from_utf8_lossy(t).into_owned();
        match again {
            Ok(again) => {
                assert!(again == *text, "the text of the tree\n{}\nis parsed as\n{}", shown(text), shown(&again))
            }
            Err(message) => panic!("the text of the tree\n{}\nis no script: {}", shown(text), shown(&message)),
        }
    }
}

/// Without aliases.
struct Plain<'a>(&'a mut Names);

impl Host for Plain<'_> {
    fn symbols(&mut self) -> &mut Symbols {
        &mut self.0.0
    }
    fn alias(&self, _: &[u8]) -> Option<Rc<[u8]>> {
        None
    }
    fn echo(&mut self, _: &[u8]) {}
    fn read_line(&mut self, _: bool) -> io::Result<Option<Vec<u8>>> {
        Ok(None)
    }
}

impl Plain<'_> {
    fn texts(&mut self, script: &[u8]) -> Result<Vec<u8>, Vec<u8>> {
        let mut input = Input::text(script);
        match next_command(&mut input, self) {
            Ok(list) => Ok(list.map(|l| unparse::list(&l, &self.0.0)).unwrap_or_default()),
            Err(ParseError::Syntax { message, .. }) => Err(message),
            Err(ParseError::Read(error)) => panic!("read error {error}"),
        }
    }
}
