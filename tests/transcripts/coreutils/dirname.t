# dirname

  $ dirname a; dirname a/b; dirname /a; dirname /; dirname //; dirname ''; dirname a/b/; dirname a//b; dirname //a; dirname ///a//; dirname a/b// ; dirname -- -a/b
  $ dirname "$(printf 'd\n\377/a')" | od -c
  $ dirname 2>/dev/null
  $ dirname -x a 2>&1 | head -n 1
  $ dirname a > /dev/full

Several, as in GNU:
[cairn]
  $ dirname a/b /c; dirname -z a/b c | od -c
