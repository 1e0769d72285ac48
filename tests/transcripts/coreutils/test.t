# test, [ and [[

None and one argument: a string that is not empty is true, even if it looks like an operator.

  $ t() { test "$@"; echo "$* $?"; }
  $ for w in '' a ! -f = '(' -z; do t "$w"; done
   1
  a 0
  ! 0
  -f 0
  = 0
  ( 0
  -z 0
  $ test; echo $?
  1

Two and three:

  $ t ! a; t ! ''; t ! !; t -n ''; t -z ''; t -n a
  ! a 1
  !  0
  ! ! 1
  -n  1
  -z  0
  -n a 0
  $ t a = a; t a == a; t a != a; t a \< b; t b \> a; t B \< a
  a = a 0
  a == a 0
  a != a 1
  a < b 0
  b > a 0
  B < a 0
  $ t = = =; t ! = !; t '(' = '('; t -f = -f
  = = = 0
  ! = ! 0
  ( = ( 0
  -f = -f 0
  $ t a -a b; t '' -o b; t a -a ''; t ! a = b
  a -a b 0
   -o b 0
  a -a  1
  ! a = b 0
  $ t '(' a ')'; t '(' '' ')'
  ( a ) 0
  (  ) 1

Two-word tests in parentheses are POSIX's:
[cairn]
  $ t '(' -n ')'; t '(' ! a ')'
  ( -n ) 0
  ( ! a ) 1

Longer expressions: `!` binds closest, then `-a`, then `-o`.

  $ t a -a '' -o c; t '' -a '' -o ''; t a -a ! b; t '(' a -o b ')' -a ''; t ! '(' a ')'; t '(' '(' a ')' ')'
  a -a  -o c 0
   -a  -o  1
  a -a ! b 1
  ( a -o b ) -a  1
  ! ( a ) 1
  ( ( a ) ) 0

Four words with `!` first are the opposite of three. [cairn]
  $ t ! a -o b; t ! '' -a ''
  ! a -o b 1
  !  -a  0

Integers:

  $ t 1 -eq 1; t ' 1' -eq '+1 '; t -1 -lt 1; t 010 -eq 10; t 9223372036854775807 -gt -9223372036854775808
  1 -eq 1 0
   1 -eq +1  0
  -1 -lt 1 0
  010 -eq 10 0
  9223372036854775807 -gt -9223372036854775808 0
  $ t 2 -ne 2; t 2 -le 1; t 2 -ge 2
  2 -ne 2 1
  2 -le 1 1
  2 -ge 2 0

What is wrong with the words:

  $ test a b
  sh: b: unknown operand
  [2]
  $ test a -q b
  sh: -q: unknown operand
  [2]
  $ test a = b c
  sh: c: unknown operand
  [2]
  $ test a =
  sh: =: argument expected
  [2]
  $ test a -o
  sh: argument expected
  [2]
  $ test '(' a
  sh: closing paren expected
  [2]
  $ test '(' ')'
  sh: closing paren expected
  [2]
  $ test 1 -eq a
  sh: a: out of range
  [2]
  $ test 1 -eq ''
  sh: out of range
  [2]
  $ test 0x10 -eq 16
  sh: 0x10: bad number
  [2]
  $ test 1.5 -eq 1
  sh: 1.5: bad number
  [2]
  $ test 9223372036854775808 -gt 1
  sh: 9223372036854775808: out of range
  [2]
  $ test -t x
  sh: x: out of range
  [2]
  $ [ a
  sh: missing ]
  [2]
  $ [ a = a
  sh: missing ]
  [2]
  $ [ a = a ]

Files:

  $ mkdir d; echo x > f; : > e; ln -s f l; ln -s nosuch broken; chmod 640 f; mkfifo p
  $ t -f f; t -f d; t -d d; t -d f; t -e broken; t -L broken; t -h l; t -f l; t -s e; t -s f; t -p p; t -c /dev/null; t -b /dev/null; t -S f
  -f f 0
  -f d 1
  -d d 0
  -d f 1
  -e broken 1
  -L broken 0
  -h l 0
  -f l 0
  -s e 1
  -s f 0
  -p p 0
  -c /dev/null 0
  -b /dev/null 1
  -S f 1
  $ chmod u+s f; t -u f; t -g f; chmod +t d; t -k d; t -k f; t -O f; t -G f
  -u f 0
  -g f 1
  -k d 0
  -k f 1
  -O f 0
  -G f 0
  $ t -e ''; t -f nosuch/x; t -e "$(printf 'a\nb')"
  -e  1
  -f nosuch/x 1
  -e a
  b 1
  $ t -r f; t -w f; chmod 0 e; t -x e; chmod 1 e; t -x d
  -r f 0
  -w f 0
  -x e 1
  -x d 0
  $ t f -ef l; t f -ef e; t f -ef ./d/../f; t f -ef nosuch
  f -ef l 0
  f -ef e 1
  f -ef ./d/../f 0
  f -ef nosuch 1
  $ touch -d '2000-01-01 0:0' old; t f -nt old; t old -nt f; t old -ot f; t old -nt old
  f -nt old 0
  old -nt f 1
  old -ot f 0
  old -nt old 1
  $ t -t 0; t -t 99
  -t 0 1
  -t 99 1

A file is newer than one that is not there, as POSIX has it:
[cairn]
  $ t f -nt nosuch; t nosuch -ot f; t nosuch -nt f
  f -nt nosuch 0
  nosuch -ot f 0
  nosuch -nt f 1

As programs of their own, under any name:

  $ env test a = a && env [ a = a ] && env [[ a = a ]] && echo yes
  yes
  $ env [ a
  [: missing ]
  [2]
  $ env [[ a
  [[: missing ]]
  [2]
  $ env test 1 -eq a
  test: a: out of range
  [2]

Many parentheses are an error, not a crash:
[cairn]
  $ n=2000; p=; while [ $n -gt 0 ]; do p="$p ( "; n=$((n-1)); done; env test $p a; echo $?
  test: too many parentheses
  2
