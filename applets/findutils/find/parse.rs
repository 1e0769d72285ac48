//! find's expression.

use super::printf::{self, Piece};
use kit::accounts;
use kit::mode;
use kit::number::decimal;
use kit::pattern::Pattern;
use kit::prelude::*;
use kit::regex::{Flags, Regex};
use kit::sys::files::{self, Stat};
use kit::time::{self, Moment, Zone};
use kit::walk::{FileId, Follow, file_id};
use std::fs::File;
use std::os::fd::AsRawFd;

/// Deeper parentheses are refused: the expression is walked by recursion.
const DEEPEST: u32 = 200;

/// A number with `+`, `-` or nothing before it.
#[derive(Clone, Copy)]
pub struct Count {
    pub order: Order,
    pub n: i64,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Order {
    Less,
    Exactly,
    More,
}

impl Count {
    pub fn holds(self, value: i64) -> bool {
        match self.order {
            Order::Less => value < self.n,
            Order::Exactly => value == self.n,
            Order::More => value > self.n,
        }
    }
}

/// One of a file's times.
#[derive(Clone, Copy)]
pub enum Which {
    Access,
    Change,
    Modification,
    Birth,
}

/// How `-perm` compares: with bits for files, and bits for directories (`X` is for these).
#[derive(Clone, Copy)]
pub enum Bits {
    Exactly([u32; 2]),
    All([u32; 2]),
    Any([u32; 2]),
}

/// A size as `-size` counts it.
#[derive(Clone, Copy)]
pub struct Unit {
    pub bytes: i64,
    /// A part of a unit counts as one.
    pub rounds_up: bool,
}

/// A command of `-exec` and its kin.
pub struct Command {
    pub words: Vec<Vec<u8>>,
    /// Run in the file's directory.
    pub in_dir: bool,
    pub asks: bool,
}

/// Where an action writes: a number into [`Query::files`], or standard output.
pub type Target = Option<usize>;

pub enum Expr {
    True,
    False,
    And(Box<Expr>, Box<Expr>),
    Or(Box<Expr>, Box<Expr>),
    Both(Box<Expr>, Box<Expr>),
    Not(Box<Expr>),
    Name(Pattern),
    Path(Pattern),
    LinkTarget(Pattern),
    Regex(Box<Regex>),
    /// File types (bits of `st_mode`); with true also those of what a link leads to.
    Type(Vec<u32>, bool),
    Perm(Bits),
    Access(i32),
    /// Age, counted back from a time, in units of so many seconds.
    Age {
        which: Which,
        unit: i64,
        count: Count,
        from: i64,
    },
    Newer(Which, Moment),
    Inode(Count),
    Links(Count),
    User(Count),
    Group(Count),
    NoUser,
    NoGroup,
    Size(Unit, Count),
    Empty,
    SameFile(FileId),
    /// Days between the last change of status and the last access.
    Used(Count),
    FileSystem(Vec<u8>),
    Context(Pattern),
    Print(Target, u8),
    Printf(Target, Vec<Piece>),
    List(Target),
    Exec(Command),
    /// A number into [`Query::batches`].
    ExecMany(usize),
    Delete,
    Prune,
    Quit,
}

/// All that the command line asks for.
pub struct Query {
    pub expr: Expr,
    pub follow: Follow,
    pub max_depth: usize,
    pub min_depth: usize,
    pub depth_first: bool,
    pub one_device: bool,
    /// A file that vanishes between the reading of its directory and its turn is nobody's fault.
    pub races: bool,
    /// Where the operands are read, each ended by a NUL.
    pub operands_from: Option<Vec<u8>>,
    pub now: Moment,
    /// Commands of `-exec … {} +`.
    pub batches: Vec<Command>,
    pub files: Vec<(FileId, File)>,
    pub zone: Zone,
}

pub fn parse(cx: &mut Context, words: &[&[u8]], follow: Follow) -> Result<Query> {
    let zone = Zone::of_env(cx.env);
    let now = time::now();
    let mut parser = Parser {
        words,
        at: 0,
        depth: 0,
        has_action: false,
        syntax: Syntax::Basic,
        warns: false,
        had_test: None,
        ages_from: now.seconds,
        flags: Flags::BASIC.in_locale(cx.env),
        query: Query {
            expr: Expr::True,
            follow,
            max_depth: usize::MAX,
            min_depth: 0,
            depth_first: false,
            one_device: false,
            races: false,
            operands_from: None,
            now,
            batches: Vec::new(),
            files: Vec::new(),
            zone,
        },
    };
    if words.contains(&&b"-follow"[..]) {
        parser.query.follow = Follow::Always;
    }
    let expr = if words.is_empty() { Expr::True } else { parser.comma(cx)? };
    if let Some(word) = parser.peek() {
        return Err(unrecognized(word));
    }
    let mut query = parser.query;
    query.expr = if parser.has_action { expr } else { Expr::And(Box::new(expr), Box::new(Expr::Print(None, b'\n'))) };
    Ok(query)
}

fn unrecognized(word: &[u8]) -> Error {
    Error::Usage(Some(text!["unrecognized: ", word]))
}

/// The syntax of `-regex`.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Syntax {
    Basic,
    Extended,
    /// Groups and alternation as in basic expressions, but `+` and `?` are operators, and there are no bounds.
    Emacs,
}

