//! What is parsed, shown by what it is unparsed to.

use super::*;
use crate::symbols::Symbols;
use crate::unparse;
use std::collections::HashMap;

#[derive(Default)]
struct Shell {
    symbols: Symbols,
    aliases: HashMap<Vec<u8>, Rc<[u8]>>,
    echoed: Vec<u8>,
}

impl Host for Shell {
    fn symbols(&mut self) -> &mut Symbols {
        &mut self.symbols
    }
    fn alias(&self, name: &[u8]) -> Option<Rc<[u8]>> {
        self.aliases.get(name).cloned()
    }
    fn echo(&mut self, line: &[u8]) {
        self.echoed.extend_from_slice(line);
    }
    fn read_line(&mut self, _: bool) -> io::Result<Option<Vec<u8>>> {
        Ok(None)
    }
}

fn parse_in(shell: &mut Shell, script: &[u8]) -> std::result::Result<Vec<String>, String> {
    let mut input = Input::text(script);
    let mut all = Vec::new();
    loop {
        match next_command(&mut input, shell) {
            Ok(Some(list)) => {
                all.push(String::from_utf8_lossy(&unparse::list(&list, &shell.symbols)).into_owned());
            }
            Ok(None) => return Ok(all),
            Err(ParseError::Syntax { line, message }) => {
                return Err(format!("{line}: {}", String::from_utf8_lossy(&message)));
            }
            Err(ParseError::Read(error)) => return Err(error.to_string()),
        }
    }
}

fn parse(script: &str) -> std::result::Result<Vec<String>, String> {
    parse_in(&mut Shell::default(), script.as_bytes())
}

#[track_caller]
fn same(script: &str) {
    means(script, script);
}

#[track_caller]
fn means(script: &str, text: &str) {
    assert_eq!(parse(script), Ok(vec![text.to_string()]), "{script}");
}

#[track_caller]
fn fails(script: &str, error: &str) {
    assert_eq!(parse(script), Err(error.to_string()), "{script}");
}

#[test]
fn commands_are_what_was_written() {
    for script in [
        "echo a b",
        "a=1 b=${c} cmd x=y >f 2>&1 <in",
        "a && b || ! c | d; e & f",
        "{ a; b & }",
        "(a; (b))",
        "if a; then b; elif c; then d; else e; fi >f",
        "while a; b; do c; done",
        "until a; do b; done",
        "time a | b && time -p ! c; time; time -v d; time() { e; }",
        "for x in a ${b} \"${c} d\"; do e; done",
        "for x; do e; done",
        "for ((; ; )); do e; done",
        "select x in a {b,c}${d}{1..3}; do e; done",
        "case ${x} in a | b*) c ;; *) d ;& ?) e ;;& esac",
        "f() { a; }",
        "f() (a) >x",
        "echo ${a:-b} ${a-b} ${a:=b} ${a:?b} ${a+b} ${#a} ${a#*b} ${a##b} ${a%b} ${a%%\"*\"}",
        "echo ${a/b/c} ${a//b/c} ${a/#b/c} ${a/%b/c} ${a^} ${a^^} ${a,} ${a,,x} ${!a} ${10} ${#} ${##} ${#@}",
        "echo a\"${b}c$(d \"${e}\")\"",
        "[[ ( a == b* && ! ( -f c || -n d ) ) ]]",
        "cat <(a) >(b)",
        "a &>b &>>c >|d >>e <>f <&3 3>&-",
        "a=(b \"c d\" [3]=e [${f} g]+=h) i[1]=j k[${l}]+=m n+=()",
        "declare -a a=(b c) d[1]=e",
        "echo ${a[]}",
        "echo a[1]=b ${a[1]} \"${a[@]}\" ${#a[@]} ${!a[@]} ${!a*} ${!a[b c]} ${a[@]#b} ${a@Q} ${a[*]@K}",
        "case ${a} in b[1]=c) d ;; esac",
    ] {
        same(script);
    }
}

