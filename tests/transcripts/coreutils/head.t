  $ seq 12 > n
  $ printf 'a\nb\n\n\nc' > f
  $ printf '' > empty

Ten lines, or as many as asked for:

  $ head n
  1
  2
  3
  4
  5
  6
  7
  8
  9
  10
  $ head -n 2 n
  1
  2
  $ head -n2 -n1 n
  1
  $ head -2 n
  1
  2
  $ head -n 0 n
  $ head -n 100 f
  a
  b
  
  
  c (no-eol)
  $ head < empty
  $ head -c 3 n
  1
  2 (no-eol)
  $ head -c 1k n | wc -c
  27
  $ head -n 1b n | wc -l
  12
  $ head -n 2 -c 1 n
  1 (no-eol)

All but the last:

  $ head -n -10 n
  1
  2
  $ head -n -1 f
  a
  b
  
  
  $ head -n -0 f
  a
  b
  
  
  c (no-eol)
  $ head -n -100 n
  $ head -c -20 n
  1
  2
  3
  4 (no-eol)
  $ head -c -0 f
  a
  b
  
  
  c (no-eol)
  $ seq 100000 | head -n -99998
  1
  2
  $ seq 100000 | head -c -588890
  1
  2
  3 (no-eol)

Headers:

  $ head -n1 n f
  ==> n <==
  1
  
  ==> f <==
  a
  $ head -q -n1 n f
  1
  a
  $ head -v -n1 n
  ==> n <==
  1
  $ head -n1 - n < n
  ==> standard input <==
  1
  
  ==> n <==
  1
  $ head -v -n1 < n
  ==> standard input <==
  1
  $ head -n 1 nosuch n empty
  head: nosuch: No such file or directory
  
  ==> n <==
  1
  
  ==> empty <==
  [1]

What is not printed is left to the next command:

  $ (head -n 1; head -n 1) < n
  1
  2
  $ (head -c 2; head -n 1) < n
  1
  2

Errors:

  $ head nosuch
  head: nosuch: No such file or directory
  [1]
  $ head -n x n
  head: invalid number 'x'
  [1]
  $ head -n -- n
  head: invalid number '-'
  [1]
  $ head -n 99999999999999999999 n
  head: invalid number '99999999999999999999'
  [1]
  $ head -n 2x n
  head: invalid number '2x'
  [1]
  $ head -n 2>&1 | head -n 1
  head: option requires an argument: n
  $ head -z -y 2>&1 | wc -l > lines
  $ seq 100000 | head -n 1
  1

Write errors [cairn]
  $ head n > /dev/full
  head: write error: No space left on device
  [1]
A directory [cairn]
  $ mkdir d; head d
  head: d: Is a directory
  [1]
Larger suffixes [cairn]
  $ head -c 1K n | wc -c; head -c 1kB n | wc -c
  27
  27
Options after operands [cairn]
  $ head n -n 1
  1
Long names [cairn]
  $ head --lines=1 --verbose n
  > head --bytes 3 n; head --quiet --lines=1 n n
  ==> n <==
  1
  1
  21
  1
Lines that end with NUL [cairn]
  $ printf 'a\0b\0' | head -z -n 1 | tr '\0' .
  a. (no-eol)
