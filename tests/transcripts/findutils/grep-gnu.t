# grep beyond BusyBox's [cairn]

  $ printf 'one\ntwo\nthree\nfour\nfive\nsix\n' > a
  $ printf 'two\nx two\n' > b
  $ mkdir -p d/e; echo two > d/f; echo two > d/e/g

What GNU's grep does:

  $ grep -b two a b
  a:4:two
  b:0:two
  b:4:x two
  $ grep -z two a
  one
  two
  three
  four
  five
  six
  \x00 (esc) (no-eol)
  $ printf 'a\0b\nc\0' | grep -z 'b.c' | tr '\0' '#'
  b
  c# (no-eol)
  $ printf 'a\0b\nc\0' | grep -z '^c'
  [1]
  $ grep -lZ two a b | tr '\0' '#'
  a#b# (no-eol)
  $ grep -r --include='f' two d
  d/f:two
  $ grep -r --exclude='f' two d
  d/e/g:two
  $ grep -r --exclude-dir=e two d
  d/f:two
  $ grep --regexp=two --line-number a
  2:two
  $ grep --count --invert-match o a
  3
  $ grep -1 two a
  one
  two
  three
  $ grep --label=IN -H two < a
  IN:two
  $ grep -y TWO a
  two

The leftmost of several matches, the next from its end on:

  $ echo foobarfoo | grep -o -e foo -e obar
  foo
  foo
  $ echo 'ab a' | grep -ow 'a'
  a
  $ echo 'foo-bar foobar' | grep -ow foo
  foo

Colours:

  $ grep --color=always -n tw a | cat -v
  ^[[32m^[[K2^[[m^[[K^[[36m^[[K:^[[m^[[K^[[01;31m^[[Ktw^[[m^[[Ko
  $ grep --color=always -o o a | head -n 1 | cat -v
  ^[[01;31m^[[Ko^[[m^[[K
  $ grep --color=auto tw a
  two

Files with NUL bytes:

  $ printf 'two\0\n' > bin
  $ grep -c two bin
  1
  $ grep -I two bin
  [1]
  $ grep -a -c two bin
  1

Back-references in extended expressions:

  $ echo abba | grep -E '(.)(.)\2\1'
  abba
  $ echo abab | grep -E '(.)(.)\2\1'
  [1]

No search runs for ever:

  $ grep -E 'a{1,255}{1,255}' a
  grep: bad regex 'a{1,255}{1,255}': Out of memory
  [2]

A full disk is told, a closed pipe ends the search:

  $ grep two a > /dev/full
  grep: write error: No space left on device
  [2]
  $ yes two | grep -n two | head -n 1
  1:two