#[test]
fn spellings_that_mean_the_same() {
    means("echo a\\\nb", "echo ab");
    means("e\\cho 'a b'\"c d\"e", "echo \"a bc de\"");
    means("echo $a$1`b c`", "echo ${a}${1}$(b c)");
    means("for x\nin a\ndo\nb\ndone", "for x in a; do b; done");
    means("for x in a; { b; }", "for x in a; do b; done");
    means("for ((i = 0;$i < (2); i++)) { a; }", "for ((...; ${i} < (2); ...)); do a; done");
    means("for x do a; done", "for x; do a; done");
    means("case x in (a) b;; c) d; esac", "case x in a) b ;; c) d ;; esac");
    means("case x in esac", "case x in esac");
    means("case x in a) esac", "case x in a)  ;; esac");
    means("function f { a; }", "f() { a; }");
    means("function f() { a; }", "f() { a; }");
    means("f()\n\n{ a; }", "f() { a; }");
    means("a |& b", "a 2>&1 | b");
    means("a |\n\n b &&\n c", "a | b && c");
    means("a # comment ' \" (", "a");
    means("echo a#b", "echo a#b");
    means("(\na\n)\n", "(a)");
    means("echo $'a\\tb\\x41\\101\\u00e9\\'\\cA\\0gone'", "echo \"a\tbAA\u{e9}'\u{1}\"");
    means("echo >&f", "echo &>f");
    means("2>f a", "a 2>f");
    means("echo \"\" ''", "echo \"\" \"\"");
    means("echo $\\\n{\\\n#\\\n3\\\n} ${#\\\na}", "echo ${#3} ${#a}");
    means("echo $\\\nHO\\\nME $( a ) ~/b ~u", "echo ${HOME} $(a) ~/b ~u");
    means("a=~/b:~c d=~", "a=~/b:~c d=~");
    means("echo if then", "echo if then");
    means("a=1 if", "a=1 if");
    means("echo ${a:-${b:-'c}'}}", "echo ${a:-${b:-\"c}\"}}");
    means("echo \"${a:-'b'}\" \"${a#'*'}\"", "echo \"${a:-'b'}\" \"${a#\"*\"}\"");
    means("[[ a<b ]]", "[[ a < b ]]");
    means("[[ 1<2 && -z $x ]]", "[[ ( 1 < 2 && ! -n ${x} ) ]]");
    means("[[ $x =~ ^(a b|c)+$ ]]", "[[ ${x} =~ ^(a b|c)+$ ]]");
    means("echo \"${a/b/\\/}\" ${a/\\//c} ${a///c} ${a////c}", "echo \"${a/b//}\" ${a///c} ${a///c/} ${a////c}");
    means("echo $", "echo $");
    means("echo \"$\" a$", "echo \"\\$\" a$");
}

#[test]
fn lines_are_separate_commands() {
    assert_eq!(parse("a; b\n\n# c\nd\n"), Ok(vec!["a; b".into(), "d".into()]));
    assert_eq!(parse(""), Ok(vec![]));
    assert_eq!(parse("\n # x"), Ok(vec![]));
}

#[test]
fn parentheses_are_arithmetic_or_not() {
    means("((a + 1))", "((...))");
    means("((echo a); (b))", "((echo a); (b))");
    means("((echo a b))", "((echo a b))");
    means("( (a) )", "((a))");
    same("(((${1?x})==(${2})${3+${y?z}}))");
    means("echo $(( 1 + 2 )) $((a) )", "echo $((...)) $((a))");
    means("echo $(($a + $(b)))", "echo $((${a} + $(b)))");
    means("echo ${a:1:2} ${a: -b?1:2:3}", "echo ${a:...:...} ${a:...:...}");
}

#[test]
fn a_delimiter_may_be_continued() {
    let mut shell = Shell::default();
    let mut input = Input::text(&b"cat <<EOF\na\\\nb\nE\\\nOF\necho b"[..]);
    let first = next_command(&mut input, &mut shell).unwrap().unwrap();
    let word = first.items[0].first.commands[0].redirects[0].here_document().unwrap();
    assert_eq!(word.as_literal(), Some(&b"ab\n"[..]));
    assert_eq!(input.line(), 6);
}

