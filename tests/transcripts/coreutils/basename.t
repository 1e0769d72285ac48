# basename

  $ basename /a/b.c .c; basename b.c .c; basename .c .c; basename a/b/; basename a//b//; basename /; basename //; basename ''; basename c.c c.c
  b
  b
  .c
  b
  b
  /
  /
  
  c.c
  $ basename -a x/y /z; basename -s .c a.c d/b.c e; basename -- -a
  y
  z
  a
  b
  e
  -a
  $ basename "$(printf 'd/a\nb\377')" | od -c
  0000000   a  \n   b 377  \n
  0000005
  $ basename a b c 2>&1 | sed -n 3p
  Usage: basename FILE [SUFFIX] | -a FILE... | -s SUFFIX FILE...
  $ basename 2>&1 | sed -n 3p; basename -a >/dev/null 2>&1
  Usage: basename FILE [SUFFIX] | -a FILE... | -s SUFFIX FILE...
  [1]
  $ basename -x 2>&1 | head -n 1
  basename: unrecognized option: x
  $ basename -s 2>&1 | head -n 1
  basename: option requires an argument: s
A full disk is told:
[cairn]
  $ basename a > /dev/full
  basename: write error: No space left on device
  [1]

[cairn]
  $ basename -z -a x/y z | od -c; basename --multiple a/b --suffix=c; basename --suffix=.c a/b.c
  0000000   y  \0   z  \0
  0000004
  b
  --suffix=c
  b
