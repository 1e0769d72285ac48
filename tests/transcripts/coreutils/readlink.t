What a link says:
  $ mkdir -p d/e; touch a; ln -s a l; ln -s d dl; ln -s nowhere dang; ln -s loop loop; ln -s d/e/ de; readlink l; readlink -n l; echo; readlink dang
  a
  a
  nowhere
What is no link says nothing, unless it is to be told:
  $ readlink a
  [1]
  $ readlink -v a
  readlink: a: cannot read link: not a symlink
  [1]
  $ readlink -v nosuch
  readlink: nosuch: cannot read link: No such file or directory
  [1]
  $ readlink -q a
  [1]
  $ readlink -s nosuch
  [1]
A whole path without links:
  $ cd d; for p in . .. e/../../a ../dl/e ../de ../nowhere; do readlink -f $p; done | sed "s:^$HOME:H:"; cd ..
  H/d
  H
  H/a
  H/d/e
  H/d/e
  H/nowhere
  $ readlink -f /; readlink -f /nosuch
  /
  /nosuch
  $ readlink -f nosuch/x
  [1]
  $ readlink -f a/
  [1]
  $ readlink -f a/b
  [1]
  $ readlink -f loop
  [1]
  $ readlink -f ''
  [1]
A missing file without a slash is a name like others: [cairn]
  $ readlink -f nosuch | sed "s:^$HOME:H:"
  H/nosuch
A link that leads nowhere counts from where it lies: [cairn]
  $ cd d; readlink -f ../dang | sed "s:^$HOME:H:"; cd ..
  H/nowhere
Everything, or nothing must exist: [cairn]
  $ readlink -e nosuch; readlink -e dl/e | sed "s:^$HOME:H:"; readlink -e dang
  H/d/e
  [1]
Likewise: [cairn]
  $ readlink -m no/such/../x dang/y | sed "s:^$HOME:H:"
  H/no/x
  H/nowhere/y
Likewise: [cairn]
  $ readlink -z l dl | tr '\0' '|'
  a|d| (no-eol)
Likewise: [cairn]
  $ readlink l dl
  a
  d
