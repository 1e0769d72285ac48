# basename

  $ basename /a/b.c .c; basename b.c .c; basename .c .c; basename a/b/; basename a//b//; basename /; basename //; basename ''; basename c.c c.c
  $ basename -a x/y /z; basename -s .c a.c d/b.c e; basename -- -a
  $ basename "$(printf 'd/a\nb\377')" | od -c
  $ basename a b c 2>&1 | sed -n 3p
  $ basename 2>&1 | sed -n 3p; basename -a >/dev/null 2>&1
  $ basename -x 2>&1 | head -n 1
  $ basename -s 2>&1 | head -n 1
  $ basename a > /dev/full

[cairn]
  $ basename -z -a x/y z | od -c; basename --multiple a/b --suffix=c; basename --suffix=.c a/b.c
