  $ seq 3
  1
  2
  3
  $ seq 2 4
  2
  3
  4
  $ seq 1 2 6
  1
  3
  5
  $ seq 5 -2 1
  5
  3
  1
  $ seq 1 -1 -1
  1
  0
  -1
  $ seq -- -2 0
  -2
  -1
  0
  $ seq 3 1
  $ seq 1000000 1000002
  1000000
  1000001
  1000002
  $ seq 1 0 3 | head -n 2
  1
  1
  $ seq 100000 | cksum
  2052179976 588895

Decimals have the places of the first number and the step:

  $ seq 1 0.5 2
  1.0
  1.5
  2.0
  $ seq 0.1 0.1 0.4
  0.1
  0.2
  0.3
  0.4
  $ seq 1.00 2
  1.00
  2.00
  $ seq 1 1.0 2
  1.0
  2.0
  $ seq .5 2
  0.5
  1.5
  $ seq 1e2 101
  100
  101
  $ seq 0x10 0x11
  16
  17

Widths:

  $ seq -w 8 10
  08
  09
  10
  $ seq -w 003
  001
  002
  003
  $ seq -w 1.5 4
  1.5
  2.5
  3.5
  $ seq -w 9 -6 -9
  09
  03
  -3
  -9
  $ seq -w 03 .3 0003.5
  0003.0
  0003.3

Separators:

  $ seq -s, 3
  1,2,3
  $ seq -s '' 3
  123

Errors:

  $ seq 2>/dev/null
  [1]
  $ seq a 2>/dev/null
  [1]
  $ seq 1 x 2>/dev/null
  [1]
  $ seq 1 2 3 4 2>/dev/null
  [1]
  $ seq inf | head -n 2
  1
  2

Write errors [cairn]
  $ seq 3 > /dev/full
  seq: write error: No space left on device
  [1]
A negative number is no option [cairn]
  $ seq -1 1; seq -w -1 1; seq -s, -2 -1
  -1
  0
  1
  -1
  00
  01
  -2,-1
A format [cairn]
  $ seq -f 'x%03gy' 8 10; seq -f %.2e 2; seq -f %d 2
  x008y
  x009y
  x010y
  1.00e+00
  2.00e+00
  seq: bad format '%d'
  [1]
Large numbers are exact [cairn]
  $ seq 9999999999999999998 10000000000000000000
  9999999999999999998
  9999999999999999999
  10000000000000000000
Small ones too [cairn]
  $ seq 1e-1 0.3
  0.1
Long names [cairn]
  $ seq --equal-width --separator=: 9 10
  09:10
