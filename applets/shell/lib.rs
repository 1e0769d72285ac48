//! `sh`, `ash`: the shell. See docs/shell.md.

mod array_expansion;
mod arrays;
mod assign;
mod bash;
mod builtins;
mod conditional;
mod dynamic;
mod expand;
mod fields;
mod hash;
mod job_control;
mod jobs;
mod lexer;
mod lookup;
mod loops;
mod options;
mod purity;
mod read_ahead;
mod redirect;
mod run;
mod shell;
mod shopt;
mod spawn;
mod timing;
mod transform;
mod traps;
mod variables;

pub mod arith;
pub mod ast;
pub mod braces;
pub mod glob;
pub mod input;
pub mod parser;
pub mod sh;
pub mod symbols;
pub mod unparse;
