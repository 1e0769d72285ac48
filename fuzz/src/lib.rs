//! Fuzz targets: each is a function of bytes that panics when what it tests is wrong. See docs/fuzzing.md.

mod applet;
mod coverage;
pub mod driver;
mod jail;
mod random;
mod seeds;
mod targets;

/// What can be fuzzed.
pub struct Target {
    /// What it is called on the command line.
    pub name: &'static str,
    /// What it does, and what counts as a finding.
    pub about: &'static str,
    /// One execution.
    pub run: fn(&[u8]),
    /// Inputs to begin with.
    pub seeds: fn() -> Vec<Vec<u8>>,
    /// Words to insert.
    pub words: &'static [&'static str],
    /// It may do what its input says (write files, run programs): only in a jail.
    pub needs_jail: bool,
}

/// All targets.
pub fn targets() -> &'static [Target] {
    targets::ALL
}

/// One execution of a target.
pub fn run(name: &str, data: &[u8]) {
    let target = targets().iter().find(|t| t.name == name).expect("a target's name");
    (target.run)(data);
}
