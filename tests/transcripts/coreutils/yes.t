  $ yes | head -n 2
  $ yes a b | head -n 2
  $ yes -x | head -n 1
  $ yes -- a | head -n 1
  $ yes | head -n 100000 | cksum

Write errors [cairn]
  $ yes > /dev/full
