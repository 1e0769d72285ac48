# test, [ and [[

None and one argument: a string that is not empty is true, even if it looks like an operator.

  $ t() { test "$@"; echo "$* $?"; }
  $ for w in '' a ! -f = '(' -z; do t "$w"; done
  $ test; echo $?

Two and three:

  $ t ! a; t ! ''; t ! !; t -n ''; t -z ''; t -n a
  $ t a = a; t a == a; t a != a; t a \< b; t b \> a; t B \< a
  $ t = = =; t ! = !; t '(' = '('; t -f = -f
  $ t a -a b; t '' -o b; t a -a ''; t ! a = b
  $ t '(' a ')'; t '(' '' ')'

Two-word tests in parentheses are POSIX's:
[cairn]
  $ t '(' -n ')'; t '(' ! a ')'

Longer expressions: `!` binds closest, then `-a`, then `-o`.

  $ t a -a '' -o c; t '' -a '' -o ''; t ! a -o b; t a -a ! b; t '(' a -o b ')' -a ''; t ! '(' a ')'; t '(' '(' a ')' ')'

Integers:

  $ t 1 -eq 1; t ' 1' -eq '+1 '; t -1 -lt 1; t 010 -eq 10; t 9223372036854775807 -gt -9223372036854775808
  $ t 2 -ne 2; t 2 -le 1; t 2 -ge 2

What is wrong with the words:

  $ test a b
  $ test a -q b
  $ test a = b c
  $ test a =
  $ test a -o
  $ test '(' a
  $ test '(' ')'
  $ test 1 -eq a
  $ test 1 -eq ''
  $ test 0x10 -eq 16
  $ test 1.5 -eq 1
  $ test 9223372036854775808 -gt 1
  $ test -t x
  $ [ a
  $ [ a = a
  $ [ a = a ]

Files:

  $ mkdir d; echo x > f; : > e; ln -s f l; ln -s nosuch broken; chmod 640 f; mkfifo p
  $ t -f f; t -f d; t -d d; t -d f; t -e broken; t -L broken; t -h l; t -f l; t -s e; t -s f; t -p p; t -c /dev/null; t -b /dev/null; t -S f
  $ chmod u+s f; t -u f; t -g f; chmod +t d; t -k d; t -k f; t -O f; t -G f
  $ t -e ''; t -f nosuch/x; t -e "$(printf 'a\nb')"
  $ t -r f; t -w f; chmod 0 e; t -x e; chmod 1 e; t -x d
  $ t f -ef l; t f -ef e; t f -ef ./d/../f; t f -ef nosuch
  $ touch -d '2000-01-01 0:0' old; t f -nt old; t old -nt f; t old -ot f; t old -nt old
  $ t -t 0; t -t 99

A file is newer than one that is not there, as POSIX has it:
[cairn]
  $ t f -nt nosuch; t nosuch -ot f; t nosuch -nt f

As programs of their own, under any name:

  $ env test a = a && env [ a = a ] && env [[ a = a ]] && echo yes
  $ env [ a
  $ env [[ a
  $ env test 1 -eq a

Many parentheses are an error, not a crash:
[cairn]
  $ n=2000; p=; while [ $n -gt 0 ]; do p="$p ( "; n=$((n-1)); done; env test $p a; echo $?
