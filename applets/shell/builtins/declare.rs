//! `declare`, `typeset`, `local`; and `export` and `readonly` where they assign.

use crate::array_expansion::double_quoted;
use crate::arrays::Key;
use crate::assign::ExpandedElement;
use crate::ast::{ArrayAssignment, CommandKind};
use crate::parser;
use crate::run::{Divert, Flow};
use crate::shell::Shell;
use crate::symbols::{VarId, is_name, is_name_byte};
use crate::transform::attributes;
use crate::variables::{
    ARRAY, ASSOCIATIVE, DECLARED, EXPORT, Flags, INDEXED, INTEGER, LOWER, NAMEREF, READONLY, SET, Saved, TRACE, UPPER,
};
use kit::applet::Status;
use kit::text;
use std::rc::Rc;

/// What the options ask for.
#[derive(Default)]
struct Request {
    add: Flags,
    remove: Flags,
    global: bool,
    print: bool,
    functions: bool,
    names_only: bool,
}

/// What an operand asks for.
pub(super) struct Operand<'a> {
    name: &'a [u8],
    subscript: Option<&'a [u8]>,
    append: bool,
    value: Option<&'a [u8]>,
    /// Of `name=(…)`.
    elements: Option<Vec<ExpandedElement>>,
}

pub fn run(shell: &mut Shell, args: &[&[u8]]) -> Flow {
    let declared = std::mem::take(&mut shell.declared);
    let (request, first) = parse(shell, args)?;
    let operands = &args[first..];
    if request.functions {
        let changes = shell.bash && (request.add | request.remove) & EXPORT != 0;
        return match operands {
            [] if changes => exported_functions(shell),
            _ if changes => Ok(shell.export_functions(args[0], operands, request.add & EXPORT != 0)),
            _ => functions(shell, operands, request.names_only),
        };
    }
    if operands.is_empty() {
        return list(shell, &request);
    }
    if request.print {
        return print(shell, args[0], operands);
    }
    let local = !request.global && shell.functions_deep > 0;
    each(shell, args, first, declared, |shell, operand| {
        let id = shell.vars.id(operand.name);
        if request.global {
            return in_global_scope(shell, id, |shell| declare(shell, args[0], id, operand, &request));
        }
        if local {
            shell.make_local(id);
        }
        declare(shell, args[0], id, operand, &request)
    })
}

/// `local`
pub fn local(shell: &mut Shell, args: &[&[u8]]) -> Flow {
    if shell.functions_deep == 0 {
        shell.declared.clear();
        return Err(shell.misused(args[0], b"not in a function"));
    }
    if args.len() == 1 || !shell.declared.is_empty() || matches!(args[1].first(), Some(b'-' | b'+')) {
        return local_with_options(shell, args);
    }
    for (i, word) in args.iter().enumerate().skip(1) {
        let at = kit::search::find(b'=', word);
        let name = &word[..at.unwrap_or(word.len())];
        if !is_name(name) {
            // An element, or `+=`, or nothing at all.
            let rest: Vec<&[u8]> = std::iter::once(args[0]).chain(args[i..].iter().copied()).collect();
            return local_with_options(shell, &rest);
        }
        let id = shell.vars.id(name);
        if at.is_some() && shell.is_fixed(id) {
            return Err(shell.misused(args[0], &text![name, ": is read only"]));
        }
        shell.make_local(id);
        match at {
            Some(at) => shell.assign(id, &word[at + 1..])?,
            None => shell.vars.note_declared(id),
        }
    }
    Ok(Status::OK)
}

/// `local` with more than names and strings.
fn local_with_options(shell: &mut Shell, args: &[&[u8]]) -> Flow {
    let declared = std::mem::take(&mut shell.declared);
    let (request, first) = parse(shell, args)?;
    if args.len() == first {
        let ids: Vec<VarId> = shell.locals[shell.locals_base..].iter().map(Saved::id).collect();
        let out = ids.into_iter().flat_map(|id| declaration(shell, id)).collect::<Vec<u8>>();
        return shell.print(&out);
    }
    if request.print {
        return print(shell, args[0], &args[first..]);
    }
    each(shell, args, first, declared, |shell, operand| {
        if operand.name == b"-" && operand.value.is_none() {
            // The options are put back at the end of the function.
            shell.local_options();
            return Ok(Status::OK);
        }
        check_name(shell, args[0], operand.name)?;
        let id = shell.vars.id(operand.name);
        if (operand.value.is_some() || operand.elements.is_some()) && shell.is_fixed(id) {
            return Err(shell.misused(args[0], &text![operand.name, ": is read only"]));
        }
        shell.make_local(id);
        declare(shell, args[0], id, operand, &request)
    })
}

