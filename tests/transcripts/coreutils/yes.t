  $ yes | head -n 2
  y
  y
  $ yes a b | head -n 2
  a b
  a b
  $ yes -x | head -n 1
  -x
  $ yes -- a | head -n 1
  -- a
  $ yes | head -n 100000 | cksum
  2851117126 200000

Write errors [cairn]
  $ yes > /dev/full
  yes: write error: No space left on device
  [1]
