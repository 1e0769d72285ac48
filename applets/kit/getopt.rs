//! The command line read over an option table: GNU's getopt with its permutation, clusters, attached and optional
//! values, `--` and abbreviated long names. Messages as musl's getopt words them.

use crate::applet::{Applet, Error, Result};
use crate::number::{self, Number};
use crate::text;
use crate::usage::{Key, Opt, Takes};

/// What was given: options in their order, and the operands.
#[derive(Default, Debug)]
pub struct Given<'a> {
    seen: u128,
    occurrences: Vec<(Key, Option<&'a [u8]>)>,
    /// What is not an option, in order; everything after `--`.
    pub operands: Vec<&'a [u8]>,
}

impl<'a> Given<'a> {
    /// Was the option given?
    pub fn has(&self, key: Key) -> bool {
        self.seen & 1 << key.0 != 0
    }

    /// How often?
    pub fn count(&self, key: Key) -> usize {
        self.occurrences.iter().filter(|o| o.0 == key).count()
    }

    /// Its last value.
    pub fn value(&self, key: Key) -> Option<&'a [u8]> {
        self.values(key).next_back()
    }

    /// All its values, in order.
    pub fn values(&self, key: Key) -> impl DoubleEndedIterator<Item = &'a [u8]> + '_ {
        self.occurrences.iter().filter(move |o| o.0 == key).filter_map(|o| o.1)
    }

    /// Which of these options came last: for those that undo each other.
    pub fn last(&self, keys: &[Key]) -> Option<Key> {
        self.occurrences.iter().rev().map(|o| o.0).find(|key| keys.contains(key))
    }

    /// All options with their values, in order.
    pub fn in_order(&self) -> impl DoubleEndedIterator<Item = (Key, Option<&'a [u8]>)> + '_ {
        self.occurrences.iter().copied()
    }

    /// The option's last value as a decimal number.
    ///
    /// # Errors
    /// `invalid number 'x'`, also for one that does not fit.
    pub fn number<N: Number>(&self, key: Key) -> Result<Option<N>> {
        self.value(key).map(number::decimal).transpose()
    }
}

/// Reads `args` (without the name) by the table of `applet`.
///
/// # Errors
/// [`Error::Getopt`] for an unknown option, a missing or superfluous value; [`Error::Help`] for a first `--help`,
/// [`Error::Version`] for `--version` where an option may stand.
pub fn parse<'a>(applet: &Applet, args: &[&'a [u8]]) -> Result<Given<'a>> {
    if applet.has_help && args.first() == Some(&&b"--help"[..]) {
        return Err(Error::Help);
    }
    let mut given = Given::default();
    let mut rest = args.iter().copied();
    while let Some(arg) = rest.next() {
        match arg {
            b"--" => {
                given.operands.extend(rest);
                break;
            }
            [b'-', b'-', long @ ..] => read_long(applet, long, &mut rest, &mut given)?,
            [b'-', letters @ ..] if !letters.is_empty() => {
                read_letters(applet.options, letters, &mut rest, &mut given)?;
            }
            operand => {
                given.operands.push(operand);
                if applet.stop_at_operand {
                    given.operands.extend(rest);
                    break;
                }
            }
        }
    }
    Ok(given)
}

fn add<'a>(given: &mut Given<'a>, opt: Opt, value: Option<&'a [u8]>) {
    given.seen |= 1 << opt.key;
    given.occurrences.push((Key(opt.key), value));
}

fn read_letters<'a>(
    table: &[Opt],
    letters: &'a [u8],
    rest: &mut impl Iterator<Item = &'a [u8]>,
    given: &mut Given<'a>,
) -> Result<()> {
    for (i, &letter) in letters.iter().enumerate() {
        let Some(&opt) = table.iter().find(|o| o.short == letter && letter != 0) else {
            return Err(Error::Getopt(text!["unrecognized option: ", [letter]]));
        };
        let attached = &letters[i + 1..];
        match opt.takes {
            Takes::Nothing => add(given, opt, None),
            Takes::OptionalValue => {
                add(given, opt, (!attached.is_empty()).then_some(attached));
                break;
            }
            Takes::Value => {
                let value = if attached.is_empty() { rest.next() } else { Some(attached) };
                let Some(value) = value else {
                    return Err(Error::Getopt(text!["option requires an argument: ", [letter]]));
                };
                add(given, opt, Some(value));
                break;
            }
        }
    }
    Ok(())
}

fn read_long<'a>(
    applet: &Applet,
    arg: &'a [u8],
    rest: &mut impl Iterator<Item = &'a [u8]>,
    given: &mut Given<'a>,
) -> Result<()> {
    let (name, attached) = match memchr::memchr(b'=', arg) {
        Some(at) => (&arg[..at], Some(&arg[at + 1..])),
        None => (arg, None),
    };
    let opt = find_long(applet, name)?;
    match (opt.takes, attached) {
        (Takes::Nothing, Some(_)) => Err(Error::Getopt(text!["option does not take an argument: ", name])),
        (Takes::Value, None) => match rest.next() {
            Some(value) => {
                add(given, opt, Some(value));
                Ok(())
            }
            None => Err(Error::Getopt(text!["option requires an argument: ", name])),
        },
        _ => {
            add(given, opt, attached);
            Ok(())
        }
    }
}