/// `export`, `readonly`: the flag is given to all operands after `first`, or with `remove` taken from them.
pub(super) fn mark(shell: &mut Shell, args: &[&[u8]], first: usize, add: Flags, remove: Flags) -> Flow {
    let declared = std::mem::take(&mut shell.declared);
    each(shell, args, first, declared, |shell, operand| {
        check_name(shell, args[0], operand.name)?;
        let id = shell.vars.id(operand.name);
        let request = Request { add, remove, ..Request::default() };
        declare(shell, args[0], id, operand, &request)
    })
}

fn check_name(shell: &Shell, who: &[u8], name: &[u8]) -> Result<(), Divert> {
    if is_name(name) { Ok(()) } else { Err(shell.misused(who, &text![name, ": bad variable name"])) }
}

/// Calls `with` for every operand; the status is that of the last that failed.
fn each(
    shell: &mut Shell,
    args: &[&[u8]],
    first: usize,
    declared: Vec<(usize, Vec<ExpandedElement>)>,
    mut with: impl FnMut(&mut Shell, Operand) -> Flow,
) -> Flow {
    let mut declared = declared.into_iter().peekable();
    let mut status = Status::OK;
    for (i, word) in args.iter().enumerate().skip(first) {
        let elements = declared.next_if(|d| d.0 == i).map(|d| d.1);
        let result = with(shell, operand(word, elements))?;
        if result != Status::OK {
            status = result;
        }
    }
    shell.notice_changes();
    Ok(status)
}

fn operand(word: &[u8], elements: Option<Vec<ExpandedElement>>) -> Operand<'_> {
    let end = word.iter().position(|c| !is_name_byte(*c)).unwrap_or(word.len());
    let (mut name, mut rest) = word.split_at(end);
    let mut subscript = None;
    if rest.first() == Some(&b'[')
        && let Some(close) = rest.windows(2).position(|w| w == b"]=" || w == b"]+").or(rest.len().checked_sub(1))
        && rest[close] == b']'
    {
        subscript = Some(&rest[1..close]);
        rest = &rest[close + 1..];
    }
    let (append, value) = match rest {
        [b'+', b'=', value @ ..] => (true, Some(value)),
        [b'=', value @ ..] => (false, Some(value)),
        [] => (false, None),
        // No name: all of it up to `=` is what is wrong.
        _ => {
            let at = kit::search::find(b'=', word);
            name = &word[..at.unwrap_or(word.len())];
            (false, at.map(|at| &word[at + 1..]))
        }
    };
    let value = if elements.is_some() { None } else { value };
    Operand { name, subscript, append, value, elements }
}

fn parse(shell: &Shell, args: &[&[u8]]) -> Result<(Request, usize), Divert> {
    let mut request = Request::default();
    let mut i = 1;
    while let Some(arg) = args.get(i).filter(|arg| arg.len() > 1) {
        let (on, letters) = match *arg {
            b"--" => {
                i += 1;
                break;
            }
            [b'-', letters @ ..] => (true, letters),
            [b'+', letters @ ..] => (false, letters),
            _ => break,
        };
        i += 1;
        for letter in letters {
            let flag = match letter {
                b'a' => INDEXED,
                b'A' => ASSOCIATIVE,
                b'i' => INTEGER,
                b'l' => LOWER,
                b'u' => UPPER,
                b'n' => NAMEREF,
                b'r' => READONLY,
                b't' => TRACE,
                b'x' => EXPORT,
                b'g' if on => {
                    request.global = true;
                    continue;
                }
                b'p' if on => {
                    request.print = true;
                    continue;
                }
                b'f' | b'F' if on => {
                    request.functions = true;
                    request.names_only |= *letter == b'F';
                    continue;
                }
                _ => return Err(shell.misused(args[0], &text!["illegal option ", [arg[0], *letter]])),
            };
            if on {
                request.add |= flag;
            } else {
                request.remove |= flag;
            }
        }
    }
    // Both cases at once cancel each other.
    if request.add & (LOWER | UPPER) == LOWER | UPPER {
        request.add &= !(LOWER | UPPER);
    }
    Ok((request, i))
}

