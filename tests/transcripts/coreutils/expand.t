  $ printf 'a\tb\t\tc\n\t\tx  y\tz\n' > t
  $ expand t
  a       b               c
                  x  y    z
  $ expand -i t
  a	b		c
                  x  y	z
  $ expand -t 4 t
  a   b       c
          x  y    z
  $ expand --tabs=3 < t
  a  b     c
        x  y  z
Columns are those of a terminal.
  $ printf '日本\tx\n' | expand
  日本    x
  $ printf 'no newline\t' | expand -t 12 | od -c
  0000000   n   o       n   e   w   l   i   n   e         (esc)
  0000014
  $ expand -t 0 t
  expand: number 0 is not in 1..4294967295 range
  [1]
  $ expand -t x t
  expand: invalid number 'x'
  [1]
  $ expand nosuch t
  expand: nosuch: No such file or directory
  a       b               c
                  x  y    z
  [1]
A list of stops, as POSIX has it; behind the last a tab is one blank. [cairn]
  $ expand -t 2,4,10 t
  a b       c
      x  y  z
The form of old. [cairn]
  $ expand -4 t
  a   b       c
          x  y    z
A backspace goes back, as POSIX says. [cairn]
  $ printf 'ab\b\tx\n' | expand | od -c
  0000000   a   b  \b                               x  \n
  0000014
Stops must rise. [cairn]
  $ expand -t 4,4 t
  expand: tab sizes must be ascending
  [1]
