# dirname

  $ dirname a; dirname a/b; dirname /a; dirname /; dirname //; dirname ''; dirname a/b/; dirname a//b; dirname //a; dirname ///a//; dirname a/b// ; dirname -- -a/b
  .
  a
  /
  /
  /
  .
  a
  a
  /
  /
  a
  -a
  $ dirname "$(printf 'd\n\377/a')" | od -c
  0000000   d  \n 377  \n
  0000004
  $ dirname 2>/dev/null
  [1]
[cairn]
  $ dirname -x a 2>&1 | head -n 1
  dirname: unrecognized option: x
[cairn]
  $ dirname a > /dev/full
  dirname: write error: No space left on device
  [1]

Several, as in GNU:
[cairn]
  $ dirname a/b /c; dirname -z a/b c | od -c
  a
  /
  0000000   a  \0   .  \0
  0000004
