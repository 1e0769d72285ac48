The command [[ ]].

  $ t() { "$@"; echo $?; }
  $ [[ a ]]; echo $?; [[ "" ]]; echo $?; [[ -n a ]]; echo $?; [[ -z a ]]; echo $?; [[ ! a ]]; echo $?
  0
  1
  0
  1
  1
  $ [[ a = a ]]; echo $?; [[ a == b ]]; echo $?; [[ a != b ]]; echo $?; [[ abc == a* ]]; echo $?; [[ abc != *c ]]; echo $?
  0
  1
  0
  0
  1
  $ [[ 1 -lt 2 ]]; echo $?; [[ 2 -le 1 ]]; echo $?; [[ 10 -gt 9 ]]; echo $?; [[ 1 -eq 01 ]]; echo $?; [[ 1 -ne 1 ]]; echo $?
  0
  1
  0
  0
  1
  $ [[ a && b ]]; echo $?; [[ a && "" ]]; echo $?; [[ "" || b ]]; echo $?
  0
  1
  0
  $ touch f; mkdir d; [[ -f f && -d d && ! -e g ]] && echo files; [[ -s f ]] || echo empty; [[ f -ef ./f ]] && echo same
  files
  empty
  same
  $ [[ abc =~ ^a.c$ ]] && echo matches; [[ abc =~ b ]] && echo inside; [[ abc =~ x ]] || echo no
  matches
  inside
  no
  $ x='^[0-9]+$'; [[ 123 =~ $x ]] && echo digits; [[ 12a =~ $x ]] || echo not
  digits
  not

Values are not split, and no operators. [cairn]
  $ a='x y' e= o='!'; [[ $a = 'x y' ]] && [[ $a == x* ]] && [[ -z $e ]] && [[ $o ]] && [[ $e = "" ]] && [[ $o = ! ]] && echo right
  right

A quoted pattern is a string. [cairn]
  $ [[ abc == "a*" ]] || echo quoted; p='a*'; [[ abc == $p ]] && echo pattern; [[ abc == "$p" ]] || echo string
  quoted
  pattern
  string

Strings are compared by bytes. [cairn]
  $ [[ a < b ]] && [[ b > a ]] && [[ ! a > b ]] && echo order; [[ 10<9 ]] && echo strings
  order
  strings

Parentheses, precedence, lines. [cairn]
  $ [[ ( a || b ) && ! ( c && "" ) ]] && echo yes; [[ a || b && "" ]] && echo yes
  > [[ a &&
  >   b
  > ]] && echo lines
  yes
  yes
  lines

Regular expressions: parentheses and quoting. [cairn]
  $ [[ 'foo bar' =~ ^(foo|baz)\ bar$ ]] && echo 1; [[ a.b =~ ^a\.b$ ]] && echo 2; [[ axb =~ a"."b ]] || echo 3; [[ 'a b' =~ (a b) ]] && echo 4
  1
  2
  3
  4

A pattern that is none has status 2. [cairn]
  $ [[ a =~ '(' ]]; echo $?; p='('; [[ a =~ $p ]]; echo $?
  1
  sh: [[: bad regex '(': Missing ')'
  2

Operands of -eq are arithmetic. [cairn]
  $ n=5; [[ n -eq 2+3 ]] && echo 5; [[ 1+ -eq 1 ]]; echo $?
  5
  sh: [[: arithmetic syntax error
  2

Variables and options. [cairn]
  $ v=; unset w; [[ -v v ]] && echo set; [[ -v w ]] || echo unset; set -f; [[ -o noglob ]] && echo on; set +f
  set
  unset
  on

It is a word elsewhere.

  $ echo [[ a ]]
  [[ a ]]

`test -o` asks for an option of the shell. [cairn]
  $ test -o noclobber; echo $?; set -C; [ -o noclobber ]; echo $?; set +C; [ -o nosuch ]; echo $?; [ -n a -a -o ]; echo $?
  1
  0
  1
  0
