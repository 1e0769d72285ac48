# sed beyond BusyBox's [cairn]

  $ printf 'one\ntwo\nthree\nfour\nfive\n' > a
  $ printf 'x\ny' > b
  $ printf '1\n3\n' > e

What GNU's sed does:

  $ sed -n '1~2p' a
  one
  three
  five
  $ sed -n '0,/one/p' a
  one
  $ sed -n '2,~4p' a
  two
  three
  four
  $ sed -n '/T/Ip' a
  two
  three
  $ sed -s -n '$p' a b
  five
  y
  $ sed -z 's/\n/,/g' a
  one,two,three,four,five, (no-eol)
  $ sed 'N;s/^t/T/M;s/e$/E/M' a
  onE
  Two
  ThreE
  four
  five
  $ sed 2q5 a
  one
  two
  [5]
  $ sed 2Q3 a
  one
  [3]
  $ sed '1R a' b
  x
  one
  y (no-eol)
  $ sed -n '1F' b
  b
  $ sed z b
  
  $ sed -n 'N;W /dev/stdout' b
  x
  $ echo 'hello world' | sed 's/\(h\)\(.*\) \(w\)/\u\1\U\2\E \u\3/'
  HELLO World
  $ echo 'É' | sed 's/./\L&/'
  é
  $ printf 'a\tb\\\001\303\251\n' | sed -n l
  a\tb\\\001\303\251$
  $ printf '%080d\n' 1 | sed -n 'l 20'
  0000000000000000000\
  0000000000000000000\
  0000000000000000000\
  0000000000000000000\
  0001$
  $ echo aaa | sed 's/a/b/2g'
  abb
  $ sed -i 's/3/4/' e nosuch b
  sed: nosuch: No such file or directory
  [1]
  $ sed -i'bak_*' 1d e
  $ cat bak_e
  1
  4

A stray brace, lengths that differ:

  $ sed '}' b
  sed: unexpected '}'
  [1]
  $ sed 'y/ab/c/' b
  sed: strings for 'y' command are different lengths
  [1]
  $ sed 0p b
  sed: invalid usage of line address 0
  [1]

A label ends at a brace:

  $ sed '/two/{s/t/T/;b};s/o/0/' a
  0ne
  Two
  three
  f0ur
  five

A full disk is told, a closed pipe ends the work:

  $ sed p a > /dev/full
  sed: write error: No space left on device
  [1]
  $ yes two | sed = | head -n 1
  1
