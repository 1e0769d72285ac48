//! The binary: a C `main` (see `kit::sys`), the allocator, and the front.

#![no_main]

#[global_allocator]
static ALLOCATOR: kit::alloc::Allocator = kit::alloc::Allocator;

kit::main!(cairn::front::main);
