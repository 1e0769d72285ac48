use super::*;

fn sorted(args: &[&[u8]], text: &str) -> String {
    sorted_by(args, text.as_bytes(), 1)
}

fn sorted_by(args: &[&[u8]], text: &[u8], threads: usize) -> String {
    let given = kit::getopt::parse(&APPLET, args).unwrap();
    let order = order_of(&given).unwrap();
    let parts = order.sort(text, threads);
    let mut result = Vec::new();
    let mut write = |block: &[u8]| {
        result.extend_from_slice(block);
        Ok(())
    };
    let mut to = Emitter::new(&order, given.has(UNIQUE), &mut write);
    merge(&order, Source::parts(&parts).collect(), &mut to).unwrap();
    to.finish().unwrap();
    String::from_utf8(result).unwrap()
}

#[test]
fn lines_with_the_same_beginning_are_told_apart() {
    assert_eq!(
        sorted(&[], "0123456789abd\n0123456789ab\n0123456789ab\0\n0123456789abc\n"),
        "0123456789ab\n0123456789ab\0\n0123456789abc\n0123456789abd\n"
    );
    assert_eq!(sorted(&[], "a\0\na\n\n"), "\na\na\0\n");
}

#[test]
fn a_stable_sort_keeps_the_order_of_equal_keys() {
    assert_eq!(sorted(&[b"-s", b"-k1,1"], "b 2\na 2\nb 1\na 1\n"), "a 2\na 1\nb 2\nb 1\n");
    assert_eq!(sorted(&[b"-s", b"-r", b"-k1,1"], "b 2\na 2\nb 1\na 1\n"), "b 2\nb 1\na 2\na 1\n");
    assert_eq!(sorted(&[b"-k1,1"], "b 2\na 2\nb 1\na 1\n"), "a 1\na 2\nb 1\nb 2\n");
}

#[test]
fn keys_have_flags_of_their_own() {
    assert_eq!(sorted(&[b"-k1,1r", b"-k2,2n"], "a 10\na 9\nb 1\n"), "b 1\na 9\na 10\n");
}

/// Lines of which many share a long beginning, many are equal, and some hold NULs.
fn alike(lines: usize) -> Vec<String> {
    let mut state = 1_u64;
    (0..lines)
        .map(|i| {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            let common = "/a/long/common/beginning/".repeat((state >> 60) as usize % 3);
            let nul = if i % 7 == 0 { "\0" } else { "" };
            format!("{common}{nul}{} {}", (state >> 33) % 50, (state >> 40) % 9)
        })
        .collect()
}

#[test]
fn the_order_is_that_of_std_with_any_number_of_threads() {
    let mut lines = alike(100_000);
    let text = lines.iter().fold(String::new(), |text, line| text + line + "\n");
    let result = |args: &[&[u8]], threads| sorted_by(args, text.as_bytes(), threads);
    let joined = |lines: &[String]| lines.iter().fold(String::new(), |text, line| text + line + "\n");
    let second = |line: &String| line.split(' ').next_back().unwrap().to_owned();

    let mut by_key = lines.clone();
    by_key.sort_by_key(second);
    for threads in [1, 2, 3] {
        assert!(result(&[b"-s", b"-k2,2"], threads) == joined(&by_key), "{threads}");
    }
    by_key.sort_by(|a, b| second(b).cmp(&second(a)).then_with(|| a.cmp(b)));
    assert!(result(&[b"-k2,2nr"], 2) == joined(&by_key));
    lines.sort();
    for threads in [1, 2, 3] {
        assert!(result(&[], threads) == joined(&lines), "{threads}");
    }
    lines.dedup();
    assert!(result(&[b"-u"], 2) == joined(&lines));
    lines.reverse();
    assert!(result(&[b"-ru"], 1) == joined(&lines));
}