#[test]
fn here_documents_are_read_after_their_line() {
    let mut shell = Shell::default();
    let script = b"cat <<A <<'B' && cat <<-C; x\na ${v}\\\nb\nA\n$v\\\nB\n\t\tc\n\tC\necho $(cat <<D\nd\nD\n)\ncat <<E";
    let mut input = Input::text(&script[..]);
    let first = next_command(&mut input, &mut shell).unwrap().unwrap();
    let body = |command: &Command, i: usize| {
        let word = command.redirects[i].here_document().unwrap();
        let text = word.parts.iter().map(|part| match part {
            Part::Literal { bytes, .. } => String::from_utf8_lossy(bytes).into_owned(),
            _ => "$".to_string(),
        });
        text.collect::<String>()
    };
    let cat = &first.items[0].first.commands[0];
    assert_eq!((body(cat, 0).as_str(), body(cat, 1).as_str()), ("a $b\n", "$v\\\n"));
    assert_eq!(body(&first.items[0].rest[0].1.commands[0], 0), "c\n");
    assert_eq!(first.items.len(), 2);
    assert_eq!(input.line(), 9);
    assert!(next_command(&mut input, &mut shell).unwrap().is_some());
    let last = next_command(&mut input, &mut shell).unwrap().unwrap();
    assert_eq!(body(&last.items[0].first.commands[0], 0), "");
    assert!(next_command(&mut input, &mut shell).unwrap().is_none());
    assert_eq!(shell.echoed, script);
}

#[test]
fn aliases_are_replaced_where_a_command_begins() {
    let mut shell = Shell::default();
    for (name, text) in
        [("l", "ls -l "), ("e", "echo "), ("ls", "ls -F"), ("b", "{"), ("x", "y"), ("y", "x"), ("n", ""), ("END", "}")]
    {
        shell.aliases.insert(name.into(), text.as_bytes().into());
    }
    let mut means = |script: &str, text: &str| {
        assert_eq!(parse_in(&mut shell, script.as_bytes()), Ok(vec![text.to_string()]), "{script}");
    };
    means("l x; a l", "ls -F -l x; a l");
    means("l x y", "ls -F -l x y");
    means("e x x", "echo x x");
    means("e ls ls", "echo ls -F ls");
    means("b e; }", "{ echo; }");
    means("x", "x");
    means("b\n e\n END", "{ echo; }");
    means("n e a; n", "echo a");
    means("'e' \\e $(e)", "e e $(echo)");
    means("v=1 e; >f e", "v=1 echo; echo >f");
}