/// Gives a variable its attributes and its value.
fn declare(shell: &mut Shell, who: &[u8], id: VarId, operand: Operand, request: &Request) -> Flow {
    if !is_name(operand.name) {
        shell.say_as(who, &text![operand.name, ": bad variable name"]);
        return Ok(Status::FAILED);
    }
    let assigns = operand.value.is_some() || operand.elements.is_some();
    if request.add & NAMEREF != 0 {
        let status = shell.set_reference(id, operand.value)?;
        if status != Status::OK {
            return Ok(status);
        }
        shell.vars.change_flags(id, request.add & (READONLY | EXPORT), request.remove);
        return Ok(Status::OK);
    }
    if request.remove & NAMEREF != 0 {
        shell.vars.change_flags(id, 0, NAMEREF);
    }
    let id = shell.vars.base(id);
    let flags = shell.vars.flags(id);
    let refused = |shell: &Shell, what: &str| {
        let error = shell.misused(who, &text![shell.vars.symbols.name(id), what]);
        // To the older utilities it is a misuse, which ends a script.
        if matches!(who, b"declare" | b"typeset") { Ok(Status::FAILED) } else { Err(error) }
    };
    if flags & READONLY != 0 && (assigns || request.remove & READONLY != 0) {
        return refused(shell, ": is read only");
    }
    if request.remove & flags & ARRAY != 0 {
        return refused(shell, ": cannot destroy array variables in this way");
    }
    // `name=(…)` and `name[subscript]` say that it is one.
    let mut array = request.add & ARRAY;
    if array == 0 && (operand.elements.is_some() || operand.subscript.is_some()) && flags & ARRAY == 0 {
        array = INDEXED;
    }
    if array != 0 {
        match shell.vars.make_array(id, array & ASSOCIATIVE != 0) {
            Ok(true) => {}
            Ok(false) if array == INDEXED => return refused(shell, ": cannot convert associative to indexed array"),
            Ok(false) => return refused(shell, ": cannot convert indexed to associative array"),
            Err(_) => return refused(shell, ": is read only"),
        }
    }
    let cases = if request.add & (LOWER | UPPER) != 0 { LOWER | UPPER } else { 0 };
    let before = INTEGER | LOWER | UPPER | TRACE;
    shell.vars.change_flags(id, 0, request.remove | cases);
    shell.vars.change_flags(id, request.add & before, 0);
    if let Some(elements) = operand.elements {
        shell.assign_list(id, elements, operand.append)?;
    } else if let Some(value) = operand.value {
        if let Some(subscript) = operand.subscript {
            let Some(key) = shell.key_of_text(id, subscript)? else { return Ok(Status::FAILED) };
            shell.assign_element(id, &key, value, operand.append)?;
        } else if array != 0 && value.starts_with(b"(") && value.ends_with(b")") {
            let elements = read_list(shell, value)?;
            shell.assign_list(id, elements, operand.append)?;
        } else if operand.append {
            let result = shell.vars.append(id, value);
            result.or_else(|refused| shell.assign_refused(&refused, value, true))?;
        } else {
            shell.assign(id, value)?;
        }
    }
    shell.vars.change_flags(id, request.add & (READONLY | EXPORT), 0);
    if !assigns {
        shell.vars.change_flags(id, DECLARED, 0);
    }
    Ok(Status::OK)
}

/// `declare -a 'name=(…)'`: the list is text.
fn read_list(shell: &mut Shell, value: &[u8]) -> Result<Vec<ExpandedElement>, Divert> {
    let list = match parser::parse_text(&text!["_=", value], shell) {
        Ok(list) => list,
        Err(error) => {
            shell.say_parse_error(&error);
            return Err(Divert::Failed(Status(2)));
        }
    };
    shell.vars.sync();
    let command = list.items.first().and_then(|item| item.first.commands.first());
    if let Some(CommandKind::Simple(simple)) = command.map(|command| &command.kind)
        && let [assignment] = &*simple.assignments
        && let Some(ArrayAssignment::List(elements)) = assignment.array.as_deref()
    {
        return shell.expand_elements(elements);
    }
    Ok(Vec::new())
}

/// Does something to the variable outside all functions.
fn in_global_scope(shell: &mut Shell, id: VarId, with: impl FnOnce(&mut Shell) -> Flow) -> Flow {
    let Some(place) = shell.locals.iter().position(|saved| saved.id() == id) else { return with(shell) };
    let mut outermost = shell.locals.remove(place);
    shell.vars.exchange(&mut outermost);
    let result = with(shell);
    shell.vars.exchange(&mut outermost);
    shell.locals.insert(place.min(shell.locals.len()), outermost);
    result
}

// ---- printing ---------------------------------------------------------------------------------------------------

