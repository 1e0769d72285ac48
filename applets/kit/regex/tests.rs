use super::*;

/// Start and end of the match and of its groups, `-` for those that took no part; `none`; or the error.
fn spans(pattern: &str, flags: Flags, text: &str) -> String {
    let found = Regex::new(pattern.as_bytes(), flags).and_then(|r| r.captures_at(text.as_bytes(), 0));
    match found {
        Err(error) => error.text().to_owned(),
        Ok(None) => "none".to_owned(),
        Ok(Some(captures)) => {
            let one = |s: &Option<(usize, usize)>| s.map_or("-".to_owned(), |(a, b)| format!("{a},{b}"));
            captures.0.iter().map(one).collect::<Vec<_>>().join(" ")
        }
    }
}

fn check(flags: Flags, table: &[(&str, &str, &str)]) {
    let wrong: Vec<_> = table
        .iter()
        .map(|(pattern, text, expected)| (pattern, text, expected, spans(pattern, flags, text)))
        .filter(|(_, _, expected, got)| **expected != *got)
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn groups_follow_the_rule_of_posix() {
    check(
        Flags::EXTENDED,
        &[
            ("(a|ab)(c|bcd)(d*)", "abcd", "0,4 0,2 2,3 3,4"),
            ("(a|ab)(bcd|c)(d*)", "abcd", "0,4 0,2 2,3 3,4"),
            ("(ab|a)(bc)?", "abc", "0,3 0,1 1,3"),
            ("(a+|b)*", "ab", "0,2 1,2"),
            ("(a*)(ab)*(b*)", "abb", "0,3 0,1 - 1,3"),
            ("((a*)(b*))*", "aab", "0,3 0,3 0,2 2,3"),
            ("(.*)(.*)", "ab", "0,2 0,2 2,2"),
            ("(a?)((ab)?)", "ab", "0,2 0,0 0,2 0,2"),
            ("(a?)((ab)?)(b?)", "ab", "0,2 0,1 1,1 - 1,2"),
            ("((a)|b)*", "ab", "0,2 1,2 -"),
            ("((a)|(b))*", "ab", "0,2 1,2 - 1,2"),
            ("((..)|(.))*", "abc", "0,3 2,3 - 2,3"),
            ("((..)|(.)){2}", "abc", "0,3 2,3 - 2,3"),
            ("((..)|(.))((..)|(.))", "abc", "0,3 0,2 0,2 - 2,3 - 2,3"),
            ("(xyz|xyza|abcd|.)*", "xyzabcd", "0,7 6,7"),
            ("(foo|foobar)(bar)?(.*)", "foobarbaz", "0,9 0,6 - 6,9"),
            ("(a*)(a|aa)", "aaaa", "0,4 0,3 3,4"),
            ("(aba|ab|a)*", "ababa", "0,5 2,5"),
            ("(a|aa){2}", "aaa", "0,3 2,3"),
            ("(a{0,2}){2}", "aaa", "0,3 2,3"),
            ("(a*)*", "b", "0,0 0,0"),
            ("(a*)+", "b", "0,0 0,0"),
            ("(a*)*", "aa", "0,2 0,2"),
            ("(a|)+", "aaa", "0,3 2,3"),
            ("(x)?(y)*", "z", "0,0 - -"),
            ("(a|b)?.*", "b", "0,1 0,1"),
            ("()", "a", "0,0 0,0"),
            ("a|ab|abc", "abc", "0,3"),
            ("(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)", "abcdefghij", "0,10 0,1 1,2 2,3 3,4 4,5 5,6 6,7 7,8 8,9 9,10"),
            ("(([a-z]+)\\.)*([a-z]+)", "www.example.org", "0,15 4,12 4,11 12,15"),
            ("^([^:]*):(.*):([^:]*)$", "root:x:0:sh", "0,11 0,4 5,8 9,11"),
            ("(a+)(b*)(a*b)", "aabb", "0,4 0,2 2,3 3,4"),
            ("((a*)(ab)?)(b*)", "aab", "0,3 0,3 0,1 1,3 3,3"),
        ],
    );
}

#[test]
fn the_leftmost_match_wins_and_of_those_the_longest() {
    check(
        Flags::EXTENDED,
        &[
            ("abcd|c", "abcd", "0,4"),
            ("b|abc|ab", "xabcabc", "1,4"),
            ("a*", "baa", "0,0"),
            ("x*", "aaa", "0,0"),
            ("a*b|c", "aaaaaaaac", "8,9"),
            ("[0-9]+", "ab123c", "2,5"),
            ("(a|b)*c|(a|ab)*c", "xabc", "1,4 2,3 -"),
            ("the quick brown fox", "what about the quick brown fox?", "11,30"),
            ("a.c", "a\nc", "0,3"),
            ("[^a]", "\n", "0,1"),
            ("colou?r", "my color", "3,8"),
            (".", "é", "0,2"),
            ("^.$", "中", "0,3"),
            ("[é-ü]+", "naïf", "2,4"),
            ("[^a]b", "éb", "0,3"),
            ("x*$", "éx", "2,3"),
        ],
    );
}

#[test]
fn extended_syntax() {
    check(
        Flags::EXTENDED,
        &[
            ("a|b", "b", "0,1"),
            ("a||b", "x", "0,0"),
            ("a{2}", "aaa", "0,2"),
            ("a{2,}", "aaa", "0,3"),
            ("a{1,2}", "aaa", "0,2"),
            ("a{,2}", "aaa", "0,2"),
            ("a{0}b", "ab", "1,2"),
            ("a{x", "a{x", "0,3"),
            ("{", "a{", "1,2"),
            ("a{1}{2}", "aaa", "0,2"),
            ("a**", "aa", "0,2"),
            ("a+?", "aa", "0,2"),
            ("a?b+", "bb", "0,2"),
            ("a\\.b", "axb", "none"),
            ("a)", "a)", "0,2"),
            ("^*", "a", "0,0"),
            ("a^b", "a^b", "none"),
            ("a$b", "a$b", "none"),
            ("(^a)", "ba", "none"),
            ("x|^a", "a", "0,1"),
            ("(a$)|b", "ba", "0,1 -"),
            ("\\(", "a(", "1,2"),
            ("(a)\\1", "aba aa", "4,6 4,5"),
            ("(a*)\\1", "aaaaa", "0,4 0,2"),
            ("(.)(.)\\2\\1", "xabbay", "1,5 1,2 2,3"),
            ("(a|ab)(c|bcd)\\1", "abcda", "0,5 0,1 1,4"),
            ("\\x41\\x{e9}", "Aé", "0,3"),
            ("a\\tb", "a\tb", "0,3"),
            ("\\`a\\'", "a", "0,1"),
            ("a(", "", "Missing ')'"),
            ("((a)", "", "Missing ')'"),
            ("*a", "", "Repetition not preceded by valid expression"),
            ("(*a)", "", "Repetition not preceded by valid expression"),
            ("a|*b", "", "Repetition not preceded by valid expression"),
            ("+", "", "Repetition not preceded by valid expression"),
            ("{1}", "", "Repetition not preceded by valid expression"),
            ("a{1", "", "Invalid contents of {}"),
            ("a{1,x}", "", "Invalid contents of {}"),
            ("a{2,1}", "", "Invalid contents of {}"),
            ("a{32768}", "", "Invalid contents of {}"),
            ("a\\", "", "Trailing backslash"),
            ("\\1", "", "Invalid back reference"),
            ("(a)\\2", "", "Invalid back reference"),
            ("(a\\1)", "", "Invalid back reference"),
        ],
    );
}

#[test]
fn basic_syntax() {
    check(
        Flags::BASIC,
        &[
            ("*a", "b*a", "1,3"),
            ("^*a", "*a", "0,2"),
            ("\\(*a\\)", "*a", "0,2 0,2"),
            ("a\\|*b", "*b", "0,2"),
            ("\\(^a\\)", "a", "0,1 0,1"),
            ("\\(^a\\)", "ba", "none"),
            ("\\(a$\\)", "aba", "2,3 2,3"),
            ("a^b", "a^b", "0,3"),
            ("a$b", "a$b", "0,3"),
            ("^^a", "^a", "0,2"),
            ("a$$", "a$", "0,2"),
            ("a\\|^b", "b", "0,1"),
            ("a$\\|b", "xa", "1,2"),
            ("a+", "a+", "0,2"),
            ("a\\+", "aa+", "0,2"),
            ("ba\\?", "ba", "0,2"),
            ("a\\{2\\}", "aaa", "0,2"),
            ("a\\{1,2\\}", "aaa", "0,2"),
            ("a{1}", "a{1}", "0,4"),
            ("(a)", "(a)", "0,3"),
            ("a|b", "a|b", "0,3"),
            ("a**", "aaa", "0,3"),
            ("\\(a*\\)\\1b", "aaab", "1,4 1,2"),
            ("\\(ab*\\)*\\1", "ababbabb", "0,8 2,5"),
            ("\\.", "a.", "1,2"),
            ("a\\)", "", "Missing ')'"),
            ("\\(a", "", "Missing ')'"),
            ("a\\{1", "", "Invalid contents of {}"),
            ("a\\{1a\\}", "", "Invalid contents of {}"),
            ("\\{1\\}", "", "Repetition not preceded by valid expression"),
            ("\\+a", "", "Repetition not preceded by valid expression"),
            ("\\1", "", "Invalid back reference"),
            ("\\", "", "Trailing backslash"),
        ],
    );
}

#[test]
fn bracket_expressions() {
    check(
        Flags::EXTENDED,
        &[
            ("[]a]+", "x]a", "1,3"),
            ("[^]a]", "]ab", "2,3"),
            ("[a-]+", "x-a", "1,3"),
            ("[-a]+", "x-a", "1,3"),
            ("[--/]+", "a-./b", "1,4"),
            ("[a\\]+", "\\a", "0,2"),
            ("[\\n]+", "\\n", "0,2"),
            ("[[:digit:]x]+", "ax12", "1,4"),
            ("[^[:space:]]+", " ab ", "1,3"),
            ("[[:alpha:]]+", "1éa2", "1,4"),
            ("[[:upper:]]+", "aÉB", "1,4"),
            ("[[.hyphen.]]", "a-", "1,2"),
            ("[[.-.]-/]+", "a./", "1,3"),
            ("[[.].]]", "]", "0,1"),
            ("[[=a=]b]+", "cab", "1,3"),
            ("[*.^$]+", "a*.^$", "1,5"),
            ("[a", "", "Missing ']'"),
            ("[", "", "Missing ']'"),
            ("[]a", "", "Missing ']'"),
            ("[[:alpha:]", "", "Missing ']'"),
            ("[z-a]", "", "Invalid character range"),
            ("[a-c-e]", "", "Invalid character range"),
            ("[[:alpha:]-z]", "", "Invalid character range"),
            ("[[:foo:]]", "", "Unknown character class name"),
            ("[[.foo.]]", "", "Unknown collating element"),
            ("[[=ab=]]", "", "Unknown collating element"),
        ],
    );
}

#[test]
fn words() {
    check(
        Flags::BASIC,
        &[
            ("\\<b", "ab b", "3,4"),
            ("b\\>", "bc ab", "4,5"),
            ("\\bfoo\\b", "foobar foo", "7,10"),
            ("\\Bo\\B", "foo", "1,2"),
            ("\\w\\+", "-a_1é-", "1,6"),
            ("\\W", "é-", "2,3"),
            ("\\s\\S", "a b", "1,3"),
            ("caf\\b", "café caf", "6,9"),
            ("\\bfoo", "“foo”", "3,6"),
            ("\\<", "", "none"),
        ],
    );
    let word = Flags { word: true, ..Flags::EXTENDED };
    check(word, &[("a|ab", "ab", "0,2"), ("foo", "foobar foo", "7,10"), ("a.*", "xa ab", "3,5"), ("f", "éf f", "4,5")]);
    let whole = Flags { whole: true, ..Flags::EXTENDED };
    check(whole, &[("a|b", "ab", "none"), ("a|ab", "ab", "0,2"), ("", "", "0,0")]);
}

#[test]
fn cases() {
    let fold = Flags { ignore_case: true, ..Flags::EXTENDED };
    check(
        fold,
        &[
            ("straße", "STRAßE", "0,7"),
            ("É", "é", "0,2"),
            ("[a-c]+", "xABC", "1,4"),
            ("[^a]", "Ab", "1,2"),
            ("(a)\\1", "aA", "0,2 0,1"),
            ("(é)\\1", "éÉ", "0,4 0,2"),
            ("[[:upper:]]", "a", "0,1"),
        ],
    );
}

#[test]
fn newlines() {
    let newline = Flags { newline: true, ..Flags::EXTENDED };
    check(
        newline,
        &[
            ("^b$", "a\nb\nc", "2,3"),
            ("a.b", "a\nb", "none"),
            ("a[^x]b", "a\nb", "none"),
            ("a[[:space:]]b", "a\nb", "0,3"),
            ("\\`b", "a\nb", "none"),
            ("a\\'", "a\nb", "none"),
        ],
    );
    check(Flags::EXTENDED, &[("^b", "a\nb", "none"), ("a$", "a\nb", "none")]);
}

#[test]
fn lines_are_found_in_a_text() {
    let text = "one\ntwo\n\nthree é\nlast".as_bytes();
    let lines = |pattern: &str, flags: Flags| {
        let regex = Regex::new(pattern.as_bytes(), Flags { lines: true, ..flags }).unwrap();
        let (mut at, mut found) = (0, Vec::new());
        while let Some((start, end)) = regex.find_line(text, at).unwrap() {
            found.push(std::str::from_utf8(&text[start..end]).unwrap());
            at = end + 1;
        }
        found.join(",")
    };
    assert_eq!(lines("t", Flags::BASIC), "two,three é,last");
    assert_eq!(lines("t.*e", Flags::BASIC), "three é");
    assert_eq!(lines("^", Flags::BASIC), "one,two,,three é,last");
    assert_eq!(lines("^$", Flags::BASIC), "");
    assert_eq!(lines("e$|^l", Flags::EXTENDED), "one,last");
    assert_eq!(lines("e[[:space:]]", Flags::EXTENDED), "three é");
    assert_eq!(lines("e\\>|\\<la", Flags::EXTENDED), "one,three é,last");
    assert_eq!(lines("(.)\\1", Flags::EXTENDED), "three é");
    assert_eq!(lines("", Flags::BASIC), "one,two,,three é,last");
    assert_eq!(lines("e", Flags { word: true, ..Flags::LITERAL }), "");
    assert_eq!(lines("TWO", Flags { ignore_case: true, whole: true, ..Flags::LITERAL }), "two");
}

#[test]
fn several_patterns_are_one() {
    let regex = Regex::any_of(&[b"cat", b"dog", b"(x)\\1", b"bird", b"cattle"], Flags::EXTENDED).unwrap();
    assert_eq!(regex.find_at(b"a cattle xx", 0), Ok(Some((2, 8))));
    assert_eq!(regex.find_at(b"a cattle xx", 8), Ok(Some((9, 11))));
    let words: Vec<String> = (0..2000).map(|i| format!("word{i}x")).collect();
    let words: Vec<&[u8]> = words.iter().map(String::as_bytes).collect();
    let regex = Regex::any_of(&words, Flags::LITERAL).unwrap();
    assert_eq!(regex.find_at(b"word word2000x word1999x", 0), Ok(Some((15, 24))));
    let words: Vec<String> = (0..10_000).map(|i| format!("word{i}x")).collect();
    let words: Vec<&[u8]> = words.iter().map(String::as_bytes).collect();
    let regex = Regex::any_of(&words, Flags { ignore_case: true, ..Flags::LITERAL }).unwrap();
    assert_eq!(regex.find_at(b"WORD Word9999X", 0), Ok(Some((5, 14))));
    assert!(!Regex::any_of(&[], Flags::BASIC).unwrap().is_match(b"").unwrap());
}

#[test]
fn bytes_that_are_not_utf8_match_only_themselves() {
    let find = |pattern: &[u8], text: &[u8]| Regex::new(pattern, Flags::EXTENDED).unwrap().find_at(text, 0).unwrap();
    assert_eq!(find(b"a.", b"a\xe9"), None);
    assert_eq!(find(b"[^b]$", b"\xe9"), None);
    assert_eq!(find(b"\xe9", b"a\xe9"), Some((1, 2)));
    assert_eq!(find(b"[\xe9x]", b"a\xe9"), Some((1, 2)));
    assert_eq!(find(b"\\xe9", b"a\xe9"), Some((1, 2)));
    let regex = Regex::new(b"a.", Flags { bytes: true, ..Flags::BASIC }).unwrap();
    assert_eq!(regex.find_at(b"a\xe9", 0), Ok(Some((0, 2))));
}

#[test]
fn what_cannot_be_done_is_refused() {
    let error = |pattern: &str| Regex::new(pattern.as_bytes(), Flags::EXTENDED).err();
    assert_eq!(error("a{1,255}{1,255}"), Some(RegexError::Space));
    assert_eq!(error(&"(".repeat(100_000)), Some(RegexError::Space));
    assert_eq!(error(&format!("a{}", "{2}".repeat(1000))), Some(RegexError::Space));
    assert_eq!(error(&format!("a{}", "*".repeat(100_000))), None);
    assert_eq!(error("(((a{1,100}){1,100}){1,100}){1,100}"), Some(RegexError::Space));
}

#[test]
fn evil_patterns_take_linear_time() {
    let text = vec![b'a'; 20_000];
    for pattern in ["(a|aa)*b", "(a*)*b", "(a+a+)+b", "a*a*a*a*a*a*b", "(.*)(.*)(.*)(.*)x", "a*b|a*c", "(x+x+)+y|a*d"] {
        let regex = Regex::new(pattern.as_bytes(), Flags::EXTENDED).unwrap();
        assert_eq!(regex.captures_at(&text, 0), Ok(None), "{pattern}");
    }
    let regex = Regex::new(b"(a*)*\\1b", Flags::EXTENDED).unwrap();
    assert!(matches!(regex.is_match(&text), Ok(false) | Err(RegexError::TooComplex)));
    let regex = Regex::new(b"((a*)*|(aa|a)*)*(.*)", Flags::EXTENDED).unwrap();
    let found = regex.captures_at(&text[..2000], 0).unwrap().unwrap();
    assert_eq!((found.get(1), found.get(4)), (Some((0, 2000)), Some((2000, 2000))));
}

#[test]
fn a_start_after_the_beginning_sees_what_is_before() {
    let find = |pattern: &[u8], at| Regex::new(pattern, Flags::EXTENDED).unwrap().find_at(b"foo bar", at).unwrap();
    assert_eq!(find(b"^f", 0), Some((0, 1)));
    assert_eq!(find(b"^", 1), None);
    assert_eq!(find(b"\\<", 1), Some((4, 4)));
    assert_eq!(find(b"o*", 3), Some((3, 3)));
    assert_eq!(find(b"$", 7), Some((7, 7)));
    assert_eq!(find(b"x*", 8), None);
}

#[test]
fn the_cache_may_overflow() {
    // Far more states than are kept, and the right answer nevertheless.
    let regex = Regex::new(b"[ab]*a[ab]{14}c", Flags::EXTENDED).unwrap();
    let mut text = Vec::new();
    let mut seed: u32 = 1;
    for _ in 0..400_000 {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        text.push(if seed >> 30 & 1 == 0 { b'a' } else { b'b' });
    }
    assert_eq!(regex.is_match(&text), Ok(false));
    text.extend_from_slice(b"abbbbbbbbbbbbbbc");
    assert_eq!(regex.is_match(&text), Ok(true));
}
