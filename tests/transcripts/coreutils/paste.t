  $ printf 'a\nb\nc\n' > f
  $ printf '1\n2\n3' > g
  $ printf '' > empty
  $ paste f g
  a	1
  b	2
  c	3
  $ paste -d: f g
  a:1
  b:2
  c:3
  $ paste -d ':,' f g f
  a:1,a
  b:2,b
  c:3,c
  $ paste -s f g
  a	b	c
  1	2	3
  $ paste -s -d ',;' f
  a,b;c
  $ paste -d '\n' f g
  a
  1
  b
  2
  c
  3
  $ paste -d '\0' f g
  a1
  b2
  c3
  $ paste -d '\\' f g
  a\1
  b\2
  c\3
  $ seq 6 | paste - - -
  1	2	3
  4	5	6
  $ paste empty empty
  $ paste < f
  a
  b
  c
  $ paste nosuch f
  paste: nosuch: No such file or directory
  [1]
  $ paste -d '' f g
  paste: -d '' is not supported
  [1]

A file that ends first leaves its column empty [cairn]
  $ printf 'x\n' | paste f -
  a	x
  b\t (esc)
  c\t (esc)
Lines that end with NUL [cairn]
  $ printf 'a\0b\0' | paste -z -s -d, | tr '\0' .
  a,b. (no-eol)
Write errors [cairn]
  $ paste f g > /dev/full
  paste: write error: No space left on device
  [1]
