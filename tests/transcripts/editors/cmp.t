  $ printf 'abc\ndef\n' > c1
  $ printf 'abc\ndxf\n' > c2
  $ printf 'abc\n' > c3
  $ printf '' > empty

  $ cmp c1 c1
  $ cmp c1 c2
  c1 c2 differ: char 6, line 2
  [1]
  $ cmp c1 - < c2
  c1 - differ: char 6, line 2
  [1]
  $ cmp c1 < c2
  c1 - differ: char 6, line 2
  [1]
  $ cmp c1 c3
  cmp: EOF on c3
  [1]
  $ cmp c3 c1
  cmp: EOF on c3
  [1]
  $ cmp empty c1
  cmp: EOF on empty
  [1]
  $ cmp empty empty
  $ cmp -s c1 c2
  [1]
  $ cmp -s c1 c3
  [1]
  $ cmp -l c1 c2
  6 145 170
  [1]
  $ cmp -l c1 c3
  cmp: EOF on c3
  [1]
  $ cmp -n 3 c1 c2
  $ cmp -n 6 c1 c2
  c1 c2 differ: char 6, line 2
  [1]
  $ cmp -l -n 6 c1 c2
  6 145 170
  [1]
  $ cmp c1 c2 6 6
  $ cmp c1 c2 4 4
  c1 c2 differ: char 2, line 1
  [1]
  $ cmp c1 c2 1
  c1 c2 differ: char 1, line 1
  [1]
  $ cat c1 | cmp c1 - 2 2
  $ cmp - - < c1
  $ seq 100000 > b1
  $ cat b1 > b2; echo x >> b2
  $ cmp b1 b2
  cmp: EOF on b1
  [1]
  $ cmp --silent b1 b1
  $ cmp --bytes=3 --verbose c1 c2

Errors:

  $ cmp nosuch c1
  cmp: nosuch: No such file or directory
  [2]
  $ cmp c1 nosuch
  cmp: nosuch: No such file or directory
  [2]
  $ cmp -s nosuch c1
  [2]
  $ cmp -ls c1 c2 2>/dev/null
  [1]
  $ cmp c1 c2 x
  cmp: invalid number 'x'
  [1]
  $ cmp -n x c1 c2
  cmp: invalid number 'x'
  [1]
  $ cmp 2>/dev/null
  [1]

Write errors [cairn]
  $ cmp c1 c2 > /dev/full
  cmp: write error: No space left on device
  [1]
A directory [cairn]
  $ mkdir d; cmp d c1
  cmp: d: Is a directory
  [2]
Bytes as characters [cairn]
  $ cmp -b c1 c2; cmp -lb c1 c2
  c1 c2 differ: char 6, line 2 is 145 e 170 x
  6 145 e    170 x
  [1]
Skipping [cairn]
  $ cmp -i 4 c1 c2; cmp --ignore-initial=4:0 c1 c3
  c1 c2 differ: char 2, line 1
  c1 c3 differ: char 1, line 1
  [1]