struct Parser<'a> {
    words: &'a [&'a [u8]],
    at: usize,
    depth: u32,
    has_action: bool,
    /// Of the `-regex` to come.
    syntax: Syntax,
    /// `-warn` was given.
    warns: bool,
    /// The first word that is no option of the whole walk.
    had_test: Option<&'a [u8]>,
    /// What ages are counted back from.
    ages_from: i64,
    flags: Flags,
    query: Query,
}

impl<'a> Parser<'a> {
    fn peek(&self) -> Option<&'a [u8]> {
        self.words.get(self.at).copied()
    }

    fn comma(&mut self, cx: &mut Context) -> Result<Expr> {
        let mut left = self.or(cx)?;
        while self.peek() == Some(b",") {
            self.at += 1;
            left = Expr::Both(Box::new(left), Box::new(self.or(cx)?));
        }
        Ok(left)
    }

    fn or(&mut self, cx: &mut Context) -> Result<Expr> {
        let mut branches = vec![self.and(cx)?];
        while matches!(self.peek(), Some(b"-o" | b"-or")) {
            self.at += 1;
            branches.push(self.and(cx)?);
        }
        Ok(nested(branches, Expr::Or))
    }

    fn and(&mut self, cx: &mut Context) -> Result<Expr> {
        let mut terms = Vec::new();
        loop {
            match self.peek() {
                None | Some(b"-o" | b"-or" | b"," | b")") if !terms.is_empty() => return Ok(nested(terms, Expr::And)),
                Some(b"-a" | b"-and") if !terms.is_empty() => self.at += 1,
                _ => {}
            }
            terms.push(self.term(cx)?);
        }
    }

    fn term(&mut self, cx: &mut Context) -> Result<Expr> {
        let mut negated = false;
        while matches!(self.peek(), Some(b"!" | b"-not")) {
            self.at += 1;
            negated = !negated;
        }
        let Some(word) = self.peek() else {
            let last = self.words.last().copied().unwrap_or_default();
            return Err(fail!("an expression is missing behind ", last));
        };
        self.at += 1;
        let expr = if word == b"(" {
            self.depth += 1;
            if self.depth > DEEPEST {
                return Err(fail!("too many parentheses"));
            }
            let inner = self.comma(cx)?;
            if self.peek() != Some(b")") {
                return Err(fail!("unpaired '('"));
            }
            self.at += 1;
            self.depth -= 1;
            inner
        } else {
            self.primary(cx, word)?
        };
        Ok(if negated { Expr::Not(Box::new(expr)) } else { expr })
    }

    /// The word that `name` needs.
    fn argument(&mut self, name: &[u8]) -> Result<&'a [u8]> {
        let word = self.peek().ok_or_else(|| fail!(name, " requires an argument"))?;
        self.at += 1;
        Ok(word)
    }

    /// An option of the whole walk: behind a test it looks as if it held only from there on.
    fn global(&self, cx: &mut Context, name: &[u8]) {
        if let (true, Some(test)) = (self.warns, self.had_test) {
            cx.warn(text!["warning: ", name, " behind ", test, " holds for the whole walk all the same"]);
        }
    }

    /// The number that `name` needs, without a sign.
    fn levels(&mut self, name: &[u8]) -> Result<usize> {
        let word = self.argument(name)?;
        match word.first() {
            Some(b'0'..=b'9') => Ok(decimal::<u32>(word)? as usize),
            _ => Err(kit::number::invalid(word)),
        }
    }

    fn primary(&mut self, cx: &mut Context, name: &'a [u8]) -> Result<Expr> {
        const GLOBAL: [&[u8]; 10] = [
            b"-depth",
            b"-d",
            b"-xdev",
            b"-mount",
            b"-maxdepth",
            b"-mindepth",
            b"-noleaf",
            b"-files0-from",
            b"-ignore_readdir_race",
            b"-noignore_readdir_race",
        ];
        const POSITIONAL: [&[u8]; 5] = [b"-follow", b"-daystart", b"-regextype", b"-warn", b"-nowarn"];
        if GLOBAL.contains(&name) {
            self.global(cx, name);
        } else if !POSITIONAL.contains(&name) && self.had_test.is_none() {
            self.had_test = Some(name);
        }
        Ok(match name {
            b"-true" => Expr::True,
            b"-false" => Expr::False,
            // Of the whole walk, wherever they stand.
            b"-follow" => Expr::True,
            b"-depth" | b"-d" => {
                self.query.depth_first = true;
                Expr::True
            }
            b"-xdev" | b"-mount" => {
                self.query.one_device = true;
                Expr::True
            }
            b"-maxdepth" => {
                self.query.max_depth = self.levels(name)?;
                Expr::True
            }
            b"-mindepth" => {
                self.query.min_depth = self.levels(name)?;
                Expr::True
            }
            // Directories are read by the types that they tell, not by counting links.
            b"-noleaf" => Expr::True,
            b"-warn" | b"-nowarn" => {
                self.warns = name == b"-warn";
                Expr::True
            }
            b"-ignore_readdir_race" | b"-noignore_readdir_race" => {
                self.query.races = name == b"-ignore_readdir_race";
                Expr::True
            }
            b"-files0-from" => {
                self.query.operands_from = Some(self.argument(name)?.to_vec());
                Expr::True
            }
            b"-daystart" => {
                let civil = self.query.zone.civil(self.query.now.seconds);
                let midnight = time::Civil { hour: 24, minute: 0, second: 0, ..civil };
                self.ages_from = self.query.zone.seconds(&midnight);
                Expr::True
            }
            b"-regextype" => {
                let syntax = self.argument(name)?;
                self.syntax = match syntax {
                    b"posix-basic" | b"posix-minimal-basic" | b"grep" | b"ed" | b"sed" => Syntax::Basic,
                    b"posix-extended" | b"posix-egrep" | b"egrep" | b"awk" | b"gnu-awk" | b"posix-awk" => {
                        Syntax::Extended
                    }
                    b"emacs" | b"findutils-default" => Syntax::Emacs,
                    _ => return Err(fail!("unknown regular expression type '", syntax, "'")),
                };
                Expr::True
            }
            b"-name" | b"-iname" if self.warns && self.peek().is_some_and(|p| p.len() > 1 && p.contains(&b'/')) => {
                cx.warn(text!["warning: ", name, " compares names without directories: no slash can match"]);
                self.warns = false;
                let expr = self.primary(cx, name)?;
                self.warns = true;
                expr
            }
            b"-name" => Expr::Name(Pattern::new(self.argument(name)?, &[])),
            b"-iname" => Expr::Name(Pattern::ignoring_case(self.argument(name)?)),
            b"-path" | b"-wholename" => Expr::Path(Pattern::new(self.argument(name)?, &[])),
            b"-ipath" | b"-iwholename" => Expr::Path(Pattern::ignoring_case(self.argument(name)?)),
            b"-lname" => Expr::LinkTarget(Pattern::new(self.argument(name)?, &[])),
            b"-ilname" => Expr::LinkTarget(Pattern::ignoring_case(self.argument(name)?)),
            b"-regex" | b"-iregex" => {
                let pattern = self.argument(name)?;
                let flags = Flags {
                    whole: true,
                    extended: self.syntax == Syntax::Extended,
                    ignore_case: name == b"-iregex",
                    ..self.flags
                };
                let regex = match self.syntax {
                    Syntax::Emacs => Regex::new(&basic_of_emacs(pattern), flags),
                    _ => Regex::new(pattern, flags),
                };
                Expr::Regex(Box::new(regex.map_err(|e| Error::Failed(Status::FAILED, e.message(pattern)))?))
            }
            b"-type" | b"-xtype" => Expr::Type(types(self.argument(name)?, name)?, name == b"-xtype"),
            b"-perm" => Expr::Perm(bits(self.argument(name)?)?),
            b"-readable" => Expr::Access(libc::R_OK),
            b"-writable" => Expr::Access(libc::W_OK),
            b"-executable" => Expr::Access(libc::X_OK),
            b"-mtime" => self.age(name, Which::Modification, 86400)?,
            b"-atime" => self.age(name, Which::Access, 86400)?,
            b"-ctime" => self.age(name, Which::Change, 86400)?,
            b"-mmin" => self.age(name, Which::Modification, 60)?,
            b"-amin" => self.age(name, Which::Access, 60)?,
            b"-cmin" => self.age(name, Which::Change, 60)?,
            b"-newer" => self.newer(name, Which::Modification, b'm')?,
            b"-anewer" => self.newer(name, Which::Access, b'm')?,
            b"-cnewer" => self.newer(name, Which::Change, b'm')?,
            [b'-', b'n', b'e', b'w', b'e', b'r', x, y] if b"aBcm".contains(x) && b"aBcmt".contains(y) => {
                let which = match x {
                    b'a' => Which::Access,
                    b'B' => Which::Birth,
                    b'c' => Which::Change,
                    _ => Which::Modification,
                };
                self.newer(name, which, *y)?
            }
            b"-inum" => Expr::Inode(count(self.argument(name)?)?),
            b"-links" => Expr::Links(count(self.argument(name)?)?),
            b"-uid" => Expr::User(count(self.argument(name)?)?),
            b"-gid" => Expr::Group(count(self.argument(name)?)?),
            b"-user" => {
                let word = self.argument(name)?;
                let id = accounts::uid_of(word).ok_or_else(|| fail!("unknown user ", word))?;
                Expr::User(Count { order: Order::Exactly, n: id.into() })
            }
            b"-group" => {
                let word = self.argument(name)?;
                let id = accounts::gid_of(word).ok_or_else(|| fail!("unknown group ", word))?;
                Expr::Group(Count { order: Order::Exactly, n: id.into() })
            }
            b"-nouser" => Expr::NoUser,
            b"-nogroup" => Expr::NoGroup,
            b"-size" => size(self.argument(name)?)?,
            b"-used" => Expr::Used(count(self.argument(name)?)?),
            b"-fstype" => Expr::FileSystem(self.argument(name)?.to_vec()),
            b"-context" => Expr::Context(Pattern::new(self.argument(name)?, &[])),
            b"-empty" => Expr::Empty,
            b"-samefile" => Expr::SameFile(file_id(&self.stat(name)?.1)),
            b"-prune" => Expr::Prune,
            _ => return self.action(name),
        })
    }

    fn action(&mut self, name: &'a [u8]) -> Result<Expr> {
        self.has_action = true;
        Ok(match name {
            b"-print" => Expr::Print(None, b'\n'),
            b"-print0" => Expr::Print(None, 0),
            b"-fprint" => Expr::Print(self.file(name)?, b'\n'),
            b"-fprint0" => Expr::Print(self.file(name)?, 0),
            b"-printf" => Expr::Printf(None, printf::parse(self.argument(name)?)?),
            b"-fprintf" => {
                let target = self.file(name)?;
                Expr::Printf(target, printf::parse(self.argument(name)?)?)
            }
            b"-ls" => Expr::List(None),
            b"-fls" => Expr::List(self.file(name)?),
            b"-exec" | b"-execdir" | b"-ok" | b"-okdir" => self.exec(name)?,
            b"-delete" => {
                self.query.depth_first = true;
                Expr::Delete
            }
            b"-quit" => Expr::Quit,
            _ => return Err(unrecognized(name)),
        })
    }

    /// The file that an action writes, made empty now.
    fn file(&mut self, name: &[u8]) -> Result<Target> {
        let path = self.argument(name)?;
        if path == b"/dev/stdout" {
            return Ok(None);
        }
        let files = &mut self.query.files;
        // Also under another name it is one file, of which nothing is to be lost.
        let id = files::stat(path).ok().map(|stat| file_id(&stat));
        if let Some(known) = files.iter().position(|f| Some(f.0) == id) {
            return Ok(Some(known));
        }
        let os = <std::ffi::OsStr as std::os::unix::ffi::OsStrExt>::from_bytes(path);
        let file = File::create(os).map_err(|e| fail!(path, ": ", e))?;
        let stat = files::fstat(file.as_raw_fd()).map_err(|e| fail!(path, ": ", e))?;
        files.push((file_id(&stat), file));
        Ok(Some(files.len() - 1))
    }

    /// The operand of `name` and what it names, also through a link.
    fn stat(&mut self, name: &[u8]) -> Result<(&'a [u8], Stat)> {
        let path = self.argument(name)?;
        let stat = if self.query.follow == Follow::Never && name == b"-samefile" {
            files::lstat(path)
        } else {
            files::stat(path)
        };
        Ok((path, stat.map_err(|e| fail!("can't stat '", path, "': ", e))?))
    }

    fn age(&mut self, name: &[u8], which: Which, unit: i64) -> Result<Expr> {
        let count = count(self.argument(name)?)?;
        Ok(Expr::Age { which, unit, count, from: self.ages_from })
    }

    fn newer(&mut self, name: &[u8], which: Which, of: u8) -> Result<Expr> {
        if of == b't' {
            let word = self.argument(name)?;
            let moment = time::parse(word, self.query.now, &self.query.zone);
            return Ok(Expr::Newer(which, moment.ok_or_else(|| fail!("invalid date '", word, "'"))?));
        }
        let (path, stat) = self.stat(name)?;
        let moment = match of {
            b'a' => kit::copy::accessed(&stat),
            b'c' => kit::copy::changed(&stat),
            b'B' => files::c_path(path)
                .ok()
                .and_then(|path| files::birth_time(files::CWD, &path, 0))
                .ok_or_else(|| fail!("the birth time of '", path, "' is not known"))?,
            _ => kit::copy::modified(&stat),
        };
        Ok(Expr::Newer(which, moment))
    }

    fn exec(&mut self, name: &'a [u8]) -> Result<Expr> {
        let rest = &self.words[self.at..];
        let asks = name.starts_with(b"-ok");
        // `+` ends the command only behind `{}`.
        let end = rest
            .iter()
            .enumerate()
            .position(|(i, word)| *word == b";" || *word == b"+" && !asks && i > 0 && rest[i - 1] == b"{}");
        let Some(end) = end.filter(|end| *end > 0) else {
            return Err(if rest.contains(&&b"+"[..]) {
                fail!("only one '{}' allowed for -exec +")
            } else {
                fail!(name, " requires an argument")
            });
        };
        self.at += end + 1;
        let is_many = rest[end] == b"+";
        let words = &rest[..if is_many { end - 1 } else { end }];
        if is_many && (words.is_empty() || words.iter().any(|w| memchr::memmem::find(w, b"{}").is_some())) {
            return Err(fail!("only one '{}' allowed for -exec +"));
        }
        let command =
            Command { words: words.iter().map(|w| w.to_vec()).collect(), in_dir: name.ends_with(b"dir"), asks };
        if is_many {
            self.query.batches.push(command);
            return Ok(Expr::ExecMany(self.query.batches.len() - 1));
        }
        Ok(Expr::Exec(command))
    }
}

