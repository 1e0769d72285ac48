  $ printf abc | tee t1 t2; echo
  $ cat t1 t2; echo
  $ printf d | tee -a t1; echo
  $ cat t1; echo
  $ echo x | tee t1
  $ cat t1
  $ echo x | tee -
  $ echo x | tee -i t1 > t2; cat t2
  $ printf '' | tee t1; wc -c < t1
  $ seq 100000 | tee big | cksum; cksum < big

What cannot be opened is left out:

  $ echo x | tee /nosuch/a t1
  $ cat t1
  $ mkdir d; echo x | tee d
  $ tee -q < t1 2>&1 | head -n 1

A full disk is told, and the others are written [cairn]
  $ echo x | tee /dev/full t1; cat t1
Standard output, too [cairn]
  $ echo y | tee t1 > /dev/full; cat t1
A directory as input [cairn]
  $ tee t1 < d
A closed pipe does not end it [cairn]
  $ seq 100000 | tee -p big | true; wc -l < big
Long names [cairn]
  $ echo z | tee --append t1 > /dev/null; cat t1
