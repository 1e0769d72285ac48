"""Scripts for the shells: one construct each. `@N@` is the number of turns, a tenth of it with --quick.

`SHELL` is the language alone, compared with dash: no script runs a program. `COMMANDS` are the turns of phrase that cost
another shell a fork or a program; what is compared there is a shell with its userland.
"""

# (title, turns, script)
LOOP = "i=0; while [ $i -lt @N@ ]; do {}; i=$((i+1)); done"


def loop(title, turns, body, before=""):
    """`body` is run `turns` times, `$i` counting from 0."""
    return (title, turns, (before + "; " if before else "") + LOOP.format(body))


def many(title, turns, body, before=""):
    """As `loop`, but without a counter: the construct alone, a thousand times a turn."""
    words = "a b c d e f g h i j"
    script = f"for x in {words}; do for y in {words}; do for z in {words}; do {body}; done; done; done"
    return (title, turns, (before + "; " if before else "") + f"n=0; while [ $n -lt @N@ ]; do {script}; n=$((n+1)); done")


PATH = "p=/usr/src/linux/file.tar.gz"

SHELL = [
    # Loops
    loop("counting", 300000, ":"),
    many("for", 200, ":"),
    many("break, continue", 100, "while :; do for q in 1 2 3; do continue; done; break; done"),
    loop("until", 100000, "until true; do :; done"),
    # Functions
    loop("function calls", 100000, "f $i; i=$r", "f() { r=$(($1 + 0)); }"),
    many("function, five words", 100, 'f "$x" "$y" "$z" four five', 'f() { r=$1$5; }'),
    many("local", 100, 'f "$x"', 'f() { local a b=$1; a=$b; return 0; }'),
    ("recursion", 21, "fib() { if [ $1 -lt 2 ]; then r=$1; else fib $(($1-1)); set -- $1 $r; fib $(($1-2)); r=$(($r+$2)); fi; }; fib @N@"),
    # Parameters
    many("$x and \"$x\"", 200, 'a=$x; b="$y$z"'),
    many("${x:-w}", 200, 'a=${u:-$x}; b=${x:-w}; c=${u-w}'),
    many("${x:=w}", 200, 'a=${e:=w}; b=${u:=w}; unset u', "e="),
    many("${x:+w}", 200, 'a=${x:+w}; b=${u:+w}; c=${x+$y}'),
    many("${x:?w}", 200, 'a=${x:?w}; b=${y?}'),
    many("${#x}", 200, 'a=${#x}; b=${#p}', PATH),
    many("${x#p} ${x##p}", 100, 'a=${p#*/}; b=${p##*/}; c=${p#/usr}', PATH),
    many("${x%p} ${x%%p}", 100, 'a=${p%/*}; b=${p%%.*}; c=${p%.gz}', PATH),
    many("${x#$y}", 100, 'a=${p#"$q"}; b=${p%$s}', PATH + "; q=/usr; s='.*'"),
    many("$# $? $$ $1", 200, 'a=$#; b=$?; c=$$; d=$1', "set -- a b c"),
    # Conditions
    loop("${x%/*} and case", 100000, "p=/a/b/c$i.txt; d=${p%/*}; n=${p##*/}; case $n in *.c) :;; c*.txt) :;; esac"),
    many("case, ten arms", 200, "case $z in a) :;; b) :;; c) :;; d) :;; e) :;; f) :;; g|h) :;; i) :;; *) :;; esac"),
    many("case, patterns", 100, "case $p in *.c) :;; [A-Z]*) :;; ???) :;; */linux/*.gz) :;; esac", PATH),
    many("[ a = b ]", 200, '[ "$x" = "$y" ]; [ -n "$x" ]; [ "$z" != a ]'),
    many("[ 1 -lt 2 ]", 200, '[ $n -lt 1000 ] && [ $n -ge 0 ]'),
    many("test -f", 50, 'test -f /etc/passwd; [ -d / ]; [ ! -e /nonexistent ]'),
    many("[ a -a b ]", 50, '[ -n "$x" -a "$y" = a -o -z "$z" ]'),
    many("if, &&, ||", 200, 'if true && ! false; then :; elif false; then :; else :; fi; false || :'),
    # Arithmetic
    loop("$((…))", 100000, "a=$((i * 3 % 7 + (i << 2) - 1)); b=$((a > 3 ? a : i))"),
    loop("$(($x…))", 100000, "a=$(($i * 3 % 7 + ($i << 2) - 1))"),
    many("$((x += 1))", 200, ": $((a += 1)) $((a -= 1))", "a=0"),
    # Fields
    many("IFS splitting", 50, "set -- $l; a=$3", "l='one two  three four five six'"),
    many("IFS=:", 50, "set -- $l; a=$3", "IFS=:; l='/usr/local/sbin:/usr/bin::/sbin:/bin'"),
    many("set -- and \"$@\"", 100, 'set -- "$@" x; shift; set -- "$@"', "set -- 1 2 3 4 5"),
    many("for in \"$@\"", 50, 'for w in "$@"; do :; done; for w; do :; done', "set -- 1 2 3 4 5"),
    many("shift", 30, "set -- 1 2 3 4 5; while [ $# -gt 0 ]; do shift; done"),
    many("string building", 20, 's=$s$x', "s="),
    many("string building, reset", 100, 's="$s$x,$y"; case ${#s} in ????) s=;; esac', "s="),
    # Input and output
    ("read", 1, "while read -r line; do :; done < names"),
    ("read a b", 1, "while IFS=/ read -r a b c d; do :; done < names"),
    ("read, backslashes", 1, "while read line rest; do :; done < names"),
    many("here-document", 10, "read a <<E\n$x $y\nE\n:"),
    many("here-document, many lines", 5, "while read -r a; do :; done <<E\n$x\n$y\n$z\n4\n5\n6\n7\n8\nE\n:"),
    many("echo", 100, 'echo "$x" $y z'),
    many("echo > /dev/null", 20, 'echo "$x" > /dev/null'),
    many("printf", 100, r"printf '%s %d\n' $x $n"),
    many("printf %05d %x", 50, r"printf '%05d %x %-8s|\n' $n $n $x"),
    many("{ … } > file", 10, "{ echo 1; echo 2; } > out; : < out"),
    many("2>&1", 50, "{ :; } 2>&1; : 2>/dev/null"),
    # Text that runs
    many("eval", 50, 'eval "v$z=\\$x"; eval "w=\\$v$z"'),
    many("eval, same text", 50, "eval 'a=$x; b=$a'"),
    ("a long script", 700, "SCRIPT"),
    ("trap, set", 1, many("", 50, "trap : INT; set -f; set +f; trap - INT")[2]),
    many("getopts", 10, 'OPTIND=1; while getopts ab:c o "$@"; do :; done', "set -- -a -b x -c"),
    # Subshells and pipelines of the language alone
    loop("$(…) of builtins", 1000, "x=$(echo a$i)"),
    loop("$(function)", 1000, "x=$(f $i)", "f() { echo $(($1 + 1)); }"),
    loop("( … )", 1000, "(x=1; exit 3)"),
    loop("pipelines", 500, "echo a b | { read a b; echo $b; } | while read c; do :; done"),
    loop("` … ` nested", 500, 'x=`echo \\`echo $i\\``'),
    loop("cmd &, wait", 500, ": & wait"),
]