/// `a op (b op (c …))`, built from the end: evaluating it takes no deeper recursion than its right sides.
fn nested(mut terms: Vec<Expr>, join: fn(Box<Expr>, Box<Expr>) -> Expr) -> Expr {
    let mut expr = terms.pop().unwrap_or(Expr::True);
    while let Some(left) = terms.pop() {
        expr = join(Box::new(left), Box::new(expr));
    }
    expr
}

/// An Emacs expression as a basic one with GNU's `\+`, `\?` and `\|`.
fn basic_of_emacs(pattern: &[u8]) -> Vec<u8> {
    let mut basic = Vec::with_capacity(pattern.len() + 8);
    let mut rest = pattern;
    while let Some((&c, after)) = rest.split_first() {
        rest = after;
        match (c, after.first()) {
            (b'\\', Some(&escaped @ (b'+' | b'?' | b'{' | b'}'))) => {
                basic.push(escaped);
                rest = &after[1..];
            }
            (b'\\', Some(&escaped)) => {
                basic.extend_from_slice(&[c, escaped]);
                rest = &after[1..];
            }
            (b'+' | b'?', _) => basic.extend_from_slice(&[b'\\', c]),
            (b'[', _) => {
                // A bracket expression ends at the first `]` that is not its first character.
                let first = usize::from(after.first() == Some(&b'^'));
                let end = after.iter().skip(first + 1).position(|c| *c == b']').map_or(after.len(), |n| n + first + 2);
                basic.push(c);
                basic.extend_from_slice(&after[..end]);
                rest = &after[end..];
            }
            _ => basic.push(c),
        }
    }
    basic
}

