# nice

  $ nice; nice nice; nice -n 5 nice; nice -n5 nice; nice -5 nice; nice -n 100 nice; nice -n 1 nice -n 2 nice
  0
  10
  5
  5
  5
  19
  3
  $ nice -n x true
  nice: invalid number 'x'
  [1]
  $ nice nosuch
  nice: can't execute 'nosuch': No such file or directory
  [127]
  $ nice -n 5 2>&1 | sed -n 3p
  Usage: nice [-n ADJUST] [PROG ARGS]
  $ nice -n 1 sh -c 'exit 7'
  [7]

Higher priority, for root: [root]
  $ nice -n -5 nice; nice --5 nice; nice -n -100 nice
  -5
  -5
  -20

[cairn]
  $ nice --adjustment=3 nice
  3

The last of several adjustments counts, as in GNU:
[cairn]
  $ nice -n 1 -2 nice; nice -3 -n 4 nice; nice --adjustment 1 -5 -- nice
  2
  4
  5
