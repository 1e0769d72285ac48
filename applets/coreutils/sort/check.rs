//! `-c`, `-C`: is the input in order? One line at a time, in constant memory.

use super::merge::Reader;
use super::order::Order;
use kit::prelude::*;
use std::cmp::Ordering;

/// Says so, unless `quiet`, and fails if a line should not come after the one before it, or if `unique` is equal to it.
pub fn run(cx: &mut Context, order: &Order, paths: &[&[u8]], unique: bool, quiet: bool) -> Result<Status> {
    let mut before: Option<Vec<u8>> = None;
    let mut number = 0_u64;
    for path in paths {
        let Some(mut reader) = Reader::new(super::open(cx, path)?, order)? else { continue };
        loop {
            let line = reader.current();
            if let Some(before) = &before
                && is_disorder(order, before, line, unique)
            {
                if !quiet {
                    // As BusyBox: without a name before it, counted from 0.
                    let _ = cx.err.write_all(&text!["Check line ", number, "\n"]);
                }
                return Ok(Status::FAILED);
            }
            let last = before.get_or_insert_default();
            last.clear();
            last.extend_from_slice(line);
            number += 1;
            if !reader.advance(order)? {
                break;
            }
        }
    }
    Ok(Status::OK)
}

fn is_disorder(order: &Order, a: &[u8], b: &[u8], unique: bool) -> bool {
    if unique { order.compare_keys(a, b) != Ordering::Less } else { order.compare(a, b) == Ordering::Greater }
}
