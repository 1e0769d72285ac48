  $ printf abc | tee t1 t2; echo
  abc
  $ cat t1 t2; echo
  abcabc
  $ printf d | tee -a t1; echo
  d
  $ cat t1; echo
  abcd
  $ echo x | tee t1
  x
  $ cat t1
  x
  $ echo x | tee -
  x
  x
  $ echo x | tee -i t1 > t2; cat t2
  x
  $ printf '' | tee t1; wc -c < t1
  0
  $ seq 100000 | tee big | cksum; cksum < big
  2052179976 588895
  2052179976 588895

What cannot be opened is left out:

  $ echo x | tee /nosuch/a t1
  tee: /nosuch/a: No such file or directory
  x
  [1]
  $ cat t1
  x
  $ mkdir d; echo x | tee d
  tee: d: Is a directory
  x
  [1]
  $ tee -q < t1 2>&1 | head -n 1
  tee: unrecognized option: q

A full disk is told, and the others are written [cairn]
  $ echo x | tee /dev/full t1; cat t1
  x
  tee: /dev/full: No space left on device
  x
Standard output, too [cairn]
  $ echo y | tee t1 > /dev/full; cat t1
  tee: standard output: No space left on device
  y
A directory as input [cairn]
  $ tee t1 < d
  tee: read error: Is a directory
  [1]
A closed pipe does not end it [cairn]
  $ seq 100000 | tee -p big | true; wc -l < big
  100000
Long names [cairn]
  $ echo z | tee --append t1 > /dev/null; cat t1
  z
