  $ printf 123456789 > f
  $ printf '' > empty
  $ cksum f
  930766865 9 f
  $ cksum f empty
  930766865 9 f
  4294967295 0 empty
  $ cksum < f
  930766865 9
  $ cksum -
  4294967295 0 -
  $ seq 100000 | cksum
  2052179976 588895
  $ cksum nosuch f
  cksum: can't open 'nosuch': No such file or directory
  930766865 9 f
  [1]
  $ mkdir d; cksum d
  cksum: d: Is a directory
  [1]
  $ cksum -x 2>&1 | head -n 1
  cksum: unrecognized option: x

Write errors [cairn]
  $ cksum f > /dev/full
  cksum: write error: No space left on device
  [1]
