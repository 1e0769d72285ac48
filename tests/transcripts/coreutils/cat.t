cat copies its operands, `-` is standard input:

  $ printf 'a\nb\n\n\nc' > f
  $ printf 'x\001\200\377\t\ny\r\n' > g
  $ printf '' > empty
  $ cat f empty
  $ cat empty
  $ echo in | cat - f -
  $ cat < f
  $ cat -u empty

A large file, to a pipe and to a file:

  $ seq 100000 > big
  $ cat big | cksum
  $ cat big big > twice
  $ cksum < twice

Numbers go on over files, and number whole lines:

  $ cat -n f f
  $ cat -b f
  $ cat -nb f

Bytes made visible:

  $ cat -v g
  $ cat -e f
  $ cat -t g
  $ cat -A g
  $ cat -An g f g

Names with odd bytes:

  $ printf 1 > 'new
  > line'
  $ printf 2 > ' blank '
  $ printf '3\n' > "$(printf '\377')"
  $ cat 'new
  > line' ' blank ' "$(printf '\377')"

What cannot be read is told, and the rest printed:

  $ cat nosuch f
  $ mkdir d
  $ cat d f
  $ cat -n nosuch empty
  $ cat f > /dev/full
  $ cat -y 2>&1 | head -n 1

A closed pipe ends it quietly:

  $ cat big | head -n 1

Extensions:

One of several empty lines [cairn]
  $ cat -s f
Only the ends [cairn]
  $ cat -E f
Only the tabs [cairn]
  $ printf 'a\tb\001\n' | cat -T
Numbers of squeezed lines [cairn]
  $ cat -sn f
Long names [cairn]
  $ cat --show-all --number g
Long names may be cut short [cairn]
  $ cat --numb f
It does not feed itself [cairn]
  $ cat f >> f
Nor does it when standard input is the same file [cairn]
  $ cat < f >> f
A directory is told of also when lines are numbered [cairn]
  $ cat -n d
