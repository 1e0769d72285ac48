//! `--debug`: what is compared, underlined, and warnings of what is likely not meant. As GNU words them.

use super::order::Order;
use kit::prelude::*;

/// Warns on standard error.
pub fn warn(cx: &mut Context, order: &Order, given: &Given) {
    cx.warn("text ordering performed using simple byte comparison");
    if !given.has(super::KEY) {
        return;
    }
    for (i, key) in order.keys().iter().enumerate() {
        for warning in key.warnings(i + 1, order.separator) {
            cx.warn(warning);
        }
    }
    // Options that hold for no key.
    let mut unused: Vec<u8> = super::FLAGS
        .iter()
        .filter(|(option, letter)| given.has(*option) && !order.keys().iter().any(|key| key.has_flag(*letter)))
        .map(|(_, letter)| *letter)
        .collect();
    let reverses_last_resort = unused.contains(&b'r') && order.has_last_resort();
    if reverses_last_resort {
        unused.retain(|letter| *letter != b'r');
    }
    match unused.len() {
        0 => {}
        1 => cx.warn(text!["option '-", unused, "' is ignored"]),
        _ => cx.warn(text!["options '-", unused, "' are ignored"]),
    }
    if reverses_last_resort {
        cx.warn("option '-r' only applies to last-resort comparison");
    }
}

/// Writes a line with its delimiter, and below it each key underlined.
pub fn underline(order: &Order, line: &[u8], write: &mut dyn FnMut(&[u8]) -> Result<()>) -> Result<()> {
    let line = line.strip_suffix(&[order.delimiter]).unwrap_or(line);
    // A tab is shown as wide as it is counted: one.
    let mut text: Vec<u8> = line.iter().map(|c| if *c == b'\t' { b'>' } else { *c }).collect();
    text.push(b'\n');
    let mark = |text: &mut Vec<u8>, start: usize, length: usize| {
        text.resize(text.len() + start, b' ');
        if length == 0 {
            text.extend_from_slice(b"^ no match for key");
        } else {
            text.resize(text.len() + length, b'_');
        }
        text.push(b'\n');
    };
    for key in order.keys() {
        let (start, length) = key.extent(line, order.separator);
        mark(&mut text, start, length);
    }
    if order.has_last_resort() {
        mark(&mut text, 0, line.len());
    }
    write(&text)
}