/// Ends the applets that read their arguments themselves at a first `--help` or `--version`.
///
/// # Errors
/// [`Error::Help`] and [`Error::Version`].
pub fn help_or_version(args: &[&[u8]]) -> Result<()> {
    match args.first() {
        Some(&b"--help") => Err(Error::Help),
        Some(&b"--version") => Err(Error::Version),
        _ => Ok(()),
    }
}

/// The long option `name`, or the only one (by key) that begins so. Every applet knows `version`, but none by a part of it:
/// `--v` stays what it is without.
fn find_long(applet: &Applet, name: &[u8]) -> Result<Opt> {
    let mut found: Option<Opt> = None;
    let mut ambiguous = false;
    for opt in applet.options {
        let long = opt.long(applet.usage).as_bytes();
        if long.is_empty() || !long.starts_with(name) {
            continue;
        }
        if long.len() == name.len() {
            return Ok(*opt);
        }
        ambiguous |= found.is_some_and(|f| f.key != opt.key);
        found = Some(*opt);
    }
    match found {
        _ if name == b"version" && applet.has_help => Err(Error::Version),
        Some(_) if ambiguous => Err(Error::Getopt(text!["option is ambiguous: ", name])),
        Some(opt) => Ok(opt),
        None => Err(Error::Getopt(text!["unrecognized option: ", name])),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const USAGE: &str = "x\n\n\t-a, --all\tA\n\t-b, --base=N\tB\n\t-o[N]\tO\n\t--basic\tC\n\t--bash[=X]\tD\n";
    const APPLET: Applet = Applet { usage: USAGE, options: crate::options!(USAGE), ..Applet::DEFAULT };
    const ALL: Key = Key::short(APPLET.options, 'a');
    const BASE: Key = Key::short(APPLET.options, 'b');
    const OPTIONAL: Key = Key::short(APPLET.options, 'o');

    fn message(args: &[&[u8]]) -> String {
        match parse(&APPLET, args) {
            Err(Error::Getopt(m)) => String::from_utf8(m).unwrap(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn options_and_operands_may_be_mixed() {
        let given = parse(&APPLET, &[b"x", b"-ab5", b"-o", b"y", b"-o7", b"--", b"-a"]).unwrap();
        assert!(given.has(ALL));
        assert_eq!(given.number::<u32>(BASE).unwrap(), Some(5));
        assert_eq!(
            given.in_order().filter(|o| o.0 == OPTIONAL).map(|o| o.1).collect::<Vec<_>>(),
            [None, Some(&b"7"[..])]
        );
        assert_eq!(given.operands, [&b"x"[..], b"y", b"-a"]);
    }

    #[test]
    fn options_may_end_at_the_first_operand() {
        let applet = Applet { stop_at_operand: true, ..APPLET };
        assert_eq!(parse(&applet, &[b"-a", b"x", b"-b"]).unwrap().operands, [&b"x"[..], b"-b"]);
    }

    #[test]
    fn long_names_may_be_abbreviated() {
        assert!(parse(&APPLET, &[b"--al"]).unwrap().has(ALL));
        assert_eq!(parse(&APPLET, &[b"--base=7"]).unwrap().value(BASE), Some(&b"7"[..]));
        assert_eq!(message(&[b"--bas"]), "option is ambiguous: bas");
    }

    #[test]
    fn every_applet_has_a_version_unless_it_has_such_an_option() {
        let version = |usage, options, args: &[&[u8]]| {
            matches!(parse(&Applet { usage, options, ..APPLET }, args), Err(Error::Version))
        };
        assert!(version(USAGE, APPLET.options, &[b"-a", b"x", b"--version"]));
        assert!(!version(USAGE, APPLET.options, &[b"--", b"--version"]));
        const OTHERS: &str = "x\n\n\t--version-sort\tA\n";
        assert!(version(OTHERS, crate::options!(OTHERS), &[b"--version"]));
        assert!(!version(OTHERS, crate::options!(OTHERS), &[b"--version-"]));
        const OWN: &str = "x\n\n\t--version\tA\n";
        assert!(!version(OWN, crate::options!(OWN), &[b"--version"]));
    }

    #[test]
    fn errors_are_worded_as_musl_words_them() {
        assert_eq!(message(&[b"-az"]), "unrecognized option: z");
        assert_eq!(message(&[b"--zoo"]), "unrecognized option: zoo");
        assert_eq!(message(&[b"-b"]), "option requires an argument: b");
        assert_eq!(message(&[b"--all=1"]), "option does not take an argument: all");
    }

    #[test]
    fn a_lone_dash_is_an_operand() {
        assert_eq!(parse(&APPLET, &[b"-"]).unwrap().operands, [&b"-"[..]]);
    }
}
