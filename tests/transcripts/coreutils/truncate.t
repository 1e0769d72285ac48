  $ printf 'abcdefgh' > f
  $ truncate -s 3 f; od -c f
  0000000   a   b   c
  0000003
  $ truncate -s 5 f; od -c f
  0000000   a   b   c  \0  \0
  0000005
  $ truncate -s 1k new; wc -c new
  1024 new
  $ truncate -c -s 5 other; ls other
  ls: other: No such file or directory
  [1]
  $ truncate -s 1kB f new; wc -c f new
       1000 f
       1000 new
       2000 total
  $ truncate -s x f
  truncate: invalid number 'x'
  [1]
  $ truncate -s 0 /nosuch/x
  truncate: /nosuch/x: open: No such file or directory
  [1]
  $ mkdir d; truncate -s 0 d
  truncate: d: open: Is a directory
  [1]
  $ truncate f 2>/dev/null
  [1]
  $ truncate -s 5 2>/dev/null
  [1]

More, less, and multiples [cairn]
  $ truncate -s 7 f; truncate -s +5 f; wc -c f; truncate -s -2 f; wc -c f; truncate -s %8 f; wc -c f; truncate -s '<3' f; wc -c f
  12 f
  10 f
  16 f
  3 f
As large as another [cairn]
  $ truncate -r new f; wc -c f
  1000 f