#[test]
fn errors_are_worded_as_in_ash() {
    fails("fi", "1: syntax error: unexpected \"fi\"");
    fails("echo a\nif true; fi", "2: syntax error: unexpected \"fi\" (expecting \"then\")");
    fails("if true", "1: syntax error: unexpected end of file (expecting \"then\")");
    fails("if :; then :; else", "1: syntax error: unexpected end of file (expecting \"fi\")");
    fails("for x in a b", "1: syntax error: unexpected end of file");
    fails("echo ${#a", "1: syntax error: missing '}'");
    fails("echo ${a!b", "1: syntax error: missing '}'");
    fails("if ; then", "1: syntax error: unexpected \";\"");
    fails("while do", "1: syntax error: unexpected \"do\"");
    fails("echo \"a", "1: syntax error: unterminated quoted string");
    fails("echo 'a\n", "2: syntax error: unterminated quoted string");
    fails("echo \"${a", "1: syntax error: unterminated quoted string");
    fails("echo ${a", "1: syntax error: missing '}'");
    fails("echo ${x:}", "1: syntax error: missing '}'");
    fails("echo $(ls", "1: syntax error: unexpected end of file (expecting \")\")");
    fails("echo `ls", "1: syntax error: EOF in backquote substitution");
    fails("echo $((1+2", "1: syntax error: missing '))'");
    fails("echo a=(1 2)", "1: syntax error: unexpected \"(\"");
    fails("a=(1 2", "1: syntax error: unexpected end of file (expecting \")\")");
    fails("a=(1;2)", "1: syntax error: unexpected operator in array");
    fails("for 1x in a; do :; done", "1: syntax error: bad for loop variable");
    fails("for x in a > b; do", "1: syntax error: unexpected redirection");
    fails("for x in a b; {", "1: syntax error: unexpected end of file (expecting \"}\")");
    fails("for ((a;b))", "1: syntax error: bad for loop: expecting ((start; condition; step))");
    fails("for ((a;b;c)", "1: syntax error: missing '))'");
    fails("echo a | | b", "1: syntax error: unexpected \"|\"");
    fails("case a in b) ", "1: syntax error: unexpected end of file (expecting \";;\")");
    fails("case", "1: syntax error: unexpected end of file (expecting word)");
    fails("case a b", "1: syntax error: unexpected word (expecting \"in\")");
    fails("f() ", "1: syntax error: unexpected end of file");
    fails("a\"b\"() { :; }", "1: syntax error: bad function name");
    fails("{ }", "1: syntax error: unexpected \"}\"");
    fails("{ a", "1: syntax error: unexpected end of file (expecting \"}\")");
    fails("( a ) b", "1: syntax error: unexpected word");
    fails("! ! a", "1: syntax error: unexpected \"!\"");
    fails("echo > ;", "1: syntax error: unexpected \";\"");
    fails("echo >\n", "1: syntax error: unexpected newline");
    fails("a ;; b", "1: syntax error: unexpected \";;\"");
    fails("& a", "1: syntax error: unexpected \"&\"");
    fails("()", "1: syntax error: unexpected \")\"");
}

#[test]
fn depth_is_bounded() {
    for open in [
        "( ",
        "{ ",
        "echo $(",
        "echo $(( (",
        "${a:-",
        "\"${a:-",
        "if ",
        "<(",
        "f() ",
        "! { ",
        "${a#",
        "((",
        "${a:$((",
        "while ",
        "case a in b) ",
        "echo $((",
    ] {
        let error = parse(&open.repeat(100_000)).err().unwrap_or_default();
        assert!(
            error.ends_with("nesting too deep")
                || error.ends_with("unexpected \"!\"")
                || error.contains("missing '))'"),
            "{open}: {error}"
        );
    }
    for open in ["( ", "! "] {
        let error = parse(&("[[ ".to_string() + &open.repeat(100_000))).err();
        assert_eq!(error.as_deref(), Some("1: syntax error: nesting too deep"), "{open}");
    }
    let long = "a;".repeat(100_000) + &"a|".repeat(100_000) + &"a&&".repeat(100_000) + "a";
    assert_eq!(parse(&long).unwrap().len(), 1);
    means(&("( ".repeat(60) + "a" + &" )".repeat(60)), &("(".repeat(60) + "a" + &")".repeat(60)));
}

#[test]
fn any_bytes_are_parsed_or_refused() {
    let mut shell = Shell::default();
    assert_eq!(parse_in(&mut shell, b"ec\0ho a\0\n\0"), Ok(vec!["echo a".into()]));
    assert!(parse_in(&mut shell, b"echo \xff\xfe '\x80'").is_ok());
    // Every pair of interesting bytes, after different beginnings.
    let bytes = b"a1 \t\n;&|<>(){}[]$`\"'\\#~=:/*?!+-%^,@\0\xc3";
    for start in ["", "$(", "${a", "\"${a:", "$((", "[[ ", "case a in ", "<<", "a() ", "for "] {
        for x in bytes {
            for y in bytes {
                for z in bytes {
                    let _ = parse_in(&mut shell, &[start.as_bytes(), &[*x, *y, *z]].concat());
                }
            }
        }
    }
}
