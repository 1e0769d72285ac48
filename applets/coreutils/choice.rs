//! Words that options take: `--update=older`, `--backup=numbered`.

use kit::prelude::*;

/// What `word` means of `words`; a beginning is enough if all that begin so mean the same, as with GNU.
///
/// # Errors
/// A usage error: `invalid argument 'x' for '--option'`, or `ambiguous argument …`.
pub fn choice<T: Copy + PartialEq>(option: &str, word: &[u8], words: &[(&str, T)]) -> Result<T> {
    if let Some((_, value)) = words.iter().find(|(name, _)| name.as_bytes() == word) {
        return Ok(*value);
    }
    let mut found = words.iter().filter(|(name, _)| !word.is_empty() && name.as_bytes().starts_with(word));
    let what = match found.next() {
        Some((_, value)) if found.all(|(_, other)| other == value) => return Ok(*value),
        Some(_) => "ambiguous",
        None => "invalid",
    };
    Err(Error::Usage(Some(text![what, " argument '", word, "' for '", option, "'"])))
}

#[cfg(test)]
mod tests {
    use super::choice;

    #[test]
    fn a_beginning_is_enough_if_it_is_clear() {
        let of =
            |word: &str| choice("--x", word.as_bytes(), &[("none", 1), ("none-fail", 2), ("off", 1), ("nil", 3)]).ok();
        assert_eq!(["none", "none-f", "o", "ni"].map(of), [Some(1), Some(2), Some(1), Some(3)]);
        assert_eq!(["no", "n", "", "nonesuch"].map(of), [None; 4]);
    }
}
