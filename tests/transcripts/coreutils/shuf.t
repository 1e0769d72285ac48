  $ printf 'a\nb\nc\n' > l
  $ shuf l | sort
  a
  b
  c
  $ shuf -n 0 l
  $ shuf -n 2 l | wc -l
  2
  $ shuf -i 3-3
  3
  $ shuf -i 1-100 | sort -n | uniq | wc -l
  100
  $ shuf -e x y z | sort
  x
  y
  z
  $ shuf -e
  $ printf 'a' | shuf
  a
  $ printf 'a\0b\0' | shuf -z | sort -z | od -c
  0000000   a  \0   b  \0
  0000004
  $ shuf -i 18446744073709551614-18446744073709551615 | sort
  18446744073709551614
  18446744073709551615
  $ shuf -o l l; sort l
  a
  b
  c
  $ shuf -i 5-3
  shuf: bad range '5-3'
  [1]
  $ shuf -i x-3
  shuf: invalid number 'x'
  [1]
  $ shuf -i 3
  shuf: bad range '3'
  [1]
  $ shuf -n x l
  shuf: invalid number 'x'
  [1]
  $ shuf nosuch
  shuf: nosuch: No such file or directory
  [1]
  $ shuf -o nodir/x l
  shuf: can't open 'nodir/x': No such file or directory
  [1]
Repeated, and from given bytes. [cairn]
  $ shuf -r -n 5 -e x
  x
  x
  x
  x
  x
[cairn]
  $ printf '%64s' x > bytes; shuf --random-source=bytes -n 2 -i 1-10
  2
  3
[cairn]
  $ shuf -r -n 1 < /dev/null
  shuf: no lines to repeat
  [1]
[cairn]
  $ shuf --random-source=bytes -i 1-100
  shuf: bytes: end of file
  [1]
A few of very many. [cairn]
  $ shuf -n 3 -i 0-18446744073709551615 | wc -l
  3
Nothing is read for no lines [cairn]
  $ shuf -n 0 nosuch; shuf -r -n 0 nosuch
One of each [cairn]
  $ shuf -i 1-2 -i 3-4; shuf -o a -o b /dev/null; shuf --random-source=a --random-source=b /dev/null
  shuf: multiple -i options specified
  shuf: multiple -o options specified
  shuf: multiple --random-source options specified
  [1]