fn count(word: &[u8]) -> Result<Count> {
    let (order, digits) = match word {
        [b'+', digits @ ..] => (Order::More, digits),
        [b'-', digits @ ..] => (Order::Less, digits),
        _ => (Order::Exactly, word),
    };
    match digits.first() {
        Some(b'0'..=b'9') => Ok(Count { order, n: decimal(digits)? }),
        _ => Err(kit::number::invalid(digits)),
    }
}

fn types(word: &[u8], name: &[u8]) -> Result<Vec<u32>> {
    let invalid = || fail!("invalid argument '", word, "' to '", name, "'");
    word.split(|c| *c == b',')
        .map(|letter| match letter {
            b"f" => Ok(libc::S_IFREG),
            b"d" => Ok(libc::S_IFDIR),
            b"l" => Ok(libc::S_IFLNK),
            b"b" => Ok(libc::S_IFBLK),
            b"c" => Ok(libc::S_IFCHR),
            b"s" => Ok(libc::S_IFSOCK),
            b"p" => Ok(libc::S_IFIFO),
            _ => Err(invalid()),
        })
        .collect()
}

fn bits(word: &[u8]) -> Result<Bits> {
    let parse = |mode: &[u8]| {
        let bits = |is_dir| mode::parse_and_apply(mode, 0, is_dir, 0);
        bits(false).zip(bits(true)).map(|(file, dir)| [file, dir]).ok_or_else(|| fail!("invalid mode '", word, "'"))
    };
    Ok(match word {
        [b'-', mode @ ..] => Bits::All(parse(mode)?),
        [b'/' | b'+', mode @ ..] => Bits::Any(parse(mode)?),
        _ => Bits::Exactly(parse(word)?),
    })
}

