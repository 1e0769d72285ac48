//! `sh`, `ash`: the shell. See docs/shell.md.

mod lexer;

pub mod arith;
pub mod ast;
pub mod input;
pub mod parser;
pub mod symbols;
pub mod unparse;
