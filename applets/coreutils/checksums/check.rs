//! Checking files against lists of digests, in BusyBox's words for the commands that it has, in GNU's for the others.

use super::line::{self, Choice, escape};
use super::{Words, digest};
use kit::digest::Algorithm;
use kit::lines::Lines;
use kit::prelude::*;
use kit::progress::Progress;

/// What is checked, and what is said about it.
pub struct Check {
    pub choice: Choice,
    /// In GNU's words: what cannot be read is no sum that does not match, and a bad line fails only if `strict`.
    pub gnu: bool,
    pub silent: bool,
    pub warn: bool,
    pub quiet: bool,
    pub ignore_missing: bool,
    pub strict: bool,
}

#[derive(Default)]
struct Counts {
    lines: u64,
    malformed: u64,
    unreadable: u64,
    different: u64,
    good: u64,
}

impl Check {
    /// Checks the files that `list`, open as `input`, names.
    pub fn list(&self, cx: &mut Context, list: &[u8], input: Input, progress: &mut Progress) -> Result<()> {
        let mut lines = Lines::new(input, b'\n');
        let mut counts = Counts::default();
        let mut number = 0_u64;
        // Messages about a line without a tag name the algorithm of the one before.
        let mut algorithm = match self.choice {
            Choice::These(list) => list.last().copied(),
            Choice::Blake2b(_) => Some(Algorithm::Blake2b(64)),
            Choice::Any => None,
        };
        loop {
            let line = match lines.next_line() {
                Ok(Some(line)) => line,
                Ok(None) => break,
                Err(error) => {
                    cx.complain(text![list, ": ", error.source]);
                    return Ok(());
                }
            };
            number += 1;
            let line = line.strip_suffix(b"\r").unwrap_or(line);
            if self.gnu && (line.is_empty() || line.starts_with(b"#")) {
                continue;
            }
            counts.lines += 1;
            let loosely = || match self.choice {
                Choice::These([algorithm, ..]) if !self.gnu => line::parse_loosely(line, *algorithm),
                _ => None,
            };
            let entry = match line::parse(line, self.choice).or_else(|named| loosely().ok_or(named)) {
                Ok(entry) => entry,
                Err(named) => {
                    algorithm = named.filter(|_| matches!(self.choice, Choice::Any)).or(algorithm);
                    counts.malformed += 1;
                    if self.warn {
                        let name = algorithm.map_or_else(|| b"CRC".to_vec(), line::family);
                        cx.warn(if self.gnu {
                            text![list, ": ", number, ": improperly formatted ", name, " checksum line"]
                        } else {
                            b"invalid format".to_vec()
                        });
                    }
                    continue;
                }
            };
            algorithm = Some(entry.algorithm);
            if self.ignore_missing && entry.name != b"-" && kit::sys::stat(&entry.name).is_err() {
                counts.lines -= 1;
                continue;
            }
            let words = if self.gnu { Words::Plain } else { Words::Digests };
            let verdict = match digest(cx, &entry.name, entry.algorithm, words, progress) {
                Some(found) if entry.digest.is(&found) => {
                    counts.good += 1;
                    if self.quiet {
                        continue;
                    }
                    ": OK"
                }
                Some(_) => {
                    counts.different += 1;
                    ": FAILED"
                }
                None => {
                    counts.unreadable += 1;
                    if self.gnu { ": FAILED open or read" } else { ": FAILED" }
                }
            };
            if !self.silent {
                let (name, backslash) = escape(&entry.name);
                cx.out.line(&text![backslash, name, verdict])?;
            }
        }
        if self.gnu {
            self.sum_up_as_gnu(cx, list, &counts);
        } else {
            self.sum_up(cx, list, &counts);
        }
        Ok(())
    }

    fn sum_up(&self, cx: &mut Context, list: &[u8], counts: &Counts) {
        let failed = counts.malformed + counts.unreadable + counts.different;
        if failed > 0 {
            cx.set_status(Status::FAILED);
            if !self.silent {
                cx.warn(text!["WARNING: ", failed, " of ", counts.lines, " computed checksums did NOT match"]);
            }
        }
        if counts.lines == 0 {
            let none = if self.ignore_missing { ": no file was verified" } else { ": no checksum lines found" };
            cx.complain(text![list, none]);
        }
    }

    fn sum_up_as_gnu(&self, cx: &mut Context, list: &[u8], counts: &Counts) {
        if counts.lines == counts.malformed && !(self.ignore_missing && counts.malformed == 0) {
            cx.complain(text![list, ": no properly formatted checksum lines found"]);
            return;
        }
        let many = |n: u64, one: &'static str, more: &'static str| if n == 1 { one } else { more };
        let messages = [
            (
                counts.malformed,
                many(counts.malformed, " line is improperly formatted", " lines are improperly formatted"),
            ),
            (
                counts.unreadable,
                many(counts.unreadable, " listed file could not be read", " listed files could not be read"),
            ),
            (
                counts.different,
                many(counts.different, " computed checksum did NOT match", " computed checksums did NOT match"),
            ),
        ];
        let none = self.ignore_missing && counts.good == 0;
        if !self.silent {
            for (n, message) in messages {
                if n > 0 {
                    cx.warn(text!["WARNING: ", n, message]);
                }
            }
            if none {
                cx.warn(text![list, ": no file was verified"]);
            }
        }
        if none || counts.unreadable + counts.different > 0 || self.strict && counts.malformed > 0 {
            cx.set_status(Status::FAILED);
        }
    }
}
