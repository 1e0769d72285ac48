Absolute, without links:
  $ mkdir -p d/e; touch a; ln -s a l; ln -s d dl; ln -s nowhere dang; ln -s loop loop
  $ realpath a l dl/e dl/e/.. dang ./nosuch | sed "s:^$HOME:H:"; realpath /
  H/a
  H/a
  H/d/e
  H/d
  H/nowhere
  H/nosuch
  /
What has no place is an error, the others are shown:
  $ realpath nosuch; realpath nosuch/x a 2>&1 | sed "s:^$HOME:H:"
  realpath: nosuch: No such file or directory
  realpath: nosuch/x: No such file or directory
  H/a
  $ realpath a/
  realpath: a/: Not a directory
  [1]
  $ realpath loop
  realpath: loop: Symbolic link loop
  [1]
  $ realpath ''
  realpath: : No such file or directory
  [1]
  $ realpath 2>&1 | tail -n +3 | head -n 1
  Usage: realpath FILE...
Everything, or nothing must exist: [cairn]
  $ realpath -e dang ./nosuch
  realpath: dang: No such file or directory
  realpath: ./nosuch: No such file or directory
  [1]
Likewise: [cairn]
  $ realpath -m no/such/../x | sed "s:^$HOME:H:"
  H/no/x
Links may stay: [cairn]
  $ realpath -s dl/e l dl/.. | sed "s:^$HOME:H:"; realpath -L dl/.. | sed "s:^$HOME:H:"
  H/dl/e
  H/l
  H
  H
Relative to a directory: [cairn]
  $ realpath --relative-to=d/e a dl/e d; realpath --relative-base=d d/e a | sed "s:^$HOME:H:"
  ../../a
  .
  ..
  e
  H/a
Likewise: [cairn]
  $ realpath -q nosuch; realpath -z a | tr '\0' '|' | sed "s:^$HOME:H:"
  H/a| (no-eol)