COMMANDS = [
    loop("$(echo …)", 1500, "x=$(echo a$i)"),
    loop('$(basename "$f" .c)', 1000, 'f=/usr/src/file$i.c; x=$(basename "$f" .c)'),
    loop('$(dirname "$f")', 1000, 'f=/usr/src/file$i.c; x=$(dirname "$f")'),
    loop("$(echo … | sed …)", 300, "x=$(echo a$i | sed s/a/b/)"),
    loop("cat file", 1000, "cat names1"),
    loop("$(cat f)", 1000, "x=$(cat names1)"),
    loop("mkdir -p", 1000, "mkdir -p d/e"),
    loop("rm -f", 1000, "rm -f nothing"),
    loop("[ … ]", 50000, '[ "$i" -ge 0 ] && [ -n "$i" ]'),
    loop("(subshell)", 1500, "(x=$i)"),
    loop("$(printf | tr)", 300, "x=$(printf '%s' abc$i | tr a-c A-C)"),
    loop("grep -q", 1000, "grep -q module names1"),
    loop("echo | grep -q", 300, "if echo abc$i | grep -q b; then :; fi"),
    loop("cut", 1000, "cut -d / -f 2 names1"),
    loop("$(echo | cut)", 300, "x=$(echo a:b:$i | cut -d : -f 2)"),
    loop("wc -l < f", 1000, "wc -l < names1"),
    loop("$(date +%s)", 1000, "x=$(date +%s)"),
    loop("$(expr …)", 1000, "x=$(expr $i + 1)"),
    loop("$(seq …)", 1000, "for k in $(seq 1 10); do :; done"),
    loop("head -n1", 1000, "head -n1 names1"),
    loop("sort", 1000, "sort names1"),
    loop("$(sort | uniq | wc -l)", 300, "x=$(sort names1 | uniq | wc -l)"),
    loop("awk", 1000, "x=$(awk -F/ '{print $2}' names1)"),
    loop("touch, mv, cp, rm", 300, "touch t1; cp t1 t2; mv t2 t3; rm t1 t3"),
    loop("$(cd d && pwd)", 1000, "x=$(cd /usr && pwd)"),
    loop("ls", 1000, "ls d >/dev/null", "mkdir -p d; touch d/a d/b"),
    loop("find", 300, "find d -name '*.c'", "mkdir -p d; touch d/a d/b.c"),
    loop("xargs", 300, "echo a b | xargs echo"),
]


def long_script(turns):
    """A script of so many different commands, each run once: reading and parsing."""
    lines = []
    for i in range(turns):
        lines.append(f'if test "$v{i % 50}" = a{i}; then x={i}; elif [ -n "$y" ]; then y="a$x b"; fi # comment {i}')
        lines.append(f"case $x in *{i}*) v{i % 50}=${{x#a}};; b|c) echo no;; esac")
    return "\n".join(lines)


def scripts(table, quick):
    """(title, script) of a table."""
    for title, turns, script in table:
        turns = max(1, turns // 10) if quick and turns > 30 else turns
        if script == "SCRIPT":
            yield title, long_script(turns)
        else:
            yield title, script.replace("@N@", str(turns))
