Random bytes take the place of what was there.
  $ printf hello > f; shred -n 1 f; wc -c < f; cmp -s f - < /dev/null
  5
  [1]
  $ shred -z -n 0 f; od -c f
  0000000  \0  \0  \0  \0  \0
  0000005
  $ shred -s 10000 f; wc -c < f
  10000
  $ shred -u f; ls
  $ shred nosuch
  shred: can't open 'nosuch': No such file or directory
  [1]
  $ shred .
  shred: can't open '.': Is a directory
  [1]
  $ shred -n x f
  shred: invalid number 'x'
  [1]
Each pass is told. [cairn]
  $ printf hello > f; shred -vzu -n 2 f
  shred: f: pass 1/3 (random)...
  shred: f: pass 2/3 (random)...
  shred: f: pass 3/3 (000000)...
  shred: f: renamed to ./0
  shred: f: removed
Names of zeros that are taken stay. [cairn]
  $ printf a > ab; printf keep > 00; shred -u ab; ls; cat 00
  00
  keep (no-eol)
