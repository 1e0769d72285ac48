  $ seq 3
  $ seq 2 4
  $ seq 1 2 6
  $ seq 5 -2 1
  $ seq 1 -1 -1
  $ seq -- -2 0
  $ seq 3 1
  $ seq 1000000 1000002
  $ seq 1 0 3 | head -n 2
  $ seq 100000 | cksum

Decimals have the places of the first number and the step:

  $ seq 1 0.5 2
  $ seq 0.1 0.1 0.4
  $ seq 1.00 2
  $ seq 1 1.0 2
  $ seq .5 2
  $ seq 1e2 101
  $ seq 0x10 0x11

Widths:

  $ seq -w 8 10
  $ seq -w 003
  $ seq -w 1.5 4
  $ seq -w 9 -6 -9
  $ seq -w 03 .3 0003.5

Separators:

  $ seq -s, 3
  $ seq -s '' 3

Errors:

  $ seq 2>/dev/null
  $ seq a 2>/dev/null
  $ seq 1 x 2>/dev/null
  $ seq 1 2 3 4 2>/dev/null
  $ seq inf | head -n 2

Write errors [cairn]
  $ seq 3 > /dev/full
A negative number is no option [cairn]
  $ seq -1 1; seq -w -1 1; seq -s, -2 -1
A format [cairn]
  $ seq -f 'x%03gy' 8 10; seq -f %.2e 2; seq -f %d 2
Large numbers are exact [cairn]
  $ seq 9999999999999999998 10000000000000000000; seq 99999999999999999999999999999999999999999 2
Small ones too [cairn]
  $ seq 1e-1 0.3
Long names [cairn]
  $ seq --equal-width --separator=: 9 10
