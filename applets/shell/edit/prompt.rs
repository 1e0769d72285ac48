//! What the escapes of a prompt stand for: those of BusyBox's ash, and where ash has none, bash's.

use super::render::{INVISIBLE, VISIBLE};
use crate::options::Opt;
use crate::shell::Shell;
use crate::variables::known;
use kit::{text, time};

/// Replaces escapes in a prompt whose parameters are expanded already. `fact` says what a letter stands for (with the
/// format of `\D{…}`); none for one that stands for itself.
pub fn decode(prompt: &[u8], mut fact: impl FnMut(u8, &[u8]) -> Option<Vec<u8>>) -> Vec<u8> {
    let mut out = Vec::with_capacity(prompt.len());
    let mut rest = prompt;
    while let Some((&c, after)) = rest.split_first() {
        rest = after;
        if c != b'\\' {
            // The marks of what takes no columns are ours.
            if c != INVISIBLE && c != VISIBLE {
                out.push(c);
            }
            continue;
        }
        let Some((&letter, after)) = rest.split_first() else {
            out.push(b'\\');
            break;
        };
        rest = after;
        match letter {
            b'[' => out.push(INVISIBLE),
            b']' => out.push(VISIBLE),
            b'n' => out.push(b'\n'),
            b'r' => out.push(b'\r'),
            b'a' => out.push(7),
            b'e' | b'E' => out.push(0x1b),
            b'\\' => out.push(b'\\'),
            b'0'..=b'7' => {
                let count = after.iter().take(2).take_while(|c| (b'0'..b'8').contains(c)).count();
                let digits = after[..count].iter();
                out.push(digits.fold(letter - b'0', |n, c| n.wrapping_mul(8).wrapping_add(c - b'0')));
                rest = &after[count..];
            }
            b'x' => {
                let digits = after.iter().take(2).map_while(|c| (*c as char).to_digit(16));
                let (count, n) = digits.fold((0, 0), |(count, n), digit| (count + 1, n * 16 + digit));
                if count == 0 {
                    out.push(b'x');
                } else {
                    out.push(n as u8);
                    rest = &after[count..];
                }
            }
            b'D' if after.first() == Some(&b'{') => {
                let end = memchr::memchr(b'}', after).unwrap_or(after.len());
                out.extend(fact(b'D', &after[1..end]).unwrap_or_default());
                rest = after.get(end + 1..).unwrap_or_default();
            }
            letter => match fact(letter, b"") {
                Some(text) => out.extend(text),
                None => out.push(letter),
            },
        }
    }
    out
}

/// The prompt without what only the editor understands: for a terminal that is not edited on.
pub fn plain(prompt: &[u8]) -> Vec<u8> {
    prompt.iter().copied().filter(|c| *c != INVISIBLE && *c != VISIBLE).collect()
}

/// A name of a file in a prompt: it must not send sequences of its own to the terminal.
fn harmless(name: &[u8]) -> Vec<u8> {
    name.iter().map(|c| if c.is_ascii_control() { b'?' } else { *c }).collect()
}

impl Shell {
    /// A prompt as it is shown: parameters and substitutions expanded, then escapes.
    pub fn prompt(&mut self, prompt: &[u8]) -> Vec<u8> {
        // For the expansion `\$` is a dollar; it is to stay an escape.
        let mut kept = Vec::with_capacity(prompt.len() + 2);
        let mut rest = prompt;
        while let Some((&c, after)) = rest.split_first() {
            kept.push(c);
            rest = after;
            if c == b'\\'
                && let Some((&next, after)) = rest.split_first()
            {
                rest = after;
                match next {
                    b'$' => kept.extend_from_slice(b"\\\\$"),
                    b'`' | b'\n' => kept.push(next),
                    // So is every other backslash.
                    next => kept.extend_from_slice(&[b'\\', next]),
                }
                if next == b'\\' {
                    kept.push(b'\\');
                }
            }
        }
        let expanded = self.expand_prompt(&kept);
        if !expanded.contains(&b'\\') {
            return expanded;
        }
        decode(&expanded, |letter, format| self.prompt_fact(letter, format))
    }

