cat copies its operands, `-` is standard input:

  $ printf 'a\nb\n\n\nc' > f
  $ printf 'x\001\200\377\t\ny\r\n' > g
  $ printf '' > empty
  $ cat f empty
  a
  b
  
  
  c (no-eol)
  $ cat empty
  $ echo in | cat - f -
  in
  a
  b
  
  
  c (no-eol)
  $ cat < f
  a
  b
  
  
  c (no-eol)
  $ cat -u empty

A large file, to a pipe and to a file:

  $ seq 100000 > big
  $ cat big | cksum
  2052179976 588895
  $ cat big big > twice
  $ cksum < twice
  2457222720 1177790

Numbers go on over files, and number whole lines:

  $ cat -n f f
       1	a
       2	b
       3\t (esc)
       4\t (esc)
       5	c
       6	a
       7	b
       8\t (esc)
       9\t (esc)
      10	c
  $ cat -b f
       1	a
       2	b
  
  
       3	c
  $ cat -nb f
       1	a
       2	b
  
  
       3	c

Bytes made visible:

  $ cat -v g
  x^AM-^@M-^?\t (esc)
  y^M
  $ cat -e f
  a$
  b$
  $
  $
  c (no-eol)
  $ cat -t g
  x^AM-^@M-^?^I
  y^M
  $ cat -A g
  x^AM-^@M-^?^I$
  y^M$
  $ cat -An g f g
       1  x^AM-^@M-^?^I$
       2  y^M$
       3  a$
       4  b$
       5  $
       6  $
       7  cx^AM-^@M-^?^I$
       8  y^M$

Names with odd bytes:

  $ printf 1 > 'new
  > line'
  $ printf 2 > ' blank '
  $ printf '3\n' > "$(printf '\377')"
  $ cat 'new
  > line' ' blank ' "$(printf '\377')"
  123

What cannot be read is told, and the rest printed:

  $ cat nosuch f
  cat: can't open 'nosuch': No such file or directory
  a
  b
  
  
  c (no-eol)
  [1]
  $ mkdir d
  $ cat d f
  cat: read error: Is a directory
  a
  b
  
  
  c (no-eol)
  [1]
  $ cat -n nosuch empty
  cat: nosuch: No such file or directory
  [1]
  $ cat f > /dev/full
  cat: write error: No space left on device
  [1]
  $ cat -y 2>&1 | head -n 1
  cat: unrecognized option: y

A closed pipe ends it quietly:

  $ cat big | head -n 1
  1

Extensions:

One of several empty lines [cairn]
  $ cat -s f
  a
  b
  
  c (no-eol)
Only the ends [cairn]
  $ cat -E f
  a$
  b$
  $
  $
  c (no-eol)
Only the tabs [cairn]
  $ printf 'a\tb\001\n' | cat -T
  a^Ib\x01 (esc)
Numbers of squeezed lines [cairn]
  $ cat -sn f
       1	a
       2	b
       3\t (esc)
       4	c
Long names [cairn]
  $ cat --show-all --number g
       1  x^AM-^@M-^?^I$
       2  y^M$
Long names may be cut short [cairn]
  $ cat --show-nonp f
  a
  b
  
  
  c (no-eol)
It does not feed itself [cairn]
  $ cat f >> f
  cat: f: input file is output file
  [1]
Nor does it when standard input is the same file [cairn]
  $ cat < f >> f
  cat: -: input file is output file
  [1]
A directory is told of also when lines are numbered [cairn]
  $ cat -n d
  cat: read error: Is a directory
  [1]