/// The command that declares a variable as it is, with a newline; nothing if it is not declared.
fn declaration(shell: &mut Shell, id: VarId) -> Vec<u8> {
    let flags = shell.vars.flags(id);
    let mut letters = attributes(flags);
    if letters.is_empty() {
        letters.push(b'-');
    }
    let line = text!["declare -", letters, " ", shell.vars.symbols.name(id)];
    let value = if flags & NAMEREF != 0 {
        Some(double_quoted(shell.vars.raw(id)))
    } else if flags & ARRAY != 0 {
        let empty = || b"()".to_vec();
        (flags & SET != 0).then(|| shell.vars.array(id).map_or_else(empty, |array| Shell::shown_array(array)))
    } else if flags & SET != 0 {
        shell.vars.get(id).map(double_quoted)
    } else {
        // A local variable without a value is one all the same.
        None
    };
    match value {
        Some(value) => text![line, "=", value, "\n"],
        None => text![line, "\n"],
    }
}

/// `declare -p name…`
fn print(shell: &mut Shell, who: &[u8], names: &[&[u8]]) -> Flow {
    let mut out = Vec::new();
    let mut status = Status::OK;
    for name in names {
        let id = shell.vars.symbols.find(name);
        let known = id.is_some_and(|id| {
            shell.vars.sync();
            shell.vars.flags(id) != 0 || shell.vars.element(id, &Key::Index(0)).is_some()
        });
        match id.filter(|_| known) {
            Some(id) => out.extend_from_slice(&declaration(shell, id)),
            None => {
                shell.say_as(who, &text![*name, ": not found"]);
                status = Status::FAILED;
            }
        }
    }
    shell.print_with(&out, status)
}

/// Without operands: the variables that have all attributes asked for.
fn list(shell: &mut Shell, request: &Request) -> Flow {
    let plain = !request.print && request.add == 0;
    let mut out = if plain { super::set::list(shell) } else { Vec::new() };
    if !plain {
        for id in shell.vars.sorted() {
            if shell.vars.flags(id) & request.add == request.add {
                out.extend_from_slice(&declaration(shell, id));
            }
        }
    }
    shell.print(&out)
}

/// `export -f`, `declare -fx`: the functions that are exported.
pub(super) fn exported_functions(shell: &mut Shell) -> Flow {
    let mut names: Vec<Rc<[u8]>> = shell.functions.keys().cloned().collect();
    names.retain(|name| shell.is_exported_function(name));
    names.sort_unstable();
    let names: Vec<&[u8]> = names.iter().map(|name| &**name).collect();
    if names.is_empty() { Ok(Status::OK) } else { functions(shell, &names, false) }
}

/// `declare -f`, `declare -F`
fn functions(shell: &mut Shell, names: &[&[u8]], names_only: bool) -> Flow {
    let mut all: Vec<Vec<u8>> = names.iter().map(|name| name.to_vec()).collect();
    if names.is_empty() {
        all = shell.functions.keys().map(|name| name.to_vec()).collect();
        all.sort_unstable();
    }
    let mut out = Vec::new();
    let mut status = Status::OK;
    for name in &all {
        let Some(function) = shell.find_function(name) else {
            // No reason for a message.
            status = Status::FAILED;
            continue;
        };
        let exported = shell.is_exported_function(name);
        if !names_only {
            out = text![out, function.text, "\n"];
        }
        if names_only && names.is_empty() || !names_only && exported {
            out = text![out, if exported { "declare -fx " } else { "declare -f " }];
        }
        if names_only || exported {
            out = text![out, name, "\n"];
        }
    }
    shell.print_with(&out, status)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operands_are_taken_apart() {
        let parts = |word: &'static str| {
            let o = operand(word.as_bytes(), None);
            (o.name.to_vec(), o.subscript.map(<[u8]>::to_vec), o.append, o.value.map(<[u8]>::to_vec))
        };
        let bytes = |s: &str| s.as_bytes().to_vec();
        assert_eq!(parts("a"), (bytes("a"), None, false, None));
        assert_eq!(parts("a=b=c"), (bytes("a"), None, false, Some(bytes("b=c"))));
        assert_eq!(parts("a+=b"), (bytes("a"), None, true, Some(bytes("b"))));
        assert_eq!(parts("a[i[1]]=b"), (bytes("a"), Some(bytes("i[1]")), false, Some(bytes("b"))));
        assert_eq!(parts("a[i=1]+=b"), (bytes("a"), Some(bytes("i=1")), true, Some(bytes("b"))));
        assert_eq!(parts("a[2]"), (bytes("a"), Some(bytes("2")), false, None));
        assert_eq!(parts("a-b=c"), (bytes("a-b"), None, false, Some(bytes("c"))));
        assert_eq!(parts("a[=c"), (bytes("a["), None, false, Some(bytes("c"))));
    }
}
