//! `printenv`: print environment variables
//!
//! As in GNU; `-0` too.

use kit::prelude::*;

const USAGE: &str = "\
[-0] [VARIABLE]...

Print environment VARIABLEs.
If no VARIABLE specified, print all.

	-0, --null	End each with NUL
";

pub const APPLET: Applet = Applet {
    dir: Dir::Bin,
    kind: Kind::Pure,
    usage: USAGE,
    options: options!(USAGE),
    stop_at_operand: true,
    run,
    ..Applet::DEFAULT
};

const NULL: Key = Key::short(APPLET.options, '0');

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    let end = if given.has(NULL) { b"\0" } else { b"\n" };
    if given.operands.is_empty() {
        let mut result = Ok(());
        let (env, out) = (cx.env, &mut cx.out);
        env.for_each(&mut |entry| {
            if result.is_ok() {
                result = out.write_all(entry).and_then(|()| out.write_all(end));
            }
        });
        result?;
        return Ok(Status::OK);
    }
    let mut status = Status::OK;
    for name in given.operands {
        // `A=` would find the entry `A==x`.
        match cx.env.get(name).filter(|_| !name.is_empty() && !name.contains(&b'=')) {
            Some(value) => {
                cx.out.write_all(value)?;
                cx.out.write_all(end)?;
            }
            None => status = Status::FAILED,
        }
    }
    Ok(status)
}
