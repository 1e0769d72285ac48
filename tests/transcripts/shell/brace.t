Brace expansion, as in bash: before all other expansions. [cairn]

  $ echo a{b,c}d {a,b}{c,d} {a,{b,c}d}e
  abd acd ac ad bc bd ae bde cde
  $ echo {1..3} {3..1} {1..10..4} {10..1..4} {-2..2..2} {a..e} {e..a..2} {Z..X}
  1 2 3 3 2 1 1 5 9 10 6 2 -2 0 2 a b c d e e c a Z Y X
  $ echo {01..3} {1..010..4} {-01..10..5} {1..3..0} {1..1}
  01 02 03 001 005 009 -01 004 009 1 2 3 1

What is not closed, has no comma and is no sequence means itself.
  $ echo {} {a} {a,b a,b} {a..5} {1..} {1..2..3..4} a{b}c {a{b,c}} {a,{b,c} {a,b}}
  {} {a} {a,b a,b} {a..5} {1..} {1..2..3..4} a{b}c {ab} {ac} {a,b {a,c a} b}

Quoted braces, commas and dots are none; what stands between is expanded as ever.
  $ v=x; echo "{a,b}" '{a,b}' \{a,b} {a","b} {a\,b,c} {"1".."3"} {$v,"c  d",'{e,f}'} {$(echo 1 2),3}{,4}
  {a,b} {a,b} {a,b} {a,b} a,b c {1..3} x c  d {e,f} 1 2 1 24 3 34

Words of nothing are no fields, unless they are quoted.
  $ set -- {,a,,b} {"",c}; echo $#
  4
  $ echo x{,y,}
  x xy x

Tildes and patterns are expanded in what comes out.
  $ touch f1.c f1.h; echo f*.{c,h,o} {~,x}/y ~/{a,b}
  f1.c f1.h f*.o */y x/y */a */b (glob)

Only arguments and the words of loops are expanded: no assignments, no here-documents, no words of case, nothing in [[ ]].
  $ x={a,b}; echo "$x"; case {a,b} in {a,b}) echo same ;; esac; [[ {a,b} == "{a,b}" ]] && echo same
  {a,b}
  same
  same
  $ cat <<EOF
  > {a,b}
  > EOF
  {a,b}
  $ for i in {1..3}x y; do echo $i; done
  1x
  2x
  3x
  y
  $ f() { echo $#: "$@"; }; f {a,b} c{1..2}=d
  4: a b c1=d c2=d
  $ export e={1,2}; echo $e
  2

It can be turned off.
  $ set +B; echo {a,b} ~/{a,b}; set -B; echo {a,b}; set +o braceexpand; echo {a,b}; set -o braceexpand; echo {a,b}
  {a,b} */{a,b} (glob)
  a b
  {a,b}
  a b
  $ set -o posix; echo {a,b}; set +o posix; echo {a,b}
  {a,b}
  a b

What would be too much is refused before it is tried.
  $ sh -c 'echo {1..9999999999}' 2>&1
  sh: brace expansion: too many words
  [2]
  $ sh -c 'echo {a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}' 2>&1
  sh: brace expansion: too many words
  [2]
