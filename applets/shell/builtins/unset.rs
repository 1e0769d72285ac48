//! `unset`

use crate::arrays::Array;
use crate::assign::Reference;
use crate::run::Flow;
use crate::shell::Shell;
use crate::symbols::is_name;
use crate::variables::{Meant, split_reference};
use kit::applet::Status;
use kit::text;
use std::rc::Rc;

pub fn run(shell: &mut Shell, args: &[&[u8]]) -> Flow {
    let (letters, names) = shell.letters(args, b"fvn")?;
    if letters & 3 == 3 && shell.bash {
        return Err(shell.misused(args[0], b"cannot simultaneously unset a function and a variable"));
    }
    for name in names {
        // bash looks for a function where there is no such variable; not so POSIX and ash.
        let mut function = letters & 1 != 0;
        if letters == 0 && shell.is_lenient() && is_name(name) && shell.functions.contains_key(*name) {
            let id = shell.vars.id(name);
            function = shell.vars.flags(id) == 0;
        }
        if function {
            if shell.functions.contains_key(*name) {
                Rc::make_mut(&mut shell.functions).remove(*name);
                shell.forget_exported(name);
                shell.epoch += 1;
            }
            continue;
        }
        let result = if is_name(name) {
            let id = shell.vars.id(name);
            // `-n`: the reference itself.
            match if letters & 4 != 0 { Meant::Variable(id) } else { shell.vars.meant(id) } {
                Meant::Variable(id) => shell.vars.unset(id),
                Meant::Element(id, key) => shell.vars.remove_element(id, &key),
                Meant::Nothing => shell.vars.unset(id),
            }
        } else {
            if split_reference(name).is_none() {
                return Err(shell.misused(args[0], &text![*name, ": bad variable name"]));
            }
            match shell.reference(name)? {
                Some(Reference::Element(id, key)) => shell.vars.remove_element(id, &key),
                Some(Reference::All(id)) => {
                    let associative = shell.is_associative_array(id);
                    shell.vars.set_array(id, Array::new(associative))
                }
                Some(Reference::Variable(_)) | None => return Ok(Status::FAILED),
            }
        };
        if result.is_err() {
            return Err(shell.misused(args[0], &text![*name, ": is read only"]));
        }
    }
    shell.notice_changes();
    Ok(Status::OK)
}