/// BusyBox compares bytes, without rounding: `-size 1k` is 1024 bytes. M and G, which it does not know, round up as in
/// GNU's.
fn size(word: &[u8]) -> Result<Expr> {
    let exact = |bytes| Unit { bytes, rounds_up: false };
    let (unit, digits) = match word {
        [digits @ .., b'c'] => (exact(1), digits),
        [digits @ .., b'w'] => (exact(2), digits),
        [digits @ .., b'b'] => (exact(512), digits),
        [digits @ .., b'k'] => (exact(1024), digits),
        [digits @ .., b'M'] => (Unit { bytes: 1 << 20, rounds_up: true }, digits),
        [digits @ .., b'G'] => (Unit { bytes: 1 << 30, rounds_up: true }, digits),
        _ => (exact(512), word),
    };
    let count = count(digits).map_err(|_| kit::number::invalid(word.strip_prefix(b"+").unwrap_or(word)))?;
    Ok(Expr::Size(unit, count))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_compare_as_they_are_signed() {
        let holds = |word: &[u8], value| count(word).unwrap().holds(value);
        assert!(holds(b"+2", 3) && !holds(b"+2", 2));
        assert!(holds(b"-2", 1) && !holds(b"-2", 2));
        assert!(holds(b"2", 2) && !holds(b"2", 3));
        assert!(count(b"x").is_err() && count(b"").is_err() && count(b"+-1").is_err());
    }

    #[test]
    fn emacs_expressions_are_made_basic() {
        for (emacs, basic) in
            [("a+b?", "a\\+b\\?"), ("\\+[]+]+", "+[]+]\\+"), ("\\(a\\|b\\)", "\\(a\\|b\\)"), ("[a", "[a")]
        {
            assert_eq!(basic_of_emacs(emacs.as_bytes()), basic.as_bytes());
        }
    }

    #[test]
    fn permissions_are_read_in_both_forms() {
        assert!(matches!(bits(b"-u+x").unwrap(), Bits::All([0o100, 0o100])));
        assert!(matches!(bits(b"/222").unwrap(), Bits::Any([0o222, 0o222])));
        assert!(matches!(bits(b"u=rw").unwrap(), Bits::Exactly([0o600, 0o600])));
        assert!(matches!(bits(b"-a+X").unwrap(), Bits::All([0, 0o111])));
        assert!(bits(b"foo").is_err());
    }
}
