//! Every declared applet is reachable, sits where scripts look for it, explains itself, and has a sound option table.
#![allow(clippy::disallowed_methods, clippy::disallowed_macros, reason = "a test program, not an applet")]

use cairn::registry;
use kit::context::BANNER;
use kit::usage::Takes;
use std::collections::HashMap;
use std::os::unix::process::CommandExt;
use std::process::{Command, Output, Stdio};

fn call(argv0: &str, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_cairn"))
        .arg0(argv0)
        .args(args)
        .env_clear()
        .env("PATH", "/nonexistent")
        .stdin(Stdio::null())
        .output()
        .expect("the binary runs")
}

#[test]
fn names_are_sorted_and_found_by_the_binary_search() {
    let names: Vec<&str> = registry::all().map(registry::Id::name).collect();
    assert!(!names.is_empty());
    assert!(names.windows(2).all(|pair| pair[0] < pair[1]), "{names:?}");
    for id in registry::all() {
        assert_eq!(registry::find(id.name().as_bytes()), Some(id));
    }
    assert_eq!(registry::find(b"no-such-applet"), None);
}

#[test]
fn what_is_linked_on_request_is_run_but_not_listed() {
    let names: Vec<&str> = registry::on_request().map(registry::Id::name).collect();
    assert_eq!(names, ["bash"]);
    assert!(!registry::all().any(|id| names.contains(&id.name())));
    let output = call("bash", &["-c", "echo ${BASH_VERSION%%.*}"]);
    assert_eq!(output.stdout, b"5\n");
    let listed = call("cairn", &["--list"]);
    assert!(!String::from_utf8_lossy(&listed.stdout).lines().any(|name| name == "bash"));
}

#[test]
fn every_applet_sits_in_its_directory() {
    let directories: HashMap<&str, &str> =
        include_str!("data/applet-directories.tsv").lines().filter_map(|line| line.split_once('\t')).collect();
    let wrong: Vec<String> = registry::all()
        .filter_map(|id| {
            let (is, wanted) = (id.applet().dir.path(), *directories.get(id.name())?);
            (is != wanted).then(|| format!("{}: {is}, should be {wanted}", id.name()))
        })
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_applet_is_reachable_and_explains_itself() {
    let mut wrong = Vec::new();
    for id in registry::all() {
        let name = id.name();
        for (argv0, args) in
            [(name, &["--help"][..]), ("/usr/bin/cairn", &[name, "--help"]), ("busybox", &[name, "--help"])]
        {
            let output = call(argv0, args);
            let err = String::from_utf8_lossy(&output.stderr);
            if err.contains("applet not found") {
                wrong.push(format!("{name}: not found as {argv0}"));
            }
            if !id.applet().has_help {
                continue;
            }
            let expected = format!("{BANNER}\nUsage: {name}");
            if output.status.code() != Some(0) || !output.stdout.is_empty() || !err.starts_with(&expected) {
                wrong.push(format!("{name} --help as {argv0}: {output:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// clap judges our tables: no name twice, no empty or impossible one.
#[test]
fn option_tables_are_sound() {
    for id in registry::all() {
        let applet = id.applet();
        let mut command = clap::Command::new(id.name()).disable_help_flag(true).disable_version_flag(true);
        for (number, option) in applet.options.iter().enumerate() {
            let action = match option.takes {
                Takes::Nothing => clap::ArgAction::Count,
                Takes::Value | Takes::OptionalValue => clap::ArgAction::Append,
            };
            let mut arg = clap::Arg::new(&*number.to_string().leak()).action(action);
            if option.takes == Takes::OptionalValue {
                arg = arg.num_args(0..=1);
            }
            if option.short != 0 {
                arg = arg.short(option.short as char);
            }
            let long = option.long(applet.usage);
            if !long.is_empty() {
                arg = arg.long(long);
            }
            command = command.arg(arg);
        }
        command.debug_assert();
    }
}

/// A usage text is shown after `Usage: NAME `, on terminals of 80 columns.
#[test]
fn usage_texts_are_well_formed() {
    let mut wrong = Vec::new();
    for id in registry::all() {
        let usage = id.applet().usage;
        if !usage.ends_with('\n') || usage.ends_with("\n\n") {
            wrong.push(format!("{}: must end in one newline", id.name()));
        }
        for line in usage.lines().filter(|l| l.ends_with([' ', '\t'])) {
            wrong.push(format!("{}: trailing blanks: {line:?}", id.name()));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
