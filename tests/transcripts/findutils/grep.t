# grep, egrep, fgrep

  $ printf 'one\ntwo\nthree\nfour\nfive\nsix\n' > a
  $ printf 'two\nx two\n' > b
  $ : > empty

Matching lines are printed, with the file's name if there are several files:

  $ grep o a
  one
  two
  four
  $ grep two a b
  a:two
  b:two
  b:x two
  $ grep -h two a b
  two
  two
  x two
  $ grep -H two b
  b:two
  b:x two
  $ grep two < a
  two
  $ grep -H two - < a
  (standard input):two
  $ printf 'x\nlast' | grep last
  last

The status tells whether anything matched:

  $ grep seven a
  [1]
  $ grep -q two a
  $ grep -q seven a
  [1]
  $ grep two nosuch a
  grep: nosuch: No such file or directory
  a:two
  [2]
  $ grep -s two nosuch a
  a:two
  [2]
  $ grep -q two a nosuch
  $ grep -s two nosuch
  [2]

Numbers, counts and names:

  $ grep -n o a
  1:one
  2:two
  4:four
  $ grep -c o a b empty
  a:3
  b:2
  empty:0
  $ grep -nH two a
  a:2:two
  $ grep -l two a empty b
  a
  b
  $ grep -L two a empty b
  empty
  $ grep -lc two a
  a
  $ grep -vc o a
  3
  $ grep -m1 o a
  one
  $ grep -m 2 -c o a
  2
  $ grep -m1 -v o a b
  a:three

Only what matches:

  $ grep -o 't[hw]' a
  tw
  th
  $ grep -on t a
  2:t
  3:t
  $ grep -o 'o*' a
  o
  o
  o
  $ grep -o '' a
  $ grep -vo t a

Lines that do not match, words, whole lines, letters in any case:

  $ grep -v o a
  three
  five
  six
  $ grep -w tw a
  [1]
  $ grep -w two b
  two
  x two
  $ grep -x 't.*' a
  two
  three
  $ grep -x two b
  two
  $ grep -i TW a
  two
  $ grep -iw 'TWO' b
  two
  x two
  $ echo 'foo-bar' | grep -w foo
  foo-bar
  $ echo 'foo_bar' | grep -w foo
  [1]

Context:

  $ grep -A1 two a
  two
  three
  $ grep -B1 -n two a
  1-one
  2:two
  $ grep -C1 two a
  one
  two
  three
  $ grep -A1 -e one -e five a
  one
  two
  --
  five
  six
  $ grep -A1 two a a
  a:two
  a-three
  --
  a:two
  a-three
  $ grep -n -A 1 -B 1 -e one -e three a
  1:one
  2-two
  3:three
  4-four
  $ grep -n -A0 o a
  1:one
  2:two
  4:four
  $ grep -m1 -A1 f a
  four

Patterns: several, by lines, from files, none:

  $ grep -e one -e six a
  one
  six
  $ grep 'one
  > six' a
  one
  six
  $ printf 'one\nsix\n' > p
  $ grep -f p a
  one
  six
  $ grep -F -x -f p a
  one
  six
  $ grep -f p -e two a
  one
  two
  six
  $ grep -f empty a
  [1]
  $ grep -v -f empty b
  two
  x two
  $ grep '' b
  two
  x two
  $ grep -c '' empty
  0
  [1]
  $ grep -e '' b
  two
  x two
  $ grep -f nosuch a
  grep: nosuch: No such file or directory
  [2]

Basic and extended regular expressions, fixed strings:

  $ printf 'a+b\naab\na|b\n(x)\n' > r
  $ grep 'a+b' r
  a+b
  $ grep 'a\+b' r
  aab
  $ grep -E 'a+b' r
  aab
  $ egrep 'a+b' r
  aab
  $ grep -F 'a|b' r
  a|b
  $ fgrep 'a+b' r
  a+b
  $ grep 'a|b' r
  a|b
  $ grep -E 'a\|b|x' r
  a|b
  (x)
  $ grep -F '(' r
  (x)
  $ grep '(' r
  (x)
  $ grep '^a' r
  a+b
  aab
  a|b
  $ grep 'b$' r
  a+b
  aab
  a|b
  $ grep '[^ab]b' r
  a+b
  a|b
  $ grep '[[:punct:]]' r
  a+b
  a|b
  (x)
  $ echo abab | grep -x '\(ab\)\1'
  abab
  $ printf 'é\n' | grep -x .
  é
  $ printf 'É\n' | grep -i é
  É

What is wrong with a pattern:

  $ grep -E 'a(' a
  grep: bad regex 'a(': Missing ')'
  [2]
  $ grep 'a\(' a
  grep: bad regex 'a\(': Missing ')'
  [2]
  $ grep '[a' a
  grep: bad regex '[a': Missing ']'
  [2]
  $ grep -E '*a' a
  grep: bad regex '*a': Repetition not preceded by valid expression
  [2]
  $ grep 'a\' a
  grep: bad regex 'a\': Trailing backslash
  [2]
  $ grep '\(a\)\2' a
  grep: bad regex '\(a\)\2': Invalid back reference
  [2]
  $ grep -E 'a{2,1}' a
  grep: bad regex 'a{2,1}': Invalid contents of {}
  [2]
  $ grep '[[:foo:]]' a
  grep: bad regex '[[:foo:]]': Unknown character class name
  [2]
  $ grep -e one -e 'a\(' a
  grep: bad regex 'a\(': Missing ')'
  [2]

Wrong options:

  $ grep 2>&1 | tail -n +3 | head -n 1
  Usage: grep [-HhnlLoqvsrRiwFE] [-m N] [-A|B|C N] { PATTERN | -e PATTERN... | -f FILE... } [FILE]...
  $ grep -m x o a
  grep: invalid number 'x'
  [2]
  $ grep -A x o a
  grep: invalid number 'x'
  [2]
  $ grep --nosuch 2>&1 | head -n 1
  grep: unrecognized option: nosuch

A directory has no lines; -r goes into it:

  $ mkdir d d/e
  $ echo two > d/f
  $ grep two d
  [1]
  $ grep two d a
  a:two
  $ grep -r two d
  d/f:two
  $ grep -rh two d
  two
  $ grep -rc one d
  d/f:0
  [1]
  $ grep -rl two d
  d/f
  $ echo two > d/e/g
  $ grep -r two d/e
  d/e/g:two
  $ grep -r two d/nosuch
  grep: d/nosuch: No such file or directory
  [2]

Links below a directory are followed only by -R:

  $ ln -s ../d/e a.e
  $ mkdir l
  $ ln -s ../d/e l/e
  $ grep -r two l
  [1]
  $ grep -R two l
  l/e/g:two
  $ grep -r two a.e
  grep: a.e: No such file or directory
  [2]

Names that are odd:

  $ echo two > 'x
  > y'
  $ echo two > -- '-n'
  $ grep -l two 'x
  > y' ./-n
  x
  y
  grep: ./-n: No such file or directory
  [2]
