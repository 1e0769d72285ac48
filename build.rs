//! Finds the applets in the category crates and writes the registry. An applet is a file `applets/CRATE/NAME.rs` (or a
//! directory with `mod.rs`) whose first line is ``//! `name`, `other-name`: purpose``. Names after `; on request` get no
//! link unless one is asked for. `CAIRN_APPLETS="sh ls cat"` leaves only those; what is not referenced then, the linker
//! drops.

#![allow(clippy::disallowed_macros, clippy::disallowed_methods, reason = "a build script talks to cargo")]

use std::collections::BTreeMap;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// Builtins of the shell that are applets too: a shell is always linked with them.
const SHELL_NEEDS: &[&str] = &["[", "[[", "echo", "false", "kill", "printf", "pwd", "test", "true"];

/// Why an applet is linked in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    /// It is listed and gets a link.
    Listed,
    /// It is run by its name, but neither listed nor linked to unless it is asked for.
    OnRequest,
    /// The shell has it as a builtin.
    Implied,
}

fn main() {
    println!("cargo::rerun-if-env-changed=CAIRN_APPLETS");
    // The entry of kit::sys, before the C library's.
    if env::var("CARGO_CFG_TARGET_ARCH").is_ok_and(|arch| arch == "x86_64") {
        println!("cargo::rustc-link-arg-bins=-Wl,-e,cairn_start");
    }
    if let Err(error) = write_registry() {
        println!("cargo::error={error}");
    }
}

fn write_registry() -> Result<(), String> {
    let found = find_applets().map_err(|e| format!("applets: {e}"))??;
    let wanted = env::var("CAIRN_APPLETS").ok().filter(|w| !w.trim().is_empty());
    let mut chosen: BTreeMap<String, (String, Role)> = BTreeMap::new();
    match wanted {
        None => chosen.extend(found.iter().map(|(name, (path, _, role))| (name.clone(), (path.clone(), *role)))),
        Some(wanted) => {
            for name in wanted.split_whitespace() {
                let (path, _, role) =
                    found.get(name).ok_or_else(|| format!("CAIRN_APPLETS: no applet is called {name}"))?;
                chosen.insert(name.to_owned(), (path.clone(), *role));
            }
            if ["sh", "ash", "bash"].iter().any(|shell| chosen.contains_key(*shell)) {
                for name in SHELL_NEEDS {
                    if let (Some((path, ..)), false) = (found.get(*name), chosen.contains_key(*name)) {
                        chosen.insert((*name).to_owned(), (path.clone(), Role::Implied));
                    }
                }
            }
        }
    }
    let out = env::var_os("OUT_DIR").map(PathBuf::from).ok_or("OUT_DIR is unset")?;
    fs::write(out.join("registry.rs"), registry(&chosen)).map_err(|e| format!("registry.rs: {e}"))?;
    // For the manual only; the binary does not have them.
    let purposes: Vec<(&String, &String)> = found.iter().map(|(name, applet)| (name, &applet.1)).collect();
    let purposes = format!("const PURPOSES: &[(&str, &str)] = &{purposes:?};\n");
    fs::write(out.join("purposes.rs"), purposes).map_err(|e| format!("purposes.rs: {e}"))
}

/// Applet name → Rust path of its `APPLET`, what the first line says it is for, and whether it is linked to.
type Found = BTreeMap<String, (String, String, Role)>;

fn find_applets() -> io::Result<Result<Found, String>> {
    let mut found = Found::new();
    println!("cargo::rerun-if-changed=applets");
    for krate in list(Path::new("applets"))? {
        let Ok(lib) = fs::read_to_string(krate.join("lib.rs")) else { continue };
        let crate_name = krate.file_name().unwrap_or_default().to_string_lossy().replace('-', "_");
        for file in list(&krate)? {
            let source = if file.is_dir() { file.join("mod.rs") } else { file.clone() };
            if source.extension().is_none_or(|e| e != "rs") {
                continue;
            }
            let (Some(stem), Ok(text)) = (file.file_stem().and_then(|s| s.to_str()), fs::read_to_string(&source))
            else {
                continue;
            };
            let Some((names, purpose)) = text.lines().next().and_then(|l| l.strip_prefix("//! `")?.split_once("`:"))
            else {
                continue;
            };
            if !text.contains("pub const APPLET: Applet") {
                continue;
            }
            if !lib.lines().any(|l| l == format!("pub mod {stem};") || l == format!("pub mod r#{stem};")) {
                return Ok(Err(format!("{} is not listed in {}/lib.rs", source.display(), krate.display())));
            }
            let path = format!("{crate_name}::r#{stem}::APPLET");
            let (names, requested) = names.split_once("`; on request `").unwrap_or((names, ""));
            let requested = requested.split("`, `").filter(|name| !name.is_empty()).map(|name| (name, Role::OnRequest));
            for (name, role) in names.split("`, `").map(|name| (name, Role::Listed)).chain(requested) {
                let applet = (path.clone(), purpose.trim().to_owned(), role);
                if let Some((other, ..)) = found.insert(name.to_owned(), applet) {
                    return Ok(Err(format!("two applets are named {name}: {other} and {path}")));
                }
            }
        }
    }
    Ok(Ok(found))
}

fn list(dir: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = fs::read_dir(dir)?.map(|e| e.map(|e| e.path())).collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}

/// The source of the registry. `applet` names the fields one by one: whole constants would be kept as data with
/// pointers, to be relocated at every start.
fn registry(chosen: &BTreeMap<String, (String, Role)>) -> String {
    let mut text = String::new();
    let names: String = chosen.keys().map(String::as_str).collect();
    let mut starts = vec![0];
    for name in chosen.keys() {
        starts.push(starts.last().unwrap_or(&0) + name.len());
    }
    let with_role = |role| -> Vec<usize> {
        chosen.values().enumerate().filter(|(_, applet)| applet.1 == role).map(|(i, _)| i).collect()
    };
    let (implied, on_request) = (with_role(Role::Implied), with_role(Role::OnRequest));
    let _ = writeln!(text, "const COUNT: usize = {};", chosen.len());
    let _ = writeln!(text, "static NAMES: &str = {names:?};");
    let _ = writeln!(text, "static STARTS: [u16; COUNT + 1] = {starts:?};");
    let _ = writeln!(text, "static ON_REQUEST: [u16; {}] = {on_request:?};", on_request.len());
    let listed = chosen.iter().filter_map(|(name, (_, role))| match role {
        Role::Listed => Some(name.clone()),
        Role::OnRequest => Some(format!("+{name}")),
        Role::Implied => None,
    });
    let listed: Vec<String> = listed.collect();
    let _ = writeln!(text, "/// Found by `image::Binary` in builds for any machine.");
    let _ =
        writeln!(text, "pub(crate) static LISTED: &str = {:?};", format!("\0cairn applets\0{}\0", listed.join(" ")));
    let _ = writeln!(text, "static IMPLIED: [u16; {}] = {implied:?};", implied.len());
    text.push_str("fn applet(id: u16) -> Applet {\n    match id {\n");
    for (i, (path, _)) in chosen.values().enumerate() {
        let _ = writeln!(
            text,
            "        {i} => Applet {{ dir: {path}.dir, kind: {path}.kind, usage: {path}.usage, options: {path}.options, \
             run: {path}.run, stop_at_operand: {path}.stop_at_operand, usage_status: {path}.usage_status, write_status: {path}.write_status, \
             has_help: {path}.has_help }},"
        );
    }
    text.push_str("        _ => Applet::DEFAULT,\n    }\n}\n");
    text
}
