Records, fields, patterns:

  $ printf 'a 1\nb 2\nc 3\n' > in
  $ awk '{ print $2, NF, NR }' in
  1 2 1
  2 2 2
  3 2 3
  $ awk '$2 >= 2' in
  b 2
  c 3
  $ awk '/a/,/b/' in
  a 1
  b 2
  $ awk 'NR == 2 { next } { print }' in
  a 1
  c 3
  $ awk 'END { print NR, $0 }' in
  3 c 3
  $ awk '{ $3 = "x"; print; NF = 1; print; $0 = "p q"; print $2 }' in
  a 1 x
  a
  q
  b 2 x
  b
  q
  c 3 x
  c
  q
  $ printf 'a:b:c\n' | awk -F: '{ print $3; print $NF }'
  c
  c
  $ printf 'a1b22c\n' | awk -F '[0-9]+' -v OFS=- '{ $1 = $1; print }'
  a-b-c
  $ printf '\na b\nc\n\n\nd\n' | awk 'BEGIN { RS = "" } { print NR ": " $1 "|" $NF }'
  1: a|c
  2: d|d
  $ printf 'x--y---z' | awk 'BEGIN { RS = "--+" } { print }'
  x
  y
  z
  $ awk '{ print v, $1 }' v=1 in v=2 in | head -n 4
  1 a
  1 b
  1 c
  2 a

The last line may lack its newline, and a file may be empty:

  $ printf 'no newline' | awk '{ print }'
  no newline
  $ awk 'END { print NR }' /dev/null
  0

Arrays, loops, functions:

  $ awk '{ a[$1] = $2 } END { for (k in a) n++; print n, ("b" in a), ("z" in a); delete a["b"]; print length(a); delete a; print length(a) }' in
  3 1 0
  2
  0
  $ awk 'BEGIN { a[1, 2] = 3; for (k in a) { split(k, p, SUBSEP); print p[1], p[2] }; if ((1, 2) in a) print "in" }'
  1 2
  in
  $ awk 'function f(n) { return n <= 1 ? 1 : n * f(n - 1) } BEGIN { print f(10), f(20) }'
  3628800 2432902008176640000
  $ awk 'function fill(t, i) { t[1] = 5; i = 3 } BEGIN { fill(z); print z[1], i }'
  5 
  $ awk 'BEGIN { while (i < 5) { if (++i == 2) continue; if (i == 4) break; print i }; do print "once"; while (0); for (;;) exit 3 }'
  1
  3
  once
  [3]
  $ awk 'BEGIN { exit 4 } END { print "END runs" }'
  END runs
  [4]

Strings and numbers:

  $ awk 'BEGIN { print length("abc") length(), index("abc", "c"), substr("hello", 2, 3), substr("hello", 4) }' < /dev/null
  30 3 ell lo
  $ awk 'BEGIN { print "10" < "9", 10 < 9, "a" < "b" }'
  1 0 1
  $ echo '10 9 x' | awk '{ print ($1 < $2), ($1 < "9"), ($3 > 5) }'
  0 1 1
  $ awk 'BEGIN { s = "aaa"; print gsub(/a/, "&b", s), s; t = "foo.bar"; sub(/\./, "\\&", t); print t }'
  3 ababab
  foo&bar
  $ awk 'BEGIN { print match("foobar", /o+/), RSTART, RLENGTH; print match("x", "y"), RSTART, RLENGTH }'
  2 2 2
  0 0 -1
  $ awk 'BEGIN { print toupper("aBc") tolower("AbC"), int(-3.7), 7 % 3, -7 % 3, 2 ** 3, 1e3, 0.1 + 0.2, 1 / 3 }'
  ABCabc -3 1 -1 8 1000 0.3 0.333333
  $ awk 'BEGIN { printf "%d %5.2f|%-5s|%05d|%x|%c%c|%s\n", 3.9, 3.14159, "ab", 42, 255, 65, "hello", 1e6 }'
  3  3.14|ab   |00042|ff|Ah|1000000
  $ awk 'BEGIN { OFMT = "%.2f"; print 3.14159, 3.14159 ""; CONVFMT = "%.1f"; print (3.14159 "") }'
  3.14 3.14159
  3.1
  $ awk 'BEGIN { print gensub(/a(b)/, "<\\1>", "g", "abab"), 1 " " -1, 100000 * 100000, 2 ^ 53 }'
  <b><b> 1-1 10000000000 9007199254740992
  $ awk 'BEGIN { print x + 0, x "", length(x); if (!x) print "unset" }'
  0  0
  unset
  $ awk 'BEGIN { print -2 ^ 2, !0, !"a", 1 == 1.0, "a" ~ /^a$/, "b" !~ "a" }'
  -4 1 0 1 1 1

`^` binds to the right, and positions are rounded, as POSIX wants it: [cairn]
  $ awk 'BEGIN { print 2 ^ 3 ^ 2, substr("hello", 0, 2), substr("hello", 1.5, 1) }'
  512 h e

Other files and commands:

  $ awk '{ print $1 > ("out." $2) } END { close("out.1"); while ((getline l < "out.1") > 0) print "read", l; print (getline l < "missing") }' in
  read a
  -1
  $ cat out.3
  c
  $ awk 'BEGIN { while (("echo one; echo two" | getline l) > 0) print "<" l ">"; print close("echo one; echo two") }'
  <one>
  <two>
  0
  $ awk 'BEGIN { print "b\na" | "sort"; close("sort"); print "after"; print system("exit 3") }'
  a
  b
  after
  3
  $ X=env awk 'BEGIN { print ENVIRON["X"], ARGC, ARGV[1] }' operand
  env 2 operand
  $ printf 'one\ntwo\nthree\n' | awk 'NR == 1 { getline; print; getline v; print v, NR }'
  two
  three 3
  $ printf 'BEGIN { print "from a file" }\n' > prog; awk -f prog
  from a file
  $ awk -v 'a=x\ty' 'BEGIN { print a }'
  x	y

Errors:

  $ awk '{ print' in
  awk: cmd. line:1: Unexpected token
  [1]
  $ awk 'BEGIN { print 1 / 0 }'
  awk: cmd. line:1: Division by zero
  [1]
  $ awk 1 missing
  awk: missing: No such file or directory
  [1]
  $ awk 'BEGIN { nosuch() }'
  awk: cmd. line:1: Call to undefined function
  [1]
  $ awk 'BEGIN { printf "%z" }'
  awk: cmd. line:1: Invalid format specifier
  [1]
  $ awk -f missing
  awk: can't open 'missing': No such file or directory
  [1]
  $ awk '/a(/' in
  awk: bad regex 'a(': Missing ')'
  [1]
  $ awk 2> /dev/null
  [1]

A failed write is told: [cairn]
  $ awk 'BEGIN { print "x" > "/dev/full" }'
  awk: write error: No space left on device
  [1]

On standard output too: [cairn]
  $ awk 'BEGIN { print "x" }' > /dev/full
  awk: write error: No space left on device
  [1]

Deep recursion and deep nesting end with a message: [cairn]
  $ awk 'function f(n) { return f(n + 1) } BEGIN { f(0) }'
  awk: cmd. line:1: function calls nested too deep
  [1]

So does a deep expression: [cairn]
  $ awk "BEGIN { print $(awk 'BEGIN { while (i++ < 3000) printf "(" }')1 }"
  awk: cmd. line:1: Nesting too deep
  [1]
