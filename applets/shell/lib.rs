//! `sh`, `ash`: the shell. See docs/shell.md.

pub mod arith;
pub mod ast;
mod builtins;
mod conditional;
mod expand;
mod fields;
pub mod glob;
mod hash;
pub mod input;
mod jobs;
mod lexer;
mod lookup;
mod options;
pub mod parser;
mod purity;
mod read_ahead;
mod redirect;
mod run;
pub mod sh;
mod shell;
mod spawn;
pub mod symbols;
mod traps;
pub mod unparse;
mod variables;
