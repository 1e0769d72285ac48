//! `cargo run --example manual -- DIR`: man pages and shell completions of every applet, made from the usage texts that
//! the option tables are made from.
#![allow(clippy::disallowed_methods, clippy::disallowed_macros, reason = "a program for developers, not an applet")]

use cairn::registry::{self, Id};
use clap::{Arg, ArgAction, Command};
use clap_complete::Shell;
use kit::usage::{self, Opt, Takes};
use std::error::Error;
use std::fs;
use std::io::Write as _;
use std::path::Path;

include!(concat!(env!("OUT_DIR"), "/purposes.rs"));

fn main() -> Result<(), Box<dyn Error>> {
    let dir = std::env::args().nth(1).ok_or("usage: manual DIR")?;
    let dir = Path::new(&dir);
    let (pages, completions) = (dir.join("man1"), dir.join("completions"));
    fs::create_dir_all(&pages)?;
    fs::create_dir_all(&completions)?;
    for id in registry::all() {
        // `[` is `test`, and no name for a file that other tools read.
        if id.name().starts_with('[') {
            continue;
        }
        let command = command(id);
        let mut page = Vec::new();
        let man = clap_mangen::Man::new(command.clone());
        man.render_title(&mut page)?;
        man.render_name_section(&mut page)?;
        // clap's own synopsis knows nothing of operands and their order.
        let synopsis = id.applet().usage.lines().next().unwrap_or_default().replace('\\', "\\\\");
        writeln!(page, ".SH SYNOPSIS\n\\fB{}\\fR {}", id.name(), synopsis.replace('-', "\\-"))?;
        man.render_description_section(&mut page)?;
        man.render_options_section(&mut page)?;
        fs::write(pages.join(format!("{}.1", id.name())), page)?;
        for shell in [Shell::Bash, Shell::Zsh, Shell::Fish] {
            clap_complete::generate_to(shell, &mut command.clone(), id.name(), &completions)?;
        }
    }
    Ok(())
}

/// The applet as clap would have it.
fn command(id: Id) -> Command {
    let applet = id.applet();
    let visible = usage::visible(applet.usage);
    let (synopsis, text) = visible.split_once('\n').unwrap_or((&visible, ""));
    let purpose = PURPOSES.iter().find(|p| p.0 == id.name()).map_or("", |p| p.1);
    let details: String =
        text.lines().filter(|l| !l.starts_with('\t')).collect::<Vec<_>>().join("\n").trim().to_owned();
    let mut command = Command::new(id.name())
        .override_usage(format!("{} {synopsis}", id.name()))
        .about(purpose)
        .long_about(format!("{purpose}\n\n{details}"))
        .version(env!("CARGO_PKG_VERSION"))
        .disable_help_flag(true)
        .disable_version_flag(true);
    for option in applet.options.iter().enumerate().filter(|(i, o)| o.key as usize == *i).map(|(_, o)| o) {
        let names: Vec<Opt> = applet.options.iter().filter(|o| o.key == option.key).copied().collect();
        let Some((value, help)) = help_of(&visible, applet.usage, &names) else { continue };
        command = command.arg(argument(*option, &names, applet.usage, value, help));
    }
    command
}

/// clap keeps names for as long as the program runs: leaking a few bytes per option is what it asks for.
fn argument(option: Opt, names: &[Opt], usage: &'static str, value: String, help: String) -> Arg {
    let shorts: Vec<char> = names.iter().filter(|o| o.short != 0).map(|o| o.short as char).collect();
    let longs: Vec<&str> = names.iter().map(|o| o.long(usage)).filter(|l| !l.is_empty()).collect();
    let mut arg = Arg::new(&*option.key.to_string().leak()).help(help).action(match option.takes {
        Takes::Nothing => ArgAction::Count,
        Takes::Value | Takes::OptionalValue => ArgAction::Append,
    });
    if option.takes == Takes::OptionalValue {
        arg = arg.num_args(0..=1);
    }
    if option.takes != Takes::Nothing {
        arg = arg.value_name(&*value.leak());
    }
    if let [first, rest @ ..] = &shorts[..] {
        arg = arg.short(*first).visible_short_aliases(rest.to_vec());
    }
    if let [first, rest @ ..] = &longs[..] {
        arg = arg.long(*first).visible_aliases(rest.to_vec());
    }
    arg
}

/// What the usage text calls an option's value, and says of it: the rest of its line and the indented lines below. None
/// for a hidden one.
fn help_of(visible: &str, usage: &str, names: &[Opt]) -> Option<(String, String)> {
    let named = |line: &str| {
        let entry = line.trim_start().split(['\t', '\n']).next().unwrap_or_default();
        entry.starts_with('-')
            && names.iter().all(|o| match o.short {
                0 => entry.contains(&format!("--{}", o.long(usage))),
                short => entry.contains(&format!("-{}", short as char)),
            })
    };
    let mut lines = visible.lines().skip(1).skip_while(|line| !named(line));
    let first = lines.next()?;
    let entry = first.trim_start().split('\t').next().unwrap_or_default();
    let value =
        entry.split_once([' ', '=', '[']).map_or("ARG", |(_, value)| value.trim_matches(['[', ']', '='])).to_owned();
    let mut help = first.trim_start().split_once('\t').map_or("", |(_, help)| help).trim().to_owned();
    for line in lines.take_while(|line| line.starts_with("\t\t")) {
        help.push(' ');
        help.push_str(line.trim());
    }
    Some((value, help))
}
