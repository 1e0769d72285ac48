Lines with the same key, from two sorted files; as in POSIX and GNU [cairn]
  $ printf 'a 1\nb 2\nb 3\nd 4\n' > one; printf 'a x\nb y\nb z\nc w\n' > two
  $ join one two
  a 1 x
  b 2 y
  b 2 z
  b 3 y
  b 3 z
  $ join -a 1 -a 2 one two
  a 1 x
  b 2 y
  b 2 z
  b 3 y
  b 3 z
  c w
  d 4
  $ join -v 1 one two; join -v 2 one two
  d 4
  c w
  $ join -a1 -a2 -e - -o 0,1.2,2.2 one two
  a 1 x
  b 2 y
  b 2 z
  b 3 y
  b 3 z
  c - w
  d 4 -
  $ join -a1 -a2 -e . -o auto one two
  a 1 x
  b 2 y
  b 2 z
  b 3 y
  b 3 z
  c . w
  d 4 .
  $ join -o '1.2 2.2' -o 0 one two
  1 x a
  2 y b
  2 z b
  3 y b
  3 z b
Fields of other separators, other keys:
  $ printf 'x:a\ny:b\n' > c1; printf 'b:y:2\na:x:1\n' > c2
  $ sort -t: -k2 c2 > c3; join -t: -1 1 -2 2 c1 c3
  x:a:a:1
  y:b:b:2
  $ join -t '' one one | head -n 1
  a 1
  $ printf 'A 1\nb 2\n' | join -i - one
  A 1 1
  b 2 2
  b 2 3
  $ printf 'a\0b\0' > z1; printf 'b\0c\0' > z2; join -z z1 z2 | od -An -c
     b  \0
  $ printf 'id n\na 1\n' > h1; printf 'id m\na 2\n' > h2; join --header h1 h2
  id n m
  a 1 2
The order is checked once a line has no partner, or always, or never:
  $ printf 'b\na\n' > r1; printf 'b\na\n' > r2; join r1 r2
  b
  a
  $ join --check-order r1 r2
  join: r1:2: is not sorted: a
  [1]
  $ printf 'c\nb\na\n' > r3; printf 'd\nb\n' > r4; join r3 r4
  join: r3:2: is not sorted: b
  join: r4:2: is not sorted: b
  join: input is not in sorted order
  [1]
  $ join --nocheck-order r3 r4
What is wrong:
  $ join -j x one two
  join: invalid field number: 'x'
  [1]
  $ join -1 0 one two
  join: invalid field number: '0'
  [1]
  $ join -j 1 -1 2 one two
  join: incompatible join fields 1, 2
  [1]
  $ join -a 3 one two
  join: invalid file number: '3'
  [1]
  $ join -o 3.1 one two
  join: invalid file number in field spec: '3.1'
  [1]
  $ join -o 1x one two
  join: invalid field specifier: '1x'
  [1]
  $ join -e a -e b one two
  join: conflicting empty-field replacement strings
  [1]
  $ join -t ab one two
  join: multi-character tab 'ab'
  [1]
  $ join - -
  join: both files cannot be standard input
  [1]
  $ join one nosuch
  join: nosuch: No such file or directory
  [1]
  $ join one 2>&1 | head -n 1
  join: missing operand after 'one'
  $ join one two three 2>&1 | head -n 1
  join: extra operand 'three'
