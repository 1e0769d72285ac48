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
How it is removed, and where random bytes come from: [cairn]
  $ echo data > sa; shred -n 1 --remove=unlink -v sa; ls sa; echo data > sb; shred -n 0 --remove=wipe -v sb; echo data > sb; shred -n 1 --remove -v sb; shred --remove=foo x 2>&1 | head -n 1; printf 'abcde' > src; printf 12345 > sd; shred -n 1 --random-source=src sd; cat sd; echo; printf 123456 > sd; shred -n 1 --random-source=src sd; mkfifo sp; shred sp; shred --progress -n 1 src; stat -c %s src
  shred: sa: pass 1/1 (random)...
  shred: sa: removed
  ls: sa: No such file or directory
  shred: sb: renamed to ./0
  shred: sb: removed
  shred: sb: pass 1/1 (random)...
  shred: sb: renamed to ./0
  shred: sb: removed
  shred: invalid argument 'foo' for '--remove'
  abcde
  shred: sd: too few random bytes
  shred: can't open 'sp': invalid file type
  5
