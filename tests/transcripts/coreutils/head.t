  $ seq 12 > n
  $ printf 'a\nb\n\n\nc' > f
  $ printf '' > empty

Ten lines, or as many as asked for:

  $ head n
  $ head -n 2 n
  $ head -n2 -n1 n
  $ head -2 n
  $ head -n 0 n
  $ head -n 100 f
  $ head < empty
  $ head -c 3 n
  $ head -c 1k n | wc -c
  $ head -n 1b n | wc -l
  $ head -n 2 -c 1 n

All but the last:

  $ head -n -10 n
  $ head -n -1 f
  $ head -n -0 f
  $ head -n -100 n
  $ head -c -20 n
  $ head -c -0 f
  $ seq 100000 | head -n -99998
  $ seq 100000 | head -c -588890

Headers:

  $ head -n1 n f
  $ head -q -n1 n f
  $ head -v -n1 n
  $ head -n1 - n < n
  $ head -v -n1 < n
  $ head -n 1 nosuch n empty

What is not printed is left to the next command:

  $ (head -n 1; head -n 1) < n
  $ (head -c 2; head -n 1) < n

Errors:

  $ head nosuch
  $ head -n x n
  $ head -n -- n
  $ head -n 99999999999999999999 n
  $ head -n 2x n
  $ head -n 2>&1 | head -n 1
  $ head -z -y 2>&1 | wc -l > lines
  $ seq 100000 | head -n 1

Write errors [cairn]
  $ head n > /dev/full
A directory [cairn]
  $ mkdir d; head d
Larger suffixes [cairn]
  $ head -c 1K n | wc -c; head -c 1kB n | wc -c
Options after operands [cairn]
  $ head n -n 1
Long names [cairn]
  $ head --lines=1 --verbose n
  > head --bytes 3 n; head --quiet --lines=1 n n
Lines that end with NUL [cairn]
  $ printf 'a\0b\0' | head -z -n 1 | tr '\0' .
