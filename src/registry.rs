//! Which applets this binary has: tables without pointers, written by `build.rs`.

use kit::applet::{Applet, Applets};

include!(concat!(env!("OUT_DIR"), "/registry.rs"));

/// A handle to a linked applet: its place in the sorted table.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Id(u16);

impl Id {
    /// Its name.
    pub fn name(self) -> &'static str {
        let i = self.0 as usize;
        &NAMES[STARTS[i] as usize..STARTS[i + 1] as usize]
    }

    /// What it declares.
    pub fn applet(self) -> Applet {
        applet(self.0)
    }

    /// Linked in only because the shell has it as a builtin, not because it was asked for.
    fn is_implied(self) -> bool {
        IMPLIED.contains(&self.0)
    }

    /// Run by its name, but neither listed nor linked to unless it is asked for.
    fn is_on_request(self) -> bool {
        ON_REQUEST.contains(&self.0)
    }
}

fn find_any(name: &[u8]) -> Option<Id> {
    let (mut low, mut high) = (0, COUNT);
    while low < high {
        let middle = low.midpoint(high);
        let id = Id(middle as u16);
        match id.name().as_bytes().cmp(name) {
            std::cmp::Ordering::Equal => return Some(id),
            std::cmp::Ordering::Less => low = middle + 1,
            std::cmp::Ordering::Greater => high = middle,
        }
    }
    None
}

/// The applet of that name.
pub fn find(name: &[u8]) -> Option<Id> {
    find_any(name).filter(|id| !id.is_implied())
}

/// All applets, sorted by name, but those of [`on_request`].
pub fn all() -> impl Iterator<Item = Id> {
    (0..COUNT as u16).map(Id).filter(|id| !id.is_implied() && !id.is_on_request())
}

/// Applets that are linked to only if they are asked for, sorted by name.
pub fn on_request() -> impl Iterator<Item = Id> {
    (0..COUNT as u16).map(Id).filter(|id| id.is_on_request())
}

/// The registry as applets see it.
pub struct Registry;

impl Applets for Registry {
    fn find(&self, name: &[u8]) -> Option<Applet> {
        find(name).map(Id::applet)
    }

    fn find_builtin(&self, name: &[u8]) -> Option<Applet> {
        find_any(name).map(Id::applet)
    }

    fn names(&self) -> Vec<&'static str> {
        all().map(Id::name).collect()
    }
}
