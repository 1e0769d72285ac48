  $ printf 'abc\ndef\n' > c1
  $ printf 'abc\ndxf\n' > c2
  $ printf 'abc\n' > c3
  $ printf '' > empty

  $ cmp c1 c1
  $ cmp c1 c2
  $ cmp c1 - < c2
  $ cmp c1 < c2
  $ cmp c1 c3
  $ cmp c3 c1
  $ cmp empty c1
  $ cmp empty empty
  $ cmp -s c1 c2
  $ cmp -s c1 c3
  $ cmp -l c1 c2
  $ cmp -l c1 c3
  $ cmp -n 3 c1 c2
  $ cmp -n 6 c1 c2
  $ cmp -l -n 6 c1 c2
  $ cmp c1 c2 6 6
  $ cmp c1 c2 4 4
  $ cmp c1 c2 1
  $ cat c1 | cmp c1 - 2 2
  $ cmp - - < c1
  $ seq 100000 > b1
  $ cat b1 > b2; echo x >> b2
  $ cmp b1 b2
  $ cmp --silent b1 b1
  $ cmp --bytes=3 --verbose c1 c2

Errors:

  $ cmp nosuch c1
  $ cmp c1 nosuch
  $ cmp -s nosuch c1
  $ cmp -ls c1 c2 2>/dev/null
  $ cmp c1 c2 x
  $ cmp -n x c1 c2
  $ cmp 2>/dev/null

Write errors [cairn]
  $ cmp c1 c2 > /dev/full
A directory [cairn]
  $ mkdir d; cmp d c1
Bytes as characters [cairn]
  $ cmp -b c1 c2; cmp -lb c1 c2
Skipping [cairn]
  $ cmp -i 4 c1 c2; cmp --ignore-initial=4:0 c1 c3