    fn prompt_fact(&mut self, letter: u8, format: &[u8]) -> Option<Vec<u8>> {
        Some(match letter {
            b'w' => harmless(&self.short_directory()),
            b'W' => {
                let short = self.short_directory();
                let last = short.rsplit(|c| *c == b'/').next().filter(|name| !name.is_empty());
                harmless(last.unwrap_or(&short))
            }
            b'u' => {
                let uid = nix::unistd::geteuid().as_raw();
                kit::accounts::user_by_id(uid).map_or_else(|| text![uid], |user| user.name)
            }
            b'h' | b'H' => {
                let uname = nix::sys::utsname::uname().ok()?;
                let host = std::os::unix::ffi::OsStrExt::as_bytes(uname.nodename());
                let end = if letter == b'h' { memchr::memchr(b'.', host) } else { None };
                harmless(&host[..end.unwrap_or(host.len())])
            }
            b'$' => if nix::unistd::geteuid().is_root() { b"#" } else { b"$" }.to_vec(),
            b'!' => text![self.editor.as_ref().map_or(1, |editor| editor.next_number())],
            b'#' => text![self.editor.as_ref().map_or(1, |editor| editor.commands + 1)],
            b'j' => text![self.jobs.count()],
            b's' => self.name.rsplit(|c| *c == b'/').next().unwrap_or_default().to_vec(),
            b'v' | b'V' => env!("CARGO_PKG_VERSION").as_bytes().to_vec(),
            b't' => self.clock(b"%H:%M:%S"),
            b'T' => self.clock(b"%I:%M:%S"),
            b'@' => self.clock(b"%I:%M %p"),
            b'A' => self.clock(b"%H:%M"),
            b'd' => self.clock(b"%a %b %d"),
            b'D' => self.clock(if format.is_empty() { b"%H:%M:%S" } else { format }),
            _ => return None,
        })
    }

    fn clock(&mut self, format: &[u8]) -> Vec<u8> {
        let zone = self.vars.id(b"TZ");
        let zone = time::Zone::of(self.vars.peek(zone).unwrap_or_default());
        let mut out = Vec::new();
        time::format(&mut out, format, &zone.civil(time::now().seconds), 0);
        out
    }

    /// The current directory, with `~` for HOME.
    fn short_directory(&self) -> Vec<u8> {
        let here = self.vars.peek(known::PWD).unwrap_or_default();
        let home = self.vars.peek(known::HOME).unwrap_or_default();
        match here.strip_prefix(home) {
            Some(rest) if home.len() > 1 && matches!(rest.first(), None | Some(b'/')) => text!["~", rest],
            _ => here.to_vec(),
        }
    }

    /// Is the line edited with the vi keymap?
    pub(super) fn is_vi(&self) -> bool {
        self.options.has(Opt::Vi)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_stand_for_what_they_name() {
        let fact = |letter, format: &[u8]| match letter {
            b'w' => Some(b"DIR".to_vec()),
            b'D' => Some([b"<", format, b">"].concat()),
            _ => None,
        };
        let cases: [(&[u8], &[u8]); 9] = [
            (b"\\w>", b"DIR>"),
            (b"\\[\\e[1m\\]x", b"\x01\x1b[1m\x02x"),
            (b"\\101\\1\\x42\\x4z", b"A\x01B\x04z"),
            (b"\\D{%Y}!", b"<%Y>!"),
            (b"\\D{%Y", b"<%Y>"),
            (b"a\\\\b\\", b"a\\b\\"),
            (b"\\q\\xz", b"qxz"),
            (b"\\777", b"\xff"),
            (b"a\x01b", b"ab"),
        ];
        for (prompt, wanted) in cases {
            assert_eq!(decode(prompt, fact), wanted, "{prompt:?}");
        }
    }

    #[test]
    fn names_do_not_send_sequences() {
        assert_eq!(harmless(b"a\x1b[2J\xc3\xa9"), b"a?[2J\xc3\xa9");
    }
}
