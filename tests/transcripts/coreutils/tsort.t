Pairs in an order that agrees with all of them; as in GNU [cairn]
  $ echo 'a b c c d e g g f g e f h h' | tsort | paste -s -d ' '
  a c d h b e f g
  $ printf 'a b\nb c\nc d\nc x\nx y\n' > f; tsort f | paste -s -d ' '
  a b c x d y
Loops are reported and broken:
  $ printf 't b\nt s\ns t\n' | tsort
  tsort: -: input contains a loop:
  tsort: s
  tsort: t
  s
  t
  b
  [1]
  $ printf 'a a\na b\na c\nc a\nb a\n' | tsort -w
  tsort: -: input contains a loop:
  tsort: a
  tsort: b
  tsort: -: input contains a loop:
  tsort: a
  tsort: c
  a
  c
  b
  [1]
  $ tsort < /dev/null
  $ echo a | tsort
  tsort: -: input contains an odd number of tokens
  [1]
  $ tsort nosuch
  tsort: nosuch: No such file or directory
  [1]
  $ tsort a b 2>&1 | head -n 1
  tsort: extra operand 'b'
