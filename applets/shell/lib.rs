//! `sh`, `ash`: the shell. See docs/shell.md.

pub mod arith;
pub mod ast;
pub mod glob;
pub mod input;
mod lexer;
pub mod parser;
pub mod symbols;
pub mod unparse;
