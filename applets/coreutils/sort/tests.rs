use super::*;

fn sorted(args: &[&[u8]], text: &str) -> String {
    let given = kit::getopt::parse(&APPLET, args).unwrap();
    let sorter = Sorter::new(&given).unwrap();
    let lines = Lines::new(text.as_bytes().to_vec(), b'\n').unwrap();
    let order = sorter.sort(&lines);
    let mut result = Vec::new();
    lines
        .write(&order, |block| {
            result.extend_from_slice(block);
            Ok(())
        })
        .unwrap();
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
